/* dz-place.h - the place that the name of an agency begins with
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names are looked up in a table made of data/regions.txt when the program is built. Names that the
 * table does not hold (new, renamed, invented) are told by their endings, with more care.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a province is called, in full and without its ending. */
typedef struct {
  const char *full;
  const char *brief;
} DzProvince;

/**
 * DzPrefecture:
 * @brief: of an autonomous prefecture, 恩施州, or NULL
 * @bare: without 市, or NULL where nothing can be left out
 */
typedef struct {
  const char *full;
  const char *brief;
  const char *bare;
  gint8 province;
} DzPrefecture;

/**
 * DzCounty:
 * @full: the name that the short one stands for, or NULL
 * @prefecture: -1 none
 * @derived: not in the list itself: an earlier name, a short one
 */
typedef struct {
  const char *name;
  const char *full;
  gint8 province;
  gint16 prefecture;
  guint8 derived;
} DzCounty;

/**
 * DzPlace: where an agency is at home, as far as its name tells
 * @province, @prefecture: indices of the tables, -1 unknown
 * @city: a prefecture that the tables do not hold, or NULL
 * @county: district, county or zone, as a region is written, or NULL
 * @zone: a development zone, which stands for a county, or NULL
 * @named_city: @county ends in 市 and no table knows it: it may be a prefecture
 * @candidates: entries of the table that the county may be, where the name alone does not tell; @n_candidates
 */
typedef struct {
  int province;
  int prefecture;
  char *city;
  char *county;
  char *zone;
  char *township;
  gboolean named_city;
  guint candidates[16];
  guint n_candidates;
} DzPlace;

void dz_place_read (const char *agency,
                    DzPlace *place);
void dz_place_clear (DzPlace *place);

/* The name begins with a place that the tables hold: 镇江市 is not a 镇. */
gboolean dz_place_is_known (const char *name);

gboolean dz_place_is_municipality (int province);
guint dz_place_get_n_provinces (void);
const DzProvince *dz_place_get_province (int province);
const DzPrefecture *dz_place_get_prefecture (int prefecture);
guint dz_place_get_n_prefectures (void);
const DzCounty *dz_place_get_county (guint county);

/* A central body by its own name: 教育部, 国家税务总局. */
gboolean dz_place_is_central (const char *agency);

G_END_DECLS
