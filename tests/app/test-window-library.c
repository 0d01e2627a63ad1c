/* test-window-library.c - the side bar: names, words, groups, and from a hit to the words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-library.h"
#include "dz-library-node.h"
#include "dz-pipeline.h"
#include "dz-window-private.h"
#include "window-fixture.h"

static DzLibrary *
get_library (Fixture *f)
{
  return DZ_LIBRARY (gui_find_type (f->window, "DzLibrary"));
}

static GtkSelectionModel *
get_lines (Fixture *f)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (gui_find_type (GTK_WIDGET (get_library (f)), "GtkListView")));
}

static DzLibraryNode *
get_line (Fixture *f,
          guint index)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (get_lines (f)), index);
  g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);

  return node;
}

/* The first line of the kind whose title contains @text; -1 for none. */
static int
find_line (Fixture *f,
           DzNodeKind kind,
           const char *text)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (get_lines (f)));

  for (guint i = 0; i < n; i++) {
    DzLibraryNode *node = get_line (f, i);

    if (dz_library_node_get_kind (node) == kind && strstr (dz_library_node_get_title (node), text) != NULL)
      return (int) i;
  }
  return -1;
}

static guint
count_lines (Fixture *f,
             DzNodeKind kind)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (get_lines (f)));
  guint found = 0;

  for (guint i = 0; i < n; i++)
    found += dz_library_node_get_kind (get_line (f, i)) == kind;
  return found;
}

static void
search (Fixture *f,
        const char *words)
{
  dz_library_search (get_library (f), words);
  gui_wait_until (dz_library_is_idle (get_library (f)));
}

static void
test_names (Fixture *f,
            gconstpointer data)
{
  static const struct {
    const char *words, *agency;
    guint n;
  } cases[] = {
    { "wcqwsjkj", "望川区卫生健康局", 2 },
    { "wcwsjkj 2020", "望川区卫生健康局", 1 },
    { "望川卫生健康局", "望川区卫生健康局", 2 },
    { "qls 2023", "青澜市人民政府", 1 },
  };
  guint n = count_lines (f, DZ_NODE_REPORT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].words);
    search (f, cases[i].words);
    g_assert_cmpint (find_line (f, DZ_NODE_AGENCY, cases[i].agency), >=, 0);
    g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), ==, cases[i].n);
  }
  search (f, "nosuchname");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_lines (f))), ==, 0);
  g_assert_true (has_label (f->window, "No report fits. Try fewer words, or show all reports."));
  search (f, "");
  g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), ==, n);
}

/* Words of the texts are listed under their report; a click goes there. */
static void
test_words (Fixture *f,
            gconstpointer data)
{
  GtkWidget *list = gui_find_type (GTK_WIDGET (get_library (f)), "GtkListView");
  GtkWidget *page;
  int line;

  search (f, "收到");
  g_assert_cmpuint (count_lines (f, DZ_NODE_HIT), >, 0);
  line = find_line (f, DZ_NODE_HIT, "收到");
  g_assert_cmpint (line, >=, 0);
  g_signal_emit_by_name (list, "activate", (guint) line);
  page = gui_find_type (f->window, "DzReadingPage");
  gui_wait_until (gtk_widget_get_mapped (page));
  wait_idle (f);
  gui_wait_until (gui_count_widgets (page) > 20);
}

static void
test_groups (Fixture *f,
             gconstpointer data)
{
  static const struct {
    const char *group, *head;
  } cases[] = {
    { "year", "2021" },
    { "level", "County" },
    { "state", "With findings" },
    { "form", "2021" },
    { "region", "青澜市" },
  };
  guint n = count_lines (f, DZ_NODE_REPORT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].group);
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_library (f)), "library.group", "s", cases[i].group));
    gui_wait_until (dz_library_is_idle (get_library (f)));
    g_assert_cmpint (find_line (f, DZ_NODE_HEAD, cases[i].head), >=, 0);
    g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), ==, n);
  }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_library (f)), "library.show", "s", "findings"));
  gui_wait_until (dz_library_is_idle (get_library (f)));
  g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), <, n);
  g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), >, 0);
}

/* A copy under another name is said to be one. */
static void
test_twice (Fixture *f,
            gconstpointer data)
{
  g_autofree char *from = g_build_filename (g_getenv ("DUIZHAO_SAMPLES"), "望川区档案馆2018年度报告.txt", NULL);
  g_autofree char *to = g_build_filename (f->folder, "copy.txt", NULL);
  g_autofree char *text = NULL;
  gsize length;
  int line;
  g_autofree char *tooltip = NULL;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
  dz_window_import (DZ_WINDOW (f->window), (const char *const[]) { to, NULL });
  wait_idle (f);
  gui_wait_until (dz_library_is_idle (get_library (f)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_library (f)), "library.show", "s", "twice"));
  gui_wait_until (dz_library_is_idle (get_library (f)));
  g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), ==, 2);
  line = find_line (f, DZ_NODE_REPORT, "2018");
  tooltip = dz_library_node_dup_tooltip (get_line (f, (guint) line));
  g_assert_nonnull (strstr (tooltip, "The same report with the same figures was also read from"));
}

/* What is folded stays so while others come in and when the search is over. */
static void
test_folds (Fixture *f,
            gconstpointer data)
{
  int line = find_line (f, DZ_NODE_HEAD, "青澜市");
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (get_lines (f)), (guint) line);
  guint n = count_lines (f, DZ_NODE_REPORT), folded;

  gtk_tree_list_row_set_expanded (row, FALSE);
  folded = count_lines (f, DZ_NODE_REPORT);
  g_assert_cmpuint (folded, <, n);
  search (f, "wangchuan");
  search (f, "");
  g_assert_cmpuint (count_lines (f, DZ_NODE_REPORT), ==, folded);
}

/* The next window shows where the user was: page, cell, view of the side bar, folded rows. */
static void
test_session (Fixture *f,
              gconstpointer data)
{
  DzMatrixModel *model = dz_matrix_get_model (get_matrix (f));
  guint row, column, n, now_row, now_column;
  const DzMatrixCell *cell = select_number (f, &row, &column);
  g_autofree char *key = NULL;
  g_autofree char *file = NULL;

  g_assert_nonnull (cell);
  dz_matrix_get_cursor (get_matrix (f), &row, &column);
  key = g_strdup (dz_matrix_model_get_row_key (model, row));
  file = g_strdup (dz_matrix_model_get_column_key (model, column));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_library (f)), "library.group", "s", "year"));
  for (n = dz_matrix_model_get_n_rows (model); n-- > row + 1;) {
    DzMatrixRowHead head = { 0 };
    gboolean is_group;

    dz_matrix_model_get_row_head (model, n, &head);
    is_group = head.is_group;
    dz_matrix_row_head_clear (&head);
    if (is_group)
      break;
  }
  dz_matrix_model_toggle_row (model, n);
  n = dz_matrix_model_get_n_rows (model);
  wait_idle (f);
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  gtk_window_close (GTK_WINDOW (f->window));
  gui_wait_until (f->window == NULL);
  open_window (f);
  gui_wait_until (dz_library_is_idle (get_library (f)));
  model = dz_matrix_get_model (get_matrix (f));
  g_assert_cmpint (find_line (f, DZ_NODE_HEAD, "2021"), >=, 0);
  g_assert_cmpuint (dz_matrix_model_get_n_rows (model), ==, n);
  g_assert_true (dz_matrix_get_cursor (get_matrix (f), &now_row, &now_column));
  g_assert_cmpstr (dz_matrix_model_get_row_key (model, now_row), ==, key);
  g_assert_cmpstr (dz_matrix_model_get_column_key (model, now_column), ==, file);
}

/* Files that change are said to; what is gone stays as it was read. */
static void
test_changed (Fixture *f,
              gconstpointer data)
{
  g_autofree char *from = g_build_filename (g_getenv ("DUIZHAO_SAMPLES"), "望川区档案馆2018年度报告.txt", NULL);
  g_autofree char *path = g_build_filename (f->folder, "report.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *more = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  dz_window_import (DZ_WINDOW (f->window), (const char *const[]) { path, NULL });
  wait_idle (f);
  more = g_strconcat (text, "\n特此公布。\n", NULL);
  g_assert_true (g_file_set_contents (path, more, -1, NULL));
  dz_window_check_files (DZ_WINDOW (f->window));
  gui_wait_until (has_label (f->window, "1 report was changed on disk since it was read"));
  activate (f, "win.read-changed");
  dz_window_check_files (DZ_WINDOW (f->window));
  gui_wait_until (!has_label (f->window, "1 report was changed on disk since it was read"));
  g_assert_cmpint (g_remove (path), ==, 0);
  dz_window_check_files (DZ_WINDOW (f->window));
  gui_wait_until (has_label (f->window, "the file of 1 report is gone; what was read is kept"));
  g_assert_cmpuint (dz_comparison_get_n_columns (dz_window_get_comparison (DZ_WINDOW (f->window))), ==, 1);
}

int
main (int argc,
      char **argv)
{
  int status;

  dz_pipeline_maybe_become_worker (argc, argv);
  gui_init (&argc, &argv);
  fixture_start ();
  ADD ("window-library", "names", test_names);
  ADD ("window-library", "words", test_words);
  ADD ("window-library", "groups", test_groups);
  ADD ("window-library", "twice", test_twice);
  ADD ("window-library", "folds", test_folds);
  ADD ("window-library", "session", test_session);
  g_test_add ("/window-library/changed", Fixture, NULL, set_up, test_changed, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
