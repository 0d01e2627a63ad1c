/* dz-comparison-model.h - a comparison as a matrix shows it: mode, filters, folded groups
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-comparison.h"
#include "dz-matrix-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DZ_TYPE_COMPARISON_MODEL (dz_comparison_model_get_type ())
G_DECLARE_FINAL_TYPE (DzComparisonModel, dz_comparison_model, DZ, COMPARISON_MODEL, GObject)

DzComparisonModel *dz_comparison_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @findings: of DzFindingItem, may be NULL. Folded groups and filters stay. */
void dz_comparison_model_set_comparison (DzComparisonModel *self,
                                         DzComparison *comparison,
                                         GListModel *findings);
DzComparison *dz_comparison_model_get_comparison (DzComparisonModel *self);

void dz_comparison_model_set_mode (DzComparisonModel *self,
                                   DzMode mode);

typedef enum {
  DZ_FILTER_DIFFERENCES = 1 << 0, /* rows that differ only */
  DZ_FILTER_FINDINGS = 1 << 1,    /* rows with an open finding only */
  DZ_FILTER_EMPTY = 1 << 2,       /* rows without any figure, too */
} DzRowFilter;

void dz_comparison_model_set_filter (DzComparisonModel *self,
                                     DzRowFilter filter);
DzRowFilter dz_comparison_model_get_filter (DzComparisonModel *self);

/* Rows whose label contains @text, in any case; NULL or "" for all. */
void dz_comparison_model_set_search (DzComparisonModel *self,
                                     const char *text);
void dz_comparison_model_fold_all (DzComparisonModel *self,
                                   gboolean folded);

/* Rows with figures that the filters hide, and how many there are of which kind. */
typedef struct {
  guint n_rows;
  guint n_shown;
  guint n_hidden;
  guint n_hidden_zero;
  guint n_hidden_equal;
  guint n_differ;
} DzRowCounts;

void dz_comparison_model_get_counts (DzComparisonModel *self,
                                     DzRowCounts *counts);

/* The row of the comparison that is shown in @row. */
guint dz_comparison_model_get_source (DzComparisonModel *self,
                                      guint row);

/* Where a row of the comparison is shown; unfolds and drops filters that hide it. */
guint dz_comparison_model_reveal (DzComparisonModel *self,
                                  guint source);

/* Of a whole row shown, for an overview: what its cells have. */
DzFaceFlags dz_comparison_model_get_row_flags (DzComparisonModel *self,
                                               guint row);

G_END_DECLS
