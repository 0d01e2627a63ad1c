/* dz-claims.c - every number of a report and what became of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The honest proof of coverage: a number that no fact uses and no reason excuses is unclaimed.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-prose-private.h"

#include <string.h>

static void
add_claim (GPtrArray *claims,
           const char *text,
           const DzAddress *address,
           int fact,
           const char *reason)
{
  DzClaim *claim = g_new0 (DzClaim, 1);

  claim->address = *address;
  claim->printed = dz_text_cut (text, address->start, address->end);
  claim->fact = fact;
  claim->reason = fact >= 0 ? NULL : reason;
  g_ptr_array_add (claims, claim);
}

void
dz_claims_add_paragraph (DzParagraph *paragraph,
                         GPtrArray *claims)
{
  for (guint i = 0; i < paragraph->tokens->len; i++) {
    const DzToken *token = &g_array_index (paragraph->tokens, DzToken, i);
    DzAddress address = { paragraph->source->page, paragraph->block, -1, -1, 0, 0 };
    const char *reason = token->reason;

    if (reason == NULL && token->fact < 0 && token->in_bracket)
      reason = g_intern_static_string ("in-brackets");
    dz_folded_get_origin (paragraph->folded, token->number.from, token->number.to, &address.start, &address.end);
    add_claim (claims, paragraph->source->text, &address, token->fact, reason);
  }
}

static guint
hash_place (gconstpointer key)
{
  const DzAddress *address = key;

  return address->block * 7919u + (guint) address->row * 131u + (guint) address->col;
}

static gboolean
equal_place (gconstpointer a,
             gconstpointer b)
{
  const DzAddress *left = a, *right = b;

  return left->block == right->block && left->row == right->row && left->col == right->col;
}

/* A cell with Han characters is a label: its digits number it or explain it. */
static gboolean
is_label (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += dz_text_is_han (g_utf8_get_char (p));
  return n >= 2;
}

/* 0, or digits without a leading one: most cells, and nothing to fold or look for. */
static gboolean
is_plain_number (const char *text,
                 guint *length)
{
  const char *p = text;

  while (g_ascii_isdigit (*p) && p - text < 15)
    p++;
  *length = (guint) (p - text);
  return *p == '\0' && p > text && (text[0] != '0' || *length == 1);
}

static void
add_cell (const DzCell *cell,
          guint block,
          int fact,
          GPtrArray *claims)
{
  g_autoptr (DzFolded) folded = NULL;
  DzNumber number;
  gsize at = 0;
  guint length;

  if (is_plain_number (cell->text, &length)) {
    DzAddress address = { cell->page, block, (int) cell->row, (int) cell->col, 0, length };

    add_claim (claims, cell->text, &address, fact, NULL);
    return;
  }
  if (strpbrk (cell->text, "0123456789") == NULL && g_utf8_strchr (cell->text, -1, 0xff10) == NULL && fact < 0)
    return;
  folded = dz_text_fold (cell->text);
  while (dz_number_scan (folded->text, folded->length, at, &number)) {
    DzAddress address = { cell->page, block, (int) cell->row, (int) cell->col, 0, 0 };

    dz_folded_get_origin (folded, number.from, number.to, &address.start, &address.end);
    add_claim (claims, cell->text, &address, fact, is_label (cell->text) ? g_intern_static_string ("label") : NULL);
    at = number.to;
  }
}

void
dz_claims_add_tables (DzReport *report,
                      GPtrArray *facts,
                      GPtrArray *claims)
{
  DzDocument *document = dz_report_get_document (report);
  g_autoptr (GHashTable) by_place = g_hash_table_new (hash_place, equal_place);
  guint first, last;

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    if (fact->where == DZ_WHERE_TABLE && fact->value.kind == DZ_VALUE_NUMBER)
      g_hash_table_insert (by_place, (gpointer) &fact->address, GUINT_TO_POINTER (i + 1));
  }
  dz_report_get_range (report, &first, &last);
  for (guint b = first; b < last; b++) {
    const DzBlock *block = dz_document_get_block (document, b);

    for (guint c = 0; block->table != NULL && c < block->table->n_cells; c++) {
      const DzCell *cell = &block->table->cells[c];
      DzAddress place = { .block = b, .row = (int) cell->row, .col = (int) cell->col };

      add_cell (cell, b, (int) GPOINTER_TO_UINT (g_hash_table_lookup (by_place, &place)) - 1, claims);
    }
  }
}
