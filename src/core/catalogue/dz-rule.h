/* dz-rule.h - relations that figures must or should satisfy
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-catalogue.h"

G_BEGIN_DECLS

typedef enum {
  DZ_RULE_EQUAL,    /* left = right */
  DZ_RULE_AT_MOST,  /* left <= right */
  DZ_RULE_IMPLIES,  /* left > 0 demands right > 0 */
  DZ_RULE_INTEGER,  /* counts are whole and not negative */
  DZ_RULE_TEXT,     /* judged by code of check/ that knows the rule's id: table against prose, denials, years … */
  DZ_RULE_PHRASE,   /* where the text says what @regex matches, left = right must hold (right empty: 0), and the
                     * named groups "year" and "agency" must be the report's own */
  DZ_RULE_READING,  /* no duty: prose that gives right for left has another reading, not a mistake */
} DzRuleKind;

typedef enum {
  DZ_SEVERITY_ERROR,   /* by definition of the form */
  DZ_SEVERITY_WARNING, /* contradiction, to be asked about */
  DZ_SEVERITY_CHECK,   /* usual, exceptions exist */
  DZ_SEVERITY_NOTICE,  /* worth a look */
} DzSeverity;

/* "error", "warning", "check", "notice". */
const char *dz_severity_to_string (DzSeverity severity);

/**
 * DzTerm:
 * @sign: 1 or -1
 * @indicator: id
 * @member: member of a dimension, or NULL: the one being looked at
 * @year_offset: 0, or -1 for the report of the year before
 */
typedef struct {
  int sign;
  const char *indicator;
  const char *member;
  int year_offset;
} DzTerm;

/**
 * DzRule:
 * @id: "R19.1"
 * @report_kind: the kind of report it judges; NULL: every kind
 * @forms: ids of the forms it holds in; NULL-terminated, empty: all
 * @each_member: judged for each member of the dimension (each column)
 * @sum_members: left is the total member, right the sum of the others (each row)
 * @tolerance: how far both sides may differ
 * @factor: of outliers: how many times the usual; 0 where it does not matter
 * @min_base: of outliers: below it nothing is said; of PHRASE: characters of the shortest block looked at
 * @regex, @unless: of PHRASE, over folded text; compiled once dz_catalogue_get_rules() was asked
 * @first_year, @last_year: of validity, 0 open
 * @zh, @en: the rule in a sentence
 * @advice_zh, @advice_en: what to do or why it may be no mistake; may be ""
 * @source: where it comes from
 */
typedef struct {
  const char *id;
  DzRuleKind kind;
  DzSeverity severity;
  const char *report_kind;
  const char *const *forms;
  guint n_left, n_right;
  const DzTerm *left;
  const DzTerm *right;
  gboolean each_member;
  gboolean sum_members;
  DzDecimal tolerance;
  double factor;
  guint min_base;
  GRegex *regex;
  GRegex *unless;
  guint first_year, last_year;
  const char *zh;
  const char *en;
  const char *advice_zh;
  const char *advice_en;
  const char *source;
} DzRule;

/**
 * DzSection: a part that a form prescribes
 * @forms: as in DzRule
 * @heading: matches its folded heading; compiled once dz_catalogue_get_sections() was asked
 * @order: place among the parts, from 1
 * @min_chars: with fewer characters below its heading it counts as empty
 */
typedef struct {
  const char *id;
  const char *zh;
  const char *en;
  const char *report_kind;
  const char *const *forms;
  GRegex *heading;
  guint order;
  guint min_chars;
} DzSection;

/* Of DzSection, by order. */
GPtrArray *dz_catalogue_get_sections (DzCatalogue *self);
const char *dz_section_get_label (const DzSection *section);

/* Of DzRule, by file and place. */
GPtrArray *dz_catalogue_get_rules (DzCatalogue *self);
const DzRule *dz_catalogue_lookup_rule (DzCatalogue *self,
                                        const char *id);
const char *dz_rule_get_label (const DzRule *rule);
const char *dz_rule_get_advice (const DzRule *rule);

/**
 * DzDerived: an indicator that is computed, never read
 * @numerator, @denominator: terms; the quotient is shown as a percentage when @percent
 * @forms: the forms this formula is for; empty: all; the first that fits counts
 * @min_base: below this denominator the figure is marked as small
 */
typedef struct {
  const char *id;
  const char *zh;
  const char *en;
  const char *unit;
  const char *const *forms;
  guint n_numerator, n_denominator;
  const DzTerm *numerator;
  const DzTerm *denominator;
  gboolean percent;
  guint min_base;
} DzDerived;

/* Of DzDerived; one id may stand several times, for different forms. */
GPtrArray *dz_catalogue_get_derived (DzCatalogue *self);

G_END_DECLS
