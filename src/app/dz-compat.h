/* dz-compat.h - the one place for what differs between versions of GTK and libadwaita
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written for GTK 4.8 and libadwaita 1.2; later versions deprecate some of it and offer better.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The colour that the style sheet gives @name ("accent_color"); @fallback when it has none. */
GdkRGBA dz_compat_lookup_color (GtkWidget *widget,
                                const char *name,
                                const char *fallback);

/* The colour of the widget's text. */
GdkRGBA dz_compat_get_color (GtkWidget *widget);

/* Loads a style sheet for the whole display. */
void dz_compat_add_style_sheet (const char *resource);

G_END_DECLS
