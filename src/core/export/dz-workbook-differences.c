/* dz-workbook-differences.c - what to look at: findings first, then what changed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody reads more; the sheet of the comparison has them all. */
#define MAX_DIFFERENCES 20000u
#define MAX_FINDINGS 40000u
#define MAX_LINKS 65000u

#define N_HEADS 13u
#define LABEL_WIDTH 36
#define EXPLANATION_WIDTH 64

typedef enum {
  CLASS_MULTIPLE,
  CLASS_CHANGE,
  CLASS_STATE,
  CLASS_OUTLIER,
  N_CLASSES,
} Class;

typedef struct {
  Class class;
  guint row, column;
} Difference;

static const char *
get_class_label (Class class)
{
  switch (class) {
  case CLASS_MULTIPLE:
    return C_ ("class", "Changed by a multiple");
  case CLASS_CHANGE:
    return C_ ("class", "Changed");
  case CLASS_STATE:
    return C_ ("class", "Number on one side only");
  case CLASS_OUTLIER:
    return C_ ("class", "Far from the others");
  case N_CLASSES:
  default:
    g_return_val_if_reached ("");
  }
}

static int
compare_differences (gconstpointer a,
                     gconstpointer b)
{
  const Difference *x = a, *y = b;

  if (x->class != y->class)
    return x->class < y->class ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* A number against a blank, in either direction. */
static gboolean
changes_state (DzBook *self,
               guint row,
               const DzMatrixCell *cell)
{
  const DzMatrixCell *base;

  if (cell->baseline < 0)
    return FALSE;
  base = dz_comparison_get_cell (self->comparison, row, (guint) cell->baseline);
  if (dz_value_is_number (cell->value) == dz_value_is_number (base->value))
    return FALSE;
  return cell->value.kind != DZ_VALUE_NOT_IN_FORM && base->value.kind != DZ_VALUE_NOT_IN_FORM
         && (cell->fact != NULL || base->fact != NULL);
}

static GArray *
collect (DzBook *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Difference));

  for (guint row = 0; row < self->n_rows; row++) {
    for (guint column = 0; column < self->n_columns; column++) {
      const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, column);
      Class class = N_CLASSES;

      if (cell->direction != 0)
        class = ABS (cell->direction) > 1 ? CLASS_MULTIPLE : CLASS_CHANGE;
      else if (cell->outlier)
        class = CLASS_OUTLIER;
      else if (changes_state (self, row, cell))
        class = CLASS_STATE;
      if (class != N_CLASSES)
        g_array_append_val (list, ((Difference) { class, row, column }));
    }
  }
  g_array_sort (list, compare_differences);
  return list;
}

/* A cell that shows a cell of the matrix, live. */
static void
write_reference (DzBook *self,
                 guint line,
                 guint at,
                 guint row,
                 guint sheet_column,
                 DzValue value)
{
  g_autoptr (GString) formula = g_string_new ("=");

  dz_book_append_ref (self, formula, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, sheet_column);
  if (value.kind == DZ_VALUE_NUMBER)
    dz_book_formula_number (self, DZ_SHEET_DIFFERENCES, line, at, formula->str, dz_decimal_to_double (value.number),
                            dz_book_number_look (value));
  else
    dz_book_formula_text (self, DZ_SHEET_DIFFERENCES, line, at, formula->str, dz_value_kind_get_sign (value.kind),
                          DZ_LOOK_SIGN);
}

static void
write_who (DzBook *self,
           guint line,
           DzReport *report)
{
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 1, dz_export_get_agency (report), DZ_LOOK_TEXT);
  if (dz_report_get_year (report) != 0)
    dz_book_count (self, DZ_SHEET_DIFFERENCES, line, 2, dz_report_get_year (report), DZ_LOOK_YEAR);
}

static void
write_baseline (DzBook *self,
                guint line,
                const Difference *d,
                const DzMatrixCell *cell)
{
  const DzMatrixCell *base;
  DzDecimal number;

  if (cell->baseline >= 0) {
    g_autofree char *title = dz_export_dup_column_title (self->comparison, (guint) cell->baseline);

    base = dz_comparison_get_cell (self->comparison, d->row, (guint) cell->baseline);
    dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 6, title, DZ_LOOK_TEXT);
    write_reference (self, line, 7, d->row, self->value_columns[cell->baseline], base->value);
  } else if (cell->baseline == -2 && cell->has_change) {
    dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 6, C_ ("head", "Median"), DZ_LOOK_TEXT);
    if (dz_decimal_subtract (cell->value.number, cell->change, &number))
      dz_book_number (self, DZ_SHEET_DIFFERENCES, line, 7, number, dz_book_number_look (dz_value_number (number)));
  }
}

static void
write_change (DzBook *self,
              guint line,
              const DzMatrixRow *row,
              const DzMatrixCell *cell)
{
  g_autofree char *change = g_strdup_printf ("=I%u-H%u", line + 1, line + 1);
  g_autofree char *rate = NULL;

  if (!cell->has_change)
    return;
  dz_book_formula_number (self, DZ_SHEET_DIFFERENCES, line, 9, change, dz_decimal_to_double (cell->change),
                          dz_decimal_normalize (cell->change).scale > 0 ? DZ_LOOK_CHANGE_2 : DZ_LOOK_CHANGE);
  if (!cell->has_percent || strcmp (row->unit, "%") == 0)
    return;
  rate = g_strdup_printf ("=J%u/ABS(H%u)", line + 1, line + 1);
  dz_book_formula_number (self, DZ_SHEET_DIFFERENCES, line, 10, rate,
                          dz_decimal_to_double (cell->change)
                            / ABS (dz_decimal_to_double (cell->value.number) - dz_decimal_to_double (cell->change)),
                          DZ_LOOK_RATE);
}

static void
write_difference (DzBook *self,
                  guint line,
                  const Difference *d)
{
  const DzMatrixRow *row = dz_comparison_get_row (self->comparison, d->row);
  const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, d->row, d->column);

  dz_book_fit_row (self, DZ_SHEET_DIFFERENCES, line, &(DzWrapped){ row->label, LABEL_WIDTH }, 1);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 0, get_class_label (d->class), DZ_LOOK_TEXT);
  write_who (self, line, dz_extraction_get_report (dz_comparison_get_column (self->comparison, d->column)));
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 3, row->label, DZ_LOOK_WRAP);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 4, dz_export_get_member_label (self->comparison, row->member),
                DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 5, row->unit, DZ_LOOK_TEXT);
  write_baseline (self, line, d, cell);
  write_reference (self, line, 8, d->row, self->value_columns[d->column], cell->value);
  write_change (self, line, row, cell);
  if (cell->comparable == DZ_COMPARABLE_NEAR && cell->has_change)
    dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 11, _ ("Comparable only with reservations: the forms differ."),
                  DZ_LOOK_WRAP);
  if (line < MAX_LINKS)
    dz_book_link (self, DZ_SHEET_DIFFERENCES, line, 12, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + d->row,
                  self->value_columns[d->column], _ ("To the cell"), NULL, DZ_LOOK_LINK);
}

static void
write_finding (DzBook *self,
               guint line,
               const DzFinding *finding)
{
  int column = dz_book_find_column (self, finding);
  const DzFact *fact = finding->facts->len > 0 ? g_ptr_array_index (finding->facts, 0) : NULL;
  g_autofree char *message = dz_finding_dup_words (finding);
  const DzIndicator *indicator = NULL;
  const char *label = NULL;
  gint64 row;

  if (fact != NULL && fact->indicator != NULL)
    indicator = dz_catalogue_lookup_indicator (dz_comparison_get_catalogue (self->comparison), fact->indicator);
  if (fact != NULL)
    label = indicator != NULL ? dz_indicator_get_label (indicator) : fact->label;
  dz_book_fit_row (self, DZ_SHEET_DIFFERENCES, line,
                   (const DzWrapped[]){ { message, EXPLANATION_WIDTH }, { label, LABEL_WIDTH } }, 2);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 0, dz_export_get_severity_label (finding->severity), DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 11, message, DZ_LOOK_WRAP);
  if (column < 0)
    return;
  write_who (self, line, dz_extraction_get_report (dz_comparison_get_column (self->comparison, (guint) column)));
  if (fact == NULL)
    return;
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 3, label, DZ_LOOK_WRAP);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 4, dz_export_get_member_label (self->comparison, fact->member),
                DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_DIFFERENCES, line, 5, fact->unit, DZ_LOOK_TEXT);
  dz_book_value (self, DZ_SHEET_DIFFERENCES, line, 8, fact->value);
  row = dz_book_find_data_row (self, (guint) column, fact);
  if (row >= 0 && line < MAX_LINKS)
    dz_book_link (self, DZ_SHEET_DIFFERENCES, line, 12, DZ_SHEET_DATA, (guint) row, DZ_DATA_VALUE_COLUMN,
                  _ ("To the figure"), fact->quote, DZ_LOOK_LINK);
}

static void
write_heads (DzBook *self)
{
  const char *const heads[N_HEADS] = {
    C_ ("head", "Kind"), C_ ("head", "Agency"), C_ ("head", "Year"), C_ ("head", "Indicator"),
    C_ ("head", "Applicant"), C_ ("head", "Unit"), C_ ("head", "Baseline"), C_ ("head", "Baseline value"),
    C_ ("head", "Value"), C_ ("head", "Change"), C_ ("head", "Change, %"), C_ ("head", "Explanation"),
    C_ ("head", "Place"),
  };
  static const double widths[N_HEADS] = { 24, 28, 8, LABEL_WIDTH, 12, 8, 26, 11, 11, 10, 10,
                                          EXPLANATION_WIDTH, 12 };

  dz_book_heads (self, DZ_SHEET_DIFFERENCES, heads, widths, N_HEADS);
}

void
dz_book_write_differences (DzBook *self)
{
  g_autoptr (GArray) list = collect (self);
  guint line = DZ_LIST_TOP, n = MIN (list->len, MAX_DIFFERENCES);

  write_heads (self);
  for (guint i = 0; i < self->job->findings->len && i < MAX_FINDINGS; i++) {
    const DzFinding *finding = g_ptr_array_index (self->job->findings, i);

    self->n_findings[MIN ((guint) finding->severity, 3)]++;
    write_finding (self, line++, finding);
  }
  for (guint i = 0; i < n && !dz_book_is_over (self); i++)
    write_difference (self, line++, &g_array_index (list, Difference, i));
  self->n_differences = line - DZ_LIST_TOP;
  self->n_left_out = list->len - n;
  if (self->n_differences > 0)
    worksheet_autofilter (self->sheets[DZ_SHEET_DIFFERENCES], 0, 0, line - 1, N_HEADS - 1);
  dz_book_print (self, DZ_SHEET_DIFFERENCES, TRUE, 1, 0, 0);
}
