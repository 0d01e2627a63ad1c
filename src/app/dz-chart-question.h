/* dz-chart-question.h - the questions of the chart page, and what each starts with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-chart.h"

G_BEGIN_DECLS

typedef enum {
  DZ_YEARS_ALL,
  DZ_YEARS_LAST,
  DZ_YEARS_LAST_TWO,
} DzYears;

/**
 * DzChartQuestion:
 * @title, @detail: to be translated
 * @n_agencies, @n_indicators: how many it starts with at most
 */
typedef struct {
  DzChartType type;
  const char *title;
  const char *detail;
  DzYears years;
  guint n_agencies;
  guint n_indicators;
} DzChartQuestion;

guint dz_chart_question_get_n (void);
const DzChartQuestion *dz_chart_question_get (guint index);

/**
 * DzChartStart:
 * @agencies: of const char *, as dz_words_agency() names them, those with most reports first
 * @years: of guint
 * @indicators: of const char *, ids, of one unit where several
 */
typedef struct {
  GPtrArray *agencies;
  GArray *years;
  GPtrArray *indicators;
} DzChartStart;

/* Whether a row can be drawn: an indicator of the catalogue with at least one number. */
gboolean dz_chart_question_is_drawable (const DzMatrixRow *row);

/* @wanted: the indicator to begin with, or NULL. The strings are the comparison's. */
DzChartStart *dz_chart_question_start (const DzChartQuestion *question,
                                       DzComparison *comparison,
                                       const char *wanted) G_GNUC_WARN_UNUSED_RESULT;
void dz_chart_start_free (DzChartStart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzChartStart, dz_chart_start_free)

G_END_DECLS
