/* dz-table-join.c - cells that the end of a page cut in two
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row above has the values and the first words, the row below only the other words. They
 * are put together where a form knows both together, and not each of them.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-table-private.h"

static gboolean *
find_rows_without_values (const DzTable *table,
                          GPtrArray *infos)
{
  gboolean *plain = g_new (gboolean, table->n_rows);

  for (guint row = 0; row < table->n_rows; row++)
    plain[row] = TRUE;
  for (guint i = 0; i < table->n_cells; i++) {
    const DzCellInfo *info = g_ptr_array_index (infos, i);

    if (info->class != DZ_CELL_IS_TEXT && info->class != DZ_CELL_IS_BLANK)
      plain[table->cells[i].row] = FALSE;
  }
  return plain;
}

static gboolean
is_known (const DzCellInfo *info)
{
  return info->label != NULL || info->role != DZ_ROLE_NONE;
}

static void
try_join (DzLabels *labels,
          const DzTable *table,
          GPtrArray *infos,
          guint i,
          guint below)
{
  const DzCellInfo *upper = g_ptr_array_index (infos, i), *lower = g_ptr_array_index (infos, below);
  gboolean pages_differ = table->cells[i].page != table->cells[below].page;
  g_autofree char *text = NULL;
  const DzCellInfo *joined;

  if (is_known (upper) && is_known (lower))
    return;
  /* Of a label alone on the next page only the row above can hold the values. */
  if (upper->class == DZ_CELL_IS_BLANK && !pages_differ)
    return;
  text = g_strconcat (upper->text, lower->text, NULL);
  joined = dz_cell_info_get (labels, text);
  if (joined->class != DZ_CELL_IS_TEXT || !is_known (joined))
    return;
  g_ptr_array_index (infos, i) = (gpointer) joined;
  g_ptr_array_index (infos, below) = (gpointer) dz_cell_info_get (labels, "");
}

void
dz_table_join_broken (DzLabels *labels,
                      const DzTable *table,
                      GPtrArray *infos)
{
  g_autofree gboolean *plain = NULL;

  if (table->ragged || table->n_rows < 2)
    return;
  plain = find_rows_without_values (table, infos);
  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *cell = &table->cells[i];
    const DzCellInfo *info = g_ptr_array_index (infos, i);
    guint row = cell->row + cell->row_span;
    const DzCell *below;

    if (row >= table->n_rows || !plain[row])
      continue;
    below = dz_table_get_cell (table, row, cell->col);
    if (below == NULL || below->row != row || below->col != cell->col || below->col_span != cell->col_span)
      continue;
    if (((const DzCellInfo *) g_ptr_array_index (infos, (guint) (below - table->cells)))->class != DZ_CELL_IS_TEXT)
      continue;
    if (info->class == DZ_CELL_IS_TEXT || (info->class == DZ_CELL_IS_BLANK && !plain[cell->row]))
      try_join (labels, table, infos, i, (guint) (below - table->cells));
  }
}
