/* dz-output.h - a file that is written whole or not at all
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written beside its target, synced and renamed: a crash leaves the old file or the whole new
 * one. A target that is no plain file (a pipe, /dev/stdout) is written to, never replaced.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzOutput DzOutput;

/* Fails with G_FILE_ERROR and one sentence: which file, why, what to do. */
DzOutput *dz_output_new (const char *path,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where to write; exists, is empty, and belongs to this output. */
const char *dz_output_get_path (DzOutput *self);

/* Syncs and renames. */
gboolean dz_output_commit (DzOutput *self,
                           GError **error);

/* Removes what was written and not committed. */
void dz_output_free (DzOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOutput, dz_output_free)

/* All of it at once. */
gboolean dz_output_write (const char *path,
                          const char *data,
                          gsize length,
                          GError **error);

/* The sentence for a write to @path that failed with @number (errno). */
void dz_output_set_error (GError **error,
                          const char *path,
                          int number);

G_END_DECLS
