/* dz-workbook-totals.c - medians of a year, and totals over reports of one year
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Places in a formula. */
#define MAX_ARGUMENTS 200u

static int
compare_decimals (gconstpointer a,
                  gconstpointer b)
{
  return dz_decimal_compare (*(const DzDecimal *) a, *(const DzDecimal *) b);
}

/* A year's median over the cells of the row, live where they fit into a formula. */
void
dz_book_write_median (DzBook *self,
                      guint row,
                      const DzMedianColumn *median)
{
  g_autoptr (GString) formula = g_string_new (NULL);
  guint n = 0, rank, n_peers = 0;
  DzDecimal value = DZ_DECIMAL_ZERO, own;
  gboolean mixed = FALSE;
  DzLook look;

  g_string_append (formula, "=IF(COUNT(");
  for (guint i = 0; i < self->n_columns; i++) {
    if (dz_book_get_year (self, i) != median->year || !dz_comparison_get_peers (self->comparison, row, i, &rank, &n_peers, &own))
      continue;
    mixed |= n > 0 && !dz_decimal_equal (own, value);
    value = own;
    if (n++ > 0)
      g_string_append_c (formula, ',');
    dz_book_append_cell (formula, DZ_MATRIX_TOP + row, self->value_columns[i]);
  }
  look = dz_decimal_normalize (value).scale > 0 ? DZ_LOOK_NUMBER_2 : DZ_LOOK_NUMBER;
  if (n < 2 || mixed || n_peers != n) {
    dz_book_text (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, median->column,
                  n > 1 ? C_ ("sign", "n/c") : dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE), DZ_LOOK_SIGN);
  } else if (n > MAX_ARGUMENTS) {
    dz_book_number (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, median->column, value, look);
  } else {
    g_autofree char *cells = g_strdup (formula->str + strlen ("=IF(COUNT("));

    g_string_append_printf (formula, ")>1,MEDIAN(%s),\"%s\")", cells,
                            dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE));
    dz_book_formula_number (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, median->column, formula->str,
                            dz_decimal_to_double (value), look);
  }
}

static gboolean
sum_of (const DzDecimal *numbers,
        guint n,
        DzDecimal *sum)
{
  *sum = DZ_DECIMAL_ZERO;
  for (guint i = 0; i < n; i++)
    if (!dz_decimal_add (*sum, numbers[i], sum))
      return FALSE;
  return TRUE;
}

static double
middle_of (const DzDecimal *sorted,
           guint n)
{
  return (dz_decimal_to_double (sorted[(n - 1) / 2]) + dz_decimal_to_double (sorted[n / 2])) / 2;
}

/* Over all reports, which are of one year and stand side by side. Shares do not add up. */
void
dz_book_write_totals (DzBook *self,
                      guint row)
{
  static const char *const functions[] = { "SUM", "MEDIAN", "MAX", "MIN" };
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
  g_autoptr (GString) formula = g_string_new (NULL);
  guint first = self->matrix_columns - 4, n = 0, n_peers = 0;
  g_autofree DzDecimal *numbers = g_new (DzDecimal, self->n_columns + 1);
  DzDecimal sum;
  double results[4];

  for (guint i = 0; i < self->n_columns; i++) {
    const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, i);

    if (cell->value.kind != DZ_VALUE_NUMBER || !dz_comparison_get_peers (self->comparison, row, i, NULL, &n_peers, NULL))
      continue;
    numbers[n++] = cell->value.number;
  }
  /* Reports that do not compare have no common total. */
  if (n == 0 || n_peers != n || !sum_of (numbers, n, &sum))
    return;
  qsort (numbers, n, sizeof (DzDecimal), compare_decimals);
  results[0] = dz_decimal_to_double (sum);
  results[1] = middle_of (numbers, n);
  results[2] = dz_decimal_to_double (numbers[n - 1]);
  results[3] = dz_decimal_to_double (numbers[0]);
  for (guint i = strcmp (r->unit, "%") == 0 ? 1 : 0; i < 4; i++) {
    gboolean whole = results[i] == floor (results[i]);

    g_string_printf (formula, "=%s(", functions[i]);
    dz_book_append_cell (formula, DZ_MATRIX_TOP + row, self->value_columns[0]);
    g_string_append_c (formula, ':');
    dz_book_append_cell (formula, DZ_MATRIX_TOP + row, self->value_columns[self->n_columns - 1]);
    g_string_append_c (formula, ')');
    dz_book_formula_number (self, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, first + i, formula->str, results[i],
                            whole ? DZ_LOOK_NUMBER : DZ_LOOK_NUMBER_2);
  }
}
