/* dz-matrix-page.c - the page with the matrix: what it is compared with, what it shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-page-private.h"

#include <glib/gi18n-lib.h>

#define DIMENSION "applicant"

enum {
  OPTIONS_CHANGED,
  CELL_SELECTED,
  CELL_ACTIVATED,
  CORRECTION_STARTED,
  COLUMN_SELECTED,
  VIEW_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzMatrixPage, dz_matrix_page, GTK_TYPE_WIDGET)

/* What the filters hide */

/* Takes @words; nothing of which there is none. */
static void
append_count (GString *text,
              char *words,
              guint n)
{
  /* TRANSLATORS: between kinds of rows: "8 all zero, 3 unchanged" */
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("between counts", ", ") : "", words);
  g_free (words);
}

/* "25 rows: 8 all zero, 3 unchanged, 14 differ · 11 hidden" */
static void
show_counts (DzMatrixPage *self)
{
  g_autoptr (GString) kinds = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  DzRowCounts counts;

  dz_comparison_model_get_counts (self->model, &counts);
  append_count (kinds, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u all zero", "%u all zero", counts.n_zero), counts.n_zero),
                counts.n_zero);
  append_count (kinds, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unchanged", "%u unchanged", counts.n_equal), counts.n_equal),
                counts.n_equal);
  append_count (kinds, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u differs", "%u differ", counts.n_differ), counts.n_differ),
                counts.n_differ);
  append_count (kinds, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u without figures", "%u without figures", counts.n_missing), counts.n_missing),
                counts.n_missing);
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", counts.n_rows), counts.n_rows);
  if (kinds->len > 0)
    /* TRANSLATORS: between the number of rows and their kinds: "25 rows: 8 all zero" */
    g_string_append_printf (text, "%s%s", C_ ("before kinds of rows", ": "), kinds->str);
  if (counts.n_shown < counts.n_rows) {
    g_string_append (text, " · ");
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u hidden by the filter", "%u hidden by the filter",
                                               counts.n_rows - counts.n_shown),
                            counts.n_rows - counts.n_shown);
  }
  gtk_label_set_text (self->counts, text->str);
}

void
dz_matrix_page_show_model (DzMatrixPage *self)
{
  DzMatrixModel *shown = dz_matrix_get_model (self->matrix);
  DzComparison *comparison = dz_comparison_model_get_comparison (self->model);
  DzRowFilter filter = dz_comparison_model_get_filter (self->model);
  gboolean hidden = dz_matrix_model_get_n_rows (DZ_MATRIX_MODEL (self->model)) == 0 && comparison != NULL &&
                    dz_comparison_get_n_columns (comparison) > 0;

  self->in_update = TRUE;
  gtk_toggle_button_set_active (self->differences, (filter & DZ_FILTER_DIFFERENCES) != 0);
  gtk_toggle_button_set_active (self->with_findings, (filter & DZ_FILTER_FINDINGS) != 0);
  self->in_update = FALSE;
  gtk_stack_set_visible_child_name (self->stack, hidden ? "nothing" : "matrix");
  show_counts (self);
  if (shown != NULL)
    dz_overview_set_matrix (self->overview, shown);
}

static void
model_changed_cb (DzMatrixPage *self)
{
  /* The transposed one says so itself, when it has taken the change in. */
  if (!self->is_transposed)
    dz_matrix_page_show_model (self);
  dz_matrix_page_keep_view_later (self);
}

static void
transposed_changed_cb (DzMatrixPage *self)
{
  dz_matrix_page_show_model (self);
  dz_matrix_page_keep_view_later (self);
}

void
dz_matrix_page_show_corner (DzMatrixPage *self)
{
  if (self->is_transposed)
    dz_matrix_set_corner (self->matrix, _ ("Agency"), _ ("Year"));
  else
    dz_matrix_set_corner (self->matrix, _ ("Indicator"), _ ("Unit"));
}

static void
scrolled_cb (DzMatrixPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double upper = MAX (gtk_adjustment_get_upper (adjustment), 1);
  double value = gtk_adjustment_get_value (adjustment);

  dz_overview_set_view (self->overview, value / upper, (value + gtk_adjustment_get_page_size (adjustment)) / upper);
}

/* What the user chooses */

void
dz_matrix_page_set_filter (DzMatrixPage *self,
                           DzRowFilter flag,
                           gboolean active)
{
  DzRowFilter filter = dz_comparison_model_get_filter (self->model);

  dz_comparison_model_set_filter (self->model, active ? filter | flag : filter & ~flag);
}

static void
filter_toggled_cb (GtkToggleButton *button,
                   DzMatrixPage *self)
{
  if (self->in_update)
    return;
  dz_matrix_page_set_filter (self, button == self->differences ? DZ_FILTER_DIFFERENCES : DZ_FILTER_FINDINGS,
                             gtk_toggle_button_get_active (button));
}

static void
show_all_cb (GtkButton *button,
             DzMatrixPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  dz_comparison_model_set_search (self->model, NULL);
  dz_matrix_page_set_filter (self, DZ_FILTER_DIFFERENCES | DZ_FILTER_FINDINGS, FALSE);
}

static void
baseline_chosen_cb (GtkDropDown *drop_down,
                    GParamSpec *pspec,
                    DzMatrixPage *self)
{
  if (!self->in_update)
    g_signal_emit (self, signals[OPTIONS_CHANGED], 0);
}

static void
member_chosen_cb (GtkDropDown *drop_down,
                  GParamSpec *pspec,
                  DzMatrixPage *self)
{
  if (!self->in_update)
    g_signal_emit (self, signals[OPTIONS_CHANGED], 0);
}

static void
mode_chosen_cb (GtkDropDown *drop_down,
                GParamSpec *pspec,
                DzMatrixPage *self)
{
  if (self->model != NULL)
    dz_comparison_model_set_mode (self->model, (DzMode) gtk_drop_down_get_selected (drop_down));
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   DzMatrixPage *self)
{
  dz_comparison_model_set_search (self->model, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
search_done_cb (GtkSearchEntry *entry,
                DzMatrixPage *self)
{
  dz_matrix_page_focus (self);
}

static void
row_chosen_cb (DzOverview *overview,
               guint row,
               DzMatrixPage *self)
{
  dz_matrix_scroll_to_row (self->matrix, row);
}

/* The matrix */

static void
cursor_moved_cb (DzMatrix *matrix,
                 DzMatrixPage *self)
{
  dz_matrix_page_show_sorting (self);
  g_signal_emit (self, signals[CELL_SELECTED], 0);
}

static void
cell_activated_cb (DzMatrix *matrix,
                   guint row,
                   guint column,
                   DzMatrixPage *self)
{
  g_signal_emit (self, signals[CELL_ACTIVATED], 0);
}

static void
edit_started_cb (DzMatrix *matrix,
                 guint row,
                 guint column,
                 const char *text,
                 DzMatrixPage *self)
{
  g_signal_emit (self, signals[CORRECTION_STARTED], 0, text);
}

static void
column_activated_cb (DzMatrix *matrix,
                     guint column,
                     DzMatrixPage *self)
{
  /* Transposed, a head is that of an indicator. */
  if (!self->is_transposed)
    g_signal_emit (self, signals[COLUMN_SELECTED], 0, dz_comparison_model_get_source_column (self->model, column));
}

static void
dz_matrix_page_dispose (GObject *object)
{
  DzMatrixPage *self = DZ_MATRIX_PAGE (object);
  GtkWidget *child;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->transposed != NULL)
    g_signal_handlers_disconnect_by_data (self->transposed, self);
  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (self->scrolled), self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  dz_matrix_page_drop_view (self);
  g_clear_object (&self->transposed);
  g_clear_object (&self->model);
  g_clear_pointer (&self->member_ids, g_ptr_array_unref);
  G_OBJECT_CLASS (dz_matrix_page_parent_class)->dispose (object);
}

static guint
new_signal (const char *name,
            guint n_params,
            GType type)
{
  return g_signal_new (name, DZ_TYPE_MATRIX_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, type);
}

static void
dz_matrix_page_class_init (DzMatrixPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_matrix_page_dispose;
  signals[OPTIONS_CHANGED] = new_signal ("options-changed", 0, G_TYPE_NONE);
  signals[CELL_SELECTED] = new_signal ("cell-selected", 0, G_TYPE_NONE);
  signals[CELL_ACTIVATED] = new_signal ("cell-activated", 0, G_TYPE_NONE);
  signals[CORRECTION_STARTED] = new_signal ("correction-started", 1, G_TYPE_STRING);
  signals[COLUMN_SELECTED] = new_signal ("column-selected", 1, G_TYPE_UINT);
  signals[VIEW_CHANGED] = new_signal ("view-changed", 0, G_TYPE_NONE);

  g_type_ensure (DZ_TYPE_MATRIX);
  g_type_ensure (DZ_TYPE_OVERVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-matrix-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, baseline);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, baselines);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, mode);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, member);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, members);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, differences);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, with_findings);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, counts);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, search);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, overview);
  gtk_widget_class_bind_template_child (widget_class, DzMatrixPage, cell_menu);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, baseline_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, member_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, column_activated_cb);
}

static void
dz_matrix_page_init (DzMatrixPage *self)
{
  GtkAdjustment *adjustment;

  self->in_update = TRUE;
  self->member_ids = g_ptr_array_new ();
  self->model = dz_comparison_model_new ();
  self->transposed = dz_matrix_transposed_new (DZ_MATRIX_MODEL (self->model));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (self->baselines, _ ("Previous year"));
  gtk_string_list_append (self->baselines, _ ("Median of the peers"));
  dz_matrix_page_add_view_actions (self);
  g_signal_connect_swapped (self->model, "changed", G_CALLBACK (model_changed_cb), self);
  g_signal_connect_swapped (self->transposed, "changed", G_CALLBACK (transposed_changed_cb), self);
  dz_matrix_set_model (self->matrix, DZ_MATRIX_MODEL (self->model));
  dz_matrix_page_show_corner (self);
  dz_matrix_set_menu (self->matrix, self->cell_menu);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  self->in_update = FALSE;
}

void
dz_matrix_page_set_catalogue (DzMatrixPage *self,
                              DzCatalogue *catalogue)
{
  GPtrArray *members = dz_catalogue_get_members (catalogue, DIMENSION);

  self->in_update = TRUE;
  g_ptr_array_set_size (self->member_ids, 0);
  gtk_string_list_splice (self->members, 0, g_list_model_get_n_items (G_LIST_MODEL (self->members)), NULL);
  gtk_string_list_append (self->members, _ ("Total"));
  g_ptr_array_add (self->member_ids, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++) {
    const DzMember *member = g_ptr_array_index (members, i);

    if (member->is_total || !member->has_cells)
      continue;
    gtk_string_list_append (self->members, dz_member_get_label (member));
    g_ptr_array_add (self->member_ids, (char *) member->id);
  }
  gtk_string_list_append (self->members, _ ("All kinds"));
  g_ptr_array_add (self->member_ids, (char *) "*");
  gtk_drop_down_set_selected (self->member, 0);
  self->in_update = FALSE;
}

void
dz_matrix_page_set_comparison (DzMatrixPage *self,
                               DzComparison *comparison,
                               GListModel *findings)
{
  dz_comparison_model_set_comparison (self->model, comparison, findings);
}

void
dz_matrix_page_get_options (DzMatrixPage *self,
                            DzComparisonOptions *options)
{
  static const DzBaseline kinds[] = { DZ_BASELINE_PREVIOUS_YEAR, DZ_BASELINE_MEDIAN, DZ_BASELINE_REPORT };
  guint member = gtk_drop_down_get_selected (self->member);
  guint baseline = gtk_drop_down_get_selected (self->baseline);

  options->baseline = kinds[MIN (baseline, G_N_ELEMENTS (kinds) - 1)];
  options->member = member < self->member_ids->len ? g_ptr_array_index (self->member_ids, member) : NULL;
}

void
dz_matrix_page_set_baseline_title (DzMatrixPage *self,
                                   const char *title)
{
  const char *titles[] = { title, NULL };

  self->in_update = TRUE;
  gtk_string_list_splice (self->baselines, 2, self->has_report_baseline ? 1 : 0, title == NULL ? NULL : titles);
  self->has_report_baseline = title != NULL;
  gtk_drop_down_set_selected (self->baseline, title == NULL ? 0 : 2);
  self->in_update = FALSE;
}

DzComparisonModel *
dz_matrix_page_get_model (DzMatrixPage *self)
{
  return self->model;
}

gboolean
dz_matrix_page_get_cell (DzMatrixPage *self,
                         guint *row,
                         guint *column)
{
  guint y, x;

  if (!dz_matrix_get_cursor (self->matrix, &y, &x))
    return FALSE;
  *row = dz_comparison_model_get_source (self->model,
                                         self->is_transposed ? dz_matrix_transposed_get_base_row (self->transposed, x) : y);
  *column = dz_comparison_model_get_source_column (self->model, self->is_transposed ? y : x);
  return TRUE;
}

void
dz_matrix_page_select (DzMatrixPage *self,
                       guint row,
                       guint column)
{
  guint y = dz_comparison_model_reveal (self->model, row);
  guint x = dz_comparison_model_find_column (self->model, column);
  int transposed = self->is_transposed ? dz_matrix_transposed_find_column (self->transposed, y) : -1;

  if (!self->is_transposed)
    dz_matrix_set_cursor (self->matrix, y, x, FALSE);
  else if (transposed >= 0)
    dz_matrix_set_cursor (self->matrix, x, (guint) transposed, FALSE);
}

void
dz_matrix_page_select_column (DzMatrixPage *self,
                              guint column)
{
  DzMatrixModel *shown = dz_matrix_get_model (self->matrix);
  guint place = dz_comparison_model_find_column (self->model, column);
  guint row = 0, other = 0;

  if (dz_matrix_model_get_n_rows (shown) == 0 || dz_matrix_model_get_n_columns (shown) == 0)
    return;
  dz_matrix_get_cursor (self->matrix, &row, &other);
  if (self->is_transposed)
    dz_matrix_set_cursor (self->matrix, place, other, FALSE);
  else
    dz_matrix_set_cursor (self->matrix, row, place, FALSE);
}

gboolean
dz_matrix_page_step (DzMatrixPage *self,
                     int direction,
                     gboolean important)
{
  if (important)
    return dz_matrix_find_flag (self->matrix, direction, DZ_FACE_FINDING);
  /* Reports without any baseline differ by rows only. */
  return dz_matrix_find_flag (self->matrix, direction, DZ_FACE_DIFFERS | DZ_FACE_FINDING) ||
         dz_matrix_find_row_flag (self->matrix, direction, DZ_FACE_DIFFERS);
}

void
dz_matrix_page_toggle_differences (DzMatrixPage *self)
{
  gtk_toggle_button_set_active (self->differences, !gtk_toggle_button_get_active (self->differences));
}

void
dz_matrix_page_start_search (DzMatrixPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
dz_matrix_page_copy (DzMatrixPage *self)
{
  dz_matrix_copy (self->matrix);
}

void
dz_matrix_page_focus (DzMatrixPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->matrix));
}

void
dz_matrix_page_set_look (DzMatrixPage *self,
                         DzChangeColors colors,
                         gboolean compact)
{
  dz_matrix_set_colors (self->matrix, colors);
  dz_matrix_set_compact (self->matrix, compact);
}
