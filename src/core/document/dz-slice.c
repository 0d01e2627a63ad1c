/* dz-slice.c - reading little-endian numbers out of bytes that may not be trusted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-slice.h"

guint8
dz_slice_get_8 (DzSlice slice,
                gsize offset)
{
  return offset < slice.length ? slice.data[offset] : 0;
}

guint16
dz_slice_get_16 (DzSlice slice,
                 gsize offset)
{
  return (guint16) (dz_slice_get_8 (slice, offset) | dz_slice_get_8 (slice, offset + 1) << 8);
}

guint32
dz_slice_get_32 (DzSlice slice,
                 gsize offset)
{
  return dz_slice_get_16 (slice, offset) | (guint32) dz_slice_get_16 (slice, offset + 2) << 16;
}

DzSlice
dz_slice_cut (DzSlice slice,
              gsize offset,
              gsize length)
{
  if (slice.data == NULL)
    return slice;
  if (offset > slice.length)
    offset = slice.length;
  return (DzSlice) { slice.data + offset, MIN (length, slice.length - offset) };
}

DzSlice
dz_slice_of (GBytes *bytes)
{
  DzSlice slice = { 0 };

  if (bytes != NULL)
    slice.data = g_bytes_get_data (bytes, &slice.length);
  return slice;
}
