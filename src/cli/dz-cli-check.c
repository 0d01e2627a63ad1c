/* dz-cli-check.c - duizhao-cli check: findings, one a line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-export.h"
#include "dz-finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
append_text (GString *text,
             const DzFinding *finding,
             GPtrArray *extractions)
{
  g_autofree char *words = dz_finding_dup_words (finding);
  DzReport *report = NULL;

  if (finding->reports->len > 0)
    report = dz_extraction_get_report (g_ptr_array_index (extractions, g_array_index (finding->reports, guint, 0)));
  g_string_append_printf (text, "%s: %s: %s: %s", report != NULL ? dz_report_get_file (report) : "",
                          dz_severity_to_string (finding->severity), finding->rule, words);
  g_string_append_c (text, '\n');
}

DzCliStatus
dz_cli_check (int argc,
              char **argv)
{
  g_auto (DzCliOptions) options = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) extractions = NULL, findings = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean errors = FALSE;
  DzCliStatus status;

  if (!dz_cli_parse (&argc, &argv, _ ("PATH…"),
                     _ ("Says what does not add up in reports, and where they contradict themselves or each other."),
                     DZ_CLI_TAKES_FORMAT | DZ_CLI_TAKES_JOBS | DZ_CLI_TAKES_LANG, NULL, "text|ndjson", &options,
                     &paths))
    return DZ_CLI_USAGE;
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  extractions = dz_cli_gather ((const char *const *) paths, catalogue, &options, TRUE, NULL, &status);
  findings = dz_check (extractions, catalogue);
  for (guint i = 0; i < findings->len; i++) {
    const DzFinding *finding = g_ptr_array_index (findings, i);

    errors = errors || finding->severity == DZ_SEVERITY_ERROR;
    if (strcmp (options.format, "ndjson") == 0) {
      dz_export_append_finding_json (text, finding, extractions);
      g_string_append_c (text, '\n');
    } else {
      append_text (text, finding, extractions);
    }
    dz_cli_write (text);
  }
  return dz_cli_finish (status + (errors ? DZ_CLI_FINDINGS : 0));
}
