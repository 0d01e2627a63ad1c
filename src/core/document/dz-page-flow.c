/* dz-page-flow.c - the order in which a page is read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From top to bottom; where text runs in two columns with an empty strip between them over
 * several lines, first the left one, then the right one.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include <math.h>

/* Two columns: so many rows with text on both sides of the strip, this many characters a side
 * and row in the mean. Less is a table set by spaces, or a stretched line. */
#define COLUMN_ROWS 5u
#define COLUMN_CHARS 9u
#define FEW_LINES 4u
#define STRIP 8.0f /* points */

#define DEEPEST_SPLIT 6u

/* Looking for strips takes the square of the rows; a dense page has 150 runs. */
#define MOST_ATOMS 2000u

typedef struct {
  DzBox box;
  DzLine *line; /* or */
  DzGrid *grid;
} Atom;

typedef struct {
  guint number;
  float width;
} SheetSize;

/* The rows [first, end) that keep clear of the strip around @x. */
typedef struct {
  float x;
  guint first, end; /* indices of atoms, sorted by row */
  guint both;
} Strip;

static int
compare_atoms (gconstpointer a,
               gconstpointer b)
{
  const Atom *left = a, *right = b;

  if (left->box.y != right->box.y)
    return left->box.y < right->box.y ? -1 : 1;
  return left->box.x < right->box.x ? -1 : left->box.x > right->box.x;
}

static gboolean
same_row (const Atom *a,
          const Atom *b)
{
  if (a->line != NULL && b->line != NULL)
    return a->line->row == b->line->row;
  return FALSE;
}

static guint
find_row_end (const GArray *atoms,
              guint first)
{
  guint end = first + 1;

  while (end < atoms->len
         && same_row (&g_array_index (atoms, Atom, first), &g_array_index (atoms, Atom, end)))
    end++;
  return end;
}

/* How @atom lies to the strip: -1 left, 1 right, 0 across. */
static int
side_of (const Atom *atom,
         float x)
{
  if (atom->box.x + atom->box.width <= x - STRIP / 2)
    return -1;
  return atom->box.x >= x + STRIP / 2 ? 1 : 0;
}

/* The longest run of rows around the row at @start that leaves the strip around @x free. */
static Strip
follow_strip (const GArray *atoms,
              guint start,
              float x)
{
  Strip strip = { x, start, start, 0 };
  guint chars = 0;

  for (guint row = start, end; row < atoms->len; row = end) {
    gboolean left = FALSE, right = FALSE, across = FALSE;
    guint row_chars = 0;

    end = find_row_end (atoms, row);
    for (guint i = row; i < end; i++) {
      const Atom *atom = &g_array_index (atoms, Atom, i);
      int side = side_of (atom, x);

      left |= side < 0;
      right |= side > 0;
      across |= side == 0;
      row_chars += atom->line != NULL ? atom->line->n_chars : 0;
    }
    if (across)
      break;
    strip.end = end;
    if (left && right) {
      strip.both++;
      chars += row_chars;
    }
  }
  if (strip.both < COLUMN_ROWS || chars < strip.both * 2 * COLUMN_CHARS)
    strip.both = 0;
  return strip;
}

/* The strip with the most rows on both its sides. */
static Strip
find_strip (const GArray *atoms)
{
  Strip best = { 0 };

  for (guint row = 0, end; row < atoms->len; row = end) {
    end = find_row_end (atoms, row);
    for (guint i = row; i + 1 < end; i++) {
      const Atom *atom = &g_array_index (atoms, Atom, i),
                 *next = &g_array_index (atoms, Atom, i + 1);
      float from = atom->box.x + atom->box.width, to = next->box.x;
      Strip strip;

      if (to - from < STRIP || row < best.end)
        continue;
      strip = follow_strip (atoms, row, to - STRIP / 2 - MIN (1, (to - from - STRIP) / 2));
      if (strip.both > best.both)
        best = strip;
    }
  }
  return best;
}

static void
emit (const GArray *atoms,
      const SheetSize *page,
      GArray *items)
{
  float left = G_MAXFLOAT, right = -G_MAXFLOAT;
  guint n_lines = 0;

  for (guint i = 0; i < atoms->len; i++) {
    const Atom *atom = &g_array_index (atoms, Atom, i);

    if (atom->line != NULL) {
      left = MIN (left, atom->box.x);
      right = MAX (right, atom->box.x + atom->box.width);
      n_lines++;
    }
  }
  /* So few lines do not show the margin: take it to be as wide as the left one. */
  if (n_lines > 0 && n_lines < FEW_LINES)
    right = MAX (right, page->width - left);
  for (guint i = 0; i < atoms->len; i++) {
    const Atom *atom = &g_array_index (atoms, Atom, i);
    DzItem item = { page->number, atom->line, atom->grid, left, right };

    g_array_append_val (items, item);
  }
}

static GArray *
part_of (const GArray *atoms,
         guint first,
         guint end)
{
  GArray *part = g_array_new (FALSE, FALSE, sizeof (Atom));

  if (end > first)
    g_array_append_vals (part, &g_array_index (atoms, Atom, first), end - first);
  return part;
}

static void
order (const GArray *atoms,
       const SheetSize *page,
       guint depth,
       GArray *items)
{
  Strip strip
      = depth < DEEPEST_SPLIT && atoms->len < MOST_ATOMS ? find_strip (atoms) : (Strip){ 0 };
  g_autoptr (GArray) above = NULL, below = NULL;
  g_autoptr (GArray) left = NULL, right = NULL;

  if (strip.both == 0) {
    if (atoms->len > 0)
      emit (atoms, page, items);
    return;
  }
  above = part_of (atoms, 0, strip.first);
  below = part_of (atoms, strip.end, atoms->len);
  left = part_of (atoms, 0, 0);
  right = part_of (atoms, 0, 0);
  for (guint i = strip.first; i < strip.end; i++) {
    const Atom *atom = &g_array_index (atoms, Atom, i);

    g_array_append_val (side_of (atom, strip.x) < 0 ? left : right, *atom);
  }
  order (above, page, depth + 1, items);
  order (left, page, depth + 1, items);
  order (right, page, depth + 1, items);
  order (below, page, depth + 1, items);
}

GArray *
dz_page_flow (guint page,
              float page_width,
              GPtrArray *lines,
              GPtrArray *grids)
{
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  GArray *items = g_array_new (FALSE, FALSE, sizeof (DzItem));
  float row_top = 0;

  g_ptr_array_set_free_func (lines, NULL);
  g_ptr_array_set_free_func (grids, NULL);
  for (guint i = 0; i < lines->len; i++) {
    DzLine *line = lines->pdata[i];
    Atom atom = { line->box, line, NULL };

    /* One top for a row, so that sorting keeps it together. */
    if (i == 0 || ((DzLine *) lines->pdata[i - 1])->row != line->row)
      row_top = line->box.y;
    atom.box.y = row_top;
    g_array_append_val (atoms, atom);
  }
  for (guint i = 0; i < grids->len; i++) {
    DzGrid *grid = grids->pdata[i];
    Atom atom = { grid->box, NULL, grid };

    g_array_append_val (atoms, atom);
  }
  g_ptr_array_set_size (lines, 0);
  g_ptr_array_set_size (grids, 0);
  g_array_sort (atoms, compare_atoms);
  order (atoms, &(SheetSize) { page, page_width }, 0, items);
  return items;
}
