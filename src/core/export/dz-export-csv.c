/* dz-export-csv.c - the matrix as a table of commas
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With the mark of UTF-8 and line ends that office programs want.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-export.h"

#include "dz-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The half and full width beginnings of a formula, and the blanks that hide one. */
static gboolean
looks_like_formula (const char *text)
{
  gunichar c = g_utf8_get_char (text);
  DzDecimal number;

  switch (c) {
  case '=': case '+': case '-': case '@': case '\t': case '\r': case '\n':
  case 0xff1d: case 0xff0b: case 0xff0d: case 0xff20:
    return !dz_decimal_parse (text, &number);
  default:
    return FALSE;
  }
}

void
dz_export_append_csv_field (GString *out,
                            const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  gboolean armed = looks_like_formula (valid);

  if (!armed && strpbrk (valid, ",\"\r\n") == NULL) {
    g_string_append (out, valid);
    return;
  }
  g_string_append_c (out, '"');
  if (armed)
    g_string_append_c (out, '\'');
  for (const char *p = valid; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

static void
append_cell (GString *out,
             DzComparison *c,
             guint row,
             guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (c, row, column);
  g_autofree char *text = NULL;

  g_string_append_c (out, ',');
  if (cell->value.kind == DZ_VALUE_NUMBER)
    text = dz_decimal_to_string (cell->value.number);
  else
    text = dz_comparison_format_cell (c, row, column, DZ_MODE_VALUE);
  dz_export_append_csv_field (out, text);
}

void
dz_export_build_csv (const DzExportJob *job,
                     GString *out)
{
  DzComparison *c = job->comparison;
  guint n_rows = dz_comparison_get_n_rows (c), n_columns = dz_comparison_get_n_columns (c);

  g_string_append (out, "\xef\xbb\xbf");
  dz_export_append_csv_field (out, _ ("Id"));
  g_string_append_c (out, ',');
  dz_export_append_csv_field (out, _ ("Indicator"));
  g_string_append_c (out, ',');
  dz_export_append_csv_field (out, _ ("Applicant"));
  g_string_append_c (out, ',');
  dz_export_append_csv_field (out, _ ("Unit"));
  for (guint column = 0; column < n_columns; column++) {
    g_autofree char *title = dz_export_dup_column_title (c, column);

    g_string_append_c (out, ',');
    dz_export_append_csv_field (out, title);
  }
  g_string_append (out, "\r\n");
  for (guint row = 0; row < n_rows; row++) {
    const DzMatrixRow *r = dz_comparison_get_row (c, row);

    dz_export_append_csv_field (out, r->indicator != NULL ? r->indicator->id : r->key);
    g_string_append_c (out, ',');
    dz_export_append_csv_field (out, r->label);
    g_string_append_c (out, ',');
    dz_export_append_csv_field (out, dz_export_get_member_label (c, r->member));
    g_string_append_c (out, ',');
    dz_export_append_csv_field (out, r->unit);
    for (guint column = 0; column < n_columns; column++)
      append_cell (out, c, row, column);
    g_string_append (out, "\r\n");
  }
}
