/* sample.h - invented reports for the tests above extraction
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A report is a line of facts: "apply.received.new=12;doc.fee=3@万元;apply.x[applicant.natural]=?;
 * 其他 / 信访=7". A value is a decimal, "~" before it approximate, "?" blank, "-" not applicable.
 * A name without a dot is the path of an unmapped row.
 */
#pragma once

#include "dz-extraction.h"

#include <string.h>

static inline DzCatalogue *
sample_catalogue (void)
{
  static DzCatalogue *catalogue;
  GError *error = NULL;

  if (catalogue == NULL)
    catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  return catalogue;
}

static inline DzFact *
sample_fact (const char *text,
             guint index)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *name = g_strndup (text, (gsize) (equals - text));
  g_auto (GStrv) number = g_strsplit (equals + 1, "@", 2);
  char *open = strchr (name, '[');
  const char *last, *digits = number[0];
  gboolean mapped = strchr (name, '.') != NULL;
  DzFact model = { .value = dz_value_none (DZ_VALUE_BLANK), .where = DZ_WHERE_TABLE, .confidence = 100 };

  if (open != NULL) {
    *strchr (open, ']') = '\0';
    *open = '\0';
    model.member = open + 1;
  }
  if (*digits == '~') {
    model.where = DZ_WHERE_PROSE;
    digits++;
  }
  if (strcmp (digits, "-") == 0)
    model.value = dz_value_none (DZ_VALUE_NOT_APPLICABLE);
  else if (strcmp (digits, "?") != 0) {
    model.value = dz_value_number (DZ_DECIMAL_ZERO);
    g_assert_true (dz_decimal_parse (digits, &model.value.number));
    model.value.bound = digits != number[0] ? DZ_BOUND_ABOUT : DZ_BOUND_EXACT;
  }
  last = strrchr (name, '/');
  model.indicator = mapped ? name : NULL;
  model.path = name;
  model.label = (char *) (last != NULL ? last + 2 : name);
  model.unit = number[1] != NULL ? number[1] : (char *) "";
  model.printed = number[0];
  model.quote = number[0];
  model.address = (DzAddress) { 0, 3, (int) index, 2, 0, (guint) g_utf8_strlen (number[0], -1) };
  return dz_fact_new (&model);
}

static inline DzExtraction *
sample_report (const char *agency,
               const char *region,
               guint year,
               const char *form,
               const char *facts)
{
  g_autofree char *file = g_strdup_printf ("%s-%u.txt", agency, year);
  g_autoptr (DzReport) report = dz_report_new (NULL, file, agency, region, year, form);
  g_auto (GStrv) parts = g_strsplit (facts, ";", -1);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (list, sample_fact (parts[i], i));
  return dz_extraction_new (report, sample_catalogue (), list);
}

/* Takes over the reports; the last one is NULL. */
static inline GPtrArray *
sample_list (DzExtraction *first,
             ...)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  va_list args;

  va_start (args, first);
  for (DzExtraction *next = first; next != NULL; next = va_arg (args, DzExtraction *))
    g_ptr_array_add (list, next);
  va_end (args);
  return list;
}
