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
#include "dz-text-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A line that fills a page's width; what is shorter was ended on purpose. */
#define FULL_LINE_HAN 20
/* The longest line that may be a whole table. */
#define LONG_LINE_BYTES (1024 * 1024)
/* The longest caption or broken label inside a table. */
#define CAPTION_BYTES 180

typedef struct {
  DzDocumentBuilder *builder;
  GCancellable *cancellable;
  const DzLine *lines;
  guint n_lines;
  guint tried; /* up to here no table begins: no line is looked at twice */
} Reading;

static gboolean
is_table_kind (DzLineKind kind)
{
  return kind == DZ_LINE_CELL || kind == DZ_LINE_TABS || kind == DZ_LINE_BARS;
}

static guint
skip_blank (const Reading *self,
            guint at)
{
  while (at < self->n_lines && self->lines[at].kind == DZ_LINE_BLANK)
    at++;
  return at;
}

/* A short line without a sentence's end, as a caption or a part of a label is. */
static gboolean
is_short_line (const DzLine *line)
{
  return (line->kind == DZ_LINE_PROSE || line->kind == DZ_LINE_SPACES) && line->length <= CAPTION_BYTES
         && dz_text_line_heading (line) != 1 && !dz_text_line_is_closed (line);
}

/* Such a line between two rows. */
static gboolean
is_caption (const Reading *self,
            guint at,
            DzLineKind kind)
{
  return at > 0 && at + 1 < self->n_lines && self->lines[at - 1].kind == kind && self->lines[at + 1].kind == kind
         && is_short_line (&self->lines[at]);
}

/* Behind the last line of the table that begins at @at. */
static guint
find_table_end (const Reading *self,
                guint at)
{
  gboolean bars = self->lines[at].kind == DZ_LINE_BARS;
  guint end = at + 1;

  for (guint i = at + 1; i < self->n_lines; i++) {
    DzLineKind kind = self->lines[i].kind;
    gboolean row = bars ? kind == DZ_LINE_BARS || kind == DZ_LINE_RULER : kind == DZ_LINE_CELL || kind == DZ_LINE_TABS;

    if (row || is_caption (self, i, bars ? DZ_LINE_BARS : DZ_LINE_TABS)) {
      if (row && kind == DZ_LINE_CELL && self->lines[i].length == 1 && self->lines[i - 1].kind == DZ_LINE_BLANK)
        continue;
      end = i + 1;
    } else if (kind != DZ_LINE_BLANK) {
      break;
    }
  }
  return end;
}

/* A row of one cell above rows divided by tabs has no sign of its own: it belongs to them where other
 * such rows stand between them. */
static gboolean
is_first_caption (const Reading *self,
                  guint at)
{
  guint end;

  if (at + 1 >= self->n_lines || self->lines[at + 1].kind != DZ_LINE_TABS || !is_short_line (&self->lines[at]))
    return FALSE;
  end = find_table_end (self, at + 1);
  for (guint i = at + 2; i < end; i++)
    if (self->lines[i].kind == DZ_LINE_PROSE || self->lines[i].kind == DZ_LINE_SPACES)
      return TRUE;
  return FALSE;
}

/* Whether lines behind tabs are a table and not indented headings. */
static gboolean
is_cell_table (const DzLine *lines,
               guint n_lines)
{
  guint cells = 0, rows = 0, numbered = 0;

  for (guint i = 0; i < n_lines; i++) {
    if (lines[i].kind == DZ_LINE_TABS)
      return TRUE;
    if (lines[i].kind == DZ_LINE_BLANK)
      continue;
    cells++;
    rows += i == 0 || lines[i - 1].kind == DZ_LINE_BLANK;
    numbered += dz_text_line_heading (&lines[i]) > 0;
  }
  return cells >= 4 && rows * 3 <= cells * 2 + 4 && numbered < cells;
}

static guint
count_kind (const DzLine *lines,
            guint n_lines,
            DzLineKind kind)
{
  guint n = 0;

  for (guint i = 0; i < n_lines; i++)
    n += lines[i].kind == kind;
  return n;
}

/* One line with the cells of a whole table: rebuilt when their order tells the rows. */
static GPtrArray *
rows_from_long_line (const DzLine *line)
{
  g_autofree char *text = g_strndup (line->text, line->length);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *rows;

  if (line->length > LONG_LINE_BYTES)
    return NULL;
  for (guint pass = 0; pass < 2; pass++) {
    g_auto (GStrv) parts = g_strsplit_set (text, pass == 0 ? "\t" : " \t", -1);

    g_ptr_array_set_size (cells, 0);
    for (guint i = 0; parts[i] != NULL; i++)
      if (pass == 0 || parts[i][0] != '\0')
        g_ptr_array_add (cells, dz_text_line_dup (parts[i], strlen (parts[i])));
    rows = dz_text_rows_from_stream (cells);
    if (rows != NULL)
      return rows;
  }
  return NULL;
}

static GPtrArray *
make_rows (const DzLine *lines,
           guint n_lines)
{
  guint cells = count_kind (lines, n_lines, DZ_LINE_CELL), tabs = count_kind (lines, n_lines, DZ_LINE_TABS);

  if (lines[0].kind == DZ_LINE_BARS)
    return dz_text_rows_from_bars (lines, n_lines);
  if (tabs == 1 && cells == 0) {
    GPtrArray *rows = rows_from_long_line (&lines[0]);

    if (rows != NULL)
      return rows;
  }
  if (tabs >= cells)
    return dz_text_rows_from_tabs (lines, n_lines);
  return dz_text_rows_from_cells (lines, n_lines);
}

/* Whether a line has blanks enough for a table without any other sign. */
static gboolean
has_many_blanks (const DzLine *line)
{
  guint n = 0;

  for (gsize i = 0; i < line->length && n < 14; i++)
    n += line->text[i] == ' ' || line->text[i] == '\t';
  return n >= 14;
}

/* Whether some row is five figures and more. */
static gboolean
has_wide_figures (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    GPtrArray *row = g_ptr_array_index (rows, i);
    guint figures = 0;

    for (guint k = 0; k < row->len; k++) {
      const char *cell = g_ptr_array_index (row, k);

      figures += cell[0] != '\0' && strspn (cell, "0123456789.,") == strlen (cell);
    }
    if (figures >= 5 && figures * 2 > row->len)
      return TRUE;
  }
  return FALSE;
}

/* Lines with gaps that stand together and have, most of them, as many parts. */
static guint
find_spaced_table (Reading *self,
                   guint at,
                   GPtrArray **rows)
{
  guint end = at, n = 0, usual = 0, counts[32] = { 0 };
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = at; i < self->n_lines; i++) {
    if (self->lines[i].kind == DZ_LINE_SPACES || is_caption (self, i, DZ_LINE_SPACES)) {
      end = i + 1;
      n += self->lines[i].kind == DZ_LINE_SPACES;
    } else if (self->lines[i].kind != DZ_LINE_BLANK) {
      break;
    }
  }
  self->tried = end;
  if (n == 1 && (*rows = rows_from_long_line (&self->lines[at])) != NULL)
    return at + 1;
  if (n < 3)
    return at;
  found = dz_text_rows_from_spaces (&self->lines[at], end - at);
  for (guint i = 0; i < found->len; i++)
    counts[MIN (((GPtrArray *) g_ptr_array_index (found, i))->len, 31)]++;
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[usual])
      usual = i;
  /* A row of many parts below heads of fewer is a table too. */
  if (counts[31] == 0 && (usual < 2 || counts[usual] * 2 < found->len || (usual == 2 && counts[usual] < 4))
      && !has_wide_figures (found))
    return at;
  *rows = g_steal_pointer (&found);
  return end;
}

static gboolean
is_figure (const DzLine *line)
{
  g_autofree char *text = dz_text_line_dup (line->text, MIN (line->length, CAPTION_BYTES));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *unit = NULL;
  g_autofree char *note = NULL;
  DzValue value;

  return dz_number_read_cell (valid, &value, &unit, &note);
}

/* Behind the headings that begin at @at: "一、" may as well be a row, but then a figure follows. */
static guint
skip_headings (const Reading *self,
               guint at,
               guint end)
{
  while (at < end && dz_text_line_heading (&self->lines[at]) == 1) {
    guint next = skip_blank (self, at + 1);

    if (next >= end || is_figure (&self->lines[next]))
      break;
    at = next;
  }
  return at;
}

/* Before the headings at the end, and "无" below one of them. */
static guint
trim_headings (const Reading *self,
               guint at,
               guint end)
{
  guint stop = end;

  for (guint i = end; i > at; i--) {
    const DzLine *line = &self->lines[i - 1];

    if (dz_text_line_heading (line) == 1)
      stop = i - 1;
    else if (line->kind != DZ_LINE_BLANK && g_strstr_len (line->text, (gssize) line->length, "无") == NULL)
      break;
  }
  return stop;
}

static GPtrArray *
collect_cells (const DzLine *lines,
               guint n_lines)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_lines; i++)
    if (lines[i].kind != DZ_LINE_BLANK)
      g_ptr_array_add (cells, dz_text_line_dup (lines[i].text, lines[i].length));
  return cells;
}

static gboolean
ends_with_words (const DzLine *line,
                 const char *words)
{
  g_autofree char *text = dz_text_line_dup (line->text, line->length);

  return g_str_has_suffix (text, words);
}

/* 三、收到和处理…情况 between two tables: a number as rows have, but words behind it and no figure. */
static gboolean
is_section (const Reading *self,
            guint at)
{
  guint next = skip_blank (self, at + 1);
  const DzLine *line = &self->lines[at];

  if (dz_text_line_heading (line) != 1 || next >= self->n_lines || self->lines[next].kind != DZ_LINE_PROSE
      || dz_text_line_count_han (line, 9) < 9 || (!ends_with_words (line, "情况") && !ends_with_words (line, "事项")))
    return FALSE;
  return !dz_text_line_is_numbered (&self->lines[next]) && dz_text_line_count_han (&self->lines[next], 2) >= 2;
}

/* Cells on lines of their own, each closed by a line with a bar. */
static guint
find_barred_table (Reading *self,
                   guint at,
                   GPtrArray **rows)
{
  guint end = at, bars = 0;

  if (!dz_text_line_is_lone_bar (&self->lines[at])
      && (at + 1 >= self->n_lines || !dz_text_line_is_lone_bar (&self->lines[at + 1])))
    return at;
  for (guint i = at; i < self->n_lines; i++) {
    const DzLine *line = &self->lines[i];

    if (dz_text_line_is_lone_bar (line)) {
      bars++;
      end = i + 1;
    } else if (line->kind == DZ_LINE_PROSE || line->kind == DZ_LINE_SPACES) {
      if (line->length > CAPTION_BYTES || g_strstr_len (line->text, (gssize) line->length, "。") != NULL
          || is_section (self, i))
        break;
    } else if (line->kind != DZ_LINE_BLANK) {
      break;
    }
  }
  if (bars < 8)
    return at;
  *rows = dz_text_rows_from_lone_bars (&self->lines[at], end - at);
  return *rows != NULL ? end : at;
}

/* Short lines, one cell each, without a sign: a table when their order tells it. */
static guint
find_bare_table (Reading *self,
                 guint at,
                 GPtrArray **rows)
{
  g_autoptr (GPtrArray) cells = NULL;
  guint end = at, n = 0;

  if (has_many_blanks (&self->lines[at]) && (*rows = rows_from_long_line (&self->lines[at])) != NULL)
    return at + 1;
  for (guint i = at; i < self->n_lines; i++) {
    const DzLine *line = &self->lines[i];

    if (line->kind == DZ_LINE_BLANK)
      continue;
    if (line->kind != DZ_LINE_PROSE || line->length > CAPTION_BYTES
        || g_strstr_len (line->text, (gssize) line->length, "。") != NULL || (i > at && is_section (self, i)))
      break;
    end = i + 1;
    n++;
  }
  self->tried = skip_headings (self, at, end);
  if (self->tried > at)
    return at;
  self->tried = end;
  end = trim_headings (self, at, end);
  if (n < 12 || end == at)
    return at;
  cells = collect_cells (&self->lines[at], end - at);
  *rows = dz_text_rows_from_stream (cells);
  return *rows != NULL ? end : at;
}

/* A word that a page break cut: the end of a heading and the one or two characters behind it. */
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
add_prose (Reading *self,
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
    guint next = skip_blank (self, end);
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
add_table (Reading *self,
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
    end = find_barred_table (self, at, &rows);
    if (rows != NULL) {
      dz_text_rows_build (rows, self->builder);
      return end;
    }
  }
  if (is_table_kind (kind) || is_first_caption (self, at)) {
    end = find_table_end (self, is_table_kind (kind) ? at : at + 1);
    if (kind != DZ_LINE_CELL || is_cell_table (&self->lines[at], end - at)) {
      rows = make_rows (&self->lines[at], end - at);
    } else {
      g_autoptr (GPtrArray) cells = collect_cells (&self->lines[at], end - at);

      /* Cells apart by blank lines, as paragraphs are: only their order can tell. */
      rows = dz_text_rows_from_stream (cells);
      self->tried = end;
    }
  } else if (kind == DZ_LINE_SPACES) {
    end = find_spaced_table (self, at, &rows);
  } else if (kind == DZ_LINE_PROSE) {
    end = find_bare_table (self, at, &rows);
  }
  if (rows == NULL)
    return at;
  dz_text_rows_build (rows, self->builder);
  return end;
}

static void
read_lines (Reading *self)
{
  guint at = skip_blank (self, 0);

  while (at < self->n_lines && !g_cancellable_is_cancelled (self->cancellable)
         && !dz_document_builder_is_full (self->builder)) {
    gboolean barred = at + 1 < self->n_lines && dz_text_line_is_lone_bar (&self->lines[at + 1]);
    guint end = at >= self->tried || barred || is_first_caption (self, at) ? add_table (self, at) : at;

    if (end == at)
      end = add_prose (self, at);
    at = skip_blank (self, end);
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
  Reading self;
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
  self = (Reading){ builder, cancellable, (const DzLine *) (gpointer) lines->data, lines->len, 0 };
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
