/* dz-doc-private.h - the binary files of Word 97 and later, and of WPS: pieces and properties
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text lies in pieces here and there in the file; properties hang on places in the file,
 * not in the text. All offsets and counts are checked against the streams.
 */
#pragma once

#include <gio/gio.h>

#include "dz-flow.h"
#include "dz-numbering.h"
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
 * @list: that it is an item of; 0 for none; @list_level: from 0
 * @ends_row: its mark ends a row; @ends_cell: of a table in a table
 * @places: of the row's cells
 */
typedef struct {
  guint depth;
  guint level;
  int list, list_level;
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

/* Whether the mark of a note at @cp is that of an endnote. */
gboolean dz_doc_file_is_endnote (DzDocFile *self,
                                 guint cp);

/* The lists, for counting them. */
DzNumbering *dz_doc_file_read_numbering (DzDocFile *self) G_GNUC_WARN_UNUSED_RESULT;

/* The properties of the paragraph that the mark at @cp ends. */
void dz_doc_file_get_paragraph (DzDocFile *self,
                                guint cp,
                                DzDocParagraph *paragraph);

/* dz-doc-lists.c: @kinds and @lists are parts of @tables. */
DzNumbering *dz_doc_read_lists (DzSlice tables,
                                DzSlice kinds,
                                DzSlice lists) G_GNUC_WARN_UNUSED_RESULT;

/* What dz-doc-file.c and dz-doc-paragraph.c share. */

#define DZ_DOC_NOT_TOLD -1

/* The properties that matter. */
enum {
  SPRM_P_ISTD = 0x4600,
  SPRM_P_ILVL = 0x260a,
  SPRM_P_ILFO = 0x460b,
  SPRM_P_IN_TABLE = 0x2416,
  SPRM_P_TTP = 0x2417,
  SPRM_P_INNER_CELL = 0x244b,
  SPRM_P_INNER_TTP = 0x244c,
  SPRM_P_OUT_LVL = 0x2640,
  SPRM_P_HUGE = 0x6646,
  SPRM_P_HUGE_OLD = 0x6645,
  SPRM_P_ITAP = 0x6649,
  SPRM_P_DTAP = 0x664a,
  SPRM_P_CHG_TABS = 0xc615,
  SPRM_T_DEF_TABLE_10 = 0xd606,
  SPRM_T_DEF_TABLE = 0xd608,
  SPRM_T_HEADER = 0x3404,
  SPRM_T_MERGE = 0x5624,
  SPRM_T_VERT_MERGE = 0xd62b,
  SPRM_C_DELETED = 0x0800,
  SPRM_C_VANISH = 0x083c,
};

typedef struct {
  guint cp; /* the first */
  gsize fc; /* its place in the file */
  gboolean narrow;
  guint16 prm;
} DzDocPiece;

/* Places in the file that share properties. */
typedef struct {
  guint32 from, to;
  DzSlice properties; /* of paragraphs: style and list of properties */
} DzDocRange;

typedef struct {
  guint level; /* of a heading; 0 for none */
  guint base;  /* the style that it goes on from */
  int list;    /* DZ_DOC_NOT_TOLD: as its base */
  int list_level;
} DzDocStyle;

struct _DzDocFile {
  GBytes *main, *table, *extra;
  DzSlice document, tables, data;
  GArray *pieces;     /* of DzDocPiece, by cp; one more at the end */
  GArray *modifiers;  /* of DzSlice: what pieces refer to */
  GArray *paragraphs; /* of DzDocRange, by place */
  GArray *hidden;     /* of DzDocRange, by place */
  GArray *styles;     /* of DzDocStyle, by number */
  GHashTable *endnotes; /* places of their marks in the body, as cp + 1 */
  guint stories[DZ_DOC_N_STORIES + 1]; /* where each begins */
  guint last_piece;
  guint last_hidden;
};

/* The next property of a list; FALSE at its end. */
gboolean dz_doc_next_property (DzSlice list,
                               gsize *at,
                               guint *sprm,
                               DzSlice *operand);
const DzDocPiece *dz_doc_file_find_piece (DzDocFile *self,
                                          guint cp);
gsize dz_doc_get_place (const DzDocPiece *piece,
                        guint cp);
const DzDocRange *dz_doc_find_range (GArray *ranges,
                                     gsize place);

G_END_DECLS
