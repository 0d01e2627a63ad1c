/* dz-store.h - small records in one SQLite file, with a journal that undoes and redoes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record is (kind, key) → bytes; a change is a group of records with their bytes before
 * and after, so that undoing needs to know nothing of what they mean. Large data lie once in
 * blobs named by their digest; records refer to them. All errors are DZ_WORKSPACE_ERROR.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DzStore DzStore;

/* Makes the file where there is none. Holds a lock on it until freed. */
DzStore *dz_store_open (const char *path,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_store_free (DzStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzStore, dz_store_free)

/* A whole copy beside @path, renamed over it. */
gboolean dz_store_copy (DzStore *self,
                        const char *path,
                        GError **error);

/* Between begin and end all puts are one change: one transaction, one step of undo. A change
 * without a put leaves no step. Nesting is counted. */
void dz_store_begin (DzStore *self,
                     const char *title);
gboolean dz_store_end (DzStore *self,
                       GError **error);

/* While grouped, all changes share one step of undo though each is written by itself: an
 * import of a thousand files is taken back at once and survives a crash file by file. */
void dz_store_set_grouped (DzStore *self,
                           gboolean grouped);

/* @value NULL: takes the record away. */
gboolean dz_store_put (DzStore *self,
                       const char *kind,
                       const char *key,
                       GBytes *value,
                       GError **error);
GBytes *dz_store_get (DzStore *self,
                      const char *kind,
                      const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* By key. */
typedef void (*DzStoreFunc) (const char *kind,
                             const char *key,
                             GBytes *value,
                             gpointer user_data);
void dz_store_foreach (DzStore *self,
                       const char *kind,
                       DzStoreFunc func,
                       gpointer user_data);

/* The blob's name; the same bytes have the same name and lie there once. */
char *dz_store_put_blob (DzStore *self,
                         GBytes *data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *dz_store_get_blob (DzStore *self,
                           const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Titles of the steps that would be undone or redone; NULL when there is none. */
char *dz_store_dup_undo_title (DzStore *self) G_GNUC_WARN_UNUSED_RESULT;
char *dz_store_dup_redo_title (DzStore *self) G_GNUC_WARN_UNUSED_RESULT;

/* @func gets every record as it is afterwards (@value NULL: gone). FALSE with no error when
 * there is nothing to do. */
gboolean dz_store_undo (DzStore *self,
                        DzStoreFunc func,
                        gpointer user_data,
                        GError **error);
gboolean dz_store_redo (DzStore *self,
                        DzStoreFunc func,
                        gpointer user_data,
                        GError **error);

/* State of views: outside the journal, not undone. */
void dz_store_put_state (DzStore *self,
                         const char *key,
                         GBytes *value);
GBytes *dz_store_get_state (DzStore *self,
                            const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
