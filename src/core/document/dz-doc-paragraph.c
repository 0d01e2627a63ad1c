/* dz-doc-paragraph.c - the binary files of Word 97: what a paragraph and a row are like
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-doc-private.h"

#define MAX_GRPPRL_DEPTH 3u

/* A row: its edges, and how each cell is merged. */
static void
define_row (DzDocParagraph *paragraph,
            DzSlice operand)
{
  guint n = MIN (dz_slice_get_8 (operand, 2), DZ_DOC_MAX_CELLS);
  gsize cells = 3 + ((gsize) dz_slice_get_8 (operand, 2) + 1) * 2;

  paragraph->n_places = n;
  for (guint i = 0; i < n; i++) {
    DzCellPlace *place = &paragraph->places[i];
    guint flags = dz_slice_get_16 (operand, cells + i * 20), vertical = flags >> 5 & 3;

    place->left = (gint16) dz_slice_get_16 (operand, 3 + i * 2);
    place->right = (gint16) dz_slice_get_16 (operand, 3 + (i + 1) * 2);
    place->row_span = 0;
    place->merge = DZ_MERGE_NONE;
    if ((flags & 3) == 2)
      place->merge = DZ_MERGE_LEFT;
    else if (vertical != 0)
      place->merge = vertical & 2 ? DZ_MERGE_START : DZ_MERGE_CONTINUE;
  }
}

static void
merge_cells (DzDocParagraph *paragraph,
             guint sprm,
             DzSlice operand)
{
  guint first = dz_slice_get_8 (operand, 0), end = dz_slice_get_8 (operand, 1);

  if (sprm == SPRM_T_MERGE) {
    for (guint i = first + 1; i < end && i < paragraph->n_places; i++)
      paragraph->places[i].merge = DZ_MERGE_LEFT;
  } else if (end < paragraph->n_places) {
    guint how = dz_slice_get_8 (operand, 2);

    paragraph->places[end].merge = how == 0 ? DZ_MERGE_NONE : how & 2 ? DZ_MERGE_START : DZ_MERGE_CONTINUE;
  }
}

static void
take_style (DzDocFile *self,
            DzDocParagraph *paragraph,
            guint number)
{
  static const DzDocStyle plain = { 0, 0xfff, DZ_DOC_NOT_TOLD, DZ_DOC_NOT_TOLD };
  const DzDocStyle *style = number < self->styles->len ? &g_array_index (self->styles, DzDocStyle, number) : &plain;

  paragraph->level = style->level;
  paragraph->list = MAX (style->list, 0);
  paragraph->list_level = MAX (style->list_level, 0);
}

typedef struct {
  DzDocParagraph *paragraph;
  gboolean in_table, is_header;
  int depth;
} Gathered;

static void gather (DzDocFile *self, Gathered *gathered, DzSlice list, guint nesting);

static void
gather_one (DzDocFile *self,
            Gathered *gathered,
            guint sprm,
            DzSlice operand,
            guint nesting)
{
  DzDocParagraph *paragraph = gathered->paragraph;
  guint value = dz_slice_get_8 (operand, 0);
  gsize offset;

  switch (sprm) {
  case SPRM_P_IN_TABLE:
    gathered->in_table = value != 0;
    break;
  case SPRM_P_TTP:
  case SPRM_P_INNER_TTP:
    paragraph->ends_row |= value != 0;
    break;
  case SPRM_P_INNER_CELL:
    paragraph->ends_cell = value != 0;
    break;
  case SPRM_P_OUT_LVL:
    paragraph->level = value < 9 ? value + 1 : 0;
    break;
  case SPRM_P_ISTD:
    take_style (self, paragraph, dz_slice_get_16 (operand, 0));
    break;
  case SPRM_P_ILFO:
    paragraph->list = (gint16) dz_slice_get_16 (operand, 0);
    break;
  case SPRM_P_ILVL:
    paragraph->list_level = (int) value;
    break;
  case SPRM_P_ITAP:
    gathered->depth = (int) MIN (dz_slice_get_32 (operand, 0), 64u);
    break;
  case SPRM_P_DTAP:
    gathered->depth = CLAMP (gathered->depth + (gint32) CLAMP ((gint32) dz_slice_get_32 (operand, 0), -64, 64), 0, 64);
    break;
  case SPRM_P_HUGE:
  case SPRM_P_HUGE_OLD:
    offset = dz_slice_get_32 (operand, 0);
    if (nesting < MAX_GRPPRL_DEPTH)
      gather (self, gathered, dz_slice_cut (self->data, offset + 2, dz_slice_get_16 (self->data, offset)), nesting + 1);
    break;
  case SPRM_T_DEF_TABLE:
    define_row (paragraph, operand);
    break;
  case SPRM_T_MERGE:
    merge_cells (paragraph, sprm, operand);
    break;
  case SPRM_T_VERT_MERGE:
    merge_cells (paragraph, sprm, operand);
    break;
  case SPRM_T_HEADER:
    gathered->is_header = value != 0;
    break;
  default:
    break;
  }
}

static void
gather (DzDocFile *self,
        Gathered *gathered,
        DzSlice list,
        guint nesting)
{
  DzSlice operand;
  gsize at = 0;
  guint sprm;

  while (dz_doc_next_property (list, &at, &sprm, &operand))
    gather_one (self, gathered, sprm, operand, nesting);
}

/* What a piece adds to its paragraphs: one short property, or a list kept elsewhere. */
static void
gather_modifier (DzDocFile *self,
                 Gathered *gathered,
                 guint16 prm)
{
  guint8 value = (guint8) (prm >> 8);
  DzSlice operand = { &value, 1 };

  if (prm & 1) {
    if ((prm >> 1) < self->modifiers->len)
      gather (self, gathered, g_array_index (self->modifiers, DzSlice, prm >> 1), 0);
  } else if ((prm >> 1 & 0x7f) == 0x18) {
    gather_one (self, gathered, SPRM_P_IN_TABLE, operand, 0);
  } else if ((prm >> 1 & 0x7f) == 0x19) {
    gather_one (self, gathered, SPRM_P_TTP, operand, 0);
  }
}

void
dz_doc_file_get_paragraph (DzDocFile *self,
                           guint cp,
                           DzDocParagraph *paragraph)
{
  const DzDocPiece *piece = dz_doc_file_find_piece (self, cp);
  const DzDocRange *range = piece != NULL ? dz_doc_find_range (self->paragraphs, dz_doc_get_place (piece, cp)) : NULL;
  Gathered gathered = { paragraph, FALSE, FALSE, -1 };

  paragraph->depth = paragraph->n_places = 0;
  take_style (self, paragraph, 0);
  paragraph->ends_row = paragraph->ends_cell = FALSE;
  if (range != NULL && range->properties.length >= 2) {
    take_style (self, paragraph, dz_slice_get_16 (range->properties, 0));
    gather (self, &gathered, dz_slice_cut (range->properties, 2, range->properties.length), 0);
  }
  /* Below 0: a list that was taken away for a while. */
  paragraph->list = MAX (paragraph->list, 0);
  if (piece != NULL && piece->prm != 0)
    gather_modifier (self, &gathered, piece->prm);
  paragraph->depth = gathered.depth >= 0 ? (guint) gathered.depth : (guint) gathered.in_table;
  if (gathered.in_table)
    paragraph->depth = MAX (paragraph->depth, 1);
  for (guint i = 0; gathered.is_header && i < paragraph->n_places; i++)
    paragraph->places[i].flags = DZ_CELL_HEADER;
  for (guint i = 0; !gathered.is_header && i < paragraph->n_places; i++)
    paragraph->places[i].flags = DZ_CELL_NORMAL;
}
