/* dz-prose-private.h - paragraphs made ready for the patterns of the catalogue
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph is folded, its numbers are found, those that are no figures (dates, document
 * numbers, hotlines) are set aside by the catalogue's IGNORE patterns, and the rest is masked:
 * every number is a #, every percentage a %, and brackets are taken out. Patterns see one masked
 * sentence at a time; offsets lead back to the printed words.
 */
#pragma once

#include "dz-extraction-private.h"
#include "dz-number.h"
#include "dz-pattern.h"
#include "dz-text.h"

G_BEGIN_DECLS

/**
 * DzToken: a number of the paragraph
 * @fact: index of the fact it serves, -1 none
 * @reason: why it is no figure (interned), or NULL
 * @in_bracket: it stands in brackets that were taken out
 */
typedef struct {
  DzNumber number;
  int fact;
  const char *reason;
  gboolean in_bracket;
} DzToken;

/**
 * DzSentence: masked text
 * @text: NUL-terminated; @length bytes
 * @folded: of length + 1: the byte of the folded paragraph that each byte came from
 * @tokens: of length + 1: index of the token for each # and %, -1 else
 * @aside: the words of a bracket, read for themselves; what they say is worth less
 * @spread: one item of a list whose numbers stand together; its number may serve other items too
 */
typedef struct {
  char *text;
  gsize length;
  guint32 *folded;
  gint32 *tokens;
  gboolean plan;
  gboolean aside;
  gboolean spread;
} DzSentence;

typedef struct {
  guint block;
  const DzBlock *source;
  DzFolded *folded;
  GArray *tokens;       /* of DzToken, by place */
  GPtrArray *sentences; /* of DzSentence */
} DzParagraph;

/**
 * DzProse: one report being read
 * @labels: the form whose labels prose facts carry: the report's own, or the one in force that year
 * @total: member that stands for the whole where the report's tables have the dimension, else NULL
 */
typedef struct {
  DzReport *report;
  DzCatalogue *catalogue;
  const char *kind; /* of report: patterns of others are not tried */
  const DzForm *labels;
  gboolean has_members;
  guint year;
  GPtrArray *facts;
  GPtrArray *claims;
  GPtrArray *statements;
} DzProse;

DzParagraph *dz_paragraph_new (DzProse *prose,
                               guint block) G_GNUC_WARN_UNUSED_RESULT;
void dz_paragraph_free (DzParagraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzParagraph, dz_paragraph_free)

void dz_sentence_free (DzSentence *self);

/**
 * dz_sentence_spread:
 *
 * 微博、微信分别公开20条、30条 says what 微博公开20条 and 微信公开30条 would: a sentence for each item, with
 * the words that the items share. 复议、诉讼各1件 and 均为0 give one number to all.
 *
 * Returns: (nullable): of DzSentence, item by item the ways to read it, an item ended by %NULL; %NULL when there is no such list
 */
GPtrArray *dz_sentence_spread (const DzSentence *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a pattern is worth trying on the sentence. */
gboolean dz_pattern_may_match (const DzPattern *pattern,
                               const char *text);

/* The year that the words before byte @at of the sentence speak of: 0 the report's own. */
guint dz_sentence_find_year (const DzProse *prose,
                             const DzSentence *sentence,
                             gsize at);

/* Facts, then what follows from them: parts of lists, shares and changes. */
void dz_prose_read_facts (DzProse *prose,
                          DzParagraph *paragraph);
void dz_prose_read_denials (DzProse *prose,
                            DzParagraph *paragraph,
                            DzSentence *sentence,
                            guint first_fact);
void dz_prose_read_parts (DzProse *prose,
                          DzParagraph *paragraph,
                          guint first_fact);
void dz_prose_read_statements (DzProse *prose,
                               DzParagraph *paragraph,
                               guint first_fact);

/**
 * dz_prose_add_fact:
 * @indicator: NULL for an unmapped one, which takes @label
 * @from, @to: bytes of the sentence that the fact is read from; the quote begins with its clause
 * @token: of the number, NULL for a denial
 *
 * Returns: its index, or -1 when it can't be kept
 */
int dz_prose_add_fact (DzProse *prose,
                       DzParagraph *paragraph,
                       DzSentence *sentence,
                       const DzPattern *pattern,
                       const char *indicator,
                       const char *label,
                       const char *unit,
                       gsize from,
                       gsize to,
                       DzToken *token);

/* The claims of the numbers in tables and prose, sorted. */
void dz_claims_add_tables (DzReport *report,
                           GPtrArray *facts,
                           GPtrArray *claims);
void dz_claims_add_paragraph (DzParagraph *paragraph,
                              GPtrArray *claims);

G_END_DECLS
