/* dz-check-private.h - what the checks share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dz_check() makes a DzSubject of each extraction and hands them to one file per family of
 * checks; each adds findings. A check that the rule files do not name stays silent.
 */
#pragma once

#include "dz-copies.h"
#include "dz-finding.h"
#include "dz-text.h"

G_BEGIN_DECLS

/* Below this confidence a reading is ours to doubt before the agency's. */
#define DZ_CHECK_SURE 60u

/**
 * DzSubject: a report under examination
 * @index: its place in the array given to dz_check()
 * @form: of the report; NULL when the catalogue does not know it
 * @kind: of report, "" not known
 * @agency: number of the agency: equal numbers mean the same agency
 * @previous: subjects of the same agency and kind and the year before
 * @twins: other subjects of the same agency and year
 */
typedef struct {
  guint index;
  DzExtraction *extraction;
  DzReport *report;
  const DzForm *form;
  const char *kind;
  guint year;
  guint agency;
  GPtrArray *previous; /* of DzSubject (borrowed) */
  GPtrArray *twins;    /* of DzSubject (borrowed) */
  GPtrArray *forms;    /* of ids of forms: the report's, its tables', those that they extend */
  GPtrArray *facts;    /* borrowed from the extraction */
  const char **totals; /* members that stand for the indicator itself */
  guint32 *slots;      /* indices of table cells and corrections + 1, by their ids; 0 for none */
  guint32 mask;
} DzSubject;

DzSubject *dz_subject_new (DzExtraction *extraction,
                           DzCatalogue *catalogue,
                           guint index) G_GNUC_WARN_UNUSED_RESULT;
void dz_subject_free (DzSubject *self);

/**
 * DzChecker:
 * @lines: of DzCheckLine when explaining: then all verdicts are wanted, no findings
 * @indicator, @member: what is to be explained
 */
typedef struct {
  DzCatalogue *catalogue;
  GPtrArray *subjects; /* of DzSubject */
  GPtrArray *findings; /* of DzFinding */
  GPtrArray *lines;    /* of DzCheckLine or NULL */
  const char *indicator;
  const char *member;
} DzChecker;

/**
 * DzAddend: one term of a balance
 * @sign: 1 or -1, as it stands on its side
 * @fact: borrowed; NULL where the report does not have the row
 * @low, @high: what it may hold; equal for an exact number
 * @open: nothing was printed: it may hold any amount above 0
 * @open_below: and, being signed, any below
 */
typedef struct {
  int sign;
  const char *indicator;
  const char *member;
  DzFact *fact;
  DzDecimal low, high;
  gboolean open;
  gboolean open_below;
} DzAddend;

/**
 * DzBalance: a rule laid on one report, one column or one row
 * @member: of each-member rules; @row: of sum-members rules; else NULL
 * @difference: left - right, what is not printed taken for 0
 * @n_blank: cells printed empty; @n_missing: rows the report does not have
 * @sure: every figure in it was read with confidence
 * @other: the report of the year before that took part, or NULL
 */
typedef struct {
  const DzRule *rule;
  const DzSubject *subject;
  const DzSubject *other;
  const char *member;
  const DzIndicator *row;
  GArray *left;  /* of DzAddend */
  GArray *right; /* of DzAddend */
  DzVerdict verdict;
  DzDecimal difference;
  guint n_blank, n_missing;
  gboolean sure;
} DzBalance;

DzBalance *dz_balance_new (const DzRule *rule,
                           const DzSubject *subject);
void dz_balance_free (DzBalance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzBalance, dz_balance_free)

/* FALSE when the rule says nothing here: a side that the report does not have at all, another
 * form, no report of the year before. The verdict is then not set. */
gboolean dz_balance_judge (DzBalance *self,
                           DzCatalogue *catalogue,
                           const DzSubject *previous);
char *dz_balance_write (const DzBalance *self) G_GNUC_WARN_UNUSED_RESULT;
/* What the only blank cell would have to hold, in a sentence; NULL where it is not the only one. */
char *dz_balance_explain_blank (const DzBalance *self,
                                DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;
gboolean dz_balance_has (const DzBalance *self,
                         DzCatalogue *catalogue,
                         const char *indicator,
                         const char *member);

/**
 * DzRange: what a sum may be
 * @low, @high: with what is not printed taken for 0
 * @open_low, @open_high: blanks may carry it beyond
 */
typedef struct {
  DzDecimal low, high;
  gboolean open_low, open_high;
  gboolean exact;
} DzRange;

/* What the cells of the report (a head by its parts) say of @terms; @facts (nullable) gets those
 * involved. FALSE when there is no cell, a number does not fit, or one was read with doubt. */
gboolean dz_subject_sum (const DzSubject *self,
                         DzCatalogue *catalogue,
                         const DzTerm *terms,
                         guint n_terms,
                         const char *member,
                         DzRange *out,
                         GPtrArray *facts);

/* The fact of a table cell, or its correction by hand; NULL where only prose or nothing speaks of
 * it. Both ids must be interned. */
DzFact *dz_subject_get_cell (const DzSubject *self,
                             const char *indicator,
                             const char *member);

/* FALSE when no table of the report is of a form that the rule is for: a quick first look. */
gboolean dz_subject_may_take_rule (const DzSubject *self,
                                   const DzRule *rule);

/* Whether a rule is meant for the report; @fact (nullable): the form of its table decides. */
gboolean dz_subject_takes_rule (const DzSubject *self,
                                DzCatalogue *catalogue,
                                const DzRule *rule,
                                const DzFact *fact);

/* "apply.closed[applicant.total]" in words of the reader: label and, but for the total, member. */
char *dz_subject_label (const DzSubject *self,
                        DzCatalogue *catalogue,
                        const char *indicator,
                        const char *member) G_GNUC_WARN_UNUSED_RESULT;

/* "海州市司法局 2018" as a name for messages. */
char *dz_subject_name (const DzSubject *self) G_GNUC_WARN_UNUSED_RESULT;

/* The number as printed, with a sign for approximate ones; a word for what is no number. */
char *dz_value_write (DzValue value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dz_checker_add:
 * @rule: names the finding and its severity
 * @facts: (transfer full): of DzFact with references, the doubted one first
 * @message: (transfer full)
 * @arithmetic: (transfer full) (nullable)
 *
 * Returns: (transfer none): the finding, to be completed before dz_check() returns
 */
DzFinding *dz_checker_add (DzChecker *self,
                           const DzRule *rule,
                           const DzSubject *subject,
                           GPtrArray *facts,
                           char *message,
                           char *arithmetic);

/* Where a fact of the finding is one of an earlier report, that report belongs to the finding too. */
void dz_finding_name_owner (DzFinding *finding,
                            const DzSubject *subject,
                            DzFact *fact);

/* A rule that code knows by its id; NULL where no file names it: then the check is off. */
const DzRule *dz_checker_get_rule (DzChecker *self,
                                   const char *id);

GPtrArray *dz_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_facts_add (GPtrArray *facts,
                   DzFact *fact);

/**
 * DzTextBlock: a block of the report's document
 * @block: its index in the document
 * @folded: its text; empty for a table
 * @level, @ordinal: of its leading number when it is a heading, else 0
 */
typedef struct {
  guint block;
  DzFolded *folded;
  gboolean is_table;
  gboolean is_heading;
  guint level, ordinal;
} DzTextBlock;

/* Of DzTextBlock, in reading order; empty when the document is not at hand. */
GPtrArray *dz_subject_fold_text (const DzSubject *self) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of the folded sentence around [from, to). */
void dz_text_block_get_sentence (const DzTextBlock *self,
                                 gsize from,
                                 gsize to,
                                 gsize *start,
                                 gsize *end);

/* Folded bytes [from, to) as a fact without a value, so that a finding leads to the words. */
DzFact *dz_subject_quote (const DzSubject *self,
                          const DzTextBlock *block,
                          gsize from,
                          gsize to) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DzWords: what was found in the words of one extraction
 * @made_for: catalogue and language
 * @findings: of DzFinding, with a place that means nothing
 * @prints: of guint32, sorted, each once: fingerprints of its sentences
 * @signature: of guint64: bands of minima, empty for a short text
 */
typedef struct {
  char *made_for;
  GPtrArray *findings;
  GArray *prints;
  GArray *signature;
} DzWords;

DzWords *dz_words_get (DzCatalogue *catalogue,
                       const DzSubject *subject) G_GNUC_WARN_UNUSED_RESULT;
void dz_words_unref (DzWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWords, dz_words_unref)

/* Of guint32, sorted, each once. */
GArray *dz_fingerprint_text (GPtrArray *text,
                             DzReport *report,
                             DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

GArray *dz_copies_sign (GArray *prints) G_GNUC_WARN_UNUSED_RESULT;

/* Of DzCopyPair with @all at @least or above, each pair once; @words: of DzWords. */
GArray *dz_copies_find_alike (GPtrArray *words,
                              double least) G_GNUC_WARN_UNUSED_RESULT;

/* As dz_copies_new(), of DzSubject whose agencies are numbered. */
DzCopies *dz_copies_new_for (GPtrArray *subjects,
                             DzCatalogue *catalogue) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the agency of each subject, then who stands before and beside whom. */
void dz_check_number_agencies (GPtrArray *subjects);
void dz_check_link_years (GPtrArray *subjects);

/* Years that outliers look back. */
#define DZ_CHECK_YEARS_BACK 5u

/* The families of checks. */
void dz_check_rules (DzChecker *self,
                     DzSubject *subject);
void dz_check_prose (DzChecker *self,
                     DzSubject *subject);
void dz_check_statements (DzChecker *self,
                          DzSubject *subject);
void dz_check_capture (DzChecker *self,
                       DzSubject *subject);
void dz_check_rows (DzChecker *self,
                    const DzSubject *subject);
void dz_check_words (DzChecker *self,
                     const DzSubject *subject);
/* TRUE when the words name another year than the report's. */
gboolean dz_check_phrases (DzChecker *self,
                           const DzSubject *subject,
                           GPtrArray *text);
void dz_check_outline (DzChecker *self,
                       const DzSubject *subject,
                       GPtrArray *text,
                       gboolean year_named);
void dz_check_own_outliers (DzChecker *self,
                            const DzSubject *subject);
/* @which: (nullable): of gboolean, one a subject: only these groups of peers, only these twins. */
void dz_check_peers (DzChecker *self,
                     const gboolean *which);
/* All that have a peer (or are one) among @changed. */
gboolean *dz_check_find_peers (DzChecker *self,
                               const gboolean *changed) G_GNUC_WARN_UNUSED_RESULT;
void dz_check_copies (DzChecker *self);
void dz_check_members (DzChecker *self);
void dz_check_twins (DzChecker *self,
                     const gboolean *which);

/* Likely causes for the broken balances of one report; sets the causes of their findings.
 * @balances and @findings go in pairs. */
void dz_check_causes (DzChecker *self,
                      GPtrArray *balances,
                      GPtrArray *findings);

G_END_DECLS
