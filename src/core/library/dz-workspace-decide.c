/* dz-workspace-decide.c - rows given to indicators, agencies that continue as others
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions hold for all reports of the workspace, those that come later too.
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
forget_all (DzWorkspace *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

    dz_entry_forget_private (entry);
  }
  self->unsorted = TRUE;
}

/* The first text of the record; NULL when it is gone or is none. */
static char *
dup_decision (GBytes *value)
{
  g_autoptr (GVariant) variant = NULL;
  char *text;

  if (value == NULL)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (DZ_DECISION_TYPE), value, FALSE));
  if (!g_variant_is_normal_form (variant))
    return NULL;
  g_variant_get (variant, DZ_DECISION_TYPE, &text, NULL, NULL, NULL);
  return text;
}

void
dz_workspace_apply_row_private (const char *kind,
                                const char *key,
                                GBytes *value,
                                gpointer user_data)
{
  DzWorkspace *self = user_data;
  g_autofree char *indicator = dup_decision (value);

  if (indicator != NULL && dz_catalogue_lookup_indicator (self->catalogue, indicator) != NULL)
    g_hash_table_replace (self->decisions.rows, g_strdup (key), (gpointer) g_intern_string (indicator));
  else
    g_hash_table_remove (self->decisions.rows, key);
  forget_all (self);
}

void
dz_workspace_apply_agency_private (const char *kind,
                                   const char *key,
                                   GBytes *value,
                                   gpointer user_data)
{
  DzWorkspace *self = user_data;
  char *into = dup_decision (value);

  if (into != NULL)
    g_hash_table_replace (self->decisions.agencies, g_strdup (key), into);
  else
    g_hash_table_remove (self->decisions.agencies, key);
  forget_all (self);
}

static GBytes *
make_decision (const char *text,
               const char *label,
               const char *who,
               gint64 when)
{
  g_autoptr (GVariant) variant = NULL;

  if (text == NULL)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new (DZ_DECISION_TYPE, text, label, who != NULL ? who : dz_workspace_get_who_private (),
                                               who != NULL ? when : g_get_real_time () / G_USEC_PER_SEC));
  return g_variant_get_data_as_bytes (variant);
}

/* A row that stands a second time in one report has the key of the first with " #2". */
static char *
dup_base_key (const char *key)
{
  const char *mark = g_strrstr (key, " #");

  if (mark == NULL || mark[2] == '\0' || mark[2 + strspn (mark + 2, "0123456789")] != '\0')
    return g_strdup (key);
  return g_strndup (key, (gsize) (mark - key));
}

void
dz_workspace_map_row_private (DzWorkspace *self,
                              const char *key,
                              const char *label,
                              const char *indicator,
                              const char *who,
                              gint64 when)
{
  g_autofree char *base = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GBytes) value = NULL;

  base = dup_base_key (key);
  title = g_strdup_printf (_ ("Map the row %s"), label);
  value = make_decision (indicator, label, who, when);
  dz_workspace_put_record_private (self, title, "row", base, value);
  dz_workspace_apply_private ("row", base, value, self);
  dz_workspace_emit_changed_private (self);
}

void
dz_workspace_map_row (DzWorkspace *self,
                      const char *key,
                      const char *label,
                      const char *indicator)
{
  g_return_if_fail (DZ_IS_WORKSPACE (self) && key != NULL && label != NULL);
  g_return_if_fail (indicator == NULL || dz_catalogue_lookup_indicator (self->catalogue, indicator) != NULL);

  dz_workspace_map_row_private (self, key, label, indicator, NULL, 0);
}

const char *
dz_workspace_get_row_indicator (DzWorkspace *self,
                                const char *key)
{
  g_autofree char *base = NULL;

  g_return_val_if_fail (DZ_IS_WORKSPACE (self) && key != NULL, NULL);

  base = dup_base_key (key);
  return g_hash_table_lookup (self->decisions.rows, base);
}

void
dz_workspace_continue_agency_private (DzWorkspace *self,
                                      const char *agency,
                                      const char *into,
                                      const char *who,
                                      gint64 when)
{
  g_autofree char *title = NULL;
  g_autoptr (GBytes) value = NULL;

  title = into != NULL ? g_strdup_printf (_ ("Continue %s as %s"), agency, into)
                       : g_strdup_printf (_ ("Keep %s for itself"), agency);
  value = make_decision (into, "", who, when);
  dz_workspace_put_record_private (self, title, "agency", agency, value);
  dz_workspace_apply_agency_private ("agency", agency, value, self);
  dz_workspace_emit_changed_private (self);
}

void
dz_workspace_continue_agency (DzWorkspace *self,
                              const char *agency,
                              const char *into)
{
  g_return_if_fail (DZ_IS_WORKSPACE (self) && agency != NULL && agency[0] != '\0');
  g_return_if_fail (g_strcmp0 (agency, into) != 0);

  dz_workspace_continue_agency_private (self, agency, into, NULL, 0);
}

GHashTable *
dz_workspace_get_continuations (DzWorkspace *self)
{
  g_return_val_if_fail (DZ_IS_WORKSPACE (self), NULL);

  return self->decisions.agencies;
}
