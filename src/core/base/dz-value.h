/* dz-value.h - what a cell of a report says: a number, or one of four kinds of no number
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-decimal.h"

G_BEGIN_DECLS

/**
 * DzValueKind:
 * @DZ_VALUE_NUMBER: an exact number; zero is a number
 * @DZ_VALUE_BLANK: the form has the cell, nothing is written in it
 * @DZ_VALUE_NOT_APPLICABLE: the author wrote ——, / or 不适用
 * @DZ_VALUE_NOT_REPORTED: the form has the row, the report does not
 * @DZ_VALUE_NOT_IN_FORM: the form has no such row
 *
 * No number ever stands in for any of the other four, in no layer.
 */
typedef enum {
  DZ_VALUE_NUMBER,
  DZ_VALUE_BLANK,
  DZ_VALUE_NOT_APPLICABLE,
  DZ_VALUE_NOT_REPORTED,
  DZ_VALUE_NOT_IN_FORM,
} DzValueKind;

/**
 * DzBound: how exactly a number was stated
 * @DZ_BOUND_EXACT: as printed
 * @DZ_BOUND_ABOUT: 约, 左右
 * @DZ_BOUND_ABOVE: 余, 多, 超, 逾, 以上: at least the number
 * @DZ_BOUND_BELOW: 近, 不足, 以下: at most the number
 */
typedef enum {
  DZ_BOUND_EXACT,
  DZ_BOUND_ABOUT,
  DZ_BOUND_ABOVE,
  DZ_BOUND_BELOW,
} DzBound;

/* A small plain value: copy it. @number and @bound count only for DZ_VALUE_NUMBER. */
typedef struct {
  DzValueKind kind;
  DzBound bound;
  DzDecimal number;
} DzValue;

DzValue dz_value_number (DzDecimal number);
DzValue dz_value_none (DzValueKind kind);
gboolean dz_value_is_number (DzValue value);

/* Same kind and, for numbers, same number; the bound counts too. */
gboolean dz_value_equal (DzValue a,
                         DzValue b);

/* "number", "blank", "not-applicable", "not-reported", "not-in-form". */
const char *dz_value_kind_to_string (DzValueKind kind);
gboolean dz_value_kind_from_string (const char *text,
                                    DzValueKind *kind);

/* The closed interval in which the true number lies; for an exact one both ends
 * are equal. An open end is given as the number times ten or as zero, since that
 * is what 余 and 近 allow at the very most. FALSE when the value is no number. */
gboolean dz_value_get_interval (DzValue value,
                                DzDecimal *low,
                                DzDecimal *high);

G_END_DECLS
