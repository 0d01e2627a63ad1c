/* dz-matrix.h - a large table with frozen heads that makes widgets for what is in view only
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Put it into a GtkScrolledWindow. Signals:
 *   "cursor-moved" (): the cursor or the selection is elsewhere
 *   "cell-activated" (row, column): Enter or a double click
 *   "edit-started" (row, column, text): a figure was typed
 *   "column-activated" (column): its head was clicked or chosen by key
 */
#pragma once

#include "dz-matrix-look.h"
#include "dz-matrix-model.h"

G_BEGIN_DECLS

#define DZ_TYPE_MATRIX (dz_matrix_get_type ())
G_DECLARE_FINAL_TYPE (DzMatrix, dz_matrix, DZ, MATRIX, GtkWidget)

typedef struct {
  guint first_row, last_row;
  guint first_column, last_column;
} DzMatrixRange;

GtkWidget *dz_matrix_new (void);

void dz_matrix_set_model (DzMatrix *self,
                          DzMatrixModel *model);
DzMatrixModel *dz_matrix_get_model (DzMatrix *self);

/* Words over the label and unit columns. */
void dz_matrix_set_corner (DzMatrix *self,
                           const char *label,
                           const char *unit);
void dz_matrix_set_colors (DzMatrix *self,
                           DzChangeColors colors);
void dz_matrix_set_compact (DzMatrix *self,
                            gboolean compact);

/* Size of the text, 1 for that of the window. */
void dz_matrix_set_zoom (DzMatrix *self,
                         double zoom);

/* The columns chosen stand one place further (1) or before (-1); with the cursor. */
gboolean dz_matrix_move_columns (DzMatrix *self,
                                 int direction);

/* Pins the columns chosen beside the labels, or lets them go. */
void dz_matrix_toggle_pinned (DzMatrix *self);

/* By the cursor's column and row; DZ_MATRIX_SORT_NONE for the natural order. */
void dz_matrix_sort_rows (DzMatrix *self,
                          DzMatrixSort sort);
void dz_matrix_sort_columns (DzMatrix *self,
                             DzMatrixSort sort);

/* How they are sorted by these now. */
DzMatrixSort dz_matrix_get_row_sort (DzMatrix *self);
DzMatrixSort dz_matrix_get_column_sort (DzMatrix *self);

/* A menu for cells; its actions find the cell by the cursor. */
void dz_matrix_set_menu (DzMatrix *self,
                         GMenuModel *menu);

/* FALSE while there is no cell. */
gboolean dz_matrix_get_cursor (DzMatrix *self,
                               guint *row,
                               guint *column);

/* Moves there and scrolls it into view; @extend keeps the other end of the selection. */
void dz_matrix_set_cursor (DzMatrix *self,
                           guint row,
                           guint column,
                           gboolean extend);
gboolean dz_matrix_get_selection (DzMatrix *self,
                                  DzMatrixRange *range);
void dz_matrix_select_all (DzMatrix *self);

/* To the next (1) or previous (-1) cell in reading order that has one of @flags; FALSE when there is none. */
gboolean dz_matrix_find_flag (DzMatrix *self,
                              int direction,
                              DzFaceFlags flags);

/* The same by whole rows: to the first such cell of the next row that has any. */
gboolean dz_matrix_find_row_flag (DzMatrix *self,
                                  int direction,
                                  DzFaceFlags flags);

/* The rows in view: first and one behind the last. */
void dz_matrix_get_view (DzMatrix *self,
                         guint *first,
                         guint *end);
void dz_matrix_scroll_to_row (DzMatrix *self,
                              guint row);

/* The selection with its heads, tabs between and a line a row. */
char *dz_matrix_dup_text (DzMatrix *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same as a table in HTML. */
char *dz_matrix_dup_html (DzMatrix *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_matrix_copy (DzMatrix *self);

G_END_DECLS
