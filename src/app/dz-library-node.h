/* dz-library-node.h - a line of the side bar's tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-workspace.h"

G_BEGIN_DECLS

typedef enum {
  DZ_NODE_HEAD, /* of a region, level, year, form or state */
  DZ_NODE_AGENCY,
  DZ_NODE_REPORT,
  DZ_NODE_HIT,    /* a place in the words of a report */
  DZ_NODE_UNREAD, /* the head over files that could not be read */
  DZ_NODE_FAILED, /* such a file */
} DzNodeKind;

#define DZ_TYPE_LIBRARY_NODE (dz_library_node_get_type ())
G_DECLARE_FINAL_TYPE (DzLibraryNode, dz_library_node, DZ, LIBRARY_NODE, GObject)

/* @entry: NULL for a head. Never changed afterwards but for its children. */
DzLibraryNode *dz_library_node_new (DzNodeKind kind,
                                    const char *title,
                                    DzEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
DzLibraryNode *dz_library_node_new_hit (const char *snippet,
                                        DzEntry *entry,
                                        const DzAddress *address) G_GNUC_WARN_UNUSED_RESULT;
void dz_library_node_append (DzLibraryNode *self,
                             DzLibraryNode *child);

DzNodeKind dz_library_node_get_kind (DzLibraryNode *self);
const char *dz_library_node_get_title (DzLibraryNode *self);

/* NULL for a head. */
DzEntry *dz_library_node_get_entry (DzLibraryNode *self);

/* Of a hit. */
const DzAddress *dz_library_node_get_address (DzLibraryNode *self);

/* Of DzLibraryNode; NULL for a line that nothing hangs under. */
GListModel *dz_library_node_get_children (DzLibraryNode *self);

/* The sign behind the title: "⚑2", "?", "文"; "" when all is well. */
char *dz_library_node_dup_sign (DzLibraryNode *self) G_GNUC_WARN_UNUSED_RESULT;
char *dz_library_node_dup_tooltip (DzLibraryNode *self) G_GNUC_WARN_UNUSED_RESULT;

/* Makes @shown say what @wanted says (both of DzLibraryNode) and keeps the nodes that are the same,
 * so that a list that shows thousands makes anew only the lines that are new. @until: monotonic time
 * after which it stops and returns FALSE; a further call goes on. */
gboolean dz_library_node_merge (GListStore *shown,
                                GListStore *wanted,
                                gint64 until);

G_END_DECLS
