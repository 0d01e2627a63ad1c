/* dz-number-parse.c - one number at one place: digits, 万 and 亿, Chinese numerals
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-number-private.h"

/* More digits than any figure has: serial numbers of records and accounts. */
#define MAX_DIGITS 18
#define MAX_HAN 24

const DzBoundWord dz_number_words_before[] = {
  { "超过", DZ_BOUND_ABOVE },
  { "不少于", DZ_BOUND_ABOVE },
  { "不低于", DZ_BOUND_ABOVE },
  { "至少", DZ_BOUND_ABOVE },
  { "突破", DZ_BOUND_ABOVE },
  { "超", DZ_BOUND_ABOVE },
  { "逾", DZ_BOUND_ABOVE },
  { "不超过", DZ_BOUND_BELOW },
  { "不足", DZ_BOUND_BELOW },
  { "不到", DZ_BOUND_BELOW },
  { "至多", DZ_BOUND_BELOW },
  { "接近", DZ_BOUND_BELOW },
  { "将近", DZ_BOUND_BELOW },
  { "近", DZ_BOUND_BELOW },
  { "大约", DZ_BOUND_ABOUT },
  { "约", DZ_BOUND_ABOUT },
  { NULL, DZ_BOUND_EXACT },
};

const DzBoundWord dz_number_words_behind[] = {
  { "左右", DZ_BOUND_ABOUT },
  { "上下", DZ_BOUND_ABOUT },
  { "以上", DZ_BOUND_ABOVE },
  { "以下", DZ_BOUND_BELOW },
  { "以内", DZ_BOUND_BELOW },
  { NULL, DZ_BOUND_EXACT },
};

/* What is counted, in texts and in cells; the longer before its own beginning. */
static const char *const units[] = {
  "人次", "万元", "亿元", "件次", "户次", "场次", "个月", "小时", "条", "件", "次", "篇", "个", "人", "项", "元",
  "份", "期", "场", "家", "户", "种", "类", "名", "位", "批", "起", "宗", "册", "天", "年", "月", "日", "本", "部",
  "台", "处", "页", "张", "例", "笔", "封", "组", "所", "辆", "只", "字", "倍", NULL
};

/* Bytes of the unit at @at; 0 when there is none. */
gsize
dz_number_unit_length (DzNumberText t,
                       gsize at)
{
  for (guint i = 0; units[i] != NULL; i++)
    if (has_at (t, at, units[i]))
      return strlen (units[i]);
  return 0;
}

/* The digits at @at with their grouping and point. @to is set behind what belongs together also when
 * it is refused. */
static gboolean
read_digits (DzNumberText t,
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
power_at (DzNumberText t,
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
surplus_length (DzNumberText t,
                gsize at)
{
  static const char *const words[] = { "多媒体", "多数", "多元", "多方", "多渠道", "多措", NULL };

  if (has_at (t, at, "余"))
    return strlen ("余");
  return has_at (t, at, "多") && !any_at (t, at, words) ? strlen ("多") : 0;
}

/* 余, 多, 万, 亿 behind the digits: 10余万, 18万余, 3千万. */
static gboolean
read_powers (DzNumberText t,
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
read_parts (DzNumberText t,
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
gboolean
dz_number_read_arabic (DzNumberText t,
                       gsize at,
                       DzNumber *number)
{
  *number = (DzNumber){ .from = at, .value = dz_value_number (DZ_DECIMAL_ZERO) };
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
han_at (DzNumberText t,
        gsize at)
{
  static const struct {
    const char *word;
    int value;
  } chars[] = {
    { "一", 1 },
    { "二", 2 },
    { "三", 3 },
    { "四", 4 },
    { "五", 5 },
    { "六", 6 },
    { "七", 7 },
    { "八", 8 },
    { "九", 9 },
    { "十", -1 },
    { "两", 2 },
    { "零", 0 },
    { "〇", 0 },
    { "○", 0 },
    { "百", -2 },
    { "千", -3 },
    { "万", -4 },
    { "亿", -8 },
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
gboolean
dz_number_read_han (DzNumberText t,
                    gsize at,
                    DzNumber *number)
{
  int tokens[MAX_HAN];
  gsize n = 0, p = at;
  gboolean powers = FALSE;
  gint64 value;
  DzDecimal fraction;

  *number = (DzNumber){ .from = at, .han = TRUE };
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
    fraction = (DzDecimal){ value, (guint8) places };
    number->to = p;
    return dz_decimal_add (number->value.number, fraction, &number->value.number) && read_powers (t, number);
  }
  if (surplus_length (t, p) > 0)
    return read_powers (t, number);
  return TRUE;
}

/* 百分之 and a number of either writing. */
gboolean
dz_number_read_percent (DzNumberText t,
                        gsize at,
                        DzNumber *number)
{
  gsize from = at + strlen ("百分之");
  gboolean good;

  if (has_at (t, from, "百")) {
    *number = (DzNumber){ .to = from + 3, .han = TRUE, .value = dz_value_number (dz_decimal_from_int (100)) };
    good = TRUE;
  } else {
    good = digit_at (t, from) ? dz_number_read_arabic (t, from, number) : dz_number_read_han (t, from, number);
  }
  number->from = at;
  number->percent = TRUE;
  return good;
}

gboolean
dz_number_is_han (DzNumberText t,
                  gsize at)
{
  return han_at (t, at) != G_MAXINT;
}
