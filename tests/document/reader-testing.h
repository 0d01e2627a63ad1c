/* reader-testing.h - what tests of readers share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-reader.h"

#include <string.h>

/* One line a block: "1 heading", "P paragraph", "T [cell][cell^2x1]/[next row]"; "~" behind T when ragged. */
G_GNUC_UNUSED static char *
outline_document (DzDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzBlock *block = dz_document_get_block (document, i);
    guint row = 0;

    if (i > 0)
      g_string_append_c (text, '\n');
    if (block->kind == DZ_BLOCK_HEADING)
      g_string_append_printf (text, "%u %s", block->level, block->text);
    else if (block->kind == DZ_BLOCK_PARAGRAPH)
      g_string_append_printf (text, "P %s", block->text);
    else
      g_string_append (text, block->table->ragged ? "T~ " : "T ");
    for (guint k = 0; block->table != NULL && k < block->table->n_cells; k++) {
      const DzCell *cell = &block->table->cells[k];

      for (; row < cell->row; row++)
        g_string_append_c (text, '/');
      g_string_append_printf (text, "[%s", cell->text);
      if (cell->row_span > 1 || cell->col_span > 1)
        g_string_append_printf (text, "^%ux%u", cell->row_span, cell->col_span);
      g_string_append_c (text, ']');
    }
  }
  return g_string_free (text, FALSE);
}

G_GNUC_UNUSED static DzDocument *
read_bytes (const char *data,
            gsize size,
            const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  GError *error = NULL;
  DzDocument *document = dz_reader_read (bytes, name, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

G_GNUC_UNUSED static void
expect_outline (const char *data,
                const char *name,
                const char *expected)
{
  g_autoptr (DzDocument) document = read_bytes (data, strlen (data), name);
  g_autofree char *outline = outline_document (document);

  if (strcmp (outline, expected) != 0)
    g_test_fail_printf ("“%s” gave\n%s\ninstead of\n%s", data, outline, expected);
}

G_GNUC_UNUSED static void
expect_failure (const char *data,
                gsize size,
                const char *name,
                int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, name, NULL, NULL, &error);

  g_assert_null (document);
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
}

/* All characters of the document that are no white space, in order. */
G_GNUC_UNUSED static char *
join_characters (DzDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    g_string_append (text, block->text);
    for (guint k = 0; block->table != NULL && k < block->table->n_cells; k++)
      g_string_append (text, block->table->cells[k].text);
  }
  return g_string_free (text, FALSE);
}

/* Without white space and the characters of @dropped. */
G_GNUC_UNUSED static char *
squeeze (const char *text,
         const char *dropped)
{
  GString *result = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (!g_unichar_isspace (c) && c != 0xfeff && c != 0x200b && g_utf8_strchr (dropped, -1, c) == NULL)
      g_string_append_unichar (result, c);
  }
  return g_string_free (result, FALSE);
}

/* The folder of the real reports; NULL where it is not at hand. */
G_GNUC_UNUSED static char *
find_shared (const char *part)
{
  const char *folder = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *path = NULL;

  if (folder == NULL)
    folder = DZ_SHARED_DIR;
  path = g_build_filename (folder, part, NULL);
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&path) : NULL;
}

/* Every file below @folder whose name ends in one of @endings, in order. */
G_GNUC_UNUSED static void
collect_files (const char *folder,
               const char *const *endings,
               GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      collect_files (path, endings, paths);
    for (guint i = 0; endings[i] != NULL; i++)
      if (g_str_has_suffix (name, endings[i]))
        g_ptr_array_add (paths, g_strdup (path));
  }
}
