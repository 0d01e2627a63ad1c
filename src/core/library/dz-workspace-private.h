/* dz-workspace-private.h - what the parts of the workspace share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dz-workspace.c is the object, dz-workspace-records.c turns records into entries,
 * dz-workspace-change.c changes and undoes, dz-workspace-ledger.c lists corrections.
 */
#pragma once

#include "dz-workspace.h"

#include "dz-entry-private.h"

G_BEGIN_DECLS

#define FINDING_TYPE "(ussx)"
/* What was decided, words for people, who, when */
#define DZ_DECISION_TYPE "(sssx)"

typedef struct {
  DzFindingState state;
  char *note;
} FindingNote;

struct _DzWorkspace {
  GObject parent_instance;

  DzCatalogue *catalogue;
  DzStore *store;
  char *path;
  gboolean unnamed;    /* in the user's data folder, waiting for a name */
  GListStore *entries; /* of DzEntry, sorted */
  GHashTable *by_path; /* path (owned) -> GPtrArray of DzEntry (owned) */
  GHashTable *files;   /* path -> DzFileRecord, both owned */
  GHashTable *uses;    /* name of a blob (owned) -> how many files use it */
  DzDecisions decisions;
  GHashTable *notes;   /* finding key -> FindingNote, both owned */
  GPtrArray *findings; /* of DzFinding; NULL: to be computed */
  guint64 serial;      /* of the data */
  guint frozen;
  gboolean pending; /* "changed" waits for the thaw */
  gboolean unsorted;
};

/* Sorts, forgets the findings and emits "changed", now or at the thaw. */
void dz_workspace_emit_changed_private (DzWorkspace *self);
/* "saved", or "save-failed" with the sentence. */
void dz_workspace_report_private (DzWorkspace *self,
                                  GError *error);

/* @old: the indicator the row was given to before, interned, or NULL. */
void dz_workspace_emit_row_mapped_private (DzWorkspace *self,
                                           const char *key,
                                           const char *old);

/* All records of the store into entries. */
void dz_workspace_load_private (DzWorkspace *self);
/* One record of any kind, as after an undo; a DzStoreFunc. */
void dz_workspace_apply_private (const char *kind,
                                 const char *key,
                                 GBytes *value,
                                 gpointer user_data);
void dz_workspace_apply_corrections_private (DzWorkspace *self);
/* The record that stood for @path, or NULL; its entries are taken out. */
DzFileRecord *dz_workspace_take_out_private (DzWorkspace *self,
                                             const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* Takes over @file; @extractions: of DzExtraction when they are in memory, else NULL. */
void dz_workspace_put_in_private (DzWorkspace *self,
                                  const char *path,
                                  DzFileRecord *file,
                                  GPtrArray *extractions);
/* After @file was taken out: what no other file uses is let go, in the same step, so that
 * undo finds it and the next opening sweeps it away. */
void dz_workspace_release_private (DzWorkspace *self,
                                   const DzFileRecord *file);
/* Time and size of a file, 0 where there is none. */
void dz_workspace_stat_private (const char *path,
                                gint64 *mtime,
                                gint64 *size);
/* A row or an agency that was decided on; DzStoreFuncs. */
void dz_workspace_apply_row_private (const char *kind,
                                     const char *key,
                                     GBytes *value,
                                     gpointer user_data);
void dz_workspace_apply_agency_private (const char *kind,
                                        const char *key,
                                        GBytes *value,
                                        gpointer user_data);
/* One record that changes nothing else; says whether it could be written. */
void dz_workspace_put_record_private (DzWorkspace *self,
                                      const char *title,
                                      const char *kind,
                                      const char *key,
                                      GBytes *value);
/* Corrections and decisions as who said so, when; NULL: the user, now. */
void dz_workspace_map_row_private (DzWorkspace *self,
                                   const char *key,
                                   const char *label,
                                   const char *indicator,
                                   const char *who,
                                   gint64 when);
void dz_workspace_continue_agency_private (DzWorkspace *self,
                                           const char *agency,
                                           const char *into,
                                           const char *who,
                                           gint64 when);
void dz_workspace_correct_value_private (DzWorkspace *self,
                                         DzEntry *entry,
                                         const char *indicator,
                                         const char *member,
                                         DzValue value,
                                         const char *reason,
                                         const char *who,
                                         gint64 when);
void dz_workspace_correct_report_private (DzWorkspace *self,
                                          DzEntry *entry,
                                          const char *what,
                                          const char *text,
                                          const char *reason,
                                          const char *who,
                                          gint64 when);
const char *dz_workspace_get_who_private (void);
char *dz_workspace_make_key_private (DzEntry *entry,
                                     const char *what) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
