/* dz-cli-check.c - duizhao-cli check: findings, one a line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-export.h"
#include "dz-finding.h"
#include "dz-letter.h"

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

static gboolean
write_letters (const DzLetterTemplate *template,
               const char *folder,
               GPtrArray *findings,
               GPtrArray *extractions)
{
  static const char *const endings[] = { ".docx", ".txt", NULL };
  g_autoptr (GPtrArray) letters = dz_letters_new (template, findings, extractions);
  g_autoptr (GError) error = NULL;

  if (dz_letters_save (letters, folder, endings, &error))
    return TRUE;
  dz_cli_say ("%s", error->message);
  return FALSE;
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
  g_autofree char *corrections = NULL;
  g_autofree char *letters = NULL;
  g_autofree char *letter_template = NULL;
  g_autoptr (DzLetterTemplate) template = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "corrections", 0, 0, G_OPTION_ARG_FILENAME, &corrections, N_ ("Apply the corrections of this ledger"), "LEDGER" },
    { "letters", 0, 0, G_OPTION_ARG_FILENAME, &letters, N_ ("Write a letter to each agency that has to verify something into this folder"),
      "FOLDER" },
    { "letter-template", 0, 0, G_OPTION_ARG_FILENAME, &letter_template, N_ ("The words of these letters"), "FILE" },
    { NULL },
  };
  gboolean errors = FALSE;
  DzCliStatus status;

  if (!dz_cli_parse (&argc, &argv, _ ("PATH…"),
                     _ ("Says what does not add up in reports, and where they contradict themselves or each other."),
                     DZ_CLI_TAKES_FORMAT | DZ_CLI_TAKES_JOBS | DZ_CLI_TAKES_LANG, entries, "text|ndjson", &options,
                     &paths))
    return DZ_CLI_USAGE;
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  if (letters != NULL) {
    template = dz_letter_template_load (letter_template, &error);
    if (template == NULL) {
      dz_cli_say ("%s", error->message);
      return DZ_CLI_USAGE;
    }
  }
  extractions = dz_cli_gather ((const char *const *) paths, catalogue, &options, TRUE, NULL, &status);
  if (corrections != NULL && !dz_cli_correct (extractions, catalogue, corrections))
    return DZ_CLI_USAGE;
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
  if (template != NULL && !write_letters (template, letters, findings, extractions))
    return DZ_CLI_WRITE;
  return dz_cli_finish (status + (errors ? DZ_CLI_FINDINGS : 0));
}
