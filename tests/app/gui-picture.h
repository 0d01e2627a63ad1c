/* gui-picture.h - pictures of widgets
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gui.h"

/* Draws @widget into a PNG; FALSE when nothing was drawn or the file could not be written. */
static inline gboolean
gui_save_picture (GtkWidget *widget,
                  const char *path)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height;

  /* Only what was drawn in the last frame is there to be taken. */
  gui_wait_frame (widget);
  gui_wait_frame (widget);
  paintable = gtk_widget_paintable_new (widget);
  width = gdk_paintable_get_intrinsic_width (paintable);
  height = gdk_paintable_get_intrinsic_height (paintable);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  return gdk_texture_save_to_png (texture, path);
}
