/* dz-scroll-map.h - which place of one text stands beside which place of another
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs of heights, growing on both sides; between two pairs one side moves in proportion to
 * the other. Arithmetic only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double left, right;
} DzScrollPair;

typedef struct _DzScrollMap DzScrollMap;

DzScrollMap *dz_scroll_map_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_scroll_map_free (DzScrollMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzScrollMap, dz_scroll_map_free)

/* In growing order of @left; a pair whose right side is not below the one before is left out. */
void dz_scroll_map_add (DzScrollMap *self,
                        double left,
                        double right);
guint dz_scroll_map_get_n_pairs (const DzScrollMap *self);
const DzScrollPair *dz_scroll_map_get_pair (const DzScrollMap *self,
                                            guint index);

/* The other side's place beside this one. Before the first and behind the last pair both sides
 * move alike. */
double dz_scroll_map_to_right (const DzScrollMap *self,
                               double left);
double dz_scroll_map_to_left (const DzScrollMap *self,
                              double right);

G_END_DECLS
