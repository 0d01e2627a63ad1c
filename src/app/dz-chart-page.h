/* dz-chart-page.h - the page with charts: a question, indicators, agencies, years
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals: "mark-activated" (row, column of the comparison); "save-requested" (); "deck-changed" ().
 */
#pragma once

#include "dz-slide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_CHART_PAGE (dz_chart_page_get_type ())
G_DECLARE_FINAL_TYPE (DzChartPage, dz_chart_page, DZ, CHART_PAGE, GtkWidget)

/* What was chosen stays chosen as far as it is still there. */
void dz_chart_page_set_comparison (DzChartPage *self,
                                   DzComparison *comparison);

/* Draws this indicator: the one under the cursor of the table. */
void dz_chart_page_set_indicator (DzChartPage *self,
                                  const char *indicator);

/* Begins anew with a question, by its place in the list. */
void dz_chart_page_ask (DzChartPage *self,
                        guint question);

/* The chart shown, or NULL. Borrowed. */
const DzChartSpec *dz_chart_page_get_spec (DzChartPage *self);

/* What is chosen now; NULL while nothing can be drawn. */
DzSlide *dz_chart_page_dup_slide (DzChartPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* Of DzSlide; changes are told by "deck-changed". */
GListStore *dz_chart_page_get_deck (DzChartPage *self);
void dz_chart_page_deck_loaded (DzChartPage *self);

G_END_DECLS
