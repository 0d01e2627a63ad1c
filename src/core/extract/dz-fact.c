/* dz-fact.c - one value read from one report, with its quote and address
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-fact-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (DzFact, dz_fact, dz_fact_ref, dz_fact_unref)

/* Units of money that are one and the same apart from a power of ten. */
static const struct {
  const char *unit, *base;
  int power;
} scaled_units[] = {
  { "元", "元", 0 },
  { "万元", "元", 4 },
  { "亿元", "元", 8 },
};

const char *
dz_where_to_string (DzWhere where)
{
  static const char *const names[] = { "table", "prose", "manual" };

  g_return_val_if_fail ((guint) where < G_N_ELEMENTS (names), "table");

  return names[where];
}

static gsize
room_of (const char *text)
{
  return text != NULL ? strlen (text) + 1 : 0;
}

/* @room: where the next string goes; @size with the zero at the end. */
static char *
store (char **room,
       const char *text,
       gsize size)
{
  char *start = *room;

  if (text == NULL)
    return NULL;
  memcpy (start, text, size);
  *room = start + size;
  return start;
}

/* The strings stand behind the struct in one piece of memory: reports have hundreds of facts. */
DzFact *
dz_fact_new_interned (const DzFact *model)
{
  const char *texts[] = {
    model->label != NULL ? model->label : "", model->path != NULL ? model->path : "",
    model->unit != NULL ? model->unit : "", model->printed != NULL ? model->printed : "",
    model->quote != NULL ? model->quote : "", model->note,
  };
  gsize sizes[G_N_ELEMENTS (texts)];
  gsize room = 0;
  DzFact *self;
  char *next;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    room += sizes[i] = room_of (texts[i]);
  self = g_atomic_rc_box_alloc (sizeof (DzFact) + room);
  next = (char *) (self + 1);
  *self = *model;
  self->label = store (&next, texts[0], sizes[0]);
  self->path = store (&next, texts[1], sizes[1]);
  self->unit = store (&next, texts[2], sizes[2]);
  self->printed = store (&next, texts[3], sizes[3]);
  self->quote = store (&next, texts[4], sizes[4]);
  self->note = store (&next, texts[5], sizes[5]);
  return self;
}

DzFact *
dz_fact_new (const DzFact *model)
{
  DzFact copy = *model;

  copy.indicator = g_intern_string (model->indicator);
  copy.member = g_intern_string (model->member);
  copy.of = g_intern_string (model->of);
  return dz_fact_new_interned (&copy);
}

DzFact *
dz_fact_ref (DzFact *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
dz_fact_unref (DzFact *self)
{
  g_atomic_rc_box_release (self);
}

gboolean
dz_fact_get_base_number (const DzFact *self,
                         DzDecimal *number)
{
  if (!dz_value_is_number (self->value))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (scaled_units); i++)
    if (strcmp (self->unit, scaled_units[i].unit) == 0)
      return dz_decimal_shift (self->value.number, scaled_units[i].power, number);
  *number = self->value.number;
  return TRUE;
}

const char *
dz_unit_get_base (const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (scaled_units); i++)
    if (g_strcmp0 (unit, scaled_units[i].unit) == 0)
      return scaled_units[i].base;
  return unit;
}
