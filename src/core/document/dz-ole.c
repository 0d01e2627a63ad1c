/* dz-ole.c - the streams of an OLE2 file in memory: old Word, Excel and WPS files
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small file system: sectors in chains that a table (FAT) tells, a directory, and small
 * streams packed into one. Chains may lead anywhere, so each is followed at most as long as
 * the file has sectors.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-ole.h"

#include "dz-document.h"
#include "dz-slice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD 512u
#define FIRST_FAT 0x4c /* the first 109 sectors of the FAT are told in the head */
#define N_FIRST_FAT 109u
#define LAST_SECTOR 0xfffffff0u /* from here on: ends and free sectors */
#define ENTRY 128u
#define TYPE_STREAM 2
#define TYPE_ROOT 5
#define MAX_ENTRIES 100000u

typedef struct {
  char *name; /* owned */
  guint32 start;
  guint64 size;
} Stream;

struct _DzOle {
  GBytes *bytes;
  DzSlice file;
  guint sector, small_sector; /* sizes */
  guint32 cutoff;             /* streams below it are packed */
  GArray *fat;                /* of guint32: what follows each sector */
  DzSlice small_fat, packed;
  GBytes *small_fat_bytes, *packed_bytes;
  GArray *streams; /* of Stream: those of the root */
};

gboolean
dz_ole_is_ole (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return length >= 8 && memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                       _ ("its OLE container is damaged or was cut off; fetch it again"));
}

static void
clear_stream (gpointer data)
{
  g_free (((Stream *) data)->name);
}

static DzSlice
get_sector (DzOle *self,
            guint32 number)
{
  return dz_slice_cut (self->file, HEAD + (gsize) number * self->sector + (self->sector > HEAD ? self->sector - HEAD : 0),
                       self->sector);
}

static void
add_fat_sector (DzOle *self,
                guint32 number)
{
  DzSlice sector = get_sector (self, number);

  for (guint i = 0; i < self->sector / 4; i++) {
    guint32 next = sector.length > 0 ? dz_slice_get_32 (sector, i * 4) : G_MAXUINT32;

    g_array_append_val (self->fat, next);
  }
}

static void
read_fat (DzOle *self)
{
  guint n = dz_slice_get_32 (self->file, 0x2c), most = (guint) (self->file.length / self->sector) + 1;
  guint32 more = dz_slice_get_32 (self->file, 0x44);

  n = MIN (n, most);
  for (guint i = 0; i < n && i < N_FIRST_FAT; i++)
    add_fat_sector (self, dz_slice_get_32 (self->file, FIRST_FAT + i * 4));
  /* The rest of the numbers stand in sectors of their own, each leading to the next. */
  for (guint i = N_FIRST_FAT, rounds = 0; i < n && more < LAST_SECTOR && rounds < most; rounds++) {
    DzSlice numbers = get_sector (self, more);

    for (guint k = 0; k < self->sector / 4 - 1 && i < n; k++, i++)
      add_fat_sector (self, dz_slice_get_32 (numbers, k * 4));
    more = dz_slice_get_32 (numbers, self->sector - 4);
  }
}

/* The bytes of a chain of sectors, at most @size of them; a last sector that is cut off is
 * filled up. NULL when the chain is broken before. */
static GBytes *
read_chain (DzOle *self,
            guint32 start,
            guint64 size)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint64 most = (self->file.length / self->sector + 1) * self->sector;

  size = MIN (size, most);
  for (guint32 number = start; out->len < size; number = g_array_index (self->fat, guint32, number)) {
    DzSlice sector;
    guint from = out->len;

    if (number >= self->fat->len)
      return size == most ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
    sector = get_sector (self, number);
    if (sector.length == 0)
      return NULL;
    g_byte_array_set_size (out, from + self->sector);
    memset (out->data + from, 0, self->sector);
    memcpy (out->data + from, sector.data, sector.length);
  }
  g_byte_array_set_size (out, (guint) size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static GBytes *
read_packed (DzOle *self,
             guint32 start,
             guint64 size)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  size = MIN (size, self->packed.length);
  for (guint32 number = start; out->len < size; number = dz_slice_get_32 (self->small_fat, (gsize) number * 4)) {
    DzSlice sector = dz_slice_cut (self->packed, (gsize) number * self->small_sector, self->small_sector);

    if (number >= self->small_fat.length / 4 || sector.length == 0)
      return NULL;
    g_byte_array_append (out, sector.data, (guint) sector.length);
  }
  g_byte_array_set_size (out, (guint) size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static char *
read_name (DzSlice entry)
{
  gunichar2 units[32];
  guint n = MIN (dz_slice_get_16 (entry, 64) / 2u, 32u);

  for (guint i = 0; i < n; i++)
    units[i] = dz_slice_get_16 (entry, i * 2);
  return g_utf16_to_utf8 (units, n, NULL, NULL, NULL);
}

/* The entries that hang on the root, over a tree of neighbours on the left and right. */
static void
read_directory (DzOle *self,
                DzSlice directory)
{
  guint n = MIN ((guint) (directory.length / ENTRY), MAX_ENTRIES);
  g_autofree guint8 *seen = g_new0 (guint8, n + 1);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 child = dz_slice_get_32 (directory, 76);

  g_array_append_val (waiting, child);
  while (waiting->len > 0) {
    guint32 index = g_array_index (waiting, guint32, waiting->len - 1), left, right;
    DzSlice entry;

    g_array_set_size (waiting, waiting->len - 1);
    if (index >= n || seen[index])
      continue;
    seen[index] = TRUE;
    entry = dz_slice_cut (directory, (gsize) index * ENTRY, ENTRY);
    left = dz_slice_get_32 (entry, 68);
    right = dz_slice_get_32 (entry, 72);
    g_array_append_val (waiting, left);
    g_array_append_val (waiting, right);
    if (dz_slice_get_8 (entry, 66) == TYPE_STREAM) {
      Stream stream = { read_name (entry), dz_slice_get_32 (entry, 116), dz_slice_get_32 (entry, 120) };

      if (stream.name != NULL)
        g_array_append_val (self->streams, stream);
    }
  }
}

DzOle *
dz_ole_new (GBytes *bytes,
            GError **error)
{
  g_autoptr (DzOle) self = g_new0 (DzOle, 1);
  g_autoptr (GBytes) directory = NULL;
  guint shift, small_shift;
  DzSlice entries;

  self->bytes = g_bytes_ref (bytes);
  self->file = dz_slice_of (bytes);
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->streams = g_array_new (FALSE, FALSE, sizeof (Stream));
  g_array_set_clear_func (self->streams, clear_stream);
  shift = dz_slice_get_16 (self->file, 0x1e);
  small_shift = dz_slice_get_16 (self->file, 0x20);
  if (!dz_ole_is_ole (bytes) || self->file.length < HEAD || shift < 9 || shift > 12 || small_shift < 4
      || small_shift >= shift) {
    set_damaged (error);
    return NULL;
  }
  self->sector = 1u << shift;
  self->small_sector = 1u << small_shift;
  self->cutoff = dz_slice_get_32 (self->file, 0x38);
  read_fat (self);
  directory = read_chain (self, dz_slice_get_32 (self->file, 0x30), G_MAXUINT64);
  entries = dz_slice_of (directory);
  if (directory == NULL || dz_slice_get_8 (entries, 66) != TYPE_ROOT) {
    set_damaged (error);
    return NULL;
  }
  self->small_fat_bytes = read_chain (self, dz_slice_get_32 (self->file, 0x3c), G_MAXUINT64);
  self->packed_bytes = read_chain (self, dz_slice_get_32 (entries, 116), dz_slice_get_32 (entries, 120));
  self->small_fat = dz_slice_of (self->small_fat_bytes);
  self->packed = dz_slice_of (self->packed_bytes);
  read_directory (self, entries);
  return g_steal_pointer (&self);
}

void
dz_ole_free (DzOle *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fat);
  g_array_unref (self->streams);
  g_clear_pointer (&self->small_fat_bytes, g_bytes_unref);
  g_clear_pointer (&self->packed_bytes, g_bytes_unref);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static const Stream *
find_stream (DzOle *self,
             const char *name)
{
  for (guint i = 0; i < self->streams->len; i++) {
    const Stream *stream = &g_array_index (self->streams, Stream, i);

    if (g_ascii_strcasecmp (stream->name, name) == 0)
      return stream;
  }
  return NULL;
}

gboolean
dz_ole_has (DzOle *self,
            const char *stream)
{
  return find_stream (self, stream) != NULL;
}

GBytes *
dz_ole_read (DzOle *self,
             const char *name,
             GError **error)
{
  const Stream *stream = find_stream (self, name);
  GBytes *bytes = NULL;

  /* A stream is no longer than the file that holds it, whatever it says. */
  if (stream != NULL && stream->size > 0 && stream->size <= self->file.length + self->sector)
    bytes = stream->size < self->cutoff ? read_packed (self, stream->start, stream->size)
                                        : read_chain (self, stream->start, stream->size);
  if (bytes == NULL)
    set_damaged (error);
  return bytes;
}

gboolean
dz_ole_sniff (GBytes *bytes,
              const char *const *streams)
{
  g_autoptr (DzOle) ole = dz_ole_is_ole (bytes) ? dz_ole_new (bytes, NULL) : NULL;

  for (guint i = 0; ole != NULL && streams[i] != NULL; i++)
    if (dz_ole_has (ole, streams[i]))
      return TRUE;
  return FALSE;
}
