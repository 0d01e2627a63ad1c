/* test-reader-text.c - plain text and Markdown: lines to headings, paragraphs, tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reader-testing.h"

#include "dz-limits.h"

static const struct {
  const char *why, *text, *expected;
} cases[] = {
  { "headings by number", "某局报告\n一、总体情况\n我局认真落实条例要求。\n（一）主动公开\n全年公开5条。\n 三、其他\n二 申请情况\n无。",
    "P 某局报告\n1 一、总体情况\nP 我局认真落实条例要求。\n2 （一）主动公开\nP 全年公开5条。\n1 三、其他\n1 二 申请情况\nP 无。" },
  { "a title is never joined", "甲市乙区人民政府办公室二〇二〇年度政府信息公开工作年度报告\n根据条例的规定，编制本报告，向社会公布。",
    "P 甲市乙区人民政府办公室二〇二〇年度政府信息公开工作年度报告\nP 根据条例的规定，编制本报告，向社会公布。" },
  { "a page break inside a sentence", "办公室及时把工作动态、办事指南等最新的各类信息，以及其他符合公开原则的\n\n信息予以公开。\n下一段。",
    "P 办公室及时把工作动态、办事指南等最新的各类信息，以及其他符合公开原则的信息予以公开。\nP 下一段。" },
  { "a page break inside a heading", "八、因政府信息公开申请提起行政复议、行政诉讼的情\n\n况\n\n没有发生。",
    "1 八、因政府信息公开申请提起行政复议、行政诉讼的情况\nP 没有发生。" },
  { "an answer of one word is no end of a heading", "六、其他需要报告的事项\n无", "1 六、其他需要报告的事项\nP 无" },
  { "numbers are not put together", "截至年底，全系统各单位在门户网站上一共主动公开了政府信息 20\n18 条。",
    "P 截至年底，全系统各单位在门户网站上一共主动公开了政府信息 20 18 条。" },
  { "one cell a line, rows of three", "标题\n\t统计指标\n\t单位\n\t统计数\n\n\t一、公开情况\n\t——\n\t——\n\n\t　　（一）公开数\n\t条\n\t5\n\n\t空行\n\t\n\t\n\n结束。",
    "P 标题\nT [统计指标][单位][统计数]/[一、公开情况][——][——]/[　　（一）公开数][条][5]/[空行][][]\nP 结束。" },
  { "a lost blank line between two rows", "\t甲\n\t条\n\t1\n\n\t乙\n\t条\n\t2\n\t丙\n\t条\n\t3\n\n\t丁\n\t条\n\t4\n\n\t戊\n\t条\n\t5\n",
    "T [甲][条][1]/[乙][条][2]/[丙][条][3]/[丁][条][4]/[戊][条][5]" },
  { "paragraphs behind a tab are no table", "\t一、概述\n\t今年以来，我局按照要求认真做好各项工作，及时公开各类政府信息，没有发生问题。\n\t二、问题\n",
    "1 一、概述\nP 今年以来，我局按照要求认真做好各项工作，及时公开各类政府信息，没有发生问题。\n1 二、问题" },
  { "cells of a row on one line", "二、公开情况\n信息内容\t本年制发件数\t现行有效件数\n规章\t0\t\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t12\n三、申请",
    "1 二、公开情况\nT~ [信息内容][本年制发件数][现行有效件数]/[规章][0][]/[第二十条第（五）项]/[信息内容][本年处理决定数量]/[行政许可][12]\n1 三、申请" },
  { "a caption as the first row", "二、公开情况\n第二十条第（一）项\n信息内容\t制发件数\n规章\t0\n第二十条第（五）项\n信息内容\t决定数量\n行政许可\t12\n",
    "1 二、公开情况\nT~ [第二十条第（一）项]/[信息内容][制发件数]/[规章][0]/[第二十条第（五）项]/[信息内容][决定数量]/[行政许可][12]" },
  { "rows of different lengths", "\t第（一）项\n\n\t内容\n\t制发\n\t废止\n\t现行\n\n\t规章\n\t0\n\t0\n\t1\n\n\t第（五）项\n\n\t内容\n\t决定\n\n\t许可\n\t3\n\n\t第（六）项\n\n\t内容\n\t决定\n\n\t处罚\n\t5\n",
    "T~ [第（一）项]/[内容][制发][废止][现行]/[规章][0][0][1]/[第（五）项]/[内容][决定]/[许可][3]/[第（六）项]/[内容][决定]/[处罚][5]" },
  { "bars with padding", "第二十条第(一)项 | |||\n---|---|---|---|\n信息内容 | 本年新制作 | 本年新公开 | 对外公开总数量 |\n规章 | 0 |  | 3 |\n收费 | 0 |  |  |\n三、申请情况",
    "T~ [第二十条第(一)项]/[信息内容][本年新制作][本年新公开][对外公开总数量]/[规章][0][][3]/[收费][0][][]\n1 三、申请情况" },
  { "Markdown keeps every cell", "## 表二\n| 内容 | 数 |\n|---|---|\n| 规章 | |\n|  | 3 |\n", "2 表二\nT [内容][数]/[规章][]/[][3]" },
  { "an escaped bar", "| 甲\\|乙 | 3 |\n| 丙 | 4 |\n", "T [甲|乙][3]/[丙][4]" },
  { "a stray bar closes an empty cell", "指标 | 单位 | 数 |\n九、会议情况 | —— |\n|\n（一）次数 | 次 | 5 |\n", "T [指标][单位][数]/[九、会议情况][——][]/[（一）次数][次][5]" },
  { "labels broken over lines", "信息内容 | 本年新\n制作数量 | 本年新\n公开数量 |\n规章 | 1 | 2 |\n文件 | 3 | 4 |\n办法 | 5 | 6 |\n", "T [信息内容][本年新制作数量][本年新公开数量]/[规章][1][2]/[文件][3][4]/[办法][5][6]" },
  { "one cell a line behind bars", "第二十条第(一)项 |\n|||\n信息内容 |\n本年新 |\n本年新 |\n对外公开总数量 |\n", "T~ [第二十条第(一)项]/[]/[]/[]/[信息内容]/[本年新]/[本年新]/[对外公开总数量]" },
  { "one cell a line behind bars, with figures", "信息内容 |\n制作 |\n公开 |\n规章 |\n1 |\n2 |\n文件 |\n3 |\n4 |\n", "T~ [信息内容]/[制作]/[公开]/[规章]/[1]/[2]/[文件]/[3]/[4]" },
  { "cells and bars on lines of their own", "一、总体情况\n信息内容\n|\n本年新\n制作数量\n|\n公开\n|\n规章\n|\n1\n|\n|\n文件\n|\n3\n|\n4\n|\n办法\n|\n5\n|\n6\n|\n细则\n|\n7\n|\n8\n|\n规程\n|\n9\n|\n0\n|\n完。\n",
    "1 一、总体情况\nT~ [信息内容]/[本年新制作数量]/[公开]/[规章]/[1]/[]/[文件]/[3]/[4]/[办法]/[5]/[6]/[细则]/[7]/[8]/[规程]/[9]/[0]\nP 完。" },
  { "columns of blanks", "指标名称    单位    数量\n公开数      条      12\n申请数      件      3\n答复数      件      3\n", "T [指标名称][单位][数量]/[公开数][条][12]/[申请数][件][3]/[答复数][件][3]" },
  { "blanks in prose are no table", "某局  办公室\n这是  一句话。", "P 某局  办公室\nP 这是  一句话。" },
  { "a whole table on one line", "统计指标 单位 统计数 一、公开情况 —— —— （一）公开数 条 5 （二）网站 条 3 （三）微博 条 1 （四）微信 条 1 （五）其他 条 0",
    "T [统计指标][单位][统计数]/[一、公开情况][——][——]/[（一）公开数][条][5]/[（二）网站][条][3]/[（三）微博][条][1]/[（四）微信][条][1]/[（五）其他][条][0]" },
  { "a whole table on one line, by tabs", "统计指标\t单位\t统计数\t一、公开情况\t——\t——\t（一）公开数\t条\t5\t（二）网站\t条\t3\t（三）微博\t条\t1\t（四）微信\t条\t1\t（五）其他\t条\t0",
    "T [统计指标][单位][统计数]/[一、公开情况][——][——]/[（一）公开数][条][5]/[（二）网站][条][3]/[（三）微博][条][1]/[（四）微信][条][1]/[（五）其他][条][0]" },
  { "a drawn table", "┌──┬──┐\n│指标│数│\n├──┼──┤\n│　（一）网站│3│\n└──┴──┘\n完。", "T [指标][数]/[　（一）网站][3]\nP 完。" },
  { "a table of Markdown's kin", "+----+----+\n| 指标 | 数 |\n+----+----+\n| 公开数 | 5 |\n+----+----+\n", "T [指标][数]/[公开数][5]" },
  { "cells apart by blank lines", "一、公开\n\n\t内容\n\n\t制作\n\n\t公开\n\n\t规章\n\n\t0\n\n\t1\n\n\t文件\n\n\t2\n\n\t2\n\n\t办法\n\n\t3\n\n\t4\n\n三、申请", "1 一、公开\nT~ [内容]/[制作]/[公开]/[规章]/[0]/[1]/[文件]/[2]/[2]/[办法]/[3]/[4]\n1 三、申请" },
  { "cells apart by blank lines, without tabs", "一、公开\n\n内容\n\n制作\n\n公开\n\n规章\n\n0\n\n1\n\n文件\n\n2\n\n2\n\n办法\n\n3\n\n4\n\n三、申请\n无", "1 一、公开\nT~ [内容]/[制作]/[公开]/[规章]/[0]/[1]/[文件]/[2]/[2]/[办法]/[3]/[4]\n1 三、申请\nP 无" },
  { "one cell a line without any sign", "统计表\n统计指标\n单位\n统计数\n公开数\n条\n5\n网站\n条\n3\n微博\n条\n1\n微信\n条\n1\n其他\n条\n0\n",
    "T~ [统计表]/[统计指标][单位][统计数]/[公开数][条][5]/[网站][条][3]/[微博][条][1]/[微信][条][1]/[其他][条][0]" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) lines = g_strsplit (cases[i].text, "\n", -1);
    g_autofree char *dos = g_strjoinv ("\r\n", lines);

    g_test_message ("%s", cases[i].why);
    expect_outline (cases[i].text, "a.txt", cases[i].expected);
    expect_outline (dos, NULL, cases[i].expected);
  }
}

/* A law: no character is lost but those that draw tables. */
static void
check_nothing_lost (const char *text,
                    DzDocument *document)
{
  static const char drawing[] = "|｜│┃-=+:#┌┬┐├┼┤└┴┘─";
  g_autofree char *joined = join_characters (document);
  g_autofree char *before = squeeze (text, drawing);
  g_autofree char *after = squeeze (joined, drawing);

  g_assert_cmpstr (before, ==, after);
}

static void
test_law (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzDocument) document = read_bytes (cases[i].text, strlen (cases[i].text), "a.txt");
    g_autofree char *plain = g_strdup (strcmp (cases[i].why, "an escaped bar") == 0 ? "甲乙3丙4" : cases[i].text);

    check_nothing_lost (plain, document);
  }
}

/* Every cut of a sample gives a document or an error, and the law holds. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (gsize n = 1; n < strlen (cases[i].text); n++) {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (DzDocument) document = dz_reader_read (bytes, "a.txt", NULL, NULL, &error);

      g_assert_true ((document != NULL) != (error != NULL));
    }
  }
}

static void
test_shared (void)
{
  static const char *const endings[] = { ".txt", ".md", NULL };
  static const char *const folders[] = { "seeds", "corpus" };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = find_shared (folders[i]);

    if (folder != NULL)
      collect_files (folder, endings, paths);
  }
  if (paths->len == 0) {
    g_test_skip ("the shared reports are not here");
    return;
  }
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *data = NULL;
    g_autofree char *utf8 = NULL;
    g_autoptr (DzDocument) document = NULL;
    gsize size;

    if (g_str_has_suffix (g_ptr_array_index (paths, i), "README.md"))
      continue;
    g_test_message ("%s", (const char *) g_ptr_array_index (paths, i));
    g_assert_true (g_file_get_contents (g_ptr_array_index (paths, i), &data, &size, NULL));
    document = read_bytes (data, size, "a.txt");
    utf8 = g_utf8_validate (data, (gssize) size, NULL) ? g_strdup (data) : g_convert (data, (gssize) size, "UTF-8", "GB18030", NULL, NULL, NULL);
    check_nothing_lost (utf8, document);
  }
}

/* Long input ends soon: nothing is looked at twice. */
static void
test_large (void)
{
  static const char *const units[] = { "字", "a ", "\t", "|", "甲\n", "\t甲\n", "甲  乙\n", "甲\t", "甲 | \n", "（一）甲\n\n", "，\n", "  \n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) text = g_string_new ("开头\n");
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = NULL;

    while (text->len < 1024 * 1024)
      g_string_append (text, units[i]);
    bytes = g_bytes_new (text->str, text->len);
    document = dz_reader_read (bytes, "a.txt", NULL, NULL, &error);
    g_assert_true ((document != NULL) != (error != NULL));
  }
}

static void
test_limit (void)
{
  gsize size = DZ_LIMIT_TEXT_BYTES + 1;
  g_autofree char *text = g_malloc (size);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (DzDocument) blank = NULL;

  memset (text, '\n', size);
  text[0] = 'a';
  expect_failure (text, size, "a.txt", DZ_DOCUMENT_ERROR_TOO_LARGE);
  blank = read_bytes (text, size - 1, "a.txt");
  for (guint i = 0; i <= DZ_LIMIT_TEXT_LINES; i++)
    g_string_append (lines, "，\n");
  expect_failure (lines->str, lines->len, "a.txt", DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_bad_bytes (void)
{
  g_autoptr (DzDocument) document = read_bytes ("本年公开政府信息\xff 5条，其余情况良好。", strlen ("本年公开政府信息\xff 5条，其余情况良好。"), NULL);
  DzRemark *remark = g_ptr_array_index (dz_document_get_remarks (document), 0);

  g_assert_cmpstr (remark->code, ==, "bad-bytes");
  g_assert_nonnull (strstr (dz_document_get_block (document, 0)->text, "\xef\xbf\xbd"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-text/cases", test_cases);
  g_test_add_func ("/reader-text/law", test_law);
  g_test_add_func ("/reader-text/truncated", test_truncated);
  g_test_add_func ("/reader-text/shared", test_shared);
  g_test_add_func ("/reader-text/large", test_large);
  g_test_add_func ("/reader-text/limit", test_limit);
  g_test_add_func ("/reader-text/bad-bytes", test_bad_bytes);
  return g_test_run ();
}
