/* dz-reading-layout-find.c - from places to heights and back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-layout-private.h"

static DzReadingItem *
find_item (DzReadingLayout *self,
           guint block)
{
  if (block < self->first || block >= self->last || self->item_of[block - self->first] < 0)
    return NULL;
  return dz_reading_layout_peek_item (self, (guint) self->item_of[block - self->first]);
}

int
dz_reading_layout_find (DzReadingLayout *self,
                        guint block,
                        int row,
                        int col)
{
  const DzReadingItem *item = find_item (self, block);
  const DzCell *cell;

  if (item == NULL)
    return -1;
  if (item->table == NULL || row < 0)
    return (int) item->from;
  cell = dz_table_get_cell (item->table, (guint) row, (guint) MAX (col, 0));
  return cell == NULL ? -1 : (int) (item->from + (guint) (cell - item->table->cells));
}

gboolean
dz_reading_layout_get_extent (DzReadingLayout *self,
                              guint block,
                              int row,
                              int *top,
                              int *bottom)
{
  const DzReadingItem *item = find_item (self, block);

  if (item == NULL || (item->table != NULL && row >= (int) item->table->n_rows))
    return FALSE;
  if (item->table == NULL || row < 0) {
    *top = item->y;
    *bottom = item->y + item->height;
  } else {
    *top = item->y + item->rows[row];
    *bottom = item->y + item->rows[row + 1];
  }
  return TRUE;
}

/* The last item that begins at or above @y. */
static guint
find_item_at (DzReadingLayout *self,
              int y)
{
  guint low = 0, high = self->items->len;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (dz_reading_layout_peek_item (self, middle)->y <= y)
      low = middle;
    else
      high = middle;
  }
  return low;
}

void
dz_reading_layout_get_range (DzReadingLayout *self,
                             int top,
                             int bottom,
                             guint *from,
                             guint *to)
{
  *from = *to = 0;
  if (self->items->len == 0)
    return;
  *from = dz_reading_layout_peek_item (self, find_item_at (self, top))->from;
  *to = dz_reading_layout_peek_item (self, find_item_at (self, bottom))->to;
}
