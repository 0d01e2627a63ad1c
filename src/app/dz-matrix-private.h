/* dz-matrix-private.h - shared by the files of the matrix
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-matrix.h"
#include "dz-grid-row.h"

G_BEGIN_DECLS

struct _DzMatrix {
  GtkWidget parent_instance;

  DzMatrixModel *model;
  DzMatrixLook *look;
  DzMatrixGeometry geometry;
  DzChangeColors colors;
  gboolean compact;
  double zoom;
  guint head_lines;     /* of the labels of the columns */
  int label_digits;     /* how wide the longest label is, in digits */
  int label_wanted;     /* width of the labels as pulled by hand, in digits; 0 not yet */
  gboolean sizing;      /* it is being pulled */

  DzAxis *rows;
  DzAxis *columns;
  DzAxis *groups;       /* along the columns */
  guint *group_starts;  /* of n groups + 1: first column of each */
  guint *column_groups; /* of n columns: its group */

  GtkWidget *group_row;
  GtkWidget *label_row;
  GPtrArray *body; /* of DzGridRow, borrowed: children in order */
  guint first_row;
  guint first_column;
  guint n_column_slots;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  gboolean in_allocate;

  gboolean has_cursor;
  guint cursor_row, cursor_column;
  guint anchor_row, anchor_column;
  char *cursor_row_key; /* to find the place again when the model changed */
  char *cursor_column_key;
  guint focus_source;
  guint words_source; /* gives the rows from words_row on their words */
  guint words_row;

  /* Columns that are being dragged to another place */
  gboolean dragging;
  guint drag_first, drag_n;
  guint drop_place;     /* they would stand in front of this column */

  GtkWidget *menu; /* GtkPopoverMenu, child */
};

typedef enum {
  DZ_HIT_NONE,
  DZ_HIT_CELL,
  DZ_HIT_ROW,
  DZ_HIT_COLUMN,
  DZ_HIT_GROUP,
  DZ_HIT_CORNER,
} DzMatrixHit;

/* What stands at a place of the widget. */
DzMatrixHit dz_matrix_hit (DzMatrix *self,
                           double x,
                           double y,
                           guint *row,
                           guint *column);

/* dz-matrix-fill.c */
guint dz_matrix_count_rows (DzMatrix *self);
guint dz_matrix_count_columns (DzMatrix *self);

/* Measures the model anew. */
void dz_matrix_make_axes (DzMatrix *self);

/* Gives each slot in view its row and column; all of them are filled again when @all. */
void dz_matrix_fill (DzMatrix *self,
                     gboolean all);

/* The words of the cursor's cell, at once. */
void dz_matrix_fill_words (DzMatrix *self,
                           DzGridCell *cell,
                           guint row,
                           guint column);

/* dz-matrix-view.c */
int dz_matrix_get_head_height (DzMatrix *self);
int dz_matrix_get_group_height (DzMatrix *self);

/* How far it is scrolled. */
int dz_matrix_get_position (DzMatrix *self,
                            GtkOrientation orientation);

/* Heights and widths left for the cells. */
int dz_matrix_get_view_size (DzMatrix *self,
                             GtkOrientation orientation);
void dz_matrix_configure_adjustment (DzMatrix *self,
                                     GtkOrientation orientation,
                                     const DzAxis *axis);
void dz_matrix_set_adjustment (DzMatrix *self,
                               GtkOrientation orientation,
                               GtkAdjustment *adjustment);
void dz_matrix_reveal (DzMatrix *self,
                       GtkOrientation orientation,
                       const DzAxis *axis,
                       guint index);
void dz_matrix_size_allocate (GtkWidget *widget,
                              int width,
                              int height,
                              int baseline);
void dz_matrix_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline);
void dz_matrix_snapshot (GtkWidget *widget,
                         GtkSnapshot *snapshot);

/* Focus follows the cursor into its cell while that is in view, and rests on the matrix while it is not. */
void dz_matrix_place_focus_later (DzMatrix *self);

/* The columns that an action means: those selected as a whole, else that of the cursor. FALSE for none. */
gboolean dz_matrix_get_chosen_columns (DzMatrix *self,
                                       guint *first,
                                       guint *n);

/* A head is pulled sideways; FALSE when there is none at the place. Nothing happens before it is
 * pulled some way, so that it can be clicked. */
gboolean dz_matrix_begin_column_drag (DzMatrix *self,
                                      double x,
                                      double y);
void dz_matrix_update_column_drag (DzMatrix *self,
                                   double x,
                                   double dx);
void dz_matrix_end_column_drag (DzMatrix *self,
                                gboolean drop);

/* Whether the border right of the labels is under the pointer, in the heads. */
gboolean dz_matrix_is_label_border (DzMatrix *self,
                                    double x,
                                    double y);
void dz_matrix_set_label_digits (DzMatrix *self,
                                 int digits);

/* Keys, pointer, menu: called once. */
void dz_matrix_add_controllers (DzMatrix *self);

void dz_matrix_emit_activated (DzMatrix *self);
void dz_matrix_emit_edit (DzMatrix *self,
                          const char *text);
void dz_matrix_emit_column (DzMatrix *self,
                            guint column);

/* Shows the cursor, selection and marks in the cells in view. */
void dz_matrix_show_state (DzMatrix *self);

/* Sets both ends; scrolls to the cursor when @reveal. */
void dz_matrix_select (DzMatrix *self,
                       guint anchor_row,
                       guint anchor_column,
                       guint row,
                       guint column,
                       gboolean reveal);

G_END_DECLS
