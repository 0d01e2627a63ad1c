/* dz-window-private.h - shared by the files of the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-chart-page.h"
#include "dz-evidence.h"
#include "dz-findings-page.h"
#include "dz-library.h"
#include "dz-matrix-page.h"
#include "dz-reading-page.h"
#include "dz-window.h"

G_BEGIN_DECLS

struct _DzWindow {
  AdwApplicationWindow parent_instance;

  /* Children of the template */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwFlap *library_flap;
  AdwFlap *evidence_flap;
  DzLibrary *library;
  DzEvidence *evidence;
  AdwViewStack *pages;
  DzMatrixPage *matrix_page;
  DzReadingPage *reading_page;
  DzFindingsPage *findings_page;
  DzChartPage *chart_page;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkRevealer *changed_revealer;
  GtkLabel *changed_label;
  GtkLabel *status;
  GMenu *recent_menu;

  GSettings *settings;
  DzWorkspace *workspace;

  /* What is shown: made in a thread from the workspace, all of one moment. */
  DzComparison *comparison;
  GPtrArray *extractions;  /* of DzExtraction, in the order of the findings' indices */
  GPtrArray *judged;       /* of DzFinding, what was found in @extractions: what a correction does not touch is kept */
  GListStore *findings;    /* of DzFindingItem */
  GHashTable *entries;     /* DzExtraction (borrowed from the workspace) -> DzEntry (owned) */
  GPtrArray *corrections;  /* of DzCorrection */
  DzExtraction *baseline;  /* the report chosen as baseline, or NULL */
  gboolean judging;        /* a thread is at it */
  gboolean stale;          /* and must begin again after it */
  guint refresh_source;    /* while files come in, not at each of them */
  char *save_problem;
  gboolean loading_deck;
  gboolean findings_stale; /* so does the page of findings, whose list makes its rows at once */
  gboolean charts_stale;   /* the chart page gets the comparison when it is shown */

  gboolean session_pending; /* the first comparison is to show where the user was */
  gboolean checking;        /* a thread looks for files that changed */
  gboolean check_again;     /* asked for while it did */
  guint n_changed_hidden;   /* so many were said and hidden by the user */

  /* Reading files */
  GCancellable *import_cancellable; /* NULL: none is running */
  GPtrArray *waiting_paths;         /* of char *, to be read when the present import is done */
  guint import_read, import_failed;
  GQueue import_queue;              /* of ImportItem *, read but not yet in the workspace */
  guint import_source;
  gboolean import_finished;         /* the pipeline is done; the queue may not be */

  GCancellable *export_cancellable; /* NULL: none is running */
};

/* dz-window.c */
void dz_window_toast (DzWindow *self,
                      const char *text);

/* Its column, and the evidence for it. */
void dz_window_show_entry (DzWindow *self,
                           DzEntry *entry);

/* dz-window-judge.c */
void dz_window_refresh (DzWindow *self);
void dz_window_workspace_changed (DzWindow *self);

/* Hands the findings to their page where it has not got them yet. */
void dz_window_update_findings (DzWindow *self);

/* dz-window-actions.c */
extern const GActionEntry dz_window_actions[];
extern const guint dz_window_n_actions;
void dz_window_remove_entry (DzWindow *self,
                             DzEntry *entry);

/* The cell under the cursor of the matrix; any of the out parameters may be NULL. */
gboolean dz_window_get_cell (DzWindow *self,
                             guint *row,
                             guint *column,
                             DzExtraction **extraction,
                             DzEntry **entry);
DzEntry *dz_window_find_entry (DzWindow *self,
                               DzExtraction *extraction);

/* dz-window-words.c */
extern const GActionEntry dz_window_words_actions[];
extern const guint dz_window_n_words_actions;
void dz_window_connect_reading (DzWindow *self);

/* The column of a report, -1 when it has none. */
int dz_window_find_column (DzWindow *self,
                           DzExtraction *extraction);

/* Puts the cursor of the matrix on a fact; the evidence follows. */
gboolean dz_window_select_fact (DzWindow *self,
                                DzExtraction *extraction,
                                const DzFact *fact);

/* dz-window-import.c */
extern const GActionEntry dz_window_import_actions[];
extern const guint dz_window_n_import_actions;
void dz_window_stop_import (DzWindow *self);

/* The window goes: what is not in the workspace yet is left out. */
void dz_window_drop_import (DzWindow *self);
void dz_window_add_drop_target (DzWindow *self);

/* dz-window-edit.c */
extern const GActionEntry dz_window_edit_actions[];
extern const guint dz_window_n_edit_actions;
void dz_window_start_correction (DzWindow *self,
                                 const char *text);
void dz_window_connect_findings (DzWindow *self);

/* dz-window-chart.c */
extern const GActionEntry dz_window_chart_actions[];
extern const guint dz_window_n_chart_actions;
void dz_window_connect_charts (DzWindow *self);
void dz_window_load_deck (DzWindow *self);

/* Hands the comparison to the chart page, which takes a while for a thousand reports. */
void dz_window_update_charts (DzWindow *self);

/* dz-window-decide.c */
extern const GActionEntry dz_window_decide_actions[];
extern const guint dz_window_n_decide_actions;
void dz_window_connect_decisions (DzWindow *self);

/* dz-window-session.c */
extern const GActionEntry dz_window_session_actions[];
extern const guint dz_window_n_session_actions;
void dz_window_save_session (DzWindow *self);
void dz_window_restore_session (DzWindow *self);
void dz_window_check_files (DzWindow *self);

/* dz-window-library.c */
extern const GActionEntry dz_window_library_actions[];
extern const guint dz_window_n_library_actions;

/* dz-window-export.c */
extern const GActionEntry dz_window_export_actions[];
extern const guint dz_window_n_export_actions;

/* dz-window-letters.c */
extern const GActionEntry dz_window_letter_actions[];
extern const guint dz_window_n_letter_actions;

G_END_DECLS
