/* dz-window.c - the window: one workspace
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only this object knows the workspace. Wishes come up from the pages as signals and actions.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (DzWindow, dz_window, ADW_TYPE_APPLICATION_WINDOW)

void
dz_window_toast (DzWindow *self,
                 const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

DzComparison *
dz_window_get_comparison (DzWindow *self)
{
  return self->comparison;
}

DzWorkspace *
dz_window_get_workspace (DzWindow *self)
{
  return self->workspace;
}

DzEntry *
dz_window_find_entry (DzWindow *self,
                      DzExtraction *extraction)
{
  return extraction == NULL ? NULL : g_hash_table_lookup (self->entries, extraction);
}

gboolean
dz_window_get_cell (DzWindow *self,
                    guint *row,
                    guint *column,
                    DzExtraction **extraction,
                    DzEntry **entry)
{
  guint r, c;
  DzExtraction *found;

  if (self->comparison == NULL || !dz_matrix_page_get_cell (self->matrix_page, &r, &c))
    return FALSE;
  found = dz_comparison_get_column (self->comparison, c);
  if (row != NULL)
    *row = r;
  if (column != NULL)
    *column = c;
  if (extraction != NULL)
    *extraction = found;
  if (entry != NULL)
    *entry = dz_window_find_entry (self, found);
  return TRUE;
}

/* What the pages say */

static void
options_changed_cb (DzMatrixPage *page,
                    DzWindow *self)
{
  dz_window_refresh (self);
}

static void
cell_selected_cb (DzMatrixPage *page,
                  DzWindow *self)
{
  guint row, column;
  DzEntry *entry;

  if (self->comparison == NULL)
    return;
  if (!dz_window_get_cell (self, &row, &column, NULL, &entry)) {
    dz_evidence_clear (self->evidence);
    return;
  }
  dz_evidence_show_cell (self->evidence, self->comparison, row, column,
                         entry == NULL ? NULL : dz_entry_get_document (entry), self->corrections,
                         entry == NULL ? -1 : dz_entry_get_id (entry));
  dz_library_select (self->library, entry);
}

static void
cell_activated_cb (DzMatrixPage *page,
                   DzWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-words", NULL);
}

static void
correction_started_cb (DzMatrixPage *page,
                       const char *text,
                       DzWindow *self)
{
  dz_window_start_correction (self, text);
}

static void
column_selected_cb (DzMatrixPage *page,
                    guint column,
                    DzWindow *self)
{
  DzExtraction *extraction = dz_comparison_get_column (self->comparison, column);
  DzEntry *entry = dz_window_find_entry (self, extraction);

  dz_evidence_show_report (self->evidence, extraction, self->corrections, entry == NULL ? -1 : dz_entry_get_id (entry));
}

static void
view_changed_cb (DzMatrixPage *page,
                 DzWindow *self)
{
  g_autoptr (GVariant) view = dz_matrix_page_dup_view (page);

  dz_workspace_set_state (self->workspace, "matrix", view);
}

void
dz_window_show_entry (DzWindow *self,
                      DzEntry *entry)
{
  DzExtraction *extraction = dz_entry_get_extraction (entry);
  int column = dz_window_find_column (self, extraction);

  if (extraction == NULL) {
    dz_evidence_show_error (self->evidence, dz_entry_get_path (entry), dz_entry_get_error (entry));
    return;
  }
  if (column >= 0)
    dz_matrix_page_select_column (self->matrix_page, (guint) column);
  dz_evidence_show_report (self->evidence, extraction, self->corrections, dz_entry_get_id (entry));
}

static void
entry_activated_cb (DzLibrary *library,
                    DzEntry *entry,
                    DzWindow *self)
{
  dz_window_show_entry (self, entry);
}

/* The report alone, at the words. */
static void
hit_activated_cb (DzLibrary *library,
                  DzLibraryNode *node,
                  DzWindow *self)
{
  DzExtraction *extraction = dz_entry_get_extraction (dz_library_node_get_entry (node));

  if (extraction == NULL || dz_window_find_entry (self, extraction) == NULL)
    return;
  if (!dz_reading_page_shows (self->reading_page, extraction))
    dz_reading_page_show (self->reading_page, (DzExtraction *[]) { extraction, NULL });
  adw_view_stack_set_visible_child_name (self->pages, "reading");
  dz_reading_page_reveal_words (self->reading_page, extraction, dz_library_node_get_address (node));
}

static void
remove_requested_cb (DzLibrary *library,
                     DzEntry *entry,
                     DzWindow *self)
{
  dz_window_remove_entry (self, entry);
}

static gboolean
select_fact (DzWindow *self,
             DzFindingItem *item,
             guint index)
{
  const DzFact *fact = g_ptr_array_index (dz_finding_item_get_finding (item)->facts, index);

  return dz_window_select_fact (self, dz_finding_item_find_owner (item, fact), fact);
}

static void
fact_activated_cb (DzFindingsPage *page,
                   DzFindingItem *item,
                   guint index,
                   DzWindow *self)
{
  if (select_fact (self, item, index))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to-words", NULL);
}

static void
finding_selected_cb (DzFindingsPage *page,
                     DzFindingItem *item,
                     DzWindow *self)
{
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "findings") == 0 &&
      dz_finding_item_get_finding (item)->facts->len > 0)
    select_fact (self, item, 0);
}

/* The evidence follows what is chosen on the page that is shown. */
static void
page_shown_cb (DzWindow *self)
{
  DzFindingItem *item;

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "findings") == 0)
    dz_window_update_findings (self);
  item = dz_findings_page_get_selected (self->findings_page);
  if (item != NULL && self->comparison != NULL)
    finding_selected_cb (self->findings_page, item, self);
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "charts") == 0)
    dz_window_update_charts (self);
}

/* Settings and the workspace */

static void
look_changed_cb (DzWindow *self)
{
  dz_matrix_page_set_look (self->matrix_page, (DzChangeColors) g_settings_get_enum (self->settings, "change-colors"),
                           g_settings_get_boolean (self->settings, "compact"));
}

static void
recent_changed_cb (DzWindow *self)
{
  g_auto (GStrv) paths = g_settings_get_strv (self->settings, "recent-workspaces");

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *name = g_path_get_basename (paths[i]);
    g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

    g_menu_item_set_action_and_target (item, "app.open-workspace", "s", paths[i]);
    g_menu_append_item (self->recent_menu, item);
  }
}

static void
tolerance_changed_cb (DzWindow *self)
{
  if (self->workspace != NULL)
    dz_window_refresh (self);
}

static void
save_failed_cb (DzWorkspace *workspace,
                const char *sentence,
                DzWindow *self)
{
  g_free (self->save_problem);
  self->save_problem = g_strdup (sentence);
  dz_window_toast (self, sentence);
}

static void
saved_cb (DzWindow *self)
{
  g_clear_pointer (&self->save_problem, g_free);
}

static void
title_changed_cb (DzWindow *self)
{
  const char *path = dz_workspace_is_unnamed (self->workspace) ? NULL : dz_workspace_get_path (self->workspace);
  g_autofree char *name = path == NULL ? NULL : g_path_get_basename (path);

  if (name != NULL && g_str_has_suffix (name, ".duizhao"))
    name[strlen (name) - strlen (".duizhao")] = '\0';
  gtk_window_set_title (GTK_WINDOW (self), name == NULL ? _ ("Duizhao") : name);
}

static void
load_view (DzWindow *self)
{
  g_autoptr (GVariant) view = dz_workspace_dup_state (self->workspace, "matrix", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) none = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));

  dz_matrix_page_set_view (self->matrix_page, view != NULL ? view : none);
  g_signal_connect (self->matrix_page, "view-changed", G_CALLBACK (view_changed_cb), self);
}

static void
set_workspace (DzWindow *self,
               DzWorkspace *workspace)
{
  GAction *undo = g_action_map_lookup_action (G_ACTION_MAP (self), "undo");
  GAction *redo = g_action_map_lookup_action (G_ACTION_MAP (self), "redo");

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (dz_window_workspace_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "save-failed", G_CALLBACK (save_failed_cb), self, 0);
  g_signal_connect_object (workspace, "notify::path", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (workspace, "can-undo", undo, "enabled", G_BINDING_SYNC_CREATE);
  g_object_bind_property (workspace, "can-redo", redo, "enabled", G_BINDING_SYNC_CREATE);
  dz_library_set_entries (self->library, dz_workspace_get_entries (workspace));
  dz_matrix_page_set_catalogue (self->matrix_page, dz_workspace_get_catalogue (workspace));
  load_view (self);
  dz_window_load_deck (self);
  dz_window_connect_decisions (self);
  title_changed_cb (self);
  self->session_pending = g_list_model_get_n_items (dz_workspace_get_entries (workspace)) > 0;
  dz_window_refresh (self);
}

static gboolean
dz_window_close_request (GtkWindow *window)
{
  DzWindow *self = DZ_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  dz_window_stop_import (self);
  dz_window_save_session (self);
  return GTK_WINDOW_CLASS (dz_window_parent_class)->close_request (window);
}

static void
dz_window_dispose (GObject *object)
{
  DzWindow *self = DZ_WINDOW (object);

  dz_window_stop_import (self);
  dz_window_drop_import (self);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->export_cancellable != NULL)
    g_cancellable_cancel (self->export_cancellable);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_object (&self->comparison);
  g_clear_object (&self->baseline);
  g_clear_object (&self->findings);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  g_clear_pointer (&self->judged, g_ptr_array_unref);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (dz_window_parent_class)->dispose (object);
}

static void
dz_window_finalize (GObject *object)
{
  DzWindow *self = DZ_WINDOW (object);

  g_clear_object (&self->import_cancellable);
  g_clear_object (&self->export_cancellable);
  g_clear_pointer (&self->waiting_paths, g_ptr_array_unref);
  g_free (self->save_problem);
  G_OBJECT_CLASS (dz_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DzWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, library_flap);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, evidence_flap);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, library);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, evidence);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, matrix_page);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, reading_page);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, findings_page);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, chart_page);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, changed_revealer);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, changed_label);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, status);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, correction_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, column_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
}

static void
dz_window_class_init (DzWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = dz_window_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = dz_window_close_request;
  g_type_ensure (DZ_TYPE_LIBRARY);
  g_type_ensure (DZ_TYPE_EVIDENCE);
  g_type_ensure (DZ_TYPE_MATRIX_PAGE);
  g_type_ensure (DZ_TYPE_READING_PAGE);
  g_type_ensure (DZ_TYPE_FINDINGS_PAGE);
  g_type_ensure (DZ_TYPE_CHART_PAGE);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
bind_settings (DzWindow *self)
{
  g_autoptr (GAction) library = G_ACTION (g_property_action_new ("library", self->library_flap, "reveal-flap"));
  g_autoptr (GAction) evidence = G_ACTION (g_property_action_new ("evidence", self->evidence_flap, "reveal-flap"));
  g_autoptr (GAction) compact = g_settings_create_action (self->settings, "compact");

  g_action_map_add_action (G_ACTION_MAP (self), library);
  g_action_map_add_action (G_ACTION_MAP (self), evidence);
  g_action_map_add_action (G_ACTION_MAP (self), compact);
  g_settings_bind (self->settings, "show-library", self->library_flap, "reveal-flap", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-evidence", self->evidence_flap, "reveal-flap", G_SETTINGS_BIND_DEFAULT);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_swapped (self->settings, "changed::change-colors", G_CALLBACK (look_changed_cb), self);
  g_signal_connect_swapped (self->settings, "changed::compact", G_CALLBACK (look_changed_cb), self);
  g_signal_connect_swapped (self->settings, "changed::tolerance", G_CALLBACK (tolerance_changed_cb), self);
  g_signal_connect_swapped (self->settings, "changed::tolerance-percent", G_CALLBACK (tolerance_changed_cb), self);
  g_signal_connect_swapped (self->settings, "changed::recent-workspaces", G_CALLBACK (recent_changed_cb), self);
  recent_changed_cb (self);
  look_changed_cb (self);
}

/* Files may have been changed by another program meanwhile. */
static void
active_changed_cb (DzWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    dz_window_check_files (self);
}

static void
dz_window_init (DzWindow *self)
{
  self->waiting_paths = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->settings = g_settings_new (DZ_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_actions, (int) dz_window_n_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_import_actions, (int) dz_window_n_import_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_edit_actions, (int) dz_window_n_edit_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_export_actions, (int) dz_window_n_export_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_letter_actions, (int) dz_window_n_letter_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_decide_actions, (int) dz_window_n_decide_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_library_actions, (int) dz_window_n_library_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_session_actions, (int) dz_window_n_session_actions, self);
  bind_settings (self);
  dz_window_add_drop_target (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_words_actions, (int) dz_window_n_words_actions, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), dz_window_chart_actions, (int) dz_window_n_chart_actions, self);
  dz_window_connect_reading (self);
  dz_window_connect_charts (self);
  dz_window_connect_findings (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
  g_signal_connect (self->findings_page, "fact-activated", G_CALLBACK (fact_activated_cb), self);
  g_signal_connect (self->findings_page, "finding-selected", G_CALLBACK (finding_selected_cb), self);
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (page_shown_cb), self);
}

GtkWidget *
dz_window_new (GtkApplication *application,
               DzWorkspace *workspace)
{
  DzWindow *self = g_object_new (DZ_TYPE_WINDOW, "application", application, NULL);

  set_workspace (self, workspace);
  return GTK_WIDGET (self);
}
