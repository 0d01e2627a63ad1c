/* test-page-layout.c - characters and rules on pages to paragraphs and tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-page-layout.h"

#include <stdarg.h>
#include <string.h>

#define EM 12.0f

/* Sets @text from (@x, @y), Han an em wide and Latin half an em; -> the place behind it. */
static float
put (DzPage *page,
     float x,
     float y,
     const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);
    float width = c < 0x80 ? EM / 2 : EM;

    dz_page_add_glyph (page, c, x, y, width, EM, DZ_GLYPH_NORMAL);
    x += width;
  }
  return x;
}

static DzPage *
new_page (guint number)
{
  return dz_page_new (number, 595, 842);
}

/* All lines of a grid with @n_cols × @n_rows places of 80 × 20 points. */
static void
rule_grid (DzPage *page,
           float x,
           float y,
           guint n_cols,
           guint n_rows)
{
  for (guint r = 0; r <= n_rows; r++)
    dz_page_add_line (page, x, y + 20 * r, x + 80 * n_cols, y + 20 * r);
  for (guint c = 0; c <= n_cols; c++)
    dz_page_add_line (page, x + 80 * c, y, x + 80 * c, y + 20 * n_rows);
}

static void
put_cell (DzPage *page,
          float x,
          float y,
          guint col,
          guint row,
          const char *text)
{
  put (page, x + 80 * col + 3, y + 20 * row + 4, text);
}

/* The document as lines: "P text", "H1 text", "T rows cols", "text;text" for each row with
 * spans as "text^rows,cols". Frees the pages. */
static char *
lay_out (DzPage *first,
         ...)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("pdf");
  g_autoptr (DzPageLayout) layout = dz_page_layout_new ();
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  va_list args;

  va_start (args, first);
  for (DzPage *page = first; page != NULL; page = va_arg (args, DzPage *)) {
    dz_page_layout_add_page (layout, page);
    dz_page_free (page);
  }
  va_end (args);
  dz_page_layout_finish (layout, builder);
  document = dz_document_builder_end (builder, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    g_assert_cmpuint (block->page, >, 0);
    g_assert_cmpfloat (block->box.width, >, 0);
    if (block->table == NULL) {
      g_string_append_printf (text, block->kind == DZ_BLOCK_HEADING ? "H%u %s\n" : "P%.0u %s\n",
                              block->level, block->text);
      continue;
    }
    g_string_append_printf (text, "T %u %u", block->table->n_rows, block->table->n_cols);
    for (guint k = 0, row = G_MAXUINT; k < block->table->n_cells; k++) {
      const DzCell *cell = &block->table->cells[k];

      g_assert_cmpuint (cell->page, >, 0);
      g_assert_cmpfloat (cell->box.width, >, 0);
      g_string_append (text, cell->row != row ? "\n" : ";");
      row = cell->row;
      g_string_append (text, cell->text);
      if (cell->row_span > 1 || cell->col_span > 1)
        g_string_append_printf (text, "^%u,%u", cell->row_span, cell->col_span);
    }
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

#define assert_layout(expected, ...) \
  do { \
    g_autofree char *laid_out = lay_out (__VA_ARGS__, NULL); \
    g_assert_cmpstr (laid_out, ==, expected); \
  } while (0)

static void
test_plain_grid (void)
{
  DzPage *page = new_page (1);

  rule_grid (page, 60, 100, 3, 2);
  put_cell (page, 60, 100, 0, 0, "指标");
  put_cell (page, 60, 100, 1, 0, "单位");
  put_cell (page, 60, 100, 2, 0, "数量");
  put_cell (page, 60, 100, 0, 1, "收到申请");
  put_cell (page, 60, 100, 2, 1, "12");
  assert_layout ("T 2 3\n指标;单位;数量\n收到申请;;12\n", page);
}

/* Rules of cells drawn one by one, as thin boxes, with the merged places left open. */
static void
test_merged_cells (void)
{
  DzPage *page = new_page (1);
  static const float lines[][4] = {
    { 60, 100, 300, 100.5f },  { 60, 120, 60.5f, 160 },   { 60, 160, 300, 160.5f },
    { 300, 100, 300.5f, 160 }, { 60, 100, 60.5f, 120 },   { 140, 100, 140.5f, 160 },
    { 140, 120, 220, 120.5f }, { 220, 120, 300, 120.5f }, { 220, 120, 220.5f, 160 },
    { 140, 140, 300, 140.5f },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    dz_page_add_box (page, lines[i][0], lines[i][1], lines[i][2], lines[i][3]);
  put_cell (page, 60, 100, 0, 1, "名称");
  put_cell (page, 60, 100, 1, 0, "申请人情况");
  put_cell (page, 60, 100, 1, 1, "个人");
  put_cell (page, 60, 100, 2, 1, "单位");
  put_cell (page, 60, 100, 1, 2, "7");
  put_cell (page, 60, 100, 2, 2, "0");
  assert_layout ("T 3 3\n名称^3,1;申请人情况^1,2\n个人;单位\n7;0\n", page);
}

/* A table open at its sides, as in print, and a second one below it. */
static void
test_two_tables (void)
{
  DzPage *page = new_page (1);

  for (guint r = 0; r < 3; r++)
    dz_page_add_line (page, 60, 100 + 20 * r, 300, 100 + 20 * r);
  dz_page_add_line (page, 140, 100, 140, 140);
  dz_page_add_line (page, 220, 100, 220, 140);
  put_cell (page, 60, 100, 0, 0, "甲");
  put_cell (page, 60, 100, 1, 0, "乙");
  put_cell (page, 60, 100, 2, 0, "丙");
  put_cell (page, 60, 100, 0, 1, "1");
  put_cell (page, 60, 100, 1, 1, "2");
  put_cell (page, 60, 100, 2, 1, "3");
  put (page, 84, 170, "二、另一张表");
  rule_grid (page, 60, 200, 2, 1);
  put_cell (page, 60, 200, 0, 0, "丁");
  put_cell (page, 60, 200, 1, 0, "4");
  assert_layout ("T 2 3\n甲;乙;丙\n1;2;3\nH1 二、另一张表\nT 1 2\n丁;4\n", page);
}

/* An underline, a frame around text and a drawing's slanted lines are no tables. */
static void
test_no_tables (void)
{
  DzPage *page = new_page (1);

  dz_page_add_line (page, 60, 120, 200, 120);
  dz_page_add_line (page, 60, 300, 200, 400);
  dz_page_add_line (page, 50, 90, 500, 90);
  dz_page_add_line (page, 50, 500, 500, 500);
  dz_page_add_line (page, 50, 90, 50, 500);
  dz_page_add_line (page, 500, 90, 500, 500);
  put (page, 60, 105, "加线的一句话。");
  assert_layout ("P 加线的一句话。\n", page);
}

static void
test_two_line_cell (void)
{
  DzPage *page = new_page (1);

  dz_page_add_line (page, 60, 100, 220, 100);
  dz_page_add_line (page, 60, 140, 220, 140);
  dz_page_add_line (page, 60, 100, 60, 140);
  dz_page_add_line (page, 140, 100, 140, 140);
  dz_page_add_line (page, 220, 100, 220, 140);
  put (page, 63, 104, "没有现成信息");
  put (page, 63, 120, "需要另行制作");
  put (page, 170, 112, "36");
  assert_layout ("T 1 2\n没有现成信息需要另行制作;36\n", page);
}

/* Two columns of characters, downwards, the right one first. */
static void
test_vertical_cell (void)
{
  DzPage *page = new_page (1);
  static const char *const right[] = { "本", "年", "度" };
  static const char *const left[] = { "办", "结", "果" };

  dz_page_add_line (page, 60, 100, 220, 100);
  dz_page_add_line (page, 60, 180, 220, 180);
  dz_page_add_line (page, 60, 100, 60, 180);
  dz_page_add_line (page, 140, 100, 140, 180);
  dz_page_add_line (page, 220, 100, 220, 180);
  for (guint i = 0; i < 3; i++) {
    dz_page_add_glyph (page, g_utf8_get_char (right[i]), 90, 104 + EM * i, EM, EM,
                       DZ_GLYPH_VERTICAL);
    dz_page_add_glyph (page, g_utf8_get_char (left[i]), 70, 104 + EM * i, EM, EM,
                       DZ_GLYPH_VERTICAL);
  }
  put (page, 170, 112, "5");
  assert_layout ("T 1 2\n本年度办结果;5\n", page);
}

static void
test_indents (void)
{
  DzPage *page = new_page (1);

  rule_grid (page, 60, 100, 2, 5);
  put_cell (page, 60, 100, 0, 0, "主动公开");
  put (page, 63 + 2 * EM, 124, "其中甲");
  put (page, 63 + 2 * EM, 144, "其中乙");
  put_cell (page, 60, 100, 0, 3, "收到申请");
  put_cell (page, 60, 100, 0, 4, "复议数");
  put_cell (page, 60, 100, 1, 1, "3");
  assert_layout ("T 5 2\n主动公开;\n　　其中甲;3\n　　其中乙;\n收到申请;\n复议数;\n", page);
}

/* Three columns of text without any rule; the first tells by indents what belongs under what. */
static void
test_aligned_columns (void)
{
  static const char *const rows[][3] = {
    { "指标", "单位", "数量" },         { "一、主动公开", NULL, NULL },
    { "公开政府信息数", "条", "1204" }, { "其中规范性", "条", "7" },
    { "二、依申请公开", NULL, NULL },   { "收到申请数", "件", "30" },
  };
  DzPage *page = new_page (1);

  put (page, 160, 80, "某某局统计表（表题不在栏内所以是一段）");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint k = 0; k < 3; k++)
      if (rows[i][k] != NULL)
        put (page, 60 + 160 * k + (i == 3 && k == 0 ? 2 * EM : 0), 120 + 20 * i, rows[i][k]);
  assert_layout (
      "P 某某局统计表（表题不在栏内所以是一段）\n"
      "T 6 3\n指标;单位;数量\n一、主动公开;;\n公开政府信息数;条;1204\n　　其中规范性;条;7\n"
      "二、依申请公开;;\n收到申请数;件;30\n",
      page);
}

static void
test_aligned_figures (void)
{
  static const char *const names[] = { "收到申请", "予以公开", "部分公开", "不予公开", "结转下年" };
  static const char *const figures[] = { "30", "12", "9", "0", "——" };
  DzPage *page = new_page (1);

  for (guint i = 0; i < 5; i++) {
    put (page, 60, 120 + 20 * i, names[i]);
    put (page, 300, 120 + 20 * i, figures[i]);
  }
  assert_layout ("T 5 2\n收到申请;30\n予以公开;12\n部分公开;9\n不予公开;0\n结转下年;——\n", page);
}

/* A list of contents, and two lines with a wide gap: text. */
static void
test_not_aligned (void)
{
  static const char *const names[]
      = { "一、总体情况", "二、主动公开", "三、依申请公开", "四、复议诉讼", "五、存在问题" };
  DzPage *page = new_page (1);

  for (guint i = 0; i < 5; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i * 2 + 1);

    put (page, 60, 120 + 20 * i, names[i]);
    put (page, 500, 120 + 20 * i, number);
  }
  put (page, 60, 400, "电话：一二三");
  put (page, 300, 400, "传真：四五六");
  put (page, 60, 420, "邮编：七八九");
  put (page, 300, 420, "地址：甲乙丙");
  {
    g_autofree char *text = lay_out (page, NULL);

    g_assert_null (strstr (text, "T "));
    g_assert_nonnull (strstr (text, "电话：一二三    传真：四五六"));
  }
}

static void
test_cut_off (void)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("pdf");
  g_autoptr (DzPageLayout) layout = dz_page_layout_new ();
  g_autoptr (DzPage) page = new_page (1);
  g_autoptr (DzDocument) document = NULL;
  GPtrArray *remarks;

  rule_grid (page, 435, 100, 3, 2);
  put_cell (page, 435, 100, 0, 0, "甲");
  dz_page_layout_add_page (layout, page);
  dz_page_layout_finish (layout, builder);
  document = dz_document_builder_end (builder, NULL);
  remarks = dz_document_get_remarks (document);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpstr (((DzRemark *) remarks->pdata[0])->code, ==, "table-cut-off");
}

static DzPage *
page_with_row (guint number,
               float y,
               const char *const *texts,
               guint n_rows)
{
  DzPage *page = new_page (number);

  rule_grid (page, 60, y, 3, n_rows);
  for (guint i = 0; i < 3 * n_rows; i++)
    if (texts[i] != NULL)
      put_cell (page, 60, y, i % 3, i / 3, texts[i]);
  return page;
}

static void
test_table_over_pages (void)
{
  static const char *const above[] = { "指标", "单位", "数量", "一、甲", "件", "1" };
  static const char *const bare[] = { "二、乙", "件", "2" };
  static const char *const headed[] = { "指标", "单位", "数量", "二、乙", "件", "2" };

  assert_layout ("T 3 3\n指标;单位;数量\n一、甲;件;1\n二、乙;件;2\n",
                 page_with_row (1, 780, above, 2), page_with_row (2, 60, bare, 1));
  assert_layout ("T 3 3\n指标;单位;数量\n一、甲;件;1\n二、乙;件;2\n",
                 page_with_row (1, 780, above, 2), page_with_row (2, 60, headed, 2));
}

/* The words of the last row run on behind the break; its figures stand before it. */
static void
test_split_row (void)
{
  static const char *const above[] = { "一、甲", "件", "1", "二、不予公开", "件", "2" };
  static const char *const below[] = { "的情形", NULL, NULL, "三、丙", "件", "3" };

  assert_layout ("T 3 3\n一、甲;件;1\n二、不予公开的情形;件;2\n三、丙;件;3\n",
                 page_with_row (1, 780, above, 2), page_with_row (2, 60, below, 2));
}

/* The same where the figures are centred and fall behind the break, and where the row of the
 * break is a head. */
static void
test_split_other_ways (void)
{
  static const char *const above[] = { "一、甲", "件", "1", "二、乙的情形", NULL, NULL };
  static const char *const below[] = { NULL, "件", "2", "三、丙", "件", "3" };
  static const char *const head_above[] = { "本年新制作数", "本年新公开数", "对外公开总数" };
  static const char *const head_below[] = { "量", "量", "量", "1", "2", "3" };

  assert_layout ("T 3 3\n一、甲;件;1\n二、乙的情形;件;2\n三、丙;件;3\n",
                 page_with_row (1, 780, above, 2), page_with_row (2, 60, below, 2));
  assert_layout ("T 2 3\n本年新制作数量;本年新公开数量;对外公开总数量\n1;2;3\n",
                 page_with_row (1, 800, head_above, 1), page_with_row (2, 60, head_below, 2));
}

/* A cut behind a mark that begins nothing, and a blank figure under a head that ends with the page. */
static void
test_split_before_mark (void)
{
  static const char *const above[] = { "一）甲", "件", "1", "二", "件", "2" };
  static const char *const below[] = { "）不予公开", NULL, NULL, "三）丙", "件", "3" };

  assert_layout ("T 3 3\n一）甲;件;1\n二）不予公开;件;2\n三）丙;件;3\n",
                 page_with_row (1, 780, above, 2), page_with_row (2, 60, below, 2));
}

static void
test_blank_under_tall_head (void)
{
  static const char *const below[] = { "一、甲", NULL, "1" };
  DzPage *page = new_page (1);

  dz_page_add_line (page, 60, 780, 300, 780);
  dz_page_add_line (page, 220, 800, 300, 800);
  dz_page_add_line (page, 60, 820, 300, 820);
  for (guint c = 0; c <= 3; c++)
    dz_page_add_line (page, 60 + 80 * c, 780, 60 + 80 * c, 820);
  put (page, 63, 794, "项目");
  put (page, 143, 794, "自然人");
  put_cell (page, 60, 780, 2, 0, "组织");
  put_cell (page, 60, 780, 2, 1, "企业");
  assert_layout ("T 3 3\n项目^2,1;自然人^2,1;组织\n企业\n一、甲;;1\n", page, page_with_row (2, 60, below, 1));
}

/* Two tables side by side, each going on behind the break. */
static void
test_side_by_side_over_pages (void)
{
  DzPage *page = new_page (1), *next = new_page (2);

  rule_grid (page, 60, 780, 2, 1);
  rule_grid (page, 300, 780, 2, 1);
  rule_grid (next, 60, 60, 2, 1);
  rule_grid (next, 300, 60, 2, 1);
  put_cell (page, 60, 780, 0, 0, "左甲");
  put_cell (page, 60, 780, 1, 0, "1");
  put_cell (page, 300, 780, 0, 0, "右甲");
  put_cell (page, 300, 780, 1, 0, "2");
  put_cell (next, 60, 60, 0, 0, "左乙");
  put_cell (next, 60, 60, 1, 0, "3");
  put_cell (next, 300, 60, 0, 0, "右乙");
  put_cell (next, 300, 60, 1, 0, "4");
  assert_layout ("T 2 2\n左甲;1\n左乙;3\nT 2 2\n右甲;2\n右乙;4\n", page, next);
}

/* A row of its own with blanks is not taken for the rest of another. */
static void
test_blank_row_stays (void)
{
  static const char *const above[] = { "一、甲", "件", "1", "二、乙", NULL, NULL };
  static const char *const below[] = { "三、丙", "件", "3" };

  assert_layout ("T 3 3\n一、甲;件;1\n二、乙;;\n三、丙;件;3\n",
                 page_with_row (1, 780, above, 2), page_with_row (2, 60, below, 1));
}

static void
test_paragraphs (void)
{
  DzPage *page = new_page (1), *next = new_page (2);

  put (page, 60 + 2 * EM, 100, "第一段的第一行一直写到右");
  put (page, 60, 120, "的第二行在这里写满到右边为止");
  put (page, 60, 140, "到此结束。");
  put (page, 60 + 2 * EM, 160, "第二段开始了也一直写到右");
  put (page, 60, 180, "第二段接着一直写满到最右边缘");
  put (page, 60, 200, "这一行接着一直写满到最右边缘");
  put (page, 60, 220, "这一行接着一直写满到最右边缘");
  put (page, 60, 780, "——这一行不在页边上接着写满");
  put (page, 280, 820, "- 1 -");
  put (next, 60, 100, "换页之后才结束。");
  put (next, 60 + 2 * EM, 120, "第三段。");
  put (next, 280, 820, "- 2 -");
  {
    g_autofree char *text = lay_out (page, next, NULL);

    g_assert_true (g_str_has_prefix (
        text, "P 第一段的第一行一直写到右的第二行在这里写满到右边为止到此结束。\nP 第二段开始了"));
    g_assert_nonnull (strstr (text, "换页之后才结束。\nP 第三段。\n"));
    g_assert_null (strstr (text, "- 1 -"));
  }
}

static void
test_two_columns (void)
{
  DzPage *page = new_page (1);

  for (guint i = 0; i < 8; i++) {
    g_autofree char *left = g_strdup_printf ("左栏的第%u行文字写满了这一栏", i + 1);
    g_autofree char *right = g_strdup_printf ("右栏的第%u行文字写满了这一栏", i + 1);

    put (page, 60, 100 + 18 * i, left);
    put (page, 320, 100 + 18 * i, right);
  }
  {
    g_autofree char *text = lay_out (page, NULL);
    const char *left = strstr (text, "左栏的第8行"), *right = strstr (text, "右栏的第1行");

    g_assert_nonnull (left);
    g_assert_nonnull (right);
    g_assert_true (left < right);
    g_assert_null (strstr (text, "一栏右栏的第1行"));
  }
}

static void
test_running_heads (void)
{
  DzPage *pages[3];

  for (guint i = 0; i < 3; i++) {
    g_autofree char *foot = g_strdup_printf ("第 %u 页 共 3 页", i + 1);
    g_autofree char *body = g_strdup_printf ("正文%u。", i + 1);

    pages[i] = new_page (i + 1);
    put (pages[i], 200, 30, "某某局年度报告");
    put (pages[i], 84, 100, body);
    put (pages[i], 250, 810, foot);
  }
  assert_layout ("P 正文1。\nP 正文2。\nP 正文3。\n", pages[0], pages[1], pages[2]);
}

static void
test_hostile_places (void)
{
  DzPage *page = new_page (1);

  dz_page_add_glyph (page, 'a', 0.0f / 0.0f, 1, 1, 1, DZ_GLYPH_NORMAL);
  dz_page_add_glyph (page, 0xd800, 1, 1, 1, 1, DZ_GLYPH_NORMAL);
  dz_page_add_line (page, 1e30, 1e30, -1e30, 1e30);
  dz_page_add_line (page, 0.0 / 0.0, 0, 10, 10);
  put (page, -5000, 90000, "外");
  g_assert_cmpuint (page->glyphs->len, ==, 1);
  for (guint i = 0; i < 3000; i++) {
    dz_page_add_line (page, 10, 0.25 * i, 500, 0.25 * i);
    dz_page_add_line (page, 0.19 * i, 5, 0.19 * i, 800);
  }
  put (page, 100, 100, "内");
  g_free (lay_out (page, NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-layout/plain-grid", test_plain_grid);
  g_test_add_func ("/page-layout/merged-cells", test_merged_cells);
  g_test_add_func ("/page-layout/two-tables", test_two_tables);
  g_test_add_func ("/page-layout/no-tables", test_no_tables);
  g_test_add_func ("/page-layout/two-line-cell", test_two_line_cell);
  g_test_add_func ("/page-layout/vertical-cell", test_vertical_cell);
  g_test_add_func ("/page-layout/indents", test_indents);
  g_test_add_func ("/page-layout/aligned-columns", test_aligned_columns);
  g_test_add_func ("/page-layout/aligned-figures", test_aligned_figures);
  g_test_add_func ("/page-layout/not-aligned", test_not_aligned);
  g_test_add_func ("/page-layout/cut-off", test_cut_off);
  g_test_add_func ("/page-layout/table-over-pages", test_table_over_pages);
  g_test_add_func ("/page-layout/split-row", test_split_row);
  g_test_add_func ("/page-layout/split-other-ways", test_split_other_ways);
  g_test_add_func ("/page-layout/split-before-mark", test_split_before_mark);
  g_test_add_func ("/page-layout/blank-under-tall-head", test_blank_under_tall_head);
  g_test_add_func ("/page-layout/side-by-side-over-pages", test_side_by_side_over_pages);
  g_test_add_func ("/page-layout/blank-row-stays", test_blank_row_stays);
  g_test_add_func ("/page-layout/paragraphs", test_paragraphs);
  g_test_add_func ("/page-layout/two-columns", test_two_columns);
  g_test_add_func ("/page-layout/running-heads", test_running_heads);
  g_test_add_func ("/page-layout/hostile-places", test_hostile_places);
  return g_test_run ();
}
