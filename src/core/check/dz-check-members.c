/* dz-check-members.c - what a text says of others, against their own reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "全市收到申请300件，其中望川区117件": the government of 望川区 tells the same figure in its own report. A bare
 * name of a place means its government; the name of an office means that office. Where two open
 * reports fit a name, nothing is said.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a name below which it is anybody's: 市级, 全市. */
#define SHORTEST_NAME 3

static gboolean
is_part_of_list (const DzFact *fact)
{
  return fact->where == DZ_WHERE_PROSE && fact->indicator == NULL && fact->of != NULL && fact->year == 0 &&
         dz_value_is_number (fact->value) && fact->value.bound == DZ_BOUND_EXACT && fact->confidence >= DZ_CHECK_SURE;
}

/* 青澜市望川区人民政府 is meant by 望川区. */
static char *
name_place (const char *agency)
{
  static const char *const endings[] = { "人民政府办公室", "人民政府", "政府" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (agency, endings[i]))
      return g_strndup (agency, strlen (agency) - strlen (endings[i]));
  return g_strdup (agency);
}

/* "2022 望川区" -> DzSubject (borrowed), or a value for more than one */
static GHashTable *
index_names (GPtrArray *subjects)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < subjects->len; i++) {
    DzSubject *subject = subjects->pdata[i];
    const char *agency = dz_report_get_agency (subject->report);
    g_autofree char *name = name_place (agency != NULL ? agency : "");

    for (const char *end = name; subject->year > 0 && g_utf8_strlen (end, -1) >= SHORTEST_NAME; end = g_utf8_next_char (end)) {
      char *key = g_strdup_printf ("%u %s", subject->year, end);
      const DzSubject *known = g_hash_table_lookup (names, key);

      if (known != NULL && known->agency == subject->agency)
        g_free (key);
      else
        g_hash_table_replace (names, key, g_hash_table_contains (names, key) ? NULL : subject);
    }
  }
  return names;
}

/* Whether any figure of @other for the same thing is the one told. */
static gboolean
tells_the_same (const DzSubject *other,
                const DzFact *part,
                DzFact **shown)
{
  g_autoptr (GPtrArray) all = dz_extraction_lookup_all (other->extraction, part->of, NULL);
  DzDecimal told;

  *shown = NULL;
  if (!dz_fact_get_base_number (part, &told))
    return TRUE;
  for (guint i = 0; i < all->len; i++) {
    DzFact *fact = all->pdata[i];
    DzDecimal low, high;

    if (!dz_value_is_number (fact->value) || fact->confidence < DZ_CHECK_SURE || !dz_value_get_interval (fact->value, &low, &high))
      continue;
    if (dz_decimal_compare (told, low) >= 0 && dz_decimal_compare (told, high) <= 0)
      return TRUE;
    if (*shown == NULL)
      *shown = fact;
  }
  return *shown == NULL;
}

static void
check_part (DzChecker *self,
            const DzRule *rule,
            const DzSubject *subject,
            DzFact *part,
            GHashTable *names)
{
  g_autofree char *key = g_strdup_printf ("%u %s", subject->year, part->label);
  const DzSubject *other = g_hash_table_lookup (names, key);
  DzFact *own = NULL;
  g_autofree char *label = NULL;
  g_autofree char *told = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *name = NULL;
  GPtrArray *facts;
  DzFinding *finding;

  if (other == NULL || other->agency == subject->agency || tells_the_same (other, part, &own))
    return;
  label = dz_subject_label (other, self->catalogue, part->of, NULL);
  told = dz_value_write (part->value);
  printed = dz_value_write (own->value);
  name = dz_subject_name (other);
  facts = dz_facts_new ();
  dz_facts_add (facts, part);
  dz_facts_add (facts, own);
  finding = dz_checker_add (self, rule, subject, facts,
                            g_strdup_printf (_ ("“%s” of %s is given as %s here, but is %s in its own report “%s”"), label, part->label, told,
                                             printed, name),
                            g_strdup_printf ("%s ≠ %s", told, printed));
  g_array_append_val (finding->reports, other->index);
}

void
dz_check_members (DzChecker *self)
{
  const DzRule *rule = dz_checker_get_rule (self, "RPT.10");
  g_autoptr (GHashTable) names = NULL;

  for (guint i = 0; rule != NULL && self->subjects->len > 1 && i < self->subjects->len; i++) {
    const DzSubject *subject = self->subjects->pdata[i];

    if (!dz_subject_takes_rule (subject, self->catalogue, rule, NULL))
      continue;
    for (guint k = 0; k < subject->facts->len; k++) {
      DzFact *fact = subject->facts->pdata[k];

      if (!is_part_of_list (fact))
        continue;
      if (names == NULL)
        names = index_names (self->subjects);
      check_part (self, rule, subject, fact, names);
    }
  }
}
