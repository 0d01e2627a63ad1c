/* dz-region.c - where an agency is at home, as far as names tell
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-region.h"

DzLevel
dz_region_guess_level (const char *region,
                       const char *agency)
{
  static const struct {
    const char *suffix;
    DzLevel level;
  } suffixes[] = {
    { "省", DZ_LEVEL_PROVINCE }, { "自治区", DZ_LEVEL_PROVINCE }, { "自治州", DZ_LEVEL_PREFECTURE },
    { "地区", DZ_LEVEL_PREFECTURE }, { "盟", DZ_LEVEL_PREFECTURE }, { "县", DZ_LEVEL_COUNTY },
    { "区", DZ_LEVEL_COUNTY }, { "旗", DZ_LEVEL_COUNTY }, { "镇", DZ_LEVEL_TOWNSHIP },
    { "乡", DZ_LEVEL_TOWNSHIP }, { "街道", DZ_LEVEL_TOWNSHIP },
  };

  for (guint i = 0; region != NULL && i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (region, suffixes[i].suffix))
      return suffixes[i].level;
  return DZ_LEVEL_UNKNOWN;
}
