/* dump-document.c - shows what the readers make of a file; for developers, not installed
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dump-document [--boxes|--time] FILE...
 */
#include "dz-reader.h"

#include <stdio.h>
#include <string.h>

static void
print_box (const char *mode,
           guint page,
           const DzBox *box)
{
  if (mode != NULL && strcmp (mode, "--boxes") == 0)
    printf ("<p%u %.0f,%.0f %.0fx%.0f>", page, box->x, box->y, box->width, box->height);
}

static void
print_table (const DzTable *table,
             const char *mode)
{
  printf ("TABLE %u x %u%s\n", table->n_rows, table->n_cols, table->ragged ? " ragged" : "");
  for (guint r = 0, i = 0; r < table->n_rows; r++) {
    printf ("  ");
    for (; i < table->n_cells && table->cells[i].row == r; i++) {
      const DzCell *cell = &table->cells[i];
      g_autofree char *text = g_strescape (cell->text, NULL);
      g_autofree char *shown = g_strcompress (text);

      g_strdelimit (shown, "\n", '\\');
      printf ("| c%u", cell->col);
      if (cell->row_span > 1 || cell->col_span > 1)
        printf (" %ux%u", cell->row_span, cell->col_span);
      printf ("%s ", cell->flags & DZ_CELL_HEADER ? "H" : "");
      print_box (mode, cell->page, &cell->box);
      printf ("[%s] ", shown);
    }
    printf ("\n");
  }
}

static void
print_document (DzDocument *document,
                const char *mode)
{
  GPtrArray *remarks = dz_document_get_remarks (document);

  for (guint i = 0; i < dz_document_get_n_blocks (document); i++) {
    const DzBlock *block = dz_document_get_block (document, i);

    printf ("b%u p%u ", i, block->page);
    print_box (mode, block->page, &block->box);
    if (block->table != NULL)
      print_table (block->table, mode);
    else
      printf ("%s%u %s\n", block->kind == DZ_BLOCK_HEADING ? "H" : "P", block->level, block->text);
  }
  for (guint i = 0; i < remarks->len; i++)
    printf ("remark %s: %s\n", ((DzRemark *) remarks->pdata[i])->code,
            ((DzRemark *) remarks->pdata[i])->message);
}

int
main (int argc,
      char **argv)
{
  const char *mode = argc > 1 && g_str_has_prefix (argv[1], "--") ? argv[1] : NULL;
  int status = 0;

  for (int i = mode != NULL ? 2 : 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (DzDocument) document = NULL;
    char *data;
    gsize length;
    gint64 start;

    if (!g_file_get_contents (argv[i], &data, &length, &error)) {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
    bytes = g_bytes_new_take (data, length);
    start = g_get_monotonic_time ();
    document = dz_reader_read (bytes, argv[i], NULL, NULL, &error);
    if (mode != NULL && strcmp (mode, "--time") == 0)
      printf ("%8.1f ms %s\n", (double) (g_get_monotonic_time () - start) / 1000, argv[i]);
    else if (document != NULL)
      print_document (document, mode);
    if (document == NULL) {
      fprintf (stderr, "%s: %s\n", argv[i], error->message);
      status = 1;
    }
  }
  return status;
}
