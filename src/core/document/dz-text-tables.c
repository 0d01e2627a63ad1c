/* dz-text-tables.c - where tables stand in plain text, and their rows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-text-tables.h"

#include "dz-number.h"
#include "dz-text.h"

#include <string.h>

/* The longest line that may be a whole table. */
#define LONG_LINE_BYTES (1024 * 1024)
/* The longest caption or broken label inside a table. */
#define CAPTION_BYTES 180

gboolean
dz_text_tables_is_table_kind (DzLineKind kind)
{
  return kind == DZ_LINE_CELL || kind == DZ_LINE_TABS || kind == DZ_LINE_BARS;
}

guint
dz_text_tables_skip_blank (const DzTextReading *self,
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
is_caption (const DzTextReading *self,
            guint at,
            DzLineKind kind)
{
  return at > 0 && at + 1 < self->n_lines && self->lines[at - 1].kind == kind && self->lines[at + 1].kind == kind
         && is_short_line (&self->lines[at]);
}

/* Behind the last line of the table that begins at @at. */
guint
dz_text_tables_find_table_end (const DzTextReading *self,
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
gboolean
dz_text_tables_is_first_caption (const DzTextReading *self,
                                 guint at)
{
  guint end;

  if (at + 1 >= self->n_lines || self->lines[at + 1].kind != DZ_LINE_TABS || !is_short_line (&self->lines[at]))
    return FALSE;
  end = dz_text_tables_find_table_end (self, at + 1);
  for (guint i = at + 2; i < end; i++)
    if (self->lines[i].kind == DZ_LINE_PROSE || self->lines[i].kind == DZ_LINE_SPACES)
      return TRUE;
  return FALSE;
}

/* Whether lines behind tabs are a table and not indented headings. */
gboolean
dz_text_tables_is_cell_table (const DzLine *lines,
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

GPtrArray *
dz_text_tables_make_rows (const DzLine *lines,
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
guint
dz_text_tables_find_spaced_table (DzTextReading *self,
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
skip_headings (const DzTextReading *self,
               guint at,
               guint end)
{
  while (at < end && dz_text_line_heading (&self->lines[at]) == 1) {
    guint next = dz_text_tables_skip_blank (self, at + 1);

    if (next >= end || is_figure (&self->lines[next]))
      break;
    at = next;
  }
  return at;
}

/* Before the headings at the end, and "无" below one of them. */
static guint
trim_headings (const DzTextReading *self,
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

GPtrArray *
dz_text_tables_collect_cells (const DzLine *lines,
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
is_section (const DzTextReading *self,
            guint at)
{
  guint next = dz_text_tables_skip_blank (self, at + 1);
  const DzLine *line = &self->lines[at];

  if (dz_text_line_heading (line) != 1 || next >= self->n_lines || self->lines[next].kind != DZ_LINE_PROSE
      || dz_text_line_count_han (line, 9) < 9 || (!ends_with_words (line, "情况") && !ends_with_words (line, "事项")))
    return FALSE;
  return !dz_text_line_is_numbered (&self->lines[next]) && dz_text_line_count_han (&self->lines[next], 2) >= 2;
}

/* Cells on lines of their own, each closed by a line with a bar. */
guint
dz_text_tables_find_barred_table (DzTextReading *self,
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
guint
dz_text_tables_find_bare_table (DzTextReading *self,
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
  cells = dz_text_tables_collect_cells (&self->lines[at], end - at);
  *rows = dz_text_rows_from_stream (cells);
  return *rows != NULL ? end : at;
}

/* A word that a page break cut: the end of a heading and the one or two characters behind it. */
