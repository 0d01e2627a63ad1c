/* dz-axis-order.h - in which order the columns of a grid stand: moved, pinned, sorted
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Things have a key and a natural order. A user moves some and pins others to the front; both
 * outlast a change of the things, as keys. Sorting comes on top and leaves the pinned ones alone.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzAxisOrder DzAxisOrder;

DzAxisOrder *dz_axis_order_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_axis_order_free (DzAxisOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzAxisOrder, dz_axis_order_free)

/* @keys: of @n, different from each other, in the natural order; copied. What is new comes in
 * behind its natural neighbour. Nothing is sorted after it. */
void dz_axis_order_set_keys (DzAxisOrder *self,
                             const char *const *keys,
                             guint n);

guint dz_axis_order_get_n (const DzAxisOrder *self);

/* The pinned ones stand at the first places. */
guint dz_axis_order_get_n_pinned (const DzAxisOrder *self);

/* Natural index of what stands at @place, and the other way round. */
guint dz_axis_order_get_source (const DzAxisOrder *self,
                                guint place);
guint dz_axis_order_get_place (const DzAxisOrder *self,
                               guint source);

/* @ranks: of the natural indices, the smallest first, equal ones in their order; NULL for none. */
void dz_axis_order_sort (DzAxisOrder *self,
                         const guint *ranks);

/* The @n things at @first stand in front of what stands at @to now (n for the end); they stay
 * among the pinned or among the others. What is sorted stays as it is, as moved by hand.
 * FALSE when nothing moves. */
gboolean dz_axis_order_move (DzAxisOrder *self,
                             guint first,
                             guint n,
                             guint to);
void dz_axis_order_set_pinned (DzAxisOrder *self,
                               guint first,
                               guint n,
                               gboolean pinned);

/* Forgets what was moved; pinned ones stay. */
void dz_axis_order_reset (DzAxisOrder *self);
gboolean dz_axis_order_is_moved (const DzAxisOrder *self);

/* What is to be kept: keys in the order given by hand, and the pinned keys. */
char **dz_axis_order_dup_moved (const DzAxisOrder *self) G_GNUC_WARN_UNUSED_RESULT;
char **dz_axis_order_dup_pinned (const DzAxisOrder *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_axis_order_restore (DzAxisOrder *self,
                            const char *const *moved,
                            const char *const *pinned);

G_END_DECLS
