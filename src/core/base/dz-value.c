/* dz-value.c - what a cell of a report says: a number, or one of four kinds of no number
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-value.h"

static const char *const kinds[] = {
  "number", "blank", "not-applicable", "not-reported", "not-in-form"
};

DzValue
dz_value_number (DzDecimal number)
{
  return (DzValue) { DZ_VALUE_NUMBER, DZ_BOUND_EXACT, number };
}

DzValue
dz_value_none (DzValueKind kind)
{
  g_return_val_if_fail (kind != DZ_VALUE_NUMBER, ((DzValue) { DZ_VALUE_BLANK, DZ_BOUND_EXACT, DZ_DECIMAL_ZERO }));

  return (DzValue) { kind, DZ_BOUND_EXACT, DZ_DECIMAL_ZERO };
}

gboolean
dz_value_is_number (DzValue value)
{
  return value.kind == DZ_VALUE_NUMBER;
}

gboolean
dz_value_equal (DzValue a,
                DzValue b)
{
  if (a.kind != b.kind)
    return FALSE;
  return a.kind != DZ_VALUE_NUMBER
         || (a.bound == b.bound && dz_decimal_equal (a.number, b.number));
}

const char *
dz_value_kind_to_string (DzValueKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "blank");

  return kinds[kind];
}

gboolean
dz_value_kind_from_string (const char *text,
                           DzValueKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_strcmp0 (text, kinds[i]) == 0) {
      *kind = (DzValueKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
dz_value_get_interval (DzValue value,
                       DzDecimal *low,
                       DzDecimal *high)
{
  DzDecimal tenth, ten;

  if (value.kind != DZ_VALUE_NUMBER)
    return FALSE;
  *low = *high = value.number;
  if (!dz_decimal_shift (value.number, -1, &tenth))
    tenth = DZ_DECIMAL_ZERO;
  if (!dz_decimal_shift (value.number, 1, &ten))
    ten = value.number;
  switch (value.bound) {
  case DZ_BOUND_EXACT:
    break;
  case DZ_BOUND_ABOUT:
    /* 约 is taken as a tenth up or down. */
    if (!dz_decimal_subtract (value.number, tenth, low) || !dz_decimal_add (value.number, tenth, high))
      *low = *high = value.number;
    break;
  case DZ_BOUND_ABOVE:
    *high = ten;
    break;
  case DZ_BOUND_BELOW:
    *low = DZ_DECIMAL_ZERO;
    break;
  default:
    g_assert_not_reached ();
  }
  return TRUE;
}
