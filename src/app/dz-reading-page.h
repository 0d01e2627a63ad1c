/* dz-reading-page.h - two to six reports beside each other as documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals:
 *   "fact-activated" (DzExtraction, index): a figure was clicked, or Enter pressed on it
 *   "fact-chosen" (DzExtraction, index): the keyboard went to a figure
 */
#pragma once

#include "dz-extraction.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_READING_MAX 6

#define DZ_TYPE_READING_PAGE (dz_reading_page_get_type ())
G_DECLARE_FINAL_TYPE (DzReadingPage, dz_reading_page, DZ, READING_PAGE, GtkWidget)

/* The report's document, borrowed; NULL when it is gone. */
typedef DzDocument *(*DzReadingDocumentFunc) (DzExtraction *extraction,
                                              gpointer user_data);

void dz_reading_page_set_document_func (DzReadingPage *self,
                                        DzReadingDocumentFunc func,
                                        gpointer user_data);

/* @extractions: of DzExtraction, those to choose from. Reports shown stay shown. */
void dz_reading_page_set_reports (DzReadingPage *self,
                                  GPtrArray *extractions);

/* Shows these reports; NULL-terminated, at most DZ_READING_MAX. */
void dz_reading_page_show (DzReadingPage *self,
                           DzExtraction *const *extractions);

/* Marks a fact in the pane of its report and scrolls to it; shows the report when no pane does. */
void dz_reading_page_reveal (DzReadingPage *self,
                             DzExtraction *extraction,
                             const DzFact *fact);
/* The same for any words of the report. */
void dz_reading_page_reveal_words (DzReadingPage *self,
                                   DzExtraction *extraction,
                                   const DzAddress *address);
gboolean dz_reading_page_shows (DzReadingPage *self,
                                DzExtraction *extraction);
/* Scrolls to the next (1) or previous (-1) place where the reports differ; FALSE when there is none. */
gboolean dz_reading_page_step (DzReadingPage *self,
                               int direction);
/* Shows the line to search in all panes. */
void dz_reading_page_start_search (DzReadingPage *self);
/* The next pane gets the focus. */
void dz_reading_page_focus_next (DzReadingPage *self);
guint dz_reading_page_get_n_panes (DzReadingPage *self);
gboolean dz_reading_page_is_complete (DzReadingPage *self);
void dz_reading_page_focus (DzReadingPage *self);

G_END_DECLS
