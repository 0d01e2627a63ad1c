/* dz-present.c - slides, full screen
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys are those of presenters and their remotes. Tab goes through the marks of the slide, Enter
 * shows the words a mark was read from, / looks for an agency.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-present.h"

#include "dz-chart-view.h"
#include "dz-quote.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DzPresent {
  GtkWindow parent_instance;

  GtkWidget *view;
  GtkWidget *cover; /* black or white over all */
  GtkWidget *card;  /* words of the chosen mark */
  GtkLabel *card_title;
  GtkLabel *card_words;
  GtkWidget *search;
  GtkWidget *problem; /* why a slide cannot be drawn */

  GListModel *slides;
  DzComparison *comparison;
  DzPresentDocumentFunc func;
  gpointer func_data;
  guint slide;
  guint inhibit;
};

G_DEFINE_FINAL_TYPE (DzPresent, dz_present, GTK_TYPE_WINDOW)

static void
show_slide (DzPresent *self)
{
  g_autoptr (DzSlide) slide = g_list_model_get_item (self->slides, self->slide);
  g_autoptr (GError) error = NULL;
  DzChartSpec *spec = slide == NULL ? NULL : dz_slide_make_spec (slide, self->comparison, &error);

  dz_chart_view_take_spec (DZ_CHART_VIEW (self->view), spec);
  gtk_label_set_text (GTK_LABEL (self->problem), error == NULL ? "" : error->message);
  gtk_widget_set_visible (self->problem, error != NULL);
  gtk_widget_set_visible (self->card, FALSE);
}

void
dz_present_go_to (DzPresent *self,
                  guint slide)
{
  guint n = g_list_model_get_n_items (self->slides);

  if (slide >= n)
    return;
  self->slide = slide;
  gtk_widget_set_visible (self->cover, FALSE);
  show_slide (self);
}

guint
dz_present_get_slide (DzPresent *self)
{
  return self->slide;
}

static void
set_cover (DzPresent *self,
           const char *class)
{
  gboolean same = gtk_widget_get_visible (self->cover) && gtk_widget_has_css_class (self->cover, class);

  gtk_widget_remove_css_class (self->cover, "black");
  gtk_widget_remove_css_class (self->cover, "white");
  gtk_widget_add_css_class (self->cover, class);
  gtk_widget_set_visible (self->cover, !same);
}

/* The words behind the chosen mark. */
static void
show_card (DzPresent *self,
           guint row,
           guint column)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, column);
  const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);
  DzExtraction *extraction = dz_comparison_get_column (self->comparison, column);
  DzDocument *document = self->func == NULL ? NULL : self->func (extraction, self->func_data);
  g_autofree char *report = dz_words_report (dz_extraction_get_report (extraction));
  g_autofree char *value = dz_words_value (cell->value, r->unit);
  g_autofree char *title = g_strdup_printf ("%s · %s\n%s", report, r->label, value);
  g_autofree char *words = cell->fact == NULL ? NULL : dz_quote_markup (document, cell->fact);

  gtk_label_set_text (self->card_title, title);
  gtk_label_set_markup (self->card_words, words == NULL ? "" : words);
  gtk_widget_set_visible (self->card, TRUE);
}

static void
mark_activated_cb (DzChartView *view,
                   guint row,
                   guint column,
                   DzPresent *self)
{
  show_card (self, row, column);
}

static void
toggle_card (DzPresent *self)
{
  guint row, column;

  if (gtk_widget_get_visible (self->card)) {
    gtk_widget_set_visible (self->card, FALSE);
    return;
  }
  if (!dz_chart_view_get_mark (DZ_CHART_VIEW (self->view), &row, &column))
    dz_chart_view_step (DZ_CHART_VIEW (self->view), 1);
  if (dz_chart_view_get_mark (DZ_CHART_VIEW (self->view), &row, &column))
    show_card (self, row, column);
}

static void
step_mark (DzPresent *self,
           int direction)
{
  dz_chart_view_step (DZ_CHART_VIEW (self->view), direction);
  if (gtk_widget_get_visible (self->card)) {
    gtk_widget_set_visible (self->card, FALSE);
    toggle_card (self);
  }
}

/* The first mark from the present slide on whose words contain @text. */
static gboolean
find_words (DzPresent *self,
            const char *text)
{
  guint n = g_list_model_get_n_items (self->slides);
  g_autofree char *needle = g_utf8_casefold (text, -1);

  for (guint i = 0; i < n; i++) {
    const char *words;

    dz_present_go_to (self, (self->slide + (i == 0 ? 0 : 1)) % n);
    while ((words = dz_chart_view_step (DZ_CHART_VIEW (self->view), 1)) != NULL) {
      g_autofree char *folded = g_utf8_casefold (words, -1);

      if (strstr (folded, needle) != NULL)
        return TRUE;
    }
  }
  return FALSE;
}

static void
search_done_cb (GtkSearchEntry *entry,
                DzPresent *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  gtk_widget_set_visible (self->search, FALSE);
  gtk_widget_grab_focus (self->view);
  if (*text != '\0' && find_words (self, text))
    toggle_card (self);
}

static void
search_stopped_cb (GtkSearchEntry *entry,
                   DzPresent *self)
{
  gtk_widget_set_visible (self->search, FALSE);
  gtk_widget_grab_focus (self->view);
}

static void
start_search (DzPresent *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (self->search, TRUE);
  gtk_widget_grab_focus (self->search);
}

static void
leave (DzPresent *self)
{
  if (gtk_widget_get_visible (self->card))
    gtk_widget_set_visible (self->card, FALSE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

gboolean
dz_present_press (DzPresent *self,
                  guint key)
{
  guint n = g_list_model_get_n_items (self->slides);

  switch (key) {
  case GDK_KEY_Right:
  case GDK_KEY_Down:
  case GDK_KEY_Page_Down:
  case GDK_KEY_space:
    dz_present_go_to (self, self->slide + 1);
    return TRUE;
  case GDK_KEY_Left:
  case GDK_KEY_Up:
  case GDK_KEY_Page_Up:
  case GDK_KEY_BackSpace:
    if (self->slide > 0)
      dz_present_go_to (self, self->slide - 1);
    return TRUE;
  case GDK_KEY_Home:
    dz_present_go_to (self, 0);
    return TRUE;
  case GDK_KEY_End:
    dz_present_go_to (self, n - 1);
    return TRUE;
  case GDK_KEY_b:
  case GDK_KEY_B:
  case GDK_KEY_period:
    set_cover (self, "black");
    return TRUE;
  case GDK_KEY_w:
  case GDK_KEY_W:
    set_cover (self, "white");
    return TRUE;
  case GDK_KEY_Tab:
    step_mark (self, 1);
    return TRUE;
  case GDK_KEY_ISO_Left_Tab:
    step_mark (self, -1);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    toggle_card (self);
    return TRUE;
  case GDK_KEY_slash:
    start_search (self);
    return TRUE;
  case GDK_KEY_Escape:
    leave (self);
    return TRUE;
  case GDK_KEY_F5:
    gtk_window_close (GTK_WINDOW (self));
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzPresent *self)
{
  /* The search entry has its own keys. */
  if (gtk_widget_get_visible (self->search))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0 && key == GDK_KEY_f) {
    start_search (self);
    return TRUE;
  }
  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0 && dz_present_press (self, key);
}

static gboolean
dz_present_close_request (GtkWindow *window)
{
  DzPresent *self = DZ_PRESENT (window);
  GtkApplication *application = gtk_window_get_application (window);

  if (self->inhibit != 0 && application != NULL)
    gtk_application_uninhibit (application, self->inhibit);
  self->inhibit = 0;
  return GTK_WINDOW_CLASS (dz_present_parent_class)->close_request (window);
}

static void
dz_present_finalize (GObject *object)
{
  DzPresent *self = DZ_PRESENT (object);

  g_clear_object (&self->slides);
  g_clear_object (&self->comparison);
  G_OBJECT_CLASS (dz_present_parent_class)->finalize (object);
}

static void
dz_present_class_init (DzPresentClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_present_finalize;
  GTK_WINDOW_CLASS (class)->close_request = dz_present_close_request;
}

static GtkWidget *
make_card (DzPresent *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->card_title = GTK_LABEL (gtk_label_new (NULL));
  self->card_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->card_title, 0);
  gtk_label_set_xalign (self->card_words, 0);
  gtk_label_set_wrap (self->card_title, TRUE);
  gtk_label_set_wrap (self->card_words, TRUE);
  gtk_label_set_max_width_chars (self->card_words, 48);
  gtk_widget_add_css_class (GTK_WIDGET (self->card_title), "heading");
  gtk_widget_add_css_class (card, "present-card");
  gtk_widget_set_halign (card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (card, GTK_ALIGN_END);
  gtk_widget_set_visible (card, FALSE);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->card_title));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->card_words));
  return card;
}

static void
dz_present_init (DzPresent *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = dz_chart_view_new ();
  dz_chart_view_set_projector (DZ_CHART_VIEW (self->view), TRUE);
  g_signal_connect (self->view, "mark-activated", G_CALLBACK (mark_activated_cb), self);
  self->problem = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->problem, "title-1");
  gtk_widget_set_visible (self->problem, FALSE);
  self->card = make_card (self);
  self->search = gtk_search_entry_new ();
  gtk_widget_set_halign (self->search, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->search, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->search, 420, -1);
  gtk_widget_set_margin_top (self->search, 48);
  gtk_widget_set_visible (self->search, FALSE);
  g_object_set (self->search, "placeholder-text", _ ("Agency…"), NULL);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_done_cb), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self);
  self->cover = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->cover, "present-cover");
  gtk_widget_set_visible (self->cover, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->problem);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->card);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->search);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->cover);
  gtk_window_set_child (GTK_WINDOW (self), overlay);
  gtk_widget_add_css_class (GTK_WIDGET (self), "present");
  gtk_window_set_title (GTK_WINDOW (self), _ ("Present"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
dz_present_new (GtkWindow *parent,
                GListModel *slides,
                DzComparison *comparison,
                DzPresentDocumentFunc func,
                gpointer user_data)
{
  DzPresent *self = g_object_new (DZ_TYPE_PRESENT, NULL);
  GtkApplication *application = gtk_window_get_application (parent);

  self->slides = g_object_ref (slides);
  self->comparison = g_object_ref (comparison);
  self->func = func;
  self->func_data = user_data;
  if (application != NULL) {
    gtk_window_set_application (GTK_WINDOW (self), application);
    self->inhibit = gtk_application_inhibit (application, parent, GTK_APPLICATION_INHIBIT_IDLE, _ ("Presenting"));
  }
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  gtk_window_fullscreen (GTK_WINDOW (self));
  show_slide (self);
  return GTK_WIDGET (self);
}
