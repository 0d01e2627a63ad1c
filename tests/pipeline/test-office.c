/* test-office.c - files that only LibreOffice may know, with a program of our own in its place
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "dz-office.h"
#include "dz-pipeline.h"
#include "dz-task.h"

#include <glib/gstdio.h>
#include <string.h>

/* Does as its input says. What it starts must not outlive it either. */
static const char program[] =
  "#!/bin/sh\n"
  "for a; do case \"$b\" in --outdir) out=\"$a\";; --convert-to) kind=\"$a\";; esac; b=\"$a\"; done\n"
  "case \"$(tail -c 5 \"$a\")\" in\n"
  "*good) mkdir \"$out\"; cp \"$SAMPLE\" \"$out/input.$kind\";;\n"
  "*link) mkdir \"$out\"; ln -s \"$SAMPLE\" \"$out/input.$kind\";;\n"
  "*hang) sleep 1000 & sleep 1000;;\n"
  "*junk) mkdir \"$out\"; echo 'PK junk' > \"$out/input.$kind\";;\n"
  "*fail) mkdir \"$out\"; cp \"$SAMPLE\" \"$out/input.$kind\"; exit 3;;\n"
  "esac\n";

typedef struct {
  const char *order;
  gboolean is_ole;
  gboolean is_read;
} Case;

static const Case cases[] = {
  { "good", TRUE, TRUE },  { "link", TRUE, FALSE }, { "junk", TRUE, FALSE },  { "fail", TRUE, FALSE },
  { "none", TRUE, FALSE }, { "hang", TRUE, FALSE }, { "good", FALSE, FALSE },
};

static DzCatalogue *catalogue;
static char *folder;

/* An OLE2 file without a stream that we know, and what to do behind it. */
static void
write_old_file (const char *path,
                const Case *c)
{
  static const char known[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
  g_autofree char *sample = g_test_build_filename (G_TEST_DIST, "document", "samples", "small.doc", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize length;
  char *name;

  g_assert_true (g_file_get_contents (sample, &data, &length, NULL));
  name = memmem (data, length, known, sizeof known - 1);
  g_assert_nonnull (name);
  name[0] = 'L';
  if (!c->is_ole)
    data[0] = 1;
  g_byte_array_append (bytes, (const guint8 *) data, (guint) length);
  g_byte_array_append (bytes, (const guint8 *) c->order, (guint) strlen (c->order));
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
}

static gboolean
outcome_cb (DzOutcome *outcome,
            const DzPipelineState *state,
            gpointer user_data)
{
  const Case *c = user_data;

  g_assert_cmpint (outcome->error == NULL && outcome->extractions->len == 1, ==, c->is_read);
  if (c->is_read) {
    g_assert_nonnull (strstr (outcome->note, "LibreOffice"));
  } else if (outcome->error != NULL) {
    g_assert_error (outcome->error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED);
    g_assert_null (outcome->note);
  }
  return TRUE;
}

static void
test_cases (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *path = g_build_filename (folder, "old.sdw", NULL);
  const char *const paths[] = { path, NULL };
  DzPipelineOptions options = { .jobs = 1 };

  dz_office_seconds = strcmp (c->order, "hang") == 0 ? 1 : 60;
  write_old_file (path, c);
  g_assert_true (dz_pipeline_run (paths, catalogue, &options, outcome_cb, (gpointer) c, NULL, NULL));
  g_unlink (path);
}

/* Nothing of it is left behind. */
static void
test_cleaned (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "duizhao-"));
  g_dir_close (dir);
}

int
main (int argc,
      char **argv)
{
  g_autofree char *sample = NULL, *script = NULL, *path = NULL;
  int status;

  dz_pipeline_maybe_become_worker (argc, argv);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("dz-office-XXXXXX", NULL);
  script = g_build_filename (folder, "soffice", NULL);
  path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);
  sample = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "青澜市人民政府2022年度报告.docx", NULL);
  g_assert_true (g_file_set_contents (script, program, -1, NULL));
  g_assert_cmpint (g_chmod (script, 0755), ==, 0);
  g_setenv ("PATH", path, TRUE);
  g_setenv ("SAMPLE", sample, TRUE);
  g_setenv ("TMPDIR", folder, TRUE);
  catalogue = dz_catalogue_load_default (NULL);
  g_assert_nonnull (catalogue);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = g_strdup_printf ("/office/%s-%u", cases[i].order, i);

    g_test_add_data_func (name, &cases[i], test_cases);
  }
  g_test_add_func ("/office/cleaned", test_cleaned);
  status = g_test_run ();
  g_clear_object (&catalogue);
  g_unlink (script);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
