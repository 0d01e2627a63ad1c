/* dz-export-private.h - what the kinds of export share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-export.h"

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

G_END_DECLS
