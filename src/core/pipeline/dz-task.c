/* dz-task.c - one file from bytes to facts: what a worker does, and a test in its own process
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-task.h"

#include "dz-limits.h"
#include "dz-zip.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

DzTaskReadFunc dz_task_read_func = dz_reader_read;
guint dz_task_seconds = DZ_LIMIT_SECONDS;

typedef struct {
  const char *name;
  const DzRequest *request;
  DzCatalogue *catalogue;
  const DzTaskSink *sink;
  GCancellable *cancellable;
  guint n_results; /* those passed over counted too */
} Job;

/* The bytes of a file that is small enough to be held. */
static GBytes *
read_whole (int file,
            gsize size,
            GError **error)
{
  g_autofree char *data = g_malloc (size + 1);
  gsize length = 0;

  while (length < size) {
    ssize_t n = pread (file, data + length, size - length, (off_t) length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("reading stopped (%s); copy the file and try again"), g_strerror (errno));
      return NULL;
    }
    if (n == 0)
      break;
    length += (gsize) n;
  }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

GBytes *
dz_task_load (int file,
              GError **error)
{
  struct stat info;
  char magic[4] = "";
  g_autoptr (GMappedFile) mapped = NULL;

  if (fstat (file, &info) != 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  if (info.st_size <= (off_t) DZ_LIMIT_INPUT_BYTES)
    return read_whole (file, (gsize) info.st_size, error);
  /* An archive is never held as a whole, so that it may be as large as what it may unfold to. */
  if (info.st_size <= (off_t) DZ_LIMIT_EXPANDED_BYTES && pread (file, magic, sizeof magic, 0) == 4 &&
      memcmp (magic, "PK\3\4", 4) == 0)
    mapped = g_mapped_file_new_from_fd (file, FALSE, NULL);
  if (mapped == NULL) {
    g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                 _ ("the file is larger than %u MB; divide it or save it without pictures"),
                 DZ_LIMIT_INPUT_BYTES >> 20);
    return NULL;
  }
  return g_mapped_file_get_bytes (mapped);
}

gboolean
dz_task_is_litter (const char *name)
{
  return name[0] == '.' || g_str_has_prefix (name, "~$") || g_str_has_prefix (name, ".~") ||
         g_ascii_strcasecmp (name, "thumbs.db") == 0 || g_ascii_strcasecmp (name, "desktop.ini") == 0 ||
         strcmp (name, "__MACOSX") == 0;
}

gboolean
dz_task_is_aside (const char *name)
{
  static const char *const endings[] = {
    ".json", ".jsonl", ".ndjson", ".log", ".py", ".pyc", ".sh", ".c", ".h", ".js", ".css", ".ini", ".cfg", ".conf",
    ".toml", ".yaml", ".yml", ".sql", ".db", ".sqlite", ".duizhao", ".bak", ".tmp", ".exe", ".dll", ".so", ".ttf",
    ".woff", ".woff2", ".ico", ".lnk", ".url", ".md5", ".sha256", ".mp3", ".mp4", NULL
  };
  const char *ending = strrchr (name, '.');
  g_autofree char *lower = ending != NULL ? g_ascii_strdown (ending, -1) : NULL;

  return lower != NULL && g_strv_contains (endings, lower);
}

char *
dz_task_join (const char *name,
              const char *member)
{
  return member[0] == '\0' ? g_strdup (name) : g_strconcat (name, "/", member, NULL);
}

GPtrArray *
dz_task_extract (DzDocument *document,
                 DzCatalogue *catalogue,
                 const char *name)
{
  g_autoptr (GPtrArray) reports = dz_report_recognise (document, catalogue, name);
  GPtrArray *extractions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < reports->len; i++)
    g_ptr_array_add (extractions, dz_extract (g_ptr_array_index (reports, i), catalogue));
  return extractions;
}

/* TRUE when the next result is one that the parent has already. */
static gboolean
pass_over (Job *job)
{
  return job->n_results++ < job->request->skip;
}

static void
tell (Job *job,
      const char *member,
      DzDocument *document,
      GPtrArray *extractions,
      const GError *error)
{
  g_autoptr (GPtrArray) none = extractions == NULL ? g_ptr_array_new () : NULL;
  DzTaskResult result = { member, document, extractions != NULL ? extractions : none, error };

  job->sink->result (&result, job->sink->user_data);
}

static void
read_document (Job *job,
               GBytes *bytes,
               const char *member)
{
  g_autofree char *name = dz_task_join (job->name, member);
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GPtrArray) extractions = NULL;

  document = dz_task_read_func (bytes, name, NULL, job->cancellable, &error);
  if (document != NULL && job->catalogue != NULL)
    extractions = dz_task_extract (document, job->catalogue, name);
  tell (job, member, document, extractions, error);
}

/* Members worth reading: no folders, nothing hidden. */
static gboolean
is_wanted (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (name[0] == '\0' || g_str_has_suffix (name, "/"))
    return FALSE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (dz_task_is_litter (parts[i]))
      return FALSE;
  return TRUE;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b,
                 gpointer zip)
{
  guint i = *(const guint *) a, k = *(const guint *) b;
  int order = strcmp (dz_zip_get_name (zip, i), dz_zip_get_name (zip, k));

  return order != 0 ? order : (i > k) - (i < k);
}

/* Indices of the members worth reading, by name. */
static GArray *
list_members (DzZip *zip)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < dz_zip_get_n_members (zip); i++)
    if (is_wanted (dz_zip_get_name (zip, i)))
      g_array_append_val (members, i);
  g_array_sort_with_data (members, compare_members, zip);
  return members;
}

static gboolean
is_archive (GBytes *bytes,
            const char *name)
{
  return dz_zip_is_zip (bytes) && dz_reader_find (bytes, name) == NULL;
}

static void read_archive (Job *job,
                          DzZip *zip,
                          GArray *members,
                          guint first,
                          guint last,
                          const char *prefix,
                          guint depth);

static void
read_inner_archive (Job *job,
                    GBytes *bytes,
                    const char *path,
                    guint depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzZip) zip = NULL;
  g_autoptr (GArray) members = NULL;

  if (depth >= DZ_LIMIT_ARCHIVE_DEPTH)
    g_set_error (&error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                 _ ("archives stand more than %u deep in each other; unpack it first"), DZ_LIMIT_ARCHIVE_DEPTH);
  else
    zip = dz_zip_new (bytes, &error);
  if (zip == NULL) {
    if (!pass_over (job))
      tell (job, path, NULL, NULL, error);
    return;
  }
  members = list_members (zip);
  read_archive (job, zip, members, 0, members->len, path, depth + 1);
}

static void
read_member (Job *job,
             DzZip *zip,
             guint index,
             const char *path,
             guint depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  char *data;

  job->sink->begin (path, job->sink->user_data);
  data = dz_zip_read (zip, index, &length, &error);
  if (data != NULL)
    bytes = g_bytes_new_take (data, length);
  if (bytes != NULL && is_archive (bytes, path)) {
    read_inner_archive (job, bytes, path, depth);
    return;
  }
  if (pass_over (job))
    return;
  if (bytes == NULL)
    tell (job, path, NULL, NULL, error);
  else
    read_document (job, bytes, path);
}

static void
read_archive (Job *job,
              DzZip *zip,
              GArray *members,
              guint first,
              guint last,
              const char *prefix,
              guint depth)
{
  for (guint i = first; i < MIN (last, members->len) && !g_cancellable_is_cancelled (job->cancellable); i++) {
    guint index = g_array_index (members, guint, i);
    const char *name = dz_zip_get_name (zip, index);
    g_autofree char *path = prefix[0] == '\0' ? g_strdup (name) : g_strconcat (prefix, "/", name, NULL);

    read_member (job, zip, index, path, depth);
  }
}

void
dz_task_run (GBytes *bytes,
             const char *name,
             const DzRequest *request,
             DzCatalogue *catalogue,
             const DzTaskSink *sink,
             GCancellable *cancellable)
{
  Job job = { name, request, catalogue, sink, cancellable, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DzZip) zip = NULL;
  g_autoptr (GArray) members = NULL;

  if (!is_archive (bytes, name)) {
    read_document (&job, bytes, "");
    return;
  }
  zip = dz_zip_new (bytes, &error);
  members = zip != NULL ? list_members (zip) : NULL;
  if (zip != NULL && members->len == 0)
    g_set_error_literal (&error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_EMPTY, _ ("the archive holds no file"));
  if (error != NULL)
    tell (&job, "", NULL, NULL, error);
  else if (request->last == 0)
    sink->archive (members->len, sink->user_data);
  else
    read_archive (&job, zip, members, request->first, request->last, "", 1);
}
