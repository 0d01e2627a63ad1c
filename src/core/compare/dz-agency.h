/* dz-agency.h - which reports are of one agency
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dz_agency_group:
 * @names, @regions: @n of each; "" when unknown
 * @groups: (out) of @n: equal numbers for one agency, the index of its first report
 *
 * Names are equal after folding, and their regions do not contradict each other; or one is the
 * tail of the other and what is in front is its region: 洪泽区人民政府 in 江苏省淮安市洪泽区 is
 * 淮安市洪泽区人民政府. An unknown agency is never anybody else.
 */
void dz_agency_group (guint n,
                      const char *const *names,
                      const char *const *regions,
                      guint *groups);

G_END_DECLS
