/* dz-reader-docx.c - Word files of the XML kind (.docx, .docm, .dotx, new .wps)
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads what a reader of the printed page sees: tracked changes as accepted, fields by their
 * results, numbers of lists written out, text boxes once, hidden text not at all.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-docx-private.h"
#include "dz-flow.h"
#include "dz-limits.h"
#include "dz-ooxml.h"
#include "dz-ordinal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables and text boxes within each other: what lies deeper is passed over. */
#define MAX_NESTING 16
#define NOT_TOLD -1

/* A footnote or an endnote that was met in the text. */
typedef struct {
  gboolean at_end;
  int id;
} Note;

typedef struct {
  DzZip *zip;
  DzXml *xml; /* the part being read */
  DzFlow *flow;
  DzDocumentBuilder *builder;
  GPtrArray *relations; /* of the main part */
  DzDocxStyles *styles;       /* read when first asked for */
  DzNumbering *numbering; /* the same */
  GArray *notes;              /* of Note, in the order of their marks */
  guint fields;        /* open ones, one bit each: 1 as long as it is in its code; the innermost is bit 0 */
  guint n_fields;
  GString *carried;    /* what a paragraph whose end was deleted gives to the next */
  guint nesting;
  gboolean has_foreign;
  gboolean stopped;
  DzProgress *progress;
  GCancellable *cancellable;
} Reader;

typedef struct {
  GString *text;
  char *style;
  int outline;
  int num_id, ilvl;
  gboolean mark_deleted; /* runs on into the next paragraph */
} Paragraph;

typedef struct {
  guint span;
  DzMerge vertical;
  gboolean joins_left;
} CellProperties;

static void read_blocks (Reader *self, CellProperties *cell);

/* The next event inside the element at @depth; FALSE at its end, and when it is time to stop. */
static gboolean
next_within (Reader *self,
             guint depth,
             DzXmlEvent *event)
{
  *event = dz_xml_next (self->xml);
  return !self->stopped && *event != DZ_XML_DONE && !(*event == DZ_XML_END && dz_xml_get_depth (self->xml) == depth);
}

static DzXml *
open_related (Reader *self,
              const char *type)
{
  const char *part = dz_ooxml_find_type (self->relations, type);

  return part != NULL ? dz_ooxml_open (self->zip, part, dz_docx_get_names (), NULL) : NULL;
}

static DzDocxStyles *
get_styles (Reader *self)
{
  if (self->styles == NULL)
    self->styles = dz_docx_styles_new (open_related (self, "styles"));
  return self->styles;
}

static DzNumbering *
get_numbering (Reader *self)
{
  if (self->numbering == NULL)
    self->numbering = dz_docx_numbering_new (open_related (self, "numbering"));
  return self->numbering;
}

static void
read_paragraph_properties (Reader *self,
                           Paragraph *paragraph)
{
  guint depth = dz_xml_get_depth (self->xml);
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case W_P_STYLE:
      g_free (paragraph->style);
      paragraph->style = g_strdup (dz_xml_get_attribute (self->xml, W_AT_VAL));
      break;
    case W_OUTLINE_LVL:
      paragraph->outline = dz_xml_get_int (self->xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_NUM_ID:
      paragraph->num_id = dz_xml_get_int (self->xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_ILVL:
      paragraph->ilvl = dz_xml_get_int (self->xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_DEL:
    case W_MOVE_FROM:
      paragraph->mark_deleted = TRUE;
      break;
    case W_SECT_PR:
    case W_CHANGE:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
}

/* Whether a run is hidden. */
static gboolean
read_run_properties (Reader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean hidden = FALSE;
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == W_VANISH)
      hidden = dz_ooxml_get_switch (self->xml, W_AT_VAL);
    else if (dz_xml_get_name (self->xml) == W_R_STYLE)
      hidden |= dz_docx_styles_is_hidden (get_styles (self), dz_xml_get_attribute (self->xml, W_AT_VAL));
    else if (dz_xml_get_name (self->xml) == W_CHANGE)
      dz_xml_skip (self->xml);
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
add_symbol (Reader *self,
            GString *into)
{
  const char *code = dz_xml_get_attribute (self->xml, W_AT_CHAR);
  gunichar c = code != NULL
                 ? get_symbol (dz_xml_get_attribute (self->xml, W_AT_FONT), (guint) g_ascii_strtoull (code, NULL, 16))
                 : 0;

  if (c != 0 && g_unichar_validate (c))
    g_string_append_unichar (into, c);
}

static void
append_note_mark (guint number,
                  GString *into)
{
  if (number <= 20)
    dz_ordinal_append (DZ_ORDINAL_CIRCLED, number, into);
  else
    g_string_append_printf (into, "[%u]", number);
}

static void
add_note (Reader *self,
          gboolean at_end,
          GString *into)
{
  Note note = { at_end, dz_xml_get_int (self->xml, W_AT_ID, NOT_TOLD) };

  g_array_append_val (self->notes, note);
  append_note_mark (self->notes->len, into);
}

/* A field: code between begin and separate, result up to end. A check box has no result but
 * shows itself. */
static void
read_field_mark (Reader *self,
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
  while (next_within (self, depth, &event)) {
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
read_text_box (Reader *self)
{
  if (self->nesting >= MAX_NESTING) {
    dz_xml_skip (self->xml);
    return;
  }
  dz_flow_begin_aside (self->flow);
  self->nesting++;
  read_blocks (self, NULL);
  self->nesting--;
  dz_flow_end_aside (self->flow);
}

/* What is inside a paragraph, a run or anything else within a line, up to its end. Elements
 * that are not known are gone into: text comes in w:t only. */
static void
read_inline (Reader *self,
             Paragraph *paragraph,
             gboolean hidden)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean chosen = FALSE, is_alternate = dz_xml_get_name (self->xml) == MC_ALTERNATE_CONTENT;
  gboolean run_hidden = hidden;
  GString *text = paragraph->text;
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
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

/* Puts the number of a list before the text. */
static void
add_list_number (Reader *self,
                 Paragraph *paragraph)
{
  g_autoptr (GString) number = NULL;
  int num_id = paragraph->num_id, ilvl = paragraph->ilvl, style_ilvl;

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
get_level (Reader *self,
           const Paragraph *paragraph)
{
  if (paragraph->outline != NOT_TOLD)
    return paragraph->outline >= 0 && paragraph->outline < 9 ? (guint) paragraph->outline + 1 : 0;
  return paragraph->style != NULL ? dz_docx_styles_get_level (get_styles (self), paragraph->style) : 0;
}

static void
end_paragraph (Reader *self,
               Paragraph *paragraph)
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

static void
read_paragraph (Reader *self)
{
  Paragraph paragraph = { NULL, NULL, NOT_TOLD, NOT_TOLD, NOT_TOLD };

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
}

/* Where no paragraph follows that could take it. */
static void
flush_carried (Reader *self)
{
  if (self->carried == NULL)
    return;
  dz_flow_add_paragraph (self->flow, 0, self->carried->str);
  g_string_free (g_steal_pointer (&self->carried), TRUE);
}

static void
read_cell_properties (Reader *self,
                      CellProperties *cell)
{
  guint depth = dz_xml_get_depth (self->xml);
  const char *value;
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    value = dz_xml_get_attribute (self->xml, W_AT_VAL);
    switch (dz_xml_get_name (self->xml)) {
    case W_GRID_SPAN:
      cell->span = (guint) CLAMP (dz_xml_get_int (self->xml, W_AT_VAL, 1), 1, (int) DZ_LIMIT_TABLE_COLUMNS);
      break;
    case W_V_MERGE:
      cell->vertical = g_strcmp0 (value, "restart") == 0 ? DZ_MERGE_START : DZ_MERGE_CONTINUE;
      break;
    case W_H_MERGE:
      cell->joins_left = g_strcmp0 (value, "restart") != 0;
      break;
    case W_CHANGE:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
}

typedef struct {
  int col;
  gboolean dropped;
  DzCellFlags flags;
} Row;

static void
read_row_properties (Reader *self,
                     Row *row)
{
  guint depth = dz_xml_get_depth (self->xml);
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case W_GRID_BEFORE:
      row->col = CLAMP (dz_xml_get_int (self->xml, W_AT_VAL, 0), 0, (int) DZ_LIMIT_TABLE_COLUMNS);
      break;
    case W_TBL_HEADER:
      row->flags |= dz_ooxml_get_switch (self->xml, W_AT_VAL) ? DZ_CELL_HEADER : 0;
      break;
    case W_HIDDEN:
      row->flags |= dz_ooxml_get_switch (self->xml, W_AT_VAL) ? DZ_CELL_HIDDEN : 0;
      break;
    case W_DEL:
      row->dropped = TRUE;
      break;
    case W_CHANGE:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
}

static void
read_cell (Reader *self,
           Row *row)
{
  CellProperties cell = { 1, DZ_MERGE_NONE, FALSE };
  DzCellPlace place = { 0 };

  dz_flow_begin_cell (self->flow);
  read_blocks (self, &cell);
  flush_carried (self);
  place = (DzCellPlace) { row->col, row->col + (int) cell.span,
                          cell.joins_left ? DZ_MERGE_LEFT : cell.vertical, 0, row->flags };
  row->col = place.right;
  dz_flow_end_cell (self->flow, &place);
}

static void
read_row (Reader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  Row row = { 0 };
  DzXmlEvent event;

  dz_flow_begin_row (self->flow);
  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case W_TR_PR:
      read_row_properties (self, &row);
      break;
    case W_TC:
      read_cell (self, &row);
      break;
    case W_SDT_PR:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
  if (row.dropped)
    dz_flow_drop_row (self->flow);
  dz_flow_end_row (self->flow);
}

static void
read_table (Reader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  DzXmlEvent event;

  if (self->nesting >= MAX_NESTING) {
    dz_xml_skip (self->xml);
    return;
  }
  self->nesting++;
  dz_flow_begin_table (self->flow, 0);
  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case W_TR:
      read_row (self);
      break;
    case W_TBL_PR:
    case W_TBL_GRID:
    case W_SDT_PR:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
  dz_flow_end_table (self->flow);
  self->nesting--;
}

/* A content control around paragraphs; the words that only ask for input are no content. */
static void
read_content_control (Reader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean is_placeholder = FALSE;
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == W_SHOWING_PLC_HDR)
      is_placeholder = dz_ooxml_get_switch (self->xml, W_AT_VAL);
    else if (dz_xml_get_name (self->xml) == W_SDT_CONTENT && is_placeholder)
      dz_xml_skip (self->xml);
    else if (dz_xml_get_name (self->xml) == W_SDT_CONTENT)
      read_blocks (self, NULL);
  }
}

static void
look_up_from_work (Reader *self)
{
  if (g_cancellable_is_cancelled (self->cancellable) || dz_document_builder_is_full (self->builder))
    self->stopped = TRUE;
  if (self->nesting == 0)
    dz_progress_set (self->progress, dz_xml_get_progress (self->xml));
}

/* The paragraphs and tables up to the end of what holds them: the body, a cell, a text box.
 * @cell is NULL elsewhere than in a cell. */
static void
read_blocks (Reader *self,
             CellProperties *cell)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean chosen = FALSE;
  DzXmlEvent event;

  while (next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case W_P:
      read_paragraph (self);
      look_up_from_work (self);
      break;
    case W_TBL:
      read_table (self);
      break;
    case W_TC_PR:
      if (cell != NULL)
        read_cell_properties (self, cell);
      break;
    case W_SDT:
      read_content_control (self);
      break;
    case MC_ALTERNATE_CONTENT:
      chosen = FALSE;
      break;
    case MC_CHOICE:
    case MC_FALLBACK:
      if (chosen)
        dz_xml_skip (self->xml);
      chosen = TRUE;
      break;
    case W_ALT_CHUNK:
      self->has_foreign = TRUE;
      dz_xml_skip (self->xml);
      break;
    case W_DEL:
    case W_MOVE_FROM:
    case W_SECT_PR:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
}

/* The notes that the text refers to, behind it, each with its mark. */
static void
read_notes (Reader *self,
            gboolean at_end)
{
  DzXml *main = self->xml;
  DzXmlEvent event;

  self->xml = open_related (self, at_end ? "endnotes" : "footnotes");
  while (self->xml != NULL && !self->stopped && (event = dz_xml_next (self->xml)) != DZ_XML_DONE) {
    guint name = event == DZ_XML_START ? dz_xml_get_name (self->xml) : 0;
    int id;

    if (name != (at_end ? W_ENDNOTE : W_FOOTNOTE))
      continue;
    id = dz_xml_get_int (self->xml, W_AT_ID, NOT_TOLD);
    for (guint i = 0; i < self->notes->len; i++) {
      const Note *note = &g_array_index (self->notes, Note, i);

      if (note->at_end != at_end || note->id != id)
        continue;
      self->carried = g_string_new (NULL);
      append_note_mark (i + 1, self->carried);
      read_blocks (self, NULL);
      flush_carried (self);
      break;
    }
  }
  dz_xml_free (self->xml);
  self->xml = main;
}

static void
read_main (Reader *self)
{
  DzXmlEvent event;

  while ((event = dz_xml_next (self->xml)) != DZ_XML_DONE && !self->stopped)
    if (event == DZ_XML_START && dz_xml_get_name (self->xml) == W_BODY)
      read_blocks (self, NULL);
  flush_carried (self);
  if (self->notes->len > 0) {
    read_notes (self, FALSE);
    read_notes (self, TRUE);
  }
  if (self->has_foreign)
    dz_document_builder_add_remark (self->builder, "foreign-part", NULL,
                                    _ ("A part of another format lies in the file and was not read; "
                                       "open and save it in Word or WPS once."));
}

static DzDocument *
read_docx (GBytes *bytes,
           const char *name,
           DzProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (DzZip) zip = dz_zip_new (bytes, error);
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("docx");
  g_autofree char *part = zip != NULL ? dz_ooxml_find_main (zip, error) : NULL;
  g_autoptr (GPtrArray) relations = part != NULL ? dz_ooxml_read_relations (zip, part, error) : NULL;
  g_autoptr (DzXml) xml = relations != NULL ? dz_ooxml_open (zip, part, dz_docx_get_names (), error) : NULL;
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (Note));
  Reader reader = { zip, xml, NULL, builder, relations };

  if (xml == NULL)
    return NULL;
  reader.flow = dz_flow_new (builder);
  reader.notes = notes;
  reader.progress = progress;
  reader.cancellable = cancellable;
  read_main (&reader);
  dz_flow_free (reader.flow);
  dz_docx_styles_free (reader.styles);
  dz_numbering_free (reader.numbering);
  if (reader.carried != NULL)
    g_string_free (reader.carried, TRUE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !dz_xml_check (xml, error))
    return NULL;
  return dz_document_builder_end (builder, error);
}

static int
sniff_docx (GBytes *bytes,
            const char *name)
{
  return dz_zip_has_prefix (bytes, "word/document") ? 95 : 0;
}

static const char *const extensions[] = { "docx", "docm", "dotx", "dotm", NULL };

const DzReader dz_reader_docx = {
  "docx", N_ ("Word document"), extensions, sniff_docx, read_docx,
};
