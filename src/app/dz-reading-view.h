/* dz-reading-view.h - the text of a report, scrolled: only what is in view has widgets
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A place is a block, or a cell or row of its table; row and col -1 for none.
 *
 * Signals:
 *   "link-activated" (uri): "f:INDEX" for a figure, or what a note says
 *   "claim-tooltip" (block, row, col, character) -> string: words for the place under the pointer, or NULL
 *   "place-pressed" (block, row): any button, before anything else happens
 *   "laid-out" (): heights have changed
 *   "content-drawn" (): all texts have been measured
 */
#pragma once

#include "dz-reading-layout.h"
#include "dz-reading-marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_READING_VIEW (dz_reading_view_get_type ())
G_DECLARE_FINAL_TYPE (DzReadingView, dz_reading_view, DZ, READING_VIEW, GtkWidget)

/* How a block or row stands to the other reports: bars at its left say so. */
typedef enum {
  DZ_READING_BAR_CHANGED = 1,
  DZ_READING_BAR_ONLY,
  DZ_READING_BAR_MOVED,
} DzReadingBar;

GtkWidget *dz_reading_view_new (void);

/* @marks: borrowed, outlives the content. NULL and NULL for nothing. */
void dz_reading_view_set_content (DzReadingView *self,
                                  DzDocument *document,
                                  DzReadingMarks *marks,
                                  guint first,
                                  guint last);
/* Takes over @notes, of DzReadingNote, by block; the place in view stays. */
void dz_reading_view_take_notes (DzReadingView *self,
                                 GArray *notes);
/* The menu that each text offers besides its own. */
void dz_reading_view_set_menu (DzReadingView *self,
                               GMenuModel *menu);

/* The marks of a place have changed. */
void dz_reading_view_update (DzReadingView *self,
                             guint block,
                             int row,
                             int col);
/* Other marks of the same width: what is in view is shown anew. */
void dz_reading_view_refill (DzReadingView *self);

void dz_reading_view_clear_bars (DzReadingView *self);
void dz_reading_view_set_bar (DzReadingView *self,
                              guint block,
                              int row,
                              DzReadingBar bar);
/* A number in a circle beside the place; 0: none yet, an empty circle. */
void dz_reading_view_clear_pins (DzReadingView *self);
void dz_reading_view_add_pin (DzReadingView *self,
                              guint block,
                              int row,
                              guint number);

/* The place that keys and menus are about; block G_MAXUINT for none. */
void dz_reading_view_set_cursor (DzReadingView *self,
                                 guint block,
                                 int row);

/* Brings a place into view as soon as there is a view, a third down. */
void dz_reading_view_scroll_to (DzReadingView *self,
                                guint block,
                                int row,
                                int col);
/* Whether what was scrolled to is still to be seen, since nobody has scrolled after it; and the end of that. */
gboolean dz_reading_view_is_sticky (DzReadingView *self);
void dz_reading_view_drop_target (DzReadingView *self);
/* Top and bottom of a block or row; FALSE when it has no text. */
gboolean dz_reading_view_get_extent (DzReadingView *self,
                                     guint block,
                                     int row,
                                     int *top,
                                     int *bottom);
/* The block and row at a height; FALSE when there is no text at all. */
gboolean dz_reading_view_find_at (DzReadingView *self,
                                  double y,
                                  guint *block,
                                  int *row);
/* The next place with words (1), the one before (-1); FALSE at the end. */
gboolean dz_reading_view_step (DzReadingView *self,
                               int direction,
                               guint *block,
                               int *row);
int dz_reading_view_get_line (DzReadingView *self);
/* All texts are measured and nothing waits to be shown. */
gboolean dz_reading_view_is_complete (DzReadingView *self);
/* While true, the adjustment's value changes only to keep the same words in view. */
gboolean dz_reading_view_is_settling (DzReadingView *self);
/* While true, it is being laid out or measured: others must not be moved. */
gboolean dz_reading_view_is_busy (DzReadingView *self);
GtkAdjustment *dz_reading_view_get_vadjustment (DzReadingView *self);
GtkAdjustment *dz_reading_view_get_hadjustment (DzReadingView *self);
/* The label that shows a place, borrowed; NULL while it is out of view. */
GtkWidget *dz_reading_view_get_label (DzReadingView *self,
                                      guint block,
                                      int row,
                                      int col);
/* Labels alive, for tests. */
guint dz_reading_view_get_n_labels (DzReadingView *self);

G_END_DECLS
