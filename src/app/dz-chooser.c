/* dz-chooser.c - a dialog to choose one of many things, with a search
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-chooser.h"

#include "dz-pinyin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A thing to choose */

#define DZ_TYPE_THING (dz_thing_get_type ())
G_DECLARE_FINAL_TYPE (DzThing, dz_thing, DZ, THING, GObject)

struct _DzThing {
  GObject parent_instance;

  char *id;
  char *title;
  char *detail;
};

G_DEFINE_FINAL_TYPE (DzThing, dz_thing, G_TYPE_OBJECT)

static void
dz_thing_finalize (GObject *object)
{
  DzThing *self = DZ_THING (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (dz_thing_parent_class)->finalize (object);
}

static void
dz_thing_class_init (DzThingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_thing_finalize;
}

static void
dz_thing_init (DzThing *self)
{
}

/* The dialog */

struct _DzChooser {
  AdwWindow parent_instance;

  GtkLabel *explanation;
  GtkSearchEntry *search;
  GtkListView *list;
  GtkButton *accept;
  GtkStack *stack;

  GListStore *things;
  GtkFilter *filter;
  GtkSingleSelection *selection;
  char **words; /* of the search */
};

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzChooser, dz_chooser, ADW_TYPE_WINDOW)

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  DzThing *thing = item;
  DzChooser *self = user_data;

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (!dz_pinyin_contains (thing->title, self->words[i]) && !dz_pinyin_contains (thing->detail, self->words[i])
        && strstr (thing->id, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
update (DzChooser *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), any);
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   DzChooser *self)
{
  g_strfreev (self->words);
  self->words = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (entry)), " \t", -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  update (self);
}

void
dz_chooser_accept (DzChooser *self)
{
  DzThing *thing = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *id = thing == NULL ? NULL : g_strdup (thing->id);

  if (id == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CHOSEN], 0, id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
accept_cb (GtkWidget *widget,
           DzChooser *self)
{
  dz_chooser_accept (self);
}

static void
activated_cb (GtkListView *list,
              guint position,
              DzChooser *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  dz_chooser_accept (self);
}

static void
cancel_cb (GtkWidget *widget,
           DzChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* From the words to the list without the mouse. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzChooser *self)
{
  if (key != GDK_KEY_Down)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item,
         gpointer user_data)
{
  DzThing *thing = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *detail = gtk_widget_get_last_child (box);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), thing->title);
  gtk_label_set_text (GTK_LABEL (detail), thing->detail);
  gtk_widget_set_visible (detail, *thing->detail != '\0');
}

static void
dz_chooser_dispose (GObject *object)
{
  DzChooser *self = DZ_CHOOSER (object);

  g_clear_object (&self->things);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (dz_chooser_parent_class)->dispose (object);
}

static void
dz_chooser_finalize (GObject *object)
{
  g_strfreev (DZ_CHOOSER (object)->words);
  G_OBJECT_CLASS (dz_chooser_parent_class)->finalize (object);
}

static void
dz_chooser_class_init (DzChooserClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_chooser_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", DZ_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DzChooser, explanation);
  gtk_widget_class_bind_template_child (widget_class, DzChooser, search);
  gtk_widget_class_bind_template_child (widget_class, DzChooser, list);
  gtk_widget_class_bind_template_child (widget_class, DzChooser, accept);
  gtk_widget_class_bind_template_child (widget_class, DzChooser, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dz_chooser_init (DzChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->things = g_list_store_new (DZ_TYPE_THING);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->things)), self->filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

GtkWidget *
dz_chooser_new (GtkWindow *parent,
                const char *title,
                const char *explanation,
                const char *accept)
{
  DzChooser *self = g_object_new (DZ_TYPE_CHOOSER, "transient-for", parent, "title", title, NULL);

  gtk_label_set_text (self->explanation, explanation);
  gtk_button_set_label (self->accept, accept);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}

void
dz_chooser_add (DzChooser *self,
                const char *id,
                const char *title,
                const char *detail)
{
  g_autoptr (DzThing) thing = g_object_new (DZ_TYPE_THING, NULL);

  thing->id = g_strdup (id);
  thing->title = g_strdup (title);
  thing->detail = g_strdup (detail);
  g_list_store_append (self->things, thing);
  update (self);
}

void
dz_chooser_search (DzChooser *self,
                   const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
  search_changed_cb (self->search, self);
}
