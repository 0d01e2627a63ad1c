/* dz-chart-view.h - a chart on the screen, with words for each mark
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "mark-activated" (row, column): Enter or a click on a mark.
 */
#pragma once

#include "dz-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_CHART_VIEW (dz_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (DzChartView, dz_chart_view, DZ, CHART_VIEW, GtkWidget)

GtkWidget *dz_chart_view_new (void);

/* Takes over @spec; NULL shows nothing. */
void dz_chart_view_take_spec (DzChartView *self,
                              DzChartSpec *spec);
const DzChartSpec *dz_chart_view_get_spec (DzChartView *self);

/* For slides: the projector's colours and sizes whatever the window has. */
void dz_chart_view_set_projector (DzChartView *self,
                                  gboolean projector);

/* Draws a picture this many times as large and shows it smaller: for thumbnails. */
void dz_chart_view_set_reduction (DzChartView *self,
                                  guint reduction);

/* Moves to the next (1) or previous (-1) mark; its words, borrowed, or NULL at the end. */
const char *dz_chart_view_step (DzChartView *self,
                                int direction);
gboolean dz_chart_view_get_mark (DzChartView *self,
                                 guint *row,
                                 guint *column);

G_END_DECLS
