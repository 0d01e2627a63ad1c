/* screenshots.c - pictures of each view of the window, for the documents and for looking at
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * screenshots [--dark] [--size=WxH] [--name=PREFIX] [--views=a,b] [--actions=a,b] [--scale=200] FOLDER PATH...
 */
#include "dz-application.h"
#include "dz-pipeline.h"
#include "dz-present.h"
#include "dz-window.h"
#include "gui-picture.h"

#include <libintl.h>
#include <locale.h>

static gboolean dark;
static char *size;
static char *prefix;
static char *views;
static char *before;
static int scale = 100;

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "dark colours", NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, "size of the window", "WxH" },
  { "name", 0, 0, G_OPTION_ARG_STRING, &prefix, "how the names of the files begin", "PREFIX" },
  { "views", 0, 0, G_OPTION_ARG_STRING, &views, "which views, by name", "LIST" },
  { "actions", 0, 0, G_OPTION_ARG_STRING, &before, "actions to begin with", "LIST" },
  { "scale", 0, 0, G_OPTION_ARG_INT, &scale, "size of all text", "PERCENT" },
  { NULL },
};

/* A view is reached by actions of the window, one after the other: "action" or "action=parameter";
 * those of the table begin with "matrix.". */
static const struct {
  const char *name;
  const char *actions[6];
} all_views[] = {
  { "compare", { "page=compare", "next-important" } },
  { "transposed", { "page=compare", "matrix.transpose", "next-difference" } },
  { "differences", { "matrix.transpose", "page=compare", "only-differences", "next-difference" } },
  { "findings", { "only-differences", "page=findings" } },
  { "reading", { "page=compare", "next-difference", "go-to-words" } },
  { "reading-differences", { "next-difference", "next-difference", "next-difference", "next-difference" } },
  { "reading-3", { "reading.add" } },
  { "reading-6", { "reading.add", "reading.add", "reading.add", "reading.next-unclaimed" } },
  { "charts", { "page=charts" } },
  { "charts-bars", { "chart-question=1" } },
  { "charts-slope", { "chart-question=2" } },
  { "charts-share", { "chart-question=3" } },
  { "charts-multiples", { "chart-question=5" } },
  { "charts-heatmap", { "chart-question=6" } },
};

static gboolean
is_wanted (const char *name)
{
  g_auto (GStrv) list = views == NULL ? NULL : g_strsplit (views, ",", -1);

  return list == NULL || g_strv_contains ((const char *const *) list, name);
}

static void
activate (GtkWidget *window,
          const char *action)
{
  g_auto (GStrv) parts = g_strsplit (action, "=", 2);
  gboolean of_matrix = g_str_has_prefix (action, "matrix.");
  g_autofree char *name = g_strconcat (of_matrix ? "" : "win.", parts[0], NULL);
  GtkWidget *target = of_matrix ? gui_find_type (window, "DzMatrixPage") : window;

  gtk_widget_activate_action (target, name, parts[1] == NULL ? NULL : "s", parts[1]);
  gui_wait_until (dz_window_is_idle (DZ_WINDOW (window)));
  for (guint i = 0; i < 30; i++)
    gui_wait_frame (window);
}

/* Messages that come and go are not part of a picture. */
static void
hide_toast (GtkWidget *window)
{
  GtkWidget *toast = gui_find_type (window, "AdwToastWidget");

  if (toast != NULL)
    gtk_widget_set_opacity (toast, 0);
}

/* What the side-by-side page offers itself. */
static gboolean
activate_reading (GtkWidget *window,
                  const char *action)
{
  if (!g_str_has_prefix (action, "reading."))
    return FALSE;
  gtk_widget_activate_action (gui_find_type (window, "DzReadingPage"), action, NULL);
  for (guint i = 0; i < 30; i++)
    gui_wait_frame (window);
  return TRUE;
}

static void
take_picture (GtkWidget *window,
              const char *folder,
              const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s%s%s.png", prefix == NULL ? "" : prefix, prefix == NULL ? "" : "-", name);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  hide_toast (window);
  if (!gui_save_picture (window, path))
    g_printerr ("%s: nothing was drawn\n", path);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER PATH... - takes pictures of the window");
  g_autoptr (GError) error = NULL;
  g_autoptr (DzApplication) application = NULL;
  GtkWidget *window;
  int width = 1280, height = 800;

  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("DUIZHAO_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2) {
    g_printerr ("%s\n", error == NULL ? "a folder is needed" : error->message);
    return 2;
  }
  if (size != NULL && sscanf (size, "%dx%d", &width, &height) != 2)
    return 2;
  if (!gtk_init_check ())
    return 77;
  application = dz_application_new (G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-xft-dpi", 96 * 1024 * scale / 100, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  window = dz_application_open_workspace (application, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gui_wait_until (dz_window_is_idle (DZ_WINDOW (window)));
  if (is_wanted ("empty"))
    take_picture (window, argv[1], "empty");
  dz_window_import (DZ_WINDOW (window), (const char *const *) argv + 2);
  gui_wait_until (dz_window_is_idle (DZ_WINDOW (window)));
  if (before != NULL) {
    g_auto (GStrv) list = g_strsplit (before, ",", -1);

    for (guint a = 0; list[a] != NULL; a++)
      activate (window, list[a]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (all_views); i++) {
    for (guint a = 0; all_views[i].actions[a] != NULL; a++)
      if (!activate_reading (window, all_views[i].actions[a]))
        activate (window, all_views[i].actions[a]);
    if (is_wanted (all_views[i].name))
      take_picture (window, argv[1], all_views[i].name);
  }
  if (is_wanted ("present")) {
    GtkWidget *slides;

    activate (window, "chart-question=1");
    activate (window, "add-slide");
    activate (window, "chart-question=0");
    activate (window, "add-slide");
    take_picture (window, argv[1], "deck");
    activate (window, "present");
    slides = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
    gtk_window_unfullscreen (GTK_WINDOW (slides));
    for (guint i = 0; i < 10; i++)
      gui_wait_frame (slides);
    take_picture (slides, argv[1], "present");
    dz_present_press (DZ_PRESENT (slides), GDK_KEY_Return);
    take_picture (slides, argv[1], "present-evidence");
    gtk_window_destroy (GTK_WINDOW (slides));
  }
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
