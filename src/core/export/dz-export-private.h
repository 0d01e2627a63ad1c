/* dz-export-private.h - what the kinds of export share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-export.h"
#include "dz-pairs.h"

G_BEGIN_DECLS

typedef struct {
  DzComparison *comparison;
  GPtrArray *findings; /* of DzFinding */
  GPtrArray *unread;   /* of char *, or NULL */
  gboolean large;      /* rows go to the disk as they are written, whatever the size */
  DzProgress *progress;
  GCancellable *cancellable;
} DzExportJob;

/* "甲县司法局 2018", or the file's name where the agency is unknown. */
char *dz_export_dup_column_title (DzComparison *comparison,
                                  guint column) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a report. */
char *dz_export_dup_report_title (DzReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* The agency, or the file's name. Borrowed. */
const char *dz_export_get_agency (DzReport *report);
/* "2018", "?" when unknown. */
char *dz_export_dup_year (DzReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* "total", "natural persons"; "" without a dimension. Borrowed. */
const char *dz_export_get_member_label (DzComparison *comparison,
                                        const char *member);
/* "error", "warning" … for people. */
const char *dz_export_get_severity_label (DzSeverity severity);

/* Each whole file as text or into a file at a path that is then renamed. */
void dz_export_build_csv (const DzExportJob *job,
                          GString *out);
void dz_export_build_html (const DzExportJob *job,
                           GString *out);
gboolean dz_export_build_workbook (const DzExportJob *job,
                                   const char *path,
                                   GError **error);

/* Text for a page: escaped, valid, without control characters. */
void dz_export_append_escaped (GString *out,
                               const char *text);

/* Two reports beside each other, for the formats of a difference. */
typedef struct {
  DzExtraction *sides[2];
  DzDocument *documents[2]; /* borrowed; NULL without one */
  DzPairs *pairs;
  DzComparison *comparison; /* of both, against the first */
  guint columns[2];         /* of the comparison */
} DzDiffJob;

/* The text of a block or, for @cell, of a cell. */
const char *dz_diff_get_text (const DzDiffJob *job,
                              guint side,
                              int block,
                              const DzCell *cell);
/* The text with @open and @close around what differs; escaped for a page when @html. */
void dz_diff_append_marked (GString *out,
                            const char *text,
                            GArray *spans,
                            int row,
                            int col,
                            const char *open,
                            const char *close,
                            gboolean html);
guint dz_diff_append_html (const DzDiffJob *job,
                           GString *out);

G_END_DECLS
