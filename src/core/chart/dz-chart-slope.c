/* dz-chart-slope.c - two years beside each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct {
  guint series;
  double change;
} Slope;

static int
compare_slopes (gconstpointer a,
                gconstpointer b)
{
  const Slope *x = a, *y = b;

  if (fabs (x->change) != fabs (y->change))
    return fabs (x->change) > fabs (y->change) ? -1 : 1;
  return x->series < y->series ? -1 : x->series > y->series;
}

static char *
right_label (const DzChartSpec *spec,
             guint series)
{
  const DzChartPoint *from = dz_chart_spec_point (spec, series, 0), *to = dz_chart_spec_point (spec, series, 1);
  g_autofree char *number = dz_chart_format_point (to);
  g_autofree char *change = NULL;
  DzDecimal amount;

  if (to->broken || !dz_decimal_subtract (to->number, from->number, &amount) || amount.mantissa == 0)
    return g_strdup (number);
  change = dz_format_decimal (amount);
  return g_strdup_printf ("%s (%s%s)", number, amount.mantissa > 0 ? "+" : "", change);
}

static char *
left_label (const DzChartSpec *spec,
            guint series)
{
  g_autofree char *number = dz_chart_format_point (dz_chart_spec_point (spec, series, 0));

  return g_strdup_printf ("%s  %s", dz_chart_spec_series (spec, series)->label, number);
}

static DzInk
ink_of (const DzTheme *theme,
        double change)
{
  return change > 0 ? theme->rise : change < 0 ? theme->fall : theme->dim;
}

static void
put_side (DzChartLayout *self,
          const DzChartSpec *spec,
          const Slope *slopes,
          guint n,
          guint side,
          double x,
          double width,
          const double *points,
          const double *y)
{
  const DzTheme *theme = &self->theme;

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = side == 0 ? left_label (spec, slopes[i].series) : right_label (spec, slopes[i].series);
    double away = (side == 0 ? -1 : 1) * theme->label;

    /* A label that had to move is led back to its point. */
    if (fabs (points[i] - y[i]) > theme->label * 0.3)
      dz_layout_line (self, x - away * 0.25, y[i], x - away * 1.3, points[i], theme->faint, theme->hair * 0.8, 0);
    dz_layout_text (self, text, &(DzTextPlace) { x, y[i], side == 0 ? 1 : 0, 0.5, theme->label, side == 1,
                                                 side == 0 ? theme->ink : ink_of (theme, slopes[i].change), width, 1,
                                                 FALSE }, NULL);
  }
}

void
dz_layout_slope (DzChartLayout *self,
                 const DzChartSpec *spec,
                 cairo_rectangle_t area,
                 GPtrArray *notes)
{
  const DzTheme *theme = &self->theme;
  guint n = spec->series->len, shown;
  g_autofree Slope *slopes = g_new (Slope, n);
  g_autofree double *moved = g_new (double, n);
  double *y[2] = { g_new (double, n), g_new (double, n) };
  double max = 1, room[2] = { 0, 0 }, height = theme->label * 1.45, x[2], top, plot_height;

  for (guint s = 0; s < n; s++) {
    const DzChartPoint *from = dz_chart_spec_point (spec, s, 0), *to = dz_chart_spec_point (spec, s, 1);

    slopes[s] = (Slope) { s, to->broken ? 0 : to->value - from->value };
    max = MAX (max, MAX (from->value, to->value));
  }
  qsort (slopes, n, sizeof (Slope), compare_slopes);
  top = area.y + theme->label * 2.2;
  plot_height = area.y + area.height - top;
  shown = (guint) CLAMP (floor (plot_height / height), 1, MIN (n, DZ_CHART_MAX_SLOPES));
  for (guint i = 0; i < shown; i++)
    for (guint side = 0; side < 2; side++) {
      g_autofree char *text = side == 0 ? left_label (spec, slopes[i].series) : right_label (spec, slopes[i].series);
      double width;

      dz_layout_measure (self, text, theme->label, side == 1, side == 0 ? area.width * 0.42 : 0, 1, &width, NULL);
      room[side] = MAX (room[side], width + 1);
    }
  x[0] = area.x + room[0] + theme->label * 1.9;
  x[1] = area.x + area.width - room[1] - theme->label * 1.9;
  for (guint side = 0; side < 2; side++) {
    dz_layout_line (self, x[side], top - theme->label * 0.4, x[side], top + plot_height, theme->grid, theme->hair * 1.2, 0);
    dz_layout_text (self, g_ptr_array_index (spec->categories, side),
                    &(DzTextPlace) { x[side], area.y, 0.5, 0, theme->label, TRUE, theme->dim, 0, 1, FALSE }, NULL);
  }
  for (guint i = n; i-- > 0;) {
    guint s = slopes[i].series;
    DzInk ink = i < shown ? ink_of (theme, slopes[i].change) : theme->faint;

    for (guint side = 0; side < 2; side++)
      y[side][i] = top + plot_height * (1 - dz_chart_spec_point (spec, s, side)->value / max);
    if (!dz_chart_spec_point (spec, s, 1)->broken)
      dz_layout_line (self, x[0], y[0][i], x[1], y[1][i], ink, i < shown ? theme->line : theme->line * 0.45,
                      slopes[i].change < 0 ? 1 : 0);
    for (guint side = 0; side < 2; side++) {
      const DzChartPoint *point = dz_chart_spec_point (spec, s, side);
      double r = theme->marker / 2;

      if (i < shown)
        dz_layout_marker (self, x[side], y[side][i], ink, 0, point->about || point->doubtful);
      dz_layout_mark (self, point, x[side] - r, y[side][i] - r, 2 * r, 2 * r);
    }
  }
  for (guint side = 0; side < 2; side++) {
    memcpy (moved, y[side], shown * sizeof (double));
    dz_chart_spread (moved, shown, height, top - height / 2, top + plot_height + height * 0.2);
    put_side (self, spec, slopes, shown, side, x[side] + (side == 0 ? -1 : 1) * theme->label * 1.7, room[side], y[side],
              moved);
  }
  g_free (y[0]);
  g_free (y[1]);
  if (shown < n) {
    g_autofree char *text = g_strdup_printf (ngettext ("%u more in grey", "%u more in grey", n - shown), n - shown);

    g_ptr_array_add (self->texts, g_steal_pointer (&text));
    g_ptr_array_add (notes, g_ptr_array_index (self->texts, self->texts->len - 1));
  }
}
