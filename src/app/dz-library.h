/* dz-library.h - the side bar: regions, agencies, years, and the files that could not be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals: "entry-activated" (DzEntry), "remove-requested" (DzEntry), "hit-activated" (DzLibraryNode):
 * a place in the words of a report is wanted.
 */
#pragma once

#include "dz-library-node.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_LIBRARY (dz_library_get_type ())
G_DECLARE_FINAL_TYPE (DzLibrary, dz_library, DZ, LIBRARY, GtkWidget)

/* @entries: of DzEntry. */
void dz_library_set_entries (DzLibrary *self,
                             GListModel *entries);

/* Findings, states or doubts of entries are others: the tree is looked through again soon. */
void dz_library_refresh (DzLibrary *self);

/* Marks the entry as the chosen one, without a signal. */
void dz_library_select (DzLibrary *self,
                        DzEntry *entry);
void dz_library_start_search (DzLibrary *self);
void dz_library_search (DzLibrary *self,
                        const char *words);
/* The search of texts is at its end, and the tree shows what it found. */
gboolean dz_library_is_idle (DzLibrary *self);

/* How it is grouped, what it shows and which heads are folded; floating. */
GVariant *dz_library_dup_view (DzLibrary *self);
void dz_library_restore_view (DzLibrary *self,
                              GVariant *view);
#define DZ_LIBRARY_VIEW_TYPE "(ssas)"

G_END_DECLS
