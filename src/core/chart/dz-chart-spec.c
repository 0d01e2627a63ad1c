/* dz-chart-spec.c - what to draw: series, categories, gaps and breaks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart.h"

#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts that a share can show and be understood; the smaller ones become one. */
#define MAX_PARTS 5u

/* Bars side by side in one group. */
#define MAX_GROUPED 3u

static const char *const type_names[] = { "trend", "bars", "stacked", "share", "slope", "heatmap", "multiples" };

static const char *const style_names[] = { "screen", "dark", "projector", "print" };

static int
find_name (const char *const *names,
           guint n,
           const char *text)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (text, names[i]) == 0)
      return (int) i;
  return -1;
}

gboolean
dz_chart_type_from_string (const char *text,
                           DzChartType *type)
{
  int index = find_name (type_names, G_N_ELEMENTS (type_names), text);

  if (index >= 0)
    *type = (DzChartType) index;
  return index >= 0;
}

gboolean
dz_chart_style_from_string (const char *text,
                            DzChartStyle *style)
{
  int index = find_name (style_names, G_N_ELEMENTS (style_names), text);

  if (index >= 0)
    *style = (DzChartStyle) index;
  return index >= 0;
}

static void
clear_point (gpointer data)
{
  g_free (((DzChartPoint *) data)->words);
}

static void
free_series (gpointer data)
{
  DzChartSeries *series = data;

  g_free (series->label);
  g_array_unref (series->points);
  g_free (series);
}

void
dz_chart_spec_free (DzChartSpec *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->comparison);
  g_array_unref (self->rows);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->notes);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->source);
  g_free (self);
}

DzChartSeries *
dz_chart_spec_series (const DzChartSpec *self,
                      guint index)
{
  return g_ptr_array_index (self->series, index);
}

DzChartPoint *
dz_chart_spec_point (const DzChartSpec *self,
                     guint series,
                     guint category)
{
  return &g_array_index (dz_chart_spec_series (self, series)->points, DzChartPoint, category);
}

guint
dz_chart_get_year (const DzChartSpec *self,
                   guint column)
{
  return dz_report_get_year (dz_extraction_get_report (dz_comparison_get_column (self->comparison, column)));
}

const char *
dz_chart_get_agency (const DzChartSpec *self,
                     guint column)
{
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));
  const char *agency = dz_report_get_agency (report);

  return agency[0] != '\0' ? agency : dz_report_get_file (report);
}

static DzChartSeries *
add_series (DzChartSpec *self,
            const char *label,
            guint row,
            guint agency)
{
  DzChartSeries *series = g_new0 (DzChartSeries, 1);

  series->label = g_utf8_make_valid (label, -1);
  series->row = row;
  series->agency = agency;
  series->points = g_array_new (FALSE, TRUE, sizeof (DzChartPoint));
  g_array_set_clear_func (series->points, clear_point);
  g_ptr_array_add (self->series, series);
  return series;
}

static gboolean
is_doubtful (const DzMatrixCell *cell)
{
  return cell->fact != NULL && cell->fact->confidence < DZ_FACT_REVIEW_BELOW;
}

static void
add_point (DzChartSpec *self,
           DzChartSeries *series,
           guint row,
           int column)
{
  DzChartPoint point = { .row = row, .column = column, .kind = DZ_VALUE_NOT_REPORTED };

  if (column >= 0) {
    const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, (guint) column);

    point.kind = cell->value.kind;
    point.is_number = dz_value_is_number (cell->value);
    if (point.is_number) {
      point.number = cell->value.number;
      point.value = dz_decimal_to_double (cell->value.number);
    }
    point.about = point.is_number && cell->value.bound != DZ_BOUND_EXACT;
    point.doubtful = point.is_number && is_doubtful (cell);
  }
  g_array_append_val (series->points, point);
}

/* A line joins a point with that of the year before, unless it would join different things. */
static void
join_points (DzChartSpec *self)
{
  for (guint s = 0; s < self->series->len; s++) {
    for (guint i = 1; i < self->categories->len; i++) {
      DzChartPoint *point = dz_chart_spec_point (self, s, i), *before = dz_chart_spec_point (self, s, i - 1);

      if (!point->is_number || !before->is_number)
        continue;
      point->broken = !dz_comparison_is_continuous (self->comparison, point->row, (guint) before->column,
                                                    (guint) point->column);
      point->joined = !point->broken;
    }
  }
}

static const char *
row_label (const DzChartSpec *self,
           guint row)
{
  return dz_comparison_get_row (self->comparison, row)->label;
}

/* One series for each agency and row, over all years from the first to the last. */
static void
build_years (DzChartSpec *self,
             const guint *years,
             guint n_years)
{
  guint n_agencies = dz_chart_count_agencies (self);

  self->years_across = TRUE;
  for (guint i = 0; i < n_years; i++)
    g_ptr_array_add (self->categories, g_strdup_printf ("%u", years[i]));
  for (guint r = 0; r < self->rows->len; r++) {
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < self->columns->len; i++) {
      guint agency = dz_comparison_get_agency (self->comparison, dz_chart_column_at (self, i));
      g_autofree char *both = NULL;
      const char *label = dz_chart_get_agency (self, dz_chart_column_at (self, i));
      DzChartSeries *series;
      gboolean any = FALSE;

      if (!g_hash_table_add (seen, GUINT_TO_POINTER (agency + 1)))
        continue;
      if (n_agencies == 1 && self->rows->len > 1)
        label = row_label (self, dz_chart_row_at (self, r));
      else if (self->rows->len > 1)
        label = both = g_strdup_printf ("%s · %s", label, row_label (self, dz_chart_row_at (self, r)));
      series = add_series (self, label, dz_chart_row_at (self, r), agency);
      for (guint y = 0; y < n_years; y++) {
        add_point (self, series, dz_chart_row_at (self, r), dz_chart_find_column (self, agency, years[y]));
        any |= g_array_index (series->points, DzChartPoint, y).is_number;
      }
      if (!any)
        g_ptr_array_remove_index (self->series, self->series->len - 1);
    }
  }
  join_points (self);
}

static void
build_trend (DzChartSpec *self)
{
  guint first, last;
  g_autofree guint *years = NULL;

  dz_chart_get_years (self, &first, &last);
  /* A year misread by a century must not make a hundred slots. */
  if (first == 0 || last - first > 60)
    return;
  years = g_new (guint, last - first + 1);
  for (guint year = first; year <= last; year++)
    years[year - first] = year;
  build_years (self, years, last - first + 1);
}

static void
build_slope (DzChartSpec *self)
{
  guint last = dz_chart_find_year (self, 0), first = last != 0 ? dz_chart_find_year (self, last) : 0;
  guint years[2];

  /* The fullest year may be the first. */
  if (first == 0 && last != 0) {
    guint low, high;

    dz_chart_get_years (self, &low, &high);
    if (high > last) {
      first = last;
      last = high;
    }
  }
  if (first == 0)
    return;
  years[0] = first;
  years[1] = last;
  build_years (self, years, 2);
  for (guint i = self->series->len; i-- > 0;)
    if (!dz_chart_spec_point (self, i, 0)->is_number || !dz_chart_spec_point (self, i, 1)->is_number)
      g_ptr_array_remove_index (self->series, i);
}

/* --- bars --- */

static void
name_reports (DzChartSpec *self)
{
  gboolean one = dz_chart_count_agencies (self) == 1 && self->columns->len > 1;

  self->years_across = one;
  for (guint i = 0; i < self->columns->len; i++) {
    const char *agency = dz_chart_get_agency (self, dz_chart_column_at (self, i));

    g_ptr_array_add (self->categories, one ? g_strdup_printf ("%u", dz_chart_get_year (self, dz_chart_column_at (self, i)))
                                           : g_utf8_make_valid (agency, -1));
  }
}

static void
find_median (DzChartSpec *self)
{
  guint n_peers = 0;

  for (guint i = 0; i < self->columns->len && self->rows->len == 1 && !self->years_across && n_peers == 0; i++)
    if (dz_comparison_get_peers (self->comparison, dz_chart_row_at (self, 0), dz_chart_column_at (self, i), NULL, &n_peers, &self->median))
      self->has_median = n_peers > 2;
}

static void
build_bars (DzChartSpec *self)
{
  dz_chart_choose_reports (self, TRUE);
  name_reports (self);
  if (self->rows->len > MAX_GROUPED)
    g_array_set_size (self->rows, MAX_GROUPED);
  for (guint r = 0; r < self->rows->len; r++) {
    DzChartSeries *series = add_series (self, row_label (self, dz_chart_row_at (self, r)), dz_chart_row_at (self, r), 0);

    for (guint i = 0; i < self->columns->len; i++)
      add_point (self, series, dz_chart_row_at (self, r), (int) dz_chart_column_at (self, i));
  }
  if (self->years_across)
    join_points (self);
  find_median (self);
}

/* --- parts of a whole --- */

/* The rows that add up to @row in the form of one of the reports. */
static void
expand_parts (DzChartSpec *self)
{
  guint whole = dz_chart_row_at (self, 0);
  const DzMatrixRow *w = dz_comparison_get_row (self->comparison, whole);
  const char *partition = NULL;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < dz_comparison_get_n_rows (self->comparison) && w->indicator != NULL; row++) {
    const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
    gboolean is_part = r->indicator != NULL && row != whole && r->indicator->relation == DZ_RELATION_SUM_PART
                       && g_strcmp0 (r->indicator->parent, w->indicator->id) == 0
                       && g_strcmp0 (r->member, w->member) == 0
                       && (partition == NULL || g_strcmp0 (partition, r->indicator->partition) == 0);

    if (r->indicator == w->indicator && r->parent == (int) whole)
      is_part = TRUE;
    if (!is_part || r->all_missing)
      continue;
    if (r->indicator != w->indicator)
      partition = r->indicator->partition;
    g_array_append_val (parts, row);
  }
  if (parts->len > 0) {
    g_array_set_size (self->rows, 0);
    g_array_append_vals (self->rows, parts->data, parts->len);
  }
}

static double
sum_of_row (const DzChartSpec *self,
            guint row)
{
  double sum = 0;

  for (guint i = 0; i < self->columns->len; i++) {
    const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, dz_chart_column_at (self, i));

    if (dz_value_is_number (cell->value))
      sum += dz_decimal_to_double (cell->value.number);
  }
  return sum;
}

static int
compare_parts (gconstpointer a,
               gconstpointer b,
               gpointer user_data)
{
  double x = sum_of_row (user_data, *(const guint *) a), y = sum_of_row (user_data, *(const guint *) b);

  return x > y ? -1 : x < y;
}

/* The rows from @from on as one series. */
static void
add_rest (DzChartSpec *self,
          guint from)
{
  DzChartSeries *rest = add_series (self, C_ ("parts", "others"), dz_chart_row_at (self, from), 0);

  for (guint i = 0; i < self->columns->len; i++) {
    DzChartPoint *sum;

    add_point (self, rest, dz_chart_row_at (self, from), (int) dz_chart_column_at (self, i));
    sum = &g_array_index (rest->points, DzChartPoint, i);
    for (guint r = from + 1; r < self->rows->len; r++) {
      const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, dz_chart_row_at (self, r), dz_chart_column_at (self, i));

      if (!dz_value_is_number (cell->value) || !dz_decimal_add (sum->number, cell->value.number, &sum->number))
        continue;
      sum->is_number = TRUE;
      sum->kind = DZ_VALUE_NUMBER;
      sum->about |= cell->value.bound != DZ_BOUND_EXACT;
      sum->doubtful |= is_doubtful (cell);
    }
    sum->value = dz_decimal_to_double (sum->number);
  }
}

static void
build_parts (DzChartSpec *self)
{
  guint n_parts;

  if (self->rows->len == 1)
    expand_parts (self);
  dz_chart_choose_reports (self, FALSE);
  g_array_sort_with_data (self->rows, compare_parts, self);
  n_parts = self->rows->len > MAX_PARTS + 1 ? MAX_PARTS : self->rows->len;
  if (self->columns->len > 0)
    if (dz_chart_count_agencies (self) > 1)
      g_array_sort_with_data (self->columns, dz_chart_compare_columns, self);
  name_reports (self);
  for (guint r = 0; r < n_parts; r++) {
    DzChartSeries *series = add_series (self, row_label (self, dz_chart_row_at (self, r)), dz_chart_row_at (self, r), 0);

    for (guint i = 0; i < self->columns->len; i++)
      add_point (self, series, dz_chart_row_at (self, r), (int) dz_chart_column_at (self, i));
  }
  if (n_parts < self->rows->len)
    add_rest (self, n_parts);
}

/* One indicator: agencies by years. Several: indicators by reports. */
static void
build_heatmap (DzChartSpec *self)
{
  if (self->rows->len == 1 && dz_chart_count_agencies (self) < self->columns->len) {
    build_trend (self);
    return;
  }
  dz_chart_choose_reports (self, FALSE);
  name_reports (self);
  for (guint r = 0; r < self->rows->len; r++) {
    DzChartSeries *series = add_series (self, row_label (self, dz_chart_row_at (self, r)), dz_chart_row_at (self, r), 0);

    for (guint i = 0; i < self->columns->len; i++)
      add_point (self, series, dz_chart_row_at (self, r), (int) dz_chart_column_at (self, i));
  }
}

/* --- making --- */

static gboolean
add_row (DzChartSpec *self,
         const char *id,
         GError **error)
{
  int row = dz_comparison_find_row (self->comparison, id, NULL);
  DzCatalogue *catalogue = dz_comparison_get_catalogue (self->comparison);
  const char *unit;
  guint index;

  if (row < 0 && dz_catalogue_lookup_indicator (catalogue, id) == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("%s: there is no such indicator; the catalogue lists their ids"), id);
    return FALSE;
  }
  if (row < 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("%s: none of the reports says anything about it; choose another indicator"), id);
    return FALSE;
  }
  index = (guint) row;
  unit = dz_comparison_get_row (self->comparison, index)->unit;
  if (self->rows->len == 0)
    self->unit = unit;
  if (!g_str_equal (unit, self->unit)) {
    if (self->type != DZ_CHART_HEATMAP && self->type != DZ_CHART_MULTIPLES) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("%s: its unit is %s, that of the first indicator %s; choose indicators of one unit"), id, unit,
                   self->unit);
      return FALSE;
    }
    self->unit = "";
  }
  g_array_append_val (self->rows, index);
  return TRUE;
}

static void
build (DzChartSpec *self)
{
  switch (self->type) {
  case DZ_CHART_TREND:
  case DZ_CHART_MULTIPLES:
    build_trend (self);
    break;
  case DZ_CHART_BARS:
    build_bars (self);
    break;
  case DZ_CHART_STACKED:
  case DZ_CHART_SHARE:
    build_parts (self);
    break;
  case DZ_CHART_SLOPE:
    build_slope (self);
    break;
  case DZ_CHART_HEATMAP:
    build_heatmap (self);
    break;
  default:
    g_assert_not_reached ();
  }
}

static gboolean
has_numbers (const DzChartSpec *self)
{
  for (guint s = 0; s < self->series->len; s++)
    for (guint i = 0; i < self->categories->len; i++)
      if (dz_chart_spec_point (self, s, i)->is_number)
        return TRUE;
  return FALSE;
}

DzChartSpec *
dz_chart_spec_new (DzComparison *comparison,
                   DzChartType type,
                   const char *const *indicators,
                   GArray *columns,
                   GError **error)
{
  g_autoptr (DzChartSpec) self = g_new0 (DzChartSpec, 1);

  g_return_val_if_fail (DZ_IS_COMPARISON (comparison), NULL);

  self->comparison = g_object_ref (comparison);
  self->type = type;
  self->unit = "";
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->categories = g_ptr_array_new_with_free_func (g_free);
  self->series = g_ptr_array_new_with_free_func (free_series);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; indicators != NULL && indicators[i] != NULL; i++)
    if (!add_row (self, indicators[i], error))
      return NULL;
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    if (g_array_index (columns, guint, i) < dz_comparison_get_n_columns (comparison))
      g_array_append_val (self->columns, g_array_index (columns, guint, i));
  for (guint i = 0; columns == NULL && i < dz_comparison_get_n_columns (comparison); i++)
    g_array_append_val (self->columns, i);
  if (self->rows->len > 0 && self->columns->len > 0)
    build (self);
  if (!has_numbers (self)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         type == DZ_CHART_SLOPE
                           ? _ ("There is nothing to draw: no agency has numbers for two years; choose other reports")
                           : _ ("There is nothing to draw: no number among the chosen reports; choose other reports or "
                                "indicators"));
    return NULL;
  }
  dz_chart_spec_fill_words (self);
  return g_steal_pointer (&self);
}

void
dz_chart_spec_set_title (DzChartSpec *self,
                         const char *title)
{
  g_free (self->title);
  self->title = g_utf8_make_valid (title, -1);
}

const char *
dz_chart_spec_get_title (const DzChartSpec *self)
{
  return self->title;
}
