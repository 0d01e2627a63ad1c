/* dz-pipeline.h - files through all stages, in worker processes and threads
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only place that makes threads and processes. Results come in the order of the input
 * for any number of workers. One bad file never stops the batch.
 */
#pragma once

#include <gio/gio.h>

#include "dz-extraction.h"

G_BEGIN_DECLS

/**
 * DzOutcome: what became of one file
 * @path: as given, or found in a folder or archive ("folder.zip/name.docx")
 * @extractions: of DzExtraction; empty when @error is set or it is no report
 * @error: NULL, or why it could not be read: one sentence that begins with the file's name
 * @note: NULL, or a sentence that begins with the file's name: how it was read. With no @extractions: its
 *   report stands in two files and came with the other one
 */
typedef struct {
  char *path;
  GPtrArray *extractions;
  GError *error;
  char *note;
} DzOutcome;

void dz_outcome_free (DzOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOutcome, dz_outcome_free)

/**
 * DzPipelineOptions:
 * @jobs: workers; 0: as many as processors
 * @in_process: parse in this process (tests, fuzzing); never for the user's files
 * @keep_documents: FALSE drops the documents after extraction, to save memory
 * @n_aside: (out) (nullable): set at the end to how many files of folders were left aside because they are no
 *   reports by their ending; must live as long as the run
 * @cache: take what was read before from the user's cache folder, and keep there what is read; the results are
 *   the same
 */
typedef struct {
  guint jobs;
  gboolean in_process;
  gboolean keep_documents;
  guint *n_aside;
  gboolean cache;
} DzPipelineOptions;

typedef struct {
  guint n_done, n_total; /* n_total grows while folders are walked */
  guint n_failed;
  const char *current;
} DzPipelineState;

/* In the order of the input; takes over nothing. Called in the thread that runs the pipeline. FALSE stops. */
typedef gboolean (*DzOutcomeFunc) (DzOutcome *outcome,
                                   const DzPipelineState *state,
                                   gpointer user_data);

/* @paths: files, folders, archives; NULL-terminated. FALSE when cancelled or stopped. Blocks. */
gboolean dz_pipeline_run (const char *const *paths,
                          DzCatalogue *catalogue,
                          const DzPipelineOptions *options,
                          DzOutcomeFunc func,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

/* The same for the window: @func is called in the main context of the caller, at most some ten
 * times a second with several outcomes each. */
void dz_pipeline_run_async (const char *const *paths,
                            DzCatalogue *catalogue,
                            const DzPipelineOptions *options,
                            DzOutcomeFunc func,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer callback_data);
gboolean dz_pipeline_run_finish (GAsyncResult *result,
                                 GError **error);

/* The worker process's own main: called first thing in main() of both programs; does not
 * return when the process was started as a worker. */
void dz_pipeline_maybe_become_worker (int argc,
                                      char **argv);

G_END_DECLS
