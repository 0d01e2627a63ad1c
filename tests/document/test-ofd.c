/* test-ofd.c - OFD files, written here
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-reader.h"

#include "sample-zip.h"

#include <string.h>

/* How writers differ. */
typedef struct {
  const char *name;
  const char *prefix;  /* of elements */
  const char *space;   /* the declaration of the namespace */
  const char *root;    /* how OFD.xml names the document */
  const char *page;    /* … and the document its page */
} Dialect;

static const Dialect dialects[] = {
  { "usual", "ofd:", " xmlns:ofd=\"http://www.ofdspec.org/2016\"", "Doc_0/Document.xml",
    "Pages/Page_0/Content.xml" },
  { "default-space", "", " xmlns=\"http://www.ofdspec.org/2016\"", "/Doc_0/Document.xml",
    "/Doc_0/Pages/Page_0/Content.xml" },
  { "no-space", "", "", "./Doc_0/Document.xml", "../Doc_0/Pages/Page_0/Content.xml" },
  { "old-space", "o:", " xmlns:o=\"http://www.ofdspec.org\"", "Doc_0/Document.xml",
    "Pages/Page_0/Content.xml" },
};

/* Text with @ for the dialect's prefix, and its declaration in the first element. */
static char *
speak (const Dialect *dialect,
       const char *text)
{
  g_autofree char *open = g_strconcat ("<", dialect->prefix, NULL);
  g_autofree char *close = g_strconcat ("</", dialect->prefix, NULL);
  g_autoptr (GString) out = g_string_new (text);
  g_autoptr (GString) head = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  const char *end;

  g_string_replace (out, "</@", close, 0);
  g_string_replace (out, "<@", open, 0);
  end = out->str + strcspn (out->str, " >");
  g_string_append_len (head, out->str, end - out->str);
  g_string_append (head, dialect->space);
  g_string_append (head, end);
  return g_string_free (g_steal_pointer (&head), FALSE);
}

static void
add (SampleZip *zip,
     const Dialect *dialect,
     const char *name,
     const char *text)
{
  g_autofree char *spoken = speak (dialect, text);

  sample_zip_add (zip, name, spoken);
}

static const char template_text[]
    = "<@Page><@Content><@Layer ID=\"9\">"
      "<@TextObject ID=\"10\" Boundary=\"80 8 60 6\" Size=\"4\"><@TextCode X=\"0\" Y=\"4\" "
      "DeltaX=\"g 4 4\">柳河县文件</@TextCode></@TextObject>"
      "</@Layer></@Content></@Page>";

static const char page_text[]
    = "<@Page><@Area><@PhysicalBox>0 0 210 297</@PhysicalBox></@Area>"
      "<@Template TemplateID=\"2\" ZOrder=\"Background\"/>"
      "<@Content><@Layer ID=\"20\" Type=\"Body\">"
      "<@TextObject ID=\"21\" Boundary=\"60 30 100 8\" Font=\"3\" Size=\"6\">"
      "<@FillColor Value=\"0 0 0\"/>"
      "<@TextCode X=\"0\" Y=\"6\" DeltaX=\"g 5 6 g 3 3 3 g 3 "
      "6\">柳河县水务局2021年度报告</@TextCode></@TextObject>"
      "<@TextObject ID=\"22\" Boundary=\"30 50 80 6\" Size=\"4\" CTM=\"1 0 0 1 8 0\">"
      "<@TextCode X=\"0\" Y=\"4\" DeltaX=\"4 4 4 4 4\">一、总体情况</@TextCode></@TextObject>"
      /* Three rules across as one path, one of them white; three thin filled boxes down. */
      "<@PathObject ID=\"30\" Boundary=\"30 70 120 20\" LineWidth=\"0.2\"><@StrokeColor Value=\"0 "
      "0 0\"/>"
      "<@AbbreviatedData>M 0 0 L 120 0 M 0 10 L 120 10 S 0 20 L 120 "
      "20</@AbbreviatedData></@PathObject>"
      "<@PathObject ID=\"31\" Boundary=\"30 75 120 1\"><@StrokeColor Value=\"255 255 255\"/>"
      "<@AbbreviatedData>M 0 0 L 120 0</@AbbreviatedData></@PathObject>"
      "<@PathObject ID=\"32\" Boundary=\"30 70 121 20\" Fill=\"true\" Stroke=\"false\"><@FillColor "
      "Value=\"0 0 0\"/>"
      "<@Clips><@Clip><@Area><@Path Boundary=\"0 0 1 1\"><@AbbreviatedData>M 0 0 L 500 "
      "0</@AbbreviatedData></@Path></@Area></@Clip></@Clips>"
      "<@AbbreviatedData>M 0 0 L 0.2 0 L 0.2 20 L 0 20 C M 60 0 L 60.2 0 L 60.2 20 L 60 20 C M 120 "
      "0 L 120.2 0 L 120.2 20 L 120 20 C</@AbbreviatedData></@PathObject>"
      "<@PageBlock ID=\"40\">"
      "<@TextObject ID=\"41\" Boundary=\"32 72 50 6\" Size=\"4\"><@TextCode X=\"0\" Y=\"4\" "
      "DeltaX=\"g 3 4\">收到申请</@TextCode></@TextObject>"
      "<@TextObject ID=\"42\" Boundary=\"100 72 50 6\" Size=\"4\"><@TextCode X=\"0\" Y=\"4\" "
      "DeltaX=\"2\">37</@TextCode></@TextObject>"
      "<@TextObject ID=\"43\" Boundary=\"32 81 50 9\" Size=\"4\"><@TextCode X=\"0\" Y=\"4\" "
      "DeltaY=\"4\">复议</@TextCode></@TextObject>"
      "<@TextObject ID=\"44\" Boundary=\"100 82 50 6\" Size=\"4\"><@TextCode X=\"0\" "
      "Y=\"4\">0</@TextCode></@TextObject>"
      "<@TextObject ID=\"45\" Boundary=\"100 82 50 6\" Size=\"4\" Visible=\"false\"><@TextCode "
      "X=\"0\" Y=\"4\">9</@TextCode></@TextObject>"
      "</@PageBlock>"
      "<@TextObject ID=\"46\" Boundary=\"100 282 50 6\" Size=\"4\"><@TextCode X=\"0\" Y=\"4\" "
      "DeltaX=\"2 2\">-1-</@TextCode></@TextObject>"
      "</@Layer></@Content></@Page>";

static GBytes *
make_ofd (const Dialect *dialect,
          const char *page)
{
  SampleZip *zip = sample_zip_new ();
  g_autofree char *entry
      = g_strdup_printf ("<@OFD Version=\"1.0\" "
                         "DocType=\"OFD\"><@DocBody><@DocInfo><@Title>年度报告</@Title></@DocInfo>"
                         "<@DocRoot>%s</@DocRoot></@DocBody></@OFD>",
                         dialect->root);
  g_autofree char *document = g_strdup_printf (
      "<@Document><@CommonData><@PageArea><@PhysicalBox>0 0 210 297</@PhysicalBox></@PageArea>"
      "<@TemplatePage ID=\"2\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/></@CommonData>"
      "<@Pages><@Page ID=\"1\" BaseLoc=\"%s\"/></@Pages></@Document>",
      dialect->page);

  add (zip, dialect, "OFD.xml", entry);
  add (zip, dialect, "Doc_0/Document.xml", document);
  add (zip, dialect, "Doc_0/Tpls/Tpl_0/Content.xml", template_text);
  add (zip, dialect, "Doc_0/Pages/Page_0/Content.xml", page);
  return sample_zip_end (zip);
}

static void
test_dialect (gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_ofd (data, page_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.zip", NULL, NULL, &error);
  DzAddress address = { 1, 3, 0, 1, 0, 2 };
  const DzTable *table;
  guint page;
  DzBox box;

  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, "ofd");
  g_assert_cmpstr (dz_document_get_meta (document, "title"), ==, "年度报告");
  g_assert_cmpuint (dz_document_get_n_blocks (document), ==, 4);
  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "柳河县文件");
  g_assert_cmpstr (dz_document_get_block (document, 1)->text, ==, "柳河县水务局2021年度报告");
  g_assert_cmpstr (dz_document_get_block (document, 2)->text, ==, "一、总体情况");
  g_assert_cmpint (dz_document_get_block (document, 2)->kind, ==, DZ_BLOCK_HEADING);
  table = dz_document_get_block (document, 3)->table;
  g_assert_nonnull (table);
  g_assert_cmpuint (table->n_rows, ==, 2);
  g_assert_cmpuint (table->n_cols, ==, 2);
  g_assert_cmpstr (dz_table_get_cell (table, 0, 0)->text, ==, "收到申请");
  g_assert_cmpstr (dz_table_get_cell (table, 0, 1)->text, ==, "37");
  g_assert_cmpstr (dz_table_get_cell (table, 1, 0)->text, ==, "复议");
  g_assert_cmpstr (dz_table_get_cell (table, 1, 1)->text, ==, "0");
  g_assert_true (dz_document_get_box (document, &address, &page, &box));
  g_assert_cmpuint (page, ==, 1);
  g_assert_cmpfloat_with_epsilon (box.x, 90 * 72 / 25.4, 1);
  g_assert_cmpfloat_with_epsilon (box.y, 70 * 72 / 25.4, 1);
}

static void
expect_error (GBytes *bytes,
              int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.ofd", NULL, NULL, &error);

  g_assert_null (document);
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
}

static void
test_pictures_only (void)
{
  Dialect dialect = dialects[0];
  g_autoptr (GBytes) bytes = NULL;

  bytes = make_ofd (&dialect, "<@Page><@Content><@Layer><@ImageObject Boundary=\"0 0 210 297\" "
                              "ResourceID=\"7\"/></@Layer></@Content></@Page>");
  expect_error (bytes, DZ_DOCUMENT_ERROR_NO_TEXT);
}

static void
test_damaged_page (void)
{
  g_autoptr (GBytes) bytes = make_ofd (&dialects[0], "<@Page><@Content><@Layer>");

  expect_error (bytes, DZ_DOCUMENT_ERROR_DAMAGED);
}

static void
test_hostile_numbers (void)
{
  static const char text[]
      = "<@Page><@Area><@PhysicalBox>0 0 1e300 nan</@PhysicalBox></@Area><@Content><@Layer>"
        "<@TextObject Boundary=\"inf 0 -5 1e308\" Size=\"1e308\" CTM=\"1e308 0 0 1e308 0 "
        "0\"><@TextCode X=\"nan\" Y=\"-inf\" DeltaX=\"g 4294967295 1e308 g g "
        "-1\">甲乙</@TextCode></@TextObject>"
        "<@TextObject Boundary=\"10 10 50 5\" Size=\"4\"><@TextCode X=\"0\" Y=\"4\" DeltaX=\"g "
        "999999999 4\">丙丁</@TextCode></@TextObject>"
        "<@PathObject Boundary=\"0 0 1e308 1\"><@AbbreviatedData>M L 1 C B 1 2 Q L 1e308 1e308 M 0 "
        "0 L 5</@AbbreviatedData></@PathObject>"
        "</@Layer></@Content></@Page>";
  g_autoptr (GBytes) bytes = make_ofd (&dialects[0], text);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.ofd", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (dz_document_get_n_blocks (document), >=, 1);
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = make_ofd (&dialects[0], page_text);
  gsize size = g_bytes_get_size (bytes);

  for (gsize length = 4; length < size; length += 23) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = dz_reader_read (part, "x.ofd", NULL, NULL, &error);

    g_assert_null (document);
    g_assert_nonnull (error);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++) {
    g_autofree char *path = g_strconcat ("/ofd/dialect/", dialects[i].name, NULL);

    g_test_add_data_func (path, &dialects[i], test_dialect);
  }
  g_test_add_func ("/ofd/pictures-only", test_pictures_only);
  g_test_add_func ("/ofd/damaged-page", test_damaged_page);
  g_test_add_func ("/ofd/hostile-numbers", test_hostile_numbers);
  g_test_add_func ("/ofd/truncated", test_truncated);
  return g_test_run ();
}
