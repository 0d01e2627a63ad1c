/* test-quotes.c - every quote of every fact stands at its address
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Over the samples, and over the real reports where they lie beside the checkout.
 */
#include "dz-pipeline.h"

#include <locale.h>
#include <string.h>

static DzCatalogue *catalogue;

typedef struct {
  guint n_reports;
  guint n_facts;
} Count;

static void
check_fact (DzReport *report,
            const DzFact *fact)
{
  g_autofree char *there = dz_document_dup_quote (dz_report_get_document (report), &fact->address);
  g_autofree char *address = dz_address_to_string (&fact->address);

  g_assert_cmpstr (fact->quote, !=, NULL);
  if (g_strcmp0 (there, fact->quote) != 0) {
    g_test_message ("%s %s: %s is not %s", dz_report_get_file (report), address, there, fact->quote);
    g_test_fail ();
  }
}

static gboolean
outcome_cb (DzOutcome *outcome,
            const DzPipelineState *state,
            gpointer user_data)
{
  Count *count = user_data;

  for (guint i = 0; i < outcome->extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (outcome->extractions, i);
    GPtrArray *facts = dz_extraction_get_facts (extraction);

    count->n_reports++;
    count->n_facts += facts->len;
    for (guint k = 0; k < facts->len; k++)
      check_fact (dz_extraction_get_report (extraction), g_ptr_array_index (facts, k));
  }
  return TRUE;
}

static Count
check_folder (const char *folder)
{
  const char *const paths[] = { folder, NULL };
  DzPipelineOptions options = { 2, FALSE, TRUE };
  Count count = { 0, 0 };

  g_assert_true (dz_pipeline_run (paths, catalogue, &options, outcome_cb, &count, NULL, NULL));
  return count;
}

static void
test_samples (void)
{
  g_autofree char *folder = g_build_filename (DZ_SOURCE_DATADIR, "samples", NULL);
  Count count = check_folder (folder);

  g_assert_cmpuint (count.n_reports, ==, 15);
  g_assert_cmpuint (count.n_facts, >, 1000);
}

static void
test_shared (gconstpointer name)
{
  const char *beside = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *folder = beside != NULL ? g_build_filename (beside, name, NULL)
                                           : g_build_filename (DZ_SOURCE_DATADIR, "..", "..", "shared", name, NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("the real reports are not here");
    return;
  }
  g_assert_cmpuint (check_folder (folder).n_facts, >, 200);
}

int
main (int argc,
      char **argv)
{
  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (NULL);
  g_assert_nonnull (catalogue);
  g_test_add_func ("/quotes/samples", test_samples);
  g_test_add_data_func ("/quotes/seeds", "seeds", test_shared);
  g_test_add_data_func ("/quotes/corpus", "corpus", test_shared);
  return g_test_run ();
}
