/* dz-window-judge.c - the window: comparison and findings, made anew when data change
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When the workspace changes, a thread makes the comparison and judges the reports; then all
 * pages get what belongs together.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include <glib/gi18n-lib.h>

#define IMPORT_REFRESH 900 /* milliseconds */

/* A thread's work: in and out. */
typedef struct {
  GPtrArray *extractions;
  GPtrArray *before;          /* (nullable): those judged last, and what was found */
  GPtrArray *findings_before;
  DzCatalogue *catalogue;
  DzComparisonOptions options;
  guint64 serial;
  DzComparison *comparison;
  GPtrArray *findings;
} Judgement;

static void
judgement_free (gpointer data)
{
  Judgement *judgement = data;

  g_clear_pointer (&judgement->extractions, g_ptr_array_unref);
  g_clear_pointer (&judgement->findings, g_ptr_array_unref);
  g_clear_pointer (&judgement->before, g_ptr_array_unref);
  g_clear_pointer (&judgement->findings_before, g_ptr_array_unref);
  g_clear_object (&judgement->catalogue);
  g_clear_object (&judgement->comparison);
  g_free (judgement);
}

static void
judge_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  Judgement *judgement = task_data;

  judgement->comparison = dz_comparison_new (judgement->extractions, judgement->catalogue, &judgement->options);
  judgement->findings = dz_check_again (judgement->extractions, judgement->catalogue, judgement->before, judgement->findings_before);
  g_task_return_boolean (task, TRUE);
}

static void
map_entries (DzWindow *self)
{
  GListModel *entries = dz_workspace_get_entries (self->workspace);

  g_hash_table_remove_all (self->entries);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    DzEntry *entry = g_list_model_get_item (entries, i);
    DzExtraction *extraction = dz_entry_get_extraction (entry);

    if (extraction != NULL)
      g_hash_table_insert (self->entries, extraction, entry);
    else
      g_object_unref (entry);
  }
}

static guint
list_findings (DzWindow *self,
               GPtrArray *findings)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_open = 0;

  for (guint i = 0; i < findings->len; i++) {
    DzFinding *finding = g_ptr_array_index (findings, i);
    const char *note = NULL;
    DzFindingState state = dz_workspace_get_finding_state (self->workspace, finding, &note);

    g_ptr_array_add (items, dz_finding_item_new (finding, self->extractions, state, note));
    if (state == DZ_FINDING_OPEN && finding->severity <= DZ_SEVERITY_CHECK)
      n_open++;
  }
  g_clear_object (&self->findings);
  self->findings = g_list_store_new (DZ_TYPE_FINDING_ITEM);
  g_list_store_splice (self->findings, 0, 0, items->pdata, items->len);
  return n_open;
}

static void
show_status (DzWindow *self,
             guint n_open)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_reports = self->extractions->len;
  guint n_facts = 0;

  for (guint i = 0; i < n_reports; i++)
    n_facts += dz_extraction_get_facts (g_ptr_array_index (self->extractions, i))->len;
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u report", "%u reports", n_reports), n_reports);
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u figure", "%u figures", n_facts), n_facts);
  g_string_append (text, " · ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u finding to look into", "%u findings to look into", n_open), n_open);
  g_string_append (text, " · ");
  g_string_append (text, self->save_problem != NULL ? self->save_problem : _ ("saved"));
  gtk_label_set_text (self->status, text->str);
}

static void
show_stack (DzWindow *self)
{
  gboolean any = g_list_model_get_n_items (dz_workspace_get_entries (self->workspace)) > 0 ||
                 self->import_cancellable != NULL;

  gtk_stack_set_visible_child_name (self->stack, any ? "work" : "empty");
}

static void
take_judgement (DzWindow *self,
                Judgement *judgement)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->pages, GTK_WIDGET (self->findings_page));
  guint n_open;

  dz_workspace_take_findings (self->workspace, g_ptr_array_ref (judgement->findings), judgement->serial);
  g_set_object (&self->comparison, judgement->comparison);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  self->extractions = g_ptr_array_ref (judgement->extractions);
  g_clear_pointer (&self->judged, g_ptr_array_unref);
  self->judged = g_ptr_array_ref (judgement->findings);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  self->corrections = dz_workspace_dup_corrections (self->workspace);
  map_entries (self);
  n_open = list_findings (self, judgement->findings);
  adw_view_stack_page_set_badge_number (page, n_open);
  adw_view_stack_page_set_needs_attention (page, FALSE);
  dz_matrix_page_set_comparison (self->matrix_page, self->comparison, G_LIST_MODEL (self->findings));
  self->findings_stale = TRUE;
  /* These begin to be of use when all files are there. */
  if (self->import_cancellable == NULL) {
    dz_reading_page_set_reports (self->reading_page, self->extractions);
    dz_workspace_mark_twins (self->workspace);
    dz_library_refresh (self->library);
    if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "findings") == 0)
      dz_window_update_findings (self);
    self->charts_stale = TRUE;
    if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "charts") == 0)
      dz_window_update_charts (self);
  }
  show_stack (self);
  show_status (self, n_open);
  dz_window_restore_session (self);
}

void
dz_window_update_findings (DzWindow *self)
{
  if (!self->findings_stale || self->findings == NULL)
    return;
  self->findings_stale = FALSE;
  dz_findings_page_set_findings (self->findings_page, G_LIST_MODEL (self->findings),
                                 dz_workspace_get_catalogue (self->workspace));
}

static gboolean
refresh_cb (gpointer user_data)
{
  DzWindow *self = user_data;

  self->refresh_source = 0;
  dz_window_refresh (self);
  return G_SOURCE_REMOVE;
}

/* While files come in, the processors are needed for reading them. */
void
dz_window_workspace_changed (DzWindow *self)
{
  if (self->import_cancellable == NULL)
    dz_window_refresh (self);
  else if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (IMPORT_REFRESH, refresh_cb, self);
}

static void
judged_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  DzWindow *self = DZ_WINDOW (source);
  Judgement *judgement = g_task_get_task_data (G_TASK (result));

  self->judging = FALSE;
  if (self->workspace == NULL)
    return;
  /* Even when data have changed meanwhile: during an import something is to be seen. Not so
   * when reports are gone, which the entries could no longer tell. */
  if (judgement->serial == dz_workspace_get_serial (self->workspace) || self->import_cancellable != NULL)
    take_judgement (self, judgement);
  else
    self->stale = TRUE;
  if (self->stale && self->import_cancellable != NULL) {
    self->stale = FALSE;
    dz_window_workspace_changed (self);
  } else if (self->stale) {
    dz_window_refresh (self);
  }
}

static void
get_options (DzWindow *self,
             GPtrArray *extractions,
             DzComparisonOptions *options)
{
  g_autofree char *tolerance = g_settings_get_string (self->settings, "tolerance");
  g_autofree char *percent = g_settings_get_string (self->settings, "tolerance-percent");
  guint index;

  *options = (DzComparisonOptions) DZ_COMPARISON_OPTIONS_INIT;
  dz_matrix_page_get_options (self->matrix_page, options);
  dz_decimal_parse (tolerance, &options->tolerance);
  dz_decimal_parse (percent, &options->tolerance_percent);
  if (options->baseline != DZ_BASELINE_REPORT)
    return;
  if (self->baseline != NULL && g_ptr_array_find (extractions, self->baseline, &index)) {
    options->baseline_column = index;
    return;
  }
  options->baseline = DZ_BASELINE_PREVIOUS_YEAR;
  g_clear_object (&self->baseline);
  dz_matrix_page_set_baseline_title (self->matrix_page, NULL);
}

void
dz_window_refresh (DzWindow *self)
{
  g_autoptr (GTask) task = NULL;
  Judgement *judgement;

  if (self->judging) {
    self->stale = TRUE;
    return;
  }
  self->stale = FALSE;
  self->judging = TRUE;
  show_stack (self);
  judgement = g_new0 (Judgement, 1);
  judgement->extractions = dz_workspace_dup_extractions (self->workspace);
  judgement->catalogue = g_object_ref (dz_workspace_get_catalogue (self->workspace));
  if (self->extractions != NULL && self->judged != NULL) {
    judgement->before = g_ptr_array_ref (self->extractions);
    judgement->findings_before = g_ptr_array_ref (self->judged);
  }
  judgement->serial = dz_workspace_get_serial (self->workspace);
  get_options (self, judgement->extractions, &judgement->options);
  task = g_task_new (self, NULL, judged_cb, NULL);
  g_task_set_source_tag (task, dz_window_refresh);
  g_task_set_task_data (task, judgement, judgement_free);
  g_task_run_in_thread (task, judge_in_thread);
}

gboolean
dz_window_is_idle (DzWindow *self)
{
  return !self->judging && !self->stale && self->refresh_source == 0 && self->import_cancellable == NULL && self->export_cancellable == NULL;
}
