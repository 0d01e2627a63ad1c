/* dz-comparison-changes.c - derived figures, changes against the baseline, outliers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison-private.h"

#include <math.h>
#include <string.h>

/* Below it a count is too small for "double" or "half" to mean anything, and for an outlier. */
#define MIN_BASE 10

/* An outlier wants so many values beside it, and so many robust deviations between. */
#define MIN_VALUES 5
#define OUTLIER_SCORE 3.5

/* A spread of a quarter is the least that is believed, on the logarithmic scale. */
#define MIN_SPREAD 0.2231

static DzDecimal
absolute (DzDecimal a)
{
  return a.mantissa < 0 ? (DzDecimal) { -a.mantissa, a.scale } : a;
}

/* --- derived --- */

static gboolean
fits_form (const DzDerived *derived,
           const char *form)
{
  if (derived->forms == NULL || derived->forms[0] == NULL)
    return TRUE;
  for (guint i = 0; derived->forms[i] != NULL; i++)
    if (strcmp (derived->forms[i], form) == 0)
      return TRUE;
  return FALSE;
}

const DzDerived *
dz_comparison_find_derived (DzComparison *self,
                            const char *id,
                            const char *form)
{
  GPtrArray *list = dz_catalogue_get_derived (self->catalogue);

  for (guint i = 0; i < list->len; i++) {
    const DzDerived *derived = g_ptr_array_index (list, i);

    if (strcmp (derived->id, id) == 0 && fits_form (derived, form))
      return derived;
  }
  return NULL;
}

const DzDerived *
dz_comparison_get_formula (DzComparison *self,
                           guint row,
                           guint column)
{
  const DzDerived *derived;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len && column < self->columns->len, NULL);

  derived = dz_comparison_row (self, row)->derived;
  if (derived == NULL)
    return NULL;
  return dz_comparison_find_derived (self, derived->id,
                                     g_ptr_array_index (self->forms, dz_comparison_column (self, column)->form));
}

static gboolean
add_terms (DzComparison *self,
           const DzTerm *terms,
           const int *rows,
           guint n,
           guint column,
           DzDecimal *sum)
{
  *sum = DZ_DECIMAL_ZERO;
  for (guint i = 0; i < n; i++) {
    int at = terms[i].year_offset == 0 ? (int) column : dz_comparison_column (self, column)->previous;
    const DzMatrixCell *cell = rows[i] >= 0 && at >= 0 ? dz_comparison_stored (self, (guint) rows[i], (guint) at) : NULL;

    if (cell == NULL || cell->value.kind != DZ_VALUE_NUMBER)
      return FALSE;
    if (terms[i].sign < 0 ? !dz_decimal_subtract (*sum, cell->value.number, sum)
                          : !dz_decimal_add (*sum, cell->value.number, sum))
      return FALSE;
  }
  return TRUE;
}

/* A missing term makes it not reported; a denominator of 0 not applicable, never 0 or 100 %. */
static void
derive (DzComparison *self,
        const DzDerived *derived,
        const int *numerator,
        const int *denominator,
        guint column,
        DzMatrixCell *cell)
{
  DzDecimal above, below, quotient;

  if (!add_terms (self, derived->numerator, numerator, derived->n_numerator, column, &above))
    return;
  if (derived->n_denominator == 0) {
    cell->value = dz_value_number (above);
    return;
  }
  if (!add_terms (self, derived->denominator, denominator, derived->n_denominator, column, &below))
    return;
  cell->value = dz_value_none (DZ_VALUE_NOT_APPLICABLE);
  if (below.mantissa == 0 || (derived->percent && !dz_decimal_shift (above, 2, &above))
      || !dz_decimal_divide (above, below, 2, &quotient))
    return;
  cell->value = dz_value_number (quotient);
  cell->small = dz_decimal_compare (below, dz_decimal_from_int (derived->min_base)) < 0;
}

static int *
find_term_rows (DzComparison *self,
                const DzTerm *terms,
                guint n)
{
  int *rows = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    rows[i] = dz_comparison_find_row (self, terms[i].indicator, terms[i].member);
  return rows;
}

static void
build_derived_row (DzComparison *self,
                   guint row)
{
  DzSpan *span = &self->spans[row];
  const char *id = dz_comparison_row (self, row)->derived->id;

  span->n = 0;
  for (guint form = 0; form < self->forms->len; form++) {
    const DzDerived *derived = dz_comparison_find_derived (self, id, g_ptr_array_index (self->forms, form));
    g_autofree int *numerator = NULL;
    g_autofree int *denominator = NULL;

    if (derived == NULL)
      continue;
    numerator = find_term_rows (self, derived->numerator, derived->n_numerator);
    denominator = find_term_rows (self, derived->denominator, derived->n_denominator);
    for (guint i = 0; i < self->columns->len; i++) {
      DzMatrixCell *cell = &self->cells[span->first + i];

      if (dz_comparison_column (self, i)->form != form)
        continue;
      *cell = (DzMatrixCell) { .value = dz_value_none (DZ_VALUE_NOT_REPORTED), .baseline = -1 };
      derive (self, derived, numerator, denominator, i, cell);
      self->cell_columns[span->first + i] = i;
    }
  }
  /* Columns whose form has no formula leave holes: close them. */
  for (guint i = 0; i < self->columns->len; i++) {
    const DzColumn *column = dz_comparison_column (self, i);

    if (dz_comparison_find_derived (self, id, g_ptr_array_index (self->forms, column->form)) == NULL)
      continue;
    self->cells[span->first + span->n] = self->cells[span->first + i];
    self->cell_columns[span->first + span->n] = i;
    self->cell_forms[span->first + span->n] = column->form;
    span->n++;
  }
}

/* --- changes --- */

static int
get_direction (DzDecimal from,
               DzDecimal to,
               DzDecimal change,
               const DzComparisonOptions *options)
{
  DzDecimal size = absolute (change), a = absolute (from), b = absolute (to), limit, twice, scaled;
  int sign = dz_decimal_sign (change);

  if (sign == 0 || dz_decimal_compare (size, options->tolerance) <= 0)
    return 0;
  if (options->tolerance_percent.mantissa > 0 && dz_decimal_multiply (a, options->tolerance_percent, &limit)
      && dz_decimal_shift (size, 2, &scaled) && dz_decimal_compare (scaled, limit) <= 0)
    return 0;
  if (dz_decimal_compare (a, dz_decimal_from_int (MIN_BASE)) < 0
      && dz_decimal_compare (b, dz_decimal_from_int (MIN_BASE)) < 0)
    return sign;
  if (dz_decimal_sign (from) * dz_decimal_sign (to) < 0)
    return sign * 2;
  if (dz_decimal_compare (a, b) > 0) {
    DzDecimal swap = a;

    a = b;
    b = swap;
  }
  return dz_decimal_add (a, a, &twice) && dz_decimal_compare (b, twice) >= 0 ? sign * 2 : sign;
}

static void
set_change (DzComparison *self,
            const DzMatrixRow *row,
            DzMatrixCell *cell,
            DzDecimal base)
{
  DzDecimal scaled;

  if (cell->comparable == DZ_COMPARABLE_NO || !dz_decimal_subtract (cell->value.number, base, &cell->change))
    return;
  cell->has_change = TRUE;
  cell->direction = get_direction (base, cell->value.number, cell->change, &self->options);
  /* No rate of a rate: shares change by points. */
  cell->has_percent = strcmp (row->unit, "%") != 0 && base.mantissa != 0 && dz_decimal_shift (cell->change, 2, &scaled)
                      && dz_decimal_divide (scaled, absolute (base), 2, &cell->change_percent);
}

static int
get_baseline (DzComparison *self,
              guint column,
              int chosen)
{
  switch (self->options.baseline) {
  case DZ_BASELINE_PREVIOUS_YEAR:
    return dz_comparison_column (self, column)->previous;
  case DZ_BASELINE_REPORT:
    return chosen == (int) column ? -1 : chosen;
  case DZ_BASELINE_MEDIAN:
    return dz_comparison_column (self, column)->year != 0 ? -2 : -1;
  default:
    g_assert_not_reached ();
  }
}

static void
build_row_changes (DzComparison *self,
                   guint row,
                   int chosen)
{
  const DzSpan *span = &self->spans[row];
  const DzMatrixRow *r = dz_comparison_row (self, row);
  const DzPeers *peers = self->options.baseline == DZ_BASELINE_MEDIAN ? dz_comparison_peers (self, row) : NULL;

  for (guint i = 0; i < span->n; i++) {
    DzMatrixCell *cell = &self->cells[span->first + i];
    guint column = self->cell_columns[span->first + i];
    const DzMatrixCell *base;

    cell->baseline = get_baseline (self, column, chosen);
    if (cell->baseline == -2 && cell->value.kind == DZ_VALUE_NUMBER) {
      if (peers[i].n_peers > 1)
        set_change (self, r, cell, peers[i].median);
    } else if (cell->baseline >= 0) {
      /* Columns are mostly sorted, so the year before is mostly the cell before, or nowhere. */
      if (i > 0 && self->cell_columns[span->first + i - 1] == (guint) cell->baseline)
        base = cell - 1;
      else if (cell->baseline + 1 == (int) column)
        base = NULL;
      else
        base = dz_comparison_stored (self, row, (guint) cell->baseline);
      if (base == NULL)
        continue;
      cell->comparable = dz_comparison_compare_forms (self, row, self->cell_forms[span->first + i],
                                                      self->cell_forms[base - self->cells]);
      if (cell->value.kind == DZ_VALUE_NUMBER && base->value.kind == DZ_VALUE_NUMBER)
        set_change (self, r, cell, base->value.number);
    }
  }
}

/* --- what a row is like --- */

/* What a column says in a row. Silence: nothing, though the form of its tables asks. */
typedef enum {
  SAYS_NOTHING,
  SAYS_SILENCE,
  SAYS_BLANK,
  SAYS_NUMBER,
} Says;

static guint8
read_kind (DzValueKind kind)
{
  return kind == DZ_VALUE_NUMBER ? SAYS_NUMBER : kind == DZ_VALUE_NOT_IN_FORM ? SAYS_NOTHING : SAYS_BLANK;
}

static void
read_row (DzComparison *self,
          guint row,
          guint8 *says)
{
  const DzSpan *span = &self->spans[row];
  guint8 absent[G_MAXUINT8 + 1];

  /* A report without tables asks nothing. */
  for (guint form = 0; form < self->forms->len; form++)
    absent[form] = !dz_comparison_is_prose (self, form)
                   && dz_comparison_absent_kind (self, row, form) == DZ_VALUE_NOT_REPORTED ? SAYS_SILENCE : SAYS_NOTHING;
  for (guint i = 0; i < self->columns->len; i++)
    says[i] = absent[dz_comparison_column (self, i)->form];
  for (guint i = 0; i < span->n; i++)
    says[self->cell_columns[span->first + i]] = read_kind (self->cells[span->first + i].value.kind);
}

/* A number on one side, on the other none though one was asked for. */
static gboolean
one_is_silent (guint8 a,
               guint8 b)
{
  return MAX (a, b) == SAYS_NUMBER && a != b && MIN (a, b) != SAYS_NOTHING;
}

static gboolean
differs_from_baseline (DzComparison *self,
                       guint row,
                       int chosen,
                       const guint8 *says)
{
  const DzSpan *span = &self->spans[row];

  if (dz_comparison_row (self, row)->n_differ > 0)
    return TRUE;
  for (guint column = 0; span->n > 0 && column < self->columns->len; column++) {
    int base = get_baseline (self, column, chosen);

    if (base >= 0 && one_is_silent (says[column], says[base]))
      return TRUE;
  }
  return FALSE;
}

/* Without any baseline: do the cells differ among themselves? */
static gboolean
differs_within (DzComparison *self,
                guint row,
                const guint8 *says)
{
  const DzSpan *span = &self->spans[row];
  const DzMatrixCell *first = &self->cells[span->first];

  for (guint i = 1; i < span->n; i++) {
    const DzMatrixCell *cell = first + i;
    DzDecimal change;

    if (cell->value.kind != first->value.kind)
      return TRUE;
    if (cell->value.kind == DZ_VALUE_NUMBER
        && dz_decimal_subtract (cell->value.number, first->value.number, &change)
        && get_direction (first->value.number, cell->value.number, change, &self->options) != 0)
      return TRUE;
  }
  for (guint column = 0; span->n > 0 && first->value.kind == DZ_VALUE_NUMBER && column < self->columns->len; column++)
    if (says[column] == SAYS_SILENCE)
      return TRUE;
  return FALSE;
}

static void
summarise_row (DzComparison *self,
               guint row,
               int chosen,
               gboolean any_baseline,
               guint8 *says)
{
  const DzSpan *span = &self->spans[row];
  DzMatrixRow *r = dz_comparison_row (self, row);
  gboolean all_zero = TRUE;

  read_row (self, row, says);
  r->all_missing = TRUE;
  for (guint i = 0; i < self->columns->len; i++) {
    r->all_missing &= says[i] != SAYS_NUMBER;
    all_zero &= says[i] == SAYS_NUMBER || says[i] == SAYS_NOTHING;
  }
  for (guint i = 0; i < span->n; i++) {
    all_zero &= self->cells[span->first + i].value.number.mantissa == 0;
    if (self->cells[span->first + i].direction != 0) {
      r->n_differ++;
      dz_comparison_column (self, self->cell_columns[span->first + i])->n_differ++;
    }
  }
  r->all_zero = all_zero && !r->all_missing;
  r->all_absent = r->derived != NULL ? r->all_missing : span->n == 0;
  r->differs = any_baseline ? differs_from_baseline (self, row, chosen, says) : differs_within (self, row, says);
}

/* --- outliers --- */

/* The value that would stand at @k if the values were sorted; reorders them. */
static double
select_value (double *values,
              guint n,
              guint k)
{
  guint low = 0, high = n - 1;

  while (low < high) {
    double pivot = values[low + (high - low) / 2];
    guint i = low, j = high;

    for (;;) {
      double swap;

      while (values[i] < pivot)
        i++;
      while (values[j] > pivot)
        j--;
      if (i >= j)
        break;
      swap = values[i];
      values[i++] = values[j];
      values[j--] = swap;
    }
    /* [low, j] is at most the pivot, [j + 1, high] at least. */
    if (k <= j)
      high = j;
    else
      low = j + 1;
  }
  return values[k];
}

static double
median_of (double *values,
           guint n)
{
  double upper = select_value (values, n, n / 2);

  return n % 2 == 1 ? upper : (select_value (values, n, n / 2 - 1) + upper) / 2;
}

/* Counts of offices spread over powers of ten, so distances are taken on a logarithmic scale.
 * This only sets a mark: no figure comes from it. */
static double
to_scale (DzDecimal number)
{
  double value = dz_decimal_to_double (number);

  return value < 0 ? -log1p (-value) : log1p (value);
}

static void
mark_outliers (DzComparison *self,
               guint row,
               double *values,
               double *work)
{
  const DzSpan *span = &self->spans[row];
  guint n = 0;
  double median, spread, middle;

  for (guint i = 0; i < span->n; i++)
    if (self->cells[span->first + i].value.kind == DZ_VALUE_NUMBER)
      work[n++] = values[i] = to_scale (self->cells[span->first + i].value.number);
  if (n < MIN_VALUES || strcmp (dz_comparison_row (self, row)->unit, "%") == 0)
    return;
  median = median_of (work, n);
  middle = median < 0 ? -expm1 (-median) : expm1 (median);
  for (guint i = 0; i < n; i++)
    work[i] = fabs (work[i] - median);
  spread = MAX (1.4826 * median_of (work, n), MIN_SPREAD);
  for (guint i = 0; i < span->n; i++) {
    DzMatrixCell *cell = &self->cells[span->first + i];

    if (cell->value.kind == DZ_VALUE_NUMBER && fabs (values[i] - median) > OUTLIER_SCORE * spread
        && fabs (dz_decimal_to_double (cell->value.number) - middle) >= MIN_BASE)
      cell->outlier = TRUE;
  }
}

static void
compare_all_forms (DzComparison *self)
{
  guint n = self->forms->len;

  self->comparable = g_new0 (guint8, (gsize) self->rows->len * n * n);
  for (guint row = 0; row < self->rows->len; row++) {
    guint64 seen = 0;

    if (dz_comparison_row (self, row)->indicator == NULL)
      continue;
    for (guint i = 0; i < self->spans[row].n; i++)
      seen |= G_GUINT64_CONSTANT (1) << MIN (self->cell_forms[self->spans[row].first + i], 63);
    for (guint a = 0; a < n; a++)
      for (guint b = 0; b < a; b++)
        if ((seen >> MIN (a, 63) & 1) && (seen >> MIN (b, 63) & 1))
          dz_comparison_compare_forms (self, row, a, b);
  }
}

void
dz_comparison_build_changes (DzComparison *self)
{
  guint n = self->columns->len;
  g_autofree double *values = g_new (double, n + 1);
  g_autofree double *work = g_new (double, n + 1);
  g_autofree guint8 *says = g_new (guint8, n + 1);
  int chosen = -1;
  gboolean any_baseline = FALSE;

  compare_all_forms (self);
  self->absent = g_new0 (DzMatrixCell, 2 * (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    if (self->options.baseline == DZ_BASELINE_REPORT
        && dz_comparison_column (self, i)->source == self->options.baseline_column)
      chosen = (int) i;
  for (guint i = 0; i < n; i++) {
    int baseline = get_baseline (self, i, chosen);

    any_baseline |= baseline != -1;
    self->absent[2 * i] = (DzMatrixCell) { .value = dz_value_none (DZ_VALUE_NOT_REPORTED), .baseline = baseline };
    self->absent[2 * i + 1] = (DzMatrixCell) { .value = dz_value_none (DZ_VALUE_NOT_IN_FORM), .baseline = baseline };
  }
  for (guint row = 0; row < self->rows->len; row++)
    if (dz_comparison_row (self, row)->derived != NULL)
      build_derived_row (self, row);
  for (guint row = 0; row < self->rows->len; row++) {
    build_row_changes (self, row, chosen);
    mark_outliers (self, row, values, work);
    summarise_row (self, row, chosen, any_baseline, says);
  }
}

static guint8
read_cell (DzComparison *self,
           guint row,
           guint column)
{
  const DzMatrixCell *cell = dz_comparison_stored (self, row, column);
  guint form = dz_comparison_column (self, column)->form;

  if (cell != NULL)
    return read_kind (cell->value.kind);
  return !dz_comparison_is_prose (self, form) && dz_comparison_absent_kind (self, row, form) == DZ_VALUE_NOT_REPORTED
           ? SAYS_SILENCE
           : SAYS_NOTHING;
}

gboolean
dz_comparison_get_differs (DzComparison *self,
                           guint row,
                           guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (self, row, column);

  g_return_val_if_fail (cell != NULL, FALSE);
  if (cell->direction != 0)
    return TRUE;
  return cell->baseline >= 0 && self->spans[row].n > 0
         && one_is_silent (read_cell (self, row, column), read_cell (self, row, (guint) cell->baseline));
}
