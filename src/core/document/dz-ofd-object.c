/* dz-ofd-object.c - what stands on an OFD page
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text: a code position for each character, told by distances from one to the next, which may
 * be packed as "g N distance". Paths: letters and numbers, as in other drawing languages. All
 * in millimetres within the object's box.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-ofd-private.h"

#include <math.h>
#include <string.h>

#define POINTS (72.0 / 25.4)

/* How much of a character stands above its base line, of its size. */
#define ASCENT 0.86

/* Characters of one object; a page has some thousand. */
#define MAX_CODES 100000u

#define MAX_CORNERS 6u

typedef struct {
  double a, b, c, d, e, f; /* from the object's millimetres to points on the page */
} Matrix;

typedef struct {
  Matrix matrix;
  double size;    /* of the type, millimetres */
  double h_scale;
  DzPage *page;
} Object;

typedef struct {
  double x[MAX_CORNERS], y[MAX_CORNERS];
  double first[2];
  guint n;
  gboolean curved;
} Part;

guint
dz_ofd_read_numbers (const char *text,
                     double *numbers,
                     guint n)
{
  guint count = 0;

  while (text != NULL && count < n) {
    char *end;
    double value = g_ascii_strtod (text, &end);

    if (end == text)
      break;
    numbers[count++] = isfinite (value) ? value : 0;
    for (text = end;
         *text == ' ' || *text == ',' || *text == '\t' || *text == '\n' || *text == '\r';)
      text++;
  }
  return count;
}

static gboolean
attribute_is (DzXml *xml,
              guint name,
              const char *value,
              gboolean otherwise)
{
  const char *text = dz_xml_get_attribute (xml, name);

  return text != NULL ? g_ascii_strcasecmp (text, value) == 0 : otherwise;
}

static Object
begin_object (DzXml *xml,
              const DzOfdOrigin *origin,
              DzPage *page)
{
  Object object = { .size = 3.5, .h_scale = 1, .page = page };
  double box[4] = { 0 }, m[6] = { 1, 0, 0, 1, 0, 0 };

  dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_BOUNDARY), box, 4);
  dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_CTM), m, 6);
  dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_SIZE), &object.size, 1);
  dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_H_SCALE), &object.h_scale, 1);
  object.matrix = (Matrix) {
    m[0] * POINTS, m[1] * POINTS, m[2] * POINTS, m[3] * POINTS,
    (m[4] + box[0] - origin->left) * POINTS, (m[5] + box[1] - origin->top) * POINTS,
  };
  return object;
}

static void
transform (const Matrix *matrix,
           double x,
           double y,
           double *out_x,
           double *out_y)
{
  *out_x = matrix->a * x + matrix->c * y + matrix->e;
  *out_y = matrix->b * x + matrix->d * y + matrix->f;
}

/* "3.5 3.5 g 4 3.5 2" -> of double, one for each distance. */
static GArray *
read_distances (const char *text)
{
  GArray *distances = g_array_new (FALSE, FALSE, sizeof (double));

  while (text != NULL && *text != '\0' && distances->len < MAX_CODES) {
    double count = 1, value;
    char *end;

    while (g_ascii_isspace (*text) || *text == ',')
      text++;
    if (*text == 'g') {
      text++;
      count = g_ascii_strtod (text, &end);
      if (end == text)
        break;
      text = end;
    }
    value = g_ascii_strtod (text, &end);
    if (end == text)
      break;
    text = end;
    if (!isfinite (value) || !isfinite (count))
      break;
    for (guint i = 0; i < (guint) CLAMP (count, 0, MAX_CODES) && distances->len < MAX_CODES; i++)
      g_array_append_val (distances, value);
  }
  return distances;
}

/* The distance behind character @i; the last one told goes on. */
static double
distance_at (const GArray *distances,
             guint i,
             double otherwise)
{
  if (distances->len == 0)
    return otherwise;
  return g_array_index (distances, double, MIN (i, distances->len - 1));
}

static void
add_character (const Object *object,
               gunichar c,
               double x,
               double y,
               double width,
               gboolean vertical)
{
  double x0, y0, x1, y1;

  transform (&object->matrix, x, y - ASCENT * object->size, &x0, &y0);
  transform (&object->matrix, x + width, y + (1 - ASCENT) * object->size, &x1, &y1);
  dz_page_add_glyph (object->page, c, (float) MIN (x0, x1), (float) MIN (y0, y1),
                     (float) fabs (x1 - x0), (float) fabs (y1 - y0),
                     vertical ? DZ_GLYPH_VERTICAL : DZ_GLYPH_NORMAL);
}

static void
add_codes (const Object *object,
           const char *text,
           double x,
           double y,
           const GArray *across,
           const GArray *down)
{
  gboolean vertical
      = across->len == 0 && down->len > 0 && fabs (distance_at (down, 0, 0)) > 0.3 * object->size;
  guint i = 0;

  for (const char *p = text; *p != '\0' && i < MAX_CODES; p = g_utf8_next_char (p), i++) {
    gunichar c = g_utf8_get_char (p);
    double nominal = object->size * object->h_scale * (c < 0x2000 ? 0.5 : 1);
    double step = distance_at (across, i, vertical ? 0 : nominal);
    double width = step > 0 && i < across->len ? MIN (nominal, step) : nominal;

    add_character (object, c, x, y, width, vertical);
    x += step;
    y += distance_at (down, i, 0);
  }
}

/* Line ends around the code come from tidy writers; they are no characters. */
static char *
collect_code (DzXml *xml)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *start, *end;

  dz_xml_collect (xml, text);
  start = text->str;
  end = text->str + text->len;
  if (memchr (start, '\n', text->len) != NULL) {
    while (g_ascii_isspace (*start))
      start++;
    while (end > start && g_ascii_isspace (end[-1]))
      end--;
  }
  return g_utf8_make_valid (start, end - start);
}

static void
add_text_code (DzXml *xml,
               const Object *object)
{
  g_autoptr (GArray) across = read_distances (dz_xml_get_attribute (xml, DZ_OFD_DELTA_X));
  g_autoptr (GArray) down = read_distances (dz_xml_get_attribute (xml, DZ_OFD_DELTA_Y));
  g_autofree char *text = NULL;
  double x = 0, y = 0;

  dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_X), &x, 1);
  dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_Y), &y, 1);
  text = collect_code (xml);
  add_codes (object, text, x, y, across, down);
}

static void
add_text (DzXml *xml,
          const Object *object)
{
  guint depth = dz_xml_get_depth (xml);

  for (;;) {
    DzXmlEvent event = dz_xml_next (xml);

    if (event == DZ_XML_DONE || (event == DZ_XML_END && dz_xml_get_depth (xml) <= depth))
      return;
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (xml) == DZ_OFD_TEXT_CODE)
      add_text_code (xml, object);
    else
      dz_xml_skip (xml);
  }
}

static void
end_part (const Object *object,
          Part *part,
          gboolean filled)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  for (guint i = 0; i < MIN (part->n, MAX_CORNERS); i++) {
    x0 = MIN (x0, part->x[i]);
    y0 = MIN (y0, part->y[i]);
    x1 = MAX (x1, part->x[i]);
    y1 = MAX (y1, part->y[i]);
  }
  if (filled && !part->curved && part->n >= 4 && part->n <= MAX_CORNERS)
    dz_page_add_box (object->page, x0, y0, x1, y1);
  part->n = 0;
  part->curved = FALSE;
}

static void
add_corner (const Object *object,
            Part *part,
            double x,
            double y,
            gboolean stroked)
{
  transform (&object->matrix, x, y, &x, &y);
  if (stroked && part->n > 0 && !part->curved) {
    guint last = MIN (part->n, MAX_CORNERS) - 1;

    dz_page_add_line (object->page, part->x[last], part->y[last], x, y);
  }
  if (part->n < MAX_CORNERS)
    part->n++;
  else
    part->curved |= !stroked; /* too many corners for a box */
  part->x[part->n - 1] = x;
  part->y[part->n - 1] = y;
}

static void
read_path (const Object *object,
           const char *text,
           gboolean filled,
           gboolean stroked)
{
  Part part = { 0 };

  while (*text != '\0') {
    char order = *text++;
    double v[7];
    guint n;

    if (!g_ascii_isalpha (order))
      continue;
    while (g_ascii_isspace (*text))
      text++;
    n = dz_ofd_read_numbers (text, v, G_N_ELEMENTS (v));
    while (*text != '\0' && !g_ascii_isalpha (*text))
      text++;
    if ((order == 'M' || order == 'S') && n >= 2) {
      end_part (object, &part, filled);
      add_corner (object, &part, v[0], v[1], FALSE);
      part.first[0] = v[0];
      part.first[1] = v[1];
    } else if (order == 'L' && n >= 2) {
      add_corner (object, &part, v[0], v[1], stroked);
    } else if ((order == 'Q' && n >= 4) || (order == 'B' && n >= 6) || (order == 'A' && n >= 7)) {
      add_corner (object, &part, v[n - 2], v[n - 1], FALSE);
      part.curved |= filled;
    } else if (order == 'C' && part.n > 0) {
      add_corner (object, &part, part.first[0], part.first[1], stroked);
    }
  }
  end_part (object, &part, filled);
}

static gboolean
is_white (DzXml *xml)
{
  double v[4];
  guint n = dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_VALUE), v, 4);

  return (n == 1 || n == 3) && v[0] >= 250 && v[n / 2] >= 250 && v[n - 1] >= 250;
}

static void
add_path (DzXml *xml,
          const Object *object,
          gboolean filled,
          gboolean stroked)
{
  guint depth = dz_xml_get_depth (xml);
  g_autoptr (GString) data = g_string_new (NULL);

  for (;;) {
    DzXmlEvent event = dz_xml_next (xml);

    if (event == DZ_XML_DONE || (event == DZ_XML_END && dz_xml_get_depth (xml) <= depth))
      break;
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case DZ_OFD_ABBREVIATED_DATA:
      dz_xml_collect (xml, data);
      continue;
    case DZ_OFD_FILL_COLOR:
      filled = filled && !is_white (xml);
      break;
    case DZ_OFD_STROKE_COLOR:
      stroked = stroked && !is_white (xml);
      break;
    default:
      break;
    }
    dz_xml_skip (xml);
  }
  if (filled || stroked)
    read_path (object, data->str, filled, stroked);
}

gboolean
dz_ofd_add_object (DzXml *xml,
                   const DzOfdOrigin *origin,
                   DzPage *page)
{
  guint name = dz_xml_get_name (xml);
  Object object;
  double box[4] = { 0 };

  if (name != DZ_OFD_TEXT_OBJECT && name != DZ_OFD_PATH_OBJECT && name != DZ_OFD_IMAGE_OBJECT)
    return FALSE;
  if (attribute_is (xml, DZ_OFD_VISIBLE, "false", FALSE)) {
    dz_xml_skip (xml);
    return TRUE;
  }
  object = begin_object (xml, origin, page);
  switch (name) {
  case DZ_OFD_TEXT_OBJECT:
    add_text (xml, &object);
    break;
  case DZ_OFD_PATH_OBJECT:
    add_path (xml, &object, attribute_is (xml, DZ_OFD_FILL, "true", FALSE),
              attribute_is (xml, DZ_OFD_STROKE, "true", TRUE));
    break;
  default:
    dz_ofd_read_numbers (dz_xml_get_attribute (xml, DZ_OFD_BOUNDARY), box, 4);
    page->picture_area += (float) fabs (box[2] * box[3] * POINTS * POINTS);
    dz_xml_skip (xml);
    break;
  }
  return TRUE;
}
