/* dz-reading-sync.c - the panes follow each other, and the links between them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The eye of the reader is a third down the pane, at the very top or bottom there too, so that the
 * ends of all reports come into view. What stands at the eye of one pane is brought to the eye of the others.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-private.h"

#include "dz-compat.h"

#include <math.h>

/* Scrolling together */

static void
add_to_map (DzScrollMap *map,
            DzReadingPane *left,
            DzReadingPane *right,
            guint left_block,
            int left_row,
            guint right_block,
            int right_row)
{
  double l, r;

  if (dz_reading_pane_get_height (left, left_block, left_row, &l) &&
      dz_reading_pane_get_height (right, right_block, right_row, &r))
    dz_scroll_map_add (map, l, r);
}

static void
make_map (DzReadingPage *self,
          guint index)
{
  DzReadingSide *side = dz_reading_page_get_side (self, index);
  DzReadingSide *before = dz_reading_page_get_side (self, index - 1);

  g_clear_pointer (&side->map, dz_scroll_map_free);
  side->map = dz_scroll_map_new ();
  dz_scroll_map_add (side->map, 0, 0);
  for (guint i = 0; self->pairs != NULL && i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);

    if (pair->blocks[index - 1] < 0 || pair->blocks[index] < 0)
      continue;
    add_to_map (side->map, before->pane, side->pane, (guint) pair->blocks[index - 1], -1, (guint) pair->blocks[index], -1);
    for (guint r = 0; pair->rows != NULL && r < pair->rows->len; r++) {
      const DzPairRow *row = &g_array_index (pair->rows, DzPairRow, r);

      if (row->rows[index - 1] >= 0 && row->rows[index] >= 0)
        add_to_map (side->map, before->pane, side->pane, (guint) pair->blocks[index - 1], row->rows[index - 1],
                    (guint) pair->blocks[index], row->rows[index]);
    }
  }
  dz_scroll_map_add (side->map, gtk_adjustment_get_upper (dz_reading_pane_get_adjustment (before->pane)),
                     gtk_adjustment_get_upper (dz_reading_pane_get_adjustment (side->pane)));
}

static void
ensure_maps (DzReadingPage *self)
{
  if (!self->maps_stale)
    return;
  self->maps_stale = FALSE;
  for (guint i = 1; i < self->sides->len; i++)
    make_map (self, i);
}

/* How far down its pane the eye is, 0 … 1. */
static double
get_eye_share (GtkAdjustment *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment), page = gtk_adjustment_get_page_size (adjustment);
  double rest = gtk_adjustment_get_upper (adjustment) - page - value;

  if (page <= 0)
    return 0;
  if (rest < page && rest <= value)
    return 1 - 2.0 / 3 * MAX (rest, 0) / page;
  return MIN (value / page * 2 / 3, 1.0 / 3);
}

static double
get_eye (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) * get_eye_share (adjustment);
}

/* A pane whose own words were asked for stays at them. */
static void
set_eye (DzReadingPane *pane,
         double y,
         double share)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (pane);
  double value = round (y - gtk_adjustment_get_page_size (adjustment) * share);

  if (fabs (value - gtk_adjustment_get_value (adjustment)) >= 1 && !dz_reading_view_is_sticky (dz_reading_pane_get_view (pane)))
    gtk_adjustment_set_value (adjustment, value);
}

/* The part of the steps in view of the first pane. */
static void
show_view (DzReadingPage *self)
{
  DzReadingPane *pane = dz_reading_page_get_side (self, 0)->pane;
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (pane);
  double top = gtk_adjustment_get_value (adjustment);
  double bottom = top + gtk_adjustment_get_page_size (adjustment);
  guint from = 0, to = self->steps->len;

  for (guint i = 0; i < self->steps->len; i++) {
    const DzReadingStep *step = &g_array_index (self->steps, DzReadingStep, i);
    const DzPair *pair = dz_pairs_get_pair (self->pairs, step->pair);
    int row = step->row < 0 ? -1 : g_array_index (pair->rows, DzPairRow, step->row).rows[0];
    double y;

    if (pair->blocks[0] < 0 || (step->row >= 0 && row < 0) ||
        !dz_reading_pane_get_height (pane, (guint) pair->blocks[0], row, &y))
      continue;
    if (y <= top)
      from = i;
    if (y < bottom)
      to = i + 1;
  }
  dz_overview_set_view (self->overview, self->steps->len == 0 ? 0 : (double) from / self->steps->len,
                        self->steps->len == 0 ? 1 : (double) to / self->steps->len);
}

static void
queue_gutters (DzReadingPage *self)
{
  for (guint i = 1; i < self->sides->len; i++)
    gtk_widget_queue_draw (dz_reading_page_get_side (self, i)->gutter);
}

static void
follow (DzReadingPage *self)
{
  guint leader = MIN (self->leader, self->sides->len - 1);
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (dz_reading_page_get_side (self, leader)->pane);
  double y = get_eye (adjustment), share = get_eye_share (adjustment), at = y;

  ensure_maps (self);
  self->in_sync = TRUE;
  for (guint i = leader + 1; self->pending == NULL && i < self->sides->len; i++) {
    at = dz_scroll_map_to_right (dz_reading_page_get_side (self, i)->map, at);
    set_eye (dz_reading_page_get_side (self, i)->pane, at, share);
  }
  at = y;
  for (guint i = leader; self->pending == NULL && i > 0; i--) {
    at = dz_scroll_map_to_left (dz_reading_page_get_side (self, i)->map, at);
    set_eye (dz_reading_page_get_side (self, i - 1)->pane, at, share);
  }
  self->in_sync = FALSE;
  queue_gutters (self);
  show_view (self);
}

static gboolean
follow_tick_cb (GtkWidget *widget,
                GdkFrameClock *clock,
                gpointer user_data)
{
  DzReadingPage *self = DZ_READING_PAGE (widget);

  self->follow_tick = 0;
  if (self->sides->len > 0)
    follow (self);
  return G_SOURCE_REMOVE;
}

/* Heights change while widgets are being laid out; who follows waits for the next frame. */
static void
follow_later (DzReadingPage *self)
{
  if (self->follow_tick == 0)
    self->follow_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_tick_cb, NULL, NULL);
}

void
dz_reading_sync_release (DzReadingPage *self,
                         guint but)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (i != but)
      dz_reading_view_drop_target (dz_reading_pane_get_view (dz_reading_page_get_side (self, i)->pane));
}

static void
scrolled_cb (GtkAdjustment *adjustment,
             DzReadingPage *self)
{
  for (guint i = 0; !self->in_sync && i < self->sides->len; i++) {
    DzReadingPane *pane = dz_reading_page_get_side (self, i)->pane;

    if (dz_reading_pane_get_adjustment (pane) != adjustment)
      continue;
    if (!dz_reading_view_is_settling (dz_reading_pane_get_view (pane)))
      self->leader = i;
    /* While widgets are laid out, the others cannot be moved. */
    if (dz_reading_view_is_busy (dz_reading_pane_get_view (pane))) {
      follow_later (self);
      return;
    }
    dz_reading_sync_release (self, G_MAXUINT);
    follow (self);
    return;
  }
}

/* Wide tables that stand beside each other are moved sideways together. */
static void
moved_sideways_cb (GtkAdjustment *adjustment,
                   DzReadingPage *self)
{
  double value = gtk_adjustment_get_value (adjustment);

  if (self->in_sync || self->pending != NULL)
    return;
  self->in_sync = TRUE;
  for (guint i = 0; i < self->sides->len; i++) {
    DzReadingView *view = dz_reading_pane_get_view (dz_reading_page_get_side (self, i)->pane);
    GtkAdjustment *other = dz_reading_view_get_hadjustment (view);

    if (other != adjustment && !dz_reading_view_is_busy (view))
      gtk_adjustment_set_value (other, value);
  }
  self->in_sync = FALSE;
}

static void
laid_out_cb (DzReadingPage *self)
{
  self->maps_stale = TRUE;
  follow_later (self);
}

void
dz_reading_sync_connect (DzReadingPage *self,
                         DzReadingSide *side)
{
  g_signal_connect_swapped (side->pane, "laid-out", G_CALLBACK (laid_out_cb), self);
  g_signal_connect_object (dz_reading_pane_get_adjustment (side->pane), "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (dz_reading_view_get_hadjustment (dz_reading_pane_get_view (side->pane)), "value-changed",
                           G_CALLBACK (moved_sideways_cb), self, 0);
}

void
dz_reading_sync_update (DzReadingPage *self)
{
  laid_out_cb (self);
}

void
dz_reading_sync_stop (DzReadingPage *self)
{
  if (self->follow_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_tick);
  self->follow_tick = 0;
}

void
dz_reading_sync_show (DzReadingPage *self,
                      guint side,
                      double y)
{
  self->leader = side;
  dz_reading_sync_release (self, G_MAXUINT);
  set_eye (dz_reading_page_get_side (self, side)->pane, y, 1.0 / 3);
  follow (self);
}

/* Going through the differences */

static gboolean
get_step_height (DzReadingPage *self,
                 const DzReadingStep *step,
                 guint side,
                 double *y)
{
  const DzPair *pair = dz_pairs_get_pair (self->pairs, step->pair);
  int row = step->row < 0 ? -1 : g_array_index (pair->rows, DzPairRow, step->row).rows[side];

  return pair->blocks[side] >= 0 && (step->row < 0 || row >= 0) &&
         dz_reading_pane_get_height (dz_reading_page_get_side (self, side)->pane, (guint) pair->blocks[side], row, y);
}

int
dz_reading_sync_find_step (DzReadingPage *self)
{
  DzReadingPane *pane = dz_reading_page_get_side (self, 0)->pane;
  double eye = get_eye (dz_reading_pane_get_adjustment (pane));
  int present = -1;

  for (guint i = 0; i < self->steps->len; i++) {
    double y;

    if (get_step_height (self, &g_array_index (self->steps, DzReadingStep, i), 0, &y) && y <= eye)
      present = (int) i;
  }
  return present;
}

/* The first pane that has the place goes there, the others follow. */
gboolean
dz_reading_sync_go_to_step (DzReadingPage *self,
                            guint index)
{
  const DzReadingStep *step = &g_array_index (self->steps, DzReadingStep, index);
  const DzPair *pair = dz_pairs_get_pair (self->pairs, step->pair);

  for (guint i = 0; i < self->sides->len; i++) {
    double y;

    if (!get_step_height (self, step, i, &y))
      continue;
    dz_reading_pane_set_cursor (dz_reading_page_get_side (self, i)->pane, (guint) pair->blocks[i],
                                step->row < 0 ? -1 : g_array_index (pair->rows, DzPairRow, step->row).rows[i]);
    dz_reading_sync_show (self, i, y + 1);
    return TRUE;
  }
  return FALSE;
}

/* The gutter */

typedef struct {
  cairo_t *cr;
  DzReadingView *left, *right;
  double left_top, right_top;
  int width, height;
} Gutter;

static gboolean
get_ends (const Gutter *gutter,
          guint left_block,
          int left_row,
          guint right_block,
          int right_row,
          double ends[4])
{
  int tops[2], bottoms[2];

  if (!dz_reading_view_get_extent (gutter->left, left_block, left_row, &tops[0], &bottoms[0]) ||
      !dz_reading_view_get_extent (gutter->right, right_block, right_row, &tops[1], &bottoms[1]))
    return FALSE;
  ends[0] = tops[0] - gutter->left_top;
  ends[1] = bottoms[0] - gutter->left_top;
  ends[2] = tops[1] - gutter->right_top;
  ends[3] = bottoms[1] - gutter->right_top;
  return !((ends[1] < 0 && ends[3] < 0) || (ends[0] > gutter->height && ends[2] > gutter->height));
}

static void
draw_line (const Gutter *gutter,
           double left,
           double right)
{
  cairo_move_to (gutter->cr, 0, left);
  cairo_curve_to (gutter->cr, gutter->width / 2.0, left, gutter->width / 2.0, right, gutter->width, right);
  cairo_stroke (gutter->cr);
}

/* From the whole height on one side to that on the other. */
static void
draw_band (const Gutter *gutter,
           const double ends[4])
{
  double middle = gutter->width / 2.0;

  cairo_move_to (gutter->cr, 0, ends[0]);
  cairo_curve_to (gutter->cr, middle, ends[0], middle, ends[2], gutter->width, ends[2]);
  cairo_line_to (gutter->cr, gutter->width, ends[3]);
  cairo_curve_to (gutter->cr, middle, ends[3], middle, ends[1], 0, ends[1]);
  cairo_close_path (gutter->cr);
  cairo_fill (gutter->cr);
}

static void
draw_pair (DzReadingPage *self,
           const Gutter *gutter,
           const DzPair *pair,
           guint index,
           const GdkRGBA *text,
           const GdkRGBA *accent)
{
  double ends[4];
  int left = pair->blocks[index - 1], right = pair->blocks[index];
  DzDocument *document = dz_reading_pane_get_document (dz_reading_page_get_side (self, index)->pane);

  if (left < 0 || right < 0 || !get_ends (gutter, (guint) left, -1, (guint) right, -1, ends))
    return;
  if (pair->kind != DZ_PAIR_EQUAL && pair->rows == NULL) {
    cairo_set_source_rgba (gutter->cr, accent->red, accent->green, accent->blue, 0.16);
    draw_band (gutter, ends);
  }
  cairo_set_source_rgba (gutter->cr, accent->red, accent->green, accent->blue, 0.16);
  for (guint r = 0; pair->rows != NULL && r < pair->rows->len; r++) {
    const DzPairRow *row = &g_array_index (pair->rows, DzPairRow, r);
    double row_ends[4];

    if (row->kind != DZ_PAIR_EQUAL && row->rows[index - 1] >= 0 && row->rows[index] >= 0 &&
        get_ends (gutter, (guint) left, row->rows[index - 1], (guint) right, row->rows[index], row_ends))
      draw_band (gutter, row_ends);
  }
  cairo_set_source_rgba (gutter->cr, text->red, text->green, text->blue, 0.35);
  cairo_set_line_width (gutter->cr, 1);
  if (dz_document_get_block (document, (guint) right)->kind == DZ_BLOCK_HEADING || pair->rows != NULL)
    draw_line (gutter, ends[0] + 12.5, ends[2] + 12.5);
}

/* From where a paragraph was to where it is now: broken lines. */
static void
draw_moved (DzReadingPage *self,
            const Gutter *gutter,
            const DzPair *pair,
            guint index,
            const GdkRGBA *accent)
{
  const DzPair *other = pair->partner < 0 ? NULL : dz_pairs_get_pair (self->pairs, (guint) pair->partner);
  double ends[4];

  if (other == NULL || pair->blocks[index - 1] < 0 || other->blocks[index] < 0 ||
      !get_ends (gutter, (guint) pair->blocks[index - 1], -1, (guint) other->blocks[index], -1, ends))
    return;
  cairo_set_source_rgba (gutter->cr, accent->red, accent->green, accent->blue, 0.9);
  cairo_set_line_width (gutter->cr, 1.5);
  cairo_set_dash (gutter->cr, (const double[]) { 4, 3 }, 2, 0);
  draw_line (gutter, ends[0] + 12, ends[2] + 12);
  cairo_set_dash (gutter->cr, NULL, 0, 0);
}

static void
draw_pins (DzReadingPage *self,
           const Gutter *gutter,
           guint index,
           const GdkRGBA *accent)
{
  cairo_set_source_rgba (gutter->cr, accent->red, accent->green, accent->blue, 1);
  cairo_set_line_width (gutter->cr, 2.5);
  for (guint i = 0; i < self->pins->len; i++) {
    DzPairPin pin;
    double ends[4];
    guint left;

    if (!dz_reading_pairing_resolve (self, g_ptr_array_index (self->pins, i), &pin))
      continue;
    left = pin.sides[0] == index - 1 ? 0 : 1;
    if (pin.sides[left] == index - 1 && pin.sides[1 - left] == index &&
        get_ends (gutter, pin.blocks[left], pin.rows[left], pin.blocks[1 - left], pin.rows[1 - left], ends))
      draw_line (gutter, ends[0] + 12, ends[2] + 12);
  }
}

static void
draw_gutter_cb (GtkDrawingArea *area,
                cairo_t *cr,
                int width,
                int height,
                gpointer user_data)
{
  DzReadingPage *self = user_data;
  GdkRGBA text = dz_compat_get_color (GTK_WIDGET (area));
  GdkRGBA accent = dz_compat_lookup_color (GTK_WIDGET (area), "accent_color", "#1c71d8");
  guint index = 1;
  Gutter gutter = { .cr = cr, .width = width, .height = height };
  DzReadingPane *left, *right;
  graphene_point_t origin;

  while (index < self->sides->len && dz_reading_page_get_side (self, index)->gutter != GTK_WIDGET (area))
    index++;
  if (index >= self->sides->len || self->pairs == NULL)
    return;
  left = dz_reading_page_get_side (self, index - 1)->pane;
  right = dz_reading_page_get_side (self, index)->pane;
  gutter.left = dz_reading_pane_get_view (left);
  gutter.right = dz_reading_pane_get_view (right);
  gutter.left_top = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (left));
  gutter.right_top = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (right));
  /* The heads of the panes are above the views. */
  if (!gtk_widget_compute_point (GTK_WIDGET (gutter.left), GTK_WIDGET (area), &GRAPHENE_POINT_INIT (0, 0), &origin))
    return;
  gutter.height = height - (int) origin.y;
  cairo_rectangle (cr, 0, origin.y, width, gutter.height);
  cairo_clip (cr);
  cairo_translate (cr, 0, origin.y + 0.5);
  for (guint i = 0; i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);

    draw_pair (self, &gutter, pair, index, &text, &accent);
    if (pair->kind == DZ_PAIR_MOVED)
      draw_moved (self, &gutter, pair, index, &accent);
  }
  draw_pins (self, &gutter, index, &accent);
}

GtkWidget *
dz_reading_sync_make_gutter (DzReadingPage *self)
{
  GtkWidget *gutter = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (gutter), DZ_READING_GUTTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (gutter), draw_gutter_cb, self, NULL);
  return gutter;
}
