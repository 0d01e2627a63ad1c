/* dz-entry-private.h - what the workspace does with its entries
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-workspace.h"

#include "dz-store.h"

G_BEGIN_DECLS

/* One file as it lies in the store. */
typedef struct {
  gint64 mtime; /* seconds; 0 when the path is inside an archive or gone */
  gint64 size;
  char *error;        /* "" when it was read */
  char *document;     /* blob, "" when there is none */
  char **extractions; /* blobs */
} DzFileRecord;

DzFileRecord *dz_file_record_parse (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
GBytes *dz_file_record_print (const DzFileRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_file_record_free (DzFileRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFileRecord, dz_file_record_free)

/* One correction as it lies in the store. */
typedef struct {
  char *what;      /* "agency", "region", "year", "form", or "" for a value */
  char *indicator; /* of a value */
  char *member;    /* "" none */
  guint kind;      /* DzValueKind */
  char *to;        /* the decimal, or the text */
  char *from;      /* as it was shown before */
  char *reason;
  char *who;
  gint64 when;
} DzCorrectionRecord;

DzCorrectionRecord *dz_correction_record_parse (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
GBytes *dz_correction_record_print (const DzCorrectionRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_correction_record_free (DzCorrectionRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCorrectionRecord, dz_correction_record_free)

/* What a person decided for all reports. */
typedef struct {
  GHashTable *rows;     /* key of a label path (owned) -> id of the indicator (interned) */
  GHashTable *agencies; /* name (owned) -> name of the agency that it continues as (owned) */
} DzDecisions;

/* @store, @catalogue and @decisions are borrowed: the workspace outlives its entries' use of them. */
DzEntry *dz_entry_new_private (DzStore *store,
                               DzCatalogue *catalogue,
                               const DzDecisions *decisions,
                               const char *path,
                               guint ordinal,
                               const DzFileRecord *file) G_GNUC_WARN_UNUSED_RESULT;
guint dz_entry_get_ordinal_private (DzEntry *self);
gint64 dz_entry_get_mtime_private (DzEntry *self);
gint64 dz_entry_get_size_private (DzEntry *self);

/* Tells it an extraction that is in memory anyway, so that the store is not asked again. */
void dz_entry_set_base_private (DzEntry *self,
                                DzExtraction *base);

/* Keyed by what is corrected; NULL @record: taken back. */
void dz_entry_put_correction_private (DzEntry *self,
                                      const char *what,
                                      DzCorrectionRecord *record);
/* As read, without anything by hand; NULL when it could not be read. */
DzExtraction *dz_entry_get_base_private (DzEntry *self);
/* Decisions are others than before. */
void dz_entry_forget_private (DzEntry *self);

/* what (borrowed) -> DzCorrectionRecord (owned) */
GHashTable *dz_entry_get_corrections_private (DzEntry *self);
void dz_entry_set_n_findings_private (DzEntry *self,
                                      guint n);
void dz_entry_set_changed_private (DzEntry *self,
                                   gboolean changed);
/* @path NULL: it has none. */
void dz_entry_set_twin_private (DzEntry *self,
                                const char *path,
                                gboolean same);
/* The store is going away: what is not read by now stays unread. */
void dz_entry_detach_private (DzEntry *self,
                              DzStore *store);

int dz_entry_compare_private (gconstpointer a,
                              gconstpointer b,
                              gpointer user_data);

G_END_DECLS
