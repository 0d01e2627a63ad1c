/* dz-report.h - a document recognised: who, which year, which form
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-catalogue.h"
#include "dz-document.h"

G_BEGIN_DECLS

/**
 * DzReading: something read, with the words it was read from
 * @text: what was understood, "" when nothing was
 * @quote, @address: the words; address.end 0 with an empty quote when it comes from the
 *   file's name or from outside
 * @confidence: 0 .. 100; below 60 it is shown with a question mark
 * @by_hand: corrected by a person
 */
typedef struct {
  char *text;
  char *quote;
  DzAddress address;
  guint confidence;
  gboolean by_hand;
} DzReading;

typedef enum {
  DZ_LEVEL_UNKNOWN,
  DZ_LEVEL_NATION,
  DZ_LEVEL_PROVINCE,
  DZ_LEVEL_PREFECTURE,
  DZ_LEVEL_COUNTY,
  DZ_LEVEL_TOWNSHIP,
} DzLevel;

const char *dz_level_to_string (DzLevel level);

#define DZ_TYPE_REPORT (dz_report_get_type ())
G_DECLARE_FINAL_TYPE (DzReport, dz_report, DZ, REPORT, GObject)

/* The reports in @document, usually one; an empty array when it is no report (a list page,
 * an empty form, somebody's comparison). Never NULL. @file is the name shown and, last of all,
 * asked for agency and year. */
GPtrArray *dz_report_recognise (DzDocument *document,
                                DzCatalogue *catalogue,
                                const char *file) G_GNUC_WARN_UNUSED_RESULT;

/* A report whose readings are known from elsewhere, and for tests. Strings may be NULL or "", @year 0;
 * @document may be NULL. */
DzReport *dz_report_new (DzDocument *document,
                         const char *file,
                         const char *agency,
                         const char *region,
                         guint year,
                         const char *form) G_GNUC_WARN_UNUSED_RESULT;

/* NULL for a report without its document. */
DzDocument *dz_report_get_document (DzReport *self);
const char *dz_report_get_file (DzReport *self);

/* The file that @block was read from, and its number there: a report may stand in two files. */
const char *dz_report_get_file_of (DzReport *self,
                                   guint block,
                                   guint *own_block);

/* Blocks [first, last) of the document are this report's. */
void dz_report_get_range (DzReport *self,
                          guint *first,
                          guint *last);

/* Full name, "余姚市司法局"; "" when unknown. */
const char *dz_report_get_agency (DzReport *self);
/* "浙江省余姚市" or as much of it as is known. */
const char *dz_report_get_region (DzReport *self);
DzLevel dz_report_get_level (DzReport *self);
/* 0 when unknown: nothing defaults to the present year. */
guint dz_report_get_year (DzReport *self);
/* Id of the catalogue's form of most tables; "prose" without any. Interned. */
const char *dz_report_get_form (DzReport *self);
/* Why this form: "cn2021: 现行有效件数, 本年制发件数". */
const char *dz_report_get_form_reason (DzReport *self);
/* The folder of the catalogue that reads it, by title, else by tables; "" for a report from elsewhere. Interned. */
const char *dz_report_get_kind (DzReport *self);

/* The form of one table block (forms mix within one report); "" when it belongs to none. Interned. */
const char *dz_report_get_table_form (DzReport *self,
                                      guint block);

/* "agency", "region", "year", "form", "published", "period"; NULL when not read. "annex": the second
 * file of a report that stands in two, as text; its address is the first block from there. */
const DzReading *dz_report_get_reading (DzReport *self,
                                        const char *what);

/* Of DzRemark: contradictions about who and when, parts missing. */
GPtrArray *dz_report_get_remarks (DzReport *self);

/* A copy with one reading replaced by hand; "agency", "region", "year" or "form". */
DzReport *dz_report_correct (DzReport *self,
                             DzCatalogue *catalogue,
                             const char *what,
                             const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* One report out of its prose in one file and its tables in another: who and when of @prose, form
 * and tables of @annex. @document is both, as dz_document_join() makes it, or NULL. */
DzReport *dz_report_join (DzReport *prose,
                          DzReport *annex,
                          DzDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* For the way from a worker and for the cache; without the document. */
GVariant *dz_report_to_variant (DzReport *self) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when @variant is damaged. @document may be NULL. */
DzReport *dz_report_new_from_variant (GVariant *variant,
                                      DzDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
