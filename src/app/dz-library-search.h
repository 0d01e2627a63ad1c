/* dz-library-search.h - words looked for in the text of all reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-library-node.h"

G_BEGIN_DECLS

/* Hits that are listed of one report. */
#define DZ_SEARCH_MAX_HITS 3

typedef struct _DzLibrarySearch DzLibrarySearch;

/* @hits: DzEntry -> GPtrArray of DzLibraryNode, those found so far; @done: there are no more. */
typedef void (*DzLibrarySearchFunc) (GHashTable *hits,
                                     gboolean done,
                                     gpointer user_data);

/* NULL when @words are too short to be looked for in texts (two Han characters, four others). A
 * little at a time in the main loop; @func is called some times a second. Freed, it stops. */
DzLibrarySearch *dz_library_search_new (GListModel *entries,
                                        const char *words,
                                        DzLibrarySearchFunc func,
                                        gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void dz_library_search_free (DzLibrarySearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLibrarySearch, dz_library_search_free)

/* The places of @folded (of dz_text_fold_string()) in one document, as nodes of @entry; NULL when
 * there is none. For the search and for tests. */
GPtrArray *dz_library_search_document (DzDocument *document,
                                       DzEntry *entry,
                                       const char *folded) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
