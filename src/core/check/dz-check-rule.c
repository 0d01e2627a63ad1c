/* dz-check-rule.c - the rules of the files, laid on each report, column, row and year
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The balances that are broken, and those nothing can be said of, of one report. */
typedef struct {
  DzChecker *checker;
  DzSubject *subject;
  GPtrArray *broken;   /* of DzBalance */
  GPtrArray *findings; /* of DzFinding (borrowed), beside broken */
  GPtrArray *open;     /* of DzBalance, of one rule */
} Run;

static void
add_addends (GPtrArray *facts,
             GArray *side)
{
  for (guint i = 0; i < side->len; i++)
    dz_facts_add (facts, g_array_index (side, DzAddend, i).fact);
}

static GPtrArray *
list_facts (const DzBalance *balance)
{
  GPtrArray *facts = dz_facts_new ();

  add_addends (facts, balance->left);
  add_addends (facts, balance->right);
  return facts;
}

/* Which column or row it is about; "" for the report as a whole. */
static char *
write_place (const DzBalance *balance,
             DzCatalogue *catalogue)
{
  const DzMember *member = dz_catalogue_lookup_member (catalogue, balance->member);

  if (balance->row != NULL)
    return g_strdup_printf (_ (" (row “%s”)"), dz_indicator_get_label (balance->row));
  if (member != NULL)
    return g_strdup_printf (_ (" (column “%s”)"), dz_member_get_label (member));
  return g_strdup ("");
}

static char *
write_difference (const DzBalance *balance)
{
  DzDecimal difference = dz_decimal_normalize (balance->difference);

  difference.mantissa = ABS (difference.mantissa);
  return dz_decimal_to_string (difference);
}

static char *
write_failure (const DzBalance *balance,
               DzCatalogue *catalogue,
               const char *arithmetic)
{
  const char *label = dz_rule_get_label (balance->rule);
  g_autofree char *place = write_place (balance, catalogue);
  g_autofree char *difference = write_difference (balance);

  if (balance->rule->kind == DZ_RULE_EQUAL && !balance->sure)
    return g_strdup_printf (_ ("%s%s: read as %s, a difference of %s; look whether the figures were read rightly"), label, place,
                            arithmetic, difference);
  if (balance->rule->kind == DZ_RULE_EQUAL)
    return g_strdup_printf (_ ("%s%s: %s, a difference of %s"), label, place, arithmetic, difference);
  return g_strdup_printf (_ ("%s%s: %s"), label, place, arithmetic);
}

static void
complete_finding (DzFinding *finding,
                  const DzBalance *balance)
{
  double difference = fabs (dz_decimal_to_double (balance->difference));

  finding->verdict = balance->verdict;
  finding->weight = log10 (1 + difference);
  if (balance->other != NULL)
    g_array_append_val (finding->reports, balance->other->index);
  if (!balance->sure && finding->severity == DZ_SEVERITY_ERROR)
    finding->severity = DZ_SEVERITY_CHECK;
}

static void
report_failure (Run *run,
                DzBalance *balance)
{
  DzCatalogue *catalogue = run->checker->catalogue;
  char *arithmetic = dz_balance_write (balance);
  DzFinding *finding = dz_checker_add (run->checker, balance->rule, run->subject, list_facts (balance),
                                       write_failure (balance, catalogue, arithmetic), arithmetic);

  complete_finding (finding, balance);
  g_ptr_array_add (run->broken, balance);
  g_ptr_array_add (run->findings, finding);
}

/* One finding for all columns or rows of a rule that blanks leave open. */
static void
report_open (Run *run)
{
  DzCatalogue *catalogue = run->checker->catalogue;
  DzBalance *first = run->open->len > 0 ? run->open->pdata[0] : NULL;
  g_autofree char *difference = NULL;
  g_autofree char *place = NULL;
  char *arithmetic;
  char *message;
  GPtrArray *facts;
  DzFinding *finding;

  if (first == NULL)
    return;
  facts = list_facts (first);
  for (guint i = 1; i < run->open->len; i++) {
    add_addends (facts, ((DzBalance *) run->open->pdata[i])->left);
    add_addends (facts, ((DzBalance *) run->open->pdata[i])->right);
  }
  arithmetic = dz_balance_write (first);
  difference = write_difference (first);
  place = write_place (first, catalogue);
  if (run->open->len == 1)
    message = g_strdup_printf (_ ("%s%s: cannot be judged, %s; the blank cells would have to hold %s"),
                               dz_rule_get_label (first->rule), place, arithmetic, difference);
  else
    message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "%s%s: cannot be judged, %s; the blank cells would have to hold %s; so in %u more place",
                                            "%s%s: cannot be judged, %s; the blank cells would have to hold %s; so in %u more places",
                                            run->open->len - 1),
                               dz_rule_get_label (first->rule), place, arithmetic, difference, run->open->len - 1);
  finding = dz_checker_add (run->checker, first->rule, run->subject, facts, message, arithmetic);
  complete_finding (finding, first);
  finding->severity = DZ_SEVERITY_NOTICE;
  if (run->open->len == 1)
    finding->cause = dz_balance_explain_blank (first, catalogue);
  g_ptr_array_set_size (run->open, 0);
}

static void
explain (Run *run,
         const DzBalance *balance)
{
  DzChecker *checker = run->checker;
  DzCheckLine *line;

  if (!dz_balance_has (balance, checker->catalogue, checker->indicator, checker->member))
    return;
  line = g_new0 (DzCheckLine, 1);
  line->rule = balance->rule->id;
  line->verdict = balance->verdict;
  line->severity = balance->rule->severity;
  line->arithmetic = dz_balance_write (balance);
  g_ptr_array_add (checker->lines, line);
}

static void
settle (Run *run,
        DzBalance *balance)
{
  if (run->checker->lines != NULL) {
    explain (run, balance);
    dz_balance_free (balance);
  } else if (balance->verdict == DZ_VERDICT_FAIL) {
    report_failure (run, balance);
  } else if (balance->verdict == DZ_VERDICT_UNKNOWN && balance->n_missing == 0 && balance->n_blank > 0) {
    g_ptr_array_add (run->open, balance);
  } else {
    dz_balance_free (balance);
  }
}

static gboolean
looks_back (const DzRule *rule)
{
  for (guint i = 0; i < rule->n_left; i++)
    if (rule->left[i].year_offset != 0)
      return TRUE;
  for (guint i = 0; i < rule->n_right; i++)
    if (rule->right[i].year_offset != 0)
      return TRUE;
  return FALSE;
}

static DzBalance *
try_balance (Run *run,
             const DzRule *rule,
             const char *member,
             const DzIndicator *row,
             const DzSubject *previous)
{
  g_autoptr (DzBalance) balance = dz_balance_new (rule, run->subject);

  balance->member = member;
  balance->row = row;
  if (!dz_balance_judge (balance, run->checker->catalogue, previous))
    return NULL;
  return g_steal_pointer (&balance);
}

/* Several reports may claim the year before (an office's own and the whole region's, a second
 * version): the rule is broken when none of them fits. */
static void
judge_one (Run *run,
           const DzRule *rule,
           const char *member,
           const DzIndicator *row)
{
  static const int rank[] = {
    [DZ_VERDICT_PASS] = 0, [DZ_VERDICT_PASS_ZERO] = 1, [DZ_VERDICT_UNKNOWN] = 2, [DZ_VERDICT_FAIL] = 3
  };
  DzBalance *best = NULL;

  if (!looks_back (rule)) {
    best = try_balance (run, rule, member, row, NULL);
  } else {
    for (guint i = 0; i < run->subject->previous->len; i++) {
      DzBalance *balance = try_balance (run, rule, member, row, run->subject->previous->pdata[i]);

      if (balance != NULL && best != NULL && rank[balance->verdict] < rank[best->verdict])
        g_clear_pointer (&best, dz_balance_free);
      if (best == NULL)
        best = balance;
      else
        g_clear_pointer (&balance, dz_balance_free);
    }
  }
  if (best != NULL)
    settle (run, best);
}

static const char *
get_dimension (DzCatalogue *catalogue,
               const DzRule *rule)
{
  for (guint i = 0; i < rule->n_left + rule->n_right; i++) {
    const DzTerm *term = i < rule->n_left ? &rule->left[i] : &rule->right[i - rule->n_left];
    const DzIndicator *indicator = dz_catalogue_lookup_indicator (catalogue, term->indicator);

    if (indicator != NULL && indicator->dimension != NULL)
      return indicator->dimension;
  }
  return NULL;
}

static void
judge_columns (Run *run,
               const DzRule *rule)
{
  DzCatalogue *catalogue = run->checker->catalogue;
  GPtrArray *members = dz_catalogue_get_members (catalogue, get_dimension (catalogue, rule));

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const DzMember *member = members->pdata[i];

    if (member->has_cells)
      judge_one (run, rule, member->id, NULL);
  }
}

/* Every row with columns, or those that the rule names. */
static void
judge_rows (Run *run,
            const DzRule *rule)
{
  DzCatalogue *catalogue = run->checker->catalogue;
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);

  for (guint i = 0; i < rule->n_left; i++)
    judge_one (run, rule, NULL, dz_catalogue_lookup_indicator (catalogue, rule->left[i].indicator));
  for (guint i = 0; rule->n_left == 0 && i < indicators->len; i++) {
    const DzIndicator *indicator = indicators->pdata[i];

    if (indicator->dimension != NULL && (rule->report_kind == NULL || indicator->report_kind == rule->report_kind))
      judge_one (run, rule, NULL, indicator);
  }
}

static gboolean
is_odd_count (const DzIndicator *indicator,
              const DzFact *fact)
{
  if (!dz_value_is_number (fact->value))
    return FALSE;
  if (dz_decimal_sign (fact->value.number) < 0 && !indicator->is_signed)
    return TRUE;
  return indicator->kind == DZ_INDICATOR_COUNT && !dz_decimal_is_integer (fact->value.number);
}

/* Counts are whole; what is no change is not negative. */
static void
judge_counts (Run *run,
              const DzRule *rule)
{
  DzChecker *checker = run->checker;
  GPtrArray *facts = dz_extraction_get_facts (run->subject->extraction);

  for (guint i = 0; checker->lines == NULL && i < facts->len; i++) {
    DzFact *fact = facts->pdata[i];
    const DzIndicator *indicator = dz_catalogue_lookup_indicator (checker->catalogue, fact->indicator);
    GPtrArray *involved;
    g_autofree char *label = NULL;
    char *value;
    DzFinding *finding;

    if (indicator == NULL || fact->where == DZ_WHERE_PROSE ||
        (rule->report_kind != NULL && indicator->report_kind != rule->report_kind) ||
        !is_odd_count (indicator, fact) || !dz_subject_takes_rule (run->subject, checker->catalogue, rule, fact))
      continue;
    involved = dz_facts_new ();
    dz_facts_add (involved, fact);
    label = dz_subject_label (run->subject, checker->catalogue, fact->indicator, fact->member);
    value = dz_value_write (fact->value);
    finding = dz_checker_add (checker, rule, run->subject, involved,
                              g_strdup_printf (_ ("%s: “%s” is %s"), dz_rule_get_label (rule), label, value), value);
    if (fact->confidence < DZ_CHECK_SURE)
      finding->severity = DZ_SEVERITY_CHECK;
  }
}

static void
judge_rule (Run *run,
            const DzRule *rule)
{
  switch (rule->kind) {
  case DZ_RULE_EQUAL:
  case DZ_RULE_AT_MOST:
  case DZ_RULE_IMPLIES:
    if (rule->sum_members)
      judge_rows (run, rule);
    else if (rule->each_member)
      judge_columns (run, rule);
    else
      judge_one (run, rule, NULL, NULL);
    report_open (run);
    break;
  case DZ_RULE_INTEGER:
    judge_counts (run, rule);
    break;
  case DZ_RULE_TEXT:
  case DZ_RULE_PHRASE:
  case DZ_RULE_READING:
  default:
    break;
  }
}

void
dz_check_rules (DzChecker *self,
                DzSubject *subject)
{
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_balance_free);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_balance_free);
  GPtrArray *rules = dz_catalogue_get_rules (self->catalogue);
  Run run = { self, subject, broken, findings, open };

  for (guint i = 0; i < rules->len; i++)
    if (dz_subject_may_take_rule (subject, rules->pdata[i]))
      judge_rule (&run, rules->pdata[i]);
  dz_check_causes (self, broken, findings);
}
