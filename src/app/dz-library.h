/* dz-library.h - the side bar: regions, agencies, years, and the files that could not be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals: "entry-activated" (DzEntry), "remove-requested" (DzEntry).
 */
#pragma once

#include "dz-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_LIBRARY (dz_library_get_type ())
G_DECLARE_FINAL_TYPE (DzLibrary, dz_library, DZ, LIBRARY, GtkWidget)

/* @entries: of DzEntry. */
void dz_library_set_entries (DzLibrary *self,
                             GListModel *entries);

/* Marks the entry as the chosen one, without a signal. */
void dz_library_select (DzLibrary *self,
                        DzEntry *entry);
void dz_library_start_search (DzLibrary *self);

G_END_DECLS
