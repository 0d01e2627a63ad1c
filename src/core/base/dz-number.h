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
 * @scale: the power of ten that 万/亿 (千, 百) added last: 0, 2, 3, 4 or 8
 *
 * 万 and 亿 right before 元 belong to the unit: 12.5万元 is 12.5, and @to stands before 万;
 * 18万余元 is 180000 and its unit 元.
 */
typedef struct {
  gsize from, to;
  DzValue value;
  gboolean percent;
  gboolean han;
  guint scale;
} DzNumber;

/* The first number at or behind byte @start of folded text. Digits glued to Latin
 * letters (G20, ab0000) are no numbers, nor is what is grouped wrongly (1,036,5) or has several
 * points (1.2.3). Han numerals count only where a number can stand: before a unit or after
 * 共/为/计; 一 in 一是 or 统一 is none. Years, articles and telephone numbers are numbers here:
 * who asks decides. */
gboolean dz_number_scan (const char *folded,
                         gsize length,
                         gsize start,
                         DzNumber *out);

/**
 * dz_number_read_cell:
 * @text: a value cell as printed
 * @value: (out): what it says: a number, blank or not applicable. 无 and 无变化 are 0;
 *   增2 is 2, 减8 is -8; ——, / and 不适用 are not applicable; an empty cell or a lone point is blank
 * @unit: (out) (nullable) (transfer full): a unit printed in the cell ("元" of 251000元, "%")
 * @note: (out) (nullable) (transfer full): what else stands there ("（其中修订16件）", "①")
 *
 * FALSE when the cell is neither a value nor blank nor a sign for "none": it is text. Two numbers
 * in one cell are text too: digits are never put together.
 */
gboolean dz_number_read_cell (const char *text,
                              DzValue *value,
                              char **unit,
                              char **note);

G_END_DECLS
