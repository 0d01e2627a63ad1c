/* dz-workbook-private.h - what the sheets of a workbook share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows and columns are counted from 0, as the library does. Every formula is written together
 * with its result: programs that do not calculate show it.
 */
#pragma once

#include "dz-export-private.h"

#include <xlsxwriter.h>

G_BEGIN_DECLS

typedef enum {
  DZ_SHEET_NOTES,
  DZ_SHEET_SUMMARY,
  DZ_SHEET_MATRIX,
  DZ_SHEET_DIFFERENCES,
  DZ_SHEET_CHECKS,
  DZ_SHEET_CHARTS,
  DZ_SHEET_DATA,
  DZ_SHEET_CROSSWALK,
  DZ_SHEET_SOURCES,
  DZ_N_SHEETS,
} DzSheet;

typedef enum {
  DZ_LOOK_TITLE,
  DZ_LOOK_NOTE,
  DZ_LOOK_HEAD,
  DZ_LOOK_HEAD_YEAR,
  DZ_LOOK_TEXT,
  DZ_LOOK_YEAR,
  DZ_LOOK_WRAP,
  DZ_LOOK_GROUP,
  DZ_LOOK_INDENT_1,
  DZ_LOOK_INDENT_2,
  DZ_LOOK_INDENT_3,
  DZ_LOOK_INDENT_4,
  DZ_LOOK_NUMBER,
  DZ_LOOK_NUMBER_2,
  DZ_LOOK_NUMBER_LONG,
  DZ_LOOK_ABOUT,
  DZ_LOOK_ABOUT_2,
  DZ_LOOK_SIGN,
  DZ_LOOK_CHANGE,
  DZ_LOOK_CHANGE_2,
  DZ_LOOK_RATE,
  DZ_LOOK_LINK,
  DZ_LOOK_INPUT,
  DZ_N_LOOKS,
} DzLook;

typedef struct {
  const DzExportJob *job;
  DzComparison *comparison; /* of the job */
  guint n_rows, n_columns;  /* of it */
  gboolean large;           /* no row can be touched again */
  lxw_workbook *book;
  lxw_worksheet *sheets[DZ_N_SHEETS];
  const char *names[DZ_N_SHEETS];
  lxw_format *looks[DZ_N_LOOKS];
  lxw_error error;          /* the first that matters */
  guint n_links;            /* of the matrix, so far */

  guint *value_columns;     /* of the comparison's columns: where their values stand in the matrix */
  guint *block_ends;        /* of them: behind the last column of each, with change and rate */
  GArray *medians;          /* of DzMedianColumn */
  guint matrix_columns;     /* of the sheet */
  int *columns;             /* of the reports as given: the comparison's column, -1 none */
  guint n_sources;          /* of them */
  guint *data_rows;         /* of the comparison's columns: the data sheet's row of its first fact */
  gboolean all_facts;       /* the data sheet has all, else only those of the matrix */
  guint n_differences, n_checks, n_failed; /* rows of these sheets */
  guint n_findings[4];      /* by severity */
  guint n_left_out;         /* differences that did not fit */
} DzBook;

/* A column with the median of a year. */
typedef struct {
  guint year;
  guint column;
} DzMedianColumn;

/* First rows of content. */
#define DZ_MATRIX_TOP 4u
#define DZ_MATRIX_LEFT 3u
#define DZ_LIST_TOP 1u

/* Cells of text or number; text is made valid, cut and never taken for a formula. */
void dz_book_text (DzBook *self,
                   DzSheet sheet,
                   guint row,
                   guint column,
                   const char *text,
                   DzLook look);
/* A text that wraps in a column of @width characters. */
typedef struct {
  const char *text;
  double width;
} DzWrapped;

/* Makes the row high enough for the highest of @texts; before its cells are written. */
void dz_book_fit_row (DzBook *self,
                      DzSheet sheet,
                      guint row,
                      const DzWrapped *texts,
                      guint n);
void dz_book_number (DzBook *self,
                     DzSheet sheet,
                     guint row,
                     guint column,
                     DzDecimal number,
                     DzLook look);
void dz_book_count (DzBook *self,
                    DzSheet sheet,
                    guint row,
                    guint column,
                    guint number,
                    DzLook look);
void dz_book_value (DzBook *self,
                    DzSheet sheet,
                    guint row,
                    guint column,
                    DzValue value);
/* With the result that it has now. */
void dz_book_formula_number (DzBook *self,
                             DzSheet sheet,
                             guint row,
                             guint column,
                             const char *formula,
                             double result,
                             DzLook look);
void dz_book_formula_text (DzBook *self,
                           DzSheet sheet,
                           guint row,
                           guint column,
                           const char *formula,
                           const char *result,
                           DzLook look);
void dz_book_link (DzBook *self,
                   DzSheet sheet,
                   guint row,
                   guint column,
                   DzSheet target,
                   guint target_row,
                   guint target_column,
                   const char *text,
                   const char *tip,
                   DzLook look);
/* Heads of a list in row 0, with widths in characters (a Han character is two). */
void dz_book_heads (DzBook *self,
                    DzSheet sheet,
                    const char *const *heads,
                    const double *widths,
                    guint n);
void dz_book_print (DzBook *self,
                    DzSheet sheet,
                    gboolean large,
                    guint repeat_rows,
                    guint repeat_columns,
                    double width);

/* "B12"; "'数据'!$J$12" of another sheet. */
void dz_book_append_cell (GString *out,
                          guint row,
                          guint column);
void dz_book_append_ref (DzBook *self,
                         GString *out,
                         DzSheet sheet,
                         guint row,
                         guint column);
DzLook dz_book_number_look (DzValue value);
/* Columns that a text needs: a Han character counts two. */
double dz_book_text_width (const char *text);
/* Stop? Cancelled, or an error of the library. */
gboolean dz_book_is_over (DzBook *self);

void dz_book_plan_data (DzBook *self);
/* The row of a fact on the data sheet, or -1. */
gint64 dz_book_find_data_row (DzBook *self,
                              guint column,
                              const DzFact *fact);
#define DZ_DATA_VALUE_COLUMN 9u

void dz_book_plan_matrix (DzBook *self);
guint dz_book_get_year (DzBook *self,
                        guint column);
/* The comparison's column of the first report of a finding; -1 when it has none. */
int dz_book_find_column (DzBook *self,
                         const DzFinding *finding);
void dz_book_write_median (DzBook *self,
                           guint row,
                           const DzMedianColumn *median);
void dz_book_write_totals (DzBook *self,
                           guint row);
void dz_book_write_matrix (DzBook *self);
void dz_book_write_differences (DzBook *self);
void dz_book_write_checks (DzBook *self);
void dz_book_write_charts (DzBook *self);
void dz_book_write_data (DzBook *self);
void dz_book_write_crosswalk (DzBook *self);
void dz_book_write_sources (DzBook *self);
/* Last: they count what the others wrote. */
void dz_book_write_notes (DzBook *self);
void dz_book_write_summary (DzBook *self);

G_END_DECLS
