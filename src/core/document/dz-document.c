/* dz-document.c - what a reader makes of a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DzDocument {
  GObject parent_instance;

  char *format;
  GStringChunk *strings;
  GArray *blocks;     /* of DzBlock; texts in strings, tables owned */
  GHashTable *meta;   /* key -> value, both owned */
  GPtrArray *remarks; /* of DzRemark */
};

G_DEFINE_FINAL_TYPE (DzDocument, dz_document, G_TYPE_OBJECT)
G_DEFINE_QUARK (dz-document-error-quark, dz_document_error)

typedef struct {
  DzTable table;
  guint32 *grid; /* of n_rows × n_cols: index of the cell + 1, 0 for a hole */
} OwnedTable;

static void
clear_block (DzBlock *block)
{
  OwnedTable *owned = (OwnedTable *) (gpointer) block->table;

  if (owned == NULL)
    return;
  g_free ((gpointer) owned->table.cells);
  g_free (owned->grid);
  g_free (owned);
}

static void
dz_document_finalize (GObject *object)
{
  DzDocument *self = DZ_DOCUMENT (object);

  for (guint i = 0; i < self->blocks->len; i++)
    clear_block (&g_array_index (self->blocks, DzBlock, i));
  g_array_unref (self->blocks);
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->meta);
  g_ptr_array_unref (self->remarks);
  g_free (self->format);
  G_OBJECT_CLASS (dz_document_parent_class)->finalize (object);
}

static void
dz_document_class_init (DzDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_document_finalize;
}

static void
dz_document_init (DzDocument *self)
{
  self->blocks = g_array_new (FALSE, TRUE, sizeof (DzBlock));
  self->strings = g_string_chunk_new (4096);
  self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);
}

DzDocument *
dz_document_new_private (const char *format)
{
  DzDocument *self = g_object_new (DZ_TYPE_DOCUMENT, NULL);

  self->format = g_strdup (format);
  return self;
}

void
dz_document_set_meta_private (DzDocument *self,
                              const char *key,
                              const char *value)
{
  g_hash_table_replace (self->meta, g_strdup (key), g_strdup (value));
}

void
dz_document_copy_meta_private (DzDocument *self,
                               DzDocument *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from->meta);
  while (g_hash_table_iter_next (&iter, &key, &value))
    dz_document_set_meta_private (self, key, value);
}

void
dz_document_take_remark_private (DzDocument *self,
                                 DzRemark *remark)
{
  g_ptr_array_add (self->remarks, remark);
}

const char *
dz_document_keep_private (DzDocument *self,
                          const char *text)
{
  return text[0] == '\0' ? "" : g_string_chunk_insert (self->strings, text);
}

void
dz_document_add_block_private (DzDocument *self,
                               const DzBlock *block,
                               const DzTable *table)
{
  DzBlock copy = *block;
  OwnedTable *owned;

  copy.text = dz_document_keep_private (self, block->text != NULL ? block->text : "");
  copy.sheet = block->sheet != NULL ? g_string_chunk_insert_const (self->strings, block->sheet) : NULL;
  copy.table = NULL;
  if (table != NULL) {
    DzCell *cells = g_memdup2 (table->cells, sizeof (DzCell) * table->n_cells);

    owned = g_new0 (OwnedTable, 1);
    owned->table = *table;
    owned->table.cells = cells;
    owned->grid = g_new0 (guint32, (gsize) table->n_rows * table->n_cols);
    for (guint i = 0; i < table->n_cells; i++) {
      cells[i].text = dz_document_keep_private (self, cells[i].text);
      for (guint r = cells[i].row; r < cells[i].row + cells[i].row_span; r++)
        for (guint c = cells[i].col; c < cells[i].col + cells[i].col_span; c++)
          owned->grid[(gsize) r * table->n_cols + c] = i + 1;
    }
    copy.table = &owned->table;
  }
  g_array_append_val (self->blocks, copy);
}

const DzCell *
dz_table_get_cell (const DzTable *table,
                   guint row,
                   guint col)
{
  const OwnedTable *owned = (const OwnedTable *) (gconstpointer) table;
  guint32 index;

  g_return_val_if_fail (table != NULL, NULL);

  if (row >= table->n_rows || col >= table->n_cols)
    return NULL;
  index = owned->grid[(gsize) row * table->n_cols + col];
  return index == 0 ? NULL : &table->cells[index - 1];
}

const char *
dz_document_get_format (DzDocument *self)
{
  g_return_val_if_fail (DZ_IS_DOCUMENT (self), NULL);

  return self->format;
}

guint
dz_document_get_n_blocks (DzDocument *self)
{
  g_return_val_if_fail (DZ_IS_DOCUMENT (self), 0);

  return self->blocks->len;
}

const DzBlock *
dz_document_get_block (DzDocument *self,
                       guint index)
{
  g_return_val_if_fail (DZ_IS_DOCUMENT (self), NULL);

  return index < self->blocks->len ? &g_array_index (self->blocks, DzBlock, index) : NULL;
}

const char *
dz_document_get_meta (DzDocument *self,
                      const char *key)
{
  g_return_val_if_fail (DZ_IS_DOCUMENT (self), NULL);

  return g_hash_table_lookup (self->meta, key);
}

GPtrArray *
dz_document_get_remarks (DzDocument *self)
{
  g_return_val_if_fail (DZ_IS_DOCUMENT (self), NULL);

  return self->remarks;
}

const char *
dz_document_get_text_at (DzDocument *self,
                         const DzAddress *address)
{
  const DzBlock *block;
  const DzCell *cell;

  g_return_val_if_fail (DZ_IS_DOCUMENT (self), NULL);

  block = dz_document_get_block (self, address->block);
  if (block == NULL)
    return NULL;
  if (block->table == NULL)
    return address->row < 0 ? block->text : NULL;
  if (address->row < 0 || address->col < 0)
    return NULL;
  cell = dz_table_get_cell (block->table, (guint) address->row, (guint) address->col);
  return cell != NULL ? cell->text : NULL;
}

char *
dz_document_dup_quote (DzDocument *self,
                       const DzAddress *address)
{
  const char *text = dz_document_get_text_at (self, address);

  if (text == NULL || address->end < address->start
      || address->end > (guint) g_utf8_strlen (text, -1))
    return NULL;
  return g_utf8_substring (text, address->start, address->end);
}

gboolean
dz_document_get_box (DzDocument *self,
                     const DzAddress *address,
                     guint *page,
                     DzBox *box)
{
  const DzBlock *block = dz_document_get_block (self, address->block);
  const DzCell *cell = NULL;

  if (block == NULL)
    return FALSE;
  if (block->table != NULL && address->row >= 0 && address->col >= 0)
    cell = dz_table_get_cell (block->table, (guint) address->row, (guint) address->col);
  *page = cell != NULL && cell->page > 0 ? cell->page : block->page;
  *box = cell != NULL && cell->box.width > 0 ? cell->box : block->box;
  return *page > 0 && box->width > 0;
}
