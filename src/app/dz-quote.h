/* dz-quote.h - the words a figure was read from, within what stands around them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"
#include "dz-fact.h"

G_BEGIN_DECLS

/* Pango markup: for prose the sentence with the clause and the figure in it marked, for a table
 * the cells of the row with the figure marked. Without a document the quote alone. */
char *dz_quote_markup (DzDocument *document,
                       const DzFact *fact) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
