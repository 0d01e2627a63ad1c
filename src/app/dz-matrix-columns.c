/* dz-matrix-columns.c - columns of the matrix put elsewhere, pinned and sorted by
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

#define DRAG_THRESHOLD 8
#define EDGE 24

/* A selection of whole columns; else the column of the cursor. */
gboolean
dz_matrix_get_chosen_columns (DzMatrix *self,
                              guint *first,
                              guint *n)
{
  DzMatrixRange range;

  if (self->model == NULL || !dz_matrix_get_selection (self, &range))
    return FALSE;
  if (range.first_row > 0 || range.last_row + 1 < dz_matrix_count_rows (self)) {
    range.first_column = self->cursor_column;
    range.last_column = self->cursor_column;
  }
  *first = range.first_column;
  *n = range.last_column - range.first_column + 1;
  return TRUE;
}

/* The selection goes with the columns that it is of: @first is where they stand now. */
static void
select_moved (DzMatrix *self,
              guint first,
              guint n,
              gboolean whole)
{
  guint n_rows = dz_matrix_count_rows (self), n_columns = dz_matrix_count_columns (self);

  if (n_rows == 0 || first + n > n_columns)
    return;
  if (whole)
    dz_matrix_select (self, n_rows - 1, first + n - 1, 0, first, FALSE);
  else
    dz_matrix_select (self, self->cursor_row, first, self->cursor_row, first, FALSE);
  dz_matrix_reveal (self, GTK_ORIENTATION_HORIZONTAL, self->columns, first);
}

static gboolean
is_whole_selection (DzMatrix *self)
{
  DzMatrixRange range;

  return dz_matrix_get_selection (self, &range) && range.first_row == 0 &&
         range.last_row + 1 == dz_matrix_count_rows (self) && range.last_row > 0;
}

static gboolean
move_to (DzMatrix *self,
         guint first,
         guint n,
         guint to)
{
  gboolean whole = is_whole_selection (self);

  if (!dz_matrix_model_move_columns (self->model, first, n, to))
    return FALSE;
  select_moved (self, to > first ? to - n : to, n, whole);
  return TRUE;
}

gboolean
dz_matrix_move_columns (DzMatrix *self,
                        int direction)
{
  guint first, n;

  if (!dz_matrix_get_chosen_columns (self, &first, &n))
    return FALSE;
  if (direction < 0 ? first == 0 : first + n >= dz_matrix_count_columns (self))
    return FALSE;
  return move_to (self, first, n, direction < 0 ? first - 1 : first + n + 1);
}

void
dz_matrix_toggle_pinned (DzMatrix *self)
{
  g_auto (DzMatrixColumnHead) head = { 0 };
  guint first, n;

  if (!dz_matrix_get_chosen_columns (self, &first, &n))
    return;
  dz_matrix_model_get_column_head (self->model, first, &head);
  dz_matrix_model_pin_columns (self->model, first, n, !head.is_pinned);
}

DzMatrixSort
dz_matrix_get_row_sort (DzMatrix *self)
{
  g_auto (DzMatrixColumnHead) head = { 0 };

  if (!self->has_cursor)
    return DZ_MATRIX_SORT_NONE;
  dz_matrix_model_get_column_head (self->model, self->cursor_column, &head);
  return head.sort;
}

DzMatrixSort
dz_matrix_get_column_sort (DzMatrix *self)
{
  g_auto (DzMatrixRowHead) head = { 0 };

  if (!self->has_cursor)
    return DZ_MATRIX_SORT_NONE;
  dz_matrix_model_get_row_head (self->model, self->cursor_row, &head);
  return head.sort;
}

void
dz_matrix_sort_rows (DzMatrix *self,
                     DzMatrixSort sort)
{
  if (self->has_cursor)
    dz_matrix_model_sort_rows (self->model, self->cursor_column, sort);
}

void
dz_matrix_sort_columns (DzMatrix *self,
                        DzMatrixSort sort)
{
  if (self->has_cursor)
    dz_matrix_model_sort_columns (self->model, self->cursor_row, sort);
}

/* Dragging heads */

gboolean
dz_matrix_begin_column_drag (DzMatrix *self,
                             double x,
                             double y)
{
  guint row, column = 0, group;

  switch (dz_matrix_hit (self, x, y, &row, &column)) {
  case DZ_HIT_COLUMN:
    self->drag_first = column;
    self->drag_n = 1;
    return TRUE;
  case DZ_HIT_GROUP:
    group = self->column_groups[column];
    self->drag_first = self->group_starts[group];
    self->drag_n = self->group_starts[group + 1] - self->drag_first;
    return TRUE;
  case DZ_HIT_NONE:
  case DZ_HIT_CELL:
  case DZ_HIT_ROW:
  case DZ_HIT_CORNER:
  default:
    self->drag_n = 0;
    return FALSE;
  }
}

/* The border between columns that is nearest to @x. */
static guint
find_border (DzMatrix *self,
             double x)
{
  int frozen = self->geometry.label_width + self->geometry.unit_width;
  gboolean pinned = self->drag_first < self->geometry.n_pinned;
  int at = (int) x - frozen + (pinned ? 0 : self->geometry.position);
  guint column = dz_axis_find (self->columns, CLAMP (at, 0, dz_axis_get_length (self->columns)));
  guint n_pinned = dz_matrix_model_get_n_pinned (self->model);

  if (at > dz_axis_get_offset (self->columns, column) + dz_axis_get_size (self->columns, column) / 2)
    column++;
  return pinned ? MIN (column, n_pinned) : MAX (column, n_pinned);
}

static void
scroll_at_edge (DzMatrix *self,
                double x)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  int left = self->geometry.label_width + self->geometry.unit_width + self->geometry.pinned_width;
  double by = x > gtk_widget_get_width (GTK_WIDGET (self)) - EDGE ? EDGE : x < left + EDGE ? -EDGE : 0;

  if (by != 0 && adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

void
dz_matrix_update_column_drag (DzMatrix *self,
                              double x,
                              double dx)
{
  if (self->drag_n == 0 || (!self->dragging && ABS (dx) < DRAG_THRESHOLD))
    return;
  self->dragging = TRUE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  scroll_at_edge (self, x);
  self->drop_place = find_border (self, x);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_matrix_end_column_drag (DzMatrix *self,
                           gboolean drop)
{
  gboolean dragging = self->dragging;

  self->dragging = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (dragging && drop && self->drag_n > 0 && self->drag_first + self->drag_n <= dz_matrix_count_columns (self))
    move_to (self, self->drag_first, self->drag_n, MIN (self->drop_place, dz_matrix_count_columns (self)));
  self->drag_n = 0;
}
