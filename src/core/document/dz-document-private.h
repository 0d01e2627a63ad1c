/* dz-document-private.h - what the builder and the serialiser share with the document
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"

G_BEGIN_DECLS

DzDocument *dz_document_new_private (const char *format) G_GNUC_WARN_UNUSED_RESULT;
void dz_document_set_meta_private (DzDocument *self,
                                   const char *key,
                                   const char *value);
void dz_document_copy_meta_private (DzDocument *self,
                                    DzDocument *from);
void dz_document_take_remark_private (DzDocument *self,
                                      DzRemark *remark);
const char *dz_document_keep_private (DzDocument *self,
                                      const char *text);

/* Copies all; cells must lie inside the grid and not overlap. */
void dz_document_add_block_private (DzDocument *self,
                                    const DzBlock *block,
                                    const DzTable *table);

G_END_DECLS
