/* dz-check-prose.c - the text against the table, and against itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure of the text is held against a cell only for the same indicator and column. Offices
 * count in more than one way (收办 includes what was carried in): the rules of the kind "reading"
 * name the other ways, and a figure that fits one of them is no contradiction.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Below this the words may have been about something near: a question, no contradiction. */
#define CERTAIN_WORDING 75u

static gboolean
get_interval (DzCatalogue *catalogue,
              const DzFact *fact,
              DzDecimal *low,
              DzDecimal *high)
{
  const DzIndicator *indicator = dz_catalogue_lookup_indicator (catalogue, fact->indicator);
  DzValue value = fact->value;

  if (indicator != NULL && indicator->kind == DZ_INDICATOR_AMOUNT && !dz_fact_get_base_number (fact, &value.number))
    return FALSE;
  return dz_value_get_interval (value, low, high);
}

/* Whether some value satisfies both. */
static gboolean
meets (DzDecimal low,
       DzDecimal high,
       const DzRange *range)
{
  return (range->open_high || dz_decimal_compare (low, range->high) <= 0) &&
         (range->open_low || dz_decimal_compare (high, range->low) >= 0);
}

static gboolean
is_own_prose (const DzSubject *subject,
              const DzFact *fact)
{
  return fact->where == DZ_WHERE_PROSE && fact->indicator != NULL && dz_value_is_number (fact->value) &&
         fact->confidence >= DZ_CHECK_SURE && (fact->year == 0 || fact->year == subject->year);
}

/* Another way of counting that the figure of the text fits; NULL when there is none. */
static const DzRule *
find_reading (DzChecker *self,
              const DzSubject *subject,
              const DzFact *fact,
              DzDecimal low,
              DzDecimal high)
{
  GPtrArray *rules = dz_catalogue_get_rules (self->catalogue);

  for (guint i = 0; i < rules->len; i++) {
    const DzRule *rule = rules->pdata[i];
    DzRange range;

    if (rule->kind != DZ_RULE_READING || rule->left[0].indicator != fact->indicator ||
        g_strcmp0 (rule->left[0].member, fact->member) != 0 || !dz_subject_takes_rule (subject, self->catalogue, rule, NULL))
      continue;
    if (!dz_subject_sum (subject, self->catalogue, rule->right, rule->n_right, NULL, &range, NULL))
      continue;
    range.open_low = range.open_high = FALSE; /* a blank cell is no excuse */
    if (meets (low, high, &range))
      return rule;
  }
  return NULL;
}

static char *
write_range (const DzRange *range)
{
  return dz_decimal_to_string (dz_decimal_normalize (range->low));
}

static gboolean
speaks_of_another_scope (const DzRule *rule,
                         const DzFact *fact)
{
  g_autofree char *folded = NULL;

  if (rule->unless == NULL)
    return FALSE;
  folded = dz_text_fold_string (fact->quote);
  return g_regex_match (rule->unless, folded, 0, NULL);
}

static void
add_line (DzChecker *self,
          const DzRule *rule,
          DzVerdict verdict,
          char *arithmetic)
{
  DzCheckLine *line = g_new0 (DzCheckLine, 1);

  line->rule = rule->id;
  line->verdict = verdict;
  line->severity = rule->severity;
  line->arithmetic = arithmetic;
  g_ptr_array_add (self->lines, line);
}

static void
contradict_table (DzChecker *self,
                  const DzSubject *subject,
                  const DzRule *rule,
                  DzFact *fact,
                  const DzRange *range,
                  GPtrArray *cells)
{
  g_autofree char *label = dz_subject_label (subject, self->catalogue, fact->indicator, fact->member);
  g_autofree char *said = dz_value_write (fact->value);
  g_autofree char *printed = write_range (range);
  char *arithmetic = g_strdup_printf ("%s ≠ %s", said, printed);
  GPtrArray *facts = dz_facts_new ();
  DzFinding *finding;
  char *message;

  dz_facts_add (facts, fact);
  for (guint i = 0; i < cells->len; i++)
    dz_facts_add (facts, cells->pdata[i]);
  if (fact->denial)
    message = g_strdup_printf (_ ("The text says that there was none of “%s”, the table has %s (%s)"), label, printed, arithmetic);
  else
    message = g_strdup_printf (_ ("“%s” is %s in the text and %s in the table (%s)"), label, said, printed, arithmetic);
  finding = dz_checker_add (self, rule, subject, facts, message, arithmetic);
  finding->weight = log10 (1 + fabs (dz_decimal_to_double (range->low) - dz_decimal_to_double (fact->value.number)));
  if (speaks_of_another_scope (rule, fact)) {
    finding->severity = DZ_SEVERITY_NOTICE;
    finding->cause = g_strdup (_ ("The sentence seems to speak of the office alone, the table of all agencies below it"));
  } else if (fact->confidence < CERTAIN_WORDING && finding->severity < DZ_SEVERITY_CHECK) {
    finding->severity = DZ_SEVERITY_CHECK;
  }
}

/* TRUE when the table has a say on the fact, whatever it says. */
static gboolean
check_against_table (DzChecker *self,
                     const DzSubject *subject,
                     DzFact *fact)
{
  const DzRule *rule = dz_checker_get_rule (self, fact->denial ? "RPT.4" : "RPT.1");
  const DzTerm term = { 1, fact->indicator, fact->member, 0 };
  g_autoptr (GPtrArray) cells = dz_facts_new ();
  const DzRule *reading = NULL;
  DzDecimal low, high;
  DzRange range;
  gboolean fits;

  if (rule == NULL || !dz_subject_takes_rule (subject, self->catalogue, rule, NULL) ||
      !get_interval (self->catalogue, fact, &low, &high) ||
      !dz_subject_sum (subject, self->catalogue, &term, 1, NULL, &range, cells))
    return FALSE;
  fits = meets (low, high, &range);
  if (!fits && !fact->denial)
    reading = find_reading (self, subject, fact, low, high);
  if (self->lines != NULL) {
    g_autofree char *said = dz_value_write (fact->value);
    g_autofree char *printed = write_range (&range);

    if (g_strcmp0 (fact->indicator, self->indicator) == 0 && g_strcmp0 (fact->member, self->member) == 0)
      add_line (self, reading != NULL ? reading : rule, fits || reading != NULL ? DZ_VERDICT_PASS : DZ_VERDICT_FAIL,
                g_strdup_printf ("%s %s %s", said, fits ? "=" : "≠", printed));
  } else if (!fits && reading == NULL) {
    contradict_table (self, subject, rule, fact, &range, cells);
  }
  return TRUE;
}

/* The same thing said twice, with two values. */
static void
check_against_prose (DzChecker *self,
                     const DzSubject *subject,
                     GPtrArray *facts)
{
  const DzRule *rule = dz_checker_get_rule (self, "RPT.7");

  for (guint i = 0; rule != NULL && self->lines == NULL && i < facts->len; i++) {
    DzFact *first = facts->pdata[i];
    DzRange range = { .exact = TRUE };

    if (!get_interval (self->catalogue, first, &range.low, &range.high))
      continue;
    for (guint k = i + 1; k < facts->len; k++) {
      DzFact *second = facts->pdata[k];
      DzDecimal low, high;
      g_autofree char *label = NULL;
      g_autofree char *a = NULL;
      g_autofree char *b = NULL;
      GPtrArray *involved;

      if (second->indicator != first->indicator || second->member != first->member ||
          !get_interval (self->catalogue, second, &low, &high) || meets (low, high, &range))
        continue;
      involved = dz_facts_new ();
      dz_facts_add (involved, second);
      dz_facts_add (involved, first);
      label = dz_subject_label (subject, self->catalogue, first->indicator, first->member);
      a = dz_value_write (first->value);
      b = dz_value_write (second->value);
      dz_checker_add (self, rule, subject, involved,
                      g_strdup_printf (_ ("“%s” is given twice in the text, as %s and as %s"), label, a, b),
                      g_strdup_printf ("%s ≠ %s", a, b));
      return;
    }
  }
}

/* A whole and the parts that follow it in the same paragraph. */
typedef struct {
  DzFact *whole;
  GPtrArray *parts; /* of DzFact (borrowed) */
  gboolean mixed;   /* parts of another kind stand among them: the list may not be all */
} Enumeration;

static gboolean
is_mapped_part (DzCatalogue *catalogue,
                const DzFact *whole,
                const DzFact *fact)
{
  const DzIndicator *indicator = dz_catalogue_lookup_indicator (catalogue, fact->indicator);

  return indicator != NULL && indicator->parent == whole->indicator && indicator->relation == DZ_RELATION_SUM_PART;
}

static void
collect_parts (DzCatalogue *catalogue,
               GPtrArray *facts,
               guint start,
               Enumeration *list)
{
  for (guint i = start; i < facts->len; i++) {
    DzFact *fact = facts->pdata[i];

    if (fact->where != DZ_WHERE_PROSE || fact->address.block != list->whole->address.block ||
        fact->indicator == list->whole->indicator)
      break;
    if (!dz_value_is_number (fact->value) || fact->year != list->whole->year || fact->denial)
      continue;
    if (fact->indicator == NULL ? fact->of == list->whole->indicator : is_mapped_part (catalogue, list->whole, fact))
      g_ptr_array_add (list->parts, fact);
    else if (fact->of == list->whole->indicator)
      list->mixed = TRUE;
  }
}

static gboolean
add_low (DzDecimal *sum,
         const DzFact *fact)
{
  DzDecimal number;

  return dz_fact_get_base_number (fact, &number) && dz_decimal_add (*sum, number, sum);
}

/* 其他情况153件, of which 95, 36, 10, 7 and 5: a part whose successors add up to it keeps them for
 * itself. */
static void
fold_nested (GPtrArray *parts)
{
  for (guint i = 0; i + 2 < parts->len; i++) {
    DzDecimal sum = DZ_DECIMAL_ZERO;
    DzDecimal own;

    if (!dz_fact_get_base_number (parts->pdata[i], &own) || dz_decimal_sign (own) == 0)
      continue;
    for (guint k = i + 1; k < parts->len && add_low (&sum, parts->pdata[k]); k++)
      if (k > i + 1 && dz_decimal_equal (sum, own)) {
        g_ptr_array_remove_range (parts, i + 1, k - i);
        break;
      }
  }
}

static gboolean
add_up (GPtrArray *parts,
        DzDecimal *sum)
{
  *sum = DZ_DECIMAL_ZERO;
  for (guint i = 0; i < parts->len; i++)
    if (!add_low (sum, parts->pdata[i]))
      return FALSE;
  return TRUE;
}

/* The list ends where its parts make up the whole: what follows belongs to something else. */
static void
cut_where_whole (GPtrArray *parts,
                 DzDecimal whole)
{
  DzDecimal sum = DZ_DECIMAL_ZERO;

  for (guint i = 0; i < parts->len && add_low (&sum, parts->pdata[i]); i++)
    if (dz_decimal_equal (sum, whole)) {
      g_ptr_array_set_size (parts, (int) i + 1);
      return;
    }
}

/* whole - parts; where they are too many, some may be parts of parts. */
static gboolean
subtract_parts (const Enumeration *list,
                DzDecimal whole,
                DzDecimal *difference)
{
  DzDecimal sum;

  if (!add_up (list->parts, &sum) || !dz_decimal_subtract (whole, sum, difference))
    return FALSE;
  if (dz_decimal_sign (*difference) >= 0)
    return TRUE;
  cut_where_whole (list->parts, whole);
  if (add_up (list->parts, &sum) && dz_decimal_compare (sum, whole) > 0)
    fold_nested (list->parts);
  cut_where_whole (list->parts, whole);
  return add_up (list->parts, &sum) && dz_decimal_subtract (whole, sum, difference);
}

static gboolean
is_exact_list (const Enumeration *list)
{
  if (list->whole->value.bound != DZ_BOUND_EXACT)
    return FALSE;
  for (guint i = 0; i < list->parts->len; i++)
    if (((DzFact *) list->parts->pdata[i])->value.bound != DZ_BOUND_EXACT)
      return FALSE;
  return TRUE;
}

static char *
write_list (const Enumeration *list,
            const char *sign)
{
  GString *text = g_string_new (NULL);
  g_autofree char *whole = dz_value_write (list->whole->value);

  g_string_append_printf (text, "%s %s ", whole, sign);
  for (guint i = 0; i < list->parts->len; i++) {
    g_autofree char *part = dz_value_write (((DzFact *) list->parts->pdata[i])->value);

    g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", part);
  }
  return g_string_free (text, FALSE);
}

static void
report_list (DzChecker *self,
             const DzSubject *subject,
             const Enumeration *list,
             const char *rule_id,
             DzDecimal difference)
{
  const DzRule *rule = dz_checker_get_rule (self, rule_id);
  g_autofree char *label = NULL;
  g_autofree char *rest = NULL;
  char *arithmetic;
  GPtrArray *facts;
  DzFinding *finding;
  gboolean exceeds = dz_decimal_sign (difference) < 0;
  char *message;

  if (rule == NULL)
    return;
  facts = dz_facts_new ();
  dz_facts_add (facts, list->whole);
  for (guint i = 0; i < list->parts->len; i++)
    dz_facts_add (facts, list->parts->pdata[i]);
  difference.mantissa = ABS (difference.mantissa);
  label = dz_subject_label (subject, self->catalogue, list->whole->indicator, list->whole->member);
  rest = dz_decimal_to_string (dz_decimal_normalize (difference));
  arithmetic = write_list (list, exceeds ? "<" : ">");
  if (exceeds)
    message = g_strdup_printf (_ ("The parts that the text lists of “%s” add up to more than it: %s, %s too many"), label, arithmetic, rest);
  else
    message = g_strdup_printf (_ ("The parts that the text lists of “%s” leave %s unexplained: %s"), label, rest, arithmetic);
  finding = dz_checker_add (self, rule, subject, facts, message, arithmetic);
  finding->weight = log10 (1 + dz_decimal_to_double (difference));
}

/* Another number among the parts that nothing explains: the list was not read whole, so its rest
 * may be ours. */
static gboolean
has_gaps (const DzSubject *subject,
          const Enumeration *list)
{
  GPtrArray *claims = dz_extraction_get_claims (subject->extraction);
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);
  const DzFact *last = list->parts->pdata[list->parts->len - 1];

  for (guint i = 0; i < claims->len; i++) {
    const DzClaim *claim = claims->pdata[i];
    gpointer fact = claim->fact >= 0 && (guint) claim->fact < facts->len ? facts->pdata[claim->fact] : NULL;

    if (claim->address.block == last->address.block && claim->address.start > list->whole->address.start &&
        claim->address.start < last->address.end && claim->reason == NULL && fact != list->whole &&
        !g_ptr_array_find (list->parts, fact, NULL))
      return TRUE;
  }
  return FALSE;
}

/* Parts that are rows of the table beside their total: the rest stands there. */
static gboolean
is_in_table (const DzSubject *subject,
             const Enumeration *list)
{
  for (guint i = 0; i < list->parts->len; i++)
    if (((DzFact *) list->parts->pdata[i])->indicator == NULL)
      return FALSE;
  return dz_subject_get_cell (subject, list->whole->indicator, NULL) != NULL;
}

static void
check_list (DzChecker *self,
            const DzSubject *subject,
            Enumeration *list)
{
  DzDecimal whole, difference;

  if (list->parts->len == 0 || !is_exact_list (list) || !dz_fact_get_base_number (list->whole, &whole) ||
      !subtract_parts (list, whole, &difference))
    return;
  if (self->lines != NULL) {
    const DzRule *rule = dz_checker_get_rule (self, "RPT.2a");

    if (rule != NULL && g_strcmp0 (list->whole->indicator, self->indicator) == 0)
      add_line (self, rule, dz_decimal_sign (difference) < 0 ? DZ_VERDICT_FAIL : DZ_VERDICT_PASS,
                write_list (list, dz_decimal_sign (difference) == 0 ? "=" : dz_decimal_sign (difference) < 0 ? "<" : ">"));
  } else if (dz_decimal_sign (difference) < 0) {
    report_list (self, subject, list, "RPT.2a", difference);
  } else if (dz_decimal_sign (difference) > 0 && list->parts->len > 1 && !list->mixed && !is_in_table (subject, list) &&
             !has_gaps (subject, list)) {
    report_list (self, subject, list, "RPT.2b", difference);
  }
}

static void
check_enumerations (DzChecker *self,
                    const DzSubject *subject)
{
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);

  for (guint i = 0; i < facts->len; i++) {
    g_autoptr (GPtrArray) parts = NULL;
    Enumeration list = { .whole = facts->pdata[i] };

    if (!is_own_prose (subject, list.whole) || list.whole->denial)
      continue;
    list.parts = parts = g_ptr_array_new ();
    collect_parts (self->catalogue, facts, i + 1, &list);
    check_list (self, subject, &list);
  }
}

void
dz_check_prose (DzChecker *self,
                DzSubject *subject)
{
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);
  g_autoptr (GPtrArray) loose = g_ptr_array_new ();

  for (guint i = 0; i < facts->len; i++) {
    DzFact *fact = facts->pdata[i];

    if (is_own_prose (subject, fact) && !check_against_table (self, subject, fact))
      g_ptr_array_add (loose, fact);
  }
  check_against_prose (self, subject, loose);
  check_enumerations (self, subject);
  if (self->lines == NULL)
    dz_check_statements (self, subject);
}
