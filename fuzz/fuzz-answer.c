/* fuzz-answer.c - any bytes as what a worker process answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-message.h"
#include "dz-extraction.h"

#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Less than what a socket holds, so that writing never waits. */
#define MOST 65536u

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t size)
{
  static DzCatalogue *catalogue;
  guint32 head[2] = { 0x447a3031u, (guint32) MIN (size, MOST) };
  int pair[2];
  g_autoptr (DzAnswer) answer = NULL;

  if (catalogue == NULL)
    catalogue = dz_catalogue_load_default (NULL);
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return 0;
  if (write (pair[0], head, sizeof head) == sizeof head && write (pair[0], data, head[1]) == (ssize_t) head[1])
    shutdown (pair[0], SHUT_WR);
  answer = dz_message_receive_answer (pair[1], g_get_monotonic_time () + G_USEC_PER_SEC, NULL, NULL);
  close (pair[0]);
  close (pair[1]);
  for (guint i = 0; answer != NULL && i < answer->extractions->len; i++) {
    g_autoptr (DzExtraction) extraction = NULL;

    extraction = dz_extraction_new_from_variant (g_ptr_array_index (answer->extractions, i), catalogue, NULL, NULL);
  }
  if (answer != NULL && answer->document != NULL) {
    g_autoptr (DzDocument) document = dz_document_new_from_variant (answer->document, NULL);
  }
  return 0;
}
