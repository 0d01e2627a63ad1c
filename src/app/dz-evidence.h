/* dz-evidence.h - the pane that proves a figure: value, words, checks, history
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Its buttons use actions of the window: win.go-to-words, win.correct, win.correct-report.
 */
#pragma once

#include "dz-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_EVIDENCE (dz_evidence_get_type ())
G_DECLARE_FINAL_TYPE (DzEvidence, dz_evidence, DZ, EVIDENCE, GtkWidget)

/* @document: the words around the quote, or NULL. @corrections: of DzCorrection, may be NULL;
 * those of the cell are shown. @entry: of the column, for its corrections. */
void dz_evidence_show_cell (DzEvidence *self,
                            DzComparison *comparison,
                            guint row,
                            guint column,
                            DzDocument *document,
                            GPtrArray *corrections,
                            gint64 entry);

/* Who and when, with the words it was read from. */
void dz_evidence_show_report (DzEvidence *self,
                              DzExtraction *extraction,
                              GPtrArray *corrections,
                              gint64 entry);

/* A file that could not be read. */
void dz_evidence_show_error (DzEvidence *self,
                             const char *path,
                             const char *error);
void dz_evidence_clear (DzEvidence *self);

G_END_DECLS
