/* dz-cli.h - the command line: what its commands share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thin face of the core: arguments in, sentences on stderr, an exit status. What a script
 * relies on is described in duizhao-cli.1.
 */
#pragma once

#include "dz-pipeline.h"

G_BEGIN_DECLS

typedef enum {
  DZ_CLI_OK = 0,
  DZ_CLI_UNREAD = 1,   /* something could not be read; the rest was done */
  DZ_CLI_USAGE = 2,
  DZ_CLI_WRITE = 3,    /* the output could not be written */
  DZ_CLI_FINDINGS = 4, /* added by check: there are errors among the findings */
} DzCliStatus;

/**
 * DzCliOptions: what all commands that read reports take
 * @jobs: 0: as many as processors
 * @format, @output: NULL when not given
 */
typedef struct {
  int jobs;
  gboolean no_cache;
  char *lang;
  char *format;
  char *output;
} DzCliOptions;

void dz_cli_options_clear (DzCliOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzCliOptions, dz_cli_options_clear)

typedef enum {
  DZ_CLI_TAKES_JOBS = 1 << 0,   /* --jobs, --no-cache */
  DZ_CLI_TAKES_FORMAT = 1 << 1, /* --format */
  DZ_CLI_TAKES_OUTPUT = 1 << 2, /* --output; required */
  DZ_CLI_TAKES_LANG = 1 << 3,   /* --lang */
} DzCliTakes;

/**
 * dz_cli_parse:
 * @usage: what stands behind the command's name: "PATH..."
 * @entries: of the command alone, or NULL
 * @formats: words that --format may be, the first one is the default; "text|ndjson"
 * @paths: (out): what is left, lists read in; NULL-terminated
 *
 * FALSE with a sentence on stderr when the usage is wrong. The language of messages is set.
 */
gboolean dz_cli_parse (int *argc,
                       char ***argv,
                       const char *usage,
                       const char *summary,
                       DzCliTakes takes,
                       const GOptionEntry *entries,
                       const char *formats,
                       DzCliOptions *options,
                       GStrv *paths);

/* FALSE when there is no such language. To be called before anything is said: GLib decides at the first sentence. */
gboolean dz_cli_set_language (const char *lang);

/* One line on stderr. */
void dz_cli_say (const char *format,
                 ...) G_GNUC_PRINTF (1, 2);

/* The catalogue; NULL with a sentence. */
DzCatalogue *dz_cli_load_catalogue (void) G_GNUC_WARN_UNUSED_RESULT;

/* Each report in the order of the arguments. */
typedef void (*DzCliFunc) (DzExtraction *extraction,
                           gpointer user_data);

/**
 * dz_cli_read:
 * @func: may be NULL
 * @unread: (nullable): of char *, gets the sentences of what could not be read
 *
 * DZ_CLI_OK or DZ_CLI_UNREAD. What cannot be read is said on stderr. @keep_documents as in
 * DzPipelineOptions.
 */
DzCliStatus dz_cli_read (const char *const *paths,
                         DzCatalogue *catalogue,
                         const DzCliOptions *options,
                         gboolean keep_documents,
                         DzCliFunc func,
                         gpointer user_data,
                         GPtrArray *unread);

/* The same, gathered: of DzExtraction. */
GPtrArray *dz_cli_gather (const char *const *paths,
                          DzCatalogue *catalogue,
                          const DzCliOptions *options,
                          gboolean keep_documents,
                          GPtrArray *unread,
                          DzCliStatus *status) G_GNUC_WARN_UNUSED_RESULT;

/* Applies the ledger of corrections at @path to @extractions (of DzExtraction), in place. FALSE with a sentence when it is
 * none. What finds no report is counted in a sentence. */
gboolean dz_cli_correct (GPtrArray *extractions,
                         DzCatalogue *catalogue,
                         const char *path);

/* To standard output; a failure is kept for dz_cli_finish(). Empties @text. */
void dz_cli_write (GString *text);
/* @status, or DZ_CLI_WRITE with a sentence when something written was lost. */
DzCliStatus dz_cli_finish (DzCliStatus status);

DzCliStatus dz_cli_extract (int argc,
                            char **argv);
DzCliStatus dz_cli_compare (int argc,
                            char **argv);
DzCliStatus dz_cli_check (int argc,
                          char **argv);
DzCliStatus dz_cli_chart (int argc,
                          char **argv);
DzCliStatus dz_cli_diff (int argc,
                         char **argv);
DzCliStatus dz_cli_catalogue (int argc,
                              char **argv);

G_END_DECLS
