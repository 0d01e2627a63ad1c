/* dz-cli-catalogue.c - duizhao-cli catalogue: what is known of indicators, forms and rules
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-export.h"
#include "dz-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* kind, id, label, unit, parent, forms */
typedef struct {
  const char *kind;
  const char *id;
  const char *label;
  const char *unit;
  const char *parent;
  const char *forms;
} Line;

static void
write_line (GString *text,
            gboolean csv,
            const Line *line)
{
  const char *const fields[] = { line->kind, line->id, line->label, line->unit, line->parent, line->forms };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (i > 0)
      g_string_append_c (text, csv ? ',' : '\t');
    if (csv)
      dz_export_append_csv_field (text, fields[i] != NULL ? fields[i] : "");
    else
      g_string_append (text, fields[i] != NULL ? fields[i] : "");
  }
  g_string_append (text, csv ? "\r\n" : "\n");
}

/* The forms that have the row, divided by blanks. */
static char *
list_forms (DzCatalogue *catalogue,
            const char *indicator)
{
  GPtrArray *forms = dz_catalogue_get_forms (catalogue);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < forms->len; i++) {
    const DzForm *form = g_ptr_array_index (forms, i);

    if (dz_form_lookup_row (form, indicator) != NULL)
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", form->id);
  }
  return g_string_free (list, FALSE);
}

static void
write_catalogue (DzCatalogue *catalogue,
                 gboolean csv)
{
  g_autoptr (GString) text = g_string_new (csv ? "kind,id,label,unit,parent,forms\r\n" : NULL);
  GPtrArray *forms = dz_catalogue_get_forms (catalogue);
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);
  GPtrArray *rules = dz_catalogue_get_rules (catalogue);

  for (guint i = 0; i < forms->len; i++) {
    const DzForm *form = g_ptr_array_index (forms, i);

    write_line (text, csv, &(Line) { "form", form->id, dz_form_get_label (form), NULL, form->extends, NULL });
  }
  for (guint i = 0; i < indicators->len; i++) {
    const DzIndicator *indicator = g_ptr_array_index (indicators, i);
    g_autofree char *in = list_forms (catalogue, indicator->id);

    write_line (text, csv, &(Line) { "indicator", indicator->id, dz_indicator_get_label (indicator), indicator->unit,
                                     indicator->parent, in });
  }
  for (guint i = 0; i < rules->len; i++) {
    const DzRule *rule = g_ptr_array_index (rules, i);
    g_autofree char *in = g_strjoinv (" ", (char **) rule->forms);

    write_line (text, csv, &(Line) { "rule", rule->id, dz_rule_get_label (rule), NULL,
                                     dz_severity_to_string (rule->severity), in });
  }
  dz_cli_write (text);
}

/* The folder on top of what comes with the program, or that alone. */
static DzCliStatus
check_folder (const char *folder)
{
  g_autofree char *standard = dz_catalogue_dup_default_folder ();
  g_autofree char *a = g_canonicalize_filename (folder, NULL);
  g_autofree char *b = g_canonicalize_filename (standard, NULL);
  const char *const folders[] = { standard, strcmp (a, b) == 0 ? NULL : folder, NULL };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    dz_cli_say (_ ("%s: there is no such folder; check the name"), folder);
    return DZ_CLI_UNREAD;
  }
  dz_catalogue_check (folders, problems);
  for (guint i = 0; i < problems->len; i++)
    dz_cli_say ("%s", (const char *) g_ptr_array_index (problems, i));
  return problems->len == 0 ? DZ_CLI_OK : DZ_CLI_UNREAD;
}

DzCliStatus
dz_cli_catalogue (int argc,
                  char **argv)
{
  g_auto (DzCliOptions) options = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Only say what is wrong with the catalogue in this folder"), "DIR" },
    { NULL },
  };

  if (!dz_cli_parse (&argc, &argv, NULL, _ ("Lists the indicators, forms and rules that are known."),
                     DZ_CLI_TAKES_FORMAT | DZ_CLI_TAKES_LANG, entries, "text|csv", &options, &paths))
    return DZ_CLI_USAGE;
  if (paths[0] != NULL) {
    dz_cli_say (_ ("%s: this command reads no reports; try “duizhao-cli catalogue --help”"), paths[0]);
    return DZ_CLI_USAGE;
  }
  if (folder != NULL)
    return check_folder (folder);
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  write_catalogue (catalogue, strcmp (options.format, "csv") == 0);
  return dz_cli_finish (DZ_CLI_OK);
}
