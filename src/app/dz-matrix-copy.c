/* dz-matrix-copy.c - a selection of the matrix for other programs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-matrix-private.h"

#include <string.h>

/* Tabs and line ends would break the table. */
static void
append_plain (GString *out,
              const char *text)
{
  for (const char *p = text == NULL ? "" : text; *p != '\0'; p++)
    g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_html (GString *out,
             const char *tag,
             const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text == NULL ? "" : text, -1);

  g_string_append_printf (out, "<%s>%s</%.2s>", tag, escaped, tag);
}

static char *
column_title (DzMatrix *self,
              guint column)
{
  g_auto (DzMatrixColumnHead) head = { 0 };

  dz_matrix_model_get_column_head (self->model, column, &head);
  return g_strdup_printf ("%s %s", head.group, head.label);
}

/* One cell alone is copied without its heads. */
static gboolean
is_single (const DzMatrixRange *range)
{
  return range->first_row == range->last_row && range->first_column == range->last_column;
}

char *
dz_matrix_dup_text (DzMatrix *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  DzMatrixRange range;

  if (!dz_matrix_get_selection (self, &range))
    return g_strdup ("");
  if (is_single (&range)) {
    g_auto (DzMatrixFace) face = { 0 };

    dz_matrix_model_get_face (self->model, range.first_row, range.first_column, &face);
    return g_strdup (face.text == NULL ? "" : face.text);
  }
  for (guint column = range.first_column; column <= range.last_column; column++) {
    g_autofree char *title = column_title (self, column);

    g_string_append (out, column == range.first_column ? "\t\t" : "\t");
    append_plain (out, title);
  }
  for (guint row = range.first_row; row <= range.last_row; row++) {
    g_auto (DzMatrixRowHead) head = { 0 };

    dz_matrix_model_get_row_head (self->model, row, &head);
    g_string_append_c (out, '\n');
    append_plain (out, head.label);
    g_string_append_c (out, '\t');
    append_plain (out, head.unit);
    for (guint column = range.first_column; column <= range.last_column; column++) {
      g_auto (DzMatrixFace) face = { 0 };

      dz_matrix_model_get_face (self->model, row, column, &face);
      g_string_append_c (out, '\t');
      append_plain (out, face.text);
    }
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
dz_matrix_dup_html (DzMatrix *self)
{
  g_autoptr (GString) out = g_string_new ("<meta charset=\"utf-8\"><table lang=\"zh-CN\" border=\"1\"><tr><th></th><th></th>");
  DzMatrixRange range;

  if (!dz_matrix_get_selection (self, &range))
    return g_strdup ("");
  for (guint column = range.first_column; column <= range.last_column; column++) {
    g_autofree char *title = column_title (self, column);

    append_html (out, "th", title);
  }
  g_string_append (out, "</tr>\n");
  for (guint row = range.first_row; row <= range.last_row; row++) {
    g_auto (DzMatrixRowHead) head = { 0 };

    dz_matrix_model_get_row_head (self->model, row, &head);
    g_string_append (out, "<tr>");
    append_html (out, "th align=\"left\"", head.label);
    append_html (out, "td", head.unit);
    for (guint column = range.first_column; column <= range.last_column; column++) {
      g_auto (DzMatrixFace) face = { 0 };

      dz_matrix_model_get_face (self->model, row, column, &face);
      append_html (out, "td align=\"right\"", face.text);
    }
    g_string_append (out, "</tr>\n");
  }
  g_string_append (out, "</table>\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
dz_matrix_copy (DzMatrix *self)
{
  g_autofree char *text = NULL;
  char *html;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) table = NULL;
  GdkContentProvider *all[3];
  g_autoptr (GdkContentProvider) provider = NULL;

  if (!self->has_cursor)
    return;
  text = dz_matrix_dup_text (self);
  html = dz_matrix_dup_html (self);
  bytes = g_bytes_new_take (html, strlen (html));
  table = g_bytes_new (text, strlen (text));
  all[0] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  all[1] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  all[2] = gdk_content_provider_new_for_bytes ("text/tab-separated-values", table);
  provider = gdk_content_provider_new_union (all, G_N_ELEMENTS (all));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}
