/* dz-slide.h - a chart as it was chosen: kind, indicators, reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kept by names, not by places in a comparison, so that it is drawn from whatever the data are
 * now. Never changed once made.
 */
#pragma once

#include "dz-chart.h"

G_BEGIN_DECLS

#define DZ_TYPE_SLIDE (dz_slide_get_type ())
G_DECLARE_FINAL_TYPE (DzSlide, dz_slide, DZ, SLIDE, GObject)

/* @indicators: ids; @reports: keys, see dz_slide_report_key(); both NULL-terminated. */
DzSlide *dz_slide_new (DzChartType type,
                       const char *const *indicators,
                       const char *const *reports) G_GNUC_WARN_UNUSED_RESULT;
DzChartType dz_slide_get_chart_type (DzSlide *self);
const char *const *dz_slide_get_indicators (DzSlide *self);
const char *const *dz_slide_get_reports (DzSlide *self);

/* What is to be drawn; fails when nothing of it is there any more. */
DzChartSpec *dz_slide_make_spec (DzSlide *self,
                                 DzComparison *comparison,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Agency and year. */
char *dz_slide_report_key (DzReport *report) G_GNUC_WARN_UNUSED_RESULT;

#define DZ_SLIDES_TYPE "a(uasas)"

/* Of DzSlide, to keep and to get back. */
GVariant *dz_slides_to_variant (GListModel *slides);
void dz_slides_from_variant (GListStore *slides,
                             GVariant *variant);

G_END_DECLS
