/* dz-chart-multiples.c - a small picture each, all of one measure
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The others stand behind each in grey. One axis for all, unless the units differ.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Grey lines behind a picture: more only make a cloud. */
#define MAX_BEHIND 60u

static double
largest_of (const DzChartSpec *spec,
            guint series)
{
  double max = 0;

  for (guint i = 0; i < spec->categories->len; i++)
    if (dz_chart_spec_point (spec, series, i)->is_number)
      max = MAX (max, dz_chart_spec_point (spec, series, i)->value);
  return max;
}

static double
x_of (const DzChartSpec *spec,
      const cairo_rectangle_t *plot,
      guint category)
{
  guint n = spec->categories->len;

  return n > 1 ? plot->x + plot->width * category / (n - 1) : plot->x + plot->width / 2;
}

static void
put_series (DzChartLayout *self,
            const DzChartSpec *spec,
            guint series,
            const cairo_rectangle_t *plot,
            double max,
            gboolean front)
{
  const DzTheme *theme = &self->theme;
  DzInk ink = front ? theme->series[0] : (DzInk) { theme->faint.r, theme->faint.g, theme->faint.b, 0.55 };

  for (guint i = 0; i < spec->categories->len; i++) {
    const DzChartPoint *point = dz_chart_spec_point (spec, series, i);
    double x = x_of (spec, plot, i), y = plot->y + plot->height * (1 - MAX (point->value, 0) / max), r = theme->marker / 2;

    if (!point->is_number)
      continue;
    if (point->joined)
      dz_layout_line (self, x_of (spec, plot, i - 1),
                      plot->y + plot->height * (1 - MAX (dz_chart_spec_point (spec, series, i - 1)->value, 0) / max), x, y,
                      ink, front ? theme->line * 0.9 : theme->hair, 0);
    if (!front)
      continue;
    if (point->broken)
      dz_layout_line (self, (x + x_of (spec, plot, i - 1)) / 2, plot->y, (x + x_of (spec, plot, i - 1)) / 2,
                      plot->y + plot->height, theme->dim, theme->hair, 1);
    dz_layout_mark (self, point, x - r, y - r, 2 * r, 2 * r);
  }
  /* Markers last, so that no line crosses them. */
  for (guint i = 0; front && i < spec->categories->len; i++) {
    const DzChartPoint *point = dz_chart_spec_point (spec, series, i);

    if (point->is_number)
      dz_layout_marker (self, x_of (spec, plot, i), plot->y + plot->height * (1 - MAX (point->value, 0) / max), ink, 0,
                        point->about || point->doubtful);
  }
}

static void
put_end (DzChartLayout *self,
         const DzChartSpec *spec,
         guint series,
         const cairo_rectangle_t *plot,
         double max)
{
  const DzTheme *theme = &self->theme;

  for (guint i = spec->categories->len; i-- > 0;) {
    const DzChartPoint *point = dz_chart_spec_point (spec, series, i);
    g_autofree char *text = NULL;
    double y;

    if (!point->is_number)
      continue;
    text = dz_chart_format_point (point);
    y = plot->y + plot->height * (1 - MAX (point->value, 0) / max);
    dz_layout_text (self, text, &(DzTextPlace) { x_of (spec, plot, i) + theme->marker, y, 0, 0.5, theme->small, TRUE,
                                                 theme->ink, 0, 1, TRUE }, NULL);
    return;
  }
}

static void
put_panel (DzChartLayout *self,
           const DzChartSpec *spec,
           guint series,
           cairo_rectangle_t room,
           double max,
           double value_room,
           gboolean common)
{
  const DzTheme *theme = &self->theme;
  cairo_rectangle_t plot = { room.x + theme->marker, room.y + theme->label * 2, room.width - theme->marker * 2 - value_room,
                             room.height - theme->label * 2 - theme->small * 2.6 };
  double base;

  plot.height = MAX (plot.height, theme->label);
  base = plot.y + plot.height;
  dz_layout_text (self, dz_chart_spec_series (spec, series)->label,
                  &(DzTextPlace) { room.x, room.y, 0, 0, theme->label, TRUE, theme->ink, room.width - theme->label * 0.5, 1,
                                   FALSE },
                  NULL);
  dz_layout_line (self, plot.x, base, plot.x + plot.width, base, theme->faint, theme->hair, 0);
  dz_layout_line (self, plot.x, plot.y, plot.x + plot.width, plot.y, theme->grid, theme->hair, 0);
  for (guint s = 0; common && s < spec->series->len && spec->series->len <= MAX_BEHIND; s++)
    if (s != series)
      put_series (self, spec, s, &plot, max, FALSE);
  put_series (self, spec, series, &plot, max, TRUE);
  put_end (self, spec, series, &plot, max);
  for (guint end = 0; end < 2; end++) {
    guint i = end == 0 ? 0 : spec->categories->len - 1;

    if (end == 1 && i == 0)
      break;
    dz_layout_text (self, g_ptr_array_index (spec->categories, i),
                    &(DzTextPlace) { x_of (spec, &plot, i), base + theme->small * 0.35, end == 0 ? 0.15 : 0.85, 0,
                                     theme->small, FALSE, theme->dim, 0, 1, FALSE },
                    NULL);
  }
}

void
dz_layout_multiples (DzChartLayout *self,
                     const DzChartSpec *spec,
                     cairo_rectangle_t area,
                     GPtrArray *notes)
{
  const DzTheme *theme = &self->theme;
  guint n = spec->series->len, across, down, shown;
  gboolean common = spec->unit[0] != '\0' || spec->rows->len == 1;
  double max = 0, width, height, value_room = 0;
  g_autofree char *text = NULL;

  for (guint s = 0; s < n; s++)
    max = MAX (max, largest_of (spec, s));
  for (guint s = 0; s < n; s++)
    for (guint i = 0; i < spec->categories->len; i++) {
      g_autofree char *number = dz_chart_format_point (dz_chart_spec_point (spec, s, i));
      double room;

      if (!dz_chart_spec_point (spec, s, i)->is_number)
        continue;
      dz_layout_measure (self, number, theme->small, TRUE, 0, 1, &room, NULL);
      value_room = MAX (value_room, room);
    }
  /* As square as the room allows, and never too small to be read. */
  across = (guint) CLAMP (round (sqrt (n * area.width / area.height * 0.62)), 1, MAX (area.width / (theme->label * 13), 1));
  down = (guint) CLAMP (ceil (n / (double) across), 1, MAX (floor (area.height / (theme->label * 8)), 1));
  shown = MIN (n, across * down);
  width = area.width / across;
  height = MIN (area.height / down, theme->label * 18);
  dz_chart_nice_step (&max, 4);
  for (guint s = 0; s < shown; s++) {
    double own = largest_of (spec, s);

    dz_chart_nice_step (&own, 4);
    put_panel (self, spec, s,
               (cairo_rectangle_t) { area.x + width * (s % across), area.y + height * (s / across),
                                     width - theme->label * 1.2, height - theme->label * 0.4 },
               common ? max : own, value_room, common);
  }
  if (common) {
    g_autofree char *top = dz_format_decimal (dz_decimal_normalize ((DzDecimal) { (gint64) llround (max * 100), 2 }));

    text = g_strdup_printf (_ ("every picture reaches from 0 to %s; the others in grey"), top);
  } else {
    text = g_strdup (_ ("every picture has its own scale from 0"));
  }
  g_ptr_array_add (self->texts, g_steal_pointer (&text));
  g_ptr_array_add (notes, g_ptr_array_index (self->texts, self->texts->len - 1));
  if (shown < n) {
    text = g_strdup_printf (ngettext ("%u more is not shown: the picture is too small",
                                      "%u more are not shown: the picture is too small", n - shown), n - shown);
    g_ptr_array_add (self->texts, g_steal_pointer (&text));
    g_ptr_array_add (notes, g_ptr_array_index (self->texts, self->texts->len - 1));
  }
}
