/* dz-window.h - the window: one workspace
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DZ_TYPE_WINDOW (dz_window_get_type ())
G_DECLARE_FINAL_TYPE (DzWindow, dz_window, DZ, WINDOW, AdwApplicationWindow)

/* A window over @workspace. */
GtkWidget *dz_window_new (GtkApplication *application,
                          DzWorkspace *workspace);
DzWorkspace *dz_window_get_workspace (DzWindow *self);

/* Reads files, folders and archives into the workspace; NULL-terminated paths. */
void dz_window_import (DzWindow *self,
                       const char *const *paths);

/* Nothing is being read, compared or written. */
gboolean dz_window_is_idle (DzWindow *self);

/* The comparison shown; NULL before the first one is there. */
DzComparison *dz_window_get_comparison (DzWindow *self);

G_END_DECLS
