/* dz-table-rows.c - the rows of a table: which cells are labels, which are values of what
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-table-private.h"

typedef struct {
  DzLabels *labels;
  const DzTable *table;
  GPtrArray *infos;  /* of DzCellInfo, one a cell */
  DzTableHead *head; /* in force; NULL */
  guint shift;       /* columns that the table has more than an inherited head, on the left */
} Reader;

static void
row_free (DzTableRow *row)
{
  g_array_unref (row->labels);
  g_array_unref (row->values);
  g_clear_pointer (&row->head, dz_table_head_unref);
  g_free (row);
}

static DzTableRow *
row_new (guint index,
         DzTableHead *head)
{
  DzTableRow *row = g_new0 (DzTableRow, 1);

  row->row = index;
  row->unit_cell = -1;
  row->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  row->values = g_array_new (FALSE, FALSE, sizeof (DzTableValue));
  row->head = head != NULL ? dz_table_head_ref (head) : NULL;
  return row;
}

static const DzCellInfo *
info_of (Reader *self,
         guint cell)
{
  return g_ptr_array_index (self->infos, cell);
}

static void
add_value (DzTableRow *row,
           guint cell,
           const DzColumn *column)
{
  DzTableValue value = { cell, FALSE, column };

  g_array_append_val (row->values, value);
}

/* Numbers of a row that nothing explains: kept, but they mean nothing. */
static void
give_up (Reader *self,
         DzTableRow *row,
         GArray *places)
{
  row->misfit = TRUE;
  g_array_set_size (row->values, 0);
  for (guint i = 0; i < places->len; i++) {
    const DzPlace *place = &g_array_index (places, DzPlace, i);

    if (place->starts && info_of (self, place->cell)->class == DZ_CELL_IS_NUMBER)
      add_value (row, place->cell, NULL);
  }
}

static const DzColumn *
column_at (Reader *self,
           guint col)
{
  GPtrArray *columns = self->head != NULL ? dz_table_head_get_columns (self->head) : NULL;

  if (columns == NULL || col < self->shift || col - self->shift >= columns->len)
    return NULL;
  return g_ptr_array_index (columns, col - self->shift);
}

/* The value columns that @place spans: more than one different one cannot be told. */
static const DzColumn *
value_column (Reader *self,
              const DzPlace *place,
              gboolean *several)
{
  const DzCell *cell = &self->table->cells[place->cell];
  const DzColumn *found = NULL;

  *several = FALSE;
  for (guint col = cell->col; col < cell->col + cell->col_span; col++) {
    const DzColumn *column = column_at (self, col);

    if (column == NULL || !dz_column_has_values (column))
      continue;
    if (found == NULL)
      found = column;
    else if (column->member != found->member || g_strcmp0 (column->keys, found->keys) != 0)
      *several = TRUE;
  }
  return found;
}

static gboolean
already_has (DzTableRow *row,
             const DzColumn *column)
{
  for (guint i = 0; i < row->values->len; i++) {
    const DzColumn *other = g_array_index (row->values, DzTableValue, i).column;

    if (other == column)
      return TRUE;
  }
  return FALSE;
}

static void
read_grid_cell (Reader *self,
                DzTableRow *row,
                const DzPlace *place,
                gboolean *odd)
{
  const DzCellInfo *info = info_of (self, place->cell);
  const DzColumn *own = column_at (self, place->col);
  gboolean several;
  const DzColumn *column = value_column (self, place, &several);

  if (column != NULL && info->class != DZ_CELL_IS_TEXT && info->class != DZ_CELL_IS_UNIT) {
    if (several && info->class == DZ_CELL_IS_NUMBER)
      *odd = TRUE;
    if (!several && place->starts && !already_has (row, column))
      add_value (row, place->cell, column);
    return;
  }
  if (info->class == DZ_CELL_IS_UNIT)
    row->unit_cell = (int) place->cell;
  else if (info->class == DZ_CELL_IS_TEXT && (own == NULL || own->role != DZ_ROLE_REMARK) && row->values->len == 0)
    g_array_append_val (row->labels, place->cell);
  else if (info->class == DZ_CELL_IS_NUMBER && column == NULL && place->starts
           && (own == NULL || (own->role != DZ_ROLE_CODE && own->role != DZ_ROLE_REMARK && own->role != DZ_ROLE_LABEL)))
    add_value (row, place->cell, NULL);
}

/* Whether a second list begins at column @col: a label behind values. */
static gboolean
starts_another_list (Reader *self,
                     guint col)
{
  const DzColumn *column = column_at (self, col);
  gboolean values = FALSE;

  if (column == NULL || column->role != DZ_ROLE_LABEL)
    return FALSE;
  for (guint c = 0; c < col && !values; c++) {
    const DzColumn *before = column_at (self, c);

    values = before != NULL && dz_column_has_values (before);
  }
  return values && column_at (self, col - 1) != NULL && column_at (self, col - 1)->role != DZ_ROLE_LABEL;
}

/* Usually one row; lists that stand side by side give one each. */
static void
read_grid_rows (Reader *self,
                GArray *places,
                guint index,
                GPtrArray *rows)
{
  DzTableRow *row = row_new (index, self->head);
  gboolean odd = FALSE;
  guint list = 0;

  for (guint i = 0; i < places->len; i++) {
    const DzPlace *place = &g_array_index (places, DzPlace, i);

    if (i > 0 && starts_another_list (self, place->col)) {
      g_ptr_array_add (rows, row);
      row = row_new (index, self->head);
      row->list = ++list;
    }
    read_grid_cell (self, row, place, &odd);
  }
  if (odd)
    give_up (self, row, places);
  g_ptr_array_add (rows, row);
}

/* Whether the first number of a row without a grid is its number in the list. */
static gboolean
begins_with_code (Reader *self)
{
  GPtrArray *columns = self->head != NULL ? dz_table_head_get_columns (self->head) : NULL;
  const DzColumn *first = columns != NULL && columns->len > 0 ? g_ptr_array_index (columns, 0) : NULL;

  return first != NULL && first->role == DZ_ROLE_CODE;
}

/* Label cells of a row without a grid: all texts up to the last that is followed by a value. */
static guint
read_sequence_labels (Reader *self,
                      DzTableRow *row,
                      GArray *places)
{
  guint i = 0, values_from;

  if (begins_with_code (self) && places->len > 0
      && info_of (self, g_array_index (places, DzPlace, 0).cell)->class == DZ_CELL_IS_NUMBER)
    i = 1;
  while (i < places->len && info_of (self, g_array_index (places, DzPlace, i).cell)->class == DZ_CELL_IS_BLANK)
    i++;
  values_from = i;
  for (; i < places->len; i++) {
    guint cell = g_array_index (places, DzPlace, i).cell;

    if (info_of (self, cell)->class != DZ_CELL_IS_TEXT)
      break;
    g_array_append_val (row->labels, cell);
    values_from = i + 1;
  }
  /* Without a label the leading blanks are places too. */
  return row->labels->len > 0 ? values_from : 0;
}

static gboolean
rest_is_empty (Reader *self,
               GArray *places,
               guint from)
{
  for (guint i = from; i < places->len; i++)
    if (info_of (self, g_array_index (places, DzPlace, i).cell)->class != DZ_CELL_IS_BLANK)
      return FALSE;
  return TRUE;
}

/* Value columns of the head in order, those behind the label. */
static GPtrArray *
list_columns (DzTableHead *head)
{
  GPtrArray *columns = dz_table_head_get_columns (head);
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < columns->len; i++)
    if (dz_column_has_values (g_ptr_array_index (columns, i)))
      g_ptr_array_add (values, g_ptr_array_index (columns, i));
  return values;
}

static gboolean
head_has_role (DzTableHead *head,
               DzRole role)
{
  GPtrArray *columns = dz_table_head_get_columns (head);

  for (guint i = 0; i < columns->len; i++)
    if (((const DzColumn *) g_ptr_array_index (columns, i))->role == role)
      return TRUE;
  return FALSE;
}

/* Values in the order of the head. A row may be shorter, since bars at its end get lost, or
 * longer by empty cells; a number too many or too few means that it cannot be told. */
static void
read_sequence_values (Reader *self,
                      DzTableRow *row,
                      GArray *places,
                      guint from)
{
  g_autoptr (GPtrArray) columns = list_columns (self->head);
  gboolean units = head_has_role (self->head, DZ_ROLE_UNIT);
  gboolean remarks = head_has_role (self->head, DZ_ROLE_REMARK);
  guint next = 0, i = from;
  guint n_columns = dz_table_head_get_columns (self->head)->len;

  if (units && i < places->len) {
    const DzCellInfo *info = info_of (self, g_array_index (places, DzPlace, i).cell);

    if (info->class == DZ_CELL_IS_UNIT)
      row->unit_cell = (int) g_array_index (places, DzPlace, i).cell;
    /* An empty or dashed unit is one only when the value stands behind it. */
    if (info->class == DZ_CELL_IS_UNIT
        || (info->class != DZ_CELL_IS_NUMBER && places->len - i > columns->len)
        || (info->class == DZ_CELL_IS_DASH && places->len < n_columns))
      i++;
  }
  for (; i < places->len && next < columns->len; i++) {
    guint cell = g_array_index (places, DzPlace, i).cell;
    const DzCellInfo *info = info_of (self, cell);

    if (info->class == DZ_CELL_IS_UNIT && row->unit_cell < 0 && next == 0) {
      row->unit_cell = (int) cell;
      continue;
    }
    if (info->class == DZ_CELL_IS_TEXT || info->class == DZ_CELL_IS_UNIT) {
      row->misfit = TRUE;
      break;
    }
    add_value (row, cell, g_ptr_array_index (columns, next++));
  }
  if (!remarks && !rest_is_empty (self, places, i))
    row->misfit = TRUE;
  /* Numbers only, but fewer than columns: which one is missing? */
  if (next < columns->len && next > 0 && places->len < from + columns->len && columns->len > 1) {
    const DzTableValue *last = &g_array_index (row->values, DzTableValue, row->values->len - 1);

    if (info_of (self, last->cell)->class == DZ_CELL_IS_NUMBER)
      row->misfit = TRUE;
  }
  if (row->misfit)
    give_up (self, row, places);
}

/* A row with a label and no value behind it: the empty cells were left out. */
static void
add_absent (Reader *self,
            DzTableRow *row,
            GArray *places)
{
  g_autoptr (GPtrArray) columns = list_columns (self->head);
  guint last = g_array_index (places, DzPlace, places->len - 1).cell;

  for (guint i = 0; i < row->values->len; i++)
    if (info_of (self, g_array_index (row->values, DzTableValue, i).cell)->class != DZ_CELL_IS_BLANK)
      return;
  for (guint i = row->values->len; i < columns->len; i++) {
    DzTableValue value = { last, TRUE, g_ptr_array_index (columns, i) };

    g_array_append_val (row->values, value);
  }
}

static guint
count_values (Reader *self,
              GArray *places,
              guint from,
              guint *n_numbers)
{
  guint n = 0;

  *n_numbers = 0;
  for (guint i = from; i < places->len; i++) {
    const DzCellInfo *info = info_of (self, g_array_index (places, DzPlace, i).cell);

    if (info->class == DZ_CELL_IS_TEXT || info->class == DZ_CELL_IS_UNIT)
      continue;
    n++;
    if (info->class == DZ_CELL_IS_NUMBER)
      (*n_numbers)++;
  }
  return n;
}

/* A label whose row is broken down by members. */
static gboolean
label_has_members (Reader *self,
                   DzTableRow *row)
{
  const DzLabelInfo *label;

  if (row->labels->len == 0)
    return FALSE;
  label = info_of (self, g_array_index (row->labels, guint, row->labels->len - 1))->label;
  for (guint i = 0; label != NULL && i < label->n_rows; i++)
    if (label->rows[i].row->indicator->dimension != NULL)
      return TRUE;
  return FALSE;
}

/* A row without any head: what it is can be seen only when the count of its values is the
 * form's own. */
static void
infer_values (Reader *self,
              DzTableRow *row,
              GArray *places,
              guint from)
{
  guint n_numbers;
  guint n = count_values (self, places, from, &n_numbers);
  DzTableHead *head = NULL;

  row->inferred = TRUE;
  if (n_numbers == 0)
    return;
  if (row->labels->len == 0)
    head = dz_table_head_new_path (self->labels, n);
  else if (label_has_members (self, row))
    head = dz_table_head_new_members (self->labels);
  if (head != NULL && dz_table_head_get_n_values (head) == n) {
    GPtrArray *columns = dz_table_head_get_columns (head);
    guint next = 0;

    g_clear_pointer (&row->head, dz_table_head_unref);
    row->head = dz_table_head_ref (head);
    for (guint i = from; i < places->len; i++) {
      guint cell = g_array_index (places, DzPlace, i).cell;

      if (info_of (self, cell)->class != DZ_CELL_IS_TEXT && info_of (self, cell)->class != DZ_CELL_IS_UNIT)
        add_value (row, cell, g_ptr_array_index (columns, next++));
    }
    dz_table_head_unref (head);
    return;
  }
  g_clear_pointer (&head, dz_table_head_unref);
  give_up (self, row, places);
  /* One label and one number: nothing can be mistaken. */
  row->misfit = n_numbers != 1 || row->labels->len == 0;
}

static DzTableRow *
read_sequence_row (Reader *self,
                   GArray *places,
                   guint index)
{
  DzTableRow *row = row_new (index, self->head);
  guint from = read_sequence_labels (self, row, places);
  gboolean fits = self->head != NULL && dz_table_head_get_n_values (self->head) > 0;

  for (guint i = from; i < places->len && row->unit_cell < 0; i++)
    if (info_of (self, g_array_index (places, DzPlace, i).cell)->class == DZ_CELL_IS_UNIT && !fits)
      row->unit_cell = (int) g_array_index (places, DzPlace, i).cell;
  if (fits) {
    read_sequence_values (self, row, places, from);
    if (!row->misfit && row->labels->len > 0)
      add_absent (self, row, places);
  } else
    infer_values (self, row, places, from);
  return row;
}

static gboolean
row_is_blank (Reader *self,
              GArray *places)
{
  for (guint i = 0; i < places->len; i++) {
    const DzPlace *place = &g_array_index (places, DzPlace, i);

    if (place->starts && info_of (self, place->cell)->class != DZ_CELL_IS_BLANK)
      return FALSE;
  }
  return TRUE;
}

static gboolean
row_has_blank (Reader *self,
               GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, DzPlace, i).starts)
      return TRUE;
  return FALSE;
}

/* Only one text, all the way across: a caption, after which other columns begin. */
static gboolean
row_is_caption (Reader *self,
                GArray *places)
{
  guint n_texts = 0;

  for (guint i = 0; i < places->len; i++) {
    const DzPlace *place = &g_array_index (places, DzPlace, i);
    const DzCellInfo *info = info_of (self, place->cell);

    if (!place->starts)
      return FALSE;
    if (info->class == DZ_CELL_IS_TEXT)
      n_texts++;
    else if (info->class != DZ_CELL_IS_BLANK)
      return FALSE;
    else if (!self->table->ragged)
      return FALSE;
  }
  return n_texts == 1 && (self->table->ragged || places->len == 1);
}

/* A caption ends the columns of a matrix whose row labels it groups; a list goes on. */
static void
pass_caption (Reader *self,
              GArray *places)
{
  const DzCellInfo *info = NULL;

  for (guint i = 0; i < places->len && info == NULL; i++)
    if (info_of (self, g_array_index (places, DzPlace, i).cell)->class == DZ_CELL_IS_TEXT)
      info = info_of (self, g_array_index (places, DzPlace, i).cell);
  if (self->head == NULL || info == NULL || info->label == NULL || info->level > 0)
    return;
  for (guint i = 0; i < info->label->n_rows; i++)
    if (info->label->rows[i].row->has_cells)
      return;
  if (info->label->n_rows > 0 && info->label->parts == DZ_PART_NONE && head_has_role (self->head, DZ_ROLE_COLUMN))
    g_clear_pointer (&self->head, dz_table_head_unref);
}

static gboolean
inherited_fits (Reader *self,
                DzTableHead *head)
{
  guint n = dz_table_head_get_columns (head)->len;

  if (dz_table_head_is_sequence (head))
    return self->table->ragged;
  if (self->table->ragged || self->table->n_cols < dz_table_head_get_n_values (head))
    return FALSE;
  self->shift = self->table->n_cols > n ? self->table->n_cols - n : 0;
  return self->table->n_cols >= n;
}

static void
take_head (Reader *self,
           DzTableHead *head)
{
  g_clear_pointer (&self->head, dz_table_head_unref);
  self->head = head;
  self->shift = 0;
}

static gboolean
starts_values (Reader *self)
{
  return self->head != NULL && dz_table_head_get_n_values (self->head) > 0
         && (!dz_table_head_is_sequence (self->head)) == !self->table->ragged;
}

/* One list behind the other: neighbours in the array are neighbours in the form. */
static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const DzTableRow *x = *(DzTableRow *const *) a, *y = *(DzTableRow *const *) b;

  if (x->list != y->list)
    return x->list < y->list ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

GPtrArray *
dz_table_read_rows (DzLabels *labels,
                    const DzTable *table,
                    GPtrArray *infos,
                    DzTableHead *inherited,
                    DzTableHead **left)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  Reader self = { labels, table, infos, NULL, 0 };

  if (inherited != NULL && inherited_fits (&self, inherited))
    self.head = dz_table_head_ref (inherited);
  for (guint index = 0; index < table->n_rows; index++) {
    g_autoptr (GArray) places = NULL;

    if (dz_table_is_head_row (table, infos, index)) {
      guint from = index;

      while (index + 1 < table->n_rows && dz_table_is_head_row (table, infos, index + 1))
        index++;
      take_head (&self, dz_table_head_new (labels, table, infos, from, index + 1));
      continue;
    }
    places = dz_table_get_places (table, index);
    if (row_is_blank (&self, places) && (!starts_values (&self) || !row_has_blank (&self, places)))
      continue;
    if (row_is_caption (&self, places))
      pass_caption (&self, places);
    if (table->ragged || !starts_values (&self))
      g_ptr_array_add (rows, read_sequence_row (&self, places, index));
    else
      read_grid_rows (&self, places, index, rows);
  }
  g_ptr_array_sort (rows, compare_rows);
  *left = self.head;
  return rows;
}
