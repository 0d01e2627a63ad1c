/* dz-text.h - folding of Chinese text for matching, with the way back
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reports write one word in many ways: full and half width, with blanks inside,
 * simplified or traditional. Matching is done on the folded text; what a user
 * sees is always cut from the original by the offsets kept here.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzFolded:
 * @text: the folded text, UTF-8
 * @length: bytes of @text
 * @n_chars: characters of @text
 *
 * Folding is per character: compatibility forms to their plain ones (full-width
 * digits, ㈠ to (一), ① kept), white space of every kind and invisible characters
 * removed, traditional to simplified, quotes and dashes to one form each, （）to (),
 * ，to , ：to : ；to ; — but 、and 。stay, since they divide lists and sentences.
 */
typedef struct {
  char *text;
  gsize length;
  guint n_chars;
  guint32 *origins;  /* of n_chars + 1: index of the original character each came from; the last is the original length */
  guint32 *chars;    /* of length + 1: index of the folded character that holds each byte */
} DzFolded;

DzFolded *dz_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void dz_folded_free (DzFolded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFolded, dz_folded_free)

/* The original characters [*start, *end) that the folded bytes [from, to) came from. */
void dz_folded_get_origin (const DzFolded *self,
                           gsize from,
                           gsize to,
                           guint *start,
                           guint *end);

/* The folded text alone. */
char *dz_text_fold_string (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Characters [start, end) of @text; fewer when it ends before. */
char *dz_text_cut (const char *text,
                   guint start,
                   guint end) G_GNUC_WARN_UNUSED_RESULT;

/* A label without what does not identify it: folded, one leading number (一、(一) 1. ①),
 * 其中:, brackets with explanations, quotes and 、 between Han removed. Empty when nothing is left. */
char *dz_text_label_key (const char *label) G_GNUC_WARN_UNUSED_RESULT;

/* The leading number of a folded label: its level by style (1 for 一、, 2 for (一), 3 for 1.,
 * 4 for (1), 5 for ①), 0 when there is none; @length gets its bytes, @ordinal its value; both may be NULL. */
guint dz_text_leading_number (const char *folded,
                              gsize *length,
                              guint *ordinal);

gboolean dz_text_is_han (gunichar c);

G_END_DECLS
