/* dz-help.h - the help, offline
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DZ_TYPE_HELP (dz_help_get_type ())
G_DECLARE_FINAL_TYPE (DzHelp, dz_help, DZ, HELP, AdwWindow)

/* In the language of messages: Chinese or English. @parent: nullable. */
GtkWidget *dz_help_new (GtkWindow *parent);

/* The pages, for tests. */
guint dz_help_get_n_pages (DzHelp *self);

G_END_DECLS
