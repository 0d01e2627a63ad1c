/* dz-chart-question.c - the questions of the chart page, and what each starts with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-chart-question.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>

#define FEW_AGENCIES 8
#define MANY_AGENCIES 30

/* Enough reports to tell a row that everybody fills in from one that nobody does. */
#define SAMPLE 200u

static const DzChartQuestion questions[] = {
  { DZ_CHART_TREND, N_ ("One agency, several years"), N_ ("Lines"), DZ_YEARS_ALL, 1, 1 },
  { DZ_CHART_BARS, N_ ("Several agencies, one year"), N_ ("Ranked bars"), DZ_YEARS_LAST, MANY_AGENCIES, 1 },
  { DZ_CHART_SLOPE, N_ ("Between two years"), N_ ("Slopes"), DZ_YEARS_LAST_TWO, 12, 1 },
  { DZ_CHART_SHARE, N_ ("Composition"), N_ ("Shares"), DZ_YEARS_LAST, FEW_AGENCIES, 6 },
  { DZ_CHART_STACKED, N_ ("Amounts and their parts"), N_ ("Stacked bars"), DZ_YEARS_LAST, FEW_AGENCIES, 6 },
  { DZ_CHART_MULTIPLES, N_ ("Many agencies, many years"), N_ ("Small multiples"), DZ_YEARS_ALL, 12, 1 },
  { DZ_CHART_HEATMAP, N_ ("All at a glance"), N_ ("Heat map"), DZ_YEARS_LAST, MANY_AGENCIES, 12 },
};

typedef struct {
  const char *name;
  guint n_reports;
  guint order;
} Agency;

typedef struct {
  DzComparison *comparison;
  const char *wanted;
  GArray *columns; /* of guint: what is chosen so far */
  DzChartStart *start;
} Beginning;

guint
dz_chart_question_get_n (void)
{
  return G_N_ELEMENTS (questions);
}

const DzChartQuestion *
dz_chart_question_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (questions), NULL);

  return &questions[index];
}

gboolean
dz_chart_question_is_drawable (const DzMatrixRow *row)
{
  return row->indicator != NULL && !row->all_missing && row->indicator->kind != DZ_INDICATOR_HEADER;
}

static DzReport *
report_at (const Beginning *self,
           guint index)
{
  return dz_extraction_get_report (dz_comparison_get_column (self->comparison, g_array_index (self->columns, guint, index)));
}

static const DzMatrixRow *
row_at (const Beginning *self,
        guint row)
{
  return dz_comparison_get_row (self->comparison, row);
}

/* --- agencies --- */

static int
compare_agencies (gconstpointer a,
                  gconstpointer b)
{
  const Agency *x = a, *y = b;

  if (x->n_reports != y->n_reports)
    return x->n_reports > y->n_reports ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static void
choose_agencies (Beginning *self,
                 guint n)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) agencies = g_array_new (FALSE, FALSE, sizeof (Agency));

  for (guint i = 0; i < self->columns->len; i++) {
    const char *name = dz_words_agency (report_at (self, i));
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, name));

    if (place == 0) {
      g_array_append_val (agencies, ((Agency) { name, 0, agencies->len }));
      place = agencies->len;
      g_hash_table_insert (places, (gpointer) name, GUINT_TO_POINTER (place));
    }
    g_array_index (agencies, Agency, place - 1).n_reports++;
  }
  g_array_sort (agencies, compare_agencies);
  for (guint i = 0; i < MIN (n, agencies->len); i++) {
    const char *name = g_array_index (agencies, Agency, i).name;

    g_ptr_array_add (self->start->agencies, (gpointer) name);
    g_hash_table_add (chosen, (gpointer) name);
  }
  for (guint i = self->columns->len; i-- > 0;)
    if (!g_hash_table_contains (chosen, dz_words_agency (report_at (self, i))))
      g_array_remove_index (self->columns, i);
}

/* --- years --- */

static int
compare_years (gconstpointer a,
               gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Index of the latest year that at least half as many report on as on the fullest. */
static guint
find_last_year (GArray *years,
                GHashTable *counts)
{
  guint most = 0;

  for (guint i = 0; i < years->len; i++)
    most = MAX (most, GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (g_array_index (years, guint, i)))));
  for (guint i = years->len; i-- > 0;)
    if (2 * GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (g_array_index (years, guint, i)))) >= most)
      return i;
  return 0;
}

static void
choose_years (Beginning *self,
              DzYears which)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0, last;

  for (guint i = 0; i < self->columns->len; i++) {
    guint year = dz_report_get_year (report_at (self, i));
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (year)));

    if (year != 0 && n == 0)
      g_array_append_val (years, year);
    g_hash_table_insert (counts, GUINT_TO_POINTER (year), GUINT_TO_POINTER (n + 1));
  }
  if (years->len == 0)
    return;
  g_array_sort (years, compare_years);
  last = years->len - 1;
  if (which != DZ_YEARS_ALL) {
    last = find_last_year (years, counts);
    /* The fullest year may be the first: then the one after it is the other. */
    if (which == DZ_YEARS_LAST_TWO && last == 0)
      last = MIN (1, years->len - 1);
    first = which == DZ_YEARS_LAST_TWO && last > 0 ? last - 1 : last;
  }
  g_array_append_vals (self->start->years, &g_array_index (years, guint, first), last - first + 1);
  for (guint i = self->columns->len; i-- > 0;) {
    guint year = dz_report_get_year (report_at (self, i));

    if (year < g_array_index (years, guint, first) || year > g_array_index (years, guint, last))
      g_array_remove_index (self->columns, i);
  }
}

/* --- indicators --- */

static guint
count_figures (const Beginning *self,
               guint row,
               gboolean zeros,
               double *sum)
{
  guint n = 0;

  for (guint i = 0; i < MIN (self->columns->len, SAMPLE); i++) {
    const DzMatrixCell *cell = dz_comparison_get_cell (self->comparison, row, g_array_index (self->columns, guint, i));

    if (!dz_value_is_number (cell->value))
      continue;
    n += zeros || dz_decimal_sign (cell->value.number) != 0;
    if (sum != NULL)
      *sum += dz_decimal_to_double (cell->value.number);
  }
  return n;
}

/* The row to begin with: the wanted one, else the first of those with most figures that are not 0. */
static int
find_first_row (const Beginning *self)
{
  int best = -1;
  guint most = 0;

  if (self->wanted != NULL) {
    int row = dz_comparison_find_row (self->comparison, self->wanted, NULL);

    if (row >= 0 && dz_chart_question_is_drawable (row_at (self, (guint) row)))
      return row;
  }
  for (guint i = 0; i < dz_comparison_get_n_rows (self->comparison); i++) {
    guint n;

    if (!dz_chart_question_is_drawable (row_at (self, i)))
      continue;
    n = count_figures (self, i, FALSE, NULL);
    if (n > most || best < 0) {
      best = (int) i;
      most = n;
    }
  }
  return best;
}

static gboolean
is_part_of (const Beginning *self,
            guint row,
            int parent,
            double *size)
{
  const DzMatrixRow *r = row_at (self, row);

  return r->parent == parent && dz_chart_question_is_drawable (r) && count_figures (self, row, TRUE, size) > 0;
}

/* The row whose parts are drawn: that of the wanted indicator, else the largest one whose parts
 * add up; -1 when there is none. */
static int
find_whole (const Beginning *self,
            int first)
{
  guint n = dz_comparison_get_n_rows (self->comparison);
  g_autofree guint *parts = g_new0 (guint, n + 1);
  g_autofree double *sizes = g_new0 (double, n + 1);
  int best = -1;

  for (guint i = 0; i < n; i++) {
    const DzMatrixRow *row = row_at (self, i);

    if (row->parent >= 0 && row->indicator != NULL && row->indicator->relation == DZ_RELATION_SUM_PART)
      parts[row->parent] += is_part_of (self, i, row->parent, &sizes[row->parent]);
  }
  if (self->wanted != NULL) {
    int parent = row_at (self, (guint) first)->parent;

    if (parts[first] > 1)
      return first;
    if (parent >= 0 && parts[parent] > 1)
      return parent;
  }
  for (guint i = 0; i < n; i++)
    if (parts[i] > 1 && (best < 0 || sizes[i] > sizes[best]))
      best = (int) i;
  return best;
}

static void
choose_indicators (Beginning *self,
                   guint n)
{
  GPtrArray *chosen = self->start->indicators;
  int first = find_first_row (self), whole;

  if (first < 0)
    return;
  if (n == 1) {
    g_ptr_array_add (chosen, (gpointer) row_at (self, (guint) first)->indicator->id);
    return;
  }
  whole = find_whole (self, first);
  if (whole < 0)
    whole = row_at (self, (guint) first)->parent;
  for (guint i = 0; i < dz_comparison_get_n_rows (self->comparison) && chosen->len < n; i++) {
    const DzMatrixRow *row = row_at (self, i);

    if (is_part_of (self, i, whole, NULL) && !g_ptr_array_find (chosen, row->indicator->id, NULL))
      g_ptr_array_add (chosen, (gpointer) row->indicator->id);
  }
}

DzChartStart *
dz_chart_question_start (const DzChartQuestion *question,
                         DzComparison *comparison,
                         const char *wanted)
{
  DzChartStart *start = g_new0 (DzChartStart, 1);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  Beginning self = { comparison, wanted, columns, start };

  start->agencies = g_ptr_array_new ();
  start->years = g_array_new (FALSE, FALSE, sizeof (guint));
  start->indicators = g_ptr_array_new ();
  for (guint i = 0; i < dz_comparison_get_n_columns (comparison); i++)
    g_array_append_val (columns, i);
  choose_agencies (&self, question->n_agencies);
  choose_years (&self, question->years);
  choose_indicators (&self, question->n_indicators);
  return start;
}

void
dz_chart_start_free (DzChartStart *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->agencies);
  g_array_unref (self->years);
  g_ptr_array_unref (self->indicators);
  g_free (self);
}
