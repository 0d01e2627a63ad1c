/* dz-region.c - where an agency is at home, and its level
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-region.h"

#include "dz-place.h"

#include <string.h>

static guint
count_in (const char *const *hints,
          const char *word)
{
  guint n = 0;

  for (guint i = 0; hints != NULL && hints[i] != NULL; i++)
    for (const char *p = strstr (hints[i], word); p != NULL; p = strstr (p + 1, word))
      n++;
  return n;
}

/* The province that the text names most; none on a tie. */
static int
hinted_province (const char *const *hints)
{
  guint most = 0, second = 0;
  int found = -1;

  for (guint i = 0; i < dz_place_get_n_provinces (); i++) {
    guint n = count_in (hints, dz_place_get_province ((int) i)->full);

    if (n > most) {
      second = most;
      most = n;
      found = (int) i;
    } else {
      second = MAX (second, n);
    }
  }
  return most > second ? found : -1;
}

/* How often the text names the city, in full or by its newspaper. */
static guint
count_prefecture (const DzPrefecture *prefecture,
                  const char *const *hints)
{
  g_autofree char *daily = prefecture->bare != NULL ? g_strconcat (prefecture->bare, "日报", NULL) : NULL;

  return count_in (hints, prefecture->full) + (daily != NULL ? count_in (hints, daily) : 0);
}

/* A city over a county that no table knows; none when the text names several. */
static int
hinted_prefecture (int province,
                   const char *const *hints)
{
  int found = -1;

  for (guint i = 0; i < dz_place_get_n_prefectures (); i++) {
    const DzPrefecture *p = dz_place_get_prefecture ((int) i);

    if (p->province != province || count_prefecture (p, hints) == 0)
      continue;
    if (found >= 0)
      return -1;
    found = (int) i;
  }
  return found;
}

/* Of several counties of one name the one whose city or province the text names most. */
static void
choose_candidate (DzPlace *place,
                  const char *const *hints)
{
  guint most = 0, second = 0;
  const DzCounty *best = NULL;

  for (guint i = 0; i < place->n_candidates; i++) {
    const DzCounty *county = dz_place_get_county (place->candidates[i]);
    guint n = count_in (hints, dz_place_get_province (county->province)->full);

    /* The city right above speaks louder than the province. */
    if (dz_place_is_municipality (county->province))
      n *= 4;
    else if (county->prefecture >= 0)
      n += 4 * count_prefecture (dz_place_get_prefecture (county->prefecture), hints);
    if (n > most) {
      second = most;
      most = n;
      best = county;
    } else {
      second = MAX (second, n);
    }
  }
  if (most <= second)
    return;
  place->province = best->province;
  place->prefecture = best->prefecture;
}

static void
ask_hints (DzPlace *place,
           const char *const *hints)
{
  if (hints == NULL || place->prefecture >= 0 || place->county == NULL || dz_place_is_municipality (place->province))
    return;
  if (place->n_candidates > 1) {
    choose_candidate (place, hints);
    return;
  }
  if (place->n_candidates == 1 || place->city != NULL)
    return;
  if (place->province < 0)
    place->province = hinted_province (hints);
  if (place->province >= 0 && !dz_place_is_municipality (place->province))
    place->prefecture = hinted_prefecture (place->province, hints);
}

static void
append (GString *region,
        const char *name)
{
  if (name != NULL && !g_str_has_suffix (region->str, name))
    g_string_append (region, name);
}

char *
dz_region_find (const char *agency,
                const char *const *hints)
{
  DzPlace place;
  GString *region = g_string_new (NULL);

  dz_place_read (agency, &place);
  ask_hints (&place, hints);
  if (place.province >= 0)
    append (region, dz_place_get_province (place.province)->full);
  if (place.prefecture >= 0)
    append (region, dz_place_get_prefecture (place.prefecture)->full);
  append (region, place.city);
  append (region, place.county);
  append (region, place.zone);
  append (region, place.township);
  dz_place_clear (&place);
  return g_string_free (region, FALSE);
}

/* 市教育局 leaves its place out, but not always its rank. */
static DzLevel
level_of_rank (const char *agency)
{
  static const struct {
    const char *word;
    DzLevel level;
  } ranks[] = {
    { "自治区", DZ_LEVEL_PROVINCE }, { "自治州", DZ_LEVEL_PREFECTURE }, { "自治县", DZ_LEVEL_COUNTY }, { "省", DZ_LEVEL_PROVINCE },
    { "州", DZ_LEVEL_PREFECTURE }, { "县", DZ_LEVEL_COUNTY }, { "区", DZ_LEVEL_COUNTY }, { "旗", DZ_LEVEL_COUNTY },
    { "镇", DZ_LEVEL_TOWNSHIP }, { "乡", DZ_LEVEL_TOWNSHIP }, { "街道", DZ_LEVEL_TOWNSHIP },
  };

  /* 乡村振兴局, 城乡 … are words. */
  if (g_str_has_prefix (agency, "乡村") || g_str_has_prefix (agency, "区域"))
    return DZ_LEVEL_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_str_has_prefix (agency, ranks[i].word))
      return ranks[i].level;
  return DZ_LEVEL_UNKNOWN;
}

static DzLevel
level_of_place (const DzPlace *place)
{
  if (place->township != NULL)
    return DZ_LEVEL_TOWNSHIP;
  if (place->named_city && place->zone == NULL)
    return DZ_LEVEL_UNKNOWN;
  if (place->county != NULL || place->zone != NULL)
    return DZ_LEVEL_COUNTY;
  if (place->prefecture >= 0 || place->city != NULL)
    return DZ_LEVEL_PREFECTURE;
  return place->province >= 0 ? DZ_LEVEL_PROVINCE : DZ_LEVEL_UNKNOWN;
}

/* 武汉大学 has its seat in Wuhan and is no office of it. */
static gboolean
is_institution (const char *agency)
{
  static const char *const endings[] = { "大学", "学院", "学校", "中学", "公司", "集团", "银行", "分行", "支行", "医院", "研究院", "研究所", NULL };

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (agency, endings[i]))
      return TRUE;
  return FALSE;
}

DzLevel
dz_region_guess_level (const char *region,
                       const char *agency)
{
  gboolean known = region != NULL && region[0] != '\0';
  DzPlace place;
  DzLevel level;

  if (agency != NULL && dz_place_is_central (agency))
    return DZ_LEVEL_NATION;
  dz_place_read (known ? region : agency != NULL ? agency : "", &place);
  level = level_of_place (&place);
  dz_place_clear (&place);
  if (level == DZ_LEVEL_UNKNOWN && !known && agency != NULL && !dz_place_is_known (agency))
    level = level_of_rank (agency);
  if (level > DZ_LEVEL_NATION && level < DZ_LEVEL_COUNTY && agency != NULL && is_institution (agency))
    level = DZ_LEVEL_UNKNOWN;
  return level;
}
