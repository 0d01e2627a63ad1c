/* dz-check-balance.c - two sides of a rule, with what is printed and what is left blank
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A blank is never taken for 0. Each term holds an interval: a printed number a point (余, 近 and
 * 约 a range), a blank everything from 0 up. Left - right is then an interval too. A rule is
 * broken for certain when no value in it would do, whatever the blanks hold.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>

/* Terms of which zeros are left out of the written sum. */
#define LONG_SUM 8u

DzBalance *
dz_balance_new (const DzRule *rule,
                const DzSubject *subject)
{
  DzBalance *self = g_new0 (DzBalance, 1);

  self->rule = rule;
  self->subject = subject;
  self->left = g_array_new (FALSE, TRUE, sizeof (DzAddend));
  self->right = g_array_new (FALSE, TRUE, sizeof (DzAddend));
  self->sure = TRUE;
  return self;
}

void
dz_balance_free (DzBalance *self)
{
  g_array_unref (self->left);
  g_array_unref (self->right);
  g_free (self);
}

static guint
block_distance (const DzFact *a,
                const DzFact *b)
{
  return a->address.block > b->address.block ? a->address.block - b->address.block : b->address.block - a->address.block;
}

/* Where a report holds the same table twice (本级 and 汇总, body and annex), figures of one are not
 * added to those of the other: the cell nearest to the anchor is meant. */
static DzFact *
get_cell_near (const DzSubject *subject,
               const char *indicator,
               const char *member,
               const DzFact *anchor)
{
  DzFact *best = dz_subject_get_cell (subject, indicator, member);
  g_autoptr (GPtrArray) all = NULL;

  if (best == NULL || anchor == NULL || best->where == DZ_WHERE_MANUAL || anchor->where == DZ_WHERE_MANUAL ||
      best->address.block == anchor->address.block)
    return best;
  all = dz_extraction_lookup_all (subject->extraction, indicator, member);
  for (guint i = 0; i < all->len; i++) {
    DzFact *fact = all->pdata[i];

    if (fact->where == DZ_WHERE_TABLE && block_distance (fact, anchor) < block_distance (best, anchor))
      best = fact;
  }
  return best;
}

static const char *
form_of_fact (const DzSubject *subject,
              const DzFact *fact)
{
  const char *form = "";

  if (fact != NULL && fact->where == DZ_WHERE_TABLE)
    form = dz_report_get_table_form (subject->report, fact->address.block);
  if (form != NULL && *form != '\0')
    return form;
  return subject->form != NULL ? subject->form->id : "";
}

static gboolean
is_meant_for (DzCatalogue *catalogue,
              const char *const *forms,
              const char *id)
{
  guint steps = 0;

  if (forms[0] == NULL)
    return TRUE;
  while (id != NULL && steps++ < 16) {
    const DzForm *form = dz_catalogue_lookup_form (catalogue, id);

    for (guint i = 0; forms[i] != NULL; i++)
      if (g_str_equal (forms[i], id))
        return TRUE;
    id = form != NULL ? form->extends : NULL;
  }
  return FALSE;
}

gboolean
dz_subject_takes_rule (const DzSubject *self,
                       DzCatalogue *catalogue,
                       const DzRule *rule,
                       const DzFact *fact)
{
  if (rule->report_kind != NULL && self->kind[0] != '\0' && !g_str_equal (rule->report_kind, self->kind))
    return FALSE;
  if ((rule->first_year > 0 && self->year < rule->first_year) ||
      (rule->last_year > 0 && (self->year == 0 || self->year > rule->last_year)))
    return FALSE;
  return is_meant_for (catalogue, rule->forms, form_of_fact (self, fact));
}

/* What the balance is put together from. */
typedef struct {
  DzBalance *balance;
  DzCatalogue *catalogue;
  const DzSubject *subject; /* this year's or the one before */
  const DzForm *form;
  const DzFact *anchor;
  GArray *side;
  gboolean failed; /* a number too large, or a row the other form does not have */
} Builder;

static void
append_fact (Builder *self,
             int sign,
             const char *indicator,
             const char *member,
             DzFact *fact)
{
  const DzIndicator *known = dz_catalogue_lookup_indicator (self->catalogue, indicator);
  DzAddend addend = { .sign = sign, .indicator = indicator, .member = member, .fact = fact };

  if (fact != NULL && fact->confidence < DZ_CHECK_SURE)
    self->balance->sure = FALSE;
  if (fact != NULL && dz_value_is_number (fact->value)) {
    DzValue value = fact->value;

    if (known != NULL && known->kind == DZ_INDICATOR_AMOUNT && !dz_fact_get_base_number (fact, &value.number))
      self->failed = TRUE;
    if (!dz_value_get_interval (value, &addend.low, &addend.high))
      self->failed = TRUE;
  } else {
    addend.open = TRUE;
    addend.open_below = known != NULL && known->is_signed;
    if (fact != NULL)
      self->balance->n_blank++;
    else
      self->balance->n_missing++;
  }
  g_array_append_val (self->side, addend);
}

static gboolean
is_part_of (const DzFormRow *row,
            const char *parent)
{
  return row->relation == DZ_RELATION_SUM_PART && row->parent == parent;
}

/* Whether any part, at any depth, is printed as a number. */
static gboolean
has_printed_part (Builder *self,
                  const char *indicator,
                  const char *member,
                  guint depth)
{
  for (guint i = 0; i < self->form->rows->len && depth < 4; i++) {
    const DzFormRow *row = self->form->rows->pdata[i];
    const DzFact *fact;

    if (!is_part_of (row, indicator))
      continue;
    fact = get_cell_near (self->subject, row->indicator->id, member, self->anchor);
    if ((fact != NULL && dz_value_is_number (fact->value)) || has_printed_part (self, row->indicator->id, member, depth + 1))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_parts (Builder *self,
           const char *indicator,
           const char *member)
{
  for (guint i = 0; i < self->form->rows->len; i++) {
    const DzFormRow *row = self->form->rows->pdata[i];

    if (is_part_of (row, indicator) && dz_subject_get_cell (self->subject, row->indicator->id, member) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* A head without a cell of its own stands for its parts; where the parts are not printed and
 * the head is (the form of two years before), the head itself is taken. */
static void
append_term (Builder *self,
             int sign,
             const char *indicator,
             const char *member,
             guint depth)
{
  const DzFormRow *row = dz_form_lookup_row (self->form, indicator);
  DzFact *fact = get_cell_near (self->subject, indicator, member, self->anchor);

  if ((row != NULL && row->has_cells) || (row == NULL && fact != NULL && dz_value_is_number (fact->value))) {
    append_fact (self, sign, indicator, member, fact);
    return;
  }
  if (depth < 4 && (has_printed_part (self, indicator, member, 0) || (fact == NULL && has_parts (self, indicator, member)))) {
    for (guint i = 0; i < self->form->rows->len; i++) {
      const DzFormRow *part = self->form->rows->pdata[i];

      if (is_part_of (part, indicator))
        append_term (self, sign, part->indicator->id, member, depth + 1);
    }
    return;
  }
  if (fact == NULL && row == NULL) {
    /* Not in this form: nothing to add. Not in the form of the year before: nothing to say. */
    self->failed |= self->subject != self->balance->subject;
    return;
  }
  append_fact (self, sign, indicator, member, fact);
}

static void
append_terms (Builder *self,
              const DzTerm *terms,
              guint n_terms,
              const DzSubject *previous)
{
  const DzSubject *subject = self->subject;
  const DzForm *form = self->form;

  for (guint i = 0; i < n_terms; i++) {
    const DzTerm *term = &terms[i];

    if (term->year_offset != 0 && (previous == NULL || previous->form == NULL)) {
      self->failed = TRUE;
      return;
    }
    if (term->year_offset != 0) {
      self->balance->other = previous;
      self->subject = previous;
      self->form = previous->form;
      if (dz_catalogue_compare_forms (self->catalogue, term->indicator, form->id, self->form->id, NULL) == DZ_COMPARABLE_NO)
        self->failed = TRUE;
    }
    append_term (self, term->sign, term->indicator, term->member != NULL ? term->member : self->balance->member, 0);
    self->subject = subject;
    self->form = form;
  }
}

/* The total column on the left, the others on the right. */
static void
append_members (Builder *self)
{
  const DzIndicator *row = self->balance->row;
  GPtrArray *members = dz_catalogue_get_members (self->catalogue, row->dimension);

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const DzMember *member = members->pdata[i];

    if (!member->has_cells)
      continue;
    self->side = member->is_total ? self->balance->left : self->balance->right;
    append_fact (self, 1, row->id, member->id, get_cell_near (self->subject, row->id, member->id, self->anchor));
  }
}

/* The first cell of this year that takes part: it says which table is meant. */
static const DzFact *
find_anchor (const DzBalance *self,
             DzCatalogue *catalogue)
{
  const DzRule *rule = self->rule;

  if (self->row != NULL) {
    GPtrArray *members = dz_catalogue_get_members (catalogue, self->row->dimension);

    for (guint i = 0; members != NULL && i < members->len; i++) {
      const DzFact *fact = dz_subject_get_cell (self->subject, self->row->id, ((DzMember *) members->pdata[i])->id);

      if (fact != NULL)
        return fact;
    }
    return NULL;
  }
  for (guint i = 0; i < rule->n_left + rule->n_right; i++) {
    const DzTerm *term = i < rule->n_left ? &rule->left[i] : &rule->right[i - rule->n_left];
    const DzFact *fact = NULL;

    if (term->year_offset == 0)
      fact = dz_subject_get_cell (self->subject, term->indicator, term->member != NULL ? term->member : self->member);
    if (fact != NULL)
      return fact;
  }
  return NULL;
}

static gboolean
add_to_range (DzRange *range,
              const DzAddend *addend,
              int sign)
{
  sign *= addend->sign;
  if (addend->open) {
    range->open_high |= sign > 0 || addend->open_below;
    range->open_low |= sign < 0 || addend->open_below;
    range->exact = FALSE;
    return TRUE;
  }
  if (!dz_decimal_equal (addend->low, addend->high))
    range->exact = FALSE;
  if (sign > 0)
    return dz_decimal_add (range->low, addend->low, &range->low) && dz_decimal_add (range->high, addend->high, &range->high);
  return dz_decimal_subtract (range->low, addend->high, &range->low) &&
         dz_decimal_subtract (range->high, addend->low, &range->high);
}

static gboolean
add_side (DzRange *range,
          GArray *side,
          int sign)
{
  for (guint i = 0; i < side->len; i++)
    if (!add_to_range (range, &g_array_index (side, DzAddend, i), sign))
      return FALSE;
  return TRUE;
}

/* Money printed in 万元 is exact to 0.01 万元. */
static DzDecimal
get_tolerance (const DzBalance *self)
{
  DzDecimal tolerance = self->rule->tolerance;
  GArray *sides[] = { self->left, self->right };

  if (dz_decimal_sign (tolerance) == 0)
    return tolerance;
  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < sides[s]->len; i++) {
      const DzFact *fact = g_array_index (sides[s], DzAddend, i).fact;
      DzDecimal one;

      if (fact == NULL || !dz_value_is_number (fact->value) || dz_decimal_sign (fact->value.number) == 0)
        continue;
      if (dz_fact_get_base_number (fact, &one) && !dz_decimal_equal (one, fact->value.number) &&
          dz_decimal_shift (self->rule->tolerance, 4, &one))
        tolerance = one;
    }
  return tolerance;
}

/* Whether left - right, somewhere in its range, is what the rule wants. */
static DzVerdict
judge_range (const DzBalance *self,
             const DzRange *range)
{
  DzDecimal tolerance = get_tolerance (self);
  DzDecimal minus = { -tolerance.mantissa, tolerance.scale };
  gboolean too_low = !range->open_high && dz_decimal_compare (range->high, minus) < 0;
  gboolean too_high = !range->open_low && dz_decimal_compare (range->low, tolerance) > 0;
  gboolean at_most = self->rule->kind == DZ_RULE_AT_MOST;
  gboolean as_printed;

  if (too_high || (too_low && !at_most))
    return DZ_VERDICT_FAIL;
  if (at_most && !range->open_high && dz_decimal_compare (range->high, tolerance) <= 0)
    return DZ_VERDICT_PASS;
  if (range->exact)
    return DZ_VERDICT_PASS;
  /* With blanks or ranges: what if the blanks are 0 and the ranges end where it suits? */
  as_printed = dz_decimal_compare (range->low, tolerance) <= 0 && (at_most || dz_decimal_compare (range->high, minus) >= 0);
  if (as_printed)
    return self->n_blank + self->n_missing > 0 ? DZ_VERDICT_PASS_ZERO : DZ_VERDICT_PASS;
  return DZ_VERDICT_UNKNOWN;
}

/* left > 0 demands right > 0. */
static DzVerdict
judge_implication (DzBalance *self,
                   gboolean *valid)
{
  DzRange left = { .exact = TRUE };
  DzRange right = { .exact = TRUE };

  if (!add_side (&left, self->left, 1) || !add_side (&right, self->right, 1)) {
    *valid = FALSE;
    return DZ_VERDICT_UNKNOWN;
  }
  if (dz_decimal_sign (left.low) <= 0)
    return left.exact ? DZ_VERDICT_PASS : DZ_VERDICT_PASS_ZERO;
  if (dz_decimal_sign (right.high) > 0)
    return DZ_VERDICT_PASS;
  return right.open_high ? DZ_VERDICT_UNKNOWN : DZ_VERDICT_FAIL;
}

static guint
count_present (GArray *side)
{
  guint n = 0;

  for (guint i = 0; i < side->len; i++)
    n += g_array_index (side, DzAddend, i).fact != NULL;
  return n;
}

gboolean
dz_balance_judge (DzBalance *self,
                  DzCatalogue *catalogue,
                  const DzSubject *previous)
{
  const DzFact *anchor = find_anchor (self, catalogue);
  Builder builder = { self, catalogue, self->subject, self->subject->form, anchor, self->left };
  DzRange range = { .exact = TRUE };
  gboolean valid = TRUE;

  if (anchor == NULL || !dz_subject_takes_rule (self->subject, catalogue, self->rule, anchor))
    return FALSE;
  builder.form = dz_catalogue_lookup_form (catalogue, form_of_fact (self->subject, anchor));
  if (builder.form == NULL)
    builder.form = self->subject->form;
  if (builder.form == NULL)
    return FALSE;
  if (self->row != NULL) {
    append_members (&builder);
  } else {
    append_terms (&builder, self->rule->left, self->rule->n_left, previous);
    builder.side = self->right;
    append_terms (&builder, self->rule->right, self->rule->n_right, previous);
  }
  if (builder.failed || count_present (self->left) == 0 || count_present (self->right) == 0)
    return FALSE;
  if (!add_side (&range, self->left, 1) || !add_side (&range, self->right, -1))
    return FALSE;
  self->difference = range.low;
  self->verdict = self->rule->kind == DZ_RULE_IMPLIES ? judge_implication (self, &valid) : judge_range (self, &range);
  return valid;
}

gboolean
dz_subject_sum (const DzSubject *self,
                DzCatalogue *catalogue,
                const DzTerm *terms,
                guint n_terms,
                const char *member,
                DzRange *out,
                GPtrArray *facts)
{
  const DzRule rule = { .left = terms, .n_left = n_terms };
  g_autoptr (DzBalance) balance = dz_balance_new (&rule, self);
  const DzFact *anchor;
  Builder builder = { balance, catalogue, self, self->form, NULL, balance->left };

  balance->member = member;
  anchor = find_anchor (balance, catalogue);
  builder.anchor = anchor;
  if (anchor != NULL && dz_catalogue_lookup_form (catalogue, form_of_fact (self, anchor)) != NULL)
    builder.form = dz_catalogue_lookup_form (catalogue, form_of_fact (self, anchor));
  if (builder.form == NULL)
    return FALSE;
  append_terms (&builder, terms, n_terms, NULL);
  *out = (DzRange) { .exact = TRUE };
  if (builder.failed || count_present (balance->left) == 0 || !add_side (out, balance->left, 1))
    return FALSE;
  for (guint i = 0; facts != NULL && i < balance->left->len; i++)
    dz_facts_add (facts, g_array_index (balance->left, DzAddend, i).fact);
  return balance->sure;
}

/* The total stands for the indicator itself. */
static const char *
plain_member (DzCatalogue *catalogue,
              const char *id)
{
  const DzMember *member = dz_catalogue_lookup_member (catalogue, id);

  return member != NULL && member->is_total ? NULL : id;
}

gboolean
dz_balance_has (const DzBalance *self,
                DzCatalogue *catalogue,
                const char *indicator,
                const char *member)
{
  GArray *sides[] = { self->left, self->right };

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < sides[s]->len; i++) {
      const DzAddend *addend = &g_array_index (sides[s], DzAddend, i);

      if (g_strcmp0 (addend->indicator, indicator) == 0 &&
          g_strcmp0 (plain_member (catalogue, addend->member), plain_member (catalogue, member)) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
dz_value_write (DzValue value)
{
  g_autofree char *number = NULL;

  switch (value.kind) {
  case DZ_VALUE_NUMBER:
    number = dz_decimal_to_string (value.number);
    if (value.bound == DZ_BOUND_EXACT)
      return g_steal_pointer (&number);
    return g_strdup_printf ("%s%s", value.bound == DZ_BOUND_ABOUT ? "≈" : value.bound == DZ_BOUND_ABOVE ? "≥" : "≤", number);
  case DZ_VALUE_BLANK:
    return g_strdup (_ ("blank"));
  case DZ_VALUE_NOT_APPLICABLE:
    return g_strdup ("——");
  case DZ_VALUE_NOT_REPORTED:
  case DZ_VALUE_NOT_IN_FORM:
  default:
    return g_strdup (_ ("missing"));
  }
}

static gboolean
is_printed_zero (const DzAddend *addend)
{
  return !addend->open && dz_decimal_sign (addend->low) == 0 && dz_decimal_sign (addend->high) == 0;
}

static void
write_side (GString *text,
            GArray *side)
{
  gboolean shorten = side->len > LONG_SUM;
  guint written = 0;

  for (guint i = 0; i < side->len; i++) {
    const DzAddend *addend = &g_array_index (side, DzAddend, i);
    g_autofree char *value = NULL;

    if (shorten && (is_printed_zero (addend) || addend->open))
      continue;
    value = dz_value_write (addend->fact != NULL ? addend->fact->value : dz_value_none (DZ_VALUE_NOT_REPORTED));
    if (written > 0 || addend->sign < 0)
      g_string_append (text, written > 0 ? (addend->sign < 0 ? " − " : " + ") : "−");
    g_string_append (text, value);
    if (addend->fact != NULL && addend->fact->unit != NULL && dz_unit_get_base (addend->fact->unit) != addend->fact->unit &&
        !g_str_equal (dz_unit_get_base (addend->fact->unit), addend->fact->unit))
      g_string_append_printf (text, " %s", addend->fact->unit);
    written++;
  }
  if (written == 0)
    g_string_append (text, "0");
}

char *
dz_balance_write (const DzBalance *self)
{
  GString *text = g_string_new (NULL);
  const char *sign = self->rule->kind == DZ_RULE_AT_MOST ? " ≤ " : " = ";

  write_side (text, self->left);
  if (self->verdict == DZ_VERDICT_FAIL)
    sign = self->rule->kind == DZ_RULE_AT_MOST ? " > " : " ≠ ";
  if (self->rule->kind == DZ_RULE_IMPLIES)
    g_string_append (text, " > 0, ");
  else
    g_string_append (text, sign);
  write_side (text, self->right);
  if (self->rule->kind == DZ_RULE_IMPLIES)
    g_string_append (text, self->verdict == DZ_VERDICT_FAIL ? " = 0" : " > 0");
  return g_string_free (text, FALSE);
}
