/* dz-store.c - small records in one SQLite file, with a journal that undoes and redoes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-store.h"

#include "dz-workspace.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* "DZWS": marks the file as ours in SQLite's header. */
#define APPLICATION_ID 0x445a5753
#define SCHEMA_VERSION 1
/* Steps of undo that are kept. */
#define MAX_STEPS 1000

struct _DzStore {
  sqlite3 *db;
  char *path;
  guint depth; /* of begin without end */
  gint64 step; /* of the change or group under way, 0 none yet */
  gboolean grouped;
  char *title;     /* of the change under way */
  gboolean failed; /* something of it could not be written */
};

static const char schema[] = "CREATE TABLE IF NOT EXISTS record(kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,"
                             " PRIMARY KEY(kind, key)) WITHOUT ROWID;"
                             "CREATE TABLE IF NOT EXISTS blob(name TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL);"
                             "CREATE TABLE IF NOT EXISTS step(id INTEGER PRIMARY KEY, title TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);"
                             "CREATE TABLE IF NOT EXISTS change(id INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,"
                             " kind TEXT NOT NULL, key TEXT NOT NULL, before BLOB, after BLOB);"
                             "CREATE INDEX IF NOT EXISTS change_step ON change(step);"
                             "CREATE TABLE IF NOT EXISTS state(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL);";

static gboolean
fail (DzStore *self,
      GError **error)
{
  g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_WRITE,
               _ ("%s could not be written (%s). Make room on the disk or save the workspace elsewhere."),
               self->path, sqlite3_errmsg (self->db));
  return FALSE;
}

static gboolean
run (DzStore *self,
     const char *sql)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static sqlite3_stmt *
prepare (DzStore *self,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_warning ("%s: %s", sql, sqlite3_errmsg (self->db));
  return statement;
}

static void
bind_text (sqlite3_stmt *statement,
           int index,
           const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static void
bind_bytes (sqlite3_stmt *statement,
            int index,
            GBytes *bytes)
{
  gsize size;
  gconstpointer data;

  if (bytes == NULL) {
    sqlite3_bind_null (statement, index);
    return;
  }
  data = g_bytes_get_data (bytes, &size);
  sqlite3_bind_blob64 (statement, index, size > 0 ? data : "", size, SQLITE_TRANSIENT);
}

static GBytes *
column_bytes (sqlite3_stmt *statement,
              int index)
{
  if (sqlite3_column_type (statement, index) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (sqlite3_column_blob (statement, index), (gsize) sqlite3_column_bytes (statement, index));
}

static gint64
read_int (DzStore *self,
          const char *sql)
{
  sqlite3_stmt *statement = prepare (self, sql);
  gint64 value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);
  return value;
}

/* Blobs that no record and no step speaks of any more, and steps beyond the limit. */
static void
sweep (DzStore *self)
{
  g_autofree char *trim = g_strdup_printf ("DELETE FROM step WHERE id <= (SELECT max(id) FROM step) - %d", MAX_STEPS);

  run (self, trim);
  run (self, "DELETE FROM blob WHERE name NOT IN (SELECT key FROM record WHERE kind = 'blob')"
             " AND name NOT IN (SELECT key FROM change WHERE kind = 'blob')");
}

static gboolean
set_up (DzStore *self,
        GError **error)
{
  gint64 application, version;

  sqlite3_busy_timeout (self->db, 200);
  if (!run (self, "PRAGMA locking_mode=EXCLUSIVE") || !run (self, "PRAGMA journal_mode=WAL")
      || !run (self, "BEGIN EXCLUSIVE")) {
    int code = sqlite3_errcode (self->db);

    if (code == SQLITE_BUSY)
      g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_BUSY,
                   _ ("%s is open in another window. Close it there first."), self->path);
    else
      g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_OPEN,
                   _ ("%s could not be opened (%s). Check that it is a workspace and that you may write to it."),
                   self->path, sqlite3_errmsg (self->db));
    return FALSE;
  }
  application = read_int (self, "PRAGMA application_id");
  version = read_int (self, "PRAGMA user_version");
  if ((application != APPLICATION_ID && (application != 0 || read_int (self, "SELECT count(*) FROM sqlite_master") > 0))) {
    run (self, "ROLLBACK");
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_OPEN,
                 _ ("%s is no Duizhao workspace. Choose a file that Duizhao has saved."), self->path);
    return FALSE;
  }
  if (version > SCHEMA_VERSION) {
    run (self, "ROLLBACK");
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_NEWER,
                 _ ("%s was saved by a newer version of Duizhao. Open it with that version."), self->path);
    return FALSE;
  }
  run (self, "PRAGMA foreign_keys=ON");
  run (self, schema);
  run (self, "PRAGMA application_id=0x445a5753");
  run (self, "PRAGMA user_version=1");
  if (!run (self, "COMMIT"))
    return fail (self, error);
  run (self, "PRAGMA synchronous=NORMAL");
  run (self, "PRAGMA foreign_keys=ON");
  sweep (self);
  return TRUE;
}

DzStore *
dz_store_open (const char *path,
               GError **error)
{
  DzStore *self = g_new0 (DzStore, 1);

  self->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_OPEN,
                 _ ("%s could not be opened (%s). Check that it is a workspace and that you may write to it."), path,
                 sqlite3_errmsg (self->db));
    dz_store_free (self);
    return NULL;
  }
  if (!set_up (self, error)) {
    dz_store_free (self);
    return NULL;
  }
  return self;
}

void
dz_store_free (DzStore *self)
{
  if (self == NULL)
    return;
  if (self->depth > 0)
    run (self, "COMMIT");
  sqlite3_close (self->db);
  g_free (self->title);
  g_free (self->path);
  g_free (self);
}

gboolean
dz_store_copy (DzStore *self,
               const char *path,
               GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  sqlite3_stmt *statement;
  gboolean done;

  g_unlink (beside);
  statement = prepare (self, "VACUUM INTO ?");
  bind_text (statement, 1, beside);
  done = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  if (!done || g_rename (beside, path) != 0) {
    g_unlink (beside);
    g_set_error (error, DZ_WORKSPACE_ERROR, DZ_WORKSPACE_ERROR_WRITE,
                 _ ("%s could not be written. Check that the folder is there and that you may write to it."), path);
    return FALSE;
  }
  return TRUE;
}

void
dz_store_begin (DzStore *self,
                const char *title)
{
  if (self->depth++ > 0)
    return;
  if (!self->grouped || self->step == 0) {
    g_free (self->title);
    self->title = g_strdup (title);
    self->step = 0;
  }
  self->failed = !run (self, "BEGIN IMMEDIATE");
}

void
dz_store_set_grouped (DzStore *self,
                      gboolean grouped)
{
  self->grouped = grouped;
  self->step = 0;
}

gboolean
dz_store_end (DzStore *self,
              GError **error)
{
  g_return_val_if_fail (self->depth > 0, FALSE);

  if (--self->depth > 0)
    return TRUE;
  if (!self->failed && run (self, "COMMIT"))
    return TRUE;
  fail (self, error);
  run (self, "ROLLBACK");
  self->step = 0;
  return FALSE;
}

/* The step that the change under way belongs to; what was undone can't be redone after it. */
static gint64
get_step (DzStore *self)
{
  sqlite3_stmt *statement;

  if (self->step != 0)
    return self->step;
  run (self, "DELETE FROM step WHERE undone");
  statement = prepare (self, "INSERT INTO step(title) VALUES(?)");
  bind_text (statement, 1, self->title);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  self->step = sqlite3_last_insert_rowid (self->db);
  return self->step;
}

static gboolean
write_record (DzStore *self,
              const char *kind,
              const char *key,
              GBytes *value)
{
  sqlite3_stmt *statement = prepare (self, value != NULL ? "INSERT OR REPLACE INTO record(kind, key, value) VALUES(?, ?, ?)"
                                                         : "DELETE FROM record WHERE kind = ? AND key = ?");
  gboolean done;

  bind_text (statement, 1, kind);
  bind_text (statement, 2, key);
  if (value != NULL)
    bind_bytes (statement, 3, value);
  done = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  return done;
}

gboolean
dz_store_put (DzStore *self,
              const char *kind,
              const char *key,
              GBytes *value,
              GError **error)
{
  g_autoptr (GBytes) before = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (self->depth > 0, FALSE);

  before = dz_store_get (self, kind, key);
  if ((before == NULL && value == NULL) || (before != NULL && value != NULL && g_bytes_equal (before, value)))
    return TRUE;
  statement = prepare (self, "INSERT INTO change(step, kind, key, before, after) VALUES(?, ?, ?, ?, ?)");
  sqlite3_bind_int64 (statement, 1, get_step (self));
  bind_text (statement, 2, kind);
  bind_text (statement, 3, key);
  bind_bytes (statement, 4, before);
  bind_bytes (statement, 5, value);
  if (sqlite3_step (statement) != SQLITE_DONE || !write_record (self, kind, key, value))
    self->failed = TRUE;
  sqlite3_finalize (statement);
  return self->failed ? fail (self, error) : TRUE;
}

GBytes *
dz_store_get (DzStore *self,
              const char *kind,
              const char *key)
{
  sqlite3_stmt *statement = prepare (self, "SELECT value FROM record WHERE kind = ? AND key = ?");
  GBytes *value = NULL;

  bind_text (statement, 1, kind);
  bind_text (statement, 2, key);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = column_bytes (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

void
dz_store_foreach (DzStore *self,
                  const char *kind,
                  DzStoreFunc func,
                  gpointer user_data)
{
  sqlite3_stmt *statement = prepare (self, "SELECT key, value FROM record WHERE kind = ? ORDER BY key");

  bind_text (statement, 1, kind);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    g_autoptr (GBytes) value = column_bytes (statement, 1);

    func (kind, (const char *) sqlite3_column_text (statement, 0), value, user_data);
  }
  sqlite3_finalize (statement);
}

char *
dz_store_put_blob (DzStore *self,
                   GBytes *data,
                   GError **error)
{
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  g_autoptr (GBytes) mark = g_bytes_new_static ("", 0);
  sqlite3_stmt *statement = prepare (self, "INSERT OR IGNORE INTO blob(name, data) VALUES(?, ?)");
  gboolean done;

  bind_text (statement, 1, name);
  bind_bytes (statement, 2, data);
  done = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  /* A record of its own keeps the blob as long as undo can bring it back. */
  if (!done) {
    self->failed = TRUE;
    fail (self, error);
    return NULL;
  }
  if (!dz_store_put (self, "blob", name, mark, error))
    return NULL;
  return g_steal_pointer (&name);
}

GBytes *
dz_store_get_blob (DzStore *self,
                   const char *name)
{
  sqlite3_stmt *statement = prepare (self, "SELECT data FROM blob WHERE name = ?");
  GBytes *data = NULL;

  bind_text (statement, 1, name);
  if (sqlite3_step (statement) == SQLITE_ROW)
    data = column_bytes (statement, 0);
  sqlite3_finalize (statement);
  return data;
}

static char *
dup_title (DzStore *self,
           const char *sql)
{
  sqlite3_stmt *statement = prepare (self, sql);
  char *title = NULL;

  if (sqlite3_step (statement) == SQLITE_ROW)
    title = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return title;
}

char *
dz_store_dup_undo_title (DzStore *self)
{
  return dup_title (self, "SELECT title FROM step WHERE NOT undone ORDER BY id DESC LIMIT 1");
}

char *
dz_store_dup_redo_title (DzStore *self)
{
  return dup_title (self, "SELECT title FROM step WHERE undone ORDER BY id LIMIT 1");
}

typedef struct {
  char *kind, *key;
  GBytes *value;
} Image;

static void
image_free (Image *image)
{
  g_free (image->kind);
  g_free (image->key);
  g_clear_pointer (&image->value, g_bytes_unref);
  g_free (image);
}

static GPtrArray *
read_images (DzStore *self,
             const char *sql,
             gint64 step)
{
  GPtrArray *images = g_ptr_array_new_with_free_func ((GDestroyNotify) image_free);
  sqlite3_stmt *statement = prepare (self, sql);

  sqlite3_bind_int64 (statement, 1, step);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    Image *image = g_new0 (Image, 1);

    image->kind = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    image->key = g_strdup ((const char *) sqlite3_column_text (statement, 1));
    image->value = column_bytes (statement, 2);
    g_ptr_array_add (images, image);
  }
  sqlite3_finalize (statement);
  return images;
}

static gboolean
replay (DzStore *self,
        gint64 step,
        gboolean undo,
        DzStoreFunc func,
        gpointer user_data,
        GError **error)
{
  g_autoptr (GPtrArray) images = NULL;
  g_autofree char *mark = g_strdup_printf ("UPDATE step SET undone = %d WHERE id = %" G_GINT64_FORMAT, undo, step);
  gboolean good;

  g_return_val_if_fail (self->depth == 0, FALSE);

  images = read_images (self, undo ? "SELECT kind, key, before FROM change WHERE step = ? ORDER BY id DESC" : "SELECT kind, key, after FROM change WHERE step = ? ORDER BY id", step);
  good = run (self, "BEGIN IMMEDIATE");
  for (guint i = 0; good && i < images->len; i++) {
    Image *image = g_ptr_array_index (images, i);

    good = write_record (self, image->kind, image->key, image->value);
  }
  if (!good || !run (self, mark) || !run (self, "COMMIT")) {
    fail (self, error);
    run (self, "ROLLBACK");
    return FALSE;
  }
  for (guint i = 0; i < images->len; i++) {
    Image *image = g_ptr_array_index (images, i);

    func (image->kind, image->key, image->value, user_data);
  }
  return TRUE;
}

gboolean
dz_store_undo (DzStore *self,
               DzStoreFunc func,
               gpointer user_data,
               GError **error)
{
  gint64 step = read_int (self, "SELECT max(id) FROM step WHERE NOT undone");

  return step != 0 && replay (self, step, TRUE, func, user_data, error);
}

gboolean
dz_store_redo (DzStore *self,
               DzStoreFunc func,
               gpointer user_data,
               GError **error)
{
  gint64 step = read_int (self, "SELECT min(id) FROM step WHERE undone");

  return step != 0 && replay (self, step, FALSE, func, user_data, error);
}

void
dz_store_put_state (DzStore *self,
                    const char *key,
                    GBytes *value)
{
  sqlite3_stmt *statement = prepare (self, value != NULL ? "INSERT OR REPLACE INTO state(key, value) VALUES(?, ?)"
                                                         : "DELETE FROM state WHERE key = ?");

  bind_text (statement, 1, key);
  if (value != NULL)
    bind_bytes (statement, 2, value);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

GBytes *
dz_store_get_state (DzStore *self,
                    const char *key)
{
  sqlite3_stmt *statement = prepare (self, "SELECT value FROM state WHERE key = ?");
  GBytes *value = NULL;

  bind_text (statement, 1, key);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = column_bytes (statement, 0);
  sqlite3_finalize (statement);
  return value;
}
