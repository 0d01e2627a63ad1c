/* test-docx.c - Word files of the XML kind, written out here as XML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "document-text.h"
#include "sample-zip.h"

#include "dz-limits.h"
#include "dz-reader.h"

#include <string.h>

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

static const char relations[] =
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'"
  " Target='word/document.xml'/></Relationships>";
static const char document_relations[] =
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
  "<Relationship Id='r1' Type='x/styles' Target='styles.xml'/>"
  "<Relationship Id='r2' Type='x/numbering' Target='/word/numbering.xml'/>"
  "<Relationship Id='r3' Type='x/footnotes' Target='footnotes.xml'/>"
  "</Relationships>";
static const char styles[] =
  "<w:styles xmlns:w='" W "'>"
  "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/>"
  "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:style>"
  "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='own'/><w:basedOn w:val='3'/></w:style>"
  "<w:style w:type='paragraph' w:styleId='3'><w:name w:val='标题 2'/></w:style>"
  "<w:style w:type='character' w:styleId='h'><w:name w:val='h'/><w:rPr><w:vanish/></w:rPr></w:style>"
  "<w:style w:type='paragraph' w:styleId='loop'><w:name w:val='l'/><w:basedOn w:val='loop'/></w:style>"
  "</w:styles>";
static const char numbering[] =
  "<w:numbering xmlns:w='" W "'><w:abstractNum w:abstractNumId='7'>"
  "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='1'/>"
  "<w:lvlText w:val='%1、'/></w:lvl>"
  "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='（%2）'/></w:lvl>"
  "<w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>"
  "</w:abstractNum><w:abstractNum w:abstractNumId='8'>"
  "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xf0b7;'/></w:lvl>"
  "</w:abstractNum>"
  "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
  "<w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>"
  "<w:num w:numId='3'><w:abstractNumId w:val='7'/>"
  "<w:lvlOverride w:ilvl='1'><w:startOverride w:val='9'/></w:lvlOverride></w:num>"
  "</w:numbering>";
static const char footnotes[] =
  "<w:footnotes xmlns:w='" W "'><w:footnote w:id='-1'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>"
  "<w:footnote w:id='2'><w:p><w:r><w:t>含下属单位。</w:t></w:r></w:p></w:footnote></w:footnotes>";

static GBytes *
make_docx (const char *space,
           const char *body)
{
  SampleZip *zip = sample_zip_new ();
  g_autofree char *document = g_strconcat ("<w:document xmlns:w='", space, "'"
                                           " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
                                           " xmlns:x='urn:other'><w:body>",
                                           body, "<w:sectPr/></w:body></w:document>", NULL);

  sample_zip_add (zip, "_rels/.rels", relations);
  sample_zip_add (zip, "word/_rels/document.xml.rels", document_relations);
  sample_zip_add (zip, "word/document.xml", document);
  sample_zip_add (zip, "word/styles.xml", styles);
  sample_zip_add (zip, "word/numbering.xml", numbering);
  sample_zip_add (zip, "word/footnotes.xml", footnotes);
  return sample_zip_end (zip);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" P (text) "</w:tc>"
#define LISTED(id, level, text) \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" id "'/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

static const struct {
  const char *why, *body, *expected;
} cases[] = {
  { "paragraphs, and headings by style, by what the style is based on, by outline and by number",
    P ("正文") "<w:p><w:pPr><w:pStyle w:val='2'/></w:pPr><w:r><w:t>节</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:outlineLvl w:val='4'/></w:pPr><w:r><w:t>条</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val='loop'/></w:pPr><w:r><w:t>环</w:t></w:r></w:p>"
    P ("二、主动公开") P ("（一）概况") P ("一是加强领导。") P ("（二）工作扎实。共3件"),
    "P 正文\nH2 节\nH5 条\nP 环\nH1 二、主动公开\nH2 （一）概况\nP 一是加强领导。\nP （二）工作扎实。共3件\n" },
  { "numbers of lists: by style, by level, shared and begun anew, bullets not",
    "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>"
    LISTED ("1", "1", "甲。") LISTED ("1", "1", "乙。") LISTED ("1", "2", "2018年。") LISTED ("2", "0", "点")
    "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>其他</w:t></w:r></w:p>"
    LISTED ("1", "1", "丙。") LISTED ("3", "1", "丁。") LISTED ("3", "1", "戊。") LISTED ("3", "1", "己。") LISTED ("0", "0", "无"),
    "H1 一、总体情况\nP （一）甲。\nP （二）乙。\nP 3. 2018年。\nP 点\nH1 二、其他\nP （一）丙。\nP （九）丁。\nP （十）戊。\n"
    "P （十一）己。\nP 无\n" },
  { "tracked changes as accepted",
    "<w:p><w:r><w:t>共</w:t></w:r><w:del><w:r><w:delText>3</w:delText><w:t>4</w:t></w:r></w:del>"
    "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>条</w:t></w:r></w:moveFrom>"
    "<w:moveTo><w:r><w:t>件</w:t></w:r></w:moveTo></w:p>"
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>" P ("后")
    "<w:p><w:pPr><w:outlineLvl w:val='1'/><w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange></w:pPr>"
    "<w:r><w:t>改</w:t></w:r></w:p>",
    "P 共5件\nP 前后\nH2 改\n" },
  { "fields give their result, hidden text nothing, breaks divide",
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>code</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    "<w:fldSimple w:instr='X'><w:r><w:t>件</w:t></w:r></w:fldSimple>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>匿</w:t></w:r>"
    "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>，</w:t><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"
    "<w:r><w:br/><w:t>二行</w:t><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Own' w:char='F0FE'/></w:r></w:p>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>never ends</w:instrText></w:r></w:p>" P ("仍在"),
    "P 7件，\ta-b\nP 二行☑\nP 仍在\n" },
  { "a text box once, behind its paragraph; the older copy is left out",
    "<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice Requires='x'><x:d><w:txbxContent>" P ("框")
    "</w:txbxContent></x:d></mc:Choice><mc:Fallback><x:d><w:txbxContent>" P ("框") "</w:txbxContent></x:d></mc:Fallback>"
    "</mc:AlternateContent><w:t>后</w:t></w:r></w:p>" P ("末"),
    "P 前后\nP 框\nP 末\n" },
  { "content controls are seen through, their prompts are not text",
    "<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>" P ("甲") "</w:sdtContent></w:sdt>"
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P ("单击此处") "</w:sdtContent></w:sdt>"
    "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>输入</w:t></w:r></w:sdtContent></w:sdt>"
    "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标</w:t></w:r></w:smartTag></w:p>",
    "P 甲\nP 链接标\n" },
  { "a footnote's mark in the text, its words at the end",
    "<w:p><w:r><w:t>12</w:t><w:footnoteReference w:id='2'/><w:t>件</w:t></w:r></w:p>" P ("末"),
    "P 12①件\nP 末\nP ①含下属单位。\n" },
  { "spans to the right and down, rows that start further right, head rows",
    "<w:tbl><w:tblPr/><w:tblGrid/>"
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>" TC ("<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>", "头") TC ("", "甲") "</w:tr>"
    "<w:tr>" TC ("<w:gridSpan w:val='2'/><w:vMerge/>", "") TC ("<w:vMerge w:val='restart'/>", "乙") "</w:tr>"
    "<w:tr>" TC ("", "丙") TC ("", "丁") TC ("<w:vMerge w:val='continue'/>", "不见") "</w:tr>"
    "<w:tr><w:trPr><w:del/></w:trPr>" TC ("", "删") "</w:tr>"
    "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" TC ("", "戊") "</w:tr></w:tbl>",
    "T 4x3\n0: [0 2x2 f1]头 [2 f1]甲\n1: [2 2x1]乙\n2: [0]丙 [1]丁\n3: [1]戊\n" },
  { "grid columns that no cell ends at are none; old merges to the right",
    "<w:tbl><w:tr>" TC ("<w:gridSpan w:val='3'/>", "一") TC ("<w:hMerge w:val='restart'/>", "二") TC ("<w:hMerge/>", "") "</w:tr>"
    "<w:tr>" TC ("<w:gridSpan w:val='3'/>", "三") TC ("", "四") TC ("", "五") "</w:tr></w:tbl>",
    "T 2x3\n0: [0]一 [1 1x2]二\n1: [0]三 [1]四 [2]五\n" },
  { "a cell of several paragraphs; tables in a cell come behind the outer one",
    "<w:tbl><w:tr><w:tc>" P ("上") P ("") P ("下") "</w:tc><w:tc>"
    "<w:tbl><w:tr>" TC ("", "内") "</w:tr></w:tbl>" P ("外") "</w:tc></w:tr></w:tbl>" P ("末"),
    "T 1x2\n0: [0]上^下 [1]外\nT 1x1\n0: [0]内\nP 末\n" },
  { "a table that only frames another",
    "<w:tbl><w:tr><w:tc><w:tbl><w:tr>" TC ("", "内") "</w:tr></w:tbl>" P ("") "</w:tc></w:tr></w:tbl>",
    "T 1x1\n0: [0]内\n" },
  { "rows and cells in content controls",
    "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtPr/><w:sdtContent>" TC ("", "甲") "</w:sdtContent></w:sdt>" TC ("", "1")
    "</w:tr></w:sdtContent></w:sdt></w:tbl>",
    "T 1x2\n0: [0]甲 [1]1\n" },
};

static void
check_case (const char *why,
            GBytes *bytes,
            const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "a.docx", NULL, NULL, &error);
  g_autofree char *text = NULL;

  g_test_message ("%s", why);
  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, "docx");
  text = document_to_text (document);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) plain = make_docx (W, cases[i].body);
    g_autoptr (GBytes) strict = make_docx (STRICT, cases[i].body);

    check_case (cases[i].why, plain, cases[i].expected);
    /* The styles and numbers are told in the plain variant; both are understood side by side. */
    check_case (cases[i].why, strict, cases[i].expected);
  }
}

#define PART(name, xml) "<pkg:part pkg:name='" name "'><pkg:xmlData>", xml, "</pkg:xmlData></pkg:part>"

/* The same package in one XML text. */
static void
test_flat_package (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *document = g_strconcat ("<w:document xmlns:w='" W "' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
                                             " xmlns:x='urn:other'><w:body>", cases[i].body, "<w:sectPr/></w:body></w:document>", NULL);
    g_autofree char *package = g_strconcat ("<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>"
                                            "<pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData>", document, "</pkg:xmlData></pkg:part>",
                                            PART ("/word/styles.xml", styles), PART ("/word/numbering.xml", numbering),
                                            PART ("/word/footnotes.xml", footnotes), PART ("/word/glossary/document.xml", document),
                                            "</pkg:package>", NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (package, strlen (package));

    check_case (cases[i].why, bytes, cases[i].expected);
  }
}

/* What Word 2003 saved as XML. */
static void
test_word_2003 (void)
{
  static const char text[] =
    "<?xml version='1.0' encoding='UTF-8'?><?mso-application progid='Word.Document'?>"
    "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'"
    " xmlns:wx='http://schemas.microsoft.com/office/word/2003/auxHint' xmlns:aml='http://schemas.microsoft.com/aml/2001/core'>"
    "<w:lists><w:listDef w:listDefId='4'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:nfc w:val='37'/><w:suff w:val='Nothing'/>"
    "<w:lvlText w:val='（%1）'/></w:lvl></w:listDef><w:list w:ilfo='1'><w:ilst w:val='4'/></w:list></w:lists>"
    "<w:styles><w:style w:type='paragraph' w:styleId='a1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style></w:styles>"
    "<w:body><wx:sect>"
    "<w:p><w:pPr><w:pStyle w:val='a1'/><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='9'/><wx:t wx:val='一、'/></w:listPr></w:pPr>"
    "<w:r><w:t>总体情况</w:t></w:r></w:p>"
    "<wx:sub-section><w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/></w:listPr></w:pPr><w:r><w:t>主动公开</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/></w:listPr></w:pPr><w:r><w:t>依申请公开</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='2'/><wx:t wx:val='·'/></w:listPr></w:pPr>"
    "<w:r><w:t>收到12</w:t></w:r><w:r><w:footnote><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>含下属单位。</w:t></w:r></w:p></w:footnote></w:r>"
    "<aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>"
    "<aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>件。</w:t></w:r></aml:content></aml:annotation>"
    "<aml:annotation w:type='Word.Comment'><aml:content><w:p><w:r><w:t>请核对</w:t></w:r></w:p></aml:content></aml:annotation></w:p>"
    "</wx:sub-section>"
    "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr><w:vmerge w:val='restart'/></w:tcPr>" P ("甲") "</w:tc>" TC ("", "1") "</w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc>" TC ("", "2") "</w:tr></w:tbl>"
    "<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GBytes) half = g_bytes_new_static (text, sizeof text / 2);
  g_autoptr (GError) error = NULL;

  check_case ("Word 2003", bytes,
              "H1 一、总体情况\nH2 （一）主动公开\nH2 （二）依申请公开\nP 收到12①件。\n"
              "T 2x2\n0: [0 2x1]甲 [1]1\n1: [1]2\nP ①含下属单位。\n");
  g_assert_null (dz_reader_read (half, "a.doc", NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED);
}

/* Cut off at any place, and with any byte changed: an error or the whole text. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = make_docx (W, cases[7].body);
  gsize length = g_bytes_get_size (whole);

  for (guint i = 0; i < 16; i++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length * i / 16);
    g_autoptr (GError) error = NULL;

    g_assert_null (dz_reader_read (part, "a.docx", NULL, NULL, &error));
    g_assert_nonnull (error);
  }
  for (gsize at = 0; at < length; at += 3) {
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (whole, NULL), length);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (DzDocument) document = NULL;
    g_autoptr (GError) error = NULL;

    copy[at] ^= 0x41;
    changed = g_bytes_new_static (copy, length);
    document = dz_reader_read (changed, "a.docx", NULL, NULL, &error);
    g_assert_true ((document != NULL) != (error != NULL));
  }
}

static GBytes *
make_repeated (const char *before,
               const char *middle,
               guint n,
               const char *after)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (body, before);
  g_string_append (body, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (body, after);
  return make_docx (W, body->str);
}

static void
check_refused (GBytes *bytes,
               int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dz_reader_read (bytes, "a.docx", NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
}

static void
test_hostile (void)
{
  g_autoptr (GBytes) deep = make_repeated ("<x:a>", "", 100000, "</x:a>");
  g_autoptr (GBytes) boxes = make_repeated ("<w:p><w:r><w:txbxContent>", P ("深"), 300, "</w:txbxContent></w:r></w:p>");
  g_autoptr (GBytes) tables = make_repeated ("<w:tbl><w:tr><w:tc>", P ("深"), 300, "</w:tc></w:tr></w:tbl>");
  g_autoptr (GBytes) wide = make_repeated ("", "<w:tbl><w:tr>" TC ("<w:gridSpan w:val='2000000000'/>", "a") TC ("", "b") "</w:tr></w:tbl>", 1, "");
  g_autoptr (GBytes) entity = make_docx ("'><!DOCTYPE a [<!ENTITY e 'x'>]><a b='", P ("&e;"));
  g_autoptr (GString) line = g_string_new ("<w:p><w:r><w:t>");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GBytes) longest = NULL;
  g_autoptr (DzDocument) document = NULL;

  check_refused (deep, DZ_DOCUMENT_ERROR_TOO_LARGE);
  check_refused (boxes, DZ_DOCUMENT_ERROR_EMPTY);
  document = dz_reader_read (tables, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (dz_document_get_n_blocks (document), ==, 1);
  g_clear_object (&document);
  check_refused (entity, DZ_DOCUMENT_ERROR_DAMAGED);
  document = dz_reader_read (wide, NULL, NULL, NULL, NULL);
  g_assert_nonnull (document);
  /* One paragraph of 30 MB. */
  while (line->len < 30 * 1024 * 1024)
    g_string_append_printf (line, "%08x", g_rand_int (rand));
  g_string_append (line, "</w:t></w:r></w:p>");
  longest = make_docx (W, line->str);
  check_refused (longest, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_docx (W, P ("甲"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (dz_reader_find (bytes, NULL)->read (bytes, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/cases", test_cases);
  g_test_add_func ("/docx/flat-package", test_flat_package);
  g_test_add_func ("/docx/word-2003", test_word_2003);
  g_test_add_func ("/docx/damaged", test_damaged);
  g_test_add_func ("/docx/hostile", test_hostile);
  g_test_add_func ("/docx/cancelled", test_cancelled);
  return g_test_run ();
}
