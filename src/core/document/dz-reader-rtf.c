/* dz-reader-rtf.c - Rich Text Format (.rtf, and .doc files that are RTF in truth)
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-limits.h"
#include "dz-rtf-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORD 32
#define MAX_FONTS 4096

/* What a control word does. */
typedef enum {
  DO_NOTHING,
  DO_SKIP_GROUP, /* its group is no text */
  DO_TEXT,       /* stands for a text */
  DO_ANSICPG, DO_BIN, DO_CELL, DO_CELLX, DO_CLMGF, DO_CLMRG, DO_CLVMGF, DO_CLVMRG, DO_DEFF, DO_DELETED, DO_F,
  DO_FCHARSET, DO_FONT_TABLE, DO_FOOTNOTE, DO_INTBL, DO_ITAP, DO_NESTCELL, DO_NESTROW, DO_OUTLINE_LEVEL, DO_PAR,
  DO_PARD, DO_PLAIN, DO_ROW, DO_S, DO_SHAPE, DO_SHAPE_TEXT, DO_STYLESHEET, DO_TRHDR, DO_TROWD, DO_TRLEFT, DO_U,
  DO_UC, DO_V, DO_KEEP_STARRED,
} Action;

static const struct {
  const char *word;
  Action action;
  const char *text;
} words[] = {
  { "ansicpg", DO_ANSICPG }, { "bin", DO_BIN }, { "cell", DO_CELL }, { "cellx", DO_CELLX }, { "clmgf", DO_CLMGF },
  { "clmrg", DO_CLMRG }, { "clvmgf", DO_CLVMGF }, { "clvmrg", DO_CLVMRG }, { "deff", DO_DEFF }, { "deleted", DO_DELETED }, { "f", DO_F },
  { "fcharset", DO_FCHARSET }, { "fonttbl", DO_FONT_TABLE }, { "footnote", DO_FOOTNOTE }, { "intbl", DO_INTBL },
  { "itap", DO_ITAP }, { "nestcell", DO_NESTCELL }, { "nestrow", DO_NESTROW }, { "outlinelevel", DO_OUTLINE_LEVEL },
  { "par", DO_PAR }, { "pard", DO_PARD }, { "plain", DO_PLAIN }, { "row", DO_ROW }, { "s", DO_S }, { "sect", DO_PAR },
  { "shpinst", DO_SHAPE }, { "shptxt", DO_SHAPE_TEXT }, { "stylesheet", DO_STYLESHEET }, { "trhdr", DO_TRHDR },
  { "trowd", DO_TROWD }, { "trleft", DO_TRLEFT }, { "u", DO_U }, { "uc", DO_UC }, { "v", DO_V },
  { "nesttableprops", DO_KEEP_STARRED }, { "page", DO_TEXT, "\n" }, { "line", DO_TEXT, "\n" }, { "tab", DO_TEXT, "\t" },
  { "emdash", DO_TEXT, "—" }, { "endash", DO_TEXT, "–" }, { "lquote", DO_TEXT, "‘" }, { "rquote", DO_TEXT, "’" },
  { "ldblquote", DO_TEXT, "“" }, { "rdblquote", DO_TEXT, "”" }, { "bullet", DO_TEXT, "•" }, { "emspace", DO_TEXT, " " },
  { "enspace", DO_TEXT, " " }, { "qmspace", DO_TEXT, " " },
  { "annotation", DO_SKIP_GROUP }, { "atnauthor", DO_SKIP_GROUP }, { "atnid", DO_SKIP_GROUP }, { "bkmkend", DO_SKIP_GROUP },
  { "bkmkstart", DO_SKIP_GROUP }, { "colortbl", DO_SKIP_GROUP }, { "fldinst", DO_SKIP_GROUP }, { "filetbl", DO_SKIP_GROUP },
  { "footer", DO_SKIP_GROUP }, { "footerf", DO_SKIP_GROUP }, { "footerl", DO_SKIP_GROUP }, { "footerr", DO_SKIP_GROUP },
  { "ftnsep", DO_SKIP_GROUP }, { "header", DO_SKIP_GROUP }, { "headerf", DO_SKIP_GROUP }, { "headerl", DO_SKIP_GROUP },
  { "headerr", DO_SKIP_GROUP }, { "info", DO_SKIP_GROUP }, { "listoverridetable", DO_SKIP_GROUP },
  { "listtable", DO_SKIP_GROUP }, { "nonesttables", DO_SKIP_GROUP }, { "nonshppict", DO_SKIP_GROUP },
  { "object", DO_SKIP_GROUP }, { "pict", DO_SKIP_GROUP }, { "revtbl", DO_SKIP_GROUP }, { "rxe", DO_SKIP_GROUP },
  { "shprslt", DO_SKIP_GROUP }, { "sp", DO_SKIP_GROUP }, { "tc", DO_SKIP_GROUP }, { "txe", DO_SKIP_GROUP },
  { "xe", DO_SKIP_GROUP },
};

static void
act_on_row (DzRtfReader *self,
            Action action,
            int value)
{
  switch (action) {
  case DO_TROWD:
    g_array_set_size (self->places, 0);
    self->next = (DzCellPlace) { 0 };
    self->next_left = FALSE;
    self->row_flags = DZ_CELL_NORMAL;
    self->row_left = 0;
    break;
  case DO_TRLEFT:
    self->row_left = value;
    break;
  case DO_TRHDR:
    self->row_flags |= DZ_CELL_HEADER;
    break;
  case DO_CLMRG:
    self->next_left = TRUE;
    break;
  case DO_CLVMGF:
    self->next.merge = DZ_MERGE_START;
    break;
  case DO_CLVMRG:
    self->next.merge = DZ_MERGE_CONTINUE;
    break;
  case DO_CELLX:
    dz_rtf_end_cell_place (self, value);
    break;
  default:
    break;
  }
}

static void
act (DzRtfReader *self,
     guint index,
     int value,
     gboolean has_value)
{
  DzRtfState *state = dz_rtf_get_state (self);
  Action action = words[index].action;
  gboolean on = !has_value || value != 0;

  switch (action) {
  case DO_TEXT:
    dz_rtf_add_text (self, words[index].text);
    break;
  case DO_SKIP_GROUP:
    state->destination = IN_NOTHING;
    break;
  case DO_ANSICPG:
    self->default_codepage = value > 0 && value < 65536 ? (guint) value : 936;
    break;
  case DO_BIN:
    self->at += CLAMP (value, 0, self->end - self->at);
    break;
  case DO_U:
    dz_rtf_add_unicode (self, value);
    break;
  case DO_UC:
    state->uc = (guint) CLAMP (value, 0, 16);
    break;
  case DO_V:
    dz_rtf_flush_bytes (self);
    state->hidden = on;
    break;
  case DO_DELETED:
    dz_rtf_flush_bytes (self);
    state->deleted = on;
    break;
  case DO_PLAIN:
    dz_rtf_flush_bytes (self);
    state->hidden = state->deleted = FALSE;
    state->codepage = dz_rtf_get_font_codepage (self, self->default_font);
    break;
  case DO_DEFF:
    self->default_font = value;
    break;
  case DO_F:
    dz_rtf_set_font (self, state, value);
    break;
  case DO_FCHARSET:
    if (state->destination == IN_FONTS && g_hash_table_size (self->fonts) < MAX_FONTS)
      g_hash_table_replace (self->fonts, GINT_TO_POINTER (self->font), GUINT_TO_POINTER (dz_rtf_get_codepage (value)));
    break;
  case DO_FONT_TABLE:
    state->destination = IN_FONTS;
    break;
  case DO_STYLESHEET:
    state->destination = IN_STYLES;
    break;
  case DO_S:
    dz_rtf_set_style (self, state, value);
    break;
  case DO_OUTLINE_LEVEL:
    dz_rtf_set_outline_level (self, state, value);
    break;
  case DO_PAR:
    dz_rtf_end_paragraph (self);
    break;
  case DO_PARD:
    state->depth = 0;
    state->level = -1;
    break;
  case DO_INTBL:
    state->depth = MAX (state->depth, 1);
    break;
  case DO_ITAP:
    state->depth = (guint) CLAMP (value, 0, 64);
    break;
  case DO_CELL:
    dz_rtf_end_cell (self, 1);
    break;
  case DO_NESTCELL:
    dz_rtf_end_cell (self, MAX (state->depth, 2));
    break;
  case DO_ROW:
    dz_rtf_end_row (self, 1);
    break;
  case DO_NESTROW:
    dz_rtf_end_row (self, MAX (state->depth, 2));
    break;
  case DO_FOOTNOTE:
    dz_rtf_begin_footnote (self, state);
    break;
  case DO_SHAPE:
    if (state->destination == IN_TEXT)
      state->destination = IN_SHAPE;
    break;
  case DO_SHAPE_TEXT:
    dz_rtf_begin_shape_text (self, state);
    break;
  default:
    act_on_row (self, action, value);
    break;
  }
}

/* A word that follows \* and is not known hides its group. */
static gboolean
is_wanted_when_starred (Action action)
{
  return action == DO_SHAPE || action == DO_SHAPE_TEXT || action == DO_KEEP_STARRED || action == DO_FOOTNOTE;
}

static void
read_word (DzRtfReader *self)
{
  char word[MAX_WORD + 1];
  gsize length = 0;
  gboolean negative = FALSE, has_value = FALSE;
  gint64 value = 0;
  guint index;

  while (self->at < self->end && g_ascii_isalpha (*self->at)) {
    if (length < MAX_WORD)
      word[length++] = *self->at;
    self->at++;
  }
  word[length] = '\0';
  if (self->at + 1 < self->end && *self->at == '-' && g_ascii_isdigit (self->at[1])) {
    negative = TRUE;
    self->at++;
  }
  for (; self->at < self->end && g_ascii_isdigit (*self->at); self->at++) {
    value = MIN (value * 10 + (*self->at - '0'), G_MAXINT);
    has_value = TRUE;
  }
  if (self->at < self->end && *self->at == ' ')
    self->at++;
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->actions, word));
  if (self->starred && (index == 0 || !is_wanted_when_starred (words[index - 1].action)))
    dz_rtf_get_state (self)->destination = IN_NOTHING;
  else if (index > 0)
    act (self, index - 1, (int) (negative ? -value : value), has_value);
  self->starred = FALSE;
}

static void
read_symbol (DzRtfReader *self)
{
  char c = *self->at++;
  int high, low;

  switch (c) {
  case '\'':
    high = self->at < self->end ? g_ascii_xdigit_value (*self->at) : -1;
    low = high >= 0 && self->at + 1 < self->end ? g_ascii_xdigit_value (self->at[1]) : -1;
    if (low >= 0) {
      self->at += 2;
      dz_rtf_add_byte (self, (char) (high * 16 + low));
    }
    break;
  case '*':
    self->starred = TRUE;
    break;
  case '~':
    dz_rtf_add_text (self, " ");
    break;
  case '_':
    dz_rtf_add_text (self, "-");
    break;
  case '\n':
  case '\r':
    dz_rtf_end_paragraph (self);
    break;
  case '\\':
  case '{':
  case '}':
    dz_rtf_add_byte (self, c);
    break;
  default:
    break;
  }
}

static void
begin_group (DzRtfReader *self)
{
  DzRtfState state = *dz_rtf_get_state (self);

  if (self->states->len >= DZ_LIMIT_NESTING) {
    self->too_deep = TRUE;
    return;
  }
  state.begins_note = state.begins_shape = FALSE;
  self->to_skip = 0;
  g_array_append_val (self->states, state);
}

static void
end_note (DzRtfReader *self)
{
  g_autofree char *mark = NULL;

  g_strchug (self->note->str);
  mark = dz_word_text_add_note (self->text, self->note->str);
  g_string_append (self->line, mark);
  g_string_free (g_steal_pointer (&self->note), TRUE);
}

static void
end_group (DzRtfReader *self)
{
  DzRtfState state = *dz_rtf_get_state (self);

  /* Elsewhere not: some writers put the two bytes of a character into a group each. */
  if (state.begins_note || state.begins_shape)
    dz_rtf_flush_bytes (self);
  if (state.begins_shape) {
    /* The words of a text box stand before the paragraph that holds it. */
    if (self->line->len > 0)
      dz_rtf_end_paragraph (self);
    g_string_free (self->line, TRUE);
    self->line = g_steal_pointer (&self->outer);
  }
  self->to_skip = 0;
  g_array_set_size (self->states, self->states->len - 1);
  if (state.begins_note)
    end_note (self);
  if (state.destination == IN_FONTS && dz_rtf_get_state (self)->destination != IN_FONTS)
    dz_rtf_get_state (self)->codepage = dz_rtf_get_font_codepage (self, self->default_font);
}

/* FALSE when the file ends before its last group does. */
static gboolean
read_all (DzRtfReader *self,
          DzProgress *progress,
          GCancellable *cancellable)
{
  guint n = 0;

  while (self->at < self->end) {
    char c = *self->at++;

    if (++n % 65536 == 0) {
      dz_progress_set (progress, (double) (self->at - self->start) / (double) (self->end - self->start));
      if (g_cancellable_is_cancelled (cancellable) || dz_document_builder_is_full (self->builder))
        return TRUE;
    }
    if (c == '{') {
      begin_group (self);
    } else if (c == '}') {
      if (self->states->len <= 1)
        return TRUE;
      end_group (self);
      if (self->states->len == 1)
        return TRUE;
    } else if (c == '\\') {
      if (self->at < self->end && g_ascii_isalpha (*self->at))
        read_word (self);
      else if (self->at < self->end)
        read_symbol (self);
    } else if (c != '\n' && c != '\r' && c != '\0') {
      dz_rtf_add_byte (self, c);
    }
    if (self->too_deep)
      return TRUE;
  }
  return FALSE;
}

static void
reader_init (DzRtfReader *self,
             GBytes *bytes,
             DzDocumentBuilder *builder)
{
  DzRtfState outside = { IN_TEXT, 0, 1, 0, -1 };
  gsize length;

  self->start = self->at = g_bytes_get_data (bytes, &length);
  self->end = self->at + length;
  self->builder = builder;
  self->text = dz_word_text_new (builder);
  self->default_codepage = 936;
  self->style = -1;
  self->actions = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (self->actions, (gpointer) words[i].word, GUINT_TO_POINTER (i + 1));
  self->fonts = g_hash_table_new (NULL, NULL);
  self->styles = g_hash_table_new (NULL, NULL);
  self->states = g_array_new (FALSE, FALSE, sizeof (DzRtfState));
  self->places = g_array_new (FALSE, FALSE, sizeof (DzCellPlace));
  self->bytes = g_string_new (NULL);
  self->line = g_string_new (NULL);
  g_array_append_val (self->states, outside);
}

static void
reader_clear (DzRtfReader *self)
{
  g_clear_pointer (&self->text, dz_word_text_free);
  g_hash_table_unref (self->actions);
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->styles);
  g_array_unref (self->states);
  g_array_unref (self->places);
  g_string_free (self->bytes, TRUE);
  g_string_free (self->line, TRUE);
  if (self->note != NULL)
    g_string_free (self->note, TRUE);
  if (self->outer != NULL)
    g_string_free (self->outer, TRUE);
}

static DzDocument *
read_rtf (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("rtf");
  DzRtfReader reader = { 0 };
  gboolean whole, too_deep;

  reader_init (&reader, bytes, builder);
  whole = read_all (&reader, progress, cancellable);
  too_deep = reader.too_deep;
  dz_rtf_flush_bytes (&reader);
  if (reader.line->len > 0)
    dz_word_text_end_paragraph (reader.text, 0, 0, reader.line->str);
  reader_clear (&reader);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (too_deep) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE, _ ("its parts are nested too deep"));
    return NULL;
  }
  if (!whole) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("the file ends in the middle; fetch it again"));
    return NULL;
  }
  return dz_document_builder_end (builder, error);
}

static int
sniff_rtf (GBytes *bytes,
           const char *name)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= 5 && memcmp (data, "{\\rtf", 5) == 0 ? 95 : 0;
}

static const char *const extensions[] = { "rtf", NULL };

const DzReader dz_reader_rtf = {
  "rtf", N_ ("Rich Text"), extensions, sniff_rtf, read_rtf,
};
