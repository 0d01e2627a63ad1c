/* dz-sheet.c - the cells of one sheet, laid out as headings, paragraphs and tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-sheet.h"

#include "dz-flow.h"
#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Columns that a sheet may have at all, so that what is kept for each is small. */
#define MAX_COLUMNS 16384u
#define MAX_MERGES DZ_LIMIT_TABLE_CELLS

/* So many blank rows divide, whatever follows. */
#define DIVIDING_GAP 10u

typedef struct {
  guint row, col;
  guint row_span, col_span;
  guint order; /* in which it was told */
  char *text;  /* owned; "" for the corner of a blank merge */
} Cell;

typedef struct {
  guint first_row, first_col, last_row, last_col;
} Range;

struct _DzSheet {
  GArray *cells;       /* of Cell */
  GArray *merges;      /* of Range */
  GArray *hidden_rows; /* of Range, by rows; sorted when built */
  guint8 *hidden_cols; /* of MAX_COLUMNS; NULL when none is */
  gsize text_bytes; /* of all cells: a shared string is small in the file and may stand in every one */
  gboolean hidden;
  gboolean full;
};

/* A part of the sheet that becomes one table, with the lines above it: the cells [from, to). */
typedef struct {
  guint from, to;
  guint first_col, last_col, last_row;
} Region;

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

DzSheet *
dz_sheet_new (void)
{
  DzSheet *self = g_new0 (DzSheet, 1);

  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->merges = g_array_new (FALSE, FALSE, sizeof (Range));
  self->hidden_rows = g_array_new (FALSE, FALSE, sizeof (Range));
  return self;
}

void
dz_sheet_free (DzSheet *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cells);
  g_array_unref (self->merges);
  g_array_unref (self->hidden_rows);
  g_free (self->hidden_cols);
  g_free (self);
}

static gboolean
is_white (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
      return FALSE;
  }
  return TRUE;
}

void
dz_sheet_take_text (DzSheet *self,
                    guint row,
                    guint col,
                    char *text)
{
  Cell cell = { row, col, 1, 1, self->cells->len, text };

  self->text_bytes += strlen (text);
  self->full |= self->cells->len >= DZ_LIMIT_DOCUMENT_CELLS || self->text_bytes > DZ_LIMIT_TEXT_BYTES;
  if (self->full || col >= MAX_COLUMNS || is_white (text)) {
    g_free (text);
    return;
  }
  g_array_append_val (self->cells, cell);
}

void
dz_sheet_merge (DzSheet *self,
                guint first_row,
                guint first_col,
                guint last_row,
                guint last_col)
{
  Range range = { first_row, first_col, last_row, last_col };

  if (self->merges->len < MAX_MERGES && first_row <= last_row && first_col <= last_col
      && (first_row < last_row || first_col < last_col))
    g_array_append_val (self->merges, range);
}

void
dz_sheet_hide_rows (DzSheet *self,
                    guint first,
                    guint last)
{
  Range range = { first, 0, last, 0 };

  if (self->hidden_rows->len < DZ_LIMIT_DOCUMENT_CELLS)
    g_array_append_val (self->hidden_rows, range);
}

void
dz_sheet_hide_columns (DzSheet *self,
                       guint first,
                       guint last)
{
  if (self->hidden_cols == NULL)
    self->hidden_cols = g_new0 (guint8, MAX_COLUMNS);
  for (guint col = first; col <= last && col < MAX_COLUMNS; col++)
    self->hidden_cols[col] = TRUE;
}

void
dz_sheet_hide_all (DzSheet *self)
{
  self->hidden = TRUE;
}

gboolean
dz_sheet_is_full (DzSheet *self)
{
  return self->full;
}

static int
compare_places (guint row,
                guint col,
                guint other_row,
                guint other_col)
{
  if (row != other_row)
    return row < other_row ? -1 : 1;
  return col < other_col ? -1 : col > other_col;
}

static int
compare_cells (gconstpointer a,
               gconstpointer b)
{
  const Cell *left = a, *right = b;
  int order = compare_places (left->row, left->col, right->row, right->col);

  return order != 0 ? order : left->order < right->order ? -1 : left->order > right->order;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const Range *left = a, *right = b;

  return compare_places (left->first_row, left->first_col, right->first_row, right->first_col);
}

static Cell *
get_cell (DzSheet *self,
          guint index)
{
  return &g_array_index (self->cells, Cell, index);
}

/* Sorted, one a place, the last told. */
static void
order_cells (DzSheet *self)
{
  guint kept = 0;

  g_array_sort (self->cells, compare_cells);
  for (guint i = 0; i < self->cells->len; i++) {
    Cell *cell = get_cell (self, i), *last = kept > 0 ? get_cell (self, kept - 1) : NULL;

    if (last != NULL && last->row == cell->row && last->col == cell->col) {
      g_free (last->text);
      *last = *cell;
    } else {
      *get_cell (self, kept++) = *cell;
    }
    if (get_cell (self, kept - 1) != cell)
      cell->text = NULL;
  }
  g_array_set_size (self->cells, kept);
}

/* Gives the corners of merged ranges their spans and drops what lies beneath the ranges. Goes
 * down row by row, with the range that covers each column; of two ranges that overlap the
 * second is left out. */
static void
apply_merges (DzSheet *self)
{
  g_autofree guint *covers = NULL; /* column -> index + 1 of a merge */
  GArray *cells;
  guint m = 0, i = 0, n_cols = 0, last_row;

  if (self->merges->len == 0 || self->cells->len == 0)
    return;
  for (guint k = 0; k < self->cells->len; k++)
    n_cols = MAX (n_cols, get_cell (self, k)->col + 1);
  last_row = get_cell (self, self->cells->len - 1)->row;
  g_array_sort (self->merges, compare_ranges);
  covers = g_new0 (guint, n_cols);
  cells = g_array_sized_new (FALSE, FALSE, sizeof (Cell), self->cells->len);
  g_array_set_clear_func (cells, clear_cell);
  while (i < self->cells->len || m < self->merges->len) {
    const Range *merge = m < self->merges->len ? &g_array_index (self->merges, Range, m) : NULL;
    Cell *cell = i < self->cells->len ? get_cell (self, i) : NULL;
    const Range *above;

    if (merge != NULL && (merge->first_row > last_row || merge->first_col >= n_cols)) {
      m++;
      continue;
    }
    if (merge != NULL
        && (cell == NULL || compare_places (merge->first_row, merge->first_col, cell->row, cell->col) <= 0)) {
      gboolean has_text = cell != NULL && merge->first_row == cell->row && merge->first_col == cell->col;
      Cell corner = { merge->first_row, merge->first_col };
      guint last_col = MIN (merge->last_col, n_cols - 1);
      gboolean is_free = TRUE;

      m++;
      for (guint col = merge->first_col; is_free && col <= last_col; col++) {
        above = covers[col] > 0 ? &g_array_index (self->merges, Range, covers[col] - 1) : NULL;
        is_free = above == NULL || above->last_row < merge->first_row;
      }
      if (!is_free)
        continue;
      for (guint col = merge->first_col; col <= last_col; col++)
        covers[col] = m;
      /* What reaches beyond all texts does so for no reason. */
      corner.row_span = MIN (merge->last_row, last_row) - merge->first_row + 1;
      corner.col_span = last_col - merge->first_col + 1;
      corner.text = has_text ? g_steal_pointer (&cell->text) : g_strdup ("");
      i += has_text;
      g_array_append_val (cells, corner);
      continue;
    }
    above = covers[cell->col] > 0 ? &g_array_index (self->merges, Range, covers[cell->col] - 1) : NULL;
    if (above == NULL || above->last_row < cell->row) {
      g_array_append_val (cells, *cell);
      cell->text = NULL;
    }
    i++;
  }
  g_array_unref (self->cells);
  self->cells = cells;
}

static gboolean
is_hidden_row (DzSheet *self,
               guint row)
{
  guint low = 0, high = self->hidden_rows->len;

  while (low < high) {
    guint middle = (low + high) / 2;
    const Range *range = &g_array_index (self->hidden_rows, Range, middle);

    if (range->first_row <= row && row <= range->last_row)
      return TRUE;
    if (range->first_row < row)
      low = middle + 1;
    else
      high = middle;
  }
  return FALSE;
}

static gboolean
is_hidden_column (DzSheet *self,
                  guint col)
{
  return self->hidden_cols != NULL && col < MAX_COLUMNS && self->hidden_cols[col];
}

/* A merged cell is seen as long as one end of it is. */
static DzCellFlags
get_flags (DzSheet *self,
           guint row,
           guint col,
           guint row_span,
           guint col_span)
{
  gboolean hidden = self->hidden
                    || (is_hidden_row (self, row) && is_hidden_row (self, row + row_span - 1))
                    || (is_hidden_column (self, col) && is_hidden_column (self, col + col_span - 1));

  return hidden ? DZ_CELL_HIDDEN : DZ_CELL_NORMAL;
}

/* The end of the row of cells that begins at @from; @n_texts counts those that say something. */
static guint
find_row_end (DzSheet *self,
              guint from,
              guint *n_texts)
{
  guint to = from;

  *n_texts = 0;
  for (; to < self->cells->len && get_cell (self, to)->row == get_cell (self, from)->row; to++)
    *n_texts += get_cell (self, to)->text[0] != '\0';
  return to;
}

/* The next region from the cell @from; blank corners do not count for its extent. */
static Region
find_region (DzSheet *self,
             guint from)
{
  Region region = { from, from, G_MAXUINT, 0, 0 };
  gboolean begun = FALSE;

  while (region.to < self->cells->len) {
    guint n_texts, end = find_row_end (self, region.to, &n_texts), row = get_cell (self, region.to)->row;
    guint gap = begun && row > region.last_row ? row - region.last_row - 1 : 0;

    if (n_texts > 0 && gap > 0 && (gap >= DIVIDING_GAP || n_texts == 1))
      break;
    for (guint i = region.to; i < end; i++) {
      const Cell *cell = get_cell (self, i);

      if (cell->text[0] == '\0')
        continue;
      begun = TRUE;
      region.first_col = MIN (region.first_col, cell->col);
      region.last_col = MAX (region.last_col, cell->col + cell->col_span - 1);
      region.last_row = MAX (region.last_row, cell->row + cell->row_span - 1);
    }
    region.to = end;
  }
  return region;
}

/* The cell that is all there is in the row of cells [from, to), with nothing beside it in the
 * rows that it reaches down to; NULL when there is none. */
static const Cell *
get_only_cell (DzSheet *self,
               guint from,
               guint to)
{
  const Cell *only = NULL;

  for (guint i = from; i < to; i++) {
    const Cell *cell = get_cell (self, i);

    if (cell->text[0] == '\0' && cell->row_span == 1)
      continue;
    if (only != NULL || cell->text[0] == '\0')
      return NULL;
    only = cell;
  }
  if (only != NULL && to < self->cells->len && get_cell (self, to)->row < only->row + only->row_span)
    return NULL;
  return only;
}

/* Whether the line stands right over a row of several cells, and the table [from, to) has lines as
 * wide between its rows: then such lines head its parts, and the first belongs to it too. */
static gboolean
heads_a_part (DzSheet *self,
              const Cell *line,
              guint from,
              guint to)
{
  gboolean below = FALSE, seen = FALSE;

  while (line->col_span > 1 && from < to) {
    guint n_texts, end = find_row_end (self, from, &n_texts);
    const Cell *only = get_only_cell (self, from, end);

    if (n_texts > 1 && seen)
      return TRUE;
    below |= n_texts > 1;
    if (!below)
      return FALSE;
    seen |= only != NULL && only->col == line->col && only->col_span == line->col_span;
    from = end;
  }
  return FALSE;
}

/* Adds the lines above the table, and leaves the region without them. */
static void
add_leading_lines (DzSheet *self,
                   Region *region,
                   DzDocumentBuilder *builder)
{
  while (region->from < region->to) {
    guint n_texts, end = find_row_end (self, region->from, &n_texts), level;
    const Cell *line = get_only_cell (self, region->from, end);

    if (n_texts == 0) {
      region->from = end;
      continue;
    }
    if (line == NULL || self->hidden || get_flags (self, line->row, line->col, 1, line->col_span) != DZ_CELL_NORMAL
        || heads_a_part (self, line, end, region->to))
      return;
    level = dz_flow_guess_level (line->text);
    if (level > 0)
      dz_document_builder_add_heading (builder, level, line->text);
    else
      dz_document_builder_add_paragraph (builder, line->text);
    region->from = end;
  }
}

/* The columns of a table may be fewer than those of the region with its titles. */
static void
measure_region (DzSheet *self,
                Region *region)
{
  region->first_col = G_MAXUINT;
  region->last_col = 0;
  for (guint i = region->from; i < region->to; i++) {
    const Cell *cell = get_cell (self, i);

    if (cell->text[0] == '\0')
      continue;
    region->first_col = MIN (region->first_col, cell->col);
    region->last_col = MAX (region->last_col, cell->col + cell->col_span - 1);
  }
}

static void
add_blank (DzSheet *self,
           DzDocumentBuilder *builder,
           const Region *region,
           guint top,
           guint row,
           guint col)
{
  dz_document_builder_add_cell_at (builder, row - top, col - region->first_col, "", 1, 1,
                                   get_flags (self, row, col, 1, 1));
}

/* The table of a region, with blank cells where the sheet has none; a sheet that is nearly
 * empty over a great width keeps its holes. */
static void
add_table (DzSheet *self,
           const Region *region,
           DzDocumentBuilder *builder)
{
  guint top = get_cell (self, region->from)->row;
  guint width = MIN (region->last_col - region->first_col + 1, DZ_LIMIT_TABLE_COLUMNS);
  gboolean fills = ((guint64) region->last_row - top + 1) * width <= DZ_LIMIT_TABLE_CELLS;
  g_autofree guint *free_from = g_new0 (guint, width); /* column -> the row below what covers it */
  guint i = region->from;

  dz_document_builder_begin_table (builder);
  dz_document_builder_set_table_place (builder, top, region->first_col);
  for (guint row = top; row <= region->last_row && (fills || i < region->to); row++) {
    if (!fills)
      row = get_cell (self, i)->row;
    for (guint col = region->first_col; col < region->first_col + width; col++) {
      const Cell *cell;
      guint span;

      while (i < region->to && (get_cell (self, i)->row < row || (get_cell (self, i)->row == row && get_cell (self, i)->col < col)))
        i++;
      cell = i < region->to ? get_cell (self, i) : NULL;
      if (free_from[col - region->first_col] > row)
        continue;
      if (cell == NULL || cell->row != row || cell->col != col) {
        if (fills)
          add_blank (self, builder, region, top, row, col);
        continue;
      }
      span = MIN (cell->row_span, region->last_row - row + 1);
      dz_document_builder_add_cell_at (builder, row - top, col - region->first_col, cell->text, span,
                                       MIN (cell->col_span, region->first_col + width - col),
                                       get_flags (self, row, col, cell->row_span, cell->col_span));
      for (guint c = col; c < col + cell->col_span && c < region->first_col + width; c++)
        free_from[c - region->first_col] = row + span;
    }
    while (i < region->to && get_cell (self, i)->row == row)
      i++;
  }
  dz_document_builder_end_table (builder);
  if (region->last_col - region->first_col >= width)
    dz_document_builder_add_remark (builder, "columns-cut", NULL,
                                    _ ("A table has more columns than are read; those further right were left out."));
}

gboolean
dz_sheet_build (DzSheet *self,
                DzDocumentBuilder *builder,
                GError **error)
{
  guint at = 0;

  if (self->full) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                         _ ("one of its sheets has too many cells"));
    return FALSE;
  }
  order_cells (self);
  apply_merges (self);
  g_array_sort (self->hidden_rows, compare_ranges);
  while (at < self->cells->len && !dz_document_builder_is_full (builder)) {
    Region region = find_region (self, at);

    at = region.to;
    if (region.first_col == G_MAXUINT)
      continue;
    add_leading_lines (self, &region, builder);
    measure_region (self, &region);
    if (region.from < region.to)
      add_table (self, &region, builder);
  }
  return TRUE;
}
