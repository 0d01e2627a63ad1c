/* test-matrix-page.c - the matrix over real reports: transposed, sorted, reordered, pinned, counted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-fixture.h"

#include "dz-matrix-page.h"
#include "dz-overview.h"
#include "dz-pipeline.h"

static DzMatrixPage *
get_page (Fixture *f)
{
  return DZ_MATRIX_PAGE (gui_find_type (f->window, "DzMatrixPage"));
}

static DzMatrixModel *
get_model (Fixture *f)
{
  return dz_matrix_get_model (get_matrix (f));
}

static void
act (Fixture *f,
     const char *action,
     const char *parameter)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_page (f)), action, parameter == NULL ? NULL : "s", parameter));
  wait_idle (f);
}

static char *
dup_column_keys (DzMatrixModel *model)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < dz_matrix_model_get_n_columns (model); i++)
    g_string_append_printf (keys, "%s\n", dz_matrix_model_get_column_key (model, i));
  return g_string_free (keys, FALSE);
}

static char *
dup_row_keys (DzMatrixModel *model)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < dz_matrix_model_get_n_rows (model); i++)
    g_string_append_printf (keys, "%s\n", dz_matrix_model_get_row_key (model, i));
  return g_string_free (keys, FALSE);
}

/* Exchanged rows and columns show the same cells, and the cursor stays on its own. */
static void
test_transpose (Fixture *f,
                gconstpointer data)
{
  guint row, column, again_row, again_column;
  DzMatrixModel *model = get_model (f), *transposed;
  g_autofree char *rows = dup_column_keys (model);
  g_autofree char *agencies = NULL;

  select_number (f, &row, &column);
  act (f, "matrix.transpose", NULL);
  transposed = get_model (f);
  g_assert_true (transposed != model);
  agencies = dup_row_keys (transposed);
  g_assert_cmpstr (agencies, ==, rows);
  g_assert_true (dz_matrix_page_get_cell (get_page (f), &again_row, &again_column));
  g_assert_cmpuint (again_row, ==, row);
  g_assert_cmpuint (again_column, ==, column);
  for (guint x = 0; x < dz_matrix_model_get_n_columns (transposed); x++) {
    int y = dz_matrix_model_find_row (model, dz_matrix_model_get_column_key (transposed, x));

    g_assert_cmpint (y, >=, 0);
    for (guint i = 0; i < dz_matrix_model_get_n_rows (transposed); i++) {
      g_auto (DzMatrixFace) a = { 0 };
      g_auto (DzMatrixFace) b = { 0 };

      dz_matrix_model_get_face (transposed, i, x, &a);
      dz_matrix_model_get_face (model, (guint) y, i, &b);
      g_assert_cmpstr (a.text, ==, b.text);
    }
  }
  act (f, "matrix.transpose", NULL);
  g_assert_true (get_model (f) == model);
}

/* In order by number, what has none last, whichever way it goes. */
static void
assert_sorted (Fixture *f,
               guint source_row,
               DzMatrixSort sort)
{
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  DzComparisonModel *model = dz_matrix_page_get_model (get_page (f));
  gboolean ended = FALSE;
  DzDecimal last = DZ_DECIMAL_ZERO, number;

  for (guint i = 0, n = 0; i < dz_comparison_get_n_columns (comparison); i++) {
    guint column = dz_comparison_model_get_source_column (model, i);
    int order;

    if (!dz_comparison_get_number (comparison, source_row, column, DZ_MODE_VALUE, &number)) {
      ended = TRUE;
      continue;
    }
    g_assert_false (ended);
    order = dz_decimal_compare (last, number);
    if (n++ > 0)
      g_assert_true (sort == DZ_MATRIX_SORT_DESCENDING ? order >= 0 : order <= 0);
    last = number;
  }
}

static void
test_sort_columns (Fixture *f,
                   gconstpointer data)
{
  guint row, column, shown;
  g_autofree char *natural = dup_column_keys (get_model (f));
  g_autofree char *again = NULL;
  g_auto (DzMatrixRowHead) head = { 0 };

  select_number (f, &row, &column);
  act (f, "matrix.sort-columns", "descending");
  assert_sorted (f, row, DZ_MATRIX_SORT_DESCENDING);
  dz_matrix_get_cursor (get_matrix (f), &shown, &column);
  dz_matrix_model_get_row_head (get_model (f), shown, &head);
  g_assert_cmpint (head.sort, ==, DZ_MATRIX_SORT_DESCENDING);
  act (f, "matrix.sort-columns", "ascending");
  assert_sorted (f, row, DZ_MATRIX_SORT_ASCENDING);
  act (f, "matrix.reset-order", NULL);
  again = dup_column_keys (get_model (f));
  g_assert_cmpstr (again, ==, natural);
}

/* Rows stay beneath the row that they hang under. */
static void
test_sort_rows (Fixture *f,
                gconstpointer data)
{
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  DzComparisonModel *model = dz_matrix_page_get_model (get_page (f));
  guint row, column, n = dz_matrix_model_get_n_rows (get_model (f));
  g_autofree char *natural = dup_row_keys (get_model (f));
  g_autofree char *sorted = NULL;
  g_autofree char *again = NULL;

  select_number (f, &row, &column);
  g_assert_true (gui_press_key (GTK_WIDGET (get_matrix (f)), GDK_KEY_s, 0));
  wait_idle (f);
  sorted = dup_row_keys (get_model (f));
  g_assert_cmpstr (sorted, !=, natural);
  g_assert_cmpuint (dz_matrix_model_get_n_rows (get_model (f)), ==, n);
  for (guint i = 1; i < n; i++) {
    const DzMatrixRow *r = dz_comparison_get_row (comparison, dz_comparison_model_get_source (model, i));
    const DzMatrixRow *before = dz_comparison_get_row (comparison, dz_comparison_model_get_source (model, i - 1));
    DzDecimal a, b;

    g_assert_cmpuint (r->depth, <=, before->depth + 1);
    if (r->parent != before->parent)
      continue;
    if (dz_comparison_get_number (comparison, dz_comparison_model_get_source (model, i), column, DZ_MODE_VALUE, &b)) {
      g_assert_true (dz_comparison_get_number (comparison, dz_comparison_model_get_source (model, i - 1), column,
                                               DZ_MODE_VALUE, &a));
      g_assert_cmpint (dz_decimal_compare (a, b), >=, 0);
    }
  }
  g_assert_true (gui_press_key (GTK_WIDGET (get_matrix (f)), GDK_KEY_s, 0));
  g_assert_true (gui_press_key (GTK_WIDGET (get_matrix (f)), GDK_KEY_s, 0));
  wait_idle (f);
  again = dup_row_keys (get_model (f));
  g_assert_cmpstr (again, ==, natural);
}

/* Moved and pinned columns, and what else the view is, are there when the workspace is opened again. */
static void
test_kept (Fixture *f,
           gconstpointer data)
{
  g_autofree char *natural = dup_column_keys (get_model (f));
  g_autofree char *moved = NULL;
  g_autofree char *again = NULL;
  guint row, column;

  select_number (f, &row, &column);
  dz_matrix_set_cursor (get_matrix (f), 3, 2, FALSE);
  g_assert_true (gui_press_key (GTK_WIDGET (get_matrix (f)), GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK));
  wait_idle (f);
  g_assert_true (dz_matrix_get_cursor (get_matrix (f), &row, &column));
  g_assert_cmpuint (column, ==, 3);
  dz_matrix_set_cursor (get_matrix (f), 3, 5, FALSE);
  act (f, "matrix.pin", NULL);
  g_assert_cmpuint (dz_matrix_model_get_n_pinned (get_model (f)), ==, 1);
  moved = dup_column_keys (get_model (f));
  g_assert_cmpstr (moved, !=, natural);
  act (f, "matrix.transpose", NULL);
  gui_wait_frame (f->window);
  close_window (f);
  open_window (f);
  again = dup_row_keys (get_model (f));
  g_assert_cmpstr (again, ==, moved);
  act (f, "matrix.transpose", NULL);
  g_assert_cmpuint (dz_matrix_model_get_n_pinned (get_model (f)), ==, 1);
  g_clear_pointer (&again, g_free);
  act (f, "matrix.reset-order", NULL);
  dz_matrix_set_cursor (get_matrix (f), 3, 0, FALSE);
  act (f, "matrix.pin", NULL);
  again = dup_column_keys (get_model (f));
  g_assert_cmpstr (again, ==, natural);
}

/* Each row is of one kind, and the sentence says how many of each. */
static void
test_counts (Fixture *f,
             gconstpointer data)
{
  DzRowCounts counts;
  g_autofree char *words = NULL;
  g_autofree char *hidden = NULL;

  dz_comparison_model_get_counts (dz_matrix_page_get_model (get_page (f)), &counts);
  g_assert_cmpuint (counts.n_zero + counts.n_equal + counts.n_differ + counts.n_missing, ==, counts.n_rows);
  g_assert_cmpuint (counts.n_shown, ==, counts.n_rows);
  g_assert_cmpuint (counts.n_differ, >, 1);
  activate (f, "win.only-differences");
  dz_comparison_model_get_counts (dz_matrix_page_get_model (get_page (f)), &counts);
  g_assert_cmpuint (counts.n_shown, ==, counts.n_differ);
  if (counts.n_missing > 0)
    words = g_strdup_printf ("%u rows: %u all zero, %u unchanged, %u differ, %u without figures · %u hidden by the filter",
                             counts.n_rows, counts.n_zero, counts.n_equal, counts.n_differ, counts.n_missing,
                             counts.n_rows - counts.n_shown);
  else
    words = g_strdup_printf ("%u rows: %u all zero, %u unchanged, %u differ · %u hidden by the filter", counts.n_rows,
                             counts.n_zero, counts.n_equal, counts.n_differ, counts.n_rows - counts.n_shown);
  g_assert_true (has_label (f->window, words));
}

/* From row to row: each has something that differs or a finding. */
static void
test_next_row (Fixture *f,
               gconstpointer data)
{
  guint row, column, last = 0, n = 0;

  dz_matrix_set_cursor (get_matrix (f), 0, 0, FALSE);
  while (dz_matrix_find_row_flag (get_matrix (f), 1, DZ_FACE_DIFFERS | DZ_FACE_FINDING)) {
    g_assert_true (dz_matrix_get_cursor (get_matrix (f), &row, &column));
    g_assert_cmpuint (row, >, last);
    g_assert_cmpuint (dz_matrix_model_get_row_flags (get_model (f), row, NULL) & (DZ_FACE_DIFFERS | DZ_FACE_FINDING), !=, 0);
    last = row;
    n++;
  }
  g_assert_cmpuint (n, >, 3);
}

/* The states of no number, and the zero by denial, each with a sign of its own; blank cells and the
 * dash of a form stand in the real reports only. */
static void
test_signs (Fixture *f,
            gconstpointer data)
{
  const char *shared = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *seeds = g_build_filename (shared == NULL ? "" : shared, "seeds", NULL);
  gboolean real = shared != NULL && g_file_test (seeds, G_FILE_TEST_IS_DIR);
  g_autoptr (GHashTable) signs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  DzMatrixModel *model = get_model (f);
  gboolean denied = FALSE;

  if (real) {
    dz_window_import (DZ_WINDOW (f->window), (const char *const[]) { seeds, NULL });
    wait_idle (f);
  }
  for (guint i = 0; i < dz_matrix_model_get_n_rows (model); i++) {
    for (guint j = 0; j < dz_matrix_model_get_n_columns (model); j++) {
      g_auto (DzMatrixFace) face = { 0 };

      dz_matrix_model_get_face (model, i, j, &face);
      if (face.flags & DZ_FACE_MISSING && *face.text != '\0')
        g_hash_table_add (signs, g_strdup (face.text));
      if (face.flags & DZ_FACE_DENIED) {
        g_assert_cmpstr (face.prefix, ==, "none→");
        denied = TRUE;
      }
    }
  }
  g_assert_true (denied);
  for (DzValueKind kind = DZ_VALUE_BLANK; kind <= DZ_VALUE_NOT_IN_FORM; kind++) {
    if (real || kind == DZ_VALUE_NOT_REPORTED || kind == DZ_VALUE_NOT_IN_FORM)
      g_assert_true (g_hash_table_contains (signs, dz_value_kind_get_sign (kind)));
  }
}

int
main (int argc,
      char **argv)
{
  int status;

  dz_pipeline_maybe_become_worker (argc, argv);
  gui_init (&argc, &argv);
  fixture_start ();
  ADD ("matrix-page", "transpose", test_transpose);
  ADD ("matrix-page", "sort-columns", test_sort_columns);
  ADD ("matrix-page", "sort-rows", test_sort_rows);
  ADD ("matrix-page", "kept", test_kept);
  ADD ("matrix-page", "counts", test_counts);
  ADD ("matrix-page", "next-row", test_next_row);
  ADD ("matrix-page", "signs", test_signs);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
