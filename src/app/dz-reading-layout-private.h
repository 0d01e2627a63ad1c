/* dz-reading-layout-private.h - what the files of the layout share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-reading-layout.h"

G_BEGIN_DECLS

/* Texts above each other: one, or those of a table. */
typedef struct {
  guint block;
  const DzTable *table; /* NULL for a single text */
  guint from, to;       /* texts */
  int y, height;
  gboolean stale; /* heights of its texts have changed */
  int *columns;   /* of n_cols + 1: where the columns begin */
  int *rows;      /* of n_rows + 1: where the rows begin, from the item's top */
} DzReadingItem;

struct _DzReadingLayout {
  DzDocument *document;
  guint first, last;
  PangoLayout *layout; /* measures */
  PangoAttrList *attributes[DZ_READING_MOVED + 1];
  DzReadingMarkupFunc func;
  gpointer func_data;

  GArray *texts;     /* of DzReadingText, in reading order */
  GArray *items;     /* of Item */
  int *item_of;      /* of last - first: the item of the block, -1 for none */
  int width, height, wide;
  double em;         /* width of a Han character */
  guint cursor;      /* texts before are measured */
};

static inline DzReadingText *
dz_reading_layout_peek_text (DzReadingLayout *self,
           guint index)
{
  return &g_array_index (self->texts, DzReadingText, index);
}

static inline DzReadingItem *
dz_reading_layout_peek_item (DzReadingLayout *self,
           guint index)
{
  return &g_array_index (self->items, DzReadingItem, index);
}

G_END_DECLS
