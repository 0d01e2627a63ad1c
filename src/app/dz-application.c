/* dz-application.c - the program: windows, settings, files given to it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-application.h"

#include "dz-help.h"
#include "dz-preferences.h"
#include "dz-session.h"
#include "dz-window.h"

#include <glib/gi18n-lib.h>

#define RECENT_MAX 8
#define WORKSPACE_ENDING ".duizhao"

struct _DzApplication {
  AdwApplication parent_instance;

  DzCatalogue *catalogue;
  GSettings *settings;
  gboolean quitting;
};

G_DEFINE_FINAL_TYPE (DzApplication, dz_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *accels[4];
} accels[] = {
  { "win.open", { "<Control>o" } },
  { "win.open-folder", { "<Control><Shift>o" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.export::xlsx", { "<Control>e" } },
  { "win.map-row", { "<Control>m" } },
  { "win.continue-agency", { "<Control><Shift>m" } },
  { "win.board", { "<Control>b" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.search", { "<Control>f" } },
  { "win.search-reports", { "<Control>l" } },
  { "win.only-differences", { "<Control>d" } },
  { "win.next-difference", { "<Alt>Down" } },
  { "win.previous-difference", { "<Alt>Up" } },
  { "win.next-important", { "<Control><Alt>Down" } },
  { "win.previous-important", { "<Control><Alt>Up" } },
  { "win.library", { "F9" } },
  { "win.evidence", { "<Control>i" } },
  { "win.page::compare", { "<Alt>1" } },
  { "win.page::reading", { "<Alt>2" } },
  { "win.page::findings", { "<Alt>3" } },
  { "win.page::charts", { "<Alt>4" } },
  { "win.present", { "F5" } },
  { "win.fullscreen", { "F11" } },
  { "app.help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "app.new-window", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
};

static void
complain (DzApplication *self,
          GtkWindow *parent,
          const char *heading,
          const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWidget *
dz_application_open_workspace (DzApplication *self,
                               const char *path,
                               GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzWorkspace) workspace = NULL;
  GtkWidget *window;

  if (self->catalogue == NULL)
    return NULL;
  workspace = dz_workspace_open (path, self->catalogue, &error);
  if (workspace == NULL) {
    complain (self, parent, _ ("The workspace cannot be opened"), error->message);
    return NULL;
  }
  window = dz_window_new (GTK_APPLICATION (self), workspace);
  if (path != NULL && !dz_workspace_is_unnamed (workspace))
    dz_application_note_workspace (self, path);
  gtk_window_present (GTK_WINDOW (window));
  dz_session_note (GTK_APPLICATION (self), self->settings, NULL);
  return window;
}

/* The window at hand, made where there is none. NULL when it could not be made. */
static GtkWidget *
ensure_window (DzApplication *self)
{
  /* The one used last comes first. */
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    if (DZ_IS_WINDOW (l->data)) {
      gtk_window_present (l->data);
      return l->data;
    }
  }
  return dz_application_open_workspace (self, NULL, NULL);
}

static void
dz_application_activate (GApplication *application)
{
  DzApplication *self = DZ_APPLICATION (application);

  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL && self->catalogue != NULL
      && dz_session_restore (self, self->settings))
    return;
  ensure_window (self);
}

static void
dz_application_open (GApplication *application,
                     GFile **files,
                     int n_files,
                     const char *hint)
{
  DzApplication *self = DZ_APPLICATION (application);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *window;

  for (int i = 0; i < n_files; i++) {
    g_autofree char *path = g_file_get_path (files[i]);

    if (path != NULL && g_str_has_suffix (path, WORKSPACE_ENDING))
      dz_application_open_workspace (self, path, NULL);
    else if (path != NULL)
      g_ptr_array_add (paths, g_steal_pointer (&path));
  }
  if (paths->len == 0)
    return;
  window = ensure_window (self);
  g_ptr_array_add (paths, NULL);
  if (window != NULL)
    dz_window_import (DZ_WINDOW (window), (const char *const *) paths->pdata);
}

static void
new_window_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  dz_application_open_workspace (user_data, NULL, gtk_application_get_active_window (user_data));
}

static void
open_workspace_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  dz_application_open_workspace (user_data, g_variant_get_string (parameter, NULL),
                                 gtk_application_get_active_window (user_data));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  DzApplication *self = user_data;
  GtkWidget *window = dz_preferences_new (self->settings);

  gtk_window_set_transient_for (GTK_WINDOW (window), gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
help_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (dz_help_new (gtk_application_get_active_window (user_data))));
}

static void
about_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", _ ("Duizhao"),
                         "application-icon", DZ_APP_ID,
                         "version", DZ_VERSION,
                         "developer-name", _ ("The Duizhao developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("Puts annual reports of government agencies side by side, shows what differs, and checks whether the figures agree with themselves. Works offline: no telemetry, no update check, nothing leaves this machine."),
                         NULL);
}

static void
quit_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  DZ_APPLICATION (user_data)->quitting = TRUE;
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_cb },
  { .name = "open-workspace", .activate = open_workspace_cb, .parameter_type = "s" },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "help", .activate = help_cb },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static void
scheme_changed_cb (GSettings *settings,
                   const char *key,
                   gpointer user_data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[g_settings_get_enum (settings, "scheme")]);
}

static void
dz_application_startup (GApplication *application)
{
  DzApplication *self = DZ_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (dz_application_parent_class)->startup (application);
  self->settings = g_settings_new (DZ_APP_ID);
  g_signal_connect (self->settings, "changed::scheme", G_CALLBACK (scheme_changed_cb), NULL);
  scheme_changed_cb (self->settings, NULL, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].accels);
  self->catalogue = dz_catalogue_load_default (&error);
  if (self->catalogue == NULL)
    complain (self, NULL, _ ("The catalogue of indicators cannot be loaded"), error->message);
}

/* The session is that of the moment before the first window goes. */
static void
dz_application_window_removed (GtkApplication *application,
                               GtkWindow *window)
{
  DzApplication *self = DZ_APPLICATION (application);

  if (!self->quitting && DZ_IS_WINDOW (window))
    dz_session_note (application, self->settings, window);
  GTK_APPLICATION_CLASS (dz_application_parent_class)->window_removed (application, window);
}

static void
dz_application_finalize (GObject *object)
{
  DzApplication *self = DZ_APPLICATION (object);

  g_clear_object (&self->catalogue);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (dz_application_parent_class)->finalize (object);
}

static void
dz_application_class_init (DzApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = dz_application_finalize;
  application_class->startup = dz_application_startup;
  application_class->activate = dz_application_activate;
  application_class->open = dz_application_open;
  GTK_APPLICATION_CLASS (class)->window_removed = dz_application_window_removed;
}

static void
dz_application_init (DzApplication *self)
{
}

DzApplication *
dz_application_new (GApplicationFlags flags)
{
  return g_object_new (DZ_TYPE_APPLICATION,
                       "application-id", DZ_APP_ID,
                       "resource-base-path", "/io/github/duizhao/Duizhao",
                       "flags", flags | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

void
dz_application_reload_catalogue (DzApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzCatalogue) catalogue = dz_catalogue_load_default (&error);

  if (catalogue != NULL)
    g_set_object (&self->catalogue, catalogue);
  else
    g_warning ("%s", error->message);
}

DzCatalogue *
dz_application_get_catalogue (DzApplication *self)
{
  return self->catalogue;
}

void
dz_application_note_workspace (DzApplication *self,
                               const char *path)
{
  g_auto (GStrv) old = g_settings_get_strv (self->settings, "recent-workspaces");
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();

  g_ptr_array_add (recent, (char *) path);
  for (guint i = 0; old[i] != NULL && recent->len < RECENT_MAX; i++) {
    if (g_strcmp0 (old[i], path) != 0)
      g_ptr_array_add (recent, old[i]);
  }
  g_ptr_array_add (recent, NULL);
  g_settings_set_strv (self->settings, "recent-workspaces", (const char *const *) recent->pdata);
}
