/* test-pack.c - what was packed comes out again; anything else is noticed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-pack.h"

static GBytes *
pack_some (void)
{
  g_autoptr (DzPacker) packer = dz_packer_new ();

  dz_packer_put_uint (packer, 0);
  dz_packer_put_uint (packer, G_MAXUINT64);
  dz_packer_put_int (packer, -1);
  dz_packer_put_int (packer, G_MININT64);
  dz_packer_put_text (packer, "件");
  dz_packer_put_text (packer, NULL);
  dz_packer_put_text (packer, "");
  dz_packer_put_text (packer, "件");
  dz_packer_put_uint (packer, 300);
  return dz_packer_end (packer);
}

static void
test_round (void)
{
  g_autoptr (GBytes) bytes = pack_some ();
  g_autoptr (DzUnpacker) unpacker = dz_unpacker_new (bytes);
  const char *first;

  g_assert_cmpuint (dz_unpacker_get_uint (unpacker), ==, 0);
  g_assert_cmpuint (dz_unpacker_get_uint (unpacker), ==, G_MAXUINT64);
  g_assert_cmpint (dz_unpacker_get_int (unpacker), ==, -1);
  g_assert_cmpint (dz_unpacker_get_int (unpacker), ==, G_MININT64);
  first = dz_unpacker_get_text (unpacker);
  g_assert_cmpstr (first, ==, "件");
  g_assert_null (dz_unpacker_get_text_or_null (unpacker));
  g_assert_cmpstr (dz_unpacker_get_text_or_null (unpacker), ==, "");
  g_assert_true (dz_unpacker_get_text (unpacker) == first);
  g_assert_false (dz_unpacker_is_done (unpacker));
  g_assert_cmpuint (dz_unpacker_get_uint_to (unpacker, 300), ==, 300);
  g_assert_true (dz_unpacker_is_done (unpacker));
  g_assert_cmpuint (dz_unpacker_get_uint (unpacker), ==, 0);
  g_assert_false (dz_unpacker_is_sound (unpacker));
}

/* Every beginning of the stream is unsound, and nothing is read beyond it. */
static void
test_cut_off (void)
{
  g_autoptr (GBytes) bytes = pack_some ();

  for (gsize length = 0; length < g_bytes_get_size (bytes); length++) {
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), MAX (length, 1));
    g_autoptr (GBytes) part = g_bytes_new_static (copy, length);
    g_autoptr (DzUnpacker) unpacker = dz_unpacker_new (part);

    for (guint i = 0; i < 4; i++)
      dz_unpacker_get_uint (unpacker);
    for (guint i = 0; i < 4; i++)
      dz_unpacker_get_text (unpacker);
    dz_unpacker_get_uint (unpacker);
    g_assert_false (dz_unpacker_is_sound (unpacker));
  }
}

static void
test_nonsense (void)
{
  static const struct {
    const char *bytes;
    gsize length;
  } cases[] = {
    { "\x01\x02\xff\xff\0", 5 },                          /* no UTF-8 */
    { "\x01\x01" "ab", 4 },                               /* no NUL behind it */
    { "\x01\xff\xff\xff\xff\xff\xff\xff\xff\x7f" "a", 11 }, /* a length without bytes */
    { "\x02", 1 },                                        /* a text that never came */
    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11 }, /* a number without end */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);
    g_autoptr (DzUnpacker) unpacker = dz_unpacker_new (bytes);

    g_assert_cmpstr (dz_unpacker_get_text (unpacker), ==, "");
    g_assert_false (dz_unpacker_is_sound (unpacker));
  }
}

static void
test_count (void)
{
  g_autoptr (GBytes) just = g_bytes_new_static ("\x02xx", 3);
  g_autoptr (GBytes) over = g_bytes_new_static ("\x03xx", 3);
  g_autoptr (DzUnpacker) a = dz_unpacker_new (just);
  g_autoptr (DzUnpacker) b = dz_unpacker_new (over);

  g_assert_cmpuint (dz_unpacker_get_count (a), ==, 2);
  g_assert_cmpuint (dz_unpacker_get_count (b), ==, 0);
  g_assert_false (dz_unpacker_is_sound (b));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack/round", test_round);
  g_test_add_func ("/pack/cut-off", test_cut_off);
  g_test_add_func ("/pack/nonsense", test_nonsense);
  g_test_add_func ("/pack/count", test_count);
  return g_test_run ();
}
