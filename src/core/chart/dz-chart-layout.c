/* dz-chart-layout.c - where everything goes: the frame, texts, marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure geometry in points; nothing is drawn here. Title above, source below, the kind of
 * chart between them.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart.h"

#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How near the pointer must come to a point, in points. */
#define REACH 14.0

static void
clear_shape (gpointer data)
{
  g_free (((DzShape *) data)->text);
}

void
dz_chart_layout_free (DzChartLayout *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->shapes);
  g_array_unref (self->marks);
  g_ptr_array_unref (self->texts);
  g_clear_object (&self->pango);
  g_free (self->title);
  g_free (self);
}

void
dz_layout_box (DzChartLayout *self,
               double x,
               double y,
               double width,
               double height,
               DzInk ink,
               guint hatch)
{
  DzShape shape = { .kind = DZ_SHAPE_BOX, .x = x, .y = y, .width = MAX (width, 0), .height = MAX (height, 0),
                    .ink = ink, .pattern = hatch };

  g_array_append_val (self->shapes, shape);
}

void
dz_layout_line (DzChartLayout *self,
                double x0,
                double y0,
                double x1,
                double y1,
                DzInk ink,
                double stroke,
                guint dash)
{
  DzShape shape = { .kind = DZ_SHAPE_LINE, .x = x0, .y = y0, .width = x1 - x0, .height = y1 - y0, .ink = ink,
                    .stroke = stroke, .pattern = dash };

  g_array_append_val (self->shapes, shape);
}

void
dz_layout_marker (DzChartLayout *self,
                  double x,
                  double y,
                  DzInk ink,
                  guint shape,
                  gboolean hollow)
{
  DzShape marker = { .kind = DZ_SHAPE_MARKER, .x = x, .y = y, .width = self->theme.marker,
                     .height = self->theme.marker, .ink = ink, .stroke = hollow ? self->theme.line * 0.8 : 0,
                     .pattern = shape };

  g_array_append_val (self->shapes, marker);
}

void
dz_layout_measure (DzChartLayout *self,
                   const char *text,
                   double size,
                   gboolean bold,
                   double max_width,
                   guint max_lines,
                   double *width,
                   double *height)
{
  DzShape shape = { .kind = DZ_SHAPE_TEXT, .width = max_width, .text = (char *) text, .size = size, .bold = bold,
                    .max_lines = max_lines };
  PangoLayout *layout = dz_chart_pango_layout (self->pango, &shape);
  PangoRectangle box;

  pango_layout_get_extents (layout, NULL, &box);
  if (width != NULL)
    *width = ceil ((double) box.width / PANGO_SCALE * 4) / 4;
  if (height != NULL)
    *height = (double) box.height / PANGO_SCALE;
  g_object_unref (layout);
}

void
dz_layout_text (DzChartLayout *self,
                const char *text,
                const DzTextPlace *place,
                cairo_rectangle_t *box)
{
  DzShape shape = { .kind = DZ_SHAPE_TEXT, .text = g_utf8_make_valid (text, -1), .size = place->size,
                    .bold = place->bold, .ink = place->ink, .align = place->hold_x, .max_lines = place->max_lines,
                    .halo = place->halo };
  double width, height;

  dz_layout_measure (self, shape.text, place->size, place->bold, place->max_width, place->max_lines, &width, &height);
  /* The room is what the text takes, so that it is aligned by its place alone. */
  shape.width = place->max_width > 0 ? width + 0.5 : 0;
  shape.height = height;
  shape.x = place->x - width * place->hold_x;
  shape.y = place->y - height * place->hold_y;
  if (box != NULL)
    *box = (cairo_rectangle_t) { shape.x, shape.y, width, height };
  g_array_append_val (self->shapes, shape);
}

double
dz_layout_widest (DzChartLayout *self,
                  const char *const *texts,
                  guint n,
                  double size,
                  gboolean bold,
                  double max_width)
{
  double widest = 0, width;

  for (guint i = 0; i < n; i++) {
    dz_layout_measure (self, texts[i], size, bold, max_width, 2, &width, NULL);
    widest = MAX (widest, width);
  }
  return widest;
}

void
dz_layout_mark (DzChartLayout *self,
                const DzChartPoint *point,
                double x,
                double y,
                double width,
                double height)
{
  DzMark mark = { { x, y, width, height }, point->row, (guint) point->column, NULL };

  if (point->column < 0 || point->words == NULL)
    return;
  g_ptr_array_add (self->texts, g_strdup (point->words));
  mark.words = g_ptr_array_index (self->texts, self->texts->len - 1);
  g_array_append_val (self->marks, mark);
}

double
dz_chart_nice_step (double *max,
                    guint n_steps)
{
  static const double steps[] = { 1, 2, 2.5, 5, 10 };
  double raw = *max > 0 ? *max / n_steps : 1, power = pow (10, floor (log10 (raw))), step = power * 10;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    /* Counts have no half. */
    if (steps[i] * power + 1e-12 >= raw && !(power <= 1 && steps[i] == 2.5)) {
      step = steps[i] * power;
      break;
    }
  }
  if (*max >= 1 && step < 1)
    step = 1;
  *max = MAX (ceil (*max / step - 1e-9), 1) * step;
  return step;
}

void
dz_chart_spread (double *y,
                 guint n,
                 double height,
                 double top,
                 double bottom)
{
  g_autofree guint *order = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++) {
    guint j = i;

    for (; j > 0 && y[order[j - 1]] > y[i]; j--)
      order[j] = order[j - 1];
    order[j] = i;
  }
  if (n == 0)
    return;
  /* Down, then back up from the bottom. */
  for (guint i = 0; i < n; i++) {
    double least = i > 0 ? y[order[i - 1]] + height : top + height / 2;

    y[order[i]] = MAX (y[order[i]], least);
  }
  for (guint i = n; i-- > 0;) {
    double most = i + 1 < n ? y[order[i + 1]] - height : bottom - height / 2;

    y[order[i]] = MIN (y[order[i]], most);
  }
}

/* --- the frame --- */

static double
line_height (const DzChartLayout *self,
             double size)
{
  return size * 1.5;
}

/* Title and subtitle; returns where the chart may begin. */
static double
put_heads (DzChartLayout *self,
           const DzChartSpec *spec)
{
  const DzTheme *theme = &self->theme;
  double width = self->width - 2 * theme->margin;
  cairo_rectangle_t box;
  double y = theme->margin;

  dz_layout_text (self, spec->title,
                  &(DzTextPlace) { theme->margin, y, 0, 0, theme->title, TRUE, theme->ink, width, 2, FALSE }, &box);
  y += box.height + theme->label * 0.25;
  dz_layout_text (self, spec->subtitle,
                  &(DzTextPlace) { theme->margin, y, 0, 0, theme->label, FALSE, theme->dim, width, 2, FALSE }, &box);
  return y + box.height + theme->label * 1.1;
}

static void
put_feet (DzChartLayout *self,
          const DzChartSpec *spec,
          GPtrArray *notes,
          double top)
{
  const DzTheme *theme = &self->theme;
  double width = self->width - 2 * theme->margin;
  g_autoptr (GString) text = g_string_new (NULL);
  cairo_rectangle_t box;

  for (guint i = 0; i < notes->len; i++) {
    if (i > 0)
      g_string_append (text, " · ");
    g_string_append (text, g_ptr_array_index (notes, i));
  }
  if (text->len > 0) {
    dz_layout_text (self, text->str,
                    &(DzTextPlace) { theme->margin, top, 0, 0, theme->small, FALSE, theme->dim, width, 2, FALSE }, &box);
    top += box.height;
  }
  dz_layout_text (self, spec->source,
                  &(DzTextPlace) { theme->margin, self->height - theme->margin * 0.6, 0, 1, theme->small, FALSE,
                                   theme->dim, width, 1, FALSE },
                  NULL);
}

static void
lay_out (DzChartLayout *self,
         const DzChartSpec *spec,
         cairo_rectangle_t area,
         GPtrArray *notes)
{
  switch (spec->type) {
  case DZ_CHART_TREND:
    dz_layout_trend (self, spec, area, notes);
    break;
  case DZ_CHART_BARS:
    dz_layout_bars (self, spec, area, notes);
    break;
  case DZ_CHART_STACKED:
  case DZ_CHART_SHARE:
    dz_layout_stacked (self, spec, area, notes);
    break;
  case DZ_CHART_SLOPE:
    dz_layout_slope (self, spec, area, notes);
    break;
  case DZ_CHART_HEATMAP:
    dz_layout_heatmap (self, spec, area, notes);
    break;
  case DZ_CHART_MULTIPLES:
    dz_layout_multiples (self, spec, area, notes);
    break;
  default:
    g_assert_not_reached ();
  }
}

DzChartLayout *
dz_chart_layout_new (const DzChartSpec *spec,
                     double width,
                     double height,
                     DzChartStyle style)
{
  DzChartLayout *self;
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  cairo_rectangle_t area;
  double foot;

  g_return_val_if_fail (spec != NULL, NULL);

  self = g_new0 (DzChartLayout, 1);
  self->width = MAX (width, 160);
  self->height = MAX (height, 120);
  dz_theme_init (&self->theme, style, self->height);
  self->shapes = g_array_new (FALSE, TRUE, sizeof (DzShape));
  g_array_set_clear_func (self->shapes, clear_shape);
  self->marks = g_array_new (FALSE, TRUE, sizeof (DzMark));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->title = g_strdup (spec->title);
  self->pango = dz_chart_pango_new ();
  for (guint i = 0; i < spec->notes->len; i++)
    g_ptr_array_add (notes, g_ptr_array_index (spec->notes, i));

  area.x = self->theme.margin;
  area.y = put_heads (self, spec);
  area.width = self->width - 2 * self->theme.margin;
  foot = self->height - self->theme.margin * 0.6 - line_height (self, self->theme.small) * 3.1;
  area.height = MAX (foot - area.y - self->theme.small * 0.6, 20);
  lay_out (self, spec, area, notes);
  put_feet (self, spec, notes, foot);
  return self;
}

double
dz_chart_spec_get_height (const DzChartSpec *self,
                          double width,
                          DzChartStyle style)
{
  DzTheme theme;
  double least = width * 9 / 16, frame, needed = 0;
  guint n = self->categories->len, across;

  dz_theme_init (&theme, style, least);
  frame = theme.margin * 2 + theme.title * 3 + theme.label * 4 + theme.small * 5.5;
  switch (self->type) {
  case DZ_CHART_BARS:
    needed = n * theme.label * (0.9 + 1.1 * self->series->len);
    break;
  case DZ_CHART_STACKED:
  case DZ_CHART_SHARE:
    needed = n * theme.label * 2 + theme.label * 5;
    break;
  case DZ_CHART_HEATMAP:
    needed = MAX (n > 8 ? MAX (n, self->series->len) : self->series->len, 1) * theme.label * 2 + theme.label * 5;
    break;
  case DZ_CHART_SLOPE:
    /* Only the steepest are named: more height than that only makes every line steep. */
    needed = MIN (self->series->len, DZ_CHART_MAX_SLOPES) * theme.label * 3 + theme.label * 3;
    break;
  case DZ_CHART_MULTIPLES:
    across = MAX ((guint) ((width - 2 * theme.margin) / (theme.label * 14)), 1);
    needed = ceil (self->series->len / (double) across) * theme.label * 10;
    break;
  case DZ_CHART_TREND:
  default:
    break;
  }
  return MAX (least, ceil (needed + frame));
}

/* --- asking --- */

static double
distance_to (const cairo_rectangle_t *area,
             double x,
             double y)
{
  double dx = MAX (MAX (area->x - x, x - area->x - area->width), 0);
  double dy = MAX (MAX (area->y - y, y - area->y - area->height), 0);

  return hypot (dx, dy);
}

gboolean
dz_chart_layout_pick (const DzChartLayout *self,
                      double x,
                      double y,
                      guint *row,
                      guint *column,
                      const char **words)
{
  const DzMark *best = NULL;
  double nearest = REACH;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->marks->len; i++) {
    const DzMark *mark = &g_array_index (self->marks, DzMark, i);
    double distance = distance_to (&mark->area, x, y);

    if (distance < nearest) {
      nearest = distance;
      best = mark;
    }
  }
  if (best == NULL)
    return FALSE;
  if (row != NULL)
    *row = best->row;
  if (column != NULL)
    *column = best->column;
  if (words != NULL)
    *words = best->words;
  return TRUE;
}

guint
dz_chart_layout_get_n_marks (const DzChartLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->marks->len;
}

void
dz_chart_layout_get_mark (const DzChartLayout *self,
                          guint index,
                          guint *row,
                          guint *column,
                          cairo_rectangle_t *area,
                          const char **words)
{
  const DzMark *mark;

  g_return_if_fail (self != NULL && index < self->marks->len);

  mark = &g_array_index (self->marks, DzMark, index);
  if (row != NULL)
    *row = mark->row;
  if (column != NULL)
    *column = mark->column;
  if (area != NULL)
    *area = mark->area;
  if (words != NULL)
    *words = mark->words;
}
