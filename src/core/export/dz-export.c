/* dz-export.c - workbooks, tables and lists for other programs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-export.h"

#include "dz-export-private.h"
#include "dz-output.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (dz-export-error-quark, dz_export_error)

const char *
dz_export_get_agency (DzReport *report)
{
  const char *agency = dz_report_get_agency (report);

  return agency[0] != '\0' ? agency : dz_report_get_file (report);
}

char *
dz_export_dup_year (DzReport *report)
{
  guint year = dz_report_get_year (report);

  return year != 0 ? g_strdup_printf ("%u", year) : g_strdup ("?");
}

char *
dz_export_dup_report_title (DzReport *report)
{
  g_autofree char *year = dz_export_dup_year (report);

  return g_strdup_printf ("%s %s", dz_export_get_agency (report), year);
}

char *
dz_export_dup_column_title (DzComparison *comparison,
                            guint column)
{
  return dz_export_dup_report_title (dz_extraction_get_report (dz_comparison_get_column (comparison, column)));
}

const char *
dz_export_get_member_label (DzComparison *comparison,
                            const char *member)
{
  const DzMember *known = NULL;

  if (member != NULL)
    known = dz_catalogue_lookup_member (dz_comparison_get_catalogue (comparison), member);
  return known != NULL ? dz_member_get_label (known) : "";
}

const char *
dz_export_get_severity_label (DzSeverity severity)
{
  switch (severity) {
  case DZ_SEVERITY_ERROR:
    return C_ ("severity", "Certainly wrong");
  case DZ_SEVERITY_WARNING:
    return C_ ("severity", "Contradiction");
  case DZ_SEVERITY_CHECK:
    return C_ ("severity", "Please check");
  case DZ_SEVERITY_NOTICE:
    return C_ ("severity", "Worth a look");
  default:
    g_return_val_if_reached ("");
  }
}

/* Errors of writing are of this stage's domain, whoever wrote. */
static gboolean
take_error (gboolean done,
            GError *problem,
            GError **error)
{
  if (problem == NULL)
    return done;
  if (problem->domain == G_FILE_ERROR) {
    g_set_error_literal (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_WRITE, problem->message);
    g_error_free (problem);
  } else {
    g_propagate_error (error, problem);
  }
  return FALSE;
}

gboolean
dz_export_write_file (const char *path,
                      const char *data,
                      gsize length,
                      GError **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (path != NULL, FALSE);

  done = dz_output_write (path, data, length, &problem);
  return take_error (done, problem, error);
}

static gboolean
export_workbook (const DzExportJob *job,
                 const char *path,
                 GError **error)
{
  g_autoptr (DzOutput) output = dz_output_new (path, error);

  return output != NULL && dz_export_build_workbook (job, dz_output_get_path (output), error)
         && dz_output_commit (output, error);
}

gboolean
dz_export_comparison (DzComparison *comparison,
                      GPtrArray *findings,
                      GPtrArray *unread,
                      const char *path,
                      DzProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GString) text = g_string_new (NULL);
  DzExportJob job = { comparison, findings != NULL ? findings : none, unread, FALSE, progress, cancellable };
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (DZ_IS_COMPARISON (comparison), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_str_has_suffix (lower, ".xlsx")) {
    done = export_workbook (&job, path, &problem);
  } else if (g_str_has_suffix (lower, ".csv")) {
    dz_export_build_csv (&job, text);
    done = dz_output_write (path, text->str, text->len, &problem);
  } else if (g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm")) {
    dz_export_build_html (&job, text);
    done = dz_output_write (path, text->str, text->len, &problem);
  } else {
    g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT,
                 _ ("%s: no such kind of file can be written; let the name end in .xlsx, .csv or .html"), path);
    return FALSE;
  }
  if (done)
    dz_progress_set (progress, 1);
  return take_error (done, problem, error);
}
