/* dz-page-emit.c - lines in reading order to paragraphs and tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line goes on with the paragraph before it when that paragraph's last line had no room left
 * for its first word. That holds over page breaks and in each column of text by itself.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include "dz-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* In ems. */
#define SLACK 0.4f /* a line this near to the margin is full */
#define SHORT_OF 7.0f /* … or this near, where paragraphs are told by their first line's indent */
#define FIRST_INDENT 1.2f /* a line that begins so far in opens a paragraph */
#define TITLE_SLACK 3.0f /* … in a centred title */
#define SAME_SIZE 0.1f /* other type: another paragraph */
#define WIDE_GAP 2.4f    /* between two lines: no paragraph is set that loosely */

#define LONGEST_HEADING 45

typedef struct {
  guint page;
  DzBox box;     /* on that page */
  GString *text; /* of a paragraph */
  DzGrid *grid;  /* of a table */
  guint n_lines;
  gboolean indented; /* its first line */
} Block;

/* A column of text whose last paragraph may go on. */
typedef struct {
  float left, right;
  guint page;
  guint block;
  const DzLine *last; /* owned by the items */
  float pitch;        /* from line to line; 0 unknown */
} Column;

typedef struct {
  GArray *blocks;  /* of Block */
  GArray *columns; /* of Column */
} Flow;

static int
compare_floats (gconstpointer a,
                gconstpointer b)
{
  float left = *(const float *) a, right = *(const float *) b;

  return left < right ? -1 : left > right;
}

/* The margin that several lines keep; one line alone may stick out. */
static float
robust_edge (GArray *places,
             gboolean right,
             float em)
{
  float extreme, third;

  g_array_sort (places, compare_floats);
  extreme = g_array_index (places, float, right ? places->len - 1 : 0);
  if (places->len < 8)
    return extreme;
  third = g_array_index (places, float, right ? places->len - 3 : 2);
  return fabsf (extreme - third) > 2 * em ? third : extreme;
}

static gboolean
same_region (const DzItem *a,
             const DzItem *b)
{
  return a->page == b->page && a->left == b->left && a->right == b->right;
}

/* Whether the last character is one of @marks. */
static gboolean
ends_with (const char *text,
           const char *marks)
{
  const char *end = text + strlen (text);
  gunichar c = end > text ? g_utf8_get_char (g_utf8_prev_char (end)) : 0;

  return c != 0 && g_utf8_strchr (marks, -1, c) != NULL;
}

/* Takes the margins of each region from its own lines; a region of few lines takes those of a
 * fuller one around it, on this page or another. */
static void
settle_margins (GArray *items)
{
  float widest_left = 0, widest_right = 0;

  for (guint first = 0, end; first < items->len; first = end) {
    g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (float));
    g_autoptr (GArray) rights = g_array_new (FALSE, FALSE, sizeof (float));
    DzItem head = g_array_index (items, DzItem, first);
    float em = 12, left, right;

    for (end = first; end < items->len && same_region (&head, &g_array_index (items, DzItem, end));
         end++) {
      const DzLine *line = g_array_index (items, DzItem, end).line;
      float edge;

      if (line == NULL)
        continue;
      edge = line->box.x + line->box.width;
      if (ends_with (line->text, "，。、；：！？"))
        edge -= line->em; /* it may hang over the margin */
      g_array_append_val (lefts, line->box.x);
      g_array_append_val (rights, edge);
      em = line->em;
    }
    if (lefts->len == 0)
      continue;
    left = robust_edge (lefts, FALSE, em);
    right = robust_edge (rights, TRUE, em);
    if (lefts->len < 8)
      right = MAX (right, head.right);
    if (lefts->len >= 8) {
      widest_left = left;
      widest_right = right;
    } else if (widest_right > widest_left && left >= widest_left - em
               && right <= widest_right + em) {
      left = widest_left;
      right = widest_right;
    }
    for (guint i = first; i < end; i++) {
      g_array_index (items, DzItem, i).left = left;
      g_array_index (items, DzItem, i).right = right;
    }
  }
}

static guint
leading_level (const char *text)
{
  g_autofree char *folded = dz_text_fold_string (text);
  gsize length;
  guint ordinal, level = dz_text_leading_number (folded, &length, &ordinal);

  return level != 0 && folded[length] != '\0' ? level : 0;
}

/* Stands in the middle, at least @inset points in from the margin. */
static gboolean
is_centred (const Column *column,
            const DzLine *line,
            float inset)
{
  return fabsf (line->box.x + line->box.width / 2 - (column->left + column->right) / 2)
             < 0.9f * line->em
         && line->box.x > column->left + inset;
}

/* Whether @line had no place behind the column's last line. */
static gboolean
was_full (const Column *column,
          const DzLine *line,
          const Block *block)
{
  const DzLine *last = column->last;
  float em = MAX (line->em, last->em);
  float room = column->right - last->box.x - last->box.width;

  if (line->first_width + SLACK * em >= room)
    return TRUE;
  /* Paragraphs that begin with an indent tell by that; line ends are ragged in some files. */
  return block->indented && room <= SHORT_OF * em && !ends_with (block->text->str, "。！？：!?:");
}

static gboolean
goes_on (const Column *column,
         const DzItem *item,
         const Block *block)
{
  const DzLine *line = item->line, *last = column->last;
  float em = MAX (line->em, last->em);
  float down = line->box.y - last->box.y;

  if (column->page == item->page && line->row == last->row)
    return TRUE;
  if (item->page > column->page + 1 || fabsf (line->em - last->em) > SAME_SIZE * em)
    return FALSE;
  if (is_centred (column, line, em) && is_centred (column, last, column->block == 0 ? -em : 2)
      && item->page == column->page)
    return last->box.width + line->first_width + TITLE_SLACK * em > column->right - column->left
           && line->box.width < last->box.width
           && line->box.y - (last->box.y + last->box.height) < em;
  if (line->box.x > column->left + FIRST_INDENT * em)
    return FALSE;
  if (!was_full (column, line, block))
    return FALSE;
  if (item->page == column->page) {
    if (line->box.y - (last->box.y + last->box.height) > WIDE_GAP * em)
      return FALSE;
    if (column->pitch > 0 && down > 1.4f * column->pitch)
      return FALSE;
  }
  return !(ends_with (block->text->str, "。！？；：.!?;:") && leading_level (line->text) != 0);
}

/* The column that @item stands in; NULL when text of it was not met before. */
static Column *
find_column (Flow *flow,
             const DzItem *item)
{
  float em = item->line->em;

  for (guint i = flow->columns->len; i-- > 0;) {
    Column *column = &g_array_index (flow->columns, Column, i);

    if (fabsf (column->left - item->left) < 1.5f * em
        && fabsf (column->right - item->right) < 3 * em)
      return column;
  }
  return NULL;
}

static void
unite (DzBox *box,
       const DzBox *other)
{
  float right = MAX (box->x + box->width, other->x + other->width);
  float bottom = MAX (box->y + box->height, other->y + other->height);

  box->x = MIN (box->x, other->x);
  box->y = MIN (box->y, other->y);
  box->width = right - box->x;
  box->height = bottom - box->y;
}

static void
add_line (Flow *flow,
          const DzItem *item)
{
  Column *column = find_column (flow, item);
  const DzLine *line = item->line;
  Block *block;

  if (column != NULL && column->last != NULL
      && goes_on (column, item, &g_array_index (flow->blocks, Block, column->block))) {
    block = &g_array_index (flow->blocks, Block, column->block);
    if (column->page == item->page && line->row == column->last->row) {
      g_string_append (block->text, "    ");
      g_string_append (block->text, line->text);
    } else {
      dz_page_text_join (block->text, line->text);
      block->n_lines++;
      if (column->page == item->page)
        column->pitch = line->box.y - column->last->box.y;
    }
    if (block->page == item->page)
      unite (&block->box, &line->box);
  } else {
    Block fresh = { item->page, line->box, g_string_new (line->text), NULL, 1 };

    fresh.indented = line->box.x > item->left + FIRST_INDENT * line->em;
    g_array_append_val (flow->blocks, fresh);
    if (column == NULL) {
      Column first = { item->left, item->right };

      g_array_append_val (flow->columns, first);
      column = &g_array_index (flow->columns, Column, flow->columns->len - 1);
    }
    column->block = flow->blocks->len - 1;
    column->pitch = 0;
  }
  column->page = item->page;
  column->left = item->left;
  column->right = item->right;
  column->last = line;
}

static const DzGridCell *
last_cell (const DzGrid *grid)
{
  return &g_array_index (grid->cells, DzGridCell, grid->cells->len - 1);
}

/* Joins @item's table to the one that closed the page before, or to one that stands there
 * beside it; FALSE when it goes on with none. */
static gboolean
join_open_grid (Flow *flow,
                const DzItem *item)
{
  const DzGridCell *beside = NULL;

  for (guint i = flow->blocks->len; i-- > 0;) {
    DzGrid *grid = g_array_index (flow->blocks, Block, i).grid;
    const DzGridCell *last;

    if (grid == NULL)
      return FALSE;
    last = last_cell (grid);
    if (last->page == item->page)
      continue;
    if (last->page + 1 != item->page || (beside != NULL && last->bottom < beside->top))
      return FALSE;
    if (dz_grid_join (grid, item->grid))
      return TRUE;
    beside = last;
  }
  return FALSE;
}

static void
add_grid (Flow *flow,
          const DzItem *item)
{
  if (join_open_grid (flow, item)) {
    dz_grid_free (item->grid);
  } else {
    Block block = { item->page, item->grid->box, NULL, item->grid, 0 };

    g_array_append_val (flow->blocks, block);
  }
  for (guint i = 0; i < flow->columns->len; i++)
    g_array_index (flow->columns, Column, i).last = NULL;
}

static void
emit_paragraph (const Block *block,
                DzDocumentBuilder *builder)
{
  guint level = leading_level (block->text->str);

  dz_document_builder_set_page (builder, block->page);
  dz_document_builder_set_box (builder, &block->box);
  if ((level == 1 || level == 2) && block->n_lines <= 2
      && !ends_with (block->text->str, "。！？；：.!?;:，,、")
      && g_utf8_strlen (block->text->str, -1) <= LONGEST_HEADING)
    dz_document_builder_add_heading (builder, level, block->text->str);
  else
    dz_document_builder_add_paragraph (builder, block->text->str);
}

/* A table of one cell is a frame around a paragraph. */
static void
emit_frame (const Block *block,
            DzDocumentBuilder *builder)
{
  dz_document_builder_set_page (builder, block->page);
  dz_document_builder_set_box (builder, &block->box);
  dz_document_builder_add_paragraph (builder,
                                     g_array_index (block->grid->cells, DzGridCell, 0).text);
}

static void
remark_cut_off (guint page,
                DzDocumentBuilder *builder)
{
  g_autofree char *place = g_strdup_printf ("p%u", page);
  g_autofree char *message = NULL;

  message = g_strdup_printf (_ ("The table on page %u runs over the edge of the page; what lies "
                                "beyond is not in the file."),
                             page);
  dz_document_builder_add_remark (builder, "table-cut-off", place, message);
}

static void
emit_table (const Block *block,
            DzDocumentBuilder *builder)
{
  const DzGrid *grid = block->grid;

  dz_document_builder_set_page (builder, block->page);
  dz_document_builder_set_box (builder, &block->box);
  if (grid->cut_off)
    remark_cut_off (block->page, builder);
  dz_document_builder_begin_table (builder);
  for (guint i = 0; i < grid->cells->len; i++) {
    const DzGridCell *cell = &g_array_index (grid->cells, DzGridCell, i);
    DzBox box = { cell->left, cell->top, cell->right - cell->left, cell->bottom - cell->top };

    dz_document_builder_set_page (builder, cell->page);
    dz_document_builder_set_box (builder, &box);
    dz_document_builder_add_cell_at (builder, cell->row, cell->col, cell->text, cell->row_span,
                                     cell->col_span, cell->flags);
  }
  dz_document_builder_end_table (builder);
}

void
dz_page_emit (GArray *items,
              DzDocumentBuilder *builder)
{
  Flow flow
      = { g_array_new (FALSE, FALSE, sizeof (Block)), g_array_new (FALSE, FALSE, sizeof (Column)) };

  settle_margins (items);
  for (guint i = 0; i < items->len; i++) {
    const DzItem *item = &g_array_index (items, DzItem, i);

    if (item->line != NULL)
      add_line (&flow, item);
    else
      add_grid (&flow, item);
  }
  for (guint i = 0; i < flow.blocks->len; i++) {
    const Block *block = &g_array_index (flow.blocks, Block, i);

    if (block->grid != NULL) {
      (block->grid->cells->len > 1 ? emit_table : emit_frame) (block, builder);
      dz_grid_free (block->grid);
    } else {
      emit_paragraph (block, builder);
      g_string_free (block->text, TRUE);
    }
  }
  for (guint i = 0; i < items->len; i++)
    dz_line_free (g_array_index (items, DzItem, i).line);
  g_array_unref (flow.blocks);
  g_array_unref (flow.columns);
}
