/* dz-zip.c - the members of a ZIP archive in memory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "dz-document"
#include "dz-zip.h"

#include "dz-document.h"
#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#define LOCAL_SIGNATURE 0x04034b50u
#define ENTRY_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u
#define LOCAL_SIZE 30
#define ENTRY_SIZE 46
#define END_SIZE 22
#define FLAG_ENCRYPTED 1u
#define FLAG_UTF8 (1u << 11)
#define EXTRA_ZIP64 1

/* The ratio is asked only beyond this many bytes. */
#define RATIO_FREE_BYTES (1024u * 1024u)

typedef struct {
  char *name;
  guint64 packed;
  guint64 size; /* as the directory claims: a hint for the first allocation only */
  guint64 offset;
  guint32 crc;
  guint16 flags;
  guint16 method;
} Member;

struct _DzZip {
  GBytes *bytes;
  const guint8 *data; /* of bytes */
  gsize length;
  GArray *members;     /* of Member */
  GHashTable *by_name; /* name (borrowed) -> index + 1 */
  guint64 expanded;    /* bytes unfolded so far */
};

static guint16
get_16 (const guint8 *p)
{
  return (guint16) (p[0] | p[1] << 8);
}

static guint32
get_32 (const guint8 *p)
{
  return p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16 | (guint32) p[3] << 24;
}

static guint64
get_64 (const guint8 *p)
{
  return get_32 (p) | (guint64) get_32 (p + 4) << 32;
}

static void
clear_member (gpointer data)
{
  g_free (((Member *) data)->name);
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                       _ ("its ZIP container is damaged or was cut off; fetch it again"));
  return FALSE;
}

static gboolean
set_too_large (GError **error)
{
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                       _ ("it unfolds to more than may be read"));
  return FALSE;
}

/* Where the record that ends the directory lies; G_MAXSIZE when there is none. A comment
 * of up to 64 kB may stand behind it. */
static gsize
find_end (const guint8 *data,
          gsize length)
{
  gsize lowest;

  if (length < END_SIZE)
    return G_MAXSIZE;
  lowest = length > END_SIZE + 0xffff ? length - END_SIZE - 0xffff : 0;
  for (gsize at = length - END_SIZE + 1; at-- > lowest;)
    if (data[at] == 'P' && get_32 (data + at) == END_SIGNATURE)
      return at;
  return G_MAXSIZE;
}

/* Archives by Chinese programs of old have names in GBK and say nothing of it. */
static char *
decode_name (const guint8 *bytes,
             gsize length,
             guint16 flags)
{
  char *name = NULL;

  if ((flags & FLAG_UTF8) == 0 && !g_utf8_validate ((const char *) bytes, (gssize) length, NULL))
    name = g_convert ((const char *) bytes, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (name == NULL)
    name = g_utf8_make_valid ((const char *) bytes, (gssize) length);
  return g_strdelimit (name, "\\", '/');
}

/* Sizes over 4 GB stand in an extra field, and some programs always put them there. */
static void
read_zip64 (Member *member,
            const guint8 *extra,
            gsize length)
{
  while (length >= 4) {
    gsize size = get_16 (extra + 2);
    guint64 *wide[] = { &member->size, &member->packed, &member->offset };

    if (size > length - 4)
      return;
    if (get_16 (extra) == EXTRA_ZIP64) {
      const guint8 *at = extra + 4;

      for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
        if (*wide[i] == G_MAXUINT32 && (gsize) (at - extra) + 8 <= size + 4) {
          *wide[i] = get_64 (at);
          at += 8;
        }
      return;
    }
    extra += 4 + size;
    length -= 4 + size;
  }
}

static gboolean
read_directory (DzZip *self,
                gsize end,
                GError **error)
{
  const guint8 *record = self->data + end;
  gsize n_members = get_16 (record + 10), size = get_32 (record + 12), at = get_32 (record + 16);

  /* The start is believed only where an entry stands there: something may lie before the
   * archive, which moves all offsets. */
  if (at > end || size > end)
    return set_damaged (error);
  if (n_members > 0 && (at + ENTRY_SIZE > end || get_32 (self->data + at) != ENTRY_SIGNATURE))
    at = end - size;
  for (gsize i = 0; i < n_members; i++) {
    const guint8 *entry = self->data + at;
    Member member = { 0 };
    gsize name_length, extra_length, comment_length;

    if (end - at < ENTRY_SIZE || get_32 (entry) != ENTRY_SIGNATURE)
      return set_damaged (error);
    name_length = get_16 (entry + 28);
    extra_length = get_16 (entry + 30);
    comment_length = get_16 (entry + 32);
    if (end - at - ENTRY_SIZE < name_length + extra_length + comment_length)
      return set_damaged (error);
    if (self->members->len >= DZ_LIMIT_ARCHIVE_MEMBERS)
      return set_too_large (error);
    member.flags = get_16 (entry + 8);
    member.method = get_16 (entry + 10);
    member.crc = get_32 (entry + 16);
    member.packed = get_32 (entry + 20);
    member.size = get_32 (entry + 24);
    member.offset = get_32 (entry + 42);
    member.name = decode_name (entry + ENTRY_SIZE, name_length, member.flags);
    read_zip64 (&member, entry + ENTRY_SIZE + name_length, extra_length);
    g_array_append_val (self->members, member);
    at += ENTRY_SIZE + name_length + extra_length + comment_length;
  }
  return TRUE;
}

DzZip *
dz_zip_new (GBytes *bytes,
            GError **error)
{
  g_autoptr (DzZip) self = g_new0 (DzZip, 1);
  gsize end;

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, clear_member);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  end = find_end (self->data, self->length);
  if (end == G_MAXSIZE) {
    set_damaged (error);
    return NULL;
  }
  if (!read_directory (self, end, error))
    return NULL;
  for (guint i = self->members->len; i-- > 0;)
    g_hash_table_replace (self->by_name, g_array_index (self->members, Member, i).name, GUINT_TO_POINTER (i + 1));
  return g_steal_pointer (&self);
}

void
dz_zip_free (DzZip *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_array_unref (self->members);
  g_bytes_unref (self->bytes);
  g_free (self);
}

guint
dz_zip_get_n_members (DzZip *self)
{
  return self->members->len;
}

const char *
dz_zip_get_name (DzZip *self,
                 guint index)
{
  g_return_val_if_fail (index < self->members->len, NULL);

  return g_array_index (self->members, Member, index).name;
}

gboolean
dz_zip_is_encrypted (DzZip *self,
                     guint index)
{
  g_return_val_if_fail (index < self->members->len, FALSE);

  return (g_array_index (self->members, Member, index).flags & FLAG_ENCRYPTED) != 0;
}

gboolean
dz_zip_find (DzZip *self,
             const char *name,
             guint *index)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, name));

  if (found == 0)
    return FALSE;
  if (index != NULL)
    *index = found - 1;
  return TRUE;
}

/* How much @packed bytes may unfold to, with what the archive has left. */
static guint64
get_allowance (DzZip *self,
               guint64 packed)
{
  guint64 allowance = MIN (DZ_LIMIT_MEMBER_BYTES, DZ_LIMIT_EXPANDED_BYTES - self->expanded);

  return MIN (allowance, MAX (RATIO_FREE_BYTES, packed * DZ_LIMIT_EXPANSION_RATIO));
}

static char *
inflate_member (DzZip *self,
                const Member *member,
                const guint8 *packed,
                gsize *length,
                GError **error)
{
  guint64 allowance = get_allowance (self, member->packed);
  gsize room = (gsize) MIN (member->size + 64, allowance), used = 0;
  g_autofree char *out = g_malloc (room + 1);
  z_stream stream = { 0 };
  gboolean too_large = FALSE;
  int status = Z_OK;

  stream.next_in = (Bytef *) packed;
  stream.avail_in = (uInt) member->packed;
  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK) {
    set_damaged (error);
    return NULL;
  }
  do {
    if (used == room) {
      /* The header lied: go on, up to the allowance. */
      room = (gsize) MIN ((guint64) room * 2, allowance);
      if (room == used)
        break;
      out = g_realloc (out, room + 1);
    }
    stream.next_out = (Bytef *) out + used;
    stream.avail_out = (uInt) (room - used);
    status = inflate (&stream, Z_NO_FLUSH);
    used = room - stream.avail_out;
  } while (status == Z_OK && (stream.avail_out == 0 || stream.avail_in > 0));
  if (status == Z_OK && used == allowance) {
    /* Full to the brim: either it ends just here, or a byte more comes out. */
    guint8 spare;

    stream.next_out = &spare;
    stream.avail_out = 1;
    status = inflate (&stream, Z_FINISH);
    too_large = stream.avail_out == 0;
  }
  inflateEnd (&stream);
  self->expanded += used;
  if (too_large || status != Z_STREAM_END) {
    (void) (too_large ? set_too_large (error) : set_damaged (error));
    return NULL;
  }
  out[used] = '\0';
  *length = used;
  return g_steal_pointer (&out);
}

static char *
copy_member (DzZip *self,
             const Member *member,
             const guint8 *packed,
             gsize *length,
             GError **error)
{
  char *out;

  if (member->packed > get_allowance (self, member->packed)) {
    set_too_large (error);
    return NULL;
  }
  self->expanded += member->packed;
  out = g_malloc (member->packed + 1);
  memcpy (out, packed, member->packed);
  out[member->packed] = '\0';
  *length = member->packed;
  return out;
}

/* The packed bytes; NULL where they are not all there. */
static const guint8 *
find_packed (DzZip *self,
             const Member *member)
{
  const guint8 *local = self->data + member->offset;
  gsize start;

  if (member->offset > self->length || self->length - member->offset < LOCAL_SIZE
      || get_32 (local) != LOCAL_SIGNATURE)
    return NULL;
  start = member->offset + LOCAL_SIZE + get_16 (local + 26) + get_16 (local + 28);
  if (start > self->length || self->length - start < member->packed || member->packed > G_MAXUINT32)
    return NULL;
  return self->data + start;
}

char *
dz_zip_read (DzZip *self,
             guint index,
             gsize *length,
             GError **error)
{
  const Member *member;
  const guint8 *packed;
  g_autofree char *out = NULL;
  gsize ignored;

  g_return_val_if_fail (index < self->members->len, NULL);

  member = &g_array_index (self->members, Member, index);
  if (length == NULL)
    length = &ignored;
  if (member->flags & FLAG_ENCRYPTED) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED,
                         _ ("it is protected by a password; save it without one and add it again"));
    return NULL;
  }
  if (member->size > DZ_LIMIT_MEMBER_BYTES || self->expanded >= DZ_LIMIT_EXPANDED_BYTES) {
    set_too_large (error);
    return NULL;
  }
  if (member->method != 0 && member->method != Z_DEFLATED) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("it is packed in a way that cannot be read here; pack it as plain ZIP"));
    return NULL;
  }
  packed = find_packed (self, member);
  if (packed == NULL) {
    set_damaged (error);
    return NULL;
  }
  out = member->method == 0 ? copy_member (self, member, packed, length, error)
                            : inflate_member (self, member, packed, length, error);
  if (out != NULL && crc32 (0, (const Bytef *) out, (uInt) *length) != member->crc) {
    set_damaged (error);
    return NULL;
  }
  return g_steal_pointer (&out);
}

char *
dz_zip_read_name (DzZip *self,
                  const char *name,
                  gsize *length,
                  GError **error)
{
  guint index;

  if (dz_zip_find (self, name, &index))
    return dz_zip_read (self, index, length, error);
  g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
               _ ("a part is missing in it (%s)"), name);
  return NULL;
}

gboolean
dz_zip_is_zip (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return length >= 4 && get_32 (data) == LOCAL_SIGNATURE;
}

/* Whether a name stands behind a header of @header_size bytes that begins with @signature.
 * A needle in a haystack: the name is rarer than the signature. */
static gboolean
has_header (const guint8 *data,
            gsize length,
            const char *prefix,
            guint32 signature,
            gsize header_size)
{
  gsize prefix_length = strlen (prefix);
  const guint8 *end = data + length, *at = data;

  while (at < end && (at = memmem (at, (gsize) (end - at), prefix, prefix_length)) != NULL) {
    if ((gsize) (at - data) >= header_size && get_32 (at - header_size) == signature)
      return TRUE;
    at++;
  }
  return FALSE;
}

gboolean
dz_zip_has_prefix (GBytes *bytes,
                   const char *prefix)
{
  gsize length, end;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (!dz_zip_is_zip (bytes))
    return FALSE;
  end = find_end (data, length);
  if (end == G_MAXSIZE)
    return has_header (data, length, prefix, LOCAL_SIGNATURE, LOCAL_SIZE);
  /* The directory alone, unless it does not lie where it should. */
  if (get_32 (data + end + 12) <= end)
    data += end - get_32 (data + end + 12);
  return has_header (data, (gsize) ((const guint8 *) g_bytes_get_data (bytes, NULL) + end - data), prefix,
                     ENTRY_SIGNATURE, ENTRY_SIZE);
}
