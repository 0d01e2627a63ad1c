/* dz-reader-doc.c - the binary files of Word 97 and later, and of WPS (.doc, .dot, .wps, .wpt)
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-doc-private.h"
#include "dz-ole.h"
#include "dz-word-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FIELDS 32u

/* Signs in the text that are none. */
enum {
  MARK_NOTE = 0x02,
  MARK_CELL = 0x07,
  MARK_LINE = 0x0b,
  MARK_PAGE = 0x0c,
  MARK_PARAGRAPH = 0x0d,
  MARK_FIELD = 0x13,
  MARK_FIELD_RESULT = 0x14,
  MARK_FIELD_END = 0x15,
  MARK_HYPHEN = 0x1e,
};

typedef struct {
  GPtrArray *words; /* of char *: of each note, in order */
  guint n_given;
} Notes;

typedef struct {
  DzDocFile *file;
  DzWordText *text;
  DzDocumentBuilder *builder;
  GString *line;
  DzNumbering *numbering;
  Notes footnotes, endnotes;
  guint32 in_code;   /* one bit a field, the innermost is bit 0: 1 as long as it is in its code */
  gunichar high;     /* first half of a surrogate pair */
} Reader;

static void
append_char (Reader *self,
             GString *into,
             guint16 unit)
{
  gunichar c = unit;

  if (unit >= 0xd800 && unit < 0xdc00) {
    self->high = unit;
    return;
  }
  if (unit >= 0xdc00 && unit < 0xe000) {
    if (self->high == 0)
      return;
    c = 0x10000 + ((self->high - 0xd800) << 10) + (unit - 0xdc00u);
  }
  self->high = 0;
  if (g_unichar_validate (c))
    g_string_append_unichar (into, c);
}

/* Follows fields; TRUE when the character belongs to one as a mark. */
static gboolean
follow_fields (Reader *self,
               guint16 c)
{
  if (c == MARK_FIELD)
    self->in_code = self->in_code << 1 | 1;
  else if (c == MARK_FIELD_RESULT)
    self->in_code &= ~1u;
  else if (c == MARK_FIELD_END)
    self->in_code >>= 1;
  else
    return FALSE;
  return TRUE;
}

static void
add_note_mark (Reader *self,
               guint cp)
{
  Notes *notes = dz_doc_file_is_endnote (self->file, cp) ? &self->endnotes : &self->footnotes;
  g_autofree char *mark = NULL;

  if (notes->n_given >= notes->words->len)
    return;
  mark = dz_word_text_add_note (self->text, g_ptr_array_index (notes->words, notes->n_given++));
  g_string_append (self->line, mark);
}

static void
add_char (Reader *self,
          guint cp,
          guint16 c)
{
  switch (c) {
  case MARK_NOTE:
    add_note_mark (self, cp);
    break;
  case MARK_LINE:
    g_string_append_c (self->line, '\n');
    break;
  case MARK_HYPHEN:
    g_string_append_c (self->line, '-');
    break;
  default:
    if (c >= ' ' || c == '\t')
      append_char (self, self->line, c);
    break;
  }
}

/* Puts the number of a list before the text. */
static void
add_list_number (Reader *self,
                 const DzDocParagraph *paragraph)
{
  g_autoptr (GString) number = NULL;

  if (paragraph->list <= 0)
    return;
  number = g_string_new (NULL);
  dz_numbering_append (self->numbering, paragraph->list, paragraph->list_level, NULL, number);
  g_string_prepend_len (self->line, number->str, (gssize) number->len);
}

static void
end_paragraph (Reader *self,
               guint cp,
               gboolean is_cell_mark)
{
  DzDocParagraph paragraph;

  /* A field whose code never ends must not swallow the rest. */
  self->in_code = 0;
  self->high = 0;
  dz_doc_file_get_paragraph (self->file, cp, &paragraph);
  if (!paragraph.ends_row)
    add_list_number (self, &paragraph);
  if (paragraph.ends_row && paragraph.depth > 0)
    dz_word_text_end_row (self->text, paragraph.depth, paragraph.places, paragraph.n_places);
  else if (is_cell_mark || paragraph.ends_cell)
    dz_word_text_end_cell (self->text, paragraph.depth, self->line->str);
  else
    dz_word_text_end_paragraph (self->text, paragraph.depth, paragraph.level, self->line->str);
  g_string_set_size (self->line, 0);
}

static void
read_story (Reader *self,
            DzDocStory story,
            DzProgress *progress,
            GCancellable *cancellable)
{
  guint from, to;

  dz_doc_file_get_story (self->file, story, &from, &to);
  for (guint cp = from; cp < to; cp++) {
    gboolean hidden;
    guint16 c = dz_doc_file_get_char (self->file, cp, &hidden);

    if (cp % 4096 == 0) {
      dz_progress_set (progress, (double) (cp - from) / (to - from));
      if (g_cancellable_is_cancelled (cancellable) || dz_document_builder_is_full (self->builder))
        return;
    }
    if (c == MARK_PARAGRAPH || c == MARK_CELL || c == MARK_PAGE)
      end_paragraph (self, cp, c == MARK_CELL);
    else if (!follow_fields (self, c) && self->in_code == 0 && !hidden)
      add_char (self, cp, c);
  }
  if (self->line->len > 0)
    dz_word_text_end_paragraph (self->text, 0, 0, self->line->str);
  g_string_set_size (self->line, 0);
}

/* The words of the notes lie behind the text, each begun by its mark. */
static void
read_notes (Reader *self,
            DzDocStory story,
            GPtrArray *notes)
{
  GString *words = NULL;
  guint from, to;

  dz_doc_file_get_story (self->file, story, &from, &to);
  for (guint cp = from; cp < to; cp++) {
    gboolean hidden;
    guint16 c = dz_doc_file_get_char (self->file, cp, &hidden);

    if (c == MARK_NOTE) {
      if (words != NULL)
        g_ptr_array_add (notes, g_string_free (words, FALSE));
      words = g_string_new (NULL);
    } else if (words != NULL && c >= ' ' && !hidden) {
      append_char (self, words, c);
    }
  }
  if (words != NULL)
    g_ptr_array_add (notes, g_string_free (words, FALSE));
  for (guint i = 0; i < notes->len; i++)
    g_strchug (g_ptr_array_index (notes, i));
}

static DzDocument *
read_doc (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzDocFile) file = dz_doc_file_new (bytes, error);
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("doc");
  g_autoptr (GPtrArray) footnotes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) endnotes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DzNumbering) numbering = file != NULL ? dz_doc_file_read_numbering (file) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  Reader reader = { file, NULL, builder, line, numbering, { footnotes, 0 }, { endnotes, 0 } };

  if (file == NULL)
    return NULL;
  reader.text = dz_word_text_new (builder);
  read_notes (&reader, DZ_DOC_FOOTNOTES, footnotes);
  read_notes (&reader, DZ_DOC_ENDNOTES, endnotes);
  read_story (&reader, DZ_DOC_BODY, progress, cancellable);
  read_story (&reader, DZ_DOC_TEXT_BOXES, NULL, cancellable);
  dz_word_text_free (reader.text);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return dz_document_builder_end (builder, error);
}

/* Also files that only hold an encrypted one: to say so. */
static int
sniff_doc (GBytes *bytes,
           const char *name)
{
  static const char *const streams[] = { "WordDocument", "EncryptedPackage", NULL };

  return dz_ole_sniff (bytes, streams) ? 90 : 0;
}

static const char *const extensions[] = { "doc", "dot", "wps", "wpt", NULL };

const DzReader dz_reader_doc = {
  "doc", N_ ("Word 97 document"), extensions, sniff_doc, read_doc,
};
