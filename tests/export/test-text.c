/* test-text.c - JSON, CSV and HTML, and files that are whole or not there
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-export.h"

#include "dz-document-builder.h"
#include "dz-output.h"
#include "export-sample.h"
#include "sample.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

static DzComparison *
compare (void)
{
  g_autoptr (GPtrArray) list = sample_list (
    sample_report ("甲县司法局", "某省甲县", 2017, "cn2014", "apply.received.new=4;fee.charged=3@元;=SUM(A1)=2"),
    sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=0;apply.received.fax=?;<b>项 / \"甲\"=12345.5"),
    NULL);

  return dz_comparison_new (list, sample_catalogue (), NULL);
}

static const struct {
  const char *text, *json, *csv;
} fields[] = {
  { "甲", "\"甲\"", "甲" },
  { "", "\"\"", "" },
  { "a\"b", "\"a\\\"b\"", "\"a\"\"b\"" },
  { "a,b", "\"a,b\"", "\"a,b\"" },
  { "a\nb", "\"a\\nb\"", "\"a\nb\"" },
  { "a\\b\x01", "\"a\\\\b\\u0001\"", "a\\b\x01" },
  { "=1+1", "\"=1+1\"", "\"'=1+1\"" },
  { "+cmd", "\"+cmd\"", "\"'+cmd\"" },
  { "-3", "\"-3\"", "-3" },
  { "-3+4", "\"-3+4\"", "\"'-3+4\"" },
  { "@SUM(A1)", "\"@SUM(A1)\"", "\"'@SUM(A1)\"" },
  { "＝1", "\"＝1\"", "\"'＝1\"" },
  { "——", "\"——\"", "——" },
  { "\xff甲", "\"\xef\xbf\xbd甲\"", "\xef\xbf\xbd甲" },
};

static void
test_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (GString) json = g_string_new (NULL);
    g_autoptr (GString) csv = g_string_new (NULL);

    dz_export_append_json_string (json, fields[i].text);
    dz_export_append_csv_field (csv, fields[i].text);
    g_assert_cmpstr (json->str, ==, fields[i].json);
    g_assert_cmpstr (csv->str, ==, fields[i].csv);
  }
}

static void
test_fact_line (void)
{
  g_autoptr (DzExtraction) extraction = sample_report ("甲县司法局", "某省甲县", 2020, "cn2019",
                                                       "apply.received.new[applicant.natural]=~7@件;某项=?");
  GPtrArray *facts = dz_extraction_get_facts (extraction);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  dz_export_append_fact_json (first, extraction, g_ptr_array_index (facts, 0));
  dz_export_append_fact_json (second, extraction, g_ptr_array_index (facts, 1));
  g_assert_cmpstr (first->str, ==,
                   "{\"file\": \"甲县司法局-2020.txt\", \"agency\": \"甲县司法局\", \"region\": \"某省甲县\", "
                   "\"year\": 2020, \"form\": \"cn2019\", \"indicator\": \"apply.received.new\", "
                   "\"label\": \"apply.received.new\", \"path\": \"apply.received.new\", \"applicant\": \"自然人\", "
                   "\"value\": \"7\", \"unit\": \"件\", \"state\": \"number\", \"approximate\": true, "
                   "\"where\": \"prose\", \"quote\": \"~7\", \"address\": \"b3.r0.c2@0-2\", \"confidence\": 100}");
  g_assert_nonnull (strstr (second->str, "\"indicator\": null, \"label\": \"某项\""));
  g_assert_nonnull (strstr (second->str, "\"value\": null, \"unit\": \"\", \"state\": \"blank\", \"approximate\": false"));
}

/* A figure read with doubt says so; one that is just believed does not. */
static void
test_fact_review (void)
{
  g_autoptr (DzExtraction) extraction = sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", "apply.received.new=7");
  const DzFact *fact = g_ptr_array_index (dz_extraction_get_facts (extraction), 0);
  DzFact model = *fact;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (DzFact) doubtful = NULL;

    model.confidence = DZ_FACT_REVIEW_BELOW - i;
    doubtful = dz_fact_new (&model);
    dz_export_append_fact_json (out, extraction, doubtful);
    g_assert_cmpint (strstr (out->str, "\"review\": true") != NULL, ==, i == 1);
  }
}

static void
test_finding_line (void)
{
  g_autoptr (GPtrArray) list = sample_list (
    sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", "apply.received.new=7"), NULL);
  GArray *reports = g_array_new (FALSE, FALSE, sizeof (guint));
  DzFinding finding = { .rule = "R1", .severity = DZ_SEVERITY_ERROR, .reports = reports,
                        .facts = dz_extraction_get_facts (g_ptr_array_index (list, 0)), .message = (char *) "7 ≠ 8",
                        .cause = (char *) "a digit wrong", .key = (char *) "k" };
  g_autoptr (GString) out = g_string_new (NULL);
  guint zero = 0;

  g_array_append_val (reports, zero);
  dz_export_append_finding_json (out, &finding, list);
  g_assert_true (g_str_has_prefix (out->str, "{\"rule\": \"R1\", \"severity\": \"error\", \"agency\": \"甲县司法局\", "
                                             "\"year\": 2020, \"facts\": [{\"file\": "));
  g_assert_true (g_str_has_suffix (out->str, "}]}"));
  g_assert_nonnull (strstr (out->str, "}], \"message\": \"7 ≠ 8\", \"file\": \"甲县司法局-2020.txt\", "
                                      "\"files\": [\"甲县司法局-2020.txt\"], "));
  g_assert_nonnull (strstr (out->str, "\"cause\": \"a digit wrong\", \"verdict\": \"fails\", \"state\": \"open\", \"key\": \"k\", "
                                      "\"addresses\": [{\"file\": \"甲县司法局-2020.txt\", \"address\": "));
  g_array_unref (reports);
}

static char *
export_to (const char *folder,
           const char *name,
           gsize *length)
{
  g_autoptr (DzComparison) c = compare ();
  g_autofree char *path = sample_export (c, folder, name);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

static void
test_csv (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *text = export_to (folder, "a.csv", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==, "\xef\xbb\xbfId,Indicator,Applicant,Unit,甲县司法局 2017,甲县司法局 2018");
  g_assert_nonnull (strstr (text, "apply.received.new,"));
  g_assert_nonnull (strstr (text, ",4,0\r\n"));
  g_assert_nonnull (strstr (text, ",n/r,blank\r\n"));
  g_assert_nonnull (strstr (text, "\"'=SUM(A1)\""));
  g_assert_nonnull (strstr (text, ",·,12345.5\r\n"));
  sample_remove_folder (folder);
}

static void
test_html (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  gsize length, again;
  g_autofree char *text = export_to (folder, "a.html", &length);
  g_autofree char *twice = export_to (folder, "b.html", &again);

  g_assert_cmpmem (text, length, twice, again);
  g_assert_nonnull (strstr (text, "lang=\"zh-CN\""));
  g_assert_nonnull (strstr (text, "▼ -4"));
  g_assert_nonnull (strstr (text, "&quot;甲&quot;"));
  g_assert_null (strstr (text, "<b>"));
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "http://"));
  sample_remove_folder (folder);
}

/* Lines: "| cell | cell", else a paragraph. */
static DzExtraction *
read_lines (const char *agency,
            const char *source,
            const char *facts)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_auto (GStrv) lines = g_strsplit (source, "\n", -1);
  g_autoptr (DzExtraction) sample = sample_report (agency, "某省甲县", 2018, "cn2014", facts);
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (DzReport) report = NULL;
  GPtrArray *copied = g_ptr_array_new ();
  gboolean in_table = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) cells = lines[i][0] == '|' ? g_strsplit (lines[i] + 1, "|", -1) : NULL;

    if (cells != NULL && !in_table)
      dz_document_builder_begin_table (builder);
    if (cells == NULL && in_table)
      dz_document_builder_end_table (builder);
    in_table = cells != NULL;
    if (cells == NULL) {
      dz_document_builder_add_paragraph (builder, lines[i]);
      continue;
    }
    dz_document_builder_begin_row (builder);
    for (guint j = 0; cells[j] != NULL; j++)
      dz_document_builder_add_cell (builder, g_strstrip (cells[j]), 1, 1, DZ_CELL_NORMAL);
  }
  if (in_table)
    dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, NULL);
  report = dz_report_new (document, "a.txt", agency, "某省甲县", 2018, "cn2014");
  for (guint i = 0; i < dz_extraction_get_facts (sample)->len; i++)
    g_ptr_array_add (copied, dz_fact_ref (g_ptr_array_index (dz_extraction_get_facts (sample), i)));
  return dz_extraction_new (report, sample_catalogue (), copied);
}

static char *
diff (DzDiffFormat format,
      guint *n)
{
  g_autoptr (DzExtraction) left = read_lines ("甲县司法局", "全年收到申请4件。\n|收到申请数|件|4\n|办结数|件|4",
                                              "apply.received.new=4@件;apply.closed=4@件");
  g_autoptr (DzExtraction) right = read_lines ("乙县司法局", "全年收到申请15件。\n<新增>一段。\n|收到申请数|件|15\n|办结数|件|4",
                                               "apply.received.new=15@件;apply.closed=4@件");
  GString *out = g_string_new (NULL);

  *n = dz_export_append_diff (out, left, right, sample_catalogue (), format);
  return g_string_free (out, FALSE);
}

static void
test_diff (void)
{
  guint n;
  g_autofree char *text = diff (DZ_DIFF_TEXT, &n);
  g_autofree char *html = NULL;
  g_autofree char *json = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (DzExtraction) same = read_lines ("甲县司法局", "全年收到申请4件。", "apply.received.new=4");
  g_autoptr (GString) nothing = g_string_new (NULL);

  g_assert_cmpuint (n, ==, 4);
  g_assert_true (g_str_has_prefix (text, "--- 甲县司法局 2018\n+++ 乙县司法局 2018\n"
                                         "- 全年收到申请[-4-]件。\n+ 全年收到申请{+15+}件。\n"
                                         "+ <新增>一段。\n"
                                         "- 收到申请数 | 件 | [-4-]\n+ 收到申请数 | 件 | {+15+}\n"));
  g_assert_nonnull (strstr (text, ": 4 → 15 件 (+11)"));
  html = diff (DZ_DIFF_HTML, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_nonnull (strstr (html, "全年收到申请<del>4</del>件。"));
  g_assert_nonnull (strstr (html, "<td><ins>15</ins></td>"));
  g_assert_nonnull (strstr (html, "&lt;新增&gt;一段"));
  json = diff (DZ_DIFF_NDJSON, &n);
  g_assert_cmpuint (n, ==, 4);
  lines = g_strsplit (json, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==,
                   "{\"type\": \"text\", \"kind\": \"changed\", \"left\": {\"text\": \"全年收到申请4件。\", "
                   "\"address\": \"b0@0-9\", \"spans\": [[6, 7]]}, \"right\": {\"text\": \"全年收到申请15件。\", "
                   "\"address\": \"b0@0-10\", \"spans\": [[6, 8]]}}");
  g_assert_true (g_str_has_prefix (lines[1], "{\"type\": \"text\", \"kind\": \"only\", \"left\": null, "));
  g_assert_nonnull (strstr (lines[2], "\"address\": \"b1.r0.c2@0-1\""));
  g_assert_nonnull (strstr (lines[3], "\"left\": \"4\", \"left_state\": \"number\", \"right\": \"15\""));
  g_assert_cmpuint (dz_export_append_diff (nothing, same, same, sample_catalogue (), DZ_DIFF_NDJSON), ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_targets (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "a.csv", NULL);
  g_autofree char *strange = g_build_filename (folder, "a.doc", NULL);
  g_autofree char *file = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *link = g_build_filename (folder, "link.csv", NULL);
  g_autoptr (DzComparison) c = compare ();
  GError *error = NULL;
  GStatBuf info;

  g_assert_false (dz_export_comparison (c, NULL, NULL, missing, NULL, NULL, &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_WRITE);
  g_assert_true (g_str_has_prefix (error->message, missing));
  g_clear_error (&error);
  g_assert_false (dz_export_comparison (c, NULL, NULL, folder, NULL, NULL, &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (dz_export_write_file (folder, "x", 1, &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_false (dz_export_comparison (c, NULL, NULL, strange, NULL, NULL, &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT);
  g_clear_error (&error);

  /* What is no plain file is written to, not replaced; a link is followed; a mode is kept. */
  g_assert_true (dz_export_write_file ("/dev/null", "x", 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat ("/dev/null", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
  g_assert_true (dz_export_write_file (file, "one", 3, &error));
  g_assert_cmpint (g_chmod (file, 0640), ==, 0);
  g_assert_cmpint (symlink (file, link), ==, 0);
  g_assert_true (dz_export_write_file (link, "two", 3, &error));
  g_assert_cmpint (g_lstat (link, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  sample_remove_folder (folder);
}

/* Left uncommitted, an output leaves the old file and nothing else. */
static void
test_abandoned (void)
{
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *text = NULL;
  DzOutput *output;

  g_assert_true (dz_export_write_file (file, "old", 3, NULL));
  output = dz_output_new (file, NULL);
  g_assert_true (g_file_set_contents (dz_output_get_path (output), "half", 4, NULL));
  dz_output_free (output);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/fields", test_fields);
  g_test_add_func ("/export/fact-line", test_fact_line);
  g_test_add_func ("/export/fact-review", test_fact_review);
  g_test_add_func ("/export/finding-line", test_finding_line);
  g_test_add_func ("/export/csv", test_csv);
  g_test_add_func ("/export/html", test_html);
  g_test_add_func ("/export/diff", test_diff);
  g_test_add_func ("/export/targets", test_targets);
  g_test_add_func ("/export/abandoned", test_abandoned);
  return g_test_run ();
}
