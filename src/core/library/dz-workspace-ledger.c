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
