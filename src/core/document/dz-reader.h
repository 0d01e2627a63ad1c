/* dz-reader.h - bytes to documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One reader a format, recognised by content first and by name last. A reader is
 * synchronous, reads from memory only, opens nothing, and asks @cancellable at least
 * every 100 ms.
 */
#pragma once

#include <gio/gio.h>

#include "dz-document.h"
#include "dz-progress.h"

G_BEGIN_DECLS

/**
 * DzReader:
 * @format: short name, "html"
 * @title: for people, translatable: "Web page"
 * @extensions: without the dot, NULL-terminated
 * @sniff: 0 not mine … 100 certainly mine, from the bytes; the name may be NULL and must
 *   weigh less than any sign in the bytes
 * @read: the document, or NULL with a DZ_DOCUMENT_ERROR or G_IO_ERROR_CANCELLED; the error's
 *   message is a clause in lower case ("the file ends in the middle"); the caller puts the
 *   file's name before it
 */
typedef struct {
  const char *format;
  const char *title;
  const char *const *extensions;
  int (*sniff) (GBytes *bytes,
                const char *name);
  DzDocument *(*read) (GBytes *bytes,
                       const char *name,
                       DzProgress *progress,
                       GCancellable *cancellable,
                       GError **error);
} DzReader;

/* All readers; NULL-terminated, owned by the library. */
const DzReader *const *dz_reader_list (void);

/* The reader that claims @bytes most; NULL when none does. */
const DzReader *dz_reader_find (GBytes *bytes,
                                const char *name);

/* Finds the reader and reads. DZ_DOCUMENT_ERROR_UNSUPPORTED, _EMPTY or _TOO_LARGE before
 * any reader is asked. */
DzDocument *dz_reader_read (GBytes *bytes,
                            const char *name,
                            DzProgress *progress,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Loads what readers would load when they first need it: for a process that soon may open no files. */
void dz_reader_warm_up (void);

/* The file of the library that is loaded so, where it was when this was built: another one may read otherwise. */
const char *dz_reader_get_late_library (void);

G_END_DECLS
