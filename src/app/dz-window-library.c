/* dz-window-library.c - the window: the board of agencies and years, the ledger of corrections
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-board.h"

#include <glib/gi18n-lib.h>

static void
board_entry_activated_cb (DzBoard *board,
                          DzEntry *entry,
                          DzWindow *self)
{
  adw_view_stack_set_visible_child_name (self->pages, "compare");
  dz_window_show_entry (self, entry);
  gtk_window_present (GTK_WINDOW (self));
}

static void
board_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  DzWindow *self = user_data;
  GListModel *entries = dz_workspace_get_entries (self->workspace);
  GtkWidget *board;

  if (g_list_model_get_n_items (entries) == 0) {
    dz_window_toast (self, _ ("There is nothing to show yet: open some reports first."));
    return;
  }
  board = dz_board_new (GTK_WINDOW (self), entries);
  g_signal_connect_object (board, "entry-activated", G_CALLBACK (board_entry_activated_cb), self, 0);
  gtk_window_present (GTK_WINDOW (board));
}

/* The ledger */

static void
write_ledger (DzWindow *self,
              const char *path)
{
  g_autoptr (GPtrArray) corrections = dz_workspace_dup_corrections (self->workspace);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!dz_corrections_save (corrections, path, &error)) {
    dz_window_toast (self, error->message);
    return;
  }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u correction written", "%u corrections written", corrections->len),
                          corrections->len);
  dz_window_toast (self, text);
}

static void
replay_ledger (DzWindow *self,
               const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) corrections = dz_corrections_load (path, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  AdwToast *toast;
  guint n;

  if (corrections == NULL) {
    dz_window_toast (self, error->message);
    return;
  }
  n = dz_workspace_replay_corrections (self->workspace, corrections);
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u correction taken over", "%u corrections taken over", n), n);
  if (n < corrections->len) {
    guint left = corrections->len - n;

    g_string_append (text, C_ ("between clauses", ", "));
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u found no report here", "%u found no report here", left), left);
  }
  toast = adw_toast_new (text->str);
  if (n > 0) {
    adw_toast_set_button_label (toast, _ ("Undo"));
    adw_toast_set_action_name (toast, "win.undo");
  }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
ledger_chosen_cb (GtkNativeDialog *dialog,
                  int response,
                  DzWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  if (path != NULL && gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    write_ledger (self, path);
  else if (path != NULL)
    replay_ledger (self, path);
  g_object_unref (dialog);
}

static void
choose_ledger (DzWindow *self,
               const char *title,
               GtkFileChooserAction action)
{
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, save ? _ ("_Save") : _ ("_Open"),
                                                               _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (save) {
    g_autofree char *name = g_strconcat (_ ("Corrections"), ".ini", NULL);

    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  }
  g_signal_connect_object (chooser, "response", G_CALLBACK (ledger_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_ledger_cb (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  DzWindow *self = user_data;
  g_autoptr (GPtrArray) corrections = dz_workspace_dup_corrections (self->workspace);

  if (corrections->len == 0)
    dz_window_toast (self, _ ("Nothing was corrected yet: there is no ledger to write."));
  else
    choose_ledger (self, _ ("Export the Ledger of Corrections"), GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
replay_ledger_cb (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  choose_ledger (user_data, _ ("Take Over a Ledger of Corrections"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

/* Without asking: for scripts and tests. */
static void
export_ledger_to_cb (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  write_ledger (user_data, g_variant_get_string (parameter, NULL));
}

static void
replay_ledger_from_cb (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  replay_ledger (user_data, g_variant_get_string (parameter, NULL));
}

const GActionEntry dz_window_library_actions[] = {
  { .name = "board", .activate = board_cb },
  { .name = "export-ledger", .activate = export_ledger_cb },
  { .name = "replay-ledger", .activate = replay_ledger_cb },
  { .name = "export-ledger-to", .activate = export_ledger_to_cb, .parameter_type = "s" },
  { .name = "replay-ledger-from", .activate = replay_ledger_from_cb, .parameter_type = "s" },
};
const guint dz_window_n_library_actions = G_N_ELEMENTS (dz_window_library_actions);
