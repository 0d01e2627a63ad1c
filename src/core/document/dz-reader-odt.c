/* dz-reader-odt.c - OpenDocument texts (.odt, .ott, flat .fodt)
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-limits.h"
#include "dz-odf-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NESTING 16
/* Rows written once for many: real texts never do that with words in them. */
#define MAX_REPEATED_ROWS 1000

/* Where in a list a block stands. */
typedef struct {
  DzOdfList *list; /* borrowed; NULL outside of lists and for those without numbers */
  guint level;     /* 0 outside */
  int start;       /* of the item itself; -1 for none */
  gboolean pending; /* the item's number has not been given to a paragraph yet */
} Place;

static void read_blocks (DzOdf *self, Place *place);

/* A broken line in running text is a paragraph to those who read it. */
static void
add_lines (DzOdf *self,
           const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    dz_flow_add_paragraph (self->flow, 0, lines[i]);
}

static void read_block (DzOdf *self);

static void
read_paragraph (DzOdf *self,
                Place *place)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) number = g_string_new (NULL);
  gboolean is_heading = dz_xml_get_name (self->xml) == ODF_H;
  int level = is_heading ? CLAMP (dz_xml_get_int (self->xml, ODF_AT_OUTLINE_LEVEL, 1), 1, DZ_ODF_LEVELS) : 0;
  gboolean is_header = g_strcmp0 (dz_xml_get_attribute (self->xml, ODF_AT_IS_LIST_HEADER), "true") == 0;

  if (place->level > 0 && place->pending && place->list != NULL && !is_header)
    dz_odf_list_append (place->list, place->level, place->start, number);
  else if (place->level == 0 && is_heading && !is_header && self->outline != NULL)
    dz_odf_list_append (self->outline, (guint) level, -1, number);
  place->pending = FALSE;
  dz_odf_read_paragraph (self, text, read_block);
  g_string_prepend_len (text, number->str, (gssize) number->len);
  if (level == 0 && strchr (text->str, '\n') != NULL)
    add_lines (self, text->str);
  else
    dz_flow_add_paragraph (self->flow, (guint) level, text->str);
}

static void
read_list (DzOdf *self,
           const Place *outer)
{
  guint depth = dz_xml_get_depth (self->xml);
  const char *style = dz_xml_get_attribute (self->xml, ODF_AT_TEXT_STYLE_NAME);
  gboolean goes_on = g_strcmp0 (dz_xml_get_attribute (self->xml, ODF_AT_CONTINUE_NUMBERING), "true") == 0
                     || dz_xml_get_attribute (self->xml, ODF_AT_CONTINUE_LIST) != NULL;
  DzOdfList *list = style != NULL ? g_hash_table_lookup (self->lists, style) : outer->list;
  DzXmlEvent event;

  if (list != NULL && outer->level == 0 && !goes_on)
    dz_odf_list_restart (list);
  while (dz_odf_next_within (self, depth, &event)) {
    Place place = { list, outer->level + 1, -1, TRUE };

    if (event != DZ_XML_START)
      continue;
    place.start = dz_xml_get_int (self->xml, ODF_AT_START_VALUE, -1);
    if (dz_xml_get_name (self->xml) == ODF_LIST_HEADER)
      place.pending = FALSE;
    read_blocks (self, &place);
  }
}

static void
read_cell (DzOdf *self,
           guint *col,
           DzCellFlags flags)
{
  guint n_columns = (guint) CLAMP (dz_xml_get_int (self->xml, ODF_AT_COLUMNS_SPANNED, 1), 1, (int) DZ_LIMIT_TABLE_COLUMNS);
  guint n_rows = (guint) CLAMP (dz_xml_get_int (self->xml, ODF_AT_ROWS_SPANNED, 1), 1, (int) DZ_LIMIT_TABLE_CELLS);
  int repeated = dz_xml_get_int (self->xml, ODF_AT_COLUMNS_REPEATED, 1);
  gboolean is_covered = dz_xml_get_name (self->xml) == ODF_COVERED_CELL;
  Place outside = { 0 };
  DzCellPlace place;

  repeated = CLAMP (repeated, 1, (int) DZ_LIMIT_TABLE_COLUMNS);
  if (is_covered) {
    dz_xml_skip (self->xml);
    *col += (guint) repeated;
    return;
  }
  dz_flow_begin_cell (self->flow);
  read_blocks (self, &outside);
  place = (DzCellPlace) { (int) *col, (int) (*col + n_columns), DZ_MERGE_NONE, n_rows, flags };
  dz_flow_end_cell (self->flow, &place);
  /* A cell written once for several is blank; what it covers is told by covered cells. */
  for (*col += 1; repeated > 1; repeated--, *col += 1) {
    place = (DzCellPlace) { (int) *col, (int) *col + 1, DZ_MERGE_NONE, 1, flags };
    dz_flow_begin_cell (self->flow);
    dz_flow_end_cell (self->flow, &place);
  }
}

static void
read_row (DzOdf *self,
          DzCellFlags flags)
{
  guint depth = dz_xml_get_depth (self->xml), col = 0, n_blank = 0;
  int repeated = CLAMP (dz_xml_get_int (self->xml, ODF_AT_ROWS_REPEATED, 1), 1, MAX_REPEATED_ROWS);
  DzXmlEvent event;

  dz_flow_begin_row (self->flow);
  while (dz_odf_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if ((dz_xml_get_name (self->xml) == ODF_TABLE_CELL || dz_xml_get_name (self->xml) == ODF_COVERED_CELL)
        && col < DZ_LIMIT_TABLE_COLUMNS * 2)
      read_cell (self, &col, flags);
    else
      dz_xml_skip (self->xml);
  }
  dz_flow_end_row (self->flow);
  for (n_blank = 1; n_blank < (guint) repeated; n_blank++) {
    DzCellPlace place = { 0, (int) MAX (col, 1), DZ_MERGE_NONE, 1, flags };

    dz_flow_begin_row (self->flow);
    dz_flow_begin_cell (self->flow);
    dz_flow_end_cell (self->flow, &place);
    dz_flow_end_row (self->flow);
  }
}

static void
read_table (DzOdf *self)
{
  guint depth = dz_xml_get_depth (self->xml), head_depth = 0;
  DzXmlEvent event;

  if (self->nesting >= MAX_NESTING) {
    dz_xml_skip (self->xml);
    return;
  }
  self->nesting++;
  dz_flow_begin_table (self->flow, 0);
  while (dz_odf_next_within (self, depth, &event)) {
    if (event == DZ_XML_END && dz_xml_get_depth (self->xml) == head_depth)
      head_depth = 0;
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == ODF_HEADER_ROWS)
      head_depth = dz_xml_get_depth (self->xml);
    else if (dz_xml_get_name (self->xml) == ODF_TABLE_ROW)
      read_row (self, head_depth > 0 ? DZ_CELL_HEADER : DZ_CELL_NORMAL);
  }
  dz_flow_end_table (self->flow);
  self->nesting--;
}

/* One block at its START; what is none is gone into. */
static void
read_one (DzOdf *self,
          Place *place)
{
  switch (dz_xml_get_name (self->xml)) {
  case ODF_P:
  case ODF_H:
    read_paragraph (self, place);
    break;
  case ODF_LIST:
    read_list (self, place);
    break;
  case ODF_TABLE:
    read_table (self);
    break;
  case ODF_SECTION:
    if (g_strcmp0 (dz_xml_get_attribute (self->xml, ODF_AT_TEXT_DISPLAY), "none") == 0)
      dz_xml_skip (self->xml);
    break;
  case ODF_TRACKED_CHANGES:
  case ODF_FORMS:
  case ODF_ANNOTATION:
    dz_xml_skip (self->xml);
    break;
  default:
    break;
  }
}

static void
read_block (DzOdf *self)
{
  Place outside = { 0 };

  read_one (self, &outside);
}

static void
read_blocks (DzOdf *self,
             Place *place)
{
  guint depth = dz_xml_get_depth (self->xml);
  DzXmlEvent event;

  while (dz_odf_next_within (self, depth, &event) && !g_cancellable_is_cancelled (self->cancellable))
    if (event == DZ_XML_START)
      read_one (self, place);
}

static DzDocument *
read_odt (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("odt");
  Place outside = { 0 };
  DzOdf odf = { 0 };
  gboolean good;

  odf.cancellable = cancellable;
  good = dz_odf_init (&odf, bytes, error);
  if (good) {
    odf.flow = dz_flow_new (builder);
    read_blocks (&odf, &outside);
    for (guint i = 0; i < odf.notes->len; i++)
      dz_flow_add_paragraph (odf.flow, 0, g_ptr_array_index (odf.notes, i));
    dz_flow_free (odf.flow);
    good = dz_odf_check (&odf, bytes, error);
  }
  dz_odf_clear (&odf);
  return good ? dz_document_builder_end (builder, error) : NULL;
}

static int
sniff_odt (GBytes *bytes,
           const char *name)
{
  return dz_odf_sniff (bytes, "text");
}

static const char *const extensions[] = { "odt", "ott", "fodt", NULL };

const DzReader dz_reader_odt = {
  "odt", N_ ("OpenDocument text"), extensions, sniff_odt, read_odt,
};
