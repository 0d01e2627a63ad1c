/* test-region.c - where agencies are at home, told by their names
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-region.h"

typedef struct {
  const char *agency, *region;
  DzLevel level;
  const char *hint; /* a sentence of the text, or NULL */
} Case;

#define NATION DZ_LEVEL_NATION
#define PROVINCE DZ_LEVEL_PROVINCE
#define CITY DZ_LEVEL_PREFECTURE
#define COUNTY DZ_LEVEL_COUNTY
#define TOWN DZ_LEVEL_TOWNSHIP
#define UNKNOWN DZ_LEVEL_UNKNOWN

static const Case cases[] = {
  /* provinces, and their offices */
  { "浙江省司法厅", "浙江省", PROVINCE },
  { "江苏省人民政府办公厅", "江苏省", PROVINCE },
  { "广西壮族自治区农业农村厅", "广西壮族自治区", PROVINCE },
  { "内蒙古自治区人民政府", "内蒙古自治区", PROVINCE },
  { "吉林省水利厅", "吉林省", PROVINCE },
  { "海南省发展和改革委员会", "海南省", PROVINCE },
  { "上海市司法局", "上海市", PROVINCE },
  { "重庆市人民政府办公厅", "重庆市", PROVINCE },
  { "新疆生产建设兵团司法局", "新疆维吾尔自治区", PROVINCE },
  /* prefectures */
  { "宁波市司法局", "浙江省宁波市", CITY },
  { "吉林市财政局", "吉林省吉林市", CITY },
  { "镇江市司法局", "江苏省镇江市", CITY },
  { "景德镇市教育局", "江西省景德镇市", CITY },
  { "新乡市民政局", "河南省新乡市", CITY },
  { "东莞市人民政府", "广东省东莞市", CITY },
  { "恩施州司法局", "湖北省恩施土家族苗族自治州", CITY },
  { "黔南布依族苗族自治州人民政府", "贵州省黔南布依族苗族自治州", CITY },
  { "海南藏族自治州财政局", "青海省海南藏族自治州", CITY },
  { "海西州统计局", "青海省海西蒙古族藏族自治州", CITY },
  { "巴州教育局", "新疆维吾尔自治区巴音郭楞蒙古自治州", CITY },
  { "阿克苏地区行政公署", "新疆维吾尔自治区阿克苏地区", CITY },
  { "锡林郭勒盟行政公署", "内蒙古自治区锡林郭勒盟", CITY },
  { "大兴安岭地区行政公署办公室", "黑龙江省大兴安岭地区", CITY },
  { "济南市住房和城乡建设局", "山东省济南市", CITY },
  { "毕节地区行政公署", "贵州省毕节地区", CITY },
  { "襄樊市规划局", "湖北省襄樊市", CITY },
  /* cities of county rank */
  { "余姚市司法局", "浙江省宁波市余姚市", COUNTY },
  { "昆山市人民政府", "江苏省苏州市昆山市", COUNTY },
  { "满洲里市人民政府", "内蒙古自治区呼伦贝尔市满洲里市", COUNTY },
  { "恩施市民政局", "湖北省恩施土家族苗族自治州恩施市", COUNTY },
  { "仙桃市人民政府", "湖北省仙桃市", COUNTY },
  { "济源市财政局", "河南省济源市", COUNTY },
  { "五指山市教育局", "海南省五指山市", COUNTY },
  { "石河子市人民政府", "新疆维吾尔自治区石河子市", COUNTY },
  { "阿克苏市司法局", "新疆维吾尔自治区阿克苏地区阿克苏市", COUNTY },
  /* counties */
  { "微山县司法局", "山东省济宁市微山县", COUNTY },
  { "镇雄县水务局", "云南省昭通市镇雄县", COUNTY },
  { "乡宁县教育局", "山西省临汾市乡宁县", COUNTY },
  { "唐县人民政府", "河北省保定市唐县", COUNTY },
  { "长沙县人民政府", "湖南省长沙市长沙县", COUNTY },
  { "河北省正定县人民政府", "河北省石家庄市正定县", COUNTY },
  { "安徽省枞阳县统计局", "安徽省铜陵市枞阳县", COUNTY },
  { "安庆市枞阳县统计局", "安徽省安庆市枞阳县", COUNTY },
  { "恭城瑶族自治县财政局", "广西壮族自治区桂林市恭城瑶族自治县", COUNTY },
  { "恭城县司法局", "广西壮族自治区桂林市恭城瑶族自治县", COUNTY },
  { "前郭尔罗斯蒙古族自治县人民政府", "吉林省松原市前郭尔罗斯蒙古族自治县", COUNTY },
  { "鄂温克族自治旗人民政府", "内蒙古自治区呼伦贝尔市鄂温克族自治旗", COUNTY },
  { "准格尔旗能源局", "内蒙古自治区鄂尔多斯市准格尔旗", COUNTY },
  { "神农架林区人民政府", "湖北省神农架林区", COUNTY },
  { "六枝特区教育局", "贵州省六盘水市六枝特区", COUNTY },
  /* districts */
  { "上海市嘉定区司法局", "上海市嘉定区", COUNTY },
  { "浦东新区人民政府", "上海市浦东新区", COUNTY },
  { "天津市河北区财政局", "天津市河北区", COUNTY },
  { "河北区司法局", "天津市河北区", COUNTY },
  { "昆明市呈贡区司法局", "云南省昆明市呈贡区", COUNTY },
  { "市北区城市管理局", "山东省青岛市市北区", COUNTY },
  { "济宁市市中区民政局", "山东省济宁市市中区", COUNTY },
  { "晋城市城区人民政府", "山西省晋城市城区", COUNTY },
  { "苏州市姑苏区住房和城乡建设委员会", "江苏省苏州市姑苏区", COUNTY },
  /* names of earlier years */
  { "密云县水务局", "北京市密云县", COUNTY },
  { "北京市崇文区人民政府", "北京市崇文区", COUNTY },
  { "昆明市呈贡县司法局", "云南省昆明市呈贡县", COUNTY },
  { "沾化县司法局", "山东省滨州市沾化县", COUNTY },
  { "绍兴县档案局", "浙江省绍兴市绍兴县", COUNTY },
  { "苏州市沧浪区人民政府", "江苏省苏州市沧浪区", COUNTY },
  /* several of one name: the text tells, or nothing does */
  { "鼓楼区司法局", "鼓楼区", COUNTY },
  { "鼓楼区司法局", "江苏省南京市鼓楼区", COUNTY, "根据南京市的统一部署，本局推进信息公开。" },
  { "朝阳区人民政府", "北京市朝阳区", COUNTY, "按照北京市和北京市朝阳区的要求开展工作。" },
  { "市中区司法局", "四川省乐山市市中区", COUNTY, "乐山市委、乐山市政府网站公布。" },
  { "通州区教育局", "通州区", COUNTY, "北京市与南通市开展交流。南通市、北京市。" },
  /* offices that belong to the centre */
  { "国家税务总局余姚市税务局", "浙江省宁波市余姚市", COUNTY },
  { "国家税务总局北京市税务局", "北京市", PROVINCE },
  { "国家税务总局长沙市岳麓区税务局", "湖南省长沙市岳麓区", COUNTY },
  { "国家税务总局", "", NATION },
  { "国家统计局安徽调查总队", "安徽省", PROVINCE },
  { "国家统计局宿迁调查队", "江苏省宿迁市", CITY },
  { "中国人民银行佛山市分行", "广东省佛山市", UNKNOWN },
  { "国家金融监督管理总局绍兴监管分局", "浙江省绍兴市", CITY },
  { "宁波海关", "浙江省宁波市", CITY },
  { "教育部", "", NATION },
  { "国家发展和改革委员会", "", NATION },
  { "国务院办公厅", "", NATION },
  { "中华人民共和国财政部", "", NATION },
  { "审计署", "", NATION },
  { "余姚市气象局", "浙江省宁波市余姚市", COUNTY },
  /* branches */
  { "郑州市公安局金水分局", "河南省郑州市金水区", COUNTY },
  { "重庆市公安局开州区分局", "重庆市开州区", COUNTY },
  { "济南市自然资源和规划局历下分局", "山东省济南市历下区", COUNTY },
  { "泉州市生态环境局晋江分局", "福建省泉州市晋江市", COUNTY },
  /* zones */
  { "郑州经济技术开发区管理委员会", "河南省郑州市经济技术开发区", COUNTY },
  { "宿迁经济技术开发区财政局", "江苏省宿迁市经济技术开发区", COUNTY },
  { "苏州工业园区管理委员会", "江苏省苏州市工业园区", COUNTY },
  { "郑州航空港经济综合实验区管委会", "河南省郑州市航空港经济综合实验区", COUNTY },
  { "济宁市高新技术产业开发区管委会", "山东省济宁市高新技术产业开发区", COUNTY },
  { "重庆两江新区管理委员会", "重庆市两江新区", COUNTY },
  { "肥东县经济开发区管委会", "安徽省合肥市肥东县经济开发区", COUNTY },
  /* townships */
  { "遂溪县建新镇人民政府", "广东省湛江市遂溪县建新镇", TOWN },
  { "东莞市虎门镇人民政府", "广东省东莞市虎门镇", TOWN },
  { "徐州市铜山区张集镇人民政府", "江苏省徐州市铜山区张集镇", TOWN },
  { "成都市武侯区望江路街道办事处", "四川省成都市武侯区望江路街道", TOWN },
  { "丽江市古城区金安镇", "云南省丽江市古城区金安镇", TOWN },
  { "奉节县云雾土家族乡人民政府", "重庆市奉节县云雾土家族乡", TOWN },
  { "石泉镇人民政府", "石泉镇", TOWN },
  { "桃林乡人民政府", "桃林乡", TOWN },
  /* the place is left out, or there is none: a word is no place */
  { "区住房和城乡建设局", "", COUNTY },
  { "县城乡规划局", "", COUNTY },
  { "市司法局", "", UNKNOWN },
  { "市市场监督管理局", "", UNKNOWN },
  { "省人民政府办公厅", "", PROVINCE },
  { "市场监督管理局", "", UNKNOWN },
  { "城市管理行政执法局", "", UNKNOWN },
  { "住房和城乡建设局", "", UNKNOWN },
  { "乡村振兴局", "", UNKNOWN },
  { "人力资源和社会保障局", "", UNKNOWN },
  { "济南市城乡水务局", "山东省济南市", CITY },
  { "合肥市城乡建设局", "安徽省合肥市", CITY },
  { "滁州市乡村振兴局", "安徽省滁州市", CITY },
  { "杭州市区域合作局", "浙江省杭州市", CITY },
  { "常州市市场监督管理局", "江苏省常州市", CITY },
  { "宜昌市市场监督管理局", "湖北省宜昌市", CITY },
  /* no offices of the place where they stand */
  { "武汉大学", "湖北省武汉市", UNKNOWN },
  { "青海师范大学", "青海省", UNKNOWN },
  { "太原市热力集团有限责任公司", "山西省太原市", UNKNOWN },
  /* not in any list: by the endings, with more care */
  { "望川区卫生健康局", "望川区", COUNTY },
  { "柳溪县教育局", "柳溪县", COUNTY },
  { "青澜市人民政府", "青澜市", UNKNOWN },
  { "青澜市望川区司法局", "青澜市望川区", COUNTY },
  { "玉石市财政局", "玉石市", UNKNOWN },
};

static void
test_region_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *hints[] = { cases[i].hint, NULL };
    g_autofree char *region = dz_region_find (cases[i].agency, hints);

    g_test_message ("%s", cases[i].agency);
    g_assert_cmpstr (region, ==, cases[i].region);
    g_assert_cmpint (dz_region_guess_level (region, cases[i].agency), ==, cases[i].level);
  }
}

/* What is written as a region is read as the same one. */
static void
test_region_levels_of_regions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *again = dz_region_find (cases[i].region, NULL);

    g_test_message ("%s", cases[i].region);
    g_assert_cmpstr (again, ==, cases[i].region);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/names", test_region_names);
  g_test_add_func ("/region/again", test_region_levels_of_regions);
  return g_test_run ();
}
