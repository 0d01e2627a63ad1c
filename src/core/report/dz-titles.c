/* dz-titles.c - titles, and other places that name the agency or the period
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-recognise-private.h"

#include <string.h>

/* A body that is searched for the agency ends here: further on other agencies are named. */
#define MENTION_LINES 25u
#define MAX_JOINED 3u

static void
title_free (DzTitle *title)
{
  g_free (title->agency);
  g_free (title);
}

void
dz_mention_free (DzMention *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

static gboolean
has_words (const DzPattern *pattern,
           const char *text)
{
  if (pattern->words == NULL || pattern->words[0] == NULL)
    return TRUE;
  for (guint i = 0; pattern->words[i] != NULL; i++)
    if (strstr (text, pattern->words[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
dz_pattern_is_in (const DzPattern *pattern,
                  const char *text,
                  GMatchInfo **match)
{
  return has_words (pattern, text) && g_regex_match (pattern->regex, text, 0, match);
}

static gboolean
is_title_pattern (const DzPattern *pattern)
{
  return !g_str_has_prefix (pattern->id, "not_") && !g_str_has_prefix (pattern->id, "subject_")
         && !g_str_has_prefix (pattern->id, "part_");
}

static const DzLine *
line_at (GPtrArray *lines,
         guint i)
{
  return g_ptr_array_index (lines, i);
}

/* Bytes of the named group; FALSE when it did not take part. */
static gboolean
get_group (GMatchInfo *match,
           const char *name,
           gsize *from,
           gsize *to)
{
  int start, end;

  if (!g_match_info_fetch_named_pos (match, name, &start, &end) || start < 0 || end <= start)
    return FALSE;
  *from = (gsize) start;
  *to = (gsize) end;
  return TRUE;
}

static guint
read_year (const char *text,
           gsize from)
{
  return (guint) g_ascii_strtoull (text + from, NULL, 10);
}

/* One title of the joined lines [first, first + n); NULL when there is none. */
static DzTitle *
match_title (const DzPattern *pattern,
             GPtrArray *lines,
             guint first,
             guint n,
             const char *text,
             const gsize *starts)
{
  g_autoptr (GMatchInfo) match = NULL;
  DzTitle *title;
  gsize from, to;
  g_autofree char *name = NULL;

  if (!dz_pattern_is_in (pattern, text, &match))
    return NULL;
  title = g_new0 (DzTitle, 1);
  title->agency = g_strdup ("");
  title->line = title->agency_line = first;
  title->confidence = pattern->confidence;
  title->kind = pattern->report_kind != NULL ? pattern->report_kind : "";
  title->table = strcmp (pattern->id, "table") == 0;
  for (guint i = 0; i < n; i++) {
    if (get_group (match, "year", &from, &to) && from >= starts[i] && to <= starts[i + 1]) {
      title->line = first + i;
      title->year = read_year (text, from);
      title->year_from = from - starts[i];
      title->year_to = to - starts[i];
    }
    if (get_group (match, "agency", &from, &to) && from >= starts[i] && to <= starts[i + 1]) {
      g_free (name);
      name = g_strndup (text + from, to - from);
      title->agency_line = first + i;
      title->agency_from = from - starts[i];
      title->agency_to = to - starts[i];
    }
  }
  if (name != NULL) {
    g_free (title->agency);
    title->agency = dz_agency_tidy (name);
    if (title->agency == NULL)
      title->agency = g_strdup ("");
  }
  return title;
}

/* Whether the line is a title by itself, which needs no line before it. */
static gboolean
is_whole_title (GPtrArray *patterns,
                const DzLine *line)
{
  for (guint i = 0; i < patterns->len; i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);

    if (is_title_pattern (pattern) && strcmp (pattern->id, "bare") != 0
        && dz_pattern_is_in (pattern, line->folded->text, NULL))
      return TRUE;
  }
  return FALSE;
}

static gboolean
can_be_joined (const DzLine *line)
{
  return line->brief && strstr (line->folded->text, "。") == NULL;
}

static DzTitle *
find_title_at (GPtrArray *patterns,
               GPtrArray *lines,
               guint first)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize starts[MAX_JOINED + 1] = { 0 };

  for (guint n = 1; n <= MAX_JOINED && first + n <= lines->len; n++) {
    const DzLine *line = line_at (lines, first + n - 1);

    if (!can_be_joined (line) || (n > 1 && is_whole_title (patterns, line)))
      return NULL;
    g_string_append (text, line->folded->text);
    starts[n] = text->len;
    for (guint i = 0; i < patterns->len; i++) {
      const DzPattern *pattern = g_ptr_array_index (patterns, i);
      DzTitle *title;

      if (!is_title_pattern (pattern))
        continue;
      title = match_title (pattern, lines, first, n, text->str, starts);
      if (title != NULL)
        return title;
    }
  }
  return NULL;
}

static gboolean
take_agency_line (GPtrArray *lines,
                  DzTitle *title,
                  guint i)
{
  const DzLine *line = line_at (lines, i);
  char *name;

  if (line->folded->n_chars > 30)
    return FALSE;
  name = dz_agency_tidy (line->folded->text);
  if (name == NULL)
    return FALSE;
  g_free (title->agency);
  title->agency = name;
  title->agency_line = i;
  title->agency_from = 0;
  title->agency_to = line->folded->length;
  return TRUE;
}

/* The agency on the line above a title without one, or below it. */
static void
look_around (GPtrArray *lines,
             DzTitle *title)
{
  if (title->agency[0] != '\0')
    return;
  if (title->line > 0 && take_agency_line (lines, title, title->line - 1))
    return;
  if (title->line + 1 < lines->len && !title->table)
    take_agency_line (lines, title, title->line + 1);
}

/* The words of all title patterns, each once; NULL when a pattern has none, so that any line may be one. */
static GPtrArray *
collect_words (GPtrArray *patterns)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint p = 0; p < patterns->len; p++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, p);

    if (!is_title_pattern (pattern))
      continue;
    if (pattern->words == NULL || pattern->words[0] == NULL) {
      g_ptr_array_unref (words);
      return NULL;
    }
    for (guint i = 0; pattern->words[i] != NULL; i++)
      if (!g_ptr_array_find_with_equal_func (words, pattern->words[i], g_str_equal, NULL))
        g_ptr_array_add (words, (char *) pattern->words[i]);
  }
  return words;
}

/* Lines with a word that a title must have: most have none, and nothing need be joined with them. */
static gboolean *
find_likely_lines (GPtrArray *patterns,
                   GPtrArray *lines)
{
  gboolean *likely = g_new0 (gboolean, lines->len + 1);
  g_autoptr (GPtrArray) words = collect_words (patterns);

  for (guint i = 0; i < lines->len; i++) {
    likely[i] = words == NULL && line_at (lines, i)->brief;
    for (guint w = 0; words != NULL && w < words->len && !likely[i] && line_at (lines, i)->brief; w++)
      likely[i] = strstr (line_at (lines, i)->folded->text, g_ptr_array_index (words, w)) != NULL;
  }
  return likely;
}

GPtrArray *
dz_titles_find (DzCatalogue *catalogue,
                GPtrArray *lines)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func ((GDestroyNotify) title_free);
  GPtrArray *patterns = dz_catalogue_get_patterns (catalogue, DZ_PATTERN_TITLE);
  g_autofree gboolean *likely = find_likely_lines (patterns, lines);

  for (guint i = 0; i < lines->len; i++) {
    gboolean near = FALSE;
    DzTitle *title;

    for (guint j = i; j < MIN (i + MAX_JOINED, lines->len); j++)
      near |= likely[j];
    if (!near || !line_at (lines, i)->brief)
      continue;
    title = find_title_at (patterns, lines, i);
    if (title == NULL)
      continue;
    look_around (lines, title);
    g_ptr_array_add (titles, title);
    i = MAX (i, title->line);
  }
  return titles;
}

/* Introductions stand at the start, the annex and the signature at the end. */
static gboolean
is_near_an_end (GPtrArray *lines,
                guint i)
{
  return i < MENTION_LINES || i + MENTION_LINES >= lines->len;
}

gboolean
dz_title_read (DzCatalogue *catalogue,
               const char *text,
               char **agency,
               guint *year,
               const char **kind)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (catalogue, DZ_PATTERN_TITLE);
  g_autofree char *folded = dz_text_fold_string (text);

  for (guint i = 0; i < patterns->len; i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);
    g_autoptr (GMatchInfo) match = NULL;
    g_autofree char *name = NULL;
    gsize from, to;

    if (!is_title_pattern (pattern) || !dz_pattern_is_in (pattern, folded, &match)
        || !get_group (match, "agency", &from, &to))
      continue;
    name = g_strndup (folded + from, to - from);
    *agency = dz_agency_tidy (name);
    *year = get_group (match, "year", &from, &to) ? read_year (folded, from) : 0;
    if (*agency == NULL)
      continue;
    *kind = pattern->report_kind != NULL ? pattern->report_kind : "";
    return TRUE;
  }
  return FALSE;
}

static DzMention *
match_mention (const DzPattern *pattern,
               GPtrArray *lines,
               guint i,
               const char *group)
{
  const char *text = line_at (lines, i)->folded->text;
  g_autoptr (GMatchInfo) match = NULL;
  DzMention *mention;
  gsize from, to;

  if (!dz_pattern_is_in (pattern, text, &match) || !get_group (match, group, &from, &to))
    return NULL;
  mention = g_new0 (DzMention, 1);
  mention->text = g_strndup (text + from, to - from);
  mention->line = i;
  mention->from = from;
  mention->to = to;
  mention->confidence = pattern->confidence;
  return mention;
}

static int
compare_trust (gconstpointer a,
               gconstpointer b)
{
  const DzMention *x = *(DzMention *const *) a, *y = *(DzMention *const *) b;

  if (x->confidence != y->confidence)
    return x->confidence > y->confidence ? -1 : 1;
  return x->line < y->line ? -1 : x->line > y->line;
}

GPtrArray *
dz_mentions_find_agency (DzCatalogue *catalogue,
                         const char *kind,
                         GPtrArray *lines)
{
  GPtrArray *mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_mention_free);
  GPtrArray *patterns = dz_catalogue_get_patterns (catalogue, DZ_PATTERN_AGENCY);

  for (guint i = 0; i < lines->len; i++) {
    if (!is_near_an_end (lines, i))
      continue;
    for (guint p = 0; p < patterns->len; p++) {
      const DzPattern *pattern = g_ptr_array_index (patterns, p);
      DzMention *mention = dz_pattern_is_for (pattern, kind) ? match_mention (pattern, lines, i, "agency") : NULL;
      char *name;

      if (mention == NULL)
        continue;
      name = dz_agency_tidy (mention->text);
      g_free (mention->text);
      mention->text = name;
      if (name != NULL)
        g_ptr_array_add (mentions, mention);
      else
        dz_mention_free (mention);
    }
  }
  g_ptr_array_sort (mentions, compare_trust);
  return mentions;
}

DzMention *
dz_mentions_find_period (DzCatalogue *catalogue,
                         const char *kind,
                         GPtrArray *lines,
                         gboolean published)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (catalogue, DZ_PATTERN_PERIOD);
  DzMention *best = NULL;

  for (guint p = 0; p < patterns->len; p++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, p);

    if ((strcmp (pattern->id, "published") == 0) != published || !dz_pattern_is_for (pattern, kind))
      continue;
    for (guint i = 0; i < lines->len; i++) {
      DzMention *mention = is_near_an_end (lines, i) || line_at (lines, i)->cell
                             ? match_mention (pattern, lines, i, published ? "date" : "year") : NULL;

      if (mention == NULL)
        continue;
      if (best != NULL && best->confidence >= mention->confidence) {
        dz_mention_free (mention);
        continue;
      }
      dz_mention_free (best);
      best = mention;
    }
  }
  return best;
}
