/* dz-number.c - numbers as reports write them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-number.h"

#include <string.h>

/* More digits than any figure has: serial numbers of records and accounts. */
#define MAX_DIGITS 18
#define MAX_HAN 24

typedef struct {
  const char *s;
  gsize n;
} Text;

typedef struct {
  const char *word;
  DzBound bound;
} BoundWord;

static const BoundWord before[] = {
  { "超过", DZ_BOUND_ABOVE },   { "不少于", DZ_BOUND_ABOVE }, { "不低于", DZ_BOUND_ABOVE },
  { "至少", DZ_BOUND_ABOVE },   { "突破", DZ_BOUND_ABOVE },   { "超", DZ_BOUND_ABOVE },
  { "逾", DZ_BOUND_ABOVE },     { "不超过", DZ_BOUND_BELOW }, { "不足", DZ_BOUND_BELOW },
  { "不到", DZ_BOUND_BELOW },   { "至多", DZ_BOUND_BELOW },   { "接近", DZ_BOUND_BELOW },
  { "将近", DZ_BOUND_BELOW },   { "近", DZ_BOUND_BELOW },     { "大约", DZ_BOUND_ABOUT },
  { "约", DZ_BOUND_ABOUT },
};

static const BoundWord behind[] = {
  { "左右", DZ_BOUND_ABOUT },
  { "上下", DZ_BOUND_ABOUT },
  { "以上", DZ_BOUND_ABOVE },
  { "以下", DZ_BOUND_BELOW },
  { "以内", DZ_BOUND_BELOW },
};

/* What is counted, in texts and in cells; the longer before its own beginning. */
static const char *const units[] = {
  "人次", "万元", "亿元", "件次", "户次", "场次", "个月", "小时", "条", "件", "次", "篇", "个", "人", "项", "元",
  "份", "期", "场", "家", "户", "种", "类", "名", "位", "批", "起", "宗", "册", "天", "年", "月", "日", "本", "部",
  "台", "处", "页", "张", "例", "笔", "封", "组", "所", "辆", "只", "字", "倍", NULL
};

static gboolean
has_at (Text t,
        gsize at,
        const char *word)
{
  gsize length = strlen (word);

  return at <= t.n && t.n - at >= length && memcmp (t.s + at, word, length) == 0;
}

static gboolean
ends_at (Text t,
         gsize at,
         const char *word)
{
  gsize length = strlen (word);

  return at >= length && memcmp (t.s + at - length, word, length) == 0;
}

static gboolean
any_at (Text t,
        gsize at,
        const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (has_at (t, at, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
any_ends_at (Text t,
             gsize at,
             const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (ends_at (t, at, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
digit_at (Text t,
          gsize at)
{
  return at < t.n && g_ascii_isdigit (t.s[at]);
}

static gboolean
alpha_at (Text t,
          gsize at)
{
  return at < t.n && g_ascii_isalpha (t.s[at]);
}

/* Bytes of the unit at @at; 0 when there is none. */
static gsize
unit_length (Text t,
             gsize at)
{
  for (guint i = 0; units[i] != NULL; i++)
    if (has_at (t, at, units[i]))
      return strlen (units[i]);
  return 0;
}

/* Behind a run of Latin letters, digits and what holds them together: names, addresses, numbers of
 * records. */
static gsize
skip_latin (Text t,
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

/* The digits at @at with their grouping and point. @to is set behind what belongs together also when
 * it is refused. */
static gboolean
read_digits (Text t,
             gsize at,
             gsize *to,
             DzDecimal *out)
{
  char plain[MAX_DIGITS + 4];
  gsize used = 0, p = at, groups = 0, width;
  gboolean broken = FALSE;

  for (width = 0; digit_at (t, p); width++, p++)
    if (used <= MAX_DIGITS)
      plain[used++] = t.s[p];
  if (width <= 3) {
    gsize q = p, first = used;

    while (q < t.n && t.s[q] == ',' && digit_at (t, q + 1)) {
      gsize n = 0;

      for (q++; digit_at (t, q); q++, n++)
        if (used <= MAX_DIGITS)
          plain[used++] = t.s[q];
      groups += n == 3;
      broken |= n != 3;
    }
    if (groups > 0)
      p = q;
    else
      used = first;
    broken &= groups > 0;
  }
  if (p < t.n && t.s[p] == '.' && digit_at (t, p + 1)) {
    gsize n = 0, q;

    for (q = p + 1; digit_at (t, q); q++)
      n++;
    /* "3. 2018年" has lost its blank: the point ends an ordinal there. */
    if (!(n == 4 && has_at (t, q, "年") && groups == 0)) {
      if (used <= MAX_DIGITS)
        plain[used++] = '.';
      for (p++; p < q; p++)
        if (used <= MAX_DIGITS + 1)
          plain[used++] = t.s[p];
      while (p < t.n && t.s[p] == '.' && digit_at (t, p + 1)) {
        broken = TRUE;
        for (p++; digit_at (t, p); p++)
          ;
      }
    }
  }
  *to = p;
  return !broken && used <= MAX_DIGITS + 1 && dz_decimal_parse_len (plain, used, out);
}

/* 十 100 … as a power of ten; -1 for anything else. */
static int
power_at (Text t,
          gsize at)
{
  static const char *const no_thousand[] = { "千克", "千米", "千瓦", "千卡", "千分", "千伏", "千字", NULL };
  static const char *const hundred[] = { "百余", "百多", "百万", "百件", "百条", "百个", "百次", "百人", "百元", "百篇", NULL };

  if (has_at (t, at, "万"))
    return 4;
  if (has_at (t, at, "亿"))
    return 8;
  if (has_at (t, at, "千") && !any_at (t, at, no_thousand))
    return 3;
  return any_at (t, at, hundred) ? 2 : -1;
}

/* 余 and 多 behind digits; 多 of 多媒体 and 多数 is a word of its own. */
static gsize
surplus_length (Text t,
                gsize at)
{
  static const char *const words[] = { "多媒体", "多数", "多元", "多方", "多渠道", "多措", NULL };

  if (has_at (t, at, "余"))
    return strlen ("余");
  return has_at (t, at, "多") && !any_at (t, at, words) ? strlen ("多") : 0;
}

/* 余, 多, 万, 亿 behind the digits: 10余万, 18万余, 3千万. */
static gboolean
read_powers (Text t,
             DzNumber *number)
{
  gsize surplus = surplus_length (t, number->to);
  int power;

  if (surplus > 0) {
    number->value.bound = DZ_BOUND_ABOVE;
    number->to += surplus;
  }
  while ((power = power_at (t, number->to)) > 0) {
    if (power >= 4 && has_at (t, number->to + 3, "元"))
      return TRUE;
    if (!dz_decimal_shift (number->value.number, power, &number->value.number))
      return FALSE;
    number->value.number = number->value.number.scale > 0 ? dz_decimal_normalize (number->value.number)
                                                           : number->value.number;
    number->scale = (guint) power;
    number->to += 3;
  }
  surplus = surplus_length (t, number->to);
  if (surplus > 0 && number->value.bound == DZ_BOUND_EXACT) {
    number->value.bound = DZ_BOUND_ABOVE;
    number->to += surplus;
    /* 3千余万 */
    if (power_at (t, number->to) > 0 && !has_at (t, number->to + 3, "元"))
      return read_powers (t, number);
  }
  return TRUE;
}

/* 1亿2000万, 3万5千: parts that get smaller; 1万5 says too little. */
static gboolean
read_parts (Text t,
            DzNumber *number)
{
  while (number->scale > 0 && number->value.bound == DZ_BOUND_EXACT && digit_at (t, number->to)) {
    DzNumber part = { .from = number->to, .value = dz_value_number (DZ_DECIMAL_ZERO) };
    gsize width;

    if (!read_digits (t, part.from, &part.to, &part.value.number)) {
      number->to = part.to;
      return FALSE;
    }
    width = part.to - part.from;
    if (!read_powers (t, &part) || part.scale >= number->scale || (part.scale == 0 && width != number->scale)
        || !dz_decimal_add (number->value.number, part.value.number, &number->value.number)) {
      number->to = part.to;
      return FALSE;
    }
    number->scale = part.scale;
    number->value.bound = part.value.bound;
    number->to = part.to;
  }
  return TRUE;
}

/* A number in digits at exactly @at, without what stands before it. */
static gboolean
read_arabic (Text t,
             gsize at,
             DzNumber *number)
{
  *number = (DzNumber) { .from = at, .value = dz_value_number (DZ_DECIMAL_ZERO) };
  if (!read_digits (t, at, &number->to, &number->value.number))
    return FALSE;
  if (number->to < t.n && t.s[number->to] == '%') {
    number->percent = TRUE;
    number->to++;
    return TRUE;
  }
  return read_powers (t, number) && read_parts (t, number);
}

/* A digit 0 .. 9, a power as -1 (十) -2 (百) -3 (千) -4 (万) -8 (亿); G_MAXINT for anything else. */
static int
han_at (Text t,
        gsize at)
{
  static const struct {
    const char *word;
    int value;
  } chars[] = {
    { "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 }, { "六", 6 },
    { "七", 7 }, { "八", 8 }, { "九", 9 }, { "十", -1 }, { "两", 2 }, { "零", 0 },
    { "〇", 0 }, { "○", 0 }, { "百", -2 }, { "千", -3 }, { "万", -4 }, { "亿", -8 },
  };

  if (at + 3 > t.n || ((guchar) t.s[at] & 0xf0) != 0xe0)
    return G_MAXINT;
  for (guint i = 0; i < G_N_ELEMENTS (chars); i++)
    if (memcmp (t.s + at, chars[i].word, 3) == 0)
      return chars[i].value;
  return G_MAXINT;
}

static const gint64 tens[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };

/* 二〇一八: digit by digit. 三四件 is no 34, so it takes four of them or a zero. */
static gboolean
spell_digits (const int *tokens,
              gsize n,
              gint64 *value)
{
  gboolean zero = FALSE;

  *value = 0;
  for (gsize i = 0; i < n; i++) {
    *value = *value * 10 + tokens[i];
    zero |= tokens[i] == 0;
  }
  return n == 1 || n == 4 || (zero && n <= 8);
}

/* The part below 万: a digit, then its power; @last is the power before. */
static gboolean
add_power (int power,
           gint64 *digit,
           int *last,
           gint64 *section)
{
  /* 一百零十五 is said too; a leading 十 is one ten. */
  if (power == 1 && (*digit == 0 || (*digit < 0 && *section == 0)))
    *digit = 1;
  if (*digit <= 0 || power >= *last)
    return FALSE;
  *section += *digit * tens[power];
  *last = power;
  return TRUE;
}

/* 一百零五, 三万, 十二. */
static gboolean
add_up (const int *tokens,
        gsize n,
        gint64 *value)
{
  gint64 total = 0, section = 0, digit = -1;
  gboolean ten_thousands = FALSE, hundred_millions = FALSE;
  int last = 4;

  for (gsize i = 0; i < n; i++) {
    if (tokens[i] >= 0) {
      if (digit > 0)
        return FALSE;
      digit = tokens[i];
      continue;
    }
    if (tokens[i] > -4) {
      if (!add_power (-tokens[i], &digit, &last, &section))
        return FALSE;
      digit = -1;
      continue;
    }
    section += MAX (digit, 0);
    if (tokens[i] == -4) {
      if (ten_thousands || section == 0)
        return FALSE;
      total += section * 10000;
      ten_thousands = TRUE;
    } else {
      if (hundred_millions || total + section == 0)
        return FALSE;
      total = (total + section) * tens[8];
      hundred_millions = TRUE;
      ten_thousands = FALSE;
    }
    section = 0;
    digit = -1;
    last = 4;
  }
  /* 一百二 is 120 when spoken; a zero would have made it 102. */
  if (digit > 0 && n > 1 && tokens[n - 2] < -1)
    return FALSE;
  *value = total + section + MAX (digit, 0);
  return TRUE;
}

/* The Chinese numeral at @at; 万 right before 元 is left to the unit. */
static gboolean
read_han (Text t,
          gsize at,
          DzNumber *number)
{
  int tokens[MAX_HAN];
  gsize n = 0, p = at;
  gboolean powers = FALSE;
  gint64 value;
  DzDecimal fraction;

  *number = (DzNumber) { .from = at, .han = TRUE };
  while (han_at (t, p) != G_MAXINT) {
    if (n == MAX_HAN) {
      number->to = p;
      return FALSE;
    }
    if (n > 0 && han_at (t, p) <= -4 && has_at (t, p + 3, "元"))
      break;
    tokens[n] = han_at (t, p);
    powers |= tokens[n++] < 0;
    p += 3;
  }
  number->to = p;
  if (n == 0 || tokens[0] < -1 || !(powers ? add_up (tokens, n, &value) : spell_digits (tokens, n, &value)))
    return FALSE;
  number->value = dz_value_number (dz_decimal_from_int (value));
  if (has_at (t, p, "点") && han_at (t, p + 3) >= 0 && han_at (t, p + 3) <= 9) {
    guint places = 0;

    value = 0;
    for (p += 3; places < 4 && han_at (t, p) >= 0 && han_at (t, p) <= 9; p += 3, places++)
      value = value * 10 + han_at (t, p);
    fraction = (DzDecimal) { value, (guint8) places };
    number->to = p;
    return dz_decimal_add (number->value.number, fraction, &number->value.number) && read_powers (t, number);
  }
  if (surplus_length (t, p) > 0)
    return read_powers (t, number);
  return TRUE;
}

/* 百分之 and a number of either writing. */
static gboolean
read_percent (Text t,
              gsize at,
              DzNumber *number)
{
  gsize from = at + strlen ("百分之");
  gboolean good;

  if (has_at (t, from, "百")) {
    *number = (DzNumber) { .to = from + 3, .han = TRUE, .value = dz_value_number (dz_decimal_from_int (100)) };
    good = TRUE;
  } else {
    good = digit_at (t, from) ? read_arabic (t, from, number) : read_han (t, from, number);
  }
  number->from = at;
  number->percent = TRUE;
  return good;
}

static gboolean
is_mark (Text t,
         gsize at)
{
  static const char *const marks[] = { "。", "、", "?", "!", ",", ";", ":", ")", "…", "|", NULL };

  return at >= t.n || any_at (t, at, marks);
}

/* Han numerals make words as often as numbers. */
static gboolean
can_stand (Text t,
           const DzNumber *number)
{
  static const char *const words_before[] = { "第", "数", "几", "统", "唯", "同", "之", "上", "分", "每", NULL };
  static const char *const counting[] = { "共", "为", "计", "达", "数", "量", NULL };
  static const char *const not_one[] = { "件事", "次性", "次办", "个是", "类是", "方面", "年来", "名称", "起", "人一", "本", "部", "处", "天", "日", "年", NULL };
  gsize unit = unit_length (t, number->to);
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
read_before (Text t,
             DzNumber *number)
{
  static const char *const words[] = { "预约", "节约", "签约", "公约", "合约", "契约", "条约", "违约", "制约",
                                       "邀约", "最近", "附近", "就近", "临近", "靠近", "新近", "赶超", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
    if (!ends_at (t, number->from, before[i].word) || any_ends_at (t, number->from, words))
      continue;
    if (has_at (t, number->from - strlen (before[i].word), "超过") && ends_at (t, number->from, "不超过"))
      continue;
    if (number->value.bound == DZ_BOUND_EXACT)
      number->value.bound = before[i].bound;
    number->from -= strlen (before[i].word);
    return;
  }
}

/* 50件以上: behind the number or its unit; @to stays. */
static void
read_behind (Text t,
             DzNumber *number)
{
  gsize at = number->to;

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
      if (has_at (t, at, behind[i].word) && number->value.bound == DZ_BOUND_EXACT)
        number->value.bound = behind[i].bound;
    at += unit_length (t, at);
  }
}

static void
negate (DzNumber *number)
{
  number->value.number.mantissa = -number->value.number.mantissa;
}

/* A sign counts where nothing before it makes it a dash of a range or a name. */
static void
read_sign (Text t,
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
    negate (number);
  number->from = at - 1;
}

/* Digits that Latin letters, an @ or a further point hold: 20cm, 163.com, 1@a. */
static gboolean
is_glued (Text t,
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
scan_at (Text t,
         gsize *at,
         DzNumber *number)
{
  gsize from = *at, end;

  if (g_ascii_isalpha (t.s[from])) {
    *at = skip_latin (t, from);
    return FALSE;
  }
  if (digit_at (t, from)) {
    gboolean good = read_arabic (t, from, number);

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
    if (read_percent (t, from, number)) {
      *at = number->to;
      return TRUE;
    }
    *at = from + strlen ("百分之");
    return FALSE;
  }
  if (han_at (t, from) == G_MAXINT) {
    *at = from + 1;
    return FALSE;
  }
  if (read_han (t, from, number) && can_stand (t, number)) {
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
  Text t = { folded, length };
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

/* Cells that say in a word or a sign that there is nothing, or no change. */
static gboolean
read_sign_cell (const char *cell,
                DzValue *value)
{
  static const char *const not_applicable[] = { "不涉及", "不适用", "无此项", "无该项", "N/A", "n/a", "NA", "×", "××", "ー", "一一", NULL };
  static const char *const none[] = { "无", "无。", "没有", "暂无", "零", "〇", "无变化", "不变", "持平", NULL };

  if (cell[strspn (cell, "._")] == '\0' || strcmp (cell, "。") == 0) {
    *value = dz_value_none (DZ_VALUE_BLANK);
    return TRUE;
  }
  if (cell[strspn (cell, "-")] == '\0' || cell[strspn (cell, "/\\")] == '\0'
      || g_strv_contains (not_applicable, cell)) {
    *value = dz_value_none (DZ_VALUE_NOT_APPLICABLE);
    return TRUE;
  }
  if (g_strv_contains (none, cell)) {
    *value = dz_value_number (DZ_DECIMAL_ZERO);
    return TRUE;
  }
  return FALSE;
}

/* What may stand before the number of a cell: 增, 减, a sign, 共, 近. Returns its bytes. */
static gsize
read_cell_start (Text t,
                 gboolean *negative,
                 DzBound *bound)
{
  static const char *const ups[] = { "增加", "新增", "上升", "增长", "增", "↑", "+", NULL };
  static const char *const downs[] = { "减少", "下降", "减", "↓", "-", NULL };
  static const char *const counts[] = { "合计", "共计", "共", "计", NULL };
  const char *const *const lists[] = { ups, downs, counts };
  gsize at = 0;

  for (guint l = 0; l < G_N_ELEMENTS (lists) && at == 0; l++)
    for (guint i = 0; lists[l][i] != NULL && at == 0; i++)
      if (has_at (t, 0, lists[l][i])) {
        at = strlen (lists[l][i]);
        *negative = l == 1;
      }
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (has_at (t, at, before[i].word)) {
      *bound = before[i].bound;
      return at + strlen (before[i].word);
    }
  return at;
}

/* A mark or a bracket behind a number that explains it: ①, *, (注1), [2]; to the end. */
static gboolean
is_note (Text t,
         gsize at)
{
  gunichar c;

  if (at >= t.n)
    return FALSE;
  c = g_utf8_get_char (t.s + at);
  if (c >= 0x2460 && c <= 0x2473)
    return t.n - at == 3 || is_note (t, at + 3);
  if (c == '*')
    return at + 1 == t.n || is_note (t, at + 1);
  return (c == '(' && t.s[t.n - 1] == ')') || (c == '[' && t.s[t.n - 1] == ']') || has_at (t, at, "注");
}

static char *
dup_origin (const DzFolded *folded,
            const char *text,
            gsize from,
            gsize to)
{
  guint start, end;

  dz_folded_get_origin (folded, from, to, &start, &end);
  return dz_text_cut (text, start, end);
}

/* Number, unit and note from @at to the end of the cell; @note_from is the end when there is none. */
static gboolean
read_number_cell (Text t,
                  gsize at,
                  DzNumber *number,
                  gsize *unit_end,
                  gsize *note_from)
{
  gsize end;

  if (at >= t.n)
    return FALSE;
  if (has_at (t, at, "百分之")) {
    if (!read_percent (t, at, number))
      return FALSE;
  } else if (digit_at (t, at)) {
    if (!read_arabic (t, at, number))
      return FALSE;
  } else if (!read_han (t, at, number) || (number->to - at == 3 && has_at (t, at, "一") && number->to == t.n)) {
    /* 一 alone may as well be a dash. */
    return FALSE;
  }
  end = number->to + unit_length (t, number->to);
  *unit_end = end;
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    if (has_at (t, end, behind[i].word)) {
      if (number->value.bound == DZ_BOUND_EXACT)
        number->value.bound = behind[i].bound;
      end += strlen (behind[i].word);
    }
  if (has_at (t, end, "。") || (end + 1 == t.n && t.s[end] == '.'))
    end = end + (t.s[end] == '.' ? 1 : 3);
  *note_from = end;
  return end == t.n || is_note (t, end);
}

gboolean
dz_number_read_cell (const char *text,
                     DzValue *value,
                     char **unit,
                     char **note)
{
  g_autoptr (DzFolded) folded = NULL;
  DzBound bound = DZ_BOUND_EXACT;
  gboolean negative = FALSE;
  DzNumber number;
  gsize at, unit_end, note_from;
  Text t;

  g_return_val_if_fail (text != NULL && value != NULL && unit != NULL && note != NULL, FALSE);

  *unit = NULL;
  *note = NULL;
  folded = dz_text_fold (text);
  if (read_sign_cell (folded->text, value))
    return TRUE;
  t = (Text) { folded->text, folded->length };
  at = read_cell_start (t, &negative, &bound);
  if (!read_number_cell (t, at, &number, &unit_end, &note_from))
    return FALSE;
  if (negative)
    negate (&number);
  if (number.value.bound == DZ_BOUND_EXACT)
    number.value.bound = bound;
  *value = number.value;
  if (number.percent)
    *unit = g_strdup ("%");
  else if (unit_end > number.to)
    *unit = dup_origin (folded, text, number.to, unit_end);
  if (note_from < t.n)
    *note = dup_origin (folded, text, note_from, t.n);
  return TRUE;
}
