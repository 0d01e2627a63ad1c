/* dz-pdf-private.h - the parts of the PDF reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-page.h"
#include "dz-pdf-file.h"
#include "dz-pdf-library.h"

G_BEGIN_DECLS

/* Adds the lines and thin boxes that @source draws, by way of a drawing in SVG: right for every
 * file that can be shown, and slow, because the shapes of all characters are written out too. */
void dz_pdf_add_drawn_rules (PopplerPage *source,
                             DzPage *page);

/* The same from the drawing orders of page @index themselves; FALSE when they cannot be followed.
 */
gboolean dz_pdf_add_ordered_rules (DzPdfFile *file,
                                   guint index,
                                   DzPage *page);

G_END_DECLS
