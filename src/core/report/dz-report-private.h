/* dz-report-private.h - what recognition shares with the report
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-report.h"

G_BEGIN_DECLS

/* Only before the report is handed out. */
void dz_report_set_reading_private (DzReport *self,
                                    const char *what,
                                    const DzReading *reading);
void dz_report_set_range_private (DzReport *self,
                                  guint first,
                                  guint last);
void dz_report_set_level_private (DzReport *self,
                                  DzLevel level);
void dz_report_set_form_reason_private (DzReport *self,
                                        const char *reason);
void dz_report_set_table_form_private (DzReport *self,
                                       guint block,
                                       const char *form);
void dz_report_take_remark_private (DzReport *self,
                                    DzRemark *remark);

G_END_DECLS
