/* dz-table-path.c - columns told by the order that a form gives them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-table-private.h"

#include "dz-text.h"

#include <string.h>

/* So many heads in the order of a form say which form it is. */
#define LEAST_CUT_OFF 7u

/* The runs of matrix labels that follow each other in a form: the columns of one table. */
static guint
find_run (DzLabels *labels,
          guint form,
          guint from,
          guint *start)
{
  const DzForm *f = dz_labels_get_form (labels, form);
  guint n = 0;

  for (guint i = from; i < f->rows->len; i++) {
    const DzFormRow *row = g_ptr_array_index (f->rows, i);
    const char *const *keys = dz_labels_get_row_keys (labels, form, row);
    gboolean matrix = keys[0] != NULL && keys[1] != NULL;

    if (matrix && n++ == 0)
      *start = i;
    if (!matrix && n > 0)
      break;
  }
  return n;
}

static DzTableHead *
head_from_run (DzLabels *labels,
               guint form,
               guint start,
               guint n)
{
  const DzForm *f = dz_labels_get_form (labels, form);
  DzTableHead *self = dz_table_head_new_empty (TRUE);

  for (guint i = 0; i < n; i++) {
    const DzFormRow *row = g_ptr_array_index (f->rows, start + i);
    DzColumn *column = g_new0 (DzColumn, 1);

    column->role = DZ_ROLE_PATH;
    column->ordered = TRUE;
    column->label = g_strdup (row->labels[0]);
    column->keys = g_strjoinv ("/", (char **) dz_labels_get_row_keys (labels, form, row));
    g_ptr_array_add (dz_table_head_get_columns (self), column);
  }
  return self;
}

static gboolean
same_sequence (DzTableHead *a,
               DzTableHead *b)
{
  GPtrArray *x = dz_table_head_get_columns (a), *y = dz_table_head_get_columns (b);

  if (x->len != y->len)
    return FALSE;
  for (guint i = 0; i < x->len; i++)
    if (strcmp (((DzColumn *) g_ptr_array_index (x, i))->keys, ((DzColumn *) g_ptr_array_index (y, i))->keys) != 0)
      return FALSE;
  return TRUE;
}

/* All runs of @n columns, in whichever form, must be the same one. @leaves: keys of the last
 * heads, which must agree; NULL when there are none. A table that the page cut off on the right
 * may have the first columns of a run only. */
DzTableHead *
dz_table_head_find_path (DzLabels *labels,
                         guint n,
                         GPtrArray *leaves)
{
  DzTableHead *found = NULL;

  for (guint form = 0; form < dz_labels_get_n_forms (labels); form++) {
    const DzForm *f = dz_labels_get_form (labels, form);
    guint start = 0, length;

    for (guint from = 0; from < f->rows->len; from = start + MAX (length, 1)) {
      g_autoptr (GPtrArray) none = NULL;
      DzTableHead *head;
      gboolean agrees = TRUE;

      start = f->rows->len;
      length = find_run (labels, form, from, &start);
      if (length < n || (length > n && (leaves == NULL || n < LEAST_CUT_OFF)))
        continue;
      for (guint i = 0; leaves != NULL && i < n; i++) {
        const char *const *keys = dz_labels_get_row_keys (labels, form, g_ptr_array_index (f->rows, start + i));

        agrees = agrees && strcmp (keys[g_strv_length ((char **) keys) - 1], g_ptr_array_index (leaves, i)) == 0;
      }
      if (!agrees)
        continue;
      head = head_from_run (labels, form, start, n);
      if (found != NULL && !same_sequence (found, head)) {
        dz_table_head_unref (found);
        dz_table_head_unref (head);
        return NULL;
      }
      if (found != NULL)
        dz_table_head_unref (head);
      else
        found = head;
    }
  }
  return found;
}

DzTableHead *
dz_table_head_new_path (DzLabels *labels,
                        guint n)
{
  return n >= 5 ? dz_table_head_find_path (labels, n, NULL) : NULL;
}

DzTableHead *
dz_table_head_new_members (DzLabels *labels)
{
  const DzMember *const *members = dz_labels_get_member_columns (labels);
  DzTableHead *self = dz_table_head_new_empty (TRUE);

  for (guint i = 0; members[i] != NULL; i++) {
    DzColumn *column = g_new0 (DzColumn, 1);

    column->role = DZ_ROLE_MEMBER;
    column->member = members[i];
    column->ordered = TRUE;
    column->label = g_strdup (members[i]->labels[0]);
    column->keys = dz_text_label_key (members[i]->labels[0]);
    g_ptr_array_add (dz_table_head_get_columns (self), column);
  }
  return self;
}
