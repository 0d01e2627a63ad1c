/* dz-reader-ods.c - OpenDocument spreadsheets (.ods, .ots, flat .fods)
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A cell holds its text as it is shown, so numbers need no formatting.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-limits.h"
#include "dz-odf-private.h"
#include "dz-sheet.h"

#include <glib/gi18n-lib.h>

#define N_ROWS 1048576u
#define N_COLUMNS 16384u

typedef struct {
  DzSheet *sheet;
  guint row, col, column; /* the next row, cell and column to be told */
} Position;

static guint
get_count (DzOdf *self,
           guint attribute,
           guint most)
{
  return (guint) CLAMP (dz_xml_get_int (self->xml, attribute, 1), 1, (int) most);
}

static gboolean
is_shown (DzOdf *self)
{
  const char *visibility = dz_xml_get_attribute (self->xml, ODF_AT_VISIBILITY);

  return visibility == NULL || g_strcmp0 (visibility, "visible") == 0;
}

/* The paragraphs of a cell, a line each. */
static void
read_cell_text (DzOdf *self,
                GString *into)
{
  guint depth = dz_xml_get_depth (self->xml);
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean first = TRUE;
  DzXmlEvent event;

  while (dz_odf_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) != ODF_P) {
      dz_xml_skip (self->xml);
      continue;
    }
    g_string_set_size (line, 0);
    dz_odf_read_paragraph (self, line, NULL);
    if (!first)
      g_string_append_c (into, '\n');
    g_string_append_len (into, line->str, (gssize) line->len);
    first = FALSE;
  }
}

static void
read_cell (DzOdf *self,
           Position *at,
           guint n_rows)
{
  guint n_cells = get_count (self, ODF_AT_COLUMNS_REPEATED, N_COLUMNS);
  guint width = get_count (self, ODF_AT_COLUMNS_SPANNED, N_COLUMNS);
  guint height = get_count (self, ODF_AT_ROWS_SPANNED, N_ROWS);
  gboolean is_covered = dz_xml_get_name (self->xml) == ODF_COVERED_CELL;
  g_autoptr (GString) text = g_string_new (NULL);

  read_cell_text (self, text);
  if (!is_covered && (width > 1 || height > 1))
    dz_sheet_merge (at->sheet, at->row, at->col, at->row + height - 1, at->col + width - 1);
  for (guint r = 0; !is_covered && text->len > 0 && r < n_rows; r++)
    for (guint c = 0; c < n_cells && !dz_sheet_is_full (at->sheet); c++)
      dz_sheet_take_text (at->sheet, at->row + r, at->col + c, g_strndup (text->str, text->len));
  at->col += n_cells;
}

static void
read_row (DzOdf *self,
          Position *at)
{
  guint depth = dz_xml_get_depth (self->xml), n_rows = get_count (self, ODF_AT_ROWS_REPEATED, N_ROWS);
  DzXmlEvent event;

  n_rows = MIN (n_rows, N_ROWS - at->row);
  at->col = 0;
  if (!is_shown (self) && n_rows > 0)
    dz_sheet_hide_rows (at->sheet, at->row, at->row + n_rows - 1);
  while (dz_odf_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if ((dz_xml_get_name (self->xml) == ODF_TABLE_CELL || dz_xml_get_name (self->xml) == ODF_COVERED_CELL)
        && at->col < N_COLUMNS)
      read_cell (self, at, n_rows);
    else
      dz_xml_skip (self->xml);
  }
  at->row += n_rows;
}

static void
read_columns (DzOdf *self,
              Position *at)
{
  guint n = get_count (self, ODF_AT_COLUMNS_REPEATED, N_COLUMNS);

  n = MIN (n, N_COLUMNS - at->column);
  if (!is_shown (self) && n > 0)
    dz_sheet_hide_columns (at->sheet, at->column, at->column + n - 1);
  at->column += n;
}

static gboolean
read_sheet (DzOdf *self,
            DzDocumentBuilder *builder,
            guint page,
            GError **error)
{
  guint depth = dz_xml_get_depth (self->xml);
  g_autoptr (DzSheet) sheet = dz_sheet_new ();
  g_autofree char *name = g_strdup (dz_xml_get_attribute (self->xml, ODF_AT_TABLE_NAME));
  const char *style = dz_xml_get_attribute (self->xml, ODF_AT_TABLE_STYLE_NAME);
  Position at = { sheet };
  DzXmlEvent event;

  dz_document_builder_set_page (builder, page);
  dz_document_builder_set_sheet (builder, name);
  if (style != NULL && g_hash_table_contains (self->hidden, style)) {
    g_autofree char *message = g_strdup_printf (_ ("The sheet “%s” is hidden in the workbook; it was read all the same."),
                                                name != NULL ? name : "");

    dz_sheet_hide_all (sheet);
    dz_document_builder_add_remark (builder, "hidden-sheet", name, message);
  }
  while (dz_odf_next_within (self, depth, &event) && !g_cancellable_is_cancelled (self->cancellable)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case ODF_TABLE_ROW:
      if (at.row < N_ROWS && !dz_sheet_is_full (sheet))
        read_row (self, &at);
      else
        dz_xml_skip (self->xml);
      break;
    case ODF_TABLE_COLUMN:
      read_columns (self, &at);
      break;
    case ODF_SHAPES:
    case ODF_FORMS:
      dz_xml_skip (self->xml);
      break;
    default:
      break;
    }
  }
  return dz_sheet_build (sheet, builder, error);
}

static gboolean
read_body (DzOdf *self,
           DzDocumentBuilder *builder,
           DzProgress *progress,
           GError **error)
{
  guint n_sheets = 0;
  DzXmlEvent event;

  while ((event = dz_xml_next (self->xml)) != DZ_XML_DONE && !g_cancellable_is_cancelled (self->cancellable)
         && !dz_document_builder_is_full (builder)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == ODF_TABLE && !read_sheet (self, builder, ++n_sheets, error))
      return FALSE;
    if (dz_xml_get_name (self->xml) == ODF_TABLE_TRACKED_CHANGES)
      dz_xml_skip (self->xml);
    dz_progress_set (progress, dz_xml_get_progress (self->xml));
  }
  return TRUE;
}

static DzDocument *
read_ods (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("ods");
  DzOdf odf = { 0 };
  gboolean good;

  odf.cancellable = cancellable;
  good = dz_odf_init (&odf, bytes, error) && read_body (&odf, builder, progress, error)
         && dz_odf_check (&odf, bytes, error);
  dz_odf_clear (&odf);
  return good ? dz_document_builder_end (builder, error) : NULL;
}

static int
sniff_ods (GBytes *bytes,
           const char *name)
{
  return dz_odf_sniff (bytes, "spreadsheet");
}

static const char *const extensions[] = { "ods", "ots", "fods", NULL };

const DzReader dz_reader_ods = {
  "ods", N_ ("OpenDocument spreadsheet"), extensions, sniff_ods, read_ods,
};
