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

#define NOT_TOLD DZ_NUMBERING_NOT_TOLD

/* Where a flat file tells what it is, and where its first parts stand. */
#define FLAT_MARK_WITHIN 4096u
#define FLAT_PART_WITHIN 65536u

/* Where no paragraph follows that could take it. */
static void
flush_carried (DzDocxReader *self)
{
  if (self->carried == NULL)
    return;
  dz_flow_add_paragraph (self->flow, 0, self->carried->str);
  g_string_free (g_steal_pointer (&self->carried), TRUE);
}

static void
read_cell_properties (DzDocxReader *self,
                      DzDocxCell *cell)
{
  guint depth = dz_xml_get_depth (self->xml);
  guint name;

  while (dz_docx_next_property (self, depth, &name)) {
    const char *value = dz_xml_get_attribute (self->xml, W_AT_VAL);

    switch (name) {
    case W_GRID_SPAN:
      cell->span = (guint) CLAMP (dz_xml_get_int (self->xml, W_AT_VAL, 1), 1, (int) DZ_LIMIT_TABLE_COLUMNS);
      break;
    case W_V_MERGE:
      cell->vertical = g_strcmp0 (value, "restart") == 0 ? DZ_MERGE_START : DZ_MERGE_CONTINUE;
      break;
    case W_H_MERGE:
      cell->joins_left = g_strcmp0 (value, "restart") != 0;
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
read_row_properties (DzDocxReader *self,
                     Row *row)
{
  guint depth = dz_xml_get_depth (self->xml);
  guint name;

  while (dz_docx_next_property (self, depth, &name)) {
    switch (name) {
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
    default:
      break;
    }
  }
}

static void
read_cell (DzDocxReader *self,
           Row *row)
{
  DzDocxCell cell = { 1, DZ_MERGE_NONE, FALSE };
  DzCellPlace place = { 0 };

  dz_flow_begin_cell (self->flow);
  dz_docx_read_blocks (self, &cell);
  flush_carried (self);
  place = (DzCellPlace) { row->col, row->col + (int) cell.span,
                          cell.joins_left ? DZ_MERGE_LEFT : cell.vertical, 0, row->flags };
  row->col = place.right;
  dz_flow_end_cell (self->flow, &place);
}

static void
read_row (DzDocxReader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  Row row = { 0 };
  DzXmlEvent event;

  dz_flow_begin_row (self->flow);
  while (dz_docx_next_within (self, depth, &event)) {
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
read_table (DzDocxReader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  DzXmlEvent event;

  if (self->nesting >= DZ_DOCX_MAX_NESTING) {
    dz_xml_skip (self->xml);
    return;
  }
  self->nesting++;
  dz_flow_begin_table (self->flow, 0);
  while (dz_docx_next_within (self, depth, &event)) {
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
read_content_control (DzDocxReader *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean is_placeholder = FALSE;
  DzXmlEvent event;

  while (dz_docx_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == W_SHOWING_PLC_HDR)
      is_placeholder = dz_ooxml_get_switch (self->xml, W_AT_VAL);
    else if (dz_xml_get_name (self->xml) == W_SDT_CONTENT && is_placeholder)
      dz_xml_skip (self->xml);
    else if (dz_xml_get_name (self->xml) == W_SDT_CONTENT)
      dz_docx_read_blocks (self, NULL);
  }
}

static void
look_up_from_work (DzDocxReader *self)
{
  if (g_cancellable_is_cancelled (self->cancellable) || dz_document_builder_is_full (self->builder))
    self->stopped = TRUE;
  if (self->nesting == 0)
    dz_progress_set (self->progress, dz_xml_get_progress (self->xml));
}

void
dz_docx_read_blocks (DzDocxReader *self,
                     DzDocxCell *cell)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean chosen = FALSE;
  DzXmlEvent event;

  while (dz_docx_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case W_P:
      dz_docx_read_paragraph (self);
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
    case AML_ANNOTATION:
      /* Only what was put in counts; comments are no part of the text. */
      if (g_strcmp0 (dz_xml_get_attribute (self->xml, W_AT_TYPE), "Word.Insertion") != 0)
        dz_xml_skip (self->xml);
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
read_notes (DzDocxReader *self,
            gboolean at_end)
{
  DzXml *main = self->xml;
  DzXmlEvent event;

  self->xml = dz_docx_open_related (self, at_end ? "endnotes" : "footnotes");
  while (self->xml != NULL && !self->stopped && (event = dz_xml_next (self->xml)) != DZ_XML_DONE) {
    guint name = event == DZ_XML_START ? dz_xml_get_name (self->xml) : 0;
    int id;

    if (name != (at_end ? W_ENDNOTE : W_FOOTNOTE))
      continue;
    id = dz_xml_get_int (self->xml, W_AT_ID, NOT_TOLD);
    for (guint i = 0; i < self->notes->len; i++) {
      const DzDocxNote *note = &g_array_index (self->notes, DzDocxNote, i);

      if (note->at_end != at_end || note->id != id)
        continue;
      self->carried = g_string_new (NULL);
      dz_docx_append_note_mark (i + 1, self->carried);
      dz_docx_read_blocks (self, NULL);
      flush_carried (self);
      break;
    }
  }
  dz_xml_free (self->xml);
  self->xml = main;
}

static void
read_main (DzDocxReader *self)
{
  DzXmlEvent event;
  gboolean found = FALSE;

  while ((event = dz_xml_next (self->xml)) != DZ_XML_DONE && !self->stopped) {
    /* Building blocks have a body of their own, behind the text's. */
    if (event != DZ_XML_START || dz_xml_get_name (self->xml) != W_BODY || found)
      continue;
    found = TRUE;
    dz_docx_read_blocks (self, NULL);
  }
  flush_carried (self);
  for (guint i = 0; i < self->inner_notes->len; i++)
    dz_flow_add_paragraph (self->flow, 0, g_ptr_array_index (self->inner_notes, i));
  if (self->notes->len > self->inner_notes->len) {
    read_notes (self, FALSE);
    read_notes (self, TRUE);
  }
  if (self->has_foreign)
    dz_document_builder_add_remark (self->builder, "foreign-part", NULL,
                                    _ ("A part of another format lies in the file and was not read; "
                                       "open and save it in Word or WPS once."));
}

/* The text of the main part; NULL with an error. */
static DzXml *
open_main (DzDocxReader *self,
           GBytes *bytes,
           GError **error)
{
  g_autofree char *part = NULL;

  if (!dz_zip_is_zip (bytes)) {
    if (g_bytes_get_size (bytes) > DZ_LIMIT_TEXT_BYTES) {
      g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                   _ ("the file is larger than %u MB; divide it or save it without pictures"), DZ_LIMIT_TEXT_BYTES >> 20);
      return NULL;
    }
    self->flat = bytes;
    return dz_docx_open_flat (bytes);
  }
  self->zip = dz_zip_new (bytes, error);
  part = self->zip != NULL ? dz_ooxml_find_main (self->zip, error) : NULL;
  self->relations = part != NULL ? dz_ooxml_read_relations (self->zip, part, error) : NULL;
  return self->relations != NULL ? dz_ooxml_open (self->zip, part, dz_docx_get_names (), error) : NULL;
}

static DzDocument *
read_docx (GBytes *bytes,
           const char *name,
           DzProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("docx");
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (DzDocxNote));
  g_autoptr (GPtrArray) inner_notes = g_ptr_array_new_with_free_func (g_free);
  DzDocxReader reader = { .builder = builder, .notes = notes, .inner_notes = inner_notes,
                          .progress = progress, .cancellable = cancellable };
  g_autoptr (DzXml) xml = open_main (&reader, bytes, error);

  if (xml != NULL) {
    reader.xml = xml;
    reader.flow = dz_flow_new (builder);
    read_main (&reader);
    dz_flow_free (reader.flow);
  }
  dz_docx_styles_free (reader.styles);
  dz_numbering_free (reader.numbering);
  g_clear_pointer (&reader.relations, g_ptr_array_unref);
  g_clear_pointer (&reader.zip, dz_zip_free);
  if (reader.carried != NULL)
    g_string_free (reader.carried, TRUE);
  if (xml == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) || !dz_xml_check (xml, error))
    return NULL;
  return dz_document_builder_end (builder, error);
}

/* All in one XML text: as Word 2003 saves it, or the package of today laid flat. */
static gboolean
is_flat (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length < 5 || (memcmp (data, "<?xml", 5) != 0 && memcmp (data, "\xef\xbb\xbf<?", 5) != 0))
    return FALSE;
  if (g_strstr_len (data, (gssize) MIN (length, FLAT_MARK_WITHIN), "office/word/2003/wordml") != NULL)
    return TRUE;
  return g_strstr_len (data, (gssize) MIN (length, FLAT_MARK_WITHIN), "office/2006/xmlPackage") != NULL &&
         g_strstr_len (data, (gssize) MIN (length, FLAT_PART_WITHIN), "\"/word/document.xml\"") != NULL;
}

static int
sniff_docx (GBytes *bytes,
            const char *name)
{
  return dz_zip_has_prefix (bytes, "word/document") || is_flat (bytes) ? 95 : 0;
}

static const char *const extensions[] = { "docx", "docm", "dotx", "dotm", NULL };

const DzReader dz_reader_docx = {
  "docx", N_ ("Word document"), extensions, sniff_docx, read_docx,
};
