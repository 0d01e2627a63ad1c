/* dz-board.c - agencies × years: who has reported and who has not
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row for each agency, a column for each year between the first and the last. Arrow keys go
 * from cell to cell, Enter opens the report.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-board.h"

#include "dz-board-row.h"
#include "dz-pinyin.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>

/* Years of one board: dates that were misread make no thousand columns. */
#define MAX_YEARS 40u
#define NAME_WIDTH 240

struct _DzBoard {
  AdwWindow parent_instance;

  GtkSearchEntry *search;
  GtkCheckButton *only_gaps;
  GtkColumnView *view;
  GtkLabel *summary;

  GListModel *entries;
  GListStore *rows;
  GtkFilter *filter;
  GtkFilterListModel *shown;
  GHashTable *cells; /* GtkListItem -> itself, those that are bound; their "year" is data of the item */
  guint first, last;
};

enum {
  ENTRY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzBoard, dz_board, ADW_TYPE_WINDOW)

static guint
get_year (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, "year"));
}

/* Cells */

static char *
dup_sign (DzBoardRow *row,
          guint year)
{
  DzEntry *entry = dz_board_row_get_entry (row, year);
  guint n = dz_board_row_count (row, year);

  if (entry == NULL)
    return g_strdup ("—");
  if (n > 1)
    return g_strdup_printf ("● %u", n);
  if (dz_words_is_doubtful (dz_extraction_get_report (dz_entry_get_extraction (entry))))
    return g_strdup ("●?");
  n = dz_entry_get_n_findings (entry);
  return n > 0 ? g_strdup_printf ("● ⚑%u", n) : g_strdup ("●");
}

static char *
dup_words (DzBoardRow *row,
           guint year)
{
  DzEntry *entry = dz_board_row_get_entry (row, year);
  guint n = dz_board_row_count (row, year), findings;

  if (entry == NULL)
    return g_strdup_printf (_ ("%s, %u: no report"), dz_board_row_get_agency (row), year);
  if (n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u: %u report", "%s, %u: %u reports", n),
                            dz_board_row_get_agency (row), year, n);
  findings = dz_entry_get_n_findings (entry);
  if (findings > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u: reported, %u finding", "%s, %u: reported, %u findings", findings),
                            dz_board_row_get_agency (row), year, findings);
  return g_strdup_printf (_ ("%s, %u: reported"), dz_board_row_get_agency (row), year);
}

static void
clicked_cb (GtkWidget *button,
            GtkListItem *item)
{
  DzBoard *self = DZ_BOARD (gtk_widget_get_root (button));
  DzBoardRow *row = gtk_list_item_get_item (item);
  DzEntry *entry = row == NULL ? NULL : dz_board_row_get_entry (row, get_year (item));

  if (entry != NULL)
    g_signal_emit (self, signals[ENTRY_ACTIVATED], 0, entry);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item,
               DzBoard *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "flat");
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  g_object_set_data (G_OBJECT (item), "year", GUINT_TO_POINTER (get_year (factory)));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), item);
  gtk_list_item_set_child (item, button);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              DzBoard *self)
{
  GtkWidget *button = gtk_list_item_get_child (item);
  DzBoardRow *row = gtk_list_item_get_item (item);
  g_autofree char *sign = dup_sign (row, get_year (item));
  g_autofree char *words = dup_words (row, get_year (item));

  gtk_button_set_label (GTK_BUTTON (button), sign);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (dz_board_row_get_entry (row, get_year (item)) == NULL)
    gtk_widget_add_css_class (button, "board-gap");
  else
    gtk_widget_remove_css_class (button, "board-gap");
  g_hash_table_add (self->cells, item);
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory,
                GtkListItem *item,
                DzBoard *self)
{
  g_hash_table_remove (self->cells, item);
}

static void
setup_name_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item,
               gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              gpointer user_data)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  DzBoardRow *row = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (label), dz_board_row_get_agency (row));
  gtk_widget_set_tooltip_text (label, dz_board_row_get_region (row));
}

/* Keys */

static GtkListItem *
find_cell (DzBoard *self,
           guint position,
           guint year)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_position (item) == position && get_year (item) == year)
      return item;
  return NULL;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzBoard *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkListItem *from = NULL, *to;
  GHashTableIter iter;
  gpointer item;
  guint position, year;

  g_hash_table_iter_init (&iter, self->cells);
  while (from == NULL && g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_child (item) == focus)
      from = item;
  if (from == NULL || (key != GDK_KEY_Up && key != GDK_KEY_Down && key != GDK_KEY_Left && key != GDK_KEY_Right))
    return FALSE;
  position = gtk_list_item_get_position (from) + (key == GDK_KEY_Down) - (key == GDK_KEY_Up);
  year = get_year (from) + (key == GDK_KEY_Right) - (key == GDK_KEY_Left);
  if (position == G_MAXUINT || position >= g_list_model_get_n_items (G_LIST_MODEL (self->shown)))
    return TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  to = find_cell (self, position, year);
  if (to != NULL)
    gtk_widget_grab_focus (gtk_list_item_get_child (to));
  return TRUE;
}

/* What is shown */

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  DzBoard *self = user_data;
  DzBoardRow *row = item;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (gtk_check_button_get_active (self->only_gaps) && dz_board_row_count_gaps (row, self->first, self->last) == 0)
    return FALSE;
  return dz_pinyin_contains (dz_board_row_get_agency (row), words) || dz_pinyin_contains (dz_board_row_get_region (row), words);
}

static void
filter_changed_cb (GtkWidget *widget,
                   DzBoard *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static guint
count_gaps (DzBoard *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++) {
    g_autoptr (DzBoardRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

    n += dz_board_row_count_gaps (row, self->first, self->last);
  }
  return n;
}

static void
show_summary (DzBoard *self,
              guint n_left_out)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows)), gaps = count_gaps (self);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u agency", "%u agencies", n), n);
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u report is missing", "%u reports are missing", gaps), gaps);
  if (n_left_out > 0) {
    g_string_append (text, " · ");
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u report without agency or year is not shown here",
                                               "%u reports without agency or year are not shown here", n_left_out),
                            n_left_out);
  }
  gtk_label_set_text (self->summary, text->str);
}

/* "agency<tab>year" for each gap: to ask for the reports. */
static void
copy_gaps_cb (GtkWidget *button,
              DzBoard *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++) {
    g_autoptr (DzBoardRow) row = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

    for (guint year = self->first; year <= self->last; year++)
      if (dz_board_row_count (row, year) == 0)
        g_string_append_printf (text, "%s\t%u\n", dz_board_row_get_agency (row), year);
  }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
add_name_column (DzBoard *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  column = gtk_column_view_column_new (_ ("Agency"), factory);
  /* Many years would leave the names no room. */
  gtk_column_view_column_set_fixed_width (column, NAME_WIDTH);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
add_year_column (DzBoard *self,
                 guint year)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = g_strdup_printf ("%u", year);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "year", GUINT_TO_POINTER (year));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), self);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_append_column (self->view, column);
}

static void
fill (DzBoard *self)
{
  GtkNoSelection *selection;
  guint n_left_out;

  self->rows = dz_board_rows_new (self->entries, &self->first, &self->last, &n_left_out);
  if (self->last - self->first >= MAX_YEARS)
    self->first = self->last - MAX_YEARS + 1;
  add_name_column (self);
  for (guint year = self->first; year != 0 && year <= self->last; year++)
    add_year_column (self, year);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)), g_object_ref (self->filter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  show_summary (self, n_left_out);
}

static void
dz_board_dispose (GObject *object)
{
  DzBoard *self = DZ_BOARD (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  g_clear_object (&self->entries);
  G_OBJECT_CLASS (dz_board_parent_class)->dispose (object);
}

static void
dz_board_finalize (GObject *object)
{
  g_hash_table_unref (DZ_BOARD (object)->cells);
  G_OBJECT_CLASS (dz_board_parent_class)->finalize (object);
}

static void
dz_board_class_init (DzBoardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_board_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_board_finalize;
  signals[ENTRY_ACTIVATED] = g_signal_new ("entry-activated", DZ_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, DZ_TYPE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-board.ui");
  gtk_widget_class_bind_template_child (widget_class, DzBoard, search);
  gtk_widget_class_bind_template_child (widget_class, DzBoard, only_gaps);
  gtk_widget_class_bind_template_child (widget_class, DzBoard, view);
  gtk_widget_class_bind_template_child (widget_class, DzBoard, summary);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_gaps_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dz_board_init (DzBoard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cells = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
dz_board_new (GtkWindow *parent,
              GListModel *entries)
{
  DzBoard *self = g_object_new (DZ_TYPE_BOARD, "transient-for", parent, NULL);

  self->entries = g_object_ref (entries);
  fill (self);
  return GTK_WIDGET (self);
}
