/* dz-fact.h - one value read from one report, with its quote and address
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-address.h"
#include "dz-value.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  DZ_WHERE_TABLE,
  DZ_WHERE_PROSE,
  DZ_WHERE_MANUAL,
} DzWhere;

/* "table", "prose", "manual". */
const char *dz_where_to_string (DzWhere where);

/* Of less confidence a figure was read with doubt: a person should look. */
#define DZ_FACT_REVIEW_BELOW 60u

/**
 * DzFact: a value type, never changed, atomically counted; safe in any thread
 * @indicator: id of the catalogue (interned), NULL for an unmapped row
 * @member: member of a dimension (interned, "applicant.natural"), NULL where the form has none
 * @label: the words of the row as printed, "" never
 * @path: the heads that lead to the cell, joined by " / ", as printed without numbers lost;
 *   for prose the form's own label of the indicator (or the words, when unmapped)
 * @unit: as printed in cell, head or form, "" when none is known
 * @printed: the characters of the value as printed ("１２", "22（其中修订16件）")
 * @note: what else stood in the cell, or NULL
 * @quote, @address: the exact words and where they are; for a table the whole text of the cell,
 *   for prose the clause
 * @confidence: 0 .. 100; below DZ_FACT_REVIEW_BELOW it wants review and never enters a chart unmarked
 * @year: 0: the report's own; else another year that the text speaks of (never shown in
 *   the report's column)
 * @denial: the zero was said by a sentence of denial
 * @of: for an unmapped part of an enumeration: the indicator of the whole (interned) or NULL
 */
typedef struct {
  const char *indicator;
  const char *member;
  char *label;
  char *path;
  DzValue value;
  char *unit;
  char *printed;
  char *note;
  DzWhere where;
  char *quote;
  DzAddress address;
  guint confidence;
  guint year;
  gboolean denial;
  const char *of;
} DzFact;

#define DZ_TYPE_FACT (dz_fact_get_type ())
GType dz_fact_get_type (void);

/* A fact with all strings copied and ids interned; @model is read only. */
DzFact *dz_fact_new (const DzFact *model) G_GNUC_WARN_UNUSED_RESULT;
DzFact *dz_fact_ref (DzFact *self);
void dz_fact_unref (DzFact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFact, dz_fact_unref)

/* The number in the unit's base: 万元 as 元; FALSE when it is no number. */
gboolean dz_fact_get_base_number (const DzFact *self,
                                  DzDecimal *number);

/* 元 for 元 and 万元, else the unit itself. Borrowed. */
const char *dz_unit_get_base (const char *unit);

G_END_DECLS
