/* dz-ooxml.c - what Word and Excel files of the XML kind have in common
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-ooxml.h"

#include "dz-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { SPACE_RELATIONS = 1 };
enum { NAME_RELATIONSHIP = 1, ATTRIBUTE_ID, ATTRIBUTE_TYPE, ATTRIBUTE_TARGET, ATTRIBUTE_MODE };

static const DzXmlSpace spaces[] = {
  { SPACE_RELATIONS, "http://schemas.openxmlformats.org/package/2006/relationships" },
};
static const DzXmlName names[] = {
  { SPACE_RELATIONS, "Relationship", NAME_RELATIONSHIP },
  { 0, "Id", ATTRIBUTE_ID },
  { 0, "Type", ATTRIBUTE_TYPE },
  { 0, "Target", ATTRIBUTE_TARGET },
  { 0, "TargetMode", ATTRIBUTE_MODE },
};

static const DzXmlNames *
get_names (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, (gsize) dz_xml_names_new (spaces, G_N_ELEMENTS (spaces), names, G_N_ELEMENTS (names)));
  return (const DzXmlNames *) ready;
}

static void
relation_free (gpointer data)
{
  DzRelation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

/* "../media/a" seen from "word/document.xml" is "media/a". */
static char *
resolve_target (const char *part,
                const char *target)
{
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (part, (gsize) (slash - part)) : g_strdup ("");

  if (*target == '/')
    return g_strdup (target + 1);
  for (;;) {
    if (g_str_has_prefix (target, "../")) {
      char *last = strrchr (folder, '/');

      *(last != NULL ? last : folder) = '\0';
      target += 3;
    } else if (g_str_has_prefix (target, "./")) {
      target += 2;
    } else {
      return *folder != '\0' ? g_strconcat (folder, "/", target, NULL) : g_strdup (target);
    }
  }
}

static char *
get_relations_part (const char *part)
{
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (part, (gsize) (slash - part + 1)) : g_strdup ("");

  return g_strconcat (folder, "_rels/", slash != NULL ? slash + 1 : part, ".rels", NULL);
}

GPtrArray *
dz_ooxml_read_relations (DzZip *zip,
                         const char *part,
                         GError **error)
{
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (relation_free);
  g_autofree char *member = get_relations_part (part);
  g_autoptr (DzXml) xml = NULL;
  DzXmlEvent event;

  if (!dz_zip_find (zip, member, NULL))
    return g_steal_pointer (&relations);
  xml = dz_ooxml_open (zip, member, get_names (), error);
  if (xml == NULL)
    return NULL;
  while ((event = dz_xml_next (xml)) != DZ_XML_DONE) {
    const char *id, *type, *target, *mode;
    DzRelation *relation;

    if (event != DZ_XML_START || dz_xml_get_name (xml) != NAME_RELATIONSHIP)
      continue;
    id = dz_xml_get_attribute (xml, ATTRIBUTE_ID);
    type = dz_xml_get_attribute (xml, ATTRIBUTE_TYPE);
    target = dz_xml_get_attribute (xml, ATTRIBUTE_TARGET);
    mode = dz_xml_get_attribute (xml, ATTRIBUTE_MODE);
    if (id == NULL || type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
      continue;
    relation = g_new0 (DzRelation, 1);
    relation->id = g_strdup (id);
    relation->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
    relation->target = resolve_target (part, target);
    g_ptr_array_add (relations, relation);
  }
  return dz_xml_check (xml, error) ? g_steal_pointer (&relations) : NULL;
}

const char *
dz_ooxml_find_type (GPtrArray *relations,
                    const char *type)
{
  for (guint i = 0; i < relations->len; i++) {
    const DzRelation *relation = g_ptr_array_index (relations, i);

    if (strcmp (relation->type, type) == 0)
      return relation->target;
  }
  return NULL;
}

const char *
dz_ooxml_find_id (GPtrArray *relations,
                  const char *id)
{
  for (guint i = 0; id != NULL && i < relations->len; i++) {
    const DzRelation *relation = g_ptr_array_index (relations, i);

    if (strcmp (relation->id, id) == 0)
      return relation->target;
  }
  return NULL;
}

char *
dz_ooxml_find_main (DzZip *zip,
                    GError **error)
{
  g_autoptr (GPtrArray) relations = dz_ooxml_read_relations (zip, "", error);
  const char *main;

  if (relations == NULL)
    return NULL;
  main = dz_ooxml_find_type (relations, "officeDocument");
  if (main == NULL)
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _ ("its main part is missing"));
  return g_strdup (main);
}

DzXml *
dz_ooxml_open (DzZip *zip,
               const char *part,
               const DzXmlNames *table,
               GError **error)
{
  gsize length;
  char *text = dz_zip_read_name (zip, part, &length, error);

  return text != NULL ? dz_xml_new (text, length, table) : NULL;
}

gboolean
dz_ooxml_get_switch (DzXml *xml,
                     guint name)
{
  const char *value = dz_xml_get_attribute (xml, name);

  return value == NULL || strcmp (value, "1") == 0 || strcmp (value, "true") == 0 || strcmp (value, "on") == 0;
}
