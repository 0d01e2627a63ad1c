/* dz-labels.c - which rows, columns and members of the forms a label can mean
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-labels.h"

#include "dz-text.h"

#include <string.h>

typedef struct {
  char **keys;
  char *path;
  const DzFormRow *above;
} RowPlace;

typedef struct {
  const DzForm *form;
  GHashTable *places; /* DzFormRow (borrowed) -> RowPlace (owned) */
  char **anchors;     /* keys */
  char **counters;
} FormPlace;

typedef struct {
  DzLabelInfo info; /* rows in the array */
  GArray *rows;     /* of DzLabelRow */
} Entry;

struct _DzLabels {
  guint serial;
  FormPlace *forms;
  guint n_forms;
  GHashTable *by_key;   /* key -> Entry, both owned */
  GHashTable *matrix;   /* joined keys -> Entry, both owned */
  GHashTable *units;    /* folded unit (owned) -> interned unit */
  const DzMember **columns; /* NULL-terminated */
};

static void
row_place_free (RowPlace *place)
{
  g_strfreev (place->keys);
  g_free (place->path);
  g_free (place);
}

static void
entry_free (Entry *entry)
{
  g_array_unref (entry->rows);
  g_free ((char *) entry->info.key);
  g_free (entry);
}

static void
dz_labels_free (DzLabels *self)
{
  for (guint i = 0; i < self->n_forms; i++) {
    g_hash_table_unref (self->forms[i].places);
    g_strfreev (self->forms[i].anchors);
    g_strfreev (self->forms[i].counters);
  }
  g_free (self->forms);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->matrix);
  g_hash_table_unref (self->units);
  g_free (self->columns);
  g_free (self);
}

static Entry *
ensure_entry (GHashTable *table,
              const char *key)
{
  Entry *entry = g_hash_table_lookup (table, key);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->info.key = g_strdup (key);
  entry->rows = g_array_new (FALSE, FALSE, sizeof (DzLabelRow));
  g_hash_table_insert (table, (gpointer) entry->info.key, entry);
  return entry;
}

/* "规章 / 本年制发件数" to its keys. */
static char **
split_label (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, " / ", -1);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    char *key = dz_text_label_key (parts[i]);

    if (key[0] != '\0')
      g_ptr_array_add (keys, key);
    else
      g_free (key);
  }
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}

static void
add_row (Entry *entry,
         guint form,
         const DzFormRow *row,
         gboolean printed)
{
  DzLabelRow label_row = { form, row, printed };

  for (guint i = 0; i < entry->rows->len; i++) {
    DzLabelRow *known = &g_array_index (entry->rows, DzLabelRow, i);

    if (known->form == form && known->row == row) {
      known->printed |= printed;
      return;
    }
  }
  g_array_append_val (entry->rows, label_row);
}

/* Other spellings come back with every form that has the row. */
static char **
peek_keys (GHashTable *split,
           const char *label)
{
  char **keys = g_hash_table_lookup (split, label);

  if (keys == NULL) {
    keys = split_label (label);
    g_hash_table_insert (split, (gpointer) label, keys);
  }
  return keys;
}

static void
add_label (DzLabels *self,
           guint form,
           const DzFormRow *row,
           const char *label,
           gboolean printed,
           GHashTable *split)
{
  char **keys = peek_keys (split, label);
  guint n = g_strv_length (keys);
  g_autofree char *joined = NULL;

  if (n == 0)
    return;
  if (n == 1) {
    add_row (ensure_entry (self->by_key, keys[0]), form, row, printed);
    return;
  }
  joined = g_strjoinv ("/", keys);
  add_row (ensure_entry (self->matrix, joined), form, row, printed);
  for (guint i = 0; i < n; i++) {
    Entry *entry = ensure_entry (self->by_key, keys[i]);

    entry->info.parts |= i == 0 ? DZ_PART_FIRST : i + 1 == n ? DZ_PART_LAST : DZ_PART_MIDDLE;
    entry->info.part_forms |= G_GUINT64_CONSTANT (1) << form;
  }
}

static void
add_unit (DzLabels *self,
          const char *unit)
{
  char *folded;

  if (unit == NULL || unit[0] == '\0')
    return;
  folded = dz_text_fold_string (unit);
  g_hash_table_replace (self->units, folded, (gpointer) g_intern_string (unit));
}

/* Adds @label to a path, without a remark on the unit: that is kept apart. */
static void
append_label (GString *path,
              const char *label)
{
  const char *note = strstr (label, "（单位");
  const char *end = note != NULL ? strstr (note, "）") : NULL;

  if (end == NULL) {
    g_string_append (path, label);
    return;
  }
  g_string_append_len (path, label, note - label);
  g_string_append (path, end + strlen ("）"));
}

/* A row's place is found from the levels, in the order of the form. */
static void
place_row (FormPlace *form,
           const DzFormRow *row,
           const DzFormRow **stack,
           guint depth)
{
  RowPlace *place = g_new0 (RowPlace, 1);
  GString *path = g_string_new (NULL);
  const char *label = row->labels[0] != NULL ? row->labels[0] : row->indicator->zh;
  gboolean matrix = strstr (label, " / ") != NULL;

  place->keys = split_label (label);
  if (!matrix) {
    for (guint level = 1; level < depth && level < row->level; level++) {
      if (stack[level] == NULL)
        continue;
      place->above = stack[level];
      append_label (path, stack[level]->labels[0]);
      g_string_append (path, " / ");
    }
  }
  append_label (path, label);
  place->path = g_string_free (path, FALSE);
  g_hash_table_insert (form->places, (gpointer) row, place);
}

#define MAX_LEVELS 10u

static void
place_rows (FormPlace *place)
{
  const DzFormRow *stack[MAX_LEVELS] = { NULL };

  for (guint i = 0; i < place->form->rows->len; i++) {
    const DzFormRow *row = g_ptr_array_index (place->form->rows, i);

    place_row (place, row, stack, MAX_LEVELS);
    if (row->level == 0 || row->level >= MAX_LEVELS || row->labels[0] == NULL)
      continue;
    stack[row->level] = row;
    for (guint level = row->level + 1; level < MAX_LEVELS; level++)
      stack[level] = NULL;
  }
}

static char **
dup_keys (const char *const *labels)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    g_ptr_array_add (keys, dz_text_label_key (labels[i]));
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}

static void
add_form (DzLabels *self,
          guint index,
          const DzForm *form,
          GHashTable *split)
{
  FormPlace *place = &self->forms[index];

  place->form = form;
  place->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) row_place_free);
  place->anchors = dup_keys (form->anchors);
  place->counters = dup_keys (form->counter);
  place_rows (place);
  for (guint i = 0; i < form->rows->len; i++) {
    const DzFormRow *row = g_ptr_array_index (form->rows, i);

    for (guint j = 0; row->labels[j] != NULL; j++)
      add_label (self, index, row, row->labels[j], TRUE, split);
    for (guint j = 0; row->indicator->aliases != NULL && row->indicator->aliases[j] != NULL; j++)
      add_label (self, index, row, row->indicator->aliases[j], FALSE, split);
    add_unit (self, row->unit);
  }
}

static void
add_members (DzLabels *self,
             DzCatalogue *catalogue)
{
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);
  const char *dimension = NULL;
  GPtrArray *members;
  guint n = 0;
  const DzMember *total = NULL;

  for (guint i = 0; i < indicators->len && dimension == NULL; i++)
    dimension = ((const DzIndicator *) g_ptr_array_index (indicators, i))->dimension;
  members = dimension != NULL ? dz_catalogue_get_members (catalogue, dimension) : NULL;
  self->columns = g_new0 (const DzMember *, (members != NULL ? members->len : 0) + 1);
  for (guint i = 0; members != NULL && i < members->len; i++) {
    const DzMember *member = g_ptr_array_index (members, i);

    for (guint j = 0; member->labels != NULL && member->labels[j] != NULL; j++) {
      g_autofree char *key = dz_text_label_key (member->labels[j]);

      ensure_entry (self->by_key, key)->info.member = member;
    }
    if (member->is_total)
      total = member;
    else if (member->has_cells)
      self->columns[n++] = member;
  }
  if (total != NULL)
    self->columns[n] = total;
}

static void
finish_entries (GHashTable *table)
{
  GHashTableIter iter;
  Entry *entry;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry)) {
    entry->info.rows = (DzLabelRow *) (gpointer) entry->rows->data;
    entry->info.n_rows = entry->rows->len;
  }
}

static DzLabels *
dz_labels_new (DzCatalogue *catalogue)
{
  static guint last_serial;
  DzLabels *self = g_new0 (DzLabels, 1);
  GPtrArray *forms = dz_catalogue_get_forms (catalogue);
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);
  g_autoptr (GHashTable) split = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);

  self->serial = ++last_serial; /* under the lock of dz_labels_get() */
  self->n_forms = MIN (forms->len, DZ_LABELS_MAX_FORMS);
  self->forms = g_new0 (FormPlace, self->n_forms + 1);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  self->matrix = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->n_forms; i++)
    add_form (self, i, g_ptr_array_index (forms, i), split);
  for (guint i = 0; i < indicators->len; i++)
    add_unit (self, ((const DzIndicator *) g_ptr_array_index (indicators, i))->unit);
  add_members (self, catalogue);
  finish_entries (self->by_key);
  finish_entries (self->matrix);
  return self;
}

DzLabels *
dz_labels_get (DzCatalogue *catalogue)
{
  static GMutex lock;
  static GQuark quark;
  DzLabels *self;

  g_mutex_lock (&lock);
  if (quark == 0)
    quark = g_quark_from_static_string ("dz-labels");
  self = g_object_get_qdata (G_OBJECT (catalogue), quark);
  if (self == NULL) {
    self = dz_labels_new (catalogue);
    g_object_set_qdata_full (G_OBJECT (catalogue), quark, self, (GDestroyNotify) dz_labels_free);
  }
  g_mutex_unlock (&lock);
  return self;
}

guint
dz_labels_get_serial (DzLabels *self)
{
  return self->serial;
}

const DzLabelInfo *
dz_labels_lookup (DzLabels *self,
                  const char *key)
{
  Entry *entry = g_hash_table_lookup (self->by_key, key);

  return entry != NULL ? &entry->info : NULL;
}

const DzLabelInfo *
dz_labels_lookup_matrix (DzLabels *self,
                         const char *joined)
{
  Entry *entry = g_hash_table_lookup (self->matrix, joined);

  return entry != NULL ? &entry->info : NULL;
}

guint
dz_labels_get_n_forms (DzLabels *self)
{
  return self->n_forms;
}

const DzForm *
dz_labels_get_form (DzLabels *self,
                    guint index)
{
  return self->forms[index].form;
}

int
dz_labels_find_form (DzLabels *self,
                     const char *id)
{
  for (guint i = 0; i < self->n_forms; i++)
    if (strcmp (self->forms[i].form->id, id) == 0)
      return (int) i;
  return -1;
}

static const RowPlace *
find_place (DzLabels *self,
            guint form,
            const DzFormRow *row)
{
  return g_hash_table_lookup (self->forms[form].places, row);
}

const char *const *
dz_labels_get_row_keys (DzLabels *self,
                        guint form,
                        const DzFormRow *row)
{
  return (const char *const *) find_place (self, form, row)->keys;
}

const char *
dz_labels_get_row_path (DzLabels *self,
                        guint form,
                        const DzFormRow *row)
{
  return find_place (self, form, row)->path;
}

const DzFormRow *
dz_labels_get_row_above (DzLabels *self,
                         guint form,
                         const DzFormRow *row)
{
  return find_place (self, form, row)->above;
}

guint64
dz_labels_find_anchors (DzLabels *self,
                        const char *key,
                        gboolean against)
{
  guint64 forms = 0;

  for (guint i = 0; i < self->n_forms; i++) {
    char **anchors = against ? self->forms[i].counters : self->forms[i].anchors;

    for (guint j = 0; anchors[j] != NULL; j++)
      if (strstr (key, anchors[j]) != NULL)
        forms |= G_GUINT64_CONSTANT (1) << i;
  }
  return forms;
}

const char *
dz_labels_find_unit (DzLabels *self,
                     const char *folded)
{
  return g_hash_table_lookup (self->units, folded);
}

const DzMember *const *
dz_labels_get_member_columns (DzLabels *self)
{
  return self->columns;
}
