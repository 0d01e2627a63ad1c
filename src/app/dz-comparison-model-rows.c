/* dz-comparison-model-rows.c - which rows of a comparison are shown: findings, filters, folded groups
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-comparison-model-private.h"

#include "dz-finding-item.h"

/* A figure of a report that a finding is about. */
typedef struct {
  DzExtraction *extraction; /* borrowed, as the ids are: kept by comparison and findings */
  const char *indicator;
  const char *member;
} Mark;

static guint
mark_hash (gconstpointer data)
{
  const Mark *mark = data;

  return g_direct_hash (mark->extraction) ^ (g_direct_hash (mark->indicator) * 31) ^ (g_direct_hash (mark->member) * 17);
}

static gboolean
mark_equal (gconstpointer a,
            gconstpointer b)
{
  const Mark *x = a, *y = b;

  return x->extraction == y->extraction && x->indicator == y->indicator && x->member == y->member;
}

GHashTable *
dz_comparison_model_new_marks (void)
{
  return g_hash_table_new_full (mark_hash, mark_equal, g_free, NULL);
}

/* Findings on cells */

static void
mark_fact (DzComparisonModel *self,
           DzExtraction *extraction,
           const DzFact *fact,
           DzSeverity severity)
{
  Mark *mark = g_new (Mark, 1);
  guint old;

  *mark = (Mark) { extraction, fact->indicator, fact->member };
  old = GPOINTER_TO_UINT (g_hash_table_lookup (self->marked, mark));
  /* The smaller, the graver. */
  if (old != 0 && old <= severity + 1)
    g_free (mark);
  else
    g_hash_table_replace (self->marked, mark, GUINT_TO_POINTER (severity + 1));
}

static void
mark_findings (DzComparisonModel *self)
{
  guint n = self->findings == NULL ? 0 : g_list_model_get_n_items (self->findings);

  g_hash_table_remove_all (self->marked);
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzFindingItem) item = g_list_model_get_item (self->findings, i);
    DzFinding *finding = dz_finding_item_get_finding (item);

    if (dz_finding_item_get_state (item) != DZ_FINDING_OPEN)
      continue;
    for (guint f = 0; f < finding->facts->len; f++) {
      const DzFact *fact = g_ptr_array_index (finding->facts, f);

      if (fact->indicator != NULL)
        mark_fact (self, dz_finding_item_find_owner (item, fact), fact, finding->severity);
    }
  }
}

guint
dz_comparison_model_find_mark (DzComparisonModel *self,
                               const DzMatrixCell *cell,
                               guint column)
{
  Mark mark;

  if (cell->fact == NULL || g_hash_table_size (self->marked) == 0)
    return 0;
  mark = (Mark) { dz_comparison_get_column (self->comparison, column), cell->fact->indicator, cell->fact->member };
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->marked, &mark));
}

/* The rows and columns of findings, without asking every cell. */
static void
flag_rows (DzComparisonModel *self)
{
  guint n = dz_comparison_model_count_rows (self), n_columns = dz_comparison_model_count_columns (self);
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL); /* DzExtraction -> column + 1 */
  GHashTableIter iter;
  gpointer key, value;

  g_free (self->column_flags);
  self->column_flags = g_new0 (guint8, n_columns + 1);
  for (guint i = 0; i < n_columns; i++) {
    self->column_flags[i] = dz_comparison_count_differences (self->comparison, i) > 0 ? 1 : 0;
    g_hash_table_insert (columns, dz_comparison_get_column (self->comparison, i), GUINT_TO_POINTER (i + 1));
  }
  g_free (self->row_flags);
  self->row_flags = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    self->row_flags[i] = dz_comparison_get_row (self->comparison, i)->differs ? 1 : 0;
  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const Mark *mark = key;
    guint column = GPOINTER_TO_UINT (g_hash_table_lookup (columns, mark->extraction));
    int row = dz_comparison_find_row (self->comparison, mark->indicator, mark->member);

    if (row < 0)
      row = dz_comparison_find_row (self->comparison, mark->indicator, NULL);
    if (row < 0 || GPOINTER_TO_UINT (value) > DZ_SEVERITY_CHECK + 1)
      continue;
    self->row_flags[row] |= GPOINTER_TO_UINT (value) == DZ_SEVERITY_ERROR + 1 ? 6 : 2;
    if (column > 0)
      self->column_flags[column - 1] |= GPOINTER_TO_UINT (value) == DZ_SEVERITY_ERROR + 1 ? 6 : 2;
  }
}

void
dz_comparison_model_take_findings (DzComparisonModel *self)
{
  mark_findings (self);
  flag_rows (self);
}

/* Rows */

static gboolean
row_matches (DzComparisonModel *self,
             guint index)
{
  const DzMatrixRow *row = dz_comparison_get_row (self->comparison, index);
  g_autofree char *label = NULL;

  if (row->all_absent && !(self->filter & DZ_FILTER_EMPTY))
    return FALSE;
  if ((self->filter & DZ_FILTER_DIFFERENCES) && !row->differs)
    return FALSE;
  if ((self->filter & DZ_FILTER_FINDINGS) && !(self->row_flags[index] & 2))
    return FALSE;
  if (self->search == NULL)
    return TRUE;
  label = g_utf8_casefold (row->label, -1);
  return strstr (label, self->search) != NULL;
}

static void
count_row (DzComparisonModel *self,
           guint index,
           gboolean matches)
{
  const DzMatrixRow *row = dz_comparison_get_row (self->comparison, index);

  if (row->all_absent && !(self->filter & DZ_FILTER_EMPTY))
    return;
  self->counts.n_rows++;
  if (matches)
    self->counts.n_shown++;
  if (row->differs)
    self->counts.n_differ++;
  else if (row->all_missing)
    self->counts.n_missing++;
  else if (row->all_zero)
    self->counts.n_zero++;
  else
    self->counts.n_equal++;
}

/* A row passes when it matches or something beneath it does. */
static void
filter_rows (DzComparisonModel *self)
{
  guint n = dz_comparison_model_count_rows (self);

  g_free (self->passes);
  g_free (self->n_below);
  g_free (self->n_differ_below);
  self->passes = g_new0 (guint8, n + 1);
  self->n_below = g_new0 (guint, n + 1);
  self->n_differ_below = g_new0 (guint, n + 1);
  self->counts = (DzRowCounts) { 0 };
  for (guint i = 0; i < n; i++) {
    gboolean matches = row_matches (self, i);

    self->passes[i] = matches;
    count_row (self, i, matches);
  }
  for (guint i = n; i-- > 0;) {
    const DzMatrixRow *row = dz_comparison_get_row (self->comparison, i);

    if (row->parent < 0 || !self->passes[i])
      continue;
    self->passes[row->parent] = TRUE;
    self->n_below[row->parent] += self->n_below[i] + 1;
    self->n_differ_below[row->parent] += self->n_differ_below[i] + (row->differs ? 1 : 0);
  }
}

gboolean
dz_comparison_model_is_folded (DzComparisonModel *self,
                               guint index)
{
  return self->n_below[index] > 0 &&
         g_hash_table_contains (self->folded, dz_comparison_get_row (self->comparison, index)->key);
}

static gboolean
is_hidden_by_fold (DzComparisonModel *self,
                   guint index)
{
  for (int p = dz_comparison_get_row (self->comparison, index)->parent; p >= 0;
       p = dz_comparison_get_row (self->comparison, (guint) p)->parent) {
    if (dz_comparison_model_is_folded (self, (guint) p))
      return TRUE;
  }
  return FALSE;
}

void
dz_comparison_model_list_rows (DzComparisonModel *self)
{
  guint n = dz_comparison_model_count_rows (self);

  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < n; i++) {
    guint row = self->row_order[i];

    if (self->passes[row] && !is_hidden_by_fold (self, row))
      g_array_append_val (self->shown, row);
  }
}

void
dz_comparison_model_refilter (DzComparisonModel *self)
{
  filter_rows (self);
  dz_comparison_model_list_rows (self);
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

static int
find_shown (DzComparisonModel *self,
            guint source)
{
  for (guint i = 0; i < self->shown->len; i++) {
    if (g_array_index (self->shown, guint, i) == source)
      return (int) i;
  }
  return -1;
}

guint
dz_comparison_model_reveal (DzComparisonModel *self,
                            guint source)
{
  int at = find_shown (self, source);

  g_return_val_if_fail (source < dz_comparison_model_count_rows (self), 0);
  if (at >= 0)
    return (guint) at;
  for (int p = dz_comparison_get_row (self->comparison, source)->parent; p >= 0;
       p = dz_comparison_get_row (self->comparison, (guint) p)->parent)
    g_hash_table_remove (self->folded, dz_comparison_get_row (self->comparison, (guint) p)->key);
  if (!self->passes[source]) {
    self->filter &= ~(DZ_FILTER_DIFFERENCES | DZ_FILTER_FINDINGS);
    g_clear_pointer (&self->search, g_free);
    if (dz_comparison_get_row (self->comparison, source)->all_absent)
      self->filter |= DZ_FILTER_EMPTY;
  }
  dz_comparison_model_refilter (self);
  return (guint) MAX (find_shown (self, source), 0);
}
