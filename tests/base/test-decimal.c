/* test-decimal.c - exact decimal numbers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-decimal.h"

static DzDecimal
dec (const char *text)
{
  DzDecimal d;

  g_assert_true (dz_decimal_parse (text, &d));
  return d;
}

static void
assert_prints (DzDecimal d,
               const char *text)
{
  g_autofree char *printed = dz_decimal_to_string (d);

  g_assert_cmpstr (printed, ==, text);
}

static void
test_parse (void)
{
  static const struct {
    const char *text, *printed; /* NULL: refused */
  } cases[] = {
    { "0", "0" }, { "15", "15" }, { "134.32", "134.32" }, { "7.0", "7.0" }, { "0.00", "0.00" },
    { "-8", "-8" }, { "+1036", "1036" }, { "0012", "12" }, { "999999999999999999", "999999999999999999" },
    { "72701.2578", "72701.2578" }, { "-0.5", "-0.5" },
    { "", NULL }, { "-", NULL }, { ".", NULL }, { "5.", NULL }, { "1e3", NULL }, { "1,000", NULL },
    { "1.2.3", NULL }, { "1999999999999999999", NULL }, { "0.0000000001", NULL }, { "１２", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    DzDecimal d;

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (dz_decimal_parse (cases[i].text, &d), ==, cases[i].printed != NULL);
    if (cases[i].printed != NULL)
      assert_prints (d, cases[i].printed);
  }
}

static void
test_arithmetic (void)
{
  DzDecimal d;

  g_assert_true (dz_decimal_add (dec ("0.1"), dec ("0.2"), &d));
  g_assert_true (dz_decimal_equal (d, dec ("0.3")));
  g_assert_true (dz_decimal_subtract (dec ("263"), dec ("97.5"), &d));
  assert_prints (d, "165.5");
  g_assert_true (dz_decimal_multiply (dec ("1.5"), dec ("-4"), &d));
  assert_prints (d, "-6.0");
  g_assert_true (dz_decimal_shift (dec ("134.32"), 4, &d));
  assert_prints (d, "1343200");
  g_assert_true (dz_decimal_shift (dec ("25"), -4, &d));
  assert_prints (d, "0.0025");
  g_assert_false (dz_decimal_add (dec ("999999999999999999"), (DzDecimal) { G_MAXINT64, 0 }, &d));
  g_assert_false (dz_decimal_multiply (dec ("999999999999999999"), dec ("11"), &d));
}

static void
test_divide (void)
{
  DzDecimal d;

  g_assert_true (dz_decimal_divide (dec ("11000"), dec ("263"), 2, &d));
  assert_prints (d, "41.83");
  g_assert_true (dz_decimal_divide (dec ("1"), dec ("8"), 2, &d));
  assert_prints (d, "0.13");
  g_assert_true (dz_decimal_divide (dec ("-1"), dec ("8"), 2, &d));
  assert_prints (d, "-0.13");
  g_assert_true (dz_decimal_divide (dec ("1"), dec ("-3"), 4, &d));
  assert_prints (d, "-0.3333");
  g_assert_false (dz_decimal_divide (dec ("1"), dec ("0"), 2, &d));
  g_assert_false (dz_decimal_divide (dec ("1"), dec ("0.00"), 2, &d));
}

static void
test_round (void)
{
  assert_prints (dz_decimal_round (dec ("0.125"), 2), "0.13");
  assert_prints (dz_decimal_round (dec ("-0.125"), 2), "-0.13");
  assert_prints (dz_decimal_round (dec ("7"), 2), "7");
  assert_prints (dz_decimal_normalize (dec ("7.100")), "7.1");
  g_assert_true (dz_decimal_is_integer (dec ("7.0")));
  g_assert_false (dz_decimal_is_integer (dec ("7.01")));
  g_assert_cmpint (dz_decimal_compare (dec ("-3"), dec ("2.5")), ==, -1);
  g_assert_cmpint (dz_decimal_compare (dec ("2.50"), dec ("2.5")), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/arithmetic", test_arithmetic);
  g_test_add_func ("/decimal/divide", test_divide);
  g_test_add_func ("/decimal/round", test_round);
  return g_test_run ();
}
