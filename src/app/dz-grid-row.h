/* dz-grid-row.h - one row of a matrix: its head and the cells in view
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-axis.h"
#include "dz-grid-cell.h"

G_BEGIN_DECLS

/* What all rows of a matrix share. The first @n_pinned columns stay beside the labels and take
 * @pinned_width there. @position: how far the others are scrolled. */
typedef struct {
  DzMatrixLook *look;
  int label_width;
  int unit_width;
  guint n_pinned;
  int pinned_width;
  int position;
} DzMatrixGeometry;

typedef void (*DzGridBindFunc) (DzGridCell *cell,
                                  guint row,
                                  guint column,
                                  gpointer user_data);

#define DZ_TYPE_GRID_ROW (dz_grid_row_get_type ())
G_DECLARE_FINAL_TYPE (DzGridRow, dz_grid_row, DZ, GRID_ROW, GtkWidget)

/* @kind: of its cells. A row of DZ_GRID_KIND_GROUP keeps its labels in view while columns scroll. */
GtkWidget *dz_grid_row_new (DzGridCellKind kind,
                              const DzMatrixGeometry *geometry);

DzGridCell *dz_grid_row_get_head (DzGridRow *self);
DzGridCell *dz_grid_row_get_unit (DzGridRow *self);

/* Which row of the model it shows now. */
guint dz_grid_row_get_index (DzGridRow *self);
void dz_grid_row_set_index (DzGridRow *self,
                              guint index);

/* Shows @n cells from @first on along @axis (borrowed until the next call); @bind fills those
 * that show something else than before, all when @all. */
void dz_grid_row_update (DzGridRow *self,
                           const DzAxis *axis,
                           guint first,
                           guint n,
                           gboolean all,
                           DzGridBindFunc bind,
                           gpointer user_data);

/* The same for the @n cells that stand still in front of them. */
void dz_grid_row_update_pinned (DzGridRow *self,
                                const DzAxis *axis,
                                guint n,
                                gboolean all,
                                DzGridBindFunc bind,
                                gpointer user_data);

/* Calls @func for all cells. */
void dz_grid_row_each (DzGridRow *self,
                       DzGridBindFunc func,
                       gpointer user_data);

/* The cell of a column; NULL when it is out of view. */
DzGridCell *dz_grid_row_find_cell (DzGridRow *self,
                                       guint column);
void dz_grid_row_style_changed (DzGridRow *self);

/* Brings the slots of @widgets (children of @parent, in order) to a new first index; see
 * dz_axis_plan() for the result. */
int dz_matrix_rotate (GPtrArray *widgets,
                      GtkWidget *parent,
                      GtkWidget *before,
                      guint old_first,
                      guint new_first);

G_END_DECLS
