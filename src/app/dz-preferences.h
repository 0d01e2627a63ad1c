/* dz-preferences.h - what the user may choose
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DZ_TYPE_PREFERENCES (dz_preferences_get_type ())
G_DECLARE_FINAL_TYPE (DzPreferences, dz_preferences, DZ, PREFERENCES, AdwPreferencesWindow)

GtkWidget *dz_preferences_new (GSettings *settings);

G_END_DECLS
