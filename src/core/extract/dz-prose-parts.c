/* dz-prose-parts.c - lists of parts, shares and changes that prose states about its figures
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-prose-private.h"

#include <string.h>

/* A class is named in a few words; more is a clause of its own. */
#define MAX_LABEL_CHARS 24

/* --- parts --- */

static gboolean
is_list_mark (const char *p,
              gsize *length)
{
  static const char *const marks[] = { ",", ";", ":", "、" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i])) {
      *length = strlen (marks[i]);
      return TRUE;
    }
  return FALSE;
}

/* The fact of this paragraph whose number stands last before the sentence's byte @at. */
static int
find_whole (DzProse *prose,
            DzParagraph *paragraph,
            DzSentence *sentence,
            gsize at,
            guint first_fact)
{
  int found = -1;

  for (guint i = first_fact; i < prose->facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (prose->facts, i);

    if (fact->indicator != NULL && !fact->denial && fact->year == 0)
      for (guint t = 0; t < paragraph->tokens->len; t++) {
        const DzToken *token = &g_array_index (paragraph->tokens, DzToken, t);

        if (token->fact == (int) i && token->number.to <= sentence->folded[at])
          found = (int) i;
      }
  }
  return found;
}

static gboolean
has_unit (const DzSentence *sentence,
          gsize at,
          const char *unit)
{
  return unit[0] != '\0' && g_str_has_prefix (sentence->text + at, unit);
}

/* The words between the last mark and the number: 业务类信息. Ordinals, blanks for "of which"
 * and quotes are not part of them. NULL when they are no label. */
static char *
find_part_label (const DzSentence *sentence,
                 gsize from,
                 gsize at)
{
  static const char *const fronts[] = { "其中", "包括", "分别为", "分别是", "主要为", "主要是", "为", "有", "\"", ",", ":", ";", "、" };
  static const char *const shared[] = { "各", "分别", "均", "各为", "均为" };
  g_autofree char *label = NULL;
  const char *p;
  gboolean again = TRUE;
  gsize length;

  label = g_strndup (sentence->text + from, at - from);
  for (p = label; again;) {
    again = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (fronts); i++)
      if (g_str_has_prefix (p, fronts[i])) {
        p += strlen (fronts[i]);
        again = TRUE;
      }
  }
  length = strlen (p);
  while (length > 0 && (p[length - 1] == '"' || p[length - 1] == ':'))
    length--;
  /* 档案馆、图书馆各1处 gives the number to several. */
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (length >= strlen (shared[i]) && memcmp (p + length - strlen (shared[i]), shared[i], strlen (shared[i])) == 0)
      return NULL;
  if (length == 0 || g_utf8_strlen (p, (gssize) length) > MAX_LABEL_CHARS || strpbrk (p, "#%") != NULL
      || g_ascii_isdigit (*p) || !dz_text_is_han (g_utf8_get_char (p)))
    return NULL;
  return g_strndup (p, length);
}

/* Where the label of the number at @at begins: behind the number before it and its unit and
 * share, or behind 其中. Commas divide, but 、 may stand inside a label. */
static gsize
find_label_start (const DzSentence *sentence,
                  gsize at,
                  gsize list_start)
{
  gsize start = list_start;

  for (gsize i = list_start; i < at; i++) {
    gsize length;

    if (!is_list_mark (sentence->text + i, &length))
      continue;
    if (length == 1)
      start = i + 1;
    else if (i > list_start && memchr (sentence->text + start, '#', i - start) != NULL)
      start = i + length;
  }
  return start;
}

static void
read_list (DzProse *prose,
           DzParagraph *paragraph,
           DzSentence *sentence,
           gsize list_start,
           int whole)
{
  DzFact *fact = g_ptr_array_index (prose->facts, whole);
  const char *of = fact->indicator;
  g_autofree char *unit = g_strdup (fact->unit);

  for (gsize i = list_start; i < sentence->length; i++) {
    DzToken *token = sentence->tokens[i] >= 0 ? &g_array_index (paragraph->tokens, DzToken, sentence->tokens[i]) : NULL;
    g_autofree char *label = NULL;
    DzFact *part;
    DzFact model;
    int index;

    if (token == NULL || token->fact >= 0 || token->reason != NULL || token->number.percent
        || !has_unit (sentence, i + 1, unit))
      continue;
    label = find_part_label (sentence, find_label_start (sentence, i, list_start), i);
    if (label == NULL)
      continue;
    index = dz_prose_add_fact (prose, paragraph, sentence, NULL, NULL, label, unit, i, i + 1 + strlen (unit), token);
    if (index < 0)
      continue;
    part = g_ptr_array_index (prose->facts, index);
    model = *part;
    model.of = of;
    model.confidence = 75;
    prose->facts->pdata[index] = dz_fact_new (&model);
    dz_fact_unref (part);
  }
}

/* Behind 其中 in the sentence of the whole or at the start of the next one. */
static void
read_parts_of (DzProse *prose,
               DzParagraph *paragraph,
               DzSentence *sentence,
               guint first_fact)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (prose->catalogue, DZ_PATTERN_LIST);

  for (guint i = 0; i < patterns->len; i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);
    g_autoptr (GMatchInfo) match = NULL;
    int from, to, whole;

    if (!dz_pattern_is_for (pattern, prose->kind) || !dz_pattern_may_match (pattern, sentence->text)
        || !g_regex_match (pattern->regex, sentence->text, 0, &match))
      continue;
    g_match_info_fetch_pos (match, 0, &from, &to);
    whole = find_whole (prose, paragraph, sentence, (gsize) from, first_fact);
    if (whole >= 0)
      read_list (prose, paragraph, sentence, (gsize) to, whole);
    return;
  }
}

void
dz_prose_read_parts (DzProse *prose,
                     DzParagraph *paragraph,
                     guint first_fact)
{
  for (guint s = 0; s < paragraph->sentences->len; s++) {
    DzSentence *sentence = g_ptr_array_index (paragraph->sentences, s);

    if (!sentence->plan && !sentence->aside && memchr (sentence->text, '#', sentence->length) != NULL)
      read_parts_of (prose, paragraph, sentence, first_fact);
  }
}

/* --- shares and changes --- */

static void
add_statement (DzProse *prose,
               DzParagraph *paragraph,
               DzSentence *sentence,
               gsize at,
               char kind,
               int fact,
               int whole,
               DzValue stated,
               gboolean percent)
{
  const DzToken *token = &g_array_index (paragraph->tokens, DzToken, sentence->tokens[at]);
  DzStatement *statement = g_new0 (DzStatement, 1);
  guint start, end;

  dz_folded_get_origin (paragraph->folded, token->number.from, token->number.to, &start, &end);
  statement->kind = kind;
  statement->fact = fact;
  statement->whole = whole;
  statement->stated = stated;
  statement->percent = percent;
  statement->quote = dz_text_cut (paragraph->source->text, start, end);
  statement->address = (DzAddress) { paragraph->source->page, paragraph->block, -1, -1, start, end };
  g_ptr_array_add (prose->statements, statement);
}

/* The words from the clause before the number up to it. */
static gboolean
stands_before (const DzSentence *sentence,
               gsize at,
               const char *const *words)
{
  gsize start = at;

  while (start > 0 && sentence->text[start - 1] != ',' && sentence->text[start - 1] != ';' && at - start < 60)
    start--;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strstr_len (sentence->text + start, (gssize) (at - start), words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static const char *const share_words[] = { "占", NULL };
static const char *const growth_words[] = { "同比", "比上年", "较上年", "比去年", "较去年", "上一年", "比上一年", "较上一年", "与上年", "与去年", NULL };
static const char *const fall_words[] = { "减少", "下降", "回落", "降低", "减", NULL };

/* The fact whose number stands last before @at in this sentence, and the whole it is part of. */
static int
find_subject (DzParagraph *paragraph,
              const DzSentence *sentence,
              gsize at)
{
  int found = -1;

  for (gsize i = 0; i < at; i++)
    if (sentence->tokens[i] >= 0) {
      int fact = g_array_index (paragraph->tokens, DzToken, sentence->tokens[i]).fact;

      if (fact >= 0)
        found = fact;
    }
  return found;
}

/* The indicator's parent, or the whole of an enumeration, among the facts of the paragraph and before. */
static int
find_whole_of (DzProse *prose,
               int part)
{
  const DzFact *fact = g_ptr_array_index (prose->facts, part);
  const DzIndicator *indicator = fact->indicator != NULL ? dz_catalogue_lookup_indicator (prose->catalogue, fact->indicator) : NULL;
  const char *whole = fact->of;

  if (whole == NULL && indicator != NULL && indicator->relation != DZ_RELATION_NONE)
    whole = indicator->parent;
  for (int i = part - 1; whole != NULL && i >= 0; i--) {
    const DzFact *other = g_ptr_array_index (prose->facts, i);

    if (other->where == DZ_WHERE_PROSE && other->indicator == whole && other->year == fact->year)
      return i;
  }
  return -1;
}

static void
read_statement (DzProse *prose,
                DzParagraph *paragraph,
                DzSentence *sentence,
                gsize at)
{
  DzToken *token = &g_array_index (paragraph->tokens, DzToken, sentence->tokens[at]);
  DzValue stated = token->number.value;
  gboolean percent = token->number.percent;
  int subject;

  if (token->fact >= 0 || token->reason != NULL)
    return;
  subject = find_subject (paragraph, sentence, at);
  if (stands_before (sentence, at, growth_words)) {
    token->reason = g_intern_static_string ("change");
    if (stands_before (sentence, at, fall_words))
      stated.number.mantissa = -stated.number.mantissa;
    if (subject >= 0)
      add_statement (prose, paragraph, sentence, at, percent ? 'g' : 'd', subject, -1, stated, percent);
  } else if (percent && stands_before (sentence, at, share_words)) {
    int whole = subject >= 0 ? find_whole_of (prose, subject) : -1;

    token->reason = g_intern_static_string ("share");
    if (whole >= 0)
      add_statement (prose, paragraph, sentence, at, 's', subject, whole, stated, TRUE);
  } else if (percent) {
    token->reason = g_intern_static_string ("rate");
  }
}

void
dz_prose_read_statements (DzProse *prose,
                          DzParagraph *paragraph,
                          guint first_fact)
{
  for (guint s = 0; s < paragraph->sentences->len; s++) {
    DzSentence *sentence = g_ptr_array_index (paragraph->sentences, s);

    for (gsize i = 0; i < sentence->length && !sentence->aside; i++)
      if (sentence->tokens[i] >= 0)
        read_statement (prose, paragraph, sentence, i);
  }
}
