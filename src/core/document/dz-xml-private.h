/* dz-xml-private.h - the state of an XML text that is being read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"
#include "dz-xml.h"

G_BEGIN_DECLS

#define DZ_XML_NO_NAME 0xffff

typedef struct {
  const char *name;
  guint8 length;
  guint8 space;
  guint16 id;
} DzXmlEntry;

struct _DzXmlNames {
  const DzXmlSpace *spaces;
  guint n_spaces;
  DzXmlEntry *names; /* in the order of the table given */
  guint n_names;
  guint16 *slots; /* a hash table with open addressing: index into names, or DZ_XML_NO_NAME */
  guint mask;
  guint16 *by_id; /* index into names, or DZ_XML_NO_NAME */
  guint n_ids;
};

typedef struct {
  const char *prefix; /* in the text; not terminated */
  guint length;
  guint8 space;
} DzXmlBinding;

typedef struct {
  const char *name; /* with the prefix, in the text; not terminated */
  guint length;
  guint prefix_length;
  guint16 id;
  guint16 n_bindings; /* before this element's own */
  guint8 space;
} DzXmlElement;

typedef struct {
  const char *name; /* with the prefix, in the text; not terminated */
  guint length;
  guint prefix_length;
  char *value;
  guint value_length;
  gboolean resolved; /* entities in the value were */
} DzXmlAttribute;

struct _DzXml {
  char *text;
  char *at;
  char *end; /* a NUL stands there */
  const DzXmlNames *names;
  DzXmlElement *elements; /* those open, and after END the one that ended */
  guint n_elements, elements_size;
  DzXmlAttribute *attributes; /* of the element that began last */
  guint n_attributes, attributes_size;
  GArray *bindings; /* of DzXmlBinding */
  char *piece;        /* the text of the last TEXT event */
  gsize piece_length;
  char *local_name;
  gboolean in_tag;    /* the '<' before @at was read (and overwritten) already */
  gboolean was_empty; /* the element just begun ends at once */
  gboolean was_end;   /* the last of elements has ended */
  gboolean done;
  int error; /* a DzDocumentError, or -1 */

  /* The prefix resolved last, since the same one comes again and again. */
  const char *last_prefix;
  guint last_length;
  guint8 last_space;
};

/* dz-xml.c */
guint8 dz_xml_find_space (DzXml *self,
                          const char *prefix,
                          guint length);
gboolean dz_xml_resolve_entities (char *text,
                                  gsize *length);
DzXmlEvent dz_xml_fail (DzXml *self,
                        DzDocumentError error);

G_END_DECLS
