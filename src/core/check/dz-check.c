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
  return strcmp (x->rule, y->rule);
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
  for (guint i = 0; i < extractions->len; i++)
    g_ptr_array_add (subjects, dz_subject_new (extractions->pdata[i], catalogue, i));
  dz_check_number_agencies (subjects);
  dz_check_link_years (subjects);
  for (guint i = 0; i < subjects->len; i++) {
    dz_check_rules (&checker, subjects->pdata[i]);
    dz_check_prose (&checker, subjects->pdata[i]);
    dz_check_capture (&checker, subjects->pdata[i]);
    dz_check_words (&checker, subjects->pdata[i]);
  }
  dz_check_members (&checker);
  dz_check_twins (&checker);
  dz_check_outliers (&checker);
  dz_check_copies (&checker);
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
