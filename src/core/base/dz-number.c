/* dz-number.c - numbers in sentences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-number-private.h"

static gboolean
ends_at (DzNumberText t,
         gsize at,
         const char *word)
{
  gsize length = strlen (word);

  return at >= length && memcmp (t.s + at - length, word, length) == 0;
}

static gboolean
any_ends_at (DzNumberText t,
             gsize at,
             const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (ends_at (t, at, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
alpha_at (DzNumberText t,
          gsize at)
{
  return at < t.n && g_ascii_isalpha (t.s[at]);
}

/* Behind a run of Latin letters, digits and what holds them together: names, addresses, numbers of
 * records. */
static gsize
skip_latin (DzNumberText t,
            gsize at)
{
  while (at < t.n) {
    if (has_at (t, at, "://"))
      at += 3;
    else if (g_ascii_isalnum (t.s[at]) || strchr ("_@/.?=&#~%+-", t.s[at]) != NULL)
      at++;
    else
      break;
  }
  return at;
}

static gboolean
is_mark (DzNumberText t,
         gsize at)
{
  static const char *const marks[] = { "。", "、", "?", "!", ",", ";", ":", ")", "…", "|", NULL };

  return at >= t.n || any_at (t, at, marks);
}

/* Han numerals make words as often as numbers. */
static gboolean
can_stand (DzNumberText t,
           const DzNumber *number)
{
  static const char *const words_before[] = { "第", "数", "几", "统", "唯", "同", "之", "上", "分", "每", NULL };
  static const char *const counting[] = { "共", "为", "计", "达", "数", "量", NULL };
  static const char *const not_one[] = { "件事", "次性", "次办", "个是", "类是", "方面", "年来", "名称", "起", "人一", "本", "部", "处", "天", "日", "年", NULL };
  gsize unit = dz_number_unit_length (t, number->to);
  gsize width = number->to - number->from;
  gboolean counted = any_ends_at (t, number->from, counting);
  gboolean zero = dz_decimal_sign (number->value.number) == 0;
  gboolean one = width == 3 && has_at (t, number->from, "一");

  if (any_ends_at (t, number->from, words_before) && !(counted && zero))
    return FALSE;
  if (has_at (t, number->to, "分之"))
    return FALSE;
  if (zero && width == 3)
    return counted && (unit > 0 || is_mark (t, number->to));
  if (one && any_at (t, number->to, not_one))
    return FALSE;
  if (unit == 0)
    return counted && !one && is_mark (t, number->to);
  return TRUE;
}

/* 约 of 预约 and 近 of 附近 belong to other words. */
static void
read_before (DzNumberText t,
             DzNumber *number)
{
  static const char *const words[] = { "预约", "节约", "签约", "公约", "合约", "契约", "条约", "违约", "制约",
                                       "邀约", "最近", "附近", "就近", "临近", "靠近", "新近", "赶超", NULL };

  for (guint i = 0; dz_number_words_before[i].word != NULL; i++) {
    if (!ends_at (t, number->from, dz_number_words_before[i].word) || any_ends_at (t, number->from, words))
      continue;
    if (has_at (t, number->from - strlen (dz_number_words_before[i].word), "超过") && ends_at (t, number->from, "不超过"))
      continue;
    if (number->value.bound == DZ_BOUND_EXACT)
      number->value.bound = dz_number_words_before[i].bound;
    number->from -= strlen (dz_number_words_before[i].word);
    return;
  }
}

/* 50件以上: behind the number or its unit; @to stays. */
static void
read_behind (DzNumberText t,
             DzNumber *number)
{
  gsize at = number->to;

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; dz_number_words_behind[i].word != NULL; i++)
      if (has_at (t, at, dz_number_words_behind[i].word) && number->value.bound == DZ_BOUND_EXACT)
        number->value.bound = dz_number_words_behind[i].bound;
    at += dz_number_unit_length (t, at);
  }
}

/* A sign counts where nothing before it makes it a dash of a range or a name. */
static void
read_sign (DzNumberText t,
           DzNumber *number)
{
  gsize at = number->from;
  char c;

  if (at == 0 || (t.s[at - 1] != '-' && t.s[at - 1] != '+'))
    return;
  if (at >= 2) {
    c = t.s[at - 2];
    if (strchr ("(,:;|= ", c) == NULL && !ends_at (t, at - 1, "、") && !ends_at (t, at - 1, "。"))
      return;
  }
  if (t.s[at - 1] == '-')
    number->value.number.mantissa = -number->value.number.mantissa;
  number->from = at - 1;
}

/* Digits that Latin letters, an @ or a further point hold: 20cm, 163.com, 1@a. */
static gboolean
is_glued (DzNumberText t,
          gsize at,
          gsize to)
{
  if (at > 0 && (g_ascii_isalpha (t.s[at - 1]) || strchr ("@_", t.s[at - 1]) != NULL))
    return TRUE;
  if (at > 1 && t.s[at - 1] == '-' && g_ascii_isalpha (t.s[at - 2]))
    return TRUE;
  return alpha_at (t, to) || (to < t.n && strchr ("@_", t.s[to]) != NULL)
         || (to < t.n && t.s[to] == '.' && alpha_at (t, to + 1));
}

/* Tries what begins at @at; @at moves behind what was read or refused. */
static gboolean
scan_at (DzNumberText t,
         gsize *at,
         DzNumber *number)
{
  gsize from = *at, end;

  if (g_ascii_isalpha (t.s[from])) {
    *at = skip_latin (t, from);
    return FALSE;
  }
  if (digit_at (t, from)) {
    gboolean good = dz_number_read_arabic (t, from, number);

    for (end = from; digit_at (t, end); end++)
      ;
    if (is_glued (t, from, end) || (digit_at (t, number->to - 1) && is_glued (t, from, number->to))) {
      *at = skip_latin (t, from);
      return FALSE;
    }
    *at = MAX (number->to, from + 1);
    return good;
  }
  if (has_at (t, from, "百分之")) {
    if (dz_number_read_percent (t, from, number)) {
      *at = number->to;
      return TRUE;
    }
    *at = from + strlen ("百分之");
    return FALSE;
  }
  if (!dz_number_is_han (t, from)) {
    *at = from + 1;
    return FALSE;
  }
  if (dz_number_read_han (t, from, number) && can_stand (t, number)) {
    *at = number->to;
    return TRUE;
  }
  *at = MAX (number->to, from + 3);
  return FALSE;
}

gboolean
dz_number_scan (const char *folded,
                gsize length,
                gsize start,
                DzNumber *out)
{
  DzNumberText t = { folded, length };
  gsize at = start;

  g_return_val_if_fail (folded != NULL && out != NULL, FALSE);

  while (at < t.n) {
    if (!scan_at (t, &at, out))
      continue;
    if (!out->han)
      read_sign (t, out);
    read_before (t, out);
    if (!out->percent)
      read_behind (t, out);
    /* What was read before is not read again. */
    out->from = MAX (out->from, start);
    return TRUE;
  }
  return FALSE;
}
