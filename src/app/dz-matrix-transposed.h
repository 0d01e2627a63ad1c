/* dz-matrix-transposed.h - another matrix with rows and columns exchanged
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns become rows: the head of their group is the label, their own label stands where units
 * stood. Rows become columns under their section; rows that are a heading only are left out.
 * Sorting is that of the other matrix; columns have an order and pins of their own.
 */
#pragma once

#include "dz-matrix-model.h"

G_BEGIN_DECLS

#define DZ_TYPE_MATRIX_TRANSPOSED (dz_matrix_transposed_get_type ())
G_DECLARE_FINAL_TYPE (DzMatrixTransposed, dz_matrix_transposed, DZ, MATRIX_TRANSPOSED, GObject)

DzMatrixTransposed *dz_matrix_transposed_new (DzMatrixModel *base) G_GNUC_WARN_UNUSED_RESULT;

/* Follows its base only while it is shown. */
void dz_matrix_transposed_set_active (DzMatrixTransposed *self,
                                      gboolean active);

/* The row of the base that stands in a column, and the other way round: -1 when it is left out. */
guint dz_matrix_transposed_get_base_row (DzMatrixTransposed *self,
                                         guint column);
int dz_matrix_transposed_find_column (DzMatrixTransposed *self,
                                      guint base_row);

void dz_matrix_transposed_reset_order (DzMatrixTransposed *self);
gboolean dz_matrix_transposed_has_order (DzMatrixTransposed *self);
GVariant *dz_matrix_transposed_dup_state (DzMatrixTransposed *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_matrix_transposed_set_state (DzMatrixTransposed *self,
                                     GVariant *state);

G_END_DECLS
