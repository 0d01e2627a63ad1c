/* dz-cli-extract.c - duizhao-cli extract: facts, one a line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include "dz-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  FORMAT_NDJSON,
  FORMAT_JSON,
  FORMAT_CSV,
} Format;

typedef struct {
  Format format;
  gboolean coverage;
  guint n_lines;
  GString *text;
} Writing;

/* Begins a line, with what divides it from the one before. */
static void
begin_line (Writing *w)
{
  if (w->format == FORMAT_JSON)
    g_string_append (w->text, w->n_lines == 0 ? "\n" : ",\n");
  w->n_lines++;
}

static void
end_line (Writing *w)
{
  if (w->format != FORMAT_JSON)
    g_string_append (w->text, w->format == FORMAT_CSV ? "\r\n" : "\n");
}

static void
append_fields (GString *text,
               const char *const *fields,
               guint n)
{
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    dz_export_append_csv_field (text, fields[i] != NULL ? fields[i] : "");
  }
}

static void
append_fact_csv (GString *text,
                 DzExtraction *extraction,
                 const DzFact *fact)
{
  DzReport *report = dz_extraction_get_report (extraction);
  g_autofree char *year = g_strdup_printf ("%u", fact->year > 0 ? fact->year : dz_report_get_year (report));
  g_autofree char *value = fact->value.kind == DZ_VALUE_NUMBER ? dz_decimal_to_string (fact->value.number) : NULL;
  DzAddress place = fact->address;
  const char *file = dz_report_get_file_of (report, fact->address.block, &place.block);
  g_autofree char *address = dz_address_to_string (&place);
  g_autofree char *confidence = g_strdup_printf ("%u", fact->confidence);
  const char *const fields[] = {
    file, dz_report_get_agency (report), dz_report_get_region (report), year,
    dz_report_get_form (report), fact->indicator, fact->label, fact->path, fact->member, value, fact->unit,
    dz_value_kind_to_string (fact->value.kind),
    fact->value.kind == DZ_VALUE_NUMBER && fact->value.bound != DZ_BOUND_EXACT ? "true" : "false",
    dz_where_to_string (fact->where), fact->quote, address, confidence
  };

  append_fields (text, fields, G_N_ELEMENTS (fields));
}

static void
write_facts (Writing *w,
             DzExtraction *extraction)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    /* What a text says of another year is no figure of this report: checks use it, a list of the
     * report's figures must not. */
    if (fact->year != 0)
      continue;
    begin_line (w);
    if (w->format == FORMAT_CSV)
      append_fact_csv (w->text, extraction, fact);
    else
      dz_export_append_fact_json (w->text, extraction, fact);
    end_line (w);
  }
}

static const char *
claim_state (const DzClaim *claim)
{
  return claim->fact >= 0 ? "claimed" : claim->reason != NULL ? "ignored" : "unclaimed";
}

static void
append_claim_json (GString *text,
                   DzReport *report,
                   const DzClaim *claim)
{
  DzAddress place = claim->address;
  const char *file = dz_report_get_file_of (report, claim->address.block, &place.block);
  g_autofree char *address = dz_address_to_string (&place);
  const char *const pairs[][2] = {
    { "file", file }, { "number", claim->printed }, { "state", claim_state (claim) },
    { "reason", claim->reason }, { "address", address },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_string_append_printf (text, "%s\"%s\":", i == 0 ? "{" : ",", pairs[i][0]);
    if (pairs[i][1] != NULL)
      dz_export_append_json_string (text, pairs[i][1]);
    else
      g_string_append (text, "null");
  }
  g_string_append_c (text, '}');
}

static void
write_claims (Writing *w,
              DzExtraction *extraction)
{
  DzReport *report = dz_extraction_get_report (extraction);
  GPtrArray *claims = dz_extraction_get_claims (extraction);

  for (guint i = 0; i < claims->len; i++) {
    const DzClaim *claim = g_ptr_array_index (claims, i);
    DzAddress place = claim->address;
    const char *file = dz_report_get_file_of (report, claim->address.block, &place.block);
    g_autofree char *address = dz_address_to_string (&place);
    const char *const fields[] = { file, claim->printed, claim_state (claim), claim->reason,
                                   address };

    begin_line (w);
    if (w->format == FORMAT_CSV)
      append_fields (w->text, fields, G_N_ELEMENTS (fields));
    else
      append_claim_json (w->text, report, claim);
    end_line (w);
  }
}

static void
write_cb (DzExtraction *extraction,
          gpointer user_data)
{
  Writing *w = user_data;

  if (w->coverage)
    write_claims (w, extraction);
  else
    write_facts (w, extraction);
  dz_cli_write (w->text);
}

static void
write_head (Writing *w)
{
  if (w->format == FORMAT_JSON)
    g_string_append (w->text, "[");
  else if (w->format == FORMAT_CSV)
    g_string_append (w->text, w->coverage ? "file,number,state,reason,address\r\n"
                                          : "file,agency,region,year,form,indicator,label,path,applicant,value,unit,"
                                            "state,approximate,where,quote,address,confidence\r\n");
}

DzCliStatus
dz_cli_extract (int argc,
                char **argv)
{
  g_auto (DzCliOptions) options = { 0 };
  g_auto (GStrv) paths = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Writing w = { FORMAT_NDJSON, FALSE, 0, text };
  const GOptionEntry entries[] = {
    { "coverage", 0, 0, G_OPTION_ARG_NONE, &w.coverage,
      N_ ("Every number of the texts instead, and whether a fact claims it or why it may be ignored"), NULL },
    { NULL },
  };
  DzCliStatus status;

  if (!dz_cli_parse (&argc, &argv, _ ("PATH…"),
                     _ ("Writes the figures of reports to standard output, each with its quote and address."),
                     DZ_CLI_TAKES_FORMAT | DZ_CLI_TAKES_JOBS, entries, "ndjson|json|csv", &options, &paths))
    return DZ_CLI_USAGE;
  w.format = strcmp (options.format, "csv") == 0 ? FORMAT_CSV
             : strcmp (options.format, "json") == 0 ? FORMAT_JSON
                                                    : FORMAT_NDJSON;
  catalogue = dz_cli_load_catalogue ();
  if (catalogue == NULL)
    return DZ_CLI_UNREAD;
  write_head (&w);
  status = dz_cli_read ((const char *const *) paths, catalogue, &options, w.coverage, write_cb, &w, NULL);
  if (w.format == FORMAT_JSON)
    g_string_append (text, "\n]\n");
  dz_cli_write (text);
  return dz_cli_finish (status);
}
