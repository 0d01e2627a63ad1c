/* dz-workspace-change.c - additions, corrections, undo
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

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
  dz_workspace_report_private (self, error);
  if (self->pending)
    dz_workspace_emit_changed_private (self);
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

static DzFileRecord *
make_file_record (DzWorkspace *self,
                  const char *path,
                  GPtrArray *extractions,
                  const char *error)
{
  DzFileRecord *file = g_new0 (DzFileRecord, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  dz_workspace_stat_private (path, &file->mtime, &file->size);
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

void
dz_workspace_put_record_private (DzWorkspace *self,
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
    dz_workspace_report_private (self, error);
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
  before = dz_workspace_take_out_private (self, path);
  dz_workspace_put_in_private (self, path, file, extractions);
  if (before != NULL) {
    dz_workspace_release_private (self, before);
    dz_workspace_apply_corrections_private (self);
  }
  dz_store_end (self->store, &failure);
  if (self->frozen == 0)
    dz_workspace_report_private (self, failure);
  dz_workspace_emit_changed_private (self);
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
    file = dz_workspace_take_out_private (self, path);
    if (file != NULL)
      dz_workspace_release_private (self, file);
  }
  dz_store_end (self->store, &error);
  if (self->frozen == 0)
    dz_workspace_report_private (self, error);
  dz_workspace_emit_changed_private (self);
}

const char *
dz_workspace_get_who_private (void)
{
  const char *name = g_get_real_name ();

  return g_strcmp0 (name, "Unknown") != 0 && name[0] != '\0' ? name : g_get_user_name ();
}

static void
put_correction (DzWorkspace *self,
                DzEntry *entry,
                const char *key_part,
                const char *label,
                DzCorrectionRecord *record,
                const char *who,
                gint64 when)
{
  g_autofree char *key = dz_workspace_make_key_private (entry, key_part);
  g_autoptr (GBytes) value = NULL;
  g_autofree char *title = g_strdup_printf (_ ("Correct %s"), label);

  record->who = g_strdup (who != NULL ? who : dz_workspace_get_who_private ());
  record->when = who != NULL ? when : g_get_real_time () / G_USEC_PER_SEC;
  value = dz_correction_record_print (record);
  dz_workspace_put_record_private (self, title, "correction", key, value);
  dz_entry_put_correction_private (entry, key_part, record);
  self->unsorted = TRUE;
  dz_workspace_emit_changed_private (self);
}

static char *
print_value (DzValue value)
{
  return value.kind == DZ_VALUE_NUMBER ? dz_decimal_to_string (value.number)
                                       : g_strdup (dz_value_kind_to_string (value.kind));
}

void
dz_workspace_correct_value_private (DzWorkspace *self,
                                    DzEntry *entry,
                                    const char *indicator,
                                    const char *member,
                                    DzValue value,
                                    const char *reason,
                                    const char *who,
                                    gint64 when)
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
  put_correction (self, entry, what, dz_indicator_get_label (known), record, who, when);
}

void
dz_workspace_correct_value (DzWorkspace *self,
                            DzEntry *entry,
                            const char *indicator,
                            const char *member,
                            DzValue value,
                            const char *reason)
{
  dz_workspace_correct_value_private (self, entry, indicator, member, value, reason, NULL, 0);
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
dz_workspace_correct_report_private (DzWorkspace *self,
                                     DzEntry *entry,
                                     const char *what,
                                     const char *text,
                                     const char *reason,
                                     const char *who,
                                     gint64 when)
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
  put_correction (self, entry, what, text, record, who, when);
}

void
dz_workspace_correct_report (DzWorkspace *self,
                             DzEntry *entry,
                             const char *what,
                             const char *text,
                             const char *reason)
{
  dz_workspace_correct_report_private (self, entry, what, text, reason, NULL, 0);
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

    variant = g_variant_ref_sink (g_variant_new (FINDING_TYPE, (guint) state, note != NULL ? note : "", dz_workspace_get_who_private (),
                                                 g_get_real_time () / G_USEC_PER_SEC));
    value = g_variant_get_data_as_bytes (variant);
  }
  dz_workspace_put_record_private (self, state == DZ_FINDING_DISMISSED ? _ ("Dismiss a finding") : state == DZ_FINDING_EXPLAINED ? _ ("Explain a finding")
                                                                                                            : _ ("Reopen a finding"),
              "finding", finding->key, value);
  dz_workspace_apply_private ("finding", finding->key, value, self);
  dz_workspace_emit_changed_private (self);
}

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
  dz_workspace_apply_corrections_private (self);
  dz_workspace_report_private (self, error);
  dz_workspace_emit_changed_private (self);
}

void
dz_workspace_undo (DzWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && self->frozen == 0);

  dz_store_undo (self->store, dz_workspace_apply_private, self, &error);
  finish_replay (self, error);
}

void
dz_workspace_redo (DzWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (DZ_IS_WORKSPACE (self) && self->frozen == 0);

  dz_store_redo (self->store, dz_workspace_apply_private, self, &error);
  finish_replay (self, error);
}
