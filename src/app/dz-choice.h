/* dz-choice.h - a popover to tick some of many things, with a filter
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "changed" (): the user ticked something.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_CHOICE (dz_choice_get_type ())
G_DECLARE_FINAL_TYPE (DzChoice, dz_choice, DZ, CHOICE, GtkPopover)

GtkWidget *dz_choice_new (void);

/* @keys and @titles: as many of each, NULL-terminated. What was ticked stays ticked where it is
 * still there. */
void dz_choice_set_items (DzChoice *self,
                          const char *const *keys,
                          const char *const *titles);
gboolean dz_choice_is_chosen (DzChoice *self,
                              const char *key);
void dz_choice_set_chosen (DzChoice *self,
                           const char *key,
                           gboolean chosen);
void dz_choice_clear (DzChoice *self);

/* In the order of the items; (transfer container): the strings are borrowed. NULL-terminated. */
const char **dz_choice_dup_chosen (DzChoice *self);
guint dz_choice_get_n_chosen (DzChoice *self);
const char *dz_choice_get_title (DzChoice *self,
                                 const char *key);

G_END_DECLS
