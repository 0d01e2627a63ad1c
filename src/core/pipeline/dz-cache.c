/* dz-cache.c - what was read from a file before, kept in the user's cache folder
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One file an entry, in 256 folders by the first two digits of its key: a head with the check sum
 * of what follows, then the answer as a worker sends it. Written beside its place and renamed, so
 * that runs at the same time only ever see whole ones. Its time says when it was last of use.
 */
#define G_LOG_DOMAIN "dz-pipeline"
#define _GNU_SOURCE
#include "dz-cache.h"

#include "dz-limits.h"
#include "dz-reader.h"
#include "dz-transfer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define MAGIC 0x447a4331u

/* Bytes read at once. */
#define CHUNK (64u * 1024u)

/* An entry's time is set anew when it is older: seconds. */
#define FRESH (24 * 3600)

/* What a run that broke off has left: seconds. */
#define STALE (3600)

typedef struct {
  guint32 magic;
  guint32 sum;
  guint64 length;
} Head;

struct _DzCache {
  int folder;
  GChecksum *common; /* of what all keys begin with */
  int n_written;     /* atomic; -1: the folder takes no more */
};

static void
add_file (GChecksum *checksum,
          const char *path)
{
  g_autofree char *line = NULL;
  struct stat s;

  if (stat (path, &s) != 0)
    return;
  line = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n", path, (gint64) s.st_size,
                          (gint64) s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
  g_checksum_update (checksum, (const guchar *) line, -1);
}

/* The program and every library in it: another version may read otherwise. */
static int
add_object_cb (struct dl_phdr_info *info,
               size_t size,
               void *data)
{
  add_file (data, info->dlpi_name[0] != '\0' ? info->dlpi_name : "/proc/self/exe");
  return 0;
}

static GChecksum *
begin_key (DzCatalogue *catalogue)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *language = g_getenv ("LANGUAGE");
  const char *messages = g_getenv ("DUIZHAO_LOCALEDIR");
  g_autofree char *head = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n", DZ_VERSION, dz_catalogue_get_version (catalogue),
                                           setlocale (LC_ALL, NULL), language != NULL ? language : "",
                                           messages != NULL ? messages : "");

  g_checksum_update (checksum, (const guchar *) head, -1);
  dl_iterate_phdr (add_object_cb, checksum);
  add_file (checksum, dz_reader_get_late_library ());
  return checksum;
}

/* A folder of ours that nobody else can write to or read; -1 when there is none. */
static int
open_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "duizhao", "read", NULL);
  struct stat s;
  int fd;

  if (g_mkdir_with_parents (path, 0700) != 0)
    return -1;
  fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return -1;
  if (fstat (fd, &s) == 0 && s.st_uid == geteuid () && ((s.st_mode & 077) == 0 || fchmod (fd, 0700) == 0)
      && faccessat (fd, ".", W_OK, AT_EACCESS) == 0)
    return fd;
  close (fd);
  return -1;
}

DzCache *
dz_cache_open (DzCatalogue *catalogue)
{
  DzCache *self;
  int folder = open_folder ();

  if (folder < 0)
    return NULL;
  self = g_new0 (DzCache, 1);
  self->folder = folder;
  self->common = begin_key (catalogue);
  return self;
}

static gboolean
add_content (GChecksum *checksum,
             int file)
{
  g_autofree guchar *buffer = g_malloc (CHUNK);
  gint64 at = 0;
  ssize_t n;

  while ((n = pread (file, buffer, CHUNK, at)) > 0) {
    at += n;
    if (at > DZ_LIMIT_INPUT_BYTES)
      return FALSE;
    g_checksum_update (checksum, buffer, n);
  }
  return n == 0;
}

char *
dz_cache_dup_key (DzCache *self,
                  int file,
                  const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_copy (self->common);

  /* With the NUL: where the name ends and the content begins. */
  g_checksum_update (checksum, (const guchar *) name, strlen (name) + 1);
  if (!add_content (checksum, file))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

/* "ab/cdef…" */
static char *
make_path (const char *key)
{
  return g_strdup_printf ("%.2s/%s", key, key + 2);
}

/* The check sum covers the key: an entry that stands in a wrong place is none. */
static guint32
make_sum (const char *key,
          gconstpointer data,
          gsize length)
{
  uLong sum = crc32_z (0, (const Bytef *) key, strlen (key));

  return (guint32) crc32_z (sum, data, length);
}

static GBytes *
read_entry (int file,
            const char *key)
{
  g_autofree char *data = NULL;
  struct stat s;
  Head head;

  if (fstat (file, &s) != 0 || !S_ISREG (s.st_mode) || !dz_transfer_read (file, &head, sizeof head) || head.magic != MAGIC
      || head.length > DZ_LIMIT_ANSWER_BYTES || (guint64) s.st_size != sizeof head + head.length)
    return NULL;
  data = g_try_malloc (MAX (head.length, 1));
  if (data == NULL || !dz_transfer_read (file, data, head.length) || make_sum (key, data, head.length) != head.sum)
    return NULL;
  if (s.st_mtim.tv_sec < g_get_real_time () / G_USEC_PER_SEC - FRESH)
    futimens (file, NULL);
  return g_bytes_new_take (g_steal_pointer (&data), head.length);
}

DzAnswer *
dz_cache_find (DzCache *self,
               const char *key)
{
  g_autofree char *path = make_path (key);
  g_autoptr (GBytes) bytes = NULL;
  int file = openat (self->folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (file < 0)
    return NULL;
  bytes = read_entry (file, key);
  close (file);
  return bytes != NULL ? dz_answer_new_from_bytes (bytes) : NULL;
}

/* The name of a new file beside @path, open to be written; -1 on errors. */
static int
open_beside (DzCache *self,
             const char *path,
             char **name)
{
  for (guint i = 0; i < 8; i++) {
    g_autofree char *wanted = g_strdup_printf ("%s.%08x.new", path, g_random_int ());
    int file = openat (self->folder, wanted, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0 && errno == ENOENT) {
      g_autofree char *folder = g_strndup (path, 2);

      if (mkdirat (self->folder, folder, 0700) != 0 && errno != EEXIST)
        return -1;
    } else if (file >= 0) {
      *name = g_steal_pointer (&wanted);
      return file;
    } else if (errno != EEXIST) {
      return -1;
    }
  }
  return -1;
}

static gboolean
write_entry (DzCache *self,
             const char *key,
             GBytes *bytes)
{
  g_autofree char *path = make_path (key);
  g_autofree char *name = NULL;
  gsize length = g_bytes_get_size (bytes);
  gconstpointer data = g_bytes_get_data (bytes, NULL);
  Head head = { MAGIC, make_sum (key, data, length), length };
  int file = open_beside (self, path, &name);
  gboolean ok;

  if (file < 0)
    return FALSE;
  ok = dz_transfer_write (file, &head, sizeof head) && dz_transfer_write (file, data, length);
  ok = close (file) == 0 && ok;
  ok = ok && renameat (self->folder, name, self->folder, path) == 0;
  if (!ok)
    unlinkat (self->folder, name, 0);
  return ok;
}

void
dz_cache_put (DzCache *self,
              const char *key,
              GBytes *answer)
{
  if (g_atomic_int_get (&self->n_written) < 0)
    return;
  if (write_entry (self, key, answer))
    g_atomic_int_inc (&self->n_written);
  else
    g_atomic_int_set (&self->n_written, -1);
}

/* --- how much it holds --- */

typedef struct {
  char *path;
  gint64 time;
  guint64 size;
} Entry;

static void
clear_entry (Entry *entry)
{
  g_free (entry->path);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *x = a, *y = b;

  return x->time != y->time ? (x->time < y->time ? -1 : 1) : strcmp (x->path, y->path);
}

static void
list_entries (DzCache *self,
              const char *folder,
              GArray *entries)
{
  int fd = openat (self->folder, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  gint64 stale = g_get_real_time () / G_USEC_PER_SEC - STALE;
  struct dirent *found;

  if (dir == NULL && fd >= 0)
    close (fd);
  while (dir != NULL && (found = readdir (dir)) != NULL) {
    struct stat s;

    if (fstatat (fd, found->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (s.st_mode))
      continue;
    if (g_str_has_suffix (found->d_name, ".new")) {
      if (s.st_mtim.tv_sec < stale)
        unlinkat (fd, found->d_name, 0);
      continue;
    }
    g_array_append_val (entries, ((Entry) { g_build_filename (folder, found->d_name, NULL), s.st_mtim.tv_sec,
                                            (guint64) s.st_size }));
  }
  if (dir != NULL)
    closedir (dir);
}

void
dz_cache_trim (DzCache *self,
               guint64 limit)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint64 total = 0;

  g_array_set_clear_func (entries, (GDestroyNotify) clear_entry);
  for (guint i = 0; i < 256; i++) {
    char folder[3];

    g_snprintf (folder, sizeof folder, "%02x", i);
    list_entries (self, folder, entries);
  }
  for (guint i = 0; i < entries->len; i++)
    total += g_array_index (entries, Entry, i).size;
  if (total <= limit)
    return;
  g_array_sort (entries, compare_entries);
  /* A tenth more than needed: not every run shall have to do this. */
  for (guint i = 0; i < entries->len && total > limit / 10 * 9; i++) {
    const Entry *entry = &g_array_index (entries, Entry, i);

    if (unlinkat (self->folder, entry->path, 0) == 0)
      total -= entry->size;
  }
}

void
dz_cache_close (DzCache *self)
{
  if (self == NULL)
    return;
  if (g_atomic_int_get (&self->n_written) != 0)
    dz_cache_trim (self, DZ_LIMIT_CACHE_BYTES);
  close (self->folder);
  g_checksum_free (self->common);
  g_free (self);
}
