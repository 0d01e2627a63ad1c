/* dz-pairs.c - documents beside each other, block by block
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first side makes the list; each further one is aligned with it and merged in. What stands
 * alone on two sides and says the same was moved.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-pairs.h"

#include "dz-align.h"
#include "dz-diff.h"
#include "dz-pairs-private.h"
#include "dz-text.h"

#include <string.h>

/* From which likeness blocks with other words belong together. */
#define LEAST_HEADING 0.6
#define LEAST_PARAGRAPH 0.35
#define LEAST_TABLE 0.25

/* A heading outweighs any paragraph where both cannot be kept in order. */
#define HEADING_WEIGHT 100000u

/* A line that begins with a number and is no longer than this is a heading, whatever the source says. */
#define MAX_HEADING_CHARS 40

/* What is looked at of a table when tables are told apart. */
#define MAX_TABLE_BYTES 6000u

struct _DzPairs {
  GObject parent_instance;

  guint n_sides;
  GPtrArray *pairs; /* of DzPair */
  GPtrArray *documents; /* of DzDocument: the pairs point into them */
  int *index[DZ_PAIRS_MAX_SIDES]; /* of the blocks from first on: their pair */
  guint first[DZ_PAIRS_MAX_SIDES], last[DZ_PAIRS_MAX_SIDES];
  guint n_differences;
};

G_DEFINE_FINAL_TYPE (DzPairs, dz_pairs, G_TYPE_OBJECT)

static void
free_pair (gpointer data)
{
  DzPair *pair = data;

  g_clear_pointer (&pair->rows, g_array_unref);
  for (guint i = 0; i < DZ_PAIRS_MAX_SIDES; i++)
    g_clear_pointer (&pair->spans[i], g_array_unref);
  g_free (pair);
}

static void
dz_pairs_finalize (GObject *object)
{
  DzPairs *self = DZ_PAIRS (object);

  for (guint i = 0; i < DZ_PAIRS_MAX_SIDES; i++)
    g_free (self->index[i]);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  G_OBJECT_CLASS (dz_pairs_parent_class)->finalize (object);
}

static void
dz_pairs_class_init (DzPairsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_pairs_finalize;
}

static void
dz_pairs_init (DzPairs *self)
{
  self->pairs = g_ptr_array_new_with_free_func (free_pair);
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
}

static DzPair *
new_pair (void)
{
  DzPair *pair = g_new0 (DzPair, 1);

  for (guint i = 0; i < DZ_PAIRS_MAX_SIDES; i++)
    pair->blocks[i] = -1;
  pair->partner = -1;
  return pair;
}

/* --- reading a side --- */

/* The words of a table, as far as they tell it from others. */
static char *
table_words (const DzTable *table)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < table->n_cells && words->len < MAX_TABLE_BYTES; i++)
    g_string_append (words, table->cells[i].text);
  return g_string_free (words, FALSE);
}

static gboolean
looks_like_heading (const char *folded)
{
  gsize length;

  return dz_text_leading_number (folded, &length, NULL) > 0 && g_utf8_strlen (folded, -1) <= MAX_HEADING_CHARS
         && strstr (folded, "。") == NULL;
}

static void
read_block (DzPairsSide *side,
            const DzBlock *block)
{
  char *folded = dz_text_fold_string (block->table != NULL ? "" : block->text), *key;
  g_autofree char *words = NULL;
  DzAlignItem item = { .weight = 1 };

  if (block->table != NULL) {
    words = table_words (block->table);
    key = g_strdup ("");
    item.kind = DZ_BLOCK_TABLE;
    item.least = LEAST_TABLE;
  } else if (block->kind == DZ_BLOCK_HEADING || looks_like_heading (folded)) {
    key = dz_text_label_key (block->text);
    item.kind = DZ_BLOCK_HEADING;
    item.least = LEAST_HEADING;
    item.weight = HEADING_WEIGHT;
  } else {
    key = g_strdup (folded);
    item.kind = DZ_BLOCK_PARAGRAPH;
    item.least = LEAST_PARAGRAPH;
    item.weight = (guint) g_utf8_strlen (folded, 1000) + 1;
  }
  g_ptr_array_add (side->texts, folded);
  g_ptr_array_add (side->keys, key);
  g_ptr_array_add (side->grams, dz_grams_new (words != NULL ? words : item.kind == DZ_BLOCK_HEADING ? key : block->text));
  item.key = key;
  item.grams = g_ptr_array_index (side->grams, side->grams->len - 1);
  side->items[side->keys->len - 1] = item;
}

static void
read_side (DzPairsSide *side,
           const DzPairsSource *source)
{
  guint n;

  side->document = source->document;
  side->first = source->first;
  side->last = source->last;
  if (side->document == NULL)
    side->last = side->first;
  else
    side->last = MIN (side->last, dz_document_get_n_blocks (side->document));
  n = side->last > side->first ? side->last - side->first : 0;
  side->last = side->first + n;
  side->texts = g_ptr_array_new_with_free_func (g_free);
  side->keys = g_ptr_array_new_with_free_func (g_free);
  side->grams = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  side->items = g_new0 (DzAlignItem, n + 1);
  for (guint i = 0; i < n; i++)
    read_block (side, dz_document_get_block (side->document, side->first + i));
}

static void
clear_side (DzPairsSide *side)
{
  if (side->texts == NULL)
    return;
  g_ptr_array_unref (side->texts);
  g_ptr_array_unref (side->keys);
  g_ptr_array_unref (side->grams);
  g_free (side->items);
}

/* --- merging --- */

guint
dz_pair_get_first_side (const DzPair *pair)
{
  guint side = 0;

  while (pair->blocks[side] < 0)
    side++;
  return side;
}

/* The pins between the side that comes and those that are there, as places in both lists. */
static GArray *
find_pins (DzPairs *self,
           const DzPairsSide *sides,
           guint side,
           const DzPairPin *pins,
           guint n_pins)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (DzAlignPin));

  for (guint p = 0; p < n_pins; p++) {
    guint own = pins[p].sides[0] == side ? 0 : 1, other = pins[p].sides[1 - own];
    guint block = pins[p].blocks[own];

    if (pins[p].sides[own] != side || other >= side || block < sides[side].first || block >= sides[side].last)
      continue;
    for (guint i = 0; i < self->pairs->len; i++) {
      const DzPair *pair = g_ptr_array_index (self->pairs, i);
      DzAlignPin pin = { i, block - sides[side].first };

      if (pair->blocks[other] == (int) pins[p].blocks[1 - own] &&
          (sides[other].items[pins[p].blocks[1 - own] - sides[other].first].kind == DZ_BLOCK_TABLE) ==
            (sides[side].items[pin.j].kind == DZ_BLOCK_TABLE))
        g_array_append_val (found, pin);
    }
  }
  return found;
}

static void
merge_side (DzPairs *self,
            const DzPairsSide *sides,
            guint side,
            const DzPairPin *pins,
            guint n_pins)
{
  guint n = self->pairs->len, m = sides[side].keys->len, next = 0;
  g_autofree DzAlignItem *known = g_new (DzAlignItem, n + 1);
  g_autofree int *match = g_new (int, n + 1);
  g_autoptr (GArray) forced = find_pins (self, sides, side, pins, n_pins);
  GPtrArray *merged = g_ptr_array_new_with_free_func (free_pair);

  for (guint i = 0; i < n; i++) {
    const DzPair *pair = g_ptr_array_index (self->pairs, i);
    guint first = dz_pair_get_first_side (pair);

    known[i] = sides[first].items[(guint) pair->blocks[first] - sides[first].first];
  }
  dz_align_pinned (known, n, sides[side].items, m, (const DzAlignPin *) (gpointer) forced->data, forced->len, match);
  for (guint i = 0; i <= n; i++) {
    guint until = i == n ? m : match[i] >= 0 ? (guint) match[i] : next;

    for (; next < until; next++) {
      DzPair *alone = new_pair ();

      alone->blocks[side] = (int) (sides[side].first + next);
      g_ptr_array_add (merged, alone);
    }
    if (i == n)
      break;
    if (match[i] >= 0)
      ((DzPair *) g_ptr_array_index (self->pairs, i))->blocks[side] = (int) (sides[side].first + next++);
    g_ptr_array_add (merged, g_ptr_array_index (self->pairs, i));
  }
  g_ptr_array_set_free_func (self->pairs, NULL);
  g_ptr_array_unref (self->pairs);
  self->pairs = merged;
}

/* --- what differs --- */

void
dz_pair_add_span (DzPair *self,
                  guint side,
                  int row,
                  int col,
                  guint start,
                  guint end)
{
  DzPairSpan span = { row, col, start, end };

  if (self->spans[side] == NULL)
    self->spans[side] = g_array_new (FALSE, FALSE, sizeof (DzPairSpan));
  g_array_append_val (self->spans[side], span);
}

gboolean
dz_pair_compare_texts (DzPair *self,
                       guint first,
                       guint second,
                       int row[2],
                       int col[2],
                       const char *a,
                       const char *b)
{
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) right = NULL;

  if (strcmp (a, b) == 0)
    return TRUE;
  dz_diff_texts (a, b, &left, &right);
  for (guint i = 0; i < left->len; i++)
    dz_pair_add_span (self, first, row[0], col[0], g_array_index (left, DzRange, i).start,
                      g_array_index (left, DzRange, i).end);
  for (guint i = 0; i < right->len; i++)
    dz_pair_add_span (self, second, row[1], col[1], g_array_index (right, DzRange, i).start,
                      g_array_index (right, DzRange, i).end);
  return left->len + right->len == 0;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const DzPairSpan *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  if (x->col != y->col)
    return x->col < y->col ? -1 : 1;
  return x->start < y->start ? -1 : x->start > y->start;
}

void
dz_pair_settle_spans (GArray *spans)
{
  guint n = 0;

  if (spans == NULL)
    return;
  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++) {
    DzPairSpan span = g_array_index (spans, DzPairSpan, i);
    DzPairSpan *last = n > 0 ? &g_array_index (spans, DzPairSpan, n - 1) : NULL;

    if (last != NULL && last->row == span.row && last->col == span.col && span.start <= last->end)
      last->end = MAX (last->end, span.end);
    else
      g_array_index (spans, DzPairSpan, n++) = span;
  }
  g_array_set_size (spans, n);
}

static void
judge_pair (DzPairs *self,
            const DzPairsSide *sides,
            DzPair *pair,
            const DzPairPin *pins,
            guint n_pins)
{
  guint first = dz_pair_get_first_side (pair);
  const DzTable *tables[DZ_PAIRS_MAX_SIDES] = { NULL };
  guint n_there = 0;

  pair->kind = DZ_PAIR_EQUAL;
  for (guint side = 0; side < self->n_sides; side++) {
    const DzBlock *block;

    if (pair->blocks[side] < 0)
      continue;
    n_there++;
    block = dz_document_get_block (sides[side].document, (guint) pair->blocks[side]);
    tables[side] = block->table;
    if (side == first || block->table != NULL)
      continue;
    if (!dz_pair_compare_texts (pair, first, side, (int[]) { -1, -1 }, (int[]) { -1, -1 },
                                dz_document_get_block (sides[first].document, (guint) pair->blocks[first])->text,
                                block->text))
      pair->kind = DZ_PAIR_CHANGED;
  }
  if (n_there > 1 && tables[first] != NULL)
    dz_pair_compare_tables (pair, tables, self->n_sides, pins, n_pins);
  if (n_there < self->n_sides)
    pair->kind = DZ_PAIR_ONLY;
  for (guint side = 0; side < self->n_sides; side++)
    dz_pair_settle_spans (pair->spans[side]);
}

static void
index_blocks (DzPairs *self,
              const DzPairsSide *sides)
{
  for (guint side = 0; side < self->n_sides; side++) {
    self->first[side] = sides[side].first;
    self->last[side] = sides[side].last;
    self->index[side] = g_new (int, sides[side].last - sides[side].first + 1);
  }
  for (guint i = 0; i < self->pairs->len; i++) {
    const DzPair *pair = g_ptr_array_index (self->pairs, i);

    for (guint side = 0; side < self->n_sides; side++)
      if (pair->blocks[side] >= 0)
        self->index[side][(guint) pair->blocks[side] - self->first[side]] = (int) i;
  }
}

static gboolean
compare_sides (DzPairs *self,
               DzPairsSide *sides,
               const DzPairPin *pins,
               guint n_pins,
               GCancellable *cancellable,
               GError **error)
{
  for (guint i = 0; i < self->n_sides; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    merge_side (self, sides, i, pins, n_pins);
  }
  for (guint i = 0; i < self->pairs->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    judge_pair (self, sides, g_ptr_array_index (self->pairs, i), pins, n_pins);
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  dz_pairs_find_moved (self->pairs, sides, self->n_sides);
  for (guint i = 0; i < self->pairs->len; i++)
    self->n_differences += ((DzPair *) g_ptr_array_index (self->pairs, i))->kind != DZ_PAIR_EQUAL;
  index_blocks (self, sides);
  return TRUE;
}

DzPairs *
dz_pairs_new_full (const DzPairsSource *sources,
                   guint n_sources,
                   const DzPairPin *pins,
                   guint n_pins,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (DzPairs) self = NULL;
  DzPairsSide sides[DZ_PAIRS_MAX_SIDES] = { { NULL } };
  gboolean done;

  g_return_val_if_fail (sources != NULL && n_sources >= 1 && n_sources <= DZ_PAIRS_MAX_SIDES, NULL);

  self = g_object_new (DZ_TYPE_PAIRS, NULL);
  self->n_sides = n_sources;
  for (guint i = 0; i < n_sources; i++) {
    if (sources[i].document != NULL)
      g_ptr_array_add (self->documents, g_object_ref (sources[i].document));
    read_side (&sides[i], &sources[i]);
  }
  done = compare_sides (self, sides, pins, n_pins, cancellable, error);
  for (guint i = 0; i < n_sources; i++)
    clear_side (&sides[i]);
  return done ? g_steal_pointer (&self) : NULL;
}

DzPairs *
dz_pairs_new (GPtrArray *reports)
{
  DzPairsSource sources[DZ_PAIRS_MAX_SIDES] = { { NULL } };

  g_return_val_if_fail (reports != NULL && reports->len >= 1 && reports->len <= DZ_PAIRS_MAX_SIDES, NULL);

  for (guint i = 0; i < reports->len; i++) {
    DzReport *report = g_ptr_array_index (reports, i);

    sources[i].document = dz_report_get_document (report);
    dz_report_get_range (report, &sources[i].first, &sources[i].last);
  }
  return dz_pairs_new_full (sources, reports->len, NULL, 0, NULL, NULL);
}

guint
dz_pairs_get_n_sides (DzPairs *self)
{
  g_return_val_if_fail (DZ_IS_PAIRS (self), 0);

  return self->n_sides;
}

guint
dz_pairs_get_n_pairs (DzPairs *self)
{
  g_return_val_if_fail (DZ_IS_PAIRS (self), 0);

  return self->pairs->len;
}

const DzPair *
dz_pairs_get_pair (DzPairs *self,
                   guint index)
{
  g_return_val_if_fail (DZ_IS_PAIRS (self) && index < self->pairs->len, NULL);

  return g_ptr_array_index (self->pairs, index);
}

int
dz_pairs_find (DzPairs *self,
               guint side,
               guint block)
{
  g_return_val_if_fail (DZ_IS_PAIRS (self) && side < self->n_sides, -1);

  if (block < self->first[side] || block >= self->last[side])
    return -1;
  return self->index[side][block - self->first[side]];
}

guint
dz_pairs_get_n_differences (DzPairs *self)
{
  g_return_val_if_fail (DZ_IS_PAIRS (self), 0);

  return self->n_differences;
}
