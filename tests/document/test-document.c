/* test-document.c - building documents, addresses, the way through GVariant
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-document-builder.h"

#include "dz-limits.h"

static DzDocument *
build (void)
{
  g_autoptr (DzDocumentBuilder) b = dz_document_builder_new ("test");
  DzBox box = { 72, 100, 200, 20 };
  DzDocument *document;
  GError *error = NULL;

  dz_document_builder_set_meta (b, "title", " 年报 ");
  dz_document_builder_add_heading (b, 1, "一、总体情况");
  dz_document_builder_set_page (b, 2);
  dz_document_builder_add_paragraph (b, "共收到申请３件。");
  dz_document_builder_add_paragraph (b, " 　 ");
  dz_document_builder_begin_table (b);
  dz_document_builder_begin_row (b);
  dz_document_builder_add_cell (b, "办理结果", 2, 1, DZ_CELL_NORMAL);
  dz_document_builder_add_cell (b, "予以公开", 1, 1, DZ_CELL_NORMAL);
  dz_document_builder_set_box (b, &box);
  dz_document_builder_add_cell (b, "3", 1, 1, DZ_CELL_NORMAL);
  dz_document_builder_begin_row (b);
  dz_document_builder_add_cell (b, "部分公开", 9, 1, DZ_CELL_NORMAL);
  dz_document_builder_end_table (b);
  document = dz_document_builder_end (b, &error);
  g_assert_no_error (error);
  return document;
}

static void
check (DzDocument *document)
{
  const DzTable *table;
  DzAddress address = { 2, 1, -1, -1, 5, 7 };
  g_autofree char *quote = dz_document_dup_quote (document, &address);
  guint page;
  DzBox box;

  g_assert_cmpuint (dz_document_get_n_blocks (document), ==, 3);
  g_assert_cmpstr (dz_document_get_meta (document, "title"), ==, "年报");
  g_assert_cmpstr (quote, ==, "３件");
  table = dz_document_get_block (document, 2)->table;
  g_assert_cmpuint (table->n_rows, ==, 2);
  g_assert_cmpuint (table->n_cols, ==, 3);
  g_assert_cmpuint (table->n_cells, ==, 4);
  g_assert_true (dz_table_get_cell (table, 1, 0) == dz_table_get_cell (table, 0, 0));
  g_assert_cmpstr (dz_table_get_cell (table, 1, 1)->text, ==, "部分公开");
  g_assert_cmpuint (dz_table_get_cell (table, 1, 1)->row_span, ==, 1);
  g_assert_null (dz_table_get_cell (table, 1, 2));
  g_assert_null (dz_table_get_cell (table, 2, 0));
  address = (DzAddress) { 2, 2, 0, 2, 0, 1 };
  g_assert_true (dz_document_get_box (document, &address, &page, &box));
  g_assert_cmpuint (page, ==, 2);
  g_assert_cmpfloat (box.x, ==, 72);
  address.end = 2;
  g_assert_null (dz_document_dup_quote (document, &address));
}

static void
test_build (void)
{
  g_autoptr (DzDocument) document = build ();

  check (document);
}

static void
test_variant (void)
{
  g_autoptr (DzDocument) document = build ();
  g_autoptr (GVariant) variant = dz_document_to_variant (document);
  g_autoptr (DzDocument) again = dz_document_new_from_variant (variant, NULL);
  g_autoptr (GVariant) second = NULL;

  g_assert_nonnull (again);
  check (again);
  second = dz_document_to_variant (again);
  g_assert_true (g_variant_equal (variant, second));
}

/* What a worker says is cut off or changed anywhere: an error or a document, never more. */
static void
test_variant_damaged (void)
{
  g_autoptr (DzDocument) document = build ();
  g_autoptr (GVariant) variant = dz_document_to_variant (document);
  g_autoptr (GVariant) stored = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;
  guint version;

  g_variant_get (variant, "(u@ay)", &version, &stored);
  size = g_variant_get_size (stored);
  bytes = g_memdup2 (g_variant_get_data (stored), size);
  for (gsize i = 0; i < size; i++) {
    const guint8 kept = bytes[i];
    g_autoptr (GVariant) cut = g_variant_ref_sink (
      g_variant_new ("(u@ay)", version, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, i, 1)));
    g_autoptr (GVariant) changed = NULL;
    g_autoptr (DzDocument) broken = dz_document_new_from_variant (cut, NULL);
    g_autoptr (DzDocument) other = NULL;

    g_assert_null (broken);
    bytes[i] ^= 0x81;
    changed = g_variant_ref_sink (
      g_variant_new ("(u@ay)", version, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, size, 1)));
    other = dz_document_new_from_variant (changed, NULL);
    bytes[i] = kept;
  }
}

static void
test_empty (void)
{
  g_autoptr (DzDocumentBuilder) b = dz_document_builder_new ("test");
  g_autoptr (GError) error = NULL;

  dz_document_builder_begin_table (b);
  dz_document_builder_end_table (b);
  g_assert_null (dz_document_builder_end (b, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_EMPTY);
}

/* A table of one wide row: the limit itself is allowed, one more is not. */
static void
build_wide (guint n_cols,
            gboolean fits)
{
  g_autoptr (DzDocumentBuilder) b = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  dz_document_builder_begin_table (b);
  dz_document_builder_begin_row (b);
  for (guint i = 0; i < n_cols; i++)
    dz_document_builder_add_cell (b, "1", 1, 1, DZ_CELL_NORMAL);
  dz_document_builder_end_table (b);
  document = dz_document_builder_end (b, &error);
  g_assert_cmpint (document != NULL, ==, fits);
  if (!fits)
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
end_and_check (DzDocumentBuilder *b,
               gboolean fits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_document_builder_end (b, &error);

  g_assert_cmpint (document != NULL, ==, fits);
  if (!fits)
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
build_page (guint page,
            gboolean fits)
{
  g_autoptr (DzDocumentBuilder) b = dz_document_builder_new ("test");

  dz_document_builder_set_page (b, page);
  dz_document_builder_add_paragraph (b, "1");
  end_and_check (b, fits);
}

static void
build_paragraphs (guint n,
                  gsize n_chars,
                  gboolean fits)
{
  g_autoptr (DzDocumentBuilder) b = dz_document_builder_new ("test");
  g_autofree char *text = g_strnfill (n_chars, 'a');

  for (guint i = 0; i < n; i++)
    dz_document_builder_add_paragraph (b, text);
  end_and_check (b, fits);
}

/* @n cells in rows of 1,000, in tables of at most @n_table. */
static void
build_cells (guint n,
             guint n_table,
             gboolean fits)
{
  g_autoptr (DzDocumentBuilder) b = dz_document_builder_new ("test");

  for (guint i = 0; i < n; i++) {
    if (i % n_table == 0 && i > 0)
      dz_document_builder_end_table (b);
    if (i % n_table == 0)
      dz_document_builder_begin_table (b);
    if (i % n_table % 1000 == 0)
      dz_document_builder_begin_row (b);
    dz_document_builder_add_cell (b, "1", 1, 1, DZ_CELL_NORMAL);
  }
  dz_document_builder_end_table (b);
  end_and_check (b, fits);
}

static void
test_limits (void)
{
  build_page (DZ_LIMIT_PAGES, TRUE);
  build_page (DZ_LIMIT_PAGES + 1, FALSE);
  build_paragraphs (DZ_LIMIT_BLOCKS, 1, TRUE);
  build_paragraphs (DZ_LIMIT_BLOCKS + 1, 1, FALSE);
  build_paragraphs (1, DZ_LIMIT_BLOCK_CHARS, TRUE);
  build_paragraphs (1, DZ_LIMIT_BLOCK_CHARS + 1, FALSE);
  build_cells (DZ_LIMIT_TABLE_CELLS, DZ_LIMIT_TABLE_CELLS, TRUE);
  build_cells (DZ_LIMIT_TABLE_CELLS + 1, DZ_LIMIT_TABLE_CELLS + 1, FALSE);
  build_cells (DZ_LIMIT_DOCUMENT_CELLS, 250000, TRUE);
  build_cells (DZ_LIMIT_DOCUMENT_CELLS + 1, 250000, FALSE);
  build_wide (DZ_LIMIT_TABLE_COLUMNS, TRUE);
  build_wide (DZ_LIMIT_TABLE_COLUMNS + 1, FALSE);
}

static void
test_address (void)
{
  static const char *const good[] = { "b0@0-0", "p2.b14.r3.c1@0-4", "b3.r0.c0@2-2" };
  static const char *const bad[] = { "", "b", "b1", "b1@3-2", "p1@0-1", "b1.r2@0-1", "b1@0-1x", "b-1@0-1", "b1.c1.r1@0-1" };
  DzAddress address;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *printed = NULL;

    g_assert_true (dz_address_parse (good[i], &address));
    printed = dz_address_to_string (&address);
    g_assert_cmpstr (printed, ==, good[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dz_address_parse (bad[i], &address));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/build", test_build);
  g_test_add_func ("/document/variant", test_variant);
  g_test_add_func ("/document/variant-damaged", test_variant_damaged);
  g_test_add_func ("/document/empty", test_empty);
  g_test_add_func ("/document/limits", test_limits);
  g_test_add_func ("/document/address", test_address);
  return g_test_run ();
}
