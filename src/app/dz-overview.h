/* dz-overview.h - a narrow strip that shows where in a long list something stands
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "row-chosen" (row): a place was clicked.
 */
#pragma once

#include "dz-matrix-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_OVERVIEW (dz_overview_get_type ())
G_DECLARE_FINAL_TYPE (DzOverview, dz_overview, DZ, OVERVIEW, GtkWidget)

typedef DzFaceFlags (*DzOverviewFunc) (guint row,
                                       gpointer user_data);

GtkWidget *dz_overview_new (void);

/* @func (called once a row) tells what row 0 … n_rows - 1 has. */
void dz_overview_set_rows (DzOverview *self,
                           guint n_rows,
                           DzOverviewFunc func,
                           gpointer user_data);

/* The same of the rows of a matrix; the more cells of a row differ, the stronger its mark. */
void dz_overview_set_matrix (DzOverview *self,
                             DzMatrixModel *model);

/* The part in view, as fractions of the whole. */
void dz_overview_set_view (DzOverview *self,
                           double from,
                           double to);

G_END_DECLS
