/* test-workbook.c - the parts of the workbook, read back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-export.h"

#include "dz-export-private.h"
#include "dz-zip.h"
#include "export-sample.h"
#include "sample.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_SHEETS 9u

static DzComparison *
compare (DzBaseline baseline)
{
  DzComparisonOptions options = DZ_COMPARISON_OPTIONS_INIT;
  g_autoptr (GPtrArray) list = sample_list (
    sample_report ("甲县司法局", "某省甲县", 2017, "cn2014",
                   "proactive.total=120@条;apply.received.new=40@件;apply.received.online=3@件;fee.charged=251000@元;"
                   "=1+1=2;+1036=3;-3 项=4;@SUM(A1)=5;\xff坏=6;控\x01制=7"),
    sample_report ("甲县司法局", "某省甲县", 2018, "cn2014",
                   "proactive.total=?;apply.received.new=50@件;apply.received.online=~3@件;fee.charged=0@元;=1+1=9"),
    sample_report ("丙县/民政局[本级]", "某省丙县", 2018, "prose", "apply.received.new=~0"), NULL);

  options.baseline = baseline;
  return dz_comparison_new (list, sample_catalogue (), &options);
}

/* The text of a part of the workbook at @path. */
static char *
read_part (const char *path,
           const char *part)
{
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzZip) zip = NULL;
  GError *error = NULL;
  gsize length;
  char *text;

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  zip = dz_zip_new (bytes, &error);
  g_assert_no_error (error);
  text = dz_zip_read_name (zip, part, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
export_book (const char *folder,
             const char *name,
             DzBaseline baseline)
{
  g_autoptr (DzComparison) c = compare (baseline);

  return sample_export (c, folder, name);
}

/* The piece of XML of one cell. */
static char *
find_cell (const char *sheet,
           const char *place)
{
  g_autofree char *begin = g_strdup_printf ("<c r=\"%s\"", place);
  const char *from = strstr (sheet, begin), *to;

  if (from == NULL)
    return g_strdup ("");
  to = strstr (from, "</c>");
  if (strstr (from, "/>") != NULL && strstr (from, "/>") < strstr (from, ">") + 1)
    return g_strndup (from, (gsize) (strstr (from, "/>") + 2 - from));
  return g_strndup (from, (gsize) (to + 4 - from));
}

static void
assert_cell (const char *sheet,
             const char *place,
             const char *piece)
{
  g_autofree char *cell = find_cell (sheet, place);

  if (strstr (cell, piece) == NULL)
    g_test_message ("%s: %s has no %s", place, cell, piece);
  g_assert_nonnull (strstr (cell, piece));
}

#define CHARTS_SHEET 6

static void
test_parts (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *path = export_book (folder, "a.xlsx", DZ_BASELINE_PREVIOUS_YEAR);
  g_autofree char *book = read_part (path, "xl/workbook.xml");
  g_autofree char *strings = read_part (path, "xl/sharedStrings.xml");

  for (guint i = 1; i <= N_SHEETS; i++) {
    g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i);
    g_autofree char *sheet = read_part (path, name);

    g_assert_true (g_utf8_validate (sheet, -1, NULL));
    g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
    /* Charts are not fitted but scaled: breaks between them would not hold else. */
    g_assert_cmpint (strstr (sheet, "fitToPage=\"1\"") != NULL, ==, i != CHARTS_SHEET);
  }
  g_assert_nonnull (strstr (book, "name=\"Comparison\""));
  g_assert_nonnull (strstr (book, "<definedName name=\"Tolerance\">'Notes'!$B$4</definedName>"));
  g_assert_true (g_utf8_validate (strings, -1, NULL));
  /* Text stays text, whatever it begins with; what is no text is made so. */
  g_assert_nonnull (strstr (strings, "<t>=1+1</t>"));
  g_assert_nonnull (strstr (strings, "<t>+1036</t>"));
  g_assert_nonnull (strstr (strings, "<t>-3 项</t>"));
  g_assert_nonnull (strstr (strings, "<t>@SUM(A1)</t>"));
  g_assert_nonnull (strstr (strings, "\xef\xbf\xbd坏"));
  g_assert_nonnull (strstr (strings, "控_x0001_制"));
  sample_remove_folder (folder);
}

/* Columns: A to C labels; D the prose report; E 2017; F 2018, G its change, H its rate. */
static void
test_matrix (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *path = export_book (folder, "a.xlsx", DZ_BASELINE_PREVIOUS_YEAR);
  g_autofree char *sheet = read_part (path, "xl/worksheets/sheet3.xml");
  g_autoptr (DzComparison) c = compare (DZ_BASELINE_PREVIOUS_YEAR);
  guint row = (guint) dz_comparison_find_row (c, "apply.received.new", NULL) + 5;
  guint blank = (guint) dz_comparison_find_row (c, "proactive.total", NULL) + 5;
  g_autofree char *value = g_strdup_printf ("E%u", row);
  g_autofree char *change = g_strdup_printf ("G%u", row);
  g_autofree char *formula = g_strdup_printf ("<f>IF(COUNT(E%u,F%u)=2,F%u-E%u,\"—\")</f><v>10</v>", row, row, row, row);
  g_autofree char *rate = g_strdup_printf ("H%u", row);
  g_autofree char *empty = g_strdup_printf ("F%u", blank);
  g_autofree char *no_change = g_strdup_printf ("G%u", blank);

  assert_cell (sheet, value, "<v>40</v>");
  assert_cell (sheet, change, formula);
  assert_cell (sheet, rate, "<v>0.25</v>");
  assert_cell (sheet, empty, "t=\"s\"");
  assert_cell (sheet, no_change, "t=\"str\"");
  assert_cell (sheet, no_change, "<v>—</v>");
  g_assert_nonnull (strstr (sheet, "<pane xSplit=\"3\" ySplit=\"4\""));
  g_assert_nonnull (strstr (sheet, "outlineLevel=\"1\""));
  g_assert_nonnull (strstr (sheet, "summaryBelow=\"0\""));
  g_assert_nonnull (strstr (sheet, "<conditionalFormatting"));
  g_assert_nonnull (strstr (sheet, "Tolerance"));
  g_assert_nonnull (strstr (sheet, "location=\"'Data'!J"));
  g_assert_nonnull (strstr (sheet, "tooltip=\"40\""));
  /* No sign ever stands for a formula, and no formula goes without its result. */
  g_assert_null (strstr (sheet, "</f></c>"));
  sample_remove_folder (folder);
}

static void
test_median (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *path = export_book (folder, "a.xlsx", DZ_BASELINE_MEDIAN);
  g_autofree char *sheet = read_part (path, "xl/worksheets/sheet3.xml");

  g_assert_nonnull (strstr (sheet, "MEDIAN("));
  sample_remove_folder (folder);
}

/* A large workbook is written another way and says the same. */
static void
test_large (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (DzComparison) c = compare (DZ_BASELINE_PREVIOUS_YEAR);
  DzExportJob job = { c, findings, NULL, TRUE, NULL, NULL };
  guint row = (guint) dz_comparison_find_row (c, "apply.received.new", NULL) + 5;
  g_autofree char *place = g_strdup_printf ("G%u", row);
  g_autofree char *sheet = NULL;
  GError *error = NULL;

  g_assert_true (dz_export_build_workbook (&job, path, &error));
  g_assert_no_error (error);
  sheet = read_part (path, "xl/worksheets/sheet3.xml");
  assert_cell (sheet, place, "<v>10</v>");
  g_assert_nonnull (strstr (sheet, "=1+1</t>"));
  g_free (g_steal_pointer (&sheet));
  sheet = read_part (path, "xl/worksheets/sheet7.xml");
  g_assert_nonnull (strstr (sheet, "<autoFilter"));
  sample_remove_folder (folder);
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *first = export_book (folder, "a.xlsx", DZ_BASELINE_PREVIOUS_YEAR);
  g_autofree char *second = export_book (folder, "b.xlsx", DZ_BASELINE_PREVIOUS_YEAR);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  gsize length_a, length_b;

  g_assert_true (g_file_get_contents (first, &a, &length_a, NULL));
  g_assert_true (g_file_get_contents (second, &b, &length_b, NULL));
  g_assert_cmpmem (a, length_a, b, length_b);
  sample_remove_folder (folder);
}

typedef struct {
  int left; /* steps until the end */
} Fuse;

static void
burn_cb (double fraction,
         gpointer user_data)
{
  Fuse *fuse = user_data;

  if (--fuse->left == 0)
    kill (getpid (), SIGKILL);
}

/* Killed at any step, an export leaves the old file or the whole new one. */
static void
test_killed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *whole = export_book (folder, "whole.xlsx", DZ_BASELINE_PREVIOUS_YEAR);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DzComparison) c = compare (DZ_BASELINE_PREVIOUS_YEAR);
  gsize expected_length;
  guint n_old = 0, n_new = 0;

  g_assert_true (g_file_get_contents (whole, &expected, &expected_length, NULL));
  for (int steps = 1; steps < 14; steps++) {
    g_autofree char *found = NULL;
    gsize length;
    int status;
    pid_t child;

    g_assert_true (g_file_set_contents (path, "old", 3, NULL));
    child = fork ();
    if (child == 0) {
      Fuse fuse = { steps };
      g_autoptr (DzProgress) progress = dz_progress_new (burn_cb, &fuse);

      _exit (dz_export_comparison (c, NULL, NULL, path, progress, NULL, NULL) ? 0 : 1);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
    g_assert_true (g_file_get_contents (path, &found, &length, NULL));
    if (length == 3) {
      g_assert_true (WIFSIGNALED (status));
      n_old++;
    } else {
      g_assert_cmpmem (found, length, expected, expected_length);
      n_new++;
    }
  }
  g_assert_cmpuint (n_old, >, 5);
  g_assert_cmpuint (n_new, >, 0);
  sample_remove_folder (folder);
}

static void
test_cancelled (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "a.xlsx", NULL);
  g_autoptr (DzComparison) c = compare (DZ_BASELINE_PREVIOUS_YEAR);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GError *error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (dz_export_comparison (c, NULL, NULL, path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (dz_export_comparison (c, NULL, NULL, nowhere, NULL, NULL, &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_WRITE);
  g_clear_error (&error);
  /* Nothing is left behind. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* No report at all, and a report without a figure, make a workbook too. */
static void
test_empty (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) list = sample_list (i == 0 ? NULL : sample_report ("", "", 0, "prose", ""), NULL);
    g_autoptr (DzComparison) c = dz_comparison_new (list, sample_catalogue (), NULL);
    GError *error = NULL;
    g_autofree char *sheet = NULL;

    g_assert_true (dz_export_comparison (c, NULL, NULL, path, NULL, NULL, &error));
    g_assert_no_error (error);
    sheet = read_part (path, "xl/worksheets/sheet9.xml");
  }
  sample_remove_folder (folder);
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  /* Writes one workbook for the test that calculates it again. */
  if (argc == 2 && g_str_has_suffix (argv[1], ".xlsx")) {
    g_autoptr (DzComparison) c = compare (DZ_BASELINE_PREVIOUS_YEAR);

    return dz_export_comparison (c, NULL, NULL, argv[1], NULL, NULL, NULL) ? 0 : 1;
  }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/parts", test_parts);
  g_test_add_func ("/workbook/matrix", test_matrix);
  g_test_add_func ("/workbook/median", test_median);
  g_test_add_func ("/workbook/large", test_large);
  g_test_add_func ("/workbook/same-bytes", test_same_bytes);
  g_test_add_func ("/workbook/killed", test_killed);
  g_test_add_func ("/workbook/cancelled", test_cancelled);
  g_test_add_func ("/workbook/empty", test_empty);
  return g_test_run ();
}
