/* dz-ooxml.h - what Word and Excel files of the XML kind have in common
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-xml.h"
#include "dz-zip.h"

G_BEGIN_DECLS

/**
 * DzRelation:
 * @type: the last part of its type's address: "officeDocument", "styles", "worksheet"
 * @target: the name of the member it leads to
 */
typedef struct {
  char *id;
  char *type;
  char *target;
} DzRelation;

/* The relations of a part ("" for the package); empty when it has none. Of DzRelation. */
GPtrArray *dz_ooxml_read_relations (DzZip *zip,
                                    const char *part,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first of a type, or the one with an id; NULL when there is none. */
const char *dz_ooxml_find_type (GPtrArray *relations,
                                const char *type);
const char *dz_ooxml_find_id (GPtrArray *relations,
                              const char *id);

/* The main part of the package. */
char *dz_ooxml_find_main (DzZip *zip,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A part as XML. */
DzXml *dz_ooxml_open (DzZip *zip,
                      const char *part,
                      const DzXmlNames *names,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Switches are true, 1, on, or there without a value. */
gboolean dz_ooxml_get_switch (DzXml *xml,
                              guint name);

G_END_DECLS
