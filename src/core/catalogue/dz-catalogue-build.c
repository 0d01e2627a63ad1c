/* dz-catalogue-build.c - groups to indicators, members, forms and what is known across forms
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema has passed: every key is known and of its type. What is left are references.
 */
#define G_LOG_DOMAIN "dz-catalogue"

#include "dz-catalogue-private.h"

#include <glib/gi18n-lib.h>

static const char *
get_text (const DzGroup *group,
          const char *key,
          const char *otherwise)
{
  const char *value = dz_group_get (group, key);

  return value != NULL ? value : otherwise;
}

static const char *
get_id (const DzGroup *group,
        const char *key,
        const char *otherwise)
{
  const char *value = dz_group_get (group, key);

  return value != NULL ? g_intern_string (value) : otherwise;
}

static void
check_reference (DzLoader *self,
                 const DzGroup *group,
                 const char *key,
                 GHashTable *ids)
{
  const DzEntry *entry = dz_group_find (group, key);

  if (entry != NULL && entry->value[0] != '\0' && !g_hash_table_contains (ids, entry->value))
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” is not in the catalogue; correct “%s” or add it"), entry->value, key);
}

static void
build_indicator (DzLoader *self,
                 DzGroup *group)
{
  DzCatalogue *catalogue = self->catalogue;
  DzIndicator *indicator = dz_loader_allocate (self, sizeof *indicator);

  indicator->id = group->args[0];
  indicator->parent = get_id (group, "parent", NULL);
  indicator->zh = get_text (group, "zh", indicator->id);
  indicator->en = get_text (group, "en", indicator->zh);
  indicator->unit = get_text (group, "unit", "");
  indicator->kind = dz_group_get_word (group, "kind", DZ_WORDS_INDICATOR_KIND, 0);
  indicator->dimension = get_id (group, "dimension", NULL);
  indicator->relation = dz_group_get_word (group, "relation", DZ_WORDS_RELATION, 0);
  indicator->partition = get_text (group, "partition", "");
  indicator->aliases = dz_group_get_list (self, group, "aliases", FALSE);
  indicator->is_signed = dz_group_get_boolean (group, "signed", FALSE);
  indicator->order = catalogue->indicators->len;
  indicator->report_kind = group->report_kind;
  g_ptr_array_add (catalogue->indicators, indicator);
  g_hash_table_insert (catalogue->indicator_ids, (gpointer) indicator->id, indicator);
  g_hash_table_insert (catalogue->indicator_pointers, (gpointer) indicator->id, indicator);
}

/* Following parents must come to an end. */
static void
check_ancestry (DzLoader *self,
                const DzGroup *group)
{
  DzCatalogue *catalogue = self->catalogue;
  const DzIndicator *indicator = g_hash_table_lookup (catalogue->indicator_ids, group->args[0]);
  guint steps = 0;

  while (indicator != NULL && indicator->parent != NULL && steps++ <= catalogue->indicators->len)
    indicator = g_hash_table_lookup (catalogue->indicator_ids, indicator->parent);
  if (steps > catalogue->indicators->len)
    dz_loader_problem (self, group->file, group->line, _ ("“%s” is its own ancestor; correct a “parent”"), group->args[0]);
}

void
dz_loader_build_indicators (DzLoader *self)
{
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "indicator"))
      build_indicator (self, group);
  }
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (!g_str_equal (group->kind, "indicator"))
      continue;
    check_reference (self, group, "parent", self->catalogue->indicator_ids);
    check_reference (self, group, "dimension", self->catalogue->dimensions);
    check_ancestry (self, group);
  }
}

static void
build_member (DzLoader *self,
              DzGroup *group)
{
  DzCatalogue *catalogue = self->catalogue;
  DzMember *member = dz_loader_allocate (self, sizeof *member);
  DzGroup *dimension;

  member->id = group->args[0];
  member->dimension = get_id (group, "dimension", "");
  member->zh = get_text (group, "zh", member->id);
  member->en = get_text (group, "en", member->zh);
  member->parent = get_id (group, "parent", NULL);
  member->labels = dz_group_get_list (self, group, "labels", FALSE);
  dimension = dz_loader_find_group (self, "dimension", member->dimension);
  member->is_total = dimension != NULL && g_strcmp0 (dz_group_get (dimension, "total"), member->id) == 0;
  member->has_cells = TRUE;
  g_ptr_array_add (catalogue->members, member);
  g_hash_table_insert (catalogue->member_ids, (gpointer) member->id, member);
  if (dimension != NULL)
    g_ptr_array_add (g_hash_table_lookup (catalogue->dimensions, member->dimension), member);
}

/* A member that others are part of is a head over them, unless it is the total or says otherwise. */
static void
find_member_heads (DzLoader *self)
{
  DzCatalogue *catalogue = self->catalogue;

  for (guint i = 0; i < catalogue->members->len; i++) {
    const DzMember *member = catalogue->members->pdata[i];
    DzMember *parent = member->parent != NULL ? g_hash_table_lookup (catalogue->member_ids, member->parent) : NULL;

    if (parent != NULL && !parent->is_total)
      parent->has_cells = FALSE;
  }
}

void
dz_loader_build_members (DzLoader *self)
{
  DzCatalogue *catalogue = self->catalogue;

  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "dimension"))
      g_hash_table_insert (catalogue->dimensions, (gpointer) group->args[0], g_ptr_array_new ());
  }
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "member"))
      build_member (self, group);
  }
  find_member_heads (self);
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "dimension"))
      check_reference (self, group, "total", catalogue->member_ids);
    if (!g_str_equal (group->kind, "member"))
      continue;
    check_reference (self, group, "parent", catalogue->member_ids);
    check_reference (self, group, "dimension", catalogue->dimensions);
    if (dz_group_get (group, "cells") != NULL)
      ((DzMember *) g_hash_table_lookup (catalogue->member_ids, group->args[0]))->has_cells =
        dz_group_get_boolean (group, "cells", TRUE);
  }
}

static void
form_entry_free (gpointer data)
{
  DzFormEntry *entry = data;

  g_ptr_array_unref (entry->form.rows);
  g_hash_table_unref (entry->by_indicator);
  g_hash_table_unref (entry->by_pointer);
}

static void
build_form (DzLoader *self,
            DzGroup *group)
{
  DzCatalogue *catalogue = self->catalogue;
  DzFormEntry *entry = dz_loader_allocate (self, sizeof *entry);
  DzForm *form = &entry->form;

  form->id = group->args[0];
  form->zh = get_text (group, "zh", form->id);
  form->en = get_text (group, "en", form->zh);
  form->extends = get_id (group, "extends", NULL);
  form->report_kind = group->report_kind;
  form->first_year = dz_group_get_uint (group, "first-year", 0);
  form->last_year = dz_group_get_uint (group, "last-year", 0);
  form->anchors = dz_group_get_list (self, group, "anchors", FALSE);
  form->counter = dz_group_get_list (self, group, "counter", FALSE);
  form->rows = g_ptr_array_new ();
  entry->by_indicator = g_hash_table_new (g_str_hash, g_str_equal);
  entry->by_pointer = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (catalogue->forms, entry);
  g_hash_table_insert (catalogue->form_ids, (gpointer) form->id, entry);
}

/* A fresh row that follows the indicator, or a copy of the row taken over. */
static DzFormRow *
start_row (DzLoader *self,
           const DzFormEntry *base,
           const DzIndicator *indicator)
{
  DzFormRow *row = dz_loader_allocate (self, sizeof *row);
  const DzFormRow *taken = base != NULL ? g_hash_table_lookup (base->by_indicator, indicator->id) : NULL;

  if (taken != NULL) {
    *row = *taken;
    return row;
  }
  row->indicator = indicator;
  row->labels = dz_loader_allocate (self, sizeof (char *));
  row->unit = indicator->unit;
  row->parent = indicator->parent;
  row->relation = indicator->relation;
  row->partition = indicator->partition;
  row->has_cells = indicator->kind != DZ_INDICATOR_HEADER;
  return row;
}

static void
apply_row_keys (DzLoader *self,
                DzGroup *group,
                DzFormRow *row)
{
  const char *unit = dz_group_get (group, "unit");

  row->labels = dz_group_get_list (self, group, "labels", FALSE);
  row->level = dz_group_get_uint (group, "level", row->level);
  row->order = dz_group_get_uint (group, "order", row->order);
  row->parent = get_id (group, "parent", row->parent);
  row->relation = dz_group_get_word (group, "relation", DZ_WORDS_RELATION, row->relation);
  row->partition = get_text (group, "partition", row->partition);
  if (unit != NULL && g_str_equal (unit, "(none)")) {
    row->unit = "";
    row->has_cells = FALSE;
  } else if (unit != NULL) {
    row->unit = unit;
  }
  row->has_cells = dz_group_get_boolean (group, "cells", row->has_cells);
}

static void
build_row (DzLoader *self,
           DzGroup *group)
{
  DzCatalogue *catalogue = self->catalogue;
  DzFormEntry *entry = g_hash_table_lookup (catalogue->form_ids, group->args[0]);
  const DzIndicator *indicator = g_hash_table_lookup (catalogue->indicator_ids, group->args[1]);
  DzFormRow *row;

  if (entry == NULL || indicator == NULL) {
    dz_loader_problem (self, group->file, group->line, _ ("“%s” is not in the catalogue; correct the head or add it"),
                       entry == NULL ? group->args[0] : group->args[1]);
    return;
  }
  row = start_row (self, entry->form.extends != NULL ? g_hash_table_lookup (catalogue->form_ids, entry->form.extends) : NULL,
                   indicator);
  apply_row_keys (self, group, row);
  g_ptr_array_add (entry->form.rows, row);
  g_hash_table_insert (entry->by_indicator, (gpointer) indicator->id, row);
  check_reference (self, group, "parent", catalogue->indicator_ids);
}

/* Rows of the base that the form does not change. */
static void
take_over_rows (DzFormEntry *entry,
                const DzFormEntry *base)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < base->form.rows->len; i++) {
    DzFormRow *row = base->form.rows->pdata[i];

    if (g_hash_table_contains (entry->by_indicator, row->indicator->id))
      continue;
    g_ptr_array_add (rows, row);
    g_hash_table_insert (entry->by_indicator, (gpointer) row->indicator->id, row);
  }
  g_ptr_array_extend (rows, entry->form.rows, NULL, NULL);
  g_ptr_array_unref (entry->form.rows);
  entry->form.rows = rows;
}

static gboolean
is_below (DzCatalogue *catalogue,
          const DzIndicator *indicator,
          const char *ancestor)
{
  for (guint i = 0; i < catalogue->indicators->len && indicator != NULL; i++) {
    if (indicator->parent == ancestor)
      return TRUE;
    indicator = indicator->parent != NULL ? g_hash_table_lookup (catalogue->indicator_pointers, indicator->parent) : NULL;
  }
  return FALSE;
}

typedef struct {
  guint key;
  DzFormRow *row;
} Place;

/* A row without a place is a head that comes before the first row below it, or else comes
 * behind the last row of the nearest ancestor that has any. */
static guint
find_place (DzCatalogue *catalogue,
            const DzFormEntry *entry,
            const DzFormRow *row)
{
  const char *ancestor = row->indicator->parent;
  guint first = G_MAXUINT;
  guint last = 0;

  for (guint i = 0; i < entry->form.rows->len; i++) {
    const DzFormRow *other = entry->form.rows->pdata[i];

    if (other->order > 0 && is_below (catalogue, other->indicator, row->indicator->id))
      first = MIN (first, other->order);
  }
  if (first != G_MAXUINT)
    return 2 * first - 1;
  while (ancestor != NULL && last == 0) {
    const DzIndicator *parent = g_hash_table_lookup (catalogue->indicator_pointers, ancestor);

    for (guint i = 0; i < entry->form.rows->len; i++) {
      const DzFormRow *other = entry->form.rows->pdata[i];

      if (other->indicator->id == ancestor || is_below (catalogue, other->indicator, ancestor))
        last = MAX (last, other->order);
    }
    ancestor = parent != NULL ? parent->parent : NULL;
  }
  return last > 0 ? 2 * last : G_MAXUINT;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

  return x->key < y->key ? -1 : x->key > y->key;
}

/* The order becomes 1, 2, 3 …; g_array_sort() is stable. Rows taken over are shared with the
 * base, so one whose number changes is copied. */
static void
number_rows (DzLoader *self,
             DzFormEntry *entry)
{
  GPtrArray *rows = entry->form.rows;
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), rows->len);

  for (guint i = 0; i < rows->len; i++) {
    DzFormRow *row = rows->pdata[i];
    Place place = { row->order > 0 ? 2 * row->order : find_place (self->catalogue, entry, row), row };

    g_array_append_val (places, place);
  }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < rows->len; i++) {
    DzFormRow *row = g_array_index (places, Place, i).row;

    if (row->order != i + 1 && entry->form.extends != NULL) {
      DzFormRow *copy = dz_loader_allocate (self, sizeof *copy);

      *copy = *row;
      row = copy;
      g_hash_table_insert (entry->by_indicator, (gpointer) row->indicator->id, row);
    }
    row->order = i + 1;
    rows->pdata[i] = row;
    g_hash_table_insert (entry->by_pointer, (gpointer) row->indicator->id, row);
  }
}

static guint
form_depth (DzCatalogue *catalogue,
            const DzForm *form)
{
  guint depth = 0;

  while (form != NULL && form->extends != NULL && depth <= catalogue->forms->len) {
    form = g_hash_table_lookup (catalogue->form_ids, form->extends);
    depth++;
  }
  return depth;
}

/* Forms that others take over come first. */
static void
build_rows (DzLoader *self,
            guint depth)
{
  DzCatalogue *catalogue = self->catalogue;

  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];
    const DzForm *form;

    if (!g_str_equal (group->kind, "row"))
      continue;
    form = g_hash_table_lookup (catalogue->form_ids, group->args[0]);
    if (form_depth (catalogue, form) == depth)
      build_row (self, group);
  }
  for (guint i = 0; i < catalogue->forms->len; i++) {
    DzFormEntry *entry = catalogue->forms->pdata[i];
    DzFormEntry *base = entry->form.extends != NULL ? g_hash_table_lookup (catalogue->form_ids, entry->form.extends) : NULL;

    if (form_depth (catalogue, &entry->form) != depth)
      continue;
    if (base != NULL)
      take_over_rows (entry, base);
    number_rows (self, entry);
  }
}

void
dz_loader_build_forms (DzLoader *self)
{
  DzCatalogue *catalogue = self->catalogue;
  guint deepest = 0;

  g_ptr_array_set_free_func (catalogue->forms, form_entry_free);
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "form"))
      build_form (self, group);
  }
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];
    guint depth;

    if (!g_str_equal (group->kind, "form"))
      continue;
    check_reference (self, group, "extends", catalogue->form_ids);
    depth = form_depth (catalogue, g_hash_table_lookup (catalogue->form_ids, group->args[0]));
    if (depth > catalogue->forms->len)
      dz_loader_problem (self, group->file, group->line, _ ("“%s” extends itself; correct an “extends”"), group->args[0]);
    else
      deepest = MAX (deepest, depth);
  }
  for (guint depth = 0; depth <= deepest; depth++)
    build_rows (self, depth);
}

/* "a.b" or a sum "a.b+a.c". */
static gboolean
knows_ids (GHashTable *ids,
           const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_hash_table_contains (ids, parts[i]))
      return FALSE;
  return TRUE;
}

static void
build_link (DzLoader *self,
            DzGroup *group)
{
  DzCatalogue *catalogue = self->catalogue;
  DzLink *link = dz_loader_allocate (self, sizeof *link);
  gboolean same = g_str_equal (group->kind, "same");

  for (guint i = 0; i < group->n_args; i++)
    if (!knows_ids (same && i > 0 ? catalogue->form_ids : catalogue->indicator_ids, group->args[i]))
      dz_loader_problem (self, group->file, group->line, _ ("“%s” is not in the catalogue; correct the head or add it"),
                         group->args[i]);
  link->comparable = dz_group_get_word (group, "mark", DZ_WORDS_COMPARABLE, DZ_COMPARABLE_NO);
  link->detail = get_text (group, "detail", NULL);
  for (guint turn = 0; turn < 2; turn++) {
    const char *first = group->args[same ? 1 + turn : turn];
    const char *second = group->args[same ? 2 - turn : 1 - turn];

    g_hash_table_insert (catalogue->links,
                         same ? g_strjoin (" ", group->args[0], first, second, NULL) : g_strjoin (" ", first, second, NULL), link);
  }
}

void
dz_loader_build_links (DzLoader *self)
{
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "same") || g_str_equal (group->kind, "pair"))
      build_link (self, group);
  }
}
