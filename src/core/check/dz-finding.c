/* dz-finding.c - a finding and the order of findings
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-check-private.h"

G_DEFINE_BOXED_TYPE (DzFinding, dz_finding, dz_finding_ref, dz_finding_unref)

DzFinding *
dz_finding_ref (DzFinding *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
finding_clear (gpointer data)
{
  DzFinding *self = data;

  g_array_unref (self->reports);
  g_ptr_array_unref (self->facts);
  g_free (self->message);
  g_free (self->arithmetic);
  g_free (self->cause);
  g_free (self->key);
}

void
dz_finding_unref (DzFinding *self)
{
  g_atomic_rc_box_release_full (self, finding_clear);
}

char *
dz_finding_dup_words (const DzFinding *self)
{
  if (self->cause == NULL)
    return g_strdup (self->message);
  /* TRANSLATORS: what does not hold, and the likely cause, as two sentences */
  return g_strdup_printf (_ ("%s. %s."), self->message, self->cause);
}

GPtrArray *
dz_facts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_fact_unref);
}

void
dz_facts_add (GPtrArray *facts,
              DzFact *fact)
{
  if (fact != NULL && !g_ptr_array_find (facts, fact, NULL))
    g_ptr_array_add (facts, dz_fact_ref (fact));
}

static void
write_fact_key (GString *key,
                const DzFact *fact)
{
  g_autofree char *number = NULL;

  if (dz_value_is_number (fact->value)) {
    DzDecimal normal = dz_decimal_normalize (fact->value.number);

    number = dz_decimal_to_string (normal);
  }
  g_string_append_printf (key, "\n%s[%s]%u%c%s=%s", fact->indicator != NULL ? fact->indicator : fact->path,
                          fact->member != NULL ? fact->member : "", fact->year, "tpm"[fact->where],
                          fact->indicator != NULL ? "" : fact->label,
                          number != NULL ? number : dz_value_kind_to_string (fact->value.kind));
}

/* The rule, whose report, the cells and their values: nothing that a second reading of the same
 * report would change. */
static char *
make_key (const DzRule *rule,
          const DzSubject *subject,
          GPtrArray *facts,
          const char *message)
{
  g_autoptr (GString) text = g_string_new (rule->id);

  g_string_append_printf (text, "\n%s\n%u", dz_report_get_agency (subject->report), subject->year);
  for (guint i = 0; i < facts->len; i++)
    write_fact_key (text, facts->pdata[i]);
  if (facts->len == 0)
    g_string_append (text, message);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA1, text->str, text->len);
}

DzFinding *
dz_checker_add (DzChecker *self,
                const DzRule *rule,
                const DzSubject *subject,
                GPtrArray *facts,
                char *message,
                char *arithmetic)
{
  DzFinding *finding = g_atomic_rc_box_new0 (DzFinding);

  finding->rule = rule->id;
  finding->severity = rule->severity;
  finding->verdict = DZ_VERDICT_FAIL;
  finding->reports = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (finding->reports, subject->index);
  finding->facts = facts;
  finding->message = message;
  finding->arithmetic = arithmetic != NULL ? arithmetic : g_strdup ("");
  finding->key = make_key (rule, subject, facts, finding->arithmetic);
  g_ptr_array_add (self->findings, finding);
  return finding;
}

void
dz_finding_name_owner (DzFinding *finding,
                       const DzSubject *subject,
                       DzFact *fact)
{
  for (guint i = 0; fact != NULL && i < subject->previous->len; i++) {
    const DzSubject *previous = subject->previous->pdata[i];

    if (g_ptr_array_find (previous->facts, fact, NULL)) {
      g_array_append_val (finding->reports, previous->index);
      return;
    }
  }
}
