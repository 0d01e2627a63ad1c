/* dz-reading-view-private.h - what the files of the view share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-reading-view.h"

G_BEGIN_DECLS

#define DZ_READING_VIEW_MARGIN 200 /* pixels beyond the view that have widgets too */

typedef struct {
  guint block;
  int row;
  guint number;
} DzReadingPinMark;

struct _DzReadingView {
  GtkWidget parent_instance;

  GtkAdjustment *hadjustment, *vadjustment;
  DzDocument *document;
  DzReadingMarks *marks;   /* borrowed */
  guint first, last;
  GArray *notes;           /* of DzReadingNote */
  GMenuModel *menu;

  DzReadingLayout *layout; /* NULL without a document */
  PangoFontDescription *font; /* that the layout was made with */
  int width;               /* that the layout has; 0 before the first allocation */
  GHashTable *labels;      /* index of a text -> GtkLabel (child) */
  GPtrArray *pool;         /* of GtkLabel (children), out of use */
  guint measure_source;
  guint fill_tick;
  gboolean in_allocate;
  gboolean in_scroll;
  gboolean settling;       /* the value changes so that the words in view stay */
  gboolean has_target;
  gboolean is_sticky;      /* nobody has scrolled since: the target stays in view whatever changes */
  DzAddress target;        /* to be brought into view */

  GHashTable *bars;        /* key of block and row -> DzReadingBar */
  GArray *pins;            /* of DzReadingPinMark */
  guint cursor_block;      /* G_MAXUINT for none */
  int cursor_row;
};

/* dz-reading-view-draw.c */
void dz_reading_view_snapshot (GtkWidget *widget,
                               GtkSnapshot *snapshot);

/* dz-reading-view.c */
int dz_reading_view_get_shift (DzReadingView *self,
                               const DzReadingText *text);

/* What stands at the top of the view. */
typedef struct {
  guint block;
  int row;
  int offset; /* of the view's top below the place's */
} DzReadingAnchor;

/* dz-reading-view-place.c */
gboolean dz_reading_view_get_anchor (DzReadingView *self,
                                     DzReadingAnchor *anchor);
void dz_reading_view_restore_anchor (DzReadingView *self,
                                     const DzReadingAnchor *anchor);
/* The length of the text may be new, the place is not. */
void dz_reading_view_keep_value (DzReadingView *self);
void dz_reading_view_measure_later (DzReadingView *self);
/* To what was asked for, once its surroundings are measured. */
void dz_reading_view_go_to_target (DzReadingView *self,
                                   int height);
/* What is in view is measured now; the place at its top stays. */
void dz_reading_view_settle_view (DzReadingView *self,
                                  int height);

/* dz-reading-view-labels.c */
char *dz_reading_view_make_markup (guint block,
                                   int row,
                                   int col,
                                   gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void dz_reading_view_fill_label (DzReadingView *self,
                                 GtkLabel *label,
                                 guint index);
void dz_reading_view_release_labels (DzReadingView *self);
/* The texts in view get labels. Not while widgets are laid out: GTK draws none that came then. */
void dz_reading_view_fill_view (DzReadingView *self);
void dz_reading_view_fill_later (DzReadingView *self);
void dz_reading_view_place_labels (DzReadingView *self,
                                   int top,
                                   int height);

G_END_DECLS
