/* dz-office.h - LibreOffice, where it is installed, for files that no reader of ours knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the open file is of a kind that LibreOffice may know: old Word, Works, Excel 95 … by its signature,
 * since it makes something of any bytes. */
gboolean dz_office_may_read (int file);

/**
 * dz_office_convert:
 *
 * Has LibreOffice write the file anew, as a process of its own with a profile and a folder of its own, without
 * network where the system lets us, and with a limit of time.
 *
 * Returns: the open new file, which has no name any more; -1 when LibreOffice is not there, cannot read it, takes too
 *   long, or it was cancelled
 */
int dz_office_convert (int file,
                       GCancellable *cancellable);

/* Seconds that it may take; tests make it short. */
extern guint dz_office_seconds;

G_END_DECLS
