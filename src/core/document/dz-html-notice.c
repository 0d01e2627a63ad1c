/* dz-html-notice.c - the line of a page that says when and by whom it was published
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-html-notice.h"

#include <string.h>

#define MAX_CHARS 160
#define MAX_SOURCE_CHARS 40

static const char *const date_labels[] = { "发布时间", "发布日期", "发文日期", "公开日期", "成文日期", NULL };
static const char *const source_labels[] = { "信息来源", "来源", "发布机构", "发布单位", "公开主体", NULL };

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3000 || c == 0x00a0;
}

/* Behind the label, its colon and blanks; NULL when no label with a colon stands in @line. */
static const char *
find_labelled (const char *line,
               const char *const *labels)
{
  for (guint i = 0; labels[i] != NULL; i++) {
    const char *p = strstr (line, labels[i]);

    if (p == NULL)
      continue;
    p += strlen (labels[i]);
    if (g_utf8_get_char (p) != ':' && g_utf8_get_char (p) != 0xff1a)
      continue;
    p = g_utf8_next_char (p);
    while (*p != '\0' && is_blank (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    return p;
  }
  return NULL;
}

/* 2019-02-28, 2019年2月28日, 2019/2/28: its bytes; 0 when there is none. */
static gsize
date_length (const char *text)
{
  static const char *const marks[] = { "-", "/", ".", "年", "月" };
  const char *p = text;
  guint parts = 0;

  while (parts < 3) {
    gsize digits = strspn (p, "0123456789");
    const char *behind = p + digits;

    if (parts == 0 ? digits != 4 : digits < 1 || digits > 2)
      return 0;
    p = behind;
    if (++parts == 3)
      break;
    for (guint i = 0; i < G_N_ELEMENTS (marks) && p == behind; i++)
      if (g_str_has_prefix (p, marks[i]))
        p += strlen (marks[i]);
    if (p == behind)
      return 0;
  }
  if (g_str_has_prefix (p, "日"))
    p += strlen ("日");
  return (gsize) (p - text);
}

/* A name ends at a blank, a bar or a bracket. */
static gsize
name_length (const char *text)
{
  const char *p = text;
  guint n = 0;

  while (*p != '\0' && !is_blank (g_utf8_get_char (p)) && strchr ("|[(", *p) == NULL && n <= MAX_SOURCE_CHARS) {
    p = g_utf8_next_char (p);
    n++;
  }
  return n <= MAX_SOURCE_CHARS ? (gsize) (p - text) : 0;
}

void
dz_html_notice_read (const char *line,
                     char **date,
                     char **source)
{
  const char *found;

  *date = NULL;
  *source = NULL;
  if (strlen (line) > MAX_CHARS * 3)
    return;
  found = find_labelled (line, date_labels);
  if (found != NULL && date_length (found) > 0)
    *date = g_strndup (found, date_length (found));
  found = find_labelled (line, source_labels);
  if (found != NULL && name_length (found) > 0)
    *source = g_strndup (found, name_length (found));
}
