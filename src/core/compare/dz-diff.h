/* dz-diff.h - which characters of two texts differ
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters [start, end). */
typedef struct {
  guint start, end;
} DzRange;

/**
 * dz_diff_texts:
 * @left, @right: (out): of DzRange, in order; what has no equal on the other side
 *
 * A number is one token with its separators and its 万 or %, so is a Latin word; each Han character is
 * one. Full-width and half-width forms and blanks do not count. Exchanged texts give exchanged ranges.
 * Texts that are too long and too different are told apart as a whole between what they begin and end with.
 */
void dz_diff_texts (const char *a,
                    const char *b,
                    GArray **left,
                    GArray **right);

/* The pairs of neighbouring characters of a text, folded and sorted; a number is one sign. */
GArray *dz_grams_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* How many of them two texts share, 0 .. 1. */
double dz_grams_compare (const GArray *a,
                         const GArray *b);

G_END_DECLS
