/* dz-document-builder.h - how a reader makes a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts against the limits as it goes: once one is passed, further calls do
 * nothing and dz_document_builder_end() says which. Text that is not valid UTF-8 is made so.
 */
#pragma once

#include "dz-document.h"

G_BEGIN_DECLS

typedef struct _DzDocumentBuilder DzDocumentBuilder;

DzDocumentBuilder *dz_document_builder_new (const char *format) G_GNUC_WARN_UNUSED_RESULT;
void dz_document_builder_free (DzDocumentBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDocumentBuilder, dz_document_builder_free)

/* Hold for all that is added from now on, until set again. */
void dz_document_builder_set_page (DzDocumentBuilder *self,
                                   guint page);
void dz_document_builder_set_sheet (DzDocumentBuilder *self,
                                    const char *sheet);

/* Holds for the next block or cell only. */
void dz_document_builder_set_box (DzDocumentBuilder *self,
                                  const DzBox *box);

void dz_document_builder_set_meta (DzDocumentBuilder *self,
                                   const char *key,
                                   const char *value);
void dz_document_builder_add_remark (DzDocumentBuilder *self,
                                     const char *code,
                                     const char *place,
                                     const char *message);

/* Text that is empty or white is passed over. */
void dz_document_builder_add_heading (DzDocumentBuilder *self,
                                      guint level,
                                      const char *text);
void dz_document_builder_add_paragraph (DzDocumentBuilder *self,
                                        const char *text);

void dz_document_builder_begin_table (DzDocumentBuilder *self);
void dz_document_builder_set_table_place (DzDocumentBuilder *self,
                                          guint sheet_row,
                                          guint sheet_col);
void dz_document_builder_set_table_ragged (DzDocumentBuilder *self);
void dz_document_builder_begin_row (DzDocumentBuilder *self);

/* Puts the cell into the first free column of the current row, as a web page does;
 * spans of 0 count as 1. White space around the text is kept: it may carry the nesting. */
void dz_document_builder_add_cell (DzDocumentBuilder *self,
                                   const char *text,
                                   guint row_span,
                                   guint col_span,
                                   DzCellFlags flags);

/* Puts it at a place; a place already taken is refused and leaves a remark. */
void dz_document_builder_add_cell_at (DzDocumentBuilder *self,
                                      guint row,
                                      guint col,
                                      const char *text,
                                      guint row_span,
                                      guint col_span,
                                      DzCellFlags flags);

/* Spans that reach below the last row are cut. A table without cells is dropped. */
void dz_document_builder_end_table (DzDocumentBuilder *self);

/* TRUE once a limit was passed: a reader may stop early. */
gboolean dz_document_builder_is_full (DzDocumentBuilder *self);

/* The document; NULL with DZ_DOCUMENT_ERROR_TOO_LARGE or, when nothing was added,
 * DZ_DOCUMENT_ERROR_EMPTY. The builder is spent. */
DzDocument *dz_document_builder_end (DzDocumentBuilder *self,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
