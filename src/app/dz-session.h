/* dz-session.h - what was open last
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-application.h"

G_BEGIN_DECLS

/* Notes the workspaces of all windows but @closing; of the last window it stays noted. */
void dz_session_note (GtkApplication *application,
                      GSettings *settings,
                      GtkWindow *closing);

/* Opens what was open last, after a crash too; FALSE when there was nothing. */
gboolean dz_session_restore (DzApplication *application,
                             GSettings *settings);

G_END_DECLS
