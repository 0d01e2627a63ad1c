/* test-reading.c - reports beside each other: what is marked, where it goes, what follows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-document-builder.h"
#include "dz-pipeline.h"
#include "dz-location.h"
#include "dz-reading-columns.h"
#include "dz-reading-page.h"
#include "dz-reading-private.h"
#include "gui.h"

#include <locale.h>

#define FACTS_TRIED 12 /* of each report: the first, the last and some between */

static DzCatalogue *catalogue;

/* A window with the page alone. */
typedef struct {
  GtkWidget *window;
  DzReadingPage *page;
  GPtrArray *extractions; /* of DzExtraction */
  GPtrArray *documents;   /* of DzDocument, of each */
  DzExtraction *activated;
  guint fact;
} Fixture;

static DzDocument *
document_cb (DzExtraction *extraction,
             gpointer user_data)
{
  Fixture *f = user_data;
  guint index;

  return g_ptr_array_find (f->extractions, extraction, &index) ? g_ptr_array_index (f->documents, index) : NULL;
}

static void
fact_cb (DzReadingPage *page,
         DzExtraction *extraction,
         guint fact,
         Fixture *f)
{
  f->activated = extraction;
  f->fact = fact;
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  f->extractions = g_ptr_array_new_with_free_func (g_object_unref);
  f->documents = g_ptr_array_new_with_free_func (g_object_unref);
  f->window = gtk_window_new ();
  f->page = g_object_new (DZ_TYPE_READING_PAGE, NULL);
  dz_reading_page_set_document_func (f->page, document_cb, f);
  g_signal_connect (f->page, "fact-activated", G_CALLBACK (fact_cb), f);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (f->window));
  gui_wait_frame (f->window);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_ptr_array_unref (f->extractions);
  g_ptr_array_unref (f->documents);
}

static void
wait_complete (Fixture *f)
{
  gui_wait_frame (f->window);
  gui_wait_until (dz_reading_page_is_complete (f->page));
  gui_wait_frame (f->window);
  gui_wait_frame (f->window);
}

/* Lines: "# heading", "| cell | cell", else a paragraph. */
static void
add_report (Fixture *f,
            const char *file,
            const char *source)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_auto (GStrv) lines = g_strsplit (source, "\n", -1);
  g_autoptr (DzReport) report = NULL;
  DzDocument *document;
  gboolean in_table = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '|') {
      g_auto (GStrv) cells = g_strsplit (lines[i] + 1, "|", -1);

      if (!in_table)
        dz_document_builder_begin_table (builder);
      in_table = TRUE;
      dz_document_builder_begin_row (builder);
      for (guint j = 0; cells[j] != NULL; j++)
        dz_document_builder_add_cell (builder, g_strstrip (cells[j]), 1, 1, DZ_CELL_NORMAL);
      continue;
    }
    if (in_table)
      dz_document_builder_end_table (builder);
    in_table = FALSE;
    if (lines[i][0] == '#')
      dz_document_builder_add_heading (builder, 1, lines[i] + 1);
    else
      dz_document_builder_add_paragraph (builder, lines[i]);
  }
  if (in_table)
    dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, NULL);
  g_ptr_array_add (f->documents, document);
  report = dz_report_new (document, file, "甲县司法局", "某省甲县", 2018, "cn2014");
  g_ptr_array_add (f->extractions, dz_extract (report, catalogue));
}

static void
show_all (Fixture *f)
{
  DzExtraction *shown[DZ_READING_MAX + 1] = { NULL };

  for (guint i = 0; i < f->extractions->len && i < DZ_READING_MAX; i++)
    shown[i] = g_ptr_array_index (f->extractions, i);
  dz_reading_page_set_reports (f->page, f->extractions);
  dz_reading_page_show (f->page, shown);
  wait_complete (f);
}

static DzReadingPane *
get_pane (Fixture *f,
          guint index)
{
  return dz_reading_page_get_side (f->page, index)->pane;
}

static void
act (Fixture *f,
     const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), name, NULL));
  wait_complete (f);
}

static const char first_text[] =
  "#一、概述\n我局认真落实政府信息公开条例，制度健全。\n2018年共收到政府信息公开申请12件，办结12件。\n"
  "全年组织政府信息公开业务培训3次，参训人员很多。\n"
  "#二、主动公开\n公开信息若干条，内容丰富，种类齐全。\n"
  "|指标|单位|统计数\n|收到申请数|件|12\n|申请办结数|件|12\n#三、问题\n人手不足，尚待加强，接待群众87人。";
static const char second_text[] =
  "#一、概述\n我局认真落实政府信息公开条例，制度健全。\n2018年共收到政府信息公开申请15件，办结15件。\n"
  "#二、主动公开\n公开信息若干条，内容丰富，种类齐全。\n"
  "|指标|单位|统计数\n|收到申请数|件|15\n|申请办结数|件|15\n#三、问题\n人手不足，尚待加强，接待群众87人。\n"
  "全年组织政府信息公开业务培训5次，参训人员很多。";

static void
show_two (Fixture *f)
{
  add_report (f, "a.txt", first_text);
  add_report (f, "b.txt", second_text);
  show_all (f);
}

static DzReadingPin *
find_pin (Fixture *f,
          guint index)
{
  return index < f->page->pins->len ? g_ptr_array_index (f->page->pins, index) : NULL;
}

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static GtkWidget *
find_text (GtkWidget *widget,
           const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_text (child, part);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A paragraph elsewhere is said to be moved, and a click goes to the other place. */
static void
test_moved (Fixture *f,
            gconstpointer data)
{
  GtkWidget *note;
  gboolean handled = FALSE;
  guint block;
  int row;

  show_two (f);
  note = find_text (GTK_WIDGET (get_pane (f, 0)), "Moved");
  g_assert_nonnull (note);
  g_assert_nonnull (find_text (GTK_WIDGET (get_pane (f, 1)), "Moved"));
  g_signal_emit_by_name (note, "activate-link", "m:3", &handled);
  gui_wait_frame (f->window);
  g_assert_true (dz_reading_pane_get_cursor (get_pane (f, 1), &block, &row));
  g_assert_cmpuint (block, ==, 8);
}

/* Sections say how much differs in them. */
static void
test_contents (Fixture *f,
               gconstpointer data)
{
  GtkWidget *list = GTK_WIDGET (f->page->outline);

  show_two (f);
  g_assert_cmpuint (count_rows (list), ==, 3);
  /* The sentence and the moved paragraph; two rows. */
  g_assert_nonnull (find_text (gtk_widget_get_first_child (list), "2"));
  g_assert_nonnull (find_text (gtk_widget_get_next_sibling (gtk_widget_get_first_child (list)), "2"));
}

/* Two places side by side by hand: set, kept when the panes change, and taken away. */
static void
test_pins (Fixture *f,
           gconstpointer data)
{
  DzExtraction *one[2] = { NULL };

  show_two (f);
  g_assert_cmpint (dz_pairs_find (f->page->pairs, 0, 5), !=, dz_pairs_find (f->page->pairs, 1, 1));
  gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (get_pane (f, 0))));
  dz_reading_pane_set_cursor (get_pane (f, 0), 2, -1);
  act (f, "reading.pin");
  g_assert_nonnull (f->page->pending);
  act (f, "reading.escape");
  g_assert_null (f->page->pending);
  act (f, "reading.pin");
  act (f, "reading.next-pane");
  dz_reading_pane_set_cursor (get_pane (f, 1), 1, -1);
  act (f, "reading.pin");
  g_assert_cmpuint (f->page->pins->len, ==, 1);
  g_assert_cmpint (dz_pairs_find (f->page->pairs, 0, 2), ==, dz_pairs_find (f->page->pairs, 1, 1));
  /* Closed and shown again. */
  one[0] = g_ptr_array_index (f->extractions, 0);
  dz_reading_page_show (f->page, one);
  wait_complete (f);
  show_all (f);
  g_assert_cmpint (dz_pairs_find (f->page->pairs, 0, 2), ==, dz_pairs_find (f->page->pairs, 1, 1));
  dz_reading_pane_set_cursor (get_pane (f, 1), 1, -1);
  gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (get_pane (f, 1))));
  act (f, "reading.unpin");
  g_assert_null (find_pin (f, 0));
  g_assert_cmpint (dz_pairs_find (f->page->pairs, 0, 2), !=, dz_pairs_find (f->page->pairs, 1, 1));
}

static void
test_pin_refused (Fixture *f,
                  gconstpointer data)
{
  show_two (f);
  gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (get_pane (f, 0))));
  dz_reading_pane_set_cursor (get_pane (f, 0), 1, -1);
  act (f, "reading.pin");
  act (f, "reading.next-pane");
  dz_reading_pane_set_cursor (get_pane (f, 1), 5, 1);
  act (f, "reading.pin");
  g_assert_cmpuint (f->page->pins->len, ==, 0);
  g_assert_nonnull (f->page->message);
}

/* In all panes, whatever the width of the characters. */
static void
test_search (Fixture *f,
             gconstpointer data)
{
  show_two (f);
  dz_reading_page_start_search (f->page);
  gtk_editable_set_text (f->page->search_entry, "申请１５件");
  dz_reading_search_update (f->page);
  gui_wait_until (f->page->searching == NULL);
  g_assert_cmpuint (f->page->hits->len, ==, 1);
  g_assert_cmpuint (g_array_index (f->page->hits, DzReadingHit, 0).side, ==, 1);
  gtk_editable_set_text (f->page->search_entry, "收到");
  dz_reading_search_update (f->page);
  gui_wait_until (f->page->searching == NULL);
  g_assert_cmpuint (f->page->hits->len, ==, 4);
  dz_reading_search_step (f->page, 1);
  g_assert_cmpint (f->page->hit, ==, 1);
  gtk_editable_set_text (f->page->search_entry, "没有的话");
  dz_reading_search_update (f->page);
  gui_wait_until (f->page->searching == NULL);
  g_assert_cmpstr (gtk_label_get_text (f->page->search_count), ==, "not found");
}

/* By the arrows from figure to figure, by Enter to the table. */
static void
test_keys (Fixture *f,
           gconstpointer data)
{
  GtkWidget *view;
  g_autofree char *figure = NULL;

  show_two (f);
  view = GTK_WIDGET (dz_reading_pane_get_view (get_pane (f, 0)));
  gtk_widget_grab_focus (view);
  g_assert_true (gui_press_key (view, GDK_KEY_Right, 0));
  wait_complete (f);
  figure = dz_reading_pane_dup_highlighted (get_pane (f, 0));
  g_assert_nonnull (figure);
  g_assert_nonnull (strstr (figure, "12"));
  g_assert_null (f->activated);
  g_assert_true (gui_press_key (view, GDK_KEY_Return, 0));
  g_assert_true (f->activated == g_ptr_array_index (f->extractions, 0));
  for (guint i = 0; i < 3; i++)
    g_assert_true (gui_press_key (view, GDK_KEY_Down, 0));
  g_assert_true (gui_press_key (view, GDK_KEY_Up, 0));
}

/* The number that no figure uses, from one report to the next. */
static void
test_unclaimed (Fixture *f,
                gconstpointer data)
{
  g_autofree char *figure = NULL;
  GArray *unclaimed;

  show_two (f);
  unclaimed = dz_reading_marks_get_unclaimed (dz_reading_pane_get_marks (get_pane (f, 0)));
  g_assert_cmpuint (unclaimed->len, >=, 1);
  gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (get_pane (f, 0))));
  for (guint i = 0; i < unclaimed->len; i++)
    act (f, "reading.next-unclaimed");
  figure = dz_reading_pane_dup_highlighted (get_pane (f, 0));
  g_assert_cmpstr (figure, ==, "87");
  act (f, "reading.next-unclaimed");
  g_assert_cmpuint (dz_reading_page_get_active (f->page), ==, 1);
}

/* What stands beside each other is brought beside each other. */
static void
test_follow (Fixture *f,
             gconstpointer data)
{
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  double left, right, left_value, right_value;

  for (guint i = 0; i < 60; i++) {
    g_string_append_printf (first, "#第%u节的标题\n这是第%u节的内容，说的是第%u件事情。\n", i, i, i);
    g_string_append_printf (second, "#第%u节的标题\n这是第%u节的内容，说的是第%u件事情。\n%s", i, i, i,
                            i < 20 ? "这里多了一段完全不同的文字，别的报告里都没有，只为占些地方，好让两边不一样高。\n" : "");
  }
  add_report (f, "a.txt", first->str);
  add_report (f, "b.txt", second->str);
  show_all (f);
  dz_reading_view_scroll_to (dz_reading_pane_get_view (get_pane (f, 0)), 80, -1, -1);
  wait_complete (f);
  gui_wait_frame (f->window);
  g_assert_true (dz_reading_pane_get_height (get_pane (f, 0), 80, -1, &left));
  g_assert_true (dz_reading_pane_get_height (get_pane (f, 1), 100, -1, &right));
  left_value = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (get_pane (f, 0)));
  right_value = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (get_pane (f, 1)));
  g_assert_cmpfloat (ABS ((left - left_value) - (right - right_value)), <=, 4);
}

/* Words asked for in two reports stand in view in both, beside each other or not; then the panes follow again. */
static void
test_two_places (Fixture *f,
                 gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DzAddress places[2] = { { .block = 20, .row = -1, .col = -1, .end = 5 }, { .block = 150, .row = -1, .col = -1, .end = 5 } };
  double apart;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (text, "#第%u节的标题\n这是第%u节的内容，说的是第%u件事情。\n", i, i, i);
  add_report (f, "a.txt", text->str);
  add_report (f, "b.txt", text->str);
  show_all (f);
  for (guint i = 0; i < 2; i++)
    dz_reading_page_reveal_words (f->page, g_ptr_array_index (f->extractions, i), &places[i]);
  for (guint i = 0; i < 4; i++)
    wait_complete (f);
  for (guint i = 0; i < 2; i++) {
    GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (get_pane (f, i));
    double y;

    g_assert_true (dz_reading_pane_get_height (get_pane (f, i), places[i].block, -1, &y));
    g_assert_cmpfloat (y, >=, gtk_adjustment_get_value (adjustment));
    g_assert_cmpfloat (y, <=, gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment));
  }
  gtk_adjustment_set_value (dz_reading_pane_get_adjustment (get_pane (f, 0)), 1500);
  for (guint i = 0; i < 4; i++)
    wait_complete (f);
  apart = gtk_adjustment_get_value (dz_reading_pane_get_adjustment (get_pane (f, 1))) - 1500;
  g_assert_cmpfloat (ABS (apart), <=, 4);
}

/* A cell far to the right comes into view, and the other table moves along. */
static void
test_wide (Fixture *f,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("#一、概述\n");
  DzAddress place = { .block = 1, .row = 3, .col = 27, .start = 0, .end = 6 };
  GtkWidget *view, *label;
  graphene_rect_t bounds;

  for (guint row = 0; row < 6; row++) {
    g_string_append (text, "|收到申请");
    for (guint col = 0; col < 29; col++)
      g_string_append_printf (text, "|%u", 100000 + row * 100 + col);
    g_string_append_c (text, '\n');
  }
  add_report (f, "a.txt", text->str);
  add_report (f, "b.txt", text->str);
  show_all (f);
  dz_reading_page_reveal_words (f->page, g_ptr_array_index (f->extractions, 0), &place);
  wait_complete (f);
  view = GTK_WIDGET (dz_reading_pane_get_view (get_pane (f, 0)));
  label = dz_reading_view_get_label (DZ_READING_VIEW (view), 1, 3, 27);
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_compute_bounds (label, view, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (view));
  gui_wait_frame (f->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (dz_reading_view_get_hadjustment (dz_reading_pane_get_view (get_pane (f, 1)))), >, 0);
}

/* Only what is in view has widgets. */
static void
test_long (Fixture *f,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, "这是第%u段，我局按照条例的要求做好各项工作，公开信息%u条，不断提高工作水平。\n", i, i);
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "|第%u项|件|%u\n", i, i);
  add_report (f, "a.txt", text->str);
  show_all (f);
  dz_reading_view_scroll_to (dz_reading_pane_get_view (get_pane (f, 0)), 4000, 400, 2);
  wait_complete (f);
  g_assert_cmpuint (dz_reading_view_get_n_labels (dz_reading_pane_get_view (get_pane (f, 0))), <, 300);
  g_assert_nonnull (dz_reading_view_get_label (dz_reading_pane_get_view (get_pane (f, 0)), 4000, 400, 2));
}

/* A row that is shorter than the table has no blank box at its end. */
static void
test_columns (void)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;
  static const char *const rows[][3] = { { "指标", "单位", "统计数" }, { "收到申请数", "12", NULL }, { "办结数", "件", "3" } };
  const DzTable *table;
  g_autofree int *columns = NULL;
  g_autofree int *narrow = NULL;

  dz_document_builder_begin_table (builder);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    dz_document_builder_begin_row (builder);
    for (guint j = 0; j < 3 && rows[i][j] != NULL; j++)
      dz_document_builder_add_cell (builder, rows[i][j], 1, 1, DZ_CELL_NORMAL);
  }
  dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, NULL);
  table = dz_document_get_block (document, 0)->table;
  g_assert_cmpuint (dz_reading_columns_get_end (table, dz_table_get_cell (table, 1, 1)), ==, 3);
  g_assert_cmpuint (dz_reading_columns_get_end (table, dz_table_get_cell (table, 2, 1)), ==, 2);
  columns = dz_reading_columns_new (table, 600, 14, 13);
  g_assert_cmpint (columns[3], ==, 600);
  g_assert_cmpint (columns[1], >, columns[2] - columns[1]);
  /* Too little room: the table is wider than asked, its figures whole. */
  narrow = dz_reading_columns_new (table, 50, 14, 13);
  g_assert_cmpint (narrow[3], >, 50);
}

/* The chosen fact is in view and the words that are highlighted are the quote. */
static void
check_fact (Fixture *f,
            DzExtraction *extraction,
            guint index)
{
  DzReadingPane *pane = get_pane (f, 0);
  const DzFact *fact = g_ptr_array_index (dz_extraction_get_facts (extraction), index);
  g_autofree char *shown = NULL;
  g_autofree char *place = NULL;

  dz_reading_pane_reveal_fact (pane, (int) index);
  for (guint i = 0; i < 4 && (i == 0 || !dz_reading_view_is_complete (dz_reading_pane_get_view (pane))); i++)
    gui_wait_frame (f->window);
  shown = dz_reading_pane_dup_highlighted (pane);
  if (g_strcmp0 (shown, fact->quote) != 0) {
    g_autofree char *address = dz_address_to_string (&fact->address);

    g_test_message ("%s %s: “%s” is highlighted, not “%s”", dz_report_get_file (dz_extraction_get_report (extraction)), address,
                    shown, fact->quote);
    g_test_fail ();
  }
  place = dz_location_to_words (dz_reading_pane_get_document (pane), 0, &fact->address);
  g_assert_cmpstr (place, !=, "");
}

typedef struct {
  Fixture *f;
  GHashTable *formats; /* name -> how many facts */
} Survey;

static gboolean
outcome_cb (DzOutcome *outcome,
            const DzPipelineState *state,
            gpointer user_data)
{
  Survey *survey = user_data;
  Fixture *f = survey->f;

  for (guint i = 0; i < outcome->extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (outcome->extractions, i);
    DzDocument *document = dz_report_get_document (dz_extraction_get_report (extraction));

    g_ptr_array_add (f->extractions, g_object_ref (extraction));
    g_ptr_array_add (f->documents, g_object_ref (document));
  }
  return TRUE;
}

static void
survey_folder (Fixture *f,
               const char *folder,
               GHashTable *formats)
{
  const char *const paths[] = { folder, NULL };
  DzPipelineOptions options = { 2, FALSE, TRUE };
  Survey survey = { f, formats };

  g_assert_true (dz_pipeline_run (paths, catalogue, &options, outcome_cb, &survey, NULL, NULL));
  dz_reading_page_set_reports (f->page, f->extractions);
  for (guint i = 0; i < f->extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (f->extractions, i);
    guint n = dz_extraction_get_facts (extraction)->len;
    const char *format = dz_document_get_format (g_ptr_array_index (f->documents, i));

    dz_reading_page_show (f->page, (DzExtraction *[]) { extraction, NULL });
    wait_complete (f);
    for (guint k = 0; k < MIN (n, FACTS_TRIED); k++)
      check_fact (f, extraction, n <= FACTS_TRIED ? k : (guint) ((guint64) k * (n - 1) / (FACTS_TRIED - 1)));
    g_hash_table_insert (formats, (gpointer) format, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (formats, format)) + n));
  }
}

static void
test_facts (Fixture *f,
            gconstpointer data)
{
  const char *beside = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *shared = beside != NULL ? g_strdup (beside) : g_build_filename (DZ_SOURCE_DATADIR, "..", "..", "shared", NULL);
  g_autofree char *folder = data == NULL ? g_build_filename (DZ_SOURCE_DATADIR, "samples", NULL) : g_build_filename (shared, data, NULL);
  g_autoptr (GHashTable) formats = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer format, n;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("the real reports are not here");
    return;
  }
  survey_folder (f, folder, formats);
  g_hash_table_iter_init (&iter, formats);
  while (g_hash_table_iter_next (&iter, &format, &n))
    g_test_message ("%s: %u facts", (char *) format, GPOINTER_TO_UINT (n));
  g_assert_cmpuint (g_hash_table_size (formats), >=, g_strcmp0 (data, "seeds") == 0 ? 1 : 4);
}

int
main (int argc,
      char **argv)
{
  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  gui_init (&argc, &argv);
  catalogue = dz_catalogue_load_default (NULL);
  g_assert_nonnull (catalogue);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/reading/columns", test_columns);
#define ADD(name, data, func) g_test_add ("/reading/" name, Fixture, data, set_up, func, tear_down)
  ADD ("moved", NULL, test_moved);
  ADD ("contents", NULL, test_contents);
  ADD ("pins", NULL, test_pins);
  ADD ("pin-refused", NULL, test_pin_refused);
  ADD ("search", NULL, test_search);
  ADD ("keys", NULL, test_keys);
  ADD ("unclaimed", NULL, test_unclaimed);
  ADD ("follow", NULL, test_follow);
  ADD ("two-places", NULL, test_two_places);
  ADD ("wide", NULL, test_wide);
  ADD ("long", NULL, test_long);
  ADD ("facts/samples", NULL, test_facts);
  ADD ("facts/seeds", "seeds", test_facts);
  ADD ("facts/corpus", "corpus", test_facts);
  return g_test_run ();
}
