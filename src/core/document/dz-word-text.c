/* dz-word-text.c - paragraphs and table cells that are told by marks at their ends
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-word-text.h"

#include "dz-ordinal.h"

#include <string.h>

#define MAX_DEPTH 16u

/* Twips. Rows drawn by hand miss each other by some; the narrowest real column has 200. */
#define TOLERANCE 40

struct _DzWordText {
  DzFlow *flow;
  guint depth; /* of open tables */
  gboolean in_row[MAX_DEPTH + 1];
  GPtrArray *notes; /* of char * */
};

DzWordText *
dz_word_text_new (DzDocumentBuilder *builder)
{
  DzWordText *self = g_new0 (DzWordText, 1);

  self->flow = dz_flow_new (builder);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
end_row (DzWordText *self,
         const DzCellPlace *places,
         guint n_places)
{
  static const DzCellPlace nowhere = { 0 };
  DzCellPlace last = { 0 };

  if (dz_flow_in_cell (self->flow))
    dz_flow_end_cell (self->flow, &nowhere);
  for (guint i = 0; i < dz_flow_get_n_cells (self->flow); i++) {
    DzCellPlace place = { last.right, last.right + 1000 };

    if (i < n_places)
      place = places[i];
    dz_flow_set_place (self->flow, i, &place);
    last = place;
  }
  dz_flow_end_row (self->flow);
  self->in_row[self->depth] = FALSE;
}

/* Closes tables until @depth are open. */
static void
close_tables (DzWordText *self,
              guint depth)
{
  while (self->depth > depth) {
    if (self->in_row[self->depth])
      end_row (self, NULL, 0);
    dz_flow_end_table (self->flow);
    self->depth--;
  }
}

/* Opens tables, the row and the cell, so that text can go into the innermost of @depth. */
static void
go_to (DzWordText *self,
       guint depth)
{
  depth = MIN (depth, MAX_DEPTH);
  close_tables (self, depth);
  for (;;) {
    if (self->depth > 0 && !self->in_row[self->depth]) {
      dz_flow_begin_row (self->flow);
      self->in_row[self->depth] = TRUE;
    }
    if (self->depth > 0 && !dz_flow_in_cell (self->flow))
      dz_flow_begin_cell (self->flow);
    if (self->depth == depth)
      return;
    dz_flow_begin_table (self->flow, TOLERANCE);
    self->depth++;
    self->in_row[self->depth] = FALSE;
  }
}

static void
add_lines (DzWordText *self,
           const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    dz_flow_add_paragraph (self->flow, 0, lines[i]);
}

void
dz_word_text_end_paragraph (DzWordText *self,
                            guint depth,
                            guint level,
                            const char *text)
{
  go_to (self, depth);
  if (level == 0 && strchr (text, '\n') != NULL)
    add_lines (self, text);
  else
    dz_flow_add_paragraph (self->flow, level, text);
}

void
dz_word_text_end_cell (DzWordText *self,
                       guint depth,
                       const char *text)
{
  static const DzCellPlace nowhere = { 0 };

  dz_word_text_end_paragraph (self, MAX (depth, 1), 0, text);
  dz_flow_end_cell (self->flow, &nowhere);
}

void
dz_word_text_end_row (DzWordText *self,
                      guint depth,
                      const DzCellPlace *places,
                      guint n_places)
{
  depth = CLAMP (depth, 1, MAX_DEPTH);
  close_tables (self, depth);
  if (self->depth == depth && self->in_row[depth])
    end_row (self, places, n_places);
}

char *
dz_word_text_add_note (DzWordText *self,
                       const char *words)
{
  GString *mark = g_string_new (NULL);

  dz_ordinal_append (DZ_ORDINAL_CIRCLED, self->notes->len + 1, mark);
  g_ptr_array_add (self->notes, g_strconcat (mark->str, words, NULL));
  return g_string_free (mark, FALSE);
}

void
dz_word_text_free (DzWordText *self)
{
  if (self == NULL)
    return;
  close_tables (self, 0);
  for (guint i = 0; i < self->notes->len; i++)
    dz_flow_add_paragraph (self->flow, 0, g_ptr_array_index (self->notes, i));
  dz_flow_free (self->flow);
  g_ptr_array_unref (self->notes);
  g_free (self);
}
