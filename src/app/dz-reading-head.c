/* dz-reading-head.c - above a pane: which report it shows, and its end
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-private.h"

#include <glib/gi18n-lib.h>

static void
chosen_cb (GtkDropDown *chooser,
           GParamSpec *pspec,
           DzReadingPage *self)
{
  guint position = gtk_drop_down_get_selected (chooser);

  for (guint i = 0; !self->in_update && i < self->sides->len; i++) {
    if (dz_reading_page_get_side (self, i)->chooser == chooser && position < self->extractions->len) {
      dz_reading_page_put_report (self, i, g_ptr_array_index (self->extractions, position));
      dz_reading_page_reports_changed (self);
      return;
    }
  }
}

static void
close_clicked_cb (GtkButton *button,
                  DzReadingPage *self)
{
  DzReadingPane *pane = g_object_get_data (G_OBJECT (button), "pane");
  guint index = dz_reading_page_find_side (self, pane);

  if (index >= self->sides->len || self->sides->len < 2)
    return;
  dz_reading_page_remove_side (self, index);
  dz_reading_page_reports_changed (self);
}

static void
setup_title_cb (GtkSignalListItemFactory *factory,
                GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_title_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *title = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_widget_set_tooltip_text (label, title);
}

static GtkWidget *
make_chooser (DzReadingPage *self)
{
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *chooser = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->titles)), expression);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_title_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_title_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (chooser), factory);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (chooser), TRUE);
  gtk_widget_set_hexpand (chooser, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The report shown here"), -1);
  g_signal_connect (chooser, "notify::selected", G_CALLBACK (chosen_cb), self);
  return chooser;
}

GtkWidget *
dz_reading_head_new (DzReadingPage *self,
           DzReadingSide *side)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (head, "page-tools");
  side->chooser = GTK_DROP_DOWN (make_chooser (self));
  side->role = gtk_label_new (_ ("baseline"));
  gtk_widget_add_css_class (side->role, "dim-label");
  gtk_widget_add_css_class (side->role, "caption");
  gtk_widget_set_tooltip_text (side->role, _ ("The others are compared with this report."));
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Close this pane"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close this pane"), -1);
  g_object_set_data (G_OBJECT (close), "pane", side->pane);
  g_signal_connect (close, "clicked", G_CALLBACK (close_clicked_cb), self);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (side->chooser));
  gtk_box_append (GTK_BOX (head), side->role);
  gtk_box_append (GTK_BOX (head), close);
  return head;
}
