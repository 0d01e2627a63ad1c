/* dz-reading-page.c - two to six reports beside each other as documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panes with their heads, and the wishes of the reader. All panes share one list of pairs
 * (dz-reading-pairing.c); scrolling, the links in the gutters, the marks in the texts, the contents and the
 * strip read that list, and none pairs anything itself.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-private.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>

#define PANE_WIDTH 220    /* at least */
#define NARROW 900        /* below, two panes fill the room */

enum {
  FACT_ACTIVATED,
  FACT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzReadingPage, dz_reading_page, GTK_TYPE_WIDGET)

static void
side_free (gpointer data)
{
  DzReadingSide *side = data;

  g_clear_pointer (&side->map, dz_scroll_map_free);
  g_free (side);
}

DzReadingSide *
dz_reading_page_get_side (DzReadingPage *self,
                          guint index)
{
  return g_ptr_array_index (self->sides, index);
}

guint
dz_reading_page_find_side (DzReadingPage *self,
                           DzReadingPane *pane)
{
  guint i = 0;

  while (i < self->sides->len && dz_reading_page_get_side (self, i)->pane != pane)
    i++;
  return i;
}

guint
dz_reading_page_get_active (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++) {
    GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (dz_reading_page_get_side (self, i)->pane));

    if (flags & GTK_STATE_FLAG_FOCUS_WITHIN)
      return i;
  }
  return self->sides->len == 0 ? 0 : MIN (self->leader, self->sides->len - 1);
}

/* The room */

/* Six panes have little room each; where there is less than for a few, two fill it and the others are scrolled to. */
static void
share_room (DzReadingPage *self)
{
  guint n = self->sides->len, n_beside;
  int room, width;

  /* Also when the page is gone by now. */
  if (n == 0)
    return;
  room = gtk_widget_get_width (GTK_WIDGET (self->area));
  n_beside = gtk_widget_get_width (GTK_WIDGET (self)) < NARROW ? MIN (n, 2) : n;
  if (room <= 0)
    return;
  width = MAX ((room - (int) (n_beside - 1) * DZ_READING_GUTTER) / (int) n_beside, PANE_WIDTH);
  for (guint i = 0; i < n; i++)
    gtk_widget_set_size_request (dz_reading_page_get_side (self, i)->column, width, -1);
}

static gboolean
share_room_cb (gpointer user_data)
{
  share_room (user_data);
  return G_SOURCE_REMOVE;
}

/* While widgets are laid out nothing may ask for another size. */
static void
room_changed_cb (DzReadingPage *self)
{
  g_idle_add_full (GTK_PRIORITY_RESIZE + 1, share_room_cb, g_object_ref (self), g_object_unref);
}

/* Panes */

static void
fact_activated_cb (DzReadingPane *pane,
                   guint fact,
                   DzReadingPage *self)
{
  dz_reading_pane_reveal_fact (pane, (int) fact);
  g_signal_emit (self, signals[FACT_ACTIVATED], 0, dz_reading_pane_get_extraction (pane), fact);
}

static void
fact_chosen_cb (DzReadingPane *pane,
                guint fact,
                DzReadingPage *self)
{
  g_signal_emit (self, signals[FACT_CHOSEN], 0, dz_reading_pane_get_extraction (pane), fact);
}

static void
moved_activated_cb (DzReadingPane *pane,
                    guint block,
                    DzReadingPage *self)
{
  dz_reading_pairing_go_to_moved (self, dz_reading_page_find_side (self, pane), block);
}

void
dz_reading_page_put_report (DzReadingPage *self,
            guint index,
            DzExtraction *extraction)
{
  DzReadingSide *side = dz_reading_page_get_side (self, index);
  DzDocument *document = extraction == NULL || self->func == NULL ? NULL : self->func (extraction, self->func_data);
  guint position;

  dz_reading_outline_stop (self);
  dz_reading_pane_set_report (side->pane, extraction, document);
  self->in_update = TRUE;
  if (extraction != NULL && g_ptr_array_find (self->extractions, extraction, &position))
    gtk_drop_down_set_selected (side->chooser, position);
  self->in_update = FALSE;
}

/* After set_report(), once for all of them. */
void
dz_reading_page_reports_changed (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    gtk_widget_set_visible (dz_reading_page_get_side (self, i)->role, i == 0 && self->sides->len > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.add",
                                 self->sides->len > 0 && self->sides->len < MIN (DZ_READING_MAX, self->extractions->len));
  share_room (self);
  dz_reading_pairing_start (self);
  dz_reading_search_update (self);
}

void
dz_reading_page_remove_side (DzReadingPage *self,
             guint index)
{
  DzReadingSide *side = dz_reading_page_get_side (self, index);

  dz_reading_outline_stop (self);
  gtk_box_remove (self->panes, side->column);
  if (side->gutter != NULL)
    gtk_box_remove (self->panes, side->gutter);
  g_ptr_array_remove_index (self->sides, index);
  if (index == 0 && self->sides->len > 0) {
    DzReadingSide *first = dz_reading_page_get_side (self, 0);

    gtk_box_remove (self->panes, first->gutter);
    first->gutter = NULL;
  }
}

static void
append_side (DzReadingPage *self)
{
  DzReadingSide *side = g_new0 (DzReadingSide, 1);

  if (self->sides->len > 0) {
    side->gutter = dz_reading_sync_make_gutter (self);
    gtk_box_append (self->panes, side->gutter);
  }
  side->pane = DZ_READING_PANE (dz_reading_pane_new ());
  dz_reading_pane_set_menu (side->pane, self->place_menu);
  side->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (side->column, TRUE);
  gtk_widget_set_size_request (side->column, PANE_WIDTH, -1);
  g_ptr_array_add (self->sides, side);
  self->in_update = TRUE;
  gtk_box_append (GTK_BOX (side->column), dz_reading_head_new (self, side));
  self->in_update = FALSE;
  gtk_box_append (GTK_BOX (side->column), GTK_WIDGET (side->pane));
  gtk_box_append (self->panes, side->column);
  g_signal_connect (side->pane, "fact-activated", G_CALLBACK (fact_activated_cb), self);
  g_signal_connect (side->pane, "fact-chosen", G_CALLBACK (fact_chosen_cb), self);
  g_signal_connect (side->pane, "moved-activated", G_CALLBACK (moved_activated_cb), self);
  dz_reading_sync_connect (self, side);
}

static void
add_report (DzReadingPage *self)
{
  for (guint i = 0; i < self->extractions->len && self->sides->len < DZ_READING_MAX; i++) {
    DzExtraction *extraction = g_ptr_array_index (self->extractions, i);

    if (dz_reading_page_shows (self, extraction))
      continue;
    append_side (self);
    dz_reading_page_put_report (self, self->sides->len - 1, extraction);
    dz_reading_page_reports_changed (self);
    return;
  }
}

static void
outline_activated_cb (GtkListBox *box,
                      GtkListBoxRow *row,
                      DzReadingPage *self)
{
  dz_reading_outline_activate (self, row);
}

static void
step_chosen_cb (DzOverview *overview,
                guint index,
                DzReadingPage *self)
{
  if (index < self->steps->len)
    dz_reading_sync_go_to_step (self, index);
}

gboolean
dz_reading_page_step (DzReadingPage *self,
                      int direction)
{
  if (self->steps->len == 0 || self->sides->len == 0)
    return FALSE;
  for (int i = dz_reading_sync_find_step (self) + direction; i >= 0 && i < (int) self->steps->len; i += direction) {
    if (g_array_index (self->steps, DzReadingStep, i).kind != DZ_PAIR_EQUAL && dz_reading_sync_go_to_step (self, (guint) i))
      return TRUE;
  }
  return FALSE;
}

/* Wishes */

static void
step_unclaimed (DzReadingPage *self,
                int direction)
{
  guint n = self->sides->len, active = dz_reading_page_get_active (self);

  /* From the pane at hand on through the others. */
  for (guint k = 0; k < n; k++) {
    guint i = direction > 0 ? active + k : active + n - k;
    DzReadingPane *pane = dz_reading_page_get_side (self, i % n)->pane;

    if (k > 0)
      dz_reading_pane_drop_cursor (pane);
    if (!dz_reading_pane_step_unclaimed (pane, direction))
      continue;
    gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (pane)));
    return;
  }
  dz_reading_pairing_say (self, _ ("No further unclaimed number."));
}

static void
action_cb (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  DzReadingPage *self = DZ_READING_PAGE (widget);
  guint block;
  int row;

  if (self->sides->len == 0)
    return;
  if (g_str_equal (name, "reading.pin"))
    dz_reading_pairing_pin (self);
  else if (g_str_equal (name, "reading.unpin"))
    dz_reading_pairing_unpin (self);
  else if (g_str_equal (name, "reading.unpin-all"))
    dz_reading_pairing_unpin_all (self);
  else if (g_str_equal (name, "reading.next-unclaimed"))
    step_unclaimed (self, 1);
  else if (g_str_equal (name, "reading.previous-unclaimed"))
    step_unclaimed (self, -1);
  else if (g_str_equal (name, "reading.add"))
    add_report (self);
  else if (g_str_equal (name, "reading.search"))
    dz_reading_page_start_search (self);
  else if (g_str_equal (name, "reading.next-pane"))
    dz_reading_page_focus_next (self);
  else if (dz_reading_pane_get_cursor (dz_reading_page_get_side (self, dz_reading_page_get_active (self))->pane, &block, &row) &&
           !dz_reading_pairing_go_to_moved (self, dz_reading_page_get_active (self), block))
    dz_reading_pairing_say (self, _ ("This place was not moved."));
}

static void
escape_cb (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  DzReadingPage *self = DZ_READING_PAGE (widget);

  if (!dz_reading_pairing_cancel_pin (self))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

void
dz_reading_page_focus_next (DzReadingPage *self)
{
  guint next = self->sides->len == 0 ? 0 : (dz_reading_page_get_active (self) + 1) % self->sides->len;

  if (next < self->sides->len)
    gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (dz_reading_page_get_side (self, next)->pane)));
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   DzReadingPage *self)
{
  dz_reading_search_update (self);
}

static void
search_next_cb (DzReadingPage *self)
{
  dz_reading_search_step (self, 1);
}

static void
search_previous_cb (DzReadingPage *self)
{
  dz_reading_search_step (self, -1);
}

void
dz_reading_page_start_search (DzReadingPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}

/* The widget */

static void
dz_reading_page_dispose (GObject *object)
{
  DzReadingPage *self = DZ_READING_PAGE (object);
  GtkWidget *child;

  dz_reading_sync_stop (self);
  dz_reading_outline_stop (self);
  if (self->steps != NULL) {
    dz_reading_pairing_clear (self);
    dz_reading_search_clear (self);
  }
  g_ptr_array_set_size (self->sides, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->titles);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  G_OBJECT_CLASS (dz_reading_page_parent_class)->dispose (object);
}

static void
dz_reading_page_finalize (GObject *object)
{
  g_ptr_array_unref (DZ_READING_PAGE (object)->sides);
  G_OBJECT_CLASS (dz_reading_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "reading.pin", "reading.unpin", "reading.unpin-all", "reading.next-unclaimed",
                                       "reading.previous-unclaimed", "reading.go-to-moved", "reading.search", "reading.next-pane",
                                       "reading.add" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "reading.escape", NULL, escape_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "reading.pin", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_SHIFT_MASK, "reading.unpin", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, 0, "reading.next-unclaimed", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, GDK_SHIFT_MASK, "reading.previous-unclaimed", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "reading.go-to-moved", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "reading.next-pane", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "reading.escape", NULL);
}

static void
dz_reading_page_class_init (DzReadingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_reading_page_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_reading_page_finalize;
  signals[FACT_ACTIVATED] = g_signal_new ("fact-activated", DZ_TYPE_READING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, DZ_TYPE_EXTRACTION, G_TYPE_UINT);
  signals[FACT_CHOSEN] = g_signal_new ("fact-chosen", DZ_TYPE_READING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, DZ_TYPE_EXTRACTION, G_TYPE_UINT);
  g_type_ensure (DZ_TYPE_OVERVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-reading-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, area);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, panes);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, outline);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, summary);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, overview);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, search_count);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, place_menu);
  gtk_widget_class_bind_template_callback (widget_class, outline_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_previous_cb);
  install_actions (widget_class);
}

static void
dz_reading_page_init (DzReadingPage *self)
{
  self->sides = g_ptr_array_new_with_free_func (side_free);
  self->extractions = g_ptr_array_new_with_free_func (g_object_unref);
  self->titles = gtk_string_list_new (NULL);
  self->hits = g_array_new (FALSE, FALSE, sizeof (DzReadingHit));
  self->hit = -1;
  dz_reading_pairing_init (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->area), "notify::page-size", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (dz_reading_search_update), self,
                           G_CONNECT_SWAPPED);
}

void
dz_reading_page_set_document_func (DzReadingPage *self,
                                   DzReadingDocumentFunc func,
                                   gpointer user_data)
{
  self->func = func;
  self->func_data = user_data;
}

/* The report that was shown as @old, in its new state. */
static DzExtraction *
find_successor (DzReadingPage *self,
                DzExtraction *old)
{
  DzReport *report = old == NULL ? NULL : dz_extraction_get_report (old);
  guint first, last;

  if (report == NULL)
    return NULL;
  dz_report_get_range (report, &first, &last);
  for (guint i = 0; i < self->extractions->len; i++) {
    DzReport *other = dz_extraction_get_report (g_ptr_array_index (self->extractions, i));
    guint f, l;

    dz_report_get_range (other, &f, &l);
    if (f == first && g_strcmp0 (dz_report_get_file (other), dz_report_get_file (report)) == 0)
      return g_ptr_array_index (self->extractions, i);
  }
  return NULL;
}

void
dz_reading_page_set_reports (DzReadingPage *self,
                             GPtrArray *extractions)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  self->in_update = TRUE;
  g_ptr_array_set_size (self->extractions, 0);
  for (guint i = 0; i < extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (extractions, i);

    g_ptr_array_add (self->extractions, g_object_ref (extraction));
    g_ptr_array_add (titles, dz_words_report (dz_extraction_get_report (extraction)));
  }
  g_ptr_array_add (titles, NULL);
  gtk_string_list_splice (self->titles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->titles)),
                          (const char *const *) titles->pdata);
  self->in_update = FALSE;
  for (guint i = self->sides->len; i-- > 0;) {
    DzExtraction *next = find_successor (self, dz_reading_pane_get_extraction (dz_reading_page_get_side (self, i)->pane));

    if (next == NULL)
      dz_reading_page_remove_side (self, i);
    else
      dz_reading_page_put_report (self, i, next);
  }
  dz_reading_pairing_drop_lost_pins (self);
  dz_reading_page_reports_changed (self);
}

void
dz_reading_page_show (DzReadingPage *self,
                      DzExtraction *const *extractions)
{
  guint n = 0;

  while (extractions[n] != NULL && n < DZ_READING_MAX)
    n++;
  while (self->sides->len > n)
    dz_reading_page_remove_side (self, self->sides->len - 1);
  while (self->sides->len < n)
    append_side (self);
  for (guint i = 0; i < n; i++)
    dz_reading_page_put_report (self, i, extractions[i]);
  dz_reading_page_reports_changed (self);
}

/* The pane of the report; it takes a further or the last one when it has none. */
static DzReadingPane *
ensure_pane (DzReadingPage *self,
             DzExtraction *extraction)
{
  guint pane = 0;

  while (pane < self->sides->len && dz_reading_pane_get_extraction (dz_reading_page_get_side (self, pane)->pane) != extraction)
    pane++;
  if (pane == self->sides->len) {
    if (self->sides->len < DZ_READING_MAX)
      append_side (self);
    pane = self->sides->len - 1;
    dz_reading_page_put_report (self, pane, extraction);
    dz_reading_page_reports_changed (self);
  }
  self->leader = pane;
  return dz_reading_page_get_side (self, pane)->pane;
}

void
dz_reading_page_reveal (DzReadingPage *self,
                        DzExtraction *extraction,
                        const DzFact *fact)
{
  DzReadingPane *pane = ensure_pane (self, extraction);
  guint index;

  dz_reading_sync_release (self, self->leader);
  if (g_ptr_array_find (dz_extraction_get_facts (extraction), fact, &index))
    dz_reading_pane_reveal_fact (pane, (int) index);
  gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (pane)));
}

void
dz_reading_page_reveal_words (DzReadingPage *self,
                              DzExtraction *extraction,
                              const DzAddress *address)
{
  dz_reading_pane_reveal_place (ensure_pane (self, extraction), address);
}

gboolean
dz_reading_page_shows (DzReadingPage *self,
                       DzExtraction *extraction)
{
  for (guint i = 0; i < self->sides->len; i++) {
    if (dz_reading_pane_get_extraction (dz_reading_page_get_side (self, i)->pane) == extraction)
      return TRUE;
  }
  return FALSE;
}

guint
dz_reading_page_get_n_panes (DzReadingPage *self)
{
  return self->sides->len;
}

gboolean
dz_reading_page_is_complete (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++) {
    if (!dz_reading_pane_is_complete (dz_reading_page_get_side (self, i)->pane))
      return FALSE;
  }
  return self->pairing == NULL && self->searching == NULL && self->outline_source == 0;
}

void
dz_reading_page_focus (DzReadingPage *self)
{
  if (self->sides->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (dz_reading_page_get_side (self, dz_reading_page_get_active (self))->pane)));
}
