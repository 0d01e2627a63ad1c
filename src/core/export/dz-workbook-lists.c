/* dz-workbook-lists.c - the facts in a tidy table, the crosswalk, the sources
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-workbook-private.h"

#include "dz-location.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows of a sheet, less some room. */
#define MAX_ROWS 1048000u
#define MAX_LINKS 60000u

static GPtrArray *
get_facts (DzBook *self,
           guint column)
{
  return dz_extraction_get_facts (dz_comparison_get_column (self->comparison, column));
}

static gboolean
is_listed (DzBook *self,
           const DzFact *fact)
{
  const DzMember *member;

  if (self->all_facts || fact->member == NULL)
    return TRUE;
  member = dz_catalogue_lookup_member (dz_comparison_get_catalogue (self->comparison), fact->member);
  return member == NULL || member->is_total;
}

void
dz_book_plan_data (DzBook *self)
{
  guint64 n = 0;
  guint next = DZ_LIST_TOP;

  for (guint i = 0; i < self->n_columns; i++)
    n += get_facts (self, i)->len;
  self->all_facts = n <= MAX_ROWS;
  self->data_rows = g_new0 (guint, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++) {
    GPtrArray *facts = get_facts (self, i);

    self->data_rows[i] = next;
    for (guint j = 0; j < facts->len; j++)
      next += is_listed (self, g_ptr_array_index (facts, j));
  }
  self->data_rows[self->n_columns] = next;
}

gint64
dz_book_find_data_row (DzBook *self,
                       guint column,
                       const DzFact *fact)
{
  GPtrArray *facts = get_facts (self, column);
  guint row = self->data_rows[column];

  for (guint i = 0; i < facts->len && row < MAX_ROWS; i++) {
    if (g_ptr_array_index (facts, i) == fact)
      return is_listed (self, fact) ? (gint64) row : -1;
    row += is_listed (self, g_ptr_array_index (facts, i));
  }
  return -1;
}

static const char *
get_level_label (DzLevel level)
{
  switch (level) {
  case DZ_LEVEL_NATION:
    return C_ ("level", "nation");
  case DZ_LEVEL_PROVINCE:
    return C_ ("level", "province");
  case DZ_LEVEL_PREFECTURE:
    return C_ ("level", "prefecture");
  case DZ_LEVEL_COUNTY:
    return C_ ("level", "county");
  case DZ_LEVEL_TOWNSHIP:
    return C_ ("level", "township");
  case DZ_LEVEL_UNKNOWN:
  default:
    return "";
  }
}

static const char *
get_state_label (DzValue value)
{
  if (value.kind == DZ_VALUE_NUMBER)
    return value.bound == DZ_BOUND_EXACT ? C_ ("state", "number") : C_ ("state", "approximate");
  return dz_value_kind_get_words (value.kind);
}

static const char *
get_where_label (DzWhere where)
{
  switch (where) {
  case DZ_WHERE_TABLE:
    return C_ ("where", "table");
  case DZ_WHERE_PROSE:
    return C_ ("where", "text");
  case DZ_WHERE_MANUAL:
    return C_ ("where", "by hand");
  default:
    g_return_val_if_reached ("");
  }
}

static const char *
get_form_label (DzBook *self,
                const char *id)
{
  const DzForm *form = dz_catalogue_lookup_form (dz_comparison_get_catalogue (self->comparison), id);

  return form != NULL ? dz_form_get_label (form) : id;
}

static void
write_year (DzBook *self,
            DzSheet sheet,
            guint row,
            guint column,
            guint year)
{
  if (year != 0)
    dz_book_count (self, sheet, row, column, year, DZ_LOOK_YEAR);
}

/* No cell here is merged, and a number is a number: the table can be pivoted as it is. */
static void
write_fact (DzBook *self,
            guint row,
            guint column,
            const DzFact *fact)
{
  DzReport *report = dz_extraction_get_report (dz_comparison_get_column (self->comparison, column));
  const DzIndicator *indicator = NULL;
  DzAddress place = fact->address;
  const char *file = dz_report_get_file_of (report, fact->address.block, &place.block);
  DzDocument *document = dz_report_get_document (report);
  g_autofree char *words = NULL;
  const DzSheet sheet = DZ_SHEET_DATA;

  if (fact->where != DZ_WHERE_MANUAL)
    words = document == NULL ? dz_address_to_string (&place)
                             : dz_location_to_words (document, fact->address.block - place.block, &fact->address);
  if (fact->indicator != NULL)
    indicator = dz_catalogue_lookup_indicator (dz_comparison_get_catalogue (self->comparison), fact->indicator);
  dz_book_text (self, sheet, row, 0, dz_export_get_agency (report), DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 1, dz_report_get_region (report), DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 2, get_level_label (dz_report_get_level (report)), DZ_LOOK_TEXT);
  write_year (self, sheet, row, 3, fact->year != 0 ? fact->year : dz_report_get_year (report));
  dz_book_text (self, sheet, row, 4, get_form_label (self, dz_report_get_form (report)), DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 5, fact->path, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 6, fact->indicator, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 7, indicator != NULL ? dz_indicator_get_label (indicator) : fact->label, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 8, dz_export_get_member_label (self->comparison, fact->member), DZ_LOOK_TEXT);
  if (fact->value.kind == DZ_VALUE_NUMBER)
    dz_book_number (self, sheet, row, DZ_DATA_VALUE_COLUMN, fact->value.number, dz_book_number_look (fact->value));
  dz_book_text (self, sheet, row, 10, fact->unit, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 11, get_state_label (fact->value), DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 12, fact->quote, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 13, file, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 14, words == NULL ? "" : words, DZ_LOOK_TEXT);
  dz_book_text (self, sheet, row, 15, get_where_label (fact->where), DZ_LOOK_TEXT);
  dz_book_count (self, sheet, row, 16, fact->confidence, DZ_LOOK_TEXT);
}

void
dz_book_write_data (DzBook *self)
{
  const char *const heads[] = {
    C_ ("head", "Agency"), C_ ("head", "Region"), C_ ("head", "Level"), C_ ("head", "Year"), C_ ("head", "Form"),
    C_ ("head", "Section"), C_ ("head", "Id"), C_ ("head", "Indicator"), C_ ("head", "Applicant"),
    C_ ("head", "Value"), C_ ("head", "Unit"), C_ ("head", "State"), C_ ("head", "Words of the report"),
    C_ ("head", "File"), C_ ("head", "Place"), C_ ("head", "Read from"), C_ ("head", "Confidence"),
    C_ ("head", "Checked by"),
  };
  static const double widths[] = { 26, 18, 8, 8, 20, 30, 26, 30, 12, 12, 8, 14, 40, 28, 16, 10, 10, 12 };
  lxw_table_column columns[G_N_ELEMENTS (heads)];
  lxw_table_column *list[G_N_ELEMENTS (heads) + 1] = { NULL };
  guint row = DZ_LIST_TOP, last = MIN (self->data_rows[self->n_columns], MAX_ROWS);

  dz_book_heads (self, DZ_SHEET_DATA, heads, widths, G_N_ELEMENTS (heads));
  memset (columns, 0, sizeof columns);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++) {
    columns[i].header = (char *) heads[i];
    columns[i].header_format = self->looks[DZ_LOOK_HEAD];
    list[i] = &columns[i];
  }
  /* The library makes no table of rows that are on the disk already. */
  if (self->large)
    worksheet_autofilter (self->sheets[DZ_SHEET_DATA], 0, 0, MAX (last, DZ_LIST_TOP + 1) - 1, G_N_ELEMENTS (heads) - 1);
  else
    worksheet_add_table (self->sheets[DZ_SHEET_DATA], 0, 0, MAX (last, DZ_LIST_TOP + 1) - 1, G_N_ELEMENTS (heads) - 1,
                         &(lxw_table_options) { .name = (char *) C_ ("name", "DataTable"), .columns = list,
                                                .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = 1 });
  for (guint column = 0; column < self->n_columns && !dz_book_is_over (self); column++) {
    GPtrArray *facts = get_facts (self, column);

    for (guint i = 0; i < facts->len && row < MAX_ROWS; i++)
      if (is_listed (self, g_ptr_array_index (facts, i)))
        write_fact (self, row++, column, g_ptr_array_index (facts, i));
  }
  dz_book_print (self, DZ_SHEET_DATA, TRUE, 1, 0, 0);
}

/* --- crosswalk --- */

/* Forms of the comparison, the oldest first; of DzForm. */
static GPtrArray *
list_forms (DzBook *self)
{
  DzCatalogue *catalogue = dz_comparison_get_catalogue (self->comparison);
  GPtrArray *all = dz_catalogue_get_forms (catalogue);
  GPtrArray *used = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const DzForm *form = g_ptr_array_index (all, i);
    gboolean found = FALSE;

    for (guint column = 0; column < self->n_columns && !found && form->rows->len > 0; column++)
      found = g_str_equal (dz_report_get_form (dz_extraction_get_report (
                             dz_comparison_get_column (self->comparison, column))), form->id);
    if (found)
      g_ptr_array_add (used, (gpointer) form);
  }
  return used;
}

static const char *
get_comparable_label (DzComparable comparable)
{
  switch (comparable) {
  case DZ_COMPARABLE_SAME:
    return C_ ("comparable", "comparable");
  case DZ_COMPARABLE_SUM:
    return C_ ("comparable", "after summing");
  case DZ_COMPARABLE_NEAR:
    return C_ ("comparable", "with reservations");
  case DZ_COMPARABLE_NO:
    return C_ ("comparable", "not comparable");
  default:
    g_return_val_if_reached ("");
  }
}

static void
write_crosswalk_row (DzBook *self,
                     GPtrArray *forms,
                     const DzIndicator *indicator,
                     guint line)
{
  DzCatalogue *catalogue = dz_comparison_get_catalogue (self->comparison);
  const DzForm *before = NULL;
  guint at = 3;
  const char *longest = dz_indicator_get_label (indicator);

  for (guint i = 0; i < forms->len; i++) {
    const DzFormRow *row = dz_form_lookup_row (g_ptr_array_index (forms, i), indicator->id);

    if (row != NULL && row->labels != NULL && row->labels[0] != NULL && strlen (row->labels[0]) > strlen (longest))
      longest = row->labels[0];
  }
  dz_book_fit_row (self, DZ_SHEET_CROSSWALK, line, &(DzWrapped){ longest, 40 }, 1);
  dz_book_text (self, DZ_SHEET_CROSSWALK, line, 0, indicator->id, DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_CROSSWALK, line, 1, dz_indicator_get_label (indicator), DZ_LOOK_WRAP);
  dz_book_text (self, DZ_SHEET_CROSSWALK, line, 2, indicator->unit, DZ_LOOK_TEXT);
  for (guint i = 0; i < forms->len; i++, at += 2) {
    const DzForm *form = g_ptr_array_index (forms, i);
    const DzFormRow *row = dz_form_lookup_row (form, indicator->id);

    if (row == NULL) {
      dz_book_text (self, DZ_SHEET_CROSSWALK, line, at, dz_value_kind_get_sign (DZ_VALUE_NOT_IN_FORM), DZ_LOOK_SIGN);
      continue;
    }
    dz_book_text (self, DZ_SHEET_CROSSWALK, line, at, row->labels != NULL ? row->labels[0] : NULL, DZ_LOOK_WRAP);
    if (before != NULL)
      dz_book_text (self, DZ_SHEET_CROSSWALK, line, at - 1,
                    get_comparable_label (dz_catalogue_compare_forms (catalogue, indicator->id, before->id, form->id,
                                                                      NULL)),
                    DZ_LOOK_TEXT);
    before = form;
  }
}

void
dz_book_write_crosswalk (DzBook *self)
{
  g_autoptr (GPtrArray) forms = list_forms (self);
  const char *heads[64] = { C_ ("head", "Id"), C_ ("head", "Indicator"), C_ ("head", "Unit") };
  double widths[64] = { 28, 40, 8 };
  guint n = 3, line = DZ_LIST_TOP;

  if (forms->len > 30)
    g_ptr_array_set_size (forms, 30);
  for (guint i = 0; i < forms->len; i++) {
    if (i > 0) {
      widths[n] = 16;
      heads[n++] = _ ("Comparable");
    }
    widths[n] = 40;
    heads[n++] = dz_form_get_label (g_ptr_array_index (forms, i));
  }
  dz_book_heads (self, DZ_SHEET_CROSSWALK, heads, widths, n);
  for (guint row = 0; row < self->n_rows; row++) {
    const DzMatrixRow *r = dz_comparison_get_row (self->comparison, row);

    /* Members of one indicator share its line. */
    if (r->indicator == NULL || r->indicator->kind == DZ_INDICATOR_HEADER
        || (int) row != dz_comparison_find_row (self->comparison, r->indicator->id, NULL))
      continue;
    write_crosswalk_row (self, forms, r->indicator, line++);
  }
  dz_book_print (self, DZ_SHEET_CROSSWALK, FALSE, 1, 0, 0);
}

/* --- sources --- */

#define REASON_WIDTH 36
#define FILE_WIDTH 44
#define REMARK_WIDTH 60

static char *
join_remarks (DzExtraction *extraction)
{
  GPtrArray *lists[] = { dz_report_get_remarks (dz_extraction_get_report (extraction)),
                         dz_extraction_get_remarks (extraction) };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && j < lists[i]->len; j++) {
      const DzRemark *remark = g_ptr_array_index (lists[i], j);

      if (out->len > 0)
        g_string_append (out, "; ");
      g_string_append (out, remark->message);
    }
  return g_string_free (out, FALSE);
}

static void
write_source (DzBook *self,
              guint line,
              guint column)
{
  DzExtraction *extraction = dz_comparison_get_column (self->comparison, column);
  DzReport *report = dz_extraction_get_report (extraction);
  g_autofree char *remarks = join_remarks (extraction);
  guint first = self->data_rows[column];

  dz_book_fit_row (self, DZ_SHEET_SOURCES, line,
                   (const DzWrapped[]){ { dz_report_get_form_reason (report), REASON_WIDTH },
                                        { dz_report_get_file (report), FILE_WIDTH },
                                        { remarks, REMARK_WIDTH } },
                   3);
  dz_book_count (self, DZ_SHEET_SOURCES, line, 0, column + 1, DZ_LOOK_NUMBER);
  dz_book_text (self, DZ_SHEET_SOURCES, line, 1, dz_report_get_agency (report), DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_SOURCES, line, 2, dz_report_get_region (report), DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_SOURCES, line, 3, get_level_label (dz_report_get_level (report)), DZ_LOOK_TEXT);
  write_year (self, DZ_SHEET_SOURCES, line, 4, dz_report_get_year (report));
  dz_book_text (self, DZ_SHEET_SOURCES, line, 5, get_form_label (self, dz_report_get_form (report)), DZ_LOOK_TEXT);
  dz_book_text (self, DZ_SHEET_SOURCES, line, 6, dz_report_get_form_reason (report), DZ_LOOK_WRAP);
  dz_book_text (self, DZ_SHEET_SOURCES, line, 7, dz_report_get_file (report), DZ_LOOK_WRAP);
  if (self->data_rows[column + 1] > first && column < MAX_LINKS && first < MAX_ROWS) {
    g_autofree char *count = g_strdup_printf ("%u", self->data_rows[column + 1] - first);

    dz_book_link (self, DZ_SHEET_SOURCES, line, 8, DZ_SHEET_DATA, first, 0, count, NULL, DZ_LOOK_LINK);
  }
  dz_book_count (self, DZ_SHEET_SOURCES, line, 8, dz_extraction_get_facts (extraction)->len, DZ_LOOK_LINK);
  dz_book_text (self, DZ_SHEET_SOURCES, line, 9, remarks, DZ_LOOK_WRAP);
}

void
dz_book_write_sources (DzBook *self)
{
  const char *const heads[] = {
    C_ ("head", "No."), C_ ("head", "Agency"), C_ ("head", "Region"), C_ ("head", "Level"), C_ ("head", "Year"),
    C_ ("head", "Form"), C_ ("head", "Why this form"), C_ ("head", "File"), C_ ("head", "Figures"),
    C_ ("head", "Remarks"),
  };
  static const double widths[] = { 6, 30, 20, 8, 8, 24, REASON_WIDTH, FILE_WIDTH, 9, REMARK_WIDTH };
  GPtrArray *unread = self->job->unread;
  guint line = DZ_LIST_TOP;

  dz_book_heads (self, DZ_SHEET_SOURCES, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < self->n_columns && !dz_book_is_over (self); i++)
    write_source (self, line++, i);
  if (line > DZ_LIST_TOP)
    worksheet_autofilter (self->sheets[DZ_SHEET_SOURCES], 0, 0, line - 1, G_N_ELEMENTS (heads) - 1);
  if (unread != NULL && unread->len > 0) {
    dz_book_text (self, DZ_SHEET_SOURCES, ++line, 1, _ ("Files that could not be read"), DZ_LOOK_GROUP);
    for (guint i = 0; i < unread->len; i++)
      dz_book_text (self, DZ_SHEET_SOURCES, ++line, 1, g_ptr_array_index (unread, i), DZ_LOOK_TEXT);
  }
  dz_book_print (self, DZ_SHEET_SOURCES, FALSE, 1, 0, 0);
}
