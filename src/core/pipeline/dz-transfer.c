/* dz-transfer.c - all bytes or none, over sockets and into files
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-transfer.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

typedef ssize_t (*StepFunc) (int file,
                             char *at,
                             gsize length);

static ssize_t
read_step (int file,
           char *at,
           gsize length)
{
  return read (file, at, length);
}

static ssize_t
write_step (int file,
            char *at,
            gsize length)
{
  return write (file, at, length);
}

static ssize_t
send_step (int sock,
           char *at,
           gsize length)
{
  return send (sock, at, length, MSG_NOSIGNAL);
}

static gboolean
transfer (int file,
          char *at,
          gsize length,
          StepFunc step)
{
  while (length > 0) {
    ssize_t n = step (file, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}

gboolean
dz_transfer_read (int file,
                  void *data,
                  gsize length)
{
  return transfer (file, data, length, read_step);
}

gboolean
dz_transfer_write (int file,
                   const void *data,
                   gsize length)
{
  return transfer (file, (char *) data, length, write_step);
}

gboolean
dz_transfer_send (int sock,
                  const void *data,
                  gsize length)
{
  return transfer (sock, (char *) data, length, send_step);
}
