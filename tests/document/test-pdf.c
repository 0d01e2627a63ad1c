/* test-pdf.c - PDF files, made here with cairo
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-reader.h"

#include <cairo-pdf.h>
#include <string.h>

/* Asked by the leak checker: writing a PDF, cairo loses some bytes of each font it packs. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libcairo.so\nleak:libfontconfig.so\n";
}

static cairo_status_t
append_cb (void *closure,
           const unsigned char *data,
           unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
show (cairo_t *cr,
      double x,
      double y,
      const char *text)
{
  cairo_move_to (cr, x, y);
  cairo_show_text (cr, text);
}

static void
draw_table (cairo_t *cr)
{
  static const char *const texts[] = { "指标名称", "数量", "收到申请", "21", "上年结转", "3" };

  cairo_set_line_width (cr, 0.5);
  for (guint i = 0; i < 4; i++) {
    cairo_move_to (cr, 60, 200 + 20 * i);
    cairo_line_to (cr, 360, 200 + 20 * i);
  }
  cairo_stroke (cr);
  for (guint i = 0; i < 3; i++)
    cairo_rectangle (cr, 60 + 150 * i, 200, 0.5, 60);
  cairo_fill (cr);
  for (guint i = 0; i < 6; i++)
    show (cr, 66 + 150 * (i % 2), 214 + 20 * (i / 2), texts[i]);
}

/* A page of text with a table; then, when @picture, a page that is a picture only. */
static GBytes *
make_pdf (gboolean text,
          gboolean picture)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "Noto Sans CJK SC", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 12);
  if (text) {
    show (cr, 180, 100, "青石县水务局2022年度报告");
    show (cr, 84, 150, "一、总体情况");
    draw_table (cr);
    show (cr, 280, 810, "- 1 -");
    cairo_show_page (cr);
  }
  if (picture) {
    cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 700);

    cairo_set_source_surface (cr, image, 40, 60);
    cairo_paint (cr);
    cairo_surface_destroy (image);
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
test_text_and_table (void)
{
  g_autoptr (GBytes) bytes = make_pdf (TRUE, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.txt", NULL, NULL, &error);
  const DzTable *table;
  DzAddress address = { 1, 2, 1, 1, 0, 2 };
  g_autofree char *quote = NULL;
  guint page;
  DzBox box;

  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, "pdf");
  g_assert_cmpuint (dz_document_get_n_blocks (document), ==, 3);
  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "青石县水务局2022年度报告");
  g_assert_cmpint (dz_document_get_block (document, 1)->kind, ==, DZ_BLOCK_HEADING);
  table = dz_document_get_block (document, 2)->table;
  g_assert_nonnull (table);
  g_assert_cmpuint (table->n_rows, ==, 3);
  g_assert_cmpuint (table->n_cols, ==, 2);
  g_assert_cmpstr (dz_table_get_cell (table, 2, 0)->text, ==, "上年结转");
  quote = dz_document_dup_quote (document, &address);
  g_assert_cmpstr (quote, ==, "21");
  g_assert_true (dz_document_get_box (document, &address, &page, &box));
  g_assert_cmpuint (page, ==, 1);
  g_assert_cmpfloat_with_epsilon (box.x, 210, 1);
  g_assert_cmpfloat_with_epsilon (box.y, 220, 1);
  g_assert_cmpfloat_with_epsilon (box.width, 150, 1);
  g_assert_cmpfloat_with_epsilon (box.height, 20, 1);
}

static void
test_page_without_text (void)
{
  g_autoptr (GBytes) bytes = make_pdf (TRUE, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.pdf", NULL, NULL, &error);
  GPtrArray *remarks;

  g_assert_no_error (error);
  remarks = dz_document_get_remarks (document);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpstr (((DzRemark *) remarks->pdata[0])->code, ==, "no-text-layer");
  g_assert_cmpstr (((DzRemark *) remarks->pdata[0])->place, ==, "p2");
}

static void
expect_error (GBytes *bytes,
              int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.pdf", NULL, NULL, &error);

  g_assert_null (document);
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
}

static void
test_pictures_only (void)
{
  g_autoptr (GBytes) bytes = make_pdf (FALSE, TRUE);

  expect_error (bytes, DZ_DOCUMENT_ERROR_NO_TEXT);
}

/* Every cut gives an error or a document, never anything else. */
static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = make_pdf (TRUE, TRUE);
  gsize size = g_bytes_get_size (bytes);

  for (gsize length = 8; length < size; length += size / 61 + 1) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = dz_reader_read (part, "x.pdf", NULL, NULL, &error);

    g_assert_true ((document == NULL) == (error != NULL));
    if (error != NULL)
      g_assert_cmpuint (error->domain, ==, DZ_DOCUMENT_ERROR);
  }
}

static void
test_damaged (void)
{
  static const char text[] = "%PDF-1.7\nnothing that follows makes sense\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  expect_error (bytes, DZ_DOCUMENT_ERROR_DAMAGED);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_pdf (TRUE, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const DzReader *reader = dz_reader_find (bytes, NULL);

  g_assert_nonnull (reader);
  g_cancellable_cancel (cancellable);
  g_assert_null (reader->read (bytes, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/text-and-table", test_text_and_table);
  g_test_add_func ("/pdf/page-without-text", test_page_without_text);
  g_test_add_func ("/pdf/pictures-only", test_pictures_only);
  g_test_add_func ("/pdf/truncated", test_truncated);
  g_test_add_func ("/pdf/damaged", test_damaged);
  g_test_add_func ("/pdf/cancelled", test_cancelled);
  return g_test_run ();
}
