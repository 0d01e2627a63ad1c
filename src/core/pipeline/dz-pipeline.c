/* dz-pipeline.c - files through all stages, in worker processes and threads
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A walker fills a list of slots in the order of the input; each thread takes the first slot
 * that nobody has taken and puts its outcomes into it; the thread that runs the pipeline
 * empties the list from its head. An archive puts slots for its members behind its own.
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-run-private.h"

#include "dz-file-job.h"
#include "dz-joiner.h"
#include "dz-walk.h"

/* How far work may run ahead of delivery: enough to bridge one slow file among quick ones. */
#define WINDOW 256u

/* Members of an archive that one slot stands for. */
#define MEMBERS_PER_SLOT 16u

#define MOST_JOBS 64u

typedef enum {
  SLOT_WAITING,
  SLOT_TAKEN,
  SLOT_DONE,
} SlotState;

typedef struct {
  char *path;
  guint first, last; /* members of an archive; both 0: the file as it is */
  SlotState state;
  GPtrArray *outcomes; /* of DzOutcome */
} Slot;

typedef struct {
  const char *const *paths;
  DzCatalogue *catalogue;
  const DzPipelineOptions *options;
  GCancellable *cancellable;
  DzCache *cache; /* or NULL */

  GMutex lock;        /* of all below */
  GCond changed;
  GQueue slots;       /* of Slot, in the order of the input */
  GList *waiting;     /* the first that is waiting, or NULL */
  guint n_ahead;      /* taken or done, and not delivered */
  guint n_total;
  gboolean walked;    /* no more slots will come from the walker */
  guint n_aside;      /* of the walker alone until it has ended */
} Run;

static Slot *
slot_new (const char *path,
          guint first,
          guint last)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->path = g_strdup (path);
  slot->first = first;
  slot->last = last;
  slot->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_outcome_free);
  return slot;
}

static void
slot_free (Slot *slot)
{
  g_free (slot->path);
  g_ptr_array_unref (slot->outcomes);
  g_free (slot);
}

static gboolean
add_file_cb (const char *path,
             GError *error,
             gpointer user_data)
{
  Run *run = user_data;
  Slot *slot = slot_new (path, 0, 0);

  if (error != NULL) {
    g_ptr_array_add (slot->outcomes, dz_outcome_new_private (path, error));
    slot->state = SLOT_DONE;
  }
  g_mutex_lock (&run->lock);
  g_queue_push_tail (&run->slots, slot);
  if (slot->state == SLOT_DONE)
    run->n_ahead++;
  else if (run->waiting == NULL)
    run->waiting = run->slots.tail;
  run->n_total++;
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->lock);
  return !g_cancellable_is_cancelled (run->cancellable);
}

static gpointer
walk_in_thread (gpointer user_data)
{
  Run *run = user_data;

  for (guint i = 0; run->paths[i] != NULL; i++)
    if (!dz_walk (run->paths[i], add_file_cb, run, &run->n_aside))
      break;
  g_mutex_lock (&run->lock);
  run->walked = TRUE;
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->lock);
  return NULL;
}

static GList *
find_waiting (GList *link)
{
  while (link != NULL && ((Slot *) link->data)->state != SLOT_WAITING)
    link = link->next;
  return link;
}

/* The next slot to work on; NULL when there is none and none can come. */
static GList *
take_slot (Run *run)
{
  GList *link = NULL;

  g_mutex_lock (&run->lock);
  while (!g_cancellable_is_cancelled (run->cancellable)) {
    if (run->waiting != NULL && run->n_ahead < WINDOW) {
      link = run->waiting;
      ((Slot *) link->data)->state = SLOT_TAKEN;
      run->waiting = find_waiting (link->next);
      run->n_ahead++;
      break;
    }
    /* As long as a slot is being worked on it may turn out to be an archive. */
    if (run->walked && run->waiting == NULL && run->n_ahead == 0)
      break;
    g_cond_wait (&run->changed, &run->lock);
  }
  g_mutex_unlock (&run->lock);
  return link;
}

/* Slots for the members, right behind the archive's own. */
static void
insert_members (Run *run,
                GList *archive,
                guint n_members)
{
  const char *path = ((Slot *) archive->data)->path;
  GList *after = archive;

  for (guint first = 0; first < n_members; first += MEMBERS_PER_SLOT) {
    Slot *slot = slot_new (path, first, MIN (first + MEMBERS_PER_SLOT, n_members));

    g_queue_insert_after (&run->slots, after, slot);
    after = after->next;
  }
  run->waiting = archive->next;
  run->n_total += n_members - 1;
}

static void
finish_slot (Run *run,
             GList *link,
             guint n_members)
{
  Slot *slot = link->data;
  guint expected = slot->last > 0 ? slot->last - slot->first : 1;

  g_mutex_lock (&run->lock);
  if (n_members > 0)
    insert_members (run, link, n_members);
  else if (slot->outcomes->len > expected)
    run->n_total += slot->outcomes->len - expected;
  slot->state = SLOT_DONE;
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->lock);
}

static gpointer
work_in_thread (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (DzWorker) worker = run->options->in_process ? NULL : dz_worker_new ();
  GList *link;

  while ((link = take_slot (run)) != NULL) {
    Slot *slot = link->data;
    DzFileJob job = { slot->path, slot->first, slot->last, worker, run->cache, run->catalogue,
                      run->options->keep_documents, run->cancellable, slot->outcomes, 0 };

    dz_file_job_run (&job);
    finish_slot (run, link, job.n_members);
  }
  return NULL;
}

/* The head once it is done; NULL at the end or when cancelled. */
static Slot *
wait_for_head (Run *run)
{
  Slot *slot = NULL;

  g_mutex_lock (&run->lock);
  while (!g_cancellable_is_cancelled (run->cancellable)) {
    Slot *head = g_queue_peek_head (&run->slots);

    if (head != NULL && head->state == SLOT_DONE) {
      slot = g_queue_pop_head (&run->slots);
      run->n_ahead--;
      g_cond_broadcast (&run->changed);
      break;
    }
    if (head == NULL && run->walked)
      break;
    g_cond_wait (&run->changed, &run->lock);
  }
  g_mutex_unlock (&run->lock);
  return slot;
}

/* Hands on what need not wait; with @end, all. */
static void
hand_on (Run *run,
         DzJoiner *joiner,
         gboolean end,
         DzPipelineState *state,
         DzTakeFunc func,
         gpointer user_data)
{
  DzOutcome *outcome;

  while (!g_cancellable_is_cancelled (run->cancellable) && (outcome = dz_joiner_pop (joiner, end)) != NULL) {
    g_autofree char *current = g_strdup (outcome->path);

    state->n_done++;
    state->n_failed += outcome->error != NULL;
    g_mutex_lock (&run->lock);
    state->n_total = run->n_total;
    g_mutex_unlock (&run->lock);
    state->current = current;
    if (!func (outcome, state, user_data))
      g_cancellable_cancel (run->cancellable);
  }
}

static void
deliver (Run *run,
         DzTakeFunc func,
         gpointer user_data)
{
  g_autoptr (DzJoiner) joiner = dz_joiner_new ();
  DzPipelineState state = { 0 };
  Slot *slot;

  while ((slot = wait_for_head (run)) != NULL) {
    for (guint i = 0; i < slot->outcomes->len; i++)
      dz_joiner_push (joiner, g_steal_pointer (&slot->outcomes->pdata[i]));
    slot_free (slot);
    hand_on (run, joiner, FALSE, &state, func, user_data);
  }
  hand_on (run, joiner, TRUE, &state, func, user_data);
}

static void
forward_cancel_cb (GCancellable *outer,
                   gpointer inner)
{
  g_cancellable_cancel (inner);
}

/* Wakes whoever waits for the list. */
static void
wake_cb (GCancellable *cancellable,
         gpointer user_data)
{
  Run *run = user_data;

  g_mutex_lock (&run->lock);
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->lock);
}

gboolean
dz_pipeline_run_private (const char *const *paths,
                         DzCatalogue *catalogue,
                         const DzPipelineOptions *options,
                         DzTakeFunc func,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  g_autoptr (DzCache) cache = options->cache && !options->in_process ? dz_cache_open (catalogue) : NULL;
  Run run = { paths, catalogue, options, inner, cache };
  guint n_jobs = CLAMP (options->jobs > 0 ? options->jobs : g_get_num_processors (), 1, MOST_JOBS);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  gulong forward, wake;
  gboolean stopped;

  g_mutex_init (&run.lock);
  g_cond_init (&run.changed);
  g_queue_init (&run.slots);
  wake = g_cancellable_connect (inner, G_CALLBACK (wake_cb), &run, NULL);
  forward = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (forward_cancel_cb), inner, NULL) : 0;
  g_ptr_array_add (threads, g_thread_new ("dz-walk", walk_in_thread, &run));
  for (guint i = 0; i < n_jobs; i++)
    g_ptr_array_add (threads, g_thread_new ("dz-read", work_in_thread, &run));
  deliver (&run, func, user_data);
  stopped = g_cancellable_is_cancelled (inner);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  if (options->n_aside != NULL)
    *options->n_aside = run.n_aside;
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, forward);
  g_cancellable_disconnect (inner, wake);
  g_queue_clear_full (&run.slots, (GDestroyNotify) slot_free);
  g_cond_clear (&run.changed);
  g_mutex_clear (&run.lock);
  if (stopped)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  return !stopped;
}

typedef struct {
  DzOutcomeFunc func;
  gpointer user_data;
} Face;

static gboolean
show_cb (DzOutcome *outcome,
         const DzPipelineState *state,
         gpointer user_data)
{
  Face *face = user_data;
  gboolean go_on = face->func (outcome, state, face->user_data);

  dz_outcome_free (outcome);
  return go_on;
}

gboolean
dz_pipeline_run (const char *const *paths,
                 DzCatalogue *catalogue,
                 const DzPipelineOptions *options,
                 DzOutcomeFunc func,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  Face face = { func, user_data };

  g_return_val_if_fail (paths != NULL && options != NULL && func != NULL, FALSE);
  g_return_val_if_fail (DZ_IS_CATALOGUE (catalogue), FALSE);

  return dz_pipeline_run_private (paths, catalogue, options, show_cb, &face, cancellable, error);
}
