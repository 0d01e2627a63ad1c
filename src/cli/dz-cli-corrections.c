/* dz-cli-corrections.c - the ledger of corrections that a person made in the window, applied to what was read
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key file: [ledger] version=1, then [1], [2] … in the order in which they were made. What a report is
 * (agency, region, year, form) is corrected before its figures, since those are found by it.
 */
#define G_LOG_DOMAIN "duizhao-cli"
#include "dz-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION 1

typedef struct {
  char *agency;
  char *file;
  char *what;
  char *from;
  char *to;
  char *reason;
  guint year;
} Correction;

static void
correction_clear (Correction *self)
{
  g_free (self->agency);
  g_free (self->file);
  g_free (self->what);
  g_free (self->from);
  g_free (self->to);
  g_free (self->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Correction, correction_clear)

static char *
get (GKeyFile *file,
     const char *group,
     const char *key)
{
  char *text = g_key_file_get_string (file, group, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

static void
read_correction (GKeyFile *file,
                 const char *group,
                 Correction *out)
{
  int year = g_key_file_get_integer (file, group, "year", NULL);

  *out = (Correction) { get (file, group, "agency"), get (file, group, "file"), get (file, group, "what"), get (file, group, "from"),
                        get (file, group, "to"), get (file, group, "reason"), year > 0 && year < 10000 ? (guint) year : 0 };
}

static gboolean
corrects_report (const Correction *self)
{
  static const char *const readings[] = { "agency", "region", "year", "form", NULL };

  return g_strv_contains (readings, self->what);
}

static gboolean
has_file_name (DzReport *report,
               const char *file)
{
  g_autofree char *own = g_path_get_basename (dz_report_get_file (report));
  g_autofree char *wanted = g_path_get_basename (file);

  return *file != '\0' && strcmp (own, wanted) == 0;
}

/* The report of the agency and year, before or after they were corrected; where two claim to be it, the one whose file
 * has the name. */
static int
find_report (GPtrArray *extractions,
             const Correction *correction)
{
  int found = -1;

  for (guint i = 0; i < extractions->len; i++) {
    DzReport *report = dz_extraction_get_report (extractions->pdata[i]);
    g_autofree char *year = g_strdup_printf ("%u", dz_report_get_year (report));
    const char *agency = dz_report_get_agency (report);
    gboolean is_agency = strcmp (agency, correction->agency) == 0 ||
                         (strcmp (correction->what, "agency") == 0 && strcmp (agency, correction->from) == 0);
    gboolean is_year = dz_report_get_year (report) == correction->year ||
                       (strcmp (correction->what, "year") == 0 && strcmp (year, correction->from) == 0);

    if (has_file_name (report, correction->file) && (is_agency || is_year))
      return (int) i;
    if (is_agency && is_year)
      found = found < 0 ? (int) i : -2;
    if (found == -2)
      break;
  }
  return found;
}

static DzExtraction *
correct_report (DzExtraction *extraction,
                DzCatalogue *catalogue,
                const Correction *correction)
{
  g_autoptr (DzReport) report = dz_report_correct (dz_extraction_get_report (extraction), catalogue, correction->what, correction->to);

  return report != NULL ? dz_extract (report, catalogue) : NULL;
}

/* NULL when it is no figure that the catalogue knows. */
static DzExtraction *
correct_value (DzExtraction *extraction,
               DzCatalogue *catalogue,
               const Correction *correction)
{
  const char *bracket = strchr (correction->what, '[');
  g_autofree char *id = g_strndup (correction->what, bracket != NULL ? (gsize) (bracket - correction->what) : strlen (correction->what));
  g_autofree char *member = bracket != NULL ? g_strndup (bracket + 1, strcspn (bracket + 1, "]")) : NULL;
  const DzIndicator *indicator = dz_catalogue_lookup_indicator (catalogue, id);
  const DzFact *shown = indicator != NULL ? dz_extraction_lookup (extraction, id, member) : NULL;
  DzFact model = { .where = DZ_WHERE_MANUAL, .confidence = 100, .address = { .row = -1, .col = -1 } };
  g_autoptr (DzFact) fact = NULL;

  if (indicator == NULL)
    return NULL;
  model.value = dz_value_number (DZ_DECIMAL_ZERO);
  if (!dz_decimal_parse (correction->to, &model.value.number)) {
    model.value = dz_value_none (DZ_VALUE_BLANK);
    if (!dz_value_kind_from_string (correction->to, &model.value.kind))
      return NULL;
  }
  model.indicator = indicator->id;
  model.member = member;
  model.label = (char *) (shown != NULL ? shown->label : indicator->zh);
  model.path = (char *) (shown != NULL ? shown->path : indicator->zh);
  model.unit = (char *) (shown != NULL ? shown->unit : indicator->unit);
  model.printed = model.quote = correction->to;
  model.note = correction->reason;
  if (shown != NULL)
    model.address = shown->address;
  fact = dz_fact_new (&model);
  return dz_extraction_correct (extraction, fact);
}

static gboolean
apply (GPtrArray *extractions,
       DzCatalogue *catalogue,
       const Correction *correction)
{
  int place = find_report (extractions, correction);
  DzExtraction *corrected;

  if (place < 0)
    return FALSE;
  corrected = corrects_report (correction) ? correct_report (extractions->pdata[place], catalogue, correction)
                                           : correct_value (extractions->pdata[place], catalogue, correction);
  if (corrected == NULL)
    return FALSE;
  g_object_unref (extractions->pdata[place]);
  extractions->pdata[place] = corrected;
  return TRUE;
}

gboolean
dz_cli_correct (GPtrArray *extractions,
                DzCatalogue *catalogue,
                const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *shown = g_filename_display_name (path);
  g_auto (GStrv) groups = NULL;
  guint n = 0, n_applied = 0;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL) ||
      g_key_file_get_integer (file, "ledger", "version", NULL) != VERSION) {
    dz_cli_say (_ ("%s: this is no ledger of corrections; name one that the window exported"), shown);
    return FALSE;
  }
  groups = g_key_file_get_groups (file, NULL);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; groups[i] != NULL; i++) {
      g_auto (Correction) correction = { 0 };

      if (strcmp (groups[i], "ledger") == 0)
        continue;
      read_correction (file, groups[i], &correction);
      if (corrects_report (&correction) != (pass == 0))
        continue;
      n++;
      n_applied += apply (extractions, catalogue, &correction);
    }
  if (n_applied < n)
    dz_cli_say (_ ("%s: %u of %u corrections found their report; the others were left aside"), shown, n_applied, n);
  return TRUE;
}
