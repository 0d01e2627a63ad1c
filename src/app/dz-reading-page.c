/* dz-reading-page.c - two to six reports beside each other as documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All panes share one list of pairs, made in a thread. Scrolling, the links in the gutters, the
 * marks in the texts and the overview strip read that list; none pairs anything itself.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-page.h"

#include "dz-compat.h"
#include "dz-overview.h"
#include "dz-pairs.h"
#include "dz-reading-pane.h"
#include "dz-scroll-map.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>

#define PANE_WIDTH 280
#define GUTTER_WIDTH 22
#define LEVELS_MAX 10
#define OUTLINE_LEVELS 3 /* of those that occur */

/* A report with its head; the gutter stands before it but for the first. */
typedef struct {
  GtkWidget *column; /* borrowed: child */
  GtkWidget *gutter; /* borrowed: child, NULL for the first */
  GtkDropDown *chooser;
  DzReadingPane *pane;
  DzScrollMap *map; /* heights of the pane before -> of this one */
} Side;

struct _DzReadingPage {
  GtkWidget parent_instance;

  GtkBox *panes;
  GtkListBox *outline;
  GtkWidget *add;
  DzOverview *overview;

  DzReadingDocumentFunc func;
  gpointer func_data;
  GPtrArray *extractions;
  GtkStringList *titles;
  GPtrArray *sides; /* of Side * */
  DzPairs *pairs;       /* of the reports shown; NULL while they are being paired, or for one alone */
  GCancellable *pairing; /* the thread at work; NULL for none */
  gboolean in_update;
  gboolean in_sync;
};

enum {
  FACT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzReadingPage, dz_reading_page, GTK_TYPE_WIDGET)

static void
side_free (gpointer data)
{
  Side *side = data;

  g_clear_pointer (&side->map, dz_scroll_map_free);
  g_free (side);
}

static Side *
get_side (DzReadingPage *self,
          guint index)
{
  return g_ptr_array_index (self->sides, index);
}

static guint
find_pane (DzReadingPage *self,
           DzReadingPane *pane)
{
  guint i = 0;

  while (i < self->sides->len && get_side (self, i)->pane != pane)
    i++;
  return i;
}

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
  Side *side = get_side (self, index);
  Side *before = get_side (self, index - 1);

  g_clear_pointer (&side->map, dz_scroll_map_free);
  side->map = dz_scroll_map_new ();
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
  gtk_widget_queue_draw (side->gutter);
}

/* Where the reader looks: a third down the pane. */
static double
get_eye (DzReadingPane *pane)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (pane);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 3;
}

static void
set_eye (DzReadingPane *pane,
         double y)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (pane);

  gtk_adjustment_set_value (adjustment, y - gtk_adjustment_get_page_size (adjustment) / 3);
}

/* The part of the pairs in view of the first pane. */
static void
show_view (DzReadingPage *self)
{
  DzReadingPane *pane = get_side (self, 0)->pane;
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (pane);
  double top = gtk_adjustment_get_value (adjustment);
  double bottom = top + gtk_adjustment_get_page_size (adjustment);
  guint n = self->pairs == NULL ? 0 : dz_pairs_get_n_pairs (self->pairs);
  guint from = 0, to = n;

  for (guint i = 0; i < n; i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);
    double y;

    if (pair->blocks[0] < 0 || !dz_reading_pane_get_height (pane, (guint) pair->blocks[0], -1, &y))
      continue;
    if (y <= top)
      from = i;
    if (y < bottom)
      to = i + 1;
  }
  dz_overview_set_view (self->overview, n == 0 ? 0 : (double) from / n, n == 0 ? 1 : (double) to / n);
}

static void
follow (DzReadingPage *self,
        guint leader)
{
  double y = get_eye (get_side (self, leader)->pane);
  double at = y;

  self->in_sync = TRUE;
  for (guint i = leader + 1; i < self->sides->len; i++) {
    Side *side = get_side (self, i);

    at = side->map == NULL ? at : dz_scroll_map_to_right (side->map, at);
    set_eye (side->pane, at);
  }
  at = y;
  for (guint i = leader; i > 0; i--) {
    Side *side = get_side (self, i);

    at = side->map == NULL ? at : dz_scroll_map_to_left (side->map, at);
    set_eye (get_side (self, i - 1)->pane, at);
  }
  self->in_sync = FALSE;
  for (guint i = 1; i < self->sides->len; i++)
    gtk_widget_queue_draw (get_side (self, i)->gutter);
  show_view (self);
}

static void
scrolled_cb (GtkAdjustment *adjustment,
             DzReadingPage *self)
{
  for (guint i = 0; !self->in_sync && i < self->sides->len; i++) {
    if (dz_reading_pane_get_adjustment (get_side (self, i)->pane) == adjustment) {
      follow (self, i);
      return;
    }
  }
}

static void
laid_out_cb (DzReadingPane *pane,
             DzReadingPage *self)
{
  guint index = find_pane (self, pane);

  if (index >= self->sides->len)
    return;
  if (index > 0)
    make_map (self, index);
  if (index + 1 < self->sides->len)
    make_map (self, index + 1);
  follow (self, index);
}

static gboolean
is_heading_pair (DzReadingPage *self,
                 const DzPair *pair,
                 guint index)
{
  DzDocument *document = dz_reading_pane_get_document (get_side (self, index)->pane);

  return pair->blocks[index - 1] >= 0 && pair->blocks[index] >= 0 && document != NULL &&
         dz_document_get_block (document, (guint) pair->blocks[index])->kind == DZ_BLOCK_HEADING;
}

/* The links between two panes, for headings: a line from one to the other. */
static void
draw_gutter_cb (GtkDrawingArea *area,
                cairo_t *cr,
                int width,
                int height,
                gpointer user_data)
{
  DzReadingPage *self = user_data;
  GdkRGBA color = dz_compat_get_color (GTK_WIDGET (area));
  guint index = 1;
  Side *side;
  double left_top, right_top;

  while (index < self->sides->len && get_side (self, index)->gutter != GTK_WIDGET (area))
    index++;
  if (index >= self->sides->len)
    return;
  side = get_side (self, index);
  left_top = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (get_side (self, index - 1)->pane));
  right_top = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (side->pane));
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.3);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; self->pairs != NULL && i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);
    double left, right;

    if (!is_heading_pair (self, pair, index) ||
        !dz_reading_pane_get_height (get_side (self, index - 1)->pane, (guint) pair->blocks[index - 1], -1, &left) ||
        !dz_reading_pane_get_height (side->pane, (guint) pair->blocks[index], -1, &right))
      continue;
    left += 16 - left_top;
    right += 16 - right_top;
    if ((left < 0 || left > height) && (right < 0 || right > height))
      continue;
    cairo_move_to (cr, 0, left + 0.5);
    cairo_curve_to (cr, width / 2.0, left + 0.5, width / 2.0, right + 0.5, width, right + 0.5);
    cairo_stroke (cr);
  }
}

/* What is paired */

static void
mark_changes (DzReadingPage *self,
              guint side)
{
  DzReadingPane *pane = get_side (self, side)->pane;

  dz_reading_pane_clear_changes (pane);
  for (guint i = 0; self->pairs != NULL && i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);

    for (guint s = 0; pair->blocks[side] >= 0 && pair->spans[side] != NULL && s < pair->spans[side]->len; s++) {
      const DzPairSpan *span = &g_array_index (pair->spans[side], DzPairSpan, s);

      dz_reading_pane_add_change (pane, (guint) pair->blocks[side], span->row, span->col, span->start, span->end);
    }
  }
  dz_reading_pane_show_changes (pane);
}

static DzFaceFlags
pair_flags_cb (guint index,
               gpointer user_data)
{
  return dz_pairs_get_pair (user_data, index)->kind == DZ_PAIR_EQUAL ? 0 : DZ_FACE_DIFFERS;
}

static void
show_pairs (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++) {
    mark_changes (self, i);
    if (i > 0)
      make_map (self, i);
  }
  dz_overview_set_rows (self->overview, self->pairs == NULL ? 0 : dz_pairs_get_n_pairs (self->pairs), pair_flags_cb,
                        self->pairs);
  if (self->sides->len > 0)
    show_view (self);
}

static void
pair_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, dz_pairs_new (task_data), g_object_unref);
}

static void
paired_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  DzReadingPage *self = DZ_READING_PAGE (source);
  g_autoptr (DzPairs) pairs = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: other reports are shown by now. */
  if (pairs == NULL || g_task_get_cancellable (G_TASK (result)) != self->pairing)
    return;
  g_clear_object (&self->pairing);
  g_set_object (&self->pairs, pairs);
  show_pairs (self);
}

/* The report with its document: those from the workspace's file come without. */
static DzReport *
dup_whole_report (DzReadingPane *pane)
{
  DzExtraction *extraction = dz_reading_pane_get_extraction (pane);
  DzReport *report = dz_extraction_get_report (extraction);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (DzExtraction) whole = NULL;

  if (dz_report_get_document (report) != NULL)
    return g_object_ref (report);
  variant = g_variant_ref_sink (dz_extraction_to_variant (extraction));
  whole = dz_extraction_new_from_variant (variant, dz_extraction_get_catalogue (extraction),
                                          dz_reading_pane_get_document (pane), NULL);
  return g_object_ref (whole == NULL ? report : dz_extraction_get_report (whole));
}

static void
pair_again (DzReadingPage *self)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GTask) task = NULL;

  if (self->pairing != NULL)
    g_cancellable_cancel (self->pairing);
  g_clear_object (&self->pairing);
  g_clear_object (&self->pairs);
  for (guint i = 0; i < self->sides->len; i++) {
    if (dz_reading_pane_get_document (get_side (self, i)->pane) != NULL)
      g_ptr_array_add (reports, dup_whole_report (get_side (self, i)->pane));
  }
  show_pairs (self);
  if (reports->len < 2 || reports->len != self->sides->len)
    return;
  self->pairing = g_cancellable_new ();
  task = g_task_new (self, self->pairing, paired_cb, NULL);
  g_task_set_source_tag (task, pair_again);
  g_task_set_task_data (task, g_steal_pointer (&reports), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, pair_in_thread);
}

/* Contents */

/* A heading's rank among the levels that occur in the report, from 0. */
static guint
heading_rank (const guint *n_by_level,
              guint level)
{
  guint rank = 0;

  for (guint i = 0; i < MIN (level, LEVELS_MAX - 1); i++)
    rank += n_by_level[i] > 0;
  return rank;
}

static void
append_to_outline (DzReadingPage *self,
                   const char *text,
                   guint rank,
                   guint block)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_margin_start (label, (int) rank * 10);
  g_object_set_data (G_OBJECT (label), "block", GUINT_TO_POINTER (block));
  gtk_list_box_append (self->outline, label);
}

static void
show_outline (DzReadingPage *self)
{
  DzDocument *document = self->sides->len == 0 ? NULL : dz_reading_pane_get_document (get_side (self, 0)->pane);
  guint n_by_level[LEVELS_MAX] = { 0 };
  GtkWidget *child;
  guint first, last;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->outline))) != NULL)
    gtk_list_box_remove (self->outline, child);
  if (document == NULL)
    return;
  dz_reading_pane_get_range (get_side (self, 0)->pane, &first, &last);
  for (guint i = first; i < last; i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    if (block->kind == DZ_BLOCK_HEADING)
      n_by_level[MIN (block->level, LEVELS_MAX - 1)]++;
  }
  for (guint i = first; i < last; i++) {
    const DzBlock *block = dz_document_get_block (document, i);
    guint rank = heading_rank (n_by_level, block->level);

    if (block->kind == DZ_BLOCK_HEADING && rank < OUTLINE_LEVELS)
      append_to_outline (self, block->text, rank, i);
  }
}

static void
outline_activated_cb (GtkListBox *box,
                      GtkListBoxRow *row,
                      DzReadingPage *self)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);
  guint block = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "block"));
  DzReadingPane *pane = get_side (self, 0)->pane;
  double y;

  if (dz_reading_pane_get_height (pane, block, -1, &y))
    gtk_adjustment_set_value (dz_reading_pane_get_adjustment (pane), y - 12);
}

/* The first pane that has a block of the pair goes there, the others follow. */
static gboolean
scroll_to_pair (DzReadingPage *self,
                guint index)
{
  const DzPair *pair = dz_pairs_get_pair (self->pairs, index);

  for (guint i = 0; i < self->sides->len; i++) {
    double y;

    if (pair->blocks[i] < 0 || !dz_reading_pane_get_height (get_side (self, i)->pane, (guint) pair->blocks[i], -1, &y))
      continue;
    set_eye (get_side (self, i)->pane, y + 1);
    return TRUE;
  }
  return FALSE;
}

static void
pair_chosen_cb (DzOverview *overview,
                guint index,
                DzReadingPage *self)
{
  if (self->pairs != NULL && index < dz_pairs_get_n_pairs (self->pairs))
    scroll_to_pair (self, index);
}

/* The pair at the eye of the first pane. */
static int
find_present_pair (DzReadingPage *self)
{
  DzReadingPane *pane = get_side (self, 0)->pane;
  double eye = get_eye (pane);
  int present = -1;

  for (guint i = 0; i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);
    double y;

    if (pair->blocks[0] >= 0 && dz_reading_pane_get_height (pane, (guint) pair->blocks[0], -1, &y) && y <= eye)
      present = (int) i;
  }
  return present;
}

gboolean
dz_reading_page_step (DzReadingPage *self,
                      int direction)
{
  int n = self->pairs == NULL ? 0 : (int) dz_pairs_get_n_pairs (self->pairs);

  if (n == 0)
    return FALSE;
  for (int i = find_present_pair (self) + direction; i >= 0 && i < n; i += direction) {
    if (dz_pairs_get_pair (self->pairs, (guint) i)->kind != DZ_PAIR_EQUAL && scroll_to_pair (self, (guint) i))
      return TRUE;
  }
  return FALSE;
}

/* Panes */

static void
fact_activated_cb (DzReadingPane *pane,
                   guint fact,
                   DzReadingPage *self)
{
  dz_reading_pane_reveal_fact (pane, (int) fact);
  g_signal_emit (self, signals[FACT_ACTIVATED], 0, dz_reading_pane_get_extraction (pane), fact);
}

static void
set_report (DzReadingPage *self,
            guint index,
            DzExtraction *extraction)
{
  Side *side = get_side (self, index);
  DzDocument *document = extraction == NULL || self->func == NULL ? NULL : self->func (extraction, self->func_data);
  guint position;

  dz_reading_pane_set_report (side->pane, extraction, document);
  self->in_update = TRUE;
  if (extraction != NULL && g_ptr_array_find (self->extractions, extraction, &position))
    gtk_drop_down_set_selected (side->chooser, position);
  self->in_update = FALSE;
  pair_again (self);
  if (index == 0)
    show_outline (self);
}

static void
chosen_cb (GtkDropDown *chooser,
           GParamSpec *pspec,
           DzReadingPage *self)
{
  guint position = gtk_drop_down_get_selected (chooser);

  for (guint i = 0; !self->in_update && i < self->sides->len; i++) {
    if (get_side (self, i)->chooser == chooser && position < self->extractions->len) {
      set_report (self, i, g_ptr_array_index (self->extractions, position));
      return;
    }
  }
}

static void
update_add (DzReadingPage *self)
{
  gtk_widget_set_sensitive (self->add, self->sides->len < MIN (DZ_READING_MAX, self->extractions->len));
}

static void
remove_side (DzReadingPage *self,
             guint index)
{
  Side *side = get_side (self, index);

  g_signal_handlers_disconnect_by_data (dz_reading_pane_get_adjustment (side->pane), self);
  gtk_box_remove (self->panes, side->column);
  if (side->gutter != NULL)
    gtk_box_remove (self->panes, side->gutter);
  g_ptr_array_remove_index (self->sides, index);
  if (index == 0 && self->sides->len > 0) {
    Side *first = get_side (self, 0);

    gtk_box_remove (self->panes, first->gutter);
    first->gutter = NULL;
    show_outline (self);
  }
  pair_again (self);
  update_add (self);
}

static void
close_clicked_cb (GtkButton *button,
                  DzReadingPage *self)
{
  DzReadingPane *pane = g_object_get_data (G_OBJECT (button), "pane");
  guint index = find_pane (self, pane);

  if (index < self->sides->len && self->sides->len > 1)
    remove_side (self, index);
}

static GtkWidget *
make_head (DzReadingPage *self,
           Side *side)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *chooser = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->titles)), expression);

  gtk_widget_add_css_class (head, "page-tools");
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (chooser), TRUE);
  gtk_widget_set_hexpand (chooser, TRUE);
  gtk_widget_set_tooltip_text (chooser, _ ("The report shown here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The report shown here"), -1);
  g_signal_connect (chooser, "notify::selected", G_CALLBACK (chosen_cb), self);
  side->chooser = GTK_DROP_DOWN (chooser);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Close this pane"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close this pane"), -1);
  g_object_set_data (G_OBJECT (close), "pane", side->pane);
  g_signal_connect (close, "clicked", G_CALLBACK (close_clicked_cb), self);
  gtk_box_append (GTK_BOX (head), chooser);
  gtk_box_append (GTK_BOX (head), close);
  return head;
}

static void
append_side (DzReadingPage *self)
{
  Side *side = g_new0 (Side, 1);

  if (self->sides->len > 0) {
    side->gutter = gtk_drawing_area_new ();
    gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (side->gutter), GUTTER_WIDTH);
    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (side->gutter), draw_gutter_cb, self, NULL);
    gtk_box_append (self->panes, side->gutter);
  }
  side->pane = DZ_READING_PANE (dz_reading_pane_new ());
  side->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (side->column, TRUE);
  gtk_widget_set_size_request (side->column, PANE_WIDTH, -1);
  g_ptr_array_add (self->sides, side);
  self->in_update = TRUE;
  gtk_box_append (GTK_BOX (side->column), make_head (self, side));
  self->in_update = FALSE;
  gtk_box_append (GTK_BOX (side->column), GTK_WIDGET (side->pane));
  gtk_box_append (self->panes, side->column);
  g_signal_connect (side->pane, "fact-activated", G_CALLBACK (fact_activated_cb), self);
  g_signal_connect (side->pane, "laid-out", G_CALLBACK (laid_out_cb), self);
  g_signal_connect (dz_reading_pane_get_adjustment (side->pane), "value-changed", G_CALLBACK (scrolled_cb), self);
  update_add (self);
}

static void
add_clicked_cb (GtkButton *button,
                DzReadingPage *self)
{
  for (guint i = 0; i < self->extractions->len && self->sides->len < DZ_READING_MAX; i++) {
    DzExtraction *extraction = g_ptr_array_index (self->extractions, i);
    gboolean shown = FALSE;

    for (guint j = 0; j < self->sides->len && !shown; j++)
      shown = dz_reading_pane_get_extraction (get_side (self, j)->pane) == extraction;
    if (shown)
      continue;
    append_side (self);
    set_report (self, self->sides->len - 1, extraction);
    return;
  }
}

static void
dz_reading_page_dispose (GObject *object)
{
  DzReadingPage *self = DZ_READING_PAGE (object);
  GtkWidget *child;

  for (guint i = 0; i < self->sides->len; i++)
    g_signal_handlers_disconnect_by_data (dz_reading_pane_get_adjustment (get_side (self, i)->pane), self);
  g_ptr_array_set_size (self->sides, 0);
  if (self->pairing != NULL)
    g_cancellable_cancel (self->pairing);
  g_clear_object (&self->pairing);
  g_clear_object (&self->pairs);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->titles);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  G_OBJECT_CLASS (dz_reading_page_parent_class)->dispose (object);
}

static void
dz_reading_page_finalize (GObject *object)
{
  g_ptr_array_unref (DZ_READING_PAGE (object)->sides);
  G_OBJECT_CLASS (dz_reading_page_parent_class)->finalize (object);
}

static void
dz_reading_page_class_init (DzReadingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_reading_page_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_reading_page_finalize;
  signals[FACT_ACTIVATED] = g_signal_new ("fact-activated", DZ_TYPE_READING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, DZ_TYPE_EXTRACTION, G_TYPE_UINT);
  g_type_ensure (DZ_TYPE_OVERVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-reading-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, panes);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, outline);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, add);
  gtk_widget_class_bind_template_child (widget_class, DzReadingPage, overview);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pair_chosen_cb);
}

static void
dz_reading_page_init (DzReadingPage *self)
{
  self->sides = g_ptr_array_new_with_free_func (side_free);
  self->extractions = g_ptr_array_new_with_free_func (g_object_unref);
  self->titles = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
dz_reading_page_set_document_func (DzReadingPage *self,
                                   DzReadingDocumentFunc func,
                                   gpointer user_data)
{
  self->func = func;
  self->func_data = user_data;
}

/* The report that was shown as @old, in its new state. */
static DzExtraction *
find_successor (DzReadingPage *self,
                DzExtraction *old)
{
  DzReport *report = old == NULL ? NULL : dz_extraction_get_report (old);
  guint first, last;

  if (report == NULL)
    return NULL;
  dz_report_get_range (report, &first, &last);
  for (guint i = 0; i < self->extractions->len; i++) {
    DzReport *other = dz_extraction_get_report (g_ptr_array_index (self->extractions, i));
    guint f, l;

    dz_report_get_range (other, &f, &l);
    if (f == first && g_strcmp0 (dz_report_get_file (other), dz_report_get_file (report)) == 0)
      return g_ptr_array_index (self->extractions, i);
  }
  return NULL;
}

void
dz_reading_page_set_reports (DzReadingPage *self,
                             GPtrArray *extractions)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  self->in_update = TRUE;
  g_ptr_array_set_size (self->extractions, 0);
  for (guint i = 0; i < extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (extractions, i);

    g_ptr_array_add (self->extractions, g_object_ref (extraction));
    g_ptr_array_add (titles, dz_words_report (dz_extraction_get_report (extraction)));
  }
  g_ptr_array_add (titles, NULL);
  gtk_string_list_splice (self->titles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->titles)),
                          (const char *const *) titles->pdata);
  self->in_update = FALSE;
  for (guint i = self->sides->len; i-- > 0;) {
    DzExtraction *next = find_successor (self, dz_reading_pane_get_extraction (get_side (self, i)->pane));

    if (next == NULL)
      remove_side (self, i);
    else
      set_report (self, i, next);
  }
  update_add (self);
}

void
dz_reading_page_show (DzReadingPage *self,
                      DzExtraction *const *extractions)
{
  guint n = 0;

  while (extractions[n] != NULL && n < DZ_READING_MAX)
    n++;
  while (self->sides->len > n)
    remove_side (self, self->sides->len - 1);
  while (self->sides->len < n)
    append_side (self);
  for (guint i = 0; i < n; i++)
    set_report (self, i, extractions[i]);
}

/* The pane of the report; it takes a further or the last one when it has none. */
static DzReadingPane *
ensure_pane (DzReadingPage *self,
             DzExtraction *extraction)
{
  guint pane = 0;

  while (pane < self->sides->len && dz_reading_pane_get_extraction (get_side (self, pane)->pane) != extraction)
    pane++;
  if (pane == self->sides->len) {
    if (self->sides->len < DZ_READING_MAX)
      append_side (self);
    pane = self->sides->len - 1;
    set_report (self, pane, extraction);
  }
  return get_side (self, pane)->pane;
}

void
dz_reading_page_reveal (DzReadingPage *self,
                        DzExtraction *extraction,
                        const DzFact *fact)
{
  DzReadingPane *pane = ensure_pane (self, extraction);
  guint index;

  if (g_ptr_array_find (dz_extraction_get_facts (extraction), fact, &index))
    dz_reading_pane_reveal_fact (pane, (int) index);
}

void
dz_reading_page_reveal_words (DzReadingPage *self,
                              DzExtraction *extraction,
                              const DzAddress *address)
{
  dz_reading_pane_reveal_words (ensure_pane (self, extraction), address);
}

gboolean
dz_reading_page_shows (DzReadingPage *self,
                       DzExtraction *extraction)
{
  for (guint i = 0; i < self->sides->len; i++) {
    if (dz_reading_pane_get_extraction (get_side (self, i)->pane) == extraction)
      return TRUE;
  }
  return FALSE;
}

guint
dz_reading_page_get_n_panes (DzReadingPage *self)
{
  return self->sides->len;
}

gboolean
dz_reading_page_is_complete (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++) {
    if (!dz_reading_pane_is_complete (get_side (self, i)->pane))
      return FALSE;
  }
  return TRUE;
}

void
dz_reading_page_focus (DzReadingPage *self)
{
  if (self->sides->len > 0)
    gtk_widget_child_focus (get_side (self, 0)->column, GTK_DIR_TAB_FORWARD);
}
