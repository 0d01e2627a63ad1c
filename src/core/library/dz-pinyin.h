/* dz-pinyin.h - finding Chinese names by the first letters of their readings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "sjdqsfj" for 市嘉定区司法局; other characters stay as they are, in small letters. A character with
 * several readings gives its usual one. */
char *dz_pinyin_initials (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @text contains @needle: as written, or as the first letters of the readings. The signs of
 * a place's rank (省市区县 …) may be left out: 嘉定司法局 and "jdsfj" find 上海市嘉定区司法局. An empty
 * @needle is contained in everything. */
gboolean dz_pinyin_contains (const char *text,
                             const char *needle);

G_END_DECLS
