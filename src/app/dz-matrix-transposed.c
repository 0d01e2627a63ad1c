/* dz-matrix-transposed.c - another matrix with rows and columns exchanged
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-transposed.h"

#include "dz-axis-order.h"

#include <glib/gi18n-lib.h>

/* Labels of indicators are long: room for some twenty Han characters in three lines. */
#define COLUMN_CHARS 12
#define HEAD_LINES 3

struct _DzMatrixTransposed {
  GObject parent_instance;

  DzMatrixModel *base;
  gboolean active;
  gboolean sorted;     /* the base's rows are: then nothing is moved by hand */
  GArray *rows;        /* of guint: rows of the base that are columns here, in its order */
  DzAxisOrder *order;  /* of these */
  DzAxisOrder *sorted_order;
};

static DzAxisOrder *
get_order (DzMatrixTransposed *self)
{
  return self->sorted ? self->sorted_order : self->order;
}

guint
dz_matrix_transposed_get_base_row (DzMatrixTransposed *self,
                                   guint column)
{
  return g_array_index (self->rows, guint, dz_axis_order_get_source (get_order (self), column));
}

static guint
get_n_rows (DzMatrixModel *model)
{
  return dz_matrix_model_get_n_columns (DZ_MATRIX_TRANSPOSED (model)->base);
}

static guint
get_n_columns (DzMatrixModel *model)
{
  return DZ_MATRIX_TRANSPOSED (model)->rows->len;
}

static const char *
get_row_key (DzMatrixModel *model,
             guint row)
{
  return dz_matrix_model_get_column_key (DZ_MATRIX_TRANSPOSED (model)->base, row);
}

static const char *
get_column_key (DzMatrixModel *model,
                guint column)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  return dz_matrix_model_get_row_key (self->base, dz_matrix_transposed_get_base_row (self, column));
}

static void
get_row_head (DzMatrixModel *model,
              guint row,
              DzMatrixRowHead *head)
{
  g_auto (DzMatrixColumnHead) column = { 0 };

  dz_matrix_model_get_column_head (DZ_MATRIX_TRANSPOSED (model)->base, row, &column);
  head->label = g_steal_pointer (&column.group);
  head->unit = g_steal_pointer (&column.label);
  head->count = g_steal_pointer (&column.detail);
  head->sort = column.sort;
}

static void
get_column_head (DzMatrixModel *model,
                 guint column,
                 DzMatrixColumnHead *head)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);
  g_auto (DzMatrixRowHead) row = { 0 };

  dz_matrix_model_get_row_head (self->base, dz_matrix_transposed_get_base_row (self, column), &row);
  head->group = g_steal_pointer (&row.section);
  if (row.folded)
    head->label = g_strdup_printf ("▸ %s %s", row.label, row.count == NULL ? "" : row.count);
  else if (row.unit != NULL && *row.unit != '\0')
    /* TRANSLATORS: an indicator and its unit: "applications received (cases)" */
    head->label = g_strdup_printf (C_ ("label and unit", "%s (%s)"), row.label, row.unit);
  else
    head->label = g_steal_pointer (&row.label);
  head->is_group = row.is_group;
  head->folded = row.folded;
  head->is_pinned = column < dz_axis_order_get_n_pinned (get_order (self));
  head->sort = row.sort;
}

static guint
get_column_chars (DzMatrixModel *model,
                  guint column)
{
  return COLUMN_CHARS;
}

static void
get_face (DzMatrixModel *model,
          guint row,
          guint column,
          DzMatrixFace *face)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  dz_matrix_model_get_face (self->base, dz_matrix_transposed_get_base_row (self, column), row, face);
}

static DzFaceFlags
get_flags (DzMatrixModel *model,
           guint row,
           guint column)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  return dz_matrix_model_get_flags (self->base, dz_matrix_transposed_get_base_row (self, column), row);
}

static char *
dup_words (DzMatrixModel *model,
           guint row,
           guint column)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  return dz_matrix_model_dup_words (self->base, dz_matrix_transposed_get_base_row (self, column), row);
}

static char *
dup_tooltip (DzMatrixModel *model,
             guint row,
             guint column)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  return dz_matrix_model_dup_tooltip (self->base, dz_matrix_transposed_get_base_row (self, column), row);
}

static void
toggle_row (DzMatrixModel *model,
            guint row)
{
}

static void
toggle_column (DzMatrixModel *model,
               guint column)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  dz_matrix_model_toggle_row (self->base, dz_matrix_transposed_get_base_row (self, column));
}

static guint
get_head_lines (DzMatrixModel *model)
{
  return HEAD_LINES;
}

static guint
get_n_pinned (DzMatrixModel *model)
{
  return dz_axis_order_get_n_pinned (get_order (DZ_MATRIX_TRANSPOSED (model)));
}

static DzFaceFlags
get_row_flags (DzMatrixModel *model,
               guint row,
               double *heat)
{
  return dz_matrix_model_get_column_flags (DZ_MATRIX_TRANSPOSED (model)->base, row, heat);
}

static DzFaceFlags
get_column_flags (DzMatrixModel *model,
                  guint column,
                  double *heat)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  return dz_matrix_model_get_row_flags (self->base, dz_matrix_transposed_get_base_row (self, column), heat);
}

/* Keeps the pins of both orders the same. */
static void
copy_pins (DzMatrixTransposed *self)
{
  g_auto (GStrv) moved = dz_axis_order_dup_moved (self->order);
  g_auto (GStrv) pinned = dz_axis_order_dup_pinned (get_order (self));

  if (self->sorted)
    dz_axis_order_restore (self->order, (const char *const *) moved, (const char *const *) pinned);
  else
    dz_axis_order_restore (self->sorted_order, NULL, (const char *const *) pinned);
}

static gboolean
move_columns (DzMatrixModel *model,
              guint first,
              guint n,
              guint to)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  if (!dz_axis_order_move (get_order (self), first, n, to))
    return FALSE;
  dz_matrix_model_changed (model);
  return TRUE;
}

static void
pin_columns (DzMatrixModel *model,
             guint first,
             guint n,
             gboolean pinned)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  dz_axis_order_set_pinned (get_order (self), first, n, pinned);
  copy_pins (self);
  dz_matrix_model_changed (model);
}

static void
sort_rows (DzMatrixModel *model,
           guint column,
           DzMatrixSort sort)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (model);

  dz_matrix_model_sort_columns (self->base, dz_matrix_transposed_get_base_row (self, column), sort);
}

static void
sort_columns (DzMatrixModel *model,
              guint row,
              DzMatrixSort sort)
{
  dz_matrix_model_sort_rows (DZ_MATRIX_TRANSPOSED (model)->base, row, sort);
}

static void
dz_matrix_transposed_iface_init (DzMatrixModelInterface *iface)
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
  iface->toggle_column = toggle_column;
  iface->get_head_lines = get_head_lines;
  iface->get_n_pinned = get_n_pinned;
  iface->get_row_flags = get_row_flags;
  iface->get_column_flags = get_column_flags;
  iface->move_columns = move_columns;
  iface->pin_columns = pin_columns;
  iface->sort_rows = sort_rows;
  iface->sort_columns = sort_columns;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DzMatrixTransposed, dz_matrix_transposed, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DZ_TYPE_MATRIX_MODEL, dz_matrix_transposed_iface_init))

/* Rows with figures, and folded ones, which stand for figures. */
static void
list_rows (DzMatrixTransposed *self)
{
  guint n_columns = dz_matrix_model_get_n_columns (self->base);
  guint n = n_columns == 0 ? 0 : dz_matrix_model_get_n_rows (self->base);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++) {
    g_auto (DzMatrixRowHead) head = { 0 };

    dz_matrix_model_get_row_head (self->base, i, &head);
    if (head.is_heading && !head.folded)
      continue;
    g_array_append_val (self->rows, i);
    g_ptr_array_add (keys, (char *) dz_matrix_model_get_row_key (self->base, i));
  }
  self->sorted = FALSE;
  for (guint i = 0; i < n_columns && !self->sorted; i++) {
    g_auto (DzMatrixColumnHead) head = { 0 };

    dz_matrix_model_get_column_head (self->base, i, &head);
    self->sorted = head.sort != DZ_MATRIX_SORT_NONE;
  }
  dz_axis_order_set_keys (self->order, (const char *const *) keys->pdata, keys->len);
  dz_axis_order_reset (self->sorted_order);
  dz_axis_order_set_keys (self->sorted_order, (const char *const *) keys->pdata, keys->len);
}

static void
base_changed_cb (DzMatrixTransposed *self)
{
  if (!self->active)
    return;
  list_rows (self);
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

static void
dz_matrix_transposed_dispose (GObject *object)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (object);

  if (self->base != NULL)
    g_signal_handlers_disconnect_by_data (self->base, self);
  g_clear_object (&self->base);
  G_OBJECT_CLASS (dz_matrix_transposed_parent_class)->dispose (object);
}

static void
dz_matrix_transposed_finalize (GObject *object)
{
  DzMatrixTransposed *self = DZ_MATRIX_TRANSPOSED (object);

  g_array_unref (self->rows);
  dz_axis_order_free (self->order);
  dz_axis_order_free (self->sorted_order);
  G_OBJECT_CLASS (dz_matrix_transposed_parent_class)->finalize (object);
}

static void
dz_matrix_transposed_class_init (DzMatrixTransposedClass *class)
{
  G_OBJECT_CLASS (class)->dispose = dz_matrix_transposed_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_matrix_transposed_finalize;
}

static void
dz_matrix_transposed_init (DzMatrixTransposed *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->order = dz_axis_order_new ();
  self->sorted_order = dz_axis_order_new ();
}

DzMatrixTransposed *
dz_matrix_transposed_new (DzMatrixModel *base)
{
  DzMatrixTransposed *self = g_object_new (DZ_TYPE_MATRIX_TRANSPOSED, NULL);

  self->base = g_object_ref (base);
  g_signal_connect_swapped (base, "changed", G_CALLBACK (base_changed_cb), self);
  return self;
}

void
dz_matrix_transposed_set_active (DzMatrixTransposed *self,
                                 gboolean active)
{
  if (self->active == active)
    return;
  self->active = active;
  if (active)
    list_rows (self);
}

int
dz_matrix_transposed_find_column (DzMatrixTransposed *self,
                                  guint base_row)
{
  for (guint i = 0; i < self->rows->len; i++) {
    if (g_array_index (self->rows, guint, i) == base_row)
      return (int) dz_axis_order_get_place (get_order (self), i);
  }
  return -1;
}

void
dz_matrix_transposed_reset_order (DzMatrixTransposed *self)
{
  dz_axis_order_reset (self->order);
  if (self->active)
    dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

gboolean
dz_matrix_transposed_has_order (DzMatrixTransposed *self)
{
  return dz_axis_order_is_moved (self->order);
}

GVariant *
dz_matrix_transposed_dup_state (DzMatrixTransposed *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_auto (GStrv) moved = dz_axis_order_dup_moved (self->order);
  g_auto (GStrv) pinned = dz_axis_order_dup_pinned (self->order);

  g_variant_dict_insert (&dict, "moved", "^as", moved);
  g_variant_dict_insert (&dict, "pinned", "^as", pinned);
  return g_variant_dict_end (&dict);
}

void
dz_matrix_transposed_set_state (DzMatrixTransposed *self,
                                GVariant *state)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (state);
  g_autofree const char **moved = NULL;
  g_autofree const char **pinned = NULL;

  g_variant_dict_lookup (&dict, "moved", "^a&s", &moved);
  g_variant_dict_lookup (&dict, "pinned", "^a&s", &pinned);
  dz_axis_order_restore (self->order, moved, pinned);
  dz_axis_order_restore (self->sorted_order, NULL, pinned);
  if (self->active) {
    list_rows (self);
    dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
  }
}
