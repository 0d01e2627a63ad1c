/* dz-pairs.h - documents beside each other, block by block
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one list of what stands beside what, for the window, the overview strip and the command
 * line: scrolling and links read it and pair nothing themselves. Blocks are aligned by heading
 * and content, never by the number of a section alone; the rows of tables by their labels.
 * With the sides exchanged the same is paired and the same is marked.
 */
#pragma once

#include "dz-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DZ_PAIRS_MAX_SIDES 6u

typedef enum {
  DZ_PAIR_EQUAL,   /* says the same; width of digits, blanks and quotes do not count */
  DZ_PAIR_CHANGED, /* belongs together and differs: see the spans */
  DZ_PAIR_ONLY,    /* some sides have nothing beside it */
  DZ_PAIR_MOVED,   /* stands elsewhere on the other side: see partner */
} DzPairKind;

/**
 * DzPairSpan: characters that differ from the other sides
 * @row, @col: of the cell in the block's table; -1 in a block that is none
 * @start, @end: the characters [start, end) of the block's or cell's text
 */
typedef struct {
  int row, col;
  guint start, end;
} DzPairSpan;

/* Rows of the tables of a pair; -1 where a side has none. */
typedef struct {
  DzPairKind kind;
  int rows[DZ_PAIRS_MAX_SIDES];
} DzPairRow;

/**
 * DzPair:
 * @blocks: index of the block in each side's document; -1 where there is none
 * @partner: of a moved block: index of the pair that holds it on the other side; -1 else. Its spans tell what
 *   changed on the way
 * @rows: of DzPairRow, in order; NULL unless tables stand beside each other
 * @spans: of DzPairSpan, by side, in reading order; NULL where nothing differs. For more than two
 *   sides: against the first side that has the block; that one's spans are all that differ from it
 */
typedef struct {
  DzPairKind kind;
  int blocks[DZ_PAIRS_MAX_SIDES];
  int partner;
  GArray *rows;
  GArray *spans[DZ_PAIRS_MAX_SIDES];
} DzPair;

#define DZ_TYPE_PAIRS (dz_pairs_get_type ())
G_DECLARE_FINAL_TYPE (DzPairs, dz_pairs, DZ, PAIRS, GObject)

/* The blocks [first, last) of a document; NULL has none. */
typedef struct {
  DzDocument *document;
  guint first, last;
} DzPairsSource;

/**
 * DzPairPin: two places that somebody put beside each other by hand
 * @sides: two different ones
 * @blocks: of each side's document, both tables or both none
 * @rows: of the tables, or -1: the tables as a whole
 */
typedef struct {
  guint sides[2];
  guint blocks[2];
  int rows[2];
} DzPairPin;

/* Two to six @sources. A pin that crosses one before it in the text, or two that want one place, cannot both hold:
 * the first in the text holds. NULL only when cancelled. */
DzPairs *dz_pairs_new_full (const DzPairsSource *sources,
                            guint n_sources,
                            const DzPairPin *pins,
                            guint n_pins,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same without pins. @reports: of DzReport, two to six; one without its document has no blocks. Each block of
 * a report's range is in exactly one pair, in its order. */
DzPairs *dz_pairs_new (GPtrArray *reports) G_GNUC_WARN_UNUSED_RESULT;

guint dz_pairs_get_n_sides (DzPairs *self);
guint dz_pairs_get_n_pairs (DzPairs *self);
const DzPair *dz_pairs_get_pair (DzPairs *self,
                                 guint index);
/* The pair that holds the block of the side; -1 when it is outside the report. */
int dz_pairs_find (DzPairs *self,
                   guint side,
                   guint block);
/* Pairs that are not equal. */
guint dz_pairs_get_n_differences (DzPairs *self);

G_END_DECLS
