/* dz-copies.c - fingerprints of texts and what they have in common
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All fingerprints of all reports are sorted once; equal ones then lie side by side. A fingerprint
 * that more than a few agencies have is passed over, so the pairs to count stay few and the time
 * grows with the text, not with the square of the reports.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-copies.h"

#include <string.h>

#include "dz-check-private.h"

/* Characters of a piece, pieces of which one is kept, and the shortest sentence looked at. */
#define PIECE 8u
#define WINDOW 8u
#define SHORTEST_SENTENCE 14u
/* A piece that more agencies have than this, or than a fiftieth of all, is everybody's. */
#define FEW_AGENCIES 3u
#define AGENCIES_PER_PIECE 50u
/* Reports in which one piece may stand: beyond, years of text nobody changes. */
#define MOST_REPORTS 96u
#define LEAST_SHARE 0.1
#define LEAST_ALIKE 0.9
/* Fingerprints that a text of its own has at least: fewer prove nothing. */
#define LEAST_OWN 30u

struct _DzCopies {
  GObject parent_instance;

  guint n_reports;
  guint *own;        /* fingerprints of each that are not everybody's */
  GArray *pairs;     /* of DzCopyPair */
  GHashTable *index; /* a << 32 | b -> index of the pair + 1 */
};

G_DEFINE_FINAL_TYPE (DzCopies, dz_copies, G_TYPE_OBJECT)

static void
dz_copies_finalize (GObject *object)
{
  DzCopies *self = DZ_COPIES (object);

  g_free (self->own);
  g_array_unref (self->pairs);
  g_hash_table_unref (self->index);
  G_OBJECT_CLASS (dz_copies_parent_class)->finalize (object);
}

static void
dz_copies_class_init (DzCopiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_copies_finalize;
}

static void
dz_copies_init (DzCopies *self)
{
  self->pairs = g_array_new (FALSE, FALSE, sizeof (DzCopyPair));
  self->index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/* Where one sentence of a block lies, in bytes of its folded text. */
typedef struct {
  gsize from, to;
} Sentence;

static gboolean
next_sentence (const DzFolded *folded,
               gsize *place,
               Sentence *sentence)
{
  const char *text = folded->text;
  gsize from = *place;
  gsize to = from;

  if (from >= folded->length)
    return FALSE;
  while (to < folded->length && strncmp (text + to, "。", 3) != 0 && text[to] != ';' && text[to] != '!' && text[to] != '?')
    to++;
  *sentence = (Sentence) { from, to };
  *place = to < folded->length ? to + (text[to] == ';' || text[to] == '!' || text[to] == '?' ? 1 : 3) : to;
  return TRUE;
}

/* What is left out of sentences: the names of the report's own agency and region, longest first. */
typedef struct {
  char *names[2];
} Names;

static void
names_clear (Names *self)
{
  g_free (self->names[0]);
  g_free (self->names[1]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static void
names_init (Names *self,
            DzReport *report)
{
  self->names[0] = dz_text_fold_string (dz_report_get_agency (report));
  self->names[1] = dz_text_fold_string (dz_report_get_region (report));
}

static gsize
skip_name (const Names *names,
           const char *text,
           gsize left)
{
  for (guint i = 0; i < G_N_ELEMENTS (names->names); i++) {
    gsize length = strlen (names->names[i]);

    if (length > 3 && length <= left && memcmp (text, names->names[i], length) == 0)
      return length;
  }
  return 0;
}

/* Han characters of the sentence without names; figures, Latin letters and marks fall away. */
static guint
strip_sentence (const char *text,
                const Sentence *sentence,
                const Names *names,
                GArray *chars)
{
  gsize place = sentence->from;

  g_array_set_size (chars, 0);
  while (place < sentence->to) {
    gsize name = skip_name (names, text + place, sentence->to - place);
    gunichar c;

    if (name > 0) {
      place += name;
      continue;
    }
    c = g_utf8_get_char (text + place);
    if (dz_text_is_han (c))
      g_array_append_val (chars, c);
    place += g_utf8_skip[(guchar) text[place]];
  }
  return chars->len;
}

static guint32
hash_piece (const gunichar *chars)
{
  guint64 hash = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  for (guint i = 0; i < PIECE; i++)
    hash = (hash ^ chars[i]) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  return (guint32) (hash >> 32);
}

/* The smallest of each window of hashes, once while it stays the smallest. */
static void
winnow (GArray *chars,
        GArray *prints)
{
  guint n = chars->len - PIECE + 1;
  g_autofree guint32 *hashes = g_new (guint32, n);
  guint kept = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    hashes[i] = hash_piece (&g_array_index (chars, gunichar, i));
  for (guint end = MIN (WINDOW, n); end <= n; end++) {
    guint first = end >= WINDOW ? end - WINDOW : 0;
    guint least = first;

    for (guint i = first + 1; i < end; i++)
      if (hashes[i] <= hashes[least])
        least = i;
    if (least != kept)
      g_array_append_val (prints, hashes[least]);
    kept = least;
  }
}

static gboolean
is_everybodys (const DzRule *rule,
               const char *text,
               const Sentence *sentence)
{
  g_autofree char *copy = NULL;

  if (rule == NULL || rule->unless == NULL)
    return FALSE;
  copy = g_strndup (text + sentence->from, sentence->to - sentence->from);
  return g_regex_match (rule->unless, copy, 0, NULL);
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
drop_doubles (GArray *prints)
{
  guint kept = 0;

  g_array_sort (prints, compare_hashes);
  for (guint i = 0; i < prints->len; i++)
    if (i == 0 || g_array_index (prints, guint32, i) != g_array_index (prints, guint32, kept - 1))
      g_array_index (prints, guint32, kept++) = g_array_index (prints, guint32, i);
  g_array_set_size (prints, kept);
}

/* The sentences that count: those of form and law are left out. */
static const DzRule *
find_rule (DzCatalogue *catalogue)
{
  dz_catalogue_get_rules (catalogue); /* compiles what the rule leaves out */
  return dz_catalogue_lookup_rule (catalogue, "CP.2");
}

GArray *
dz_fingerprint_text (GPtrArray *text,
                     DzReport *report,
                     DzCatalogue *catalogue)
{
  const DzRule *rule = find_rule (catalogue);
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  GArray *prints = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (Names) names = { { NULL, NULL } };

  names_init (&names, report);
  for (guint i = 0; i < text->len; i++) {
    const DzTextBlock *block = text->pdata[i];
    gsize place = 0;
    Sentence sentence;

    while (!block->is_table && !block->is_heading && next_sentence (block->folded, &place, &sentence))
      if (strip_sentence (block->folded->text, &sentence, &names, chars) >= SHORTEST_SENTENCE &&
          !is_everybodys (rule, block->folded->text, &sentence))
        winnow (chars, prints);
  }
  drop_doubles (prints);
  return prints;
}

static void
collect_prints (const DzWords *words,
                guint report,
                GArray *all)
{
  for (guint i = 0; i < words->prints->len; i++) {
    guint64 entry = (guint64) g_array_index (words->prints, guint32, i) << 32 | report;

    g_array_append_val (all, entry);
  }
}

/* Sorts by all 64 bits, 16 at a time. */
static void
sort_entries (GArray *entries)
{
  g_autofree guint64 *other = g_new (guint64, MAX (entries->len, 1));
  guint64 *from = (guint64 *) (void *) entries->data;
  guint64 *to = other;
  g_autofree guint32 *places = g_new (guint32, 65536);

  for (guint shift = 0; shift < 64; shift += 16) {
    guint64 *turn = from;
    guint32 next = 0;

    memset (places, 0, 65536 * sizeof *places);
    for (guint i = 0; i < entries->len; i++)
      places[from[i] >> shift & 0xffff]++;
    for (guint i = 0; i < 65536; i++) {
      guint32 n = places[i];

      places[i] = next;
      next += n;
    }
    for (guint i = 0; i < entries->len; i++)
      to[places[from[i] >> shift & 0xffff]++] = from[i];
    from = to;
    to = turn;
  }
}

typedef struct {
  DzCopies *copies;
  const guint *agencies; /* of each report */
  guint most_agencies;
  GHashTable *counts; /* a << 32 | b -> fingerprints in common */
} Count;

static guint
count_agencies (const Count *self,
                const guint64 *run,
                guint n)
{
  guint agencies = 0;

  for (guint i = 0; i < n && agencies <= self->most_agencies; i++) {
    guint agency = self->agencies[run[i] & G_MAXUINT32];
    gboolean known = FALSE;

    for (guint k = 0; k < i && !known; k++)
      known = self->agencies[run[k] & G_MAXUINT32] == agency;
    agencies += !known;
  }
  return agencies;
}

/* One fingerprint and the reports that have it. */
static void
count_run (Count *self,
           const guint64 *run,
           guint n)
{
  if (n > MOST_REPORTS || count_agencies (self, run, n) > self->most_agencies)
    return;
  for (guint i = 0; i < n; i++) {
    guint64 a = run[i] & G_MAXUINT32;

    self->copies->own[a]++;
    for (guint k = i + 1; k < n; k++) {
      gint64 key = (gint64) (a << 32 | (run[k] & G_MAXUINT32));
      guint *count = g_hash_table_lookup (self->counts, &key);

      if (count == NULL) {
        count = g_new0 (guint, 1);
        g_hash_table_insert (self->counts, g_memdup2 (&key, sizeof key), count);
      }
      (*count)++;
    }
  }
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const DzCopyPair *x = a;
  const DzCopyPair *y = b;
  double p = MAX (x->share_a, x->share_b);
  double q = MAX (y->share_a, y->share_b);

  if (p != q)
    return p > q ? -1 : 1;
  if (x->all != y->all)
    return x->all > y->all ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static guint
to_characters (guint prints)
{
  return prints * (WINDOW + 1) / 2;
}

/* Adds what is alike as a whole to the pairs that share words of their own. */
static void
add_alike (DzCopies *self,
           GPtrArray *words)
{
  g_autoptr (GArray) alike = dz_copies_find_alike (words, LEAST_ALIKE);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint known = self->pairs->len;

  for (guint i = 0; i < known; i++) {
    const DzCopyPair *pair = &g_array_index (self->pairs, DzCopyPair, i);
    gint64 both = (gint64) ((guint64) pair->a << 32 | pair->b);

    g_hash_table_insert (places, g_memdup2 (&both, sizeof both), GUINT_TO_POINTER (i + 1));
  }
  for (guint i = 0; i < alike->len; i++) {
    const DzCopyPair *pair = &g_array_index (alike, DzCopyPair, i);
    gint64 both = (gint64) ((guint64) pair->a << 32 | pair->b);
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &both));

    if (place > 0)
      g_array_index (self->pairs, DzCopyPair, place - 1).all = pair->all;
    else
      g_array_append_val (self->pairs, *pair);
  }
}

static void
keep_pairs (DzCopies *self,
            GHashTable *counts,
            GPtrArray *words)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    guint64 both = *(const guint64 *) key;
    guint shared = *(const guint *) value;
    DzCopyPair pair = { .a = (guint) (both >> 32), .b = (guint) (both & G_MAXUINT32), .characters = to_characters (shared) };

    pair.share_a = shared / (double) MAX (self->own[pair.a], LEAST_OWN);
    pair.share_b = shared / (double) MAX (self->own[pair.b], LEAST_OWN);
    if (MAX (pair.share_a, pair.share_b) >= LEAST_SHARE)
      g_array_append_val (self->pairs, pair);
  }
  add_alike (self, words);
  g_array_sort (self->pairs, compare_pairs);
  for (guint i = 0; i < self->pairs->len; i++) {
    const DzCopyPair *pair = &g_array_index (self->pairs, DzCopyPair, i);
    gint64 both = (gint64) ((guint64) pair->a << 32 | pair->b);

    g_hash_table_insert (self->index, g_memdup2 (&both, sizeof both), GUINT_TO_POINTER (i + 1));
  }
}

static guint
count_all_agencies (GPtrArray *subjects,
                    guint *agencies)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < subjects->len; i++) {
    agencies[i] = ((DzSubject *) subjects->pdata[i])->agency;
    g_hash_table_add (seen, GUINT_TO_POINTER (agencies[i]));
  }
  return g_hash_table_size (seen);
}

static void
count_runs (Count *count,
            GArray *entries)
{
  for (guint i = 0, end; i < entries->len; i = end) {
    const guint64 *run = &g_array_index (entries, guint64, i);

    for (end = i + 1; end < entries->len && g_array_index (entries, guint64, end) >> 32 == *run >> 32;)
      end++;
    count_run (count, run, end - i);
  }
}

DzCopies *
dz_copies_new_for (GPtrArray *subjects,
                   DzCatalogue *catalogue)
{
  DzCopies *self = g_object_new (DZ_TYPE_COPIES, NULL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree guint *agencies = g_new0 (guint, MAX (subjects->len, 1));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_words_unref);
  Count count = { self, agencies, FEW_AGENCIES, counts };

  for (guint i = 0; i < subjects->len; i++)
    g_ptr_array_add (words, dz_words_get (catalogue, subjects->pdata[i]));
  count.most_agencies = MAX (FEW_AGENCIES, count_all_agencies (subjects, agencies) / AGENCIES_PER_PIECE);
  self->n_reports = subjects->len;
  self->own = g_new0 (guint, MAX (subjects->len, 1));
  for (guint i = 0; i < subjects->len; i++)
    collect_prints (words->pdata[i], i, entries);
  sort_entries (entries);
  count_runs (&count, entries);
  keep_pairs (self, counts, words);
  return self;
}

DzCopies *
dz_copies_new (GPtrArray *extractions,
               DzCatalogue *catalogue)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_subject_free);

  g_return_val_if_fail (extractions != NULL, NULL);
  g_return_val_if_fail (DZ_IS_CATALOGUE (catalogue), NULL);
  for (guint i = 0; i < extractions->len; i++)
    g_ptr_array_add (subjects, dz_subject_new (extractions->pdata[i], catalogue, i));
  dz_check_number_agencies (subjects);
  return dz_copies_new_for (subjects, catalogue);
}

GArray *
dz_copies_get_pairs (DzCopies *self)
{
  g_return_val_if_fail (DZ_IS_COPIES (self), NULL);
  return self->pairs;
}

double
dz_copies_get_share (DzCopies *self,
                     guint a,
                     guint b)
{
  gint64 both = (gint64) ((guint64) MIN (a, b) << 32 | MAX (a, b));
  guint place;

  g_return_val_if_fail (DZ_IS_COPIES (self), 0);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, &both));
  if (place == 0)
    return 0;
  return a < b ? g_array_index (self->pairs, DzCopyPair, place - 1).share_a
               : g_array_index (self->pairs, DzCopyPair, place - 1).share_b;
}

guint
dz_copies_get_own (DzCopies *self,
                   guint index)
{
  g_return_val_if_fail (DZ_IS_COPIES (self), 0);
  g_return_val_if_fail (index < self->n_reports, 0);
  return to_characters (self->own[index]);
}

/* The sentences of a report: stripped words (owned) and where they stand. */
typedef struct {
  char *words;
  DzAddress address;
} Passage;

static void
passage_clear (gpointer data)
{
  g_free (((Passage *) data)->words);
}

static GArray *
list_sentences (DzExtraction *extraction,
                const DzRule *rule)
{
  const DzSubject subject = { .report = dz_extraction_get_report (extraction) };
  DzDocument *document = dz_report_get_document (subject.report);
  g_autoptr (GPtrArray) text = dz_subject_fold_text (&subject);
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Passage));
  g_auto (Names) names = { { NULL, NULL } };

  g_array_set_clear_func (list, passage_clear);
  names_init (&names, subject.report);
  for (guint i = 0; i < text->len; i++) {
    const DzTextBlock *block = text->pdata[i];
    gsize place = 0;
    Sentence sentence;

    while (!block->is_table && !block->is_heading && next_sentence (block->folded, &place, &sentence)) {
      Passage passage = { NULL, { .block = block->block, .row = -1, .col = -1 } };

      if (strip_sentence (block->folded->text, &sentence, &names, chars) < SHORTEST_SENTENCE ||
          is_everybodys (rule, block->folded->text, &sentence))
        continue;
      passage.words = g_ucs4_to_utf8 ((const gunichar *) (void *) chars->data, chars->len, NULL, NULL, NULL);
      passage.address.page = dz_document_get_block (document, block->block)->page;
      dz_folded_get_origin (block->folded, sentence.from, sentence.to, &passage.address.start, &passage.address.end);
      g_array_append_val (list, passage);
    }
  }
  return list;
}

GArray *
dz_copies_find_passages (DzExtraction *a,
                         DzExtraction *b,
                         DzCatalogue *catalogue)
{
  const DzRule *rule = find_rule (catalogue);
  g_autoptr (GArray) own = NULL;
  g_autoptr (GArray) other = NULL;
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* words -> index + 1 */
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (DzCopyPassage));

  own = list_sentences (a, rule);
  other = list_sentences (b, rule);
  for (guint i = other->len; i > 0; i--)
    g_hash_table_insert (places, g_array_index (other, Passage, i - 1).words, GUINT_TO_POINTER (i));
  for (guint i = 0; i < own->len; i++) {
    const Passage *passage = &g_array_index (own, Passage, i);
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, passage->words));

    if (place > 0) {
      DzCopyPassage found = { passage->address, g_array_index (other, Passage, place - 1).address };

      g_array_append_val (passages, found);
    }
  }
  return passages;
}
