/* dz-cache.h - what was read from a file before, kept in the user's cache folder
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing but time: with and without it the results are the same. An entry stands for the bytes
 * of the file, its name as shown, the catalogue, the program with all its libraries and the
 * language of messages; when any of them changes, it is another entry. What is read back is
 * checked like the answer of a worker.
 */
#pragma once

#include "dz-catalogue.h"
#include "dz-message.h"

G_BEGIN_DECLS

/* Bytes that the folder may hold: some 25,000 reports with their words. */
#define DZ_LIMIT_CACHE_BYTES (512u * 1024u * 1024u)

typedef struct _DzCache DzCache;

/* In $XDG_CACHE_HOME/duizhao. NULL when there is no folder that only we can write. */
DzCache *dz_cache_open (DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

/* Takes out what was not used for longest while there is more than @limit. */
void dz_cache_trim (DzCache *self,
                    guint64 limit);

/* Trims when something was written. */
void dz_cache_close (DzCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCache, dz_cache_close)

/* What follows may be called in any thread. */

/* The entry of an open file, which is read from its start; NULL when it cannot be read. */
char *dz_cache_dup_key (DzCache *self,
                        int file,
                        const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* NULL when there is none or it is damaged. */
DzAnswer *dz_cache_find (DzCache *self,
                         const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* @answer: as dz_answer_to_bytes() makes it. A failure is nobody's business: the file is read again next time. */
void dz_cache_put (DzCache *self,
                   const char *key,
                   GBytes *answer);

G_END_DECLS
