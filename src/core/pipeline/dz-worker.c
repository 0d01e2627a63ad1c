/* dz-worker.c - the worker process: reads one file after the other behind its fences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#define _GNU_SOURCE
#include "dz-worker.h"

#include "dz-message.h"
#include "dz-pipeline.h"
#include "dz-sandbox.h"
#include "dz-task.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void
send_or_leave (const DzAnswer *answer)
{
  if (!dz_message_send_answer (DZ_WORKER_SOCKET, answer))
    _exit (1);
}

static void
begin_cb (const char *member,
          gpointer user_data)
{
  g_autoptr (DzAnswer) answer = dz_answer_new (DZ_ANSWER_BEGIN, member);

  send_or_leave (answer);
}

static void
archive_cb (guint n_members,
            gpointer user_data)
{
  g_autoptr (DzAnswer) answer = dz_answer_new (DZ_ANSWER_ARCHIVE, "");

  answer->count = n_members;
  send_or_leave (answer);
}

static void
result_cb (const DzTaskResult *result,
           gpointer user_data)
{
  const DzRequest *request = user_data;
  g_autoptr (DzAnswer) answer = dz_answer_new (DZ_ANSWER_RESULT, result->member);

  if (result->error != NULL)
    answer->error = g_error_copy (result->error);
  if (result->document != NULL && (request->want & DZ_WANT_DOCUMENT) != 0)
    answer->document = dz_document_to_variant (result->document);
  for (guint i = 0; i < result->extractions->len; i++)
    g_ptr_array_add (answer->extractions, dz_extraction_to_variant (g_ptr_array_index (result->extractions, i)));
  send_or_leave (answer);
}

static void
work (const DzRequest *request,
      const char *name,
      int file,
      DzCatalogue *catalogue)
{
  DzTaskSink sink = { begin_cb, archive_cb, result_cb, (gpointer) request };
  g_autoptr (DzAnswer) end = dz_answer_new (DZ_ANSWER_END, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dz_task_load (file, &error);

  if (bytes != NULL) {
    dz_task_run (bytes, name, request, (request->want & DZ_WANT_EXTRACTIONS) != 0 ? catalogue : NULL, &sink, NULL);
  } else {
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    DzTaskResult result = { "", NULL, none, error };

    result_cb (&result, (gpointer) request);
  }
  send_or_leave (end);
}

/* What would have to be opened later is opened now: translations and character sets. */
static void
warm_up (void)
{
  static const char *const charsets[] = { "GB18030", "BIG5", "UTF-16LE", "UTF-16BE", NULL };

  setlocale (LC_ALL, "");
  dz_worker_bind_messages ();
  gettext ("");
  dz_reader_warm_up ();
  for (guint i = 0; charsets[i] != NULL; i++) {
    GIConv converter = g_iconv_open ("UTF-8", charsets[i]);

    if (converter != (GIConv) -1)
      g_iconv_close (converter);
  }
}

void
dz_worker_bind_messages (void)
{
  const char *folder = g_getenv ("DUIZHAO_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : DZ_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void G_GNUC_NORETURN
serve (void)
{
  g_autoptr (DzCatalogue) catalogue = NULL;
  g_autoptr (DzAnswer) ready = NULL;
  DzRequest request;
  char *name;
  int file;

  close_range (DZ_WORKER_SOCKET + 1, ~0u, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  prctl (PR_SET_NAME, "dz-worker", 0, 0, 0);
  /* One thread works here: further heaps would only count against the limit. */
  mallopt (M_ARENA_MAX, 1);
  warm_up ();
  catalogue = dz_catalogue_load_default (NULL);
  ready = dz_answer_new (DZ_ANSWER_READY, catalogue != NULL ? dz_catalogue_get_version (catalogue) : "");
  ready->count = dz_sandbox_enter ();
  send_or_leave (ready);
  while (dz_message_receive_request (DZ_WORKER_SOCKET, &request, &name, &file)) {
    work (&request, name, file, catalogue);
    close (file);
    g_free (name);
  }
  _exit (0);
}

void
dz_pipeline_maybe_become_worker (int argc,
                                 char **argv)
{
  int type;
  socklen_t length = sizeof type;

  if (argc != 2 || strcmp (argv[1], DZ_WORKER_ARGUMENT) != 0)
    return;
  if (getsockopt (DZ_WORKER_SOCKET, SOL_SOCKET, SO_TYPE, &type, &length) == 0)
    serve ();
}
