/* dz-reading-view-labels.c - the labels of the texts in view
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Labels that leave the view are used again. They stand in reading order among the children.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-view-private.h"

#include <adwaita.h>

#include <string.h>

#define MARGIN DZ_READING_VIEW_MARGIN

/* Words and their marks */

static const DzSpanColors *
get_colors (void)
{
  static const DzSpanColors light = { "#e5a50a", "#3584e4", "#f5c211", "#ff7800" };
  static const DzSpanColors dark = { "#cd9309", "#62a0ea", "#f5c211", "#ff7800" };

  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark : &light;
}

static const char *
get_words (DzReadingView *self,
           guint block,
           int row,
           int col)
{
  DzAddress address = { .block = block, .row = row, .col = col };
  const char *words = dz_document_get_text_at (self->document, &address);

  return words == NULL ? "" : words;
}

char *
dz_reading_view_make_markup (guint block,
           int row,
           int col,
           gpointer user_data)
{
  DzReadingView *self = user_data;
  g_autoptr (GArray) spans = dz_reading_marks_dup_spans (self->marks, block, row, col);

  return spans == NULL ? NULL : dz_spans_markup (get_words (self, block, row, col), spans, get_colors (), FALSE);
}

static gboolean
is_figure (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789.,%-+ ") == strlen (text);
}

void
dz_reading_view_fill_label (DzReadingView *self,
            GtkLabel *label,
            guint index)
{
  const DzReadingText *text = dz_reading_layout_get_text (self->layout, index);
  g_autofree char *markup = g_strdup (text->markup);
  gboolean right = FALSE;

  if (markup == NULL) {
    const char *words = get_words (self, text->block, text->row, text->col);
    g_autoptr (GArray) spans = dz_reading_marks_dup_spans (self->marks, text->block, text->row, text->col);

    markup = dz_spans_markup (words, spans, get_colors (), TRUE);
    right = text->row >= 0 && is_figure (words);
  }
  gtk_label_set_attributes (label, dz_reading_layout_get_attributes (self->layout, text->kind));
  gtk_label_set_markup (label, markup);
  gtk_label_set_xalign (label, right ? 1 : 0);
  gtk_label_set_justify (label, GTK_JUSTIFY_LEFT);
  gtk_label_set_selectable (label, text->markup == NULL);
  if (text->markup != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), "reading-note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "reading-note");
  g_object_set_data (G_OBJECT (label), "text", GUINT_TO_POINTER (index));
}

static gboolean
link_cb (GtkLabel *label,
         const char *uri,
         DzReadingView *self)
{
  g_signal_emit_by_name (self, "link-activated", uri);
  return TRUE;
}

/* The character of a label's text at a point of it. */
static gboolean
find_character (GtkLabel *label,
                int x,
                int y,
                guint *character)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int left, top, index, trailing;

  gtk_label_get_layout_offsets (label, &left, &top);
  if (!pango_layout_xy_to_index (layout, (x - left) * PANGO_SCALE, (y - top) * PANGO_SCALE, &index, &trailing))
    return FALSE;
  *character = (guint) g_utf8_strlen (pango_layout_get_text (layout), index);
  return TRUE;
}

static gboolean
tooltip_cb (GtkWidget *label,
            int x,
            int y,
            gboolean keyboard,
            GtkTooltip *tooltip,
            DzReadingView *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "text"));
  const DzReadingText *text;
  g_autofree char *words = NULL;
  guint character;

  if (self->layout == NULL || index >= dz_reading_layout_get_n_texts (self->layout))
    return FALSE;
  text = dz_reading_layout_get_text (self->layout, index);
  if (keyboard || text->markup != NULL || !find_character (GTK_LABEL (label), x, y, &character))
    return FALSE;
  g_signal_emit_by_name (self, "claim-tooltip", text->block, text->row, text->col, character, &words);
  if (words == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

/* Labels */

static GtkWidget *
take_label (DzReadingView *self)
{
  GtkWidget *label;

  if (self->pool->len > 0)
    return g_ptr_array_steal_index_fast (self->pool, self->pool->len - 1);
  label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_extra_menu (GTK_LABEL (label), self->menu);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), self);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_cb), self);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
release_label (DzReadingView *self,
               GtkWidget *label)
{
  gtk_widget_set_child_visible (label, FALSE);
  g_ptr_array_add (self->pool, label);
}

void
dz_reading_view_release_labels (DzReadingView *self)
{
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, NULL, &label)) {
    release_label (self, label);
    g_hash_table_iter_remove (&iter);
  }
}

static gboolean
reaches (const DzReadingText *text,
         int top,
         int bottom)
{
  return text->y < bottom && text->y + text->height > top;
}

/* Those out of view wait in the pool; one with the focus or a selection stays as it is. */
static void
release_hidden (DzReadingView *self,
                int top,
                int bottom)
{
  GHashTableIter iter;
  gpointer key, label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &key, &label)) {
    if (reaches (dz_reading_layout_get_text (self->layout, GPOINTER_TO_UINT (key)), top, bottom) ||
        gtk_widget_is_focus (label))
      continue;
    release_label (self, label);
    g_hash_table_iter_remove (&iter);
  }
}

/* How far a text is moved to the left: tables that are too wide scroll, all else stays. */
int
dz_reading_view_get_shift (DzReadingView *self,
                           const DzReadingText *text)
{
  return text->row >= 0 ? (int) gtk_adjustment_get_value (self->hadjustment) : 0;
}

static void
allocate_label (DzReadingView *self,
                GtkWidget *label,
                const DzReadingText *text,
                int top)
{
  GtkAllocation place = { text->x - dz_reading_view_get_shift (self, text), text->y - top, text->width, text->height };
  int minimum;

  /* GTK wants to be asked before. */
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  place.width = MAX (place.width, minimum);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, place.width, &minimum, NULL, NULL, NULL);
  place.height = MAX (place.height, minimum);
  gtk_widget_size_allocate (label, &place, -1);
}

void
dz_reading_view_fill_view (DzReadingView *self)
{
  int top = (int) gtk_adjustment_get_value (self->vadjustment) - MARGIN;
  int bottom = top + gtk_widget_get_height (GTK_WIDGET (self)) + 2 * MARGIN;
  GtkWidget *before = NULL;
  guint from, to;

  if (self->layout == NULL || self->width == 0)
    return;
  dz_reading_layout_get_range (self->layout, top, bottom, &from, &to);
  release_hidden (self, top, bottom);
  for (guint i = from; i < to; i++) {
    GtkWidget *label = g_hash_table_lookup (self->labels, GUINT_TO_POINTER (i));

    if (!reaches (dz_reading_layout_get_text (self->layout, i), top, bottom))
      continue;
    if (label == NULL) {
      label = take_label (self);
      dz_reading_view_fill_label (self, GTK_LABEL (label), i);
      gtk_widget_set_child_visible (label, TRUE);
      g_hash_table_insert (self->labels, GUINT_TO_POINTER (i), label);
    }
    /* In reading order, for screen readers. */
    if (before != NULL && gtk_widget_get_prev_sibling (label) != before)
      gtk_widget_insert_after (label, GTK_WIDGET (self), before);
    before = label;
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
fill_tick_cb (GtkWidget *widget,
              GdkFrameClock *clock,
              gpointer user_data)
{
  DZ_READING_VIEW (widget)->fill_tick = 0;
  dz_reading_view_fill_view (DZ_READING_VIEW (widget));
  return G_SOURCE_REMOVE;
}

void
dz_reading_view_fill_later (DzReadingView *self)
{
  if (self->fill_tick == 0)
    self->fill_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_tick_cb, NULL, NULL);
}

static gboolean
lacks_labels (DzReadingView *self,
              int top,
              int bottom)
{
  guint from, to;

  dz_reading_layout_get_range (self->layout, top, bottom, &from, &to);
  for (guint i = from; i < to; i++)
    if (reaches (dz_reading_layout_get_text (self->layout, i), top, bottom) &&
        !g_hash_table_contains (self->labels, GUINT_TO_POINTER (i)))
      return TRUE;
  return FALSE;
}

void
dz_reading_view_place_labels (DzReadingView *self,
              int top,
              int height)
{
  GHashTableIter iter;
  gpointer key, label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &key, &label))
    allocate_label (self, label, dz_reading_layout_get_text (self->layout, GPOINTER_TO_UINT (key)), top);
  if (lacks_labels (self, top, top + height))
    dz_reading_view_fill_later (self);
}
