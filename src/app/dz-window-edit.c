/* dz-window-edit.c - the window: corrections, what becomes of findings, undo
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-number.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>

/* What a dialog is about; it owns this. */
typedef struct {
  DzWindow *window;
  DzEntry *entry;
  char *indicator;
  char *member;
  DzFindingItem *item;
  GtkWidget *value;
  GtkWidget *reason;
  GtkWidget *rows[3]; /* agency, region, year */
  GtkWidget *form;
  GPtrArray *forms;   /* of DzForm, as the list has them */
} Edit;

static void
edit_free (gpointer data,
           GClosure *closure)
{
  Edit *edit = data;

  g_clear_object (&edit->entry);
  g_clear_object (&edit->item);
  g_clear_pointer (&edit->forms, g_ptr_array_unref);
  g_free (edit->indicator);
  g_free (edit->member);
  g_free (edit);
}

static Edit *
edit_new (DzWindow *self,
          DzEntry *entry)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->window = self;
  g_set_object (&edit->entry, entry);
  return edit;
}

static GtkWidget *
make_dialog (DzWindow *self,
             const char *heading,
             const char *body,
             const char *accept,
             GtkWidget *extra)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "accept", accept);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), extra);
  return dialog;
}

static GtkWidget *
new_row (const char *title,
         const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text == NULL ? "" : text);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  return row;
}

/* Correcting a value */

static gboolean
read_value (const char *text,
            DzValue *value)
{
  g_autofree char *unit = NULL;
  g_autofree char *note = NULL;

  return dz_number_read_cell (text, value, &unit, &note) && unit == NULL && note == NULL;
}

static void
value_changed_cb (GtkEditable *row,
                  GtkWidget *dialog)
{
  DzValue value;
  gboolean good = read_value (gtk_editable_get_text (row), &value);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept", good);
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
}

static void
value_corrected_cb (AdwMessageDialog *dialog,
                    const char *response,
                    Edit *edit)
{
  DzValue value;

  if (g_strcmp0 (response, "accept") != 0 || !read_value (gtk_editable_get_text (GTK_EDITABLE (edit->value)), &value))
    return;
  dz_workspace_correct_value (edit->window->workspace, edit->entry, edit->indicator, edit->member, value,
                              gtk_editable_get_text (GTK_EDITABLE (edit->reason)));
}

static void
correct_fact (DzWindow *self,
              DzEntry *entry,
              const char *indicator,
              const char *member,
              const char *label,
              const char *unit,
              const char *text,
              gboolean typed)
{
  GtkWidget *rows = gtk_list_box_new ();
  g_autofree char *report = dz_words_report (dz_extraction_get_report (dz_entry_get_extraction (entry)));
  g_autofree char *body = g_strdup_printf ("%s\n%s", report, label);
  g_autofree char *value_title = *unit == '\0' ? g_strdup (_ ("Value")) : g_strdup_printf (_ ("Value (%s)"), unit);
  GtkWidget *dialog = make_dialog (self, _ ("Correct the Value"), body, _ ("_Correct"), rows);
  Edit *edit = edit_new (self, entry);

  edit->indicator = g_strdup (indicator);
  edit->member = g_strdup (member);
  edit->value = new_row (value_title, text);
  edit->reason = new_row (_ ("Reason"), "");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (rows), edit->value);
  gtk_list_box_append (GTK_LIST_BOX (rows), edit->reason);
  gtk_widget_set_tooltip_text (edit->value, _ ("A number; empty for blank; —— for not applicable"));
  g_signal_connect_object (edit->value, "changed", G_CALLBACK (value_changed_cb), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (value_corrected_cb), edit, edit_free, 0);
  value_changed_cb (GTK_EDITABLE (edit->value), dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (edit->value);
  if (typed)
    gtk_editable_set_position (GTK_EDITABLE (edit->value), -1);
}

void
dz_window_start_correction (DzWindow *self,
                            const char *text)
{
  DzExtraction *extraction;
  const DzMatrixRow *r;
  const DzMatrixCell *cell;
  DzEntry *entry;
  guint row, column;
  g_autofree char *old = NULL;
  const char *member;

  if (!dz_window_get_cell (self, &row, &column, &extraction, &entry) || entry == NULL)
    return;
  r = dz_comparison_get_row (self->comparison, row);
  cell = dz_comparison_get_cell (self->comparison, row, column);
  if (r->indicator == NULL) {
    dz_window_toast (self, _ ("Only rows of the catalogue can be corrected."));
    return;
  }
  member = cell->fact == NULL ? r->member : cell->fact->member;
  if (dz_value_is_number (cell->value))
    old = dz_decimal_to_string (cell->value.number);
  correct_fact (self, entry, r->indicator->id, member, r->label, r->unit,
                text != NULL && *text != '\0' ? text : old == NULL ? "" : old, text != NULL && *text != '\0');
}

static void
correct_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  dz_window_start_correction (user_data, NULL);
}

/* Correcting who and when */

static const char *const report_readings[] = { "agency", "region", "year" };

/* The forms of the report's kind; its own is chosen. */
static GtkWidget *
new_form_row (Edit *edit,
              DzReport *report,
              DzCatalogue *catalogue)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *forms = dz_catalogue_get_forms (catalogue);
  const char *kind = dz_report_get_kind (report);
  guint chosen = GTK_INVALID_LIST_POSITION;

  edit->forms = g_ptr_array_new ();
  for (guint i = 0; i < forms->len; i++) {
    const DzForm *form = g_ptr_array_index (forms, i);

    if (kind[0] != '\0' && !g_str_equal (form->report_kind, kind))
      continue;
    if (g_str_equal (form->id, dz_report_get_form (report)))
      chosen = edit->forms->len;
    gtk_string_list_append (names, dz_form_get_label (form));
    g_ptr_array_add (edit->forms, (gpointer) form);
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Form"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  return row;
}

static void
correct_form (Edit *edit,
              DzReport *report,
              const char *reason)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (edit->form));
  const DzForm *form = chosen < edit->forms->len ? g_ptr_array_index (edit->forms, chosen) : NULL;

  if (form != NULL && !g_str_equal (form->id, dz_report_get_form (report)))
    dz_workspace_correct_report (edit->window->workspace, edit->entry, "form", form->id, reason);
}

static void
report_corrected_cb (AdwMessageDialog *dialog,
                     const char *response,
                     Edit *edit)
{
  DzReport *report;
  const char *reason;

  if (g_strcmp0 (response, "accept") != 0)
    return;
  report = dz_extraction_get_report (dz_entry_get_extraction (edit->entry));
  reason = gtk_editable_get_text (GTK_EDITABLE (edit->reason));
  g_object_ref (report);
  dz_workspace_freeze (edit->window->workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (report_readings); i++) {
    const DzReading *reading = dz_report_get_reading (report, report_readings[i]);
    const char *text = gtk_editable_get_text (GTK_EDITABLE (edit->rows[i]));

    if (g_strcmp0 (text, reading == NULL ? "" : reading->text) != 0)
      dz_workspace_correct_report (edit->window->workspace, edit->entry, report_readings[i], text, reason);
  }
  correct_form (edit, report, reason);
  dz_workspace_thaw (edit->window->workspace);
  g_object_unref (report);
}

static void
correct_report_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  DzWindow *self = user_data;
  static const char *const titles[] = { N_ ("Agency"), N_ ("Region"), N_ ("Year") };
  GtkWidget *rows;
  GtkWidget *dialog;
  DzReport *report;
  DzEntry *entry;
  Edit *edit;

  if (!dz_window_get_cell (self, NULL, NULL, NULL, &entry) || entry == NULL)
    return;
  report = dz_extraction_get_report (dz_entry_get_extraction (entry));
  rows = gtk_list_box_new ();
  dialog = make_dialog (self, _ ("Correct the Report"), dz_report_get_file (report), _ ("_Correct"), rows);
  edit = edit_new (self, entry);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  for (gsize i = 0; i < G_N_ELEMENTS (report_readings); i++) {
    const DzReading *reading = dz_report_get_reading (report, report_readings[i]);

    edit->rows[i] = new_row (_ (titles[i]), reading == NULL ? "" : reading->text);
    gtk_list_box_append (GTK_LIST_BOX (rows), edit->rows[i]);
  }
  edit->form = new_form_row (edit, report, dz_workspace_get_catalogue (self->workspace));
  gtk_list_box_append (GTK_LIST_BOX (rows), edit->form);
  edit->reason = new_row (_ ("Reason"), "");
  gtk_list_box_append (GTK_LIST_BOX (rows), edit->reason);
  g_signal_connect_data (dialog, "response", G_CALLBACK (report_corrected_cb), edit, edit_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Findings */

static void
explained_cb (AdwMessageDialog *dialog,
              const char *response,
              Edit *edit)
{
  if (g_strcmp0 (response, "accept") == 0)
    dz_workspace_set_finding_state (edit->window->workspace, dz_finding_item_get_finding (edit->item),
                                    DZ_FINDING_EXPLAINED, gtk_editable_get_text (GTK_EDITABLE (edit->reason)));
}

static void
explain_requested_cb (DzFindingsPage *page,
                      DzFindingItem *item,
                      DzWindow *self)
{
  GtkWidget *rows = gtk_list_box_new ();
  GtkWidget *dialog = make_dialog (self, _ ("Explain the Finding"), dz_finding_item_get_finding (item)->message,
                                   _ ("_Explain"), rows);
  Edit *edit = edit_new (self, NULL);

  g_set_object (&edit->item, item);
  edit->reason = new_row (_ ("Explanation"), dz_finding_item_get_note (item));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (rows), edit->reason);
  g_signal_connect_data (dialog, "response", G_CALLBACK (explained_cb), edit, edit_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (edit->reason);
}

static void
dismiss_requested_cb (DzFindingsPage *page,
                      DzFindingItem *item,
                      DzWindow *self)
{
  AdwToast *toast = adw_toast_new (_ ("Taken off the list"));

  dz_workspace_set_finding_state (self->workspace, dz_finding_item_get_finding (item), DZ_FINDING_DISMISSED, NULL);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
reopen_requested_cb (DzFindingsPage *page,
                     DzFindingItem *item,
                     DzWindow *self)
{
  dz_workspace_set_finding_state (self->workspace, dz_finding_item_get_finding (item), DZ_FINDING_OPEN, NULL);
}

static void
correct_requested_cb (DzFindingsPage *page,
                      DzFindingItem *item,
                      guint index,
                      DzWindow *self)
{
  const DzFact *fact = g_ptr_array_index (dz_finding_item_get_finding (item)->facts, index);
  DzEntry *entry = dz_window_find_entry (self, dz_finding_item_find_owner (item, fact));
  g_autofree char *label = NULL;
  g_autofree char *old = NULL;

  if (entry == NULL)
    return;
  label = dz_words_indicator (dz_workspace_get_catalogue (self->workspace), fact->indicator, fact->member, fact->label);
  old = dz_value_is_number (fact->value) ? dz_decimal_to_string (fact->value.number) : g_strdup ("");
  correct_fact (self, entry, fact->indicator, fact->member, label, fact->unit, old, FALSE);
}

void
dz_window_connect_findings (DzWindow *self)
{
  g_signal_connect (self->findings_page, "explain-requested", G_CALLBACK (explain_requested_cb), self);
  g_signal_connect (self->findings_page, "dismiss-requested", G_CALLBACK (dismiss_requested_cb), self);
  g_signal_connect (self->findings_page, "reopen-requested", G_CALLBACK (reopen_requested_cb), self);
  g_signal_connect (self->findings_page, "correct-requested", G_CALLBACK (correct_requested_cb), self);
}

/* Undo */

static void
undo_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  DzWindow *self = user_data;
  g_autofree char *title = dz_workspace_dup_undo_title (self->workspace);
  g_autofree char *text = NULL;

  if (title == NULL)
    return;
  text = g_strdup_printf (_ ("Undone: %s"), title);
  dz_workspace_undo (self->workspace);
  dz_window_toast (self, text);
}

static void
redo_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  DzWindow *self = user_data;
  g_autofree char *title = dz_workspace_dup_redo_title (self->workspace);
  g_autofree char *text = NULL;

  if (title == NULL)
    return;
  text = g_strdup_printf (_ ("Done again: %s"), title);
  dz_workspace_redo (self->workspace);
  dz_window_toast (self, text);
}

const GActionEntry dz_window_edit_actions[] = {
  { .name = "correct", .activate = correct_cb },
  { .name = "correct-report", .activate = correct_report_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
};
const guint dz_window_n_edit_actions = G_N_ELEMENTS (dz_window_edit_actions);
