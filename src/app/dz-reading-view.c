/* dz-reading-view.c - the text of a report, scrolled: only what is in view has widgets
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts are labels (dz-reading-view-labels.c), so that they can be selected and read by screen readers. The layout
 * is measured in idle time, the part in view at once.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-view-private.h"

#include <adwaita.h>


enum {
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum {
  LINK_ACTIVATED,
  CLAIM_TOOLTIP,
  PLACE_PRESSED,
  LAID_OUT,
  CONTENT_DRAWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (DzReadingView, dz_reading_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
dz_reading_view_size_allocate (GtkWidget *widget,
                               int width,
                               int height,
                               int baseline)
{
  DzReadingView *self = DZ_READING_VIEW (widget);
  DzReadingAnchor anchor;
  gboolean anchored;
  int wide;

  if (self->layout == NULL || width <= 0)
    return;
  self->in_allocate = TRUE;
  anchored = self->width > 0 && dz_reading_view_get_anchor (self, &anchor);
  if (self->width != width) {
    self->width = width;
    dz_reading_layout_set_width (self->layout, width);
    self->has_target |= self->is_sticky;
    if (anchored)
      dz_reading_view_restore_anchor (self, &anchor);
    dz_reading_view_measure_later (self);
  }
  wide = MAX (dz_reading_layout_get_wide (self->layout), width);
  gtk_adjustment_configure (self->hadjustment, MIN (gtk_adjustment_get_value (self->hadjustment), wide - width), 0, wide, 20,
                            width * 0.9, width);
  if (self->has_target)
    dz_reading_view_go_to_target (self, height);
  dz_reading_view_settle_view (self, height);
  dz_reading_view_place_labels (self, (int) gtk_adjustment_get_value (self->vadjustment), height);
  self->in_allocate = FALSE;
}

static void
dz_reading_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = 60;
}

/* Making the layout anew */

static void
make_layout (DzReadingView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  g_clear_handle_id (&self->measure_source, g_source_remove);
  dz_reading_view_release_labels (self);
  g_clear_pointer (&self->layout, dz_reading_layout_free);
  pango_font_description_free (self->font);
  self->font = pango_font_description_copy (pango_context_get_font_description (context));
  if (self->document == NULL)
    return;
  self->layout = dz_reading_layout_new (self->document, self->first, self->last, self->notes, context, dz_reading_view_make_markup, self);
}

static void
make_again (DzReadingView *self)
{
  DzReadingAnchor anchor;
  gboolean anchored = self->layout != NULL && self->width > 0 && dz_reading_view_get_anchor (self, &anchor);

  make_layout (self);
  if (self->layout != NULL && self->width > 0) {
    dz_reading_layout_set_width (self->layout, self->width);
    self->has_target |= self->is_sticky;
    if (anchored)
      dz_reading_view_restore_anchor (self, &anchor);
    dz_reading_view_measure_later (self);
    dz_reading_view_fill_later (self);
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
dz_reading_view_css_changed (GtkWidget *widget,
                             GtkCssStyleChange *change)
{
  DzReadingView *self = DZ_READING_VIEW (widget);
  PangoContext *context;

  GTK_WIDGET_CLASS (dz_reading_view_parent_class)->css_changed (widget, change);
  if (self->layout == NULL)
    return;
  context = gtk_widget_get_pango_context (widget);
  if (!pango_font_description_equal (self->font, pango_context_get_font_description (context)))
    make_again (self);
}

static void
theme_changed_cb (DzReadingView *self)
{
  dz_reading_view_refill (self);
}

/* The scrollable */

static void
scrolled_cb (DzReadingView *self)
{
  if (self->in_allocate || self->in_scroll || self->layout == NULL || self->width == 0)
    return;
  if (!self->settling)
    self->is_sticky = FALSE;
  self->in_scroll = TRUE;
  dz_reading_view_settle_view (self, gtk_widget_get_height (GTK_WIDGET (self)));
  self->in_scroll = FALSE;
  dz_reading_view_fill_view (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_adjustment (DzReadingView *self,
                 GtkAdjustment **place,
                 GtkAdjustment *adjustment)
{
  if (*place != NULL && *place == adjustment)
    return;
  if (*place != NULL) {
    g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
    g_object_unref (*place);
  }
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  *place = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
}

static void
dz_reading_view_set_property (GObject *object,
                              guint id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  DzReadingView *self = DZ_READING_VIEW (object);

  switch (id) {
  case PROP_HADJUSTMENT:
    take_adjustment (self, &self->hadjustment, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    take_adjustment (self, &self->vadjustment, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
dz_reading_view_get_property (GObject *object,
                              guint id,
                              GValue *value,
                              GParamSpec *pspec)
{
  DzReadingView *self = DZ_READING_VIEW (object);

  switch (id) {
  case PROP_HADJUSTMENT:
    g_value_set_object (value, self->hadjustment);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->vadjustment);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, GTK_SCROLL_NATURAL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            DzReadingView *self)
{
  guint block;
  int row;

  if (self->layout != NULL && dz_reading_view_find_at (self, y + gtk_adjustment_get_value (self->vadjustment), &block, &row))
    g_signal_emit (self, signals[PLACE_PRESSED], 0, block, row);
}

/* One stop for Tab: the figures inside are reached by arrows. */
static gboolean
dz_reading_view_focus (GtkWidget *widget,
                       GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL || gtk_widget_is_focus (widget))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
dz_reading_view_dispose (GObject *object)
{
  DzReadingView *self = DZ_READING_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->measure_source, g_source_remove);
  if (self->fill_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fill_tick);
  self->fill_tick = 0;
  g_clear_pointer (&self->layout, dz_reading_layout_free);
  g_hash_table_remove_all (self->labels);
  g_ptr_array_set_size (self->pool, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->hadjustment, scrolled_cb, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, scrolled_cb, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->document);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (dz_reading_view_parent_class)->dispose (object);
}

static void
dz_reading_view_finalize (GObject *object)
{
  DzReadingView *self = DZ_READING_VIEW (object);

  g_hash_table_unref (self->labels);
  g_ptr_array_unref (self->pool);
  g_hash_table_unref (self->bars);
  g_array_unref (self->pins);
  g_clear_pointer (&self->notes, g_array_unref);
  pango_font_description_free (self->font);
  G_OBJECT_CLASS (dz_reading_view_parent_class)->finalize (object);
}

static void
dz_reading_view_class_init (DzReadingViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = DZ_TYPE_READING_VIEW;

  object_class->dispose = dz_reading_view_dispose;
  object_class->finalize = dz_reading_view_finalize;
  object_class->set_property = dz_reading_view_set_property;
  object_class->get_property = dz_reading_view_get_property;
  widget_class->measure = dz_reading_view_measure;
  widget_class->size_allocate = dz_reading_view_size_allocate;
  widget_class->snapshot = dz_reading_view_snapshot;
  widget_class->css_changed = dz_reading_view_css_changed;
  widget_class->focus = dz_reading_view_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING);
  signals[CLAIM_TOOLTIP] = g_signal_new ("claim-tooltip", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_STRING, 4,
                                         G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT, G_TYPE_UINT);
  signals[PLACE_PRESSED] = g_signal_new ("place-pressed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_UINT, G_TYPE_INT);
  signals[LAID_OUT] = g_signal_new ("laid-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CONTENT_DRAWN] = g_signal_new ("content-drawn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "reading");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dz_reading_view_init (DzReadingView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->labels = g_hash_table_new (NULL, NULL);
  self->pool = g_ptr_array_new ();
  self->bars = g_hash_table_new_full (dz_reading_place_hash, g_int64_equal, g_free, NULL);
  self->pins = g_array_new (FALSE, FALSE, sizeof (DzReadingPinMark));
  self->cursor_block = G_MAXUINT;
  take_adjustment (self, &self->hadjustment, NULL);
  take_adjustment (self, &self->vadjustment, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
dz_reading_view_new (void)
{
  return g_object_new (DZ_TYPE_READING_VIEW, NULL);
}

void
dz_reading_view_set_content (DzReadingView *self,
                             DzDocument *document,
                             DzReadingMarks *marks,
                             guint first,
                             guint last)
{
  gboolean same = self->document == document && self->first == first && self->last == last;

  /* The old layout asks the old marks. */
  g_clear_handle_id (&self->measure_source, g_source_remove);
  if (!same)
    g_clear_pointer (&self->notes, g_array_unref);
  g_set_object (&self->document, document);
  self->marks = marks;
  self->first = first;
  self->last = last;
  self->has_target = FALSE;
  if (!same) {
    self->is_sticky = FALSE;
    g_hash_table_remove_all (self->bars);
    g_array_set_size (self->pins, 0);
    self->cursor_block = G_MAXUINT;
    dz_reading_view_release_labels (self);
    g_clear_pointer (&self->layout, dz_reading_layout_free);
    gtk_adjustment_set_value (self->vadjustment, 0);
    gtk_adjustment_set_value (self->hadjustment, 0);
  }
  make_again (self);
}

void
dz_reading_view_take_notes (DzReadingView *self,
                            GArray *notes)
{
  g_clear_pointer (&self->notes, g_array_unref);
  self->notes = notes;
  make_again (self);
}

void
dz_reading_view_set_menu (DzReadingView *self,
                          GMenuModel *menu)
{
  g_set_object (&self->menu, menu);
}

void
dz_reading_view_update (DzReadingView *self,
                        guint block,
                        int row,
                        int col)
{
  int index = self->layout == NULL ? -1 : dz_reading_layout_find (self->layout, block, row, col);
  GtkWidget *label;

  if (index < 0)
    return;
  dz_reading_layout_forget (self->layout, (guint) index);
  label = g_hash_table_lookup (self->labels, GINT_TO_POINTER (index));
  if (label != NULL)
    dz_reading_view_fill_label (self, GTK_LABEL (label), (guint) index);
  dz_reading_view_measure_later (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
dz_reading_view_refill (DzReadingView *self)
{
  GHashTableIter iter;
  gpointer key, label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &key, &label))
    dz_reading_view_fill_label (self, label, GPOINTER_TO_UINT (key));
}

void
dz_reading_view_scroll_to (DzReadingView *self,
                           guint block,
                           int row,
                           int col)
{
  self->target = (DzAddress) { .block = block, .row = row, .col = col };
  self->has_target = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
dz_reading_view_is_sticky (DzReadingView *self)
{
  return self->is_sticky || self->has_target;
}

void
dz_reading_view_drop_target (DzReadingView *self)
{
  self->is_sticky = self->has_target = FALSE;
}

gboolean
dz_reading_view_get_extent (DzReadingView *self,
                            guint block,
                            int row,
                            int *top,
                            int *bottom)
{
  return self->layout != NULL && dz_reading_layout_get_extent (self->layout, block, row, top, bottom);
}

gboolean
dz_reading_view_find_at (DzReadingView *self,
                         double y,
                         guint *block,
                         int *row)
{
  const DzReadingText *best = NULL;
  guint from, to;

  if (self->layout == NULL)
    return FALSE;
  dz_reading_layout_get_range (self->layout, (int) y, (int) y, &from, &to);
  for (guint i = from; i < to; i++) {
    const DzReadingText *text = dz_reading_layout_get_text (self->layout, i);

    if (best == NULL || (text->row >= 0 ? text->box_y : text->y) <= y)
      best = text;
  }
  if (best == NULL)
    return FALSE;
  *block = MIN (best->block, MAX (self->last, 1) - 1);
  *row = best->row;
  return TRUE;
}

gboolean
dz_reading_view_step (DzReadingView *self,
                      int direction,
                      guint *block,
                      int *row)
{
  const DzBlock *b = *block < self->last ? dz_document_get_block (self->document, *block) : NULL;
  int top, bottom;

  if (b != NULL && b->table != NULL && *row + direction >= 0 && *row + direction < (int) b->table->n_rows) {
    *row += direction;
    return TRUE;
  }
  for (gint64 i = (gint64) *block + direction; i >= self->first && i < self->last; i += direction) {
    if (!dz_reading_view_get_extent (self, (guint) i, -1, &top, &bottom))
      continue;
    b = dz_document_get_block (self->document, (guint) i);
    *block = (guint) i;
    *row = b->table == NULL ? -1 : direction > 0 ? 0 : (int) b->table->n_rows - 1;
    return TRUE;
  }
  return FALSE;
}

int
dz_reading_view_get_line (DzReadingView *self)
{
  return self->layout == NULL ? 0 : dz_reading_layout_get_line (self->layout);
}

gboolean
dz_reading_view_is_complete (DzReadingView *self)
{
  return self->layout != NULL && self->width > 0 && self->measure_source == 0 && self->fill_tick == 0 && !self->has_target;
}

gboolean
dz_reading_view_is_settling (DzReadingView *self)
{
  return self->settling;
}

gboolean
dz_reading_view_is_busy (DzReadingView *self)
{
  return self->settling || self->in_allocate;
}

GtkAdjustment *
dz_reading_view_get_vadjustment (DzReadingView *self)
{
  return self->vadjustment;
}

GtkAdjustment *
dz_reading_view_get_hadjustment (DzReadingView *self)
{
  return self->hadjustment;
}

guint
dz_reading_view_get_n_labels (DzReadingView *self)
{
  return g_hash_table_size (self->labels) + self->pool->len;
}

GtkWidget *
dz_reading_view_get_label (DzReadingView *self,
                           guint block,
                           int row,
                           int col)
{
  int index = self->layout == NULL ? -1 : dz_reading_layout_find (self->layout, block, row, col);

  return index < 0 ? NULL : g_hash_table_lookup (self->labels, GINT_TO_POINTER (index));
}
