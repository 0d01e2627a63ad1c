/* dz-alias-file.h - rows mapped by hand, kept in the user's own catalogue
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is one of the catalogue (docs/catalogue.md): reports that are read later, in any
 * workspace and by the command line, know the words too.
 */
#pragma once

#include "dz-catalogue.h"

G_BEGIN_DECLS

/* The user's own folder of the catalogue. */
char *dz_alias_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;

/* The words of a row that can stand alone as another name, as the last part of its @key has them;
 * NULL when they are too short or already mean something: then only the workspace knows the row. */
char *dz_alias_dup_words (DzCatalogue *catalogue,
                          const char *key,
                          const char *indicator) G_GNUC_WARN_UNUSED_RESULT;

/* Adds or takes away @words as another name of @indicator. The folder is as it was when the catalogue
 * would not load with it. */
gboolean dz_alias_set (const char *folder,
                       DzCatalogue *catalogue,
                       const char *indicator,
                       const char *words,
                       gboolean add,
                       GError **error);

G_END_DECLS
