/* dz-document-builder.c - how a reader makes a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-document-builder.h"

#include "dz-document-private.h"
#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DzDocumentBuilder {
  DzDocument *document;
  guint page;
  char *sheet;
  DzBox box;
  const char *full; /* the sentence that says which limit was passed */
  guint n_cells;    /* of all tables */

  gboolean in_table;
  GArray *cells;      /* of DzCell; texts owned until the table ends */
  GHashTable *taken;  /* places, as make_key() writes them, of cells that hang down from above or were placed */
  DzTable table;
  guint row, col;
  gboolean in_row;
  guint table_page;
  DzBox table_box;
};

DzDocumentBuilder *
dz_document_builder_new (const char *format)
{
  DzDocumentBuilder *self = g_new0 (DzDocumentBuilder, 1);

  self->document = dz_document_new_private (format);
  self->cells = g_array_new (FALSE, TRUE, sizeof (DzCell));
  self->taken = g_hash_table_new (NULL, NULL);
  return self;
}

static void
clear_cells (DzDocumentBuilder *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    g_free ((gpointer) g_array_index (self->cells, DzCell, i).text);
  g_array_set_size (self->cells, 0);
  g_hash_table_remove_all (self->taken);
}

void
dz_document_builder_free (DzDocumentBuilder *self)
{
  if (self == NULL)
    return;
  clear_cells (self);
  g_array_unref (self->cells);
  g_hash_table_unref (self->taken);
  g_clear_object (&self->document);
  g_free (self->sheet);
  g_free (self);
}

void
dz_document_builder_set_page (DzDocumentBuilder *self,
                              guint page)
{
  self->page = page;
  if (page > DZ_LIMIT_PAGES)
    self->full = N_ ("it has too many pages");
}

void
dz_document_builder_set_sheet (DzDocumentBuilder *self,
                               const char *sheet)
{
  g_free (self->sheet);
  self->sheet = g_strdup (sheet);
}

void
dz_document_builder_set_box (DzDocumentBuilder *self,
                             const DzBox *box)
{
  self->box = *box;
}

void
dz_document_builder_set_meta (DzDocumentBuilder *self,
                              const char *key,
                              const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  dz_document_set_meta_private (self->document, key, g_strstrip (valid));
}

void
dz_document_builder_add_remark (DzDocumentBuilder *self,
                                const char *code,
                                const char *place,
                                const char *message)
{
  dz_document_take_remark_private (self->document, dz_remark_new (code, place, message));
}

static gboolean
is_white (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (!g_unichar_isspace (c) && c != 0x3000 && c != 0x00a0 && c != 0xfeff && c != 0x200b)
      return FALSE;
  }
  return TRUE;
}

static void
add_text (DzDocumentBuilder *self,
          DzBlockKind kind,
          guint level,
          const char *text)
{
  g_autofree char *valid = NULL;
  DzBlock block = { kind, level, NULL, NULL, self->page, self->box, self->sheet };

  self->box = (DzBox) { 0 };
  if (self->full != NULL)
    return;
  valid = g_utf8_make_valid (text, -1);
  if (is_white (valid))
    return;
  if (dz_document_get_n_blocks (self->document) >= DZ_LIMIT_BLOCKS)
    self->full = N_ ("it has too many paragraphs");
  else if (strlen (valid) / 4 > DZ_LIMIT_BLOCK_CHARS || g_utf8_strlen (valid, -1) > DZ_LIMIT_BLOCK_CHARS)
    self->full = N_ ("one of its paragraphs is too long");
  if (self->full != NULL)
    return;
  block.text = valid;
  dz_document_add_block_private (self->document, &block, NULL);
}

void
dz_document_builder_add_heading (DzDocumentBuilder *self,
                                 guint level,
                                 const char *text)
{
  add_text (self, DZ_BLOCK_HEADING, level, text);
}

void
dz_document_builder_add_paragraph (DzDocumentBuilder *self,
                                   const char *text)
{
  add_text (self, DZ_BLOCK_PARAGRAPH, 0, text);
}

void
dz_document_builder_begin_table (DzDocumentBuilder *self)
{
  g_return_if_fail (!self->in_table);

  clear_cells (self);
  self->in_table = TRUE;
  self->in_row = FALSE;
  self->table = (DzTable) { 0 };
  self->table_page = self->page;
  self->table_box = self->box;
  self->box = (DzBox) { 0 };
  self->row = self->col = 0;
}

void
dz_document_builder_set_table_place (DzDocumentBuilder *self,
                                     guint sheet_row,
                                     guint sheet_col)
{
  self->table.sheet_row = sheet_row;
  self->table.sheet_col = sheet_col;
}

void
dz_document_builder_set_table_ragged (DzDocumentBuilder *self)
{
  self->table.ragged = TRUE;
}

void
dz_document_builder_begin_row (DzDocumentBuilder *self)
{
  g_return_if_fail (self->in_table);

  if (self->in_row)
    self->row++;
  self->in_row = TRUE;
  self->col = 0;
  self->table.n_rows = MAX (self->table.n_rows, self->row + 1);
}

/* The hash of a 64 bit integer in GLib drops its upper half, and with it the row. */
static gpointer
make_key (guint row,
          guint col)
{
  return GSIZE_TO_POINTER ((gsize) row * DZ_LIMIT_TABLE_COLUMNS + col + 1);
}

static gboolean
is_taken (DzDocumentBuilder *self,
          guint row,
          guint col)
{
  return g_hash_table_contains (self->taken, make_key (row, col));
}

static void
take (DzDocumentBuilder *self,
      guint row,
      guint col)
{
  g_hash_table_add (self->taken, make_key (row, col));
}

static void
place_cell (DzDocumentBuilder *self,
            guint row,
            guint col,
            const char *text,
            guint row_span,
            guint col_span,
            DzCellFlags flags)
{
  DzCell cell = { row, col, 1, 1, NULL, self->page, self->box, flags };

  self->box = (DzBox) { 0 };
  if (self->full != NULL)
    return;
  if (col >= DZ_LIMIT_TABLE_COLUMNS || ++self->n_cells > DZ_LIMIT_DOCUMENT_CELLS
      || self->cells->len >= DZ_LIMIT_TABLE_CELLS) {
    self->full = N_ ("one of its tables is too large");
    return;
  }
  /* Spans never run into what stands there already, and never let the grid explode. */
  col_span = CLAMP (col_span, 1, DZ_LIMIT_TABLE_COLUMNS - col);
  row_span = CLAMP (row_span, 1, DZ_LIMIT_TABLE_CELLS / 4);
  while (cell.col_span < col_span && !is_taken (self, row, col + cell.col_span))
    cell.col_span++;
  for (guint r = 1; r < row_span; r++) {
    gboolean free = TRUE;

    for (guint c = 0; free && c < cell.col_span; c++)
      free = !is_taken (self, row + r, col + c);
    if (!free || g_hash_table_size (self->taken) > DZ_LIMIT_TABLE_CELLS)
      break;
    cell.row_span++;
    for (guint c = 0; c < cell.col_span; c++)
      take (self, row + r, col + c);
  }
  for (guint c = 0; c < cell.col_span; c++)
    take (self, row, col + c);
  cell.text = g_utf8_make_valid (text, -1);
  if (strlen (cell.text) / 4 > DZ_LIMIT_BLOCK_CHARS)
    self->full = N_ ("one of its cells is too long");
  g_array_append_val (self->cells, cell);
  self->table.n_cols = MAX (self->table.n_cols, col + cell.col_span);
  self->table.n_rows = MAX (self->table.n_rows, row + 1);
}

void
dz_document_builder_add_cell (DzDocumentBuilder *self,
                              const char *text,
                              guint row_span,
                              guint col_span,
                              DzCellFlags flags)
{
  g_return_if_fail (self->in_table && self->in_row);

  while (self->col < DZ_LIMIT_TABLE_COLUMNS && is_taken (self, self->row, self->col))
    self->col++;
  place_cell (self, self->row, self->col, text, row_span, col_span, flags);
}

void
dz_document_builder_add_cell_at (DzDocumentBuilder *self,
                                 guint row,
                                 guint col,
                                 const char *text,
                                 guint row_span,
                                 guint col_span,
                                 DzCellFlags flags)
{
  g_return_if_fail (self->in_table);

  if (row >= DZ_LIMIT_TABLE_CELLS) {
    self->full = N_ ("one of its tables is too large");
    return;
  }
  if (is_taken (self, row, col)) {
    dz_document_builder_add_remark (self, "cells-overlap", NULL,
                                    _ ("Two cells of a table stand in one place; the second was left out."));
    return;
  }
  place_cell (self, row, col, text, row_span, col_span, flags);
}

static int
compare_cells (gconstpointer a,
               gconstpointer b)
{
  const DzCell *left = a, *right = b;

  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  return left->col < right->col ? -1 : left->col > right->col;
}

void
dz_document_builder_end_table (DzDocumentBuilder *self)
{
  DzBlock block = { DZ_BLOCK_TABLE, 0, "", NULL, self->table_page, self->table_box, self->sheet };

  g_return_if_fail (self->in_table);

  self->in_table = FALSE;
  if ((gsize) self->table.n_rows * self->table.n_cols > DZ_LIMIT_TABLE_CELLS * (gsize) 4)
    self->full = N_ ("one of its tables is too large");
  if (self->full == NULL && self->cells->len > 0) {
    g_array_sort (self->cells, compare_cells);
    for (guint i = 0; i < self->cells->len; i++) {
      DzCell *cell = &g_array_index (self->cells, DzCell, i);

      cell->row_span = MIN (cell->row_span, self->table.n_rows - cell->row);
    }
    self->table.n_cells = self->cells->len;
    self->table.cells = (const DzCell *) (gpointer) self->cells->data;
    dz_document_add_block_private (self->document, &block, &self->table);
  }
  clear_cells (self);
}

gboolean
dz_document_builder_is_full (DzDocumentBuilder *self)
{
  return self->full != NULL;
}

DzDocument *
dz_document_builder_end (DzDocumentBuilder *self,
                         GError **error)
{
  if (self->in_table)
    dz_document_builder_end_table (self);
  if (self->full != NULL) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE, _ (self->full));
    return NULL;
  }
  if (dz_document_get_n_blocks (self->document) == 0) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_EMPTY, _ ("there is no text in it"));
    return NULL;
  }
  return g_steal_pointer (&self->document);
}
