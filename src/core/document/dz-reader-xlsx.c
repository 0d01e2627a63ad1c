/* dz-reader-xlsx.c - workbooks of the XML kind (.xlsx, .xlsm, new .et)
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheets in the order of the workbook, each a page. Formulas are not computed: what the
 * program that saved the file had computed is read.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-document-builder.h"
#include "dz-limits.h"
#include "dz-number-format.h"
#include "dz-ooxml.h"
#include "dz-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BINARY_WORKBOOK "xl/workbook.bin"
#define LAST_ROW 1048575u
#define LAST_COL 16383u
#define MAX_STYLES 65536u
#define LAST_BUILTIN 163

enum { SPACE_S = 1, SPACE_R };
enum {
  S_C = 1, S_CELL_XFS, S_COL, S_IS, S_MERGE_CELL, S_NUM_FMT, S_R_PH, S_ROW, S_SHEET, S_SHEET_FORMAT_PR, S_SI,
  S_T, S_V, S_WORKBOOK_PR, S_XF,
  AT_CODE, AT_CUSTOM_HEIGHT, AT_DATE_1904, AT_FORMAT, AT_HEIGHT, AT_HIDDEN, AT_ID, AT_MAX, AT_MIN, AT_NAME,
  AT_PLACE, AT_RANGE, AT_STATE, AT_STYLE, AT_TYPE, AT_WIDTH, AT_ZERO_HEIGHT,
};

static const DzXmlSpace spaces[] = {
  { SPACE_S, "http://schemas.openxmlformats.org/spreadsheetml/2006/main" },
  { SPACE_S, "http://purl.oclc.org/ooxml/spreadsheetml/main" },
  { SPACE_R, "http://schemas.openxmlformats.org/officeDocument/2006/relationships" },
  { SPACE_R, "http://purl.oclc.org/ooxml/officeDocument/relationships" },
};

static const DzXmlName names[] = {
  { SPACE_S, "c", S_C },
  { SPACE_S, "cellXfs", S_CELL_XFS },
  { SPACE_S, "col", S_COL },
  { SPACE_S, "is", S_IS },
  { SPACE_S, "mergeCell", S_MERGE_CELL },
  { SPACE_S, "numFmt", S_NUM_FMT },
  { SPACE_S, "rPh", S_R_PH },
  { SPACE_S, "row", S_ROW },
  { SPACE_S, "sheet", S_SHEET },
  { SPACE_S, "sheetFormatPr", S_SHEET_FORMAT_PR },
  { SPACE_S, "si", S_SI },
  { SPACE_S, "t", S_T },
  { SPACE_S, "v", S_V },
  { SPACE_S, "workbookPr", S_WORKBOOK_PR },
  { SPACE_S, "xf", S_XF },
  { 0, "formatCode", AT_CODE },
  { 0, "customHeight", AT_CUSTOM_HEIGHT },
  { 0, "date1904", AT_DATE_1904 },
  { 0, "numFmtId", AT_FORMAT },
  { 0, "ht", AT_HEIGHT },
  { 0, "hidden", AT_HIDDEN },
  { SPACE_R, "id", AT_ID },
  { 0, "max", AT_MAX },
  { 0, "min", AT_MIN },
  { 0, "name", AT_NAME },
  { 0, "r", AT_PLACE },
  { 0, "ref", AT_RANGE },
  { 0, "state", AT_STATE },
  { 0, "s", AT_STYLE },
  { 0, "t", AT_TYPE },
  { 0, "width", AT_WIDTH },
  { 0, "zeroHeight", AT_ZERO_HEIGHT },
};

typedef struct {
  char *name;
  char *part;
  gboolean hidden;
} SheetEntry;

typedef struct {
  DzZip *zip;
  GPtrArray *relations; /* of the workbook */
  GPtrArray *sheets;    /* of SheetEntry */
  GPtrArray *strings;   /* of char *; shared by the sheets */
  GArray *formats;      /* of DzNumberFormat, by style */
  gboolean from_1904;
  DzXml *xml; /* of the sheet being read */
  DzSheet *sheet;
  guint row, col; /* of the cell being read */
  GString *text;
  GCancellable *cancellable;
} Reader;

static const DzXmlNames *
get_names (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, (gsize) dz_xml_names_new (spaces, G_N_ELEMENTS (spaces), names, G_N_ELEMENTS (names)));
  return (const DzXmlNames *) ready;
}

static void
sheet_entry_free (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->part);
  g_free (entry);
}

static void
clear_format (gpointer data)
{
  dz_number_format_clear (data);
}

/* False unless it says otherwise. */
static gboolean
is_set (DzXml *xml,
        guint name)
{
  return dz_xml_get_attribute (xml, name) != NULL && dz_ooxml_get_switch (xml, name);
}

static gboolean
read_workbook (Reader *self,
               const char *part,
               GError **error)
{
  g_autoptr (DzXml) xml = dz_ooxml_open (self->zip, part, get_names (), error);
  DzXmlEvent event;

  if (xml == NULL)
    return FALSE;
  while ((event = dz_xml_next (xml)) != DZ_XML_DONE) {
    const char *target, *state;
    SheetEntry *entry;

    if (event == DZ_XML_START && dz_xml_get_name (xml) == S_WORKBOOK_PR)
      self->from_1904 = is_set (xml, AT_DATE_1904);
    if (event != DZ_XML_START || dz_xml_get_name (xml) != S_SHEET)
      continue;
    target = dz_ooxml_find_id (self->relations, dz_xml_get_attribute (xml, AT_ID));
    state = dz_xml_get_attribute (xml, AT_STATE);
    entry = g_new0 (SheetEntry, 1);
    entry->name = g_strdup (dz_xml_get_attribute (xml, AT_NAME));
    entry->part = g_strdup (target);
    entry->hidden = state != NULL && strcmp (state, "visible") != 0;
    g_ptr_array_add (self->sheets, entry);
  }
  return dz_xml_check (xml, error);
}

/* Excel writes control characters as _x000D_. */
static void
decode_escapes (GString *text)
{
  char *at = text->str;

  while ((at = strstr (at, "_x")) != NULL) {
    gsize offset = (gsize) (at - text->str);
    gunichar c = 0;
    guint i;

    for (i = 2; i < 6 && g_ascii_isxdigit (at[i]); i++)
      c = c * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
    if (i < 6 || at[6] != '_') {
      at += 2;
      continue;
    }
    g_string_erase (text, (gssize) offset, 7);
    if (c >= ' ' && g_unichar_validate (c))
      g_string_insert_unichar (text, (gssize) offset++, c);
    at = text->str + offset;
  }
}

/* The text of a string item or an inline string: its runs one after another, without the
 * hints on pronunciation. */
static void
read_string (DzXml *xml,
             GString *into)
{
  guint depth = dz_xml_get_depth (xml);
  DzXmlEvent event;

  g_string_set_size (into, 0);
  while ((event = dz_xml_next (xml)) != DZ_XML_DONE && !(event == DZ_XML_END && dz_xml_get_depth (xml) == depth)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (xml) == S_T)
      dz_xml_collect (xml, into);
    else if (dz_xml_get_name (xml) == S_R_PH)
      dz_xml_skip (xml);
  }
  if (strstr (into->str, "_x") != NULL)
    decode_escapes (into);
}

static gboolean
read_strings (Reader *self,
              GError **error)
{
  const char *part = dz_ooxml_find_type (self->relations, "sharedStrings");
  g_autoptr (DzXml) xml = NULL;
  DzXmlEvent event;

  if (part == NULL || !dz_zip_find (self->zip, part, NULL))
    return TRUE;
  xml = dz_ooxml_open (self->zip, part, get_names (), error);
  if (xml == NULL)
    return FALSE;
  while ((event = dz_xml_next (xml)) != DZ_XML_DONE) {
    if (event != DZ_XML_START || dz_xml_get_name (xml) != S_SI)
      continue;
    read_string (xml, self->text);
    g_ptr_array_add (self->strings, g_strndup (self->text->str, self->text->len));
  }
  return dz_xml_check (xml, error);
}

/* How each style shows numbers. A damaged part costs the formats only. */
static void
read_styles (Reader *self)
{
  const char *part = dz_ooxml_find_type (self->relations, "styles");
  g_autoptr (DzXml) xml = part != NULL ? dz_ooxml_open (self->zip, part, get_names (), NULL) : NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint depth = G_MAXUINT;
  DzXmlEvent event;

  while (xml != NULL && (event = dz_xml_next (xml)) != DZ_XML_DONE) {
    DzNumberFormat format;
    const char *code;
    int id;

    if (event == DZ_XML_END && dz_xml_get_name (xml) == S_CELL_XFS)
      break;
    if (event != DZ_XML_START)
      continue;
    id = dz_xml_get_int (xml, AT_FORMAT, 0);
    switch (dz_xml_get_name (xml)) {
    case S_NUM_FMT:
      code = dz_xml_get_attribute (xml, AT_CODE);
      g_hash_table_replace (codes, GINT_TO_POINTER (id), g_strdup (code != NULL ? code : ""));
      break;
    case S_CELL_XFS:
      depth = dz_xml_get_depth (xml);
      break;
    case S_XF:
      if (dz_xml_get_depth (xml) != depth + 1 || self->formats->len >= MAX_STYLES)
        break;
      code = g_hash_table_lookup (codes, GINT_TO_POINTER (id));
      if (code != NULL)
        dz_number_format_init (&format, code);
      else
        dz_number_format_init_builtin (&format, (guint) CLAMP (id, 0, LAST_BUILTIN));
      g_array_append_val (self->formats, format);
      break;
    default:
      break;
    }
  }
}

/* "BC12" to 11 and 54; behind it in @end. */
static gboolean
parse_place (const char *text,
             guint *row,
             guint *col,
             const char **end)
{
  guint64 c = 0, r = 0;

  for (; g_ascii_isalpha (*text) && c <= LAST_COL; text++)
    c = c * 26 + (guint64) (g_ascii_toupper (*text) - 'A' + 1);
  if (c == 0 || !g_ascii_isdigit (*text))
    return FALSE;
  for (; g_ascii_isdigit (*text) && r <= LAST_ROW; text++)
    r = r * 10 + (guint64) g_ascii_digit_value (*text);
  if (r == 0 || r - 1 > LAST_ROW || c - 1 > LAST_COL)
    return FALSE;
  *row = (guint) r - 1;
  *col = (guint) c - 1;
  if (end != NULL)
    *end = text;
  return TRUE;
}

static void
read_merge (Reader *self)
{
  const char *range = dz_xml_get_attribute (self->xml, AT_RANGE), *second;
  guint first_row, first_col, last_row, last_col;

  if (range != NULL && parse_place (range, &first_row, &first_col, &second) && *second == ':'
      && parse_place (second + 1, &last_row, &last_col, NULL))
    dz_sheet_merge (self->sheet, first_row, first_col, last_row, last_col);
}

static gboolean
has_no_size (DzXml *xml,
             guint name)
{
  const char *size = dz_xml_get_attribute (xml, name);

  return size != NULL && g_ascii_strtod (size, NULL) <= 0;
}

static void
read_columns (Reader *self)
{
  int first = dz_xml_get_int (self->xml, AT_MIN, 0), last = dz_xml_get_int (self->xml, AT_MAX, 0);

  if (first > 0 && last >= first && (is_set (self->xml, AT_HIDDEN) || has_no_size (self->xml, AT_WIDTH)))
    dz_sheet_hide_columns (self->sheet, (guint) first - 1, (guint) last - 1);
}

/* The row's number is 1 more than that of the last one unless it says so. */
static void
read_row_start (Reader *self)
{
  int row = dz_xml_get_int (self->xml, AT_PLACE, 0);

  self->row = row > 0 ? (guint) row - 1 : self->row + 1;
  self->col = G_MAXUINT;
  if (is_set (self->xml, AT_HIDDEN) || (is_set (self->xml, AT_CUSTOM_HEIGHT) && has_no_size (self->xml, AT_HEIGHT)))
    dz_sheet_hide_rows (self->sheet, self->row, self->row);
}

/* What a number cell shows. */
static char *
print_number (Reader *self,
              int style,
              const char *number)
{
  static const DzNumberFormat general = { DZ_NUMBER_FORMAT_GENERAL };
  const DzNumberFormat *format = style >= 0 && (guint) style < self->formats->len
                                   ? &g_array_index (self->formats, DzNumberFormat, style)
                                   : &general;

  return dz_number_format_print (format, number, self->from_1904);
}

static char *
get_shared (Reader *self,
            const char *index)
{
  guint64 n = g_ascii_strtoull (index, NULL, 10);

  return g_strdup (n < self->strings->len ? g_ptr_array_index (self->strings, n) : "");
}

static void
read_cell (Reader *self)
{
  guint depth = dz_xml_get_depth (self->xml), row = self->row, col = self->col + 1;
  const char *place = dz_xml_get_attribute (self->xml, AT_PLACE);
  const char *type_attribute = dz_xml_get_attribute (self->xml, AT_TYPE);
  int style = dz_xml_get_int (self->xml, AT_STYLE, -1);
  char type = type_attribute != NULL ? *type_attribute : 'n';
  gboolean is_shared = type == 's' && type_attribute[1] == '\0', has_value = FALSE;
  DzXmlEvent event;

  /* A cell outside of the sheet has no place to go to. */
  if (place != NULL && !parse_place (place, &row, &col, NULL)) {
    dz_xml_skip (self->xml);
    return;
  }
  self->col = col;
  g_string_set_size (self->text, 0);
  while ((event = dz_xml_next (self->xml)) != DZ_XML_DONE
         && !(event == DZ_XML_END && dz_xml_get_depth (self->xml) == depth)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == S_V) {
      g_string_set_size (self->text, 0);
      dz_xml_collect (self->xml, self->text);
      has_value = TRUE;
    } else if (dz_xml_get_name (self->xml) == S_IS) {
      read_string (self->xml, self->text);
      has_value = TRUE;
      type = 'i';
    } else {
      dz_xml_skip (self->xml);
    }
  }
  if (!has_value || row > LAST_ROW || col > LAST_COL)
    return;
  if (is_shared)
    dz_sheet_take_text (self->sheet, row, col, get_shared (self, self->text->str));
  else if (type == 'n')
    dz_sheet_take_text (self->sheet, row, col, print_number (self, style, self->text->str));
  else if (type == 'b')
    dz_sheet_take_text (self->sheet, row, col, g_strdup (self->text->str[0] == '1' ? "TRUE" : "FALSE"));
  else {
    /* Text of a formula, an error, a date written out. */
    if (strstr (self->text->str, "_x") != NULL)
      decode_escapes (self->text);
    dz_sheet_take_text (self->sheet, row, col, g_strndup (self->text->str, self->text->len));
  }
}

static gboolean
read_sheet (Reader *self,
            const SheetEntry *entry,
            DzDocumentBuilder *builder,
            GError **error)
{
  g_autoptr (DzXml) xml = dz_ooxml_open (self->zip, entry->part, get_names (), error);
  g_autoptr (DzSheet) sheet = dz_sheet_new ();
  guint n_rows = 0;
  DzXmlEvent event;

  if (xml == NULL)
    return FALSE;
  self->xml = xml;
  self->sheet = sheet;
  self->row = self->col = G_MAXUINT;
  if (entry->hidden)
    dz_sheet_hide_all (sheet);
  while ((event = dz_xml_next (xml)) != DZ_XML_DONE && !dz_sheet_is_full (sheet)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case S_C:
      read_cell (self);
      break;
    case S_ROW:
      read_row_start (self);
      if (++n_rows % 256 == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      break;
    case S_COL:
      read_columns (self);
      break;
    case S_MERGE_CELL:
      read_merge (self);
      break;
    default:
      break;
    }
  }
  if (!dz_xml_check (xml, error))
    return FALSE;
  if (!dz_sheet_build (sheet, builder, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static void
remark_on_hidden (DzDocumentBuilder *builder,
                  const SheetEntry *entry)
{
  g_autofree char *message = g_strdup_printf (_ ("The sheet “%s” is hidden in the workbook; it was read all the same."),
                                              entry->name != NULL ? entry->name : "");

  dz_document_builder_add_remark (builder, "hidden-sheet", entry->name, message);
}

static gboolean
read_sheets (Reader *self,
             DzDocumentBuilder *builder,
             DzProgress *progress,
             GError **error)
{
  for (guint i = 0; i < self->sheets->len && !dz_document_builder_is_full (builder); i++) {
    const SheetEntry *entry = g_ptr_array_index (self->sheets, i);

    dz_progress_set (progress, (double) i / self->sheets->len);
    if (entry->part == NULL)
      continue;
    dz_document_builder_set_page (builder, i + 1);
    dz_document_builder_set_sheet (builder, entry->name);
    if (entry->hidden)
      remark_on_hidden (builder, entry);
    if (!read_sheet (self, entry, builder, error)) {
      g_prefix_error (error, _ ("sheet %u: "), i + 1);
      return FALSE;
    }
  }
  return TRUE;
}

static DzDocument *
read_package (GBytes *bytes,
           const char *name,
           DzProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (DzZip) zip = dz_zip_new (bytes, error);
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("xlsx");
  g_autofree char *part = zip != NULL ? dz_ooxml_find_main (zip, error) : NULL;
  g_autoptr (GPtrArray) relations = part != NULL ? dz_ooxml_read_relations (zip, part, error) : NULL;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (sheet_entry_free);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (DzNumberFormat));
  g_autoptr (GString) text = g_string_new (NULL);
  Reader reader = { zip, relations, sheets, strings, formats };

  if (relations == NULL)
    return NULL;
  g_array_set_clear_func (formats, clear_format);
  reader.text = text;
  reader.cancellable = cancellable;
  if (!read_workbook (&reader, part, error) || !read_strings (&reader, error))
    return NULL;
  read_styles (&reader);
  if (!read_sheets (&reader, builder, progress, error))
    return NULL;
  return dz_document_builder_end (builder, error);
}

static DzDocument *
read_xlsx (GBytes *bytes,
           const char *name,
           DzProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  if (!dz_zip_has_prefix (bytes, BINARY_WORKBOOK))
    return read_package (bytes, name, progress, cancellable, error);
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                       _ ("it is a binary workbook (.xlsb); save it as .xlsx and add that"));
  return NULL;
}

static int
sniff_xlsx (GBytes *bytes,
            const char *name)
{
  /* The binary kind too: to say so. */
  return dz_zip_has_prefix (bytes, "xl/workbook.xml") || dz_zip_has_prefix (bytes, BINARY_WORKBOOK) ? 95 : 0;
}

static const char *const extensions[] = { "xlsx", "xlsm", "xltx", "xltm", NULL };

const DzReader dz_reader_xlsx = {
  "xlsx", N_ ("Excel workbook"), extensions, sniff_xlsx, read_xlsx,
};
