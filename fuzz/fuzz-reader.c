/* fuzz-reader.c - any bytes for one reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Built once for each reader (DZ_FUZZ_FORMAT). What is read goes through the serialised form
 * and back, as it does on its way from a worker.
 */
#include "dz-reader.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t size);

static const DzReader *
find_reader (const char *format)
{
  const DzReader *const *readers = dz_reader_list ();

  for (guint i = 0; readers[i] != NULL; i++)
    if (strcmp (readers[i]->format, format) == 0)
      return readers[i];
  g_error ("there is no reader %s", format);
}

static void
drop_message (const char *domain,
              GLogLevelFlags level,
              const char *message,
              gpointer user_data)
{
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t size)
{
  static const DzReader *reader;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return 0; /* refused before any reader is asked */
  if (reader == NULL) {
    reader = find_reader (DZ_FUZZ_FORMAT);
    g_log_set_handler (NULL, G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG, drop_message, NULL);
    g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  }
  reader->sniff (bytes, NULL);
  document = reader->read (bytes, "fuzz." DZ_FUZZ_FORMAT, NULL, NULL, &error);
  g_assert_true ((document == NULL) == (error != NULL));
  if (document != NULL) {
    g_autoptr (GVariant) variant = dz_document_to_variant (document);
    g_autoptr (DzDocument) copy = dz_document_new_from_variant (variant, NULL);

    g_assert_nonnull (copy);
    g_assert_cmpuint (dz_document_get_n_blocks (copy), ==, dz_document_get_n_blocks (document));
  }
  return 0;
}
