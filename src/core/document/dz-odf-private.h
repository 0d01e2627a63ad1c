/* dz-odf-private.h - what OpenDocument texts and spreadsheets have in common
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "dz-flow.h"
#include "dz-xml.h"

G_BEGIN_DECLS

enum {
  ODF_SPACE_OFFICE = 1,
  ODF_SPACE_STYLE,
  ODF_SPACE_TEXT,
  ODF_SPACE_TABLE,
  ODF_SPACE_DRAW,
};

/* The elements and attributes that are read. */
typedef enum {
  ODF_ANNOTATION = 1,
  ODF_BODY,
  ODF_COVERED_CELL,
  ODF_FORMS,
  ODF_H,
  ODF_HEADER_ROWS,
  ODF_LINE_BREAK,
  ODF_LIST,
  ODF_LIST_HEADER,
  ODF_LIST_ITEM,
  ODF_LIST_LEVEL_NUMBER,
  ODF_LIST_STYLE,
  ODF_NOTE,
  ODF_NOTE_BODY,
  ODF_NOTE_CITATION,
  ODF_NUMBER,
  ODF_OUTLINE_LEVEL_STYLE,
  ODF_OUTLINE_STYLE,
  ODF_P,
  ODF_RUBY_TEXT,
  ODF_S,
  ODF_SECTION,
  ODF_SHAPES,
  ODF_SPAN,
  ODF_STYLE,
  ODF_STYLES,
  ODF_AUTOMATIC_STYLES,
  ODF_TAB,
  ODF_TABLE,
  ODF_TABLE_CELL,
  ODF_TABLE_COLUMN,
  ODF_TABLE_PROPERTIES,
  ODF_TABLE_ROW,
  ODF_TEXT_PROPERTIES,
  ODF_TRACKED_CHANGES,
  ODF_TABLE_TRACKED_CHANGES,
  /* attributes */
  ODF_AT_C,
  ODF_AT_COLUMNS_REPEATED,
  ODF_AT_COLUMNS_SPANNED,
  ODF_AT_CONTINUE_LIST,
  ODF_AT_CONTINUE_NUMBERING,
  ODF_AT_DISPLAY_LEVELS,
  ODF_AT_IS_LIST_HEADER,
  ODF_AT_LEVEL,
  ODF_AT_NUM_FORMAT,
  ODF_AT_NUM_PREFIX,
  ODF_AT_NUM_SUFFIX,
  ODF_AT_OUTLINE_LEVEL,
  ODF_AT_ROWS_REPEATED,
  ODF_AT_ROWS_SPANNED,
  ODF_AT_START_VALUE,
  ODF_AT_STYLE_NAME,
  ODF_AT_TABLE_DISPLAY,
  ODF_AT_TABLE_NAME,
  ODF_AT_TABLE_STYLE_NAME,
  ODF_AT_TEXT_DISPLAY,
  ODF_AT_TEXT_STYLE_NAME,
  ODF_AT_VISIBILITY,
} DzOdfName;

#define DZ_ODF_LEVELS 10

typedef struct _DzOdfList DzOdfList;

/**
 * DzOdf:
 * @xml: the content, at its body
 * @flow: where text boxes in paragraphs go; NULL where there is no place for them
 * @hidden: names of styles that hide text or a table
 * @lists: name of a list style -> DzOdfList
 * @outline: the numbering of headings; NULL for none
 * @n_notes, @notes: what stands below the pages, each with its mark before it
 */
typedef struct {
  DzXml *xml;
  DzFlow *flow;
  GHashTable *hidden;
  GHashTable *lists;
  DzOdfList *outline;
  guint n_notes;
  GPtrArray *notes;
  GCancellable *cancellable;
  guint nesting;
} DzOdf;

/* A package or a flat file, up to its body. */
gboolean dz_odf_init (DzOdf *self,
                      GBytes *bytes,
                      GError **error);
void dz_odf_clear (DzOdf *self);

/* 0 … 95: whether @bytes are of the kind "text" or "spreadsheet". */
int dz_odf_sniff (GBytes *bytes,
                  const char *kind);

/* Once all is read: FALSE when the content was damaged or encrypted, or it was cancelled. */
gboolean dz_odf_check (DzOdf *self,
                       GBytes *bytes,
                       GError **error);

/* The next event inside the element at @depth; FALSE at its end. */
gboolean dz_odf_next_within (DzOdf *self,
                             guint depth,
                             DzXmlEvent *event);

/* After the START of a paragraph: its text up to its END. Blocks within it (in text boxes) are given
 * to @read_block, at their START, between begin and end of an aside; NULL passes them over. */
typedef void (*DzOdfBlockFunc) (DzOdf *self);
void dz_odf_read_paragraph (DzOdf *self,
                            GString *into,
                            DzOdfBlockFunc read_block);

/* Counts on in a list, and puts what stands before the item. @level from 1; @start -1 for none of its own. */
void dz_odf_list_append (DzOdfList *self,
                         guint level,
                         int start,
                         GString *into);
void dz_odf_list_restart (DzOdfList *self);

G_END_DECLS
