/* dz-align.c - two lists of things beside each other, in order
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First the keys that stand once on either side: the weightiest run of them that grows on
 * both. Then, in each gap, the best pairing by likeness. So a long text is cheap, and a section whose number
 * slipped still finds its own.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-align.h"

#include "dz-diff.h"

#include <string.h>

/* Pairs looked at in one gap; a larger one is left as it is. */
#define MAX_GAP_PAIRS 400000u

/* Pairs of characters compared in one gap. */
#define MAX_GAP_WORK 80000000u

/* Anchors that are weighed against each other. */
#define MAX_ANCHORS 4000u

typedef struct {
  guint i, j;
  guint weight;
} Anchor;

/* Of a key: where it stands, and how often. */
typedef struct {
  guint n[2], at[2];
} Place;

static GArray *
find_anchors (const DzAlignItem *a,
              guint n,
              const DzAlignItem *b,
              guint m)
{
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const DzAlignItem *lists[] = { a, b };
  guint lengths[] = { n, m };

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < lengths[side]; i++) {
      const char *key = lists[side][i].key;
      Place *place;

      if (key[0] == '\0')
        continue;
      place = g_hash_table_lookup (places, key);
      if (place == NULL) {
        place = g_new0 (Place, 1);
        g_hash_table_insert (places, (gpointer) key, place);
      }
      place->n[side]++;
      place->at[side] = i;
    }
  for (guint i = 0; i < n && anchors->len < MAX_ANCHORS; i++) {
    const Place *place = a[i].key[0] != '\0' ? g_hash_table_lookup (places, a[i].key) : NULL;

    if (place != NULL && place->n[0] == 1 && place->n[1] == 1 && a[i].kind == b[place->at[1]].kind)
      g_array_append_val (anchors, ((Anchor) { i, place->at[1], a[i].weight + b[place->at[1]].weight }));
  }
  return anchors;
}

/* The heaviest run that grows on both sides. */
static void
keep_anchors (const GArray *anchors,
              int *match)
{
  guint n = anchors->len;
  g_autofree guint64 *best = g_new (guint64, n + 1);
  g_autofree int *before = g_new (int, n + 1);
  int end = -1;

  for (guint i = 0; i < n; i++) {
    const Anchor *x = &g_array_index (anchors, Anchor, i);

    best[i] = x->weight;
    before[i] = -1;
    for (guint j = 0; j < i; j++) {
      if (g_array_index (anchors, Anchor, j).j >= x->j || best[j] + x->weight <= best[i])
        continue;
      best[i] = best[j] + x->weight;
      before[i] = (int) j;
    }
    if (end < 0 || best[i] > best[end])
      end = (int) i;
  }
  for (; end >= 0; end = before[end])
    match[g_array_index (anchors, Anchor, end).i] = (int) g_array_index (anchors, Anchor, end).j;
}

static float
likeness (const DzAlignItem *a,
          const DzAlignItem *b)
{
  double least = MAX (a->least, b->least), value;

  if (a->kind != b->kind)
    return 0;
  if (a->key[0] != '\0' && strcmp (a->key, b->key) == 0)
    return 1;
  if (a->grams == NULL || b->grams == NULL || least > 1)
    return 0;
  /* The shorter one cannot share more than it has. */
  if (2.0 * MIN (a->grams->len, b->grams->len) < least * (a->grams->len + b->grams->len))
    return 0;
  value = dz_grams_compare (a->grams, b->grams);
  return value >= least ? (float) value : 0;
}

static gboolean
is_too_much (const DzAlignItem *a,
             guint n,
             const DzAlignItem *b,
             guint m)
{
  guint64 work = 0;

  for (guint i = 0; i < n; i++)
    work += a[i].grams != NULL ? (guint64) a[i].grams->len * m : 0;
  for (guint j = 0; j < m; j++)
    work += b[j].grams != NULL ? (guint64) b[j].grams->len * n : 0;
  return (guint64) n * m > MAX_GAP_PAIRS || work > MAX_GAP_WORK;
}

/* The best pairing in order of a[i0, i1) and b[j0, j1). */
static void
fill_gap (const DzAlignItem *a,
          guint i0,
          guint i1,
          const DzAlignItem *b,
          guint j0,
          guint j1,
          int *match)
{
  guint n = i1 - i0, m = j1 - j0;
  g_autofree float *score = NULL;
  g_autofree float *alike = NULL;

  if (n == 0 || m == 0 || is_too_much (a + i0, n, b + j0, m))
    return;
  score = g_new0 (float, (gsize) (n + 1) * (m + 1));
  alike = g_new (float, (gsize) n * m);
#define SCORE(i, j) score[(gsize) (i) * (m + 1) + (j)]
  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;) {
      float value = likeness (&a[i0 + i], &b[j0 + j]);
      float both = value > 0 ? SCORE (i + 1, j + 1) + value : 0;

      alike[(gsize) i * m + j] = value;
      SCORE (i, j) = MAX (MAX (SCORE (i + 1, j), SCORE (i, j + 1)), both);
    }
  for (guint i = 0, j = 0; i < n && j < m;) {
    float value = alike[(gsize) i * m + j];

    if (value > 0 && SCORE (i, j) == SCORE (i + 1, j + 1) + value) {
      match[i0 + i++] = (int) (j0 + j++);
    } else if (SCORE (i, j) == SCORE (i + 1, j)) {
      i++;
    } else {
      j++;
    }
  }
#undef SCORE
}

static void
align_in_order (const DzAlignItem *a,
                guint n,
                const DzAlignItem *b,
                guint m,
                int *match)
{
  g_autoptr (GArray) anchors = find_anchors (a, n, b, m);
  guint i0 = 0, j0 = 0;

  for (guint i = 0; i < n; i++)
    match[i] = -1;
  keep_anchors (anchors, match);
  for (guint i = 0; i <= n; i++) {
    if (i < n && match[i] < 0)
      continue;
    fill_gap (a, i0, i, b, j0, i < n ? (guint) match[i] : m, match);
    i0 = i + 1;
    j0 = i < n ? (guint) match[i] + 1 : m;
  }
}

/* An order of the two lists that does not depend on which comes first. */
static int
compare_lists (const DzAlignItem *a,
               guint n,
               const DzAlignItem *b,
               guint m)
{
  int order = n < m ? -1 : n > m;

  for (guint i = 0; i < n && order == 0; i++) {
    order = strcmp (a[i].key, b[i].key);
    if (order == 0 && a[i].grams != NULL && b[i].grams != NULL) {
      guint length = a[i].grams->len;

      order = length < b[i].grams->len ? -1 : length > b[i].grams->len;
      if (order == 0 && length > 0)
        order = memcmp (a[i].grams->data, b[i].grams->data, length * sizeof (guint64));
    }
  }
  return order;
}

void
dz_align (const DzAlignItem *a,
          guint n,
          const DzAlignItem *b,
          guint m,
          int *match)
{
  g_autofree int *other = NULL;

  if (compare_lists (a, n, b, m) <= 0) {
    align_in_order (a, n, b, m, match);
    return;
  }
  other = g_new (int, m + 1);
  align_in_order (b, m, a, n, other);
  for (guint i = 0; i < n; i++)
    match[i] = -1;
  for (guint j = 0; j < m; j++)
    if (other[j] >= 0)
      match[other[j]] = (int) j;
}

static int
compare_pins (gconstpointer a,
              gconstpointer b)
{
  const DzAlignPin *x = a, *y = b;

  if (x->i != y->i)
    return x->i < y->i ? -1 : 1;
  return x->j < y->j ? -1 : x->j > y->j;
}

void
dz_align_pinned (const DzAlignItem *a,
                 guint n,
                 const DzAlignItem *b,
                 guint m,
                 const DzAlignPin *pins,
                 guint n_pins,
                 int *match)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (DzAlignPin));
  guint i0 = 0, j0 = 0;

  for (guint p = 0; p < n_pins; p++)
    if (pins[p].i < n && pins[p].j < m)
      g_array_append_val (sorted, pins[p]);
  g_array_sort (sorted, compare_pins);
  for (guint p = 0; p <= sorted->len; p++) {
    DzAlignPin pin = { n, m };

    if (p < sorted->len)
      pin = g_array_index (sorted, DzAlignPin, p);
    if (pin.i < i0 || pin.j < j0)
      continue;
    dz_align (a + i0, pin.i - i0, b + j0, pin.j - j0, match + i0);
    for (guint i = i0; i < pin.i; i++)
      match[i] += match[i] >= 0 ? (int) j0 : 0;
    if (pin.i < n)
      match[pin.i] = (int) pin.j;
    i0 = pin.i + 1;
    j0 = pin.j + 1;
  }
}
