/* dz-pdf-file.c - the objects of a PDF file, as far as ruling lines need them
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of places at the end of a file are often wrong and come in three kinds. This
 * goes through the file from the start and takes the last object of each number.
 */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "dz-document"
#include "dz-pdf-file.h"

#include "dz-limits.h"

#include <string.h>
#include <zlib.h>

/* References to references, and pages within page groups. */
#define DEEPEST_REFERENCE 16u
#define DEEPEST_PAGE 40u

/* A file of 60 pages has 600 objects. */
#define MAX_OBJECTS 1000000u

/* Nodes of the tree of pages, and objects that never end: a sound file has a few of the first
 * and none of the second. */
#define MAX_NODES 10000u
#define MAX_BROKEN 64u

typedef struct {
  DzPdfSpan value;
  DzPdfSpan stream; /* as packed; at NULL: none */
} Object;

struct _DzPdfFile {
  GBytes *bytes;
  GHashTable *objects;  /* number -> Object (owned) */
  GPtrArray *unfolded;  /* of GString: streams that hold objects */
  gsize n_unfolded;     /* bytes of all that was unfolded */
  GPtrArray *pages; /* of GArray of DzPdfSpan: the page's dictionary, then those it inherits from */
  guint n_nodes;
  DzPdfSpan trailer;
};

static const DzPdfSpan nothing = { NULL, NULL };

/* A number at the start of @span, which moves behind it; FALSE when there is none. */
static gboolean
read_count (DzPdfSpan *span,
            guint *count)
{
  guint64 value = 0;
  const char *start;

  dz_pdf_span_skip_white (span);
  for (start = span->at;
       span->at < span->end && g_ascii_isdigit (*span->at) && span->at - start < 10; span->at++)
    value = value * 10 + (guint64) (*span->at - '0');
  *count = (guint) MIN (value, G_MAXUINT);
  return span->at > start;
}

static gboolean
inflate_span (DzPdfFile *self,
              DzPdfSpan packed,
              GString *out)
{
  z_stream stream = { 0 };
  guint8 buffer[16384];
  int status = Z_OK;
  gsize before = out->len;

  if (inflateInit (&stream) != Z_OK)
    return FALSE;
  stream.next_in = (Bytef *) packed.at;
  stream.avail_in = (uInt) (packed.end - packed.at);
  while (status == Z_OK) {
    stream.next_out = buffer;
    stream.avail_out = sizeof buffer;
    status = inflate (&stream, Z_NO_FLUSH);
    self->n_unfolded += sizeof buffer - stream.avail_out;
    if (self->n_unfolded > DZ_LIMIT_EXPANDED_BYTES || out->len - before > DZ_LIMIT_MEMBER_BYTES)
      status = Z_MEM_ERROR;
    else
      g_string_append_len (out, (const char *) buffer, (gssize) (sizeof buffer - stream.avail_out));
    if (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)
      break;
  }
  inflateEnd (&stream);
  /* A stream whose end is missing is used as far as it goes, as every viewer does. */
  return status == Z_STREAM_END || (status != Z_MEM_ERROR && out->len > before);
}

static DzPdfSpan
resolve (DzPdfFile *self,
         DzPdfSpan value,
         Object **object)
{
  if (object != NULL)
    *object = NULL;
  for (guint i = 0; i < DEEPEST_REFERENCE && value.at != NULL; i++) {
    DzPdfSpan span = value;
    Object *found;
    guint number;

    if (span.at >= span.end || !g_ascii_isdigit (*span.at) || span.end[-1] != 'R'
        || !read_count (&span, &number))
      return value;
    found = g_hash_table_lookup (self->objects, GUINT_TO_POINTER (number));
    if (found == NULL)
      return nothing;
    value = found->value;
    if (object != NULL)
      *object = found;
  }
  return value;
}

DzPdfSpan
dz_pdf_file_look_up (DzPdfFile *self,
                     DzPdfSpan dict,
                     const char *key)
{
  return resolve (self, dz_pdf_span_find (resolve (self, dict, NULL), key), NULL);
}

static gboolean
unfold (DzPdfFile *self,
        const Object *object,
        GString *out)
{
  DzPdfSpan filter = dz_pdf_file_look_up (self, object->value, "Filter");
  DzPdfSpan parameters = dz_pdf_file_look_up (self, object->value, "DecodeParms");
  DzPdfSpan first, second;

  if (object->stream.at == NULL)
    return FALSE;
  if (filter.at != NULL && *filter.at == '[') {
    if (!dz_pdf_span_next (&filter, &first))
      filter = nothing;
    else if (dz_pdf_span_next (&filter, &second))
      return FALSE;
    else
      filter = resolve (self, first, NULL);
  }
  if (filter.at == NULL) {
    g_string_append_len (out, object->stream.at, object->stream.end - object->stream.at);
    return TRUE;
  }
  if (parameters.at != NULL
      && g_strstr_len (parameters.at, parameters.end - parameters.at, "/Predictor") != NULL)
    return FALSE;
  return dz_pdf_span_equal (filter, "/FlateDecode") && inflate_span (self, object->stream, out);
}

gboolean
dz_pdf_file_read_stream (DzPdfFile *self,
                         DzPdfSpan reference,
                         GString *out,
                         DzPdfSpan *dict)
{
  Object *object;
  DzPdfSpan value = resolve (self, reference, &object);

  if (object == NULL || !unfold (self, object, out))
    return FALSE;
  if (dict != NULL)
    *dict = value;
  return TRUE;
}

static void
keep_object (DzPdfFile *self,
             guint number,
             DzPdfSpan value,
             DzPdfSpan stream)
{
  Object *object = g_new (Object, 1);

  *object = (Object) { value, stream };
  g_hash_table_replace (self->objects, GUINT_TO_POINTER (number), object);
}

/* Objects packed together: a head of numbers and places, then the values. */
static void
read_object_stream (DzPdfFile *self,
                    const Object *container)
{
  GString *content = g_string_new (NULL);
  DzPdfSpan head, n_span = dz_pdf_span_find (container->value, "N");
  DzPdfSpan first_span = dz_pdf_span_find (container->value, "First");
  guint n, first;

  g_ptr_array_add (self->unfolded, content);
  if (n_span.at == NULL || first_span.at == NULL || !read_count (&n_span, &n)
      || !read_count (&first_span, &first) || !unfold (self, container, content)
      || first > content->len)
    return;
  head = (DzPdfSpan) { content->str, content->str + first };
  for (guint i = 0; i < n && g_hash_table_size (self->objects) < MAX_OBJECTS; i++) {
    DzPdfSpan value = { NULL, content->str + content->len };
    guint number, place;

    if (!read_count (&head, &number) || !read_count (&head, &place) || place > content->len - first)
      return;
    value.at = content->str + first + place;
    dz_pdf_span_skip_white (&value);
    {
      DzPdfSpan rest = value;

      if (dz_pdf_span_skip_value (&rest))
        keep_object (self, number, (DzPdfSpan) { value.at, rest.at }, nothing);
    }
  }
}

static gboolean
starts_with (DzPdfSpan span,
             const char *word)
{
  gsize length = strlen (word);

  return (gsize) (span.end - span.at) >= length && memcmp (span.at, word, length) == 0;
}

/* The bytes of a stream, @rest standing behind its dictionary; empty when there is none. */
static DzPdfSpan
find_stream (DzPdfSpan dict,
             DzPdfSpan rest)
{
  DzPdfSpan length_span, stream = nothing;
  const char *end;
  guint length;

  dz_pdf_span_skip_white (&rest);
  if (!starts_with (rest, "stream"))
    return nothing;
  rest.at += 6;
  if (rest.at < rest.end && *rest.at == '\r')
    rest.at++;
  if (rest.at < rest.end && *rest.at == '\n')
    rest.at++;
  stream.at = rest.at;
  length_span = dz_pdf_span_find (dict, "Length");
  if (length_span.at != NULL && length_span.end[-1] != 'R' && read_count (&length_span, &length)
      && length <= (gsize) (rest.end - rest.at)) {
    DzPdfSpan behind = { rest.at + length, rest.end };

    while (behind.at < behind.end
           && (*behind.at == '\r' || *behind.at == '\n' || *behind.at == ' '))
      behind.at++;
    if (starts_with (behind, "endstream")) {
      stream.end = rest.at + length;
      return stream;
    }
  }
  end = memmem (rest.at, (gsize) (rest.end - rest.at), "endstream", 9);
  stream.end = end != NULL ? end : rest.end;
  return stream;
}

/* The number of the object whose word "obj" stands at @word: "12 0 obj". */
static gboolean
read_number_before (const char *start,
                    const char *word,
                    guint *number)
{
  const char *p = word;
  DzPdfSpan span;

  for (guint part = 0; part < 2; part++) {
    const char *end;

    while (p > start && g_ascii_isspace (p[-1]))
      p--;
    for (end = p; p > start && g_ascii_isdigit (p[-1]) && end - p < 10;)
      p--;
    if (p == end)
      return FALSE;
  }
  span = (DzPdfSpan) { p, word };
  return read_count (&span, number);
}

static void
read_objects (DzPdfFile *self)
{
  gsize size;
  const char *start = g_bytes_get_data (self->bytes, &size), *end = start + size, *at = start;
  guint n_broken = 0;

  while (n_broken < MAX_BROKEN && g_hash_table_size (self->objects) < MAX_OBJECTS
         && (at = memmem (at, (gsize) (end - at), "obj", 3)) != NULL) {
    DzPdfSpan rest = { at + 3, end }, value, stream;
    guint number;

    if (!read_number_before (start, at, &number)) {
      at += 3;
      continue;
    }
    dz_pdf_span_skip_white (&rest);
    value.at = rest.at;
    if (!dz_pdf_span_skip_value (&rest)) {
      n_broken++;
      at += 3;
      continue;
    }
    value.end = rest.at;
    stream = find_stream (value, rest);
    keep_object (self, number, value, stream);
    at = stream.at != NULL ? stream.end : rest.at;
    if (stream.at != NULL) {
      DzPdfSpan type = dz_pdf_span_find (value, "Type");

      if (dz_pdf_span_equal (type, "/ObjStm"))
        read_object_stream (self, &(Object) { value, stream });
      else if (dz_pdf_span_equal (type, "/XRef"))
        self->trailer = value;
    }
  }
}

/* The last trailer in plain text wins over a packed one before it. */
static void
find_trailer (DzPdfFile *self)
{
  gsize size;
  const char *start = g_bytes_get_data (self->bytes, &size), *end = start + size, *at = start;

  while ((at = memmem (at, (gsize) (end - at), "trailer", 7)) != NULL) {
    DzPdfSpan rest = { at + 7, end }, value;

    at += 7;
    dz_pdf_span_skip_white (&rest);
    value.at = rest.at;
    if (!dz_pdf_span_skip_value (&rest))
      continue;
    value.end = rest.at;
    if (dz_pdf_span_find (value, "Root").at != NULL && value.at > self->trailer.at)
      self->trailer = value;
  }
}

static void
add_pages (DzPdfFile *self,
           DzPdfSpan node,
           GArray *above,
           guint depth)
{
  DzPdfSpan kids = dz_pdf_file_look_up (self, node, "Kids"), kid;

  if (node.at == NULL || depth > DEEPEST_PAGE || self->n_nodes++ > MAX_NODES)
    return;
  g_array_prepend_val (above, node);
  if (kids.at == NULL)
    g_ptr_array_add (self->pages, g_array_copy (above));
  else
    while (dz_pdf_span_next (&kids, &kid) && self->n_nodes <= MAX_NODES)
      add_pages (self, resolve (self, kid, NULL), above, depth + 1);
  g_array_remove_index (above, 0);
}

DzPdfFile *
dz_pdf_file_new (GBytes *bytes)
{
  g_autoptr (DzPdfFile) self = g_new0 (DzPdfFile, 1);
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (DzPdfSpan));
  DzPdfSpan root;

  self->bytes = g_bytes_ref (bytes);
  self->objects = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->unfolded = g_ptr_array_new ();
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  read_objects (self);
  find_trailer (self);
  if (dz_pdf_span_find (self->trailer, "Encrypt").at != NULL)
    return NULL;
  root = dz_pdf_file_look_up (self, self->trailer, "Root");
  add_pages (self, dz_pdf_file_look_up (self, root, "Pages"), above, 0);
  return self->pages->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
dz_pdf_file_free (DzPdfFile *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->unfolded->len; i++)
    g_string_free (self->unfolded->pdata[i], TRUE);
  g_ptr_array_unref (self->unfolded);
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->objects);
  g_bytes_unref (self->bytes);
  g_free (self);
}

guint
dz_pdf_file_get_n_pages (DzPdfFile *self)
{
  return self->pages->len;
}

DzPdfSpan
dz_pdf_file_get_page_entry (DzPdfFile *self,
                            guint index,
                            const char *key)
{
  const GArray *nodes = self->pages->pdata[index];

  for (guint i = 0; i < nodes->len; i++) {
    DzPdfSpan value = dz_pdf_file_look_up (self, g_array_index (nodes, DzPdfSpan, i), key);

    if (value.at != NULL)
      return value;
  }
  return nothing;
}

DzPdfSpan
dz_pdf_file_get_page_reference (DzPdfFile *self,
                                guint index,
                                const char *key)
{
  const GArray *nodes = self->pages->pdata[index];

  for (guint i = 0; i < nodes->len; i++) {
    DzPdfSpan value = dz_pdf_span_find (g_array_index (nodes, DzPdfSpan, i), key);

    if (value.at != NULL)
      return value;
  }
  return nothing;
}
