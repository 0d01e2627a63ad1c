/* dz-joiner.c - puts one report together that stands in several files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-joiner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DzJoiner {
  GQueue held;      /* of DzOutcome, in order */
  GHashTable *gone; /* of char *: agency and year of each report handed on */
};

DzJoiner *
dz_joiner_new (void)
{
  DzJoiner *self = g_new0 (DzJoiner, 1);

  g_queue_init (&self->held);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
dz_joiner_free (DzJoiner *self)
{
  g_queue_clear_full (&self->held, (GDestroyNotify) dz_outcome_free);
  g_hash_table_unref (self->gone);
  g_free (self);
}

/* The only report of the file; NULL when there are none or several. */
static DzExtraction *
get_report (const DzOutcome *outcome)
{
  return outcome->error == NULL && outcome->extractions->len == 1 ? g_ptr_array_index (outcome->extractions, 0) : NULL;
}

static gboolean
may_be_part (const DzOutcome *outcome)
{
  DzExtraction *report = get_report (outcome);

  return report != NULL && (dz_extraction_is_prose_part (report) || dz_extraction_is_annex_part (report));
}

static gboolean
fit (DzExtraction *a,
     DzExtraction *b)
{
  return a != NULL && b != NULL && (dz_extraction_can_join (a, b) || dz_extraction_can_join (b, a));
}

static char *
get_key (DzExtraction *extraction)
{
  DzReport *report = dz_extraction_get_report (extraction);

  return g_strdup_printf ("%u %s", dz_report_get_year (report), dz_report_get_agency (report));
}

/* The held outcome that is the other part of the first one; NULL when there is none, or when more
 * than these two speak of the agency and year. */
static GList *
find_partner (DzJoiner *self)
{
  DzExtraction *first = get_report (self->held.head->data);
  g_autofree char *key = get_key (first);
  GList *partner = NULL;
  guint n_same = 0, n = 0;

  for (GList *l = self->held.head->next; l != NULL && n < DZ_JOINER_REACH; l = l->next, n++) {
    DzOutcome *outcome = l->data;

    for (guint i = 0; outcome->error == NULL && i < outcome->extractions->len; i++) {
      g_autofree char *other = get_key (g_ptr_array_index (outcome->extractions, i));

      n_same += strcmp (key, other) == 0;
    }
    if (fit (first, get_report (outcome)))
      partner = l;
  }
  return n_same == 1 && !g_hash_table_contains (self->gone, key) ? partner : NULL;
}

static void
join (DzOutcome *first,
      DzOutcome *second)
{
  DzExtraction *a = get_report (first), *b = get_report (second);
  gboolean in_order = dz_extraction_can_join (a, b);
  DzExtraction *joined = in_order ? dz_extraction_join (a, b) : dz_extraction_join (b, a);
  g_autofree char *shown = NULL;

  /* The report goes by the name of its prose. */
  if (!in_order) {
    char *path = first->path;

    first->path = second->path;
    second->path = path;
  }
  shown = g_filename_display_name (second->path);
  g_ptr_array_set_size (first->extractions, 0);
  g_ptr_array_add (first->extractions, joined);
  g_ptr_array_set_size (second->extractions, 0);
  second->note = g_strdup_printf (_ ("%s: it was read as a part of the report in %s"), shown,
                                    dz_report_get_file (dz_extraction_get_report (joined)));
}

void
dz_joiner_push (DzJoiner *self,
                DzOutcome *outcome)
{
  g_queue_push_tail (&self->held, outcome);
}

DzOutcome *
dz_joiner_pop (DzJoiner *self,
               gboolean end)
{
  DzOutcome *head = g_queue_peek_head (&self->held);
  GList *partner;

  if (head == NULL)
    return NULL;
  if (may_be_part (head)) {
    if (!end && self->held.length <= DZ_JOINER_REACH)
      return NULL;
    partner = find_partner (self);
    if (partner != NULL)
      join (head, partner->data);
  }
  for (guint i = 0; i < head->extractions->len; i++)
    g_hash_table_add (self->gone, get_key (g_ptr_array_index (head->extractions, i)));
  return g_queue_pop_head (&self->held);
}
