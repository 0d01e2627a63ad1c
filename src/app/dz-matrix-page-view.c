/* dz-matrix-page-view.c - the page with the matrix: order, sorting, transposing, size of the text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-page-private.h"

#define ZOOM_STEP 10
#define ZOOM_LEAST 50
#define ZOOM_MOST 300

static const char *const sort_names[] = { "none", "ascending", "descending" };

static void
fold_all_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  dz_comparison_model_fold_all (DZ_MATRIX_PAGE (user_data)->model, TRUE);
}

static void
unfold_all_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  dz_comparison_model_fold_all (DZ_MATRIX_PAGE (user_data)->model, FALSE);
}

static void
show_empty_cb (GSimpleAction *action,
               GVariant *state,
               gpointer user_data)
{
  g_simple_action_set_state (action, state);
  dz_matrix_page_set_filter (user_data, DZ_FILTER_EMPTY, g_variant_get_boolean (state));
}

/* Transposing: the cursor stays on its cell. */

static void
set_transposed (DzMatrixPage *self,
                gboolean transposed)
{
  guint row, column;
  gboolean has_cell = dz_matrix_page_get_cell (self, &row, &column);

  if (self->is_transposed == transposed)
    return;
  self->is_transposed = transposed;
  dz_matrix_transposed_set_active (self->transposed, transposed);
  dz_matrix_set_model (self->matrix, transposed ? DZ_MATRIX_MODEL (self->transposed) : DZ_MATRIX_MODEL (self->model));
  dz_matrix_page_show_corner (self);
  dz_matrix_page_show_model (self);
  if (has_cell)
    dz_matrix_page_select (self, row, column);
  dz_matrix_page_keep_view_later (self);
}

static void
transpose_cb (GSimpleAction *action,
              GVariant *state,
              gpointer user_data)
{
  g_simple_action_set_state (action, state);
  set_transposed (user_data, g_variant_get_boolean (state));
}

/* Sorting */

static DzMatrixSort
find_sort (GVariant *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sort_names); i++) {
    if (g_strcmp0 (g_variant_get_string (name, NULL), sort_names[i]) == 0)
      return (DzMatrixSort) i;
  }
  return DZ_MATRIX_SORT_NONE;
}

static void
sort_rows_cb (GSimpleAction *action,
              GVariant *state,
              gpointer user_data)
{
  DzMatrixPage *self = user_data;

  dz_matrix_sort_rows (self->matrix, find_sort (state));
  dz_matrix_page_show_sorting (self);
}

static void
sort_columns_cb (GSimpleAction *action,
                 GVariant *state,
                 gpointer user_data)
{
  DzMatrixPage *self = user_data;

  dz_matrix_sort_columns (self->matrix, find_sort (state));
  dz_matrix_page_show_sorting (self);
}

static void
set_state (DzMatrixPage *self,
           const char *name,
           GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* What the menu says of the cursor's row and column. */
void
dz_matrix_page_show_sorting (DzMatrixPage *self)
{
  guint row, column;
  gboolean pinned = FALSE;
  DzMatrixModel *model = dz_matrix_get_model (self->matrix);

  if (dz_matrix_get_cursor (self->matrix, &row, &column)) {
    g_auto (DzMatrixColumnHead) head = { 0 };

    dz_matrix_model_get_column_head (model, column, &head);
    pinned = head.is_pinned;
  }
  set_state (self, "sort-rows", g_variant_new_string (sort_names[dz_matrix_get_row_sort (self->matrix)]));
  set_state (self, "sort-columns", g_variant_new_string (sort_names[dz_matrix_get_column_sort (self->matrix)]));
  set_state (self, "pin", g_variant_new_boolean (pinned));
}

static void
reset_order_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  DzMatrixPage *self = user_data;

  dz_matrix_transposed_reset_order (self->transposed);
  dz_comparison_model_reset_order (self->model);
}

static void
move_left_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  dz_matrix_move_columns (DZ_MATRIX_PAGE (user_data)->matrix, -1);
}

static void
move_right_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  dz_matrix_move_columns (DZ_MATRIX_PAGE (user_data)->matrix, 1);
}

static void
pin_cb (GSimpleAction *action,
        GVariant *state,
        gpointer user_data)
{
  DzMatrixPage *self = user_data;

  dz_matrix_toggle_pinned (self->matrix);
  dz_matrix_page_show_sorting (self);
}

/* Size of the text */

static void
zoom_by (DzMatrixPage *self,
         int step)
{
  int zoom = g_settings_get_int (self->settings, "matrix-zoom");

  g_settings_set_int (self->settings, "matrix-zoom", step == 0 ? 100 : CLAMP (zoom + step, ZOOM_LEAST, ZOOM_MOST));
}

static void
zoom_in_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  zoom_by (user_data, ZOOM_STEP);
}

static void
zoom_out_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  zoom_by (user_data, -ZOOM_STEP);
}

static void
zoom_normal_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  zoom_by (user_data, 0);
}

static void
zoom_changed_cb (DzMatrixPage *self)
{
  dz_matrix_set_zoom (self->matrix, g_settings_get_int (self->settings, "matrix-zoom") / 100.0);
}

/* Rows that differ */

static void
step_row (DzMatrixPage *self,
          int direction)
{
  if (dz_matrix_find_row_flag (self->matrix, direction, DZ_FACE_DIFFERS | DZ_FACE_FINDING))
    dz_matrix_page_focus (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self->matrix));
}

static void
next_row_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  step_row (user_data, 1);
}

static void
previous_row_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  step_row (user_data, -1);
}

static const GActionEntry entries[] = {
  { .name = "fold-all", .activate = fold_all_cb },
  { .name = "unfold-all", .activate = unfold_all_cb },
  { .name = "show-empty", .state = "false", .change_state = show_empty_cb },
  { .name = "transpose", .state = "false", .change_state = transpose_cb },
  { .name = "sort-rows", .parameter_type = "s", .state = "'none'", .change_state = sort_rows_cb },
  { .name = "sort-columns", .parameter_type = "s", .state = "'none'", .change_state = sort_columns_cb },
  { .name = "reset-order", .activate = reset_order_cb },
  { .name = "move-left", .activate = move_left_cb },
  { .name = "move-right", .activate = move_right_cb },
  { .name = "pin", .state = "false", .change_state = pin_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "zoom-normal", .activate = zoom_normal_cb },
  { .name = "next-row", .activate = next_row_cb },
  { .name = "previous-row", .activate = previous_row_cb },
};

/* In the whole window, but only while the page is the one shown. */
static gboolean
shortcut_cb (GtkWidget *widget,
             GVariant *args,
             gpointer user_data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, user_data, NULL);
}

static const struct {
  guint key;
  GdkModifierType mods;
  const char *action;
} shortcuts[] = {
  { GDK_KEY_t, GDK_CONTROL_MASK, "matrix.transpose" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "matrix.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "matrix.zoom-in" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "matrix.zoom-in" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "matrix.zoom-out" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "matrix.zoom-out" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "matrix.zoom-normal" },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "matrix.zoom-normal" },
  { GDK_KEY_Page_Down, GDK_ALT_MASK, "matrix.next-row" },
  { GDK_KEY_Page_Up, GDK_ALT_MASK, "matrix.previous-row" },
};

static void
add_shortcuts (DzMatrixPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (shortcuts[i].key, shortcuts[i].mods),
                        gtk_callback_action_new (shortcut_cb, (gpointer) shortcuts[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Sorting by the cursor's column, or its row with Shift: largest first, smallest first, as it was. */
static void
cycle_sort (DzMatrixPage *self,
            gboolean columns)
{
  static const DzMatrixSort next[] = {
    [DZ_MATRIX_SORT_NONE] = DZ_MATRIX_SORT_DESCENDING,
    [DZ_MATRIX_SORT_DESCENDING] = DZ_MATRIX_SORT_ASCENDING,
    [DZ_MATRIX_SORT_ASCENDING] = DZ_MATRIX_SORT_NONE,
  };

  if (columns)
    dz_matrix_sort_columns (self->matrix, next[dz_matrix_get_column_sort (self->matrix)]);
  else
    dz_matrix_sort_rows (self->matrix, next[dz_matrix_get_row_sort (self->matrix)]);
  dz_matrix_page_show_sorting (self);
}

static gboolean
letter_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType state,
                   DzMatrixPage *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  switch (key) {
  case GDK_KEY_b:
  case GDK_KEY_B:
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.set-baseline", NULL);
  case GDK_KEY_p:
  case GDK_KEY_P:
    return gtk_widget_activate_action (GTK_WIDGET (self), "matrix.pin", NULL);
  case GDK_KEY_s:
  case GDK_KEY_S:
    cycle_sort (self, (state & GDK_SHIFT_MASK) != 0);
    return TRUE;
  default:
    return FALSE;
  }
}

void
dz_matrix_page_add_view_actions (DzMatrixPage *self)
{
  GtkEventController *letters = gtk_event_controller_key_new ();

  self->settings = g_settings_new (DZ_APP_ID);
  g_signal_connect_object (self->settings, "changed::matrix-zoom", G_CALLBACK (zoom_changed_cb), self,
                           G_CONNECT_SWAPPED);
  zoom_changed_cb (self);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "matrix", G_ACTION_GROUP (self->actions));
  g_signal_connect (letters, "key-pressed", G_CALLBACK (letter_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->matrix), letters);
  add_shortcuts (self);
}

/* What is kept */

static GVariant *
dup_view (DzMatrixPage *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "transposed", "b", self->is_transposed);
  g_variant_dict_insert_value (&dict, "model", dz_comparison_model_dup_state (self->model));
  g_variant_dict_insert_value (&dict, "columns", dz_matrix_transposed_dup_state (self->transposed));
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

GVariant *
dz_matrix_page_dup_view (DzMatrixPage *self)
{
  return dup_view (self);
}

static gboolean
keep_view_cb (gpointer user_data)
{
  DzMatrixPage *self = user_data;
  g_autoptr (GVariant) view = dup_view (self);

  self->keep_source = 0;
  if (self->kept != NULL && g_variant_equal (view, self->kept))
    return G_SOURCE_REMOVE;
  g_clear_pointer (&self->kept, g_variant_unref);
  self->kept = g_variant_ref (view);
  g_signal_emit_by_name (self, "view-changed");
  return G_SOURCE_REMOVE;
}

void
dz_matrix_page_keep_view_later (DzMatrixPage *self)
{
  if (self->keep_source == 0 && self->kept != NULL)
    self->keep_source = g_idle_add_full (G_PRIORITY_LOW, keep_view_cb, self, NULL);
}

void
dz_matrix_page_drop_view (DzMatrixPage *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  g_clear_pointer (&self->kept, g_variant_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
}

void
dz_matrix_page_set_view (DzMatrixPage *self,
                         GVariant *view)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (view);
  g_autoptr (GVariant) model = g_variant_dict_lookup_value (&dict, "model", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) columns = g_variant_dict_lookup_value (&dict, "columns", G_VARIANT_TYPE_VARDICT);
  gboolean transposed = FALSE;

  if (model != NULL)
    dz_comparison_model_set_state (self->model, model);
  if (columns != NULL)
    dz_matrix_transposed_set_state (self->transposed, columns);
  g_variant_dict_lookup (&dict, "transposed", "b", &transposed);
  set_state (self, "transpose", g_variant_new_boolean (transposed));
  set_transposed (self, transposed);
  set_state (self, "show-empty",
             g_variant_new_boolean ((dz_comparison_model_get_filter (self->model) & DZ_FILTER_EMPTY) != 0));
  gtk_drop_down_set_selected (self->mode, dz_comparison_model_get_mode (self->model));
  g_clear_pointer (&self->kept, g_variant_unref);
  self->kept = dup_view (self);
}
