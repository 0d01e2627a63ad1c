/* dz-matrix-input.c - keys, pointer and menu of the matrix
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

static guint
clamp_step (guint value,
            int step,
            guint n)
{
  gint64 to = (gint64) value + step;

  return (guint) CLAMP (to, 0, (gint64) n - 1);
}

static guint
page_rows (DzMatrix *self)
{
  guint first, end;

  dz_matrix_get_view (self, &first, &end);
  return MAX (end - first, 3) - 2;
}

static gboolean
move_cursor (DzMatrix *self,
             int rows,
             int columns,
             gboolean extend)
{
  guint n_rows = dz_matrix_model_get_n_rows (self->model);
  guint n_columns = dz_matrix_model_get_n_columns (self->model);

  if (n_rows == 0 || n_columns == 0)
    return FALSE;
  if (!self->has_cursor)
    dz_matrix_set_cursor (self, 0, 0, FALSE);
  else
    dz_matrix_set_cursor (self, clamp_step (self->cursor_row, rows, n_rows),
                          clamp_step (self->cursor_column, columns, n_columns), extend);
  return TRUE;
}

/* Plus unfolds, minus folds, space does either: the cursor's row, or its column in a matrix whose
 * columns fold. */
static gboolean
fold_by_key (DzMatrix *self,
             guint key)
{
  g_auto (DzMatrixRowHead) row = { 0 };
  g_auto (DzMatrixColumnHead) column = { 0 };
  gboolean folded;

  if (!self->has_cursor)
    return FALSE;
  dz_matrix_model_get_row_head (self->model, self->cursor_row, &row);
  dz_matrix_model_get_column_head (self->model, self->cursor_column, &column);
  if (!row.is_group && !column.is_group)
    return FALSE;
  folded = row.is_group ? row.folded : column.folded;
  if (key != GDK_KEY_space && (key != GDK_KEY_plus || !folded) && (key != GDK_KEY_minus || folded))
    return key == GDK_KEY_plus || key == GDK_KEY_minus;
  if (row.is_group)
    dz_matrix_model_toggle_row (self->model, self->cursor_row);
  else
    dz_matrix_model_toggle_column (self->model, self->cursor_column);
  return TRUE;
}

static gboolean
navigate (DzMatrix *self,
          guint key,
          gboolean control,
          gboolean shift)
{
  switch (key) {
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return move_cursor (self, control ? -G_MAXINT : -1, 0, shift);
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return move_cursor (self, control ? G_MAXINT : 1, 0, shift);
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    return move_cursor (self, 0, control ? -G_MAXINT : -1, shift);
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    return move_cursor (self, 0, control ? G_MAXINT : 1, shift);
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    return move_cursor (self, control ? -G_MAXINT : 0, -G_MAXINT, shift);
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    return move_cursor (self, control ? G_MAXINT : 0, G_MAXINT, shift);
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    return !control && move_cursor (self, -(int) page_rows (self), 0, shift);
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
    return !control && move_cursor (self, (int) page_rows (self), 0, shift);
  default:
    return FALSE;
  }
}

static gboolean
open_menu (DzMatrix *self,
           const GdkRectangle *at)
{
  if (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (self->menu)) == NULL)
    return FALSE;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
  return TRUE;
}

static gboolean
open_menu_at_cursor (DzMatrix *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return FALSE;
  return open_menu (self, &(GdkRectangle) { (int) bounds.origin.x, (int) (bounds.origin.y + bounds.size.height), 1, 1 });
}

static gboolean
start_edit (DzMatrix *self,
            guint key)
{
  gunichar c = gdk_keyval_to_unicode (key);
  char text[8] = "";

  if (c != '-' && !g_unichar_isdigit (c))
    return FALSE;
  g_unichar_to_utf8 (c, text);
  dz_matrix_emit_edit (self, text);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzMatrix *self)
{
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();
  gboolean control = (mods & GDK_CONTROL_MASK) != 0;
  gboolean shift = (mods & GDK_SHIFT_MASK) != 0;

  if (self->model == NULL)
    return FALSE;
  if (mods == (GDK_ALT_MASK | GDK_SHIFT_MASK) && (key == GDK_KEY_Left || key == GDK_KEY_Right)) {
    dz_matrix_move_columns (self, key == GDK_KEY_Left ? -1 : 1);
    return TRUE;
  }
  if (mods & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    return FALSE;
  if (navigate (self, key, control, shift))
    return TRUE;
  if (key == GDK_KEY_Menu || (shift && key == GDK_KEY_F10))
    return open_menu_at_cursor (self);
  if (control && (key == GDK_KEY_c || key == GDK_KEY_Insert)) {
    dz_matrix_copy (self);
    return TRUE;
  }
  if (control && key == GDK_KEY_a) {
    dz_matrix_select_all (self);
    return TRUE;
  }
  if (control)
    return FALSE;
  if (fold_by_key (self, key))
    return TRUE;
  switch (key) {
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
    dz_matrix_emit_activated (self);
    return self->has_cursor;
  case GDK_KEY_F2:
    dz_matrix_emit_edit (self, "");
    return self->has_cursor;
  default:
    return start_edit (self, key);
  }
}

/* From largest first to smallest first to the natural order. */
static DzMatrixSort
next_sort (DzMatrixSort sort)
{
  return sort == DZ_MATRIX_SORT_NONE         ? DZ_MATRIX_SORT_DESCENDING
         : sort == DZ_MATRIX_SORT_DESCENDING ? DZ_MATRIX_SORT_ASCENDING
                                             : DZ_MATRIX_SORT_NONE;
}

static void
click_row_head (DzMatrix *self,
                guint row,
                int n_press,
                gboolean extend)
{
  g_auto (DzMatrixRowHead) head = { 0 };
  guint n = dz_matrix_model_get_n_columns (self->model);

  dz_matrix_model_get_row_head (self->model, row, &head);
  if (n_press == 2 && !head.is_group) {
    dz_matrix_model_sort_columns (self->model, row, next_sort (head.sort));
    return;
  }
  if (head.is_group)
    dz_matrix_model_toggle_row (self->model, row);
  else if (n > 0)
    dz_matrix_select (self, extend && self->has_cursor ? self->anchor_row : row, n - 1, row, 0, FALSE);
}

static void
click_columns (DzMatrix *self,
               guint first,
               guint last,
               gboolean extend)
{
  guint n = dz_matrix_model_get_n_rows (self->model);

  if (n > 0 && extend && self->has_cursor)
    dz_matrix_select (self, n - 1, self->anchor_column, 0, self->anchor_column <= first ? last : first, FALSE);
  else if (n > 0)
    dz_matrix_select (self, n - 1, last, 0, first, FALSE);
  dz_matrix_emit_column (self, first);
}

static void
click_column_head (DzMatrix *self,
                   guint column,
                   int n_press,
                   gboolean extend)
{
  g_auto (DzMatrixColumnHead) head = { 0 };

  if (n_press < 2) {
    click_columns (self, column, column, extend);
    return;
  }
  dz_matrix_model_get_column_head (self->model, column, &head);
  dz_matrix_model_sort_rows (self->model, column, next_sort (head.sort));
}

/* A right click inside a selection keeps it. */
static gboolean
is_in_selected_columns (DzMatrix *self,
                        guint column)
{
  guint first, n;

  return dz_matrix_get_chosen_columns (self, &first, &n) && column >= first && column < first + n &&
         self->anchor_row != self->cursor_row;
}

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            DzMatrix *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  guint row = 0, column = 0, group;
  DzMatrixRange range;

  if (self->model == NULL || button == GDK_BUTTON_MIDDLE)
    return;
  if (dz_matrix_is_label_border (self, x, y)) {
    /* As wide as the labels want, again. */
    if (n_press == 2)
      dz_matrix_set_label_digits (self, 0);
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (self));
  switch (dz_matrix_hit (self, x, y, &row, &column)) {
  case DZ_HIT_CELL:
    /* A right click inside a selection keeps it. */
    if (button == GDK_BUTTON_PRIMARY || !dz_matrix_get_selection (self, &range) ||
        row < range.first_row || row > range.last_row || column < range.first_column || column > range.last_column)
      dz_matrix_set_cursor (self, row, column, extend);
    if (button == GDK_BUTTON_SECONDARY)
      open_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
    else if (n_press == 2)
      dz_matrix_emit_activated (self);
    break;
  case DZ_HIT_ROW:
    click_row_head (self, row, n_press, extend);
    break;
  case DZ_HIT_COLUMN:
    if (button == GDK_BUTTON_PRIMARY || !is_in_selected_columns (self, column))
      click_column_head (self, column, button == GDK_BUTTON_PRIMARY ? n_press : 1, extend);
    if (button == GDK_BUTTON_SECONDARY)
      open_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
    break;
  case DZ_HIT_GROUP:
    group = self->column_groups[column];
    click_columns (self, self->group_starts[group], self->group_starts[group + 1] - 1, extend);
    if (button == GDK_BUTTON_SECONDARY)
      open_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
    break;
  case DZ_HIT_CORNER:
    dz_matrix_select_all (self);
    break;
  case DZ_HIT_NONE:
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double x,
               double y,
               DzMatrix *self)
{
  self->sizing = self->model != NULL && dz_matrix_is_label_border (self, x, y);
  if (self->model != NULL && !self->sizing)
    dz_matrix_begin_column_drag (self, x, y);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double x,
           double y,
           DzMatrix *self)
{
  if (!self->dragging)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), dz_matrix_is_label_border (self, x, y) ? "col-resize" : NULL);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double dx,
                double dy,
                DzMatrix *self)
{
  guint row = 0, column = 0, from_row, from_column;
  double x, y;

  if (self->model == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (self->sizing) {
    int width = (int) (x + dx) - self->geometry.unit_width;

    dz_matrix_set_label_digits (self, MAX (width / self->look->digit, 8));
    return;
  }
  dz_matrix_update_column_drag (self, x + dx, dx);
  if (self->drag_n > 0 || ABS (dx) + ABS (dy) < 6)
    return;
  if (dz_matrix_hit (self, x, y, &from_row, &from_column) == DZ_HIT_CELL &&
      dz_matrix_hit (self, x + dx, y + dy, &row, &column) == DZ_HIT_CELL &&
      (row != self->cursor_row || column != self->cursor_column))
    dz_matrix_set_cursor (self, row, column, TRUE);
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double dx,
             double dy,
             DzMatrix *self)
{
  dz_matrix_end_column_drag (self, TRUE);
}

static void
drag_cancel_cb (GtkGesture *gesture,
                GdkEventSequence *sequence,
                DzMatrix *self)
{
  dz_matrix_end_column_drag (self, FALSE);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  DzMatrix *self = DZ_MATRIX (widget);
  guint row = 0, column = 0;
  g_autofree char *text = NULL;
  DzMatrixHit hit;

  if (self->model == NULL)
    return FALSE;
  hit = dz_matrix_hit (self, x, y, &row, &column);
  if (keyboard && self->has_cursor) {
    hit = DZ_HIT_CELL;
    row = self->cursor_row;
    column = self->cursor_column;
  }
  if (hit == DZ_HIT_CELL) {
    text = dz_matrix_model_dup_tooltip (self->model, row, column);
  } else if (hit == DZ_HIT_ROW) {
    g_auto (DzMatrixRowHead) head = { 0 };

    dz_matrix_model_get_row_head (self->model, row, &head);
    text = g_steal_pointer (&head.label);
  } else if (hit == DZ_HIT_GROUP || hit == DZ_HIT_COLUMN) {
    g_auto (DzMatrixColumnHead) head = { 0 };

    dz_matrix_model_get_column_head (self->model, column, &head);
    text = g_strdup_printf ("%s %s", head.group, hit == DZ_HIT_COLUMN ? head.label : "");
    g_strchomp (text);
  }
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
dz_matrix_add_controllers (DzMatrix *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
