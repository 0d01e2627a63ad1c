/* dz-document-variant.c - documents on their way between processes and in the cache
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sender is not trusted: a worker may have been taken over by the file it read.
 * Every index is checked before it is used.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-document-private.h"

#include "dz-document-builder.h"
#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CELL_TYPE "(uuuusu(dddd)u)"
#define BLOCK_TYPE "(uusu(dddd)smv)"
#define TABLE_TYPE "(uuuuba" CELL_TYPE ")"
#define DOCUMENT_TYPE "(usa{ss}a(sss)a" BLOCK_TYPE ")"
#define VERSION 1

static GVariant *
table_to_variant (const DzTable *table)
{
  GVariantBuilder cells;

  g_variant_builder_init (&cells, G_VARIANT_TYPE ("a" CELL_TYPE));
  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *c = &table->cells[i];

    g_variant_builder_add (&cells, CELL_TYPE, c->row, c->col, c->row_span, c->col_span, c->text, c->page,
                           (double) c->box.x, (double) c->box.y, (double) c->box.width, (double) c->box.height,
                           (guint) c->flags);
  }
  return g_variant_new (TABLE_TYPE, table->n_rows, table->n_cols, table->sheet_row, table->sheet_col,
                        table->ragged, &cells);
}

GVariant *
dz_document_to_variant (DzDocument *self)
{
  static const char *const keys[] = { "title", "date", "source", "encoding", "author", NULL };
  GVariantBuilder meta, remarks, blocks;
  GPtrArray *list = dz_document_get_remarks (self);

  g_variant_builder_init (&meta, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; keys[i] != NULL; i++)
    if (dz_document_get_meta (self, keys[i]) != NULL)
      g_variant_builder_add (&meta, "{ss}", keys[i], dz_document_get_meta (self, keys[i]));
  g_variant_builder_init (&remarks, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < list->len; i++) {
    const DzRemark *r = g_ptr_array_index (list, i);

    g_variant_builder_add (&remarks, "(sss)", r->code, r->place != NULL ? r->place : "", r->message);
  }
  g_variant_builder_init (&blocks, G_VARIANT_TYPE ("a" BLOCK_TYPE));
  for (guint i = 0; i < dz_document_get_n_blocks (self); i++) {
    const DzBlock *b = dz_document_get_block (self, i);

    g_variant_builder_add (&blocks, BLOCK_TYPE, (guint) b->kind, b->level, b->text, b->page,
                           (double) b->box.x, (double) b->box.y, (double) b->box.width, (double) b->box.height,
                           b->sheet != NULL ? b->sheet : "",
                           b->table != NULL ? table_to_variant (b->table) : NULL);
  }
  return g_variant_ref_sink (g_variant_new (DOCUMENT_TYPE, VERSION, dz_document_get_format (self),
                                            &meta, &remarks, &blocks));
}

static void
build_table (DzDocumentBuilder *builder,
             GVariant *variant)
{
  guint n_rows, n_cols, sheet_row, sheet_col;
  gboolean ragged;
  g_autoptr (GVariantIter) cells = NULL;
  guint row, col, row_span, col_span, page, flags;
  double x, y, width, height;
  const char *text;

  g_variant_get (variant, TABLE_TYPE, &n_rows, &n_cols, &sheet_row, &sheet_col, &ragged, &cells);
  dz_document_builder_begin_table (builder);
  dz_document_builder_set_table_place (builder, sheet_row, sheet_col);
  if (ragged)
    dz_document_builder_set_table_ragged (builder);
  while (g_variant_iter_next (cells, "(uuuu&su(dddd)u)", &row, &col, &row_span, &col_span, &text, &page,
                              &x, &y, &width, &height, &flags)) {
    DzBox box = { (float) x, (float) y, (float) width, (float) height };

    dz_document_builder_set_page (builder, page);
    dz_document_builder_set_box (builder, &box);
    dz_document_builder_add_cell_at (builder, row, col, text, row_span, col_span, (DzCellFlags) flags);
  }
  dz_document_builder_end_table (builder);
}

static void
build_block (DzDocumentBuilder *builder,
             guint kind,
             guint level,
             const char *text,
             GVariant *table)
{
  if (table != NULL && g_variant_is_of_type (table, G_VARIANT_TYPE (TABLE_TYPE)))
    build_table (builder, table);
  else if (kind == DZ_BLOCK_HEADING)
    dz_document_builder_add_heading (builder, level, text);
  else
    dz_document_builder_add_paragraph (builder, text);
}

DzDocument *
dz_document_new_from_variant (GVariant *variant,
                              GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = NULL;
  g_autoptr (GVariantIter) meta = NULL, remarks = NULL, blocks = NULL;
  guint version, kind, level, page;
  const char *format, *key, *value, *code, *place, *message, *text, *sheet;
  double x, y, width, height;
  GVariant *table;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (DOCUMENT_TYPE)) || !g_variant_is_normal_form (variant)) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("the stored copy is damaged"));
    return NULL;
  }
  g_variant_get (variant, "(u&sa{ss}a(sss)a" BLOCK_TYPE ")", &version, &format, &meta, &remarks, &blocks);
  if (version != VERSION) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("the stored copy is from another version"));
    return NULL;
  }
  builder = dz_document_builder_new (format);
  while (g_variant_iter_next (meta, "{&s&s}", &key, &value))
    dz_document_builder_set_meta (builder, key, value);
  while (g_variant_iter_next (remarks, "(&s&s&s)", &code, &place, &message))
    dz_document_builder_add_remark (builder, code, place[0] != '\0' ? place : NULL, message);
  while (g_variant_iter_next (blocks, "(uu&su(dddd)&smv)", &kind, &level, &text, &page, &x, &y, &width, &height,
                              &sheet, &table)) {
    DzBox box = { (float) x, (float) y, (float) width, (float) height };

    dz_document_builder_set_page (builder, page);
    dz_document_builder_set_box (builder, &box);
    dz_document_builder_set_sheet (builder, sheet[0] != '\0' ? sheet : NULL);
    build_block (builder, kind, level, text, table);
    g_clear_pointer (&table, g_variant_unref);
  }
  return dz_document_builder_end (builder, error);
}
