/* dz-reader-ofd.c - OFD files (GB/T 33190)
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An archive: OFD.xml names the documents, each document its pages, each page what stands
 * where. What that means is found by the page layout, as for PDF.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-readers-private.h"

#include "dz-ofd-private.h"
#include "dz-page-layout.h"
#include "dz-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define POINTS (72.0 / 25.4)

/* A page without text is a picture when pictures fill that much of it; else it is blank. */
#define PICTURE_PAGE 0.4f

/* Millimetres: beyond this a page's size is a mistake. */
#define LARGEST_PAGE 5000.0

typedef struct {
  DzZip *zip;
  DzDocumentBuilder *builder;
  DzPageLayout *layout;
  GHashTable *templates; /* id -> path, both owned */
  double box[4];         /* of a page that tells none, millimetres */
  guint n_pages, n_read, n_silent, n_pictures;
} Reading;

const DzXmlNames *
dz_ofd_get_names (void)
{
  static const DzXmlName names[] = {
    { 0, "DocRoot", DZ_OFD_DOC_ROOT },
    { 0, "Title", DZ_OFD_TITLE },
    { 0, "Author", DZ_OFD_AUTHOR },
    { 0, "CreationDate", DZ_OFD_CREATION_DATE },
    { 0, "PhysicalBox", DZ_OFD_PHYSICAL_BOX },
    { 0, "TemplatePage", DZ_OFD_TEMPLATE_PAGE },
    { 0, "Page", DZ_OFD_PAGE },
    { 0, "Template", DZ_OFD_TEMPLATE },
    { 0, "TextObject", DZ_OFD_TEXT_OBJECT },
    { 0, "TextCode", DZ_OFD_TEXT_CODE },
    { 0, "PathObject", DZ_OFD_PATH_OBJECT },
    { 0, "ImageObject", DZ_OFD_IMAGE_OBJECT },
    { 0, "AbbreviatedData", DZ_OFD_ABBREVIATED_DATA },
    { 0, "FillColor", DZ_OFD_FILL_COLOR },
    { 0, "StrokeColor", DZ_OFD_STROKE_COLOR },
    { 0, "ID", DZ_OFD_ID },
    { 0, "BaseLoc", DZ_OFD_BASE_LOC },
    { 0, "TemplateID", DZ_OFD_TEMPLATE_ID },
    { 0, "Boundary", DZ_OFD_BOUNDARY },
    { 0, "CTM", DZ_OFD_CTM },
    { 0, "Size", DZ_OFD_SIZE },
    { 0, "HScale", DZ_OFD_H_SCALE },
    { 0, "X", DZ_OFD_X },
    { 0, "Y", DZ_OFD_Y },
    { 0, "DeltaX", DZ_OFD_DELTA_X },
    { 0, "DeltaY", DZ_OFD_DELTA_Y },
    { 0, "Fill", DZ_OFD_FILL },
    { 0, "Stroke", DZ_OFD_STROKE },
    { 0, "Value", DZ_OFD_VALUE },
    { 0, "Visible", DZ_OFD_VISIBLE },
  };
  static gsize made = 0;

  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize) dz_xml_names_new (NULL, 0, names, G_N_ELEMENTS (names)));
  return (const DzXmlNames *) made;
}

static int
sniff_ofd (GBytes *bytes,
           const char *name)
{
  return dz_zip_is_zip (bytes) && dz_zip_has_prefix (bytes, "OFD.xml") ? 100 : 0;
}

/* @reference as seen from the member @from: "../x", "/x" and "./x" made plain. */
static char *
resolve_path (const char *from,
              const char *reference)
{
  g_autofree char *folder = g_path_get_dirname (from);
  g_autofree char *joined = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  joined = *reference == '/' ? g_strdup (reference) : g_build_path ("/", folder, reference, NULL);
  g_strdelimit (joined, "\\", '/');
  parts = g_strsplit (joined, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0)
      continue;
    if (strcmp (parts[i], "..") != 0)
      g_ptr_array_add (kept, parts[i]);
    else if (kept->len > 0)
      g_ptr_array_set_size (kept, (int) kept->len - 1);
  }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/* A member's events; NULL with @error set. */
static DzXml *
open_member (Reading *reading,
             const char *path,
             GError **error)
{
  gsize length;
  char *text = dz_zip_read_name (reading->zip, path, &length, error);

  return text != NULL ? dz_xml_new (text, length, dz_ofd_get_names ()) : NULL;
}

static gboolean
read_box (DzXml *xml,
          double box[4])
{
  g_autoptr (GString) text = g_string_new (NULL);
  double v[4];

  dz_xml_collect (xml, text);
  if (dz_ofd_read_numbers (text->str + strspn (text->str, " \t\r\n"), v, 4) != 4 || !(v[2] > 0)
      || !(v[3] > 0) || v[2] > LARGEST_PAGE || v[3] > LARGEST_PAGE)
    return FALSE;
  memcpy (box, v, sizeof v);
  return TRUE;
}

/* Whether the element that began is where a page's own or its template's objects start. */
static gboolean
starts_objects (DzXml *xml)
{
  return dz_xml_get_name (xml) == DZ_OFD_TEMPLATE
         || strcmp (dz_xml_get_local_name (xml), "Content") == 0;
}

/* Adds the objects of the member @path to @page; FALSE when it is damaged or absent. */
static gboolean
read_template (Reading *reading,
               const char *path,
               DzPage *page)
{
  DzOfdOrigin origin = { reading->box[0], reading->box[1] };
  g_autoptr (DzXml) xml = open_member (reading, path, NULL);

  if (xml == NULL)
    return FALSE;
  for (DzXmlEvent event; (event = dz_xml_next (xml)) != DZ_XML_DONE;)
    if (event == DZ_XML_START)
      dz_ofd_add_object (xml, &origin, page);
  return dz_xml_check (xml, NULL);
}

static void
add_template (Reading *reading,
              DzXml *xml,
              DzPage *page)
{
  const char *id = dz_xml_get_attribute (xml, DZ_OFD_TEMPLATE_ID);
  const char *path = id != NULL ? g_hash_table_lookup (reading->templates, id) : NULL;

  if (path != NULL && read_template (reading, path, page))
    return;
  dz_document_builder_add_remark (
      reading->builder, "template-missing", NULL,
      _ ("The template of a page could not be read; what it shows is missing."));
}

/* The page in the member @path; NULL with @error set. */
static DzPage *
read_content (Reading *reading,
              const char *path,
              guint number,
              GError **error)
{
  g_autoptr (DzPage) page = NULL;
  g_autoptr (DzXml) xml = open_member (reading, path, error);
  double box[4];
  DzOfdOrigin origin;

  if (xml == NULL)
    return NULL;
  memcpy (box, reading->box, sizeof box);
  for (DzXmlEvent event; (event = dz_xml_next (xml)) != DZ_XML_DONE;) {
    if (event != DZ_XML_START)
      continue;
    if (page == NULL && dz_xml_get_name (xml) == DZ_OFD_PHYSICAL_BOX)
      read_box (xml, box);
    if (page == NULL && starts_objects (xml)) {
      origin = (DzOfdOrigin) { box[0], box[1] };
      page = dz_page_new (number, (float) (box[2] * POINTS), (float) (box[3] * POINTS));
    }
    if (page != NULL && dz_xml_get_name (xml) == DZ_OFD_TEMPLATE)
      add_template (reading, xml, page);
    else if (page != NULL)
      dz_ofd_add_object (xml, &origin, page);
  }
  if (!dz_xml_check (xml, error))
    return NULL;
  if (page == NULL)
    page = dz_page_new (number, (float) (box[2] * POINTS), (float) (box[3] * POINTS));
  return g_steal_pointer (&page);
}

static void
remark_page (Reading *reading,
             guint number,
             gboolean damaged)
{
  g_autofree char *place = g_strdup_printf ("p%u", number);
  g_autofree char *message = NULL;

  message = damaged
                ? g_strdup_printf (_ ("Page %u is damaged; its contents were not read."), number)
                : g_strdup_printf (
                    _ ("Page %u is a picture without text; its contents were not read."), number);
  dz_document_builder_add_remark (reading->builder, damaged ? "page-damaged" : "no-text-layer",
                                  place, message);
}

/* FALSE with @error set when nothing more can be read: cancelled, locked, over a limit. */
static gboolean
add_page (Reading *reading,
          const char *path,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DzPage) page = NULL;
  guint number = ++reading->n_pages;

  dz_document_builder_set_page (reading->builder, number);
  if (dz_document_builder_is_full (reading->builder))
    return TRUE;
  page = read_content (reading, path, number, &problem);
  if (page == NULL && !g_error_matches (problem, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (page == NULL) {
    remark_page (reading, number, TRUE);
    return TRUE;
  }
  reading->n_read++;
  if (page->glyphs->len > 0) {
    dz_page_layout_add_page (reading->layout, page);
    return TRUE;
  }
  reading->n_silent++;
  if (page->picture_area > PICTURE_PAGE * page->width * page->height) {
    reading->n_pictures++;
    remark_page (reading, number, FALSE);
  }
  return TRUE;
}

/* The document's pages, their common size and templates. */
static gboolean
read_document (Reading *reading,
               const char *path,
               DzProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (DzXml) xml = open_member (reading, path, error);

  if (xml == NULL)
    return FALSE;
  for (DzXmlEvent event; (event = dz_xml_next (xml)) != DZ_XML_DONE;) {
    const char *place = event == DZ_XML_START ? dz_xml_get_attribute (xml, DZ_OFD_BASE_LOC) : NULL;

    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (xml) == DZ_OFD_PHYSICAL_BOX) {
      read_box (xml, reading->box);
    } else if (dz_xml_get_name (xml) == DZ_OFD_TEMPLATE_PAGE && place != NULL) {
      const char *id = dz_xml_get_attribute (xml, DZ_OFD_ID);

      g_hash_table_replace (reading->templates, g_strdup (id != NULL ? id : ""),
                            resolve_path (path, place));
    } else if (dz_xml_get_name (xml) == DZ_OFD_PAGE && place != NULL) {
      g_autofree char *page = resolve_path (path, place);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_page (reading, page, error))
        return FALSE;
      dz_progress_set (progress, dz_xml_get_progress (xml));
    }
  }
  return dz_xml_check (xml, error);
}

static void
read_meta (Reading *reading,
           DzXml *xml,
           const char *key)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dz_xml_collect (xml, text);
  g_strstrip (text->str);
  if (*text->str != '\0')
    dz_document_builder_set_meta (reading->builder, key, text->str);
}

/* The way in: titles, and the paths of the documents. */
static GPtrArray *
read_entry (Reading *reading,
            GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DzXml) xml = open_member (reading, "OFD.xml", error);

  if (xml == NULL)
    return NULL;
  for (DzXmlEvent event; (event = dz_xml_next (xml)) != DZ_XML_DONE;) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (xml)) {
    case DZ_OFD_TITLE:
      read_meta (reading, xml, "title");
      break;
    case DZ_OFD_AUTHOR:
      read_meta (reading, xml, "author");
      break;
    case DZ_OFD_CREATION_DATE:
      read_meta (reading, xml, "date");
      break;
    case DZ_OFD_DOC_ROOT: {
      g_autoptr (GString) text = g_string_new (NULL);

      dz_xml_collect (xml, text);
      g_ptr_array_add (roots, resolve_path ("OFD.xml", g_strstrip (text->str)));
      break;
    }
    default:
      break;
    }
  }
  return dz_xml_check (xml, error) ? g_steal_pointer (&roots) : NULL;
}

/* FALSE with @error set when there is nothing to make a document of. */
static gboolean
check_pages (const Reading *reading,
             GError **error)
{
  if (reading->n_read == 0) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _("none of its pages can be read; fetch the file again"));
    return FALSE;
  }
  if (reading->n_silent == reading->n_read && reading->n_pictures > 0) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_NO_TEXT,
                         _("its pages are pictures without text; ask for the original file"));
    return FALSE;
  }
  return TRUE;
}

static DzDocument *
read_ofd (GBytes *bytes,
          const char *name,
          DzProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DzZip) zip = dz_zip_new (bytes, error);
  g_autoptr (DzDocumentBuilder) builder = dz_document_builder_new ("ofd");
  g_autoptr (DzPageLayout) layout = dz_page_layout_new ();
  g_autoptr (GHashTable) templates
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) roots = NULL;
  Reading reading = { zip, builder, layout, templates, { 0, 0, 210, 297 } };

  if (zip == NULL)
    return NULL;
  roots = read_entry (&reading, error);
  if (roots == NULL)
    return NULL;
  for (guint i = 0; i < roots->len; i++) {
    g_autoptr (DzProgress) part
        = dz_progress_child (progress, (double) i / roots->len, (double) (i + 1) / roots->len);

    if (!read_document (&reading, roots->pdata[i], part, cancellable, error))
      return NULL;
  }
  if (!check_pages (&reading, error))
    return NULL;
  dz_page_layout_finish (layout, builder);
  return dz_document_builder_end (builder, error);
}

static const char *const extensions[] = { "ofd", NULL };

const DzReader dz_reader_ofd = {
  .format = "ofd",
  .title = N_("OFD file"),
  .extensions = extensions,
  .sniff = sniff_ofd,
  .read = read_ofd,
};
