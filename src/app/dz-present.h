/* dz-present.h - slides, full screen
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-slide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_PRESENT (dz_present_get_type ())
G_DECLARE_FINAL_TYPE (DzPresent, dz_present, DZ, PRESENT, GtkWindow)

typedef DzDocument *(*DzPresentDocumentFunc) (DzExtraction *extraction,
                                              gpointer user_data);

/* @slides: of DzSlide, not empty. @func gives the document around a figure, borrowed, or NULL. */
GtkWidget *dz_present_new (GtkWindow *parent,
                           GListModel *slides,
                           DzComparison *comparison,
                           DzPresentDocumentFunc func,
                           gpointer user_data);

guint dz_present_get_slide (DzPresent *self);
void dz_present_go_to (DzPresent *self,
                       guint slide);

/* One key of the presenter; TRUE when it means something. */
gboolean dz_present_press (DzPresent *self,
                           guint key);

G_END_DECLS
