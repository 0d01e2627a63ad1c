/* dz-progress.h - how far a piece of work has come
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Below pipeline/ work is synchronous and tells its progress through this; it
 * knows no thread and no main loop. A progress splits into weighted children and
 * never runs backwards.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzProgress DzProgress;

/* @fraction 0 .. 1, never smaller than before; in the thread that does the work. */
typedef void (*DzProgressFunc) (double fraction,
                                gpointer user_data);

DzProgress *dz_progress_new (DzProgressFunc func,
                             gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* The part from @from to @to (0 .. 1) of @parent, which must outlive it; NULL
 * for a NULL parent. */
DzProgress *dz_progress_child (DzProgress *parent,
                               double from,
                               double to) G_GNUC_WARN_UNUSED_RESULT;
void dz_progress_free (DzProgress *self);

/* Does nothing for NULL. */
void dz_progress_set (DzProgress *self,
                      double fraction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzProgress, dz_progress_free)

G_END_DECLS
