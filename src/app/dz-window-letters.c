/* dz-window-letters.c - the window: letters that ask agencies to verify what was found
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-letter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a thread writes, of one moment.
 * @agency: the only one that gets a letter, into @path; NULL: all of them, into the folder @path */
typedef struct {
  GPtrArray *findings;    /* of DzFinding, those that are open */
  GPtrArray *extractions; /* of DzExtraction */
  char *agency;
  char *path;
  guint n_letters;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->findings);
  g_ptr_array_unref (job->extractions);
  g_free (job->agency);
  g_free (job->path);
  g_free (job);
}

static gboolean
write_one (GPtrArray *letters,
           const char *agency,
           const char *path,
           GError **error)
{
  for (guint i = 0; i < letters->len; i++)
    if (strcmp (dz_letter_get_agency (letters->pdata[i]), agency) == 0)
      return dz_letter_save (letters->pdata[i], path, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: there is nothing open to ask about"), agency);
  return FALSE;
}

static void
write_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  static const char *const endings[] = { ".docx", NULL };
  Job *job = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DzLetterTemplate) template = dz_letter_template_load (NULL, &error);
  g_autoptr (GPtrArray) letters = NULL;
  gboolean done = FALSE;

  if (template != NULL) {
    letters = dz_letters_new (template, job->findings, job->extractions);
    job->n_letters = job->agency != NULL ? 1 : letters->len;
    done = job->agency != NULL ? write_one (letters, job->agency, job->path, &error)
                               : dz_letters_save (letters, job->path, endings, &error);
  }
  if (done)
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
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  AdwToast *toast;

  g_clear_object (&self->export_cancellable);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    dz_window_toast (self, error->message);
    return;
  }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u letter written", "%u letters written", job->n_letters), job->n_letters);
  uri = g_filename_to_uri (job->path, NULL, NULL);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("Open"));
  adw_toast_set_action_name (toast, "win.show-uri");
  adw_toast_set_action_target (toast, "s", uri == NULL ? "" : uri);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static GPtrArray *
list_open (DzWindow *self)
{
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->findings)); i++) {
    g_autoptr (DzFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->findings), i);

    if (dz_finding_item_get_state (item) == DZ_FINDING_OPEN)
      g_ptr_array_add (open, dz_finding_ref (dz_finding_item_get_finding (item)));
  }
  return open;
}

static void
start_writing (DzWindow *self,
               const char *agency,
               const char *path)
{
  Job *job;
  g_autoptr (GTask) task = NULL;

  if (self->extractions == NULL || self->export_cancellable != NULL)
    return;
  job = g_new0 (Job, 1);
  self->export_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->export_cancellable, written_cb, NULL);
  job->findings = list_open (self);
  job->extractions = g_ptr_array_ref (self->extractions);
  job->agency = g_strdup (agency);
  job->path = g_strdup (path);
  g_task_set_source_tag (task, start_writing);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

static char *
dup_path (GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  return file == NULL ? NULL : g_file_get_path (file);
}

static void
letter_chosen_cb (GtkNativeDialog *dialog,
                  int response,
                  DzWindow *self)
{
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT ? dup_path (dialog) : NULL;

  if (path != NULL && !g_str_has_suffix (path, ".docx") && !g_str_has_suffix (path, ".txt")) {
    char *full = g_strconcat (path, ".docx", NULL);

    g_free (path);
    path = full;
  }
  if (path != NULL)
    start_writing (self, g_object_get_data (G_OBJECT (dialog), "agency"), path);
  g_object_unref (dialog);
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int response,
                  DzWindow *self)
{
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT ? dup_path (dialog) : NULL;

  if (path != NULL)
    start_writing (self, NULL, path);
  g_object_unref (dialog);
}

static gboolean
has_findings (DzWindow *self)
{
  g_autoptr (GPtrArray) open = list_open (self);

  if (self->extractions != NULL && open->len > 0)
    return TRUE;
  dz_window_toast (self, _ ("There is no open finding to ask about."));
  return FALSE;
}

/* The letter to the agency of the chosen finding. */
static void
letter_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  DzWindow *self = user_data;
  DzFindingItem *item = dz_findings_page_get_selected (self->findings_page);
  DzExtraction *extraction = item == NULL ? NULL : dz_finding_item_get_extraction (item);
  GtkFileChooserNative *chooser;
  const char *agency;
  g_autofree char *name = NULL;
  g_autofree char *full = NULL;

  if (!has_findings (self))
    return;
  if (extraction == NULL) {
    dz_window_toast (self, _ ("Choose a finding first: the letter goes to its agency."));
    return;
  }
  agency = dz_report_get_agency (dz_extraction_get_report (extraction));
  if (*agency == '\0')
    agency = dz_report_get_file (dz_extraction_get_report (extraction));
  name = g_strdup_printf (_ ("Letter_%s"), agency);
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  full = g_strconcat (name, ".docx", NULL);
  chooser = gtk_file_chooser_native_new (_ ("Export the Letter"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), full);
  g_object_set_data_full (G_OBJECT (chooser), "agency", g_strdup (agency), g_free);
  g_signal_connect_object (chooser, "response", G_CALLBACK (letter_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* One for each agency. */
static void
letters_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  DzWindow *self = user_data;
  GtkFileChooserNative *chooser;

  if (!has_findings (self))
    return;
  chooser = gtk_file_chooser_native_new (_ ("Choose a Folder for the Letters"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                         _ ("_Save Here"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Writes into the folder named, without asking: for scripts and tests. */
static void
letters_to_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  DzWindow *self = user_data;

  if (has_findings (self))
    start_writing (self, NULL, g_variant_get_string (parameter, NULL));
}

const GActionEntry dz_window_letter_actions[] = {
  { .name = "letter", .activate = letter_cb },
  { .name = "letters", .activate = letters_cb },
  { .name = "letters-to", .activate = letters_to_cb, .parameter_type = "s" },
};
const guint dz_window_n_letter_actions = G_N_ELEMENTS (dz_window_letter_actions);
