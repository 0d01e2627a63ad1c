/* dz-location.h - the words for a place in a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"

G_BEGIN_DECLS

/* "Sheet1!D5" in a spreadsheet; "page 3, table 2, row 5, column 4" or "page 3, under “二、概述”, paragraph 2", without
 * the page where the format has none. Tables are counted on the page, or from the block @first on, where the file begins.
 * Without @document what the address alone tells. */
char *dz_location_to_words (DzDocument *document,
                            guint first,
                            const DzAddress *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
