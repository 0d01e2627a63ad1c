/* dz-zip-writer.c - a ZIP archive in memory, for office documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-zip-writer.h"

#include <string.h>
#include <zlib.h>

/* 1 January 1980, the first day that the format knows. */
#define DATE 0x0021u
#define VERSION 20u
#define DEFLATED 8u

struct _DzZipWriter {
  GString *body;
  GString *directory;
  guint n_members;
};

DzZipWriter *
dz_zip_writer_new (void)
{
  DzZipWriter *self = g_new0 (DzZipWriter, 1);

  self->body = g_string_new (NULL);
  self->directory = g_string_new (NULL);
  return self;
}

void
dz_zip_writer_free (DzZipWriter *self)
{
  if (self->body != NULL)
    g_string_free (self->body, TRUE);
  g_string_free (self->directory, TRUE);
  g_free (self);
}

static void
append_16 (GString *out,
           guint value)
{
  g_string_append_c (out, (char) (value & 0xff));
  g_string_append_c (out, (char) (value >> 8 & 0xff));
}

static void
append_32 (GString *out,
           guint32 value)
{
  append_16 (out, value & 0xffff);
  append_16 (out, value >> 16);
}

static GString *
deflate_all (const char *data,
             gsize length)
{
  z_stream stream = { 0 };
  GString *out = g_string_new (NULL);
  int done;

  if (deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("no memory to pack a document");
  g_string_set_size (out, deflateBound (&stream, length));
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) length;
  stream.next_out = (Bytef *) out->str;
  stream.avail_out = (uInt) out->len;
  done = deflate (&stream, Z_FINISH);
  g_assert (done == Z_STREAM_END);
  g_string_set_size (out, stream.total_out);
  deflateEnd (&stream);
  return out;
}

/* What stands both before a member and in the directory. */
static void
append_member (GString *out,
               const char *name,
               guint32 crc,
               gsize packed,
               gsize length)
{
  append_16 (out, VERSION);
  append_16 (out, 0);
  append_16 (out, DEFLATED);
  append_16 (out, 0);
  append_16 (out, DATE);
  append_32 (out, crc);
  append_32 (out, (guint32) packed);
  append_32 (out, (guint32) length);
  append_16 (out, (guint) strlen (name));
  append_16 (out, 0);
}

void
dz_zip_writer_add (DzZipWriter *self,
                   const char *name,
                   const char *data,
                   gsize length)
{
  guint32 crc = (guint32) crc32 (crc32 (0, NULL, 0), (const Bytef *) data, (uInt) length);
  guint32 place = (guint32) self->body->len;
  GString *packed = deflate_all (data, length);

  g_assert (length < G_MAXINT32 / 4);
  g_string_append_len (self->body, "PK\3\4", 4);
  append_member (self->body, name, crc, packed->len, length);
  g_string_append (self->body, name);
  g_string_append_len (self->body, packed->str, (gssize) packed->len);
  g_string_append_len (self->directory, "PK\1\2", 4);
  append_16 (self->directory, VERSION);
  append_member (self->directory, name, crc, packed->len, length);
  append_16 (self->directory, 0);
  append_16 (self->directory, 0);
  append_16 (self->directory, 0);
  append_32 (self->directory, 0);
  append_32 (self->directory, place);
  g_string_append (self->directory, name);
  self->n_members++;
  g_string_free (packed, TRUE);
}

GString *
dz_zip_writer_end (DzZipWriter *self)
{
  GString *out = g_steal_pointer (&self->body);
  guint32 place = (guint32) out->len;

  g_string_append_len (out, self->directory->str, (gssize) self->directory->len);
  g_string_append_len (out, "PK\5\6", 4);
  append_32 (out, 0);
  append_16 (out, self->n_members);
  append_16 (out, self->n_members);
  append_32 (out, (guint32) self->directory->len);
  append_32 (out, place);
  append_16 (out, 0);
  return out;
}
