/* test-recognise.c - whose report, which year, and what is none
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-report.h"

#include "dz-document-builder.h"

#include <string.h>

static DzCatalogue *catalogue;

#define BODY "全年围绕中心工作推进信息公开，健全发布审核机制，明确责任科室，及时更新栏目内容，方便群众查询获取政府信息，接受社会监督和评议。"

/* Lines to paragraphs; a line of cells divided by bars to a table of one row. */
static DzDocument *
document_from_lines (const char *text)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("text");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  gboolean table = FALSE;
  DzDocument *document;

  for (guint i = 0; lines[i] != NULL; i++) {
    gboolean row = strchr (lines[i], '|') != NULL;

    if (row && !table)
      dz_document_builder_begin_table (builder);
    else if (!row && table)
      dz_document_builder_end_table (builder);
    table = row;
    if (row) {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      dz_document_builder_begin_row (builder);
      for (guint c = 0; cells[c] != NULL; c++)
        dz_document_builder_add_cell (builder, cells[c], 1, 1, DZ_CELL_NORMAL);
    } else {
      dz_document_builder_add_paragraph (builder, lines[i]);
    }
  }
  if (table)
    dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, &error);
  g_assert_no_error (error);
  return document;
}

typedef struct {
  const char *why, *text, *file, *agency, *region, *form;
  guint year;
} Case;

static const Case cases[] = {
  { "one line, agency first",
    "清河县水利局2019年度政府信息公开工作年度报告\n一、总体情况\n" BODY, "a.txt", "清河县水利局", "河北省邢台市清河县", "prose", 2019 },
  { "year first",
    "2018年上海市青浦区审计局政府信息公开工作年度报告\n一、概述\n" BODY, "a.txt", "上海市青浦区审计局", "上海市青浦区", "prose", 2018 },
  { "over two lines, with a blank in the year",
    "宁波市奉化区民政局\n2020 年政府信息公开工作年度报告\n" BODY, "a.txt", "宁波市奉化区民政局", "浙江省宁波市奉化区", "prose", 2020 },
  { "in three pieces",
    "杭州市西湖区统计局\n2017年度\n政府信息公开工作年度报告\n" BODY, "a.txt", "杭州市西湖区统计局", "浙江省杭州市西湖区", "prose", 2017 },
  { "a bare name, completed by the introduction",
    "市财政局2018年度政府信息公开年报\n现公布玉石市财政局2018年度政府信息公开工作年度报告。" BODY, "a.txt", "玉石市财政局", "玉石市", "prose", 2018 },
  { "a bare name, completed by the annex",
    "市教育局2017年度政府信息公开年报\n" BODY "\n附件：\n青溪市教育局\n2017年度政府信息公开工作情况统计表\n指标名称|计量单位|数据统计",
    "a.txt", "青溪市教育局", "青溪市", "zj2017", 2017 },
  { "no title: period and contact",
    "本报告按条例编制。统计期限自2019年1月1日至2019年12月31日止。有疑问请与桐山区民政局办公室联系（电话：0000-1234567）。" BODY,
    "a.txt", "桐山区民政局", "桐山区", "prose", 2019 },
  { "the publisher in the page's data is a later office",
    "2009年白云县畜牧局政府信息公开工作年度报告\n发布机构：白云县农业服务中心 发布日期：2010-03-02\n" BODY,
    "a.txt", "白云县畜牧局", "白云县", "prose", 2009 },
  { "the introduction has another year, the period decides",
    "龙泉市商务局2019年度政府信息公开工作年度报告\n特向社会公布2020年度龙泉市商务局政府信息公开年度报告。统计期限为2019年1月1日起至2019年12月31日止。" BODY,
    "a.txt", "龙泉市商务局", "浙江省丽水市龙泉市", "prose", 2019 },
  { "a plan is not the year; the date of publication is not either",
    "云门县司法局2018年政府信息公开工作年度报告\n发布时间：2019-02-14\n" BODY "\n2019年，我局将进一步推进公开。\n2019年，我局将加强培训。",
    "a.txt", "云门县司法局", "云门县", "prose", 2018 },
  { "no title; the introduction says 我办 and the year, the text who",
    "根据有关要求，现将我办2022年度政府信息公开情况报告如下：\n一、总体情况\n2022年，桐山区房屋征收办公室认真贯彻落实《条例》。" BODY,
    "a.txt", "桐山区房屋征收办公室", "桐山区", "prose", 2022 },
  { "no title and no introduction: headings, and the year of the text",
    "一、总体情况\n2020年，我局落实各项要求。" BODY "\n2020年，我局在网站公开信息20条。\n二、主动公开政府信息情况\n2021年，我局将继续努力。",
    "a.txt", "", "", "prose", 2020 },
  { "no year anywhere but the date of publication",
    "发布日期：2021-01-19\n一、总体情况\n" BODY "\n二、主动公开政府信息情况\n" BODY, "a.txt", "", "", "prose", 2020 },
  { "the contact is of us, the rest of the year is no name",
    "结合青溪市粮食局政府信息公开工作实际，现编制2023年政府信息公开工作年度报告。如有疑问请与我局办公室联系（电话：0000-1234567）。" BODY,
    "a.txt", "青溪市粮食局", "青溪市", "prose", 2023 },
  { "the kind before the year",
    "特向社会公布青溪市供电公司政府信息公开工作2021年度报告。统计期限自2021年1月1日起至2021年12月31日止。" BODY,
    "a.txt", "青溪市供电公司", "青溪市", "prose", 2021 },
  { "a township, its county in the signature",
    "2018年白石镇政府信息公开工作年度报告\n" BODY "\n清河县白石镇人民政府\n2019年1月3日",
    "a.txt", "白石镇", "河北省邢台市清河县白石镇", "prose", 2018 },
  { "a name that begins like a word before names",
    "对山乡2023年政府信息公开工作年度报告\n" BODY, "a.txt", "对山乡", "对山乡", "prose", 2023 },
  { "advertising put before the name",
    "本年报是根据《条例》的要求，由某某体育主页 白石街道办事处编制的2014年度政务信息公开年度报告。" BODY "\n一、概述\n" BODY "\n二、主动公开情况\n2014年，共公开信息20条。",
    "a.txt", "白石街道办事处", "白石街道", "prose", 2014 },
  { "an office of a government with its full name",
    "2014年青溪市人民政府白石街道办事处政府信息公开工作年度报告\n" BODY, "a.txt", "青溪市人民政府白石街道办事处", "青溪市白石街道", "prose", 2014 },
  { "no year beside the subject, and the place in a title of its own",
    "一、总体情况\n2020年，紧紧围绕热点公开信息。" BODY "\n市教育局高度重视信息公开工作，建立了《青溪市教育局信息公开制度》。\n二、主动公开政府信息情况",
    "a.txt", "青溪市教育局", "青溪市", "prose", 2020 },
  { "the office that edits the report, with a second name plate",
    "青溪市白云区司法局（区行政复议局）根据《条例》等规定编制本报告。统计期限自2022年1月1日起至2022年12月31日止。" BODY,
    "a.txt", "青溪市白云区司法局", "青溪市白云区", "prose", 2022 },
  { "a government",
    "石桥市人民政府2023年政府信息公开工作年度报告\n" BODY, "a.txt", "石桥市人民政府", "石桥市", "prose", 2023 },
  { "a second name plate, a mark before the title",
    "【年报】白云县发展和改革局（白云县粮食局）2021年政府信息公开工作年度报告\n" BODY, "a.txt", "白云县发展和改革局", "白云县", "prose", 2021 },
  { "the agency below the title",
    "2020年政府信息公开工作年度报告\n白云县档案馆\n" BODY, "a.txt", "白云县档案馆", "白云县", "prose", 2020 },
  { "the committee that writes for a government",
    "本报告由玉石市人民政府信息公开工作领导小组办公室根据条例编制，统计时限自2012年1月1日至2012年12月31日。" BODY, "a.txt",
    "玉石市人民政府", "玉石市", "prose", 2012 },
  { "table only: filling agency and caption",
    "政府信息公开情况统计表\n（2018年度）\n填报单位：  上海市松江区司法局    .\n统计指标|单位|统计数\n一、主动公开情况|——|——\n"
    "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|15\n（二）收到申请数|件|2",
    "b.txt", "上海市松江区司法局", "上海市松江区", "cn2014", 2018 },
};

static void
test_recognise_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzDocument) document = document_from_lines (cases[i].text);
    g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, cases[i].file);
    DzReport *report;

    g_test_message ("%s", cases[i].why);
    g_assert_cmpuint (reports->len, ==, 1);
    report = g_ptr_array_index (reports, 0);
    g_assert_cmpstr (dz_report_get_agency (report), ==, cases[i].agency);
    g_assert_cmpuint (dz_report_get_year (report), ==, cases[i].year);
    g_assert_cmpstr (dz_report_get_region (report), ==, cases[i].region);
    g_assert_cmpstr (dz_report_get_form (report), ==, cases[i].form);
  }
}

/* What a reading quotes stands at its address. */
static void
test_recognise_quotes (void)
{
  static const char *const what[] = { "agency", "region", "year", "published", "period", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzDocument) document = document_from_lines (cases[i].text);
    g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, cases[i].file);

    for (guint w = 0; what[w] != NULL; w++) {
      const DzReading *reading = dz_report_get_reading (g_ptr_array_index (reports, 0), what[w]);
      g_autofree char *quote = NULL;

      if (reading == NULL || reading->address.end == 0)
        continue;
      quote = dz_document_dup_quote (document, &reading->address);
      g_assert_cmpstr (quote, ==, reading->quote);
    }
  }
}

static void
test_recognise_nothing (void)
{
  static const struct {
    const char *why, *text;
  } none[] = {
    { "a list of links", "2016年白云县水利局政府信息公开工作年度报告\n2017年白云县水利局政府信息公开工作年度报告\n2018年白云县水利局政府信息公开工作年度报告" },
    { "an empty form", "政府信息公开情况统计表\n统计指标|单位|统计数\n（一）收到申请数|件|\n（二）申请办结数|件|\n（三）申请答复数|件|" },
    { "somebody's comparison", "玉石市 政务公开年报比对\n年份: 2023 vs 2024 文字重复率: 42%\n2023 年报告 2024 年报告\n" BODY },
    { "a notice that asks for reports",
      "青溪市人民政府办公室关于做好2009年度政府信息公开工作年度报告有关事项的通知\n(一)受理依申请公开的数量(2009年度及历年累计数量)、主要是哪些受理方式，涉及哪些方面内容等;\n" BODY },
    { "a model to write after", "政府信息公开年度工作报告范文\n一、概述\n" BODY "\n二、主动公开政府信息情况\n" BODY },
    { "a guide", "为更好地提供政府信息公开服务，本机关编制了《青溪市水利局政府信息公开指南》。" BODY "\n一、主动公开\n" BODY "\n二、依申请公开\n" BODY },
    { "another text", "今年粮食丰收，农民喜笑颜开，各地抓紧晾晒归仓，收购工作有序进行，价格总体平稳，市场供应充足，种植结构进一步优化。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    g_autoptr (DzDocument) document = document_from_lines (none[i].text);
    g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, "none.txt");

    g_test_message ("%s", none[i].why);
    g_assert_cmpuint (reports->len, ==, 0);
  }
}

static void
test_recognise_two_reports (void)
{
  const char *text = "白云县水利局2018年政府信息公开工作年度报告\n" BODY "\n" BODY "\n" BODY
                     "\n白云县水利局2019年政府信息公开工作年度报告\n" BODY "\n" BODY "\n" BODY;
  g_autoptr (DzDocument) document = document_from_lines (text);
  g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, "two.txt");
  guint first, last;

  g_assert_cmpuint (reports->len, ==, 2);
  g_assert_cmpuint (dz_report_get_year (g_ptr_array_index (reports, 0)), ==, 2018);
  g_assert_cmpuint (dz_report_get_year (g_ptr_array_index (reports, 1)), ==, 2019);
  dz_report_get_range (g_ptr_array_index (reports, 1), &first, &last);
  g_assert_cmpuint (first, ==, 4);
  g_assert_cmpuint (last, ==, 8);
}

static void
test_recognise_correct (void)
{
  g_autoptr (DzReport) report = dz_report_new (NULL, "a.txt", "县司法局", "", 0, "prose");
  g_autoptr (DzReport) corrected = dz_report_correct (report, catalogue, "year", "2018");

  g_assert_cmpuint (dz_report_get_year (report), ==, 0);
  g_assert_cmpuint (dz_report_get_year (corrected), ==, 2018);
  g_assert_true (dz_report_get_reading (corrected, "year")->by_hand);
}

static void
test_recognise_variant (void)
{
  g_autoptr (DzDocument) document = document_from_lines (cases[0].text);
  g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, "a.txt");
  DzReport *report = g_ptr_array_index (reports, 0);
  g_autoptr (GVariant) variant = dz_report_to_variant (report);
  g_autoptr (DzReport) back = dz_report_new_from_variant (variant, document);
  g_autoptr (GVariant) again = dz_report_to_variant (back);

  g_assert_true (g_variant_equal (variant, again));
  g_assert_cmpstr (dz_report_get_agency (back), ==, dz_report_get_agency (report));
}

/* The form is named with the words that told it, and how sure that is. */
static void
test_recognise_form (void)
{
  static const struct {
    const char *table, *form, *words;
    gboolean sure;
  } forms[] = {
    { "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|0|3\n行政规范性文件|2|1|9", "cn2021", "现行有效件数", TRUE },
    { "信息内容|本年新制作数量|本年新公开数量|对外公开总数量\n规章|0|0|0\n规范性文件|1|1|4", "cn2019", "对外公开总数量", TRUE },
    { "统计指标|单位|统计数\n（一）收到申请数|件|4\n1.当面申请数|件|1\n2.传真申请数|件|0\n3.网络申请数|件|3\n（二）申请办结数|件|4", "cn2014",
      "申请办结数", TRUE },
    { "项目|件数\n申请办结数|4\n其他|1", "cn2014", "申请办结数", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *text = g_strconcat ("某某市水利局政府信息公开工作年度报告\n一、总体情况\n" BODY "\n", forms[i].table, NULL);
    g_autoptr (DzDocument) document = document_from_lines (text);
    g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, "a.txt");
    DzReport *report = g_ptr_array_index (reports, 0);
    const DzReading *reading = dz_report_get_reading (report, "form");

    g_test_message ("%s: %s, %u", dz_report_get_form (report), dz_report_get_form_reason (report), reading->confidence);
    g_assert_cmpstr (dz_report_get_form (report), ==, forms[i].form);
    g_assert_true (g_str_has_prefix (dz_report_get_form_reason (report), forms[i].form));
    g_assert_nonnull (strstr (dz_report_get_form_reason (report), forms[i].words));
    if (forms[i].sure)
      g_assert_cmpuint (reading->confidence, ==, 97);
    else
      g_assert_cmpuint (reading->confidence, <, 97);
  }
}

static void
test_recognise_levels (void)
{
  static const struct {
    const char *agency;
    DzLevel level;
  } levels[] = {
    { "浙江省司法厅", DZ_LEVEL_PROVINCE }, { "上海市司法局", DZ_LEVEL_PROVINCE }, { "上海市嘉定区司法局", DZ_LEVEL_COUNTY },
    { "宁波市司法局", DZ_LEVEL_PREFECTURE }, { "余姚市司法局", DZ_LEVEL_COUNTY }, { "微山县司法局", DZ_LEVEL_COUNTY },
    { "遂溪县建新镇人民政府", DZ_LEVEL_TOWNSHIP }, { "市场监督管理局", DZ_LEVEL_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autoptr (DzReport) report = dz_report_new (NULL, "", levels[i].agency, NULL, 2018, "prose");

    g_test_message ("%s", levels[i].agency);
    g_assert_cmpint (dz_report_get_level (report), ==, levels[i].level);
  }
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/recognise/cases", test_recognise_cases);
  g_test_add_func ("/recognise/quotes", test_recognise_quotes);
  g_test_add_func ("/recognise/nothing", test_recognise_nothing);
  g_test_add_func ("/recognise/two-reports", test_recognise_two_reports);
  g_test_add_func ("/recognise/correct", test_recognise_correct);
  g_test_add_func ("/recognise/variant", test_recognise_variant);
  g_test_add_func ("/recognise/form", test_recognise_form);
  g_test_add_func ("/recognise/levels", test_recognise_levels);
  return g_test_run ();
}
