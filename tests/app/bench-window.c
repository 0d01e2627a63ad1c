/* bench-window.c - how the window keeps up with many reports: numbers for docs/performance.md
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-window FOLDER: reads it, then scrolls the matrix both ways. Prints milliseconds.
 * With DZ_BENCH_WHERE set, it also prints what the main loop was busy with when it did not
 * come round for so many milliseconds.
 */
#define _GNU_SOURCE
#include "dz-application.h"
#include "dz-matrix.h"
#include "dz-pipeline.h"
#include "dz-window.h"
#include "gui.h"

#include <execinfo.h>
#include <locale.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define FRAMES 200

static double last_beat, longest_gap;
static guint n_long; /* gaps of more than 50 ms */
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

/* Milliseconds of work of this thread: what other programs take does not count. */
static double
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* Every 2 ms when nothing is in the way. */
static gboolean
beat_cb (gpointer data)
{
  double now = get_work ();

  longest_gap = MAX (longest_gap, now - last_beat);
  n_long += now - last_beat > 50;
  last_beat = now;
  if (patience.it_value.tv_nsec > 0)
    timer_settime (watch, 0, &patience, NULL);
  return G_SOURCE_CONTINUE;
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

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
scroll (GtkWidget *window,
        const char *property,
        double by)
{
  GtkWidget *matrix = gui_find_type (window, "DzMatrix");
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  GtkAdjustment *adjustment;
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);

  frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_object_get (matrix, property, &adjustment, NULL);
  for (guint i = 0; i < FRAMES; i++) {
    guint n = frames->len;

    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
    gtk_widget_queue_draw (matrix);
    while (frames->len == n)
      g_main_context_iteration (NULL, TRUE);
  }
  g_array_sort (frames, compare_doubles);
  g_print ("%s: frame p50 %.1f ms, p95 %.1f ms\n", property, g_array_index (frames, double, frames->len / 2),
           g_array_index (frames, double, frames->len * 95 / 100));
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  g_array_unref (frames);
  g_object_unref (adjustment);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (DzApplication) application = NULL;
  GtkWidget *window;
  gint64 start;
  DzComparison *comparison;

  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  if (argc < 2 || !gtk_init_check ())
    return 2;
  application = dz_application_new (G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window = dz_application_open_workspace (application, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1500, 900);
  gui_wait_frame (window);
  if (g_getenv ("DZ_BENCH_WHERE") != NULL)
    start_watch (g_getenv ("DZ_BENCH_WHERE"));
  last_beat = get_work ();
  g_timeout_add (2, beat_cb, NULL);
  start = g_get_monotonic_time ();
  dz_window_import (DZ_WINDOW (window), (const char *const *) argv + 1);
  while (!dz_window_is_idle (DZ_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
  comparison = dz_window_get_comparison (DZ_WINDOW (window));
  g_print ("%u columns, %u rows\n", dz_comparison_get_n_columns (comparison), dz_comparison_get_n_rows (comparison));
  g_print ("import: %.1f s, longest gap of the main loop %.0f ms, %u over 50 ms\n",
           (double) (g_get_monotonic_time () - start) / 1e6, longest_gap, n_long);
  gui_wait_frame (window);
  g_print ("widgets: %u\n", gui_count_widgets (gui_find_type (window, "DzMatrix")));
  scroll (window, "vadjustment", 60);
  scroll (window, "vadjustment", -900);
  scroll (window, "hadjustment", 100);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
