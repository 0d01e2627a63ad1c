/* dz-spans.c - a text with marked places as Pango markup
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text is cut at every beginning and end of a span; each piece gets the marks of all spans
 * that cover it, and pieces of one link stay in one link.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-spans.h"

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

static GArray *
collect_edges (const GArray *spans,
               guint length)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (guint));
  guint zero = 0;

  g_array_append_val (edges, zero);
  g_array_append_val (edges, length);
  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    const DzSpan *span = &g_array_index (spans, DzSpan, i);
    guint start = MIN (span->start, length), end = MIN (span->end, length);

    g_array_append_val (edges, start);
    g_array_append_val (edges, end);
  }
  g_array_sort (edges, compare_edges);
  return edges;
}

static DzSpanKind
marks_at (const GArray *spans,
          guint at,
          int *fact)
{
  DzSpanKind kind = 0;

  *fact = -1;
  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    const DzSpan *span = &g_array_index (spans, DzSpan, i);

    if (span->start > at || span->end <= at)
      continue;
    kind |= span->kind;
    if (span->kind & DZ_SPAN_FACT)
      *fact = span->fact;
  }
  return kind;
}

/* The strongest background of what stands there. */
static const char *
get_background (DzSpanKind kind,
                const DzSpanColors *colors,
                int *alpha)
{
  *alpha = 60;
  if (kind & DZ_SPAN_PRESENT)
    return colors->present;
  *alpha = 45;
  if (kind & DZ_SPAN_FOUND)
    return colors->found;
  *alpha = 40;
  if (kind & DZ_SPAN_CHOSEN)
    return colors->chosen;
  *alpha = 18;
  if (kind & DZ_SPAN_CHANGED)
    return colors->changed;
  *alpha = 15;
  return kind & DZ_SPAN_QUOTE ? colors->chosen : NULL;
}

static void
append_piece (GString *out,
              const char *piece,
              DzSpanKind kind,
              const DzSpanColors *colors)
{
  g_autofree char *escaped = g_markup_escape_text (piece, -1);
  int alpha;
  const char *background = get_background (kind, colors, &alpha);

  if (background == NULL) {
    g_string_append (out, escaped);
    return;
  }
  g_string_append_printf (out, "<span background=\"%s\" background_alpha=\"%d%%\"%s>%s</span>", background, alpha,
                          kind & (DZ_SPAN_CHANGED | DZ_SPAN_CHOSEN) ? " weight=\"bold\"" : "", escaped);
}

char *
dz_spans_markup (const char *text,
                 const GArray *spans,
                 const DzSpanColors *colors,
                 gboolean links)
{
  guint length = (guint) g_utf8_strlen (text, -1);
  g_autoptr (GArray) edges = collect_edges (spans, length);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *from = text;
  int link = -1;

  for (guint i = 0; i + 1 < edges->len; i++) {
    guint start = g_array_index (edges, guint, i), end = g_array_index (edges, guint, i + 1);
    const char *to;
    g_autofree char *piece = NULL;
    DzSpanKind kind;
    int fact;

    if (start == end)
      continue;
    to = g_utf8_offset_to_pointer (from, (glong) (end - start));
    piece = g_strndup (from, (gsize) (to - from));
    kind = marks_at (spans, start, &fact);
    if (links && fact != link) {
      if (link >= 0)
        g_string_append (out, "</a>");
      if (fact >= 0)
        g_string_append_printf (out, "<a href=\"f:%d\">", fact);
      link = fact;
    }
    append_piece (out, piece, kind, colors);
    from = to;
  }
  if (link >= 0)
    g_string_append (out, "</a>");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
