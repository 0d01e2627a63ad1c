/* dz-recognise-private.h - the lines of a document, and what they say of who and when
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-labels.h"
#include "dz-pattern.h"
#include "dz-report-private.h"
#include "dz-text.h"

G_BEGIN_DECLS

/**
 * DzLine: a paragraph, a heading, or a cell near the top of a table
 * @n_chars: of the folded text
 * @brief: short enough to be a title
 */
typedef struct {
  DzFolded *folded;
  DzAddress address; /* of the whole text */
  gboolean heading;
  gboolean brief;
  gboolean cell;
} DzLine;

/* Of DzLine, of blocks [first, last). */
GPtrArray *dz_lines_new (DzDocument *document,
                         guint first,
                         guint last) G_GNUC_WARN_UNUSED_RESULT;

/* The first line that is neither title nor furniture; the number of lines when there is none. */
guint dz_lines_find_body (GPtrArray *lines);

/**
 * DzTitle: a line that entitles a report
 * @line: where the year (or all) stands; @agency_line: where the agency stands
 * @agency: "" when the title names none
 * @bytes …: of the folded lines
 * @kind: of report that the title speaks of (interned), "" for any
 */
typedef struct {
  guint line;
  guint agency_line;
  char *agency;
  gsize agency_from, agency_to;
  guint year;
  gsize year_from, year_to;
  guint confidence;
  const char *kind;
  gboolean table; /* entitles the annexed table only */
} DzTitle;

GPtrArray *dz_titles_find (DzCatalogue *catalogue,
                           GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;

/* A title that stands outside the text, as a page has one. */
gboolean dz_title_read (DzCatalogue *catalogue,
                        const char *text,
                        char **agency,
                        guint *year,
                        const char **kind);

/* A mention of the agency or the year. */
typedef struct {
  char *text;
  guint line;
  gsize from, to;
  guint confidence;
} DzMention;

/* Whether @pattern is found in folded @text; its words are asked before the expression. */
gboolean dz_pattern_is_in (const DzPattern *pattern,
                           const char *text,
                           GMatchInfo **match);

/* Of DzMention, by trust, as reports of @kind make them. */
GPtrArray *dz_mentions_find_agency (DzCatalogue *catalogue,
                                    const char *kind,
                                    GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;
/* @id: of a PERIOD pattern; @group: "year" or "date". */
DzMention *dz_mentions_find_period (DzCatalogue *catalogue,
                                    const char *kind,
                                    GPtrArray *lines,
                                    gboolean published) G_GNUC_WARN_UNUSED_RESULT;
void dz_mention_free (DzMention *self);

/* The name without what is not part of it; NULL when it is no name of an agency. */
char *dz_agency_tidy (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* 市司法局, 县民政局: the place is left out. */
gboolean dz_agency_is_bare (const char *name);

/* How much the labels of a table speak for each form. */
typedef struct _DzTableCount DzTableCount;

DzTableCount *dz_table_count_new (DzLabels *labels,
                                  const DzTable *table) G_GNUC_WARN_UNUSED_RESULT;
void dz_table_count_free (DzTableCount *self);
guint dz_table_count_get_n_numbers (const DzTableCount *self);

/* The form of the table among those of @kind ("" any): -1 when it belongs to none; @score tells how surely. */
int dz_table_count_find_form (const DzTableCount *self,
                              const char *kind,
                              guint year,
                              int preferred,
                              guint *score);
/* "cn2021: 现行有效件数, 本年制发件数". */
char *dz_table_count_dup_reason (const DzTableCount *self,
                                 guint form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
