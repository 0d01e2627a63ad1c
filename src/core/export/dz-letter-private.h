/* dz-letter-private.h - what the files of letters share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-letter.h"

G_BEGIN_DECLS

typedef enum {
  DZ_LINE_PARAGRAPH,
  DZ_LINE_FLUSH, /* a paragraph without indent */
  DZ_LINE_TITLE,
  DZ_LINE_HEADING,
  DZ_LINE_POINT,
  DZ_LINE_REPLY, /* a box to be filled in */
  DZ_LINE_RIGHT,
  DZ_N_LINES,
} DzLetterLineKind;

typedef struct {
  DzLetterLineKind kind;
  char *text;
} DzLetterLine;

DzLetterLine *dz_letter_line_new (DzLetterLineKind kind,
                     char *text) G_GNUC_WARN_UNUSED_RESULT;
void dz_letter_line_free (DzLetterLine *self);

typedef enum {
  DZ_PART_OPENING,
  DZ_PART_ERROR, /* the four severities, in the order of DzSeverity */
  DZ_PART_WARNING,
  DZ_PART_CHECK,
  DZ_PART_NOTICE,
  DZ_PART_ITEM,
  DZ_PART_FIGURE,
  DZ_PART_WORDS,
  DZ_PART_REPLY,
  DZ_PART_CLOSING,
  DZ_N_PARTS,
} DzLetterPart;

/* Of DzLetterLine, with the words in braces as they are. */
GPtrArray *dz_letter_template_get_part (const DzLetterTemplate *self,
                                        DzLetterPart part);
gboolean dz_letter_template_leaves_out (const DzLetterTemplate *self,
                                        const char *rule);

/* A name and its words; the last one has no name. */
typedef struct {
  const char *name;
  const char *words;
} DzSlot;

/* NULL when a word in braces has nothing to say, or is unknown. */
char *dz_letter_fill (const char *text,
                      const DzSlot *slots) G_GNUC_WARN_UNUSED_RESULT;

struct _DzLetter {
  char *agency;
  guint n_findings;
  GPtrArray *lines; /* of DzLetterLine */
};

/* The whole file. */
GString *dz_letter_write_text (const DzLetter *self) G_GNUC_WARN_UNUSED_RESULT;
GString *dz_letter_write_docx (const DzLetter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
