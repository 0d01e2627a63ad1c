/* dz-library.c - the side bar: regions, agencies, years, and the files that could not be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree is made anew when the list of entries changes, a moment later, so that an import of
 * thousands makes it some times only. Groups that were folded stay folded.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-library.h"

#include "dz-library-node.h"

#include <glib/gi18n-lib.h>

#define REBUILD_DELAY 150 /* milliseconds */

struct _DzLibrary {
  GtkWidget parent_instance;

  GtkSearchEntry *search;
  GtkListView *list;

  GListModel *entries;
  GtkSingleSelection *selection;
  DzEntry *selected;
  guint rebuild_source;
};

enum {
  ENTRY_ACTIVATED,
  REMOVE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzLibrary, dz_library, GTK_TYPE_WIDGET)

/* Rows */

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
  g_autofree char *tooltip = dz_library_node_dup_tooltip (node);

  gtk_label_set_text (GTK_LABEL (sign), text);
  gtk_widget_set_visible (sign, *text != '\0');
  if (g_str_has_prefix (text, "⚑"))
    gtk_widget_add_css_class (sign, "alert");
  else
    gtk_widget_remove_css_class (sign, "alert");
  gtk_widget_set_tooltip_text (box, tooltip);
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
  if (kind == DZ_NODE_REGION || kind == DZ_NODE_UNREAD)
    gtk_widget_add_css_class (title, "group-title");
  else
    gtk_widget_remove_css_class (title, "group-title");
  show_sign_cb (entry, NULL, item);
  if (entry != NULL)
    g_signal_connect (entry, "notify", G_CALLBACK (show_sign_cb), item);
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

static GHashTable *
collect_folded (DzLibrary *self)
{
  GHashTable *folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = self->selection == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
    g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);

    if (gtk_tree_list_row_is_expandable (row) && !gtk_tree_list_row_get_expanded (row))
      g_hash_table_add (folded, g_strdup (dz_library_node_get_title (node)));
  }
  return folded;
}

static void
fold_again (GListModel *tree,
            GHashTable *folded)
{
  for (guint i = 0; i < g_list_model_get_n_items (tree) && g_hash_table_size (folded) > 0; i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (tree, i);
    g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);

    if (g_hash_table_contains (folded, dz_library_node_get_title (node)))
      gtk_tree_list_row_set_expanded (row, FALSE);
  }
}

static void
show_selected (DzLibrary *self)
{
  guint n = self->selection == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
    g_autoptr (DzLibraryNode) node = gtk_tree_list_row_get_item (row);

    if (self->selected != NULL && dz_library_node_get_entry (node) == self->selected) {
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  }
  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
rebuild (DzLibrary *self)
{
  g_autoptr (GHashTable) folded = collect_folded (self);
  GListModel *roots = dz_library_tree_new (self->entries, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  GtkTreeListModel *tree = gtk_tree_list_model_new (roots, FALSE, TRUE, children_cb, NULL, NULL);

  fold_again (G_LIST_MODEL (tree), folded);
  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  show_selected (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static gboolean
rebuild_cb (gpointer user_data)
{
  DzLibrary *self = user_data;

  self->rebuild_source = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
entries_changed_cb (DzLibrary *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = g_timeout_add (REBUILD_DELAY, rebuild_cb, self);
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   DzLibrary *self)
{
  rebuild (self);
}

static DzEntry *
dup_entry_at (DzLibrary *self,
              guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (DzLibraryNode) node = row == NULL ? NULL : gtk_tree_list_row_get_item (row);
  DzEntry *entry = node == NULL ? NULL : dz_library_node_get_entry (node);

  return entry == NULL ? NULL : g_object_ref (entry);
}

static void
activated_cb (GtkListView *list,
              guint position,
              DzLibrary *self)
{
  g_autoptr (DzEntry) entry = dup_entry_at (self, position);
  g_autoptr (GtkTreeListRow) row = NULL;

  if (entry != NULL) {
    g_set_object (&self->selected, entry);
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
  g_autoptr (DzEntry) entry = NULL;

  if (key != GDK_KEY_Delete || self->selection == NULL)
    return FALSE;
  entry = dup_entry_at (self, gtk_single_selection_get_selected (self->selection));
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
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  g_clear_object (&self->entries);
  g_clear_object (&self->selected);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (dz_library_parent_class)->dispose (object);
}

static void
dz_library_class_init (DzLibraryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_library_dispose;
  signals[ENTRY_ACTIVATED] = g_signal_new ("entry-activated", DZ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, DZ_TYPE_ENTRY);
  signals[REMOVE_REQUESTED] = g_signal_new ("remove-requested", DZ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, DZ_TYPE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-library.ui");
  gtk_widget_class_bind_template_child (widget_class, DzLibrary, search);
  gtk_widget_class_bind_template_child (widget_class, DzLibrary, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
dz_library_init (DzLibrary *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
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
  rebuild (self);
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
