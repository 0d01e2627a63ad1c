/* dz-page-join.c - tables that run over several pages
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table that opens a page goes on with the one that closed the page before when their
 * outer edges agree. A head that is printed again is dropped; a row cut by the page's end is
 * made whole; a cell that hangs over the break becomes one.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include "dz-text.h"

#include <math.h>
#include <string.h>

/* Points by which the same edge may differ from page to page. */
#define SAME_OUTER 5.0f
#define SAME_INNER 3.5f

/* Points between a cell's sides and its text, both together. */
#define PADDING 11.0f

static float
edge (const DzGrid *grid,
      guint i)
{
  return g_array_index (grid->xs, float, i);
}

static DzGridCell *
cell_at (DzGrid *grid,
         guint i)
{
  return &g_array_index (grid->cells, DzGridCell, i);
}

static int
compare_floats (gconstpointer a,
                gconstpointer b)
{
  float left = *(const float *) a, right = *(const float *) b;

  return left < right ? -1 : left > right;
}

/* The column edges of both; an edge of @above wins over a near one of @below. */
static GArray *
unite_edges (const DzGrid *above,
             const DzGrid *below)
{
  GArray *all = g_array_copy (above->xs);

  for (guint i = 0; i < below->xs->len; i++) {
    float place = edge (below, i);
    gboolean known = i == 0 || i + 1 == below->xs->len;

    for (guint k = 0; !known && k < above->xs->len; k++)
      known = fabsf (edge (above, k) - place) <= SAME_INNER;
    if (!known)
      g_array_append_val (all, place);
  }
  g_array_sort (all, compare_floats);
  return all;
}

static guint
nearest (const GArray *edges,
         float place)
{
  guint best = 0;

  for (guint i = 1; i < edges->len; i++)
    if (fabsf (g_array_index (edges, float, i) - place)
        < fabsf (g_array_index (edges, float, best) - place))
      best = i;
  return best;
}

/* Counts the columns by @edges from now on. */
static void
set_edges (DzGrid *grid,
           const GArray *edges)
{
  g_autofree guint *places = g_new (guint, grid->xs->len);

  for (guint i = 0; i < grid->xs->len; i++)
    places[i] = i == 0                   ? 0
                : i + 1 == grid->xs->len ? edges->len - 1
                                         : nearest (edges, edge (grid, i));
  for (guint i = 0; i < grid->cells->len; i++) {
    DzGridCell *cell = cell_at (grid, i);
    guint end = places[cell->col + cell->col_span];

    cell->col = places[cell->col];
    cell->col_span = MAX (end, cell->col + 1) - cell->col;
  }
  g_array_set_size (grid->xs, 0);
  g_array_append_vals (grid->xs, edges->data, edges->len);
  grid->n_cols = edges->len - 1;
}

/* What stands in a row, for comparing; NULL when a cell hangs into or out of it. */
static char *
describe_row (DzGrid *grid,
              guint row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = cell_at (grid, i);
    g_autofree char *folded = NULL;

    if (cell->row != row)
      continue;
    folded = dz_text_fold_string (cell->text);
    g_string_append_printf (text, "%u+%u/%u %s\n", cell->col, cell->col_span, cell->row_span,
                            folded);
  }
  return g_string_free (text, FALSE);
}

/* How deep the cells of the rows 0 … @rows - 1 reach. */
static guint
depth_of (DzGrid *grid,
          guint rows)
{
  guint depth = rows;

  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = cell_at (grid, i);

    if (cell->row < rows)
      depth = MAX (depth, cell->row + cell->row_span);
  }
  return depth;
}

static gboolean
has_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (dz_text_is_han (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Rows at the top of @below that print the head of @above again. */
static guint
count_head (DzGrid *above,
            DzGrid *below)
{
  guint n = 0;

  while (n < above->n_rows && n + 1 < below->n_rows) {
    g_autofree char *one = describe_row (above, n);
    g_autofree char *two = describe_row (below, n);

    if (strcmp (one, two) != 0 || (n == 0 && !has_han (one)))
      break;
    n++;
  }
  while (n > 0 && (depth_of (below, n) > n || depth_of (above, n) > n))
    n--;
  return n;
}

static void
drop_rows (DzGrid *grid,
           guint n)
{
  for (guint i = 0; i < grid->cells->len;) {
    DzGridCell *cell = cell_at (grid, i);

    if (cell->row < n) {
      g_free (cell->text);
      g_array_remove_index (grid->cells, i);
      continue;
    }
    cell->row -= n;
    i++;
  }
  grid->n_rows -= n;
}

static void
mark_head (DzGrid *grid,
           guint n)
{
  for (guint i = 0; i < grid->cells->len; i++)
    if (cell_at (grid, i)->row < n)
      cell_at (grid, i)->flags |= DZ_CELL_HEADER;
}

static gboolean
has_number (const char *text)
{
  g_autofree char *folded = dz_text_fold_string (text);
  gsize length;
  guint ordinal;

  return dz_text_leading_number (folded, &length, &ordinal) != 0;
}

/* The cell of the last row of @above over the first-row cell @cell; NULL when none has its columns.
 */
static DzGridCell *
find_above (DzGrid *above,
            const DzGridCell *cell)
{
  for (guint i = above->cells->len; i-- > 0;) {
    DzGridCell *other = cell_at (above, i);

    if (other->row + other->row_span == above->n_rows && other->col == cell->col
        && other->col_span == cell->col_span)
      return other;
  }
  return NULL;
}

/* Whether @text stops in the middle: an open bracket, a comma. */
static gboolean
is_open (const char *text)
{
  int depth = 0;
  gunichar last = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    last = g_utf8_get_char (text);
    depth += last == '(' || last == 0xff08 || last == 0x300a;
    depth -= last == ')' || last == 0xff09 || last == 0x300b;
  }
  return depth > 0 || last == 0xff0c || last == ',' || last == 0x3001;
}

/* What the pairs of cells on both sides of a break tell. */
typedef struct {
  guint n;          /* pairs */
  guint both;       /* pairs with text on both sides */
  guint above_only;
  guint below_only;
  guint runs_on; /* of those pairs: one text, cut … */
  guint full;    /* … behind a full line */
  gboolean nameless; /* the row above or below has no name of its own */
} Seam;

/* Whether the last line above had no room left for the first word below. */
static gboolean
is_full (const DzGridCell *above,
         const DzGridCell *below)
{
  float room = above->right - above->left - PADDING;

  return above->em > 0 && below->em > 0
         && above->last_width + below->first_width > room - 0.2f * above->em;
}

/* Whether @text begins with a mark that nothing begins with. */
static gboolean
begins_in_middle (const char *text)
{
  static const gunichar marks[] = { ')', 0xff09, 0x300b, 0x3001, 0x3002, 0xff0c, 0xff1b, 0xff1a, 0x201d };
  gunichar first = g_utf8_get_char (text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i] == first)
      return TRUE;
  return FALSE;
}

/* Whether the words of two cells are one text that a break has cut. */
static gboolean
looks_cut (const DzGridCell *above,
           const DzGridCell *below)
{
  const char *end = above->text + strlen (above->text);

  if (end == above->text || !has_han (below->text))
    return FALSE;
  if (strchr ("(", end[-1]) != NULL || g_str_has_suffix (above->text, "（")
      || g_str_has_suffix (above->text, "《"))
    return TRUE;
  if (begins_in_middle (below->text))
    return TRUE;
  if (!has_han (above->text) || has_number (below->text))
    return FALSE;
  return is_open (above->text)
         || (has_number (above->text) && !g_str_has_prefix (below->text, "其中"))
         || is_full (above, below);
}

/* FALSE when a cell of the first row below has no fellow above. */
static gboolean
look_at_seam (DzGrid *above,
              DzGrid *below,
              Seam *seam)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < below->cells->len; i++) {
    const DzGridCell *cell = cell_at (below, i);
    const DzGridCell *over = cell->row == 0 ? find_above (above, cell) : NULL;
    gboolean text_above, text_below;

    if (cell->row > 0)
      continue;
    if (over == NULL)
      return FALSE;
    seam->n++;
    if (cell->row_span > 1 || over->row_span > 1)
      continue;
    text_above = over->text[0] != '\0';
    text_below = cell->text[0] != '\0';
    if (cell->col < first && (has_han (cell->text) || has_han (over->text))) {
      first = cell->col;
      seam->nameless = text_above != text_below;
    }
    seam->both += text_above && text_below;
    seam->above_only += text_above && !text_below;
    seam->below_only += text_below && !text_above;
    if (text_above && text_below) {
      seam->runs_on += looks_cut (over, cell);
      seam->full += is_full (over, cell);
    }
  }
  return TRUE;
}

/* Whether the first row of @below is the rest of the last row of @above: the words run on and
 * the figures stand on one side; or the name stands on one side and the figures on the other. */
static gboolean
is_split_row (DzGrid *above,
              DzGrid *below)
{
  Seam seam = { 0 };

  if (!look_at_seam (above, below, &seam) || seam.n < 2)
    return FALSE;
  if (seam.both > 0)
    return seam.runs_on == seam.both
           && ((seam.both == 1 && (seam.above_only == 0) != (seam.below_only == 0))
               || (seam.below_only == 0 && seam.full == seam.both));
  return seam.both == 0 && seam.nameless && seam.above_only > 0 && seam.below_only > 0;
}

/* Whether the first row has words only, and several, as the rows of a head. */
static gboolean
is_head_row (DzGrid *grid)
{
  guint n = 0;

  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = cell_at (grid, i);

    if (cell->row > 0 || cell->text[0] == '\0')
      continue;
    if (!has_han (cell->text))
      return FALSE;
    n++;
  }
  return n > 1;
}

/* Whether a row of its own begins on the left of @cell: what is empty there is a figure left out, and
 * nothing that stood above goes on in it. */
static gboolean
stands_behind_name (DzGrid *above,
                    DzGrid *below,
                    const DzGridCell *cell)
{
  for (guint i = 0; i < below->cells->len; i++) {
    const DzGridCell *name = cell_at (below, i);
    const DzGridCell *over = name->row == 0 && name->col < cell->col ? find_above (above, name) : NULL;

    if (name->row == 0 && name->col < cell->col && name->row_span == 1 && has_number (name->text)
        && has_han (name->text) && (over == NULL || !looks_cut (over, name)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
hangs_over (DzGrid *above,
            DzGrid *below,
            const DzGridCell *over,
            const DzGridCell *cell)
{
  gboolean tall = over->row_span > 1 || cell->row_span > 1;

  if (over->text[0] != '\0' && cell->text[0] != '\0')
    return tall && (looks_cut (over, cell) || (is_open (over->text) && !has_number (cell->text)));
  if (tall)
    return cell->row_span > 1 || cell->text[0] != '\0' || !stands_behind_name (above, below, cell);
  if (cell->text[0] != '\0' || !has_han (over->text))
    return FALSE;
  /* A group's name in front of its last row, or a head's over its last line. */
  for (guint i = 0; i < below->cells->len; i++) {
    const DzGridCell *other = cell_at (below, i);

    if (other->row == 0 && other->col == cell->col + cell->col_span && has_han (other->text))
      return TRUE;
  }
  return is_head_row (below);
}

static void
append_cell (DzGridCell *over,
             DzGridCell *cell,
             guint rows)
{
  GString *text = g_string_new (over->text);

  dz_page_text_join (text, cell->text);
  g_free (over->text);
  over->text = g_string_free (text, FALSE);
  over->row_span += rows;
  g_clear_pointer (&cell->text, g_free);
}

/* Makes one of what the break cut in two. */
static void
mend_break (DzGrid *above,
            DzGrid *below)
{
  gboolean split = is_split_row (above, below);
  guint offset = above->n_rows - (split ? 1 : 0);

  for (guint i = 0; i < below->cells->len;) {
    DzGridCell *cell = cell_at (below, i);
    DzGridCell *over = cell->row == 0 ? find_above (above, cell) : NULL;

    if (over != NULL && (split || hangs_over (above, below, over, cell))) {
      append_cell (over, cell, cell->row_span - (split ? 1 : 0));
      g_array_remove_index (below->cells, i);
      continue;
    }
    i++;
  }
  for (guint i = 0; i < below->cells->len; i++) {
    DzGridCell *cell = cell_at (below, i);

    cell->row += offset;
    g_array_append_val (above->cells, *cell);
  }
  above->n_rows = offset + below->n_rows;
  g_array_set_size (below->cells, 0);
}

/* Whether a column edge inside one is one inside the other too; a grid of one column agrees
 * with any. */
static gboolean
share_edge (const DzGrid *above,
            const DzGrid *below)
{
  for (guint i = 1; i + 1 < below->xs->len; i++)
    for (guint k = 1; k + 1 < above->xs->len; k++)
      if (fabsf (edge (below, i) - edge (above, k)) <= SAME_INNER)
        return TRUE;
  return above->xs->len <= 2 || below->xs->len <= 2;
}

gboolean
dz_grid_join (DzGrid *above,
              DzGrid *below)
{
  g_autoptr (GArray) edges = NULL;
  guint head;

  if (fabsf (edge (above, 0) - edge (below, 0)) > SAME_OUTER
      || fabsf (edge (above, above->xs->len - 1) - edge (below, below->xs->len - 1)) > SAME_OUTER
      || !share_edge (above, below))
    return FALSE;
  edges = unite_edges (above, below);
  set_edges (above, edges);
  set_edges (below, edges);
  head = count_head (above, below);
  if (head > 0) {
    mark_head (above, head);
    drop_rows (below, head);
  }
  mend_break (above, below);
  return TRUE;
}
