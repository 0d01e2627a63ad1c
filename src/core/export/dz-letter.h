/* dz-letter.h - letters that ask an agency to verify what was found in its reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of a letter are a template that users replace with their own; how it is written is told
 * in its first lines (data/letters). The same findings and template give the same bytes.
 */
#pragma once

#include "dz-finding.h"

G_BEGIN_DECLS

typedef struct _DzLetterTemplate DzLetterTemplate;

/* @path NULL: the user's own in the language of messages, else the one that comes with the program.
 * Fails with one sentence: which file, what is wrong, what to do. */
DzLetterTemplate *dz_letter_template_load (const char *path,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_letter_template_free (DzLetterTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLetterTemplate, dz_letter_template_free)

typedef struct _DzLetter DzLetter;

/* @findings: of DzFinding, those to be asked about, sorted by severity; @extractions: those that were
 * checked. Returns, of DzLetter, one an agency, by agency; agencies without a question get none. */
GPtrArray *dz_letters_new (const DzLetterTemplate *template,
                           GPtrArray *findings,
                           GPtrArray *extractions) G_GNUC_WARN_UNUSED_RESULT;

const char *dz_letter_get_agency (const DzLetter *self);
guint dz_letter_get_n_findings (const DzLetter *self);

/* "核查函_青澜市司法局": a name for its file, without ending. */
char *dz_letter_dup_file_name (const DzLetter *self) G_GNUC_WARN_UNUSED_RESULT;

/* .docx or .txt by the ending of @path. */
gboolean dz_letter_save (const DzLetter *self,
                         const char *path,
                         GError **error);

/* All of them into @folder, made where it is missing, each with the endings given (NULL-terminated). */
gboolean dz_letters_save (GPtrArray *letters,
                          const char *folder,
                          const char *const *endings,
                          GError **error);

G_END_DECLS
