/* dz-word-text.h - paragraphs and table cells that are told by marks at their ends
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In RTF and in the binary files of Word a table has no beginning: a paragraph says how deep
 * in tables it stands, marks end cells and rows, and only the row's end tells the edges. This
 * opens and closes tables in a flow accordingly.
 */
#pragma once

#include "dz-flow.h"

G_BEGIN_DECLS

typedef struct _DzWordText DzWordText;

DzWordText *dz_word_text_new (DzDocumentBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

/* Closes what is open. */
void dz_word_text_free (DzWordText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWordText, dz_word_text_free)

/* @depth: of tables around the paragraph. Line breaks in running text divide it. */
void dz_word_text_end_paragraph (DzWordText *self,
                                 guint depth,
                                 guint level,
                                 const char *text);
void dz_word_text_end_cell (DzWordText *self,
                            guint depth,
                            const char *text);

/* @places: of the row's cells in order; cells beyond them follow on the right. */
void dz_word_text_end_row (DzWordText *self,
                           guint depth,
                           const DzCellPlace *places,
                           guint n_places);

/* Keeps the words of a note for the end; the mark that belongs into the text. */
char *dz_word_text_add_note (DzWordText *self,
                             const char *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
