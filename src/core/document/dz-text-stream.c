/* dz-text-stream.c - rows out of a bare sequence of cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copied from a page, a table may lose all signs of its rows. One order is plain enough to rebuild it
 * without knowing a word: label, unit, figure. Else the cells stay as they follow each other, one a
 * row, for a stage that knows the labels.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-text-rows.h"

#include "dz-number.h"

#include <string.h>

/* Larger tables come with their rows. */
#define MAX_CELLS 20000

typedef enum {
  LABEL,
  UNIT,
  FIGURE, /* a number, or a sign that there is none */
} Part;

static Part
find_part (const char *cell)
{
  g_autofree char *unit = NULL;
  g_autofree char *note = NULL;
  DzValue value;
  gsize length = strlen (cell);

  if (length > 120)
    return LABEL;
  if (dz_number_read_cell (cell, &value, &unit, &note))
    return FIGURE;
  if (length <= 8) {
    g_autofree char *one = g_strconcat ("1", cell, NULL);

    if (dz_number_read_cell (one, &value, &unit, &note) && unit != NULL && note == NULL)
      return UNIT;
  }
  return LABEL;
}

static Part *
find_parts (GPtrArray *cells)
{
  Part *parts = g_new (Part, cells->len + 1);

  for (guint i = 0; i < cells->len; i++)
    parts[i] = find_part (g_ptr_array_index (cells, i));
  return parts;
}

static void
take_cells (GPtrArray *rows,
            GPtrArray *cells,
            guint from,
            guint n)
{
  GPtrArray *row;

  if (n == 0)
    return;
  row = dz_text_rows_add (rows);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (row, g_strdup (g_ptr_array_index (cells, from + i)));
}

/* Labels between two rows: three at the end are the heads of the columns, others captions. */
static void
take_heads (GPtrArray *rows,
            GPtrArray *cells,
            guint from,
            guint n)
{
  guint single = n >= 3 ? n - 3 : n;

  for (guint i = 0; i < single; i++)
    take_cells (rows, cells, from + i, 1);
  take_cells (rows, cells, from + single, n - single);
}

/* Label, unit, figure. A heading has dashes or blanks for both. */
static gboolean
is_triple (const Part *parts,
           guint n,
           guint at)
{
  return at + 3 <= n && parts[at] == LABEL && parts[at + 1] != LABEL && parts[at + 2] == FIGURE
         && (at + 3 == n || parts[at + 3] == LABEL);
}

static GPtrArray *
split_triples (GPtrArray *cells,
               const Part *parts)
{
  guint n = cells->len, triples = 0, units = 0, loose = 0;
  GPtrArray *rows;

  for (guint i = 0; i < n; i++) {
    if (is_triple (parts, n, i)) {
      triples++;
      units += parts[i + 1] == UNIT;
      i += 2;
    }
  }
  /* Five rows with units, and next to nothing that is in no row: the three heads and a caption. */
  if (units < 5 || units * 2 < triples || triples * 3 + 4 + n / 40 < n)
    return NULL;
  rows = dz_text_rows_new ();
  for (guint i = 0; i < n;) {
    if (is_triple (parts, n, i)) {
      take_heads (rows, cells, i - loose, loose);
      take_cells (rows, cells, i, 3);
      loose = 0;
      i += 3;
    } else {
      loose++;
      i++;
    }
  }
  take_heads (rows, cells, n - loose, loose);
  return rows;
}

/* Short lines of which a fifth or more are bare figures: a list of words has none. */
static gboolean
has_figures (const Part *parts,
             guint n)
{
  guint figures = 0;

  for (guint i = 0; i < n; i++)
    figures += parts[i] == FIGURE;
  return figures >= 5 && figures * 5 >= n;
}

/* A row a cell: which cells make a row only their words can tell, and words are none of our business. */
static GPtrArray *
keep_order (GPtrArray *cells)
{
  GPtrArray *rows = dz_text_rows_new ();

  for (guint i = 0; i < cells->len; i++)
    take_cells (rows, cells, i, 1);
  return rows;
}

GPtrArray *
dz_text_rows_from_stream (GPtrArray *cells)
{
  g_autofree Part *parts = NULL;
  GPtrArray *rows;

  if (cells->len < 9 || cells->len > MAX_CELLS)
    return NULL;
  parts = find_parts (cells);
  rows = split_triples (cells, parts);
  if (rows != NULL)
    return rows;
  return has_figures (parts, cells->len) ? keep_order (cells) : NULL;
}
