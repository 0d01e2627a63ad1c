/* dz-matrix-look.h - colours and measures that the cells of a matrix share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzMatrixLook: taken anew when the style changes
 * @rise, @fall: of the signs and bars; the scheme is the user's choice
 * @row_height: pixels, by the size of the text
 * @digit: width of a digit, pixels
 * @widget: the matrix (borrowed): all text is set in its font
 * @arrows: width of the two arrows of a great change
 */
typedef struct {
  GtkWidget *widget;
  GHashTable *layouts[2]; /* text -> PangoLayout; of figures, and of small signs */
  GdkRGBA text, dim, line, strong_line, accent, selection, rise, fall, alert, ground, head_ground;
  gboolean high_contrast;
  int row_height;
  int group_height;
  int digit;
  int arrows;
  double zoom;
  int line_height;
  PangoAttrList *number;
  PangoAttrList *plain;
  PangoAttrList *bold;
  PangoAttrList *small;
} DzMatrixLook;

typedef enum {
  DZ_CHANGE_BLUE_ORANGE, /* neither good nor bad */
  DZ_CHANGE_RED_GREEN,   /* red rises */
  DZ_CHANGE_GREEN_RED,   /* green rises */
} DzChangeColors;

/* @widget: the matrix, outlives the look. */
DzMatrixLook *dz_matrix_look_new (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;
void dz_matrix_look_free (DzMatrixLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMatrixLook, dz_matrix_look_free)

/* @compact: rows of 24 px instead of 28 at the usual text size. @zoom: of the text. */
void dz_matrix_look_update (DzMatrixLook *self,
                            GtkWidget *widget,
                            DzChangeColors colors,
                            gboolean compact,
                            double zoom);

/* A figure or a small sign set on one line, the same object for the same text: a table has few
 * different ones. Its width is set by whoever draws it, each time. */
PangoLayout *dz_matrix_look_get_layout (DzMatrixLook *self,
                                        gboolean small,
                                        const char *text);

G_END_DECLS
