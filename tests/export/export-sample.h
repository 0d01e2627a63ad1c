/* export-sample.h - what the tests of export share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-export.h"

#include <glib/gstdio.h>

/* The path of what was written. */
static inline char *
sample_export (DzComparison *comparison,
               const char *folder,
               const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;

  g_assert_true (dz_export_comparison (comparison, NULL, NULL, path, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

/* With all that is in it. */
static inline void
sample_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_rmdir (folder);
}
