/* test-office-samples.c - binary Word and Excel files against the readable ones they were made of
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#include "document-text.h"

#include "dz-reader.h"

#include <string.h>

static const char *const binaries[] = { "small.doc", "small.xls", "lists.doc" };

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "document", "samples", name, NULL);
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static char *
read_text (const char *name,
           const char *format)
{
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dz_document_get_format (document), ==, format);
  return document_to_text (document);
}

static void
test_same (void)
{
  g_autofree char *doc = read_text ("small.doc", "doc"), *fodt = read_text ("small.fodt", "odt");
  g_autofree char *xls = read_text ("small.xls", "xls"), *fods = read_text ("small.fods", "ods");

  g_assert_cmpstr (doc, ==, fodt);
  g_assert_cmpstr (xls, ==, fods);
}

/* Numbers that Word counts itself, footnotes and endnotes between each other. */
static void
test_lists (void)
{
  g_autofree char *doc = read_text ("lists.doc", "doc"), *fodt = read_text ("lists.fodt", "odt");

  g_assert_cmpstr (doc, ==, fodt);
  g_assert_nonnull (strstr (doc, "一、总体情况"));
  g_assert_nonnull (strstr (doc, "（二）依申请公开"));
  g_assert_nonnull (strstr (doc, "2）办结12件。"));
  g_assert_nonnull (strstr (doc, "4、第四件事。"));
  g_assert_nonnull (strstr (doc, "12件①，结转1件②，公开5条③。"));
  g_assert_nonnull (strstr (doc, "②上年未办结。"));
}

/* Pieces that claim 200 million characters of a file of 13 kB. */
static void
test_long_story (void)
{
  g_autoptr (GBytes) bytes = load ("long-story.doc");
  g_autoptr (DzDocument) document = dz_reader_read (bytes, NULL, NULL, NULL, NULL);
  gsize n_bytes = 0;

  for (guint i = 0; document != NULL && i < dz_document_get_n_blocks (document); i++)
    n_bytes += strlen (dz_document_get_block (document, i)->text);
  g_assert_cmpuint (n_bytes, <=, 4 * g_bytes_get_size (bytes));
}

/* What was cut off is damaged, not unknown: nobody is to guess what it was. */
static void
test_cut_off (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (binaries); i++) {
    g_autoptr (GBytes) whole = load (binaries[i]);
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
    g_autoptr (GError) error = NULL;

    g_assert_null (dz_reader_read (part, "a.doc", NULL, NULL, &error));
    g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED);
  }
}

static void
read_any (const void *data,
          gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, "a.doc", NULL, NULL, &error);

  g_assert_true ((document != NULL) != (error != NULL));
}

/* Cut off, or with bytes changed: an error or a document, fast, and nothing worse. */
static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < G_N_ELEMENTS (binaries); i++) {
    g_autoptr (GBytes) whole = load (binaries[i]);
    gsize length;
    const char *data = g_bytes_get_data (whole, &length);

    for (guint k = 0; k < 16; k++)
      read_any (data, length * k / 16 + k);
    for (guint k = 0; k < 2000; k++) {
      g_autofree char *copy = g_memdup2 (data, length);

      for (guint n = 1 + k % 20; n > 0; n--)
        copy[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int (rand);
      read_any (copy, length);
    }
  }
}

/* The signs of a password, put into files that have none. */
static void
test_locked (void)
{
  static const char bof[] = "\x09\x08\x10\x00\x00\x06\x05\x00";
  g_autoptr (GBytes) doc = load ("small.doc"), xls = load ("small.xls");
  gsize doc_length = g_bytes_get_size (doc), xls_length = g_bytes_get_size (xls);
  g_autofree char *doc_copy = g_memdup2 (g_bytes_get_data (doc, NULL), doc_length);
  g_autofree char *xls_copy = g_memdup2 (g_bytes_get_data (xls, NULL), xls_length);
  char *fib = memmem (doc_copy, doc_length, "\xec\xa5", 2), *record = memmem (xls_copy, xls_length, bof, 8);
  g_autoptr (GBytes) locked_doc = NULL, locked_xls = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fib);
  g_assert_nonnull (record);
  fib[0x0b] |= 1;
  memcpy (record + 4 + 16, "\x2f\x00", 2);
  locked_doc = g_bytes_new_static (doc_copy, doc_length);
  locked_xls = g_bytes_new_static (xls_copy, xls_length);
  g_assert_null (dz_reader_read (locked_doc, NULL, NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (dz_reader_read (locked_xls, NULL, NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office-samples/long-story", test_long_story);
  g_test_add_func ("/office-samples/cut-off", test_cut_off);
  g_test_add_func ("/office-samples/lists", test_lists);
  g_test_add_func ("/office-samples/same", test_same);
  g_test_add_func ("/office-samples/damaged", test_damaged);
  g_test_add_func ("/office-samples/locked", test_locked);
  return g_test_run ();
}
