/* dz-export-diff-html.c - two reports beside each other, as a page that stands alone
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both texts whole, like pages; what differs has a tint and a line, so that it shows in grey too.
 * A column of links at the side leads from difference to difference.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-export-private.h"

#include <glib/gi18n-lib.h>

static const char style[] =
  ":root{color-scheme:light dark;--ink:#1d1d1f;--dim:#6b6f76;--line:#d9dce1;--paper:#fff;--head:#f3f4f6;"
  "--out:#fde3d3;--in:#d7eafb;--edge-out:#b54a00;--edge-in:#00629b}\n"
  "@media(prefers-color-scheme:dark){:root{--ink:#ececec;--dim:#9aa0a8;--line:#3a3d42;--paper:#1e1f22;--head:#292b2f;"
  "--out:#4a2a14;--in:#13344d;--edge-out:#ffb27a;--edge-in:#7cc0ff}}\n"
  "*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);"
  "font:16px/1.75 \"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}\n"
  "main{max-width:1500px;margin:0 auto;padding:24px}h1{font-size:22px;margin:0}h2{font-size:18px;margin:32px 0 8px}\n"
  ".dim{color:var(--dim)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 32px;border-left:3px solid transparent;"
  "padding-left:12px;scroll-margin:80px}\n"
  ".names{position:sticky;top:0;z-index:1;background:var(--head);font-weight:600;padding:8px 12px}\n"
  ".c,.o,.m{border-left-color:var(--edge-out)}.pair>div{overflow-x:auto;max-width:42em}.none{background:var(--head);"
  "min-height:1em;border-radius:4px}\n"
  "p{margin:4px 0}h3{font-size:17px;margin:16px 0 4px}del{background:var(--out);text-decoration:none;border-bottom:2px "
  "solid var(--edge-out)}ins{background:var(--in);text-decoration:none;border-bottom:2px double var(--edge-in)}\n"
  "table{border-collapse:collapse;font-size:14px;margin:6px 0}td,th{border:1px solid var(--line);padding:2px 8px;"
  "text-align:left;vertical-align:top}\n"
  ".row td{background:var(--head)}td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
  "@media print{main{padding:0;max-width:none}.names{position:static}@page{size:A4 landscape;margin:12mm}}\n";

static const char *
open_of (guint side)
{
  return side == 0 ? "<del>" : "<ins>";
}

static const char *
close_of (guint side)
{
  return side == 0 ? "</del>" : "</ins>";
}

static gboolean
is_row_alone (const DzPair *pair,
              guint side,
              guint row)
{
  for (guint i = 0; pair->rows != NULL && i < pair->rows->len; i++) {
    const DzPairRow *r = &g_array_index (pair->rows, DzPairRow, i);

    if (r->rows[side] == (int) row)
      return r->kind == DZ_PAIR_ONLY;
  }
  return FALSE;
}

static void
append_table (GString *out,
              const DzPair *pair,
              guint side,
              const DzTable *table)
{
  guint next = 0;

  g_string_append (out, "<table>\n");
  for (guint row = 0; row < table->n_rows; row++) {
    g_string_append (out, is_row_alone (pair, side, row) ? "<tr class=\"row\">" : "<tr>");
    for (; next < table->n_cells && table->cells[next].row == row; next++) {
      const DzCell *cell = &table->cells[next];

      g_string_append (out, "<td");
      if (cell->row_span > 1)
        g_string_append_printf (out, " rowspan=\"%u\"", cell->row_span);
      if (cell->col_span > 1)
        g_string_append_printf (out, " colspan=\"%u\"", cell->col_span);
      g_string_append_c (out, '>');
      dz_diff_append_marked (out, cell->text, pair->spans[side], (int) cell->row, (int) cell->col, open_of (side),
                             close_of (side), TRUE);
      g_string_append (out, "</td>");
    }
    g_string_append (out, "</tr>\n");
  }
  g_string_append (out, "</table>");
}

static void
append_block (const DzDiffJob *job,
              GString *out,
              const DzPair *pair,
              guint side)
{
  const DzBlock *block;
  const char *element;

  if (pair->blocks[side] < 0) {
    g_string_append (out, "<div class=\"none\"></div>");
    return;
  }
  block = dz_document_get_block (job->documents[side], (guint) pair->blocks[side]);
  g_string_append (out, "<div>");
  if (block->table != NULL) {
    append_table (out, pair, side, block->table);
  } else {
    element = block->kind == DZ_BLOCK_HEADING ? "h3" : "p";
    g_string_append_printf (out, "<%s>", element);
    dz_diff_append_marked (out, block->text, pair->spans[side], -1, -1, open_of (side), close_of (side), TRUE);
    g_string_append_printf (out, "</%s>", element);
  }
  if (pair->kind == DZ_PAIR_MOVED) {
    /* TRANSLATORS: link below a paragraph that stands elsewhere in the other report */
    g_string_append_printf (out, "<p class=\"dim\"><a href=\"#p%d\">%s</a></p>", pair->partner,
                            _ ("moved: see it on the other side"));
  }
  g_string_append (out, "</div>");
}

static guint
append_indicators (const DzDiffJob *job,
                   GString *out)
{
  guint n = 0;

  for (guint row = 0; row < dz_comparison_get_n_rows (job->comparison); row++) {
    const DzMatrixRow *r = dz_comparison_get_row (job->comparison, row);

    if (!r->differs)
      continue;
    if (n++ == 0) {
      g_string_append (out, "<h2>");
      dz_export_append_escaped (out, _ ("Indicators that differ"));
      g_string_append (out, "</h2>\n<table lang=\"zh-CN\">\n");
    }
    g_string_append (out, "<tr><th scope=\"row\">");
    dz_export_append_escaped (out, r->label);
    g_string_append (out, " <span class=\"dim\">");
    dz_export_append_escaped (out, r->unit);
    g_string_append (out, "</span></th>");
    for (guint i = 0; i < 3; i++) {
      g_autofree char *text = dz_comparison_format_cell (job->comparison, row, job->columns[MIN (i, 1)],
                                                         i == 2 ? DZ_MODE_CHANGE : DZ_MODE_VALUE);

      g_string_append (out, "<td class=\"n\">");
      dz_export_append_escaped (out, text);
      g_string_append (out, "</td>");
    }
    g_string_append (out, "</tr>\n");
  }
  if (n > 0)
    g_string_append (out, "</table>\n");
  return n;
}

guint
dz_diff_append_html (const DzDiffJob *job,
                     GString *out)
{
  static const char *const classes[] = { "", " c", " o", " m" };
  gboolean chinese = g_str_has_prefix (g_get_language_names ()[0], "zh");
  guint n = dz_pairs_get_n_differences (job->pairs);
  g_autofree char *count = g_strdup_printf (ngettext ("%u passage differs", "%u passages differ", n), n);

  g_string_append_printf (out,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                          "'unsafe-inline'\">\n<title>",
                          chinese ? "zh-CN" : "en");
  dz_export_append_escaped (out, _ ("Two reports side by side"));
  g_string_append_printf (out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
  dz_export_append_escaped (out, _ ("Two reports side by side"));
  g_string_append_printf (out, "</h1>\n<p class=\"dim\">%s</p>\n<div class=\"pair names\" lang=\"zh-CN\">", count);
  for (guint side = 0; side < 2; side++) {
    g_autofree char *title = dz_export_dup_column_title (job->comparison, job->columns[side]);

    g_string_append (out, "<div>");
    dz_export_append_escaped (out, title);
    g_string_append (out, "</div>");
  }
  g_string_append (out, "</div>\n<div lang=\"zh-CN\">\n");
  for (guint i = 0; i < dz_pairs_get_n_pairs (job->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (job->pairs, i);

    g_string_append_printf (out, "<div class=\"pair%s\" id=\"p%u\">", classes[pair->kind], i);
    append_block (job, out, pair, 0);
    append_block (job, out, pair, 1);
    g_string_append (out, "</div>\n");
  }
  g_string_append (out, "</div>\n");
  n += append_indicators (job, out);
  g_string_append (out, "</main>\n</body>\n</html>\n");
  return n;
}
