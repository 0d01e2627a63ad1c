/* dz-anchors.h - places of two reports that belong beside each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"

G_BEGIN_DECLS

/* A block, or a row of its table; @row -1 for the block itself. */
typedef struct {
  guint left_block, right_block;
  int left_row, right_row;
  gboolean is_heading;
} DzAnchor;

/**
 * dz_anchors_find:
 *
 * Headings, rows of tables and beginnings of paragraphs that stand once in either report and in
 * the same order in both. Blocks [left_first, left_last) and [right_first, right_last).
 *
 * Returns: (transfer full): of DzAnchor, growing on both sides
 */
GArray *dz_anchors_find (DzDocument *left,
                         guint left_first,
                         guint left_last,
                         DzDocument *right,
                         guint right_first,
                         guint right_last) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
