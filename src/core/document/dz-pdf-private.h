/* dz-pdf-private.h - the parts of the PDF reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <poppler.h>

#include "dz-page.h"

G_BEGIN_DECLS

/* Adds the lines and thin boxes that @source draws, by way of a drawing in SVG: right for every
 * file that can be shown, and slow, because the shapes of all characters are written out too. */
void dz_pdf_add_drawn_rules (PopplerPage *source,
                             DzPage *page);

G_END_DECLS
