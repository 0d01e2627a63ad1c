/* test-pdf-file.c - PDF files written by hand: the ways in which one can be put together
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each draws the same table of two rows and two columns with the words one, two, three, four.
 */
#include "dz-reader.h"

#include <string.h>

/* In the page's space, 400 × 300 points, from the lower left corner. */
#define RULES                                                                                      \
  "0.5 w 50 250 m 250 250 l 50 225 m 250 225 l 50 200 m 250 200 l S 50 200 0.4 50 re 150 200 0.4 " \
  "50 re 250 200 0.4 50 re f\n"
#define WORDS                                                                                      \
  "BT /F 12 Tf 1 0 0 1 60 232 Tm (one) Tj 1 0 0 1 160 232 Tm (two) Tj 1 0 0 1 60 208 Tm (three) "  \
  "Tj 1 0 0 1 160 208 Tm (four) Tj ET\n"
#define FONT "<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"

typedef struct {
  GString *text;
  guint places[20]; /* of the objects, by number */
  guint n;
} Writer;

static Writer
start (void)
{
  Writer writer = { g_string_new ("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n") };

  return writer;
}

static void
add (Writer *writer,
     const char *body)
{
  writer->places[++writer->n] = (guint) writer->text->len;
  g_string_append_printf (writer->text, "%u 0 obj\n%s\nendobj\n", writer->n, body);
}

static void
add_stream (Writer *writer,
            const char *entries,
            const char *data)
{
  g_autofree char *body = g_strdup_printf ("<< %s /Length %zu >>\nstream\n%s\nendstream", entries,
                                           strlen (data), data);

  add (writer, body);
}

static GBytes *
end (Writer *writer,
     const char *entries)
{
  guint place = (guint) writer->text->len;
  gsize length;

  g_string_append_printf (writer->text, "xref\n0 %u\n0000000000 65535 f \n", writer->n + 1);
  for (guint i = 1; i <= writer->n; i++)
    g_string_append_printf (writer->text, "%010u 00000 n \n", writer->places[i]);
  g_string_append_printf (writer->text,
                          "trailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%u\n%%%%EOF\n",
                          writer->n + 1, entries, place);
  length = writer->text->len;
  return g_bytes_new_take (g_string_free (writer->text, FALSE), length);
}

static GBytes *
make (const char *page,
      const char *orders,
      const char *form_entries,
      const char *form)
{
  Writer writer = start ();

  add (&writer, "<< /Type /Catalog /Pages 2 0 R >>");
  add (&writer, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /MediaBox [ 0 0 400 300 ] >>");
  {
    g_autofree char *body = g_strdup_printf (
        "<< /Type /Page /Parent 2 0 R /Contents [ 4 0 R ] /Resources << /Font " FONT
        " /XObject << /X 5 0 R >> >> %s >>",
        page);

    add (&writer, body);
  }
  add_stream (&writer, "", orders);
  add_stream (&writer, form_entries, form);
  return end (&writer, "");
}

/* The table's words row by row; NULL when the document is not one table alone. */
static char *
read_table (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "x.pdf", NULL, NULL, &error);
  GString *text = g_string_new (NULL);
  const DzTable *table;

  g_assert_no_error (error);
  g_assert_cmpuint (dz_document_get_n_blocks (document), ==, 1);
  table = dz_document_get_block (document, 0)->table;
  g_assert_nonnull (table);
  for (guint i = 0; i < table->n_cells; i++)
    g_string_append_printf (text, "%u,%u %s;", table->cells[i].row, table->cells[i].col,
                            table->cells[i].text);
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *name;
  const char *page;
  const char *orders;
  const char *form_entries;
  const char *form;
} Case;

static const Case cases[] = {
  { "plain", "", RULES WORDS, "", "" },
  { "moved-origin", "/MediaBox [ -100 -50 300 250 ]", "1 0 0 1 -100 -50 cm " RULES WORDS, "", "" },
  { "crop-box", "/CropBox [ 10 10 390 290 ]", RULES WORDS, "", "" },
  { "saved-state", "", "q 5 0 0 5 900 900 cm q Q Q " RULES "q " WORDS " Q", "", "" },
  { "form", "", "q 2 0 0 2 0 0 cm /X Do Q " WORDS,
    "/Type /XObject /Subtype /Form /BBox [ 0 0 400 300 ] /Matrix [ 0.5 0 0 0.5 0 0 ]", RULES },
  { "inline-picture", "",
    "q 1 0 0 1 300 20 cm BI /W 2 /H 2 /BPC 8 /CS /G ID S f \x01 EI Q " RULES WORDS, "", "" },
  { "white-rules", "",
    "1 g 1 1 1 RG 150 240 0.4 -60 re f 60 210 m 180 210 l S 0 g 0 G " RULES WORDS, "", "" },
  { "clipped-rules", "", "q 300 0 20 20 re W n 10 212 m 390 212 l S Q " RULES WORDS, "", "" },
  { "frames", "",
    "50 200 200 50 re 50.5 200.5 199 49 re 150 200 0.4 50 re 50 225 200 0.4 re f* " WORDS, "", "" },
  { "endless-form", "", RULES WORDS " /X Do",
    "/Type /XObject /Subtype /Form /BBox [ 0 0 400 300 ] /Resources << /XObject << /X 5 0 R >> >>",
    "/X Do" },
  { "bad-orders", "", "[ (a \\( b) << /K /V >> ] 1 2 3 4 5 6 7 8 9 10 re n " RULES WORDS, "", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = make (c->page, c->orders, c->form_entries, c->form);
  g_autofree char *text = read_table (bytes);

  g_assert_cmpstr (text, ==, "0,0 one;0,1 two;1,0 three;1,1 four;");
}

/* Turned by a quarter the words stand upright beside each other; the rules turn with them. */
static void
test_turned (void)
{
  g_autoptr (GBytes) bytes = make ("/Rotate 90", "0 1 -1 0 300 0 cm " RULES WORDS, "", "");
  g_autofree char *text = read_table (bytes);

  g_assert_cmpstr (text, ==, "0,0 one;0,1 two;1,0 three;1,1 four;");
}

/* All objects packed into a stream, found by a packed table. */
static void
test_object_stream (void)
{
  static const char *const bodies[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /MediaBox [ 0 0 400 300 ] >>",
    "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font " FONT " >> >>",
  };
  Writer writer = start ();
  g_autoptr (GString) head = g_string_new (NULL), packed = g_string_new (NULL);
  g_autoptr (GByteArray) table = g_byte_array_new ();
  g_autofree char *entries = NULL;
  guint place;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_string_append_printf (head, "%u %zu ", i + 1, packed->len);
    g_string_append_printf (packed, "%s ", bodies[i]);
  }
  entries = g_strdup_printf ("/Type /ObjStm /N 3 /First %zu", head->len);
  g_string_append (head, packed->str);
  writer.n = 3;
  add_stream (&writer, entries, head->str);
  add_stream (&writer, "", RULES WORDS);
  place = (guint) writer.text->len;
  for (guint i = 0; i <= 6; i++) {
    guint where = i == 0 ? 0 : i <= 3 ? 4 : i <= 5 ? writer.places[i] : place;
    guint8 row[4]
        = { i == 0   ? 0
            : i <= 3 ? 2
                     : 1,
            (guint8) (where >> 8), (guint8) where, i >= 1 && i <= 3 ? (guint8) (i - 1) : 0 };

    g_byte_array_append (table, row, sizeof row);
  }
  g_string_append_printf (
      writer.text,
      "6 0 obj\n<< /Type /XRef /Size 7 /W [ 1 2 1 ] /Root 1 0 R /Length %u >>\nstream\n",
      table->len);
  g_string_append_len (writer.text, (const char *) table->data, table->len);
  g_string_append_printf (writer.text, "\nendstream\nendobj\nstartxref\n%u\n%%%%EOF\n", place);
  length = writer.text->len;
  {
    g_autoptr (GBytes) bytes = g_bytes_new_take (g_string_free (writer.text, FALSE), length);
    g_autofree char *text = read_table (bytes);

    g_assert_cmpstr (text, ==, "0,0 one;0,1 two;1,0 three;1,1 four;");
  }
}

/* A change written behind the end: the page's later orders count. */
static void
test_changed_later (void)
{
  Writer writer = start ();
  guint place;
  gsize length;

  add (&writer, "<< /Type /Catalog /Pages 2 0 R >>");
  add (&writer, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /MediaBox [ 0 0 400 300 ] >>");
  add (&writer, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font " FONT " >> >>");
  add_stream (&writer, "",
              "BT /F 12 Tf 60 232 Td (old) Tj ET 10 10 m 300 10 l 10 200 m 300 200 l 10 10 m 10 "
              "200 l 300 10 m 300 200 l S");
  {
    g_autoptr (GBytes) before = end (&writer, "");

    writer.text
        = g_string_new_len (g_bytes_get_data (before, NULL), (gssize) g_bytes_get_size (before));
  }
  writer.n = 3;
  place = (guint) writer.text->len;
  add_stream (&writer, "", RULES WORDS);
  {
    guint table = (guint) writer.text->len;
    const char *last = g_strrstr (writer.text->str, "startxref\n");

    g_string_append_printf (writer.text,
                            "xref\n4 1\n%010u 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev %d "
                            ">>\nstartxref\n%u\n%%%%EOF\n",
                            place, atoi (last + 10), table);
  }
  length = writer.text->len;
  {
    g_autoptr (GBytes) bytes = g_bytes_new_take (g_string_free (writer.text, FALSE), length);
    g_autofree char *text = read_table (bytes);

    g_assert_cmpstr (text, ==, "0,0 one;0,1 two;1,0 three;1,1 four;");
  }
}

static void
test_locked (void)
{
  Writer writer = start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *word = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  g_autofree char *entries = NULL;

  add (&writer, "<< /Type /Catalog /Pages 2 0 R >>");
  add (&writer, "<< /Type /Pages /Kids [ ] /Count 0 >>");
  entries = g_strdup_printf (
      "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [ <00> <00> ]", word,
      word);
  bytes = end (&writer, entries);
  g_assert_null (dz_reader_read (bytes, "x.pdf", NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED);
}

/* Bytes changed here and there never do more than spoil the document. */
static void
test_spoiled (void)
{
  g_autoptr (GBytes) bytes = make ("", RULES WORDS, "", "");
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 state = 7;

  for (guint round = 0; round < 150; round++) {
    guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) spoiled = g_bytes_new_take (copy, size);
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = NULL;

    for (guint i = 0; i < 6; i++) {
      state = state * 1664525u + 1013904223u;
      copy[9 + (state >> 8) % (size - 9)] = (guint8) ("0 <>[]()/%\xff" "Rx9")[state % 14];
    }
    document = dz_reader_read (spoiled, "x.pdf", NULL, NULL, &error);
    g_assert_true ((document == NULL) == (error != NULL));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/pdf-file/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/pdf-file/turned", test_turned);
  g_test_add_func ("/pdf-file/object-stream", test_object_stream);
  g_test_add_func ("/pdf-file/changed-later", test_changed_later);
  g_test_add_func ("/pdf-file/locked", test_locked);
  g_test_add_func ("/pdf-file/spoiled", test_spoiled);
  return g_test_run ();
}
