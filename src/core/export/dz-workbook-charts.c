/* dz-workbook-charts.c - native charts over formulas that point into the comparison
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which indicators: those that most reports give, the totals before their parts. Reports of
 * several years make lines, one an agency; those of one year make bars, the largest first.
 * What no report gives is an empty cell and a gap.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include <glib/gi18n-lib.h>

#define MAX_CHARTS 6u
#define MAX_LINES 8u
#define MAX_BARS 20u

/* The figures stand at the left, years across, the charts beside them. */
#define MAX_YEARS 13u
#define CHART_ROWS 20u

/* Pixels of the sheet and of a page of A4 within its margins; LibreOffice makes columns a fifth wider than others. */
#define NAME_WIDTH 215
#define YEAR_WIDTH 68
#define CHART_WIDTH 660
#define ROW_HEIGHT 24
#define PAGE_WIDTH 740.0
#define PAGE_HEIGHT 670.0

typedef struct {
  guint row;     /* of the comparison */
  guint n_given; /* reports that give a number */
} Choice;

static const lxw_color_t colours[MAX_LINES] = { 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7,
                                                0xE69F00, 0x56B4E9, 0x5B5B5B, 0x000000 };
static const guint8 markers[MAX_LINES] = {
  LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_DIAMOND,
  LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_DIAMOND
};

static guint
get_year (DzBook *self,
          guint column)
{
  return dz_report_get_year (dz_extraction_get_report (dz_comparison_get_column (self->comparison, column)));
}

static const char *
get_agency (DzBook *self,
            guint column)
{
  return dz_export_get_agency (dz_extraction_get_report (dz_comparison_get_column (self->comparison, column)));
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  const Choice *x = a, *y = b;

  if (x->n_given != y->n_given)
    return x->n_given > y->n_given ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static GArray *
choose_rows (DzBook *self)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (Choice));

  for (guint row = 0; row < self->n_rows; row++) {
    const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
    Choice choice = { row, 0 };

    if (r->indicator == NULL || r->all_zero || r->all_missing || !r->is_group)
      continue;
    for (guint column = 0; column < self->n_columns; column++)
      choice.n_given += dz_value_is_number (dz_comparison_get_cell (self->comparison, row, column)->value);
    if (choice.n_given > 1)
      g_array_append_val (choices, choice);
  }
  g_array_sort (choices, compare_choices);
  if (choices->len > MAX_CHARTS)
    g_array_set_size (choices, MAX_CHARTS);
  return choices;
}

static int
compare_guints (gconstpointer a,
                gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Every year from the first to the last: a slot each, none dropped. */
static GArray *
list_years (DzBook *self)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0, last = 0;

  for (guint i = 0; i < self->n_columns; i++) {
    guint year = get_year (self, i);

    if (year == 0)
      continue;
    first = first == 0 ? year : MIN (first, year);
    last = MAX (last, year);
  }
  for (guint year = first; first > 0 && year <= last && years->len < 40; year++)
    g_array_append_val (years, year);
  g_array_sort (years, compare_guints);
  return years;
}

static void
write_live (DzBook *self,
            guint line,
            guint at,
            guint row,
            guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, column);
  g_autoptr (GString) formula = g_string_new ("=");

  if (!dz_value_is_number (cell->value))
    return;
  dz_book_append_ref (self, formula, DZ_SHEET_MATRIX, DZ_MATRIX_TOP + row, self->value_columns[column]);
  dz_book_formula_number (self, DZ_SHEET_CHARTS, line, at, formula->str, dz_decimal_to_double (cell->value.number),
                          dz_book_number_look (cell->value));
}

static char *
make_title (DzBook *self,
            guint row)
{
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);

  /* TRANSLATORS: title of a chart: indicator (unit) */
  return r->unit[0] != '\0' ? g_strdup_printf (_ ("%s (%s)"), r->label, r->unit) : g_strdup (r->label);
}

static void
finish_chart (DzBook *self,
              lxw_chart *chart,
              const char *title,
              guint line,
              guint column,
              gboolean legend)
{
  g_autofree char *valid = g_utf8_make_valid (title, -1);

  chart_title_set_name (chart, valid);
  chart_title_set_name_font (chart, &(lxw_chart_font) { .size = 13, .bold = LXW_TRUE });
  chart_show_blanks_as (chart, LXW_CHART_BLANKS_AS_GAP);
  if (legend)
    chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  else
    chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  worksheet_insert_chart_opt (self->sheets[DZ_SHEET_CHARTS], line, (lxw_col_t) column, chart,
                              &(lxw_chart_options) { .x_scale = 1.35, .y_scale = 1.55, .y_offset = 4,
                                                     .description = valid });
}

/* One line an agency; returns the rows taken. */
static guint
write_trend (DzBook *self,
             guint row,
             GArray *years,
             guint line)
{
  g_autofree char *title = make_title (self, row);
  lxw_chart *chart = workbook_add_chart (self->book, LXW_CHART_LINE);
  guint n_lines = 0, at = line + 1;

  dz_book_text (self, DZ_SHEET_CHARTS, line, 0, title, DZ_LOOK_GROUP);
  for (guint i = 0; i < years->len && i < MAX_YEARS; i++)
    dz_book_count (self, DZ_SHEET_CHARTS, line, i + 1, g_array_index (years, guint, i), DZ_LOOK_GROUP);
  for (guint i = 0, last; i < self->n_columns && n_lines < MAX_LINES; i = last) {
    gboolean any = FALSE;
    lxw_chart_series *series;
    guint agency = dz_comparison_get_agency (self->comparison, i);

    for (last = i; last < self->n_columns && dz_comparison_get_agency (self->comparison, last) == agency; last++)
      any |= dz_value_is_number (dz_comparison_get_cell (self->comparison, row, last)->value);
    if (!any)
      continue;
    dz_book_text (self, DZ_SHEET_CHARTS, at, 0, get_agency (self, i), DZ_LOOK_TEXT);
    for (guint column = i; column < last; column++) {
      guint slot = get_year (self, column) - g_array_index (years, guint, 0);

      if (get_year (self, column) != 0 && slot < MAX_YEARS)
        write_live (self, at, slot + 1, row, column);
    }
    series = chart_add_series (chart, NULL, NULL);
    chart_series_set_categories (series, self->names[DZ_SHEET_CHARTS], line, 1, line, (lxw_col_t) years->len);
    chart_series_set_values (series, self->names[DZ_SHEET_CHARTS], at, 1, at, (lxw_col_t) years->len);
    chart_series_set_name_range (series, self->names[DZ_SHEET_CHARTS], at, 0);
    chart_series_set_line (series, &(lxw_chart_line) { .color = colours[n_lines], .width = 2.25 });
    chart_series_set_marker_type (series, markers[n_lines]);
    chart_series_set_marker_size (series, 7);
    chart_series_set_marker_fill (series, &(lxw_chart_fill) { .color = colours[n_lines] });
    chart_series_set_marker_line (series, &(lxw_chart_line) { .color = colours[n_lines] });
    n_lines++;
    at++;
  }
  chart_axis_set_min (chart->y_axis, 0);
  chart_axis_major_gridlines_set_line (chart->y_axis, &(lxw_chart_line) { .color = 0xE3E6EA, .width = 0.75 });
  finish_chart (self, chart, title, line, years->len + 2, TRUE);
  return MAX (at - line, CHART_ROWS) + 1;
}

typedef struct {
  guint column;
  DzDecimal number;
} Bar;

static int
compare_bars (gconstpointer a,
              gconstpointer b)
{
  const Bar *x = a, *y = b;
  int order = dz_decimal_compare (y->number, x->number);

  return order != 0 ? order : x->column < y->column ? -1 : x->column > y->column;
}

static guint
write_bars (DzBook *self,
            guint row,
            guint line)
{
  g_autofree char *title = make_title (self, row);
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  lxw_chart *chart = workbook_add_chart (self->book, LXW_CHART_BAR);
  lxw_chart_series *series;
  guint at = line + 1;

  for (guint i = 0; i < self->n_columns; i++) {
    const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, i);

    if (dz_value_is_number (cell->value))
      g_array_append_val (bars, ((Bar) { i, cell->value.number }));
  }
  g_array_sort (bars, compare_bars);
  if (bars->len > MAX_BARS)
    g_array_set_size (bars, MAX_BARS);
  dz_book_text (self, DZ_SHEET_CHARTS, line, 0, title, DZ_LOOK_GROUP);
  for (guint i = 0; i < bars->len; i++, at++) {
    guint column = g_array_index (bars, Bar, i).column;

    g_autofree char *name = dz_export_dup_column_title (self->comparison, column);

    dz_book_text (self, DZ_SHEET_CHARTS, at, 0, name, DZ_LOOK_TEXT);
    write_live (self, at, 1, row, column);
  }
  series = chart_add_series (chart, NULL, NULL);
  chart_series_set_categories (series, self->names[DZ_SHEET_CHARTS], line + 1, 0, at - 1, 0);
  chart_series_set_values (series, self->names[DZ_SHEET_CHARTS], line + 1, 1, at - 1, 1);
  chart_series_set_name (series, title);
  chart_series_set_fill (series, &(lxw_chart_fill) { .color = colours[0] });
  chart_series_set_labels (series);
  chart_axis_set_reverse (chart->y_axis);
  chart_axis_set_min (chart->x_axis, 0);
  chart_axis_major_gridlines_set_line (chart->x_axis, &(lxw_chart_line) { .color = 0xE3E6EA, .width = 0.75 });
  finish_chart (self, chart, title, line, 3, FALSE);
  return MAX (at - line, CHART_ROWS) + 1;
}

/* A chart is never cut by the end of a page. The program that prints ignores such breaks where the sheet is fitted to
 * pages, so the scale is set here. @starts: the first row of each chart; @width: pixels of the sheet. */
static void
break_pages (DzBook *self,
             GArray *starts,
             guint end,
             double width)
{
  lxw_worksheet *sheet = self->sheets[DZ_SHEET_CHARTS];
  double scale = MIN (1, PAGE_WIDTH / width);
  guint rows = (guint) (PAGE_HEIGHT / scale / ROW_HEIGHT), page = 0, n = 0;
  lxw_row_t breaks[MAX_CHARTS + 1] = { 0 };

  for (guint i = 1; i < starts->len; i++) {
    guint next = i + 1 < starts->len ? g_array_index (starts, guint, i + 1) : end;

    if (next - page <= rows)
      continue;
    page = g_array_index (starts, guint, i);
    breaks[n++] = page;
  }
  worksheet_set_print_scale (sheet, (uint16_t) CLAMP (scale * 100, 10, 100));
  if (n > 0)
    worksheet_set_h_pagebreaks (sheet, breaks);
}

/* Lines need an agency with two years. */
static gboolean
has_trends (DzBook *self)
{
  for (guint i = 1; i < self->n_columns; i++)
    if (dz_comparison_get_agency (self->comparison, i) == dz_comparison_get_agency (self->comparison, i - 1)
        && get_year (self, i) != get_year (self, i - 1))
      return TRUE;
  return FALSE;
}

void
dz_book_write_charts (DzBook *self)
{
  g_autoptr (GArray) choices = choose_rows (self);
  g_autoptr (GArray) years = list_years (self);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint line = 2;
  gboolean trends = has_trends (self) && years->len > 1 && years->len <= MAX_YEARS;

  worksheet_set_column (self->sheets[DZ_SHEET_CHARTS], 0, 0, 30, NULL);
  worksheet_set_column (self->sheets[DZ_SHEET_CHARTS], 1, MAX_YEARS, 9, NULL);
  worksheet_set_row (self->sheets[DZ_SHEET_CHARTS], 0, 28, NULL);
  dz_book_text (self, DZ_SHEET_CHARTS, 0, 0, C_ ("sheet", "Charts"), DZ_LOOK_TITLE);
  if (choices->len == 0)
    dz_book_text (self, DZ_SHEET_CHARTS, 1, 0, _ ("There is no indicator that several reports give."), DZ_LOOK_NOTE);
  else
    dz_book_text (self, DZ_SHEET_CHARTS, 1, 0,
                  _ ("The figures are formulas over the comparison: change them there and the charts follow. A gap is not 0."),
                  DZ_LOOK_NOTE);
  for (guint i = 0; i < choices->len && !dz_book_is_over (self); i++) {
    guint row = g_array_index (choices, Choice, i).row, start = line + 1;

    g_array_append_val (starts, start);
    line += trends ? write_trend (self, row, years, line + 1) : write_bars (self, row, line + 1);
  }
  dz_book_print (self, DZ_SHEET_CHARTS, FALSE, 0, 0, 0);
  break_pages (self, starts, line, NAME_WIDTH + (trends ? years->len + 1 : 2) * YEAR_WIDTH + CHART_WIDTH);
}
