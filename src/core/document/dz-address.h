/* dz-address.h - where in a document something stands
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "dz-remark.h"

G_BEGIN_DECLS

/**
 * DzAddress:
 * @page: page or sheet, from 1; 0 where the format has none
 * @block: index of the block in the document, from 0
 * @row, @col: of the cell in the block's table, from 0; -1 for a block that is no table
 * @start, @end: the characters [start, end) of the block's or cell's text
 *
 * As text: "p2.b14.r3.c1@0-4"; page, row and column are left out where there is none.
 */
typedef struct {
  guint page;
  guint block;
  int row, col;
  guint start, end;
} DzAddress;

char *dz_address_to_string (const DzAddress *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean dz_address_parse (const char *text,
                           DzAddress *out);
gboolean dz_address_equal (const DzAddress *a,
                           const DzAddress *b);

/* A copy with its place moved down by so many blocks. */
DzRemark *dz_remark_move (const DzRemark *self,
                          guint n_blocks) G_GNUC_WARN_UNUSED_RESULT;

/* Reading order. */
int dz_address_compare (const DzAddress *a,
                        const DzAddress *b);

G_END_DECLS
