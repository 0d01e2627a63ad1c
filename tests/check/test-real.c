/* test-real.c - real reports: exactly what a careful reader finds
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Needs the folder of real reports beside the checkout, or DUIZHAO_SHARED; without it this test is skipped.
 */
#include <gio/gio.h>
#include <string.h>

#include "dz-finding.h"
#include "dz-reader.h"

static DzCatalogue *catalogue;

static char *
find_shared (void)
{
  const char *wanted = g_getenv ("DUIZHAO_SHARED");

  if (wanted != NULL && *wanted != '\0')
    return g_strdup (wanted);
  return g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
}

static void
add_file (const char *shared,
          const char *name,
          GPtrArray *extractions)
{
  g_autofree char *path = g_build_filename (shared, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (data, length);
  document = dz_reader_read (bytes, path, NULL, NULL, &error);
  g_assert_no_error (error);
  reports = dz_report_recognise (document, catalogue, path);
  for (guint i = 0; i < reports->len; i++)
    g_ptr_array_add (extractions, dz_extract (reports->pdata[i], catalogue));
}

/* Takes @rule out of the list; FALSE when it is not in it. */
static gboolean
cross_out (char **list,
           const char *rule)
{
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    if (g_str_equal (list[i], rule)) {
      list[i][0] = '\0';
      return TRUE;
    }
  return FALSE;
}

static void
expect_empty (const char *group,
              char **list)
{
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    if (list[i][0] != '\0')
      g_error ("[%s] %s was not found", group, list[i]);
}

static void
run_group (GKeyFile *file,
           const char *group,
           const char *shared)
{
  g_auto (GStrv) files = g_key_file_get_string_list (file, group, "files", NULL, NULL);
  g_auto (GStrv) worse = g_key_file_get_string_list (file, group, "worse", NULL, NULL);
  g_auto (GStrv) notices = g_key_file_get_string_list (file, group, "notices", NULL, NULL);
  g_autoptr (GPtrArray) extractions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; files[i] != NULL; i++)
    add_file (shared, files[i], extractions);
  g_assert_cmpuint (extractions->len, ==, g_strv_length (files));
  findings = dz_check (extractions, catalogue);
  for (guint i = 0; i < findings->len; i++) {
    const DzFinding *finding = findings->pdata[i];

    if (finding->severity == DZ_SEVERITY_NOTICE)
      cross_out (notices, finding->rule);
    else if (!cross_out (worse, finding->rule))
      g_error ("[%s] nobody expects %s: %s", group, finding->rule, finding->message);
  }
  expect_empty (group, worse);
  expect_empty (group, notices);
}

static void
test_real (void)
{
  g_autofree char *shared = find_shared ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "check", "real.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  if (!g_file_test (shared, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("the folder of real reports is not there");
    return;
  }
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    run_group (file, groups[i], shared);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/check/real", test_real);
  status = g_test_run ();
  g_object_unref (catalogue);
  return status;
}
