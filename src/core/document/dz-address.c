/* dz-address.c - where in a document something stands
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-address.h"

#include <stdlib.h>

char *
dz_address_to_string (const DzAddress *self)
{
  GString *text = g_string_new (NULL);

  if (self->page > 0)
    g_string_append_printf (text, "p%u.", self->page);
  g_string_append_printf (text, "b%u", self->block);
  if (self->row >= 0)
    g_string_append_printf (text, ".r%d.c%d", self->row, self->col);
  g_string_append_printf (text, "@%u-%u", self->start, self->end);
  return g_string_free (text, FALSE);
}

/* The number behind @letter, and the mark behind it. */
static gboolean
read_part (const char **p,
           char letter,
           guint *out)
{
  char *end;
  gulong value;

  if (**p != letter || !g_ascii_isdigit ((*p)[1]))
    return FALSE;
  value = strtoul (*p + 1, &end, 10);
  if (value > G_MAXINT)
    return FALSE;
  *out = (guint) value;
  *p = end;
  return TRUE;
}

gboolean
dz_address_parse (const char *text,
                  DzAddress *out)
{
  DzAddress address = { .row = -1, .col = -1 };
  const char *p = text;
  guint row, col;

  g_return_val_if_fail (text != NULL, FALSE);

  if (*p == 'p' && (!read_part (&p, 'p', &address.page) || *p++ != '.'))
    return FALSE;
  if (!read_part (&p, 'b', &address.block))
    return FALSE;
  if (*p == '.') {
    p++;
    if (!read_part (&p, 'r', &row) || *p++ != '.' || !read_part (&p, 'c', &col))
      return FALSE;
    address.row = (int) row;
    address.col = (int) col;
  }
  if (!read_part (&p, '@', &address.start) || !read_part (&p, '-', &address.end) || *p != '\0'
      || address.end < address.start)
    return FALSE;
  *out = address;
  return TRUE;
}

gboolean
dz_address_equal (const DzAddress *a,
                  const DzAddress *b)
{
  return dz_address_compare (a, b) == 0 && a->end == b->end && a->page == b->page;
}

int
dz_address_compare (const DzAddress *a,
                    const DzAddress *b)
{
  if (a->block != b->block)
    return a->block < b->block ? -1 : 1;
  if (a->row != b->row)
    return a->row < b->row ? -1 : 1;
  if (a->col != b->col)
    return a->col < b->col ? -1 : 1;
  return a->start < b->start ? -1 : a->start > b->start;
}

DzRemark *
dz_remark_move (const DzRemark *self,
                guint n_blocks)
{
  DzRemark *copy = dz_remark_copy (self);
  DzAddress address;

  if (copy->place == NULL || !dz_address_parse (copy->place, &address))
    return copy;
  address.block += n_blocks;
  g_free (copy->place);
  copy->place = dz_address_to_string (&address);
  return copy;
}
