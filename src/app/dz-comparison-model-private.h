/* dz-comparison-model-private.h - shared by the files of the comparison's model
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-axis-order.h"
#include "dz-comparison-model.h"

G_BEGIN_DECLS

struct _DzComparisonModel {
  GObject parent_instance;

  DzComparison *comparison;
  GListModel *findings;
  DzMode mode;
  DzRowFilter filter;
  char *search; /* folded case; NULL for none */
  GHashTable *folded; /* set of row keys */

  DzAxisOrder *order;       /* of the columns */
  char *columns_by;         /* key of the row that the columns are sorted by, or NULL */
  DzMatrixSort columns_sort;
  char *rows_by;            /* key of the column that the rows are sorted by, or NULL */
  DzMatrixSort rows_sort;
  guint *row_order;         /* of n rows: as they follow each other, folded or not */

  GArray *shown;        /* of guint: rows of the comparison */
  guint8 *passes;       /* of n rows: shown if no group were folded */
  guint *n_below;       /* of n rows: rows with figures beneath that pass */
  guint *n_differ_below;
  guint8 *row_flags;    /* of n rows: 1 differs, 2 finding, 4 error */
  guint8 *column_flags; /* of n columns, the same */
  GHashTable *marked;   /* Mark (owned) -> DzSeverity + 1 */
  GPtrArray *column_keys; /* of char * */
  guint *column_chars;
  DzRowCounts counts;
};

static inline guint
dz_comparison_model_count_rows (DzComparisonModel *self)
{
  return self->comparison == NULL ? 0 : dz_comparison_get_n_rows (self->comparison);
}

static inline guint
dz_comparison_model_count_columns (DzComparisonModel *self)
{
  return self->comparison == NULL ? 0 : dz_comparison_get_n_columns (self->comparison);
}

/* Which figures the open findings are about, and the rows of these. */
GHashTable *dz_comparison_model_new_marks (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_comparison_model_take_findings (DzComparisonModel *self);

/* 0 for none, else severity + 1. */
guint dz_comparison_model_find_mark (DzComparisonModel *self,
                                     const DzMatrixCell *cell,
                                     guint column);

gboolean dz_comparison_model_is_folded (DzComparisonModel *self,
                                        guint index);

/* Lists the rows shown: after another filter, and after folding alone. */
void dz_comparison_model_refilter (DzComparisonModel *self);
void dz_comparison_model_list_rows (DzComparisonModel *self);

/* Column of the comparison that stands at a place. */
static inline guint
dz_comparison_model_column (DzComparisonModel *self,
                            guint place)
{
  return dz_axis_order_get_source (self->order, place);
}

/* dz-comparison-model-order.c: puts columns and rows in their order, after anything that it depends on has changed. */
void dz_comparison_model_arrange_columns (DzComparisonModel *self);
void dz_comparison_model_arrange_rows (DzComparisonModel *self);

G_END_DECLS
