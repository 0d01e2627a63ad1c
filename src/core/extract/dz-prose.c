/* dz-prose.c - facts from sentences
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-facts-private.h"
#include "dz-prose-private.h"

#include <stdlib.h>
#include <string.h>

/* The kind of report; of one from elsewhere that of its form. */
static const char *
choose_kind (DzReport *report,
             DzCatalogue *catalogue)
{
  const DzForm *form = dz_catalogue_lookup_form (catalogue, dz_report_get_form (report));
  const char *kind = dz_report_get_kind (report);

  return kind[0] == '\0' && form != NULL ? form->report_kind : kind;
}

/* The form whose words prose is labelled with: the report's own, or for prose alone the first
 * of its kind that was in force that year. */
static const DzForm *
choose_labels (DzReport *report,
               DzCatalogue *catalogue)
{
  const DzForm *own = dz_catalogue_lookup_form (catalogue, dz_report_get_form (report));
  GPtrArray *forms = dz_catalogue_get_forms (catalogue);
  const char *kind = choose_kind (report, catalogue);
  guint year = dz_report_get_year (report);

  if (own != NULL && own->rows->len > 0)
    return own;
  for (guint i = 0; year > 0 && i < forms->len; i++) {
    const DzForm *form = g_ptr_array_index (forms, i);

    if (form->rows->len > 0 && form->first_year > 0 && form->first_year <= year
        && (form->last_year == 0 || form->last_year >= year)
        && (kind[0] == '\0' || g_str_equal (form->report_kind, kind)))
      return form;
  }
  return own;
}

static gboolean
have_members (GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    if (((const DzFact *) g_ptr_array_index (facts, i))->member != NULL)
      return TRUE;
  return FALSE;
}

static int
compare_claims (gconstpointer a,
                gconstpointer b)
{
  return dz_address_compare (&(*(const DzClaim *const *) a)->address, &(*(const DzClaim *const *) b)->address);
}

typedef struct {
  DzFact *fact;
  guint before; /* its index before sorting */
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *left = a, *right = b;

  if (left->fact->address.end != right->fact->address.end)
    return left->fact->address.end < right->fact->address.end ? -1 : 1;
  return left->before < right->before ? -1 : left->before > right->before;
}

/* Patterns were tried one after the other; readers expect the order of the words. */
static void
sort_facts (DzProse *prose,
            DzParagraph *paragraph,
            guint first_fact)
{
  guint n = prose->facts->len - first_fact;
  g_autofree Place *places = g_new (Place, n + 1);
  g_autofree int *moved = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    places[i] = (Place) { g_ptr_array_index (prose->facts, first_fact + i), i };
  qsort (places, n, sizeof *places, compare_places);
  for (guint i = 0; i < n; i++) {
    prose->facts->pdata[first_fact + i] = places[i].fact;
    moved[places[i].before] = (int) (first_fact + i);
  }
  for (guint i = 0; i < paragraph->tokens->len; i++) {
    DzToken *token = &g_array_index (paragraph->tokens, DzToken, i);

    if (token->fact >= (int) first_fact)
      token->fact = moved[token->fact - (int) first_fact];
  }
}

void
dz_read_prose_facts (DzReport *report,
                     DzCatalogue *catalogue,
                     GPtrArray *facts,
                     GPtrArray *claims,
                     GPtrArray *statements)
{
  DzDocument *document = dz_report_get_document (report);
  DzProse prose = { report, catalogue, choose_kind (report, catalogue), choose_labels (report, catalogue),
                    have_members (facts), dz_report_get_year (report), facts, claims, statements };
  guint first, last;

  dz_claims_add_tables (report, facts, claims);
  dz_report_get_range (report, &first, &last);
  for (guint i = first; i < last; i++) {
    guint first_fact = facts->len;
    g_autoptr (DzParagraph) paragraph = NULL;

    if (dz_document_get_block (document, i)->table != NULL)
      continue;
    paragraph = dz_paragraph_new (&prose, i);
    dz_prose_read_facts (&prose, paragraph);
    dz_prose_read_parts (&prose, paragraph, first_fact);
    sort_facts (&prose, paragraph, first_fact);
    dz_prose_read_statements (&prose, paragraph, first_fact);
    dz_claims_add_paragraph (paragraph, claims);
  }
  g_ptr_array_sort (claims, compare_claims);
}
