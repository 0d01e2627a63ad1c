/* dz-spans.h - a text with marked places as Pango markup
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DZ_SPAN_FACT = 1 << 0,      /* a link to the fact: href "f:INDEX" */
  DZ_SPAN_UNCLAIMED = 1 << 1, /* a number that no fact uses */
  DZ_SPAN_CHANGED = 1 << 2,   /* other words stand there in the other report */
  DZ_SPAN_CHOSEN = 1 << 3,    /* the figure whose evidence is shown */
  DZ_SPAN_QUOTE = 1 << 4,     /* the words around it that it was read from */
  DZ_SPAN_IGNORED = 1 << 5,   /* a number that is no figure, for a known reason */
  DZ_SPAN_FOUND = 1 << 6,     /* a search found it */
  DZ_SPAN_PRESENT = 1 << 7,   /* of what was found, the present one */
} DzSpanKind;

/* Characters [start, end). @fact counts for DZ_SPAN_FACT. */
typedef struct {
  guint start, end;
  DzSpanKind kind;
  int fact;
} DzSpan;

/* Colours as "#rrggbb", after the theme. */
typedef struct {
  const char *changed, *chosen, *found, *present;
} DzSpanColors;

/* @spans: of DzSpan, in any order, or NULL; they may overlap, but links must not. Without @links the same text takes
 * the same room. What is dotted beneath is drawn by others: Pango has no dots. */
char *dz_spans_markup (const char *text,
                       const GArray *spans,
                       const DzSpanColors *colors,
                       gboolean links) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
