/* dz-progress.c - how far a piece of work has come
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-progress.h"

struct _DzProgress {
  DzProgressFunc func; /* NULL in children */
  gpointer user_data;  /* borrowed */
  DzProgress *parent;  /* borrowed: outlives this */
  double from, to;     /* of the parent */
  double reached;      /* 0 .. 1 */
};

DzProgress *
dz_progress_new (DzProgressFunc func,
                 gpointer user_data)
{
  DzProgress *self = g_new0 (DzProgress, 1);

  self->func = func;
  self->user_data = user_data;
  return self;
}

DzProgress *
dz_progress_child (DzProgress *parent,
                   double from,
                   double to)
{
  DzProgress *self;

  if (parent == NULL)
    return NULL;
  self = g_new0 (DzProgress, 1);
  self->parent = parent;
  self->from = CLAMP (from, 0.0, 1.0);
  self->to = CLAMP (to, self->from, 1.0);
  return self;
}

void
dz_progress_free (DzProgress *self)
{
  g_free (self);
}

void
dz_progress_set (DzProgress *self,
                 double fraction)
{
  if (self == NULL || fraction <= self->reached)
    return;
  self->reached = MIN (fraction, 1.0);
  if (self->parent != NULL)
    dz_progress_set (self->parent, self->from + (self->to - self->from) * self->reached);
  else if (self->func != NULL)
    self->func (self->reached, self->user_data);
}
