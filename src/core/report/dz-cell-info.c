/* dz-cell-info.c - the text of a cell told apart
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-cell-info.h"

#include "dz-number.h"
#include "dz-text.h"

#include <string.h>

/* Heads of columns that are the same in every form; keys. */
static const struct {
  const char *key;
  DzRole role;
} heads[] = {
  { "统计指标", DZ_ROLE_LABEL }, { "指标名称", DZ_ROLE_LABEL }, { "指标", DZ_ROLE_LABEL },
  { "统计项目", DZ_ROLE_LABEL }, { "项目", DZ_ROLE_LABEL }, { "项目名称", DZ_ROLE_LABEL },
  { "信息内容", DZ_ROLE_LABEL }, { "内容", DZ_ROLE_LABEL }, { "名称", DZ_ROLE_LABEL },
  { "统计内容", DZ_ROLE_LABEL }, { "甲", DZ_ROLE_LABEL },
  { "单位", DZ_ROLE_UNIT }, { "计量单位", DZ_ROLE_UNIT }, { "计算单位", DZ_ROLE_UNIT }, { "乙", DZ_ROLE_UNIT },
  { "序号", DZ_ROLE_CODE }, { "编号", DZ_ROLE_CODE }, { "代码", DZ_ROLE_CODE }, { "指标代码", DZ_ROLE_CODE },
  { "行次", DZ_ROLE_CODE }, { "序", DZ_ROLE_CODE }, { "编码", DZ_ROLE_CODE }, { "丙", DZ_ROLE_CODE },
  { "备注", DZ_ROLE_REMARK }, { "说明", DZ_ROLE_REMARK }, { "注", DZ_ROLE_REMARK }, { "填报说明", DZ_ROLE_REMARK },
  { "统计数", DZ_ROLE_VALUE }, { "数据统计", DZ_ROLE_VALUE }, { "统计数据", DZ_ROLE_VALUE },
  { "数量", DZ_ROLE_VALUE }, { "数值", DZ_ROLE_VALUE }, { "数据", DZ_ROLE_VALUE }, { "统计数量", DZ_ROLE_VALUE },
  { "统计数值", DZ_ROLE_VALUE }, { "本年累计", DZ_ROLE_VALUE }, { "年度累计", DZ_ROLE_VALUE },
  { "本年度", DZ_ROLE_VALUE }, { "本年", DZ_ROLE_VALUE }, { "全年", DZ_ROLE_VALUE }, { "本年数", DZ_ROLE_VALUE },
  { "年度数", DZ_ROLE_VALUE }, { "本年实际", DZ_ROLE_VALUE }, { "全年累计", DZ_ROLE_VALUE }, { "数目", DZ_ROLE_VALUE },
  { "本年度累计", DZ_ROLE_VALUE }, { "指标值", DZ_ROLE_VALUE }, { "填报数", DZ_ROLE_VALUE },
  { "本期实际", DZ_ROLE_OTHER }, { "本期", DZ_ROLE_OTHER }, { "本月累计", DZ_ROLE_OTHER }, { "本月", DZ_ROLE_OTHER },
  { "本季度", DZ_ROLE_OTHER }, { "历年累计", DZ_ROLE_OTHER }, { "上年", DZ_ROLE_OTHER }, { "上年度", DZ_ROLE_OTHER },
  { "去年", DZ_ROLE_OTHER }, { "上年数", DZ_ROLE_OTHER }, { "累计", DZ_ROLE_OTHER }, { "同比", DZ_ROLE_OTHER },
  { "增减", DZ_ROLE_OTHER }, { "上年同期", DZ_ROLE_OTHER },
};

/* "2018年", "2018年度数量"; 0 when there is none. */
static guint
read_head_year (const char *key,
                const char **rest)
{
  guint year = 0;

  *rest = key;
  if (!g_ascii_isdigit (key[0]) || !g_ascii_isdigit (key[1]) || !g_ascii_isdigit (key[2])
      || !g_ascii_isdigit (key[3]) || !g_str_has_prefix (key + 4, "年"))
    return 0;
  for (guint i = 0; i < 4; i++)
    year = year * 10 + (guint) (key[i] - '0');
  *rest = key + 4 + strlen ("年");
  if (g_str_has_prefix (*rest, "度"))
    *rest += strlen ("度");
  return year >= 1990 && year < 2100 ? year : 0;
}

/* A year alone heads a column; as a number it would be 2,018. */
static gboolean
is_year_head (const char *folded)
{
  const char *rest;

  return read_head_year (folded, &rest) > 0;
}

static void
find_role (DzCellInfo *self)
{
  const char *rest;

  self->year = read_head_year (self->key, &rest);
  if (self->year > 0 && rest[0] == '\0') {
    self->role = DZ_ROLE_VALUE;
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strcmp (rest, heads[i].key) == 0)
      self->role = heads[i].role;
}

/* "0①件", "12*次", "2(注1)项": a note between number and unit. NULL when there is none. */
static char *
drop_marks (const char *text,
            char **marks)
{
  g_autofree char *folded = dz_text_fold_string (text);
  GString *kept, *dropped;

  if (!g_ascii_isdigit (folded[0]))
    return NULL;
  kept = g_string_new (NULL);
  dropped = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    const char *end = g_str_has_prefix (p, "(注") ? strchr (p, ')') : NULL;

    if (end != NULL) {
      g_string_append_len (dropped, p, end + 1 - p);
      p = end;
      continue;
    }
    g_string_append_unichar (c == '*' || (c >= 0x2460 && c <= 0x2473) ? dropped : kept, c);
  }
  *marks = g_string_free (dropped, FALSE);
  return g_string_free (kept, FALSE);
}

static gboolean
read_value (DzCellInfo *self,
            const char *text)
{
  g_autofree char *marks = NULL;
  g_autofree char *plain = NULL;

  if (dz_number_read_cell (text, &self->value, &self->unit, &self->note))
    return TRUE;
  plain = drop_marks (text, &marks);
  if (plain == NULL || marks[0] == '\0' || !dz_number_read_cell (plain, &self->value, &self->unit, &self->note))
    return FALSE;
  g_free (self->note);
  self->note = g_steal_pointer (&marks);
  return TRUE;
}

/* Without blanks, except between words of Latin letters. */
static char *
tidy (const char *text)
{
  GString *tidied = g_string_sized_new (strlen (text) + 1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isspace (c) && c != 0x3000 && c != 0x00a0)
      g_string_append_unichar (tidied, c);
    else if (tidied->len > 0 && g_ascii_isalnum (tidied->str[tidied->len - 1]))
      g_string_append_c (tidied, ' ');
  }
  return g_strchomp (g_string_free (tidied, FALSE));
}

static void
cell_info_free (DzCellInfo *self)
{
  g_free ((char *) self->text);
  g_free (self->label_text);
  g_free (self->unit);
  g_free (self->note);
  g_free (self->key);
  g_free (self);
}

static DzCellInfo *
cell_info_new (DzLabels *labels,
               const char *text)
{
  DzCellInfo *self = g_new0 (DzCellInfo, 1);
  g_autofree char *folded = dz_text_fold_string (text);
  const char *unit;
  gsize length;
  guint ordinal;

  self->text = g_strdup (text);
  self->label_text = tidy (text);
  if (!is_year_head (folded) && read_value (self, text)) {
    self->class = self->value.kind == DZ_VALUE_NUMBER ? DZ_CELL_IS_NUMBER
                  : self->value.kind == DZ_VALUE_BLANK ? DZ_CELL_IS_BLANK : DZ_CELL_IS_DASH;
    self->key = g_strdup ("");
    return self;
  }
  unit = dz_labels_find_unit (labels, folded);
  if (unit != NULL) {
    self->class = DZ_CELL_IS_UNIT;
    self->unit = g_strdup (unit);
    self->key = g_strdup ("");
    return self;
  }
  self->class = DZ_CELL_IS_TEXT;
  self->level = dz_text_leading_number (folded, &length, &ordinal);
  self->key = dz_text_label_key (text);
  self->label = dz_labels_lookup (labels, self->key);
  self->anchors = dz_labels_find_anchors (labels, self->key, FALSE);
  self->counters = dz_labels_find_anchors (labels, self->key, TRUE);
  find_role (self);
  return self;
}

/* What one thread knows of texts; @serial tells catalogues apart. */
typedef struct {
  guint serial;
  GHashTable *by_text; /* text (borrowed from the value) -> DzCellInfo (owned) */
} Memo;

#define MEMO_ENTRIES 6000u

static void
memo_free (gpointer data)
{
  Memo *memo = data;

  g_hash_table_unref (memo->by_text);
  g_free (memo);
}

static GPrivate memo_of_thread = G_PRIVATE_INIT (memo_free);

static Memo *
get_memo (void)
{
  Memo *memo = g_private_get (&memo_of_thread);

  if (memo != NULL)
    return memo;
  memo = g_new0 (Memo, 1);
  memo->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) cell_info_free);
  g_private_set (&memo_of_thread, memo);
  return memo;
}

void
dz_cell_info_trim (DzLabels *labels)
{
  Memo *memo = get_memo ();

  if (memo->serial == dz_labels_get_serial (labels) && g_hash_table_size (memo->by_text) < MEMO_ENTRIES)
    return;
  g_hash_table_remove_all (memo->by_text);
  memo->serial = dz_labels_get_serial (labels);
}

const DzCellInfo *
dz_cell_info_get (DzLabels *labels,
                  const char *text)
{
  Memo *memo = get_memo ();
  DzCellInfo *info;

  g_return_val_if_fail (memo->serial == dz_labels_get_serial (labels), NULL);

  info = g_hash_table_lookup (memo->by_text, text);
  if (info != NULL)
    return info;
  info = cell_info_new (labels, text);
  g_hash_table_insert (memo->by_text, (gpointer) info->text, info);
  return info;
}
