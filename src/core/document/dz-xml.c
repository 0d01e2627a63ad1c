/* dz-xml.c - reading XML in memory, event by event
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "dz-document"
#include "dz-xml-private.h"

#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Real files declare some 30 prefixes at the root and give an element some 20 attributes. */
#define MAX_BINDINGS 512
#define MAX_ATTRIBUTES 4096

static guint
hash_name (guint8 space,
           const char *name,
           guint length)
{
  guint first = (guint8) name[0], middle = (guint8) name[length / 2], last = (guint8) name[length - 1];

  return ((first * 31 + middle) * 31 + last) * 31 + length * 7 + space;
}

DzXmlNames *
dz_xml_names_new (const DzXmlSpace *spaces,
                  guint n_spaces,
                  const DzXmlName *names,
                  guint n_names)
{
  DzXmlNames *self = g_new0 (DzXmlNames, 1);
  guint n_slots = 64;

  while (n_slots < n_names * 4)
    n_slots *= 2;
  self->spaces = spaces;
  self->n_spaces = n_spaces;
  self->names = g_new0 (DzXmlEntry, n_names);
  self->n_names = n_names;
  self->mask = n_slots - 1;
  self->slots = g_new (guint16, n_slots);
  for (guint i = 0; i < n_names; i++)
    self->n_ids = MAX (self->n_ids, names[i].id + 1u);
  self->by_id = g_new (guint16, self->n_ids);
  memset (self->slots, 0xff, n_slots * sizeof (guint16));
  memset (self->by_id, 0xff, self->n_ids * sizeof (guint16));
  for (guint i = 0; i < n_names; i++) {
    DzXmlEntry name = { names[i].name, (guint8) strlen (names[i].name), names[i].space, names[i].id };
    guint slot = hash_name (name.space, name.name, name.length) & self->mask;

    while (self->slots[slot] != DZ_XML_NO_NAME)
      slot = (slot + 1) & self->mask;
    self->slots[slot] = (guint16) i;
    self->by_id[name.id] = (guint16) i;
    self->names[i] = name;
  }
  return self;
}

static guint16
look_up (const DzXmlNames *self,
         guint8 space,
         const char *name,
         guint length)
{
  guint slot;

  if (length == 0)
    return 0;
  slot = hash_name (space, name, length) & self->mask;
  for (; self->slots[slot] != DZ_XML_NO_NAME; slot = (slot + 1) & self->mask) {
    const DzXmlEntry *known = &self->names[self->slots[slot]];

    if (known->length == length && known->space == space && memcmp (known->name, name, length) == 0)
      return known->id;
  }
  return 0;
}

/* The encoding that the XML declaration names; NULL for UTF-8 and none. */
static char *
find_encoding (const char *text,
               gsize length)
{
  g_autofree char *head = g_strndup (text, MIN (length, 200));
  char *from = strstr (head, "encoding="), *to;

  if (!g_str_has_prefix (head, "<?xml") || from == NULL || strstr (head, "?>") < from)
    return NULL;
  from += strlen ("encoding=");
  to = from[0] != '\0' ? strchr (from + 1, from[0]) : NULL;
  if (to == NULL)
    return NULL;
  *to = '\0';
  from++;
  if (g_ascii_strcasecmp (from, "UTF-8") == 0 || g_ascii_strcasecmp (from, "UTF8") == 0
      || g_ascii_strcasecmp (from, "US-ASCII") == 0)
    return NULL;
  return g_strdup (g_ascii_strncasecmp (from, "GB", 2) == 0 ? "GB18030" : from);
}

static void
convert (DzXml *self,
         const char *encoding,
         gsize skip)
{
  gsize length;
  char *converted = g_convert (self->text + skip, self->end - self->text - (gssize) skip, "UTF-8", encoding,
                               NULL, &length, NULL);

  if (converted == NULL) {
    self->error = DZ_DOCUMENT_ERROR_DAMAGED;
    return;
  }
  g_free (self->text);
  self->text = self->at = converted;
  self->end = converted + length;
}

/* Those who read the events take the text for UTF-8 before any builder looks at it. */
static void
make_valid (DzXml *self)
{
  gssize length = self->end - self->at;
  char *valid;

  if (g_utf8_validate_len (self->at, (gsize) length, NULL))
    return;
  valid = g_utf8_make_valid (self->at, length);
  g_free (self->text);
  self->text = self->at = valid;
  self->end = valid + strlen (valid);
}

DzXml *
dz_xml_new (char *text,
            gsize length,
            const DzXmlNames *names)
{
  DzXml *self = g_new0 (DzXml, 1);
  g_autofree char *encoding = NULL;

  self->text = self->at = text;
  self->end = text + length;
  self->names = names;
  self->error = -1;
  self->elements_size = 64;
  self->elements = g_new (DzXmlElement, self->elements_size);
  self->attributes_size = 32;
  self->attributes = g_new (DzXmlAttribute, self->attributes_size);
  self->bindings = g_array_sized_new (FALSE, FALSE, sizeof (DzXmlBinding), 64);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
  else if (length >= 2 && memcmp (text, "\xff\xfe", 2) == 0)
    convert (self, "UTF-16LE", 2);
  else if (length >= 2 && memcmp (text, "\xfe\xff", 2) == 0)
    convert (self, "UTF-16BE", 2);
  else if ((encoding = find_encoding (text, length)) != NULL && g_ascii_strncasecmp (encoding, "UTF-16", 6) != 0)
    convert (self, encoding, 0);
  make_valid (self);
  return self;
}

void
dz_xml_free (DzXml *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->bindings);
  g_free (self->elements);
  g_free (self->attributes);
  g_free (self->local_name);
  g_free (self->text);
  g_free (self);
}

DzXmlEvent
dz_xml_fail (DzXml *self,
             DzDocumentError error)
{
  if (self->error < 0)
    self->error = (int) error;
  self->done = TRUE;
  return DZ_XML_DONE;
}

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The character that an entity without & and ; stands for; 0 when there is none. */
static gunichar
resolve_entity (const char *name,
                gsize length)
{
  static const struct {
    const char *name;
    gunichar c;
  } known[] = { { "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' } };
  gunichar c = 0;
  gboolean hex = length > 1 && name[1] == 'x';

  if (length > 1 && name[0] == '#') {
    for (gsize i = hex ? 2 : 1; i < length; i++) {
      int digit = hex ? g_ascii_xdigit_value (name[i]) : g_ascii_digit_value (name[i]);

      if (digit < 0 || c > 0x110000)
        return 0;
      c = c * (hex ? 16 : 10) + (gunichar) digit;
    }
    return g_unichar_validate (c) ? c : 0xfffd;
  }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].name) == length && memcmp (known[i].name, name, length) == 0)
      return known[i].c;
  return 0;
}

/* Entities give way to what they stand for, which is never longer. FALSE for one that
 * is not known. */
gboolean
dz_xml_resolve_entities (char *text,
                         gsize *length)
{
  char *from = memchr (text, '&', *length), *to = from, *end = text + *length;

  if (from == NULL)
    return TRUE;
  while (from < end) {
    char *semicolon, *next;
    gunichar c;

    semicolon = memchr (from, ';', MIN ((gsize) (end - from), 12));
    c = semicolon != NULL ? resolve_entity (from + 1, (gsize) (semicolon - from - 1)) : 0;
    if (c == 0)
      return FALSE;
    to += g_unichar_to_utf8 (c, to);
    from = semicolon + 1;
    next = memchr (from, '&', (gsize) (end - from));
    if (next == NULL)
      next = end;
    memmove (to, from, (gsize) (next - from));
    to += next - from;
    from = next;
  }
  *to = '\0';
  *length = (gsize) (to - text);
  return TRUE;
}

guint8
dz_xml_find_space (DzXml *self,
                   const char *prefix,
                   guint length)
{
  if (self->last_prefix != NULL && self->last_length == length && memcmp (self->last_prefix, prefix, length) == 0)
    return self->last_space;
  self->last_prefix = prefix;
  self->last_length = length;
  self->last_space = 0;
  for (guint i = self->bindings->len; i-- > 0;) {
    const DzXmlBinding *binding = &g_array_index (self->bindings, DzXmlBinding, i);

    if (binding->length == length && memcmp (binding->prefix, prefix, length) == 0) {
      self->last_space = binding->space;
      break;
    }
  }
  return self->last_space;
}

static gboolean
bind (DzXml *self,
      DzXmlAttribute *attribute)
{
  DzXmlBinding binding = { "", 0, 0 };
  gsize length = attribute->value_length;

  if (attribute->length > 6) {
    binding.prefix = attribute->name + 6;
    binding.length = attribute->length - 6;
  }
  if (self->bindings->len >= MAX_BINDINGS || !dz_xml_resolve_entities (attribute->value, &length))
    return FALSE;
  for (guint i = 0; i < self->names->n_spaces; i++)
    if (strcmp (self->names->spaces[i].uri, attribute->value) == 0)
      binding.space = self->names->spaces[i].id;
  g_array_append_val (self->bindings, binding);
  self->last_prefix = NULL;
  return TRUE;
}

/* Nearly all the time of reading goes by here: plain arrays, since GArray is three calls a tag. */
static inline void
add_attribute (DzXml *self,
               const DzXmlAttribute *attribute)
{
  if (self->n_attributes == self->attributes_size) {
    self->attributes_size *= 2;
    self->attributes = g_renew (DzXmlAttribute, self->attributes, self->attributes_size);
  }
  self->attributes[self->n_attributes++] = *attribute;
}

static inline void
add_element (DzXml *self,
             const DzXmlElement *element)
{
  if (self->n_elements == self->elements_size) {
    self->elements_size *= 2;
    self->elements = g_renew (DzXmlElement, self->elements, self->elements_size);
  }
  self->elements[self->n_elements++] = *element;
}

/* From behind a name to behind the '>' of its tag. */
static gboolean
read_attributes (DzXml *self)
{
  char *at = self->at;

  for (;;) {
    DzXmlAttribute attribute = { 0 };
    char quote, *end;

    while (is_space (*at))
      at++;
    if (*at == '>' || (*at == '/' && at[1] == '>')) {
      self->was_empty = *at == '/';
      self->at = at + (self->was_empty ? 2 : 1);
      return TRUE;
    }
    attribute.name = at;
    while (*at != '=' && *at != '>' && *at != '<' && *at != '\0' && !is_space (*at)) {
      if (*at == ':' && attribute.prefix_length == 0)
        attribute.prefix_length = (guint) (at - attribute.name);
      at++;
    }
    attribute.length = (guint) (at - attribute.name);
    while (is_space (*at))
      at++;
    if (attribute.length == 0 || *at != '=')
      return FALSE;
    at++;
    while (is_space (*at))
      at++;
    quote = *at;
    if (quote != '"' && quote != '\'')
      return FALSE;
    attribute.value = at + 1;
    end = memchr (attribute.value, quote, (gsize) (self->end - attribute.value));
    if (end == NULL || self->n_attributes >= MAX_ATTRIBUTES)
      return FALSE;
    *end = '\0';
    attribute.value_length = (guint) (end - attribute.value);
    at = end + 1;
    if (attribute.length >= 5 && memcmp (attribute.name, "xmlns", 5) == 0
        && (attribute.length == 5 || attribute.name[5] == ':')) {
      if (!bind (self, &attribute))
        return FALSE;
    } else {
      add_attribute (self, &attribute);
    }
  }
}

static guint
get_local_offset (guint prefix_length)
{
  return prefix_length > 0 ? prefix_length + 1 : 0;
}

static DzXmlEvent
read_start (DzXml *self)
{
  DzXmlElement element = { self->at, 0, 0, 0, (guint16) self->bindings->len };
  char *at = self->at;
  guint offset;

  while (*at != '>' && *at != '/' && *at != '<' && *at != '\0' && !is_space (*at)) {
    if (*at == ':' && element.prefix_length == 0)
      element.prefix_length = (guint) (at - element.name);
    at++;
  }
  element.length = (guint) (at - element.name);
  self->at = at;
  self->n_attributes = 0;
  offset = get_local_offset (element.prefix_length);
  if (element.length <= offset || !read_attributes (self))
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
  if (self->n_elements >= DZ_LIMIT_NESTING)
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_TOO_LARGE);
  element.space = dz_xml_find_space (self, element.name, element.prefix_length);
  element.id = look_up (self->names, element.space, element.name + offset, element.length - offset);
  add_element (self, &element);
  return DZ_XML_START;
}

static DzXmlEvent
read_end (DzXml *self)
{
  const DzXmlElement *element;

  if (self->n_elements == 0)
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
  element = &self->elements[self->n_elements - 1];
  if ((gsize) (self->end - self->at) <= element->length || memcmp (self->at, element->name, element->length) != 0)
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
  self->at += element->length;
  while (is_space (*self->at))
    self->at++;
  if (*self->at != '>')
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
  self->at++;
  self->was_end = TRUE;
  return DZ_XML_END;
}

/* Behind "<!" or "<?": TRUE when it was gone over; text in CDATA becomes the piece. */
static gboolean
read_markup (DzXml *self)
{
  const char *close = NULL;
  char *end;

  self->piece = NULL;
  if (*self->at == '?')
    close = "?>";
  else if (g_str_has_prefix (self->at, "!--"))
    close = "-->";
  else if (g_str_has_prefix (self->at, "![CDATA["))
    close = "]]>";
  if (close == NULL)
    return FALSE;
  end = memmem (self->at, (gsize) (self->end - self->at), close, strlen (close));
  if (end == NULL)
    return FALSE;
  if (*close == ']') {
    self->piece = self->at + strlen ("![CDATA[");
    self->piece_length = (gsize) (end - self->piece);
    *end = '\0';
  }
  self->at = end + strlen (close);
  return TRUE;
}

/* Forget the element that ended with the last event. */
static void
close_element (DzXml *self)
{
  const DzXmlElement *element = &self->elements[self->n_elements - 1];

  self->was_end = FALSE;
  if (self->bindings->len > element->n_bindings) {
    g_array_set_size (self->bindings, element->n_bindings);
    self->last_prefix = NULL;
  }
  self->n_elements--;
}

/* From @at to the next '<', which is overwritten. */
static DzXmlEvent
read_text (DzXml *self)
{
  char *end = memchr (self->at, '<', (gsize) (self->end - self->at));

  if (end == NULL)
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
  self->piece = self->at;
  self->piece_length = (gsize) (end - self->at);
  *end = '\0';
  self->at = end + 1;
  self->in_tag = TRUE;
  if (!dz_xml_resolve_entities (self->piece, &self->piece_length))
    return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
  return DZ_XML_TEXT;
}

DzXmlEvent
dz_xml_next (DzXml *self)
{
  if (self->error >= 0 || self->done)
    return DZ_XML_DONE;
  if (self->was_empty) {
    self->was_empty = FALSE;
    self->was_end = TRUE;
    return DZ_XML_END;
  }
  if (self->was_end) {
    close_element (self);
    if (self->n_elements == 0) {
      self->done = TRUE;
      return DZ_XML_DONE;
    }
  }
  for (;;) {
    if (self->in_tag || *self->at == '<') {
      self->at += self->in_tag ? 0 : 1;
      self->in_tag = FALSE;
      if (*self->at == '/') {
        self->at++;
        return read_end (self);
      }
      if (*self->at != '!' && *self->at != '?')
        return read_start (self);
      if (!read_markup (self))
        return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
      if (self->piece != NULL && self->n_elements > 0)
        return DZ_XML_TEXT;
    } else if (self->n_elements > 0) {
      return read_text (self);
    } else if (is_space (*self->at)) {
      self->at++;
    } else {
      return dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
    }
  }
}

void
dz_xml_skip (DzXml *self)
{
  guint depth = self->n_elements;

  for (;;) {
    DzXmlEvent event = dz_xml_next (self);

    if (event == DZ_XML_DONE || (event == DZ_XML_END && self->n_elements == depth))
      return;
  }
}

void
dz_xml_collect (DzXml *self,
                GString *into)
{
  guint depth = self->n_elements;

  for (;;) {
    DzXmlEvent event = dz_xml_next (self);

    if (event == DZ_XML_DONE || (event == DZ_XML_END && self->n_elements == depth))
      return;
    if (event == DZ_XML_TEXT)
      g_string_append_len (into, self->piece, (gssize) self->piece_length);
  }
}
