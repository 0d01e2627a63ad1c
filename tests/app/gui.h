/* gui.h - helpers for tests that need a display
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include <stdio.h>
#include <string.h>

#include "dz-grid-cell.h"

/* g_test_init and GTK; without a display the program ends here: with SKIP, or with an error
 * when DZ_REQUIRE_DISPLAY is set. */
static inline void
gui_init (int *argc,
          char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ()) {
    if (g_getenv ("DZ_REQUIRE_DISPLAY") != NULL)
      g_error ("no display");
    g_print ("1..0 # SKIP no display\n");
    exit (0);
  }
  adw_init ();
}

static inline gboolean
gui_time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; fails after ten seconds. */
#define gui_wait_until(condition)                                           \
  G_STMT_START                                                              \
  {                                                                         \
    gboolean over_ = FALSE;                                                 \
    guint source_ = g_timeout_add_seconds (20, gui_time_over_cb, &over_);   \
    while (!over_ && !(condition))                                          \
      g_main_context_iteration (NULL, TRUE);                                \
    if (!over_)                                                             \
      g_source_remove (source_);                                            \
    else                                                                    \
      g_error ("waited in vain for " #condition);                           \
  }                                                                         \
  G_STMT_END

static inline void
gui_painted_cb (GdkFrameClock *clock,
                gboolean *painted)
{
  *painted = TRUE;
}

/* Lets @widget be drawn once more, with all idle work before it done. */
static inline void
gui_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock;
  gboolean painted = FALSE;
  gulong id;

  gui_wait_until (gtk_widget_get_frame_clock (widget) != NULL && gtk_widget_get_mapped (widget));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  clock = gtk_widget_get_frame_clock (widget);
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (gui_painted_cb), &painted);
  gtk_widget_queue_draw (widget);
  gui_wait_until (painted);
  g_signal_handler_disconnect (clock, id);
}

static inline guint
gui_count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gui_count_widgets (child);
  return n;
}

static inline const char *
gui_matrix_cell_get_text (GtkWidget *widget)
{
  return dz_grid_cell_get_text (DZ_GRID_CELL (widget));
}

/* GTK 4 makes no events for programs: the key goes to the widget's own key controllers. */
static inline gboolean
gui_press_key (GtkWidget *widget,
               guint key,
               GdkModifierType mods)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, mods, &handled);
  }
  return handled;
}

/* The first widget below @widget whose type has this name; NULL when there is none. */
static inline GtkWidget *
gui_find_type (GtkWidget *widget,
               const char *type)
{
  if (strcmp (G_OBJECT_TYPE_NAME (widget), type) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gui_find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}
