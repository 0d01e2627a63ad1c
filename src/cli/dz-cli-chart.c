/* dz-cli-chart.c - duizhao-cli chart: a picture of chosen indicators
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-chart.h"

#include <glib/gi18n-lib.h>

/* In points: the width of a landscape page of A4 between its margins; the height follows from what is drawn. */
#define WIDTH 760.0

static gboolean
is_known_ending (const char *path)
{
  return g_str_has_suffix (path, ".svg") || g_str_has_suffix (path, ".png") || g_str_has_suffix (path, ".pdf");
}

DzCliStatus
dz_cli_chart (int argc,
              char **argv)
{
  g_auto (DzCliOptions) options = { 0 };
  g_auto (GStrv) paths = NULL;
  g_auto (GStrv) indicators = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *type_name = NULL;
  g_autofree char *style_name = NULL;
  g_autofree char *title = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) extractions = NULL;
  g_autoptr (DzComparison) comparison = NULL;
  g_autoptr (DzChartSpec) spec = NULL;
  g_autoptr (DzChartLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  DzComparisonOptions how = DZ_COMPARISON_OPTIONS_INIT;
  DzChartType type = DZ_CHART_TREND;
  DzChartStyle style = DZ_CHART_SCREEN;
  const GOptionEntry entries[] = {
    { "indicator", 'i', 0, G_OPTION_ARG_STRING, &wanted, N_ ("What to draw: ids as “duizhao-cli catalogue” lists them"),
      "ID[,ID]" },
    { "type", 't', 0, G_OPTION_ARG_STRING, &type_name, N_ ("How to draw it"),
      "trend|bars|stacked|share|slope|heatmap|multiples" },
    { "style", 0, 0, G_OPTION_ARG_STRING, &style_name, N_ ("Its colours; print has greys and hatching"),
      "screen|dark|projector|print" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("The words above it"), "TEXT" },
    { NULL },
  };
  DzCliStatus status;

  if (!dz_cli_parse (&argc, &argv, _ ("-o OUT.svg|.png|.pdf --indicator=ID[,ID] PATH…"),
                     _ ("Draws indicators of reports."), DZ_CLI_TAKES_OUTPUT | DZ_CLI_TAKES_LANG | DZ_CLI_TAKES_JOBS,
                     entries, NULL, &options, &paths))
    return DZ_CLI_USAGE;
  if (wanted == NULL) {
    dz_cli_say (_ ("duizhao-cli chart: nothing was chosen to draw; give --indicator=ID"));
    return DZ_CLI_USAGE;
  }
  if (type_name != NULL && !dz_chart_type_from_string (type_name, &type)) {
    dz_cli_say (_ ("--type=%s: there is no such chart; try “duizhao-cli chart --help”"), type_name);
    return DZ_CLI_USAGE;
  }
  if (style_name != NULL && !dz_chart_style_from_string (style_name, &style)) {
    dz_cli_say (_ ("--style=%s: there is no such style; try “duizhao-cli chart --help”"), style_name);
    return DZ_CLI_USAGE;
  }
  if (!is_known_ending (options.output)) {
    dz_cli_say (_ ("%s: its ending must be .svg, .png or .pdf"), options.output);
    return DZ_CLI_USAGE;
  }
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  extractions = dz_cli_gather ((const char *const *) paths, catalogue, &options, FALSE, NULL, &status);
  if (extractions->len == 0)
    return status;
  comparison = dz_comparison_new (extractions, catalogue, &how);
  indicators = g_strsplit (wanted, ",", -1);
  spec = dz_chart_spec_new (comparison, type, (const char *const *) indicators, NULL, &error);
  if (spec == NULL) {
    dz_cli_say ("--indicator=%s", error->message);
    return DZ_CLI_USAGE;
  }
  if (title != NULL)
    dz_chart_spec_set_title (spec, title);
  layout = dz_chart_layout_new (spec, WIDTH, dz_chart_spec_get_height (spec, WIDTH, style), style);
  if (!dz_chart_save (layout, options.output, &error)) {
    dz_cli_say ("%s", error->message);
    return DZ_CLI_WRITE;
  }
  return status;
}
