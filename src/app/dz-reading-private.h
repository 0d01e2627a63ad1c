/* dz-reading-private.h - shared by the files of the side-by-side page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-overview.h"
#include "dz-pairs.h"
#include "dz-reading-page.h"
#include "dz-reading-pane.h"
#include "dz-scroll-map.h"

G_BEGIN_DECLS

#define DZ_READING_GUTTER 26 /* pixels between two panes */

/* A report with its head; the gutter stands before it but for the first. */
typedef struct {
  GtkWidget *column; /* borrowed: child */
  GtkWidget *gutter; /* borrowed: child, NULL for the first */
  GtkWidget *role;   /* borrowed: says that this is what the others are compared with */
  GtkDropDown *chooser;
  DzReadingPane *pane;
  DzScrollMap *map;  /* heights of the pane before -> of this one */
} DzReadingSide;

/* Where somebody put two places beside each other; kept by report, whatever is shown. */
typedef struct {
  char *files[2];
  guint firsts[2]; /* first block of the report in its file */
  guint blocks[2];
  int rows[2];
} DzReadingPin;

typedef struct _DzReadingOutline DzReadingOutline;

/* One step of the pairs: a pair, or a row of a pair of tables. */
typedef struct {
  guint pair;
  int row; /* of the pair's rows, -1: the pair */
  DzPairKind kind;
} DzReadingStep;

/* A place that a search found. */
typedef struct {
  guint side;
  DzAddress address;
} DzReadingHit;

struct _DzReadingPage {
  GtkWidget parent_instance;

  /* Children of the template */
  GtkScrolledWindow *area;
  GtkBox *panes;
  GtkListBox *outline;
  GtkLabel *summary;
  DzOverview *overview;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkLabel *search_count;
  GMenuModel *place_menu;

  DzReadingDocumentFunc func;
  gpointer func_data;
  GPtrArray *extractions;
  GtkStringList *titles;
  GPtrArray *sides;     /* of DzReadingSide * */
  gboolean in_update;

  /* dz-reading-pairing.c */
  DzPairs *pairs;        /* of the reports shown; NULL while they are being paired, or for one alone */
  GArray *steps;         /* of DzReadingStep, in the order of the pairs */
  GCancellable *pairing; /* the thread at work; NULL for none */
  GPtrArray *pins;       /* of DzReadingPin */
  DzReadingPin *pending; /* one place of it is chosen */
  char *message;         /* said until the next action */

  /* dz-reading-sync.c */
  guint leader;          /* the pane that was moved last */
  gboolean in_sync;
  gboolean maps_stale;
  guint follow_tick;

  /* dz-reading-outline.c */
  DzReadingOutline *outline_rows; /* still to be made; NULL when all are there */
  guint outline_source;

  /* dz-reading-search.c */
  GCancellable *searching;
  GArray *hits;          /* of DzReadingHit */
  int hit;               /* the present one, -1 for none */
};

DzReadingSide *dz_reading_page_get_side (DzReadingPage *self,
                                         guint index);
guint dz_reading_page_find_side (DzReadingPage *self,
                                 DzReadingPane *pane);
/* The side that has the focus, else the one moved last. */
guint dz_reading_page_get_active (DzReadingPage *self);

/* Shows a report in a pane; after all of them dz_reading_page_reports_changed(). */
void dz_reading_page_put_report (DzReadingPage *self,
                                 guint index,
                                 DzExtraction *extraction);
void dz_reading_page_remove_side (DzReadingPage *self,
                                  guint index);
void dz_reading_page_reports_changed (DzReadingPage *self);

/* dz-reading-head.c */
GtkWidget *dz_reading_head_new (DzReadingPage *self,
                                DzReadingSide *side);

/* dz-reading-sync.c */
void dz_reading_sync_connect (DzReadingPage *self,
                              DzReadingSide *side);
GtkWidget *dz_reading_sync_make_gutter (DzReadingPage *self);
/* The heights or the pairs are new. */
void dz_reading_sync_update (DzReadingPage *self);
/* The panes follow again, but one: what was asked for in them is forgotten. */
void dz_reading_sync_release (DzReadingPage *self,
                              guint but);
/* Puts a pane's place where the reader looks; the others follow. */
void dz_reading_sync_show (DzReadingPage *self,
                           guint side,
                           double y);
/* The step at the eye of the first pane, -1 before the first. */
int dz_reading_sync_find_step (DzReadingPage *self);
gboolean dz_reading_sync_go_to_step (DzReadingPage *self,
                                     guint step);
void dz_reading_sync_stop (DzReadingPage *self);

/* dz-reading-pairing.c */
void dz_reading_pairing_init (DzReadingPage *self);
void dz_reading_pairing_clear (DzReadingPage *self);
/* The panes show other reports or pins have changed. */
void dz_reading_pairing_start (DzReadingPage *self);
/* Where a pin stands among the panes; FALSE while one of its reports is not shown. */
gboolean dz_reading_pairing_resolve (DzReadingPage *self,
                                     const DzReadingPin *pin,
                                     DzPairPin *out);
void dz_reading_pairing_show_pins (DzReadingPage *self);
void dz_reading_pairing_drop_lost_pins (DzReadingPage *self);
void dz_reading_pairing_pin (DzReadingPage *self);
void dz_reading_pairing_unpin (DzReadingPage *self);
void dz_reading_pairing_unpin_all (DzReadingPage *self);
gboolean dz_reading_pairing_cancel_pin (DzReadingPage *self);
/* From a moved block to its other place. */
gboolean dz_reading_pairing_go_to_moved (DzReadingPage *self,
                                         guint side,
                                         guint block);
void dz_reading_pairing_summarize (DzReadingPage *self);
/* A sentence at the head of the page until something else is done; NULL for none. */
void dz_reading_pairing_say (DzReadingPage *self,
                             const char *message);

/* dz-reading-outline.c */
void dz_reading_outline_update (DzReadingPage *self);
void dz_reading_outline_stop (DzReadingPage *self);
void dz_reading_outline_activate (DzReadingPage *self,
                                  GtkListBoxRow *row);

/* dz-reading-search.c */
void dz_reading_search_update (DzReadingPage *self);
void dz_reading_search_step (DzReadingPage *self,
                             int direction);
void dz_reading_search_clear (DzReadingPage *self);

G_END_DECLS
