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
  DZ_WORKSPACE_ERROR_OPEN,    /* cannot be opened or is no workspace */
  DZ_WORKSPACE_ERROR_NEWER,   /* written by a newer version */
  DZ_WORKSPACE_ERROR_BUSY,    /* open in another window */
  DZ_WORKSPACE_ERROR_WRITE,   /* disk full, read only … */
} DzWorkspaceError;

/* One report in the workspace, or one file that could not be read. */
#define DZ_TYPE_ENTRY (dz_entry_get_type ())
G_DECLARE_FINAL_TYPE (DzEntry, dz_entry, DZ, ENTRY, GObject)

/* Properties, notifying: "title", "n-findings" (guint, errors and warnings that are open),
 * "error" (string or NULL), "changed-on-disk" (boolean). */
gint64 dz_entry_get_id (DzEntry *self);
const char *dz_entry_get_path (DzEntry *self);
/* NULL when the file could not be read. With all corrections applied. */
DzExtraction *dz_entry_get_extraction (DzEntry *self);
/* The sentence that says why it could not be read, or NULL. */
const char *dz_entry_get_error (DzEntry *self);
guint dz_entry_get_n_findings (DzEntry *self);

typedef enum {
  DZ_FINDING_OPEN,
  DZ_FINDING_EXPLAINED,
  DZ_FINDING_DISMISSED,
} DzFindingState;

#define DZ_TYPE_WORKSPACE (dz_workspace_get_type ())
G_DECLARE_FINAL_TYPE (DzWorkspace, dz_workspace, DZ, WORKSPACE, GObject)

/* Signals: "changed" (after any change of data; comparison and findings are new),
 * "saved" (after each write). Properties: "can-undo", "can-redo" (boolean), "path". */

/* @path NULL: a new one in the user's data folder that is kept until it gets a name. */
DzWorkspace *dz_workspace_open (const char *path,
                                DzCatalogue *catalogue,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean dz_workspace_save_as (DzWorkspace *self,
                               const char *path,
                               GError **error);
const char *dz_workspace_get_path (DzWorkspace *self);
DzCatalogue *dz_workspace_get_catalogue (DzWorkspace *self);

/* A GListModel of DzEntry, by region, agency, year; files that could not be read at the end. */
GListModel *dz_workspace_get_entries (DzWorkspace *self);

/* Of DzExtraction, those of the entries in order; (transfer container). */
GPtrArray *dz_workspace_dup_extractions (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;

/* Of DzFinding, computed again after every change; borrowed until the next "changed". */
GPtrArray *dz_workspace_get_findings (DzWorkspace *self);
DzFindingState dz_workspace_get_finding_state (DzWorkspace *self,
                                               const DzFinding *finding,
                                               const char **note);

/* What became of one file; replaces what an earlier reading of the same path gave, and keeps
 * corrections. @extractions may be empty, then @error says why. Between freeze and thaw
 * "changed" waits: for imports. Undo takes a whole import back. */
void dz_workspace_freeze (DzWorkspace *self);
void dz_workspace_thaw (DzWorkspace *self);
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
void dz_workspace_set_finding_state (DzWorkspace *self,
                                     const DzFinding *finding,
                                     DzFindingState state,
                                     const char *note);

gboolean dz_workspace_can_undo (DzWorkspace *self);
gboolean dz_workspace_can_redo (DzWorkspace *self);
void dz_workspace_undo (DzWorkspace *self);
void dz_workspace_redo (DzWorkspace *self);

/* The ledger: every correction with who, when, from, to, why. Of DzCorrection*. */
typedef struct {
  gint64 entry;
  char *agency;
  guint year;
  char *what;  /* indicator [member], or "agency", "year" … */
  char *from;
  char *to;
  char *reason;
  char *who;
  gint64 when; /* seconds since 1970, UTC */
} DzCorrection;
GPtrArray *dz_workspace_dup_corrections (DzWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;

/* Small things that a view wants to find again (chosen charts, the deck). */
void dz_workspace_set_state (DzWorkspace *self,
                             const char *key,
                             GVariant *value);
GVariant *dz_workspace_dup_state (DzWorkspace *self,
                                  const char *key,
                                  const GVariantType *type);

G_END_DECLS
