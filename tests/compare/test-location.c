/* test-location.c - the words for a place in a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-location.h"

#include "dz-document-builder.h"

static void
add_table (DzDocumentBuilder *builder)
{
  dz_document_builder_begin_table (builder);
  for (guint row = 0; row < 2; row++) {
    dz_document_builder_begin_row (builder);
    for (guint col = 0; col < 30; col++)
      dz_document_builder_add_cell (builder, "1", 1, 1, DZ_CELL_NORMAL);
  }
  dz_document_builder_end_table (builder);
}

static const struct {
  DzAddress address;
  guint first;
  const char *words;
} cases[] = {
  { { .block = 0, .row = -1, .col = -1 }, 0, "paragraph 1" },
  { { .block = 1, .row = -1, .col = -1 }, 0, "in a heading" },
  { { .block = 3, .row = -1, .col = -1 }, 0, "under “一、概述”, paragraph 2" },
  { { .block = 4, .row = 1, .col = 2 }, 0, "table 1, row 2, column 3" },
  { { .block = 5, .row = 0, .col = 0 }, 0, "table 2, row 1, column 1" },
  /* The second file of two begins behind the first table. */
  { { .block = 5, .row = 0, .col = 0 }, 5, "table 1, row 1, column 1" },
};

static void
test_text (void)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;

  dz_document_builder_add_paragraph (builder, "年度报告");
  dz_document_builder_add_heading (builder, 1, "一、概述");
  dz_document_builder_add_paragraph (builder, "第一段。");
  dz_document_builder_add_paragraph (builder, "第二段。");
  add_table (builder);
  add_table (builder);
  document = dz_document_builder_end (builder, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = dz_location_to_words (document, cases[i].first, &cases[i].address);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

/* A sheet is looked up by its letters, a page by its number. */
static void
test_pages (void)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_autoptr (DzDocument) document = NULL;
  DzAddress cell = { .block = 0, .row = 1, .col = 27 }, paged = { .page = 2, .block = 1, .row = 0, .col = 3 };
  g_autofree char *of_cell = NULL;
  g_autofree char *of_page = NULL;

  dz_document_builder_set_sheet (builder, "统计表");
  add_table (builder);
  dz_document_builder_set_sheet (builder, NULL);
  dz_document_builder_set_page (builder, 2);
  add_table (builder);
  document = dz_document_builder_end (builder, NULL);
  of_cell = dz_location_to_words (document, 0, &cell);
  g_assert_cmpstr (of_cell, ==, "统计表!AB2");
  of_page = dz_location_to_words (document, 0, &paged);
  g_assert_cmpstr (of_page, ==, "page 2, table 1, row 1, column 4");
}

/* Without the document: what the address tells. */
static void
test_address (void)
{
  DzAddress cell = { .page = 3, .block = 7, .row = 4, .col = 3 }, text = { .block = 7, .row = -1, .col = -1 };
  g_autofree char *of_cell = dz_location_to_words (NULL, 0, &cell);
  g_autofree char *of_text = dz_location_to_words (NULL, 0, &text);

  g_assert_cmpstr (of_cell, ==, "page 3, in a table, row 5, column 4");
  g_assert_cmpstr (of_text, ==, "in the text");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/location/text", test_text);
  g_test_add_func ("/location/pages", test_pages);
  g_test_add_func ("/location/address", test_address);
  return g_test_run ();
}
