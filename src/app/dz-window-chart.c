/* dz-window-chart.c - the window: charts, the deck, presenting
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-present.h"

#include <glib/gi18n-lib.h>

#define DECK_STATE "deck"
#define PICTURE_WIDTH 960

static DzDocument *
document_cb (DzExtraction *extraction,
             gpointer user_data)
{
  DzEntry *entry = dz_window_find_entry (user_data, extraction);

  return entry == NULL ? NULL : dz_entry_get_document (entry);
}

static void
mark_activated_cb (DzChartPage *page,
                   guint row,
                   guint column,
                   DzWindow *self)
{
  dz_matrix_page_select (self->matrix_page, row, column);
}

static void
deck_changed_cb (DzChartPage *page,
                 DzWindow *self)
{
  if (self->workspace != NULL && !self->loading_deck)
    dz_workspace_set_state (self->workspace, DECK_STATE,
                            dz_slides_to_variant (G_LIST_MODEL (dz_chart_page_get_deck (page))));
}

void
dz_window_update_charts (DzWindow *self)
{
  if (!self->charts_stale || self->comparison == NULL)
    return;
  self->charts_stale = FALSE;
  dz_chart_page_set_comparison (self->chart_page, self->comparison);
}

void
dz_window_load_deck (DzWindow *self)
{
  g_autoptr (GVariant) state = dz_workspace_dup_state (self->workspace, DECK_STATE, G_VARIANT_TYPE (DZ_SLIDES_TYPE));

  self->loading_deck = TRUE;
  dz_slides_from_variant (dz_chart_page_get_deck (self->chart_page), state);
  self->loading_deck = FALSE;
}

/* Saving */

static gboolean
save_picture (DzWindow *self,
              const char *path)
{
  const DzChartSpec *spec = dz_chart_page_get_spec (self->chart_page);
  DzChartLayout *layout;
  g_autoptr (GError) error = NULL;
  gboolean saved;

  if (spec == NULL)
    return FALSE;
  layout = dz_chart_layout_new (spec, PICTURE_WIDTH, dz_chart_spec_get_height (spec, PICTURE_WIDTH, DZ_CHART_SCREEN),
                                DZ_CHART_SCREEN);
  saved = dz_chart_save (layout, path, &error);
  dz_chart_layout_free (layout);
  if (!saved)
    dz_window_toast (self, error->message);
  return saved;
}

static void
picture_chosen_cb (GtkNativeDialog *dialog,
                   int response,
                   DzWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);
    g_autofree char *name = path == NULL ? NULL : g_path_get_basename (path);

    if (path != NULL && save_picture (self, path)) {
      g_autofree char *text = g_strdup_printf (_ ("Saved as %s"), name);

      dz_window_toast (self, text);
    }
  }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser,
            const char *name,
            const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
save_requested_cb (DzChartPage *page,
                   DzWindow *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Save the Chart"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = g_strconcat (_ ("Chart"), ".svg", NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("SVG, PNG or PDF, by the ending"), "svg");
  add_filter (GTK_FILE_CHOOSER (chooser), "PNG", "png");
  add_filter (GTK_FILE_CHOOSER (chooser), "PDF", "pdf");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (picture_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Presenting */

static void
present_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  DzWindow *self = user_data;
  GListStore *deck = dz_chart_page_get_deck (self->chart_page);
  g_autoptr (GListStore) slides = NULL;

  if (self->comparison == NULL)
    return;
  dz_window_update_charts (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (deck)) > 0) {
    slides = g_object_ref (deck);
  } else {
    /* Nothing kept yet: the chart that is on the page. */
    g_autoptr (DzSlide) slide = dz_chart_page_dup_slide (self->chart_page);

    if (slide == NULL) {
      dz_window_toast (self, _ ("There is nothing to present yet: draw a chart first."));
      return;
    }
    slides = g_list_store_new (DZ_TYPE_SLIDE);
    g_list_store_append (slides, slide);
  }
  gtk_window_present (GTK_WINDOW (dz_present_new (GTK_WINDOW (self), G_LIST_MODEL (slides), self->comparison,
                                                  document_cb, self)));
}

static void
chart_row_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  DzWindow *self = user_data;
  guint row;
  const DzMatrixRow *r;

  if (!dz_window_get_cell (self, &row, NULL, NULL, NULL))
    return;
  r = dz_comparison_get_row (self->comparison, row);
  if (r->indicator == NULL) {
    dz_window_toast (self, _ ("Only rows of the catalogue can be drawn."));
    return;
  }
  dz_window_update_charts (self);
  dz_chart_page_set_indicator (self->chart_page, r->indicator->id);
  adw_view_stack_set_visible_child_name (self->pages, "charts");
}

/* The question by its place in the list, as text: for scripts and tests. */
static void
chart_question_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  DzWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->pages, "charts");
  dz_chart_page_ask (self->chart_page, (guint) g_ascii_strtoull (g_variant_get_string (parameter, NULL), NULL, 10));
}

static void
add_slide_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  DzWindow *self = user_data;
  g_autoptr (DzSlide) slide = dz_chart_page_dup_slide (self->chart_page);

  if (slide != NULL)
    g_list_store_append (dz_chart_page_get_deck (self->chart_page), slide);
}

void
dz_window_connect_charts (DzWindow *self)
{
  g_signal_connect (self->chart_page, "mark-activated", G_CALLBACK (mark_activated_cb), self);
  g_signal_connect (self->chart_page, "save-requested", G_CALLBACK (save_requested_cb), self);
  g_signal_connect (self->chart_page, "deck-changed", G_CALLBACK (deck_changed_cb), self);
}

const GActionEntry dz_window_chart_actions[] = {
  { .name = "present", .activate = present_cb },
  { .name = "chart-row", .activate = chart_row_cb },
  { .name = "chart-question", .activate = chart_question_cb, .parameter_type = "s" },
  { .name = "add-slide", .activate = add_slide_cb },
};
const guint dz_window_n_chart_actions = G_N_ELEMENTS (dz_window_chart_actions);
