/* dz-grid-cell.h - one cell or head of a matrix, filled again and again
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-matrix-look.h"
#include "dz-matrix-model.h"

G_BEGIN_DECLS

typedef enum {
  DZ_GRID_KIND_BODY,
  DZ_GRID_KIND_ROW,    /* label of a row */
  DZ_GRID_KIND_UNIT,
  DZ_GRID_KIND_COLUMN, /* label of a column */
  DZ_GRID_KIND_GROUP,  /* head over several columns */
  DZ_GRID_KIND_CORNER,
} DzGridCellKind;

#define DZ_TYPE_GRID_CELL (dz_grid_cell_get_type ())
G_DECLARE_FINAL_TYPE (DzGridCell, dz_grid_cell, DZ, GRID_CELL, GtkWidget)

/* @look: borrowed, outlives the cell. */
GtkWidget *dz_grid_cell_new (DzGridCellKind kind,
                               DzMatrixLook *look);

void dz_grid_cell_set_face (DzGridCell *self,
                              const DzMatrixFace *face);
void dz_grid_cell_set_row_head (DzGridCell *self,
                                  const DzMatrixRowHead *head);

/* @n_lines: of the label; from two on it is wrapped. */
void dz_grid_cell_set_column_head (DzGridCell *self,
                                     const DzMatrixColumnHead *head,
                                     guint n_lines);
void dz_grid_cell_set_text (DzGridCell *self,
                              const char *text);

/* The name a screen reader speaks; NULL for none yet. */
void dz_grid_cell_set_words (DzGridCell *self,
                               const char *words);

/* @cursor: the keyboard stands here. @marked: in the head of the cursor's row or column. */
void dz_grid_cell_set_state (DzGridCell *self,
                               gboolean cursor,
                               gboolean selected,
                               gboolean marked);
void dz_grid_cell_style_changed (DzGridCell *self);

gboolean dz_grid_cell_has_words (DzGridCell *self);
const char *dz_grid_cell_get_text (DzGridCell *self);
DzFaceFlags dz_grid_cell_get_flags (DzGridCell *self);

/* The small signs of a face in one string ("⚑✎"); "" when it has none. */
const char *dz_matrix_face_get_signs (DzFaceFlags flags,
                                      char buffer[32]);

G_END_DECLS
