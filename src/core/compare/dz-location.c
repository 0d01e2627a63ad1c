/* dz-location.c - the words for a place in a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-location.h"

#include <glib/gi18n-lib.h>

#define HEADING_CHARS 20 /* of a heading that names the section */

/* "D5": spreadsheets count columns in letters. */
static char *
make_cell_name (guint row,
                guint col)
{
  char letters[8];
  guint n = sizeof letters;

  letters[--n] = '\0';
  for (guint left = col + 1; left > 0 && n > 0; left = (left - 1) / 26)
    letters[--n] = (char) ('A' + (left - 1) % 26);
  return g_strdup_printf ("%s%u", letters + n, row + 1);
}

/* As the page says it, else the block that it begins on. */
static guint
get_page (const DzBlock *block,
          const DzAddress *address)
{
  const DzCell *cell = NULL;

  if (block != NULL && block->table != NULL && address->row >= 0)
    cell = dz_table_get_cell (block->table, (guint) address->row, (guint) MAX (address->col, 0));
  if (cell != NULL && cell->page > 0)
    return cell->page;
  return block != NULL && block->page > 0 ? block->page : address->page;
}

/* How many tables there are up to the block, on its page. */
static guint
count_tables (DzDocument *document,
              guint first,
              const DzAddress *address)
{
  guint page = dz_document_get_block (document, address->block)->page, n = 0;

  for (guint i = MIN (first, address->block); i <= address->block; i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    n += block->table != NULL && block->page == page;
  }
  return n;
}

static char *
join (char *page,
      char *place)
{
  g_autofree char *first = page;
  g_autofree char *second = place;

  if (first == NULL)
    return g_steal_pointer (&second);
  /* TRANSLATORS: "page 3" and what is on it, "table 2, row 5, column 4" */
  return g_strdup_printf (_ ("%s, %s"), first, second);
}

static char *
table_words (DzDocument *document,
             guint first,
             const DzBlock *block,
             const DzAddress *address)
{
  guint page = get_page (block, address);
  char *on = page == 0 ? NULL : g_strdup_printf (_ ("page %u"), page);

  if (block == NULL)
    return join (on, g_strdup_printf (_ ("in a table, row %d, column %d"), address->row + 1, address->col + 1));
  if (page > 0 && block->page > 0 && page != block->page)
    return join (on, g_strdup_printf (_ ("table that begins on page %u, row %d, column %d"), block->page, address->row + 1,
                                      address->col + 1));
  return join (on, g_strdup_printf (_ ("table %u, row %d, column %d"), count_tables (document, first, address), address->row + 1,
                                    address->col + 1));
}

static char *
text_words (DzDocument *document,
            guint first,
            const DzBlock *block,
            const DzAddress *address)
{
  guint page = get_page (block, address), n = 0;
  char *on = page == 0 ? NULL : g_strdup_printf (_ ("page %u"), page);
  const DzBlock *heading = NULL;
  g_autofree char *title = NULL;

  if (block == NULL)
    return join (on, g_strdup (_ ("in the text")));
  if (block->kind == DZ_BLOCK_HEADING)
    return join (on, g_strdup (_ ("in a heading")));
  for (guint i = address->block + 1; i-- > MIN (first, address->block) && heading == NULL;) {
    const DzBlock *other = dz_document_get_block (document, i);

    if (other->kind == DZ_BLOCK_HEADING)
      heading = other;
    n += other->kind == DZ_BLOCK_PARAGRAPH && *other->text != '\0';
  }
  if (heading == NULL)
    return join (on, g_strdup_printf (_ ("paragraph %u"), n));
  title = g_utf8_substring (heading->text, 0, MIN (g_utf8_strlen (heading->text, -1), HEADING_CHARS));
  return join (on, g_strdup_printf (_ ("under “%s”, paragraph %u"), title, n));
}

char *
dz_location_to_words (DzDocument *document,
                      guint first,
                      const DzAddress *address)
{
  const DzBlock *block = NULL;

  if (document != NULL && address->block < dz_document_get_n_blocks (document))
    block = dz_document_get_block (document, address->block);
  if (block != NULL && block->sheet != NULL && block->table != NULL && address->row >= 0) {
    g_autofree char *cell = make_cell_name (block->table->sheet_row + (guint) address->row,
                                            block->table->sheet_col + (guint) MAX (address->col, 0));

    return g_strdup_printf ("%s!%s", block->sheet, cell);
  }
  if (address->row >= 0)
    return table_words (document, first, block, address);
  return text_words (document, first, block, address);
}
