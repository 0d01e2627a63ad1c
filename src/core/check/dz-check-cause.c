/* dz-check-cause.c - what may have gone wrong where a sum does not hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each figure of a broken sum there is one value with which the sum would hold. A cause is
 * named only when a single figure explains the break; where two do, nothing is said.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * Suspect: a figure and what it would have to be
 * @pair: index of the balance and its finding
 */
typedef struct {
  guint pair;
  DzFact *fact;
  const char *indicator;
  const char *member;
  DzDecimal printed;
  DzDecimal needed;
} Suspect;

typedef struct {
  DzChecker *checker;
  GPtrArray *balances;
  GPtrArray *findings;
  GArray *suspects; /* of Suspect */
} Search;

static gboolean
is_plain (const DzAddend *addend)
{
  return addend->fact != NULL && !addend->open && dz_decimal_equal (addend->low, addend->high);
}

static gboolean
is_exact_sum (const DzBalance *balance)
{
  GArray *sides[] = { balance->left, balance->right };

  if (balance->rule->kind != DZ_RULE_EQUAL)
    return FALSE;
  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < sides[s]->len; i++) {
      const DzAddend *addend = &g_array_index (sides[s], DzAddend, i);

      if (!addend->open && !is_plain (addend))
        return FALSE;
    }
  return TRUE;
}

static void
suspect_side (Search *self,
              guint pair,
              GArray *side,
              int sign)
{
  const DzBalance *balance = self->balances->pdata[pair];

  for (guint i = 0; i < side->len; i++) {
    const DzAddend *addend = &g_array_index (side, DzAddend, i);
    Suspect suspect = { pair, addend->fact, addend->indicator, addend->member, addend->low };
    gboolean fits;

    if (!is_plain (addend))
      continue;
    fits = sign * addend->sign > 0 ? dz_decimal_subtract (addend->low, balance->difference, &suspect.needed)
                                   : dz_decimal_add (addend->low, balance->difference, &suspect.needed);
    if (fits && dz_decimal_sign (suspect.needed) >= 0)
      g_array_append_val (self->suspects, suspect);
  }
}

static void
set_cause (Search *self,
           guint pair,
           char *cause)
{
  DzFinding *finding = self->findings->pdata[pair];

  if (finding->cause == NULL)
    finding->cause = cause;
  else
    g_free (cause);
}

static char *
write_number (DzDecimal number)
{
  return dz_decimal_to_string (dz_decimal_normalize (number));
}

static char *
label_suspect (Search *self,
               const Suspect *suspect)
{
  const DzBalance *balance = self->balances->pdata[suspect->pair];

  return dz_subject_label (balance->subject, self->checker->catalogue, suspect->indicator, suspect->member);
}

/* How many broken sums would hold if this figure had the value that this suspect needs. */
static guint
count_same (Search *self,
            const Suspect *suspect)
{
  guint n = 0;

  for (guint i = 0; i < self->suspects->len; i++) {
    const Suspect *other = &g_array_index (self->suspects, Suspect, i);

    n += other->fact == suspect->fact && dz_decimal_equal (other->needed, suspect->needed);
  }
  return n;
}

/* One figure behind several broken sums: the strongest sign there is. */
static void
explain_together (Search *self)
{
  for (guint i = 0; i < self->suspects->len; i++) {
    const Suspect *suspect = &g_array_index (self->suspects, Suspect, i);
    guint same = count_same (self, suspect);
    gboolean alone = TRUE;

    if (same < 2)
      continue;
    for (guint k = 0; k < self->suspects->len && alone; k++) {
      const Suspect *other = &g_array_index (self->suspects, Suspect, k);

      if (other->pair == suspect->pair && other->fact != suspect->fact && count_same (self, other) >= same)
        alone = FALSE;
    }
    if (alone) {
      g_autofree char *label = label_suspect (self, suspect);
      g_autofree char *printed = write_number (suspect->printed);
      g_autofree char *needed = write_number (suspect->needed);

      set_cause (self, suspect->pair,
                 g_strdup_printf (_ ("If “%s” were %s instead of %s, %u sums that fail would hold"), label, needed, printed, same));
    }
  }
}

typedef enum {
  SLIP_NONE,
  SLIP_SWAPPED,
  SLIP_DIGIT,
  SLIP_LOST, /* a digit more or less */
  SLIP_UNIT, /* 万元 for 元 */
} Slip;

static Slip
compare_digits (const char *a,
                const char *b)
{
  gsize length = strlen (a);
  gsize first = 0;
  guint different = 0;

  for (gsize i = 0; i < length; i++)
    if (a[i] != b[i]) {
      if (different++ == 0)
        first = i;
    }
  if (different == 1)
    return SLIP_DIGIT;
  if (different == 2 && first + 1 < length && a[first] == b[first + 1] && a[first + 1] == b[first])
    return SLIP_SWAPPED;
  return SLIP_NONE;
}

static gboolean
has_one_more (const char *longer,
              const char *shorter)
{
  gsize i = 0;

  while (shorter[i] != '\0' && longer[i] == shorter[i])
    i++;
  return strcmp (longer + i + 1, shorter + i) == 0;
}

/* A single digit can become any other, which explains nothing. */
static Slip
find_slip (const Suspect *suspect)
{
  g_autofree char *printed = write_number (suspect->printed);
  g_autofree char *needed = write_number (suspect->needed);
  gsize a = strlen (printed);
  gsize b = strlen (needed);
  DzDecimal shifted;

  if (dz_decimal_sign (suspect->printed) != 0 && dz_decimal_shift (suspect->printed, 4, &shifted) && dz_decimal_equal (shifted, suspect->needed))
    return SLIP_UNIT;
  if (dz_decimal_sign (suspect->needed) != 0 && dz_decimal_shift (suspect->needed, 4, &shifted) && dz_decimal_equal (shifted, suspect->printed))
    return SLIP_UNIT;
  if (a == b && a >= 2)
    return compare_digits (printed, needed);
  if (a + b >= 4 && a == b + 1 && has_one_more (printed, needed))
    return SLIP_LOST;
  if (a + b >= 4 && b == a + 1 && has_one_more (needed, printed))
    return SLIP_LOST;
  return SLIP_NONE;
}

static const char *
slip_format (Slip slip)
{
  switch (slip) {
  case SLIP_SWAPPED:
    return _ ("“%s” may be %s with two digits swapped into %s");
  case SLIP_DIGIT:
    return _ ("“%s” may be %s with one digit wrong in %s");
  case SLIP_LOST:
    return _ ("“%s” may be %s with a digit lost or doubled in %s");
  case SLIP_UNIT:
    return _ ("“%s” may be %s, written as %s in another unit");
  case SLIP_NONE:
  default:
    return NULL;
  }
}

static void
explain_slip (Search *self,
              guint pair,
              Slip wanted)
{
  const Suspect *found = NULL;
  guint n = 0;

  for (guint i = 0; i < self->suspects->len; i++) {
    const Suspect *suspect = &g_array_index (self->suspects, Suspect, i);

    if (suspect->pair != pair || find_slip (suspect) != wanted)
      continue;
    /* Of a unit, the smaller one slipped: 2.5 万元 in a column of 元; its total says the same the other way round. */
    if (wanted == SLIP_UNIT && dz_decimal_compare (suspect->needed, suspect->printed) < 0)
      continue;
    found = suspect;
    n++;
  }
  if (n == 1) {
    g_autofree char *label = label_suspect (self, found);
    g_autofree char *printed = write_number (found->printed);
    g_autofree char *needed = write_number (found->needed);
    const char *format = slip_format (wanted);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    set_cause (self, pair, g_strdup_printf (format, label, needed, printed));
#pragma GCC diagnostic pop
  }
}

/* The total says 0, its parts do not. */
static void
explain_empty_total (Search *self,
                     guint pair)
{
  const DzBalance *balance = self->balances->pdata[pair];
  const DzAddend *total;
  DzDecimal sum;

  if (balance->left->len != 1)
    return;
  total = &g_array_index (balance->left, DzAddend, 0);
  if (!is_plain (total) || dz_decimal_sign (total->low) != 0 || dz_decimal_sign (balance->difference) >= 0)
    return;
  if (dz_decimal_subtract (DZ_DECIMAL_ZERO, balance->difference, &sum)) {
    g_autofree char *text = write_number (sum);

    set_cause (self, pair, g_strdup_printf (_ ("The total was probably left at 0; its parts add up to %s"), text));
  }
}

/* 20 and 23 for 2023: two neighbours that are one number together. */
static void
explain_split_cell (Search *self,
                    guint pair)
{
  const DzBalance *balance = self->balances->pdata[pair];
  char *cause = NULL;
  guint n = 0;

  if (balance->row == NULL)
    return;
  for (guint i = 0; i + 1 < balance->right->len; i++) {
    const DzAddend *a = &g_array_index (balance->right, DzAddend, i);
    const DzAddend *b = &g_array_index (balance->right, DzAddend, i + 1);
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *joined = NULL;
    DzDecimal whole, gain;

    if (!is_plain (a) || !is_plain (b) || dz_decimal_sign (a->low) == 0)
      continue;
    first = write_number (a->low);
    second = write_number (b->low);
    joined = g_strconcat (first, second, NULL);
    if (!dz_decimal_parse (joined, &whole) || !dz_decimal_subtract (whole, a->low, &gain) || !dz_decimal_subtract (gain, b->low, &gain) ||
        !dz_decimal_equal (gain, balance->difference))
      continue;
    n++;
    g_free (cause);
    cause = g_strdup_printf (_ ("%s and %s stand side by side and may be one number, %s, split over two cells"), first, second, joined);
  }
  if (n == 1)
    set_cause (self, pair, g_steal_pointer (&cause));
  g_free (cause);
}

static void
explain_last_year (Search *self,
                   guint pair)
{
  const DzBalance *balance = self->balances->pdata[pair];
  const Suspect *found = NULL;
  guint n = 0;

  for (guint i = 0; i < self->suspects->len; i++) {
    const Suspect *suspect = &g_array_index (self->suspects, Suspect, i);

    if (suspect->pair != pair || dz_decimal_sign (suspect->printed) == 0 || suspect->fact->year != 0)
      continue;
    for (guint k = 0; k < balance->subject->previous->len; k++) {
      const DzFact *before = dz_subject_get_cell (balance->subject->previous->pdata[k], suspect->indicator, suspect->member);

      if (before != NULL && before != suspect->fact && dz_value_is_number (before->value) &&
          dz_decimal_equal (before->value.number, suspect->printed)) {
        found = suspect;
        n++;
        break;
      }
    }
  }
  if (n == 1) {
    g_autofree char *label = label_suspect (self, found);
    g_autofree char *printed = write_number (found->printed);
    g_autofree char *needed = write_number (found->needed);

    set_cause (self, pair, g_strdup_printf (_ ("“%s” is %s as in the year before and may have been left from there; %s would fit"), label, printed, needed));
  }
}

/* The sum is right when one part is not counted. */
static void
explain_left_out (Search *self,
                  guint pair)
{
  const DzBalance *balance = self->balances->pdata[pair];
  const DzAddend *found = NULL;
  guint n = 0;

  for (guint i = 0; i < balance->right->len; i++) {
    const DzAddend *addend = &g_array_index (balance->right, DzAddend, i);
    DzDecimal rest;

    if (is_plain (addend) && addend->sign > 0 && dz_decimal_sign (addend->low) != 0 &&
        dz_decimal_add (balance->difference, addend->low, &rest) && dz_decimal_sign (rest) == 0) {
      found = addend;
      n++;
    }
  }
  if (n == 1 && balance->right->len > 2) {
    g_autofree char *label = dz_subject_label (balance->subject, self->checker->catalogue, found->indicator, found->member);

    set_cause (self, pair, g_strdup_printf (_ ("The sum would hold if “%s” were not counted"), label));
  }
}

/* The cell of one side that alone holds @amount; NULL when there is none or more than one. */
static const DzAddend *
find_amount (GArray *side,
             DzDecimal amount)
{
  const DzAddend *found = NULL;

  for (guint i = 0; i < side->len; i++) {
    const DzAddend *addend = &g_array_index (side, DzAddend, i);

    if (!is_plain (addend) || addend->sign < 0 || !dz_decimal_equal (addend->low, amount))
      continue;
    if (found != NULL)
      return NULL;
    found = addend;
  }
  return found;
}

static gboolean
has_nothing (GArray *side,
             const char *indicator)
{
  for (guint i = 0; i < side->len; i++) {
    const DzAddend *addend = &g_array_index (side, DzAddend, i);

    if (addend->indicator == indicator)
      return addend->open || dz_decimal_sign (addend->low) == 0;
  }
  return FALSE;
}

/* One column has as much too much as another has too little, and one cell holds just that while the same
 * row is empty in the other column: the figure stands in the wrong column. */
static void
explain_column (Search *self,
                guint pair,
                guint other)
{
  const DzBalance *much = self->balances->pdata[pair];
  const DzBalance *little = self->balances->pdata[other];
  DzDecimal sum, amount;
  const DzAddend *found;

  if (much->rule != little->rule || much->subject != little->subject || much->member == NULL || little->member == NULL ||
      dz_decimal_sign (much->difference) >= 0 || !dz_decimal_add (much->difference, little->difference, &sum) || dz_decimal_sign (sum) != 0 ||
      !dz_decimal_subtract (DZ_DECIMAL_ZERO, much->difference, &amount))
    return;
  found = find_amount (much->right, amount);
  if (found != NULL && has_nothing (little->right, found->indicator)) {
    const DzIndicator *row = dz_catalogue_lookup_indicator (self->checker->catalogue, found->indicator);
    const DzMember *from = dz_catalogue_lookup_member (self->checker->catalogue, much->member);
    const DzMember *to = dz_catalogue_lookup_member (self->checker->catalogue, little->member);
    g_autofree char *text = write_number (amount);

    if (row == NULL || from == NULL || to == NULL)
      return;
    for (guint i = 0; i < 2; i++)
      set_cause (self, i == 0 ? pair : other,
                 g_strdup_printf (_ ("The %s of “%s” may stand in the wrong column: in “%s” instead of “%s”"), text,
                                  dz_indicator_get_label (row), dz_member_get_label (from), dz_member_get_label (to)));
  }
}

/* The last part is the sum of those before it, and the total is 0: the row slipped to the left. */
static void
explain_shifted_row (Search *self,
                     guint pair)
{
  const DzBalance *balance = self->balances->pdata[pair];
  const DzAddend *total, *last;
  DzDecimal sum = DZ_DECIMAL_ZERO;
  guint n = 0;

  if (balance->row == NULL || balance->left->len != 1 || balance->right->len < 3)
    return;
  total = &g_array_index (balance->left, DzAddend, 0);
  last = &g_array_index (balance->right, DzAddend, balance->right->len - 1);
  if (!is_plain (total) || !is_plain (last) || dz_decimal_sign (total->low) != 0 || dz_decimal_sign (last->low) == 0)
    return;
  for (guint i = 0; i + 1 < balance->right->len; i++) {
    const DzAddend *part = &g_array_index (balance->right, DzAddend, i);

    if (!is_plain (part) || !dz_decimal_add (sum, part->low, &sum))
      return;
    n += dz_decimal_sign (part->low) != 0;
  }
  if (n >= 2 && dz_decimal_equal (sum, last->low)) {
    g_autofree char *text = write_number (last->low);

    set_cause (self, pair, g_strdup_printf (_ ("The figures of this row may stand one column too far to the left: %s is the sum of those before it"),
                                            text));
  }
}

char *
dz_balance_explain_blank (const DzBalance *self,
                          DzCatalogue *catalogue)
{
  GArray *sides[] = { self->left, self->right };
  const DzAddend *blank = NULL;
  DzDecimal needed = dz_decimal_normalize (self->difference);
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;

  if (self->rule->kind != DZ_RULE_EQUAL || self->n_blank != 1 || self->n_missing > 0)
    return NULL;
  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < sides[s]->len; i++)
      if (g_array_index (sides[s], DzAddend, i).open)
        blank = &g_array_index (sides[s], DzAddend, i);
  if (blank == NULL)
    return NULL;
  needed.mantissa = ABS (needed.mantissa);
  label = dz_subject_label (self->subject, catalogue, blank->indicator, blank->member);
  number = dz_decimal_to_string (needed);
  return g_strdup_printf (_ ("One blank explains it: with %s in “%s” the sum would hold"), number, label);
}

void
dz_check_causes (DzChecker *self,
                 GPtrArray *balances,
                 GPtrArray *findings)
{
  static const Slip slips[] = { SLIP_SWAPPED, SLIP_DIGIT, SLIP_LOST, SLIP_UNIT };
  g_autoptr (GArray) suspects = g_array_new (FALSE, FALSE, sizeof (Suspect));
  Search search = { self, balances, findings, suspects };

  for (guint i = 0; i < balances->len; i++) {
    const DzBalance *balance = balances->pdata[i];

    if (!is_exact_sum (balance))
      continue;
    suspect_side (&search, i, balance->left, 1);
    suspect_side (&search, i, balance->right, -1);
  }
  explain_together (&search);
  for (guint i = 0; i < balances->len; i++)
    for (guint k = 0; k < balances->len; k++)
      if (i != k && is_exact_sum (balances->pdata[i]) && is_exact_sum (balances->pdata[k]))
        explain_column (&search, i, k);
  for (guint i = 0; i < balances->len; i++) {
    if (!is_exact_sum (balances->pdata[i]))
      continue;
    explain_shifted_row (&search, i);
    explain_empty_total (&search, i);
    explain_slip (&search, i, slips[0]);
    explain_split_cell (&search, i);
    explain_last_year (&search, i);
    explain_left_out (&search, i);
    explain_slip (&search, i, slips[1]);
    explain_slip (&search, i, slips[2]);
    explain_slip (&search, i, slips[3]);
  }
}
