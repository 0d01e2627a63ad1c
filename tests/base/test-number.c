/* test-number.c - numbers in sentences and in cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-number.h"

#include <string.h>

static const char *
bound_sign (DzBound bound)
{
  static const char *const signs[] = { "", "~", ">", "<" };

  return signs[bound];
}

/* Every number of @text as "value", with % and a sign for its bound, divided by blanks. */
static char *
scan_all (const char *text)
{
  g_autoptr (DzFolded) folded = dz_text_fold (text);
  GString *all = g_string_new (NULL);
  gsize at = 0;
  DzNumber number;

  while (dz_number_scan (folded->text, folded->length, at, &number)) {
    g_autofree char *plain = dz_decimal_to_string (number.value.number);

    g_assert_cmpuint (number.from, >=, at);
    g_assert_cmpuint (number.to, >, number.from);
    g_assert_cmpuint (number.to, <=, folded->length);
    g_string_append_printf (all, "%s%s%s%s%s", all->len > 0 ? " " : "", bound_sign (number.value.bound), plain,
                            number.percent ? "%" : "", number.han ? "h" : "");
    at = number.to;
  }
  return g_string_free (all, FALSE);
}

static void
test_scan (void)
{
  static const struct {
    const char *text, *expected;
  } cases[] = {
    { "", "" },
    { "没有数字", "" },
    { "共收到申请263件，其中网络118件", "263 118" },
    { "２０１８年，答复率为１００％。", "2018 100%" },
    { "已服务群众达281,891人次", "281891" },
    { "点击 1，036 次", "1036" },
    { "留言6160 人次", "6160" },
    { "第1,036,5号", "" },
    { "见3,5项", "3 5" },
    { "2018,2019年", "2018 2019" },
    { "占总数的3.8%，占41.83%", "3.8% 41.83%" },
    { "版本1.2.3", "" },
    { "3. 2018年7月", "3 2018 7" },
    { "1.加强领导", "1" },
    { "G20会议、5G、A4纸、ab0000000-2019-、20cm", "" },
    { "邮箱cgs163@163.com，电话0871-67485145", "871 67485145" },
    { "见www.example.gov.cn/2018/12.html下载3次", "3" },
    { "互联网+3个", "3" },
    { "2015-2018年", "2015 2018" },
    { "增减(-3)件", "-3" },
    { "两个公众号获关注11万，粉丝近15万", "2h 110000 <150000" },
    { "阅读量近96万人次", "<960000" },
    { "粉丝超过2万，接近9万", ">20000 <90000" },
    { "每月190余条、4000余人次", ">190 >4000" },
    { "发布2800多条，10余万人，18万余人，3千余万次", ">2800 >100000 >180000 >30000000" },
    { "经费13.8万元、3万元、10余万元、18万余元、1.2亿元", "13.8 3 >10 >180000 1.2" },
    { "1亿2000万人，3万5千人", "120000000 35000" },
    { "3万5人", "" },
    { "约300件，预约300件，节约5万元", "~300 300 5" },
    { "50件以上，30左右，20人次以下", ">50 ~30 <20" },
    { "不超过5件，不少于1次", "<5 >1" },
    { "5多媒体", "5" },
    { "3千克", "3" },
    { "百分之五，百分之四十一点八三，百分之百，百分之41.83", "5%h 41.83%h 100%h 41.83%" },
    { "提高3个百分点", "3" },
    { "一是统一思想，二是唯一，三是第三批", "" },
    { "十二件，一百零五条，三万人次，两次，二十余件", "12h 105h 30000h 2h >20h" },
    { "三万元，三万五千元", "3h 35000h" },
    { "一亿二千万人次", "120000000h" },
    { "二〇一八年", "2018h" },
    { "三四件，几十件，数十件，上百件，百姓，千家万户", "" },
    { "一百二条", "" },
    { "申请数为零。零申请、零件", "0h" },
    { "共计十二。", "12h" },
    { "融为一体，一次性告知，一件事一次办", "" },
    { "二十大报告，十九届四中全会", "" },
    { "三分之二的2件", "2" },
    { "身份证1234567890123456789", "" },
    { "123456789012345678", "123456789012345678" },
    { "负债0.00", "0.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = scan_all (cases[i].text);

    if (g_strcmp0 (found, cases[i].expected) != 0)
      g_test_fail_printf ("“%s”: found “%s”, expected “%s”", cases[i].text, found, cases[i].expected);
  }
}

/* The span holds what the number was made of, so that a quote can be cut. */
static void
test_span (void)
{
  static const struct {
    const char *text, *quote;
    guint scale;
  } cases[] = {
    { "点击近96万人次", "近96万", 4 },
    { "收到2800多条", "2800多", 0 },
    { "支出13.8万元", "13.8", 0 },
    { "增加 + 1,036 件", "1,036", 0 },
    { "计：-12件", "-12", 0 },
    { "占百分之五", "百分之五", 0 },
    { "合计三万元", "三", 0 },
    { "占３．８％", "３．８％", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzFolded) folded = dz_text_fold (cases[i].text);
    g_autofree char *quote = NULL;
    DzNumber number;
    guint start, end;

    g_assert_true (dz_number_scan (folded->text, folded->length, 0, &number));
    dz_folded_get_origin (folded, number.from, number.to, &start, &end);
    quote = dz_text_cut (cases[i].text, start, end);
    g_assert_cmpstr (quote, ==, cases[i].quote);
    g_assert_cmpuint (number.scale, ==, cases[i].scale);
  }
}

/* The value as "12", "blank", "not-applicable" or "text"; then the unit and the note. */
static char *
read_cell (const char *text)
{
  g_autofree char *unit = NULL;
  g_autofree char *note = NULL;
  g_autofree char *plain = NULL;
  DzValue value;

  if (!dz_number_read_cell (text, &value, &unit, &note)) {
    g_assert_null (unit);
    g_assert_null (note);
    return g_strdup ("text");
  }
  if (!dz_value_is_number (value)) {
    g_assert_null (unit);
    return g_strdup (dz_value_kind_to_string (value.kind));
  }
  plain = dz_decimal_to_string (value.number);
  return g_strdup_printf ("%s%s|%s|%s", bound_sign (value.bound), plain, unit ? unit : "", note ? note : "");
}

static void
test_cell (void)
{
  static const struct {
    const char *text, *expected;
  } cases[] = {
    { "0", "0||" },
    { "０", "0||" },
    { "0.00", "0.00||" },
    { "0.0", "0.0||" },
    { "零", "0||" },
    { "〇", "0||" },
    { "无", "0||" },
    { "无。", "0||" },
    { "无变化", "0||" },
    { "——", "not-applicable" },
    { "—", "not-applicable" },
    { "----", "not-applicable" },
    { "－－", "not-applicable" },
    { "──", "not-applicable" },
    { "-", "not-applicable" },
    { "/", "not-applicable" },
    { "\\", "not-applicable" },
    { "×", "not-applicable" },
    { "不涉及", "not-applicable" },
    { "不适用", "not-applicable" },
    { "", "blank" },
    { "　", "blank" },
    { " \u00a0\n ", "blank" },
    { ".", "blank" },
    { "．", "blank" },
    { "12", "12||" },
    { " 12\n", "12||" },
    { "12。", "12||" },
    { "1,036", "1036||" },
    { "1，036", "1036||" },
    { "281,891,000", "281891000||" },
    { "1,036,5", "text" },
    { "1,03", "text" },
    { "12 34", "text" },
    { "1 036", "text" },
    { "１２．５", "12.5||" },
    { "1.2.3", "text" },
    { "22（其中修订16件）", "22||（其中修订16件）" },
    { "12①", "12||①" },
    { "12*", "12||*" },
    { "12**", "12||**" },
    { "12（注1）", "12||（注1）" },
    { "12 [1]", "12||[1]" },
    { "251000元", "251000|元|" },
    { "13.5 万元", "13.5|万元|" },
    { "3件（区级）", "3|件|（区级）" },
    { "112人次", "112|人次|" },
    { "+1036", "1036||" },
    { "-3", "-3||" },
    { "－3", "-3||" },
    { "--3", "text" },
    { "增2", "2||" },
    { "减8", "-8||" },
    { "减少8项", "-8|项|" },
    { "增加0", "0||" },
    { "18万余", ">180000||" },
    { "近10万", "<100000||" },
    { "2800多", ">2800||" },
    { "约300", "~300||" },
    { "超20", ">20||" },
    { "100以上", ">100||" },
    { "41.83%", "41.83|%|" },
    { "100％", "100|%|" },
    { "百分之五", "5|%|" },
    { "两", "2||" },
    { "十二", "12||" },
    { "一百零五", "105||" },
    { "三万", "30000||" },
    { "零件", "0|件|" },
    { "一", "text" },
    { "一一", "not-applicable" },
    { "3/5", "text" },
    { "1-3", "text" },
    { "一、主动公开情况", "text" },
    { "1.政府公报公开政府信息数", "text" },
    { "（一）收到申请数", "text" },
    { "规章", "text" },
    { "件", "text" },
    { "2018年度", "text" },
    { "2019-02-28", "text" },
    { "G20", "text" },
    { "1234567890123456789", "text" },
    { "((", "text" },
    { "增", "text" },
    { "百分之", "text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = read_cell (cases[i].text);

    if (g_strcmp0 (found, cases[i].expected) != 0)
      g_test_fail_printf ("“%s”: read “%s”, expected “%s”", cases[i].text, found, cases[i].expected);
  }
}

/* A law: a number printed by us is read back as itself, in a cell and in a sentence. */
static void
test_print_and_read (void)
{
  for (gint64 n = 1; n < 2000000; n = n * 3 + 7) {
    for (guint8 scale = 0; scale < 3; scale++) {
      DzDecimal number = { n, scale };
      g_autofree char *plain = dz_decimal_to_string (number);
      g_autofree char *sentence = g_strdup_printf ("共%s件。", plain);
      g_autofree char *unit = NULL;
      g_autofree char *note = NULL;
      DzNumber found;
      DzValue value;

      g_assert_true (dz_number_read_cell (plain, &value, &unit, &note));
      g_assert_true (dz_value_equal (value, dz_value_number (number)));
      g_assert_cmpuint (value.number.scale, ==, scale);
      g_assert_true (dz_number_scan (sentence, strlen (sentence), 0, &found));
      g_assert_true (dz_value_equal (found.value, value));
    }
  }
}

/* Every cut of a text ends without reading beyond it. */
static void
test_truncated (void)
{
  static const char text[] = "近1,036.5万余人，百分之四十一点八三，一亿二千万，http://a.b/1 不超过3千万元以上";

  for (gsize n = 0; n < sizeof text; n++) {
    g_autofree char *part = g_memdup2 (text, n);
    DzNumber number;

    for (gsize at = 0; n > 0 && dz_number_scan (part, n, at, &number); at = number.to)
      g_assert_cmpuint (number.to, <=, n);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/scan", test_scan);
  g_test_add_func ("/number/span", test_span);
  g_test_add_func ("/number/cell", test_cell);
  g_test_add_func ("/number/print-and-read", test_print_and_read);
  g_test_add_func ("/number/truncated", test_truncated);
  return g_test_run ();
}
