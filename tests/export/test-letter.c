/* test-letter.c - letters to agencies: whom they go to, what stands in them, how they are written
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-export.h"
#include "dz-letter.h"
#include "dz-reader.h"

#include <glib/gstdio.h>

#include "sample.h"

static const char own_template[] = "; a remark\n"
                                   "[leave-out]\nX.\nR9\n"
                                   "[opening]\n# About {years}\n~ {agency}: {total}\n"
                                   "[error]\n## {ordinal}. wrong {count}\n"
                                   "[check]\n## {ordinal}. odd {count}\n"
                                   "[item]\n{number} {year} {message}\nbecause {cause}\n{nothing of the kind}\n"
                                   "[figure]\n- {label} {value} {place}\n"
                                   "[reply]\n> Answer:\n"
                                   "[closing]\n=> Office\n";

static char *folder;

static char *
write_template (const char *text)
{
  char *path = g_build_filename (folder, "template.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static DzLetterTemplate *
load_template (const char *text,
               GError **error)
{
  g_autofree char *path = write_template (text);

  return dz_letter_template_load (path, error);
}

/* A finding on the first fact of a report. */
static DzFinding *
sample_finding (GPtrArray *reports,
                guint report,
                const char *rule,
                DzSeverity severity,
                const char *message,
                const char *cause)
{
  DzFinding *finding = g_atomic_rc_box_new0 (DzFinding);
  GPtrArray *facts = dz_extraction_get_facts (g_ptr_array_index (reports, report));

  finding->rule = g_intern_string (rule);
  finding->severity = severity;
  finding->reports = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (finding->reports, report);
  finding->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_fact_unref);
  g_ptr_array_add (finding->facts, dz_fact_ref (g_ptr_array_index (facts, 0)));
  finding->message = g_strdup (message);
  finding->arithmetic = g_strdup ("");
  finding->cause = g_strdup (cause);
  finding->key = g_strdup (message);
  return finding;
}

static GPtrArray *
sample_reports (void)
{
  return sample_list (sample_report ("乙县司法局", "某省乙县", 2017, "cn2014", "apply.received.new=4@件"),
                      sample_report ("甲县<司法>局", "某省甲县", 2018, "cn2014", "apply.received.new=20@件"),
                      sample_report ("乙县司法局", "某省乙县", 2019, "cn2014", "apply.received.new=5@件"), NULL);
}

static GPtrArray *
sample_findings (GPtrArray *reports)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_unref);

  g_ptr_array_add (findings, sample_finding (reports, 0, "R1", DZ_SEVERITY_ERROR, "4 ≠ 3 & 2", "a digit"));
  g_ptr_array_add (findings, sample_finding (reports, 1, "R1", DZ_SEVERITY_ERROR, "20 ≠ 1。", NULL));
  g_ptr_array_add (findings, sample_finding (reports, 2, "R9", DZ_SEVERITY_ERROR, "left out", NULL));
  g_ptr_array_add (findings, sample_finding (reports, 2, "X.3", DZ_SEVERITY_WARNING, "left out too", NULL));
  g_ptr_array_add (findings, sample_finding (reports, 2, "R2", DZ_SEVERITY_CHECK, "much", NULL));
  return findings;
}

static char *
read_letter (const DzLetter *letter,
             const char *ending,
             gsize *length)
{
  g_autofree char *path = g_strconcat (folder, "/letter", ending, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_assert_true (dz_letter_save (letter, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, length, &error));
  return text;
}

static void
test_one_an_agency (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzLetterTemplate) template = load_template (own_template, &error);
  g_autoptr (GPtrArray) reports = sample_reports ();
  g_autoptr (GPtrArray) findings = sample_findings (reports);
  g_autoptr (GPtrArray) letters = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  letters = dz_letters_new (template, findings, reports);
  g_assert_cmpuint (letters->len, ==, 2);
  g_assert_cmpstr (dz_letter_get_agency (letters->pdata[0]), ==, "乙县司法局");
  g_assert_cmpuint (dz_letter_get_n_findings (letters->pdata[0]), ==, 2);
  g_assert_cmpuint (dz_letter_get_n_findings (letters->pdata[1]), ==, 1);
  text = read_letter (letters->pdata[0], ".txt", NULL);
  g_assert_cmpstr (text, ==,
                   "About 2017 to 2019\n\n乙县司法局: 2\n"
                   "\nI. wrong 1\n　　1 2017 4 ≠ 3 & 2\n　　because a digit\n"
                   "　　　　Applications newly received in the year 4件 in a table, row 1, column 3\n"
                   "　　Answer:________________________________\n\n"
                   "\nII. odd 1\n　　2 2019 much\n"
                   "　　　　Applications newly received in the year 5件 in a table, row 1, column 3\n"
                   "　　Answer:________________________________\n\n"
                   "\n　　　　　　　　　　　　　　　　Office\n");
}

/* The names of the members, and that what a report says stays text. */
static void
test_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzLetterTemplate) template = load_template (own_template, &error);
  g_autoptr (GPtrArray) reports = sample_reports ();
  g_autoptr (GPtrArray) findings = sample_findings (reports);
  g_autoptr (GPtrArray) letters = dz_letters_new (template, findings, reports);
  gsize length, again;
  g_autofree char *data = read_letter (letters->pdata[1], ".docx", &length);
  g_autofree char *same = read_letter (letters->pdata[1], ".docx", &again);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (DzDocument) document = NULL;
  g_autofree char *name = dz_letter_dup_file_name (letters->pdata[1]);

  g_assert_cmpmem (data, length, same, again);
  document = dz_reader_read (bytes, "letter.docx", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "About 2018");
  g_assert_cmpstr (dz_document_get_block (document, 1)->text, ==, "甲县<司法>局: 1");
  g_assert_cmpstr (dz_document_get_block (document, 3)->text, ==, "1 2018 20 ≠ 1");
  g_assert_null (strpbrk (name, "<>/"));
}

static void
test_folder (void)
{
  static const char *const endings[] = { ".docx", ".txt", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DzLetterTemplate) template = load_template (own_template, &error);
  g_autoptr (GPtrArray) reports = sample_reports ();
  g_autoptr (GPtrArray) findings = sample_findings (reports);
  g_autoptr (GPtrArray) letters = dz_letters_new (template, findings, reports);
  g_autofree char *inner = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *bad = g_build_filename (folder, "template.txt", "b", NULL);
  guint n = 0;
  GDir *dir;

  g_assert_true (dz_letters_save (letters, inner, endings, &error));
  dir = g_dir_open (inner, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_dir_close (dir);
  g_assert_cmpuint (n, ==, 4);
  g_assert_false (dz_letters_save (letters, bad, endings, &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_false (dz_letter_save (letters->pdata[0], "letter.pdf", &error));
  g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT);
}

static void
test_bad_templates (void)
{
  static const char *const bad[] = { "words\n[item]\n{message}\n", "[opening]\nwords\n", "[opning]\n[item]\n{message}\n", "\xff\xfe[item]" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (load_template (bad[i], &error));
    g_assert_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT);
    g_assert_nonnull (strstr (error->message, "template.txt"));
  }
}

/* The templates that come with the program can be read, and leave nothing unfilled. */
static void
test_own_templates (void)
{
  static const char *const names[] = { "zh_CN.txt", "en.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = g_build_filename (DZ_SOURCE_DATADIR, "letters", names[i], NULL);
    g_autoptr (DzLetterTemplate) template = dz_letter_template_load (path, &error);
    g_autoptr (GPtrArray) reports = sample_reports ();
    g_autoptr (GPtrArray) findings = sample_findings (reports);
    g_autoptr (GPtrArray) letters = NULL;
    g_autofree char *text = NULL;

    g_assert_no_error (error);
    letters = dz_letters_new (template, findings, reports);
    text = read_letter (letters->pdata[0], ".txt", NULL);
    g_assert_nonnull (strstr (text, "4 ≠ 3 & 2"));
    g_assert_null (strchr (text, '{'));
  }
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("dz-letter-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/letter/one-an-agency", test_one_an_agency);
  g_test_add_func ("/letter/document", test_document);
  g_test_add_func ("/letter/folder", test_folder);
  g_test_add_func ("/letter/bad-templates", test_bad_templates);
  g_test_add_func ("/letter/own-templates", test_own_templates);
  status = g_test_run ();
  remove_tree (folder);
  g_free (folder);
  return status;
}
