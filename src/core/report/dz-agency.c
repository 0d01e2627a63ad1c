/* dz-agency.c - names of agencies
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-recognise-private.h"

#include "dz-place.h"

#include <string.h>

/* Words of the sentence around a name. */
static const char *const before_name[] = {
  "关于", "现将", "现公布", "特公布", "公布", "发布", "向社会公布", "特向社会公布", "现向社会公布", "公开", "本报告由", "报告由",
  "请与", "联系", "根据", "按照", "由", "与", "是", "即", "为", "附件", "附表", "标题", "当前位置", "首页", NULL
};
static const char *const after_name[] = {
  "关于", "机关", "的", "本级", "年度", "政府信息公开", "信息公开", "政务公开", "编制", "办公室政府信息公开", "现将",
  "信息公开工作领导小组办公室", "信息公开工作领导小组", "信息公开领导小组办公室", "信息公开办公室", "信息公开办",
  "政务公开办公室", "政务公开领导小组办公室", NULL
};

/* What an agency can be called at its end. */
static const char *const endings[] = {
  "局", "厅", "委", "委员会", "办公室", "政府", "处", "院", "中心", "镇", "乡", "街道", "街", "办事处", "市", "县", "区", "省", "旗",
  "州", "盟", "部", "署", "会", "队", "站", "所", "馆", "社", "台", "校", "学", "公司", "集团", "室", "办", "行", "园", "组", "海关", "农场",
  "林场", NULL
};

static gboolean
strip_affixes (char **name)
{
  for (guint i = 0; before_name[i] != NULL; i++) {
    gsize length = strlen (before_name[i]);

    if (g_str_has_prefix (*name, before_name[i]) && strlen (*name) > length + 3) {
      memmove (*name, *name + length, strlen (*name) - length + 1);
      return TRUE;
    }
  }
  for (guint i = 0; after_name[i] != NULL; i++) {
    if (g_str_has_suffix (*name, after_name[i]) && strlen (*name) > strlen (after_name[i]) + 3) {
      (*name)[strlen (*name) - strlen (after_name[i])] = '\0';
      return TRUE;
    }
  }
  return FALSE;
}

/* A second name plate behind the first: 发展和改革委员会(粮食和物资储备局). */
static void
cut_bracket (char *name)
{
  char *open = strchr (name, '(');

  if (open != NULL && open > name && g_str_has_suffix (name, ")"))
    *open = '\0';
}

/* 某某平台主页北城街道: what has been put into the page stands before the name. */
static void
cut_advertising (char *name)
{
  static const char *const words[] = { "主页", "官网", "官方网址", "网址", "体育平台", "投注" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *behind = g_strrstr (name, words[i]);

    if (behind == NULL)
      continue;
    behind += strlen (words[i]);
    if (g_utf8_strlen (behind, -1) >= 3)
      memmove (name, behind, strlen (behind) + 1);
  }
}

static gboolean
has_ending (const char *name)
{
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  return FALSE;
}

char *
dz_agency_tidy (const char *name)
{
  static const char *const wrong[] = { "我局", "本局", "本机关", "本单位", "我单位", "该局", "我市", "我区", "我县", "我办", "我委",
                                       "我厅", "我镇", "我乡", "我街", "我院", "我中心", "我公司", "本办", "本委", "有关", "各级",
                                       "如对", "疑问", "信息公开指南", "依申请", "主动", "条例", "通知", "要求", "公民", NULL };
  g_autofree char *tidy = dz_text_fold_string (name);
  glong n;

  cut_bracket (tidy);
  cut_advertising (tidy);
  while (strip_affixes (&tidy))
    ;
  n = g_utf8_strlen (tidy, -1);
  /* The rest of a year. */
  if (g_str_has_prefix (tidy, "年"))
    return NULL;
  if (n < 2 || n > 40 || !has_ending (tidy))
    return NULL;
  for (const char *p = tidy; *p != '\0'; p = g_utf8_next_char (p))
    if (!dz_text_is_han (g_utf8_get_char (p)) && g_utf8_get_char (p) != 0x00b7 && g_utf8_get_char (p) != 0x3001)
      return NULL;
  for (guint i = 0; wrong[i] != NULL; i++)
    if (strstr (tidy, wrong[i]) != NULL)
      return NULL;
  return g_steal_pointer (&tidy);
}

gboolean
dz_agency_is_bare (const char *name)
{
  static const char *const places[] = { "市", "县", "区", "州", "省", "旗", "局", "镇", "乡", NULL };

  for (guint i = 0; places[i] != NULL; i++)
    if (g_str_has_prefix (name, places[i]))
      return !dz_place_is_known (name);
  return FALSE;
}
