/* dz-doc-lists.c - the lists of a binary file of Word 97: how their numbers are written
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table has the kinds of lists, with the levels of all of them behind it; a second one has
 * the lists that paragraphs name, each of a kind, perhaps with starts of its own.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-doc-private.h"

#include <string.h>

#define N_LEVELS DZ_NUMBERING_LEVELS
#define MAX_LISTS 4096u
#define KIND_SIZE 28u
#define LEVEL_SIZE 28u
#define LIST_SIZE 16u
#define OVERRIDE_SIZE 8u

enum {
  KIND_IS_SIMPLE = 1 << 0, /* one level, not nine */
  LEVEL_IS_LEGAL = 1 << 2,
  LEVEL_NO_RESTART = 1 << 3,
  FOLLOWED_BY_NOTHING = 2,
  OVERRIDES_START = 1 << 4,
  OVERRIDES_LEVEL = 1 << 5,
};

/* The text of a level: the numbers of levels stand in it as the characters 0 … 8. */
static char *
read_text (DzSlice tables,
           gsize at,
           guint n_chars)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_chars; i++) {
    guint16 c = dz_slice_get_16 (tables, at + i * 2);

    if (c < N_LEVELS)
      g_string_append_printf (text, "%%%u", c + 1u);
    else if (c >= ' ' && c != '%' && g_unichar_validate (c))
      g_string_append_unichar (text, c);
  }
  return g_string_free (text, FALSE);
}

/* One level at @at; where the next one begins. @level NULL: passed over. */
static gsize
read_level (DzSlice tables,
            gsize at,
            DzNumberingLevel *level)
{
  guint flags = dz_slice_get_8 (tables, at + 5);
  gsize text = at + LEVEL_SIZE + dz_slice_get_8 (tables, at + 24) + dz_slice_get_8 (tables, at + 25);
  guint n_chars = MIN (dz_slice_get_16 (tables, text), 255);

  if (level != NULL) {
    level->start = (int) MIN (dz_slice_get_32 (tables, at), DZ_NUMBERING_MAX_START);
    level->style = dz_ordinal_from_nfc (dz_slice_get_8 (tables, at + 4));
    level->is_legal = (flags & LEVEL_IS_LEGAL) != 0;
    level->no_suffix = dz_slice_get_8 (tables, at + 15) == FOLLOWED_BY_NOTHING;
    level->restart = flags & LEVEL_NO_RESTART ? (int) dz_slice_get_8 (tables, at + 26) : DZ_NUMBERING_NOT_TOLD;
    g_free (level->text);
    level->text = read_text (tables, text + 2, n_chars);
  }
  return text + 2 + (gsize) n_chars * 2;
}

static void
read_kinds (DzNumbering *numbering,
            DzSlice tables,
            gsize at)
{
  guint n = MIN (dz_slice_get_16 (tables, at), MAX_LISTS);
  gsize level = at + 2 + (gsize) n * KIND_SIZE;

  for (guint i = 0; i < n; i++) {
    gsize kind = at + 2 + (gsize) i * KIND_SIZE;
    DzNumberingLevel *levels = dz_numbering_add_kind (numbering, (int) dz_slice_get_32 (tables, kind));
    guint n_levels = dz_slice_get_8 (tables, kind + 26) & KIND_IS_SIMPLE ? 1 : N_LEVELS;

    for (guint k = 0; k < n_levels; k++)
      level = read_level (tables, level, &levels[k]);
  }
}

/* The overrides of one list; where those of the next one begin. */
static gsize
read_starts (DzSlice tables,
             gsize at,
             guint n,
             int *starts)
{
  at += 4;
  for (guint i = 0; i < n; i++) {
    guint flags = dz_slice_get_32 (tables, at + 4) & 0xff;
    guint level = flags & 0xf;

    if ((flags & OVERRIDES_START) && level < N_LEVELS)
      starts[level] = (int) MIN (dz_slice_get_32 (tables, at), DZ_NUMBERING_MAX_START);
    at += OVERRIDE_SIZE;
    if (flags & OVERRIDES_LEVEL)
      at = read_level (tables, at, NULL);
  }
  return at;
}

static void
read_lists (DzNumbering *numbering,
            DzSlice tables,
            gsize at)
{
  guint n = MIN (dz_slice_get_32 (tables, at), MAX_LISTS);
  gsize data = at + 4 + (gsize) n * LIST_SIZE;

  for (guint i = 0; i < n; i++) {
    gsize list = at + 4 + (gsize) i * LIST_SIZE;
    int starts[N_LEVELS];

    for (guint k = 0; k < N_LEVELS; k++)
      starts[k] = DZ_NUMBERING_NOT_TOLD;
    data = read_starts (tables, data, dz_slice_get_8 (tables, list + 12), starts);
    dz_numbering_add_list (numbering, (int) i + 1, (int) dz_slice_get_32 (tables, list), starts);
  }
}

DzNumbering *
dz_doc_read_lists (DzSlice tables,
                   DzSlice kinds,
                   DzSlice lists)
{
  DzNumbering *numbering = dz_numbering_new ();

  /* The levels lie behind the table of kinds, beyond the length that the head of the file tells. */
  if (kinds.length > 0)
    read_kinds (numbering, tables, (gsize) (kinds.data - tables.data));
  if (lists.length > 0)
    read_lists (numbering, tables, (gsize) (lists.data - tables.data));
  return numbering;
}
