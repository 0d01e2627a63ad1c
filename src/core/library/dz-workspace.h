/* dz-workspace.h - reports, corrections, notes and findings' states, kept in one file
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A live object: main thread only, changes and notifies. Everything is saved as one goes
 * (SQLite, one transaction a change), so that a crash loses nothing that was finished. Every
 * change of data can be undone; filters are view state and no business of this object.
 */
#pragma once

#include <gio/gio.h>

#include "dz-comparison.h"
#include "dz-finding.h"

G_BEGIN_DECLS

#define DZ_WORKSPACE_ERROR (dz_workspace_error_quark ())
GQuark dz_workspace_error_quark (void);

typedef enum {
  DZ_WORKSPACE_ERROR_OPEN,  /* cannot be opened or is no workspace */
  DZ_WORKSPACE_ERROR_NEWER, /* written by a newer version */
  DZ_WORKSPACE_ERROR_BUSY,  /* open in another window */
  DZ_WORKSPACE_ERROR_WRITE, /* disk full, read only … */
  DZ_WORKSPACE_ERROR_LEDGER, /* what was to be replayed is no ledger */
} DzWorkspaceError;

/* One report in the workspace, or one file that could not be read. */
#define DZ_TYPE_ENTRY (dz_entry_get_type ())
G_DECLARE_FINAL_TYPE (DzEntry, dz_entry, DZ, ENTRY, GObject)

/* Properties, notifying: "title", "n-findings" (guint, errors and warnings that are open),
 * "error" (string or NULL), "changed-on-disk" (boolean), "twin" (string or NULL). */
gint64 dz_entry_get_id (DzEntry *self);
const char *dz_entry_get_path (DzEntry *self);
/* NULL when the file could not be read. With all corrections applied. */
DzExtraction *dz_entry_get_extraction (DzEntry *self);
/* The agency as the report was read or corrected, before it continues as another; "" when unknown. */
const char *dz_entry_get_own_agency (DzEntry *self);
/* The words around the quotes, read from the file of the workspace on first need; NULL when
 * the file could not be read. Borrowed. */
DzDocument *dz_entry_get_document (DzEntry *self);
/* The same, but not kept: for a look at thousands. (transfer full) */
DzDocument *dz_entry_load_document (DzEntry *self) G_GNUC_WARN_UNUSED_RESULT;
/* The sentence that says why it could not be read, or NULL. */
const char *dz_entry_get_error (DzEntry *self);
guint dz_entry_get_n_findings (DzEntry *self);
/* Path of another file with a report of the same agency and year, or NULL; @same (nullable): with
 * the same figures, a copy; else it was published again. See dz_workspace_mark_twins(). */
const char *dz_entry_get_twin (DzEntry *self,
                               gboolean *same);

typedef enum {
  DZ_FINDING_OPEN,
  DZ_FINDING_EXPLAINED,
  DZ_FINDING_DISMISSED,
} DzFindingState;

#define DZ_TYPE_WORKSPACE (dz_workspace_get_type ())
G_DECLARE_FINAL_TYPE (DzWorkspace, dz_workspace, DZ, WORKSPACE, GObject)

/* Signals: "changed" (after any change of data; comparison and findings are new), "saved"
 * (after each write), "save-failed" (char *: the sentence to show), "row-mapped" (char *key, char *old,
 * char *new: indicators, either may be NULL; also when it is undone).
 * Properties: "can-undo", "can-redo" (boolean), "path". */

/* @path NULL: a new one in the user's data folder that is kept until it gets a name. */
DzWorkspace *dz_workspace_open (const char *path,
                                DzCatalogue *catalogue,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean dz_workspace_save_as (DzWorkspace *self,
                               const char *path,
                               GError **error);
const char *dz_workspace_get_path (DzWorkspace *self);
/* It lies in the user's data folder and waits for a name. */
gboolean dz_workspace_is_unnamed (DzWorkspace *self);
/* The one that was written last of those that wait for a name; NULL when there is none. */
char *dz_workspace_dup_newest_unnamed (void) G_GNUC_WARN_UNUSED_RESULT;
DzCatalogue *dz_workspace_get_catalogue (DzWorkspace *self);

/* A GListModel of DzEntry, by region, agency, year; files that could not be read at the end. */
GListModel *dz_workspace_get_entries (DzWorkspace *self);

/* Of DzExtraction, those of the entries in order; (transfer container). */
GPtrArray *dz_workspace_dup_extractions (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;

/* Of DzFinding; computed when first asked for after a change, borrowed until the next
 * "changed". Judging thousands of reports takes a while: a caller with a thread to spare takes
 * the extractions and the serial, runs dz_check() there and hands the result in; it is dropped
 * when data have changed meanwhile. */
GPtrArray *dz_workspace_get_findings (DzWorkspace *self);
guint64 dz_workspace_get_serial (DzWorkspace *self);
gboolean dz_workspace_take_findings (DzWorkspace *self,
                                     GPtrArray *findings,
                                     guint64 serial);
DzFindingState dz_workspace_get_finding_state (DzWorkspace *self,
                                               const DzFinding *finding,
                                               const char **note);

/* Between freeze and thaw "changed" waits, and all is one transaction. */
void dz_workspace_freeze (DzWorkspace *self);
void dz_workspace_thaw (DzWorkspace *self);

/* Between begin and end all additions are one step of undo. */
void dz_workspace_begin_import (DzWorkspace *self);
void dz_workspace_end_import (DzWorkspace *self);

/* What became of one file; replaces what an earlier reading of the same path gave, and keeps
 * corrections. @extractions may be empty, then @error says why. */
void dz_workspace_add (DzWorkspace *self,
                       const char *path,
                       GPtrArray *extractions,
                       const char *error);
void dz_workspace_remove (DzWorkspace *self,
                          GPtrArray *entries);

/* Corrections by hand: who is the user's name, when is now. */
void dz_workspace_correct_value (DzWorkspace *self,
                                 DzEntry *entry,
                                 const char *indicator,
                                 const char *member,
                                 DzValue value,
                                 const char *reason);
void dz_workspace_correct_report (DzWorkspace *self,
                                  DzEntry *entry,
                                  const char *what,
                                  const char *text,
                                  const char *reason);
/* Gives a row that no indicator claims to @indicator in all reports, now and later; NULL takes it
 * back. @key: that of the row in the comparison; @label: its words, for people. Undoable. */
void dz_workspace_map_row (DzWorkspace *self,
                           const char *key,
                           const char *label,
                           const char *indicator);
/* Id of the indicator, or NULL. */
const char *dz_workspace_get_row_indicator (DzWorkspace *self,
                                            const char *key);

/* After a reform: reports of @agency belong to @into, so that the years line up; NULL takes it back.
 * What the reports themselves print is kept. Undoable. */
void dz_workspace_continue_agency (DzWorkspace *self,
                                   const char *agency,
                                   const char *into);
/* Name -> name that it continues as; borrowed. */
GHashTable *dz_workspace_get_continuations (DzWorkspace *self);

void dz_workspace_set_finding_state (DzWorkspace *self,
                                     const DzFinding *finding,
                                     DzFindingState state,
                                     const char *note);

gboolean dz_workspace_can_undo (DzWorkspace *self);
gboolean dz_workspace_can_redo (DzWorkspace *self);
void dz_workspace_undo (DzWorkspace *self);
void dz_workspace_redo (DzWorkspace *self);

/* "Correct 收到申请数 of …": what would be undone or redone, or NULL. */
char *dz_workspace_dup_undo_title (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
char *dz_workspace_dup_redo_title (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;

/* Looks which reports are there twice ("twin"). */
void dz_workspace_mark_twins (DzWorkspace *self);

/* Looks which files were moved or changed since they were read ("changed-on-disk"). A share on the
 * network may take its time: then prepare here, run in any thread, take the answer here. */
void dz_workspace_check_files (DzWorkspace *self);
typedef struct _DzFileCheck DzFileCheck;
DzFileCheck *dz_workspace_prepare_check (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_file_check_run (DzFileCheck *check);
/* Takes over @check; how many entries were changed and how many are gone (both nullable). */
void dz_workspace_take_check (DzWorkspace *self,
                              DzFileCheck *check,
                              guint *n_changed,
                              guint *n_gone);
void dz_file_check_free (DzFileCheck *check);

/**
 * DzCorrection: one line of the ledger: what was done by hand, by whom, when, from, to, why
 * @entry: -1 for a decision about all reports
 * @agency, @year: as the report itself was read, so that a fresh reading is found by them
 * @file: the name of its file, where agency and year are unknown or stand twice
 * @what: "indicator[member]", or "agency", "year" …; "row" for a row given to an indicator,
 *   "continues" for an agency that continues as another
 */
typedef struct {
  gint64 entry;
  char *agency;
  guint year;
  char *file;
  char *what;
  char *from;
  char *to;
  char *reason;
  char *who;
  gint64 when; /* seconds since 1970, UTC */
} DzCorrection;
GPtrArray *dz_workspace_dup_corrections (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_correction_free (DzCorrection *self);

/* Applies corrections to the reports of the same agency and year, as one step of undo;
 * returns how many found their report. For a ledger from another machine. */
guint dz_workspace_replay_corrections (DzWorkspace *self,
                                       GPtrArray *corrections);

/* The ledger as a text file that people can read too, and back. */
gboolean dz_corrections_save (GPtrArray *corrections,
                              const char *path,
                              GError **error);
GPtrArray *dz_corrections_load (const char *path,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Small things that a view wants to find again (chosen charts, the deck). */
void dz_workspace_set_state (DzWorkspace *self,
                             const char *key,
                             GVariant *value);
GVariant *dz_workspace_dup_state (DzWorkspace *self,
                                  const char *key,
                                  const GVariantType *type);

G_END_DECLS
