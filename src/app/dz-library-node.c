/* dz-library-node.c - a line of the side bar's tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-library-node.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lines that are put in at once: each may bring all that hangs under it. */
#define MAX_RUN 20u

struct _DzLibraryNode {
  GObject parent_instance;

  DzNodeKind kind;
  char *title;
  DzEntry *entry;
  DzAddress address;
  GListStore *children;
};

G_DEFINE_FINAL_TYPE (DzLibraryNode, dz_library_node, G_TYPE_OBJECT)

static void
dz_library_node_finalize (GObject *object)
{
  DzLibraryNode *self = DZ_LIBRARY_NODE (object);

  g_free (self->title);
  g_clear_object (&self->entry);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (dz_library_node_parent_class)->finalize (object);
}

static void
dz_library_node_class_init (DzLibraryNodeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_library_node_finalize;
}

static void
dz_library_node_init (DzLibraryNode *self)
{
}

DzLibraryNode *
dz_library_node_new (DzNodeKind kind,
                     const char *title,
                     DzEntry *entry)
{
  DzLibraryNode *self = g_object_new (DZ_TYPE_LIBRARY_NODE, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  g_set_object (&self->entry, entry);
  if (entry == NULL)
    self->children = g_list_store_new (DZ_TYPE_LIBRARY_NODE);
  return self;
}

DzLibraryNode *
dz_library_node_new_hit (const char *snippet,
                         DzEntry *entry,
                         const DzAddress *address)
{
  DzLibraryNode *self = dz_library_node_new (DZ_NODE_HIT, snippet, entry);

  self->address = *address;
  return self;
}

void
dz_library_node_append (DzLibraryNode *self,
                        DzLibraryNode *child)
{
  if (self->children == NULL)
    self->children = g_list_store_new (DZ_TYPE_LIBRARY_NODE);
  g_list_store_append (self->children, child);
}

DzNodeKind
dz_library_node_get_kind (DzLibraryNode *self)
{
  return self->kind;
}

const char *
dz_library_node_get_title (DzLibraryNode *self)
{
  return self->title;
}

DzEntry *
dz_library_node_get_entry (DzLibraryNode *self)
{
  return self->entry;
}

const DzAddress *
dz_library_node_get_address (DzLibraryNode *self)
{
  return self->kind == DZ_NODE_HIT ? &self->address : NULL;
}

GListModel *
dz_library_node_get_children (DzLibraryNode *self)
{
  return self->children == NULL ? NULL : G_LIST_MODEL (self->children);
}

static gboolean
is_prose_only (DzReport *report)
{
  return g_strcmp0 (dz_report_get_form (report), "prose") == 0;
}

static gboolean
is_changed (DzEntry *entry)
{
  gboolean changed;

  g_object_get (entry, "changed-on-disk", &changed, NULL);
  return changed;
}

char *
dz_library_node_dup_sign (DzLibraryNode *self)
{
  DzReport *report;
  guint n;

  if (self->kind == DZ_NODE_UNREAD)
    return g_strdup_printf ("%u", g_list_model_get_n_items (G_LIST_MODEL (self->children)));
  if (self->kind != DZ_NODE_REPORT)
    return g_strdup ("");
  report = dz_extraction_get_report (dz_entry_get_extraction (self->entry));
  n = dz_entry_get_n_findings (self->entry);
  if (is_changed (self->entry))
    return g_strdup ("↻");
  if (dz_words_is_doubtful (report))
    return g_strdup ("?");
  if (n > 0)
    return g_strdup_printf ("⚑ %u", n);
  if (dz_entry_get_twin (self->entry, NULL) != NULL)
    return g_strdup ("⧉");
  /* TRANSLATORS: sign for a report without any table: 文 */
  return g_strdup (is_prose_only (report) ? C_ ("sign", "text") : "");
}

static void
append_twin (DzEntry *entry,
             GString *out)
{
  gboolean same;
  const char *twin = dz_entry_get_twin (entry, &same);

  if (twin == NULL)
    return;
  g_string_append_c (out, '\n');
  if (same)
    g_string_append_printf (out, _ ("The same report with the same figures was also read from %s."), twin);
  else
    g_string_append_printf (out, _ ("Published again with other figures: see %s."), twin);
}

char *
dz_library_node_dup_tooltip (DzLibraryNode *self)
{
  DzExtraction *extraction = self->entry == NULL ? NULL : dz_entry_get_extraction (self->entry);
  g_autoptr (GString) out = NULL;
  DzReport *report;
  const DzForm *form;
  guint n;

  if (self->kind == DZ_NODE_FAILED)
    return g_strdup (dz_entry_get_error (self->entry));
  if (self->kind == DZ_NODE_HIT)
    return g_strdup (self->title);
  if (extraction == NULL)
    return g_strdup (self->title);
  report = dz_extraction_get_report (extraction);
  form = dz_catalogue_lookup_form (dz_extraction_get_catalogue (extraction), dz_report_get_form (report));
  out = g_string_new (dz_entry_get_path (self->entry));
  if (form != NULL)
    g_string_append_printf (out, "\n%s", dz_form_get_label (form));
  n = dz_entry_get_n_findings (self->entry);
  if (n > 0) {
    g_string_append_c (out, '\n');
    g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "%u finding to look into", "%u findings to look into", n), n);
  }
  append_twin (self->entry, out);
  if (is_changed (self->entry))
    g_string_append_printf (out, "\n%s", _ ("The file was changed or moved since it was read: read it again."));
  if (dz_words_is_doubtful (report))
    g_string_append_printf (out, "\n%s", _ ("Agency or year are doubtful: confirm them in the evidence."));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Keeping what is shown */

/* Time is asked for only after a change, so that each call brings the lists nearer. */
typedef struct {
  gint64 until;
  gboolean changed;
} Turn;

static gboolean merge (GListStore *shown,
                       GListStore *wanted,
                       Turn *turn);

/* Equal for lines that look the same and stand for the same. */
static char *
make_key (DzLibraryNode *self)
{
  return g_strdup_printf ("%u\n%s\n%" G_GINT64_FORMAT "\n%d\n%u.%d.%d.%u", self->kind, self->title,
                          self->entry == NULL ? 0 : dz_entry_get_id (self->entry), self->children != NULL,
                          self->address.block, self->address.row, self->address.col, self->address.start);
}

static char *
key_at (GListStore *list,
        guint position)
{
  g_autoptr (DzLibraryNode) node = g_list_model_get_item (G_LIST_MODEL (list), position);

  return make_key (node);
}

static GPtrArray *
list_keys (GListStore *list,
           GHashTable *set)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++) {
    char *key = key_at (list, i);

    g_ptr_array_add (keys, key);
    g_hash_table_add (set, key);
  }
  return keys;
}

static gboolean
merge_children (GListStore *shown,
                guint at,
                GListStore *wanted,
                guint index,
                Turn *turn)
{
  g_autoptr (DzLibraryNode) old = g_list_model_get_item (G_LIST_MODEL (shown), at);
  g_autoptr (DzLibraryNode) new = g_list_model_get_item (G_LIST_MODEL (wanted), index);

  return old->children == NULL || new->children == NULL || merge (old->children, new->children, turn);
}

static void
insert_run (GListStore *shown,
            guint at,
            GListStore *wanted,
            guint first,
            guint n)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (nodes, g_list_model_get_item (G_LIST_MODEL (wanted), i));
  g_list_store_splice (shown, at, 0, nodes->pdata, n);
}

/* Lines at @first that are not yet there. */
static guint
count_new (GPtrArray *new,
           guint first,
           GHashTable *have)
{
  guint n = 0;

  while (first + n < new->len && n < MAX_RUN && !g_hash_table_contains (have, g_ptr_array_index (new, first + n)))
    n++;
  return n;
}

static gboolean
merge (GListStore *shown,
       GListStore *wanted,
       Turn *turn)
{
  g_autoptr (GHashTable) have = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) want = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) old = list_keys (shown, have);
  g_autoptr (GPtrArray) new = list_keys (wanted, want);
  guint o = 0, at = 0; /* in the old list; in the list as it is by now */

  for (guint i = 0; i < new->len;) {
    guint n = count_new (new, i, have);

    if (turn->changed && g_get_monotonic_time () > turn->until)
      return FALSE;
    if (n > 0) {
      turn->changed = TRUE;
      insert_run (shown, at, wanted, i, n);
      at += n;
      i += n;
      continue;
    }
    while (o + n < old->len && g_strcmp0 (g_ptr_array_index (old, o + n), g_ptr_array_index (new, i)) != 0)
      n++;
    /* One that stood further up: it comes anew. */
    if (o + n == old->len) {
      turn->changed = TRUE;
      insert_run (shown, at++, wanted, i++, 1);
      continue;
    }
    if (n > 0) {
      turn->changed = TRUE;
      g_list_store_splice (shown, at, n, NULL, 0);
    }
    o += n + 1;
    if (!merge_children (shown, at++, wanted, i++, turn))
      return FALSE;
  }
  if (o < old->len)
    g_list_store_splice (shown, at, old->len - o, NULL, 0);
  return TRUE;
}

gboolean
dz_library_node_merge (GListStore *shown,
                       GListStore *wanted,
                       gint64 until)
{
  Turn turn = { until, FALSE };

  return merge (shown, wanted, &turn);
}
