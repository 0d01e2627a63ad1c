/* dz-application.h - the program: windows, settings, files given to it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DZ_TYPE_APPLICATION (dz_application_get_type ())
G_DECLARE_FINAL_TYPE (DzApplication, dz_application, DZ, APPLICATION, AdwApplication)

DzApplication *dz_application_new (GApplicationFlags flags) G_GNUC_WARN_UNUSED_RESULT;

/* Loaded at start; NULL when that failed. */
/* The user's own catalogue was changed: windows that are opened from now on know it. */
void dz_application_reload_catalogue (DzApplication *self);
DzCatalogue *dz_application_get_catalogue (DzApplication *self);

/* A new window over the workspace at @path; NULL for a new workspace. NULL when that failed: the
 * reason is shown in @parent, or in a dialog of its own. */
GtkWidget *dz_application_open_workspace (DzApplication *self,
                                          const char *path,
                                          GtkWindow *parent);

/* Puts @path first among the recent workspaces. */
void dz_application_note_workspace (DzApplication *self,
                                    const char *path);

G_END_DECLS
