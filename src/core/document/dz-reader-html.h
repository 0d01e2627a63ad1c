/* dz-reader-html.h - what the archive of a web page shares with the page itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "dz-document.h"

G_BEGIN_DECLS

/* @text: valid UTF-8; @n_bad: bytes that could not be decoded before. */
DzDocument *dz_html_read_text (const char *text,
                               gsize length,
                               const char *format,
                               const char *encoding,
                               guint n_bad,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
