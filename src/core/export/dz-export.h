/* dz-export.h - workbooks, tables and lists for other programs
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every file is written beside its target, synced and renamed: after a crash there is the old
 * one or a whole new one. The same input gives the same bytes.
 */
#pragma once

#include <gio/gio.h>

#include "dz-comparison.h"
#include "dz-finding.h"
#include "dz-progress.h"

G_BEGIN_DECLS

#define DZ_EXPORT_ERROR (dz_export_error_quark ())
GQuark dz_export_error_quark (void);

typedef enum {
  DZ_EXPORT_ERROR_WRITE,  /* the target could not be written; the message says why and what to do */
  DZ_EXPORT_ERROR_FORMAT, /* no such ending */
} DzExportError;

/* .xlsx, .csv or .html by the ending of @path. @findings: of DzFinding, may be empty. @unread:
 * of char *, one sentence a file that could not be read, may be NULL. The language is that of messages. */
gboolean dz_export_comparison (DzComparison *comparison,
                               GPtrArray *findings,
                               GPtrArray *unread,
                               const char *path,
                               DzProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

/* One fact as a line of JSON (design: the command line), without the line's end. */
void dz_export_append_fact_json (GString *out,
                                 DzExtraction *extraction,
                                 const DzFact *fact);
void dz_export_append_finding_json (GString *out,
                                    const DzFinding *finding,
                                    GPtrArray *extractions);
void dz_export_append_json_string (GString *out,
                                   const char *text);

typedef enum {
  DZ_DIFF_TEXT,   /* for a terminal: what differs, [-removed-] and {+added+} */
  DZ_DIFF_HTML,   /* a page: both texts whole, beside each other */
  DZ_DIFF_NDJSON, /* a line each: {"type": "text" …} and {"type": "indicator" …} */
} DzDiffFormat;

/* Two reports: their texts, then the indicators that differ; without their documents the
 * indicators alone. Returns how many differences there are. */
guint dz_export_append_diff (GString *out,
                             DzExtraction *left,
                             DzExtraction *right,
                             DzCatalogue *catalogue,
                             DzDiffFormat format);

/* A field of CSV: quoted where needed, text that a spreadsheet would take for a formula disarmed. */
void dz_export_append_csv_field (GString *out,
                                 const char *text);

/* Writes beside, syncs, renames. */
gboolean dz_export_write_file (const char *path,
                               const char *data,
                               gsize length,
                               GError **error);

G_END_DECLS
