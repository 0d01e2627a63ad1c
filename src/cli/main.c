/* main.c - duizhao-cli: facts, findings and workbooks without a display
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"
#include "dz-worker.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  DzCliStatus (*run) (int argc,
                      char **argv);
  const char *summary;
} commands[] = {
  { "extract", dz_cli_extract, N_ ("the figures of reports, one a line, each with its quote and address") },
  { "compare", dz_cli_compare, N_ ("reports side by side, as a workbook, a table or a page") },
  { "check", dz_cli_check, N_ ("what does not add up or contradicts itself") },
  { "chart", dz_cli_chart, N_ ("a picture of chosen indicators") },
  { "diff", dz_cli_diff, N_ ("what differs between two reports, in words and figures") },
  { "catalogue", dz_cli_catalogue, N_ ("what is known of indicators, forms and rules") },
};

static void
print_help (void)
{
  g_print ("%s\n  duizhao-cli %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTION…] PATH…"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n%s\n%s\n",
           _ ("A PATH is a file, a folder, an archive, @LIST for a file that holds paths, one a line, or - for such a "
              "list on standard input."),
           _ ("Exit status: 0 all was read; 1 something could not be read, the rest was done; 2 wrong usage; 3 the "
              "output could not be written; check adds 4 when there are errors among its findings."),
           _ ("“duizhao-cli COMMAND --help” tells the options of a command."));
}

/* Figures never follow the user's language; sentences do. GLib asks once, at the first of them, whether there are
 * translations at all: --lang must be known by then. */
static void
set_locale (int argc,
            char **argv)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++) {
    if (g_str_has_prefix (argv[i], "--lang="))
      dz_cli_set_language (argv[i] + strlen ("--lang="));
    else if (strcmp (argv[i], "--lang") == 0 && i + 1 < argc)
      dz_cli_set_language (argv[++i]);
  }
  dz_worker_bind_messages ();
}

int
main (int argc,
      char **argv)
{
  dz_pipeline_maybe_become_worker (argc, argv);
  set_locale (argc, argv);
  if (argc > 1 && strcmp (argv[1], "--version") == 0) {
    g_print ("duizhao-cli %s\n", DZ_VERSION);
    return dz_cli_finish (DZ_CLI_OK);
  }
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)) {
    print_help ();
    return dz_cli_finish (DZ_CLI_OK);
  }
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  if (argc > 1)
    dz_cli_say (_ ("%s: there is no such command; try “duizhao-cli --help”"), argv[1]);
  else
    dz_cli_say (_ ("duizhao-cli: a command is missing; try “duizhao-cli --help”"));
  return DZ_CLI_USAGE;
}
