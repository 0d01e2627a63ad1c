/* dz-transfer.h - all bytes or none, over sockets and into files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE at the end, on errors, and for sockets when the other side is gone. */
gboolean dz_transfer_read (int file,
                           void *data,
                           gsize length);
gboolean dz_transfer_write (int file,
                            const void *data,
                            gsize length);
/* The same for a socket, without a signal when the other side is gone. */
gboolean dz_transfer_send (int sock,
                           const void *data,
                           gsize length);

G_END_DECLS
