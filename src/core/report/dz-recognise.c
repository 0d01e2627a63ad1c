/* dz-recognise.c - whose report a document is, of which year and in which form
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-recognise-private.h"

#include "dz-cell-info.h"
#include "dz-place.h"
#include "dz-region.h"
#include "dz-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VOTE_PERIOD 5u
#define VOTE_TITLE 4u
#define VOTE_TABLE 3u
#define VOTE_INTRODUCTION 2u
#define VOTE_FILE 1u
#define MAX_VOTES 16u

/* The title of a page is worth more than its publisher, less than what the text says. */
#define CONFIDENCE_PAGE 70u

/* A sentence about the period is at least so sure; one that only introduces the report is less. */
#define CONFIDENCE_PERIOD 80u

/* From so many characters on a line is text rather than a heading or a title. */
#define TEXT_CHARS 40u

typedef struct {
  guint year;
  guint weight;
} Vote;

typedef struct {
  DzDocument *document;
  DzCatalogue *catalogue;
  const char *file;
  GPtrArray *lines;    /* of DzLine */
  GPtrArray *titles;   /* of DzTitle */
  GPtrArray *mentions; /* of DzMention */
  const char *kind; /* of report: by the title, else by the tables; "" not known */
  const DzTitle *title; /* the one that counts, or NULL */
  DzMention *period;
  DzMention *published;
  char *page_agency; /* of the page's own title, asked only when the text has none */
  guint page_year;
  guint first, last;
  Vote votes[MAX_VOTES];
  guint n_votes;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->lines, g_ptr_array_unref);
  g_clear_pointer (&work->titles, g_ptr_array_unref);
  g_clear_pointer (&work->mentions, g_ptr_array_unref);
  g_clear_pointer (&work->page_agency, g_free);
  g_clear_pointer (&work->period, dz_mention_free);
  g_clear_pointer (&work->published, dz_mention_free);
}

static const DzLine *
line_at (const Work *work,
         guint i)
{
  return g_ptr_array_index (work->lines, i);
}

/* The words of folded bytes of a line as a reading. */
static DzReading
make_reading (const Work *work,
              const char *text,
              guint line,
              gsize from,
              gsize to,
              guint confidence)
{
  const DzLine *l = line_at (work, line);
  DzReading reading = { (char *) text, NULL, l->address, confidence, FALSE };

  dz_folded_get_origin (l->folded, from, to, &reading.address.start, &reading.address.end);
  reading.quote = dz_document_dup_quote (work->document, &reading.address);
  return reading;
}

static void
set_reading (const Work *work,
             DzReport *report,
             const char *what,
             const char *text,
             guint line,
             gsize from,
             gsize to,
             guint confidence)
{
  DzReading reading = make_reading (work, text, line, from, to, confidence);

  dz_report_set_reading_private (report, what, &reading);
  g_free (reading.quote);
}

static void
vote (Work *work,
      guint year,
      guint weight)
{
  if (year < 1990 || year > 2099)
    return;
  for (guint i = 0; i < work->n_votes; i++)
    if (work->votes[i].year == year) {
      work->votes[i].weight += weight;
      return;
    }
  if (work->n_votes < MAX_VOTES)
    work->votes[work->n_votes++] = (Vote) { year, weight };
}

static guint
winner (const Work *work,
        guint *confidence)
{
  guint best = 0, weight = 0, all = 0;

  for (guint i = 0; i < work->n_votes; i++) {
    all += work->votes[i].weight;
    if (work->votes[i].weight > weight) {
      weight = work->votes[i].weight;
      best = work->votes[i].year;
    }
  }
  *confidence = all == 0 ? 0 : weight <= VOTE_FILE ? 50 : weight == all ? 98 : 60 + 38 * weight / (all + weight);
  return best;
}

/* The last title before the text begins: those before it may be links to other years'. */
static void
choose_title (Work *work)
{
  guint body = dz_lines_find_body (work->lines);
  const DzTitle *first_behind = NULL;

  for (guint i = 0; i < work->titles->len; i++) {
    const DzTitle *title = g_ptr_array_index (work->titles, i);

    if (title->table)
      continue;
    if (title->line <= body)
      work->title = title;
    else if (first_behind == NULL)
      first_behind = title;
  }
  if (work->title == NULL)
    work->title = first_behind;
}

static const DzTitle *
table_title (const Work *work)
{
  for (guint i = 0; i < work->titles->len; i++) {
    const DzTitle *title = g_ptr_array_index (work->titles, i);

    if (title->table)
      return title;
  }
  return NULL;
}

static guint
year_of_mention (const Work *work,
                 const DzMention *mention)
{
  const char *text = line_at (work, mention->line)->folded->text;
  const char *after = text + mention->to;

  if (g_ascii_isdigit (after[0]) && strlen (after) > 4 && g_ascii_isdigit (after[3]))
    return (guint) g_ascii_strtoull (after, NULL, 10);
  for (const char *p = text + mention->from; p > text && p > text + mention->from - 12; p--)
    if (g_str_has_prefix (p, "20") && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]))
      return (guint) g_ascii_strtoull (p, NULL, 10);
  return 0;
}

/* From the first to the last day, against 现将我局2022年度…情况报告如下. */
static gboolean
is_stated_period (const DzMention *period)
{
  return period->confidence >= CONFIDENCE_PERIOD;
}

static guint
year_of_file (const char *file)
{
  for (const char *p = file; *p != '\0'; p++)
    if ((p == file || !g_ascii_isdigit (p[-1])) && g_str_has_prefix (p, "20") && g_ascii_isdigit (p[2])
        && g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4]))
      return (guint) g_ascii_strtoull (p, NULL, 10);
  return 0;
}

/* "2020年," in running text, not of a date: the year that is named most; 0 when two are named as often. */
static guint
year_of_text (const Work *work)
{
  guint counts[100] = { 0 };
  guint best = 0, second = 0, year = 0;

  for (guint i = 0; i < work->lines->len; i++) {
    const DzLine *line = line_at (work, i);

    for (const char *p = line->cell ? NULL : strstr (line->folded->text, "20"); p != NULL; p = strstr (p + 2, "20"))
      if (g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) && g_str_has_prefix (p + 4, "年")
          && !g_ascii_isdigit (p[4 + strlen ("年")]) && (p == line->folded->text || !g_ascii_isdigit (p[-1])))
        counts[(p[2] - '0') * 10 + (p[3] - '0')]++;
  }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > best) {
      second = best;
      best = counts[i];
      year = 2000 + i;
    } else {
      second = MAX (second, counts[i]);
    }
  return best > second ? year : 0;
}

/* Where neither title nor period names it: a report is published in the year behind its own. */
static void
guess_year (Work *work)
{
  vote (work, year_of_text (work), VOTE_FILE);
  if (work->published != NULL) {
    guint year = (guint) g_ascii_strtoull (work->published->text, NULL, 10);

    vote (work, year > 0 ? year - 1 : 0, VOTE_FILE);
  }
  vote (work, year_of_file (work->file), VOTE_FILE);
}

static void
collect_votes (Work *work)
{
  const DzTitle *table = table_title (work);
  gboolean introduced = FALSE;

  work->n_votes = 0;
  if (work->title != NULL)
    vote (work, work->title->year, VOTE_TITLE);
  if (table != NULL)
    vote (work, table->year, VOTE_TABLE);
  if (work->period != NULL)
    vote (work, (guint) g_ascii_strtoull (work->period->text, NULL, 10),
          is_stated_period (work->period) ? VOTE_PERIOD : VOTE_INTRODUCTION);
  for (guint i = 0; i < work->mentions->len && !introduced; i++) {
    guint year = year_of_mention (work, g_ptr_array_index (work->mentions, i));

    introduced = year > 0;
    vote (work, year, VOTE_INTRODUCTION);
  }
  vote (work, work->page_year, VOTE_INTRODUCTION);
  if (work->n_votes == 0)
    guess_year (work);
}

static gboolean
is_completion (const char *name,
               const char *bare)
{
  return strlen (name) > strlen (bare) && g_str_has_suffix (name, bare);
}

/* The Han characters right before each 区民政局 of the text: the one seen most. */
static char *
complete_from_text (const Work *work,
                    const char *bare)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name, count;
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < work->lines->len; i++) {
    const char *text = line_at (work, i)->folded->text;

    for (const char *p = strstr (text, bare); p != NULL; p = strstr (p + 1, bare)) {
      const char *start = p;
      guint n = 0;
      char *tidy;
      g_autofree char *whole = NULL;

      while (start > text && n < 9 && dz_text_is_han (g_utf8_get_char (g_utf8_prev_char (start)))) {
        start = g_utf8_prev_char (start);
        n++;
      }
      whole = g_strndup (start, (gsize) (p - start) + strlen (bare));
      tidy = dz_agency_tidy (whole);
      n = tidy != NULL ? (guint) (g_utf8_strlen (tidy, -1) - g_utf8_strlen (bare, -1)) : 0;
      if (n < 1 || (n > 4 && strstr (tidy, "市") == NULL && strstr (tidy, "省") == NULL)) {
        g_free (tidy);
        continue;
      }
      count = g_hash_table_lookup (counts, tidy);
      g_hash_table_replace (counts, tidy, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &count)) {
    guint n = GPOINTER_TO_UINT (count);

    if (n > most || (n == most && (best == NULL || strcmp (name, best) < 0))) {
      most = n;
      best = name;
    }
  }
  return g_strdup (best);
}

/* 市司法局 by the annex, the introduction, the contact, or the text. */
static char *
complete_agency (const Work *work,
                 const char *bare,
                 guint *confidence)
{
  char *found;

  for (guint i = 0; i < work->mentions->len; i++) {
    const DzMention *mention = g_ptr_array_index (work->mentions, i);

    if (is_completion (mention->text, bare)) {
      *confidence = MIN (*confidence, 92);
      return g_strdup (mention->text);
    }
  }
  for (guint i = 0; i < work->titles->len; i++) {
    const DzTitle *title = g_ptr_array_index (work->titles, i);

    if (is_completion (title->agency, bare)) {
      *confidence = MIN (*confidence, 92);
      return g_strdup (title->agency);
    }
  }
  found = complete_from_text (work, bare);
  *confidence = MIN (*confidence, found != NULL ? 80 : 55);
  return found != NULL ? found : g_strdup (bare);
}

static char *
agency_of_file (const char *file)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *folded = dz_text_fold_string (base);
  const char *p = folded;

  while (*p != '\0' && !g_ascii_isdigit (*p) && *p != '.' && *p != '_' && *p != '-')
    p++;
  if (p == folded)
    return NULL;
  folded[p - folded] = '\0';
  return dz_agency_tidy (folded);
}

static void
take_agency_of_title (Work *work,
                      DzReport *report,
                      const DzTitle *title)
{
  guint confidence = title->confidence;
  g_autofree char *name = dz_agency_is_bare (title->agency) ? complete_agency (work, title->agency, &confidence)
                                                            : g_strdup (title->agency);

  set_reading (work, report, "agency", name, title->agency_line, title->agency_from, title->agency_to, confidence);
}

static void
decide_agency (Work *work,
               DzReport *report)
{
  const DzTitle *table = table_title (work);
  g_autofree char *name = NULL;
  guint confidence = 0;

  if (work->title != NULL && work->title->agency[0] != '\0') {
    take_agency_of_title (work, report, work->title);
    return;
  }
  for (guint i = 0; i < work->mentions->len; i++) {
    const DzMention *m = g_ptr_array_index (work->mentions, i);

    if (work->page_agency != NULL && m->confidence < CONFIDENCE_PAGE)
      break;
    confidence = m->confidence;
    name = dz_agency_is_bare (m->text) ? complete_agency (work, m->text, &confidence) : g_strdup (m->text);
    set_reading (work, report, "agency", name, m->line, m->from, m->to, confidence);
    return;
  }
  /* A table in a file of its own says who it is from in its own title only. */
  if (work->page_agency == NULL && table != NULL && table->agency[0] != '\0') {
    take_agency_of_title (work, report, table);
    return;
  }
  confidence = work->page_agency != NULL ? CONFIDENCE_PAGE : 50;
  name = work->page_agency != NULL ? g_strdup (work->page_agency) : agency_of_file (work->file);
  if (name != NULL) {
    DzReading reading = { name, (char *) "", { 0, 0, -1, -1, 0, 0 }, confidence, FALSE };

    dz_report_set_reading_private (report, "agency", &reading);
  }
}

static void
add_remark (DzReport *report,
            const char *code,
            const DzLine *line,
            const char *message)
{
  g_autofree char *place = line != NULL ? dz_address_to_string (&line->address) : NULL;

  dz_report_take_remark_private (report, dz_remark_new (code, place, message));
}

static void
decide_year (Work *work,
             DzReport *report)
{
  guint confidence;
  guint year;
  g_autofree char *text = NULL;

  collect_votes (work);
  year = winner (work, &confidence);
  if (year == 0)
    return;
  text = g_strdup_printf ("%u", year);
  if (work->title != NULL && work->title->year == year) {
    set_reading (work, report, "year", text, work->title->line, work->title->year_from, work->title->year_to, confidence);
  } else if (work->period != NULL && strcmp (work->period->text, text) == 0) {
    set_reading (work, report, "year", text, work->period->line, work->period->from, work->period->to, confidence);
  } else {
    DzReading reading = { text, (char *) "", { 0, 0, -1, -1, 0, 0 }, confidence, FALSE };

    dz_report_set_reading_private (report, "year", &reading);
  }
  if (work->n_votes > 1) {
    g_autofree char *message = g_strdup_printf (
      _ ("The report names different years; %u was taken, compare title, introduction and period"), year);

    add_remark (report, "year-conflict", work->period != NULL ? line_at (work, work->period->line) : NULL, message);
  }
}

/* 建新镇 leaves its county out: the words before its name in the text, the signature or the contact. NULL: not so. */
static char *
find_region_of_township (const Work *work,
                         const char *agency,
                         const char *const *hints)
{
  g_autofree char *whole = NULL;
  char *region = NULL;
  DzPlace place;

  dz_place_read (agency, &place);
  if (place.township != NULL && place.county == NULL && place.city == NULL && place.zone == NULL && place.province < 0)
    whole = complete_from_text (work, place.township);
  dz_place_clear (&place);
  if (whole == NULL)
    return NULL;
  dz_place_read (whole, &place);
  if (place.county != NULL || place.city != NULL || place.province >= 0)
    region = dz_region_find (whole, hints);
  dz_place_clear (&place);
  return region;
}

static void
decide_region (Work *work,
               DzReport *report)
{
  const char *agency = dz_report_get_agency (report);
  g_autofree const char **hints = g_new0 (const char *, work->lines->len + 1);
  g_autofree char *region = NULL;
  const DzReading *from = dz_report_get_reading (report, "agency");
  DzReading reading = { NULL, (char *) "", { 0, 0, -1, -1, 0, 0 }, 80, FALSE };

  for (guint i = 0; i < work->lines->len; i++)
    hints[i] = line_at (work, i)->folded->text;
  region = find_region_of_township (work, agency, hints);
  if (region == NULL)
    region = dz_region_find (agency, hints);
  dz_report_set_level_private (report, dz_region_guess_level (region, agency));
  if (region[0] == '\0')
    return;
  if (from != NULL) {
    reading.quote = from->quote;
    reading.address = from->address;
  }
  reading.text = region;
  dz_report_set_reading_private (report, "region", &reading);
}

typedef struct {
  guint block;
  DzTableCount *count;
} CountedTable;

static void
counted_table_clear (gpointer data)
{
  dz_table_count_free (((CountedTable *) data)->count);
}

static GArray *
count_tables (Work *work,
              DzLabels *labels)
{
  GArray *tables = g_array_new (FALSE, FALSE, sizeof (CountedTable));

  g_array_set_clear_func (tables, counted_table_clear);
  for (guint i = work->first; i < work->last; i++) {
    const DzBlock *block = dz_document_get_block (work->document, i);
    CountedTable counted = { i, NULL };

    if (block->table == NULL)
      continue;
    counted.count = dz_table_count_new (labels, block->table);
    g_array_append_val (tables, counted);
  }
  return tables;
}

/* The form that most labels of all tables speak for; -1 when there is none. */
static int
find_form_of_most (GArray *tables,
                   DzLabels *labels,
                   const char *kind,
                   guint year)
{
  guint totals[DZ_LABELS_MAX_FORMS] = { 0 };
  int most = -1;

  for (guint i = 0; i < tables->len; i++) {
    guint score;
    int form = dz_table_count_find_form (g_array_index (tables, CountedTable, i).count, kind, year, -1, &score);

    if (form >= 0)
      totals[form] += score;
  }
  for (guint form = 0; form < dz_labels_get_n_forms (labels); form++)
    if (totals[form] > 0 && (most < 0 || totals[form] > totals[most]))
      most = (int) form;
  return most;
}

/* The form of the report, then of each table; returns how many numbers tables with a form have. */
static guint
decide_forms (Work *work,
              DzReport *report)
{
  DzLabels *labels = dz_labels_get (work->catalogue);
  g_autoptr (GArray) tables = count_tables (work, labels);
  guint year = dz_report_get_year (report);
  int preferred = find_form_of_most (tables, labels, work->kind, year);
  guint n_numbers = 0, best = 0;
  g_autofree char *reason = NULL;
  DzReading reading = { (char *) "prose", (char *) "", { 0, 0, -1, -1, 0, 0 }, 90, FALSE };

  for (guint i = 0; i < tables->len; i++) {
    const CountedTable *table = &g_array_index (tables, CountedTable, i);
    guint score;
    int form = dz_table_count_find_form (table->count, work->kind, year, preferred, &score);

    if (form < 0)
      continue;
    n_numbers += dz_table_count_get_n_numbers (table->count);
    dz_report_set_table_form_private (report, table->block, dz_labels_get_form (labels, (guint) form)->id);
    if (form != preferred || score <= best)
      continue;
    best = score;
    g_free (reason);
    reason = dz_table_count_dup_reason (table->count, (guint) form);
  }
  if (preferred >= 0) {
    reading.text = (char *) dz_labels_get_form (labels, (guint) preferred)->id;
    reading.confidence = best >= 80 ? 97 : best >= 48 ? 85 : 58;
    if (work->kind[0] == '\0')
      work->kind = dz_labels_get_form (labels, (guint) preferred)->report_kind;
  }
  dz_report_set_reading_private (report, "form", &reading);
  if (reason != NULL)
    dz_report_set_form_reason_private (report, reason);
  return n_numbers;
}

/* Where neither title nor table tells, the first kind of the catalogue. */
static void
decide_kind (Work *work,
             DzReport *report)
{
  GPtrArray *forms = dz_catalogue_get_forms (work->catalogue);
  DzReading reading = { NULL, (char *) "", { 0, 0, -1, -1, 0, 0 }, 90, FALSE };

  if (work->kind[0] == '\0' && forms->len > 0) {
    work->kind = ((const DzForm *) g_ptr_array_index (forms, 0))->report_kind;
    reading.confidence = 50;
  }
  reading.text = (char *) work->kind;
  dz_report_set_reading_private (report, "kind", &reading);
}

/* The document says of itself that it is something else. */
static gboolean
is_something_else (const Work *work)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (work->catalogue, DZ_PATTERN_TITLE);
  guint n = MIN (work->lines->len, 12);

  for (guint i = 0; i < n; i++) {
    const DzLine *line = line_at (work, i);

    for (guint p = 0; line->brief && p < patterns->len; p++) {
      const DzPattern *pattern = g_ptr_array_index (patterns, p);

      /* Beside a title of its own such a line is a link of the page. */
      if (g_str_has_prefix (pattern->id, "not_untitled_") && work->title != NULL && work->title->line != i)
        continue;
      if (g_str_has_prefix (pattern->id, "not_") && dz_pattern_is_in (pattern, line->folded->text, NULL))
        return TRUE;
    }
  }
  return FALSE;
}

static guint
count_text (const Work *work)
{
  guint n = 0;

  for (guint i = 0; i < work->lines->len; i++) {
    const DzLine *line = line_at (work, i);

    if (!line->cell && line->folded->n_chars >= TEXT_CHARS)
      n += line->folded->n_chars;
  }
  return n;
}

/* What reports of this kind are about (patterns "subject_…") is spoken of in the text. */
static gboolean
mentions_subject (const Work *work)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (work->catalogue, DZ_PATTERN_TITLE);

  for (guint p = 0; p < patterns->len; p++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, p);

    if (!g_str_has_prefix (pattern->id, "subject_") || !dz_pattern_is_for (pattern, work->kind))
      continue;
    for (guint i = 0; i < work->lines->len; i++)
      if (!line_at (work, i)->brief && dz_pattern_is_in (pattern, line_at (work, i)->folded->text, NULL))
        return TRUE;
  }
  return FALSE;
}

/* Whether a heading of the first level, other than those @taken, has the words of @pattern; takes it. */
static gboolean
take_heading (const Work *work,
              const DzPattern *pattern,
              GHashTable *taken)
{
  for (guint i = 0; i < work->lines->len; i++) {
    const DzLine *line = line_at (work, i);
    gsize length;
    guint ordinal;

    if (line->cell || !line->brief || dz_text_leading_number (line->folded->text, &length, &ordinal) != 1
        || g_hash_table_contains (taken, line) || !dz_pattern_is_in (pattern, line->folded->text, NULL))
      continue;
    g_hash_table_add (taken, (gpointer) line);
    return TRUE;
  }
  return FALSE;
}

/* Has a heading for each part that reports of one kind are divided into (patterns "part_…"). */
static gboolean
is_divided_as_report (const Work *work)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (work->catalogue, DZ_PATTERN_TITLE);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint p = 0; p < patterns->len; p++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, p);

    if (!g_str_has_prefix (pattern->id, "part_") || !dz_pattern_is_for (pattern, work->kind))
      continue;
    if (!take_heading (work, pattern, taken))
      return FALSE;
    n++;
  }
  return n > 1;
}

/* A list of links has titles and no text; an empty form has labels and no values. */
static gboolean
is_report (const Work *work,
           DzReport *report,
           guint n_numbers)
{
  gboolean tables = strcmp (dz_report_get_form (report), "prose") != 0;
  guint n_text = count_text (work);

  if (is_something_else (work))
    return FALSE;
  if (tables && n_numbers > 0)
    return TRUE;
  /* However short: who, what and for which year is said twice. */
  if (work->title != NULL && !work->title->table && work->period != NULL)
    return TRUE;
  if (n_text < 40)
    return FALSE;
  if (work->title != NULL && !work->title->table && work->title->line <= dz_lines_find_body (work->lines))
    return TRUE;
  if (mentions_subject (work) && (work->title != NULL || work->period != NULL || work->mentions->len > 0))
    return TRUE;
  return is_divided_as_report (work);
}

/* Takes over @lines and @titles, those of the range. */
static DzReport *
recognise_range (DzDocument *document,
                 DzCatalogue *catalogue,
                 const char *file,
                 guint first,
                 guint last,
                 GPtrArray *lines,
                 GPtrArray *titles)
{
  Work work = { .document = document, .catalogue = catalogue, .file = file, .first = first, .last = last,
                .kind = "", .lines = lines, .titles = titles };
  DzReport *report = dz_report_new (document, file, NULL, NULL, 0, NULL);
  guint n_numbers;

  choose_title (&work);
  if (work.title == NULL && dz_document_get_meta (document, "title") != NULL)
    dz_title_read (catalogue, dz_document_get_meta (document, "title"), &work.page_agency, &work.page_year, &work.kind);
  else if (work.title != NULL)
    work.kind = work.title->kind;
  work.mentions = dz_mentions_find_agency (catalogue, work.kind, work.lines);
  work.period = dz_mentions_find_period (catalogue, work.kind, work.lines, FALSE);
  work.published = dz_mentions_find_period (catalogue, work.kind, work.lines, TRUE);
  dz_report_set_range_private (report, first, last);
  decide_year (&work, report);
  decide_agency (&work, report);
  decide_region (&work, report);
  n_numbers = decide_forms (&work, report);
  decide_kind (&work, report);
  if (work.published != NULL)
    set_reading (&work, report, "published", work.published->text, work.published->line, work.published->from,
                 work.published->to, work.published->confidence);
  if (work.period != NULL && is_stated_period (work.period))
    set_reading (&work, report, "period", work.period->text, work.period->line, work.period->from, work.period->to,
                 work.period->confidence);
  if (!is_report (&work, report, n_numbers))
    g_clear_object (&report);
  work_clear (&work);
  return report;
}

/* Blocks at which a further report begins: a title of another agency or year, behind a text
 * and before another one. */
static GArray *
find_starts (GPtrArray *lines,
             GPtrArray *titles)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  const DzTitle *before = NULL;
  guint zero = 0;

  g_array_append_val (starts, zero);
  for (guint i = 0; i < titles->len; i++) {
    const DzTitle *title = g_ptr_array_index (titles, i);
    guint line = MIN (title->line, title->agency[0] != '\0' ? title->agency_line : title->line);
    guint block = ((const DzLine *) g_ptr_array_index (lines, line))->address.block;
    guint text_before = 0, text_behind = 0;

    if (title->table || title->agency[0] == '\0' || ((const DzLine *) g_ptr_array_index (lines, line))->cell)
      continue;
    for (guint j = 0; j < lines->len; j++) {
      const DzLine *l = g_ptr_array_index (lines, j);

      if (l->cell || l->folded->n_chars < TEXT_CHARS)
        continue;
      if (j < line && l->address.block >= g_array_index (starts, guint, starts->len - 1))
        text_before++;
      else if (j > title->line)
        text_behind++;
    }
    if (before != NULL && text_before >= 3 && text_behind >= 3
        && (before->year != title->year || strcmp (before->agency, title->agency) != 0 || !g_str_equal (before->kind, title->kind)))
      g_array_append_val (starts, block);
    before = title;
  }
  return starts;
}

GPtrArray *
dz_report_recognise (DzDocument *document,
                     DzCatalogue *catalogue,
                     const char *file)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) starts = NULL;
  GPtrArray *lines, *titles;
  guint n_blocks;

  g_return_val_if_fail (DZ_IS_DOCUMENT (document) && DZ_IS_CATALOGUE (catalogue) && file != NULL, reports);

  dz_cell_info_trim (dz_labels_get (catalogue));
  n_blocks = dz_document_get_n_blocks (document);
  lines = dz_lines_new (document, 0, n_blocks);
  titles = dz_titles_find (catalogue, lines);
  starts = find_starts (lines, titles);
  for (guint i = 0; i < starts->len; i++) {
    guint first = g_array_index (starts, guint, i);
    guint last = i + 1 < starts->len ? g_array_index (starts, guint, i + 1) : n_blocks;
    DzReport *report;

    if (starts->len > 1) {
      g_ptr_array_unref (lines);
      g_ptr_array_unref (titles);
      lines = dz_lines_new (document, first, last);
      titles = dz_titles_find (catalogue, lines);
    }
    report = recognise_range (document, catalogue, file, first, last, g_ptr_array_ref (lines), g_ptr_array_ref (titles));
    if (report != NULL)
      g_ptr_array_add (reports, report);
  }
  g_ptr_array_unref (lines);
  g_ptr_array_unref (titles);
  return reports;
}
