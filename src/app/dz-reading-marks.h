/* dz-reading-marks.h - what is marked in the texts of a report, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places are blocks, or cells of their tables: any place a cell covers is that cell. No widgets.
 */
#pragma once

#include "dz-extraction.h"
#include "dz-spans.h"

G_BEGIN_DECLS

typedef struct _DzReadingMarks DzReadingMarks;

/* Places as keys of hash tables. GLib's own hash of such numbers looks at half of them. */
guint dz_reading_place_hash (gconstpointer key);

/* With the figures and the numbers that no figure uses. */
DzReadingMarks *dz_reading_marks_new (DzExtraction *extraction,
                                      DzDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void dz_reading_marks_free (DzReadingMarks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReadingMarks, dz_reading_marks_free)

/* The cell that covers the place; -1 and -1 for a block that is no table. */
void dz_reading_marks_normalize (DzReadingMarks *self,
                                 guint block,
                                 int *row,
                                 int *col);

/* Characters that stand otherwise in another report. */
void dz_reading_marks_clear_changes (DzReadingMarks *self);
void dz_reading_marks_add_change (DzReadingMarks *self,
                                  guint block,
                                  int row,
                                  int col,
                                  guint start,
                                  guint end);

/* Places that a search found; one of them may be the present one. */
void dz_reading_marks_clear_found (DzReadingMarks *self);
void dz_reading_marks_add_found (DzReadingMarks *self,
                                 const DzAddress *address,
                                 gboolean present);

/* The figure whose words are shown, -1 for none; or a place that is no figure's, NULL for none. */
void dz_reading_marks_choose (DzReadingMarks *self,
                              int fact,
                              const DzAddress *place);
/* Where the chosen words stand; FALSE when nothing is chosen, or by hand. */
gboolean dz_reading_marks_get_chosen (DzReadingMarks *self,
                                      DzAddress *address);

/* All marks of a place; of DzSpan. NULL when nothing is marked. */
GArray *dz_reading_marks_dup_spans (DzReadingMarks *self,
                                    guint block,
                                    int row,
                                    int col) G_GNUC_WARN_UNUSED_RESULT;

/* The number at a character of a place that no figure uses, NULL when there is none. */
const DzClaim *dz_reading_marks_find_claim (DzReadingMarks *self,
                                            guint block,
                                            int row,
                                            int col,
                                            guint character);

/* Of DzAddress, in reading order: the numbers that nothing excuses. Borrowed. */
GArray *dz_reading_marks_get_unclaimed (DzReadingMarks *self);
/* Of guint, in reading order: facts with words in the report. Borrowed. */
GArray *dz_reading_marks_get_facts (DzReadingMarks *self);

G_END_DECLS
