/* dz-comparison-rows.c - which rows there are, and the cells that reports fill
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the facts, in the order of the columns, picks the fact to show for each slot
 * (indicator × member, or the key of a label path); then the slots that occur become rows, in
 * the order of the catalogue's tree, and their cells are laid out row by row.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison-private.h"

#include "dz-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Facts are asked for some steps ahead: they lie all over the memory. */
#define AHEAD 16u

typedef struct {
  guint32 slot;
  guint32 column;
  DzFact *fact;
  guint8 form;
} Entry;

/* A row that no indicator claims. */
typedef struct {
  char *key;
  DzFact *first;       /* borrowed */
  guint last_column;   /* where it was seen last, + 1 */
  guint n_in_column;   /* how often there */
  guint n_columns;
  gboolean in_table;
} Unmapped;

/* Facts of one kind come again in every report. */
typedef struct {
  const char *indicator, *member;
  gint64 slot;
} Known;

#define N_KNOWN 2048u

typedef struct {
  DzComparison *comparison;
  GPtrArray *indicators;     /* of DzIndicator, by order */
  GHashTable *indexes;       /* id (interned) -> index + 1 */
  GHashTable *member_slots;  /* id (interned) -> place among the members, the total 0, + 1 */
  GPtrArray *members;        /* of DzMember by that place, of the first dimension that has it; NULL at 0 */
  guint stride;              /* slots of one indicator */
  guint n_mapped;            /* slots of all of them */
  const char *wanted;        /* member; NULL the total */
  GArray *entries;           /* of Entry, by column */
  GArray *unmapped;          /* of Unmapped */
  GHashTable *by_key;        /* key of a label path (borrowed) -> index in unmapped + 1 */
  GHashTable *by_path;       /* path as printed (owned) -> the same */
  DzFact **shown;            /* of n_mapped: in the column at hand */
  GArray *touched;           /* of guint32: slots of them */
  guint32 *counts;           /* of n_mapped: entries */
  Known *known;              /* of N_KNOWN, by the pointers */
  guint last_block;
  guint8 last_form;
} Plan;

static void
clear_unmapped (gpointer data)
{
  g_free (((Unmapped *) data)->key);
}

/* The one that dz_extraction_lookup() shows. */
static gboolean
is_better (const DzFact *a,
           const DzFact *b)
{
  static const int rank[] = { [DZ_WHERE_TABLE] = 1, [DZ_WHERE_PROSE] = 2, [DZ_WHERE_MANUAL] = 0 };

  if (rank[a->where] != rank[b->where])
    return rank[a->where] < rank[b->where];
  return a->where == DZ_WHERE_MANUAL || a->confidence > b->confidence;
}

static void
plan_members (Plan *plan)
{
  DzCatalogue *catalogue = plan->comparison->catalogue;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < plan->indicators->len; i++) {
    const DzIndicator *indicator = g_ptr_array_index (plan->indicators, i);
    GPtrArray *members;
    guint place = 0;

    if (indicator->dimension == NULL || !g_hash_table_add (seen, (gpointer) g_intern_string (indicator->dimension)))
      continue;
    members = dz_catalogue_get_members (catalogue, indicator->dimension);
    for (guint j = 0; members != NULL && j < members->len; j++) {
      const DzMember *member = g_ptr_array_index (members, j);
      guint slot = member->is_total ? 0 : ++place;

      g_hash_table_insert (plan->member_slots, (gpointer) g_intern_string (member->id), GUINT_TO_POINTER (slot + 1));
    }
    plan->stride = MAX (plan->stride, place + 1);
  }
  plan->wanted = plan->comparison->options.member;
  if (plan->wanted != NULL && GPOINTER_TO_UINT (g_hash_table_lookup (plan->member_slots, plan->wanted)) == 1)
    plan->wanted = NULL;
  if (g_strcmp0 (plan->wanted, "*") != 0)
    plan->stride = 1;
}

static const DzMember *
member_at (Plan *plan,
           const char *dimension,
           guint place)
{
  GPtrArray *members = dz_catalogue_get_members (plan->comparison->catalogue, dimension);

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const DzMember *member = g_ptr_array_index (members, i);

    if (GPOINTER_TO_UINT (g_hash_table_lookup (plan->member_slots, g_intern_string (member->id))) == place + 1)
      return member;
  }
  return NULL;
}

/* The slot of a fact, or -1 when it is not shown; -2 when nothing in the catalogue claims it. */
static gint64
find_slot (Plan *plan,
           const DzFact *fact)
{
  guint index, place = 0;

  if (fact->member != NULL) {
    if (plan->wanted != NULL && plan->stride == 1) {
      if (fact->member != plan->wanted)
        return -1;
    } else {
      place = GPOINTER_TO_UINT (g_hash_table_lookup (plan->member_slots, fact->member));
      if (place == 0)
        return -2;
      place--;
      if (place > 0 && plan->stride == 1)
        return -1;
    }
  }
  index = GPOINTER_TO_UINT (g_hash_table_lookup (plan->indexes, fact->indicator));
  if (index == 0)
    return -2;
  if (fact->member == NULL && plan->wanted != NULL && plan->stride == 1
      && ((const DzIndicator *) g_ptr_array_index (plan->indicators, index - 1))->dimension != NULL)
    return -1;
  return (gint64) (index - 1) * plan->stride + place;
}

static gint64
find_slot_fast (Plan *plan,
                const DzFact *fact)
{
  gsize hash = ((gsize) fact->indicator >> 3) * 31 + ((gsize) fact->member >> 3) * 17;
  Known *known = &plan->known[(hash ^ hash >> 11) % N_KNOWN];

  if (fact->indicator == NULL)
    return -2;
  if (known->indicator != fact->indicator || known->member != fact->member)
    *known = (Known) { fact->indicator, fact->member, find_slot (plan, fact) };
  return known->slot;
}

char *
dz_comparison_dup_path_key (const DzFact *fact)
{
  g_auto (GStrv) heads = g_strsplit (fact->path[0] != '\0' ? fact->path : fact->label, " / ", -1);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; heads[i] != NULL; i++) {
    g_autofree char *part = dz_text_label_key (heads[i]);

    if (part[0] == '\0')
      continue;
    if (key->len > 0)
      g_string_append (key, " / ");
    g_string_append (key, part);
  }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static guint
add_unmapped (Plan *plan,
              char *key,
              DzFact *fact)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (plan->by_key, key));
  Unmapped new = { key, fact };

  if (found > 0) {
    g_free (key);
    return found - 1;
  }
  g_array_append_val (plan->unmapped, new);
  g_hash_table_insert (plan->by_key, key, GUINT_TO_POINTER (plan->unmapped->len));
  return plan->unmapped->len - 1;
}

/* A row that stands twice in one report is two rows. */
static guint
find_unmapped (Plan *plan,
               guint column,
               DzFact *fact)
{
  g_autofree char *path = g_strconcat (fact->path, "\n", fact->label, NULL);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (plan->by_path, path));
  Unmapped *base;

  if (found == 0) {
    found = add_unmapped (plan, dz_comparison_dup_path_key (fact), fact) + 1;
    g_hash_table_insert (plan->by_path, g_steal_pointer (&path), GUINT_TO_POINTER (found));
  }
  base = &g_array_index (plan->unmapped, Unmapped, found - 1);
  if (base->last_column != column + 1) {
    base->last_column = column + 1;
    base->n_in_column = 1;
    return found - 1;
  }
  base->n_in_column++;
  return add_unmapped (plan, g_strdup_printf ("%s #%u", base->key, base->n_in_column), fact);
}

static guint8
find_form (Plan *plan,
           const DzColumn *column,
           const DzFact *fact)
{
  if (fact->where != DZ_WHERE_TABLE)
    return column->form;
  if (fact->address.block != plan->last_block) {
    const char *form = dz_report_get_table_form (dz_extraction_get_report (column->extraction), fact->address.block);

    plan->last_block = fact->address.block;
    plan->last_form = form[0] != '\0' ? (guint8) dz_comparison_add_form (plan->comparison, form, "") : column->form;
  }
  return plan->last_form;
}

static void
add_entry (Plan *plan,
           guint slot,
           guint column,
           DzFact *fact)
{
  Entry entry = { slot, column, fact, find_form (plan, dz_comparison_column (plan->comparison, column), fact) };

  g_array_append_val (plan->entries, entry);
}

static void
collect_column (Plan *plan,
                guint index)
{
  const DzColumn *column = dz_comparison_column (plan->comparison, index);
  GPtrArray *facts = dz_extraction_get_facts (column->extraction);

  plan->last_block = G_MAXUINT;
  for (guint i = 0; i < facts->len; i++) {
    DzFact *fact = g_ptr_array_index (facts, i);
    gint64 slot;

    if (i + AHEAD < facts->len)
      __builtin_prefetch (g_ptr_array_index (facts, i + AHEAD));
    slot = find_slot_fast (plan, fact);
    if (slot == -1 || (fact->year != 0 && fact->year != column->year))
      continue;
    if (slot == -2) {
      guint other = find_unmapped (plan, index, fact);
      Unmapped *row = &g_array_index (plan->unmapped, Unmapped, other);

      row->n_columns++;
      row->in_table |= fact->where != DZ_WHERE_PROSE;
      add_entry (plan, plan->n_mapped + other, index, fact);
    } else if (plan->shown[slot] == NULL) {
      guint32 small = (guint32) slot;

      plan->shown[slot] = fact;
      g_array_append_val (plan->touched, small);
    } else if (is_better (fact, plan->shown[slot])) {
      plan->shown[slot] = fact;
    }
  }
  for (guint i = 0; i < plan->touched->len; i++) {
    guint32 slot = g_array_index (plan->touched, guint32, i);

    add_entry (plan, slot, index, plan->shown[slot]);
    plan->counts[slot]++;
    plan->shown[slot] = NULL;
  }
  g_array_set_size (plan->touched, 0);
}

static guint
add_row (DzComparison *self,
         DzMatrixRow row)
{
  g_array_append_val (self->rows, row);
  if (row.parent >= 0)
    dz_comparison_row (self, (guint) row.parent)->is_group = TRUE;
  return self->rows->len - 1;
}

static void
add_indicator_rows (Plan *plan,
                    guint index,
                    int parent,
                    guint32 *row_of)
{
  DzComparison *self = plan->comparison;
  const DzIndicator *indicator = g_ptr_array_index (plan->indicators, index);
  guint depth = parent >= 0 ? dz_comparison_row (self, (guint) parent)->depth + 1 : 0;
  const DzMember *total = indicator->dimension != NULL ? member_at (plan, indicator->dimension, 0) : NULL;
  const char *member = total != NULL ? total->id : NULL;
  DzMatrixRow row = {
    .indicator = indicator, .unit = indicator->unit != NULL ? indicator->unit : "", .depth = depth, .parent = parent,
    .is_group = indicator->kind == DZ_INDICATOR_HEADER, .label = g_strdup (dz_indicator_get_label (indicator))
  };
  guint first;

  if (indicator->dimension != NULL && plan->wanted != NULL && plan->stride == 1)
    member = plan->wanted;
  row.member = g_intern_string (member);
  row.key = member != NULL ? g_strdup_printf ("%s[%s]", indicator->id, member) : g_strdup (indicator->id);
  first = add_row (self, row);
  row_of[index * plan->stride] = first + 1;
  for (guint place = 1; place < plan->stride; place++) {
    const DzMember *part;

    if (plan->counts[index * plan->stride + place] == 0 || indicator->dimension == NULL)
      continue;
    part = member_at (plan, indicator->dimension, place);
    if (part == NULL)
      continue;
    row.member = g_intern_string (part->id);
    row.key = g_strdup_printf ("%s[%s]", indicator->id, part->id);
    row.label = g_strdup (dz_member_get_label (part));
    row.depth = depth + 1;
    row.parent = (int) first;
    row.is_group = FALSE;
    row_of[index * plan->stride + place] = add_row (self, row) + 1;
  }
}

/* Indicators that occur, and all above them, in the order of the tree. */
static void
add_mapped_rows (Plan *plan,
                 guint32 *row_of)
{
  guint n = plan->indicators->len, top = 0;
  g_autofree gboolean *used = g_new0 (gboolean, n);
  g_autofree int *parents = g_new (int, n);
  g_autofree int *child = g_new (int, n + 1); /* the first; [n] of the root */
  g_autofree int *sibling = g_new (int, n);
  g_autofree guint *stack = g_new (guint, n);
  int next;

  for (guint i = 0; i <= n; i++)
    child[i] = -1;
  for (guint i = n; i-- > 0;) {
    const DzIndicator *indicator = g_ptr_array_index (plan->indicators, i);
    guint found = 0;

    if (indicator->parent != NULL)
      found = GPOINTER_TO_UINT (g_hash_table_lookup (plan->indexes, g_intern_string (indicator->parent)));
    parents[i] = (int) found - 1;
    sibling[i] = child[found > 0 ? found - 1 : n];
    child[found > 0 ? found - 1 : n] = (int) i;
  }
  for (guint i = 0; i < n; i++) {
    gboolean occurs = FALSE;
    int above = (int) i;

    for (guint place = 0; place < plan->stride; place++)
      occurs |= plan->counts[i * plan->stride + place] > 0;
    for (; occurs && above >= 0 && !used[above]; above = parents[above])
      used[above] = TRUE;
  }
  /* Down to the first child, else on to the next sibling of the nearest above. */
  next = child[n];
  while (next >= 0 || top > 0) {
    if (next < 0) {
      next = sibling[stack[--top]];
    } else if (!used[next]) {
      next = sibling[next];
    } else {
      add_indicator_rows (plan, (guint) next, top > 0 ? (int) row_of[stack[top - 1] * plan->stride] - 1 : -1, row_of);
      stack[top++] = (guint) next;
      next = child[next];
    }
  }
}

static const char *
derived_label (const DzDerived *derived)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh") ? derived->zh : derived->en;
}

static void
add_derived_rows (Plan *plan)
{
  DzComparison *self = plan->comparison;
  GPtrArray *derived = dz_catalogue_get_derived (self->catalogue);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint group;

  if (derived == NULL || derived->len == 0 || self->rows->len == 0)
    return;
  group = add_row (self, (DzMatrixRow) { .key = g_strdup ("derived"), .label = g_strdup (_ ("Derived indicators")),
                                         .unit = "", .parent = -1, .is_group = TRUE });
  for (guint i = 0; i < derived->len; i++) {
    const DzDerived *d = g_ptr_array_index (derived, i);

    if (g_hash_table_add (seen, (gpointer) d->id))
      add_row (self, (DzMatrixRow) { .derived = d, .key = g_strdup (d->id), .unit = d->percent ? "%" : d->unit,
                                     .label = g_strdup (derived_label (d)), .depth = 1,
                                     .parent = (int) group });
  }
}

static void
add_unmapped_rows (Plan *plan,
                   guint32 *row_of)
{
  DzComparison *self = plan->comparison;
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  int group = -1;

  for (guint i = 0; i < plan->unmapped->len; i++) {
    const Unmapped *u = &g_array_index (plan->unmapped, Unmapped, i);
    gpointer n = g_hash_table_lookup (labels, u->first->label);

    g_hash_table_insert (labels, u->first->label, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
  }
  for (guint i = 0; i < plan->unmapped->len; i++) {
    const Unmapped *u = &g_array_index (plan->unmapped, Unmapped, i);
    gboolean alone = GPOINTER_TO_UINT (g_hash_table_lookup (labels, u->first->label)) == 1;
    const char *label = alone || u->first->path[0] == '\0' ? u->first->label : u->first->path;

    /* What one text says in passing cannot be compared: it stays with the report. */
    if (!u->in_table && u->n_columns < 2)
      continue;
    if (group < 0)
      group = (int) add_row (self, (DzMatrixRow) { .key = g_strdup ("other"), .label = g_strdup (_ ("Other rows")),
                                                   .unit = "", .parent = -1, .is_group = TRUE });
    row_of[i] = add_row (self, (DzMatrixRow) { .key = g_strdup (u->key), .label = g_strdup (label), .depth = 1,
                                               .unit = g_intern_string (u->first->unit), .parent = group }) + 1;
  }
}

static DzValue
value_in_row (DzComparison *self,
              const DzMatrixRow *row,
              const Entry *entry)
{
  DzValue value = entry->fact->value;
  const char *unit;
  int power;

  if (value.kind != DZ_VALUE_NUMBER || !dz_unit_get_power (row->unit, &power))
    return value;
  unit = entry->fact->unit;
  if (unit[0] == '\0' && row->indicator != NULL) {
    const DzForm *form = dz_catalogue_lookup_form (self->catalogue, g_ptr_array_index (self->forms, entry->form));
    const DzFormRow *form_row = form != NULL ? dz_form_lookup_row (form, row->indicator->id) : NULL;

    if (form_row != NULL && form_row->unit != NULL)
      unit = form_row->unit;
  }
  /* Too large to be converted: better no number than one in another unit. */
  if (!dz_unit_convert (value.number, unit, row->unit, &value.number))
    return dz_value_none (DZ_VALUE_NOT_APPLICABLE);
  return value;
}

static void
lay_out_cells (Plan *plan,
               const guint32 *row_of)
{
  DzComparison *self = plan->comparison;
  g_autofree guint *fill = NULL;
  guint n = 0;

  self->spans = g_new0 (DzSpan, self->rows->len + 1);
  for (guint i = 0; i < plan->entries->len; i++) {
    Entry *entry = &g_array_index (plan->entries, Entry, i);

    entry->slot = row_of[entry->slot];
    if (entry->slot > 0)
      self->spans[entry->slot - 1].n++;
  }
  fill = g_new0 (guint, self->rows->len + 1);
  for (guint row = 0; row < self->rows->len; row++) {
    /* Derived rows get a cell for every column that has a formula, later. */
    if (dz_comparison_row (self, row)->derived != NULL)
      self->spans[row].n = self->columns->len;
    self->spans[row].first = fill[row] = n;
    n += self->spans[row].n;
    if (dz_comparison_row (self, row)->derived != NULL)
      self->spans[row].n = 0;
  }
  self->cells = g_new (DzMatrixCell, n);
  self->cell_columns = g_new (guint32, n);
  self->cell_forms = g_new (guint8, n);
  for (guint i = 0; i < plan->entries->len; i++) {
    const Entry *entry = &g_array_index (plan->entries, Entry, i);
    guint at;

    if (i + AHEAD < plan->entries->len)
      __builtin_prefetch (&entry[AHEAD].fact->value);
    if (entry->slot == 0)
      continue;
    at = fill[entry->slot - 1]++;
    self->cells[at] = (DzMatrixCell) {
      .value = value_in_row (self, dz_comparison_row (self, entry->slot - 1), entry), .fact = entry->fact, .baseline = -1
    };
    self->cell_columns[at] = entry->column;
    self->cell_forms[at] = entry->form;
  }
}

/* A unit for rows that the catalogue leaves without one: the first that is printed. */
static void
complete_units (Plan *plan,
                const guint32 *row_of)
{
  for (guint i = 0; i < plan->entries->len; i++) {
    const Entry *entry = &g_array_index (plan->entries, Entry, i);
    DzMatrixRow *row;

    if (row_of[entry->slot] == 0)
      continue;
    row = dz_comparison_row (plan->comparison, row_of[entry->slot] - 1);
    if (row->unit[0] == '\0' && entry->fact->unit[0] != '\0')
      row->unit = g_intern_string (entry->fact->unit);
  }
}

void
dz_comparison_build_rows (DzComparison *self)
{
  Plan plan = { self, dz_catalogue_get_indicators (self->catalogue) };
  g_autofree guint32 *row_of = NULL;

  plan.indexes = g_hash_table_new (NULL, NULL);
  plan.member_slots = g_hash_table_new (NULL, NULL);
  plan.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  plan.unmapped = g_array_new (FALSE, TRUE, sizeof (Unmapped));
  g_array_set_clear_func (plan.unmapped, clear_unmapped);
  plan.by_key = g_hash_table_new (g_str_hash, g_str_equal);
  plan.by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plan.touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  plan.stride = 1;
  for (guint i = 0; i < plan.indicators->len; i++) {
    const DzIndicator *indicator = g_ptr_array_index (plan.indicators, i);

    g_hash_table_insert (plan.indexes, (gpointer) g_intern_string (indicator->id), GUINT_TO_POINTER (i + 1));
  }
  plan_members (&plan);
  plan.n_mapped = plan.indicators->len * plan.stride;
  plan.shown = g_new0 (DzFact *, plan.n_mapped);
  plan.counts = g_new0 (guint32, plan.n_mapped);
  plan.known = g_new0 (Known, N_KNOWN);
  for (guint i = 0; i < self->columns->len; i++)
    collect_column (&plan, i);

  row_of = g_new0 (guint32, plan.n_mapped + plan.unmapped->len + 1);
  add_mapped_rows (&plan, row_of);
  add_derived_rows (&plan);
  add_unmapped_rows (&plan, row_of + plan.n_mapped);
  complete_units (&plan, row_of);
  lay_out_cells (&plan, row_of);

  g_hash_table_unref (plan.indexes);
  g_hash_table_unref (plan.member_slots);
  g_hash_table_unref (plan.by_key);
  g_hash_table_unref (plan.by_path);
  g_array_unref (plan.entries);
  g_array_unref (plan.unmapped);
  g_array_unref (plan.touched);
  g_free (plan.known);
  g_free (plan.shown);
  g_free (plan.counts);
}
