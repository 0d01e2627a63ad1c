/* test-zip.c - archives: honest, cut off, lying, locked, bombs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-zip.h"

#include "dz-document.h"
#include "dz-limits.h"
#include "sample-zip.h"

#include <string.h>

static GBytes *
make_sample (void)
{
  SampleZip *writer = sample_zip_new ();

  sample_zip_add (writer, "word/document.xml", "<document>对照</document>");
  sample_zip_add (writer, "a\\b.txt", "in a folder");
  sample_zip_add (writer, "\xc4\xea\xb1\xa8.txt", "GBK"); /* 年报.txt */
  sample_zip_add (writer, "empty", "");
  return sample_zip_end (writer);
}

static void
test_read (void)
{
  static const char *const cases[][2] = {
    { "word/document.xml", "<document>对照</document>" },
    { "a/b.txt", "in a folder" },
    { "年报.txt", "GBK" },
    { "empty", "" },
  };
  g_autoptr (GBytes) bytes = make_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DzZip) zip = dz_zip_new (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (dz_zip_get_n_members (zip), ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize length;
    g_autofree char *data = dz_zip_read_name (zip, cases[i][0], &length, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (dz_zip_get_name (zip, i), ==, cases[i][0]);
    g_assert_cmpstr (data, ==, cases[i][1]);
    g_assert_cmpuint (length, ==, strlen (cases[i][1]));
  }
  g_assert_null (dz_zip_read_name (zip, "word/styles.xml", NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED);
  g_assert_true (dz_zip_has_prefix (bytes, "word/doc"));
  g_assert_false (dz_zip_has_prefix (bytes, "xl/"));
}

/* Cut off anywhere, or with any one byte changed: an error or the right bytes, never others. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = make_sample ();
  gsize length = g_bytes_get_size (whole);

  for (gsize cut = 0; cut < length; cut++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, cut);
    g_autoptr (GError) error = NULL;

    g_assert_null (dz_zip_new (part, &error));
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED);
    g_assert_cmpint (dz_zip_has_prefix (part, "word/"), ==, cut >= 35);
  }
  for (gsize at = 0; at < length; at++) {
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (whole, NULL), length);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (DzZip) zip = NULL;
    g_autofree char *data = NULL;

    copy[at] ^= 0x55;
    changed = g_bytes_new_static (copy, length);
    zip = dz_zip_new (changed, NULL);
    data = zip != NULL ? dz_zip_read_name (zip, "word/document.xml", NULL, NULL) : NULL;
    if (data != NULL)
      g_assert_cmpstr (data, ==, "<document>对照</document>");
  }
}

static void
test_locked (void)
{
  SampleZip *writer = sample_zip_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzZip) zip = NULL;
  g_autoptr (GError) error = NULL;

  sample_zip_add_full (writer, "a", "secret", -1, -1, 1);
  bytes = sample_zip_end (writer);
  zip = dz_zip_new (bytes, NULL);
  g_assert_true (dz_zip_is_encrypted (zip, 0));
  g_assert_null (dz_zip_read (zip, 0, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED);
}

/* @n_bytes of one letter pack to a thousandth; the header tells @claimed. */
static void
check_size (gsize n_bytes,
            gint64 claimed,
            gboolean fits)
{
  SampleZip *writer = sample_zip_new ();
  g_autofree char *data = g_malloc (n_bytes);
  g_autofree char *read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzZip) zip = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  memset (data, 'a', n_bytes);
  sample_zip_add_full (writer, "a", data, (gssize) n_bytes, claimed, 0);
  bytes = sample_zip_end (writer);
  zip = dz_zip_new (bytes, NULL);
  read = dz_zip_read (zip, 0, &length, &error);
  g_assert_cmpint (read != NULL, ==, fits);
  if (fits)
    g_assert_cmpmem (read, length, data, n_bytes);
  else
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_bombs (void)
{
  check_size (1024 * 1024, -1, TRUE);
  check_size (1024 * 1024 + 1, -1, FALSE);
  check_size (1024 * 1024, 10, TRUE);
  check_size (1024 * 1024 + 1, 10, FALSE);
  check_size (100, G_GINT64_CONSTANT (0xfffffff0), FALSE);
  check_size (DZ_LIMIT_MEMBER_BYTES, 1000, FALSE);
}

static void
check_members (guint n,
               gboolean fits)
{
  SampleZip *writer = sample_zip_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzZip) zip = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    sample_zip_add_stored (writer, "a", "");
  bytes = sample_zip_end (writer);
  zip = dz_zip_new (bytes, &error);
  g_assert_cmpint (zip != NULL, ==, fits);
  if (!fits)
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_members (void)
{
  check_members (DZ_LIMIT_ARCHIVE_MEMBERS, TRUE);
  check_members (DZ_LIMIT_ARCHIVE_MEMBERS + 1, FALSE);
}

static void
test_total (void)
{
  g_autofree char *data = g_malloc (DZ_LIMIT_MEMBER_BYTES);
  SampleZip *writer = sample_zip_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzZip) zip = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;

  /* Packs to some hundredth, so that only the total is passed. */
  for (gsize i = 0; i < DZ_LIMIT_MEMBER_BYTES; i++)
    data[i] = i % 256 == 0 ? (char) g_rand_int (rand) : 'a';
  sample_zip_add_full (writer, "a", data, DZ_LIMIT_MEMBER_BYTES, -1, 0);
  bytes = sample_zip_end (writer);
  zip = dz_zip_new (bytes, NULL);
  for (guint i = 0; i < DZ_LIMIT_EXPANDED_BYTES / DZ_LIMIT_MEMBER_BYTES; i++) {
    g_autofree char *read = dz_zip_read (zip, 0, NULL, &error);

    g_assert_no_error (error);
    g_assert_nonnull (read);
  }
  g_assert_null (dz_zip_read (zip, 0, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip/read", test_read);
  g_test_add_func ("/zip/damaged", test_damaged);
  g_test_add_func ("/zip/locked", test_locked);
  g_test_add_func ("/zip/bombs", test_bombs);
  g_test_add_func ("/zip/members", test_members);
  g_test_add_func ("/zip/total", test_total);
  return g_test_run ();
}
