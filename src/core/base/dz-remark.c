/* dz-remark.c - a reservation with which something was done
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-remark.h"

DzRemark *
dz_remark_new (const char *code,
               const char *place,
               const char *message)
{
  DzRemark *self = g_new0 (DzRemark, 1);

  self->code = g_strdup (code);
  self->place = g_strdup (place);
  self->message = g_strdup (message);
  return self;
}

DzRemark *
dz_remark_copy (const DzRemark *self)
{
  return dz_remark_new (self->code, self->place, self->message);
}

void
dz_remark_free (DzRemark *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->place);
  g_free (self->message);
  g_free (self);
}
