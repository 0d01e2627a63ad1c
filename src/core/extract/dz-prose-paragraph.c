/* dz-prose-paragraph.c - paragraphs made ready for the patterns of the catalogue
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-prose-private.h"

#include <string.h>

/* 其中… in brackets is part of the sentence; other brackets explain. */
#define MAX_BRACKET 900

void
dz_sentence_free (DzSentence *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->folded);
  g_free (self->tokens);
  g_free (self);
}

void
dz_paragraph_free (DzParagraph *self)
{
  if (self == NULL)
    return;
  dz_folded_free (self->folded);
  g_array_unref (self->tokens);
  g_ptr_array_unref (self->sentences);
  g_free (self);
}

gboolean
dz_pattern_may_match (const DzPattern *pattern,
                      const char *text)
{
  if (pattern->words == NULL || pattern->words[0] == NULL)
    return TRUE;
  for (guint i = 0; pattern->words[i] != NULL; i++)
    if (strstr (text, pattern->words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
find_numbers (DzParagraph *self)
{
  DzToken token = { .fact = -1 };
  gsize at = 0;

  while (dz_number_scan (self->folded->text, self->folded->length, at, &token.number)) {
    g_array_append_val (self->tokens, token);
    at = token.number.to;
  }
}

/* Sets aside all numbers that overlap [from, to). */
static void
ignore_range (DzParagraph *self,
              gsize from,
              gsize to,
              const char *reason)
{
  for (guint i = 0; i < self->tokens->len; i++) {
    DzToken *token = &g_array_index (self->tokens, DzToken, i);

    if (token->number.from < to && token->number.to > from && token->reason == NULL)
      token->reason = reason;
  }
}

static void
ignore_by_pattern (DzParagraph *self,
                   const DzPattern *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!dz_pattern_may_match (pattern, self->folded->text))
    return;
  g_regex_match (pattern->regex, self->folded->text, 0, &match);
  while (g_match_info_matches (match)) {
    int from, to;

    if (!g_match_info_fetch_named_pos (match, "n", &from, &to) || from < 0)
      g_match_info_fetch_pos (match, 0, &from, &to);
    if (to > from)
      ignore_range (self, (gsize) from, (gsize) to, pattern->id);
    if (!g_match_info_next (match, NULL))
      break;
  }
}

static gboolean
has_open_numbers (DzParagraph *self)
{
  for (guint i = 0; i < self->tokens->len; i++)
    if (g_array_index (self->tokens, DzToken, i).reason == NULL)
      return TRUE;
  return FALSE;
}

/* The bracket that begins at @at: its end, or @at when it stays in the sentence. */
static gsize
skip_bracket (const char *text,
              gsize length,
              gsize at)
{
  static const char *const kept[] = { "其中", "含", "包括" };
  guint depth = 0;
  gsize end = at;

  for (gsize i = at; end == at && i < length && i < at + MAX_BRACKET; i++) {
    if (text[i] == '(')
      depth++;
    else if (text[i] == ')' && --depth == 0)
      end = i + 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_str_has_prefix (text + at + 1, kept[i]) && memchr (text + at, '#', end - at) != NULL)
      return at;
  return end;
}

/**
 * Mask: text with # and %, as wide as the paragraph at most
 * @folded: the byte of the paragraph that each byte came from
 * @tokens: index of the token for each # and %, -1 else
 */
typedef struct {
  char *text;
  guint32 *folded;
  gint32 *tokens;
  gsize length;
} Mask;

static void
mask_init (Mask *mask,
           gsize max)
{
  mask->text = g_malloc (max + 1);
  mask->folded = g_new (guint32, max + 1);
  mask->tokens = g_new (gint32, max + 1);
  mask->length = 0;
}

static void
mask_clear (Mask *mask)
{
  g_free (mask->text);
  g_free (mask->folded);
  g_free (mask->tokens);
}

static void
mask_byte (Mask *mask,
           char c,
           gsize folded,
           gint32 token)
{
  mask->text[mask->length] = c;
  mask->folded[mask->length] = (guint32) folded;
  mask->tokens[mask->length] = token;
  mask->length++;
}

static void
mask_append (Mask *mask,
             const Mask *from,
             gsize start,
             gsize end)
{
  memcpy (mask->text + mask->length, from->text + start, end - start);
  memcpy (mask->folded + mask->length, from->folded + start, (end - start) * sizeof *mask->folded);
  memcpy (mask->tokens + mask->length, from->tokens + start, (end - start) * sizeof *mask->tokens);
  mask->length += end - start;
}

/* The whole paragraph with # and %, brackets still in. */
static void
mask_numbers (DzParagraph *self,
              Mask *mask)
{
  gsize at = 0;

  for (guint i = 0; i <= self->tokens->len; i++) {
    const DzToken *token = i < self->tokens->len ? &g_array_index (self->tokens, DzToken, i) : NULL;
    gsize until = token != NULL ? token->number.from : self->folded->length;

    if (token != NULL && token->reason != NULL)
      continue;
    for (; at < until; at++)
      mask_byte (mask, self->folded->text[at], at, -1);
    if (token == NULL)
      break;
    mask_byte (mask, token->number.percent ? '%' : '#', at, (gint32) i);
    at = token->number.to;
  }
}

/* Takes the bytes of @mask, which is empty again. */
static void
add_sentence (DzParagraph *self,
              Mask *mask,
              gboolean aside)
{
  DzSentence *sentence;
  gsize n = mask->length;
  guint32 end;

  if (n == 0)
    return;
  /* Behind a number its own end, not the byte after its beginning. */
  if (mask->tokens[n - 1] >= 0)
    end = (guint32) g_array_index (self->tokens, DzToken, mask->tokens[n - 1]).number.to;
  else
    for (end = mask->folded[n - 1] + 1; end < self->folded->length && (self->folded->text[end] & 0xc0) == 0x80;)
      end++;
  sentence = g_new0 (DzSentence, 1);
  sentence->aside = aside;
  sentence->length = n;
  sentence->text = g_strndup (mask->text, n);
  sentence->folded = g_new (guint32, n + 1);
  memcpy (sentence->folded, mask->folded, n * sizeof (guint32));
  sentence->folded[n] = end;
  sentence->tokens = g_new (gint32, n + 1);
  memcpy (sentence->tokens, mask->tokens, n * sizeof (gint32));
  sentence->tokens[n] = -1;
  g_ptr_array_add (self->sentences, sentence);
  mask->length = 0;
}

/* 。! ? at the byte, of @left bytes: its length, 0 when none stands there. */
static gsize
ends_sentence (const char *p,
               gsize left)
{
  if (*p == '!' || *p == '?')
    return 1;
  return left >= 3 && memcmp (p, "。", 3) == 0 ? 3 : 0;
}

static void
mark_bracket (DzParagraph *self,
              const Mask *all,
              gsize from,
              gsize to)
{
  for (gsize i = from; i < to; i++)
    if (all->tokens[i] >= 0)
      g_array_index (self->tokens, DzToken, all->tokens[i]).in_bracket = TRUE;
}

/* The words of a bracket with figures are a sentence of their own. */
static void
add_bracket (DzParagraph *self,
             const Mask *all,
             gsize from,
             gsize to)
{
  Mask part;

  mark_bracket (self, all, from, to);
  if (memchr (all->text + from, '#', to - from) == NULL)
    return;
  mask_init (&part, to - from);
  mask_append (&part, all, from + 1, to - 1);
  add_sentence (self, &part, TRUE);
  mask_clear (&part);
}

static void
split_sentences (DzParagraph *self,
                 const Mask *all)
{
  Mask part;
  gsize start = 0;

  mask_init (&part, all->length);
  for (gsize i = 0; i < all->length;) {
    char c = all->text[i];
    gsize end, mark;

    /* Only these begin a bracket or an end: 。 begins with a byte that many marks share. */
    if (c != '(' && c != '!' && c != '?' && (guchar) c != 0xe3) {
      i++;
      continue;
    }
    end = c == '(' ? skip_bracket (all->text, all->length, i) : i;
    mark = c == '(' ? 0 : ends_sentence (all->text + i, all->length - i);
    if (end == i && mark == 0) {
      i++;
      continue;
    }
    mask_append (&part, all, start, i);
    if (mark > 0)
      add_sentence (self, &part, FALSE);
    else
      add_bracket (self, all, i, end);
    i = mark > 0 ? i + mark : end;
    start = i;
  }
  mask_append (&part, all, start, all->length);
  add_sentence (self, &part, FALSE);
  mask_clear (&part);
}

static gboolean
matches_any (GPtrArray *patterns,
             const char *kind,
             const char *text)
{
  for (guint i = 0; i < patterns->len; i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);

    if (dz_pattern_is_for (pattern, kind) && dz_pattern_may_match (pattern, text)
        && g_regex_match (pattern->regex, text, 0, NULL)
        && (pattern->unless == NULL || !g_regex_match (pattern->unless, text, 0, NULL)))
      return TRUE;
  }
  return FALSE;
}

static void
mark_plans (DzProse *prose,
            DzParagraph *self)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (prose->catalogue, DZ_PATTERN_PLAN);

  for (guint i = 0; i < self->sentences->len; i++) {
    DzSentence *sentence = g_ptr_array_index (self->sentences, i);

    sentence->plan = matches_any (patterns, prose->kind, sentence->text);
  }
}

DzParagraph *
dz_paragraph_new (DzProse *prose,
                  guint block)
{
  DzParagraph *self = g_new0 (DzParagraph, 1);
  GPtrArray *ignored = dz_catalogue_get_patterns (prose->catalogue, DZ_PATTERN_IGNORE);
  Mask all;

  self->block = block;
  self->source = dz_document_get_block (dz_report_get_document (prose->report), block);
  self->folded = dz_text_fold (self->source->text);
  self->tokens = g_array_new (FALSE, TRUE, sizeof (DzToken));
  self->sentences = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_sentence_free);
  find_numbers (self);
  for (guint i = 0; i < ignored->len && has_open_numbers (self); i++)
    if (dz_pattern_is_for (g_ptr_array_index (ignored, i), prose->kind))
      ignore_by_pattern (self, g_ptr_array_index (ignored, i));
  mask_init (&all, self->folded->length);
  mask_numbers (self, &all);
  all.text[all.length] = '\0';
  split_sentences (self, &all);
  mark_plans (prose, self);
  mask_clear (&all);
  return self;
}

/* "2018年" as words speak of a whole year: no month behind it, no 自 before it. */
static guint
read_year (const char *text,
           gsize at,
           gsize end)
{
  /* 结转至2023年, 2021年结转 and 较2021年 name another year in passing: what follows is of this one. */
  static const char *const since[] = { "自", "从", "于", "结转", "转至", "转到", "转入", "延至", "较", "比", "与" };
  static const char *const behind[] = { "以来", "起", "前", "结转", "度结转", "延续", "度延续", "未办结", "度未办结" };
  const char *p = text + at;

  if (at + 4 + strlen ("年") > end || !g_str_has_prefix (p, "20") || !g_ascii_isdigit (p[2]) || !g_ascii_isdigit (p[3])
      || !g_str_has_prefix (p + 4, "年") || g_ascii_isdigit (p[4 + strlen ("年")]))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (since); i++)
    if (at >= strlen (since[i]) && g_str_has_prefix (p - strlen (since[i]), since[i]))
      return 0;
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_has_prefix (p + 4 + strlen ("年"), behind[i]))
      return 0;
  return (guint) g_ascii_strtoull (p, NULL, 10);
}

guint
dz_sentence_find_year (const DzProse *prose,
                       const DzSentence *sentence,
                       gsize at)
{
  static const char *const before[] = { "上年为", "上年度为", "去年为", "上一年为", "上年同期", "去年同期", "上年共", "去年共" };
  guint year = 0;

  for (gsize i = 0; i < at; i++) {
    guint found = sentence->text[i] == '2' ? read_year (sentence->text, i, at) : 0;

    if (found != 0)
      year = found;
    for (guint k = 0; k < G_N_ELEMENTS (before); k++)
      if (sentence->text[i] == before[k][0] && sentence->text[i + 1] == before[k][1] && prose->year > 0
          && g_str_has_prefix (sentence->text + i, before[k]))
        year = prose->year - 1;
  }
  return year == prose->year ? 0 : year;
}
