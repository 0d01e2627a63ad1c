/* dz-chooser.h - a dialog to choose one of many things, with a search
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "chosen" (id): the dialog closes behind it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DZ_TYPE_CHOOSER (dz_chooser_get_type ())
G_DECLARE_FINAL_TYPE (DzChooser, dz_chooser, DZ, CHOOSER, AdwWindow)

/* @explanation: sentences above the list. @accept: the verb of the button. */
GtkWidget *dz_chooser_new (GtkWindow *parent,
                           const char *title,
                           const char *explanation,
                           const char *accept);

/* @detail: small, below the title; both are searched, also by the first letters of their readings. */
void dz_chooser_add (DzChooser *self,
                     const char *id,
                     const char *title,
                     const char *detail);

/* As if it was typed. */
void dz_chooser_search (DzChooser *self,
                        const char *words);
void dz_chooser_accept (DzChooser *self);

G_END_DECLS
