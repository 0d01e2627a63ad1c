/* dz-workspace-ledger.c - every correction with who, when, from, to, why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

#include <string.h>

void
dz_correction_free (DzCorrection *self)
{
  if (self == NULL)
    return;
  g_free (self->agency);
  g_free (self->file);
  g_free (self->what);
  g_free (self->from);
  g_free (self->to);
  g_free (self->reason);
  g_free (self->who);
  g_free (self);
}

static void
append_corrections (DzEntry *entry,
                    GPtrArray *out)
{
  GHashTable *records = dz_entry_get_corrections_private (entry);
  DzExtraction *base = g_hash_table_size (records) > 0 ? dz_entry_get_base_private (entry) : NULL;
  GHashTableIter iter;
  gpointer key, value;

  if (base == NULL)
    return;
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const DzCorrectionRecord *record = value;
    DzReport *report = dz_extraction_get_report (base);
    DzCorrection *correction = g_new0 (DzCorrection, 1);

    correction->entry = dz_entry_get_id (entry);
    correction->agency = g_strdup (dz_report_get_agency (report));
    correction->year = dz_report_get_year (report);
    correction->file = g_path_get_basename (dz_entry_get_path (entry));
    correction->what = g_strdup (key);
    correction->from = g_strdup (record->from);
    correction->to = g_strdup (record->to);
    correction->reason = g_strdup (record->reason);
    correction->who = g_strdup (record->who);
    correction->when = record->when;
    g_ptr_array_add (out, correction);
  }
}

static void
append_decision (const char *kind,
                 const char *key,
                 GBytes *value,
                 gpointer user_data)
{
  GPtrArray *out = user_data;
  g_autoptr (GVariant) variant = NULL;
  DzCorrection *correction;

  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (DZ_DECISION_TYPE), value, FALSE));
  if (!g_variant_is_normal_form (variant))
    return;
  correction = g_new0 (DzCorrection, 1);
  correction->entry = -1;
  correction->agency = g_strdup ("");
  correction->file = g_strdup ("");
  correction->what = g_strdup (strcmp (kind, "row") == 0 ? "row" : "continues");
  correction->from = g_strdup (key);
  g_variant_get (variant, DZ_DECISION_TYPE, &correction->to, &correction->reason, &correction->who, &correction->when);
  g_ptr_array_add (out, correction);
}

static int
compare_corrections (gconstpointer a,
                     gconstpointer b)
{
  const DzCorrection *left = *(const DzCorrection *const *) a, *right = *(const DzCorrection *const *) b;
  int order;

  if (left->when != right->when)
    return left->when < right->when ? -1 : 1;
  if (left->entry != right->entry)
    return left->entry < right->entry ? -1 : 1;
  order = strcmp (left->what, right->what);
  return order != 0 ? order : strcmp (left->from, right->from);
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
  dz_store_foreach (self->store, "row", append_decision, out);
  dz_store_foreach (self->store, "agency", append_decision, out);
  g_ptr_array_sort (out, compare_corrections);
  return out;
}

/* Replaying */

/* The report as it was read here, or NULL. Where agency and year stand twice or are unknown, the
 * name of the file decides; where nothing does, nothing is corrected. */
static DzEntry *
find_entry (DzWorkspace *self,
            const DzCorrection *correction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries)), n_found = 0;
  DzEntry *found = NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
    DzExtraction *base = dz_entry_get_base_private (entry);
    g_autofree char *file = g_path_get_basename (dz_entry_get_path (entry));

    if (base == NULL || dz_report_get_year (dz_extraction_get_report (base)) != correction->year
        || strcmp (dz_report_get_agency (dz_extraction_get_report (base)), correction->agency) != 0)
      continue;
    if (strcmp (file, correction->file) == 0)
      return entry;
    found = entry;
    n_found++;
  }
  return n_found == 1 && correction->agency[0] != '\0' && correction->year != 0 ? found : NULL;
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

static gboolean
is_reading (const char *what)
{
  static const char *const readings[] = { "agency", "region", "year", "form", NULL };

  return g_strv_contains (readings, what);
}

static gboolean
replay_one (DzWorkspace *self,
            const DzCorrection *correction)
{
  g_autofree char *indicator = NULL;
  g_autofree char *member = NULL;
  DzValue value = { .kind = DZ_VALUE_NUMBER };
  DzEntry *entry;

  if (strcmp (correction->what, "row") == 0) {
    if (correction->from[0] == '\0' || dz_catalogue_lookup_indicator (self->catalogue, correction->to) == NULL)
      return FALSE;
    dz_workspace_map_row_private (self, correction->from, correction->reason, correction->to, correction->who,
                                  correction->when);
    return TRUE;
  }
  if (strcmp (correction->what, "continues") == 0) {
    if (correction->from[0] == '\0' || correction->to[0] == '\0' || strcmp (correction->from, correction->to) == 0)
      return FALSE;
    dz_workspace_continue_agency_private (self, correction->from, correction->to, correction->who, correction->when);
    return TRUE;
  }
  entry = find_entry (self, correction);
  if (entry == NULL)
    return FALSE;
  if (is_reading (correction->what)) {
    dz_workspace_correct_report_private (self, entry, correction->what, correction->to, correction->reason,
                                         correction->who, correction->when);
    return TRUE;
  }
  if (!split_what (self->catalogue, correction->what, &indicator, &member)
      || !(dz_decimal_parse (correction->to, &value.number) || dz_value_kind_from_string (correction->to, &value.kind)))
    return FALSE;
  dz_workspace_correct_value_private (self, entry, indicator, member, value, correction->reason, correction->who,
                                      correction->when);
  return TRUE;
}

guint
dz_workspace_replay_corrections (DzWorkspace *self,
                                 GPtrArray *corrections)
{
  guint n = 0;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self), 0);

  dz_workspace_freeze (self);
  for (guint i = 0; i < corrections->len; i++)
    n += replay_one (self, g_ptr_array_index (corrections, i)) ? 1 : 0;
  dz_workspace_thaw (self);
  return n;
}
