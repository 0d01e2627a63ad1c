/* dz-matrix-page.h - the page with the matrix: what it is compared with, what it shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals:
 *   "options-changed" (): another baseline or kind of applicant: the comparison is to be made anew
 *   "cell-selected" (): see dz_matrix_page_get_cell()
 *   "cell-activated" (): Enter or a double click: the words are wanted
 *   "correction-started" (text): a figure was typed
 *   "column-selected" (column): the head of a report was clicked
 *   "view-changed" (): see dz_matrix_page_dup_view(); not before a first view was set
 */
#pragma once

#include "dz-comparison-model.h"
#include "dz-matrix-look.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_MATRIX_PAGE (dz_matrix_page_get_type ())
G_DECLARE_FINAL_TYPE (DzMatrixPage, dz_matrix_page, DZ, MATRIX_PAGE, GtkWidget)

/* The catalogue gives the kinds of applicants to choose from. */
void dz_matrix_page_set_catalogue (DzMatrixPage *self,
                                   DzCatalogue *catalogue);
void dz_matrix_page_set_comparison (DzMatrixPage *self,
                                    DzComparison *comparison,
                                    GListModel *findings);

/* What the user chose; @options->baseline_column and tolerances are left alone. */
void dz_matrix_page_get_options (DzMatrixPage *self,
                                 DzComparisonOptions *options);

/* The report chosen as baseline stands first in the list of baselines; NULL for none. */
void dz_matrix_page_set_baseline_title (DzMatrixPage *self,
                                        const char *title);

/* How the table is looked at: transposed, order and pins of the columns, sorting, folded groups,
 * filters, mode. It is kept with the workspace and no change of data. */
GVariant *dz_matrix_page_dup_view (DzMatrixPage *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_matrix_page_set_view (DzMatrixPage *self,
                              GVariant *view);

DzComparisonModel *dz_matrix_page_get_model (DzMatrixPage *self);

/* Row and column of the comparison under the cursor. */
gboolean dz_matrix_page_get_cell (DzMatrixPage *self,
                                  guint *row,
                                  guint *column);
void dz_matrix_page_select (DzMatrixPage *self,
                            guint row,
                            guint column);
void dz_matrix_page_select_column (DzMatrixPage *self,
                                   guint column);

/* FALSE when there is no further one. @important: findings only. */
gboolean dz_matrix_page_step (DzMatrixPage *self,
                              int direction,
                              gboolean important);

void dz_matrix_page_toggle_differences (DzMatrixPage *self);
void dz_matrix_page_start_search (DzMatrixPage *self);
void dz_matrix_page_copy (DzMatrixPage *self);
void dz_matrix_page_focus (DzMatrixPage *self);
void dz_matrix_page_set_look (DzMatrixPage *self,
                              DzChangeColors colors,
                              gboolean compact);

G_END_DECLS
