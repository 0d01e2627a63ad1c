/* dz-decimal.h - exact decimal numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure of a report is never a binary fraction: 0.1 printed is 0.1 kept.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DZ_DECIMAL_MAX_SCALE 9

/**
 * DzDecimal:
 * @mantissa: all digits, with the sign
 * @scale: how many of them stand behind the point, 0 .. DZ_DECIMAL_MAX_SCALE
 *
 * The number is mantissa / 10^scale. The scale is the printed one: 7.0 and 7
 * are equal but not identical.
 */
typedef struct {
  gint64 mantissa;
  guint8 scale;
} DzDecimal;

#define DZ_DECIMAL_ZERO ((DzDecimal) { 0, 0 })

DzDecimal dz_decimal_from_int (gint64 value);

/* Plain ASCII: sign, digits, one point. FALSE for anything else, or when it has
 * more than 18 digits. */
gboolean dz_decimal_parse (const char *text,
                           DzDecimal *out);

/* Like parse, of the first @length bytes. */
gboolean dz_decimal_parse_len (const char *text,
                               gsize length,
                               DzDecimal *out);

/* With the printed scale; ASCII, no grouping. */
char *dz_decimal_to_string (DzDecimal a) G_GNUC_WARN_UNUSED_RESULT;

/* For drawing only: never for arithmetic that is shown or checked. */
double dz_decimal_to_double (DzDecimal a);

/* Below, above or equal 0. */
int dz_decimal_compare (DzDecimal a,
                        DzDecimal b);
gboolean dz_decimal_equal (DzDecimal a,
                           DzDecimal b);
int dz_decimal_sign (DzDecimal a);
gboolean dz_decimal_is_integer (DzDecimal a);

/* FALSE when the result does not fit; @out is then untouched. */
gboolean dz_decimal_add (DzDecimal a,
                         DzDecimal b,
                         DzDecimal *out);
gboolean dz_decimal_subtract (DzDecimal a,
                              DzDecimal b,
                              DzDecimal *out);
gboolean dz_decimal_multiply (DzDecimal a,
                              DzDecimal b,
                              DzDecimal *out);

/* a × 10^power, exact; power may be negative. */
gboolean dz_decimal_shift (DzDecimal a,
                           int power,
                           DzDecimal *out);

/* a / b, half away from zero, with @places behind the point; FALSE when b is 0
 * or the result does not fit. */
gboolean dz_decimal_divide (DzDecimal a,
                            DzDecimal b,
                            guint places,
                            DzDecimal *out);

/* Rounded half away from zero to @places; trailing zeros kept. */
DzDecimal dz_decimal_round (DzDecimal a,
                            guint places);

/* Without trailing zeros behind the point. */
DzDecimal dz_decimal_normalize (DzDecimal a);

G_END_DECLS
