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

/* Shorter paragraphs are found in many places by chance. */
#define MIN_MOVED_CHARS 12

typedef struct {
  DzDocument *document; /* borrowed; NULL without one */
  guint first, last;    /* blocks */
  GPtrArray *texts;     /* of char *: folded text of the blocks, "" of a table */
  GPtrArray *keys;      /* of char * */
  GPtrArray *grams;     /* of GArray */
  DzAlignItem *items;
} Side;

struct _DzPairs {
  GObject parent_instance;

  guint n_sides;
  GPtrArray *pairs; /* of DzPair */
  GPtrArray *reports; /* of DzReport */
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
  g_clear_pointer (&self->reports, g_ptr_array_unref);
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
  self->reports = g_ptr_array_new_with_free_func (g_object_unref);
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
read_block (Side *side,
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
read_side (Side *side,
           DzReport *report)
{
  guint n;

  side->document = dz_report_get_document (report);
  dz_report_get_range (report, &side->first, &side->last);
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
clear_side (Side *side)
{
  g_ptr_array_unref (side->texts);
  g_ptr_array_unref (side->keys);
  g_ptr_array_unref (side->grams);
  g_free (side->items);
}

/* --- merging --- */

static guint
first_side (const DzPair *pair)
{
  guint side = 0;

  while (pair->blocks[side] < 0)
    side++;
  return side;
}

static void
merge_side (DzPairs *self,
            const Side *sides,
            guint side)
{
  guint n = self->pairs->len, m = sides[side].keys->len, next = 0;
  g_autofree DzAlignItem *known = g_new (DzAlignItem, n + 1);
  g_autofree int *match = g_new (int, n + 1);
  GPtrArray *merged = g_ptr_array_new_with_free_func (free_pair);

  for (guint i = 0; i < n; i++) {
    const DzPair *pair = g_ptr_array_index (self->pairs, i);
    guint first = first_side (pair);

    known[i] = sides[first].items[(guint) pair->blocks[first] - sides[first].first];
  }
  dz_align (known, n, sides[side].items, m, match);
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

/* The first side is compared with each of the others: its marks may overlap. */
static void
settle_spans (GArray *spans)
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
            const Side *sides,
            DzPair *pair)
{
  guint first = first_side (pair);
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
    dz_pair_compare_tables (pair, tables, self->n_sides);
  if (n_there < self->n_sides)
    pair->kind = DZ_PAIR_ONLY;
  for (guint side = 0; side < self->n_sides; side++)
    settle_spans (pair->spans[side]);
}

/* --- moved --- */

typedef struct {
  int pairs[2];
  guint sides[2];
  guint n;
} Lonely;

static gboolean
stands_alone (const DzPair *pair,
              guint *side)
{
  guint n = 0;

  for (guint i = 0; i < DZ_PAIRS_MAX_SIDES; i++)
    if (pair->blocks[i] >= 0) {
      *side = i;
      n++;
    }
  return n == 1;
}

/* Only a paragraph that stands once on each of two sides was moved; a repeated one is a phrase. */
static void
find_moved (DzPairs *self,
            const Side *sides)
{
  g_autoptr (GHashTable) lonely = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < self->pairs->len; i++) {
    const DzPair *pair = g_ptr_array_index (self->pairs, i);
    guint side = 0;
    const char *text;
    Lonely *found;

    if (!stands_alone (pair, &side))
      continue;
    text = g_ptr_array_index (sides[side].texts, (guint) pair->blocks[side] - sides[side].first);
    if (g_utf8_strlen (text, -1) < MIN_MOVED_CHARS)
      continue;
    found = g_hash_table_lookup (lonely, text);
    if (found == NULL) {
      found = g_new0 (Lonely, 1);
      g_hash_table_insert (lonely, (gpointer) text, found);
    }
    if (found->n < 2) {
      found->pairs[found->n] = (int) i;
      found->sides[found->n] = side;
    }
    found->n++;
  }
  g_hash_table_iter_init (&iter, lonely);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Lonely *found = value;

    if (found->n != 2 || found->sides[0] == found->sides[1])
      continue;
    for (guint i = 0; i < 2; i++) {
      DzPair *pair = g_ptr_array_index (self->pairs, (guint) found->pairs[i]);

      pair->kind = DZ_PAIR_MOVED;
      pair->partner = found->pairs[1 - i];
    }
  }
}

static void
index_blocks (DzPairs *self,
              const Side *sides)
{
  for (guint side = 0; side < self->n_sides; side++) {
    self->first[side] = sides[side].first;
    self->last[side] = sides[side].last;
    self->index[side] = g_new (int, sides[side].last - sides[side].first + 1);
  }
  for (guint i = 0; i < self->pairs->len; i++) {
    const DzPair *pair = g_ptr_array_index (self->pairs, i);

    self->n_differences += pair->kind != DZ_PAIR_EQUAL;
    for (guint side = 0; side < self->n_sides; side++)
      if (pair->blocks[side] >= 0)
        self->index[side][(guint) pair->blocks[side] - self->first[side]] = (int) i;
  }
}

DzPairs *
dz_pairs_new (GPtrArray *reports)
{
  DzPairs *self;
  Side sides[DZ_PAIRS_MAX_SIDES] = { { NULL } };

  g_return_val_if_fail (reports != NULL && reports->len >= 1 && reports->len <= DZ_PAIRS_MAX_SIDES, NULL);

  self = g_object_new (DZ_TYPE_PAIRS, NULL);
  self->n_sides = reports->len;
  for (guint i = 0; i < reports->len; i++) {
    g_ptr_array_add (self->reports, g_object_ref (g_ptr_array_index (reports, i)));
    read_side (&sides[i], g_ptr_array_index (reports, i));
  }
  for (guint i = 0; i < reports->len; i++)
    merge_side (self, sides, i);
  for (guint i = 0; i < self->pairs->len; i++)
    judge_pair (self, sides, g_ptr_array_index (self->pairs, i));
  find_moved (self, sides);
  index_blocks (self, sides);
  for (guint i = 0; i < reports->len; i++)
    clear_side (&sides[i]);
  return self;
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
