/* dz-pairs-moved.c - paragraphs that stand elsewhere on another side
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First those that say the same, then those that nearly do: last year's paragraph under another heading
 * has this year's numbers. What stands more than once is a phrase and was not moved.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-pairs-private.h"

#include "dz-diff.h"

/* Shorter paragraphs are found in many places by chance. */
#define MIN_MOVED_CHARS 12

/* From which likeness a paragraph elsewhere is the same one, changed. */
#define LEAST_MOVED 0.8

/* Pairs of paragraphs looked at; with more, only those that say the same are found. */
#define MAX_LOOKS 250000u

/* A pair that some sides lack. */
typedef struct {
  DzPair *pair;
  guint index;     /* among the pairs */
  guint side;      /* the first that has it */
  guint has;       /* sides, a bit each */
  guint length;    /* characters */
  const char *text;
  const GArray *grams;
  int best;        /* the likest other; -1 none, -2 several */
  double likeness; /* of it */
} Lonely;

static GArray *
list_lonely (GPtrArray *pairs,
             const DzPairsSide *sides,
             guint n_sides)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Lonely));

  for (guint i = 0; i < pairs->len; i++) {
    Lonely one = { .pair = g_ptr_array_index (pairs, i), .index = i, .best = -1 };
    guint place;

    if (one.pair->kind != DZ_PAIR_ONLY)
      continue;
    one.side = dz_pair_get_first_side (one.pair);
    for (guint side = 0; side < n_sides; side++)
      one.has |= one.pair->blocks[side] >= 0 ? 1u << side : 0;
    place = (guint) one.pair->blocks[one.side] - sides[one.side].first;
    one.text = g_ptr_array_index (sides[one.side].texts, place);
    one.grams = g_ptr_array_index (sides[one.side].grams, place);
    one.length = (guint) g_utf8_strlen (one.text, -1);
    if (one.length >= MIN_MOVED_CHARS)
      g_array_append_val (all, one);
  }
  return all;
}

/* What changed on the way is marked on both sides. */
static void
link_moved (Lonely *from,
            Lonely *to,
            const DzPairsSide *sides)
{
  const char *a = dz_document_get_block (sides[from->side].document, (guint) from->pair->blocks[from->side])->text;
  const char *b = dz_document_get_block (sides[to->side].document, (guint) to->pair->blocks[to->side])->text;
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) right = NULL;

  from->pair->kind = to->pair->kind = DZ_PAIR_MOVED;
  from->pair->partner = (int) to->index;
  to->pair->partner = (int) from->index;
  dz_diff_texts (a, b, &left, &right);
  for (guint i = 0; i < left->len; i++)
    dz_pair_add_span (from->pair, from->side, -1, -1, g_array_index (left, DzRange, i).start, g_array_index (left, DzRange, i).end);
  for (guint i = 0; i < right->len; i++)
    dz_pair_add_span (to->pair, to->side, -1, -1, g_array_index (right, DzRange, i).start, g_array_index (right, DzRange, i).end);
  dz_pair_settle_spans (from->pair->spans[from->side]);
  dz_pair_settle_spans (to->pair->spans[to->side]);
}

/* Of one text: where it stands, and how often. */
typedef struct {
  guint at[2];
  guint n;
} Place;

static void
find_same (GArray *all,
           const DzPairsSide *sides)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < all->len; i++) {
    const char *text = g_array_index (all, Lonely, i).text;
    Place *place = g_hash_table_lookup (places, text);

    if (place == NULL) {
      place = g_new0 (Place, 1);
      g_hash_table_insert (places, (gpointer) text, place);
    }
    if (place->n < 2)
      place->at[place->n] = i;
    place->n++;
  }
  for (guint i = 0; i < all->len; i++) {
    const Place *place = g_hash_table_lookup (places, g_array_index (all, Lonely, i).text);
    Lonely *a = &g_array_index (all, Lonely, place->at[0]), *b = &g_array_index (all, Lonely, place->at[1]);

    if (place->n == 2 && i == place->at[0] && (a->has & b->has) == 0)
      link_moved (a, b, sides);
  }
}

static void
look (Lonely *self,
      guint other,
      double likeness)
{
  if (likeness > self->likeness) {
    self->best = (int) other;
    self->likeness = likeness;
  } else if (likeness == self->likeness) {
    self->best = -2;
  }
}

/* Each the other's likest, and no third one as like. */
static void
find_alike (GArray *all,
            const DzPairsSide *sides)
{
  if ((guint64) all->len * all->len > MAX_LOOKS)
    return;
  for (guint i = 0; i < all->len; i++) {
    Lonely *a = &g_array_index (all, Lonely, i);

    for (guint j = i + 1; j < all->len && a->pair->kind == DZ_PAIR_ONLY; j++) {
      Lonely *b = &g_array_index (all, Lonely, j);
      double likeness;

      if (b->pair->kind != DZ_PAIR_ONLY || (a->has & b->has) != 0 ||
          2.0 * MIN (a->length, b->length) < LEAST_MOVED * (a->length + b->length))
        continue;
      likeness = dz_grams_compare (a->grams, b->grams);
      if (likeness < LEAST_MOVED)
        continue;
      look (a, j, likeness);
      look (b, i, likeness);
    }
  }
  for (guint i = 0; i < all->len; i++) {
    Lonely *a = &g_array_index (all, Lonely, i);

    if (a->best > (int) i && g_array_index (all, Lonely, a->best).best == (int) i)
      link_moved (a, &g_array_index (all, Lonely, a->best), sides);
  }
}

void
dz_pairs_find_moved (GPtrArray *pairs,
                     const DzPairsSide *sides,
                     guint n_sides)
{
  g_autoptr (GArray) all = list_lonely (pairs, sides, n_sides);

  find_same (all, sides);
  find_alike (all, sides);
}
