/* bench-window.c - how the window keeps up with many reports: numbers for docs/performance.md
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-window [FOLDER...]: reads them, or a thousand generated reports, then scrolls the matrix
 * both ways, with few, all, and ten thousand columns. A frame is what the program does from the
 * new position to the end of painting; waiting for the next refresh of the screen is none of it.
 * With DZ_BENCH_WHERE set, it also prints what the main loop was busy with when it did not
 * come round for so many milliseconds.
 */
#define _GNU_SOURCE
#include "dz-application.h"
#include "dz-matrix-page.h"
#include "dz-matrix.h"
#include "dz-pipeline.h"
#include "dz-window.h"
#include "gui.h"

#include <execinfo.h>
#include <locale.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define FRAMES 240
#define SKIP 77

typedef struct {
  double wall, work; /* milliseconds */
} Moment;

static Moment
get_moment (void)
{
  struct timespec now;

  /* Work: of this thread; what other programs take does not count. */
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (Moment) { (double) g_get_monotonic_time () / 1e3, (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6 };
}

static Moment last_beat, longest_gap;
static guint n_long; /* gaps with more than 50 ms of work */
static timer_t watch;
static struct itimerspec patience;

/* What the thread does that has not come round in time. */
static void
alarm_cb (int number)
{
  void *frames[40];
  int n = backtrace (frames, G_N_ELEMENTS (frames));

  backtrace_symbols_fd (frames + 2, MAX (0, n - 2), STDERR_FILENO);
  if (write (STDERR_FILENO, "\n", 1) < 0)
    return;
}

static void
start_watch (const char *milliseconds)
{
  struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };

  signal (SIGUSR1, alarm_cb);
  patience.it_value.tv_nsec = (long) g_ascii_strtoull (milliseconds, NULL, 10) * 1000000;
  if (timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &watch) != 0)
    g_error ("no timer");
}

/* Every 2 ms when nothing is in the way. */
static gboolean
beat_cb (gpointer data)
{
  Moment now = get_moment ();

  longest_gap.wall = MAX (longest_gap.wall, now.wall - last_beat.wall);
  longest_gap.work = MAX (longest_gap.work, now.work - last_beat.work);
  n_long += now.work - last_beat.work > 50;
  last_beat = now;
  if (patience.it_value.tv_nsec > 0)
    timer_settime (watch, 0, &patience, NULL);
  return G_SOURCE_CONTINUE;
}

static Moment frame_start;
static Moment moved;       /* what setting the position took, before the frame */
static GArray *walls, *works;

static void
before_paint_cb (GdkFrameClock *clock,
                 gpointer data)
{
  frame_start = get_moment ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer data)
{
  Moment now = get_moment ();
  double wall = now.wall - frame_start.wall + moved.wall;
  double work = now.work - frame_start.work + moved.work;

  g_array_append_val (walls, wall);
  g_array_append_val (works, work);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
get_part (GArray *numbers,
          guint percent)
{
  return g_array_index (numbers, double, numbers->len * percent / 100);
}

/* To the end, back to the start, and so on: each frame shows another place. */
static void
scroll (GtkWidget *window,
        const char *words,
        const char *property,
        double by)
{
  GtkWidget *matrix = gui_find_type (window, "DzMatrix");
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  GtkAdjustment *adjustment;
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);

  walls = g_array_new (FALSE, FALSE, sizeof (double));
  works = g_array_new (FALSE, FALSE, sizeof (double));
  g_object_get (matrix, property, &adjustment, NULL);
  gtk_adjustment_set_value (adjustment, 0);
  gui_wait_frame (window);
  g_array_set_size (walls, 0);
  g_array_set_size (works, 0);
  for (guint i = 0; i < FRAMES; i++) {
    guint n = walls->len;
    double value = gtk_adjustment_get_value (adjustment);
    Moment start = get_moment (), end;

    if (value + by < 0 || value + by > gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment))
      by = -by;
    gtk_adjustment_set_value (adjustment, value + by);
    gtk_widget_queue_draw (matrix);
    end = get_moment ();
    moved = (Moment) { end.wall - start.wall, end.work - start.work };
    while (walls->len == n)
      g_main_context_iteration (NULL, TRUE);
  }
  g_array_sort (walls, compare_doubles);
  g_array_sort (works, compare_doubles);
  g_print ("  %-22s frame p50 %5.1f ms, p95 %5.1f ms, longest %5.1f ms; work alone p50 %5.1f ms, p95 %5.1f ms\n", words,
           get_part (walls, 50), get_part (walls, 95), get_part (walls, 100 - 1), get_part (works, 50),
           get_part (works, 95));
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  g_array_unref (walls);
  g_array_unref (works);
  gtk_adjustment_set_value (adjustment, 0);
  g_object_unref (adjustment);
}

/* Cells of the body that lie in view. */
static guint
count_cells (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cells (child) + (strcmp (G_OBJECT_TYPE_NAME (child), "DzGridCell") == 0);
  return n;
}

/* The reports again and again, or the first ones only. */
static GPtrArray *
take_columns (DzComparison *comparison,
              guint n)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_columns = dz_comparison_get_n_columns (comparison);

  for (guint i = 0; i < n && n_columns > 0; i++)
    g_ptr_array_add (list, g_object_ref (dz_comparison_get_column (comparison, i % n_columns)));
  return list;
}

static void
measure_columns (GtkWidget *window,
                 DzComparison *all,
                 guint n)
{
  DzMatrixPage *page = DZ_MATRIX_PAGE (gui_find_type (window, "DzMatrixPage"));
  GtkWidget *matrix = gui_find_type (window, "DzMatrix");
  g_autoptr (GPtrArray) list = take_columns (all, n);
  DzComparisonOptions options = DZ_COMPARISON_OPTIONS_INIT;
  g_autoptr (DzComparison) comparison = NULL;
  Moment start = get_moment (), made, shown, painted;

  options.sort = n <= dz_comparison_get_n_columns (all);
  comparison = dz_comparison_new (list, dz_comparison_get_catalogue (all), &options);
  made = get_moment ();
  dz_matrix_page_set_comparison (page, comparison, NULL);
  shown = get_moment ();
  gui_wait_frame (window);
  painted = get_moment ();
  g_print ("%u columns, %u rows: compared in %.0f ms, taken over in %.0f ms, painted %.0f ms after the facts; "
           "%u cells in view, %u widgets\n",
           dz_comparison_get_n_columns (comparison), dz_comparison_get_n_rows (comparison), made.wall - start.wall,
           shown.wall - made.wall, painted.wall - start.wall, count_cells (matrix), gui_count_widgets (matrix));
  scroll (window, "down, two rows", "vadjustment", 56);
  scroll (window, "down, a page", "vadjustment", 900);
  scroll (window, "right, a column", "hadjustment", 100);
  scroll (window, "right, a page", "hadjustment", 1100);
}

static char *
make_reports (void)
{
  const char *shared = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *tool = g_build_filename (shared == NULL ? "" : shared, "tools", "make_corpus.py", NULL);
  g_autofree char *folder = g_dir_make_tmp ("dz-bench-XXXXXX", NULL);
  const char *argv[] = { "python3", tool, "--out", folder, "--agencies", "250", "--years", "2017,2018,2019,2021",
                         "--formats", "txt,html", "--seed", "7", NULL };
  int status = 1;

  if (shared == NULL || !g_file_test (tool, G_FILE_TEST_EXISTS) ||
      !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, NULL) ||
      status != 0) {
    g_print ("no generated reports: SKIP\n");
    exit (SKIP);
  }
  return g_steal_pointer (&folder);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (DzApplication) application = NULL;
  g_autofree char *made = NULL;
  const char *folders[] = { NULL, NULL };
  GtkWidget *window;
  Moment start;
  g_autoptr (DzComparison) comparison = NULL;
  g_autoptr (GSettings) settings = NULL;
  guint beat;

  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  if (!gtk_init_check ())
    return SKIP;
  if (argc < 2)
    folders[0] = made = make_reports ();
  application = dz_application_new (G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  settings = g_settings_new (DZ_APP_ID);
  g_settings_set_boolean (settings, "show-library", FALSE);
  g_settings_set_boolean (settings, "show-evidence", FALSE);
  window = dz_application_open_workspace (application, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1900, 1000);
  gui_wait_frame (window);
  if (g_getenv ("DZ_BENCH_WHERE") != NULL)
    start_watch (g_getenv ("DZ_BENCH_WHERE"));
  last_beat = get_moment ();
  beat = g_timeout_add (2, beat_cb, NULL);
  start = get_moment ();
  dz_window_import (DZ_WINDOW (window), argc < 2 ? folders : (const char *const *) argv + 1);
  while (!dz_window_is_idle (DZ_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
  gui_wait_frame (window);
  g_print ("read in %.1f s; longest gap of the main loop %.0f ms, of its own work %.0f ms, %u over 50 ms\n",
           (get_moment ().wall - start.wall) / 1e3, longest_gap.wall, longest_gap.work, n_long);
  patience.it_value.tv_nsec = 0;
  g_source_remove (beat);
  comparison = g_object_ref (dz_window_get_comparison (DZ_WINDOW (window)));
  /* Small text, so that some six hundred cells are in view. */
  g_settings_set_int (settings, "matrix-zoom", 90);
  measure_columns (window, comparison, 14);
  measure_columns (window, comparison, dz_comparison_get_n_columns (comparison));
  measure_columns (window, comparison, 10000);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
