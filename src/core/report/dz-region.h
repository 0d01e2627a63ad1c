/* dz-region.h - where an agency is at home, as far as names tell
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-report.h"

G_BEGIN_DECLS

/* From "浙江省余姚市" and the agency's own name; UNKNOWN where names do not tell. */
DzLevel dz_region_guess_level (const char *region,
                               const char *agency);

G_END_DECLS
