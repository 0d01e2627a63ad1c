/* dz-matrix-page-private.h - shared by the files of the page with the matrix
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-matrix-page.h"

#include "dz-matrix-transposed.h"
#include "dz-matrix.h"
#include "dz-overview.h"

G_BEGIN_DECLS

struct _DzMatrixPage {
  GtkWidget parent_instance;

  GtkDropDown *baseline;
  GtkStringList *baselines;
  GtkDropDown *mode;
  GtkDropDown *member;
  GtkStringList *members;
  GtkToggleButton *differences;
  GtkToggleButton *with_findings;
  GtkLabel *counts;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  DzMatrix *matrix;
  DzOverview *overview;
  GMenuModel *cell_menu;

  GSettings *settings;
  DzComparisonModel *model;
  DzMatrixTransposed *transposed;
  gboolean is_transposed;
  GSimpleActionGroup *actions;
  GVariant *kept; /* the view as last told to the window */
  guint keep_source;

  GPtrArray *member_ids; /* of const char *, interned; NULL the total, "*" all */
  gboolean has_report_baseline;
  gboolean in_update;
};

/* dz-matrix-page-view.c: actions on the view, which are no change of data */
void dz_matrix_page_add_view_actions (DzMatrixPage *self);
void dz_matrix_page_show_sorting (DzMatrixPage *self);

/* The view may be another one: it is told to the window a little later. */
void dz_matrix_page_keep_view_later (DzMatrixPage *self);
void dz_matrix_page_drop_view (DzMatrixPage *self);

void dz_matrix_page_set_filter (DzMatrixPage *self,
                                DzRowFilter flag,
                                gboolean active);

/* Words over labels and units, or over agencies and years. */
void dz_matrix_page_show_corner (DzMatrixPage *self);

/* Shows what the model says in the tools and the overview. */
void dz_matrix_page_show_model (DzMatrixPage *self);

G_END_DECLS
