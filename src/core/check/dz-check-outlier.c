/* dz-check-outlier.c - figures far from the agency's own past, from its peers, from their company
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing here is a mistake; it is what a reader would ask about. Medians, not means, and their
 * median deviation: one giant among the peers must not hide another. Doubles are good enough to
 * compare; what is shown are the printed numbers.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Years and peers below which there is no usual. */
#define FEWEST_YEARS 3u
#define FEWEST_PEERS 8u
/* Other cells under the same head below which a cell has no company. */
#define FEWEST_SIBLINGS 3u
/* Median deviation to standard deviation. */
#define MAD_SCALE 1.4826

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* @q: 0.5 for the median. The array is sorted on the way. */
static double
quantile (GArray *values,
          double q)
{
  guint last = values->len - 1;
  double place = q * last;
  guint low = (guint) floor (place);
  double part = place - low;

  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, low) * (1 - part) + g_array_index (values, double, MIN (low + 1, last)) * part;
}

static double
median_deviation (GArray *values,
                  double median)
{
  g_autoptr (GArray) distances = g_array_sized_new (FALSE, FALSE, sizeof (double), values->len);

  for (guint i = 0; i < values->len; i++) {
    double distance = fabs (g_array_index (values, double, i) - median);

    g_array_append_val (distances, distance);
  }
  return quantile (distances, 0.5);
}

static gboolean
get_number (const DzSubject *subject,
            const DzIndicator *indicator,
            double *number,
            DzFact **fact)
{
  DzFact *cell = dz_subject_get_cell (subject, indicator->id, NULL);
  DzDecimal base;

  if (cell == NULL || cell->confidence < DZ_CHECK_SURE || !dz_fact_get_base_number (cell, &base))
    return FALSE;
  *number = dz_decimal_to_double (base);
  *fact = cell;
  return TRUE;
}

static DzFinding *
report (DzChecker *self,
        const DzSubject *subject,
        const DzRule *rule,
        DzFact *fact,
        DzFact *other,
        char *message,
        char *arithmetic)
{
  GPtrArray *facts = dz_facts_new ();
  DzFinding *finding;

  dz_facts_add (facts, fact);
  dz_facts_add (facts, other);
  finding = dz_checker_add (self, rule, subject, facts, message, arithmetic);
  dz_finding_name_owner (finding, subject, other);
  return finding;
}

static gboolean
is_comparable (DzChecker *self,
               const DzIndicator *indicator,
               const DzSubject *a,
               const DzSubject *b)
{
  return a->form != NULL && b->form != NULL &&
         dz_catalogue_compare_forms (self->catalogue, indicator->id, a->form->id, b->form->id, NULL) == DZ_COMPARABLE_SAME;
}

/* The values of the years before, the latest first. */
static void
collect_past (DzChecker *self,
              const DzSubject *subject,
              const DzIndicator *indicator,
              GArray *values,
              DzFact **latest)
{
  const DzSubject *earlier = subject;

  for (guint back = 0; back < DZ_CHECK_YEARS_BACK && earlier->previous->len > 0; back++) {
    double number;
    DzFact *fact;

    earlier = earlier->previous->pdata[0];
    if (!is_comparable (self, indicator, subject, earlier) || !get_number (earlier, indicator, &number, &fact))
      return;
    if (values->len == 0)
      *latest = fact;
    g_array_append_val (values, number);
  }
}

static void
check_ratio (DzChecker *self,
             const DzSubject *subject,
             const DzIndicator *indicator,
             DzFact *fact,
             double now,
             DzFact *latest,
             double before)
{
  const DzRule *rule = dz_checker_get_rule (self, "OT.1");
  g_autofree char *label = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (rule == NULL || MAX (now, before) < rule->min_base || (now <= rule->factor * before && before <= rule->factor * now))
    return;
  label = dz_subject_label (subject, self->catalogue, indicator->id, NULL);
  a = dz_value_write (fact->value);
  b = dz_value_write (latest->value);
  report (self, subject, rule, fact, latest,
          g_strdup_printf (_ ("%s: “%s” went from %s to %s"), dz_rule_get_label (rule), label, b, a),
          g_strdup_printf ("%s → %s", b, a))->weight = fabs (log ((now + 1) / (before + 1)));
}

static void
check_own_past (DzChecker *self,
                const DzSubject *subject,
                const DzIndicator *indicator,
                DzFact *fact,
                double now)
{
  const DzRule *rule = dz_checker_get_rule (self, "OT.2");
  g_autoptr (GArray) past = g_array_new (FALSE, FALSE, sizeof (double));
  DzFact *latest = NULL;
  double before, median, spread;
  g_autofree char *label = NULL;
  g_autofree char *a = NULL;

  collect_past (self, subject, indicator, past, &latest);
  if (past->len == 0)
    return;
  before = g_array_index (past, double, 0);
  if (past->len < FEWEST_YEARS) {
    check_ratio (self, subject, indicator, fact, now, latest, before);
    return;
  }
  median = quantile (past, 0.5);
  spread = MAX (MAD_SCALE * median_deviation (past, median), MAX (sqrt (median), 0.1 * median));
  if (rule == NULL || MAX (now, median) < rule->min_base || fabs (now - median) <= rule->factor * spread)
    return;
  label = dz_subject_label (subject, self->catalogue, indicator->id, NULL);
  a = dz_value_write (fact->value);
  report (self, subject, rule, fact, latest,
          g_strdup_printf (_ ("%s: “%s” is %s, in the %u years before the median was %.0f"), dz_rule_get_label (rule), label, a, past->len,
                           median),
          g_strdup_printf ("%s ↔ %.0f", a, median))->weight = log10 (1 + fabs (now - median) / spread);
}

/* No other figure of the report is of its size, and its neighbours are next to nothing. */
static void
check_company (DzChecker *self,
               const DzSubject *subject,
               const DzFormRow *row,
               DzFact *fact,
               double now)
{
  const DzRule *rule = dz_checker_get_rule (self, "OT.5");
  GPtrArray *facts = dz_extraction_get_facts (subject->extraction);
  guint siblings = 0;
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;

  if (rule == NULL || now < rule->min_base || row->indicator->kind != DZ_INDICATOR_COUNT || row->parent == NULL)
    return;
  for (guint i = 0; i < facts->len; i++) {
    const DzFact *other = facts->pdata[i];
    const DzFormRow *place = dz_form_lookup_row (subject->form, other->indicator);
    double size;

    if (other == fact || other->where == DZ_WHERE_PROSE || !dz_value_is_number (other->value))
      continue;
    size = dz_decimal_to_double (other->value.number);
    if (size * 3 > now)
      return;
    if (place == NULL || place->parent != row->parent)
      continue;
    if (size * rule->factor > now)
      return;
    siblings++;
  }
  if (siblings < FEWEST_SIBLINGS)
    return;
  label = dz_subject_label (subject, self->catalogue, row->indicator->id, NULL);
  value = dz_value_write (fact->value);
  report (self, subject, rule, fact, NULL,
          g_strdup_printf (_ ("%s: “%s” is %s, its neighbours in the table are nearly all 0"), dz_rule_get_label (rule), label, value),
          g_strdup (value))->weight = log10 (now);
}

void
dz_check_own_outliers (DzChecker *self,
                       const DzSubject *subject)
{
  for (guint i = 0; subject->form != NULL && i < subject->form->rows->len; i++) {
    const DzFormRow *row = subject->form->rows->pdata[i];
    DzFact *fact;
    double now;

    if (!row->has_cells || row->indicator->is_signed || !get_number (subject, row->indicator, &now, &fact))
      continue;
    check_own_past (self, subject, row->indicator, fact, now);
    check_company (self, subject, row, fact, now);
  }
}

/* Reports of one level, year and form stand beside each other. */
static char *
peer_key (const DzSubject *subject)
{
  return g_strdup_printf ("%d %u %s", (int) dz_report_get_level (subject->report), subject->year, subject->form->id);
}

typedef struct {
  const DzSubject *subject;
  DzFact *fact;
  double number;
} Peer;

static void
judge_peer (DzChecker *self,
            const DzIndicator *indicator,
            const Peer *peer,
            guint n_peers,
            double median,
            double quarter,
            double spread)
{
  const DzRule *far = dz_checker_get_rule (self, "OT.3");
  const DzRule *zero = dz_checker_get_rule (self, "OT.4");
  g_autofree char *label = dz_subject_label (peer->subject, self->catalogue, indicator->id, NULL);
  g_autofree char *value = dz_value_write (peer->fact->value);
  double typical = expm1 (median);

  if (zero != NULL && peer->number == 0 && expm1 (quarter) >= zero->min_base)
    report (self, peer->subject, zero, peer->fact, NULL,
            g_strdup_printf (_ ("%s: “%s” is 0, the median of %u peers is %.0f"), dz_rule_get_label (zero), label, n_peers, typical),
            g_strdup_printf ("0 ↔ %.0f", typical))->weight = median;
  else if (far != NULL && peer->number != 0 && fabs (peer->number - typical) >= far->min_base &&
           fabs (log1p (peer->number) - median) > far->factor * spread)
    report (self, peer->subject, far, peer->fact, NULL,
            g_strdup_printf (_ ("%s: “%s” is %s, the median of %u peers is %.0f"), dz_rule_get_label (far), label, value, n_peers, typical),
            g_strdup_printf ("%s ↔ %.0f", value, typical))->weight = fabs (log1p (peer->number) - median);
}

static void
check_peers_of (DzChecker *self,
                const DzIndicator *indicator,
                GPtrArray *group)
{
  g_autoptr (GArray) peers = g_array_new (FALSE, FALSE, sizeof (Peer));
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (double));
  double median, quarter, spread;

  for (guint i = 0; i < group->len; i++) {
    Peer peer = { .subject = group->pdata[i] };
    double size;

    if (!get_number (peer.subject, indicator, &peer.number, &peer.fact) || peer.number < 0)
      continue;
    size = log1p (peer.number);
    g_array_append_val (peers, peer);
    g_array_append_val (logs, size);
  }
  if (peers->len < FEWEST_PEERS)
    return;
  median = quantile (logs, 0.5);
  quarter = quantile (logs, 0.25);
  spread = MAX (MAD_SCALE * median_deviation (logs, median), 0.3);
  for (guint i = 0; i < peers->len; i++)
    judge_peer (self, indicator, &g_array_index (peers, Peer, i), peers->len, median, quarter, spread);
}

/* Of GPtrArray of DzSubject, as they first appear. */
static GPtrArray *
group_peers (DzChecker *self)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->subjects->len; i++) {
    DzSubject *subject = self->subjects->pdata[i];
    g_autofree char *key = NULL;
    GPtrArray *group;

    if (subject->form == NULL || subject->year == 0)
      continue;
    key = peer_key (subject);
    group = g_hash_table_lookup (groups, key);
    if (group == NULL) {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, g_steal_pointer (&key), group);
      g_ptr_array_add (ordered, group);
    }
    g_ptr_array_add (group, subject);
  }
  return ordered;
}

void
dz_check_peers (DzChecker *self,
                const gboolean *which)
{
  g_autoptr (GPtrArray) groups = group_peers (self);

  for (guint i = 0; i < groups->len; i++) {
    GPtrArray *group = groups->pdata[i];
    const DzSubject *first = group->pdata[0];

    if (which != NULL && !which[first->index])
      continue;
    for (guint k = 0; group->len >= FEWEST_PEERS && k < first->form->rows->len; k++) {
      const DzFormRow *row = first->form->rows->pdata[k];

      if (row->has_cells && !row->indicator->is_signed)
        check_peers_of (self, row->indicator, group);
    }
  }
}

gboolean *
dz_check_find_peers (DzChecker *self,
                     const gboolean *changed)
{
  g_autoptr (GPtrArray) groups = group_peers (self);
  gboolean *peers = g_new0 (gboolean, self->subjects->len + 1);

  for (guint i = 0; i < groups->len; i++) {
    GPtrArray *group = groups->pdata[i];
    gboolean any = FALSE;

    for (guint k = 0; k < group->len; k++)
      any |= changed[((DzSubject *) group->pdata[k])->index];
    for (guint k = 0; k < group->len; k++)
      peers[((DzSubject *) group->pdata[k])->index] = any;
  }
  return peers;
}
