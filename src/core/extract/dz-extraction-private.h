/* dz-extraction-private.h - what the readers of tables and prose share with their result
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-extraction.h"

G_BEGIN_DECLS

/* Takes over all four; any may be NULL. */
DzExtraction *dz_extraction_new_private (DzReport *report,
                                         DzCatalogue *catalogue,
                                         GPtrArray *facts,
                                         GPtrArray *claims,
                                         GPtrArray *statements,
                                         GPtrArray *remarks) G_GNUC_WARN_UNUSED_RESULT;

void dz_claim_free (DzClaim *self);
void dz_statement_free (DzStatement *self);

GPtrArray *dz_claims_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *dz_statements_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
