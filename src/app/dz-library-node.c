/* dz-library-node.c - a line of the side bar's tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-library-node.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DzLibraryNode {
  GObject parent_instance;

  DzNodeKind kind;
  char *title;
  DzEntry *entry;
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

static DzLibraryNode *
node_new (DzNodeKind kind,
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
  /* TRANSLATORS: sign for a report without any table: 文 */
  return g_strdup (is_prose_only (report) ? C_ ("sign", "text") : "");
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
  if (is_changed (self->entry))
    g_string_append_printf (out, "\n%s", _ ("The file was changed or moved since it was read: read it again."));
  if (dz_words_is_doubtful (report))
    g_string_append_printf (out, "\n%s", _ ("Agency or year are doubtful: confirm them in the evidence."));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The upper part of a region: "浙江省" of "浙江省余姚市", for grouping only. */
static char *
region_head (const char *region)
{
  static const char *const ends[] = { "自治区", "省", "市" };
  const char *best = NULL;

  if (region == NULL || *region == '\0')
    return g_strdup (_ ("Region unknown"));
  for (gsize i = 0; i < G_N_ELEMENTS (ends) && best == NULL; i++) {
    const char *at = strstr (region, ends[i]);

    if (at != NULL && at != region)
      best = at + strlen (ends[i]);
  }
  return best == NULL ? g_strdup (region) : g_strndup (region, (gsize) (best - region));
}

static gboolean
matches (DzEntry *entry,
         const char *needle)
{
  DzExtraction *extraction = dz_entry_get_extraction (entry);
  g_autofree char *hay = NULL;
  g_autofree char *folded = NULL;

  if (needle == NULL)
    return TRUE;
  if (extraction == NULL) {
    hay = g_strdup (dz_entry_get_path (entry));
  } else {
    DzReport *report = dz_extraction_get_report (extraction);

    hay = g_strdup_printf ("%s %s %u %s", dz_report_get_agency (report), dz_report_get_region (report),
                           dz_report_get_year (report), dz_entry_get_path (entry));
  }
  folded = g_utf8_casefold (hay, -1);
  return strstr (folded, needle) != NULL;
}

/* The child with this title, made where it is not yet there. Borrowed. */
static DzLibraryNode *
ensure_child (GListStore *list,
              GHashTable *known,
              const char *key,
              DzNodeKind kind,
              const char *title)
{
  DzLibraryNode *node = g_hash_table_lookup (known, key);

  if (node != NULL)
    return node;
  node = node_new (kind, title, NULL);
  g_list_store_append (list, node);
  g_hash_table_insert (known, g_strdup (key), node);
  g_object_unref (node);
  return node;
}

static void
add_report (GListStore *roots,
            GHashTable *known,
            DzEntry *entry)
{
  DzReport *report = dz_extraction_get_report (dz_entry_get_extraction (entry));
  g_autofree char *region = region_head (dz_report_get_region (report));
  g_autofree char *key = g_strdup_printf ("%s\n%s", region, dz_words_agency (report));
  g_autofree char *year = dz_words_year (report);
  DzLibraryNode *head = ensure_child (roots, known, region, DZ_NODE_REGION, region);
  DzLibraryNode *agency = ensure_child (head->children, known, key, DZ_NODE_AGENCY, dz_words_agency (report));
  g_autoptr (DzLibraryNode) node = node_new (DZ_NODE_REPORT, year, entry);

  g_list_store_append (agency->children, node);
}

GListModel *
dz_library_tree_new (GListModel *entries,
                     const char *search)
{
  GListStore *roots = g_list_store_new (DZ_TYPE_LIBRARY_NODE);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (DzLibraryNode) unread = node_new (DZ_NODE_UNREAD, _ ("Could not be read"), NULL);
  g_autofree char *needle = search == NULL || *search == '\0' ? NULL : g_utf8_casefold (search, -1);
  guint n = entries == NULL ? 0 : g_list_model_get_n_items (entries);

  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);

    if (!matches (entry, needle))
      continue;
    if (dz_entry_get_extraction (entry) == NULL) {
      g_autofree char *name = g_path_get_basename (dz_entry_get_path (entry));
      g_autoptr (DzLibraryNode) failed = node_new (DZ_NODE_FAILED, name, entry);

      g_list_store_append (unread->children, failed);
    } else {
      add_report (roots, known, entry);
    }
  }
  if (g_list_model_get_n_items (G_LIST_MODEL (unread->children)) > 0)
    g_list_store_append (roots, unread);
  return G_LIST_MODEL (roots);
}
