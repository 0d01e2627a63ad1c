/* dz-window-actions.c - the window: what menus and keys do to the pages
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>

void
dz_window_remove_entry (DzWindow *self,
                        DzEntry *entry)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  AdwToast *toast = adw_toast_new (_ ("Report removed"));

  g_ptr_array_add (entries, entry);
  dz_workspace_remove (self->workspace, entries);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
page_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  DzWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (self->pages, name) == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->pages, name);
  if (g_strcmp0 (name, "compare") == 0)
    dz_matrix_page_focus (self->matrix_page);
  else if (g_strcmp0 (name, "reading") == 0)
    dz_reading_page_focus (self->reading_page);
  else if (g_strcmp0 (name, "findings") == 0)
    dz_findings_page_focus (self->findings_page);
}

static void
search_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  DzWindow *self = user_data;

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "reading") == 0) {
    dz_reading_page_start_search (self->reading_page);
    return;
  }
  adw_view_stack_set_visible_child_name (self->pages, "compare");
  dz_matrix_page_start_search (self->matrix_page);
}

static void
search_reports_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  DzWindow *self = user_data;

  adw_flap_set_reveal_flap (self->library_flap, TRUE);
  dz_library_start_search (self->library);
}

static void
copy_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  dz_matrix_page_copy (DZ_WINDOW (user_data)->matrix_page);
}

static void
only_differences_cb (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  dz_matrix_page_toggle_differences (DZ_WINDOW (user_data)->matrix_page);
}

static void
step (DzWindow *self,
      int direction,
      gboolean important)
{
  if (self->comparison == NULL)
    return;
  /* Beside each other, differences are those of the words. */
  if (!important && g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "reading") == 0) {
    if (!dz_reading_page_step (self->reading_page, direction))
      dz_window_toast (self, direction > 0 ? _ ("No further difference.") : _ ("No earlier difference."));
    return;
  }
  adw_view_stack_set_visible_child_name (self->pages, "compare");
  if (dz_matrix_page_step (self->matrix_page, direction, important))
    dz_matrix_page_focus (self->matrix_page);
  else if (important)
    dz_window_toast (self, direction > 0 ? _ ("No further finding.") : _ ("No earlier finding."));
  else
    dz_window_toast (self, direction > 0 ? _ ("No further difference.") : _ ("No earlier difference."));
}

static void
next_difference_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  step (user_data, 1, FALSE);
}

static void
previous_difference_cb (GSimpleAction *action,
                        GVariant *parameter,
                        gpointer user_data)
{
  step (user_data, -1, FALSE);
}

static void
next_important_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  step (user_data, 1, TRUE);
}

static void
previous_important_cb (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  step (user_data, -1, TRUE);
}

static void
set_baseline_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  DzWindow *self = user_data;
  DzExtraction *extraction;
  g_autofree char *title = NULL;

  if (!dz_window_get_cell (self, NULL, NULL, &extraction, NULL))
    return;
  g_set_object (&self->baseline, extraction);
  title = dz_words_report (dz_extraction_get_report (extraction));
  dz_matrix_page_set_baseline_title (self->matrix_page, title);
  dz_window_refresh (self);
}

static void
remove_report_cb (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  DzEntry *entry;

  if (dz_window_get_cell (user_data, NULL, NULL, NULL, &entry) && entry != NULL)
    dz_window_remove_entry (user_data, entry);
}

static void
fullscreen_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  if (gtk_window_is_fullscreen (user_data))
    gtk_window_unfullscreen (user_data);
  else
    gtk_window_fullscreen (user_data);
}

const GActionEntry dz_window_actions[] = {
  { .name = "page", .activate = page_cb, .parameter_type = "s" },
  { .name = "search", .activate = search_cb },
  { .name = "search-reports", .activate = search_reports_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "only-differences", .activate = only_differences_cb },
  { .name = "next-difference", .activate = next_difference_cb },
  { .name = "previous-difference", .activate = previous_difference_cb },
  { .name = "next-important", .activate = next_important_cb },
  { .name = "previous-important", .activate = previous_important_cb },
  { .name = "set-baseline", .activate = set_baseline_cb },
  { .name = "remove-report", .activate = remove_report_cb },
  { .name = "fullscreen", .activate = fullscreen_cb },
};
const guint dz_window_n_actions = G_N_ELEMENTS (dz_window_actions);
