/* dz-remark.h - a reservation with which something was done
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzRemark:
 * @code: stable, for programs: "no-text-layer", "table-cut-off", …
 * @place: an address in the document as text, or %NULL
 * @message: one sentence for the user, translated
 *
 * Not an error: the work was done. Not a finding: it is about us or the file,
 * not about what the report says.
 */
typedef struct {
  char *code;
  char *place;
  char *message;
} DzRemark;

DzRemark *dz_remark_new (const char *code,
                         const char *place,
                         const char *message) G_GNUC_WARN_UNUSED_RESULT;
DzRemark *dz_remark_copy (const DzRemark *self) G_GNUC_WARN_UNUSED_RESULT;
void dz_remark_free (DzRemark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzRemark, dz_remark_free)

G_END_DECLS
