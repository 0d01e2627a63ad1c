/* dz-chart-draw.c - shapes onto paper
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart.h"

#include "dz-chart-private.h"

#include <math.h>

#define FAMILIES "Noto Sans CJK SC,Source Han Sans SC,Noto Sans SC,PingFang SC,Microsoft YaHei,sans-serif"

PangoContext *
dz_chart_pango_new (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* A point is a unit, and a glyph is as wide on the screen as on paper. */
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

PangoLayout *
dz_chart_pango_layout (PangoContext *context,
                       const DzShape *text)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, text->size * PANGO_SCALE);
  pango_font_description_set_weight (font, text->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("zh-cn")));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, text->text, -1);
  if (text->width > 0) {
    pango_layout_set_width (layout, (int) ceil (text->width * PANGO_SCALE));
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height (layout, -(int) MAX (text->max_lines, 1));
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment (layout, text->align > 0.75   ? PANGO_ALIGN_RIGHT
                                        : text->align > 0.25 ? PANGO_ALIGN_CENTER
                                                             : PANGO_ALIGN_LEFT);
  }
  return layout;
}

static void
set_ink (cairo_t *cr,
         const DzInk *ink)
{
  cairo_set_source_rgba (cr, ink->r, ink->g, ink->b, ink->a);
}

static void
set_dash (cairo_t *cr,
          guint dash,
          double stroke)
{
  static const double patterns[][4] = { { 0 }, { 5, 2.5 }, { 1.2, 2 }, { 6, 2, 1.5, 2 }, { 9, 3 }, { 3, 2 },
                                        { 9, 2, 3, 2 }, { 2, 4 } };
  double scaled[4];
  int n = 0;

  for (guint i = 0; i < 4 && patterns[dash % 8][i] > 0; i++)
    scaled[n++] = patterns[dash % 8][i] * stroke;
  cairo_set_dash (cr, scaled, n, 0);
}

/* Lines of four kinds over a pale ground, to be told apart without colour. */
static void
draw_hatch (cairo_t *cr,
            const DzShape *shape,
            const DzInk *paper)
{
  static const double steps[] = { 0, 5, 4, 7 };
  double step = steps[shape->pattern % 4], reach = shape->width + shape->height;

  cairo_save (cr);
  cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
  cairo_clip_preserve (cr);
  set_ink (cr, paper);
  cairo_fill (cr);
  set_ink (cr, &shape->ink);
  cairo_set_line_width (cr, shape->pattern % 4 == 2 ? 1.6 : 0.8);
  for (double at = -shape->height; at < reach && step > 0; at += step) {
    cairo_move_to (cr, shape->x + at, shape->y + (shape->pattern % 2 == 1 ? shape->height : 0));
    cairo_line_to (cr, shape->x + at + shape->height, shape->y + (shape->pattern % 2 == 1 ? 0 : shape->height));
  }
  cairo_stroke (cr);
  cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_box (cairo_t *cr,
          const DzShape *shape,
          const DzInk *paper)
{
  if (shape->pattern > 0) {
    draw_hatch (cr, shape, paper);
    return;
  }
  set_ink (cr, &shape->ink);
  cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
  cairo_fill (cr);
}

static void
draw_line (cairo_t *cr,
           const DzShape *shape)
{
  set_ink (cr, &shape->ink);
  cairo_set_line_width (cr, shape->stroke);
  cairo_set_line_cap (cr, shape->pattern == 0 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  set_dash (cr, shape->pattern, shape->stroke);
  cairo_move_to (cr, shape->x, shape->y);
  cairo_rel_line_to (cr, shape->width, shape->height);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
trace_marker (cairo_t *cr,
              const DzShape *shape)
{
  double r = shape->width / 2;

  cairo_new_path (cr);
  switch (shape->pattern % 4) {
  case 0:
    cairo_arc (cr, shape->x, shape->y, r, 0, 2 * G_PI);
    break;
  case 1:
    cairo_rectangle (cr, shape->x - r * 0.88, shape->y - r * 0.88, r * 1.76, r * 1.76);
    break;
  case 2:
    cairo_move_to (cr, shape->x, shape->y - r * 1.15);
    cairo_line_to (cr, shape->x + r * 1.1, shape->y + r * 0.8);
    cairo_line_to (cr, shape->x - r * 1.1, shape->y + r * 0.8);
    cairo_close_path (cr);
    break;
  default:
    cairo_move_to (cr, shape->x, shape->y - r * 1.2);
    cairo_line_to (cr, shape->x + r * 1.2, shape->y);
    cairo_line_to (cr, shape->x, shape->y + r * 1.2);
    cairo_line_to (cr, shape->x - r * 1.2, shape->y);
    cairo_close_path (cr);
    break;
  }
}

static void
draw_marker (cairo_t *cr,
             const DzShape *shape,
             const DzInk *paper)
{
  /* A rim of paper sets it off from lines beneath. */
  trace_marker (cr, shape);
  set_ink (cr, paper);
  cairo_set_line_width (cr, shape->width * 0.45);
  cairo_stroke_preserve (cr);
  if (shape->stroke > 0) {
    cairo_fill_preserve (cr);
    set_ink (cr, &shape->ink);
    cairo_set_line_width (cr, shape->stroke);
    cairo_stroke (cr);
  } else {
    set_ink (cr, &shape->ink);
    cairo_fill (cr);
  }
}

static void
draw_text (cairo_t *cr,
           const DzShape *shape,
           PangoContext *context,
           const DzInk *paper)
{
  PangoLayout *layout = dz_chart_pango_layout (context, shape);

  cairo_move_to (cr, shape->x, shape->y);
  if (shape->halo) {
    pango_cairo_layout_path (cr, layout);
    set_ink (cr, paper);
    cairo_set_line_width (cr, shape->size * 0.3);
    cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke (cr);
    cairo_move_to (cr, shape->x, shape->y);
  }
  set_ink (cr, &shape->ink);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

void
dz_chart_draw (const DzChartLayout *layout,
               cairo_t *cr)
{
  g_return_if_fail (layout != NULL && cr != NULL);

  cairo_save (cr);
  set_ink (cr, &layout->theme.paper);
  cairo_rectangle (cr, 0, 0, layout->width, layout->height);
  cairo_fill (cr);
  for (guint i = 0; i < layout->shapes->len; i++) {
    const DzShape *shape = &g_array_index (layout->shapes, DzShape, i);

    switch (shape->kind) {
    case DZ_SHAPE_BOX:
      draw_box (cr, shape, &layout->theme.paper);
      break;
    case DZ_SHAPE_LINE:
      draw_line (cr, shape);
      break;
    case DZ_SHAPE_TEXT:
      draw_text (cr, shape, layout->pango, &layout->theme.paper);
      break;
    case DZ_SHAPE_MARKER:
      draw_marker (cr, shape, &layout->theme.paper);
      break;
    default:
      g_assert_not_reached ();
    }
  }
  cairo_restore (cr);
}
