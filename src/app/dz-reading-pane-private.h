/* dz-reading-pane-private.h - what the files of the pane share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-reading-pane.h"

G_BEGIN_DECLS

struct _DzReadingPane {
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  DzReadingView *view;
  GMenuModel *menu;

  DzExtraction *extraction;
  DzDocument *document;
  DzReadingMarks *marks;
  guint first, last;
  int chosen;
  gboolean has_cursor;
  DzAddress cursor; /* column and character count where numbers are stepped through */
};

/* NULL for none. */
const DzFact *dz_reading_pane_get_fact (DzReadingPane *self,
                                        int fact);

/* dz-reading-pane-keys.c */
void dz_reading_pane_show_cursor (DzReadingPane *self,
                                  gboolean scroll);
void dz_reading_pane_put_cursor (DzReadingPane *self,
                                 guint block,
                                 int row,
                                 gboolean scroll);
/* Where keys begin when nothing was pointed at: what is first in view. FALSE without any text. */
gboolean dz_reading_pane_ensure_cursor (DzReadingPane *self);
/* Reading order, whatever the pages. */
int dz_reading_pane_compare_places (const DzAddress *a,
                                    const DzAddress *b);
gboolean dz_reading_pane_press_key (GtkEventControllerKey *controller,
                                    guint key,
                                    guint code,
                                    GdkModifierType state,
                                    DzReadingPane *self);

G_END_DECLS
