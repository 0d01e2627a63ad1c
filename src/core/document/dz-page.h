/* dz-page.h - what stands on one page: characters and ruling lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The common ground of the formats that know only places (PDF, OFD, recognised
 * pictures). All in points from the upper left corner of the page as it is shown.
 */
#pragma once

#include "dz-document.h"

G_BEGIN_DECLS

typedef enum {
  DZ_GLYPH_NORMAL = 0,
  DZ_GLYPH_VERTICAL = 1 << 0,   /* set downwards: its neighbour in the text stands below or above */
  DZ_GLYPH_RECOGNISED = 1 << 1, /* read from a picture */
} DzGlyphFlags;

/* One visible character; white space is never kept, gaps tell. */
typedef struct {
  gunichar c;
  guint flags; /* DzGlyphFlags */
  float x, y, width, height;
} DzGlyph;

/**
 * DzRule:
 * @vertical: whether it runs down
 * @at: x of a vertical, y of a horizontal rule: the middle of its thickness
 * @from, @to: the other coordinate, from < to
 */
typedef struct {
  gboolean vertical;
  float at, from, to;
} DzRule;

/**
 * DzPage:
 * @number: from 1
 * @glyphs: of DzGlyph, in the order in which the source tells the text
 * @rules: of DzRule, in any order
 * @picture_area: of the page's pictures, in square points
 */
typedef struct {
  guint number;
  float width, height;
  GArray *glyphs;
  GArray *rules;
  float picture_area;
} DzPage;

DzPage *dz_page_new (guint number,
                     float width,
                     float height) G_GNUC_WARN_UNUSED_RESULT;
void dz_page_free (DzPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPage, dz_page_free)

/* Passes over white space, control characters and boxes that are no numbers. */
void dz_page_add_glyph (DzPage *self,
                        gunichar c,
                        float x,
                        float y,
                        float width,
                        float height,
                        DzGlyphFlags flags);

/* A stroke; one that is neither level nor upright is passed over. */
void dz_page_add_line (DzPage *self,
                       double x0,
                       double y0,
                       double x1,
                       double y1);

/* A filled box: a rule when it is thin, nothing otherwise. */
void dz_page_add_box (DzPage *self,
                      double x0,
                      double y0,
                      double x1,
                      double y1);

/* The space between two filled boxes, one within the other: a rule on each side where it is thin.
 */
void dz_page_add_frame (DzPage *self,
                        const double outer[4],
                        const double inner[4]);

G_END_DECLS
