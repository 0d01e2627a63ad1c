/* dz-workbook.c - the workbook: sheets, looks, cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include "dz-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a cell may hold, and the digits that a spreadsheet keeps. */
#define MAX_CELL_CHARS 32000
#define MAX_DIGITS G_GINT64_CONSTANT (999999999999999)

/* Rows of a large workbook go to the disk as they are written: cells of all sheets, about. */
#define LARGE_CELLS 1500000u
#define CELLS_A_FACT 18u

/* The moment in the properties is fixed: the same reports give the same bytes. */
#define CREATED 1577836800

static const char *const number_formats[DZ_N_LOOKS] = {
  [DZ_LOOK_NUMBER] = "#,##0",
  [DZ_LOOK_NUMBER_2] = "#,##0.00",
  [DZ_LOOK_ABOUT] = "\"≈\"#,##0",
  [DZ_LOOK_ABOUT_2] = "\"≈\"#,##0.00",
  [DZ_LOOK_CHANGE] = "+#,##0;-#,##0;0",
  [DZ_LOOK_CHANGE_2] = "+#,##0.00;-#,##0.00;0.00",
  [DZ_LOOK_RATE] = "+0.0%;-0.0%;0.0%",
  [DZ_LOOK_INPUT] = "0.######",
};

gboolean
dz_book_is_over (DzBook *self)
{
  return self->error != LXW_NO_ERROR || g_cancellable_is_cancelled (self->job->cancellable);
}

/* Links and comments beyond what a sheet takes are left out: the cell itself is there. */
static void
note_error (DzBook *self,
            lxw_error error)
{
  switch (error) {
  case LXW_ERROR_MEMORY_MALLOC_FAILED:
  case LXW_ERROR_CREATING_XLSX_FILE:
  case LXW_ERROR_CREATING_TMPFILE:
  case LXW_ERROR_READING_TMPFILE:
    if (self->error == LXW_NO_ERROR)
      self->error = error;
    break;
  default:
    break;
  }
}

static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  if (g_utf8_strlen (valid, -1) > MAX_CELL_CHARS)
    *g_utf8_offset_to_pointer (valid, MAX_CELL_CHARS) = '\0';
  return g_steal_pointer (&valid);
}

void
dz_book_text (DzBook *self,
              DzSheet sheet,
              guint row,
              guint column,
              const char *text,
              DzLook look)
{
  g_autofree char *clean = NULL;

  /* Most text is sound already. */
  if (text == NULL || strlen (text) > MAX_CELL_CHARS || !g_utf8_validate (text, -1, NULL))
    text = clean = clean_text (text);
  if (text[0] == '\0')
    note_error (self, worksheet_write_blank (self->sheets[sheet], row, (lxw_col_t) column, self->looks[look]));
  else
    note_error (self, worksheet_write_string (self->sheets[sheet], row, (lxw_col_t) column, text, self->looks[look]));
}

void
dz_book_fit_row (DzBook *self,
                 DzSheet sheet,
                 guint row,
                 const DzWrapped *texts,
                 guint n)
{
  double lines = 1;

  for (guint i = 0; i < n; i++)
    lines = MAX (lines, ceil (dz_book_text_width (texts[i].text) / (texts[i].width - 1)));
  if (lines > 1)
    worksheet_set_row (self->sheets[sheet], row, 16.5 * MIN (lines, 12) + 3, NULL);
}

void
dz_book_number (DzBook *self,
                DzSheet sheet,
                guint row,
                guint column,
                DzDecimal number,
                DzLook look)
{
  g_autofree char *exact = NULL;

  if (number.mantissa <= MAX_DIGITS && number.mantissa >= -MAX_DIGITS) {
    note_error (self, worksheet_write_number (self->sheets[sheet], row, (lxw_col_t) column,
                                              dz_decimal_to_double (number), self->looks[look]));
    return;
  }
  exact = dz_decimal_to_string (number);
  dz_book_text (self, sheet, row, column, exact, DZ_LOOK_SIGN);
}

void
dz_book_count (DzBook *self,
               DzSheet sheet,
               guint row,
               guint column,
               guint number,
               DzLook look)
{
  dz_book_number (self, sheet, row, column, dz_decimal_from_int (number), look);
}

DzLook
dz_book_number_look (DzValue value)
{
  DzDecimal number = dz_decimal_normalize (value.number);

  if (number.scale > 2)
    return DZ_LOOK_NUMBER_LONG;
  if (value.bound != DZ_BOUND_EXACT)
    return number.scale > 0 ? DZ_LOOK_ABOUT_2 : DZ_LOOK_ABOUT;
  return number.scale > 0 ? DZ_LOOK_NUMBER_2 : DZ_LOOK_NUMBER;
}

void
dz_book_value (DzBook *self,
               DzSheet sheet,
               guint row,
               guint column,
               DzValue value)
{
  if (value.kind == DZ_VALUE_NUMBER)
    dz_book_number (self, sheet, row, column, value.number, dz_book_number_look (value));
  else
    dz_book_text (self, sheet, row, column, dz_value_kind_get_sign (value.kind), DZ_LOOK_SIGN);
}

void
dz_book_formula_number (DzBook *self,
                        DzSheet sheet,
                        guint row,
                        guint column,
                        const char *formula,
                        double result,
                        DzLook look)
{
  note_error (self, worksheet_write_formula_num (self->sheets[sheet], row, (lxw_col_t) column, formula,
                                                 self->looks[look], result));
}

void
dz_book_formula_text (DzBook *self,
                      DzSheet sheet,
                      guint row,
                      guint column,
                      const char *formula,
                      const char *result,
                      DzLook look)
{
  g_autofree char *clean = clean_text (result);

  note_error (self, worksheet_write_formula_str (self->sheets[sheet], row, (lxw_col_t) column, formula,
                                                 self->looks[look], clean));
}

void
dz_book_link (DzBook *self,
              DzSheet sheet,
              guint row,
              guint column,
              DzSheet target,
              guint target_row,
              guint target_column,
              const char *text,
              const char *tip,
              DzLook look)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autofree char *clean = clean_text (text);
  g_autofree char *short_tip = tip != NULL ? dz_text_cut (tip, 0, 200) : NULL;
  g_autofree char *clean_tip = short_tip != NULL ? clean_text (short_tip) : NULL;

  g_string_printf (place, "internal:'%s'!", self->names[target]);
  dz_book_append_cell (place, target_row, target_column);
  note_error (self, worksheet_write_url_opt (self->sheets[sheet], row, (lxw_col_t) column, place->str,
                                             self->looks[look], clean, clean_tip));
}

void
dz_book_append_cell (GString *out,
                     guint row,
                     guint column)
{
  char letters[8];
  gsize at = sizeof letters - 1;

  letters[at] = '\0';
  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters[--at] = (char) ('A' + (rest - 1) % 26);
  g_string_append_printf (out, "%s%u", letters + at, row + 1);
}

void
dz_book_append_ref (DzBook *self,
                    GString *out,
                    DzSheet sheet,
                    guint row,
                    guint column)
{
  g_string_append_printf (out, "'%s'!", self->names[sheet]);
  dz_book_append_cell (out, row, column);
}

double
dz_book_text_width (const char *text)
{
  double width = 0, widest = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    width = c == '\n' ? 0 : width + (g_unichar_iswide (c) || c > 0x2000 ? 2 : 1.1);
    widest = MAX (widest, width);
  }
  return widest;
}

void
dz_book_heads (DzBook *self,
               DzSheet sheet,
               const char *const *heads,
               const double *widths,
               guint n)
{
  worksheet_set_row (self->sheets[sheet], 0, 32, NULL);
  for (guint i = 0; i < n; i++) {
    worksheet_set_column (self->sheets[sheet], (lxw_col_t) i, (lxw_col_t) i, CLAMP (widths[i], 6, 90), NULL);
    dz_book_text (self, sheet, 0, i, heads[i], DZ_LOOK_HEAD);
  }
  worksheet_freeze_panes (self->sheets[sheet], 1, 0);
}

/* @width: of all columns, in characters: an A3 page holds some 230 at a size one can read. 0 for
 * a list that is to fit across one page whatever its width. */
void
dz_book_print (DzBook *self,
               DzSheet sheet,
               gboolean large,
               guint repeat_rows,
               guint repeat_columns,
               double width)
{
  lxw_worksheet *page = self->sheets[sheet];
  double room = large ? 230 : 150;

  worksheet_set_paper (page, large ? 8 : 9);
  worksheet_set_landscape (page);
  worksheet_set_margins (page, 0.4, 0.4, 0.5, 0.6);
  worksheet_fit_to_pages (page, (uint16_t) CLAMP (ceil (width / room), 1, 2000), 0);
  if (repeat_rows > 0)
    worksheet_repeat_rows (page, 0, repeat_rows - 1);
  if (repeat_columns > 0 && width > room)
    worksheet_repeat_columns (page, 0, (lxw_col_t) (repeat_columns - 1));
  /* TRANSLATORS: foot of a printed page; &P and &N are the page and the number of pages */
  worksheet_set_footer (page, _ ("&C&9Page &P of &N"));
}

static void
make_looks (DzBook *self)
{
  for (guint i = 0; i < DZ_N_LOOKS; i++) {
    lxw_format *look = self->looks[i] = workbook_add_format (self->book);

    format_set_font_name (look, "等线");
    format_set_font_size (look, 11);
    format_set_align (look, LXW_ALIGN_VERTICAL_CENTER);
    if (number_formats[i] != NULL)
      format_set_num_format (look, number_formats[i]);
    if (i >= DZ_LOOK_NUMBER && i <= DZ_LOOK_RATE) {
      format_set_align (look, LXW_ALIGN_RIGHT);
      format_set_indent (look, 1);
    }
    if (i >= DZ_LOOK_INDENT_1 && i <= DZ_LOOK_INDENT_4)
      format_set_indent (look, (uint8_t) (i - DZ_LOOK_INDENT_1 + 1));
  }
  format_set_bold (self->looks[DZ_LOOK_TITLE]);
  format_set_font_size (self->looks[DZ_LOOK_TITLE], 16);
  format_set_font_color (self->looks[DZ_LOOK_NOTE], 0x5F6368);
  for (guint i = DZ_LOOK_HEAD; i <= DZ_LOOK_HEAD_YEAR; i++) {
    format_set_bold (self->looks[i]);
    format_set_text_wrap (self->looks[i]);
    format_set_bg_color (self->looks[i], 0xE9EDF2);
    format_set_bottom (self->looks[i], LXW_BORDER_THIN);
    format_set_bottom_color (self->looks[i], 0x9AA3AE);
    format_set_align (self->looks[i], LXW_ALIGN_CENTER);
  }
  format_set_text_wrap (self->looks[DZ_LOOK_WRAP]);
  format_set_align (self->looks[DZ_LOOK_YEAR], LXW_ALIGN_CENTER);
  format_set_bold (self->looks[DZ_LOOK_GROUP]);
  format_set_font_color (self->looks[DZ_LOOK_SIGN], 0x80868B);
  format_set_font_color (self->looks[DZ_LOOK_LINK], 0x0B57D0);
  format_set_underline (self->looks[DZ_LOOK_LINK], LXW_UNDERLINE_SINGLE);
  format_set_bg_color (self->looks[DZ_LOOK_INPUT], 0xFFF4CC);
  format_set_border (self->looks[DZ_LOOK_INPUT], LXW_BORDER_THIN);
}

/* A name that the sheet bar takes, whatever a translation says. */
static char *
make_name (const char *name,
           guint index)
{
  g_autofree char *cut = dz_text_cut (name, 0, 31);

  g_strdelimit (cut, "[]:*?/\\'", ' ');
  g_strstrip (cut);
  return cut[0] != '\0' ? g_steal_pointer (&cut) : g_strdup_printf ("%u", index + 1);
}

static gboolean
make_sheets (DzBook *self)
{
  const char *names[DZ_N_SHEETS] = {
    [DZ_SHEET_NOTES] = C_ ("sheet", "Notes"),
    [DZ_SHEET_SUMMARY] = C_ ("sheet", "Summary"),
    [DZ_SHEET_MATRIX] = C_ ("sheet", "Comparison"),
    [DZ_SHEET_DIFFERENCES] = C_ ("sheet", "Differences"),
    [DZ_SHEET_CHECKS] = C_ ("sheet", "Checks"),
    [DZ_SHEET_CHARTS] = C_ ("sheet", "Charts"),
    [DZ_SHEET_DATA] = C_ ("sheet", "Data"),
    [DZ_SHEET_CROSSWALK] = C_ ("sheet", "Crosswalk"),
    [DZ_SHEET_SOURCES] = C_ ("sheet", "Sources"),
  };

  for (guint i = 0; i < DZ_N_SHEETS; i++) {
    g_autofree char *name = make_name (names[i], i);

    self->names[i] = g_intern_string (name);
    self->sheets[i] = workbook_add_worksheet (self->book, self->names[i]);
    if (self->sheets[i] == NULL)
      return FALSE;
    worksheet_gridlines (self->sheets[i], LXW_SHOW_SCREEN_GRIDLINES);
    worksheet_set_default_row (self->sheets[i], 18, LXW_FALSE);
  }
  return TRUE;
}

static void
set_properties (DzBook *self)
{
  DzCatalogue *catalogue = dz_comparison_get_catalogue (self->comparison);
  const char *version = dz_catalogue_get_version (catalogue);

  workbook_set_properties (self->book, &(lxw_doc_properties) {
                                         .title = (char *) _ ("Comparison of annual reports"),
                                         .subject = (char *) _ ("Disclosure of government information"),
                                         .author = (char *) "Duizhao",
                                         .comments = (char *) _ ("Every figure leads back to its source by the sheets "
                                                                 "of data and sources."),
                                         .created = CREATED });
  workbook_set_custom_property_string (self->book, "DuizhaoVersion", DZ_VERSION);
  if (version != NULL && version[0] != '\0')
    workbook_set_custom_property_string (self->book, "DuizhaoCatalogue", version);
}

static void
write_sheets (DzBook *self)
{
  static void (*const steps[]) (DzBook *) = {
    dz_book_write_matrix, dz_book_write_data,      dz_book_write_differences, dz_book_write_checks,
    dz_book_write_charts, dz_book_write_crosswalk, dz_book_write_sources,     dz_book_write_notes,
    dz_book_write_summary,
  };

  dz_book_plan_data (self);
  dz_book_plan_matrix (self);
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !dz_book_is_over (self); i++) {
    steps[i](self);
    dz_progress_set (self->job->progress, 0.8 * (i + 1) / G_N_ELEMENTS (steps));
  }
}

static void
plan_columns (DzBook *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    self->n_sources = MAX (self->n_sources, dz_comparison_get_source (self->comparison, i) + 1);
  self->columns = g_new (int, self->n_sources + 1);
  for (guint i = 0; i < self->n_sources; i++)
    self->columns[i] = -1;
  for (guint i = 0; i < self->n_columns; i++)
    self->columns[dz_comparison_get_source (self->comparison, i)] = (int) i;
}

int
dz_book_find_column (DzBook *self,
                     const DzFinding *finding)
{
  guint source = finding->reports->len > 0 ? g_array_index (finding->reports, guint, 0) : G_MAXUINT;

  return source < self->n_sources ? self->columns[source] : -1;
}

static gboolean
is_large (DzBook *self)
{
  guint64 n = (guint64) self->n_rows * self->n_columns;

  for (guint i = 0; i < self->n_columns; i++)
    n += CELLS_A_FACT * (guint64) dz_extraction_get_facts (dz_comparison_get_column (self->comparison, i))->len;
  return self->job->large || n > LARGE_CELLS;
}

gboolean
dz_export_build_workbook (const DzExportJob *job,
                          const char *path,
                          GError **error)
{
  DzBook self = { .job = job, .comparison = job->comparison };
  g_autofree char *folder = g_path_get_dirname (path);
  lxw_error closed;

  self.n_rows = dz_comparison_get_n_rows (self.comparison);
  self.n_columns = dz_comparison_get_n_columns (self.comparison);
  self.large = is_large (&self);
  plan_columns (&self);
  self.book = workbook_new_opt (path, &(lxw_workbook_options) {
                                        .constant_memory = self.large,
                                        .tmpdir = folder, .use_zip64 = LXW_FALSE });
  self.medians = g_array_new (FALSE, FALSE, sizeof (DzMedianColumn));
  self.error = self.book == NULL ? LXW_ERROR_MEMORY_MALLOC_FAILED : LXW_NO_ERROR;
  errno = 0;
  if (self.book != NULL) {
    make_looks (&self);
    if (make_sheets (&self)) {
      set_properties (&self);
      write_sheets (&self);
      worksheet_activate (self.sheets[DZ_SHEET_SUMMARY]);
      closed = workbook_close (self.book);
    } else {
      workbook_close (self.book);
      closed = LXW_ERROR_CREATING_TMPFILE;
    }
    if (self.error == LXW_NO_ERROR)
      self.error = closed;
  }
  g_array_unref (self.medians);
  g_free (self.value_columns);
  g_free (self.block_ends);
  g_free (self.data_rows);
  g_free (self.columns);
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  if (self.error != LXW_NO_ERROR) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                 _ ("the workbook could not be written: %s; make room or choose another place"),
                 errno != 0 ? g_strerror (errno) : lxw_strerror (self.error));
    return FALSE;
  }
  return TRUE;
}
