/* dz-window-import.c - the window: opening files and folders, reading them in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-pipeline.h"

#include <glib/gi18n-lib.h>

#ifndef DZ_SOURCE_DATADIR
#error "the build gives the folder of the samples"
#endif

#define SLICE 12000 /* microseconds of filling the workspace at a time */

/* What became of a file, on its way into the workspace. */
typedef struct {
  char *path;
  GPtrArray *extractions;
  char *error;
} ImportItem;

static void start_import (DzWindow *self,
                          const char *const *paths);

static void
import_item_free (gpointer data)
{
  ImportItem *item = data;

  g_free (item->path);
  g_free (item->error);
  g_ptr_array_unref (item->extractions);
  g_free (item);
}

static void
show_progress (DzWindow *self,
               const DzPipelineState *state)
{
  g_autofree char *name = state->current == NULL ? NULL : g_path_get_basename (state->current);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u / %u", state->n_done, state->n_total);
  if (name != NULL)
    g_string_append_printf (text, " · %s", name);
  if (state->n_failed > 0) {
    g_string_append (text, " · ");
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u could not be read", "%u could not be read", state->n_failed), state->n_failed);
  }
  gtk_label_set_text (self->progress_label, text->str);
  gtk_progress_bar_set_fraction (self->progress_bar, state->n_total == 0 ? 0 : (double) state->n_done / state->n_total);
}

static void finish_import (DzWindow *self);

/* A little at a time, so that the window stays alive while thousands come in. */
static gboolean
fill_workspace_cb (gpointer user_data)
{
  DzWindow *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;
  ImportItem *item;

  dz_workspace_freeze (self->workspace);
  while (g_get_monotonic_time () < until && (item = g_queue_pop_head (&self->import_queue)) != NULL) {
    dz_workspace_add (self->workspace, item->path, item->extractions, item->error);
    import_item_free (item);
  }
  dz_workspace_thaw (self->workspace);
  if (!g_queue_is_empty (&self->import_queue))
    return G_SOURCE_CONTINUE;
  self->import_source = 0;
  if (self->import_finished)
    finish_import (self);
  return G_SOURCE_REMOVE;
}

/* One line per file, with its own report or with why there is none. */
static gboolean
outcome_cb (DzOutcome *outcome,
            const DzPipelineState *state,
            gpointer user_data)
{
  DzWindow *self = user_data;
  const char *error = outcome->error == NULL ? NULL : outcome->error->message;
  g_autofree char *none = NULL;
  ImportItem *item;

  if (self->workspace == NULL)
    return FALSE;
  /* What it holds came with the other file of the same report. */
  if (outcome->joined != NULL) {
    show_progress (self, state);
    return TRUE;
  }
  if (error == NULL && outcome->extractions->len == 0) {
    g_autofree char *name = g_path_get_basename (outcome->path);

    none = g_strdup_printf (_ ("%s: no annual report was found in it; open the file and see whether it is the right one."), name);
    error = none;
  }
  if (error == NULL)
    self->import_read += outcome->extractions->len;
  else
    self->import_failed++;
  item = g_new0 (ImportItem, 1);
  item->path = g_strdup (outcome->path);
  item->extractions = g_ptr_array_ref (outcome->extractions);
  item->error = g_strdup (error);
  g_queue_push_tail (&self->import_queue, item);
  if (self->import_source == 0)
    self->import_source = g_idle_add (fill_workspace_cb, self);
  show_progress (self, state);
  return TRUE;
}

static void
tell_result (DzWindow *self,
             gboolean stopped)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u report read", "%u reports read", self->import_read), self->import_read);
  if (self->import_failed > 0) {
    g_string_append (text, C_ ("between clauses", ", "));
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u file could not be read", "%u files could not be read", self->import_failed),
                            self->import_failed);
  }
  if (stopped) {
    g_string_append (text, C_ ("between clauses", ", "));
    g_string_append (text, _ ("stopped"));
  }
  dz_window_toast (self, text->str);
}

/* All is in the workspace. */
static void
finish_import (DzWindow *self)
{
  gboolean stopped = g_cancellable_is_cancelled (self->import_cancellable);

  self->import_finished = FALSE;
  g_clear_object (&self->import_cancellable);
  dz_workspace_end_import (self->workspace);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  tell_result (self, stopped);
  if (self->waiting_paths->len > 0 && !stopped) {
    g_autoptr (GPtrArray) paths = g_steal_pointer (&self->waiting_paths);

    self->waiting_paths = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (paths, NULL);
    start_import (self, (const char *const *) paths->pdata);
  }
  dz_window_refresh (self);
}

static void
import_done_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (DzWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dz_pipeline_run_finish (result, &error) && !g_cancellable_is_cancelled (self->import_cancellable) &&
      error != NULL && self->workspace != NULL)
    dz_window_toast (self, error->message);
  self->import_finished = TRUE;
  if (self->workspace != NULL && self->import_source == 0)
    finish_import (self);
}

void
dz_window_drop_import (DzWindow *self)
{
  g_clear_handle_id (&self->import_source, g_source_remove);
  g_queue_clear_full (&self->import_queue, import_item_free);
  if (self->import_cancellable != NULL && self->workspace != NULL)
    dz_workspace_end_import (self->workspace);
}

static void
start_import (DzWindow *self,
              const char *const *paths)
{
  DzPipelineOptions options = { .keep_documents = TRUE };

  self->import_cancellable = g_cancellable_new ();
  self->import_read = self->import_failed = 0;
  gtk_label_set_text (self->progress_label, _ ("Looking for files…"));
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  dz_workspace_begin_import (self->workspace);
  dz_pipeline_run_async (paths, dz_workspace_get_catalogue (self->workspace), &options, outcome_cb, self,
                         self->import_cancellable, import_done_cb, g_object_ref (self));
}

void
dz_window_import (DzWindow *self,
                  const char *const *paths)
{
  g_return_if_fail (DZ_IS_WINDOW (self) && paths != NULL);

  if (paths[0] == NULL)
    return;
  if (self->import_cancellable == NULL) {
    start_import (self, paths);
    return;
  }
  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (self->waiting_paths, g_strdup (paths[i]));
}

void
dz_window_stop_import (DzWindow *self)
{
  if (self->import_cancellable == NULL)
    return;
  g_ptr_array_set_size (self->waiting_paths, 0);
  g_cancellable_cancel (self->import_cancellable);
}

/* Choosing files */

static void
import_files (DzWindow *self,
              GListModel *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint n_without = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    char *path = g_file_get_path (file);

    if (path == NULL)
      n_without++;
    else
      g_ptr_array_add (paths, path);
  }
  if (n_without > 0)
    dz_window_toast (self, _ ("Only files on this machine can be opened: save them here first."));
  g_ptr_array_add (paths, NULL);
  dz_window_import (self, (const char *const *) paths->pdata);
}

static void
remember_folder (DzWindow *self,
                 GtkFileChooser *chooser)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_current_folder (chooser);
  g_autofree char *path = folder == NULL ? NULL : g_file_get_path (folder);

  if (path != NULL)
    g_settings_set_string (self->settings, "last-folder", path);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int response,
           DzWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

    remember_folder (self, GTK_FILE_CHOOSER (dialog));
    import_files (self, files);
  }
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "txt", "md", "htm", "html", "mht", "mhtml", "docx", "doc", "wps", "odt", "rtf",
                                          "pdf", "ofd", "xlsx", "xls", "et", "ods", "csv", "zip" };
  g_autoptr (GtkFileFilter) reports = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (reports, _ ("Reports and archives"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (reports, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, reports);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
choose (DzWindow *self,
        GtkFileChooserAction action,
        const char *title)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("_Open"), _ ("_Cancel"));
  g_autofree char *folder = g_settings_get_string (self->settings, "last-folder");

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    add_filters (GTK_FILE_CHOOSER (chooser));
  if (*folder != '\0') {
    g_autoptr (GFile) file = g_file_new_for_path (folder);

    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
  }
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open Reports"));
}

static void
open_folder_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Open a Folder of Reports"));
}

static void
open_samples_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  static const char *const places[] = { DZ_DATADIR "/samples", DZ_SOURCE_DATADIR "/samples" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    if (g_file_test (places[i], G_FILE_TEST_IS_DIR)) {
      dz_window_import (user_data, (const char *const[]) { places[i], NULL });
      return;
    }
  }
  dz_window_toast (user_data, _ ("The samples are not installed: install the program's data again."));
}

/* The file of the report under the cursor, once more; both files of one that stands in two. */
static void
read_again_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  DzEntry *entry;

  if (dz_window_get_cell (user_data, NULL, NULL, NULL, &entry) && entry != NULL) {
    DzExtraction *extraction = dz_entry_get_extraction (entry);
    const DzReading *annex = extraction != NULL ? dz_report_get_reading (dz_extraction_get_report (extraction), "annex") : NULL;

    dz_window_import (user_data, (const char *const[]) { dz_entry_get_path (entry), annex != NULL ? annex->text : NULL, NULL });
  }
}

static void
stop_import_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  dz_window_stop_import (user_data);
}

const GActionEntry dz_window_import_actions[] = {
  { .name = "open", .activate = open_cb },
  { .name = "open-folder", .activate = open_folder_cb },
  { .name = "open-samples", .activate = open_samples_cb },
  { .name = "read-again", .activate = read_again_cb },
  { .name = "stop-import", .activate = stop_import_cb },
};
const guint dz_window_n_import_actions = G_N_ELEMENTS (dz_window_import_actions);

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         DzWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  dropped = g_value_get_boxed (value);
  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  import_files (self, G_LIST_MODEL (files));
  return TRUE;
}

void
dz_window_add_drop_target (DzWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
