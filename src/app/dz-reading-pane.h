/* dz-reading-pane.h - one report as a readable document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals:
 *   "fact-activated" (index): a figure was clicked; index into the extraction's facts
 *   "laid-out" (): the heights of blocks are new
 */
#pragma once

#include "dz-extraction.h"

#include <gtk/gtk.h>

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

/* Marks a fact and brings it into view, as soon as it is made; -1 for none. */
void dz_reading_pane_reveal_fact (DzReadingPane *self,
                                  int fact);
/* Marks the words at @address, which no fact need use, and scrolls to them. */
void dz_reading_pane_reveal_words (DzReadingPane *self,
                                   const DzAddress *address);

/* Characters of a block's or cell's text that stand otherwise in the other report; row and col -1
 * for a block. Shown with dz_reading_pane_show_changes(), or as the blocks are made. */
void dz_reading_pane_clear_changes (DzReadingPane *self);
void dz_reading_pane_add_change (DzReadingPane *self,
                                 guint block,
                                 int row,
                                 int col,
                                 guint start,
                                 guint end);
void dz_reading_pane_show_changes (DzReadingPane *self);

/* All blocks are there. */
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
