/* case-report.c - reports built by hand from a line of a case
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "case-report.h"

#include <stdlib.h>
#include <string.h>

#include "dz-document-builder.h"
#include "dz-extraction-private.h"

static gboolean
take_prefix (const char **text,
             const char *prefix)
{
  if (!g_str_has_prefix (*text, prefix))
    return FALSE;
  *text += strlen (prefix);
  return TRUE;
}

static DzValue
read_value (const char *text)
{
  DzValue value = dz_value_none (DZ_VALUE_BLANK);
  DzBound bound = DZ_BOUND_EXACT;

  if (g_str_equal (text, "blank"))
    return value;
  if (g_str_equal (text, "na"))
    return dz_value_none (DZ_VALUE_NOT_APPLICABLE);
  if (take_prefix (&text, "≈"))
    bound = DZ_BOUND_ABOUT;
  else if (take_prefix (&text, "≥"))
    bound = DZ_BOUND_ABOVE;
  else if (take_prefix (&text, "≤"))
    bound = DZ_BOUND_BELOW;
  if (!dz_decimal_parse (text, &value.number))
    g_error ("“%s” is no value of a case", text);
  value.kind = DZ_VALUE_NUMBER;
  value.bound = bound;
  return value;
}

/* "of" marks an unmapped part: "part:apply.received.new=信函3" has the label before the number. */
static DzFact *
read_fact (DzCatalogue *catalogue,
           const char *text,
           guint place)
{
  DzFact model = { .label = (char *) "", .path = (char *) "", .confidence = 95, .unit = (char *) "" };
  g_auto (GStrv) halves = NULL;
  g_autofree char *id = NULL;
  char *at, *bracket;
  gboolean is_loose;
  const DzIndicator *indicator;

  model.where = DZ_WHERE_TABLE;
  model.address = (DzAddress) { .block = 1, .row = (int) place, .col = 1, .start = 0, .end = 1 };
  if (take_prefix (&text, "last:")) {
    model.where = DZ_WHERE_PROSE;
    model.year = 1; /* made the year before by the caller */
  }
  if (take_prefix (&text, "prose:") || (model.denial = take_prefix (&text, "denial:")) || g_str_has_prefix (text, "part:")) {
    model.where = DZ_WHERE_PROSE;
    model.address = (DzAddress) { .block = 0, .row = -1, .col = -1, .start = 10 * place, .end = 10 * place + 2 };
  }
  is_loose = take_prefix (&text, "loose:");
  halves = g_strsplit (text, "=", 2);
  g_assert_nonnull (halves[1]);
  if (g_str_has_prefix (halves[0], "part:")) {
    char *name = strchr (halves[0], '/');

    if (name != NULL)
      *name++ = '\0';
    model.of = halves[0] + strlen ("part:");
    model.label = name != NULL ? name : (char *) "part";
  }
  id = g_strdup (halves[0]);
  bracket = strchr (id, '[');
  if (bracket != NULL) {
    *bracket++ = '\0';
    *strchr (bracket, ']') = '\0';
    model.member = bracket;
  }
  at = strchr (halves[1], '~');
  if (at != NULL) {
    *at++ = '\0';
    model.confidence = (guint) g_ascii_strtoull (at, NULL, 10);
  }
  at = strchr (halves[1], ' ');
  if (at != NULL) {
    *at++ = '\0';
    model.unit = at;
  }
  model.printed = halves[1];
  model.quote = halves[1];
  model.value = read_value (halves[1]);
  if (is_loose) {
    model.where = DZ_WHERE_PROSE;
    model.address = (DzAddress) { .block = 0, .row = -1, .col = -1, .start = 10 * place, .end = 10 * place + 2 };
    model.label = halves[0];
    return dz_fact_new (&model);
  }
  if (model.of != NULL)
    return dz_fact_new (&model);
  indicator = dz_catalogue_lookup_indicator (catalogue, id);
  if (indicator == NULL)
    g_error ("“%s” of a case is no indicator", id);
  model.indicator = indicator->id;
  model.label = (char *) indicator->zh;
  if (*model.unit == '\0')
    model.unit = (char *) indicator->unit;
  return dz_fact_new (&model);
}

/* "s 1 0 41.83%" : fact 1 is 41.83 % of fact 0; "g 0 -1 -5%"; "d 0 -1 12". */
static void
read_statement (GPtrArray *statements,
                const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 4);
  DzStatement *statement;

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  statement = g_new0 (DzStatement, 1);
  statement->kind = words[0][0];
  statement->fact = atoi (words[1]);
  statement->whole = atoi (words[2]);
  statement->percent = g_str_has_suffix (words[3], "%");
  if (statement->percent)
    words[3][strlen (words[3]) - 1] = '\0';
  statement->stated = read_value (words[3]);
  statement->quote = g_strdup (text);
  g_ptr_array_add (statements, statement);
}

static DzDocument *
write_document (const char *text)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("case");
  g_auto (GStrv) blocks = g_strsplit (text, "|", -1);
  g_autoptr (GError) error = NULL;
  DzDocument *document;

  for (guint i = 0; blocks[i] != NULL; i++) {
    if (g_str_has_prefix (blocks[i], "# ")) {
      dz_document_builder_add_heading (builder, 1, blocks[i] + 2);
    } else if (g_str_equal (blocks[i], "[]")) {
      dz_document_builder_begin_table (builder);
      dz_document_builder_begin_row (builder);
      dz_document_builder_add_cell (builder, "1", 1, 1, DZ_CELL_NORMAL);
      dz_document_builder_end_table (builder);
    } else {
      dz_document_builder_add_paragraph (builder, blocks[i]);
    }
  }
  document = dz_document_builder_end (builder, &error);
  g_assert_no_error (error);
  return document;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

DzExtraction *
case_report_new (DzCatalogue *catalogue,
                 const CaseReport *model)
{
  g_autoptr (DzDocument) document = model->text != NULL ? write_document (model->text) : NULL;
  g_autoptr (DzReport) report = dz_report_new (document, "case.txt", model->agency, model->region, model->year, model->form);
  g_auto (GStrv) parts = g_strsplit (or_empty (model->facts), ";", -1);
  g_auto (GStrv) sentences = g_strsplit (or_empty (model->statements), ";", -1);
  GPtrArray *list = g_ptr_array_new ();
  g_auto (GStrv) codes = g_strsplit (or_empty (model->remarks), ";", -1);
  GPtrArray *stated = dz_statements_new ();
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);

  for (guint i = 0; parts[i] != NULL; i++) {
    DzFact *fact;

    if (*g_strstrip (parts[i]) == '\0')
      continue;
    fact = read_fact (catalogue, parts[i], i);
    if (fact->year == 1)
      fact->year = model->year - 1;
    g_ptr_array_add (list, fact);
  }
  for (guint i = 0; sentences[i] != NULL; i++)
    if (*g_strstrip (sentences[i]) != '\0')
      read_statement (stated, sentences[i]);
  for (guint i = 0; codes[i] != NULL; i++)
    if (*g_strstrip (codes[i]) != '\0')
      g_ptr_array_add (remarks, dz_remark_new (codes[i], NULL, "Look at it."));
  return dz_extraction_new_private (report, catalogue, list, NULL, stated, remarks);
}
