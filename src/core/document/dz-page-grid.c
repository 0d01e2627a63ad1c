/* dz-page-grid.c - ruling lines to grids of cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules that touch belong together. Their places give the edges of rows and columns; a cell
 * grows from each place until it meets a rule, which gives the spans.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include "dz-limits.h"

#include <math.h>

/* Points. Ends of rules that should meet lie this far apart at most; edges nearer than this
 * are one edge, drawn twice. */
#define TOUCH 2.5f
#define SAME_EDGE 2.6f

/* Of a cell's side that a rule must cover. */
#define COVERED 0.6f

#define MAX_EDGES 1200u

typedef struct {
  GArray *rules; /* of DzRule: those of one table */
  GArray *xs;    /* of float */
  GArray *ys;    /* of float */
  guint8 *right; /* of rows × columns: whether a rule closes the place on its right */
  guint8 *below; /* … below */
} Sheet;

DzGrid *
dz_grid_new (guint page)
{
  DzGrid *grid = g_new0 (DzGrid, 1);

  grid->page = page;
  grid->xs = g_array_new (FALSE, FALSE, sizeof (float));
  grid->ys = g_array_new (FALSE, FALSE, sizeof (float));
  grid->cells = g_array_new (FALSE, TRUE, sizeof (DzGridCell));
  return grid;
}

void
dz_grid_free (DzGrid *grid)
{
  if (grid == NULL)
    return;
  for (guint i = 0; i < grid->cells->len; i++)
    g_free (g_array_index (grid->cells, DzGridCell, i).text);
  g_array_unref (grid->cells);
  g_array_unref (grid->xs);
  g_array_unref (grid->ys);
  g_free (grid);
}

static int
compare_rules (gconstpointer a,
               gconstpointer b)
{
  const DzRule *left = a, *right = b;

  if (left->vertical != right->vertical)
    return left->vertical ? 1 : -1;
  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  return left->from < right->from ? -1 : left->from > right->from;
}

static gboolean
touch (const DzRule *a,
       const DzRule *b)
{
  if (a->vertical == b->vertical)
    return fabsf (a->at - b->at) <= TOUCH && a->from <= b->to + TOUCH && b->from <= a->to + TOUCH;
  return a->at >= b->from - TOUCH && a->at <= b->to + TOUCH && b->at >= a->from - TOUCH
         && b->at <= a->to + TOUCH;
}

static guint
find_root (guint *parents,
           guint i)
{
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

/* Pieces of one line become one rule: cells are often drawn each for itself. */
static GArray *
merge_pieces (const GArray *rules)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) rules);
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (DzRule));
  guint open = 0; /* the first of merged that a later piece may still lengthen */

  g_array_sort (sorted, compare_rules);
  for (guint i = 0; i < sorted->len; i++) {
    const DzRule *rule = &g_array_index (sorted, DzRule, i);
    gboolean done = FALSE;

    while (open < merged->len) {
      const DzRule *first = &g_array_index (merged, DzRule, open);

      if (first->vertical == rule->vertical && rule->at - first->at <= 1.0f)
        break;
      open++;
    }
    for (guint k = open; !done && k < merged->len; k++) {
      DzRule *other = &g_array_index (merged, DzRule, k);

      if (rule->from <= other->to + 1.0f && other->from <= rule->to + 1.0f) {
        other->from = MIN (other->from, rule->from);
        other->to = MAX (other->to, rule->to);
        done = TRUE;
      }
    }
    if (!done)
      g_array_append_val (merged, *rule);
  }
  return merged;
}

/* Numbers the rules that hang together; -> array of roots. */
static guint *
find_components (const GArray *rules)
{
  guint *parents = g_new (guint, rules->len + 1);

  for (guint i = 0; i < rules->len; i++)
    parents[i] = i;
  for (guint i = 0; i < rules->len; i++)
    for (guint k = i + 1; k < rules->len; k++) {
      const DzRule *a = &g_array_index (rules, DzRule, i), *b = &g_array_index (rules, DzRule, k);

      /* Sorted by place: no later rule of the same direction can touch. */
      if (touch (a, b))
        parents[find_root (parents, k)] = find_root (parents, i);
    }
  for (guint i = 0; i < rules->len; i++)
    parents[i] = find_root (parents, i);
  return parents;
}

static int
compare_floats (gconstpointer a,
                gconstpointer b)
{
  float left = *(const float *) a, right = *(const float *) b;

  return left < right ? -1 : left > right;
}

/* Sorted, near ones made one. */
static GArray *
cluster (GArray *places)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (float));

  g_array_sort (places, compare_floats);
  for (guint i = 0, k; i < places->len; i = k) {
    float sum = 0, edge;

    for (k = i; k < places->len
                && g_array_index (places, float, k) - g_array_index (places, float, i) <= SAME_EDGE;
         k++)
      sum += g_array_index (places, float, k);
    edge = sum / (float) (k - i);
    g_array_append_val (edges, edge);
  }
  return edges;
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

/* The ends of the crossing rules are edges too where no rule closes them: a table cut by the
 * page's end, or one open at its sides. */
static void
find_edges (Sheet *sheet)
{
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) ys = g_array_new (FALSE, FALSE, sizeof (float));
  float left = G_MAXFLOAT, right = -G_MAXFLOAT, top = G_MAXFLOAT, bottom = -G_MAXFLOAT;
  float first_x = G_MAXFLOAT, last_x = -G_MAXFLOAT, first_y = G_MAXFLOAT, last_y = -G_MAXFLOAT;

  for (guint i = 0; i < sheet->rules->len; i++) {
    const DzRule *rule = &g_array_index (sheet->rules, DzRule, i);

    g_array_append_val (rule->vertical ? xs : ys, rule->at);
    if (rule->vertical) {
      top = MIN (top, rule->from);
      bottom = MAX (bottom, rule->to);
      first_x = MIN (first_x, rule->at);
      last_x = MAX (last_x, rule->at);
    } else {
      left = MIN (left, rule->from);
      right = MAX (right, rule->to);
      first_y = MIN (first_y, rule->at);
      last_y = MAX (last_y, rule->at);
    }
  }
  if (left < first_x - 4)
    g_array_append_val (xs, left);
  if (right > last_x + 4)
    g_array_append_val (xs, right);
  if (top < first_y - 4)
    g_array_append_val (ys, top);
  if (bottom > last_y + 4)
    g_array_append_val (ys, bottom);
  sheet->xs = cluster (xs);
  sheet->ys = cluster (ys);
}

/* Marks, for each place of the grid, whether rules cover its right and lower sides. */
static void
mark_sides (Sheet *sheet)
{
  guint n_cols = sheet->xs->len - 1, n_rows = sheet->ys->len - 1;
  g_autofree float *right = g_new0 (float, (gsize) n_rows * n_cols);
  g_autofree float *below = g_new0 (float, (gsize) n_rows * n_cols);

  for (guint i = 0; i < sheet->rules->len; i++) {
    const DzRule *rule = &g_array_index (sheet->rules, DzRule, i);
    const GArray *along = rule->vertical ? sheet->ys : sheet->xs;
    guint edge = nearest (rule->vertical ? sheet->xs : sheet->ys, rule->at);

    if (edge == 0)
      continue;
    for (guint k = 0; k + 1 < along->len; k++) {
      float from = g_array_index (along, float, k), to = g_array_index (along, float, k + 1);
      float part = (MIN (to, rule->to) - MAX (from, rule->from)) / (to - from);

      if (part > 0 && rule->vertical)
        right[(gsize) k * n_cols + edge - 1] += part;
      else if (part > 0)
        below[(gsize) (edge - 1) * n_cols + k] += part;
    }
  }
  sheet->right = g_new0 (guint8, (gsize) n_rows * n_cols);
  sheet->below = g_new0 (guint8, (gsize) n_rows * n_cols);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_cols; c++) {
      gsize at = (gsize) r * n_cols + c;

      sheet->right[at] = c + 1 == n_cols || right[at] >= COVERED;
      sheet->below[at] = r + 1 == n_rows || below[at] >= COVERED;
    }
}

/* Whether row @row goes on the cell above it in columns [@from, @to]. */
static gboolean
row_goes_on (const Sheet *sheet,
             guint n_cols,
             guint row,
             guint from,
             guint to)
{
  for (guint c = from; c <= to; c++) {
    if (sheet->below[(gsize) (row - 1) * n_cols + c])
      return FALSE;
    if (c < to && sheet->right[(gsize) row * n_cols + c])
      return FALSE;
  }
  return sheet->right[(gsize) row * n_cols + to]
         && (from == 0 || sheet->right[(gsize) row * n_cols + from - 1]);
}

static void
grow_cells (const Sheet *sheet,
            DzGrid *grid)
{
  guint n_cols = sheet->xs->len - 1, n_rows = sheet->ys->len - 1;
  g_autofree guint8 *taken = g_new0 (guint8, (gsize) n_rows * n_cols);

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_cols; c++) {
      DzGridCell cell = { r, c, 1, 1, grid->page };
      guint to = c, last = r;

      if (taken[(gsize) r * n_cols + c])
        continue;
      while (!sheet->right[(gsize) r * n_cols + to] && !taken[(gsize) r * n_cols + to + 1])
        to++;
      while (last + 1 < n_rows && row_goes_on (sheet, n_cols, last + 1, c, to))
        last++;
      for (guint y = r; y <= last; y++)
        for (guint x = c; x <= to; x++)
          taken[(gsize) y * n_cols + x] = TRUE;
      cell.col_span = to - c + 1;
      cell.row_span = last - r + 1;
      cell.left = g_array_index (sheet->xs, float, c);
      cell.right = g_array_index (sheet->xs, float, to + 1);
      cell.top = g_array_index (sheet->ys, float, r);
      cell.bottom = g_array_index (sheet->ys, float, last + 1);
      g_array_append_val (grid->cells, cell);
    }
}

static void
clear_sheet (Sheet *sheet)
{
  g_clear_pointer (&sheet->rules, g_array_unref);
  g_clear_pointer (&sheet->xs, g_array_unref);
  g_clear_pointer (&sheet->ys, g_array_unref);
  g_clear_pointer (&sheet->right, g_free);
  g_clear_pointer (&sheet->below, g_free);
}

/* NULL for what is no table: an underline, a drawing. A single cell may be a frame around text,
 * or what a page's end left of a table. */
static DzGrid *
make_grid (Sheet *sheet,
           guint page)
{
  g_autoptr (DzGrid) grid = NULL;
  guint n_vertical = 0;

  for (guint i = 0; i < sheet->rules->len; i++)
    n_vertical += g_array_index (sheet->rules, DzRule, i).vertical;
  if (n_vertical == 0 || n_vertical == sheet->rules->len || sheet->rules->len < 3)
    return NULL;
  find_edges (sheet);
  if (sheet->xs->len < 2 || sheet->ys->len < 2 || sheet->xs->len > MAX_EDGES
      || sheet->ys->len > MAX_EDGES
      || (gsize) sheet->xs->len * sheet->ys->len > DZ_LIMIT_TABLE_CELLS)
    return NULL;
  mark_sides (sheet);
  grid = dz_grid_new (page);
  grow_cells (sheet, grid);
  grid->n_cols = sheet->xs->len - 1;
  grid->n_rows = sheet->ys->len - 1;
  g_array_append_vals (grid->xs, sheet->xs->data, sheet->xs->len);
  g_array_append_vals (grid->ys, sheet->ys->data, sheet->ys->len);
  grid->box.x = g_array_index (grid->xs, float, 0);
  grid->box.y = g_array_index (grid->ys, float, 0);
  grid->box.width = g_array_index (grid->xs, float, grid->n_cols) - grid->box.x;
  grid->box.height = g_array_index (grid->ys, float, grid->n_rows) - grid->box.y;
  return g_steal_pointer (&grid);
}

static int
compare_grids (gconstpointer a,
               gconstpointer b)
{
  const DzGrid *left = *(DzGrid *const *) a, *right = *(DzGrid *const *) b;

  if (left->box.y != right->box.y)
    return left->box.y < right->box.y ? -1 : 1;
  return left->box.x < right->box.x ? -1 : left->box.x > right->box.x;
}

GPtrArray *
dz_page_find_grids (const DzPage *page)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_grid_free);
  g_autoptr (GArray) rules = merge_pieces (page->rules);
  g_autofree guint *roots = NULL;

  if (rules->len > 6000) /* a drawing; and touching is asked for each pair */
    return grids;
  roots = find_components (rules);
  for (guint i = 0; i < rules->len; i++) {
    Sheet sheet = { NULL };
    DzGrid *grid;

    if (roots[i] != i)
      continue;
    sheet.rules = g_array_new (FALSE, FALSE, sizeof (DzRule));
    for (guint k = 0; k < rules->len; k++)
      if (roots[k] == i)
        g_array_append_val (sheet.rules, g_array_index (rules, DzRule, k));
    grid = make_grid (&sheet, page->number);
    if (grid != NULL)
      g_ptr_array_add (grids, grid);
    clear_sheet (&sheet);
  }
  g_ptr_array_sort (grids, compare_grids);
  return grids;
}
