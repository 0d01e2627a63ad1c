/* dz-copies-whole.c - reports that are alike as a whole, though no sentence is anybody's own
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where every office puts its report together from the same stock of sentences, no fingerprint is
 * rare; two reports that chose nearly the same ones still stand out. Each report gets a signature of
 * minima (MinHash); those that agree in a band of it are compared exactly.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

/* Two reports that share nine tenths agree in one of the bands with 99.99 %, two that share three tenths with 1 %. */
#define BANDS 12u
#define ROWS 6u
/* Fingerprints below which a text is too short to judge as a whole. */
#define SHORTEST_TEXT 20u

static guint32
mix (guint32 print,
     guint32 turn)
{
  guint64 x = ((guint64) print << 8 | turn) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  x ^= x >> 29;
  x *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint32) (x >> 32);
}

GArray *
dz_copies_sign (GArray *prints)
{
  GArray *signature = g_array_sized_new (FALSE, FALSE, sizeof (guint64), BANDS);

  for (guint band = 0; band < BANDS && prints->len >= SHORTEST_TEXT; band++) {
    guint64 joined = band;

    for (guint row = 0; row < ROWS; row++) {
      guint32 least = G_MAXUINT32;

      for (guint i = 0; i < prints->len; i++)
        least = MIN (least, mix (g_array_index (prints, guint32, i), band * ROWS + row));
      joined = (joined ^ least) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      joined ^= joined >> 32;
    }
    g_array_append_val (signature, joined);
  }
  return signature;
}

/* What both have over what either has; both are sorted. */
static double
compare_prints (GArray *a,
                GArray *b)
{
  guint i = 0, k = 0, both = 0;

  while (i < a->len && k < b->len) {
    guint32 x = g_array_index (a, guint32, i);
    guint32 y = g_array_index (b, guint32, k);

    both += x == y;
    i += x <= y;
    k += y <= x;
  }
  return both / (double) MAX (a->len + b->len - both, 1);
}

typedef struct {
  guint64 band;
  guint report;
} Entry;

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (x->band != y->band)
    return x->band < y->band ? -1 : 1;
  return x->report < y->report ? -1 : x->report > y->report;
}

static void
compare_run (GPtrArray *words,
             const Entry *run,
             guint n,
             double least,
             GHashTable *seen,
             GArray *pairs)
{
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++) {
      gint64 both = (gint64) ((guint64) run[i].report << 32 | run[k].report);
      DzCopyPair pair = { .a = run[i].report, .b = run[k].report };
      GArray *a = ((DzWords *) words->pdata[pair.a])->prints;
      GArray *b = ((DzWords *) words->pdata[pair.b])->prints;

      if (g_hash_table_contains (seen, &both))
        continue;
      g_hash_table_add (seen, g_memdup2 (&both, sizeof both));
      pair.all = compare_prints (a, b);
      pair.characters = 9 * MIN (a->len, b->len) / 2;
      if (pair.all >= least)
        g_array_append_val (pairs, pair);
    }
}

GArray *
dz_copies_find_alike (GPtrArray *words,
                      double least)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (DzCopyPair));

  for (guint i = 0; i < words->len; i++) {
    GArray *signature = ((DzWords *) words->pdata[i])->signature;

    for (guint band = 0; band < signature->len; band++) {
      Entry entry = { g_array_index (signature, guint64, band), i };

      g_array_append_val (entries, entry);
    }
  }
  g_array_sort (entries, compare_entries);
  for (guint i = 0, end; i < entries->len; i = end) {
    const Entry *run = &g_array_index (entries, Entry, i);

    for (end = i + 1; end < entries->len && g_array_index (entries, Entry, end).band == run->band;)
      end++;
    compare_run (words, run, end - i, least, seen, pairs);
  }
  return pairs;
}
