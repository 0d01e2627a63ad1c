/* dz-window-words.c - the window: from figures to the words and back
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-window-private.h"

#include <glib/gi18n-lib.h>

int
dz_window_find_column (DzWindow *self,
                       DzExtraction *extraction)
{
  for (guint i = 0; self->comparison != NULL && i < dz_comparison_get_n_columns (self->comparison); i++) {
    if (dz_comparison_get_column (self->comparison, i) == extraction)
      return (int) i;
  }
  return -1;
}

gboolean
dz_window_select_fact (DzWindow *self,
                       DzExtraction *extraction,
                       const DzFact *fact)
{
  int column = dz_window_find_column (self, extraction);
  int row;

  if (column < 0 || fact->indicator == NULL)
    return FALSE;
  row = dz_comparison_find_row (self->comparison, fact->indicator, fact->member);
  if (row < 0)
    row = dz_comparison_find_row (self->comparison, fact->indicator, NULL);
  if (row >= 0)
    dz_matrix_page_select (self->matrix_page, (guint) row, (guint) column);
  return row >= 0;
}

/* The report that this column is compared with, or its year before, or its neighbour; NULL for none. */
static DzExtraction *
find_counterpart (DzWindow *self,
                  guint row,
                  guint column)
{
  int other = dz_comparison_get_cell (self->comparison, row, column)->baseline;
  guint n = dz_comparison_get_n_columns (self->comparison);

  if (other < 0)
    other = dz_comparison_get_previous (self->comparison, column);
  /* Nothing to compare it with: what stands beside it in the table. */
  if (other < 0 && n > 1)
    other = column > 0 ? (int) column - 1 : 1;
  if (other < 0 || (guint) other == column)
    return NULL;
  return dz_comparison_get_column (self->comparison, (guint) other);
}

/* The cell's report, with what it is compared with on the left. */
static void
show_reports (DzWindow *self,
              guint row,
              guint column)
{
  DzExtraction *own = dz_comparison_get_column (self->comparison, column);
  DzExtraction *other = find_counterpart (self, row, column);
  DzExtraction *both[3] = { other == NULL ? own : other, other == NULL ? NULL : own, NULL };

  dz_reading_page_show (self->reading_page, both);
}

static void
go_to_words_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  DzWindow *self = user_data;
  const DzMatrixCell *cell;
  guint row, column;
  DzExtraction *extraction;

  if (!dz_window_get_cell (self, &row, &column, &extraction, NULL))
    return;
  cell = dz_comparison_get_cell (self->comparison, row, column);
  if (!dz_reading_page_shows (self->reading_page, extraction))
    show_reports (self, row, column);
  adw_view_stack_set_visible_child_name (self->pages, "reading");
  if (cell->fact != NULL && cell->fact->where != DZ_WHERE_MANUAL)
    dz_reading_page_reveal (self->reading_page, extraction, cell->fact);
  dz_reading_page_focus (self->reading_page);
}

/* Two neighbouring reports where nobody has chosen any. */
static void
page_shown_cb (DzWindow *self)
{
  guint row, column, n;

  if (self->comparison == NULL || g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "reading") != 0 ||
      dz_reading_page_get_n_panes (self->reading_page) > 0)
    return;
  n = dz_comparison_get_n_columns (self->comparison);
  if (dz_window_get_cell (self, &row, &column, NULL, NULL))
    show_reports (self, row, column);
  else if (n > 0)
    dz_reading_page_show (self->reading_page,
                          (DzExtraction *[]) { dz_comparison_get_column (self->comparison, 0),
                                               n > 1 ? dz_comparison_get_column (self->comparison, 1) : NULL, NULL });
}

static void
fact_activated_cb (DzReadingPage *page,
                   DzExtraction *extraction,
                   guint index,
                   DzWindow *self)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  if (index >= facts->len)
    return;
  if (!dz_window_select_fact (self, extraction, g_ptr_array_index (facts, index))) {
    dz_window_toast (self, _ ("This figure stands in no row of the table."));
    return;
  }
  adw_view_stack_set_visible_child_name (self->pages, "compare");
  dz_matrix_page_focus (self->matrix_page);
}

/* The evidence follows the keyboard; the page stays. */
static void
fact_chosen_cb (DzReadingPage *page,
                DzExtraction *extraction,
                guint index,
                DzWindow *self)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  if (index < facts->len)
    dz_window_select_fact (self, extraction, g_ptr_array_index (facts, index));
}

/* Both reports of a finding beside each other, the earlier one on the left, each at its words. */
static void
read_requested_cb (DzFindingsPage *page,
                   DzFindingItem *item,
                   DzWindow *self)
{
  GPtrArray *facts = dz_finding_item_get_finding (item)->facts;
  DzExtraction *own = dz_finding_item_get_extraction (item);
  DzExtraction *other = dz_finding_item_get_other (item);

  if (own == NULL || other == NULL)
    return;
  dz_reading_page_show (self->reading_page, (DzExtraction *[]) { other, own, NULL });
  adw_view_stack_set_visible_child_name (self->pages, "reading");
  for (guint i = facts->len; i > 0; i--) {
    const DzFact *fact = g_ptr_array_index (facts, i - 1);

    if (fact->where != DZ_WHERE_MANUAL)
      dz_reading_page_reveal_words (self->reading_page, dz_finding_item_find_owner (item, fact), &fact->address);
  }
  dz_reading_page_focus (self->reading_page);
}

static DzDocument *
document_cb (DzExtraction *extraction,
             gpointer user_data)
{
  DzEntry *entry = dz_window_find_entry (user_data, extraction);

  return entry == NULL ? NULL : dz_entry_get_document (entry);
}

void
dz_window_connect_reading (DzWindow *self)
{
  dz_reading_page_set_document_func (self->reading_page, document_cb, self);
  g_signal_connect (self->reading_page, "fact-activated", G_CALLBACK (fact_activated_cb), self);
  g_signal_connect (self->findings_page, "read-requested", G_CALLBACK (read_requested_cb), self);
  g_signal_connect (self->reading_page, "fact-chosen", G_CALLBACK (fact_chosen_cb), self);
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (page_shown_cb), self);
}

const GActionEntry dz_window_words_actions[] = {
  { .name = "go-to-words", .activate = go_to_words_cb },
};
const guint dz_window_n_words_actions = G_N_ELEMENTS (dz_window_words_actions);
