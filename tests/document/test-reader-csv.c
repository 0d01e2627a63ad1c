/* test-reader-csv.c - tables as text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reader-testing.h"

#include "dz-limits.h"

static void
test_shapes (void)
{
  static const struct {
    const char *name, *text, *expected;
  } cases[] = {
    { "a.csv", "指标,单位,数\n公开数,条,5\n", "T [指标][单位][数]/[公开数][条][5]" },
    { "a.csv", "指标,单位,数\r\n公开数,条,\r\n\r\n申请数,件,3", "T [指标][单位][数]/[公开数][条][]/[申请数][件][3]" },
    { "a.csv", "\"一、公开，情况\",\"他说\"\"好\"\"\"\n\"两\n行\",\"1,036\"\n", "T [一、公开，情况][他说\"好\"]/[两\n行][1,036]" },
    { "a.csv", "甲;1,5;2\n乙;2,5;3\n丙;3,5;4\n", "T [甲][1,5][2]/[乙][2,5][3]/[丙][3,5][4]" },
    { "a.tsv", "甲\t1\n乙\t2\n", "T [甲][1]/[乙][2]" },
    { "a.csv", "sep=;\n甲;1,2\n", "T [甲][1,2]" },
    { "a.csv", "只有一列\n第二行\n", "T [只有一列]/[第二行]" },
    { "a.csv", ",,\n,1,\n", "T [][][]/[][1][]" },
    { "a.csv", "甲,\"没有结束\n乙,2\n", "T [甲][\"没有结束]/[乙][2]" },
    { "a.csv", "　　（一）公开数,5\n", "T [　　（一）公开数][5]" },
    { "a.txt", "指标,单位,数\n公开数,条,5\n申请数,件,3\n", "T [指标][单位][数]/[公开数][条][5]/[申请数][件][3]" },
    { "a.txt", "2018年,我局公开,好\n今年,我局,很好。\n去年,我局,也好。\n", "P 2018年,我局公开,好\nP 今年,我局,很好。\nP 去年,我局,也好。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    expect_outline (cases[i].text, cases[i].name, cases[i].expected);
}

static void
test_encoding (void)
{
  static const char text[] = "指标,单位,数\n公开政府信息数,条,5\n";
  static const char *const charsets[] = { "UTF-8", "GB18030", "UTF-16" };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++) {
    gsize size;
    g_autofree char *data = g_convert (text, -1, charsets[i], "UTF-8", NULL, &size, NULL);
    g_autoptr (DzDocument) document = read_bytes (data, size, "a.csv");
    g_autofree char *outline = outline_document (document);

    g_assert_cmpstr (outline, ==, "T [指标][单位][数]/[公开政府信息数][条][5]");
    g_assert_cmpstr (dz_document_get_format (document), ==, "csv");
  }
}

static void
test_remark (void)
{
  static const char text[] = "甲,\"没有结束\n";
  g_autoptr (DzDocument) document = read_bytes (text, strlen (text), "a.csv");
  DzRemark *remark = g_ptr_array_index (dz_document_get_remarks (document), 0);

  g_assert_cmpstr (remark->code, ==, "open-quote");
}

/* A law: what is written as CSV is read back as it was, whatever stands in the cells. */
static void
test_write_and_read (void)
{
  static const char *const pieces[] = { "甲", "\"", ",", ";", "\t", "\n", "\r\n", "1", "　", "\"\"", "a b" };
  GRand *rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 500; round++) {
    g_autoptr (GString) csv = g_string_new ("head1,head2,head3\n");
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (DzDocument) document = NULL;
    const DzTable *table;

    for (guint c = 0; c < 6; c++) {
      g_autoptr (GString) cell = g_string_new ("x");
      g_auto (GStrv) parts = NULL;
      g_autofree char *doubled = NULL;

      for (gint32 n = g_rand_int_range (rand, 0, 5); n > 0; n--)
        g_string_append (cell, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      parts = g_strsplit (cell->str, "\"", -1);
      doubled = g_strjoinv ("\"\"", parts);
      g_string_append_printf (csv, "\"%s\"%s", doubled, c % 3 == 2 ? "\n" : ",");
      g_ptr_array_add (cells, g_strdup (cell->str));
    }
    document = read_bytes (csv->str, csv->len, "a.csv");
    table = dz_document_get_block (document, 0)->table;
    g_assert_cmpuint (table->n_cells, ==, 9);
    for (guint c = 0; c < 6; c++)
      g_assert_cmpstr (table->cells[3 + c].text, ==, g_ptr_array_index (cells, c));
  }
  g_rand_free (rand);
}

/* As many columns as a table may have, and one more. */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i < DZ_LIMIT_TABLE_COLUMNS; i++)
    g_string_append (text, "1,");
  g_string_append (text, "1\n");
  g_object_unref (read_bytes (text->str, text->len, "a.csv"));
  g_string_prepend (text, "1,");
  expect_failure (text->str, text->len, "a.csv", DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_large (void)
{
  static const char *const units[] = { "\"", ",", "\n", "a,", "\"a\n", "1,2\n", "甲" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) text = g_string_new ("头,头\n");
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = NULL;

    while (text->len < 2 * 1024 * 1024)
      g_string_append (text, units[i]);
    bytes = g_bytes_new (text->str, text->len);
    document = dz_reader_read (bytes, "a.csv", NULL, NULL, &error);
    g_assert_true ((document != NULL) != (error != NULL));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-csv/shapes", test_shapes);
  g_test_add_func ("/reader-csv/encoding", test_encoding);
  g_test_add_func ("/reader-csv/remark", test_remark);
  g_test_add_func ("/reader-csv/write-and-read", test_write_and_read);
  g_test_add_func ("/reader-csv/limit", test_limit);
  g_test_add_func ("/reader-csv/large", test_large);
  return g_test_run ();
}
