/* test-reader.c - which reader takes a file, and what none takes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-reader.h"

#include "dz-limits.h"

static void
expect_error (GBytes *bytes,
              const char *name,
              int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = dz_reader_read (bytes, name, NULL, NULL, &error);

  g_assert_null (document);
  g_assert_error (error, DZ_DOCUMENT_ERROR, code);
  /* A clause behind the file's name: no capital, no full stop. */
  g_assert_false (g_unichar_isupper (g_utf8_get_char (error->message)));
  g_assert_false (g_str_has_suffix (error->message, "."));
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);

  expect_error (bytes, "a.txt", DZ_DOCUMENT_ERROR_EMPTY);
}

static void
test_too_large (void)
{
  gsize size = DZ_LIMIT_INPUT_BYTES + 1;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

  expect_error (bytes, "a.txt", DZ_DOCUMENT_ERROR_TOO_LARGE);
}

/* Bytes of no format at all: a fixed sequence that repeats late. */
static GBytes *
noise (gsize size)
{
  guint8 *data = g_malloc (size);
  guint32 state = 12345;

  for (gsize i = 0; i < size; i++) {
    state = state * 1664525u + 1013904223u;
    data[i] = state >> 24;
  }
  return g_bytes_new_take (data, size);
}

static void
test_unsupported (void)
{
  static const char *const names[] = { "a.txt", "a.md", "a.html", "a.csv", "a.bin", "a", NULL };
  g_autoptr (GBytes) bytes = noise (4096);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    expect_error (bytes, names[i], DZ_DOCUMENT_ERROR_UNSUPPORTED);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = noise (16);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (dz_reader_read (bytes, "a", NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every reader is complete, and a name alone never makes a claim that bytes would not lose. */
static void
test_list (void)
{
  const DzReader *const *readers = dz_reader_list ();

  for (guint i = 0; readers[i] != NULL; i++) {
    g_assert_nonnull (readers[i]->format);
    g_assert_nonnull (readers[i]->title);
    g_assert_nonnull (readers[i]->extensions);
    g_assert_nonnull (readers[i]->sniff);
    g_assert_nonnull (readers[i]->read);
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (readers[i]->format, !=, readers[k]->format);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/empty", test_empty);
  g_test_add_func ("/reader/too-large", test_too_large);
  g_test_add_func ("/reader/unsupported", test_unsupported);
  g_test_add_func ("/reader/cancelled", test_cancelled);
  g_test_add_func ("/reader/list", test_list);
  return g_test_run ();
}
