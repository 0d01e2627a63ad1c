/* dz-export-json.c - facts and findings, one a line, for scripts
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys and their order are an interface: they do not change.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-export.h"

#include <string.h>

static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != 0x7f && c != '"' && c != '\\';
}

static void
append_escaped (GString *out,
                char c)
{
  switch (c) {
  case '"':
  case '\\':
    g_string_append_c (out, '\\');
    g_string_append_c (out, c);
    break;
  case '\n':
    g_string_append (out, "\\n");
    break;
  case '\r':
    g_string_append (out, "\\r");
    break;
  case '\t':
    g_string_append (out, "\\t");
    break;
  default:
    g_string_append_printf (out, "\\u%04x", (guint) (guchar) c);
    break;
  }
}

/* Nearly all texts are sound and plain: they are copied as they are. */
void
dz_export_append_json_string (GString *out,
                              const char *text)
{
  g_autofree char *valid = NULL;
  const char *p, *from;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_string_append_c (out, '"');
  for (p = from = text; *p != '\0'; p++) {
    if (is_plain (*p))
      continue;
    g_string_append_len (out, from, p - from);
    append_escaped (out, *p);
    from = p + 1;
  }
  g_string_append_len (out, from, p - from);
  g_string_append_c (out, '"');
}

static void
append_key (GString *out,
            const char *key,
            const char *text)
{
  if (out->len > 0 && out->str[out->len - 1] != '{')
    g_string_append (out, ", ");
  g_string_append_c (out, '"');
  g_string_append (out, key);
  g_string_append (out, "\": ");
  if (text != NULL)
    dz_export_append_json_string (out, text);
}

static void
append_null_or (GString *out,
                const char *key,
                const char *text)
{
  append_key (out, key, text);
  if (text == NULL)
    g_string_append (out, "null");
}

/* The words of the form, whatever the language of messages: scripts rely on them. */
static const char *
get_applicant (DzExtraction *extraction,
               const DzFact *fact)
{
  DzCatalogue *catalogue = dz_extraction_get_catalogue (extraction);
  const DzMember *member = NULL;

  if (fact->member != NULL && catalogue != NULL)
    member = dz_catalogue_lookup_member (catalogue, fact->member);
  return member != NULL ? member->zh : fact->member != NULL ? fact->member : "";
}

void
dz_export_append_fact_json (GString *out,
                            DzExtraction *extraction,
                            const DzFact *fact)
{
  DzReport *report = dz_extraction_get_report (extraction);
  guint year = fact->year != 0 ? fact->year : dz_report_get_year (report);
  gboolean is_number = dz_value_is_number (fact->value);
  g_autofree char *value = is_number ? dz_decimal_to_string (fact->value.number) : NULL;
  DzAddress place = fact->address;
  const char *file = dz_report_get_file_of (report, fact->address.block, &place.block);
  g_autofree char *address = dz_address_to_string (&place);

  g_string_append_c (out, '{');
  append_key (out, "file", file);
  append_key (out, "agency", dz_report_get_agency (report));
  append_key (out, "region", dz_report_get_region (report));
  g_string_append_printf (out, ", \"year\": %u", year);
  append_key (out, "form", dz_report_get_form (report));
  append_null_or (out, "indicator", fact->indicator);
  append_key (out, "label", fact->label);
  append_key (out, "path", fact->path);
  append_key (out, "applicant", get_applicant (extraction, fact));
  append_null_or (out, "value", value);
  append_key (out, "unit", fact->unit);
  append_key (out, "state", dz_value_kind_to_string (fact->value.kind));
  g_string_append_printf (out, ", \"approximate\": %s",
                          is_number && fact->value.bound != DZ_BOUND_EXACT ? "true" : "false");
  append_key (out, "where", dz_where_to_string (fact->where));
  append_key (out, "quote", fact->quote);
  append_key (out, "address", address);
  g_string_append_printf (out, ", \"confidence\": %u%s}", fact->confidence,
                          fact->confidence < DZ_FACT_REVIEW_BELOW ? ", \"review\": true" : "");
}

/* Which of the finding's reports a fact was read from. */
static DzExtraction *
find_extraction (const DzFinding *finding,
                 const DzFact *fact,
                 GPtrArray *extractions)
{
  for (guint i = 0; i < finding->reports->len; i++) {
    guint index = g_array_index (finding->reports, guint, i);
    DzExtraction *extraction;

    if (index >= extractions->len)
      continue;
    extraction = g_ptr_array_index (extractions, index);
    if (g_ptr_array_find (dz_extraction_get_facts (extraction), fact, NULL))
      return extraction;
  }
  return NULL;
}

/* Whose words a fact without a value quotes: it is in no list of facts. Two reports with the same words at
 * the same place are told apart by turns, as dz-check writes passages down: one of each. */
static guint
find_words (const DzFinding *finding,
            const DzFact *fact,
            GPtrArray *extractions,
            guint turn)
{
  for (guint i = 0; i < finding->reports->len; i++) {
    guint place = (i + turn) % finding->reports->len;
    guint index = g_array_index (finding->reports, guint, place);
    DzDocument *document = NULL;
    g_autofree char *words = NULL;

    if (index < extractions->len)
      document = dz_report_get_document (dz_extraction_get_report (g_ptr_array_index (extractions, index)));
    if (document != NULL)
      words = dz_document_dup_quote (document, &fact->address);
    if (g_strcmp0 (words, fact->quote) == 0)
      return index;
  }
  return finding->reports->len > 0 ? g_array_index (finding->reports, guint, 0) : G_MAXUINT;
}

static const char *
file_of (GPtrArray *extractions,
         guint index)
{
  if (index >= extractions->len)
    return "";
  return dz_report_get_file (dz_extraction_get_report (g_ptr_array_index (extractions, index)));
}

static void
append_place (GString *out,
              const char *file,
              const DzFact *fact)
{
  g_autofree char *address = dz_address_to_string (&fact->address);

  g_string_append_c (out, '{');
  append_key (out, "file", file);
  append_key (out, "address", address);
  append_key (out, "quote", fact->quote);
  g_string_append_c (out, '}');
}

/* Every place that the finding speaks of: figures and words alike. */
static void
append_places (GString *out,
               const DzFinding *finding,
               GPtrArray *extractions)
{
  guint turn = 0;

  g_string_append (out, ", \"addresses\": [");
  for (guint i = 0; i < finding->facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (finding->facts, i);
    DzExtraction *extraction = find_extraction (finding, fact, extractions);

    if (i > 0)
      g_string_append (out, ", ");
    if (extraction != NULL)
      append_place (out, dz_report_get_file (dz_extraction_get_report (extraction)), fact);
    else
      append_place (out, file_of (extractions, find_words (finding, fact, extractions, turn++)), fact);
  }
  g_string_append_c (out, ']');
}

void
dz_export_append_finding_json (GString *out,
                               const DzFinding *finding,
                               GPtrArray *extractions)
{
  guint first = finding->reports->len > 0 ? g_array_index (finding->reports, guint, 0) : G_MAXUINT;
  DzReport *report = NULL;
  gboolean any = FALSE;

  if (first < extractions->len)
    report = dz_extraction_get_report (g_ptr_array_index (extractions, first));
  g_string_append_c (out, '{');
  append_key (out, "rule", finding->rule);
  append_key (out, "severity", dz_severity_to_string (finding->severity));
  append_key (out, "agency", report != NULL ? dz_report_get_agency (report) : "");
  g_string_append_printf (out, ", \"year\": %u, \"facts\": [", report != NULL ? dz_report_get_year (report) : 0);
  for (guint i = 0; i < finding->facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (finding->facts, i);
    DzExtraction *extraction = find_extraction (finding, fact, extractions);

    if (extraction == NULL)
      continue;
    if (any)
      g_string_append (out, ", ");
    any = TRUE;
    dz_export_append_fact_json (out, extraction, fact);
  }
  g_string_append_c (out, ']');
  append_key (out, "message", finding->message);
  append_key (out, "file", file_of (extractions, first));
  g_string_append (out, ", \"files\": [");
  for (guint i = 0; i < finding->reports->len; i++) {
    if (i > 0)
      g_string_append (out, ", ");
    dz_export_append_json_string (out, file_of (extractions, g_array_index (finding->reports, guint, i)));
  }
  g_string_append_c (out, ']');
  append_key (out, "arithmetic", finding->arithmetic);
  append_null_or (out, "cause", finding->cause);
  append_key (out, "verdict", finding->verdict == DZ_VERDICT_UNKNOWN ? "cannot-be-judged" : "fails");
  append_key (out, "state", "open"); /* what a person said of it lives in a workspace */
  append_key (out, "key", finding->key);
  append_places (out, finding, extractions);
  g_string_append_c (out, '}');
}
