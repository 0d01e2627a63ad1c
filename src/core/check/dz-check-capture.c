/* dz-check-capture.c - tables that are not filled in, stock and flow of the same size
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>

/* Rows with a cell left blank; the blank cells of one row count once. */
static void
check_blanks (DzChecker *self,
              const DzSubject *subject,
              const char *rule_id,
              gboolean with_columns)
{
  const DzRule *rule = dz_checker_get_rule (self, rule_id);
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) blank = dz_facts_new ();

  if (rule == NULL || !dz_subject_takes_rule (subject, self->catalogue, rule, NULL))
    return;
  for (guint i = 0; i < facts->len; i++) {
    DzFact *fact = facts->pdata[i];

    if (fact->where == DZ_WHERE_TABLE && fact->indicator != NULL && fact->value.kind == DZ_VALUE_BLANK &&
        (fact->member != NULL) == with_columns && g_hash_table_add (rows, (gpointer) fact->indicator))
      dz_facts_add (blank, fact);
  }
  if (g_hash_table_size (rows) <= rule->min_base)
    return;
  dz_checker_add (self, rule, subject, g_ptr_array_ref (blank),
                  g_strdup_printf (_ ("%s: %u rows have blank cells; a blank is not 0 and cannot be checked"), dz_rule_get_label (rule),
                                   g_hash_table_size (rows)),
                  NULL);
}

/* The stock since the beginning is the figure of this one year. */
static void
check_stock (DzChecker *self,
             const DzSubject *subject)
{
  const DzRule *rule = dz_checker_get_rule (self, "RPT.9");
  DzFact *stock, *flow;
  GPtrArray *facts;
  g_autofree char *label = NULL;
  g_autofree char *other = NULL;
  g_autofree char *value = NULL;

  if (rule == NULL || rule->n_left != 1 || rule->n_right != 1)
    return;
  stock = dz_extraction_lookup (subject->extraction, rule->left[0].indicator, rule->left[0].member);
  flow = dz_extraction_lookup (subject->extraction, rule->right[0].indicator, rule->right[0].member);
  if (stock == NULL || flow == NULL || dz_value_is_number (stock->value) == FALSE || dz_decimal_sign (stock->value.number) == 0 ||
      !dz_value_equal (stock->value, flow->value))
    return;
  facts = dz_facts_new ();
  dz_facts_add (facts, stock);
  dz_facts_add (facts, flow);
  label = dz_subject_label (subject, self->catalogue, stock->indicator, stock->member);
  other = dz_subject_label (subject, self->catalogue, flow->indicator, flow->member);
  value = dz_value_write (stock->value);
  dz_checker_add (self, rule, subject, facts,
                  g_strdup_printf (_ ("%s: “%s” and “%s” are both %s"), dz_rule_get_label (rule), label, other, value),
                  g_strdup_printf ("%s = %s", value, value));
}

void
dz_check_capture (DzChecker *self,
                  DzSubject *subject)
{
  check_blanks (self, subject, "CAP.1", TRUE);
  check_blanks (self, subject, "CAP.2", FALSE);
  check_stock (self, subject);
  dz_check_rows (self, subject);
}
