/* dz-chart-page.c - the page with charts: a question, indicators, agencies, years
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The question chooses the kind of chart and what it starts with; all else is ticked.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-chart-page.h"

#include "dz-chart-question.h"
#include "dz-chart-view.h"
#include "dz-choice.h"
#include "dz-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHIP_CHARS 14
#define THUMB_REDUCTION 4
#define THUMB_WIDTH 148
#define THUMB_HEIGHT 92

struct _DzChartPage {
  GtkWidget parent_instance;

  GtkListBox *questions;
  GtkBox *chips;
  GtkMenuButton *indicator_button;
  GtkMenuButton *agency_button;
  GtkMenuButton *year_button;
  GtkWidget *save;
  GtkStack *stack;
  DzChartView *view;
  AdwStatusPage *nothing;
  GtkWidget *add;
  GtkBox *deck_box;

  DzChoice *indicators;
  DzChoice *agencies;
  DzChoice *years;
  DzComparison *comparison;
  GListStore *deck; /* of DzSlide */
  guint question;
  char *wanted; /* indicator under the cursor of the table */
  gboolean in_update;
};

enum {
  MARK_ACTIVATED,
  SAVE_REQUESTED,
  DECK_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzChartPage, dz_chart_page, GTK_TYPE_WIDGET)

/* What there is to choose from */

static void
offer_indicators (DzChartPage *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < dz_comparison_get_n_rows (self->comparison); i++) {
    const DzMatrixRow *row = dz_comparison_get_row (self->comparison, i);

    if (!dz_chart_question_is_drawable (row) || g_ptr_array_find (keys, row->indicator->id, NULL))
      continue;
    g_ptr_array_add (keys, (char *) row->indicator->id);
    g_ptr_array_add (titles, (char *) dz_indicator_get_label (row->indicator));
  }
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (titles, NULL);
  dz_choice_set_items (self->indicators, (const char *const *) keys->pdata, (const char *const *) titles->pdata);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_unique (GPtrArray *list,
            GHashTable *known,
            char *text)
{
  if (g_hash_table_contains (known, text)) {
    g_free (text);
    return;
  }
  g_hash_table_add (known, text);
  g_ptr_array_add (list, text);
}

static void
offer_reports (DzChartPage *self)
{
  g_autoptr (GPtrArray) agencies = g_ptr_array_new ();
  g_autoptr (GPtrArray) years = g_ptr_array_new ();
  g_autoptr (GHashTable) known_agencies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known_years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < dz_comparison_get_n_columns (self->comparison); i++) {
    DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, i));

    add_unique (agencies, known_agencies, g_strdup (dz_words_agency (report)));
    if (dz_report_get_year (report) != 0)
      add_unique (years, known_years, dz_words_year (report));
  }
  g_ptr_array_sort (years, compare_strings);
  g_ptr_array_add (agencies, NULL);
  g_ptr_array_add (years, NULL);
  dz_choice_set_items (self->agencies, (const char *const *) agencies->pdata, (const char *const *) agencies->pdata);
  dz_choice_set_items (self->years, (const char *const *) years->pdata, (const char *const *) years->pdata);
}

/* What a question starts with */

static void
tick (DzChoice *choice,
      GPtrArray *keys)
{
  dz_choice_clear (choice);
  for (guint i = 0; i < keys->len; i++)
    dz_choice_set_chosen (choice, g_ptr_array_index (keys, i), TRUE);
}

static DzChartStart *
start_question (DzChartPage *self)
{
  return dz_chart_question_start (dz_chart_question_get (self->question), self->comparison, self->wanted);
}

/* Drawing */

DzSlide *
dz_chart_page_dup_slide (DzChartPage *self)
{
  g_autofree const char **indicators = dz_choice_dup_chosen (self->indicators);
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->comparison != NULL && i < dz_comparison_get_n_columns (self->comparison); i++) {
    DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, i));
    g_autofree char *year = dz_words_year (report);

    if (dz_choice_is_chosen (self->agencies, dz_words_agency (report)) && dz_choice_is_chosen (self->years, year))
      g_ptr_array_add (reports, dz_slide_report_key (report));
  }
  if (indicators[0] == NULL || reports->len == 0)
    return NULL;
  g_ptr_array_add (reports, NULL);
  return dz_slide_new (dz_chart_question_get (self->question)->type, (const char *const *) indicators,
                       (const char *const *) reports->pdata);
}

static char *
shorten (const char *title)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (title, -1) <= CHIP_CHARS)
    return g_strdup (title);
  head = g_utf8_substring (title, 0, CHIP_CHARS - 1);
  return g_strconcat (head, "…", NULL);
}

static void
append_chips (DzChartPage *self,
              DzChoice *choice,
              GCallback clicked)
{
  g_autofree const char **chosen = dz_choice_dup_chosen (choice);

  for (guint i = 0; chosen[i] != NULL; i++) {
    GtkWidget *chip = gtk_button_new ();
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    const char *title = dz_choice_get_title (choice, chosen[i]);
    g_autofree char *brief = shorten (title);
    GtkWidget *label = gtk_label_new (brief);
    g_autofree char *words = g_strdup_printf (_ ("Leave out %s"), title);

    gtk_box_append (GTK_BOX (box), label);
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
    gtk_button_set_child (GTK_BUTTON (chip), box);
    gtk_widget_add_css_class (chip, "chip");
    gtk_widget_set_tooltip_text (chip, words);
    gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    g_object_set_data (G_OBJECT (chip), "choice", choice);
    g_object_set_data_full (G_OBJECT (chip), "key", g_strdup (chosen[i]), g_free);
    g_signal_connect (chip, "clicked", clicked, self);
    gtk_box_append (self->chips, chip);
  }
}

/* The choice tells the change as if it had been ticked there. */
static void
chip_clicked_cb (GtkButton *chip,
                 DzChartPage *self)
{
  DzChoice *choice = g_object_get_data (G_OBJECT (chip), "choice");
  g_autofree char *key = g_strdup (g_object_get_data (G_OBJECT (chip), "key"));

  dz_choice_set_chosen (choice, key, FALSE);
  g_signal_emit_by_name (choice, "changed");
}

static void
show_chips (DzChartPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  append_chips (self, self->indicators, G_CALLBACK (chip_clicked_cb));
  append_chips (self, self->agencies, G_CALLBACK (chip_clicked_cb));
  append_chips (self, self->years, G_CALLBACK (chip_clicked_cb));
}

static void
draw (DzChartPage *self)
{
  g_autoptr (DzSlide) slide = dz_chart_page_dup_slide (self);
  g_autoptr (GError) error = NULL;
  DzChartSpec *spec = NULL;

  show_chips (self);
  if (slide != NULL)
    spec = dz_slide_make_spec (slide, self->comparison, &error);
  dz_chart_view_take_spec (self->view, spec);
  gtk_widget_set_sensitive (self->save, spec != NULL);
  gtk_widget_set_sensitive (self->add, spec != NULL);
  adw_status_page_set_description (self->nothing, error != NULL ? error->message
                                                                : _ ("Choose at least one indicator, one agency and one year."));
  gtk_stack_set_visible_child_name (self->stack, spec == NULL ? "nothing" : "chart");
}

static void
choice_changed_cb (DzChartPage *self)
{
  draw (self);
}

static void
begin_question (DzChartPage *self)
{
  g_autoptr (DzChartStart) start = NULL;

  if (self->comparison == NULL)
    return;
  start = start_question (self);
  tick (self->agencies, start->agencies);
  tick (self->indicators, start->indicators);
  dz_choice_clear (self->years);
  for (guint i = 0; i < start->years->len; i++) {
    g_autofree char *year = g_strdup_printf ("%u", g_array_index (start->years, guint, i));

    dz_choice_set_chosen (self->years, year, TRUE);
  }
  draw (self);
}

static void
question_selected_cb (GtkListBox *box,
                      GtkListBoxRow *row,
                      DzChartPage *self)
{
  if (row == NULL || self->in_update)
    return;
  self->question = (guint) gtk_list_box_row_get_index (row);
  begin_question (self);
}

static void
mark_activated_cb (DzChartView *view,
                   guint row,
                   guint column,
                   DzChartPage *self)
{
  g_signal_emit (self, signals[MARK_ACTIVATED], 0, row, column);
}

static void
save_clicked_cb (GtkButton *button,
                 DzChartPage *self)
{
  g_signal_emit (self, signals[SAVE_REQUESTED], 0);
}

/* The deck */

static void
show_slide (DzChartPage *self,
            DzSlide *slide)
{
  const char *const *indicators = dz_slide_get_indicators (slide);
  const char *const *reports = dz_slide_get_reports (slide);

  for (guint i = 0; i < dz_chart_question_get_n (); i++) {
    if (dz_chart_question_get (i)->type == dz_slide_get_chart_type (slide))
      self->question = i;
  }
  self->in_update = TRUE;
  gtk_list_box_select_row (self->questions, gtk_list_box_get_row_at_index (self->questions, (int) self->question));
  self->in_update = FALSE;
  dz_choice_clear (self->indicators);
  dz_choice_clear (self->agencies);
  dz_choice_clear (self->years);
  for (guint i = 0; indicators[i] != NULL; i++)
    dz_choice_set_chosen (self->indicators, indicators[i], TRUE);
  for (guint i = 0; reports[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (reports[i], "\t", 2);

    dz_choice_set_chosen (self->agencies, parts[0], TRUE);
    dz_choice_set_chosen (self->years, parts[1], TRUE);
  }
  draw (self);
}

static void
slide_clicked_cb (GtkButton *button,
                  DzChartPage *self)
{
  show_slide (self, g_object_get_data (G_OBJECT (button), "slide"));
}

static void
slide_removed_cb (GtkButton *button,
                  DzChartPage *self)
{
  guint position;

  if (g_list_store_find (self->deck, g_object_get_data (G_OBJECT (button), "slide"), &position))
    g_list_store_remove (self->deck, position);
}

static GtkWidget *
make_thumbnail (DzChartPage *self,
                DzSlide *slide)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *button = gtk_button_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *view = dz_chart_view_new ();
  DzChartSpec *spec = self->comparison == NULL ? NULL : dz_slide_make_spec (slide, self->comparison, NULL);
  const char *title = spec == NULL ? _ ("Nothing to draw any more") : dz_chart_spec_get_title (spec);

  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  dz_chart_view_take_spec (DZ_CHART_VIEW (view), spec);
  dz_chart_view_set_reduction (DZ_CHART_VIEW (view), THUMB_REDUCTION);
  gtk_widget_set_size_request (view, THUMB_WIDTH, THUMB_HEIGHT);
  gtk_widget_set_can_target (view, FALSE);
  gtk_widget_set_focusable (view, FALSE);
  gtk_widget_set_hexpand (view, FALSE);
  gtk_button_set_child (GTK_BUTTON (button), view);
  gtk_widget_add_css_class (button, "thumbnail");
  g_object_set_data (G_OBJECT (button), "slide", slide);
  g_signal_connect (button, "clicked", G_CALLBACK (slide_clicked_cb), self);
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_add_css_class (remove, "osd");
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (remove, _ ("Take this slide out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Take this slide out"), -1);
  g_object_set_data (G_OBJECT (remove), "slide", slide);
  g_signal_connect (remove, "clicked", G_CALLBACK (slide_removed_cb), self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), button);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), remove);
  return overlay;
}

void
dz_chart_page_deck_loaded (DzChartPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->deck));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->deck_box))) != NULL)
    gtk_box_remove (self->deck_box, child);
  for (guint i = 0; i < n; i++) {
    g_autoptr (DzSlide) slide = g_list_model_get_item (G_LIST_MODEL (self->deck), i);

    gtk_box_append (self->deck_box, make_thumbnail (self, slide));
  }
  if (n == 0) {
    GtkWidget *label = gtk_label_new (_ ("The deck is empty. Charts added here are shown by F5, full screen."));

    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_set_hexpand (label, TRUE);
    gtk_widget_add_css_class (label, "dim-label");
    gtk_box_append (self->deck_box, label);
  }
}

static void
deck_changed_cb (DzChartPage *self)
{
  dz_chart_page_deck_loaded (self);
  g_signal_emit (self, signals[DECK_CHANGED], 0);
}

static void
add_clicked_cb (GtkButton *button,
                DzChartPage *self)
{
  g_autoptr (DzSlide) slide = dz_chart_page_dup_slide (self);

  if (slide != NULL)
    g_list_store_append (self->deck, slide);
}

/* GObject */

static void
dz_chart_page_dispose (GObject *object)
{
  DzChartPage *self = DZ_CHART_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->deck != NULL)
    g_signal_handlers_disconnect_by_data (self->deck, self);
  g_clear_object (&self->deck);
  g_clear_object (&self->comparison);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (dz_chart_page_parent_class)->dispose (object);
}

static void
dz_chart_page_class_init (DzChartPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_chart_page_dispose;
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", DZ_TYPE_CHART_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SAVE_REQUESTED] = g_signal_new ("save-requested", DZ_TYPE_CHART_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[DECK_CHANGED] = g_signal_new ("deck-changed", DZ_TYPE_CHART_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-chart-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, questions);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, chips);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, indicator_button);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, agency_button);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, year_button);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, save);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, view);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, add);
  gtk_widget_class_bind_template_child (widget_class, DzChartPage, deck_box);
  gtk_widget_class_bind_template_callback (widget_class, question_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static DzChoice *
add_choice (DzChartPage *self,
            GtkMenuButton *button)
{
  GtkWidget *choice = dz_choice_new ();

  gtk_menu_button_set_popover (button, choice);
  g_signal_connect_swapped (choice, "changed", G_CALLBACK (choice_changed_cb), self);
  return DZ_CHOICE (choice);
}

static void
add_questions (DzChartPage *self)
{
  for (guint i = 0; i < dz_chart_question_get_n (); i++) {
    const DzChartQuestion *question = dz_chart_question_get (i);
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
    GtkWidget *title = gtk_label_new (_ (question->title));
    GtkWidget *detail = gtk_label_new (_ (question->detail));

    gtk_label_set_xalign (GTK_LABEL (title), 0);
    gtk_label_set_wrap (GTK_LABEL (title), TRUE);
    gtk_label_set_xalign (GTK_LABEL (detail), 0);
    gtk_widget_add_css_class (detail, "dim-label");
    gtk_widget_add_css_class (detail, "caption");
    gtk_widget_set_margin_top (box, 6);
    gtk_widget_set_margin_bottom (box, 6);
    gtk_box_append (GTK_BOX (box), title);
    gtk_box_append (GTK_BOX (box), detail);
    gtk_list_box_append (self->questions, box);
  }
}

static void
dz_chart_page_init (DzChartPage *self)
{
  self->in_update = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->indicators = add_choice (self, self->indicator_button);
  self->agencies = add_choice (self, self->agency_button);
  self->years = add_choice (self, self->year_button);
  self->deck = g_list_store_new (DZ_TYPE_SLIDE);
  g_signal_connect_swapped (self->deck, "items-changed", G_CALLBACK (deck_changed_cb), self);
  add_questions (self);
  gtk_list_box_select_row (self->questions, gtk_list_box_get_row_at_index (self->questions, 0));
  dz_chart_page_deck_loaded (self);
  draw (self);
  self->in_update = FALSE;
}

void
dz_chart_page_set_comparison (DzChartPage *self,
                              DzComparison *comparison)
{
  g_set_object (&self->comparison, comparison);
  if (comparison == NULL)
    return;
  offer_indicators (self);
  offer_reports (self);
  if (dz_choice_get_n_chosen (self->indicators) == 0 || dz_choice_get_n_chosen (self->agencies) == 0 ||
      dz_choice_get_n_chosen (self->years) == 0)
    begin_question (self);
  else
    draw (self);
  dz_chart_page_deck_loaded (self);
}

void
dz_chart_page_set_indicator (DzChartPage *self,
                             const char *indicator)
{
  g_autoptr (DzChartStart) start = NULL;

  g_free (self->wanted);
  self->wanted = g_strdup (indicator);
  if (self->comparison == NULL)
    return;
  start = start_question (self);
  tick (self->indicators, start->indicators);
  draw (self);
}

void
dz_chart_page_ask (DzChartPage *self,
                   guint question)
{
  if (question >= dz_chart_question_get_n ())
    return;
  self->question = question;
  self->in_update = TRUE;
  gtk_list_box_select_row (self->questions, gtk_list_box_get_row_at_index (self->questions, (int) question));
  self->in_update = FALSE;
  begin_question (self);
}

const DzChartSpec *
dz_chart_page_get_spec (DzChartPage *self)
{
  return dz_chart_view_get_spec (self->view);
}

GListStore *
dz_chart_page_get_deck (DzChartPage *self)
{
  return self->deck;
}
