/* dz-pairs-private.h - what the files of the pairs share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-align.h"
#include "dz-pairs.h"

G_BEGIN_DECLS

typedef struct {
  DzDocument *document; /* borrowed; NULL without one */
  guint first, last;    /* blocks */
  GPtrArray *texts;     /* of char *: folded text of the blocks, "" of a table */
  GPtrArray *keys;      /* of char * */
  GPtrArray *grams;     /* of GArray */
  DzAlignItem *items;
} DzPairsSide;

/* The first side that has a block in the pair. */
guint dz_pair_get_first_side (const DzPair *pair);

void dz_pair_add_span (DzPair *self,
                       guint side,
                       int row,
                       int col,
                       guint start,
                       guint end);
/* Sorts and joins: the first side is compared with each of the others, its marks may overlap. NULL is fine. */
void dz_pair_settle_spans (GArray *spans);
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
                             guint n_sides,
                             const DzPairPin *pins,
                             guint n_pins);
/* Tells those of @pairs that stand elsewhere on another side, and what changed in them. */
void dz_pairs_find_moved (GPtrArray *pairs,
                          const DzPairsSide *sides,
                          guint n_sides);

G_END_DECLS
