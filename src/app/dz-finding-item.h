/* dz-finding-item.h - a finding with what a person said of it, as an item of lists
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-workspace.h"

G_BEGIN_DECLS

#define DZ_TYPE_FINDING_ITEM (dz_finding_item_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingItem, dz_finding_item, DZ, FINDING_ITEM, GObject)

/* @extractions: those that were checked; the item keeps what it needs of them. */
DzFindingItem *dz_finding_item_new (DzFinding *finding,
                                    GPtrArray *extractions,
                                    DzFindingState state,
                                    const char *note) G_GNUC_WARN_UNUSED_RESULT;

DzFinding *dz_finding_item_get_finding (DzFindingItem *self);
DzFindingState dz_finding_item_get_state (DzFindingItem *self);
const char *dz_finding_item_get_note (DzFindingItem *self);

/* The report it is about. */
DzExtraction *dz_finding_item_get_extraction (DzFindingItem *self);

/* The second report of a finding between two; NULL for most. */
DzExtraction *dz_finding_item_get_other (DzFindingItem *self);

/* The report that @fact of the finding was read from. */
DzExtraction *dz_finding_item_find_owner (DzFindingItem *self,
                                          const DzFact *fact);

/* "余姚市司法局 2017" */
char *dz_finding_item_dup_title (DzFindingItem *self) G_GNUC_WARN_UNUSED_RESULT;

/* The words for a severity: 一定有误, 前后矛盾, 请核, 提示. */
const char *dz_severity_get_words (DzSeverity severity);

G_END_DECLS
