/* dz-page-text.c - characters with places to lines of text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page-private.h"

#include "dz-text.h"

#include <math.h>
#include <string.h>

/* Gaps in ems: wider ones part two runs of one row; between letters they are a space. Han are
 * set without spaces, and lines are stretched by up to an em a gap. */
#define GAP_RUN 1.6f
#define GAP_SPACE 0.18f

/* Two characters share a line when their middles are nearer than this, in heights. */
#define SAME_LINE 0.42f

void
dz_line_free (DzLine *line)
{
  if (line == NULL)
    return;
  g_free (line->text);
  g_free (line);
}

/* Set in full squares and without spaces around it. */
static gboolean
is_square (gunichar c)
{
  return c >= 0x2e80 || c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d
         || c == 0x2026 || c == 0x00b7 || (c >= 0x2460 && c <= 0x24ff);
}

/* Never at the start of a line. */
static gboolean
is_closing (gunichar c)
{
  return c < 0x80 ? (c != 0 && strchr (",.;:!?)]}%", (int) c) != NULL)
                  : g_utf8_strchr ("，。、；：！？）》〉」』】〕”’％…·", -1, c) != NULL;
}

/* Never at the end of one. */
static gboolean
is_opening (gunichar c)
{
  return c == '(' || c == '[' || (c >= 0x80 && g_utf8_strchr ("（《〈「『【〔“‘", -1, c) != NULL);
}

static float
glyph_em (const DzGlyph *glyph)
{
  if (dz_text_is_han (glyph->c) && glyph->width > 0.5f * glyph->height)
    return glyph->width;
  return glyph->height * 0.8f;
}

/* The size that a run is set in: Han tell it best. */
static float
run_em (const DzGlyph *glyphs,
        guint n)
{
  float em = 0, other = 0;

  for (guint i = 0; i < n; i++)
    if (dz_text_is_han (glyphs[i].c))
      em = MAX (em, glyph_em (&glyphs[i]));
    else
      other = MAX (other, glyph_em (&glyphs[i]));
  return em > 0 ? em : other;
}

static float
middle (const DzGlyph *glyph)
{
  return glyph->y + glyph->height / 2;
}

static int
compare_down (gconstpointer a,
              gconstpointer b)
{
  float left = middle (a), right = middle (b);

  return left < right ? -1 : left > right;
}

static int
compare_across (gconstpointer a,
                gconstpointer b)
{
  const DzGlyph *left = a, *right = b;

  return left->x < right->x ? -1 : left->x > right->x;
}

/* The end of the line that begins at @first; @glyphs from there on are sorted downwards. */
static guint
find_line_end (GArray *glyphs,
               guint first)
{
  const DzGlyph *glyph = &g_array_index (glyphs, DzGlyph, first);
  float sum = middle (glyph), height = glyph->height;
  guint i = first + 1;

  for (; i < glyphs->len; i++) {
    float mean = sum / (float) (i - first);

    glyph = &g_array_index (glyphs, DzGlyph, i);
    if (middle (glyph) - mean > SAME_LINE * MAX (height, glyph->height))
      break;
    sum += middle (glyph);
    height = MAX (height, glyph->height);
  }
  return i;
}

static void
sort_across (GArray *glyphs,
             guint first,
             guint end)
{
  g_autoptr (GArray) part = g_array_sized_new (FALSE, FALSE, sizeof (DzGlyph), end - first);

  g_array_append_vals (part, &g_array_index (glyphs, DzGlyph, first), end - first);
  g_array_sort (part, compare_across);
  memcpy (&g_array_index (glyphs, DzGlyph, first), part->data, sizeof (DzGlyph) * part->len);
}

static void
widen (DzBox *box,
       const DzGlyph *glyph)
{
  float right = MAX (box->x + box->width, glyph->x + glyph->width);
  float bottom = MAX (box->y + box->height, glyph->y + glyph->height);

  if (box->width == 0 && box->height == 0) {
    *box = (DzBox) { glyph->x, glyph->y, glyph->width, glyph->height };
    return;
  }
  box->x = MIN (box->x, glyph->x);
  box->y = MIN (box->y, glyph->y);
  box->width = right - box->x;
  box->height = bottom - box->y;
}

static float
gap_before (const DzGlyph *glyph)
{
  return glyph->x - (glyph[-1].x + glyph[-1].width);
}

/* The gap that justification puts between all characters of a line, in ems. */
static float
usual_gap (const DzGlyph *glyphs,
           guint n,
           float em)
{
  float sum = 0;
  guint count = 0;

  for (guint i = 1; i < n; i++) {
    float gap = gap_before (&glyphs[i]);

    if (gap < GAP_RUN * em) {
      sum += MAX (gap, 0);
      count++;
    }
  }
  return count > 3 ? sum / (float) count / em : 0;
}

static gboolean
is_word (gunichar c)
{
  return c < 0x80 && (g_ascii_isalnum (c) || strchr ("-_/@.%", (int) c) != NULL);
}

/* Opens or closes, nobody knows: word processors keep both neighbours with it. */
static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201d);
}

static gboolean
stays_with (const DzGlyph *glyph)
{
  gunichar before = glyph[-1].c, c = glyph->c;

  if (is_opening (before) || is_closing (c) || is_quote (before) || is_quote (c))
    return TRUE;
  return is_word (before) && is_word (c) && gap_before (glyph) < GAP_SPACE * glyph_em (glyph);
}

/* How much of the line could not be divided from its first character. */
static float
first_piece (const DzGlyph *glyphs,
             guint n)
{
  guint end = 1;

  while (end < n && stays_with (&glyphs[end]))
    end++;
  return glyphs[end - 1].x + glyphs[end - 1].width - glyphs[0].x;
}

static void
append_glyphs (GString *text,
               const DzGlyph *glyphs,
               guint n,
               float em)
{
  float usual = usual_gap (glyphs, n, em);

  for (guint i = 0; i < n; i++) {
    if (i > 0) {
      gboolean loose = !is_square (glyphs[i].c) && !is_square (glyphs[i - 1].c);
      float limit = loose ? MAX (GAP_SPACE, usual < GAP_SPACE ? 0 : usual * 0.8f) : GAP_RUN + usual;

      if (gap_before (&glyphs[i]) > limit * em)
        g_string_append_c (text, ' ');
    }
    g_string_append_unichar (text, glyphs[i].c);
  }
}

static DzLine *
make_line (const DzGlyph *glyphs,
           guint n,
           guint row)
{
  DzLine *line = g_new0 (DzLine, 1);
  GString *text = g_string_new (NULL);

  line->row = row;
  line->n_chars = n;
  line->em = run_em (glyphs, n);
  for (guint i = 0; i < n; i++)
    widen (&line->box, &glyphs[i]);
  line->first_width = first_piece (glyphs, n);
  append_glyphs (text, glyphs, n, line->em);
  line->text = g_string_free (text, FALSE);
  return line;
}

GPtrArray *
dz_page_text_find_lines (GArray *glyphs)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_line_free);
  guint row = 0;

  g_array_sort (glyphs, compare_down);
  for (guint first = 0, end; first < glyphs->len; first = end, row++) {
    DzGlyph *all = (DzGlyph *) (gpointer) glyphs->data;
    float usual;
    guint start = first;

    end = find_line_end (glyphs, first);
    sort_across (glyphs, first, end);
    usual = usual_gap (&all[first], end - first, run_em (&all[first], end - first));
    for (guint i = first + 1; i <= end; i++) {
      if (i < end && gap_before (&all[i]) < (GAP_RUN + usual) * glyph_em (&all[i]))
        continue;
      g_ptr_array_add (lines, make_line (&all[start], i - start, row));
      start = i;
    }
  }
  return lines;
}

static gunichar
last_char (const GString *text)
{
  return text->len == 0 ? 0 : g_utf8_get_char (g_utf8_prev_char (text->str + text->len));
}

void
dz_page_text_join (GString *text,
                   const char *next)
{
  gunichar before = last_char (text), after = g_utf8_get_char (next);

  if (before != 0 && before < 0x80 && after < 0x80
      && (g_ascii_isalpha (before) || g_ascii_isalpha (after)) && g_ascii_isalnum (before)
      && g_ascii_isalnum (after))
    g_string_append_c (text, ' ');
  g_string_append (text, next);
}

/* Downwards in columns, the columns from right to left. */
static void
fill_vertical (GArray *glyphs,
               GString *text)
{
  while (glyphs->len > 0) {
    float right = -G_MAXFLOAT, width = 0;

    for (guint i = 0; i < glyphs->len; i++) {
      const DzGlyph *glyph = &g_array_index (glyphs, DzGlyph, i);

      if (glyph->x + glyph->width / 2 > right) {
        right = glyph->x + glyph->width / 2;
        width = glyph->width;
      }
    }
    for (guint i = 0; i < glyphs->len;) {
      const DzGlyph *glyph = &g_array_index (glyphs, DzGlyph, i);

      if (glyph->x + glyph->width / 2 < right - MAX (width, glyph->width) * 0.6f) {
        i++;
        continue;
      }
      g_string_append_unichar (text, glyph->c);
      g_array_remove_index (glyphs, i);
    }
  }
}

static gboolean
is_vertical (GArray *glyphs)
{
  guint n = 0;

  for (guint i = 0; i < glyphs->len; i++)
    n += (g_array_index (glyphs, DzGlyph, i).flags & DZ_GLYPH_VERTICAL) != 0;
  return n * 3 > glyphs->len * 2;
}

/* Whether @line starts something of its own after a line that had room left. */
static gboolean
starts_anew (const DzLine *before,
             const DzLine *line,
             float room)
{
  g_autofree char *folded = NULL;
  gsize length;
  guint ordinal;

  const char *end = before->text + strlen (before->text);

  if (before->box.width + line->first_width > room - 2 * line->em
      || is_opening (g_utf8_get_char (g_utf8_prev_char (end))))
    return FALSE;
  folded = dz_text_fold_string (line->text);
  return dz_text_leading_number (folded, &length, &ordinal) != 0 && folded[length] != '\0';
}

void
dz_page_text_fill_cell (GArray *glyphs,
                        DzGridCell *cell)
{
  g_autoptr (GPtrArray) lines = NULL;
  GString *text = g_string_new (NULL);
  const DzLine *before = NULL;

  for (guint i = 0; i < glyphs->len; i++)
    if (g_array_index (glyphs, DzGlyph, i).flags & DZ_GLYPH_RECOGNISED)
      cell->flags |= DZ_CELL_RECOGNISED;
  if (is_vertical (glyphs)) {
    g_array_sort (glyphs, compare_down);
    fill_vertical (glyphs, text);
    cell->text = g_string_free (text, FALSE);
    return;
  }
  lines = dz_page_text_find_lines (glyphs);
  cell->lines_left = G_MAXFLOAT;
  for (guint i = 0; i < lines->len; i++) {
    const DzLine *line = lines->pdata[i];

    if (before != NULL && before->row == line->row)
      g_string_append (text, "  ");
    else if (before != NULL && starts_anew (before, line, cell->right - cell->left))
      g_string_append_c (text, '\n');
    if (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
      g_string_append (text, line->text);
    else
      dz_page_text_join (text, line->text);
    if (before == NULL) {
      cell->em = line->em;
      cell->first_width = line->first_width;
      cell->text_left = line->box.x;
      cell->text_right = line->box.x + line->box.width;
    }
    cell->last_width = line->box.width;
    cell->lines_left = MIN (cell->lines_left, line->box.x);
    cell->n_lines += before == NULL || before->row != line->row;
    before = line;
  }
  cell->text = g_string_free (text, FALSE);
}
