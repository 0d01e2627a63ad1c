/* test-text.c - folding of Chinese text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-text.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void
test_fold (void)
{
  static const struct {
    const char *text, *folded;
  } cases[] = {
    { "２０１８ 年", "2018年" },
    { "（一）　收到 申请数", "(一)收到申请数" },
    { "政府資訊公開", "政府资讯公开" },
    { "“信息不存在”95件，占36.12％", "\"信息不存在\"95件,占36.12%" },
    { "㈠ 概\u00a0述", "(一)概述" },
    { "12 34", "12 34" },
    { "12①", "12①" },
    { "——", "--" },
    { "\ufeff规\u200b章", "规章" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = dz_text_fold_string (cases[i].text);

    g_assert_cmpstr (folded, ==, cases[i].folded);
  }
}

static void
test_origin (void)
{
  const char *text = " 共受理　政府信息公开申请 ２６３ 件";
  g_autoptr (DzFolded) folded = dz_text_fold (text);
  const char *at = strstr (folded->text, "申请263件");
  g_autofree char *quote = NULL;
  guint start, end;

  g_assert_nonnull (at);
  dz_folded_get_origin (folded, (gsize) (at - folded->text), folded->length, &start, &end);
  quote = dz_text_cut (text, start, end);
  g_assert_cmpstr (quote, ==, "申请 ２６３ 件");
}

/* A text of three characters at the end of its memory: what lies behind is not touched. */
static void
test_cut_beyond_the_end (void)
{
  static const char *const texts[] = { "", "737", "政府网", "a\xe6", "\xff坏" };
  const gsize page = (gsize) sysconf (_SC_PAGESIZE);
  char *room = mmap (NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (room != MAP_FAILED);
  g_assert_cmpint (mprotect (room + page, page, PROT_NONE), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    char *text = room + page - strlen (texts[i]) - 1;
    g_autofree char *all = NULL, *none = NULL;

    strcpy (text, texts[i]);
    all = dz_text_cut (text, 0, 200);
    none = dz_text_cut (text, 200, 300);
    g_assert_cmpstr (all, ==, texts[i]);
    g_assert_cmpstr (none, ==, "");
  }
  munmap (room, 2 * page);
}

static void
test_label_key (void)
{
  static const struct {
    const char *label, *key;
  } cases[] = {
    { "（一）收到申请数", "收到申请数" },
    { "　　　　　1.当面申请数", "当面申请数" },
    { "其中：主动公开规范性文件数", "主动公开规范性文件数" },
    { "其中：1.当面申请数", "当面申请数" },
    { "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "主动公开政府信息数" },
    { "3.危及“三安全一稳定”", "危及三安全一稳定" },
    { "(一)专职人员数 (不包括政府公报及政府网站工作人员数)", "专职人员数" },
    { "一、主动公开情况", "主动公开情况" },
    { "七）总计", "总计" },
    { "本年增/减", "本年增/减" },
    { "非<<规定>>所指政府信息数", "非规定所指政府信息数" },
    { "12①", "12" },
    { "——", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = dz_text_label_key (cases[i].label);

    g_assert_cmpstr (key, ==, cases[i].key);
  }
}

static void
test_leading_number (void)
{
  static const struct {
    const char *text;
    guint level, ordinal;
  } cases[] = {
    { "一、总体情况", 1, 1 }, { "十二、附表", 1, 12 }, { "二十、其他", 1, 20 }, { "(三)申请", 2, 3 }, { "三)申请", 2, 3 },
    { "1.当面", 3, 1 }, { "2、传真", 3, 2 }, { "(4)信函", 4, 4 }, { "4)信函", 4, 4 }, { "①甲", 5, 1 },
    { "2018年", 0, 0 }, { "3.5万元", 0, 0 }, { "一是加强", 0, 0 }, { "统计", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize length;
    guint ordinal, level = dz_text_leading_number (cases[i].text, &length, &ordinal);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpuint (level, ==, cases[i].level);
    if (level > 0)
      g_assert_cmpuint (ordinal, ==, cases[i].ordinal);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/cut-beyond-the-end", test_cut_beyond_the_end);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/origin", test_origin);
  g_test_add_func ("/text/label-key", test_label_key);
  g_test_add_func ("/text/leading-number", test_leading_number);
  return g_test_run ();
}
