/* dz-help.c - the help, offline
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text is ui/help-LANGUAGE.txt: "# " begins a page, "- " a point of a list, an empty line a
 * paragraph; what stands between backquotes is a key or an action.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-help.h"

#include "dz-catalogue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOLDER "/io/github/duizhao/Duizhao/"

struct _DzHelp {
  AdwWindow parent_instance;

  GtkStack *pages;
  guint n_pages;
};

G_DEFINE_FINAL_TYPE (DzHelp, dz_help, ADW_TYPE_WINDOW)

/* "`Ctrl+O`" in the type of keys. */
static char *
make_markup (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "`", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *escaped = g_markup_escape_text (parts[i], -1);

    g_string_append_printf (out, i % 2 == 1 ? "<b>%s</b>" : "%s", escaped);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static GtkWidget *
new_text (const char *text)
{
  gboolean point = g_str_has_prefix (text, "- ");
  g_autofree char *markup = make_markup (point ? text + 2 : text);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *full = g_strconcat (point ? "• " : "", markup, NULL);

  gtk_label_set_markup (GTK_LABEL (label), full);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (point)
    gtk_widget_set_margin_start (label, 12);
  return label;
}

static void
add_page (DzHelp *self,
          const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *name = g_strdup_printf ("%u", self->n_pages++);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *title = gtk_label_new (lines[0]);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-2");
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 1; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      gtk_box_append (GTK_BOX (box), new_text (lines[i]));
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 620);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_titled (self->pages, scrolled, name, lines[0]);
}

static void
dz_help_class_init (DzHelpClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, FOLDER "dz-help.ui");
  gtk_widget_class_bind_template_child (widget_class, DzHelp, pages);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dz_help_init (DzHelp *self)
{
  const char *path = dz_catalogue_speaks_chinese () ? FOLDER "help-zh_CN.txt" : FOLDER "help-en.txt";
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) pages = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_return_if_fail (text != NULL);
  pages = g_strsplit (text, "\n# ", -1);
  for (guint i = 0; pages[i] != NULL; i++)
    add_page (self, g_str_has_prefix (pages[i], "# ") ? pages[i] + 2 : pages[i]);
}

GtkWidget *
dz_help_new (GtkWindow *parent)
{
  return g_object_new (DZ_TYPE_HELP, "transient-for", parent, NULL);
}

guint
dz_help_get_n_pages (DzHelp *self)
{
  return self->n_pages;
}
