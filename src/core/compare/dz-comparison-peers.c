/* dz-comparison-peers.c - rank and median among the reports of one year
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison-private.h"

typedef struct {
  guint cell; /* in the row */
  guint year;
  guint8 form;
  DzDecimal number;
} Peer;

static int
compare_peers (gconstpointer a,
               gconstpointer b)
{
  const Peer *x = a, *y = b;
  int order;

  if (x->year != y->year)
    return x->year < y->year ? -1 : 1;
  order = dz_decimal_compare (y->number, x->number);
  return order != 0 ? order : x->cell < y->cell ? -1 : x->cell > y->cell;
}

static DzDecimal
middle_of (const Peer *const *sorted,
           guint n)
{
  DzDecimal lower = sorted[n / 2]->number, upper = sorted[(n - 1) / 2]->number, sum, half;

  if (n % 2 == 1)
    return lower;
  /* × 5 / 10 is exact. */
  if (dz_decimal_add (lower, upper, &sum) && dz_decimal_multiply (sum, dz_decimal_from_int (5), &half)
      && dz_decimal_shift (half, -1, &half))
    return dz_decimal_normalize (half);
  return lower;
}

/* The peers of one year, largest first, seen from one form. */
static void
rank_form (DzComparison *self,
           guint row,
           const Peer *peers,
           guint n,
           guint8 form,
           const Peer **sorted,
           DzPeers *out)
{
  guint n_sorted = 0, rank = 0;
  DzDecimal median;

  for (guint i = 0; i < n; i++)
    if (dz_comparison_compare_forms (self, row, form, peers[i].form) != DZ_COMPARABLE_NO)
      sorted[n_sorted++] = &peers[i];
  if (n_sorted == 0)
    return;
  median = middle_of (sorted, n_sorted);
  for (guint i = 0; i < n_sorted; i++) {
    if (i == 0 || !dz_decimal_equal (sorted[i]->number, sorted[i - 1]->number))
      rank = i + 1;
    if (sorted[i]->form == form)
      out[sorted[i]->cell] = (DzPeers) { rank, n_sorted, median };
  }
}

static DzPeers *
make_peers (DzComparison *self,
            guint row)
{
  const DzSpan *span = &self->spans[row];
  DzPeers *out = g_new0 (DzPeers, span->n + 1);
  g_autofree Peer *peers = g_new (Peer, span->n + 1);
  g_autofree const Peer **sorted = g_new (const Peer *, span->n + 1);
  guint n = 0;

  for (guint i = 0; i < span->n; i++) {
    const DzMatrixCell *cell = &self->cells[span->first + i];
    guint year = dz_comparison_column (self, self->cell_columns[span->first + i])->year;

    if (cell->value.kind == DZ_VALUE_NUMBER && year != 0)
      peers[n++] = (Peer) { i, year, self->cell_forms[span->first + i], cell->value.number };
  }
  qsort (peers, n, sizeof (Peer), compare_peers);
  for (guint first = 0, last; first < n; first = last) {
    gboolean done[G_MAXUINT8 + 1] = { FALSE };

    for (last = first; last < n && peers[last].year == peers[first].year; last++)
      ;
    for (guint i = first; i < last; i++) {
      if (done[peers[i].form])
        continue;
      done[peers[i].form] = TRUE;
      rank_form (self, row, peers + first, last - first, peers[i].form, sorted, out);
    }
  }
  return out;
}

const DzPeers *
dz_comparison_peers (DzComparison *self,
                     guint row)
{
  DzPeers *peers = g_atomic_pointer_get (&self->peers[row]);

  if (peers == NULL) {
    peers = make_peers (self, row);
    if (!g_atomic_pointer_compare_and_exchange (&self->peers[row], NULL, peers)) {
      g_free (peers);
      peers = g_atomic_pointer_get (&self->peers[row]);
    }
  }
  return peers;
}

gboolean
dz_comparison_get_peers (DzComparison *self,
                         guint row,
                         guint column,
                         guint *rank,
                         guint *n_peers,
                         DzDecimal *median)
{
  const DzMatrixCell *cell;
  const DzPeers *peers;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len && column < self->columns->len, FALSE);

  cell = dz_comparison_stored (self, row, column);
  if (cell == NULL)
    return FALSE;
  peers = &dz_comparison_peers (self, row)[cell - self->cells - self->spans[row].first];
  if (peers->n_peers == 0)
    return FALSE;
  if (rank != NULL)
    *rank = peers->rank;
  if (n_peers != NULL)
    *n_peers = peers->n_peers;
  if (median != NULL)
    *median = peers->median;
  return TRUE;
}

/* The parent that the cell's own form adds it up to; that of the catalogue where the form is silent. */
static int
find_parent_row (DzComparison *self,
                 guint row,
                 const DzMatrixCell *cell)
{
  const DzMatrixRow *r = dz_comparison_row (self, row);
  const char *parent;
  DzRelation relation;
  const DzForm *form;
  const DzFormRow *form_row;

  if (r->indicator == NULL)
    return -1;
  /* A member is a part of the indicator's total. */
  if (r->member != NULL && r->parent >= 0 && dz_comparison_row (self, (guint) r->parent)->indicator == r->indicator)
    return r->parent;
  parent = r->indicator->parent;
  relation = r->indicator->relation;
  form = dz_catalogue_lookup_form (self->catalogue,
                                   g_ptr_array_index (self->forms, self->cell_forms[cell - self->cells]));
  form_row = form != NULL ? dz_form_lookup_row (form, r->indicator->id) : NULL;
  if (form_row != NULL && form_row->parent != NULL) {
    parent = form_row->parent;
    relation = form_row->relation;
  }
  if (relation == DZ_RELATION_NONE || parent == NULL)
    return -1;
  return dz_comparison_find_row (self, parent, r->member);
}

gboolean
dz_comparison_get_share (DzComparison *self,
                         guint row,
                         guint column,
                         DzDecimal *percent,
                         guint *parent)
{
  const DzMatrixCell *cell, *whole;
  DzDecimal scaled;
  int above;

  g_return_val_if_fail (DZ_IS_COMPARISON (self) && row < self->rows->len && column < self->columns->len, FALSE);

  cell = dz_comparison_stored (self, row, column);
  if (cell == NULL || cell->value.kind != DZ_VALUE_NUMBER)
    return FALSE;
  above = find_parent_row (self, row, cell);
  whole = above >= 0 ? dz_comparison_stored (self, (guint) above, column) : NULL;
  if (whole == NULL || whole->value.kind != DZ_VALUE_NUMBER || dz_decimal_sign (whole->value.number) <= 0
      || !dz_decimal_shift (cell->value.number, 2, &scaled)
      || !dz_decimal_divide (scaled, whole->value.number, 2, percent))
    return FALSE;
  if (parent != NULL)
    *parent = (guint) above;
  return TRUE;
}
