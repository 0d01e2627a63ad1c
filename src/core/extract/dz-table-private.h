/* dz-table-private.h - tables: cells told apart, heads, rows, and what the rows mean
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"
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

/* A cell that covers a row. */
typedef struct {
  guint cell; /* index into the table's cells */
  guint col;
  gboolean starts;
} DzPlace;

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
 * @key: of a text, "" else
 * @role: what a head of these words says of its column
 * @year: year that a head names ("2018年"), 0 else
 * @level: of the leading number of a text, 0 without
 * @joined: the whole text of a cell that a page cut in two, NULL else
 */
typedef struct {
  DzCellClass class;
  guint level;
  char *joined;
  DzValue value;
  char *unit;
  char *note;
  char *key;
  const DzLabelInfo *label;
  DzRole role;
  guint year;
} DzCellInfo;

DzCellInfo *dz_cell_info_new (DzLabels *labels,
                              const char *text) G_GNUC_WARN_UNUSED_RESULT;
void dz_cell_info_free (DzCellInfo *self);

/* Puts the words of cells together that a page cut in two, where only both mean something. */
void dz_table_join_broken (DzLabels *labels,
                           const DzTable *table,
                           GPtrArray *infos);

/**
 * DzColumn: what is known of one column, or of one place behind the label of a ragged table
 * @label: the head's words as printed, all levels joined by " / "
 * @keys: their keys joined by "/"
 * @unit: that the head names, or NULL
 * @cell: the head's, index into the table's cells; columns under one head are one
 * @ordered: found by the order of the heads, not by standing above
 */
typedef struct {
  DzRole role;
  const DzMember *member;
  char *label;
  char *keys;
  char *unit;
  guint year;
  guint cell;
  gboolean ordered;
} DzColumn;

/**
 * DzTableValue: a cell where a value stands or could stand
 * @cell: index into the table's cells; of the last cell of the row when @absent
 * @absent: the source left out the empty cells at the end of the row
 */
typedef struct {
  guint cell;
  gboolean absent;
  const DzColumn *column; /* NULL when none is known */
} DzTableValue;

/* Columns of a head that a later table without one may take over. */
typedef struct _DzTableHead DzTableHead;

/**
 * DzTableRow: a row with its words and its values
 * @labels: indices of the label cells, the innermost last
 * @unit_cell: index, or -1
 * @inferred: no head told what the columns are
 * @misfit: more or fewer values than columns: nothing can be said of them
 */
typedef struct {
  guint row;
  GArray *labels; /* of guint */
  GArray *values; /* of DzTableValue */
  int unit_cell;
  gboolean inferred;
  gboolean misfit;
  DzTableHead *head; /* keeps the columns alive; NULL without */
} DzTableRow;

DzTableHead *dz_table_head_ref (DzTableHead *self);
void dz_table_head_unref (DzTableHead *self);

/* What the head rows [from, to) of @table say; NULL when they say nothing. */
DzTableHead *dz_table_head_new (DzLabels *labels,
                                const DzTable *table,
                                GPtrArray *infos,
                                guint from,
                                guint to) G_GNUC_WARN_UNUSED_RESULT;
/* The members in the form's order, for rows without any head. */
DzTableHead *dz_table_head_new_members (DzLabels *labels) G_GNUC_WARN_UNUSED_RESULT;
/* A run of @n matrix labels of one form that stand side by side; NULL unless there is one only. */
DzTableHead *dz_table_head_new_path (DzLabels *labels,
                                     guint n) G_GNUC_WARN_UNUSED_RESULT;
/* For a grid the columns of the grid, else the places behind the label. */
gboolean dz_table_head_is_sequence (DzTableHead *self);
GPtrArray *dz_table_head_get_columns (DzTableHead *self);
/* How many columns carry values. */
guint dz_table_head_get_n_values (DzTableHead *self);
gboolean dz_column_has_values (const DzColumn *self);

/* Whether the row only names columns. */
gboolean dz_table_is_head_row (const DzTable *table,
                               GPtrArray *infos,
                               guint row);

/* The cells that cover @row, from left to right; of a ragged table those that begin in it. */
GArray *dz_table_get_places (const DzTable *table,
                             guint row) G_GNUC_WARN_UNUSED_RESULT;

/* The rows of @table, as far as its own heads, or @inherited, explain them.
 * @infos: of DzCellInfo, one a cell. @left: the head in force at the end (transfer full, nullable). */
GPtrArray *dz_table_read_rows (DzLabels *labels,
                               const DzTable *table,
                               GPtrArray *infos,
                               DzTableHead *inherited,
                               DzTableHead **left) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DzRowMatch: the row of the form that a table row means
 * @row: NULL when none
 * @confidence: 0 .. 100
 */
typedef struct {
  const DzFormRow *row;
  guint form;
  guint confidence;
} DzRowMatch;

/* One for each of @rows (of DzTableRow): those whose own words mean a row of @form. Matrix
 * columns are asked one by one with dz_table_match_column(). */
GArray *dz_table_match_rows (DzLabels *labels,
                             guint form,
                             GPtrArray *rows,
                             GPtrArray *infos) G_GNUC_WARN_UNUSED_RESULT;

/* The row of @form that row and column mean together, or the column alone. */
DzRowMatch dz_table_match_column (DzLabels *labels,
                                  guint form,
                                  const DzTableRow *row,
                                  const DzColumn *column,
                                  GPtrArray *infos);

/* 0 .. 100: how much two keys are one label with a slip; 0 when they must not be confused. */
guint dz_label_likeness (const char *a,
                         const char *b);

G_END_DECLS
