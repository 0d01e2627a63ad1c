/* test-comparison.c - columns, rows, cells, changes, states, modes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-comparison.h"

#include "dz-agency.h"
#include "sample.h"

#include <locale.h>

static DzComparison *
compare (GPtrArray *list,
         const DzComparisonOptions *options)
{
  g_autoptr (GPtrArray) owned = list;

  return dz_comparison_new (owned, sample_catalogue (), options);
}

static const DzMatrixCell *
cell_of (DzComparison *comparison,
         const char *indicator,
         guint column)
{
  int row = dz_comparison_find_row (comparison, indicator, NULL);

  g_assert_cmpint (row, >=, 0);
  return dz_comparison_get_cell (comparison, (guint) row, column);
}

static void
assert_text (DzComparison *comparison,
             const char *indicator,
             guint column,
             DzMode mode,
             const char *expected)
{
  int row = dz_comparison_find_row (comparison, indicator, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (row, >=, 0);
  text = dz_comparison_format_cell (comparison, (guint) row, column, mode);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_number (DzDecimal number,
               const char *expected)
{
  g_autofree char *text = dz_decimal_to_string (dz_decimal_normalize (number));

  g_assert_cmpstr (text, ==, expected);
}

static const struct {
  const char *number, *text;
} decimals[] = {
  { "0", "0" }, { "-0.50", "-0.50" }, { "9999", "9999" }, { "10000", "10,000" }, { "-10000", "-10,000" },
  { "1234567.5", "1,234,567.5" }, { "-999", "-999" }, { "7.0", "7.0" }, { "123456789012", "123,456,789,012" },
};

static void
test_format_decimal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (decimals); i++) {
    DzDecimal number;
    g_autofree char *text = NULL;

    g_assert_true (dz_decimal_parse (decimals[i].number, &number));
    text = dz_format_decimal (number);
    g_assert_cmpstr (text, ==, decimals[i].text);
  }
}

static const struct {
  const char *names[4], *regions[4];
  guint groups[4];
  const char *why;
} agencies[] = {
  { { "甲县司法局", "甲县司法局" }, { "某省甲县", "" }, { 0, 0 }, "one name, one region unknown" },
  { { "城关镇人民政府", "城关镇人民政府" }, { "某省甲县", "某省乙县" }, { 0, 1 }, "namesakes in two counties" },
  { { "城关镇人民政府", "城关镇人民政府", "城关镇人民政府" }, { "某省甲县", "", "某省乙县" }, { 0, 1, 2 },
    "unknown region, two it could be" },
  { { "乙市甲区人民政府", "甲区人民政府" }, { "某省乙市甲区", "某省乙市甲区" }, { 0, 0 }, "tail, region fits" },
  { { "甲区人民政府", "乙市甲区人民政府" }, { "", "" }, { 0, 0 }, "tail that names a place" },
  { { "甲区人民政府", "乙市甲区人民政府", "丙市甲区人民政府" }, { "", "", "" }, { 0, 1, 2 }, "two it could be" },
  { { "甲区人民政府", "乙市甲区人民政府" }, { "某省丙市甲区", "某省乙市甲区" }, { 0, 1 }, "tail, other region" },
  { { "甲市司法局", "市司法局" }, { "某省甲市", "某省甲市" }, { 0, 0 }, "annex and title" },
  { { "司法局", "甲市司法局" }, { "", "某省甲市" }, { 0, 1 }, "the bare office is anybody" },
  { { "", "" }, { "", "" }, { 0, 1 }, "unknown is never the same" },
  { { "甲县司法局", "甲縣司法局 " }, { "某省甲县", "某省甲县" }, { 0, 0 }, "writing" },
  { { "甲县司法局", "甲县民政局" }, { "某省甲县", "某省甲县" }, { 0, 1 }, "two offices" },
};

static void
test_agencies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (agencies); i++) {
    guint n = 0, groups[4];

    while (n < 4 && agencies[i].names[n] != NULL)
      n++;
    dz_agency_group (n, agencies[i].names, agencies[i].regions, groups);
    for (guint j = 0; j < n; j++) {
      if (groups[j] != agencies[i].groups[j])
        g_test_message ("case: %s", agencies[i].why);
      g_assert_cmpuint (groups[j], ==, agencies[i].groups[j]);
    }
  }
}

static void
test_columns (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("乙县司法局", "某省乙县", 2019, "cn2019", "apply.received.new=5"),
                 sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", "apply.received.new=7"),
                 sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=9"),
                 sample_report ("甲县司法局", "某省甲县", 2019, "cn2019", "apply.received.new=6"),
                 sample_report ("", "", 0, "cn2019", "apply.received.new=1"), NULL),
    NULL);
  static const guint sources[] = { 4, 0, 2, 3, 1 };
  static const int previous[] = { -1, -1, -1, 2, 3 };

  g_assert_cmpuint (dz_comparison_get_n_columns (c), ==, 5);
  for (guint i = 0; i < 5; i++) {
    g_assert_cmpuint (dz_comparison_get_source (c, i), ==, sources[i]);
    g_assert_cmpint (dz_comparison_get_previous (c, i), ==, previous[i]);
    g_assert_cmpint (cell_of (c, "apply.received.new", i)->baseline, ==, previous[i]);
  }
  assert_number (cell_of (c, "apply.received.new", 3)->change, "-3");
  assert_number (cell_of (c, "apply.received.new", 4)->change, "1");
  g_assert_cmpint (cell_of (c, "apply.received.new", 3)->comparable, ==, DZ_COMPARABLE_SAME);
}

/* A year that is missing is no year before. */
static void
test_missing_year (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2017, "cn2014", "apply.received.new=9"),
                 sample_report ("甲县司法局", "某省甲县", 2019, "cn2019", "apply.received.new=6"), NULL),
    NULL);

  g_assert_cmpint (dz_comparison_get_previous (c, 1), ==, -1);
  g_assert_false (cell_of (c, "apply.received.new", 1)->has_change);
}

static void
test_tree (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2018, "cn2014",
                                "apply.received.online=3;apply.received.new=5;信访 / 来信=7@件;信访 / 来访=?"),
                 sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", "apply.received.new=5;一、信 访 / （一）来信=8@件"),
                 NULL),
    NULL);
  int parent = dz_comparison_find_row (c, "apply.received.new", NULL);
  int child = dz_comparison_find_row (c, "apply.received.online", NULL);
  int top = dz_comparison_find_row (c, "apply", NULL);
  int other = dz_comparison_find_row (c, "other", NULL);

  g_assert_cmpint (top, >=, 0);
  g_assert_true (dz_comparison_get_row (c, (guint) top)->is_group);
  g_assert_cmpint (dz_comparison_get_row (c, (guint) parent)->parent, >=, top);
  g_assert_cmpint (dz_comparison_get_row (c, (guint) child)->parent, ==, parent);
  g_assert_cmpuint (dz_comparison_get_row (c, (guint) child)->depth, ==,
                    dz_comparison_get_row (c, (guint) parent)->depth + 1);
  g_assert_cmpint (dz_comparison_find_row (c, "apply.received.fax", NULL), ==, -1);
  g_assert_cmpint (dz_comparison_find_row (c, "proactive.channel", NULL), ==, -1);
  g_assert_cmpint (other, >, child);
  g_assert_cmpuint (dz_comparison_get_n_rows (c), ==, (guint) other + 3);
  g_assert_cmpstr (dz_comparison_get_row (c, (guint) other + 1)->label, ==, "（一）来信");
  g_assert_cmpstr (dz_comparison_get_row (c, (guint) other + 1)->unit, ==, "件");
  assert_number (dz_comparison_get_cell (c, (guint) other + 1, 1)->value.number, "7");
  assert_number (dz_comparison_get_cell (c, (guint) other + 1, 0)->value.number, "8");
  g_assert_cmpint (dz_comparison_get_cell (c, (guint) other + 2, 0)->value.kind, ==, DZ_VALUE_NOT_IN_FORM);
  g_assert_cmpint (dz_comparison_get_cell (c, (guint) other + 2, 1)->value.kind, ==, DZ_VALUE_BLANK);
}

/* The same label path twice in one report: nothing that a table says is dropped. */
static void
test_repeated_row (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "其他=1;其他=2;其他=3"), NULL), NULL);
  int first = dz_comparison_find_row (c, "其他", NULL);

  g_assert_cmpint (first, >=, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (dz_comparison_get_cell (c, (guint) first + i, 0)->value.number.mantissa, ==, i + 1);
}

static void
test_states (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=0;apply.received.fax=?"),
                 sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", "apply.received.new=-;apply.received.letter=2"),
                 sample_report ("丙县司法局", "某省丙县", 2018, "prose", "apply.received.new=~3"),
                 sample_report ("丁县司法局", "某省丁县", 2021, "cn2021", "apply.received.new=3"), NULL),
    &(DzComparisonOptions) { DZ_BASELINE_PREVIOUS_YEAR, 0, NULL, DZ_DECIMAL_ZERO, DZ_DECIMAL_ZERO, FALSE });

  assert_text (c, "apply.received.new", 0, DZ_MODE_VALUE, "0");
  assert_text (c, "apply.received.new", 1, DZ_MODE_VALUE, "—");
  assert_text (c, "apply.received.new", 2, DZ_MODE_VALUE, "≈3");
  assert_text (c, "apply.received.fax", 0, DZ_MODE_VALUE, "blank");
  assert_text (c, "apply.received.fax", 1, DZ_MODE_VALUE, "n/r");
  assert_text (c, "apply.received.fax", 2, DZ_MODE_VALUE, "n/r");
  assert_text (c, "apply.received.fax", 3, DZ_MODE_VALUE, "·");
  assert_text (c, "apply", 0, DZ_MODE_VALUE, "");
  for (DzValueKind kind = DZ_VALUE_BLANK; kind <= DZ_VALUE_NOT_IN_FORM; kind++)
    for (DzValueKind other = DZ_VALUE_BLANK; other < kind; other++) {
      g_assert_cmpstr (dz_value_kind_get_sign (kind), !=, dz_value_kind_get_sign (other));
      g_assert_cmpstr (dz_value_kind_get_words (kind), !=, dz_value_kind_get_words (other));
    }
}

static const struct {
  const char *before, *after, *tolerance, *percent;
  const char *change, *rate; /* NULL: none */
  int direction;
  gboolean differs;
  const char *text;
} changes[] = {
  { "4", "0", "0", "0", "-4", "-100", -1, TRUE, "4→0" },
  { "10", "12", "0", "0", "2", "20", 1, TRUE, "+20.00%" },
  { "10", "20", "0", "0", "10", "100", 2, TRUE, "+100.00%" },
  { "100", "50", "0", "0", "-50", "-50", -2, TRUE, "-50.00%" },
  { "100", "51", "0", "0", "-49", "-49", -1, TRUE, "-49.00%" },
  { "0", "3", "0", "0", "3", NULL, 1, TRUE, "0→3" },
  { "0", "263", "0", "0", "263", NULL, 2, TRUE, "0→263" },
  { "0", "0", "0", "0", "0", NULL, 0, FALSE, "0→0" },
  { "3", "9", "0", "0", "6", "200", 1, TRUE, "3→9" },
  { "100", "101", "1", "0", "1", "1", 0, FALSE, "+1.00%" },
  { "100", "105", "1", "5", "5", "5", 0, FALSE, "+5.00%" },
  { "100", "106", "1", "5", "6", "6", 1, TRUE, "+6.00%" },
  { "300", "301", "0", "0", "1", "0.33", 1, TRUE, "+0.33%" },
  { "5", "?", "0", "0", NULL, NULL, 0, TRUE, "blank" },
  { "?", "0", "0", "0", NULL, NULL, 0, TRUE, "—" },
  { "?", "?", "0", "0", NULL, NULL, 0, FALSE, "blank" },
  { "-", "?", "0", "0", NULL, NULL, 0, FALSE, "blank" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *before = g_strconcat ("apply.received.new=", changes[i].before, NULL);
    g_autofree char *after = g_strconcat ("apply.received.new=", changes[i].after, NULL);
    DzComparisonOptions options = DZ_COMPARISON_OPTIONS_INIT;
    g_autoptr (DzComparison) c = NULL;
    const DzMatrixCell *cell;
    DzDecimal number;
    int row;

    g_test_message ("%s to %s", changes[i].before, changes[i].after);
    g_assert_true (dz_decimal_parse (changes[i].tolerance, &options.tolerance));
    g_assert_true (dz_decimal_parse (changes[i].percent, &options.tolerance_percent));
    c = compare (sample_list (sample_report ("甲县司法局", "某省甲县", 2019, "cn2019", before),
                              sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", after), NULL),
                 &options);
    cell = cell_of (c, "apply.received.new", 1);
    g_assert_cmpint (cell->has_change, ==, changes[i].change != NULL);
    g_assert_cmpint (cell->has_percent, ==, changes[i].rate != NULL);
    if (cell->has_change)
      assert_number (cell->change, changes[i].change);
    if (cell->has_percent)
      assert_number (cell->change_percent, changes[i].rate);
    g_assert_cmpint (cell->direction, ==, changes[i].direction);
    row = dz_comparison_find_row (c, "apply.received.new", NULL);
    g_assert_cmpint (dz_comparison_get_row (c, (guint) row)->differs, ==, changes[i].differs);
    g_assert_cmpint (dz_comparison_get_differs (c, (guint) row, 1), ==, changes[i].differs);
    g_assert_cmpuint (dz_comparison_get_row (c, (guint) row)->n_differ, ==, changes[i].direction != 0);
    assert_text (c, "apply.received.new", 1, DZ_MODE_CHANGE_PERCENT, changes[i].text);
    /* The number to sort by is the one that is shown; counts and signs are none. */
    g_assert_cmpint (dz_comparison_get_number (c, (guint) row, 1, DZ_MODE_CHANGE_PERCENT, &number), ==,
                     g_str_has_suffix (changes[i].text, "%"));
    g_assert_cmpint (dz_comparison_get_number (c, (guint) row, 1, DZ_MODE_CHANGE, &number), ==, changes[i].change != NULL);
    if (changes[i].change != NULL)
      assert_number (number, changes[i].change);
  }
}

static void
test_money (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2017, "cn2014", "fee.charged=251000@元"),
                 sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "fee.charged=25.2@万元"), NULL),
    NULL);
  const DzMatrixCell *cell = cell_of (c, "fee.charged", 1);
  int row = dz_comparison_find_row (c, "fee.charged", NULL);

  g_assert_true (cell->has_change);
  if (g_str_equal (dz_comparison_get_row (c, (guint) row)->unit, "万元"))
    assert_number (cell->change, "0.1");
  else
    assert_number (cell->change, "1000");
}

static void
test_not_comparable (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "proactive.total=10;apply.answered.granted=30"),
                 sample_report ("甲县司法局", "某省甲县", 2019, "zj2017", "proactive.total=30;apply.answered.granted=40"),
                 NULL),
    NULL);

  g_assert_cmpint (cell_of (c, "proactive.total", 1)->comparable, ==, DZ_COMPARABLE_NEAR);
  g_assert_true (cell_of (c, "proactive.total", 1)->has_change);
  g_assert_cmpint (cell_of (c, "apply.answered.granted", 1)->comparable, ==, DZ_COMPARABLE_SAME);
}

static void
test_median_and_rank (void)
{
  DzComparisonOptions options = { .baseline = DZ_BASELINE_MEDIAN };
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", "apply.received.new=10"),
                 sample_report ("乙县司法局", "某省乙县", 2020, "cn2019", "apply.received.new=21"),
                 sample_report ("丙县司法局", "某省丙县", 2020, "cn2019", "apply.received.new=10"),
                 sample_report ("丁县司法局", "某省丁县", 2020, "cn2019", "apply.received.new=40"),
                 sample_report ("戊县司法局", "某省戊县", 2020, "cn2019", "apply.received.new=?"),
                 sample_report ("己县司法局", "某省己县", 2019, "cn2019", "apply.received.new=999"), NULL),
    &options);

  assert_text (c, "apply.received.new", 0, DZ_MODE_RANK, "3 / 4");
  assert_text (c, "apply.received.new", 1, DZ_MODE_RANK, "2 / 4");
  assert_text (c, "apply.received.new", 3, DZ_MODE_RANK, "1 / 4");
  assert_text (c, "apply.received.new", 4, DZ_MODE_RANK, "blank");
  assert_text (c, "apply.received.new", 5, DZ_MODE_RANK, "1 / 1");
  assert_text (c, "apply.received.new", 0, DZ_MODE_DISTANCE, "-5.5");
  assert_text (c, "apply.received.new", 3, DZ_MODE_CHANGE, "+24.5");
  assert_text (c, "apply.received.new", 5, DZ_MODE_DISTANCE, "—");
  g_assert_cmpint (cell_of (c, "apply.received.new", 0)->baseline, ==, -2);
}

static void
test_chosen_baseline (void)
{
  DzComparisonOptions options = { .baseline = DZ_BASELINE_REPORT, .baseline_column = 1, .sort = TRUE };
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", "apply.received.new=5"),
                 sample_report ("丙县司法局", "某省丙县", 2018, "cn2014", "apply.received.new=7"),
                 sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=9"), NULL),
    &options);

  for (guint i = 0; i < 3; i++) {
    gboolean is_base = dz_comparison_get_source (c, i) == 1;

    g_assert_cmpint (cell_of (c, "apply.received.new", i)->has_change, ==, !is_base);
    if (!is_base)
      assert_number (cell_of (c, "apply.received.new", i)->change, dz_comparison_get_source (c, i) == 0 ? "-2" : "2");
  }
}

static void
test_share (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2018, "cn2014",
                                "apply.received.new=12;apply.received.online=5;apply.received.fax=0"),
                 sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", "apply.received.new=0;apply.received.online=0"),
                 NULL),
    &(DzComparisonOptions) { .sort = FALSE });

  assert_text (c, "apply.received.online", 0, DZ_MODE_SHARE, "41.67%");
  assert_text (c, "apply.received.fax", 0, DZ_MODE_SHARE, "0.00%");
  assert_text (c, "apply.received.online", 1, DZ_MODE_SHARE, "—");
  assert_text (c, "apply.received.fax", 1, DZ_MODE_SHARE, "n/r");
  assert_text (c, "apply.received.new", 0, DZ_MODE_SHARE, "—");
}

static void
test_members (void)
{
  const char *facts = "apply.received.new[applicant.natural]=7;apply.received.new[applicant.total]=9;"
                      "apply.received.new[applicant.legal.enterprise]=2";
  DzComparisonOptions natural = { .member = "applicant.natural" }, all = { .member = "*" };
  g_autoptr (DzComparison) total = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", facts),
                 sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=4"), NULL), NULL);
  g_autoptr (DzComparison) one = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", facts),
                 sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=4;proactive.total=3"), NULL),
    &natural);
  g_autoptr (DzComparison) many = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2020, "cn2019", facts), NULL), &all);
  int row;

  assert_text (total, "apply.received.new", 0, DZ_MODE_VALUE, "4");
  assert_text (total, "apply.received.new", 1, DZ_MODE_VALUE, "9");
  assert_text (one, "apply.received.new", 0, DZ_MODE_VALUE, "7");
  g_assert_false (dz_value_is_number (cell_of (one, "apply.received.new", 1)->value));
  assert_text (one, "proactive.total", 1, DZ_MODE_VALUE, "3");
  assert_text (many, "apply.received.new", 0, DZ_MODE_VALUE, "9");
  row = dz_comparison_find_row (many, "apply.received.new", "applicant.natural");
  g_assert_cmpint (row, >, dz_comparison_find_row (many, "apply.received.new", NULL));
  g_assert_cmpint (dz_comparison_get_row (many, (guint) row)->parent, ==,
                   dz_comparison_find_row (many, "apply.received.new", NULL));
  assert_text (many, "apply.received.new[applicant.natural]", 0, DZ_MODE_SHARE, "77.78%");
}

static void
test_all_zero (void)
{
  static const struct {
    const char *a, *b;
    gboolean zero, missing, differs;
  } cases[] = {
    { "apply.received.new=0", "apply.received.new=0", TRUE, FALSE, FALSE },
    { "apply.received.new=0", "apply.received.new=?", FALSE, FALSE, TRUE },
    { "apply.received.new=0", "apply.received.fax=0", FALSE, FALSE, TRUE },
    { "apply.received.new=?", "apply.received.new=-", FALSE, TRUE, TRUE },
    { "apply.received.new=0", "apply.received.new=1", FALSE, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzComparison) c = compare (
      sample_list (sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", cases[i].a),
                   sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", cases[i].b), NULL), NULL);
    int row = dz_comparison_find_row (c, "apply.received.new", NULL);

    g_assert_cmpint (dz_comparison_get_row (c, (guint) row)->all_zero, ==, cases[i].zero);
    g_assert_cmpint (dz_comparison_get_row (c, (guint) row)->all_missing, ==, cases[i].missing);
    g_assert_cmpint (dz_comparison_get_row (c, (guint) row)->differs, ==, cases[i].differs);
  }
}

/* A group whose head is printed with a dash is shown with one; an empty head stays empty. */
static void
test_heading (void)
{
  g_autoptr (DzComparison) c = compare (
    sample_list (sample_report ("甲县司法局", "某省甲县", 2017, "cn2014", "proactive.channel=-;proactive.total=15"),
                 sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "proactive.total=?;apply.received.new=?"), NULL), NULL);
  int said = dz_comparison_find_row (c, "proactive.channel", NULL);
  int blank = dz_comparison_find_row (c, "apply.received.new", NULL);
  int silent = dz_comparison_get_row (c, (guint) blank)->parent;

  g_assert_false (dz_comparison_is_heading (c, (guint) said));
  assert_text (c, "proactive.channel", 0, DZ_MODE_VALUE, "—");
  assert_text (c, "proactive.channel", 1, DZ_MODE_VALUE, "·");
  g_assert_false (dz_comparison_get_row (c, (guint) said)->all_absent);
  g_assert_true (dz_comparison_get_row (c, (guint) blank)->all_missing);
  g_assert_false (dz_comparison_get_row (c, (guint) blank)->all_absent);
  g_assert_cmpint (silent, >=, 0);
  g_assert_true (dz_comparison_is_heading (c, (guint) silent));
  g_assert_true (dz_comparison_get_row (c, (guint) silent)->all_absent);
}

static void
test_outlier (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  static const int values[] = { 3, 5, 8, 2998, 2, 40, 11 };
  g_autoptr (DzComparison) c = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *name = g_strdup_printf ("第%u县司法局", i);
    g_autofree char *facts = g_strdup_printf ("apply.received.new=%d", values[i]);

    g_ptr_array_add (list, sample_report (name, name, 2018, "cn2014", facts));
  }
  c = compare (list, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpint (cell_of (c, "apply.received.new", i)->outlier, ==, values[i] == 2998);
}

/* A with A: no difference; A with B mirrors B with A; the fact shown is the one extraction shows. */
static void
test_laws (void)
{
  const char *a = "apply.received.new=12;apply.received.online=3;proactive.total=?;fee.charged=3@万元;某项=4;doc.x=1";
  const char *b = "apply.received.new=10;apply.received.online=3;proactive.total=4;apply.received.fax=0;某项=5";
  DzComparisonOptions options = { .baseline = DZ_BASELINE_REPORT, .baseline_column = 0 };
  DzExtraction *first = sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", a);
  g_autoptr (DzComparison) same = compare (
    sample_list (g_object_ref (first), sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", a), NULL), &options);
  g_autoptr (DzComparison) forth = compare (
    sample_list (g_object_ref (first), sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", b), NULL), &options);
  g_autoptr (DzComparison) back = compare (
    sample_list (sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", b), g_object_ref (first), NULL), &options);

  for (guint row = 0; row < dz_comparison_get_n_rows (same); row++) {
    g_assert_false (dz_comparison_get_row (same, row)->differs);
    g_assert_cmpint (dz_comparison_get_cell (same, row, 1)->direction, ==, 0);
  }
  g_assert_cmpuint (dz_comparison_get_n_rows (forth), ==, dz_comparison_get_n_rows (back));
  for (guint row = 0; row < dz_comparison_get_n_rows (forth); row++) {
    const DzMatrixRow *r = dz_comparison_get_row (forth, row);
    int other = dz_comparison_find_row (back, r->key, NULL);
    const DzMatrixCell *x = dz_comparison_get_cell (forth, row, 1);
    const DzMatrixCell *y = dz_comparison_get_cell (back, (guint) other, 1);

    g_assert_cmpint (r->differs, ==, dz_comparison_get_row (back, (guint) other)->differs);
    g_assert_cmpint (x->has_change, ==, y->has_change);
    g_assert_cmpint (x->direction, ==, -y->direction);
    if (x->has_change)
      g_assert_cmpint (x->change.mantissa, ==, -y->change.mantissa);
    if (r->indicator != NULL)
      g_assert_true (dz_comparison_get_cell (forth, row, 0)->fact
                     == dz_extraction_lookup (first, r->indicator->id, r->member));
  }
  g_object_unref (first);
}

static void
test_empty (void)
{
  g_autoptr (DzComparison) c = compare (g_ptr_array_new (), NULL);
  g_autoptr (DzComparison) silent = compare (sample_list (sample_report ("", "", 0, "prose", ""), NULL), NULL);

  g_assert_cmpuint (dz_comparison_get_n_columns (c), ==, 0);
  g_assert_cmpuint (dz_comparison_get_n_rows (c), ==, 0);
  g_assert_cmpuint (dz_comparison_get_n_columns (silent), ==, 1);
  g_assert_cmpuint (dz_comparison_get_n_rows (silent), ==, 0);
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/format-decimal", test_format_decimal);
  g_test_add_func ("/comparison/agencies", test_agencies);
  g_test_add_func ("/comparison/columns", test_columns);
  g_test_add_func ("/comparison/missing-year", test_missing_year);
  g_test_add_func ("/comparison/tree", test_tree);
  g_test_add_func ("/comparison/repeated-row", test_repeated_row);
  g_test_add_func ("/comparison/states", test_states);
  g_test_add_func ("/comparison/changes", test_changes);
  g_test_add_func ("/comparison/money", test_money);
  g_test_add_func ("/comparison/not-comparable", test_not_comparable);
  g_test_add_func ("/comparison/median-and-rank", test_median_and_rank);
  g_test_add_func ("/comparison/chosen-baseline", test_chosen_baseline);
  g_test_add_func ("/comparison/share", test_share);
  g_test_add_func ("/comparison/members", test_members);
  g_test_add_func ("/comparison/all-zero", test_all_zero);
  g_test_add_func ("/comparison/heading", test_heading);
  g_test_add_func ("/comparison/outlier", test_outlier);
  g_test_add_func ("/comparison/laws", test_laws);
  g_test_add_func ("/comparison/empty", test_empty);
  return g_test_run ();
}
