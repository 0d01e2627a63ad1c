/* dz-reader.c - which reader takes a file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-reader.h"

#include "dz-limits.h"
#include "dz-ole.h"
#include "dz-readers-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who claims so much has seen a signature: the others are not asked. */
#define CERTAIN 90

/* In the order in which equal claims are settled: what is more particular first. */
static const DzReader *const readers[] = {
  &dz_reader_pdf,
  &dz_reader_ofd,
  &dz_reader_docx,
  &dz_reader_mhtml,
  &dz_reader_html,
  &dz_reader_csv,
  &dz_reader_text,
  &dz_reader_xlsx,
  &dz_reader_odt,
  &dz_reader_ods,
  &dz_reader_rtf,
  &dz_reader_doc,
  &dz_reader_xls,
  NULL,
};

const DzReader *const *
dz_reader_list (void)
{
  return readers;
}

const DzReader *
dz_reader_find (GBytes *bytes,
                const char *name)
{
  const DzReader *best = NULL;
  int most = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  for (guint i = 0; readers[i] != NULL && most < CERTAIN; i++) {
    int claim = readers[i]->sniff (bytes, name);

    if (claim > most) {
      most = claim;
      best = readers[i];
    }
  }
  return best;
}

/* The reader whose format the name promises: only to explain a refusal. */
static const DzReader *
find_by_name (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot == NULL)
    return NULL;
  for (guint i = 0; readers[i] != NULL; i++)
    for (guint k = 0; readers[i]->extensions[k] != NULL; k++)
      if (g_ascii_strcasecmp (readers[i]->extensions[k], dot + 1) == 0)
        return readers[i];
  return NULL;
}

static void
set_unsupported (GError **error,
                 const char *name)
{
  const DzReader *promised = find_by_name (name);

  if (promised != NULL)
    g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                 _("the name says “%s”, but the contents are something else; ask for the original file"),
                 _(promised->title));
  else
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_UNSUPPORTED,
                         _("this kind of file cannot be read; save it as a text, web page, Word, PDF or spreadsheet file"));
}

DzDocument *
dz_reader_read (GBytes *bytes,
                const char *name,
                DzProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  const DzReader *reader;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  size = g_bytes_get_size (bytes);
  if (size == 0) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_EMPTY,
                         _("the file is empty; fetch it again"));
    return NULL;
  }
  if (size > DZ_LIMIT_INPUT_BYTES) {
    g_set_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                 _("the file is larger than %u MB; divide it or save it without pictures"),
                 DZ_LIMIT_INPUT_BYTES >> 20);
    return NULL;
  }
  reader = dz_reader_find (bytes, name);
  if (reader == NULL && dz_ole_is_ole (bytes)) {
    /* Nobody claims a file that was cut off; that is what is to be said of it. */
    g_autoptr (DzOle) ole = dz_ole_new (bytes, error);

    if (ole == NULL)
      return NULL;
  }
  if (reader == NULL) {
    set_unsupported (error, name);
    return NULL;
  }
  return reader->read (bytes, name, progress, cancellable, error);
}
