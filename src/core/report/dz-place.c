/* dz-place.c - the place that the name of an agency begins with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-place.h"

#include "dz-region-table.h"

#include <string.h>

/* Characters that the name of a county has at most, with its ending; of one that no table knows; of a township's. */
#define MAX_COUNTY 15u
#define MAX_UNKNOWN 6u
#define MAX_TOWNSHIP 7u
#define MAX_ZONE 16u

void
dz_place_clear (DzPlace *place)
{
  g_clear_pointer (&place->city, g_free);
  g_clear_pointer (&place->county, g_free);
  g_clear_pointer (&place->zone, g_free);
  g_clear_pointer (&place->township, g_free);
}

guint
dz_place_get_n_provinces (void)
{
  return G_N_ELEMENTS (provinces);
}

const DzProvince *
dz_place_get_province (int province)
{
  g_assert (province >= 0 && province < (int) G_N_ELEMENTS (provinces));
  return &provinces[province];
}

guint
dz_place_get_n_prefectures (void)
{
  return G_N_ELEMENTS (prefectures);
}

const DzPrefecture *
dz_place_get_prefecture (int prefecture)
{
  g_assert (prefecture >= 0 && prefecture < (int) G_N_ELEMENTS (prefectures));
  return &prefectures[prefecture];
}

const DzCounty *
dz_place_get_county (guint county)
{
  g_assert (county < G_N_ELEMENTS (counties));
  return &counties[county];
}

gboolean
dz_place_is_municipality (int province)
{
  return province >= 0 && g_str_has_suffix (provinces[province].full, "市");
}

/* As g_str_has_prefix(), for long lists of Han words: most differ in the first character. */
static inline gboolean
has_prefix (const char *text,
            const char *word)
{
  return text[0] == word[0] && text[0] != '\0' && text[1] == word[1] && g_str_has_prefix (text, word);
}

/* One of @words at the start of @text: its length, 0 when there is none. */
static gsize
starts_with_any (const char *text,
                 const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (has_prefix (text, words[i]))
      return strlen (words[i]);
  return 0;
}

gboolean
dz_place_is_central (const char *agency)
{
  static const char *const inside[] = { "", "办公厅", "办公室", "机关", NULL };
  gsize length;

  if (g_str_has_prefix (agency, "中华人民共和国"))
    agency += strlen ("中华人民共和国");
  for (guint i = 0; bodies[i] != NULL; i++) {
    if (!has_prefix (agency, bodies[i]))
      continue;
    length = strlen (bodies[i]);
    if (g_strv_contains (inside, agency + length))
      return TRUE;
  }
  return g_str_has_prefix (agency, "国务院");
}

/* --- the tables --- */

static gsize
skip_characters (const char *text,
                 guint n)
{
  const char *p = text;

  while (n-- > 0 && *p != '\0')
    p = g_utf8_next_char (p);
  return (gsize) (p - text);
}

/* The first entry that is not before the @length bytes of @name. */
static guint
lower_bound (const char *name,
             gsize length)
{
  guint low = 0, high = G_N_ELEMENTS (counties);

  while (low < high) {
    guint middle = (low + high) / 2;
    const char *other = counties[middle].name;
    int order = strncmp (other, name, length);

    /* Of equal starts the longer name is behind. */
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
fits (const DzCounty *county,
      const DzPlace *place)
{
  return (place->province < 0 || county->province == place->province)
         && (place->prefecture < 0 || county->prefecture == place->prefecture);
}

/* All entries that are just these bytes of @name and fit what is known; those of the list itself before derived ones. */
static guint
find_counties (const char *name,
               gsize length,
               const DzPlace *place,
               guint *found,
               guint max)
{
  guint n = 0;
  gboolean derived = TRUE;

  for (guint i = lower_bound (name, length); i < G_N_ELEMENTS (counties) && strncmp (counties[i].name, name, length) == 0; i++) {
    if (counties[i].name[length] != '\0')
      break;
    if (!fits (&counties[i], place) || (counties[i].derived && !derived))
      continue;
    derived = derived && counties[i].derived;
    if (n < max)
      found[n++] = i;
  }
  return n;
}

/* The longest county at the start of @name: its bytes, 0 when there is none. */
static gsize
match_county (const char *name,
              const DzPlace *place,
              guint *found,
              guint *n_found)
{
  for (guint n = MAX_COUNTY; n >= 2; n--) {
    gsize length = skip_characters (name, n);

    if (length < skip_characters (name, n - 1) + 1)
      continue;
    *n_found = find_counties (name, length, place, found, 16);
    if (*n_found > 0)
      return length;
  }
  *n_found = 0;
  return 0;
}

static gsize
match_prefecture (const char *name,
                  int province,
                  int *prefecture)
{
  gsize longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (prefectures); i++) {
    const DzPrefecture *p = &prefectures[i];
    const char *word;

    if (name[0] != p->full[0] || name[1] != p->full[1] || (province >= 0 && p->province != province))
      continue;
    word = g_str_has_prefix (name, p->full) ? p->full : p->brief;
    if (word == NULL || !g_str_has_prefix (name, word) || strlen (word) <= longest)
      continue;
    longest = strlen (word);
    *prefecture = (int) i;
  }
  return longest;
}

/* 宿迁 in 宿迁经济技术开发区: without 市 a name may be any word, so that what follows has to speak for it. */
static gsize
match_bare_prefecture (const char *name,
                       int province,
                       gboolean surely,
                       int *prefecture)
{
  for (guint i = 0; i < G_N_ELEMENTS (prefectures); i++) {
    const DzPrefecture *p = &prefectures[i];
    gsize length;

    if (p->bare == NULL || (province >= 0 && p->province != province) || !has_prefix (name, p->bare))
      continue;
    length = strlen (p->bare);
    if (!surely && starts_with_any (name + length, places_behind) == 0)
      continue;
    *prefecture = (int) i;
    return length;
  }
  return 0;
}

static gsize
match_province (const char *name,
                int *province)
{
  for (guint i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (g_str_has_prefix (name, provinces[i].full)) {
      *province = (int) i;
      return strlen (provinces[i].full);
    }
  return 0;
}

static gsize
match_brief_province (const char *name,
                      int *province)
{
  for (guint i = 0; i < G_N_ELEMENTS (provinces); i++) {
    gsize length = strlen (provinces[i].brief);

    if (!g_str_has_prefix (name, provinces[i].brief) || name[length] == '\0')
      continue;
    *province = (int) i;
    return length;
  }
  return 0;
}

/* --- names that no table knows --- */

/* 社区, 城市: words, not names. */
static gboolean
is_place_word (const char *name)
{
  static const char *const words[] = {
    "地区", "社区", "园区", "景区", "辖区", "小区", "库区", "林区", "牧区", "灾区", "校区", "厂区", "军区", "片区", "新区", "开发区",
    "城市", "都市", "超市", "全市", "全区", "全县", "各县", "各区", "本市", "本区", "本县", "保护区", "名胜区", "试验区", "示范区", NULL
  };
  static const char *const inside[] = { "局", "厅", "委", "院", "中心", "办公", "政府", "和", "及", "管理", "监督", "服务", "信息", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (name, words[i]))
      return TRUE;
  for (guint i = 0; inside[i] != NULL; i++)
    if (strstr (name, inside[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* 市场监督管理局, 区划: the character belongs to the word behind it. */
static gboolean
goes_on (const char *rest)
{
  static const char *const behind[] = { "场", "划", "域", "容", "政管", "政工程", "政园林", "政公用", "情", "志", NULL };

  return starts_with_any (rest, behind) > 0;
}

static gsize
match_unknown (const char *name,
               const char *const *endings,
               guint max)
{
  const char *p = name;

  for (guint n = 0; *p != '\0' && n < max; n++) {
    gsize ending;
    g_autofree char *whole = NULL;

    p = g_utf8_next_char (p);
    ending = starts_with_any (p, endings);
    if (ending == 0)
      continue;
    whole = g_strndup (name, (gsize) (p - name) + ending);
    if (goes_on (p + ending))
      continue;
    return is_place_word (whole) ? 0 : strlen (whole);
  }
  return 0;
}

/* A city that no list knows, with a district behind it: the city is over the district. */
static gsize
read_unknown_county (const char *name,
                     DzPlace *place)
{
  static const char *const county_endings[] = { "县", "区", "市", "旗", NULL };
  static const char *const district_endings[] = { "区", "县", "旗", NULL };
  gsize length = match_unknown (name, county_endings, MAX_UNKNOWN);
  gsize behind;

  if (length == 0)
    return 0;
  place->county = g_strndup (name, length);
  if (!g_str_has_suffix (place->county, "市") || place->prefecture >= 0)
    return length;
  behind = match_unknown (name + length, district_endings, MAX_UNKNOWN);
  place->named_city = behind == 0;
  if (behind == 0)
    return length;
  place->city = g_steal_pointer (&place->county);
  place->county = g_strndup (name + length, behind);
  return length + behind;
}

/* --- below the county --- */

/* A township only where the name ends or its government follows: 城乡建设局 is none. */
static char *
match_township (const char *name)
{
  static const char *const endings[] = { "街道", "镇", "乡", "苏木", NULL };
  static const char *const behind[] = { "人民政府", "政府", "办事处", "街道办", "党政", "党委", "综合", "财政", "司法", "便民", "社会", "管理", NULL };
  const char *p = name;

  for (guint n = 0; *p != '\0' && n < MAX_TOWNSHIP; n++) {
    gsize ending;

    p = g_utf8_next_char (p);
    ending = starts_with_any (p, endings);
    if (ending == 0 || (p[ending] != '\0' && starts_with_any (p + ending, behind) == 0))
      continue;
    /* 城乡管理局, 乡镇财政局 */
    if (g_str_has_prefix (p - 3, "城乡") || g_str_has_prefix (p - 3, "乡镇"))
      return NULL;
    return g_strndup (name, (gsize) (p - name) + ending);
  }
  return NULL;
}

/* 经济技术开发区管理委员会, 高新区财政局: an area of its own. */
static char *
match_zone (const char *name)
{
  static const char *const endings[] = {
    "开发区", "高新区", "经开区", "工业园区", "产业园区", "产业园", "度假区", "保税区", "示范区", "试验区", "实验区", "新区", "管理区", "集聚区",
    "工业园", "风景名胜区", "风景区", "经济区", "园区", "合作区", NULL
  };
  const char *p = name;

  for (guint n = 0; n < MAX_ZONE; n++) {
    gsize ending = starts_with_any (p, endings);

    if (ending > 0 && !g_str_has_prefix (p + ending, "建设"))
      return g_strndup (name, (gsize) (p - name) + ending);
    if (*p == '\0' || g_str_has_prefix (p, "局") || g_str_has_prefix (p, "委员") || g_str_has_prefix (p, "政府"))
      return NULL;
    p = g_utf8_next_char (p);
  }
  return NULL;
}

/* 市公安局金水分局: the district whose branch it is. */
static void
read_branch (const char *name,
             DzPlace *place)
{
  static const char *const endings[] = { "", "区", "县", "市", NULL };
  const char *branch = strstr (name, "分局");
  const char *start = branch;
  guint n = 0;

  if (branch == NULL)
    return;
  while (start > name && !g_str_has_prefix (start - 3, "局") && n++ < 8)
    start -= 3;
  if (start == name || start == branch || n > 8)
    return;
  for (guint i = 0; endings[i] != NULL; i++) {
    g_autofree char *cut = g_strndup (start, (gsize) (branch - start));
    g_autofree char *whole = g_strconcat (cut, endings[i], NULL);

    if (find_counties (whole, strlen (whole), place, place->candidates, 1) == 1
        && (i == 0 || !counties[place->candidates[0]].derived)) {
      place->county = g_strdup (counties[place->candidates[0]].name);
      return;
    }
  }
}

/* --- the whole name --- */

/* Bytes of what stands before the place in the names of offices of the centre: 国家税务总局余姚市税务局. */
static gsize
skip_central (const char *name)
{
  gsize length = g_str_has_prefix (name, "中华人民共和国") ? strlen ("中华人民共和国") : 0;

  return length + starts_with_any (name + length, prefixes);
}

/* The county of the table at the start of @rest: its bytes. */
static gsize
read_county (const char *rest,
             DzPlace *place)
{
  guint found[16], n = 0;
  gsize length = match_county (rest, place, found, &n);
  DzPlace wider = { place->province, -1 };

  /* A county that was moved below another city keeps the city that is named. */
  if (length == 0 && place->prefecture >= 0)
    length = match_county (rest, &wider, found, &n);
  if (length == 0)
    return 0;
  place->county = g_strdup (counties[found[0]].full != NULL ? counties[found[0]].full : counties[found[0]].name);
  memcpy (place->candidates, found, sizeof found);
  place->n_candidates = n;
  if (n == 1 && place->prefecture < 0) {
    place->province = counties[found[0]].province;
    place->prefecture = counties[found[0]].prefecture;
  }
  return length;
}

/* Province and prefecture at the start: the longest name wins, so that 海南藏族自治州 is not in 海南. */
static gsize
read_heads (const char *name,
            gboolean central,
            DzPlace *place)
{
  guint found[16], n;
  gsize county = match_county (name, place, found, &n);
  gsize prefecture = match_prefecture (name, -1, &place->prefecture);
  gsize length = match_province (name, &place->province);

  if (length > 0 && length >= prefecture)
    place->prefecture = -1;
  else if (prefecture > 0 && prefecture >= county)
    length = prefecture;
  else if (county > 0) {
    place->prefecture = -1;
    return 0;
  } else {
    length = match_bare_prefecture (name, -1, central, &place->prefecture);
    if (length == 0)
      length = match_brief_province (name, &place->province);
  }
  if (place->prefecture >= 0)
    place->province = prefectures[place->prefecture].province;
  if (place->province < 0 || place->prefecture >= 0 || dz_place_is_municipality (place->province))
    return length;
  prefecture = match_prefecture (name + length, place->province, &place->prefecture);
  if (prefecture == 0 && match_county (name + length, place, found, &n) == 0)
    prefecture = match_bare_prefecture (name + length, place->province, central, &place->prefecture);
  return length + prefecture;
}

static gboolean
begins_with_a_rank (const char *name)
{
  static const char *const ranks[] = { "省", "自治区", "市", "州", "县", "区", "旗", "镇", "乡", "街道", "局", NULL };

  return starts_with_any (name, ranks) > 0;
}

void
dz_place_read (const char *agency,
               DzPlace *place)
{
  const char *rest;
  gsize central, length;

  *place = (DzPlace) { -1, -1 };
  if (dz_place_is_central (agency))
    return;
  central = skip_central (agency);
  rest = agency + central;
  rest += read_heads (rest, central > 0, place);
  length = read_county (rest, place);
  if (length > 0 || !begins_with_a_rank (rest)) {
    place->zone = match_zone (rest + length);
    if (place->zone != NULL)
      length += strlen (place->zone);
    else if (length == 0)
      length = read_unknown_county (rest, place);
    /* 青溪市人民政府白石街道办事处 */
    if (length > 0 && g_str_has_prefix (rest + length, "人民政府"))
      length += strlen ("人民政府");
    place->township = match_township (rest + length);
  }
  if (place->county == NULL && place->zone == NULL && (place->prefecture >= 0 || dz_place_is_municipality (place->province)))
    read_branch (rest, place);
}

gboolean
dz_place_is_known (const char *name)
{
  DzPlace place = { -1, -1 };
  guint found[16], n;
  int prefecture = -1, province = -1;

  return match_county (name, &place, found, &n) > 0 || match_prefecture (name, -1, &prefecture) > 0
         || match_province (name, &province) > 0;
}
