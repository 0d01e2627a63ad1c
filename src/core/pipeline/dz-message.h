/* dz-message.h - what parent and worker process say to each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Over a socket pair. The parent sends a request with the open file; the worker answers with
 * one result after the other, then an end. Neither side believes a length that the other
 * names, and what comes from a worker is checked like a file from anywhere.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes of one answer: a document at the limit of its cells takes some 60 MB. */
#define DZ_LIMIT_ANSWER_BYTES (192u * 1024u * 1024u)

/* Bytes of a file's name with the archives around it. */
#define DZ_LIMIT_NAME_BYTES 16384u

typedef enum {
  DZ_WANT_EXTRACTIONS = 1 << 0,
  DZ_WANT_DOCUMENT = 1 << 1,
} DzWant;

/**
 * DzRequest:
 * @want: of DzWant
 * @first, @last: members [first, last) of an archive; both 0 for the file as it is
 * @skip: results to pass over: those that came before a crash
 */
typedef struct {
  guint32 want;
  guint32 first, last;
  guint32 skip;
} DzRequest;

typedef enum {
  DZ_ANSWER_READY,   /* the first message of a worker: name is the catalogue's version */
  DZ_ANSWER_BEGIN,   /* about to read a member: name is its path within the file */
  DZ_ANSWER_RESULT,  /* what became of it */
  DZ_ANSWER_ARCHIVE, /* it is an archive: count is the number of its members; an end follows */
  DZ_ANSWER_END,
} DzAnswerKind;

/**
 * DzAnswer:
 * @name: see DzAnswerKind; "" for the file itself
 * @count: see DzAnswerKind; else the members of archives that were passed over
 * @error: why it could not be read, or NULL
 * @document: or NULL; as dz_document_to_variant() makes it
 * @extractions: of GVariant, as dz_extraction_to_variant() makes them
 */
typedef struct {
  DzAnswerKind kind;
  char *name;
  guint count;
  GError *error;
  GVariant *document;
  GPtrArray *extractions;
} DzAnswer;

DzAnswer *dz_answer_new (DzAnswerKind kind,
                         const char *name) G_GNUC_WARN_UNUSED_RESULT;
void dz_answer_free (DzAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzAnswer, dz_answer_free)

/* As it goes over the socket, for the cache; NULL when it is too large. */
GBytes *dz_answer_to_bytes (const DzAnswer *self) G_GNUC_WARN_UNUSED_RESULT;

/* NULL when it makes no sense. */
DzAnswer *dz_answer_new_from_bytes (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE when the other side is gone. */
gboolean dz_message_send_request (int sock,
                                  const DzRequest *request,
                                  const char *name,
                                  int file);

/* Waits. FALSE at the end or when what came makes no sense. @file is the caller's to close. */
gboolean dz_message_receive_request (int sock,
                                     DzRequest *request,
                                     char **name,
                                     int *file);

gboolean dz_message_send_answer (int sock,
                                 const DzAnswer *answer);

/**
 * dz_message_receive_answer:
 * @deadline: monotonic time after which it gives up with G_IO_ERROR_TIMED_OUT
 *
 * G_IO_ERROR_CLOSED when the worker is gone, G_IO_ERROR_INVALID_DATA when what it says makes
 * no sense, G_IO_ERROR_CANCELLED.
 */
DzAnswer *dz_message_receive_answer (int sock,
                                     gint64 deadline,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
