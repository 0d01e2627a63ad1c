/* dz-pdf-orders.c - ruling lines of a PDF page, read from its drawing orders
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Follows what moves the pen, what fills and strokes, what clips and what calls a form; text
 * and colours other than white are passed over.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-pdf-private.h"

#include <math.h>
#include <string.h>

#define MAX_STATES 64u
#define MAX_NUMBERS 8u
#define MAX_PARTS 4000u

/* Forms within forms, and orders of one page with all its forms: a dense page has 20,000. */
#define DEEPEST_FORM 8u
#define MAX_ORDERS 3000000u

/* Points. Thicker strokes are bars and shadings. */
#define THICKEST_STROKE 6.0

typedef struct {
  double a, b, c, d, e, f;
} Matrix;

typedef struct {
  Matrix matrix;      /* to points from the upper left corner of the page */
  double clip[4];     /* x0 y0 x1 y1 there */
  double line_width;  /* before the matrix */
  gboolean white_fill, white_stroke;
} State;

/* A part of the path: a corner after the other without lifting the pen. */
typedef struct {
  double box[4];          /* around its corners */
  double first[2], last[2];
  guint n_corners;
  gboolean curved;
} Part;

/* A straight piece, to be stroked. */
typedef struct {
  double from[2], to[2];
} Piece;

typedef struct {
  DzPdfFile *file;
  DzPage *page;
  State states[MAX_STATES];
  guint n_states;
  guint n_orders;
  guint depth;
  GArray *parts;  /* of Part */
  GArray *pieces; /* of Piece */
  double pen[2];  /* before the matrix */
  double first[2];
  gboolean clipping; /* the path becomes a clip once it is painted */
} Pen;

static State *
state_of (Pen *pen)
{
  return &pen->states[pen->n_states - 1];
}

/* @inner first, then @outer. */
static Matrix
multiply (const Matrix *inner,
          const Matrix *outer)
{
  return (Matrix) {
    inner->a * outer->a + inner->b * outer->c,
    inner->a * outer->b + inner->b * outer->d,
    inner->c * outer->a + inner->d * outer->c,
    inner->c * outer->b + inner->d * outer->d,
    inner->e * outer->a + inner->f * outer->c + outer->e,
    inner->e * outer->b + inner->f * outer->d + outer->f,
  };
}

static void
transform (const Matrix *matrix,
           double x,
           double y,
           double out[2])
{
  out[0] = matrix->a * x + matrix->c * y + matrix->e;
  out[1] = matrix->b * x + matrix->d * y + matrix->f;
}

static Part *
current_part (Pen *pen)
{
  return pen->parts->len > 0 ? &g_array_index (pen->parts, Part, pen->parts->len - 1) : NULL;
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

static void
move_to (Pen *pen,
         double x,
         double y)
{
  Part part = { .n_corners = 1 };

  transform (&state_of (pen)->matrix, x, y, part.first);
  memcpy (part.last, part.first, sizeof part.last);
  part.box[0] = part.box[2] = part.first[0];
  part.box[1] = part.box[3] = part.first[1];
  if (pen->parts->len < MAX_PARTS)
    g_array_append_val (pen->parts, part);
  pen->pen[0] = pen->first[0] = x;
  pen->pen[1] = pen->first[1] = y;
}

static void
line_to (Pen *pen,
         double x,
         double y,
         gboolean curved)
{
  Part *part = current_part (pen);
  Piece piece;

  if (part == NULL)
    return;
  memcpy (piece.from, part->last, sizeof piece.from);
  transform (&state_of (pen)->matrix, x, y, piece.to);
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

static void
add_rectangle (Pen *pen,
               double x,
               double y,
               double width,
               double height)
{
  move_to (pen, x, y);
  line_to (pen, x + width, y, FALSE);
  line_to (pen, x + width, y + height, FALSE);
  line_to (pen, x, y + height, FALSE);
  line_to (pen, x, y, FALSE);
}

/* Cuts the box to the clip; FALSE when nothing is left. A hair's breadth outside still counts:
 * rules often lie on the very edge. */
static gboolean
cut (const State *state,
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

static void
stroke (Pen *pen)
{
  const State *state = state_of (pen);
  double scale
      = sqrt (fabs (state->matrix.a * state->matrix.d - state->matrix.b * state->matrix.c));

  if (state->white_stroke || state->line_width * scale > THICKEST_STROKE)
    return;
  for (guint i = 0; i < pen->pieces->len; i++) {
    const Piece *piece = &g_array_index (pen->pieces, Piece, i);
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

static void
fill (Pen *pen)
{
  const State *state = state_of (pen);

  if (state->white_fill)
    return;
  for (guint i = 0; i < pen->parts->len; i++) {
    const Part *part = &g_array_index (pen->parts, Part, i);
    const Part *next = i + 1 < pen->parts->len ? part + 1 : NULL;
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

static void
end_path (Pen *pen)
{
  State *state = state_of (pen);

  if (pen->clipping && pen->parts->len > 0) {
    double box[4] = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

    for (guint i = 0; i < pen->parts->len; i++) {
      widen (box, g_array_index (pen->parts, Part, i).box);
      widen (box, g_array_index (pen->parts, Part, i).box + 2);
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

static gboolean
is_white (const double *v,
          guint n)
{
  if (n == 4)
    return v[0] + v[1] + v[2] + v[3] < 0.05;
  return (n == 1 || n == 3) && v[0] > 0.98 && v[n - 1] > 0.98 && v[n / 2] > 0.98;
}

static gboolean run (Pen *pen, DzPdfSpan orders, DzPdfSpan resources);

static void
push (Pen *pen)
{
  if (pen->n_states < MAX_STATES) {
    pen->states[pen->n_states] = pen->states[pen->n_states - 1];
    pen->n_states++;
  }
}

static void
add_picture (Pen *pen)
{
  const Matrix *m = &state_of (pen)->matrix;

  pen->page->picture_area += (float) fabs (m->a * m->d - m->b * m->c);
}

/* A form is drawn as if its orders stood here; FALSE when it cannot be read. */
static gboolean
call (Pen *pen,
      const char *name,
      DzPdfSpan resources)
{
  DzPdfSpan forms = dz_pdf_file_look_up (pen->file, resources, "XObject");
  DzPdfSpan reference = dz_pdf_span_find (forms, name);
  DzPdfSpan dict, own;
  GString *orders;
  Matrix inner = { 1, 0, 0, 1, 0, 0 };
  guint n_states = pen->n_states;
  gboolean good = TRUE;

  dict = dz_pdf_file_look_up (pen->file, forms, name);
  if (dict.at == NULL
      || !dz_pdf_span_equal (dz_pdf_file_look_up (pen->file, dict, "Subtype"), "/Form")) {
    add_picture (pen);
    return TRUE;
  }
  if (pen->depth >= DEEPEST_FORM || pen->n_states == MAX_STATES)
    return FALSE;
  orders = g_string_new (NULL);
  if (dz_pdf_file_read_stream (pen->file, reference, orders, &dict)) {
    double numbers[6];

    push (pen);
    pen->depth++;
    if (dz_pdf_span_get_numbers (dz_pdf_file_look_up (pen->file, dict, "Matrix"), numbers, 6) == 6)
      memcpy (&inner, numbers, sizeof inner);
    state_of (pen)->matrix = multiply (&inner, &state_of (pen)->matrix);
    own = dz_pdf_file_look_up (pen->file, dict, "Resources");
    good = run (pen, (DzPdfSpan){ orders->str, orders->str + orders->len },
                own.at != NULL ? own : resources);
    pen->depth--;
    pen->n_states = n_states;
  } else {
    good = FALSE;
  }
  g_string_free (orders, TRUE);
  return good;
}

#define ORDER(a, b, c) ((guint32) (a) << 16 | (guint32) (b) << 8 | (guint32) (c))

static void
colour (Pen *pen,
        guint32 order,
        const double *v,
        guint n)
{
  State *state = state_of (pen);

  switch (order) {
  case ORDER ('g', 0, 0):
  case ORDER ('r', 'g', 0):
  case ORDER ('k', 0, 0):
  case ORDER ('s', 'c', 0):
  case ORDER ('s', 'c', 'n'):
    state->white_fill = is_white (v, n);
    break;
  case ORDER ('G', 0, 0):
  case ORDER ('R', 'G', 0):
  case ORDER ('K', 0, 0):
  case ORDER ('S', 'C', 0):
  case ORDER ('S', 'C', 'N'):
    state->white_stroke = is_white (v, n);
    break;
  case ORDER ('c', 's', 0):
    state->white_fill = FALSE;
    break;
  case ORDER ('C', 'S', 0):
    state->white_stroke = FALSE;
    break;
  default:
    break;
  }
}

/* Paints, and whether it closed the path first. */
static gboolean
paint (Pen *pen,
       guint32 order)
{
  Part *part = current_part (pen);

  switch (order) {
  case ORDER ('h', 0, 0):
  case ORDER ('s', 0, 0):
  case ORDER ('b', 0, 0):
  case ORDER ('b', '*', 0):
    if (part != NULL && part->n_corners > 1)
      line_to (pen, pen->first[0], pen->first[1], FALSE);
    if (order == ORDER ('h', 0, 0))
      return TRUE;
    break;
  default:
    break;
  }
  switch (order) {
  case ORDER ('f', 0, 0):
  case ORDER ('F', 0, 0):
  case ORDER ('f', '*', 0):
    fill (pen);
    break;
  case ORDER ('S', 0, 0):
  case ORDER ('s', 0, 0):
    stroke (pen);
    break;
  case ORDER ('B', 0, 0):
  case ORDER ('B', '*', 0):
  case ORDER ('b', 0, 0):
  case ORDER ('b', '*', 0):
    fill (pen);
    stroke (pen);
    break;
  case ORDER ('n', 0, 0):
    break;
  default:
    return FALSE;
  }
  end_path (pen);
  return TRUE;
}

static void
move_pen (Pen *pen,
          guint32 order,
          const double *v,
          guint n)
{
  if (order == ORDER ('r', 'e', 0) && n >= 4)
    add_rectangle (pen, v[0], v[1], v[2], v[3]);
  else if (order == ORDER ('m', 0, 0) && n >= 2)
    move_to (pen, v[0], v[1]);
  else if (order == ORDER ('l', 0, 0) && n >= 2)
    line_to (pen, v[0], v[1], FALSE);
  else if (order == ORDER ('c', 0, 0) && n >= 6)
    line_to (pen, v[4], v[5], TRUE);
  else if ((order == ORDER ('v', 0, 0) || order == ORDER ('y', 0, 0)) && n >= 4)
    line_to (pen, v[2], v[3], TRUE);
}

/* @v: the last @n numbers before the order. */
static void
obey (Pen *pen,
      guint32 order,
      const double *v,
      guint n)
{
  State *state = state_of (pen);

  switch (order) {
  case ORDER ('q', 0, 0):
    push (pen);
    break;
  case ORDER ('Q', 0, 0):
    if (pen->n_states > 1)
      pen->n_states--;
    break;
  case ORDER ('c', 'm', 0):
    if (n >= 6) {
      Matrix matrix = { v[0], v[1], v[2], v[3], v[4], v[5] };

      state->matrix = multiply (&matrix, &state->matrix);
    }
    break;
  case ORDER ('w', 0, 0):
    if (n >= 1)
      state->line_width = v[0];
    break;
  case ORDER ('W', 0, 0):
  case ORDER ('W', '*', 0):
    pen->clipping = TRUE;
    break;
  default:
    if (!paint (pen, order)) {
      move_pen (pen, order, v, n);
      colour (pen, order, v, n);
    }
    break;
  }
}

/* Behind "ID": the bytes of a picture up to "EI" on its own. */
static void
skip_inline_picture (DzPdfSpan *rest)
{
  for (; rest->end - rest->at >= 4; rest->at++)
    if (g_ascii_isspace (rest->at[0]) && rest->at[1] == 'E' && rest->at[2] == 'I'
        && g_ascii_isspace (rest->at[3])) {
      rest->at += 3;
      return;
    }
  rest->at = rest->end;
}

static double
read_number (const char **at,
             const char *end)
{
  const char *p = *at;
  double value = 0, unit = 1;
  gboolean negative = FALSE;

  for (; p < end && (*p == '-' || *p == '+'); p++)
    negative |= *p == '-';
  for (; p < end && g_ascii_isdigit (*p); p++)
    value = value * 10 + (*p - '0');
  if (p < end && *p == '.')
    for (p++; p < end && g_ascii_isdigit (*p); p++)
      value += (*p - '0') * (unit /= 10);
  *at = p;
  return negative ? -value : value;
}

static gboolean
run (Pen *pen,
     DzPdfSpan orders,
     DzPdfSpan resources)
{
  double numbers[MAX_NUMBERS];
  guint n = 0;
  char name[64] = "";

  for (;;) {
    char c;

    dz_pdf_span_skip_white (&orders);
    if (orders.at >= orders.end)
      return TRUE;
    c = *orders.at;
    if (g_ascii_isdigit (c) || c == '-' || c == '.' || c == '+') {
      double value = read_number (&orders.at, orders.end);

      if (n == MAX_NUMBERS)
        memmove (numbers, numbers + 1, sizeof numbers - sizeof numbers[0]), n--;
      numbers[n++] = value;
    } else if (g_ascii_isalpha (c) || c == '\'' || c == '"') {
      guint32 order = 0;
      guint length = 0;

      for (; orders.at < orders.end
             && (g_ascii_isalnum (*orders.at) || strchr ("*'\"", *orders.at) != NULL)
             && *orders.at != '\0';
           orders.at++)
        if (length++ < 3)
          order |= (guint32) (guint8) *orders.at << (24 - 8 * length);
      if (++pen->n_orders > MAX_ORDERS)
        return FALSE;
      if (order == ORDER ('D', 'o', 0)) {
        if (!call (pen, name, resources))
          return FALSE;
      } else if (order == ORDER ('I', 'D', 0)) {
        skip_inline_picture (&orders);
      } else if (length <= 3) {
        obey (pen, order, numbers, n);
      }
      n = 0;
    } else {
      DzPdfSpan value = { orders.at, orders.end };

      if (!dz_pdf_span_skip_value (&orders) || orders.at == value.at)
        orders.at = value.at + 1;
      if (c == '/') {
        gsize length = MIN ((gsize) (orders.at - value.at - 1), sizeof name - 1);

        memcpy (name, value.at + 1, length);
        name[length] = '\0';
      }
    }
  }
}

/* From the file's space to points from the upper left corner, as the page is shown; FALSE when
 * that is not the page that was asked for. */
static gboolean
start_page (Pen *pen,
            guint index)
{
  DzPdfSpan rotate = dz_pdf_file_get_page_entry (pen->file, index, "Rotate");
  double media[4] = { 0, 0, 612, 792 }, crop[4], box[4], width, height;
  int turn = rotate.at != NULL ? (int) read_number (&rotate.at, rotate.end) : 0;
  State *state = &pen->states[0];

  dz_pdf_span_get_numbers (dz_pdf_file_get_page_entry (pen->file, index, "MediaBox"), media, 4);
  memcpy (crop, media, sizeof crop);
  dz_pdf_span_get_numbers (dz_pdf_file_get_page_entry (pen->file, index, "CropBox"), crop, 4);
  for (guint i = 0; i < 2; i++) {
    box[i] = MAX (MIN (media[i], media[i + 2]), MIN (crop[i], crop[i + 2]));
    box[i + 2] = MIN (MAX (media[i], media[i + 2]), MAX (crop[i], crop[i + 2]));
  }
  width = box[2] - box[0];
  height = box[3] - box[1];
  switch ((turn % 360 + 360) % 360) {
  case 90:
    state->matrix = (Matrix) { 0, 1, 1, 0, -box[1], -box[0] };
    break;
  case 180:
    state->matrix = (Matrix) { -1, 0, 0, 1, box[2], -box[1] };
    break;
  case 270:
    state->matrix = (Matrix) { 0, -1, -1, 0, box[3], box[2] };
    break;
  default:
    state->matrix = (Matrix) { 1, 0, 0, -1, -box[0], box[3] };
    break;
  }
  if (turn % 180 != 0) {
    double swap = width;

    width = height;
    height = swap;
  }
  state->clip[2] = width;
  state->clip[3] = height;
  state->line_width = 1;
  pen->n_states = 1;
  return fabs (width - pen->page->width) < 1 && fabs (height - pen->page->height) < 1;
}

static gboolean
read_orders (DzPdfFile *file,
             guint index,
             GString *orders)
{
  DzPdfSpan contents = dz_pdf_file_get_page_entry (file, index, "Contents"), part;
  DzPdfSpan reference = dz_pdf_file_get_page_reference (file, index, "Contents");

  if (contents.at == NULL)
    return TRUE;
  if (*contents.at != '[')
    return dz_pdf_file_read_stream (file, reference, orders, NULL);
  while (dz_pdf_span_next (&contents, &part)) {
    if (!dz_pdf_file_read_stream (file, part, orders, NULL))
      return FALSE;
    g_string_append_c (orders, '\n');
  }
  return TRUE;
}

gboolean
dz_pdf_add_ordered_rules (DzPdfFile *file,
                          guint index,
                          DzPage *page)
{
  g_autofree Pen *pen = g_new0 (Pen, 1);
  GString *orders = g_string_new (NULL);
  guint n_rules = page->rules->len;
  gboolean good;

  pen->file = file;
  pen->page = page;
  pen->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  pen->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  good = start_page (pen, index) && read_orders (file, index, orders)
         && run (pen, (DzPdfSpan) { orders->str, orders->str + orders->len },
                 dz_pdf_file_get_page_entry (file, index, "Resources"));
  if (!good)
    g_array_set_size (page->rules, n_rules);
  g_array_unref (pen->parts);
  g_array_unref (pen->pieces);
  g_string_free (orders, TRUE);
  return good;
}
