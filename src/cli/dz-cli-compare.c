/* dz-cli-compare.c - duizhao-cli compare: the workbook, a table or a page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The report that @name means: the path as given, its end, or the file's name. */
static gboolean
find_report (GPtrArray *extractions,
             const char *name,
             guint *index)
{
  for (guint i = 0; i < extractions->len; i++) {
    const char *file = dz_report_get_file (dz_extraction_get_report (g_ptr_array_index (extractions, i)));
    const char *tail = g_str_has_suffix (file, name) ? file + strlen (file) - strlen (name) : NULL;

    if (tail != NULL && (tail == file || tail[-1] == '/')) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
choose_baseline (DzComparisonOptions *options,
                 const char *baseline,
                 GPtrArray *extractions)
{
  options->baseline = DZ_BASELINE_PREVIOUS_YEAR;
  if (baseline == NULL || strcmp (baseline, "previous-year") == 0)
    return TRUE;
  options->baseline = strcmp (baseline, "median") == 0 ? DZ_BASELINE_MEDIAN : DZ_BASELINE_REPORT;
  if (options->baseline == DZ_BASELINE_MEDIAN || find_report (extractions, baseline, &options->baseline_column))
    return TRUE;
  dz_cli_say (_ ("--baseline=%s: none of the reports read is this one; name one of them, or previous-year or median"),
              baseline);
  return FALSE;
}

static gboolean
is_known_ending (const char *path)
{
  return g_str_has_suffix (path, ".xlsx") || g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".html");
}

DzCliStatus
dz_cli_compare (int argc,
                char **argv)
{
  g_auto (DzCliOptions) options = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autofree char *baseline = NULL;
  g_autofree char *corrections = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) extractions = NULL, findings = NULL;
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DzComparison) comparison = NULL;
  g_autoptr (GError) error = NULL;
  DzComparisonOptions how = DZ_COMPARISON_OPTIONS_INIT;
  const GOptionEntry entries[] = {
    { "baseline", 'b', 0, G_OPTION_ARG_STRING, &baseline, N_ ("What each report is compared with"),
      "previous-year|median|REPORT" },
    { "corrections", 0, 0, G_OPTION_ARG_FILENAME, &corrections, N_ ("Apply the corrections of this ledger"), "LEDGER" },
    { NULL },
  };
  DzCliStatus status;

  if (!dz_cli_parse (&argc, &argv, _ ("-o OUT.xlsx|.csv|.html PATH…"),
                     _ ("Puts reports side by side and writes the comparison."),
                     DZ_CLI_TAKES_OUTPUT | DZ_CLI_TAKES_LANG | DZ_CLI_TAKES_JOBS, entries, NULL, &options, &paths))
    return DZ_CLI_USAGE;
  if (!is_known_ending (options.output)) {
    dz_cli_say (_ ("%s: its ending must be .xlsx, .csv or .html"), options.output);
    return DZ_CLI_USAGE;
  }
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  extractions = dz_cli_gather ((const char *const *) paths, catalogue, &options, TRUE, unread, &status);
  if (corrections != NULL && !dz_cli_correct (extractions, catalogue, corrections))
    return DZ_CLI_USAGE;
  if (!choose_baseline (&how, baseline, extractions))
    return DZ_CLI_USAGE;
  if (extractions->len == 0)
    return status;
  findings = dz_check (extractions, catalogue);
  comparison = dz_comparison_new (extractions, catalogue, &how);
  if (!dz_export_comparison (comparison, findings, unread, options.output, NULL, NULL, &error)) {
    dz_cli_say ("%s", error->message);
    return DZ_CLI_WRITE;
  }
  return status;
}
