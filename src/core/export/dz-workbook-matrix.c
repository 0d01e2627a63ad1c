/* dz-workbook-matrix.c - the comparison as a sheet: values, and formulas for every difference
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Label, applicant and unit; then each report's value, with its change and rate beside it where
 * it has a baseline; at the end medians, or totals over the reports of one year.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include "dz-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a sheet takes, less some room. */
#define MAX_COLUMNS 16000u
#define MAX_LINKS 65000u
#define MAX_COMMENTS 2000u

/* The library adds up the columns at the left of each comment: together not more than these. What a person has to know
 * before he trusts a figure is always there; that forms differ stands on the sheet of the crosswalk too. */
#define MAX_PLACES 1000000u
#define MIN_COMMENTS 200u

/* More reports than this and rates only make the sheet heavy. */
#define MAX_RATED 1500u

#define MIN_RATE_BASE 10

typedef struct {
  gboolean changes, rates; /* columns for them */
  gboolean totals;         /* columns for sums over all reports */
  guint n_comments;
  GString *formula;
} Plan;

static int
get_baseline (DzBook *self,
              guint column)
{
  switch (dz_comparison_get_options (self->comparison)->baseline) {
  case DZ_BASELINE_PREVIOUS_YEAR:
    return dz_comparison_get_previous (self->comparison, column);
  case DZ_BASELINE_REPORT:
    for (guint i = 0; i < self->n_columns; i++)
      if (dz_comparison_get_source (self->comparison, i)
          == dz_comparison_get_options (self->comparison)->baseline_column)
        return i == column ? -1 : (int) i;
    return -1;
  case DZ_BASELINE_MEDIAN:
    return -2;
  default:
    g_return_val_if_reached (-1);
  }
}

guint
dz_book_get_year (DzBook *self,
                  guint column)
{
  return dz_report_get_year (dz_extraction_get_report (dz_comparison_get_column (self->comparison, column)));
}

static gboolean
has_change_columns (DzBook *self,
                    guint column)
{
  int baseline = get_baseline (self, column);

  return baseline >= 0 || (baseline == -2 && dz_book_get_year (self, column) != 0);
}

static Plan
make_plan (DzBook *self)
{
  Plan plan = { TRUE, self->n_columns <= MAX_RATED, self->n_columns > 2, 0, NULL };
  guint n_based = 0;

  for (guint i = 0; i < self->n_columns; i++) {
    n_based += has_change_columns (self, i);
    plan.totals &= dz_book_get_year (self, i) != 0 && dz_book_get_year (self, i) == dz_book_get_year (self, 0);
  }
  plan.totals &= n_based == 0;
  plan.changes = self->n_columns + n_based + 64 <= MAX_COLUMNS;
  plan.rates &= plan.changes && self->n_columns + 2 * n_based + 64 <= MAX_COLUMNS;
  return plan;
}

void
dz_book_plan_matrix (DzBook *self)
{
  Plan plan = make_plan (self);
  guint next = DZ_MATRIX_LEFT;
  gboolean median = dz_comparison_get_options (self->comparison)->baseline == DZ_BASELINE_MEDIAN;

  self->value_columns = g_new0 (guint, self->n_columns + 1);
  self->block_ends = g_new0 (guint, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++) {
    guint year = dz_book_get_year (self, i);
    gboolean known = year == 0 || !median;

    self->value_columns[i] = next++;
    if (has_change_columns (self, i))
      next += plan.changes + plan.rates;
    self->block_ends[i] = next;
    for (guint j = 0; j < self->medians->len; j++)
      known |= g_array_index (self->medians, DzMedianColumn, j).year == year;
    if (!known)
      g_array_append_val (self->medians, ((DzMedianColumn) { year, 0 }));
  }
  for (guint j = 0; j < self->medians->len; j++)
    g_array_index (self->medians, DzMedianColumn, j).column = next++;
  self->matrix_columns = next + (plan.totals ? 4 : 0);
}

/* --- heads --- */

static void
write_agency_heads (DzBook *self)
{
  for (guint i = 0, last; i < self->n_columns; i = last) {
    DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, i));
    g_autofree char *agency = g_utf8_make_valid (dz_export_get_agency (report), -1);
    guint from = self->value_columns[i], to;

    for (last = i + 1; last < self->n_columns
                       && dz_comparison_get_agency (self->comparison, last)
                            == dz_comparison_get_agency (self->comparison, i);)
      last++;
    to = self->block_ends[last - 1];
    if (to - from > 1)
      worksheet_merge_range (self->sheets[DZ_SHEET_MATRIX], 2, (lxw_col_t) from, 2, (lxw_col_t) (to - 1), agency,
                             self->looks[DZ_LOOK_HEAD]);
    else
      dz_book_text (self, DZ_SHEET_MATRIX, 2, from, agency, DZ_LOOK_HEAD);
  }
}

static double
head_width (DzBook *self,
            guint column)
{
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));
  double width = ceil (dz_book_text_width (dz_export_get_agency (report)) / 4) * 2 + 3.5;

  /* A long name takes two lines, and stretches over the columns of its agency. */
  return CLAMP (width, 10, 20);
}

static void
write_total_heads (DzBook *self,
                   guint first)
{
  const char *const heads[] = { C_ ("head", "Total"), C_ ("head", "Median"), C_ ("head", "Largest"),
                                C_ ("head", "Smallest") };

  for (guint i = 0; i < 4; i++)
    dz_book_text (self, DZ_SHEET_MATRIX, 3, first + i, heads[i], DZ_LOOK_HEAD_YEAR);
  worksheet_set_column (self->sheets[DZ_SHEET_MATRIX], (lxw_col_t) first, (lxw_col_t) (first + 3), 10, NULL);
}

static void
write_year_heads (DzBook *self,
                  const Plan *plan)
{
  lxw_worksheet *sheet = self->sheets[DZ_SHEET_MATRIX];

  for (guint i = 0; i < self->n_columns; i++) {
    DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, i));
    g_autofree char *year = dz_export_dup_year (report);
    guint column = self->value_columns[i], end = self->block_ends[i];

    dz_book_text (self, DZ_SHEET_MATRIX, 3, column, year, DZ_LOOK_HEAD_YEAR);
    worksheet_set_column (sheet, (lxw_col_t) column, (lxw_col_t) column, head_width (self, i), NULL);
    if (end > column + 1) {
      dz_book_text (self, DZ_SHEET_MATRIX, 3, column + 1, C_ ("head", "Change"), DZ_LOOK_HEAD_YEAR);
      worksheet_set_column (sheet, (lxw_col_t) (column + 1), (lxw_col_t) (column + 1), 9, NULL);
    }
    if (end > column + 2) {
      dz_book_text (self, DZ_SHEET_MATRIX, 3, column + 2, C_ ("head", "Change, %"), DZ_LOOK_HEAD_YEAR);
      worksheet_set_column (sheet, (lxw_col_t) (column + 2), (lxw_col_t) (column + 2), 10, NULL);
    }
  }
  for (guint i = 0; i < self->medians->len; i++) {
    const DzMedianColumn *median = &g_array_index (self->medians, DzMedianColumn, i);
    g_autofree char *year = g_strdup_printf ("%u", median->year);

    dz_book_text (self, DZ_SHEET_MATRIX, 3, median->column, year, DZ_LOOK_HEAD_YEAR);
  }
  if (plan->totals)
    write_total_heads (self, self->matrix_columns - 4);
}

static void
write_heads (DzBook *self,
             const Plan *plan)
{
  lxw_worksheet *sheet = self->sheets[DZ_SHEET_MATRIX];
  const char *const heads[] = { C_ ("head", "Indicator"), C_ ("head", "Applicant"), C_ ("head", "Unit") };
  static const double widths[] = { 40, 10, 7 };

  worksheet_set_row (sheet, 0, 28, NULL);
  dz_book_text (self, DZ_SHEET_MATRIX, 0, 0, _ ("Comparison of annual reports"), DZ_LOOK_TITLE);
  dz_book_text (self, DZ_SHEET_MATRIX, 1, 0,
                _ ("A number leads to its source by a click. Changes are formulas; what counts as a change is set on the "
                   "sheet of notes."),
                DZ_LOOK_NOTE);
  worksheet_set_row (sheet, 2, 36, NULL);
  worksheet_set_row (sheet, 3, 22, NULL);
  for (guint i = 0; i < DZ_MATRIX_LEFT; i++) {
    dz_book_text (self, DZ_SHEET_MATRIX, 2, i, "", DZ_LOOK_HEAD);
    worksheet_set_column (sheet, (lxw_col_t) i, (lxw_col_t) i, widths[i], NULL);
  }
  write_agency_heads (self);
  for (guint i = 0; i < self->medians->len; i++)
    dz_book_text (self, DZ_SHEET_MATRIX, 2, g_array_index (self->medians, DzMedianColumn, i).column,
                  C_ ("head", "Median"), DZ_LOOK_HEAD);
  if (plan->totals)
    worksheet_merge_range (sheet, 2, (lxw_col_t) (self->matrix_columns - 4), 2, (lxw_col_t) (self->matrix_columns - 1),
                           _ ("All reports"), self->looks[DZ_LOOK_HEAD]);
  for (guint i = 0; i < DZ_MATRIX_LEFT; i++)
    dz_book_text (self, DZ_SHEET_MATRIX, 3, i, heads[i], DZ_LOOK_HEAD_YEAR);
  write_year_heads (self, plan);
}

/* --- cells --- */

static void
append_terms (DzBook *self,
              GString *out,
              const DzTerm *terms,
              guint n,
              guint column,
              gboolean list)
{
  for (guint i = 0; i < n; i++) {
    int row = dz_comparison_find_row (self->comparison, terms[i].indicator, terms[i].member);
    int at = terms[i].year_offset == 0 ? (int) column : dz_comparison_get_previous (self->comparison, column);

    if (i > 0 || (terms[i].sign < 0 && !list))
      g_string_append_c (out, list ? ',' : terms[i].sign < 0 ? '-' : '+');
    if (row < 0 || at < 0)
      g_string_append (out, "\"\"");
    else
      dz_book_append_cell (out, DZ_MATRIX_TOP + (guint) row, self->value_columns[at]);
  }
}

static void
write_derived (DzBook *self,
               guint row,
               guint column,
               const DzMatrixCell *cell,
               GString *formula)
{
  const DzDerived *derived = dz_comparison_get_formula (self->comparison, row, column);
  guint at = self->value_columns[column];

  if (derived == NULL) {
    dz_book_value (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, at, cell->value);
    return;
  }
  g_string_assign (formula, "=IF(COUNT(");
  append_terms (self, formula, derived->numerator, derived->n_numerator, column, TRUE);
  if (derived->n_denominator > 0)
    g_string_append_c (formula, ',');
  append_terms (self, formula, derived->denominator, derived->n_denominator, column, TRUE);
  g_string_append_printf (formula, ")<%u,\"%s\",", derived->n_numerator + derived->n_denominator,
                          dz_value_kind_get_sign (DZ_VALUE_NOT_REPORTED));
  if (derived->n_denominator > 0) {
    g_string_append (formula, "IF(");
    append_terms (self, formula, derived->denominator, derived->n_denominator, column, FALSE);
    g_string_append_printf (formula, "=0,\"%s\",ROUND((", dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE));
  }
  append_terms (self, formula, derived->numerator, derived->n_numerator, column, FALSE);
  if (derived->n_denominator > 0) {
    g_string_append_printf (formula, ")%s/(", derived->percent ? "*100" : "");
    append_terms (self, formula, derived->denominator, derived->n_denominator, column, FALSE);
    g_string_append (formula, "),2))");
  }
  g_string_append_c (formula, ')');
  if (cell->value.kind == DZ_VALUE_NUMBER)
    dz_book_formula_number (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, at, formula->str,
                            dz_decimal_to_double (cell->value.number), DZ_LOOK_NUMBER_2);
  else
    dz_book_formula_text (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, at, formula->str,
                          dz_value_kind_get_sign (cell->value.kind), DZ_LOOK_SIGN);
}

/* What a reader should know before he trusts the figure; NULL when there is nothing. */
static char *
make_remark (const DzMatrixRow *row,
             const DzMatrixCell *cell,
             gboolean brief)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const DzFact *fact = cell->fact;

  if (fact != NULL && fact->where == DZ_WHERE_MANUAL)
    g_string_append_printf (out, "%s\n", _ ("Corrected by hand."));
  if (fact != NULL && fact->note != NULL)
    g_string_append_printf (out, _ ("Note in the cell: %s\n"), fact->note);
  if (fact != NULL && fact->confidence < DZ_FACT_REVIEW_BELOW)
    g_string_append_printf (out, "%s\n", _ ("Read with doubt: please check."));
  if (cell->value.kind == DZ_VALUE_NUMBER && fact != NULL && fact->unit[0] != '\0' && row->unit[0] != '\0'
      && !g_str_equal (fact->unit, row->unit) && !g_str_equal (dz_unit_get_base (fact->unit), fact->unit))
    g_string_append_printf (out, _ ("Printed as %s %s.\n"), fact->printed, fact->unit);
  if (cell->outlier && !brief)
    g_string_append_printf (out, "%s\n", _ ("Far from the other reports."));
  if (cell->small && !brief)
    g_string_append_printf (out, "%s\n", _ ("A rate of few cases."));
  if (cell->has_change && cell->comparable == DZ_COMPARABLE_NEAR && !brief)
    g_string_append_printf (out, "%s\n", _ ("Comparable with the baseline only with reservations: the forms differ."));
  if (out->len == 0)
    return NULL;
  if (fact != NULL && fact->quote[0] != '\0') {
    g_autofree char *quote = dz_text_cut (fact->quote, 0, 120);

    g_string_append (out, quote);
  }
  return g_utf8_make_valid (out->str, -1);
}

static void
write_value (DzBook *self,
             Plan *plan,
             guint row,
             guint column,
             const DzMatrixCell *cell)
{
  guint at = self->value_columns[column], line = DZ_MATRIX_TOP + row;
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
  g_autofree char *remark = NULL;
  gint64 data = -1;

  if (r->derived != NULL) {
    write_derived (self, row, column, cell, plan->formula);
  } else {
    if (cell->fact != NULL && self->n_links < MAX_LINKS)
      data = dz_book_find_data_row (self, column, cell->fact);
    if (data >= 0) {
      self->n_links++;
      dz_book_link (self, DZ_SHEET_MATRIX, line, at, DZ_SHEET_DATA, (guint) data, DZ_DATA_VALUE_COLUMN, " ",
                    cell->fact->quote, DZ_LOOK_NUMBER);
    }
    dz_book_value (self, DZ_SHEET_MATRIX, line, at, cell->value);
  }
  if (plan->n_comments >= MAX_COMMENTS)
    return;
  remark = make_remark (r, cell, plan->n_comments >= CLAMP (MAX_PLACES / self->matrix_columns, MIN_COMMENTS, MAX_COMMENTS));
  if (remark == NULL)
    return;
  plan->n_comments++;
  worksheet_write_comment_opt (self->sheets[DZ_SHEET_MATRIX], line, (lxw_col_t) at, remark,
                               &(lxw_comment_options) { .font_name = (char *) "宋体", .font_size = 9, .width = 240,
                                                        .height = 110, .author = (char *) "Duizhao" });
}

static void
write_rate (DzBook *self,
            guint line,
            guint at,
            const DzMatrixRow *row,
            const DzMatrixCell *cell,
            const char *from,
            const char *to,
            GString *formula)
{
  DzDecimal base = DZ_DECIMAL_ZERO;
  const char *none = dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE);

  if (strcmp (row->unit, "%") == 0) {
    dz_book_text (self, DZ_SHEET_MATRIX, line, at, none, DZ_LOOK_SIGN);
    return;
  }
  g_string_printf (formula, "=IF(COUNT(%s,%s)<2,\"%s\",IF(%s=0,\"%s\",IF(ABS(%s)<%d,\"%s\",(%s-%s)/ABS(%s))))", from,
                   to, none, from, C_ ("rate", "base 0"), from, MIN_RATE_BASE, C_ ("rate", "small base"), to, from, from);
  if (!cell->has_change) {
    dz_book_formula_text (self, DZ_SHEET_MATRIX, line, at, formula->str, none, DZ_LOOK_SIGN);
    return;
  }
  dz_decimal_subtract (cell->value.number, cell->change, &base);
  if (base.mantissa == 0)
    dz_book_formula_text (self, DZ_SHEET_MATRIX, line, at, formula->str, C_ ("rate", "base 0"), DZ_LOOK_SIGN);
  else if (dz_decimal_compare (base, dz_decimal_from_int (MIN_RATE_BASE)) < 0
           && dz_decimal_compare (base, dz_decimal_from_int (-MIN_RATE_BASE)) > 0)
    dz_book_formula_text (self, DZ_SHEET_MATRIX, line, at, formula->str, C_ ("rate", "small base"), DZ_LOOK_SIGN);
  else
    dz_book_formula_number (self, DZ_SHEET_MATRIX, line, at, formula->str,
                            dz_decimal_to_double (cell->change) / ABS (dz_decimal_to_double (base)), DZ_LOOK_RATE);
}

static guint
baseline_column (DzBook *self,
                 guint column,
                 int baseline)
{
  if (baseline >= 0)
    return self->value_columns[baseline];
  for (guint i = 0; i < self->medians->len; i++)
    if (g_array_index (self->medians, DzMedianColumn, i).year == dz_book_get_year (self, column))
      return g_array_index (self->medians, DzMedianColumn, i).column;
  return 0;
}

static void
write_change (DzBook *self,
              Plan *plan,
              guint row,
              guint column,
              const DzMatrixCell *cell)
{
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
  guint line = DZ_MATRIX_TOP + row, at = self->value_columns[column], n = self->block_ends[column] - at;
  g_autoptr (GString) from = NULL;
  g_autoptr (GString) to = NULL;
  const char *none = dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE);

  if (n < 2)
    return;
  if (cell->comparable == DZ_COMPARABLE_NO) {
    for (guint i = 1; i < n; i++)
      dz_book_text (self, DZ_SHEET_MATRIX, line, at + i, C_ ("sign", "n/c"), DZ_LOOK_SIGN);
    return;
  }
  from = g_string_new (NULL);
  to = g_string_new (NULL);
  dz_book_append_cell (from, line, baseline_column (self, column, get_baseline (self, column)));
  dz_book_append_cell (to, line, at);
  g_string_printf (plan->formula, "=IF(COUNT(%s,%s)=2,%s-%s,\"%s\")", from->str, to->str, to->str, from->str, none);
  if (cell->has_change)
    dz_book_formula_number (self, DZ_SHEET_MATRIX, line, at + 1, plan->formula->str, dz_decimal_to_double (cell->change),
                            dz_decimal_normalize (cell->change).scale > 0 ? DZ_LOOK_CHANGE_2 : DZ_LOOK_CHANGE);
  else
    dz_book_formula_text (self, DZ_SHEET_MATRIX, line, at + 1, plan->formula->str, none, DZ_LOOK_SIGN);
  if (n > 2)
    write_rate (self, line, at + 2, r, cell, from->str, to->str, plan->formula);
}

/* --- the sheet --- */

static void
write_row (DzBook *self,
           Plan *plan,
           guint row)
{
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
  guint line = DZ_MATRIX_TOP + row;
  lxw_row_col_options outline = { 0, (uint8_t) MIN (r->depth, 7), 0 };
  gboolean is_heading = dz_comparison_is_heading (self->comparison, row);

  worksheet_set_row_opt (self->sheets[DZ_SHEET_MATRIX], line, 18, NULL, &outline);
  dz_book_text (self, DZ_SHEET_MATRIX, line, 0, r->label,
                r->depth == 0 ? DZ_LOOK_GROUP : (DzLook) (DZ_LOOK_INDENT_1 + MIN (r->depth, 4) - 1));
  dz_book_text (self, DZ_SHEET_MATRIX, line, 1, dz_export_get_member_label (self->comparison, r->member), DZ_LOOK_NOTE);
  dz_book_text (self, DZ_SHEET_MATRIX, line, 2, r->unit, DZ_LOOK_NOTE);
  for (guint column = 0; column < self->n_columns && !is_heading; column++) {
    const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, column);

    write_value (self, plan, row, column, cell);
    write_change (self, plan, row, column, cell);
  }
  if (is_heading || (r->indicator != NULL && r->indicator->kind == DZ_INDICATOR_HEADER))
    return;
  for (guint i = 0; i < self->medians->len; i++)
    dz_book_write_median (self, row, &g_array_index (self->medians, DzMedianColumn, i));
  if (plan->totals)
    dz_book_write_totals (self, row);
}

static void
add_rule (DzBook *self,
          const char *formula,
          lxw_format *look)
{
  worksheet_conditional_format_range (self->sheets[DZ_SHEET_MATRIX], DZ_MATRIX_TOP, DZ_MATRIX_LEFT,
                                      DZ_MATRIX_TOP + MAX (self->n_rows, 1) - 1, (lxw_col_t) (self->matrix_columns - 1),
                                      &(lxw_conditional_format) { .type = LXW_CONDITIONAL_TYPE_FORMULA,
                                                                  .value_string = (char *) formula, .format = look });
}

/* One pair of rules for the whole table: it looks at the head to know what a column is, and at
 * the tolerance on the sheet of notes. A line stands where an agency begins. */
static void
add_marks (DzBook *self)
{
  static const struct {
    const char *sign;
    lxw_color_t ink, paper;
  } marks[] = { { "", 0x9A3D00, 0xFDF0E6 }, { "-", 0x005A9C, 0xE8F1FA } };
  const char *tolerance = C_ ("name", "Tolerance"), *rate = C_ ("name", "ToleranceRate");
  lxw_format *line = workbook_add_format (self->book);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    lxw_format *look = workbook_add_format (self->book);
    g_autofree char *formula = g_strdup_printf (
      "=OR(AND(D$4=\"%1$s\",%2$sN(D5)>%3$s,%2$sN(D5)>%4$s*ABS(N(C5)-N(D5))),"
      "AND(C$4=\"%1$s\",%2$sN(C5)>%3$s,%2$sN(C5)>%4$s*ABS(N(B5)-N(C5))))",
      C_ ("head", "Change"), marks[i].sign, tolerance, rate);

    format_set_font_color (look, marks[i].ink);
    format_set_bg_color (look, marks[i].paper);
    add_rule (self, formula, look);
  }
  format_set_left (line, LXW_BORDER_THIN);
  format_set_left_color (line, 0xC4CAD1);
  add_rule (self, "=D$3<>\"\"", line);
}

void
dz_book_write_matrix (DzBook *self)
{
  Plan plan = make_plan (self);
  lxw_worksheet *sheet = self->sheets[DZ_SHEET_MATRIX];
  double width = 57;

  plan.formula = g_string_new (NULL);
  worksheet_outline_settings (sheet, LXW_TRUE, LXW_FALSE, LXW_FALSE, LXW_FALSE);
  write_heads (self, &plan);
  for (guint row = 0; row < self->n_rows && !dz_book_is_over (self); row++)
    write_row (self, &plan, row);
  worksheet_freeze_panes (sheet, DZ_MATRIX_TOP, DZ_MATRIX_LEFT);
  if (self->matrix_columns > DZ_MATRIX_LEFT)
    add_marks (self);
  for (guint i = 0; i < self->n_columns; i++)
    width += head_width (self, i) + 9.5 * (self->block_ends[i] - self->value_columns[i] - 1);
  dz_book_print (self, DZ_SHEET_MATRIX, TRUE, DZ_MATRIX_TOP, DZ_MATRIX_LEFT, width + (plan.totals ? 40 : 0));
  g_string_free (plan.formula, TRUE);
}
