/* dz-pdf-drawn.c - ruling lines of a PDF page, read from its drawing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-pdf-private.h"

#include <cairo-svg.h>
#include <string.h>

/* Bytes of one page's drawing: a dense page has 0.7 MB. */
#define MAX_DRAWING (48u * 1024u * 1024u)

/* Corners of a filled path that can still be a box. */
#define MAX_CORNERS 6u

/* Points: the size of the largest characters whose outlines are taken for such. */
#define OUTLINE 40

typedef struct {
  cairo_matrix_t matrix;
  DzPage *page;
  gboolean stroked;
  double x[MAX_CORNERS], y[MAX_CORNERS];
  guint n; /* corners of the open part of the path; more than MAX_CORNERS: not a box */
} Path;

static cairo_status_t
write_cb (void *closure,
          const unsigned char *data,
          unsigned int length)
{
  GString *drawing = closure;

  if (drawing->len + length > MAX_DRAWING)
    return CAIRO_STATUS_WRITE_ERROR;
  g_string_append_len (drawing, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GString *
draw (PopplerPage *source,
      const DzPage *page)
{
  GString *drawing = g_string_new (NULL);
  cairo_surface_t *surface
      = cairo_svg_surface_create_for_stream (write_cb, drawing, page->width, page->height);
  cairo_t *cr = cairo_create (surface);

  poppler_page_render_for_printing (source, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return drawing;
}

/* The value of attribute @name within the element [@from, @end). */
static const char *
find_attribute (const char *from,
                const char *end,
                const char *name)
{
  const char *at = g_strstr_len (from, end - from, name);

  return at != NULL ? at + strlen (name) : NULL;
}

static double
next_number (const char **text)
{
  char *end;
  double value = g_ascii_strtod (*text, &end);

  if (end == *text)
    end++;
  while (*end == ',' || *end == ' ')
    end++;
  *text = end;
  return value;
}

static void
read_matrix (const char *text,
             cairo_matrix_t *matrix)
{
  double v[6];

  for (guint i = 0; i < 6; i++)
    v[i] = next_number (&text);
  cairo_matrix_init (matrix, v[0], v[1], v[2], v[3], v[4], v[5]);
}

static void
close_part (Path *path)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  if (!path->stroked && path->n >= 4 && path->n <= MAX_CORNERS) {
    for (guint i = 0; i < path->n; i++) {
      x0 = MIN (x0, path->x[i]);
      y0 = MIN (y0, path->y[i]);
      x1 = MAX (x1, path->x[i]);
      y1 = MAX (y1, path->y[i]);
    }
    dz_page_add_box (path->page, x0, y0, x1, y1);
  }
  path->n = 0;
}

static void
add_corner (Path *path,
            double x,
            double y)
{
  cairo_matrix_transform_point (&path->matrix, &x, &y);
  if (path->n < MAX_CORNERS) {
    path->x[path->n] = x;
    path->y[path->n] = y;
  }
  if (path->stroked && path->n == 1) {
    dz_page_add_line (path->page, path->x[0], path->y[0], x, y);
    path->x[0] = x;
    path->y[0] = y;
    return;
  }
  path->n++;
}

/* Outlines of characters are drawn as strokes too (that is how bold type is feigned): paths
 * with curves, or with many corners in little space. */
static gboolean
is_outline (const char *text)
{
  double least[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, most[2] = { -G_MAXDOUBLE, -G_MAXDOUBLE };
  guint n = 0;

  while (*text != '"' && *text != '\0') {
    char command = *text++;

    if (command == 'C')
      return TRUE;
    while (*text == ' ')
      text++;
    if (command != 'M' && command != 'L')
      continue;
    n++;
    for (guint i = 0; i < 2; i++) {
      double value = next_number (&text);

      least[i] = MIN (least[i], value);
      most[i] = MAX (most[i], value);
    }
  }
  return n > 6 && most[0] - least[0] < OUTLINE && most[1] - least[1] < OUTLINE;
}

/* Commands stand apart from numbers by spaces. */
static void
read_path (Path *path,
           const char *text)
{
  double first_x = 0, first_y = 0;

  path->n = 0;
  while (*text != '"' && *text != '\0') {
    char command = *text++;

    while (*text == ' ')
      text++;
    if (command == 'M' || command == 'L') {
      double x = next_number (&text), y = next_number (&text);

      if (command == 'M') {
        close_part (path);
        first_x = x;
        first_y = y;
      }
      add_corner (path, x, y);
    } else if (command == 'Z' && path->stroked && path->n > 0) {
      add_corner (path, first_x, first_y);
    }
  }
  close_part (path);
}

static void
read_element (const char *from,
              const char *end,
              DzPage *page)
{
  const char *data = find_attribute (from, end, " d=\"");
  const char *style = find_attribute (from, end, "style=\"");
  const char *matrix = find_attribute (from, end, " transform=\"matrix(");
  Path path = { .page = page };
  gsize length;

  if (data == NULL || style == NULL || is_outline (data))
    return;
  length = (gsize) (strchr (style, '"') - style);
  path.stroked = g_strstr_len (style, (gssize) length, "fill:none") != NULL;
  if (g_strstr_len (style, (gssize) length,
                    path.stroked ? "stroke:rgb(100%,100%,100%)" : "fill:rgb(100%,100%,100%)")
      != NULL)
    return;
  cairo_matrix_init_identity (&path.matrix);
  if (matrix != NULL)
    read_matrix (matrix, &path.matrix);
  read_path (&path, data);
}

void
dz_pdf_add_drawn_rules (PopplerPage *source,
                        DzPage *page)
{
  GString *drawing = draw (source, page);
  const char *at = strstr (drawing->str, "</defs>");

  for (at = strstr (at != NULL ? at : drawing->str, "<path "); at != NULL;
       at = strstr (at, "<path ")) {
    const char *end = strstr (at, "/>");

    if (end == NULL)
      break;
    read_element (at, end, page);
    at = end;
  }
  g_string_free (drawing, TRUE);
}
