/* dz-readers-private.h - the readers, one a format
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each is defined in its own dz-reader-FORMAT.c and listed in dz-reader.c. No reader knows another.
 */
#pragma once

#include "dz-reader.h"

G_BEGIN_DECLS
extern const DzReader dz_reader_docx;
extern const DzReader dz_reader_xlsx;
extern const DzReader dz_reader_odt;
extern const DzReader dz_reader_ods;
extern const DzReader dz_reader_rtf;
extern const DzReader dz_reader_doc;
extern const DzReader dz_reader_xls;

extern const DzReader dz_reader_html;
extern const DzReader dz_reader_mhtml;
extern const DzReader dz_reader_ofd;
extern const DzReader dz_reader_pdf;

extern const DzReader dz_reader_csv;
extern const DzReader dz_reader_text;

G_END_DECLS
