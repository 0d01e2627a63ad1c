/* dz-docx-numbering.c - the numbers of lists in a Word file of the XML kind
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-docx-private.h"

#include "dz-ooxml.h"
#include "dz-ordinal.h"

#include <string.h>

#define N_LEVELS 9
#define NOT_TOLD -1
#define MAX_START 32767

typedef struct {
  DzOrdinal style;
  int start;
  int restart;        /* the level (from 1) whose step begins this one anew; NOT_TOLD: any above */
  char *text;         /* "%1、": owned */
  char *paragraph_style;
  gboolean is_legal;  /* all its numbers in digits */
  gboolean no_suffix;
} Level;

typedef struct {
  Level levels[N_LEVELS];
  int counters[N_LEVELS]; /* NOT_TOLD: not begun */
  char *style_link;       /* holds the levels for others */
  char *num_style_link;   /* takes its levels from the one with this style_link */
} Abstract;

typedef struct {
  Abstract *abstract; /* borrowed; NULL until all are read */
  int abstract_id;
  int starts[N_LEVELS]; /* NOT_TOLD: as the abstract one says */
  gboolean begun[N_LEVELS];
} List;

struct _DzDocxNumbering {
  GHashTable *abstracts; /* id -> Abstract */
  GHashTable *lists;     /* id -> List */
};

static void
abstract_free (gpointer data)
{
  Abstract *abstract = data;

  for (guint i = 0; i < N_LEVELS; i++) {
    g_free (abstract->levels[i].text);
    g_free (abstract->levels[i].paragraph_style);
  }
  g_free (abstract->style_link);
  g_free (abstract->num_style_link);
  g_free (abstract);
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
            Level *level)
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
      level->start = CLAMP (dz_xml_get_int (xml, W_AT_VAL, 1), 0, MAX_START);
      break;
    case W_NUM_FMT:
      level->style = dz_ordinal_from_ooxml (value != NULL ? value : "");
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
      level->no_suffix = g_strcmp0 (value, "nothing") == 0;
      break;
    default:
      break;
    }
  }
}

static Level *
find_level (Abstract *abstract,
            int ilvl)
{
  return ilvl >= 0 && ilvl < N_LEVELS ? &abstract->levels[ilvl] : NULL;
}

static void
read_abstract (DzDocxNumbering *self,
               DzXml *xml)
{
  guint depth = dz_xml_get_depth (xml);
  int id = dz_xml_get_int (xml, W_ABSTRACT_NUM_ID, NOT_TOLD);
  Abstract *abstract = g_new0 (Abstract, 1);
  DzXmlEvent event;

  for (guint i = 0; i < N_LEVELS; i++) {
    abstract->levels[i].style = DZ_ORDINAL_DECIMAL;
    abstract->levels[i].restart = NOT_TOLD;
    abstract->counters[i] = NOT_TOLD;
  }
  while (next_within (xml, depth, &event)) {
    Level *level;

    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case W_LVL:
      level = find_level (abstract, dz_xml_get_int (xml, W_ILVL, NOT_TOLD));
      if (level != NULL)
        read_level (xml, level);
      break;
    case W_STYLE_LINK:
      replace (&abstract->style_link, dz_xml_get_attribute (xml, W_AT_VAL));
      break;
    case W_NUM_STYLE_LINK:
      replace (&abstract->num_style_link, dz_xml_get_attribute (xml, W_AT_VAL));
      break;
    default:
      break;
    }
  }
  g_hash_table_replace (self->abstracts, GINT_TO_POINTER (id), abstract);
}

static void
read_list (DzDocxNumbering *self,
           DzXml *xml)
{
  guint depth = dz_xml_get_depth (xml);
  int id = dz_xml_get_int (xml, W_NUM_ID, NOT_TOLD), ilvl = NOT_TOLD;
  List *list = g_new0 (List, 1);
  DzXmlEvent event;

  for (guint i = 0; i < N_LEVELS; i++)
    list->starts[i] = NOT_TOLD;
  list->abstract_id = NOT_TOLD;
  while (next_within (xml, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case W_ABSTRACT_NUM_ID:
      list->abstract_id = dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD);
      break;
    case W_LVL_OVERRIDE:
      ilvl = dz_xml_get_int (xml, W_ILVL, NOT_TOLD);
      break;
    case W_START_OVERRIDE:
      if (ilvl >= 0 && ilvl < N_LEVELS)
        list->starts[ilvl] = CLAMP (dz_xml_get_int (xml, W_AT_VAL, NOT_TOLD), NOT_TOLD, MAX_START);
      break;
    default:
      break;
    }
  }
  g_hash_table_replace (self->lists, GINT_TO_POINTER (id), list);
}

static Abstract *
find_by_link (DzDocxNumbering *self,
              const char *link)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->abstracts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_strcmp0 (((Abstract *) value)->style_link, link) == 0)
      return value;
  return NULL;
}

static void
connect_lists (DzDocxNumbering *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    List *list = value;

    list->abstract = g_hash_table_lookup (self->abstracts, GINT_TO_POINTER (list->abstract_id));
    if (list->abstract != NULL && list->abstract->num_style_link != NULL) {
      Abstract *linked = find_by_link (self, list->abstract->num_style_link);

      list->abstract = linked != NULL ? linked : list->abstract;
    }
  }
}

DzDocxNumbering *
dz_docx_numbering_new (DzXml *xml)
{
  DzDocxNumbering *self = g_new0 (DzDocxNumbering, 1);
  DzXmlEvent event;

  self->abstracts = g_hash_table_new_full (NULL, NULL, NULL, abstract_free);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  while (xml != NULL && (event = dz_xml_next (xml)) != DZ_XML_DONE) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (xml) == W_ABSTRACT_NUM)
      read_abstract (self, xml);
    else if (dz_xml_get_name (xml) == W_NUM)
      read_list (self, xml);
  }
  connect_lists (self);
  dz_xml_free (xml);
  return self;
}

void
dz_docx_numbering_free (DzDocxNumbering *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->abstracts);
  g_hash_table_unref (self->lists);
  g_free (self);
}

static int
find_level_of_style (const Abstract *abstract,
                     const char *style)
{
  for (int i = 0; i < N_LEVELS; i++)
    if (style != NULL && g_strcmp0 (abstract->levels[i].paragraph_style, style) == 0)
      return i;
  return 0;
}

static void
count (List *list,
       int ilvl)
{
  Abstract *abstract = list->abstract;
  int start = list->starts[ilvl] != NOT_TOLD ? list->starts[ilvl] : abstract->levels[ilvl].start;

  /* A list of its own start begins there, also when it shares the levels of another. */
  if (list->starts[ilvl] != NOT_TOLD && !list->begun[ilvl])
    abstract->counters[ilvl] = start;
  else if (abstract->counters[ilvl] == NOT_TOLD)
    abstract->counters[ilvl] = start;
  else
    abstract->counters[ilvl]++;
  list->begun[ilvl] = TRUE;
  for (int i = ilvl + 1; i < N_LEVELS; i++)
    if (abstract->levels[i].restart == NOT_TOLD || abstract->levels[i].restart == ilvl + 1)
      abstract->counters[i] = NOT_TOLD;
}

/* Characters of a symbol font mean nothing as text. */
static gboolean
is_private (gunichar c)
{
  return c >= 0xe000 && c <= 0xf8ff;
}

/* "1." and a figure behind it would read as one number; 一、 and （一） need no gap. */
static gboolean
needs_gap (const Level *level,
           const GString *into)
{
  static const char *const closed[] = { "、", "）", "．", "。", "：", "，", " ", "　" };

  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    if (g_str_has_suffix (into->str, closed[i]))
      return FALSE;
  return !level->no_suffix;
}

void
dz_docx_numbering_append (DzDocxNumbering *self,
                          int num_id,
                          int ilvl,
                          const char *style,
                          GString *into)
{
  List *list = g_hash_table_lookup (self->lists, GINT_TO_POINTER (num_id));
  const Level *level;
  gsize before = into->len;

  if (list == NULL || list->abstract == NULL)
    return;
  if (ilvl == NOT_TOLD)
    ilvl = find_level_of_style (list->abstract, style);
  if (ilvl < 0 || ilvl >= N_LEVELS)
    return;
  count (list, ilvl);
  level = &list->abstract->levels[ilvl];
  if (level->text == NULL || level->style == DZ_ORDINAL_NONE)
    return;
  for (const char *at = level->text; *at != '\0'; at = g_utf8_next_char (at)) {
    int other = at[0] == '%' && at[1] >= '1' && at[1] <= '9' ? at[1] - '1' : NOT_TOLD;

    if (other == NOT_TOLD) {
      if (!is_private (g_utf8_get_char (at)))
        g_string_append_unichar (into, g_utf8_get_char (at));
      continue;
    }
    at++;
    if (list->abstract->counters[other] == NOT_TOLD)
      list->abstract->counters[other] = list->abstract->levels[other].start;
    dz_ordinal_append (level->is_legal ? DZ_ORDINAL_DECIMAL : list->abstract->levels[other].style,
                       (guint) list->abstract->counters[other], into);
  }
  if (into->len > before && needs_gap (level, into))
    g_string_append_c (into, ' ');
}
