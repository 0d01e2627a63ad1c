/* dz-board-row.c - an agency and its reports year by year
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-board-row.h"

struct _DzBoardRow {
  GObject parent_instance;

  char *agency;
  char *region;
  GHashTable *years; /* year -> GPtrArray of DzEntry */
};

G_DEFINE_FINAL_TYPE (DzBoardRow, dz_board_row, G_TYPE_OBJECT)

static void
dz_board_row_finalize (GObject *object)
{
  DzBoardRow *self = DZ_BOARD_ROW (object);

  g_free (self->agency);
  g_free (self->region);
  g_hash_table_unref (self->years);
  G_OBJECT_CLASS (dz_board_row_parent_class)->finalize (object);
}

static void
dz_board_row_class_init (DzBoardRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_board_row_finalize;
}

static void
dz_board_row_init (DzBoardRow *self)
{
  self->years = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

const char *
dz_board_row_get_agency (DzBoardRow *self)
{
  return self->agency;
}

const char *
dz_board_row_get_region (DzBoardRow *self)
{
  return self->region;
}

guint
dz_board_row_count (DzBoardRow *self,
                    guint year)
{
  GPtrArray *entries = g_hash_table_lookup (self->years, GUINT_TO_POINTER (year));

  return entries == NULL ? 0 : entries->len;
}

DzEntry *
dz_board_row_get_entry (DzBoardRow *self,
                        guint year)
{
  GPtrArray *entries = g_hash_table_lookup (self->years, GUINT_TO_POINTER (year));

  return entries == NULL ? NULL : g_ptr_array_index (entries, 0);
}

guint
dz_board_row_count_gaps (DzBoardRow *self,
                         guint first,
                         guint last)
{
  guint n = 0;

  for (guint year = first; year != 0 && year <= last; year++)
    n += dz_board_row_count (self, year) == 0 ? 1 : 0;
  return n;
}

static void
add_entry (DzBoardRow *self,
           guint year,
           DzEntry *entry)
{
  GPtrArray *entries = g_hash_table_lookup (self->years, GUINT_TO_POINTER (year));

  if (entries == NULL) {
    entries = g_ptr_array_new_with_free_func (g_object_unref);
    g_hash_table_insert (self->years, GUINT_TO_POINTER (year), entries);
  }
  g_ptr_array_add (entries, g_object_ref (entry));
}

static DzBoardRow *
ensure_row (GListStore *rows,
            GHashTable *known,
            DzReport *report)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s", dz_report_get_kind (report), dz_report_get_region (report),
                                          dz_report_get_agency (report));
  DzBoardRow *row = g_hash_table_lookup (known, key);

  if (row != NULL)
    return row;
  row = g_object_new (DZ_TYPE_BOARD_ROW, NULL);
  row->agency = g_strdup (dz_report_get_agency (report));
  row->region = g_strdup (dz_report_get_region (report));
  g_hash_table_insert (known, g_steal_pointer (&key), row);
  g_list_store_append (rows, row);
  g_object_unref (row);
  return row;
}

GListStore *
dz_board_rows_new (GListModel *entries,
                   guint *first,
                   guint *last,
                   guint *n_left_out)
{
  GListStore *rows = g_list_store_new (DZ_TYPE_BOARD_ROW);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *first = *last = *n_left_out = 0;
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (DzEntry) entry = g_list_model_get_item (entries, i);
    DzExtraction *extraction = dz_entry_get_extraction (entry);
    DzReport *report = extraction == NULL ? NULL : dz_extraction_get_report (extraction);
    guint year = report == NULL ? 0 : dz_report_get_year (report);

    if (report == NULL)
      continue;
    if (year == 0 || dz_report_get_agency (report)[0] == '\0') {
      (*n_left_out)++;
      continue;
    }
    add_entry (ensure_row (rows, known, report), year, entry);
    *first = *first == 0 ? year : MIN (*first, year);
    *last = MAX (*last, year);
  }
  return rows;
}
