/* test-reader-html.c - web pages and web archives
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-reader.h"

#include <string.h>

static DzDocument *
read_bytes (const char *data,
            gssize length,
            GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);

  return dz_reader_read (bytes, "page.html", NULL, NULL, error);
}

/* The document as a line a block: P text, H1 text, T cell|cell/cell|cell with *r,c for spans. */
static char *
print_document (DzDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    if (out->len > 0)
      g_string_append_c (out, '\n');
    if (block->kind == DZ_BLOCK_HEADING)
      g_string_append_printf (out, "H%u %s", block->level, block->text);
    else if (block->kind == DZ_BLOCK_PARAGRAPH)
      g_string_append_printf (out, "P %s", block->text);
    else
      g_string_append (out, "T ");
    for (guint c = 0; block->table != NULL && c < block->table->n_cells; c++) {
      const DzCell *cell = &block->table->cells[c];

      if (c > 0)
        g_string_append_c (out, cell->row != cell[-1].row ? '/' : '|');
      g_string_append (out, cell->text);
      if (cell->row_span > 1 || cell->col_span > 1)
        g_string_append_printf (out, "*%u,%u", cell->row_span, cell->col_span);
    }
  }
  return g_string_free (out, FALSE);
}

static void
assert_reads (const char *html,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = read_bytes (html, -1, &error);
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  printed = print_document (document);
  g_assert_cmpstr (printed, ==, expected);
}

#define PAGE(body) "<!DOCTYPE html><html><head><meta charset=utf-8></head><body>" body "</body></html>"

static void
test_shapes (void)
{
  static const struct {
    const char *why, *html, *expected;
  } cases[] = {
    { "paragraphs and line breaks", PAGE ("<h1>甲<br>乙</h1><p>　　一、概述</p><p>全年公开\n  3 条。<br/>又公开2条。</p>文"),
      "H1 甲\nH1 乙\nH1 一、概述\nP 全年公开 3 条。\nP 又公开2条。\nP 文" },
    { "spans", PAGE ("<table><tr><td rowspan=2>办理结果<td colspan=2>总计</tr><tr><td>1<td>2</table>"),
      "T 办理结果*2,1|总计*1,2/1|2" },
    { "end tags left out", PAGE ("<TABLE border=1><tr><td>指标<td>单位<tr><td>收到申请数<td>件</TABLE>后"),
      "T 指标|单位/收到申请数|件\nP 后" },
    { "entities", PAGE ("<table><tr><td>a&amp;b&lt;<td>&nbsp;<tr><td>&#12288;其中<td>５</table>"), "T a&b<|\u00a0/　其中|５" },
    { "paragraphs and breaks in cells", PAGE ("<table><tr><td><p>本年新</p><p>制作数量</p><td>对外<br>公开<tr><td>1<td>2</table>"),
      "T 本年新\n制作数量|对外\n公开/1|2" },
    { "layout table around the article",
      PAGE ("<table><tr><td>&nbsp;</td><td><p>甲局年报</p><table><tr><td>规章</td><td>0</td></tr></table><p>完。</p></td></tr></table>"),
      "P 甲局年报\nT 规章|0\nP 完。" },
    { "one column is no table", PAGE ("<table><tr><td>标题: 年报</td></tr><tr><td>文号: 无</td></tr></table>"),
      "P 标题: 年报\nP 文号: 无" },
    { "a small table inside a cell comes behind",
      PAGE ("<table><tr><td>甲项指标名称一<td>11<tr><td>乙项指标名称二<td>22<tr><td>丙项指标名称三<td>33<table><tr><td>x<td>y</table></table>"),
      "T 甲项指标名称一|11/乙项指标名称二|22/丙项指标名称三|33\nT x|y" },
    { "never shown", PAGE ("<script>var a='<p>1</p>';</script><style>p{}</style><p style='DISPLAY : none'>藏</p><p hidden>藏</p><!-- 藏 --><p>显</p><select><option>1</select>"),
      "P 显" },
    { "navigation, crumbs, footer",
      PAGE ("<div id=header><ul class=nav><li><a href=1>首页</a><li><a href=2>公开</a><li><a href=3>服务</a></ul></div>"
            "<div class='crumb'>当前位置：<a href=/>首页</a></div><div class=content>正文十个字以上的一段话在这里，还要再长一些才像一段正文，不然谁也不信。</div>"
            "<div class='page-footer'>主办：甲局 备案号 123</div>"),
      "P 正文十个字以上的一段话在这里，还要再长一些才像一段正文，不然谁也不信。" },
    { "lists of links beside the article",
      PAGE ("<p>正文十个字以上的一段话在这里，还要再长一些才像一段正文，不然谁也不信。这里再补上一句，字数就足够多了，比六十个字只多不少，可以放心了。</p>"
            "<ul><li><a href=1>2016年乙局年报</a> 1-2<li><a href=2>2017年乙局年报</a><li><a href=3>收到申请36件</a></ul>"),
      "P 正文十个字以上的一段话在这里，还要再长一些才像一段正文，不然谁也不信。这里再补上一句，字数就足够多了，比六十个字只多不少，可以放心了。" },
    { "a page of links is shown as it is", PAGE ("<ul><li><a>2016年甲局年报</a><li><a>2017年甲局年报</a><li><a>2018年甲局年报</a></ul>"),
      "P 2016年甲局年报\nP 2017年甲局年报\nP 2018年甲局年报" },
    { "what is named header but holds the title stays", PAGE ("<div class=header><h2>甲局2018年年报</h2></div><p>文</p>"),
      "H2 甲局2018年年报\nP 文" },
    { "caption", PAGE ("<table><caption>统计表</caption><tr><th>a<th>b<tr><td>1<td>2</table>"), "P 统计表\nT a|b/1|2" },
    { "empty rows and cells keep their place", PAGE ("<table><tr><td>a<td>b<td>c<tr><td>1<td></td><td>3</table>"), "T a|b|c/1||3" },
    { "spans beyond the table", PAGE ("<table><tr><td rowspan=9>a<td>1<tr><td>2</table>"), "T a*2,1|1/2" },
    { "nonsense spans", PAGE ("<table><tr><td colspan=-4>a<td rowspan=x>1<tr><td>b<td>2</table>"), "T a|1/b|2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].why);
    assert_reads (cases[i].html, cases[i].expected);
  }
}

static void
test_meta (void)
{
  g_autoptr (DzDocument) document = NULL;

  document = read_bytes ("<html><head><title> 甲县水利局 </title><meta name=PubDate content='2019-02-28'>"
                         "<META NAME='ContentSource' CONTENT='甲县'></head><body><p>文</p></body></html>", -1, NULL);
  g_assert_cmpstr (dz_document_get_meta (document, "title"), ==, "甲县水利局");
  g_assert_cmpstr (dz_document_get_meta (document, "date"), ==, "2019-02-28");
  g_assert_cmpstr (dz_document_get_meta (document, "source"), ==, "甲县");
  g_assert_cmpstr (dz_document_get_format (document), ==, "html");
}

/* A line of the page tells what its head does not. */
static void
test_notice (void)
{
  static const struct {
    const char *line, *date, *source;
  } cases[] = {
    { "<p>发布时间：2019年2月28日&nbsp;&nbsp;来源：甲县水利局&nbsp;浏览次数：<span>5</span></p>", "2019年2月28日", "甲县水利局" },
    { "<p>发布日期:2009-02-19</p><p>来源：乙局</p>", "2009-02-19", "乙局" },
    { "<p>信息来源: 丙局|发布时间: 2020/1/3</p>", "2020/1/3", "丙局" },
    { "<p>来源广泛，发布时间不定。</p>", NULL, NULL },
    { "<p>发布时间：不详</p>", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *page = g_strdup_printf (PAGE ("%s<p>正文</p>"), cases[i].line);
    g_autoptr (DzDocument) document = read_bytes (page, -1, NULL);

    g_assert_cmpstr (dz_document_get_meta (document, "date"), ==, cases[i].date);
    g_assert_cmpstr (dz_document_get_meta (document, "source"), ==, cases[i].source);
  }
}

static void
test_charset (void)
{
  static const char page[] = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head><body><p>镕基路派出所</p></body></html>";
  gsize length;
  g_autofree char *gb = g_convert (page, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autoptr (DzDocument) document = read_bytes (gb, (gssize) length, NULL);

  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "镕基路派出所");
}

static void
test_mhtml (void)
{
  static const char archive[] =
    "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Next\"\r\n\r\n"
    "------=_Next\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    "------=_Next\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><body><p>=E6=94=B6=E5=88=B0=\r\n3=E4=BB=B6</p></body></html>\r\n------=_Next--\r\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = read_bytes (archive, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, "mhtml");
  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "收到3件");
  for (gsize n = 60; n < sizeof archive - 1; n += 7) {
    g_autoptr (DzDocument) part = read_bytes (archive, (gssize) n, NULL);

    /* A part of it reads as less or not at all. */
    g_assert_true (part == NULL || dz_document_get_n_blocks (part) > 0);
  }
}

/* The charset that a part of an archive names, in base64, behind a part that is only plain text. */
static void
test_mhtml_charset (void)
{
  static const char page[] = "<html><body><p>镕基路派出所收到3件</p></body></html>";
  gsize length;
  g_autofree char *gb = g_convert (page, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *packed = g_base64_encode ((const guchar *) gb, length);
  g_autofree char *archive = g_strdup_printf (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n"
    "--X\nContent-Type: text/plain\n\nplain\n"
    "--X\ncontent-type: text/html; charset=gb2312\ncontent-transfer-encoding: BASE64\n\n%s\n--X--\n",
    packed);
  g_autoptr (DzDocument) document = read_bytes (archive, -1, NULL);

  g_assert_nonnull (document);
  g_assert_cmpstr (dz_document_get_block (document, 0)->text, ==, "镕基路派出所收到3件");
}

static void
repeat (GString *out,
        const char *text,
        guint n)
{
  while (n-- > 0)
    g_string_append (out, text);
}

static void
test_hostile (void)
{
  static const struct {
    const char *why, *unit;
    guint n;
    const char *end;
  } cases[] = {
    { "100,000 nested elements", "<div>", 100000, "底" },
    { "20,000 nested tables", "<table><tr><td>", 20000, "底" },
    { "end tags that close nothing, deep inside", "<b></x></i><u></td>", 100000, "底" },
    { "comments without end", "<!-- ", 100000, "" },
    { "half a million attributes", "<p a=b ", 100000, ">底" },
    { "closing what was never opened", "</table></td></div>", 100000, "底" },
    { "entities", "&#x110000;&nosuch;&#0;", 100000, "底" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) page = g_string_new ("<html><body>");
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = NULL;

    g_test_message ("%s", cases[i].why);
    repeat (page, cases[i].unit, cases[i].n);
    g_string_append (page, cases[i].end);
    document = read_bytes (page->str, (gssize) page->len, &error);
    g_assert_true ((document != NULL) == (error == NULL));
    if (i < 2)
      g_assert_nonnull (document);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-html/shapes", test_shapes);
  g_test_add_func ("/reader-html/meta", test_meta);
  g_test_add_func ("/reader-html/notice", test_notice);
  g_test_add_func ("/reader-html/charset", test_charset);
  g_test_add_func ("/reader-html/mhtml", test_mhtml);
  g_test_add_func ("/reader-html/mhtml-charset", test_mhtml_charset);
  g_test_add_func ("/reader-html/hostile", test_hostile);
  return g_test_run ();
}
