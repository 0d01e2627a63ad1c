/* dz-flow.h - text and tables of a word processor, put together for the builder
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word processors tell a table as rows of cells between edges, merge cells downwards by
 * marks in each row, nest tables, and hang text boxes on paragraphs. This makes of it what a
 * document knows: one grid a table, nested tables behind the outer one, the text
 * of a text box once, behind the paragraph that holds it.
 */
#pragma once

#include "dz-document-builder.h"

G_BEGIN_DECLS

typedef struct _DzFlow DzFlow;

typedef enum {
  DZ_MERGE_NONE,
  DZ_MERGE_START,    /* cells below may join it */
  DZ_MERGE_CONTINUE, /* joins the one above between the same edges; its text is not shown */
  DZ_MERGE_LEFT,     /* joins the one on its left; its text is not shown */
} DzMerge;

/**
 * DzCellPlace:
 * @left, @right: its edges, in any unit that all rows of the table share
 * @row_span: where the source tells it outright; 0 or 1 else
 */
typedef struct {
  int left, right;
  DzMerge merge;
  guint row_span;
  DzCellFlags flags;
} DzCellPlace;

DzFlow *dz_flow_new (DzDocumentBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

/* Passes on what is still held back, and closes what is still open. */
void dz_flow_free (DzFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFlow, dz_flow_free)

/* In a cell the paragraphs are joined by \n. Level 0 is a paragraph, which becomes a heading
 * when it is numbered like one. */
void dz_flow_add_paragraph (DzFlow *self,
                            guint level,
                            const char *text);

/* Whether a cell is open. */
gboolean dz_flow_in_cell (DzFlow *self);

/* How many tables are open. */
guint dz_flow_get_table_depth (DzFlow *self);

/* Edges that lie at most @tolerance apart are one. Tables may be begun within cells. */
void dz_flow_begin_table (DzFlow *self,
                          guint tolerance);
void dz_flow_begin_row (DzFlow *self);
void dz_flow_begin_cell (DzFlow *self);
void dz_flow_end_cell (DzFlow *self,
                       const DzCellPlace *place);

/* For sources that tell the edges after the cells: of the nth cell of the open row. */
void dz_flow_set_place (DzFlow *self,
                        guint nth,
                        const DzCellPlace *place);

/* Cells of the open row that have ended. */
guint dz_flow_get_n_cells (DzFlow *self);
void dz_flow_drop_row (DzFlow *self);
void dz_flow_end_row (DzFlow *self);
void dz_flow_end_table (DzFlow *self);

/* What comes in between stands in a text box: it follows the paragraph being read. */
void dz_flow_begin_aside (DzFlow *self);
void dz_flow_end_aside (DzFlow *self);

/* The level that the numbering of a short line tells: 1 for 一、, 2 for （一）; 0 for none. */
guint dz_flow_guess_level (const char *text);

G_END_DECLS
