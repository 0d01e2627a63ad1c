/* test-tables.c - tables to facts, in the shapes that offices and copies give them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-extraction.h"

#include "samples.h"

static DzCatalogue *catalogue;

#define MEMBERS "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
#define MATRIX_HEAD                                                                                              \
  "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）~3x3|申请人情况~1x7\n"                     \
  "自然人~2x1|法人或其他组织~1x5|总计~2x1\n商业企业|科研机构|社会公益组织|法律服务机构|其他\n"
#define MATRIX_RAGGED_HEAD                                                                                       \
  "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|申请人情况||||||||\n"                       \
  "自然人|法人或其他组织|总计|||||||\n商业|科研|社会公益组织|法律服务机构|其他|||||\n"
#define REMEDY_HEAD                                                                                              \
  "行政复议~1x5|行政诉讼~1x10\n结果维持~2x1|结果纠正~2x1|其他结果~2x1|尚未审结~2x1|总计~2x1|"                      \
  "未经复议直接起诉~1x5|复议后起诉~1x5\n"                                                                          \
  "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计\n"

/**
 * Case:
 * @facts: "indicator[member]=value unit" a line, all that must be there; a value of "blank" or "n/a" is the
 *   state, "indicator=?" stands for: no fact of it. An unmapped fact is "-label=value".
 */
typedef struct {
  const char *why;
  guint year;
  const char *text;
  const char *facts;
} Case;

static const Case cases[] = {
  { "the national form, dashes in headings, two rows of one name, money in two units", 2018,
    "统计指标|单位|统计数\n一、主动公开情况|——|——\n　　（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|15\n"
    "四、行政复议数量|件|3\n（一）维持具体行政行为数|件|1\n（二）被依法纠错数|件|2\n（三）其他情形数|件|0\n"
    "五、行政诉讼数量|件|4\n（一）维持具体行政行为或者驳回原告诉讼请求数|件|\n（二）被依法纠错数|件|——\n（三）其他情形数|件|4\n"
    "六、举报投诉数量|件|1\n七、依申请公开信息收取的费用|元|12.5\n八、机构建设和保障经费情况|——|——\n"
    "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元|3",
    "proactive.total=15 条\nreview.corrected=2 件\nlawsuit.corrected=n/a\nlawsuit.upheld=blank\nreview.other=0 件\n"
    "lawsuit.other=4 件\nfee.charged=12.5 元\norg.budget=3 万元\nproactive=n/a" },
  { "the Zhejiang form: heads repeated, a heading that prints a value, another unit", 2017,
    "指标名称|计量单位|数据统计\n一、主动公开数量|条|288\n二、依申请公开数量|件|3\n（一）依申请方式|　|　\n1.当面申请数|件|0\n"
    "指标名称|计量单位|数据统计\n三、行政复议数量|件|1\n（一）维持具体行政行为|件|1\n四、行政诉讼数量|件|0\n"
    "（一）维持具体行政行为|件|0\n七、依申请公开收费情况||0\n（一）提供依申请公开信息收取的费用|万元|0.2\n（二）政府信息公开人员数|个|3",
    "proactive.total=288 条\nreview.upheld=1 件\nlawsuit.upheld=0 件\nfee=0\nfee.charged=0.2 万元\norg.staff=3 个\n"
    "apply.received.channel=?" },
  { "rows lost in the middle: what is left is not hung under the wrong heading", 2018,
    "统计指标|单位|统计数\n一、主动公开情况|——|——\n(一)专职人员数 (不包括政府公报及政府网站工作人员数)|人|1\n2. 兼职人员数|人|0\n"
    "九、政府信息公开会议和培训情况|——|\n(三)接受培训人员数|人次|112",
    "org.staff.full_time=1 人\norg.staff.part_time=0 人\ntrain.participants=112 人次\nproactive.total=?" },
  { "rows lost: a row of two meanings is told by the row that follows it", 2018,
    "统计指标|单位|统计数\n一、主动公开情况|——|——\n（二）被依法纠错数|件|1\n（三）其他情形数|件|2\n六、举报投诉数量|件|0\n"
    "七、依申请公开信息收取的费用|元|0",
    "lawsuit.corrected=1 件\nlawsuit.other=2 件\nreview.corrected=?" },
  { "the applicants' matrix with spans, blanks and a slip in a label", 2021,
    MATRIX_HEAD "一、本年新收政府信息公开申请数量~1x3|5|1|0|0|0|0|6\n三、本年度办理结果~5x1|（一）予以公开~1x2|2||0|0|0|0|2\n"
    "（三）不予公开~2x1|1.属于国家秘密|0|0|0|0|0|0|0\n2.其他法律行政止公开|1|0|0|0|0|0|1\n（六）其他处理|3.其他|1|0|0|0|0|0|1\n"
    "（七）总计~1x2|5|0|0|0|0|0|5\n四、结转下年度继续办理~1x3|0|1|0|0|0|0|1",
    "apply.received.new[applicant.natural]=5 件\napply.received.new[applicant.total]=6 件\n"
    "apply.result.granted[applicant.legal.enterprise]=blank\napply.result.refused.law_ban[applicant.natural]=1 件\n"
    "apply.result.other.other[applicant.natural]=1 件\napply.result.total[applicant.total]=5 件\n"
    "apply.carry.out[applicant.legal.enterprise]=1 件" },
  { "the matrix without spans, short heads, bars at the ends of rows", 2019,
    "~\n" MATRIX_RAGGED_HEAD "一、本年新收政府信息公开申请数量|4|1|0|0|0|0|5||\n三、本年度办理结果|（一）予以公开|3|||||2|5|\n"
    "（三）不予公开|1.属于国家秘密|||||||\n（七）总计|0|0|0|0|0|0|0||",
    "apply.received.new[applicant.legal.enterprise]=1 件\napply.received.new[applicant.total]=5 件\n"
    "apply.result.granted[applicant.legal.other]=2 件\napply.result.granted[applicant.legal.research]=blank\n"
    "apply.result.granted[applicant.total]=5 件\napply.result.refused.state_secret[applicant.natural]=blank\n"
    "apply.result.total[applicant.natural]=0 件" },
  { "a value too many in a row without spans: nothing is said of it", 2019,
    "~\n" MATRIX_RAGGED_HEAD "一、本年新收政府信息公开申请数量|4|1|0|0|0|0|5|9|\n二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0||",
    "apply.received.new[applicant.natural]=?\napply.received.new[applicant.total]=?\napply.carry.in[applicant.total]=0 件" },
  { "a value too few", 2019,
    "~\n" MATRIX_RAGGED_HEAD "一、本年新收政府信息公开申请数量|4|1|0|0|0|5\n二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0||",
    "apply.received.new[applicant.natural]=?\napply.received.new[applicant.total]=?" },
  { "reconsideration and litigation: three levels of heads", 2022,
    "# 四、政府信息公开行政复议、行政诉讼情况\n" REMEDY_HEAD "10|1|0|0|11|0|0|0|0|0|5|0|0|0|0",
    "review.upheld=10 件\nreview.total=11 件\nlawsuit.direct.total=0 件\nlawsuit.after_review.upheld=5 件\n"
    "lawsuit.after_review.total=0 件" },
  { "the same heads in the order of reading only", 2022,
    "~\n行政复议|行政诉讼|||||||||||||\n结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|复议后起诉||||||||\n"
    "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|||||\n1|2|3|4|10|5|6|7|8|26|9|10|11|12|42|",
    "review.pending=4 件\nlawsuit.direct.upheld=5 件\nlawsuit.after_review.other=11 件\nlawsuit.after_review.total=42 件" },
  { "the page cut the heads off on the right", 2022,
    "行政复议~1x5|行政诉讼~1x7\n结果维持~2x1|结果纠正~2x1|其他结果~2x1|尚未审结~2x1|总计~2x1|未经复议直接起诉~1x5|~1x2\n"
    "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正\n1|2|3|4|10|5|6|7|8|26|9|11",
    "lawsuit.direct.upheld=5 件\nlawsuit.after_review.upheld=9 件\nlawsuit.after_review.corrected=11 件" },
  { "small tables by article, one over the other; money", 2021,
    "第二十条第（一）项~1x4\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|2|1|12\n行政规范性文件|109|489|597\n"
    "第二十条第（五）项~1x4\n信息内容|本年处理决定数量~1x3\n行政许可|1808595~1x3\n第二十条第（八）项~1x4\n"
    "信息内容|本年收费金额（单位：万元）~1x3\n行政事业性收费|72701.2578~1x3",
    "doc.rules.in_force=12 件\ndoc.normative.repealed=489 件\npermit.license.decisions=1808595 件\ncharge.amount=72701.2578 万元" },
  { "the form of 2019: short heads, signs, a unit in the cell", 2019,
    "~\n第二十条第(一)项||||\n信息内容|本年新制作|本年新公开|对外公开总数量|\n规章|0|0|0|\n规范性文件|1件|２|3|\n第二十条第(五)项||||\n"
    "信息内容|上一年项目数量|本年增/减|处理决定数量|\n行政许可|1,036|+8|0|\n其他对外管理服务事项|10|-3|5|\n第二十条第(九)项||||\n"
    "信息内容|采购项目数量|采购总金额(单位:万元)|\n政府集中采购|7|134.32|",
    "doc.normative.made=1 件\ndoc.normative.published=2 件\npermit.license.items_prev=1036 项\npermit.license.items_change=8 项\n"
    "permit.other_service.items_change=-3 项\nprocure.amount=134.32 万元" },
  { "cut heads say nothing", 2019,
    "第二十条第（一）项~1x4\n信息内容|本年新|本年新|对外公开总数量\n规章|1|2|3\n规范性文件|4|5|6\n"
    "第二十条第（五）项~1x4\n信息内容|上一年项目数量|本年增/减|处理决定数量\n行政许可|7|8|9",
    "doc.rules.made=?\ndoc.rules.published=?\ndoc.rules.public_total=3 件\npermit.license.items_prev=7 项" },
  { "a table that a page cut in two: the second half has no head", 2021,
    MATRIX_HEAD "一、本年新收政府信息公开申请数量~1x3|5|1|0|0|0|0|6\n=\n-3-\n三、本年度办理结果~2x1|（四）无法提供~2x1|"
    "1.本机关不掌握相关政府信息|1|0|0|0|0|0|1\n2.没有现成信息需要另行制作|2|0|0|0|0|0|2\n四、结转下年度继续办理~1x3|0|1|0|0|0|0|1",
    "apply.result.unavailable.not_held[applicant.natural]=1 件\napply.result.unavailable.needs_making[applicant.total]=2 件\n"
    "apply.carry.out[applicant.legal.enterprise]=1 件" },
  { "two value columns and a code: only the year's counts", 2009,
    "指标名称|计量单位|代码|本期实际|本年累计\n甲|乙|丙|1|2\n主动公开信息数|条|01|10|120\n申请总数|条|10|2|9\n"
    "其中:1.当面申请数|条|11|1|3\n“免予公开范围1”数|条|24|0|1\n否决公开答复总数|条|20|1|2",
    "apply.received.new=9 条\napply.received.in_person=3 条" },
  { "numbers in front, remarks behind", 2018,
    "序号|统计指标|单位|统计数|备注\n1|（一）收到申请数|件|12|含来信3件\n2|1.当面申请数|件|2|\n3|2.传真申请数|件|0|\n4|（二）申请办结数|件|12|",
    "apply.received.new=12 件\napply.received.in_person=2 件\napply.closed=12 件" },
  { "other words for the same rows, marks of notes, full width", 2018,
    "统计指标|单位|统计数\n（一）收到申请总数|件|１２①\n3、通过网络申请数|件|22（其中修订16件）\n（二）被依法纠错数|件|1\n六、举报投诉数|件|3*",
    "apply.received.new=12 件\napply.received.online=22 件\ncomplaint.total=3 件" },
  { "rows that no form has are kept with their words", 2018,
    "统计指标|单位|统计数\n（一）收到申请数|件|12\n1.当面申请数|件|2\n2.传真申请数|件|0\n5.上门走访数|次|7\n（二）申请办结数|件|12",
    "apply.received.new=12 件\n-5.上门走访数=7" },
  { "a head and a label over two rows because a page ends there", 2019,
    "第二十条第（九）项~1x3\n信息内|采购项|采购总金额（单\n容|目数量|位：万元）\n政府集中采购|4|105.64\n第二十条第（八）项~1x3\n"
    "信息内容|上一年项目数量|本年增/减\n行政事业性|3|0\n收费||",
    "procure.items=4 项\nprocure.amount=105.64 万元\ncharge.items_prev=3 项" },
  { "heads without spans, as in a sheet saved as text: holes belong to the head on their left", 2022,
    "行政复议|||||行政诉讼|||||||||\n结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|||||复议后起诉||||\n"
    "|||||结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计\n1|2|3|4|10|5|6|7|8|26|9|10|11|12|42",
    "review.total=10 件\nlawsuit.direct.upheld=5 件\nlawsuit.direct.total=26 件\nlawsuit.after_review.upheld=9 件\n"
    "lawsuit.after_review.total=42 件" },
  { "another word for the total", 2022,
    "行政复议~1x5|行政诉讼~1x10\n结果维持~2x1|结果纠正~2x1|其他结果~2x1|尚未审结~2x1|合计~2x1|未经复议直接起诉~1x5|复议后起诉~1x5\n"
    "结果维持|结果纠正|其他结果|尚未审结|合计|结果维持|结果纠正|其他结果|尚未审结|合计\n1|2|3|4|10|5|6|7|8|26|9|10|11|12|42",
    "review.total=10 件\nlawsuit.direct.total=26 件\nlawsuit.after_review.total=42 件" },
  { "the matrix without spans in a sheet: blank label cells below a group", 2021,
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|||申请人情况||||||\n|||自然人|法人或其他组织|||||总计\n"
    "||||商业企业|科研机构|社会公益组织|法律服务机构|其他|\n一、本年新收政府信息公开申请数量|||5|1|0|0|0|0|6\n"
    "三、本年度办理结果|（三）不予公开|1.属于国家秘密|0|0|0|0|0|2|2\n||8.属于行政查询事项|1|0|0|0|0|0|1\n"
    "|（六）其他处理|3.其他|0|3|0|0|0|0|3\n|（七）总计||1|3|0|0|0|2|6",
    "apply.received.new[applicant.natural]=5 件\napply.received.new[applicant.total]=6 件\n"
    "apply.result.refused.state_secret[applicant.legal.other]=2 件\napply.result.refused.query[applicant.natural]=1 件\n"
    "apply.result.other.other[applicant.legal.enterprise]=3 件\napply.result.total[applicant.total]=6 件" },
  { "numbers of rows in cells of their own", 2018,
    "统计指标~1x2|单位|统计数\n三、|依申请公开情况|——|——\n（一）|收到申请数|件|12\n1.|当面申请数|件|3\n2.|传真申请数|件|0\n"
    "（二）|申请办结数|件|12", "apply.received.new=12 件\napply.received.in_person=3 件\napply.closed=12 件" },
  { "two tables side by side in one", 2018,
    "统计指标|单位|统计数|统计指标|单位|统计数\n（一）收到申请数|件|12|四、行政复议数量|件|2\n1.当面申请数|件|3|（一）维持具体行政行为数|件|1\n"
    "2.传真申请数|件|0|（二）被依法纠错数|件|1\n3.网络申请数|件|0|（三）其他情形数|件|0", "apply.received.new=12 件\napply.received.in_person=3 件\n"
    "review.total=2 件\nreview.upheld=1 件\nreview.corrected=1 件" },
  { "columns of several years: only the report's own is its own", 2018,
    "统计指标|单位|2017年|2018年\n（一）收到申请数|件|5|7\n（二）申请办结数|件|5|6\n（三）申请答复数|件|5|6",
    "apply.received.new=7 件\napply.closed=6 件" },
};

/* Law: within one report of these samples one row and member has one value. */
static void
check_single (DzExtraction *extraction)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *a = g_ptr_array_index (facts, i);

    for (guint j = i + 1; a->indicator != NULL && j < facts->len; j++) {
      const DzFact *b = g_ptr_array_index (facts, j);

      if (a->indicator == b->indicator && a->member == b->member && a->year == b->year)
        g_assert_true (dz_value_equal (a->value, b->value));
    }
  }
}

static const DzFact *
find_fact (DzExtraction *extraction,
           const char *name)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);
  g_auto (GStrv) parts = g_strsplit_set (name, "[]", 3);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    if (fact->year != 0 && fact->year != dz_report_get_year (dz_extraction_get_report (extraction)))
      continue;
    if (name[0] == '-' ? fact->indicator == NULL && g_str_equal (fact->label, name + 1)
                       : g_strcmp0 (fact->indicator, parts[0]) == 0
                           && g_strcmp0 (fact->member, parts[1] != NULL ? parts[1] : NULL) == 0)
      return fact;
  }
  return NULL;
}

static void
check_fact (DzExtraction *extraction,
            const char *expected)
{
  g_auto (GStrv) sides = g_strsplit (expected, "=", 2);
  const DzFact *fact = find_fact (extraction, sides[0]);
  g_auto (GStrv) words = g_strsplit (sides[1], " ", 2);
  g_autofree char *value = NULL;

  g_test_message ("%s", expected);
  if (g_str_equal (words[0], "?")) {
    g_assert_null (fact);
    return;
  }
  g_assert_nonnull (fact);
  if (g_str_equal (words[0], "blank")) {
    g_assert_cmpint (fact->value.kind, ==, DZ_VALUE_BLANK);
    return;
  }
  if (g_str_equal (words[0], "n/a")) {
    g_assert_cmpint (fact->value.kind, ==, DZ_VALUE_NOT_APPLICABLE);
    return;
  }
  g_assert_cmpint (fact->value.kind, ==, DZ_VALUE_NUMBER);
  value = dz_decimal_to_string (fact->value.number);
  g_assert_cmpstr (value, ==, words[0]);
  if (words[1] != NULL)
    g_assert_cmpstr (fact->unit, ==, words[1]);
}

static DzExtraction *
extract_case (const Case *c)
{
  g_autofree char *text = g_strdup_printf ("白云县水利局%u年政府信息公开工作年度报告\n%s", c->year, c->text);
  g_autoptr (DzDocument) document = sample_document (text);
  g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, "a.txt");

  g_assert_cmpuint (reports->len, ==, 1);
  return dz_extract (g_ptr_array_index (reports, 0), catalogue);
}

static void
test_tables_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzExtraction) extraction = NULL;
    g_auto (GStrv) lines = g_strsplit (cases[i].facts, "\n", -1);

    g_test_message ("%s", cases[i].why);
    extraction = extract_case (&cases[i]);
    check_single (extraction);
    for (guint l = 0; lines[l] != NULL; l++)
      check_fact (extraction, lines[l]);
  }
}

/* Law: what a fact quotes stands at its address; the same input gives the same facts. */
static void
test_tables_laws (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzExtraction) a = extract_case (&cases[i]);
    g_autoptr (DzExtraction) b = extract_case (&cases[i]);
    g_autoptr (GVariant) stored = dz_extraction_to_variant (a);
    g_autoptr (GVariant) again = dz_extraction_to_variant (b);
    DzDocument *document = dz_report_get_document (dz_extraction_get_report (a));
    GPtrArray *facts = dz_extraction_get_facts (a);

    g_assert_true (g_variant_equal (stored, again));
    for (guint f = 0; f < facts->len; f++) {
      const DzFact *fact = g_ptr_array_index (facts, f);
      g_autofree char *quote = dz_document_dup_quote (document, &fact->address);

      g_assert_cmpstr (quote, ==, fact->quote);
      g_assert_cmpstr (fact->label, !=, "");
    }
  }
}

static gboolean
is_plain (const DzFormRow *row)
{
  return row->labels[0] != NULL && strstr (row->labels[0], " / ") == NULL && row->indicator->dimension == NULL;
}

/* A table of all rows of @form that are plain; the value is the row's place. */
static char *
write_form (const DzForm *form,
            guint *n_values)
{
  GString *text = g_string_new ("统计指标|单位|统计数\n");

  *n_values = 0;
  for (guint i = 0; i < form->rows->len; i++) {
    const DzFormRow *row = g_ptr_array_index (form->rows, i);

    if (!is_plain (row))
      continue;
    if (row->has_cells)
      g_string_append_printf (text, "%s|%s|%u\n", row->labels[0], row->unit, ++*n_values + 100);
    else
      g_string_append_printf (text, "%s|——|——\n", row->labels[0]);
  }
  return g_string_free (text, FALSE);
}

/* Law: a form filled in completely is read back completely, with spans or without. */
static void
test_tables_forms (void)
{
  GPtrArray *forms = dz_catalogue_get_forms (catalogue);

  for (guint f = 0; f < 2 * forms->len; f++) {
    const DzForm *form = g_ptr_array_index (forms, f / 2);
    guint n_values, n = 0;
    g_autofree char *table = write_form (form, &n_values);
    g_autofree char *text = g_strdup_printf ("白云县水利局%u年%s年度报告\n%s%s", MAX (form->first_year, 2008),
                                             g_str_equal (form->report_kind, "disclosure") ? "政府信息公开工作" : "法治政府建设",
                                             f % 2 == 0 ? "~\n" : "", table);
    g_autoptr (DzDocument) document = NULL;
    g_autoptr (GPtrArray) reports = NULL;
    g_autoptr (DzExtraction) extraction = NULL;

    if (n_values < 20)
      continue;
    g_test_message ("%s", form->id);
    document = sample_document (text);
    reports = dz_report_recognise (document, catalogue, "a.txt");
    g_assert_cmpuint (reports->len, ==, 1);
    extraction = dz_extract (g_ptr_array_index (reports, 0), catalogue);
    for (guint i = 0; i < form->rows->len; i++) {
      const DzFormRow *row = g_ptr_array_index (form->rows, i);
      const DzFact *fact;

      if (!is_plain (row) || !row->has_cells)
        continue;
      fact = dz_extraction_lookup (extraction, row->indicator->id, NULL);
      g_test_message ("%s %s", row->labels[0], row->indicator->id);
      g_assert_nonnull (fact);
      g_assert_cmpint (fact->value.number.mantissa, ==, (gint64) ++n + 100);
    }
  }
}

static void
test_tables_remarks (void)
{
  g_autoptr (DzExtraction) lost = extract_case (&cases[2]);
  g_autoptr (DzExtraction) misfit = extract_case (&cases[6]);
  GPtrArray *remarks = dz_extraction_get_remarks (lost);

  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpstr (((DzRemark *) g_ptr_array_index (remarks, 0))->code, ==, "rows-missing");
  remarks = dz_extraction_get_remarks (misfit);
  g_assert_cmpstr (((DzRemark *) g_ptr_array_index (remarks, 0))->code, ==, "cells-misaligned");
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/tables/cases", test_tables_cases);
  g_test_add_func ("/tables/laws", test_tables_laws);
  g_test_add_func ("/tables/forms", test_tables_forms);
  g_test_add_func ("/tables/remarks", test_tables_remarks);
  return g_test_run ();
}
