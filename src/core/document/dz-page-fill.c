/* dz-page-fill.c - characters into the cells they stand in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include <math.h>

/* A column is set by indents when that many of its cells begin at whole ems. */
#define ENOUGH_CELLS 4u
#define DEEPEST_INDENT 12

/* Points: no row of text is lower. */
#define SLIT 4.5f

/* Points: a cell cut off by the page's end is hardly higher; a frame around prose is. */
#define TALLEST_BOX 90

/* Of the page's height: running heads and page numbers stand there. */
#define MARGIN 0.115f

/* The edge left of or above @place; -1 outside. */
static int
find_place (const GArray *edges,
            float place)
{
  guint low = 0, high = edges->len - 1;

  if (place < g_array_index (edges, float, 0) || place > g_array_index (edges, float, high))
    return -1;
  while (high - low > 1) {
    guint mid = (low + high) / 2;

    if (g_array_index (edges, float, mid) <= place)
      low = mid;
    else
      high = mid;
  }
  return (int) low;
}

/* Of n_rows × n_cols: the cell that covers each place. */
static guint *
map_cells (const DzGrid *grid)
{
  guint *map = g_new0 (guint, (gsize) grid->n_rows * grid->n_cols);

  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);

    for (guint r = cell->row; r < cell->row + cell->row_span; r++)
      for (guint c = cell->col; c < cell->col + cell->col_span; c++)
        map[(gsize) r * grid->n_cols + c] = i;
  }
  return map;
}

/* Where the ink of a glyph is: a full-width bracket or stop fills half of its square, and the
 * empty half may hang over the cell's edge. */
static float
ink_middle (const DzGlyph *glyph)
{
  if (glyph->c >= 0x3000 && g_utf8_strchr ("，。、；：！？）》〉」』】〕", -1, glyph->c) != NULL)
    return glyph->x + glyph->width * 0.3f;
  if (glyph->c >= 0x3000 && g_utf8_strchr ("（《〈「『【〔", -1, glyph->c) != NULL)
    return glyph->x + glyph->width * 0.7f;
  return glyph->x + glyph->width / 2;
}

/* Whether @glyph closes what the one before it in the text ends with: it may hang out of the
 * cell altogether. */
static gboolean
hangs (const DzGlyph *glyph,
       const DzGlyph *before)
{
  float em = glyph->width;

  return before != NULL && glyph->c >= 0x3000
         && g_utf8_strchr ("，。、；：！？）》〉」』】〕", -1, glyph->c) != NULL
         && fabsf (glyph->y - before->y) < 0.3f * glyph->height
         && fabsf (glyph->x - before->x - before->width) < 0.3f * em;
}

/* The x that tells in which cell a glyph stands. */
static float
place_across (const GArray *glyphs,
              guint i)
{
  const DzGlyph *glyph = &g_array_index (glyphs, DzGlyph, i);

  return hangs (glyph, i > 0 ? glyph - 1 : NULL) ? ink_middle (glyph - 1) : ink_middle (glyph);
}

static gboolean
holds (const DzBox *box,
       float x,
       float y)
{
  return x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height;
}

static gboolean
encloses (const DzBox *outer,
          const DzBox *inner)
{
  return outer->width * outer->height > inner->width * inner->height
         && holds (outer, inner->x + inner->width / 2, inner->y + inner->height / 2);
}

/* A frame around a table, with a bar for its title, is no table itself. */
static void
drop_frames (GPtrArray *grids)
{
  for (guint i = 0; i < grids->len;) {
    const DzGrid *grid = grids->pdata[i];
    gboolean frame = FALSE;

    for (guint k = 0; !frame && grid->n_cols == 1 && k < grids->len; k++)
      frame = k != i && encloses (&grid->box, &((const DzGrid *) grids->pdata[k])->box);
    if (frame)
      g_ptr_array_remove_index (grids, i);
    else
      i++;
  }
}

/* Whether nothing but margins lies on the side of the cell that looks to the page's end. */
static gboolean
closes_page (const DzPage *page,
             const DzBox *box)
{
  gboolean above = FALSE, below = FALSE;

  for (guint i = 0; i < page->glyphs->len && !(above && below); i++) {
    const DzGlyph *glyph = &g_array_index (page->glyphs, DzGlyph, i);
    float y = glyph->y + glyph->height / 2;

    above |= y < box->y && y > page->height * MARGIN;
    below |= y > box->y + box->height && y < page->height * (1 - MARGIN);
  }
  return !(above && below);
}

/* A single cell is kept where it may be a table's part on this page; elsewhere it is a frame. */
static void
drop_boxes (const DzPage *page,
            GPtrArray *grids)
{
  for (guint i = grids->len; i-- > 0;) {
    const DzGrid *grid = grids->pdata[i];

    if (grid->cells->len == 1
        && (grid->box.height > TALLEST_BOX || !closes_page (page, &grid->box)))
      g_ptr_array_remove_index (grids, i);
  }
}

/* The smallest grid that the place is in. */
static int
find_grid (GPtrArray *grids,
           float x,
           float y)
{
  int best = -1;
  float least = G_MAXFLOAT;

  for (guint i = 0; i < grids->len; i++) {
    const DzGrid *grid = grids->pdata[i];

    if (holds (&grid->box, x, y) && grid->box.width * grid->box.height < least) {
      least = grid->box.width * grid->box.height;
      best = (int) i;
    }
  }
  return best;
}

static void
fill_grid (DzGrid *grid,
           GArray *glyphs)
{
  g_autofree guint *map = map_cells (grid);
  g_autofree GArray **parts = g_new0 (GArray *, grid->cells->len);

  for (guint i = 0; i < glyphs->len; i++) {
    const DzGlyph *glyph = &g_array_index (glyphs, DzGlyph, i);
    int col = find_place (grid->xs, place_across (glyphs, i));
    int row = find_place (grid->ys, glyph->y + glyph->height / 2);
    guint cell;

    if (row < 0 || col < 0)
      continue;
    cell = map[(gsize) row * grid->n_cols + (gsize) col];
    if (parts[cell] == NULL)
      parts[cell] = g_array_new (FALSE, FALSE, sizeof (DzGlyph));
    g_array_append_val (parts[cell], *glyph);
  }
  for (guint i = 0; i < grid->cells->len; i++) {
    DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);

    if (parts[i] == NULL) {
      cell->text = g_strdup ("");
      continue;
    }
    dz_page_text_fill_cell (parts[i], cell);
    g_array_unref (parts[i]);
  }
}

/* Whole ems that the cell's first line stands in from @left; -1 where they are not whole. */
static int
count_indent (const DzGridCell *cell,
              float left)
{
  float ems = cell->em > 0 ? (cell->text_left - left) / cell->em : 0;

  return fabsf (ems - roundf (ems)) <= 0.16f && ems < DEEPEST_INDENT ? (int) roundf (ems) : -1;
}

static gboolean
is_centred (const DzGridCell *cell)
{
  return cell->n_lines == 1
         && fabsf (cell->text_left - cell->left - (cell->right - cell->text_right))
                < 0.6f * cell->em;
}

/* Centred cells have no indents, nor have columns of them. */
void
dz_grid_restore_indents (DzGrid *grid,
                         guint col)
{
  float left = G_MAXFLOAT;
  guint n = 0, whole = 0, flush = 0, centred = 0, indented = 0;

  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);

    if (cell->col == col && cell->em > 0 && cell->col_span == 1)
      left = MIN (left, cell->lines_left);
  }
  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);

    if (cell->col != col || cell->em <= 0 || cell->col_span != 1)
      continue;
    n++;
    whole += count_indent (cell, left) >= 0 || is_centred (cell);
    flush += count_indent (cell, left) == 0;
    indented += count_indent (cell, left) > 0 && !is_centred (cell);
    centred += is_centred (cell);
  }
  if (n < ENOUGH_CELLS || whole * 10 < n * 9 || flush == n || flush == 0 || indented == 0
      || centred * 2 > n)
    return;
  for (guint i = 0; i < grid->cells->len; i++) {
    DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);
    GString *text;

    if (cell->col != col || cell->em <= 0 || cell->col_span != 1)
      continue;
    text = g_string_new (NULL);
    for (int k = count_indent (cell, left); k > 0; k--)
      g_string_append (text, "　");
    g_string_append (text, cell->text);
    g_free (cell->text);
    cell->text = g_string_free (text, FALSE);
  }
}

/* Rows that are nothing but the space between two rules of a double or rounded border. */
static void
drop_slits (DzGrid *grid)
{
  for (guint row = grid->n_rows; row-- > 0 && grid->n_rows > 1;) {
    gboolean slit
        = g_array_index (grid->ys, float, row + 1) - g_array_index (grid->ys, float, row) < SLIT;

    for (guint i = 0; slit && i < grid->cells->len; i++) {
      const DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);

      slit = cell->row != row || (cell->row_span == 1 && cell->text[0] == '\0');
    }
    if (!slit)
      continue;
    for (guint i = grid->cells->len; i-- > 0;) {
      DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);

      if (cell->row == row) {
        g_free (cell->text);
        g_array_remove_index (grid->cells, i);
      } else if (cell->row > row) {
        cell->row--;
      } else if (cell->row + cell->row_span > row) {
        cell->row_span--;
      }
    }
    g_array_remove_index (grid->ys, row);
    grid->n_rows--;
  }
}

static gboolean
is_empty (const DzGrid *grid)
{
  for (guint i = 0; i < grid->cells->len; i++)
    if (g_array_index (grid->cells, DzGridCell, i).text[0] != '\0')
      return FALSE;
  return TRUE;
}

GArray *
dz_page_fill_grids (const DzPage *page,
                    GPtrArray *grids)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (DzGlyph));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  drop_frames (grids);
  drop_boxes (page, grids);
  for (guint i = 0; i < grids->len; i++)
    g_ptr_array_add (parts, g_array_new (FALSE, FALSE, sizeof (DzGlyph)));
  for (guint i = 0; i < page->glyphs->len; i++) {
    const DzGlyph *glyph = &g_array_index (page->glyphs, DzGlyph, i);
    int grid = find_grid (grids, place_across (page->glyphs, i), glyph->y + glyph->height / 2);

    g_array_append_val (grid < 0 ? rest : (GArray *) parts->pdata[grid], *glyph);
  }
  for (guint i = grids->len; i-- > 0;) {
    DzGrid *grid = grids->pdata[i];

    fill_grid (grid, parts->pdata[i]);
    for (guint c = 0; c < grid->n_cols; c++)
      dz_grid_restore_indents (grid, c);
    drop_slits (grid);
    if (is_empty (grid))
      g_ptr_array_remove_index (grids, i);
  }
  return rest;
}
