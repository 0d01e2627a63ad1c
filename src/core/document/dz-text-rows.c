/* dz-text-rows.c - tables that a plain text lost, rebuilt as rows of cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-text-rows.h"

#include "dz-limits.h"

#include <string.h>

GPtrArray *
dz_text_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
dz_text_rows_add (GPtrArray *rows)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (rows, row);
  return row;
}

static GPtrArray *
last_row (GPtrArray *rows)
{
  return rows->len > 0 ? g_ptr_array_index (rows, rows->len - 1) : dz_text_rows_add (rows);
}

void
dz_text_rows_build (GPtrArray *rows,
                    DzDocumentBuilder *builder)
{
  gboolean ragged = FALSE;

  dz_document_builder_begin_table (builder);
  for (guint r = 0; r < rows->len && !dz_document_builder_is_full (builder); r++) {
    GPtrArray *row = g_ptr_array_index (rows, r);

    ragged |= row->len != ((GPtrArray *) g_ptr_array_index (rows, 0))->len || row->len == 1;
    dz_document_builder_begin_row (builder);
    for (guint c = 0; c < row->len; c++)
      dz_document_builder_add_cell (builder, g_ptr_array_index (row, c), 1, 1, DZ_CELL_NORMAL);
  }
  if (ragged)
    dz_document_builder_set_table_ragged (builder);
  dz_document_builder_end_table (builder);
}

/* The parts of a line between tabs; their number. */
static guint
add_tab_parts (GPtrArray *row,
               const char *text,
               gsize length)
{
  const char *end = text + length;

  for (guint n = 1;; n++) {
    const char *tab = memchr (text, '\t', (gsize) (end - text));
    const char *stop = tab != NULL ? tab : end;

    g_ptr_array_add (row, dz_text_line_dup (text, (gsize) (stop - text)));
    if (tab == NULL)
      return n;
    text = tab + 1;
  }
}

/* How many lines stand together in nearly all groups, so that a group of twice as many is two rows that
 * lost the blank line between them; 0 when groups differ on purpose. */
static guint
find_usual_size (GArray *sizes)
{
  guint best = 0, most = 0, groups = 0, multiples = 0;
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sizes->len; i++) {
    guint size = g_array_index (sizes, guint, i);
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (size))) + 1;

    if (size < 2)
      continue;
    groups++;
    g_hash_table_insert (counts, GUINT_TO_POINTER (size), GUINT_TO_POINTER (n));
    if (n > most || (n == most && size < best)) {
      most = n;
      best = size;
    }
  }
  for (guint i = 0; i < sizes->len; i++)
    multiples += best > 0 && g_array_index (sizes, guint, i) > best && g_array_index (sizes, guint, i) % best == 0;
  return best >= 3 && most * 10 >= groups * 6 && multiples * 3 <= most ? best : 0;
}

/* Rows as groups of cells; where a blank line was lost, a group is a multiple of the usual. */
static void
add_group (GPtrArray *rows,
           GPtrArray *group,
           guint usual)
{
  GPtrArray *row = NULL;
  gboolean split = usual > 0 && group->len > usual && group->len % usual == 0;

  for (guint i = 0; i < group->len; i++) {
    if (row == NULL || (split && i % usual == 0))
      row = dz_text_rows_add (rows);
    g_ptr_array_add (row, g_steal_pointer (&g_ptr_array_index (group, i)));
  }
}

/* Groups of the cells between blank lines; with @wide only two blank lines divide. */
static GPtrArray *
group_cells (const DzLine *lines,
             guint n_lines,
             gboolean wide)
{
  GPtrArray *groups = dz_text_rows_new ();
  guint blanks = 2, n_cells = 0;

  /* What is more than a table may hold is left to the builder to refuse. */
  for (guint i = 0; i < n_lines && n_cells <= DZ_LIMIT_TABLE_CELLS; i++) {
    const DzLine *line = &lines[i];
    gsize skip = line->length > 0 && line->text[0] == '\t' ? 1 : 0;

    if (line->kind == DZ_LINE_BLANK) {
      blanks++;
      continue;
    }
    if (blanks >= (wide ? 2 : 1))
      dz_text_rows_add (groups);
    blanks = 0;
    n_cells += add_tab_parts (last_row (groups), line->text + skip, line->length - skip);
  }
  return groups;
}

static gboolean
is_lone (GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    if (((GPtrArray *) g_ptr_array_index (groups, i))->len > 1)
      return FALSE;
  return TRUE;
}

static GPtrArray *
join_groups (GPtrArray *groups)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_extend_and_steal (all, g_ptr_array_ref (g_ptr_array_index (groups, i)));
  return all;
}

GPtrArray *
dz_text_rows_from_cells (const DzLine *lines,
                         guint n_lines)
{
  g_autoptr (GPtrArray) groups = group_cells (lines, n_lines, FALSE);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *rows;
  guint usual;

  if (groups->len > 2 && is_lone (groups)) {
    g_ptr_array_unref (groups);
    groups = group_cells (lines, n_lines, TRUE);
  }
  if (groups->len > 0 && (groups->len <= 2 || is_lone (groups))) {
    g_autoptr (GPtrArray) all = group_cells (lines, n_lines, FALSE);
    g_autoptr (GPtrArray) stream = join_groups (all);

    rows = dz_text_rows_from_stream (stream);
    if (rows != NULL)
      return rows;
  }
  for (guint i = 0; i < groups->len; i++)
    g_array_append_val (sizes, ((GPtrArray *) g_ptr_array_index (groups, i))->len);
  usual = find_usual_size (sizes);
  rows = dz_text_rows_new ();
  for (guint i = 0; i < groups->len; i++)
    add_group (rows, g_ptr_array_index (groups, i), usual);
  return rows;
}

GPtrArray *
dz_text_rows_from_tabs (const DzLine *lines,
                        guint n_lines)
{
  GPtrArray *rows = dz_text_rows_new ();
  gboolean indented = TRUE;
  guint n_cells = 0;

  for (guint i = 0; i < n_lines; i++)
    if (lines[i].kind == DZ_LINE_TABS && lines[i].text[0] != '\t')
      indented = FALSE;
  for (guint i = 0; i < n_lines && n_cells <= DZ_LIMIT_TABLE_CELLS; i++) {
    gsize skip = indented && lines[i].length > 0 && lines[i].text[0] == '\t' ? 1 : 0;

    if (lines[i].kind != DZ_LINE_BLANK)
      n_cells += add_tab_parts (dz_text_rows_add (rows), lines[i].text + skip, lines[i].length - skip);
  }
  return rows;
}

GPtrArray *
dz_text_rows_from_spaces (const DzLine *lines,
                          guint n_lines)
{
  GPtrArray *rows = dz_text_rows_new ();
  guint n_cells = 0;

  for (guint i = 0; i < n_lines && n_cells <= DZ_LIMIT_TABLE_CELLS; i++) {
    g_autofree char *text = dz_text_line_dup (lines[i].text, lines[i].length);
    const char *p = text, *start = text;
    GPtrArray *row;

    if (lines[i].kind == DZ_LINE_BLANK)
      continue;
    row = dz_text_rows_add (rows);
    /* Blanks at the start are an indent, not a gap. */
    while (*p == ' ' || g_str_has_prefix (p, "　"))
      p = g_utf8_next_char (p);
    while (*p != '\0') {
      const char *gap = p;
      guint width = 0;

      while (*p == ' ' || *p == '\t' || g_str_has_prefix (p, "　") || g_str_has_prefix (p, "\xc2\xa0")) {
        width += *p == '\t' ? 2 : 1;
        p = g_utf8_next_char (p);
      }
      if (width >= 2) {
        g_ptr_array_add (row, dz_text_line_dup (start, (gsize) (gap - start)));
        start = p;
      }
      if (width == 0)
        p = g_utf8_next_char (p);
    }
    g_ptr_array_add (row, dz_text_line_dup (start, strlen (start)));
    n_cells += row->len;
  }
  return rows;
}
