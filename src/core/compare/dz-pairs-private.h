/* dz-pairs-private.h - tables beside each other, for dz-pairs.c
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-pairs.h"

G_BEGIN_DECLS

void dz_pair_add_span (DzPair *self,
                       guint side,
                       int row,
                       int col,
                       guint start,
                       guint end);
/* Marks what differs between two texts of a pair; FALSE when they say the same. */
gboolean dz_pair_compare_texts (DzPair *self,
                                guint first,
                                guint second,
                                int row[2],
                                int col[2],
                                const char *a,
                                const char *b);
/* Fills @rows and the spans of a pair of tables; @tables by side, NULL where there is none. */
void dz_pair_compare_tables (DzPair *self,
                             const DzTable *const *tables,
                             guint n_sides);

G_END_DECLS
