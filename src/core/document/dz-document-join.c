/* dz-document-join.c - two documents, one behind the other
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-document-private.h"

static void
append (DzDocument *into,
        DzDocument *from,
        guint offset)
{
  GPtrArray *remarks = dz_document_get_remarks (from);

  for (guint i = 0; i < dz_document_get_n_blocks (from); i++) {
    const DzBlock *block = dz_document_get_block (from, i);

    dz_document_add_block_private (into, block, block->table);
  }
  for (guint i = 0; i < remarks->len; i++)
    dz_document_take_remark_private (into, dz_remark_move (g_ptr_array_index (remarks, i), offset));
}

DzDocument *
dz_document_join (DzDocument *first,
                  DzDocument *second)
{
  DzDocument *self;

  g_return_val_if_fail (DZ_IS_DOCUMENT (first) && DZ_IS_DOCUMENT (second), NULL);

  self = dz_document_new_private (dz_document_get_format (first));
  dz_document_copy_meta_private (self, first);
  append (self, first, 0);
  append (self, second, dz_document_get_n_blocks (first));
  return self;
}
