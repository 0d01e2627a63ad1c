/* dz-axis.c - where the rows or columns of a large grid stand: arithmetic without GTK
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-axis.h"

struct _DzAxis {
  guint n;
  int smallest;
  int *offsets; /* of n + 1 */
};

DzAxis *
dz_axis_new (guint n,
             DzAxisSizeFunc size,
             gpointer user_data)
{
  DzAxis *self = g_new0 (DzAxis, 1);

  self->n = n;
  self->offsets = g_new0 (int, n + 1);
  self->smallest = G_MAXINT;
  for (guint i = 0; i < n; i++) {
    int s = MAX (size (i, user_data), 1);

    self->smallest = MIN (self->smallest, s);
    self->offsets[i + 1] = self->offsets[i] + s;
  }
  return self;
}

void
dz_axis_free (DzAxis *self)
{
  if (self == NULL)
    return;
  g_free (self->offsets);
  g_free (self);
}

guint
dz_axis_get_n (const DzAxis *self)
{
  return self->n;
}

int
dz_axis_get_length (const DzAxis *self)
{
  return self->offsets[self->n];
}

int
dz_axis_get_offset (const DzAxis *self,
                    guint index)
{
  g_return_val_if_fail (index <= self->n, 0);
  return self->offsets[index];
}

int
dz_axis_get_size (const DzAxis *self,
                  guint index)
{
  g_return_val_if_fail (index < self->n, 0);
  return self->offsets[index + 1] - self->offsets[index];
}

guint
dz_axis_find (const DzAxis *self,
              int position)
{
  guint low = 0, high = self->n;

  if (self->n == 0 || position <= 0)
    return 0;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (self->offsets[middle] <= position)
      low = middle;
    else
      high = middle;
  }
  return low;
}

guint
dz_axis_count_slots (const DzAxis *self,
                     int view)
{
  if (self->n == 0 || view <= 0)
    return 0;
  return MIN (self->n, (guint) ((view + self->smallest - 1) / self->smallest) + 1);
}

guint
dz_axis_get_first (const DzAxis *self,
                   int position,
                   guint n_slots)
{
  g_return_val_if_fail (n_slots <= self->n, 0);
  return MIN (dz_axis_find (self, position), self->n - n_slots);
}

int
dz_axis_reveal (const DzAxis *self,
                guint index,
                int position,
                int view)
{
  int start, end;

  g_return_val_if_fail (index < self->n, position);
  start = self->offsets[index];
  end = self->offsets[index + 1];
  if (start < position || end - start > view)
    return start;
  if (end > position + view)
    return end - view;
  return position;
}

int
dz_axis_plan (guint old_first,
              guint new_first,
              guint n)
{
  gint64 delta = (gint64) new_first - old_first;

  return (int) CLAMP (delta, -(gint64) n, (gint64) n);
}
