/* dz-compat.c - the one place for what differs between versions of GTK and libadwaita
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-compat.h"

/* GTK 4.10 deprecates style contexts without giving named colours to drawing code. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

GdkRGBA
dz_compat_lookup_color (GtkWidget *widget,
                        const char *name,
                        const char *fallback)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    gdk_rgba_parse (&color, fallback);
  return color;
}

GdkRGBA
dz_compat_get_color (GtkWidget *widget)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  return color;
}

void
dz_compat_add_style_sheet (const char *resource)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

G_GNUC_END_IGNORE_DEPRECATIONS
