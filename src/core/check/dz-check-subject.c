/* dz-check-subject.c - a report under examination, its cells found fast
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules ask for some thousand cells of each report, most of which are not there. Ids are interned, so
 * pointers are compared; the table holds indices of facts, a kilobyte a report.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>

static guint32
hash_cell (const char *indicator,
           const char *member)
{
  gsize a = GPOINTER_TO_SIZE (indicator);
  gsize b = GPOINTER_TO_SIZE (member);

  return (guint32) (((a >> 3) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (b >> 3) * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)) >> 32);
}

/* The total stands for the indicator itself. */
static const char *
plain_member (const DzSubject *self,
              const char *member)
{
  for (guint i = 0; member != NULL && self->totals[i] != NULL; i++)
    if (self->totals[i] == member)
      return NULL;
  return member;
}

static guint32
find_slot (const DzSubject *self,
           const char *indicator,
           const char *member)
{
  guint32 slot = hash_cell (indicator, member) & self->mask;

  for (; self->slots[slot] != 0; slot = (slot + 1) & self->mask) {
    const DzFact *fact = self->facts->pdata[self->slots[slot] - 1];

    if (fact->indicator == indicator && plain_member (self, fact->member) == member)
      break;
  }
  return slot;
}

/* As dz_extraction_lookup(): the last word by hand, then the surest cell, then the first. */
static gboolean
is_better (const DzFact *fact,
           const DzFact *than)
{
  if (fact->where != than->where)
    return fact->where == DZ_WHERE_MANUAL;
  return fact->where == DZ_WHERE_MANUAL || fact->confidence > than->confidence;
}

static void
index_cells (DzSubject *self)
{
  guint32 size = 64;

  self->facts = dz_extraction_get_facts (self->extraction);
  while (size < 2 * self->facts->len)
    size *= 2;
  self->mask = size - 1;
  self->slots = g_new0 (guint32, size);
  for (guint i = 0; i < self->facts->len; i++) {
    const DzFact *fact = self->facts->pdata[i];
    guint32 slot;

    if (fact->where == DZ_WHERE_PROSE || fact->indicator == NULL || (fact->year != 0 && fact->year != self->year))
      continue;
    slot = find_slot (self, fact->indicator, plain_member (self, fact->member));
    if (self->slots[slot] == 0 || is_better (fact, self->facts->pdata[self->slots[slot] - 1]))
      self->slots[slot] = i + 1;
  }
}

DzFact *
dz_subject_get_cell (const DzSubject *self,
                     const char *indicator,
                     const char *member)
{
  guint32 found = self->slots[find_slot (self, indicator, plain_member (self, member))];

  return found > 0 ? self->facts->pdata[found - 1] : NULL;
}

/* The forms of the report and of its tables, and those they extend. */
static void
add_form (DzSubject *self,
          DzCatalogue *catalogue,
          const char *id)
{
  const DzForm *form = dz_catalogue_lookup_form (catalogue, id);

  while (form != NULL && !g_ptr_array_find (self->forms, form->id, NULL)) {
    g_ptr_array_add (self->forms, (gpointer) form->id);
    form = dz_catalogue_lookup_form (catalogue, form->extends);
  }
}

static void
list_forms (DzSubject *self,
            DzCatalogue *catalogue)
{
  guint last = G_MAXUINT;

  add_form (self, catalogue, dz_report_get_form (self->report));
  for (guint i = 0; i < self->facts->len; i++) {
    const DzFact *fact = self->facts->pdata[i];

    if (fact->where != DZ_WHERE_TABLE || fact->address.block == last)
      continue;
    last = fact->address.block;
    add_form (self, catalogue, dz_report_get_table_form (self->report, last));
  }
}

static const char **
list_totals (DzCatalogue *catalogue)
{
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);
  g_autoptr (GPtrArray) dimensions = g_ptr_array_new ();
  GPtrArray *totals = g_ptr_array_new ();

  for (guint i = 0; i < indicators->len; i++) {
    const char *dimension = ((const DzIndicator *) indicators->pdata[i])->dimension;
    GPtrArray *members;

    if (dimension == NULL || g_ptr_array_find (dimensions, dimension, NULL))
      continue;
    g_ptr_array_add (dimensions, (gpointer) dimension);
    members = dz_catalogue_get_members (catalogue, dimension);
    for (guint k = 0; members != NULL && k < members->len; k++)
      if (((const DzMember *) members->pdata[k])->is_total)
        g_ptr_array_add (totals, (gpointer) ((const DzMember *) members->pdata[k])->id);
  }
  g_ptr_array_add (totals, NULL);
  return (const char **) g_ptr_array_free (totals, FALSE);
}

void
dz_subject_free (DzSubject *self)
{
  g_ptr_array_unref (self->forms);
  g_ptr_array_unref (self->previous);
  g_ptr_array_unref (self->twins);
  g_free (self->totals);
  g_free (self->slots);
  g_free (self);
}

DzSubject *
dz_subject_new (DzExtraction *extraction,
                DzCatalogue *catalogue,
                guint index)
{
  DzSubject *self = g_new0 (DzSubject, 1);

  self->index = index;
  self->extraction = extraction;
  self->report = dz_extraction_get_report (extraction);
  self->year = dz_report_get_year (self->report);
  self->form = dz_catalogue_lookup_form (catalogue, dz_report_get_form (self->report));
  self->kind = dz_report_get_kind (self->report);
  if (self->kind[0] == '\0' && self->form != NULL)
    self->kind = self->form->report_kind;
  self->previous = g_ptr_array_new ();
  self->twins = g_ptr_array_new ();
  self->forms = g_ptr_array_new ();
  self->totals = list_totals (catalogue);
  index_cells (self);
  list_forms (self, catalogue);
  return self;
}

gboolean
dz_subject_may_take_rule (const DzSubject *self,
                          const DzRule *rule)
{
  if (rule->forms[0] == NULL)
    return TRUE;
  for (guint i = 0; rule->forms[i] != NULL; i++)
    if (g_ptr_array_find (self->forms, rule->forms[i], NULL))
      return TRUE;
  return FALSE;
}

char *
dz_subject_label (const DzSubject *self,
                  DzCatalogue *catalogue,
                  const char *indicator,
                  const char *member)
{
  const DzIndicator *known = dz_catalogue_lookup_indicator (catalogue, indicator);
  const DzMember *column = dz_catalogue_lookup_member (catalogue, member);
  const char *label = known != NULL ? dz_indicator_get_label (known) : indicator != NULL ? indicator : "";

  if (column == NULL || column->is_total)
    return g_strdup (label);
  return g_strdup_printf (_ ("%s, %s"), label, dz_member_get_label (column));
}

char *
dz_subject_name (const DzSubject *self)
{
  const char *agency = dz_report_get_agency (self->report);

  if (agency == NULL || *agency == '\0')
    agency = dz_report_get_file (self->report);
  if (self->year == 0)
    return g_strdup (agency);
  return g_strdup_printf ("%s %u", agency, self->year);
}
