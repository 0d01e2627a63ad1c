/* dz-comparison-model.c - a comparison as a matrix shows it: mode, filters, folded groups
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows shown are a list of indices into the comparison, made anew when a filter or a
 * folded group changes. What belongs to a cell is asked of the comparison when the cell is shown.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-comparison-model-private.h"

#include "dz-cell-words.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>

#define REVIEW_BELOW 60

/* Columns */

static guint
count_chars (DzValue value)
{
  guint digits = 1;

  if (!dz_value_is_number (value))
    return 2;
  for (gint64 m = value.number.mantissa; m / 10 != 0; m /= 10)
    digits++;
  digits = MAX (digits, value.number.scale + 1u);
  if (digits - value.number.scale > 4)
    digits += (digits - value.number.scale - 1) / 3;
  return digits + (value.number.scale > 0 ? 1 : 0);
}

static void
measure_columns (DzComparisonModel *self)
{
  guint n = dz_comparison_model_count_columns (self);

  g_free (self->column_chars);
  self->column_chars = g_new0 (guint, n + 1);
  g_ptr_array_set_size (self->column_keys, 0);
  for (guint i = 0; i < n; i++) {
    DzExtraction *extraction = dz_comparison_get_column (self->comparison, i);
    DzReport *report = dz_extraction_get_report (extraction);
    GPtrArray *facts = dz_extraction_get_facts (extraction);
    guint first, last;

    for (guint f = 0; f < facts->len; f++) {
      const DzFact *fact = g_ptr_array_index (facts, f);

      if (fact->year == 0)
        self->column_chars[i] = MAX (self->column_chars[i], count_chars (fact->value));
    }
    dz_report_get_range (report, &first, &last);
    g_ptr_array_add (self->column_keys, g_strdup_printf ("%s#%u", dz_report_get_file (report), first));
  }
}

/* The interface */

static guint
get_n_rows (DzMatrixModel *model)
{
  return DZ_COMPARISON_MODEL (model)->shown->len;
}

static guint
get_n_columns (DzMatrixModel *model)
{
  return dz_comparison_model_count_columns (DZ_COMPARISON_MODEL (model));
}

static const char *
get_row_key (DzMatrixModel *model,
             guint row)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

  return dz_comparison_get_row (self->comparison, dz_comparison_model_get_source (self, row))->key;
}

static const char *
get_column_key (DzMatrixModel *model,
                guint column)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

  return g_ptr_array_index (self->column_keys, dz_comparison_model_column (self, column));
}

static char *
fold_words (DzComparisonModel *self,
            guint source)
{
  guint n = self->n_below[source];
  guint differ = self->n_differ_below[source];
  g_autofree char *rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", n), n);
  g_autofree char *differing = NULL;

  if (differ == 0)
    return g_steal_pointer (&rows);
  differing = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u differs", "%u differ", differ), differ);
  return g_strdup_printf ("%s · %s", rows, differing);
}

static void
get_row_head (DzMatrixModel *model,
              guint row,
              DzMatrixRowHead *head)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, source);
  const DzMatrixRow *top = r;

  while (top->parent >= 0)
    top = dz_comparison_get_row (self->comparison, (guint) top->parent);
  head->label = g_strdup (r->label);
  head->section = g_strdup (top->label);
  head->is_heading = dz_comparison_is_heading (self->comparison, source);
  head->unit = head->is_heading ? NULL : g_strdup (r->unit);
  head->depth = r->depth;
  head->is_group = self->n_below[source] > 0;
  head->folded = dz_comparison_model_is_folded (self, source);
  head->sort = g_strcmp0 (self->columns_by, r->key) == 0 ? self->columns_sort : DZ_MATRIX_SORT_NONE;
  head->differs = r->differs && !(self->filter & DZ_FILTER_DIFFERENCES);
  head->count = head->folded ? fold_words (self, source) : NULL;
}

static gboolean
is_baseline (DzComparisonModel *self,
             guint column)
{
  const DzComparisonOptions *options = dz_comparison_get_options (self->comparison);

  return options->baseline == DZ_BASELINE_REPORT &&
         dz_comparison_get_source (self->comparison, column) == options->baseline_column;
}

static void
get_column_head (DzMatrixModel *model,
                 guint place,
                 DzMatrixColumnHead *head)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint column = dz_comparison_model_column (self, place);
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));

  head->group = g_strdup (dz_words_agency (report));
  head->label = dz_words_year (report);
  head->is_baseline = is_baseline (self, column);
  head->is_pinned = place < dz_axis_order_get_n_pinned (self->order);
  head->review = dz_words_is_doubtful (report);
  head->sort = g_strcmp0 (self->rows_by, g_ptr_array_index (self->column_keys, column)) == 0 ? self->rows_sort
                                                                                             : DZ_MATRIX_SORT_NONE;
  if (head->is_baseline)
    head->detail = g_strdup (_ ("baseline"));
  else if (head->review)
    head->detail = g_strdup ("?");
}

static guint
get_column_chars (DzMatrixModel *model,
                  guint place)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint column = dz_comparison_model_column (self, place);

  switch (self->mode) {
  case DZ_MODE_CHANGE:
  case DZ_MODE_DISTANCE:
    return self->column_chars[column] + 1;
  case DZ_MODE_CHANGE_PERCENT:
  case DZ_MODE_RANK:
    return 9;
  case DZ_MODE_SHARE:
    return 7;
  case DZ_MODE_VALUE:
  default:
    return self->column_chars[column];
  }
}

static DzFaceFlags
fact_flags (const DzFact *fact)
{
  DzFaceFlags flags = 0;

  if (fact == NULL)
    return 0;
  if (fact->where == DZ_WHERE_MANUAL)
    flags |= DZ_FACE_CORRECTED;
  else if (fact->confidence < REVIEW_BELOW)
    flags |= DZ_FACE_REVIEW;
  if (fact->note != NULL && *fact->note != '\0')
    flags |= DZ_FACE_NOTE;
  if (fact->denial)
    flags |= DZ_FACE_DENIED;
  return flags;
}

/* @source, @column: of the comparison. */
static DzFaceFlags
get_cell_flags (DzComparisonModel *self,
                guint source,
                guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, source, column);
  DzFaceFlags flags = fact_flags (cell->fact);
  guint mark = dz_comparison_model_find_mark (self, cell, column);

  if (!dz_value_is_number (cell->value))
    flags |= DZ_FACE_MISSING;
  else if (cell->value.bound != DZ_BOUND_EXACT)
    flags |= DZ_FACE_ABOUT;
  if (self->row_flags[source] & 1 && dz_comparison_get_differs (self->comparison, source, column))
    flags |= DZ_FACE_DIFFERS;
  if (cell->has_change && (cell->comparable == DZ_COMPARABLE_NEAR || cell->comparable == DZ_COMPARABLE_SUM))
    flags |= DZ_FACE_NEAR;
  if (cell->outlier)
    flags |= DZ_FACE_OUTLIER;
  if (mark != 0 && mark <= DZ_SEVERITY_CHECK + 1)
    flags |= DZ_FACE_FINDING;
  if (mark == DZ_SEVERITY_ERROR + 1)
    flags |= DZ_FACE_ERROR;
  if (is_baseline (self, column))
    flags |= DZ_FACE_BASELINE;
  return flags;
}

static DzFaceFlags
get_flags (DzMatrixModel *model,
           guint row,
           guint column)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

  return get_cell_flags (self, dz_comparison_model_get_source (self, row), dz_comparison_model_column (self, column));
}

static void
get_face (DzMatrixModel *model,
          guint row,
          guint place,
          DzMatrixFace *face)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  guint column = dz_comparison_model_column (self, place);
  const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, source, column);

  face->text = dz_comparison_format_cell (self->comparison, source, column, self->mode);
  face->flags = get_cell_flags (self, source, column);
  face->direction = cell->direction;
  if (self->mode == DZ_MODE_VALUE && (face->flags & DZ_FACE_DENIED))
    /* TRANSLATORS: small, right before a 0 that a report states by a sentence like "no application was received" (否→) */
    face->prefix = C_ ("sign", "none→");
}

static char *
dup_words (DzMatrixModel *model,
           guint row,
           guint place)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  guint column = dz_comparison_model_column (self, place);

  return dz_cell_words_spoken (self->comparison, source, column, get_cell_flags (self, source, column));
}

static char *
dup_tooltip (DzMatrixModel *model,
             guint row,
             guint place)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  guint column = dz_comparison_model_column (self, place);

  return dz_cell_words_tooltip (self->comparison, source, column, get_cell_flags (self, source, column));
}

static void
toggle_row (DzMatrixModel *model,
            guint row)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  const char *key = dz_comparison_get_row (self->comparison, source)->key;

  if (self->n_below[source] == 0)
    return;
  if (!g_hash_table_remove (self->folded, key))
    g_hash_table_add (self->folded, g_strdup (key));
  dz_comparison_model_list_rows (self);
  dz_matrix_model_changed (model);
}

static guint
get_n_pinned (DzMatrixModel *model)
{
  return dz_axis_order_get_n_pinned (DZ_COMPARISON_MODEL (model)->order);
}

static DzFaceFlags
unpack_flags (guint8 flags)
{
  return (flags & 1 ? DZ_FACE_DIFFERS : 0) | (flags & 2 ? DZ_FACE_FINDING : 0) | (flags & 4 ? DZ_FACE_ERROR : 0);
}

static DzFaceFlags
get_row_flags (DzMatrixModel *model,
               guint row,
               double *heat)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, source);

  /* A row may differ as a whole: without any baseline, or by being silent. */
  *heat = r->n_differ == 0 ? 0.5 : (double) r->n_differ / MAX (dz_comparison_model_count_columns (self), 1);
  return unpack_flags (self->row_flags[source]);
}

static DzFaceFlags
get_column_flags (DzMatrixModel *model,
                  guint place,
                  double *heat)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint column = dz_comparison_model_column (self, place);

  *heat = (double) dz_comparison_count_differences (self->comparison, column) /
          MAX (dz_comparison_model_count_rows (self), 1);
  return unpack_flags (self->column_flags[column]);
}

static gboolean
move_columns (DzMatrixModel *model,
              guint first,
              guint n,
              guint to)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

  if (!dz_axis_order_move (self->order, first, n, to))
    return FALSE;
  g_clear_pointer (&self->columns_by, g_free);
  self->columns_sort = DZ_MATRIX_SORT_NONE;
  dz_matrix_model_changed (model);
  return TRUE;
}

static void
pin_columns (DzMatrixModel *model,
             guint first,
             guint n,
             gboolean pinned)
{
  dz_axis_order_set_pinned (DZ_COMPARISON_MODEL (model)->order, first, n, pinned);
  dz_matrix_model_changed (model);
}

static void
sort_rows (DzMatrixModel *model,
           guint column,
           DzMatrixSort sort)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  char *key = sort == DZ_MATRIX_SORT_NONE ? NULL : g_strdup (get_column_key (model, column));

  g_free (self->rows_by);
  self->rows_by = key;
  self->rows_sort = sort;
  dz_comparison_model_arrange_rows (self);
  dz_comparison_model_list_rows (self);
  dz_matrix_model_changed (model);
}

static void
sort_columns (DzMatrixModel *model,
              guint row,
              DzMatrixSort sort)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  char *key = sort == DZ_MATRIX_SORT_NONE ? NULL : g_strdup (get_row_key (model, row));

  g_free (self->columns_by);
  self->columns_by = key;
  self->columns_sort = sort;
  dz_comparison_model_arrange_columns (self);
  dz_matrix_model_changed (model);
}

static void
dz_comparison_model_iface_init (DzMatrixModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_row_key = get_row_key;
  iface->get_column_key = get_column_key;
  iface->get_row_head = get_row_head;
  iface->get_column_head = get_column_head;
  iface->get_column_chars = get_column_chars;
  iface->get_face = get_face;
  iface->get_flags = get_flags;
  iface->dup_words = dup_words;
  iface->dup_tooltip = dup_tooltip;
  iface->toggle_row = toggle_row;
  iface->get_n_pinned = get_n_pinned;
  iface->get_row_flags = get_row_flags;
  iface->get_column_flags = get_column_flags;
  iface->move_columns = move_columns;
  iface->pin_columns = pin_columns;
  iface->sort_rows = sort_rows;
  iface->sort_columns = sort_columns;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DzComparisonModel, dz_comparison_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DZ_TYPE_MATRIX_MODEL, dz_comparison_model_iface_init))

static void
dz_comparison_model_finalize (GObject *object)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (object);

  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_clear_object (&self->comparison);
  g_clear_object (&self->findings);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_array_unref (self->shown);
  g_ptr_array_unref (self->column_keys);
  dz_axis_order_free (self->order);
  g_free (self->columns_by);
  g_free (self->rows_by);
  g_free (self->row_order);
  g_free (self->search);
  g_free (self->passes);
  g_free (self->n_below);
  g_free (self->n_differ_below);
  g_free (self->row_flags);
  g_free (self->column_flags);
  g_free (self->column_chars);
  G_OBJECT_CLASS (dz_comparison_model_parent_class)->finalize (object);
}

static void
dz_comparison_model_class_init (DzComparisonModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_comparison_model_finalize;
}

static void
dz_comparison_model_init (DzComparisonModel *self)
{
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->marked = dz_comparison_model_new_marks ();
  self->order = dz_axis_order_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->column_keys = g_ptr_array_new_with_free_func (g_free);
}

DzComparisonModel *
dz_comparison_model_new (void)
{
  return g_object_new (DZ_TYPE_COMPARISON_MODEL, NULL);
}

void
dz_comparison_model_set_comparison (DzComparisonModel *self,
                                    DzComparison *comparison,
                                    GListModel *findings)
{
  g_set_object (&self->comparison, comparison);
  g_set_object (&self->findings, findings);
  dz_comparison_model_take_findings (self);
  measure_columns (self);
  dz_comparison_model_arrange_columns (self);
  dz_comparison_model_arrange_rows (self);
  dz_comparison_model_refilter (self);
}

DzComparison *
dz_comparison_model_get_comparison (DzComparisonModel *self)
{
  return self->comparison;
}

void
dz_comparison_model_set_mode (DzComparisonModel *self,
                              DzMode mode)
{
  if (self->mode == mode)
    return;
  self->mode = mode;
  if (self->columns_by != NULL)
    dz_comparison_model_arrange_columns (self);
  if (self->rows_by != NULL) {
    dz_comparison_model_arrange_rows (self);
    dz_comparison_model_list_rows (self);
  }
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

void
dz_comparison_model_set_filter (DzComparisonModel *self,
                                DzRowFilter filter)
{
  if (self->filter == filter)
    return;
  self->filter = filter;
  dz_comparison_model_refilter (self);
}

DzRowFilter
dz_comparison_model_get_filter (DzComparisonModel *self)
{
  return self->filter;
}

void
dz_comparison_model_set_search (DzComparisonModel *self,
                                const char *text)
{
  g_clear_pointer (&self->search, g_free);
  if (text != NULL && *text != '\0')
    self->search = g_utf8_casefold (text, -1);
  dz_comparison_model_refilter (self);
}

void
dz_comparison_model_fold_all (DzComparisonModel *self,
                              gboolean folded)
{
  g_hash_table_remove_all (self->folded);
  for (guint i = 0; folded && i < dz_comparison_model_count_rows (self); i++) {
    const DzMatrixRow *row = dz_comparison_get_row (self->comparison, i);

    if (row->depth == 0 && self->n_below[i] > 0)
      g_hash_table_add (self->folded, g_strdup (row->key));
  }
  dz_comparison_model_list_rows (self);
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

void
dz_comparison_model_get_counts (DzComparisonModel *self,
                                DzRowCounts *counts)
{
  *counts = self->counts;
}

guint
dz_comparison_model_get_source (DzComparisonModel *self,
                                guint row)
{
  g_return_val_if_fail (row < self->shown->len, 0);
  return g_array_index (self->shown, guint, row);
}

guint
dz_comparison_model_get_source_column (DzComparisonModel *self,
                                       guint column)
{
  return dz_comparison_model_column (self, column);
}

guint
dz_comparison_model_find_column (DzComparisonModel *self,
                                 guint source)
{
  return dz_axis_order_get_place (self->order, source);
}

DzMode
dz_comparison_model_get_mode (DzComparisonModel *self)
{
  return self->mode;
}
