/* dz-scroll-map.c - which place of one text stands beside which place of another
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-scroll-map.h"

struct _DzScrollMap {
  GArray *pairs; /* of DzScrollPair */
};

DzScrollMap *
dz_scroll_map_new (void)
{
  DzScrollMap *self = g_new0 (DzScrollMap, 1);

  self->pairs = g_array_new (FALSE, FALSE, sizeof (DzScrollPair));
  return self;
}

void
dz_scroll_map_free (DzScrollMap *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pairs);
  g_free (self);
}

void
dz_scroll_map_add (DzScrollMap *self,
                   double left,
                   double right)
{
  DzScrollPair pair = { left, right };

  if (self->pairs->len > 0) {
    const DzScrollPair *last = &g_array_index (self->pairs, DzScrollPair, self->pairs->len - 1);

    if (left <= last->left || right <= last->right)
      return;
  }
  g_array_append_val (self->pairs, pair);
}

guint
dz_scroll_map_get_n_pairs (const DzScrollMap *self)
{
  return self->pairs->len;
}

const DzScrollPair *
dz_scroll_map_get_pair (const DzScrollMap *self,
                        guint index)
{
  g_return_val_if_fail (index < self->pairs->len, NULL);
  return &g_array_index (self->pairs, DzScrollPair, index);
}

static double
side (const DzScrollPair *pair,
      gboolean right)
{
  return right ? pair->right : pair->left;
}

static double
map (const DzScrollMap *self,
     double value,
     gboolean from_right)
{
  const DzScrollPair *pairs = (const DzScrollPair *) (gpointer) self->pairs->data;
  guint n = self->pairs->len;
  guint i = 0;
  double from, to;

  if (n == 0)
    return value;
  while (i < n && side (&pairs[i], from_right) <= value)
    i++;
  if (i == 0)
    return side (&pairs[0], !from_right) + value - side (&pairs[0], from_right);
  if (i == n)
    return side (&pairs[n - 1], !from_right) + value - side (&pairs[n - 1], from_right);
  from = side (&pairs[i - 1], from_right);
  to = side (&pairs[i], from_right);
  return side (&pairs[i - 1], !from_right) + (value - from) / (to - from) * (side (&pairs[i], !from_right) - side (&pairs[i - 1], !from_right));
}

double
dz_scroll_map_to_right (const DzScrollMap *self,
                        double left)
{
  return map (self, left, FALSE);
}

double
dz_scroll_map_to_left (const DzScrollMap *self,
                       double right)
{
  return map (self, right, TRUE);
}
