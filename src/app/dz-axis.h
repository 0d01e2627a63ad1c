/* dz-axis.h - where the rows or columns of a large grid stand: arithmetic without GTK
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Positions of @n things of different sizes one behind the other, in pixels. */
typedef struct _DzAxis DzAxis;

typedef int (*DzAxisSizeFunc) (guint index,
                               gpointer user_data);

/* @size is asked once for each index and gives at least 1. */
DzAxis *dz_axis_new (guint n,
                     DzAxisSizeFunc size,
                     gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void dz_axis_free (DzAxis *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzAxis, dz_axis_free)

guint dz_axis_get_n (const DzAxis *self);
int dz_axis_get_length (const DzAxis *self);

/* Where @index begins; for n: where the last one ends. */
int dz_axis_get_offset (const DzAxis *self,
                        guint index);
int dz_axis_get_size (const DzAxis *self,
                      guint index);

/* The one that holds @position, the nearest one outside; 0 when there is none at all. */
guint dz_axis_find (const DzAxis *self,
                    int position);

/* How many widgets suffice for a view of @view pixels wherever it stands. */
guint dz_axis_count_slots (const DzAxis *self,
                           int view);

/* The first of the @n_slots things to show when the view begins at @position. */
guint dz_axis_get_first (const DzAxis *self,
                         int position,
                         guint n_slots);

/* The value an adjustment wants so that @index is in a view of @view pixels that now begins
 * at @position: @position itself when it is in view already. */
int dz_axis_reveal (const DzAxis *self,
                    guint index,
                    int position,
                    int view);

/**
 * dz_axis_plan:
 *
 * How @n widgets that show old_first … change to show new_first …: the result says how many
 * move from the front to the back (positive) or from the back to the front (negative); those
 * are to be filled again. n or -n: all of them, and none needs to move.
 */
int dz_axis_plan (guint old_first,
                  guint new_first,
                  guint n);

G_END_DECLS
