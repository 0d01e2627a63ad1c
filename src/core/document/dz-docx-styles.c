/* dz-docx-styles.c - the styles of a Word file of the XML kind
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-docx-private.h"

#include "dz-ooxml.h"

#include <string.h>

/* Styles based on styles: real chains have up to 6. */
#define MAX_CHAIN 20
#define BODY_LEVEL 9
#define NOT_TOLD -1

typedef struct {
  char *based_on;
  int outline; /* 0 … 8 a heading, 9 body text, NOT_TOLD */
  int num_id;  /* NOT_TOLD for none of its own */
  int ilvl;
  gboolean hidden;
} Style;

struct _DzDocxStyles {
  GHashTable *by_id; /* of Style */
};

static void
style_free (gpointer data)
{
  g_free (((Style *) data)->based_on);
  g_free (data);
}

/* "heading 1", "标题 1": some programs give these names and no outline level. */
static int
guess_outline (const char *name)
{
  static const char *const words[] = { "heading ", "Heading ", "标题 " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (name, words[i])) {
      const char *digit = name + strlen (words[i]);

      return *digit >= '1' && *digit <= '9' && digit[1] == '\0' ? *digit - '1' : NOT_TOLD;
    }
  return strcmp (name, "Title") == 0 || strcmp (name, "标题") == 0 ? 0 : NOT_TOLD;
}

static void
read_style (DzDocxStyles *self,
            DzXml *xml)
{
  guint depth = dz_xml_get_depth (xml);
  g_autofree char *id = g_strdup (dz_xml_get_attribute (xml, W_AT_STYLE_ID));
  Style *style = g_new0 (Style, 1);
  int guessed = NOT_TOLD;
  DzXmlEvent event;

  style->outline = style->num_id = style->ilvl = NOT_TOLD;
  while ((event = dz_xml_next (xml)) != DZ_XML_DONE && !(event == DZ_XML_END && dz_xml_get_depth (xml) == depth)) {
    const char *value;

    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case W_NAME:
      value = dz_xml_get_attribute (xml, W_AT_VAL);
      guessed = value != NULL ? guess_outline (value) : NOT_TOLD;
      break;
    case W_BASED_ON:
      g_free (style->based_on);
      style->based_on = g_strdup (dz_xml_get_attribute (xml, W_AT_VAL));
      break;
    case W_OUTLINE_LVL:
      style->outline = dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_NUM_ID:
      style->num_id = dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_ILVL:
      style->ilvl = dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_VANISH:
      style->hidden = dz_ooxml_get_switch (xml, W_AT_VAL);
      break;
    default:
      break;
    }
  }
  if (style->outline == NOT_TOLD)
    style->outline = guessed;
  if (id != NULL)
    g_hash_table_replace (self->by_id, g_steal_pointer (&id), style);
  else
    style_free (style);
}

DzDocxStyles *
dz_docx_styles_new (DzXml *xml)
{
  DzDocxStyles *self = g_new0 (DzDocxStyles, 1);
  DzXmlEvent event;

  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  /* A damaged part costs the headings only. */
  while (xml != NULL && (event = dz_xml_next (xml)) != DZ_XML_DONE)
    if (event == DZ_XML_START && dz_xml_get_name (xml) == W_STYLE)
      read_style (self, xml);
  dz_xml_free (xml);
  return self;
}

void
dz_docx_styles_free (DzDocxStyles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_free (self);
}

static const Style *
look_up (DzDocxStyles *self,
         const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

guint
dz_docx_styles_get_level (DzDocxStyles *self,
                          const char *id)
{
  const Style *style = look_up (self, id);

  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++, style = look_up (self, style->based_on))
    if (style->outline != NOT_TOLD)
      return style->outline >= 0 && style->outline < BODY_LEVEL ? (guint) style->outline + 1 : 0;
  return 0;
}

gboolean
dz_docx_styles_is_hidden (DzDocxStyles *self,
                          const char *id)
{
  const Style *style = look_up (self, id);

  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++, style = look_up (self, style->based_on))
    if (style->hidden)
      return TRUE;
  return FALSE;
}

gboolean
dz_docx_styles_get_list (DzDocxStyles *self,
                         const char *id,
                         int *num_id,
                         int *ilvl)
{
  const Style *style = look_up (self, id);

  for (guint i = 0; style != NULL && i < MAX_CHAIN; i++, style = look_up (self, style->based_on))
    if (style->num_id != NOT_TOLD) {
      *num_id = style->num_id;
      *ilvl = style->ilvl;
      return TRUE;
    }
  return FALSE;
}
