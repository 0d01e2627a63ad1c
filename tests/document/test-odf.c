/* test-odf.c - OpenDocument texts and spreadsheets, written out here as flat XML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "document-text.h"
#include "sample-zip.h"

#include "dz-limits.h"
#include "dz-reader.h"

#include <string.h>

#define SPACES \
  " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'" \
  " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'" \
  " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'" \
  " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'" \
  " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'" \
  " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"

#define STYLES \
  "<office:styles><text:outline-style style:name='Outline'>" \
  "<text:outline-level-style text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>" \
  "<text:outline-level-style text:level='2' style:num-format=''/></text:outline-style></office:styles>" \
  "<office:automatic-styles><style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>" \
  "<style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/></style:style>" \
  "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-prefix='（' style:num-suffix='）' style:num-format='一, 二, 三, ...'/>" \
  "<text:list-level-style-number text:level='2' style:num-suffix='.' style:num-format='1' text:start-value='3'/></text:list-style></office:automatic-styles>"

typedef struct {
  const char *why, *body, *expected;
} Case;

static const Case texts[] = {
  { "headings with the numbers of the outline, paragraphs, blanks, tabs, breaks",
    "<text:h text:outline-level='1'>总体情况</text:h><text:p>  甲\n  乙<text:s text:c='2'/>丙<text:tab/>丁<text:line-break/>戊</text:p>"
    "<text:h text:outline-level='2'>节</text:h><text:h text:outline-level='1' text:is-list-header='true'>无号</text:h>"
    "<text:h text:outline-level='1'>其他</text:h><text:p>（一）概况</text:p><text:p/>",
    "H1 一、总体情况\nP 甲 乙  丙\t丁\nP 戊\nH2 节\nH1 无号\nH1 二、其他\nH2 （一）概况\n" },
  { "lists, lists in lists, going on and begun anew; one number an item",
    "<text:list text:style-name='L1'><text:list-item><text:p>甲。</text:p><text:p>甲续。</text:p></text:list-item>"
    "<text:list-item><text:p>乙。</text:p><text:list><text:list-item><text:p>2018。</text:p></text:list-item></text:list></text:list-item></text:list>"
    "<text:list text:style-name='L1' text:continue-numbering='true'><text:list-item><text:p>丙。</text:p></text:list-item></text:list>"
    "<text:list text:style-name='L1'><text:list-item><text:p>丁。</text:p></text:list-item>"
    "<text:list-item text:start-value='9'><text:p>戊。</text:p></text:list-item></text:list>"
    "<text:list text:style-name='none'><text:list-item><text:p>点</text:p></text:list-item></text:list>",
    "P （一）甲。\nP 甲续。\nP （二）乙。\nP 3. 2018。\nP （三）丙。\nP （一）丁。\nP （九）戊。\nP 点\n" },
  { "deleted, hidden and said beside is no text; fields are by their results",
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:p>共<text:span text:style-name='T1'>藏</text:span><text:span>3</text:span><office:annotation><text:p>批</text:p></office:annotation>"
    "<text:bookmark-ref>件</text:bookmark-ref><text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby></text:p>"
    "<text:section text:display='none'><text:p>节</text:p></text:section><text:section><text:p>见</text:p></text:section>",
    "P 共3件字\nP 见\n" },
  { "notes at the end, text boxes behind their paragraph, descriptions of pictures not at all",
    "<text:p>12<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含下属。</text:p></text:note-body></text:note>件"
    "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box><svg:desc>图</svg:desc></draw:frame>。</text:p><text:p>末</text:p>",
    "P 12①件。\nP 框\nP 末\nP ①含下属。\n" },
  { "tables: spans both ways, head rows, cells written once for several, nested tables",
    "<table:table><table:table-column table:number-columns-repeated='4'/><table:table-header-rows><table:table-row>"
    "<table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='2'><text:p>头</text:p></table:table-cell><table:covered-table-cell/>"
    "<table:table-cell><text:p>甲</text:p><text:p>乙</text:p></table:table-cell><table:table-cell/></table:table-row></table:table-header-rows>"
    "<table:table-row><table:covered-table-cell table:number-columns-repeated='2'/><table:table-cell table:number-columns-repeated='2'/></table:table-row>"
    "<table:table-row><table:table-cell><text:p>丙</text:p></table:table-cell><table:table-cell><table:table><table:table-row><table:table-cell>"
    "<text:p>内</text:p></table:table-cell></table:table-row></table:table></table:table-cell>"
    "<table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>",
    "T 3x4\n0: [0 2x2 f1]头 [2 f1]甲^乙 [3 f1]\n1: [2] [3]\n2: [0]丙 [1] [2]1 [3]2\nT 1x1\n0: [0]内\n" },
};

static const Case sheets[] = {
  { "texts as shown, spans, repeated cells and rows, hidden ones, comments left out",
    "<table:table table:name='表'><table:table-column/><table:table-column table:visibility='collapse'/><table:table-column table:number-columns-repeated='16382'/>"
    "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    "<table:table-row><table:table-cell table:number-columns-spanned='2'><office:annotation><text:p>批</text:p></office:annotation><text:p>头</text:p></table:table-cell>"
    "<table:covered-table-cell><text:p>下</text:p></table:covered-table-cell><table:table-cell><text:p>41.83%</text:p></table:table-cell></table:table-row>"
    "<table:table-row-group><table:table-row table:number-rows-repeated='2' table:visibility='filter'><table:table-cell table:number-columns-repeated='3'><text:p>0</text:p></table:table-cell></table:table-row></table:table-row-group>"
    "<table:table-row><table:table-cell><text:p>一</text:p><text:p>二</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row>"
    "<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>"
    "<table:table table:name='藏' table:style-name='ta2'><table:table-row><table:table-cell><text:p>8</text:p></table:table-cell></table:table-row></table:table>",
    "T 4x3 p1 表@2,0\n0: [0 1x2]头 [2]41.83%\n1: [0 f2]0 [1 f2]0 [2 f2]0\n2: [0 f2]0 [1 f2]0 [2 f2]0\n3: [0]一^二 [1 f2] [2]9\n"
    "T 1x1 p2 藏@0,0\n0: [0 f2]8\n" },
};

static GBytes *
make_flat (const char *kind,
           const char *body)
{
  char *text = g_strconcat ("<?xml version='1.0'?><office:document", SPACES,
                            " office:mimetype='application/vnd.oasis.opendocument.", kind, "'>", STYLES,
                            "<office:body><office:", kind, ">", body, "</office:", kind,
                            "></office:body></office:document>", NULL);

  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_package (const char *kind,
              const char *content,
              const char *manifest)
{
  SampleZip *zip = sample_zip_new ();
  g_autofree char *type = g_strconcat ("application/vnd.oasis.opendocument.", kind, NULL);

  sample_zip_add_stored (zip, "mimetype", type);
  sample_zip_add (zip, "content.xml", content);
  sample_zip_add (zip, "META-INF/manifest.xml", manifest);
  return sample_zip_end (zip);
}

static GBytes *
make_zipped (const char *kind,
             const char *body)
{
  g_autofree char *content =
    g_strconcat ("<office:document-content", SPACES, ">", STYLES, "<office:body><office:", kind, ">", body,
                 "</office:", kind, "></office:body></office:document-content>", NULL);

  return make_package (kind, content, "<m/>");
}

static void
check_case (const Case *c,
            GBytes *bytes,
            const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "a", NULL, NULL, &error);
  g_autofree char *text = NULL;

  g_test_message ("%s", c->why);
  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, format);
  text = document_to_text (document);
  g_assert_cmpstr (text, ==, c->expected);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) flat = make_flat ("text", texts[i].body);
    g_autoptr (GBytes) zipped = make_zipped ("text", texts[i].body);

    check_case (&texts[i], flat, "odt");
    check_case (&texts[i], zipped, "odt");
  }
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++) {
    g_autoptr (GBytes) flat = make_flat ("spreadsheet", sheets[i].body);
    g_autoptr (GBytes) zipped = make_zipped ("spreadsheet", sheets[i].body);

    check_case (&sheets[i], flat, "ods");
    check_case (&sheets[i], zipped, "ods");
  }
}

static void
check_refused (GBytes *bytes,
               int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dz_reader_read (bytes, "a.odt", NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) zipped = make_zipped ("text", texts[4].body);
  g_autoptr (GBytes) flat = make_flat ("text", texts[4].body);
  g_autoptr (GBytes) locked = make_package ("text", "\x01\x02\x03", "<manifest><file-entry><encryption-data/></file-entry></manifest>");
  g_autoptr (GBytes) broken = make_package ("text", "\x01\x02\x03", "<manifest/>");
  gsize length = g_bytes_get_size (zipped), flat_length = g_bytes_get_size (flat);

  check_refused (locked, DZ_DOCUMENT_ERROR_LOCKED);
  check_refused (broken, DZ_DOCUMENT_ERROR_DAMAGED);
  for (guint i = 1; i < 16; i++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (zipped, 0, length * i / 16);
    g_autoptr (GBytes) text = g_bytes_new_from_bytes (flat, 0, flat_length * i / 16);
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = dz_reader_find (flat, NULL)->read (text, NULL, NULL, NULL, &error);

    g_assert_null (document);
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED);
    g_clear_error (&error);
    g_assert_null (dz_reader_read (part, "a.odt", NULL, NULL, &error));
    g_assert_nonnull (error);
  }
}

static char *
repeat (const char *before,
        const char *middle,
        guint n,
        const char *after)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (body, before);
  g_string_append (body, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (body, after);
  return g_string_free (body, FALSE);
}

static void
test_hostile (void)
{
  g_autofree char *deep = repeat ("<text:span>", "", 100000, "</text:span>");
  g_autofree char *lists = repeat ("<text:list><text:list-item>", "<text:p>深</text:p>", 500, "</text:list-item></text:list>");
  g_autofree char *notes = repeat ("<text:p><text:note><text:note-body>", "<text:p>深</text:p>", 300, "</text:note-body></text:note></text:p>");
  g_autofree char *deep_body = g_strconcat ("<text:p>", deep, "</text:p>", NULL);
  g_autoptr (GBytes) too_deep = make_flat ("text", deep_body);
  g_autoptr (GBytes) many_lists = make_flat ("text", lists);
  g_autoptr (GBytes) many_notes = make_flat ("text", notes);
  g_autoptr (GBytes) repeated = make_flat ("spreadsheet", "<table:table><table:table-row table:number-rows-repeated='2000000000'>"
                                           "<table:table-cell table:number-columns-repeated='2000000000' table:number-rows-spanned='2000000000'>"
                                           "<text:p>1</text:p></table:table-cell></table:table-row></table:table>");
  g_autoptr (DzDocument) document = dz_reader_read (many_lists, NULL, NULL, NULL, NULL);
  g_autoptr (DzDocument) noted = dz_reader_read (many_notes, NULL, NULL, NULL, NULL);

  g_assert_nonnull (document);
  g_assert_nonnull (noted);
  check_refused (too_deep, DZ_DOCUMENT_ERROR_TOO_LARGE);
  check_refused (repeated, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/odf/cases", test_cases);
  g_test_add_func ("/odf/damaged", test_damaged);
  g_test_add_func ("/odf/hostile", test_hostile);
  return g_test_run ();
}
