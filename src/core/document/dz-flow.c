/* dz-flow.c - text and tables of a word processor, put together for the builder
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-flow.h"

#include "dz-limits.h"
#include "dz-text.h"

#include <string.h>

/* Headings are short: the longest of the official forms has 34 characters. */
#define MAX_HEADING_BYTES 180

typedef struct {
  char *text; /* owned */
  DzCellPlace place;
  guint row, col, col_span; /* in the grid; col_span 0: part of another cell */
} Cell;

typedef struct _Table Table;

/* A paragraph, or a table when @table is not NULL. */
typedef struct {
  guint level;
  char *text;
  Table *table;
} Item;

struct _Table {
  guint tolerance;
  GArray *cells;    /* of Cell, row by row */
  guint n_rows;
  guint row_start;  /* index of the first cell of the open row */
  GPtrArray *after; /* of Item: what was nested in it */
};

typedef enum {
  FRAME_BODY,
  FRAME_TABLE,
  FRAME_ASIDE,
} FrameKind;

typedef struct {
  FrameKind kind;
  Table *table;     /* of a table */
  gboolean in_cell;
  GString *text;    /* of the open cell */
  GPtrArray *items; /* of Item: of an aside */
  GPtrArray *held;  /* of Item: waits for the end of the paragraph; NULL when nothing does */
} Frame;

struct _DzFlow {
  DzDocumentBuilder *builder; /* borrowed */
  GPtrArray *frames;          /* of Frame; the first is the body */
};

static void emit_table (DzFlow *self, Frame *frame, Table *table);

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

static void
table_free (Table *table)
{
  g_array_unref (table->cells);
  g_ptr_array_unref (table->after);
  g_free (table);
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->table, table_free);
  g_free (item->text);
  g_free (item);
}

static Item *
item_new (guint level,
          const char *text,
          Table *table)
{
  Item *item = g_new0 (Item, 1);

  item->level = level;
  item->text = g_strdup (text);
  item->table = table;
  return item;
}

static Table *
table_new (guint tolerance)
{
  Table *table = g_new0 (Table, 1);

  table->tolerance = tolerance;
  table->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (table->cells, clear_cell);
  table->after = g_ptr_array_new_with_free_func (item_free);
  return table;
}

static Frame *
push_frame (DzFlow *self,
            FrameKind kind)
{
  Frame *frame = g_new0 (Frame, 1);

  frame->kind = kind;
  g_ptr_array_add (self->frames, frame);
  return frame;
}

static Frame *
get_frame (DzFlow *self)
{
  return g_ptr_array_index (self->frames, self->frames->len - 1);
}

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  g_clear_pointer (&frame->table, table_free);
  g_clear_pointer (&frame->items, g_ptr_array_unref);
  g_clear_pointer (&frame->held, g_ptr_array_unref);
  if (frame->text != NULL)
    g_string_free (frame->text, TRUE);
  g_free (frame);
}

DzFlow *
dz_flow_new (DzDocumentBuilder *builder)
{
  DzFlow *self = g_new0 (DzFlow, 1);

  self->builder = builder;
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  push_frame (self, FRAME_BODY);
  return self;
}

guint
dz_flow_guess_level (const char *text)
{
  static const char *const sentence_ends[] = { "！", "？", "，", ";", "," };
  g_autofree char *folded = NULL;
  gsize length = strlen (text), number;
  guint ordinal, level;

  if (length > MAX_HEADING_BYTES || strpbrk (text, "\n\t") != NULL || strstr (text, "。") != NULL
      || strstr (text, "；") != NULL)
    return 0;
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  if (*text == '\0' || g_utf8_strchr ("一二三四五六七八九十(（㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", -1, g_utf8_get_char (text)) == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (sentence_ends); i++)
    if (g_str_has_suffix (text, sentence_ends[i]))
      return 0;
  folded = dz_text_fold_string (text);
  level = dz_text_leading_number (folded, &number, &ordinal);
  return level <= 2 && folded[number] != '\0' ? level : 0;
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

static void
emit_paragraph (DzFlow *self,
                Frame *frame,
                guint level,
                const char *text)
{
  if (frame->kind == FRAME_TABLE && frame->in_cell) {
    if (is_white (text))
      return;
    if (frame->text->len > 0)
      g_string_append_c (frame->text, '\n');
    g_string_append (frame->text, text);
  } else if (frame->kind == FRAME_TABLE) {
    g_ptr_array_add (frame->table->after, item_new (level, text, NULL));
  } else if (frame->kind == FRAME_ASIDE) {
    g_ptr_array_add (frame->items, item_new (level, text, NULL));
  } else {
    if (level == 0)
      level = dz_flow_guess_level (text);
    if (level > 0)
      dz_document_builder_add_heading (self->builder, level, text);
    else
      dz_document_builder_add_paragraph (self->builder, text);
  }
}

/* Takes the item. */
static void
emit_item (DzFlow *self,
           Frame *frame,
           Item *item)
{
  if (item->table != NULL)
    emit_table (self, frame, g_steal_pointer (&item->table));
  else
    emit_paragraph (self, frame, item->level, item->text);
  item_free (item);
}

static void
emit_items (DzFlow *self,
            Frame *frame,
            GPtrArray *items)
{
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    emit_item (self, frame, g_ptr_array_index (items, i));
  g_ptr_array_set_size (items, 0);
  g_ptr_array_set_free_func (items, item_free);
}

static void
emit_held (DzFlow *self,
           Frame *frame)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&frame->held);

  if (held != NULL)
    emit_items (self, frame, held);
}

void
dz_flow_add_paragraph (DzFlow *self,
                       guint level,
                       const char *text)
{
  Frame *frame = get_frame (self);

  if (*text != '\0')
    emit_paragraph (self, frame, level, text);
  emit_held (self, frame);
}

gboolean
dz_flow_in_cell (DzFlow *self)
{
  return get_frame (self)->in_cell;
}

guint
dz_flow_get_table_depth (DzFlow *self)
{
  guint depth = 0;

  for (guint i = 0; i < self->frames->len; i++)
    depth += ((Frame *) g_ptr_array_index (self->frames, i))->kind == FRAME_TABLE;
  return depth;
}

void
dz_flow_begin_table (DzFlow *self,
                     guint tolerance)
{
  Frame *frame = push_frame (self, FRAME_TABLE);

  frame->table = table_new (tolerance);
  frame->text = g_string_new (NULL);
}

void
dz_flow_begin_row (DzFlow *self)
{
  Frame *frame = get_frame (self);

  g_return_if_fail (frame->kind == FRAME_TABLE);

  frame->table->row_start = frame->table->cells->len;
}

void
dz_flow_begin_cell (DzFlow *self)
{
  Frame *frame = get_frame (self);

  g_return_if_fail (frame->kind == FRAME_TABLE && !frame->in_cell);

  frame->in_cell = TRUE;
  g_string_set_size (frame->text, 0);
}

void
dz_flow_end_cell (DzFlow *self,
                  const DzCellPlace *place)
{
  Frame *frame = get_frame (self);
  Cell cell = { 0 };

  g_return_if_fail (frame->kind == FRAME_TABLE && frame->in_cell);

  emit_held (self, frame);
  cell.text = g_strndup (frame->text->str, frame->text->len);
  cell.place = *place;
  cell.row = frame->table->n_rows;
  frame->in_cell = FALSE;
  /* One over the limit is let through, so that the builder says so. */
  if (frame->table->cells->len > DZ_LIMIT_TABLE_CELLS)
    g_free (cell.text);
  else
    g_array_append_val (frame->table->cells, cell);
}

void
dz_flow_set_place (DzFlow *self,
                   guint nth,
                   const DzCellPlace *place)
{
  Table *table = get_frame (self)->table;

  g_return_if_fail (table != NULL && table->row_start + nth < table->cells->len);

  g_array_index (table->cells, Cell, table->row_start + nth).place = *place;
}

guint
dz_flow_get_n_cells (DzFlow *self)
{
  Table *table = get_frame (self)->table;

  g_return_val_if_fail (table != NULL, 0);

  return table->cells->len - table->row_start;
}

void
dz_flow_drop_row (DzFlow *self)
{
  Table *table = get_frame (self)->table;

  g_return_if_fail (table != NULL);

  g_array_set_size (table->cells, table->row_start);
}

void
dz_flow_end_row (DzFlow *self)
{
  Table *table = get_frame (self)->table;

  g_return_if_fail (table != NULL);

  if (table->cells->len > table->row_start)
    table->n_rows++;
  table->row_start = table->cells->len;
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  int left = *(const int *) a, right = *(const int *) b;

  return left < right ? -1 : left > right;
}

/* The lines of the grid, each by its leftmost edge. */
static GArray *
collect_lines (Table *table,
               guint tolerance)
{
  GArray *edges = g_array_sized_new (FALSE, FALSE, sizeof (int), table->cells->len * 2);
  guint n_lines = 0;

  for (guint i = 0; i < table->cells->len; i++) {
    const Cell *cell = &g_array_index (table->cells, Cell, i);

    if (cell->place.merge == DZ_MERGE_LEFT)
      continue;
    g_array_append_val (edges, cell->place.left);
    g_array_append_val (edges, cell->place.right);
  }
  g_array_sort (edges, compare_ints);
  for (guint i = 0; i < edges->len; i++) {
    int edge = g_array_index (edges, int, i);

    if (n_lines > 0 && (gint64) edge - g_array_index (edges, int, n_lines - 1) <= tolerance)
      continue;
    g_array_index (edges, int, n_lines++) = edge;
  }
  g_array_set_size (edges, n_lines);
  return edges;
}

/* The line that stands for an edge: the last one not right of it. */
static guint
find_line (GArray *lines,
           int edge)
{
  guint low = 0, high = lines->len;

  while (high - low > 1) {
    guint middle = (low + high) / 2;

    if (g_array_index (lines, int, middle) <= edge)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* FALSE when a cell falls between the lines: then they were drawn together too far. */
static gboolean
set_columns (Table *table,
             GArray *lines)
{
  for (guint i = 0; i < table->cells->len; i++) {
    Cell *cell = &g_array_index (table->cells, Cell, i);

    if (cell->place.merge == DZ_MERGE_LEFT)
      continue;
    cell->col = find_line (lines, cell->place.left);
    cell->col_span = find_line (lines, cell->place.right) - cell->col;
    if (cell->col_span == 0)
      return FALSE;
  }
  return TRUE;
}

/* Cells that continue the one above become part of it. */
static void
merge_down (Table *table,
            guint n_cols)
{
  g_autofree guint *above = g_new0 (guint, n_cols + 1); /* column -> index + 1 of the cell that reaches down */

  for (guint i = 0; i < table->cells->len; i++) {
    Cell *cell = &g_array_index (table->cells, Cell, i), *owner = NULL;

    if (cell->place.merge == DZ_MERGE_LEFT)
      continue;
    if (cell->place.merge == DZ_MERGE_CONTINUE && above[cell->col] > 0) {
      owner = &g_array_index (table->cells, Cell, above[cell->col] - 1);
      if (owner->row + owner->place.row_span != cell->row || owner->col_span != cell->col_span)
        owner = NULL;
    }
    if (owner != NULL) {
      owner->place.row_span++;
      cell->col_span = 0;
      continue;
    }
    cell->place.row_span = MAX (cell->place.row_span, 1);
    above[cell->col] = cell->place.merge != DZ_MERGE_NONE ? i + 1 : 0;
  }
}

static gboolean
is_blank (Table *table)
{
  for (guint i = 0; i < table->cells->len; i++)
    if (!is_white (g_array_index (table->cells, Cell, i).text))
      return FALSE;
  return TRUE;
}

/* A row's cells follow each other, whatever their edges say, none is without width, and those
 * that join the one on their left widen it. */
static void
settle_edges (Table *table)
{
  Cell *last = NULL;

  for (guint i = 0; i < table->cells->len; i++) {
    Cell *cell = &g_array_index (table->cells, Cell, i);

    if (last != NULL && last->row == cell->row)
      cell->place.left = MAX (cell->place.left, last->place.right);
    else
      last = NULL;
    cell->place.left = CLAMP (cell->place.left, -G_MAXINT / 2, G_MAXINT / 2);
    cell->place.right = CLAMP (cell->place.right, cell->place.left + 1, G_MAXINT / 2 + 1);
    if (cell->place.merge == DZ_MERGE_LEFT && last != NULL) {
      last->place.right = cell->place.right;
      continue;
    }
    if (cell->place.merge == DZ_MERGE_LEFT)
      cell->place.merge = DZ_MERGE_NONE;
    last = cell;
  }
}

static void
build_table (DzFlow *self,
             Table *table)
{
  g_autoptr (GArray) lines = NULL;

  settle_edges (table);
  lines = collect_lines (table, table->tolerance);
  if (!set_columns (table, lines)) {
    g_array_unref (lines);
    lines = collect_lines (table, 0);
    set_columns (table, lines);
  }
  merge_down (table, lines->len);
  dz_document_builder_begin_table (self->builder);
  for (guint i = 0; i < table->cells->len && !dz_document_builder_is_full (self->builder); i++) {
    const Cell *cell = &g_array_index (table->cells, Cell, i);

    if (cell->col_span > 0)
      dz_document_builder_add_cell_at (self->builder, cell->row, cell->col, cell->text, cell->place.row_span,
                                       cell->col_span, cell->place.flags);
  }
  dz_document_builder_end_table (self->builder);
}

/* Takes the table. */
static void
emit_table (DzFlow *self,
            Frame *frame,
            Table *table)
{
  if (frame->kind == FRAME_TABLE) {
    g_ptr_array_add (frame->table->after, item_new (0, "", table));
    return;
  }
  if (frame->kind == FRAME_ASIDE) {
    g_ptr_array_add (frame->items, item_new (0, "", table));
    return;
  }
  /* A table that only frames others has nothing to say itself. */
  if (table->after->len == 0 || !is_blank (table))
    build_table (self, table);
  emit_items (self, frame, table->after);
  table_free (table);
}

void
dz_flow_end_table (DzFlow *self)
{
  Frame *frame = get_frame (self);
  Table *table = g_steal_pointer (&frame->table);

  g_return_if_fail (frame->kind == FRAME_TABLE);

  if (frame->held != NULL)
    for (guint i = 0; i < frame->held->len; i++)
      g_ptr_array_add (table->after, g_ptr_array_index (frame->held, i));
  if (frame->held != NULL)
    g_ptr_array_set_free_func (frame->held, NULL);
  g_ptr_array_set_size (self->frames, (int) self->frames->len - 1);
  emit_table (self, get_frame (self), table);
}

void
dz_flow_begin_aside (DzFlow *self)
{
  Frame *frame = push_frame (self, FRAME_ASIDE);

  frame->items = g_ptr_array_new_with_free_func (item_free);
}

void
dz_flow_end_aside (DzFlow *self)
{
  Frame *frame = get_frame (self), *outer;
  g_autoptr (GPtrArray) items = g_steal_pointer (&frame->items);

  g_return_if_fail (frame->kind == FRAME_ASIDE);

  emit_held (self, frame);
  g_ptr_array_set_size (self->frames, (int) self->frames->len - 1);
  outer = get_frame (self);
  if (outer->held == NULL) {
    outer->held = g_steal_pointer (&items);
    return;
  }
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (outer->held, g_ptr_array_index (items, i));
}

void
dz_flow_free (DzFlow *self)
{
  if (self == NULL)
    return;
  while (self->frames->len > 1) {
    Frame *frame = get_frame (self);
    DzCellPlace place = { G_MAXINT / 2, G_MAXINT / 2 };

    if (frame->kind == FRAME_ASIDE) {
      dz_flow_end_aside (self);
      continue;
    }
    if (frame->in_cell)
      dz_flow_end_cell (self, &place);
    dz_flow_end_row (self);
    dz_flow_end_table (self);
  }
  emit_held (self, get_frame (self));
  g_ptr_array_unref (self->frames);
  g_free (self);
}
