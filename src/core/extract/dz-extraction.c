/* dz-extraction.c - all that was read from one report
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-extraction-private.h"

#include <string.h>

/* Facts that speak of one indicator and member, the shown one first. */
typedef struct {
  const char *indicator; /* interned */
  const char *member;    /* interned; NULL also for the total */
  guint32 hash;
  guint32 first, n; /* in order */
} Group;

struct _DzExtraction {
  GObject parent_instance;

  DzReport *report;
  DzCatalogue *catalogue;
  GPtrArray *facts;      /* of DzFact */
  GPtrArray *claims;     /* of DzClaim */
  GPtrArray *statements; /* of DzStatement */
  GPtrArray *remarks;    /* of DzRemark */

  Group *groups;
  guint n_groups;
  guint32 *order; /* indices of facts, group by group */
  guint32 *slots; /* index of the group + 1, 0 for none */
  guint32 mask;
};

G_DEFINE_FINAL_TYPE (DzExtraction, dz_extraction, G_TYPE_OBJECT)

void
dz_claim_free (DzClaim *self)
{
  g_free (self->printed);
  g_free (self);
}

void
dz_statement_free (DzStatement *self)
{
  g_free (self->quote);
  g_free (self);
}

GPtrArray *
dz_claims_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_claim_free);
}

GPtrArray *
dz_statements_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_statement_free);
}

static void
dz_extraction_finalize (GObject *object)
{
  DzExtraction *self = DZ_EXTRACTION (object);

  g_clear_object (&self->report);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->statements, g_ptr_array_unref);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_free (self->groups);
  g_free (self->order);
  g_free (self->slots);
  G_OBJECT_CLASS (dz_extraction_parent_class)->finalize (object);
}

static void
dz_extraction_class_init (DzExtractionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_extraction_finalize;
}

static void
dz_extraction_init (DzExtraction *self)
{
}

/* The total stands for the indicator itself. */
static const char *
plain_member (DzExtraction *self,
              const char *member)
{
  const DzMember *known;

  if (member == NULL || self->catalogue == NULL)
    return member;
  known = dz_catalogue_lookup_member (self->catalogue, member);
  return known != NULL && known->is_total ? NULL : member;
}

static guint32
hash_key (const char *indicator,
          const char *member)
{
  guint32 hash = g_str_hash (indicator);

  return member != NULL ? hash * 33 + g_str_hash (member) : hash;
}

static Group *
find_group (DzExtraction *self,
            const char *indicator,
            const char *member,
            guint32 hash,
            guint32 *slot)
{
  guint32 i = hash & self->mask;

  for (; self->slots[i] != 0; i = (i + 1) & self->mask) {
    Group *group = &self->groups[self->slots[i] - 1];

    if (group->hash == hash && strcmp (group->indicator, indicator) == 0 && g_strcmp0 (group->member, member) == 0)
      return group;
  }
  if (slot != NULL)
    *slot = i;
  return NULL;
}

static gboolean
is_indexed (const DzFact *fact,
            guint year)
{
  return fact->indicator != NULL && (fact->year == 0 || fact->year == year);
}

static int
compare_facts (gconstpointer a,
               gconstpointer b,
               gpointer user_data)
{
  static const int rank[] = { [DZ_WHERE_TABLE] = 1, [DZ_WHERE_PROSE] = 2, [DZ_WHERE_MANUAL] = 0 };
  DzExtraction *self = user_data;
  guint32 i = *(const guint32 *) a, j = *(const guint32 *) b;
  const DzFact *x = g_ptr_array_index (self->facts, i);
  const DzFact *y = g_ptr_array_index (self->facts, j);

  if (rank[x->where] != rank[y->where])
    return rank[x->where] - rank[y->where];
  /* The latest word of a person counts. */
  if (x->where == DZ_WHERE_MANUAL)
    return i < j ? 1 : -1;
  if (x->confidence != y->confidence)
    return x->confidence > y->confidence ? -1 : 1;
  return i < j ? -1 : i > j;
}

static void
build_index (DzExtraction *self)
{
  guint n = self->facts->len, next = 0;
  guint year = dz_report_get_year (self->report);
  guint32 size = 16;
  g_autofree guint32 *group_of = g_new0 (guint32, n);

  while (size < 2 * n)
    size *= 2;
  self->mask = size - 1;
  self->slots = g_new0 (guint32, size);
  self->groups = g_new0 (Group, n);
  self->order = g_new0 (guint32, n);
  for (guint i = 0; i < n; i++) {
    const DzFact *fact = g_ptr_array_index (self->facts, i);
    const char *member;
    guint32 hash, slot;
    Group *group;

    if (!is_indexed (fact, year))
      continue;
    member = plain_member (self, fact->member);
    hash = hash_key (fact->indicator, member);
    group = find_group (self, fact->indicator, member, hash, &slot);
    if (group == NULL) {
      group = &self->groups[self->n_groups++];
      *group = (Group) { fact->indicator, member, hash, 0, 0 };
      self->slots[slot] = self->n_groups;
    }
    group->n++;
    group_of[i] = (guint32) (group - self->groups) + 1;
  }
  for (guint g = 0; g < self->n_groups; g++) {
    self->groups[g].first = next;
    next += self->groups[g].n;
    self->groups[g].n = 0;
  }
  for (guint i = 0; i < n; i++) {
    Group *group = group_of[i] > 0 ? &self->groups[group_of[i] - 1] : NULL;

    if (group != NULL)
      self->order[group->first + group->n++] = i;
  }
  for (guint g = 0; g < self->n_groups; g++)
    if (self->groups[g].n > 1)
      g_qsort_with_data (self->order + self->groups[g].first, (int) self->groups[g].n, sizeof (guint32),
                         compare_facts, self);
}

DzExtraction *
dz_extraction_new_private (DzReport *report,
                           DzCatalogue *catalogue,
                           GPtrArray *facts,
                           GPtrArray *claims,
                           GPtrArray *statements,
                           GPtrArray *remarks)
{
  DzExtraction *self = g_object_new (DZ_TYPE_EXTRACTION, NULL);

  self->report = g_object_ref (report);
  self->catalogue = catalogue != NULL ? g_object_ref (catalogue) : NULL;
  self->facts = facts != NULL ? facts : g_ptr_array_new ();
  g_ptr_array_set_free_func (self->facts, (GDestroyNotify) dz_fact_unref);
  self->claims = claims != NULL ? claims : dz_claims_new ();
  self->statements = statements != NULL ? statements : dz_statements_new ();
  self->remarks = remarks != NULL ? remarks : g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);
  build_index (self);
  return self;
}

DzExtraction *
dz_extraction_new (DzReport *report,
                   DzCatalogue *catalogue,
                   GPtrArray *facts)
{
  g_return_val_if_fail (DZ_IS_REPORT (report), NULL);

  return dz_extraction_new_private (report, catalogue, facts, NULL, NULL, NULL);
}

DzReport *
dz_extraction_get_report (DzExtraction *self)
{
  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  return self->report;
}

DzCatalogue *
dz_extraction_get_catalogue (DzExtraction *self)
{
  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  return self->catalogue;
}

GPtrArray *
dz_extraction_get_facts (DzExtraction *self)
{
  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  return self->facts;
}

GPtrArray *
dz_extraction_get_claims (DzExtraction *self)
{
  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  return self->claims;
}

GPtrArray *
dz_extraction_get_statements (DzExtraction *self)
{
  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  return self->statements;
}

GPtrArray *
dz_extraction_get_remarks (DzExtraction *self)
{
  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  return self->remarks;
}

static const Group *
lookup_group (DzExtraction *self,
              const char *indicator,
              const char *member)
{
  if (self->n_groups == 0)
    return NULL;
  member = plain_member (self, member);
  return find_group (self, indicator, member, hash_key (indicator, member), NULL);
}

DzFact *
dz_extraction_lookup (DzExtraction *self,
                      const char *indicator,
                      const char *member)
{
  const Group *group;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self) && indicator != NULL, NULL);

  group = lookup_group (self, indicator, member);
  return group != NULL ? g_ptr_array_index (self->facts, self->order[group->first]) : NULL;
}

GPtrArray *
dz_extraction_lookup_all (DzExtraction *self,
                          const char *indicator,
                          const char *member)
{
  GPtrArray *all = g_ptr_array_new ();
  const Group *group;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self) && indicator != NULL, all);

  group = lookup_group (self, indicator, member);
  for (guint i = 0; group != NULL && i < group->n; i++)
    g_ptr_array_add (all, g_ptr_array_index (self->facts, self->order[group->first + i]));
  return all;
}

static gboolean
form_has_row (DzExtraction *self,
              const char *id,
              const char *indicator)
{
  const DzForm *form = id[0] != '\0' ? dz_catalogue_lookup_form (self->catalogue, id) : NULL;
  const DzFormRow *row = form != NULL ? dz_form_lookup_row (form, indicator) : NULL;

  return row != NULL && row->has_cells;
}

/* Forms mix within one report: a row of any table's form was there to be filled. */
static gboolean
report_has_row (DzExtraction *self,
                const char *indicator)
{
  DzDocument *document = dz_report_get_document (self->report);
  const char *form = dz_report_get_form (self->report);
  guint first, last;

  if (form_has_row (self, form, indicator))
    return TRUE;
  dz_report_get_range (self->report, &first, &last);
  for (guint i = first; document != NULL && i < last; i++) {
    const char *other;

    if (dz_document_get_block (document, i)->table == NULL)
      continue;
    other = dz_report_get_table_form (self->report, i);
    if (other != form && form_has_row (self, other, indicator))
      return TRUE;
  }
  return FALSE;
}

/* Sentences may state whatever their kind of report counts. */
static gboolean
is_of_kind (DzExtraction *self,
            const char *indicator)
{
  const DzIndicator *known = self->catalogue != NULL ? dz_catalogue_lookup_indicator (self->catalogue, indicator) : NULL;
  const char *kind = dz_report_get_kind (self->report);

  return known == NULL || kind[0] == '\0' || g_str_equal (known->report_kind, kind);
}

DzValue
dz_extraction_get_value (DzExtraction *self,
                         const char *indicator,
                         const char *member)
{
  const DzFact *fact = dz_extraction_lookup (self, indicator, member);

  if (fact != NULL)
    return fact->value;
  if ((strcmp (dz_report_get_form (self->report), "prose") == 0 && is_of_kind (self, indicator))
      || (self->catalogue != NULL && report_has_row (self, indicator)))
    return dz_value_none (DZ_VALUE_NOT_REPORTED);
  return dz_value_none (DZ_VALUE_NOT_IN_FORM);
}

static GPtrArray *
copy_remarks (GPtrArray *remarks)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);

  for (guint i = 0; i < remarks->len; i++)
    g_ptr_array_add (copy, dz_remark_copy (g_ptr_array_index (remarks, i)));
  return copy;
}

/* The same report with other facts, in the same places: claims speak of them by index. Takes @facts. */
static DzExtraction *
copy_with_facts (DzExtraction *self,
                 GPtrArray *facts)
{
  GPtrArray *claims = dz_claims_new ();
  GPtrArray *statements = dz_statements_new ();

  for (guint i = 0; i < self->claims->len; i++) {
    DzClaim *claim = g_memdup2 (g_ptr_array_index (self->claims, i), sizeof (DzClaim));

    claim->printed = g_strdup (claim->printed);
    g_ptr_array_add (claims, claim);
  }
  for (guint i = 0; i < self->statements->len; i++) {
    DzStatement *statement = g_memdup2 (g_ptr_array_index (self->statements, i), sizeof (DzStatement));

    statement->quote = g_strdup (statement->quote);
    g_ptr_array_add (statements, statement);
  }
  return dz_extraction_new_private (self->report, self->catalogue, facts, claims, statements,
                                    copy_remarks (self->remarks));
}

DzExtraction *
dz_extraction_correct (DzExtraction *self,
                       DzFact *fact)
{
  GPtrArray *facts;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self) && fact != NULL && fact->where == DZ_WHERE_MANUAL, NULL);

  facts = g_ptr_array_new_full (self->facts->len + 1, NULL);
  for (guint i = 0; i < self->facts->len; i++)
    g_ptr_array_add (facts, dz_fact_ref (g_ptr_array_index (self->facts, i)));
  g_ptr_array_add (facts, dz_fact_ref (fact));
  return copy_with_facts (self, facts);
}

DzExtraction *
dz_extraction_map (DzExtraction *self,
                   DzFactMapFunc func,
                   gpointer user_data)
{
  g_autoptr (GPtrArray) facts = NULL;
  gboolean any = FALSE;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self) && func != NULL, NULL);

  facts = g_ptr_array_new_full (self->facts->len, (GDestroyNotify) dz_fact_unref);
  for (guint i = 0; i < self->facts->len; i++) {
    DzFact *fact = g_ptr_array_index (self->facts, i);
    DzFact *other = func (fact, user_data);

    any |= other != NULL;
    g_ptr_array_add (facts, other != NULL ? other : dz_fact_ref (fact));
  }
  return any ? copy_with_facts (self, g_steal_pointer (&facts)) : NULL;
}
