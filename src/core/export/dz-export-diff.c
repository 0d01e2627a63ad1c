/* dz-export-diff.c - two reports beside each other, as text and as lines for scripts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-export.h"

#include "dz-export-private.h"
#include "dz-text.h"

#include <glib/gi18n-lib.h>

const char *
dz_diff_get_text (const DzDiffJob *job,
                  guint side,
                  int block,
                  const DzCell *cell)
{
  if (cell != NULL)
    return cell->text;
  return dz_document_get_block (job->documents[side], (guint) block)->text;
}

void
dz_diff_append_marked (GString *out,
                       const char *text,
                       GArray *spans,
                       int row,
                       int col,
                       const char *open,
                       const char *close,
                       gboolean html)
{
  guint at = 0, length = (guint) g_utf8_strlen (text, -1);

  for (guint i = 0; i <= (spans != NULL ? spans->len : 0); i++) {
    const DzPairSpan *span = spans != NULL && i < spans->len ? &g_array_index (spans, DzPairSpan, i) : NULL;
    guint start = span != NULL ? span->start : length;
    g_autofree char *same = NULL;
    g_autofree char *changed = NULL;

    if (span != NULL && (span->row != row || span->col != col))
      continue;
    same = dz_text_cut (text, at, start);
    changed = span != NULL ? dz_text_cut (text, span->start, span->end) : NULL;
    if (html)
      dz_export_append_escaped (out, same);
    else
      g_string_append (out, same);
    if (span == NULL)
      break;
    g_string_append (out, open);
    if (html)
      dz_export_append_escaped (out, changed);
    else
      g_string_append (out, changed);
    g_string_append (out, close);
    at = span->end;
  }
}

/* --- text --- */

static void
append_one_line (GString *out,
                 const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_c (out, *p == '\n' || *p == '\r' || *p == '\t' ? ' ' : *p);
}

/* A row of a table as a line, its cells divided by bars. */
static void
append_row (const DzDiffJob *job,
            GString *out,
            guint side,
            const DzPair *pair,
            int row)
{
  const DzTable *table = dz_document_get_block (job->documents[side], (guint) pair->blocks[side])->table;
  gboolean any = FALSE;

  for (guint col = 0; col < table->n_cols; col++) {
    const DzCell *cell = dz_table_get_cell (table, (guint) row, col);
    g_autoptr (GString) text = NULL;

    if (cell == NULL || cell->col != col || cell->row != (guint) row)
      continue;
    text = g_string_new (NULL);
    dz_diff_append_marked (text, cell->text, pair->spans[side], row, (int) col, side == 0 ? "[-" : "{+",
                           side == 0 ? "-]" : "+}", FALSE);
    g_string_append (out, any ? " | " : "");
    append_one_line (out, text->str);
    any = TRUE;
  }
}

static void
append_side (const DzDiffJob *job,
             GString *out,
             guint side,
             const DzPair *pair)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dz_diff_append_marked (text, dz_diff_get_text (job, side, pair->blocks[side], NULL), pair->spans[side], -1, -1,
                         side == 0 ? "[-" : "{+", side == 0 ? "-]" : "+}", FALSE);
  append_one_line (out, text->str);
}

static const DzTable *
get_table (const DzDiffJob *job,
           const DzPair *pair)
{
  guint side = pair->blocks[0] >= 0 ? 0 : 1;

  return dz_document_get_block (job->documents[side], (guint) pair->blocks[side])->table;
}

static void
append_table_text (const DzDiffJob *job,
                   GString *out,
                   const DzPair *pair)
{
  guint alone = pair->blocks[0] >= 0 ? 0 : 1;
  guint n = pair->rows != NULL ? pair->rows->len : get_table (job, pair)->n_rows;

  for (guint i = 0; i < n; i++) {
    const DzPairRow *row = pair->rows != NULL ? &g_array_index (pair->rows, DzPairRow, i) : NULL;

    if (row != NULL && row->kind == DZ_PAIR_EQUAL)
      continue;
    for (guint side = 0; side < 2; side++) {
      int at = row != NULL ? row->rows[side] : side == alone ? (int) i : -1;

      if (at < 0)
        continue;
      g_string_append (out, side == 0 ? "- " : "+ ");
      append_row (job, out, side, pair, at);
      g_string_append_c (out, '\n');
    }
  }
}

static void
append_pair_text (const DzDiffJob *job,
                  GString *out,
                  const DzPair *pair)
{
  if (get_table (job, pair) != NULL) {
    append_table_text (job, out, pair);
    return;
  }
  for (guint side = 0; side < 2; side++) {
    if (pair->blocks[side] < 0)
      continue;
    /* A moved paragraph is told by > and <, since nothing was lost or added. */
    g_string_append (out, pair->kind == DZ_PAIR_MOVED ? (side == 0 ? "< " : "> ") : side == 0 ? "- " : "+ ");
    append_side (job, out, side, pair);
    g_string_append_c (out, '\n');
  }
}

static gboolean
is_heading (const DzDiffJob *job,
            const DzPair *pair)
{
  guint side = pair->blocks[0] >= 0 ? 0 : 1;

  return dz_document_get_block (job->documents[side], (guint) pair->blocks[side])->kind == DZ_BLOCK_HEADING;
}

static guint
append_text (const DzDiffJob *job,
             GString *out)
{
  const DzPair *heading = NULL;
  guint n = 0;

  for (guint side = 0; side < 2; side++) {
    g_autofree char *title = dz_export_dup_column_title (job->comparison, job->columns[side]);

    g_string_append_printf (out, "%s %s\n", side == 0 ? "---" : "+++", title);
  }
  for (guint i = 0; i < dz_pairs_get_n_pairs (job->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (job->pairs, i);

    if (is_heading (job, pair))
      heading = pair;
    if (pair->kind == DZ_PAIR_EQUAL)
      continue;
    n++;
    if (heading != NULL && heading != pair) {
      guint side = heading->blocks[1] >= 0 ? 1 : 0;

      g_string_append (out, "@@ ");
      append_one_line (out, dz_diff_get_text (job, side, heading->blocks[side], NULL));
      g_string_append (out, " @@\n");
    }
    heading = NULL;
    append_pair_text (job, out, pair);
  }
  return n;
}

static guint
append_indicators_text (const DzDiffJob *job,
                        GString *out)
{
  guint n = 0;

  for (guint row = 0; row < dz_comparison_get_n_rows (job->comparison); row++) {
    const DzMatrixRow *r = dz_comparison_get_row (job->comparison, row);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *change = NULL;

    if (!r->differs)
      continue;
    if (n++ == 0)
      g_string_append_printf (out, "\n%s\n", _ ("Indicators that differ"));
    before = dz_comparison_format_cell (job->comparison, row, job->columns[0], DZ_MODE_VALUE);
    after = dz_comparison_format_cell (job->comparison, row, job->columns[1], DZ_MODE_VALUE);
    change = dz_comparison_format_cell (job->comparison, row, job->columns[1], DZ_MODE_CHANGE);
    g_string_append (out, "  ");
    append_one_line (out, r->label);
    g_string_append_printf (out, ": %s → %s%s%s", before, after, r->unit[0] != '\0' ? " " : "", r->unit);
    if (dz_comparison_get_cell (job->comparison, row, job->columns[1])->has_change)
      g_string_append_printf (out, " (%s)", change);
    g_string_append_c (out, '\n');
  }
  return n;
}

/* --- lines for scripts --- */

static void
append_json_side (GString *out,
                  const char *name,
                  const char *text,
                  const DzAddress *address,
                  GArray *spans,
                  int row,
                  int col)
{
  gboolean any = FALSE;
  g_autofree char *place = NULL;

  g_string_append_printf (out, ", \"%s\": ", name);
  if (text == NULL) {
    g_string_append (out, "null");
    return;
  }
  place = dz_address_to_string (address);
  g_string_append (out, "{\"text\": ");
  dz_export_append_json_string (out, text);
  g_string_append_printf (out, ", \"address\": \"%s\", \"spans\": [", place);
  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    const DzPairSpan *span = &g_array_index (spans, DzPairSpan, i);

    if (span->row != row || span->col != col)
      continue;
    g_string_append_printf (out, "%s[%u, %u]", any ? ", " : "", span->start, span->end);
    any = TRUE;
  }
  g_string_append (out, "]}");
}

static const char *
kind_name (DzPairKind kind)
{
  static const char *const names[] = { "equal", "changed", "only", "moved" };

  return names[kind];
}

/* One line: a block, or a cell of the table. */
static void
append_json_place (const DzDiffJob *job,
                   GString *out,
                   const DzPair *pair,
                   DzPairKind kind,
                   const DzCell *const cells[2],
                   const gboolean there[2])
{
  g_string_append_printf (out, "{\"type\": \"text\", \"kind\": \"%s\"", kind_name (kind));
  for (guint side = 0; side < 2; side++) {
    const DzCell *cell = cells[side];
    const char *text = there[side] ? dz_diff_get_text (job, side, pair->blocks[side], cell) : NULL;
    int row = cell != NULL ? (int) cell->row : -1, col = cell != NULL ? (int) cell->col : -1;
    DzAddress address = { 0, there[side] ? (guint) pair->blocks[side] : 0, row, col, 0,
                          text != NULL ? (guint) g_utf8_strlen (text, -1) : 0 };

    append_json_side (out, side == 0 ? "left" : "right", text, &address, pair->spans[side], row, col);
  }
  g_string_append (out, "}\n");
}

static const DzCell *
cell_at (const DzDiffJob *job,
         const DzPair *pair,
         guint side,
         int row,
         guint index)
{
  const DzTable *table;
  guint n = 0;

  if (row < 0)
    return NULL;
  table = dz_document_get_block (job->documents[side], (guint) pair->blocks[side])->table;
  for (guint col = 0; col < table->n_cols; col++) {
    const DzCell *cell = dz_table_get_cell (table, (guint) row, col);

    if (cell != NULL && cell->row == (guint) row && cell->col == col && n++ == index)
      return cell;
  }
  return NULL;
}

/* Cells of a row that differ; of a row that stands alone, all. */
static void
append_json_row (const DzDiffJob *job,
                 GString *out,
                 const DzPair *pair,
                 const DzPairRow *row)
{
  for (guint i = 0;; i++) {
    const DzCell *cells[2] = { cell_at (job, pair, 0, row->rows[0], i), cell_at (job, pair, 1, row->rows[1], i) };

    if (cells[0] == NULL && cells[1] == NULL)
      return;
    if (cells[0] != NULL && cells[1] != NULL && g_str_equal (cells[0]->text, cells[1]->text))
      continue;
    append_json_place (job, out, pair, row->kind, cells, (const gboolean[]) { cells[0] != NULL, cells[1] != NULL });
  }
}

static guint
append_json (const DzDiffJob *job,
             GString *out)
{
  guint n = 0;

  for (guint i = 0; i < dz_pairs_get_n_pairs (job->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (job->pairs, i);
    const DzTable *table = get_table (job, pair);

    if (pair->kind == DZ_PAIR_EQUAL)
      continue;
    n++;
    if (table == NULL) {
      append_json_place (job, out, pair, pair->kind, (const DzCell *const[]) { NULL, NULL },
                         (const gboolean[]) { pair->blocks[0] >= 0, pair->blocks[1] >= 0 });
      continue;
    }
    for (guint r = 0; r < (pair->rows != NULL ? pair->rows->len : table->n_rows); r++) {
      DzPairRow alone = { DZ_PAIR_ONLY, { pair->blocks[0] >= 0 ? (int) r : -1, pair->blocks[1] >= 0 ? (int) r : -1 } };
      const DzPairRow *row = pair->rows != NULL ? &g_array_index (pair->rows, DzPairRow, r) : &alone;

      if (row->kind != DZ_PAIR_EQUAL)
        append_json_row (job, out, pair, row);
    }
  }
  return n;
}

static void
append_json_value (GString *out,
                   const char *name,
                   const DzMatrixCell *cell)
{
  g_string_append_printf (out, ", \"%s\": ", name);
  if (cell->value.kind == DZ_VALUE_NUMBER) {
    g_autofree char *number = dz_decimal_to_string (cell->value.number);

    g_string_append_printf (out, "\"%s\"", number);
  } else {
    g_string_append (out, "null");
  }
  g_string_append_printf (out, ", \"%s_state\": \"%s\"", name, dz_value_kind_to_string (cell->value.kind));
}

static guint
append_indicators_json (const DzDiffJob *job,
                        GString *out)
{
  static const char *const comparable[] = { "same", "sum", "near", "no" };
  guint n = 0;

  for (guint row = 0; row < dz_comparison_get_n_rows (job->comparison); row++) {
    const DzMatrixRow *r = dz_comparison_get_row (job->comparison, row);
    const DzMatrixCell *cell = dz_comparison_get_cell (job->comparison, row, job->columns[1]);

    if (!r->differs)
      continue;
    n++;
    g_string_append (out, "{\"type\": \"indicator\", \"indicator\": ");
    dz_export_append_json_string (out, r->indicator != NULL ? r->indicator->id : r->key);
    g_string_append (out, ", \"label\": ");
    dz_export_append_json_string (out, r->label);
    g_string_append (out, ", \"unit\": ");
    dz_export_append_json_string (out, r->unit);
    append_json_value (out, "left", dz_comparison_get_cell (job->comparison, row, job->columns[0]));
    append_json_value (out, "right", cell);
    if (cell->has_change) {
      g_autofree char *change = dz_decimal_to_string (cell->change);

      g_string_append_printf (out, ", \"change\": \"%s\"", change);
    } else {
      g_string_append (out, ", \"change\": null");
    }
    g_string_append_printf (out, ", \"comparable\": \"%s\"}\n", comparable[cell->comparable]);
  }
  return n;
}

guint
dz_export_append_diff (GString *out,
                       DzExtraction *left,
                       DzExtraction *right,
                       DzCatalogue *catalogue,
                       DzDiffFormat format)
{
  g_autoptr (GPtrArray) extractions = g_ptr_array_new ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (DzPairs) pairs = NULL;
  g_autoptr (DzComparison) comparison = NULL;
  DzComparisonOptions options = { .baseline = DZ_BASELINE_REPORT, .baseline_column = 0 };
  DzDiffJob job = { { left, right }, { NULL }, NULL, NULL, { 0, 1 } };

  for (guint i = 0; i < 2; i++) {
    g_ptr_array_add (extractions, job.sides[i]);
    g_ptr_array_add (reports, dz_extraction_get_report (job.sides[i]));
    job.documents[i] = dz_report_get_document (dz_extraction_get_report (job.sides[i]));
  }
  job.pairs = pairs = dz_pairs_new (reports);
  job.comparison = comparison = dz_comparison_new (extractions, catalogue, &options);
  switch (format) {
  case DZ_DIFF_TEXT:
    return append_text (&job, out) + append_indicators_text (&job, out);
  case DZ_DIFF_HTML:
    return dz_diff_append_html (&job, out);
  case DZ_DIFF_NDJSON:
    return append_json (&job, out) + append_indicators_json (&job, out);
  default:
    g_return_val_if_reached (0);
  }
}
