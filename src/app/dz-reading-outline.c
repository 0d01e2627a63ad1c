/* dz-reading-outline.c - the contents of the first report, and how much differs in each section
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-private.h"

#include <glib/gi18n-lib.h>

#define LEVELS_MAX 10
#define OUTLINE_LEVELS 3 /* of those that occur */
#define ROWS_AT_ONCE 40  /* a long report has hundreds */

typedef struct {
  guint block;
  guint rank; /* 0 … of the levels that occur */
  guint n_differences;
} Entry;

/* Rows that wait for the main loop to be idle. */
struct _DzReadingOutline {
  GArray *entries; /* of Entry */
  guint next;
};

/* A heading's rank among the levels that occur in the report, from 0. */
static guint
heading_rank (const guint *n_by_level,
              guint level)
{
  guint rank = 0;

  for (guint i = 0; i < MIN (level, LEVELS_MAX - 1); i++)
    rank += n_by_level[i] > 0;
  return rank;
}

static GArray *
list_entries (DzReadingPane *pane)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  DzDocument *document = dz_reading_pane_get_document (pane);
  guint n_by_level[LEVELS_MAX] = { 0 };
  guint first, last;

  dz_reading_pane_get_range (pane, &first, &last);
  for (guint i = first; i < last; i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    if (block->kind == DZ_BLOCK_HEADING)
      n_by_level[MIN (block->level, LEVELS_MAX - 1)]++;
  }
  for (guint i = first; i < last; i++) {
    const DzBlock *block = dz_document_get_block (document, i);
    Entry entry = { i, heading_rank (n_by_level, block->level), 0 };

    if (block->kind == DZ_BLOCK_HEADING && entry.rank < OUTLINE_LEVELS)
      g_array_append_val (entries, entry);
  }
  return entries;
}

/* A section has what differs up to the next heading of its rank or above. What only another report has
 * counts where it would stand. */
static void
count_differences (DzReadingPage *self,
                   GArray *entries)
{
  guint present = 0;
  gboolean begun = FALSE;

  for (guint i = 0; i < self->steps->len; i++) {
    const DzReadingStep *step = &g_array_index (self->steps, DzReadingStep, i);
    int block = dz_pairs_get_pair (self->pairs, step->pair)->blocks[0];
    guint rank = OUTLINE_LEVELS;

    while (block >= 0 && (begun ? present + 1 : 0) < entries->len &&
           g_array_index (entries, Entry, begun ? present + 1 : 0).block <= (guint) block) {
      present = begun ? present + 1 : 0;
      begun = TRUE;
    }
    if (!begun || step->kind == DZ_PAIR_EQUAL)
      continue;
    for (guint e = present + 1; e-- > 0 && rank > 0;) {
      Entry *entry = &g_array_index (entries, Entry, e);

      if (entry->rank >= rank)
        continue;
      entry->n_differences++;
      rank = entry->rank;
    }
  }
}

static void
append_row (DzReadingPage *self,
            const char *text,
            const Entry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (box, (int) entry->rank * 10);
  gtk_box_append (GTK_BOX (box), label);
  if (entry->n_differences > 0) {
    g_autofree char *number = g_strdup_printf ("%u", entry->n_differences);
    g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u difference", "%s: %u differences", entry->n_differences),
                                              text, entry->n_differences);
    GtkWidget *badge = gtk_label_new (number);

    gtk_widget_add_css_class (badge, "dim-label");
    gtk_widget_add_css_class (badge, "numeric");
    gtk_box_append (GTK_BOX (box), badge);
    gtk_widget_set_tooltip_text (box, words);
  } else {
    gtk_widget_set_tooltip_text (box, text);
  }
  g_object_set_data (G_OBJECT (box), "block", GUINT_TO_POINTER (entry->block));
  gtk_list_box_append (self->outline, box);
}

void
dz_reading_outline_stop (DzReadingPage *self)
{
  g_clear_handle_id (&self->outline_source, g_source_remove);
  if (self->outline_rows == NULL)
    return;
  g_array_unref (self->outline_rows->entries);
  g_clear_pointer (&self->outline_rows, g_free);
}

static gboolean
append_rows_cb (gpointer user_data)
{
  DzReadingPage *self = user_data;
  DzReadingOutline *rows = self->outline_rows;
  DzDocument *document = dz_reading_pane_get_document (dz_reading_page_get_side (self, 0)->pane);

  for (guint i = 0; i < ROWS_AT_ONCE && rows->next < rows->entries->len; i++, rows->next++) {
    const Entry *entry = &g_array_index (rows->entries, Entry, rows->next);

    append_row (self, dz_document_get_block (document, entry->block)->text, entry);
  }
  if (rows->next < rows->entries->len)
    return G_SOURCE_CONTINUE;
  self->outline_source = 0;
  dz_reading_outline_stop (self);
  return G_SOURCE_REMOVE;
}

void
dz_reading_outline_update (DzReadingPage *self)
{
  DzReadingPane *pane = self->sides->len == 0 ? NULL : dz_reading_page_get_side (self, 0)->pane;
  GtkWidget *child;

  dz_reading_outline_stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->outline))) != NULL)
    gtk_list_box_remove (self->outline, child);
  if (pane == NULL || dz_reading_pane_get_document (pane) == NULL)
    return;
  self->outline_rows = g_new0 (DzReadingOutline, 1);
  self->outline_rows->entries = list_entries (pane);
  count_differences (self, self->outline_rows->entries);
  self->outline_source = g_idle_add (append_rows_cb, self);
}

void
dz_reading_outline_activate (DzReadingPage *self,
                             GtkListBoxRow *row)
{
  guint block = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "block"));
  DzReadingPane *pane = dz_reading_page_get_side (self, 0)->pane;
  double y;

  if (!dz_reading_pane_get_height (pane, block, -1, &y))
    return;
  dz_reading_pane_set_cursor (pane, block, -1);
  dz_reading_sync_show (self, 0, y + gtk_adjustment_get_page_size (dz_reading_pane_get_adjustment (pane)) / 3 - 12);
}
