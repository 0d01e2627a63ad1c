/* dz-pinyin.c - finding Chinese names by the first letters of their readings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-pinyin.h"

#include "dz-pinyin-data.h"

#include <string.h>

/* Characters of a needle that are looked at. */
#define MAX_NEEDLE 60u

/* Characters of names of places and offices that are read in two ways. */
static const struct {
  gunichar c;
  const char *letters;
} several[] = {
  { 0x91cd, "zc" }, /* 重庆, 重点 */
  { 0x957f, "cz" }, /* 长沙, 长子 */
  { 0x53a6, "xs" }, /* 厦门 */
  { 0x884c, "xh" }, /* 行政, 银行 */
  { 0x4e50, "ly" }, /* 乐山, 乐清 */
  { 0x671d, "cz" }, /* 朝阳 */
  { 0x85cf, "zc" }, /* 西藏 */
  { 0x5355, "ds" }, /* 单县 */
  { 0x4f1a, "hk" }, /* 会泽, 会计 */
  { 0x53c2, "cs" },
  { 0x76db, "sc" },
  { 0x66fe, "zc" },
  { 0x89e3, "jx" },
  { 0x8c03, "td" }, /* 调查 */
  { 0x67e5, "cz" },
  { 0x5c6f, "tz" },
  { 0x79cd, "zc" },
  { 0x6d45, "jq" },
  { 0x6d1e, "dt" },
  { 0x6cca, "pb" },
  { 0x7a3d, "jq" },
};

static const char *
get_letters (gunichar c,
             char buffer[2])
{
  for (gsize i = 0; i < G_N_ELEMENTS (several); i++)
    if (several[i].c == c)
      return several[i].letters;
  if (c < DZ_PINYIN_FIRST || c > DZ_PINYIN_LAST || dz_pinyin_letters[c - DZ_PINYIN_FIRST] == '-')
    return "";
  buffer[0] = dz_pinyin_letters[c - DZ_PINYIN_FIRST];
  buffer[1] = '\0';
  return buffer;
}

char *
dz_pinyin_initials (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    char buffer[2];
    const char *letters = get_letters (c, buffer);

    if (letters[0] != '\0')
      g_string_append_c (out, letters[0]);
    else
      g_string_append_unichar (out, g_unichar_tolower (c));
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_rank (gunichar c)
{
  static const gunichar ranks[] = { 0x7701, 0x5e02, 0x533a, 0x53bf, 0x5dde, 0x9547, 0x4e61 }; /* 省市区县州镇乡 */

  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (ranks[i] == c)
      return TRUE;
  return FALSE;
}

static gboolean
fits (gunichar c,
      gunichar wanted)
{
  char buffer[2];

  return g_unichar_tolower (c) == wanted || (wanted < 0x80 && wanted != 0 && strchr (get_letters (c, buffer), (char) wanted) != NULL);
}

gboolean
dz_pinyin_contains (const char *text,
                    const char *needle)
{
  gunichar wanted[MAX_NEEDLE];
  guint64 states = 0; /* bit k: the last k characters fit the first k of the needle */
  guint n = 0;

  for (const char *p = needle; *p != '\0' && n < MAX_NEEDLE; p = g_utf8_next_char (p))
    wanted[n++] = g_unichar_tolower (g_utf8_get_char (p));
  for (const char *p = text; *p != '\0' && n > 0; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    guint64 from = states | 1;

    states = 0;
    for (guint k = 0; k < n; k++) {
      if ((from >> k & 1) == 0)
        continue;
      if (fits (c, wanted[k]))
        states |= (guint64) 1 << (k + 1);
      if (k > 0 && is_rank (c))
        states |= (guint64) 1 << k;
    }
    if (states >> n & 1)
      return TRUE;
  }
  return n == 0;
}
