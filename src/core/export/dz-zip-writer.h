/* dz-zip-writer.h - a ZIP archive in memory, for office documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzZipWriter DzZipWriter;

DzZipWriter *dz_zip_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_zip_writer_free (DzZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzZipWriter, dz_zip_writer_free)

/* @name: ASCII, with forward slashes. The date is fixed: same input, same bytes. */
void dz_zip_writer_add (DzZipWriter *self,
                        const char *name,
                        const char *data,
                        gsize length);

/* The whole archive; nothing can be added afterwards. */
GString *dz_zip_writer_end (DzZipWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
