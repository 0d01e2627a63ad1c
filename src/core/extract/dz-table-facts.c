/* dz-table-facts.c - the facts of tables
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-fact-private.h"
#include "dz-facts-private.h"

#include "dz-labels.h"
#include "dz-table-private.h"
#include "dz-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONFIDENCE_UNMAPPED 70
#define CONFIDENCE_INFERRED 72
#define CONFIDENCE_MISFIT 30
#define PENALTY_ORDERED 6
#define PENALTY_RECOGNISED 10

#define MAX_LEVELS 6u

typedef struct {
  DzReport *report;
  DzCatalogue *catalogue;
  DzLabels *labels;
  GPtrArray *facts;
  GPtrArray *remarks;
  GHashTable *seen; /* DzFormRow (borrowed) of rows that were found: a set */

  guint block_index;
  const DzBlock *block;
  const DzTable *table; /* as printed, or laid out from it */
  GArray *origins;      /* of guint: the printed cell of each; NULL: the same */
  GPtrArray *infos;
  int form; /* -1: none */
  const char *headings[MAX_LEVELS]; /* texts of cells, by level of their number */
} Reader;

static const char *
text_of (Reader *self,
         guint cell)
{
  return ((const DzCellInfo *) g_ptr_array_index (self->infos, cell))->label_text;
}

static const char *
inner_label (Reader *self,
             const DzTableRow *row)
{
  return row->labels->len > 0 ? text_of (self, g_array_index (row->labels, guint, row->labels->len - 1)) : NULL;
}

static void
append_path (GString *path,
             const char *text)
{
  if (text[0] == '\0')
    return;
  if (path->len > 0)
    g_string_append (path, " / ");
  g_string_append (path, text);
}

static guint
level_of_row (Reader *self,
              const DzTableRow *row)
{
  const DzCellInfo *info;

  if (row->labels->len == 0)
    return 0;
  info = g_ptr_array_index (self->infos, g_array_index (row->labels, guint, row->labels->len - 1));
  return info->level;
}

/* The heads that lead to a value that no form claims, as printed. */
static char *
printed_path (Reader *self,
              const DzTableRow *row,
              const DzColumn *column)
{
  GString *path = g_string_new (NULL);
  guint level = level_of_row (self, row);

  if (row->labels->len == 1)
    for (guint i = 1; i < MAX_LEVELS && (level == 0 || i < level); i++)
      if (self->headings[i] != NULL)
        append_path (path, self->headings[i]);
  for (guint i = 0; i < row->labels->len; i++)
    append_path (path, text_of (self, g_array_index (row->labels, guint, i)));
  if (column != NULL && column->role != DZ_ROLE_VALUE && column->role != DZ_ROLE_MEMBER)
    append_path (path, column->label);
  return g_string_free (path, FALSE);
}

static void
keep_heading (Reader *self,
              const DzTableRow *row)
{
  guint level = level_of_row (self, row);

  if (level == 0 || level >= MAX_LEVELS)
    return;
  self->headings[level] = inner_label (self, row);
  for (guint i = level + 1; i < MAX_LEVELS; i++)
    self->headings[i] = NULL;
}

/* Cell beats head beats row beats form. */
static const char *
find_unit (Reader *self,
           const DzTableRow *row,
           const DzColumn *column,
           const DzCellInfo *info,
           const DzFormRow *form_row)
{
  if (info->unit != NULL)
    return info->unit;
  if (column != NULL && column->unit != NULL)
    return column->unit;
  if (row->unit_cell >= 0)
    return ((const DzCellInfo *) g_ptr_array_index (self->infos, (guint) row->unit_cell))->unit;
  if (form_row == NULL)
    return "";
  return form_row->unit[0] != '\0' ? form_row->unit : form_row->indicator->unit;
}

/* Where the value would stand: behind the last cell of the row. */
static DzAddress
address_behind (DzAddress address)
{
  address.start = address.end;
  return address;
}

/* The cell of the document that a cell of the table came from. */
static const DzCell *
printed_cell (Reader *self,
              const DzCell *cell)
{
  if (self->origins == NULL)
    return cell;
  return &self->block->table->cells[g_array_index (self->origins, guint, cell - self->table->cells)];
}

static DzAddress
address_of (Reader *self,
            const DzCell *laid_out)
{
  const DzCell *cell = printed_cell (self, laid_out);

  return (DzAddress) { cell->page > 0 ? cell->page : self->block->page, self->block_index, (int) cell->row,
                       (int) cell->col, 0, (guint) g_utf8_strlen (cell->text, -1) };
}

/* Digits of a year before the number itself: 20217,294,800. Said, never mended. */
static gboolean
looks_fused (Reader *self,
             const DzCellInfo *info,
             const char *printed)
{
  guint year = dz_report_get_year (self->report);
  g_autofree char *start = NULL;

  if (year == 0 || !dz_value_is_number (info->value) || info->value.number.scale > 0
      || info->value.number.mantissa < 10000)
    return FALSE;
  start = g_strdup_printf ("%u", year);
  return strncmp (printed, start, 4) == 0 && strchr (printed, ',') != NULL
         && (strchr (printed, ',') - printed) > 4;
}

static guint
confidence_of (Reader *self,
               const DzTableRow *row,
               const DzColumn *column,
               const DzRowMatch *match,
               const DzCell *cell)
{
  guint confidence = match->row != NULL ? match->confidence : CONFIDENCE_UNMAPPED;

  if (row->misfit)
    return CONFIDENCE_MISFIT;
  if (row->inferred)
    confidence = MIN (confidence, CONFIDENCE_INFERRED);
  else if (column != NULL && column->ordered && column->role != DZ_ROLE_VALUE)
    confidence -= MIN (confidence, PENALTY_ORDERED);
  if ((cell->flags & DZ_CELL_RECOGNISED) != 0)
    confidence -= MIN (confidence, PENALTY_RECOGNISED);
  return confidence;
}

static void
emit (Reader *self,
      const DzTableRow *row,
      const DzTableValue *value,
      const DzRowMatch *match)
{
  const DzCell *cell = &self->table->cells[value->cell];
  const DzCellInfo nothing = { .class = DZ_CELL_IS_BLANK, .value = { DZ_VALUE_BLANK, DZ_BOUND_EXACT, DZ_DECIMAL_ZERO } };
  const DzCellInfo *info = value->absent ? &nothing : g_ptr_array_index (self->infos, value->cell);
  const DzColumn *column = value->column;
  const char *words = inner_label (self, row);
  const char *label = words != NULL ? words : column != NULL ? column->label : "";
  g_autofree char *own_path = match->row == NULL ? printed_path (self, row, column) : NULL;
  const char *printed = value->absent ? "" : info->label_text;
  DzFact fact = {
    .indicator = match->row != NULL ? match->row->indicator->id : NULL,
    .member = column != NULL && column->member != NULL ? column->member->id : NULL,
    .label = (char *) label, .value = info->value, .printed = (char *) printed, .note = info->note,
    .path = match->row != NULL ? (char *) dz_labels_get_row_path (self->labels, match->form, match->row) : own_path,
    .unit = (char *) find_unit (self, row, column, info, match->row), .where = DZ_WHERE_TABLE,
    .quote = value->absent ? (char *) "" : (char *) printed_cell (self, cell)->text,
    .address = value->absent ? address_behind (address_of (self, cell)) : address_of (self, cell),
    .confidence = confidence_of (self, row, column, match, cell),
    .year = column != NULL && column->year != dz_report_get_year (self->report) ? column->year : 0,
  };

  if (label[0] == '\0')
    return;
  if (looks_fused (self, info, printed)) {
    g_autofree char *place = dz_address_to_string (&fact.address);
    g_autofree char *message = g_strdup_printf (_ ("“%s” looks like a year and a number run together; compare it with the report"), printed);

    fact.confidence = MIN (fact.confidence, CONFIDENCE_MISFIT);
    g_ptr_array_add (self->remarks, dz_remark_new ("digits-fused", place, message));
  }
  if (match->row != NULL)
    g_hash_table_add (self->seen, (gpointer) match->row);
  g_ptr_array_add (self->facts, dz_fact_new_interned (&fact));
}

/* The row of the form for one value; none when the column is not the year's figure, or the
 * figure is broken down where the form does not break it down. */
static DzRowMatch
match_value (Reader *self,
             const DzTableRow *row,
             const DzRowMatch *row_match,
             const DzColumn *column)
{
  static const DzRowMatch none = { NULL, 0, 0 };

  if (self->form < 0 || row->misfit)
    return none;
  if (column == NULL)
    return row->inferred ? *row_match : none;
  switch (column->role) {
  case DZ_ROLE_VALUE:
    return *row_match;
  case DZ_ROLE_MEMBER:
    return row_match->row != NULL && row_match->row->indicator->dimension != NULL ? *row_match : none;
  case DZ_ROLE_COLUMN:
  case DZ_ROLE_PATH:
    return dz_table_match_column (self->labels, (guint) self->form, row, column, self->infos);
  case DZ_ROLE_NONE:
  case DZ_ROLE_LABEL:
  case DZ_ROLE_UNIT:
  case DZ_ROLE_CODE:
  case DZ_ROLE_REMARK:
  case DZ_ROLE_OTHER:
  default:
    return none;
  }
}

/* A row that never carries values groups the rows below: a hole in it says nothing, and a
 * printed dash that nothing is asked. */
static gboolean
is_value (const DzCellInfo *info,
          const DzRowMatch *match,
          const DzTableRow *row)
{
  if (info->class == DZ_CELL_IS_NUMBER)
    return TRUE;
  if (row->misfit || match->row == NULL)
    return FALSE;
  return match->row->has_cells || info->value.kind == DZ_VALUE_NOT_APPLICABLE;
}

static void
emit_row (Reader *self,
          const DzTableRow *row,
          const DzRowMatch *row_match)
{
  gboolean any = FALSE;

  for (guint i = 0; i < row->values->len; i++) {
    const DzTableValue *value = &g_array_index (row->values, DzTableValue, i);
    const DzCellInfo *info = g_ptr_array_index (self->infos, value->cell);
    DzRowMatch match = match_value (self, row, row_match, value->column);

    if (value->absent ? match.row == NULL || !match.row->has_cells : !is_value (info, &match, row))
      continue;
    any = TRUE;
    emit (self, row, value, &match);
  }
  if (row->misfit && any) {
    const DzCell *cell = &self->table->cells[g_array_index (row->values, DzTableValue, 0).cell];
    DzAddress address = address_of (self, cell);
    g_autofree char *place = dz_address_to_string (&address);

    g_ptr_array_add (self->remarks,
                     dz_remark_new ("cells-misaligned", place,
                                    _ ("A row has more or fewer values than its head has columns; compare it with the report")));
  }
}

static guint
count_number_rows (GPtrArray *rows,
                   GPtrArray *infos)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++) {
    const DzTableRow *row = g_ptr_array_index (rows, i);

    for (guint j = 0; j < row->values->len; j++) {
      const DzCellInfo *info = g_ptr_array_index (infos, g_array_index (row->values, DzTableValue, j).cell);

      if (info->class == DZ_CELL_IS_NUMBER && row->labels->len > 0) {
        n++;
        break;
      }
    }
  }
  return n;
}

static void
remark_hidden (Reader *self)
{
  for (guint i = 0; i < self->table->n_cells; i++) {
    const DzCell *cell = &self->table->cells[i];
    DzAddress address;
    g_autofree char *place = NULL;

    if ((cell->flags & DZ_CELL_HIDDEN) == 0 || cell->text[0] == '\0')
      continue;
    address = address_of (self, cell);
    place = dz_address_to_string (&address);
    g_ptr_array_add (self->remarks, dz_remark_new ("hidden-cells", place,
                                                   _ ("The table has hidden rows or columns; their values were read too")));
    return;
  }
}

static void
read_table (Reader *self,
            DzTableHead **head)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_sized_new (self->table->n_cells);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) matches = NULL;
  DzTableHead *left = NULL;

  for (guint i = 0; i < self->table->n_cells; i++)
    g_ptr_array_add (infos, (gpointer) dz_cell_info_get (self->labels, self->table->cells[i].text));
  dz_table_join_broken (self->labels, self->table, infos);
  self->infos = infos;
  memset (self->headings, 0, sizeof self->headings);
  rows = dz_table_read_rows (self->labels, self->table, infos, *head, &left);
  g_clear_pointer (head, dz_table_head_unref);
  *head = left;
  /* A frame around the page, a list of contents: numbers, but no table of figures. */
  if (self->form < 0 && count_number_rows (rows, infos) < 2)
    return;
  if (self->form >= 0)
    matches = dz_table_match_rows (self->labels, (guint) self->form, rows, infos);
  for (guint i = 0; i < rows->len; i++) {
    const DzTableRow *row = g_ptr_array_index (rows, i);
    const DzRowMatch none = { NULL, 0, 0 };
    const DzRowMatch *match = matches != NULL ? &g_array_index (matches, DzRowMatch, i) : &none;

    keep_heading (self, row);
    emit_row (self, row, match);
  }
  remark_hidden (self);
}

/* The table, or what the words of the forms make of one that came cell by cell. */
static void
read_laid_out (Reader *self,
               DzTableHead **head)
{
  g_autoptr (DzDocument) laid_out = dz_table_unroll (self->labels, self->table, &self->origins);

  if (laid_out != NULL)
    self->table = dz_document_get_block (laid_out, 0)->table;
  read_table (self, head);
  g_clear_pointer (&self->origins, g_array_unref);
}

/* Rows of the form between the first and the last one found that are not there. */
static void
remark_missing (Reader *self)
{
  for (guint f = 0; f < dz_labels_get_n_forms (self->labels); f++) {
    const DzForm *form = dz_labels_get_form (self->labels, f);
    guint first = G_MAXUINT, last = 0, n = 0;
    g_autofree char *message = NULL;

    for (guint i = 0; i < form->rows->len; i++) {
      if (!g_hash_table_contains (self->seen, g_ptr_array_index (form->rows, i)))
        continue;
      first = MIN (first, i);
      last = i;
    }
    for (guint i = first; i < last && first != G_MAXUINT; i++) {
      const DzFormRow *row = g_ptr_array_index (form->rows, i);

      n += row->has_cells && !g_hash_table_contains (self->seen, row);
    }
    if (n == 0)
      continue;
    message = g_strdup_printf (ngettext ("%u row of the form “%s” is not in the table",
                                         "%u rows of the form “%s” are not in the table", n), n, dz_form_get_label (form));
    g_ptr_array_add (self->remarks, dz_remark_new ("rows-missing", NULL, message));
  }
}

/* Numbers alone are a table of the report's form when the words above name its columns. */
static int
guess_form (Reader *self,
            guint first)
{
  int form = dz_labels_find_form (self->labels, dz_report_get_form (self->report));
  DzDocument *document = dz_report_get_document (self->report);
  DzTableHead *head = NULL;
  gboolean named = FALSE;

  if (form < 0 || self->table->n_rows != 1)
    return -1;
  head = dz_table_head_new_path (self->labels, self->table->n_cells);
  if (head == NULL)
    return -1;
  for (guint back = 1; back <= 2 && self->block_index >= first + back; back++) {
    const DzBlock *block = dz_document_get_block (document, self->block_index - back);
    g_autofree char *above = dz_text_fold_string (block->text);
    GPtrArray *columns = dz_table_head_get_columns (head);

    for (guint i = 0; i < columns->len && !named; i++) {
      const char *keys = ((const DzColumn *) g_ptr_array_index (columns, i))->keys;
      g_autofree char *part = g_strndup (keys, strcspn (keys, "/"));

      named = strstr (above, part) != NULL;
    }
  }
  dz_table_head_unref (head);
  return named ? form : -1;
}

/* Only a page number or the like stands between the parts of a table that a page cut. */
static gboolean
is_page_furniture (const DzBlock *block)
{
  return block->kind == DZ_BLOCK_PARAGRAPH && g_utf8_strlen (block->text, -1) <= 8;
}

void
dz_read_table_facts (DzReport *report,
                     DzCatalogue *catalogue,
                     GPtrArray *facts,
                     GPtrArray *remarks)
{
  DzDocument *document = dz_report_get_document (report);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Reader self = { .report = report, .catalogue = catalogue, .labels = dz_labels_get (catalogue),
                  .facts = facts, .remarks = remarks, .seen = seen };
  DzTableHead *head = NULL;
  guint first, last;

  dz_cell_info_trim (self.labels);
  dz_report_get_range (report, &first, &last);
  for (guint i = first; i < last; i++) {
    self.block_index = i;
    self.block = dz_document_get_block (document, i);
    self.table = self.block->table;
    if (self.table == NULL) {
      if (head != NULL && !is_page_furniture (self.block))
        g_clear_pointer (&head, dz_table_head_unref);
      continue;
    }
    self.form = dz_labels_find_form (self.labels, dz_report_get_table_form (report, i));
    if (self.form < 0)
      self.form = guess_form (&self, first);
    read_laid_out (&self, &head);
  }
  g_clear_pointer (&head, dz_table_head_unref);
  remark_missing (&self);
}
