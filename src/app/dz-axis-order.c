/* dz-axis-order.c - in which order the columns of a grid stand: moved, pinned, sorted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-axis-order.h"

#define NOWHERE G_MAXUINT

struct _DzAxisOrder {
  GPtrArray *keys;     /* of char *, in the natural order */
  GHashTable *by_key;  /* key (borrowed of keys) -> index + 1 */
  GPtrArray *moved;    /* of char *, the order given by hand, with keys that are not there now */
  GHashTable *pinned;  /* set of char * (owned), with keys that are not there now */
  guint *sources;      /* of the places */
  guint *places;       /* of the sources */
  guint *ranks;        /* of the sources, or NULL */
  guint n_pinned;
};

DzAxisOrder *
dz_axis_order_new (void)
{
  DzAxisOrder *self = g_new0 (DzAxisOrder, 1);

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->moved = g_ptr_array_new_with_free_func (g_free);
  self->pinned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
dz_axis_order_free (DzAxisOrder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->moved);
  g_hash_table_unref (self->pinned);
  g_free (self->sources);
  g_free (self->places);
  g_free (self->ranks);
  g_free (self);
}

static guint
find_key (const DzAxisOrder *self,
          const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key)) - 1;
}

/* The order given by hand, with what is new behind its natural neighbour: a chain in which each
 * tells the next; [n] is the first. */
static guint *
chain_by_hand (const DzAxisOrder *self)
{
  guint n = self->keys->len;
  guint *next = g_new (guint, n + 1);
  g_autofree guint8 *known = g_new0 (guint8, n + 1);
  guint last = n;

  next[n] = NOWHERE;
  for (guint i = 0; i < self->moved->len; i++) {
    guint source = find_key (self, g_ptr_array_index (self->moved, i));

    if (source == NOWHERE || known[source])
      continue;
    known[source] = TRUE;
    next[last] = source;
    next[source] = NOWHERE;
    last = source;
  }
  for (guint i = 0; i < n; i++) {
    guint neighbour = i == 0 ? n : i - 1;

    if (known[i])
      continue;
    next[i] = next[neighbour];
    next[neighbour] = i;
  }
  return next;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer user_data)
{
  const guint *ranks = user_data;
  guint x = ranks[*(const guint *) a], y = ranks[*(const guint *) b];

  return x < y ? -1 : x > y;
}

static void
arrange (DzAxisOrder *self)
{
  guint n = self->keys->len;
  g_autofree guint *next = chain_by_hand (self);
  guint n_others = 0;

  g_free (self->sources);
  g_free (self->places);
  self->sources = g_new (guint, n + 1);
  self->places = g_new (guint, n + 1);
  self->n_pinned = 0;
  for (guint i = next[n]; i != NOWHERE; i = next[i])
    self->n_pinned += g_hash_table_contains (self->pinned, g_ptr_array_index (self->keys, i));
  for (guint i = next[n], front = 0; i != NOWHERE; i = next[i]) {
    gboolean pinned = g_hash_table_contains (self->pinned, g_ptr_array_index (self->keys, i));

    self->sources[pinned ? front++ : self->n_pinned + n_others++] = i;
  }
  if (self->ranks != NULL)
    g_qsort_with_data (self->sources + self->n_pinned, (int) n_others, sizeof (guint), compare_ranks, self->ranks);
  for (guint i = 0; i < n; i++)
    self->places[self->sources[i]] = i;
}

void
dz_axis_order_set_keys (DzAxisOrder *self,
                        const char *const *keys,
                        guint n)
{
  g_hash_table_remove_all (self->by_key);
  g_ptr_array_set_size (self->keys, 0);
  g_clear_pointer (&self->ranks, g_free);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (self->keys, g_strdup (keys[i]));
    g_hash_table_insert (self->by_key, g_ptr_array_index (self->keys, i), GUINT_TO_POINTER (i + 1));
  }
  arrange (self);
}

guint
dz_axis_order_get_n (const DzAxisOrder *self)
{
  return self->keys->len;
}

guint
dz_axis_order_get_n_pinned (const DzAxisOrder *self)
{
  return self->n_pinned;
}

guint
dz_axis_order_get_source (const DzAxisOrder *self,
                          guint place)
{
  g_return_val_if_fail (place < self->keys->len, 0);
  return self->sources[place];
}

guint
dz_axis_order_get_place (const DzAxisOrder *self,
                         guint source)
{
  g_return_val_if_fail (source < self->keys->len, 0);
  return self->places[source];
}

void
dz_axis_order_sort (DzAxisOrder *self,
                    const guint *ranks)
{
  g_clear_pointer (&self->ranks, g_free);
  if (ranks != NULL)
    self->ranks = g_memdup2 (ranks, self->keys->len * sizeof (guint));
  arrange (self);
}

/* Takes the order that is shown as given by hand. */
static void
take_order (DzAxisOrder *self,
            const guint *sources)
{
  g_ptr_array_set_size (self->moved, 0);
  for (guint i = 0; i < self->keys->len; i++)
    g_ptr_array_add (self->moved, g_strdup (g_ptr_array_index (self->keys, sources[i])));
  g_clear_pointer (&self->ranks, g_free);
  arrange (self);
}

gboolean
dz_axis_order_move (DzAxisOrder *self,
                    guint first,
                    guint n,
                    guint to)
{
  guint total = self->keys->len;
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), total);
  gboolean pinned = first < self->n_pinned;

  g_return_val_if_fail (n > 0 && first < total && n <= total - first && to <= total, FALSE);
  /* What lies across the border stays on its side. */
  if (pinned)
    n = MIN (n, self->n_pinned - first);
  to = pinned ? MIN (to, self->n_pinned) : MAX (to, self->n_pinned);
  if (to >= first && to <= first + n)
    return FALSE;
  for (guint i = 0; i <= total; i++) {
    if (i == to)
      g_array_append_vals (order, self->sources + first, n);
    if (i < total && (i < first || i >= first + n))
      g_array_append_val (order, self->sources[i]);
  }
  take_order (self, (const guint *) (gpointer) order->data);
  return TRUE;
}

void
dz_axis_order_set_pinned (DzAxisOrder *self,
                          guint first,
                          guint n,
                          gboolean pinned)
{
  g_return_if_fail (first <= self->keys->len && n <= self->keys->len - first);

  for (guint i = first; i < first + n; i++) {
    const char *key = g_ptr_array_index (self->keys, self->sources[i]);

    if (pinned)
      g_hash_table_add (self->pinned, g_strdup (key));
    else
      g_hash_table_remove (self->pinned, key);
  }
  arrange (self);
}

void
dz_axis_order_reset (DzAxisOrder *self)
{
  g_ptr_array_set_size (self->moved, 0);
  g_clear_pointer (&self->ranks, g_free);
  arrange (self);
}

gboolean
dz_axis_order_is_moved (const DzAxisOrder *self)
{
  return self->moved->len > 0;
}

char **
dz_axis_order_dup_moved (const DzAxisOrder *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **keys;

  for (guint i = 0; i < self->moved->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->moved, i));
  keys = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return keys;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char **
dz_axis_order_dup_pinned (const DzAxisOrder *self)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->pinned);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, g_strdup (key));
  g_ptr_array_sort (keys, compare_names);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}

void
dz_axis_order_restore (DzAxisOrder *self,
                       const char *const *moved,
                       const char *const *pinned)
{
  g_ptr_array_set_size (self->moved, 0);
  g_hash_table_remove_all (self->pinned);
  for (guint i = 0; moved != NULL && moved[i] != NULL; i++)
    g_ptr_array_add (self->moved, g_strdup (moved[i]));
  for (guint i = 0; pinned != NULL && pinned[i] != NULL; i++)
    g_hash_table_add (self->pinned, g_strdup (pinned[i]));
  arrange (self);
}
