/* samples.h - documents written down as text
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line with bars is a row of a table, "label|件|3"; a cell ends in "~2x3" when it spans two
 * rows and three columns. A line "=" ends a table, "~" begins one whose spans were lost. All
 * else is a paragraph; "# " before it makes a heading.
 */
#pragma once

#include "dz-document-builder.h"

#include <stdio.h>
#include <string.h>

static inline void
sample_add_row (DzDocumentBuilder *builder,
                const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "|", -1);

  dz_document_builder_begin_row (builder);
  for (guint i = 0; cells[i] != NULL; i++) {
    char *mark = strrchr (cells[i], '~');
    guint rows = 1, cols = 1;

    if (mark != NULL && sscanf (mark, "~%ux%u", &rows, &cols) == 2)
      *mark = '\0';
    dz_document_builder_add_cell (builder, cells[i], rows, cols, DZ_CELL_NORMAL);
  }
}

static inline DzDocument *
sample_document (const char *text)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("text");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  gboolean table = FALSE, ragged = FALSE;
  DzDocument *document;

  for (guint i = 0; lines[i] != NULL; i++) {
    gboolean row = strchr (lines[i], '|') != NULL;

    if (!row && table) {
      dz_document_builder_end_table (builder);
      table = ragged = FALSE;
    }
    if (row && !table) {
      dz_document_builder_begin_table (builder);
      if (ragged)
        dz_document_builder_set_table_ragged (builder);
      table = TRUE;
    }
    if (row)
      sample_add_row (builder, lines[i]);
    else if (g_str_equal (lines[i], "~"))
      ragged = TRUE;
    else if (g_str_has_prefix (lines[i], "# "))
      dz_document_builder_add_heading (builder, 1, lines[i] + 2);
    else if (!g_str_equal (lines[i], "="))
      dz_document_builder_add_paragraph (builder, lines[i]);
  }
  if (table)
    dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, &error);
  g_assert_no_error (error);
  return document;
}
