/* dz-prose-spread.c - lists whose numbers stand together, item by item
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-prose-private.h"

#include <string.h>

/* A longer one is no sentence that somebody wrote. */
#define MAX_SENTENCE 6000u
#define MAX_ITEMS 12u
#define MAX_ITEM_BYTES 90u
#define MAX_TAIL 6u /* characters of the last item that the others may share: 当面、网络申请 */

typedef struct {
  gsize from, to;
} Piece;

/**
 * List:
 * @middle: the words between items and numbers, without 分别, 各 and 均
 * @numbers: each with its unit, or without: then that of the last one counts
 */
typedef struct {
  Piece items[MAX_ITEMS];
  guint n_items;
  Piece middle;
  Piece numbers[MAX_ITEMS];
  Piece units[MAX_ITEMS];
  guint n_numbers;
} List;

static gsize
starts_with_any (const char *text,
                 const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return strlen (words[i]);
  return 0;
}

static gboolean
is_clause_mark (char c)
{
  return c == ',' || c == ';' || c == ':';
}

/* Behind 其中 and its kin, which are no part of an item. */
static gsize
skip_front (const char *text,
            gsize from,
            gsize to)
{
  static const char *const fronts[] = { "其中", "通过", "包括", "\"", NULL };

  for (gsize length = 1; length > 0 && from < to; from += length)
    length = starts_with_any (text + from, fronts);
  return MIN (from, to);
}

/* The items before the marker, divided by 、 and the last ones by 和. */
static void
split_items (const DzSentence *sentence,
             gsize from,
             gsize to,
             List *list)
{
  static const char *const marks[] = { "、", "以及", "及", "和", "与", NULL };
  gsize start = skip_front (sentence->text, from, to);

  list->n_items = 0;
  for (gsize i = start; i <= to && list->n_items < MAX_ITEMS; i++) {
    gsize length = i < to ? starts_with_any (sentence->text + i, marks) : 1;

    if (length == 0)
      continue;
    if (i > start)
      list->items[list->n_items++] = (Piece) { start, i };
    start = i + length;
    i = start - 1;
  }
}

/* #件、#件和#件 from @at on. */
static void
read_numbers (const DzSentence *sentence,
              gsize at,
              List *list)
{
  static const char *const marks[] = { "、", ",", "和", "及", "以及", NULL };
  static const char *const units[] = { "件次", "人次", "万元", "件", "条", "篇", "次", "份", "宗", "个", "起", "项", "例", "人", "名", "元", "场", "期", NULL };

  list->n_numbers = 0;
  while (at < sentence->length && sentence->text[at] == '#' && list->n_numbers < MAX_ITEMS) {
    gsize unit = starts_with_any (sentence->text + at + 1, units);
    gsize mark = starts_with_any (sentence->text + at + 1 + unit, marks);

    list->numbers[list->n_numbers] = (Piece) { at, at + 1 };
    list->units[list->n_numbers++] = (Piece) { at + 1, at + 1 + unit };
    if (mark == 0 || sentence->text[at + 1 + unit + mark] != '#')
      break;
    at += 1 + unit + mark;
  }
}

/* The list around the marker [at, at + length); @all: one number goes to all items. */
static gboolean
find_list (const DzSentence *sentence,
           gsize at,
           gsize length,
           gboolean all,
           List *list)
{
  gsize start = at, number = at + length;

  while (start > 0 && !is_clause_mark (sentence->text[start - 1]) && at - start < MAX_ITEMS * MAX_ITEM_BYTES)
    start--;
  while (number < sentence->length && sentence->text[number] != '#' && !is_clause_mark (sentence->text[number])
         && number - at < MAX_ITEM_BYTES)
    number++;
  if (number >= sentence->length || sentence->text[number] != '#' || memchr (sentence->text + start, '#', at - start) != NULL)
    return FALSE;
  split_items (sentence, start, at, list);
  read_numbers (sentence, number, list);
  list->middle = (Piece) { at + length, number };
  if (list->n_items < 2)
    return FALSE;
  return all ? list->n_numbers == 1 : list->n_numbers == list->n_items;
}

static void
append (DzSentence *to,
        const DzSentence *from,
        Piece piece)
{
  memcpy (to->text + to->length, from->text + piece.from, piece.to - piece.from);
  memcpy (to->folded + to->length, from->folded + piece.from, (piece.to - piece.from) * sizeof *to->folded);
  memcpy (to->tokens + to->length, from->tokens + piece.from, (piece.to - piece.from) * sizeof *to->tokens);
  to->length += piece.to - piece.from;
  to->folded[to->length] = from->folded[piece.to];
}

/* 当面 + 申请 + 分别为 + # + 件 */
static DzSentence *
make_sentence (const DzSentence *sentence,
               const List *list,
               guint item,
               Piece tail)
{
  guint number = list->n_numbers == 1 ? 0 : item;
  Piece unit = list->units[number];
  DzSentence *self = g_new0 (DzSentence, 1);
  gsize max;

  if (unit.to == unit.from)
    unit = list->units[list->n_numbers - 1];
  max = list->items[item].to - list->items[item].from + tail.to - tail.from + list->middle.to - list->middle.from + 1 + unit.to - unit.from;
  self->text = g_new0 (char, max + 1);
  self->folded = g_new0 (guint32, max + 1);
  self->tokens = g_new (gint32, max + 1);
  self->spread = TRUE;
  append (self, sentence, list->items[item]);
  append (self, sentence, tail);
  append (self, sentence, list->middle);
  append (self, sentence, list->numbers[number]);
  append (self, sentence, unit);
  self->tokens[self->length] = -1;
  return self;
}

static void
add_item (const DzSentence *sentence,
          const List *list,
          guint item,
          GPtrArray *ways)
{
  Piece last = list->items[list->n_items - 1];
  const char *p = sentence->text + last.to;
  Piece none = { last.to, last.to };

  g_ptr_array_add (ways, make_sentence (sentence, list, item, none));
  for (guint n = 0; item + 1 < list->n_items && n < MAX_TAIL; n++) {
    p = g_utf8_prev_char (p);
    if (p <= sentence->text + last.from)
      break;
    g_ptr_array_add (ways, make_sentence (sentence, list, item, (Piece) { (gsize) (p - sentence->text), last.to }));
  }
  g_ptr_array_add (ways, NULL);
}

GPtrArray *
dz_sentence_spread (const DzSentence *self)
{
  static const struct {
    const char *word;
    gboolean all;
  } markers[] = { { "分别", FALSE }, { "均为", TRUE }, { "都为", TRUE }, { "各为", TRUE }, { "各", TRUE }, { "均", TRUE } };
  GPtrArray *ways = NULL;

  if (strstr (self->text, "分别") == NULL && strstr (self->text, "各") == NULL && strstr (self->text, "均") == NULL
      && strstr (self->text, "都为") == NULL)
    return NULL;
  for (gsize i = 0; self->length <= MAX_SENTENCE && i < self->length; i++)
    for (guint k = 0; k < G_N_ELEMENTS (markers); k++) {
      gsize length = strlen (markers[k].word);
      List list;

      if (self->text[i] != markers[k].word[0] || !g_str_has_prefix (self->text + i, markers[k].word))
        continue;
      if (find_list (self, i, length, markers[k].all, &list)) {
        if (ways == NULL)
          ways = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_sentence_free);
        for (guint item = 0; item < list.n_items; item++)
          add_item (self, &list, item, ways);
      }
      i += length - 1;
      break;
    }
  return ways;
}
