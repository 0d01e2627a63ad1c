/* case-report.h - reports built by hand from a line of a case
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "a.b=3; a.c[applicant.total]=blank; a.d=na; prose:a.b=4; denial:a.b=0; a.e=3~40" : figures of a
 * table, blank cells, dashes, figures of the text, denials, and a confidence of 40. "part:a.b/name=3" is a
 * part of a.b that the text lists under a name, "loose:words=3" a figure of the text that the catalogue has no
 * indicator for. A statement is "s 1 0 41.83%" (fact 1 is that share of fact 0), "g 0 -1 12%" (growth) or
 * "d 0 -1 5" (difference).
 */
#pragma once

#include "dz-extraction.h"

/* Strings may be NULL. @text: paragraphs divided by "|", headings begin with "# ", "[]" is a table. */
typedef struct {
  const char *agency;
  const char *region;
  guint year;
  const char *form;
  const char *facts;
  const char *statements;
  const char *text;
  const char *remarks; /* codes divided by ";" */
} CaseReport;

DzExtraction *case_report_new (DzCatalogue *catalogue,
                               const CaseReport *model);
