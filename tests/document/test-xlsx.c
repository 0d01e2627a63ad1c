/* test-xlsx.c - workbooks of the XML kind, written out here as XML; what their numbers show
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "document-text.h"
#include "sample-zip.h"

#include "dz-limits.h"
#include "dz-number-format.h"
#include "dz-reader.h"
#include "dz-sheet.h"

#include <string.h>

#define S "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"

static const char relations[] =
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='r1' Type='x/officeDocument' Target='/xl/workbook.xml'/></Relationships>";
static const char workbook_relations[] =
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='a' Type='x/worksheet' Target='worksheets/sheet1.xml'/>"
  "<Relationship Id='b' Type='x/worksheet' Target='worksheets/sheet2.xml'/>"
  "<Relationship Id='c' Type='x/sharedStrings' Target='sharedStrings.xml'/>"
  "<Relationship Id='d' Type='x/styles' Target='styles.xml'/></Relationships>";
static const char strings[] =
  "<sst xmlns='" S "'><si><t>规章</t></si>"
  "<si><r><t>现行</t></r><r><rPr><b/></rPr><t>有效</t></r><rPh sb='0' eb='1'><t>xian</t></rPh></si>"
  "<si><t xml:space='preserve'>  第一行_x000D_\n第二行_x005F_x0041_</t></si></sst>";
static const char styles[] =
  "<styleSheet xmlns='" S "'><numFmts><numFmt numFmtId='176' formatCode='0.00_ '/>"
  "<numFmt numFmtId='177' formatCode='0&quot;件&quot;'/></numFmts>"
  "<cellStyleXfs><xf numFmtId='10'/></cellStyleXfs>"
  "<cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='176'/><xf numFmtId='177'/><xf numFmtId='14'/></cellXfs></styleSheet>";

static GBytes *
make_xlsx (const char *space,
           const char *first,
           const char *second)
{
  SampleZip *zip = sample_zip_new ();
  g_autofree char *one = g_strconcat ("<worksheet xmlns='", space, "'>", first, "</worksheet>", NULL);
  g_autofree char *two = g_strconcat ("<worksheet xmlns='", space, "'>", second != NULL ? second : "", "</worksheet>", NULL);
  g_autofree char *workbook =
    g_strconcat ("<workbook xmlns='", space, "' xmlns:r='",
                 strcmp (space, S) == 0 ? "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                                        : "http://purl.oclc.org/ooxml/officeDocument/relationships",
                 "'><sheets>", second != NULL ? "<sheet name='藏' state='hidden' r:id='b'/>" : "",
                 "<sheet name='表' r:id='a'/></sheets></workbook>", NULL);

  sample_zip_add (zip, "_rels/.rels", relations);
  sample_zip_add (zip, "xl/workbook.xml", workbook);
  sample_zip_add (zip, "xl/_rels/workbook.xml.rels", workbook_relations);
  sample_zip_add (zip, "xl/worksheets/sheet1.xml", one);
  sample_zip_add (zip, "xl/worksheets/sheet2.xml", two);
  sample_zip_add (zip, "xl/sharedStrings.xml", strings);
  sample_zip_add (zip, "xl/styles.xml", styles);
  return sample_zip_end (zip);
}

#define N(place, number) "<c r='" place "'><v>" number "</v></c>"
#define I(place, text) "<c r='" place "' t='inlineStr'><is><t>" text "</t></is></c>"

static const struct {
  const char *why, *first, *second, *expected;
} cases[] = {
  { "shared, inline and computed text; numbers as shown; truth values and errors",
    "<sheetData><row r='3'><c r='B3' t='s'><v>0</v></c><c r='C3' t='s'><v>1</v></c><c r='D3' t='s'><v>2</v></c></row>"
    "<row r='4'><c r='B4' t='str'><f>A1&amp;1</f><v>甲</v></c><c r='C4'><f>1+1</f><v>2</v></c>"
    "<c r='D4' s='0'><v>134.31999999999999</v></c></row>"
    "<row><c r='B5' s='1'><v>0.4183</v></c><c s='2'><v>7</v></c><c s='3'><v>12</v></c></row>"
    "<row><c r='B6' t='b'><v>1</v></c><c t='e'><v>#DIV/0!</v></c><c r='D6' s='4'><v>43105</v></c></row></sheetData>",
    NULL,
    "T 4x3 p1 表@2,1\n0: [0]规章 [1]现行有效 [2]  第一行^第二行_x0041_\n1: [0]甲 [1]2 [2]134.32\n"
    "2: [0]41.83% [1]7.00 [2]12件\n3: [0]TRUE [1]#DIV/0! [2]2018-01-05\n" },
  { "merges are spans; what lies beneath is not seen; overlaps and far ends are cut",
    "<sheetData><row r='1'>" I ("A1", "头") I ("B1", "下") I ("C1", "甲") "</row>"
    "<row r='2'>" I ("B2", "下") N ("C2", "1") "</row><row r='3'>" I ("A3", "尾") I ("C3", "乙") "</row></sheetData>"
    "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='B2:C2'/><mergeCell ref='A3:B1048576'/><mergeCell ref='x'/></mergeCells>",
    NULL,
    "T 3x3 p1 表@0,0\n0: [0 2x2]头 [2]甲\n1: [2]1\n2: [0 1x2]尾 [2]乙\n" },
  { "blank corners keep the grid; titles and headings above; the place in the sheet is kept",
    "<sheetData><row r='1'>" I ("A1", "某局报告") "</row><row r='2'>" I ("A2", "二、主动公开") "</row>"
    "<row r='3'>" I ("C3", "甲") I ("D3", "乙") "</row><row r='4'>" I ("A4", "项") N ("C4", "3") "</row></sheetData>"
    "<mergeCells><mergeCell ref='A1:D1'/><mergeCell ref='A3:B3'/><mergeCell ref='A4:B4'/></mergeCells>",
    NULL,
    "P 某局报告\nH1 二、主动公开\nT 2x4 p1 表@2,0\n0: [0 1x2] [2]甲 [3]乙\n1: [0 1x2]项 [2]3 [3]\n" },
  { "lines that head the parts of a table stay in it",
    "<sheetData><row r='1'>" I ("A1", "标题") "</row><row r='2'>" I ("A2", "第（一）项") "</row>"
    "<row r='3'>" I ("A3", "规章") N ("B3", "1") "</row><row r='4'>" I ("A4", "第（五）项") "</row>"
    "<row r='5'>" I ("A5", "许可") N ("B5", "2") "</row></sheetData>"
    "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A2:B2'/><mergeCell ref='A4:B4'/></mergeCells>",
    NULL,
    "P 标题\nT 4x2 p1 表@1,0\n0: [0 1x2]第（一）项\n1: [0]规章 [1]1\n2: [0 1x2]第（五）项\n3: [0]许可 [1]2\n" },
  { "blank rows divide where a heading follows, or where there are many; not within a table",
    "<sheetData><row r='1'>" I ("A1", "甲") N ("B1", "1") "</row><row r='3'>" I ("A3", "乙") N ("B3", "2") "</row>"
    "<row r='5'>" I ("A5", "（二）次表") "</row><row r='6'>" I ("A6", "丙") N ("B6", "3") "</row>"
    "<row r='1000000'>" I ("A1000000", "远") N ("XFD1000000", "9") "</row></sheetData>",
    NULL,
    "T 3x2 p1 表@0,0\n0: [0]甲 [1]1\n1: [0] [1]\n2: [0]乙 [1]2\nH2 （二）次表\nT 1x2 p1 表@5,0\n0: [0]丙 [1]3\n"
    "T 1x1024 p1 表@999999,0\n" },
  { "hidden rows, columns and sheets are marked; the order is that of the workbook",
    "<cols><col min='2' max='2' hidden='1'/><col min='4' max='4' width='0'/></cols>"
    "<sheetData><row r='1'>" N ("A1", "1") N ("B1", "2") N ("C1", "3") "</row>"
    "<row r='2' hidden='1'>" N ("A2", "4") N ("B2", "5") N ("C2", "6") "</row>"
    "<row r='3' ht='0' customHeight='1'>" N ("A3", "7") "</row></sheetData><mergeCells><mergeCell ref='B1:C1'/></mergeCells>",
    "<sheetData><row r='1'>" N ("A1", "8") "</row></sheetData>",
    "T 1x1 p1 藏@0,0\n0: [0 f2]8\nT 3x3 p2 表@0,0\n0: [0]1 [1 1x2]2\n1: [0 f2]4 [1 f2]5 [2 f2]6\n2: [0 f2]7 [1 f2] [2 f2]\n" },
};

static void
check_case (guint n,
            const char *space)
{
  g_autoptr (GBytes) bytes = make_xlsx (space, cases[n].first, cases[n].second);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "a.xlsx", NULL, NULL, &error);
  g_autofree char *text = NULL;

  g_test_message ("%s", cases[n].why);
  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, "xlsx");
  text = document_to_text (document);
  /* The widest table is told by its size only. */
  if (strstr (cases[n].expected, "T 1x1024") != NULL)
    strstr (text, "T 1x1024")[strlen ("T 1x1024 p1 表@999999,0\n")] = '\0';
  g_assert_cmpstr (text, ==, cases[n].expected);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    check_case (i, S);
    check_case (i, STRICT);
  }
}

static void
test_formats (void)
{
  static const struct {
    const char *code, *number, *shown;
  } shown[] = {
    { "General", "12", "12" },
    { "General", "12.0", "12" },
    { "General", "0.1", "0.1" },
    { "General", "134.31999999999999", "134.32" },
    { "General", "1.5E3", "1500" },
    { "General", "-3", "-3" },
    { "General", "320102199001011234", "320102199001011234" },
    { "General", "text", "text" },
    { "General", "", "" },
    { "G/通用格式", "2.50", "2.5" },
    { "G/通用格式\"件\"", "3", "3件" },
    { "@", "7", "7" },
    { "0", "2.5", "3" },
    { "0", "-2.5", "-3" },
    { "0.00", "2.675", "2.68" },
    { "0.00_ ;[Red]-0.00\\ ", "7", "7.00" },
    { "#,##0.00", "1234567.891", "1234567.89" },
    { "0.##", "1.5", "1.5" },
    { "0.0#", "2", "2.0" },
    { "0%", "0.5", "50%" },
    { "0.00%", "0.41829999999999995", "41.83%" },
    { "0.00%", "1", "100.00%" },
    { "\"共\"0\"人次\"", "45", "共45人次" },
    { "0.00E+00", "12345", "12345" },
    { "# ?/?", "0.5", "0.5" },
    { "0.0,", "12345", "12345" },
    { "yyyy\"年\"m\"月\"d\"日\"", "43105", "2018-01-05" },
    { "yyyy-mm-dd hh:mm", "43105.5", "2018-01-05 12:00:00" },
    { "h:mm", "0.75", "18:00:00" },
    { "[h]:mm", "1.5", "36:00:00" },
    { "[$-804]yyyy/m/d;@", "1", "1899-12-31" },
    { "yyyy", "-5", "-5" },
    { "[Red]0", "5", "5" },
    { "\"unclosed", "5", "5" },
    { "0;-0;;@", "0", "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++) {
    DzNumberFormat format;
    g_autofree char *text = NULL;

    dz_number_format_init (&format, shown[i].code);
    text = dz_number_format_print (&format, shown[i].number, FALSE);
    dz_number_format_clear (&format);
    g_test_message ("%s of %s", shown[i].code, shown[i].number);
    g_assert_cmpstr (text, ==, shown[i].shown);
  }
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = make_xlsx (S, cases[1].first, NULL);
  gsize length = g_bytes_get_size (whole);

  for (guint i = 0; i < 16; i++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length * i / 16);
    g_autoptr (GError) error = NULL;

    g_assert_null (dz_reader_read (part, "a.xlsx", NULL, NULL, &error));
    g_assert_nonnull (error);
  }
}

static void
check_refused (const char *sheet,
               int code)
{
  g_autoptr (GBytes) bytes = make_xlsx (S, sheet, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (dz_reader_read (bytes, "a.xlsx", NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
}

/* Places beyond the sheet, merges over all of it again and again, cells without end. */
static void
test_hostile (void)
{
  g_autoptr (GString) merges = g_string_new ("<sheetData><row r='1'>" N ("A1", "1") N ("XFD1", "2") "</row>"
                                             "<row r='999999'>" N ("A999999", "3") N ("B999999", "4") "</row></sheetData><mergeCells>");
  g_autoptr (GString) cells = g_string_new ("<sheetData>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzDocument) document = NULL;

  for (guint i = 1; i < 20000; i++)
    g_string_append_printf (merges, "<mergeCell ref='A%u:XFD1048576'/>", i);
  g_string_append (merges, "</mergeCells>");
  bytes = make_xlsx (S, merges->str, NULL);
  document = dz_reader_read (bytes, NULL, NULL, NULL, NULL);
  g_assert_nonnull (document);
  check_refused ("<sheetData><row r='0'>" N ("A0", "1") N ("XFE1", "1") N ("A1048577", "1") "</row></sheetData>",
                 DZ_DOCUMENT_ERROR_EMPTY);
  check_refused ("<sheetData><row><c t='s'><v>99</v></c><c t='s'><v>-1</v></c></row></sheetData>", DZ_DOCUMENT_ERROR_EMPTY);
  check_refused ("<sheetData><row>", DZ_DOCUMENT_ERROR_DAMAGED);
  for (guint i = 0; i < DZ_LIMIT_TABLE_CELLS / 8 + 1; i++) {
    g_string_append (cells, "<row>");
    for (guint k = 0; k < 8; k++)
      g_string_append_printf (cells, "<c><v>%u</v></c>", (i * 2654435761u) >> k);
    g_string_append (cells, "</row>");
  }
  g_string_append (cells, "</sheetData>");
  check_refused (cells->str, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

/* A shared string is small in the file and may stand in every cell. */
static void
test_one_text_everywhere (void)
{
  DzSheet *sheet = dz_sheet_new ();
  guint row;

  for (row = 0; row < 40000 && !dz_sheet_is_full (sheet); row++)
    dz_sheet_take_text (sheet, row, 0, g_strnfill (1024, 'a'));
  g_assert_cmpuint (row, ==, DZ_LIMIT_TEXT_BYTES / 1024 + 1);
  dz_sheet_free (sheet);
}

/* The binary kind is no archive of unknown files. */
static void
test_binary_workbook (void)
{
  SampleZip *zip = sample_zip_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  sample_zip_add (zip, "[Content_Types].xml", "<Types/>");
  sample_zip_add (zip, "xl/workbook.bin", "x");
  bytes = sample_zip_end (zip);
  g_assert_null (dz_reader_read (bytes, "a.xlsb", NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, ".xlsb"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx/cases", test_cases);
  g_test_add_func ("/xlsx/formats", test_formats);
  g_test_add_func ("/xlsx/binary", test_binary_workbook);
  g_test_add_func ("/xlsx/damaged", test_damaged);
  g_test_add_func ("/xlsx/hostile", test_hostile);
  g_test_add_func ("/xlsx/one-text-everywhere", test_one_text_everywhere);
  return g_test_run ();
}
