/* dz-library-tree.h - the reports as a tree: which, and under which heads
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-library-node.h"

G_BEGIN_DECLS

typedef enum {
  DZ_GROUP_REGION,
  DZ_GROUP_LEVEL,
  DZ_GROUP_YEAR,
  DZ_GROUP_FORM,
  DZ_GROUP_STATE,
} DzLibraryGroup;

typedef enum {
  DZ_SHOW_ALL,
  DZ_SHOW_FINDINGS,
  DZ_SHOW_DOUBTFUL,
  DZ_SHOW_CHANGED,
  DZ_SHOW_TWICE,
  DZ_SHOW_UNREAD,
} DzLibraryShow;

/**
 * DzLibraryView:
 * @search: words that must stand in agency, region, year, form (by its id) or file, also as first letters of
 *   their readings; NULL for all
 * @hits: DzEntry -> GPtrArray of DzLibraryNode, places in its words; NULL for none
 */
typedef struct {
  DzLibraryGroup group;
  DzLibraryShow show;
  const char *search;
  GHashTable *hits;
} DzLibraryView;

/* Of DzLibraryNode, over @entries (of DzEntry, by region, agency, year). */
GListStore *dz_library_tree_new (GListModel *entries,
                                 const DzLibraryView *view) G_GNUC_WARN_UNUSED_RESULT;

const char *dz_library_get_level_words (DzLevel level);

G_END_DECLS
