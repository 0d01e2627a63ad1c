/* sample-zip.c - writing ZIP archives for tests, honest ones and others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sample-zip.h"

#include <string.h>
#include <zlib.h>

struct _SampleZip {
  GByteArray *body;
  GByteArray *directory;
  guint n_members;
};

static void
put (GByteArray *into,
     guint32 value,
     guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++) {
    guint8 byte = i < 4 ? (guint8) (value >> 8 * i) : 0;

    g_byte_array_append (into, &byte, 1);
  }
}

SampleZip *
sample_zip_new (void)
{
  SampleZip *self = g_new0 (SampleZip, 1);

  self->body = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

/* What the local header and the entry of the directory have in common. */
static void
put_common (GByteArray *into,
            guint flags,
            guint method,
            guint32 crc,
            gsize packed,
            gsize claimed,
            gsize name_length)
{
  put (into, 20, 2);
  put (into, flags, 2);
  put (into, method, 2);
  put (into, 0, 4);
  put (into, crc, 4);
  put (into, (guint32) packed, 4);
  put (into, (guint32) claimed, 4);
  put (into, (guint32) name_length, 2);
  put (into, 0, 2);
}

static void
add_member (SampleZip *self,
            const char *name,
            const guint8 *packed,
            gsize n_packed,
            guint method,
            guint32 crc,
            gsize claimed,
            guint flags)
{
  gsize name_length = strlen (name);
  guint32 offset = self->body->len;

  put (self->body, 0x04034b50, 4);
  put_common (self->body, flags, method, crc, n_packed, claimed, name_length);
  g_byte_array_append (self->body, (const guint8 *) name, (guint) name_length);
  g_byte_array_append (self->body, packed, (guint) n_packed);
  put (self->directory, 0x02014b50, 4);
  put (self->directory, 20, 2);
  put_common (self->directory, flags, method, crc, n_packed, claimed, name_length);
  /* Length of the comment, disk and attributes. */
  for (guint i = 0; i < 5; i++)
    put (self->directory, 0, 2);
  put (self->directory, offset, 4);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) name_length);
  self->n_members++;
}

void
sample_zip_add_full (SampleZip *self,
                     const char *name,
                     const char *data,
                     gssize length,
                     gint64 claimed,
                     guint flags)
{
  gsize n_bytes = length < 0 ? strlen (data) : (gsize) length;
  g_autofree guint8 *packed = g_malloc (n_bytes + n_bytes / 100 + 1000);
  z_stream stream = { 0 };

  g_assert (deflateInit2 (&stream, 1, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) n_bytes;
  stream.next_out = packed;
  stream.avail_out = (uInt) (n_bytes + n_bytes / 100 + 1000);
  g_assert (deflate (&stream, Z_FINISH) == Z_STREAM_END);
  add_member (self, name, packed, stream.total_out, Z_DEFLATED, (guint32) crc32 (0, (const Bytef *) data, (uInt) n_bytes),
              claimed < 0 ? n_bytes : (gsize) claimed, flags);
  deflateEnd (&stream);
}

void
sample_zip_add_stored (SampleZip *self,
                       const char *name,
                       const char *data)
{
  gsize length = strlen (data);

  add_member (self, name, (const guint8 *) data, length, 0, (guint32) crc32 (0, (const Bytef *) data, (uInt) length), length, 0);
}

void
sample_zip_add (SampleZip *self,
                const char *name,
                const char *data)
{
  sample_zip_add_full (self, name, data, -1, -1, 0);
}

GBytes *
sample_zip_end (SampleZip *self)
{
  GByteArray *body = self->body;
  guint32 start = body->len, size = self->directory->len;

  g_byte_array_append (body, self->directory->data, self->directory->len);
  put (body, 0x06054b50, 4);
  put (body, 0, 4);
  put (body, self->n_members, 2);
  put (body, self->n_members, 2);
  put (body, size, 4);
  put (body, start, 4);
  put (body, 0, 2);
  g_byte_array_unref (self->directory);
  g_free (self);
  return g_byte_array_free_to_bytes (body);
}
