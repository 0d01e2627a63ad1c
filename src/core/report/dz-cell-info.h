/* dz-cell-info.h - the text of a cell told apart
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-labels.h"
#include "dz-value.h"

G_BEGIN_DECLS

typedef enum {
  DZ_CELL_IS_BLANK,
  DZ_CELL_IS_DASH,
  DZ_CELL_IS_NUMBER,
  DZ_CELL_IS_UNIT,
  DZ_CELL_IS_TEXT,
} DzCellClass;

/* What a column carries, as its head says. */
typedef enum {
  DZ_ROLE_NONE,
  DZ_ROLE_LABEL,  /* 统计指标, 信息内容 */
  DZ_ROLE_UNIT,   /* 计量单位 */
  DZ_ROLE_CODE,   /* 序号, 代码 */
  DZ_ROLE_REMARK, /* 备注 */
  DZ_ROLE_VALUE,  /* 统计数: the year's figure of the row */
  DZ_ROLE_OTHER,  /* 本期实际, 历年累计: a figure, but not the year's */
  DZ_ROLE_MEMBER, /* 自然人 */
  DZ_ROLE_COLUMN, /* 本年制发件数: row and column together mean a row of the form */
  DZ_ROLE_PATH,   /* 行政复议 / 结果维持: the column alone means a row of the form */
} DzRole;

/**
 * DzCellInfo: a cell told apart
 * @value, @unit, @note: of a number
 * @text: the whole text; @label_text: without blanks and line ends
 * @key: of a text, "" else
 * @role: what a head of these words says of its column
 * @year: year that a head names ("2018年"), 0 else
 * @level: of the leading number of a text, 0 without
 * @anchors, @counters: forms, as bits, that the text speaks for and against
 */
typedef struct {
  DzCellClass class;
  const char *text;
  char *label_text;
  guint level;
  DzValue value;
  char *unit;
  char *note;
  char *key;
  const DzLabelInfo *label;
  DzRole role;
  guint year;
  guint64 anchors, counters;
} DzCellInfo;

/* Borrowed: valid until this thread calls dz_cell_info_trim(). Offices print the same labels and the same
 * small numbers over and over, so what was found of a text is kept. */
const DzCellInfo *dz_cell_info_get (DzLabels *labels,
                                    const char *text);

/* Forgets what grew too large, and what belongs to another catalogue. Only where no info is in use. */
void dz_cell_info_trim (DzLabels *labels);

G_END_DECLS
