/* dz-check-text.c - the words of a report, folded once for all checks that read them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <string.h>

/* A paragraph longer than this is no heading, however it is numbered. */
#define HEADING_CHARS 45u

static void
text_block_free (gpointer data)
{
  DzTextBlock *self = data;

  dz_folded_free (self->folded);
  g_free (self);
}

static gboolean
ends_sentence (const DzFolded *folded)
{
  return g_str_has_suffix (folded->text, "。") || g_str_has_suffix (folded->text, ";") || g_str_has_suffix (folded->text, ",");
}

static DzTextBlock *
text_block_new (const DzBlock *block,
                guint index)
{
  DzTextBlock *self = g_new0 (DzTextBlock, 1);
  gsize length;

  self->block = index;
  self->is_table = block->kind == DZ_BLOCK_TABLE;
  self->folded = dz_text_fold (self->is_table ? "" : block->text);
  if (self->is_table || self->folded->n_chars > HEADING_CHARS || ends_sentence (self->folded))
    return self;
  self->level = dz_text_leading_number (self->folded->text, &length, &self->ordinal);
  self->is_heading = block->kind == DZ_BLOCK_HEADING || self->level == 1 || self->level == 2;
  return self;
}

GPtrArray *
dz_subject_fold_text (const DzSubject *self)
{
  DzDocument *document = dz_report_get_document (self->report);
  GPtrArray *blocks = g_ptr_array_new_with_free_func (text_block_free);
  guint first, last;

  if (document == NULL)
    return blocks;
  dz_report_get_range (self->report, &first, &last);
  last = MIN (last, dz_document_get_n_blocks (document));
  for (guint i = first; i < last; i++)
    g_ptr_array_add (blocks, text_block_new (dz_document_get_block (document, i), i));
  return blocks;
}

void
dz_text_block_get_sentence (const DzTextBlock *self,
                            gsize from,
                            gsize to,
                            gsize *start,
                            gsize *end)
{
  const char *text = self->folded->text;
  const char *stop = strstr (text + to, "。");

  *start = from;
  while (*start > 0 && strncmp (text + *start - MIN (*start, 3), "。", 3) != 0)
    (*start)--;
  *end = stop != NULL ? (gsize) (stop - text) + strlen ("。") : self->folded->length;
}

DzFact *
dz_subject_quote (const DzSubject *self,
                  const DzTextBlock *block,
                  gsize from,
                  gsize to)
{
  DzDocument *document = dz_report_get_document (self->report);
  const DzBlock *source = dz_document_get_block (document, block->block);
  DzFact model = { .value = dz_value_none (DZ_VALUE_NOT_APPLICABLE), .where = DZ_WHERE_PROSE, .confidence = 100 };
  g_autofree char *words = NULL;
  guint start, end;

  dz_folded_get_origin (block->folded, from, to, &start, &end);
  words = dz_text_cut (source->text, start, end);
  model.address = (DzAddress) { .page = source->page, .block = block->block, .row = -1, .col = -1, .start = start, .end = end };
  model.label = words;
  model.path = words;
  model.quote = words;
  model.printed = (char *) "";
  model.unit = (char *) "";
  return dz_fact_new (&model);
}
