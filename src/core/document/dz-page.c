/* dz-page.c - what stands on one page: characters and ruling lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-page.h"

#include <math.h>

/* Points. A filled box up to this thick is a rule: word processors draw borders of up to
 * 3 pt that way; the smallest printed character is 5 pt high. */
#define THICKEST_RULE 3.2

/* A stroke leaning by less than this is level or upright. */
#define SLANT 0.8

/* Shorter strokes are parts of drawn characters and dashes. */
#define SHORTEST_RULE 3.0

/* Characters and rules of one page: a dense page has 3,000 and 800; beyond this it is a
 * drawing or an attack. */
#define MAX_GLYPHS 200000u
#define MAX_RULES 20000u

DzPage *
dz_page_new (guint number,
             float width,
             float height)
{
  DzPage *self = g_new0 (DzPage, 1);

  self->number = number;
  self->width = width;
  self->height = height;
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (DzGlyph));
  self->rules = g_array_new (FALSE, FALSE, sizeof (DzRule));
  return self;
}

void
dz_page_free (DzPage *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->glyphs);
  g_array_unref (self->rules);
  g_free (self);
}

static gboolean
is_visible (gunichar c)
{
  return !g_unichar_isspace (c) && !g_unichar_iscntrl (c) && c != 0x3000 && c != 0xa0 && c != 0xfeff
         && c != 0x200b && g_unichar_validate (c);
}

void
dz_page_add_glyph (DzPage *self,
                   gunichar c,
                   float x,
                   float y,
                   float width,
                   float height,
                   DzGlyphFlags flags)
{
  DzGlyph glyph = { c, flags, x, y, width, height };

  if (width < 0) {
    glyph.x += width;
    glyph.width = -width;
  }
  if (height < 0) {
    glyph.y += height;
    glyph.height = -height;
  }
  if (is_visible (c) && isfinite (x) && isfinite (y) && isfinite (width) && isfinite (height)
      && glyph.height > 0 && self->glyphs->len < MAX_GLYPHS)
    g_array_append_val (self->glyphs, glyph);
}

void
dz_page_add_line (DzPage *self,
                  double x0,
                  double y0,
                  double x1,
                  double y1)
{
  double across = fabs (x1 - x0), down = fabs (y1 - y0);
  DzRule rule = { .vertical = down > across };

  if (!isfinite (across) || !isfinite (down) || MIN (across, down) > SLANT
      || MAX (across, down) < SHORTEST_RULE || self->rules->len >= MAX_RULES)
    return;
  if (rule.vertical) {
    rule.at = (float) ((x0 + x1) / 2);
    rule.from = (float) CLAMP (MIN (y0, y1), 0, self->height);
    rule.to = (float) CLAMP (MAX (y0, y1), 0, self->height);
  } else {
    rule.at = (float) ((y0 + y1) / 2);
    rule.from = (float) CLAMP (MIN (x0, x1), 0, self->width);
    rule.to = (float) CLAMP (MAX (x0, x1), 0, self->width);
  }
  if (rule.to - rule.from >= SHORTEST_RULE && rule.at >= -THICKEST_RULE
      && rule.at <= (rule.vertical ? self->width : self->height) + THICKEST_RULE)
    g_array_append_val (self->rules, rule);
}

void
dz_page_add_box (DzPage *self,
                 double x0,
                 double y0,
                 double x1,
                 double y1)
{
  double width = fabs (x1 - x0), height = fabs (y1 - y0);

  if (height <= THICKEST_RULE && width > height)
    dz_page_add_line (self, x0, (y0 + y1) / 2, x1, (y0 + y1) / 2);
  else if (width <= THICKEST_RULE)
    dz_page_add_line (self, (x0 + x1) / 2, y0, (x0 + x1) / 2, y1);
}

void
dz_page_add_frame (DzPage *self,
                   const double outer[4],
                   const double inner[4])
{
  double thick[4];

  for (guint i = 0; i < 4; i++) {
    thick[i] = i < 2 ? inner[i] - outer[i] : outer[i] - inner[i];
    if (thick[i] < -0.01 || thick[i] > THICKEST_RULE)
      return;
  }
  if (thick[0] > 0.02)
    dz_page_add_box (self, outer[0], outer[1], inner[0], outer[3]);
  if (thick[2] > 0.02)
    dz_page_add_box (self, inner[2], outer[1], outer[2], outer[3]);
  if (thick[1] > 0.02)
    dz_page_add_box (self, outer[0], outer[1], outer[2], inner[1]);
  if (thick[3] > 0.02)
    dz_page_add_box (self, outer[0], inner[3], outer[2], outer[3]);
}
