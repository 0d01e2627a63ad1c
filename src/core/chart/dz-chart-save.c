/* dz-chart-save.c - a chart as a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates and names that change from run to run are fixed: the same chart gives the same bytes.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart.h"

#include "dz-chart-private.h"
#include "dz-output.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Pixels a point: sharp on screens of double density and when enlarged. */
#define PNG_SCALE 2.0

static cairo_status_t
append_cb (void *closure,
           const unsigned char *data,
           unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const DzChartLayout *layout,
              const char *ending,
              GByteArray *out)
{
  cairo_surface_t *surface;

  if (g_str_has_suffix (ending, ".svg"))
    return cairo_svg_surface_create_for_stream (append_cb, out, layout->width, layout->height);
  if (g_str_has_suffix (ending, ".pdf")) {
    surface = cairo_pdf_surface_create_for_stream (append_cb, out, layout->width, layout->height);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2020-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Duizhao");
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, layout->title);
    return surface;
  }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (layout->width * PNG_SCALE),
                                        (int) ceil (layout->height * PNG_SCALE));
  cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
  return surface;
}

/* Cairo numbers its surfaces through the whole life of a program: the number is taken out. And
 * what the picture says is put in as words. */
static void
settle_svg (GByteArray *out,
            const char *title)
{
  static const char mark[] = "\"surface";
  g_autofree char *text = g_strndup ((const char *) out->data, out->len);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  const char *begin = strstr (text, "<svg"), *rest, *found;

  begin = begin != NULL ? strchr (begin, '>') : NULL;
  if (begin == NULL)
    return;
  rest = begin + 1;
  g_byte_array_set_size (out, 0);
  g_byte_array_append (out, (const guint8 *) text, (guint) (rest - text));
  g_byte_array_append (out, (const guint8 *) "\n<title>", 8);
  g_byte_array_append (out, (const guint8 *) escaped, (guint) strlen (escaped));
  g_byte_array_append (out, (const guint8 *) "</title>", 8);
  while ((found = strstr (rest, mark)) != NULL) {
    found += strlen (mark);
    g_byte_array_append (out, (const guint8 *) rest, (guint) (found - rest));
    rest = found + strspn (found, "0123456789");
  }
  g_byte_array_append (out, (const guint8 *) rest, (guint) strlen (rest));
}

gboolean
dz_chart_save (const DzChartLayout *layout,
               const char *path,
               GError **error)
{
  g_autofree char *ending = g_ascii_strdown (path, -1);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gboolean png = g_str_has_suffix (ending, ".png");
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (layout != NULL && path != NULL, FALSE);

  if (!png && !g_str_has_suffix (ending, ".svg") && !g_str_has_suffix (ending, ".pdf")) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("%s: no such kind of picture can be written; let the name end in .svg, .png or .pdf"), path);
    return FALSE;
  }
  surface = make_surface (layout, ending, out);
  cr = cairo_create (surface);
  dz_chart_draw (layout, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && png)
    status = cairo_surface_write_to_png_stream (surface, append_cb, out);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s: the picture could not be drawn: %s; try a smaller one"),
                 path, cairo_status_to_string (status));
    return FALSE;
  }
  if (g_str_has_suffix (ending, ".svg"))
    settle_svg (out, layout->title);
  return dz_output_write (path, (const char *) out->data, out->len, error);
}
