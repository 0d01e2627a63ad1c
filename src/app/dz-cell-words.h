/* dz-cell-words.h - a cell of the comparison in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-comparison.h"
#include "dz-matrix-model.h"

G_BEGIN_DECLS

/* As a screen reader speaks it: "收到申请数，2019年，12 件，比2018年多3". */
char *dz_cell_words_spoken (DzComparison *comparison,
                            guint row,
                            guint column,
                            DzFaceFlags flags) G_GNUC_WARN_UNUSED_RESULT;

/* Some lines that explain figure, change and signs. */
char *dz_cell_words_tooltip (DzComparison *comparison,
                             guint row,
                             guint column,
                             DzFaceFlags flags) G_GNUC_WARN_UNUSED_RESULT;

/* "12 more than 2018 (+33.33%)", or NULL without a change. */
char *dz_cell_words_change (DzComparison *comparison,
                            guint row,
                            guint column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
