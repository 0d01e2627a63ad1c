/* dz-text-bars.c - rows of cells divided by bars
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two writings: Markdown, where a bar begins and ends each row and every cell is there; and what
 * crawlers leave of a table, "a | b | c | ||": a bar behind each cell, then bare bars for spans and
 * for cells that were empty.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-text-rows.h"

#include "dz-limits.h"

#include <string.h>

/* A row that broke over more lines than this is no row. */
#define MAX_BROKEN 12

typedef struct {
  gboolean leading; /* rows begin with a bar */
  gboolean closed;  /* rows end with a bar */
  gboolean mixed;   /* most do, some do not */
} Style;

static gsize
bar_at (const char *p)
{
  if (*p == '|')
    return 1;
  /* ｜ │ ┃ */
  return (guchar) *p >= 0xe2 && (strncmp (p, "｜", 3) == 0 || strncmp (p, "│", 3) == 0 || strncmp (p, "┃", 3) == 0)
             ? 3
             : 0;
}

static gboolean
is_white (const char *text,
          gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* The text between bars, blanks kept; \| is a bar of the text. */
static GPtrArray *
split_bars (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  GString *part = g_string_new (NULL);

  while (*text != '\0') {
    gsize bar = bar_at (text);

    if (text[0] == '\\' && text[1] == '|') {
      g_string_append_c (part, '|');
      text += 2;
    } else if (bar > 0) {
      g_ptr_array_add (parts, g_string_free (part, FALSE));
      part = g_string_new (NULL);
      text += bar;
    } else {
      g_string_append_c (part, *text++);
    }
  }
  g_ptr_array_add (parts, g_string_free (part, FALSE));
  return parts;
}

static char *
steal_cell (GPtrArray *parts,
            guint index)
{
  const char *part = g_ptr_array_index (parts, index);

  return dz_text_line_dup (part, strlen (part));
}

static gboolean
is_bare (GPtrArray *parts,
         guint index)
{
  const char *part = g_ptr_array_index (parts, index);

  return part[0] == '\0' || strcmp (part, " ") == 0;
}

static gboolean
starts_with_bar (const char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;
  return bar_at (text) > 0;
}

static gboolean
ends_with_bar (const char *text,
               gsize length)
{
  const char *end = text + length;

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  return (end > text && end[-1] == '|') || (end - text >= 3 && bar_at (end - 3) == 3);
}

/* Only bars and blanks; how many bars. */
static guint
count_bare_bars (const char *text)
{
  guint n = 0;

  while (*text != '\0') {
    gsize bar = bar_at (text);

    if (bar == 0 && !g_unichar_isspace (g_utf8_get_char (text)))
      return 0;
    n += bar > 0;
    text = bar > 0 ? text + bar : g_utf8_next_char (text);
  }
  return n;
}

static Style
find_style (const DzLine *lines,
            guint n_lines)
{
  guint n = 0, leading = 0, closed = 0;

  for (guint i = 0; i < n_lines; i++) {
    g_autofree char *text = NULL;

    if (lines[i].kind != DZ_LINE_BARS)
      continue;
    text = g_strndup (lines[i].text, lines[i].length);
    if (count_bare_bars (text) > 0)
      continue;
    n++;
    leading += starts_with_bar (text);
    closed += ends_with_bar (text, strlen (text));
  }
  return (Style){ leading * 3 > n * 2, closed * 2 >= n && n > 0, closed < n };
}

/* One row's text into its cells; their number. */
static guint
add_row (GPtrArray *rows,
         const char *text,
         Style style)
{
  g_autoptr (GPtrArray) parts = split_bars (text);
  guint first = 0, stop = parts->len;
  gboolean open = !is_white (g_ptr_array_index (parts, stop - 1), strlen (g_ptr_array_index (parts, stop - 1)));
  GPtrArray *row;

  if (style.leading && starts_with_bar (text))
    first = 1;
  if (!open)
    stop--;
  /* Markdown says every cell; of a crawler's row the bare bars at its end say only how wide it was. */
  while (!style.leading && !open && stop > first + 1 && is_bare (parts, stop - 1))
    stop--;
  if (first >= stop)
    return 0;
  row = dz_text_rows_add (rows);
  for (guint i = first; i < stop; i++)
    g_ptr_array_add (row, steal_cell (parts, i));
  return row->len;
}

/* Cells of one line, the bare bars at its end not counted. */
static guint
count_cells (const char *text)
{
  g_autoptr (GPtrArray) parts = split_bars (text);
  guint n = parts->len;

  while (n > 1 && is_bare (parts, n - 1))
    n--;
  return n;
}

/* How many cells most rows have. */
static guint
find_usual_width (const DzLine *lines,
                  guint n_lines)
{
  guint counts[64] = { 0 }, best = 0;

  for (guint i = 0; i < n_lines; i++) {
    g_autofree char *text = g_strndup (lines[i].text, lines[i].length);

    if (lines[i].kind == DZ_LINE_BARS && count_bare_bars (text) == 0)
      counts[MIN (count_cells (text), 63)]++;
  }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return best;
}

/* Whether the row goes on in the next line: it is not closed as the others are, is too short, and
 * with what follows it is not too long. Returns how many lines follow. */
static guint
count_continued (const DzLine *lines,
                 guint n_lines,
                 guint usual)
{
  g_autoptr (GString) text = g_string_new_len (lines[0].text, (gssize) lines[0].length);

  if (lines[0].kind != DZ_LINE_BARS || ends_with_bar (text->str, text->len) || count_cells (text->str) >= usual)
    return 0;
  for (guint i = 1; i < n_lines && i <= MAX_BROKEN; i++) {
    if (lines[i].kind != DZ_LINE_BARS && lines[i].kind != DZ_LINE_PROSE)
      return 0;
    g_string_append_len (text, lines[i].text, (gssize) lines[i].length);
    if (count_cells (text->str) > usual)
      return 0;
    if (ends_with_bar (text->str, text->len))
      return i;
  }
  return 0;
}

/* A table whose every cell stands on a line of its own: "cell |". */
static gboolean
is_cell_a_line (const DzLine *lines,
                guint n_lines,
                Style style)
{
  guint n = 0, single = 0;

  for (guint i = 0; i < n_lines; i++) {
    g_autofree char *text = NULL;
    g_autoptr (GPtrArray) parts = NULL;

    if (lines[i].kind != DZ_LINE_BARS)
      continue;
    text = g_strndup (lines[i].text, lines[i].length);
    if (count_bare_bars (text) > 1)
      continue;
    parts = split_bars (text);
    n++;
    single += count_cells (text) == 1 && parts->len > 1;
  }
  return !style.leading && n >= 4 && single * 10 >= n * 8;
}

/* The cells of such a table in order. A bare bar closes a cell that was empty, or pads a row: both
 * are kept as an empty cell, for the stage that knows how many a row has. */
static GPtrArray *
rows_from_single_cells (const DzLine *lines,
                        guint n_lines)
{
  g_autoptr (GPtrArray) stream = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *rows;

  for (guint i = 0; i < n_lines; i++) {
    g_autofree char *text = g_strndup (lines[i].text, lines[i].length);
    g_autoptr (GPtrArray) parts = NULL;

    if (lines[i].kind == DZ_LINE_BLANK || lines[i].kind == DZ_LINE_RULER)
      continue;
    parts = split_bars (text);
    for (guint k = 0; k + 1 < parts->len || (k < parts->len && parts->len == 1); k++)
      g_ptr_array_add (stream, steal_cell (parts, k));
  }
  rows = dz_text_rows_from_stream (stream);
  if (rows != NULL)
    return rows;
  rows = dz_text_rows_new ();
  for (guint i = 0; i < stream->len; i++)
    g_ptr_array_add (dz_text_rows_add (rows), g_strdup (g_ptr_array_index (stream, i)));
  return rows;
}

/* Text on lines of its own and bars on lines of their own: each bar closes the cell before it, which
 * may have broken over several lines. */
GPtrArray *
dz_text_rows_from_lone_bars (const DzLine *lines,
                             guint n_lines)
{
  g_autoptr (GPtrArray) stream = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++) {
    g_autofree char *text = dz_text_line_dup (lines[i].text, lines[i].length);
    guint bare = lines[i].kind == DZ_LINE_BARS ? count_bare_bars (text) : 0;

    if (bare == 0 && lines[i].kind != DZ_LINE_BLANK)
      g_string_append (cell, text);
    for (; bare > 0; bare--) {
      g_ptr_array_add (stream, g_strdup (cell->str));
      g_string_truncate (cell, 0);
    }
  }
  if (cell->len > 0)
    g_ptr_array_add (stream, g_strdup (cell->str));
  return dz_text_rows_from_stream (stream);
}

gboolean
dz_text_line_is_lone_bar (const DzLine *line)
{
  g_autofree char *text = NULL;

  if (line->kind != DZ_LINE_BARS || line->length > 200)
    return FALSE;
  text = g_strndup (line->text, line->length);
  return count_bare_bars (text) > 0;
}

GPtrArray *
dz_text_rows_from_bars (const DzLine *lines,
                        guint n_lines)
{
  Style style = find_style (lines, n_lines);
  guint usual = style.closed && style.mixed ? find_usual_width (lines, n_lines) : 0;
  guint n_cells = 0;
  GPtrArray *rows;

  if (is_cell_a_line (lines, n_lines, style))
    return rows_from_single_cells (lines, n_lines);
  rows = dz_text_rows_new ();
  for (guint i = 0; i < n_lines && n_cells <= DZ_LIMIT_TABLE_CELLS; i++) {
    g_autoptr (GString) text = NULL;
    guint more;

    if (lines[i].kind == DZ_LINE_BLANK || lines[i].kind == DZ_LINE_RULER)
      continue;
    text = g_string_new_len (lines[i].text, (gssize) lines[i].length);
    if (lines[i].kind == DZ_LINE_BARS && count_bare_bars (text->str) > 0) {
      /* The end of the row above: one bar closes a cell that was empty, more are padding. */
      if (rows->len > 0 && !style.leading) {
        if (count_bare_bars (text->str) == 1)
          g_ptr_array_add (g_ptr_array_index (rows, rows->len - 1), g_strdup (""));
        continue;
      }
    }
    more = count_continued (&lines[i], n_lines - i, usual);
    for (; more > 0; more--) {
      i++;
      g_string_append_len (text, lines[i].text, (gssize) lines[i].length);
    }
    n_cells += add_row (rows, text->str, style);
  }
  return rows;
}
