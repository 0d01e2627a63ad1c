/* dz-workbook-notes.c - what this is, how to read it, and where to begin
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include <glib/gi18n-lib.h>

#define MAX_TOP_FINDINGS 15u

/* The two cells that people may change, on the sheet of notes: rows 3 and 4, column B. */
#define TOLERANCE_ROW 3u

static void
write_pair (DzBook *self,
            DzSheet sheet,
            guint row,
            const char *name,
            const char *text)
{
  dz_book_fit_row (self, sheet, row, &(DzWrapped){ text, 56 }, 1);
  dz_book_text (self, sheet, row, 0, name, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 1, text, DZ_LOOK_WRAP);
}

static const char *
get_baseline_words (DzBook *self)
{
  switch (dz_comparison_get_options (self->comparison)->baseline) {
  case DZ_BASELINE_PREVIOUS_YEAR:
    return _ ("each report against the same agency's year before");
  case DZ_BASELINE_MEDIAN:
    return _ ("each report against the median of the reports of its year");
  case DZ_BASELINE_REPORT:
    return _ ("each report against one chosen report");
  default:
    g_return_val_if_reached ("");
  }
}

static guint
write_tolerance (DzBook *self,
                 guint row)
{
  const DzComparisonOptions *options = dz_comparison_get_options (self->comparison);
  const char *names[] = { C_ ("name", "Tolerance"), C_ ("name", "ToleranceRate") };
  const char *words[] = { _ ("Changes up to this are not marked. You may change it: the marks follow."),
                          _ ("Changes up to this share of the baseline are not marked either; 0.05 is 5 %.") };
  DzDecimal rate = options->tolerance_percent;

  if (!dz_decimal_shift (rate, -2, &rate))
    rate = DZ_DECIMAL_ZERO;
  for (guint i = 0; i < 2; i++, row++) {
    g_autoptr (GString) place = g_string_new ("=");

    dz_book_text (self, DZ_SHEET_NOTES, row, 0, names[i], DZ_LOOK_TEXT);
    dz_book_number (self, DZ_SHEET_NOTES, row, 1, i == 0 ? options->tolerance : rate, DZ_LOOK_INPUT);
    dz_book_text (self, DZ_SHEET_NOTES, row, 2, words[i], DZ_LOOK_NOTE);
    g_string_append_printf (place, "'%s'!$B$%u", self->names[DZ_SHEET_NOTES], row + 1);
    workbook_define_name (self->book, names[i], place->str);
  }
  return row;
}

static guint
write_signs (DzBook *self,
             guint row)
{
  dz_book_text (self, DZ_SHEET_NOTES, row++, 0, _ ("Signs"), DZ_LOOK_GROUP);
  for (DzValueKind kind = DZ_VALUE_BLANK; kind <= DZ_VALUE_NOT_IN_FORM; kind++)
    write_pair (self, DZ_SHEET_NOTES, row++, dz_value_kind_get_sign (kind), dz_value_kind_get_words (kind));
  write_pair (self, DZ_SHEET_NOTES, row++, "0", _ ("the report says zero: a number, unlike the signs above"));
  write_pair (self, DZ_SHEET_NOTES, row++, "≈", _ ("stated as about, more than or nearly"));
  write_pair (self, DZ_SHEET_NOTES, row++, C_ ("sign", "n/c"),
              _ ("not comparable: the two forms count different things, so no change is calculated"));
  write_pair (self, DZ_SHEET_NOTES, row++, C_ ("rate", "small base"),
              _ ("the baseline is below 10: look at the change in numbers, a percentage would mislead"));
  return row;
}

static guint
write_methods (DzBook *self,
               guint row)
{
  const char *const lines[] = {
    _ ("Signs are text: sums and averages pass over them, and nothing that was not reported counts as 0."),
    _ ("Rows are matched by indicator and applicant, never by their place in a table. Rows of no known form stand at the "
       "end, matched by their labels."),
    _ ("Amounts are shown in one unit a row; 元 and 万元 are converted exactly, the printed figure is on the sheet of data."),
    _ ("Changes, rates, derived indicators, medians, totals and checks are formulas; correct a figure and they follow. "
       "Differences and charts take their figures from the comparison, checks from the sheet of data."),
    _ ("Groups fold by the signs at the left; folded rows are not printed."),
    _ ("An office program may ask to save on closing because it has calculated anew; nothing is wrong then."),
  };

  dz_book_text (self, DZ_SHEET_NOTES, row++, 0, _ ("How it was made"), DZ_LOOK_GROUP);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    dz_book_text (self, DZ_SHEET_NOTES, row++, 0, lines[i], DZ_LOOK_TEXT);
  if (!self->all_facts)
    dz_book_text (self, DZ_SHEET_NOTES, row++, 0,
                  _ ("There are more figures than a sheet takes: the sheet of data has the totals over all applicants only."),
                  DZ_LOOK_TEXT);
  if (self->n_left_out > 0) {
    g_autofree char *text = g_strdup_printf (ngettext ("%u smaller difference is in the comparison only.",
                                                       "%u smaller differences are in the comparison only.",
                                                       self->n_left_out), self->n_left_out);

    dz_book_text (self, DZ_SHEET_NOTES, row++, 0, text, DZ_LOOK_TEXT);
  }
  return row;
}

static guint
write_index (DzBook *self,
             guint row)
{
  const char *const words[DZ_N_SHEETS] = {
    [DZ_SHEET_SUMMARY] = _ ("counts, and what to look at first"),
    [DZ_SHEET_MATRIX] = _ ("reports beside each other, with changes"),
    [DZ_SHEET_DIFFERENCES] = _ ("findings and differences, one a line, to be filtered"),
    [DZ_SHEET_CHECKS] = _ ("relations between figures, calculated in the sheet"),
    [DZ_SHEET_CHARTS] = _ ("charts that follow the figures"),
    [DZ_SHEET_DATA] = _ ("every figure with its words and place, for pivot tables"),
    [DZ_SHEET_CROSSWALK] = _ ("how the rows of the forms compare"),
    [DZ_SHEET_SOURCES] = _ ("the files"),
  };

  dz_book_text (self, DZ_SHEET_NOTES, row++, 0, _ ("Sheets"), DZ_LOOK_GROUP);
  for (guint i = DZ_SHEET_SUMMARY; i < DZ_N_SHEETS; i++, row++) {
    dz_book_link (self, DZ_SHEET_NOTES, row, 0, i, 0, 0, self->names[i], NULL, DZ_LOOK_LINK);
    dz_book_text (self, DZ_SHEET_NOTES, row, 1, words[i], DZ_LOOK_TEXT);
  }
  return row;
}

void
dz_book_write_notes (DzBook *self)
{
  const char *version = dz_catalogue_get_version (dz_comparison_get_catalogue (self->comparison));
  lxw_worksheet *sheet = self->sheets[DZ_SHEET_NOTES];
  guint row = 0;

  worksheet_set_column (sheet, 0, 0, 22, NULL);
  worksheet_set_column (sheet, 1, 1, 56, NULL);
  worksheet_set_column (sheet, 2, 2, 60, NULL);
  worksheet_set_row (sheet, 0, 28, NULL);
  dz_book_text (self, DZ_SHEET_NOTES, row++, 0, _ ("About this workbook"), DZ_LOOK_TITLE);
  write_pair (self, DZ_SHEET_NOTES, row++, _ ("Made by"), "Duizhao " DZ_VERSION);
  write_pair (self, DZ_SHEET_NOTES, row++, _ ("Baseline"), get_baseline_words (self));
  g_assert (row == TOLERANCE_ROW);
  row = write_tolerance (self, row);
  write_pair (self, DZ_SHEET_NOTES, row++, _ ("Catalogue"), version);
  row = write_signs (self, row + 1);
  row = write_methods (self, row + 1);
  write_index (self, row + 1);
  dz_book_print (self, DZ_SHEET_NOTES, FALSE, 0, 0, 138);
}

/* --- summary --- */

#define WHO_WIDTH 30
#define MESSAGE_WIDTH 86

static guint
count_agencies (DzBook *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->n_columns; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (dz_comparison_get_agency (self->comparison, i) + 1));
  return g_hash_table_size (seen);
}

static guint
write_counts (DzBook *self,
              guint row)
{
  guint n_differ = 0, n_facts = 0;

  for (guint i = 0; i < self->n_rows; i++)
    n_differ += dz_comparison_get_row (self->comparison, i)->differs;
  for (guint i = 0; i < self->n_columns; i++)
    n_facts += dz_extraction_get_facts (dz_comparison_get_column (self->comparison, i))->len;
  dz_book_text (self, DZ_SHEET_SUMMARY, row, 0, _ ("Reports"), DZ_LOOK_TEXT);
  dz_book_count (self, DZ_SHEET_SUMMARY, row++, 1, self->n_columns, DZ_LOOK_NUMBER);
  dz_book_text (self, DZ_SHEET_SUMMARY, row, 0, _ ("Agencies"), DZ_LOOK_TEXT);
  dz_book_count (self, DZ_SHEET_SUMMARY, row++, 1, count_agencies (self), DZ_LOOK_NUMBER);
  dz_book_text (self, DZ_SHEET_SUMMARY, row, 0, _ ("Figures read"), DZ_LOOK_TEXT);
  dz_book_count (self, DZ_SHEET_SUMMARY, row++, 1, n_facts, DZ_LOOK_NUMBER);
  dz_book_text (self, DZ_SHEET_SUMMARY, row, 0, _ ("Rows compared"), DZ_LOOK_TEXT);
  dz_book_count (self, DZ_SHEET_SUMMARY, row++, 1, self->n_rows, DZ_LOOK_NUMBER);
  dz_book_text (self, DZ_SHEET_SUMMARY, row, 0, _ ("Rows that differ"), DZ_LOOK_TEXT);
  dz_book_count (self, DZ_SHEET_SUMMARY, row++, 1, n_differ, DZ_LOOK_NUMBER);
  return row;
}

/* Live: what a person deletes from the list is no longer counted. */
static guint
write_finding_counts (DzBook *self,
                      guint row)
{
  dz_book_link (self, DZ_SHEET_SUMMARY, row++, 0, DZ_SHEET_DIFFERENCES, 0, 0, _ ("Findings"), NULL, DZ_LOOK_LINK);
  for (guint i = 0; i < 4; i++, row++) {
    const char *label = dz_export_get_severity_label ((DzSeverity) i);
    g_autofree char *formula = g_strdup_printf ("=COUNTIF('%s'!$A$2:$A$%u,\"%s\")", self->names[DZ_SHEET_DIFFERENCES],
                                                self->n_differences + 2, label);

    dz_book_text (self, DZ_SHEET_SUMMARY, row, 0, label, DZ_LOOK_INDENT_1);
    dz_book_formula_number (self, DZ_SHEET_SUMMARY, row, 1, formula, self->n_findings[i], DZ_LOOK_NUMBER);
  }
  dz_book_link (self, DZ_SHEET_SUMMARY, row, 0, DZ_SHEET_CHECKS, 0, 0, _ ("Relations that fail"), NULL, DZ_LOOK_LINK);
  {
    g_autofree char *formula = g_strdup_printf ("=COUNTIF('%s'!$I$2:$I$%u,\"%s\")", self->names[DZ_SHEET_CHECKS],
                                                self->n_checks + 2, C_ ("verdict", "fails"));

    dz_book_formula_number (self, DZ_SHEET_SUMMARY, row++, 1, formula, self->n_failed, DZ_LOOK_NUMBER);
  }
  return row;
}

static guint
write_top_findings (DzBook *self,
                    guint row)
{
  GPtrArray *findings = self->job->findings;

  if (findings->len == 0)
    return row;
  dz_book_text (self, DZ_SHEET_SUMMARY, row++, 0, _ ("To be looked at first"), DZ_LOOK_GROUP);
  for (guint i = 0; i < findings->len && i < MAX_TOP_FINDINGS; i++, row++) {
    const DzFinding *finding = g_ptr_array_index (findings, i);

    int column = dz_book_find_column (self, finding);
    g_autofree char *who = column >= 0 ? dz_export_dup_column_title (self->comparison, (guint) column) : NULL;

    dz_book_fit_row (self, DZ_SHEET_SUMMARY, row,
                     (const DzWrapped[]){ { who, WHO_WIDTH }, { finding->message, MESSAGE_WIDTH } }, 2);
    dz_book_link (self, DZ_SHEET_SUMMARY, row, 0, DZ_SHEET_DIFFERENCES, DZ_LIST_TOP + i, 0,
                  dz_export_get_severity_label (finding->severity), NULL, DZ_LOOK_LINK);
    dz_book_text (self, DZ_SHEET_SUMMARY, row, 1, who, DZ_LOOK_WRAP);
    dz_book_text (self, DZ_SHEET_SUMMARY, row, 2, finding->message, DZ_LOOK_WRAP);
  }
  return row + 1;
}

void
dz_book_write_summary (DzBook *self)
{
  lxw_worksheet *sheet = self->sheets[DZ_SHEET_SUMMARY];
  GPtrArray *unread = self->job->unread;
  guint row = 0;

  worksheet_set_column (sheet, 0, 0, 24, NULL);
  worksheet_set_column (sheet, 1, 1, WHO_WIDTH, NULL);
  worksheet_set_column (sheet, 2, 2, MESSAGE_WIDTH, NULL);
  worksheet_set_row (sheet, 0, 28, NULL);
  dz_book_text (self, DZ_SHEET_SUMMARY, row++, 0, _ ("Summary"), DZ_LOOK_TITLE);
  row = write_counts (self, row + 1);
  row = write_finding_counts (self, row + 1);
  row = write_top_findings (self, row + 1);
  if (unread != NULL && unread->len > 0) {
    dz_book_text (self, DZ_SHEET_SUMMARY, row++, 0, _ ("Files that could not be read"), DZ_LOOK_GROUP);
    for (guint i = 0; i < unread->len; i++) {
      dz_book_fit_row (self, DZ_SHEET_SUMMARY, row, &(DzWrapped){ g_ptr_array_index (unread, i), MESSAGE_WIDTH }, 1);
      dz_book_text (self, DZ_SHEET_SUMMARY, row++, 2, g_ptr_array_index (unread, i), DZ_LOOK_WRAP);
    }
  }
  dz_book_print (self, DZ_SHEET_SUMMARY, FALSE, 0, 0, 132);
}
