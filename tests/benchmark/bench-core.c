/* bench-core.c - times of the core that cannot be seen from outside; see scripts/bench
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   bench-core matrix FOLDER            the comparison of the folder's reports from facts in memory
 *   bench-core workbook FOLDER OUT      its workbook
 *   bench-core raw STRINGS NUMBERS FORMULAS TEXTS OUT
 *                                       as many cells by the library alone; TEXTS is a file of strings and
 *                                       formulas to take in turn, a line each, formulas with their =
 *   bench-core fill FOLDER WORKSPACE    a workspace of the folder's reports
 *   bench-core reopen WORKSPACE         opens it and looks which files have changed
 *
 * Prints processor seconds and seconds of the step alone.
 */
#include "dz-export.h"
#include "dz-pipeline.h"
#include "dz-workspace.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

static DzCatalogue *catalogue;
static double began_processor;
static gint64 began;

static void
start (void)
{
  began = g_get_monotonic_time ();
  began_processor = (double) clock () / CLOCKS_PER_SEC;
}

static int
stop (guint n)
{
  printf ("%.6f %.6f %u\n", (double) clock () / CLOCKS_PER_SEC - began_processor,
          (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, n);
  return 0;
}

static gboolean
gather_cb (DzOutcome *outcome,
           const DzPipelineState *state,
           gpointer user_data)
{
  g_ptr_array_extend (user_data, outcome->extractions, (GCopyFunc) g_object_ref, NULL);
  return TRUE;
}

static GPtrArray *
gather (const char *folder)
{
  const char *const paths[] = { folder, NULL };
  const DzPipelineOptions options = { .cache = TRUE };
  GPtrArray *extractions = g_ptr_array_new_with_free_func (g_object_unref);

  dz_pipeline_run (paths, catalogue, &options, gather_cb, extractions, NULL, NULL);
  return extractions;
}

static int
run_matrix (char **argv)
{
  g_autoptr (GPtrArray) extractions = gather (argv[0]);
  const DzComparisonOptions options = DZ_COMPARISON_OPTIONS_INIT;
  g_autoptr (DzComparison) comparison = NULL;

  start ();
  comparison = dz_comparison_new (extractions, catalogue, &options);
  return stop (dz_comparison_get_n_columns (comparison));
}

static int
run_workbook (char **argv)
{
  g_autoptr (GPtrArray) extractions = gather (argv[0]);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  const DzComparisonOptions options = DZ_COMPARISON_OPTIONS_INIT;
  g_autoptr (DzComparison) comparison = dz_comparison_new (extractions, catalogue, &options);
  g_autoptr (GError) error = NULL;

  start ();
  if (!dz_export_comparison (comparison, findings, NULL, argv[1], NULL, NULL, &error))
    g_error ("%s", error->message);
  return stop (dz_comparison_get_n_columns (comparison));
}

/* Borrowed from the result. */
static GStrv
read_lines (const char *path,
            GPtrArray *texts,
            GPtrArray *formulas)
{
  g_autofree char *all = NULL;
  GStrv lines;

  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_ptr_array_add (lines[i][0] == '=' ? formulas : texts, lines[i]);
  g_assert_true (texts->len > 0 && formulas->len > 0);
  return lines;
}

/* Rows of 20 cells, the kinds in turn as their shares are; each row goes to the disk at once as in our own. */
static int
run_raw (char **argv)
{
  guint64 n[3] = { g_ascii_strtoull (argv[0], NULL, 10), g_ascii_strtoull (argv[1], NULL, 10),
                   g_ascii_strtoull (argv[2], NULL, 10) };
  g_autoptr (GPtrArray) texts = g_ptr_array_new (), formulas = g_ptr_array_new ();
  g_auto (GStrv) lines = read_lines (argv[3], texts, formulas);
  guint64 total = n[0] + n[1] + n[2], row = 0, column = 0;
  lxw_workbook *book;
  lxw_worksheet *sheet;

  start ();
  book = workbook_new_opt (argv[4], &(lxw_workbook_options) { .constant_memory = LXW_TRUE });
  sheet = workbook_add_worksheet (book, NULL);
  for (guint64 i = 0, strings = 0, numbers = 0; i < total; i++) {
    if (strings * total <= n[0] * i && strings < n[0]) {
      strings++;
      worksheet_write_string (sheet, (lxw_row_t) row, (lxw_col_t) column,
                              g_ptr_array_index (texts, strings % texts->len), NULL);
    } else if (numbers * total <= n[1] * i && numbers < n[1]) {
      numbers++;
      worksheet_write_number (sheet, (lxw_row_t) row, (lxw_col_t) column, (double) (i % 1000), NULL);
    } else {
      worksheet_write_formula_num (sheet, (lxw_row_t) row, (lxw_col_t) column,
                                   g_ptr_array_index (formulas, i % formulas->len), NULL, (double) (i % 1000));
    }
    if (++column < 20)
      continue;
    column = 0;
    if (++row < 1000000)
      continue;
    row = 0;
    sheet = workbook_add_worksheet (book, NULL);
  }
  if (workbook_close (book) != LXW_NO_ERROR)
    g_error ("the workbook could not be written");
  return stop ((guint) total);
}

static gboolean
fill_cb (DzOutcome *outcome,
         const DzPipelineState *state,
         gpointer user_data)
{
  dz_workspace_add (user_data, outcome->path, outcome->extractions, outcome->error != NULL ? outcome->error->message : NULL);
  return TRUE;
}

static int
run_fill (char **argv)
{
  const char *const paths[] = { argv[0], NULL };
  const DzPipelineOptions options = { .keep_documents = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (DzWorkspace) workspace = dz_workspace_open (argv[1], catalogue, &error);

  g_assert_no_error (error);
  start ();
  dz_workspace_freeze (workspace);
  dz_pipeline_run (paths, catalogue, &options, fill_cb, workspace, NULL, NULL);
  dz_workspace_thaw (workspace);
  return stop (g_list_model_get_n_items (dz_workspace_get_entries (workspace)));
}

static int
run_reopen (char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzWorkspace) workspace = NULL;

  start ();
  workspace = dz_workspace_open (argv[0], catalogue, &error);
  g_assert_no_error (error);
  dz_workspace_check_files (workspace);
  return stop (g_list_model_get_n_items (dz_workspace_get_entries (workspace)));
}

int
main (int argc,
      char **argv)
{
  static const struct {
    const char *name;
    int n_arguments;
    int (*run) (char **argv);
  } steps[] = {
    { "matrix", 1, run_matrix }, { "workbook", 2, run_workbook }, { "raw", 5, run_raw },
    { "fill", 2, run_fill },     { "reopen", 1, run_reopen },
  };

  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  catalogue = dz_catalogue_load_default (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (argc == steps[i].n_arguments + 2 && strcmp (argv[1], steps[i].name) == 0)
      return steps[i].run (argv + 2);
  fprintf (stderr, "see the head of bench-core.c\n");
  return 2;
}
