/* dz-reading-columns.h - how wide the columns of a table are: arithmetic without Pango
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"

G_BEGIN_DECLS

/**
 * dz_reading_columns_new:
 * @width: for the whole table; it becomes wider when its figures need it
 * @em: the width of a Han character
 * @padding: what each column needs beside its text
 *
 * Returns: (transfer full): of n_cols + 1: where each column begins, and the end of the last
 */
int *dz_reading_columns_new (const DzTable *table,
                             int width,
                             double em,
                             int padding) G_GNUC_WARN_UNUSED_RESULT;

/* The column behind the cell. A place that the source leaves without a cell belongs to the cell on its
 * left, so that no blank box stands for what is not there. */
guint dz_reading_columns_get_end (const DzTable *table,
                                  const DzCell *cell);

G_END_DECLS
