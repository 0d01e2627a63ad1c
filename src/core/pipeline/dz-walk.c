/* dz-walk.c - the files that a path stands for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-walk.h"

#include "dz-limits.h"
#include "dz-task.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  DzWalkFunc func;
  gpointer user_data;
  guint n_files;
  guint *n_aside;
} Walk;

static void
set_open_error (GError **error,
                const char *path,
                int code)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: there is no such file; check the name"), shown);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("%s: you are not allowed to read it; ask its owner"), shown);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("%s: it cannot be opened (%s)"), shown,
                 g_strerror (code));
}

int
dz_walk_open (const char *path,
              GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat info;

  if (file < 0) {
    set_open_error (error, path, errno);
    return -1;
  }
  if (fstat (file, &info) != 0 || !S_ISREG (info.st_mode)) {
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("%s: this is no file that can be read"), shown);
    close (file);
    return -1;
  }
  return file;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (const char *path,
             GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names;
  const char *name;

  if (dir == NULL) {
    set_open_error (error, path, errno);
    return NULL;
  }
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!dz_task_is_litter (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
refuse (Walk *walk,
        const char *path,
        GError *error)
{
  walk->n_files++;
  return walk->func (path, error, walk->user_data);
}

static gboolean
walk_folder (Walk *walk,
             const char *path,
             guint depth)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) names = NULL;
  gboolean go_on = TRUE;

  if (depth > DZ_LIMIT_FOLDER_DEPTH) {
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS,
                 _ ("%s: folders stand more than %u deep in each other; open the inner ones by themselves"), shown,
                 DZ_LIMIT_FOLDER_DEPTH);
  } else {
    names = list_folder (path, &error);
  }
  if (names == NULL)
    return refuse (walk, path, error);
  for (guint i = 0; i < names->len && go_on; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *child = g_build_filename (path, name, NULL);
    struct stat info;

    if (lstat (child, &info) != 0)
      continue;
    if (S_ISDIR (info.st_mode))
      go_on = walk_folder (walk, child, depth + 1);
    else if (dz_task_is_aside (name))
      (*walk->n_aside)++;
    else if (S_ISREG (info.st_mode) || (S_ISLNK (info.st_mode) && g_file_test (child, G_FILE_TEST_IS_REGULAR))) {
      walk->n_files++;
      go_on = walk->func (child, NULL, walk->user_data);
    }
  }
  return go_on;
}

gboolean
dz_walk (const char *path,
         DzWalkFunc func,
         gpointer user_data,
         guint *n_aside)
{
  Walk walk = { func, user_data, 0, n_aside };
  g_autofree char *shown = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return func (path, NULL, user_data);
  if (!walk_folder (&walk, path, 0))
    return FALSE;
  if (walk.n_files > 0)
    return TRUE;
  shown = g_filename_display_name (path);
  return func (path, g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: there is no file in this folder"), shown),
               user_data);
}
