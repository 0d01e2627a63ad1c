/* dz-reader-xls.c - binary workbooks of Excel 97 and later (.xls, .xlt, old .et)
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stream of records: first those of the workbook, then the sheets one after another.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-document-builder.h"
#include "dz-limits.h"
#include "dz-number-format.h"
#include "dz-ole.h"
#include "dz-sheet.h"
#include "dz-slice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION_97 0x0600
#define MAX_STYLES 65536u
#define LAST_BUILTIN 163u
#define N_COLUMNS 256u

enum {
  RECORD_FORMULA = 0x06,
  RECORD_EOF = 0x0a,
  RECORD_DATE_MODE = 0x22,
  RECORD_FILE_PASS = 0x2f,
  RECORD_CONTINUE = 0x3c,
  RECORD_COL_INFO = 0x7d,
  RECORD_BOUND_SHEET = 0x85,
  RECORD_MUL_RK = 0xbd,
  RECORD_RSTRING = 0xd6,
  RECORD_XF = 0xe0,
  RECORD_MERGED_CELLS = 0xe5,
  RECORD_SST = 0xfc,
  RECORD_LABEL_SST = 0xfd,
  RECORD_NUMBER = 0x203,
  RECORD_LABEL = 0x204,
  RECORD_BOOL_ERR = 0x205,
  RECORD_STRING = 0x207,
  RECORD_ROW = 0x208,
  RECORD_RK = 0x27e,
  RECORD_FORMAT = 0x41e,
  RECORD_BOF = 0x809,
};

/* Bits of a string's flags. */
enum {
  STRING_WIDE = 1,
  STRING_EXTENDED = 4,
  STRING_RICH = 8,
};

typedef struct {
  char *name; /* owned */
  gsize start;
  gboolean hidden;
  gboolean is_sheet; /* not a chart or a macro */
} SheetEntry;

/* A string that runs over several records. */
typedef struct {
  GArray *parts; /* of DzSlice */
  guint part;
  gsize at;
} Cursor;

typedef struct {
  DzSlice stream;
  GArray *sheets;    /* of SheetEntry */
  GPtrArray *strings; /* of char * */
  GHashTable *codes; /* number of a format -> code */
  GArray *styles;    /* of guint16: number of the format of each style */
  GArray *formats;   /* of DzNumberFormat, by style */
  gboolean from_1904;
  gsize n_records; /* of all sheets */
  DzSheet *sheet;
  guint row, col; /* of the formula whose text follows */
  GCancellable *cancellable;
} Reader;

static void
clear_sheet_entry (gpointer data)
{
  g_free (((SheetEntry *) data)->name);
}

static void
clear_format (gpointer data)
{
  dz_number_format_clear (data);
}

/* The record at @at; FALSE behind the last whole one. */
static gboolean
next_record (DzSlice stream,
             gsize *at,
             guint *type,
             DzSlice *data)
{
  gsize length;

  if (*at + 4 > stream.length)
    return FALSE;
  *type = dz_slice_get_16 (stream, *at);
  length = dz_slice_get_16 (stream, *at + 2);
  if (length > stream.length - *at - 4)
    return FALSE;
  *data = dz_slice_cut (stream, *at + 4, length);
  *at += 4 + length;
  return TRUE;
}

static void
append_units (GString *into,
              const gunichar2 *units,
              gsize n)
{
  g_autofree char *text = g_utf16_to_utf8 (units, (glong) n, NULL, NULL, NULL);

  /* A broken surrogate pair costs itself only. */
  for (gsize i = 0; text == NULL && i < n; i++)
    g_string_append_unichar (into, units[i] >= 0xd800 && units[i] < 0xe000 ? 0xfffd : units[i]);
  if (text != NULL)
    g_string_append (into, text);
}

static gboolean
at_end (Cursor *cursor)
{
  while (cursor->part < cursor->parts->len && cursor->at >= g_array_index (cursor->parts, DzSlice, cursor->part).length) {
    cursor->part++;
    cursor->at = 0;
  }
  return cursor->part >= cursor->parts->len;
}

static guint8
read_8 (Cursor *cursor)
{
  return at_end (cursor) ? 0 : dz_slice_get_8 (g_array_index (cursor->parts, DzSlice, cursor->part), cursor->at++);
}

static guint16
read_16 (Cursor *cursor)
{
  guint16 low = read_8 (cursor);

  return (guint16) (low | read_8 (cursor) << 8);
}

static guint32
read_32 (Cursor *cursor)
{
  guint32 low = read_16 (cursor);

  return low | (guint32) read_16 (cursor) << 16;
}

static void
skip (Cursor *cursor,
      gsize n)
{
  while (n > 0 && !at_end (cursor)) {
    gsize here = MIN (n, g_array_index (cursor->parts, DzSlice, cursor->part).length - cursor->at);

    cursor->at += here;
    n -= here;
  }
}

/* @n characters; where they run on in the next record, that one begins with flags anew. */
static char *
read_chars (Cursor *cursor,
            guint n,
            gboolean wide)
{
  g_autofree gunichar2 *units = g_new (gunichar2, n + 1);
  GString *text = g_string_new (NULL);
  guint read = 0;

  while (read < n) {
    guint part = cursor->part;

    if (at_end (cursor))
      break;
    if (cursor->part != part && cursor->at == 0)
      wide = (read_8 (cursor) & STRING_WIDE) != 0;
    if (at_end (cursor))
      break;
    units[read++] = wide ? read_16 (cursor) : read_8 (cursor);
  }
  append_units (text, units, read);
  return g_string_free (text, FALSE);
}

static char *
read_long_string (Cursor *cursor)
{
  guint n = read_16 (cursor), flags = read_8 (cursor);
  guint n_runs = flags & STRING_RICH ? read_16 (cursor) : 0;
  guint32 n_extra = flags & STRING_EXTENDED ? read_32 (cursor) : 0;
  char *text = read_chars (cursor, n, (flags & STRING_WIDE) != 0);

  skip (cursor, n_runs * 4);
  skip (cursor, n_extra);
  return text;
}

/* A string within one record, its length in @width bytes. */
static char *
get_string (DzSlice record,
            gsize at,
            guint width)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (DzSlice));
  Cursor cursor = { parts };
  guint n = width == 1 ? dz_slice_get_8 (record, at) : dz_slice_get_16 (record, at);
  DzSlice chars = dz_slice_cut (record, at + width + 1, record.length);

  g_array_append_val (parts, chars);
  return read_chars (&cursor, n, (dz_slice_get_8 (record, at + width) & STRING_WIDE) != 0);
}

/* The strings shared by the sheets, over as many records as it takes. */
static void
read_strings (Reader *self,
              DzSlice first,
              gsize at)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (DzSlice));
  Cursor cursor = { parts, 0, 4 };
  guint32 n;
  guint type;
  DzSlice data;

  g_array_append_val (parts, first);
  while (next_record (self->stream, &at, &type, &data) && type == RECORD_CONTINUE)
    g_array_append_val (parts, data);
  n = read_32 (&cursor);
  for (guint32 i = 0; i < n && !at_end (&cursor); i++)
    g_ptr_array_add (self->strings, read_long_string (&cursor));
}

static void
read_sheet_entry (Reader *self,
                  DzSlice record)
{
  SheetEntry entry = { get_string (record, 6, 1), dz_slice_get_32 (record, 0), (dz_slice_get_8 (record, 4) & 3) != 0,
                       dz_slice_get_8 (record, 5) == 0 };

  g_array_append_val (self->sheets, entry);
}

static void
settle_formats (Reader *self)
{
  for (guint i = 0; i < self->styles->len; i++) {
    guint id = g_array_index (self->styles, guint16, i);
    const char *code = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));
    DzNumberFormat format;

    if (code != NULL)
      dz_number_format_init (&format, code);
    else
      dz_number_format_init_builtin (&format, MIN (id, LAST_BUILTIN));
    g_array_append_val (self->formats, format);
  }
}

static gboolean
read_globals (Reader *self,
              GError **error)
{
  gsize at = 0;
  guint type;
  DzSlice data;

  if (!next_record (self->stream, &at, &type, &data) || type != RECORD_BOF) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("its sheets cannot be found in it; fetch it again"));
    return FALSE;
  }
  if (dz_slice_get_16 (data, 0) != VERSION_97) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("it was written by Excel 95 or an older one; save it as .xlsx and add that"));
    return FALSE;
  }
  while (next_record (self->stream, &at, &type, &data) && type != RECORD_EOF) {
    guint16 format;

    switch (type) {
    case RECORD_FILE_PASS:
      g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED,
                           _ ("it is protected by a password; save it without one and add it again"));
      return FALSE;
    case RECORD_DATE_MODE:
      self->from_1904 = dz_slice_get_16 (data, 0) == 1;
      break;
    case RECORD_FORMAT:
      g_hash_table_replace (self->codes, GUINT_TO_POINTER (dz_slice_get_16 (data, 0)), get_string (data, 2, 2));
      break;
    case RECORD_XF:
      format = dz_slice_get_16 (data, 2);
      if (self->styles->len < MAX_STYLES)
        g_array_append_val (self->styles, format);
      break;
    case RECORD_BOUND_SHEET:
      read_sheet_entry (self, data);
      break;
    case RECORD_SST:
      read_strings (self, data, at);
      break;
    default:
      break;
    }
  }
  settle_formats (self);
  return TRUE;
}

static void
add_number (Reader *self,
            guint row,
            guint col,
            guint style,
            double value)
{
  static const DzNumberFormat general = { DZ_NUMBER_FORMAT_GENERAL };
  const DzNumberFormat *format = style < self->formats->len ? &g_array_index (self->formats, DzNumberFormat, style) : &general;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.17g", value);
  dz_sheet_take_text (self->sheet, row, col, dz_number_format_print (format, number, self->from_1904));
}

static double
get_double (DzSlice record,
            gsize at)
{
  guint64 bits = dz_slice_get_32 (record, at) | (guint64) dz_slice_get_32 (record, at + 4) << 32;
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

/* A number packed into 30 bits: whole or the upper half of a double, perhaps in hundredths. */
static double
unpack (guint32 packed)
{
  guint64 bits = (guint64) (packed & 0xfffffffc) << 32;
  double value;

  if (packed & 2)
    value = (gint32) packed >> 2;
  else
    memcpy (&value, &bits, sizeof value);
  return packed & 1 ? value / 100 : value;
}

static void
add_truth_or_error (Reader *self,
                    guint row,
                    guint col,
                    guint value,
                    gboolean is_error)
{
  static const struct {
    guint8 code;
    const char *text;
  } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" }, { 0x1d, "#NAME?" },
    { 0x24, "#NUM!" }, { 0x2a, "#N/A" },
  };
  const char *text = value != 0 ? "TRUE" : "FALSE";

  for (guint i = 0; is_error && i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == value)
      text = errors[i].text;
  dz_sheet_take_text (self->sheet, row, col, g_strdup (text));
}

/* The result that was computed when the file was saved. */
static void
read_formula (Reader *self,
              DzSlice record,
              guint row,
              guint col)
{
  if (dz_slice_get_16 (record, 12) != 0xffff) {
    add_number (self, row, col, dz_slice_get_16 (record, 4), get_double (record, 6));
    return;
  }
  switch (dz_slice_get_8 (record, 6)) {
  case 0:
    self->row = row;
    self->col = col;
    break;
  case 1:
  case 2:
    add_truth_or_error (self, row, col, dz_slice_get_8 (record, 8), dz_slice_get_8 (record, 6) == 2);
    break;
  default:
    break;
  }
}

static void
read_cell (Reader *self,
           guint type,
           DzSlice record)
{
  guint row = dz_slice_get_16 (record, 0), col = dz_slice_get_16 (record, 2), style = dz_slice_get_16 (record, 4);
  guint32 index;

  if (col >= N_COLUMNS)
    return;
  switch (type) {
  case RECORD_LABEL_SST:
    index = dz_slice_get_32 (record, 6);
    if (index < self->strings->len)
      dz_sheet_take_text (self->sheet, row, col, g_strdup (g_ptr_array_index (self->strings, index)));
    break;
  case RECORD_LABEL:
  case RECORD_RSTRING:
    dz_sheet_take_text (self->sheet, row, col, get_string (record, 6, 2));
    break;
  case RECORD_NUMBER:
    add_number (self, row, col, style, get_double (record, 6));
    break;
  case RECORD_RK:
    add_number (self, row, col, style, unpack (dz_slice_get_32 (record, 6)));
    break;
  case RECORD_MUL_RK:
    for (gsize at = 4; at + 6 + 2 <= record.length && col < N_COLUMNS; at += 6, col++)
      add_number (self, row, col, dz_slice_get_16 (record, at), unpack (dz_slice_get_32 (record, at + 2)));
    break;
  case RECORD_BOOL_ERR:
    add_truth_or_error (self, row, col, dz_slice_get_8 (record, 6), dz_slice_get_8 (record, 7) != 0);
    break;
  default:
    read_formula (self, record, row, col);
    break;
  }
}

static void
read_record (Reader *self,
             guint type,
             DzSlice record)
{
  guint n;

  switch (type) {
  case RECORD_LABEL_SST:
  case RECORD_LABEL:
  case RECORD_RSTRING:
  case RECORD_NUMBER:
  case RECORD_RK:
  case RECORD_MUL_RK:
  case RECORD_BOOL_ERR:
  case RECORD_FORMULA:
    read_cell (self, type, record);
    break;
  case RECORD_STRING:
    if (self->row != G_MAXUINT)
      dz_sheet_take_text (self->sheet, self->row, self->col, get_string (record, 0, 2));
    self->row = G_MAXUINT;
    break;
  case RECORD_ROW:
    if (dz_slice_get_16 (record, 12) & 0x20)
      dz_sheet_hide_rows (self->sheet, dz_slice_get_16 (record, 0), dz_slice_get_16 (record, 0));
    break;
  case RECORD_COL_INFO:
    if ((dz_slice_get_16 (record, 8) & 1) || dz_slice_get_16 (record, 4) == 0)
      dz_sheet_hide_columns (self->sheet, dz_slice_get_16 (record, 0), MIN (dz_slice_get_16 (record, 2), N_COLUMNS));
    break;
  case RECORD_MERGED_CELLS:
    n = dz_slice_get_16 (record, 0);
    for (gsize at = 2; n > 0 && at + 8 <= record.length; at += 8, n--)
      dz_sheet_merge (self->sheet, dz_slice_get_16 (record, at), dz_slice_get_16 (record, at + 4),
                      dz_slice_get_16 (record, at + 2), dz_slice_get_16 (record, at + 6));
    break;
  default:
    break;
  }
}

static gboolean
read_sheet (Reader *self,
            const SheetEntry *entry,
            DzDocumentBuilder *builder,
            GError **error)
{
  g_autoptr (DzSheet) sheet = dz_sheet_new ();
  gsize at = entry->start;
  guint type, depth = 0;
  DzSlice data;

  self->sheet = sheet;
  self->row = G_MAXUINT;
  if (entry->hidden)
    dz_sheet_hide_all (sheet);
  if (!next_record (self->stream, &at, &type, &data) || type != RECORD_BOF) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("the file ends in the middle; fetch it again"));
    return FALSE;
  }
  /* Charts within the sheet are streams of records within its own. */
  while (next_record (self->stream, &at, &type, &data) && !dz_sheet_is_full (sheet)) {
    /* No more than fit into the file: else sheets are told that lie in each other. */
    if (++self->n_records > self->stream.length / 4)
      break;
    if (type == RECORD_EOF && depth == 0) {
      depth = G_MAXUINT;
      break;
    }
    if (type == RECORD_BOF)
      depth++;
    else if (type == RECORD_EOF)
      depth--;
    else if (depth == 0)
      read_record (self, type, data);
    if (self->n_records % 4096 == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
  }
  if (depth != G_MAXUINT && !dz_sheet_is_full (sheet)) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("the file ends in the middle; fetch it again"));
    return FALSE;
  }
  return dz_sheet_build (sheet, builder, error);
}

static gboolean
read_sheets (Reader *self,
             DzDocumentBuilder *builder,
             DzProgress *progress,
             GError **error)
{
  for (guint i = 0; i < self->sheets->len && !dz_document_builder_is_full (builder); i++) {
    const SheetEntry *entry = &g_array_index (self->sheets, SheetEntry, i);

    dz_progress_set (progress, (double) i / self->sheets->len);
    if (!entry->is_sheet)
      continue;
    dz_document_builder_set_page (builder, i + 1);
    dz_document_builder_set_sheet (builder, entry->name);
    if (entry->hidden) {
      g_autofree char *message =
        g_strdup_printf (_ ("The sheet “%s” is hidden in the workbook; it was read all the same."), entry->name);

      dz_document_builder_add_remark (builder, "hidden-sheet", entry->name, message);
    }
    if (!read_sheet (self, entry, builder, error))
      return FALSE;
  }
  return TRUE;
}

static DzDocument *
read_xls (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzOle) ole = dz_ole_new (bytes, error);
  g_autoptr (GBytes) stream = ole != NULL ? dz_ole_read (ole, dz_ole_has (ole, "Workbook") ? "Workbook" : "Book", error) : NULL;
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("xls");
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (SheetEntry));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (DzNumberFormat));
  Reader reader = { { 0 }, sheets, strings, codes, styles, formats };

  if (stream == NULL)
    return NULL;
  g_array_set_clear_func (sheets, clear_sheet_entry);
  g_array_set_clear_func (formats, clear_format);
  reader.stream = dz_slice_of (stream);
  reader.cancellable = cancellable;
  if (!read_globals (&reader, error) || !read_sheets (&reader, builder, progress, error))
    return NULL;
  return dz_document_builder_end (builder, error);
}

static int
sniff_xls (GBytes *bytes,
           const char *name)
{
  static const char *const streams[] = { "Workbook", "Book", NULL };

  return dz_ole_sniff (bytes, streams) ? 89 : 0;
}

static const char *const extensions[] = { "xls", "xlt", "et", "ett", NULL };

const DzReader dz_reader_xls = {
  "xls", N_ ("Excel 97 workbook"), extensions, sniff_xls, read_xls,
};
