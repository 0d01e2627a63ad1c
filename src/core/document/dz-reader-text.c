/* dz-reader-text.c - plain text and Markdown
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines become headings, paragraphs and tables. Nothing but bars, rulers and the marks of Markdown
 * headings is left out.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-charset.h"
#include "dz-document-builder.h"
#include "dz-limits.h"
#include "dz-number.h"
#include "dz-text.h"
#include "dz-text-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A line that fills a page's width; what is shorter was ended on purpose. */
#define FULL_LINE_HAN 20

static gboolean
is_cut_word (const DzLine *line,
             const DzLine *next)
{
  static const char *const words[] = { "情况", "事项", "问题", "措施", "报告", "说明", "安排", "计划", "建议",
                                       "意见", "工作", "建设", "附表", "方向", "打算", "改进", "年报" };
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (next->length > 60 || dz_text_line_count_han (line, 8) < 8 || dz_text_line_is_closed (next))
    return FALSE;
  left = dz_text_line_dup (line->text, line->length);
  right = dz_text_line_dup (next->text, next->length);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *first = g_strndup (words[i], 3);

    if (g_str_has_suffix (left, first) && g_str_has_prefix (right, words[i] + 3))
      return TRUE;
  }
  return FALSE;
}

static gboolean
begins_with_mark (const DzLine *line)
{
  static const char *const marks[] = { "，", "。", "、", "；", "）", "》", "”", ",", ";", ")" };
  const char *p = line->text, *end = p + line->length;

  while (p < end && (*p == ' ' || g_str_has_prefix (p, "　")))
    p = g_utf8_next_char (p);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((gsize) (end - p) >= strlen (marks[i]) && memcmp (p, marks[i], strlen (marks[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A mark within the line tells a sentence from a title. */
static gboolean
has_clause (const char *text)
{
  static const char *const marks[] = { "，", "。", "；", "、", "：", "," };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
ends_with_pause (const DzLine *line)
{
  const char *end = line->text + line->length;

  while (end > line->text && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  return end - line->text >= 3 && (memcmp (end - 3, "，", 3) == 0 || memcmp (end - 3, "、", 3) == 0);
}

/* Whether @next, the next line that is not blank, goes on where @line ended; @clause: a mark stood in
 * what belongs together so far. */
static gboolean
is_continued (gboolean clause,
              const DzLine *line,
              const DzLine *next,
              guint gap)
{
  gboolean pause = ends_with_pause (line);
  guint han;

  if (next->kind != DZ_LINE_PROSE && next->kind != DZ_LINE_SPACES)
    return FALSE;
  if (dz_text_line_is_closed (line) || dz_text_line_is_numbered (next))
    return FALSE;
  if (is_cut_word (line, next))
    return gap <= 1;
  han = dz_text_line_count_han (line, FULL_LINE_HAN);
  if (gap <= 1 && begins_with_mark (next))
    return TRUE;
  if (han < FULL_LINE_HAN || !clause)
    return gap == 0 && pause;
  return gap <= 1;
}

/* Latin words and numbers stay apart, Han join. */
static void
append_line (GString *text,
             const char *more)
{
  while (*more == ' ' || g_str_has_prefix (more, "　"))
    more = g_utf8_next_char (more);
  if (text->len > 0 && g_ascii_isalnum (text->str[text->len - 1]) && g_ascii_isalnum (*more))
    g_string_append_c (text, ' ');
  g_string_append (text, more);
}

/* "## …" of Markdown: its level; the text behind it. */
static guint
read_hashes (const char *text,
             const char **behind)
{
  guint n = 0;

  while (text[n] == '#')
    n++;
  if (n == 0 || n > 6 || (text[n] != ' ' && !g_str_has_prefix (text + n, "　")))
    return 0;
  *behind = text + n;
  return n;
}

/* One paragraph or heading; behind its last line. */
static guint
add_prose (DzTextReading *self,
           guint at)
{
  g_autofree char *first = dz_text_line_dup (self->lines[at].text, self->lines[at].length);
  g_autoptr (GString) text = g_string_new (first);
  const DzLine *line = &self->lines[at];
  guint level = dz_text_line_heading (line), end = at + 1;
  const char *behind = first;
  guint hashes = read_hashes (first, &behind);
  gboolean clause = has_clause (first);

  while (hashes == 0) {
    guint next = dz_text_tables_skip_blank (self, end);
    g_autofree char *more = NULL;

    if (next >= self->n_lines || !is_continued (clause, line, &self->lines[next], next - end))
      break;
    if (level > 0 && !is_cut_word (line, &self->lines[next]) && !begins_with_mark (&self->lines[next]))
      break;
    more = dz_text_line_dup (self->lines[next].text, self->lines[next].length);
    append_line (text, more);
    clause = clause || has_clause (more);
    line = &self->lines[next];
    end = next + 1;
  }
  if (hashes > 0)
    dz_document_builder_add_heading (self->builder, hashes, behind + strspn (behind, " "));
  else if (level > 0)
    dz_document_builder_add_heading (self->builder, level, text->str);
  else
    dz_document_builder_add_paragraph (self->builder, text->str);
  return end;
}

/* The table at @at, if there is one; behind it, or @at. */
static guint
add_table (DzTextReading *self,
           guint at)
{
  DzLineKind kind = self->lines[at].kind;
  g_autoptr (GPtrArray) rows = NULL;
  guint end = at;

  /* The upper edge of a drawn table. */
  if (kind == DZ_LINE_RULER && at + 1 < self->n_lines && self->lines[at + 1].kind == DZ_LINE_BARS) {
    kind = DZ_LINE_BARS;
    at++;
  }
  if (kind == DZ_LINE_PROSE || kind == DZ_LINE_BARS) {
    end = dz_text_tables_find_barred_table (self, at, &rows);
    if (rows != NULL) {
      dz_text_rows_build (rows, self->builder);
      return end;
    }
  }
  if (dz_text_tables_is_table_kind (kind) || dz_text_tables_is_first_caption (self, at)) {
    end = dz_text_tables_find_table_end (self, dz_text_tables_is_table_kind (kind) ? at : at + 1);
    if (kind != DZ_LINE_CELL || dz_text_tables_is_cell_table (&self->lines[at], end - at)) {
      rows = dz_text_tables_make_rows (&self->lines[at], end - at);
    } else {
      g_autoptr (GPtrArray) cells = dz_text_tables_collect_cells (&self->lines[at], end - at);

      /* Cells apart by blank lines, as paragraphs are: only their order can tell. */
      rows = dz_text_rows_from_stream (cells);
      self->tried = end;
    }
  } else if (kind == DZ_LINE_SPACES) {
    end = dz_text_tables_find_spaced_table (self, at, &rows);
  } else if (kind == DZ_LINE_PROSE) {
    end = dz_text_tables_find_bare_table (self, at, &rows);
  }
  if (rows == NULL)
    return at;
  dz_text_rows_build (rows, self->builder);
  return end;
}

static void
read_lines (DzTextReading *self)
{
  guint at = dz_text_tables_skip_blank (self, 0);

  while (at < self->n_lines && !g_cancellable_is_cancelled (self->cancellable)
         && !dz_document_builder_is_full (self->builder)) {
    gboolean barred = at + 1 < self->n_lines && dz_text_line_is_lone_bar (&self->lines[at + 1]);
    guint end = at >= self->tried || barred || dz_text_tables_is_first_caption (self, at) ? add_table (self, at) : at;

    if (end == at)
      end = add_prose (self, at);
    at = dz_text_tables_skip_blank (self, end);
  }
}

static int
sniff_text (GBytes *bytes,
            const char *name)
{
  static const char *const others[] = { "%PDF-", "{\\rtf", "PK\x03\x04", "\xd0\xcf\x11\xe0" };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (size >= strlen (others[i]) && memcmp (data, others[i], strlen (others[i])) == 0)
      return 0;
  return dz_charset_is_text (data, size) ? 10 : 0;
}

static DzDocument *
read_text (GBytes *bytes,
           const char *name,
           DzProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = NULL;
  g_autoptr (DzDecoded) decoded = NULL;
  g_autoptr (GArray) lines = NULL;
  DzTextReading self;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

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
  dz_progress_set (progress, 0.3);
  builder = dz_document_builder_new ("text");
  dz_document_builder_set_meta (builder, "encoding", decoded->encoding);
  if (decoded->n_bad > 0)
    dz_document_builder_add_remark (builder, "bad-bytes", NULL,
                                    _ ("Some bytes fit no character; they are shown as �."));
  lines = dz_text_lines_split (decoded->text, decoded->length);
  if (lines == NULL) {
    g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                 _ ("the text has more than %u lines; divide it"), DZ_LIMIT_TEXT_LINES);
    return NULL;
  }
  self = (DzTextReading){ builder, cancellable, (const DzLine *) (gpointer) lines->data, lines->len, 0 };
  read_lines (&self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  dz_progress_set (progress, 1);
  return dz_document_builder_end (builder, error);
}

static const char *const extensions[] = { "txt", "md", "markdown", "text", NULL };

const DzReader dz_reader_text = {
  .format = "text",
  .title = N_ ("Text"),
  .extensions = extensions,
  .sniff = sniff_text,
  .read = read_text,
};
