/* dz-pairs-table.c - the rows of tables beside each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row is known by its words; its numbers are what is compared.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-pairs-private.h"

#include "dz-align.h"
#include "dz-diff.h"
#include "dz-number.h"
#include "dz-text.h"

/* Rows with other words are one row from this likeness on. */
#define LEAST_ROW 0.6

typedef struct {
  GPtrArray *keys;  /* of char *, by row */
  GPtrArray *grams; /* of GArray */
  DzAlignItem *items;
} Rows;

static gboolean
is_label (const char *text)
{
  DzValue value;
  g_autofree char *unit = NULL;
  g_autofree char *note = NULL;

  return !dz_number_read_cell (text, &value, &unit, &note);
}

/* The words of a row, with those that reach down from above: 其他 is known by its group. */
static char *
make_key (const DzTable *table,
          guint row)
{
  GString *key = g_string_new (NULL);
  const DzCell *last = NULL;

  for (guint col = 0; col < table->n_cols; col++) {
    const DzCell *cell = dz_table_get_cell (table, row, col);
    g_autofree char *label = NULL;

    if (cell == NULL || cell == last || !is_label (cell->text))
      continue;
    last = cell;
    label = dz_text_label_key (cell->text);
    if (label[0] == '\0')
      continue;
    if (key->len > 0)
      g_string_append_c (key, '|');
    g_string_append (key, label);
  }
  return g_string_free (key, FALSE);
}

static Rows
read_rows (const DzTable *table)
{
  Rows rows = { g_ptr_array_new_with_free_func (g_free),
                g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
                g_new0 (DzAlignItem, table->n_rows + 1) };

  for (guint i = 0; i < table->n_rows; i++) {
    char *key = make_key (table, i);

    g_ptr_array_add (rows.keys, key);
    g_ptr_array_add (rows.grams, dz_grams_new (key));
    rows.items[i] = (DzAlignItem) { key, 1, g_ptr_array_index (rows.grams, i), 0, LEAST_ROW };
  }
  return rows;
}

static void
clear_rows (Rows *rows)
{
  g_ptr_array_unref (rows->keys);
  g_ptr_array_unref (rows->grams);
  g_free (rows->items);
}

/* The cells that begin in a row, in order; without empty ones when @filled. */
static guint
list_cells (const DzTable *table,
            guint row,
            gboolean filled,
            const DzCell **cells)
{
  guint n = 0;

  for (guint col = 0; col < table->n_cols; col++) {
    const DzCell *cell = dz_table_get_cell (table, row, col);

    if (cell != NULL && cell->row == row && cell->col == col && !(filled && cell->text[0] == '\0'))
      cells[n++] = cell;
  }
  return n;
}

static void
mark_cell (DzPair *self,
           guint side,
           const DzCell *cell)
{
  guint length = (guint) g_utf8_strlen (cell->text, -1);

  if (length > 0)
    dz_pair_add_span (self, side, (int) cell->row, (int) cell->col, 0, length);
}

static gboolean
compare_row (DzPair *self,
             guint first,
             guint second,
             const DzTable *a,
             const DzTable *b,
             guint i,
             guint j)
{
  g_autofree const DzCell **left = g_new (const DzCell *, a->n_cols + 1);
  g_autofree const DzCell **right = g_new (const DzCell *, b->n_cols + 1);
  guint n = list_cells (a, i, FALSE, left), m = list_cells (b, j, FALSE, right);
  gboolean same = TRUE;

  /* An empty cell more, left by a merged one, must not shift the rest. */
  if (n != m) {
    n = list_cells (a, i, TRUE, left);
    m = list_cells (b, j, TRUE, right);
  }

  for (guint c = 0; c < MIN (n, m); c++)
    same &= dz_pair_compare_texts (self, first, second, (int[]) { (int) left[c]->row, (int) right[c]->row },
                                   (int[]) { (int) left[c]->col, (int) right[c]->col }, left[c]->text, right[c]->text);
  for (guint c = MIN (n, m); c < n; c++)
    mark_cell (self, first, left[c]);
  for (guint c = MIN (n, m); c < m; c++)
    mark_cell (self, second, right[c]);
  return same && n == m;
}

/* The pins between rows of the table that comes and rows that are there. */
static GArray *
find_pins (DzPair *self,
           guint side,
           const DzPairPin *pins,
           guint n_pins)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (DzAlignPin));

  for (guint p = 0; p < n_pins; p++) {
    guint own = pins[p].sides[0] == side ? 0 : 1, other = pins[p].sides[1 - own];

    if (pins[p].sides[own] != side || other >= side || pins[p].rows[0] < 0 || pins[p].rows[1] < 0 ||
        (int) pins[p].blocks[own] != self->blocks[side] || (int) pins[p].blocks[1 - own] != self->blocks[other])
      continue;
    for (guint i = 0; i < self->rows->len; i++) {
      DzAlignPin pin = { i, (guint) pins[p].rows[own] };

      if (g_array_index (self->rows, DzPairRow, i).rows[other] == pins[p].rows[1 - own])
        g_array_append_val (found, pin);
    }
  }
  return found;
}

/* Puts the rows of one more table beside those that are there. */
static void
merge_rows (DzPair *self,
            guint side,
            const DzTable *table,
            const Rows *all,
            const DzPairPin *pins,
            guint n_pins)
{
  const Rows *own = &all[side];
  g_autofree DzAlignItem *known = g_new (DzAlignItem, self->rows->len + 1);
  g_autofree int *match = g_new (int, self->rows->len + 1);
  g_autoptr (GArray) forced = find_pins (self, side, pins, n_pins);
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (DzPairRow));
  guint next = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    const DzPairRow *row = &g_array_index (self->rows, DzPairRow, i);
    guint first = 0;

    while (row->rows[first] < 0)
      first++;
    known[i] = all[first].items[row->rows[first]];
  }
  dz_align_pinned (known, self->rows->len, own->items, table->n_rows, (const DzAlignPin *) (gpointer) forced->data,
                   forced->len, match);
  for (guint i = 0; i <= self->rows->len; i++) {
    guint until = i == self->rows->len ? table->n_rows : match[i] >= 0 ? (guint) match[i] : next;
    DzPairRow row;

    for (; next < until; next++) {
      DzPairRow alone = { DZ_PAIR_ONLY, { -1, -1, -1, -1, -1, -1 } };

      alone.rows[side] = (int) next;
      g_array_append_val (merged, alone);
    }
    if (i == self->rows->len)
      break;
    row = g_array_index (self->rows, DzPairRow, i);
    if (match[i] >= 0)
      row.rows[side] = (int) next++;
    g_array_append_val (merged, row);
  }
  g_array_unref (self->rows);
  self->rows = merged;
}

static void
judge_row (DzPair *self,
           DzPairRow *row,
           const DzTable *const *tables,
           guint n_sides)
{
  int first = -1;

  row->kind = DZ_PAIR_EQUAL;
  for (guint side = 0; side < n_sides; side++) {
    if (tables[side] == NULL)
      continue;
    if (row->rows[side] < 0)
      row->kind = DZ_PAIR_ONLY;
    else if (first < 0)
      first = (int) side;
    else if (!compare_row (self, (guint) first, side, tables[first], tables[side], (guint) row->rows[first],
                           (guint) row->rows[side])
             && row->kind == DZ_PAIR_EQUAL)
      row->kind = DZ_PAIR_CHANGED;
  }
}

void
dz_pair_compare_tables (DzPair *self,
                        const DzTable *const *tables,
                        guint n_sides,
                        const DzPairPin *pins,
                        guint n_pins)
{
  Rows rows[DZ_PAIRS_MAX_SIDES] = { { NULL } };
  gboolean begun = FALSE;

  self->rows = g_array_new (FALSE, FALSE, sizeof (DzPairRow));
  for (guint side = 0; side < n_sides; side++) {
    if (tables[side] == NULL)
      continue;
    rows[side] = read_rows (tables[side]);
    if (begun) {
      merge_rows (self, side, tables[side], rows, pins, n_pins);
      continue;
    }
    begun = TRUE;
    for (guint i = 0; i < tables[side]->n_rows; i++) {
      DzPairRow row = { DZ_PAIR_EQUAL, { -1, -1, -1, -1, -1, -1 } };

      row.rows[side] = (int) i;
      g_array_append_val (self->rows, row);
    }
  }
  for (guint i = 0; i < self->rows->len; i++) {
    DzPairRow *row = &g_array_index (self->rows, DzPairRow, i);

    judge_row (self, row, tables, n_sides);
    if (row->kind != DZ_PAIR_EQUAL && self->kind == DZ_PAIR_EQUAL)
      self->kind = DZ_PAIR_CHANGED;
  }
  for (guint side = 0; side < n_sides; side++)
    if (tables[side] != NULL)
      clear_rows (&rows[side]);
}
