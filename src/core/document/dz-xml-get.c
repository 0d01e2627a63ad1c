/* dz-xml-get.c - what the event read last says
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
get_local_offset (guint prefix_length)
{
  return prefix_length > 0 ? prefix_length + 1 : 0;
}

static const DzXmlElement *
get_element (DzXml *self)
{
  g_return_val_if_fail (self->n_elements > 0, NULL);

  return &self->elements[self->n_elements - 1];
}

guint
dz_xml_get_name (DzXml *self)
{
  return get_element (self)->id;
}

guint
dz_xml_get_space (DzXml *self)
{
  return get_element (self)->space;
}

const char *
dz_xml_get_local_name (DzXml *self)
{
  const DzXmlElement *element = get_element (self);
  guint offset = get_local_offset (element->prefix_length);

  g_free (self->local_name);
  self->local_name = g_strndup (element->name + offset, element->length - offset);
  return self->local_name;
}

guint
dz_xml_get_depth (DzXml *self)
{
  return self->n_elements;
}

const char *
dz_xml_get_text (DzXml *self,
                 gsize *length)
{
  if (length != NULL)
    *length = self->piece_length;
  return self->piece;
}

const char *
dz_xml_get_attribute (DzXml *self,
                      guint name)
{
  const DzXmlEntry *wanted;

  g_return_val_if_fail (name < self->names->n_ids && self->names->by_id[name] != DZ_XML_NO_NAME, NULL);

  wanted = &self->names->names[self->names->by_id[name]];
  for (guint i = 0; i < self->n_attributes; i++) {
    DzXmlAttribute *attribute = &self->attributes[i];
    guint offset = get_local_offset (attribute->prefix_length);
    gsize length = attribute->value_length;
    guint8 space;

    if (attribute->length - offset != wanted->length
        || memcmp (attribute->name + offset, wanted->name, wanted->length) != 0)
      continue;
    /* An attribute without a prefix is in no namespace, whatever the default one is. */
    space = offset > 0 ? dz_xml_find_space (self, attribute->name, attribute->prefix_length) : 0;
    if (space != wanted->space)
      continue;
    if (!attribute->resolved && !dz_xml_resolve_entities (attribute->value, &length)) {
      dz_xml_fail (self, DZ_DOCUMENT_ERROR_DAMAGED);
      return NULL;
    }
    attribute->resolved = TRUE;
    return attribute->value;
  }
  return NULL;
}

int
dz_xml_get_int (DzXml *self,
                guint name,
                int otherwise)
{
  const char *text = dz_xml_get_attribute (self, name);
  gint64 value;
  char *end;

  if (text == NULL)
    return otherwise;
  value = g_ascii_strtoll (text, &end, 10);
  return end != text ? (int) CLAMP (value, G_MININT, G_MAXINT) : otherwise;
}

double
dz_xml_get_progress (DzXml *self)
{
  return self->end > self->text ? (double) (self->at - self->text) / (double) (self->end - self->text) : 1;
}

gboolean
dz_xml_check (DzXml *self,
              GError **error)
{
  if (self->error < 0)
    return TRUE;
  if (self->error == DZ_DOCUMENT_ERROR_TOO_LARGE)
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                         _ ("its parts are nested too deep"));
  else
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _ ("its XML is damaged or was cut off"));
  return FALSE;
}
