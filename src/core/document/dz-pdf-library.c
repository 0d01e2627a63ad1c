/* dz-pdf-library.c - poppler, loaded when the first PDF comes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#define DZ_PDF_LIBRARY_LOADER
#include "dz-pdf-library.h"

#include "dz-reader.h"

#include <dlfcn.h>
#include <string.h>

#define NAME "libpoppler-glib.so.8"

DzPdfLibrary dz_pdf_library;

/* The name is of the member and of what is looked up. */
#define FIND(name) \
  found = dlsym (handle, #name); \
  memcpy (&library.name, &found, sizeof found); \
  complete = complete && found != NULL;

static gboolean
load (void)
{
  void *handle = dlopen (NAME, RTLD_LAZY | RTLD_LOCAL);
  DzPdfLibrary library = { 0 };
  gboolean complete = handle != NULL;
  void *found;

  if (handle == NULL)
    return FALSE;
  DZ_PDF_FUNCTIONS (FIND)
  if (complete)
    dz_pdf_library = library;
  return complete;
}

gboolean
dz_pdf_library_load (void)
{
  static gsize state = 0;

  if (g_once_init_enter (&state))
    g_once_init_leave (&state, load () ? 1 : 2);
  return state == 1;
}

void
dz_reader_warm_up (void)
{
  dz_pdf_library_load ();
}

const char *
dz_reader_get_late_library (void)
{
  return DZ_POPPLER_FOLDER "/" NAME;
}
