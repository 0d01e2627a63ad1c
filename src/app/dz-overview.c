/* dz-overview.c - a narrow strip that shows where in a long list something stands
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-overview.h"

#include "dz-compat.h"

#include <math.h>

#define STRIP_WIDTH 14
#define MARK_HEIGHT 2

struct _DzOverview {
  GtkWidget parent_instance;

  GArray *rows; /* of OverviewRow */
  double from, to;
};

typedef struct {
  DzFaceFlags flags;
  float heat; /* 0 … 1 */
} OverviewRow;

enum {
  ROW_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzOverview, dz_overview, GTK_TYPE_WIDGET)

/* What falls on one line of pixels: all its flags, and the greatest heat. */
static OverviewRow
gather (DzOverview *self,
        int line,
        int n_lines)
{
  guint n = self->rows->len;
  guint from = (guint) ((guint64) n * (guint) line / (guint) n_lines);
  guint to = (guint) ((guint64) n * (guint) (line + 1) / (guint) n_lines);
  OverviewRow all = { 0, 0 };

  for (guint i = from; i < MAX (to, from + 1) && i < n; i++) {
    const OverviewRow *row = &g_array_index (self->rows, OverviewRow, i);

    all.flags |= row->flags;
    all.heat = MAX (all.heat, row->heat);
  }
  return all;
}

/* Differences on the left half, findings on the right: places, not only colours, tell them apart.
 * Few rows are bars of the height of a row, many share a bar. */
static void
dz_overview_snapshot (GtkWidget *widget,
                      GtkSnapshot *snapshot)
{
  DzOverview *self = DZ_OVERVIEW (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA accent = dz_compat_lookup_color (widget, "accent_color", "#1c71d8");
  GdkRGBA alert = dz_compat_lookup_color (widget, "error_color", "#c01c28");
  GdkRGBA view = dz_compat_get_color (widget);
  int n_lines = (int) MIN (self->rows->len, height / (MARK_HEIGHT + 1));

  view.alpha = 0.08f;
  gtk_snapshot_append_color (snapshot, &view,
                             &GRAPHENE_RECT_INIT (0, (float) self->from * height, width,
                                                  MAX ((float) (self->to - self->from) * height, 4)));
  for (int i = 0; i < n_lines; i++) {
    OverviewRow row = gather (self, i, n_lines);
    float y = (float) i * height / (float) n_lines;
    float bar = MAX (height / (float) n_lines - 1, MARK_HEIGHT);

    if (row.flags & DZ_FACE_DIFFERS) {
      accent.alpha = 0.25f + 0.75f * sqrtf (row.heat);
      gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (2, y, width / 2 - 2, bar));
    }
    if (row.flags & DZ_FACE_FINDING)
      gtk_snapshot_append_color (snapshot, &alert, &GRAPHENE_RECT_INIT (width / 2 + 1, y, width / 2 - 2, MIN (bar, 4)));
  }
}

static void
dz_overview_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? STRIP_WIDTH : 0;
}

static void
choose (DzOverview *self,
        double y)
{
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  if (self->rows->len > 0)
    g_signal_emit (self, signals[ROW_CHOSEN], 0,
                   (guint) CLAMP (y / height * self->rows->len, 0, self->rows->len - 1));
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double x,
               double y,
               DzOverview *self)
{
  choose (self, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double dx,
                double dy,
                DzOverview *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    choose (self, y + dy);
}

static void
dz_overview_finalize (GObject *object)
{
  g_array_unref (DZ_OVERVIEW (object)->rows);
  G_OBJECT_CLASS (dz_overview_parent_class)->finalize (object);
}

static void
dz_overview_class_init (DzOverviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = dz_overview_finalize;
  widget_class->snapshot = dz_overview_snapshot;
  widget_class->measure = dz_overview_measure;
  signals[ROW_CHOSEN] = g_signal_new ("row-chosen", DZ_TYPE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
dz_overview_init (DzOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (OverviewRow));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
dz_overview_new (void)
{
  return g_object_new (DZ_TYPE_OVERVIEW, NULL);
}

void
dz_overview_set_rows (DzOverview *self,
                      guint n_rows,
                      DzOverviewFunc func,
                      gpointer user_data)
{
  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_rows; i++) {
    OverviewRow row = { func (i, user_data), 1 };

    g_array_append_val (self->rows, row);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_overview_set_matrix (DzOverview *self,
                        DzMatrixModel *model)
{
  guint n = dz_matrix_model_get_n_rows (model);

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++) {
    double heat = 1;
    OverviewRow row = { dz_matrix_model_get_row_flags (model, i, &heat), (float) CLAMP (heat, 0, 1) };

    g_array_append_val (self->rows, row);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dz_overview_set_view (DzOverview *self,
                      double from,
                      double to)
{
  self->from = from;
  self->to = to;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
