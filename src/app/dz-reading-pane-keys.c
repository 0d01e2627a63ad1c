/* dz-reading-pane-keys.c - going through a report by keyboard
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up and down go from place to place (blocks, rows of tables), left and right from figure to figure.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-pane-private.h"

void
dz_reading_pane_show_cursor (DzReadingPane *self,
             gboolean scroll)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);
  int top, bottom, line = dz_reading_view_get_line (self->view);

  dz_reading_view_set_cursor (self->view, self->has_cursor ? self->cursor.block : G_MAXUINT, self->cursor.row);
  if (!scroll || !self->has_cursor ||
      !dz_reading_view_get_extent (self->view, self->cursor.block, self->cursor.row, &top, &bottom))
    return;
  if (top < value + line)
    gtk_adjustment_set_value (adjustment, top - line);
  else if (bottom > value + page - line)
    gtk_adjustment_set_value (adjustment, MIN (top - line, bottom - page + line));
}

void
dz_reading_pane_put_cursor (DzReadingPane *self,
            guint block,
            int row,
            gboolean scroll)
{
  self->has_cursor = TRUE;
  self->cursor = (DzAddress) { .block = block, .row = row, .col = -1 };
  dz_reading_pane_show_cursor (self, scroll);
}

gboolean
dz_reading_pane_ensure_cursor (DzReadingPane *self)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);
  int top, bottom, row;
  guint block;

  if (self->has_cursor && dz_reading_view_get_extent (self->view, self->cursor.block, self->cursor.row, &top, &bottom) &&
      bottom > value && top < value + page)
    return TRUE;
  if (!dz_reading_view_find_at (self->view, value + dz_reading_view_get_line (self->view), &block, &row))
    return FALSE;
  dz_reading_pane_put_cursor (self, block, row, FALSE);
  return TRUE;
}

static gboolean
step_place (DzReadingPane *self,
            int direction)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);
  gboolean had = self->has_cursor;
  int top, bottom, line = dz_reading_view_get_line (self->view);
  guint block;
  int row;

  if (!dz_reading_pane_ensure_cursor (self))
    return FALSE;
  block = self->cursor.block;
  row = self->cursor.row;
  /* A place longer than the view is read before it is left. */
  if (dz_reading_view_get_extent (self->view, block, row, &top, &bottom) &&
      ((direction > 0 && bottom > value + page) || (direction < 0 && top < value))) {
    gtk_adjustment_set_value (adjustment, value + direction * 3 * line);
    return TRUE;
  }
  if (had && dz_reading_view_step (self->view, direction, &block, &row))
    dz_reading_pane_put_cursor (self, block, row, TRUE);
  return TRUE;
}

int
dz_reading_pane_compare_places (const DzAddress *a,
               const DzAddress *b)
{
  DzAddress x = *a, y = *b;

  x.page = y.page = 0;
  return dz_address_compare (&x, &y);
}

/* The figure before or behind the cursor. */
static gboolean
step_figure (DzReadingPane *self,
             int direction)
{
  GArray *order = dz_reading_marks_get_facts (self->marks);
  const DzFact *chosen = dz_reading_pane_get_fact (self, self->chosen);
  int found = -1;

  if (!dz_reading_pane_ensure_cursor (self))
    return FALSE;
  /* From the figure that is chosen, as long as the cursor is still on it. */
  for (guint i = 0; chosen != NULL && chosen->address.block == self->cursor.block && i < order->len; i++) {
    gint64 next = (gint64) i + direction;

    if (g_array_index (order, guint, i) != (guint) self->chosen)
      continue;
    if (next < 0 || next >= order->len)
      return FALSE;
    found = (int) g_array_index (order, guint, next);
  }
  for (guint k = 0; found < 0 && k < order->len; k++) {
    guint i = g_array_index (order, guint, direction > 0 ? k : order->len - 1 - k);

    if (dz_reading_pane_compare_places (&dz_reading_pane_get_fact (self, (int) i)->address, &self->cursor) * direction >= 0)
      found = (int) i;
  }
  if (found < 0)
    return FALSE;
  dz_reading_pane_reveal_fact (self, found);
  g_signal_emit_by_name (self, "fact-chosen", (guint) found);
  return TRUE;
}

static void
scroll_pages (DzReadingPane *self,
              double pages)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (self);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pages * gtk_adjustment_get_page_increment (adjustment));
  self->has_cursor = FALSE;
  dz_reading_pane_ensure_cursor (self);
}

gboolean
dz_reading_pane_press_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        DzReadingPane *self)
{
  if (self->extraction == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return step_place (self, 1);
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return step_place (self, -1);
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    step_figure (self, 1);
    return TRUE;
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    step_figure (self, -1);
    return TRUE;
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
  case GDK_KEY_space:
    scroll_pages (self, 1);
    return TRUE;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    scroll_pages (self, -1);
    return TRUE;
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    scroll_pages (self, -1e6);
    return TRUE;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    scroll_pages (self, 1e6);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if (self->chosen < 0)
      return FALSE;
    g_signal_emit_by_name (self, "fact-activated", (guint) self->chosen);
    return TRUE;
  default:
    return FALSE;
  }
}
