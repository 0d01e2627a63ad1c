/* dz-number.h - numbers as reports write them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-text.h"
#include "dz-value.h"

G_BEGIN_DECLS

/**
 * DzNumber:
 * @from, @to: bytes of the folded text: sign, digits, grouping, 万/亿, 余/多 and 近/约/超 before it
 * @value: the number with 万/亿 multiplied in and its bound
 * @percent: % or 百分之 stood with it; the value is the percentage, 41.83 for 41.83%
 * @han: written in Chinese numerals
 * @scale: the power of ten that 万/亿 added: 0, 4 or 8
 */
typedef struct {
  gsize from, to;
  DzValue value;
  gboolean percent;
  gboolean han;
  guint scale;
} DzNumber;

/* The first number at or behind byte @start of folded text. Digits glued to Latin
 * letters (G20, ab0000) are no numbers. Han numerals count only where a number can stand:
 * before a unit or after 共/为/计; 一 in 一是 or 统一 is none. */
gboolean dz_number_scan (const char *folded,
                         gsize length,
                         gsize start,
                         DzNumber *out);

/**
 * dz_number_read_cell:
 * @text: a value cell as printed
 * @value: (out): what it says; the five signs of forms.md section 1.6
 * @unit: (out) (nullable) (transfer full): a unit printed in the cell ("251000元")
 * @note: (out) (nullable) (transfer full): what else stands there ("（其中修订16件）", "①")
 *
 * FALSE when the cell is neither a value nor blank nor a sign for "none": it is text.
 */
gboolean dz_number_read_cell (const char *text,
                              DzValue *value,
                              char **unit,
                              char **note);

G_END_DECLS
