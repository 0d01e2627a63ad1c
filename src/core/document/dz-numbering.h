/* dz-numbering.h - the numbers that Word counts itself, whatever file they are told in
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds of lists say how each level is written; lists use a kind, and those of one kind go on
 * counting where another stopped, unless they have a start of their own.
 */
#pragma once

#include "dz-ordinal.h"

G_BEGIN_DECLS

#define DZ_NUMBERING_LEVELS 9
#define DZ_NUMBERING_NOT_TOLD -1
#define DZ_NUMBERING_MAX_START 32767

/**
 * DzNumberingLevel:
 * @restart: the level (from 1) whose step begins this one anew; NOT_TOLD: any above
 * @text: "%1、", owned; NULL: nothing is shown
 * @paragraph_style: owned; whose paragraphs stand on this level, or NULL
 * @is_legal: all its numbers in digits
 * @no_suffix: the text follows at once
 */
typedef struct {
  DzOrdinal style;
  int start;
  int restart;
  char *text;
  char *paragraph_style;
  gboolean is_legal;
  gboolean no_suffix;
} DzNumberingLevel;

typedef struct _DzNumbering DzNumbering;

DzNumbering *dz_numbering_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_numbering_free (DzNumbering *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzNumbering, dz_numbering_free)

/* DZ_NUMBERING_LEVELS levels to be filled in, in digits and without text until then. Replaces one
 * of the same id. */
DzNumberingLevel *dz_numbering_add_kind (DzNumbering *self,
                                         int id);

/* @starts: of DZ_NUMBERING_LEVELS; NOT_TOLD where the kind tells it. A kind that is not there: the list
 * shows nothing. */
void dz_numbering_add_list (DzNumbering *self,
                            int id,
                            int kind,
                            const int *starts);

/* Counts on, and puts what Word shows before the next paragraph behind @into. @level NOT_TOLD: the one
 * that belongs to @style. */
void dz_numbering_append (DzNumbering *self,
                          int list,
                          int level,
                          const char *style,
                          GString *into);

G_END_DECLS
