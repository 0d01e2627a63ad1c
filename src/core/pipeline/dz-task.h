/* dz-task.h - one file from bytes to facts: what a worker does, and a test in its own process
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-message.h"
#include "dz-extraction.h"
#include "dz-reader.h"

G_BEGIN_DECLS

/**
 * DzTaskResult:
 * @member: path within the archive; "" for the file itself
 * @extractions: of DzExtraction
 * Everything is borrowed for the time of the call.
 */
typedef struct {
  const char *member;
  DzDocument *document;
  GPtrArray *extractions;
  const GError *error;
} DzTaskResult;

/**
 * DzTaskSink: who is told
 * @begin: a member of an archive is about to be read
 * @archive: the file is an archive of so many members; only when no range was asked for
 */
typedef struct {
  void (*begin) (const char *member,
                 gpointer user_data);
  void (*archive) (guint n_members,
                   gpointer user_data);
  void (*result) (const DzTaskResult *result,
                  gpointer user_data);
  gpointer user_data;
} DzTaskSink;

/* The bytes of an open file. Fails when it is too large or cannot be read. */
GBytes *dz_task_load (int file,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @name: for the eye, UTF-8. @catalogue NULL: only documents are made. */
void dz_task_run (GBytes *bytes,
                  const char *name,
                  const DzRequest *request,
                  DzCatalogue *catalogue,
                  const DzTaskSink *sink,
                  GCancellable *cancellable);

/* Of DzExtraction, those of all reports in @document. */
GPtrArray *dz_task_extract (DzDocument *document,
                            DzCatalogue *catalogue,
                            const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* "archive.zip" and "name" to "archive.zip/name"; a copy of @name when @member is "". */
char *dz_task_join (const char *name,
                    const char *member) G_GNUC_WARN_UNUSED_RESULT;

/* Files that systems and programs leave beside documents: hidden ones, locks, thumbnails. */
gboolean dz_task_is_litter (const char *name);

/* Whether a file found in a folder can be no report by its ending: program, record, style … Named by itself it
 * is read all the same. */
gboolean dz_task_is_aside (const char *name);

/* What reads bytes; tests put readers of their own here that crash or hang. */
typedef DzDocument *(*DzTaskReadFunc) (GBytes *bytes,
                                       const char *name,
                                       DzProgress *progress,
                                       GCancellable *cancellable,
                                       GError **error);
extern DzTaskReadFunc dz_task_read_func;

/* Seconds one file may take; tests make it short. */
extern guint dz_task_seconds;

G_END_DECLS
