/* dz-reading-marks.c - what is marked in the texts of a report, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-marks.h"

#include <string.h>

struct _DzReadingMarks {
  DzExtraction *extraction;
  DzDocument *document;
  GHashTable *standing; /* place -> GArray of DzSpan: of facts and numbers */
  GHashTable *changes;  /* place -> GArray of DzSpan */
  GHashTable *found;    /* place -> GArray of DzSpan */
  GHashTable *claims;   /* place -> GPtrArray of DzClaim (borrowed): numbers that are no facts */
  GArray *unclaimed;    /* of DzAddress */
  GArray *facts;        /* of guint */
  int chosen;
  gboolean has_place;
  DzAddress place;      /* chosen that is no fact */
};

guint
dz_reading_place_hash (gconstpointer key)
{
  guint64 bits = (guint64) * (const gint64 *) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (bits >> 32);
}

/* A place in one number: 24 bits for the block, 20 each for row and column. */
static gint64
make_key (guint block,
          int row,
          int col)
{
  return (gint64) block << 40 | (gint64) (row + 1) << 20 | (gint64) (col + 1);
}

static gpointer
lookup (GHashTable *table,
        guint block,
        int row,
        int col)
{
  gint64 key = make_key (block, row, col);

  return g_hash_table_lookup (table, &key);
}

static void
insert (GHashTable *table,
        guint block,
        int row,
        int col,
        gpointer value)
{
  gint64 key = make_key (block, row, col);

  g_hash_table_insert (table, g_memdup2 (&key, sizeof key), value);
}

void
dz_reading_marks_normalize (DzReadingMarks *self,
                            guint block,
                            int *row,
                            int *col)
{
  const DzBlock *b = block < dz_document_get_n_blocks (self->document) ? dz_document_get_block (self->document, block) : NULL;
  const DzCell *cell;

  if (b == NULL || b->kind != DZ_BLOCK_TABLE || *row < 0) {
    *row = *col = -1;
    return;
  }
  cell = dz_table_get_cell (b->table, (guint) *row, (guint) MAX (*col, 0));
  if (cell != NULL) {
    *row = (int) cell->row;
    *col = (int) cell->col;
  }
}

static void
add_span (DzReadingMarks *self,
          GHashTable *table,
          guint block,
          int row,
          int col,
          DzSpan span)
{
  GArray *spans;

  dz_reading_marks_normalize (self, block, &row, &col);
  spans = lookup (table, block, row, col);
  if (spans == NULL) {
    spans = g_array_new (FALSE, FALSE, sizeof (DzSpan));
    insert (table, block, row, col, spans);
  }
  g_array_append_val (spans, span);
}

static void
add_at (DzReadingMarks *self,
        const DzAddress *address,
        guint start,
        guint end,
        DzSpanKind kind,
        int fact)
{
  add_span (self, self->standing, address->block, address->row, address->col, (DzSpan) { start, end, kind, fact });
}

/* Where in its clause or cell the figure itself stands. */
static void
narrow_to_printed (DzReadingMarks *self,
                   const DzFact *fact,
                   guint *start,
                   guint *end)
{
  g_autofree char *quote = dz_document_dup_quote (self->document, &fact->address);
  const char *at = quote == NULL || *fact->printed == '\0' ? NULL : strstr (quote, fact->printed);

  *start = fact->address.start;
  *end = fact->address.end;
  if (at == NULL)
    return;
  *start += (guint) g_utf8_strlen (quote, at - quote);
  *end = *start + (guint) g_utf8_strlen (fact->printed, -1);
}

static gboolean
is_mere_number (const char *reason)
{
  return g_str_equal (reason, "label") || g_str_equal (reason, "heading_number");
}

static void
add_claim (DzReadingMarks *self,
           const DzClaim *claim)
{
  const DzAddress *address = &claim->address;
  int row = address->row, col = address->col;
  GPtrArray *list;

  /* The number of a heading or a row is no news to anybody. */
  if (claim->reason == NULL || !is_mere_number (claim->reason))
    add_at (self, address, address->start, address->end, claim->reason == NULL ? DZ_SPAN_UNCLAIMED : DZ_SPAN_IGNORED, -1);
  if (claim->reason == NULL)
    g_array_append_val (self->unclaimed, *address);
  dz_reading_marks_normalize (self, address->block, &row, &col);
  list = lookup (self->claims, address->block, row, col);
  if (list == NULL) {
    list = g_ptr_array_new ();
    insert (self->claims, address->block, row, col, list);
  }
  g_ptr_array_add (list, (gpointer) claim);
}

static int
compare_addresses (gconstpointer a,
                   gconstpointer b)
{
  return dz_address_compare (a, b);
}

static int
compare_facts (gconstpointer a,
               gconstpointer b,
               gpointer user_data)
{
  GPtrArray *facts = user_data;
  const DzFact *x = g_ptr_array_index (facts, *(const guint *) a);
  const DzFact *y = g_ptr_array_index (facts, *(const guint *) b);
  int order = dz_address_compare (&x->address, &y->address);

  return order != 0 ? order : *(const guint *) a < *(const guint *) b ? -1 : 1;
}

static void
collect (DzReadingMarks *self)
{
  GPtrArray *facts = dz_extraction_get_facts (self->extraction);
  GPtrArray *claims = dz_extraction_get_claims (self->extraction);
  g_autoptr (GHashTable) claimed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; claims != NULL && i < claims->len; i++) {
    const DzClaim *claim = g_ptr_array_index (claims, i);

    if (claim->fact < 0) {
      add_claim (self, claim);
      continue;
    }
    g_hash_table_add (claimed, GINT_TO_POINTER (claim->fact + 1));
    add_at (self, &claim->address, claim->address.start, claim->address.end, DZ_SPAN_FACT, claim->fact);
  }
  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    guint start, end;

    if (fact->where == DZ_WHERE_MANUAL)
      continue;
    g_array_append_val (self->facts, i);
    if (g_hash_table_contains (claimed, GINT_TO_POINTER (i + 1)))
      continue;
    narrow_to_printed (self, fact, &start, &end);
    if (end > start)
      add_at (self, &fact->address, start, end, DZ_SPAN_FACT, (int) i);
  }
  g_array_sort (self->unclaimed, compare_addresses);
  g_array_sort_with_data (self->facts, compare_facts, facts);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (dz_reading_place_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
}

DzReadingMarks *
dz_reading_marks_new (DzExtraction *extraction,
                      DzDocument *document)
{
  DzReadingMarks *self = g_new0 (DzReadingMarks, 1);

  self->extraction = g_object_ref (extraction);
  self->document = g_object_ref (document);
  self->standing = new_table ();
  self->changes = new_table ();
  self->found = new_table ();
  self->claims = g_hash_table_new_full (dz_reading_place_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->unclaimed = g_array_new (FALSE, FALSE, sizeof (DzAddress));
  self->facts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->chosen = -1;
  collect (self);
  return self;
}

void
dz_reading_marks_free (DzReadingMarks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->standing);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->claims);
  g_array_unref (self->unclaimed);
  g_array_unref (self->facts);
  g_object_unref (self->extraction);
  g_object_unref (self->document);
  g_free (self);
}

void
dz_reading_marks_clear_changes (DzReadingMarks *self)
{
  g_hash_table_remove_all (self->changes);
}

void
dz_reading_marks_add_change (DzReadingMarks *self,
                             guint block,
                             int row,
                             int col,
                             guint start,
                             guint end)
{
  add_span (self, self->changes, block, row, col, (DzSpan) { start, end, DZ_SPAN_CHANGED, -1 });
}

void
dz_reading_marks_clear_found (DzReadingMarks *self)
{
  g_hash_table_remove_all (self->found);
}

void
dz_reading_marks_add_found (DzReadingMarks *self,
                            const DzAddress *address,
                            gboolean present)
{
  add_span (self, self->found, address->block, address->row, address->col,
            (DzSpan) { address->start, address->end, present ? DZ_SPAN_FOUND | DZ_SPAN_PRESENT : DZ_SPAN_FOUND, -1 });
}

void
dz_reading_marks_choose (DzReadingMarks *self,
                         int fact,
                         const DzAddress *place)
{
  self->chosen = fact;
  self->has_place = place != NULL;
  if (place != NULL)
    self->place = *place;
}

gboolean
dz_reading_marks_get_chosen (DzReadingMarks *self,
                             DzAddress *address)
{
  GPtrArray *facts = dz_extraction_get_facts (self->extraction);
  const DzFact *fact;

  if (self->has_place) {
    *address = self->place;
    return TRUE;
  }
  if (self->chosen < 0 || (guint) self->chosen >= facts->len)
    return FALSE;
  fact = g_ptr_array_index (facts, (guint) self->chosen);
  *address = fact->address;
  return fact->where != DZ_WHERE_MANUAL;
}

/* Two links must not overlap: of those that do the chosen one stays, else the first. */
static void
append_links (DzReadingMarks *self,
              GArray *all,
              const GArray *spans)
{
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; spans != NULL && i < spans->len; i++) {
      DzSpan span = g_array_index (spans, DzSpan, i);
      gboolean overlaps = FALSE;

      if (((span.kind & DZ_SPAN_FACT) && span.fact == self->chosen) != (pass == 0))
        continue;
      for (guint j = 0; (span.kind & DZ_SPAN_FACT) && j < all->len && !overlaps; j++) {
        const DzSpan *other = &g_array_index (all, DzSpan, j);

        overlaps = (other->kind & DZ_SPAN_FACT) && span.start < other->end && other->start < span.end;
      }
      if (!overlaps)
        g_array_append_val (all, span);
    }
  }
}

/* The whole quote is tinted, the figure in it more so. */
static void
append_chosen (DzReadingMarks *self,
               GArray *all,
               guint block,
               int row,
               int col)
{
  DzAddress address;
  DzSpan span = { .kind = DZ_SPAN_QUOTE, .fact = -1 };

  if (!dz_reading_marks_get_chosen (self, &address) || address.block != block)
    return;
  dz_reading_marks_normalize (self, address.block, &address.row, &address.col);
  if (address.row != row || address.col != col)
    return;
  span.start = address.start;
  span.end = address.end;
  g_array_append_val (all, span);
  span.kind = DZ_SPAN_CHOSEN;
  if (!self->has_place)
    narrow_to_printed (self, g_ptr_array_index (dz_extraction_get_facts (self->extraction), (guint) self->chosen), &span.start,
                       &span.end);
  g_array_append_val (all, span);
}

static void
append_spans (GArray *all,
              const GArray *spans)
{
  if (spans != NULL)
    g_array_append_vals (all, spans->data, spans->len);
}

GArray *
dz_reading_marks_dup_spans (DzReadingMarks *self,
                            guint block,
                            int row,
                            int col)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (DzSpan));

  append_links (self, all, lookup (self->standing, block, row, col));
  append_spans (all, lookup (self->changes, block, row, col));
  append_spans (all, lookup (self->found, block, row, col));
  append_chosen (self, all, block, row, col);
  return all->len == 0 ? NULL : g_steal_pointer (&all);
}

const DzClaim *
dz_reading_marks_find_claim (DzReadingMarks *self,
                             guint block,
                             int row,
                             int col,
                             guint character)
{
  GPtrArray *list = lookup (self->claims, block, row, col);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const DzClaim *claim = g_ptr_array_index (list, i);

    if (claim->address.start <= character && claim->address.end > character)
      return claim;
  }
  return NULL;
}

GArray *
dz_reading_marks_get_unclaimed (DzReadingMarks *self)
{
  return self->unclaimed;
}

GArray *
dz_reading_marks_get_facts (DzReadingMarks *self)
{
  return self->facts;
}
