/* dz-rtf-private.h - what the parts of the reader of Rich Text share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-word-text.h"

G_BEGIN_DECLS

typedef enum {
  IN_TEXT,
  IN_FONTS,
  IN_STYLES,
  IN_SHAPE, /* only what is in its text is text */
  IN_NOTE,
  IN_NOTHING,
} DzRtfDestination;

/* What a group inherits and gives back at its end. */
typedef struct {
  DzRtfDestination destination;
  guint codepage; /* of the font; 0 for the document's */
  guint uc;
  guint depth; /* of tables around the paragraph */
  int level;   /* outline level from 0; -1 for none */
  gboolean hidden, deleted;
  gboolean begins_note; /* this group is a footnote */
  gboolean begins_shape;
} DzRtfState;

typedef struct {
  const char *at, *end, *start;
  GHashTable *actions; /* word -> index + 1 */
  GArray *states;      /* of DzRtfState: the open groups, the last one current */
  DzWordText *text;
  DzDocumentBuilder *builder;
  guint default_codepage;
  GHashTable *fonts;  /* number -> code page */
  GHashTable *styles; /* number -> outline level + 1 */
  int font;           /* being told in the font table */
  int default_font;
  int style;
  GString *bytes;     /* text in the code page that has not been converted yet */
  guint bytes_codepage;
  GString *line;      /* of the paragraph so far */
  GString *note;      /* of the footnote being read */
  GString *outer;     /* the line around a text box */
  guint to_skip;      /* characters that follow \u for older readers */
  gunichar high;      /* first half of a surrogate pair */
  gboolean starred;   /* \* stood before the word */
  GArray *places;     /* of DzCellPlace: of the row being told */
  DzCellPlace next;   /* of the cell that the next \cellx ends */
  gboolean next_left;
  DzCellFlags row_flags;
  int row_left;
  gboolean too_deep;
} DzRtfReader;

DzRtfState *dz_rtf_get_state (DzRtfReader *self);
void dz_rtf_flush_bytes (DzRtfReader *self);
void dz_rtf_add_byte (DzRtfReader *self,
                      char byte);
void dz_rtf_add_text (DzRtfReader *self,
                      const char *text);
void dz_rtf_add_unicode (DzRtfReader *self,
                         int value);
void dz_rtf_end_paragraph (DzRtfReader *self);
void dz_rtf_end_cell (DzRtfReader *self,
                      guint depth);
void dz_rtf_end_row (DzRtfReader *self,
                     guint depth);
void dz_rtf_end_cell_place (DzRtfReader *self,
                            int right);
guint dz_rtf_get_codepage (int charset);
void dz_rtf_begin_footnote (DzRtfReader *self,
                            DzRtfState *state);
void dz_rtf_begin_shape_text (DzRtfReader *self,
                              DzRtfState *state);
void dz_rtf_set_style (DzRtfReader *self,
                       DzRtfState *state,
                       int value);
void dz_rtf_set_outline_level (DzRtfReader *self,
                               DzRtfState *state,
                               int value);
guint dz_rtf_get_font_codepage (DzRtfReader *self,
                                int font);
void dz_rtf_set_font (DzRtfReader *self,
                      DzRtfState *state,
                      int value);

G_END_DECLS
