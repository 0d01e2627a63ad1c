/* dz-matrix.c - a large table with frozen heads that makes widgets for what is in view only
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two rows of heads, then as many DzGridRow as fit. Real widgets, and not one drawing, so that
 * screen readers find cells.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

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

void
dz_matrix_place_focus_later (DzMatrix *self)
{
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_focus_cb, self, NULL);
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
    dz_matrix_fill_words (self, cell, self->cursor_row, self->cursor_column);
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

typedef struct {
  DzGridCell *cell;
  guint row, column;
  gboolean found;
} CellPlace;

static void
find_cell_cb (DzGridCell *cell,
              guint row,
              guint column,
              gpointer user_data)
{
  CellPlace *place = user_data;

  if (cell != place->cell)
    return;
  place->row = row;
  place->column = column;
  place->found = TRUE;
}

/* A screen reader may put the focus into any cell in view: the cursor follows. */
static void
focus_changed_cb (DzMatrix *self)
{
  CellPlace found = { 0 };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *parent = focus == NULL ? NULL : gtk_widget_get_parent (focus);

  if (parent == NULL || !DZ_IS_GRID_CELL (focus) || gtk_widget_get_parent (parent) != GTK_WIDGET (self))
    return;
  found.cell = DZ_GRID_CELL (focus);
  dz_grid_row_each (DZ_GRID_ROW (parent), find_cell_cb, &found);
  if (found.found && (!self->has_cursor || found.row != self->cursor_row || found.column != self->cursor_column))
    dz_matrix_select (self, found.row, found.column, found.row, found.column, FALSE);
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
  dz_matrix_look_update (self->look, widget, self->colors, self->compact, self->zoom);
  dz_matrix_make_axes (self);
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

  dz_matrix_make_axes (self);
  if (dz_matrix_count_rows (self) == 0 || dz_matrix_count_columns (self) == 0) {
    self->has_cursor = FALSE;
  } else {
    row = dz_matrix_model_find_row (model, self->cursor_row_key);
    column = dz_matrix_model_find_column (model, self->cursor_column_key);
    self->cursor_row = row >= 0 ? (guint) row : MIN (self->cursor_row, dz_matrix_count_rows (self) - 1);
    self->cursor_column = column >= 0 ? (guint) column : MIN (self->cursor_column, dz_matrix_count_columns (self) - 1);
    self->anchor_row = self->cursor_row;
    self->anchor_column = self->cursor_column;
  }
  dz_matrix_configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->columns);
  dz_matrix_configure_adjustment (self, GTK_ORIENTATION_VERTICAL, self->rows);
  dz_matrix_fill (self, TRUE);
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
    dz_matrix_make_axes (self);
    self->has_cursor = FALSE;
    dz_matrix_fill (self, TRUE);
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
  g_return_if_fail (row < dz_matrix_count_rows (self) && column < dz_matrix_count_columns (self));

  self->has_cursor = TRUE;
  self->anchor_row = MIN (anchor_row, dz_matrix_count_rows (self) - 1);
  self->anchor_column = MIN (anchor_column, dz_matrix_count_columns (self) - 1);
  self->cursor_row = row;
  self->cursor_column = column;
  remember_cursor (self);
  if (reveal_it) {
    dz_matrix_reveal (self, GTK_ORIENTATION_VERTICAL, self->rows, row);
    dz_matrix_reveal (self, GTK_ORIENTATION_HORIZONTAL, self->columns, column);
  }
  dz_matrix_show_state (self);
  dz_matrix_place_focus_later (self);
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
  if (dz_matrix_count_rows (self) == 0 || dz_matrix_count_columns (self) == 0)
    return;
  dz_matrix_select (self, dz_matrix_count_rows (self) - 1, dz_matrix_count_columns (self) - 1, 0, 0, FALSE);
}

static int
find_in_row (DzMatrix *self,
             guint row,
             gint64 from,
             int direction,
             DzFaceFlags flags)
{
  for (gint64 column = from; column >= 0 && column < dz_matrix_count_columns (self); column += direction) {
    if (dz_matrix_model_get_flags (self->model, row, (guint) column) & flags)
      return (int) column;
  }
  return -1;
}

gboolean
dz_matrix_find_flag (DzMatrix *self,
                     int direction,
                     DzFaceFlags flags)
{
  gint64 n_columns = dz_matrix_count_columns (self), n_rows = dz_matrix_count_rows (self);
  gint64 row = self->has_cursor ? self->cursor_row : direction > 0 ? 0 : n_rows - 1;
  gint64 from = self->has_cursor ? (gint64) self->cursor_column + direction : direction > 0 ? 0 : n_columns - 1;

  for (; row >= 0 && row < n_rows; row += direction, from = direction > 0 ? 0 : n_columns - 1) {
    int column = dz_matrix_model_get_row_flags (self->model, (guint) row, NULL) & flags
                   ? find_in_row (self, (guint) row, from, direction, flags)
                   : -1;

    if (column >= 0) {
      dz_matrix_set_cursor (self, (guint) row, (guint) column, FALSE);
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
dz_matrix_find_row_flag (DzMatrix *self,
                         int direction,
                         DzFaceFlags flags)
{
  gint64 n_rows = dz_matrix_count_rows (self);
  gint64 row = self->has_cursor ? (gint64) self->cursor_row + direction : direction > 0 ? 0 : n_rows - 1;

  for (; row >= 0 && row < n_rows && dz_matrix_count_columns (self) > 0; row += direction) {
    int column;

    if (!(dz_matrix_model_get_row_flags (self->model, (guint) row, NULL) & flags))
      continue;
    column = find_in_row (self, (guint) row, 0, 1, flags);
    /* A model may know of the row as a whole only. */
    dz_matrix_set_cursor (self, (guint) row, column >= 0 ? (guint) column : self->has_cursor ? self->cursor_column : 0,
                          FALSE);
    return TRUE;
  }
  return FALSE;
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
  dz_grid_cell_set_text (dz_grid_row_get_head (DZ_GRID_ROW (self->group_row)), "");
  dz_grid_cell_set_text (dz_grid_row_get_unit (DZ_GRID_ROW (self->group_row)), "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label_row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->group_row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
restyle (DzMatrix *self)
{
  g_autofree char *label = g_strdup (dz_grid_cell_get_text (dz_grid_row_get_head (DZ_GRID_ROW (self->label_row))));
  g_autofree char *unit = g_strdup (dz_grid_cell_get_text (dz_grid_row_get_unit (DZ_GRID_ROW (self->label_row))));

  dz_matrix_look_update (self->look, GTK_WIDGET (self), self->colors, self->compact, self->zoom);
  dz_matrix_set_corner (self, label, unit);
  dz_matrix_make_axes (self);
  dz_matrix_fill (self, TRUE);
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
dz_matrix_set_zoom (DzMatrix *self,
                    double zoom)
{
  zoom = CLAMP (zoom, 0.5, 3);
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
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
    dz_matrix_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    dz_matrix_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
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
  g_clear_handle_id (&self->words_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, model_changed_cb, self);
  g_clear_object (&self->model);
  for (guint i = 0; i < 2; i++) {
    if (self->adjustments[i] != NULL)
      g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
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
  self->look = dz_matrix_look_new (GTK_WIDGET (self));
  self->zoom = 1;
  self->head_lines = 1;
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
