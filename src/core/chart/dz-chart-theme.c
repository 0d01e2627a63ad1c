/* dz-chart-theme.c - colours and sizes of the four styles
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Okabe and Ito's colours tell apart for nearly everybody; dashes, markers and labels say the
 * same again. On a projector nothing is smaller than a 36th of the height.
 */
#define G_LOG_DOMAIN "dz-chart"
#include "dz-chart-private.h"

static DzInk
ink (guint32 rgb)
{
  return (DzInk) { (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0, 1 };
}

static const guint32 light_series[DZ_N_INKS] = {
  0x0072B2, 0xD55E00, 0x009E73, 0xB8578F, 0xB87A00, 0x3A9BD6, 0x6B5B95, 0x4A4A4A
};
static const guint32 dark_series[DZ_N_INKS] = {
  0x56B4E9, 0xFF9A4D, 0x2CCB9C, 0xE79CC6, 0xF0C24B, 0x9CD3F5, 0xB3A6DB, 0xC8C8C8
};
static const guint32 light_names[DZ_N_INKS] = {
  0x00629B, 0xB54A00, 0x00794F, 0x9C4478, 0x8A5C00, 0x20759F, 0x5B4C85, 0x4A4A4A
};
static const guint32 print_names[DZ_N_INKS] = { 0 };
static const guint32 print_series[DZ_N_INKS] = {
  0x1A1A1A, 0x5E5E5E, 0x8C8C8C, 0x3C3C3C, 0x747474, 0xA6A6A6, 0x2B2B2B, 0x999999
};

static void
set_inks (DzTheme *self,
          const guint32 *series,
          const guint32 *names)
{
  for (guint i = 0; i < DZ_N_INKS; i++) {
    self->series[i] = ink (series[i]);
    self->names[i] = ink (names[i]);
  }
}

void
dz_theme_init (DzTheme *self,
               DzChartStyle style,
               double height)
{
  *self = (DzTheme) {
    .paper = ink (0xFFFFFF), .ink = ink (0x1D1D1F), .dim = ink (0x5F6368), .faint = ink (0xB4BAC2),
    .grid = ink (0xE6E9ED), .rise = ink (0xC2500A), .fall = ink (0x0068A8),
    .small = 11, .label = 12.5, .title = 19, .hair = 1, .line = 2.2, .marker = 7, .margin = 20
  };
  set_inks (self, light_series, light_names);
  switch (style) {
  case DZ_CHART_SCREEN:
    break;
  case DZ_CHART_SCREEN_DARK:
    self->paper = ink (0x1E1F22);
    self->ink = ink (0xF0F0F0);
    self->dim = ink (0xA9AFB7);
    self->faint = ink (0x666C75);
    self->grid = ink (0x34373C);
    self->rise = ink (0xFF9A4D);
    self->fall = ink (0x6EC1FF);
    set_inks (self, dark_series, dark_series);
    break;
  case DZ_CHART_PROJECTOR:
    self->small = height / 36;
    self->label = height / 30;
    self->title = height / 18;
    self->hair = height / 640;
    self->line = height / 200;
    self->marker = height / 70;
    self->margin = height / 24;
    break;
  case DZ_CHART_PRINT:
    self->ink = ink (0x000000);
    self->dim = ink (0x404040);
    self->faint = ink (0xA8A8A8);
    self->grid = ink (0xDADADA);
    self->rise = ink (0x000000);
    self->fall = ink (0x6A6A6A);
    self->hatched = TRUE;
    self->small = 8.5;
    self->label = 9.5;
    self->title = 14;
    self->hair = 0.7;
    self->line = 1.6;
    self->marker = 5.5;
    self->margin = 12;
    set_inks (self, print_series, print_names);
    break;
  default:
    g_assert_not_reached ();
  }
}
