/* test-prose.c - figures, denials and lists in sentences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-document-builder.h"
#include "dz-extraction.h"

#include <string.h>

static DzCatalogue *catalogue;

static DzExtraction *
extract (const char *text,
         guint year,
         const char *form)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (DzReport) report = NULL;

  dz_document_builder_add_paragraph (builder, text);
  document = dz_document_builder_end (builder, NULL);
  report = dz_report_new (document, "report.txt", "松溪县统计局", "福建省", year, form);
  return dz_extract (report, catalogue);
}

/* "id=value unit" a fact, divided by blanks; * before a denial, ~ before what is approximate,
 * @year before what belongs to another year, "label" in place of an unmapped id. */
static char *
print_facts (DzExtraction *extraction)
{
  GString *out = g_string_new (NULL);
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    g_autofree char *value = dz_decimal_to_string (fact->value.number);

    if (out->len > 0)
      g_string_append_c (out, ' ');
    if (fact->year > 0)
      g_string_append_printf (out, "@%u", fact->year);
    g_string_append_printf (out, "%s%s%s=%s%s", fact->denial ? "*" : "", fact->value.bound != DZ_BOUND_EXACT ? "~" : "",
                            fact->indicator != NULL ? fact->indicator : fact->label, value, fact->unit);
  }
  return g_string_free (out, FALSE);
}

static const struct {
  const char *text;
  const char *facts;
} cases[] = {
  /* applications */
  { "2018年，我局共收到政府信息公开申请12件，其中当面申请3件、网络申请8件、信函申请1件。",
    "apply.received.new=12件 apply.received.in_person=3件 apply.received.online=8件 apply.received.letter=1件" },
  { "全年共受理信息公开申请１２件。", "apply.received.new=12件" },
  { "我局收到3条信息公开申请，均已答复。", "apply.received.new=3条" },
  { "2018年，全县共收到政府信息申请公开件658件。", "apply.received.new=658件" },
  { "全年新收政府信息公开申请数量5件，上年结转政府信息公开申请数量1件。", "apply.received.new=5件 apply.carry.in=1件" },
  { "本年度受理依申请公开政府信息4件，办结4件。", "apply.received.new=4件 apply.closed=4件" },
  { "共收到8份政府信息公开申请，均为自然人申请。", "apply.received.new=8份" },
  { "截至年底办结30件，其中按时办结28件，延期办结2件。", "apply.closed=30件 apply.closed.on_time=28件 apply.closed.extended=2件" },
  { "在答复中，同意公开21件，同意部分公开3件，不同意公开4件。",
    "apply.answered.granted=21件 apply.answered.partial=3件 apply.answered.refused=4件" },
  { "“同意公开和部分公开”的110件，占总数的41.83%，“信息不存在”95件。",
    "apply.answered.granted_or_partial=110件 apply.answered.nonexistent=95件" },
  { "全市共收办政府信息公开申请案件3607件（市直933件、各县2674件），其中自然人申请3493件。",
    "收办政府信息公开申请=3607件 自然人申请=3493件" },
  { "结转下年度继续办理2件。", "apply.carry.out=2件" },
  /* denials */
  { "2018年度我局未接到提出公开政府信息的申请。", "*apply.received.new=0件" },
  { "本年度没有收到个人、法人或者其他组织的公开申请。", "*apply.received.new=0件" },
  { "2018年，未收到依申请公开事项。", "*apply.received.new=0件" },
  { "街道未收到任何公民、法人和其他组织提出的公开政府信息的申请。", "*apply.received.new=0件" },
  { "本单位未收到申请公开政府信息件。", "*apply.received.new=0件" },
  { "2018年度我局无申请公开政府信息情况。", "*apply.received.new=0件" },
  { "本年度，我局未收到政府信息申请。", "*apply.received.new=0件" },
  { "我局未发生因政府信息公开申请引起的行政复议、行政诉讼案件。", "*review.total=0件 *lawsuit.total=0件" },
  { "未发生由政府信息公开引发的举报、投诉、行政复议和行政诉讼等。", "*review.total=0件 *lawsuit.total=0件" },
  { "目前尚无公民就我局政府信息公开提出复议、诉讼和申诉。", "*review.total=0件 *lawsuit.total=0件" },
  { "全年未收取任何政府信息公开费用。", "*fee.charged=0元" },
  { "2018年度没有收费，也没有减免。", "*fee.charged=0元" },
  { "全年没有收到书面咨询。", "" },
  { "未发现涉密信息，未出现负面舆情。", "" },
  { "对公众申请未按时答复的情况没有发生。", "" },
  /* disclosure */
  { "全年主动公开政府信息23条。", "proactive.total=23条" },
  { "我局累计主动公开政务信息110757条，新增21594条。", "proactive.cumulative=110757条 proactive.total=21594条" },
  { "到2018年底累计主动公开政府信息509条。", "proactive.total=509条" },
  { "全市共向社会主动公开政府信息18万余条。", "~proactive.total=180000条" },
  { "主动公开各类政府信息180余条。", "~proactive.total=180条" },
  { "市政府办公室共发布各类主动公开信息96件。", "proactive.total=96件" },
  { "通过管委会网站审计信息栏目公开信息20条。", "proactive.channel.website=20条" },
  { "全年通过区政府信息公开网站共公开信息314条，其中，人员招录信息公开3条，预算信息公开2条。",
    "proactive.channel.website=314条 人员招录信息公开=3条 预算信息公开=2条" },
  { "通过政府网站公开政府信息数65条，政务微信公开政府信息数635条。",
    "proactive.channel.website=65条 proactive.channel.wechat=635条" },
  { "主动公开政府信息288条，全文电子化率达100%。其中：机构职能类2条；业务类266条。",
    "proactive.total=288条 机构职能类=2条 业务类=266条" },
  { "主动公开信息33条，其中社会团体注销登记类2条、民办非企业单位成立、变更登记类17条。",
    "proactive.total=33条 社会团体注销登记类=2条 民办非企业单位成立、变更登记类=17条" },
  /* remedies, fees, staff */
  { "因政府信息公开引起的行政复议22件、行政诉讼案件1件。", "review.total=22件 lawsuit.total=1件" },
  { "行政复议案件23件，其中维持17件，其他情形6件。", "review.total=23件 review.upheld=17件 review.other=6件" },
  { "备案政府信息公开领域行政复议案件134件。", "备案行政复议案件=134件" },
  { "收取信息处理费2950元。", "fee.processing=2950元" },
  { "收取检索、复制、邮寄等费用合计753.8元。", "fee.charged=753.8元" },
  { "配备了2名兼职工作人员。", "org.staff.part_time=2人" },
  /* other times, and what only looks like a figure */
  { "2017年收到政府信息公开申请9件。", "@2017apply.received.new=9件" },
  { "2019年，我局将主动公开政府信息不少于100条。", "" },
  { "下一步，力争主动公开政府信息500条。", "" },
  { "根据〔2018〕16号文和第三十五条，请拨打12345热线或0591-83926179。", "" },
  { "自2008年起开展这项工作，有1名专职工作人员。", "org.staff.full_time=1人" },
  { "12348热线为群众服务，微信公众号粉丝83000多人。", "" },
  { "受理电话咨询300人次，当面咨询40人次，均及时予以解答。", "" },
  { "发布政策解读材料12篇，其中图解3篇。公开复文28件。", "" },
  { "平均每月在网站公开信息850余条。", "" },
  { "承办建议提案共13件，办结13件。", "" },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzExtraction) extraction = extract (cases[i].text, 2018, "cn2014");
    g_autofree char *printed = print_facts (extraction);

    if (strcmp (printed, cases[i].facts) != 0)
      g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (printed, ==, cases[i].facts);
  }
}

/* The words of one form and of another are different rows. */
static void
test_forms (void)
{
  g_autoptr (DzExtraction) old = extract ("共办结5件。予以公开3件。", 2018, "cn2014");
  g_autoptr (DzExtraction) new = extract ("共办结5件。予以公开3件。", 2022, "cn2021");
  g_autofree char *before = print_facts (old);
  g_autofree char *after = print_facts (new);

  g_assert_cmpstr (before, ==, "apply.closed=5件 apply.answered.granted=3件");
  g_assert_cmpstr (after, ==, "apply.result.total=5件 apply.result.granted=3件");
}

/* Each quote stands at its address, to the character. */
static void
test_quotes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzExtraction) extraction = extract (cases[i].text, 2018, "cn2014");
    DzDocument *document = dz_report_get_document (dz_extraction_get_report (extraction));
    GPtrArray *facts = dz_extraction_get_facts (extraction);

    for (guint k = 0; k < facts->len; k++) {
      const DzFact *fact = g_ptr_array_index (facts, k);
      g_autofree char *quote = dz_document_dup_quote (document, &fact->address);

      g_assert_cmpstr (quote, ==, fact->quote);
      g_assert_nonnull (strstr (fact->quote, fact->printed));
    }
  }
}

/* Every number is a fact's, has a reason, or is said to be unclaimed. */
static void
test_claims (void)
{
  g_autoptr (DzExtraction) extraction =
    extract ("2018年，根据〔2018〕16号文，主动公开政府信息23条，同比增长12.5%，召开座谈会7次。", 2018, "cn2014");
  GPtrArray *claims = dz_extraction_get_claims (extraction);
  static const struct {
    const char *printed;
    gboolean fact, reason;
  } expected[] = {
    { "2018", FALSE, TRUE }, { "2018", FALSE, TRUE }, { "16", FALSE, TRUE }, { "23", TRUE, FALSE },
    { "12.5%", FALSE, TRUE }, { "7", FALSE, FALSE },
  };

  g_assert_cmpuint (claims->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < claims->len; i++) {
    const DzClaim *claim = g_ptr_array_index (claims, i);

    g_assert_cmpstr (claim->printed, ==, expected[i].printed);
    g_assert_cmpint (claim->fact >= 0, ==, expected[i].fact);
    g_assert_cmpint (claim->reason != NULL, ==, expected[i].reason);
  }
}

static void
test_statements (void)
{
  g_autoptr (DzExtraction) extraction =
    extract ("全年共收到政府信息公开申请200件，同比下降20%。其中网络申请50件，占25%。", 2018, "cn2014");
  GPtrArray *statements = dz_extraction_get_statements (extraction);
  const DzStatement *growth, *share;

  g_assert_cmpuint (statements->len, ==, 2);
  growth = g_ptr_array_index (statements, 0);
  share = g_ptr_array_index (statements, 1);
  g_assert_cmpint (growth->kind, ==, 'g');
  g_assert_cmpint ((int) growth->stated.number.mantissa, ==, -20);
  g_assert_cmpint (share->kind, ==, 's');
  g_assert_cmpint (share->whole, ==, growth->fact);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/prose/sentences", test_sentences);
  g_test_add_func ("/prose/forms", test_forms);
  g_test_add_func ("/prose/quotes", test_quotes);
  g_test_add_func ("/prose/claims", test_claims);
  g_test_add_func ("/prose/statements", test_statements);
  result = g_test_run ();
  g_clear_object (&catalogue);
  return result;
}
