/* dz-pipeline-async.c - the pipeline behind a window
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The run has a thread of its own; outcomes gather in a basket that the caller's main context
 * empties at most ten times a second, and never for longer than a frame can bear.
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-run-private.h"

#define EMPTYING_MS 100
#define LONGEST_TURN_US (8 * 1000)

/* Outcomes in the basket at which the run waits for the window. */
#define BASKET 512u

typedef struct {
  DzOutcome *outcome;
  DzPipelineState state;
  char *current;
} Item;

typedef struct {
  GStrv paths;
  DzCatalogue *catalogue;
  DzPipelineOptions options;
  DzOutcomeFunc func;
  gpointer user_data;
  GCancellable *outer; /* the caller's, or NULL */
  GCancellable *inner; /* ours: also when func stops the run */
  gulong forward, wake;

  GMutex lock; /* of all below */
  GCond changed;
  GQueue basket; /* of Item */
  gboolean finished;
  GSource *source; /* in the caller's context */
} Work;

static void
item_free (Item *item)
{
  g_clear_pointer (&item->outcome, dz_outcome_free);
  g_free (item->current);
  g_free (item);
}

static void
work_free (Work *work)
{
  g_strfreev (work->paths);
  g_object_unref (work->catalogue);
  g_clear_object (&work->outer);
  g_object_unref (work->inner);
  g_queue_clear_full (&work->basket, (GDestroyNotify) item_free);
  g_clear_pointer (&work->source, g_source_unref);
  g_cond_clear (&work->changed);
  g_mutex_clear (&work->lock);
  g_free (work);
}

static gboolean
put_cb (DzOutcome *outcome,
        const DzPipelineState *state,
        gpointer user_data)
{
  Work *work = user_data;
  Item *item = g_new0 (Item, 1);

  item->outcome = outcome;
  item->state = *state;
  item->current = g_strdup (state->current);
  item->state.current = item->current;
  g_mutex_lock (&work->lock);
  g_queue_push_tail (&work->basket, item);
  while (work->basket.length >= BASKET && !g_cancellable_is_cancelled (work->inner))
    g_cond_wait (&work->changed, &work->lock);
  g_mutex_unlock (&work->lock);
  return TRUE;
}

static Item *
take_item (Work *work,
           gboolean *finished)
{
  Item *item;

  g_mutex_lock (&work->lock);
  item = g_queue_pop_head (&work->basket);
  *finished = item == NULL && work->finished;
  g_cond_signal (&work->changed);
  g_mutex_unlock (&work->lock);
  return item;
}

static void
forward_cancel_cb (GCancellable *outer,
                   gpointer inner)
{
  g_cancellable_cancel (inner);
}

/* Wakes the run where it waits for the basket. */
static void
wake_cb (GCancellable *inner,
         gpointer user_data)
{
  Work *work = user_data;

  g_mutex_lock (&work->lock);
  g_cond_signal (&work->changed);
  g_mutex_unlock (&work->lock);
}

/* In the caller's context. Once the basket is empty and the run at its end, the task returns. */
static gboolean
empty_basket_cb (gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  gint64 until = g_get_monotonic_time () + LONGEST_TURN_US;
  gboolean finished = FALSE;
  Item *item = NULL;

  while (g_get_monotonic_time () < until && (item = take_item (work, &finished)) != NULL) {
    if (!g_cancellable_is_cancelled (work->inner) && !work->func (item->outcome, &item->state, work->user_data))
      g_cancellable_cancel (work->inner);
    item_free (item);
  }
  if (!finished) {
    gint64 rest = item == NULL ? EMPTYING_MS * 1000 : 1000;

    g_source_set_ready_time (work->source, g_get_monotonic_time () + rest);
    return G_SOURCE_CONTINUE;
  }
  if (work->outer != NULL)
    g_cancellable_disconnect (work->outer, work->forward);
  g_cancellable_disconnect (work->inner, work->wake);
  if (g_cancellable_is_cancelled (work->inner))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gpointer
run_in_thread (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  dz_pipeline_run_private ((const char *const *) work->paths, work->catalogue, &work->options, put_cb, work,
                           work->inner, NULL);
  g_mutex_lock (&work->lock);
  work->finished = TRUE;
  g_source_set_ready_time (work->source, 0);
  g_mutex_unlock (&work->lock);
  return NULL;
}

static gboolean
dispatch_cb (GSource *source,
             GSourceFunc callback,
             gpointer user_data)
{
  return callback (user_data);
}

void
dz_pipeline_run_async (const char *const *paths,
                       DzCatalogue *catalogue,
                       const DzPipelineOptions *options,
                       DzOutcomeFunc func,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer callback_data)
{
  static GSourceFuncs source_funcs = { .dispatch = dispatch_cb };
  Work *work = g_new0 (Work, 1);
  GTask *task;

  g_return_if_fail (paths != NULL && options != NULL && func != NULL);
  g_return_if_fail (DZ_IS_CATALOGUE (catalogue));

  work->paths = g_strdupv ((char **) paths);
  work->catalogue = g_object_ref (catalogue);
  work->options = *options;
  work->func = func;
  work->user_data = user_data;
  work->inner = g_cancellable_new ();
  g_mutex_init (&work->lock);
  g_cond_init (&work->changed);
  g_queue_init (&work->basket);
  task = g_task_new (NULL, cancellable, callback, callback_data);
  g_task_set_source_tag (task, dz_pipeline_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  work->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (work->source, empty_basket_cb, g_object_ref (task), g_object_unref);
  g_source_set_ready_time (work->source, g_get_monotonic_time () + EMPTYING_MS * 1000);
  g_source_attach (work->source, g_task_get_context (task));
  work->wake = g_cancellable_connect (work->inner, G_CALLBACK (wake_cb), work, NULL);
  if (cancellable != NULL) {
    work->outer = g_object_ref (cancellable);
    work->forward = g_cancellable_connect (cancellable, G_CALLBACK (forward_cancel_cb), work->inner, NULL);
  }
  g_thread_unref (g_thread_new ("dz-pipeline", run_in_thread, task));
}

gboolean
dz_pipeline_run_finish (GAsyncResult *result,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
