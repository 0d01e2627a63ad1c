/* dz-number-cell.c - what the value cells of tables say
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-number-private.h"

/* Cells that say in a word or a sign that there is nothing, or no change. */
static gboolean
read_sign_cell (const char *cell,
                DzValue *value)
{
  static const char *const not_applicable[] = { "不涉及", "不适用", "无此项", "无该项", "N/A", "n/a", "NA", "×", "××", "ー", "一一", NULL };
  static const char *const none[] = { "无", "无。", "没有", "暂无", "零", "〇", "无变化", "不变", "持平", NULL };

  if (cell[strspn (cell, "._")] == '\0' || strcmp (cell, "。") == 0) {
    *value = dz_value_none (DZ_VALUE_BLANK);
    return TRUE;
  }
  if (cell[strspn (cell, "-")] == '\0' || cell[strspn (cell, "/\\")] == '\0'
      || g_strv_contains (not_applicable, cell)) {
    *value = dz_value_none (DZ_VALUE_NOT_APPLICABLE);
    return TRUE;
  }
  if (g_strv_contains (none, cell)) {
    *value = dz_value_number (DZ_DECIMAL_ZERO);
    return TRUE;
  }
  return FALSE;
}

/* What may stand before the number of a cell: 增, 减, a sign, 共, 近. Returns its bytes. */
static gsize
read_cell_start (DzNumberText t,
                 gboolean *negative,
                 DzBound *bound)
{
  static const char *const ups[] = { "增加", "新增", "上升", "增长", "增", "↑", "+", NULL };
  static const char *const downs[] = { "减少", "下降", "减", "↓", "-", NULL };
  static const char *const counts[] = { "合计", "共计", "共", "计", NULL };
  const char *const *const lists[] = { ups, downs, counts };
  gsize at = 0;

  for (guint l = 0; l < G_N_ELEMENTS (lists) && at == 0; l++)
    for (guint i = 0; lists[l][i] != NULL && at == 0; i++)
      if (has_at (t, 0, lists[l][i])) {
        at = strlen (lists[l][i]);
        *negative = l == 1;
      }
  for (guint i = 0; dz_number_words_before[i].word != NULL; i++)
    if (has_at (t, at, dz_number_words_before[i].word)) {
      *bound = dz_number_words_before[i].bound;
      return at + strlen (dz_number_words_before[i].word);
    }
  return at;
}

/* A mark or a bracket behind a number that explains it: ①, *, (注1), [2]; to the end. */
static gboolean
is_note (DzNumberText t,
         gsize at)
{
  gunichar c;

  if (at >= t.n)
    return FALSE;
  c = g_utf8_get_char (t.s + at);
  if (c >= 0x2460 && c <= 0x2473)
    return t.n - at == 3 || is_note (t, at + 3);
  if (c == '*')
    return at + 1 == t.n || is_note (t, at + 1);
  return (c == '(' && t.s[t.n - 1] == ')') || (c == '[' && t.s[t.n - 1] == ']') || has_at (t, at, "注");
}

static char *
dup_origin (const DzFolded *folded,
            const char *text,
            gsize from,
            gsize to)
{
  guint start, end;

  dz_folded_get_origin (folded, from, to, &start, &end);
  return dz_text_cut (text, start, end);
}

/* Number, unit and note from @at to the end of the cell; @note_from is the end when there is none. */
static gboolean
read_number_cell (DzNumberText t,
                  gsize at,
                  DzNumber *number,
                  gsize *unit_end,
                  gsize *note_from)
{
  gsize end;

  if (at >= t.n)
    return FALSE;
  if (has_at (t, at, "百分之")) {
    if (!dz_number_read_percent (t, at, number))
      return FALSE;
  } else if (digit_at (t, at)) {
    if (!dz_number_read_arabic (t, at, number))
      return FALSE;
  } else if (!dz_number_read_han (t, at, number) || (number->to - at == 3 && has_at (t, at, "一") && number->to == t.n)) {
    /* 一 alone may as well be a dash. */
    return FALSE;
  }
  end = number->to + dz_number_unit_length (t, number->to);
  *unit_end = end;
  for (guint i = 0; dz_number_words_behind[i].word != NULL; i++)
    if (has_at (t, end, dz_number_words_behind[i].word)) {
      if (number->value.bound == DZ_BOUND_EXACT)
        number->value.bound = dz_number_words_behind[i].bound;
      end += strlen (dz_number_words_behind[i].word);
    }
  if (has_at (t, end, "。") || (end + 1 == t.n && t.s[end] == '.'))
    end = end + (t.s[end] == '.' ? 1 : 3);
  *note_from = end;
  return end == t.n || is_note (t, end);
}

gboolean
dz_number_read_cell (const char *text,
                     DzValue *value,
                     char **unit,
                     char **note)
{
  g_autoptr (DzFolded) folded = NULL;
  DzBound bound = DZ_BOUND_EXACT;
  gboolean negative = FALSE;
  DzNumber number;
  gsize at, unit_end, note_from;
  DzNumberText t;

  g_return_val_if_fail (text != NULL && value != NULL && unit != NULL && note != NULL, FALSE);

  *unit = NULL;
  *note = NULL;
  folded = dz_text_fold (text);
  if (read_sign_cell (folded->text, value))
    return TRUE;
  t = (DzNumberText){ folded->text, folded->length };
  at = read_cell_start (t, &negative, &bound);
  if (!read_number_cell (t, at, &number, &unit_end, &note_from))
    return FALSE;
  if (negative)
    number.value.number.mantissa = -number.value.number.mantissa;
  if (number.value.bound == DZ_BOUND_EXACT)
    number.value.bound = bound;
  *value = number.value;
  if (number.percent)
    *unit = g_strdup ("%");
  else if (unit_end > number.to)
    *unit = dup_origin (folded, text, number.to, unit_end);
  if (note_from < t.n)
    *note = dup_origin (folded, text, note_from, t.n);
  return TRUE;
}
