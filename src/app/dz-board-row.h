/* dz-board-row.h - an agency and its reports year by year
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-workspace.h"

G_BEGIN_DECLS

#define DZ_TYPE_BOARD_ROW (dz_board_row_get_type ())
G_DECLARE_FINAL_TYPE (DzBoardRow, dz_board_row, DZ, BOARD_ROW, GObject)

const char *dz_board_row_get_agency (DzBoardRow *self);
const char *dz_board_row_get_region (DzBoardRow *self);

/* Reports of @year; the first of them, or NULL where there is a gap. */
DzEntry *dz_board_row_get_entry (DzBoardRow *self,
                                 guint year);
guint dz_board_row_count (DzBoardRow *self,
                          guint year);

/* Years of [first, last] without a report. */
guint dz_board_row_count_gaps (DzBoardRow *self,
                               guint first,
                               guint last);

/**
 * dz_board_rows_new:
 * @entries: of DzEntry
 * @first, @last: (out): the years that there are reports of; 0 when there is none
 * @n_left_out: (out): reports without agency or year
 *
 * Returns: of DzBoardRow, one for each agency and kind of report, in the order of the entries
 */
GListStore *dz_board_rows_new (GListModel *entries,
                               guint *first,
                               guint *last,
                               guint *n_left_out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
