/* dz-matrix-view.c - where the parts of a matrix stand: scrolling, sizes, drawing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

#define HEAD_PADDING 8

int
dz_matrix_get_position (DzMatrix *self,
                        GtkOrientation orientation)
{
  return self->adjustments[orientation] == NULL ? 0 : (int) gtk_adjustment_get_value (self->adjustments[orientation]);
}

int
dz_matrix_get_group_height (DzMatrix *self)
{
  return self->look->line_height * 2 + HEAD_PADDING;
}

int
dz_matrix_get_head_height (DzMatrix *self)
{
  return dz_matrix_get_group_height (self) + self->look->line_height * (int) self->head_lines + HEAD_PADDING + 2;
}

int
dz_matrix_get_view_size (DzMatrix *self,
                         GtkOrientation orientation)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - dz_matrix_get_head_height (self), 0);
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->geometry.label_width - self->geometry.unit_width -
                self->geometry.pinned_width,
              0);
}

/* Scrolling */

static void
adjustment_changed_cb (GtkAdjustment *adjustment,
                       DzMatrix *self)
{
  dz_matrix_fill (self, FALSE);
}

void
dz_matrix_configure_adjustment (DzMatrix *self,
                                GtkOrientation orientation,
                                const DzAxis *axis)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double view = dz_matrix_get_view_size (self, orientation);
  double length = axis == NULL ? 0 : dz_axis_get_length (axis);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    length -= self->geometry.pinned_width;
  if (adjustment == NULL)
    return;
  gtk_adjustment_configure (adjustment, MIN (gtk_adjustment_get_value (adjustment), MAX (length - view, 0)),
                            0, MAX (length, view), self->look->row_height * 2, view * 0.9, view);
}

void
dz_matrix_set_adjustment (DzMatrix *self,
                          GtkOrientation orientation,
                          GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] == adjustment && adjustment != NULL)
    return;
  if (self->adjustments[orientation] != NULL) {
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], adjustment_changed_cb, self);
    g_clear_object (&self->adjustments[orientation]);
  }
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (adjustment_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
dz_matrix_reveal (DzMatrix *self,
                  GtkOrientation orientation,
                  const DzAxis *axis,
                  guint index)
{
  int view = dz_matrix_get_view_size (self, orientation);
  int before = orientation == GTK_ORIENTATION_HORIZONTAL ? self->geometry.pinned_width : 0;
  int position = dz_matrix_get_position (self, orientation) + before;
  int wanted;

  if (view <= 0 || self->adjustments[orientation] == NULL ||
      (orientation == GTK_ORIENTATION_HORIZONTAL && index < self->geometry.n_pinned))
    return;
  wanted = dz_axis_reveal (axis, index, position, view);
  /* After a jump the place stands in the middle, not at the edge. */
  if (ABS (wanted - position) > view / 4)
    wanted = dz_axis_get_offset (axis, index) - view * 2 / 5;
  gtk_adjustment_set_value (self->adjustments[orientation], wanted - before);
}

/* What the labels need, but not much more than a third of the width, or what the columns leave free. */
static int
choose_label_width (DzMatrix *self,
                    int width)
{
  int columns = self->columns == NULL ? 0 : dz_axis_get_length (self->columns);
  int rest = width - self->geometry.unit_width - columns;
  int wanted = MIN (self->look->digit * self->label_digits, MAX (width * 38 / 100, rest));

  if (self->label_wanted > 0)
    return CLAMP (self->look->digit * self->label_wanted, self->look->digit * 8, MAX (width * 2 / 3, self->look->digit * 8));
  return CLAMP (wanted, self->look->digit * 16, self->look->digit * 56);
}

gboolean
dz_matrix_is_label_border (DzMatrix *self,
                           double x,
                           double y)
{
  return y < dz_matrix_get_head_height (self) && ABS (x - self->geometry.label_width - self->geometry.unit_width) <= 4;
}

void
dz_matrix_set_label_digits (DzMatrix *self,
                            int digits)
{
  self->label_wanted = digits;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
dz_matrix_size_allocate (GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  DzMatrix *self = DZ_MATRIX (widget);
  int head = dz_matrix_get_head_height (self);
  int group = dz_matrix_get_group_height (self);
  int minimum;

  self->in_allocate = TRUE;
  self->geometry.unit_width = self->look->digit * 6;
  self->geometry.label_width = choose_label_width (self, width);
  dz_matrix_configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->columns);
  dz_matrix_configure_adjustment (self, GTK_ORIENTATION_VERTICAL, self->rows);
  dz_matrix_fill (self, FALSE);
  gtk_widget_measure (self->group_row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->group_row, &(GtkAllocation) { 0, 0, width, group }, -1);
  gtk_widget_measure (self->label_row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->label_row, &(GtkAllocation) { 0, group, width, head - group }, -1);
  for (guint i = 0; i < self->body->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->body, i);
    guint index = self->first_row + i;
    int y = head + dz_axis_get_offset (self->rows, index) - dz_matrix_get_position (self, GTK_ORIENTATION_VERTICAL);

    gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    gtk_widget_size_allocate (row, &(GtkAllocation) { 0, y, width, dz_axis_get_size (self->rows, index) }, -1);
  }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  self->in_allocate = FALSE;
}

void
dz_matrix_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  DzMatrix *self = DZ_MATRIX (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = self->look->digit * 40;
    *natural = self->look->digit * 100;
  } else {
    *minimum = dz_matrix_get_head_height (self) + self->look->row_height * 3;
    *natural = dz_matrix_get_head_height (self) + self->look->row_height * 20;
  }
}

static void
draw_vertical (DzMatrix *self,
               GtkSnapshot *snapshot,
               const GdkRGBA *color,
               int x,
               int y,
               int height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, 1, height));
}

/* Where a column begins on the screen; behind the last one for n. */
static int
get_column_x (DzMatrix *self,
              guint column)
{
  int x = self->geometry.label_width + self->geometry.unit_width + dz_axis_get_offset (self->columns, column);

  return column < self->geometry.n_pinned ? x : x - self->geometry.position;
}

static void
draw_drop_place (DzMatrix *self,
                 GtkSnapshot *snapshot,
                 int height)
{
  int x = get_column_x (self, self->drop_place);

  gtk_snapshot_append_color (snapshot, &self->look->accent, &GRAPHENE_RECT_INIT (x - 2, 0, 4, height));
}

void
dz_matrix_snapshot (GtkWidget *widget,
                    GtkSnapshot *snapshot)
{
  DzMatrix *self = DZ_MATRIX (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int head = dz_matrix_get_head_height (self);
  int frozen = self->geometry.label_width + self->geometry.unit_width;
  int bottom = self->rows == NULL ? head : MIN (height, head + dz_axis_get_length (self->rows));

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, head, width, MAX (height - head, 0)));
  for (guint i = 0; i < self->body->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->body, i), snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->group_row, snapshot);
  gtk_widget_snapshot_child (widget, self->label_row, snapshot);
  for (guint i = 0; self->groups != NULL && i < dz_axis_get_n (self->groups); i++) {
    int x = frozen + dz_axis_get_offset (self->groups, i + 1) - self->geometry.position;

    if (dz_axis_get_offset (self->groups, i + 1) <= self->geometry.pinned_width)
      x += self->geometry.position;
    else if (x <= frozen + self->geometry.pinned_width)
      continue;
    if (x > width)
      break;
    draw_vertical (self, snapshot, &self->look->line, x - 1, 0, bottom);
  }
  gtk_snapshot_append_color (snapshot, &self->look->strong_line, &GRAPHENE_RECT_INIT (0, head - 1, width, 1));
  draw_vertical (self, snapshot, &self->look->strong_line, frozen - 1, 0, bottom);
  if (self->geometry.n_pinned > 0)
    draw_vertical (self, snapshot, &self->look->strong_line, frozen + self->geometry.pinned_width - 1, 0, bottom);
  if (self->dragging)
    draw_drop_place (self, snapshot, height);
}

void
dz_matrix_get_view (DzMatrix *self,
                    guint *first,
                    guint *end)
{
  int position = dz_matrix_get_position (self, GTK_ORIENTATION_VERTICAL);

  *first = *end = 0;
  if (dz_matrix_count_rows (self) == 0)
    return;
  *first = dz_axis_find (self->rows, position);
  *end = dz_axis_find (self->rows, position + dz_matrix_get_view_size (self, GTK_ORIENTATION_VERTICAL)) + 1;
}

void
dz_matrix_scroll_to_row (DzMatrix *self,
                         guint row)
{
  int view = dz_matrix_get_view_size (self, GTK_ORIENTATION_VERTICAL);

  if (row < dz_matrix_count_rows (self))
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL],
                              dz_axis_get_offset (self->rows, row) - view / 2);
}

DzMatrixHit
dz_matrix_hit (DzMatrix *self,
               double x,
               double y,
               guint *row,
               guint *column)
{
  int head = dz_matrix_get_head_height (self);
  int frozen = self->geometry.label_width + self->geometry.unit_width;
  int body_x = (int) x - frozen + (x < frozen + self->geometry.pinned_width ? 0 : self->geometry.position);
  int body_y = (int) y - head + dz_matrix_get_position (self, GTK_ORIENTATION_VERTICAL);
  gboolean on_column = x >= frozen && dz_matrix_count_columns (self) > 0 && body_x < dz_axis_get_length (self->columns);
  gboolean on_row = y >= head && dz_matrix_count_rows (self) > 0 && body_y < dz_axis_get_length (self->rows);

  if (on_column)
    *column = dz_axis_find (self->columns, body_x);
  if (on_row)
    *row = dz_axis_find (self->rows, body_y);
  if (on_row)
    return on_column ? DZ_HIT_CELL : x < frozen ? DZ_HIT_ROW
                                                : DZ_HIT_NONE;
  if (y >= head)
    return DZ_HIT_NONE;
  if (on_column)
    return y < dz_matrix_get_group_height (self) ? DZ_HIT_GROUP : DZ_HIT_COLUMN;
  return x < frozen ? DZ_HIT_CORNER : DZ_HIT_NONE;
}
