/* dz-extraction.h - all that was read from one report
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-fact.h"
#include "dz-report.h"

G_BEGIN_DECLS

/**
 * DzClaim: a number of the text and what became of it
 * @address: of the number
 * @printed: as printed
 * @fact: index into the facts, or -1
 * @reason: why it may be ignored (id of an IGNORE pattern, "date", "share", "plan", …), or NULL: unclaimed
 */
typedef struct {
  DzAddress address;
  char *printed;
  int fact;
  const char *reason;
} DzClaim;

/**
 * DzStatement: a share or a change that the prose states about a fact, for checking
 * @fact: index of the part or of this year's figure
 * @whole: index of the whole, or -1
 * @percent: as stated
 * @kind: 's' share of the whole, 'g' growth on the year before, 'd' difference on the year before
 */
typedef struct {
  char kind;
  int fact;
  int whole;
  DzValue stated;
  gboolean percent;
  char *quote;
  DzAddress address;
} DzStatement;

#define DZ_TYPE_EXTRACTION (dz_extraction_get_type ())
G_DECLARE_FINAL_TYPE (DzExtraction, dz_extraction, DZ, EXTRACTION, GObject)

/* A result, never changed. The same document and catalogue give the same facts in the same order. */
DzExtraction *dz_extract (DzReport *report,
                          DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

/* For tests and for facts from elsewhere: takes over @facts (of DzFact). */
DzExtraction *dz_extraction_new (DzReport *report,
                                 DzCatalogue *catalogue,
                                 GPtrArray *facts) G_GNUC_WARN_UNUSED_RESULT;

DzReport *dz_extraction_get_report (DzExtraction *self);
DzCatalogue *dz_extraction_get_catalogue (DzExtraction *self);

/* Of DzFact: table facts in reading order, then prose facts in reading order, then those by hand. */
GPtrArray *dz_extraction_get_facts (DzExtraction *self);

/* Of DzClaim*, every number of the text in reading order. */
GPtrArray *dz_extraction_get_claims (DzExtraction *self);

/* Of DzStatement*. */
GPtrArray *dz_extraction_get_statements (DzExtraction *self);

/* Of DzRemark: rows lost, digits fused, table cut off … */
GPtrArray *dz_extraction_get_remarks (DzExtraction *self);

/* The fact to show: by hand before table before prose, then the more confident, then the
 * first. @member NULL: the total where the form has the dimension. NULL when there is none.
 * Facts of other years are never returned. */
DzFact *dz_extraction_lookup (DzExtraction *self,
                              const char *indicator,
                              const char *member);

/* All that speak of it, in order, the shown one first; (transfer container). */
GPtrArray *dz_extraction_lookup_all (DzExtraction *self,
                                     const char *indicator,
                                     const char *member) G_GNUC_WARN_UNUSED_RESULT;

/* What a matrix shows: the fact's value, or NOT_REPORTED when the report's form has the row
 * (or the report is prose only), or NOT_IN_FORM. */
DzValue dz_extraction_get_value (DzExtraction *self,
                                 const char *indicator,
                                 const char *member);

/* A copy in which @fact (where MANUAL) stands for its indicator and member. */
DzExtraction *dz_extraction_correct (DzExtraction *self,
                                     DzFact *fact) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the two are certainly one report: the same agency and year, @prose without any table, @annex with
 * nothing but tables. */
gboolean dz_extraction_can_join (DzExtraction *prose,
                                 DzExtraction *annex);

/* One report of them; its documents are joined when both are there. */
DzExtraction *dz_extraction_join (DzExtraction *prose,
                                  DzExtraction *annex) G_GNUC_WARN_UNUSED_RESULT;

/* Which of the two parts it may be; neither for a report that is whole. */
gboolean dz_extraction_is_prose_part (DzExtraction *self);
gboolean dz_extraction_is_annex_part (DzExtraction *self);

/* What stands for @fact in a copy; NULL: itself. */
typedef DzFact *(*DzFactMapFunc) (const DzFact *fact,
                                  gpointer user_data);

/* A copy with the facts that @func gives; NULL when it changes none. */
DzExtraction *dz_extraction_map (DzExtraction *self,
                                 DzFactMapFunc func,
                                 gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

GVariant *dz_extraction_to_variant (DzExtraction *self) G_GNUC_WARN_UNUSED_RESULT;
/* With a NULL @document the quotes are there but the words around them are not. */
DzExtraction *dz_extraction_new_from_variant (GVariant *variant,
                                              DzCatalogue *catalogue,
                                              DzDocument *document,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
