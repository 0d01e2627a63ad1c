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
  /* as offices also write it */
  { "2018年，全市共收到10件依申请公开请求，2017年结转政府信息公开申请2件，共办结10件，结转2019年度继续办理2件。",
    "apply.received.new=10件 apply.closed=10件 apply.carry.out=2件" },
  { "共收到申请130件，较2017年增加30件，其中当面申请20件。",
    "apply.received.new=130件 apply.received.in_person=20件" },
  { "本年度未向申请人收取依申请公开的任何费用。",
    "*fee.charged=0元" },
  { "全年共收到和办理依申请公开12件，其中自然人申请件11件。",
    "apply.received.new=12件 apply.received.new=11件" },
  { "我办受理依申请信息56条。",
    "apply.received.new=56条" },
  { "我局收到2条公众通过网上依申请公开栏目提交的申请。",
    "apply.received.new=2条" },
  { "共办结依申请政府信息公开事项23件。",
    "apply.closed=23件" },
  { "发生2起关于政府信息公开的行政诉讼案件。",
    "lawsuit.total=2起" },
  { "其中12条属于本机关不掌握相关政府信息而无法提供。",
    "apply.result.unavailable.not_held=12条" },
  { "“松溪统计”微信订阅号发布各类信息722条，官网发布34条。",
    "proactive.channel.wechat=722条 proactive.channel.website=34条" },
  { "全年在网站和微信平台公布信息202条。",
    "" },
  { "我局主动公开的信息15条。",
    "proactive.total=15条" },
  { "2018年，共公开各类政府信息1288条。",
    "proactive.total=1288条" },
  { "我镇在政府网站上共公开285条信息，在微信公众平台上公开116条信息。",
    "proactive.channel.website=285条 proactive.channel.wechat=116条" },
  { "未产生与诉讼有关的费用支出。",
    "" },
  { "本单位没有向依申请公开对象收取复印、传真等任何费用。",
    "*fee.charged=0元" },
  { "市长热线诉求共计2205件，已办结2205件。",
    "" },
  { "其中属于已经主动公开的2件，同意公开答复29件。",
    "apply.answered.already_public=2件 apply.answered.granted=29件" },
  { "全镇受理依申请公开政府信息数量共计0条。",
    "apply.received.new=0条" },
  { "全年共公开信息253条。",
    "proactive.total=253条" },
  { "其他法律行政法规禁止公开2件，属于行政执法案卷1件，重复申请3件。",
    "apply.result.refused.law_ban=2件 apply.result.refused.case_file=1件 apply.result.not_processed.repeat=3件" },
  { "没有收到过相关申请。",
    "*apply.received.new=0件" },
  { "2018年度我局没有政府信息公开的收费和减免情况。",
    "*fee.charged=0元" },
  { "全年没有违规收费的情况。",
    "" },
  { "我街道主动公开涉及社会救助、养老服务、安全生产等方面信息423条。",
    "proactive.total=423条" },
  { "全年未收取政府信息公开费用，未发生因政府信息公开引起的行政复议、行政诉讼。",
    "*review.total=0件 *lawsuit.total=0件 *fee.charged=0元" },
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
  /* shapes of real reports, section by section */
  { "本年度，我局通过各种渠道主动公开政府信息共计1,286条，同比增长12.5%。",
    "proactive.total=1286条" },
  { "2020年全年发布信息456条，其中政务动态类310条，通知公告类96条，政策文件类50条。",
    "" },
  { "截至2018年12月31日，本机关主动公开政府信息累计3200条，其中2018年度新增公开信息412条。",
    "proactive.cumulative=3200条 proactive.total=412条" },
  { "全年主动公开政府信息1.2万条。",
    "proactive.total=12000条" },
  { "全年共主动公开信息三百二十五条。",
    "proactive.total=325条" },
  { "通过政府网站、政务微博、政务微信分别公开政府信息320条、150条、86条。",
    "proactive.channel.website=320条 proactive.channel.weibo=150条 proactive.channel.wechat=86条" },
  { "政府网站公开、政务微博公开、政务微信公开分别为320、150、86条。",
    "proactive.channel.website=320条 proactive.channel.weibo=150条 proactive.channel.wechat=86条" },
  { "其中通过政府公报公开12条，通过政府网站公开345条，通过微信公众号推送210条，通过其他方式公开33条。",
    "proactive.channel.gazette=12条 proactive.channel.website=345条 proactive.channel.wechat=210条 proactive.channel.other=33条" },
  { "在县政府门户网站发布信息678条，“松溪统计”微信公众号发布信息156条，微博发布89条。",
    "proactive.channel.website=678条 proactive.channel.wechat=156条 proactive.channel.weibo=89条" },
  { "全年微信公众号累计推送文章1025篇，阅读量达35万人次。",
    "" },
  { "2018年，共制发规范性文件6件，主动公开规范性文件6件。",
    "proactive.normative_issued=6件 proactive.normative=6件" },
  { "公开行政规范性文件5件，规范性文件公开率100%。",
    "proactive.normative=5件" },
  { "2018年度共收到政府信息公开申请15件，其中当面申请2件，网络申请9件，信函申请4件，均已按时办结。",
    "apply.received.new=15件 apply.received.in_person=2件 apply.received.online=9件 apply.received.letter=4件" },
  { "全年收到依申请公开件18件，较上年增加6件，按时答复率100%。",
    "apply.received.new=18件" },
  { "共收到并办理政府信息公开申请22件，其中自然人申请20件，法人或其他组织申请2件。",
    "apply.received.new=22件 apply.received.new=20件 apply.received.new=2件" },
  { "我局2018年受理公民、法人和其他组织政府信息公开申请共37件。",
    "apply.received.new=37件" },
  { "全年收到申请公开政府信息的书面申请3件。",
    "apply.received.new=3件" },
  { "2018年我局新收政府信息公开申请41件，上年度结转3件，全部办结，无结转下年度。",
    "apply.received.new=41件 apply.carry.in=3件 *apply.carry.out=0件" },
  { "本年新收政府信息公开申请56件，结转上年2件，办结57件，结转下年度继续办理1件。",
    "apply.received.new=56件 apply.carry.in=2件 apply.closed=57件 apply.carry.out=1件" },
  { "从申请方式看，当面申请、网络申请、信函申请分别为1件、5件、2件。",
    "apply.received.in_person=1件 apply.received.online=5件 apply.received.letter=2件" },
  { "从答复结果看，予以公开12件，部分公开3件，不予公开2件，无法提供4件，不予处理1件，其他处理2件。",
    "apply.answered.granted=12件 apply.answered.partial=3件 apply.answered.refused=2件 apply.result.unavailable=4件 apply.result.not_processed=1件 apply.result.other=2件" },
  { "予以公开、部分公开、无法提供各1件。",
    "apply.answered.granted=1件 apply.answered.partial=1件 apply.result.unavailable=1件" },
  { "答复申请30件，其中：同意公开答复数18件，同意部分公开答复数2件，不同意公开答复数1件，申请信息不存在数9件。",
    "apply.answered=30件 apply.answered.granted=18件 apply.answered.partial=2件 apply.answered.refused=1件 apply.answered.nonexistent=9件" },
  { "已答复28件，其中属于已主动公开范围6件，同意公开15件，信息不存在4件，不属于本机关公开3件。",
    "apply.answered=28件 apply.answered.already_public=6件 apply.answered.granted=15件 apply.answered.nonexistent=4件 apply.answered.not_this_agency=3件" },
  { "已全部在法定期限内答复。本年度依申请公开办结率100%。",
    "" },
  { "当面申请0件，传真申请0件，电子邮件申请0件，信函申请0件。",
    "apply.received.in_person=0件 apply.received.fax=0件 apply.received.email=0件 apply.received.letter=0件" },
  { "当面申请、传真申请、网络申请、信函申请均为0件。",
    "apply.received.in_person=0件 apply.received.fax=0件 apply.received.online=0件 apply.received.letter=0件" },
  { "全年收到政府信息公开申请0件。",
    "apply.received.new=0件" },
  { "2018年，我局未收到公民、法人或其他组织的政府信息公开申请。",
    "*apply.received.new=0件" },
  { "本年度未收到依申请公开申请，不存在收费情况。",
    "*apply.received.new=0件 *fee.charged=0元" },
  { "2018年度，本机关未收到信息公开申请，也未因政府信息公开被提起行政复议、行政诉讼。",
    "*apply.received.new=0件 *review.total=0件 *lawsuit.total=0件" },
  { "依申请公开政府信息：无。",
    "*apply.received.new=0件" },
  { "行政复议、行政诉讼情况：无。",
    "*review.total=0件 *lawsuit.total=0件" },
  { "2018年度，我局没有因政府信息公开工作引发行政复议、行政诉讼和举报投诉。",
    "*review.total=0件 *lawsuit.total=0件 *complaint.total=0件" },
  { "全年发生政府信息公开行政复议案件2件，行政诉讼案件1件。",
    "review.total=2件 lawsuit.total=1件" },
  { "因政府信息公开被申请行政复议3起，其中维持2起，尚未审结1起；被提起行政诉讼1起，驳回原告诉讼请求1起。",
    "review.total=3起 review.upheld=2起 review.pending=1起 lawsuit.total=1起 lawsuit.upheld=1起" },
  { "行政复议、行政诉讼各1件。",
    "review.total=1件 lawsuit.total=1件" },
  { "行政复议和行政诉讼均为0。",
    "review.total=0件 lawsuit.total=0件" },
  { "行政复议、行政诉讼数量均为零。",
    "review.total=0件 lawsuit.total=0件" },
  { "2018年度政府信息公开行政复议0件，行政诉讼0件，举报投诉0件。",
    "review.total=0件 lawsuit.total=0件 complaint.total=0件" },
  { "本年度受理举报投诉2件。",
    "" },
  { "2018年我局未对依申请提供政府信息收取检索、复制、邮寄等费用。",
    "*fee.charged=0元" },
  { "本年度依申请公开信息收取费用0元。",
    "fee.charged=0元" },
  { "本年度收取信息处理费0元。",
    "fee.processing=0元" },
  { "全年向申请人收取复印费、邮寄费共计126.50元。",
    "fee.charged=126.50元" },
  { "我局从事政府信息公开工作人员3人，其中专职人员1人，兼职人员2人。",
    "org.staff=3人 org.staff.full_time=1人 org.staff.part_time=2人" },
  { "配备专职工作人员1名、兼职工作人员4名。",
    "org.staff.full_time=1名 org.staff.part_time=4名" },
  { "现有政府信息公开工作人员5名（专职2名，兼职3名）。",
    "org.staff=5名" },
  { "设立政府信息公开专门机构1个，设置政府信息公开查阅点3个。",
    "org.units=1个 org.reading_points=3个" },
  { "设置政府信息查阅点2处，其中档案馆、图书馆各1处。",
    "org.reading_points=2处" },
  { "政府信息公开专项经费5万元。",
    "org.budget=5万元" },
  { "投入政府信息公开专项经费3.5万元，与上年持平。",
    "org.budget=3.5万元" },
  { "2018年召开政府信息公开工作会议4次，举办各类培训班2期，接受培训人员120人次。",
    "train.meetings=4次 train.courses=2期 train.participants=120人次" },
  { "全年共召开政务公开专题会议3次，组织业务培训1次，培训人员86人次。",
    "train.meetings=3次 train.courses=1次 train.participants=86人次" },
  { "举办政务公开培训班两期，培训200余人次。",
    "train.courses=2期 ~train.participants=200人次" },
  { "召开新闻发布会6场，其中主要负责同志参加新闻发布会2场。",
    "response.press=6场 response.press.leader=2场" },
  { "参加或举办新闻发布会2次，政府网站在线访谈3次，发布政策解读稿件21篇，微博微信回应事件45次。",
    "response.press=2次 response.interview=3次 response.articles=21篇 response.social=45次" },
  { "回应公众关注热点或重大舆情12次。",
    "response.hot=12次" },
  { "全年回应社会热点8件次。",
    "response.hot=8件次" },
  { "12345热线共受理来电3215件，办结3190件，满意率98.6%。",
    "" },
  { "全年办理人大建议8件、政协提案12件，办结率100%。",
    "" },
  { "全县行政许可处理决定1260件，行政处罚处理决定78件。",
    "" },
  { "本年制发规章0件、行政规范性文件3件，废止2件，现行有效件数15件。",
    "" },
  { "2022年，本机关收到政府信息公开申请比上年减少5件，下降20%。",
    "" },
  { "截至2018年底，网站累计访问量达123.6万人次。",
    "" },
  { "按照国务院办公厅要求，在20个工作日内答复申请，每件申请不超过2次补正。",
    "" },
  { "2018年3月1日起，全市统一启用10个政务公开专区。",
    "" },
  { "2018年我局政府网站发布信息总数为1024条，其中概况类信息更新量12条，政务动态信息更新量900条，信息公开目录信息更新量112条。",
    "proactive.channel.website=1024条 概况类信息更新量=12条 政务动态信息更新量=900条 信息公开目录信息更新量=112条" },
  { "微信公众号1个，发布信息230条，订阅数5600个。",
    "微信公众号=1个" },
  { "今年以来，通过广播、电视、报刊等传统媒体公开信息56条。",
    "" },
  { "公民提交申请10件，其中8件予以公开，2件不予公开。",
    "apply.received.new=10件 apply.answered.granted=8件 apply.answered.refused=2件" },
  { "全年共收到申请19件（含上年结转2件），办结19件。",
    "apply.received.new=19件 apply.carry.in=2件 apply.closed=19件" },
  { "收到政府信息公开申请5件，已办结4件，1件结转下一年度。",
    "apply.received.new=5件 apply.closed=4件 apply.carry.out=1件" },
  { "收到政府信息公开申请24件，办结25件（含上年结转3件），2件结转到下年办理。",
    "apply.received.new=24件 apply.closed=25件 apply.carry.in=3件 apply.carry.out=2件" },
  { "全年新增主动公开信息超过2600条。",
    "~proactive.total=2600条" },
  { "2018年共公开财政预决算、“三公”经费等信息26条。",
    "" },
  { "收到信息公开申请1件，已按期答复，同意公开。",
    "apply.received.new=1件 apply.answered.granted=1件" },
  { "受理的申请中，3件不予公开、1件因信息不存在无法提供。",
    "apply.answered.refused=3件 apply.result.unavailable=1件" },
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
