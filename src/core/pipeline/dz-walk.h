/* dz-walk.h - the files that a path stands for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Each file, or why a path gives none (@error, the callee's to keep; it begins with the name).
 * FALSE stops. */
typedef gboolean (*DzWalkFunc) (const char *path,
                                GError *error,
                                gpointer user_data);

/* A file as it is; a folder with all below it by name, hidden files, locks and links to
 * folders left out. Files that are no reports by their ending are counted in @n_aside (inout)
 * instead. FALSE when it was stopped. */
gboolean dz_walk (const char *path,
                  DzWalkFunc func,
                  gpointer user_data,
                  guint *n_aside);

/* Opens a regular file to read; anything else, and what cannot be opened, is a sentence that
 * begins with the name. -1 on errors. */
int dz_walk_open (const char *path,
                  GError **error);

G_END_DECLS
