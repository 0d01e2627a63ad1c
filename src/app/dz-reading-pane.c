/* dz-reading-pane.c - one report as a readable document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The view with what a reader does in it: going by keyboard from place to place and from figure to figure,
 * seeing what a number is.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-pane-private.h"

#include "dz-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  FACT_ACTIVATED,
  FACT_CHOSEN,
  MOVED_ACTIVATED,
  LAID_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzReadingPane, dz_reading_pane, GTK_TYPE_WIDGET)

const DzFact *
dz_reading_pane_get_fact (DzReadingPane *self,
          int fact)
{
  GPtrArray *facts = self->extraction == NULL ? NULL : dz_extraction_get_facts (self->extraction);

  return facts == NULL || fact < 0 || (guint) fact >= facts->len ? NULL : g_ptr_array_index (facts, (guint) fact);
}

/* What a number is */

static char *
words_of_fact (DzReadingPane *self,
               guint block,
               int row,
               int col,
               guint character)
{
  g_autoptr (GArray) spans = dz_reading_marks_dup_spans (self->marks, block, row, col);

  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    const DzSpan *span = &g_array_index (spans, DzSpan, i);
    const DzFact *fact = span->kind & DZ_SPAN_FACT ? dz_reading_pane_get_fact (self, span->fact) : NULL;

    if (fact != NULL && span->start <= character && character < span->end)
      return dz_words_indicator (dz_extraction_get_catalogue (self->extraction), fact->indicator, fact->member, fact->label);
  }
  return NULL;
}

static char *
tooltip_cb (DzReadingView *view,
            guint block,
            int row,
            int col,
            guint character,
            DzReadingPane *self)
{
  const DzClaim *claim = dz_reading_marks_find_claim (self->marks, block, row, col, character);

  if (claim == NULL)
    return words_of_fact (self, block, row, col, character);
  return dz_words_claim (dz_extraction_get_catalogue (self->extraction), claim);
}

static void
link_cb (DzReadingView *view,
         const char *uri,
         DzReadingPane *self)
{
  guint number = (guint) g_ascii_strtoull (uri + 2, NULL, 10);

  if (g_str_has_prefix (uri, "f:"))
    g_signal_emit (self, signals[FACT_ACTIVATED], 0, number);
  else if (g_str_has_prefix (uri, "m:"))
    g_signal_emit (self, signals[MOVED_ACTIVATED], 0, number);
}

static void
pressed_cb (DzReadingView *view,
            guint block,
            int row,
            DzReadingPane *self)
{
  dz_reading_pane_put_cursor (self, block, row, FALSE);
}

/* Where pages and sheets begin */

static void
append_page (GArray *notes,
             guint block,
             const char *words)
{
  DzReadingNote note = { block, DZ_READING_BREAK, NULL };

  note.markup = g_markup_printf_escaped ("<span alpha=\"60%%\">%s</span>", words);
  g_array_append_val (notes, note);
}

static GArray *
list_pages (DzReadingPane *self)
{
  GArray *notes = g_array_new (FALSE, FALSE, sizeof (DzReadingNote));
  const char *sheet = NULL;
  guint page = 0;

  for (guint i = self->first; i < self->last; i++) {
    const DzBlock *block = dz_document_get_block (self->document, i);

    if (block->sheet != NULL && g_strcmp0 (block->sheet, sheet) != 0) {
      g_autofree char *words = g_strdup_printf (_ ("Sheet %s"), block->sheet);

      append_page (notes, i, words);
      sheet = block->sheet;
    } else if (block->sheet == NULL && block->page > 0 && block->page != page) {
      g_autofree char *words = g_strdup_printf (_ ("Page %u"), block->page);

      append_page (notes, i, words);
    }
    page = block->page;
  }
  return notes;
}

static void
clear_note (gpointer data)
{
  g_free (((DzReadingNote *) data)->markup);
}

void
dz_reading_pane_take_notes (DzReadingPane *self,
                            GArray *notes)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (DzReadingNote));
  g_autoptr (GArray) pages = NULL;
  guint n = 0;

  g_array_set_clear_func (all, clear_note);
  if (self->document != NULL) {
    pages = list_pages (self);
    for (guint i = 0; i < pages->len; i++) {
      guint block = g_array_index (pages, DzReadingNote, i).block;

      for (; notes != NULL && n < notes->len && g_array_index (notes, DzReadingNote, n).block < block; n++)
        g_array_append_val (all, g_array_index (notes, DzReadingNote, n));
      g_array_append_val (all, g_array_index (pages, DzReadingNote, i));
    }
  }
  if (notes != NULL) {
    if (n < notes->len)
      g_array_append_vals (all, &g_array_index (notes, DzReadingNote, n), notes->len - n);
    g_array_unref (notes);
  }
  dz_reading_view_take_notes (self->view, all);
}

/* The widget */

static void
laid_out_cb (DzReadingPane *self)
{
  g_signal_emit (self, signals[LAID_OUT], 0);
}

static void
clear (DzReadingPane *self)
{
  if (self->view != NULL)
    dz_reading_view_set_content (self->view, NULL, NULL, 0, 0);
  g_clear_pointer (&self->marks, dz_reading_marks_free);
  g_clear_object (&self->extraction);
  g_clear_object (&self->document);
}

static void
dz_reading_pane_dispose (GObject *object)
{
  DzReadingPane *self = DZ_READING_PANE (object);

  clear (self);
  self->view = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (dz_reading_pane_parent_class)->dispose (object);
}

static void
dz_reading_pane_class_init (DzReadingPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = DZ_TYPE_READING_PANE;

  G_OBJECT_CLASS (class)->dispose = dz_reading_pane_dispose;
  signals[FACT_ACTIVATED] = g_signal_new ("fact-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FACT_CHOSEN] = g_signal_new ("fact-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MOVED_ACTIVATED] = g_signal_new ("moved-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[LAID_OUT] = g_signal_new ("laid-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_reading_pane_init (DzReadingPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->chosen = -1;
  self->scrolled = gtk_scrolled_window_new ();
  self->view = DZ_READING_VIEW (dz_reading_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (self->view, "link-activated", G_CALLBACK (link_cb), self);
  g_signal_connect (self->view, "claim-tooltip", G_CALLBACK (tooltip_cb), self);
  g_signal_connect (self->view, "place-pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (self->view, "laid-out", G_CALLBACK (laid_out_cb), self);
  /* Before the labels: a label that was clicked would take the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (dz_reading_pane_press_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

GtkWidget *
dz_reading_pane_new (void)
{
  return g_object_new (DZ_TYPE_READING_PANE, NULL);
}

static void
set_accessible_label (DzReadingPane *self)
{
  g_autofree char *title = dz_words_report (dz_extraction_get_report (self->extraction));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
dz_reading_pane_set_report (DzReadingPane *self,
                            DzExtraction *extraction,
                            DzDocument *document)
{
  gboolean same = document != NULL && self->document == document;
  g_autoptr (DzReadingMarks) old = NULL;

  if (self->extraction == extraction && same)
    return;
  if (!same)
    self->has_cursor = FALSE;
  if (extraction == NULL || document == NULL || !same)
    clear (self);
  if (!same)
    self->chosen = -1;
  if (extraction == NULL || document == NULL)
    return;
  g_set_object (&self->extraction, extraction);
  g_set_object (&self->document, document);
  dz_report_get_range (dz_extraction_get_report (extraction), &self->first, &self->last);
  self->last = MIN (self->last, dz_document_get_n_blocks (document));
  self->first = MIN (self->first, self->last);
  if (dz_reading_pane_get_fact (self, self->chosen) == NULL)
    self->chosen = -1;
  old = g_steal_pointer (&self->marks);
  self->marks = dz_reading_marks_new (extraction, document);
  dz_reading_marks_choose (self->marks, self->chosen, NULL);
  dz_reading_view_set_content (self->view, document, self->marks, self->first, self->last);
  dz_reading_pane_take_notes (self, NULL);
  set_accessible_label (self);
}

DzExtraction *
dz_reading_pane_get_extraction (DzReadingPane *self)
{
  return self->extraction;
}

DzDocument *
dz_reading_pane_get_document (DzReadingPane *self)
{
  return self->document;
}

GtkAdjustment *
dz_reading_pane_get_adjustment (DzReadingPane *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

DzReadingView *
dz_reading_pane_get_view (DzReadingPane *self)
{
  return self->view;
}

DzReadingMarks *
dz_reading_pane_get_marks (DzReadingPane *self)
{
  return self->marks;
}

void
dz_reading_pane_set_menu (DzReadingPane *self,
                          GMenuModel *menu)
{
  dz_reading_view_set_menu (self->view, menu);
}

/* What was chosen before loses its mark, what is chosen now gets one and comes into view. */
static void
choose (DzReadingPane *self,
        int fact,
        const DzAddress *place)
{
  DzAddress address;

  if (dz_reading_marks_get_chosen (self->marks, &address)) {
    dz_reading_marks_choose (self->marks, -1, NULL);
    dz_reading_view_update (self->view, address.block, address.row, address.col);
  }
  self->chosen = fact;
  dz_reading_marks_choose (self->marks, fact, place);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  if (!dz_reading_marks_get_chosen (self->marks, &address))
    return;
  dz_reading_view_update (self->view, address.block, address.row, address.col);
  dz_reading_view_scroll_to (self->view, address.block, address.row, address.col);
  self->has_cursor = TRUE;
  self->cursor = address;
  dz_reading_marks_normalize (self->marks, address.block, &self->cursor.row, &self->cursor.col);
  dz_reading_pane_show_cursor (self, FALSE);
}

void
dz_reading_pane_reveal_fact (DzReadingPane *self,
                             int fact)
{
  if (self->marks != NULL && (fact < 0 || dz_reading_pane_get_fact (self, fact) != NULL))
    choose (self, fact, NULL);
}

void
dz_reading_pane_reveal_place (DzReadingPane *self,
                              const DzAddress *place)
{
  if (self->marks != NULL)
    choose (self, -1, place);
}

gboolean
dz_reading_pane_step_unclaimed (DzReadingPane *self,
                                int direction)
{
  GArray *unclaimed = self->marks == NULL ? NULL : dz_reading_marks_get_unclaimed (self->marks);

  for (guint k = 0; unclaimed != NULL && k < unclaimed->len; k++) {
    guint i = direction > 0 ? k : unclaimed->len - 1 - k;
    const DzAddress *place = &g_array_index (unclaimed, DzAddress, i);

    if (self->has_cursor && dz_reading_pane_compare_places (place, &self->cursor) * direction <= 0)
      continue;
    dz_reading_pane_reveal_place (self, place);
    return TRUE;
  }
  return FALSE;
}

/* From the background that the label really has. */
char *
dz_reading_pane_dup_highlighted (DzReadingPane *self)
{
  DzAddress address;
  GtkLabel *label;
  g_autoptr (PangoAttrIterator) iterator = NULL;
  g_autoptr (GString) out = NULL;

  if (self->marks == NULL || !dz_reading_marks_get_chosen (self->marks, &address))
    return NULL;
  label = GTK_LABEL (dz_reading_view_get_label (self->view, address.block, address.row, address.col));
  if (label == NULL)
    return NULL;
  out = g_string_new (NULL);
  iterator = pango_attr_list_get_iterator (pango_layout_get_attributes (gtk_label_get_layout (label)));
  do {
    int start, end;

    pango_attr_iterator_range (iterator, &start, &end);
    end = MIN (end, (int) strlen (gtk_label_get_text (label)));
    if (start < end && pango_attr_iterator_get (iterator, PANGO_ATTR_BACKGROUND) != NULL)
      g_string_append_len (out, gtk_label_get_text (label) + start, end - start);
  } while (pango_attr_iterator_next (iterator));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
dz_reading_pane_get_cursor (DzReadingPane *self,
                            guint *block,
                            int *row)
{
  if (self->extraction == NULL || !dz_reading_pane_ensure_cursor (self))
    return FALSE;
  *block = self->cursor.block;
  *row = self->cursor.row;
  return TRUE;
}

void
dz_reading_pane_set_cursor (DzReadingPane *self,
                            guint block,
                            int row)
{
  if (self->extraction != NULL)
    dz_reading_pane_put_cursor (self, block, row, TRUE);
}

void
dz_reading_pane_drop_cursor (DzReadingPane *self)
{
  self->has_cursor = FALSE;
  dz_reading_pane_show_cursor (self, FALSE);
}

gboolean
dz_reading_pane_is_complete (DzReadingPane *self)
{
  return self->extraction != NULL && dz_reading_view_is_complete (self->view);
}

gboolean
dz_reading_pane_get_height (DzReadingPane *self,
                            guint block,
                            int row,
                            double *y)
{
  int top, bottom;

  if (!dz_reading_view_get_extent (self->view, block, row, &top, &bottom))
    return FALSE;
  *y = top;
  return TRUE;
}

void
dz_reading_pane_get_range (DzReadingPane *self,
                           guint *first,
                           guint *last)
{
  *first = self->first;
  *last = self->last;
}
