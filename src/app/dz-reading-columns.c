/* dz-reading-columns.c - how wide the columns of a table are: arithmetic without Pango
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column is never narrower than its longest number or Latin word and two Han characters; what is
 * left goes to those with more words.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-columns.h"

#define NARROW 2.0   /* Han characters side by side in a head, at least */
#define LABEL 4.2    /* the same in a cell of many */
#define WORD 9.0     /* a longer number or word is an address or the like, and broken */
#define NATURAL 22.0 /* more words than this are broken into lines */

/* In Han characters: the longest piece that cannot be broken, and the longest line. */
static void
measure_words (const char *text,
               double *least,
               double *natural)
{
  double line = 0, word = 0, longest = 0, n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    double width = c < 0x80 ? 0.6 : 1;

    n++;
    if (c == '\n') {
      line = word = 0;
      continue;
    }
    line += width;
    word = c < 0x80 && c != ' ' ? word + width : 0;
    longest = MAX (longest, word);
    *natural = MAX (*natural, line);
  }
  *least = MAX (MIN (longest, WORD), MIN (n, n > 6 ? LABEL : NARROW));
}

guint
dz_reading_columns_get_end (const DzTable *table,
                            const DzCell *cell)
{
  guint end = cell->col + cell->col_span;

  while (end < table->n_cols && dz_table_get_cell (table, cell->row, end) == NULL)
    end++;
  return end;
}

/* What a cell over several columns needs beyond what they have is shared out. */
static void
widen (double *columns,
       guint from,
       guint to,
       double needed)
{
  double sum = 0;

  for (guint i = from; i < to; i++)
    sum += columns[i];
  for (guint i = from; i < to && sum < needed; i++)
    columns[i] += (needed - sum) / (to - from);
}

static double
total (const double *columns,
       guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += columns[i];
  return sum;
}

/* Between least and natural as far as there is room; more room goes to the wordy ones. */
static double
share (double least,
       double natural,
       double sum_least,
       double sum_natural,
       double room)
{
  if (sum_least >= room)
    return least;
  if (sum_natural > room)
    return least + (natural - least) / (sum_natural - sum_least) * (room - sum_least);
  return natural + natural * natural * natural / MAX (sum_natural, 1);
}

static void
collect (const DzTable *table,
         double em,
         int padding,
         double *least,
         double *natural)
{
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < table->n_cells; i++) {
      const DzCell *cell = &table->cells[i];
      double l = 0, n = 0;

      if ((cell->col_span > 1) != (pass == 1))
        continue;
      measure_words (cell->text, &l, &n);
      n = CLAMP (n, l, MAX (l, NATURAL));
      widen (least, cell->col, MIN (cell->col + cell->col_span, table->n_cols), l * em + padding);
      widen (natural, cell->col, MIN (cell->col + cell->col_span, table->n_cols), n * em + padding);
    }
  }
  for (guint i = 0; i < table->n_cols; i++) {
    least[i] = MAX (least[i], em + padding);
    natural[i] = MAX (natural[i], least[i]);
  }
}

int *
dz_reading_columns_new (const DzTable *table,
                        int width,
                        double em,
                        int padding)
{
  guint n = table->n_cols;
  g_autofree double *least = g_new0 (double, n + 1);
  g_autofree double *natural = g_new0 (double, n + 1);
  int *columns = g_new0 (int, n + 1);
  double sum_least, sum_natural, sum = 0, at = 0, room = width;

  collect (table, em, padding, least, natural);
  sum_least = total (least, n);
  sum_natural = total (natural, n);
  for (guint i = 0; i < n; i++)
    sum += share (least[i], natural[i], sum_least, sum_natural, room);
  for (guint i = 0; i < n; i++) {
    double own = share (least[i], natural[i], sum_least, sum_natural, room);
    double more = sum_natural <= room && sum > sum_natural ? (own - natural[i]) / (sum - sum_natural) * (room - sum_natural) : own - natural[i];

    at += natural[i] + more;
    columns[i + 1] = (int) (at + 0.5);
  }
  return columns;
}
