/* dz-chart-heatmap.c - everything at a glance: a number in every cell, shade behind it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The longer side runs down, where a page has room. Shades are relative to the largest figure
 * of the indicator, on a logarithmic scale, since offices differ by powers of ten.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A wide side longer than this is turned. */
#define MAX_ACROSS 8u

typedef struct {
  const DzChartSpec *spec;
  gboolean turned; /* categories run down */
  gboolean common; /* one scale for all */
  double largest;
} Map;

static guint
n_down (const Map *map)
{
  return map->turned ? map->spec->categories->len : map->spec->series->len;
}

static guint
n_across (const Map *map)
{
  return map->turned ? map->spec->series->len : map->spec->categories->len;
}

static const char *
name_of (const Map *map,
         gboolean down,
         guint index)
{
  if (down == map->turned)
    return g_ptr_array_index (map->spec->categories, index);
  return dz_chart_spec_series (map->spec, index)->label;
}

static const DzChartPoint *
point_at (const Map *map,
          guint down,
          guint across)
{
  return map->turned ? dz_chart_spec_point (map->spec, across, down) : dz_chart_spec_point (map->spec, down, across);
}

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
shade_of (const Map *map,
          const DzChartPoint *point,
          guint series)
{
  double max = map->common ? map->largest : largest_of (map->spec, series);

  return max > 0 && point->value > 0 ? log1p (point->value) / log1p (max) : 0;
}

static DzInk
mix (DzInk a,
     DzInk b,
     double t)
{
  return (DzInk) { a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t, 1 };
}

static void
put_cell (DzChartLayout *self,
          const Map *map,
          const DzChartPoint *point,
          cairo_rectangle_t room,
          double shade)
{
  const DzTheme *theme = &self->theme;
  DzInk deep = theme->hatched ? (DzInk) { 0.25, 0.25, 0.25, 1 } : theme->fall;
  DzInk ground = mix (theme->paper, deep, 0.06 + 0.82 * shade * shade);
  g_autofree char *text = dz_chart_format_point (point);
  double light = 0.2126 * ground.r + 0.7152 * ground.g + 0.0722 * ground.b;
  DzInk ink = light > 0.42 ? (DzInk) { 0.07, 0.07, 0.08, 1 } : (DzInk) { 1, 1, 1, 1 };

  if (point->is_number)
    dz_layout_box (self, room.x + 0.75, room.y + 0.75, room.width - 1.5, room.height - 1.5, ground, 0);
  else
    ink = theme->dim;
  dz_layout_text (self, text, &(DzTextPlace) { room.x + room.width / 2, room.y + room.height / 2, 0.5, 0.5, theme->label,
                                               FALSE, ink, room.width, 1, FALSE }, NULL);
  dz_layout_mark (self, point, room.x, room.y, room.width, room.height);
}

static double
least_width (DzChartLayout *self,
             const Map *map)
{
  double least = self->theme.label * 3;

  for (guint s = 0; s < map->spec->series->len; s++)
    for (guint i = 0; i < map->spec->categories->len; i++) {
      g_autofree char *text = dz_chart_format_point (dz_chart_spec_point (map->spec, s, i));
      double width;

      if (!dz_chart_spec_point (map->spec, s, i)->is_number)
        continue;
      dz_layout_measure (self, text, self->theme.label, FALSE, 0, 1, &width, NULL);
      least = MAX (least, width + self->theme.label * 0.8);
    }
  return least;
}

/* Heads over the columns, each within its own; returns their height. */
static double
put_heads (DzChartLayout *self,
           const Map *map,
           double x,
           double y,
           double cell,
           guint shown)
{
  const DzTheme *theme = &self->theme;
  double height = theme->small * 1.4;

  for (guint i = 0; i < shown; i++) {
    double lines;

    dz_layout_measure (self, name_of (map, FALSE, i), theme->small, FALSE, cell - 3, 4, NULL, &lines);
    height = MAX (height, lines);
  }
  for (guint i = 0; i < shown; i++)
    dz_layout_text (self, name_of (map, FALSE, i),
                    &(DzTextPlace) { x + cell * (i + 0.5), y + height, 0.5, 1, theme->small, FALSE, theme->dim, cell - 3, 4,
                                     FALSE },
                    NULL);
  return height + theme->small * 0.5;
}

static void
add_notes (DzChartLayout *self,
           const Map *map,
           guint hidden,
           GPtrArray *notes)
{
  g_autofree char *text = NULL;

  g_ptr_array_add (notes, (gpointer) (map->common ? _ ("shade: compared with the largest figure, logarithmic")
                                                  : _ ("shade: compared with the indicator's largest figure, logarithmic")));
  if (hidden == 0)
    return;
  text = g_strdup_printf (ngettext ("%u more is not shown: the picture is too small",
                                    "%u more are not shown: the picture is too small", hidden), hidden);
  g_ptr_array_add (self->texts, g_steal_pointer (&text));
  g_ptr_array_add (notes, g_ptr_array_index (self->texts, self->texts->len - 1));
}

void
dz_layout_heatmap (DzChartLayout *self,
                   const DzChartSpec *spec,
                   cairo_rectangle_t area,
                   GPtrArray *notes)
{
  const DzTheme *theme = &self->theme;
  Map map = { spec, spec->categories->len > MAX_ACROSS && spec->categories->len > spec->series->len,
              spec->rows->len == 1, 0 };
  double labels = 0, cell, head, row, x;
  guint down, across;

  for (guint s = 0; s < spec->series->len; s++)
    map.largest = MAX (map.largest, largest_of (spec, s));
  for (guint i = 0; i < n_down (&map); i++) {
    double width;

    dz_layout_measure (self, name_of (&map, TRUE, i), theme->label, FALSE, area.width * 0.36, 1, &width, NULL);
    labels = MAX (labels, width + 1);
  }
  x = area.x + labels + theme->label * 0.6;
  across = (guint) CLAMP (floor ((area.x + area.width - x) / least_width (self, &map)), 1, n_across (&map));
  cell = MIN ((area.x + area.width - x) / across, theme->label * 12);
  head = put_heads (self, &map, x, area.y, cell, across);
  down = (guint) CLAMP (floor ((area.height - head) / (theme->label * 1.6)), 1, n_down (&map));
  row = MIN ((area.height - head) / down, theme->label * 3.6);
  for (guint i = 0; i < down; i++) {
    double y = area.y + head + row * i;

    dz_layout_text (self, name_of (&map, TRUE, i), &(DzTextPlace) { x - theme->label * 0.5, y + row / 2, 1, 0.5,
                                                                    theme->label, FALSE, theme->ink, area.width * 0.36, 1,
                                                                    FALSE }, NULL);
    for (guint j = 0; j < across; j++) {
      const DzChartPoint *point = point_at (&map, i, j);

      put_cell (self, &map, point, (cairo_rectangle_t) { x + cell * j, y, cell, row },
                shade_of (&map, point, map.turned ? j : i));
    }
  }
  add_notes (self, &map, n_down (&map) - down + n_across (&map) - across, notes);
}
