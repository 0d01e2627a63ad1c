/* dz-number-private.h - what scanning sentences and reading cells share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-number.h"

#include <string.h>

G_BEGIN_DECLS

/* Folded text; not ended by a NUL. */
typedef struct {
  const char *s;
  gsize n;
} DzNumberText;

typedef struct {
  const char *word;
  DzBound bound;
} DzBoundWord;

/* 近, 超 … before a number; 左右, 以上 … behind it. Ended by a NULL word; the longer before its end. */
extern const DzBoundWord dz_number_words_before[];
extern const DzBoundWord dz_number_words_behind[];

static inline gboolean
has_at (DzNumberText t,
        gsize at,
        const char *word)
{
  gsize length = strlen (word);

  return at <= t.n && t.n - at >= length && memcmp (t.s + at, word, length) == 0;
}

static inline gboolean
any_at (DzNumberText t,
        gsize at,
        const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (has_at (t, at, words[i]))
      return TRUE;
  return FALSE;
}

static inline gboolean
digit_at (DzNumberText t,
          gsize at)
{
  return at < t.n && g_ascii_isdigit (t.s[at]);
}

/* Bytes of the unit at @at; 0 when there is none. */
gsize dz_number_unit_length (DzNumberText t,
                             gsize at);

/* A number in digits at exactly @at, with what stands behind it. @number->to is set behind what belongs
 * together also when it is refused; so in the next two. */
gboolean dz_number_read_arabic (DzNumberText t,
                                gsize at,
                                DzNumber *number);

/* The Chinese numeral at @at; 万 right before 元 is left to the unit. */
gboolean dz_number_read_han (DzNumberText t,
                             gsize at,
                             DzNumber *number);

gboolean dz_number_is_han (DzNumberText t,
                           gsize at);

/* 百分之 and a number of either writing. */
gboolean dz_number_read_percent (DzNumberText t,
                                 gsize at,
                                 DzNumber *number);

G_END_DECLS
