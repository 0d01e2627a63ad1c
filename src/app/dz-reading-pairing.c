/* dz-reading-pairing.c - what stands beside what: made in a thread, helped by pins
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of pairs is made anew when other reports are shown or a pin is set. Marks, bars, notes, the strip
 * and the contents are shown from it.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define GHOST_CHARS 30 /* of what is missing, shown struck through */

/* Pins */

static void
pin_free (gpointer data)
{
  DzReadingPin *pin = data;

  if (pin == NULL)
    return;
  g_free (pin->files[0]);
  g_free (pin->files[1]);
  g_free (pin);
}

static void
set_pin_end (DzReadingPage *self,
             DzReadingPin *pin,
             guint end,
             guint side,
             guint block,
             int row)
{
  DzReport *report = dz_extraction_get_report (dz_reading_pane_get_extraction (dz_reading_page_get_side (self, side)->pane));
  guint last;

  g_free (pin->files[end]);
  pin->files[end] = g_strdup (dz_report_get_file (report));
  dz_report_get_range (report, &pin->firsts[end], &last);
  pin->blocks[end] = block;
  pin->rows[end] = row;
}

/* The side that shows the report; one that is shown twice is its first pane. */
static int
find_pin_side (DzReadingPage *self,
               const DzReadingPin *pin,
               guint end)
{
  for (guint i = 0; pin->files[end] != NULL && i < self->sides->len; i++) {
    DzExtraction *extraction = dz_reading_pane_get_extraction (dz_reading_page_get_side (self, i)->pane);
    guint first, last;

    if (extraction == NULL)
      continue;
    dz_report_get_range (dz_extraction_get_report (extraction), &first, &last);
    if (first == pin->firsts[end] && g_strcmp0 (dz_report_get_file (dz_extraction_get_report (extraction)), pin->files[end]) == 0)
      return (int) i;
  }
  return -1;
}

gboolean
dz_reading_pairing_resolve (DzReadingPage *self,
                            const DzReadingPin *pin,
                            DzPairPin *out)
{
  for (guint end = 0; end < 2; end++) {
    int side = find_pin_side (self, pin, end);

    if (side < 0)
      return FALSE;
    out->sides[end] = (guint) side;
    out->blocks[end] = pin->blocks[end];
    out->rows[end] = pin->rows[end];
  }
  return out->sides[0] != out->sides[1];
}

void
dz_reading_pairing_show_pins (DzReadingPage *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    dz_reading_view_clear_pins (dz_reading_pane_get_view (dz_reading_page_get_side (self, i)->pane));
  for (guint i = 0; i <= self->pins->len; i++) {
    const DzReadingPin *pin = i < self->pins->len ? g_ptr_array_index (self->pins, i) : self->pending;

    for (guint end = 0; pin != NULL && end < 2; end++) {
      int side = find_pin_side (self, pin, end);

      if (side >= 0)
        dz_reading_view_add_pin (dz_reading_pane_get_view (dz_reading_page_get_side (self, (guint) side)->pane), pin->blocks[end],
                                 pin->rows[end], i < self->pins->len ? i + 1 : 0);
    }
  }
}

void
dz_reading_pairing_say (DzReadingPage *self,
                        const char *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
  dz_reading_pairing_summarize (self);
}

static gboolean
is_table (DzReadingPage *self,
          guint side,
          guint block)
{
  return dz_document_get_block (dz_reading_pane_get_document (dz_reading_page_get_side (self, side)->pane), block)->table != NULL;
}

void
dz_reading_pairing_pin (DzReadingPage *self)
{
  guint side = dz_reading_page_get_active (self), block;
  int row, other = self->pending == NULL ? -1 : find_pin_side (self, self->pending, 0);

  if (self->sides->len < 2 || !dz_reading_pane_get_cursor (dz_reading_page_get_side (self, side)->pane, &block, &row))
    return;
  if (other < 0 || (guint) other == side) {
    g_clear_pointer (&self->pending, pin_free);
    self->pending = g_new0 (DzReadingPin, 1);
    set_pin_end (self, self->pending, 0, side, block, row);
    dz_reading_pairing_say (self, NULL);
    dz_reading_pairing_show_pins (self);
    return;
  }
  if (is_table (self, (guint) other, self->pending->blocks[0]) != is_table (self, side, block)) {
    dz_reading_pairing_say (self, _ ("A table can only be pinned beside a table."));
    return;
  }
  set_pin_end (self, self->pending, 1, side, block, row);
  g_ptr_array_add (self->pins, g_steal_pointer (&self->pending));
  dz_reading_pairing_say (self, NULL);
  dz_reading_pairing_start (self);
}

gboolean
dz_reading_pairing_cancel_pin (DzReadingPage *self)
{
  if (self->pending == NULL)
    return FALSE;
  g_clear_pointer (&self->pending, pin_free);
  dz_reading_pairing_show_pins (self);
  dz_reading_pairing_say (self, NULL);
  return TRUE;
}

/* The pin at the cursor, or the last one whose place is in the same block. */
void
dz_reading_pairing_unpin (DzReadingPage *self)
{
  guint side = dz_reading_page_get_active (self), block;
  int row, found = -1;

  if (dz_reading_pairing_cancel_pin (self) || self->sides->len == 0 ||
      !dz_reading_pane_get_cursor (dz_reading_page_get_side (self, side)->pane, &block, &row))
    return;
  for (guint i = 0; i < self->pins->len; i++) {
    const DzReadingPin *pin = g_ptr_array_index (self->pins, i);

    for (guint end = 0; end < 2; end++)
      if (find_pin_side (self, pin, end) == (int) side && pin->blocks[end] == block && (pin->rows[end] == row || found < 0))
        found = (int) i;
  }
  if (found < 0) {
    dz_reading_pairing_say (self, _ ("There is no pin at this place."));
    return;
  }
  g_ptr_array_remove_index (self->pins, (guint) found);
  dz_reading_pairing_say (self, NULL);
  dz_reading_pairing_start (self);
}

void
dz_reading_pairing_unpin_all (DzReadingPage *self)
{
  g_clear_pointer (&self->pending, pin_free);
  g_ptr_array_set_size (self->pins, 0);
  dz_reading_pairing_say (self, NULL);
  dz_reading_pairing_start (self);
}

/* Pins of reports that are no longer there. */
void
dz_reading_pairing_drop_lost_pins (DzReadingPage *self)
{
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->extractions->len; i++)
    g_hash_table_add (files, (gpointer) dz_report_get_file (dz_extraction_get_report (g_ptr_array_index (self->extractions, i))));
  for (guint i = self->pins->len; i-- > 0;) {
    const DzReadingPin *pin = g_ptr_array_index (self->pins, i);

    if (!g_hash_table_contains (files, pin->files[0]) || !g_hash_table_contains (files, pin->files[1]))
      g_ptr_array_remove_index (self->pins, i);
  }
  if (self->pending != NULL && !g_hash_table_contains (files, self->pending->files[0]))
    g_clear_pointer (&self->pending, pin_free);
}

/* A pin that could not hold is taken away again and said. */
static void
drop_crossing_pins (DzReadingPage *self)
{
  for (guint i = self->pins->len; i-- > 0;) {
    DzPairPin pin;

    if (!dz_reading_pairing_resolve (self, g_ptr_array_index (self->pins, i), &pin) ||
        dz_pairs_find (self->pairs, pin.sides[0], pin.blocks[0]) == dz_pairs_find (self->pairs, pin.sides[1], pin.blocks[1]))
      continue;
    g_ptr_array_remove_index (self->pins, i);
    dz_reading_pairing_say (self, _ ("Two pins cross: the one that stands later was removed."));
  }
}

/* The thread */

typedef struct {
  DzPairsSource sources[DZ_PAIRS_MAX_SIDES];
  guint n_sources;
  GArray *pins; /* of DzPairPin */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < job->n_sources; i++)
    g_clear_object (&job->sources[i].document);
  g_array_unref (job->pins);
  g_free (job);
}

static void
pair_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  DzPairs *pairs = dz_pairs_new_full (job->sources, job->n_sources, (const DzPairPin *) (gpointer) job->pins->data,
                                      job->pins->len, cancellable, &error);

  if (pairs == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pairs, g_object_unref);
}

/* Marks, bars and notes */

static void
mark_pair (DzReadingPage *self,
           guint side,
           const DzPair *pair)
{
  static const DzReadingBar bars[] = { 0, DZ_READING_BAR_CHANGED, DZ_READING_BAR_ONLY, DZ_READING_BAR_MOVED };
  DzReadingPane *pane = dz_reading_page_get_side (self, side)->pane;
  DzReadingView *view = dz_reading_pane_get_view (pane);
  guint block = (guint) pair->blocks[side];

  for (guint s = 0; pair->spans[side] != NULL && s < pair->spans[side]->len; s++) {
    const DzPairSpan *span = &g_array_index (pair->spans[side], DzPairSpan, s);

    dz_reading_marks_add_change (dz_reading_pane_get_marks (pane), block, span->row, span->col, span->start, span->end);
  }
  /* Of tables that meet, each row has its own. */
  if (bars[pair->kind] != 0 && pair->rows == NULL)
    dz_reading_view_set_bar (view, block, -1, bars[pair->kind]);
  for (guint r = 0; pair->rows != NULL && r < pair->rows->len; r++) {
    const DzPairRow *row = &g_array_index (pair->rows, DzPairRow, r);

    if (row->rows[side] >= 0 && bars[row->kind] != 0)
      dz_reading_view_set_bar (view, block, row->rows[side], bars[row->kind]);
  }
}

static void
append_note (GArray *notes,
             guint block,
             DzReadingKind kind,
             char *markup)
{
  DzReadingNote note = { block, kind, markup };

  g_array_append_val (notes, note);
}

/* One line for passages that are missing one after the other. */
static char *
make_ghost (DzReadingPage *self,
            guint first,
            guint n_more)
{
  const DzBlock *block = dz_document_get_block (dz_reading_pane_get_document (dz_reading_page_get_side (self, 0)->pane), first);
  const char *words = block->table != NULL ? _ ("a table") : block->text;
  gboolean is_long = g_utf8_strlen (words, -1) > GHOST_CHARS;
  g_autofree char *cut = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), GHOST_CHARS));
  /* TRANSLATORS: behind a passage that is missing here: further ones */
  g_autofree char *more = n_more == 0 ? g_strdup ("") : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_more), n_more);

  return g_markup_printf_escaped ("<span alpha=\"60%%\"><s>%s%s</s> %s</span>", cut, is_long ? "…" : "", more);
}

/* What the first report has and this one lacks, and what came from elsewhere. */
static GArray *
list_notes (DzReadingPage *self,
            guint side)
{
  GArray *notes = g_array_new (FALSE, FALSE, sizeof (DzReadingNote));
  guint first, last, next, n_missing = 0;
  int missing = -1;

  dz_reading_pane_get_range (dz_reading_page_get_side (self, side)->pane, &first, &last);
  next = last;
  /* From the end, so that what is missing stands before what follows. */
  for (guint i = dz_pairs_get_n_pairs (self->pairs) + 1; i-- > 0;) {
    const DzPair *pair = i == 0 ? NULL : dz_pairs_get_pair (self->pairs, i - 1);

    if (missing >= 0 && (pair == NULL || pair->blocks[side] >= 0)) {
      append_note (notes, next, DZ_READING_GHOST, make_ghost (self, (guint) missing, n_missing - 1));
      missing = -1;
      n_missing = 0;
    }
    if (pair == NULL)
      break;
    if (pair->blocks[side] >= 0) {
      next = (guint) pair->blocks[side];
      if (pair->kind == DZ_PAIR_MOVED)
        append_note (notes, next, DZ_READING_MOVED,
                     g_markup_printf_escaped ("<a href=\"m:%u\">⇅ %s</a>", next, _ ("Moved: stands elsewhere in the other report")));
    } else if (side > 0 && pair->blocks[0] >= 0 && pair->kind == DZ_PAIR_ONLY) {
      missing = pair->blocks[0];
      n_missing++;
    }
  }
  for (guint i = 0; i < notes->len / 2; i++) {
    DzReadingNote *a = &g_array_index (notes, DzReadingNote, i), *b = &g_array_index (notes, DzReadingNote, notes->len - 1 - i);
    DzReadingNote swap = *a;

    *a = *b;
    *b = swap;
  }
  return notes;
}

static void
show_side (DzReadingPage *self,
           guint side)
{
  DzReadingPane *pane = dz_reading_page_get_side (self, side)->pane;
  DzReadingMarks *marks = dz_reading_pane_get_marks (pane);

  if (marks == NULL)
    return;
  dz_reading_marks_clear_changes (marks);
  dz_reading_view_clear_bars (dz_reading_pane_get_view (pane));
  for (guint i = 0; self->pairs != NULL && i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);

    if (pair->blocks[side] >= 0)
      mark_pair (self, side, pair);
  }
  /* The layout is made anew with the notes, and asks for the marks. */
  dz_reading_pane_take_notes (pane, self->pairs == NULL ? NULL : list_notes (self, side));
}

static void
list_steps (DzReadingPage *self)
{
  g_array_set_size (self->steps, 0);
  for (guint i = 0; self->pairs != NULL && i < dz_pairs_get_n_pairs (self->pairs); i++) {
    const DzPair *pair = dz_pairs_get_pair (self->pairs, i);
    DzReadingStep step = { i, -1, pair->kind };

    if (pair->rows == NULL || pair->rows->len == 0)
      g_array_append_val (self->steps, step);
    for (guint r = 0; pair->rows != NULL && r < pair->rows->len; r++) {
      step.row = (int) r;
      step.kind = g_array_index (pair->rows, DzPairRow, r).kind;
      g_array_append_val (self->steps, step);
    }
  }
}

static DzFaceFlags
step_flags_cb (guint index,
               gpointer user_data)
{
  DzReadingPage *self = user_data;

  return g_array_index (self->steps, DzReadingStep, index).kind == DZ_PAIR_EQUAL ? 0 : DZ_FACE_DIFFERS;
}

static void
show_pairs (DzReadingPage *self)
{
  list_steps (self);
  for (guint i = 0; i < self->sides->len; i++)
    show_side (self, i);
  dz_overview_set_rows (self->overview, self->steps->len, step_flags_cb, self);
  dz_reading_pairing_show_pins (self);
  dz_reading_outline_update (self);
  dz_reading_sync_update (self);
  dz_reading_pairing_summarize (self);
}

static void
paired_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  DzReadingPage *self = DZ_READING_PAGE (source);
  g_autoptr (DzPairs) pairs = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: other reports are shown by now. */
  if (pairs == NULL || g_task_get_cancellable (G_TASK (result)) != self->pairing)
    return;
  g_clear_object (&self->pairing);
  g_set_object (&self->pairs, pairs);
  drop_crossing_pins (self);
  show_pairs (self);
}

static void
forget_pairs (DzReadingPage *self)
{
  if (self->pairing != NULL)
    g_cancellable_cancel (self->pairing);
  g_clear_object (&self->pairing);
  g_clear_object (&self->pairs);
}

void
dz_reading_pairing_start (DzReadingPage *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  forget_pairs (self);
  job->pins = g_array_new (FALSE, FALSE, sizeof (DzPairPin));
  for (guint i = 0; i < self->sides->len; i++) {
    DzReadingPane *pane = dz_reading_page_get_side (self, i)->pane;
    DzPairsSource *side = &job->sources[job->n_sources];

    if (dz_reading_pane_get_document (pane) == NULL)
      continue;
    side->document = g_object_ref (dz_reading_pane_get_document (pane));
    dz_reading_pane_get_range (pane, &side->first, &side->last);
    job->n_sources++;
  }
  for (guint i = 0; i < self->pins->len; i++) {
    DzPairPin pin;

    if (dz_reading_pairing_resolve (self, g_ptr_array_index (self->pins, i), &pin))
      g_array_append_val (job->pins, pin);
  }
  /* What was paired before is shown until the new pairs are there, unless it is of other reports. */
  if (job->n_sources < 2 || job->n_sources != self->sides->len) {
    job_free (job);
    show_pairs (self);
    return;
  }
  list_steps (self);
  dz_overview_set_rows (self->overview, 0, step_flags_cb, self);
  dz_reading_sync_update (self);
  self->pairing = g_cancellable_new ();
  task = g_task_new (self, self->pairing, paired_cb, NULL);
  g_task_set_source_tag (task, dz_reading_pairing_start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, pair_in_thread);
  dz_reading_pairing_summarize (self);
}

gboolean
dz_reading_pairing_go_to_moved (DzReadingPage *self,
                                guint side,
                                guint block)
{
  int index = self->pairs == NULL ? -1 : dz_pairs_find (self->pairs, side, block);
  const DzPair *pair = index < 0 ? NULL : dz_pairs_get_pair (self->pairs, (guint) index);
  const DzPair *other = pair == NULL || pair->partner < 0 ? NULL : dz_pairs_get_pair (self->pairs, (guint) pair->partner);

  for (guint i = 0; other != NULL && i < self->sides->len; i++) {
    DzReadingPane *pane = dz_reading_page_get_side (self, i)->pane;
    double y;

    if (other->blocks[i] < 0 || !dz_reading_pane_get_height (pane, (guint) other->blocks[i], -1, &y))
      continue;
    dz_reading_sync_show (self, i, y);
    dz_reading_pane_set_cursor (pane, (guint) other->blocks[i], -1);
    gtk_widget_grab_focus (GTK_WIDGET (dz_reading_pane_get_view (pane)));
    return TRUE;
  }
  return FALSE;
}

/* What the head of the page says */

static void
count (DzReadingPage *self,
       guint *n_differences,
       guint *n_moved)
{
  *n_differences = *n_moved = 0;
  for (guint i = 0; i < self->steps->len; i++) {
    DzPairKind kind = g_array_index (self->steps, DzReadingStep, i).kind;

    *n_differences += kind != DZ_PAIR_EQUAL;
    *n_moved += kind == DZ_PAIR_MOVED;
  }
}

static void
append_part (GString *text,
             const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

void
dz_reading_pairing_summarize (DzReadingPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_differences, n_moved, n_unclaimed = 0;

  count (self, &n_differences, &n_moved);
  for (guint i = 0; i < self->sides->len; i++) {
    DzReadingMarks *marks = dz_reading_pane_get_marks (dz_reading_page_get_side (self, i)->pane);

    n_unclaimed += marks == NULL ? 0 : dz_reading_marks_get_unclaimed (marks)->len;
  }
  if (self->pending != NULL) {
    append_part (text, _ ("Pin: go to the place in the other report that belongs beside it and press P. Esc gives up."));
  } else if (self->message != NULL) {
    append_part (text, self->message);
  } else {
    g_autofree char *differences = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u difference", "%u differences", n_differences), n_differences);
    g_autofree char *moved = g_strdup_printf (_ ("%u moved"), n_moved / 2);
    g_autofree char *unclaimed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unclaimed number", "%u unclaimed numbers", n_unclaimed), n_unclaimed);
    g_autofree char *pins = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u pin", "%u pins", self->pins->len), self->pins->len);

    if (self->pairing != NULL)
      append_part (text, _ ("Comparing…"));
    if (self->pairs != NULL)
      append_part (text, differences);
    if (n_moved > 0)
      append_part (text, moved);
    append_part (text, unclaimed);
    if (self->pins->len > 0)
      append_part (text, pins);
  }
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), text->str);
}

void
dz_reading_pairing_init (DzReadingPage *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (DzReadingStep));
  self->pins = g_ptr_array_new_with_free_func (pin_free);
}

void
dz_reading_pairing_clear (DzReadingPage *self)
{
  forget_pairs (self);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->pins, g_ptr_array_unref);
  g_clear_pointer (&self->pending, pin_free);
  g_clear_pointer (&self->message, g_free);
}
