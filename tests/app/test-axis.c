/* test-axis.c - the range arithmetic of the matrix, without a display
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-axis-order.h"
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

/* The natural indices in the order they are shown, as digits. */
static char *
dup_order (DzAxisOrder *order)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < dz_axis_order_get_n (order); i++) {
    guint source = dz_axis_order_get_source (order, i);

    g_assert_cmpuint (dz_axis_order_get_place (order, source), ==, i);
    g_string_append_printf (text, "%u", source);
  }
  return g_string_free (text, FALSE);
}

static void
assert_order (DzAxisOrder *order,
              const char *expected)
{
  g_autofree char *text = dup_order (order);

  g_assert_cmpstr (text, ==, expected);
}

static const char *const keys[] = { "a", "b", "c", "d", "e" };

static void
test_order_move (void)
{
  static const struct {
    guint first, n, to;
    gboolean moves;
    const char *order;
  } cases[] = {
    { 0, 1, 2, TRUE, "10234" },
    { 0, 1, 5, TRUE, "12340" },
    { 4, 1, 0, TRUE, "40123" },
    { 1, 2, 4, TRUE, "03124" },
    { 3, 2, 0, TRUE, "34012" },
    { 2, 1, 2, FALSE, "01234" },
    { 2, 1, 3, FALSE, "01234" },
    { 0, 5, 3, FALSE, "01234" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DzAxisOrder) order = dz_axis_order_new ();

    dz_axis_order_set_keys (order, keys, 5);
    assert_order (order, "01234");
    g_assert_cmpint (dz_axis_order_move (order, cases[i].first, cases[i].n, cases[i].to), ==, cases[i].moves);
    g_assert_cmpint (dz_axis_order_is_moved (order), ==, cases[i].moves);
    assert_order (order, cases[i].order);
    dz_axis_order_reset (order);
    assert_order (order, "01234");
  }
}

/* What comes later stands behind its neighbour, what is gone leaves its place behind. */
static void
test_order_outlasts (void)
{
  g_autoptr (DzAxisOrder) order = dz_axis_order_new ();
  g_autoptr (DzAxisOrder) other = dz_axis_order_new ();
  g_auto (GStrv) moved = NULL;
  g_auto (GStrv) pinned = NULL;

  dz_axis_order_set_keys (order, (const char *const[]) { "a", "c", "e" }, 3);
  g_assert_true (dz_axis_order_move (order, 2, 1, 0));
  assert_order (order, "201");
  dz_axis_order_set_keys (order, keys, 5);
  assert_order (order, "40123");
  dz_axis_order_set_keys (order, (const char *const[]) { "a", "e" }, 2);
  assert_order (order, "10");
  dz_axis_order_set_pinned (order, 1, 1, TRUE);
  moved = dz_axis_order_dup_moved (order);
  pinned = dz_axis_order_dup_pinned (order);
  dz_axis_order_restore (other, (const char *const *) moved, (const char *const *) pinned);
  dz_axis_order_set_keys (other, keys, 5);
  assert_order (other, "04123");
  g_assert_cmpuint (dz_axis_order_get_n_pinned (other), ==, 1);
  dz_axis_order_set_keys (order, NULL, 0);
  assert_order (order, "");
}

static void
test_order_pins_and_sorting (void)
{
  static const guint ranks[] = { 2, 0, 1, 0, 3 };
  g_autoptr (DzAxisOrder) order = dz_axis_order_new ();

  dz_axis_order_set_keys (order, keys, 5);
  dz_axis_order_set_pinned (order, 3, 2, TRUE);
  assert_order (order, "34012");
  g_assert_cmpuint (dz_axis_order_get_n_pinned (order), ==, 2);
  /* Sorting leaves the pinned ones alone, equals in their order. */
  dz_axis_order_sort (order, ranks);
  assert_order (order, "34120");
  /* A pinned one stays among the pinned, and others among the others. */
  g_assert_true (dz_axis_order_move (order, 0, 1, 5));
  assert_order (order, "43120");
  g_assert_true (dz_axis_order_move (order, 4, 1, 0));
  assert_order (order, "43012");
  dz_axis_order_set_pinned (order, 0, 2, FALSE);
  assert_order (order, "43012");
  g_assert_cmpuint (dz_axis_order_get_n_pinned (order), ==, 0);
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
  g_test_add_func ("/axis/order/move", test_order_move);
  g_test_add_func ("/axis/order/outlasts", test_order_outlasts);
  g_test_add_func ("/axis/order/pins-and-sorting", test_order_pins_and_sorting);
  return g_test_run ();
}
