/* dz-export-html.c - the matrix as one page that stands alone
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No script, no picture, nothing fetched. Heads and labels stay while the table scrolls.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-export-private.h"
#include "dz-text.h"

#include <glib/gi18n-lib.h>

/* With more columns the quotes would outweigh the table. */
#define MAX_QUOTED_COLUMNS 40u
#define MAX_QUOTE_CHARS 120

static const char style[] =
  ":root{color-scheme:light dark;--ink:#1d1d1f;--dim:#6b6f76;--line:#d9dce1;--paper:#fff;--head:#f3f4f6;"
  "--up:#9a3d00;--down:#005a9c;--up-bg:#fdf0e6;--down-bg:#e8f1fa;--mark:#b00020}\n"
  "@media(prefers-color-scheme:dark){:root{--ink:#ececec;--dim:#9aa0a8;--line:#3a3d42;--paper:#1e1f22;--head:#292b2f;"
  "--up:#ffb27a;--down:#7cc0ff;--up-bg:#3a2a1d;--down-bg:#1c2c3c;--mark:#ff8a8a}}\n"
  "*{box-sizing:border-box}body{margin:0;padding:24px;background:var(--paper);color:var(--ink);"
  "font:15px/1.6 \"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}\n"
  "h1{font-size:22px;margin:0 0 4px}h2{font-size:18px;margin:32px 0 8px}p{margin:4px 0}.dim{color:var(--dim)}\n"
  ".frame{overflow:auto;max-height:85vh;border:1px solid var(--line);border-radius:6px}\n"
  "table{border-collapse:separate;border-spacing:0;font-variant-numeric:tabular-nums}\n"
  "th,td{padding:4px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;white-space:nowrap}\n"
  "thead th{position:sticky;top:0;z-index:2;background:var(--head);vertical-align:bottom;white-space:normal;"
  "min-width:6em;max-width:12em}\n"
  "tbody th{position:sticky;left:0;z-index:1;background:var(--paper);font-weight:400;white-space:normal;"
  "min-width:14em;max-width:24em}\n"
  "thead th:first-child{left:0;z-index:3}\n"
  ".g th,.g td{font-weight:600;background:var(--head)}td.n{text-align:right}td.z{text-align:right;color:var(--dim)}\n"
  "td small{display:block;color:var(--dim);line-height:1.3}.u{background:var(--up-bg)}.u small{color:var(--up)}"
  ".d{background:var(--down-bg)}.d small{color:var(--down)}.o{text-decoration:underline dotted var(--mark) 2px}\n"
  "ul{padding-left:1.4em}li{margin:4px 0}\n"
  "@media print{body{padding:0;font-size:9pt}.frame{overflow:visible;max-height:none;border:0}"
  "thead th,tbody th{position:static}tr{break-inside:avoid}@page{size:A3 landscape;margin:12mm}}\n";

void
dz_export_append_escaped (GString *out,
                          const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *escaped = NULL;

  /* Control characters are no text in a page. */
  for (char *p = valid; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && *p != '\n' && *p != '\t')
      *p = ' ';
  escaped = g_markup_escape_text (valid, -1);
  g_string_append (out, escaped);
}

static void
append_element (GString *out,
                const char *element,
                const char *text)
{
  g_string_append_printf (out, "<%s>", element);
  dz_export_append_escaped (out, text);
  g_string_append_printf (out, "</%s>\n", element);
}

static void
append_title (GString *out,
              const DzMatrixCell *cell,
              gboolean quoted)
{
  g_autofree char *cut = NULL;

  if (cell->value.kind != DZ_VALUE_NUMBER) {
    g_string_append (out, " title=\"");
    dz_export_append_escaped (out, dz_value_kind_get_words (cell->value.kind));
    g_string_append_c (out, '"');
  } else if (quoted && cell->fact != NULL) {
    cut = dz_text_cut (cell->fact->quote, 0, MAX_QUOTE_CHARS);
    g_string_append (out, " title=\"");
    dz_export_append_escaped (out, cut);
    g_string_append_c (out, '"');
  }
}

static void
append_change (GString *out,
               DzComparison *c,
               guint row,
               guint column,
               const DzMatrixCell *cell)
{
  g_autofree char *change = NULL;
  guint arrows = (guint) ABS (cell->direction);

  if (!cell->has_change || arrows == 0)
    return;
  change = dz_comparison_format_cell (c, row, column, DZ_MODE_CHANGE);
  g_string_append (out, "<small>");
  while (arrows-- > 0)
    g_string_append (out, cell->direction > 0 ? "▲" : "▼");
  g_string_append_c (out, ' ');
  dz_export_append_escaped (out, change);
  if (cell->comparable == DZ_COMPARABLE_NEAR)
    g_string_append (out, " ◐");
  g_string_append (out, "</small>");
}

static void
append_cell (GString *out,
             DzComparison *c,
             guint row,
             guint column,
             gboolean quoted)
{
  const DzMatrixCell *cell = dz_comparison_get_cell (c, row, column);
  g_autofree char *text = dz_comparison_format_cell (c, row, column, DZ_MODE_VALUE);

  if (text[0] == '\0') {
    g_string_append (out, "<td></td>");
    return;
  }
  g_string_append_printf (out, "<td class=\"%s%s%s\"", cell->value.kind == DZ_VALUE_NUMBER ? "n" : "z",
                          cell->direction > 0   ? " u"
                          : cell->direction < 0 ? " d"
                                                : "",
                          cell->outlier ? " o" : "");
  append_title (out, cell, quoted);
  g_string_append_c (out, '>');
  dz_export_append_escaped (out, text);
  append_change (out, c, row, column, cell);
  g_string_append (out, "</td>");
}

static void
append_row (GString *out,
            DzComparison *c,
            guint row)
{
  const DzMatrixRow *r = dz_comparison_get_row (c, row);
  guint n_columns = dz_comparison_get_n_columns (c);
  const char *member = dz_export_get_member_label (c, r->member);

  g_string_append_printf (out, "<tr%s><th scope=\"row\" style=\"padding-left:%uem\">", r->is_group ? " class=\"g\"" : "",
                          r->depth + 1);
  dz_export_append_escaped (out, r->label);
  if (r->unit[0] != '\0' || member[0] != '\0') {
    g_string_append (out, " <span class=\"dim\">");
    dz_export_append_escaped (out, r->unit);
    if (r->unit[0] != '\0' && member[0] != '\0' && !g_str_equal (member, r->label))
      g_string_append (out, " · ");
    if (!g_str_equal (member, r->label))
      dz_export_append_escaped (out, member);
    g_string_append (out, "</span>");
  }
  g_string_append (out, "</th>");
  for (guint column = 0; column < n_columns; column++)
    append_cell (out, c, row, column, n_columns <= MAX_QUOTED_COLUMNS);
  g_string_append (out, "</tr>\n");
}

static void
append_table (GString *out,
              DzComparison *c)
{
  g_string_append (out, "<div class=\"frame\" tabindex=\"0\">\n<table lang=\"zh-CN\">\n<thead><tr><th scope=\"col\">");
  dz_export_append_escaped (out, _ ("Indicator"));
  g_string_append (out, "</th>");
  for (guint column = 0; column < dz_comparison_get_n_columns (c); column++) {
    DzReport *report = dz_extraction_get_report (dz_comparison_get_column (c, column));
    g_autofree char *year = dz_export_dup_year (report);

    g_string_append (out, "<th scope=\"col\">");
    dz_export_append_escaped (out, dz_export_get_agency (report));
    g_string_append (out, "<br>");
    dz_export_append_escaped (out, year);
    g_string_append (out, "</th>");
  }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
  for (guint row = 0; row < dz_comparison_get_n_rows (c); row++)
    append_row (out, c, row);
  g_string_append (out, "</tbody>\n</table>\n</div>\n");
}

static void
append_signs (GString *out)
{
  g_string_append (out, "<p class=\"dim\">");
  for (DzValueKind kind = DZ_VALUE_BLANK; kind <= DZ_VALUE_NOT_IN_FORM; kind++) {
    if (kind > DZ_VALUE_BLANK)
      g_string_append (out, " · ");
    dz_export_append_escaped (out, dz_value_kind_get_sign (kind));
    g_string_append_c (out, ' ');
    dz_export_append_escaped (out, dz_value_kind_get_words (kind));
  }
  g_string_append (out, "</p>\n<p class=\"dim\">");
  dz_export_append_escaped (out, _ ("▲▼ rise and fall against the baseline, doubled for a multiple · ≈ approximate · "
                          "◐ comparable with reservations · dotted line: far from the other reports"));
  g_string_append (out, "</p>\n");
}

static void
append_findings (GString *out,
                 const DzExportJob *job)
{
  if (job->findings->len == 0)
    return;
  append_element (out, "h2", _ ("Findings"));
  g_string_append (out, "<ul lang=\"zh-CN\">\n");
  for (guint i = 0; i < job->findings->len; i++) {
    const DzFinding *finding = g_ptr_array_index (job->findings, i);
    g_autofree char *words = dz_finding_dup_words (finding);

    g_string_append (out, "<li><strong>");
    dz_export_append_escaped (out, dz_export_get_severity_label (finding->severity));
    g_string_append (out, "</strong> ");
    dz_export_append_escaped (out, words);
    g_string_append (out, "</li>\n");
  }
  g_string_append (out, "</ul>\n");
}

static void
append_list (GString *out,
             const char *title,
             GPtrArray *lines)
{
  if (lines == NULL || lines->len == 0)
    return;
  append_element (out, "h2", title);
  g_string_append (out, "<ul>\n");
  for (guint i = 0; i < lines->len; i++)
    append_element (out, "li", g_ptr_array_index (lines, i));
  g_string_append (out, "</ul>\n");
}

void
dz_export_build_html (const DzExportJob *job,
                      GString *out)
{
  DzComparison *c = job->comparison;
  guint n = dz_comparison_get_n_columns (c);
  gboolean chinese = g_str_has_prefix (g_get_language_names ()[0], "zh");
  g_autofree char *count = g_strdup_printf (ngettext ("%u report", "%u reports", n), n);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++) {
    g_autofree char *title = dz_export_dup_column_title (c, i);

    g_ptr_array_add (sources, g_strdup_printf (_ ("%s: %s"), title, dz_report_get_file (dz_extraction_get_report (
                                                                   dz_comparison_get_column (c, i)))));
  }
  g_string_append_printf (out,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                          "'unsafe-inline'\">\n",
                          chinese ? "zh-CN" : "en");
  append_element (out, "title", _ ("Comparison of annual reports"));
  g_string_append_printf (out, "<style>\n%s</style>\n</head>\n<body>\n", style);
  append_element (out, "h1", _ ("Comparison of annual reports"));
  g_string_append_printf (out, "<p class=\"dim\">%s · Duizhao %s</p>\n", count, DZ_VERSION);
  append_signs (out);
  append_table (out, c);
  append_findings (out, job);
  append_list (out, _ ("Files that could not be read"), job->unread);
  append_list (out, _ ("Sources"), sources);
  g_string_append (out, "</body>\n</html>\n");
}
