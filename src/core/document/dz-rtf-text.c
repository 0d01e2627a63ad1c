/* dz-rtf-text.c - the text of Rich Text as it comes: bytes of code pages, cells, rows, notes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-rtf-private.h"

#include <string.h>

#define MAX_STYLES 4096
#define MAX_CELLS 256u

DzRtfState *
dz_rtf_get_state (DzRtfReader *self)
{
  return &g_array_index (self->states, DzRtfState, self->states->len - 1);
}

static GString *
get_line (DzRtfReader *self)
{
  return self->note != NULL ? self->note : self->line;
}

static void
append_converted (GString *into,
                  const char *bytes,
                  gsize length,
                  guint codepage)
{
  g_autofree char *name = codepage == 936     ? g_strdup ("GB18030")
                          : codepage == 65001 ? g_strdup ("UTF-8")
                                              : g_strdup_printf ("CP%u", codepage);
  g_autofree char *text = g_convert_with_fallback (bytes, (gssize) length, "UTF-8", name, "?", NULL, NULL, NULL);

  if (text == NULL) {
    g_free (name);
    name = g_strdup ("GB18030");
    text = g_convert_with_fallback (bytes, (gssize) length, "UTF-8", name, "?", NULL, NULL, NULL);
  }
  if (text == NULL)
    text = g_utf8_make_valid (bytes, (gssize) length);
  g_string_append (into, text);
}

void
dz_rtf_flush_bytes (DzRtfReader *self)
{
  if (self->bytes->len == 0)
    return;
  append_converted (get_line (self), self->bytes->str, self->bytes->len, self->bytes_codepage);
  g_string_set_size (self->bytes, 0);
}

static gboolean
takes_text (DzRtfReader *self)
{
  const DzRtfState *state = dz_rtf_get_state (self);

  return (state->destination == IN_TEXT || state->destination == IN_NOTE) && !state->hidden && !state->deleted;
}

/* Characters in the font's code page; those of a double byte come one after the other, and
 * the second may look like ASCII. */
void
dz_rtf_add_byte (DzRtfReader *self,
                 char byte)
{
  const DzRtfState *state = dz_rtf_get_state (self);
  guint codepage = state->codepage != 0 ? state->codepage : self->default_codepage;

  if (self->to_skip > 0) {
    self->to_skip--;
    return;
  }
  if (!takes_text (self))
    return;
  if (codepage != self->bytes_codepage)
    dz_rtf_flush_bytes (self);
  self->bytes_codepage = codepage;
  g_string_append_c (self->bytes, byte);
}

void
dz_rtf_add_text (DzRtfReader *self,
                 const char *text)
{
  if (self->to_skip > 0) {
    self->to_skip--;
    return;
  }
  if (!takes_text (self))
    return;
  dz_rtf_flush_bytes (self);
  g_string_append (get_line (self), text);
}

void
dz_rtf_add_unicode (DzRtfReader *self,
                    int value)
{
  gunichar c = (gunichar) (value < 0 ? value + 65536 : value);

  self->to_skip = dz_rtf_get_state (self)->uc;
  if (c >= 0xd800 && c < 0xdc00) {
    self->high = c;
    return;
  }
  if (c >= 0xdc00 && c < 0xe000 && self->high != 0)
    c = 0x10000 + ((self->high - 0xd800) << 10) + (c - 0xdc00);
  self->high = 0;
  if (!takes_text (self) || !g_unichar_validate (c) || c == 0)
    return;
  dz_rtf_flush_bytes (self);
  g_string_append_unichar (get_line (self), c);
}

void
dz_rtf_end_paragraph (DzRtfReader *self)
{
  const DzRtfState *state = dz_rtf_get_state (self);

  dz_rtf_flush_bytes (self);
  if (state->destination == IN_NOTE) {
    g_string_append_c (self->note, ' ');
    return;
  }
  if (state->destination != IN_TEXT)
    return;
  /* The number of a list comes with the tab that leads to it. */
  dz_word_text_end_paragraph (self->text, state->depth, (guint) (state->level + 1),
                              self->line->str + strspn (self->line->str, "\t"));
  g_string_set_size (self->line, 0);
}

void
dz_rtf_end_cell (DzRtfReader *self,
                 guint depth)
{
  dz_rtf_flush_bytes (self);
  if (dz_rtf_get_state (self)->destination != IN_TEXT)
    return;
  dz_word_text_end_cell (self->text, depth, self->line->str);
  g_string_set_size (self->line, 0);
}

void
dz_rtf_end_row (DzRtfReader *self,
                guint depth)
{
  dz_rtf_flush_bytes (self);
  for (guint i = 0; i < self->places->len; i++)
    g_array_index (self->places, DzCellPlace, i).flags = self->row_flags;
  if (dz_rtf_get_state (self)->destination == IN_TEXT)
    dz_word_text_end_row (self->text, depth, (const DzCellPlace *) (gpointer) self->places->data, self->places->len);
}

void
dz_rtf_end_cell_place (DzRtfReader *self,
                       int right)
{
  if (self->places->len >= MAX_CELLS)
    return;
  self->next.left = self->places->len > 0 ? g_array_index (self->places, DzCellPlace, self->places->len - 1).right
                                          : self->row_left;
  self->next.right = right;
  if (self->next_left)
    self->next.merge = DZ_MERGE_LEFT;
  g_array_append_val (self->places, self->next);
  self->next = (DzCellPlace) { 0 };
  self->next_left = FALSE;
}

guint
dz_rtf_get_codepage (int charset)
{
  static const struct {
    int charset;
    guint codepage;
  } known[] = {
    { 134, 936 }, { 136, 950 }, { 128, 932 }, { 129, 949 }, { 204, 1251 }, { 161, 1253 }, { 238, 1250 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].charset == charset)
      return known[i].codepage;
  /* A Western font: Chinese text set in it by mistake is far more common than é. */
  return 0;
}

void
dz_rtf_begin_footnote (DzRtfReader *self,
                       DzRtfState *state)
{
  if (!takes_text (self) || self->note != NULL) {
    state->destination = IN_NOTHING;
    return;
  }
  dz_rtf_flush_bytes (self);
  self->note = g_string_new (NULL);
  state->destination = IN_NOTE;
  state->begins_note = TRUE;
}

void
dz_rtf_begin_shape_text (DzRtfReader *self,
                         DzRtfState *state)
{
  if (state->destination != IN_SHAPE || self->outer != NULL)
    return;
  dz_rtf_flush_bytes (self);
  self->outer = g_steal_pointer (&self->line);
  self->line = g_string_new (NULL);
  state->destination = IN_TEXT;
  state->depth = 0;
  state->begins_shape = TRUE;
}

void
dz_rtf_set_style (DzRtfReader *self,
                  DzRtfState *state,
                  int value)
{
  if (state->destination == IN_STYLES)
    self->style = value;
  else
    state->level = GPOINTER_TO_INT (g_hash_table_lookup (self->styles, GINT_TO_POINTER (value))) - 1;
}

void
dz_rtf_set_outline_level (DzRtfReader *self,
                          DzRtfState *state,
                          int value)
{
  state->level = value >= 0 && value < 9 ? value : -1;
  if (state->destination == IN_STYLES && self->style >= 0 && g_hash_table_size (self->styles) < MAX_STYLES)
    g_hash_table_replace (self->styles, GINT_TO_POINTER (self->style), GINT_TO_POINTER (state->level + 1));
}

guint
dz_rtf_get_font_codepage (DzRtfReader *self,
                          int font)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->fonts, GINT_TO_POINTER (font)));
}

void
dz_rtf_set_font (DzRtfReader *self,
                 DzRtfState *state,
                 int value)
{
  if (state->destination == IN_FONTS)
    self->font = value;
  else
    state->codepage = dz_rtf_get_font_codepage (self, value);
}
