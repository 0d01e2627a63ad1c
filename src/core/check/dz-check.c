/* dz-check.c - all checks over all reports, and the order of what they find
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const DzRule *
dz_checker_get_rule (DzChecker *self,
                     const char *id)
{
  return dz_catalogue_lookup_rule (self->catalogue, id);
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const DzFinding *x = *(const DzFinding *const *) a;
  const DzFinding *y = *(const DzFinding *const *) b;
  guint i, j;

  if (x->severity != y->severity)
    return x->severity < y->severity ? -1 : 1;
  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  i = g_array_index (x->reports, guint, 0);
  j = g_array_index (y->reports, guint, 0);
  if (i != j)
    return i < j ? -1 : 1;
  if (x->facts->len > 0 && y->facts->len > 0) {
    const DzFact *fact = x->facts->pdata[0];
    int order = dz_address_compare (&fact->address, &((const DzFact *) y->facts->pdata[0])->address);

    if (order != 0)
      return order;
  }
  if (x->rule != y->rule)
    return strcmp (x->rule, y->rule);
  return strcmp (x->key, y->key);
}

static void
make_subjects (DzChecker *self,
               GPtrArray *extractions)
{
  for (guint i = 0; i < extractions->len; i++)
    g_ptr_array_add (self->subjects, dz_subject_new (extractions->pdata[i], self->catalogue, i));
  dz_check_number_agencies (self->subjects);
  dz_check_link_years (self->subjects);
}

/* All that concerns one report and those before it. */
static void
check_one (DzChecker *self,
           DzSubject *subject)
{
  dz_check_rules (self, subject);
  dz_check_prose (self, subject);
  dz_check_capture (self, subject);
  dz_check_words (self, subject);
  dz_check_own_outliers (self, subject);
}

GPtrArray *
dz_check (GPtrArray *extractions,
          DzCatalogue *catalogue)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_subject_free);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_unref);
  DzChecker checker = { catalogue, subjects, findings };

  g_return_val_if_fail (extractions != NULL, findings);
  g_return_val_if_fail (DZ_IS_CATALOGUE (catalogue), findings);
  make_subjects (&checker, extractions);
  for (guint i = 0; i < subjects->len; i++)
    check_one (&checker, subjects->pdata[i]);
  dz_check_members (&checker);
  dz_check_twins (&checker, NULL);
  dz_check_peers (&checker, NULL);
  dz_check_copies (&checker);
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

/* A figure was corrected, nothing else: the same report by its document, agency, year and form. */
static gboolean
is_same_report (DzExtraction *a,
                DzExtraction *b)
{
  DzReport *x = dz_extraction_get_report (a);
  DzReport *y = dz_extraction_get_report (b);

  return x == y || (dz_report_get_document (x) == dz_report_get_document (y) && dz_report_get_year (x) == dz_report_get_year (y) &&
                    dz_report_get_level (x) == dz_report_get_level (y) &&
                    g_strcmp0 (dz_report_get_agency (x), dz_report_get_agency (y)) == 0 &&
                    g_strcmp0 (dz_report_get_region (x), dz_report_get_region (y)) == 0 &&
                    g_strcmp0 (dz_report_get_kind (x), dz_report_get_kind (y)) == 0 &&
                    g_strcmp0 (dz_report_get_form (x), dz_report_get_form (y)) == 0);
}

/* Of gboolean, one a report: those that are new; NULL when so much is new that all has to be judged. */
static gboolean *
find_changed (GPtrArray *before,
              GPtrArray *extractions)
{
  g_autofree gboolean *changed = g_new0 (gboolean, extractions->len + 1);
  guint n = 0;

  if (before == NULL || before->len != extractions->len)
    return NULL;
  for (guint i = 0; i < extractions->len; i++) {
    changed[i] = before->pdata[i] != extractions->pdata[i];
    n += changed[i];
    if (changed[i] && !is_same_report (before->pdata[i], extractions->pdata[i]))
      return NULL;
  }
  return n * 8 > extractions->len + 8 ? NULL : g_steal_pointer (&changed);
}

static gboolean
looks_at_changed (const DzSubject *subject,
                  const gboolean *changed,
                  guint years)
{
  if (changed[subject->index])
    return TRUE;
  for (guint i = 0; years > 0 && i < subject->previous->len; i++)
    if (looks_at_changed (subject->previous->pdata[i], changed, years - 1))
      return TRUE;
  return FALSE;
}

/* What a finding looks at, by its rule. */
typedef enum {
  FAMILY_OWN,     /* the report and the years before it */
  FAMILY_TWINS,   /* two reports of one agency and year */
  FAMILY_MEMBERS, /* what a text says of others */
  FAMILY_PEERS,   /* all reports of one level, year and form */
  FAMILY_COPIES,  /* words, that no correction of a figure changes */
} Family;

static Family
get_family (const char *rule)
{
  static const struct {
    const char *beginning;
    Family family;
  } families[] = {
    { "CP.", FAMILY_COPIES }, { "RPT.10", FAMILY_MEMBERS }, { "OT.3", FAMILY_PEERS },
    { "OT.4", FAMILY_PEERS }, { "DUP.", FAMILY_TWINS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_has_prefix (rule, families[i].beginning))
      return families[i].family;
  return FAMILY_OWN;
}

/* Whether a finding of before still holds: none of the reports that it looks at is new. */
static gboolean
is_kept (const DzFinding *finding,
         const gboolean *affected,
         const gboolean *peers)
{
  switch (get_family (finding->rule)) {
  case FAMILY_COPIES:
    return TRUE;
  case FAMILY_MEMBERS:
    return FALSE;
  case FAMILY_PEERS:
    return !peers[g_array_index (finding->reports, guint, 0)];
  case FAMILY_TWINS:
    for (guint i = 0; i < finding->reports->len; i++)
      if (affected[g_array_index (finding->reports, guint, i)])
        return FALSE;
    return TRUE;
  case FAMILY_OWN:
  default:
    return !affected[g_array_index (finding->reports, guint, 0)];
  }
}

GPtrArray *
dz_check_again (GPtrArray *extractions,
                DzCatalogue *catalogue,
                GPtrArray *before,
                GPtrArray *findings_before)
{
  g_autofree gboolean *changed = NULL;
  g_autofree gboolean *affected = NULL;
  g_autofree gboolean *peers = NULL;
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_subject_free);
  GPtrArray *findings;
  DzChecker checker = { catalogue, subjects, NULL };

  g_return_val_if_fail (extractions != NULL, NULL);
  changed = findings_before != NULL ? find_changed (before, extractions) : NULL;
  if (changed == NULL)
    return dz_check (extractions, catalogue);
  checker.findings = findings = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_unref);
  make_subjects (&checker, extractions);
  affected = g_new0 (gboolean, extractions->len + 1);
  for (guint i = 0; i < subjects->len; i++)
    affected[i] = looks_at_changed (subjects->pdata[i], changed, DZ_CHECK_YEARS_BACK);
  peers = dz_check_find_peers (&checker, changed);
  for (guint i = 0; i < findings_before->len; i++)
    if (is_kept (findings_before->pdata[i], affected, peers))
      g_ptr_array_add (findings, dz_finding_ref (findings_before->pdata[i]));
  for (guint i = 0; i < subjects->len; i++)
    if (affected[i])
      check_one (&checker, subjects->pdata[i]);
  dz_check_members (&checker);
  dz_check_twins (&checker, affected);
  dz_check_peers (&checker, peers);
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

static void
line_free (gpointer data)
{
  DzCheckLine *line = data;

  g_free (line->arithmetic);
  g_free (line);
}

GPtrArray *
dz_check_explain (DzExtraction *extraction,
                  const char *indicator,
                  const char *member)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  DzCatalogue *catalogue = dz_extraction_get_catalogue (extraction);
  DzChecker checker = { .catalogue = catalogue, .lines = lines, .indicator = g_intern_string (indicator),
                        .member = g_intern_string (member) };
  DzSubject *subject;

  g_return_val_if_fail (DZ_IS_CATALOGUE (catalogue), lines);
  subject = dz_subject_new (extraction, catalogue, 0);
  dz_check_rules (&checker, subject);
  dz_check_prose (&checker, subject);
  dz_subject_free (subject);
  return lines;
}
