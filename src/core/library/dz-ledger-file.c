/* dz-ledger-file.c - the ledger of corrections as a text file, and back
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key file: [ledger] version=1, then [1], [2] … in the order in which they were made.
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-workspace.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION 1
/* Of a ledger: far more than an office can correct by hand. */
#define MAX_BYTES (64u * 1024 * 1024)
#define MAX_CORRECTIONS 1000000u

static const char *const keys[] = { "agency", "file", "what", "from", "to", "reason", "who" };

static char **
get_field (DzCorrection *self,
           guint index)
{
  char **fields[] = { &self->agency, &self->file, &self->what, &self->from, &self->to, &self->reason, &self->who };

  return fields[index];
}

gboolean
dz_corrections_save (GPtrArray *corrections,
                     const char *path,
                     GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  g_return_val_if_fail (corrections != NULL && path != NULL, FALSE);

  g_key_file_set_integer (file, "ledger", "version", VERSION);
  for (guint i = 0; i < corrections->len; i++) {
    DzCorrection *correction = g_ptr_array_index (corrections, i);
    g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (correction->when);
    g_autofree char *stamp = when != NULL ? g_date_time_format_iso8601 (when) : g_strdup ("");
    g_autofree char *group = g_strdup_printf ("%u", i + 1);

    for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
      g_key_file_set_string (file, group, keys[k], *get_field (correction, k) != NULL ? *get_field (correction, k) : "");
    g_key_file_set_integer (file, group, "year", (int) correction->year);
    g_key_file_set_string (file, group, "when", stamp);
  }
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &problem))
    return TRUE;
  g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_WRITE,
               _ ("%s could not be written (%s). Choose another folder or make room on the disk."), path, problem->message);
  return FALSE;
}

static DzCorrection *
read_correction (GKeyFile *file,
                 const char *group)
{
  DzCorrection *self = g_new0 (DzCorrection, 1);
  g_autofree char *stamp = g_key_file_get_string (file, group, "when", NULL);
  g_autoptr (GDateTime) when = stamp != NULL ? g_date_time_new_from_iso8601 (stamp, NULL) : NULL;
  int year = g_key_file_get_integer (file, group, "year", NULL);

  self->entry = -1;
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++) {
    char *text = g_key_file_get_string (file, group, keys[k], NULL);

    *get_field (self, k) = text != NULL ? text : g_strdup ("");
  }
  self->year = year > 0 && year < 10000 ? (guint) year : 0;
  self->when = when != NULL ? g_date_time_to_unix (when) : 0;
  return self;
}

GPtrArray *
dz_corrections_load (const char *path,
                     GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) groups = NULL;
  GPtrArray *out;
  gsize n = 0;

  g_return_val_if_fail (path != NULL, NULL);

  mapped = g_mapped_file_new (path, FALSE, NULL);
  bytes = mapped != NULL && g_mapped_file_get_length (mapped) <= MAX_BYTES ? g_mapped_file_get_bytes (mapped) : NULL;
  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL)
      || g_key_file_get_integer (file, "ledger", "version", NULL) != VERSION) {
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_LEDGER,
                 _ ("%s is no ledger of corrections. Choose a file that Duizhao exported as one."), path);
    return NULL;
  }
  out = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_correction_free);
  groups = g_key_file_get_groups (file, &n);
  for (gsize i = 0; i < n && i < MAX_CORRECTIONS; i++)
    if (strcmp (groups[i], "ledger") != 0)
      g_ptr_array_add (out, read_correction (file, groups[i]));
  return out;
}
