/* dz-charset.h - bytes of a text to UTF-8
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ladder, first match wins: byte order mark, strict UTF-8, what the file declares, then GB 18030,
 * Big5 and UTF-16 by how much the result looks like Chinese.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzDecoded:
 * @text: valid UTF-8 without byte order mark and without NUL characters
 * @encoding: "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "BIG5" or the declared name
 * @n_bad: bytes that belong to no character; U+FFFD stands for them
 */
typedef struct {
  char *text;
  gsize length;
  char *encoding;
  guint n_bad;
} DzDecoded;

/**
 * dz_charset_decode:
 * @declared: (nullable): a name that the file gives itself; gb2312 and gbk mean GB 18030
 *
 * NULL when the bytes are no text: too many of them fit no encoding, or they hold control
 * characters as programs and pictures do.
 */
DzDecoded *dz_charset_decode (const guint8 *bytes,
                              gsize size,
                              const char *declared) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the first bytes decode: cheap, for sniffing. */
gboolean dz_charset_is_text (const guint8 *bytes,
                             gsize size);

void dz_decoded_free (DzDecoded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDecoded, dz_decoded_free)

G_END_DECLS
