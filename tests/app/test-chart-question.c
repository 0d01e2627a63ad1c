/* test-chart-question.c - what a question of the chart page starts with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-chart-question.h"

#include "sample.h"

#include <locale.h>

typedef struct {
  const char *about;
  const char *reports; /* agency year facts, one a line */
  guint question;
  const char *wanted;
  const char *agencies, *years, *indicators;
} Case;

static const Case cases[] = {
  { "one agency: the one with most years, all of them",
    "甲局 2019 apply.received.new=3|乙局 2018 apply.received.new=1|乙局 2019 apply.received.new=2", 0, NULL, "乙局",
    "2018 2019", "apply.received.new" },
  { "bars: the latest year that half have",
    "甲局 2018 apply.received.new=3|乙局 2018 apply.received.new=1|丙局 2018 apply.received.new=2|甲局 2019 apply.received.new=3",
    1, NULL, "甲局 乙局 丙局", "2018", "apply.received.new" },
  { "bars: two of three are enough",
    "甲局 2018 apply.received.new=3|乙局 2018 apply.received.new=1|丙局 2018 apply.received.new=2|"
    "甲局 2019 apply.received.new=3|乙局 2019 apply.received.new=3", 1, NULL, "甲局 乙局 丙局", "2019", "apply.received.new" },
  { "slopes: that year and the one before, though years lie between",
    "甲局 2015 apply.received.new=3|甲局 2018 apply.received.new=1|甲局 2020 apply.received.new=2", 2, NULL, "甲局",
    "2018 2020", "apply.received.new" },
  { "slopes: the fullest year is the first",
    "甲局 2018 apply.received.new=3|乙局 2018 apply.received.new=1|丙局 2018 apply.received.new=1|乙局 2019 apply.received.new=2",
    2, NULL, "乙局 丙局 甲局", "2018 2019", "apply.received.new" },
  { "the wanted indicator before the one with most figures", "甲局 2018 apply.received.new=3;review.total=2", 0, "review.total",
    "甲局", "2018", "review.total" },
  { "a wanted indicator that nobody reports is not forced", "甲局 2018 apply.received.new=3", 0, "review.total", "甲局", "2018",
    "apply.received.new" },
  { "composition: parts that add up", "甲局 2018 review.total=3;review.upheld=2;review.corrected=1;review.other=0", 3, NULL,
    "甲局", "2018", "review.upheld review.corrected review.other" },
  { "only zeros are still something", "甲局 2018 apply.received.new=0", 0, NULL, "甲局", "2018", "apply.received.new" },
  { "a report without a year", "甲局 0 apply.received.new=4", 1, NULL, "甲局", "", "apply.received.new" },
};

static DzComparison *
compare (const char *reports)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) lines = g_strsplit (reports, "|", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);

    g_ptr_array_add (list, sample_report (words[0], "某省某县", (guint) g_ascii_strtoull (words[1], NULL, 10), "cn2014", words[2]));
  }
  return dz_comparison_new (list, sample_catalogue (), NULL);
}

static char *
join (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static void
test_start (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (DzComparison) comparison = compare (c->reports);
  g_autoptr (DzChartStart) start = dz_chart_question_start (dz_chart_question_get (c->question), comparison, c->wanted);
  g_autofree char *agencies = join (start->agencies);
  g_autofree char *indicators = join (start->indicators);
  g_autoptr (GString) years = g_string_new (NULL);

  for (guint i = 0; i < start->years->len; i++)
    g_string_append_printf (years, "%s%u", i > 0 ? " " : "", g_array_index (start->years, guint, i));
  g_assert_cmpstr (years->str, ==, c->years);
  g_assert_cmpstr (indicators, ==, c->indicators);
  /* Agencies with as many reports come in the order of the columns, which sorts by name. */
  for (guint i = 0; i + 1 < start->agencies->len; i++)
    g_assert_nonnull (strstr (c->agencies, g_ptr_array_index (start->agencies, i)));
  g_assert_cmpuint (strlen (agencies), ==, strlen (c->agencies));
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/chart-question/%s", cases[i].about);

    g_test_add_data_func (path, &cases[i], test_start);
  }
  return g_test_run ();
}
