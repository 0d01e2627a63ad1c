/* dz-finding.h - a rule that does not hold, a disagreement, something worth a look
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-extraction.h"
#include "dz-rule.h"

G_BEGIN_DECLS

typedef enum {
  DZ_VERDICT_FAIL,      /* certain, whatever the blanks hold */
  DZ_VERDICT_PASS,
  DZ_VERDICT_PASS_ZERO, /* holds if the blanks are 0 */
  DZ_VERDICT_UNKNOWN,   /* cannot be judged; the message says what the blanks would have to hold */
} DzVerdict;

/**
 * DzFinding: a value type, never changed, atomically counted
 * @rule: id, interned
 * @reports: indices into the extractions that were checked, the first one is whose finding it is
 * @facts: of DzFact, those involved, the doubted one first; words without a value (another year named,
 *   a heading) are a fact without an indicator that is NOT_APPLICABLE, with quote and address
 * @message: one sentence with the arithmetic written out, in the language of messages
 * @arithmetic: "0 ≠ 3 + 0", or ""
 * @cause: likely cause in a sentence, or NULL
 * @weight: for sorting within a severity: larger first
 * @key: rule + cells + values; the state that a person gives is kept by it, and falls
 *   when a value changes
 */
typedef struct {
  const char *rule;
  DzSeverity severity;
  DzVerdict verdict;
  GArray *reports;  /* of guint */
  GPtrArray *facts; /* of DzFact */
  char *message;
  char *arithmetic;
  char *cause;
  double weight;
  char *key;
} DzFinding;

#define DZ_TYPE_FINDING (dz_finding_get_type ())
GType dz_finding_get_type (void);
DzFinding *dz_finding_ref (DzFinding *self);
void dz_finding_unref (DzFinding *self);
/* The message and, behind it, the likely cause where there is one. */
char *dz_finding_dup_words (const DzFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFinding, dz_finding_unref)

/* Everything that can be said of @extractions (of DzExtraction), alone and together: findings
 * only, sorted by severity, weight, report and place. Fast enough to run on every change;
 * the result does not depend on the locale but for the language of messages. */
GPtrArray *dz_check (GPtrArray *extractions,
                     DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

/* The same after corrections of figures: @before and @findings_before are what was checked last, in the same
 * order (both nullable). What does not look at a report that is new is taken over; where reports came, went
 * or changed places, or are another agency's or year's now, all is judged anew. Gives what dz_check() would. */
GPtrArray *dz_check_again (GPtrArray *extractions,
                           DzCatalogue *catalogue,
                           GPtrArray *before,
                           GPtrArray *findings_before) G_GNUC_WARN_UNUSED_RESULT;

/* The checks one fact takes part in, those that hold too, for the inspector:
 * of DzCheckLine*. */
typedef struct {
  const char *rule;
  DzVerdict verdict;
  DzSeverity severity;
  char *arithmetic;
} DzCheckLine;

GPtrArray *dz_check_explain (DzExtraction *extraction,
                             const char *indicator,
                             const char *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
