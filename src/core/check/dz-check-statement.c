/* dz-check-statement.c - shares and changes that the text states
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stated percentage is an interval: half a unit of its last digit to either side (a whole one
 * upward, since many offices cut off where others round), and what 近 and 约 add.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Digits behind the point with which quotients are compared. */
#define PLACES 6u

static DzFact *
get_fact (const DzSubject *subject,
          int index)
{
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);

  return index >= 0 && (guint) index < facts->len ? facts->pdata[index] : NULL;
}

static gboolean
is_exact_number (const DzFact *fact)
{
  return fact != NULL && dz_value_is_number (fact->value) && fact->value.bound == DZ_BOUND_EXACT &&
         fact->confidence >= DZ_CHECK_SURE;
}

/* part / whole in percent. */
static gboolean
get_share (const DzFact *part,
           const DzFact *whole,
           DzDecimal *share)
{
  DzDecimal a, b;

  return dz_fact_get_base_number (part, &a) && dz_fact_get_base_number (whole, &b) && dz_decimal_shift (a, 2, &a) &&
         dz_decimal_divide (a, b, PLACES, share);
}

static gboolean
fits_stated (DzDecimal computed,
             DzValue stated)
{
  const DzDecimal hundredth = { 1, 2 };
  DzDecimal low, high;
  DzDecimal unit = { 1, stated.number.scale };
  DzDecimal half;

  if (!dz_value_get_interval (stated, &low, &high))
    return TRUE;
  if (!dz_decimal_divide (unit, dz_decimal_from_int (2), DZ_DECIMAL_MAX_SCALE, &half))
    return TRUE;
  if (dz_decimal_compare (half, hundredth) < 0)
    half = hundredth;
  if (dz_decimal_compare (unit, hundredth) < 0)
    unit = hundredth;
  /* Cut off: towards zero. */
  if (dz_decimal_sign (stated.number) >= 0)
    return dz_decimal_subtract (low, half, &low) && dz_decimal_add (high, unit, &high) && dz_decimal_compare (computed, low) >= 0 &&
           dz_decimal_compare (computed, high) <= 0;
  return dz_decimal_subtract (low, unit, &low) && dz_decimal_add (high, half, &high) && dz_decimal_compare (computed, low) >= 0 &&
         dz_decimal_compare (computed, high) <= 0;
}

static char *
write_rounded (DzDecimal number,
               guint places)
{
  return dz_decimal_to_string (dz_decimal_round (number, MIN (places, DZ_DECIMAL_MAX_SCALE)));
}

static char *
write_number (const DzFact *fact)
{
  return dz_value_write (fact->value);
}

static void
report (DzChecker *self,
        const DzSubject *subject,
        const char *rule_id,
        DzFact *first,
        DzFact *second,
        char *message,
        char *arithmetic)
{
  const DzRule *rule = dz_checker_get_rule (self, rule_id);
  GPtrArray *facts;

  if (rule == NULL || !dz_subject_takes_rule (subject, self->catalogue, rule, NULL)) {
    g_free (message);
    g_free (arithmetic);
    return;
  }
  facts = dz_facts_new ();
  dz_facts_add (facts, first);
  dz_facts_add (facts, second);
  dz_finding_name_owner (dz_checker_add (self, rule, subject, facts, message, arithmetic), subject, second);
}

/* The words of the statement; for an unmapped part its own label. */
static char *
label_of (const DzChecker *self,
          const DzSubject *subject,
          const DzFact *fact)
{
  if (fact->indicator == NULL)
    return g_strdup (fact->label);
  return dz_subject_label (subject, self->catalogue, fact->indicator, fact->member);
}

static void
check_share (DzChecker *self,
             const DzSubject *subject,
             const DzStatement *statement)
{
  DzFact *part = get_fact (subject, statement->fact);
  DzFact *whole = get_fact (subject, statement->whole);
  g_autofree char *label = NULL;
  g_autofree char *stated = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *right = NULL;
  DzDecimal share;

  if (!dz_value_is_number (statement->stated) || !is_exact_number (part))
    return;
  label = label_of (self, subject, part);
  stated = dz_value_write (statement->stated);
  if (dz_decimal_compare (statement->stated.number, dz_decimal_from_int (100)) > 0 && statement->percent) {
    report (self, subject, "RPT.3b", part, whole,
            g_strdup_printf (_ ("The share of “%s” is stated as %s %%, more than the whole"), label, stated),
            g_strdup_printf ("%s%% > 100%%", stated));
    return;
  }
  if (!is_exact_number (whole))
    return;
  a = write_number (part);
  b = write_number (whole);
  if (dz_decimal_sign (whole->value.number) == 0) {
    report (self, subject, "RPT.5", part, whole,
            g_strdup_printf (_ ("A share of %s %% is stated for “%s”, but the whole is 0"), stated, label), g_strdup_printf ("%s/%s", a, b));
    return;
  }
  if (!statement->percent || !get_share (part, whole, &share) || fits_stated (share, statement->stated))
    return;
  right = write_rounded (share, MAX (statement->stated.number.scale, 2));
  report (self, subject, "RPT.3", part, whole,
          g_strdup_printf (_ ("“%s” is stated as %s %% of the whole, but %s of %s is %s %%"), label, stated, a, b, right),
          g_strdup_printf ("%s/%s = %s%% ≠ %s%%", a, b, right, stated));
}

/* The same thing: the same indicator, or, where the catalogue has none, the same words with the same unit. */
static gboolean
is_same_thing (const DzFact *a,
               const DzFact *b)
{
  if (a->indicator != NULL || b->indicator != NULL)
    return a->indicator == b->indicator && a->member == b->member;
  return a->where == DZ_WHERE_PROSE && b->where == DZ_WHERE_PROSE && g_str_equal (a->label, b->label) && g_str_equal (a->unit, b->unit) &&
         a->of == b->of;
}

/* What the figure was a year before: said in the same text, or in the report of that year, in its
 * text before its table since the words are the same. All of them, since any may be meant. */
static GPtrArray *
find_earlier (const DzSubject *subject,
              const DzFact *fact)
{
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *own = dz_extraction_get_facts (subject->extraction);

  for (guint i = 0; i < own->len; i++) {
    DzFact *other = own->pdata[i];

    if (is_same_thing (other, fact) && other->year != 0 && other->year + 1 == subject->year && is_exact_number (other))
      g_ptr_array_add (found, other);
  }
  for (guint i = 0; i < subject->previous->len; i++) {
    const DzSubject *previous = subject->previous->pdata[i];
    g_autoptr (GPtrArray) all = NULL;

    if (fact->indicator != NULL)
      all = dz_extraction_lookup_all (previous->extraction, fact->indicator, fact->member);
    for (guint k = 0; k < (all != NULL ? all : previous->facts)->len; k++) {
      DzFact *other = (all != NULL ? all : previous->facts)->pdata[k];

      if (is_exact_number (other) && (all != NULL || (other->year == 0 && is_same_thing (other, fact))))
        g_ptr_array_add (found, other);
    }
  }
  return found;
}

/* (now - before) / before in percent, or now - before. */
static gboolean
get_change (const DzFact *now,
            const DzFact *before,
            gboolean percent,
            DzDecimal *change)
{
  DzDecimal a, b;

  if (!dz_fact_get_base_number (now, &a) || !dz_fact_get_base_number (before, &b) || !dz_decimal_subtract (a, b, change))
    return FALSE;
  if (!percent)
    return TRUE;
  return dz_decimal_sign (b) != 0 && dz_decimal_shift (*change, 2, change) && dz_decimal_divide (*change, b, PLACES, change);
}

static gboolean
fits_change (DzDecimal change,
             const DzStatement *statement)
{
  DzDecimal low, high;

  if (statement->percent)
    return fits_stated (change, statement->stated);
  if (!dz_value_get_interval (statement->stated, &low, &high))
    return TRUE;
  return dz_decimal_compare (change, low) >= 0 && dz_decimal_compare (change, high) <= 0;
}

static void
check_change (DzChecker *self,
              const DzSubject *subject,
              const DzStatement *statement)
{
  DzFact *now = get_fact (subject, statement->fact);
  g_autoptr (GPtrArray) earlier = NULL;
  g_autofree char *label = NULL;
  g_autofree char *stated = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *right = NULL;
  /* TRANSLATORS: the sign of percent behind a number */
  const char *sign = statement->percent ? _ (" %") : "";
  DzFact *before = NULL;
  DzDecimal change;

  if (!dz_value_is_number (statement->stated) || !is_exact_number (now) ||
      (now->indicator == NULL && now->of != NULL))
    return;
  earlier = find_earlier (subject, now);
  for (guint i = 0; i < earlier->len; i++) {
    if (!get_change (now, earlier->pdata[i], statement->percent, &change))
      continue;
    if (fits_change (change, statement))
      return;
    if (before == NULL)
      before = earlier->pdata[i];
  }
  if (before == NULL || !get_change (now, before, statement->percent, &change))
    return;
  label = label_of (self, subject, now);
  stated = dz_value_write (statement->stated);
  a = write_number (now);
  b = write_number (before);
  right = write_rounded (change, statement->percent ? MAX (statement->stated.number.scale, 1) : change.scale);
  report (self, subject, "RPT.6", now, before,
          g_strdup_printf (_ ("The change of “%s” is stated as %s%s, but from %s to %s it is %s%s"), label, stated, sign, b, a, right, sign),
          g_strdup_printf ("%s → %s: %s%s ≠ %s%s", b, a, right, sign, stated, sign));
}

/* What the text says of the year before, against the report of that year. */
static void
check_restated (DzChecker *self,
                const DzSubject *subject)
{
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);

  for (guint i = 0; i < facts->len && subject->previous->len > 0; i++) {
    DzFact *fact = facts->pdata[i];
    g_autoptr (GPtrArray) earlier = NULL;
    g_autofree char *label = NULL;
    g_autofree char *now = NULL;
    g_autofree char *then = NULL;
    DzFact *other = NULL;
    gboolean agrees = FALSE;

    if (fact->indicator == NULL || fact->year == 0 || fact->year + 1 != subject->year || !is_exact_number (fact))
      continue;
    earlier = find_earlier (subject, fact);
    for (guint k = 0; k < earlier->len; k++) {
      DzFact *candidate = earlier->pdata[k];

      if (candidate == fact || candidate->year == fact->year)
        continue;
      agrees |= dz_decimal_equal (candidate->value.number, fact->value.number);
      if (other == NULL)
        other = candidate;
    }
    if (agrees || other == NULL)
      continue;
    label = label_of (self, subject, fact);
    now = write_number (fact);
    then = write_number (other);
    report (self, subject, "RPT.8", fact, other,
            g_strdup_printf (_ ("“%s” of %u is given as %s here, but was %s in the report of that year"), label, fact->year, now, then),
            g_strdup_printf ("%s ≠ %s", now, then));
  }
}

void
dz_check_statements (DzChecker *self,
                     DzSubject *subject)
{
  GPtrArray *statements = dz_extraction_get_statements (subject->extraction);

  for (guint i = 0; i < statements->len; i++) {
    const DzStatement *statement = statements->pdata[i];

    if (statement->kind == 's')
      check_share (self, subject, statement);
    else if (statement->kind == 'g' || statement->kind == 'd')
      check_change (self, subject, statement);
  }
  check_restated (self, subject);
}
