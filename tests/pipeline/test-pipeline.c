/* test-pipeline.c - files through workers: order, failures, fences
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader is one of our own that obeys the bytes: "crash", "hang", "greedy", "peek" …
 */
#include "dz-document-builder.h"
#include "dz-limits.h"
#include "dz-pipeline.h"
#include "dz-sandbox.h"
#include "dz-task.h"
#include "dz-worker.h"
#include "sample-zip.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static DzCatalogue *catalogue;

static gboolean
can_open (const char *path,
          int flags)
{
  int fd = open (path, flags, 0600);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

/* What a file that has taken over the reader could still do, as a sentence. */
static const char *
look_around (void)
{
  char *const argv[] = { (char *) "/bin/true", NULL };
  char *const envp[] = { NULL };

  if (can_open ("/etc/passwd", O_RDONLY))
    return "opened a file outside";
  if (can_open ("/tmp/dz-peek", O_WRONLY | O_CREAT))
    return "wrote a file";
  if (!can_open ("/usr/share", O_RDONLY | O_DIRECTORY))
    return "shared data closed";
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0)
    return "made a socket";
  if (execve (argv[0], argv, envp) == 0 || fork () >= 0)
    return "started a program";
  if (kill (getppid (), 0) == 0)
    return "reached its parent";
  return "fenced";
}

static DzDocument *
obey (GBytes *bytes,
      const char *name,
      DzProgress *progress,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *order = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("test");

  if (strcmp (order, "crash") == 0)
    abort ();
  if (strcmp (order, "hang") == 0)
    for (;;)
      pause ();
  if (strcmp (order, "greedy") == 0)
    for (;;)
      memset (g_malloc (64 << 20), 1, 64 << 20);
  if (strcmp (order, "peek") == 0) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, look_around ());
    return NULL;
  }
  if (strcmp (order, "bad") == 0) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, "it is bad");
    return NULL;
  }
  dz_document_builder_add_paragraph (builder, order);
  return dz_document_builder_end (builder, error);
}

typedef struct {
  char *folder;
  GPtrArray *paths;
  GString *seen;    /* a line an outcome: path below the folder, and the error */
  DzPipelineState state;
  guint stop_after; /* 0: never */
  GCancellable *cancellable;
  GMainLoop *loop;
  gboolean finished;
} Fixture;

static void
set_up (Fixture *f,
        gconstpointer data)
{
  f->folder = g_dir_make_tmp ("dz-pipeline-XXXXXX", NULL);
  f->paths = g_ptr_array_new_with_free_func (g_free);
  f->seen = g_string_new (NULL);
  f->cancellable = g_cancellable_new ();
  dz_task_seconds = 30;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  remove_tree (f->folder);
  g_free (f->folder);
  g_ptr_array_unref (f->paths);
  g_string_free (f->seen, TRUE);
  g_object_unref (f->cancellable);
  g_clear_pointer (&f->loop, g_main_loop_unref);
}

/* Writes a file below the folder; its folders are made. */
static char *
put (Fixture *f,
     const char *name,
     const char *contents,
     gssize length)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  return path;
}

static void
add (Fixture *f,
     const char *name,
     const char *contents)
{
  g_ptr_array_add (f->paths, put (f, name, contents, -1));
}

static gboolean
note_cb (DzOutcome *outcome,
         const DzPipelineState *state,
         gpointer user_data)
{
  Fixture *f = user_data;
  gsize cut = strlen (f->folder) + 1;

  g_assert_true (g_str_has_prefix (outcome->path, f->folder));
  g_string_append (f->seen, strlen (outcome->path) >= cut ? outcome->path + cut : ".");
  if (outcome->error != NULL) {
    g_assert_true (g_str_has_prefix (outcome->error->message, outcome->path));
    g_string_append (f->seen, outcome->error->message + strlen (outcome->path));
  }
  g_string_append_c (f->seen, '\n');
  g_assert_cmpuint (state->n_done, ==, f->state.n_done + 1);
  g_assert_cmpuint (state->n_total, >=, state->n_done);
  f->state = *state;
  return f->stop_after == 0 || state->n_done < f->stop_after;
}

static gboolean
run (Fixture *f,
     guint jobs,
     gboolean in_process)
{
  DzPipelineOptions options = { jobs, in_process, FALSE };
  g_autoptr (GError) error = NULL;
  gboolean ok;

  g_string_truncate (f->seen, 0);
  memset (&f->state, 0, sizeof f->state);
  if (f->paths->len == 0 || g_ptr_array_index (f->paths, f->paths->len - 1) != NULL)
    g_ptr_array_add (f->paths, NULL);
  ok = dz_pipeline_run ((const char *const *) f->paths->pdata, catalogue, &options, note_cb, f, f->cancellable, &error);
  g_assert_true (ok == (error == NULL));
  if (error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return ok;
}

static void
test_order (Fixture *f,
            gconstpointer data)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < 400; i++) {
    g_autofree char *name = g_strdup_printf ("%u.txt", i * 7919 % 400);

    add (f, name, i % 50 == 3 ? "bad" : i % 131 == 7 ? "crash" : "fine");
  }
  g_assert_true (run (f, 1, FALSE));
  first = g_strdup (f->seen->str);
  g_assert_cmpuint (f->state.n_done, ==, 400);
  g_assert_cmpuint (f->state.n_total, ==, 400);
  g_assert_cmpuint (f->state.n_failed, ==, 11);
  for (guint jobs = 2; jobs <= 8; jobs *= 2) {
    g_assert_true (run (f, jobs, FALSE));
    g_assert_cmpstr (f->seen->str, ==, first);
  }
}

static void
test_folder (Fixture *f,
             gconstpointer data)
{
  static const char *const names[] = { "b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", "b/.git/x", "~$a.docx", "c/Thumbs.db" };
  g_autofree char *loop = g_build_filename (f->folder, "b", "loop", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (put (f, names[i], "fine", -1));
  g_assert_cmpint (symlink (f->folder, loop), ==, 0);
  g_ptr_array_add (f->paths, g_strdup (f->folder));
  g_assert_true (run (f, 2, FALSE));
  g_assert_cmpstr (f->seen->str, ==, "a.txt\nb/1.txt\nb/2.txt\n");
}

static void
test_missing (Fixture *f,
              gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (f->folder, "fifo", NULL);
  g_autofree char *empty = g_build_filename (f->folder, "empty", NULL);

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_ptr_array_add (f->paths, g_build_filename (f->folder, "none.txt", NULL));
  g_ptr_array_add (f->paths, g_strdup (empty));
  g_ptr_array_add (f->paths, g_strdup (fifo));
  add (f, "fine.txt", "fine");
  g_assert_true (run (f, 2, FALSE));
  g_assert_cmpstr (f->seen->str, ==,
                   "none.txt: there is no such file; check the name\n"
                   "empty: there is no file in this folder\n"
                   "fifo: this is no file that can be read\n"
                   "fine.txt\n");
  g_assert_cmpuint (f->state.n_failed, ==, 3);
}

static void
test_deep_folder (Fixture *f,
                  gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < DZ_LIMIT_FOLDER_DEPTH; i++)
    g_string_append (name, "d/");
  g_string_append (name, "just.txt");
  g_free (put (f, name->str, "fine", -1));
  g_ptr_array_add (f->paths, g_strdup (f->folder));
  g_assert_true (run (f, 1, FALSE));
  g_assert_cmpuint (f->state.n_failed, ==, 0);
  g_string_insert (name, 0, "d/");
  g_free (put (f, name->str, "fine", -1));
  g_assert_true (run (f, 1, FALSE));
  g_assert_cmpuint (f->state.n_failed, ==, 1);
}

static void
put_zip (Fixture *f,
         const char *name,
         GBytes *bytes)
{
  g_ptr_array_add (f->paths, put (f, name, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes)));
}

/* An archive in an archive … @depth in all, with one file in the innermost. */
static GBytes *
make_nested (guint depth)
{
  GBytes *bytes = NULL;

  for (guint i = 0; i < depth; i++) {
    SampleZip *zip = sample_zip_new ();

    if (bytes == NULL)
      sample_zip_add (zip, "in.txt", "fine");
    else
      sample_zip_add_full (zip, "in.zip", g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), -1, 0);
    g_clear_pointer (&bytes, g_bytes_unref);
    bytes = sample_zip_end (zip);
  }
  return bytes;
}

static void
test_archive (Fixture *f,
              gconstpointer data)
{
  SampleZip *zip = sample_zip_new ();
  g_autoptr (GBytes) inner = make_nested (1);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *first = NULL;

  sample_zip_add (zip, "__MACOSX/x.txt", "fine");
  sample_zip_add (zip, "报告/2.txt", "bad");
  sample_zip_add (zip, "报告/", "");
  sample_zip_add (zip, "报告/.hidden", "fine");
  sample_zip_add (zip, "报告/1.txt", "fine");
  sample_zip_add_full (zip, "报告/3.zip", g_bytes_get_data (inner, NULL), (gssize) g_bytes_get_size (inner), -1, 0);
  sample_zip_add (zip, "报告/4.txt", "crash");
  sample_zip_add (zip, "报告/5.txt", "fine");
  for (guint i = 0; i < 40; i++) {
    g_autofree char *name = g_strdup_printf ("表/%02u.txt", i);

    sample_zip_add (zip, name, i == 20 ? "crash" : "fine");
  }
  bytes = sample_zip_end (zip);
  put_zip (f, "a.zip", bytes);
  add (f, "b.txt", "fine");
  g_assert_true (run (f, 1, FALSE));
  first = g_strdup (f->seen->str);
  g_assert_cmpuint (f->state.n_done, ==, 46);
  g_assert_cmpuint (f->state.n_total, ==, 46);
  g_assert_true (g_str_has_prefix (f->seen->str,
                                   "a.zip/报告/1.txt\na.zip/报告/2.txt: it is bad\na.zip/报告/3.zip/in.txt\n"
                                   "a.zip/报告/4.txt: reading it broke off; the file is probably damaged, ask for it again\n"
                                   "a.zip/报告/5.txt\na.zip/表/00.txt\n"));
  g_assert_true (g_str_has_suffix (f->seen->str, "a.zip/表/39.txt\nb.txt\n"));
  g_assert_true (run (f, 4, FALSE));
  g_assert_cmpstr (f->seen->str, ==, first);
}

static void
test_archive_depth (Fixture *f,
                    gconstpointer data)
{
  g_autoptr (GBytes) just = make_nested (DZ_LIMIT_ARCHIVE_DEPTH);
  g_autoptr (GBytes) over = make_nested (DZ_LIMIT_ARCHIVE_DEPTH + 1);

  put_zip (f, "1.zip", just);
  put_zip (f, "2.zip", over);
  g_assert_true (run (f, 2, FALSE));
  g_assert_cmpstr (f->seen->str, ==,
                   "1.zip/in.zip/in.zip/in.txt\n"
                   "2.zip/in.zip/in.zip/in.zip: archives stand more than 3 deep in each other; unpack it first\n");
  g_assert_true (run (f, 1, TRUE));
  g_assert_cmpuint (f->state.n_failed, ==, 1);
}

static void
test_archive_empty (Fixture *f,
                    gconstpointer data)
{
  SampleZip *zip = sample_zip_new ();
  g_autoptr (GBytes) bytes = NULL;

  sample_zip_add (zip, "folder/", "");
  bytes = sample_zip_end (zip);
  put_zip (f, "1.zip", bytes);
  put_zip (f, "2.zip", bytes);
  g_assert_true (run (f, 1, FALSE));
  g_assert_cmpuint (f->state.n_failed, ==, 2);
  g_assert_true (g_str_has_prefix (f->seen->str, "1.zip: the archive holds no file\n"));
}

static void
test_crash (Fixture *f,
            gconstpointer data)
{
  add (f, "1.txt", "fine");
  add (f, "2.txt", "crash");
  add (f, "3.txt", "fine");
  g_assert_true (run (f, 1, FALSE));
  g_assert_cmpstr (f->seen->str, ==,
                   "1.txt\n2.txt: reading it broke off; the file is probably damaged, ask for it again\n3.txt\n");
}

static void
test_greedy (Fixture *f,
             gconstpointer data)
{
  DzWorker *worker = dz_worker_new ();

  g_assert_nonnull (dz_worker_get_catalogue_version (worker, NULL, NULL));
  if ((dz_worker_get_sandbox (worker) & DZ_SANDBOX_LIMITS) == 0 || g_getenv ("ASAN_OPTIONS") != NULL) {
    g_test_skip ("memory is not limited under a sanitizer");
  } else {
    add (f, "1.txt", "greedy");
    add (f, "2.txt", "fine");
    g_assert_true (run (f, 1, FALSE));
    g_assert_cmpuint (f->state.n_failed, ==, 1);
  }
  dz_worker_free (worker);
}

static void
test_hang (Fixture *f,
           gconstpointer data)
{
  dz_task_seconds = 1;
  add (f, "1.txt", "hang");
  add (f, "2.txt", "fine");
  g_assert_true (run (f, 1, FALSE));
  g_assert_cmpstr (f->seen->str, ==,
                   "1.txt: reading it took longer than 1 seconds; divide it or save it in another format\n2.txt\n");
}

static void
test_fences (Fixture *f,
             gconstpointer data)
{
  g_autoptr (DzWorker) worker = dz_worker_new ();

  g_assert_nonnull (dz_worker_get_catalogue_version (worker, NULL, NULL));
  if (dz_worker_get_sandbox (worker) != (DZ_SANDBOX_LIMITS | DZ_SANDBOX_LANDLOCK | DZ_SANDBOX_SECCOMP)) {
    g_test_skip ("this kernel has not all of it");
    return;
  }
  add (f, "1.txt", "peek");
  g_assert_true (run (f, 1, FALSE));
  g_assert_cmpstr (f->seen->str, ==, "1.txt: fenced\n");
}

static void
test_stop (Fixture *f,
           gconstpointer data)
{
  for (guint i = 0; i < 50; i++) {
    g_autofree char *name = g_strdup_printf ("%02u.txt", i);

    add (f, name, "fine");
  }
  f->stop_after = 3;
  g_assert_false (run (f, 2, FALSE));
  g_assert_cmpuint (f->state.n_done, ==, 3);
}

static gpointer
cancel_in_thread (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (Fixture *f,
             gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_in_thread, f->cancellable);

  add (f, "1.txt", "hang");
  add (f, "2.txt", "hang");
  g_assert_false (run (f, 2, FALSE));
  g_thread_join (thread);
  g_assert_cmpuint (f->state.n_done, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, (gint64) dz_task_seconds * G_USEC_PER_SEC);
}

static void
finished_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  f->finished = dz_pipeline_run_finish (result, &error);
  g_assert_true (f->finished == (error == NULL));
  g_main_loop_quit (f->loop);
}

static void
run_async (Fixture *f)
{
  DzPipelineOptions options = { 2, FALSE, FALSE };

  f->loop = g_main_loop_new (NULL, FALSE);
  g_ptr_array_add (f->paths, NULL);
  dz_pipeline_run_async ((const char *const *) f->paths->pdata, catalogue, &options, note_cb, f, f->cancellable,
                         finished_cb, f);
  g_main_loop_run (f->loop);
}

static void
test_async (Fixture *f,
            gconstpointer data)
{
  for (guint i = 0; i < 700; i++) {
    g_autofree char *name = g_strdup_printf ("%03u.txt", i);

    add (f, name, i % 3 == 0 ? "bad" : "fine");
  }
  run_async (f);
  g_assert_true (f->finished);
  g_assert_cmpuint (f->state.n_done, ==, 700);
  g_assert_cmpuint (f->state.n_failed, ==, 234);
  g_assert_true (g_str_has_prefix (f->seen->str, "000.txt: it is bad\n001.txt\n"));
}

static void
test_async_stop (Fixture *f,
                 gconstpointer data)
{
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("%02u.txt", i);

    add (f, name, "fine");
  }
  f->stop_after = 2;
  run_async (f);
  g_assert_false (f->finished);
  g_assert_cmpuint (f->state.n_done, ==, 2);
}

static void
test_async_cancelled_before (Fixture *f,
                             gconstpointer data)
{
  add (f, "1.txt", "hang");
  g_cancellable_cancel (f->cancellable);
  run_async (f);
  g_assert_false (f->finished);
  g_assert_cmpuint (f->state.n_done, ==, 0);
}

int
main (int argc,
      char **argv)
{
  int status;

  dz_task_read_func = obey;
  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (NULL);
  g_assert_nonnull (catalogue);
#define ADD(name, func) g_test_add ("/pipeline/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("folder", test_folder);
  ADD ("missing", test_missing);
  ADD ("deep-folder", test_deep_folder);
  ADD ("archive", test_archive);
  ADD ("archive-depth", test_archive_depth);
  ADD ("archive-empty", test_archive_empty);
  ADD ("crash", test_crash);
  ADD ("greedy", test_greedy);
  ADD ("hang", test_hang);
  ADD ("fences", test_fences);
  ADD ("stop", test_stop);
  ADD ("cancel", test_cancel);
  ADD ("async", test_async);
  ADD ("async-stop", test_async_stop);
  ADD ("async-cancelled-before", test_async_cancelled_before);
  status = g_test_run ();
  g_object_unref (catalogue);
  return status;
}
