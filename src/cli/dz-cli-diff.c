/* dz-cli-diff.c - duizhao-cli diff: two reports, their texts and their indicators
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static DzDiffFormat
format_from_string (const char *name)
{
  if (strcmp (name, "html") == 0)
    return DZ_DIFF_HTML;
  return strcmp (name, "ndjson") == 0 ? DZ_DIFF_NDJSON : DZ_DIFF_TEXT;
}

static char *
name_report (DzExtraction *extraction)
{
  DzReport *report = dz_extraction_get_report (extraction);
  const char *agency = dz_report_get_agency (report);

  if (agency == NULL || *agency == '\0')
    agency = dz_report_get_file (report);
  if (dz_report_get_year (report) == 0)
    return g_strdup (agency);
  return g_strdup_printf ("%s %u", agency, dz_report_get_year (report));
}

/* The report of one path; where it holds more than one, the first one, and that is said. */
static DzExtraction *
read_one (const char *path,
          DzCatalogue *catalogue,
          const DzCliOptions *options,
          DzCliStatus *status)
{
  const char *const paths[] = { path, NULL };
  DzCliStatus own;
  g_autoptr (GPtrArray) extractions = dz_cli_gather (paths, catalogue, options, TRUE, NULL, &own);

  *status = MAX (*status, own);
  if (extractions->len > 1) {
    g_autofree char *shown = g_filename_display_name (path);
    g_autofree char *name = name_report (extractions->pdata[0]);

    dz_cli_say (_ ("%s: it holds %u reports; the first one, “%s”, is compared"), shown, extractions->len, name);
  }
  return extractions->len > 0 ? g_object_ref (extractions->pdata[0]) : NULL;
}

DzCliStatus
dz_cli_diff (int argc,
             char **argv)
{
  g_auto (DzCliOptions) options = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  g_autoptr (DzExtraction) left = NULL;
  g_autoptr (DzExtraction) right = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  DzCliStatus status = DZ_CLI_OK;

  if (!dz_cli_parse (&argc, &argv, _ ("REPORT REPORT"),
                     _ ("Says what differs between two reports, in their words and in their figures."),
                     DZ_CLI_TAKES_FORMAT | DZ_CLI_TAKES_JOBS | DZ_CLI_TAKES_LANG, NULL, "text|html|ndjson", &options,
                     &paths))
    return DZ_CLI_USAGE;
  if (g_strv_length (paths) != 2) {
    dz_cli_say (_ ("duizhao-cli diff: it takes two reports, the earlier one first; try “duizhao-cli diff --help”"));
    return DZ_CLI_USAGE;
  }
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  left = read_one (paths[0], catalogue, &options, &status);
  right = read_one (paths[1], catalogue, &options, &status);
  if (left == NULL || right == NULL)
    return DZ_CLI_UNREAD;
  dz_export_append_diff (text, left, right, catalogue, format_from_string (options.format));
  dz_cli_write (text);
  return dz_cli_finish (status);
}
