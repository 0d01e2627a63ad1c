/* dz-page-align.c - tables without rules, told by columns of text
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows that follow each other closely and leave the same strips free. Only what cannot be
 * mistaken is taken: three columns over three rows, or a column of figures beside one of words.
 * Everything else stays text, where the words are kept in their order.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include "dz-text.h"

#include <math.h>
#include <string.h>

/* Ems: a strip between columns; between the rows of one table. */
#define STRIP 1.0f
#define ROW_GAP 2.2f

#define MIN_ROWS 3u        /* of three columns and more */
#define MIN_FIGURE_ROWS 4u /* of a name and a figure */

/* Characters of a cell behind the first column, in the mean: columns of prose have more. */
#define LONGEST_MEAN 9u

#define MAX_COLUMNS 40u

/* Pages up to this one may hold a list of contents, which looks like names and figures. */
#define CONTENTS_PAGE 3u

typedef struct {
  float from, to;
} Span;

typedef struct {
  GPtrArray *lines; /* borrowed */
  guint first, end; /* lines of the run */
  guint n_rows;
  guint n_full;     /* rows with text in more than one column */
  GArray *taken;    /* of Span: where its text stands, from left to right, not touching */
} Run;

static const DzLine *
line_at (GPtrArray *lines,
         guint i)
{
  return lines->pdata[i];
}

static guint
find_row_end (GPtrArray *lines,
              guint first)
{
  guint end = first + 1;

  while (end < lines->len && line_at (lines, end)->row == line_at (lines, first)->row)
    end++;
  return end;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *left = a, *right = b;

  return left->from < right->from ? -1 : left->from > right->from;
}

/* What the run and the lines [first, end) take together; strips narrower than @strip close. */
static GArray *
unite (const GArray *taken,
       GPtrArray *lines,
       guint first,
       guint end,
       float strip)
{
  g_autoptr (GArray) all = g_array_copy ((GArray *) taken);
  GArray *united = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = first; i < end; i++) {
    const DzLine *line = line_at (lines, i);
    Span span = { line->box.x, line->box.x + line->box.width };

    g_array_append_val (all, span);
  }
  g_array_sort (all, compare_spans);
  for (guint i = 0; i < all->len; i++) {
    const Span *span = &g_array_index (all, Span, i);
    Span *last = united->len > 0 ? &g_array_index (united, Span, united->len - 1) : NULL;

    if (last != NULL && span->from < last->to + strip)
      last->to = MAX (last->to, span->to);
    else
      g_array_append_val (united, *span);
  }
  return united;
}

/* Whether the row [first, end) can belong to the run; takes it in if so. */
static gboolean
extend (Run *run,
        guint first,
        guint end)
{
  const DzLine *line = line_at (run->lines, first);
  g_autoptr (GArray) taken = NULL;

  if (run->end > run->first) {
    const DzLine *above = line_at (run->lines, run->end - 1);

    if (line->box.y - (above->box.y + above->box.height) > ROW_GAP * line->em)
      return FALSE;
    /* A name alone, above the names that belong to it. */
    if (end - first == 1
        && (run->taken->len < 2
            || line->box.x + line->box.width
                   > g_array_index (run->taken, Span, 1).from - STRIP * line->em))
      return FALSE;
  } else if (end - first < 2) {
    return FALSE;
  }
  taken = unite (run->taken, run->lines, first, end, STRIP * line->em);
  if (taken->len < 2 || taken->len > MAX_COLUMNS
      || (run->n_rows > 1 && taken->len < run->taken->len))
    return FALSE;
  g_array_set_size (run->taken, 0);
  g_array_append_vals (run->taken, taken->data, taken->len);
  run->end = end;
  run->n_rows++;
  run->n_full += end - first > 1;
  return TRUE;
}

static gboolean
is_figure (const char *text)
{
  g_autofree char *folded = dz_text_fold_string (text);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isdigit (c) && g_utf8_strchr (".,+-—–/%", -1, c) == NULL)
      return FALSE;
  }
  return *folded != '\0';
}

static guint
column_of (const Run *run,
           const DzLine *line)
{
  guint column = 0;

  while (column + 1 < run->taken->len
         && line->box.x + line->box.width / 2 > g_array_index (run->taken, Span, column).to)
    column++;
  return column;
}

/* Whether figures only grow from row to row, as the pages of a list of contents do. */
static gboolean
is_contents (const Run *run,
             guint page)
{
  gint64 last = 0;

  for (guint i = run->first; i < run->end; i++) {
    const DzLine *line = line_at (run->lines, i);
    gint64 value;

    if (column_of (run, line) == 0)
      continue;
    value = g_ascii_strtoll (line->text, NULL, 10);
    if (value < last || value > 500)
      return FALSE;
    last = value;
  }
  return page <= CONTENTS_PAGE;
}

static gboolean
is_table (const Run *run,
          guint page)
{
  guint chars = 0, n = 0, figures = 0;

  if (run->taken->len < 2)
    return FALSE;
  for (guint i = run->first; i < run->end; i++) {
    const DzLine *line = line_at (run->lines, i);

    if (column_of (run, line) == 0)
      continue;
    chars += line->n_chars;
    figures += is_figure (line->text);
    n++;
  }
  if (n == 0 || chars > n * LONGEST_MEAN)
    return FALSE;
  if (run->taken->len >= 3)
    return run->n_full >= MIN_ROWS && n + 2 >= 2 * run->n_full;
  return run->n_full >= MIN_FIGURE_ROWS && figures * 5 >= n * 4
         && !is_contents (run, page);
}

static void
add_edges (DzGrid *grid,
           const Run *run)
{
  float edge = g_array_index (run->taken, Span, 0).from - 2;

  g_array_append_val (grid->xs, edge);
  for (guint i = 0; i < run->taken->len; i++) {
    const Span *span = &g_array_index (run->taken, Span, i);

    edge = i + 1 < run->taken->len ? (span->to + span[1].from) / 2 : span->to + 2;
    g_array_append_val (grid->xs, edge);
  }
}

static void
append_line (DzGridCell *cell,
             const DzLine *line)
{
  if (cell->text == NULL) {
    cell->text = g_strdup (line->text);
    cell->text_left = cell->lines_left = line->box.x;
    cell->em = line->em;
    cell->n_lines = 1;
    cell->first_width = line->first_width;
  } else {
    char *joined = g_strconcat (cell->text, "  ", line->text, NULL);

    g_free (cell->text);
    cell->text = joined;
  }
  cell->text_right = line->box.x + line->box.width;
  cell->last_width = line->box.width;
}

static void
add_row (DzGrid *grid,
         const Run *run,
         guint first,
         guint end)
{
  guint start = grid->cells->len;
  float top = G_MAXFLOAT, bottom = 0;

  for (guint i = first; i < end; i++) {
    const DzLine *line = line_at (run->lines, i);

    top = MIN (top, line->box.y);
    bottom = MAX (bottom, line->box.y + line->box.height);
  }
  for (guint c = 0; c < run->taken->len; c++) {
    DzGridCell cell = { grid->n_rows, c, 1, 1, grid->page };

    cell.left = g_array_index (grid->xs, float, c);
    cell.right = g_array_index (grid->xs, float, c + 1);
    cell.top = top;
    cell.bottom = bottom;
    g_array_append_val (grid->cells, cell);
  }
  for (guint i = first; i < end; i++)
    append_line (
        &g_array_index (grid->cells, DzGridCell, start + column_of (run, line_at (run->lines, i))),
        line_at (run->lines, i));
  for (guint i = start; i < grid->cells->len; i++)
    if (g_array_index (grid->cells, DzGridCell, i).text == NULL)
      g_array_index (grid->cells, DzGridCell, i).text = g_strdup ("");
  g_array_append_val (grid->ys, top);
  grid->n_rows++;
}

static DzGrid *
make_grid (const Run *run,
           guint page)
{
  DzGrid *grid = dz_grid_new (page);
  const DzGridCell *last;

  add_edges (grid, run);
  grid->n_cols = run->taken->len;
  for (guint i = run->first, end; i < run->end; i = end) {
    end = find_row_end (run->lines, i);
    add_row (grid, run, i, end);
  }
  last = &g_array_index (grid->cells, DzGridCell, grid->cells->len - 1);
  g_array_append_val (grid->ys, last->bottom);
  grid->box.x = g_array_index (grid->xs, float, 0);
  grid->box.y = g_array_index (grid->ys, float, 0);
  grid->box.width = g_array_index (grid->xs, float, grid->n_cols) - grid->box.x;
  grid->box.height = last->bottom - grid->box.y;
  return grid;
}

void
dz_page_find_aligned (guint page,
                      GPtrArray *lines,
                      GPtrArray *grids)
{
  for (guint first = 0; first < lines->len;) {
    g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Span));
    Run run = { lines, first, first, 0, 0, taken };
    guint end = find_row_end (lines, first);

    while (extend (&run, run.end, end) && run.end < lines->len)
      end = find_row_end (lines, run.end);
    /* Names alone at the end belong to what follows. */
    while (run.n_rows > 0 && run.end > run.first
           && (run.end - run.first == 1
               || line_at (lines, run.end - 2)->row != line_at (lines, run.end - 1)->row)) {
      run.end--;
      run.n_rows--;
    }
    if (run.n_rows == 0 || !is_table (&run, page)) {
      first = find_row_end (lines, first);
      continue;
    }
    {
      DzGrid *grid = make_grid (&run, page);

      for (guint c = 0; c < grid->n_cols; c++)
        dz_grid_restore_indents (grid, c);
      g_ptr_array_add (grids, grid);
    }
    g_ptr_array_remove_range (lines, run.first, run.end - run.first);
  }
}
