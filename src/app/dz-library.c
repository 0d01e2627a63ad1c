/* dz-library.c - the side bar: regions, agencies, years, and the files that could not be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When the list of entries changes, the tree is looked through again a moment later, so that an
 * import of thousands does it some times only; lines that stay the same stay. Groups that were
 * folded stay folded.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-library.h"

#include "dz-library-search.h"
#include "dz-library-tree.h"

#include <glib/gi18n-lib.h>

#define REBUILD_DELAY 150 /* milliseconds */
#define SLICE 10000       /* microseconds of changing the tree at a time */

struct _DzLibrary {
  GtkWidget parent_instance;

  GtkSearchEntry *search;
  GtkListView *list;
  GtkStack *stack;
  GtkMenuButton *view_button;

  GListModel *entries;
  GListStore *roots; /* of DzLibraryNode */
  GtkSingleSelection *selection;
  DzEntry *selected;
  GHashTable *folded; /* set of paths of titles */
  DzLibraryGroup group;
  DzLibraryShow show;
  GSimpleActionGroup *actions;
  DzLibrarySearch *words; /* NULL: none is under way or found anything */
  GHashTable *hits;       /* of it, borrowed; NULL */
  gboolean searching;
  gboolean merging;
  guint rebuild_source;
};

enum {
  ENTRY_ACTIVATED,
  REMOVE_REQUESTED,
  HIT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzLibrary, dz_library, GTK_TYPE_WIDGET)

/* Rows */

/* Asked for when it is to be shown: a tooltip set on each row costs more than the row. */
static gboolean
query_tooltip_cb (GtkWidget *expander,
                  int x,
                  int y,
                  gboolean by_keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  GtkTreeListRow *row = gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander));
  g_autoptr (DzLibraryNode) node = row == NULL ? NULL : gtk_tree_list_row_get_item (row);
  g_autofree char *text = node == NULL ? NULL : dz_library_node_dup_tooltip (node);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              gpointer user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *sign = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (sign, "row-sign");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_widget_set_has_tooltip (expander, TRUE);
  g_signal_connect (expander, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_list_item_set_child (item, expander);
}

static void
show_sign_cb (DzEntry *entry,
              GParamSpec *pspec,
              GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)));
  GtkWidget *sign = gtk_widget_get_last_child (box);
  g_autofree char *text = dz_library_node_dup_sign (node);

  gtk_label_set_text (GTK_LABEL (sign), text);
  gtk_widget_set_visible (sign, *text != '\0');
  if (g_str_has_prefix (text, "⚑"))
    gtk_widget_add_css_class (sign, "alert");
  else
    gtk_widget_remove_css_class (sign, "alert");
}

/* "浙江省\n余姚市司法局": tells apart agencies of one name. */
static char *
dup_row_path (GtkTreeListRow *row)
{
  g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);
  g_autoptr (DzLibraryNode) above = parent == NULL ? NULL : gtk_tree_list_row_get_item (parent);

  /* Lines under a line that is folded are gone. */
  if (node == NULL)
    return NULL;
  return g_strdup_printf ("%s\n%s", above == NULL ? "" : dz_library_node_get_title (above), dz_library_node_get_title (node));
}

/* Only what is shown can be folded by the user. */
static void
expanded_cb (GtkTreeListRow *row,
             GParamSpec *pspec,
             DzLibrary *self)
{
  g_autofree char *path = self->merging ? NULL : dup_row_path (row);

  if (path != NULL && gtk_tree_list_row_get_expanded (row))
    g_hash_table_remove (self->folded, path);
  else if (path != NULL)
    g_hash_table_add (self->folded, g_steal_pointer (&path));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item,
             gpointer user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *title = gtk_widget_get_first_child (box);
  DzNodeKind kind = dz_library_node_get_kind (node);
  DzEntry *entry = dz_library_node_get_entry (node);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_label_set_text (GTK_LABEL (title), dz_library_node_get_title (node));
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  dz_library_node_get_title (node), -1);
  if (kind == DZ_NODE_HEAD || kind == DZ_NODE_UNREAD)
    gtk_widget_add_css_class (title, "group-title");
  else
    gtk_widget_remove_css_class (title, "group-title");
  if (kind == DZ_NODE_HIT)
    gtk_widget_add_css_class (title, "dim-label");
  else
    gtk_widget_remove_css_class (title, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (title), kind == DZ_NODE_HIT ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_MIDDLE);
  show_sign_cb (entry, NULL, item);
  if (entry != NULL)
    g_signal_connect (entry, "notify", G_CALLBACK (show_sign_cb), item);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), user_data);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item,
               gpointer user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (DzLibraryNode) node = row == NULL ? NULL : gtk_tree_list_row_get_item (row);
  DzEntry *entry = node == NULL ? NULL : dz_library_node_get_entry (node);

  if (entry != NULL)
    g_signal_handlers_disconnect_by_func (entry, show_sign_cb, item);
  if (row != NULL)
    g_signal_handlers_disconnect_by_func (row, expanded_cb, user_data);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

/* The tree */

static GListModel *
children_cb (gpointer item,
             gpointer user_data)
{
  GListModel *children = dz_library_node_get_children (item);

  return children == NULL ? NULL : g_object_ref (children);
}

static void
fold_again (DzLibrary *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)) && g_hash_table_size (self->folded) > 0; i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
    g_autofree char *path = NULL;

    if (!gtk_tree_list_row_is_expandable (row) || !gtk_tree_list_row_get_expanded (row))
      continue;
    path = dup_row_path (row);
    if (g_hash_table_contains (self->folded, path))
      gtk_tree_list_row_set_expanded (row, FALSE);
  }
}

static gboolean
is_node_selected (DzLibrary *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (DzLibraryNode) node = row == NULL ? NULL : gtk_tree_list_row_get_item (row);

  return node == NULL ? self->selected == NULL : dz_library_node_get_entry (node) == self->selected;
}

static void
show_selected (DzLibrary *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (is_node_selected (self))
    return;
  for (guint i = 0; self->selected != NULL && i < n; i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
    g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);

    if (dz_library_node_get_entry (node) == self->selected) {
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static gboolean
is_filtered (DzLibrary *self)
{
  return self->show != DZ_SHOW_ALL || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

/* FALSE when there is more to do than one turn of the main loop bears. */
static gboolean
rebuild (DzLibrary *self)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  DzLibraryView view = { self->group, self->show, *search == '\0' ? NULL : search, self->hits };
  g_autoptr (GListStore) wanted = dz_library_tree_new (self->entries, &view);
  gboolean any, done;

  self->merging = TRUE;
  done = dz_library_node_merge (self->roots, wanted, g_get_monotonic_time () + SLICE);
  fold_again (self);
  self->merging = FALSE;
  show_selected (self);
  any = g_list_model_get_n_items (G_LIST_MODEL (self->roots)) > 0;
  gtk_stack_set_visible_child_name (self->stack, any || !is_filtered (self) ? "list" : self->searching ? "searching"
                                                                                                       : "nothing");
  return done;
}

static gboolean
rebuild_cb (gpointer user_data)
{
  DzLibrary *self = user_data;

  self->rebuild_source = rebuild (self) ? 0 : g_timeout_add (2, rebuild_cb, self);
  return G_SOURCE_REMOVE;
}

static void
rebuild_now (DzLibrary *self)
{
  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  rebuild_cb (self);
}

static void
entries_changed_cb (DzLibrary *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = g_timeout_add (REBUILD_DELAY, rebuild_cb, self);
}

void
dz_library_refresh (DzLibrary *self)
{
  entries_changed_cb (self);
}

static void
found_cb (GHashTable *hits,
          gboolean done,
          gpointer user_data)
{
  DzLibrary *self = user_data;

  self->hits = hits;
  self->searching = !done;
  rebuild_now (self);
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   DzLibrary *self)
{
  self->hits = NULL;
  g_clear_pointer (&self->words, dz_library_search_free);
  self->words = dz_library_search_new (self->entries, gtk_editable_get_text (GTK_EDITABLE (entry)), found_cb, self);
  self->searching = self->words != NULL;
  rebuild_now (self);
}

/* Grouping and filtering */

static const char *const group_names[] = { "region", "level", "year", "form", "state" };
static const char *const show_names[] = { "all", "findings", "doubtful", "changed", "twice", "unread" };

static guint
find_name (const char *const *names,
           guint n,
           const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return i;
  return 0;
}

static void
view_changed_cb (GSimpleAction *action,
                 GVariant *state,
                 gpointer user_data)
{
  DzLibrary *self = user_data;
  const char *name = g_variant_get_string (state, NULL);

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "group"))
    self->group = (DzLibraryGroup) find_name (group_names, G_N_ELEMENTS (group_names), name);
  else
    self->show = (DzLibraryShow) find_name (show_names, G_N_ELEMENTS (show_names), name);
  g_simple_action_set_state (action, state);
  if (self->show != DZ_SHOW_ALL)
    gtk_widget_add_css_class (GTK_WIDGET (self->view_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->view_button), "accent");
  rebuild_now (self);
}

static const GActionEntry view_actions[] = {
  { .name = "group", .parameter_type = "s", .state = "'region'", .change_state = view_changed_cb },
  { .name = "show", .parameter_type = "s", .state = "'all'", .change_state = view_changed_cb },
};

static DzLibraryNode *
dup_node_at (DzLibrary *self,
             guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return row == NULL ? NULL : gtk_tree_list_row_get_item (row);
}

static void
activated_cb (GtkListView *list,
              guint position,
              DzLibrary *self)
{
  g_autoptr (DzLibraryNode) node = dup_node_at (self, position);
  DzEntry *entry = node == NULL ? NULL : dz_library_node_get_entry (node);
  g_autoptr (GtkTreeListRow) row = NULL;

  if (entry != NULL) {
    g_set_object (&self->selected, entry);
    if (dz_library_node_get_kind (node) == DZ_NODE_HIT)
      g_signal_emit (self, signals[HIT_ACTIVATED], 0, node);
    else
      g_signal_emit (self, signals[ENTRY_ACTIVATED], 0, entry);
    return;
  }
  row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzLibrary *self)
{
  g_autoptr (DzLibraryNode) node = NULL;
  DzEntry *entry;

  if (key != GDK_KEY_Delete)
    return FALSE;
  node = dup_node_at (self, gtk_single_selection_get_selected (self->selection));
  entry = node == NULL || dz_library_node_get_kind (node) == DZ_NODE_HIT ? NULL : dz_library_node_get_entry (node);
  if (entry != NULL)
    g_signal_emit (self, signals[REMOVE_REQUESTED], 0, entry);
  return entry != NULL;
}

static void
dz_library_dispose (GObject *object)
{
  DzLibrary *self = DZ_LIBRARY (object);
  GtkWidget *child;

  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  g_clear_pointer (&self->words, dz_library_search_free);
  self->hits = NULL;
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  g_clear_object (&self->entries);
  g_clear_object (&self->selected);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->roots);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (dz_library_parent_class)->dispose (object);
}

static void
dz_library_finalize (GObject *object)
{
  g_hash_table_unref (DZ_LIBRARY (object)->folded);
  G_OBJECT_CLASS (dz_library_parent_class)->finalize (object);
}

static void
dz_library_class_init (DzLibraryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_library_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_library_finalize;
  signals[ENTRY_ACTIVATED] = g_signal_new ("entry-activated", DZ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, DZ_TYPE_ENTRY);
  signals[REMOVE_REQUESTED] = g_signal_new ("remove-requested", DZ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, DZ_TYPE_ENTRY);
  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", DZ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, DZ_TYPE_LIBRARY_NODE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-library.ui");
  gtk_widget_class_bind_template_child (widget_class, DzLibrary, search);
  gtk_widget_class_bind_template_child (widget_class, DzLibrary, list);
  gtk_widget_class_bind_template_child (widget_class, DzLibrary, stack);
  gtk_widget_class_bind_template_child (widget_class, DzLibrary, view_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
make_model (DzLibrary *self)
{
  GtkTreeListModel *tree;

  self->roots = g_list_store_new (DZ_TYPE_LIBRARY_NODE);
  tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->roots)), FALSE, TRUE, children_cb, NULL, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  g_object_unref (tree);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
dz_library_init (DzLibrary *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), view_actions, G_N_ELEMENTS (view_actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "library", G_ACTION_GROUP (self->actions));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  make_model (self);
}

void
dz_library_set_entries (DzLibrary *self,
                        GListModel *entries)
{
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  g_set_object (&self->entries, entries);
  if (entries != NULL)
    g_signal_connect_swapped (entries, "items-changed", G_CALLBACK (entries_changed_cb), self);
  rebuild_now (self);
}

void
dz_library_select (DzLibrary *self,
                   DzEntry *entry)
{
  if (self->selected == entry)
    return;
  g_set_object (&self->selected, entry);
  show_selected (self);
}

void
dz_library_start_search (DzLibrary *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
dz_library_search (DzLibrary *self,
                   const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
  /* Not only after the pause that follows the last key. */
  search_changed_cb (self->search, self);
}

gboolean
dz_library_is_idle (DzLibrary *self)
{
  return !self->searching && self->rebuild_source == 0;
}

GVariant *
dz_library_dup_view (DzLibrary *self)
{
  GVariantBuilder folded;
  GHashTableIter iter;
  gpointer path;

  g_variant_builder_init (&folded, G_VARIANT_TYPE_STRING_ARRAY);
  g_hash_table_iter_init (&iter, self->folded);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_variant_builder_add (&folded, "s", path);
  return g_variant_new (DZ_LIBRARY_VIEW_TYPE, group_names[self->group], show_names[self->show], &folded);
}

void
dz_library_restore_view (DzLibrary *self,
                         GVariant *view)
{
  g_autoptr (GVariantIter) folded = NULL;
  const char *group, *show;
  char *path;

  g_variant_get (view, "(&s&sas)", &group, &show, &folded);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "group",
                                      g_variant_new_string (group_names[find_name (group_names, G_N_ELEMENTS (group_names), group)]));
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "show",
                                      g_variant_new_string (show_names[find_name (show_names, G_N_ELEMENTS (show_names), show)]));
  while (g_variant_iter_next (folded, "s", &path))
    g_hash_table_add (self->folded, path);
  fold_again (self);
}
