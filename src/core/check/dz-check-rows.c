/* dz-check-rows.c - rows of the form that are not in the table, and tables that are not there at all
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An office that has nothing to count prints 0 or leaves the cell blank; a row that is gone was mostly
 * lost when the page was saved. Rows in one go are told together, with the names of the first and
 * the last one, so that a reader can compare with the original at once. A head printed with a
 * value in place of its parts (one row where another form has three) hides nothing.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>

/* Rows of a form that must be there before one can say that others are not. */
#define FEWEST_ROWS 3u

typedef struct {
  DzChecker *checker;
  const DzSubject *subject;
  const DzForm *form;
  GPtrArray *rows;   /* of DzFormRow (borrowed), those with cells */
  GHashTable *seen;  /* indicator id (borrowed) -> DzFact (borrowed), the first cell of it */
} Search;

static gboolean
is_seen (const Search *self,
         const DzFormRow *row)
{
  return g_hash_table_contains (self->seen, row->indicator->id);
}

static DzFact *
cell_of (const Search *self,
         const DzFormRow *row)
{
  return g_hash_table_lookup (self->seen, row->indicator->id);
}

/* Its head carries the value that the form of this year spreads over several rows; a dash is none. */
static gboolean
is_told_by_head (const Search *self,
                 const DzFormRow *row)
{
  const DzFormRow *head = row->parent != NULL ? dz_form_lookup_row (self->form, row->parent) : NULL;
  const DzFact *fact = head != NULL && !head->has_cells ? cell_of (self, head) : NULL;

  return fact != NULL && fact->value.kind != DZ_VALUE_NOT_APPLICABLE;
}

static void
add_finding (Search *self,
             const DzRule *rule,
             const DzFormRow *first,
             const DzFormRow *last,
             GPtrArray *facts,
             char *message)
{
  DzFinding *finding = dz_checker_add (self->checker, rule, self->subject, facts, message, NULL);

  g_free (finding->key);
  finding->key = g_strdup_printf ("%s %s %u %s %s", rule->id, dz_report_get_agency (self->subject->report), self->subject->year,
                                  first->indicator->id, last->indicator->id);
}

/* Rows [from, to] are gone; the cells before and behind the gap show where. */
static void
report_gap (Search *self,
            const DzFormRow *first,
            const DzFormRow *last,
            const DzFormRow *before,
            const DzFormRow *behind,
            guint n)
{
  const DzRule *rule = dz_checker_get_rule (self->checker, "CAP.3");
  GPtrArray *facts;
  const char *a = dz_indicator_get_label (first->indicator);
  const char *b = dz_indicator_get_label (last->indicator);

  if (rule == NULL || !dz_subject_takes_rule (self->subject, self->checker->catalogue, rule, NULL))
    return;
  facts = dz_facts_new ();
  if (before != NULL)
    dz_facts_add (facts, cell_of (self, before));
  if (behind != NULL)
    dz_facts_add (facts, cell_of (self, behind));
  if (n == 1)
    add_finding (self, rule, first, last, facts,
                 g_strdup_printf (_ ("%s: the row “%s” is not there; compare with the original"), dz_rule_get_label (rule), a));
  else
    add_finding (self, rule, first, last, facts,
                 g_strdup_printf (_ ("%s: %u rows from “%s” to “%s” are not there; compare with the original"),
                                  dz_rule_get_label (rule), n, a, b));
}

/* A table of the form without a single cell, while others were read. */
static void
report_table (Search *self,
              const DzFormRow *first,
              const DzFormRow *last,
              guint n)
{
  const DzRule *rule = dz_checker_get_rule (self->checker, "CAP.4");

  if (rule == NULL || !dz_subject_takes_rule (self->subject, self->checker->catalogue, rule, NULL))
    return;
  add_finding (self, rule, first, last, dz_facts_new (),
               g_strdup_printf (_ ("%s: none of its %u rows from “%s” to “%s” was found; perhaps it stands in the original as a picture or an annex"),
                                dz_rule_get_label (rule), n, dz_indicator_get_label (first->indicator),
                                dz_indicator_get_label (last->indicator)));
}

/* Rows [from, to) are one table. */
static void
check_table (Search *self,
             guint from,
             guint to)
{
  GPtrArray *rows = self->rows;
  const DzFormRow *first = NULL, *last = NULL, *before = NULL;
  guint n = 0, n_seen = 0;

  for (guint i = from; i < to; i++)
    n_seen += is_seen (self, rows->pdata[i]);
  for (guint i = from; i <= to; i++) {
    const DzFormRow *row = i < to ? rows->pdata[i] : NULL;

    if (row != NULL && is_told_by_head (self, row))
      continue;
    if (row != NULL && !is_seen (self, row)) {
      first = n == 0 ? row : first;
      last = row;
      n++;
      continue;
    }
    if (n > 0 && n_seen > 0)
      report_gap (self, first, last, before, row, n);
    else if (n >= FEWEST_ROWS)
      report_table (self, first, last, n);
    before = row;
    n = 0;
  }
}

static guint
count_seen (const Search *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += is_seen (self, self->rows->pdata[i]);
  return n;
}

static GHashTable *
list_cells (const DzSubject *subject)
{
  GHashTable *seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < subject->facts->len; i++) {
    DzFact *fact = subject->facts->pdata[i];

    if (fact->where != DZ_WHERE_PROSE && fact->indicator != NULL && !g_hash_table_contains (seen, fact->indicator))
      g_hash_table_insert (seen, (gpointer) fact->indicator, fact);
  }
  return seen;
}

/* The dimension of the columns; a lone row that has columns in another form has none in this one. */
static const char *
get_dimension (GPtrArray *rows,
               guint i)
{
  const char *own = ((const DzFormRow *) rows->pdata[i])->indicator->dimension;
  const char *before = i > 0 ? ((const DzFormRow *) rows->pdata[i - 1])->indicator->dimension : NULL;
  const char *behind = i + 1 < rows->len ? ((const DzFormRow *) rows->pdata[i + 1])->indicator->dimension : NULL;

  return own == before || own == behind ? own : NULL;
}

/* A form is several tables where rows with columns follow rows without: a change of the dimension
 * begins another one. */
void
dz_check_rows (DzChecker *self,
               const DzSubject *subject)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Search search = { self, subject, subject->form, rows, NULL };
  guint from = 0;

  for (guint i = 0; subject->form != NULL && i < subject->form->rows->len; i++)
    if (((DzFormRow *) subject->form->rows->pdata[i])->has_cells)
      g_ptr_array_add (rows, subject->form->rows->pdata[i]);
  if (rows->len == 0)
    return;
  search.seen = seen = list_cells (subject);
  if (count_seen (&search) < FEWEST_ROWS)
    return;
  for (guint i = 1; i <= rows->len; i++) {
    if (i < rows->len && get_dimension (rows, i - 1) == get_dimension (rows, i))
      continue;
    check_table (&search, from, i);
    from = i;
  }
}
