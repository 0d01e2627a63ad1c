/* dz-reader-pdf.c - PDF files
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Poppler gives the characters of each page with their boxes; the rules come from the page's
 * own drawing orders. What they mean is found by the page layout.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-page-layout.h"
#include "dz-pdf-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Where the mark may stand: some programs write something in front of it. */
#define MARK_WITHIN 1024u

/* A page without text is a picture when pictures fill that much of it; else it is blank. */
#define PICTURE_PAGE 0.4f

static int
sniff_pdf (GBytes *bytes,
           const char *name)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *mark;

  if (size < 8)
    return 0;
  mark = g_strstr_len (data, (gssize) MIN (size, MARK_WITHIN), "%PDF-");
  if (mark == NULL)
    return 0;
  return mark == data ? 100 : 90;
}

/* Set downwards: the character stands under its forerunner in the text. */
static gboolean
is_below (const PopplerRectangle *before,
          const PopplerRectangle *after)
{
  double width = MAX (before->x2 - before->x1, after->x2 - after->x1);
  double across = (after->x1 + after->x2 - before->x1 - before->x2) / 2;
  double down = (after->y1 + after->y2 - before->y1 - before->y2) / 2;

  return fabs (across) < 0.3 * width && down > 0.5 * (after->y2 - after->y1);
}

static void
add_glyphs (PopplerPage *source,
            DzPage *page)
{
  g_autofree char *text = poppler_page_get_text (source);
  g_autofree PopplerRectangle *boxes = NULL;
  const PopplerRectangle *before = NULL;
  guint n_boxes = 0, i = 0;

  if (text == NULL || !poppler_page_get_text_layout (source, &boxes, &n_boxes))
    return;
  for (const char *p = text; *p != '\0' && i < n_boxes; p = g_utf8_next_char (p), i++) {
    const PopplerRectangle *box = &boxes[i];
    gunichar c = g_utf8_get_char (p);
    guint length = page->glyphs->len;

    dz_page_add_glyph (page, c, (float) box->x1, (float) box->y1, (float) (box->x2 - box->x1),
                       (float) (box->y2 - box->y1), DZ_GLYPH_NORMAL);
    if (c == '\n')
      before = NULL;
    if (page->glyphs->len == length)
      continue;
    if (before != NULL && is_below (before, box)) {
      g_array_index (page->glyphs, DzGlyph, length - 1).flags |= DZ_GLYPH_VERTICAL;
      g_array_index (page->glyphs, DzGlyph, length).flags |= DZ_GLYPH_VERTICAL;
    }
    before = box;
  }
}

static void
add_pictures (PopplerPage *source,
              DzPage *page)
{
  GList *pictures = poppler_page_get_image_mapping (source);

  for (GList *l = pictures; l != NULL; l = l->next) {
    const PopplerImageMapping *picture = l->data;

    page->picture_area += (float) fabs ((picture->area.x2 - picture->area.x1)
                                        * (picture->area.y2 - picture->area.y1));
  }
  poppler_page_free_image_mapping (pictures);
}

static void
translate_error (GError *problem,
                 GError **error)
{
  if (g_error_matches (problem, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED,
                         _("it asks for a password; save it without one"));
  else
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _("the PDF file is damaged or cut off; fetch it again"));
  g_error_free (problem);
}

static void
set_meta (PopplerDocument *source,
          DzDocumentBuilder *builder)
{
  g_autofree char *title = poppler_document_get_title (source);
  g_autofree char *author = poppler_document_get_author (source);
  g_autoptr (GDateTime) date = poppler_document_get_creation_date_time (source);

  if (title != NULL && *title != '\0')
    dz_document_builder_set_meta (builder, "title", title);
  if (author != NULL && *author != '\0')
    dz_document_builder_set_meta (builder, "author", author);
  if (date != NULL) {
    g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

    if (text != NULL)
      dz_document_builder_set_meta (builder, "date", text);
  }
}

static void
remark_no_text (DzDocumentBuilder *builder,
                guint page)
{
  g_autofree char *place = g_strdup_printf ("p%u", page);
  g_autofree char *message = g_strdup_printf (
      _ ("Page %u is a picture without text; its contents were not read."), page);

  dz_document_builder_add_remark (builder, "no-text-layer", place, message);
}

/* What became of a document's pages. */
typedef struct {
  DzPdfFile *file; /* NULL: rules are to be read from drawings */
  DzPageLayout *layout;
  DzDocumentBuilder *builder;
  guint n_silent;   /* pages without text */
  guint n_pictures; /* those of them that are pictures */
} Reading;

static void
read_page (PopplerPage *source,
           guint number,
           Reading *reading)
{
  g_autoptr (DzPage) page = NULL;
  double width = 0, height = 0;

  poppler_page_get_size (source, &width, &height);
  page = dz_page_new (number, (float) width, (float) height);
  add_glyphs (source, page);
  if (page->glyphs->len > 0) {
    if (reading->file == NULL || !dz_pdf_add_ordered_rules (reading->file, number - 1, page))
      dz_pdf_add_drawn_rules (source, page);
    dz_page_layout_add_page (reading->layout, page);
    return;
  }
  add_pictures (source, page);
  reading->n_silent++;
  if (page->picture_area > PICTURE_PAGE * page->width * page->height) {
    reading->n_pictures++;
    remark_no_text (reading->builder, number);
  }
}

static gboolean
read_pages (PopplerDocument *source,
            guint n_pages,
            Reading *reading,
            DzProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < n_pages; i++) {
    PopplerPage *page;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    dz_document_builder_set_page (reading->builder, i + 1);
    if (dz_document_builder_is_full (reading->builder))
      break;
    page = poppler_document_get_page (source, (int) i);
    if (page != NULL) {
      read_page (page, i + 1, reading);
      g_object_unref (page);
    }
    dz_progress_set (progress, (double) (i + 1) / n_pages);
  }
  return TRUE;
}

static DzDocument *
read_document (PopplerDocument *source,
               DzPdfFile *file,
               DzProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("pdf");
  g_autoptr (DzPageLayout) layout = dz_page_layout_new ();
  guint n_pages = (guint) MAX (poppler_document_get_n_pages (source), 0);
  Reading reading = { NULL, layout, builder };

  if (file != NULL && dz_pdf_file_get_n_pages (file) == n_pages)
    reading.file = file;
  set_meta (source, builder);
  if (!read_pages (source, n_pages, &reading, progress, cancellable, error))
    return NULL;
  if (reading.n_silent == n_pages && reading.n_pictures > 0) {
    g_set_error_literal (
        error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_NO_TEXT,
        _ ("its pages are pictures without text; ask for the original file, or have the text recognised "
           "by another program first"));
    return NULL;
  }
  dz_page_layout_finish (layout, builder);
  return dz_document_builder_end (builder, error);
}

/* Poppler tells every oddity of a file; ours is the one sentence at the end. */
static void
drop_noise_cb (const char *domain,
               GLogLevelFlags level,
               const char *message,
               gpointer user_data)
{
}

static void
silence_poppler (void)
{
  static gsize silenced = 0;

  if (g_once_init_enter (&silenced)) {
    g_log_set_handler ("Poppler", G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_MESSAGE,
                       drop_noise_cb, NULL);
    g_once_init_leave (&silenced, 1);
  }
}

static DzDocument *
read_pdf (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  GError *problem = NULL;
  g_autoptr (DzPdfFile) file = NULL;
  PopplerDocument *source;
  DzDocument *document;

  if (!dz_pdf_library_load ()) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _ ("PDF files need the library poppler-glib, which is not installed; install it or save the file as text"));
    return NULL;
  }
  silence_poppler ();
  source = poppler_document_new_from_bytes (bytes, NULL, &problem);
  if (source == NULL) {
    translate_error (problem, error);
    return NULL;
  }
  file = dz_pdf_file_new (bytes);
  document = read_document (source, file, progress, cancellable, error);
  g_object_unref (source);
  return document;
}

static const char *const extensions[] = { "pdf", NULL };

const DzReader dz_reader_pdf = {
  .format = "pdf",
  .title = N_("PDF file"),
  .extensions = extensions,
  .sniff = sniff_pdf,
  .read = read_pdf,
};
