/* test-workspace.c - the workspace: kept, undone, never lost
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-workspace.h"

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
