/* dz-numbering.c - the numbers that Word counts itself, whatever file they are told in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-numbering.h"

#include <string.h>

#define N_LEVELS DZ_NUMBERING_LEVELS
#define NOT_TOLD DZ_NUMBERING_NOT_TOLD

typedef struct {
  DzNumberingLevel levels[N_LEVELS];
  int counters[N_LEVELS]; /* NOT_TOLD: not begun */
} Kind;

typedef struct {
  int kind;
  int starts[N_LEVELS];
  gboolean begun[N_LEVELS];
} List;

struct _DzNumbering {
  GHashTable *kinds; /* id -> Kind */
  GHashTable *lists; /* id -> List */
};

static void
kind_free (gpointer data)
{
  Kind *kind = data;

  for (guint i = 0; i < N_LEVELS; i++) {
    g_free (kind->levels[i].text);
    g_free (kind->levels[i].paragraph_style);
  }
  g_free (kind);
}

DzNumbering *
dz_numbering_new (void)
{
  DzNumbering *self = g_new0 (DzNumbering, 1);

  self->kinds = g_hash_table_new_full (NULL, NULL, NULL, kind_free);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
dz_numbering_free (DzNumbering *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->kinds);
  g_hash_table_unref (self->lists);
  g_free (self);
}

DzNumberingLevel *
dz_numbering_add_kind (DzNumbering *self,
                       int id)
{
  Kind *kind = g_new0 (Kind, 1);

  for (guint i = 0; i < N_LEVELS; i++) {
    kind->levels[i].style = DZ_ORDINAL_DECIMAL;
    kind->levels[i].restart = NOT_TOLD;
    kind->counters[i] = NOT_TOLD;
  }
  g_hash_table_replace (self->kinds, GINT_TO_POINTER (id), kind);
  return kind->levels;
}

void
dz_numbering_add_list (DzNumbering *self,
                       int id,
                       int kind,
                       const int *starts)
{
  List *list = g_new0 (List, 1);

  list->kind = kind;
  memcpy (list->starts, starts, sizeof list->starts);
  g_hash_table_replace (self->lists, GINT_TO_POINTER (id), list);
}

static int
find_level_of_style (const Kind *kind,
                     const char *style)
{
  for (int i = 0; i < N_LEVELS; i++)
    if (style != NULL && g_strcmp0 (kind->levels[i].paragraph_style, style) == 0)
      return i;
  return 0;
}

static void
count (Kind *kind,
       List *list,
       int level)
{
  int start = list->starts[level] != NOT_TOLD ? list->starts[level] : kind->levels[level].start;

  /* A list of its own start begins there, also when it shares the levels of another. */
  if (list->starts[level] != NOT_TOLD && !list->begun[level])
    kind->counters[level] = start;
  else if (kind->counters[level] == NOT_TOLD)
    kind->counters[level] = start;
  else
    kind->counters[level]++;
  list->begun[level] = TRUE;
  for (int i = level + 1; i < N_LEVELS; i++)
    if (kind->levels[i].restart == NOT_TOLD || kind->levels[i].restart == level + 1)
      kind->counters[i] = NOT_TOLD;
}

/* Characters of a symbol font mean nothing as text. */
static gboolean
is_private (gunichar c)
{
  return c >= 0xe000 && c <= 0xf8ff;
}

/* "1." and a figure behind it would read as one number; 一、 and （一） need no gap. */
static gboolean
needs_gap (const DzNumberingLevel *level,
           const GString *into)
{
  static const char *const closed[] = { "、", "）", "．", "。", "：", "，", " ", "　" };

  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    if (g_str_has_suffix (into->str, closed[i]))
      return FALSE;
  return !level->no_suffix;
}

void
dz_numbering_append (DzNumbering *self,
                     int list_id,
                     int level_index,
                     const char *style,
                     GString *into)
{
  List *list = g_hash_table_lookup (self->lists, GINT_TO_POINTER (list_id));
  Kind *kind = list != NULL ? g_hash_table_lookup (self->kinds, GINT_TO_POINTER (list->kind)) : NULL;
  const DzNumberingLevel *level;
  gsize before = into->len;

  if (kind == NULL)
    return;
  if (level_index == NOT_TOLD)
    level_index = find_level_of_style (kind, style);
  if (level_index < 0 || level_index >= N_LEVELS)
    return;
  count (kind, list, level_index);
  level = &kind->levels[level_index];
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
    if (kind->counters[other] == NOT_TOLD)
      kind->counters[other] = kind->levels[other].start;
    dz_ordinal_append (level->is_legal ? DZ_ORDINAL_DECIMAL : kind->levels[other].style,
                       (guint) kind->counters[other], into);
  }
  if (into->len > before && needs_gap (level, into))
    g_string_append_c (into, ' ');
}
