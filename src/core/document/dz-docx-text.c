/* dz-docx-text.c - paragraphs of a Word file of the XML kind: runs, fields, notes, numbers of lists
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-docx-private.h"

#include "dz-ooxml.h"
#include "dz-ordinal.h"

#include <string.h>

#define NOT_TOLD DZ_NUMBERING_NOT_TOLD

typedef struct {
  GString *text;
  char *style;
  int outline;
  int num_id, ilvl;
  char *number;          /* of the list, as Word 2003 wrote it out; NULL else */
  gboolean mark_deleted; /* runs on into the next paragraph */
} DzDocxParagraph;

gboolean
dz_docx_next_within (DzDocxReader *self,
                     guint depth,
                     DzXmlEvent *event)
{
  *event = dz_xml_next (self->xml);
  return !self->stopped && *event != DZ_XML_DONE && !(*event == DZ_XML_END && dz_xml_get_depth (self->xml) == depth);
}

/* Enters the next property inside the element at @depth, past what it was before a change. */
gboolean
dz_docx_next_property (DzDocxReader *self,
                       guint depth,
                       guint *name)
{
  DzXmlEvent event;

  while (dz_docx_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    *name = dz_xml_get_name (self->xml);
    if (*name != W_CHANGE && *name != AML_ANNOTATION)
      return TRUE;
    dz_xml_skip (self->xml);
  }
  return FALSE;
}

DzXml *
dz_docx_open_flat (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *copy = g_malloc (length + 1);

  memcpy (copy, data, length);
  copy[length] = '\0';
  return dz_xml_new (copy, length, dz_docx_get_names ());
}

DzXml *
dz_docx_open_related (DzDocxReader *self,
                      const char *type)
{
  const char *part = self->flat == NULL ? dz_ooxml_find_type (self->relations, type) : NULL;

  if (self->flat != NULL)
    return dz_docx_open_flat (self->flat);
  return part != NULL ? dz_ooxml_open (self->zip, part, dz_docx_get_names (), NULL) : NULL;
}

static DzDocxStyles *
get_styles (DzDocxReader *self)
{
  if (self->styles == NULL)
    self->styles = dz_docx_styles_new (dz_docx_open_related (self, "styles"));
  return self->styles;
}

static DzNumbering *
get_numbering (DzDocxReader *self)
{
  if (self->numbering == NULL)
    self->numbering = dz_docx_numbering_new (dz_docx_open_related (self, "numbering"));
  return self->numbering;
}

static void
read_paragraph_properties (DzDocxReader *self,
                           DzDocxParagraph *paragraph)
{
  guint depth = dz_xml_get_depth (self->xml);
  guint name;

  while (dz_docx_next_property (self, depth, &name)) {
    switch (name) {
    case W_P_STYLE:
      g_free (paragraph->style);
      paragraph->style = g_strdup (dz_xml_get_attribute (self->xml, W_AT_VAL));
      break;
    case W_OUTLINE_LVL:
      paragraph->outline = dz_xml_get_int (self->xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_NUM_ID:
    case W_ILFO:
      paragraph->num_id = dz_xml_get_int (self->xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_ILVL:
      paragraph->ilvl = dz_xml_get_int (self->xml, W_AT_VAL, NOT_TOLD);
      break;
    case WX_T:
      g_free (paragraph->number);
      paragraph->number = g_strdup (dz_xml_get_attribute (self->xml, WX_AT_VAL));
      break;
    case W_DEL:
    case W_MOVE_FROM:
      paragraph->mark_deleted = TRUE;
      break;
    case W_SECT_PR:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
}

/* Whether a run is hidden. */
static gboolean
read_run_properties (DzDocxReader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean hidden = FALSE;
  guint name;

  while (dz_docx_next_property (self, depth, &name)) {
    if (name == W_VANISH)
      hidden = dz_ooxml_get_switch (self->xml, W_AT_VAL);
    else if (name == W_R_STYLE)
      hidden |= dz_docx_styles_is_hidden (get_styles (self), dz_xml_get_attribute (self->xml, W_AT_VAL));
  }
  return hidden;
}

/* Signs that forms use out of symbol fonts; others mean nothing as text. */
static gunichar
get_symbol (const char *font,
            guint code)
{
  static const struct {
    guint8 code;
    gunichar c;
  } wingdings[] = {
    { 0x52, 0x2611 }, { 0x6c, 0x25cf }, { 0x6e, 0x25a0 }, { 0x6f, 0x25a1 }, { 0x71, 0x25a1 }, { 0x75, 0x25c6 },
    { 0xa8, 0x25a1 }, { 0xfb, 0x2717 }, { 0xfc, 0x2713 }, { 0xfd, 0x2612 }, { 0xfe, 0x2611 },
  };

  if (code < 0xe000 || code > 0xf8ff)
    return code;
  code &= 0xff;
  if (font != NULL && strcmp (font, "Wingdings 2") == 0)
    return code == 0x52 ? 0x2611 : code == 0xa3 ? 0x25a1 : 0;
  for (guint i = 0; font != NULL && strcmp (font, "Wingdings") == 0 && i < G_N_ELEMENTS (wingdings); i++)
    if (wingdings[i].code == code)
      return wingdings[i].c;
  return 0;
}

static void
add_symbol (DzDocxReader *self,
            GString *into)
{
  const char *code = dz_xml_get_attribute (self->xml, W_AT_CHAR);
  gunichar c = code != NULL
                 ? get_symbol (dz_xml_get_attribute (self->xml, W_AT_FONT), (guint) g_ascii_strtoull (code, NULL, 16))
                 : 0;

  if (c != 0 && g_unichar_validate (c))
    g_string_append_unichar (into, c);
}

void
dz_docx_append_note_mark (guint number,
                          GString *into)
{
  if (number <= 20)
    dz_ordinal_append (DZ_ORDINAL_CIRCLED, number, into);
  else
    g_string_append_printf (into, "[%u]", number);
}

static void
add_note (DzDocxReader *self,
          gboolean at_end,
          GString *into)
{
  DzDocxNote note = { at_end, dz_xml_get_int (self->xml, W_AT_ID, NOT_TOLD) };

  g_array_append_val (self->notes, note);
  dz_docx_append_note_mark (self->notes->len, into);
}

/* A change that was rejected, a comment, what a format was before: whether to pass over it. */
static gboolean
is_passed_over (DzDocxReader *self)
{
  const char *type = dz_xml_get_attribute (self->xml, W_AT_TYPE);

  return type != NULL && strcmp (type, "Word.Insertion") != 0 && !g_str_has_prefix (type, "Word.Bookmark");
}

static void read_inline (DzDocxReader *self, DzDocxParagraph *paragraph, gboolean hidden);

/* Word 2003 puts the words of a note where its mark stands. */
static void
read_inner_note (DzDocxReader *self,
                 GString *into)
{
  DzDocxNote note = { FALSE, NOT_TOLD };
  DzDocxParagraph words = { g_string_new (NULL), NULL, NOT_TOLD, NOT_TOLD, NOT_TOLD };

  g_array_append_val (self->notes, note);
  dz_docx_append_note_mark (self->notes->len, into);
  dz_docx_append_note_mark (self->notes->len, words.text);
  read_inline (self, &words, FALSE);
  g_ptr_array_add (self->inner_notes, g_string_free (words.text, FALSE));
  g_free (words.style);
  g_free (words.number);
}

/* A field: code between begin and separate, result up to end. A check box has no result but
 * shows itself. */
static void
read_field_mark (DzDocxReader *self,
                 GString *into)
{
  const char *type = dz_xml_get_attribute (self->xml, W_AT_FLD_CHAR_TYPE);
  guint depth = dz_xml_get_depth (self->xml);
  gboolean is_box = FALSE, checked = FALSE;
  DzXmlEvent event;

  if (g_strcmp0 (type, "begin") == 0) {
    self->fields = self->fields << 1 | 1;
    self->n_fields++;
  } else if (g_strcmp0 (type, "separate") == 0) {
    self->fields &= ~1u;
  } else if (g_strcmp0 (type, "end") == 0 && self->n_fields > 0) {
    self->fields >>= 1;
    self->n_fields--;
  }
  while (dz_docx_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == W_CHECK_BOX)
      is_box = TRUE;
    else if (dz_xml_get_name (self->xml) == W_CHECKED || dz_xml_get_name (self->xml) == W_DEFAULT)
      checked = dz_ooxml_get_switch (self->xml, W_AT_VAL);
  }
  if (is_box)
    g_string_append (into, checked ? "☑" : "□");
}

static void
read_text_box (DzDocxReader *self)
{
  if (self->nesting >= DZ_DOCX_MAX_NESTING) {
    dz_xml_skip (self->xml);
    return;
  }
  dz_flow_begin_aside (self->flow);
  self->nesting++;
  dz_docx_read_blocks (self, NULL);
  self->nesting--;
  dz_flow_end_aside (self->flow);
}

/* What is inside a paragraph, a run or anything else within a line, up to its end. Elements
 * that are not known are gone into: text comes in w:t only. */
static void
read_inline (DzDocxReader *self,
             DzDocxParagraph *paragraph,
             gboolean hidden)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean chosen = FALSE, is_alternate = dz_xml_get_name (self->xml) == MC_ALTERNATE_CONTENT;
  gboolean run_hidden = hidden;
  GString *text = paragraph->text;
  DzXmlEvent event;

  while (dz_docx_next_within (self, depth, &event)) {
    guint name;

    if (event != DZ_XML_START)
      continue;
    name = dz_xml_get_name (self->xml);
    switch (name) {
    case W_P_PR:
      read_paragraph_properties (self, paragraph);
      break;
    case W_R:
      run_hidden = hidden;
      break;
    case W_R_PR:
      run_hidden = hidden | read_run_properties (self);
      break;
    case W_T:
    case M_T:
      if (run_hidden || self->fields != 0)
        dz_xml_skip (self->xml);
      else
        dz_xml_collect (self->xml, text);
      break;
    case W_TAB:
    case W_P_TAB:
      if (!run_hidden && self->fields == 0)
        g_string_append_c (text, '\t');
      break;
    case W_BR:
    case W_CR:
      if (!run_hidden && self->fields == 0)
        g_string_append_c (text, '\n');
      break;
    case W_NO_BREAK_HYPHEN:
      if (!run_hidden && self->fields == 0)
        g_string_append_c (text, '-');
      break;
    case W_SYM:
      if (!run_hidden && self->fields == 0)
        add_symbol (self, text);
      break;
    case W_FOOTNOTE_REFERENCE:
    case W_ENDNOTE_REFERENCE:
      if (!run_hidden)
        add_note (self, name == W_ENDNOTE_REFERENCE, text);
      break;
    case W_FOOTNOTE:
    case W_ENDNOTE:
      if (run_hidden)
        dz_xml_skip (self->xml);
      else
        read_inner_note (self, text);
      break;
    case AML_ANNOTATION:
      if (is_passed_over (self))
        dz_xml_skip (self->xml);
      break;
    case W_FLD_CHAR:
      read_field_mark (self, text);
      break;
    case W_TXBX_CONTENT:
      read_text_box (self);
      break;
    case MC_ALTERNATE_CONTENT:
      read_inline (self, paragraph, run_hidden);
      break;
    case MC_CHOICE:
    case MC_FALLBACK:
      /* The same thing twice, for newer and for older programs. */
      if (is_alternate && chosen)
        dz_xml_skip (self->xml);
      chosen = TRUE;
      break;
    case W_SHOWING_PLC_HDR:
      run_hidden = hidden = TRUE;
      break;
    case W_SDT:
      read_inline (self, paragraph, run_hidden);
      break;
    case W_DEL:
    case W_MOVE_FROM:
    case W_INSTR_TEXT:
    case W_OBJECT:
    case W_RT:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
}

static gboolean
has_ordinal (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Puts the number of a list before the text. */
static void
add_list_number (DzDocxReader *self,
                 DzDocxParagraph *paragraph)
{
  g_autoptr (GString) number = NULL;
  int num_id = paragraph->num_id, ilvl = paragraph->ilvl, style_ilvl;

  if (paragraph->number != NULL) {
    /* A bullet is no number. */
    if (has_ordinal (paragraph->number))
      g_string_prepend (paragraph->text, paragraph->number);
    return;
  }
  if (num_id == NOT_TOLD && paragraph->style != NULL
      && !dz_docx_styles_get_list (get_styles (self), paragraph->style, &num_id, &style_ilvl))
    return;
  if (num_id <= 0)
    return;
  if (ilvl == NOT_TOLD)
    ilvl = paragraph->num_id == NOT_TOLD ? style_ilvl : 0;
  number = g_string_new (NULL);
  dz_numbering_append (get_numbering (self), num_id, ilvl, paragraph->style, number);
  g_string_prepend_len (paragraph->text, number->str, (gssize) number->len);
}

static guint
get_level (DzDocxReader *self,
           const DzDocxParagraph *paragraph)
{
  if (paragraph->outline != NOT_TOLD)
    return paragraph->outline >= 0 && paragraph->outline < 9 ? (guint) paragraph->outline + 1 : 0;
  return paragraph->style != NULL ? dz_docx_styles_get_level (get_styles (self), paragraph->style) : 0;
}

static void
end_paragraph (DzDocxReader *self,
               DzDocxParagraph *paragraph)
{
  guint level = 0;

  add_list_number (self, paragraph);
  if (!dz_flow_in_cell (self->flow))
    level = get_level (self, paragraph);
  /* A broken line in running text is a paragraph to those who read it; in a heading it is not. */
  if (level == 0 && strchr (paragraph->text->str, '\n') != NULL) {
    g_auto (GStrv) lines = g_strsplit (paragraph->text->str, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
      dz_flow_add_paragraph (self->flow, 0, lines[i]);
    return;
  }
  dz_flow_add_paragraph (self->flow, level, paragraph->text->str);
}

void
dz_docx_read_paragraph (DzDocxReader *self)
{
  DzDocxParagraph paragraph = { NULL, NULL, NOT_TOLD, NOT_TOLD, NOT_TOLD };

  paragraph.text = self->carried != NULL ? g_steal_pointer (&self->carried) : g_string_sized_new (256);
  read_inline (self, &paragraph, FALSE);
  /* A field whose code never ends must not swallow the rest. */
  self->fields = 0;
  if (paragraph.mark_deleted)
    self->carried = g_steal_pointer (&paragraph.text);
  else
    end_paragraph (self, &paragraph);
  if (paragraph.text != NULL)
    g_string_free (paragraph.text, TRUE);
  g_free (paragraph.style);
  g_free (paragraph.number);
}
