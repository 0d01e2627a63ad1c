/* dz-worker-parent.c - the worker process as its parent holds it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-worker.h"

#include "dz-task.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* After so many files a worker is replaced: libraries keep what they once had. */
#define FILES_PER_WORKER 1000

/* Seconds until a worker has loaded its catalogue. */
#define START_SECONDS 30

struct _DzWorker {
  GPid pid;   /* 0: none */
  int sock;   /* -1: none */
  char *catalogue_version;
  guint sandbox;
  guint n_files;
};

DzWorker *
dz_worker_new (void)
{
  DzWorker *self = g_new0 (DzWorker, 1);

  self->sock = -1;
  return self;
}

static void
stop (DzWorker *self)
{
  if (self->sock >= 0)
    close (self->sock);
  self->sock = -1;
  if (self->pid != 0) {
    kill (self->pid, SIGKILL);
    while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
      ;
  }
  self->pid = 0;
  self->n_files = 0;
  g_clear_pointer (&self->catalogue_version, g_free);
}

void
dz_worker_free (DzWorker *self)
{
  stop (self);
  g_free (self);
}

static gboolean
spawn (DzWorker *self,
       GError **error)
{
  static const char *const argv[] = { "/proc/self/exe", DZ_WORKER_ARGUMENT, NULL };
  const int target = DZ_WORKER_SOCKET;
  GSpawnFlags flags = G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN | G_SPAWN_STDOUT_TO_DEV_NULL;
  int pair[2];
  gboolean ok;

  /* Libraries that read damaged files complain on stderr, which belongs to our own sentences. */
  if (g_getenv ("DUIZHAO_WORKER_STDERR") == NULL)
    flags |= G_SPAWN_STDERR_TO_DEV_NULL;
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return FALSE;
  }
  ok = g_spawn_async_with_pipes_and_fds ("/", argv, NULL, flags, NULL, NULL, -1, -1, -1, &pair[1], &target, 1,
                                         &self->pid, NULL, NULL, NULL, error);
  close (pair[1]);
  if (!ok) {
    close (pair[0]);
    self->pid = 0;
    return FALSE;
  }
  self->sock = pair[0];
  return TRUE;
}

static gboolean
start (DzWorker *self,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (DzAnswer) ready = NULL;

  if (self->sock >= 0 && self->n_files < FILES_PER_WORKER)
    return TRUE;
  stop (self);
  if (!spawn (self, error))
    return FALSE;
  ready = dz_message_receive_answer (self->sock, g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC,
                                     cancellable, error);
  if (ready == NULL || ready->kind != DZ_ANSWER_READY) {
    if (ready != NULL)
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not ready");
    stop (self);
    return FALSE;
  }
  self->catalogue_version = g_strdup (ready->name);
  self->sandbox = ready->count;
  return TRUE;
}

const char *
dz_worker_get_catalogue_version (DzWorker *self,
                                 GCancellable *cancellable,
                                 GError **error)
{
  return start (self, cancellable, error) ? self->catalogue_version : NULL;
}

guint
dz_worker_get_sandbox (DzWorker *self)
{
  return self->sandbox;
}

gboolean
dz_worker_run (DzWorker *self,
               const DzRequest *request,
               const char *name,
               int file,
               DzWorkerFunc func,
               gpointer user_data,
               GCancellable *cancellable,
               GError **error)
{
  if (!start (self, cancellable, error))
    return FALSE;
  self->n_files++;
  if (!dz_message_send_request (self->sock, request, name, file)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the worker is gone");
    stop (self);
    return FALSE;
  }
  for (;;) {
    gint64 deadline = g_get_monotonic_time () + (gint64) dz_task_seconds * G_USEC_PER_SEC;
    g_autoptr (DzAnswer) answer = dz_message_receive_answer (self->sock, deadline, cancellable, error);

    if (answer == NULL) {
      stop (self);
      return FALSE;
    }
    if (answer->kind == DZ_ANSWER_END)
      return TRUE;
    if (answer->kind != DZ_ANSWER_READY)
      func (answer, user_data);
  }
}
