/* dz-reading-view-place.c - heights become exact, and the words in view stay where they are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-view-private.h"

#define SLICE 6000 /* microseconds of measuring at a time */
#define MARGIN DZ_READING_VIEW_MARGIN
#define SETTLE_TURNS 4

gboolean
dz_reading_view_get_anchor (DzReadingView *self,
            DzReadingAnchor *anchor)
{
  int top = (int) gtk_adjustment_get_value (self->vadjustment), place_top, bottom;

  if (!dz_reading_view_find_at (self, top, &anchor->block, &anchor->row) ||
      !dz_reading_layout_get_extent (self->layout, anchor->block, anchor->row, &place_top, &bottom))
    return FALSE;
  anchor->offset = top - place_top;
  return TRUE;
}

static void
set_value (DzReadingView *self,
           double value)
{
  int page = gtk_widget_get_height (GTK_WIDGET (self));
  int upper = MAX (dz_reading_layout_get_height (self->layout), page);
  int line = dz_reading_layout_get_line (self->layout);

  gtk_adjustment_configure (self->vadjustment, CLAMP (value, 0, upper - page), 0, upper, line * 2, page * 0.9, page);
}

void
dz_reading_view_restore_anchor (DzReadingView *self,
                const DzReadingAnchor *anchor)
{
  gboolean was_settling = self->settling;
  int top, bottom;

  if (!dz_reading_layout_get_extent (self->layout, anchor->block, anchor->row, &top, &bottom))
    return;
  self->settling = TRUE;
  set_value (self, top + MIN (anchor->offset, MAX (bottom - top, 0)));
  self->settling = was_settling;
}

void
dz_reading_view_keep_value (DzReadingView *self)
{
  gboolean was_settling = self->settling;

  self->settling = TRUE;
  set_value (self, gtk_adjustment_get_value (self->vadjustment));
  self->settling = was_settling;
}

static gboolean
measure_cb (gpointer user_data)
{
  DzReadingView *self = user_data;
  DzReadingAnchor anchor;
  gboolean anchored = dz_reading_view_get_anchor (self, &anchor), more;
  int height = dz_reading_layout_get_height (self->layout);

  more = dz_reading_layout_measure_until (self->layout, g_get_monotonic_time () + SLICE);
  if (dz_reading_layout_get_height (self->layout) != height || !more) {
    if (anchored && gtk_adjustment_get_value (self->vadjustment) > 0)
      dz_reading_view_restore_anchor (self, &anchor);
    else
      dz_reading_view_keep_value (self);
    dz_reading_view_fill_view (self);
    g_signal_emit_by_name (self, "laid-out");
  }
  if (more)
    return G_SOURCE_CONTINUE;
  self->measure_source = 0;
  g_signal_emit_by_name (self, "content-drawn");
  return G_SOURCE_REMOVE;
}

void
dz_reading_view_measure_later (DzReadingView *self)
{
  /* After drawing: what is in view comes first. */
  if (self->measure_source == 0 && self->layout != NULL)
    self->measure_source = g_idle_add_full (G_PRIORITY_LOW, measure_cb, self, NULL);
}

void
dz_reading_view_go_to_target (DzReadingView *self,
              int height)
{
  int index = dz_reading_layout_find (self->layout, self->target.block, self->target.row, self->target.col);
  const DzReadingText *text;
  int shift;

  self->has_target = FALSE;
  if (index < 0)
    return;
  self->is_sticky = TRUE;
  text = dz_reading_layout_get_text (self->layout, (guint) index);
  for (guint i = 0; i < SETTLE_TURNS; i++)
    if (!dz_reading_layout_measure_range (self->layout, text->y - height, text->y + height))
      break;
  set_value (self, text->y - height / 3);
  if (text->row < 0)
    return;
  shift = (int) gtk_adjustment_get_value (self->hadjustment);
  if (text->x - shift < 0 || text->x + text->width - shift > gtk_widget_get_width (GTK_WIDGET (self)))
    gtk_adjustment_set_value (self->hadjustment, text->x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0);
}

void
dz_reading_view_settle_view (DzReadingView *self,
             int height)
{
  for (guint i = 0; i < SETTLE_TURNS; i++) {
    int top = (int) gtk_adjustment_get_value (self->vadjustment);
    DzReadingAnchor anchor;
    gboolean anchored = dz_reading_view_get_anchor (self, &anchor);

    if (!dz_reading_layout_measure_range (self->layout, top - MARGIN, top + height + MARGIN))
      break;
    if (anchored && top > 0)
      dz_reading_view_restore_anchor (self, &anchor);
  }
  dz_reading_view_keep_value (self);
}
