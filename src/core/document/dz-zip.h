/* dz-zip.h - the members of a ZIP archive in memory
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Believes no header: what a member unfolds to is counted as it comes out, against the
 * limits of one member, of the whole archive and of the ratio to the packed bytes.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DzZip DzZip;

/* Reads the directory at the end. DZ_DOCUMENT_ERROR_DAMAGED when there is none (cut off),
 * _TOO_LARGE when it lists too many members. Keeps a reference to @bytes. */
DzZip *dz_zip_new (GBytes *bytes,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_zip_free (DzZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzZip, dz_zip_free)

guint dz_zip_get_n_members (DzZip *self);

/* In the order of the directory. Names are UTF-8 (from UTF-8 or GB18030, as the archive
 * has them), with forward slashes; a folder's ends in one. */
const char *dz_zip_get_name (DzZip *self,
                             guint index);
gboolean dz_zip_is_encrypted (DzZip *self,
                              guint index);

/* FALSE when no member bears exactly this name; @index may be NULL. */
gboolean dz_zip_find (DzZip *self,
                      const char *name,
                      guint *index);

/**
 * dz_zip_read:
 * @length: (out) (optional): the bytes, not counting the NUL that is put behind them
 *
 * The bytes of a member. Errors: _LOCKED when it is encrypted, _DAMAGED, _TOO_LARGE.
 * What was read counts against the archive's limit, every time it is read.
 */
char *dz_zip_read (DzZip *self,
                   guint index,
                   gsize *length,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same by name; _DAMAGED when there is no such member. */
char *dz_zip_read_name (DzZip *self,
                        const char *name,
                        gsize *length,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @bytes begin like a ZIP archive. */
gboolean dz_zip_is_zip (GBytes *bytes);

/* For sniffing: whether the archive has a member whose name begins with @prefix. Works on
 * an archive that is cut off as well, as long as that member's header is there. */
gboolean dz_zip_has_prefix (GBytes *bytes,
                            const char *prefix);

G_END_DECLS
