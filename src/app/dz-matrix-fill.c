/* dz-matrix-fill.c - which rows and columns a matrix shows, and what stands in them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows and cells are never made while scrolling: what leaves on one side is filled again and
 * comes in on the other.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

#include <glib/gi18n-lib.h>

guint
dz_matrix_count_rows (DzMatrix *self)
{
  return self->rows == NULL ? 0 : dz_axis_get_n (self->rows);
}

guint
dz_matrix_count_columns (DzMatrix *self)
{
  return self->columns == NULL ? 0 : dz_axis_get_n (self->columns);
}

/* Sizes */

/* In digits, near enough: a Han character is two. */
static int
count_label_digits (const DzMatrixRowHead *head)
{
  int n = 6 + 2 * (int) head->depth + (head->count == NULL ? 0 : (int) g_utf8_strlen (head->count, -1) * 3 / 2);

  for (const char *p = head->label; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return n;
}

static int
row_size (guint row,
          gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixRowHead) head = { 0 };

  dz_matrix_model_get_row_head (self->model, row, &head);
  self->label_digits = MAX (self->label_digits, count_label_digits (&head));
  return head.is_group && head.depth == 0 ? self->look->group_height : self->look->row_height;
}

static int
column_size (guint column,
             gpointer user_data)
{
  DzMatrix *self = user_data;
  guint chars = dz_matrix_model_get_column_chars (self->model, column);

  /* Figure, arrows, and room for two small signs. */
  return self->look->digit * (int) (CLAMP (chars, 5, 14) + 3) + self->look->arrows + 18;
}

static int
group_size (guint group,
            gpointer user_data)
{
  DzMatrix *self = user_data;

  return dz_axis_get_offset (self->columns, self->group_starts[group + 1]) -
         dz_axis_get_offset (self->columns, self->group_starts[group]);
}

static void
find_groups (DzMatrix *self)
{
  guint n = dz_matrix_count_columns (self);
  guint n_groups = 0;
  g_autofree char *last = NULL;

  g_free (self->group_starts);
  g_free (self->column_groups);
  self->group_starts = g_new0 (guint, n + 1);
  self->column_groups = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++) {
    g_auto (DzMatrixColumnHead) head = { 0 };

    dz_matrix_model_get_column_head (self->model, i, &head);
    if (i == 0 || i == self->geometry.n_pinned || g_strcmp0 (head.group, last) != 0) {
      self->group_starts[n_groups++] = i;
      g_free (last);
      last = g_steal_pointer (&head.group);
    }
    self->column_groups[i] = n_groups - 1;
  }
  self->group_starts[n_groups] = n;
  g_clear_pointer (&self->groups, dz_axis_free);
  self->groups = dz_axis_new (n_groups, group_size, self);
}

void
dz_matrix_make_axes (DzMatrix *self)
{
  g_clear_pointer (&self->rows, dz_axis_free);
  g_clear_pointer (&self->columns, dz_axis_free);
  if (self->model == NULL) {
    g_clear_pointer (&self->groups, dz_axis_free);
    return;
  }
  self->label_digits = 0;
  self->head_lines = dz_matrix_model_get_head_lines (self->model);
  self->rows = dz_axis_new (dz_matrix_model_get_n_rows (self->model), row_size, self);
  self->columns = dz_axis_new (dz_matrix_model_get_n_columns (self->model), column_size, self);
  find_groups (self);
}

/* As many pinned columns as leave room for others. */
static void
find_pinned (DzMatrix *self)
{
  guint wanted = self->columns == NULL ? 0 : dz_matrix_model_get_n_pinned (self->model);
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - self->geometry.label_width - self->geometry.unit_width;
  guint n = 0;

  while (n < wanted && dz_axis_get_offset (self->columns, n + 1) <= room * 2 / 3)
    n++;
  self->geometry.pinned_width = n == 0 ? 0 : dz_axis_get_offset (self->columns, n);
  if (self->geometry.n_pinned == n)
    return;
  self->geometry.n_pinned = n;
  find_groups (self);
}

/* Filling */

static gboolean
is_selected (DzMatrix *self,
             guint row,
             guint column)
{
  return self->has_cursor &&
         row >= MIN (self->anchor_row, self->cursor_row) && row <= MAX (self->anchor_row, self->cursor_row) &&
         column >= MIN (self->anchor_column, self->cursor_column) &&
         column <= MAX (self->anchor_column, self->cursor_column);
}

static void
show_cell_state (DzMatrix *self,
                 DzGridCell *cell,
                 guint row,
                 guint column)
{
  gboolean cursor = self->has_cursor && row == self->cursor_row && column == self->cursor_column;
  gboolean several = self->anchor_row != self->cursor_row || self->anchor_column != self->cursor_column;

  dz_grid_cell_set_state (cell, cursor, several && is_selected (self, row, column), FALSE);
}

void
dz_matrix_fill_words (DzMatrix *self,
                      DzGridCell *cell,
                      guint row,
                      guint column)
{
  g_autofree char *words = NULL;

  if (dz_grid_cell_has_words (cell))
    return;
  words = dz_matrix_model_dup_words (self->model, row, column);
  dz_grid_cell_set_words (cell, words);
}

/* The words for a screen reader take as long as all else of a cell: they come when the picture
 * is there. Until then a cell has none, rather than those of another. */
static void
bind_cell_cb (DzGridCell *cell,
              guint row,
              guint column,
              gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixFace) face = { 0 };

  dz_matrix_model_get_face (self->model, row, column, &face);
  dz_grid_cell_set_face (cell, &face);
  dz_grid_cell_set_words (cell, NULL);
  show_cell_state (self, cell, row, column);
  if (self->has_cursor && row == self->cursor_row && column == self->cursor_column)
    dz_matrix_fill_words (self, cell, row, column);
}

static void
fill_words_cb (DzGridCell *cell,
               guint row,
               guint column,
               gpointer user_data)
{
  dz_matrix_fill_words (user_data, cell, row, column);
}

static gboolean
fill_row_words_cb (gpointer user_data)
{
  DzMatrix *self = user_data;

  if (self->words_row < self->body->len) {
    dz_grid_row_each (g_ptr_array_index (self->body, self->words_row++), fill_words_cb, self);
    return G_SOURCE_CONTINUE;
  }
  self->words_source = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_words_later (DzMatrix *self)
{
  self->words_row = 0;
  if (self->words_source == 0)
    self->words_source = g_idle_add_full (G_PRIORITY_LOW, fill_row_words_cb, self, NULL);
}

static char *
dup_head_words (const DzMatrixColumnHead *head)
{
  GString *words = g_string_new (head->group);

  g_string_append_printf (words, " %s", head->label);
  if (head->detail != NULL)
    g_string_append_printf (words, " %s", head->detail);
  if (head->is_pinned)
    g_string_append_printf (words, "%s%s", C_ ("between clauses", ", "), _ ("pinned"));
  if (head->sort != DZ_MATRIX_SORT_NONE)
    g_string_append_printf (words, "%s%s", C_ ("between clauses", ", "),
                            head->sort == DZ_MATRIX_SORT_ASCENDING ? _ ("rows sorted by it, smallest first")
                                                                   : _ ("rows sorted by it, largest first"));
  return g_string_free (words, FALSE);
}

static void
bind_column_cb (DzGridCell *cell,
                guint row,
                guint column,
                gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixColumnHead) head = { 0 };
  g_autofree char *words = NULL;

  dz_matrix_model_get_column_head (self->model, column, &head);
  dz_grid_cell_set_column_head (cell, &head, self->head_lines);
  words = dup_head_words (&head);
  dz_grid_cell_set_words (cell, words);
  dz_grid_cell_set_state (cell, FALSE, FALSE, self->has_cursor && column == self->cursor_column);
}

static void
bind_group_cb (DzGridCell *cell,
               guint row,
               guint group,
               gpointer user_data)
{
  DzMatrix *self = user_data;
  g_auto (DzMatrixColumnHead) head = { 0 };

  dz_matrix_model_get_column_head (self->model, self->group_starts[group], &head);
  dz_grid_cell_set_text (cell, head.group);
}

static void
bind_row_head (DzMatrix *self,
               DzGridRow *row)
{
  g_auto (DzMatrixRowHead) head = { 0 };
  guint index = dz_grid_row_get_index (row);

  dz_matrix_model_get_row_head (self->model, index, &head);
  dz_grid_cell_set_row_head (dz_grid_row_get_head (row), &head);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, head.label, -1);
  dz_grid_cell_set_text (dz_grid_row_get_unit (row), head.unit);
  dz_grid_cell_set_state (dz_grid_row_get_head (row), FALSE, FALSE,
                            self->has_cursor && index == self->cursor_row);
}

static void
set_n_body_rows (DzMatrix *self,
                 guint n)
{
  while (self->body->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (self->body, self->body->len - 1));
  while (self->body->len < n) {
    GtkWidget *row = dz_grid_row_new (DZ_GRID_KIND_BODY, &self->geometry);

    gtk_widget_insert_before (row, GTK_WIDGET (self), self->menu);
    g_ptr_array_add (self->body, row);
  }
}

static void
fill_heads (DzMatrix *self,
            gboolean all)
{
  guint n_groups = self->groups == NULL ? 0 : dz_axis_get_n (self->groups);

  if (self->columns == NULL)
    return;
  dz_grid_row_update_pinned (DZ_GRID_ROW (self->label_row), self->columns, self->geometry.n_pinned, all,
                             bind_column_cb, self);
  dz_grid_row_update_pinned (DZ_GRID_ROW (self->group_row), self->groups,
                             self->geometry.n_pinned == 0 ? 0 : self->column_groups[self->geometry.n_pinned - 1] + 1,
                             all, bind_group_cb, self);
  dz_grid_row_update (DZ_GRID_ROW (self->label_row), self->columns, self->first_column,
                        self->n_column_slots, all, bind_column_cb, self);
  if (n_groups > 0 && self->n_column_slots > 0) {
    guint first = self->column_groups[self->first_column];
    guint last = self->column_groups[self->first_column + self->n_column_slots - 1];

    dz_grid_row_update (DZ_GRID_ROW (self->group_row), self->groups, first, last - first + 1, all,
                          bind_group_cb, self);
  } else {
    dz_grid_row_update (DZ_GRID_ROW (self->group_row), self->groups, 0, 0, all, bind_group_cb, self);
  }
}

/* Which columns are in view; TRUE when others than before are pinned. */
static gboolean
place_columns (DzMatrix *self)
{
  guint old = self->geometry.n_pinned, n;
  int width;

  find_pinned (self);
  width = dz_matrix_get_view_size (self, GTK_ORIENTATION_HORIZONTAL);
  self->geometry.position = dz_matrix_get_position (self, GTK_ORIENTATION_HORIZONTAL);
  n = self->columns == NULL ? 0 : dz_axis_count_slots (self->columns, width);
  n = MIN (n, dz_matrix_count_columns (self) - self->geometry.n_pinned);
  self->n_column_slots = n;
  self->first_column =
    n == 0 ? 0 : dz_axis_get_first (self->columns, self->geometry.position + self->geometry.pinned_width, n);
  return old != self->geometry.n_pinned;
}

void
dz_matrix_fill (DzMatrix *self,
                gboolean all)
{
  int height = dz_matrix_get_view_size (self, GTK_ORIENTATION_VERTICAL);
  guint n_rows = self->rows == NULL ? 0 : dz_axis_count_slots (self->rows, height);
  guint first, old_first = self->first_row;
  gboolean several = n_rows != self->body->len;
  int plan;

  all |= place_columns (self);
  fill_heads (self, all);
  set_n_body_rows (self, n_rows);
  if (n_rows == 0) {
    self->first_row = 0;
    return;
  }
  first = dz_axis_get_first (self->rows, dz_matrix_get_position (self, GTK_ORIENTATION_VERTICAL), n_rows);
  plan = all || several ? (int) n_rows
                        : dz_matrix_rotate (self->body, GTK_WIDGET (self), self->menu, old_first, first);
  self->first_row = first;
  for (guint i = 0; i < n_rows; i++) {
    DzGridRow *row = g_ptr_array_index (self->body, i);
    gboolean fresh = (plan > 0 && i >= n_rows - (guint) plan) || (plan < 0 && i < (guint) -plan);

    dz_grid_row_set_index (row, first + i);
    if (fresh)
      bind_row_head (self, row);
    dz_grid_row_update_pinned (row, self->columns, self->geometry.n_pinned, fresh, bind_cell_cb, self);
    dz_grid_row_update (row, self->columns, self->first_column, self->n_column_slots, fresh, bind_cell_cb, self);
  }
  fill_words_later (self);
  if (self->has_cursor)
    dz_matrix_place_focus_later (self);
  if (!self->in_allocate)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
show_cell_state_cb (DzGridCell *cell,
                    guint row,
                    guint column,
                    gpointer user_data)
{
  show_cell_state (user_data, cell, row, column);
}

static void
show_head_state_cb (DzGridCell *cell,
                    guint row,
                    guint column,
                    gpointer user_data)
{
  DzMatrix *self = user_data;

  dz_grid_cell_set_state (cell, FALSE, FALSE, self->has_cursor && column == self->cursor_column);
}

void
dz_matrix_show_state (DzMatrix *self)
{
  for (guint i = 0; i < self->body->len; i++) {
    DzGridRow *row = g_ptr_array_index (self->body, i);

    dz_grid_cell_set_state (dz_grid_row_get_head (row), FALSE, FALSE,
                            self->has_cursor && dz_grid_row_get_index (row) == self->cursor_row);
    dz_grid_row_each (row, show_cell_state_cb, self);
  }
  dz_grid_row_each (DZ_GRID_ROW (self->label_row), show_head_state_cb, self);
}
