/* dz-table-stream.c - rows out of a sequence of cells, by the words of the forms
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copied from a page, a table may come as one cell a line with no sign where its rows end, its
 * labels broken over lines and its empty cells told by bars or not at all. Which words are labels,
 * which head the columns and how many values belong to a row the catalogue knows. The cells are laid
 * out again as rows; nothing is read here, and what cannot be laid out stays a misfit for the reader
 * of rows to tell.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-table-private.h"

#include "dz-document-builder.h"
#include "dz-text.h"

#include <string.h>

/* A label breaks into so many lines at the most. */
#define MAX_FRAGMENTS 6u
/* Below this it is a short table that its rows explain well enough. */
#define LEAST_ROWS 6u

typedef struct {
  guint cell; /* of the table */
  char *text; /* all fragments of it */
  const DzCellInfo *info;
} Token;

typedef struct {
  DzLabels *labels;
  const DzTable *table;
  GPtrArray *tokens; /* of Token */
  DzDocumentBuilder *builder;
  GArray *origins;   /* of guint: the cell of the table that each cell laid out came from */
  guint members, lasts, values; /* heads met since the last row */
  guint expected;    /* values that a row has by the heads last met, 0 not known */
} Stream;

static void
token_free (Token *token)
{
  g_free (token->text);
  g_free (token);
}

static gboolean
is_known (const DzCellInfo *info)
{
  return info->label != NULL || info->role != DZ_ROLE_NONE;
}

static gboolean
is_words (const DzCellInfo *info)
{
  return info->class == DZ_CELL_IS_TEXT;
}

/* --- fragments --- */

/* Whether a bracket is open at the end: what explains a label broke over the line. */
static gboolean
is_open (const char *text)
{
  int depth = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '(' || c == 0xff08)
      depth++;
    else if (c == ')' || c == 0xff09)
      depth = MAX (depth - 1, 0);
  }
  return depth > 0;
}

/* How many cells from @at on make one label that the forms know; 1 when none do. */
static guint
count_fragments (Stream *self,
                 guint at,
                 GPtrArray *infos)
{
  g_autoptr (GString) joined = g_string_new (self->table->cells[at].text);
  guint best = 1;

  for (guint n = 2; n <= MAX_FRAGMENTS && at + n <= self->table->n_cells; n++) {
    const DzCellInfo *next = g_ptr_array_index (infos, at + n - 1);
    const DzCellInfo *info;

    if (!is_words (next) || (is_known (next) && next->level > 0))
      break;
    /* A label that is whole and known needs no other label; 数量 alone is none. */
    if (n == 2 && is_known (g_ptr_array_index (infos, at)) && next->label != NULL && !is_open (joined->str))
      break;
    g_string_append (joined, self->table->cells[at + n - 1].text);
    info = dz_cell_info_get (self->labels, joined->str);
    if (is_words (info) && is_known (info) && !is_open (joined->str))
      best = n;
  }
  return best;
}

static void
add_token (Stream *self,
           guint at,
           guint n)
{
  GString *text = g_string_new (NULL);
  Token *token = g_new0 (Token, 1);

  for (guint i = 0; i < n; i++)
    g_string_append (text, self->table->cells[at + i].text);
  token->cell = at;
  token->text = g_string_free (text, FALSE);
  token->info = dz_cell_info_get (self->labels, token->text);
  g_ptr_array_add (self->tokens, token);
}

/* "3." alone is the number of the label that follows, not a value. */
static gboolean
is_ordinal (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  const char *mark = text + digits;

  return digits > 0 && digits <= 2
         && (g_str_equal (mark, ".") || g_str_equal (mark, "、") || g_str_equal (mark, "．") || g_str_equal (mark, ")")
             || g_str_equal (mark, "）"));
}

static void
join_fragments (Stream *self)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new ();

  for (guint i = 0; i < self->table->n_cells; i++)
    g_ptr_array_add (infos, (gpointer) dz_cell_info_get (self->labels, self->table->cells[i].text));
  for (guint i = 0; i < self->table->n_cells;) {
    const DzCellInfo *info = g_ptr_array_index (infos, i);
    guint n = 1;

    if (is_words (info))
      n = count_fragments (self, i, infos);
    else if (is_ordinal (self->table->cells[i].text) && i + 1 < self->table->n_cells
             && is_words (g_ptr_array_index (infos, i + 1)))
      n = 1 + count_fragments (self, i + 1, infos);

    add_token (self, i, n);
    i += n;
  }
}

/* --- rows --- */

static Token *
token_at (Stream *self,
          guint index)
{
  return g_ptr_array_index (self->tokens, index);
}

static void
lay_cell (Stream *self,
          guint index)
{
  Token *token = token_at (self, index);

  dz_document_builder_add_cell (self->builder, token->text, 1, 1, DZ_CELL_NORMAL);
  g_array_append_val (self->origins, token->cell);
}

static void
lay_row (Stream *self,
         guint from,
         guint to)
{
  if (from >= to)
    return;
  dz_document_builder_begin_row (self->builder);
  for (guint i = from; i < to; i++)
    lay_cell (self, i);
}

/* The head of a column, of an applicant, or of a path of columns: no label of a row. */
static gboolean
is_head (const DzCellInfo *info)
{
  if (info->level > 0)
    return FALSE;
  if (info->role != DZ_ROLE_NONE)
    return TRUE;
  return info->label != NULL && (info->label->member != NULL || info->label->parts != DZ_PART_NONE);
}

/* 规章, 行政许可: the first part of a matrix label heads its row. */
static gboolean
heads_row (const DzCellInfo *info)
{
  return info->label != NULL && (info->label->parts & DZ_PART_FIRST) != 0
         && (info->label->parts & (DZ_PART_MIDDLE | DZ_PART_LAST)) == 0;
}

static gboolean
means_row (const DzCellInfo *info)
{
  return info->label != NULL && info->label->n_rows > 0 && (info->level > 0 || info->label->member == NULL);
}

/* Where the labels of the row begin among the words [from, to) before its values: the innermost,
 * and before it those that hold it, each of a higher level. @to when the words are heads alone. */
static guint
find_row_labels (Stream *self,
                 guint from,
                 guint to)
{
  guint at, level;

  if (from == to)
    return to;
  at = to - 1;
  if (!heads_row (token_at (self, at)->info) && !means_row (token_at (self, at)->info)
      && (is_head (token_at (self, at)->info) || (token_at (self, at)->info->level == 0 && to - from > 6)))
    return to;
  level = token_at (self, at)->info->level;
  while (level > 1 && at > from) {
    const DzCellInfo *above = token_at (self, at - 1)->info;

    if (above->level == 0 || above->level >= level)
      break;
    level = above->level;
    at--;
  }
  return at;
}

static void
count_heads (Stream *self,
             guint from,
             guint to)
{
  for (guint i = from; i < to; i++) {
    const DzCellInfo *info = token_at (self, i)->info;

    if (info->role >= DZ_ROLE_VALUE)
      self->values++;
    else if (info->label != NULL && info->level == 0) {
      self->members += info->label->member != NULL && info->label->member->has_cells;
      self->lasts += (info->label->parts & DZ_PART_LAST) != 0;
    }
  }
}

/* Values that a row below the heads met has. 总计 is both a member and the last part of a path. */
static void
take_heads (Stream *self)
{
  guint n = self->values > 0 ? self->values : MAX (self->members, self->lasts);

  if (n > 0)
    self->expected = n;
  self->members = self->lasts = self->values = 0;
}

/* Whether a row of heads ends behind the one at @at: those that stand over others end a row, and so
 * does the total beside them. */
static gboolean
ends_heads (Stream *self,
            guint start,
            guint at,
            guint to)
{
  const DzLabelInfo *label = token_at (self, at)->info->label;
  const DzLabelInfo *next = at + 1 < to ? token_at (self, at + 1)->info->label : NULL;
  gboolean over = FALSE;

  if (label == NULL || next == NULL)
    return FALSE;
  if (label->parts == DZ_PART_FIRST || label->parts == DZ_PART_MIDDLE)
    return next->parts != label->parts;
  for (guint i = start; i < at; i++) {
    const DzLabelInfo *before = token_at (self, i)->info->label;

    over = over || (before != NULL && before->member != NULL && !before->member->has_cells);
  }
  return over && label->member != NULL && label->member->is_total;
}

/* Heads and captions: what belongs side by side on one row, the rest alone. */
static void
lay_heads (Stream *self,
           guint from,
           guint to)
{
  guint start = from;

  for (guint i = from; i < to; i++) {
    if (!is_head (token_at (self, i)->info)) {
      lay_row (self, start, i);
      lay_row (self, i, i + 1);
      start = i + 1;
    } else if (ends_heads (self, start, i, to)) {
      lay_row (self, start, i + 1);
      start = i + 1;
    }
  }
  lay_row (self, start, to);
  count_heads (self, from, to);
}

static gboolean
is_value (const DzCellInfo *info)
{
  return info->class == DZ_CELL_IS_NUMBER || info->class == DZ_CELL_IS_DASH || info->class == DZ_CELL_IS_BLANK
         || info->class == DZ_CELL_IS_UNIT;
}

static gboolean
has_values (Stream *self,
            guint from,
            guint to)
{
  for (guint i = from; i < to; i++)
    if (token_at (self, i)->info->class != DZ_CELL_IS_BLANK)
      return TRUE;
  return FALSE;
}

/* Behind the values of the row that begin at @from. Empty cells behind as many as the row has pad it. */
static guint
find_values_end (Stream *self,
                 guint from)
{
  guint end = from;

  while (end < self->tokens->len && is_value (token_at (self, end)->info))
    end++;
  return end;
}

/* Without the empty cells at the end that are too many. */
static guint
drop_padding (Stream *self,
              guint from,
              guint end)
{
  guint n = 0;

  for (guint i = from; i < end; i++)
    n += token_at (self, i)->info->class != DZ_CELL_IS_UNIT;
  while (end > from && token_at (self, end - 1)->info->class == DZ_CELL_IS_BLANK
         && (self->expected == 0 || n > self->expected)) {
    end--;
    n--;
  }
  return end;
}

static void
lay_rows (Stream *self)
{
  guint n = self->tokens->len;

  for (guint at = 0; at < n;) {
    guint words = at, labels, end;

    while (words < n && !is_value (token_at (self, words)->info))
      words++;
    end = find_values_end (self, words);
    labels = find_row_labels (self, at, words);
    lay_heads (self, at, labels);
    /* Bars between heads and captions pad them: no row of values. */
    if (labels < words) {
      take_heads (self);
      lay_row (self, labels, drop_padding (self, words, end));
    } else if (has_values (self, words, end)) {
      take_heads (self);
      while (token_at (self, words)->info->class == DZ_CELL_IS_BLANK)
        words++;
      lay_row (self, words, drop_padding (self, words, end));
    }
    at = end;
  }
}

static gboolean
is_stream (const DzTable *table)
{
  return table->ragged && table->n_cols == 1 && table->n_rows >= LEAST_ROWS;
}

DzDocument *
dz_table_unroll (DzLabels *labels,
                 const DzTable *table,
                 GArray **origins)
{
  Stream self = { labels, table };
  DzDocument *document = NULL;

  *origins = NULL;
  if (!is_stream (table))
    return NULL;
  self.tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) token_free);
  self.builder = dz_document_builder_new ("stream");
  self.origins = g_array_new (FALSE, FALSE, sizeof (guint));
  join_fragments (&self);
  dz_document_builder_begin_table (self.builder);
  dz_document_builder_set_table_ragged (self.builder);
  lay_rows (&self);
  dz_document_builder_end_table (self.builder);
  document = dz_document_builder_end (self.builder, NULL);
  if (document != NULL && dz_document_get_block (document, 0)->table->n_cells == self.origins->len)
    *origins = g_steal_pointer (&self.origins);
  else
    g_clear_object (&document);
  g_clear_pointer (&self.origins, g_array_unref);
  dz_document_builder_free (self.builder);
  g_ptr_array_unref (self.tokens);
  return document;
}
