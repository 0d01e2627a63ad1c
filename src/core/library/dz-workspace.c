/* dz-workspace.c - reports, corrections, notes and findings' states, kept in one file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace.h"

#include "dz-entry-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FINDING_TYPE "(ussx)"

typedef struct {
  DzFindingState state;
  char *note;
} FindingNote;

struct _DzWorkspace {
  GObject parent_instance;

  DzCatalogue *catalogue;
  DzStore *store;
  char *path;
  gboolean unnamed;      /* in the user's data folder, waiting for a name */
  GListStore *entries;   /* of DzEntry, sorted */
  GHashTable *by_path;   /* path (owned) -> GPtrArray of DzEntry (owned) */
  GHashTable *files;     /* path -> DzFileRecord, both owned */
  GHashTable *uses;      /* name of a blob (owned) -> how many files use it */
  GHashTable *notes;     /* finding key -> FindingNote, both owned */
  GPtrArray *findings;   /* of DzFinding; NULL: to be computed */
  guint64 serial;        /* of the data */
  guint frozen;
  gboolean pending;      /* "changed" waits for the thaw */
  gboolean unsorted;
};

enum {
  CHANGED,
  SAVED,
  SAVE_FAILED,
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
G_DEFINE_QUARK (dz-workspace-error-quark, dz_workspace_error)

static void
finding_note_free (FindingNote *note)
{
  g_free (note->note);
  g_free (note);
}

void
dz_correction_free (DzCorrection *self)
{
  if (self == NULL)
    return;
  g_free (self->agency);
  g_free (self->what);
  g_free (self->from);
  g_free (self->to);
  g_free (self->reason);
  g_free (self->who);
  g_free (self);
}

/* --- telling --- */

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

static void
emit_changed (DzWorkspace *self)
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

static void
report_failure (DzWorkspace *self,
                GError *error)
{
  if (error == NULL)
    g_signal_emit (self, signals[SAVED], 0);
  else
    g_signal_emit (self, signals[SAVE_FAILED], 0, error->message);
}

/* --- from records to entries --- */

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

/* After @file was taken out: what no other file uses is let go, in the same step, so that
 * undo finds it and the next opening sweeps it away. */
static void
release_blobs (DzWorkspace *self,
               const DzFileRecord *file)
{
  if (!g_hash_table_contains (self->uses, file->document))
    dz_store_put (self->store, "blob", file->document, NULL, NULL);
  for (guint i = 0; file->extractions[i] != NULL; i++)
    if (!g_hash_table_contains (self->uses, file->extractions[i]))
      dz_store_put (self->store, "blob", file->extractions[i], NULL, NULL);
}

/* The record that stood for @path, or NULL. */
static DzFileRecord *
take_out_path (DzWorkspace *self,
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

static char *
make_correction_key (const char *path,
                     guint ordinal,
                     const char *what)
{
  return g_strdup_printf ("%s\n%u\n%s", path, ordinal, what);
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

/* Takes over @file; @extractions: of DzExtraction when they are in memory, else NULL. */
static void
put_in_file (DzWorkspace *self,
             const char *path,
             DzFileRecord *file,
             GPtrArray *extractions)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = MAX (1, g_strv_length (file->extractions));

  for (guint i = 0; i < n; i++) {
    DzEntry *entry = dz_entry_new_private (self->store, self->catalogue, path, i, file);

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

  dz_file_record_free (take_out_path (self, path));
  if (file != NULL)
    put_in_file (self, path, file, NULL);
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

/* After an undo records come in any order: files first, then what hangs on them. */
static void
apply_any (const char *kind,
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
}

static void
load (DzWorkspace *self)
{
  dz_store_foreach (self->store, "file", apply_file, self);
  dz_store_foreach (self->store, "correction", apply_correction, self);
  dz_store_foreach (self->store, "finding", apply_finding, self);
  g_list_store_sort (self->entries, dz_entry_compare_private, NULL);
  self->unsorted = FALSE;
}

/* --- object --- */

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
}

static void
dz_workspace_init (DzWorkspace *self)
{
  self->entries = g_list_store_new (DZ_TYPE_ENTRY);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dz_file_record_free);
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) finding_note_free);
  self->serial = 1;
}

/* The first name in the data folder that no other window holds. */
static DzStore *
open_unnamed (char **path,
              GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "duizhao", "unnamed", NULL);
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
    self->path = g_strdup (path);
    self->store = dz_store_open (path, error);
  } else {
    self->unnamed = TRUE;
    self->store = open_unnamed (&self->path, error);
  }
  if (self->store == NULL) {
    self->unnamed = FALSE;
    return NULL;
  }
  load (self);
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

/* --- changes --- */

void
dz_workspace_freeze (DzWorkspace *self)
{
  g_return_if_fail (DZ_IS_WORKSPACE (self));

  if (self->frozen++ == 0)
    dz_store_begin (self->store, _ ("Change"));
}

void
dz_workspace_thaw (DzWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && self->frozen > 0);

  if (--self->frozen > 0)
    return;
  dz_store_end (self->store, &error);
  report_failure (self, error);
  if (self->pending)
    emit_changed (self);
}

void
dz_workspace_begin_import (DzWorkspace *self)
{
  g_return_if_fail (DZ_IS_WORKSPACE (self));

  dz_store_set_grouped (self->store, TRUE);
}

void
dz_workspace_end_import (DzWorkspace *self)
{
  g_return_if_fail (DZ_IS_WORKSPACE (self));

  dz_store_set_grouped (self->store, FALSE);
}

static char *
put_variant_blob (DzWorkspace *self,
                  GVariant *variant)
{
  g_autoptr (GVariant) boxed = g_variant_ref_sink (g_variant_new_variant (variant));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (boxed);
  char *name = dz_store_put_blob (self->store, bytes, NULL);

  return name != NULL ? name : g_strdup ("");
}

static void
stat_file (const char *path,
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

static DzFileRecord *
make_file_record (DzWorkspace *self,
                  const char *path,
                  GPtrArray *extractions,
                  const char *error)
{
  DzFileRecord *file = g_new0 (DzFileRecord, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  stat_file (path, &file->mtime, &file->size);
  file->error = g_strdup (error != NULL ? error : "");
  file->document = NULL;
  for (guint i = 0; extractions != NULL && i < extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (extractions, i);
    DzDocument *document = dz_report_get_document (dz_extraction_get_report (extraction));
    g_autoptr (GVariant) variant = dz_extraction_to_variant (extraction);

    if (file->document == NULL && document != NULL) {
      g_autoptr (GVariant) words = dz_document_to_variant (document);

      file->document = put_variant_blob (self, words);
    }
    g_ptr_array_add (names, put_variant_blob (self, variant));
  }
  if (file->document == NULL)
    file->document = g_strdup ("");
  g_ptr_array_add (names, NULL);
  file->extractions = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  return file;
}

static void
put_record (DzWorkspace *self,
            const char *title,
            const char *kind,
            const char *key,
            GBytes *value)
{
  g_autoptr (GError) error = NULL;

  dz_store_begin (self->store, title);
  dz_store_put (self->store, kind, key, value, NULL);
  dz_store_end (self->store, &error);
  if (self->frozen == 0)
    report_failure (self, error);
}

void
dz_workspace_add (DzWorkspace *self,
                  const char *path,
                  GPtrArray *extractions,
                  const char *error)
{
  g_autoptr (DzFileRecord) before = NULL;
  g_autoptr (GBytes) value = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  DzFileRecord *file;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && path != NULL);

  name = g_path_get_basename (path);
  title = g_strdup_printf (_ ("Add %s"), name);
  dz_store_begin (self->store, title);
  file = make_file_record (self, path, extractions, error);
  value = dz_file_record_print (file);
  dz_store_put (self->store, "file", path, value, NULL);
  before = take_out_path (self, path);
  put_in_file (self, path, file, extractions);
  if (before != NULL) {
    release_blobs (self, before);
    dz_store_foreach (self->store, "correction", apply_correction, self);
  }
  dz_store_end (self->store, &failure);
  if (self->frozen == 0)
    report_failure (self, failure);
  emit_changed (self);
}

void
dz_workspace_remove (DzWorkspace *self,
                     GPtrArray *entries)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self));

  dz_store_begin (self->store, _ ("Remove reports"));
  for (guint i = 0; i < entries->len; i++) {
    g_autofree char *path = g_strdup (dz_entry_get_path (g_ptr_array_index (entries, i)));
    g_autoptr (DzFileRecord) file = NULL;

    dz_store_put (self->store, "file", path, NULL, NULL);
    file = take_out_path (self, path);
    if (file != NULL)
      release_blobs (self, file);
  }
  dz_store_end (self->store, &error);
  if (self->frozen == 0)
    report_failure (self, error);
  emit_changed (self);
}

static const char *
get_who (void)
{
  const char *name = g_get_real_name ();

  return g_strcmp0 (name, "Unknown") != 0 && name[0] != '\0' ? name : g_get_user_name ();
}

static void
put_correction (DzWorkspace *self,
                DzEntry *entry,
                const char *key_part,
                const char *label,
                DzCorrectionRecord *record)
{
  g_autofree char *key = make_correction_key (dz_entry_get_path (entry), dz_entry_get_ordinal_private (entry), key_part);
  g_autoptr (GBytes) value = NULL;
  g_autofree char *title = g_strdup_printf (_ ("Correct %s"), label);

  record->who = g_strdup (get_who ());
  record->when = g_get_real_time () / G_USEC_PER_SEC;
  value = dz_correction_record_print (record);
  put_record (self, title, "correction", key, value);
  dz_entry_put_correction_private (entry, key_part, record);
  self->unsorted = TRUE;
  emit_changed (self);
}

static char *
print_value (DzValue value)
{
  return value.kind == DZ_VALUE_NUMBER ? dz_decimal_to_string (value.number)
                                       : g_strdup (dz_value_kind_to_string (value.kind));
}

void
dz_workspace_correct_value (DzWorkspace *self,
                            DzEntry *entry,
                            const char *indicator,
                            const char *member,
                            DzValue value,
                            const char *reason)
{
  DzExtraction *extraction;
  const DzIndicator *known;
  DzCorrectionRecord *record;
  g_autofree char *what = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && DZ_IS_ENTRY (entry) && indicator != NULL);

  extraction = dz_entry_get_extraction (entry);
  known = dz_catalogue_lookup_indicator (self->catalogue, indicator);
  g_return_if_fail (extraction != NULL && known != NULL);
  record = g_new0 (DzCorrectionRecord, 1);
  record->what = g_strdup ("");
  record->indicator = g_strdup (indicator);
  record->member = g_strdup (member != NULL ? member : "");
  record->kind = value.kind;
  record->to = print_value (value);
  record->from = print_value (dz_extraction_get_value (extraction, indicator, member));
  record->reason = g_strdup (reason != NULL ? reason : "");
  what = member != NULL ? g_strdup_printf ("%s[%s]", indicator, member) : g_strdup (indicator);
  put_correction (self, entry, what, dz_indicator_get_label (known), record);
}

static char *
dup_report_text (DzReport *report,
                 const char *what)
{
  if (strcmp (what, "agency") == 0)
    return g_strdup (dz_report_get_agency (report));
  if (strcmp (what, "region") == 0)
    return g_strdup (dz_report_get_region (report));
  if (strcmp (what, "form") == 0)
    return g_strdup (dz_report_get_form (report));
  return g_strdup_printf ("%u", dz_report_get_year (report));
}

void
dz_workspace_correct_report (DzWorkspace *self,
                             DzEntry *entry,
                             const char *what,
                             const char *text,
                             const char *reason)
{
  DzExtraction *extraction;
  DzCorrectionRecord *record;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && DZ_IS_ENTRY (entry) && what != NULL && text != NULL);

  extraction = dz_entry_get_extraction (entry);
  g_return_if_fail (extraction != NULL);
  record = g_new0 (DzCorrectionRecord, 1);
  record->what = g_strdup (what);
  record->indicator = g_strdup ("");
  record->member = g_strdup ("");
  record->to = g_strdup (text);
  record->from = dup_report_text (dz_extraction_get_report (extraction), what);
  record->reason = g_strdup (reason != NULL ? reason : "");
  put_correction (self, entry, what, text, record);
}

void
dz_workspace_set_finding_state (DzWorkspace *self,
                                const DzFinding *finding,
                                DzFindingState state,
                                const char *note)
{
  g_autoptr (GBytes) value = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self));

  if (state != DZ_FINDING_OPEN || (note != NULL && note[0] != '\0')) {
    g_autoptr (GVariant) variant = NULL;

    variant = g_variant_ref_sink (g_variant_new (FINDING_TYPE, (guint) state, note != NULL ? note : "", get_who (),
                                                 g_get_real_time () / G_USEC_PER_SEC));
    value = g_variant_get_data_as_bytes (variant);
  }
  put_record (self, state == DZ_FINDING_DISMISSED ? _ ("Dismiss a finding") : state == DZ_FINDING_EXPLAINED ? _ ("Explain a finding") : _ ("Reopen a finding"),
              "finding", finding->key, value);
  apply_finding ("finding", finding->key, value, self);
  emit_changed (self);
}

/* --- undo --- */

char *
dz_workspace_dup_undo_title (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  return dz_store_dup_undo_title (self->store);
}

char *
dz_workspace_dup_redo_title (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  return dz_store_dup_redo_title (self->store);
}

gboolean
dz_workspace_can_undo (DzWorkspace *self)
{
  g_autofree char *title = dz_workspace_dup_undo_title (self);

  return title != NULL;
}

gboolean
dz_workspace_can_redo (DzWorkspace *self)
{
  g_autofree char *title = dz_workspace_dup_redo_title (self);

  return title != NULL;
}

static void
finish_replay (DzWorkspace *self,
               GError *error)
{
  /* Corrections of files that came back were applied before them. */
  dz_store_foreach (self->store, "correction", apply_correction, self);
  report_failure (self, error);
  emit_changed (self);
}

void
dz_workspace_undo (DzWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && self->frozen == 0);

  dz_store_undo (self->store, apply_any, self, &error);
  finish_replay (self, error);
}

void
dz_workspace_redo (DzWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && self->frozen == 0);

  dz_store_redo (self->store, apply_any, self, &error);
  finish_replay (self, error);
}

void
dz_workspace_check_files (DzWorkspace *self)
{
  guint n;

  g_return_if_fail (DZ_IS_WORKSPACE (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
    gint64 mtime, size, known = dz_entry_get_mtime_private (entry);

    stat_file (dz_entry_get_path (entry), &mtime, &size);
    /* A file inside an archive had no time of its own. */
    dz_entry_set_changed_private (entry, known != 0 && (mtime != known || size != dz_entry_get_size_private (entry)));
  }
}

/* --- ledger --- */

static void
append_corrections (DzEntry *entry,
                    GPtrArray *out)
{
  DzExtraction *extraction = dz_entry_get_extraction (entry);
  GHashTableIter iter;
  gpointer key, value;

  if (extraction == NULL)
    return;
  g_hash_table_iter_init (&iter, dz_entry_get_corrections_private (entry));
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const DzCorrectionRecord *record = value;
    DzReport *report = dz_extraction_get_report (extraction);
    DzCorrection *correction = g_new0 (DzCorrection, 1);

    correction->entry = dz_entry_get_id (entry);
    correction->agency = g_strdup (dz_report_get_agency (report));
    correction->year = dz_report_get_year (report);
    correction->what = g_strdup (key);
    correction->from = g_strdup (record->from);
    correction->to = g_strdup (record->to);
    correction->reason = g_strdup (record->reason);
    correction->who = g_strdup (record->who);
    correction->when = record->when;
    g_ptr_array_add (out, correction);
  }
}

static int
compare_corrections (gconstpointer a,
                     gconstpointer b)
{
  const DzCorrection *left = *(const DzCorrection *const *) a, *right = *(const DzCorrection *const *) b;

  if (left->when != right->when)
    return left->when < right->when ? -1 : 1;
  return left->entry != right->entry ? (left->entry < right->entry ? -1 : 1) : strcmp (left->what, right->what);
}

GPtrArray *
dz_workspace_dup_corrections (DzWorkspace *self)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_correction_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

    append_corrections (entry, out);
  }
  g_ptr_array_sort (out, compare_corrections);
  return out;
}

static DzEntry *
find_entry (DzWorkspace *self,
            const char *agency,
            guint year)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
    DzExtraction *extraction = dz_entry_get_extraction (entry);

    if (extraction != NULL && dz_report_get_year (dz_extraction_get_report (extraction)) == year
        && strcmp (dz_report_get_agency (dz_extraction_get_report (extraction)), agency) == 0)
      return entry;
  }
  return NULL;
}

/* "id[member]" or "id"; FALSE when what is corrected is no value. */
static gboolean
split_what (DzCatalogue *catalogue,
            const char *what,
            char **indicator,
            char **member)
{
  const char *bracket = strchr (what, '[');

  *indicator = bracket != NULL ? g_strndup (what, (gsize) (bracket - what)) : g_strdup (what);
  *member = bracket != NULL ? g_strndup (bracket + 1, strcspn (bracket + 1, "]")) : NULL;
  return dz_catalogue_lookup_indicator (catalogue, *indicator) != NULL;
}

guint
dz_workspace_replay_corrections (DzWorkspace *self,
                                 GPtrArray *corrections)
{
  guint n = 0;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), 0);

  dz_workspace_freeze (self);
  for (guint i = 0; i < corrections->len; i++) {
    const DzCorrection *correction = g_ptr_array_index (corrections, i);
    DzEntry *entry = find_entry (self, correction->agency, correction->year);
    g_autofree char *indicator = NULL;
    g_autofree char *member = NULL;
    DzValue value = { .kind = DZ_VALUE_NUMBER };

    if (entry == NULL)
      continue;
    if (!split_what (self->catalogue, correction->what, &indicator, &member)) {
      dz_workspace_correct_report (self, entry, correction->what, correction->to, correction->reason);
      n++;
    } else if (dz_decimal_parse (correction->to, &value.number)
               || dz_value_kind_from_string (correction->to, &value.kind)) {
      dz_workspace_correct_value (self, entry, indicator, member, value, correction->reason);
      n++;
    }
  }
  dz_workspace_thaw (self);
  return n;
}

/* --- state of views --- */

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
