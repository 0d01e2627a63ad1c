/* dz-extraction-join.c - one report in two files: the prose in one, the tables in the other
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-extraction-private.h"

#include <string.h>

/* An annex is a heading or two, who filled it in and when, and its tables. */
#define ANNEX_MAX_BLOCKS 20u
#define ANNEX_MAX_NUMBERS 12u

/* A body of prose has more paragraphs than a cover sheet. */
#define PROSE_MIN_BLOCKS 4u

static guint
count_facts (DzExtraction *self,
             DzWhere where)
{
  GPtrArray *facts = dz_extraction_get_facts (self);
  guint n = 0;

  for (guint i = 0; i < facts->len; i++)
    n += ((const DzFact *) g_ptr_array_index (facts, i))->where == where;
  return n;
}

/* Numbers outside tables. */
static guint
count_loose_numbers (DzExtraction *self)
{
  GPtrArray *claims = dz_extraction_get_claims (self);
  guint n = 0;

  for (guint i = 0; i < claims->len; i++)
    n += ((const DzClaim *) g_ptr_array_index (claims, i))->address.row < 0;
  return n;
}

/* Known, read in the file itself rather than guessed, and the whole of the file. */
static gboolean
is_part (DzExtraction *self)
{
  DzReport *report = dz_extraction_get_report (self);
  DzDocument *document = dz_report_get_document (report);
  guint first, last;

  dz_report_get_range (report, &first, &last);
  return first == 0 && last > 0 && (document == NULL || last == dz_document_get_n_blocks (document)) &&
         dz_report_get_agency (report)[0] != '\0' && dz_report_get_year (report) != 0 &&
         dz_report_get_reading (report, "annex") == NULL;
}

gboolean
dz_extraction_is_prose_part (DzExtraction *self)
{
  DzReport *report;
  guint first, last;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self), FALSE);

  report = dz_extraction_get_report (self);
  dz_report_get_range (report, &first, &last);
  return is_part (self) && strcmp (dz_report_get_form (report), "prose") == 0 && last >= PROSE_MIN_BLOCKS &&
         count_facts (self, DZ_WHERE_TABLE) == 0;
}

gboolean
dz_extraction_is_annex_part (DzExtraction *self)
{
  DzReport *report;
  guint first, last;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self), FALSE);

  report = dz_extraction_get_report (self);
  dz_report_get_range (report, &first, &last);
  return is_part (self) && strcmp (dz_report_get_form (report), "prose") != 0 && last <= ANNEX_MAX_BLOCKS &&
         count_facts (self, DZ_WHERE_TABLE) > 0 && count_facts (self, DZ_WHERE_PROSE) == 0 &&
         count_loose_numbers (self) <= ANNEX_MAX_NUMBERS;
}

gboolean
dz_extraction_can_join (DzExtraction *prose,
                        DzExtraction *annex)
{
  DzReport *left = dz_extraction_get_report (prose), *right = dz_extraction_get_report (annex);

  return dz_extraction_is_prose_part (prose) && dz_extraction_is_annex_part (annex) &&
         dz_report_get_year (left) == dz_report_get_year (right) &&
         strcmp (dz_report_get_agency (left), dz_report_get_agency (right)) == 0 &&
         strcmp (dz_report_get_kind (left), dz_report_get_kind (right)) == 0;
}

/* Table facts come first, so the annex's do. */
static GPtrArray *
join_facts (DzExtraction *prose,
            DzExtraction *annex,
            guint offset)
{
  GPtrArray *facts = g_ptr_array_new (), *tables = dz_extraction_get_facts (annex);
  GPtrArray *sentences = dz_extraction_get_facts (prose);

  for (guint i = 0; i < tables->len; i++) {
    DzFact model = *(const DzFact *) g_ptr_array_index (tables, i);

    model.address.block += offset;
    g_ptr_array_add (facts, dz_fact_new (&model));
  }
  for (guint i = 0; i < sentences->len; i++)
    g_ptr_array_add (facts, dz_fact_ref (g_ptr_array_index (sentences, i)));
  return facts;
}

static void
add_claims (GPtrArray *claims,
            DzExtraction *from,
            guint block_offset,
            int fact_offset)
{
  GPtrArray *source = dz_extraction_get_claims (from);

  for (guint i = 0; i < source->len; i++) {
    DzClaim *copy = g_memdup2 (g_ptr_array_index (source, i), sizeof (DzClaim));

    copy->printed = g_strdup (copy->printed);
    copy->address.block += block_offset;
    copy->fact += copy->fact >= 0 ? fact_offset : 0;
    g_ptr_array_add (claims, copy);
  }
}

static void
add_statements (GPtrArray *statements,
                DzExtraction *from,
                guint block_offset,
                int fact_offset)
{
  GPtrArray *source = dz_extraction_get_statements (from);

  for (guint i = 0; i < source->len; i++) {
    DzStatement *copy = g_memdup2 (g_ptr_array_index (source, i), sizeof (DzStatement));

    copy->quote = g_strdup (copy->quote);
    copy->address.block += block_offset;
    copy->fact += fact_offset;
    copy->whole += copy->whole >= 0 ? fact_offset : 0;
    g_ptr_array_add (statements, copy);
  }
}

static void
add_remarks (GPtrArray *remarks,
             DzExtraction *from,
             guint block_offset)
{
  GPtrArray *source = dz_extraction_get_remarks (from);

  for (guint i = 0; i < source->len; i++)
    g_ptr_array_add (remarks, dz_remark_move (g_ptr_array_index (source, i), block_offset));
}

DzExtraction *
dz_extraction_join (DzExtraction *prose,
                    DzExtraction *annex)
{
  DzReport *left = dz_extraction_get_report (prose), *right = dz_extraction_get_report (annex);
  DzDocument *words = dz_report_get_document (left), *tables = dz_report_get_document (right);
  g_autoptr (DzDocument) document = words != NULL && tables != NULL ? dz_document_join (words, tables) : NULL;
  g_autoptr (DzReport) report = dz_report_join (left, right, document);
  GPtrArray *claims = dz_claims_new (), *statements = dz_statements_new ();
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);
  int n_tables = (int) dz_extraction_get_facts (annex)->len;
  guint first, offset;

  dz_report_get_range (left, &first, &offset);
  add_claims (claims, prose, 0, n_tables);
  add_claims (claims, annex, offset, 0);
  add_statements (statements, prose, 0, n_tables);
  add_statements (statements, annex, offset, 0);
  add_remarks (remarks, prose, 0);
  add_remarks (remarks, annex, offset);
  return dz_extraction_new_private (report, dz_extraction_get_catalogue (prose), join_facts (prose, annex, offset),
                                    claims, statements, remarks);
}
