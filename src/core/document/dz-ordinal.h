/* dz-ordinal.h - the numbers that word processors put before paragraphs by themselves
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DZ_ORDINAL_NONE,          /* nothing is shown; also for bullets */
  DZ_ORDINAL_DECIMAL,       /* 1 2 3 */
  DZ_ORDINAL_DECIMAL_ZERO,  /* 01 02 */
  DZ_ORDINAL_FULL_WIDTH,    /* １２ */
  DZ_ORDINAL_CIRCLED,       /* ① ② */
  DZ_ORDINAL_IN_BRACKETS,   /* ⑴ ⑵ */
  DZ_ORDINAL_WITH_STOP,     /* ⒈ ⒉ */
  DZ_ORDINAL_HAN_IN_BRACKETS, /* ㈠ ㈡ */
  DZ_ORDINAL_HAN_CIRCLED,   /* ㊀ ㊁ */
  DZ_ORDINAL_UPPER_ROMAN,
  DZ_ORDINAL_LOWER_ROMAN,
  DZ_ORDINAL_UPPER_LETTER,
  DZ_ORDINAL_LOWER_LETTER,
  DZ_ORDINAL_HAN,           /* 一 十一 二十 */
  DZ_ORDINAL_HAN_DIGITS,    /* 一〇 一一 */
  DZ_ORDINAL_HAN_LEGAL,     /* 壹 贰 拾 */
  DZ_ORDINAL_STEMS,         /* 甲 乙 */
  DZ_ORDINAL_BRANCHES,      /* 子 丑 */
} DzOrdinal;

/* The name that WordprocessingML has for it ("chineseCounting"). */
DzOrdinal dz_ordinal_from_ooxml (const char *name);

/* The number that Word's binary format and RTF have for it. */
DzOrdinal dz_ordinal_from_nfc (guint nfc);

/* The sign that OpenDocument has for it ("一, 二, 三, ..."). */
DzOrdinal dz_ordinal_from_odf (const char *sign);

/* 1 … ; a style that cannot write @value writes plain digits. */
void dz_ordinal_append (DzOrdinal style,
                        guint value,
                        GString *into);

G_END_DECLS
