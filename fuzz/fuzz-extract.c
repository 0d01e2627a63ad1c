/* fuzz-extract.c - any text through recognition and extraction
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Besides crashes: every quote must stand at its address, whatever the text.
 */
#include "dz-extraction.h"
#include "dz-reader.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t size);

static void
check_extraction (DzExtraction *extraction,
                  DzDocument *document)
{
  GPtrArray *facts = dz_extraction_get_facts (extraction);

  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    g_autofree char *there = dz_document_dup_quote (document, &fact->address);

    g_assert_nonnull (there);
    g_assert_cmpstr (there, ==, fact->quote);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t size)
{
  static DzCatalogue *catalogue;
  g_autoptr (GBytes) bytes = g_bytes_new (data, MIN (size, 65536));
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GPtrArray) reports = NULL;

  if (catalogue == NULL) {
    catalogue = dz_catalogue_load_default (NULL);
    g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  }
  document = dz_reader_read (bytes, "fuzz.txt", NULL, NULL, NULL);
  if (document == NULL)
    return 0;
  reports = dz_report_recognise (document, catalogue, "fuzz.txt");
  for (guint i = 0; i < reports->len; i++) {
    g_autoptr (DzExtraction) extraction = dz_extract (g_ptr_array_index (reports, i), catalogue);

    check_extraction (extraction, document);
  }
  return 0;
}
