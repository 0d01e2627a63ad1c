/* dz-doc-file.c - the binary files of Word 97 and later, and of WPS: pieces and properties
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-doc-private.h"

#include "dz-document.h"
#include "dz-ole.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PIECES 1000000u
#define MAX_RANGES 1000000u
#define MAX_NOTES 100000u
#define MAX_STYLE_CHAIN 20u
#define PAGE 512u

/* Offsets in the head of the file. */
#define FIB_IDENT 0xa5ec
#define FIB_IDENT_WORD_95 0xa5dc
#define FIB_VERSION_97 0xc1
#define FIB_FLAGS 0x0a
#define FIB_ENCRYPTED 0x0100
#define FIB_TABLE_1 0x0200
#define FIB_CCP 0x4c
#define FIB_STYLES 0xa2
#define FIB_CHPX 0xfa
#define FIB_PAPX 0x102
#define FIB_CLX 0x1a2
#define FIB_ENDNOTE_MARKS 0x20a
#define FIB_LIST_KINDS 0x2e2
#define FIB_LISTS 0x2ea

#define PARAGRAPH_STYLE 1u

/* A table that the head of the file points at. */
static DzSlice
get_table (DzDocFile *self,
           gsize fib_offset)
{
  return dz_slice_cut (self->tables, dz_slice_get_32 (self->document, fib_offset),
                       dz_slice_get_32 (self->document, fib_offset + 4));
}

/* The size of a property's operand, and where it begins behind the code. */
static gsize
get_operand_size (DzSlice list,
                  gsize at,
                  guint sprm)
{
  gsize size;

  switch (sprm >> 13) {
  case 0:
  case 1:
    return 1;
  case 2:
  case 4:
  case 5:
    return 2;
  case 3:
    return 4;
  case 7:
    return 3;
  default:
    if (sprm == SPRM_T_DEF_TABLE || sprm == SPRM_T_DEF_TABLE_10)
      return (gsize) dz_slice_get_16 (list, at) + 1;
    size = dz_slice_get_8 (list, at);
    if (sprm == SPRM_P_CHG_TABS && size == 255) {
      gsize n_deleted = dz_slice_get_8 (list, at + 1), n_added = dz_slice_get_8 (list, at + 2 + n_deleted * 4);

      return 3 + n_deleted * 4 + n_added * 3;
    }
    return size + 1;
  }
}

/* The next property of a list; FALSE at its end. */
gboolean
dz_doc_next_property (DzSlice list,
               gsize *at,
               guint *sprm,
               DzSlice *operand)
{
  if (*at + 2 >= list.length)
    return FALSE;
  *sprm = dz_slice_get_16 (list, *at);
  *at += 2;
  *operand = dz_slice_cut (list, *at, get_operand_size (list, *at, *sprm));
  *at += MAX (operand->length, 1);
  return TRUE;
}

static gboolean
read_pieces (DzDocFile *self)
{
  DzSlice clx = get_table (self, FIB_CLX), pieces;
  gsize at = 0, n;

  while (dz_slice_get_8 (clx, at) == 1) {
    DzSlice modifier = dz_slice_cut (clx, at + 3, dz_slice_get_16 (clx, at + 1));

    g_array_append_val (self->modifiers, modifier);
    at += 3 + (gsize) dz_slice_get_16 (clx, at + 1);
  }
  if (dz_slice_get_8 (clx, at) != 2)
    return FALSE;
  pieces = dz_slice_cut (clx, at + 5, dz_slice_get_32 (clx, at + 1));
  n = pieces.length >= 4 ? (pieces.length - 4) / 12 : 0;
  if (n == 0 || n > MAX_PIECES)
    return FALSE;
  for (gsize i = 0; i <= n; i++) {
    DzDocPiece piece = { dz_slice_get_32 (pieces, i * 4) };
    guint32 fc = dz_slice_get_32 (pieces, (n + 1) * 4 + i * 8 + 2);

    piece.narrow = (fc & 0x40000000) != 0;
    piece.fc = piece.narrow ? (fc & 0x3fffffff) / 2 : fc & 0x3fffffff;
    piece.prm = dz_slice_get_16 (pieces, (n + 1) * 4 + i * 8 + 6);
    if (i > 0 && piece.cp < g_array_index (self->pieces, DzDocPiece, i - 1).cp)
      return FALSE;
    g_array_append_val (self->pieces, piece);
  }
  return TRUE;
}

const DzDocPiece *
dz_doc_file_find_piece (DzDocFile *self,
            guint cp)
{
  const DzDocPiece *pieces = (const DzDocPiece *) (gpointer) self->pieces->data;
  guint low = 0, high = self->pieces->len - 1;

  if (pieces[self->last_piece].cp <= cp && cp < pieces[self->last_piece + 1].cp)
    return &pieces[self->last_piece];
  if (cp < pieces[0].cp || cp >= pieces[high].cp)
    return NULL;
  while (high - low > 1) {
    guint middle = (low + high) / 2;

    if (pieces[middle].cp <= cp)
      low = middle;
    else
      high = middle;
  }
  self->last_piece = low;
  return &pieces[low];
}

gsize
dz_doc_get_place (const DzDocPiece *piece,
           guint cp)
{
  return piece->fc + (gsize) (cp - piece->cp) * (piece->narrow ? 1 : 2);
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const DzDocRange *left = a, *right = b;

  return left->from < right->from ? -1 : left->from > right->from;
}

const DzDocRange *
dz_doc_find_range (GArray *ranges,
            gsize place)
{
  guint low = 0, high = ranges->len;

  while (low < high) {
    guint middle = (low + high) / 2;
    const DzDocRange *range = &g_array_index (ranges, DzDocRange, middle);

    if (place < range->from)
      high = middle;
    else if (place >= range->to)
      low = middle + 1;
    else
      return range;
  }
  return NULL;
}

/* Whether a list of character properties hides. */
static gboolean
hides (DzSlice list)
{
  gboolean hidden = FALSE;
  DzSlice operand;
  gsize at = 0;
  guint sprm;

  while (dz_doc_next_property (list, &at, &sprm, &operand))
    if (sprm == SPRM_C_DELETED || sprm == SPRM_C_VANISH)
      hidden |= dz_slice_get_8 (operand, 0) == 1;
  return hidden;
}

/* The pages that tell properties: each has runs of places, and where the properties of each
 * run lie in the page, in steps of @step bytes. */
static void
read_property_pages (DzDocFile *self,
                     gsize fib_offset,
                     gboolean of_paragraphs,
                     GArray *ranges)
{
  DzSlice bins = get_table (self, fib_offset);
  gsize n_bins = bins.length >= 4 ? (bins.length - 4) / 8 : 0, step = of_paragraphs ? 13 : 1;

  for (gsize i = 0; i < n_bins; i++) {
    gsize number = dz_slice_get_32 (bins, (n_bins + 1) * 4 + i * 4) & 0x3fffff;
    DzSlice page = dz_slice_cut (self->document, number * PAGE, PAGE);
    guint n_runs = dz_slice_get_8 (page, PAGE - 1);

    for (guint k = 0; k < n_runs && page.length == PAGE && ranges->len < MAX_RANGES; k++) {
      DzDocRange range = { dz_slice_get_32 (page, k * 4), dz_slice_get_32 (page, k * 4 + 4) };
      gsize at = (gsize) dz_slice_get_8 (page, (n_runs + 1) * 4 + k * step) * 2, size;

      if (at == 0 && !of_paragraphs)
        continue;
      size = dz_slice_get_8 (page, at++);
      if (of_paragraphs)
        size = size == 0 ? (gsize) dz_slice_get_8 (page, at++) * 2 : size * 2 - 1;
      range.properties = at > 1 ? dz_slice_cut (page, at, size) : (DzSlice) { 0 };
      if (range.from < range.to && (of_paragraphs || hides (range.properties)))
        g_array_append_val (ranges, range);
    }
  }
  g_array_sort (ranges, compare_ranges);
}

/* The list that the properties of a paragraph style name. */
static void
read_style_list (DzSlice style,
                 gsize at,
                 DzDocStyle *out)
{
  gsize size = dz_slice_get_16 (style, at);
  DzSlice list = dz_slice_cut (style, at + 4, size > 2 ? size - 2 : 0), operand;
  gsize place = 0;
  guint sprm;

  while (dz_doc_next_property (list, &place, &sprm, &operand)) {
    if (sprm == SPRM_P_ILFO)
      out->list = (gint16) dz_slice_get_16 (operand, 0);
    else if (sprm == SPRM_P_ILVL)
      out->list_level = dz_slice_get_8 (operand, 0);
  }
}

/* Heading styles are known by their number, whatever the language calls them. */
static DzDocStyle
read_style (DzSlice style,
            gsize base_size)
{
  DzDocStyle out = { 0, 0xfff, DZ_DOC_NOT_TOLD, DZ_DOC_NOT_TOLD };
  guint identity = dz_slice_get_16 (style, 0) & 0xfff, kind = dz_slice_get_16 (style, 2) & 0xf;
  gsize name = base_size;

  if (style.length < 4)
    return out;
  out.base = dz_slice_get_16 (style, 2) >> 4;
  if (identity >= 1 && identity <= 9)
    out.level = identity;
  if (kind == PARAGRAPH_STYLE)
    read_style_list (style, name + 2 + ((gsize) dz_slice_get_16 (style, name) + 1) * 2, &out);
  return out;
}

static void
read_styles (DzDocFile *self)
{
  DzSlice sheet = get_table (self, FIB_STYLES);
  guint n = dz_slice_get_16 (sheet, 2);
  gsize base_size = dz_slice_get_16 (sheet, 4), at = 2 + (gsize) dz_slice_get_16 (sheet, 0);

  for (guint i = 0; i < n && at < sheet.length; i++) {
    guint size = dz_slice_get_16 (sheet, at);
    DzDocStyle style = read_style (dz_slice_cut (sheet, at + 2, size), base_size);

    g_array_append_val (self->styles, style);
    at += 2 + size + size % 2;
  }
  for (guint i = 0; i < self->styles->len; i++) {
    DzDocStyle *style = &g_array_index (self->styles, DzDocStyle, i);
    guint base = style->base;

    for (guint k = 0; k < MAX_STYLE_CHAIN && base < self->styles->len; k++) {
      const DzDocStyle *other = &g_array_index (self->styles, DzDocStyle, base);

      if (style->level == 0)
        style->level = other->level;
      if (style->list == DZ_DOC_NOT_TOLD)
        style->list = other->list;
      if (style->list_level == DZ_DOC_NOT_TOLD)
        style->list_level = other->list_level;
      base = other->base;
    }
  }
}

/* Where the marks of endnotes stand: those of footnotes look the same. */
static void
read_endnotes (DzDocFile *self)
{
  DzSlice marks = get_table (self, FIB_ENDNOTE_MARKS);
  gsize n = marks.length >= 4 ? MIN ((marks.length - 4) / 6, MAX_NOTES) : 0;

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (self->endnotes, GUINT_TO_POINTER (dz_slice_get_32 (marks, i * 4) + 1));
}

gboolean
dz_doc_file_is_endnote (DzDocFile *self,
                        guint cp)
{
  return g_hash_table_contains (self->endnotes, GUINT_TO_POINTER (cp + 1));
}

DzNumbering *
dz_doc_file_read_numbering (DzDocFile *self)
{
  return dz_doc_read_lists (self->tables, get_table (self, FIB_LIST_KINDS), get_table (self, FIB_LISTS));
}

static gboolean
check_head (DzDocFile *self,
            GError **error)
{
  guint ident = dz_slice_get_16 (self->document, 0), version = dz_slice_get_16 (self->document, 2);

  if (ident == FIB_IDENT_WORD_95 || (ident == FIB_IDENT && version < FIB_VERSION_97)) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("it was written by Word 95 or an older one; save it as .docx and add that"));
    return FALSE;
  }
  if (ident != FIB_IDENT || self->document.length < FIB_CLX + 8) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("its text cannot be found in it; fetch it again"));
    return FALSE;
  }
  if (dz_slice_get_16 (self->document, FIB_FLAGS) & FIB_ENCRYPTED) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED,
                         _ ("it is protected by a password; save it without one and add it again"));
    return FALSE;
  }
  return TRUE;
}

static gboolean
open_streams (DzDocFile *self,
              GBytes *bytes,
              GError **error)
{
  g_autoptr (DzOle) ole = dz_ole_new (bytes, error);
  gboolean first;

  if (ole == NULL)
    return FALSE;
  if (dz_ole_has (ole, "EncryptedPackage")) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED,
                         _ ("it is protected by a password; save it without one and add it again"));
    return FALSE;
  }
  self->main = dz_ole_read (ole, "WordDocument", error);
  self->document = dz_slice_of (self->main);
  if (self->main == NULL || !check_head (self, error))
    return FALSE;
  first = (dz_slice_get_16 (self->document, FIB_FLAGS) & FIB_TABLE_1) != 0;
  self->table = dz_ole_read (ole, first ? "1Table" : "0Table", error);
  self->tables = dz_slice_of (self->table);
  self->extra = dz_ole_read (ole, "Data", NULL);
  self->data = dz_slice_of (self->extra);
  return self->table != NULL;
}

DzDocFile *
dz_doc_file_new (GBytes *bytes,
                 GError **error)
{
  g_autoptr (DzDocFile) self = g_new0 (DzDocFile, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (DzDocPiece));
  self->modifiers = g_array_new (FALSE, FALSE, sizeof (DzSlice));
  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (DzDocRange));
  self->hidden = g_array_new (FALSE, FALSE, sizeof (DzDocRange));
  self->styles = g_array_new (FALSE, FALSE, sizeof (DzDocStyle));
  self->endnotes = g_hash_table_new (NULL, NULL);
  if (!open_streams (self, bytes, error))
    return NULL;
  if (!read_pieces (self)) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("its text cannot be found in it; fetch it again"));
    return NULL;
  }
  read_property_pages (self, FIB_PAPX, TRUE, self->paragraphs);
  read_property_pages (self, FIB_CHPX, FALSE, self->hidden);
  read_styles (self);
  read_endnotes (self);
  for (guint i = 0; i < DZ_DOC_N_STORIES; i++)
    self->stories[i + 1] = self->stories[i] + MIN (dz_slice_get_32 (self->document, FIB_CCP + i * 4), G_MAXINT32 / 8);
  return g_steal_pointer (&self);
}

void
dz_doc_file_free (DzDocFile *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pieces);
  g_array_unref (self->modifiers);
  g_array_unref (self->paragraphs);
  g_array_unref (self->hidden);
  g_array_unref (self->styles);
  g_hash_table_unref (self->endnotes);
  g_clear_pointer (&self->main, g_bytes_unref);
  g_clear_pointer (&self->table, g_bytes_unref);
  g_clear_pointer (&self->extra, g_bytes_unref);
  g_free (self);
}

void
dz_doc_file_get_story (DzDocFile *self,
                       DzDocStory story,
                       guint *from,
                       guint *to)
{
  /* Each character has a byte of its own, whatever the pieces claim. */
  guint end = (guint) MIN (g_array_index (self->pieces, DzDocPiece, self->pieces->len - 1).cp, self->document.length);

  *from = MIN (self->stories[story], end);
  *to = MIN (self->stories[story + 1], end);
}

/* The characters 0x80 … 0x9f of narrow text. */
static guint16
widen (guint8 c)
{
  static const guint16 upper[32] = {
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
    0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
  };

  return c >= 0x80 && c < 0xa0 ? upper[c - 0x80] : c;
}

guint16
dz_doc_file_get_char (DzDocFile *self,
                      guint cp,
                      gboolean *hidden)
{
  const DzDocPiece *piece = dz_doc_file_find_piece (self, cp);
  gsize place;

  *hidden = FALSE;
  if (piece == NULL)
    return 0;
  place = dz_doc_get_place (piece, cp);
  *hidden = self->hidden->len > 0 && dz_doc_find_range (self->hidden, place) != NULL;
  return piece->narrow ? widen (dz_slice_get_8 (self->document, place)) : dz_slice_get_16 (self->document, place);
}
