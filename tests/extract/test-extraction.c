/* test-extraction.c - facts, how they are found, corrected and stored
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-extraction.h"

#include "samples.h"

static DzCatalogue *catalogue;

static DzFact *
make_fact (const char *indicator,
           const char *member,
           gint64 value,
           DzWhere where,
           guint confidence)
{
  DzFact model = { .indicator = indicator, .member = member, .label = (char *) "标签", .path = (char *) "路径",
                   .value = dz_value_number (dz_decimal_from_int (value)), .unit = (char *) "件", .where = where,
                   .quote = (char *) "引文", .confidence = confidence };

  return dz_fact_new (&model);
}

static DzExtraction *
make_extraction (const char *form)
{
  g_autoptr (DzReport) report = dz_report_new (NULL, "a.txt", "白云县水利局", "", 2021, form);
  GPtrArray *facts = g_ptr_array_new ();
  DzFact *other_year = make_fact ("apply.result.total", NULL, 70, DZ_WHERE_PROSE, 90);

  g_ptr_array_add (facts, make_fact ("apply.received.new", "applicant.natural", 5, DZ_WHERE_TABLE, 98));
  g_ptr_array_add (facts, make_fact ("apply.received.new", "applicant.total", 7, DZ_WHERE_TABLE, 80));
  g_ptr_array_add (facts, make_fact ("apply.received.new", NULL, 8, DZ_WHERE_PROSE, 99));
  g_ptr_array_add (facts, make_fact ("apply.received.new", "applicant.total", 9, DZ_WHERE_TABLE, 95));
  g_ptr_array_add (facts, make_fact (NULL, NULL, 3, DZ_WHERE_TABLE, 70));
  other_year->year = 2020;
  g_ptr_array_add (facts, other_year);
  return dz_extraction_new (report, catalogue, facts);
}

static gint64
shown (DzExtraction *extraction,
       const char *indicator,
       const char *member)
{
  const DzFact *fact = dz_extraction_lookup (extraction, indicator, member);

  g_assert_nonnull (fact);
  return fact->value.number.mantissa;
}

static void
test_fact_copies (void)
{
  char label[] = "收到申请数", id[] = "apply.received.new";
  DzFact model = { .indicator = id, .label = label, .value = dz_value_none (DZ_VALUE_BLANK) };
  g_autoptr (DzFact) fact = dz_fact_new (&model);

  label[0] = id[0] = 'x';
  g_assert_cmpstr (fact->label, ==, "收到申请数");
  g_assert_true (fact->indicator == g_intern_string ("apply.received.new"));
  g_assert_cmpstr (fact->unit, ==, "");
  g_assert_null (fact->note);
}

static void
test_fact_units (void)
{
  DzFact model = { .unit = (char *) "万元" };
  DzDecimal number;
  g_autoptr (DzFact) fact = NULL;

  g_assert_true (dz_decimal_parse ("134.32", &model.value.number));
  fact = dz_fact_new (&model);
  g_assert_true (dz_fact_get_base_number (fact, &number));
  g_assert_true (dz_decimal_equal (number, dz_decimal_from_int (1343200)));
  g_assert_cmpstr (dz_unit_get_base ("万元"), ==, "元");
  g_assert_cmpstr (dz_unit_get_base ("件"), ==, "件");
}

/* By hand before table before prose, then confidence; the total stands for the indicator. */
static void
test_extraction_lookup (void)
{
  g_autoptr (DzExtraction) extraction = make_extraction ("cn2021");
  g_autoptr (GPtrArray) all = dz_extraction_lookup_all (extraction, "apply.received.new", "applicant.total");

  g_assert_cmpint (shown (extraction, "apply.received.new", NULL), ==, 9);
  g_assert_cmpint (shown (extraction, "apply.received.new", "applicant.natural"), ==, 5);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (((DzFact *) g_ptr_array_index (all, 2))->value.number.mantissa, ==, 8);
  g_assert_null (dz_extraction_lookup (extraction, "apply.result.total", NULL));
  g_assert_null (dz_extraction_lookup (extraction, "no.such", NULL));
}

static void
test_extraction_values (void)
{
  g_autoptr (DzExtraction) table = make_extraction ("cn2021");
  g_autoptr (DzExtraction) prose = make_extraction ("prose");

  g_assert_cmpint (dz_extraction_get_value (table, "apply.received.new", NULL).kind, ==, DZ_VALUE_NUMBER);
  g_assert_cmpint (dz_extraction_get_value (table, "apply.carry.in", NULL).kind, ==, DZ_VALUE_NOT_REPORTED);
  g_assert_cmpint (dz_extraction_get_value (table, "org.budget", NULL).kind, ==, DZ_VALUE_NOT_IN_FORM);
  g_assert_cmpint (dz_extraction_get_value (table, "apply.result.refused", NULL).kind, ==, DZ_VALUE_NOT_IN_FORM);
  g_assert_cmpint (dz_extraction_get_value (prose, "org.budget", NULL).kind, ==, DZ_VALUE_NOT_REPORTED);
}

static void
test_extraction_correct (void)
{
  g_autoptr (DzExtraction) extraction = make_extraction ("cn2021");
  g_autoptr (DzFact) first = make_fact ("apply.received.new", "applicant.total", 10, DZ_WHERE_MANUAL, 100);
  g_autoptr (DzFact) second = make_fact ("apply.received.new", "applicant.total", 11, DZ_WHERE_MANUAL, 100);
  g_autoptr (DzExtraction) once = dz_extraction_correct (extraction, first);
  g_autoptr (DzExtraction) twice = dz_extraction_correct (once, second);

  g_assert_cmpint (shown (extraction, "apply.received.new", NULL), ==, 9);
  g_assert_cmpint (shown (once, "apply.received.new", NULL), ==, 10);
  g_assert_cmpint (shown (twice, "apply.received.new", NULL), ==, 11);
}

static void
test_extraction_variant (void)
{
  g_autoptr (DzExtraction) extraction = make_extraction ("cn2021");
  g_autoptr (GVariant) stored = dz_extraction_to_variant (extraction);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzExtraction) back = dz_extraction_new_from_variant (stored, catalogue, NULL, &error);
  g_autoptr (GVariant) again = NULL;

  g_assert_no_error (error);
  again = dz_extraction_to_variant (back);
  g_assert_true (g_variant_equal (stored, again));
  g_assert_cmpint (shown (back, "apply.received.new", NULL), ==, 9);
  g_assert_cmpuint (dz_report_get_year (dz_extraction_get_report (back)), ==, 2021);
}

/* Any bytes of the right type are taken or refused, never believed. */
static void
test_extraction_hostile (void)
{
  g_autoptr (DzExtraction) extraction = make_extraction ("cn2021");
  g_autoptr (GVariant) stored = dz_extraction_to_variant (extraction);
  gsize size = g_variant_get_size (stored);

  for (gsize i = 0; i < size; i++) {
    guchar *bytes = g_memdup2 (g_variant_get_data (stored), size);
    g_autoptr (GVariant) bent = NULL;
    g_autoptr (DzExtraction) back = NULL;

    bytes[i] ^= 0xff;
    bent = g_variant_ref_sink (g_variant_new_from_data (g_variant_get_type (stored), bytes, size, FALSE, g_free, bytes));
    back = dz_extraction_new_from_variant (bent, catalogue, NULL, NULL);
    if (back != NULL)
      (void) dz_extraction_get_value (back, "apply.received.new", NULL);
  }
}

static void
test_extraction_finalize (void)
{
  DzExtraction *extraction = make_extraction ("cn2021");

  g_assert_finalize_object (extraction);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/fact/copies", test_fact_copies);
  g_test_add_func ("/fact/units", test_fact_units);
  g_test_add_func ("/extraction/lookup", test_extraction_lookup);
  g_test_add_func ("/extraction/values", test_extraction_values);
  g_test_add_func ("/extraction/correct", test_extraction_correct);
  g_test_add_func ("/extraction/variant", test_extraction_variant);
  g_test_add_func ("/extraction/hostile", test_extraction_hostile);
  g_test_add_func ("/extraction/finalize", test_extraction_finalize);
  return g_test_run ();
}
