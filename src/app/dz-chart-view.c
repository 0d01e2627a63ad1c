/* dz-chart-view.c - a chart on the screen, with words for each mark
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-chart-view.h"

#include "dz-compat.h"

#define MIN_SIZE 120

struct _DzChartView {
  GtkWidget parent_instance;

  DzChartSpec *spec;
  DzChartLayout *layout; /* for the present size; NULL: to be made */
  int width, height;
  gboolean projector;
  guint reduction;
  int mark; /* chosen by key, -1 for none */
};

enum {
  MARK_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzChartView, dz_chart_view, GTK_TYPE_WIDGET)

static DzChartStyle
choose_style (DzChartView *self)
{
  if (self->projector)
    return DZ_CHART_PROJECTOR;
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? DZ_CHART_SCREEN_DARK : DZ_CHART_SCREEN;
}

static void
drop_layout (DzChartView *self)
{
  g_clear_pointer (&self->layout, dz_chart_layout_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static DzChartLayout *
ensure_layout (DzChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->spec == NULL || width < MIN_SIZE / 2 || height < MIN_SIZE / 2)
    return NULL;
  if (self->layout != NULL && (width != self->width || height != self->height))
    g_clear_pointer (&self->layout, dz_chart_layout_free);
  if (self->layout == NULL) {
    self->layout = dz_chart_layout_new (self->spec, width * (int) self->reduction, height * (int) self->reduction,
                                        choose_style (self));
    self->width = width;
    self->height = height;
  }
  return self->layout;
}

static void
dz_chart_view_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot)
{
  DzChartView *self = DZ_CHART_VIEW (widget);
  DzChartLayout *layout = ensure_layout (self);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));
  cairo_t *cr;

  if (layout == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_scale (cr, 1.0 / self->reduction, 1.0 / self->reduction);
  dz_chart_draw (layout, cr);
  cairo_destroy (cr);
  if (self->mark >= 0 && self->mark < (int) dz_chart_layout_get_n_marks (layout)) {
    GdkRGBA accent = dz_compat_lookup_color (widget, "accent_color", "#1c71d8");
    cairo_rectangle_t at;
    GskRoundedRect outline;
    const char *words;
    guint row, column;

    dz_chart_layout_get_mark (layout, (guint) self->mark, &row, &column, &at, &words);
    gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) at.x - 3, (float) at.y - 3,
                                                                    (float) at.width + 6, (float) at.height + 6), 3);
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                                (GdkRGBA[4]) { accent, accent, accent, accent });
  }
}

static void
dz_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  /* A thumbnail is as large as its place. */
  *minimum = DZ_CHART_VIEW (widget)->reduction > 1 ? 0 : MIN_SIZE;
  *natural = DZ_CHART_VIEW (widget)->reduction > 1 ? 0 : MIN_SIZE * 3;
}

static void
dz_chart_view_css_changed (GtkWidget *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (dz_chart_view_parent_class)->css_changed (widget, change);
  drop_layout (DZ_CHART_VIEW (widget));
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  DzChartView *self = DZ_CHART_VIEW (widget);
  DzChartLayout *layout = ensure_layout (self);
  const char *words = NULL;
  guint row, column;

  if (layout == NULL || !dz_chart_layout_pick (layout, x, y, &row, &column, &words) || words == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
clicked_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            DzChartView *self)
{
  DzChartLayout *layout = ensure_layout (self);
  guint row, column;
  const char *words;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (layout != NULL && dz_chart_layout_pick (layout, x, y, &row, &column, &words))
    g_signal_emit (self, signals[MARK_ACTIVATED], 0, row, column);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                DzChartView *self)
{
  guint row, column;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || self->projector)
    return FALSE;
  switch (key) {
  case GDK_KEY_Right:
  case GDK_KEY_Down:
    return dz_chart_view_step (self, 1) != NULL;
  case GDK_KEY_Left:
  case GDK_KEY_Up:
    return dz_chart_view_step (self, -1) != NULL;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if (dz_chart_view_get_mark (self, &row, &column))
      g_signal_emit (self, signals[MARK_ACTIVATED], 0, row, column);
    return TRUE;
  default:
    return FALSE;
  }
}

static void
dz_chart_view_finalize (GObject *object)
{
  DzChartView *self = DZ_CHART_VIEW (object);

  g_clear_pointer (&self->layout, dz_chart_layout_free);
  g_clear_pointer (&self->spec, dz_chart_spec_free);
  G_OBJECT_CLASS (dz_chart_view_parent_class)->finalize (object);
}

static void
dz_chart_view_class_init (DzChartViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = dz_chart_view_finalize;
  widget_class->snapshot = dz_chart_view_snapshot;
  widget_class->measure = dz_chart_view_measure;
  widget_class->css_changed = dz_chart_view_css_changed;
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", DZ_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
dz_chart_view_init (DzChartView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->mark = -1;
  self->reduction = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (drop_layout), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
dz_chart_view_new (void)
{
  return g_object_new (DZ_TYPE_CHART_VIEW, NULL);
}

void
dz_chart_view_take_spec (DzChartView *self,
                         DzChartSpec *spec)
{
  g_autofree char *words = spec == NULL ? g_strdup ("") : dz_chart_spec_dup_description (spec);

  g_clear_pointer (&self->layout, dz_chart_layout_free);
  g_clear_pointer (&self->spec, dz_chart_spec_free);
  self->spec = spec;
  self->mark = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const DzChartSpec *
dz_chart_view_get_spec (DzChartView *self)
{
  return self->spec;
}

void
dz_chart_view_set_projector (DzChartView *self,
                             gboolean projector)
{
  self->projector = projector;
  drop_layout (self);
}

void
dz_chart_view_set_reduction (DzChartView *self,
                             guint reduction)
{
  self->reduction = MAX (reduction, 1);
  drop_layout (self);
}

const char *
dz_chart_view_step (DzChartView *self,
                    int direction)
{
  DzChartLayout *layout = ensure_layout (self);
  int n = layout == NULL ? 0 : (int) dz_chart_layout_get_n_marks (layout);
  int next = self->mark < 0 && direction < 0 ? n - 1 : self->mark + direction;
  const char *words = NULL;
  cairo_rectangle_t at;
  guint row, column;

  if (next < 0 || next >= n)
    return NULL;
  self->mark = next;
  dz_chart_layout_get_mark (layout, (guint) next, &row, &column, &at, &words);
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return words == NULL ? "" : words;
}

gboolean
dz_chart_view_get_mark (DzChartView *self,
                        guint *row,
                        guint *column)
{
  DzChartLayout *layout = ensure_layout (self);
  cairo_rectangle_t at;
  const char *words;

  if (layout == NULL || self->mark < 0 || self->mark >= (int) dz_chart_layout_get_n_marks (layout))
    return FALSE;
  dz_chart_layout_get_mark (layout, (guint) self->mark, row, column, &at, &words);
  return TRUE;
}
