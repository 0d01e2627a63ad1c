/* dz-window-session.c - the window: where the user was, files that changed behind the program
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include <glib/gi18n-lib.h>

/* Page, key of the row, path of the report's file, view of the library, folded rows */
#define SESSION_TYPE "(sss" DZ_LIBRARY_VIEW_TYPE "as)"

/* Where the user was */

static GVariant *
list_folded (DzWindow *self)
{
  DzMatrixModel *model = DZ_MATRIX_MODEL (dz_matrix_page_get_model (self->matrix_page));
  GVariantBuilder folded;

  g_variant_builder_init (&folded, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < dz_matrix_model_get_n_rows (model); i++) {
    DzMatrixRowHead head = { 0 };

    dz_matrix_model_get_row_head (model, i, &head);
    if (head.is_group && head.folded)
      g_variant_builder_add (&folded, "s", dz_matrix_model_get_row_key (model, i));
    dz_matrix_row_head_clear (&head);
  }
  return g_variant_builder_end (&folded);
}

void
dz_window_save_session (DzWindow *self)
{
  const char *row = "", *file = "";
  DzEntry *entry = NULL;
  guint index;

  if (self->workspace == NULL || self->comparison == NULL || self->session_pending)
    return;
  if (dz_window_get_cell (self, &index, NULL, NULL, &entry)) {
    row = dz_comparison_get_row (self->comparison, index)->key;
    file = entry == NULL ? "" : dz_entry_get_path (entry);
  }
  dz_workspace_set_state (self->workspace, "session",
                          g_variant_new ("(sss@" DZ_LIBRARY_VIEW_TYPE "@as)", adw_view_stack_get_visible_child_name (self->pages), row,
                                         file, dz_library_dup_view (self->library), list_folded (self)));
}

static void
fold_rows (DzWindow *self,
           GVariant *keys)
{
  DzMatrixModel *model = DZ_MATRIX_MODEL (dz_matrix_page_get_model (self->matrix_page));
  g_autofree const char **wanted = g_variant_get_strv (keys, NULL);

  /* From below, since folding takes rows away. */
  for (guint i = dz_matrix_model_get_n_rows (model); wanted[0] != NULL && i-- > 0;) {
    DzMatrixRowHead head = { 0 };

    dz_matrix_model_get_row_head (model, i, &head);
    if (head.is_group && !head.folded && g_strv_contains (wanted, dz_matrix_model_get_row_key (model, i)))
      dz_matrix_model_toggle_row (model, i);
    dz_matrix_row_head_clear (&head);
  }
}

static int
find_file (DzWindow *self,
           const char *path)
{
  for (guint i = 0; i < dz_comparison_get_n_columns (self->comparison); i++) {
    DzEntry *entry = dz_window_find_entry (self, dz_comparison_get_column (self->comparison, i));

    if (entry != NULL && g_str_equal (dz_entry_get_path (entry), path))
      return (int) i;
  }
  return -1;
}

void
dz_window_restore_session (DzWindow *self)
{
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GVariant) view = NULL;
  g_autoptr (GVariant) folded = NULL;
  const char *page, *row, *file;
  int r, c;

  if (!self->session_pending)
    return;
  self->session_pending = FALSE;
  state = dz_workspace_dup_state (self->workspace, "session", G_VARIANT_TYPE (SESSION_TYPE));
  if (state == NULL)
    return;
  g_variant_get (state, "(&s&s&s@" DZ_LIBRARY_VIEW_TYPE "@as)", &page, &row, &file, &view, &folded);
  dz_library_restore_view (self->library, view);
  fold_rows (self, folded);
  r = *row == '\0' ? -1 : dz_comparison_find_row (self->comparison, row, NULL);
  c = find_file (self, file);
  if (r >= 0 && c >= 0)
    dz_matrix_page_select (self->matrix_page, (guint) r, (guint) c);
  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

/* Files that changed */

static void
check_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  dz_file_check_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
show_changed (DzWindow *self,
              guint n_changed,
              guint n_gone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_changed > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u report was changed on disk since it was read",
                                               "%u reports were changed on disk since they were read", n_changed),
                            n_changed);
  if (n_gone > 0) {
    g_string_append (text, n_changed > 0 ? " · " : "");
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "the file of %u report is gone; what was read is kept",
                                               "the files of %u reports are gone; what was read is kept", n_gone),
                            n_gone);
  }
  gtk_label_set_text (self->changed_label, text->str);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "read-changed")), n_changed > 0);
  gtk_revealer_set_reveal_child (self->changed_revealer, n_changed + n_gone > 0 && n_changed + n_gone != self->n_changed_hidden);
}

static void
checked_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  DzWindow *self = DZ_WINDOW (source);
  DzFileCheck *check = g_task_get_task_data (G_TASK (result));
  guint n_changed, n_gone;

  self->checking = FALSE;
  if (self->workspace == NULL) {
    dz_file_check_free (check);
    return;
  }
  dz_workspace_take_check (self->workspace, check, &n_changed, &n_gone);
  dz_library_refresh (self->library);
  show_changed (self, n_changed, n_gone);
  if (self->check_again)
    dz_window_check_files (self);
}

void
dz_window_check_files (DzWindow *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->workspace == NULL || self->import_cancellable != NULL)
    return;
  self->check_again = self->checking;
  if (self->checking)
    return;
  self->checking = TRUE;
  task = g_task_new (self, NULL, checked_cb, NULL);
  g_task_set_source_tag (task, dz_window_check_files);
  g_task_set_task_data (task, dz_workspace_prepare_check (self->workspace), NULL);
  g_task_run_in_thread (task, check_in_thread);
}

static gboolean
is_changed (DzEntry *entry)
{
  gboolean changed;

  g_object_get (entry, "changed-on-disk", &changed, NULL);
  return changed;
}

/* Those that are gone stay as they were read. */
static void
read_changed_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  DzWindow *self = user_data;
  GListModel *entries = dz_workspace_get_entries (self->workspace);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);
    const char *path = dz_entry_get_path (entry);

    if (is_changed (entry) && g_file_test (path, G_FILE_TEST_EXISTS)
        && !g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
      g_ptr_array_add (paths, g_strdup (path));
  }
  gtk_revealer_set_reveal_child (self->changed_revealer, FALSE);
  g_ptr_array_add (paths, NULL);
  dz_window_import (self, (const char *const *) paths->pdata);
}

static void
hide_changed_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  DzWindow *self = user_data;
  GListModel *entries = dz_workspace_get_entries (self->workspace);

  self->n_changed_hidden = 0;
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);

    self->n_changed_hidden += is_changed (entry) ? 1 : 0;
  }
  gtk_revealer_set_reveal_child (self->changed_revealer, FALSE);
}

const GActionEntry dz_window_session_actions[] = {
  { .name = "read-changed", .activate = read_changed_cb },
  { .name = "hide-changed", .activate = hide_changed_cb },
};
const guint dz_window_n_session_actions = G_N_ELEMENTS (dz_window_session_actions);
