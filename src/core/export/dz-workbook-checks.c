/* dz-workbook-checks.c - the relations between figures, calculated in the sheet
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line a relation, report and applicant: both sides as formulas over the sheet of data, so
 * that a corrected figure is judged at once. A blank leaves the line undecided.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINES 60000u
#define N_HEADS 10u

/* Terms of one side, and places in a formula. */
#define MAX_TERMS 60u

/* With more reports only what does not hold is listed. */
#define MAX_FULL_REPORTS 500u

typedef enum {
  VERDICT_HOLDS,
  VERDICT_FAILS,
  VERDICT_OPEN,
} Verdict;

typedef struct {
  int sign;
  guint row; /* of the data sheet */
} Part;

/* One side of a relation in one report. */
typedef struct {
  Part parts[MAX_TERMS];
  guint n;
  guint n_blank;  /* of them without a number */
  guint n_absent; /* terms that no cell holds */
  DzDecimal sum;
  const char *unit;
  gboolean mixed; /* 元 beside 万元, or a sum that does not fit */
} Side;

static const char *
get_verdict_label (Verdict verdict)
{
  switch (verdict) {
  case VERDICT_HOLDS:
    return C_ ("verdict", "holds");
  case VERDICT_FAILS:
    return C_ ("verdict", "fails");
  case VERDICT_OPEN:
    return C_ ("verdict", "undecided");
  default:
    g_return_val_if_reached ("");
  }
}

static void
add_fact (DzBook *self,
          Side *side,
          guint column,
          int sign,
          const DzFact *fact)
{
  gint64 row = dz_book_find_data_row (self, column, fact);

  if (row < 0 || side->n == MAX_TERMS) {
    side->n_absent++;
    return;
  }
  side->parts[side->n++] = (Part) { sign, (guint) row };
  if (fact->value.kind != DZ_VALUE_NUMBER) {
    side->n_blank++;
    return;
  }
  if (side->unit == NULL)
    side->unit = fact->unit;
  side->mixed |= !g_str_equal (fact->unit, side->unit)
                 && g_str_equal (dz_unit_get_base (fact->unit), dz_unit_get_base (side->unit));
  side->mixed |= sign < 0 ? !dz_decimal_subtract (side->sum, fact->value.number, &side->sum)
                          : !dz_decimal_add (side->sum, fact->value.number, &side->sum);
}

/* A total that the form does not print is the sum of its parts, where these are printed. */
static void
add_term (DzBook *self,
          Side *side,
          guint column,
          int sign,
          const char *indicator,
          const char *member)
{
  DzExtraction *extraction = dz_comparison_get_column (self->comparison, column);
  const DzFact *fact = dz_extraction_lookup (extraction, indicator, member);
  const DzForm *form;
  const char *partition = NULL;
  guint n_parts = 0;

  if (fact != NULL) {
    add_fact (self, side, column, sign, fact);
    return;
  }
  form = dz_catalogue_lookup_form (dz_comparison_get_catalogue (self->comparison),
                                   dz_report_get_form (dz_extraction_get_report (extraction)));
  for (guint i = 0; form != NULL && i < form->rows->len; i++) {
    const DzFormRow *row = g_ptr_array_index (form->rows, i);

    if (row->relation != DZ_RELATION_SUM_PART || g_strcmp0 (row->parent, indicator) != 0
        || (partition != NULL && g_strcmp0 (row->partition, partition) != 0))
      continue;
    partition = row->partition;
    n_parts++;
    fact = dz_extraction_lookup (extraction, row->indicator->id, member);
    if (fact != NULL)
      add_fact (self, side, column, sign, fact);
    else
      side->n_absent++;
  }
  if (n_parts == 0)
    side->n_absent++;
}

static void
add_terms (DzBook *self,
           Side *side,
           guint column,
           const DzTerm *terms,
           guint n,
           const char *member)
{
  for (guint i = 0; i < n; i++) {
    int at = terms[i].year_offset == 0 ? (int) column : dz_comparison_get_previous (self->comparison, column);

    if (at < 0)
      side->n_absent++;
    else
      add_term (self, side, (guint) at, terms[i].sign, terms[i].indicator,
                terms[i].member != NULL ? terms[i].member : member);
  }
}

/* The members that add up to the total: those with cells of their own. */
static void
add_members (DzBook *self,
             Side *side,
             guint column,
             const DzIndicator *indicator)
{
  GPtrArray *members = dz_catalogue_get_members (dz_comparison_get_catalogue (self->comparison), indicator->dimension);

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const DzMember *member = g_ptr_array_index (members, i);

    if (!member->is_total && member->has_cells)
      add_term (self, side, column, 1, indicator->id, member->id);
  }
}

static void
append_side (DzBook *self,
             GString *out,
             const Side *side,
             gboolean list)
{
  for (guint i = 0; i < side->n; i++) {
    if (list)
      g_string_append (out, i > 0 ? "," : "");
    else
      g_string_append (out, side->parts[i].sign < 0 ? "-" : i > 0 ? "+" : "");
    g_string_append (out, list ? "" : "N(");
    dz_book_append_ref (self, out, DZ_SHEET_DATA, side->parts[i].row, DZ_DATA_VALUE_COLUMN);
    g_string_append (out, list ? "" : ")");
  }
}

static Verdict
judge (const DzRule *rule,
       const Side *left,
       const Side *right)
{
  DzDecimal gap;

  if (left->n_blank + right->n_blank + left->n_absent + right->n_absent > 0
      || !dz_decimal_subtract (left->sum, right->sum, &gap))
    return VERDICT_OPEN;
  if (rule->kind == DZ_RULE_EQUAL && gap.mantissa < 0)
    gap.mantissa = -gap.mantissa;
  return dz_decimal_compare (gap, rule->tolerance) <= 0 ? VERDICT_HOLDS : VERDICT_FAILS;
}

static void
write_sides (DzBook *self,
             guint line,
             const DzRule *rule,
             const Side *left,
             const Side *right,
             Verdict verdict)
{
  g_autoptr (GString) formula = g_string_new ("=");
  g_autofree char *tolerance = dz_decimal_to_string (rule->tolerance);
  DzDecimal gap = DZ_DECIMAL_ZERO;

  append_side (self, formula, left, FALSE);
  dz_book_formula_number (self, DZ_SHEET_CHECKS, line, 5, formula->str, dz_decimal_to_double (left->sum),
                          dz_book_number_look (dz_value_number (left->sum)));
  g_string_assign (formula, "=");
  append_side (self, formula, right, FALSE);
  dz_book_formula_number (self, DZ_SHEET_CHECKS, line, 6, formula->str, dz_decimal_to_double (right->sum),
                          dz_book_number_look (dz_value_number (right->sum)));
  g_string_printf (formula, "=F%u-G%u", line + 1, line + 1);
  dz_decimal_subtract (left->sum, right->sum, &gap);
  dz_book_formula_number (self, DZ_SHEET_CHECKS, line, 7, formula->str, dz_decimal_to_double (gap),
                          dz_decimal_normalize (gap).scale > 0 ? DZ_LOOK_CHANGE_2 : DZ_LOOK_CHANGE);
  g_string_assign (formula, "=IF(COUNT(");
  append_side (self, formula, left, TRUE);
  g_string_append_c (formula, ',');
  append_side (self, formula, right, TRUE);
  /* A figure that no cell holds is never counted: the line stays undecided. */
  g_string_append_printf (formula, ")<%u,\"%s\",IF(", left->n + right->n + left->n_absent + right->n_absent,
                          get_verdict_label (VERDICT_OPEN));
  g_string_append_printf (formula, rule->kind == DZ_RULE_EQUAL ? "ABS(H%u)<=%s" : "H%u<=%s", line + 1, tolerance);
  g_string_append_printf (formula, ",\"%s\",\"%s\"))", get_verdict_label (VERDICT_HOLDS),
                          get_verdict_label (VERDICT_FAILS));
  dz_book_formula_text (self, DZ_SHEET_CHECKS, line, 8, formula->str, get_verdict_label (verdict), DZ_LOOK_INDENT_1);
}

static gboolean
holds_in (const DzRule *rule,
          DzReport *report,
          DzCatalogue *catalogue)
{
  guint year = dz_report_get_year (report);
  const char *id = dz_report_get_form (report);

  if ((rule->kind != DZ_RULE_EQUAL && rule->kind != DZ_RULE_AT_MOST)
      || (rule->first_year != 0 && year < rule->first_year) || (rule->last_year != 0 && year > rule->last_year))
    return FALSE;
  if (rule->forms == NULL || rule->forms[0] == NULL)
    return TRUE;
  /* A form that extends one of them is meant too. */
  for (guint depth = 0; id != NULL && depth < 8; depth++) {
    const DzForm *form = dz_catalogue_lookup_form (catalogue, id);

    if (g_strv_contains (rule->forms, id))
      return TRUE;
    id = form != NULL ? form->extends : NULL;
  }
  return FALSE;
}

/* How grave it is: only where the relation fails, live as the verdict is. */
static void
write_weight (DzBook *self,
              guint line,
              const DzRule *rule,
              Verdict verdict)
{
  const char *label = dz_export_get_severity_label (rule->severity);
  g_autofree char *formula = g_strdup_printf ("=IF(I%u=\"%s\",\"%s\",\"\")", line + 1,
                                              get_verdict_label (VERDICT_FAILS), label);

  dz_book_formula_text (self, DZ_SHEET_CHECKS, line, 9, formula, verdict == VERDICT_FAILS ? label : "", DZ_LOOK_TEXT);
}

static gboolean
write_line (DzBook *self,
            const DzRule *rule,
            guint column,
            const char *what,
            const char *member,
            const Side *left,
            const Side *right)
{
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));
  guint line = DZ_LIST_TOP + self->n_checks;
  const DzSheet sheet = DZ_SHEET_CHECKS;
  Verdict verdict;

  if (left->n == 0 || right->n == 0 || left->mixed || right->mixed || self->n_checks >= MAX_LINES)
    return FALSE;
  verdict = judge (rule, left, right);
  if (self->n_columns > MAX_FULL_REPORTS && verdict != VERDICT_FAILS)
    return FALSE;
  self->n_checks++;
  self->n_failed += verdict == VERDICT_FAILS;
  dz_book_fit_row (self, sheet, line, &(DzWrapped){ what, 64 }, 1);
  dz_book_text (self, sheet, line, 0, dz_export_get_agency (report), DZ_LOOK_TEXT);
  if (dz_report_get_year (report) != 0)
    dz_book_count (self, sheet, line, 1, dz_report_get_year (report), DZ_LOOK_YEAR);
  dz_book_text (self, sheet, line, 2, rule->id, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, line, 3, what, DZ_LOOK_WRAP);
  dz_book_text (self, sheet, line, 4, dz_export_get_member_label (self->comparison, member), DZ_LOOK_TEXT);
  write_sides (self, line, rule, left, right, verdict);
  write_weight (self, line, rule, verdict);
  return TRUE;
}

static void
write_rule_for (DzBook *self,
                const DzRule *rule,
                guint column,
                const char *member)
{
  Side left = { .n = 0 }, right = { .n = 0 };

  add_terms (self, &left, column, rule->left, rule->n_left, member);
  add_terms (self, &right, column, rule->right, rule->n_right, member);
  write_line (self, rule, column, dz_rule_get_label (rule), member, &left, &right);
}

/* Each row of the form against its own columns. */
static void
write_member_sums (DzBook *self,
                   const DzRule *rule,
                   guint column)
{
  DzExtraction *extraction = dz_comparison_get_column (self->comparison, column);
  DzCatalogue *catalogue = dz_comparison_get_catalogue (self->comparison);
  const DzForm *form = dz_catalogue_lookup_form (catalogue, dz_report_get_form (dz_extraction_get_report (extraction)));

  for (guint i = 0; form != NULL && i < form->rows->len; i++) {
    const DzIndicator *indicator = ((const DzFormRow *) g_ptr_array_index (form->rows, i))->indicator;
    const DzFact *total = dz_extraction_lookup (extraction, indicator->id, NULL);
    Side left = { .n = 0 }, right = { .n = 0 };
    g_autofree char *what = NULL;

    if (indicator->dimension == NULL || total == NULL)
      continue;
    add_fact (self, &left, column, 1, total);
    add_members (self, &right, column, indicator);
    what = g_strdup_printf (_ ("%s: %s"), dz_indicator_get_label (indicator), dz_rule_get_label (rule));
    write_line (self, rule, column, what, NULL, &left, &right);
  }
}

static void
write_report (DzBook *self,
              guint column)
{
  DzCatalogue *catalogue = dz_comparison_get_catalogue (self->comparison);
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));
  GPtrArray *rules = dz_catalogue_get_rules (catalogue);

  for (guint i = 0; i < rules->len && !dz_book_is_over (self); i++) {
    const DzRule *rule = g_ptr_array_index (rules, i);
    const DzIndicator *first = NULL;
    GPtrArray *members = NULL;

    if (!holds_in (rule, report, catalogue))
      continue;
    if (rule->sum_members) {
      write_member_sums (self, rule, column);
      continue;
    }
    if (rule->n_left == 0 || rule->n_right == 0)
      continue;
    first = dz_catalogue_lookup_indicator (catalogue, rule->left[0].indicator);
    if (rule->each_member && first != NULL && first->dimension != NULL)
      members = dz_catalogue_get_members (catalogue, first->dimension);
    if (members == NULL)
      write_rule_for (self, rule, column, NULL);
    for (guint j = 0; members != NULL && j < members->len; j++) {
      const DzMember *member = g_ptr_array_index (members, j);

      if (member->has_cells || member->is_total)
        write_rule_for (self, rule, column, member->id);
    }
  }
}

static void
add_marks (DzBook *self)
{
  lxw_format *look = workbook_add_format (self->book);
  g_autofree char *formula = g_strdup_printf ("=$I2=\"%s\"", get_verdict_label (VERDICT_FAILS));

  format_set_font_color (look, 0xB00020);
  format_set_bold (look);
  worksheet_conditional_format_range (self->sheets[DZ_SHEET_CHECKS], DZ_LIST_TOP, 5, DZ_LIST_TOP + self->n_checks, 8,
                                      &(lxw_conditional_format) { .type = LXW_CONDITIONAL_TYPE_FORMULA,
                                                                  .value_string = formula, .format = look });
}

void
dz_book_write_checks (DzBook *self)
{
  const char *const heads[N_HEADS] = {
    C_ ("head", "Agency"), C_ ("head", "Year"), C_ ("head", "Rule"), C_ ("head", "Relation"),
    C_ ("head", "Applicant"), C_ ("head", "Left side"), C_ ("head", "Right side"), C_ ("head", "Difference"),
    C_ ("head", "Verdict"), C_ ("head", "Weight"),
  };
  static const double widths[N_HEADS] = { 28, 8, 9, 64, 14, 11, 11, 11, 11, 16 };

  dz_book_heads (self, DZ_SHEET_CHECKS, heads, widths, N_HEADS);
  for (guint i = 0; i < self->n_columns && !dz_book_is_over (self); i++)
    write_report (self, i);
  if (self->n_checks > 0) {
    worksheet_autofilter (self->sheets[DZ_SHEET_CHECKS], 0, 0, DZ_LIST_TOP + self->n_checks - 1, N_HEADS - 1);
    add_marks (self);
  }
  dz_book_print (self, DZ_SHEET_CHECKS, FALSE, 1, 0, 0);
}
