/* dz-words.h - the same phrases everywhere in the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-comparison.h"
#include "dz-extraction.h"

G_BEGIN_DECLS

/* "余姚市司法局", or the file's name while the agency is unknown. Borrowed. */
const char *dz_words_agency (DzReport *report);

/* "2017", "?" when unknown. */
char *dz_words_year (DzReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* "余姚市司法局 2017" */
char *dz_words_report (DzReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* "263 件", "not reported": a value for people. */
char *dz_words_value (DzValue value,
                      const char *unit) G_GNUC_WARN_UNUSED_RESULT;

/* The label of an indicator with the member of its dimension, "予以公开 · 自然人"; the row's own
 * label when the catalogue has none. */
char *dz_words_indicator (DzCatalogue *catalogue,
                          const char *indicator,
                          const char *member,
                          const char *fallback) G_GNUC_WARN_UNUSED_RESULT;

/* "page 3, table 2, row 5, column 4", "Sheet1!D5": where a fact stands; less without the document. */
char *dz_words_place_in (const DzFact *fact,
                         DzReport *report,
                         DzDocument *document) G_GNUC_WARN_UNUSED_RESULT;
char *dz_words_place (const DzFact *fact) G_GNUC_WARN_UNUSED_RESULT;

/* What a number is that no figure uses: why it may be passed over, or that nothing excuses it. */
char *dz_words_claim (DzCatalogue *catalogue,
                      const DzClaim *claim) G_GNUC_WARN_UNUSED_RESULT;

/* Who was unsure: agency or year was read with little confidence. */
gboolean dz_words_is_doubtful (DzReport *report);

G_END_DECLS
