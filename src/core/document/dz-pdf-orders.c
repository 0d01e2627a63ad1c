/* dz-pdf-orders.c - ruling lines of a PDF page, read from its drawing orders
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Follows what moves the pen, what fills and strokes, what clips and what calls a form; text
 * and colours other than white are passed over.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-pdf-pen.h"

#include <math.h>
#include <string.h>

#define MAX_NUMBERS 8u

/* Forms within forms, and orders of one page with all its forms: a dense page has 20,000. */
#define DEEPEST_FORM 8u
#define MAX_ORDERS 3000000u

static gboolean
is_white (const double *v,
          guint n)
{
  if (n == 4)
    return v[0] + v[1] + v[2] + v[3] < 0.05;
  return (n == 1 || n == 3) && v[0] > 0.98 && v[n - 1] > 0.98 && v[n / 2] > 0.98;
}

static gboolean run (DzPdfPen *pen, DzPdfSpan orders, DzPdfSpan resources);

static void
push (DzPdfPen *pen)
{
  if (pen->n_states < DZ_PDF_PEN_MAX_STATES) {
    pen->states[pen->n_states] = pen->states[pen->n_states - 1];
    pen->n_states++;
  }
}

static void
add_picture (DzPdfPen *pen)
{
  const DzPdfMatrix *m = &dz_pdf_pen_state_of (pen)->matrix;

  pen->page->picture_area += (float) fabs (m->a * m->d - m->b * m->c);
}

/* A form is drawn as if its orders stood here; FALSE when it cannot be read. */
static gboolean
call (DzPdfPen *pen,
      const char *name,
      DzPdfSpan resources)
{
  DzPdfSpan forms = dz_pdf_file_look_up (pen->file, resources, "XObject");
  DzPdfSpan reference = dz_pdf_span_find (forms, name);
  DzPdfSpan dict, own;
  GString *orders;
  DzPdfMatrix inner = { 1, 0, 0, 1, 0, 0 };
  guint n_states = pen->n_states;
  gboolean good = TRUE;

  dict = dz_pdf_file_look_up (pen->file, forms, name);
  if (dict.at == NULL
      || !dz_pdf_span_equal (dz_pdf_file_look_up (pen->file, dict, "Subtype"), "/Form")) {
    add_picture (pen);
    return TRUE;
  }
  if (pen->depth >= DEEPEST_FORM || pen->n_states == DZ_PDF_PEN_MAX_STATES)
    return FALSE;
  orders = g_string_new (NULL);
  if (dz_pdf_file_read_stream (pen->file, reference, orders, &dict)) {
    double numbers[6];

    push (pen);
    pen->depth++;
    if (dz_pdf_span_get_numbers (dz_pdf_file_look_up (pen->file, dict, "Matrix"), numbers, 6) == 6)
      memcpy (&inner, numbers, sizeof inner);
    dz_pdf_pen_state_of (pen)->matrix = dz_pdf_pen_multiply (&inner, &dz_pdf_pen_state_of (pen)->matrix);
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
colour (DzPdfPen *pen,
        guint32 order,
        const double *v,
        guint n)
{
  DzPdfState *state = dz_pdf_pen_state_of (pen);

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
paint (DzPdfPen *pen,
       guint32 order)
{
  DzPdfPart *part = dz_pdf_pen_current_part (pen);

  switch (order) {
  case ORDER ('h', 0, 0):
  case ORDER ('s', 0, 0):
  case ORDER ('b', 0, 0):
  case ORDER ('b', '*', 0):
    if (part != NULL && part->n_corners > 1)
      dz_pdf_pen_line_to (pen, pen->first[0], pen->first[1], FALSE);
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
    dz_pdf_pen_fill (pen);
    break;
  case ORDER ('S', 0, 0):
  case ORDER ('s', 0, 0):
    dz_pdf_pen_stroke (pen);
    break;
  case ORDER ('B', 0, 0):
  case ORDER ('B', '*', 0):
  case ORDER ('b', 0, 0):
  case ORDER ('b', '*', 0):
    dz_pdf_pen_fill (pen);
    dz_pdf_pen_stroke (pen);
    break;
  case ORDER ('n', 0, 0):
    break;
  default:
    return FALSE;
  }
  dz_pdf_pen_end_path (pen);
  return TRUE;
}

static void
move_pen (DzPdfPen *pen,
          guint32 order,
          const double *v,
          guint n)
{
  if (order == ORDER ('r', 'e', 0) && n >= 4)
    dz_pdf_pen_add_rectangle (pen, v[0], v[1], v[2], v[3]);
  else if (order == ORDER ('m', 0, 0) && n >= 2)
    dz_pdf_pen_move_to (pen, v[0], v[1]);
  else if (order == ORDER ('l', 0, 0) && n >= 2)
    dz_pdf_pen_line_to (pen, v[0], v[1], FALSE);
  else if (order == ORDER ('c', 0, 0) && n >= 6)
    dz_pdf_pen_line_to (pen, v[4], v[5], TRUE);
  else if ((order == ORDER ('v', 0, 0) || order == ORDER ('y', 0, 0)) && n >= 4)
    dz_pdf_pen_line_to (pen, v[2], v[3], TRUE);
}

/* @v: the last @n numbers before the order. */
static void
obey (DzPdfPen *pen,
      guint32 order,
      const double *v,
      guint n)
{
  DzPdfState *state = dz_pdf_pen_state_of (pen);

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
      DzPdfMatrix matrix = { v[0], v[1], v[2], v[3], v[4], v[5] };

      state->matrix = dz_pdf_pen_multiply (&matrix, &state->matrix);
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
run (DzPdfPen *pen,
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
start_page (DzPdfPen *pen,
            guint index)
{
  DzPdfSpan rotate = dz_pdf_file_get_page_entry (pen->file, index, "Rotate");
  double media[4] = { 0, 0, 612, 792 }, crop[4], box[4], width, height;
  int turn = rotate.at != NULL ? (int) read_number (&rotate.at, rotate.end) : 0;
  DzPdfState *state = &pen->states[0];

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
    state->matrix = (DzPdfMatrix) { 0, 1, 1, 0, -box[1], -box[0] };
    break;
  case 180:
    state->matrix = (DzPdfMatrix) { -1, 0, 0, 1, box[2], -box[1] };
    break;
  case 270:
    state->matrix = (DzPdfMatrix) { 0, -1, -1, 0, box[3], box[2] };
    break;
  default:
    state->matrix = (DzPdfMatrix) { 1, 0, 0, -1, -box[0], box[3] };
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
  g_autofree DzPdfPen *pen = g_new0 (DzPdfPen, 1);
  GString *orders = g_string_new (NULL);
  guint n_rules = page->rules->len;
  gboolean good;

  pen->file = file;
  pen->page = page;
  pen->parts = g_array_new (FALSE, FALSE, sizeof (DzPdfPart));
  pen->pieces = g_array_new (FALSE, FALSE, sizeof (DzPdfPiece));
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
