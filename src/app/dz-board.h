/* dz-board.h - agencies × years: who has reported and who has not
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "entry-activated" (DzEntry): a report is to be shown.
 */
#pragma once

#include "dz-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DZ_TYPE_BOARD (dz_board_get_type ())
G_DECLARE_FINAL_TYPE (DzBoard, dz_board, DZ, BOARD, AdwWindow)

GtkWidget *dz_board_new (GtkWindow *parent,
                         GListModel *entries);

G_END_DECLS
