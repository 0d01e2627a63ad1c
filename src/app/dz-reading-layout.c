/* dz-reading-layout.c - where the texts of a report stand on a page of a given width
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-layout-private.h"

#include "dz-reading-columns.h"

#define LINE_HEIGHT 1.6
#define CELL_LINE_HEIGHT 1.3
#define LINE_HANS 42 /* characters in a line of running text, at most */
#define PAGE_PADDING 18
#define CELL_X 6
#define CELL_Y 4
#define GAP 7          /* between paragraphs */
#define HEADING_GAP 16 /* above a heading */
#define TABLE_GAP 10
#define TEXTS_AT_ONCE 16 /* measured between two looks at the clock */

static void
item_clear (gpointer data)
{
  DzReadingItem *item = data;

  g_free (item->columns);
  g_free (item->rows);
}

static void
text_clear (gpointer data)
{
  g_free (((DzReadingText *) data)->markup);
}

static gboolean
is_cell (DzReadingKind kind)
{
  return kind == DZ_READING_CELL || kind == DZ_READING_HEAD;
}

static const char *
get_words (DzReadingLayout *self,
           const DzReadingText *text)
{
  const DzBlock *block;
  const DzCell *cell;

  if (text->markup != NULL)
    return text->markup;
  block = dz_document_get_block (self->document, text->block);
  if (text->row < 0)
    return block->text;
  cell = dz_table_get_cell (block->table, (guint) text->row, (guint) text->col);
  return cell == NULL ? "" : cell->text;
}

/* What stands there */

static void
append_text (DzReadingLayout *self,
             DzReadingKind kind,
             guint block,
             int row,
             int col,
             char *markup)
{
  DzReadingText text = { .kind = kind, .block = block, .row = row, .col = col, .markup = markup, .item = self->items->len };

  g_array_append_val (self->texts, text);
}

static void
append_block (DzReadingLayout *self,
              guint index)
{
  const DzBlock *block = dz_document_get_block (self->document, index);
  DzReadingItem item = { .block = index, .table = block->table, .from = self->texts->len, .stale = TRUE };

  if (block->kind == DZ_BLOCK_TABLE) {
    for (guint i = 0; i < block->table->n_cells; i++) {
      const DzCell *cell = &block->table->cells[i];

      append_text (self, cell->flags & DZ_CELL_HEADER ? DZ_READING_HEAD : DZ_READING_CELL, index, (int) cell->row,
                   (int) cell->col, NULL);
    }
    item.rows = g_new0 (int, block->table->n_rows + 1);
  } else if (*block->text != '\0') {
    append_text (self, block->kind == DZ_BLOCK_HEADING ? DZ_READING_HEADING : DZ_READING_PARAGRAPH, index, -1, -1, NULL);
  }
  item.to = self->texts->len;
  if (item.to == item.from) {
    item_clear (&item);
    return;
  }
  self->item_of[index - self->first] = (int) self->items->len;
  g_array_append_val (self->items, item);
}

static void
append_notes (DzReadingLayout *self,
              GArray *notes,
              guint *next,
              guint block)
{
  for (; notes != NULL && *next < notes->len && g_array_index (notes, DzReadingNote, *next).block <= block; (*next)++) {
    DzReadingNote *note = &g_array_index (notes, DzReadingNote, *next);
    DzReadingItem item = { .block = note->block, .from = self->texts->len, .to = self->texts->len + 1, .stale = TRUE };

    append_text (self, note->kind, note->block, -1, -1, g_strdup (note->markup));
    g_array_append_val (self->items, item);
  }
}

static void
make_attributes (DzReadingLayout *self)
{
  for (guint kind = 0; kind <= DZ_READING_MOVED; kind++) {
    PangoAttrList *list = pango_attr_list_new ();

    pango_attr_list_insert (list, pango_attr_language_new (pango_language_from_string ("zh-cn")));
    pango_attr_list_insert (list, pango_attr_line_height_new (is_cell (kind) ? CELL_LINE_HEIGHT : LINE_HEIGHT));
    if (kind == DZ_READING_HEADING || kind == DZ_READING_HEAD)
      pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    if (is_cell (kind))
      pango_attr_list_insert (list, pango_attr_font_features_new ("tnum"));
    if (kind >= DZ_READING_BREAK)
      pango_attr_list_insert (list, pango_attr_scale_new (0.85));
    self->attributes[kind] = list;
  }
}

static void
find_em (DzReadingLayout *self)
{
  int width;

  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, "国国国国国国国国国国", -1);
  pango_layout_get_size (self->layout, &width, NULL);
  self->em = MAX (width / 10.0 / PANGO_SCALE, 4);
}

DzReadingLayout *
dz_reading_layout_new (DzDocument *document,
                       guint first,
                       guint last,
                       GArray *notes,
                       PangoContext *context,
                       DzReadingMarkupFunc func,
                       gpointer user_data)
{
  DzReadingLayout *self = g_new0 (DzReadingLayout, 1);
  guint next = 0;

  self->document = g_object_ref (document);
  self->first = first;
  self->last = last;
  self->func = func;
  self->func_data = user_data;
  self->texts = g_array_new (FALSE, FALSE, sizeof (DzReadingText));
  g_array_set_clear_func (self->texts, text_clear);
  self->items = g_array_new (FALSE, FALSE, sizeof (DzReadingItem));
  g_array_set_clear_func (self->items, item_clear);
  self->item_of = g_new (int, last - first + 1);
  self->layout = pango_layout_new (context);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  make_attributes (self);
  find_em (self);
  for (guint i = first; i < last; i++) {
    self->item_of[i - first] = -1;
    append_notes (self, notes, &next, i);
    append_block (self, i);
  }
  append_notes (self, notes, &next, last);
  return self;
}

void
dz_reading_layout_free (DzReadingLayout *self)
{
  if (self == NULL)
    return;
  for (guint kind = 0; kind <= DZ_READING_MOVED; kind++)
    pango_attr_list_unref (self->attributes[kind]);
  g_array_unref (self->texts);
  g_array_unref (self->items);
  g_free (self->item_of);
  g_object_unref (self->layout);
  g_object_unref (self->document);
  g_free (self);
}

/* Heights */

static int
line_of (DzReadingLayout *self,
         DzReadingKind kind)
{
  double scale = is_cell (kind) ? CELL_LINE_HEIGHT : kind >= DZ_READING_BREAK ? LINE_HEIGHT * 0.85 : LINE_HEIGHT;

  return (int) (self->em * 1.35 * scale + 0.5);
}

static int
estimate_height (DzReadingLayout *self,
                 const DzReadingText *text)
{
  const char *words = get_words (self, text);
  double lines = 0, ems = 0;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
    if (*p == '\n') {
      lines += MAX (1, (int) (ems * self->em / text->width + 0.999));
      ems = 0;
    } else {
      ems += (guchar) *p < 0x80 ? 0.55 : 1;
    }
  }
  lines += MAX (1, (int) (ems * self->em / text->width + 0.999));
  return (int) (lines * line_of (self, text->kind));
}

static void
measure_text (DzReadingLayout *self,
              DzReadingText *text)
{
  g_autofree char *markup = text->markup != NULL ? NULL : self->func (text->block, text->row, text->col, self->func_data);
  const char *source = text->markup != NULL ? text->markup : markup;
  g_autofree char *plain = NULL;
  PangoAttrList *attributes = NULL;
  g_autoptr (PangoAttrList) both = NULL;
  int height;

  pango_layout_set_width (self->layout, text->width * PANGO_SCALE);
  pango_layout_set_attributes (self->layout, self->attributes[text->kind]);
  if (source != NULL && pango_parse_markup (source, -1, 0, &attributes, &plain, NULL, NULL)) {
    both = pango_attr_list_copy (self->attributes[text->kind]);
    pango_attr_list_splice (both, attributes, 0, 0);
    pango_attr_list_unref (attributes);
    pango_layout_set_attributes (self->layout, both);
    pango_layout_set_text (self->layout, plain, -1);
  } else {
    pango_layout_set_text (self->layout, get_words (self, text), -1);
  }
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  if (height != text->height)
    dz_reading_layout_peek_item (self, text->item)->stale = TRUE;
  text->height = height;
  text->measured = TRUE;
}

/* The rows are as high as their highest cells; what spans rows makes the last of them higher. */
static void
stack_rows (DzReadingLayout *self,
            DzReadingItem *item)
{
  guint n = item->table->n_rows;
  int *rows = item->rows;

  for (guint i = 0; i <= n; i++)
    rows[i] = 0;
  for (guint i = item->from; i < item->to; i++) {
    const DzReadingText *text = dz_reading_layout_peek_text (self, i);
    const DzCell *cell = &item->table->cells[i - item->from];

    if (cell->row_span == 1)
      rows[cell->row + 1] = MAX (rows[cell->row + 1], text->height + 2 * CELL_Y + 1);
  }
  for (guint i = 1; i <= n; i++)
    rows[i] = MAX (rows[i], i == 1 ? 1 : 0) + rows[i - 1];
  for (guint i = item->from; i < item->to; i++) {
    const DzReadingText *text = dz_reading_layout_peek_text (self, i);
    const DzCell *cell = &item->table->cells[i - item->from];
    guint end = MIN (cell->row + cell->row_span, n);
    int missing = text->height + 2 * CELL_Y + 1 - (rows[end] - rows[cell->row]);

    for (guint j = end; cell->row_span > 1 && missing > 0 && j <= n; j++)
      rows[j] += missing;
  }
}

static void
settle_item (DzReadingLayout *self,
             DzReadingItem *item)
{
  if (item->table == NULL) {
    item->height = dz_reading_layout_peek_text (self, item->from)->height;
  } else {
    stack_rows (self, item);
    item->height = item->rows[item->table->n_rows] + 1;
  }
  item->stale = FALSE;
}

static int
gap_above (DzReadingLayout *self,
           const DzReadingItem *item)
{
  switch (dz_reading_layout_peek_text (self, item->from)->kind) {
  case DZ_READING_HEADING:
    return HEADING_GAP;
  case DZ_READING_CELL:
  case DZ_READING_HEAD:
    return TABLE_GAP;
  case DZ_READING_PARAGRAPH:
  case DZ_READING_BREAK:
  case DZ_READING_GHOST:
  case DZ_READING_MOVED:
  default:
    return GAP;
  }
}

static void
place_cells (DzReadingLayout *self,
             DzReadingItem *item)
{
  for (guint i = item->from; i < item->to; i++) {
    DzReadingText *text = dz_reading_layout_peek_text (self, i);
    const DzCell *cell = &item->table->cells[i - item->from];
    guint end = MIN (cell->row + cell->row_span, item->table->n_rows);

    text->box_y = item->y + item->rows[cell->row];
    text->box_height = item->rows[end] - item->rows[cell->row];
    text->y = text->box_y + MAX (CELL_Y, (text->box_height - text->height) / 2);
  }
}

/* Puts the items under each other; @all: even where nothing changed. */
static gboolean
settle (DzReadingLayout *self)
{
  gboolean changed = FALSE;
  int y = PAGE_PADDING;

  for (guint i = 0; i < self->items->len; i++) {
    DzReadingItem *item = dz_reading_layout_peek_item (self, i);
    gboolean stale = item->stale;
    int top;

    if (stale)
      settle_item (self, item);
    top = y + (i == 0 ? 0 : gap_above (self, item));
    if (stale || top != item->y) {
      item->y = top;
      changed = TRUE;
      if (item->table != NULL)
        place_cells (self, item);
      else
        dz_reading_layout_peek_text (self, item->from)->y = top;
    }
    y = top + item->height + (item->table != NULL ? TABLE_GAP - GAP : 0);
  }
  self->height = y + PAGE_PADDING;
  return changed;
}

static void
place_columns (DzReadingLayout *self,
               DzReadingItem *item,
               int left,
               int width)
{
  const DzTable *table = item->table;

  g_free (item->columns);
  item->columns = dz_reading_columns_new (table, width, self->em, 2 * CELL_X + 1);
  for (guint i = item->from; i < item->to; i++) {
    DzReadingText *text = dz_reading_layout_peek_text (self, i);
    const DzCell *cell = &table->cells[i - item->from];
    guint end = MIN (dz_reading_columns_get_end (table, cell), table->n_cols);

    text->box_x = left + item->columns[cell->col];
    text->box_width = item->columns[end] - item->columns[cell->col];
    text->x = text->box_x + CELL_X;
    text->width = MAX (text->box_width - 2 * CELL_X - 1, (int) self->em);
  }
  self->wide = MAX (self->wide, left + item->columns[table->n_cols] + PAGE_PADDING);
}

void
dz_reading_layout_set_width (DzReadingLayout *self,
                             int width)
{
  int column = MIN (width - 2 * PAGE_PADDING, (int) (LINE_HANS * self->em + 0.999));
  int left;

  if (width == self->width)
    return;
  self->width = width;
  self->wide = width;
  self->cursor = 0;
  column = MAX (column, (int) (4 * self->em));
  left = MAX ((width - column) / 2, PAGE_PADDING);
  for (guint i = 0; i < self->items->len; i++) {
    DzReadingItem *item = dz_reading_layout_peek_item (self, i);

    if (item->table != NULL)
      place_columns (self, item, left, column);
    for (guint j = item->from; j < item->to; j++) {
      DzReadingText *text = dz_reading_layout_peek_text (self, j);

      if (item->table == NULL) {
        text->x = left;
        text->width = column;
      }
      text->measured = FALSE;
      text->height = estimate_height (self, text);
    }
    item->stale = TRUE;
  }
  settle (self);
}

int
dz_reading_layout_get_height (DzReadingLayout *self)
{
  return self->height;
}

int
dz_reading_layout_get_wide (DzReadingLayout *self)
{
  return self->wide;
}

int
dz_reading_layout_get_line (DzReadingLayout *self)
{
  return line_of (self, DZ_READING_PARAGRAPH);
}

guint
dz_reading_layout_get_n_texts (DzReadingLayout *self)
{
  return self->texts->len;
}

const DzReadingText *
dz_reading_layout_get_text (DzReadingLayout *self,
                            guint index)
{
  g_return_val_if_fail (index < self->texts->len, NULL);
  return dz_reading_layout_peek_text (self, index);
}

PangoAttrList *
dz_reading_layout_get_attributes (DzReadingLayout *self,
                                  DzReadingKind kind)
{
  return self->attributes[kind];
}

/* Measuring */

gboolean
dz_reading_layout_measure_until (DzReadingLayout *self,
                                 gint64 time)
{
  guint n = self->texts->len;

  while (self->cursor < n && g_get_monotonic_time () < time) {
    for (guint i = 0; i < TEXTS_AT_ONCE && self->cursor < n; self->cursor++) {
      if (dz_reading_layout_peek_text (self, self->cursor)->measured)
        continue;
      measure_text (self, dz_reading_layout_peek_text (self, self->cursor));
      i++;
    }
  }
  settle (self);
  return self->cursor < n;
}

static gboolean
reaches (const DzReadingText *text,
         int top,
         int bottom)
{
  int y = is_cell (text->kind) ? text->box_y : text->y;
  int height = is_cell (text->kind) ? text->box_height : text->height;

  return y < bottom && y + height > top;
}

gboolean
dz_reading_layout_measure_range (DzReadingLayout *self,
                                 int top,
                                 int bottom)
{
  gboolean any = FALSE;
  guint from, to;

  dz_reading_layout_get_range (self, top, bottom, &from, &to);
  for (guint i = from; i < to; i++) {
    DzReadingText *text = dz_reading_layout_peek_text (self, i);

    if (text->measured || !reaches (text, top, bottom))
      continue;
    measure_text (self, text);
    any = TRUE;
  }
  return any && settle (self);
}

void
dz_reading_layout_forget (DzReadingLayout *self,
                          guint index)
{
  g_return_if_fail (index < self->texts->len);
  dz_reading_layout_peek_text (self, index)->measured = FALSE;
  self->cursor = MIN (self->cursor, index);
}
