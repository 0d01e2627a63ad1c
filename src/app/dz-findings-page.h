/* dz-findings-page.h - what is to be looked into, by how certain it is
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals, all with the DzFindingItem:
 *   "explain-requested", "dismiss-requested", "reopen-requested"
 *   "fact-activated" (item, index): the words of one of its facts are wanted
 *   "correct-requested" (item, index)
 *   "finding-selected" (item)
 */
#pragma once

#include "dz-finding-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_FINDINGS_PAGE (dz_findings_page_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingsPage, dz_findings_page, DZ, FINDINGS_PAGE, GtkWidget)

/* @findings: of DzFindingItem, sorted by severity. The chosen one stays chosen when it is still there. */
void dz_findings_page_set_findings (DzFindingsPage *self,
                                    GListModel *findings,
                                    DzCatalogue *catalogue);

/* Shows the findings of one report only; NULL for all. */
void dz_findings_page_set_search (DzFindingsPage *self,
                                  const char *text);
DzFindingItem *dz_findings_page_get_selected (DzFindingsPage *self);
void dz_findings_page_focus (DzFindingsPage *self);

G_END_DECLS
