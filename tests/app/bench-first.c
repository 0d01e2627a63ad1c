/* bench-first.c - until the first frame: our window against an empty one of GTK
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-first gtk|duizhao: prints the processor seconds of this process and the seconds until then.
 */
#include "dz-application.h"

#include <locale.h>
#include <string.h>
#include <time.h>

static gint64 began;

static void
painted_cb (GdkFrameClock *clock,
            gpointer application)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  g_print ("%.6f %.6f\n", (double) now.tv_sec + (double) now.tv_nsec / 1e9,
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  exit (0);
}

static void
realized_cb (GtkWidget *window,
             gpointer application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), application);
}

static void
added_cb (GtkApplication *application,
          GtkWindow *window,
          gpointer data)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), application);
}

static void
empty_cb (GtkApplication *application,
          gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc,
      char **argv)
{
  gboolean ours = argc > 1 && strcmp (argv[1], "duizhao") == 0;
  g_autoptr (GtkApplication) application = NULL;

  began = g_get_monotonic_time ();
  setlocale (LC_ALL, "");
  if (ours)
    application = GTK_APPLICATION (dz_application_new (G_APPLICATION_NON_UNIQUE));
  else
    application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), NULL);
  if (!ours)
    g_signal_connect (application, "activate", G_CALLBACK (empty_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
