/* test-workspace.c - the workspace: kept, undone, never lost
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-workspace.h"

#include "dz-alias-file.h"

#include "dz-document-builder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RECEIVED "apply.received.new"

typedef struct {
  char *folder;
  char *path;
  DzCatalogue *catalogue;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("dz-workspace-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "january.duizhao", NULL);
  fixture->catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_clear_object (&fixture->catalogue);
}

static DzExtraction *
make_extraction (Fixture *fixture,
                 const char *agency,
                 guint year,
                 gint64 received)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (DzReport) report = NULL;
  g_autofree char *sentence = g_strdup_printf ("%u年共收到申请%" G_GINT64_FORMAT "件。", year, received);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, received);
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_fact_unref);
  DzFact fact = {
    .indicator = RECEIVED, .label = (char *) "收到申请数", .path = (char *) "收到申请数", .unit = (char *) "件", .printed = number,
    .where = DZ_WHERE_PROSE, .quote = sentence, .address = { 0, 0, -1, -1, 0, (guint) g_utf8_strlen (sentence, -1) },
    .confidence = 90,
  };

  fact.value = dz_value_number (dz_decimal_from_int (received));
  dz_document_builder_add_paragraph (builder, sentence);
  document = dz_document_builder_end (builder, NULL);
  report = dz_report_new (document, "file.txt", agency, "浙江省", year, "cn2014");
  g_ptr_array_add (facts, dz_fact_new (&fact));
  return dz_extraction_new (report, fixture->catalogue, facts);
}

static void
add (DzWorkspace *workspace,
     Fixture *fixture,
     const char *path,
     const char *agency,
     guint year,
     gint64 received)
{
  g_autoptr (GPtrArray) extractions = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (extractions, make_extraction (fixture, agency, year, received));
  dz_workspace_add (workspace, path, extractions, NULL);
}

static DzWorkspace *
open_workspace (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DzWorkspace *workspace = dz_workspace_open (fixture->path, fixture->catalogue, &error);

  g_assert_no_error (error);
  g_assert_nonnull (workspace);
  return workspace;
}

static DzEntry *
get_entry (DzWorkspace *workspace,
           guint index)
{
  g_autoptr (DzEntry) entry = g_list_model_get_item (dz_workspace_get_entries (workspace), index);

  g_assert_nonnull (entry);
  return entry;
}

static void
assert_received (DzWorkspace *workspace,
                 guint index,
                 const char *value)
{
  DzExtraction *extraction = dz_entry_get_extraction (get_entry (workspace, index));
  DzValue found = dz_extraction_get_value (extraction, RECEIVED, NULL);
  g_autofree char *printed = dz_decimal_to_string (found.number);

  g_assert_cmpint (found.kind, ==, DZ_VALUE_NUMBER);
  g_assert_cmpstr (printed, ==, value);
}

static void
count_changed_cb (DzWorkspace *workspace,
                  guint *count)
{
  (*count)++;
}

static void
test_order (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  guint changes = 0;

  g_signal_connect (workspace, "changed", G_CALLBACK (count_changed_cb), &changes);
  dz_workspace_freeze (workspace);
  dz_workspace_add (workspace, "/a/broken.docx", NULL, "broken.docx: the file ends in the middle.");
  add (workspace, fixture, "/a/2.txt", "松溪县统计局", 2018, 7);
  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  g_assert_cmpuint (changes, ==, 0);
  dz_workspace_thaw (workspace);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (dz_workspace_get_entries (workspace)), ==, 3);
  assert_received (workspace, 0, "5");
  assert_received (workspace, 1, "7");
  g_assert_null (dz_entry_get_extraction (get_entry (workspace, 2)));
  g_assert_cmpstr (dz_entry_get_error (get_entry (workspace, 2)), ==, "broken.docx: the file ends in the middle.");
}

static void
test_reopen (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  DzDocument *document;

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  dz_workspace_correct_value (workspace, get_entry (workspace, 0), RECEIVED, NULL,
                              dz_value_number (dz_decimal_from_int (6)), "电话核实");
  dz_workspace_set_state (workspace, "chart", g_variant_new_string ("trend"));
  g_clear_object (&workspace);

  workspace = open_workspace (fixture);
  assert_received (workspace, 0, "6");
  document = dz_entry_get_document (get_entry (workspace, 0));
  g_assert_nonnull (document);
  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "2017年共收到申请5件。");
  {
    g_autoptr (GVariant) state = dz_workspace_dup_state (workspace, "chart", G_VARIANT_TYPE_STRING);

    g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "trend");
    g_assert_null (dz_workspace_dup_state (workspace, "none", G_VARIANT_TYPE_STRING));
  }
  /* What was done before closing can still be undone. */
  dz_workspace_undo (workspace);
  assert_received (workspace, 0, "5");
  dz_workspace_redo (workspace);
  assert_received (workspace, 0, "6");
}

static void
test_undo (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  GListModel *entries = dz_workspace_get_entries (workspace);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  g_assert_false (dz_workspace_can_undo (workspace));
  dz_workspace_begin_import (workspace);
  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  add (workspace, fixture, "/a/2.txt", "松溪县统计局", 2018, 7);
  dz_workspace_end_import (workspace);
  dz_workspace_correct_value (workspace, get_entry (workspace, 1), RECEIVED, NULL, dz_value_none (DZ_VALUE_BLANK), "");
  g_ptr_array_add (gone, get_entry (workspace, 1));
  dz_workspace_remove (workspace, gone);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 1);

  dz_workspace_undo (workspace);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 2);
  g_assert_cmpint (dz_extraction_get_value (dz_entry_get_extraction (get_entry (workspace, 1)), RECEIVED, NULL).kind, ==,
                   DZ_VALUE_BLANK);
  dz_workspace_undo (workspace);
  assert_received (workspace, 1, "7");
  /* The import goes as one. */
  dz_workspace_undo (workspace);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
  g_assert_false (dz_workspace_can_undo (workspace));
  dz_workspace_undo (workspace);
  for (int i = 0; i < 3; i++)
    dz_workspace_redo (workspace);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 1);
  g_assert_false (dz_workspace_can_redo (workspace));
  /* Something new ends what could be redone. */
  dz_workspace_undo (workspace);
  g_assert_true (dz_workspace_can_redo (workspace));
  add (workspace, fixture, "/a/3.txt", "松溪县统计局", 2019, 9);
  g_assert_false (dz_workspace_can_redo (workspace));
}

static void
test_correct_report (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  DzReport *report;

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  dz_workspace_correct_report (workspace, get_entry (workspace, 0), "year", "2018", "封面");
  dz_workspace_correct_report (workspace, get_entry (workspace, 0), "agency", "松溪县审计局", "封面");
  g_clear_object (&workspace);
  workspace = open_workspace (fixture);
  report = dz_extraction_get_report (dz_entry_get_extraction (get_entry (workspace, 0)));
  g_assert_cmpuint (dz_report_get_year (report), ==, 2018);
  g_assert_cmpstr (dz_report_get_agency (report), ==, "松溪县审计局");
}

static void
test_replace_keeps_corrections (Fixture *fixture,
                                gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  dz_workspace_correct_value (workspace, get_entry (workspace, 0), RECEIVED, NULL,
                              dz_value_number (dz_decimal_from_int (6)), "");
  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 8);
  g_assert_cmpuint (g_list_model_get_n_items (dz_workspace_get_entries (workspace)), ==, 1);
  assert_received (workspace, 0, "6");
}

static void
test_ledger (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  g_autoptr (DzWorkspace) other = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "other.duizhao", NULL);
  g_autoptr (GPtrArray) ledger = NULL;
  const DzCorrection *correction;

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  dz_workspace_correct_value (workspace, get_entry (workspace, 0), RECEIVED, NULL,
                              dz_value_number (dz_decimal_from_int (6)), "电话核实");
  ledger = dz_workspace_dup_corrections (workspace);
  g_assert_cmpuint (ledger->len, ==, 1);
  correction = g_ptr_array_index (ledger, 0);
  g_assert_cmpstr (correction->from, ==, "5");
  g_assert_cmpstr (correction->to, ==, "6");
  g_assert_cmpstr (correction->reason, ==, "电话核实");
  g_assert_cmpstr (correction->what, ==, RECEIVED);
  g_assert_cmpstr (correction->who, !=, "");

  other = dz_workspace_open (path, fixture->catalogue, NULL);
  add (other, fixture, "/elsewhere/x.txt", "松溪县统计局", 2017, 5);
  g_assert_cmpuint (dz_workspace_replay_corrections (other, ledger), ==, 1);
  assert_received (other, 0, "6");
}

/* Corrections of names change the order. */
static DzEntry *
find_entry (DzWorkspace *workspace,
            const char *path)
{
  GListModel *entries = dz_workspace_get_entries (workspace);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    if (g_str_equal (dz_entry_get_path (get_entry (workspace, i)), path))
      return get_entry (workspace, i);
  g_assert_not_reached ();
}

/* Corrections of who and when are found by what was read, with who made them and when. */
static void
test_ledger_file (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  g_autoptr (DzWorkspace) other = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "other.duizhao", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "ledger.ini", NULL);
  g_autoptr (GPtrArray) ledger = NULL;
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  DzReport *report;

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  add (workspace, fixture, "/a/2.txt", "松溪县审计局", 2017, 7);
  dz_workspace_correct_report (workspace, find_entry (workspace, "/a/1.txt"), "agency", "松溪县财政局", "封面=“财政局”\n第二行");
  dz_workspace_correct_report (workspace, find_entry (workspace, "/a/1.txt"), "year", "2018", "");
  dz_workspace_correct_value (workspace, find_entry (workspace, "/a/2.txt"), RECEIVED, NULL,
                              dz_value_none (DZ_VALUE_NOT_APPLICABLE), "");
  dz_workspace_continue_agency (workspace, "松溪县统计局", "松溪县发展和改革局");
  dz_workspace_map_row (workspace, "依申请 / 线下受理", "线下受理", RECEIVED);
  ledger = dz_workspace_dup_corrections (workspace);
  g_assert_cmpuint (ledger->len, ==, 5);
  g_assert_true (dz_corrections_save (ledger, file, &error));
  loaded = dz_corrections_load (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->len, ==, 5);
  /* As if all had been done by another person on another day, in this order. */
  for (guint i = 0; i < loaded->len; i++) {
    for (guint list = 0; list < 2; list++) {
      DzCorrection *c = g_ptr_array_index (list == 0 ? ledger : loaded, i);

      c->when = 1700000000 + (gint64) i;
      g_free (c->who);
      c->who = g_strdup ("钱七");
    }
  }

  other = dz_workspace_open (path, fixture->catalogue, NULL);
  add (other, fixture, "/elsewhere/x.txt", "松溪县统计局", 2017, 5);
  add (other, fixture, "/elsewhere/y.txt", "松溪县审计局", 2017, 7);
  add (other, fixture, "/elsewhere/z.txt", "松溪县林业局", 2017, 7);
  g_assert_cmpuint (dz_workspace_replay_corrections (other, loaded), ==, 5);
  again = dz_workspace_dup_corrections (other);
  g_assert_cmpuint (again->len, ==, 5);
  for (guint i = 0; i < again->len; i++) {
    const DzCorrection *a = g_ptr_array_index (ledger, i), *b = g_ptr_array_index (again, i);

    g_assert_cmpstr (a->to, ==, b->to);
    g_assert_cmpstr (a->who, ==, b->who);
    g_assert_cmpint (a->when, ==, b->when);
    if (a->entry >= 0)
      g_assert_cmpstr (a->reason, ==, b->reason);
  }
  report = dz_extraction_get_report (dz_entry_get_extraction (find_entry (other, "/elsewhere/x.txt")));
  g_assert_cmpstr (dz_report_get_agency (report), ==, "松溪县财政局");
  g_assert_cmpuint (dz_report_get_year (report), ==, 2018);
  dz_workspace_undo (other);
  g_clear_pointer (&again, g_ptr_array_unref);
  again = dz_workspace_dup_corrections (other);
  g_assert_cmpuint (again->len, ==, 0);

  g_clear_pointer (&loaded, g_ptr_array_unref);
  g_assert_true (g_file_set_contents (file, "[something]\nelse=1\n", -1, NULL));
  loaded = dz_corrections_load (file, &error);
  g_assert_null (loaded);
  g_assert_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_LEDGER);
}

static DzExtraction *
extract_text (Fixture *fixture,
              DzCatalogue *catalogue,
              const char *label)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  const char *rows[][3] = { { "指标名称", "单位", "统计数" },
                            { "收到申请数", "件", "12" },
                            { "申请办结数", "件", "12" },
                            { label, "件", "7" } };

  dz_document_builder_add_heading (builder, 1, "松溪县统计局2017年政府信息公开工作年度报告");
  dz_document_builder_add_paragraph (builder, "本报告由松溪县统计局编制，数据统计期限为2017年1月1日至2017年12月31日。");
  dz_document_builder_begin_table (builder);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    dz_document_builder_begin_row (builder);
    for (guint c = 0; c < 3; c++)
      dz_document_builder_add_cell (builder, rows[i][c], 1, 1, DZ_CELL_NORMAL);
  }
  dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, NULL);
  reports = dz_report_recognise (document, catalogue, "file.txt");
  g_assert_cmpuint (reports->len, ==, 1);
  return dz_extract (g_ptr_array_index (reports, 0), catalogue);
}

static char *
find_unmapped_key (DzExtraction *extraction,
                   const char *label)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    if (fact->indicator == NULL && strstr (fact->label, label) != NULL)
      return dz_comparison_dup_path_key (fact);
  }
  return NULL;
}

static void
add_extraction (DzWorkspace *workspace,
                const char *path,
                DzExtraction *extraction)
{
  g_autoptr (GPtrArray) extractions = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (extractions, g_object_ref (extraction));
  dz_workspace_add (workspace, path, extractions, NULL);
}

#define MAPPED "apply.received.online"

static void
note_mapped_cb (DzWorkspace *workspace,
                const char *key,
                const char *old,
                const char *new,
                GString *log)
{
  g_string_append_printf (log, "%s>%s;", old != NULL ? old : "", new != NULL ? new : "");
}

/* A row given to an indicator counts in all reports, those that come later too. */
static void
test_map_row (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  g_autoptr (DzExtraction) one = extract_text (fixture, fixture->catalogue, "掌上平台递交");
  g_autofree char *key = find_unmapped_key (one, "掌上平台递交");
  g_autoptr (GString) log = g_string_new (NULL);
  const char *indicator = MAPPED;

  g_assert_nonnull (key);
  g_signal_connect (workspace, "row-mapped", G_CALLBACK (note_mapped_cb), log);
  add_extraction (workspace, "/a/1.txt", one);
  dz_workspace_map_row (workspace, key, "掌上平台递交", indicator);
  g_assert_cmpstr (dz_workspace_get_row_indicator (workspace, key), ==, indicator);
  g_assert_null (find_unmapped_key (dz_entry_get_extraction (get_entry (workspace, 0)), "掌上平台递交"));
  g_assert_nonnull (dz_extraction_lookup (dz_entry_get_extraction (get_entry (workspace, 0)), indicator, NULL));
  add_extraction (workspace, "/a/2.txt", one);
  g_assert_null (find_unmapped_key (dz_entry_get_extraction (get_entry (workspace, 1)), "掌上平台递交"));
  dz_workspace_undo (workspace); /* the second file */
  dz_workspace_undo (workspace);
  g_assert_nonnull (strstr (log->str, ">"));
  {
    g_autofree char *back = find_unmapped_key (dz_entry_get_extraction (get_entry (workspace, 0)), "掌上平台递交");

    g_assert_cmpstr (back, ==, key);
  }
  dz_workspace_redo (workspace);
  g_clear_object (&workspace);
  workspace = open_workspace (fixture);
  g_assert_null (find_unmapped_key (dz_entry_get_extraction (get_entry (workspace, 0)), "掌上平台递交"));
}

/* The name in the user's own catalogue: it loads, it is known when reports are read, it goes again. */
static void
test_alias (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "own", NULL);
  g_autofree char *kind = g_build_filename (folder, "disclosure", NULL);
  g_autofree char *file = g_build_filename (kind, "mapped-rows.ini", NULL);
  g_autofree char *base = dz_catalogue_dup_default_folder ();
  g_autofree char *words = dz_alias_dup_words (fixture->catalogue, "依申请 / 掌上平台递交", MAPPED);
  g_autofree char *known = dz_alias_dup_words (fixture->catalogue, "申请办结数", MAPPED);
  g_autofree char *small = dz_alias_dup_words (fixture->catalogue, "合计", MAPPED);
  const char *folders[] = { base, folder, NULL };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpstr (words, ==, "掌上平台递交");
  g_assert_null (known);
  g_assert_null (small);
  g_assert_true (dz_alias_set (folder, fixture->catalogue, MAPPED, words, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (dz_catalogue_check (folders, problems));
  {
    g_autoptr (DzCatalogue) catalogue = dz_catalogue_load (folders, problems, &error);
    g_autoptr (DzExtraction) extraction = extract_text (fixture, catalogue, words);

    g_assert_no_error (error);
    g_assert_null (find_unmapped_key (extraction, words));
    g_assert_true (dz_alias_set (folder, catalogue, MAPPED, words, FALSE, &error));
  }
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_null (strstr (text, words));
  g_assert_true (dz_catalogue_check (folders, problems));
  g_unlink (file);
  g_rmdir (kind);
  g_rmdir (folder);
}

/* After a reform the years of both names stand in one line; what was printed is kept. */
static void
test_continue_agency (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  g_autoptr (DzExtraction) old = extract_text (fixture, fixture->catalogue, "掌上平台递交");
  DzEntry *entry;

  add_extraction (workspace, "/a/1.txt", old);
  dz_workspace_continue_agency (workspace, "松溪县统计局", "松溪县调查局");
  dz_workspace_continue_agency (workspace, "松溪县调查局", "松溪县发展局");
  g_clear_object (&workspace);
  workspace = open_workspace (fixture);
  entry = get_entry (workspace, 0);
  g_assert_cmpstr (dz_report_get_agency (dz_extraction_get_report (dz_entry_get_extraction (entry))), ==, "松溪县发展局");
  g_assert_cmpstr (dz_entry_get_own_agency (entry), ==, "松溪县统计局");
  dz_workspace_undo (workspace);
  g_assert_cmpstr (dz_report_get_agency (dz_extraction_get_report (dz_entry_get_extraction (entry))), ==, "松溪县调查局");
  dz_workspace_undo (workspace);
  g_assert_cmpstr (dz_report_get_agency (dz_extraction_get_report (dz_entry_get_extraction (entry))), ==, "松溪县统计局");
  /* Round in a circle it still ends. */
  dz_workspace_continue_agency (workspace, "松溪县统计局", "松溪县调查局");
  dz_workspace_continue_agency (workspace, "松溪县调查局", "松溪县统计局");
  g_assert_nonnull (dz_entry_get_extraction (entry));
}

static void
test_twins (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  gboolean same;

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  add (workspace, fixture, "/a/2.txt", "松溪县统计局", 2017, 5);
  add (workspace, fixture, "/a/3.txt", "松溪县统计局", 2018, 5);
  add (workspace, fixture, "/a/4.txt", "松溪县统计局", 2018, 6);
  add (workspace, fixture, "/a/5.txt", "松溪县统计局", 2019, 6);
  dz_workspace_mark_twins (workspace);
  g_assert_cmpstr (dz_entry_get_twin (get_entry (workspace, 0), &same), ==, "/a/2.txt");
  g_assert_true (same);
  g_assert_cmpstr (dz_entry_get_twin (get_entry (workspace, 3), &same), ==, "/a/3.txt");
  g_assert_false (same);
  g_assert_null (dz_entry_get_twin (get_entry (workspace, 4), NULL));
}

static void
test_busy (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = open_workspace (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (dz_workspace_open (fixture->path, fixture->catalogue, &error));
  g_assert_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_BUSY);
}

static void
test_no_workspace (Fixture *fixture,
                   gconstpointer data)
{
  static const char *const contents[] = { "no database", "SQLite format 3 is what this is not" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
    g_assert_null (dz_workspace_open (fixture->path, fixture->catalogue, &error));
    g_assert_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_OPEN);
  }
}

static void
test_save_as (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (DzWorkspace) workspace = dz_workspace_open (NULL, fixture->catalogue, NULL);
  g_autofree char *unnamed = g_strdup (dz_workspace_get_path (workspace));
  g_autoptr (GError) error = NULL;

  add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
  g_assert_true (dz_workspace_save_as (workspace, fixture->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (unnamed, G_FILE_TEST_EXISTS));
  add (workspace, fixture, "/a/2.txt", "松溪县统计局", 2018, 7);
  g_clear_object (&workspace);
  workspace = open_workspace (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (dz_workspace_get_entries (workspace)), ==, 2);
}

/* A process that is killed right after its last correction has lost nothing. */
static void
test_killed (Fixture *fixture,
             gconstpointer data)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0) {
    DzWorkspace *workspace = open_workspace (fixture);

    add (workspace, fixture, "/a/1.txt", "松溪县统计局", 2017, 5);
    for (int i = 6; i < 40; i++)
      dz_workspace_correct_value (workspace, get_entry (workspace, 0), RECEIVED, NULL,
                                  dz_value_number (dz_decimal_from_int (i)), "");
    kill (getpid (), SIGKILL);
  }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  {
    g_autoptr (DzWorkspace) workspace = open_workspace (fixture);

    assert_received (workspace, 0, "39");
    dz_workspace_undo (workspace);
    assert_received (workspace, 0, "38");
  }
}

int
main (int argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("dz-home-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", home);
  int result;

  /* Unnamed workspaces lie in the user's data folder. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/workspace/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("reopen", test_reopen);
  ADD ("undo", test_undo);
  ADD ("correct-report", test_correct_report);
  ADD ("replace-keeps-corrections", test_replace_keeps_corrections);
  ADD ("ledger", test_ledger);
  ADD ("ledger-file", test_ledger_file);
  ADD ("map-row", test_map_row);
  ADD ("alias", test_alias);
  ADD ("continue-agency", test_continue_agency);
  ADD ("twins", test_twins);
  ADD ("busy", test_busy);
  ADD ("no-workspace", test_no_workspace);
  ADD ("save-as", test_save_as);
  ADD ("killed", test_killed);
#undef ADD
  result = g_test_run ();
  if (system (remove) != 0)
    g_printerr ("%s is left behind\n", home);
  return result;
}
