/* dz-pdf-file.h - the objects of a PDF file, as far as ruling lines need them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text is left to Poppler. This finds the drawing orders of a page without paying for the
 * shapes of all its characters; what it cannot follow, it says so.
 */
#pragma once

#include "dz-page.h"

G_BEGIN_DECLS

/* A piece of the file, or of a stream unfolded from it; @at NULL: nothing. */
typedef struct {
  const char *at, *end;
} DzPdfSpan;

typedef struct _DzPdfFile DzPdfFile;

/* Reads all objects of @bytes; NULL when it is encrypted or has no tree of pages. */
DzPdfFile *dz_pdf_file_new (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void dz_pdf_file_free (DzPdfFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPdfFile, dz_pdf_file_free)

guint dz_pdf_file_get_n_pages (DzPdfFile *self);

/* The page's entry @key, its own or one it inherits; references are followed. */
DzPdfSpan dz_pdf_file_get_page_entry (DzPdfFile *self,
                                      guint index,
                                      const char *key);

/* The same without following a reference. */
DzPdfSpan dz_pdf_file_get_page_reference (DzPdfFile *self,
                                          guint index,
                                          const char *key);

/* The value of @key in the dictionary @dict; references are followed. */
DzPdfSpan dz_pdf_file_look_up (DzPdfFile *self,
                               DzPdfSpan dict,
                               const char *key);

/* Unfolds the stream that @reference ("12 0 R") names and appends it to @out; FALSE when it is
 * none, packed in an unknown way or too large. @dict gets its dictionary. */
gboolean dz_pdf_file_read_stream (DzPdfFile *self,
                                  DzPdfSpan reference,
                                  GString *out,
                                  DzPdfSpan *dict);

/* As dz_pdf_file_look_up(), without following a reference. */
DzPdfSpan dz_pdf_span_find (DzPdfSpan dict,
                            const char *key);

/* The next element of an array, whose opening bracket @rest starts with at first. */
gboolean dz_pdf_span_next (DzPdfSpan *rest,
                           DzPdfSpan *element);

/* Up to @n numbers of an array, references among them left out; -> how many. */
guint dz_pdf_span_get_numbers (DzPdfSpan array,
                               double *numbers,
                               guint n);

gboolean dz_pdf_span_equal (DzPdfSpan span,
                            const char *text);

/* White space and comments; one value of any kind. */
void dz_pdf_span_skip_white (DzPdfSpan *span);
gboolean dz_pdf_span_skip_value (DzPdfSpan *span);

G_END_DECLS
