/* dz-joiner.h - puts one report together that stands in several files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-run-private.h"

G_BEGIN_DECLS

/**
 * DzJoiner: outcomes on their way, in order
 *
 * What may be a part of a report is held back, with all that follows it, until the other part has
 * come or #DZ_JOINER_REACH further outcomes have. Two parts that belong together become one
 * report in the place of the first; with a third one that fits, nothing is certain and all stay
 * as they are.
 */
typedef struct _DzJoiner DzJoiner;

/* How far apart the files may stand: with their agencies' folders between them, not a province's. */
#define DZ_JOINER_REACH 64u

DzJoiner *dz_joiner_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_joiner_free (DzJoiner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzJoiner, dz_joiner_free)

/* Takes @outcome. */
void dz_joiner_push (DzJoiner *self,
                     DzOutcome *outcome);

/* The next one that need not wait; with @end, the next one. NULL when there is none. */
DzOutcome *dz_joiner_pop (DzJoiner *self,
                          gboolean end) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
