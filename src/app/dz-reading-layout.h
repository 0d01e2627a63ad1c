/* dz-reading-layout.h - where the texts of a report stand on a page of a given width
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Headings, paragraphs and the cells of tables are texts; between them stand notes, which are
 * not the report's. Heights are estimated at first and become exact as texts are measured, a few
 * at a time or when they come into view. Pixels; no widgets.
 */
#pragma once

#include "dz-document.h"

#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum {
  DZ_READING_HEADING,
  DZ_READING_PARAGRAPH,
  DZ_READING_CELL,
  DZ_READING_HEAD,  /* a cell that heads others */
  DZ_READING_BREAK,  /* a note: here begins a page or a sheet */
  DZ_READING_GHOST, /* a note: what the first report says and this one does not */
  DZ_READING_MOVED, /* a note: the next block stands elsewhere in another report */
} DzReadingKind;

/**
 * DzReadingText: one text with its place
 * @block: a note's is the block it stands before
 * @row, @col: of the cell; -1 for all else
 * @markup: of a note, else NULL: ask for it by the place
 * @x, @width: of the characters, without the padding
 * @y, @height: the same, from the top of the report; an estimate until @measured
 * @box_x, @box_y, @box_width, @box_height: of a cell with its padding, between the rules
 */
typedef struct {
  DzReadingKind kind;
  guint block;
  int row, col;
  char *markup;
  int x, width;
  int y, height;
  int box_x, box_y, box_width, box_height;
  gboolean measured;
  guint item;
} DzReadingText;

/* A note to put before a block; @block one behind the last: at the end. Takes over @markup. */
typedef struct {
  guint block;
  DzReadingKind kind;
  char *markup;
} DzReadingNote;

typedef struct _DzReadingLayout DzReadingLayout;

/* The markup of the place's text without links, or NULL for the plain text. */
typedef char *(*DzReadingMarkupFunc) (guint block,
                                      int row,
                                      int col,
                                      gpointer user_data);

/* Of the blocks [first, last). @context: with the font; @notes: of DzReadingNote, by block, or NULL. */
DzReadingLayout *dz_reading_layout_new (DzDocument *document,
                                        guint first,
                                        guint last,
                                        GArray *notes,
                                        PangoContext *context,
                                        DzReadingMarkupFunc func,
                                        gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void dz_reading_layout_free (DzReadingLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReadingLayout, dz_reading_layout_free)

/* A new width makes all heights estimates again. */
void dz_reading_layout_set_width (DzReadingLayout *self,
                                  int width);
int dz_reading_layout_get_height (DzReadingLayout *self);
/* More than the width given when a table needs it. */
int dz_reading_layout_get_wide (DzReadingLayout *self);
/* Height of a line of text. */
int dz_reading_layout_get_line (DzReadingLayout *self);

guint dz_reading_layout_get_n_texts (DzReadingLayout *self);
const DzReadingText *dz_reading_layout_get_text (DzReadingLayout *self,
                                                 guint index);
/* The attributes of a text of that kind, for whoever draws it. Borrowed. */
PangoAttrList *dz_reading_layout_get_attributes (DzReadingLayout *self,
                                                 DzReadingKind kind);
/* The text of a place, or that of the cell that covers it; -1 when there is none. */
int dz_reading_layout_find (DzReadingLayout *self,
                            guint block,
                            int row,
                            int col);
/* Top and bottom of a block, or of a row of its table; FALSE when it has no text. */
gboolean dz_reading_layout_get_extent (DzReadingLayout *self,
                                       guint block,
                                       int row,
                                       int *top,
                                       int *bottom);
/* The texts that may reach into [top, bottom): [from, to). */
void dz_reading_layout_get_range (DzReadingLayout *self,
                                  int top,
                                  int bottom,
                                  guint *from,
                                  guint *to);

/* Measures what is not yet, until the monotonic time; TRUE when something is left. */
gboolean dz_reading_layout_measure_until (DzReadingLayout *self,
                                          gint64 time);
/* Measures what stands in [top, bottom); TRUE when heights changed. */
gboolean dz_reading_layout_measure_range (DzReadingLayout *self,
                                          int top,
                                          int bottom);
/* The text has other markup: it is to be measured again. */
void dz_reading_layout_forget (DzReadingLayout *self,
                               guint index);

G_END_DECLS
