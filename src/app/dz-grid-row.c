/* dz-grid-row.c - one row of a matrix: its head and the cells in view
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children stand in reading order: head, unit, pinned cells, cells from left to right. A cell that leaves on
 * one side comes back on the other, and so does its place among the children.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-grid-row.h"

struct _DzGridRow {
  GtkWidget parent_instance;

  DzGridCellKind kind;
  const DzMatrixGeometry *geometry; /* borrowed */
  const DzAxis *axis;               /* borrowed */
  GtkWidget *head;
  GtkWidget *unit;
  GPtrArray *pinned; /* of DzGridCell, borrowed: children */
  GPtrArray *cells;  /* the same, those that scroll */
  guint first;
  guint index;
  DzMatrixGeometry placed; /* as the cells stand */
};

G_DEFINE_FINAL_TYPE (DzGridRow, dz_grid_row, GTK_TYPE_WIDGET)

int
dz_matrix_rotate (GPtrArray *widgets,
                  GtkWidget *parent,
                  GtkWidget *before,
                  guint old_first,
                  guint new_first)
{
  int plan = dz_axis_plan (old_first, new_first, widgets->len);

  if ((guint) ABS (plan) == widgets->len)
    return plan;
  for (int i = 0; i < plan; i++) {
    GtkWidget *child = g_ptr_array_steal_index (widgets, 0);

    g_ptr_array_add (widgets, child);
    gtk_widget_insert_before (child, parent, before);
  }
  for (int i = 0; i > plan; i--) {
    GtkWidget *child = g_ptr_array_steal_index (widgets, widgets->len - 1);

    gtk_widget_insert_before (child, parent, g_ptr_array_index (widgets, 0));
    g_ptr_array_insert (widgets, 0, child);
  }
  return plan;
}

static void
allocate_child (GtkWidget *child,
                int x,
                int width,
                int height)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, width, height }, -1);
}

/* Cells need new places when something has moved sideways; a row that goes up or down takes them along. */
static void
place_cells (DzGridRow *self,
             gboolean changed)
{
  const DzMatrixGeometry *now = self->geometry;
  const DzMatrixGeometry *old = &self->placed;

  if (changed || now->label_width != old->label_width || now->unit_width != old->unit_width ||
      now->pinned_width != old->pinned_width || now->position != old->position)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  self->placed = *now;
}

static void
dz_grid_row_size_allocate (GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  DzGridRow *self = DZ_GRID_ROW (widget);
  const DzMatrixGeometry *geometry = self->geometry;
  int frozen = geometry->label_width + geometry->unit_width;

  allocate_child (self->head, 0, geometry->label_width, height);
  allocate_child (self->unit, geometry->label_width, geometry->unit_width, height);
  for (guint i = 0; i < self->pinned->len; i++)
    allocate_child (g_ptr_array_index (self->pinned, i), frozen + dz_axis_get_offset (self->axis, i),
                    dz_axis_get_size (self->axis, i), height);
  for (guint i = 0; i < self->cells->len; i++) {
    int start = dz_axis_get_offset (self->axis, self->first + i) - geometry->position;
    int end = dz_axis_get_offset (self->axis, self->first + i + 1) - geometry->position;

    if (self->kind == DZ_GRID_KIND_GROUP) {
      end = MIN (end, width - frozen);
      start = CLAMP (start, geometry->pinned_width, MAX (end, geometry->pinned_width));
      end = MAX (end, start);
    }
    allocate_child (g_ptr_array_index (self->cells, i), frozen + start, end - start, height);
  }
}

static void
dz_grid_row_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
dz_grid_row_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot)
{
  DzGridRow *self = DZ_GRID_ROW (widget);
  const DzMatrixGeometry *geometry = self->geometry;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int frozen = geometry->label_width + geometry->unit_width + geometry->pinned_width;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (frozen, 0, MAX (width - frozen, 0), height));
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->cells, i), snapshot);
  gtk_snapshot_pop (snapshot);
  for (guint i = 0; i < self->pinned->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->pinned, i), snapshot);
  gtk_widget_snapshot_child (widget, self->head, snapshot);
  gtk_widget_snapshot_child (widget, self->unit, snapshot);
  if (self->kind == DZ_GRID_KIND_BODY)
    gtk_snapshot_append_color (snapshot, &geometry->look->line, &GRAPHENE_RECT_INIT (0, height - 1, width, 1));
}

static void
dz_grid_row_dispose (GObject *object)
{
  DzGridRow *self = DZ_GRID_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->cells, 0);
  g_ptr_array_set_size (self->pinned, 0);
  self->head = self->unit = NULL;
  G_OBJECT_CLASS (dz_grid_row_parent_class)->dispose (object);
}

static void
dz_grid_row_finalize (GObject *object)
{
  g_ptr_array_unref (DZ_GRID_ROW (object)->cells);
  g_ptr_array_unref (DZ_GRID_ROW (object)->pinned);
  G_OBJECT_CLASS (dz_grid_row_parent_class)->finalize (object);
}

static void
dz_grid_row_class_init (DzGridRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_grid_row_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_grid_row_finalize;
  widget_class->size_allocate = dz_grid_row_size_allocate;
  widget_class->measure = dz_grid_row_measure;
  widget_class->snapshot = dz_grid_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "matrixrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
dz_grid_row_init (DzGridRow *self)
{
  self->cells = g_ptr_array_new ();
  self->pinned = g_ptr_array_new ();
}

GtkWidget *
dz_grid_row_new (DzGridCellKind kind,
                   const DzMatrixGeometry *geometry)
{
  DzGridRow *self = g_object_new (DZ_TYPE_GRID_ROW, NULL);
  gboolean body = kind == DZ_GRID_KIND_BODY;

  self->kind = kind;
  self->geometry = geometry;
  self->head = dz_grid_cell_new (body ? DZ_GRID_KIND_ROW : DZ_GRID_KIND_CORNER, geometry->look);
  self->unit = dz_grid_cell_new (DZ_GRID_KIND_UNIT, geometry->look);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  gtk_widget_set_parent (self->unit, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

DzGridCell *
dz_grid_row_get_head (DzGridRow *self)
{
  return DZ_GRID_CELL (self->head);
}

DzGridCell *
dz_grid_row_get_unit (DzGridRow *self)
{
  return DZ_GRID_CELL (self->unit);
}

guint
dz_grid_row_get_index (DzGridRow *self)
{
  return self->index;
}

void
dz_grid_row_set_index (DzGridRow *self,
                         guint index)
{
  self->index = index;
}

static gboolean
set_n_cells (DzGridRow *self,
             GPtrArray *cells,
             guint n)
{
  GtkWidget *before = cells == self->pinned && self->cells->len > 0 ? g_ptr_array_index (self->cells, 0) : NULL;

  if (cells->len == n)
    return FALSE;
  while (cells->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (cells, cells->len - 1));
  while (cells->len < n) {
    GtkWidget *cell = dz_grid_cell_new (self->kind, self->geometry->look);

    gtk_widget_insert_before (cell, GTK_WIDGET (self), before);
    g_ptr_array_add (cells, cell);
  }
  return TRUE;
}

void
dz_grid_row_update_pinned (DzGridRow *self,
                           const DzAxis *axis,
                           guint n,
                           gboolean all,
                           DzGridBindFunc bind,
                           gpointer user_data)
{
  self->axis = axis;
  if (!set_n_cells (self, self->pinned, n) && !all)
    return;
  for (guint i = 0; i < n; i++)
    bind (g_ptr_array_index (self->pinned, i), self->index, i, user_data);
  place_cells (self, TRUE);
}

void
dz_grid_row_update (DzGridRow *self,
                      const DzAxis *axis,
                      guint first,
                      guint n,
                      gboolean all,
                      DzGridBindFunc bind,
                      gpointer user_data)
{
  guint from = 0, to = n;

  self->axis = axis;
  if (set_n_cells (self, self->cells, n))
    all = TRUE;
  if (!all) {
    int plan = dz_matrix_rotate (self->cells, GTK_WIDGET (self), NULL, self->first, first);

    from = plan > 0 ? n - (guint) plan : 0;
    to = plan > 0 ? n : (guint) -plan;
  }
  self->first = first;
  for (guint i = from; i < to; i++)
    bind (g_ptr_array_index (self->cells, i), self->index, first + i, user_data);
  place_cells (self, from < to);
}

void
dz_grid_row_each (DzGridRow *self,
                  DzGridBindFunc func,
                  gpointer user_data)
{
  for (guint i = 0; i < self->pinned->len; i++)
    func (g_ptr_array_index (self->pinned, i), self->index, i, user_data);
  for (guint i = 0; i < self->cells->len; i++)
    func (g_ptr_array_index (self->cells, i), self->index, self->first + i, user_data);
}

DzGridCell *
dz_grid_row_find_cell (DzGridRow *self,
                         guint column)
{
  if (column < self->pinned->len)
    return g_ptr_array_index (self->pinned, column);
  if (column < self->first || column >= self->first + self->cells->len)
    return NULL;
  return g_ptr_array_index (self->cells, column - self->first);
}

void
dz_grid_row_style_changed (DzGridRow *self)
{
  dz_grid_cell_style_changed (DZ_GRID_CELL (self->head));
  dz_grid_cell_style_changed (DZ_GRID_CELL (self->unit));
  for (guint i = 0; i < self->pinned->len; i++)
    dz_grid_cell_style_changed (g_ptr_array_index (self->pinned, i));
  for (guint i = 0; i < self->cells->len; i++)
    dz_grid_cell_style_changed (g_ptr_array_index (self->cells, i));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
