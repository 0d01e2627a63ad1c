/* dz-reading-pane.h - one report as a readable document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals:
 *   "fact-activated" (index): a figure was clicked or Enter pressed on it; index into the extraction's facts
 *   "fact-chosen" (index): the keyboard went to a figure
 *   "moved-activated" (block): the other place of a moved block is asked for
 *   "laid-out" (): the heights of blocks are new
 */
#pragma once

#include "dz-reading-view.h"

G_BEGIN_DECLS

#define DZ_TYPE_READING_PANE (dz_reading_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzReadingPane, dz_reading_pane, DZ, READING_PANE, GtkWidget)

GtkWidget *dz_reading_pane_new (void);

/* @document: the report's, whole. */
void dz_reading_pane_set_report (DzReadingPane *self,
                                 DzExtraction *extraction,
                                 DzDocument *document);
DzExtraction *dz_reading_pane_get_extraction (DzReadingPane *self);
DzDocument *dz_reading_pane_get_document (DzReadingPane *self);
GtkAdjustment *dz_reading_pane_get_adjustment (DzReadingPane *self);
DzReadingView *dz_reading_pane_get_view (DzReadingPane *self);
/* NULL without a report. */
DzReadingMarks *dz_reading_pane_get_marks (DzReadingPane *self);
void dz_reading_pane_set_menu (DzReadingPane *self,
                               GMenuModel *menu);

/* Marks a fact and brings it into view; -1 for none. */
void dz_reading_pane_reveal_fact (DzReadingPane *self,
                                  int fact);
/* The same for words that are no figure's. */
void dz_reading_pane_reveal_place (DzReadingPane *self,
                                   const DzAddress *place);
/* To the next (1) or previous (-1) number that nothing claims or excuses, from the cursor on; FALSE when there is none. */
gboolean dz_reading_pane_step_unclaimed (DzReadingPane *self,
                                         int direction);
/* The characters shown as the chosen words, from the label that shows them; NULL when they are not in view. */
char *dz_reading_pane_dup_highlighted (DzReadingPane *self) G_GNUC_WARN_UNUSED_RESULT;

/* Takes over @notes, of DzReadingNote by block, or NULL: what stands between the blocks besides the pages. */
void dz_reading_pane_take_notes (DzReadingPane *self,
                                 GArray *notes);

/* The place that keys and menus are about; FALSE without one. */
gboolean dz_reading_pane_get_cursor (DzReadingPane *self,
                                     guint *block,
                                     int *row);
void dz_reading_pane_set_cursor (DzReadingPane *self,
                                 guint block,
                                 int row);

/* Forgets the place: stepping begins at the end of the report that it goes away from. */
void dz_reading_pane_drop_cursor (DzReadingPane *self);

/* All texts are measured. */
gboolean dz_reading_pane_is_complete (DzReadingPane *self);

/* The height at which a block, or a row of its table, begins; FALSE while it is not there. @row -1: the block. */
gboolean dz_reading_pane_get_height (DzReadingPane *self,
                                     guint block,
                                     int row,
                                     double *y);

/* The first block and one behind the last. */
void dz_reading_pane_get_range (DzReadingPane *self,
                                guint *first,
                                guint *last);

G_END_DECLS
