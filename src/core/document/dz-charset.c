/* dz-charset.c - bytes of a text to UTF-8
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-charset.h"

#include <errno.h>
#include <string.h>

/* So much of a text is looked at to tell encodings apart. */
#define SAMPLE_BYTES 16384
/* Of 1000: so good a text needs no comparison. */
#define SURE_SCORE 900

/* Bits for the Han that ordinary simplified and traditional text is made of. */
typedef struct {
  guint8 simplified[65536 / 8];
  guint8 traditional[65536 / 8];
} CommonHan;

static void
mark_common (guint8 *bits,
             const char *charset,
             guint first,
             guint last)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);

  if (converter == (GIConv) -1)
    return;
  for (guint lead = first; lead <= last; lead++) {
    for (guint trail = 0x40; trail <= 0xfe; trail++) {
      char pair[2] = { (char) lead, (char) trail }, utf8[8] = { 0 };
      char *in = pair, *out = utf8;
      gsize left = sizeof pair, room = sizeof utf8 - 1;
      gboolean known = g_iconv (converter, &in, &left, &out, &room) != (gsize) -1 && left == 0;
      gunichar c = known ? g_utf8_get_char (utf8) : 0;

      if (c >= 0x4e00 && c <= 0x9fff)
        bits[c / 8] |= (guint8) (1 << c % 8);
      if (!known)
        g_iconv (converter, NULL, NULL, NULL, NULL);
    }
  }
  g_iconv_close (converter);
}

/* The first level of GB 2312 and of Big5, asked from the system's own tables. */
static const CommonHan *
get_common_han (void)
{
  static CommonHan *common = NULL;

  if (g_once_init_enter (&common)) {
    CommonHan *made = g_new0 (CommonHan, 1);

    mark_common (made->simplified, "GB2312", 0xb0, 0xd7);
    mark_common (made->traditional, "BIG5", 0xa4, 0xc6);
    g_once_init_leave (&common, made);
  }
  return common;
}

static gboolean
is_common (gunichar c,
           gboolean big5)
{
  const CommonHan *common = get_common_han ();

  return c <= 0xffff
         && (((common->simplified[c / 8] >> c % 8) & 1) != 0 || (big5 && ((common->traditional[c / 8] >> c % 8) & 1) != 0));
}

/* What makes a text: 1000 when all that is not ASCII is common Han or its marks; below 0 when it
 * holds what nobody assigned. */
static int
score_text (const char *text,
            gsize length,
            gboolean big5)
{
  gint64 all = 0, good = 0;
  const char *end = text + MIN (length, SAMPLE_BYTES);

  for (const char *p = text; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x80)
      continue;
    all++;
    if (is_common (c, big5) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef)
        || (c >= 0x2010 && c <= 0x2027))
      good++;
    else if (!g_unichar_isdefined (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
      good -= 3;
  }
  return all > 0 ? (int) (good * 1000 / all) : 0;
}

/* Control characters beside tab, line ends and page breaks: over one in fifty is no text. */
static gboolean
has_many_controls (const char *text,
                   gsize length)
{
  gsize controls = 0;

  for (gsize i = 0; i < length; i++) {
    guchar c = (guchar) text[i];

    if (c == 0x7f || (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b))
      controls++;
  }
  return controls * 50 > length;
}

/* NUL characters say nothing, and C strings end at them. */
static void
drop_nul (GString *text)
{
  gsize write = 0;

  for (gsize read = 0; read < text->len; read++)
    if (text->str[read] != '\0')
      text->str[write++] = text->str[read];
  g_string_truncate (text, write);
}

static GString *
decode_utf8 (const guint8 *bytes,
             gsize size,
             guint *n_bad)
{
  GString *text = g_string_sized_new (size + 1);
  const char *p = (const char *) bytes, *end = p + size;

  *n_bad = 0;
  while (p < end) {
    const char *stop;

    g_utf8_validate_len (p, (gsize) (end - p), &stop);
    g_string_append_len (text, p, stop - p);
    p = stop;
    if (p < end) {
      if (*p != '\0') {
        if (text->len < 3 || memcmp (text->str + text->len - 3, "\xef\xbf\xbd", 3) != 0)
          g_string_append (text, "\xef\xbf\xbd");
        (*n_bad)++;
      }
      p++;
    }
  }
  return text;
}

/* Surrogates without their half become U+FFFD. */
static GString *
decode_utf16 (const guint8 *bytes,
              gsize size,
              gboolean big_endian,
              guint *n_bad)
{
  GString *text = g_string_sized_new (size + size / 2 + 1);
  gsize i = 0;

  *n_bad = size % 2;
  while (i + 1 < size) {
    gunichar c = big_endian ? (gunichar) (bytes[i] << 8 | bytes[i + 1]) : (gunichar) (bytes[i + 1] << 8 | bytes[i]);

    i += 2;
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < size) {
      gunichar low = big_endian ? (gunichar) (bytes[i] << 8 | bytes[i + 1]) : (gunichar) (bytes[i + 1] << 8 | bytes[i]);

      if (low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        i += 2;
      }
    }
    if (c >= 0xd800 && c < 0xe000) {
      c = 0xfffd;
      *n_bad += 2;
    }
    if (c != 0)
      g_string_append_unichar (text, c);
  }
  return text;
}

/* NULL when more than @max_bad bytes fit no character, or the system has no such encoding. */
static GString *
decode_iconv (const guint8 *bytes,
              gsize size,
              const char *charset,
              guint max_bad,
              guint *n_bad)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  GString *text;
  char *in = (char *) bytes;
  gsize left = size;
  gboolean gap = FALSE;

  *n_bad = 0;
  if (converter == (GIConv) -1)
    return NULL;
  text = g_string_sized_new (size + size / 2 + 16);
  while (left > 0) {
    char buffer[8192];
    char *out = buffer;
    gsize room = sizeof buffer, before = left;
    gsize result = g_iconv (converter, &in, &left, &out, &room);
    int problem = errno;

    g_string_append_len (text, buffer, out - buffer);
    gap &= before == left;
    if (result != (gsize) -1 || problem == E2BIG)
      continue;
    /* A character that the encoding lacks, or one cut off at the end. */
    if (++*n_bad > max_bad)
      break;
    if (!gap)
      g_string_append (text, "\xef\xbf\xbd");
    gap = TRUE;
    in++;
    left--;
    g_iconv (converter, NULL, NULL, NULL, NULL);
  }
  g_iconv_close (converter);
  if (*n_bad > max_bad) {
    g_string_free (text, TRUE);
    return NULL;
  }
  drop_nul (text);
  return text;
}

static DzDecoded *
take_text (GString *text,
           const char *encoding,
           guint n_bad)
{
  DzDecoded *self;

  if (has_many_controls (text->str, text->len)) {
    g_string_free (text, TRUE);
    return NULL;
  }
  self = g_new0 (DzDecoded, 1);
  self->length = text->len;
  self->text = g_string_free (text, FALSE);
  self->encoding = g_strdup (encoding);
  self->n_bad = n_bad;
  return self;
}

void
dz_decoded_free (DzDecoded *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->encoding);
  g_free (self);
}

static gboolean
starts (const guint8 *bytes,
        gsize size,
        const char *mark)
{
  gsize length = strlen (mark);

  return size >= length && memcmp (bytes, mark, length) == 0;
}

/* A few bad bytes in a good text are no reason to refuse it. */
static gboolean
is_tolerable (guint n_bad,
              gsize size)
{
  return n_bad <= 3 + size / 100 && (gsize) n_bad * 4 <= size;
}

static DzDecoded *
decode_marked (const guint8 *bytes,
               gsize size,
               gboolean *marked)
{
  GString *text;
  guint n_bad;

  *marked = TRUE;
  if (starts (bytes, size, "\xef\xbb\xbf")) {
    text = decode_utf8 (bytes + 3, size - 3, &n_bad);
    if (is_tolerable (n_bad, size))
      return take_text (text, "UTF-8", n_bad);
    g_string_free (text, TRUE);
    return NULL;
  }
  if (starts (bytes, size, "\xff\xfe")) {
    text = decode_utf16 (bytes + 2, size - 2, FALSE, &n_bad);
    return take_text (text, "UTF-16LE", n_bad);
  }
  if (starts (bytes, size, "\xfe\xff")) {
    text = decode_utf16 (bytes + 2, size - 2, TRUE, &n_bad);
    return take_text (text, "UTF-16BE", n_bad);
  }
  if (starts (bytes, size, "\x84\x31\x95\x33")) {
    text = decode_iconv (bytes + 4, size - 4, "GB18030", (guint) (size / 100) + 3, &n_bad);
    return text != NULL ? take_text (text, "GB18030", n_bad) : NULL;
  }
  *marked = FALSE;
  return NULL;
}

/* Names that files give, as the system knows them; NULL for those that help nothing. */
static const char *
name_charset (const char *declared)
{
  static const struct {
    const char *declared, *name;
  } names[] = {
    { "gb2312", "GB18030" },
    { "gbk", "GB18030" },
    { "gb18030", "GB18030" },
    { "gb_2312-80", "GB18030" },
    { "x-gbk", "GB18030" },
    { "cp936", "GB18030" },
    { "ms936", "GB18030" },
    { "windows-936", "GB18030" },
    { "chinese", "GB18030" },
    { "big5", "BIG5-HKSCS" },
    { "big5-hkscs", "BIG5-HKSCS" },
    { "x-x-big5", "BIG5-HKSCS" },
    { "cp950", "BIG5-HKSCS" },
  };

  for (guint i = 0; declared != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (declared, names[i].declared) == 0)
      return names[i].name;
  return NULL;
}

/* As score_text(), with printable ASCII as good as Han and control characters as bad as none. */
static int
score_wide (const char *text,
            gsize length)
{
  const char *end = text + MIN (length, SAMPLE_BYTES);
  gint64 all = 0, good = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p), all++) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x20 || c == 0x7f)
      good += g_ascii_isspace ((char) c) ? 1 : -3;
    else if (c < 0x7f)
      good++;
    else
      good += score_text (p, 1, FALSE) / 1000;
  }
  return all > 0 ? (int) (good * 1000 / all) : 0;
}

/* UTF-16 without a mark shows by the NUL halves of its ASCII characters, but 一 and 开 have one too: what
 * reads better decides. */
static DzDecoded *
decode_halves (const guint8 *bytes,
               gsize size)
{
  GString *texts[2];
  guint n_bad[2];
  int scores[2];
  guint better;

  for (guint i = 0; i < 2; i++) {
    texts[i] = decode_utf16 (bytes, size, i == 1, &n_bad[i]);
    scores[i] = score_wide (texts[i]->str, texts[i]->len);
  }
  better = scores[1] > scores[0];
  g_string_free (texts[1 - better], TRUE);
  if (scores[better] < 500 || !is_tolerable (n_bad[better], size)) {
    g_string_free (texts[better], TRUE);
    return NULL;
  }
  return take_text (texts[better], better ? "UTF-16BE" : "UTF-16LE", n_bad[better]);
}

static gsize
cut_sample (gsize size)
{
  return MIN (size, SAMPLE_BYTES) & ~(gsize) 1;
}

/* The encoding that makes the best Chinese of the bytes; NULL when none does without a fault. */
static const char *
guess_charset (const guint8 *bytes,
               gsize size)
{
  static const char *const charsets[] = { "GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE" };
  const char *best = NULL;
  int most = 299;

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++) {
    gboolean wide = i >= 2;
    gsize sample = wide || size > SAMPLE_BYTES ? cut_sample (size) : size;
    guint n_bad;
    GString *text;
    int score;

    if (wide && size % 2 != 0)
      continue;
    /* The sample may end within a character. */
    text = decode_iconv (bytes, sample, charsets[i], sample < size ? 3 : 0, &n_bad);
    if (text == NULL)
      continue;
    score = score_text (text->str, text->len, i == 1);
    if (score > most) {
      most = score;
      best = charsets[i];
    }
    g_string_free (text, TRUE);
    if (i == 0 && score >= SURE_SCORE)
      break;
  }
  return best;
}

static gsize
count_wide (const guint8 *bytes,
            gsize size)
{
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    n += bytes[i] >= 0x80;
  return n;
}

static DzDecoded *
decode_as (const guint8 *bytes,
           gsize size,
           const char *charset,
           guint max_bad)
{
  guint n_bad;
  GString *text = decode_iconv (bytes, size, charset, max_bad, &n_bad);

  if (text == NULL)
    return NULL;
  return take_text (text, g_str_has_prefix (charset, "BIG5") ? "BIG5" : charset, n_bad);
}

DzDecoded *
dz_charset_decode (const guint8 *bytes,
                   gsize size,
                   const char *declared)
{
  gsize zeros = 0;
  guint n_bad, allowed = (guint) MIN (3 + size / 100, size / 4);
  const char *charset;
  gboolean marked;
  DzDecoded *decoded;
  GString *text;

  g_return_val_if_fail (bytes != NULL || size == 0, NULL);

  decoded = decode_marked (bytes, size, &marked);
  if (marked)
    return decoded;
  for (gsize i = 0; i < size; i++)
    zeros += bytes[i] == 0;
  if (zeros * 50 > size)
    return decode_halves (bytes, size);

  text = decode_utf8 (bytes, size, &n_bad);
  /* What is UTF-8 but for a few bytes is not something else: the others never come so near. */
  if (n_bad == 0 || (is_tolerable (n_bad, size) && (gsize) n_bad * 20 <= count_wide (bytes, size)))
    return take_text (text, "UTF-8", n_bad);
  g_string_free (text, TRUE);

  charset = name_charset (declared);
  decoded = charset != NULL ? decode_as (bytes, size, charset, 0) : NULL;
  if (decoded != NULL)
    return decoded;
  charset = guess_charset (bytes, size);
  if (charset != NULL) {
    decoded = decode_as (bytes, size, charset, allowed);
    if (decoded != NULL)
      return decoded;
  }
  decoded = decode_as (bytes, size, "GB18030", allowed);
  if (decoded != NULL && (score_text (decoded->text, decoded->length, FALSE) >= 300 || is_tolerable (count_wide (bytes, size), size)))
    return decoded;
  dz_decoded_free (decoded);
  /* Latin text with a stray byte of another encoding. */
  text = decode_utf8 (bytes, size, &n_bad);
  if (is_tolerable (n_bad, size))
    return take_text (text, "UTF-8", n_bad);
  g_string_free (text, TRUE);
  return NULL;
}

gboolean
dz_charset_is_text (const guint8 *bytes,
                    gsize size)
{
  g_autoptr (DzDecoded) decoded = dz_charset_decode (bytes, MIN (size, 8192), NULL);

  return decoded != NULL;
}
