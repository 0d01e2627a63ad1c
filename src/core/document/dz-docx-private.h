/* dz-docx-private.h - the parts of a Word file of the XML kind
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-flow.h"
#include "dz-numbering.h"
#include "dz-progress.h"
#include "dz-xml.h"
#include "dz-zip.h"

G_BEGIN_DECLS

/* The elements and attributes that are read of WordprocessingML. */
typedef enum {
  W_ABSTRACT_NUM = 1,
  W_ABSTRACT_NUM_ID,
  W_ALT_CHUNK,
  W_BASED_ON,
  W_BODY,
  W_BR,
  W_CHANGE, /* what something was before: pPrChange and its like */
  W_CHECK_BOX,
  W_CHECKED,
  W_CR,
  W_DEFAULT,
  W_DEL,
  W_ENDNOTE,
  W_ENDNOTE_REFERENCE,
  W_FLD_CHAR,
  W_FOOTNOTE,
  W_FOOTNOTE_REFERENCE,
  W_GRID_BEFORE,
  W_GRID_SPAN,
  W_H_MERGE,
  W_HIDDEN,
  W_ILFO, /* of Word 2003: W_NUM_ID */
  W_ILVL,
  W_INSTR_TEXT,
  W_IS_LGL,
  W_LVL,
  W_LVL_OVERRIDE,
  W_LVL_RESTART,
  W_LVL_TEXT,
  W_MOVE_FROM,
  W_NAME,
  W_NFC, /* how Word 2003 tells W_NUM_FMT */
  W_NO_BREAK_HYPHEN,
  W_NUM,
  W_NUM_FMT,
  W_NUM_ID,
  W_NUM_PR,
  W_NUM_STYLE_LINK,
  W_OBJECT,
  W_OUTLINE_LVL,
  W_P,
  W_P_PR,
  W_P_STYLE,
  W_P_TAB,
  W_R,
  W_R_PR,
  W_R_STYLE,
  W_RT,
  W_SDT,
  W_SDT_CONTENT,
  W_SDT_PR,
  W_SECT_PR,
  W_SHOWING_PLC_HDR,
  W_START,
  W_START_OVERRIDE,
  W_STYLE,
  W_STYLE_LINK,
  W_SUFF,
  W_SYM,
  W_T,
  W_TAB,
  W_TBL,
  W_TBL_GRID,
  W_TBL_HEADER,
  W_TBL_PR,
  W_TC,
  W_TC_PR,
  W_TR,
  W_TR_PR,
  W_TXBX_CONTENT,
  W_V_MERGE,
  W_VANISH,
  MC_ALTERNATE_CONTENT,
  MC_CHOICE,
  MC_FALLBACK,
  M_T,
  WX_T, /* the number of a list as Word 2003 showed it */
  AML_ANNOTATION,
  /* attributes */
  W_AT_CHAR,
  W_AT_FLD_CHAR_TYPE,
  W_AT_FONT,
  W_AT_ID,
  W_AT_LIST_DEF_ID,
  W_AT_STYLE_ID,
  W_AT_TYPE,
  W_AT_VAL,
  WX_AT_VAL,
} DzDocxName;

const DzXmlNames *dz_docx_get_names (void);

/* What the styles say that matters here; what they inherit is looked up. */
typedef struct _DzDocxStyles DzDocxStyles;

/* Takes @xml, which may be NULL: no styles. */
DzDocxStyles *dz_docx_styles_new (DzXml *xml) G_GNUC_WARN_UNUSED_RESULT;
void dz_docx_styles_free (DzDocxStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDocxStyles, dz_docx_styles_free)

/* The heading level from 1; 0 for body text and unknown styles. */
guint dz_docx_styles_get_level (DzDocxStyles *self,
                                const char *id);
gboolean dz_docx_styles_is_hidden (DzDocxStyles *self,
                                   const char *id);

/* The list that paragraphs of the style belong to; FALSE for none. @ilvl is -1 when the list
 * itself tells the level. */
gboolean dz_docx_styles_get_list (DzDocxStyles *self,
                                  const char *id,
                                  int *num_id,
                                  int *ilvl);

/* The numbering of lists. Takes @xml, which may be NULL: no lists. */
DzNumbering *dz_docx_numbering_new (DzXml *xml) G_GNUC_WARN_UNUSED_RESULT;

/* What dz-reader-docx.c and dz-docx-text.c share. */

/* Tables and text boxes within each other: what lies deeper is passed over. */
#define DZ_DOCX_MAX_NESTING 16u

/* A footnote or an endnote that was met in the text. */
typedef struct {
  gboolean at_end;
  int id;
} DzDocxNote;

typedef struct {
  DzZip *zip;
  GBytes *flat; /* all parts in one text; then there is no @zip */
  DzXml *xml; /* the part being read */
  DzFlow *flow;
  DzDocumentBuilder *builder;
  GPtrArray *relations; /* of the main part */
  DzDocxStyles *styles;       /* read when first asked for */
  DzNumbering *numbering; /* the same */
  GArray *notes;              /* of DzDocxNote, in the order of their marks */
  GPtrArray *inner_notes;     /* of char *: those that stand in the text itself, as in Word 2003 */
  guint fields;        /* open ones, one bit each: 1 as long as it is in its code; the innermost is bit 0 */
  guint n_fields;
  GString *carried;    /* what a paragraph whose end was deleted gives to the next */
  guint nesting;
  gboolean has_foreign;
  gboolean stopped;
  DzProgress *progress;
  GCancellable *cancellable;
} DzDocxReader;

typedef struct {
  guint span;
  DzMerge vertical;
  gboolean joins_left;
} DzDocxCell;

/* The next event inside the element at @depth; FALSE at its end, and when it is time to stop. */
gboolean dz_docx_next_within (DzDocxReader *self,
                              guint depth,
                              DzXmlEvent *event);

/* Enters the next property inside the element at @depth, past what it was before a change. */
gboolean dz_docx_next_property (DzDocxReader *self,
                                guint depth,
                                guint *name);

/* All parts in one text: each that is asked for is looked for in all of it. */
DzXml *dz_docx_open_flat (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
DzXml *dz_docx_open_related (DzDocxReader *self,
                             const char *type) G_GNUC_WARN_UNUSED_RESULT;

/* The paragraphs and tables up to the end of what holds them: the body, a cell, a text box.
 * @cell is NULL elsewhere than in a cell. */
void dz_docx_read_blocks (DzDocxReader *self,
                          DzDocxCell *cell);

/* After its START. */
void dz_docx_read_paragraph (DzDocxReader *self);
void dz_docx_append_note_mark (guint number,
                               GString *into);

G_END_DECLS
