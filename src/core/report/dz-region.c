/* dz-region.c - where an agency is at home, as far as names tell
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-region.h"

#include "dz-region-data.h"

#include <string.h>

/* A place name has so many characters before its ending at most. */
#define MAX_PLACE 6

typedef struct {
  int province; /* index, -1 unknown */
  char *prefecture;
  char *county;
  char *township;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->prefecture);
  g_free (place->county);
  g_free (place->township);
}

static gboolean
is_municipality (int province)
{
  return province >= 0 && provinces[province].prefectures[0] == '\0';
}

/* 宁波 is written 宁波市; 兴安盟 as it stands. */
static char *
full_name (const char *name)
{
  static const char *const endings[] = { "盟", "州", "地区", NULL };

  /* 荆州 and 杭州 are cities: only 自治州 ends a name. */
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]) && (i != 1 || g_str_has_suffix (name, "自治州")))
      return g_strdup (name);
  return g_strconcat (name, "市", NULL);
}

typedef struct {
  int province;
  const char *name; /* 宁波 */
  const char *full; /* 宁波市 */
} Prefecture;

/* Of Prefecture, by province; made once, never freed. */
static GArray *
get_prefectures (void)
{
  static GArray *prefectures;

  if (!g_once_init_enter (&prefectures))
    return prefectures;
  {
    GArray *list = g_array_new (FALSE, FALSE, sizeof (Prefecture));

    for (guint i = 0; i < G_N_ELEMENTS (provinces); i++) {
      g_auto (GStrv) names = g_strsplit (provinces[i].prefectures, " ", -1);

      for (guint j = 0; names[j] != NULL && names[j][0] != '\0'; j++) {
        g_autofree char *full = full_name (names[j]);
        Prefecture prefecture = { (int) i, g_intern_string (names[j]), g_intern_string (full) };

        g_array_append_val (list, prefecture);
      }
    }
    g_once_init_leave (&prefectures, list);
  }
  return prefectures;
}

static gsize
skip_province (const char *name,
               int *province)
{
  *province = -1;
  for (guint i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (g_str_has_prefix (name, provinces[i].province)) {
      *province = (int) i;
      return strlen (provinces[i].province);
    }
  return 0;
}

/* The prefecture that @name begins with, of any province; sets the province when unknown. */
static char *
find_prefecture (const char *name,
                 int *province)
{
  GArray *prefectures = get_prefectures ();

  for (guint i = 0; i < prefectures->len; i++) {
    const Prefecture *p = &g_array_index (prefectures, Prefecture, i);

    if ((*province >= 0 && *province != p->province) || !g_str_has_prefix (name, p->full))
      continue;
    *province = p->province;
    return g_strdup (p->full);
  }
  return NULL;
}

/* The place at the start of @name that ends in one of @endings. */
static char *
take_place (const char *name,
            const char *const *endings)
{
  const char *p = name;

  for (guint n = 0; *p != '\0' && n < MAX_PLACE; n++) {
    p = g_utf8_next_char (p);
    if (n == 0)
      continue;
    for (guint i = 0; endings[i] != NULL; i++)
      if (g_str_has_prefix (p, endings[i]))
        return g_strndup (name, (gsize) (p - name) + strlen (endings[i]));
  }
  return NULL;
}

/* 地区, 社区: a word, not the name of a district. */
static gboolean
is_district_word (const char *name)
{
  static const char *const words[] = { "地区", "社区", "园区", "景区", "辖区", "小区", "库区", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (name, words[i]))
      return TRUE;
  return FALSE;
}

/* A city that no list knows, with a district behind it: the city is over the district. */
static void
split_unknown_city (Place *place,
                    const char **rest)
{
  static const char *const district_endings[] = { "区", "县", "旗", NULL };
  g_autofree char *district = NULL;

  if (place->prefecture != NULL || place->county == NULL || !g_str_has_suffix (place->county, "市"))
    return;
  district = take_place (*rest, district_endings);
  if (district == NULL || is_district_word (district) || g_str_has_prefix (*rest + strlen (district), "划"))
    return;
  *rest += strlen (district);
  place->prefecture = g_steal_pointer (&place->county);
  place->county = g_steal_pointer (&district);
}

static Place
read_place (const char *agency)
{
  static const char *const county_endings[] = { "县", "区", "市", "旗", NULL };
  static const char *const township_endings[] = { "镇", "乡", "街道", NULL };
  Place place = { -1, NULL, NULL, NULL };
  const char *rest = agency + skip_province (agency, &place.province);

  if (!is_municipality (place.province)) {
    place.prefecture = find_prefecture (rest, &place.province);
    if (place.prefecture != NULL)
      rest += strlen (place.prefecture);
  }
  place.county = take_place (rest, county_endings);
  /* 市场监督管理局, 区划: a word, not a place. */
  if (place.county != NULL && (g_str_has_prefix (rest + strlen (place.county), "场") || g_str_has_prefix (rest + strlen (place.county), "划")))
    g_clear_pointer (&place.county, g_free);
  if (place.county != NULL)
    rest += strlen (place.county);
  split_unknown_city (&place, &rest);
  place.township = take_place (rest, township_endings);
  return place;
}

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

static gboolean
names_a_province (const char *text)
{
  return strstr (text, "省") != NULL || strstr (text, "自治区") != NULL || strstr (text, "市") != NULL;
}

/* The province that the text names most; none on a tie. */
static int
hinted_province (const char *const *hints)
{
  g_autofree const char **likely = g_new0 (const char *, g_strv_length ((char **) hints) + 1);
  guint most = 0, second = 0, n_likely = 0;
  int found = -1;

  for (guint i = 0; hints[i] != NULL; i++)
    if (names_a_province (hints[i]))
      likely[n_likely++] = hints[i];
  for (guint i = 0; i < G_N_ELEMENTS (provinces); i++) {
    guint n = count_in (likely, provinces[i].province);

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

/* A city over the county: named in full, or by its newspaper. */
static char *
hinted_prefecture (int province,
                   const char *const *hints)
{
  GArray *prefectures = get_prefectures ();
  const char *found = NULL;

  for (guint i = 0; i < prefectures->len; i++) {
    const Prefecture *p = &g_array_index (prefectures, Prefecture, i);
    g_autofree char *daily = p->province == province ? g_strconcat (p->name, "日报", NULL) : NULL;

    if (daily == NULL || count_in (hints, p->full) + count_in (hints, daily) == 0)
      continue;
    if (found != NULL)
      return NULL;
    found = p->full;
  }
  return g_strdup (found);
}

char *
dz_region_find (const char *agency,
                const char *const *hints)
{
  Place place = read_place (agency);
  GString *region = g_string_new (NULL);

  if (hints != NULL && place.county != NULL && place.prefecture == NULL && !is_municipality (place.province)) {
    if (place.province < 0)
      place.province = hinted_province (hints);
    if (place.province >= 0 && !is_municipality (place.province))
      place.prefecture = hinted_prefecture (place.province, hints);
  }
  if (place.province >= 0)
    g_string_append (region, provinces[place.province].province);
  if (place.prefecture != NULL && g_strcmp0 (place.prefecture, place.county) != 0)
    g_string_append (region, place.prefecture);
  if (place.county != NULL)
    g_string_append (region, place.county);
  if (place.township != NULL)
    g_string_append (region, place.township);
  place_clear (&place);
  return g_string_free (region, FALSE);
}

DzLevel
dz_region_guess_level (const char *region,
                       const char *agency)
{
  Place place = read_place (region != NULL && region[0] != '\0' ? region : agency != NULL ? agency : "");
  DzLevel level = DZ_LEVEL_UNKNOWN;

  if (place.township != NULL)
    level = DZ_LEVEL_TOWNSHIP;
  else if (place.county != NULL)
    level = DZ_LEVEL_COUNTY;
  else if (place.prefecture != NULL)
    level = DZ_LEVEL_PREFECTURE;
  else if (place.province >= 0)
    level = DZ_LEVEL_PROVINCE;
  place_clear (&place);
  return level;
}
