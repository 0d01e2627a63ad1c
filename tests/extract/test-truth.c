/* test-truth.c - the reports that were read by hand, when they are there
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks for ../shared/seeds beside the source tree (DUIZHAO_SHARED names another place).
 */
#include "dz-extraction.h"
#include "dz-reader.h"
#include "dz-text.h"

#include <string.h>

static DzCatalogue *catalogue;
static char *shared;

typedef struct {
  char *file, *agency, *region, *label, *under, *applicant, *value, *unit, *where;
  gint64 year;
} True;

static void
true_free (True *t)
{
  g_free (t->file);
  g_free (t->agency);
  g_free (t->region);
  g_free (t->label);
  g_free (t->under);
  g_free (t->applicant);
  g_free (t->value);
  g_free (t->unit);
  g_free (t->where);
  g_free (t);
}

/* The string behind "key": of a flat object; "" when there is none. */
static char *
dup_member (const char *line,
            const char *key)
{
  g_autofree char *mark = g_strdup_printf ("\"%s\": \"", key);
  const char *from = strstr (line, mark);
  GString *text = g_string_new (NULL);

  for (from = from != NULL ? from + strlen (mark) : ""; *from != '\0' && *from != '"'; from++) {
    if (*from == '\\' && from[1] != '\0')
      from++;
    g_string_append_c (text, *from);
  }
  return g_string_free (text, FALSE);
}

static GPtrArray *
load_truth (void)
{
  GPtrArray *truth = g_ptr_array_new_with_free_func ((GDestroyNotify) true_free);
  g_autofree char *path = g_build_filename (shared, "seeds", "truth.ndjson", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *year = strstr (lines[i], "\"year\": ");
    True *t;

    if (year == NULL)
      continue;
    t = g_new0 (True, 1);
    t->file = dup_member (lines[i], "file");
    t->agency = dup_member (lines[i], "agency");
    t->region = dup_member (lines[i], "region");
    t->label = dup_member (lines[i], "label");
    t->under = dup_member (lines[i], "under");
    t->applicant = dup_member (lines[i], "applicant");
    t->value = dup_member (lines[i], "value");
    t->unit = dup_member (lines[i], "unit");
    t->where = dup_member (lines[i], "where");
    t->year = g_ascii_strtoll (year + strlen ("\"year\": "), NULL, 10);
    g_ptr_array_add (truth, t);
  }
  return truth;
}

static DzExtraction *
extract_file (const char *name)
{
  g_autofree char *path = g_build_filename (shared, "seeds", name, NULL);
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GPtrArray) reports = NULL;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  bytes = g_bytes_new (contents, length);
  document = dz_reader_read (bytes, name, NULL, NULL, &error);
  g_assert_no_error (error);
  reports = dz_report_recognise (document, catalogue, name);
  g_assert_cmpuint (reports->len, ==, 1);
  return dz_extract (g_ptr_array_index (reports, 0), catalogue);
}

/* The keys of a path as one piece. */
static char *
join_keys (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, " / ", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *key = dz_text_label_key (parts[i]);

    g_string_append (joined, key);
  }
  return g_string_free (joined, FALSE);
}

/* 本年新制作 is short for 本年新制作数量. */
static gboolean
says (const char *path,
      const char *label)
{
  g_autofree char *said = join_keys (path);
  g_autofree char *wanted = join_keys (label);

  return strstr (said, wanted) != NULL;
}

static gboolean
fact_is_of (const DzFact *fact,
            const True *t)
{
  const DzMember *member = fact->member != NULL ? dz_catalogue_lookup_member (catalogue, fact->member) : NULL;

  if (strcmp (dz_where_to_string (fact->where), t->where) != 0)
    return FALSE;
  if (t->applicant[0] != '\0' && (member == NULL || !g_str_has_prefix (member->zh, t->applicant)))
    return FALSE;
  if (t->where[0] == 't' && t->under[0] != '\0' && strstr (fact->path, " / ") != NULL
      && strstr (fact->path, "复议") != NULL && strstr (t->under, "诉讼") != NULL)
    return FALSE;
  return says (fact->path, t->label) || says (fact->label, t->label);
}

static gboolean
same_number (const DzFact *fact,
             const char *value)
{
  DzDecimal number;

  return dz_value_is_number (fact->value) && dz_decimal_parse (value, &number)
         && dz_decimal_equal (number, fact->value.number);
}

static gboolean
find_true (DzExtraction *extraction,
           const True *t)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    if (fact_is_of (fact, t) && same_number (fact, t->value))
      return TRUE;
  }
  return FALSE;
}

static void
check_quotes (DzExtraction *extraction)
{
  DzDocument *document = dz_report_get_document (dz_extraction_get_report (extraction));
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    g_autofree char *quote = dz_document_dup_quote (document, &fact->address);

    g_assert_cmpstr (quote, ==, fact->quote);
  }
}

/* As many figures of tables as there are true ones: none is invented. */
static void
check_count (DzExtraction *extraction,
             GPtrArray *truth,
             const char *file)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);
  guint n_true = 0, n_read = 0;

  for (guint i = 0; i < truth->len; i++) {
    const True *t = g_ptr_array_index (truth, i);

    n_true += strcmp (t->file, file) == 0 && strcmp (t->where, "table") == 0;
  }
  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);

    n_read += fact->where == DZ_WHERE_TABLE && dz_value_is_number (fact->value);
  }
  g_assert_cmpuint (n_read, ==, n_true);
}

static void
test_truth_tables (void)
{
  g_autoptr (GPtrArray) truth = load_truth ();
  g_autoptr (DzExtraction) extraction = NULL;
  const char *file = "";
  guint missing = 0;

  for (guint i = 0; i < truth->len; i++) {
    const True *t = g_ptr_array_index (truth, i);
    DzReport *report;

    if (strcmp (file, t->file) != 0) {
      if (extraction != NULL)
        check_count (extraction, truth, file);
      g_clear_object (&extraction);
      extraction = extract_file (t->file);
      file = t->file;
      check_quotes (extraction);
    }
    report = dz_extraction_get_report (extraction);
    g_assert_cmpstr (dz_report_get_agency (report), ==, t->agency);
    g_assert_cmpuint (dz_report_get_year (report), ==, (guint) t->year);
    g_assert_true (g_str_has_suffix (dz_report_get_region (report), t->region));
    if (find_true (extraction, t))
      continue;
    g_test_message ("%s: %s %s [%s] = %s is missing", t->file, t->where, t->label, t->applicant, t->value);
    missing++;
  }
  g_assert_cmpuint (missing, ==, 0);
}

int
main (int argc,
      char **argv)
{
  const char *elsewhere = g_getenv ("DUIZHAO_SHARED");
  g_autofree char *seeds = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  shared = elsewhere != NULL ? g_strdup (elsewhere) : g_build_filename (DZ_SOURCE_DATADIR, "..", "..", "shared", NULL);
  seeds = g_build_filename (shared, "seeds", "truth.ndjson", NULL);
  if (!g_file_test (seeds, G_FILE_TEST_EXISTS)) {
    g_print ("1..0 # SKIP the reports read by hand are not here\n");
    return 0;
  }
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/truth/tables", test_truth_tables);
  return g_test_run ();
}
