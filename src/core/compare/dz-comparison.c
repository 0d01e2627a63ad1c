/* dz-comparison.c - reports beside each other: the matrix
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison.h"

#include "dz-comparison-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (DzComparison, dz_comparison, G_TYPE_OBJECT)

static void
dz_comparison_finalize (GObject *object)
{
  DzComparison *self = DZ_COMPARISON (object);

  for (guint i = 0; self->peers != NULL && i < self->rows->len; i++)
    g_free (self->peers[i]);
  g_free (self->peers);
  g_free (self->absent);
  g_free (self->comparable);
  g_free (self->cell_forms);
  g_free (self->cell_columns);
  g_free (self->cells);
  g_free (self->spans);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->form_kinds, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (dz_comparison_parent_class)->finalize (object);
}

static void
dz_comparison_class_init (DzComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_comparison_finalize;
}

static void
clear_row (gpointer data)
{
  DzMatrixRow *row = data;

  g_free (row->key);
  g_free (row->label);
}

static void
dz_comparison_init (DzComparison *self)
{
  self->extractions = g_ptr_array_new_with_free_func (g_object_unref);
  self->columns = g_array_new (FALSE, TRUE, sizeof (DzColumn));
  self->forms = g_ptr_array_new ();
  self->form_kinds = g_ptr_array_new ();
  self->rows = g_array_new (FALSE, TRUE, sizeof (DzMatrixRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
}

/* By the whole key, and by the indicator alone for its first row. */
static void
index_rows (DzComparison *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const DzMatrixRow *row = dz_comparison_row (self, i);

    g_hash_table_insert (self->by_key, row->key, GUINT_TO_POINTER (i + 1));
    if (row->indicator != NULL && !g_hash_table_contains (self->by_key, row->indicator->id))
      g_hash_table_insert (self->by_key, (gpointer) row->indicator->id, GUINT_TO_POINTER (i + 1));
  }
}

DzComparison *
dz_comparison_new (GPtrArray *extractions,
                   DzCatalogue *catalogue,
                   const DzComparisonOptions *options)
{
  static const DzComparisonOptions usual = DZ_COMPARISON_OPTIONS_INIT;
  DzComparison *self;

  g_return_val_if_fail (extractions != NULL, NULL);
  g_return_val_if_fail (DZ_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (DZ_TYPE_COMPARISON, NULL);
  self->catalogue = g_object_ref (catalogue);
  self->options = options != NULL ? *options : usual;
  self->options.member = g_intern_string (self->options.member);
  dz_comparison_add_form (self, "prose", "");
  for (guint i = 0; i < extractions->len; i++)
    g_ptr_array_add (self->extractions, g_object_ref (g_ptr_array_index (extractions, i)));
  dz_comparison_build_columns (self);
  dz_comparison_build_rows (self);
  index_rows (self);
  self->peers = g_new0 (DzPeers *, self->rows->len + 1);
  dz_comparison_build_changes (self);
  return self;
}

DzMatrixCell *
dz_comparison_stored (DzComparison *self,
                      guint row,
                      guint column)
{
  const DzSpan *span = &self->spans[row];
  guint low = span->first, high = span->first + span->n;

  if (span->n == self->columns->len)
    return &self->cells[span->first + column];
  while (low < high) {
    guint middle = (low + high) / 2;

    if (self->cell_columns[middle] < column)
      low = middle + 1;
    else
      high = middle;
  }
  return low < span->first + span->n && self->cell_columns[low] == column ? &self->cells[low] : NULL;
}

DzValueKind
dz_comparison_absent_kind (DzComparison *self,
                           guint row,
                           guint form)
{
  const DzMatrixRow *r = dz_comparison_row (self, row);
  const DzForm *known;
  const DzFormRow *form_row;

  if (r->indicator == NULL || r->indicator->kind == DZ_INDICATOR_HEADER)
    return DZ_VALUE_NOT_IN_FORM;
  if (dz_comparison_is_prose (self, form)) {
    const char *kind = g_ptr_array_index (self->form_kinds, form);

    return kind[0] == '\0' || g_str_equal (kind, r->indicator->report_kind) ? DZ_VALUE_NOT_REPORTED : DZ_VALUE_NOT_IN_FORM;
  }
  known = dz_catalogue_lookup_form (self->catalogue, g_ptr_array_index (self->forms, form));
  form_row = known != NULL ? dz_form_lookup_row (known, r->indicator->id) : NULL;
  return form_row != NULL && form_row->has_cells ? DZ_VALUE_NOT_REPORTED : DZ_VALUE_NOT_IN_FORM;
}

DzComparable
dz_comparison_compare_forms (DzComparison *self,
                             guint row,
                             guint a,
                             guint b)
{
  const DzMatrixRow *r = dz_comparison_row (self, row);
  guint n = self->forms->len;
  guint8 *known;

  if (a == b)
    return DZ_COMPARABLE_SAME;
  /* Rows aligned by their label, and formulas of two forms, agree in name only. */
  if (r->indicator == NULL)
    return DZ_COMPARABLE_NEAR;
  known = &self->comparable[((gsize) row * n + MAX (a, b)) * n + MIN (a, b)];
  if (*known == 0)
    *known = (guint8) dz_catalogue_compare_forms (self->catalogue, r->indicator->id,
                                                  g_ptr_array_index (self->forms, a),
                                                  g_ptr_array_index (self->forms, b), NULL) + 1;
  return (DzComparable) (*known - 1);
}

DzCatalogue *
dz_comparison_get_catalogue (DzComparison *self)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self), NULL);

  return self->catalogue;
}

const DzComparisonOptions *
dz_comparison_get_options (DzComparison *self)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self), NULL);

  return &self->options;
}

guint
dz_comparison_get_n_rows (DzComparison *self)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self), 0);

  return self->rows->len;
}

guint
dz_comparison_get_n_columns (DzComparison *self)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self), 0);

  return self->columns->len;
}

const DzMatrixRow *
dz_comparison_get_row (DzComparison *self,
                       guint row)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len, NULL);

  return dz_comparison_row (self, row);
}

DzExtraction *
dz_comparison_get_column (DzComparison *self,
                          guint column)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self) && column < self->columns->len, NULL);

  return dz_comparison_column (self, column)->extraction;
}

guint
dz_comparison_get_source (DzComparison *self,
                          guint column)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self) && column < self->columns->len, 0);

  return dz_comparison_column (self, column)->source;
}

const DzMatrixCell *
dz_comparison_get_cell (DzComparison *self,
                        guint row,
                        guint column)
{
  const DzMatrixRow *r;
  const DzMatrixCell *cell;
  gboolean in_form;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len && column < self->columns->len, NULL);

  cell = dz_comparison_stored (self, row, column);
  if (cell != NULL)
    return cell;
  r = dz_comparison_row (self, row);
  in_form = r->indicator != NULL && r->indicator->kind != DZ_INDICATOR_HEADER
            && dz_extraction_get_value (dz_comparison_column (self, column)->extraction, r->indicator->id,
                                        r->member).kind != DZ_VALUE_NOT_IN_FORM;
  return &self->absent[2 * column + (in_form ? 0 : 1)];
}

int
dz_comparison_find_row (DzComparison *self,
                        const char *indicator,
                        const char *member)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && indicator != NULL, -1);

  if (member == NULL)
    return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, indicator)) - 1;
  key = g_strdup_printf ("%s[%s]", indicator, member);
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key)) - 1;
}

gboolean
dz_comparison_is_heading (DzComparison *self,
                          guint row)
{
  const DzMatrixRow *r;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len, FALSE);

  r = dz_comparison_row (self, row);
  return r->is_group && r->derived == NULL && self->spans[row].n == 0
         && (r->indicator == NULL || r->indicator->kind == DZ_INDICATOR_HEADER);
}

int
dz_comparison_get_previous (DzComparison *self,
                            guint column)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self) && column < self->columns->len, -1);

  return dz_comparison_column (self, column)->previous;
}

guint
dz_comparison_count_differences (DzComparison *self,
                                 guint column)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self) && column < self->columns->len, 0);
  return dz_comparison_column (self, column)->n_differ;
}

guint
dz_comparison_get_agency (DzComparison *self,
                          guint column)
{
  g_return_val_if_fail (DZ_IS_COMPARISON (self) && column < self->columns->len, 0);

  return dz_comparison_column (self, column)->agency;
}

gboolean
dz_comparison_is_continuous (DzComparison *self,
                             guint row,
                             guint column,
                             guint other)
{
  const DzMatrixCell *a, *b;
  DzComparable comparable;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len, FALSE);
  g_return_val_if_fail (column < self->columns->len && other < self->columns->len, FALSE);

  a = dz_comparison_stored (self, row, column);
  b = dz_comparison_stored (self, row, other);
  if (a == NULL || b == NULL)
    return FALSE;
  comparable = dz_comparison_compare_forms (self, row, self->cell_forms[a - self->cells],
                                            self->cell_forms[b - self->cells]);
  return comparable == DZ_COMPARABLE_SAME || comparable == DZ_COMPARABLE_SUM;
}
