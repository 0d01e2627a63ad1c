/* dz-facts-private.h - the two ways to facts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-extraction.h"

G_BEGIN_DECLS

/* Appends the facts of all tables of @report, in reading order. */
void dz_read_table_facts (DzReport *report,
                          DzCatalogue *catalogue,
                          GPtrArray *facts,
                          GPtrArray *remarks);

/* Appends the facts of all sentences, in reading order; @facts holds those of the tables.
 * @claims gets every number of tables and prose, @statements the shares and changes. */
void dz_read_prose_facts (DzReport *report,
                          DzCatalogue *catalogue,
                          GPtrArray *facts,
                          GPtrArray *claims,
                          GPtrArray *statements);

G_END_DECLS
