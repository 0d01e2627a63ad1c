/* dz-check-twin.c - two reports of the same agency and year that differ
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A report published again after a correction, an office's own beside the whole region's, an annex
 * beside the body: one finding says how much differs and shows the first difference.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>

static gboolean
differs (const DzFact *a,
         const DzFact *b)
{
  DzDecimal x, y;

  return a->confidence >= DZ_CHECK_SURE && b->confidence >= DZ_CHECK_SURE && dz_fact_get_base_number (a, &x) &&
         dz_fact_get_base_number (b, &y) && !dz_decimal_equal (x, y);
}

/* Pairs of facts, one from each. */
static void
collect_differences (const DzSubject *a,
                     const DzSubject *b,
                     GPtrArray *facts,
                     guint *n_common)
{
  GPtrArray *own = dz_extraction_get_facts (a->extraction);

  for (guint i = 0; i < own->len; i++) {
    DzFact *fact = own->pdata[i];
    DzFact *other;

    if (fact->indicator == NULL || dz_subject_get_cell (a, fact->indicator, fact->member) != fact)
      continue;
    other = dz_subject_get_cell (b, fact->indicator, fact->member);
    if (other == NULL || !dz_value_is_number (fact->value) || !dz_value_is_number (other->value))
      continue;
    (*n_common)++;
    if (differs (fact, other)) {
      dz_facts_add (facts, fact);
      dz_facts_add (facts, other);
    }
  }
}

static void
compare_twins (DzChecker *self,
               const DzRule *rule,
               const DzSubject *a,
               const DzSubject *b)
{
  GPtrArray *facts = dz_facts_new ();
  guint common = 0;
  const DzFact *first, *second;
  g_autofree char *label = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  DzFinding *finding;

  collect_differences (a, b, facts, &common);
  if (facts->len == 0) {
    g_ptr_array_unref (facts);
    return;
  }
  first = facts->pdata[0];
  second = facts->pdata[1];
  label = dz_subject_label (a, self->catalogue, first->indicator, first->member);
  one = dz_value_write (first->value);
  two = dz_value_write (second->value);
  finding = dz_checker_add (self, rule, a, facts,
                            g_strdup_printf (_ ("%s: %u of %u figures, first “%s”, %s and %s"), dz_rule_get_label (rule), facts->len / 2,
                                             common, label, one, two),
                            g_strdup_printf ("%s ≠ %s", one, two));
  g_array_append_val (finding->reports, b->index);
}

void
dz_check_twins (DzChecker *self,
                const gboolean *which)
{
  const DzRule *rule = dz_checker_get_rule (self, "DUP.1");

  for (guint i = 0; rule != NULL && i < self->subjects->len; i++) {
    const DzSubject *subject = self->subjects->pdata[i];

    for (guint k = 0; k < subject->twins->len; k++) {
      const DzSubject *twin = subject->twins->pdata[k];

      if (twin->index > subject->index && (which == NULL || which[twin->index] || which[subject->index]))
        compare_twins (self, rule, subject, twin);
    }
  }
}
