/* dz-document.h - what a reader makes of a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An ordered list of blocks: headings, paragraphs, tables. A result: made by a
 * DzDocumentBuilder, then never changed, and safe in any thread. The format it
 * came from is for people only: nothing above document/ asks which one it was.
 */
#pragma once

#include <glib-object.h>

#include "dz-address.h"
#include "dz-remark.h"

G_BEGIN_DECLS

#define DZ_DOCUMENT_ERROR (dz_document_error_quark ())
GQuark dz_document_error_quark (void);

typedef enum {
  DZ_DOCUMENT_ERROR_UNSUPPORTED, /* no reader claims these bytes */
  DZ_DOCUMENT_ERROR_EMPTY,       /* nothing in it */
  DZ_DOCUMENT_ERROR_DAMAGED,     /* claimed, then found broken */
  DZ_DOCUMENT_ERROR_LOCKED,      /* needs a password; nothing was read */
  DZ_DOCUMENT_ERROR_TOO_LARGE,   /* over a limit of dz-limits.h */
  DZ_DOCUMENT_ERROR_NO_TEXT,     /* pictures only, and no text recognition at hand */
} DzDocumentError;

typedef enum {
  DZ_BLOCK_HEADING,
  DZ_BLOCK_PARAGRAPH,
  DZ_BLOCK_TABLE,
} DzBlockKind;

/* In points from the upper left corner of the page; width 0: not known. */
typedef struct {
  float x, y, width, height;
} DzBox;

typedef enum {
  DZ_CELL_NORMAL = 0,
  DZ_CELL_HEADER = 1 << 0,     /* marked as a head by the source (th, repeated head row) */
  DZ_CELL_HIDDEN = 1 << 1,     /* in a hidden row or column of a sheet */
  DZ_CELL_RECOGNISED = 1 << 2, /* read from a picture */
} DzCellFlags;

/**
 * DzCell:
 * @row, @col: its upper left corner in the grid
 * @row_span, @col_span: at least 1
 * @text: never NULL; paragraphs in it are divided by \n
 * @page: 0 where the format has no pages
 */
typedef struct {
  guint row, col;
  guint row_span, col_span;
  const char *text;
  guint page;
  DzBox box;
  DzCellFlags flags;
} DzCell;

/**
 * DzTable:
 * @n_rows, @n_cols: of the grid after spans are laid out
 * @n_cells, @cells: in reading order, by row and then column
 * @sheet_row, @sheet_col: where the upper left corner stands in its sheet, from 0
 * @ragged: the source told no spans and no column places (text with bars): a row's cells
 *   are in the right order, but their columns need not line up with other rows
 */
typedef struct {
  guint n_rows, n_cols;
  guint n_cells;
  const DzCell *cells;
  guint sheet_row, sheet_col;
  gboolean ragged;
} DzTable;

/**
 * DzBlock:
 * @level: 1 … of a heading; 0 else. A source without styles gives headings as paragraphs
 *   unless their numbering tells (一、 is 1, （一） is 2)
 * @text: of a heading or paragraph; "" for a table
 * @table: of a table; NULL else
 * @sheet: name of the sheet in a workbook, or NULL
 */
typedef struct {
  DzBlockKind kind;
  guint level;
  const char *text;
  const DzTable *table;
  guint page;
  DzBox box;
  const char *sheet;
} DzBlock;

/* The cell that covers the place, valid as long as the table; NULL where the source
 * has a hole or the place is outside. */
const DzCell *dz_table_get_cell (const DzTable *table,
                                 guint row,
                                 guint col);

#define DZ_TYPE_DOCUMENT (dz_document_get_type ())
G_DECLARE_FINAL_TYPE (DzDocument, dz_document, DZ, DOCUMENT, GObject)

/* "text", "html", "docx", … for people. */
const char *dz_document_get_format (DzDocument *self);
guint dz_document_get_n_blocks (DzDocument *self);
const DzBlock *dz_document_get_block (DzDocument *self,
                                      guint index);

/* What the source says of itself: "title", "date", "source", "encoding", … NULL when silent. */
const char *dz_document_get_meta (DzDocument *self,
                                  const char *key);

/* Of DzRemark, in reading order. */
GPtrArray *dz_document_get_remarks (DzDocument *self);

/* The text of the block or cell at @address, borrowed; NULL when there is none. */
const char *dz_document_get_text_at (DzDocument *self,
                                     const DzAddress *address);

/* The characters that @address spans; NULL when it points outside. */
char *dz_document_dup_quote (DzDocument *self,
                             const DzAddress *address) G_GNUC_WARN_UNUSED_RESULT;

/* The page box of the block or cell; FALSE when not known. */
gboolean dz_document_get_box (DzDocument *self,
                              const DzAddress *address,
                              guint *page,
                              DzBox *box);

/* The blocks of @second behind those of @first, which gives the rest: one report in two files. Pages
 * and sheets keep their own numbers. */
DzDocument *dz_document_join (DzDocument *first,
                              DzDocument *second) G_GNUC_WARN_UNUSED_RESULT;

/* For the way from a worker and for the cache; the same document gives the same bytes. */
GVariant *dz_document_to_variant (DzDocument *self) G_GNUC_WARN_UNUSED_RESULT;
DzDocument *dz_document_new_from_variant (GVariant *variant,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
