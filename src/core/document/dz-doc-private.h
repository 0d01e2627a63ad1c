/* dz-doc-private.h - the binary files of Word 97 and later, and of WPS: pieces and properties
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text lies in pieces here and there in the file; properties hang on places in the file,
 * not in the text. All offsets and counts are checked against the streams.
 */
#pragma once

#include <gio/gio.h>

#include "dz-flow.h"
#include "dz-slice.h"

G_BEGIN_DECLS

/* The parts of the text, one behind the other. */
typedef enum {
  DZ_DOC_BODY,
  DZ_DOC_FOOTNOTES,
  DZ_DOC_HEADERS,
  DZ_DOC_MACROS,
  DZ_DOC_COMMENTS,
  DZ_DOC_ENDNOTES,
  DZ_DOC_TEXT_BOXES,
  DZ_DOC_N_STORIES,
} DzDocStory;

#define DZ_DOC_MAX_CELLS 64

/**
 * DzDocParagraph:
 * @depth: of tables around it
 * @level: heading level from 1; 0 for none
 * @ends_row: its mark ends a row; @ends_cell: of a table in a table
 * @places: of the row's cells
 */
typedef struct {
  guint depth;
  guint level;
  gboolean ends_row, ends_cell;
  guint n_places;
  DzCellPlace places[DZ_DOC_MAX_CELLS];
} DzDocParagraph;

typedef struct _DzDocFile DzDocFile;

/* DAMAGED, LOCKED, or UNSUPPORTED for Word 95 and before. */
DzDocFile *dz_doc_file_new (GBytes *bytes,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_doc_file_free (DzDocFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDocFile, dz_doc_file_free)

/* The characters [*from, *to) of a story. */
void dz_doc_file_get_story (DzDocFile *self,
                            DzDocStory story,
                            guint *from,
                            guint *to);

/* The character at @cp, in UTF-16; *hidden when it is not shown. 0 where there is none. */
guint16 dz_doc_file_get_char (DzDocFile *self,
                              guint cp,
                              gboolean *hidden);

/* The properties of the paragraph that the mark at @cp ends. */
void dz_doc_file_get_paragraph (DzDocFile *self,
                                guint cp,
                                DzDocParagraph *paragraph);

G_END_DECLS
