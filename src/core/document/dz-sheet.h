/* dz-sheet.h - the cells of one sheet, laid out as headings, paragraphs and tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet is a plane with cells here and there. Its regions, divided by blank rows, become
 * tables whose place in the sheet is kept; lines of one cell above a region are what they
 * look like: titles and headings.
 */
#pragma once

#include "dz-document-builder.h"

G_BEGIN_DECLS

typedef struct _DzSheet DzSheet;

DzSheet *dz_sheet_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_sheet_free (DzSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSheet, dz_sheet_free)

/* Takes @text. Blank cells need not be told. In any order; of two in one place the later holds. */
void dz_sheet_take_text (DzSheet *self,
                         guint row,
                         guint col,
                         char *text);

/* From corner to corner, both inside. */
void dz_sheet_merge (DzSheet *self,
                     guint first_row,
                     guint first_col,
                     guint last_row,
                     guint last_col);
void dz_sheet_hide_rows (DzSheet *self,
                         guint first,
                         guint last);
void dz_sheet_hide_columns (DzSheet *self,
                            guint first,
                            guint last);
void dz_sheet_hide_all (DzSheet *self);

/* TRUE once there are more cells than may be: a reader may stop. */
gboolean dz_sheet_is_full (DzSheet *self);

/* Adds the blocks; page and sheet are the builder's. FALSE with DZ_DOCUMENT_ERROR_TOO_LARGE for a
 * sheet that is full. */
gboolean dz_sheet_build (DzSheet *self,
                         DzDocumentBuilder *builder,
                         GError **error);

G_END_DECLS
