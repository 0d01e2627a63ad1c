/* dz-pack.c - many small numbers and repeated words as few bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number is written in groups of seven bits, the lowest first. A text is a number: 0 for
 * NULL, 1 for a new one (its length, its bytes and a NUL follow), else 2 + its place among the
 * texts that came before.
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-pack.h"

#include <string.h>

struct _DzPacker {
  GByteArray *bytes;
  GHashTable *texts; /* text (borrowed) -> its place + 2 */
};

struct _DzUnpacker {
  const guint8 *at, *end;
  GPtrArray *texts; /* of const char *, in the bytes */
  gboolean sound;
};

DzPacker *
dz_packer_new (void)
{
  DzPacker *self = g_new0 (DzPacker, 1);

  self->bytes = g_byte_array_new ();
  self->texts = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
dz_packer_free (DzPacker *self)
{
  g_byte_array_unref (self->bytes);
  g_hash_table_unref (self->texts);
  g_free (self);
}

void
dz_packer_put_uint (DzPacker *self,
                    guint64 number)
{
  guint8 groups[10];
  guint n = 0;

  do {
    groups[n] = (guint8) ((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
    number >>= 7;
    n++;
  } while (number > 0);
  g_byte_array_append (self->bytes, groups, n);
}

/* Small numbers of either sign stay small. */
void
dz_packer_put_int (DzPacker *self,
                   gint64 number)
{
  dz_packer_put_uint (self, ((guint64) number << 1) ^ (guint64) (number >> 63));
}

void
dz_packer_put_text (DzPacker *self,
                    const char *text)
{
  gpointer place;
  gsize length;

  if (text == NULL) {
    dz_packer_put_uint (self, 0);
    return;
  }
  place = g_hash_table_lookup (self->texts, text);
  if (place != NULL) {
    dz_packer_put_uint (self, GPOINTER_TO_SIZE (place));
    return;
  }
  length = strlen (text);
  g_hash_table_insert (self->texts, (gpointer) text, GSIZE_TO_POINTER (g_hash_table_size (self->texts) + 2));
  dz_packer_put_uint (self, 1);
  dz_packer_put_uint (self, length);
  g_byte_array_append (self->bytes, (const guint8 *) text, (guint) length + 1);
}

GBytes *
dz_packer_end (DzPacker *self)
{
  GBytes *bytes = g_byte_array_free_to_bytes (self->bytes);

  self->bytes = g_byte_array_new ();
  g_hash_table_remove_all (self->texts);
  return bytes;
}

DzUnpacker *
dz_unpacker_new (GBytes *bytes)
{
  DzUnpacker *self = g_new0 (DzUnpacker, 1);
  gsize size;

  self->at = g_bytes_get_data (bytes, &size);
  self->end = self->at != NULL ? self->at + size : NULL;
  self->texts = g_ptr_array_new ();
  self->sound = self->at != NULL;
  return self;
}

void
dz_unpacker_free (DzUnpacker *self)
{
  g_ptr_array_unref (self->texts);
  g_free (self);
}

guint64
dz_unpacker_get_uint (DzUnpacker *self)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 64 && self->sound && self->at < self->end; shift += 7) {
    guint8 group = *self->at++;

    number |= (guint64) (group & 0x7f) << shift;
    if ((group & 0x80) == 0)
      return number;
  }
  self->sound = FALSE;
  return 0;
}

guint
dz_unpacker_get_uint_to (DzUnpacker *self,
                         guint most)
{
  guint64 number = dz_unpacker_get_uint (self);

  if (number <= most)
    return (guint) number;
  self->sound = FALSE;
  return 0;
}

gint64
dz_unpacker_get_int (DzUnpacker *self)
{
  guint64 number = dz_unpacker_get_uint (self);

  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

static const char *
read_new_text (DzUnpacker *self)
{
  guint64 length = dz_unpacker_get_uint (self);
  const char *text = (const char *) self->at;

  if (!self->sound || length >= (guint64) (self->end - self->at) || text[length] != '\0' ||
      !g_utf8_validate (text, (gssize) length, NULL)) {
    self->sound = FALSE;
    return NULL;
  }
  self->at += length + 1;
  g_ptr_array_add (self->texts, (gpointer) text);
  return text;
}

const char *
dz_unpacker_get_text_or_null (DzUnpacker *self)
{
  guint64 place = dz_unpacker_get_uint (self);

  if (place == 1)
    return read_new_text (self);
  if (place == 0)
    return NULL;
  if (place - 2 < self->texts->len)
    return g_ptr_array_index (self->texts, place - 2);
  self->sound = FALSE;
  return NULL;
}

const char *
dz_unpacker_get_text (DzUnpacker *self)
{
  const char *text = dz_unpacker_get_text_or_null (self);

  return text != NULL ? text : "";
}

guint
dz_unpacker_get_count (DzUnpacker *self)
{
  guint64 number = dz_unpacker_get_uint (self);

  if (number <= (guint64) (self->end - self->at) && number <= G_MAXUINT)
    return (guint) number;
  self->sound = FALSE;
  return 0;
}

gboolean
dz_unpacker_is_sound (DzUnpacker *self)
{
  return self->sound;
}

gboolean
dz_unpacker_is_done (DzUnpacker *self)
{
  return self->sound && self->at == self->end;
}
