/* dz-office.c - LibreOffice, where it is installed, for files that no reader of ours knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What it writes goes to a worker like any other file: nothing that comes out of it is trusted.
 */
#define G_LOG_DOMAIN "dz-pipeline"
#define _GNU_SOURCE
#include "dz-office.h"

#include "dz-limits.h"
#include "dz-task.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OFFICE_POLL_USEC 20000
#define OFFICE_BYTES ((rlim_t) 4096 * 1024 * 1024)

guint dz_office_seconds = 60;

static const guint8 ole_mark[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

static gboolean
is_ole (GBytes *bytes)
{
  return g_bytes_get_size (bytes) > sizeof ole_mark && memcmp (g_bytes_get_data (bytes, NULL), ole_mark, sizeof ole_mark) == 0;
}

/* The name of a stream stands in the directory in UTF-16. */
static gboolean
has_stream (GBytes *bytes,
            const char *name)
{
  g_autoptr (GByteArray) wide = g_byte_array_new ();
  static const guint8 zero;

  for (const char *p = name; *p != '\0'; p++) {
    g_byte_array_append (wide, (const guint8 *) p, 1);
    g_byte_array_append (wide, &zero, 1);
  }
  g_byte_array_append (wide, &zero, 1);
  g_byte_array_append (wide, &zero, 1);
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wide->data, wide->len) != NULL;
}

static gboolean
is_binary_workbook (GBytes *bytes)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "xl/workbook.bin", 15) != NULL;
}

gboolean
dz_office_may_read (int file)
{
  g_autoptr (GBytes) bytes = dz_task_load (file, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) > DZ_LIMIT_INPUT_BYTES)
    return FALSE;
  return is_ole (bytes) || is_binary_workbook (bytes);
}

static char *
find_program (void)
{
  char *program = g_find_program_in_path ("soffice");

  return program != NULL ? program : g_find_program_in_path ("libreoffice");
}

/* A name space without network, where the system lets any user make one. */
static gboolean
can_leave_network (void)
{
  static gsize known;

  if (g_once_init_enter (&known)) {
    const char *const argv[] = { "unshare", "--user", "--map-root-user", "--net", "true", NULL };
    int status = 1;
    gboolean ok = g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                                | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL);

    g_once_init_leave (&known, ok && status == 0 ? 1 : 2);
  }
  return known == 1;
}

/* Between fork and exec: a group of its own, that all of it can be ended at once, and limits. */
static void
prepare_child (gpointer user_data)
{
  const struct rlimit memory = { OFFICE_BYTES, OFFICE_BYTES };
  const struct rlimit size = { DZ_LIMIT_EXPANDED_BYTES, DZ_LIMIT_EXPANDED_BYTES };
  const struct rlimit core = { 0, 0 };

  setsid ();
  setrlimit (RLIMIT_AS, &memory);
  setrlimit (RLIMIT_FSIZE, &size);
  setrlimit (RLIMIT_CORE, &core);
}

/* TRUE when the program ended in time and well; ended in any case. */
static gboolean
run_within_limits (const char *const *argv,
                   const char *home,
                   GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) dz_office_seconds * G_USEC_PER_SEC;
  g_auto (GStrv) environment = g_get_environ ();
  GPid pid;
  int status = 1;

  environment = g_environ_setenv (environment, "HOME", home, TRUE);
  environment = g_environ_unsetenv (environment, "DISPLAY");
  environment = g_environ_unsetenv (environment, "WAYLAND_DISPLAY");
  environment = g_environ_unsetenv (environment, "DBUS_SESSION_BUS_ADDRESS");
  if (!g_spawn_async (home, (char **) argv, environment, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                      | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, prepare_child, NULL, &pid, NULL))
    return FALSE;
  for (;;) {
    pid_t ended = waitpid (pid, &status, WNOHANG);

    if (ended == pid)
      break;
    if ((ended < 0 && errno != EINTR) || g_get_monotonic_time () > deadline || g_cancellable_is_cancelled (cancellable)) {
      kill (-pid, SIGKILL);
      while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
        ;
      return FALSE;
    }
    g_usleep (OFFICE_POLL_USEC);
  }
  /* It starts a process for itself, which must not outlive it. */
  kill (-pid, SIGKILL);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    GStatBuf info;

    if (g_lstat (child, &info) == 0 && S_ISDIR (info.st_mode))
      remove_folder (child);
    else
      g_unlink (child);
  }
  if (folder != NULL)
    g_dir_close (folder);
  g_rmdir (path);
}

static int
convert_in (const char *folder,
            GBytes *bytes,
            const char *program,
            GCancellable *cancellable)
{
  gboolean is_sheet = is_binary_workbook (bytes) || has_stream (bytes, "Book") || has_stream (bytes, "Workbook");
  const char *target = is_sheet ? "xlsx" : "docx";
  g_autofree char *input = g_build_filename (folder, is_sheet ? "input.xls" : "input.doc", NULL);
  g_autofree char *name = g_strconcat ("input.", target, NULL);
  g_autofree char *output = g_build_filename (folder, "out", name, NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *profile = g_strconcat ("-env:UserInstallation=file://", folder, "/profile", NULL);
  const char *argv[] = { "unshare", "--user", "--map-root-user", "--net", program, profile, "--headless", "--norestore", "--nodefault",
                         "--nolockcheck", "--convert-to", target, "--outdir", out, input, NULL };

  if (!g_file_set_contents (input, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    return -1;
  if (!run_within_limits (can_leave_network () ? argv : argv + 4, folder, cancellable))
    return -1;
  return open (output, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

int
dz_office_convert (int file,
                   GCancellable *cancellable)
{
  g_autofree char *program = find_program ();
  g_autoptr (GBytes) bytes = program != NULL ? dz_task_load (file, NULL) : NULL;
  g_autofree char *folder = bytes != NULL ? g_dir_make_tmp ("duizhao-XXXXXX", NULL) : NULL;
  int converted = -1;

  if (folder != NULL) {
    converted = convert_in (folder, bytes, program, cancellable);
    remove_folder (folder);
  }
  return converted;
}
