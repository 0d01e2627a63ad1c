/* dz-workspace.c - reports, corrections, notes and findings' states, kept in one file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

enum {
  CHANGED,
  SAVED,
  SAVE_FAILED,
  ROW_MAPPED,
  N_SIGNALS
};

enum {
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_PATH,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DzWorkspace, dz_workspace, G_TYPE_OBJECT)
G_DEFINE_QUARK (dz - workspace - error - quark, dz_workspace_error)

static void
finding_note_free (FindingNote *note)
{
  g_free (note->note);
  g_free (note);
}

static void
count_findings (DzWorkspace *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  g_autofree guint *counts = g_new0 (guint, n + 1);
  guint index = 0;

  for (guint i = 0; i < self->findings->len; i++) {
    const DzFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->severity <= DZ_SEVERITY_WARNING && finding->reports->len > 0
        && g_array_index (finding->reports, guint, 0) < n
        && dz_workspace_get_finding_state (self, finding, NULL) == DZ_FINDING_OPEN)
      counts[g_array_index (finding->reports, guint, 0)]++;
  }
  /* Findings count the entries that have an extraction. */
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

    dz_entry_set_n_findings_private (entry, dz_entry_get_extraction (entry) != NULL ? counts[index++] : 0);
  }
}

void
dz_workspace_emit_changed_private (DzWorkspace *self)
{
  if (self->frozen > 0) {
    self->pending = TRUE;
    return;
  }
  self->pending = FALSE;
  if (self->unsorted)
    g_list_store_sort (self->entries, dz_entry_compare_private, NULL);
  self->unsorted = FALSE;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->serial++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
dz_workspace_report_private (DzWorkspace *self,
                             GError *error)
{
  if (error == NULL)
    g_signal_emit (self, signals[SAVED], 0);
  else
    g_signal_emit (self, signals[SAVE_FAILED], 0, error->message);
}

void
dz_workspace_emit_row_mapped_private (DzWorkspace *self,
                                      const char *key,
                                      const char *old)
{
  const char *now = g_hash_table_lookup (self->decisions.rows, key);

  if (old != now)
    g_signal_emit (self, signals[ROW_MAPPED], 0, key, old, now);
}

static void
dz_workspace_get_property (GObject *object,
                           guint prop_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  DzWorkspace *self = DZ_WORKSPACE (object);

  switch (prop_id) {
  case PROP_CAN_UNDO:
    g_value_set_boolean (value, dz_workspace_can_undo (self));
    break;
  case PROP_CAN_REDO:
    g_value_set_boolean (value, dz_workspace_can_redo (self));
    break;
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
detach_entries (DzWorkspace *self,
                DzStore *store)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

    dz_entry_detach_private (entry, store);
  }
}

static void
dz_workspace_finalize (GObject *object)
{
  DzWorkspace *self = DZ_WORKSPACE (object);
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->entries)) == 0;

  detach_entries (self, NULL);
  g_clear_pointer (&self->store, dz_store_free);
  if (self->unnamed && empty && self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_hash_table_unref (self->by_path);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->uses);
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->decisions.rows);
  g_hash_table_unref (self->decisions.agencies);
  g_object_unref (self->entries);
  g_clear_object (&self->catalogue);
  g_free (self->path);
  G_OBJECT_CLASS (dz_workspace_parent_class)->finalize (object);
}

static void
dz_workspace_class_init (DzWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dz_workspace_get_property;
  object_class->finalize = dz_workspace_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", DZ_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", DZ_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE_FAILED] = g_signal_new ("save-failed", DZ_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ROW_MAPPED] = g_signal_new ("row-mapped", DZ_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
dz_workspace_init (DzWorkspace *self)
{
  self->entries = g_list_store_new (DZ_TYPE_ENTRY);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dz_file_record_free);
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) finding_note_free);
  self->decisions.rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->decisions.agencies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->serial = 1;
}

static char *
dup_unnamed_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "duizhao", "unnamed", NULL);
}

/* The first name in the data folder that no other window holds. */
static DzStore *
open_unnamed (char **path,
              GError **error)
{
  g_autofree char *folder = dup_unnamed_folder ();
  g_autofree char *stamp = NULL;
  g_autofree char *name = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_WRITE,
                 _ ("%s could not be made. Check that you may write to your home folder."), folder);
    return NULL;
  }
  stamp = g_uuid_string_random ();
  name = g_strconcat (stamp, ".duizhao", NULL);
  *path = g_build_filename (folder, name, NULL);
  return dz_store_open (*path, error);
}

DzWorkspace *
dz_workspace_open (const char *path,
                   DzCatalogue *catalogue,
                   GError **error)
{
  g_autoptr (DzWorkspace) self = NULL;

  g_return_val_if_fail (DZ_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (DZ_TYPE_WORKSPACE, NULL);
  self->catalogue = g_object_ref (catalogue);
  if (path != NULL) {
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *unnamed = dup_unnamed_folder ();

    self->path = g_strdup (path);
    self->unnamed = g_str_equal (folder, unnamed);
    self->store = dz_store_open (path, error);
  } else {
    self->unnamed = TRUE;
    self->store = open_unnamed (&self->path, error);
  }
  if (self->store == NULL) {
    self->unnamed = FALSE;
    return NULL;
  }
  dz_workspace_load_private (self);
  return g_steal_pointer (&self);
}

gboolean
dz_workspace_save_as (DzWorkspace *self,
                      const char *path,
                      GError **error)
{
  DzStore *store;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), FALSE);

  if (g_strcmp0 (path, self->path) == 0)
    return TRUE;
  if (!dz_store_copy (self->store, path, error))
    return FALSE;
  store = dz_store_open (path, error);
  if (store == NULL)
    return FALSE;
  detach_entries (self, store);
  dz_store_free (self->store);
  self->store = store;
  if (self->unnamed)
    g_unlink (self->path);
  self->unnamed = FALSE;
  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  return TRUE;
}

const char *
dz_workspace_get_path (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  return self->path;
}

gboolean
dz_workspace_is_unnamed (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), FALSE);

  return self->unnamed;
}

/* The journal beside a file that was not closed is newer than the file. */
static gint64
get_written (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  GStatBuf info;
  gint64 written = 0;

  if (g_stat (path, &info) == 0)
    written = (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  if (g_stat (journal, &info) == 0)
    written = MAX (written, (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000);
  return written;
}

char *
dz_workspace_dup_newest_unnamed (void)
{
  g_autofree char *folder = dup_unnamed_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *newest = NULL;
  gint64 written = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    gint64 own = g_str_has_suffix (name, ".duizhao") ? get_written (path) : 0;

    if (own <= written)
      continue;
    written = own;
    g_free (newest);
    newest = g_steal_pointer (&path);
  }
  return g_steal_pointer (&newest);
}

DzCatalogue *
dz_workspace_get_catalogue (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  return self->catalogue;
}

GListModel *
dz_workspace_get_entries (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->entries);
}

GPtrArray *
dz_workspace_dup_extractions (DzWorkspace *self)
{
  GPtrArray *extractions = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
    DzExtraction *extraction = dz_entry_get_extraction (entry);

    if (extraction != NULL)
      g_ptr_array_add (extractions, g_object_ref (extraction));
  }
  return extractions;
}

GPtrArray *
dz_workspace_get_findings (DzWorkspace *self)
{
  g_autoptr (GPtrArray) extractions = NULL;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  if (self->findings == NULL) {
    extractions = dz_workspace_dup_extractions (self);
    self->findings = dz_check (extractions, self->catalogue);
    count_findings (self);
  }
  return self->findings;
}

guint64
dz_workspace_get_serial (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), 0);

  return self->serial;
}

gboolean
dz_workspace_take_findings (DzWorkspace *self,
                            GPtrArray *findings,
                            guint64 serial)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), FALSE);

  if (serial != self->serial) {
    g_ptr_array_unref (findings);
    return FALSE;
  }
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  count_findings (self);
  return TRUE;
}

DzFindingState
dz_workspace_get_finding_state (DzWorkspace *self,
                                const DzFinding *finding,
                                const char **note)
{
  const FindingNote *found;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), DZ_FINDING_OPEN);

  found = g_hash_table_lookup (self->notes, finding->key);
  if (note != NULL)
    *note = found != NULL ? found->note : NULL;
  return found != NULL ? found->state : DZ_FINDING_OPEN;
}

void
dz_workspace_set_state (DzWorkspace *self,
                        const char *key,
                        GVariant *value)
{
  g_autoptr (GVariant) own = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autoptr (GBytes) bytes = own != NULL ? g_variant_get_data_as_bytes (own) : NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self));

  dz_store_put_state (self->store, key, bytes);
}

GVariant *
dz_workspace_dup_state (DzWorkspace *self,
                        const char *key,
                        const GVariantType *type)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) variant = NULL;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  bytes = dz_store_get_state (self->store, key);
  if (bytes == NULL)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));
  return g_variant_is_normal_form (variant) ? g_steal_pointer (&variant) : NULL;
}
