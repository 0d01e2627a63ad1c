/* dz-matrix-model.c - what a matrix shows: rows, columns, cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-model.h"

G_DEFINE_INTERFACE (DzMatrixModel, dz_matrix_model, G_TYPE_OBJECT)

static guint changed_signal;

static void
dz_matrix_model_default_init (DzMatrixModelInterface *iface)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
dz_matrix_face_clear (DzMatrixFace *face)
{
  g_clear_pointer (&face->text, g_free);
}

void
dz_matrix_row_head_clear (DzMatrixRowHead *head)
{
  g_clear_pointer (&head->label, g_free);
  g_clear_pointer (&head->section, g_free);
  g_clear_pointer (&head->unit, g_free);
  g_clear_pointer (&head->count, g_free);
}

void
dz_matrix_column_head_clear (DzMatrixColumnHead *head)
{
  g_clear_pointer (&head->group, g_free);
  g_clear_pointer (&head->label, g_free);
  g_clear_pointer (&head->detail, g_free);
}

guint
dz_matrix_model_get_n_rows (DzMatrixModel *self)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_n_rows (self);
}

guint
dz_matrix_model_get_n_columns (DzMatrixModel *self)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_n_columns (self);
}

const char *
dz_matrix_model_get_row_key (DzMatrixModel *self,
                             guint row)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_row_key (self, row);
}

const char *
dz_matrix_model_get_column_key (DzMatrixModel *self,
                                guint column)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_column_key (self, column);
}

void
dz_matrix_model_get_row_head (DzMatrixModel *self,
                              guint row,
                              DzMatrixRowHead *head)
{
  DZ_MATRIX_MODEL_GET_IFACE (self)->get_row_head (self, row, head);
}

void
dz_matrix_model_get_column_head (DzMatrixModel *self,
                                 guint column,
                                 DzMatrixColumnHead *head)
{
  DZ_MATRIX_MODEL_GET_IFACE (self)->get_column_head (self, column, head);
}

guint
dz_matrix_model_get_column_chars (DzMatrixModel *self,
                                  guint column)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_column_chars (self, column);
}

void
dz_matrix_model_get_face (DzMatrixModel *self,
                          guint row,
                          guint column,
                          DzMatrixFace *face)
{
  DZ_MATRIX_MODEL_GET_IFACE (self)->get_face (self, row, column, face);
}

DzFaceFlags
dz_matrix_model_get_flags (DzMatrixModel *self,
                           guint row,
                           guint column)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_flags (self, row, column);
}

char *
dz_matrix_model_dup_words (DzMatrixModel *self,
                           guint row,
                           guint column)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->dup_words (self, row, column);
}

char *
dz_matrix_model_dup_tooltip (DzMatrixModel *self,
                             guint row,
                             guint column)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->dup_tooltip (self, row, column);
}

void
dz_matrix_model_toggle_row (DzMatrixModel *self,
                            guint row)
{
  DZ_MATRIX_MODEL_GET_IFACE (self)->toggle_row (self, row);
}

void
dz_matrix_model_toggle_column (DzMatrixModel *self,
                               guint column)
{
  if (DZ_MATRIX_MODEL_GET_IFACE (self)->toggle_column != NULL)
    DZ_MATRIX_MODEL_GET_IFACE (self)->toggle_column (self, column);
}

guint
dz_matrix_model_get_head_lines (DzMatrixModel *self)
{
  if (DZ_MATRIX_MODEL_GET_IFACE (self)->get_head_lines == NULL)
    return 1;
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_head_lines (self);
}

guint
dz_matrix_model_get_n_pinned (DzMatrixModel *self)
{
  if (DZ_MATRIX_MODEL_GET_IFACE (self)->get_n_pinned == NULL)
    return 0;
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_n_pinned (self);
}

DzFaceFlags
dz_matrix_model_get_row_flags (DzMatrixModel *self,
                               guint row,
                               double *heat)
{
  double none;

  if (DZ_MATRIX_MODEL_GET_IFACE (self)->get_row_flags == NULL)
    return (DzFaceFlags) -1;
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_row_flags (self, row, heat == NULL ? &none : heat);
}

DzFaceFlags
dz_matrix_model_get_column_flags (DzMatrixModel *self,
                                  guint column,
                                  double *heat)
{
  double none;

  if (DZ_MATRIX_MODEL_GET_IFACE (self)->get_column_flags == NULL)
    return (DzFaceFlags) -1;
  return DZ_MATRIX_MODEL_GET_IFACE (self)->get_column_flags (self, column, heat == NULL ? &none : heat);
}

gboolean
dz_matrix_model_move_columns (DzMatrixModel *self,
                              guint first,
                              guint n,
                              guint to)
{
  return DZ_MATRIX_MODEL_GET_IFACE (self)->move_columns != NULL &&
         DZ_MATRIX_MODEL_GET_IFACE (self)->move_columns (self, first, n, to);
}

void
dz_matrix_model_pin_columns (DzMatrixModel *self,
                             guint first,
                             guint n,
                             gboolean pinned)
{
  if (DZ_MATRIX_MODEL_GET_IFACE (self)->pin_columns != NULL)
    DZ_MATRIX_MODEL_GET_IFACE (self)->pin_columns (self, first, n, pinned);
}

void
dz_matrix_model_sort_rows (DzMatrixModel *self,
                           guint column,
                           DzMatrixSort sort)
{
  if (DZ_MATRIX_MODEL_GET_IFACE (self)->sort_rows != NULL)
    DZ_MATRIX_MODEL_GET_IFACE (self)->sort_rows (self, column, sort);
}

void
dz_matrix_model_sort_columns (DzMatrixModel *self,
                              guint row,
                              DzMatrixSort sort)
{
  if (DZ_MATRIX_MODEL_GET_IFACE (self)->sort_columns != NULL)
    DZ_MATRIX_MODEL_GET_IFACE (self)->sort_columns (self, row, sort);
}

int
dz_matrix_model_find_row (DzMatrixModel *self,
                          const char *key)
{
  guint n = dz_matrix_model_get_n_rows (self);

  for (guint i = 0; i < n; i++) {
    if (g_strcmp0 (dz_matrix_model_get_row_key (self, i), key) == 0)
      return (int) i;
  }
  return -1;
}

int
dz_matrix_model_find_column (DzMatrixModel *self,
                             const char *key)
{
  guint n = dz_matrix_model_get_n_columns (self);

  for (guint i = 0; i < n; i++) {
    if (g_strcmp0 (dz_matrix_model_get_column_key (self, i), key) == 0)
      return (int) i;
  }
  return -1;
}

void
dz_matrix_model_changed (DzMatrixModel *self)
{
  g_signal_emit (self, changed_signal, 0);
}
