/* dz-text.c - folding of Chinese text for matching, with the way back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-text.h"

#include "dz-text-han.h"

#include <string.h>

/* A bit for each character from 4e00 to 9fff that has a simplified form: most have none. */
static guint8 has_simplified[(0xa000 - 0x4e00) / 8];

static void
prepare_simplified (void)
{
  static gsize prepared;

  if (!g_once_init_enter (&prepared))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (traditional); i++)
    if (traditional[i].from >= 0x4e00 && traditional[i].from < 0xa000)
      has_simplified[(traditional[i].from - 0x4e00) / 8] |= (guint8) (1u << (traditional[i].from % 8));
  g_once_init_leave (&prepared, 1);
}

static gunichar
simplify (gunichar c)
{
  guint low = 0, high = G_N_ELEMENTS (traditional);

  if (c < 0x4e00 || c > 0x9fff || (has_simplified[(c - 0x4e00) / 8] & (1u << (c % 8))) == 0)
    return c;
  while (low < high) {
    guint middle = (low + high) / 2;

    if (traditional[middle].from == c)
      return traditional[middle].to;
    if (traditional[middle].from < c)
      low = middle + 1;
    else
      high = middle;
  }
  return c;
}

static gboolean
is_invisible (gunichar c)
{
  return c == 0x00ad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f)
         || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* Marks that are written in many ways and mean one thing; 0 when there is no such rule. */
static gunichar
fold_mark (gunichar c)
{
  switch (c) {
  case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015:
  case 0x2212: case 0x2500: case 0x2501: case 0xff0d: case 0xfe58: case 0xfe63:
    return '-';
  case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x300c: case 0x300d:
  case 0x300e: case 0x300f: case 0xff02:
    return '"';
  case 0x2018: case 0x2019: case 0x201b: case 0xff07:
    return '\'';
  case 0x3014: case 0x3010: case 0xff3b:
    return '[';
  case 0x3015: case 0x3011: case 0xff3d:
    return ']';
  case 0xff0e: case 0x2024:
    return '.';
  case 0xff61:
    return 0x3002;
  case 0xff64:
    return 0x3001;
  case 0x2022: case 0x30fb: case 0x2027:
    return 0x00b7;
  default:
    return 0;
  }
}

/* Up to 18 characters that stand for @c; returns their number. */
static gsize
fold_char (gunichar c,
           gunichar *out)
{
  gunichar mark;
  gsize n;

  if (c < 0x80) {
    out[0] = c;
    return 1;
  }
  if (c >= 0x4e00 && c <= 0x9fff) {
    out[0] = simplify (c);
    return 1;
  }
  mark = fold_mark (c);
  if (mark != 0) {
    out[0] = mark;
    return 1;
  }
  if (c > 0xff00 && c < 0xff5f) {
    out[0] = c - 0xfee0;
    return 1;
  }
  /* ① keeps its shape: it marks a note, its digit is no figure. */
  if ((c >= 0x2460 && c <= 0x2473) || (c >= 0x3000 && c <= 0x303f) || (c >= 0x2776 && c <= 0x2793)) {
    out[0] = c;
    return 1;
  }
  n = g_unichar_fully_decompose (c, TRUE, out, 18);
  for (gsize i = 0; i < n; i++)
    out[i] = simplify (out[i]);
  return n;
}

/* The text as it is folded; the offsets only where @with_offsets. */
typedef struct {
  char *text;
  gsize length, size;
  guint32 *chars; /* of size */
  guint32 *origins;
  guint32 n_chars, max_chars;
  gboolean with_offsets;
} Folder;

static void
reserve (Folder *folder)
{
  /* One character folds to 18 at most. */
  if (folder->size - folder->length < 18 * 6 + 1) {
    folder->size = folder->size * 2 + 18 * 6 + 1;
    folder->text = g_realloc (folder->text, folder->size);
    if (folder->with_offsets)
      folder->chars = g_renew (guint32, folder->chars, folder->size);
  }
  if (folder->with_offsets && folder->max_chars - folder->n_chars < 20) {
    folder->max_chars = folder->max_chars * 2 + 20;
    folder->origins = g_renew (guint32, folder->origins, folder->max_chars);
  }
}

static void
append (Folder *folder,
        gunichar c,
        guint32 origin)
{
  gsize bytes = (gsize) g_unichar_to_utf8 (c, folder->text + folder->length);

  if (folder->with_offsets) {
    folder->origins[folder->n_chars] = origin;
    for (gsize i = 0; i < bytes; i++)
      folder->chars[folder->length + i] = folder->n_chars;
  }
  folder->length += bytes;
  folder->n_chars++;
}

static Folder
fold (const char *text,
      gboolean with_offsets)
{
  gsize length = strlen (text);
  Folder folder = { .size = length + 18 * 6 + 1, .with_offsets = with_offsets };
  guint32 index = 0;
  gboolean gap = FALSE;

  prepare_simplified ();
  folder.text = g_malloc (folder.size);
  if (with_offsets) {
    folder.chars = g_new (guint32, folder.size);
    folder.max_chars = (guint32) (length / 2 + 40);
    folder.origins = g_new (guint32, folder.max_chars);
  }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), index++) {
    gunichar c = g_utf8_get_char (p);
    gunichar out[18];
    gsize n;

    if ((c < 0x4e00 || c > 0x9fff) && (c <= 0x20 || c >= 0x7f)) {
      if (is_invisible (c))
        continue;
      if (g_unichar_isspace (c) || c == 0x3000 || c == 0x00a0) {
        gap = TRUE;
        continue;
      }
    }
    n = fold_char (c, out);
    reserve (&folder);
    /* Two numbers side by side stay two numbers. */
    if (gap && folder.length > 0 && g_ascii_isdigit (folder.text[folder.length - 1])
        && n > 0 && out[0] < 0x80 && g_ascii_isdigit ((char) out[0]))
      append (&folder, ' ', index);
    gap = FALSE;
    for (gsize i = 0; i < n; i++)
      append (&folder, out[i], index);
  }
  reserve (&folder);
  folder.text[folder.length] = '\0';
  if (with_offsets) {
    folder.origins[folder.n_chars] = index;
    folder.chars[folder.length] = folder.n_chars;
  }
  return folder;
}

DzFolded *
dz_text_fold (const char *text)
{
  DzFolded *self = g_new0 (DzFolded, 1);
  Folder folder;

  g_return_val_if_fail (text != NULL, NULL);

  folder = fold (text, TRUE);
  self->text = folder.text;
  self->length = folder.length;
  self->n_chars = folder.n_chars;
  self->origins = folder.origins;
  self->chars = folder.chars;
  return self;
}

void
dz_folded_free (DzFolded *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->origins);
  g_free (self->chars);
  g_free (self);
}

void
dz_folded_get_origin (const DzFolded *self,
                      gsize from,
                      gsize to,
                      guint *start,
                      guint *end)
{
  g_return_if_fail (from <= to && to <= self->length);

  *start = self->origins[self->chars[from]];
  if (to == from) {
    *end = *start;
    return;
  }
  *end = self->origins[self->chars[to - 1]] + 1;
}

char *
dz_text_fold_string (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return fold (text, FALSE).text;
}

/* Never beyond the end, where GLib's own goes on reading. */
static const char *
skip_characters (const char *text,
                 guint n)
{
  for (; n > 0 && *text != '\0'; n--)
    for (gsize left = g_utf8_skip[(guchar) *text]; left > 0 && *text != '\0'; left--)
      text++;
  return text;
}

char *
dz_text_cut (const char *text,
             guint start,
             guint end)
{
  const char *from;

  g_return_val_if_fail (text != NULL && start <= end, NULL);

  from = skip_characters (text, start);
  return g_strndup (from, (gsize) (skip_characters (from, end - start) - from));
}

gboolean
dz_text_is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x323af);
}

/* 一 .. 九十九 at the start of @text; the bytes read, 0 when there is none. */
static gsize
read_han_ordinal (const char *text,
                  guint *ordinal)
{
  static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
  const char *p = text;
  guint value = 0;
  gboolean any = FALSE;

  for (;;) {
    guint d;

    for (d = 0; d < G_N_ELEMENTS (digits); d++)
      if (strncmp (p, digits[d], 3) == 0)
        break;
    if (d == G_N_ELEMENTS (digits))
      break;
    value = d == 9 ? MAX (value, 1) * 10 : value + d + 1;
    any = TRUE;
    p += 3;
    if (p - text > 9)
      break;
  }
  *ordinal = value;
  return any ? (gsize) (p - text) : 0;
}

static gsize
read_digit_ordinal (const char *text,
                    guint *ordinal)
{
  gsize n = 0;
  guint value = 0;

  while (n < 2 && g_ascii_isdigit (text[n]))
    value = value * 10 + (guint) (text[n++] - '0');
  *ordinal = value;
  return g_ascii_isdigit (text[n]) ? 0 : n;
}

static gsize
skip_mark (const char *text,
           const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (text, marks[i]))
      return strlen (marks[i]);
  return 0;
}

static guint
read_leading_number (const char *folded,
                     gsize *length,
                     guint *ordinal)
{
  static const char *const after_han[] = { "、", ".", ")", "，", ",", ":", NULL };
  static const char *const after_digit[] = { "、", ")", "．", NULL };
  gboolean bracket = folded[0] == '(';
  const char *p = folded + (bracket ? 1 : 0);
  gunichar first = g_utf8_get_char (folded);
  gsize n, mark;

  *length = 0;
  *ordinal = 0;
  if (first >= 0x2460 && first <= 0x2473) {
    *ordinal = first - 0x2460 + 1;
    *length = 3;
    return 5;
  }
  n = read_han_ordinal (p, ordinal);
  if (n > 0) {
    if (bracket) {
      if (p[n] != ')')
        return 0;
      *length = 1 + n + 1 + skip_mark (p + n + 1, (const char *const[]) { "、", NULL });
      return 2;
    }
    mark = skip_mark (p + n, after_han);
    *length = mark > 0 ? n + mark : 0;
    /* 一) without its opening bracket is still the second level. */
    return mark == 0 ? 0 : p[n] == ')' ? 2 : 1;
  }
  n = read_digit_ordinal (p, ordinal);
  if (n == 0)
    return 0;
  if (bracket) {
    if (p[n] != ')')
      return 0;
    *length = 1 + n + 1;
    return 4;
  }
  mark = skip_mark (p + n, after_digit);
  if (mark == 0 && p[n] == '.' && !g_ascii_isdigit (p[n + 1]))
    mark = 1;
  if (mark == 0)
    return 0;
  *length = n + mark;
  return p[n] == ')' ? 4 : 3;
}

guint
dz_text_leading_number (const char *folded,
                        gsize *length,
                        guint *ordinal)
{
  gsize spare_length;
  guint spare_ordinal;

  g_return_val_if_fail (folded != NULL, 0);

  return read_leading_number (folded, length != NULL ? length : &spare_length, ordinal != NULL ? ordinal : &spare_ordinal);
}

/* Drops (…) with all it holds; an opening one without its end drops the rest only
 * when something stands before it. */
static void
strip_brackets (GString *key)
{
  gsize read = 0, write = 0;
  int depth = 0;

  while (read < key->len) {
    char c = key->str[read];

    if (c == '(') {
      depth++;
    } else if (c == ')') {
      if (depth > 0)
        depth--;
    } else if (depth == 0) {
      key->str[write++] = c;
    }
    read++;
  }
  if (write > 0)
    g_string_truncate (key, write);
}

char *
dz_text_label_key (const char *label)
{
  static const char *const dropped[] = { "、", "·", "《", "》", "<", ">", "\"", "'", ",", ":", ";", ".", "。", "-", "_", "[", "]", "*", "|", " ", NULL };
  g_autofree char *folded = dz_text_fold_string (label);
  const char *p = folded;
  GString *key, *result;
  gsize length;
  guint ordinal;

  for (guint pass = 0; pass < 3; pass++) {
    if (dz_text_leading_number (p, &length, &ordinal) != 0)
      p += length;
    if (g_str_has_prefix (p, "其中"))
      p += strlen ("其中") + skip_mark (p + strlen ("其中"), (const char *const[]) { ":", ",", "、", NULL });
  }
  key = g_string_new (p);
  strip_brackets (key);
  result = g_string_sized_new (key->len);
  for (p = key->str; *p != '\0';) {
    gsize skip = skip_mark (p, dropped);
    gunichar c = g_utf8_get_char (p);

    if (skip > 0) {
      p += skip;
      continue;
    }
    /* ① and the like behind a label point to a note. */
    if (!(c >= 0x2460 && c <= 0x2473))
      g_string_append_unichar (result, c);
    p = g_utf8_next_char (p);
  }
  g_string_free (key, TRUE);
  return g_string_free (result, FALSE);
}
