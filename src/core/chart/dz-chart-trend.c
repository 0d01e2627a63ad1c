/* dz-chart-trend.c - lines over years
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every year has its slot. A line breaks where a year is missing and where the form changed;
 * names stand at the ends of the lines.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More lines than this cannot be told apart: the rest stays grey. */
#define MAX_NAMED 8u
#define MAX_NAMED_OF_MANY 6u

typedef struct {
  cairo_rectangle_t plot;
  double max;
  double slot;
  gboolean *named; /* of the series */
  guint *place;    /* among the named: ink, marker, dash */
  guint n_named;
} Frame;

static double
x_of (const Frame *frame,
      guint category)
{
  return frame->plot.x + frame->slot * (category + 0.5);
}

static double
y_of (const Frame *frame,
      double value)
{
  return frame->plot.y + frame->plot.height * (1 - MAX (value, 0) / frame->max);
}

static int
find_last (const DzChartSpec *spec,
           guint series)
{
  for (guint i = spec->categories->len; i-- > 0;)
    if (dz_chart_spec_point (spec, series, i)->is_number)
      return (int) i;
  return -1;
}

/* Of many lines those with the largest last figures get names. */
static void
choose_named (const DzChartSpec *spec,
              Frame *frame)
{
  guint n = spec->series->len, most = n <= MAX_NAMED ? n : MAX_NAMED_OF_MANY;

  frame->named = g_new0 (gboolean, n);
  frame->place = g_new0 (guint, n);
  for (frame->n_named = 0; frame->n_named < most; frame->n_named++) {
    guint best = G_MAXUINT;
    double largest = -1;

    for (guint s = 0; s < n; s++) {
      int last = find_last (spec, s);

      if (frame->named[s] || last < 0 || dz_chart_spec_point (spec, s, (guint) last)->value <= largest)
        continue;
      largest = dz_chart_spec_point (spec, s, (guint) last)->value;
      best = s;
    }
    if (best == G_MAXUINT)
      break;
    frame->named[best] = TRUE;
  }
  for (guint s = 0, next = 0; s < n; s++)
    if (frame->named[s])
      frame->place[s] = next++;
}

static double
find_max (const DzChartSpec *spec)
{
  double max = 0;

  for (guint s = 0; s < spec->series->len; s++)
    for (guint i = 0; i < spec->categories->len; i++)
      if (dz_chart_spec_point (spec, s, i)->is_number)
        max = MAX (max, dz_chart_spec_point (spec, s, i)->value);
  return max;
}

static char *
format_tick (double value)
{
  DzDecimal number = { (gint64) llround (value * 100), 2 };

  return dz_format_decimal (dz_decimal_normalize (number));
}

static void
put_axis (DzChartLayout *self,
          const Frame *frame,
          double step)
{
  const DzTheme *theme = &self->theme;

  for (double value = 0; value <= frame->max + step / 2; value += step) {
    double y = y_of (frame, value);
    g_autofree char *text = format_tick (value);

    dz_layout_line (self, frame->plot.x, y, frame->plot.x + frame->plot.width, y, value == 0 ? theme->faint : theme->grid,
                    theme->hair * (value == 0 ? 1.2 : 1), 0);
    dz_layout_text (self, text, &(DzTextPlace) { frame->plot.x - theme->small * 0.6, y, 1, 0.5, theme->small, FALSE,
                                                 theme->dim, 0, 1, FALSE }, NULL);
  }
}

/* Full years at the ends, and between them as many as there is room for. */
static void
put_years (DzChartLayout *self,
           const DzChartSpec *spec,
           const Frame *frame)
{
  const DzTheme *theme = &self->theme;
  guint n = spec->categories->len, every;
  double width;

  dz_layout_measure (self, "2020", theme->small, FALSE, 0, 1, &width, NULL);
  every = (guint) ceil ((width + theme->small) / frame->slot);
  for (guint i = 0; i < n; i++) {
    gboolean end = i == 0 || i == n - 1;

    if (!end && (i % every != 0 || n - 1 - i < every))
      continue;
    dz_layout_text (self, g_ptr_array_index (spec->categories, i),
                    &(DzTextPlace) { x_of (frame, i), frame->plot.y + frame->plot.height + theme->small * 0.5, 0.5, 0,
                                     theme->small, FALSE, theme->dim, 0, 1, FALSE },
                    NULL);
  }
}

/* A line through the whole chart where most of what could go on breaks; else each line that
 * breaks says so itself. */
static void
put_breaks (DzChartLayout *self,
            const DzChartSpec *spec,
            const Frame *frame)
{
  const DzTheme *theme = &self->theme;

  for (guint i = 1; i < spec->categories->len; i++) {
    guint n_broken = 0, n_joined = 0;
    double x = (x_of (frame, i) + x_of (frame, i - 1)) / 2, half = theme->small * 0.8;

    for (guint s = 0; s < spec->series->len; s++) {
      n_broken += dz_chart_spec_point (spec, s, i)->broken;
      n_joined += dz_chart_spec_point (spec, s, i)->joined;
    }
    for (guint s = 0; s < spec->series->len && n_broken > 0 && n_broken < n_joined; s++) {
      const DzChartPoint *point = dz_chart_spec_point (spec, s, i);
      double y;

      if (!point->broken || !frame->named[s])
        continue;
      y = (y_of (frame, point->value) + y_of (frame, dz_chart_spec_point (spec, s, i - 1)->value)) / 2;
      dz_layout_line (self, x, y - half, x, y + half, theme->dim, theme->hair * 1.5, 0);
    }
    if (n_broken == 0 || n_broken < n_joined)
      continue;
    dz_layout_line (self, x, frame->plot.y - theme->small * 0.2, x, frame->plot.y + frame->plot.height, theme->dim, theme->hair, 1);
    dz_layout_text (self, _ ("form changed"),
                    &(DzTextPlace) { x, frame->plot.y - theme->small * 0.3, 0.5, 1, theme->small, FALSE, theme->dim, 0, 1,
                                     FALSE },
                    NULL);
  }
}

static void
put_line (DzChartLayout *self,
          const DzChartSpec *spec,
          const Frame *frame,
          guint series)
{
  const DzTheme *theme = &self->theme;
  gboolean named = frame->named[series];
  guint place = frame->place[series];
  DzInk ink = named ? theme->series[place % DZ_N_INKS] : theme->faint;
  double stroke = named ? theme->line : theme->line * 0.45;

  for (guint i = 1; i < spec->categories->len; i++) {
    const DzChartPoint *point = dz_chart_spec_point (spec, series, i);

    if (point->joined)
      dz_layout_line (self, x_of (frame, i - 1), y_of (frame, dz_chart_spec_point (spec, series, i - 1)->value),
                      x_of (frame, i), y_of (frame, point->value), ink, stroke, named ? place : 0);
  }
  for (guint i = 0; i < spec->categories->len; i++) {
    const DzChartPoint *point = dz_chart_spec_point (spec, series, i);
    double x = x_of (frame, i), y = y_of (frame, point->value), r = theme->marker / 2;

    if (!point->is_number)
      continue;
    if (named)
      dz_layout_marker (self, x, y, ink, place, point->about || point->doubtful);
    dz_layout_mark (self, point, x - r, y - r, 2 * r, 2 * r);
  }
}

/* One line alone says its numbers. */
static void
put_values (DzChartLayout *self,
            const DzChartSpec *spec,
            const Frame *frame,
            guint series)
{
  const DzTheme *theme = &self->theme;

  for (guint i = 0; i < spec->categories->len; i++) {
    const DzChartPoint *point = dz_chart_spec_point (spec, series, i);
    g_autofree char *text = dz_chart_format_point (point);
    double width;

    if (!point->is_number) {
      if (point->column >= 0)
        dz_layout_text (self, text, &(DzTextPlace) { x_of (frame, i), frame->plot.y + frame->plot.height - theme->small * 0.4,
                                                     0.5, 1, theme->small, FALSE, theme->dim, 0, 1, FALSE }, NULL);
      continue;
    }
    dz_layout_measure (self, text, theme->label, TRUE, 0, 1, &width, NULL);
    if (width > frame->slot && i != 0 && i + 1 != spec->categories->len)
      continue;
    dz_layout_text (self, text, &(DzTextPlace) { x_of (frame, i), y_of (frame, point->value) - theme->marker * 0.9, 0.5, 1,
                                                 theme->label, TRUE, theme->ink, 0, 1, TRUE }, NULL);
  }
}

static char *
end_label (const DzChartSpec *spec,
           guint series,
           guint last)
{
  g_autofree char *number = dz_chart_format_point (dz_chart_spec_point (spec, series, last));

  return g_strdup_printf ("%s %s", dz_chart_spec_series (spec, series)->label, number);
}

static void
put_names (DzChartLayout *self,
           const DzChartSpec *spec,
           const Frame *frame,
           double width)
{
  const DzTheme *theme = &self->theme;
  guint n = spec->series->len, n_labels = 0;
  g_autofree double *y = g_new (double, n + 1);
  g_autofree guint *owner = g_new (guint, n + 1);
  double left = frame->plot.x + frame->plot.width + theme->label * 0.9, height = theme->label * 1.35;

  for (guint s = 0; s < n; s++) {
    int last = find_last (spec, s);

    if (!frame->named[s] || last < 0)
      continue;
    owner[n_labels] = s;
    y[n_labels++] = y_of (frame, dz_chart_spec_point (spec, s, (guint) last)->value);
  }
  for (guint i = 0; i < n_labels; i++) {
    g_autofree char *text = end_label (spec, owner[i], (guint) find_last (spec, owner[i]));
    double lines;

    dz_layout_measure (self, text, theme->label, FALSE, width, 2, NULL, &lines);
    height = MAX (height, MIN (lines, frame->plot.height / MAX (n_labels, 1)) + 1);
  }
  dz_chart_spread (y, n_labels, height, frame->plot.y - height / 2, frame->plot.y + frame->plot.height + height / 2);
  for (guint i = 0; i < n_labels; i++) {
    guint s = owner[i], last = (guint) find_last (spec, s);
    g_autofree char *text = end_label (spec, s, last);
    DzInk ink = theme->names[frame->place[s] % DZ_N_INKS];
    double from = x_of (frame, last) + theme->marker, at = y_of (frame, dz_chart_spec_point (spec, s, last)->value);

    dz_layout_line (self, from, at, left - theme->label * 0.25, y[i], theme->faint, theme->hair * 0.8, last + 1 < spec->categories->len);
    dz_layout_text (self, text, &(DzTextPlace) { left, y[i], 0, 0.5, theme->label, FALSE, ink, width, 2, FALSE }, NULL);
  }
}

void
dz_layout_trend (DzChartLayout *self,
                 const DzChartSpec *spec,
                 cairo_rectangle_t area,
                 GPtrArray *notes)
{
  const DzTheme *theme = &self->theme;
  Frame frame = { .max = find_max (spec) };
  double step = dz_chart_nice_step (&frame.max, area.height > theme->label * 16 ? 5 : 3), tick, names = 0;
  g_autofree char *top = format_tick (frame.max);
  gboolean alone = spec->series->len == 1;

  choose_named (spec, &frame);
  for (guint s = 0; s < spec->series->len && !alone; s++) {
    int last = find_last (spec, s);
    g_autofree char *text = NULL;
    double width;

    if (!frame.named[s] || last < 0)
      continue;
    text = end_label (spec, s, (guint) last);
    dz_layout_measure (self, text, theme->label, FALSE, area.width * 0.3, 2, &width, NULL);
    names = MAX (names, width + 1);
  }
  dz_layout_measure (self, top, theme->small, FALSE, 0, 1, &tick, NULL);
  frame.plot = (cairo_rectangle_t) { area.x + tick + theme->small * 0.8, area.y + theme->small * 1.6,
                                     area.width - tick - theme->small * 0.8 - (alone ? 0 : names + theme->label),
                                     area.height - theme->small * 3.6 };
  frame.slot = frame.plot.width / spec->categories->len;
  put_axis (self, &frame, step);
  put_years (self, spec, &frame);
  put_breaks (self, spec, &frame);
  for (guint pass = 0; pass < 2; pass++)
    for (guint s = 0; s < spec->series->len; s++)
      if (frame.named[s] == (pass == 1))
        put_line (self, spec, &frame, s);
  if (alone)
    put_values (self, spec, &frame, 0);
  else
    put_names (self, spec, &frame, names);
  if (frame.n_named < spec->series->len) {
    g_autofree char *text = g_strdup_printf (ngettext ("%u more in grey", "%u more in grey",
                                                       spec->series->len - frame.n_named),
                                             spec->series->len - frame.n_named);

    g_ptr_array_add (self->texts, g_steal_pointer (&text));
    g_ptr_array_add (notes, g_ptr_array_index (self->texts, self->texts->len - 1));
  }
  g_free (frame.named);
  g_free (frame.place);
}
