/* dz-region.h - where an agency is at home, as far as names tell
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-report.h"

G_BEGIN_DECLS

/* "浙江省宁波市" from "宁波市司法局"; what the name does not say is looked for in @hints, texts of
 * the report (folded, NULL-terminated, may be NULL). "" when nothing is known. */
char *dz_region_find (const char *agency,
                      const char *const *hints) G_GNUC_WARN_UNUSED_RESULT;

/* From "浙江省余姚市" and the agency's own name; UNKNOWN where names do not tell. */
DzLevel dz_region_guess_level (const char *region,
                               const char *agency);

G_END_DECLS
