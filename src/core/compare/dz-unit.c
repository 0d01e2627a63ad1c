/* dz-unit.c - 元 and 万元: converted exactly, never mixed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison-private.h"

#include <string.h>

gboolean
dz_unit_get_power (const char *unit,
                   int *power)
{
  static const struct {
    const char *unit;
    int power;
  } units[] = { { "元", 0 }, { "百元", 2 }, { "千元", 3 }, { "万元", 4 }, { "百万元", 6 }, { "亿元", 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    if (strcmp (units[i].unit, unit) == 0) {
      *power = units[i].power;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
dz_unit_convert (DzDecimal number,
                 const char *from,
                 const char *to,
                 DzDecimal *out)
{
  int a, b;

  if (!dz_unit_get_power (from, &a) || !dz_unit_get_power (to, &b) || a == b) {
    *out = number;
    return TRUE;
  }
  if (!dz_decimal_shift (number, a - b, out))
    return FALSE;
  *out = dz_decimal_normalize (*out);
  return TRUE;
}
