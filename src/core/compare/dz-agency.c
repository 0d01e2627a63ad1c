/* dz-agency.c - which reports are of one agency
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signs it goes by: the name, and the region that recognition found. Reports with one name and
 * one region are one entry; entries are joined by a union of sets.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-agency.h"

#include "dz-text.h"

#include <string.h>

/* Entries of one name that are compared with each other: places of one name are few. */
#define MAX_NAMESAKES 64u

/* A shorter name would be the tail of everything (司法局). */
#define MIN_TAIL_BYTES (3u * 4u)

typedef struct {
  const char *name;   /* folded */
  const char *region; /* folded, "" unknown */
  guint first;        /* index of its first report */
  guint set;          /* an entry of the same agency; itself at the root */
  guint candidate;    /* the only longer name that it could stand for */
  guint n_candidates;
} Entry;

typedef struct {
  GArray *entries;      /* of Entry */
  GHashTable *by_name;  /* folded name (owned) -> GArray of guint, entries (owned) */
  GStringChunk *texts;
} Groups;

static Entry *
entry (Groups *self,
       guint index)
{
  return &g_array_index (self->entries, Entry, index);
}

static guint
find_root (Groups *self,
           guint index)
{
  while (entry (self, index)->set != index)
    index = entry (self, index)->set = entry (self, entry (self, index)->set)->set;
  return index;
}

static void
join (Groups *self,
      guint a,
      guint b)
{
  a = find_root (self, a);
  b = find_root (self, b);
  /* The first report's entry stays the root. */
  if (a < b)
    entry (self, b)->set = a;
  else
    entry (self, a)->set = b;
}

static gboolean
regions_fit (const char *a,
             const char *b)
{
  return strstr (a, b) != NULL || strstr (b, a) != NULL;
}

/* Does a place (区, 县 …) stand in @name before its end? */
static gboolean
names_place (const char *name)
{
  static const char *const marks[] = { "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    const char *mark = strstr (name, marks[i]);

    if (mark != NULL && mark > name && mark[strlen (marks[i])] != '\0')
      return TRUE;
  }
  return FALSE;
}

static void
join_namesakes (Groups *self,
                GArray *list)
{
  guint known = G_MAXUINT, n_known = 0;

  if (list->len > MAX_NAMESAKES)
    return;
  for (guint i = 0; i < list->len; i++) {
    guint a = g_array_index (list, guint, i);

    for (guint j = 0; j < i && entry (self, a)->region[0] != '\0'; j++) {
      guint b = g_array_index (list, guint, j);

      if (entry (self, b)->region[0] != '\0' && regions_fit (entry (self, a)->region, entry (self, b)->region))
        join (self, a, b);
    }
  }
  /* A report without a region joins when there is only one agency it can be. */
  for (guint i = 0; i < list->len; i++) {
    guint a = g_array_index (list, guint, i);

    if (entry (self, a)->region[0] != '\0' && (known == G_MAXUINT || find_root (self, a) != find_root (self, known))) {
      known = a;
      n_known++;
    }
  }
  for (guint i = 0; i < list->len && n_known == 1; i++)
    join (self, known, g_array_index (list, guint, i));
}

static void
try_tail (Groups *self,
          guint longer,
          guint shorter,
          const char *prefix)
{
  const Entry *l = entry (self, longer);
  Entry *s = entry (self, shorter);

  if (s->region[0] != '\0') {
    if (strstr (s->region, prefix) != NULL
        || (l->region[0] != '\0' && strstr (l->region, prefix) != NULL && regions_fit (l->region, s->region)))
      join (self, longer, shorter);
  } else if (names_place (s->name)) {
    if (s->n_candidates == 0 || find_root (self, s->candidate) != find_root (self, longer))
      s->n_candidates++;
    s->candidate = longer;
  }
}

static void
join_tails (Groups *self,
            guint longer)
{
  const char *name = entry (self, longer)->name;
  gsize length = strlen (name);

  for (const char *tail = g_utf8_next_char (name); tail + MIN_TAIL_BYTES <= name + length; tail = g_utf8_next_char (tail)) {
    GArray *list = g_hash_table_lookup (self->by_name, tail);
    g_autofree char *prefix = NULL;

    if (list == NULL || list->len > MAX_NAMESAKES)
      continue;
    prefix = g_strndup (name, (gsize) (tail - name));
    for (guint i = 0; i < list->len; i++)
      try_tail (self, longer, g_array_index (list, guint, i), prefix);
  }
}

static guint
add_entry (Groups *self,
           const char *name,
           const char *region,
           guint first)
{
  g_autofree char *folded = dz_text_fold_string (name);
  g_autofree char *folded_region = dz_text_fold_string (region);
  Entry new = {
    g_string_chunk_insert (self->texts, folded), g_string_chunk_insert_const (self->texts, folded_region),
    first, self->entries->len, 0, 0
  };
  GArray *list = g_hash_table_lookup (self->by_name, new.name);

  if (list == NULL) {
    list = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_insert (self->by_name, (gpointer) new.name, list);
  }
  g_array_append_val (list, new.set);
  g_array_append_val (self->entries, new);
  return new.set;
}

void
dz_agency_group (guint n,
                 const char *const *names,
                 const char *const *regions,
                 guint *groups)
{
  Groups self = {
    g_array_new (FALSE, FALSE, sizeof (Entry)),
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref),
    g_string_chunk_new (4096)
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer list;

  /* Until the end, groups holds entries. */
  for (guint i = 0; i < n; i++) {
    char *key = g_strconcat (names[i], "\n", regions[i], NULL);
    gpointer known;

    if (names[i][0] == '\0') {
      groups[i] = G_MAXUINT;
      g_free (key);
    } else if (g_hash_table_lookup_extended (seen, key, NULL, &known)) {
      groups[i] = GPOINTER_TO_UINT (known);
      g_free (key);
    } else {
      groups[i] = add_entry (&self, names[i], regions[i], i);
      g_hash_table_insert (seen, key, GUINT_TO_POINTER (groups[i]));
    }
  }
  g_hash_table_iter_init (&iter, self.by_name);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    join_namesakes (&self, list);
  for (guint i = 0; i < self.entries->len; i++)
    join_tails (&self, i);
  for (guint i = 0; i < self.entries->len; i++)
    if (entry (&self, i)->n_candidates == 1)
      join (&self, entry (&self, i)->candidate, i);
  for (guint i = 0; i < n; i++)
    groups[i] = groups[i] == G_MAXUINT ? i : entry (&self, find_root (&self, groups[i]))->first;
  g_hash_table_unref (self.by_name);
  g_array_unref (self.entries);
  g_string_chunk_free (self.texts);
}
