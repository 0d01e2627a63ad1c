/* dz-choice.c - a popover to tick some of many things, with a filter
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-choice.h"

#include <glib/gi18n-lib.h>

struct _DzChoice {
  GtkPopover parent_instance;

  GtkWidget *search;
  GtkStringList *list; /* titles */
  GtkFilterListModel *filtered;
  GtkStringFilter *filter;
  GPtrArray *keys;      /* of char *, by title */
  GHashTable *chosen;   /* set of keys */
  GHashTable *by_title; /* title -> key (borrowed) */
  gboolean in_bind;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzChoice, dz_choice, GTK_TYPE_POPOVER)

static const char *
key_of (DzChoice *self,
        GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  return g_hash_table_lookup (self->by_title, gtk_string_object_get_string (string));
}

static void
toggled_cb (GtkCheckButton *button,
            GtkListItem *item)
{
  DzChoice *self = g_object_get_data (G_OBJECT (item), "choice");

  if (self->in_bind || gtk_list_item_get_item (item) == NULL)
    return;
  dz_choice_set_chosen (self, key_of (self, item), gtk_check_button_get_active (button));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          DzChoice *self)
{
  GtkWidget *button = gtk_check_button_new ();

  g_object_set_data (G_OBJECT (item), "choice", self);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), item);
  gtk_list_item_set_child (item, button);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item,
         DzChoice *self)
{
  GtkCheckButton *button = GTK_CHECK_BUTTON (gtk_list_item_get_child (item));
  GtkStringObject *string = gtk_list_item_get_item (item);

  self->in_bind = TRUE;
  gtk_check_button_set_label (button, gtk_string_object_get_string (string));
  gtk_check_button_set_active (button, dz_choice_is_chosen (self, key_of (self, item)));
  self->in_bind = FALSE;
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   DzChoice *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
dz_choice_finalize (GObject *object)
{
  DzChoice *self = DZ_CHOICE (object);

  g_clear_object (&self->filtered);
  g_clear_object (&self->list);
  g_hash_table_unref (self->by_title);
  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->keys);
  G_OBJECT_CLASS (dz_choice_parent_class)->finalize (object);
}

static void
dz_choice_class_init (DzChoiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", DZ_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_choice_init (DzChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;
  GtkWidget *list;

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_title = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->list = gtk_string_list_new (NULL);
  self->filter = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->list)), GTK_FILTER (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filtered))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  list = gtk_list_view_new (selection, g_steal_pointer (&factory));
  self->search = gtk_search_entry_new ();
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 300, 320);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
dz_choice_new (void)
{
  return g_object_new (DZ_TYPE_CHOICE, NULL);
}

void
dz_choice_set_items (DzChoice *self,
                     const char *const *keys,
                     const char *const *titles)
{
  g_autoptr (GPtrArray) unique = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->keys, 0);
  g_hash_table_remove_all (self->by_title);
  for (guint i = 0; keys[i] != NULL; i++) {
    char *title = g_strdup (titles[i]);

    /* The list tells items apart by their titles. */
    while (g_hash_table_contains (self->by_title, title)) {
      char *longer = g_strconcat (title, " ", NULL);

      g_free (title);
      title = longer;
    }
    g_ptr_array_add (self->keys, g_strdup (keys[i]));
    g_hash_table_insert (self->by_title, g_strdup (title), g_ptr_array_index (self->keys, i));
    g_ptr_array_add (unique, title);
  }
  g_ptr_array_add (unique, NULL);
  gtk_string_list_splice (self->list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                          (const char *const *) unique->pdata);
  gtk_widget_set_visible (self->search, self->keys->len > 10);
}

gboolean
dz_choice_is_chosen (DzChoice *self,
                     const char *key)
{
  return key != NULL && g_hash_table_contains (self->chosen, key);
}

void
dz_choice_set_chosen (DzChoice *self,
                      const char *key,
                      gboolean chosen)
{
  if (key == NULL || dz_choice_is_chosen (self, key) == chosen)
    return;
  if (chosen)
    g_hash_table_add (self->chosen, g_strdup (key));
  else
    g_hash_table_remove (self->chosen, key);
}

void
dz_choice_clear (DzChoice *self)
{
  g_hash_table_remove_all (self->chosen);
}

const char **
dz_choice_dup_chosen (DzChoice *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->keys->len; i++) {
    if (dz_choice_is_chosen (self, g_ptr_array_index (self->keys, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (self->keys, i));
  }
  g_ptr_array_add (chosen, NULL);
  return (const char **) g_ptr_array_free (chosen, FALSE);
}

guint
dz_choice_get_n_chosen (DzChoice *self)
{
  g_autofree const char **chosen = dz_choice_dup_chosen (self);

  return g_strv_length ((char **) chosen);
}

const char *
dz_choice_get_title (DzChoice *self,
                     const char *key)
{
  GHashTableIter iter;
  gpointer title, k;

  g_hash_table_iter_init (&iter, self->by_title);
  while (g_hash_table_iter_next (&iter, &title, &k)) {
    if (g_strcmp0 (k, key) == 0)
      return title;
  }
  return key;
}
