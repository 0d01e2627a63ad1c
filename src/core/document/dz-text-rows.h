/* dz-text-rows.h - tables that a plain text lost, rebuilt as rows of cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are a GPtrArray of rows, a row a GPtrArray of owned strings. No character of the lines is lost
 * but bars, tabs and rulers.
 */
#pragma once

#include "dz-document-builder.h"
#include "dz-text-lines.h"

G_BEGIN_DECLS

GPtrArray *dz_text_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *dz_text_rows_add (GPtrArray *rows);

/* One cell a line, each behind a tab; a blank line ends a row. Several cells of a line follow each other. */
GPtrArray *dz_text_rows_from_cells (const DzLine *lines,
                                    guint n_lines) G_GNUC_WARN_UNUSED_RESULT;

/* One row a line, cells divided by tabs. */
GPtrArray *dz_text_rows_from_tabs (const DzLine *lines,
                                   guint n_lines) G_GNUC_WARN_UNUSED_RESULT;

/* One row a line, cells divided by bars; rows that broke over lines are joined. */
GPtrArray *dz_text_rows_from_bars (const DzLine *lines,
                                   guint n_lines) G_GNUC_WARN_UNUSED_RESULT;

/* Cells and bars each on lines of their own; NULL when too few of them are figures. */
GPtrArray *dz_text_rows_from_lone_bars (const DzLine *lines,
                                        guint n_lines) G_GNUC_WARN_UNUSED_RESULT;
gboolean dz_text_line_is_lone_bar (const DzLine *line);

/* One row a line, cells divided by two or more blanks. */
GPtrArray *dz_text_rows_from_spaces (const DzLine *lines,
                                     guint n_lines) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the cells of a table without any sign where its rows end. Rows where their order tells it beyond
 * doubt: label, unit, figure over and over; else a row a cell. NULL when too few of them are figures. */
GPtrArray *dz_text_rows_from_stream (GPtrArray *cells) G_GNUC_WARN_UNUSED_RESULT;

/* A table; ragged unless all rows have the same number of cells, and that more than one. */
void dz_text_rows_build (GPtrArray *rows,
                         DzDocumentBuilder *builder);

G_END_DECLS
