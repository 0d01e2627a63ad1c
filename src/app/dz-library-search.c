/* dz-library-search.c - words looked for in the text of all reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts lie in the file of the workspace; a slice of milliseconds at a time reads some of them,
 * so that typing and scrolling go on.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-library-search.h"

#include "dz-text.h"

#include <string.h>

#define SLICE 6000       /* microseconds */
#define TELL_EVERY 300000
#define BEFORE 6         /* characters of a snippet before the words */
#define AFTER 24

struct _DzLibrarySearch {
  GPtrArray *entries; /* of DzEntry */
  char *folded;
  GHashTable *hits;
  guint next;
  guint source;
  gint64 told;
  DzLibrarySearchFunc func;
  gpointer user_data;
};

static char *
dup_snippet (const char *text,
             guint start,
             guint end)
{
  guint from = start > BEFORE ? start - BEFORE : 0;
  guint length = (guint) g_utf8_strlen (text, -1);
  g_autofree char *cut = dz_text_cut (text, from, MIN (end + AFTER, length));
  g_autofree char *line = g_strdelimit (g_steal_pointer (&cut), "\n\t\r", ' ');

  return g_strdup_printf ("%s%s%s", from > 0 ? "…" : "", line, end + AFTER < length ? "…" : "");
}

/* One text: TRUE when no more are wanted. */
static gboolean
search_text (const char *text,
             const char *needle,
             DzAddress *address,
             DzEntry *entry,
             GPtrArray **hits)
{
  g_autoptr (DzFolded) folded = NULL;
  g_autofree char *snippet = NULL;
  const char *at;

  if (strlen (text) < strlen (needle))
    return FALSE;
  folded = dz_text_fold (text);
  at = strstr (folded->text, needle);
  if (at == NULL)
    return FALSE;
  dz_folded_get_origin (folded, (gsize) (at - folded->text), (gsize) (at - folded->text) + strlen (needle), &address->start,
                        &address->end);
  snippet = dup_snippet (text, address->start, address->end);
  if (*hits == NULL)
    *hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (*hits, dz_library_node_new_hit (snippet, entry, address));
  return (*hits)->len >= DZ_SEARCH_MAX_HITS;
}

GPtrArray *
dz_library_search_document (DzDocument *document,
                            DzEntry *entry,
                            const char *folded)
{
  DzReport *report = entry == NULL ? NULL : dz_extraction_get_report (dz_entry_get_extraction (entry));
  guint first = 0, last = dz_document_get_n_blocks (document);
  GPtrArray *hits = NULL;
  gboolean full = FALSE;

  if (report != NULL)
    dz_report_get_range (report, &first, &last);
  last = MIN (last, dz_document_get_n_blocks (document));
  for (guint i = first; i < last && !full; i++) {
    const DzBlock *block = dz_document_get_block (document, i);
    DzAddress address = { block->page, i, -1, -1, 0, 0 };

    if (block->table == NULL)
      full = search_text (block->text, folded, &address, entry, &hits);
    for (guint c = 0; block->table != NULL && c < block->table->n_cells && !full; c++) {
      const DzCell *cell = &block->table->cells[c];

      address = (DzAddress) { cell->page, i, (int) cell->row, (int) cell->col, 0, 0 };
      full = search_text (cell->text, folded, &address, entry, &hits);
    }
  }
  return hits;
}

static void
search_entry (DzLibrarySearch *self,
              DzEntry *entry)
{
  g_autoptr (DzDocument) document = dz_entry_get_extraction (entry) == NULL ? NULL : dz_entry_load_document (entry);
  GPtrArray *hits = document == NULL ? NULL : dz_library_search_document (document, entry, self->folded);

  if (hits != NULL)
    g_hash_table_insert (self->hits, g_object_ref (entry), hits);
}

static gboolean
search_cb (gpointer user_data)
{
  DzLibrarySearch *self = user_data;
  gint64 now = g_get_monotonic_time (), until = now + SLICE;

  while (self->next < self->entries->len && now < until) {
    search_entry (self, g_ptr_array_index (self->entries, self->next++));
    now = g_get_monotonic_time ();
  }
  if (self->next < self->entries->len) {
    if (now - self->told > TELL_EVERY) {
      self->told = now;
      self->func (self->hits, FALSE, self->user_data);
    }
    return G_SOURCE_CONTINUE;
  }
  self->source = 0;
  self->func (self->hits, TRUE, self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
is_long_enough (const char *folded)
{
  guint weight = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    weight += dz_text_is_han (g_utf8_get_char (p)) ? 2 : 1;
  return weight >= 4;
}

DzLibrarySearch *
dz_library_search_new (GListModel *entries,
                       const char *words,
                       DzLibrarySearchFunc func,
                       gpointer user_data)
{
  g_autofree char *folded = dz_text_fold_string (words);
  DzLibrarySearch *self;

  if (!is_long_enough (folded) || entries == NULL)
    return NULL;
  self = g_new0 (DzLibrarySearch, 1);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    g_ptr_array_add (self->entries, g_list_model_get_item (entries, i));
  self->folded = g_steal_pointer (&folded);
  self->hits = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
  self->func = func;
  self->user_data = user_data;
  self->told = g_get_monotonic_time ();
  self->source = g_idle_add (search_cb, self);
  return self;
}

void
dz_library_search_free (DzLibrarySearch *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->hits);
  g_free (self->folded);
  g_free (self);
}
