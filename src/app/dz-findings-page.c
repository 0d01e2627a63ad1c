/* dz-findings-page.c - what is to be looked into, by how certain it is
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list with a group for each degree of certainty, and on the right the chosen finding with the
 * figures involved and their words.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-findings-page.h"

#include "dz-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define FACTS_MAX 24

/* A head over the findings of one severity. */
struct _DzFindingGroup {
  GObject parent_instance;

  DzSeverity severity;
  GListStore *items;
};

#define DZ_TYPE_FINDING_GROUP (dz_finding_group_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingGroup, dz_finding_group, DZ, FINDING_GROUP, GObject)
G_DEFINE_FINAL_TYPE (DzFindingGroup, dz_finding_group, G_TYPE_OBJECT)

static void
dz_finding_group_finalize (GObject *object)
{
  g_clear_object (&DZ_FINDING_GROUP (object)->items);
  G_OBJECT_CLASS (dz_finding_group_parent_class)->finalize (object);
}

static void
dz_finding_group_class_init (DzFindingGroupClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_finding_group_finalize;
}

static void
dz_finding_group_init (DzFindingGroup *self)
{
  self->items = g_list_store_new (DZ_TYPE_FINDING_ITEM);
}

struct _DzFindingsPage {
  GtkWidget parent_instance;

  GtkDropDown *state;
  GtkSearchEntry *search;
  GtkLabel *counts;
  GtkStack *stack;
  GtkListView *list;
  GtkBox *detail;

  GListModel *findings;
  DzCatalogue *catalogue;
  GtkSingleSelection *selection;
  DzFindingItem *selected;
  char *selected_key;
  gboolean in_rebuild;
};

enum {
  EXPLAIN_REQUESTED,
  DISMISS_REQUESTED,
  REOPEN_REQUESTED,
  FACT_ACTIVATED,
  CORRECT_REQUESTED,
  FINDING_SELECTED,
  READ_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzFindingsPage, dz_findings_page, GTK_TYPE_WIDGET)

/* The detail */

static GtkWidget *
append_label (GtkBox *box,
              const char *text,
              const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (box, label);
  return label;
}

static void
fact_clicked (DzFindingsPage *self,
              GtkWidget *button,
              guint signal)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "fact"));

  if (self->selected != NULL)
    g_signal_emit (self, signals[signal], 0, self->selected, index);
}

static void
words_clicked_cb (GtkButton *button,
                  DzFindingsPage *self)
{
  fact_clicked (self, GTK_WIDGET (button), FACT_ACTIVATED);
}

static void
correct_clicked_cb (GtkButton *button,
                    DzFindingsPage *self)
{
  fact_clicked (self, GTK_WIDGET (button), CORRECT_REQUESTED);
}

static GtkWidget *
fact_button (DzFindingsPage *self,
             const char *icon,
             const char *words,
             guint index,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (button), "fact", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

/* Where it stands, its label, the value as printed, its words. */
static void
append_fact (DzFindingsPage *self,
             DzFindingItem *item,
             guint index)
{
  const DzFact *fact = g_ptr_array_index (dz_finding_item_get_finding (item)->facts, index);
  DzExtraction *owner = dz_finding_item_find_owner (item, fact);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *label = dz_words_indicator (self->catalogue, fact->indicator, fact->member, fact->label);
  g_autofree char *value = dz_words_value (fact->value, fact->unit);
  g_autofree char *place = dz_words_place (fact);
  g_autofree char *report = owner == NULL ? g_strdup ("") : dz_words_report (dz_extraction_get_report (owner));
  g_autofree char *line = g_strdup_printf ("%s · %s", report, place);

  gtk_widget_add_css_class (card, "quote-card");
  gtk_widget_set_hexpand (words, TRUE);
  /* Words without a figure are their own label. */
  if (fact->indicator != NULL || fact->value.kind != DZ_VALUE_NOT_APPLICABLE) {
    append_label (GTK_BOX (words), label, "heading");
    append_label (GTK_BOX (words), value, "numeric");
  }
  if (fact->where == DZ_WHERE_PROSE) {
    g_autofree char *quote = g_strdup_printf (_ ("“%s”"), fact->quote);

    append_label (GTK_BOX (words), quote, NULL);
  }
  gtk_widget_add_css_class (append_label (GTK_BOX (words), line, "caption"), "dim-label");
  gtk_box_append (GTK_BOX (card), words);
  if (fact->where != DZ_WHERE_MANUAL)
    gtk_box_append (GTK_BOX (card), fact_button (self, "dz-quote-symbolic", _ ("Go to the words"), index,
                                                 G_CALLBACK (words_clicked_cb)));
  if (fact->indicator != NULL)
    gtk_box_append (GTK_BOX (card), fact_button (self, "document-edit-symbolic", _ ("Correct…"), index,
                                                 G_CALLBACK (correct_clicked_cb)));
  gtk_box_append (self->detail, card);
}

static void
emit_selected (DzFindingsPage *self,
               guint signal)
{
  if (self->selected != NULL)
    g_signal_emit (self, signals[signal], 0, self->selected);
}

static void
explain_cb (GtkButton *button,
            DzFindingsPage *self)
{
  emit_selected (self, EXPLAIN_REQUESTED);
}

static void
dismiss_cb (GtkButton *button,
            DzFindingsPage *self)
{
  emit_selected (self, DISMISS_REQUESTED);
}

static void
reopen_cb (GtkButton *button,
           DzFindingsPage *self)
{
  emit_selected (self, REOPEN_REQUESTED);
}

static void
read_cb (GtkButton *button,
         DzFindingsPage *self)
{
  emit_selected (self, READ_REQUESTED);
}

static void
append_button (DzFindingsPage *self,
               GtkBox *box,
               const char *words,
               const char *tooltip,
               GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (box, button);
}

static void
append_state (DzFindingsPage *self,
              DzFindingItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  DzFindingState state = dz_finding_item_get_state (item);
  const char *note = dz_finding_item_get_note (item);

  gtk_widget_set_margin_top (box, 12);
  if (state == DZ_FINDING_OPEN) {
    append_button (self, GTK_BOX (box), _ ("Explain…"), _ ("Write down why it is so (E)"), G_CALLBACK (explain_cb));
    append_button (self, GTK_BOX (box), _ ("No problem"), _ ("Take it off the list (X)"), G_CALLBACK (dismiss_cb));
  } else {
    append_label (self->detail, state == DZ_FINDING_EXPLAINED ? _ ("Explained") : _ ("Dismissed"), "caption-heading");
    if (note != NULL && *note != '\0')
      append_label (self->detail, note, NULL);
    append_button (self, GTK_BOX (box), _ ("Open again"), _ ("Put it back on the list"), G_CALLBACK (reopen_cb));
  }
  if (dz_finding_item_get_other (item) != NULL)
    append_button (self, GTK_BOX (box), _ ("Read Both Side by Side"), _ ("Both reports at the words of this finding"),
                   G_CALLBACK (read_cb));
  gtk_box_append (self->detail, box);
}

static void
show_detail (DzFindingsPage *self)
{
  DzFindingItem *item = self->selected;
  DzFinding *finding;
  const DzRule *rule;
  g_autofree char *title = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->detail))) != NULL)
    gtk_box_remove (self->detail, child);
  if (item == NULL)
    return;
  finding = dz_finding_item_get_finding (item);
  rule = dz_catalogue_lookup_rule (self->catalogue, finding->rule);
  title = dz_finding_item_dup_title (item);
  gtk_widget_add_css_class (append_label (self->detail, title, "caption-heading"), "dim-label");
  append_label (self->detail, finding->message, "title-4");
  if (*finding->arithmetic != '\0')
    append_label (self->detail, finding->arithmetic, "arithmetic");
  if (finding->cause != NULL && *finding->cause != '\0')
    append_label (self->detail, finding->cause, NULL);
  for (guint i = 0; i < MIN (finding->facts->len, FACTS_MAX); i++)
    append_fact (self, item, i);
  if (rule != NULL) {
    g_autofree char *line = g_strdup_printf ("%s · %s", finding->rule, dz_rule_get_label (rule));

    gtk_widget_add_css_class (append_label (self->detail, line, "caption"), "dim-label");
    if (*dz_rule_get_advice (rule) != '\0')
      gtk_widget_add_css_class (append_label (self->detail, dz_rule_get_advice (rule), "caption"), "dim-label");
  }
  append_state (self, item);
}

/* The list */

static gboolean
passes (DzFindingsPage *self,
        DzFindingItem *item,
        const char *needle)
{
  guint wanted = gtk_drop_down_get_selected (self->state);
  g_autofree char *title = NULL;
  g_autofree char *hay = NULL;
  g_autofree char *folded = NULL;

  if (wanted <= DZ_FINDING_DISMISSED && dz_finding_item_get_state (item) != (DzFindingState) wanted)
    return FALSE;
  if (needle == NULL)
    return TRUE;
  title = dz_finding_item_dup_title (item);
  hay = g_strdup_printf ("%s %s %s", title, dz_finding_item_get_finding (item)->message,
                         dz_finding_item_get_finding (item)->rule);
  folded = g_utf8_casefold (hay, -1);
  return strstr (folded, needle) != NULL;
}

static GListModel *
children_cb (gpointer item,
             gpointer user_data)
{
  return DZ_IS_FINDING_GROUP (item) ? g_object_ref (G_LIST_MODEL (DZ_FINDING_GROUP (item)->items)) : NULL;
}

static GListStore *
make_groups (DzFindingsPage *self,
             guint *n_shown)
{
  GListStore *groups = g_list_store_new (DZ_TYPE_FINDING_GROUP);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *needle = *text == '\0' ? NULL : g_utf8_casefold (text, -1);
  guint n = self->findings == NULL ? 0 : g_list_model_get_n_items (self->findings);
  DzFindingGroup *group = NULL;

  *n_shown = 0;
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzFindingItem) item = g_list_model_get_item (self->findings, i);
    DzSeverity severity = dz_finding_item_get_finding (item)->severity;

    if (!passes (self, item, needle))
      continue;
    if (group == NULL || group->severity != severity) {
      group = g_object_new (DZ_TYPE_FINDING_GROUP, NULL);
      group->severity = severity;
      g_list_store_append (groups, group);
      g_object_unref (group);
    }
    g_list_store_append (group->items, item);
    (*n_shown)++;
  }
  return groups;
}

static void
selection_changed_cb (DzFindingsPage *self)
{
  GtkTreeListRow *row;
  g_autoptr (GObject) item = NULL;

  if (self->in_rebuild)
    return;
  row = gtk_single_selection_get_selected_item (self->selection);
  item = row == NULL ? NULL : gtk_tree_list_row_get_item (row);
  g_set_object (&self->selected, (DZ_IS_FINDING_ITEM (item) ? DZ_FINDING_ITEM (item) : NULL));
  g_free (self->selected_key);
  self->selected_key = self->selected == NULL ? NULL : g_strdup (dz_finding_item_get_finding (self->selected)->key);
  show_detail (self);
  emit_selected (self, FINDING_SELECTED);
}

/* The finding chosen before, else the one at its place, else the first. */
static guint
find_selection (DzFindingsPage *self,
                guint old)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint best = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
    g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);

    if (!DZ_IS_FINDING_ITEM (item))
      continue;
    if (g_strcmp0 (dz_finding_item_get_finding (DZ_FINDING_ITEM (item))->key, self->selected_key) == 0)
      return i;
    if (best == GTK_INVALID_LIST_POSITION || (old != GTK_INVALID_LIST_POSITION && i <= old))
      best = i;
  }
  return best;
}

static void
rebuild (DzFindingsPage *self)
{
  guint n_shown;
  GListStore *groups = make_groups (self, &n_shown);
  GtkTreeListModel *tree = gtk_tree_list_model_new (G_LIST_MODEL (groups), FALSE, TRUE, children_cb, NULL, NULL);
  guint old = self->selection == NULL ? 0 : gtk_single_selection_get_selected (self->selection);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u finding", "%u findings", n_shown), n_shown);

  self->in_rebuild = TRUE;
  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selection_changed_cb), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_single_selection_set_selected (self->selection, find_selection (self, old));
  self->in_rebuild = FALSE;
  selection_changed_cb (self);
  gtk_label_set_text (self->counts, text);
  gtk_stack_set_visible_child_name (self->stack, n_shown == 0 ? "none" : "list");
}

static void
filter_changed_cb (DzFindingsPage *self)
{
  if (self->list != NULL)
    rebuild (self);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              gpointer user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = append_label (GTK_BOX (box), NULL, NULL);
  GtkWidget *message = append_label (GTK_BOX (box), NULL, NULL);

  gtk_tree_expander_set_indent_for_icon (GTK_TREE_EXPANDER (expander), FALSE);
  gtk_label_set_wrap (GTK_LABEL (title), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (message), 3);
  gtk_label_set_ellipsize (GTK_LABEL (message), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem *list_item,
             gpointer user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkLabel *title = GTK_LABEL (gtk_widget_get_first_child (box));
  GtkLabel *message = GTK_LABEL (gtk_widget_get_last_child (box));
  gboolean is_group = DZ_IS_FINDING_GROUP (item);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_widget_set_visible (GTK_WIDGET (message), !is_group);
  if (is_group) {
    DzFindingGroup *group = DZ_FINDING_GROUP (item);

    text = g_strdup_printf ("%s  %u", dz_severity_get_words (group->severity),
                            g_list_model_get_n_items (G_LIST_MODEL (group->items)));
    gtk_widget_add_css_class (GTK_WIDGET (title), "group-title");
    gtk_widget_remove_css_class (GTK_WIDGET (title), "dim-label");
    gtk_label_set_text (message, "");
  } else {
    text = dz_finding_item_dup_title (DZ_FINDING_ITEM (item));
    gtk_widget_remove_css_class (GTK_WIDGET (title), "group-title");
    gtk_widget_add_css_class (GTK_WIDGET (title), "dim-label");
    gtk_label_set_text (message, dz_finding_item_get_finding (DZ_FINDING_ITEM (item))->message);
  }
  gtk_label_set_text (title, text);
  spoken = g_strdup_printf ("%s %s", text, gtk_label_get_text (message));
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem *list_item,
               gpointer user_data)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
}

static void
activated_cb (GtkListView *list,
              guint position,
              DzFindingsPage *self)
{
  if (self->selected != NULL && dz_finding_item_get_finding (self->selected)->facts->len > 0)
    g_signal_emit (self, signals[FACT_ACTIVATED], 0, self->selected, 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzFindingsPage *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || self->selected == NULL)
    return FALSE;
  if (key == GDK_KEY_e || key == GDK_KEY_E)
    emit_selected (self, EXPLAIN_REQUESTED);
  else if (key == GDK_KEY_x || key == GDK_KEY_X)
    emit_selected (self, DISMISS_REQUESTED);
  else
    return FALSE;
  return TRUE;
}

static void
dz_findings_page_dispose (GObject *object)
{
  DzFindingsPage *self = DZ_FINDINGS_PAGE (object);
  GtkWidget *child;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->findings);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->selected);
  g_clear_pointer (&self->selected_key, g_free);
  G_OBJECT_CLASS (dz_findings_page_parent_class)->dispose (object);
}

static guint
new_item_signal (const char *name)
{
  return g_signal_new (name, DZ_TYPE_FINDINGS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, DZ_TYPE_FINDING_ITEM);
}

static guint
new_fact_signal (const char *name)
{
  return g_signal_new (name, DZ_TYPE_FINDINGS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, DZ_TYPE_FINDING_ITEM, G_TYPE_UINT);
}

static void
dz_findings_page_class_init (DzFindingsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_findings_page_dispose;
  signals[EXPLAIN_REQUESTED] = new_item_signal ("explain-requested");
  signals[DISMISS_REQUESTED] = new_item_signal ("dismiss-requested");
  signals[READ_REQUESTED] = new_item_signal ("read-requested");
  signals[REOPEN_REQUESTED] = new_item_signal ("reopen-requested");
  signals[FACT_ACTIVATED] = new_fact_signal ("fact-activated");
  signals[FINDING_SELECTED] = new_item_signal ("finding-selected");
  signals[CORRECT_REQUESTED] = new_fact_signal ("correct-requested");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-findings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPage, state);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPage, search);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPage, counts);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPage, list);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
dz_findings_page_init (DzFindingsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (self->list, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

void
dz_findings_page_set_findings (DzFindingsPage *self,
                               GListModel *findings,
                               DzCatalogue *catalogue)
{
  g_set_object (&self->findings, findings);
  g_set_object (&self->catalogue, catalogue);
  rebuild (self);
}

void
dz_findings_page_set_search (DzFindingsPage *self,
                             const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text == NULL ? "" : text);
}

DzFindingItem *
dz_findings_page_get_selected (DzFindingsPage *self)
{
  return self->selected;
}

void
dz_findings_page_focus (DzFindingsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
