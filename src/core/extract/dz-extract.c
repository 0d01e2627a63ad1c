/* dz-extract.c - a report to all that can be read from it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-extraction-private.h"

#include "dz-facts-private.h"

DzExtraction *
dz_extract (DzReport *report,
            DzCatalogue *catalogue)
{
  GPtrArray *facts, *claims, *statements, *remarks;

  g_return_val_if_fail (DZ_IS_REPORT (report) && DZ_IS_CATALOGUE (catalogue), NULL);

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_fact_unref);
  remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);
  claims = dz_claims_new ();
  statements = dz_statements_new ();
  if (dz_report_get_document (report) != NULL) {
    dz_read_table_facts (report, catalogue, facts, remarks);
    dz_read_prose_facts (report, catalogue, facts, claims, statements);
  }
  return dz_extraction_new_private (report, catalogue, facts, claims, statements, remarks);
}
