/* dz-words.c - the same phrases everywhere in the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-words.h"

#include "dz-pattern.h"
#include "dz-location.h"
#include "dz-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DOUBTFUL 60

const char *
dz_words_agency (DzReport *report)
{
  const char *agency = dz_report_get_agency (report);
  const char *file = dz_report_get_file (report);
  const char *slash;

  if (agency != NULL && *agency != '\0')
    return agency;
  slash = strrchr (file, '/');
  return slash == NULL ? file : slash + 1;
}

char *
dz_words_year (DzReport *report)
{
  guint year = dz_report_get_year (report);

  return year == 0 ? g_strdup ("?") : g_strdup_printf ("%u", year);
}

char *
dz_words_report (DzReport *report)
{
  g_autofree char *year = dz_words_year (report);

  return g_strdup_printf ("%s %s", dz_words_agency (report), year);
}

static const char *
bound_sign (DzBound bound)
{
  switch (bound) {
  case DZ_BOUND_ABOUT:
    return "≈ ";
  case DZ_BOUND_ABOVE:
    return "≥ ";
  case DZ_BOUND_BELOW:
    return "≤ ";
  case DZ_BOUND_EXACT:
  default:
    return "";
  }
}

char *
dz_words_value (DzValue value,
                const char *unit)
{
  g_autofree char *number = NULL;

  if (!dz_value_is_number (value))
    return g_strdup (dz_value_kind_get_words (value.kind));
  number = dz_format_decimal (value.number);
  if (unit == NULL || *unit == '\0')
    return g_strconcat (bound_sign (value.bound), number, NULL);
  /* Figures and Han characters without a blank between them. */
  if (g_strcmp0 (unit, "%") == 0 || dz_text_is_han (g_utf8_get_char (unit)))
    return g_strconcat (bound_sign (value.bound), number, unit, NULL);
  return g_strconcat (bound_sign (value.bound), number, " ", unit, NULL);
}

char *
dz_words_indicator (DzCatalogue *catalogue,
                    const char *indicator,
                    const char *member,
                    const char *fallback)
{
  const DzIndicator *i = indicator == NULL ? NULL : dz_catalogue_lookup_indicator (catalogue, indicator);
  const DzMember *m = member == NULL ? NULL : dz_catalogue_lookup_member (catalogue, member);
  const char *label = i == NULL ? fallback : dz_indicator_get_label (i);

  if (m == NULL || m->is_total)
    return g_strdup (label == NULL ? "" : label);
  return g_strdup_printf ("%s · %s", label == NULL ? "" : label, dz_member_get_label (m));
}

char *
dz_words_place_in (const DzFact *fact,
                   DzReport *report,
                   DzDocument *document)
{
  guint block = fact->address.block;

  if (fact->where == DZ_WHERE_MANUAL)
    return g_strdup (_ ("corrected by hand"));
  if (report != NULL)
    dz_report_get_file_of (report, fact->address.block, &block);
  return dz_location_to_words (document, fact->address.block - MIN (block, fact->address.block), &fact->address);
}

char *
dz_words_place (const DzFact *fact)
{
  return dz_words_place_in (fact, NULL, NULL);
}

/* Reasons that are no pattern of the catalogue. */
static const struct {
  const char *id;
  const char *words;
} reasons[] = {
  { "change", N_ ("a change from another year") },
  { "in-brackets", N_ ("a remark in brackets") },
  { "label", N_ ("part of a label") },
  { "plan", N_ ("a plan, or another time") },
  { "rate", N_ ("a rate") },
  { "share", N_ ("a share of a figure") },
};

static const char *
get_reason (DzCatalogue *catalogue,
            const char *id)
{
  GPtrArray *patterns = dz_catalogue_get_patterns (catalogue, DZ_PATTERN_IGNORE);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].id, id))
      return _ (reasons[i].words);
  for (guint i = 0; patterns != NULL && i < patterns->len; i++) {
    const DzPattern *pattern = g_ptr_array_index (patterns, i);
    const char *words = dz_catalogue_speaks_chinese () ? pattern->reason_zh : pattern->reason_en;

    if (g_strcmp0 (pattern->id, id) == 0 && words != NULL && *words != '\0')
      return words;
  }
  return id;
}

char *
dz_words_claim (DzCatalogue *catalogue,
                const DzClaim *claim)
{
  if (claim->reason == NULL)
    return g_strdup (_ ("Unclaimed: no figure uses this number, and nothing tells why it may be passed over."));
  return g_strdup_printf (_ ("No figure: %s."), get_reason (catalogue, claim->reason));
}

static gboolean
reading_is_weak (DzReport *report,
                 const char *what)
{
  const DzReading *reading = dz_report_get_reading (report, what);

  return reading == NULL || *reading->text == '\0' || (!reading->by_hand && reading->confidence < DOUBTFUL);
}

gboolean
dz_words_is_doubtful (DzReport *report)
{
  return reading_is_weak (report, "agency") || reading_is_weak (report, "year");
}
