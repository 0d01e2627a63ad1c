/* bench-check.c - how long judging takes: all reports, and again after one correction
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Not a test: bench-check FOLDER. Prints milliseconds of the processor, best of three.
 */
#include "dz-finding.h"
#include "dz-pipeline.h"

#include <time.h>

/* Of this process, in microseconds: other programs do not count. */
static gint64
cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
gather_cb (DzOutcome *outcome,
           const DzPipelineState *state,
           gpointer user_data)
{
  for (guint i = 0; i < outcome->extractions->len; i++)
    g_ptr_array_add (user_data, g_object_ref (outcome->extractions->pdata[i]));
  return TRUE;
}

/* The first table figure of the report, one more. */
static DzExtraction *
correct_one (DzExtraction *extraction)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = facts->pdata[i];
    g_autoptr (DzFact) corrected = NULL;
    DzFact model = *fact;

    if (fact->where != DZ_WHERE_TABLE || fact->indicator == NULL || !dz_value_is_number (fact->value))
      continue;
    model.where = DZ_WHERE_MANUAL;
    dz_decimal_add (fact->value.number, dz_decimal_from_int (1), &model.value.number);
    corrected = dz_fact_new (&model);
    return dz_extraction_correct (extraction, corrected);
  }
  return g_object_ref (extraction);
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    const DzFinding *x = a->pdata[i];
    const DzFinding *y = b->pdata[i];

    if (g_strcmp0 (x->key, y->key) != 0 || g_strcmp0 (x->message, y->message) != 0 || g_strcmp0 (x->cause, y->cause) != 0)
      return FALSE;
  }
  return TRUE;
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GPtrArray) extractions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DzCatalogue) catalogue = NULL;
  DzPipelineOptions options = { .keep_documents = TRUE };
  gint64 all = G_MAXINT64, again = G_MAXINT64;
  guint n = 0;

  dz_pipeline_maybe_become_worker (argc, argv);
  catalogue = dz_catalogue_load_default (NULL);
  if (argc < 2 || catalogue == NULL)
    return 2;
  dz_pipeline_run ((const char *const *) argv + 1, catalogue, &options, gather_cb, extractions, NULL, NULL);
  for (guint i = 0; i < 3 && extractions->len > 0; i++) {
    g_autoptr (GPtrArray) findings = NULL;
    g_autoptr (GPtrArray) after = NULL;
    guint place = extractions->len / 2 + i;
    gint64 start = cpu_time (), middle;
    DzExtraction *corrected;
    g_autoptr (GPtrArray) before = g_ptr_array_copy (extractions, (GCopyFunc) g_object_ref, NULL);

    g_ptr_array_set_free_func (before, g_object_unref);
    findings = dz_check (extractions, catalogue);
    middle = cpu_time ();
    if (i > 0) /* the first time the words are read */
      all = MIN (all, middle - start);
    corrected = correct_one (extractions->pdata[place]);
    g_object_unref (extractions->pdata[place]);
    extractions->pdata[place] = corrected;
    start = cpu_time ();
    after = dz_check_again (extractions, catalogue, before, findings);
    again = MIN (again, cpu_time () - start);
    n = after->len;
    {
      g_autoptr (GPtrArray) whole = dz_check (extractions, catalogue);

      if (!is_same (whole, after)) {
        g_printerr ("judged again is not judged anew\n");
        return 1;
      }
    }
  }
  g_print ("%u reports, %u findings: all %.1f ms, after one correction %.1f ms\n", extractions->len, n, (double) all / 1000,
           (double) again / 1000);
  return 0;
}
