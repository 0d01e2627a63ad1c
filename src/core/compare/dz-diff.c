/* dz-diff.c - which characters of two texts differ
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shortest edit of tokens (Myers), between what both texts begin and end with. Which
 * shortest edit is found depends on the order of the texts, so they are put into one order first.
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-diff.h"

#include "dz-text.h"

#include <string.h>

/* Edits that are followed; beyond, the middle counts as different altogether. */
#define MAX_EDITS 1200u

typedef struct {
  const char *text; /* in the folded text */
  gsize length;
  guint start, end; /* characters of the original */
} Token;

typedef struct {
  DzFolded *folded;
  GArray *tokens; /* of Token */
  gboolean *changed;
} Side;

static gboolean
is_number_char (const char *p,
                gboolean inside)
{
  if (g_ascii_isdigit (*p))
    return TRUE;
  /* A separator counts between digits, a percent sign behind them. */
  if (inside && (*p == ',' || *p == '.'))
    return g_ascii_isdigit (p[1]);
  return inside && *p == '%';
}

static gsize
token_length (const char *p)
{
  gsize n = 0;

  if (is_number_char (p, FALSE)) {
    while (p[n] != '\0' && is_number_char (p + n, TRUE))
      n++;
    /* 万 and 亿 belong to the number. */
    while (g_str_has_prefix (p + n, "万") || g_str_has_prefix (p + n, "亿"))
      n += strlen ("万");
    return n;
  }
  while (g_ascii_isalpha (p[n]))
    n++;
  return n > 0 ? n : (gsize) (g_utf8_next_char (p) - p);
}

static void
read_side (Side *self,
           const char *text)
{
  const char *p;

  self->folded = dz_text_fold (text);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  for (p = self->folded->text; *p != '\0';) {
    Token token = { p, token_length (p), 0, 0 };
    gsize from = (gsize) (p - self->folded->text);

    dz_folded_get_origin (self->folded, from, from + token.length, &token.start, &token.end);
    g_array_append_val (self->tokens, token);
    p += token.length;
  }
  self->changed = g_new0 (gboolean, self->tokens->len + 1);
}

static void
clear_side (Side *self)
{
  dz_folded_free (self->folded);
  g_array_unref (self->tokens);
  g_free (self->changed);
}

static gboolean
equal_tokens (const Side *a,
              guint i,
              const Side *b,
              guint j)
{
  const Token *x = &g_array_index (a->tokens, Token, i), *y = &g_array_index (b->tokens, Token, j);

  return x->length == y->length && memcmp (x->text, y->text, x->length) == 0;
}

/* The steps back from the end of the edit; @trace holds the furthest points of each number of edits. */
static void
mark_back (Side *a,
           Side *b,
           guint from,
           guint n,
           guint m,
           const GPtrArray *trace)
{
  int x = (int) n, y = (int) m;

  for (int d = (int) trace->len - 1; d > 0; d--) {
    const int *before = g_ptr_array_index (trace, d - 1);
    int k = x - y, previous;

    /* before[k + d - 1] is diagonal k of d - 1 edits. */
    if (k == -d || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]))
      previous = k + 1;
    else
      previous = k - 1;
    x = before[previous + d - 1];
    y = x - previous;
    if (previous > k)
      b->changed[from + (guint) y] = TRUE;
    else
      a->changed[from + (guint) x] = TRUE;
  }
}

/* Between [from, from + n) and [from, from + m); FALSE when too many edits are needed. */
static gboolean
find_edit (Side *a,
           Side *b,
           guint from,
           guint n,
           guint m)
{
  g_autoptr (GPtrArray) trace = g_ptr_array_new_with_free_func (g_free);
  guint most = MIN (n + m, MAX_EDITS);

  for (int d = 0; d <= (int) most; d++) {
    int *reached = g_new0 (int, 2 * d + 1);
    const int *before = d > 0 ? g_ptr_array_index (trace, d - 1) : NULL;

    g_ptr_array_add (trace, reached);
    for (int k = -d; k <= d; k += 2) {
      int x, y;

      if (d == 0)
        x = 0;
      else if (k == -d || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]))
        x = before[k + 1 + d - 1];
      else
        x = before[k - 1 + d - 1] + 1;
      y = x - k;
      while (x < (int) n && y >= 0 && y < (int) m && equal_tokens (a, from + (guint) x, b, from + (guint) y)) {
        x++;
        y++;
      }
      reached[k + d] = x;
      if (x >= (int) n && y >= (int) m && x - y == (int) n - (int) m) {
        mark_back (a, b, from, n, m, trace);
        return TRUE;
      }
    }
  }
  return FALSE;
}

/* A single equal sign between two changes (的, 、) only makes the eye stumble. */
static void
close_islands (Side *self)
{
  for (guint i = 1; i + 1 < self->tokens->len; i++) {
    const Token *token = &g_array_index (self->tokens, Token, i);
    gboolean short_word = g_utf8_strlen (token->text, (gssize) token->length) == 1 && !g_ascii_isdigit (*token->text);

    if (!self->changed[i] && short_word && self->changed[i - 1] && self->changed[i + 1] && i > 1 && self->changed[i - 2])
      self->changed[i] = TRUE;
  }
}

static GArray *
collect (Side *self)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (DzRange));

  for (guint i = 0; i < self->tokens->len; i++) {
    const Token *token = &g_array_index (self->tokens, Token, i);
    DzRange *last = ranges->len > 0 ? &g_array_index (ranges, DzRange, ranges->len - 1) : NULL;

    if (!self->changed[i])
      continue;
    /* Blanks between two changed tokens belong to the change. */
    if (last != NULL && i > 0 && self->changed[i - 1])
      last->end = token->end;
    else
      g_array_append_val (ranges, ((DzRange) { token->start, token->end }));
  }
  return ranges;
}

static void
diff_sides (Side *a,
            Side *b)
{
  guint n = a->tokens->len, m = b->tokens->len, head = 0, tail = 0;

  while (head < n && head < m && equal_tokens (a, head, b, head))
    head++;
  while (head + tail < n && head + tail < m && equal_tokens (a, n - 1 - tail, b, m - 1 - tail))
    tail++;
  n -= head + tail;
  m -= head + tail;
  if (n == 0 || m == 0 || !find_edit (a, b, head, n, m)) {
    for (guint i = 0; i < n; i++)
      a->changed[head + i] = TRUE;
    for (guint i = 0; i < m; i++)
      b->changed[head + i] = TRUE;
  }
}

void
dz_diff_texts (const char *a,
               const char *b,
               GArray **left,
               GArray **right)
{
  gboolean swap = strcmp (a, b) > 0;
  Side x, y;

  read_side (&x, swap ? b : a);
  read_side (&y, swap ? a : b);
  diff_sides (&x, &y);
  close_islands (&x);
  close_islands (&y);
  *left = collect (swap ? &y : &x);
  *right = collect (swap ? &x : &y);
  clear_side (&x);
  clear_side (&y);
}

/* --- likeness --- */

static int
compare_grams (gconstpointer a,
               gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

GArray *
dz_grams_new (const char *text)
{
  g_autofree char *folded = dz_text_fold_string (text);
  GArray *grams = g_array_new (FALSE, FALSE, sizeof (guint64));
  gunichar before = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    guint64 gram;

    if (g_unichar_isdigit (c))
      c = '0';
    if (c == '0' && before == '0')
      continue;
    gram = (guint64) before << 32 | c;
    g_array_append_val (grams, gram);
    before = c;
  }
  g_array_sort (grams, compare_grams);
  return grams;
}

double
dz_grams_compare (const GArray *a,
                  const GArray *b)
{
  guint i = 0, j = 0, shared = 0;

  if (a->len + b->len == 0)
    return 1;
  while (i < a->len && j < b->len) {
    guint64 x = g_array_index (a, guint64, i), y = g_array_index (b, guint64, j);

    shared += x == y;
    i += x <= y;
    j += y <= x;
  }
  return 2.0 * shared / (a->len + b->len);
}
