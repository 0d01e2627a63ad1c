/* dz-lines.c - the lines of a document that may say who and when
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-recognise-private.h"

#include <string.h>

#define BRIEF_CHARS 64u
#define BODY_CHARS 60u
#define TABLE_TOP_ROWS 4u

static void
line_free (DzLine *line)
{
  dz_folded_free (line->folded);
  g_free (line);
}

static void
add_line (GPtrArray *lines,
          const char *text,
          const DzAddress *address,
          gboolean heading,
          gboolean cell)
{
  DzLine *line = g_new0 (DzLine, 1);

  line->folded = dz_text_fold (text);
  line->address = *address;
  line->address.end = (guint) g_utf8_strlen (text, -1);
  line->heading = heading;
  line->cell = cell;
  line->brief = line->folded->n_chars <= BRIEF_CHARS;
  if (line->folded->n_chars == 0)
    line_free (line);
  else
    g_ptr_array_add (lines, line);
}

/* Titles and the filling agency stand in the first rows; a frame around the page is one cell. */
static void
add_table_lines (GPtrArray *lines,
                 const DzBlock *block,
                 guint index)
{
  const DzTable *table = block->table;

  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *cell = &table->cells[i];
    DzAddress address = { cell->page > 0 ? cell->page : block->page, index, (int) cell->row, (int) cell->col, 0, 0 };

    if (cell->row >= TABLE_TOP_ROWS)
      return;
    if (strlen (cell->text) >= 6)
      add_line (lines, cell->text, &address, FALSE, TRUE);
  }
}

GPtrArray *
dz_lines_new (DzDocument *document,
              guint first,
              guint last)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);

  for (guint i = first; i < last; i++) {
    const DzBlock *block = dz_document_get_block (document, i);
    DzAddress address = { block->page, i, -1, -1, 0, 0 };

    if (block->table != NULL)
      add_table_lines (lines, block, i);
    else
      add_line (lines, block->text, &address, block->kind == DZ_BLOCK_HEADING, FALSE);
  }
  return lines;
}

guint
dz_lines_find_body (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const DzLine *line = g_ptr_array_index (lines, i);
    gsize length;
    guint ordinal;

    if (line->cell)
      continue;
    if (line->folded->n_chars >= BODY_CHARS
        || (dz_text_leading_number (line->folded->text, &length, &ordinal) == 1 && ordinal == 1))
      return i;
  }
  return lines->len;
}
