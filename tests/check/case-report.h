/* case-report.h - reports built by hand from a line of a case
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "a.b=3; a.c[applicant.total]=blank; a.d=na; prose:a.b=4; denial:a.b=0; a.e=3~40" : figures of a
 * table, blank cells, dashes, figures of the text, denials, and a confidence of 40.
 */
#pragma once

#include "dz-extraction.h"

DzExtraction *case_report_new (DzCatalogue *catalogue,
                               const char *agency,
                               const char *region,
                               guint year,
                               const char *form,
                               const char *facts);
