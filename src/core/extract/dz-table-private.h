/* dz-table-private.h - tables: cells told apart, heads, rows, and what the rows mean
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-cell-info.h"
#include "dz-document.h"

G_BEGIN_DECLS

/* A cell that covers a row. */
typedef struct {
  guint cell; /* index into the table's cells */
  guint col;
  gboolean starts;
} DzPlace;

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
 * @list: 0, or which one of the lists that stand side by side
 * @labels: indices of the label cells, the innermost last
 * @unit_cell: index, or -1
 * @inferred: no head told what the columns are
 * @misfit: more or fewer values than columns: nothing can be said of them
 */
typedef struct {
  guint row;
  guint list;
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
/* Without any column yet. */
DzTableHead *dz_table_head_new_empty (gboolean sequence) G_GNUC_WARN_UNUSED_RESULT;
/* All runs of @n matrix labels, in whichever form, must be the same one, and end in @leaves (keys) where
 * these are given; else NULL. A table that the page cut off on the right may have the first of a run only. */
DzTableHead *dz_table_head_find_path (DzLabels *labels,
                                      guint n,
                                      GPtrArray *leaves) G_GNUC_WARN_UNUSED_RESULT;
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

/* A table that came as one cell a row, laid out in rows by the words of the forms: a document that
 * holds nothing but it, and in @origins (of guint) the cell of @table that each of its cells came from.
 * NULL when @table has rows of its own. */
DzDocument *dz_table_unroll (DzLabels *labels,
                             const DzTable *table,
                             GArray **origins) G_GNUC_WARN_UNUSED_RESULT;

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
