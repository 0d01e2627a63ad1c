/* dz-chart-bars.c - ranked and grouped bars, parts of a whole
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bars lie, begin at zero and end in their number. What does not fit in a size that can be
 * read is folded away, and the note says so.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
add_fold_note (DzChartLayout *self,
               guint n,
               GPtrArray *notes)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u more is not shown: the picture is too small", "%u more are not shown: the picture is too small", n), n);
  g_ptr_array_add (self->texts, g_steal_pointer (&text));
  g_ptr_array_add (notes, g_ptr_array_index (self->texts, self->texts->len - 1));
}

/* Swatches with names, as many lines as they need; returns their height. */
static double
put_legend (DzChartLayout *self,
            const DzChartSpec *spec,
            cairo_rectangle_t area)
{
  const DzTheme *theme = &self->theme;
  double x = area.x, y = area.y, swatch = theme->label * 0.9, gap = theme->label * 1.4;

  for (guint s = 0; s < spec->series->len; s++) {
    const char *label = dz_chart_spec_series (spec, s)->label;
    double width;

    dz_layout_measure (self, label, theme->label, FALSE, area.width * 0.9, 1, &width, NULL);
    if (x > area.x && x + swatch * 1.5 + width > area.x + area.width) {
      x = area.x;
      y += theme->label * 1.6;
    }
    dz_layout_box (self, x, y + theme->label * 0.3, swatch, swatch, theme->series[s % DZ_N_INKS],
                   theme->hatched && s > 0 && s < 4 ? s : 0);
    dz_layout_text (self, label, &(DzTextPlace) { x + swatch * 1.45, y, 0, 0, theme->label, FALSE, theme->ink,
                                                  area.width * 0.9, 1, FALSE }, NULL);
    x += swatch * 1.5 + width + gap;
  }
  return y - area.y + theme->label * 2.2;
}

static double
label_width (DzChartLayout *self,
             const DzChartSpec *spec,
             double max,
             guint first,
             guint n)
{
  return dz_layout_widest (self, (const char *const *) spec->categories->pdata + first, n, self->theme.label, FALSE, max)
         + 1;
}

static double
largest_value (const DzChartSpec *spec,
               guint first,
               guint n)
{
  double max = 0;

  for (guint s = 0; s < spec->series->len; s++)
    for (guint i = first; i < first + n; i++)
      if (dz_chart_spec_point (spec, s, i)->is_number)
        max = MAX (max, dz_chart_spec_point (spec, s, i)->value);
  return max > 0 ? max : 1;
}

static double
widest_number (DzChartLayout *self,
               const DzChartSpec *spec,
               guint first,
               guint n)
{
  double widest = 0;

  for (guint s = 0; s < spec->series->len; s++)
    for (guint i = first; i < first + n; i++) {
      g_autofree char *text = dz_chart_format_point (dz_chart_spec_point (spec, s, i));
      double width;

      dz_layout_measure (self, text, self->theme.label, TRUE, 0, 1, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static double
bar_length (const DzChartPoint *point,
            double width,
            double max)
{
  return point->is_number ? width * MAX (point->value, 0) / max : 0;
}

static void
put_bar (DzChartLayout *self,
         const DzChartPoint *point,
         cairo_rectangle_t room,
         double max,
         guint series)
{
  const DzTheme *theme = &self->theme;
  double length = bar_length (point, room.width, max);

  if (point->is_number)
    dz_layout_box (self, room.x, room.y, MAX (length, 0.8), room.height, theme->series[series % DZ_N_INKS],
                   point->doubtful || point->about ? 1 : theme->hatched && series > 0 ? series : 0);
  dz_layout_mark (self, point, room.x, room.y, MAX (length, theme->label), room.height);
}

static void
put_bar_number (DzChartLayout *self,
                const DzChartPoint *point,
                cairo_rectangle_t room,
                double max)
{
  const DzTheme *theme = &self->theme;
  g_autofree char *text = dz_chart_format_point (point);

  dz_layout_text (self, text, &(DzTextPlace) { room.x + bar_length (point, room.width, max) + theme->label * 0.4,
                                               room.y + room.height / 2, 0, 0.5, theme->label, point->is_number,
                                               point->is_number ? theme->ink : theme->dim, 0, 1, TRUE }, NULL);
}

static void
put_median (DzChartLayout *self,
            const DzChartSpec *spec,
            cairo_rectangle_t plot,
            double max)
{
  const DzTheme *theme = &self->theme;
  double x = plot.x + plot.width * MAX (dz_decimal_to_double (spec->median), 0) / max;
  g_autofree char *number = dz_format_decimal (spec->median);
  /* TRANSLATORS: beside the line in a chart: the median, and its number */
  g_autofree char *text = g_strdup_printf (_ ("median %s"), number);
  double width;

  dz_layout_measure (self, text, theme->small, FALSE, 0, 1, &width, NULL);
  dz_layout_line (self, x, plot.y - theme->small * 0.3, x, plot.y + plot.height, theme->dim, theme->hair * 1.2, 1);
  dz_layout_text (self, text, &(DzTextPlace) { CLAMP (x, plot.x + width / 2, MAX (plot.x + plot.width, plot.x + width / 2)),
                                               plot.y - theme->small * 0.4, 0.5, 1, theme->small, FALSE, theme->dim, 0,
                                               1, FALSE }, NULL);
}

void
dz_layout_bars (DzChartLayout *self,
                const DzChartSpec *spec,
                cairo_rectangle_t area,
                GPtrArray *notes)
{
  const DzTheme *theme = &self->theme;
  guint n = spec->categories->len, n_series = spec->series->len, first = 0, shown;
  double head = spec->has_median ? theme->small * 1.8 : 0, least = theme->label * (0.55 + 1.15 * n_series), row, bar, left;
  double max;
  cairo_rectangle_t plot;

  if (n_series > 1) {
    double legend = put_legend (self, spec, area);

    area.y += legend;
    area.height -= legend;
  }
  shown = (guint) CLAMP (floor ((area.height - head) / least), 1, n);
  /* Of years the latest are kept, of agencies the largest. */
  if (spec->years_across)
    first = n - shown;
  add_fold_note (self, n - shown, notes);
  left = label_width (self, spec, area.width * 0.34, first, shown) + theme->label * 0.7;
  max = largest_value (spec, first, shown);
  plot = (cairo_rectangle_t) { area.x + left, area.y + head,
                               area.width - left - widest_number (self, spec, first, shown) - theme->label,
                               area.height - head };
  row = MIN (plot.height / shown, theme->label * (4 + 3 * n_series));
  plot.height = row * shown;
  bar = MIN (row * (n_series > 1 ? 0.82 : 0.66) / n_series, theme->label * 3);
  for (guint i = 0; i < shown; i++)
    dz_layout_text (self, g_ptr_array_index (spec->categories, first + i),
                    &(DzTextPlace) { plot.x - theme->label * 0.6, plot.y + row * (i + 0.5), 1, 0.5, theme->label, FALSE,
                                     theme->ink, area.width * 0.34 + 1, row >= theme->label * 2.9 ? 2 : 1, FALSE },
                    NULL);
  /* Bars, then the line across them, then the numbers over both. */
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < shown; i++)
      for (guint s = 0; s < n_series; s++) {
        const DzChartPoint *point = dz_chart_spec_point (spec, s, first + i);
        cairo_rectangle_t room = { plot.x, plot.y + row * i + (row - bar * n_series) / 2 + bar * s, plot.width,
                                   n_series > 1 ? bar * 0.92 : bar };

        if (pass == 0)
          put_bar (self, point, room, max, s);
        else
          put_bar_number (self, point, room, max);
      }
    if (pass == 0 && spec->has_median)
      put_median (self, spec, plot, max);
  }
  dz_layout_line (self, plot.x, plot.y, plot.x, plot.y + plot.height, theme->faint, theme->hair * 1.2, 0);
}

/* --- parts --- */

static double
sum_of (const DzChartSpec *spec,
        guint category)
{
  double sum = 0;

  for (guint s = 0; s < spec->series->len; s++)
    if (dz_chart_spec_point (spec, s, category)->is_number)
      sum += MAX (dz_chart_spec_point (spec, s, category)->value, 0);
  return sum;
}

/* Exact, for the label. */
static char *
format_sum (const DzChartSpec *spec,
            guint category)
{
  DzDecimal sum = DZ_DECIMAL_ZERO;

  for (guint s = 0; s < spec->series->len; s++) {
    const DzChartPoint *point = dz_chart_spec_point (spec, s, category);

    if (point->is_number && !dz_decimal_add (sum, point->number, &sum))
      return g_strdup ("");
  }
  return dz_format_decimal (sum);
}

static double
luminance (DzInk ink)
{
  return 0.2126 * ink.r + 0.7152 * ink.g + 0.0722 * ink.b;
}

static void
put_part (DzChartLayout *self,
          const DzChartSpec *spec,
          const DzChartPoint *point,
          cairo_rectangle_t room,
          double whole,
          guint series)
{
  const DzTheme *theme = &self->theme;
  DzInk ink = theme->series[series % DZ_N_INKS];
  guint hatch = theme->hatched && series > 0 && series < 4 ? series : 0;
  g_autofree char *text = spec->type == DZ_CHART_SHARE ? g_strdup_printf ("%.0f%%", point->value / whole * 100)
                                                       : dz_chart_format_point (point);
  double width;

  dz_layout_box (self, room.x, room.y, room.width, room.height, ink, hatch);
  /* A line of paper between neighbours. */
  dz_layout_line (self, room.x + room.width, room.y, room.x + room.width, room.y + room.height, theme->paper, theme->hair, 0);
  dz_layout_mark (self, point, room.x, room.y, room.width, room.height);
  dz_layout_measure (self, text, theme->small, TRUE, 0, 1, &width, NULL);
  if (width + theme->small * 0.5 > room.width || theme->small > room.height)
    return;
  if (hatch > 0)
    dz_layout_box (self, room.x + (room.width - width) / 2 - 1.5, room.y + room.height / 2 - theme->small * 0.62, width + 3,
                   theme->small * 1.24, theme->paper, 0);
  dz_layout_text (self, text, &(DzTextPlace) { room.x + room.width / 2, room.y + room.height / 2, 0.5, 0.5, theme->small,
                                               TRUE,
                                               hatch > 0 || luminance (ink) > 0.42 ? (DzInk) { 0.07, 0.07, 0.08, 1 }
                                                                                   : (DzInk) { 1, 1, 1, 1 },
                                               0, 1, FALSE }, NULL);
}

void
dz_layout_stacked (DzChartLayout *self,
                   const DzChartSpec *spec,
                   cairo_rectangle_t area,
                   GPtrArray *notes)
{
  const DzTheme *theme = &self->theme;
  guint n = spec->categories->len, first = 0, shown;
  double legend = put_legend (self, spec, area), left, row, max = 0, right = 0;
  cairo_rectangle_t plot;

  area.y += legend;
  area.height -= legend;
  shown = (guint) CLAMP (floor (area.height / (theme->label * 1.7)), 1, n);
  if (spec->years_across)
    first = n - shown;
  add_fold_note (self, n - shown, notes);
  left = label_width (self, spec, area.width * 0.34, first, shown) + theme->label * 0.7;
  for (guint i = first; i < first + shown; i++) {
    g_autofree char *text = format_sum (spec, i);
    double width;

    dz_layout_measure (self, text, theme->label, TRUE, 0, 1, &width, NULL);
    right = MAX (right, width);
    max = MAX (max, sum_of (spec, i));
  }
  plot = (cairo_rectangle_t) { area.x + left, area.y, area.width - left - right - theme->label, area.height };
  row = MIN (plot.height / shown, theme->label * 7);
  for (guint i = 0; i < shown; i++) {
    double y = plot.y + row * i, bar = MIN (row * 0.72, theme->label * 3.2), x = plot.x, whole = sum_of (spec, first + i);
    g_autofree char *text = whole > 0 ? format_sum (spec, first + i)
                                      : dz_chart_format_point (dz_chart_spec_point (spec, 0, first + i));
    double scale = spec->type == DZ_CHART_SHARE ? whole : max;

    dz_layout_text (self, g_ptr_array_index (spec->categories, first + i),
                    &(DzTextPlace) { plot.x - theme->label * 0.6, y + row / 2, 1, 0.5, theme->label, FALSE, theme->ink,
                                     area.width * 0.34 + 1, row >= theme->label * 2.9 ? 2 : 1, FALSE },
                    NULL);
    for (guint s = 0; s < spec->series->len && whole > 0; s++) {
      const DzChartPoint *point = dz_chart_spec_point (spec, s, first + i);
      double length = point->is_number ? plot.width * MAX (point->value, 0) / scale : 0;

      if (length > 0)
        put_part (self, spec, point, (cairo_rectangle_t) { x, y + (row - bar) / 2, length, bar }, whole, s);
      x += length;
    }
    dz_layout_text (self, text, &(DzTextPlace) { x + theme->label * 0.4, y + row / 2, 0, 0.5, theme->label, whole > 0,
                                                 whole > 0 ? theme->ink : theme->dim, 0, 1, FALSE }, NULL);
  }
}
