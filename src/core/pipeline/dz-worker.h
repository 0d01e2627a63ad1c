/* dz-worker.h - the worker process as its parent holds it
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A worker is this program started again with one argument and one socket. It is started when
 * the first file comes and kept for the next ones; one that dies, hangs or talks nonsense is
 * replaced.
 */
#pragma once

#include "dz-message.h"

G_BEGIN_DECLS

#define DZ_WORKER_ARGUMENT "--dz-worker"
#define DZ_WORKER_SOCKET 3

typedef struct _DzWorker DzWorker;

/* Begins, results and the word that it is an archive; never READY or END. */
typedef void (*DzWorkerFunc) (DzAnswer *answer,
                              gpointer user_data);

DzWorker *dz_worker_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_worker_free (DzWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWorker, dz_worker_free)

/* The version of the worker's catalogue; starts the worker. NULL when that is not possible. */
const char *dz_worker_get_catalogue_version (DzWorker *self,
                                             GCancellable *cancellable,
                                             GError **error);

/* The fences that hold there, of DzSandbox; 0 before the start. */
guint dz_worker_get_sandbox (DzWorker *self);

/**
 * dz_worker_run:
 * @file: stays the caller's
 *
 * FALSE when the worker did not come to the end: G_IO_ERROR_TIMED_OUT, _CANCELLED, or another
 * code when it died. What was answered before counts.
 */
gboolean dz_worker_run (DzWorker *self,
                        const DzRequest *request,
                        const char *name,
                        int file,
                        DzWorkerFunc func,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error);

/* Where translations are found: DUIZHAO_LOCALEDIR, else the installed folder. Both programs
 * call it after setlocale(). */
void dz_worker_bind_messages (void);

G_END_DECLS
