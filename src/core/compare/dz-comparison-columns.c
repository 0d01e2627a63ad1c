/* dz-comparison-columns.c - the order of the columns, and which is whose year before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-compare"
#include "dz-comparison-private.h"

#include "dz-agency.h"

#include <string.h>

typedef struct {
  const char *region; /* the fullest of the agency's reports */
  const char *name;
} Agency;

gboolean
dz_comparison_is_prose (DzComparison *self,
                        guint form)
{
  return g_ptr_array_index (self->forms, form) == g_ptr_array_index (self->forms, 0);
}

guint
dz_comparison_add_form (DzComparison *self,
                        const char *form,
                        const char *kind)
{
  for (guint i = 0; i < self->forms->len; i++)
    if (strcmp (g_ptr_array_index (self->forms, i), form) == 0
        && (!dz_comparison_is_prose (self, i) || g_str_equal (g_ptr_array_index (self->form_kinds, i), kind)))
      return i;
  if (self->forms->len > G_MAXUINT8)
    return 0;
  g_ptr_array_add (self->forms, (gpointer) g_intern_string (form));
  g_ptr_array_add (self->form_kinds, (gpointer) g_intern_string (kind));
  return self->forms->len - 1;
}

static int
compare_columns (gconstpointer a,
                 gconstpointer b,
                 gpointer user_data)
{
  const DzColumn *x = a, *y = b;
  const Agency *agencies = user_data;
  int order = 0;

  if (x->agency != y->agency) {
    order = strcmp (agencies[x->agency].region, agencies[y->agency].region);
    if (order == 0)
      order = strcmp (agencies[x->agency].name, agencies[y->agency].name);
    if (order == 0)
      order = x->agency < y->agency ? -1 : 1;
  }
  if (order == 0 && x->year != y->year)
    order = x->year < y->year ? -1 : 1;
  if (order == 0)
    order = x->source < y->source ? -1 : 1;
  return order;
}

static void
sort_columns (DzComparison *self)
{
  g_autofree Agency *agencies = g_new0 (Agency, self->columns->len);

  for (guint i = 0; i < self->columns->len; i++) {
    DzColumn *column = dz_comparison_column (self, i);
    DzReport *report = dz_extraction_get_report (column->extraction);
    Agency *agency = &agencies[column->agency];
    const char *region = dz_report_get_region (report);

    if (agency->name == NULL)
      agency->name = dz_report_get_agency (report);
    if (agency->region == NULL || strlen (region) > strlen (agency->region))
      agency->region = region;
  }
  g_qsort_with_data (self->columns->data, (int) self->columns->len, sizeof (DzColumn), compare_columns, agencies);
}

typedef struct {
  guint agency, year, column;
} Issue;

static int
compare_issues (gconstpointer a,
                gconstpointer b)
{
  const Issue *x = a, *y = b;

  if (x->agency != y->agency)
    return x->agency < y->agency ? -1 : 1;
  if (x->year != y->year)
    return x->year < y->year ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

/* Of two reports on one year the first is the year before. */
static void
link_years (DzComparison *self)
{
  guint n = self->columns->len;
  g_autofree Issue *issues = g_new (Issue, n + 1);
  int before = -1;

  for (guint i = 0; i < n; i++) {
    const DzColumn *column = dz_comparison_column (self, i);

    issues[i] = (Issue) { column->agency, column->year, i };
  }
  qsort (issues, n, sizeof (Issue), compare_issues);
  for (guint i = 0, first = 0; i < n; i++) {
    DzColumn *column = dz_comparison_column (self, issues[i].column);

    if (i > 0 && (issues[i].agency != issues[first].agency || issues[i].year != issues[first].year)) {
      gboolean follows = issues[i].agency == issues[first].agency && issues[first].year != 0
                         && issues[i].year == issues[first].year + 1;

      before = follows ? (int) issues[first].column : -1;
      first = i;
      if (follows)
        dz_comparison_column (self, (guint) before)->next = (int) issues[i].column;
    }
    column->previous = before;
  }
}

/* Each kind of report for itself: the year before is one of the same kind. */
static void
group_agencies (DzComparison *self,
                guint *groups)
{
  guint n = self->extractions->len;
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree const char **regions = g_new0 (const char *, n + 1);
  g_autofree const char **kinds = g_new0 (const char *, n + 1);
  g_autofree guint *places = g_new0 (guint, n + 1);
  g_autofree guint *found = g_new0 (guint, n + 1);

  for (guint i = 0; i < n; i++)
    kinds[i] = dz_report_get_kind (dz_extraction_get_report (g_ptr_array_index (self->extractions, i)));
  for (guint first = 0; first < n; first++) {
    const char *kind = kinds[first];
    guint m = 0;

    for (guint i = first; i < n && kind != NULL; i++) {
      DzReport *report = dz_extraction_get_report (g_ptr_array_index (self->extractions, i));

      if (kinds[i] != kind)
        continue;
      names[m] = dz_report_get_agency (report);
      regions[m] = dz_report_get_region (report);
      places[m++] = i;
      kinds[i] = NULL;
    }
    dz_agency_group (m, names, regions, found);
    for (guint i = 0; i < m; i++)
      groups[places[i]] = places[found[i]];
  }
}

void
dz_comparison_build_columns (DzComparison *self)
{
  guint n = self->extractions->len;
  g_autofree guint *groups = g_new0 (guint, n);

  group_agencies (self, groups);
  g_array_set_size (self->columns, n);
  for (guint i = 0; i < n; i++) {
    DzExtraction *extraction = g_ptr_array_index (self->extractions, i);
    DzReport *report = dz_extraction_get_report (extraction);

    *dz_comparison_column (self, i) = (DzColumn) {
      extraction, i, groups[i], dz_report_get_year (report),
      (guint8) dz_comparison_add_form (self, dz_report_get_form (report), dz_report_get_kind (report)), -1, -1
    };
  }
  if (self->options.sort)
    sort_columns (self);
  link_years (self);
}
