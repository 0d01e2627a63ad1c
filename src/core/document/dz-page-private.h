/* dz-page-private.h - what the steps of the page layout hand to each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   rules ─► grids ┐
 *                  ├─► items in reading order ─► joined over lines and pages ─► blocks
 *   glyphs ─► lines┘
 */
#pragma once

#include "dz-document-builder.h"
#include "dz-page.h"

G_BEGIN_DECLS

/**
 * DzLine:
 * @box: around its characters
 * @em: size of its characters
 * @row: lines with one number stand side by side on one base line
 * @first_width: of the piece that could not have been divided, had it stood on the line before
 *
 * A run of characters without a wide gap.
 */
typedef struct {
  char *text;
  DzBox box;
  float em;
  float first_width;
  guint row;
  guint n_chars;
} DzLine;

/**
 * DzGridCell:
 * @left … @bottom: its place on @page
 * @em: size of its characters; 0 without text, and for text set downwards
 */
typedef struct {
  guint row, col;
  guint row_span, col_span;
  guint page;
  float left, top, right, bottom;
  char *text;
  float em;
  float text_left, text_right; /* of the first line */
  float lines_left;            /* of the leftmost line */
  float first_width;           /* of what could not have been divided at its beginning */
  float last_width;            /* of the last line */
  guint n_lines;
  DzCellFlags flags;
} DzGridCell;

/**
 * DzGrid:
 * @xs: of float, n_cols + 1 edges from left to right
 * @ys: of float, n_rows + 1 edges downwards; only while it stands on one page
 * @cells: of DzGridCell, by row and column; they cover the grid
 */
typedef struct {
  guint page;
  DzBox box;
  guint n_rows, n_cols;
  gboolean cut_off; /* runs over the page's edge */
  GArray *xs;
  GArray *ys;
  GArray *cells;
} DzGrid;

/**
 * DzItem:
 * @text: of a line; NULL for a table
 * @grid: of a table; NULL for a line
 * @left, @right: margins of the column of text it stands in
 */
typedef struct {
  guint page;
  DzLine *line;
  DzGrid *grid;
  float left, right;
} DzItem;

/* dz-page-text.c */
void dz_line_free (DzLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLine, dz_line_free)

/* Of DzLine (owned), from top to bottom and left to right; sorts @glyphs. */
GPtrArray *dz_page_text_find_lines (GArray *glyphs);

/* What one cell holds, its lines joined; sorts @glyphs. */
void dz_page_text_fill_cell (GArray *glyphs,
                             DzGridCell *cell);

/* Puts @next after @text as the same paragraph, with a space where words need one. */
void dz_page_text_join (GString *text,
                        const char *next);

/* dz-page-grid.c */
DzGrid *dz_grid_new (guint page);
void dz_grid_free (DzGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzGrid, dz_grid_free)

/* Of DzGrid (owned), from top to bottom: the tables that the page's rules draw, without text. */
GPtrArray *dz_page_find_grids (const DzPage *page);

/* dz-page-fill.c: moves the page's glyphs that stand inside grids into their cells; returns those
 * left over. */
GArray *dz_page_fill_grids (const DzPage *page,
                            GPtrArray *grids);

/* Puts full-width spaces before the texts of a column that shows by indents what belongs under
 * what. */
void dz_grid_restore_indents (DzGrid *grid,
                              guint col);

/* dz-page-align.c: makes grids of lines that stand in columns without rules, and takes these lines
 * away. */
void dz_page_find_aligned (guint page,
                           GPtrArray *lines,
                           GPtrArray *grids);

/* dz-page-flow.c: of DzItem, in reading order; takes the lines and grids out of the arrays. */
GArray *dz_page_flow (guint page,
                      float page_width,
                      GPtrArray *lines,
                      GPtrArray *grids);

/* dz-page-emit.c: items to blocks; frees what the items hold. */
void dz_page_emit (GArray *items,
                   DzDocumentBuilder *builder);

/* dz-page-join.c: whether @below goes on with the table of @above from the page before; if so
 * its rows are moved into @above. */
gboolean dz_grid_join (DzGrid *above,
                       DzGrid *below);

G_END_DECLS
