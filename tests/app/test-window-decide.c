/* test-window-decide.c - rows given to indicators, agencies that continue, the board, the ledger
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-alias-file.h"
#include "dz-board.h"
#include "dz-chooser.h"
#include "dz-pipeline.h"
#include "window-fixture.h"

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
      return window;
  }
  return NULL;
}

/* Puts the cursor on a figure of a row that no indicator claims; gives its key. */
static char *
select_other_row (Fixture *f)
{
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  DzMatrixModel *model = dz_matrix_get_model (get_matrix (f));

  for (guint r = 0; r < dz_matrix_model_get_n_rows (model); r++) {
    const char *key = dz_matrix_model_get_row_key (model, r);
    int source = dz_comparison_find_row (comparison, key, NULL);
    const DzMatrixRow *row = source < 0 ? NULL : dz_comparison_get_row (comparison, (guint) source);

    if (row == NULL || row->indicator != NULL || row->derived != NULL || row->is_group)
      continue;
    for (guint c = 0; c < dz_comparison_get_n_columns (comparison); c++) {
      if (dz_comparison_get_cell (comparison, (guint) source, c)->fact == NULL)
        continue;
      dz_matrix_set_cursor (get_matrix (f), r, c, FALSE);
      wait_idle (f);
      return g_strdup (row->key);
    }
  }
  return NULL;
}

static void
write_report (Fixture *f,
              const char *name,
              const char *agency,
              guint year,
              const char *label)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *text = g_strdup_printf ("# %s%u年政府信息公开工作年度报告\n\n本报告由%s编制，统计期限为%u年1月1日至%u年12月31日。\n\n"
                                           "| 指标名称 | 单位 | 统计数 |\n| --- | --- | --- |\n| 收到申请数 | 件 | 12 |\n"
                                           "| 申请办结数 | 件 | 12 |\n| %s | 件 | 7 |\n",
                                           agency, year, agency, year, year, label);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  dz_window_import (DZ_WINDOW (f->window), (const char *const[]) { path, NULL });
  wait_idle (f);
}

/* By menu or one key, a search, and Enter; undone; found again; known to the catalogue. */
static void
test_map_row (Fixture *f,
              gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autofree char *again = NULL;
  g_autofree char *own = dz_alias_dup_folder ();
  g_autofree char *alias = g_build_filename (own, "disclosure", "mapped-rows.ini", NULL);
  g_autofree char *text = NULL;
  GtkWidget *chooser;

  write_report (f, "a.md", "松溪县统计局", 2017, "掌上平台递交");
  write_report (f, "b.md", "松溪县统计局", 2018, "掌上平台递交");
  key = select_other_row (f);
  g_assert_nonnull (key);
  g_assert_nonnull (strstr (key, "掌上平台递交"));
  gtk_widget_activate_action (f->window, "win.map-row", NULL);
  gui_wait_until ((chooser = find_window (DZ_TYPE_CHOOSER)) != NULL);
  dz_chooser_search (DZ_CHOOSER (chooser), "apply.received.online");
  dz_chooser_accept (DZ_CHOOSER (chooser));
  wait_idle (f);
  g_assert_cmpstr (dz_workspace_get_row_indicator (dz_window_get_workspace (DZ_WINDOW (f->window)), key), ==, "apply.received.online");
  g_assert_null (select_other_row (f));
  g_assert_cmpint (dz_comparison_find_row (dz_window_get_comparison (DZ_WINDOW (f->window)), "apply.received.online", NULL), >=, 0);
  g_assert_true (g_file_get_contents (alias, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "掌上平台递交"));

  activate (f, "win.undo");
  again = select_other_row (f);
  g_assert_cmpstr (again, ==, key);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (alias, &text, NULL, NULL));
  g_assert_null (strstr (text, "掌上平台递交"));

  activate (f, "win.redo");
  close_window (f);
  open_window (f);
  g_assert_null (select_other_row (f));
}

static guint
count_agencies (Fixture *f)
{
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < dz_comparison_get_n_columns (comparison); i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (dz_comparison_get_agency (comparison, i)));
  return g_hash_table_size (seen);
}

/* The years of an agency and of the one that took over its work stand in one line. */
static void
test_continue (Fixture *f,
               gconstpointer data)
{
  GtkWidget *chooser;

  write_report (f, "a.md", "松溪县统计局", 2017, "掌上平台递交");
  write_report (f, "b.md", "松溪县调查局", 2018, "掌上平台递交");
  g_assert_cmpuint (count_agencies (f), ==, 2);
  dz_matrix_set_cursor (get_matrix (f), 0, 0, FALSE);
  wait_idle (f);
  gtk_widget_activate_action (f->window, "win.continue-agency", NULL);
  gui_wait_until ((chooser = find_window (DZ_TYPE_CHOOSER)) != NULL);
  dz_chooser_accept (DZ_CHOOSER (chooser));
  wait_idle (f);
  g_assert_cmpuint (count_agencies (f), ==, 1);
  g_assert_cmpint (dz_comparison_get_previous (dz_window_get_comparison (DZ_WINDOW (f->window)), 1), ==, 0);
  activate (f, "win.undo");
  g_assert_cmpuint (count_agencies (f), ==, 2);
}

static guint
count_text (GtkWidget *widget,
            const char *text)
{
  guint n = GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_text (child, text);
  return n;
}

/* Gaps are shown; a cell opens its report. */
static void
test_board (Fixture *f,
            gconstpointer data)
{
  GtkWidget *board, *button;
  GtkWidget *focus;

  write_report (f, "a.md", "松溪县统计局", 2017, "掌上平台递交");
  write_report (f, "b.md", "松溪县统计局", 2019, "掌上平台递交");
  write_report (f, "c.md", "松溪县审计局", 2018, "掌上平台递交");
  gtk_widget_activate_action (f->window, "win.board", NULL);
  gui_wait_until ((board = find_window (DZ_TYPE_BOARD)) != NULL);
  gui_wait_frame (board);
  g_assert_true (has_label (board, "2 agencies · 3 reports are missing"));
  g_assert_cmpuint (count_text (board, "—"), ==, 3);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gui_find_type (board, "GtkCheckButton")), TRUE);
  gui_wait_frame (board);
  g_assert_cmpuint (count_text (board, "—"), ==, 3);
  /* The first cell: 2017 of the agency that comes first has no report. */
  button = gui_find_type (gui_find_type (board, "GtkColumnView"), "GtkButton");
  while (button != NULL && !gtk_widget_get_mapped (button))
    button = gtk_widget_get_next_sibling (button);
  g_assert_nonnull (button);
  gtk_widget_grab_focus (button);
  g_assert_true (gui_press_key (board, GDK_KEY_Right, 0));
  focus = gtk_window_get_focus (GTK_WINDOW (board));
  g_assert_true (focus != button);
  g_signal_emit_by_name (focus, "clicked");
  wait_idle (f);
  gtk_window_destroy (GTK_WINDOW (board));
}

static void
test_ledger (Fixture *f,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "ledger.ini", NULL);
  DzWorkspace *workspace = dz_window_get_workspace (DZ_WINDOW (f->window));
  g_autoptr (GPtrArray) corrections = NULL;

  write_report (f, "a.md", "松溪县统计局", 2017, "掌上平台递交");
  write_report (f, "b.md", "松溪县调查局", 2018, "掌上平台递交");
  dz_workspace_continue_agency (workspace, "松溪县统计局", "松溪县调查局");
  wait_idle (f);
  g_assert_true (gtk_widget_activate_action (f->window, "win.export-ledger-to", "s", path));
  activate (f, "win.undo");
  g_assert_cmpuint (count_agencies (f), ==, 2);
  g_assert_true (gtk_widget_activate_action (f->window, "win.replay-ledger-from", "s", path));
  wait_idle (f);
  g_assert_cmpuint (count_agencies (f), ==, 1);
  /* What is no ledger is said to be none, and changes nothing. */
  g_assert_true (gtk_widget_activate_action (f->window, "win.replay-ledger-from", "s", "nowhere.ini"));
  wait_idle (f);
  corrections = dz_workspace_dup_corrections (workspace);
  g_assert_cmpuint (corrections->len, ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("dz-home-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", home);
  int status;

  /* The user's own catalogue lies in the data folder. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  dz_pipeline_maybe_become_worker (argc, argv);
  gui_init (&argc, &argv);
  fixture_start ();
#define ADD_EMPTY(name, func) g_test_add ("/window-decide/" name, Fixture, NULL, set_up, func, tear_down)
  ADD_EMPTY ("map-row", test_map_row);
  ADD_EMPTY ("continue", test_continue);
  ADD_EMPTY ("board", test_board);
  ADD_EMPTY ("ledger", test_ledger);
  status = g_test_run ();
  g_object_unref (application);
  if (system (remove) != 0)
    g_printerr ("%s is left behind\n", home);
  return status;
}
