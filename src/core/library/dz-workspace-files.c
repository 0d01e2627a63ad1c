/* dz-workspace-files.c - which files were moved or changed since they were read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

#include <glib/gstdio.h>

typedef struct {
  char *path;
  gint64 mtime, size; /* as they were; then as they are */
} Stamp;

struct _DzFileCheck {
  GArray *stamps; /* of Stamp */
};

void
dz_workspace_stat_private (const char *path,
                           gint64 *mtime,
                           gint64 *size)
{
  GStatBuf info;

  *mtime = *size = 0;
  if (g_stat (path, &info) == 0) {
    *mtime = (gint64) info.st_mtime;
    *size = (gint64) info.st_size;
  }
}

static void
clear_stamp (gpointer data)
{
  g_free (((Stamp *) data)->path);
}

DzFileCheck *
dz_workspace_prepare_check (DzWorkspace *self)
{
  DzFileCheck *check;
  guint n;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  check = g_new0 (DzFileCheck, 1);
  check->stamps = g_array_new (FALSE, TRUE, sizeof (Stamp));
  g_array_set_clear_func (check->stamps, clear_stamp);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
    /* A file inside an archive had no time of its own. */
    Stamp stamp = { NULL, 0, 0 };

    if (dz_entry_get_mtime_private (entry) == 0)
      continue;
    stamp.path = g_strdup (dz_entry_get_path (entry));
    g_array_append_val (check->stamps, stamp);
  }
  return check;
}

void
dz_file_check_run (DzFileCheck *check)
{
  for (guint i = 0; i < check->stamps->len; i++) {
    Stamp *stamp = &g_array_index (check->stamps, Stamp, i);

    dz_workspace_stat_private (stamp->path, &stamp->mtime, &stamp->size);
  }
}

void
dz_file_check_free (DzFileCheck *check)
{
  if (check == NULL)
    return;
  g_array_unref (check->stamps);
  g_free (check);
}

void
dz_workspace_take_check (DzWorkspace *self,
                         DzFileCheck *check,
                         guint *n_changed,
                         guint *n_gone)
{
  guint changed = 0, gone = 0;

  g_return_if_fail (DZ_IS_WORKSPACE (self));

  for (guint i = 0; i < check->stamps->len; i++) {
    const Stamp *stamp = &g_array_index (check->stamps, Stamp, i);
    GPtrArray *entries = g_hash_table_lookup (self->by_path, stamp->path);

    for (guint e = 0; entries != NULL && e < entries->len; e++) {
      DzEntry *entry = g_ptr_array_index (entries, e);
      gboolean other = stamp->mtime != dz_entry_get_mtime_private (entry) || stamp->size != dz_entry_get_size_private (entry);

      dz_entry_set_changed_private (entry, other);
      changed += other && stamp->mtime != 0;
      gone += stamp->mtime == 0;
    }
  }
  dz_file_check_free (check);
  if (n_changed != NULL)
    *n_changed = changed;
  if (n_gone != NULL)
    *n_gone = gone;
}

void
dz_workspace_check_files (DzWorkspace *self)
{
  DzFileCheck *check = dz_workspace_prepare_check (self);

  dz_file_check_run (check);
  dz_workspace_take_check (self, check, NULL, NULL);
}
