/* test-pinyin.c - names are found by the first letters of their readings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-pinyin.h"

static void
test_initials (void)
{
  static const char *const cases[][2] = {
    { "上海市嘉定区司法局", "shsjdqsfj" },
    { "余姚市司法局2017", "yyssfj2017" },
    { "ABC 局", "abc j" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *initials = dz_pinyin_initials (cases[i][0]);

    g_assert_cmpstr (initials, ==, cases[i][1]);
  }
}

static void
test_contains (void)
{
  static const struct {
    const char *text, *needle;
    gboolean found;
  } cases[] = {
    { "上海市嘉定区司法局", "jdsfj", TRUE },
    { "上海市嘉定区司法局", "jdqsfj", TRUE },
    { "上海市嘉定区司法局", "JDSFJ", TRUE },
    { "上海市嘉定区司法局", "嘉定司法局", TRUE },
    { "上海市嘉定区司法局", "嘉定区司法局", TRUE },
    { "上海市嘉定区司法局", "shjd", TRUE },
    { "上海市嘉定区司法局", "sfj嘉", FALSE },
    { "上海市嘉定区司法局", "jdsfjx", FALSE },
    { "上海市嘉定区司法局", "jsfj", FALSE },
    { "重庆市财政局", "cqczj", TRUE }, /* two readings */
    { "重庆市财政局", "zqczj", TRUE },
    { "临汐市文化局", "", TRUE },
    { "", "a", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s in %s", cases[i].needle, cases[i].text);
    g_assert_true (dz_pinyin_contains (cases[i].text, cases[i].needle) == cases[i].found);
  }
}

/* Ranks over and over are no reason to try every way. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) needle = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "市");
  for (guint i = 0; i < 100; i++)
    g_string_append_c (needle, 's');
  g_assert_true (dz_pinyin_contains (text->str, needle->str));
  g_string_insert_c (needle, 30, 'x');
  g_assert_false (dz_pinyin_contains (text->str, needle->str));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/initials", test_initials);
  g_test_add_func ("/pinyin/contains", test_contains);
  g_test_add_func ("/pinyin/hostile", test_hostile);
  return g_test_run ();
}
