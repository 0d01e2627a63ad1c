/* dz-ole.h - the streams of an OLE2 file in memory: old Word, Excel and WPS files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DzOle DzOle;

gboolean dz_ole_is_ole (GBytes *bytes);

/* DZ_DOCUMENT_ERROR_DAMAGED for a file that is cut off; a short last sector is allowed. */
DzOle *dz_ole_new (GBytes *bytes,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_ole_free (DzOle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOle, dz_ole_free)

/* Of the root. */
gboolean dz_ole_has (DzOle *self,
                     const char *stream);

/* The bytes of a stream of the root; NULL with _DAMAGED or _TOO_LARGE. */
GBytes *dz_ole_read (DzOle *self,
                     const char *stream,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For sniffing: whether one of the streams is there; FALSE for a damaged file. */
gboolean dz_ole_sniff (GBytes *bytes,
                       const char *const *streams);

G_END_DECLS
