/* test-joiner.c - one report in two files, and files that only look like it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-joiner.h"
#include "dz-pipeline.h"
#include "sample-zip.h"

#include <glib/gstdio.h>
#include <string.h>

#define BODY(agency, year) \
  agency year "年政府信息公开工作年度报告\n\n本报告由" agency "编制，统计期限自" year "年1月1日起至" year "年12月31日止。\n\n" \
  "一、概述\n\n我局认真推进政府信息公开工作，明确专人负责，健全了审查制度。\n\n" \
  "二、主动公开政府信息情况\n\n" year "年，我局主动公开政府信息128条。\n\n" \
  "三、存在的问题\n\n公开的内容还不够丰富，将继续改进。\n"

#define TABLE(agency, year) \
  agency year "年度政府信息公开情况统计表,,\n统计指标,单位,统计数\n一、主动公开情况,——,——\n" \
  "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）,条,128\n其中：主动公开规范性文件数,条,3\n" \
  "三、依申请公开情况,——,——\n（一）收到申请数,件,5\n1.当面申请数,件,1\n2.传真申请数,件,0\n3.网络申请数,件,4\n" \
  "4.信函申请数,件,0\n（二）申请办结数,件,5\n1.按时办结数,件,5\n2.延期办结数,件,0\n"

typedef struct {
  const char *title;
  struct {
    const char *name, *text;
  } files[4];
  const char *expected; /* a line each outcome: name, form, facts of tables and prose; "joined" */
} Case;

static const Case cases[] = {
  { "prose, then table",
    { { "1正文.txt", BODY ("临溪市交通运输局", "2017") }, { "2附表.csv", TABLE ("临溪市交通运输局", "2017") } },
    "1正文.txt cn2014 10+1 2附表.csv\n2附表.csv joined\n" },
  { "table, then prose",
    { { "1附表.csv", TABLE ("临溪市交通运输局", "2017") }, { "2正文.txt", BODY ("临溪市交通运输局", "2017") } },
    "2正文.txt cn2014 10+1 1附表.csv\n1附表.csv joined\n" },
  { "a report in between",
    { { "1正文.txt", BODY ("临溪市交通运输局", "2017") }, { "2他.txt", BODY ("临溪市水务局", "2017") },
      { "3附表.csv", TABLE ("临溪市交通运输局", "2017") } },
    "1正文.txt cn2014 10+1 3附表.csv\n2他.txt prose 0+1\n3附表.csv joined\n" },
  { "another year",
    { { "1正文.txt", BODY ("临溪市交通运输局", "2016") }, { "2附表.csv", TABLE ("临溪市交通运输局", "2017") } },
    "1正文.txt prose 0+1\n2附表.csv cn2014 10+0\n" },
  { "another agency",
    { { "1正文.txt", BODY ("临溪市水务局", "2017") }, { "2附表.csv", TABLE ("临溪市交通运输局", "2017") } },
    "1正文.txt prose 0+1\n2附表.csv cn2014 10+0\n" },
  { "two tables: nothing is certain",
    { { "1正文.txt", BODY ("临溪市交通运输局", "2017") }, { "2附表.csv", TABLE ("临溪市交通运输局", "2017") },
      { "3附表.csv", TABLE ("临溪市交通运输局", "2017") } },
    "1正文.txt prose 0+1\n2附表.csv cn2014 10+0\n3附表.csv cn2014 10+0\n" },
  { "two texts: nothing is certain",
    { { "1正文.txt", BODY ("临溪市交通运输局", "2017") }, { "2正文.txt", BODY ("临溪市交通运输局", "2017") },
      { "3附表.csv", TABLE ("临溪市交通运输局", "2017") } },
    "1正文.txt prose 0+1\n2正文.txt prose 0+1\n3附表.csv cn2014 10+0\n" },
};

static DzCatalogue *catalogue;

/* Every quote stands where its address says, in the document of both. */
static void
check_quotes (DzExtraction *extraction)
{
  DzDocument *document = dz_report_get_document (dz_extraction_get_report (extraction));
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    g_autofree char *there = document != NULL ? dz_document_dup_quote (document, &fact->address) : g_strdup (fact->quote);

    g_assert_cmpstr (there, ==, fact->quote);
  }
}

static void
describe (DzExtraction *extraction,
          GString *out)
{
  DzReport *report = dz_extraction_get_report (extraction);
  GPtrArray *facts = dz_extraction_get_facts (extraction);
  const DzReading *annex = dz_report_get_reading (report, "annex");
  guint n[3] = { 0 };

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    guint own;
    const char *file = dz_report_get_file_of (report, fact->address.block, &own);

    n[fact->where] += dz_value_is_number (fact->value);
    if (annex != NULL)
      g_assert_cmpstr (file, ==, fact->where == DZ_WHERE_TABLE ? annex->text : dz_report_get_file (report));
  }
  g_string_append_printf (out, " %s %u+%u", dz_report_get_form (report), n[DZ_WHERE_TABLE], n[DZ_WHERE_PROSE]);
  if (annex != NULL) {
    g_autofree char *name = g_path_get_basename (annex->text);

    g_string_append_printf (out, " %s", name);
  }
}

static gboolean
describe_cb (DzOutcome *outcome,
             const DzPipelineState *state,
             gpointer user_data)
{
  GString *out = user_data;
  g_autofree char *name = g_path_get_basename (outcome->path);

  g_assert_no_error (outcome->error);
  g_string_append (out, name);
  if (outcome->note != NULL)
    g_string_append (out, " joined");
  for (guint i = 0; i < outcome->extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (outcome->extractions, i);
    g_autoptr (GVariant) variant = dz_extraction_to_variant (extraction);
    g_autoptr (DzExtraction) again = dz_extraction_new_from_variant (variant, catalogue, NULL, NULL);

    g_assert_nonnull (again);
    check_quotes (extraction);
    describe (again, out);
  }
  g_string_append_c (out, '\n');
  return TRUE;
}

static char *
run (const char *folder,
     gboolean in_process,
     gboolean keep_documents)
{
  DzPipelineOptions options = { 2, in_process, keep_documents };
  const char *const paths[] = { folder, NULL };
  GString *out = g_string_new (NULL);

  g_assert_true (dz_pipeline_run (paths, catalogue, &options, describe_cb, out, NULL, NULL));
  return g_string_free (out, FALSE);
}

static void
test_joined (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *folder = g_dir_make_tmp ("dz-joiner-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (c->files) && c->files[i].name != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, c->files[i].name, NULL);

    g_assert_true (g_file_set_contents (path, c->files[i].text, -1, NULL));
  }
  for (guint way = 0; way < 4; way++) {
    g_autofree char *found = run (folder, (way & 1) != 0, (way & 2) != 0);

    g_assert_cmpstr (found, ==, c->expected);
  }
  for (guint i = 0; i < G_N_ELEMENTS (c->files) && c->files[i].name != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, c->files[i].name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

/* An archive with both, and no further apart than may be held back. */
static void
test_archive (gconstpointer data)
{
  guint n_between = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("dz-joiner-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "all.zip", NULL);
  SampleZip *zip = sample_zip_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;

  sample_zip_add (zip, "000.txt", BODY ("临溪市交通运输局", "2017"));
  for (guint i = 1; i <= n_between; i++) {
    g_autofree char *name = g_strdup_printf ("%03u.txt", i);

    sample_zip_add (zip, name, "no report");
  }
  sample_zip_add (zip, "999.csv", TABLE ("临溪市交通运输局", "2017"));
  bytes = sample_zip_end (zip);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  found = run (folder, TRUE, FALSE);
  g_assert_true (g_str_has_prefix (found, n_between < DZ_JOINER_REACH ? "000.txt cn2014 10+1 999.csv\n" : "000.txt prose 0+1\n"));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc,
      char **argv)
{
  int status;

  dz_pipeline_maybe_become_worker (argc, argv);
  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (NULL);
  g_assert_nonnull (catalogue);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/joiner/%s", cases[i].title);

    g_test_add_data_func (path, &cases[i], test_joined);
  }
  g_test_add_data_func ("/joiner/archive", GUINT_TO_POINTER (3), test_archive);
  g_test_add_data_func ("/joiner/just within reach", GUINT_TO_POINTER (DZ_JOINER_REACH - 1), test_archive);
  g_test_add_data_func ("/joiner/just beyond reach", GUINT_TO_POINTER (DZ_JOINER_REACH), test_archive);
  status = g_test_run ();
  g_clear_object (&catalogue);
  return status;
}
