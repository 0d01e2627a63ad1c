/* dz-comparison-model-order.c - in which order columns and rows of a comparison stand, and what is kept of a view
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows keep their tree: sorting puts those in order that hang under the same row.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-comparison-model-private.h"

typedef struct {
  DzDecimal number;
  gboolean has_number;
  guint index;
} SortItem;

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer user_data)
{
  const SortItem *x = a, *y = b;
  int order;

  if (!x->has_number || !y->has_number)
    return (x->has_number ? 0 : 1) - (y->has_number ? 0 : 1);
  order = dz_decimal_compare (x->number, y->number);
  return GPOINTER_TO_INT (user_data) == DZ_MATRIX_SORT_DESCENDING ? -order : order;
}

/* Numbers in order, those without one behind them in either direction; equals get equal ranks. */
static guint *
rank_items (SortItem *items,
            guint n,
            DzMatrixSort sort)
{
  guint *ranks = g_new0 (guint, n + 1);

  g_qsort_with_data (items, (int) n, sizeof (SortItem), compare_items, GINT_TO_POINTER (sort));
  for (guint i = 1; i < n; i++)
    ranks[items[i].index] =
      ranks[items[i - 1].index] + (compare_items (&items[i - 1], &items[i], GINT_TO_POINTER (sort)) != 0);
  return ranks;
}

static guint *
rank_columns (DzComparisonModel *self,
              guint row)
{
  guint n = dz_comparison_model_count_columns (self);
  g_autofree SortItem *items = g_new0 (SortItem, n + 1);

  for (guint i = 0; i < n; i++) {
    items[i].index = i;
    items[i].has_number = dz_comparison_get_number (self->comparison, row, i, self->mode, &items[i].number);
  }
  return rank_items (items, n, self->columns_sort);
}

static guint *
rank_rows (DzComparisonModel *self,
           guint column)
{
  guint n = dz_comparison_model_count_rows (self);
  g_autofree SortItem *items = g_new0 (SortItem, n + 1);

  for (guint i = 0; i < n; i++) {
    items[i].index = i;
    items[i].has_number = dz_comparison_get_number (self->comparison, i, column, self->mode, &items[i].number);
  }
  return rank_items (items, n, self->rows_sort);
}

void
dz_comparison_model_arrange_columns (DzComparisonModel *self)
{
  g_autofree guint *ranks = NULL;
  int row = self->columns_by == NULL || self->comparison == NULL
              ? -1
              : dz_comparison_find_row (self->comparison, self->columns_by, NULL);

  dz_axis_order_set_keys (self->order, (const char *const *) self->column_keys->pdata, self->column_keys->len);
  if (row < 0)
    return;
  ranks = rank_columns (self, (guint) row);
  dz_axis_order_sort (self->order, ranks);
}

static int
find_column_key (DzComparisonModel *self,
                 const char *key)
{
  for (guint i = 0; key != NULL && i < self->column_keys->len; i++) {
    if (g_str_equal (g_ptr_array_index (self->column_keys, i), key))
      return (int) i;
  }
  return -1;
}

/* One row of the tree: where it hangs, and its place among its kin. */
typedef struct {
  int parent;
  guint rank;
  guint index;
} Kin;

static int
compare_kin (gconstpointer a,
             gconstpointer b)
{
  const Kin *x = a, *y = b;

  if (x->parent != y->parent)
    return x->parent < y->parent ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/* @kin is sorted, @first (of the rows) tells where the children of a row begin in it. */
static void
list_below (DzComparisonModel *self,
            const Kin *kin,
            const guint *first,
            guint n,
            guint from,
            guint *n_listed)
{
  for (guint i = from; i < n && kin[i].parent == kin[from].parent; i++) {
    self->row_order[(*n_listed)++] = kin[i].index;
    if (first[kin[i].index] < n)
      list_below (self, kin, first, n, first[kin[i].index], n_listed);
  }
}

void
dz_comparison_model_arrange_rows (DzComparisonModel *self)
{
  guint n = dz_comparison_model_count_rows (self);
  int column = find_column_key (self, self->rows_by);
  g_autofree guint *ranks = NULL;
  g_autofree Kin *kin = NULL;
  g_autofree guint *first = NULL;
  guint n_listed = 0;

  g_free (self->row_order);
  self->row_order = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->row_order[i] = i;
  if (column < 0 || n == 0)
    return;
  ranks = rank_rows (self, (guint) column);
  kin = g_new (Kin, n);
  first = g_new (guint, n);
  for (guint i = 0; i < n; i++) {
    kin[i] = (Kin) { dz_comparison_get_row (self->comparison, i)->parent, ranks[i], i };
    first[i] = n;
  }
  qsort (kin, n, sizeof (Kin), compare_kin);
  for (guint i = n; i-- > 0;) {
    if (kin[i].parent >= 0)
      first[kin[i].parent] = i;
  }
  list_below (self, kin, first, n, 0, &n_listed);
  g_assert (n_listed == n);
}

void
dz_comparison_model_reset_order (DzComparisonModel *self)
{
  g_clear_pointer (&self->columns_by, g_free);
  g_clear_pointer (&self->rows_by, g_free);
  self->columns_sort = self->rows_sort = DZ_MATRIX_SORT_NONE;
  dz_axis_order_reset (self->order);
  dz_comparison_model_arrange_rows (self);
  dz_comparison_model_list_rows (self);
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

gboolean
dz_comparison_model_has_order (DzComparisonModel *self)
{
  return self->columns_by != NULL || self->rows_by != NULL || dz_axis_order_is_moved (self->order);
}

/* What is kept */

static GVariant *
dup_keys (GHashTable *set)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (set), (GCompareFunc) g_strcmp0);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (GList *l = keys; l != NULL; l = l->next)
    g_variant_builder_add (&builder, "s", l->data);
  return g_variant_builder_end (&builder);
}

GVariant *
dz_comparison_model_dup_state (DzComparisonModel *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_auto (GStrv) moved = dz_axis_order_dup_moved (self->order);
  g_auto (GStrv) pinned = dz_axis_order_dup_pinned (self->order);

  g_variant_dict_insert (&dict, "moved", "^as", moved);
  g_variant_dict_insert (&dict, "pinned", "^as", pinned);
  if (self->columns_by != NULL)
    g_variant_dict_insert (&dict, "columns-by", "(su)", self->columns_by, (guint) self->columns_sort);
  if (self->rows_by != NULL)
    g_variant_dict_insert (&dict, "rows-by", "(su)", self->rows_by, (guint) self->rows_sort);
  g_variant_dict_insert_value (&dict, "folded", dup_keys (self->folded));
  g_variant_dict_insert (&dict, "filter", "u", (guint) self->filter);
  g_variant_dict_insert (&dict, "mode", "u", (guint) self->mode);
  return g_variant_dict_end (&dict);
}

static void
restore_sort (GVariantDict *dict,
              const char *name,
              char **by,
              DzMatrixSort *sort)
{
  const char *key;
  guint direction;

  g_clear_pointer (by, g_free);
  *sort = DZ_MATRIX_SORT_NONE;
  if (!g_variant_dict_lookup (dict, name, "(&su)", &key, &direction) ||
      (direction != DZ_MATRIX_SORT_ASCENDING && direction != DZ_MATRIX_SORT_DESCENDING))
    return;
  *by = g_strdup (key);
  *sort = (DzMatrixSort) direction;
}

void
dz_comparison_model_set_state (DzComparisonModel *self,
                               GVariant *state)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (state);
  g_autofree const char **moved = NULL;
  g_autofree const char **pinned = NULL;
  g_autofree const char **folded = NULL;
  guint number;

  g_variant_dict_lookup (&dict, "moved", "^a&s", &moved);
  g_variant_dict_lookup (&dict, "pinned", "^a&s", &pinned);
  dz_axis_order_restore (self->order, moved, pinned);
  restore_sort (&dict, "columns-by", &self->columns_by, &self->columns_sort);
  restore_sort (&dict, "rows-by", &self->rows_by, &self->rows_sort);
  g_hash_table_remove_all (self->folded);
  if (g_variant_dict_lookup (&dict, "folded", "^a&s", &folded)) {
    for (guint i = 0; folded[i] != NULL; i++)
      g_hash_table_add (self->folded, g_strdup (folded[i]));
  }
  if (g_variant_dict_lookup (&dict, "filter", "u", &number))
    self->filter = (DzRowFilter) (number & (DZ_FILTER_DIFFERENCES | DZ_FILTER_FINDINGS | DZ_FILTER_EMPTY));
  if (g_variant_dict_lookup (&dict, "mode", "u", &number) && number <= DZ_MODE_DISTANCE)
    self->mode = (DzMode) number;
  dz_comparison_model_arrange_columns (self);
  dz_comparison_model_arrange_rows (self);
  dz_comparison_model_refilter (self);
}
