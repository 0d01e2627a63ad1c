/* test-office-corpus.c - one report in several formats gives the same document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Over the reports in DUIZHAO_SHARED; skipped where they are not at hand.
 */
#include "document-text.h"

#include "dz-reader.h"

#include <string.h>

typedef enum {
  ALL,
  TABLES, /* cells with their places and spans */
  TEXTS,  /* of the cells: the grids differ in what no one sees */
} Extent;

static const struct {
  const char *one, *other;
  Extent extent;
} twins[] = {
  { "suqian-2023/宿迁市2023年年报-97.doc", "suqian-2023/宿迁市2023年年报.docx", ALL },
  { "yuyao-sfj-2017-doc/余姚市司法局2017年度报告.doc", "yuyao-sfj-2017-doc/余姚市司法局2017年度报告.docx", ALL },
  { "suqian-2024/宿迁市2024年三张表.xlsx", "suqian-2024/宿迁市2024年年报.docx", TABLES },
  { "suqian-2024/宿迁市2024年年报.html", "suqian-2024/宿迁市2024年年报.docx", TEXTS },
};

static GBytes *
load (const char *name)
{
  const char *shared = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *path = NULL;
  char *data;
  gsize length;

  path = shared != NULL ? g_build_filename (shared, "corpus", name, NULL)
                        : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "corpus", name, NULL);
  if (!g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  return g_bytes_new_take (data, length);
}

static DzDocument *
read_file (const char *name)
{
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (GError) error = NULL;
  DzDocument *document;

  if (bytes == NULL)
    return NULL;
  document = dz_reader_read (bytes, name, NULL, NULL, &error);
  g_assert_no_error (error);
  return document;
}

/* The tables alone, without their places in sheets. */
static char *
get_tables (DzDocument *document,
            Extent extent)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzTable *table = dz_document_get_block (document, i)->table;

    for (guint k = 0; table != NULL && k < table->n_cells; k++) {
      const DzCell *cell = &table->cells[k];

      if (extent == TABLES)
        g_string_append_printf (out, "%u,%u %ux%u ", cell->row, cell->col, cell->row_span, cell->col_span);
      g_string_append_printf (out, "%s\n", cell->text);
    }
  }
  return g_string_free (out, FALSE);
}

static void
test_twins (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (twins); i++) {
    g_autoptr (DzDocument) one = read_file (twins[i].one);
    g_autoptr (DzDocument) other = read_file (twins[i].other);
    g_autofree char *text = NULL, *other_text = NULL;

    if (one == NULL || other == NULL) {
      g_test_skip ("the reports are not at hand");
      return;
    }
    g_test_message ("%s", twins[i].one);
    text = twins[i].extent == ALL ? document_to_text (one) : get_tables (one, twins[i].extent);
    other_text = twins[i].extent == ALL ? document_to_text (other) : get_tables (other, twins[i].extent);
    g_assert_cmpstr (text, ==, other_text);
  }
}

/* Cut off in sixteen places, with and without the last sector whole, and with bytes changed: an error, or a
 * document, and nothing worse. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = load (twins[1].one);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize length;

  if (whole == NULL) {
    g_test_skip ("the reports are not at hand");
    return;
  }
  length = g_bytes_get_size (whole);
  for (guint i = 0; i < 32; i++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length * (i / 2) / 16 + i % 2 * 100);
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = dz_reader_read (part, "a.doc", NULL, NULL, &error);

    g_assert_true ((document != NULL) != (error != NULL));
  }
  for (guint i = 0; i < 200; i++) {
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (whole, NULL), length);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (DzDocument) document = NULL;
    g_autoptr (GError) error = NULL;

    for (guint k = 0; k < 40; k++)
      copy[g_rand_int_range (rand, 512, (gint32) length)] = (char) g_rand_int (rand);
    changed = g_bytes_new_static (copy, length);
    document = dz_reader_read (changed, "a.doc", NULL, NULL, &error);
    g_assert_true ((document != NULL) != (error != NULL));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office-corpus/twins", test_twins);
  g_test_add_func ("/office-corpus/damaged", test_damaged);
  return g_test_run ();
}
