/* dz-evidence.c - the pane that proves a figure: value, words, checks, history
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-evidence.h"

#include "dz-cell-words.h"
#include "dz-quote.h"
#include "dz-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define FORM_SURE 90u /* below it a form is named with its confidence */
#define LINES_MAX 30 /* of one section */

struct _DzEvidence {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkLabel *value;
  GtkLabel *label;
  GtkLabel *report;
  GtkLabel *change;
  GtkBox *sections;
};

G_DEFINE_FINAL_TYPE (DzEvidence, dz_evidence, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label,
          const char *text)
{
  gtk_label_set_text (label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static GtkWidget *
append_label (GtkBox *box,
              const char *text,
              const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (box, label);
  return label;
}

static void
append_title (DzEvidence *self,
              const char *title)
{
  gtk_widget_add_css_class (append_label (self->sections, title, "section-title"), "caption-heading");
}

static void
clear_sections (DzEvidence *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);
}

/* The words of a fact on a card, where they stand beneath. */
static void
append_quote (DzEvidence *self,
              DzReport *report,
              DzDocument *document,
              const DzFact *fact)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *markup = dz_quote_markup (document, fact);
  g_autofree char *place = dz_words_place_in (fact, report, document);
  g_autofree char *sure = NULL;
  GtkWidget *quote;

  gtk_widget_add_css_class (card, "quote-card");
  if (fact->where == DZ_WHERE_TABLE && *fact->path != '\0')
    append_label (GTK_BOX (card), fact->path, "dim-label");
  quote = append_label (GTK_BOX (card), NULL, NULL);
  gtk_label_set_markup (GTK_LABEL (quote), markup);
  gtk_label_set_selectable (GTK_LABEL (quote), TRUE);
  if (fact->note != NULL && *fact->note != '\0')
    append_label (GTK_BOX (card), fact->note, NULL);
  if (fact->where != DZ_WHERE_MANUAL && fact->confidence < 100)
    /* TRANSLATORS: place and how sure the reading is */
    sure = g_strdup_printf (_ ("%s · %u %% sure"), place, fact->confidence);
  append_label (GTK_BOX (card), sure == NULL ? place : sure, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (card), "dim-label");
  gtk_box_append (self->sections, card);
}

static void
append_buttons (DzEvidence *self,
                gboolean has_words,
                const char *correct_action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button;

  if (has_words) {
    button = gtk_button_new_with_label (_ ("Go to the words"));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.go-to-words");
    gtk_widget_set_hexpand (button, TRUE);
    gtk_box_append (GTK_BOX (box), button);
  }
  if (correct_action != NULL) {
    button = gtk_button_new_with_label (_ ("Correct…"));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), correct_action);
    gtk_widget_set_hexpand (button, TRUE);
    gtk_box_append (GTK_BOX (box), button);
  }
  gtk_box_append (self->sections, box);
}

static void
append_other_readings (DzEvidence *self,
                       DzExtraction *extraction,
                       const DzFact *shown,
                       DzDocument *document)
{
  g_autoptr (GPtrArray) facts = dz_extraction_lookup_all (extraction, shown->indicator, shown->member);
  gboolean titled = FALSE;

  for (guint i = 0; facts != NULL && i < MIN (facts->len, LINES_MAX); i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    if (fact == shown)
      continue;
    if (!titled)
      append_title (self, _ ("Other readings"));
    titled = TRUE;
    if (!dz_value_equal (fact->value, shown->value)) {
      g_autofree char *value = dz_words_value (fact->value, fact->unit);

      append_label (self->sections, value, "disagrees");
    }
    append_quote (self, dz_extraction_get_report (extraction), document, fact);
  }
}

static const char *
verdict_sign (const DzCheckLine *line)
{
  switch (line->verdict) {
  case DZ_VERDICT_FAIL:
    return line->severity == DZ_SEVERITY_ERROR ? "✗" : "⚑";
  case DZ_VERDICT_PASS:
    return "✓";
  case DZ_VERDICT_PASS_ZERO:
    return "(✓)";
  case DZ_VERDICT_UNKNOWN:
  default:
    return "?";
  }
}

static const char *
verdict_words (const DzCheckLine *line)
{
  switch (line->verdict) {
  case DZ_VERDICT_FAIL:
    return _ ("does not hold");
  case DZ_VERDICT_PASS:
    return _ ("holds");
  case DZ_VERDICT_PASS_ZERO:
    return _ ("holds if the blanks are 0");
  case DZ_VERDICT_UNKNOWN:
  default:
    return _ ("cannot be judged");
  }
}

static void
append_check (DzEvidence *self,
              DzCatalogue *catalogue,
              const DzCheckLine *line)
{
  const DzRule *rule = dz_catalogue_lookup_rule (catalogue, line->rule);
  g_autofree char *text = g_strdup_printf ("%s  %s", verdict_sign (line),
                                           line->arithmetic == NULL || *line->arithmetic == '\0'
                                             ? verdict_words (line)
                                             : line->arithmetic);
  GtkWidget *label = append_label (self->sections, text, "numeric");
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", rule == NULL ? line->rule : dz_rule_get_label (rule),
                                              verdict_words (line));

  gtk_widget_set_tooltip_text (label, tooltip);
  if (line->verdict == DZ_VERDICT_FAIL)
    gtk_widget_add_css_class (label, "disagrees");
  if (rule != NULL)
    gtk_widget_add_css_class (append_label (self->sections, dz_rule_get_label (rule), "caption"), "dim-label");
}

static void
append_checks (DzEvidence *self,
               DzExtraction *extraction,
               const char *indicator,
               const char *member)
{
  g_autoptr (GPtrArray) lines = dz_check_explain (extraction, indicator, member);
  g_autofree char *title = NULL;

  if (lines == NULL || lines->len == 0)
    return;
  title = g_strdup_printf (_ ("Checks it takes part in: %u"), lines->len);
  append_title (self, title);
  for (guint i = 0; i < MIN (lines->len, LINES_MAX); i++)
    append_check (self, dz_extraction_get_catalogue (extraction), g_ptr_array_index (lines, i));
}

static void
append_correction (DzEvidence *self,
                   const DzCorrection *correction)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (correction->when);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_local (utc);
  /* TRANSLATORS: date and time of a correction, see g_date_time_format() */
  g_autofree char *when = local == NULL ? NULL : g_date_time_format (local, _ ("%Y-%m-%d %H:%M"));
  g_autofree char *change = g_strdup_printf ("%s → %s", correction->from, correction->to);
  g_autofree char *who = g_strdup_printf ("%s · %s", correction->who, when == NULL ? "" : when);

  append_label (self->sections, change, "numeric");
  if (correction->reason != NULL && *correction->reason != '\0')
    append_label (self->sections, correction->reason, NULL);
  gtk_widget_add_css_class (append_label (self->sections, who, "caption"), "dim-label");
}

/* @what: a correction's name for the cell; NULL for those of the report itself. */
static void
append_history (DzEvidence *self,
                GPtrArray *corrections,
                gint64 entry,
                const char *what)
{
  gboolean titled = FALSE;

  for (guint i = 0; corrections != NULL && i < corrections->len; i++) {
    const DzCorrection *correction = g_ptr_array_index (corrections, i);

    if (correction->entry != entry || (what != NULL && g_strcmp0 (correction->what, what) != 0))
      continue;
    if (!titled)
      append_title (self, _ ("History"));
    titled = TRUE;
    append_correction (self, correction);
  }
}

static char *
correction_name (const char *indicator,
                 const char *member)
{
  return member == NULL ? g_strdup (indicator) : g_strdup_printf ("%s[%s]", indicator, member);
}

void
dz_evidence_show_cell (DzEvidence *self,
                       DzComparison *comparison,
                       guint row,
                       guint column,
                       DzDocument *document,
                       GPtrArray *corrections,
                       gint64 entry)
{
  const DzMatrixRow *r = dz_comparison_get_row (comparison, row);
  const DzMatrixCell *cell = dz_comparison_get_cell (comparison, row, column);
  DzExtraction *extraction = dz_comparison_get_column (comparison, column);
  const char *indicator = r->indicator == NULL ? NULL : r->indicator->id;
  const char *member = cell->fact == NULL ? r->member : cell->fact->member;
  g_autofree char *value = dz_words_value (cell->value, r->unit);
  g_autofree char *title = dz_words_indicator (dz_comparison_get_catalogue (comparison), indicator, r->member, r->label);
  g_autofree char *report = dz_words_report (dz_extraction_get_report (extraction));
  g_autofree char *change = dz_cell_words_change (comparison, row, column);

  clear_sections (self);
  set_text (self->value, value);
  set_text (self->label, title);
  set_text (self->report, report);
  set_text (self->change, change);
  if (cell->fact != NULL)
    append_quote (self, dz_extraction_get_report (extraction), document, cell->fact);
  append_buttons (self, cell->fact != NULL && cell->fact->where != DZ_WHERE_MANUAL,
                  indicator == NULL ? NULL : "win.correct");
  if (cell->fact != NULL && indicator != NULL)
    append_other_readings (self, extraction, cell->fact, document);
  if (indicator != NULL) {
    g_autofree char *name = correction_name (indicator, member);

    append_checks (self, extraction, indicator, member);
    append_history (self, corrections, entry, name);
  }
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
append_reading (DzEvidence *self,
                DzReport *report,
                const char *what,
                const char *title)
{
  const DzReading *reading = dz_report_get_reading (report, what);
  g_autofree char *text = NULL;

  if (reading == NULL)
    return;
  append_title (self, title);
  text = g_strdup (*reading->text == '\0' ? _ ("unknown") : reading->text);
  append_label (self->sections, text, reading->confidence < 60 && !reading->by_hand ? "disagrees" : NULL);
  if (reading->by_hand)
    gtk_widget_add_css_class (append_label (self->sections, _ ("corrected by hand"), "caption"), "dim-label");
  else if (*reading->quote != '\0') {
    g_autofree char *quote = g_strdup_printf (_ ("“%s”"), reading->quote);

    gtk_widget_add_css_class (append_label (self->sections, quote, "caption"), "dim-label");
  }
}

static void
append_form (DzEvidence *self,
             DzExtraction *extraction)
{
  DzReport *report = dz_extraction_get_report (extraction);
  const DzForm *form = dz_catalogue_lookup_form (dz_extraction_get_catalogue (extraction), dz_report_get_form (report));
  const char *name = form == NULL ? dz_report_get_form (report) : dz_form_get_label (form);
  const char *reason = dz_report_get_form_reason (report);
  const DzReading *reading = dz_report_get_reading (report, "form");
  gboolean doubtful = form != NULL && reading != NULL && !reading->by_hand && reading->confidence < FORM_SURE;
  g_autofree char *unsure = doubtful ? g_strdup_printf (_ ("%s · %u %% sure"), name, reading->confidence) : NULL;

  append_title (self, _ ("Form"));
  append_label (self->sections, unsure != NULL ? unsure : name, NULL);
  if (reason != NULL && *reason != '\0')
    gtk_widget_add_css_class (append_label (self->sections, reason, "caption"), "dim-label");
}

static void
append_remarks (DzEvidence *self,
                GPtrArray *remarks)
{
  for (guint i = 0; remarks != NULL && i < MIN (remarks->len, LINES_MAX); i++) {
    const DzRemark *remark = g_ptr_array_index (remarks, i);

    append_label (self->sections, remark->message, NULL);
  }
}

void
dz_evidence_show_report (DzEvidence *self,
                         DzExtraction *extraction,
                         GPtrArray *corrections,
                         gint64 entry)
{
  DzReport *report = dz_extraction_get_report (extraction);
  GPtrArray *facts = dz_extraction_get_facts (extraction);
  GPtrArray *remarks = dz_report_get_remarks (report);
  GPtrArray *more = dz_extraction_get_remarks (extraction);
  g_autofree char *title = dz_words_report (report);
  g_autofree char *n = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u figure", "%u figures", facts->len), facts->len);

  clear_sections (self);
  set_text (self->value, title);
  set_text (self->label, n);
  set_text (self->report, dz_report_get_file (report));
  set_text (self->change, dz_words_is_doubtful (report)
                            ? _ ("Agency or year are doubtful: please confirm or correct them.")
                            : NULL);
  append_buttons (self, TRUE, "win.correct-report");
  append_reading (self, report, "agency", _ ("Agency"));
  append_reading (self, report, "region", _ ("Region"));
  append_reading (self, report, "year", _ ("Year"));
  append_reading (self, report, "period", _ ("Period"));
  append_reading (self, report, "published", _ ("Published"));
  append_form (self, extraction);
  if ((remarks != NULL && remarks->len > 0) || (more != NULL && more->len > 0)) {
    append_title (self, _ ("Remarks"));
    append_remarks (self, remarks);
    append_remarks (self, more);
  }
  append_history (self, corrections, entry, NULL);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

void
dz_evidence_show_error (DzEvidence *self,
                        const char *path,
                        const char *error)
{
  clear_sections (self);
  set_text (self->value, _ ("Could not be read"));
  set_text (self->label, NULL);
  set_text (self->report, path);
  set_text (self->change, error);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

void
dz_evidence_clear (DzEvidence *self)
{
  clear_sections (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
dz_evidence_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (dz_evidence_parent_class)->dispose (object);
}

static void
dz_evidence_class_init (DzEvidenceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_evidence_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-evidence.ui");
  gtk_widget_class_bind_template_child (widget_class, DzEvidence, stack);
  gtk_widget_class_bind_template_child (widget_class, DzEvidence, value);
  gtk_widget_class_bind_template_child (widget_class, DzEvidence, label);
  gtk_widget_class_bind_template_child (widget_class, DzEvidence, report);
  gtk_widget_class_bind_template_child (widget_class, DzEvidence, change);
  gtk_widget_class_bind_template_child (widget_class, DzEvidence, sections);
}

static void
dz_evidence_init (DzEvidence *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
