/* dz-reader-csv.c - tables as text: CSV and TSV
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 4180 with the liberties of spreadsheet programs: comma, semicolon or tab, found by how evenly
 * each divides the lines.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-charset.h"
#include "dz-document-builder.h"
#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So much is looked at to find the delimiter. */
#define SAMPLE_BYTES 8192
#define MAX_SAMPLE_ROWS 200

/* A place in the text; @quotes FALSE takes quotation marks for what they are. */
typedef struct {
  const char *p, *end;
  char delimiter;
  gboolean quotes;
  gboolean open; /* the text ended inside quotation marks */
} Scanner;

/* The field at the scanner; TRUE when the row goes on behind it. */
static gboolean
scan_field (Scanner *self,
            GString *field)
{
  gboolean quoted;

  g_string_truncate (field, 0);
  quoted = self->quotes && self->p < self->end && *self->p == '"';
  if (quoted) {
    self->p++;
    for (;;) {
      const char *mark = memchr (self->p, '"', (gsize) (self->end - self->p));

      if (mark == NULL) {
        g_string_append_len (field, self->p, self->end - self->p);
        self->p = self->end;
        self->open = TRUE;
        return FALSE;
      }
      g_string_append_len (field, self->p, mark - self->p);
      self->p = mark + 1;
      if (self->p >= self->end || *self->p != '"')
        break;
      g_string_append_c (field, '"');
      self->p++;
    }
  }
  while (self->p < self->end && *self->p != self->delimiter && *self->p != '\n' && *self->p != '\r')
    g_string_append_c (field, *self->p++);
  if (self->p >= self->end)
    return FALSE;
  if (*self->p == self->delimiter) {
    self->p++;
    return TRUE;
  }
  self->p += *self->p == '\r' && self->p + 1 < self->end && self->p[1] == '\n' ? 2 : 1;
  return FALSE;
}

/* How evenly @delimiter divides the sample: rows of the usual width × that width; 0 when it divides
 * nothing or most rows differ. @regular: all rows are alike and none of their fields is a sentence. */
static guint
weigh_delimiter (const char *text,
                 gsize length,
                 char delimiter,
                 gboolean *regular)
{
  Scanner scanner = { text, text + MIN (length, SAMPLE_BYTES), delimiter, TRUE, FALSE };
  g_autoptr (GString) field = g_string_new (NULL);
  guint counts[64] = { 0 }, rows = 0, usual = 1;
  gboolean sentence = FALSE;

  while (scanner.p < scanner.end && rows < MAX_SAMPLE_ROWS) {
    guint width = 1;

    while (scan_field (&scanner, field)) {
      width++;
      sentence |= field->len > 240;
    }
    sentence |= strstr (field->str, "。") != NULL;
    /* The sample may end in the middle of a row. */
    if (scanner.p >= scanner.end && length > SAMPLE_BYTES)
      break;
    counts[MIN (width, 63)]++;
    rows++;
  }
  for (guint i = 2; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[usual] || usual == 1)
      usual = i;
  *regular = rows >= 3 && counts[usual] == rows && usual >= 3 && !sentence && !scanner.open;
  return counts[usual] * 2 >= rows ? counts[usual] * usual : counts[usual];
}

/* "sep=;" in the first line is a note to spreadsheet programs. */
static char
read_separator_line (const char **text,
                     gsize *length)
{
  const char *p = *text;
  gsize skip = 5;

  if (*length < 6 || g_ascii_strncasecmp (p, "sep=", 4) != 0 || (p[5] != '\n' && p[5] != '\r'))
    return '\0';
  skip += p[5] == '\r' && *length > 6 && p[6] == '\n' ? 2 : 1;
  *text += skip;
  *length -= skip;
  return p[4];
}

static char
find_delimiter (const char *text,
                gsize length,
                gboolean *regular)
{
  static const char delimiters[] = { ',', '\t', ';' };
  char best = ',';
  guint most = 0;

  *regular = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++) {
    gboolean all;
    guint weight = weigh_delimiter (text, length, delimiters[i], &all);

    if (weight > most) {
      most = weight;
      best = delimiters[i];
      *regular = all;
    }
  }
  return best;
}

static gboolean
has_ending (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL && (g_ascii_strcasecmp (dot, ".csv") == 0 || g_ascii_strcasecmp (dot, ".tsv") == 0);
}

/* Whether each of the first three lines holds two commas or two semicolons: cheap, for the many texts that
 * are nothing of the kind. No encoding but UTF-16 uses these bytes for anything else. */
static gboolean
may_be_rows (const guint8 *data,
             gsize size)
{
  const guint8 *end = data + MIN (size, SAMPLE_BYTES);
  guint lines = 0;

  while (data < end && lines < 3) {
    guint commas = 0, semicolons = 0, others = 0;

    for (; data < end && *data != '\n' && *data != '\r'; data++) {
      commas += *data == ',';
      semicolons += *data == ';';
      others++;
    }
    data++;
    if (others == 0)
      continue;
    if (commas < 2 && semicolons < 2)
      return FALSE;
    lines++;
  }
  return lines == 3;
}

static int
sniff_csv (GBytes *bytes,
           const char *name)
{
  g_autoptr (DzDecoded) decoded = NULL;
  gboolean regular, named = has_ending (name);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  char delimiter;

  if (size == 0 || data[0] == '<' || (size >= 4 && memcmp (data, "PK\x03\x04", 4) == 0)
      || (size >= 5 && memcmp (data, "%PDF-", 5) == 0))
    return 0;
  if (!named && !may_be_rows (data, size))
    return 0;
  /* More than the sample, so that a cut one shows. */
  decoded = dz_charset_decode (data, MIN (size, SAMPLE_BYTES * 2), NULL);
  if (decoded == NULL)
    return 0;
  delimiter = find_delimiter (decoded->text, decoded->length, &regular);
  if (named)
    return 15;
  /* Rows of tabs are read as text, which knows more shapes of them. */
  return regular && delimiter != '\t' ? 12 : 0;
}

static void
add_rows (DzDocumentBuilder *builder,
          Scanner *scanner,
          GCancellable *cancellable)
{
  g_autoptr (GString) field = g_string_new (NULL);

  dz_document_builder_begin_table (builder);
  while (scanner->p < scanner->end && !dz_document_builder_is_full (builder)
         && !g_cancellable_is_cancelled (cancellable)) {
    gboolean more = scan_field (scanner, field);

    if (!more && field->len == 0)
      continue;
    dz_document_builder_begin_row (builder);
    dz_document_builder_add_cell (builder, field->str, 1, 1, DZ_CELL_NORMAL);
    while (more && !dz_document_builder_is_full (builder)) {
      more = scan_field (scanner, field);
      dz_document_builder_add_cell (builder, field->str, 1, 1, DZ_CELL_NORMAL);
    }
  }
  dz_document_builder_end_table (builder);
}

/* Whether a quotation mark stays open to the end. */
static gboolean
is_left_open (Scanner scanner)
{
  g_autoptr (GString) field = g_string_new (NULL);

  while (scanner.p < scanner.end)
    scan_field (&scanner, field);
  return scanner.open;
}

static DzDocument *
read_csv (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("csv");
  g_autoptr (DzDecoded) decoded = NULL;
  Scanner scanner;
  gboolean regular;
  const char *text;
  gsize size, length;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  char delimiter;

  if (size > DZ_LIMIT_TEXT_BYTES) {
    g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                 _ ("the text is larger than %u MB; divide it"), DZ_LIMIT_TEXT_BYTES >> 20);
    return NULL;
  }
  decoded = dz_charset_decode (data, size, NULL);
  if (decoded == NULL) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("the contents are not text; ask for the original file"));
    return NULL;
  }
  dz_document_builder_set_meta (builder, "encoding", decoded->encoding);
  if (decoded->n_bad > 0)
    dz_document_builder_add_remark (builder, "bad-bytes", NULL,
                                    _ ("Some bytes fit no character; they are shown as �."));
  text = decoded->text;
  length = decoded->length;
  delimiter = read_separator_line (&text, &length);
  if (delimiter == '\0')
    delimiter = find_delimiter (text, length, &regular);
  scanner = (Scanner){ text, text + length, delimiter, TRUE, FALSE };
  if (is_left_open (scanner)) {
    dz_document_builder_add_remark (builder, "open-quote", NULL,
                                    _ ("A quotation mark is never closed; all of them are taken as text."));
    scanner.quotes = FALSE;
  }
  add_rows (builder, &scanner, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  dz_progress_set (progress, 1);
  return dz_document_builder_end (builder, error);
}

static const char *const extensions[] = { "csv", "tsv", NULL };

const DzReader dz_reader_csv = {
  .format = "csv",
  .title = N_ ("Table as text"),
  .extensions = extensions,
  .sniff = sniff_csv,
  .read = read_csv,
};
