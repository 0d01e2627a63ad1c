/* dz-output.c - a file that is written whole or not at all
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-base"
#include "dz-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _DzOutput {
  char *path;   /* as given, for messages */
  char *target; /* behind symbolic links */
  char *beside; /* the file being written; NULL once it is committed */
  gboolean plain;
};

void
dz_output_set_error (GError **error,
                     const char *path,
                     int number)
{
  const char *advice;

  switch (number) {
  case ENOSPC:
  case EDQUOT:
    advice = _ ("make room or choose another place");
    break;
  case EACCES:
  case EPERM:
  case EROFS:
    advice = _ ("choose a folder you may write to");
    break;
  case ENOENT:
  case ENOTDIR:
    advice = _ ("make the folder first or choose another one");
    break;
  case EISDIR:
    advice = _ ("give the name of a file");
    break;
  default:
    advice = _ ("try again or choose another place");
    break;
  }
  /* TRANSLATORS: file, reason of the system, what to do */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), _ ("%s: could not be written: %s; %s"), path,
               g_strerror (number), advice);
}

/* Folder and links resolved, so that a link is followed and not replaced. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

static char *
name_beside (const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *beside = NULL;

  /* Room for the ending in file systems that take 255 bytes. */
  if (strlen (name) > 200)
    name[200] = '\0';
  beside = g_strdup_printf (".%s.XXXXXX", name);
  return g_build_filename (folder, beside, NULL);
}

DzOutput *
dz_output_new (const char *path,
               GError **error)
{
  g_autoptr (DzOutput) self = NULL;
  GStatBuf info;
  gboolean exists;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (DzOutput, 1);
  self->path = g_strdup (path);
  self->target = resolve (path);
  exists = g_stat (self->target, &info) == 0;
  self->plain = !exists || S_ISREG (info.st_mode);
  if (exists && (S_ISDIR (info.st_mode) || g_access (self->target, W_OK) != 0)) {
    dz_output_set_error (error, path, S_ISDIR (info.st_mode) ? EISDIR : errno);
    return NULL;
  }
  if (self->plain)
    self->beside = name_beside (self->target);
  else
    self->beside = g_build_filename (g_get_tmp_dir (), ".duizhao.XXXXXX", NULL);
  fd = g_mkstemp_full (self->beside, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0) {
    dz_output_set_error (error, path, errno);
    g_clear_pointer (&self->beside, g_free);
    return NULL;
  }
  /* Who could read the old one can read the new one. */
  if (exists && self->plain && fchmod (fd, info.st_mode & 0777) != 0)
    g_debug ("%s: the mode could not be kept", self->beside);
  close (fd);
  return g_steal_pointer (&self);
}

const char *
dz_output_get_path (DzOutput *self)
{
  return self->beside;
}

static gboolean
write_all (int fd,
           const char *data,
           gsize length)
{
  while (length > 0) {
    gssize n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

/* What cannot be replaced gets the bytes. */
static gboolean
copy_over (DzOutput *self,
           GError **error)
{
  g_autofree char *data = NULL;
  gsize length;
  gboolean done;
  int fd;

  if (!g_file_get_contents (self->beside, &data, &length, error))
    return FALSE;
  fd = g_open (self->target, O_WRONLY | O_CLOEXEC, 0);
  done = fd >= 0 && write_all (fd, data, length);
  if (!done)
    dz_output_set_error (error, self->path, errno);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
sync_path (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
dz_output_commit (DzOutput *self,
                  GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->target);

  g_return_val_if_fail (self->beside != NULL, FALSE);

  if (!self->plain)
    return copy_over (self, error);
  if (!sync_path (self->beside) || g_rename (self->beside, self->target) != 0) {
    dz_output_set_error (error, self->path, errno);
    return FALSE;
  }
  g_clear_pointer (&self->beside, g_free);
  /* Some file systems cannot sync a folder; the file itself is safe. */
  sync_path (folder);
  return TRUE;
}

void
dz_output_free (DzOutput *self)
{
  if (self == NULL)
    return;
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_free (self->path);
  g_free (self->target);
  g_free (self->beside);
  g_free (self);
}

gboolean
dz_output_write (const char *path,
                 const char *data,
                 gsize length,
                 GError **error)
{
  g_autoptr (DzOutput) output = dz_output_new (path, error);
  gboolean done;
  int fd;

  if (output == NULL)
    return FALSE;
  fd = g_open (output->beside, O_WRONLY | O_TRUNC | O_CLOEXEC, 0);
  done = fd >= 0 && write_all (fd, data, length);
  if (!done)
    dz_output_set_error (error, path, errno);
  if (fd >= 0 && close (fd) != 0 && done) {
    dz_output_set_error (error, path, errno);
    done = FALSE;
  }
  return done && dz_output_commit (output, error);
}
