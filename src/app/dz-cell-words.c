/* dz-cell-words.c - a cell of the comparison in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-cell-words.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>

static char *
baseline_words (DzComparison *comparison,
                guint column,
                int baseline)
{
  DzReport *own, *other;

  if (baseline == -2)
    return g_strdup (_ ("the median of the peers"));
  own = dz_extraction_get_report (dz_comparison_get_column (comparison, column));
  other = dz_extraction_get_report (dz_comparison_get_column (comparison, (guint) baseline));
  if (g_strcmp0 (dz_report_get_agency (own), dz_report_get_agency (other)) == 0)
    return g_strdup_printf (C_ ("year", "%u"), dz_report_get_year (other));
  return dz_words_report (other);
}

char *
dz_cell_words_change (DzComparison *comparison,
                      guint row,
                      guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (comparison, row, column);
  g_autofree char *baseline = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *percent = NULL;
  g_autofree char *words = NULL;
  DzDecimal size;
  int sign;

  if (!cell->has_change || cell->baseline == -1)
    return NULL;
  baseline = baseline_words (comparison, column, cell->baseline);
  sign = dz_decimal_sign (cell->change);
  if (sign == 0)
    return g_strdup_printf (_ ("the same as %s"), baseline);
  size = cell->change;
  if (sign < 0)
    size.mantissa = -size.mantissa;
  amount = dz_words_value (dz_value_number (size), dz_comparison_get_row (comparison, row)->unit);
  /* TRANSLATORS: an amount and what it is compared with: "3 more than 2018" */
  words = g_strdup_printf (sign > 0 ? _ ("%s more than %s") : _ ("%s less than %s"), amount, baseline);
  if (!cell->has_percent)
    return g_steal_pointer (&words);
  percent = dz_format_decimal (cell->change_percent);
  return g_strdup_printf ("%s (%s%s%%)", words, sign > 0 ? "+" : "", percent);
}

static char *
value_words (DzComparison *comparison,
             guint row,
             guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (comparison, row, column);

  return dz_words_value (cell->value, dz_comparison_get_row (comparison, row)->unit);
}

static void
append_clause (GString *out,
               const char *clause)
{
  if (clause == NULL || *clause == '\0')
    return;
  /* TRANSLATORS: between the clauses of what a screen reader says of a cell */
  if (out->len > 0)
    g_string_append (out, C_ ("between clauses", ", "));
  g_string_append (out, clause);
}

static char *
signs_words (DzFaceFlags flags,
             const char *between)
{
  static const struct {
    DzFaceFlags flag;
    const char *words;
  } signs[] = {
    { DZ_FACE_ERROR, N_ ("⚑ certainly wrong: see the findings") },
    { DZ_FACE_FINDING, N_ ("⚑ to be looked into: see the findings") },
    { DZ_FACE_CORRECTED, N_ ("✎ corrected by hand") },
    { DZ_FACE_REVIEW, N_ ("? read with little confidence: please review") },
    { DZ_FACE_ABOUT, N_ ("≈ stated as approximate") },
    { DZ_FACE_NEAR, N_ ("◐ comparable with reservations: the forms differ") },
    { DZ_FACE_OUTLIER, N_ ("! far from the other figures of the row") },
    { DZ_FACE_NOTE, N_ ("* a note stands with the figure") },
  };
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (!(flags & signs[i].flag) || (signs[i].flag == DZ_FACE_FINDING && (flags & DZ_FACE_ERROR)))
      continue;
    if (out->len > 0)
      g_string_append (out, between);
    g_string_append (out, _ (signs[i].words));
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
dz_cell_words_spoken (DzComparison *comparison,
                      guint row,
                      guint column,
                      DzFaceFlags flags)
{
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (comparison, column));
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *year = NULL;
  g_autofree char *value = value_words (comparison, row, column);
  g_autofree char *change = dz_cell_words_change (comparison, row, column);
  g_autofree char *signs = signs_words (flags, C_ ("between clauses", ", "));

  if (dz_report_get_year (report) != 0)
    year = g_strdup_printf (C_ ("year", "%u"), dz_report_get_year (report));
  append_clause (out, dz_comparison_get_row (comparison, row)->label);
  append_clause (out, year);
  append_clause (out, value);
  append_clause (out, change);
  append_clause (out, dz_words_agency (report));
  append_clause (out, signs);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
dz_cell_words_tooltip (DzComparison *comparison,
                       guint row,
                       guint column,
                       DzFaceFlags flags)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (comparison, row, column);
  const DzMatrixRow *r = dz_comparison_get_row (comparison, row);
  g_autoptr (GString) out = g_string_new (r->label);
  g_autofree char *report = dz_words_report (dz_extraction_get_report (dz_comparison_get_column (comparison, column)));
  g_autofree char *value = value_words (comparison, row, column);
  g_autofree char *change = dz_cell_words_change (comparison, row, column);
  g_autofree char *signs = signs_words (flags, "\n");

  g_string_append_printf (out, "\n%s\n%s", report, value);
  if (cell->fact != NULL && cell->fact->denial)
    g_string_append_printf (out, "\n%s", _ ("zero, by a sentence of denial"));
  if (cell->fact != NULL && cell->fact->note != NULL && *cell->fact->note != '\0')
    g_string_append_printf (out, "\n%s", cell->fact->note);
  if (change != NULL)
    g_string_append_printf (out, "\n%s", change);
  else if (cell->baseline != -1 && cell->comparable == DZ_COMPARABLE_NO)
    g_string_append_printf (out, "\n%s", _ ("not comparable: the forms differ"));
  if (*signs != '\0')
    g_string_append_printf (out, "\n%s", signs);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
