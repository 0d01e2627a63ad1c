/* dz-slice.h - reading little-endian numbers out of bytes that may not be trusted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of bytes that may not be trusted. */
typedef struct {
  const guint8 *data;
  gsize length;
} DzSlice;

/* 0 beyond the end. */
guint8 dz_slice_get_8 (DzSlice slice,
                       gsize offset);
guint16 dz_slice_get_16 (DzSlice slice,
                         gsize offset);
guint32 dz_slice_get_32 (DzSlice slice,
                         gsize offset);

/* What of it there is. */
DzSlice dz_slice_cut (DzSlice slice,
                      gsize offset,
                      gsize length);

DzSlice dz_slice_of (GBytes *bytes);

G_END_DECLS
