/* dz-chart-columns.c - which reports and years a chart is about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

guint
dz_chart_column_at (const DzChartSpec *self,
                    guint index)
{
  return g_array_index (self->columns, guint, index);
}

guint
dz_chart_row_at (const DzChartSpec *self,
                 guint index)
{
  return g_array_index (self->rows, guint, index);
}

guint
dz_chart_count_agencies (const DzChartSpec *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->columns->len; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (dz_comparison_get_agency (self->comparison, dz_chart_column_at (self, i)) + 1));
  return g_hash_table_size (seen);
}

guint
dz_chart_find_year (const DzChartSpec *self,
                    guint before)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint most = 0, best = 0;

  for (guint i = 0; i < self->columns->len; i++) {
    guint column = dz_chart_column_at (self, i), year = dz_chart_get_year (self, column), n;

    if (year == 0 || (before != 0 && year >= before)
        || !dz_value_is_number (dz_comparison_get_cell (self->comparison, dz_chart_row_at (self, 0), column)->value))
      continue;
    n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (year))) + 1;
    g_hash_table_insert (counts, GUINT_TO_POINTER (year), GUINT_TO_POINTER (n));
    most = MAX (most, n);
  }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (2 * GPOINTER_TO_UINT (value) >= most)
      best = MAX (best, GPOINTER_TO_UINT (key));
  return best;
}

static void
keep_year (DzChartSpec *self,
           guint year)
{
  for (guint i = self->columns->len; i-- > 0;)
    if (dz_chart_get_year (self, dz_chart_column_at (self, i)) != year)
      g_array_remove_index (self->columns, i);
}

void
dz_chart_get_years (const DzChartSpec *self,
                    guint *first,
                    guint *last)
{
  *first = *last = 0;
  for (guint i = 0; i < self->columns->len; i++) {
    guint year = dz_chart_get_year (self, dz_chart_column_at (self, i));
    gboolean any = FALSE;

    for (guint r = 0; r < self->rows->len && !any; r++)
      any = dz_value_is_number (
        dz_comparison_get_cell (self->comparison, dz_chart_row_at (self, r), dz_chart_column_at (self, i))->value);
    if (year == 0 || !any)
      continue;
    *first = *first == 0 ? year : MIN (*first, year);
    *last = MAX (*last, year);
  }
}

int
dz_chart_find_column (const DzChartSpec *self,
                      guint agency,
                      guint year)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (dz_comparison_get_agency (self->comparison, dz_chart_column_at (self, i)) == agency
        && dz_chart_get_year (self, dz_chart_column_at (self, i)) == year)
      return (int) dz_chart_column_at (self, i);
  return -1;
}

int
dz_chart_compare_columns (gconstpointer a,
                          gconstpointer b,
                          gpointer user_data)
{
  const DzChartSpec *self = user_data;
  guint x = *(const guint *) a, y = *(const guint *) b;
  const DzMatrixCell *left = dz_comparison_get_cell (self->comparison, dz_chart_row_at (self, 0), x);
  const DzMatrixCell *right = dz_comparison_get_cell (self->comparison, dz_chart_row_at (self, 0), y);
  int order = 0;

  if (dz_value_is_number (left->value) != dz_value_is_number (right->value))
    return dz_value_is_number (left->value) ? -1 : 1;
  if (dz_value_is_number (left->value))
    order = dz_decimal_compare (right->value.number, left->value.number);
  return order != 0 ? order : x < y ? -1 : x > y;
}

void
dz_chart_choose_reports (DzChartSpec *self,
                         gboolean sorted)
{
  if (dz_chart_count_agencies (self) == 1)
    return;
  keep_year (self, dz_chart_find_year (self, 0));
  if (sorted)
    g_array_sort_with_data (self->columns, dz_chart_compare_columns, self);
}
