/* dz-chart-words.c - a chart in words: title, source, what each mark says
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The title is a sentence with the number that matters; it is made from the data, so it
 * cannot contradict the picture.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer lists are no words any more. */
#define MAX_DESCRIBED 40u

char *
dz_chart_format (const DzChartSpec *self,
                 DzDecimal number)
{
  g_autofree char *text = dz_format_decimal (number);

  if (strcmp (self->unit, "%") == 0)
    return g_strconcat (text, "%", NULL);
  if (self->unit[0] == '\0')
    return g_steal_pointer (&text);
  /* TRANSLATORS: number and unit */
  return g_strdup_printf (C_ ("number", "%1$s %2$s"), text, self->unit);
}

char *
dz_chart_format_point (const DzChartPoint *point)
{
  g_autofree char *number = NULL;

  if (!point->is_number)
    /* TRANSLATORS: in a chart: there is no report of this year at all (无报告) */
    return g_strdup (point->column >= 0 ? dz_value_kind_get_sign (point->kind) : C_ ("sign", "no report"));
  number = dz_format_decimal (point->number);
  return g_strconcat (point->about ? "≈" : "", number, point->doubtful ? "?" : "", NULL);
}

static const char *
row_label (const DzChartSpec *self,
           guint row)
{
  return dz_comparison_get_row (self->comparison, row)->label;
}

/* First and last category of the series with numbers; FALSE when they are the same. */
static gboolean
find_ends (const DzChartSpec *self,
           guint series,
           guint *first,
           guint *last)
{
  guint n = 0;

  for (guint i = 0; i < self->categories->len; i++) {
    if (!dz_chart_spec_point (self, series, i)->is_number)
      continue;
    if (n++ == 0)
      *first = i;
    *last = i;
  }
  return n > 1;
}

/* Nothing between both ends may be compared across a break. */
static gboolean
is_unbroken (const DzChartSpec *self,
             guint series,
             guint first,
             guint last)
{
  for (guint i = first + 1; i <= last; i++)
    if (dz_chart_spec_point (self, series, i)->broken)
      return FALSE;
  return dz_comparison_is_continuous (self->comparison, dz_chart_spec_point (self, series, first)->row,
                                      (guint) dz_chart_spec_point (self, series, first)->column,
                                      (guint) dz_chart_spec_point (self, series, last)->column);
}

static char *
title_of_one (const DzChartSpec *self,
              guint series)
{
  guint first = 0, last = 0;
  gboolean both = find_ends (self, series, &first, &last);
  const DzChartPoint *from = dz_chart_spec_point (self, series, first), *to = dz_chart_spec_point (self, series, last);
  const char *agency = dz_chart_get_agency (self, (guint) to->column), *row = row_label (self, to->row);
  g_autofree char *before = dz_chart_format (self, from->number);
  g_autofree char *after = dz_chart_format (self, to->number);
  g_autofree char *year = g_strdup_printf ("%u", dz_chart_get_year (self, (guint) to->column));
  g_autofree char *first_year = g_strdup_printf ("%u", dz_chart_get_year (self, (guint) from->column));
  int order;

  if (!both || !is_unbroken (self, series, first, last))
    /* TRANSLATORS: title of a chart: agency, indicator, number, year */
    return g_strdup_printf (_ ("%1$s, %2$s: %3$s in %4$s"), agency, row, after, year);
  order = dz_decimal_compare (to->number, from->number);
  if (order == 0)
    /* TRANSLATORS: title of a chart: agency, indicator, number, first year, last year */
    return g_strdup_printf (_ ("%1$s, %2$s: %3$s in %4$s and in %5$s"), agency, row, after, first_year, year);
  /* TRANSLATORS: title of a chart: agency, indicator, number then, year then, number now, year now */
  return g_strdup_printf (order > 0 ? _ ("%1$s, %2$s: up from %3$s in %4$s to %5$s in %6$s")
                                    : _ ("%1$s, %2$s: down from %3$s in %4$s to %5$s in %6$s"),
                          agency, row, before, first_year, after, year);
}

/* The largest number of the latest category that has any. */
static const DzChartPoint *
find_largest (const DzChartSpec *self,
              guint *series)
{
  const DzChartPoint *best = NULL;

  for (guint i = self->categories->len; i-- > 0 && best == NULL;)
    for (guint s = 0; s < self->series->len; s++) {
      const DzChartPoint *point = dz_chart_spec_point (self, s, i);

      if (!point->is_number || (best != NULL && dz_decimal_compare (point->number, best->number) <= 0))
        continue;
      best = point;
      *series = s;
    }
  return best;
}

static char *
title_of_many (const DzChartSpec *self)
{
  guint series = 0;
  const DzChartPoint *best = find_largest (self, &series);
  g_autofree char *number = NULL;
  g_autofree char *year = NULL;

  if (best == NULL)
    return g_strdup ("");
  number = dz_chart_format (self, best->number);
  year = g_strdup_printf ("%u", dz_chart_get_year (self, (guint) best->column));
  /* TRANSLATORS: title of a chart: agency or indicator, year, number */
  return g_strdup_printf (_ ("%1$s has the most in %2$s: %3$s"), dz_chart_spec_series (self, series)->label, year,
                          number);
}

static char *
title_of_bars (const DzChartSpec *self)
{
  const DzChartPoint *best = NULL;
  g_autofree char *number = NULL;
  g_autofree char *median = NULL;
  guint n = 0, at = 0;

  if (self->years_across)
    return title_of_one (self, 0);
  for (guint i = 0; i < self->categories->len; i++) {
    const DzChartPoint *point = dz_chart_spec_point (self, 0, i);

    n += point->is_number;
    if (point->is_number && (best == NULL || dz_decimal_compare (point->number, best->number) > 0)) {
      best = point;
      at = i;
    }
  }
  if (n < 2 || best == NULL)
    return title_of_one (self, 0);
  number = dz_chart_format (self, best->number);
  if (!self->has_median)
    /* TRANSLATORS: title of a chart: agency, indicator, number */
    return g_strdup_printf (_ ("%1$s has the most, %2$s: %3$s"),
                            (char *) g_ptr_array_index (self->categories, at), row_label (self, best->row), number);
  median = dz_chart_format (self, self->median);
  /* TRANSLATORS: title of a chart: agency, number, median */
  return g_strdup_printf (_ ("%1$s has the most: %2$s; half of the agencies have at most %3$s"),
                          (char *) g_ptr_array_index (self->categories, at), number, median);
}

static gboolean
add_series_sum (const DzChartSpec *self,
                guint series,
                DzDecimal *sum)
{
  for (guint i = 0; i < self->categories->len; i++)
    if (dz_chart_spec_point (self, series, i)->is_number
        && !dz_decimal_add (*sum, dz_chart_spec_point (self, series, i)->number, sum))
      return FALSE;
  return TRUE;
}

static char *
title_of_parts (const DzChartSpec *self)
{
  DzDecimal part = DZ_DECIMAL_ZERO, whole = DZ_DECIMAL_ZERO, percent, scaled;
  g_autofree char *number = NULL;
  g_autofree char *all = NULL;

  if (!add_series_sum (self, 0, &part))
    return g_strdup (dz_chart_spec_series (self, 0)->label);
  for (guint s = 0; s < self->series->len; s++)
    if (!add_series_sum (self, s, &whole))
      return g_strdup (dz_chart_spec_series (self, 0)->label);
  if (whole.mantissa == 0)
    return title_of_one (self, 0);
  all = dz_chart_format (self, whole);
  if (!dz_decimal_shift (part, 2, &scaled) || !dz_decimal_divide (scaled, whole, 1, &percent))
    return g_strdup (dz_chart_spec_series (self, 0)->label);
  number = dz_decimal_to_string (percent);
  /* TRANSLATORS: title of a chart: the largest part, its share in percent, the whole with its unit */
  return g_strdup_printf (_ ("%1$s makes up %2$s%% of %3$s"), dz_chart_spec_series (self, 0)->label, number, all);
}

/* How many rose from the first to the last category. */
static char *
title_of_changes (const DzChartSpec *self)
{
  guint last = self->categories->len - 1, n = 0, n_rose = 0, most = 0;
  DzDecimal change, largest = DZ_DECIMAL_ZERO;
  g_autofree char *signed_change = NULL;
  g_autofree char *plain = NULL;

  for (guint s = 0; s < self->series->len; s++) {
    const DzChartPoint *from = dz_chart_spec_point (self, s, 0), *to = dz_chart_spec_point (self, s, last);

    if (!from->is_number || !to->is_number || !is_unbroken (self, s, 0, last)
        || !dz_decimal_subtract (to->number, from->number, &change))
      continue;
    n++;
    n_rose += change.mantissa > 0;
    if (change.mantissa > 0 && dz_decimal_compare (change, largest) > 0) {
      largest = change;
      most = s;
    }
  }
  if (self->series->len == 1 && n == 1)
    return title_of_one (self, 0);
  if (n < 2)
    return title_of_many (self);
  plain = dz_chart_format (self, largest);
  if (n_rose == 0)
    /* TRANSLATORS: title of a chart: how many, first year, last year */
    return g_strdup_printf (_ ("None of %1$u rose between %2$s and %3$s"), n,
                            (char *) g_ptr_array_index (self->categories, 0),
                            (char *) g_ptr_array_index (self->categories, last));
  /* TRANSLATORS: title of a chart: how many rose, of how many, first year, last year, which most, by how much */
  return g_strdup_printf (_ ("%1$u of %2$u rose between %3$s and %4$s, most of all %5$s (+%6$s)"), n_rose, n,
                          (char *) g_ptr_array_index (self->categories, 0),
                          (char *) g_ptr_array_index (self->categories, last), dz_chart_spec_series (self, most)->label,
                          plain);
}

static char *
title_of_map (const DzChartSpec *self)
{
  if (self->rows->len == 1)
    return self->series->len > 1 ? title_of_many (self) : title_of_one (self, 0);
  /* TRANSLATORS: title of a chart: number of indicators, number of reports */
  return g_strdup_printf (_ ("%1$u indicators of %2$u reports at a glance"), self->series->len, self->categories->len);
}

static char *
make_title (const DzChartSpec *self)
{
  switch (self->type) {
  case DZ_CHART_TREND:
    return self->series->len == 1 ? title_of_one (self, 0) : title_of_many (self);
  case DZ_CHART_BARS:
    return title_of_bars (self);
  case DZ_CHART_STACKED:
  case DZ_CHART_SHARE:
    return title_of_parts (self);
  case DZ_CHART_SLOPE:
  case DZ_CHART_MULTIPLES:
    return title_of_changes (self);
  case DZ_CHART_HEATMAP:
    return title_of_map (self);
  default:
    g_return_val_if_reached (NULL);
  }
}

static char *
make_years (const DzChartSpec *self)
{
  guint first = 0, last = 0;

  for (guint i = 0; i < self->columns->len; i++) {
    guint year = dz_chart_get_year (self, g_array_index (self->columns, guint, i));

    if (year == 0)
      continue;
    first = first == 0 ? year : MIN (first, year);
    last = MAX (last, year);
  }
  if (self->years_across && self->categories->len > 0) {
    first = (guint) g_ascii_strtoull (g_ptr_array_index (self->categories, 0), NULL, 10);
    last = (guint) g_ascii_strtoull (g_ptr_array_index (self->categories, self->categories->len - 1), NULL, 10);
  }
  if (first == last)
    /* TRANSLATORS: a year (%u 年) */
    return g_strdup_printf (_ ("%u"), first);
  /* TRANSLATORS: from year to year (%1$u–%2$u 年) */
  return g_strdup_printf (_ ("%1$u–%2$u"), first, last);
}

static char *
make_subtitle (const DzChartSpec *self,
               const char *years)
{
  g_autoptr (GString) names = g_string_new (NULL);

  /* Parts stand in the legend already. */
  for (guint i = 0; i < self->rows->len && i < 3; i++) {
    if (i > 0)
      g_string_append (names, C_ ("list", ", "));
    g_string_append (names, row_label (self, g_array_index (self->rows, guint, i)));
  }
  if (self->rows->len > 3)
    g_string_append (names, "…");
  if (self->unit[0] == '\0')
    /* TRANSLATORS: below the title of a chart: indicators, years */
    return g_strdup_printf (_ ("%1$s · %2$s"), names->str, years);
  /* TRANSLATORS: below the title of a chart: indicators, unit, years */
  return g_strdup_printf (_ ("%1$s · unit: %2$s · %3$s"), names->str, self->unit, years);
}

static char *
make_source (const DzChartSpec *self,
             const char *years)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n;

  for (guint i = 0; i < self->columns->len; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (dz_comparison_get_agency (self->comparison,
                                                                        g_array_index (self->columns, guint, i)) + 1));
  n = g_hash_table_size (seen);
  if (n == 1)
    /* TRANSLATORS: agency, years */
    return g_strdup_printf (_ ("Source: annual reports of %1$s, %2$s"),
                            dz_chart_get_agency (self, g_array_index (self->columns, guint, 0)), years);
  /* TRANSLATORS: number of agencies, years */
  return g_strdup_printf (_ ("Source: annual reports of %1$u agencies, %2$s"), n, years);
}

static void
describe_point (const DzChartSpec *self,
                DzChartPoint *point)
{
  const DzMatrixRow *row = dz_comparison_get_row (self->comparison, point->row);
  g_autofree char *number = NULL;
  g_autofree char *change = NULL;
  const DzMatrixCell *cell;
  guint year;

  if (point->column < 0)
    return;
  year = dz_chart_get_year (self, (guint) point->column);
  cell = dz_comparison_get_cell (self->comparison, point->row, (guint) point->column);
  if (point->is_number) {
    g_autofree char *plain = dz_chart_format_point (point);

    number = row->unit[0] != '\0' && strcmp (row->unit, "%") != 0
               ? g_strdup_printf (C_ ("number", "%1$s %2$s"), plain, row->unit)
               : g_strconcat (plain, row->unit, NULL);
  } else {
    number = g_strdup (dz_value_kind_get_words (point->kind));
  }
  if (cell->has_change && cell->direction != 0) {
    g_autofree char *amount = dz_comparison_format_cell (self->comparison, point->row, (guint) point->column,
                                                         DZ_MODE_CHANGE);

    change = g_strdup_printf (" (%s)", amount);
  }
  /* TRANSLATORS: what a mark of a chart says: agency, year, indicator, number, change in brackets or nothing */
  point->words = g_strdup_printf (_ ("%1$s %2$u, %3$s: %4$s%5$s"), dz_chart_get_agency (self, (guint) point->column),
                                  year, row->label, number, change != NULL ? change : "");
}

static void
add_notes (DzChartSpec *self)
{
  gboolean broken = FALSE, about = FALSE, doubtful = FALSE, gap = FALSE;

  for (guint s = 0; s < self->series->len; s++)
    for (guint i = 0; i < self->categories->len; i++) {
      const DzChartPoint *point = dz_chart_spec_point (self, s, i);

      broken |= point->broken;
      about |= point->about;
      doubtful |= point->doubtful;
      gap |= !point->is_number && self->years_across;
    }
  if (broken)
    g_ptr_array_add (self->notes, g_strdup (_ ("| the form changed: figures on both sides cannot be compared")));
  if (gap)
    g_ptr_array_add (self->notes, g_strdup (_ ("gap: no figure, which is not 0")));
  if (about)
    g_ptr_array_add (self->notes, g_strdup (_ ("≈ approximate")));
  if (doubtful)
    g_ptr_array_add (self->notes, g_strdup (_ ("? read with doubt")));
}

void
dz_chart_spec_fill_words (DzChartSpec *self)
{
  g_autofree char *years = make_years (self);

  self->title = make_title (self);
  self->subtitle = make_subtitle (self, years);
  self->source = make_source (self, years);
  for (guint s = 0; s < self->series->len; s++)
    for (guint i = 0; i < self->categories->len; i++)
      describe_point (self, dz_chart_spec_point (self, s, i));
  if (self->type == DZ_CHART_TREND || self->type == DZ_CHART_SLOPE || self->type == DZ_CHART_MULTIPLES
      || self->type == DZ_CHART_BARS)
    add_notes (self);
}

char *
dz_chart_spec_dup_description (const DzChartSpec *self)
{
  GString *out = g_string_new (self->title);

  g_string_append_printf (out, "\n%s\n", self->subtitle);
  for (guint s = 0; s < self->series->len && s < MAX_DESCRIBED; s++) {
    g_string_append_printf (out, "%s: ", dz_chart_spec_series (self, s)->label);
    for (guint i = 0; i < self->categories->len && i < MAX_DESCRIBED; i++) {
      const DzChartPoint *point = dz_chart_spec_point (self, s, i);
      g_autofree char *number = point->is_number ? dz_chart_format_point (point)
                                                 : g_strdup (dz_value_kind_get_words (point->kind));

      g_string_append_printf (out, "%s%s %s", i > 0 ? ", " : "", (char *) g_ptr_array_index (self->categories, i),
                              number);
    }
    g_string_append_c (out, '\n');
  }
  g_string_append (out, self->source);
  return g_string_free (out, FALSE);
}
