/* dz-cli-input.c - arguments, reading, writing: what all commands share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gboolean write_failed;

void
dz_cli_options_clear (DzCliOptions *self)
{
  g_clear_pointer (&self->lang, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->output, g_free);
}

void
dz_cli_say (const char *format,
            ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_strdelimit (text, "\r\n", ' ');
  g_printerr ("%s\n", text);
}

/* gettext looks at LANGUAGE only in a locale other than C. */
gboolean
dz_cli_set_language (const char *lang)
{
  const char *now = setlocale (LC_MESSAGES, NULL);

  if (strcmp (lang, "zh_CN") != 0 && strcmp (lang, "en") != 0)
    return FALSE;
  g_setenv ("LANGUAGE", lang, TRUE);
  if (now == NULL || strcmp (now, "C") == 0 || strcmp (now, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  return TRUE;
}

static gboolean
check_language (const char *lang)
{
  if (lang == NULL || dz_cli_set_language (lang))
    return TRUE;
  dz_cli_say (_ ("--lang=%s: there is no such language; it is zh_CN or en"), lang);
  return FALSE;
}

static gboolean
check_format (DzCliOptions *options,
              const char *formats)
{
  g_auto (GStrv) known = g_strsplit (formats, "|", -1);

  if (options->format == NULL)
    options->format = g_strdup (known[0]);
  if (g_strv_contains ((const char *const *) known, options->format))
    return TRUE;
  dz_cli_say (_ ("--format=%s: there is no such format; it is one of %s"), options->format, formats);
  return FALSE;
}

static gboolean
read_list (const char *name,
           GPtrArray *paths)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean ok;

  /* Standard input has no name but this one on every system that we run on. */
  ok = g_file_get_contents (strcmp (name, "-") == 0 ? "/dev/stdin" : name, &text, NULL, &error);
  if (!ok) {
    dz_cli_say (_ ("%s: the list cannot be read (%s)"), name, error->message);
    return FALSE;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_strchomp (lines[i]);
    if (lines[i][0] != '\0')
      g_ptr_array_add (paths, g_strdup (lines[i]));
  }
  return TRUE;
}

/* Arguments behind a -- are paths, whatever they look like. The option parser takes the -- away
 * but leaves the strings where they are. */
static GHashTable *
find_plain (int argc,
            char **argv)
{
  GHashTable *plain = g_hash_table_new (NULL, NULL);
  gboolean behind = FALSE;

  for (int i = 1; i < argc; i++) {
    if (behind)
      g_hash_table_add (plain, argv[i]);
    behind = behind || strcmp (argv[i], "--") == 0;
  }
  return plain;
}

static GStrv
expand_lists (int argc,
              char **argv,
              GHashTable *plain)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (int i = 1; i < argc; i++) {
    gboolean is_plain = g_hash_table_contains (plain, argv[i]);

    if (!is_plain && strcmp (argv[i], "--") == 0)
      continue;
    if (is_plain || (argv[i][0] != '@' && strcmp (argv[i], "-") != 0))
      g_ptr_array_add (paths, g_strdup (argv[i]));
    else if (!read_list (argv[i][0] == '@' ? argv[i] + 1 : argv[i], paths))
      return NULL;
  }
  g_ptr_array_add (paths, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

static void
add_entries (GOptionContext *context,
             DzCliTakes takes,
             const char *formats,
             DzCliOptions *options)
{
  const GOptionEntry jobs[] = {
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs, N_ ("Read with N processes at once"), "N" },
    { "no-cache", 0, 0, G_OPTION_ARG_NONE, &options->no_cache, N_ ("Read every file anew"), NULL },
    { NULL },
  };
  const GOptionEntry format[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options->format, N_ ("How to write it"), formats },
    { NULL },
  };
  const GOptionEntry output[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output, N_ ("The file to write; its ending says what it is"), "FILE" },
    { NULL },
  };
  const GOptionEntry lang[] = {
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options->lang, N_ ("Language of labels and sentences"), "zh_CN|en" },
    { NULL },
  };

  if (takes & DZ_CLI_TAKES_OUTPUT)
    g_option_context_add_main_entries (context, output, GETTEXT_PACKAGE);
  if (takes & DZ_CLI_TAKES_FORMAT)
    g_option_context_add_main_entries (context, format, GETTEXT_PACKAGE);
  if (takes & DZ_CLI_TAKES_LANG)
    g_option_context_add_main_entries (context, lang, GETTEXT_PACKAGE);
  if (takes & DZ_CLI_TAKES_JOBS)
    g_option_context_add_main_entries (context, jobs, GETTEXT_PACKAGE);
}

gboolean
dz_cli_parse (int *argc,
              char ***argv,
              const char *usage,
              const char *summary,
              DzCliTakes takes,
              const GOptionEntry *entries,
              const char *formats,
              DzCliOptions *options,
              GStrv *paths)
{
  g_autofree char *program = g_strconcat ("duizhao-cli ", (*argv)[0], NULL);
  g_autoptr (GHashTable) plain = find_plain (*argc, *argv);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_entries (context, takes, formats, options);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    dz_cli_say (_ ("%s: %s; try “%s --help”"), program, error->message, program);
    return FALSE;
  }
  if (!check_language (options->lang) || (formats != NULL && !check_format (options, formats)))
    return FALSE;
  if (options->jobs < 0) {
    dz_cli_say (_ ("--jobs=%d: it must be 1 or more"), options->jobs);
    return FALSE;
  }
  if ((takes & DZ_CLI_TAKES_OUTPUT) && options->output == NULL) {
    dz_cli_say (_ ("%s: the file to write is missing; give it with -o"), program);
    return FALSE;
  }
  *paths = expand_lists (*argc, *argv, plain);
  if (*paths == NULL)
    return FALSE;
  if ((takes & DZ_CLI_TAKES_JOBS) && (*paths)[0] == NULL) {
    dz_cli_say (_ ("%s: no file was named; try “%s --help”"), program, program);
    return FALSE;
  }
  return TRUE;
}

DzCatalogue *
dz_cli_load_catalogue (void)
{
  g_autoptr (GError) error = NULL;
  DzCatalogue *catalogue = dz_catalogue_load_default (&error);

  if (catalogue == NULL)
    dz_cli_say (_ ("The catalogue cannot be used: %s"), error->message);
  return catalogue;
}

typedef struct {
  DzCliFunc func;
  gpointer user_data;
  GPtrArray *unread;
  guint n_reports;
  guint n_failed;
} Reading;

static gboolean
outcome_cb (DzOutcome *outcome,
            const DzPipelineState *state,
            gpointer user_data)
{
  Reading *reading = user_data;

  if (outcome->error != NULL) {
    reading->n_failed++;
    dz_cli_say ("%s", outcome->error->message);
    if (reading->unread != NULL)
      g_ptr_array_add (reading->unread, g_strdup (outcome->error->message));
  } else if (outcome->note != NULL) {
    dz_cli_say ("%s", outcome->note);
  } else if (outcome->extractions->len == 0) {
    g_autofree char *shown = g_filename_display_name (outcome->path);
    g_autofree char *text = g_strdup_printf (_ ("%s: this is no annual report; nothing was taken from it"), shown);

    dz_cli_say ("%s", text);
    if (reading->unread != NULL)
      g_ptr_array_add (reading->unread, g_steal_pointer (&text));
  }
  for (guint i = 0; i < outcome->extractions->len; i++)
    reading->func (g_ptr_array_index (outcome->extractions, i), reading->user_data);
  reading->n_reports += outcome->extractions->len;
  return !write_failed;
}

DzCliStatus
dz_cli_read (const char *const *paths,
             DzCatalogue *catalogue,
             const DzCliOptions *options,
             gboolean keep_documents,
             DzCliFunc func,
             gpointer user_data,
             GPtrArray *unread)
{
  guint n_aside = 0;
  DzPipelineOptions pipeline = { (guint) options->jobs, FALSE, keep_documents, &n_aside,
                                 !options->no_cache };
  Reading reading = { func, user_data, unread, 0, 0 };

  dz_pipeline_run (paths, catalogue, &pipeline, outcome_cb, &reading, NULL, NULL);
  if (n_aside > 0)
    dz_cli_say (g_dngettext (GETTEXT_PACKAGE, "%u file in the folders is no report by its kind (.json, .py, .log …) and was left aside",
                             "%u files in the folders are no reports by their kind (.json, .py, .log …) and were left aside", n_aside),
                n_aside);
  return reading.n_failed > 0 || reading.n_reports == 0 ? DZ_CLI_UNREAD : DZ_CLI_OK;
}

static void
gather_cb (DzExtraction *extraction,
           gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (extraction));
}

GPtrArray *
dz_cli_gather (const char *const *paths,
               DzCatalogue *catalogue,
               const DzCliOptions *options,
               gboolean keep_documents,
               GPtrArray *unread,
               DzCliStatus *status)
{
  GPtrArray *extractions = g_ptr_array_new_with_free_func (g_object_unref);

  *status = dz_cli_read (paths, catalogue, options, keep_documents, gather_cb, extractions, unread);
  return extractions;
}

void
dz_cli_write (GString *text)
{
  if (text->len > 0 && fwrite (text->str, 1, text->len, stdout) != text->len)
    write_failed = TRUE;
  g_string_truncate (text, 0);
}

DzCliStatus
dz_cli_finish (DzCliStatus status)
{
  if (fflush (stdout) != 0 || ferror (stdout))
    write_failed = TRUE;
  if (!write_failed)
    return status;
  dz_cli_say (_ ("The output could not be written (%s); make room and try again"), g_strerror (errno));
  return DZ_CLI_WRITE;
}
