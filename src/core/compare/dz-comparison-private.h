/* dz-comparison-private.h - what the steps of building a comparison share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells are kept by row, and only where a report says something: in the order of the columns,
 * with the column of each beside it. A cell that is not there says "not reported" or "not in
 * this form"; every column has one of each to point at.
 */
#pragma once

#include "dz-comparison.h"

G_BEGIN_DECLS

typedef struct {
  DzExtraction *extraction; /* borrowed of the input */
  guint source;             /* index in the input */
  guint agency;             /* equal for one agency */
  guint year;               /* 0 unknown */
  guint8 form;              /* index in forms */
  int previous, next;       /* the same agency's year before and after, -1 */
  guint n_differ;           /* how many numbers differ from those of the baseline */
} DzColumn;

/* The cells [first, first + n) of a row. */
typedef struct {
  guint first, n;
} DzSpan;

typedef struct {
  guint32 rank, n_peers;
  DzDecimal median;
} DzPeers;

struct _DzComparison {
  GObject parent_instance;

  DzCatalogue *catalogue;
  DzComparisonOptions options; /* member interned */
  GPtrArray *extractions;      /* of DzExtraction, as given */
  GArray *columns;             /* of DzColumn */
  GPtrArray *forms;            /* of const char *, interned; index 0 is "prose" */
  GPtrArray *form_kinds;       /* of const char *: of report; prose has none of its own, and "" is any */

  GArray *rows;                /* of DzMatrixRow */
  GHashTable *by_key;          /* key (borrowed of rows) -> row + 1 */
  DzSpan *spans;               /* of the rows */
  DzMatrixCell *cells;
  guint32 *cell_columns;       /* of the cells */
  guint8 *cell_forms;          /* index of the form each cell was read from */
  guint8 *comparable;          /* rows × forms × forms of DzComparable + 1; 0 not asked yet */
  DzMatrixCell *absent;        /* two a column: not reported, not in this form */
  DzPeers **peers;             /* of the rows, of their cells; made when first asked for */
};

static inline DzColumn *
dz_comparison_column (DzComparison *self,
                      guint column)
{
  return &g_array_index (self->columns, DzColumn, column);
}

static inline DzMatrixRow *
dz_comparison_row (DzComparison *self,
                   guint row)
{
  return &g_array_index (self->rows, DzMatrixRow, row);
}

/* The cell that is stored for the place, or NULL. */
DzMatrixCell *dz_comparison_stored (DzComparison *self,
                                    guint row,
                                    guint column);
/* What a place without a stored cell says. */
DzValueKind dz_comparison_absent_kind (DzComparison *self,
                                       guint row,
                                       guint form);
/* @kind: of report where @form is prose, else "". */
guint dz_comparison_add_form (DzComparison *self,
                              const char *form,
                              const char *kind);
gboolean dz_comparison_is_prose (DzComparison *self,
                                 guint form);
DzComparable dz_comparison_compare_forms (DzComparison *self,
                                          guint row,
                                          guint a,
                                          guint b);

/* The steps, in this order. */
void dz_comparison_build_columns (DzComparison *self);
void dz_comparison_build_rows (DzComparison *self);
void dz_comparison_build_changes (DzComparison *self);

/* The peers of the row's cells, in their order; made once, in any thread. */
const DzPeers *dz_comparison_peers (DzComparison *self,
                                    guint row);

/* The formula of @id for a form, or NULL. */
const DzDerived *dz_comparison_find_derived (DzComparison *self,
                                             const char *id,
                                             const char *form);

/* A power of ten for 元, 千元, 万元, 亿元; FALSE for other units. */
gboolean dz_unit_get_power (const char *unit,
                            int *power);
/* @number of @from in @to; exact, or FALSE. Units that are not money are taken as they are. */
gboolean dz_unit_convert (DzDecimal number,
                          const char *from,
                          const char *to,
                          DzDecimal *out);

G_END_DECLS
