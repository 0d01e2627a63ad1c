/* dz-page-layout.c - pages of characters and rules to blocks of a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-layout.h"

#include "dz-page-private.h"
#include "dz-text.h"

#include <math.h>
#include <string.h>

/* Of the page's height: where running heads and page numbers stand. */
#define MARGIN_ZONE 0.115f

/* Points: a table this near to the right edge of the page runs over it. */
#define EDGE 1.5f

/* Rows at each end of a page that may be running heads. */
#define MARGIN_ROWS 3u

typedef struct {
  guint number;
  float width, height;
  GPtrArray *lines; /* of DzLine */
  GPtrArray *grids; /* of DzGrid */
} Sheet;

struct _DzPageLayout {
  GPtrArray *sheets; /* of Sheet */
};

static void
sheet_free (Sheet *sheet)
{
  g_ptr_array_unref (sheet->lines);
  g_ptr_array_unref (sheet->grids);
  g_free (sheet);
}

DzPageLayout *
dz_page_layout_new (void)
{
  DzPageLayout *self = g_new0 (DzPageLayout, 1);

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  return self;
}

void
dz_page_layout_free (DzPageLayout *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

void
dz_page_layout_add_page (DzPageLayout *self,
                         const DzPage *page)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  g_autoptr (GArray) rest = NULL;

  sheet->number = page->number;
  sheet->width = page->width;
  sheet->height = page->height;
  sheet->grids = dz_page_find_grids (page);
  rest = dz_page_fill_grids (page, sheet->grids);
  sheet->lines = dz_page_text_find_lines (rest);
  for (guint i = 0; i < sheet->grids->len; i++) {
    DzGrid *grid = sheet->grids->pdata[i];

    grid->cut_off = grid->box.x + grid->box.width > page->width - EDGE;
  }
  g_ptr_array_add (self->sheets, sheet);
}

/* Digits and marks of a page number only: "- 3 -", "第 3 页 共 12 页", "3/12". */
static gboolean
is_page_number (const char *text)
{
  g_autofree char *folded = dz_text_fold_string (text);
  guint digits = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isdigit (c))
      digits++;
    else if (g_utf8_strchr ("-—–·.~/|,第页共ofPpage", -1, c) == NULL)
      return FALSE;
  }
  return digits > 0 && digits <= 8;
}

/* The text without what counts the pages. */
static char *
running_key (const DzLine *line)
{
  g_autofree char *folded = dz_text_fold_string (line->text);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isdigit (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  return g_string_free (key, FALSE);
}

/* The line @index from the sheet's upper or lower end, if it stands in the margin and no table is
 * between. */
static DzLine *
peek_margin (const Sheet *sheet,
             gboolean top,
             guint index)
{
  DzLine *line;

  if (index >= sheet->lines->len)
    return NULL;
  line = sheet->lines->pdata[top ? index : sheet->lines->len - 1 - index];
  if (top ? line->box.y + line->box.height / 2 > sheet->height * MARGIN_ZONE
          : line->box.y + line->box.height / 2 < sheet->height * (1 - MARGIN_ZONE))
    return NULL;
  return line;
}

/* Counts a margin's lines by what they say and where: "top 3 key" -> pages. */
static void
count_margin (GHashTable *counts,
              const Sheet *sheet,
              gboolean top)
{
  for (guint k = 0; k < 2 * MARGIN_ROWS; k++) {
    DzLine *line = peek_margin (sheet, top, k);
    g_autofree char *key = NULL;

    if (line == NULL)
      break;
    key = running_key (line);
    for (int near = 0; near < 2; near++) {
      char *place = g_strdup_printf ("%d %d %s", top, (int) (line->box.y / 4) + near, key);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, place));

      g_hash_table_replace (counts, place, GUINT_TO_POINTER (n + 1));
    }
  }
}

static gboolean
is_running (GHashTable *counts,
            guint n_pages,
            const DzLine *line,
            gboolean top)
{
  g_autofree char *key = NULL;
  guint n = 0;

  if (is_page_number (line->text))
    return TRUE;
  key = running_key (line);
  for (int near = 0; near < 2; near++) {
    g_autofree char *place = g_strdup_printf ("%d %d %s", top, (int) (line->box.y / 4) + near, key);

    n = MAX (n, GPOINTER_TO_UINT (g_hash_table_lookup (counts, place)));
  }
  return n >= 3 || (n == 2 && n_pages <= 3);
}

static void
drop_running (DzPageLayout *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->sheets->len; i++) {
    count_margin (counts, self->sheets->pdata[i], TRUE);
    count_margin (counts, self->sheets->pdata[i], FALSE);
  }
  for (guint i = 0; i < self->sheets->len; i++) {
    Sheet *sheet = self->sheets->pdata[i];

    for (guint top = 0; top < 2; top++)
      for (guint k = 0; k < 2 * MARGIN_ROWS; k++) {
        DzLine *line = peek_margin (sheet, top == 0, 0);

        if (line == NULL || !is_running (counts, self->sheets->len, line, top == 0))
          break;
        g_ptr_array_remove_index (sheet->lines, top == 0 ? 0 : sheet->lines->len - 1);
      }
  }
}

void
dz_page_layout_finish (DzPageLayout *self,
                       DzDocumentBuilder *builder)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (DzItem));

  drop_running (self);
  for (guint i = 0; i < self->sheets->len; i++) {
    Sheet *sheet = self->sheets->pdata[i];
    g_autoptr (GArray) flow = NULL;

    dz_page_find_aligned (sheet->number, sheet->lines, sheet->grids);
    flow = dz_page_flow (sheet->number, sheet->width, sheet->lines, sheet->grids);
    g_array_append_vals (items, flow->data, flow->len);
  }
  dz_page_emit (items, builder);
  g_ptr_array_set_size (self->sheets, 0);
}
