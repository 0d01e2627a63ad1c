/* dz-workspace-records.c - from records to entries
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

#include <string.h>

static void
count_use (DzWorkspace *self,
           const char *blob,
           int by)
{
  int n = GPOINTER_TO_INT (g_hash_table_lookup (self->uses, blob)) + by;

  if (blob[0] == '\0')
    return;
  if (n > 0)
    g_hash_table_replace (self->uses, g_strdup (blob), GINT_TO_POINTER (n));
  else
    g_hash_table_remove (self->uses, blob);
}

static void
count_uses (DzWorkspace *self,
            const DzFileRecord *file,
            int by)
{
  count_use (self, file->document, by);
  for (guint i = 0; file->extractions[i] != NULL; i++)
    count_use (self, file->extractions[i], by);
}

void
dz_workspace_release_private (DzWorkspace *self,
                              const DzFileRecord *file)
{
  if (!g_hash_table_contains (self->uses, file->document))
    dz_store_put (self->store, "blob", file->document, NULL, NULL);
  for (guint i = 0; file->extractions[i] != NULL; i++)
    if (!g_hash_table_contains (self->uses, file->extractions[i]))
      dz_store_put (self->store, "blob", file->extractions[i], NULL, NULL);
}

DzFileRecord *
dz_workspace_take_out_private (DzWorkspace *self,
                               const char *path)
{
  GPtrArray *entries = g_hash_table_lookup (self->by_path, path);
  g_autofree char *key = NULL;
  DzFileRecord *file = NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    guint position;

    dz_entry_detach_private (g_ptr_array_index (entries, i), NULL);
    if (g_list_store_find (self->entries, g_ptr_array_index (entries, i), &position))
      g_list_store_remove (self->entries, position);
  }
  g_hash_table_remove (self->by_path, path);
  if (g_hash_table_steal_extended (self->files, path, (gpointer *) &key, (gpointer *) &file))
    count_uses (self, file, -1);
  return file;
}

char *
dz_workspace_make_key_private (DzEntry *entry,
                               const char *what)
{
  return g_strdup_printf ("%s\n%u\n%s", dz_entry_get_path (entry), dz_entry_get_ordinal_private (entry), what);
}

/* Path, ordinal and what of a correction's key; FALSE when it is none. */
static gboolean
split_correction_key (const char *key,
                      char **path,
                      guint *ordinal,
                      const char **what)
{
  const char *last = strrchr (key, '\n');
  const char *middle;

  if (last == NULL || last == key)
    return FALSE;
  middle = g_strrstr_len (key, last - key, "\n");
  if (middle == NULL)
    return FALSE;
  *path = g_strndup (key, (gsize) (middle - key));
  *ordinal = (guint) g_ascii_strtoull (middle + 1, NULL, 10);
  *what = last + 1;
  return TRUE;
}

static void
apply_correction (const char *kind,
                  const char *key,
                  GBytes *value,
                  gpointer user_data)
{
  DzWorkspace *self = user_data;
  g_autofree char *path = NULL;
  GPtrArray *entries;
  const char *what;
  guint ordinal;

  if (!split_correction_key (key, &path, &ordinal, &what))
    return;
  entries = g_hash_table_lookup (self->by_path, path);
  if (entries == NULL || ordinal >= entries->len)
    return;
  dz_entry_put_correction_private (g_ptr_array_index (entries, ordinal), what,
                                   value != NULL ? dz_correction_record_parse (value) : NULL);
  self->unsorted = TRUE;
}

void
dz_workspace_put_in_private (DzWorkspace *self,
                             const char *path,
                             DzFileRecord *file,
                             GPtrArray *extractions)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = MAX (1, g_strv_length (file->extractions));

  for (guint i = 0; i < n; i++) {
    DzEntry *entry = dz_entry_new_private (self->store, self->catalogue, &self->decisions, path, i, file);

    if (extractions != NULL && i < extractions->len)
      dz_entry_set_base_private (entry, g_ptr_array_index (extractions, i));
    g_ptr_array_add (entries, entry);
    g_list_store_append (self->entries, entry);
  }
  g_hash_table_replace (self->by_path, g_strdup (path), entries);
  g_hash_table_replace (self->files, g_strdup (path), file);
  count_uses (self, file, 1);
  self->unsorted = TRUE;
}

static void
apply_file (const char *kind,
            const char *path,
            GBytes *value,
            gpointer user_data)
{
  DzWorkspace *self = user_data;
  DzFileRecord *file = value != NULL ? dz_file_record_parse (value) : NULL;

  dz_file_record_free (dz_workspace_take_out_private (self, path));
  if (file != NULL)
    dz_workspace_put_in_private (self, path, file, NULL);
}

static void
apply_finding (const char *kind,
               const char *key,
               GBytes *value,
               gpointer user_data)
{
  DzWorkspace *self = user_data;
  g_autoptr (GVariant) variant = NULL;
  FindingNote *note;
  guint state;

  if (value == NULL) {
    g_hash_table_remove (self->notes, key);
    return;
  }
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FINDING_TYPE), value, FALSE));
  if (!g_variant_is_normal_form (variant))
    return;
  note = g_new0 (FindingNote, 1);
  g_variant_get (variant, FINDING_TYPE, &state, &note->note, NULL, NULL);
  note->state = MIN (state, DZ_FINDING_DISMISSED);
  g_hash_table_replace (self->notes, g_strdup (key), note);
}

static void
apply_row (const char *kind,
           const char *key,
           GBytes *value,
           gpointer user_data)
{
  DzWorkspace *self = user_data;
  const char *old = g_hash_table_lookup (self->decisions.rows, key);

  dz_workspace_apply_row_private (kind, key, value, self);
  dz_workspace_emit_row_mapped_private (self, key, old);
}

/* After an undo records come in any order: files first, then what hangs on them. */
void
dz_workspace_apply_private (const char *kind,
                            const char *key,
                            GBytes *value,
                            gpointer user_data)
{
  if (strcmp (kind, "file") == 0)
    apply_file (kind, key, value, user_data);
  else if (strcmp (kind, "correction") == 0)
    apply_correction (kind, key, value, user_data);
  else if (strcmp (kind, "finding") == 0)
    apply_finding (kind, key, value, user_data);
  else if (strcmp (kind, "row") == 0)
    apply_row (kind, key, value, user_data);
  else if (strcmp (kind, "agency") == 0)
    dz_workspace_apply_agency_private (kind, key, value, user_data);
}

void
dz_workspace_apply_corrections_private (DzWorkspace *self)
{
  dz_store_foreach (self->store, "correction", apply_correction, self);
}

void
dz_workspace_load_private (DzWorkspace *self)
{
  dz_store_foreach (self->store, "row", dz_workspace_apply_row_private, self);
  dz_store_foreach (self->store, "agency", dz_workspace_apply_agency_private, self);
  dz_store_foreach (self->store, "file", apply_file, self);
  dz_workspace_apply_corrections_private (self);
  dz_store_foreach (self->store, "finding", apply_finding, self);
  g_list_store_sort (self->entries, dz_entry_compare_private, NULL);
  self->unsorted = FALSE;
}
