/* test-page-corpus.c - real reports in PDF against the same ones in another format
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-reader.h"

#include "dz-text.h"

static char *
find_corpus (void)
{
  const char *shared = g_getenv ("DUIZHAO_SHARED");

  return shared != NULL
             ? g_build_filename (shared, "corpus", NULL)
             : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "corpus", NULL);
}

/* The first file in the case's folder that ends in @ending; NULL when there is none. */
static DzDocument *
read_case (const char *name,
           const char *ending)
{
  g_autofree char *corpus = find_corpus ();
  g_autofree char *folder = g_build_filename (corpus, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = NULL;
    g_autoptr (GBytes) bytes = NULL;
    DzDocument *document;
    char *data;
    gsize length;

    if (!g_str_has_suffix (entry, ending))
      continue;
    path = g_build_filename (folder, entry, NULL);
    g_file_get_contents (path, &data, &length, &error);
    g_assert_no_error (error);
    bytes = g_bytes_new_take (data, length);
    document = dz_reader_read (bytes, entry, NULL, NULL, &error);
    g_assert_no_error (error);
    return document;
  }
  return NULL;
}

/* Of DzTable, borrowed. */
static GPtrArray *
list_tables (DzDocument *document)
{
  GPtrArray *tables = g_ptr_array_new ();

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++)
    if (dz_document_get_block (document, i)->table != NULL)
      g_ptr_array_add (tables, (gpointer) dz_document_get_block (document, i)->table);
  return tables;
}

static void
expect_same_table (const DzTable *a,
                   const DzTable *b)
{
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  g_assert_cmpuint (a->n_cols, ==, b->n_cols);
  g_assert_cmpuint (a->n_cells, ==, b->n_cells);
  for (guint i = 0; i < a->n_cells; i++) {
    g_autofree char *one = dz_text_fold_string (a->cells[i].text);
    g_autofree char *two = dz_text_fold_string (b->cells[i].text);

    g_assert_cmpuint (a->cells[i].row, ==, b->cells[i].row);
    g_assert_cmpuint (a->cells[i].col, ==, b->cells[i].col);
    g_assert_cmpuint (a->cells[i].row_span, ==, b->cells[i].row_span);
    g_assert_cmpuint (a->cells[i].col_span, ==, b->cells[i].col_span);
    g_assert_cmpstr (one, ==, two);
  }
}

/* The PDF was made from the Word file: all tables and all paragraphs are the same. */
static void
test_twin (gconstpointer data)
{
  g_autoptr (DzDocument) pdf = read_case (data, ".pdf");
  g_autoptr (DzDocument) docx = read_case (data, ".docx");
  g_autoptr (GPtrArray) one = NULL, two = NULL;

  if (pdf == NULL || docx == NULL) {
    g_test_skip ("the corpus is not here");
    return;
  }
  one = list_tables (pdf);
  two = list_tables (docx);
  g_assert_cmpuint (one->len, ==, two->len);
  for (guint i = 0; i < one->len; i++)
    expect_same_table (one->pdata[i], two->pdata[i]);
  g_assert_cmpuint (dz_document_get_n_blocks (pdf), ==, dz_document_get_n_blocks (docx));
  for (guint i = 0; i < dz_document_get_n_blocks (pdf); i++) {
    g_autofree char *a = dz_text_fold_string (dz_document_get_block (pdf, i)->text);
    g_autofree char *b = dz_text_fold_string (dz_document_get_block (docx, i)->text);

    g_assert_cmpstr (a, ==, b);
  }
}

/* From a word processor of another maker: three tables over three pages, one heading set downwards.
 */
static void
test_hongze (gconstpointer data)
{
  static const guint sizes[][2] = { { 14, 4 }, { 26, 10 }, { 4, 15 } };
  g_autoptr (DzDocument) pdf = read_case (data, ".pdf");
  g_autoptr (GPtrArray) tables = NULL;
  const DzCell *cell;

  if (pdf == NULL) {
    g_test_skip ("the corpus is not here");
    return;
  }
  tables = list_tables (pdf);
  g_assert_cmpuint (tables->len, ==, G_N_ELEMENTS (sizes));
  for (guint i = 0; i < tables->len; i++) {
    g_assert_cmpuint (((const DzTable *) tables->pdata[i])->n_rows, ==, sizes[i][0]);
    g_assert_cmpuint (((const DzTable *) tables->pdata[i])->n_cols, ==, sizes[i][1]);
  }
  cell = dz_table_get_cell (tables->pdata[1], 5, 0);
  g_assert_cmpstr (cell->text, ==, "三、本年度办理结果");
  g_assert_cmpuint (cell->row_span, ==, 20);
}

/* Two years beside each other: no line of text runs from one into the other. */
static void
test_side_by_side (void)
{
  g_autoptr (DzDocument) pdf = read_case ("suqian-compare-tool-pdf", ".pdf");

  if (pdf == NULL) {
    g_test_skip ("the corpus is not here");
    return;
  }
  for (guint i = 0; i < dz_document_get_n_blocks (pdf); i++) {
    const DzBlock *block = dz_document_get_block (pdf, i);

    g_assert_false (g_str_has_prefix (block->text, "2023年，")
                    && g_strrstr (block->text, "2024年，") != NULL);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/page-corpus/suqian-2023", "suqian-2023", test_twin);
  g_test_add_data_func ("/page-corpus/suqian-2024", "suqian-2024", test_twin);
  g_test_add_data_func ("/page-corpus/jiading", "jiading-sfj-2018-docx", test_twin);
  g_test_add_data_func ("/page-corpus/weishan", "weishan-sfj-2018-docx", test_twin);
  g_test_add_data_func ("/page-corpus/hongze-2023", "hongze-2023", test_hongze);
  g_test_add_data_func ("/page-corpus/hongze-2024", "hongze-2024", test_hongze);
  g_test_add_func ("/page-corpus/side-by-side", test_side_by_side);
  return g_test_run ();
}
