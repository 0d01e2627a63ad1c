/* dz-library-node.h - a line of the side bar's tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-workspace.h"

G_BEGIN_DECLS

typedef enum {
  DZ_NODE_REGION,
  DZ_NODE_AGENCY,
  DZ_NODE_REPORT,
  DZ_NODE_UNREAD, /* the head over files that could not be read */
  DZ_NODE_FAILED, /* such a file */
} DzNodeKind;

#define DZ_TYPE_LIBRARY_NODE (dz_library_node_get_type ())
G_DECLARE_FINAL_TYPE (DzLibraryNode, dz_library_node, DZ, LIBRARY_NODE, GObject)

DzNodeKind dz_library_node_get_kind (DzLibraryNode *self);
const char *dz_library_node_get_title (DzLibraryNode *self);

/* NULL for a head. */
DzEntry *dz_library_node_get_entry (DzLibraryNode *self);

/* Of DzLibraryNode; NULL for a report. */
GListModel *dz_library_node_get_children (DzLibraryNode *self);

/* The sign behind the title: "⚑2", "?", "文"; "" when all is well. */
char *dz_library_node_dup_sign (DzLibraryNode *self) G_GNUC_WARN_UNUSED_RESULT;
char *dz_library_node_dup_tooltip (DzLibraryNode *self) G_GNUC_WARN_UNUSED_RESULT;

/* The tree over @entries (of DzEntry, by region, agency, year); @search (nullable) keeps those
 * whose agency, region, year or file contains it. */
GListModel *dz_library_tree_new (GListModel *entries,
                                 const char *search) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
