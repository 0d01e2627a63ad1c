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
  DZ_SPAN_CHOSEN = 1 << 3,
} DzSpanKind;

/* Characters [start, end). @fact counts for DZ_SPAN_FACT. */
typedef struct {
  guint start, end;
  DzSpanKind kind;
  int fact;
} DzSpan;

/* @spans: of DzSpan, in any order; they may overlap, but links must not. @changed: the colour
 * of what differs, "#rrggbb". */
char *dz_spans_markup (const char *text,
                       const GArray *spans,
                       const char *changed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
