/* dz-anchors.c - places of two reports that belong beside each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys that stand once on either side are paired; of these the longest run that grows on both
 * sides is kept.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-anchors.h"

#include "dz-text.h"

#define OPENING 16 /* folded characters that identify a paragraph */

typedef struct {
  char *key;
  guint block;
  int row;
  gboolean is_heading;
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->key);
}

static void
add_place (GArray *places,
           char kind,
           const char *words,
           guint block,
           int row)
{
  Place place = { NULL, block, row, kind == 'h' };

  if (*words == '\0')
    return;
  place.key = g_strdup_printf ("%c%s", kind, words);
  g_array_append_val (places, place);
}

static void
add_paragraph (GArray *places,
               const char *text,
               guint block)
{
  g_autofree char *folded = dz_text_fold_string (text);
  g_autofree char *opening = NULL;

  if (g_utf8_strlen (folded, -1) < OPENING)
    return;
  opening = g_utf8_substring (folded, 0, OPENING);
  add_place (places, 'p', opening, block, -1);
}

static void
add_rows (GArray *places,
          const DzTable *table,
          guint block)
{
  int last = -1;

  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *cell = &table->cells[i];
    g_autofree char *key = NULL;

    if ((int) cell->row == last || *cell->text == '\0')
      continue;
    key = dz_text_label_key (cell->text);
    add_place (places, 'r', key, block, (int) cell->row);
    last = (int) cell->row;
  }
}

static GArray *
collect (DzDocument *document,
         guint first,
         guint last)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  g_array_set_clear_func (places, place_clear);
  for (guint i = first; i < last; i++) {
    const DzBlock *block = dz_document_get_block (document, i);
    g_autofree char *key = NULL;

    switch (block->kind) {
    case DZ_BLOCK_HEADING:
      key = dz_text_label_key (block->text);
      add_place (places, 'h', key, i, -1);
      break;
    case DZ_BLOCK_PARAGRAPH:
      add_paragraph (places, block->text, i);
      break;
    case DZ_BLOCK_TABLE:
      add_rows (places, block->table, i);
      break;
    default:
      break;
    }
  }
  return places;
}

/* key (borrowed) -> index + 1; a key that stands twice has 0. */
static GHashTable *
index_places (const GArray *places)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < places->len; i++) {
    char *key = g_array_index (places, Place, i).key;

    g_hash_table_insert (index, key, GUINT_TO_POINTER (g_hash_table_contains (index, key) ? 0 : i + 1));
  }
  return index;
}

/* The longest growing run of @values: marks its members in @kept. */
static void
keep_growing (const guint *values,
              guint n,
              gboolean *kept)
{
  g_autofree guint *tails = g_new0 (guint, n + 1); /* index of the smallest end of a run of each length */
  g_autofree int *before = g_new (int, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++) {
    guint low = 0, high = length;

    while (low < high) {
      guint middle = (low + high) / 2;

      if (values[tails[middle]] < values[i])
        low = middle + 1;
      else
        high = middle;
    }
    before[i] = low == 0 ? -1 : (int) tails[low - 1];
    tails[low] = i;
    length = MAX (length, low + 1);
  }
  for (int i = length == 0 ? -1 : (int) tails[length - 1]; i >= 0; i = before[i])
    kept[i] = TRUE;
}

GArray *
dz_anchors_find (DzDocument *left,
                 guint left_first,
                 guint left_last,
                 DzDocument *right,
                 guint right_first,
                 guint right_last)
{
  g_autoptr (GArray) a = collect (left, left_first, left_last);
  g_autoptr (GArray) b = collect (right, right_first, right_last);
  g_autoptr (GHashTable) in_a = index_places (a);
  g_autoptr (GHashTable) in_b = index_places (b);
  g_autofree guint *lefts = g_new0 (guint, a->len + 1);
  g_autofree guint *rights = g_new0 (guint, a->len + 1);
  g_autofree gboolean *kept = g_new0 (gboolean, a->len + 1);
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (DzAnchor));
  guint n = 0;

  for (guint i = 0; i < a->len; i++) {
    const char *key = g_array_index (a, Place, i).key;
    guint other = GPOINTER_TO_UINT (g_hash_table_lookup (in_b, key));

    if (other == 0 || GPOINTER_TO_UINT (g_hash_table_lookup (in_a, key)) == 0)
      continue;
    lefts[n] = i;
    rights[n++] = other - 1;
  }
  keep_growing (rights, n, kept);
  for (guint i = 0; i < n; i++) {
    const Place *l = &g_array_index (a, Place, lefts[i]);
    const Place *r = &g_array_index (b, Place, rights[i]);
    DzAnchor anchor = { l->block, r->block, l->row, r->row, l->is_heading };

    if (kept[i])
      g_array_append_val (anchors, anchor);
  }
  return anchors;
}
