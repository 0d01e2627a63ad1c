/* test-window.c - the window from opening files to exporting, in one process
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-finding-item.h"
#include "dz-matrix.h"
#include "dz-pipeline.h"
#include "dz-window.h"
#include "window-fixture.h"

static void
test_window_empty (Fixture *f,
                   gconstpointer data)
{
  g_assert_true (has_label (f->window, "Drop annual reports here"));
}

static void
test_window_import (Fixture *f,
                    gconstpointer data)
{
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  GListModel *entries = dz_workspace_get_entries (dz_window_get_workspace (DZ_WINDOW (f->window)));

  g_assert_cmpuint (dz_comparison_get_n_columns (comparison), >=, 8);
  g_assert_cmpuint (g_list_model_get_n_items (entries), >=, 8);
  g_assert_cmpuint (dz_matrix_model_get_n_rows (dz_matrix_get_model (get_matrix (f))), >, 20);
  g_assert_false (has_label (f->window, "Drop annual reports here"));
}

/* What cannot be read is listed with its reason; all else goes on. */
static void
test_window_bad_file (Fixture *f,
                      gconstpointer data)
{
  g_autofree char *bad = g_build_filename (f->folder, "bad.txt", NULL);
  g_autofree char *missing = g_build_filename (f->folder, "missing.txt", NULL);
  GListModel *entries = dz_workspace_get_entries (dz_window_get_workspace (DZ_WINDOW (f->window)));
  guint n = g_list_model_get_n_items (entries);
  guint n_errors = 0;

  g_assert_true (g_file_set_contents (bad, "\0\1\2\3\4\5\6\7", 8, NULL));
  dz_window_import (DZ_WINDOW (f->window), (const char *const[]) { bad, missing, NULL });
  wait_idle (f);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, n + 2);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);

    if (dz_entry_get_error (entry) != NULL)
      n_errors++;
  }
  g_assert_cmpuint (n_errors, ==, 2);
}

static void
test_window_drop (Fixture *f,
                  gconstpointer data)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (f->window);
  g_autofree char *folder = g_strdup (g_getenv ("DUIZHAO_SAMPLES"));
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GSList) list = g_slist_append (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, list);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
  }
  g_assert_true (taken);
  wait_idle (f);
  g_assert_cmpuint (dz_comparison_get_n_columns (dz_window_get_comparison (DZ_WINDOW (f->window))), >=, 8);
}

static void
test_window_only_differences (Fixture *f,
                              gconstpointer data)
{
  DzMatrixModel *model = dz_matrix_get_model (get_matrix (f));
  guint n = dz_matrix_model_get_n_rows (model);

  activate (f, "win.only-differences");
  g_assert_cmpuint (dz_matrix_model_get_n_rows (model), <, n);
  activate (f, "win.next-difference");
  activate (f, "win.only-differences");
  g_assert_cmpuint (dz_matrix_model_get_n_rows (model), ==, n);
}

static void
test_window_fold (Fixture *f,
                  gconstpointer data)
{
  DzMatrixModel *model = dz_matrix_get_model (get_matrix (f));
  guint n = dz_matrix_model_get_n_rows (model);
  GtkWidget *matrix = GTK_WIDGET (get_matrix (f));

  g_assert_true (gtk_widget_activate_action (matrix, "matrix.fold-all", NULL));
  g_assert_cmpuint (dz_matrix_model_get_n_rows (model), <, n);
  gui_wait_frame (f->window);
  g_assert_true (gtk_widget_activate_action (matrix, "matrix.unfold-all", NULL));
  g_assert_cmpuint (dz_matrix_model_get_n_rows (model), ==, n);
}

/* A cell says all that its signs say. */
static void
test_window_cell_words (Fixture *f,
                        gconstpointer data)
{
  guint row, column;
  const DzMatrixCell *cell = select_number (f, &row, &column);
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  g_autofree char *words = NULL;
  g_autofree char *number = dz_format_decimal (cell->value.number);
  GtkWidget *focus;

  gtk_widget_grab_focus (GTK_WIDGET (get_matrix (f)));
  gui_wait_frame (f->window);
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (focus), ==, "DzGridCell");
  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  dz_matrix_get_cursor (get_matrix (f), &row, &column);
  words = dz_matrix_model_dup_words (dz_matrix_get_model (get_matrix (f)), row, column);
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  g_assert_nonnull (strstr (words, number));
  g_assert_nonnull (strstr (words, dz_report_get_agency (dz_extraction_get_report (dz_comparison_get_column (comparison, column)))));
}

static DzValue
get_value (Fixture *f,
           guint row,
           guint column)
{
  return dz_comparison_get_cell (dz_window_get_comparison (DZ_WINDOW (f->window)), row, column)->value;
}

/* By dialog, undone, done again, and found again in the file. */
static void
test_window_correct (Fixture *f,
                     gconstpointer data)
{
  DzValue corrected = dz_value_number (dz_decimal_from_int (987654));
  guint row, column;
  DzValue old = select_number (f, &row, &column)->value;
  GtkWidget *dialog;

  gtk_widget_activate_action (f->window, "win.correct", NULL);
  gui_wait_until ((dialog = find_dialog ()) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (gui_find_type (dialog, "AdwEntryRow")), "no number");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  gtk_editable_set_text (GTK_EDITABLE (gui_find_type (dialog, "AdwEntryRow")), "987654");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_close (GTK_WINDOW (dialog));
  wait_idle (f);
  g_assert_true (dz_value_equal (get_value (f, row, column), corrected));

  activate (f, "win.undo");
  g_assert_true (dz_value_equal (get_value (f, row, column), old));
  activate (f, "win.redo");
  g_assert_true (dz_value_equal (get_value (f, row, column), corrected));

  close_window (f);
  open_window (f);
  g_assert_true (dz_value_equal (get_value (f, row, column), corrected));
}

static guint
count_open (Fixture *f)
{
  GPtrArray *findings = dz_workspace_get_findings (dz_window_get_workspace (DZ_WINDOW (f->window)));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += dz_workspace_get_finding_state (dz_window_get_workspace (DZ_WINDOW (f->window)), g_ptr_array_index (findings, i), NULL) == DZ_FINDING_OPEN;
  return n;
}

static void
test_window_findings (Fixture *f,
                      gconstpointer data)
{
  GtkWidget *page = gui_find_type (f->window, "DzFindingsPage");
  GtkWidget *list = gui_find_type (gui_find_type (page, "GtkPaned"), "GtkListView");
  guint n = count_open (f);

  gtk_widget_activate_action (f->window, "win.page", "s", "findings");
  wait_idle (f);
  if (n == 0) {
    g_assert_true (has_label (f->window, "Nothing to look into"));
    g_test_skip ("the samples have no finding");
    return;
  }
  g_assert_true (gui_press_key (list, GDK_KEY_x, 0));
  wait_idle (f);
  g_assert_cmpuint (count_open (f), ==, n - 1);
  activate (f, "win.undo");
  g_assert_cmpuint (count_open (f), ==, n);
}

static void
test_window_words (Fixture *f,
                   gconstpointer data)
{
  guint row, column;

  select_number (f, &row, &column);
  activate (f, "win.go-to-words");
  g_assert_nonnull (gui_find_type (f->window, "DzReadingPane"));
  gui_wait_until (gui_count_widgets (gui_find_type (f->window, "DzReadingPane")) > 10);
  gui_wait_frame (f->window);
}

static void
test_window_export (Fixture *f,
                    gconstpointer data)
{
  static const char *const names[] = { "out.xlsx", "out.csv", "out.html" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (f->folder, names[i], NULL);

    g_assert_true (gtk_widget_activate_action (f->window, "win.export-to", "s", path));
    wait_idle (f);
    g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  }
}

/* A letter for each agency with an open finding; none is a sentence, no folder. */
static void
test_window_letters (Fixture *f,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "letters", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_assert_true (gtk_widget_activate_action (f->window, "win.letters-to", "s", path));
  wait_idle (f);
  dir = g_dir_open (path, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_assert_true (g_str_has_suffix (name, ".docx"));
    g_remove (file);
    n++;
  }
  g_assert_cmpuint (n, >=, 2);
  g_rmdir (path);
}

/* A report chosen as baseline, by the key. */
static void
test_window_baseline (Fixture *f,
                      gconstpointer data)
{
  guint row, column;

  select_number (f, &row, &column);
  g_assert_true (gui_press_key (GTK_WIDGET (get_matrix (f)), GDK_KEY_b, 0));
  wait_idle (f);
  g_assert_cmpint (dz_comparison_get_options (dz_window_get_comparison (DZ_WINDOW (f->window)))->baseline, ==,
                   DZ_BASELINE_REPORT);
}

static void
test_window_remove (Fixture *f,
                    gconstpointer data)
{
  guint n = dz_comparison_get_n_columns (dz_window_get_comparison (DZ_WINDOW (f->window)));
  guint row, column;

  select_number (f, &row, &column);
  activate (f, "win.remove-report");
  g_assert_cmpuint (dz_comparison_get_n_columns (dz_window_get_comparison (DZ_WINDOW (f->window))), ==, n - 1);
  activate (f, "win.undo");
  g_assert_cmpuint (dz_comparison_get_n_columns (dz_window_get_comparison (DZ_WINDOW (f->window))), ==, n);
}

int
main (int argc,
      char **argv)
{
  int status;

  dz_pipeline_maybe_become_worker (argc, argv);
  gui_init (&argc, &argv);
  fixture_start ();
  g_test_add ("/window/empty", Fixture, NULL, set_up, test_window_empty, tear_down);
  g_test_add ("/window/drop", Fixture, NULL, set_up, test_window_drop, tear_down);
  ADD ("window", "import", test_window_import);
  ADD ("window", "bad-file", test_window_bad_file);
  ADD ("window", "only-differences", test_window_only_differences);
  ADD ("window", "fold", test_window_fold);
  ADD ("window", "cell-words", test_window_cell_words);
  ADD ("window", "correct", test_window_correct);
  ADD ("window", "findings", test_window_findings);
  ADD ("window", "words", test_window_words);
  ADD ("window", "export", test_window_export);
  ADD ("window", "letters", test_window_letters);
  ADD ("window", "baseline", test_window_baseline);
  ADD ("window", "remove", test_window_remove);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
