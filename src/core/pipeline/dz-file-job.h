/* dz-file-job.h - one file through a worker, or through this process
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-cache.h"
#include "dz-run-private.h"
#include "dz-worker.h"

G_BEGIN_DECLS

/**
 * DzFileJob:
 * @path: of the file on disk
 * @first, @last: members of the archive that it is; both 0 for the whole
 * @worker: borrowed; NULL: in this process
 * @cache: borrowed; NULL: none. Members of archives are always read anew
 * @outcomes: (out): of DzOutcome
 * @n_members: (out): above 0 when it is an archive that is to be asked for by members
 */
typedef struct {
  const char *path;
  guint first, last;
  DzWorker *worker;
  DzCache *cache;
  DzCatalogue *catalogue;
  gboolean keep_documents;
  GCancellable *cancellable;
  GPtrArray *outcomes;
  guint n_members;
} DzFileJob;

/* Fills @outcomes or @n_members; both stay empty when it was cancelled. */
void dz_file_job_run (DzFileJob *self);

G_END_DECLS
