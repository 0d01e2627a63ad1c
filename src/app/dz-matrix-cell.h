/* dz-matrix-cell.h - one cell or head of a matrix, filled again and again
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-matrix-look.h"
#include "dz-matrix-model.h"

G_BEGIN_DECLS

typedef enum {
  DZ_CELL_KIND_BODY,
  DZ_CELL_KIND_ROW,    /* label of a row */
  DZ_CELL_KIND_UNIT,
  DZ_CELL_KIND_COLUMN, /* label of a column */
  DZ_CELL_KIND_GROUP,  /* head over several columns */
  DZ_CELL_KIND_CORNER,
} DzMatrixCellKind;

#define DZ_TYPE_MATRIX_CELL (dz_matrix_cell_get_type ())
G_DECLARE_FINAL_TYPE (DzMatrixCell, dz_matrix_cell, DZ, MATRIX_CELL, GtkWidget)

/* @look: borrowed, outlives the cell. */
GtkWidget *dz_matrix_cell_new (DzMatrixCellKind kind,
                               const DzMatrixLook *look);

void dz_matrix_cell_set_face (DzMatrixCell *self,
                              const DzMatrixFace *face);
void dz_matrix_cell_set_row_head (DzMatrixCell *self,
                                  const DzMatrixRowHead *head);
void dz_matrix_cell_set_column_head (DzMatrixCell *self,
                                     const DzMatrixColumnHead *head);
void dz_matrix_cell_set_text (DzMatrixCell *self,
                              const char *text);

/* The name a screen reader speaks. */
void dz_matrix_cell_set_words (DzMatrixCell *self,
                               const char *words);

/* @cursor: the keyboard stands here. @marked: in the head of the cursor's row or column. */
void dz_matrix_cell_set_state (DzMatrixCell *self,
                               gboolean cursor,
                               gboolean selected,
                               gboolean marked);
void dz_matrix_cell_style_changed (DzMatrixCell *self);

const char *dz_matrix_cell_get_text (DzMatrixCell *self);
DzFaceFlags dz_matrix_cell_get_flags (DzMatrixCell *self);

/* The small signs of a face in one string ("⚑✎"); "" when it has none. */
const char *dz_matrix_face_get_signs (DzFaceFlags flags,
                                      char buffer[32]);

G_END_DECLS
