/* dz-ordinal.c - the numbers that word processors put before paragraphs by themselves
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-ordinal.h"

#include <string.h>

static const struct {
  const char *name;
  DzOrdinal style;
} ooxml_names[] = {
  { "decimal", DZ_ORDINAL_DECIMAL },
  { "decimalHalfWidth", DZ_ORDINAL_DECIMAL },
  { "decimalZero", DZ_ORDINAL_DECIMAL_ZERO },
  { "decimalFullWidth", DZ_ORDINAL_FULL_WIDTH },
  { "decimalFullWidth2", DZ_ORDINAL_FULL_WIDTH },
  { "decimalEnclosedCircle", DZ_ORDINAL_CIRCLED },
  { "decimalEnclosedCircleChinese", DZ_ORDINAL_CIRCLED },
  { "decimalEnclosedParen", DZ_ORDINAL_IN_BRACKETS },
  { "decimalEnclosedFullstop", DZ_ORDINAL_WITH_STOP },
  { "ideographEnclosedCircle", DZ_ORDINAL_HAN_CIRCLED },
  { "upperRoman", DZ_ORDINAL_UPPER_ROMAN },
  { "lowerRoman", DZ_ORDINAL_LOWER_ROMAN },
  { "upperLetter", DZ_ORDINAL_UPPER_LETTER },
  { "lowerLetter", DZ_ORDINAL_LOWER_LETTER },
  { "chineseCounting", DZ_ORDINAL_HAN },
  { "chineseCountingThousand", DZ_ORDINAL_HAN },
  { "japaneseCounting", DZ_ORDINAL_HAN },
  { "taiwaneseCounting", DZ_ORDINAL_HAN },
  { "taiwaneseCountingThousand", DZ_ORDINAL_HAN },
  { "ideographDigital", DZ_ORDINAL_HAN_DIGITS },
  { "taiwaneseDigital", DZ_ORDINAL_HAN_DIGITS },
  { "chineseLegalSimplified", DZ_ORDINAL_HAN_LEGAL },
  { "ideographLegalTraditional", DZ_ORDINAL_HAN_LEGAL },
  { "japaneseLegal", DZ_ORDINAL_HAN_LEGAL },
  { "ideographTraditional", DZ_ORDINAL_STEMS },
  { "ideographZodiac", DZ_ORDINAL_BRANCHES },
  { "none", DZ_ORDINAL_NONE },
  { "bullet", DZ_ORDINAL_NONE },
};

DzOrdinal
dz_ordinal_from_ooxml (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ooxml_names); i++)
    if (strcmp (ooxml_names[i].name, name) == 0)
      return ooxml_names[i].style;
  return DZ_ORDINAL_DECIMAL;
}

DzOrdinal
dz_ordinal_from_nfc (guint nfc)
{
  switch (nfc) {
  case 1:
    return DZ_ORDINAL_UPPER_ROMAN;
  case 2:
    return DZ_ORDINAL_LOWER_ROMAN;
  case 3:
    return DZ_ORDINAL_UPPER_LETTER;
  case 4:
    return DZ_ORDINAL_LOWER_LETTER;
  case 10:
  case 36:
  case 40:
    return DZ_ORDINAL_HAN_DIGITS;
  case 11:
  case 33:
  case 35:
  case 37:
  case 39:
    return DZ_ORDINAL_HAN;
  case 14:
  case 19:
    return DZ_ORDINAL_FULL_WIDTH;
  case 16:
  case 34:
  case 38:
    return DZ_ORDINAL_HAN_LEGAL;
  case 18:
  case 28:
    return DZ_ORDINAL_CIRCLED;
  case 22:
    return DZ_ORDINAL_DECIMAL_ZERO;
  case 26:
    return DZ_ORDINAL_WITH_STOP;
  case 27:
    return DZ_ORDINAL_IN_BRACKETS;
  case 29:
    return DZ_ORDINAL_HAN_CIRCLED;
  case 30:
    return DZ_ORDINAL_STEMS;
  case 31:
    return DZ_ORDINAL_BRANCHES;
  case 23:
  case 255:
    return DZ_ORDINAL_NONE;
  default:
    return DZ_ORDINAL_DECIMAL;
  }
}

DzOrdinal
dz_ordinal_from_odf (const char *sign)
{
  static const struct {
    const char *sign;
    DzOrdinal style;
  } signs[] = {
    { "1", DZ_ORDINAL_DECIMAL }, { "I", DZ_ORDINAL_UPPER_ROMAN }, { "i", DZ_ORDINAL_LOWER_ROMAN },
    { "A", DZ_ORDINAL_UPPER_LETTER }, { "a", DZ_ORDINAL_LOWER_LETTER }, { "一", DZ_ORDINAL_HAN },
    { "壹", DZ_ORDINAL_HAN_LEGAL }, { "壱", DZ_ORDINAL_HAN_LEGAL }, { "甲", DZ_ORDINAL_STEMS },
    { "子", DZ_ORDINAL_BRANCHES }, { "①", DZ_ORDINAL_CIRCLED }, { "１", DZ_ORDINAL_FULL_WIDTH },
    { "0", DZ_ORDINAL_DECIMAL_ZERO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (sign, signs[i].sign))
      return signs[i].style;
  return *sign == '\0' ? DZ_ORDINAL_NONE : DZ_ORDINAL_DECIMAL;
}

/* One of a row of characters that Unicode has for 1 … @count. */
static gboolean
append_from (GString *into,
             gunichar first,
             guint count,
             guint value)
{
  if (value == 0 || value > count)
    return FALSE;
  g_string_append_unichar (into, first + value - 1);
  return TRUE;
}

static gboolean
append_one_of (GString *into,
               const char *characters,
               guint value)
{
  if (value == 0 || value > (guint) g_utf8_strlen (characters, -1))
    return FALSE;
  g_string_append_unichar (into, g_utf8_get_char (g_utf8_offset_to_pointer (characters, value - 1)));
  return TRUE;
}

/* 1 … 9999, with the digits and the units given. */
static gboolean
append_han (GString *into,
            const char *digits,
            const char *units,
            gboolean bare_ten,
            guint value)
{
  gboolean zero = FALSE, begun = FALSE;

  if (value == 0 || value > 9999)
    return FALSE;
  for (guint power = 1000, unit = 3; power > 0; power /= 10, unit--) {
    guint digit = value / power % 10;

    if (digit == 0) {
      zero = begun;
      continue;
    }
    if (zero)
      g_string_append (into, "零");
    zero = FALSE;
    /* 十一, not 一十一 */
    if (!(bare_ten && unit == 1 && digit == 1 && !begun))
      append_one_of (into, digits, digit);
    if (unit > 0)
      append_one_of (into, units, unit);
    begun = TRUE;
  }
  return TRUE;
}

static gboolean
append_roman (GString *into,
              gboolean upper,
              guint value)
{
  static const struct {
    guint value;
    const char *upper, *lower;
  } signs[] = {
    { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" }, { 400, "CD", "cd" }, { 100, "C", "c" },
    { 90, "XC", "xc" }, { 50, "L", "l" }, { 40, "XL", "xl" }, { 10, "X", "x" }, { 9, "IX", "ix" },
    { 5, "V", "v" }, { 4, "IV", "iv" }, { 1, "I", "i" },
  };

  if (value == 0 || value > 3999)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    for (; value >= signs[i].value; value -= signs[i].value)
      g_string_append (into, upper ? signs[i].upper : signs[i].lower);
  return TRUE;
}

/* a … z, aa, bb … zz */
static gboolean
append_letter (GString *into,
               char first,
               guint value)
{
  if (value == 0 || value > 26 * 4)
    return FALSE;
  for (guint n = (value - 1) / 26 + 1; n > 0; n--)
    g_string_append_c (into, (char) (first + (value - 1) % 26));
  return TRUE;
}

static void
append_digits (GString *into,
               guint value,
               const gunichar *digits)
{
  g_autofree char *plain = g_strdup_printf ("%u", value);

  for (const char *at = plain; *at != '\0'; at++)
    g_string_append_unichar (into, digits[*at - '0']);
}

static gboolean
append_styled (DzOrdinal style,
               guint value,
               GString *into)
{
  static const gunichar han[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };
  static const gunichar wide[] = { 0xff10, 0xff11, 0xff12, 0xff13, 0xff14, 0xff15, 0xff16, 0xff17, 0xff18, 0xff19 };

  switch (style) {
  case DZ_ORDINAL_NONE:
    return TRUE;
  case DZ_ORDINAL_DECIMAL_ZERO:
    g_string_append_printf (into, "%02u", value);
    return TRUE;
  case DZ_ORDINAL_FULL_WIDTH:
    append_digits (into, value, wide);
    return TRUE;
  case DZ_ORDINAL_CIRCLED:
    return append_from (into, 0x2460, 20, value);
  case DZ_ORDINAL_IN_BRACKETS:
    return append_from (into, 0x2474, 20, value);
  case DZ_ORDINAL_WITH_STOP:
    return append_from (into, 0x2488, 20, value);
  case DZ_ORDINAL_HAN_IN_BRACKETS:
    return append_from (into, 0x3220, 10, value);
  case DZ_ORDINAL_HAN_CIRCLED:
    return append_from (into, 0x3280, 10, value);
  case DZ_ORDINAL_UPPER_ROMAN:
  case DZ_ORDINAL_LOWER_ROMAN:
    return append_roman (into, style == DZ_ORDINAL_UPPER_ROMAN, value);
  case DZ_ORDINAL_UPPER_LETTER:
  case DZ_ORDINAL_LOWER_LETTER:
    return append_letter (into, style == DZ_ORDINAL_UPPER_LETTER ? 'A' : 'a', value);
  case DZ_ORDINAL_HAN:
    return append_han (into, "一二三四五六七八九", "十百千", TRUE, value);
  case DZ_ORDINAL_HAN_DIGITS:
    append_digits (into, value, han);
    return TRUE;
  case DZ_ORDINAL_HAN_LEGAL:
    return append_han (into, "壹贰叁肆伍陆柒捌玖", "拾佰仟", FALSE, value);
  case DZ_ORDINAL_STEMS:
    return append_one_of (into, "甲乙丙丁戊己庚辛壬癸", value);
  case DZ_ORDINAL_BRANCHES:
    return append_one_of (into, "子丑寅卯辰巳午未申酉戌亥", value);
  case DZ_ORDINAL_DECIMAL:
  default:
    return FALSE;
  }
}

void
dz_ordinal_append (DzOrdinal style,
                   guint value,
                   GString *into)
{
  if (!append_styled (style, value, into))
    g_string_append_printf (into, "%u", value);
}
