/* dz-reading-view-draw.c - what stands around the labels: rules, bars, dots, pins
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-view-private.h"

#include "dz-compat.h"
#include "dz-reading-columns.h"

#define DOT 1.5f     /* pixels */
#define DOT_STEP 4.0f
#define BAR_X 6
#define BAR_WIDTH 3
#define PIN_SIZE 16

typedef struct {
  GtkSnapshot *snapshot;
  GdkRGBA text, rule, shade, accent, alert, only;
  int top, width, height; /* of the view */
} Drawing;

static gint64 *
bar_key (guint block,
         int row)
{
  gint64 key = (gint64) block << 32 | (gint64) (row + 1);

  return g_memdup2 (&key, sizeof key);
}

static void
fill (Drawing *drawing,
      const GdkRGBA *color,
      float x,
      float y,
      float width,
      float height)
{
  gtk_snapshot_append_color (drawing->snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

/* Each cell draws its own rules, so that a place without a cell has none; those between two cells once. */
static void
draw_box (DzReadingView *self,
          Drawing *drawing,
          const DzReadingText *text)
{
  const DzTable *table = dz_document_get_block (self->document, text->block)->table;
  const DzCell *cell = dz_table_get_cell (table, (guint) text->row, (guint) text->col);
  guint end = cell->row + cell->row_span;
  float x = (float) (text->box_x - dz_reading_view_get_shift (self, text));
  float y = (float) (text->box_y - drawing->top);
  float width = (float) text->box_width, height = (float) text->box_height;

  if (text->kind == DZ_READING_HEAD)
    fill (drawing, &drawing->shade, x, y, width, height);
  fill (drawing, &drawing->rule, x, y, width, 1);
  fill (drawing, &drawing->rule, x, y + 1, 1, height - 1);
  if (end >= table->n_rows || dz_table_get_cell (table, end, cell->col) == NULL)
    fill (drawing, &drawing->rule, x, y + height, width, 1);
  if (dz_reading_columns_get_end (table, cell) >= table->n_cols)
    fill (drawing, &drawing->rule, x + width, y, 1, height + 1);
}

/* Dots beneath the characters of a label, line by line. */
static void
draw_dots (Drawing *drawing,
           GtkWidget *view,
           GtkWidget *label,
           const DzSpan *span)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  const char *words = pango_layout_get_text (layout);
  glong length = g_utf8_strlen (words, -1);
  int left, top;
  graphene_point_t origin;

  if ((glong) span->end > length ||
      !gtk_widget_compute_point (label, view, &GRAPHENE_POINT_INIT (0, 0), &origin))
    return;
  gtk_label_get_layout_offsets (GTK_LABEL (label), &left, &top);
  for (guint i = span->start; i < span->end; i++) {
    PangoRectangle place;
    float x, y;

    pango_layout_index_to_pos (layout, (int) (g_utf8_offset_to_pointer (words, (glong) i) - words), &place);
    x = origin.x + (float) left + (float) place.x / PANGO_SCALE;
    y = origin.y + (float) top + (float) (place.y + place.height) / PANGO_SCALE - 3;
    for (float at = 0; at < (float) place.width / PANGO_SCALE - 1; at += DOT_STEP)
      fill (drawing, span->kind & DZ_SPAN_UNCLAIMED ? &drawing->alert : &drawing->text, x + at, y,
            span->kind & DZ_SPAN_UNCLAIMED ? DOT + 0.5f : DOT, DOT);
  }
}

static void
draw_numbers (DzReadingView *self,
              Drawing *drawing)
{
  GHashTableIter iter;
  gpointer key, label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &key, &label)) {
    const DzReadingText *text = dz_reading_layout_get_text (self->layout, GPOINTER_TO_UINT (key));
    g_autoptr (GArray) spans = NULL;

    if (text->markup != NULL)
      continue;
    spans = dz_reading_marks_dup_spans (self->marks, text->block, text->row, text->col);
    for (guint i = 0; spans != NULL && i < spans->len; i++) {
      const DzSpan *span = &g_array_index (spans, DzSpan, i);

      if (span->kind & (DZ_SPAN_UNCLAIMED | DZ_SPAN_IGNORED))
        draw_dots (drawing, GTK_WIDGET (self), label, span);
    }
  }
}

/* A full bar: changed. A bar with a tint: only here. A broken bar: moved. */
static void
draw_bar (DzReadingView *self,
          Drawing *drawing,
          guint block,
          int row)
{
  g_autofree gint64 *key = bar_key (block, row);
  DzReadingBar bar = GPOINTER_TO_INT (g_hash_table_lookup (self->bars, key));
  int top, bottom;

  if (bar == 0 || !dz_reading_layout_get_extent (self->layout, block, row, &top, &bottom))
    return;
  top -= drawing->top;
  bottom -= drawing->top;
  if (bar == DZ_READING_BAR_ONLY)
    fill (drawing, &drawing->only, BAR_X, (float) top, (float) drawing->width - BAR_X, (float) (bottom - top));
  for (int y = top; y < bottom; y += 8)
    fill (drawing, &drawing->accent, BAR_X, (float) y, BAR_WIDTH,
          (float) MIN (bar == DZ_READING_BAR_MOVED ? 4 : 8, bottom - y));
}

static void
draw_bars (DzReadingView *self,
           Drawing *drawing,
           guint from,
           guint to)
{
  guint block = G_MAXUINT;
  int row = -2;

  for (guint i = from; i < to; i++) {
    const DzReadingText *text = dz_reading_layout_get_text (self->layout, i);

    if (text->markup != NULL)
      continue;
    if (text->block != block && text->row >= 0)
      draw_bar (self, drawing, text->block, -1);
    if (text->block != block || text->row != row)
      draw_bar (self, drawing, text->block, text->row);
    block = text->block;
    row = text->row;
  }
}

static void
draw_pin (DzReadingView *self,
          Drawing *drawing,
          const DzReadingPinMark *pin)
{
  GskRoundedRect round;
  GdkRGBA white = { 1, 1, 1, 1 };
  int top, bottom, width, height;

  if (!dz_reading_layout_get_extent (self->layout, pin->block, pin->row, &top, &bottom))
    return;
  gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT (0, (float) (top - drawing->top) + 4, PIN_SIZE, PIN_SIZE),
                                   PIN_SIZE / 2.0f);
  if (pin->number == 0) {
    GdkRGBA colors[4] = { drawing->accent, drawing->accent, drawing->accent, drawing->accent };

    gtk_snapshot_append_border (drawing->snapshot, &round, (const float[4]) { 3, 3, 3, 3 }, colors);
    return;
  }
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &round);
  gtk_snapshot_append_color (drawing->snapshot, &drawing->accent, &round.bounds);
  gtk_snapshot_pop (drawing->snapshot);
  {
    g_autofree char *number = g_strdup_printf ("%u", pin->number);
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);

    pango_layout_get_pixel_size (layout, &width, &height);
    gtk_snapshot_save (drawing->snapshot);
    gtk_snapshot_translate (drawing->snapshot,
                            &GRAPHENE_POINT_INIT ((PIN_SIZE - (float) width * 0.8f) / 2,
                                                  round.bounds.origin.y + (PIN_SIZE - (float) height * 0.8f) / 2));
    gtk_snapshot_scale (drawing->snapshot, 0.8f, 0.8f);
    gtk_snapshot_append_layout (drawing->snapshot, layout, &white);
    gtk_snapshot_restore (drawing->snapshot);
  }
}

/* The place that keys are about, while they come here; and the cell whose words are shown. */
static void
draw_frames (DzReadingView *self,
             Drawing *drawing)
{
  GdkRGBA color = drawing->accent;
  GdkRGBA colors[4] = { color, color, color, color };
  GskRoundedRect round;
  DzAddress chosen;
  int top, bottom;

  if (self->cursor_block != G_MAXUINT && gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN &&
      dz_reading_layout_get_extent (self->layout, self->cursor_block, self->cursor_row, &top, &bottom))
    fill (drawing, &drawing->accent, 0, (float) (top - drawing->top), 2, (float) (bottom - top));
  if (dz_reading_marks_get_chosen (self->marks, &chosen) && chosen.row >= 0) {
    int index = dz_reading_layout_find (self->layout, chosen.block, chosen.row, chosen.col);
    const DzReadingText *text = index < 0 ? NULL : dz_reading_layout_get_text (self->layout, (guint) index);

    if (text == NULL)
      return;
    gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT ((float) (text->box_x - dz_reading_view_get_shift (self, text)),
                                                                  (float) (text->box_y - drawing->top),
                                                                  (float) text->box_width + 1, (float) text->box_height + 1), 0);
    gtk_snapshot_append_border (drawing->snapshot, &round, (const float[4]) { 2, 2, 2, 2 }, colors);
  }
}

void
dz_reading_view_snapshot (GtkWidget *widget,
                          GtkSnapshot *snapshot)
{
  DzReadingView *self = DZ_READING_VIEW (widget);
  Drawing drawing = { .snapshot = snapshot, .width = gtk_widget_get_width (widget), .height = gtk_widget_get_height (widget) };
  guint from, to;

  if (self->layout == NULL || self->width == 0)
    return;
  drawing.top = (int) gtk_adjustment_get_value (self->vadjustment);
  drawing.text = drawing.rule = drawing.shade = dz_compat_get_color (widget);
  drawing.text.alpha = 0.55f;
  drawing.rule.alpha = 0.22f;
  drawing.shade.alpha = 0.05f;
  drawing.accent = drawing.only = dz_compat_lookup_color (widget, "accent_color", "#1c71d8");
  drawing.only.alpha = 0.07f;
  drawing.alert = dz_compat_lookup_color (widget, "error_color", "#c01c28");
  dz_reading_layout_get_range (self->layout, drawing.top, drawing.top + drawing.height, &from, &to);
  draw_bars (self, &drawing, from, to);
  for (guint i = from; i < to; i++) {
    const DzReadingText *text = dz_reading_layout_get_text (self->layout, i);

    if (text->row >= 0 && text->box_y < drawing.top + drawing.height && text->box_y + text->box_height >= drawing.top)
      draw_box (self, &drawing, text);
  }
  GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->snapshot (widget, snapshot);
  draw_numbers (self, &drawing);
  draw_frames (self, &drawing);
  for (guint i = 0; i < self->pins->len; i++)
    draw_pin (self, &drawing, &g_array_index (self->pins, DzReadingPinMark, i));
}

void
dz_reading_view_clear_bars (DzReadingView *self)
{
  g_hash_table_remove_all (self->bars);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_reading_view_set_bar (DzReadingView *self,
                         guint block,
                         int row,
                         DzReadingBar bar)
{
  g_hash_table_insert (self->bars, bar_key (block, row), GINT_TO_POINTER (bar));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_reading_view_clear_pins (DzReadingView *self)
{
  g_array_set_size (self->pins, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_reading_view_add_pin (DzReadingView *self,
                         guint block,
                         int row,
                         guint number)
{
  DzReadingPinMark pin = { block, row, number };

  g_array_append_val (self->pins, pin);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_reading_view_set_cursor (DzReadingView *self,
                            guint block,
                            int row)
{
  if (self->cursor_block == block && self->cursor_row == row)
    return;
  self->cursor_block = block;
  self->cursor_row = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
