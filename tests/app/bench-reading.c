/* bench-reading.c - how the side-by-side view keeps up with long reports: numbers for docs/performance.md
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-reading [PAGES]: two reports of so many pages (200), a fifth of the paragraphs changed, some moved. Prints
 * milliseconds of the main thread's own work: what other programs take does not count.
 */
#include "dz-document-builder.h"
#include "dz-reading-page.h"
#include "dz-reading-private.h"
#include "gui.h"

#include <locale.h>
#include <time.h>

#define PARAGRAPHS 18 /* on a page */
#define FRAMES 200

static DzDocument *documents[2];
static DzExtraction *extractions[3];
static double last_beat, longest_gap;

static double
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gboolean
beat_cb (gpointer data)
{
  double now = get_work ();

  longest_gap = MAX (longest_gap, now - last_beat);
  last_beat = now;
  return G_SOURCE_CONTINUE;
}

static void
report (const char *what,
        gint64 start)
{
  g_print ("%s: %.0f ms, longest gap of the main loop %.1f ms\n", what, (double) (g_get_monotonic_time () - start) / 1e3,
           longest_gap);
  longest_gap = 0;
  last_beat = get_work ();
}

static void
add_table (DzDocumentBuilder *builder,
           guint page,
           guint version)
{
  dz_document_builder_begin_table (builder);
  for (guint i = 0; i < 40; i++) {
    g_autofree char *label = g_strdup_printf ("（%u）第%u页的第%u项指标名称", i, page, i);
    g_autofree char *value = g_strdup_printf ("%u", i * 7 + (i % 5 == 0 ? version : 0));

    dz_document_builder_begin_row (builder);
    dz_document_builder_add_cell (builder, label, 1, 1, DZ_CELL_NORMAL);
    dz_document_builder_add_cell (builder, "件", 1, 1, DZ_CELL_NORMAL);
    dz_document_builder_add_cell (builder, value, 1, 1, DZ_CELL_NORMAL);
  }
  dz_document_builder_end_table (builder);
}

static DzDocument *
make_document (guint n_pages,
               guint version)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("bench");

  for (guint page = 0; page < n_pages; page++) {
    g_autofree char *title = g_strdup_printf ("第%u页的一节：主动公开和依申请公开政府信息的情况", page);

    dz_document_builder_add_heading (builder, 1, title);
    for (guint i = 0; i < PARAGRAPHS; i++) {
      g_autofree char *text =
        g_strdup_printf ("%u年，我局第%u页第%u段所说的工作按照条例的要求推进，公开信息%u条，收到申请%u件，办结%u件，进一步健全了制度，提高了质量，"
                         "群众满意度不断提高，各项任务圆满完成。",
                         2018 + (i % 5 == 0 ? version : 0), page, i, page * 31 + i, i + (i % 5 == 0 ? version : 0), i);

      /* Every tenth page has a paragraph that stands elsewhere in the other report. */
      if (!(page % 10 == 3 && i == 4 && version == 1))
        dz_document_builder_add_paragraph (builder, text);
    }
    if (page % 10 == 8 && version == 1) {
      g_autofree char *moved =
        g_strdup_printf ("2018年，我局第%u页第4段所说的工作按照条例的要求推进，公开信息%u条，收到申请4件，办结4件，进一步健全了制度，提高了质量，"
                         "群众满意度不断提高，各项任务圆满完成。",
                         page - 5, (page - 5) * 31 + 4);

      dz_document_builder_add_paragraph (builder, moved);
    }
    if (page % 10 == 0)
      add_table (builder, page, version);
  }
  return dz_document_builder_end (builder, NULL);
}

static DzDocument *
document_cb (DzExtraction *extraction,
             gpointer user_data)
{
  return extraction == extractions[0] ? documents[0] : documents[1];
}

static void
wait_complete (GtkWidget *window,
               DzReadingPage *page)
{
  do
    g_main_context_iteration (NULL, TRUE);
  while (!dz_reading_page_is_complete (page));
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double frame_start;
static GArray *frames;

static void
before_paint_cb (GdkFrameClock *clock,
                 gpointer data)
{
  frame_start = get_work ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer data)
{
  double took = get_work () - frame_start;

  g_array_append_val (frames, took);
}

static void
scroll (GtkWidget *window,
        DzReadingPage *page,
        double by)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (dz_reading_page_get_side (page, 0)->pane);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);

  frames = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < FRAMES; i++) {
    guint n = frames->len;

    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
    while (frames->len == n)
      g_main_context_iteration (NULL, TRUE);
  }
  g_array_sort (frames, compare_doubles);
  g_print ("scrolled by %.0f: frame p50 %.1f ms, p95 %.1f ms\n", by, g_array_index (frames, double, frames->len / 2),
           g_array_index (frames, double, frames->len * 95 / 100));
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  g_array_unref (frames);
  longest_gap = 0;
  last_beat = get_work ();
}

int
main (int argc,
      char **argv)
{
  guint n_pages = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 200;
  g_autoptr (DzCatalogue) catalogue = dz_catalogue_load_default (NULL);
  DzReadingPage *page;
  GtkWidget *window;
  gint64 start;

  setlocale (LC_ALL, "");
  if (catalogue == NULL || n_pages == 0 || !gtk_init_check ())
    return 2;
  adw_init ();
  for (guint i = 0; i < 2; i++) {
    g_autoptr (DzReport) r = NULL;

    documents[i] = make_document (n_pages, i);
    r = dz_report_new (documents[i], i == 0 ? "a" : "b", "甲县司法局", "某省甲县", 2018 + i, "cn2014");
    extractions[i] = dz_extract (r, catalogue);
  }
  g_print ("%u pages: %u blocks, %u figures\n", n_pages, dz_document_get_n_blocks (documents[0]),
           dz_extraction_get_facts (extractions[0])->len);
  start = g_get_monotonic_time ();
  {
    g_autoptr (GVariant) variant = g_variant_ref_sink (dz_document_to_variant (documents[0]));
    g_autoptr (DzDocument) again = NULL;
    double work = get_work ();

    again = dz_document_new_from_variant (variant, NULL);
    g_print ("a document from its cached form: %.1f ms\n", get_work () - work);
  }
  window = gtk_window_new ();
  page = g_object_new (DZ_TYPE_READING_PAGE, NULL);
  dz_reading_page_set_document_func (page, document_cb, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_set_default_size (GTK_WINDOW (window), 1500, 900);
  gtk_window_present (GTK_WINDOW (window));
  gui_wait_frame (window);
  g_timeout_add (2, beat_cb, NULL);
  last_beat = get_work ();
  start = g_get_monotonic_time ();
  dz_reading_page_show (page, extractions);
  wait_complete (window, page);
  report ("both shown and paired", start);
  g_print ("%u pairs, %u differ; %u labels\n", dz_pairs_get_n_pairs (page->pairs), dz_pairs_get_n_differences (page->pairs),
           dz_reading_view_get_n_labels (dz_reading_pane_get_view (dz_reading_page_get_side (page, 0)->pane)));
  start = g_get_monotonic_time ();
  dz_reading_page_start_search (page);
  gtk_editable_set_text (page->search_entry, "第99页");
  dz_reading_search_update (page);
  while (page->searching != NULL)
    g_main_context_iteration (NULL, TRUE);
  report ("searched", start);
  scroll (window, page, 60);
  scroll (window, page, 900);
  start = g_get_monotonic_time ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1300, 900);
  gui_wait_frame (window);
  wait_complete (window, page);
  report ("another width", start);
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < 2; i++) {
    g_object_unref (extractions[i]);
    g_object_unref (documents[i]);
  }
  return 0;
}
