/* dz-matrix-row.h - one row of a matrix: its head and the cells in view
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-axis.h"
#include "dz-matrix-cell.h"

G_BEGIN_DECLS

/* What all rows of a matrix share. @position: how far the columns are scrolled. */
typedef struct {
  const DzMatrixLook *look;
  int label_width;
  int unit_width;
  int position;
} DzMatrixGeometry;

typedef void (*DzMatrixBindFunc) (DzMatrixCell *cell,
                                  guint row,
                                  guint column,
                                  gpointer user_data);

#define DZ_TYPE_MATRIX_ROW (dz_matrix_row_get_type ())
G_DECLARE_FINAL_TYPE (DzMatrixRow, dz_matrix_row, DZ, MATRIX_ROW, GtkWidget)

/* @kind: of its cells. A row of DZ_CELL_KIND_GROUP keeps its labels in view while columns scroll. */
GtkWidget *dz_matrix_row_new (DzMatrixCellKind kind,
                              const DzMatrixGeometry *geometry);

DzMatrixCell *dz_matrix_row_get_head (DzMatrixRow *self);
DzMatrixCell *dz_matrix_row_get_unit (DzMatrixRow *self);

/* Which row of the model it shows now. */
guint dz_matrix_row_get_index (DzMatrixRow *self);
void dz_matrix_row_set_index (DzMatrixRow *self,
                              guint index);

/* Shows @n cells from @first on along @axis (borrowed until the next call); @bind fills those
 * that show something else than before, all when @all. */
void dz_matrix_row_update (DzMatrixRow *self,
                           const DzAxis *axis,
                           guint first,
                           guint n,
                           gboolean all,
                           DzMatrixBindFunc bind,
                           gpointer user_data);

guint dz_matrix_row_get_first (DzMatrixRow *self);
guint dz_matrix_row_get_n_cells (DzMatrixRow *self);
DzMatrixCell *dz_matrix_row_get_cell (DzMatrixRow *self,
                                      guint slot);

/* The cell of a column; NULL when it is out of view. */
DzMatrixCell *dz_matrix_row_find_cell (DzMatrixRow *self,
                                       guint column);
void dz_matrix_row_style_changed (DzMatrixRow *self);

/* Brings the slots of @widgets (children of @parent, in order) to a new first index; see
 * dz_axis_plan() for the result. */
int dz_matrix_rotate (GPtrArray *widgets,
                      GtkWidget *parent,
                      GtkWidget *before,
                      guint old_first,
                      guint new_first);

G_END_DECLS
