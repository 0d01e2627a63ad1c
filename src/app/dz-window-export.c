/* dz-window-export.c - the window: workbooks and tables, the workspace's own file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-application.h"
#include "dz-export.h"

#include <glib/gi18n-lib.h>

/* All that a thread writes, of one moment. */
typedef struct {
  DzComparison *comparison;
  GPtrArray *findings; /* of DzFinding */
  GPtrArray *unread;   /* of char * */
  char *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->comparison);
  g_ptr_array_unref (export->findings);
  g_ptr_array_unref (export->unread);
  g_free (export->path);
  g_free (export);
}

static void
write_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GError) error = NULL;

  if (dz_export_comparison (export->comparison, export->findings, export->unread, export->path, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  DzWindow *self = DZ_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  AdwToast *toast;

  g_clear_object (&self->export_cancellable);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      dz_window_toast (self, error->message);
    return;
  }
  name = g_path_get_basename (export->path);
  text = g_strdup_printf (_ ("Exported to %s"), name);
  uri = g_filename_to_uri (export->path, NULL, NULL);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("Open"));
  adw_toast_set_action_name (toast, "win.show-uri");
  adw_toast_set_action_target (toast, "s", uri == NULL ? "" : uri);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
start_export (DzWindow *self,
              const char *path)
{
  Export *export = g_new0 (Export, 1);
  GListModel *entries = dz_workspace_get_entries (self->workspace);
  g_autoptr (GTask) task = NULL;

  export->comparison = g_object_ref (self->comparison);
  export->path = g_strdup (path);
  export->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_unref);
  export->unread = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->findings)); i++) {
    g_autoptr (DzFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->findings), i);

    if (dz_finding_item_get_state (item) != DZ_FINDING_DISMISSED)
      g_ptr_array_add (export->findings, dz_finding_ref (dz_finding_item_get_finding (item)));
  }
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);

    if (dz_entry_get_error (entry) != NULL)
      g_ptr_array_add (export->unread, g_strdup (dz_entry_get_error (entry)));
  }
  self->export_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->export_cancellable, written_cb, NULL);
  g_task_set_source_tag (task, start_export);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* The path chosen, with the ending the user forgot. Borrowed by none. */
static char *
dup_chosen_path (GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  const char *ending = g_object_get_data (G_OBJECT (dialog), "ending");
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  if (path == NULL || g_str_has_suffix (path, ending))
    return g_steal_pointer (&path);
  return g_strconcat (path, ending, NULL);
}

static void
export_chosen_cb (GtkNativeDialog *dialog,
                  int response,
                  DzWindow *self)
{
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT ? dup_chosen_path (dialog) : NULL;

  if (path != NULL && self->comparison != NULL && self->export_cancellable == NULL)
    start_export (self, path);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
save_chooser (DzWindow *self,
              const char *title,
              const char *name,
              const char *ending,
              GCallback callback)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               _ ("_Save"), _ ("_Cancel"));
  g_autofree char *full = g_strconcat (name, ending, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), full);
  g_object_set_data_full (G_OBJECT (chooser), "ending", g_strdup (ending), g_free);
  g_signal_connect_object (chooser, "response", callback, self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}

static void
export_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  DzWindow *self = user_data;
  g_autofree char *ending = g_strdup_printf (".%s", g_variant_get_string (parameter, NULL));

  if (self->comparison == NULL || dz_comparison_get_n_columns (self->comparison) == 0) {
    dz_window_toast (self, _ ("There is nothing to export yet: open some reports first."));
    return;
  }
  save_chooser (self, _ ("Export the Comparison"), _ ("Comparison"), ending, G_CALLBACK (export_chosen_cb));
}

/* Writes where the parameter says, without asking: for scripts and tests. */
static void
export_to_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  DzWindow *self = user_data;

  if (self->comparison != NULL && self->export_cancellable == NULL)
    start_export (self, g_variant_get_string (parameter, NULL));
}

static void
show_uri_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  gtk_show_uri (GTK_WINDOW (user_data), g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME);
}

/* The workspace's file */

static void
saved_as_cb (GtkNativeDialog *dialog,
             int response,
             DzWindow *self)
{
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT ? dup_chosen_path (dialog) : NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL) {
    if (dz_workspace_save_as (self->workspace, path, &error))
      dz_application_note_workspace (DZ_APPLICATION (g_application_get_default ()), path);
    else
      dz_window_toast (self, error->message);
  }
  g_object_unref (dialog);
}

static void
save_as_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  save_chooser (user_data, _ ("Save the Workspace As"), _ ("Comparison"), ".duizhao", G_CALLBACK (saved_as_cb));
}

static void
workspace_chosen_cb (GtkNativeDialog *dialog,
                     int response,
                     DzWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);

    if (path != NULL)
      g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))), "open-workspace",
                                      g_variant_new_string (path));
  }
  g_object_unref (dialog);
}

static void
open_workspace_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  DzWindow *self = user_data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Open a Workspace"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Workspaces"));
  gtk_file_filter_add_suffix (filter, "duizhao");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (workspace_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

const GActionEntry dz_window_export_actions[] = {
  { .name = "export", .activate = export_cb, .parameter_type = "s" },
  { .name = "export-to", .activate = export_to_cb, .parameter_type = "s" },
  { .name = "show-uri", .activate = show_uri_cb, .parameter_type = "s" },
  { .name = "save-as", .activate = save_as_cb },
  { .name = "open-workspace", .activate = open_workspace_cb },
};
const guint dz_window_n_export_actions = G_N_ELEMENTS (dz_window_export_actions);
