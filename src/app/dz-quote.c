/* dz-quote.c - the words a figure was read from, within what stands around them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-quote.h"

#include "dz-text.h"

#include <string.h>

#define AROUND 50 /* characters shown on either side */
#define MARK_ON "<span weight=\"bold\" underline=\"single\">"
#define MARK_OFF "</span>"

static void
append_escaped (GString *out,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

/* The first place of @printed in @text is marked; all of @text when it is not there. */
static void
append_marked (GString *out,
               const char *text,
               const char *printed)
{
  const char *at = printed == NULL || *printed == '\0' ? NULL : strstr (text, printed);
  g_autofree char *before = at == NULL ? NULL : g_strndup (text, (gsize) (at - text));

  if (at != NULL)
    append_escaped (out, before);
  g_string_append (out, MARK_ON);
  append_escaped (out, at == NULL ? text : printed);
  g_string_append (out, MARK_OFF);
  if (at != NULL)
    append_escaped (out, at + strlen (printed));
}

static char *
prose_markup (const char *text,
              const DzFact *fact)
{
  g_autoptr (GString) out = g_string_new (NULL);
  glong length = g_utf8_strlen (text, -1);
  guint start = MIN (fact->address.start, (guint) length);
  guint end = CLAMP (fact->address.end, start, (guint) length);
  guint from = start > AROUND ? start - AROUND : 0;
  guint to = MIN (end + AROUND, (guint) length);
  g_autofree char *before = dz_text_cut (text, from, start);
  g_autofree char *clause = dz_text_cut (text, start, end);
  g_autofree char *after = dz_text_cut (text, end, to);

  g_string_append (out, from > 0 ? "…" : "");
  append_escaped (out, before);
  append_marked (out, clause, fact->printed);
  append_escaped (out, after);
  g_string_append (out, to < (guint) length ? "…" : "");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The row's cells, a bar between; many columns: the first one and those beside the figure. */
static char *
row_markup (const DzTable *table,
            const DzFact *fact)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const DzCell *last = NULL;

  for (guint col = 0; col < table->n_cols; col++) {
    const DzCell *cell = dz_table_get_cell (table, (guint) fact->address.row, col);
    gboolean far = col > 0 && table->n_cols > 6 && ABS ((int) col - fact->address.col) > 1;

    if (cell == NULL || cell == last || far)
      continue;
    last = cell;
    if (out->len > 0)
      g_string_append (out, " │ ");
    if ((int) cell->col <= fact->address.col && (int) (cell->col + cell->col_span) > fact->address.col)
      append_marked (out, *cell->text == '\0' ? "　" : cell->text, fact->printed);
    else
      append_escaped (out, cell->text);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
dz_quote_markup (DzDocument *document,
                 const DzFact *fact)
{
  const DzBlock *block = NULL;
  const char *text;

  if (document != NULL && fact->where != DZ_WHERE_MANUAL && fact->address.block < dz_document_get_n_blocks (document))
    block = dz_document_get_block (document, fact->address.block);
  if (block != NULL && block->kind == DZ_BLOCK_TABLE && fact->address.row >= 0)
    return row_markup (block->table, fact);
  text = block == NULL ? NULL : dz_document_get_text_at (document, &fact->address);
  if (text != NULL)
    return prose_markup (text, fact);
  return g_markup_escape_text (fact->quote, -1);
}
