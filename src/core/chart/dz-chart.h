/* dz-chart.h - what to draw, where it goes, drawing it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * DzChartSpec (what: series, units, gaps) → DzChartLayout (where: pure geometry in points) →
 * dz_chart_draw (Cairo and Pango). Window, files and slides share all three; hovering asks
 * the layout. Colour is never the only sign; what is missing is a gap, never a 0.
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "dz-comparison.h"

G_BEGIN_DECLS

typedef enum {
  DZ_CHART_TREND,
  DZ_CHART_BARS,
  DZ_CHART_STACKED,
  DZ_CHART_SHARE,
  DZ_CHART_SLOPE,
  DZ_CHART_HEATMAP,
  DZ_CHART_MULTIPLES,
} DzChartType;

gboolean dz_chart_type_from_string (const char *text,
                                    DzChartType *type);

typedef enum {
  DZ_CHART_SCREEN,
  DZ_CHART_SCREEN_DARK,
  DZ_CHART_PROJECTOR,
  DZ_CHART_PRINT,
} DzChartStyle;

/* "screen", "dark", "projector", "print" (greys and hatching) */
gboolean dz_chart_style_from_string (const char *text,
                                     DzChartStyle *style);

typedef struct _DzChartSpec DzChartSpec;
typedef struct _DzChartLayout DzChartLayout;

/* @indicators: ids, NULL-terminated; @columns: of guint, columns of the comparison, NULL for all.
 * Fails with G_IO_ERROR_INVALID_ARGUMENT and a sentence when an id is unknown or nothing can be drawn. */
DzChartSpec *dz_chart_spec_new (DzComparison *comparison,
                                DzChartType type,
                                const char *const *indicators,
                                GArray *columns,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_chart_spec_free (DzChartSpec *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzChartSpec, dz_chart_spec_free)
void dz_chart_spec_set_title (DzChartSpec *self,
                              const char *title);
/* A sentence made from the data. */
const char *dz_chart_spec_get_title (const DzChartSpec *self);
/* The picture in words, for screen readers and alt text. */
char *dz_chart_spec_dup_description (const DzChartSpec *self) G_GNUC_WARN_UNUSED_RESULT;

/* The height at which nothing has to be folded away, at least @width × 9 / 16. */
double dz_chart_spec_get_height (const DzChartSpec *self,
                                 double width,
                                 DzChartStyle style);

DzChartLayout *dz_chart_layout_new (const DzChartSpec *spec,
                                    double width,
                                    double height,
                                    DzChartStyle style) G_GNUC_WARN_UNUSED_RESULT;
void dz_chart_layout_free (DzChartLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzChartLayout, dz_chart_layout_free)

/* The mark at a place: row and column of the comparison and its words; FALSE when there is none. */
gboolean dz_chart_layout_pick (const DzChartLayout *self,
                               double x,
                               double y,
                               guint *row,
                               guint *column,
                               const char **words);
/* Marks in reading order, for the arrow keys. */
guint dz_chart_layout_get_n_marks (const DzChartLayout *self);
void dz_chart_layout_get_mark (const DzChartLayout *self,
                               guint index,
                               guint *row,
                               guint *column,
                               cairo_rectangle_t *area,
                               const char **words);

void dz_chart_draw (const DzChartLayout *layout,
                    cairo_t *cr);

/* .svg, .png or .pdf by the ending; written beside and renamed. Two calls give the same bytes. */
gboolean dz_chart_save (const DzChartLayout *layout,
                        const char *path,
                        GError **error);

G_END_DECLS
