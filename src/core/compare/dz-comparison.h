/* dz-comparison.h - reports beside each other: the matrix
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A result: rows × columns with everything that the window, the workbook and the charts show.
 * The key of a row is (indicator, member) or, for unmapped rows, the key of their label path:
 * rows are never aligned by position.
 */
#pragma once

#include "dz-extraction.h"
#include "dz-rule.h"

G_BEGIN_DECLS

typedef enum {
  DZ_BASELINE_PREVIOUS_YEAR, /* each column against the same agency's year before */
  DZ_BASELINE_MEDIAN,        /* against the median of the peers */
  DZ_BASELINE_REPORT,        /* against one chosen column */
} DzBaseline;

typedef enum {
  DZ_MODE_VALUE,
  DZ_MODE_CHANGE,
  DZ_MODE_CHANGE_PERCENT,
  DZ_MODE_SHARE, /* of the parent */
  DZ_MODE_RANK,
  DZ_MODE_DISTANCE, /* from the median of the peers */
} DzMode;

/**
 * DzComparisonOptions:
 * @baseline_column: of DZ_BASELINE_REPORT: index of the extraction in the input
 * @member: which column of the dimension is shown; NULL the total; "*" all members, each a row
 * @tolerance, @tolerance_percent: changes up to either are no difference
 * @sort: columns by region, agency, year; FALSE: as given
 */
typedef struct {
  DzBaseline baseline;
  guint baseline_column;
  const char *member;
  DzDecimal tolerance;
  DzDecimal tolerance_percent;
  gboolean sort;
} DzComparisonOptions;

#define DZ_COMPARISON_OPTIONS_INIT { DZ_BASELINE_PREVIOUS_YEAR, 0, NULL, { 0, 0 }, { 0, 0 }, TRUE }

/**
 * DzMatrixRow:
 * @indicator: NULL for an unmapped row, a derived one, and the heads of both
 * @derived: of a derived row (its first formula); NULL else
 * @member: NULL where the row has no dimension
 * @key: stable; for an unmapped row the key of its label path
 * @label: in the language of messages, or as printed for an unmapped row
 * @unit: the unit all cells of the row are shown in; "" when none
 * @depth: of the tree, from 0
 * @is_group: rows hang under it, or it is a heading; it may still have values
 * @differs: some cell of the row differs from its baseline, in its number beyond tolerance or by
 *   being one where the other is none though its form has the row; where no column has a
 *   baseline: from another cell of the row
 * @n_differ: how many of its cells are a number that differs from that of the baseline
 * @all_zero: every report whose tables have the row says 0; a blank is no 0
 * @all_missing: no number in the row
 * @all_absent: no report prints anything in the row, not so much as a blank or a dash
 */
typedef struct {
  const DzIndicator *indicator;
  const DzDerived *derived;
  const char *member;
  char *key;
  char *label;
  const char *unit;
  guint depth;
  int parent; /* index of the row it is folded under, -1 at the top */
  guint n_differ;
  gboolean is_group;
  gboolean differs;
  gboolean all_zero;
  gboolean all_missing;
  gboolean all_absent;
} DzMatrixRow;

/**
 * DzMatrixCell:
 * @value: in the row's unit
 * @fact: the shown one, borrowed; NULL where nothing was read
 * @baseline: index of the column it is compared with; -1 none, -2 the median
 * @change: value − baseline; has_change FALSE when either is no number, the comparison is
 *   forbidden (NO), or there is no baseline
 * @change_percent: of the baseline, two places; has_percent FALSE when the baseline is 0
 * @comparable: with the baseline
 * @direction: -2 … 2: fall or rise beyond tolerance; ±2 by a multiple (at least double or half)
 *   and not among counts below 10
 * @outlier: far from the row's other values by median and MAD
 * @small: of a derived row: its denominator is below the minimum
 */
typedef struct {
  DzValue value;
  DzFact *fact;
  DzDecimal change;
  DzDecimal change_percent;
  int baseline;
  int direction : 4;
  DzComparable comparable : 4;
  guint has_change : 1;
  guint has_percent : 1;
  guint outlier : 1;
  guint small : 1;
} DzMatrixCell;

#define DZ_TYPE_COMPARISON (dz_comparison_get_type ())
G_DECLARE_FINAL_TYPE (DzComparison, dz_comparison, DZ, COMPARISON, GObject)

/* @extractions: of DzExtraction, all with the same catalogue; may be empty. */
DzComparison *dz_comparison_new (GPtrArray *extractions,
                                 DzCatalogue *catalogue,
                                 const DzComparisonOptions *options) G_GNUC_WARN_UNUSED_RESULT;

DzCatalogue *dz_comparison_get_catalogue (DzComparison *self);
const DzComparisonOptions *dz_comparison_get_options (DzComparison *self);
guint dz_comparison_get_n_rows (DzComparison *self);
guint dz_comparison_get_n_columns (DzComparison *self);
const DzMatrixRow *dz_comparison_get_row (DzComparison *self,
                                          guint row);
DzExtraction *dz_comparison_get_column (DzComparison *self,
                                        guint column);
/* Index in the input of the column. */
guint dz_comparison_get_source (DzComparison *self,
                                guint column);
const DzMatrixCell *dz_comparison_get_cell (DzComparison *self,
                                            guint row,
                                            guint column);
/* The key of the row that @fact stands in when no indicator claims it; of the second and further
 * such rows of one report " #2" … follows. */
char *dz_comparison_dup_path_key (const DzFact *fact) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the cell differs from its baseline, in its number beyond tolerance or by being one where
 * the other is none though its form has the row. */
gboolean dz_comparison_get_differs (DzComparison *self,
                                    guint row,
                                    guint column);

/* -1 when there is none. @indicator may also be the id of a derived one or the key of a row;
 * @member NULL: the first row of the indicator. */
int dz_comparison_find_row (DzComparison *self,
                            const char *indicator,
                            const char *member);

/* Whether a row is only the head of those below: no report has so much as a dash in it. */
gboolean dz_comparison_is_heading (DzComparison *self,
                                   guint row);

/* Index of the column with the same agency's year before, -1 when there is none. */
int dz_comparison_get_previous (DzComparison *self,
                                guint column);
/* Equal for the columns of one agency. */
guint dz_comparison_get_agency (DzComparison *self,
                                guint column);

/* How many of its numbers differ from those of its baseline. */
guint dz_comparison_count_differences (DzComparison *self,
                                       guint column);

/* Whether a line may join the row's values in two columns: their forms mean the same by it. */
gboolean dz_comparison_is_continuous (DzComparison *self,
                                      guint row,
                                      guint column,
                                      guint other);

/* The formula of a derived row for the column's form; NULL when the row is none or the form has none. */
const DzDerived *dz_comparison_get_formula (DzComparison *self,
                                            guint row,
                                            guint column);

/* Among the peers: the columns of the same year whose form is comparable, numbers only, the cell
 * itself included. FALSE where the cell is no number or its year is unknown. @rank 1 for the
 * largest, equal for equals. */
gboolean dz_comparison_get_peers (DzComparison *self,
                                  guint row,
                                  guint column,
                                  guint *rank,
                                  guint *n_peers,
                                  DzDecimal *median);

/* The cell as a share of its parent as the report's form adds it up, in percent with two places;
 * @parent (nullable) gets the parent's row. FALSE where there is no such parent, or it is 0. */
gboolean dz_comparison_get_share (DzComparison *self,
                                  guint row,
                                  guint column,
                                  DzDecimal *percent,
                                  guint *parent);

/* What a mode shows in a cell, ready for the eye ("+12", "41.83%", "3 / 14", "未"); the sign
 * for a kind of no number is that of dz_value_kind_get_sign(). */
char *dz_comparison_format_cell (DzComparison *self,
                                 guint row,
                                 guint column,
                                 DzMode mode) G_GNUC_WARN_UNUSED_RESULT;

/* The number that stands in that text, for sorting; FALSE where a sign stands there, or the two
 * counts of a rate on too small a base. */
gboolean dz_comparison_get_number (DzComparison *self,
                                   guint row,
                                   guint column,
                                   DzMode mode,
                                   DzDecimal *number);

/* 空 — 未 · in Chinese; translatable. The words for a tooltip are dz_value_kind_get_words(). */
const char *dz_value_kind_get_sign (DzValueKind kind);
const char *dz_value_kind_get_words (DzValueKind kind);

/* 1234567.5 → "1,234,567.5"; grouping from 10,000 on. */
char *dz_format_decimal (DzDecimal number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
