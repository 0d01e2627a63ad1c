/* dz-table-head.c - what the head rows of a table say of its columns
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In a grid the head stands above its column. Where spans were lost, the heads are lined up in
 * the order in which they are read, a head over others giving way to those beneath it.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-table-private.h"

#include "dz-text.h"

#include <string.h>

struct _DzTableHead {
  gatomicrefcount refs;
  gboolean sequence;
  GPtrArray *columns; /* of DzColumn */
};

typedef enum {
  KIND_LIST,
  KIND_MEMBERS,
  KIND_COLUMNS,
  KIND_PATHS,
} Kind;

static void
column_free (DzColumn *column)
{
  g_free (column->label);
  g_free (column->keys);
  g_free (column->unit);
  g_free (column);
}

DzTableHead *
dz_table_head_new_empty (gboolean sequence)
{
  DzTableHead *self = g_new0 (DzTableHead, 1);

  g_atomic_ref_count_init (&self->refs);
  self->sequence = sequence;
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  return self;
}

DzTableHead *
dz_table_head_ref (DzTableHead *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
dz_table_head_unref (DzTableHead *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->columns);
  g_free (self);
}

gboolean
dz_table_head_is_sequence (DzTableHead *self)
{
  return self->sequence;
}

GPtrArray *
dz_table_head_get_columns (DzTableHead *self)
{
  return self->columns;
}

gboolean
dz_column_has_values (const DzColumn *self)
{
  return self->role >= DZ_ROLE_VALUE;
}

guint
dz_table_head_get_n_values (DzTableHead *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += dz_column_has_values (g_ptr_array_index (self->columns, i));
  return n;
}

GArray *
dz_table_get_places (const DzTable *table,
                     guint row)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (DzPlace));

  for (guint col = 0; col < table->n_cols;) {
    const DzCell *cell = dz_table_get_cell (table, row, col);
    DzPlace place;

    if (cell == NULL) {
      col++;
      continue;
    }
    place = (DzPlace) { (guint) (cell - table->cells), col, cell->row == row };
    g_array_append_val (places, place);
    col = cell->col + cell->col_span;
  }
  return places;
}

static gboolean
is_head_cell (const DzCellInfo *info)
{
  if (info->class != DZ_CELL_IS_TEXT || info->level > 0)
    return FALSE;
  if (info->role != DZ_ROLE_NONE)
    return TRUE;
  return info->label != NULL && (info->label->member != NULL || info->label->parts != DZ_PART_NONE);
}

gboolean
dz_table_is_head_row (const DzTable *table,
                      GPtrArray *infos,
                      guint row)
{
  g_autoptr (GArray) places = dz_table_get_places (table, row);
  guint n_heads = 0, n_texts = 0;
  gboolean value_head = FALSE;

  for (guint i = 0; i < places->len; i++) {
    const DzPlace *place = &g_array_index (places, DzPlace, i);
    const DzCellInfo *info = g_ptr_array_index (infos, place->cell);

    if (!place->starts)
      continue;
    if (info->class == DZ_CELL_IS_NUMBER || info->class == DZ_CELL_IS_DASH || info->class == DZ_CELL_IS_UNIT)
      return FALSE;
    n_texts += info->class == DZ_CELL_IS_TEXT;
    n_heads += is_head_cell (info);
    value_head |= info->role >= DZ_ROLE_VALUE;
  }
  if (n_heads >= 2)
    return 2 * n_heads >= n_texts;
  return n_heads == 1 && n_texts == 1 && value_head;
}

/* A unit in the brackets of a head: 本年收费金额（单位：万元）, 数量(件). */
static char *
find_unit (DzLabels *labels,
           const char *text)
{
  g_autofree char *folded = dz_text_fold_string (text);
  const char *open = strrchr (folded, '(');
  const char *close = open != NULL ? strchr (open, ')') : NULL;
  g_autofree char *inside = NULL;
  const char *unit;

  if (close == NULL)
    return NULL;
  open++;
  if (g_str_has_prefix (open, "单位:"))
    open += strlen ("单位:");
  inside = g_strndup (open, (gsize) MAX (close - open, 0));
  unit = dz_labels_find_unit (labels, inside);
  return g_strdup (unit);
}

static DzColumn *
column_new (DzLabels *labels,
            const DzTable *table,
            GPtrArray *infos,
            guint cell)
{
  const DzCellInfo *info = g_ptr_array_index (infos, cell);
  DzColumn *column = g_new0 (DzColumn, 1);

  column->role = info->role;
  column->cell = cell;
  column->label = g_strdup (info->label_text);
  column->keys = g_strdup (info->key);
  column->unit = find_unit (labels, column->label);
  column->year = info->year;
  return column;
}

/* Cells of the head rows in reading order. */
static GArray *
list_cells (const DzTable *table,
            GPtrArray *infos,
            guint from,
            guint to)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < table->n_cells; i++) {
    const DzCellInfo *info = g_ptr_array_index (infos, i);

    if (table->cells[i].row >= from && table->cells[i].row < to && info->class == DZ_CELL_IS_TEXT)
      g_array_append_val (cells, i);
  }
  return cells;
}

static Kind
find_kind (GPtrArray *infos,
           GArray *cells)
{
  guint n_members = 0, n_first = 0, n_last = 0;
  gboolean list = FALSE, label = FALSE;

  for (guint i = 0; i < cells->len; i++) {
    const DzCellInfo *info = g_ptr_array_index (infos, g_array_index (cells, guint, i));

    list |= info->role == DZ_ROLE_VALUE || info->role == DZ_ROLE_OTHER;
    label |= info->role == DZ_ROLE_LABEL;
    if (info->label == NULL)
      continue;
    n_members += info->label->member != NULL && info->label->parts == DZ_PART_NONE;
    n_first += (info->label->parts & DZ_PART_FIRST) != 0;
    n_last += (info->label->parts & DZ_PART_LAST) != 0;
  }
  if (n_members >= 2)
    return KIND_MEMBERS;
  if (!label && n_last >= 2 && (n_first > 0 || n_last > 4))
    return KIND_PATHS;
  if (list && n_last == 0)
    return KIND_LIST;
  return KIND_COLUMNS;
}

static const DzCellInfo *
info_at (GPtrArray *infos,
         GArray *cells,
         guint i)
{
  return g_ptr_array_index (infos, g_array_index (cells, guint, i));
}

static void
add_member (DzTableHead *self,
            DzLabels *labels,
            const DzTable *table,
            GPtrArray *infos,
            guint cell,
            gboolean ordered)
{
  DzColumn *column = column_new (labels, table, infos, cell);

  column->role = DZ_ROLE_MEMBER;
  column->member = ((const DzCellInfo *) g_ptr_array_index (infos, cell))->label->member;
  column->ordered = ordered;
  g_ptr_array_add (self->columns, column);
}

static gboolean
is_member_cell (const DzCellInfo *info)
{
  return info->label != NULL && info->label->member != NULL;
}

/* The members in the order they are read; those beneath a head take its place. */
static void
line_up_members (DzTableHead *self,
                 DzLabels *labels,
                 const DzTable *table,
                 GPtrArray *infos,
                 GArray *cells)
{
  g_autoptr (GArray) done = g_array_new (FALSE, TRUE, sizeof (gboolean));

  g_array_set_size (done, cells->len);
  for (guint i = 0; i < cells->len; i++) {
    const DzCellInfo *info = info_at (infos, cells, i);

    if (g_array_index (done, gboolean, i) || !is_member_cell (info))
      continue;
    if (info->label->member->has_cells) {
      add_member (self, labels, table, infos, g_array_index (cells, guint, i), TRUE);
      continue;
    }
    for (guint j = i + 1; j < cells->len; j++) {
      const DzCellInfo *below = info_at (infos, cells, j);

      if (!is_member_cell (below) || below->label->member->parent != info->label->member->id
          || table->cells[g_array_index (cells, guint, j)].row == table->cells[g_array_index (cells, guint, i)].row)
        continue;
      add_member (self, labels, table, infos, g_array_index (cells, guint, j), TRUE);
      g_array_index (done, gboolean, j) = TRUE;
    }
  }
}

/* Each member once, or the heads are not to be trusted. */
static gboolean
members_are_distinct (DzTableHead *self)
{
  for (guint i = 0; i < self->columns->len; i++) {
    const DzColumn *a = g_ptr_array_index (self->columns, i);

    for (guint j = i + 1; a->member != NULL && j < self->columns->len; j++)
      if (((const DzColumn *) g_ptr_array_index (self->columns, j))->member == a->member)
        return FALSE;
  }
  return TRUE;
}

/* The heads that others do not divide: the last parts of matrix labels, in reading order. */
static DzTableHead *
line_up_paths (DzLabels *labels,
               GPtrArray *infos,
               GArray *cells)
{
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

  for (guint i = 0; i < cells->len; i++) {
    const DzCellInfo *info = info_at (infos, cells, i);

    if (info->label != NULL && (info->label->parts & DZ_PART_LAST) != 0)
      g_ptr_array_add (leaves, info->key);
  }
  return dz_table_head_find_path (labels, leaves->len, leaves);
}

static gboolean
is_part (GPtrArray *infos,
         guint cell)
{
  const DzCellInfo *info = g_ptr_array_index (infos, cell);

  return info->label != NULL && info->label->parts != DZ_PART_NONE;
}

static DzTableHead *
read_sequence (DzLabels *labels,
               const DzTable *table,
               GPtrArray *infos,
               GArray *cells,
               Kind kind,
               guint last_row)
{
  DzTableHead *self;

  if (kind == KIND_PATHS)
    return line_up_paths (labels, infos, cells);
  self = dz_table_head_new_empty (TRUE);
  if (kind == KIND_MEMBERS) {
    line_up_members (self, labels, table, infos, cells);
    if (members_are_distinct (self))
      return self;
    dz_table_head_unref (self);
    return NULL;
  }
  for (guint i = 0; i < cells->len; i++) {
    guint cell = g_array_index (cells, guint, i);
    DzColumn *column;

    /* A list may have a head over its heads (甲 | 乙 | 1); columns of a matrix follow each other. */
    if (kind == KIND_LIST && table->cells[cell].row != last_row)
      continue;
    column = column_new (labels, table, infos, cell);
    if (column->role == DZ_ROLE_NONE)
      column->role = self->columns->len == 0 && !is_part (infos, cell) ? DZ_ROLE_LABEL
                     : kind == KIND_LIST ? DZ_ROLE_OTHER : DZ_ROLE_COLUMN;
    column->ordered = TRUE;
    g_ptr_array_add (self->columns, column);
  }
  return self;
}

/* The head cells over column @col from top to bottom. With @fill a hole is taken to belong to
 * the head on its left, as where spans were lost. */
static GArray *
read_chain (const DzTable *table,
            GPtrArray *infos,
            guint from,
            guint to,
            guint col,
            gboolean fill)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = from; row < to; row++) {
    for (guint c = col + 1; c > 0; c--) {
      const DzCell *cell = dz_table_get_cell (table, row, c - 1);
      guint index = cell != NULL ? (guint) (cell - table->cells) : 0;
      gboolean text = cell != NULL
                      && ((const DzCellInfo *) g_ptr_array_index (infos, index))->class == DZ_CELL_IS_TEXT;

      if (text && (chain->len == 0 || g_array_index (chain, guint, chain->len - 1) != index))
        g_array_append_val (chain, index);
      /* A wide cell with nothing in it is no lost span. */
      if (text || !fill || row + 1 == to || (cell != NULL && cell->col_span > 1))
        break;
    }
  }
  return chain;
}

static char *
join_keys (GPtrArray *infos,
           GArray *chain,
           guint from)
{
  GString *keys = g_string_new (NULL);

  for (guint i = from; i < chain->len; i++) {
    if (keys->len > 0)
      g_string_append_c (keys, '/');
    g_string_append (keys, info_at (infos, chain, i)->key);
  }
  return g_string_free (keys, FALSE);
}

/* The longest tail of the chain that is a matrix label. */
static char *
find_path_keys (DzLabels *labels,
                GPtrArray *infos,
                GArray *chain)
{
  for (guint from = 0; from + 1 < chain->len; from++) {
    g_autofree char *keys = join_keys (infos, chain, from);

    if (dz_labels_lookup_matrix (labels, keys) != NULL)
      return g_steal_pointer (&keys);
  }
  return NULL;
}

static char *
join_labels (GPtrArray *infos,
             GArray *chain)
{
  GString *label = g_string_new (NULL);

  for (guint i = 0; i < chain->len; i++) {
    g_string_append_printf (label, "%s%s", i > 0 ? " / " : "", info_at (infos, chain, i)->label_text);
  }
  return g_string_free (label, FALSE);
}

static void
set_path (DzColumn *column,
          DzLabels *labels,
          const DzTable *table,
          GPtrArray *infos,
          guint from,
          guint to,
          guint col,
          GArray *chain)
{
  g_autoptr (GArray) filled = read_chain (table, infos, from, to, col, TRUE);
  char *keys = find_path_keys (labels, infos, chain);

  if (keys == NULL)
    keys = find_path_keys (labels, infos, filled);
  column->role = keys != NULL ? DZ_ROLE_PATH : DZ_ROLE_COLUMN;
  if (keys == NULL)
    return;
  g_free (column->keys);
  column->keys = keys;
  g_free (column->label);
  column->label = join_labels (infos, filled);
}

static void
set_member (DzColumn *column,
            GPtrArray *infos,
            GArray *chain)
{
  column->role = DZ_ROLE_NONE;
  for (guint i = 0; i < chain->len; i++) {
    const DzCellInfo *info = info_at (infos, chain, i);

    if (is_member_cell (info) && info->label->member->has_cells) {
      column->role = DZ_ROLE_MEMBER;
      column->member = info->label->member;
    }
  }
}

static void
set_role (DzColumn *column,
          GPtrArray *infos,
          GArray *chain)
{
  for (guint i = 0; i < chain->len; i++) {
    const DzCellInfo *info = info_at (infos, chain, i);

    if (info->role != DZ_ROLE_NONE)
      column->role = info->role;
    if (info->year > 0)
      column->year = info->year;
  }
}

static DzColumn *
copy_column (const DzColumn *column)
{
  DzColumn *copy = g_memdup2 (column, sizeof *column);

  copy->label = g_strdup (column->label);
  copy->keys = g_strdup (column->keys);
  copy->unit = g_strdup (column->unit);
  return copy;
}

/* @before: the column on the left; one head over both makes them one. */
static DzColumn *
read_column (DzLabels *labels,
             const DzTable *table,
             GPtrArray *infos,
             Kind kind,
             guint from,
             guint to,
             guint col,
             const DzColumn *before)
{
  g_autoptr (GArray) chain = read_chain (table, infos, from, to, col, FALSE);
  DzColumn *column;

  if (before != NULL && chain->len > 0
      && table->cells[g_array_index (chain, guint, chain->len - 1)].col < col)
    return copy_column (before);

  if (chain->len == 0) {
    column = g_new0 (DzColumn, 1);
    column->label = g_strdup ("");
    column->keys = g_strdup ("");
    return column;
  }
  column = column_new (labels, table, infos, g_array_index (chain, guint, chain->len - 1));
  switch (kind) {
  case KIND_MEMBERS:
    set_member (column, infos, chain);
    break;
  case KIND_PATHS:
    set_path (column, labels, table, infos, from, to, col, chain);
    break;
  case KIND_LIST:
    set_role (column, infos, chain);
    if (column->role == DZ_ROLE_NONE)
      column->role = col == 0 ? DZ_ROLE_LABEL : DZ_ROLE_OTHER;
    break;
  case KIND_COLUMNS:
    set_role (column, infos, chain);
    if (column->role == DZ_ROLE_NONE)
      column->role = col == 0 ? DZ_ROLE_LABEL : DZ_ROLE_COLUMN;
    break;
  default:
    g_assert_not_reached ();
  }
  return column;
}

/* One path for two heads: the second was only guessed from its neighbour. */
static void
drop_doubled_paths (DzTableHead *self)
{
  for (guint i = 0; i < self->columns->len; i++) {
    DzColumn *column = g_ptr_array_index (self->columns, i);

    for (guint j = 0; column->role == DZ_ROLE_PATH && j < i; j++) {
      const DzColumn *other = g_ptr_array_index (self->columns, j);

      if (other->role == DZ_ROLE_PATH && other->cell != column->cell && strcmp (other->keys, column->keys) == 0)
        column->role = DZ_ROLE_COLUMN;
    }
  }
}

/* Columns of a matrix head that the words above could not tell, told by the order of all. */
static void
mend_paths (DzTableHead *self,
            DzLabels *labels,
            GPtrArray *infos,
            GArray *cells)
{
  guint n = 0, unknown = 0, next = 0;
  DzTableHead *ordered;
  gboolean agrees;

  for (guint i = 0; i < self->columns->len; i++) {
    const DzColumn *column = g_ptr_array_index (self->columns, i);

    n += dz_column_has_values (column);
    unknown += column->role == DZ_ROLE_COLUMN;
  }
  if (unknown == 0)
    return;
  ordered = line_up_paths (labels, infos, cells);
  agrees = ordered != NULL && ordered->columns->len == n;
  for (guint i = 0; agrees && i < self->columns->len; i++) {
    const DzColumn *column = g_ptr_array_index (self->columns, i);

    if (!dz_column_has_values (column))
      continue;
    if (column->role == DZ_ROLE_PATH
        && strcmp (column->keys, ((DzColumn *) g_ptr_array_index (ordered->columns, next))->keys) != 0)
      agrees = FALSE;
    next++;
  }
  next = 0;
  if (agrees) {
    for (guint i = 0; i < self->columns->len; i++) {
      DzColumn *column = g_ptr_array_index (self->columns, i);
      const DzColumn *told;

      if (!dz_column_has_values (column))
        continue;
      told = g_ptr_array_index (ordered->columns, next++);
      if (column->role == DZ_ROLE_PATH)
        continue;
      column->role = DZ_ROLE_PATH;
      column->ordered = TRUE;
      g_free (column->keys);
      column->keys = g_strdup (told->keys);
      g_free (column->label);
      column->label = g_strdup (told->label);
    }
  }
  g_clear_pointer (&ordered, dz_table_head_unref);
}

DzTableHead *
dz_table_head_new (DzLabels *labels,
                   const DzTable *table,
                   GPtrArray *infos,
                   guint from,
                   guint to)
{
  g_autoptr (GArray) cells = list_cells (table, infos, from, to);
  Kind kind = find_kind (infos, cells);
  DzTableHead *self;

  if (cells->len == 0)
    return NULL;
  if (table->ragged)
    return read_sequence (labels, table, infos, cells, kind, to - 1);
  self = dz_table_head_new_empty (FALSE);
  for (guint col = 0; col < table->n_cols; col++)
    g_ptr_array_add (self->columns,
                     read_column (labels, table, infos, kind, from, to, col,
                                  col > 0 ? g_ptr_array_index (self->columns, col - 1) : NULL));
  if (kind == KIND_PATHS) {
    drop_doubled_paths (self);
    mend_paths (self, labels, infos, cells);
  }
  return self;
}
