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

typedef struct {
  GString *text;
  GArray *folded;
  GArray *tokens;
} Mask;

static void
mask_byte (Mask *mask,
           char c,
           gsize folded,
           gint32 token)
{
  guint32 at = (guint32) folded;

  g_string_append_c (mask->text, c);
  g_array_append_val (mask->folded, at);
  g_array_append_val (mask->tokens, token);
}

/* The whole paragraph with # and %, brackets still in. */
static void
mask_numbers (DzParagraph *self,
              Mask *mask)
{
  guint next = 0;

  for (gsize i = 0; i < self->folded->length;) {
    DzToken *token;

    while (next < self->tokens->len && g_array_index (self->tokens, DzToken, next).number.to <= i)
      next++;
    token = next < self->tokens->len ? &g_array_index (self->tokens, DzToken, next) : NULL;
    if (token != NULL && token->number.from == i && token->reason == NULL) {
      mask_byte (mask, token->number.percent ? '%' : '#', i, (gint32) next);
      i = token->number.to;
      continue;
    }
    mask_byte (mask, self->folded->text[i], i, -1);
    i++;
  }
}

static void
add_sentence (DzParagraph *self,
              Mask *mask,
              gboolean aside)
{
  DzSentence *sentence;
  guint32 end = mask->folded->len > 0 ? g_array_index (mask->folded, guint32, mask->folded->len - 1) + 1 : 0;
  gint32 none = -1;

  if (mask->text->len > 0) {
    gint32 last = g_array_index (mask->tokens, gint32, mask->tokens->len - 1);

    /* Behind a number its own end, not the byte after its beginning. */
    if (last >= 0)
      end = (guint32) g_array_index (self->tokens, DzToken, last).number.to;
    else
      while (end < self->folded->length && (self->folded->text[end] & 0xc0) == 0x80)
        end++;
    g_array_append_val (mask->folded, end);
    g_array_append_val (mask->tokens, none);
    sentence = g_new0 (DzSentence, 1);
    sentence->aside = aside;
    sentence->length = mask->text->len;
    sentence->text = g_strndup (mask->text->str, mask->text->len);
    sentence->folded = g_memdup2 (mask->folded->data, mask->folded->len * sizeof (guint32));
    sentence->tokens = g_memdup2 (mask->tokens->data, mask->tokens->len * sizeof (gint32));
    g_ptr_array_add (self->sentences, sentence);
  }
  g_string_truncate (mask->text, 0);
  g_array_set_size (mask->folded, 0);
  g_array_set_size (mask->tokens, 0);
}

static gboolean
ends_sentence (const char *p,
               gsize *length)
{
  static const char *const marks[] = { "。", "!", "?" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i])) {
      *length = strlen (marks[i]);
      return TRUE;
    }
  return FALSE;
}

static void
mark_bracket (DzParagraph *self,
              const Mask *all,
              gsize from,
              gsize to)
{
  for (gsize i = from; i < to; i++) {
    gint32 token = g_array_index (all->tokens, gint32, i);

    if (token >= 0)
      g_array_index (self->tokens, DzToken, token).in_bracket = TRUE;
  }
}

/* The words of a bracket with figures are a sentence of their own. */
static void
add_bracket (DzParagraph *self,
             const Mask *all,
             gsize from,
             gsize to,
             Mask *part)
{
  if (memchr (all->text->str + from, '#', to - from) == NULL)
    return;
  for (gsize i = from + 1; i + 1 < to; i++)
    mask_byte (part, all->text->str[i], g_array_index (all->folded, guint32, i), g_array_index (all->tokens, gint32, i));
  add_sentence (self, part, TRUE);
}

static void
mask_clear (Mask *mask)
{
  g_string_free (mask->text, TRUE);
  g_array_unref (mask->folded);
  g_array_unref (mask->tokens);
}

static void
split_sentences (DzParagraph *self,
                 const Mask *all)
{
  Mask part = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint32)), g_array_new (FALSE, FALSE, sizeof (gint32)) };
  Mask bracket = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint32)), g_array_new (FALSE, FALSE, sizeof (gint32)) };

  for (gsize i = 0; i < all->text->len;) {
    gsize length;

    if (all->text->str[i] == '(') {
      gsize end = skip_bracket (all->text->str, all->text->len, i);

      if (end > i) {
        mark_bracket (self, all, i, end);
        add_bracket (self, all, i, end, &bracket);
        i = end;
        continue;
      }
    }
    if (ends_sentence (all->text->str + i, &length)) {
      add_sentence (self, &part, FALSE);
      i += length;
      continue;
    }
    mask_byte (&part, all->text->str[i], g_array_index (all->folded, guint32, i), g_array_index (all->tokens, gint32, i));
    i++;
  }
  add_sentence (self, &part, FALSE);
  mask_clear (&part);
  mask_clear (&bracket);
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
  Mask all = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint32)), g_array_new (FALSE, FALSE, sizeof (gint32)) };

  self->block = block;
  self->source = dz_document_get_block (dz_report_get_document (prose->report), block);
  self->folded = dz_text_fold (self->source->text);
  self->tokens = g_array_new (FALSE, TRUE, sizeof (DzToken));
  self->sentences = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_sentence_free);
  find_numbers (self);
  for (guint i = 0; i < ignored->len && has_open_numbers (self); i++)
    if (dz_pattern_is_for (g_ptr_array_index (ignored, i), prose->kind))
      ignore_by_pattern (self, g_ptr_array_index (ignored, i));
  mask_numbers (self, &all);
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
      if (prose->year > 0 && g_str_has_prefix (sentence->text + i, before[k]))
        year = prose->year - 1;
  }
  return year == prose->year ? 0 : year;
}
