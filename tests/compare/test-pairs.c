/* test-pairs.c - characters that differ, blocks and rows that belong together
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-pairs.h"

#include "dz-diff.h"
#include "dz-document-builder.h"
#include "dz-text.h"

#include <string.h>

/* "{changed}" marks what differs. */
static const struct {
  const char *a, *b;
} texts[] = {
  { "共收到申请{12}件。", "共收到申请{15}件。" },
  { "共收到申请{1,234}件", "共收到申请{1,235}件" },
  { "占{41.83%}", "占{42%}" },
  { "公开{3万}条", "公开{3亿}条" },
  { "截至{2017}年底", "截至{2018}年底" },
  { "主动公开，１２ 件", "主动公开,12件" },
  { "我局{认真}落实", "我局落实" },
  { "我局落实", "我局{认真}落实" },
  { "", "{新增}" },
  { "{全部删去}", "" },
  { "同样", "同样" },
  { "{甲}乙{丙}", "{丁}乙{戊}" },
};

static char *
strip_marks (const char *marked)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = marked; *p != '\0'; p++)
    if (*p != '{' && *p != '}')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static char *
put_marks (const char *plain,
           GArray *ranges)
{
  GString *marked = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i <= ranges->len; i++) {
    guint start = i < ranges->len ? g_array_index (ranges, DzRange, i).start : (guint) g_utf8_strlen (plain, -1);
    g_autofree char *same = dz_text_cut (plain, at, start);
    g_autofree char *changed = NULL;

    g_string_append (marked, same);
    if (i == ranges->len)
      break;
    at = g_array_index (ranges, DzRange, i).end;
    changed = dz_text_cut (plain, start, at);
    g_string_append_printf (marked, "{%s}", changed);
  }
  return g_string_free (marked, FALSE);
}

static void
test_diff (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *a = strip_marks (texts[i].a);
    g_autofree char *b = strip_marks (texts[i].b);

    for (guint swapped = 0; swapped < 2; swapped++) {
      g_autoptr (GArray) left = NULL;
      g_autoptr (GArray) right = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      dz_diff_texts (swapped ? b : a, swapped ? a : b, &left, &right);
      first = put_marks (swapped ? b : a, left);
      second = put_marks (swapped ? a : b, right);
      g_assert_cmpstr (first, ==, swapped ? texts[i].b : texts[i].a);
      g_assert_cmpstr (second, ==, swapped ? texts[i].a : texts[i].b);
    }
  }
}

/* Long texts without anything in common end, and mark all. */
static void
test_diff_long (void)
{
  GString *a = g_string_new (NULL), *b = g_string_new (NULL);
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) right = NULL;

  for (guint i = 0; i < 20000; i++) {
    g_string_append_unichar (a, 0x4e00 + i % 3000);
    g_string_append_unichar (b, 0x6e00 + i % 3000);
  }
  dz_diff_texts (a->str, b->str, &left, &right);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpuint (g_array_index (right, DzRange, 0).end, ==, 20000);
  g_string_free (a, TRUE);
  g_string_free (b, TRUE);
}

/* Lines: "# heading", "| cell | cell", else a paragraph. */
static DzReport *
read_report (const char *source)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");
  g_auto (GStrv) lines = g_strsplit (source, "\n", -1);
  g_autoptr (DzDocument) document = NULL;
  gboolean in_table = FALSE;
  GError *error = NULL;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '|') {
      g_auto (GStrv) cells = g_strsplit (lines[i] + 1, "|", -1);

      if (!in_table)
        dz_document_builder_begin_table (builder);
      in_table = TRUE;
      dz_document_builder_begin_row (builder);
      for (guint j = 0; cells[j] != NULL; j++)
        dz_document_builder_add_cell (builder, g_strstrip (cells[j]), 1, 1, DZ_CELL_NORMAL);
      continue;
    }
    if (in_table)
      dz_document_builder_end_table (builder);
    in_table = FALSE;
    if (lines[i][0] == '#')
      dz_document_builder_add_heading (builder, 1, lines[i] + 1);
    else
      dz_document_builder_add_paragraph (builder, lines[i]);
  }
  if (in_table)
    dz_document_builder_end_table (builder);
  document = dz_document_builder_end (builder, &error);
  g_assert_no_error (error);
  return dz_report_new (document, "a.txt", "甲县司法局", "某省甲县", 2018, "cn2014");
}

static DzPairs *
pair (const char *const *sources)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; sources[i] != NULL; i++)
    g_ptr_array_add (reports, read_report (sources[i]));
  return dz_pairs_new (reports);
}

/* A pair as "=0-0", "~1-2", "<3--" (only left), ">--4", "^5->7" by kind and blocks. */
static char *
describe (DzPairs *pairs)
{
  static const char signs[] = "=~!^";
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dz_pairs_get_n_pairs (pairs); i++) {
    const DzPair *p = dz_pairs_get_pair (pairs, i);

    if (i > 0)
      g_string_append_c (out, ' ');
    g_string_append_c (out, signs[p->kind]);
    for (guint side = 0; side < dz_pairs_get_n_sides (pairs); side++) {
      if (side > 0)
        g_string_append_c (out, '/');
      if (p->blocks[side] < 0)
        g_string_append_c (out, '-');
      else
        g_string_append_printf (out, "%d", p->blocks[side]);
    }
  }
  return g_string_free (out, FALSE);
}

static const struct {
  const char *why;
  const char *sources[4];
  const char *pairs;
} cases[] = {
  { "the same", { "#一、概述\n我局认真落实条例。", "#一、概述\n我局认真落实条例。" }, "=0/0 =1/1" },
  { "a number changed", { "#一、概述\n全年收到申请12件。", "#一、概述\n全年收到申请15件。" }, "=0/0 ~1/1" },
  { "section numbers slipped",
    { "#一、概述\n总的情况很好。\n#二、依申请公开\n收到申请3件。\n#三、复议诉讼\n没有复议。",
      "#一、概述\n总的情况很好。\n#二、主动公开\n公开信息20条。\n#三、依申请公开\n收到申请5件。\n#四、复议诉讼\n没有复议。" },
    "=0/0 =1/1 !-/2 !-/3 ~2/4 ~3/5 ~4/6 =5/7" },
  { "a paragraph more", { "#一、概述\n第一段说的是组织领导。", "#一、概述\n第一段说的是组织领导。\n第二段说的是平台建设。" },
    "=0/0 =1/1 !-/2" },
  { "a paragraph moved",
    { "#一、概述\n我局建立健全了政府信息公开工作机制。\n#二、问题\n人手不足。\n#三、打算\n加强培训。",
      "#一、概述\n#二、问题\n人手不足。\n#三、打算\n加强培训。\n我局建立健全了政府信息公开工作机制。" },
    "=0/0 ^1/- =2/1 =3/2 =4/3 =5/4 ^-/5" },
  { "a paragraph moved, with another number",
    { "#一、概述\n全年组织政府信息公开业务培训3次，参训人员120人次。\n#二、问题\n人手不足。\n#三、打算\n加强管理。",
      "#一、概述\n#二、问题\n人手不足。\n#三、打算\n加强管理。\n全年组织政府信息公开业务培训5次，参训人员98人次。" },
    "=0/0 ^1/- =2/1 =3/2 =4/3 =5/4 ^-/5" },
  { "a phrase that stands twice was not moved",
    { "#一、概述\n我局建立健全了政府信息公开工作机制。\n#二、问题\n人手不足。\n#三、打算\n加强培训。",
      "#一、概述\n#二、问题\n我局建立健全了政府信息公开工作机制。\n人手不足。\n#三、打算\n加强培训。\n我局建立健全了政府信息公开工作机制。" },
    "=0/0 !1/- =2/1 !-/2 =3/3 =4/4 =5/5 !-/6" },
  { "nothing in common", { "甲甲甲甲甲", "乙乙乙乙乙" }, "!0/- !-/0" },
  { "tables",
    { "|指标|单位|数\n|收到申请数|件|4\n|办结数|件|4", "|指标|单位|数\n|收到申请数|件|0\n|答复数|件|0\n|办结数|件|4" }, "~0/0" },
  { "three sides",
    { "#一、概述\n收到申请3件。", "#一、概述\n收到申请4件。\n另有说明一段文字。", "#一、概述\n收到申请3件。\n另有说明一段文字。" },
    "=0/0/0 ~1/1/1 !-/2/2" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzPairs) pairs = pair (cases[i].sources);
    g_autofree char *found = describe (pairs);

    g_test_message ("case: %s", cases[i].why);
    g_assert_cmpstr (found, ==, cases[i].pairs);
  }
}

static void
test_table_rows (void)
{
  static const char *const sources[] = {
    "|指标|单位|数\n|收到申请数|件|4\n|办结数|件|12", "|指标|单位|数\n|收到申请数|件|0\n|答复数|件|0\n|办结数|件|12", NULL
  };
  g_autoptr (DzPairs) pairs = pair ((const char *const *) sources);
  const DzPair *p = dz_pairs_get_pair (pairs, 0);
  const DzPairSpan *span;

  g_assert_cmpuint (p->rows->len, ==, 4);
  g_assert_cmpint (g_array_index (p->rows, DzPairRow, 1).kind, ==, DZ_PAIR_CHANGED);
  g_assert_cmpint (g_array_index (p->rows, DzPairRow, 2).kind, ==, DZ_PAIR_ONLY);
  g_assert_cmpint (g_array_index (p->rows, DzPairRow, 2).rows[0], ==, -1);
  g_assert_cmpint (g_array_index (p->rows, DzPairRow, 3).kind, ==, DZ_PAIR_EQUAL);
  g_assert_cmpint (g_array_index (p->rows, DzPairRow, 3).rows[1], ==, 3);
  g_assert_cmpuint (p->spans[0]->len, ==, 1);
  span = &g_array_index (p->spans[0], DzPairSpan, 0);
  g_assert_cmpint (span->row, ==, 1);
  g_assert_cmpint (span->col, ==, 2);
  g_assert_cmpuint (span->end, ==, 1);
}

/* One table has an empty cell more in a row: the numbers still meet. */
static void
test_empty_cell (void)
{
  static const char *const sources[] = { "|总计|95|0\n|予以公开|3|1", "|总计||95|0\n|予以公开|3|1", NULL };
  g_autoptr (DzPairs) pairs = pair (sources);
  const DzPair *p = dz_pairs_get_pair (pairs, 0);

  g_assert_cmpint (p->kind, ==, DZ_PAIR_EQUAL);
  g_assert_null (p->spans[0]);
}

static void
assert_same_spans (GArray *a,
                   GArray *b)
{
  g_assert_cmpuint (a != NULL ? a->len : 0, ==, b != NULL ? b->len : 0);
  if (a != NULL)
    g_assert_cmpmem (a->data, a->len * sizeof (DzPairSpan), b->data, b->len * sizeof (DzPairSpan));
}

/* A with A: no difference. B with A: the same pairs and marks as A with B. */
static void
test_laws (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *twice[] = { cases[i].sources[0], cases[i].sources[0], NULL };
    const char *forth[] = { cases[i].sources[0], cases[i].sources[1], NULL };
    const char *back[] = { cases[i].sources[1], cases[i].sources[0], NULL };
    g_autoptr (DzPairs) same = pair (twice);
    g_autoptr (DzPairs) ab = pair (forth);
    g_autoptr (DzPairs) ba = pair (back);

    g_assert_cmpuint (dz_pairs_get_n_differences (same), ==, 0);
    g_assert_cmpuint (dz_pairs_get_n_pairs (ab), ==, dz_pairs_get_n_pairs (ba));
    g_assert_cmpuint (dz_pairs_get_n_differences (ab), ==, dz_pairs_get_n_differences (ba));
    for (guint j = 0; j < dz_pairs_get_n_pairs (ab); j++) {
      const DzPair *p = dz_pairs_get_pair (ab, j), *q;
      guint side = p->blocks[0] >= 0 ? 0 : 1;
      int other = dz_pairs_find (ba, 1 - side, (guint) p->blocks[side]);

      g_assert_cmpint (other, >=, 0);
      q = dz_pairs_get_pair (ba, (guint) other);
      g_assert_cmpint (p->kind, ==, q->kind);
      g_assert_cmpint (p->blocks[0], ==, q->blocks[1]);
      g_assert_cmpint (p->blocks[1], ==, q->blocks[0]);
      assert_same_spans (p->spans[0], q->spans[1]);
      assert_same_spans (p->spans[1], q->spans[0]);
    }
  }
}

/* What changed in a moved paragraph is marked on both sides. */
static void
test_moved_spans (void)
{
  static const char *const sources[] = {
    "#一、概述\n全年组织政府信息公开业务培训3次，参训人员很多。\n#二、问题\n人手不足。",
    "#一、概述\n#二、问题\n人手不足。\n全年组织政府信息公开业务培训15次，参训人员很多。", NULL
  };
  g_autoptr (DzPairs) pairs = pair ((const char *const *) sources);
  const DzPair *from = dz_pairs_get_pair (pairs, (guint) dz_pairs_find (pairs, 0, 1));
  const DzPair *to = dz_pairs_get_pair (pairs, (guint) dz_pairs_find (pairs, 1, 3));

  g_assert_cmpint (from->kind, ==, DZ_PAIR_MOVED);
  g_assert_true (dz_pairs_get_pair (pairs, (guint) from->partner) == to);
  g_assert_cmpuint (from->spans[0]->len, ==, 1);
  g_assert_cmpuint (g_array_index (to->spans[1], DzPairSpan, 0).end - g_array_index (to->spans[1], DzPairSpan, 0).start, ==, 2);
}

static DzPairs *
pair_pinned (const char *const *texts_,
             const DzPairPin *pins,
             guint n_pins,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  DzPairsSource sources[DZ_PAIRS_MAX_SIDES] = { { NULL } };

  for (guint i = 0; texts_[i] != NULL; i++) {
    g_ptr_array_add (reports, read_report (texts_[i]));
    sources[i].document = dz_report_get_document (g_ptr_array_index (reports, i));
    dz_report_get_range (g_ptr_array_index (reports, i), &sources[i].first, &sources[i].last);
  }
  return dz_pairs_new_full (sources, reports->len, pins, n_pins, cancellable, error);
}

static const char *const pin_sources[] = {
  "#一、概述\n甲甲甲甲甲\n我局认真落实条例。\n|指标|数\n|子项|4\n|丑项|5",
  "#一、概述\n我局认真落实条例。\n乙乙乙乙乙\n|指标|数\n|寅项|4\n|卯项|5", NULL
};

/* Pins hold against likeness, for either order of the sides; of crossing ones the first in the text holds. */
static void
test_pins (void)
{
  static const struct {
    DzPairPin pins[2];
    guint n_pins;
    const char *pairs;
  } pinned[] = {
    { { { { 0 } } }, 0, "=0/0 !1/- =2/1 !-/2 ~3/3" },
    { { { { 0, 1 }, { 1, 2 }, { -1, -1 } } }, 1, "=0/0 !-/1 ~1/2 !2/- ~3/3" },
    { { { { 1, 0 }, { 2, 1 }, { -1, -1 } } }, 1, "=0/0 !-/1 ~1/2 !2/- ~3/3" },
    { { { { 0, 1 }, { 2, 1 }, { -1, -1 } }, { { 0, 1 }, { 1, 2 }, { -1, -1 } } }, 2, "=0/0 !-/1 ~1/2 !2/- ~3/3" },
    { { { { 0, 1 }, { 1, 3 }, { -1, -1 } } }, 1, "=0/0 !1/- =2/1 !-/2 ~3/3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pinned); i++) {
    g_autoptr (DzPairs) pairs = pair_pinned (pin_sources, pinned[i].pins, pinned[i].n_pins, NULL, NULL);
    g_autofree char *found = describe (pairs);

    g_assert_cmpstr (found, ==, pinned[i].pairs);
  }
}

static void
test_row_pin (void)
{
  DzPairPin pin = { { 0, 1 }, { 3, 3 }, { 1, 2 } };
  g_autoptr (DzPairs) pairs = pair_pinned (pin_sources, &pin, 1, NULL, NULL);
  const DzPair *p = dz_pairs_get_pair (pairs, (guint) dz_pairs_find (pairs, 0, 3));
  gboolean found = FALSE;

  for (guint i = 0; i < p->rows->len; i++) {
    const DzPairRow *row = &g_array_index (p->rows, DzPairRow, i);

    found |= row->rows[0] == 1 && row->rows[1] == 2;
  }
  g_assert_true (found);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pair_pinned (pin_sources, NULL, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pairs/diff", test_diff);
  g_test_add_func ("/pairs/diff-long", test_diff_long);
  g_test_add_func ("/pairs/cases", test_cases);
  g_test_add_func ("/pairs/table-rows", test_table_rows);
  g_test_add_func ("/pairs/empty-cell", test_empty_cell);
  g_test_add_func ("/pairs/moved-spans", test_moved_spans);
  g_test_add_func ("/pairs/pins", test_pins);
  g_test_add_func ("/pairs/row-pin", test_row_pin);
  g_test_add_func ("/pairs/cancel", test_cancel);
  g_test_add_func ("/pairs/laws", test_laws);
  return g_test_run ();
}
