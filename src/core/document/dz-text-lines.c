/* dz-text-lines.c - the lines of a plain text and what each may be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-text-lines.h"

#include "dz-limits.h"
#include "dz-text.h"

#include <string.h>

/* A heading is one line of a page at most. */
#define HEADING_CHARS 48
/* A line with more bars or tabs is drawing, or an attack: it would take much memory as cells. */
#define MAX_SIGNS 20000

/* Bytes of the blank at @p; 0 when there is none. */
static gsize
blank_length (const char *p,
              const char *end)
{
  if (p >= end)
    return 0;
  if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\v')
    return 1;
  if (end - p >= 3 && (memcmp (p, "\xe3\x80\x80", 3) == 0 || memcmp (p, "\xef\xbb\xbf", 3) == 0 || memcmp (p, "\xe2\x80\x8b", 3) == 0))
    return 3;
  return end - p >= 2 && memcmp (p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* Bytes of the bar at @p: plain, full width or drawn; 0 when there is none. */
static gsize
bar_length (const char *p,
            const char *end)
{
  if (*p == '|')
    return 1;
  if (end - p >= 3 && (memcmp (p, "｜", 3) == 0 || memcmp (p, "│", 3) == 0 || memcmp (p, "┃", 3) == 0))
    return 3;
  return 0;
}

/* Bytes of the line end at @p; 0 when there is none. */
static gsize
end_length (const char *p,
            const char *end)
{
  if (*p == '\n' || *p == '\f')
    return 1;
  if (*p == '\r')
    return p + 1 < end && p[1] == '\n' ? 2 : 1;
  if (end - p >= 3 && (memcmp (p, "\xe2\x80\xa8", 3) == 0 || memcmp (p, "\xe2\x80\xa9", 3) == 0))
    return 3;
  return 0;
}

static gboolean
is_drawing (const char *p,
            const char *end)
{
  return end - p >= 3 && (guchar) p[0] == 0xe2 && ((guchar) p[1] == 0x94 || (guchar) p[1] == 0x95);
}

/* ---|---| and +----+ and their drawn kin. */
static gboolean
is_ruler (const char *p,
          const char *end)
{
  guint dashes = 0, joints = 0, drawn = 0;

  while (p < end) {
    if (is_drawing (p, end)) {
      drawn++;
      p += 3;
      continue;
    }
    if (*p == '-' || *p == '=')
      dashes++;
    else if (*p == '|' || *p == '+' || *p == ':')
      joints++;
    else if (*p != ' ' && *p != '\t')
      return FALSE;
    p++;
  }
  return (dashes >= 3 && joints > 0) || drawn >= 3;
}

typedef struct {
  guint tabs, bars, chars, parts;
  gboolean bar_edge;  /* a bar begins or ends the line */
  gboolean bar_apart; /* a bar with blanks around it */
} Count;

static Count
count_signs (const char *text,
             const char *end)
{
  Count count = { 0 };
  gsize gap = 2;
  const char *p = text;

  while (p < end) {
    gsize blank = blank_length (p, end);
    gsize bar = blank > 0 ? 0 : bar_length (p, end);

    if (blank > 0) {
      count.tabs += *p == '\t';
      gap++;
      p += blank;
      continue;
    }
    if (bar > 0) {
      gboolean last = TRUE;

      for (const char *q = p + bar; q < end && last;) {
        gsize n = blank_length (q, end);

        last = n > 0;
        q += n;
      }
      count.bar_edge |= last || count.chars == 0;
      count.bar_apart |= gap > 0 && p + bar < end && blank_length (p + bar, end) > 0;
      count.bars++;
    }
    count.parts += gap >= 2;
    gap = 0;
    count.chars++;
    p = g_utf8_next_char (p);
  }
  return count;
}

static DzLineKind
find_kind (const char *text,
           const char *end)
{
  Count count = count_signs (text, end);

  if (count.chars == 0)
    return count.tabs > 0 && text[0] == '\t' ? DZ_LINE_CELL : DZ_LINE_BLANK;
  if (is_ruler (text, end))
    return DZ_LINE_RULER;
  if (count.tabs > MAX_SIGNS || count.bars > MAX_SIGNS)
    return DZ_LINE_PROSE;
  if (count.bars > 0 && (count.bar_edge || count.bar_apart || (count.bars >= 2 && count.chars < 60 * count.bars)))
    return DZ_LINE_BARS;
  if (count.tabs == 1 && text[0] == '\t') {
    /* A paragraph may be indented by a tab. */
    gboolean sentence = count.chars > 30 && g_strstr_len (text, end - text, "。") != NULL;

    return sentence ? DZ_LINE_PROSE : DZ_LINE_CELL;
  }
  if (count.tabs > 0) {
    const char *tab = memchr (text + 1, '\t', (gsize) (end - text - 1));

    return tab != NULL ? DZ_LINE_TABS : DZ_LINE_PROSE;
  }
  return count.parts >= 2 ? DZ_LINE_SPACES : DZ_LINE_PROSE;
}

static void
add_line (GArray *lines,
          const char *text,
          const char *end)
{
  DzLine line = { find_kind (text, end), text, (gsize) (end - text) };
  const DzLine *last = lines->len > 1 ? &g_array_index (lines, DzLine, lines->len - 2) : NULL;

  if (line.kind == DZ_LINE_BLANK && last != NULL && last[0].kind == DZ_LINE_BLANK && last[1].kind == DZ_LINE_BLANK)
    return;
  g_array_append_val (lines, line);
}

GArray *
dz_text_lines_split (const char *text,
                     gsize length)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (DzLine));
  const char *end = text + length, *start = text;

  for (const char *p = text; p < end;) {
    gsize n = end_length (p, end);

    if (n == 0) {
      p++;
      continue;
    }
    if (lines->len >= DZ_LIMIT_TEXT_LINES)
      return NULL;
    add_line (lines, start, p);
    p += n;
    start = p;
  }
  if (start < end)
    add_line (lines, start, end);
  return g_steal_pointer (&lines);
}

char *
dz_text_line_dup (const char *text,
                  gsize length)
{
  const char *end = text + length, *stop = text;

  while (text < end && (*text == ' ' || *text == '\t' || *text == '\r'))
    text++;
  for (const char *p = text; p < end;) {
    gsize blank = blank_length (p, end);

    p = blank > 0 ? p + blank : g_utf8_next_char (p);
    if (blank == 0)
      stop = p;
  }
  return g_strndup (text, (gsize) (MAX (stop, text) - text));
}

/* Whether the line begins as a number in some writing does: cheap, for the many that do not. */
static gboolean
may_be_number (const DzLine *line)
{
  const char *p = line->text, *end = p + line->length;
  gsize blank;
  gunichar c;

  while ((blank = blank_length (p, end)) > 0)
    p += blank;
  if (p >= end)
    return FALSE;
  c = g_utf8_get_char (p);
  if (c < 0x80)
    return g_ascii_isdigit ((char) c) || c == '(' || c == '#' || c == '[';
  return c == 0xff08 || (c >= 0xff10 && c <= 0xff19) || (c >= 0x2460 && c <= 0x24ff) || (c >= 0x2776 && c <= 0x2793)
         || (c >= 0x3200 && c <= 0x32ff) || g_utf8_strchr ("一二三四五六七八九十两第附", -1, c) != NULL || c >= 0xf900
         || (c >= 0x2e80 && c <= 0x2fdf);
}

/* The line folded, or NULL when it is longer than a heading. */
static char *
fold_short (const DzLine *line)
{
  g_autofree char *text = NULL;

  if (line->length > HEADING_CHARS * 4)
    return NULL;
  text = g_strndup (line->text, line->length);
  return dz_text_fold_string (text);
}

/* 第一章, 第二部分. */
static gsize
chapter_length (const char *folded)
{
  static const char *const kinds[] = { "章", "部分", "节" };
  const char *p = folded;

  if (!g_str_has_prefix (p, "第"))
    return 0;
  p = g_utf8_next_char (p);
  for (guint n = 0; n < 3 && *p != '\0'; n++) {
    p = g_utf8_next_char (p);
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      if (g_str_has_prefix (p, kinds[i]))
        return (gsize) (p - folded) + strlen (kinds[i]);
  }
  return 0;
}

/* "二 政府信息…": the mark behind the number was lost, its blank stayed. */
static gboolean
is_bare_number (const DzLine *line)
{
  static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
  g_autofree char *text = dz_text_line_dup (line->text, MIN (line->length, 64));
  const char *p = text;

  while (g_str_has_prefix (p, "　"))
    p += 3;
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (g_str_has_prefix (p, digits[i]))
      return (p[3] == ' ' || g_str_has_prefix (p + 3, "　"))
             && dz_text_is_han (g_utf8_get_char (p + 3 + blank_length (p + 3, p + strlen (p))));
  return FALSE;
}

guint
dz_text_line_heading (const DzLine *line)
{
  static const char *const stops[] = { "。", "；", ";", "！", "？", "?", "!" };
  g_autofree char *folded = may_be_number (line) ? fold_short (line) : NULL;
  gsize number;
  guint level, ordinal;

  if (folded == NULL || g_utf8_strlen (folded, -1) > HEADING_CHARS)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    if (strstr (folded, stops[i]) != NULL)
      return 0;
  if (g_str_has_suffix (folded, ",") || g_str_has_suffix (folded, "、"))
    return 0;
  if (chapter_length (folded) > 0)
    return 1;
  level = dz_text_leading_number (folded, &number, &ordinal);
  if (level == 0)
    return is_bare_number (line) ? 1 : 0;
  if (level > 3 || folded[number] == '\0')
    return 0;
  /* Items with a number are headings only when they hold no clause. */
  if (level == 3 && (strchr (folded, ',') != NULL || g_utf8_strlen (folded, -1) > 30))
    return 0;
  return level;
}

gboolean
dz_text_line_is_numbered (const DzLine *line)
{
  g_autofree char *start = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;
  gsize number;
  guint ordinal;

  if (!may_be_number (line))
    return FALSE;
  start = g_strndup (line->text, MIN (line->length, 96));
  valid = g_utf8_make_valid (start, -1);
  folded = dz_text_fold_string (valid);
  return dz_text_leading_number (folded, &number, &ordinal) > 0 || chapter_length (folded) > 0
         || g_str_has_prefix (folded, "附件") || g_str_has_prefix (folded, "#") || is_bare_number (line);
}

gboolean
dz_text_line_is_closed (const DzLine *line)
{
  static const char *const stops[] = { "。", "！", "？", "；", "：", "…", ".", "!", "?", ";", ":", "”", "》", "】", ")", "）" };
  const char *text = line->text, *end = text + line->length;
  gboolean any = FALSE;

  while (end > text) {
    const char *last = g_utf8_find_prev_char (text, end);

    any = last != NULL && blank_length (last, end) == 0;
    if (any || last == NULL)
      break;
    end = last;
  }
  for (guint i = 0; any && i < G_N_ELEMENTS (stops); i++)
    if ((gsize) (end - text) >= strlen (stops[i]) && memcmp (end - strlen (stops[i]), stops[i], strlen (stops[i])) == 0)
      return TRUE;
  return !any;
}

guint
dz_text_line_count_han (const DzLine *line,
                        guint limit)
{
  const char *end = line->text + line->length;
  guint n = 0;

  for (const char *p = line->text; p < end && n < limit; p = g_utf8_next_char (p))
    n += dz_text_is_han (g_utf8_get_char (p));
  return n;
}
