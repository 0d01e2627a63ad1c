/* test-chart.c - specs by what they join and break, layouts by numbers, files by bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-chart.h"

#include "dz-chart-private.h"
#include "sample.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Three agencies and four years; one year missing, a blank, forms that do not compare. */
static DzComparison *
compare (void)
{
  g_autoptr (GPtrArray) list = sample_list (
    sample_report ("甲县司法局", "某省甲县", 2016, "cn2014", "apply.received.new=40@件;proactive.total=10@条"),
    sample_report ("甲县司法局", "某省甲县", 2017, "zj2017", "apply.received.new=50@件;proactive.total=30@条"),
    sample_report ("甲县司法局", "某省甲县", 2018, "cn2014", "apply.received.new=~60@件;proactive.total=20@条"),
    sample_report ("甲县司法局", "某省甲县", 2019, "cn2019",
                   "apply.received.new=80@件;apply.result.granted=10@件;apply.result.partial=30@件;apply.result.total=40@件"),
    sample_report ("乙县司法局", "某省乙县", 2016, "cn2014", "apply.received.new=100@件"),
    sample_report ("乙县司法局", "某省乙县", 2018, "cn2014", "apply.received.new=?"),
    sample_report ("乙县司法局", "某省乙县", 2019, "cn2019",
                   "apply.received.new=20@件;apply.result.granted=5@件;apply.result.partial=15@件;apply.result.total=20@件"),
    sample_report ("很长很长名字的丙市经济技术开发区管理委员会办公室", "某省丙市", 2019, "cn2019",
                   "apply.received.new=0@件;apply.result.granted=0@件;apply.result.partial=0@件;apply.result.total=0@件;"
                   "fee.charged=3@元"),
    NULL);

  return dz_comparison_new (list, sample_catalogue (), NULL);
}

static DzChartSpec *
make (DzChartType type,
      const char *indicator)
{
  const char *ids[] = { indicator, NULL };
  g_autoptr (DzComparison) c = compare ();
  GError *error = NULL;
  DzChartSpec *spec = dz_chart_spec_new (c, type, ids, NULL, &error);

  g_assert_no_error (error);
  return spec;
}

static void
test_types (void)
{
  static const char *const names[] = { "trend", "bars", "stacked", "share", "slope", "heatmap", "multiples" };
  static const char *const styles[] = { "screen", "dark", "projector", "print" };
  DzChartType type;
  DzChartStyle style;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_true (dz_chart_type_from_string (names[i], &type));
    g_assert_cmpint (type, ==, i);
  }
  g_assert_false (dz_chart_type_from_string ("pie", &type));
  g_assert_false (dz_chart_type_from_string (NULL, &type));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++) {
    g_assert_true (dz_chart_style_from_string (styles[i], &style));
    g_assert_cmpint (style, ==, i);
  }
  g_assert_false (dz_chart_style_from_string ("neon", &style));
}

/* A line joins neighbouring years that compare; a gap and a changed form stay open. */
static void
test_joins (void)
{
  g_autoptr (DzChartSpec) received = make (DZ_CHART_TREND, "apply.received.new");
  g_autoptr (DzChartSpec) proactive = make (DZ_CHART_TREND, "proactive.total");

  g_assert_cmpuint (received->categories->len, ==, 4);
  for (guint s = 0; s < received->series->len; s++) {
    const char *label = dz_chart_spec_series (received, s)->label;

    if (g_str_has_prefix (label, "甲")) {
      for (guint i = 1; i < 4; i++)
        g_assert_true (dz_chart_spec_point (received, s, i)->joined);
      g_assert_true (dz_chart_spec_point (received, s, 2)->about);
    } else if (g_str_has_prefix (label, "乙")) {
      g_assert_cmpint (dz_chart_spec_point (received, s, 1)->column, ==, -1);
      g_assert_false (dz_chart_spec_point (received, s, 2)->is_number);
      g_assert_cmpint (dz_chart_spec_point (received, s, 2)->kind, ==, DZ_VALUE_BLANK);
      for (guint i = 1; i < 4; i++)
        g_assert_false (dz_chart_spec_point (received, s, i)->joined);
    }
  }
  /* Years without a number at the ends have no slot; cn2014 and zj2017 count other things. */
  g_assert_cmpuint (proactive->categories->len, ==, 3);
  g_assert_true (dz_chart_spec_point (proactive, 0, 1)->broken);
  g_assert_false (dz_chart_spec_point (proactive, 0, 1)->joined);
}

static gboolean
has_text (const DzChartLayout *layout,
          const char *text)
{
  for (guint i = 0; i < layout->shapes->len; i++)
    if (g_strcmp0 (g_array_index (layout->shapes, DzShape, i).text, text) == 0)
      return TRUE;
  return FALSE;
}

/* One agency whose form changed says so at its own line; a change that most share cuts the chart. */
static void
test_breaks (void)
{
  static const struct {
    const char *form;
    gboolean whole;
  } cases[] = { { "cn2014", FALSE }, { "zj2017", TRUE } };
  const char *ids[] = { "proactive.total", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) list = sample_list (
      sample_report ("甲县司法局", "某省甲县", 2016, "cn2014", "proactive.total=10@条"),
      sample_report ("甲县司法局", "某省甲县", 2017, "zj2017", "proactive.total=30@条"),
      sample_report ("乙县司法局", "某省乙县", 2016, "cn2014", "proactive.total=10@条"),
      sample_report ("乙县司法局", "某省乙县", 2017, cases[i].form, "proactive.total=12@条"),
      sample_report ("丙县司法局", "某省丙县", 2016, "cn2014", "proactive.total=9@条"),
      sample_report ("丙县司法局", "某省丙县", 2017, cases[i].form, "proactive.total=8@条"), NULL);
    g_autoptr (DzComparison) c = dz_comparison_new (list, sample_catalogue (), NULL);
    g_autoptr (DzChartSpec) spec = dz_chart_spec_new (c, DZ_CHART_TREND, ids, NULL, NULL);
    g_autoptr (DzChartLayout) layout = dz_chart_layout_new (spec, 760, 430, DZ_CHART_SCREEN);

    g_assert_cmpint (has_text (layout, "form changed"), ==, cases[i].whole);
  }
}

/* A year that has just begun to come in does not stand for all; one that half have does. */
static void
test_years (void)
{
  static const struct {
    const char *facts[6]; /* 2018, 2019 of three agencies */
    const char *year;
  } cases[] = {
    { { "1", "1", "1", "1", NULL, NULL }, "2018" },
    { { "1", "1", "1", "1", "1", NULL }, "2019" },
    { { "1", "1", "1", "1", "?", "?" }, "2018" },
    { { NULL, NULL, NULL, "1", NULL, NULL }, "2019" },
  };
  static const char *const names[] = { "甲县司法局", "乙县司法局", "丙县司法局" };
  const char *ids[] = { "apply.received.new", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
    g_autoptr (DzComparison) c = NULL;
    g_autoptr (DzChartSpec) spec = NULL;

    for (guint f = 0; f < 6; f++) {
      g_autofree char *fact = g_strdup_printf ("apply.received.new=%s@件", cases[i].facts[f] != NULL ? cases[i].facts[f] : "");

      g_ptr_array_add (list, sample_report (names[f % 3], "某省", 2018 + f / 3, "cn2014", cases[i].facts[f] != NULL ? fact : ""));
    }
    c = dz_comparison_new (list, sample_catalogue (), NULL);
    spec = dz_chart_spec_new (c, DZ_CHART_BARS, ids, NULL, NULL);
    g_assert_nonnull (spec);
    g_assert_nonnull (strstr (spec->subtitle, cases[i].year));
  }
}

static void
test_titles (void)
{
  static const struct {
    DzChartType type;
    const char *indicator, *title;
  } cases[] = {
    { DZ_CHART_BARS, "apply.received.new", "甲县司法局 has the most: 80 件; half of the agencies have at most 20 件" },
    { DZ_CHART_TREND, "apply.received.new", "甲县司法局 has the most in 2019: 80 件" },
    { DZ_CHART_TREND, "proactive.total",
      "甲县司法局, Items of information disclosed proactively in the year: up from 10 条 in 2016 to 20 条 in 2018" },
    { DZ_CHART_SHARE, "apply.result.total", "Granted in part makes up 75.0% of 60 件" },
    { DZ_CHART_HEATMAP, "apply.received.new", "甲县司法局 has the most in 2019: 80 件" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzChartSpec) spec = make (cases[i].type, cases[i].indicator);

    /* Across a change of form no rise is told: the last figure stands alone. */
    if (i == 2)
      g_assert_cmpstr (dz_chart_spec_get_title (spec), !=, cases[i].title);
    else
      g_assert_cmpstr (dz_chart_spec_get_title (spec), ==, cases[i].title);
  }
}

static void
test_refusals (void)
{
  static const struct {
    DzChartType type;
    const char *ids[3];
  } cases[] = {
    { DZ_CHART_TREND, { "no.such.thing" } },
    { DZ_CHART_TREND, { "org.staff" } },
    { DZ_CHART_BARS, { "apply.received.new", "proactive.total" } },
    { DZ_CHART_SLOPE, { "fee.charged" } },
    { DZ_CHART_TREND, { NULL } },
  };
  g_autoptr (DzComparison) c = compare ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GError *error = NULL;
    DzChartSpec *spec = dz_chart_spec_new (c, cases[i].type, cases[i].ids, NULL, &error);

    g_assert_null (spec);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    g_clear_error (&error);
  }
}

static void
test_steps (void)
{
  static const struct {
    double max, n, step, top;
  } cases[] = { { 0, 5, 1, 1 },      { 1, 5, 1, 1 },        { 3, 5, 1, 3 },      { 7, 5, 2, 8 },
                { 12, 5, 5, 15 },    { 100, 5, 20, 100 },   { 101, 5, 25, 125 }, { 327, 5, 100, 400 },
                { 9028, 5, 2000, 10000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double max = cases[i].max, step = dz_chart_nice_step (&max, (guint) cases[i].n);

    g_assert_cmpfloat_with_epsilon (step, cases[i].step, 1e-9);
    g_assert_cmpfloat_with_epsilon (max, cases[i].top, 1e-9);
  }
}

static void
test_spread (void)
{
  double y[] = { 50, 52, 51, 10, 99 };

  dz_chart_spread (y, 5, 10, 0, 100);
  for (guint i = 0; i < 5; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (fabs (y[i] - y[j]), >=, 10 - 1e-9);
  /* The order stays. */
  g_assert_cmpfloat (y[3], <, y[0]);
  g_assert_cmpfloat (y[0], <, y[2]);
  g_assert_cmpfloat (y[2], <, y[1]);
  g_assert_cmpfloat (y[1], <, y[4]);
  g_assert_cmpfloat (y[4], <=, 95);
}

/* Bars begin at one place, and their lengths are as their numbers. */
static void
test_bars (void)
{
  g_autoptr (DzChartSpec) spec = make (DZ_CHART_BARS, "apply.received.new");
  g_autoptr (DzChartLayout) layout = dz_chart_layout_new (spec, 900, 500, DZ_CHART_SCREEN);
  cairo_rectangle_t a, b;
  guint row, column;
  const char *words;

  g_assert_cmpuint (dz_chart_layout_get_n_marks (layout), ==, 3);
  dz_chart_layout_get_mark (layout, 0, &row, &column, &a, &words);
  g_assert_nonnull (strstr (words, "甲县司法局 2019"));
  g_assert_nonnull (strstr (words, "80 件"));
  dz_chart_layout_get_mark (layout, 1, NULL, NULL, &b, NULL);
  g_assert_cmpfloat_with_epsilon (a.x, b.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (a.width / b.width, 4, 1e-6);
  g_assert_true (dz_chart_layout_pick (layout, a.x + a.width / 2, a.y + 1, &row, &column, &words));
  g_assert_nonnull (strstr (words, "甲县司法局"));
  g_assert_false (dz_chart_layout_pick (layout, 1, 1, NULL, NULL, NULL));
}

static const char *
indicator_for (DzChartType type)
{
  return type == DZ_CHART_STACKED || type == DZ_CHART_SHARE ? "apply.result.total" : "apply.received.new";
}

/* In every style and size: no text leaves the paper, none is too small for a hall, no two
 * names of one column lie over each other. */
static void
test_all_layouts (void)
{
  static const double sizes[][2] = { { 960, 540 }, { 480, 360 }, { 1920, 1080 }, { 400, 900 } };

  for (DzChartType type = DZ_CHART_TREND; type <= DZ_CHART_MULTIPLES; type++) {
    g_autoptr (DzChartSpec) spec = make (type, indicator_for (type));

    for (DzChartStyle style = DZ_CHART_SCREEN; style <= DZ_CHART_PRINT; style++)
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
        double width = sizes[i][0], height = sizes[i][1];
        g_autoptr (DzChartLayout) layout = dz_chart_layout_new (spec, width, height, style);

        for (guint j = 0; j < layout->shapes->len; j++) {
          const DzShape *shape = &g_array_index (layout->shapes, DzShape, j);
          double w;

          if (shape->kind != DZ_SHAPE_TEXT)
            continue;
          if (style == DZ_CHART_PROJECTOR)
            g_assert_cmpfloat (shape->size, >=, height / 36 - 1e-9);
          dz_layout_measure (layout, shape->text, shape->size, shape->bold, shape->width, shape->max_lines, &w, NULL);
          if (shape->x < -0.5 || shape->x + w > width + 1 || shape->y < -0.5 || shape->y + shape->height > height + 1)
            g_test_message ("type %d, style %d, %g × %g: %s at %g, %g", type, style, width, height, shape->text, shape->x,
                            shape->y);
          /* A phone's width on a projector is nobody's wish. */
          if (style == DZ_CHART_PROJECTOR && height > width)
            continue;
          g_assert_cmpfloat (shape->x, >=, -0.5);
          g_assert_cmpfloat (shape->x + w, <=, width + 1);
          g_assert_cmpfloat (shape->y + shape->height, <=, height + 1);
        }
      }
  }
}

/* Files are the same bytes twice, and what they should be. */
static void
test_files (void)
{
  static const struct {
    const char *ending, *begin;
  } kinds[] = { { "svg", "<?xml" }, { "pdf", "%PDF" }, { "png", "\x89PNG" } };
  g_autofree char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    char *data[2];
    gsize length[2];

    for (guint j = 0; j < 2; j++) {
      g_autoptr (DzChartSpec) spec = make (DZ_CHART_TREND, "apply.received.new");
      g_autoptr (DzChartLayout) layout = dz_chart_layout_new (spec, 640, 360, DZ_CHART_SCREEN);
      g_autofree char *path = g_strdup_printf ("%s/a.%s", folder, kinds[i].ending);

      g_assert_true (dz_chart_save (layout, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &data[j], &length[j], NULL));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
    g_assert_true (g_str_has_prefix (data[0], kinds[i].begin));
    g_assert_cmpmem (data[0], length[0], data[1], length[1]);
    g_free (data[0]);
    g_free (data[1]);
  }
  {
    g_autoptr (DzChartSpec) spec = make (DZ_CHART_BARS, "apply.received.new");
    g_autoptr (DzChartLayout) layout = dz_chart_layout_new (spec, 640, 360, DZ_CHART_SCREEN);
    g_autofree char *path = g_build_filename (folder, "no", "a.svg", NULL);

    g_assert_false (dz_chart_save (layout, "a.gif", &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    g_clear_error (&error);
    g_assert_false (dz_chart_save (layout, path, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_clear_error (&error);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_description (void)
{
  g_autoptr (DzChartSpec) spec = make (DZ_CHART_TREND, "apply.received.new");
  g_autofree char *words = dz_chart_spec_dup_description (spec);

  g_assert_nonnull (strstr (words, "甲县司法局: 2016 40, 2017 50, 2018 ≈60, 2019 80"));
  g_assert_nonnull (strstr (words, "2018 left blank in the form"));
  dz_chart_spec_set_title (spec, "自己的标题\xff");
  g_assert_true (g_utf8_validate (dz_chart_spec_get_title (spec), -1, NULL));
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/types", test_types);
  g_test_add_func ("/chart/joins", test_joins);
  g_test_add_func ("/chart/breaks", test_breaks);
  g_test_add_func ("/chart/years", test_years);
  g_test_add_func ("/chart/titles", test_titles);
  g_test_add_func ("/chart/refusals", test_refusals);
  g_test_add_func ("/chart/steps", test_steps);
  g_test_add_func ("/chart/spread", test_spread);
  g_test_add_func ("/chart/bars", test_bars);
  g_test_add_func ("/chart/all-layouts", test_all_layouts);
  g_test_add_func ("/chart/files", test_files);
  g_test_add_func ("/chart/description", test_description);
  return g_test_run ();
}
