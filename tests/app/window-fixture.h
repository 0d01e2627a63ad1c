/* window-fixture.h - a window over a workspace in a folder of its own, for tests
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-application.h"
#include "dz-matrix.h"
#include "dz-window.h"
#include "gui.h"

#include <glib/gstdio.h>

static DzApplication *application;

typedef struct {
  char *folder;
  char *workspace;
  GtkWidget *window;
} Fixture;

static inline void
wait_idle (Fixture *f)
{
  gui_wait_until (dz_window_is_idle (DZ_WINDOW (f->window)));
  gui_wait_frame (f->window);
}

static inline void
open_window (Fixture *f)
{
  f->window = dz_application_open_workspace (application, f->workspace, NULL);
  g_assert_nonnull (f->window);
  wait_idle (f);
}

static inline void
set_up (Fixture *f,
        gconstpointer data)
{
  f->folder = g_dir_make_tmp ("dz-window-XXXXXX", NULL);
  f->workspace = g_build_filename (f->folder, "test.duizhao", NULL);
  open_window (f);
  if (data != NULL) {
    dz_window_import (DZ_WINDOW (f->window), (const char *const[]) { g_getenv ("DUIZHAO_SAMPLES"), NULL });
    wait_idle (f);
  }
}

static inline void
close_window (Fixture *f)
{
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  gui_wait_until (f->window == NULL);
}

static inline void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_remove (file);
  }
  g_rmdir (path);
}

static inline void
tear_down (Fixture *f,
           gconstpointer data)
{
  close_window (f);
  remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->workspace);
}

static inline DzMatrix *
get_matrix (Fixture *f)
{
  return DZ_MATRIX (gui_find_type (f->window, "DzMatrix"));
}

static inline void
activate (Fixture *f,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->window, action, NULL));
  wait_idle (f);
}

/* The label somewhere below @widget whose text is @text. */
static inline gboolean
has_label (GtkWidget *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (has_label (child, text))
      return TRUE;
  }
  return FALSE;
}

static inline GtkWidget *
find_dialog (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return window;
  }
  return NULL;
}

/* Puts the cursor on the first number of the comparison; gives its place there. */
static inline const DzMatrixCell *
select_number (Fixture *f,
               guint *row,
               guint *column)
{
  DzComparison *comparison = dz_window_get_comparison (DZ_WINDOW (f->window));
  DzMatrixModel *model = dz_matrix_get_model (get_matrix (f));

  for (guint r = 0; r < dz_matrix_model_get_n_rows (model); r++) {
    int source = dz_comparison_find_row (comparison, dz_matrix_model_get_row_key (model, r), NULL);

    for (guint c = 0; source >= 0 && c < dz_comparison_get_n_columns (comparison); c++) {
      const DzMatrixCell *cell = dz_comparison_get_cell (comparison, (guint) source, c);

      if (cell->fact == NULL || !dz_value_is_number (cell->value) || cell->fact->indicator == NULL)
        continue;
      dz_matrix_set_cursor (get_matrix (f), r, c, FALSE);
      wait_idle (f);
      *row = (guint) source;
      *column = c;
      return cell;
    }
  }
  g_assert_not_reached ();
}

static inline void
fixture_start (void)
{
  application = dz_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

#define ADD(group, name, func) g_test_add ("/" group "/" name, Fixture, "samples", set_up, func, tear_down)
