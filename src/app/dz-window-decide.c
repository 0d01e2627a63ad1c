/* dz-window-decide.c - the window: rows given to indicators, agencies that continue as others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-alias-file.h"
#include "dz-application.h"
#include "dz-chooser.h"
#include "dz-words.h"

#include <glib/gi18n-lib.h>

/* What a dialog is about; the closure owns it. */
typedef struct {
  DzWindow *window;
  char *key;   /* of the row, or the agency */
  char *label;
} Question;

static void
question_free (gpointer data,
               GClosure *closure)
{
  Question *question = data;

  g_free (question->key);
  g_free (question->label);
  g_free (question);
}

static Question *
question_new (DzWindow *self,
              const char *key,
              const char *label)
{
  Question *question = g_new0 (Question, 1);

  question->window = self;
  question->key = g_strdup (key);
  question->label = g_strdup (label);
  return question;
}

static void
toast_with_undo (DzWindow *self,
                 const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Rows */

static void
row_chosen_cb (DzChooser *chooser,
               const char *indicator,
               Question *question)
{
  DzWindow *self = question->window;
  const DzIndicator *known = dz_catalogue_lookup_indicator (dz_workspace_get_catalogue (self->workspace), indicator);
  g_autofree char *text = NULL;

  if (known == NULL)
    return;
  text = g_strdup_printf (_ ("%s now belongs to %s in all reports"), question->label, dz_indicator_get_label (known));
  dz_workspace_map_row (self->workspace, question->key, question->label, indicator);
  toast_with_undo (self, text);
}

static const char *
get_parent_label (DzCatalogue *catalogue,
                  const DzIndicator *indicator)
{
  const DzIndicator *parent = indicator->parent == NULL ? NULL : dz_catalogue_lookup_indicator (catalogue, indicator->parent);

  return parent == NULL ? "" : dz_indicator_get_label (parent);
}

static void
add_indicators (DzChooser *chooser,
                DzCatalogue *catalogue,
                const char *kind)
{
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);

  for (guint i = 0; i < indicators->len; i++) {
    const DzIndicator *indicator = g_ptr_array_index (indicators, i);
    g_autofree char *detail = NULL;

    if (indicator->kind == DZ_INDICATOR_HEADER || (kind[0] != '\0' && !g_str_equal (indicator->report_kind, kind)))
      continue;
    detail = g_strdup_printf ("%s%s%s", get_parent_label (catalogue, indicator), indicator->unit[0] != '\0' ? " · " : "",
                              indicator->unit);
    dz_chooser_add (chooser, indicator->id, dz_indicator_get_label (indicator), detail);
  }
}

static void
map_row_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  DzWindow *self = user_data;
  DzCatalogue *catalogue = dz_workspace_get_catalogue (self->workspace);
  const DzMatrixRow *row;
  DzExtraction *extraction;
  g_autofree char *explanation = NULL;
  guint index;
  GtkWidget *chooser;

  if (!dz_window_get_cell (self, &index, NULL, &extraction, NULL))
    return;
  row = dz_comparison_get_row (self->comparison, index);
  if (row->indicator != NULL || row->derived != NULL || row->is_group) {
    dz_window_toast (self, _ ("Only rows under “other rows” can be mapped: this one belongs to an indicator already."));
    return;
  }
  explanation = g_strdup_printf (_ ("“%s” is a row that no form knows. Choose the indicator that it means; it then counts as that in all reports, those that come later too."),
                                 row->label);
  chooser = dz_chooser_new (GTK_WINDOW (self), _ ("Map the Row"), explanation, _ ("_Map"));
  add_indicators (DZ_CHOOSER (chooser), catalogue, dz_report_get_kind (dz_extraction_get_report (extraction)));
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (row_chosen_cb), question_new (self, row->key, row->label), question_free, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

/* Back to the other rows: the row that the figure under the cursor was printed in. */
static void
unmap_row_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  DzWindow *self = user_data;
  const DzMatrixCell *cell;
  g_autofree char *key = NULL;
  guint row, column;

  if (!dz_window_get_cell (self, &row, &column, NULL, NULL))
    return;
  cell = dz_comparison_get_cell (self->comparison, row, column);
  key = cell->fact == NULL ? NULL : dz_comparison_dup_path_key (cell->fact);
  if (key == NULL || dz_workspace_get_row_indicator (self->workspace, key) == NULL) {
    dz_window_toast (self, _ ("This figure does not come from a row that was mapped by hand."));
    return;
  }
  dz_workspace_map_row (self->workspace, key, cell->fact->label, NULL);
  toast_with_undo (self, _ ("The row stands under “other rows” again"));
}

/* Reports that are read later, here or elsewhere, shall know the words too. */
static void
row_mapped_cb (DzWorkspace *workspace,
               const char *key,
               const char *old,
               const char *new,
               DzWindow *self)
{
  DzCatalogue *catalogue = dz_workspace_get_catalogue (workspace);
  g_autofree char *folder = dz_alias_dup_folder ();
  const struct {
    const char *indicator;
    gboolean add;
  } steps[] = { { old, FALSE }, { new, TRUE } };
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *words = steps[i].indicator == NULL ? NULL : dz_alias_dup_words (catalogue, key, steps[i].indicator);
    g_autoptr (GError) error = NULL;

    if (words != NULL && !dz_alias_set (folder, catalogue, steps[i].indicator, words, steps[i].add, &error))
      dz_window_toast (self, error->message);
  }
  if (DZ_IS_APPLICATION (application))
    dz_application_reload_catalogue (DZ_APPLICATION (application));
}

/* Agencies */

#define FOR_ITSELF "\n" /* no agency is called so */

static void
agency_chosen_cb (DzChooser *chooser,
                  const char *into,
                  Question *question)
{
  DzWindow *self = question->window;
  g_autofree char *text = NULL;

  if (g_str_equal (into, FOR_ITSELF)) {
    dz_workspace_continue_agency (self->workspace, question->key, NULL);
    text = g_strdup_printf (_ ("%s stands for itself again"), question->key);
  } else {
    dz_workspace_continue_agency (self->workspace, question->key, into);
    text = g_strdup_printf (_ ("%s now continues as %s"), question->key, into);
  }
  toast_with_undo (self, text);
}

/* The name as the report has it, before anything was decided. */
static const char *
get_own_agency (DzWindow *self,
                DzExtraction *extraction)
{
  DzEntry *entry = dz_window_find_entry (self, extraction);

  return entry == NULL ? "" : dz_entry_get_own_agency (entry);
}

static int
compare_agencies (gconstpointer a,
                  gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
add_agencies (DzWindow *self,
              DzChooser *chooser,
              const char *own)
{
  g_autoptr (GHashTable) years = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autofree const char **names = NULL;
  guint n;

  for (guint i = 0; i < self->extractions->len; i++) {
    DzReport *report = dz_extraction_get_report (g_ptr_array_index (self->extractions, i));
    const char *name = dz_report_get_agency (report);
    GArray *list = g_hash_table_lookup (years, name);
    guint year = dz_report_get_year (report);

    if (name[0] == '\0' || g_str_equal (name, own))
      continue;
    if (list == NULL) {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (years, (char *) name, list);
    }
    g_array_append_val (list, year);
  }
  names = (const char **) g_hash_table_get_keys_as_array (years, &n);
  qsort (names, n, sizeof *names, compare_agencies);
  for (guint i = 0; i < n; i++) {
    GArray *list = g_hash_table_lookup (years, names[i]);
    g_autoptr (GString) detail = g_string_new (NULL);

    for (guint y = 0; y < list->len; y++)
      g_string_append_printf (detail, "%s%u", y > 0 ? " " : "", g_array_index (list, guint, y));
    dz_chooser_add (chooser, names[i], names[i], detail->str);
  }
}

static void
continue_agency_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  DzWindow *self = user_data;
  DzExtraction *extraction;
  const char *own, *into;
  g_autofree char *explanation = NULL;
  GtkWidget *chooser;

  if (!dz_window_get_cell (self, NULL, NULL, &extraction, NULL))
    return;
  own = get_own_agency (self, extraction);
  if (*own == '\0') {
    dz_window_toast (self, _ ("The agency of this report is not known: correct the report first."));
    return;
  }
  into = g_hash_table_lookup (dz_workspace_get_continuations (self->workspace), own);
  explanation = g_strdup_printf (_ ("After a reform the work of %s goes on elsewhere. Choose the agency that it continues as: the years of both then stand in one line. What the reports print is kept."),
                                 own);
  chooser = dz_chooser_new (GTK_WINDOW (self), _ ("This Agency Continues As"), explanation, _ ("_Continue"));
  if (into != NULL) {
    g_autofree char *now = g_strdup_printf (_ ("Until now it continues as %s"), into);

    dz_chooser_add (DZ_CHOOSER (chooser), FOR_ITSELF, _ ("Stands for itself"), now);
  }
  add_agencies (self, DZ_CHOOSER (chooser), own);
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (agency_chosen_cb), question_new (self, own, own), question_free, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

void
dz_window_connect_decisions (DzWindow *self)
{
  g_signal_connect_object (self->workspace, "row-mapped", G_CALLBACK (row_mapped_cb), self, 0);
}

const GActionEntry dz_window_decide_actions[] = {
  { .name = "map-row", .activate = map_row_cb },
  { .name = "unmap-row", .activate = unmap_row_cb },
  { .name = "continue-agency", .activate = continue_agency_cb },
};
const guint dz_window_n_decide_actions = G_N_ELEMENTS (dz_window_decide_actions);
