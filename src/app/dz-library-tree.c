/* dz-library-tree.c - the reports as a tree: which, and under which heads
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-library-tree.h"

#include "dz-pinyin.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const DzLibraryView *view;
  char **words;       /* of the search; NULL for none */
  GListStore *roots;
  GHashTable *known;  /* key (owned) -> DzLibraryNode (borrowed) */
} Tree;

const char *
dz_library_get_level_words (DzLevel level)
{
  switch (level) {
  case DZ_LEVEL_NATION:
    return _ ("Nation");
  case DZ_LEVEL_PROVINCE:
    return _ ("Province");
  case DZ_LEVEL_PREFECTURE:
    return _ ("Prefecture");
  case DZ_LEVEL_COUNTY:
    return _ ("County");
  case DZ_LEVEL_TOWNSHIP:
    return _ ("Township");
  case DZ_LEVEL_UNKNOWN:
  default:
    return _ ("Level unknown");
  }
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
is_changed (DzEntry *entry)
{
  gboolean changed;

  g_object_get (entry, "changed-on-disk", &changed, NULL);
  return changed;
}

static const DzForm *
get_form (DzEntry *entry)
{
  DzExtraction *extraction = dz_entry_get_extraction (entry);

  return dz_catalogue_lookup_form (dz_extraction_get_catalogue (extraction),
                                   dz_report_get_form (dz_extraction_get_report (extraction)));
}

static const char *
state_head (DzEntry *entry)
{
  if (is_changed (entry))
    return _ ("Changed on disk");
  if (dz_words_is_doubtful (dz_extraction_get_report (dz_entry_get_extraction (entry))))
    return _ ("Agency or year doubtful");
  if (dz_entry_get_n_findings (entry) > 0)
    return _ ("With findings");
  return _ ("Nothing to look into");
}

static char *
dup_head (const Tree *tree,
          DzEntry *entry)
{
  DzReport *report = dz_extraction_get_report (dz_entry_get_extraction (entry));
  const DzForm *form;

  switch (tree->view->group) {
  case DZ_GROUP_LEVEL:
    return g_strdup (dz_library_get_level_words (dz_report_get_level (report)));
  case DZ_GROUP_YEAR:
    return dz_report_get_year (report) == 0 ? g_strdup (_ ("Year unknown")) : dz_words_year (report);
  case DZ_GROUP_FORM:
    form = get_form (entry);
    return g_strdup (form == NULL ? dz_report_get_form (report) : dz_form_get_label (form));
  case DZ_GROUP_STATE:
    return g_strdup (state_head (entry));
  case DZ_GROUP_REGION:
  default:
    return region_head (dz_report_get_region (report));
  }
}

static gboolean
is_shown (const Tree *tree,
          DzEntry *entry)
{
  gboolean read = dz_entry_get_extraction (entry) != NULL;

  switch (tree->view->show) {
  case DZ_SHOW_FINDINGS:
    return read && dz_entry_get_n_findings (entry) > 0;
  case DZ_SHOW_DOUBTFUL:
    return read && dz_words_is_doubtful (dz_extraction_get_report (dz_entry_get_extraction (entry)));
  case DZ_SHOW_CHANGED:
    return is_changed (entry);
  case DZ_SHOW_TWICE:
    return dz_entry_get_twin (entry, NULL) != NULL;
  case DZ_SHOW_UNREAD:
    return !read;
  case DZ_SHOW_ALL:
  default:
    return TRUE;
  }
}

static gboolean
has_word (DzEntry *entry,
          const char *word)
{
  DzExtraction *extraction = dz_entry_get_extraction (entry);
  g_autofree char *path = g_utf8_casefold (dz_entry_get_path (entry), -1);
  g_autofree char *folded = g_utf8_casefold (word, -1);
  g_autofree char *year = NULL;
  DzReport *report;

  if (strstr (path, folded) != NULL)
    return TRUE;
  if (extraction == NULL)
    return FALSE;
  report = dz_extraction_get_report (extraction);
  year = dz_words_year (report);
  return dz_pinyin_contains (dz_report_get_agency (report), word) ||
         dz_pinyin_contains (dz_report_get_region (report), word) || g_str_has_prefix (year, word) ||
         g_str_equal (dz_report_get_form (report), folded);
}

static gboolean
matches (const Tree *tree,
         DzEntry *entry)
{
  if (tree->words == NULL || (tree->view->hits != NULL && g_hash_table_contains (tree->view->hits, entry)))
    return TRUE;
  for (guint i = 0; tree->words[i] != NULL; i++)
    if (!has_word (entry, tree->words[i]))
      return FALSE;
  return TRUE;
}

/* The child with this title, made where it is not yet there. Borrowed. */
static DzLibraryNode *
ensure_child (Tree *tree,
              DzLibraryNode *parent,
              const char *key,
              DzNodeKind kind,
              const char *title)
{
  DzLibraryNode *node = g_hash_table_lookup (tree->known, key);

  if (node != NULL)
    return node;
  node = dz_library_node_new (kind, title, NULL);
  if (parent == NULL)
    g_list_store_append (tree->roots, node);
  else
    dz_library_node_append (parent, node);
  g_hash_table_insert (tree->known, g_strdup (key), node);
  g_object_unref (node);
  return node;
}

static void
add_report (Tree *tree,
            DzEntry *entry)
{
  DzReport *report = dz_extraction_get_report (dz_entry_get_extraction (entry));
  gboolean by_year = tree->view->group == DZ_GROUP_YEAR;
  GPtrArray *hits = tree->view->hits == NULL ? NULL : g_hash_table_lookup (tree->view->hits, entry);
  g_autofree char *title = dup_head (tree, entry);
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s", title, dz_report_get_region (report), dz_words_agency (report));
  g_autofree char *year = dz_words_year (report);
  DzLibraryNode *parent = ensure_child (tree, NULL, title, DZ_NODE_HEAD, title);
  g_autoptr (DzLibraryNode) node = dz_library_node_new (DZ_NODE_REPORT, by_year ? dz_words_agency (report) : year, entry);

  if (!by_year)
    parent = ensure_child (tree, parent, key, DZ_NODE_AGENCY, dz_words_agency (report));
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    dz_library_node_append (node, g_ptr_array_index (hits, i));
  dz_library_node_append (parent, node);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer user_data)
{
  return strcmp (dz_library_node_get_title ((gpointer) a), dz_library_node_get_title ((gpointer) b));
}

GListStore *
dz_library_tree_new (GListModel *entries,
                     const DzLibraryView *view)
{
  Tree tree = { view, NULL, g_list_store_new (DZ_TYPE_LIBRARY_NODE), NULL };
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (DzLibraryNode) unread = dz_library_node_new (DZ_NODE_UNREAD, _ ("Could not be read"), NULL);
  g_auto (GStrv) words = view->search == NULL ? NULL : g_strsplit_set (view->search, " \t", -1);
  guint n = entries == NULL ? 0 : g_list_model_get_n_items (entries);

  tree.known = known;
  tree.words = words;
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);

    if (!is_shown (&tree, entry) || !matches (&tree, entry))
      continue;
    if (dz_entry_get_extraction (entry) == NULL) {
      g_autofree char *name = g_path_get_basename (dz_entry_get_path (entry));
      g_autoptr (DzLibraryNode) failed = dz_library_node_new (DZ_NODE_FAILED, name, entry);

      dz_library_node_append (unread, failed);
    } else {
      add_report (&tree, entry);
    }
  }
  /* Entries come by region: other heads come as they may. */
  if (view->group == DZ_GROUP_YEAR || view->group == DZ_GROUP_FORM)
    g_list_store_sort (tree.roots, compare_titles, NULL);
  if (g_list_model_get_n_items (dz_library_node_get_children (unread)) > 0)
    g_list_store_append (tree.roots, unread);
  return tree.roots;
}
