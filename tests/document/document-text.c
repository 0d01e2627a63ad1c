/* document-text.c - a document as plain lines, to compare with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "document-text.h"

static void
append_escaped (GString *out,
                const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, *text == '\n' ? '^' : *text);
}

static void
append_table (GString *out,
              const DzTable *table)
{
  guint row = G_MAXUINT;

  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *cell = &table->cells[i];

    if (cell->row != row)
      g_string_append_printf (out, "%s%u:", row == G_MAXUINT ? "" : "\n", cell->row);
    row = cell->row;
    g_string_append_printf (out, " [%u", cell->col);
    if (cell->row_span > 1 || cell->col_span > 1)
      g_string_append_printf (out, " %ux%u", cell->row_span, cell->col_span);
    if (cell->flags != 0)
      g_string_append_printf (out, " f%u", (guint) cell->flags);
    g_string_append_c (out, ']');
    append_escaped (out, cell->text);
  }
  g_string_append_c (out, '\n');
}

char *
document_to_text (DzDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    if (block->kind == DZ_BLOCK_TABLE) {
      g_string_append_printf (out, "T %ux%u", block->table->n_rows, block->table->n_cols);
      if (block->sheet != NULL)
        g_string_append_printf (out, " p%u %s@%u,%u", block->page, block->sheet, block->table->sheet_row,
                                block->table->sheet_col);
      g_string_append_c (out, '\n');
      append_table (out, block->table);
      continue;
    }
    if (block->kind == DZ_BLOCK_HEADING)
      g_string_append_printf (out, "H%u ", block->level);
    else
      g_string_append (out, "P ");
    append_escaped (out, block->text);
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}
