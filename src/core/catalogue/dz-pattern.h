/* dz-pattern.h - how prose states figures, and what only looks like a figure
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Patterns are regular expressions over folded text (dz-text.h), kept in data/catalogue. Those of
 * kind FACT, DENIAL, LIST and PLAN see every number that may be a figure as # and every percentage as %,
 * and the text without its brackets.
 * The format of the files is described in docs/catalogue.md.
 */
#pragma once

#include "dz-catalogue.h"

G_BEGIN_DECLS

typedef enum {
  DZ_PATTERN_FACT,   /* names an indicator and its number */
  DZ_PATTERN_DENIAL, /* says that there was none: 0 */
  DZ_PATTERN_LIST,   /* opens a list of parts (其中) */
  DZ_PATTERN_IGNORE, /* a number that is no figure: document number, hotline, date, article … */
  DZ_PATTERN_TITLE,  /* title of a report: groups "agency" and "year" */
  DZ_PATTERN_PERIOD, /* period sentence: group "year" */
  DZ_PATTERN_AGENCY, /* other places that name the agency: group "agency" */
  DZ_PATTERN_PLAN,   /* a sentence about another time: its numbers are no facts of the year */
} DzPatternKind;

/**
 * DzPattern:
 * @report_kind: the kind of report it reads; NULL: every kind
 * @regex: compiled; named groups n (number), u (unit), label, agency, year … as the kind needs
 * @indicator: of FACT and DENIAL; a form may replace it, see @by_form
 * @member: of a dimension, or NULL
 * @by_form: pairs form id, indicator id, NULL-terminated: 收到申请 is apply.received.new everywhere,
 *   行政复议 … may differ
 * @unless: a regular expression that must not match in the same clause, or NULL
 * @words: one of them must stand in the text before the expression is tried, for speed;
 *   NULL-terminated, empty: always tried
 * @label: of a FACT without an indicator: the label that its rows get in all reports, or NULL
 * @again: of FACT: the number may serve another pattern too (受理1件，同意公开)
 * @confidence: 0 .. 100
 * @reason_zh, @reason_en: of IGNORE: why the number may be passed over
 */
typedef struct {
  const char *id;
  DzPatternKind kind;
  const char *report_kind;
  GRegex *regex;
  GRegex *unless;
  const char *indicator;
  const char *member;
  const char *const *by_form;
  const char *unit;
  const char *const *words;
  const char *label;
  gboolean again;
  guint confidence;
  const char *reason_zh;
  const char *reason_en;
} DzPattern;

/* Whether it reads reports of @report_kind; of a report whose kind is not known ("") all do. */
gboolean dz_pattern_is_for (const DzPattern *self,
                            const char *report_kind);

/* Of DzPattern of one kind, in the order of the files. */
GPtrArray *dz_catalogue_get_patterns (DzCatalogue *self,
                                      DzPatternKind kind);

G_END_DECLS
