/* dz-reading-search.c - finding words in all reports that are shown
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts are folded, so that full width, spaces and quotes do not count; that takes a while for long reports
 * and is done in a thread.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-private.h"

#include "dz-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define HITS_MAX 5000u

typedef struct {
  char *words; /* folded, lower case */
  DzPairsSource sources[DZ_PAIRS_MAX_SIDES];
  guint n_sources;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < job->n_sources; i++)
    g_clear_object (&job->sources[i].document);
  g_free (job->words);
  g_free (job);
}

static char *
dup_lower (const char *folded)
{
  return g_ascii_strdown (folded, -1);
}

static void
search_text (const char *text,
             const char *words,
             DzReadingHit hit,
             GArray *hits)
{
  g_autoptr (DzFolded) folded = NULL;
  g_autofree char *lower = NULL;

  if (*text == '\0' || hits->len >= HITS_MAX)
    return;
  folded = dz_text_fold (text);
  lower = dup_lower (folded->text);
  for (const char *at = strstr (lower, words); at != NULL && hits->len < HITS_MAX; at = strstr (at + strlen (words), words)) {
    gsize from = (gsize) (at - lower);

    dz_folded_get_origin (folded, from, from + strlen (words), &hit.address.start, &hit.address.end);
    g_array_append_val (hits, hit);
  }
}

static void
search_block (const DzBlock *block,
              const char *words,
              DzReadingHit hit,
              GArray *hits)
{
  if (block->table == NULL) {
    search_text (block->text, words, hit, hits);
    return;
  }
  for (guint i = 0; i < block->table->n_cells; i++) {
    hit.address.row = (int) block->table->cells[i].row;
    hit.address.col = (int) block->table->cells[i].col;
    search_text (block->table->cells[i].text, words, hit, hits);
  }
}

static void
search_in_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (DzReadingHit));

  for (guint side = 0; side < job->n_sources; side++) {
    for (guint i = job->sources[side].first; i < job->sources[side].last && !g_cancellable_is_cancelled (cancellable); i++) {
      DzReadingHit hit = { side, { .block = i, .row = -1, .col = -1 } };

      search_block (dz_document_get_block (job->sources[side].document, i), job->words, hit, hits);
    }
  }
  g_task_return_pointer (task, hits, (GDestroyNotify) g_array_unref);
}

static void
show_count (DzReadingPage *self)
{
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (self->search_entry) == '\0')
    text = g_strdup ("");
  else if (self->hits->len == 0)
    text = g_strdup (_ ("not found"));
  else
    /* TRANSLATORS: the present place and how many places a search found */
    text = g_strdup_printf (_ ("%d of %u"), self->hit + 1, self->hits->len);
  gtk_label_set_text (self->search_count, text);
}

static void
mark_hits (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++) {
    DzReadingMarks *marks = dz_reading_pane_get_marks (dz_reading_page_get_side (self, i)->pane);

    if (marks != NULL)
      dz_reading_marks_clear_found (marks);
  }
  for (guint i = 0; i < self->hits->len; i++) {
    const DzReadingHit *hit = &g_array_index (self->hits, DzReadingHit, i);
    DzReadingMarks *marks = hit->side >= self->sides->len ? NULL : dz_reading_pane_get_marks (dz_reading_page_get_side (self, hit->side)->pane);

    if (marks != NULL)
      dz_reading_marks_add_found (marks, &hit->address, (int) i == self->hit);
  }
  for (guint i = 0; i < self->sides->len; i++)
    dz_reading_view_refill (dz_reading_pane_get_view (dz_reading_page_get_side (self, i)->pane));
}

static void
show_hit (DzReadingPage *self)
{
  const DzReadingHit *hit;
  DzReadingPane *pane;

  mark_hits (self);
  show_count (self);
  if (self->hit < 0)
    return;
  hit = &g_array_index (self->hits, DzReadingHit, self->hit);
  pane = dz_reading_page_get_side (self, hit->side)->pane;
  dz_reading_pane_set_cursor (pane, hit->address.block, hit->address.row);
  dz_reading_view_scroll_to (dz_reading_pane_get_view (pane), hit->address.block, hit->address.row, hit->address.col);
}

/* Of the places found, the first one behind what is in view. */
static int
find_nearest (DzReadingPage *self)
{
  for (guint i = 0; i < self->hits->len; i++) {
    const DzReadingHit *hit = &g_array_index (self->hits, DzReadingHit, i);
    DzReadingPane *pane = dz_reading_page_get_side (self, hit->side)->pane;
    double y;

    if (hit->side == dz_reading_page_get_active (self) &&
        dz_reading_pane_get_height (pane, hit->address.block, hit->address.row, &y) &&
        y >= gtk_adjustment_get_value (dz_reading_pane_get_adjustment (pane)))
      return (int) i;
  }
  return self->hits->len == 0 ? -1 : 0;
}

static void
searched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  DzReadingPage *self = DZ_READING_PAGE (source);
  g_autoptr (GArray) hits = g_task_propagate_pointer (G_TASK (result), NULL);

  if (hits == NULL || g_task_get_cancellable (G_TASK (result)) != self->searching)
    return;
  g_clear_object (&self->searching);
  g_array_unref (self->hits);
  self->hits = g_steal_pointer (&hits);
  self->hit = find_nearest (self);
  show_hit (self);
}

static void
stop (DzReadingPage *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

void
dz_reading_search_update (DzReadingPage *self)
{
  g_autofree char *folded = dz_text_fold_string (gtk_editable_get_text (self->search_entry));
  g_autoptr (GTask) task = NULL;
  Job *job;

  stop (self);
  if (self->hits == NULL)
    return;
  if (*folded == '\0' || !gtk_search_bar_get_search_mode (self->search_bar)) {
    if (self->hits->len > 0) {
      g_array_set_size (self->hits, 0);
      self->hit = -1;
      mark_hits (self);
    }
    show_count (self);
    return;
  }
  job = g_new0 (Job, 1);
  job->words = dup_lower (folded);
  for (guint i = 0; i < self->sides->len; i++) {
    DzReadingPane *pane = dz_reading_page_get_side (self, i)->pane;
    DzPairsSource *side = &job->sources[job->n_sources++];

    if (dz_reading_pane_get_document (pane) == NULL)
      continue;
    side->document = g_object_ref (dz_reading_pane_get_document (pane));
    dz_reading_pane_get_range (pane, &side->first, &side->last);
  }
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, searched_cb, NULL);
  g_task_set_source_tag (task, dz_reading_search_update);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, search_in_thread);
}

void
dz_reading_search_step (DzReadingPage *self,
                        int direction)
{
  if (self->hits->len == 0)
    return;
  self->hit = (self->hit + direction + (int) self->hits->len) % (int) self->hits->len;
  show_hit (self);
}

void
dz_reading_search_clear (DzReadingPage *self)
{
  stop (self);
  g_clear_pointer (&self->hits, g_array_unref);
}
