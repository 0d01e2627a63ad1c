/* dz-workspace-twins.c - reports of one agency and year that were read twice
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same file under another name, the same report in another format, or one that was published
 * again with other figures. Nothing is left out because of it: it is said.
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

static char *
make_key (DzReport *report)
{
  if (dz_report_get_year (report) == 0 || dz_report_get_agency (report)[0] == '\0')
    return NULL;
  return g_strdup_printf ("%s\n%s\n%s\n%u", dz_report_get_kind (report), dz_report_get_region (report),
                          dz_report_get_agency (report), dz_report_get_year (report));
}

/* Both say the same of everything that the catalogue knows. */
static gboolean
have_same_figures (DzExtraction *a,
                   DzExtraction *b)
{
  GPtrArray *facts = dz_extraction_get_facts (a);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    DzValue x, y;

    if (fact->indicator == NULL || fact->year != 0)
      continue;
    x = dz_extraction_get_value (a, fact->indicator, fact->member);
    y = dz_extraction_get_value (b, fact->indicator, fact->member);
    if (!dz_value_equal (x, y))
      return FALSE;
  }
  return TRUE;
}

static void
mark_pair (DzEntry *entry,
           DzEntry *other)
{
  DzExtraction *a = dz_entry_get_extraction (entry), *b = dz_entry_get_extraction (other);
  gboolean same = have_same_figures (a, b) && have_same_figures (b, a);

  dz_entry_set_twin_private (entry, dz_entry_get_path (other), same);
  /* The first one keeps the first that was found. */
  if (dz_entry_get_twin (other, NULL) == NULL)
    dz_entry_set_twin_private (other, dz_entry_get_path (entry), same);
}

void
dz_workspace_mark_twins (DzWorkspace *self)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) paired = g_hash_table_new (NULL, NULL);
  guint n;

  g_return_if_fail (DZ_IS_WORKSPACE (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
    DzExtraction *extraction = dz_entry_get_extraction (entry);
    g_autofree char *key = extraction != NULL ? make_key (dz_extraction_get_report (extraction)) : NULL;
    DzEntry *other = key != NULL ? g_hash_table_lookup (first, key) : NULL;

    if (other == NULL) {
      if (key != NULL)
        g_hash_table_insert (first, g_steal_pointer (&key), g_object_ref (entry));
      continue;
    }
    if (!g_hash_table_contains (paired, other))
      dz_entry_set_twin_private (other, NULL, FALSE);
    mark_pair (entry, other);
    g_hash_table_add (paired, entry);
    g_hash_table_add (paired, other);
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

    if (!g_hash_table_contains (paired, entry))
      dz_entry_set_twin_private (entry, NULL, FALSE);
  }
}
