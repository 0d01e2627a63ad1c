/* dz-docx-numbering.c - the lists of a Word file of the XML kind
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-docx-private.h"

#include "dz-ooxml.h"

#include <string.h>

#define N_LEVELS DZ_NUMBERING_LEVELS
#define NOT_TOLD DZ_NUMBERING_NOT_TOLD

/* Word itself keeps some 2,000. */
#define MAX_LISTS 4096u

/* Of an abstract list: it holds the levels for a style of lists, or takes them from there. */
typedef struct {
  int id;
  char *style_link;
  char *num_style_link;
} Link;

typedef struct {
  int id, abstract_id;
  int starts[N_LEVELS];
} List;

typedef struct {
  DzNumbering *numbering;
  GArray *links; /* of Link */
  GArray *lists; /* of List */
} Reading;

static void
clear_link (gpointer data)
{
  Link *link = data;

  g_free (link->style_link);
  g_free (link->num_style_link);
}

static void
replace (char **string,
         const char *value)
{
  g_free (*string);
  *string = g_strdup (value);
}

static gboolean
next_within (DzXml *xml,
             guint depth,
             DzXmlEvent *event)
{
  *event = dz_xml_next (xml);
  return *event != DZ_XML_DONE && !(*event == DZ_XML_END && dz_xml_get_depth (xml) == depth);
}

static void
read_level (DzXml *xml,
            DzNumberingLevel *level)
{
  guint depth = dz_xml_get_depth (xml);
  const char *value;
  DzXmlEvent event;

  while (next_within (xml, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    value = dz_xml_get_attribute (xml, W_AT_VAL);
    switch (dz_xml_get_name (xml)) {
    case W_START:
      level->start = CLAMP (dz_xml_get_int (xml, W_AT_VAL, 1), 0, DZ_NUMBERING_MAX_START);
      break;
    case W_NUM_FMT:
      level->style = dz_ordinal_from_ooxml (value != NULL ? value : "");
      break;
    case W_NFC:
      level->style = dz_ordinal_from_nfc ((guint) MAX (dz_xml_get_int (xml, W_AT_VAL, 0), 0));
      break;
    case W_LVL_TEXT:
      replace (&level->text, value);
      break;
    case W_LVL_RESTART:
      level->restart = dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_P_STYLE:
      replace (&level->paragraph_style, value);
      break;
    case W_IS_LGL:
      level->is_legal = dz_ooxml_get_switch (xml, W_AT_VAL);
      break;
    case W_SUFF:
      level->no_suffix = value != NULL && g_ascii_strcasecmp (value, "nothing") == 0;
      break;
    default:
      break;
    }
  }
}

/* By the name of today, else by that of Word 2003. */
static int
get_id (DzXml *xml,
        guint attribute,
        guint old_attribute)
{
  return dz_xml_get_int (xml, attribute, dz_xml_get_int (xml, old_attribute, NOT_TOLD));
}

static void
read_abstract (Reading *self,
               DzXml *xml)
{
  guint depth = dz_xml_get_depth (xml);
  Link link = { get_id (xml, W_ABSTRACT_NUM_ID, W_AT_LIST_DEF_ID), NULL, NULL };
  DzNumberingLevel *levels = dz_numbering_add_kind (self->numbering, link.id);
  DzXmlEvent event;

  while (next_within (xml, depth, &event)) {
    int ilvl;

    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case W_LVL:
      ilvl = dz_xml_get_int (xml, W_ILVL, NOT_TOLD);
      if (ilvl >= 0 && ilvl < N_LEVELS)
        read_level (xml, &levels[ilvl]);
      break;
    case W_STYLE_LINK:
      replace (&link.style_link, dz_xml_get_attribute (xml, W_AT_VAL));
      break;
    case W_NUM_STYLE_LINK:
      replace (&link.num_style_link, dz_xml_get_attribute (xml, W_AT_VAL));
      break;
    default:
      break;
    }
  }
  g_array_append_val (self->links, link);
}

static void
read_list (Reading *self,
           DzXml *xml)
{
  guint depth = dz_xml_get_depth (xml);
  List list = { get_id (xml, W_NUM_ID, W_ILFO), NOT_TOLD, { 0 } };
  int ilvl = NOT_TOLD;
  DzXmlEvent event;

  for (guint i = 0; i < N_LEVELS; i++)
    list.starts[i] = NOT_TOLD;
  while (next_within (xml, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case W_ABSTRACT_NUM_ID:
      list.abstract_id = dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_LVL_OVERRIDE:
      ilvl = dz_xml_get_int (xml, W_ILVL, NOT_TOLD);
      break;
    case W_START_OVERRIDE:
      if (ilvl >= 0 && ilvl < N_LEVELS)
        list.starts[ilvl] = CLAMP (dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD), NOT_TOLD, DZ_NUMBERING_MAX_START);
      break;
    default:
      break;
    }
  }
  g_array_append_val (self->lists, list);
}

/* The abstract list that holds the levels of @id: itself, or the one that its style is linked to. */
static int
follow_link (const Reading *self,
             int id)
{
  const char *wanted = NULL;

  for (guint i = 0; i < self->links->len; i++)
    if (g_array_index (self->links, Link, i).id == id)
      wanted = g_array_index (self->links, Link, i).num_style_link;
  for (guint i = 0; i < self->links->len && wanted != NULL; i++)
    if (g_strcmp0 (g_array_index (self->links, Link, i).style_link, wanted) == 0)
      return g_array_index (self->links, Link, i).id;
  return id;
}

DzNumbering *
dz_docx_numbering_new (DzXml *xml)
{
  Reading self = { dz_numbering_new (), g_array_new (FALSE, FALSE, sizeof (Link)),
                   g_array_new (FALSE, FALSE, sizeof (List)) };
  DzXmlEvent event;

  g_array_set_clear_func (self.links, clear_link);
  while (xml != NULL && (event = dz_xml_next (xml)) != DZ_XML_DONE) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (xml) == W_ABSTRACT_NUM && self.links->len < MAX_LISTS)
      read_abstract (&self, xml);
    else if (dz_xml_get_name (xml) == W_NUM && self.lists->len < MAX_LISTS)
      read_list (&self, xml);
  }
  for (guint i = 0; i < self.lists->len; i++) {
    const List *list = &g_array_index (self.lists, List, i);

    dz_numbering_add_list (self.numbering, list->id, follow_link (&self, list->abstract_id), list->starts);
  }
  g_array_unref (self.links);
  g_array_unref (self.lists);
  dz_xml_free (xml);
  return self.numbering;
}
