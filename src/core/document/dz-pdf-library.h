/* dz-pdf-library.h - poppler, loaded when the first PDF comes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It brings some twenty libraries with it, which take as long to load as the rest of the program
 * does to start; most runs never need them. Its functions are called by their own names.
 */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

#define DZ_PDF_FUNCTIONS(F) \
  F (poppler_document_get_author) \
  F (poppler_document_get_creation_date_time) \
  F (poppler_document_get_n_pages) \
  F (poppler_document_get_page) \
  F (poppler_document_get_title) \
  F (poppler_document_new_from_bytes) \
  F (poppler_error_quark) \
  F (poppler_page_free_image_mapping) \
  F (poppler_page_get_image_mapping) \
  F (poppler_page_get_size) \
  F (poppler_page_get_text) \
  F (poppler_page_get_text_layout) \
  F (poppler_page_render_for_printing)

#define DZ_PDF_MEMBER(name) __typeof__ (&name) name;

typedef struct {
  DZ_PDF_FUNCTIONS (DZ_PDF_MEMBER)
} DzPdfLibrary;

/* Filled by dz_pdf_library_load(). */
extern DzPdfLibrary dz_pdf_library;

/* In any thread, any number of times. FALSE when it is not installed. */
gboolean dz_pdf_library_load (void);

#ifndef DZ_PDF_LIBRARY_LOADER
#define poppler_document_get_author dz_pdf_library.poppler_document_get_author
#define poppler_document_get_creation_date_time dz_pdf_library.poppler_document_get_creation_date_time
#define poppler_document_get_n_pages dz_pdf_library.poppler_document_get_n_pages
#define poppler_document_get_page dz_pdf_library.poppler_document_get_page
#define poppler_document_get_title dz_pdf_library.poppler_document_get_title
#define poppler_document_new_from_bytes dz_pdf_library.poppler_document_new_from_bytes
#define poppler_error_quark dz_pdf_library.poppler_error_quark
#define poppler_page_free_image_mapping dz_pdf_library.poppler_page_free_image_mapping
#define poppler_page_get_image_mapping dz_pdf_library.poppler_page_get_image_mapping
#define poppler_page_get_size dz_pdf_library.poppler_page_get_size
#define poppler_page_get_text dz_pdf_library.poppler_page_get_text
#define poppler_page_get_text_layout dz_pdf_library.poppler_page_get_text_layout
#define poppler_page_render_for_printing dz_pdf_library.poppler_page_render_for_printing
#endif

G_END_DECLS
