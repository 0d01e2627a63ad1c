/* test-cache.c - how much the cache holds, and what it gives back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

static DzCatalogue *catalogue;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

static int
open_text (const char *text)
{
  g_autofree char *name = NULL;
  int file = g_file_open_tmp ("dz-cache-XXXXXX", &name, NULL);

  g_assert_cmpint (file, >=, 0);
  g_unlink (name);
  g_assert_cmpint (write (file, text, strlen (text)), ==, (gssize) strlen (text));
  return file;
}

static char *
key_of (DzCache *cache,
        const char *text,
        const char *name)
{
  int file = open_text (text);
  char *key = dz_cache_dup_key (cache, file, name);

  close (file);
  return key;
}

static void
put (DzCache *cache,
     const char *key,
     guint size,
     gint64 age)
{
  g_autofree char *words = g_strnfill (size, 'x');
  g_autoptr (DzAnswer) answer = dz_answer_new (DZ_ANSWER_RESULT, words);
  g_autoptr (GBytes) bytes = dz_answer_to_bytes (answer);
  g_autofree char *name = g_strdup_printf ("%.2s/%s", key, key + 2);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "duizhao", "read", name, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct utimbuf times = { now - age, now - age };

  dz_cache_put (cache, key, bytes);
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static gboolean
has (DzCache *cache,
     const char *key)
{
  g_autoptr (DzAnswer) answer = dz_cache_find (cache, key);

  return answer != NULL;
}

/* Name and content do not run into each other. */
static void
test_keys (void)
{
  g_autoptr (DzCache) cache = dz_cache_open (catalogue);
  g_autofree char *a = key_of (cache, "bc", "a");
  g_autofree char *again = key_of (cache, "bc", "a");
  g_autofree char *b = key_of (cache, "c", "ab");

  g_assert_cmpstr (a, ==, again);
  g_assert_cmpstr (a, !=, b);
}

static void
test_trim (void)
{
  g_autoptr (DzCache) cache = dz_cache_open (catalogue);
  char *keys[10] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *text = g_strdup_printf ("report %u", i);

    keys[i] = key_of (cache, text, "report");
    put (cache, keys[i], 10000, 1000 * (gint64) i);
  }
  dz_cache_trim (cache, 200000);
  g_assert_true (has (cache, keys[9]));
  dz_cache_trim (cache, 60000);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpint (has (cache, keys[i]), ==, i < 5);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_free (g_steal_pointer (&keys[i]));
}

/* What is used again counts as new, and stays when others go. */
static void
test_use (void)
{
  g_autoptr (DzCache) cache = dz_cache_open (catalogue);
  g_autofree char *old = key_of (cache, "old", "report");
  g_autofree char *new = key_of (cache, "new", "report");

  dz_cache_trim (cache, 0);
  put (cache, old, 10000, 50 * 3600);
  put (cache, new, 10000, 30 * 3600);
  g_assert_true (has (cache, old));
  dz_cache_trim (cache, 15000);
  g_assert_true (has (cache, old));
  g_assert_false (has (cache, new));
}

int
main (int argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("dz-cache-XXXXXX", NULL);
  int status;

  /* Not GLib's own way of setting folders apart, which loses their names. */
  g_assert_nonnull (folder);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (NULL);
  g_assert_nonnull (catalogue);
  g_test_add_func ("/cache/keys", test_keys);
  g_test_add_func ("/cache/trim", test_trim);
  g_test_add_func ("/cache/use", test_use);
  status = g_test_run ();
  g_object_unref (catalogue);
  remove_tree (folder);
  return status;
}
