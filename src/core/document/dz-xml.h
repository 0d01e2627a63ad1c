/* dz-xml.h - reading XML in memory, event by event
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Office files are nearly all XML that never changes its shape, and most of a reader's
 * time goes into it. This pulls events out of the text where it stands: nothing is copied,
 * no tree is built. There are no entities but the five of XML itself, a document type
 * is refused, nothing is ever fetched; depth is limited.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzXml DzXml;

typedef enum {
  DZ_XML_START, /* an element begins; an empty one gives START and END too */
  DZ_XML_END,
  DZ_XML_TEXT,  /* text or CDATA, entities resolved; may come in pieces */
  DZ_XML_DONE,  /* the end of the document, or an error: ask dz_xml_check */
} DzXmlEvent;

/* The namespaces a reader knows: several addresses may mean one @id (1 …); 0 is any other. */
typedef struct {
  guint8 id;
  const char *uri;
} DzXmlSpace;

/* The names a reader knows, of elements and attributes. Attributes without a prefix are in
 * no namespace: id 0. */
typedef struct {
  guint8 space;
  const char *name;
  guint16 id; /* 1 …; 0 stands for every other name */
} DzXmlName;

/* Made once by a reader, from static tables; safe in any thread. */
typedef struct _DzXmlNames DzXmlNames;

DzXmlNames *dz_xml_names_new (const DzXmlSpace *spaces,
                              guint n_spaces,
                              const DzXmlName *names,
                              guint n_names) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dz_xml_new:
 * @text: (transfer full): the document with a NUL behind it; overwritten while it is read
 * @names: borrowed, outlives this
 *
 * UTF-8, or UTF-16 with a byte order mark, or what the XML declaration says.
 */
DzXml *dz_xml_new (char *text,
                   gsize length,
                   const DzXmlNames *names) G_GNUC_WARN_UNUSED_RESULT;
void dz_xml_free (DzXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzXml, dz_xml_free)

DzXmlEvent dz_xml_next (DzXml *self);

/* The id of the element that begins or ends; 0 for one that is not in the table. */
guint dz_xml_get_name (DzXml *self);

/* The id of its namespace; 0 for one that is not in the table. */
guint dz_xml_get_space (DzXml *self);

/* Its name without the prefix. */
const char *dz_xml_get_local_name (DzXml *self);

/* How many elements are open, the one that begins or ends counted. */
guint dz_xml_get_depth (DzXml *self);

/* After TEXT: valid UTF-8 if the document is, NUL-terminated, until the next event. */
const char *dz_xml_get_text (DzXml *self,
                             gsize *length);

/* After START: the attribute's value, until the next event; NULL when there is none. */
const char *dz_xml_get_attribute (DzXml *self,
                                  guint name);

/* The same as a number; @otherwise when there is none or it is none. */
int dz_xml_get_int (DzXml *self,
                    guint name,
                    int otherwise);

/* After START: goes to the END of this element. */
void dz_xml_skip (DzXml *self);

/* After START: all text inside up to its END, put behind @into. */
void dz_xml_collect (DzXml *self,
                     GString *into);

/* Bytes read so far over all, 0 .. 1. */
double dz_xml_get_progress (DzXml *self);

/* FALSE when the document is not well-formed: then @error is set, DZ_DOCUMENT_ERROR_DAMAGED
 * or _TOO_LARGE for one nested too deep. */
gboolean dz_xml_check (DzXml *self,
                       GError **error);

G_END_DECLS
