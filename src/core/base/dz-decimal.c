/* dz-decimal.c - exact decimal numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-decimal.h"

#include <string.h>

typedef __int128 wide;

/* 18 digits always fit a gint64; 19 do only sometimes. */
#define MAX_DIGITS 18

static const gint64 powers[] = {
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
  10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
  1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000
};

static gboolean
store (wide mantissa,
       guint scale,
       DzDecimal *out)
{
  while (scale > DZ_DECIMAL_MAX_SCALE && mantissa % 10 == 0) {
    mantissa /= 10;
    scale--;
  }
  if (scale > DZ_DECIMAL_MAX_SCALE || mantissa > G_MAXINT64 || mantissa < -G_MAXINT64)
    return FALSE;
  out->mantissa = (gint64) mantissa;
  out->scale = (guint8) scale;
  return TRUE;
}

/* Both numbers at the larger of the two scales. */
static guint
align (DzDecimal a,
       DzDecimal b,
       wide *left,
       wide *right)
{
  guint scale = MAX (a.scale, b.scale);

  *left = (wide) a.mantissa * powers[scale - a.scale];
  *right = (wide) b.mantissa * powers[scale - b.scale];
  return scale;
}

/* Quotient rounded half away from zero; @divisor is above 0. */
static wide
divide_rounded (wide dividend,
                wide divisor)
{
  wide quotient = dividend / divisor;
  wide rest = dividend % divisor;

  if (rest < 0)
    rest = -rest;
  if (rest * 2 >= divisor)
    quotient += dividend < 0 ? -1 : 1;
  return quotient;
}

DzDecimal
dz_decimal_from_int (gint64 value)
{
  return (DzDecimal) { value, 0 };
}

gboolean
dz_decimal_parse_len (const char *text,
                      gsize length,
                      DzDecimal *out)
{
  gint64 mantissa = 0;
  guint digits = 0, scale = 0;
  gboolean negative = FALSE, point = FALSE, any = FALSE;
  gsize i = 0;

  if (length > 0 && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    i = 1;
  }
  for (; i < length; i++) {
    if (text[i] == '.' && !point) {
      point = TRUE;
      continue;
    }
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    any = TRUE;
    if (digits == 0 && text[i] == '0' && !point)
      continue;
    if (++digits > MAX_DIGITS || (point && ++scale > DZ_DECIMAL_MAX_SCALE))
      return FALSE;
    mantissa = mantissa * 10 + (text[i] - '0');
  }
  if (!any || text[length - 1] == '.')
    return FALSE;
  out->mantissa = negative ? -mantissa : mantissa;
  out->scale = (guint8) scale;
  return TRUE;
}

gboolean
dz_decimal_parse (const char *text,
                  DzDecimal *out)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return dz_decimal_parse_len (text, strlen (text), out);
}

char *
dz_decimal_to_string (DzDecimal a)
{
  guint64 magnitude = a.mantissa < 0 ? (guint64) -a.mantissa : (guint64) a.mantissa;
  const char *sign = a.mantissa < 0 ? "-" : "";

  if (a.scale == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, magnitude);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign,
                          magnitude / (guint64) powers[a.scale], a.scale,
                          magnitude % (guint64) powers[a.scale]);
}

double
dz_decimal_to_double (DzDecimal a)
{
  return (double) a.mantissa / (double) powers[a.scale];
}

int
dz_decimal_compare (DzDecimal a,
                    DzDecimal b)
{
  wide left, right;

  align (a, b, &left, &right);
  return left < right ? -1 : left > right;
}

gboolean
dz_decimal_equal (DzDecimal a,
                  DzDecimal b)
{
  return dz_decimal_compare (a, b) == 0;
}

int
dz_decimal_sign (DzDecimal a)
{
  return a.mantissa < 0 ? -1 : a.mantissa > 0;
}

gboolean
dz_decimal_is_integer (DzDecimal a)
{
  return a.mantissa % powers[a.scale] == 0;
}

gboolean
dz_decimal_add (DzDecimal a,
                DzDecimal b,
                DzDecimal *out)
{
  wide left, right;
  guint scale = align (a, b, &left, &right);

  return store (left + right, scale, out);
}

gboolean
dz_decimal_subtract (DzDecimal a,
                     DzDecimal b,
                     DzDecimal *out)
{
  return dz_decimal_add (a, (DzDecimal) { -b.mantissa, b.scale }, out);
}

gboolean
dz_decimal_multiply (DzDecimal a,
                     DzDecimal b,
                     DzDecimal *out)
{
  return store ((wide) a.mantissa * b.mantissa, (guint) a.scale + b.scale, out);
}

gboolean
dz_decimal_shift (DzDecimal a,
                  int power,
                  DzDecimal *out)
{
  wide mantissa = a.mantissa;
  int scale = (int) a.scale - power;

  if (power > MAX_DIGITS || power < -MAX_DIGITS)
    return FALSE;
  if (scale < 0) {
    mantissa *= powers[-scale];
    scale = 0;
  }
  return store (mantissa, (guint) scale, out);
}

gboolean
dz_decimal_divide (DzDecimal a,
                   DzDecimal b,
                   guint places,
                   DzDecimal *out)
{
  wide left, right;

  g_return_val_if_fail (places <= DZ_DECIMAL_MAX_SCALE, FALSE);

  align (a, b, &left, &right);
  if (right == 0)
    return FALSE;
  if (right < 0) {
    left = -left;
    right = -right;
  }
  /* left is below 2^63 · 10^9 < 2^93: one more factor of 10^9 stays below 2^123. */
  return store (divide_rounded (left * powers[places], right), places, out);
}

DzDecimal
dz_decimal_round (DzDecimal a,
                  guint places)
{
  if (places >= a.scale)
    return a;
  return (DzDecimal) { (gint64) divide_rounded (a.mantissa, powers[a.scale - places]), (guint8) places };
}

DzDecimal
dz_decimal_normalize (DzDecimal a)
{
  while (a.scale > 0 && a.mantissa % 10 == 0) {
    a.mantissa /= 10;
    a.scale--;
  }
  return a;
}
