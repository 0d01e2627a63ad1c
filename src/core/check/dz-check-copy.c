/* dz-check-copy.c - texts taken over from the year before or from somebody else
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>

#include "dz-copies.h"

/* Sentences that a finding quotes of each report. */
#define QUOTED 3u

static DzFact *
quote_at (const DzSubject *subject,
          const DzAddress *address)
{
  g_autofree char *words = dz_document_dup_quote (dz_report_get_document (subject->report), address);
  DzFact model = { .value = dz_value_none (DZ_VALUE_NOT_APPLICABLE), .where = DZ_WHERE_PROSE, .confidence = 100 };

  model.label = model.path = model.quote = words != NULL ? words : (char *) "";
  model.printed = (char *) "";
  model.unit = (char *) "";
  model.address = *address;
  return dz_fact_new (&model);
}

static GPtrArray *
quote_passages (DzChecker *self,
                const DzSubject *a,
                const DzSubject *b)
{
  g_autoptr (GArray) passages = dz_copies_find_passages (a->extraction, b->extraction, self->catalogue);
  GPtrArray *facts = dz_facts_new ();

  for (guint i = 0; i < MIN (passages->len, QUOTED); i++) {
    const DzCopyPassage *passage = &g_array_index (passages, DzCopyPassage, i);

    g_ptr_array_add (facts, quote_at (a, &passage->a));
    g_ptr_array_add (facts, quote_at (b, &passage->b));
  }
  return facts;
}

/* @copy has its words from @origin, as far as one can tell: the later year, else the one of which
 * more is shared. */
static void
report_pair (DzChecker *self,
             const DzSubject *copy,
             const DzSubject *origin,
             double share,
             double all)
{
  gboolean own = copy->agency == origin->agency;
  const DzRule *rule = dz_checker_get_rule (self, own ? "CP.1" : "CP.2");
  const DzRule *whole = own ? NULL : dz_checker_get_rule (self, "CP.3");
  g_autofree char *name = NULL;
  char *percent;
  DzFinding *finding;

  if (whole != NULL && all >= whole->factor && (rule == NULL || share < rule->factor)) {
    rule = whole;
    share = all;
  }
  /* Two versions of one report are no copies, and the office's text lives for years. */
  if (rule == NULL || share < rule->factor || (own && copy->year != origin->year + 1))
    return;
  name = dz_subject_name (origin);
  percent = g_strdup_printf (_ ("%.0f %%"), 100 * MIN (share, 1));
  finding = dz_checker_add (self, rule, copy, quote_passages (self, copy, origin),
                            g_strdup_printf (rule == whole ? _ ("%s: %s of all words are those of the report “%s”")
                                                           : _ ("%s: %s of its own words stand in the report “%s”"),
                                             dz_rule_get_label (rule), percent, name),
                            percent);
  finding->weight = share;
  g_array_append_val (finding->reports, origin->index);
  g_free (finding->key);
  finding->key = g_strdup_printf ("%s %s %u %s", rule->id, dz_report_get_agency (copy->report), copy->year, name);
}

void
dz_check_copies (DzChecker *self)
{
  g_autoptr (DzCopies) copies = NULL;
  GArray *pairs;

  if (self->subjects->len < 2 || (dz_checker_get_rule (self, "CP.1") == NULL && dz_checker_get_rule (self, "CP.2") == NULL))
    return;
  copies = dz_copies_new_for (self->subjects, self->catalogue);
  pairs = dz_copies_get_pairs (copies);
  for (guint i = 0; i < pairs->len; i++) {
    const DzCopyPair *pair = &g_array_index (pairs, DzCopyPair, i);
    const DzSubject *a = self->subjects->pdata[pair->a];
    const DzSubject *b = self->subjects->pdata[pair->b];
    gboolean a_copies = a->year != b->year ? a->year > b->year : pair->share_a >= pair->share_b;

    if (a_copies)
      report_pair (self, a, b, pair->share_a, pair->all);
    else
      report_pair (self, b, a, pair->share_b, pair->all);
  }
}
