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

/* The rows with figures; each is of one of the last four kinds. */
typedef struct {
  guint n_rows;
  guint n_shown; /* folded ones, too */
  guint n_differ;
  guint n_equal;
  guint n_zero;
  guint n_missing; /* without any figure; only with DZ_FILTER_EMPTY */
} DzRowCounts;

void dz_comparison_model_get_counts (DzComparisonModel *self,
                                     DzRowCounts *counts);

/* The row of the comparison that is shown in @row. */
guint dz_comparison_model_get_source (DzComparisonModel *self,
                                      guint row);

/* Where a row of the comparison is shown; unfolds and drops filters that hide it. */
guint dz_comparison_model_reveal (DzComparisonModel *self,
                                  guint source);

/* The column of the comparison that is shown in @column, and the other way round. */
guint dz_comparison_model_get_source_column (DzComparisonModel *self,
                                             guint column);
guint dz_comparison_model_find_column (DzComparisonModel *self,
                                       guint source);

/* The order of the columns as the reports were sorted, unsorted rows; pinned columns stay. */
void dz_comparison_model_reset_order (DzComparisonModel *self);
gboolean dz_comparison_model_has_order (DzComparisonModel *self);

/* What is to be found again when the workspace is opened: order, sorting, folded groups, filters,
 * mode. A state that is damaged changes nothing. */
GVariant *dz_comparison_model_dup_state (DzComparisonModel *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_comparison_model_set_state (DzComparisonModel *self,
                                    GVariant *state);
DzMode dz_comparison_model_get_mode (DzComparisonModel *self);

G_END_DECLS
