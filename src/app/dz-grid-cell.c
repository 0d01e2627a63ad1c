/* dz-grid-cell.c - one cell or head of a matrix, filled again and again
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From left to right: a bar when it differs, small signs, the figure flush right, arrows. Figures
 * of a column end at one place whatever signs they bear.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-grid-cell.h"

#include <string.h>

#define BAR_WIDTH 3
#define PADDING 8
#define INDENT 14

struct _DzGridCell {
  GtkWidget parent_instance;

  DzGridCellKind kind;
  DzMatrixLook *look; /* borrowed */
  PangoLayout *text;
  PangoLayout *signs;  /* before the figure; the detail of a head */
  PangoLayout *arrows; /* behind it */
  PangoLayout *prefix; /* of the figure; in a head the mark of sorting */
  DzFaceFlags flags;
  int direction;
  guint depth;
  guint n_lines;
  gboolean is_group;
  gboolean cursor, selected, marked;
  gboolean has_words;
};

G_DEFINE_FINAL_TYPE (DzGridCell, dz_grid_cell, GTK_TYPE_WIDGET)

static const struct {
  DzFaceFlags flag;
  const char *sign;
} signs[] = {
  { DZ_FACE_FINDING, "⚑" },
  { DZ_FACE_CORRECTED, "✎" },
  { DZ_FACE_REVIEW, "?" },
  { DZ_FACE_ABOUT, "≈" },
  { DZ_FACE_NEAR, "◐" },
  { DZ_FACE_OUTLIER, "!" },
  { DZ_FACE_NOTE, "*" },
};

/* Not those of rise and fall. */
static const char *const column_sort_marks[] = { "", "↑", "↓" };
static const char *const row_sort_marks[] = { "", "→", "←" };

static const char *const arrows[] = { "▼▼", "▼", "", "▲", "▲▲" };

const char *
dz_matrix_face_get_signs (DzFaceFlags flags,
                          char buffer[32])
{
  buffer[0] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (flags & signs[i].flag)
      g_strlcat (buffer, signs[i].sign, 32);
  }
  return buffer;
}

static void
set_layout (DzGridCell *self,
            PangoLayout **layout,
            PangoAttrList *attributes,
            const char *text)
{
  if (text == NULL || *text == '\0') {
    g_clear_object (layout);
    return;
  }
  if (*layout == NULL) {
    *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
    pango_layout_set_attributes (*layout, attributes);
    return;
  }
  pango_layout_set_attributes (*layout, attributes);
  if (strcmp (pango_layout_get_text (*layout), text) != 0)
    pango_layout_set_text (*layout, text, -1);
}

/* Of a cell of the body: shared by all that say the same. */
static void
share_layout (DzGridCell *self,
              PangoLayout **layout,
              gboolean small,
              const char *text)
{
  if (text == NULL || *text == '\0')
    g_clear_object (layout);
  else
    g_set_object (layout, dz_matrix_look_get_layout (self->look, small, text));
}

static void
draw_layout (GtkSnapshot *snapshot,
             PangoLayout *layout,
             double x,
             double y,
             const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Fits @layout into @width and draws it flush to one side in the middle of the height;
 * gives the width that it took. */
static int
draw_line (GtkSnapshot *snapshot,
           PangoLayout *layout,
           int x,
           int width,
           int height,
           gboolean right,
           const GdkRGBA *color)
{
  int w, h;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  if (w > width) {
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_height (layout, -1);
    pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
    pango_layout_get_pixel_size (layout, &w, &h);
    w = MIN (w, width);
  }
  draw_layout (snapshot, layout, right ? x + width - w : x, (height - h) / 2, color);
  return w;
}

static int
arrows_width (DzGridCell *self)
{
  return self->look->arrows + 4;
}

static const GdkRGBA *
change_color (DzGridCell *self)
{
  if (self->direction == 0)
    return &self->look->accent;
  return self->direction > 0 ? &self->look->rise : &self->look->fall;
}

static void
fill (GtkSnapshot *snapshot,
      const GdkRGBA *color,
      double alpha,
      double x,
      double y,
      double width,
      double height)
{
  GdkRGBA c = *color;

  c.alpha *= (float) alpha;
  gtk_snapshot_append_color (snapshot, &c, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
snapshot_body (DzGridCell *self,
               GtkSnapshot *snapshot,
               int width,
               int height)
{
  const DzMatrixLook *look = self->look;
  int right = width - arrows_width (self);
  int left = BAR_WIDTH + 3;
  int used = 0;

  if (self->flags & DZ_FACE_DIFFERS) {
    if (!self->selected)
      fill (snapshot, change_color (self), look->high_contrast ? 0.18 : 0.07, 0, 0, width, height - 1);
    fill (snapshot, change_color (self), 0.9, 0, 1, BAR_WIDTH, height - 3);
  }
  if (self->signs != NULL)
    left += draw_line (snapshot, self->signs, left, right - left, height, FALSE,
                       self->flags & DZ_FACE_ERROR ? &look->alert : self->flags & DZ_FACE_FINDING ? &look->rise
                                                                                                  : &look->dim) + 2;
  if (self->text != NULL)
    used = draw_line (snapshot, self->text, left, right - left, height, TRUE,
                      self->flags & DZ_FACE_MISSING ? &look->dim : &look->text);
  if (self->prefix != NULL)
    draw_line (snapshot, self->prefix, left, right - left - used, height, TRUE, &look->dim);
  if (self->arrows != NULL)
    draw_line (snapshot, self->arrows, right + 2, width - right, height, FALSE, change_color (self));
}

static void
snapshot_row_head (DzGridCell *self,
                   GtkSnapshot *snapshot,
                   int width,
                   int height)
{
  const DzMatrixLook *look = self->look;
  int left = PADDING + (int) self->depth * INDENT;
  int count = 0, right = 0;

  if (self->flags & DZ_FACE_DIFFERS)
    fill (snapshot, &look->accent, 0.7, 0, 1, BAR_WIDTH, height - 3);
  if (self->arrows != NULL)
    draw_line (snapshot, self->arrows, left, INDENT, height, FALSE, &look->dim);
  left += INDENT;
  if (self->signs != NULL) {
    pango_layout_set_width (self->signs, -1);
    pango_layout_get_pixel_size (self->signs, &count, NULL);
    count += 6;
  }
  if (self->prefix != NULL) {
    draw_line (snapshot, self->prefix, width - count - self->look->digit * 2, self->look->digit * 2, height, FALSE,
               &look->accent);
    right = self->look->digit * 2;
  }
  if (self->text != NULL)
    draw_line (snapshot, self->text, left, MAX (width - left - count - right - 4, 10), height, FALSE,
               &look->text);
  if (self->signs != NULL)
    draw_line (snapshot, self->signs, width - count, count, height, FALSE, &look->dim);
}

static void
draw_wrapped (DzGridCell *self,
              GtkSnapshot *snapshot,
              int width,
              int height,
              int n_lines)
{
  int h;

  pango_layout_set_wrap (self->text, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->text, -n_lines);
  pango_layout_set_width (self->text, width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->text, NULL, &h);
  draw_layout (snapshot, self->text, BAR_WIDTH + 3, (height - h) / 2, &self->look->text);
}

static void
snapshot_column_head (DzGridCell *self,
                      GtkSnapshot *snapshot,
                      int width,
                      int height)
{
  const DzMatrixLook *look = self->look;
  int right = width - arrows_width (self);
  int used = 0;

  if (self->prefix != NULL)
    draw_line (snapshot, self->prefix, right + 2, width - right - 2, height, FALSE, &look->accent);
  if (self->n_lines > 1) {
    if (self->text != NULL)
      draw_wrapped (self, snapshot, right - BAR_WIDTH - 3, height, (int) self->n_lines);
    return;
  }
  if (self->signs != NULL)
    used = draw_line (snapshot, self->signs, BAR_WIDTH + 3, right - 6, height, FALSE,
                      self->flags & DZ_FACE_BASELINE ? &look->accent : &look->dim);
  if (self->text != NULL)
    draw_line (snapshot, self->text, BAR_WIDTH + used, right - BAR_WIDTH - used, height, TRUE, &look->text);
}

static void
snapshot_group (DzGridCell *self,
                GtkSnapshot *snapshot,
                int width,
                int height)
{
  int room = width - PADDING - 4;

  if (self->text != NULL && room >= self->look->digit * 2)
    draw_wrapped (self, snapshot, room, height, 2);
}

static void
dz_grid_cell_snapshot (GtkWidget *widget,
                         GtkSnapshot *snapshot)
{
  DzGridCell *self = DZ_GRID_CELL (widget);
  const DzMatrixLook *look = self->look;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->selected)
    fill (snapshot, &look->selection, 1, 0, 0, width, height);
  else if (self->marked)
    fill (snapshot, &look->selection, 0.6, 0, 0, width, height);
  switch (self->kind) {
  case DZ_GRID_KIND_BODY:
    snapshot_body (self, snapshot, width, height);
    break;
  case DZ_GRID_KIND_ROW:
    snapshot_row_head (self, snapshot, width, height);
    break;
  case DZ_GRID_KIND_COLUMN:
    snapshot_column_head (self, snapshot, width, height);
    break;
  case DZ_GRID_KIND_GROUP:
    snapshot_group (self, snapshot, width, height);
    break;
  case DZ_GRID_KIND_UNIT:
    if (self->text != NULL)
      draw_line (snapshot, self->text, 2, width - 8, height, TRUE, &look->dim);
    break;
  case DZ_GRID_KIND_CORNER:
    if (self->text != NULL)
      draw_line (snapshot, self->text, PADDING + INDENT, width - PADDING - INDENT - 4, height, FALSE, &look->dim);
    break;
  default:
    g_assert_not_reached ();
  }
  if (self->cursor) {
    GskRoundedRect outline;
    float w = gtk_widget_has_focus (widget) || look->high_contrast ? 2.f : 1.f;

    gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), 2);
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { w, w, w, w },
                                (GdkRGBA[4]) { look->accent, look->accent, look->accent, look->accent });
  }
}

static void
dz_grid_cell_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  /* The matrix gives the size. */
  *minimum = *natural = 0;
}

static void
dz_grid_cell_focus_changed_cb (GObject *object,
                                 GParamSpec *pspec,
                                 gpointer user_data)
{
  gtk_widget_queue_draw (GTK_WIDGET (object));
}

/* For assistive technology: the matrix's cursor follows the focus. */
static void
select_cb (GtkWidget *widget,
           const char *action,
           GVariant *parameter)
{
  gtk_widget_grab_focus (widget);
}

static void
dz_grid_cell_finalize (GObject *object)
{
  DzGridCell *self = DZ_GRID_CELL (object);

  g_clear_object (&self->text);
  g_clear_object (&self->signs);
  g_clear_object (&self->arrows);
  g_clear_object (&self->prefix);
  G_OBJECT_CLASS (dz_grid_cell_parent_class)->finalize (object);
}

static void
dz_grid_cell_class_init (DzGridCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = dz_grid_cell_finalize;
  widget_class->snapshot = dz_grid_cell_snapshot;
  widget_class->measure = dz_grid_cell_measure;
  gtk_widget_class_install_action (widget_class, "cell.select", NULL, select_cb);
  gtk_widget_class_set_css_name (widget_class, "matrixcell");
}

static void
dz_grid_cell_init (DzGridCell *self)
{
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (dz_grid_cell_focus_changed_cb), NULL);
}

GtkWidget *
dz_grid_cell_new (DzGridCellKind kind,
                  DzMatrixLook *look)
{
  /* GTK 4.8 tells screen readers nothing of column headers: as cells they are read. */
  static const GtkAccessibleRole roles[] = {
    [DZ_GRID_KIND_BODY] = GTK_ACCESSIBLE_ROLE_GRID_CELL,
    [DZ_GRID_KIND_ROW] = GTK_ACCESSIBLE_ROLE_ROW_HEADER,
    [DZ_GRID_KIND_UNIT] = GTK_ACCESSIBLE_ROLE_GRID_CELL,
    [DZ_GRID_KIND_COLUMN] = GTK_ACCESSIBLE_ROLE_GRID_CELL,
    [DZ_GRID_KIND_GROUP] = GTK_ACCESSIBLE_ROLE_GRID_CELL,
    [DZ_GRID_KIND_CORNER] = GTK_ACCESSIBLE_ROLE_GRID_CELL,
  };
  DzGridCell *self = g_object_new (DZ_TYPE_GRID_CELL,
                                     "accessible-role", roles[kind],
                                     "focusable", kind == DZ_GRID_KIND_BODY,
                                     NULL);

  self->kind = kind;
  self->look = look;
  return GTK_WIDGET (self);
}

void
dz_grid_cell_set_face (DzGridCell *self,
                         const DzMatrixFace *face)
{
  char buffer[32];

  self->flags = face->flags;
  self->direction = CLAMP (face->direction, -2, 2);
  share_layout (self, &self->text, FALSE, face->text);
  share_layout (self, &self->signs, TRUE, dz_matrix_face_get_signs (face->flags, buffer));
  share_layout (self, &self->arrows, TRUE, arrows[self->direction + 2]);
  share_layout (self, &self->prefix, TRUE, face->prefix);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_grid_cell_set_row_head (DzGridCell *self,
                             const DzMatrixRowHead *head)
{
  self->depth = head->depth;
  self->is_group = head->is_group;
  self->flags = head->differs ? DZ_FACE_DIFFERS : 0;
  set_layout (self, &self->text, head->is_group && head->depth == 0 ? self->look->bold : self->look->plain, head->label);
  set_layout (self, &self->arrows, self->look->small, !head->is_group ? NULL : head->folded ? "▸" : "▾");
  set_layout (self, &self->signs, self->look->small, head->count);
  set_layout (self, &self->prefix, self->look->bold, row_sort_marks[head->sort]);
  dz_grid_cell_set_words (self, head->label);
  if (head->is_group)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, !head->folded, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_grid_cell_set_column_head (DzGridCell *self,
                                const DzMatrixColumnHead *head,
                                guint n_lines)
{
  self->flags = head->is_baseline ? DZ_FACE_BASELINE : 0;
  self->n_lines = n_lines;
  set_layout (self, &self->text, n_lines > 1 ? self->look->plain : self->look->bold, head->label);
  set_layout (self, &self->signs, self->look->small, head->detail);
  set_layout (self, &self->prefix, self->look->bold, column_sort_marks[head->sort]);
  if (head->sort == DZ_MATRIX_SORT_NONE)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_SORT);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_SORT,
                                    head->sort == DZ_MATRIX_SORT_ASCENDING ? GTK_ACCESSIBLE_SORT_ASCENDING
                                                                           : GTK_ACCESSIBLE_SORT_DESCENDING,
                                    -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_grid_cell_set_text (DzGridCell *self,
                         const char *text)
{
  PangoAttrList *attributes = self->look->plain;

  if (self->kind == DZ_GRID_KIND_UNIT || self->kind == DZ_GRID_KIND_CORNER)
    attributes = self->look->small;
  set_layout (self, &self->text, attributes, text);
  dz_grid_cell_set_words (self, text == NULL ? "" : text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_grid_cell_set_words (DzGridCell *self,
                        const char *words)
{
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  else if (self->has_words)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  self->has_words = words != NULL;
}

gboolean
dz_grid_cell_has_words (DzGridCell *self)
{
  return self->has_words;
}

void
dz_grid_cell_set_state (DzGridCell *self,
                          gboolean cursor,
                          gboolean selected,
                          gboolean marked)
{
  if (self->cursor == cursor && self->selected == selected && self->marked == marked)
    return;
  if (self->selected != selected && self->kind == DZ_GRID_KIND_BODY)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  self->cursor = cursor;
  self->selected = selected;
  self->marked = marked;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_grid_cell_style_changed (DzGridCell *self)
{
  if (self->text != NULL)
    pango_layout_context_changed (self->text);
  if (self->signs != NULL)
    pango_layout_context_changed (self->signs);
  if (self->arrows != NULL)
    pango_layout_context_changed (self->arrows);
  if (self->prefix != NULL)
    pango_layout_context_changed (self->prefix);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
dz_grid_cell_get_text (DzGridCell *self)
{
  return self->text == NULL ? "" : pango_layout_get_text (self->text);
}

DzFaceFlags
dz_grid_cell_get_flags (DzGridCell *self)
{
  return self->flags;
}
