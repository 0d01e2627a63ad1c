/* dz-ofd-private.h - the parts of the OFD reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-page.h"
#include "dz-xml.h"

G_BEGIN_DECLS

/* Elements and attributes; the writers do not agree on namespaces, so names alone count. */
typedef enum {
  DZ_OFD_DOC_ROOT = 1,
  DZ_OFD_TITLE,
  DZ_OFD_AUTHOR,
  DZ_OFD_CREATION_DATE,
  DZ_OFD_PHYSICAL_BOX,
  DZ_OFD_TEMPLATE_PAGE,
  DZ_OFD_PAGE,
  DZ_OFD_TEMPLATE,
  DZ_OFD_TEXT_OBJECT,
  DZ_OFD_TEXT_CODE,
  DZ_OFD_PATH_OBJECT,
  DZ_OFD_IMAGE_OBJECT,
  DZ_OFD_ABBREVIATED_DATA,
  DZ_OFD_FILL_COLOR,
  DZ_OFD_STROKE_COLOR,
  DZ_OFD_ID,
  DZ_OFD_BASE_LOC,
  DZ_OFD_TEMPLATE_ID,
  DZ_OFD_BOUNDARY,
  DZ_OFD_CTM,
  DZ_OFD_SIZE,
  DZ_OFD_H_SCALE,
  DZ_OFD_X,
  DZ_OFD_Y,
  DZ_OFD_DELTA_X,
  DZ_OFD_DELTA_Y,
  DZ_OFD_FILL,
  DZ_OFD_STROKE,
  DZ_OFD_VALUE,
  DZ_OFD_VISIBLE,
} DzOfdName;

const DzXmlNames *dz_ofd_get_names (void);

/* Up to @n numbers divided by blanks; -> how many. */
guint dz_ofd_read_numbers (const char *text,
                           double *numbers,
                           guint n);

/* Where millimetres of a page's space lie, in points. */
typedef struct {
  double left, top;
} DzOfdOrigin;

/* Adds the text, rules and pictures of the object that just began; FALSE for anything else. */
gboolean dz_ofd_add_object (DzXml *xml,
                            const DzOfdOrigin *origin,
                            DzPage *page);

G_END_DECLS
