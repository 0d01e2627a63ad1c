/* dz-fact.c - one value read from one report, with its quote and address
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-fact.h"

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

static char *
store (char **room,
       const char *text)
{
  char *start = *room;

  if (text == NULL)
    return NULL;
  *room = g_stpcpy (start, text) + 1;
  return start;
}

/* The strings stand behind the struct in one piece of memory: reports have hundreds of facts. */
DzFact *
dz_fact_new (const DzFact *model)
{
  const char *label = model->label != NULL ? model->label : "";
  const char *path = model->path != NULL ? model->path : "";
  const char *unit = model->unit != NULL ? model->unit : "";
  const char *printed = model->printed != NULL ? model->printed : "";
  const char *quote = model->quote != NULL ? model->quote : "";
  gsize room = room_of (label) + room_of (path) + room_of (unit) + room_of (printed)
               + room_of (model->note) + room_of (quote);
  DzFact *self = g_atomic_rc_box_alloc (sizeof (DzFact) + room);
  char *next = (char *) (self + 1);

  *self = *model;
  self->indicator = g_intern_string (model->indicator);
  self->member = g_intern_string (model->member);
  self->of = g_intern_string (model->of);
  self->label = store (&next, label);
  self->path = store (&next, path);
  self->unit = store (&next, unit);
  self->printed = store (&next, printed);
  self->note = store (&next, model->note);
  self->quote = store (&next, quote);
  return self;
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
