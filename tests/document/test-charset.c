/* test-charset.c - bytes of texts to UTF-8
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-charset.h"

#include <string.h>

static const char *const phrases[] = {
  "年报",
  "主动公开政府信息288条。",
  "2018年，我局共受理政府信息公开申请263件。",
  "第二十条第（一）项",
  "指标名称,计量单位,数据统计\n主动公开数,条,288\n",
  "本年新收政府信息公开申请数量 | 0 | 0 | 3 |",
  "根据《中华人民共和国政府信息公开条例》要求，现公布本机关年度报告，欢迎查阅。",
};

static void
expect (const char *data,
        gsize size,
        const char *declared,
        const char *text,
        const char *encoding)
{
  g_autoptr (DzDecoded) decoded = dz_charset_decode ((const guint8 *) data, size, declared);

  g_assert_nonnull (decoded);
  g_assert_cmpstr (decoded->text, ==, text);
  g_assert_cmpstr (decoded->encoding, ==, encoding);
  g_assert_cmpuint (decoded->n_bad, ==, 0);
}

static void
expect_in (const char *text,
           const char *charset,
           const char *mark,
           const char *encoding)
{
  gsize size;
  g_autofree char *body = g_convert (text, -1, charset, "UTF-8", NULL, &size, NULL);
  g_autofree char *data = NULL;

  g_assert_nonnull (body);
  data = g_malloc (size + 4);
  memcpy (data, mark, strlen (mark));
  memcpy (data + strlen (mark), body, size);
  expect (data, size + strlen (mark), NULL, text, encoding);
}

static void
test_ladder (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++) {
    expect_in (phrases[i], "UTF-8", "", "UTF-8");
    expect_in (phrases[i], "UTF-8", "\xef\xbb\xbf", "UTF-8");
    expect_in (phrases[i], "GB18030", "", "GB18030");
    expect_in (phrases[i], "GB18030", "\x84\x31\x95\x33", "GB18030");
    expect_in (phrases[i], "UTF-16LE", "\xff\xfe", "UTF-16LE");
    expect_in (phrases[i], "UTF-16BE", "\xfe\xff", "UTF-16BE");
    /* Two characters alone say too little without a mark. */
    if (i > 0) {
      expect_in (phrases[i], "UTF-16LE", "", "UTF-16LE");
      expect_in (phrases[i], "UTF-16BE", "", "UTF-16BE");
    }
  }
}

static void
test_big5 (void)
{
  static const char *const texts[] = {
    "政府資訊公開年度報告",
    "本年度主動公開政府資訊二百八十八條，依申請公開三件。",
    "規範性檔案對外公開總數量",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    expect_in (texts[i], "BIG5", "", "BIG5");
}

/* A declaration is tried first, but never believed against the bytes. */
static void
test_declared (void)
{
  gsize size;
  g_autofree char *gb = g_convert ("政府信息公开年报", -1, "GB18030", "UTF-8", NULL, &size, NULL);

  expect (gb, size, "gb2312", "政府信息公开年报", "GB18030");
  expect (gb, size, "utf-8", "政府信息公开年报", "GB18030");
  expect (gb, size, "no-such-charset", "政府信息公开年报", "GB18030");
  expect ("政府信息公开年报", strlen ("政府信息公开年报"), "gb2312", "政府信息公开年报", "UTF-8");
}

/* Characters of GB 18030 that GBK has not. */
static void
test_four_bytes (void)
{
  expect_in ("㐀𠀀主动公开政府信息，依申请公开政府信息", "GB18030", "", "GB18030");
}

static void
test_bad_bytes (void)
{
  static const struct {
    const char *data, *text;
    guint n_bad;
  } cases[] = {
    { "主动公开政府信息\xff条，一切良好", "主动公开政府信息\xef\xbf\xbd条，一切良好", 1 },
    { "主动公开政府信息条\xe5\x85", "主动公开政府信息条\xef\xbf\xbd", 2 },
    { "plain text with one \x80 byte", "plain text with one \xef\xbf\xbd byte", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzDecoded) decoded = dz_charset_decode ((const guint8 *) cases[i].data, strlen (cases[i].data), NULL);

    g_assert_nonnull (decoded);
    g_assert_cmpstr (decoded->text, ==, cases[i].text);
    g_assert_cmpuint (decoded->n_bad, ==, cases[i].n_bad);
  }
}

static void
test_no_text (void)
{
  static const struct {
    const char *data;
    gsize size;
  } cases[] = {
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\2\0\0\0", 29 },
    { "\x7f"
      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0",
      24 },
    { "\1\2\3\4\5\6\7\x0e\x0f\x10\x11\x12", 12 },
    { "\xff\xff\xff\xff\xff\xff\xff\xff", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (dz_charset_decode ((const guint8 *) cases[i].data, cases[i].size, NULL));
}

/* A law: whatever comes, what is returned is UTF-8 without NUL. */
static void
test_any_bytes (void)
{
  GRand *rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 3000; round++) {
    gsize size = (gsize) g_rand_int_range (rand, 0, 64);
    guint8 data[64];
    g_autoptr (DzDecoded) decoded = NULL;

    for (gsize i = 0; i < size; i++)
      data[i] = (guint8) g_rand_int_range (rand, round % 3 == 0 ? 0x80 : 0, 256);
    decoded = dz_charset_decode (data, size, round % 2 == 0 ? "gbk" : NULL);
    if (decoded != NULL) {
      g_assert_cmpuint (strlen (decoded->text), ==, decoded->length);
      g_assert_true (g_utf8_validate (decoded->text, -1, NULL));
    }
  }
  g_rand_free (rand);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/ladder", test_ladder);
  g_test_add_func ("/charset/big5", test_big5);
  g_test_add_func ("/charset/declared", test_declared);
  g_test_add_func ("/charset/four-bytes", test_four_bytes);
  g_test_add_func ("/charset/bad-bytes", test_bad_bytes);
  g_test_add_func ("/charset/no-text", test_no_text);
  g_test_add_func ("/charset/any-bytes", test_any_bytes);
  return g_test_run ();
}
