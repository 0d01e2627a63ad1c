/* dz-matrix-look.c - colours and measures that the cells of a matrix share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-look.h"

#include "dz-compat.h"

#define SMALL_SCALE 0.82
#define MOST_LAYOUTS 4000

static const char *const change_colors[][2][2] = {
  /* light: rise, fall; dark: rise, fall */
  [DZ_CHANGE_BLUE_ORANGE] = { { "#b35900", "#1a5fb4" }, { "#ffb069", "#8abcff" } },
  [DZ_CHANGE_RED_GREEN] = { { "#b3001b", "#1b6e3c" }, { "#ff8f8f", "#7fdc9f" } },
  [DZ_CHANGE_GREEN_RED] = { { "#1b6e3c", "#b3001b" }, { "#7fdc9f", "#ff8f8f" } },
};

static PangoAttrList *
make_attributes (double scale,
                 PangoWeight weight)
{
  PangoAttrList *list = pango_attr_list_new ();

  /* Chinese shapes in any locale, and figures of one width. */
  pango_attr_list_insert (list, pango_attr_language_new (pango_language_from_string ("zh-cn")));
  pango_attr_list_insert (list, pango_attr_font_features_new ("tnum=1"));
  if (scale != 1.0)
    pango_attr_list_insert (list, pango_attr_scale_new (scale));
  if (weight != PANGO_WEIGHT_NORMAL)
    pango_attr_list_insert (list, pango_attr_weight_new (weight));
  return list;
}

static void
drop_layouts (DzMatrixLook *self)
{
  g_hash_table_remove_all (self->layouts[0]);
  g_hash_table_remove_all (self->layouts[1]);
}

static void
clear_attributes (DzMatrixLook *self)
{
  g_clear_pointer (&self->number, pango_attr_list_unref);
  g_clear_pointer (&self->plain, pango_attr_list_unref);
  g_clear_pointer (&self->bold, pango_attr_list_unref);
  g_clear_pointer (&self->small, pango_attr_list_unref);
}

static void
set_zoom (DzMatrixLook *self,
          double zoom)
{
  if (self->zoom == zoom)
    return;
  clear_attributes (self);
  self->zoom = zoom;
  self->number = make_attributes (zoom, PANGO_WEIGHT_NORMAL);
  self->plain = make_attributes (zoom, PANGO_WEIGHT_NORMAL);
  self->bold = make_attributes (zoom, PANGO_WEIGHT_BOLD);
  self->small = make_attributes (zoom * SMALL_SCALE, PANGO_WEIGHT_NORMAL);
}

DzMatrixLook *
dz_matrix_look_new (GtkWidget *widget)
{
  DzMatrixLook *self = g_new0 (DzMatrixLook, 1);

  self->widget = widget;
  for (guint i = 0; i < 2; i++)
    self->layouts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  set_zoom (self, 1);
  self->row_height = 28;
  self->group_height = 34;
  self->digit = 8;
  self->arrows = 16;
  self->line_height = 18;
  return self;
}

void
dz_matrix_look_free (DzMatrixLook *self)
{
  if (self == NULL)
    return;
  clear_attributes (self);
  g_hash_table_unref (self->layouts[0]);
  g_hash_table_unref (self->layouts[1]);
  g_free (self);
}

static GdkRGBA
with_alpha (GdkRGBA color,
            double alpha)
{
  color.alpha *= (float) alpha;
  return color;
}

static void
measure_text (DzMatrixLook *self,
              GtkWidget *widget,
              gboolean compact)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0000000000");
  int width, height;

  pango_layout_set_attributes (layout, self->number);
  pango_layout_get_pixel_size (layout, &width, &height);
  self->digit = MAX (width / 10, 4);
  pango_layout_set_attributes (layout, self->small);
  pango_layout_set_text (layout, "▲▲", -1);
  pango_layout_get_pixel_size (layout, &self->arrows, NULL);
  pango_layout_set_attributes (layout, self->number);
  pango_layout_set_text (layout, "数8", -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  self->line_height = MAX (height, 10);
  self->row_height = MAX (self->line_height + (compact ? 2 : 6), (int) ((compact ? 24 : 28) * MIN (self->zoom, 1)));
  self->group_height = self->row_height + 8;
}

void
dz_matrix_look_update (DzMatrixLook *self,
                       GtkWidget *widget,
                       DzChangeColors colors,
                       gboolean compact,
                       double zoom)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  self->high_contrast = adw_style_manager_get_high_contrast (style);
  self->text = dz_compat_get_color (widget);
  self->dim = with_alpha (self->text, self->high_contrast ? 0.9 : 0.6);
  self->line = with_alpha (self->text, self->high_contrast ? 0.4 : 0.09);
  self->strong_line = with_alpha (self->text, self->high_contrast ? 0.8 : 0.22);
  self->accent = dz_compat_lookup_color (widget, "accent_color", "#1c71d8");
  self->selection = with_alpha (dz_compat_lookup_color (widget, "accent_bg_color", "#3584e4"), 0.15);
  self->alert = dz_compat_lookup_color (widget, "error_color", "#c01c28");
  self->ground = dz_compat_lookup_color (widget, "view_bg_color", "#ffffff");
  self->head_ground = self->ground;
  gdk_rgba_parse (&self->rise, change_colors[colors][dark][0]);
  gdk_rgba_parse (&self->fall, change_colors[colors][dark][1]);
  set_zoom (self, zoom);
  drop_layouts (self);
  measure_text (self, widget, compact);
}

PangoLayout *
dz_matrix_look_get_layout (DzMatrixLook *self,
                           gboolean small,
                           const char *text)
{
  GHashTable *layouts = self->layouts[small ? 1 : 0];
  PangoLayout *layout = g_hash_table_lookup (layouts, text);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (layouts);
  layout = gtk_widget_create_pango_layout (self->widget, text);
  pango_layout_set_attributes (layout, small ? self->small : self->number);
  g_hash_table_insert (layouts, g_strdup (text), layout);
  return layout;
}
