/* dz-pdf-pen.h - the path that a PDF page draws, for those who follow its orders
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-pdf-private.h"

G_BEGIN_DECLS

#define DZ_PDF_PEN_MAX_STATES 64u

typedef struct {
  double a, b, c, d, e, f;
} DzPdfMatrix;

typedef struct {
  DzPdfMatrix matrix;      /* to points from the upper left corner of the page */
  double clip[4];     /* x0 y0 x1 y1 there */
  double line_width;  /* before the matrix */
  gboolean white_fill, white_stroke;
} DzPdfState;

/* A part of the path: a corner after the other without lifting the pen. */
typedef struct {
  double box[4];          /* around its corners */
  double first[2], last[2];
  guint n_corners;
  gboolean curved;
} DzPdfPart;

/* A straight piece, to be stroked. */
typedef struct {
  double from[2], to[2];
} DzPdfPiece;

typedef struct {
  DzPdfFile *file;
  DzPage *page;
  DzPdfState states[DZ_PDF_PEN_MAX_STATES];
  guint n_states;
  guint n_orders;
  guint depth;
  GArray *parts;  /* of DzPdfPart */
  GArray *pieces; /* of DzPdfPiece */
  double pen[2];  /* before the matrix */
  double first[2];
  gboolean clipping; /* the path becomes a clip once it is painted */
} DzPdfPen;

DzPdfState *dz_pdf_pen_state_of (DzPdfPen *pen);
DzPdfMatrix dz_pdf_pen_multiply (const DzPdfMatrix *inner,
                            const DzPdfMatrix *outer);
DzPdfPart *dz_pdf_pen_current_part (DzPdfPen *pen);
void dz_pdf_pen_move_to (DzPdfPen *pen,
                         double x,
                         double y);
void dz_pdf_pen_line_to (DzPdfPen *pen,
                         double x,
                         double y,
                         gboolean curved);
void dz_pdf_pen_add_rectangle (DzPdfPen *pen,
                               double x,
                               double y,
                               double width,
                               double height);
void dz_pdf_pen_stroke (DzPdfPen *pen);
void dz_pdf_pen_fill (DzPdfPen *pen);
void dz_pdf_pen_end_path (DzPdfPen *pen);

G_END_DECLS
