/* sample-zip.h - writing ZIP archives for tests, honest ones and others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SampleZip SampleZip;

SampleZip *sample_zip_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @length -1: a string. Deflated; @claimed is the size that the headers tell, -1 for the true one. */
void sample_zip_add_full (SampleZip *self,
                          const char *name,
                          const char *data,
                          gssize length,
                          gint64 claimed,
                          guint flags);
void sample_zip_add (SampleZip *self,
                     const char *name,
                     const char *data);

/* Not packed. */
void sample_zip_add_stored (SampleZip *self,
                            const char *name,
                            const char *data);

/* Spends the writer. */
GBytes *sample_zip_end (SampleZip *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
