/* dz-text-tables.h - where tables stand in plain text, and their rows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "dz-document-builder.h"
#include "dz-text-rows.h"

G_BEGIN_DECLS

typedef struct {
  DzDocumentBuilder *builder;
  GCancellable *cancellable;
  const DzLine *lines;
  guint n_lines;
  guint tried; /* up to here no table begins: no line is looked at twice */
} DzTextReading;

gboolean dz_text_tables_is_table_kind (DzLineKind kind);
guint dz_text_tables_skip_blank (const DzTextReading *self,
                                 guint at);
guint dz_text_tables_find_table_end (const DzTextReading *self,
                                     guint at);
gboolean dz_text_tables_is_first_caption (const DzTextReading *self,
                                          guint at);
gboolean dz_text_tables_is_cell_table (const DzLine *lines,
                                       guint n_lines);
GPtrArray *dz_text_tables_make_rows (const DzLine *lines,
                                     guint n_lines);
guint dz_text_tables_find_spaced_table (DzTextReading *self,
                                        guint at,
                                        GPtrArray **rows);
GPtrArray *dz_text_tables_collect_cells (const DzLine *lines,
                                         guint n_lines);
guint dz_text_tables_find_barred_table (DzTextReading *self,
                                        guint at,
                                        GPtrArray **rows);
guint dz_text_tables_find_bare_table (DzTextReading *self,
                                      guint at,
                                      GPtrArray **rows);

G_END_DECLS
