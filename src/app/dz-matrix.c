/* dz-matrix.c - a large table with frozen heads that makes widgets for what is in view only
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two rows of heads, then as many DzGridRow as fit. Rows and cells are never made while
 * scrolling: what leaves on one side is filled again and comes in on the other. Real widgets, and not one
 * drawing, so that screen readers find cells.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

#define HEAD_PADDING 8

enum {
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum {
  CURSOR_MOVED,
  CELL_ACTIVATED,
  EDIT_STARTED,
  COLUMN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
dz_matrix_get_border (GtkScrollable *scrollable,
                      GtkBorder *border)
{
  DzMatrix *self = DZ_MATRIX (scrollable);

  border->top = (gint16) dz_matrix_get_head_height (self);
  border->left = (gint16) (self->geometry.label_width + self->geometry.unit_width);
  border->right = border->bottom = 0;
  return TRUE;
}

static void
dz_matrix_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = dz_matrix_get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DzMatrix, dz_matrix, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, dz_matrix_scrollable_init))

static guint
count_rows (DzMatrix *self)
{
  return self->rows == NULL ? 0 : dz_axis_get_n (self->rows);
}

static guint
count_columns (DzMatrix *self)
{
  return self->columns == NULL ? 0 : dz_axis_get_n (self->columns);
}

static int
get_position (DzMatrix *self,
              GtkOrientation orientation)
{
  return self->adjustments[orientation] == NULL ? 0 : (int) gtk_adjustment_get_value (self->adjustments[orientation]);
}

int
dz_matrix_get_head_height (DzMatrix *self)
{
  return self->look->line_height * 3 + HEAD_PADDING * 2 + 2;
}

static int
group_row_height (DzMatrix *self)
{
  return self->look->line_height * 2 + HEAD_PADDING;
}

int
dz_matrix_get_view_size (DzMatrix *self,
                         GtkOrientation orientation)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - dz_matrix_get_head_height (self), 0);
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->geometry.label_width - self->geometry.unit_width, 0);
}

/* Sizes */

static int
row_size (guint row,
          gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixRowHead) head = { 0 };

  dz_matrix_model_get_row_head (self->model, row, &head);
  return head.is_group && head.depth == 0 ? self->look->group_height : self->look->row_height;
}

static int
column_size (guint column,
             gpointer user_data)
{
  DzMatrix *self = user_data;
  guint chars = dz_matrix_model_get_column_chars (self->model, column);

  /* Figure, arrows, and room for two small signs. */
  return self->look->digit * (int) (CLAMP (chars, 5, 14) + 2 + 3) + 18;
}

static int
group_size (guint group,
            gpointer user_data)
{
  DzMatrix *self = user_data;

  return dz_axis_get_offset (self->columns, self->group_starts[group + 1]) -
         dz_axis_get_offset (self->columns, self->group_starts[group]);
}

static void
find_groups (DzMatrix *self)
{
  guint n = count_columns (self);
  guint n_groups = 0;
  g_autofree char *last = NULL;

  g_free (self->group_starts);
  g_free (self->column_groups);
  self->group_starts = g_new0 (guint, n + 1);
  self->column_groups = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++) {
    g_auto (DzMatrixColumnHead) head = { 0 };

    dz_matrix_model_get_column_head (self->model, i, &head);
    if (i == 0 || g_strcmp0 (head.group, last) != 0) {
      self->group_starts[n_groups++] = i;
      g_free (last);
      last = g_steal_pointer (&head.group);
    }
    self->column_groups[i] = n_groups - 1;
  }
  self->group_starts[n_groups] = n;
  g_clear_pointer (&self->groups, dz_axis_free);
  self->groups = dz_axis_new (n_groups, group_size, self);
}

static void
make_axes (DzMatrix *self)
{
  g_clear_pointer (&self->rows, dz_axis_free);
  g_clear_pointer (&self->columns, dz_axis_free);
  if (self->model == NULL) {
    g_clear_pointer (&self->groups, dz_axis_free);
    return;
  }
  self->rows = dz_axis_new (dz_matrix_model_get_n_rows (self->model), row_size, self);
  self->columns = dz_axis_new (dz_matrix_model_get_n_columns (self->model), column_size, self);
  find_groups (self);
}

/* Filling */

static gboolean
is_selected (DzMatrix *self,
             guint row,
             guint column)
{
  return self->has_cursor &&
         row >= MIN (self->anchor_row, self->cursor_row) && row <= MAX (self->anchor_row, self->cursor_row) &&
         column >= MIN (self->anchor_column, self->cursor_column) &&
         column <= MAX (self->anchor_column, self->cursor_column);
}

static void
show_cell_state (DzMatrix *self,
                 DzGridCell *cell,
                 guint row,
                 guint column)
{
  gboolean cursor = self->has_cursor && row == self->cursor_row && column == self->cursor_column;
  gboolean several = self->anchor_row != self->cursor_row || self->anchor_column != self->cursor_column;

  dz_grid_cell_set_state (cell, cursor, several && is_selected (self, row, column), FALSE);
}

static void
bind_cell_cb (DzGridCell *cell,
              guint row,
              guint column,
              gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixFace) face = { 0 };
  g_autofree char *words = dz_matrix_model_dup_words (self->model, row, column);

  dz_matrix_model_get_face (self->model, row, column, &face);
  dz_grid_cell_set_face (cell, &face);
  dz_grid_cell_set_words (cell, words);
  show_cell_state (self, cell, row, column);
}

static void
bind_column_cb (DzGridCell *cell,
                guint row,
                guint column,
                gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixColumnHead) head = { 0 };
  g_autofree char *words = NULL;

  dz_matrix_model_get_column_head (self->model, column, &head);
  dz_grid_cell_set_column_head (cell, &head);
  words = g_strdup_printf ("%s %s", head.group, head.label);
  dz_grid_cell_set_words (cell, words);
  dz_grid_cell_set_state (cell, FALSE, FALSE, self->has_cursor && column == self->cursor_column);
}

static void
bind_group_cb (DzGridCell *cell,
               guint row,
               guint group,
               gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixColumnHead) head = { 0 };

  dz_matrix_model_get_column_head (self->model, self->group_starts[group], &head);
  dz_grid_cell_set_text (cell, head.group);
}

static void
bind_row_head (DzMatrix *self,
               DzGridRow *row)
{
  g_auto (DzMatrixRowHead) head = { 0 };
  guint index = dz_grid_row_get_index (row);

  dz_matrix_model_get_row_head (self->model, index, &head);
  dz_grid_cell_set_row_head (dz_grid_row_get_head (row), &head);
  dz_grid_cell_set_text (dz_grid_row_get_unit (row), head.unit);
  dz_grid_cell_set_state (dz_grid_row_get_head (row), FALSE, FALSE,
                            self->has_cursor && index == self->cursor_row);
}

static void
set_n_body_rows (DzMatrix *self,
                 guint n)
{
  while (self->body->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (self->body, self->body->len - 1));
  while (self->body->len < n) {
    GtkWidget *row = dz_grid_row_new (DZ_GRID_KIND_BODY, &self->geometry);

    gtk_widget_insert_before (row, GTK_WIDGET (self), self->menu);
    g_ptr_array_add (self->body, row);
  }
}

static void
fill_heads (DzMatrix *self,
            gboolean all)
{
  guint n_groups = self->groups == NULL ? 0 : dz_axis_get_n (self->groups);

  if (self->columns == NULL)
    return;
  dz_grid_row_update (DZ_GRID_ROW (self->label_row), self->columns, self->first_column,
                        self->n_column_slots, all, bind_column_cb, self);
  if (n_groups > 0 && self->n_column_slots > 0) {
    guint first = self->column_groups[self->first_column];
    guint last = self->column_groups[self->first_column + self->n_column_slots - 1];

    dz_grid_row_update (DZ_GRID_ROW (self->group_row), self->groups, first, last - first + 1, all,
                          bind_group_cb, self);
  } else {
    dz_grid_row_update (DZ_GRID_ROW (self->group_row), self->groups, 0, 0, all, bind_group_cb, self);
  }
}

/* Focus follows the cursor into its cell while that is in view, and rests on the matrix while it is not. */
static gboolean
place_focus_cb (gpointer user_data)
{
  DzMatrix *self = user_data;

  self->focus_source = 0;
  if (gtk_widget_has_focus (GTK_WIDGET (self)) ||
      gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
place_focus_later (DzMatrix *self)
{
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_focus_cb, self, NULL);
}

static void
fill_view (DzMatrix *self,
           gboolean all)
{
  int height = dz_matrix_get_view_size (self, GTK_ORIENTATION_VERTICAL);
  int width = dz_matrix_get_view_size (self, GTK_ORIENTATION_HORIZONTAL);
  guint n_rows = self->rows == NULL ? 0 : dz_axis_count_slots (self->rows, height);
  guint n_columns = self->columns == NULL ? 0 : dz_axis_count_slots (self->columns, width);
  guint first, old_first = self->first_row;
  gboolean several = n_rows != self->body->len;
  int plan;

  self->geometry.position = get_position (self, GTK_ORIENTATION_HORIZONTAL);
  self->n_column_slots = n_columns;
  self->first_column = n_columns == 0 ? 0 : dz_axis_get_first (self->columns, self->geometry.position, n_columns);
  fill_heads (self, all);
  set_n_body_rows (self, n_rows);
  if (n_rows == 0) {
    self->first_row = 0;
    return;
  }
  first = dz_axis_get_first (self->rows, get_position (self, GTK_ORIENTATION_VERTICAL), n_rows);
  plan = all || several ? (int) n_rows
                        : dz_matrix_rotate (self->body, GTK_WIDGET (self), self->menu, old_first, first);
  self->first_row = first;
  for (guint i = 0; i < n_rows; i++) {
    DzGridRow *row = g_ptr_array_index (self->body, i);
    gboolean fresh = (plan > 0 && i >= n_rows - (guint) plan) || (plan < 0 && i < (guint) -plan);

    dz_grid_row_set_index (row, first + i);
    if (fresh)
      bind_row_head (self, row);
    dz_grid_row_update (row, self->columns, self->first_column, n_columns, fresh, bind_cell_cb, self);
  }
  if (self->has_cursor)
    place_focus_later (self);
  if (!self->in_allocate)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
dz_matrix_show_state (DzMatrix *self)
{
  for (guint i = 0; i < self->body->len; i++) {
    DzGridRow *row = g_ptr_array_index (self->body, i);
    guint index = dz_grid_row_get_index (row);

    dz_grid_cell_set_state (dz_grid_row_get_head (row), FALSE, FALSE,
                              self->has_cursor && index == self->cursor_row);
    for (guint j = 0; j < dz_grid_row_get_n_cells (row); j++)
      show_cell_state (self, dz_grid_row_get_cell (row, j), index, self->first_column + j);
  }
  for (guint j = 0; j < dz_grid_row_get_n_cells (DZ_GRID_ROW (self->label_row)); j++)
    dz_grid_cell_set_state (dz_grid_row_get_cell (DZ_GRID_ROW (self->label_row), j), FALSE, FALSE,
                              self->has_cursor && self->first_column + j == self->cursor_column);
}

/* Scrolling */

static void
adjustment_changed_cb (GtkAdjustment *adjustment,
                       DzMatrix *self)
{
  fill_view (self, FALSE);
}

static void
configure_adjustment (DzMatrix *self,
                      GtkOrientation orientation,
                      const DzAxis *axis)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double view = dz_matrix_get_view_size (self, orientation);
  double length = axis == NULL ? 0 : dz_axis_get_length (axis);

  if (adjustment == NULL)
    return;
  gtk_adjustment_configure (adjustment, MIN (gtk_adjustment_get_value (adjustment), MAX (length - view, 0)),
                            0, MAX (length, view), self->look->row_height * 2, view * 0.9, view);
}

static void
set_adjustment (DzMatrix *self,
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

static void
reveal (DzMatrix *self,
        GtkOrientation orientation,
        const DzAxis *axis,
        guint index)
{
  int view = dz_matrix_get_view_size (self, orientation);
  int position = get_position (self, orientation);
  int wanted;

  if (view <= 0 || self->adjustments[orientation] == NULL)
    return;
  wanted = dz_axis_reveal (axis, index, position, view);
  /* After a jump the place stands in the middle, not at the edge. */
  if (ABS (wanted - position) > view / 4)
    wanted = dz_axis_get_offset (axis, index) - view * 2 / 5;
  gtk_adjustment_set_value (self->adjustments[orientation], wanted);
}

/* Some 28 % of the width, and what the columns leave free. */
static int
choose_label_width (DzMatrix *self,
                    int width)
{
  int columns = self->columns == NULL ? 0 : dz_axis_get_length (self->columns);
  int rest = width - self->geometry.unit_width - columns;

  return CLAMP (MAX (width * 28 / 100, rest), self->look->digit * 24, self->look->digit * 56);
}

static void
dz_matrix_size_allocate (GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  DzMatrix *self = DZ_MATRIX (widget);
  int head = dz_matrix_get_head_height (self);
  int group = group_row_height (self);
  int minimum;

  self->in_allocate = TRUE;
  self->geometry.unit_width = self->look->digit * 6;
  self->geometry.label_width = choose_label_width (self, width);
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->columns);
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, self->rows);
  fill_view (self, FALSE);
  gtk_widget_measure (self->group_row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->group_row, &(GtkAllocation) { 0, 0, width, group }, -1);
  gtk_widget_measure (self->label_row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->label_row, &(GtkAllocation) { 0, group, width, head - group }, -1);
  for (guint i = 0; i < self->body->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->body, i);
    guint index = self->first_row + i;
    int y = head + dz_axis_get_offset (self->rows, index) - get_position (self, GTK_ORIENTATION_VERTICAL);

    gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    gtk_widget_size_allocate (row, &(GtkAllocation) { 0, y, width, dz_axis_get_size (self->rows, index) }, -1);
  }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  self->in_allocate = FALSE;
}

static void
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

static void
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

    if (x > width)
      break;
    if (x > frozen)
      draw_vertical (self, snapshot, &self->look->line, x - 1, 0, bottom);
  }
  gtk_snapshot_append_color (snapshot, &self->look->strong_line, &GRAPHENE_RECT_INIT (0, head - 1, width, 1));
  draw_vertical (self, snapshot, &self->look->strong_line, frozen - 1, 0, bottom);
}

static gboolean
dz_matrix_grab_focus (GtkWidget *widget)
{
  DzMatrix *self = DZ_MATRIX (widget);
  DzGridCell *cell = NULL;

  if (self->has_cursor && self->cursor_row >= self->first_row &&
      self->cursor_row < self->first_row + self->body->len)
    cell = dz_grid_row_find_cell (g_ptr_array_index (self->body, self->cursor_row - self->first_row),
                                    self->cursor_column);
  if (cell != NULL)
    return gtk_widget_has_focus (GTK_WIDGET (cell)) || gtk_widget_grab_focus (GTK_WIDGET (cell));
  return GTK_WIDGET_CLASS (dz_matrix_parent_class)->grab_focus (widget);
}

/* The whole matrix is one stop of the Tab key; arrows move inside. */
static gboolean
dz_matrix_focus (GtkWidget *widget,
                 GtkDirectionType direction)
{
  if (gtk_widget_has_focus (widget) || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

/* A screen reader may put the focus into any cell in view: the cursor follows. */
static void
focus_changed_cb (DzMatrix *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *parent = focus == NULL ? NULL : gtk_widget_get_parent (focus);

  if (parent == NULL || !DZ_IS_GRID_CELL (focus) || gtk_widget_get_parent (parent) != GTK_WIDGET (self))
    return;
  for (guint i = 0; i < dz_grid_row_get_n_cells (DZ_GRID_ROW (parent)); i++) {
    guint row = dz_grid_row_get_index (DZ_GRID_ROW (parent));
    guint column = self->first_column + i;

    if (GTK_WIDGET (dz_grid_row_get_cell (DZ_GRID_ROW (parent), i)) != focus)
      continue;
    if (!self->has_cursor || row != self->cursor_row || column != self->cursor_column)
      dz_matrix_select (self, row, column, row, column, FALSE);
    return;
  }
}

static void
dz_matrix_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dz_matrix_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (focus_changed_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
dz_matrix_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_changed_cb, widget);
  GTK_WIDGET_CLASS (dz_matrix_parent_class)->unroot (widget);
}

static void
dz_matrix_css_changed (GtkWidget *widget,
                       GtkCssStyleChange *change)
{
  DzMatrix *self = DZ_MATRIX (widget);

  GTK_WIDGET_CLASS (dz_matrix_parent_class)->css_changed (widget, change);
  dz_matrix_look_update (self->look, widget, self->colors, self->compact);
  make_axes (self);
  for (guint i = 0; i < self->body->len; i++)
    dz_grid_row_style_changed (g_ptr_array_index (self->body, i));
  dz_grid_row_style_changed (DZ_GRID_ROW (self->group_row));
  dz_grid_row_style_changed (DZ_GRID_ROW (self->label_row));
  gtk_widget_queue_resize (widget);
}

/* The model */

static void
remember_cursor (DzMatrix *self)
{
  g_clear_pointer (&self->cursor_row_key, g_free);
  g_clear_pointer (&self->cursor_column_key, g_free);
  if (!self->has_cursor)
    return;
  self->cursor_row_key = g_strdup (dz_matrix_model_get_row_key (self->model, self->cursor_row));
  self->cursor_column_key = g_strdup (dz_matrix_model_get_column_key (self->model, self->cursor_column));
}

static void
model_changed_cb (DzMatrixModel *model,
                  DzMatrix *self)
{
  int row, column;

  make_axes (self);
  if (count_rows (self) == 0 || count_columns (self) == 0) {
    self->has_cursor = FALSE;
  } else {
    row = dz_matrix_model_find_row (model, self->cursor_row_key);
    column = dz_matrix_model_find_column (model, self->cursor_column_key);
    self->cursor_row = row >= 0 ? (guint) row : MIN (self->cursor_row, count_rows (self) - 1);
    self->cursor_column = column >= 0 ? (guint) column : MIN (self->cursor_column, count_columns (self) - 1);
    self->anchor_row = self->cursor_row;
    self->anchor_column = self->cursor_column;
  }
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->columns);
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, self->rows);
  fill_view (self, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

void
dz_matrix_set_model (DzMatrix *self,
                     DzMatrixModel *model)
{
  g_return_if_fail (DZ_IS_MATRIX (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, model_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL) {
    g_signal_connect (model, "changed", G_CALLBACK (model_changed_cb), self);
    model_changed_cb (model, self);
  } else {
    make_axes (self);
    self->has_cursor = FALSE;
    fill_view (self, TRUE);
  }
}

DzMatrixModel *
dz_matrix_get_model (DzMatrix *self)
{
  return self->model;
}

/* The cursor */

void
dz_matrix_select (DzMatrix *self,
                  guint anchor_row,
                  guint anchor_column,
                  guint row,
                  guint column,
                  gboolean reveal_it)
{
  g_return_if_fail (row < count_rows (self) && column < count_columns (self));

  self->has_cursor = TRUE;
  self->anchor_row = MIN (anchor_row, count_rows (self) - 1);
  self->anchor_column = MIN (anchor_column, count_columns (self) - 1);
  self->cursor_row = row;
  self->cursor_column = column;
  remember_cursor (self);
  if (reveal_it) {
    reveal (self, GTK_ORIENTATION_VERTICAL, self->rows, row);
    reveal (self, GTK_ORIENTATION_HORIZONTAL, self->columns, column);
  }
  dz_matrix_show_state (self);
  place_focus_later (self);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

void
dz_matrix_set_cursor (DzMatrix *self,
                      guint row,
                      guint column,
                      gboolean extend)
{
  extend = extend && self->has_cursor;
  dz_matrix_select (self, extend ? self->anchor_row : row, extend ? self->anchor_column : column, row, column, TRUE);
}

gboolean
dz_matrix_get_cursor (DzMatrix *self,
                      guint *row,
                      guint *column)
{
  if (!self->has_cursor)
    return FALSE;
  *row = self->cursor_row;
  *column = self->cursor_column;
  return TRUE;
}

gboolean
dz_matrix_get_selection (DzMatrix *self,
                         DzMatrixRange *range)
{
  if (!self->has_cursor)
    return FALSE;
  range->first_row = MIN (self->anchor_row, self->cursor_row);
  range->last_row = MAX (self->anchor_row, self->cursor_row);
  range->first_column = MIN (self->anchor_column, self->cursor_column);
  range->last_column = MAX (self->anchor_column, self->cursor_column);
  return TRUE;
}

void
dz_matrix_select_all (DzMatrix *self)
{
  if (count_rows (self) == 0 || count_columns (self) == 0)
    return;
  dz_matrix_select (self, count_rows (self) - 1, count_columns (self) - 1, 0, 0, FALSE);
}

gboolean
dz_matrix_find_flag (DzMatrix *self,
                     int direction,
                     DzFaceFlags flags)
{
  gint64 n_columns = count_columns (self);
  gint64 n = n_columns * count_rows (self);
  gint64 at = self->has_cursor ? (gint64) self->cursor_row * n_columns + self->cursor_column : direction > 0 ? -1 : n;

  for (at += direction; at >= 0 && at < n; at += direction) {
    guint row = (guint) (at / n_columns), column = (guint) (at % n_columns);

    if (dz_matrix_model_get_flags (self->model, row, column) & flags) {
      dz_matrix_set_cursor (self, row, column, FALSE);
      return TRUE;
    }
  }
  return FALSE;
}

void
dz_matrix_get_view (DzMatrix *self,
                    guint *first,
                    guint *end)
{
  int position = get_position (self, GTK_ORIENTATION_VERTICAL);

  *first = *end = 0;
  if (count_rows (self) == 0)
    return;
  *first = dz_axis_find (self->rows, position);
  *end = dz_axis_find (self->rows, position + dz_matrix_get_view_size (self, GTK_ORIENTATION_VERTICAL)) + 1;
}

void
dz_matrix_scroll_to_row (DzMatrix *self,
                         guint row)
{
  int view = dz_matrix_get_view_size (self, GTK_ORIENTATION_VERTICAL);

  if (row < count_rows (self))
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
  int body_x = (int) x - frozen + self->geometry.position;
  int body_y = (int) y - head + get_position (self, GTK_ORIENTATION_VERTICAL);
  gboolean on_column = x >= frozen && count_columns (self) > 0 && body_x < dz_axis_get_length (self->columns);
  gboolean on_row = y >= head && count_rows (self) > 0 && body_y < dz_axis_get_length (self->rows);

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
    return y < group_row_height (self) ? DZ_HIT_GROUP : DZ_HIT_COLUMN;
  return x < frozen ? DZ_HIT_CORNER : DZ_HIT_NONE;
}

void
dz_matrix_emit_activated (DzMatrix *self)
{
  if (self->has_cursor)
    g_signal_emit (self, signals[CELL_ACTIVATED], 0, self->cursor_row, self->cursor_column);
}

void
dz_matrix_emit_edit (DzMatrix *self,
                     const char *text)
{
  if (self->has_cursor)
    g_signal_emit (self, signals[EDIT_STARTED], 0, self->cursor_row, self->cursor_column, text);
}

void
dz_matrix_emit_column (DzMatrix *self,
                       guint column)
{
  g_signal_emit (self, signals[COLUMN_ACTIVATED], 0, column);
}

void
dz_matrix_set_corner (DzMatrix *self,
                      const char *label,
                      const char *unit)
{
  dz_grid_cell_set_text (dz_grid_row_get_head (DZ_GRID_ROW (self->label_row)), label);
  dz_grid_cell_set_text (dz_grid_row_get_unit (DZ_GRID_ROW (self->label_row)), unit);
}

static void
restyle (DzMatrix *self)
{
  dz_matrix_look_update (self->look, GTK_WIDGET (self), self->colors, self->compact);
  make_axes (self);
  fill_view (self, TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
dz_matrix_set_colors (DzMatrix *self,
                      DzChangeColors colors)
{
  if (self->colors == colors)
    return;
  self->colors = colors;
  restyle (self);
}

void
dz_matrix_set_compact (DzMatrix *self,
                       gboolean compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  restyle (self);
}

void
dz_matrix_set_menu (DzMatrix *self,
                    GMenuModel *menu)
{
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
}

/* GObject */

static void
dz_matrix_set_property (GObject *object,
                        guint id,
                        const GValue *value,
                        GParamSpec *pspec)
{
  DzMatrix *self = DZ_MATRIX (object);

  switch (id) {
  case PROP_HADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
    self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
    break;
  case PROP_VSCROLL_POLICY:
    self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
dz_matrix_get_property (GObject *object,
                        guint id,
                        GValue *value,
                        GParamSpec *pspec)
{
  DzMatrix *self = DZ_MATRIX (object);

  switch (id) {
  case PROP_HADJUSTMENT:
    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
    break;
  case PROP_HSCROLL_POLICY:
    g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
dz_matrix_dispose (GObject *object)
{
  DzMatrix *self = DZ_MATRIX (object);
  GtkWidget *child;

  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, model_changed_cb, self);
  g_clear_object (&self->model);
  for (guint i = 0; i < 2; i++) {
    if (self->adjustments[i] != NULL)
      g_signal_handlers_disconnect_by_func (self->adjustments[i], adjustment_changed_cb, self);
    g_clear_object (&self->adjustments[i]);
  }
  g_ptr_array_set_size (self->body, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->menu = self->group_row = self->label_row = NULL;
  G_OBJECT_CLASS (dz_matrix_parent_class)->dispose (object);
}

static void
dz_matrix_finalize (GObject *object)
{
  DzMatrix *self = DZ_MATRIX (object);

  dz_axis_free (self->rows);
  dz_axis_free (self->columns);
  dz_axis_free (self->groups);
  g_free (self->group_starts);
  g_free (self->column_groups);
  g_free (self->cursor_row_key);
  g_free (self->cursor_column_key);
  g_ptr_array_unref (self->body);
  dz_matrix_look_free (self->look);
  G_OBJECT_CLASS (dz_matrix_parent_class)->finalize (object);
}

static void
dz_matrix_class_init (DzMatrixClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->set_property = dz_matrix_set_property;
  object_class->get_property = dz_matrix_get_property;
  object_class->dispose = dz_matrix_dispose;
  object_class->finalize = dz_matrix_finalize;
  widget_class->size_allocate = dz_matrix_size_allocate;
  widget_class->measure = dz_matrix_measure;
  widget_class->snapshot = dz_matrix_snapshot;
  widget_class->grab_focus = dz_matrix_grab_focus;
  widget_class->focus = dz_matrix_focus;
  widget_class->css_changed = dz_matrix_css_changed;
  widget_class->root = dz_matrix_root;
  widget_class->unroot = dz_matrix_unroot;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", DZ_TYPE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[CELL_ACTIVATED] = g_signal_new ("cell-activated", DZ_TYPE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[EDIT_STARTED] = g_signal_new ("edit-started", DZ_TYPE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
  signals[COLUMN_ACTIVATED] = g_signal_new ("column-activated", DZ_TYPE_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "matrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
dz_matrix_init (DzMatrix *self)
{
  self->look = dz_matrix_look_new ();
  self->body = g_ptr_array_new ();
  self->geometry.look = self->look;
  self->group_row = dz_grid_row_new (DZ_GRID_KIND_GROUP, &self->geometry);
  self->label_row = dz_grid_row_new (DZ_GRID_KIND_COLUMN, &self->geometry);
  gtk_widget_set_parent (self->group_row, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label_row, GTK_WIDGET (self));
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  dz_matrix_add_controllers (self);
}

GtkWidget *
dz_matrix_new (void)
{
  return g_object_new (DZ_TYPE_MATRIX, NULL);
}
