/* dz-document-variant.c - documents on their way between processes and in the cache
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A version and one packed stream (dz-pack.h): thousands of cells are no work for GVariant. The
 * sender is not trusted: a worker may have been taken over by the file it read. Every number is
 * checked before it is used, and so is the room that repeated texts come to.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-document-private.h"

#include "dz-document-builder.h"
#include "dz-limits.h"
#include "dz-pack.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DOCUMENT_TYPE "(uay)"
#define VERSION 2

static const char *const meta_keys[] = { "title", "date", "source", "encoding", "author" };

typedef struct {
  DzUnpacker *unpacker;
  DzDocumentBuilder *builder;
  gsize n_bytes; /* of texts given to the builder */
} Unpacking;

static void
put_float (DzPacker *packer,
           float number)
{
  guint32 bits;

  memcpy (&bits, &number, sizeof bits);
  dz_packer_put_uint (packer, bits);
}

/* Most formats know no place on a page: one number then. */
static void
put_box (DzPacker *packer,
         const DzBox *box)
{
  gboolean known = box->x != 0 || box->y != 0 || box->width != 0 || box->height != 0;

  dz_packer_put_uint (packer, known ? 1 : 0);
  if (!known)
    return;
  put_float (packer, box->x);
  put_float (packer, box->y);
  put_float (packer, box->width);
  put_float (packer, box->height);
}

static void
put_table (DzPacker *packer,
           const DzTable *table)
{
  dz_packer_put_uint (packer, table->sheet_row);
  dz_packer_put_uint (packer, table->sheet_col);
  dz_packer_put_uint (packer, table->ragged ? 1 : 0);
  dz_packer_put_uint (packer, table->n_cells);
  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *c = &table->cells[i];

    dz_packer_put_uint (packer, c->row);
    dz_packer_put_uint (packer, c->col);
    dz_packer_put_uint (packer, c->row_span);
    dz_packer_put_uint (packer, c->col_span);
    dz_packer_put_text (packer, c->text);
    dz_packer_put_uint (packer, c->page);
    put_box (packer, &c->box);
    dz_packer_put_uint (packer, c->flags);
  }
}

static void
put_block (DzPacker *packer,
           const DzBlock *block)
{
  dz_packer_put_uint (packer, block->kind);
  dz_packer_put_uint (packer, block->page);
  put_box (packer, &block->box);
  dz_packer_put_text (packer, block->sheet);
  if (block->table != NULL) {
    put_table (packer, block->table);
    return;
  }
  dz_packer_put_uint (packer, block->level);
  dz_packer_put_text (packer, block->text);
}

GVariant *
dz_document_to_variant (DzDocument *self)
{
  g_autoptr (DzPacker) packer = dz_packer_new ();
  g_autoptr (GBytes) packed = NULL;
  GPtrArray *remarks = dz_document_get_remarks (self);
  guint n_blocks = dz_document_get_n_blocks (self);

  dz_packer_put_text (packer, dz_document_get_format (self));
  for (guint i = 0; i < G_N_ELEMENTS (meta_keys); i++)
    dz_packer_put_text (packer, dz_document_get_meta (self, meta_keys[i]));
  dz_packer_put_uint (packer, remarks->len);
  for (guint i = 0; i < remarks->len; i++) {
    const DzRemark *r = g_ptr_array_index (remarks, i);

    dz_packer_put_text (packer, r->code);
    dz_packer_put_text (packer, r->place);
    dz_packer_put_text (packer, r->message);
  }
  dz_packer_put_uint (packer, n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    put_block (packer, dz_document_get_block (self, i));
  packed = dz_packer_end (packer);
  return g_variant_ref_sink (g_variant_new ("(u@ay)", VERSION,
                                            g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, packed, TRUE)));
}

static float
get_float (Unpacking *self)
{
  guint32 bits = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT32);
  float number;

  memcpy (&number, &bits, sizeof number);
  return isfinite (number) ? number : 0;
}

static DzBox
get_box (Unpacking *self)
{
  DzBox box = { 0 };

  if (dz_unpacker_get_uint_to (self->unpacker, 1) == 0)
    return box;
  box.x = get_float (self);
  box.y = get_float (self);
  box.width = get_float (self);
  box.height = get_float (self);
  return box;
}

/* A few bytes may name a long text a million times. */
static const char *
get_text (Unpacking *self)
{
  const char *text = dz_unpacker_get_text (self->unpacker);

  self->n_bytes += strlen (text) + 1;
  return text;
}

static gboolean
is_sound (Unpacking *self)
{
  return dz_unpacker_is_sound (self->unpacker) && self->n_bytes <= DZ_LIMIT_EXPANDED_BYTES;
}

static void
get_table (Unpacking *self)
{
  guint sheet_row = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
  guint sheet_col = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
  gboolean ragged = dz_unpacker_get_uint_to (self->unpacker, 1) == 1;
  guint n_cells = dz_unpacker_get_count (self->unpacker);

  dz_document_builder_begin_table (self->builder);
  dz_document_builder_set_table_place (self->builder, sheet_row, sheet_col);
  if (ragged)
    dz_document_builder_set_table_ragged (self->builder);
  for (guint i = 0; i < n_cells && is_sound (self); i++) {
    guint row = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
    guint col = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
    guint row_span = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
    guint col_span = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
    const char *text = get_text (self);
    guint page = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT);
    DzBox box = get_box (self);
    guint flags = dz_unpacker_get_uint_to (self->unpacker, G_MAXINT);

    dz_document_builder_set_page (self->builder, page);
    dz_document_builder_set_box (self->builder, &box);
    dz_document_builder_add_cell_at (self->builder, row, col, text, row_span, col_span, (DzCellFlags) flags);
  }
  dz_document_builder_end_table (self->builder);
}

static void
get_block (Unpacking *self)
{
  guint kind = dz_unpacker_get_uint_to (self->unpacker, DZ_BLOCK_TABLE);
  guint page = dz_unpacker_get_uint_to (self->unpacker, G_MAXUINT), level;
  DzBox box = get_box (self);

  dz_document_builder_set_page (self->builder, page);
  dz_document_builder_set_box (self->builder, &box);
  dz_document_builder_set_sheet (self->builder, dz_unpacker_get_text_or_null (self->unpacker));
  if (kind == DZ_BLOCK_TABLE) {
    get_table (self);
    return;
  }
  level = dz_unpacker_get_uint_to (self->unpacker, G_MAXINT);
  if (kind == DZ_BLOCK_HEADING)
    dz_document_builder_add_heading (self->builder, level, get_text (self));
  else
    dz_document_builder_add_paragraph (self->builder, get_text (self));
}

static void
get_remarks (Unpacking *self)
{
  guint n = dz_unpacker_get_count (self->unpacker);

  for (guint i = 0; i < n && is_sound (self); i++) {
    const char *code = get_text (self);
    const char *place = dz_unpacker_get_text_or_null (self->unpacker);

    dz_document_builder_add_remark (self->builder, code, place, get_text (self));
  }
}

static DzDocument *
set_damaged (GError **error)
{
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, _ ("the stored copy is damaged"));
  return NULL;
}

static DzDocument *
unpack (DzUnpacker *unpacker,
        GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new (dz_unpacker_get_text (unpacker));
  Unpacking self = { unpacker, builder, 0 };
  guint n_blocks;

  for (guint i = 0; i < G_N_ELEMENTS (meta_keys); i++) {
    const char *value = dz_unpacker_get_text_or_null (unpacker);

    if (value != NULL)
      dz_document_builder_set_meta (builder, meta_keys[i], value);
  }
  get_remarks (&self);
  n_blocks = dz_unpacker_get_count (unpacker);
  for (guint i = 0; i < n_blocks && is_sound (&self); i++)
    get_block (&self);
  if (!is_sound (&self) || !dz_unpacker_is_done (unpacker))
    return set_damaged (error);
  return dz_document_builder_end (builder, error);
}

DzDocument *
dz_document_new_from_variant (GVariant *variant,
                              GError **error)
{
  g_autoptr (GVariant) stored = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (DzUnpacker) unpacker = NULL;
  guint version;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (DOCUMENT_TYPE)) || !g_variant_is_normal_form (variant))
    return set_damaged (error);
  g_variant_get (variant, "(u@ay)", &version, &stored);
  if (version != VERSION) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("the stored copy is from another version"));
    return NULL;
  }
  packed = g_variant_get_data_as_bytes (stored);
  unpacker = dz_unpacker_new (packed);
  return unpack (unpacker, error);
}
