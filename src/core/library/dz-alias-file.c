/* dz-alias-file.c - rows mapped by hand, kept in the user's own catalogue
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-alias-file.h"

#include "dz-labels.h"
#include "dz-text.h"
#include "dz-workspace.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "mapped-rows.ini"
#define HEAD "# Rows that were given to indicators in the window of Duizhao. It writes this file again at each of them.\n"
/* Shorter words (合计, 其他) are names of many things. */
#define MIN_CHARS 4

char *
dz_alias_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "duizhao", "catalogue", NULL);
}

static gboolean
is_plain (const char *words)
{
  return g_utf8_strlen (words, -1) >= MIN_CHARS && strpbrk (words, ";#[]=\n\r") == NULL;
}

char *
dz_alias_dup_words (DzCatalogue *catalogue,
                    const char *key,
                    const char *indicator)
{
  const char *slash = g_strrstr (key, " / ");
  g_autofree char *words = dz_text_label_key (slash != NULL ? slash + strlen (" / ") : key);
  const DzLabelInfo *info;

  if (!is_plain (words))
    return NULL;
  info = dz_labels_lookup (dz_labels_get (catalogue), words);
  if (info == NULL)
    return g_steal_pointer (&words);
  /* Known already, as a name of this indicator and nothing else? Then it may be taken back. */
  for (guint i = 0; i < info->n_rows; i++)
    if (strcmp (info->rows[i].row->indicator->id, indicator) != 0 || info->rows[i].printed)
      return NULL;
  return info->n_rows > 0 && info->member == NULL ? g_steal_pointer (&words) : NULL;
}

/* indicator -> GPtrArray of names */
static GHashTable *
read_file (const char *path)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *names = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return groups;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *line = g_strstrip (lines[i]);
    gsize length = strlen (line);

    if (g_str_has_prefix (line, "[indicator ") && line[length - 1] == ']') {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_replace (groups, g_strndup (line + strlen ("[indicator "), length - strlen ("[indicator ") - 1), names);
    } else if (g_str_has_prefix (line, "aliases=") && names != NULL) {
      g_auto (GStrv) parts = g_strsplit (line + strlen ("aliases="), ";", -1);

      for (guint p = 0; parts[p] != NULL; p++)
        if (parts[p][0] != '\0')
          g_ptr_array_add (names, g_strdup (parts[p]));
    }
  }
  return groups;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
print_groups (GHashTable *groups)
{
  g_autoptr (GString) out = g_string_new (HEAD);
  guint n;
  g_autofree const char **ids = (const char **) g_hash_table_get_keys_as_array (groups, &n);

  qsort (ids, n, sizeof *ids, compare_strings);
  for (guint i = 0; i < n; i++) {
    GPtrArray *names = g_hash_table_lookup (groups, ids[i]);

    g_string_append_printf (out, "\n[indicator %s]\naliases=", ids[i]);
    for (guint k = 0; k < names->len; k++)
      g_string_append_printf (out, "%s;", (const char *) g_ptr_array_index (names, k));
    g_string_append_c (out, '\n');
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A group of one's own replaces the names that the catalogue gives: they are taken along. */
static GPtrArray *
ensure_names (GHashTable *groups,
              DzCatalogue *catalogue,
              const char *indicator)
{
  GPtrArray *names = g_hash_table_lookup (groups, indicator);
  const DzIndicator *known = dz_catalogue_lookup_indicator (catalogue, indicator);

  if (names != NULL)
    return names;
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; known != NULL && known->aliases != NULL && known->aliases[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (known->aliases[i]));
  g_hash_table_insert (groups, g_strdup (indicator), names);
  return names;
}

static gboolean
write_checked (const char *folder,
               const char *path,
               const char *text,
               GError **error)
{
  g_autofree char *base = dz_catalogue_dup_default_folder ();
  g_autofree char *old = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  const char *folders[] = { base, folder, NULL };

  if (!g_file_get_contents (path, &old, NULL, NULL))
    old = NULL;
  if (!g_file_set_contents (path, text, -1, NULL)) {
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_WRITE,
                 _ ("%s could not be written. Check that you may write to your own catalogue; the workspace has kept the mapping."),
                 path);
    return FALSE;
  }
  if (dz_catalogue_check (folders, problems))
    return TRUE;
  if (old != NULL)
    g_file_set_contents (path, old, -1, NULL);
  else
    g_unlink (path);
  g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_WRITE,
               _ ("Your own catalogue would not load with the new name (%s). Mend it first; the workspace has kept the mapping."),
               problems->len > 0 ? (const char *) g_ptr_array_index (problems, 0) : folder);
  return FALSE;
}

gboolean
dz_alias_set (const char *folder,
              DzCatalogue *catalogue,
              const char *indicator,
              const char *words,
              gboolean add,
              GError **error)
{
  const DzIndicator *known = dz_catalogue_lookup_indicator (catalogue, indicator);
  g_autofree char *place = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_autofree char *text = NULL;
  GPtrArray *names;
  guint index;

  g_return_val_if_fail (known != NULL, FALSE);

  /* A folder of the catalogue has one for each kind of report. */
  place = g_build_filename (folder, known->report_kind, NULL);
  path = g_build_filename (place, FILE_NAME, NULL);
  groups = read_file (path);
  if (!add && !g_hash_table_contains (groups, indicator))
    return TRUE;
  names = ensure_names (groups, catalogue, indicator);
  if (g_ptr_array_find_with_equal_func (names, words, g_str_equal, &index) == add)
    return TRUE;
  if (add)
    g_ptr_array_add (names, g_strdup (words));
  else
    g_ptr_array_remove_index (names, index);
  g_mkdir_with_parents (place, 0700);
  text = print_groups (groups);
  return write_checked (folder, path, text, error);
}
