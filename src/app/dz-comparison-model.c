/* dz-comparison-model.c - a comparison as a matrix shows it: mode, filters, folded groups
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows shown are a list of indices into the comparison, made anew when a filter or a
 * folded group changes. What belongs to a cell is asked of the comparison when the cell is shown.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-comparison-model.h"

#include "dz-cell-words.h"
#include "dz-finding-item.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>

#define REVIEW_BELOW 60

struct _DzComparisonModel {
  GObject parent_instance;

  DzComparison *comparison;
  GListModel *findings;
  DzMode mode;
  DzRowFilter filter;
  char *search; /* folded case; NULL for none */
  GHashTable *folded; /* set of row keys */

  GArray *shown;        /* of guint: rows of the comparison */
  guint8 *passes;       /* of n rows: shown if no group were folded */
  guint *n_below;       /* of n rows: rows with figures beneath that pass */
  guint *n_differ_below;
  guint8 *row_flags;    /* of n rows: 1 differs, 2 finding, 4 error */
  GHashTable *marked;   /* Mark (owned) -> DzSeverity + 1 */
  GPtrArray *column_keys; /* of char * */
  guint *column_chars;
  DzRowCounts counts;
};

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

static guint
count_rows (DzComparisonModel *self)
{
  return self->comparison == NULL ? 0 : dz_comparison_get_n_rows (self->comparison);
}

static guint
count_columns (DzComparisonModel *self)
{
  return self->comparison == NULL ? 0 : dz_comparison_get_n_columns (self->comparison);
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
take_findings (DzComparisonModel *self)
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

/* 0 for none, else severity + 1. */
static guint
find_mark (DzComparisonModel *self,
           const DzMatrixCell *cell,
           guint column)
{
  Mark mark;

  if (cell->fact == NULL || g_hash_table_size (self->marked) == 0)
    return 0;
  mark = (Mark) { dz_comparison_get_column (self->comparison, column), cell->fact->indicator, cell->fact->member };
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->marked, &mark));
}

/* The rows of findings, without asking every cell. */
static void
flag_rows (DzComparisonModel *self)
{
  guint n = count_rows (self);
  GHashTableIter iter;
  gpointer key, value;

  g_free (self->row_flags);
  self->row_flags = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    self->row_flags[i] = dz_comparison_get_row (self->comparison, i)->differs ? 1 : 0;
  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const Mark *mark = key;
    int row = dz_comparison_find_row (self->comparison, mark->indicator, mark->member);

    if (row < 0)
      row = dz_comparison_find_row (self->comparison, mark->indicator, NULL);
    if (row < 0 || GPOINTER_TO_UINT (value) > DZ_SEVERITY_CHECK + 1)
      continue;
    self->row_flags[row] |= GPOINTER_TO_UINT (value) == DZ_SEVERITY_ERROR + 1 ? 6 : 2;
  }
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
  if (row->differs)
    self->counts.n_differ++;
  if (matches) {
    self->counts.n_shown++;
    return;
  }
  self->counts.n_hidden++;
  if (row->all_zero)
    self->counts.n_hidden_zero++;
  else if (!row->differs)
    self->counts.n_hidden_equal++;
}

/* A row passes when it matches or something beneath it does. */
static void
filter_rows (DzComparisonModel *self)
{
  guint n = count_rows (self);

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

static gboolean
is_folded (DzComparisonModel *self,
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
    if (is_folded (self, (guint) p))
      return TRUE;
  }
  return FALSE;
}

static void
list_rows (DzComparisonModel *self)
{
  guint n = count_rows (self);

  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < n; i++) {
    if (self->passes[i] && !is_hidden_by_fold (self, i))
      g_array_append_val (self->shown, i);
  }
}

static void
refilter (DzComparisonModel *self)
{
  filter_rows (self);
  list_rows (self);
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

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
  guint n = count_columns (self);

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
  return count_columns (DZ_COMPARISON_MODEL (model));
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
  return g_ptr_array_index (DZ_COMPARISON_MODEL (model)->column_keys, column);
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

  head->label = g_strdup (r->label);
  head->unit = r->all_missing && r->is_group ? NULL : g_strdup (r->unit);
  head->depth = r->depth;
  head->is_group = self->n_below[source] > 0;
  head->folded = is_folded (self, source);
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
                 guint column,
                 DzMatrixColumnHead *head)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));

  head->group = g_strdup (dz_words_agency (report));
  head->label = dz_words_year (report);
  head->is_baseline = is_baseline (self, column);
  head->review = dz_words_is_doubtful (report);
  if (head->is_baseline)
    head->detail = g_strdup (_ ("baseline"));
  else if (head->review)
    head->detail = g_strdup ("?");
}

static guint
get_column_chars (DzMatrixModel *model,
                  guint column)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

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
  return flags;
}

static DzFaceFlags
get_flags (DzMatrixModel *model,
           guint row,
           guint column)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);
  const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, source, column);
  DzFaceFlags flags = fact_flags (cell->fact);
  guint mark = find_mark (self, cell, column);

  if (!dz_value_is_number (cell->value))
    flags |= DZ_FACE_MISSING;
  else if (cell->value.bound != DZ_BOUND_EXACT)
    flags |= DZ_FACE_ABOUT;
  if (cell->direction != 0)
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

static void
get_face (DzMatrixModel *model,
          guint row,
          guint column,
          DzMatrixFace *face)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);
  guint source = dz_comparison_model_get_source (self, row);

  face->text = dz_comparison_format_cell (self->comparison, source, column, self->mode);
  face->flags = get_flags (model, row, column);
  face->direction = dz_comparison_get_cell (self->comparison, source, column)->direction;
}

static char *
dup_words (DzMatrixModel *model,
           guint row,
           guint column)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

  return dz_cell_words_spoken (self->comparison, dz_comparison_model_get_source (self, row), column,
                               get_flags (model, row, column));
}

static char *
dup_tooltip (DzMatrixModel *model,
             guint row,
             guint column)
{
  DzComparisonModel *self = DZ_COMPARISON_MODEL (model);

  return dz_cell_words_tooltip (self->comparison, dz_comparison_model_get_source (self, row), column,
                                get_flags (model, row, column));
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
  list_rows (self);
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
  g_free (self->search);
  g_free (self->passes);
  g_free (self->n_below);
  g_free (self->n_differ_below);
  g_free (self->row_flags);
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
  self->marked = g_hash_table_new_full (mark_hash, mark_equal, g_free, NULL);
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
  take_findings (self);
  flag_rows (self);
  measure_columns (self);
  refilter (self);
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
  dz_matrix_model_changed (DZ_MATRIX_MODEL (self));
}

void
dz_comparison_model_set_filter (DzComparisonModel *self,
                                DzRowFilter filter)
{
  if (self->filter == filter)
    return;
  self->filter = filter;
  refilter (self);
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
  refilter (self);
}

void
dz_comparison_model_fold_all (DzComparisonModel *self,
                              gboolean folded)
{
  g_hash_table_remove_all (self->folded);
  for (guint i = 0; folded && i < count_rows (self); i++) {
    const DzMatrixRow *row = dz_comparison_get_row (self->comparison, i);

    if (row->depth == 0 && self->n_below[i] > 0)
      g_hash_table_add (self->folded, g_strdup (row->key));
  }
  list_rows (self);
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

  g_return_val_if_fail (source < count_rows (self), 0);
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
  refilter (self);
  return (guint) MAX (find_shown (self, source), 0);
}

DzFaceFlags
dz_comparison_model_get_row_flags (DzComparisonModel *self,
                                   guint row)
{
  guint8 flags = self->row_flags[dz_comparison_model_get_source (self, row)];

  return (flags & 1 ? DZ_FACE_DIFFERS : 0) | (flags & 2 ? DZ_FACE_FINDING : 0) | (flags & 4 ? DZ_FACE_ERROR : 0);
}
