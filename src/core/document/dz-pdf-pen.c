/* dz-pdf-pen.c - the path that a PDF page draws: lines and boxes that are rules
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-pdf-pen.h"

#include <math.h>
#include <string.h>

#define MAX_PARTS 4000u

/* Points. Thicker strokes are bars and shadings. */
#define THICKEST_STROKE 6.0

DzPdfState *
dz_pdf_pen_state_of (DzPdfPen *pen)
{
  return &pen->states[pen->n_states - 1];
}

/* @inner first, then @outer. */
DzPdfMatrix
dz_pdf_pen_multiply (const DzPdfMatrix *inner,
                     const DzPdfMatrix *outer)
{
  return (DzPdfMatrix) {
    inner->a * outer->a + inner->b * outer->c,
    inner->a * outer->b + inner->b * outer->d,
    inner->c * outer->a + inner->d * outer->c,
    inner->c * outer->b + inner->d * outer->d,
    inner->e * outer->a + inner->f * outer->c + outer->e,
    inner->e * outer->b + inner->f * outer->d + outer->f,
  };
}

static void
transform (const DzPdfMatrix *matrix,
           double x,
           double y,
           double out[2])
{
  out[0] = matrix->a * x + matrix->c * y + matrix->e;
  out[1] = matrix->b * x + matrix->d * y + matrix->f;
}

DzPdfPart *
dz_pdf_pen_current_part (DzPdfPen *pen)
{
  return pen->parts->len > 0 ? &g_array_index (pen->parts, DzPdfPart, pen->parts->len - 1) : NULL;
}

static void
widen (double box[4],
       const double point[2])
{
  for (guint i = 0; i < 2; i++) {
    box[i] = MIN (box[i], point[i]);
    box[i + 2] = MAX (box[i + 2], point[i]);
  }
}

void
dz_pdf_pen_move_to (DzPdfPen *pen,
                    double x,
                    double y)
{
  DzPdfPart part = { .n_corners = 1 };

  transform (&dz_pdf_pen_state_of (pen)->matrix, x, y, part.first);
  memcpy (part.last, part.first, sizeof part.last);
  part.box[0] = part.box[2] = part.first[0];
  part.box[1] = part.box[3] = part.first[1];
  if (pen->parts->len < MAX_PARTS)
    g_array_append_val (pen->parts, part);
  pen->pen[0] = pen->first[0] = x;
  pen->pen[1] = pen->first[1] = y;
}

void
dz_pdf_pen_line_to (DzPdfPen *pen,
                    double x,
                    double y,
                    gboolean curved)
{
  DzPdfPart *part = dz_pdf_pen_current_part (pen);
  DzPdfPiece piece;

  if (part == NULL)
    return;
  memcpy (piece.from, part->last, sizeof piece.from);
  transform (&dz_pdf_pen_state_of (pen)->matrix, x, y, piece.to);
  if (curved)
    part->curved = TRUE;
  else if (pen->pieces->len < MAX_PARTS * 4)
    g_array_append_val (pen->pieces, piece);
  memcpy (part->last, piece.to, sizeof part->last);
  widen (part->box, part->last);
  part->n_corners++;
  pen->pen[0] = x;
  pen->pen[1] = y;
}

void
dz_pdf_pen_add_rectangle (DzPdfPen *pen,
                          double x,
                          double y,
                          double width,
                          double height)
{
  dz_pdf_pen_move_to (pen, x, y);
  dz_pdf_pen_line_to (pen, x + width, y, FALSE);
  dz_pdf_pen_line_to (pen, x + width, y + height, FALSE);
  dz_pdf_pen_line_to (pen, x, y + height, FALSE);
  dz_pdf_pen_line_to (pen, x, y, FALSE);
}

/* Cuts the box to the clip; FALSE when nothing is left. A hair's breadth outside still counts:
 * rules often lie on the very edge. */
static gboolean
cut (const DzPdfState *state,
     double box[4])
{
  for (guint i = 0; i < 2; i++) {
    if (box[i + 2] < state->clip[i] - 1 || box[i] > state->clip[i + 2] + 1)
      return FALSE;
    box[i] = CLAMP (box[i], state->clip[i] - 1, state->clip[i + 2] + 1);
    box[i + 2] = CLAMP (box[i + 2], state->clip[i] - 1, state->clip[i + 2] + 1);
  }
  return TRUE;
}

void
dz_pdf_pen_stroke (DzPdfPen *pen)
{
  const DzPdfState *state = dz_pdf_pen_state_of (pen);
  double scale
      = sqrt (fabs (state->matrix.a * state->matrix.d - state->matrix.b * state->matrix.c));

  if (state->white_stroke || state->line_width * scale > THICKEST_STROKE)
    return;
  for (guint i = 0; i < pen->pieces->len; i++) {
    const DzPdfPiece *piece = &g_array_index (pen->pieces, DzPdfPiece, i);
    double box[4] = { MIN (piece->from[0], piece->to[0]), MIN (piece->from[1], piece->to[1]),
                      MAX (piece->from[0], piece->to[0]), MAX (piece->from[1], piece->to[1]) };

    if (MIN (box[2] - box[0], box[3] - box[1]) < 1 && cut (state, box))
      dz_page_add_line (pen->page, box[0], box[1], box[2], box[3]);
  }
}

static gboolean
is_within (const double inner[4],
           const double outer[4])
{
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2]
         && inner[3] <= outer[3];
}

void
dz_pdf_pen_fill (DzPdfPen *pen)
{
  const DzPdfState *state = dz_pdf_pen_state_of (pen);

  if (state->white_fill)
    return;
  for (guint i = 0; i < pen->parts->len; i++) {
    const DzPdfPart *part = &g_array_index (pen->parts, DzPdfPart, i);
    const DzPdfPart *next = i + 1 < pen->parts->len ? part + 1 : NULL;
    double box[4], inner[4];

    memcpy (box, part->box, sizeof box);
    if (!cut (state, box))
      continue;
    if (next != NULL && (is_within (next->box, part->box) || is_within (part->box, next->box))) {
      gboolean swap = is_within (part->box, next->box);

      memcpy (box, swap ? next->box : part->box, sizeof box);
      memcpy (inner, swap ? part->box : next->box, sizeof inner);
      if (cut (state, box) && cut (state, inner))
        dz_page_add_frame (pen->page, box, inner);
      i++;
    } else if (!part->curved && part->n_corners <= 8) {
      dz_page_add_box (pen->page, box[0], box[1], box[2], box[3]);
    }
  }
}

void
dz_pdf_pen_end_path (DzPdfPen *pen)
{
  DzPdfState *state = dz_pdf_pen_state_of (pen);

  if (pen->clipping && pen->parts->len > 0) {
    double box[4] = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

    for (guint i = 0; i < pen->parts->len; i++) {
      widen (box, g_array_index (pen->parts, DzPdfPart, i).box);
      widen (box, g_array_index (pen->parts, DzPdfPart, i).box + 2);
    }
    for (guint i = 0; i < 2; i++) {
      state->clip[i] = MAX (state->clip[i], box[i]);
      state->clip[i + 2] = MIN (state->clip[i + 2], box[i + 2]);
    }
  }
  pen->clipping = FALSE;
  g_array_set_size (pen->parts, 0);
  g_array_set_size (pen->pieces, 0);
}
