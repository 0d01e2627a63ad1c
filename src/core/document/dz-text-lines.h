/* dz-text-lines.h - the lines of a plain text and what each may be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzLineKind:
 * @DZ_LINE_CELL: one cell behind a tab, perhaps empty
 * @DZ_LINE_TABS: several cells, divided by tabs
 * @DZ_LINE_BARS: cells divided by bars
 * @DZ_LINE_RULER: ---|---|, a rule of a table
 * @DZ_LINE_SPACES: parts divided by two and more blanks: a row or spaced prose
 */
typedef enum {
  DZ_LINE_BLANK,
  DZ_LINE_PROSE,
  DZ_LINE_CELL,
  DZ_LINE_TABS,
  DZ_LINE_BARS,
  DZ_LINE_RULER,
  DZ_LINE_SPACES,
} DzLineKind;

/* Without its line end; points into the text. */
typedef struct {
  DzLineKind kind;
  const char *text;
  gsize length;
} DzLine;

/* Of DzLine; line ends are \n, \r\n, \r, page breaks and the two of Unicode. More than two blank lines
 * count as two. NULL when there are more than DZ_LIMIT_TEXT_LINES. */
GArray *dz_text_lines_split (const char *text,
                             gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* Level of the heading that the line is by its number, 0 when it is none: 1 for 一、 and 第一章, 2 for （一）,
 * 3 for 1. */
guint dz_text_line_heading (const DzLine *line);

/* Whether a number such as 一、 （一） 1. 第一章 or a bullet begins the line. */
gboolean dz_text_line_is_numbered (const DzLine *line);

/* Whether it ends as a sentence does. */
gboolean dz_text_line_is_closed (const DzLine *line);

/* Han characters in it, counted up to @limit. */
guint dz_text_line_count_han (const DzLine *line,
                              guint limit);

/* A copy without white space at the ends; full-width blanks at the start stay: they carry nesting. */
char *dz_text_line_dup (const char *text,
                        gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
