/* dz-table-form.c - the form of a table, by its labels
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decided for each table: a report may hold a mixture.
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-recognise-private.h"

#include "dz-cell-info.h"

#include <string.h>

#define SCORE_PRINTED 4u
#define SCORE_ALIAS 1u
#define SCORE_PART 2u
#define SCORE_ANCHOR 9u
#define SCORE_COUNTER 16u
#define SCORE_LEAST 8u

#define MAX_REASONS 3

struct _DzTableCount {
  DzLabels *labels;
  guint n_numbers;
  guint scores[DZ_LABELS_MAX_FORMS];
  guint against[DZ_LABELS_MAX_FORMS];
  const char *reasons[DZ_LABELS_MAX_FORMS][MAX_REASONS]; /* keys of anchors, borrowed */
};

typedef DzTableCount Count;

static void
count_label (Count *self,
             const DzLabelInfo *info)
{
  guint64 printed = 0, alias = 0;

  for (guint i = 0; i < info->n_rows; i++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << info->rows[i].form;

    if (info->rows[i].printed)
      printed |= bit;
    else
      alias |= bit;
  }
  for (guint form = 0; form < dz_labels_get_n_forms (self->labels); form++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << form;

    if ((printed & bit) != 0)
      self->scores[form] += SCORE_PRINTED;
    else if ((alias & bit) != 0)
      self->scores[form] += SCORE_ALIAS;
    else if ((info->part_forms & bit) != 0)
      self->scores[form] += SCORE_PART;
  }
}

static void
count_anchors (Count *self,
               const DzCellInfo *info)
{
  if ((info->anchors | info->counters) == 0)
    return;

  for (guint form = 0; form < dz_labels_get_n_forms (self->labels); form++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << form;

    if ((info->anchors & bit) != 0) {
      self->scores[form] += SCORE_ANCHOR;
      for (guint i = 0; i < MAX_REASONS; i++) {
        if (self->reasons[form][i] != NULL)
          continue;
        self->reasons[form][i] = info->key;
        break;
      }
    }
    if ((info->counters & bit) != 0)
      self->against[form] += SCORE_COUNTER;
  }
}

static gboolean
year_fits (const DzForm *form,
           guint year)
{
  return year > 0 && (form->first_year > 0 || form->last_year > 0) && year >= form->first_year
         && (form->last_year == 0 || year <= form->last_year);
}

static guint
final_score (const Count *self,
             guint form,
             guint year,
             int preferred)
{
  const DzForm *f = dz_labels_get_form (self->labels, form);
  guint score = self->scores[form] > self->against[form] ? self->scores[form] - self->against[form] : 0;

  /* One label is enough where the other tables are of this form. */
  if (score < (preferred == (int) form ? SCORE_PRINTED : SCORE_LEAST))
    return 0;
  /* What several forms share decides nothing: the other tables do, then the year. */
  return 4 * score + (preferred == (int) form ? 3 : 0) + (year_fits (f, year) ? 2 : 0) + (f->extends == NULL ? 1 : 0);
}

static void
count_cell (Count *self,
            const char *text,
            GHashTable *seen)
{
  const DzCellInfo *info = dz_cell_info_get (self->labels, text);

  self->n_numbers += info->class == DZ_CELL_IS_NUMBER;
  if (info->class != DZ_CELL_IS_TEXT || (info->label == NULL && (info->anchors | info->counters) == 0)
      || !g_hash_table_add (seen, (gpointer) info))
    return;
  /* 其他 and 总计 head columns of every form. */
  if (info->label != NULL && info->label->member == NULL)
    count_label (self, info->label);
  count_anchors (self, info);
}

DzTableCount *
dz_table_count_new (DzLabels *labels,
                    const DzTable *table)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  DzTableCount *self = g_new0 (DzTableCount, 1);

  self->labels = labels;
  for (guint i = 0; i < table->n_cells; i++)
    count_cell (self, table->cells[i].text, seen);
  return self;
}

void
dz_table_count_free (DzTableCount *self)
{
  g_free (self);
}

guint
dz_table_count_get_n_numbers (const DzTableCount *self)
{
  return self->n_numbers;
}

int
dz_table_count_find_form (const DzTableCount *self,
                          const char *kind,
                          guint year,
                          int preferred,
                          guint *score)
{
  int best = -1;

  *score = 0;
  for (guint form = 0; form < dz_labels_get_n_forms (self->labels); form++) {
    guint s = final_score (self, form, year, preferred);

    if (s <= *score || (kind[0] != '\0' && !g_str_equal (dz_labels_get_form (self->labels, form)->report_kind, kind)))
      continue;
    *score = s;
    best = (int) form;
  }
  return best;
}

char *
dz_table_count_dup_reason (const DzTableCount *self,
                           guint form)
{
  GString *reason = g_string_new (dz_labels_get_form (self->labels, form)->id);

  for (guint i = 0; i < MAX_REASONS && self->reasons[form][i] != NULL; i++)
    g_string_append_printf (reason, "%s%s", i == 0 ? ": " : ", ", self->reasons[form][i]);
  return g_string_free (reason, FALSE);
}
