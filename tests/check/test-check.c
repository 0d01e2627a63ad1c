/* test-check.c - every rule with a case that holds and one that fails
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cases stand in key files in cases/: a group a case, with the rule it is about, the report
 * (and the one before), and what is expected: holds, holds-if-zero, fails, open (cannot be judged, and said
 * so) or silent (nothing is said, not even to the inspector).
 */
#include "case-report.h"
#include "dz-finding.h"

#include <string.h>

static DzCatalogue *catalogue;

static char *
get (GKeyFile *file,
     const char *group,
     const char *key,
     const char *otherwise)
{
  char *value = g_key_file_get_string (file, group, key, NULL);

  return value != NULL ? value : g_strdup (otherwise);
}

/* @suffix: "" for the report, "-before" for the other one, whose keys fall back to the first's. */
static DzExtraction *
build_report (GKeyFile *file,
              const char *group,
              const char *suffix)
{
  /* The first three hold for both reports. */
  static const char *const keys[] = { "agency", "region", "form", "statements", "text", "remarks" };
  static const char *const defaults[] = { "清江区司法局", "东江省沙洲市清江区", "", "", NULL, "" };
  char *values[G_N_ELEMENTS (keys)];
  guint year = (guint) g_key_file_get_integer (file, group, "year", NULL);
  gboolean before = *suffix != '\0';
  g_autofree char *year_key = g_strconcat ("year", suffix, NULL);
  g_autofree char *facts = get (file, group, before ? "before" : "facts", "");
  DzExtraction *extraction;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *key = g_strconcat (keys[i], suffix, NULL);
    g_autofree char *plain = get (file, group, i < 3 ? keys[i] : "", defaults[i]);

    values[i] = before ? get (file, group, key, plain) : get (file, group, keys[i], defaults[i]);
  }
  if (before)
    year = g_key_file_has_key (file, group, year_key, NULL) ? (guint) g_key_file_get_integer (file, group, year_key, NULL) : year - 1;
  extraction = case_report_new (catalogue, &(CaseReport) { values[0], values[1], year, values[2], facts, values[3], values[4], values[5] });
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_free (values[i]);
  return extraction;
}

static GPtrArray *
build_reports (GKeyFile *file,
               const char *group)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (reports, build_report (file, group, ""));
  if (g_key_file_has_key (file, group, "before", NULL) || g_key_file_has_key (file, group, "text-before", NULL))
    g_ptr_array_add (reports, build_report (file, group, "-before"));
  return reports;
}

static DzFinding *
find_finding (GPtrArray *findings,
              const char *rule)
{
  for (guint i = 0; i < findings->len; i++) {
    DzFinding *finding = findings->pdata[i];

    if (g_str_equal (finding->rule, rule) && g_array_index (finding->reports, guint, 0) == 0)
      return finding;
  }
  return NULL;
}

/* The worst verdict that the inspector sees of a rule for any figure of the case; -1 for none. */
static int
explain_rule (DzExtraction *extraction,
              const char *rule)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);
  int worst = -1;
  static const int rank[] = { [DZ_VERDICT_PASS] = 0, [DZ_VERDICT_PASS_ZERO] = 1, [DZ_VERDICT_UNKNOWN] = 2, [DZ_VERDICT_FAIL] = 3 };

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = facts->pdata[i];
    g_autoptr (GPtrArray) lines = fact->indicator != NULL ? dz_check_explain (extraction, fact->indicator, fact->member) : NULL;

    for (guint k = 0; lines != NULL && k < lines->len; k++) {
      const DzCheckLine *line = lines->pdata[k];

      if (g_str_equal (line->rule, rule) && (worst < 0 || rank[line->verdict] > rank[worst]))
        worst = (int) line->verdict;
    }
  }
  return worst;
}

static void
expect_text (GKeyFile *file,
             const char *group,
             const char *key,
             const char *text)
{
  g_autofree char *wanted = g_key_file_get_string (file, group, key, NULL);

  if (wanted == NULL)
    return;
  if (text == NULL || strstr (text, wanted) == NULL)
    g_error ("[%s] %s is “%s”, which has no “%s”", group, key, text != NULL ? text : "(nothing)", wanted);
}

static void
run_case (GKeyFile *file,
          const char *group)
{
  g_autoptr (GPtrArray) reports = build_reports (file, group);
  g_autoptr (GPtrArray) findings = dz_check (reports, catalogue);
  g_autofree char *rule_id = get (file, group, "rule", "");
  g_autofree char *expect = get (file, group, "expect", "");
  g_autofree char *severity = NULL;
  const DzRule *rule = dz_catalogue_lookup_rule (catalogue, rule_id);
  DzFinding *finding = find_finding (findings, rule_id);
  gboolean structural;
  int verdict;

  if (rule == NULL)
    g_error ("[%s] there is no rule “%s”", group, rule_id);
  structural = (rule->kind <= DZ_RULE_IMPLIES || rule->kind == DZ_RULE_READING) && reports->len == 1;
  verdict = explain_rule (reports->pdata[0], rule_id);
  if (g_str_equal (expect, "fails") || g_str_equal (expect, "open")) {
    if (finding == NULL)
      g_error ("[%s] %s was not found", group, rule_id);
    g_assert_cmpint (finding->verdict, ==, g_str_equal (expect, "fails") ? DZ_VERDICT_FAIL : DZ_VERDICT_UNKNOWN);
    severity = get (file, group, "severity", dz_severity_to_string (g_str_equal (expect, "fails") ? rule->severity : DZ_SEVERITY_NOTICE));
    if (strcmp (severity, dz_severity_to_string (finding->severity)) != 0)
      g_error ("[%s] severity is %s instead of %s", group, dz_severity_to_string (finding->severity), severity);
    g_assert_cmpstr (finding->message, !=, "");
    g_assert_cmpuint (strlen (finding->key), >, 8);
    expect_text (file, group, "arithmetic", finding->arithmetic);
    expect_text (file, group, "message", finding->message);
    expect_text (file, group, "cause", finding->cause);
    if (structural)
      g_assert_cmpint (verdict, ==, finding->verdict);
    return;
  }
  if (finding != NULL)
    g_error ("[%s] %s was found: %s", group, rule_id, finding->message);
  if (g_str_equal (expect, "holds") && structural)
    g_assert_cmpint (verdict, ==, DZ_VERDICT_PASS);
  else if (g_str_equal (expect, "holds-if-zero") && structural)
    g_assert_cmpint (verdict, ==, DZ_VERDICT_PASS_ZERO);
  else
    g_assert_true (g_str_equal (expect, "holds") || g_str_equal (expect, "silent"));
}

static GKeyFile *
open_cases (const char *name)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "check", "cases", name, NULL);
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return file;
}

static const char *const case_files[] = {
  "agencies.ini", "any.ini", "before2014.ini", "blanks.ini", "capture.ini", "causes.ini", "cn2014.ini",
  "cn2019.ini", "cn2021.ini", "law.ini", "prose.ini", "readings.ini", "remarks.ini", "statements.ini", "words.ini", "years.ini", "zj2017.ini",
};

static void
test_cases (gconstpointer data)
{
  g_autoptr (GKeyFile) file = open_cases (data);
  gsize n = 0;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n);

  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < n; i++)
    run_case (file, groups[i]);
}

/* No rule without a case that holds and one that fails. */
static void
test_every_rule_has_cases (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rules = dz_catalogue_get_rules (catalogue);

  for (guint f = 0; f < G_N_ELEMENTS (case_files); f++) {
    g_autoptr (GKeyFile) file = open_cases (case_files[f]);
    g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

    for (guint i = 0; groups[i] != NULL; i++) {
      g_autofree char *rule = get (file, groups[i], "rule", "");
      g_autofree char *expect = get (file, groups[i], "expect", "");

      g_hash_table_add (seen, g_strconcat (rule, g_str_equal (expect, "fails") ? " fails" : " holds", NULL));
    }
  }
  for (guint i = 0; i < rules->len; i++) {
    const DzRule *rule = rules->pdata[i];
    g_autofree char *holds = g_strconcat (rule->id, " holds", NULL);
    g_autofree char *fails = g_strconcat (rule->id, " fails", NULL);

    if (g_str_equal (rule->id, "OT.2") || g_str_equal (rule->id, "OT.3") || g_str_equal (rule->id, "OT.4") ||
        g_str_equal (rule->id, "CP.3"))
      continue; /* need many reports: tests of their own below */
    if (!g_hash_table_contains (seen, holds))
      g_error ("%s wants a case that holds", rule->id);
    if (rule->kind != DZ_RULE_READING && !g_hash_table_contains (seen, fails))
      g_error ("%s wants a case that fails", rule->id);
  }
}

/* The same reports in another order give the same findings of each. */
static void
test_order_of_reports (void)
{
  g_autoptr (GKeyFile) file = open_cases ("years.ini");
  g_autoptr (GPtrArray) reports = build_reports (file, "R19.7 fails");
  g_autoptr (GPtrArray) turned = g_ptr_array_new ();
  g_autoptr (GPtrArray) a = NULL;
  g_autoptr (GPtrArray) b = NULL;

  g_ptr_array_add (turned, reports->pdata[1]);
  g_ptr_array_add (turned, reports->pdata[0]);
  a = dz_check (reports, catalogue);
  b = dz_check (turned, catalogue);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr (((DzFinding *) a->pdata[i])->key, ==, ((DzFinding *) b->pdata[i])->key);
}

static void
assert_same (GPtrArray *a,
             GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++) {
    const DzFinding *x = a->pdata[i];
    const DzFinding *y = b->pdata[i];

    g_assert_cmpstr (x->key, ==, y->key);
    g_assert_cmpstr (x->message, ==, y->message);
    g_assert_cmpmem (x->reports->data, x->reports->len * sizeof (guint), y->reports->data, y->reports->len * sizeof (guint));
  }
}

/* Ten counties over three years with a bit of everything; the figure of one is corrected, which the year after, its
 * peers, its twin and the city that lists it look at. */
static GPtrArray *
make_region (void)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 33; i++) {
    g_autofree char *agency = g_strdup_printf ("第%u县人民政府", i < 30 ? i / 3 + 1 : 1);
    g_autofree char *facts = g_strdup_printf ("apply.received.new[applicant.total]=%u;apply.carry.in[applicant.total]=%u;"
                                              "apply.carry.out[applicant.total]=%u;apply.result.total[applicant.total]=%u;%s",
                                              i == 4 ? 40000 : 200 + i, i % 4, i % 4, 200 + i + (i % 5 == 0),
                                              i == 32 ? "prose:apply.received.new=300;part:apply.received.new/第3县=117" : "");

    g_ptr_array_add (reports, case_report_new (catalogue, &(CaseReport) { .agency = agency, .year = 2021 + i % 3, .form = "cn2021",
                                                                          .facts = facts }));
  }
  return reports;
}

static void
test_again (void)
{
  for (guint i = 0; i < 33; i++) {
    g_autoptr (GPtrArray) reports = make_region ();
    g_autoptr (GPtrArray) before = g_ptr_array_copy (reports, (GCopyFunc) g_object_ref, NULL);
    g_autoptr (GPtrArray) findings = dz_check (reports, catalogue);
    g_autoptr (GPtrArray) again = NULL;
    g_autoptr (GPtrArray) anew = NULL;
    DzExtraction *extraction = reports->pdata[i];
    DzFact *fact = dz_extraction_lookup (extraction, "apply.received.new", NULL);
    DzFact model = *fact;
    g_autoptr (DzFact) corrected = NULL;

    g_ptr_array_set_free_func (before, g_object_unref);
    g_assert_cmpuint (findings->len, >, 20);
    model.where = DZ_WHERE_MANUAL;
    model.value.number = dz_decimal_from_int (i % 2 == 0 ? 117 : 9);
    corrected = dz_fact_new (&model);
    reports->pdata[i] = dz_extraction_correct (extraction, corrected);
    g_object_unref (extraction);
    again = dz_check_again (reports, catalogue, before, findings);
    anew = dz_check (reports, catalogue);
    assert_same (again, anew);
    /* Nothing new, or everything. */
    {
      g_autoptr (GPtrArray) same = dz_check_again (reports, catalogue, reports, anew);
      g_autoptr (GPtrArray) first = dz_check_again (reports, catalogue, NULL, NULL);

      assert_same (same, anew);
      assert_same (first, anew);
    }
  }
}

/* Ten counties, one of them far from the others: the rules of peers. */
static void
run_peers (const char *odd,
           const char *expected)
{
  static const char *const rules[] = { "OT.3", "OT.4" };
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < 10; i++) {
    g_autofree char *agency = g_strdup_printf ("第%u县司法局", i + 1);
    g_autofree char *facts = g_strdup_printf ("apply.received.new[applicant.total]=%s", i == 0 ? odd : i % 2 == 0 ? "210" : "190");

    g_ptr_array_add (reports, case_report_new (catalogue, &(CaseReport) { .agency = agency, .year = 2023, .form = "cn2021",
                                                                          .facts = facts }));
  }
  findings = dz_check (reports, catalogue);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_true ((find_finding (findings, rules[i]) != NULL) == (g_strcmp0 (expected, rules[i]) == 0));
}

static void
test_peers (void)
{
  run_peers ("200", NULL);
  run_peers ("400", NULL);
  run_peers ("20000", "OT.3");
  run_peers ("0", "OT.4");
}

/* Four years of much the same, then a fifth. */
static void
run_years (const char *last,
           gboolean expected)
{
  static const char *const values[] = { "100", "104", "98", "101" };
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < 5; i++) {
    g_autofree char *facts = g_strdup_printf ("permit.license.decisions=%s", i == 0 ? last : values[i - 1]);

    g_ptr_array_add (reports, case_report_new (catalogue, &(CaseReport) { .agency = "清江区司法局", .region = "东江省沙洲市清江区",
                                                                          .year = 2025 - i, .form = "cn2021", .facts = facts }));
  }
  findings = dz_check (reports, catalogue);
  g_assert_true ((find_finding (findings, "OT.2") != NULL) == expected);
}

static void
test_own_years (void)
{
  run_years ("103", FALSE);
  run_years ("140", FALSE);
  run_years ("900", TRUE);
}

/* Sentences that all offices use, so that none is anybody's own: two offices that chose the same
 * ones, and eight that chose otherwise. */
static void
test_common_stock (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  for (guint i = 0; i < 10; i++) {
    g_autofree char *agency = g_strdup_printf ("第%u县司法局", i + 1);
    g_autoptr (GString) text = g_string_new (NULL);
    GRand *rand = g_rand_new_with_seed (i < 2 ? 99 : i);

    for (guint k = 0; k < 40; k++)
      if (g_rand_int_range (rand, 0, 2) == 1)
        for (guint c = 0; c < 25; c++) {
          g_string_append_unichar (text, 0x4e00 + (k * 977 + c * 131) % 20000);
          if (c == 24)
            g_string_append (text, "。");
        }
    g_rand_free (rand);
    g_ptr_array_add (reports, case_report_new (catalogue, &(CaseReport) { .agency = agency, .year = 2023, .form = "prose",
                                                                          .text = text->str }));
  }
  findings = dz_check (reports, catalogue);
  for (guint i = 0; i < findings->len; i++) {
    const DzFinding *finding = findings->pdata[i];

    if (!g_str_has_prefix (finding->rule, "CP."))
      continue;
    n++;
    g_assert_cmpstr (finding->rule, ==, "CP.3");
    g_assert_cmpuint (g_array_index (finding->reports, guint, 0) + g_array_index (finding->reports, guint, 1), ==, 1);
  }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) findings = dz_check (none, catalogue);

  g_assert_cmpuint (findings->len, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/check/nothing", test_nothing);
  g_test_add_func ("/check/common-stock", test_common_stock);
  g_test_add_func ("/check/peers", test_peers);
  g_test_add_func ("/check/own-years", test_own_years);
  g_test_add_func ("/check/order-of-reports", test_order_of_reports);
  g_test_add_func ("/check/again", test_again);
  g_test_add_func ("/check/every-rule-has-cases", test_every_rule_has_cases);
  for (guint i = 0; i < G_N_ELEMENTS (case_files); i++) {
    g_autofree char *path = g_strconcat ("/check/cases/", case_files[i], NULL);

    g_test_add_data_func (path, case_files[i], test_cases);
  }
  status = g_test_run ();
  g_object_unref (catalogue);
  return status;
}
