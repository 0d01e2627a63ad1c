/* dz-message.c - what parent and worker process say to each other
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-pipeline"
#include "dz-message.h"

#include "dz-document.h"
#include "dz-transfer.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAGIC 0x447a3031u
/* kind, name, count, error's domain, code and message, document, extractions */
#define ANSWER_TYPE "(usumv(sis)av)"

typedef struct {
  guint32 magic;
  guint32 name_length;
  DzRequest request;
} RequestHead;

typedef struct {
  guint32 magic;
  guint32 length;
} AnswerHead;

DzAnswer *
dz_answer_new (DzAnswerKind kind,
               const char *name)
{
  DzAnswer *self = g_new0 (DzAnswer, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  self->extractions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  return self;
}

void
dz_answer_free (DzAnswer *self)
{
  g_free (self->name);
  g_clear_error (&self->error);
  g_clear_pointer (&self->document, g_variant_unref);
  g_ptr_array_unref (self->extractions);
  g_free (self);
}

/* The descriptor travels with the head. */
gboolean
dz_message_send_request (int sock,
                         const DzRequest *request,
                         const char *name,
                         int file)
{
  RequestHead head = { MAGIC, (guint32) strlen (name), *request };
  struct iovec part = { &head, sizeof head };
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes };
  struct cmsghdr *rights = CMSG_FIRSTHDR (&message);
  ssize_t n;

  if (head.name_length > DZ_LIMIT_NAME_BYTES)
    return FALSE;
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN (sizeof (int));
  memcpy (CMSG_DATA (rights), &file, sizeof file);
  do {
    n = sendmsg (sock, &message, MSG_NOSIGNAL);
  } while (n < 0 && errno == EINTR);
  return n == (ssize_t) sizeof head && dz_transfer_send (sock, name, head.name_length);
}

static int
take_descriptor (struct msghdr *message)
{
  struct cmsghdr *rights = CMSG_FIRSTHDR (message);
  int file;

  if (rights == NULL || rights->cmsg_level != SOL_SOCKET || rights->cmsg_type != SCM_RIGHTS ||
      rights->cmsg_len != CMSG_LEN (sizeof (int)))
    return -1;
  memcpy (&file, CMSG_DATA (rights), sizeof file);
  return file;
}

gboolean
dz_message_receive_request (int sock,
                            DzRequest *request,
                            char **name,
                            int *file)
{
  RequestHead head;
  struct iovec part = { &head, sizeof head };
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int))];
  } control;
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes };
  g_autofree char *text = NULL;
  ssize_t n;

  do {
    n = recvmsg (sock, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
  } while (n < 0 && errno == EINTR);
  if (n <= 0)
    return FALSE;
  *file = take_descriptor (&message);
  if (n != (ssize_t) sizeof head || head.magic != MAGIC || head.name_length > DZ_LIMIT_NAME_BYTES || *file < 0)
    return FALSE;
  text = g_malloc0 (head.name_length + 1);
  if (!dz_transfer_read (sock, text, head.name_length))
    return FALSE;
  *request = head.request;
  *name = g_steal_pointer (&text);
  return TRUE;
}

GBytes *
dz_answer_to_bytes (const DzAnswer *self)
{
  GVariantBuilder extractions;
  g_autoptr (GVariant) variant = NULL;

  g_variant_builder_init (&extractions, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < self->extractions->len; i++)
    g_variant_builder_add (&extractions, "v", g_ptr_array_index (self->extractions, i));
  variant = g_variant_ref_sink (g_variant_new (ANSWER_TYPE, (guint32) self->kind, self->name, self->count,
                                               self->document,
                                               self->error != NULL ? g_quark_to_string (self->error->domain) : "",
                                               self->error != NULL ? self->error->code : 0,
                                               self->error != NULL ? self->error->message : "",
                                               &extractions));
  return g_variant_get_size (variant) <= DZ_LIMIT_ANSWER_BYTES ? g_variant_get_data_as_bytes (variant) : NULL;
}

gboolean
dz_message_send_answer (int sock,
                        const DzAnswer *answer)
{
  g_autoptr (GBytes) bytes = dz_answer_to_bytes (answer);
  AnswerHead head = { MAGIC, 0 };
  gsize length;
  gconstpointer data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  head.length = (guint32) length;
  return dz_transfer_send (sock, &head, sizeof head) && dz_transfer_send (sock, data, length);
}

/* Waits until the socket can be read; the poll also ends when @cancellable fires. */
static gboolean
wait_readable (int sock,
               gint64 deadline,
               GCancellable *cancellable,
               GError **error)
{
  GPollFD cancel_fd = { .fd = -1 };
  gboolean can_cancel = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &cancel_fd);
  int n = 0;

  do {
    struct pollfd fds[] = { { .fd = sock, .events = POLLIN }, { .fd = cancel_fd.fd, .events = POLLIN } };
    gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

    if (g_cancellable_is_cancelled (cancellable))
      break;
    n = poll (fds, can_cancel ? 2 : 1, (int) CLAMP (left, 0, 3600 * 1000));
    if (n > 0 && fds[0].revents == 0)
      n = -1; /* cancelled, as the next turn sees */
    else if (n < 0 && errno != EINTR)
      break;
  } while (n < 0);
  if (can_cancel)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "out of time");
  else if (n < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, g_strerror (errno));
  return n > 0;
}

static gboolean
receive_until (int sock,
               void *data,
               gsize length,
               gint64 deadline,
               GCancellable *cancellable,
               GError **error)
{
  char *at = data;

  while (length > 0) {
    ssize_t n = recv (sock, at, length, MSG_DONTWAIT);

    if (n > 0) {
      at += n;
      length -= (gsize) n;
    } else if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
      if (!wait_readable (sock, deadline, cancellable, error))
        return FALSE;
    } else {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the worker is gone");
      return FALSE;
    }
  }
  return TRUE;
}

/* Domains that a worker may name; anything else is taken for damage. */
static GError *
parse_error (const char *domain,
             int code,
             const char *message)
{
  if (strcmp (domain, g_quark_to_string (G_IO_ERROR)) == 0)
    return g_error_new_literal (G_IO_ERROR, code, message);
  if (strcmp (domain, g_quark_to_string (DZ_DOCUMENT_ERROR)) == 0)
    return g_error_new_literal (DZ_DOCUMENT_ERROR, code, message);
  return g_error_new_literal (DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED, message);
}

static DzAnswer *
parse_answer (GVariant *variant)
{
  g_autoptr (GVariantIter) extractions = NULL;
  g_autoptr (DzAnswer) answer = NULL;
  const char *name, *domain, *message;
  guint32 kind, count;
  gint32 code;
  GVariant *document, *extraction;

  if (!g_variant_is_normal_form (variant))
    return NULL;
  g_variant_get (variant, "(u&sumv(&si&s)av)", &kind, &name, &count, &document, &domain, &code, &message, &extractions);
  answer = dz_answer_new (kind, name);
  answer->document = document;
  answer->count = count;
  if (domain[0] != '\0')
    answer->error = parse_error (domain, code, message);
  while (g_variant_iter_next (extractions, "v", &extraction))
    g_ptr_array_add (answer->extractions, extraction);
  return kind <= DZ_ANSWER_END ? g_steal_pointer (&answer) : NULL;
}

DzAnswer *
dz_answer_new_from_bytes (GBytes *bytes)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (
    g_variant_new_from_bytes (G_VARIANT_TYPE (ANSWER_TYPE), bytes, FALSE));

  return parse_answer (variant);
}

DzAnswer *
dz_message_receive_answer (int sock,
                           gint64 deadline,
                           GCancellable *cancellable,
                           GError **error)
{
  AnswerHead head;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  DzAnswer *answer;

  if (!receive_until (sock, &head, sizeof head, deadline, cancellable, error))
    return NULL;
  if (head.magic == MAGIC && head.length <= DZ_LIMIT_ANSWER_BYTES)
    data = g_try_malloc (MAX (head.length, 1));
  if (data == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no answer");
    return NULL;
  }
  if (!receive_until (sock, data, head.length, deadline, cancellable, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&data), head.length);
  answer = dz_answer_new_from_bytes (bytes);
  if (answer == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no answer");
  return answer;
}
