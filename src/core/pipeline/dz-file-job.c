/* dz-file-job.c - one file through a worker, or through this process
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-file-job.h"

#include "dz-office.h"
#include "dz-task.h"
#include "dz-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  DzFileJob *job;
  char *shown;       /* the path as UTF-8 */
  char *in_hand;     /* the member that a worker is reading; "" the file itself */
  gboolean extract;  /* the worker's catalogue is another one: facts are read here */
  GBytes *result;    /* for the cache: what the worker said, when it was one result */
  guint n_answers;
} Context;

DzOutcome *
dz_outcome_new_private (const char *path,
                        GError *error)
{
  DzOutcome *self = g_new0 (DzOutcome, 1);

  self->path = g_strdup (path);
  self->extractions = g_ptr_array_new_with_free_func (g_object_unref);
  self->error = error;
  return self;
}

void
dz_outcome_free (DzOutcome *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_ptr_array_unref (self->extractions);
  g_clear_error (&self->error);
  g_free (self->note);
  g_free (self);
}

static DzOutcome *
add_outcome (Context *context,
             const char *member,
             const GError *error)
{
  g_autofree char *path = dz_task_join (context->job->path, member);
  g_autofree char *shown = dz_task_join (context->shown, member);
  GError *said = error != NULL ? g_error_copy (error) : NULL;
  DzOutcome *outcome;

  g_prefix_error (&said, _ ("%s: "), shown);
  outcome = dz_outcome_new_private (path, said);
  g_ptr_array_add (context->job->outcomes, outcome);
  return outcome;
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                       _ ("reading it broke off; the file is probably damaged, ask for it again"));
}

/* Facts that came from a worker, made objects of this process. */
static gboolean
accept_extractions (Context *context,
                    DzOutcome *outcome,
                    GPtrArray *variants,
                    DzDocument *document)
{
  for (guint i = 0; i < variants->len; i++) {
    DzExtraction *extraction = dz_extraction_new_from_variant (g_ptr_array_index (variants, i),
                                                               context->job->catalogue, document, NULL);

    if (extraction == NULL)
      return FALSE;
    g_ptr_array_add (outcome->extractions, extraction);
  }
  return TRUE;
}

/* TRUE when it was taken as it is. */
static gboolean
accept_result (Context *context,
               DzAnswer *answer)
{
  DzOutcome *outcome = add_outcome (context, answer->name, answer->error);
  g_autoptr (DzDocument) document = NULL;
  gboolean ok = TRUE;

  if (answer->error != NULL)
    return TRUE;
  if (answer->document != NULL) {
    document = dz_document_new_from_variant (answer->document, NULL);
    ok = document != NULL;
  }
  if (ok && context->extract) {
    g_autofree char *name = dz_task_join (context->shown, answer->name);

    g_ptr_array_unref (outcome->extractions);
    outcome->extractions = dz_task_extract (document, context->job->catalogue, name);
  } else if (ok) {
    ok = accept_extractions (context, outcome, answer->extractions, document);
  }
  if (!ok) {
    g_ptr_array_set_size (outcome->extractions, 0);
    set_damaged (&outcome->error);
    g_prefix_error (&outcome->error, _ ("%s: "), context->shown);
  }
  return ok;
}

/* Only a whole file that was read without trouble is kept. */
static void
remember (Context *context,
          const DzAnswer *answer)
{
  g_clear_pointer (&context->result, g_bytes_unref);
  if (context->n_answers++ == 0 && context->job->cache != NULL && !context->extract
      && answer->kind == DZ_ANSWER_RESULT && answer->error == NULL && answer->name[0] == '\0')
    context->result = dz_answer_to_bytes (answer);
}

static void
answer_cb (DzAnswer *answer,
           gpointer user_data)
{
  Context *context = user_data;

  if (answer->kind == DZ_ANSWER_BEGIN) {
    g_free (context->in_hand);
    context->in_hand = g_strdup (answer->name);
  } else if (answer->kind == DZ_ANSWER_ARCHIVE) {
    context->job->n_members = answer->count;
    remember (context, answer);
  } else if (accept_result (context, answer)) {
    remember (context, answer);
  }
}

/* A sentence for what became of the worker while it read. */
static void
add_failure (Context *context,
             const GError *error)
{
  g_autoptr (GError) said = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (&said, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                 _ ("reading it took longer than %u seconds; divide it or save it in another format"), dz_task_seconds);
  else
    set_damaged (&said);
  add_outcome (context, context->in_hand, said);
}

static void
add_start_failure (Context *context,
                   const GError *error)
{
  g_autoptr (GError) said = NULL;

  g_set_error (&said, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("the process that reads files could not be started (%s); close other programs and try again"),
               error->message);
  add_outcome (context, "", said);
}

static void
run_in_worker (Context *context,
               int file)
{
  DzFileJob *job = context->job;
  g_autoptr (GError) start_error = NULL;
  const char *version = dz_worker_get_catalogue_version (job->worker, job->cancellable, &start_error);
  DzRequest request = { 0, job->first, job->last, 0 };
  g_autofree char *died_at = NULL;

  if (version == NULL) {
    if (!g_cancellable_is_cancelled (job->cancellable))
      add_start_failure (context, start_error);
    return;
  }
  context->extract = strcmp (version, dz_catalogue_get_version (job->catalogue)) != 0;
  request.want = (context->extract ? 0 : DZ_WANT_EXTRACTIONS) |
                 (context->extract || job->keep_documents ? DZ_WANT_DOCUMENT : 0);
  for (;;) {
    g_autoptr (GError) error = NULL;
    gboolean again;

    if (dz_worker_run (job->worker, &request, context->shown, file, answer_cb, context, job->cancellable, &error) ||
        g_cancellable_is_cancelled (job->cancellable))
      return;
    g_clear_pointer (&context->result, g_bytes_unref);
    add_failure (context, error);
    /* The members behind the one that broke it; never twice at the same place. */
    again = job->last > 0 && g_strcmp0 (died_at, context->in_hand) != 0;
    if (!again)
      return;
    g_free (died_at);
    died_at = g_strdup (context->in_hand);
    request.skip = job->outcomes->len;
  }
}

static void
begin_cb (const char *member,
          gpointer user_data)
{
}

/* In this process an archive is read at once. */
static void
archive_cb (guint n_members,
            gpointer user_data)
{
  ((Context *) user_data)->job->n_members = n_members;
}

static void
result_cb (const DzTaskResult *result,
           gpointer user_data)
{
  Context *context = user_data;
  DzOutcome *outcome = add_outcome (context, result->member, result->error);

  for (guint i = 0; i < result->extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (result->extractions, i);

    if (context->job->keep_documents) {
      g_ptr_array_add (outcome->extractions, g_object_ref (extraction));
    } else {
      g_autoptr (GVariant) variant = dz_extraction_to_variant (extraction);

      g_ptr_array_add (outcome->extractions,
                       dz_extraction_new_from_variant (variant, context->job->catalogue, NULL, NULL));
    }
  }
}

static void
run_here (Context *context,
          int file)
{
  DzFileJob *job = context->job;
  DzTaskSink sink = { begin_cb, archive_cb, result_cb, context };
  DzRequest request = { 0, job->first, job->last, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dz_task_load (file, &error);

  if (bytes == NULL)
    add_outcome (context, "", error);
  else
    dz_task_run (bytes, context->shown, &request, job->catalogue, &sink, job->cancellable);
}

/* What an earlier run has read from the same bytes. */
static gboolean
find_in_cache (Context *context,
               const char *key)
{
  DzFileJob *job = context->job;
  g_autoptr (DzAnswer) answer = dz_cache_find (job->cache, key);

  if (answer == NULL || answer->kind != DZ_ANSWER_RESULT || answer->error != NULL || answer->name[0] != '\0')
    return FALSE;
  if (!job->keep_documents)
    g_clear_pointer (&answer->document, g_variant_unref);
  else if (answer->document == NULL && answer->extractions->len > 0)
    return FALSE;
  if (accept_result (context, answer))
    return TRUE;
  g_ptr_array_set_size (job->outcomes, 0);
  return FALSE;
}

static gboolean
is_same_file (const struct stat *a,
              const struct stat *b)
{
  return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec
         && a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* A file that was written to while it was read stands for nothing. */
static void
run_with_cache (Context *context,
                int file)
{
  DzFileJob *job = context->job;
  g_autofree char *key = NULL;
  struct stat before, after;

  if (job->cache != NULL && job->last == 0 && fstat (file, &before) == 0)
    key = dz_cache_dup_key (job->cache, file, context->shown);
  if (key != NULL && find_in_cache (context, key))
    return;
  run_in_worker (context, file);
  if (key != NULL && context->result != NULL && fstat (file, &after) == 0 && is_same_file (&before, &after))
    dz_cache_put (job->cache, key, context->result);
}

/* The one outcome says that no reader knows the file. */
static gboolean
is_unknown (const DzFileJob *job)
{
  const DzOutcome *outcome = job->outcomes->len == 1 ? g_ptr_array_index (job->outcomes, 0) : NULL;

  return job->last == 0 && outcome != NULL && g_error_matches (outcome->error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED);
}

/* What LibreOffice makes of a file that we cannot read; when that fails, our own sentence stays. */
static void
run_with_office (Context *context,
                 int file)
{
  DzFileJob *job = context->job;
  g_autoptr (GPtrArray) before = NULL;
  int converted = dz_office_may_read (file) ? dz_office_convert (file, job->cancellable) : -1;
  DzOutcome *outcome;

  if (converted < 0)
    return;
  before = job->outcomes;
  job->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_outcome_free);
  run_in_worker (context, converted);
  close (converted);
  outcome = job->outcomes->len == 1 ? g_ptr_array_index (job->outcomes, 0) : NULL;
  if (outcome != NULL && outcome->error == NULL) {
    outcome->note = g_strdup_printf (_ ("%s: LibreOffice read it for us; compare a few figures with the original"), context->shown);
    g_ptr_array_set_size (before, 0);
    g_ptr_array_add (before, outcome);
    job->outcomes->pdata[0] = NULL;
  }
  g_ptr_array_unref (job->outcomes);
  job->outcomes = g_steal_pointer (&before);
}

void
dz_file_job_run (DzFileJob *self)
{
  Context context = { self, g_filename_display_name (self->path), g_strdup (""), FALSE, NULL, 0 };
  GError *error = NULL;
  int file = dz_walk_open (self->path, &error);

  if (file < 0) {
    g_ptr_array_add (self->outcomes, dz_outcome_new_private (self->path, error));
  } else {
    if (self->worker != NULL)
      run_with_cache (&context, file);
    else
      run_here (&context, file);
    if (self->worker != NULL && is_unknown (self))
      run_with_office (&context, file);
    close (file);
  }
  g_free (context.shown);
  g_free (context.in_hand);
  g_clear_pointer (&context.result, g_bytes_unref);
}
