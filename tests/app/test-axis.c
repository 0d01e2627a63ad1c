/* test-axis.c - the range arithmetic of the matrix, without a display
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-axis.h"

static int
size_of_ten_cb (guint index,
                gpointer user_data)
{
  return 10;
}

/* Every third is 30, the others 20. */
static int
uneven_size_cb (guint index,
                gpointer user_data)
{
  return index % 3 == 0 ? 30 : 20;
}

static void
test_axis_empty (void)
{
  g_autoptr (DzAxis) axis = dz_axis_new (0, size_of_ten_cb, NULL);

  g_assert_cmpint (dz_axis_get_length (axis), ==, 0);
  g_assert_cmpuint (dz_axis_find (axis, 5), ==, 0);
  g_assert_cmpuint (dz_axis_count_slots (axis, 100), ==, 0);
  g_assert_cmpuint (dz_axis_get_first (axis, 100, 0), ==, 0);
}

static void
test_axis_find (void)
{
  g_autoptr (DzAxis) axis = dz_axis_new (7, uneven_size_cb, NULL);

  for (int position = 0; position < dz_axis_get_length (axis); position++) {
    guint index = dz_axis_find (axis, position);

    g_assert_cmpint (dz_axis_get_offset (axis, index), <=, position);
    g_assert_cmpint (dz_axis_get_offset (axis, index + 1), >, position);
  }
  g_assert_cmpuint (dz_axis_find (axis, -5), ==, 0);
  g_assert_cmpuint (dz_axis_find (axis, 100000), ==, 6);
}

/* Whatever the place, the slots cover the view. */
static void
test_axis_slots_cover (void)
{
  static const int views[] = { 1, 19, 20, 21, 99, 100, 333, 5000 };
  g_autoptr (DzAxis) axis = dz_axis_new (50, uneven_size_cb, NULL);

  for (gsize v = 0; v < G_N_ELEMENTS (views); v++) {
    guint n = dz_axis_count_slots (axis, views[v]);

    for (int position = 0; position + views[v] <= dz_axis_get_length (axis); position++) {
      guint first = dz_axis_get_first (axis, position, n);

      g_assert_cmpint (dz_axis_get_offset (axis, first), <=, position);
      g_assert_cmpint (dz_axis_get_offset (axis, first + n), >=, position + views[v]);
    }
  }
}

static void
test_axis_reveal (void)
{
  g_autoptr (DzAxis) axis = dz_axis_new (100, size_of_ten_cb, NULL);

  g_assert_cmpint (dz_axis_reveal (axis, 5, 0, 100), ==, 0);
  g_assert_cmpint (dz_axis_reveal (axis, 10, 0, 100), ==, 10);
  g_assert_cmpint (dz_axis_reveal (axis, 99, 0, 100), ==, 900);
  g_assert_cmpint (dz_axis_reveal (axis, 3, 500, 100), ==, 30);
  g_assert_cmpint (dz_axis_reveal (axis, 50, 500, 5), ==, 500);
}

static void
test_axis_plan (void)
{
  static const struct {
    guint from, to, n;
    int plan;
  } cases[] = {
    { 0, 0, 10, 0 },
    { 0, 3, 10, 3 },
    { 7, 3, 10, -4 },
    { 0, 10, 10, 10 },
    { 0, 4000000000u, 10, 10 },
    { 4000000000u, 0, 10, -10 },
    { 5, 6, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (dz_axis_plan (cases[i].from, cases[i].to, cases[i].n), ==, cases[i].plan);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/empty", test_axis_empty);
  g_test_add_func ("/axis/find", test_axis_find);
  g_test_add_func ("/axis/slots-cover", test_axis_slots_cover);
  g_test_add_func ("/axis/reveal", test_axis_reveal);
  g_test_add_func ("/axis/plan", test_axis_plan);
  return g_test_run ();
}
