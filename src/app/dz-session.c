/* dz-session.c - what was open last
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-session.h"

#include "dz-window.h"

void
dz_session_note (GtkApplication *application,
                 GSettings *settings,
                 GtkWindow *closing)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (DZ_IS_WINDOW (l->data) && l->data != closing)
      g_ptr_array_add (paths, (char *) dz_workspace_get_path (dz_window_get_workspace (l->data)));
  if (paths->len == 0)
    return;
  g_ptr_array_add (paths, NULL);
  g_settings_set_strv (settings, "open-workspaces", (const char *const *) paths->pdata);
}

gboolean
dz_session_restore (DzApplication *application,
                    GSettings *settings)
{
  g_auto (GStrv) paths = g_settings_get_strv (settings, "open-workspaces");
  g_autofree char *unnamed = NULL;
  gboolean any = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
      any |= dz_application_open_workspace (application, paths[i], NULL) != NULL;
  if (any)
    return TRUE;
  /* Nothing was noted, or it is gone: what still waits for a name is never lost. */
  unnamed = dz_workspace_dup_newest_unnamed ();
  return unnamed != NULL && dz_application_open_workspace (application, unnamed, NULL) != NULL;
}
