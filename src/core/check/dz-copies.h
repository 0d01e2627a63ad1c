/* dz-copies.h - which reports share their words
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences are stripped of figures and of the agency's and region's names, cut into overlapping pieces of
 * a few characters, and a piece in every few is kept (winnowing). What many agencies share is
 * form and law, not copying, and counts for nobody.
 */
#pragma once

#include "dz-extraction.h"

G_BEGIN_DECLS

/**
 * DzCopyPair:
 * @a, @b: indices into the extractions, a < b
 * @share_a, @share_b: how much of each one's own words stands in the other, 0 .. 1
 * @all: what both have over what either has, of all words but form and law; only where that is nine
 *   tenths or more, else 0
 * @characters: about as many are shared
 */
typedef struct {
  guint a, b;
  double share_a, share_b;
  double all;
  guint characters;
} DzCopyPair;

/**
 * DzCopyPassage: a sentence that two reports share but for figures and names
 */
typedef struct {
  DzAddress a, b;
} DzCopyPassage;

#define DZ_TYPE_COPIES (dz_copies_get_type ())
G_DECLARE_FINAL_TYPE (DzCopies, dz_copies, DZ, COPIES, GObject)

/* @extractions: of DzExtraction; those without a document share nothing. */
DzCopies *dz_copies_new (GPtrArray *extractions,
                         DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

/* Of DzCopyPair, by the larger share, those that share a tenth or more or are alike as a whole. */
GArray *dz_copies_get_pairs (DzCopies *self);

/* The share of @a's own words that stands in @b too; 0 for less than a tenth. */
double dz_copies_get_share (DzCopies *self,
                            guint a,
                            guint b);

/* Characters of a report that are its own: neither form nor law nor everybody's. */
guint dz_copies_get_own (DzCopies *self,
                         guint index);

/* Of DzCopyPassage, in the order of @a, for reading both side by side. */
GArray *dz_copies_find_passages (DzExtraction *a,
                                 DzExtraction *b,
                                 DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
