/* dz-format.c - what stands in a cell, ready for the eye
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A rate on a smaller base misleads: 1 to 4 is no "+300%". */
#define MIN_PERCENT_BASE 10

const char *
dz_value_kind_get_sign (DzValueKind kind)
{
  switch (kind) {
  case DZ_VALUE_NUMBER:
    return "";
  case DZ_VALUE_BLANK:
    /* TRANSLATORS: sign in a cell: the form has the cell, nothing is written in it (空) */
    return C_ ("sign", "blank");
  case DZ_VALUE_NOT_APPLICABLE:
    return "—";
  case DZ_VALUE_NOT_REPORTED:
    /* TRANSLATORS: sign in a cell: the form has the row, the report gives nothing (未) */
    return C_ ("sign", "n/r");
  case DZ_VALUE_NOT_IN_FORM:
    return "·";
  default:
    g_return_val_if_reached ("");
  }
}

const char *
dz_value_kind_get_words (DzValueKind kind)
{
  switch (kind) {
  case DZ_VALUE_NUMBER:
    return _ ("number");
  case DZ_VALUE_BLANK:
    return _ ("left blank in the form");
  case DZ_VALUE_NOT_APPLICABLE:
    return _ ("marked as not applicable");
  case DZ_VALUE_NOT_REPORTED:
    return _ ("not reported");
  case DZ_VALUE_NOT_IN_FORM:
    return _ ("this form has no such row");
  default:
    g_return_val_if_reached ("");
  }
}

char *
dz_format_decimal (DzDecimal number)
{
  g_autofree char *plain = dz_decimal_to_string (number);
  const char *digits = plain[0] == '-' ? plain + 1 : plain;
  gsize length = strcspn (digits, ".");
  GString *out;

  if (length < 5)
    return g_steal_pointer (&plain);
  out = g_string_new (plain[0] == '-' ? "-" : "");
  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (out, ',');
    g_string_append_c (out, digits[i]);
  }
  g_string_append (out, digits + length);
  return g_string_free (out, FALSE);
}

static char *
format_signed (DzDecimal number,
               const char *suffix)
{
  g_autofree char *plain = dz_format_decimal (number);

  return g_strconcat (number.mantissa > 0 ? "+" : "", plain, suffix, NULL);
}

static gboolean
is_percent (const DzMatrixRow *row)
{
  return strcmp (row->unit, "%") == 0;
}

static char *
format_value (const DzMatrixRow *row,
              const DzMatrixCell *cell)
{
  g_autofree char *number = dz_format_decimal (cell->value.number);

  return g_strconcat (cell->value.bound != DZ_BOUND_EXACT ? "≈" : "", number, is_percent (row) ? "%" : "", NULL);
}

static char *
format_share (DzDecimal number)
{
  g_autofree char *plain = dz_format_decimal (number);

  return g_strconcat (plain, "%", NULL);
}

static char *
format_change (const DzMatrixRow *row,
               const DzMatrixCell *cell)
{
  /* TRANSLATORS: points of percentage, behind a change of a share (个百分点) */
  return format_signed (cell->change, is_percent (row) ? C_ ("unit", " pp") : "");
}

static gboolean
has_sound_percent (const DzMatrixCell *cell,
                   DzDecimal base)
{
  return cell->has_percent && (dz_decimal_compare (base, dz_decimal_from_int (MIN_PERCENT_BASE)) >= 0
                               || dz_decimal_compare (base, dz_decimal_from_int (-MIN_PERCENT_BASE)) <= 0);
}

static char *
format_percent (const DzMatrixRow *row,
                const DzMatrixCell *cell)
{
  DzDecimal base = DZ_DECIMAL_ZERO;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (is_percent (row))
    return format_change (row, cell);
  if (!dz_decimal_subtract (cell->value.number, cell->change, &base))
    return g_strdup (dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE));
  if (has_sound_percent (cell, base))
    return format_signed (cell->change_percent, "%");
  from = dz_format_decimal (base);
  to = dz_format_decimal (cell->value.number);
  return g_strconcat (from, "→", to, NULL);
}

char *
dz_comparison_format_cell (DzComparison *self,
                           guint row,
                           guint column,
                           DzMode mode)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (self, row, column);
  const DzMatrixRow *r = dz_comparison_get_row (self, row);
  const char *none = dz_value_kind_get_sign (DZ_VALUE_NOT_APPLICABLE);
  DzDecimal number;
  guint rank, n_peers;

  g_return_val_if_fail (cell != NULL, NULL);

  if (dz_comparison_is_heading (self, row))
    return g_strdup ("");
  if (cell->value.kind != DZ_VALUE_NUMBER)
    return g_strdup (dz_value_kind_get_sign (cell->value.kind));
  switch (mode) {
  case DZ_MODE_VALUE:
    return format_value (r, cell);
  case DZ_MODE_CHANGE:
  case DZ_MODE_CHANGE_PERCENT:
    if (cell->has_change)
      return mode == DZ_MODE_CHANGE ? format_change (r, cell) : format_percent (r, cell);
    /* TRANSLATORS: in a cell: the forms of the two reports differ too much (不可比) */
    return g_strdup (cell->comparable == DZ_COMPARABLE_NO ? C_ ("sign", "n/c") : none);
  case DZ_MODE_SHARE:
    return dz_comparison_get_share (self, row, column, &number, NULL) ? format_share (number) : g_strdup (none);
  case DZ_MODE_RANK:
    return dz_comparison_get_peers (self, row, column, &rank, &n_peers, NULL)
             ? g_strdup_printf ("%u / %u", rank, n_peers)
             : g_strdup (none);
  case DZ_MODE_DISTANCE:
    return dz_comparison_get_peers (self, row, column, NULL, &n_peers, &number) && n_peers > 1
               && dz_decimal_subtract (cell->value.number, number, &number)
             ? format_signed (number, is_percent (r) ? C_ ("unit", " pp") : "")
             : g_strdup (none);
  default:
    g_return_val_if_reached (NULL);
  }
}

gboolean
dz_comparison_get_number (DzComparison *self,
                          guint row,
                          guint column,
                          DzMode mode,
                          DzDecimal *number)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (self, row, column);
  DzDecimal base = DZ_DECIMAL_ZERO;
  guint rank, n_peers;

  g_return_val_if_fail (cell != NULL && number != NULL, FALSE);
  if (cell->value.kind != DZ_VALUE_NUMBER)
    return FALSE;
  switch (mode) {
  case DZ_MODE_VALUE:
    *number = cell->value.number;
    return TRUE;
  case DZ_MODE_CHANGE_PERCENT:
    if (is_percent (dz_comparison_get_row (self, row)))
      return dz_comparison_get_number (self, row, column, DZ_MODE_CHANGE, number);
    *number = cell->change_percent;
    return cell->has_change && dz_decimal_subtract (cell->value.number, cell->change, &base)
           && has_sound_percent (cell, base);
  case DZ_MODE_CHANGE:
    *number = cell->change;
    return cell->has_change;
  case DZ_MODE_SHARE:
    return dz_comparison_get_share (self, row, column, number, NULL);
  case DZ_MODE_RANK:
    if (!dz_comparison_get_peers (self, row, column, &rank, &n_peers, NULL))
      return FALSE;
    *number = dz_decimal_from_int (rank);
    return TRUE;
  case DZ_MODE_DISTANCE:
    return dz_comparison_get_peers (self, row, column, NULL, &n_peers, &base) && n_peers > 1
           && dz_decimal_subtract (cell->value.number, base, number);
  default:
    g_return_val_if_reached (FALSE);
  }
}
