/* dz-number-format.h - how a spreadsheet shows a number
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A cell holds 0.4183 and a format; people see 41.83%. Texts, quotes and comparisons
 * need what people see. Only grouping by commas is left out.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DZ_NUMBER_FORMAT_GENERAL, /* as many places as there are */
  DZ_NUMBER_FORMAT_FIXED,
  DZ_NUMBER_FORMAT_PERCENT,
  DZ_NUMBER_FORMAT_DATE,
  DZ_NUMBER_FORMAT_TIME,
  DZ_NUMBER_FORMAT_DATE_TIME,
} DzNumberFormatKind;

/**
 * DzNumberFormat:
 * @places, @least: behind the point, of a fixed one and a percentage: at most and at least
 * @before, @behind: words that stand with the number ("件"); owned, may be NULL
 */
typedef struct {
  DzNumberFormatKind kind;
  guint places, least;
  char *before, *behind;
} DzNumberFormat;

/* From a code such as "#,##0.00_ " or "0.00%". */
void dz_number_format_init (DzNumberFormat *self,
                            const char *code);

/* One of those that have a number and no code in the file (0 … 163). */
void dz_number_format_init_builtin (DzNumberFormat *self,
                                    guint id);
void dz_number_format_clear (DzNumberFormat *self);

/**
 * dz_number_format_print:
 * @number: the stored number in plain text, as it stands in the file
 * @from_1904: the workbook counts days from 1904
 *
 * Anything that is no number comes back as it is.
 */
char *dz_number_format_print (const DzNumberFormat *self,
                              const char *number,
                              gboolean from_1904) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
