/* dz-prose-facts.c - figures and denials in sentences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-prose-private.h"

#include <string.h>

/* --- quotes --- */

static gboolean
is_clause_mark (const char *text,
                gsize at)
{
  char c = text[at];

  return c == ',' || c == ';' || c == ':';
}

/* Where the clause that holds byte @at of the sentence begins and ends. */
static gsize
find_clause_start (const DzSentence *sentence,
                   gsize at)
{
  while (at > 0 && !is_clause_mark (sentence->text, at - 1))
    at--;
  return at;
}

static gsize
find_clause_end (const DzSentence *sentence,
                 gsize at)
{
  while (at < sentence->length && !is_clause_mark (sentence->text, at))
    at++;
  return at;
}

/* Characters of the block's text that bytes [from, to) of the sentence came from. */
static void
get_span (const DzParagraph *paragraph,
          const DzSentence *sentence,
          gsize from,
          gsize to,
          guint *start,
          guint *end)
{
  gsize last = sentence->folded[to];

  /* Brackets may have been cut out right behind: the span ends with its own last byte. */
  if (to > from) {
    gint32 token = sentence->tokens[to - 1];

    last = token >= 0 ? g_array_index (paragraph->tokens, DzToken, token).number.to : sentence->folded[to - 1] + 1;
  }
  dz_folded_get_origin (paragraph->folded, sentence->folded[from], last, start, end);
}

static char *
cut_sentence (const DzParagraph *paragraph,
              const DzSentence *sentence,
              gsize from,
              gsize to,
              DzAddress *address)
{
  guint start, end;

  get_span (paragraph, sentence, from, to, &start, &end);
  if (address != NULL)
    *address = (DzAddress) { paragraph->source->page, paragraph->block, -1, -1, start, end };
  return dz_text_cut (paragraph->source->text, start, end);
}

/* --- labels --- */

static const char *
get_label (const DzFormRow *row)
{
  return row->labels[0] != NULL ? row->labels[0] : row->indicator->zh;
}

/* The labels that lead to the row, by the nesting that the form prints: what a table's path
 * would be. A label of a matrix ("a / b") leads there by itself. */
static char *
make_path (const DzProse *prose,
           const DzIndicator *indicator)
{
  const DzFormRow *row = prose->labels != NULL ? dz_form_lookup_row (prose->labels, indicator->id) : NULL;
  GString *path;
  guint level, index = 0;

  if (row == NULL)
    return g_strdup (indicator->zh);
  path = g_string_new (get_label (row));
  level = row->level;
  if (strstr (path->str, " / ") != NULL || !g_ptr_array_find (prose->labels->rows, row, &index))
    return g_string_free (path, FALSE);
  while (index-- > 0 && level > 1) {
    const DzFormRow *above = g_ptr_array_index (prose->labels->rows, index);

    if (above->level == 0 || above->level >= level)
      continue;
    level = above->level;
    g_string_prepend (path, " / ");
    g_string_prepend (path, get_label (above));
  }
  return g_string_free (path, FALSE);
}

/* The words before the number in its clause, as printed: 其中当面申请. */
static char *
dup_words (const DzParagraph *paragraph,
           const DzSentence *sentence,
           gsize from,
           gsize at)
{
  static const char *const fronts[] = { "其中", "共", ":", ",", "，", "：", " ", "、" };
  g_autofree char *words = cut_sentence (paragraph, sentence, from, at, NULL);
  const char *p = words;
  gboolean again = TRUE;

  while (again) {
    again = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (fronts); i++)
      if (g_str_has_prefix (p, fronts[i])) {
        p += strlen (fronts[i]);
        again = TRUE;
      }
  }
  return g_strdup (p);
}

/* --- facts --- */

/* The id that the pattern means in this report's form. */
static const char *
choose_indicator (const DzProse *prose,
                  const DzPattern *pattern)
{
  const char *form = dz_report_get_form (prose->report);

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; pattern->by_form != NULL && pattern->by_form[i] != NULL && form != NULL; i += 2)
      if (strcmp (pattern->by_form[i], form) == 0)
        return pattern->by_form[i + 1];
    form = prose->labels != NULL ? prose->labels->id : NULL;
  }
  return pattern->indicator;
}

/* Parts by applicant only where the form breaks them down; else the whole has no member. */
static const char *
choose_member (const DzProse *prose,
               const DzPattern *pattern,
               const DzIndicator *indicator)
{
  if (pattern != NULL && pattern->member != NULL)
    return pattern->member;
  if (!prose->has_members || indicator == NULL || indicator->dimension == NULL)
    return NULL;
  {
    GPtrArray *members = dz_catalogue_get_members (prose->catalogue, indicator->dimension);

    for (guint i = 0; members != NULL && i < members->len; i++) {
      const DzMember *member = g_ptr_array_index (members, i);

      if (member->is_total)
        return member->id;
    }
  }
  return NULL;
}

int
dz_prose_add_fact (DzProse *prose,
                   DzParagraph *paragraph,
                   DzSentence *sentence,
                   const DzPattern *pattern,
                   const char *indicator_id,
                   const char *label,
                   const char *unit,
                   gsize from,
                   gsize to,
                   DzToken *token)
{
  const DzIndicator *indicator = indicator_id != NULL ? dz_catalogue_lookup_indicator (prose->catalogue, indicator_id) : NULL;
  DzFact model = { .where = DZ_WHERE_PROSE };
  g_autofree char *quote = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;
  gsize start = find_clause_start (sentence, from);

  quote = cut_sentence (paragraph, sentence, start, to, &model.address);
  if (quote == NULL || quote[0] == '\0')
    return -1;
  if (token != NULL) {
    guint a, b;

    dz_folded_get_origin (paragraph->folded, token->number.from, token->number.to, &a, &b);
    printed = dz_text_cut (paragraph->source->text, a, b);
    model.value = token->number.value;
  } else {
    printed = cut_sentence (paragraph, sentence, from, to, NULL);
    model.value = dz_value_number (DZ_DECIMAL_ZERO);
    model.denial = TRUE;
  }
  path = indicator != NULL ? make_path (prose, indicator) : g_strdup (label);
  words = indicator != NULL && label == NULL ? dup_words (paragraph, sentence, start, token != NULL ? from : to) : g_strdup (label);
  model.indicator = indicator != NULL ? indicator->id : NULL;
  model.member = choose_member (prose, pattern, indicator);
  model.label = words != NULL && words[0] != '\0' ? words : path;
  model.path = path;
  model.unit = (char *) unit;
  model.printed = printed;
  model.quote = quote;
  model.confidence = pattern != NULL ? pattern->confidence : 60;
  model.year = dz_sentence_find_year (prose, sentence, from);
  g_ptr_array_add (prose->facts, dz_fact_new (&model));
  if (token != NULL && token->fact < 0)
    token->fact = (int) prose->facts->len - 1;
  return (int) prose->facts->len - 1;
}

/* What the group @name matched, or NULL. */
static char *
fetch_named (GMatchInfo *match,
             const char *name)
{
  int from, to;

  if (!g_match_info_fetch_named_pos (match, name, &from, &to) || from < 0 || to <= from)
    return NULL;
  return g_match_info_fetch_named (match, name);
}

/* @unless must not match in the clauses that the match reaches over. */
static gboolean
is_excluded (const DzPattern *pattern,
             const DzSentence *sentence,
             gsize from,
             gsize to)
{
  g_autofree char *clause = NULL;
  gsize start, end;

  if (pattern->unless == NULL)
    return FALSE;
  start = find_clause_start (sentence, from);
  end = find_clause_end (sentence, to);
  clause = g_strndup (sentence->text + start, end - start);
  return g_regex_match (pattern->unless, clause, 0, NULL);
}

static gboolean
read_match (DzProse *prose,
            DzParagraph *paragraph,
            DzSentence *sentence,
            const DzPattern *pattern,
            GMatchInfo *match)
{
  g_autofree char *unit = fetch_named (match, "u");
  g_autofree char *label = fetch_named (match, "label");
  const char *indicator = choose_indicator (prose, pattern);
  DzToken *token;
  int from, to, n_from, n_to;

  g_match_info_fetch_pos (match, 0, &from, &to);
  if (!g_match_info_fetch_named_pos (match, "n", &n_from, &n_to) || n_from < 0 || sentence->tokens[n_from] < 0)
    return FALSE;
  token = &g_array_index (paragraph->tokens, DzToken, sentence->tokens[n_from]);
  if ((token->fact >= 0 && !pattern->again && !sentence->spread) || token->reason != NULL
      || is_excluded (pattern, sentence, (gsize) from, (gsize) to))
    return FALSE;
  if (indicator == NULL && label == NULL && pattern->label == NULL)
    return FALSE;
  if (indicator == NULL && pattern->label != NULL) {
    g_free (label);
    label = g_strdup (pattern->label);
  }
  return dz_prose_add_fact (prose, paragraph, sentence, pattern, indicator, label, unit != NULL ? unit : pattern->unit,
                            (gsize) n_from, (gsize) MAX (to, n_from + 1), token) >= 0;
}

/* TRUE when it gave a fact. */
static gboolean
read_pattern (DzProse *prose,
              DzParagraph *paragraph,
              DzSentence *sentence,
              const DzPattern *pattern)
{
  int at = 0;
  gboolean found = FALSE;

  /* From behind each number on: a pattern may reach back over parts of a list that it has read. */
  while (at < (int) sentence->length) {
    g_autoptr (GMatchInfo) match = NULL;
    int n_from, n_to;

    if (!g_regex_match_full (pattern->regex, sentence->text, (gssize) sentence->length, at, 0, &match, NULL))
      return found;
    found |= read_match (prose, paragraph, sentence, pattern, match);
    if (!g_match_info_fetch_named_pos (match, "n", &n_from, &n_to) || n_to <= at)
      return found;
    at = n_to;
  }
  return found;
}

/* What a bracket or a list says is believed only of clear words. */
#define LEAST_ASIDE 75u

/* All patterns on the sentence, or only until one gives a fact. */
static gboolean
read_patterns (DzProse *prose,
               DzParagraph *paragraph,
               DzSentence *sentence,
               gboolean first)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (prose->catalogue, DZ_PATTERN_FACT);
  gboolean found = FALSE;

  for (guint i = 0; i < patterns->len && !(first && found); i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);

    if ((sentence->aside || sentence->spread) && pattern->confidence < LEAST_ASIDE)
      continue;
    if (dz_pattern_is_for (pattern, prose->kind) && dz_pattern_may_match (pattern, sentence->text))
      found |= read_pattern (prose, paragraph, sentence, pattern);
  }
  return found;
}

/* Item by item of a list with its numbers together, the first way to read it that gives a fact. */
static void
read_spread (DzProse *prose,
             DzParagraph *paragraph,
             DzSentence *sentence)
{
  g_autoptr (GPtrArray) ways = dz_sentence_spread (sentence);
  gboolean found = FALSE;

  for (guint i = 0; ways != NULL && i < ways->len; i++) {
    DzSentence *way = g_ptr_array_index (ways, i);

    if (way == NULL)
      found = FALSE;
    else if (!found)
      found = read_patterns (prose, paragraph, way, TRUE);
  }
}

static gboolean
has_figures (const DzSentence *sentence)
{
  return strpbrk (sentence->text, "#%") != NULL;
}

static void
set_plan_aside (DzParagraph *paragraph,
                const DzSentence *sentence)
{
  for (gsize i = 0; i < sentence->length; i++)
    if (sentence->tokens[i] >= 0)
      g_array_index (paragraph->tokens, DzToken, sentence->tokens[i]).reason = g_intern_static_string ("plan");
}

void
dz_prose_read_facts (DzProse *prose,
                     DzParagraph *paragraph)
{
  for (guint s = 0; s < paragraph->sentences->len; s++) {
    DzSentence *sentence = g_ptr_array_index (paragraph->sentences, s);
    guint first = prose->facts->len;

    if (sentence->plan) {
      set_plan_aside (paragraph, sentence);
      continue;
    }
    if (has_figures (sentence)) {
      read_spread (prose, paragraph, sentence);
      read_patterns (prose, paragraph, sentence, FALSE);
    }
    if (!sentence->aside)
      dz_prose_read_denials (prose, paragraph, sentence, first);
  }
}

/* --- denials --- */

static gboolean
is_stated (DzProse *prose,
           const char *indicator,
           guint first_fact)
{
  for (guint i = first_fact; i < prose->facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (prose->facts, i);

    if (g_strcmp0 (fact->indicator, indicator) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
may_deny (const DzSentence *sentence)
{
  static const char *const words[] = { "未", "没有", "无", "零", "尚" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (sentence->text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

void
dz_prose_read_denials (DzProse *prose,
                       DzParagraph *paragraph,
                       DzSentence *sentence,
                       guint first_fact)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (prose->catalogue, DZ_PATTERN_DENIAL);

  if (!may_deny (sentence))
    return;
  for (guint i = 0; i < patterns->len; i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);
    g_autoptr (GMatchInfo) match = NULL;
    const char *indicator = choose_indicator (prose, pattern);
    g_autofree char *label = NULL;
    int from, to;

    if (indicator == NULL || !dz_pattern_is_for (pattern, prose->kind) || !dz_pattern_may_match (pattern, sentence->text)
        || is_stated (prose, indicator, first_fact)
        || !g_regex_match (pattern->regex, sentence->text, 0, &match))
      continue;
    g_match_info_fetch_pos (match, 0, &from, &to);
    if (is_excluded (pattern, sentence, (gsize) from, (gsize) to))
      continue;
    label = fetch_named (match, "label");
    dz_prose_add_fact (prose, paragraph, sentence, pattern, indicator, label, pattern->unit, (gsize) from,
                       find_clause_end (sentence, (gsize) to), NULL);
  }
}
