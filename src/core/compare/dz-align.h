/* dz-align.h - two lists of things beside each other, in order
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzAlignItem:
 * @key: equal keys mean the same thing; "" when it has none
 * @weight: how much a key says, at least 1
 * @grams: of dz_grams_new(), or NULL
 * @kind: only equal kinds come together
 * @least: likeness from which two things with different keys come together; above 1 never
 */
typedef struct {
  const char *key;
  guint weight;
  const GArray *grams;
  int kind;
  double least;
} DzAlignItem;

/* @match: (out) of @n: index in @b of the partner of each, -1 without; grows. Exchanged lists
 * give the exchanged result. */
void dz_align (const DzAlignItem *a,
               guint n,
               const DzAlignItem *b,
               guint m,
               int *match);

/* Two things that belong together whatever they say: a[i] and b[j]. */
typedef struct {
  guint i, j;
} DzAlignPin;

/* The same with pins, in any order; of two that cross or want the same thing, the one with the smaller @i
 * holds. */
void dz_align_pinned (const DzAlignItem *a,
                      guint n,
                      const DzAlignItem *b,
                      guint m,
                      const DzAlignPin *pins,
                      guint n_pins,
                      int *match);

G_END_DECLS
