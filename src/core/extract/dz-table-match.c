/* dz-table-match.c - which rows of a form the rows of a table are
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the words first. Where the words mean several rows, or nearly mean one, the neighbours
 * that are certain must leave exactly one; else the row stays unmapped.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-table-private.h"

#include "dz-text.h"

#include <string.h>

#define CONFIDENCE_PRINTED 98
#define CONFIDENCE_ALIAS 95
#define CONFIDENCE_BETWEEN 94
#define CONFIDENCE_ALIKE 80
#define CONFIDENCE_NEXT_TO 75

#define MAX_KEY 96u

typedef struct {
  DzLabels *labels;
  guint form;
  GPtrArray *rows;
  GPtrArray *infos;
  GArray *matches; /* of DzRowMatch */
} Matcher;

/* Characters that turn a label into its contrary. */
static gboolean
same_contraries (const gunichar *a,
                 guint n_a,
                 const gunichar *b,
                 guint n_b)
{
  static const gunichar marks[] = { 0x4e0d /* 不 */, 0x672a /* 未 */, 0x65e0 /* 无 */, 0x975e /* 非 */,
                                    0x5426 /* 否 */, 0x514d /* 免 */, 0x90e8 /* 部 */, 0x517c /* 兼 */ };
  int balance[G_N_ELEMENTS (marks)] = { 0 };
  guint digits_a = 0, digits_b = 0;

  for (guint i = 0; i < n_a; i++) {
    for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
      balance[m] += a[i] == marks[m];
    if (g_unichar_isdigit (a[i]))
      digits_a = digits_a * 10 + (guint) g_unichar_digit_value (a[i]) + 1;
  }
  for (guint i = 0; i < n_b; i++) {
    for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
      balance[m] -= b[i] == marks[m];
    if (g_unichar_isdigit (b[i]))
      digits_b = digits_b * 10 + (guint) g_unichar_digit_value (b[i]) + 1;
  }
  for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
    if (balance[m] != 0)
      return FALSE;
  return digits_a == digits_b;
}

static guint
read_chars (const char *text,
            gunichar *out)
{
  guint n = 0;

  for (; *text != '\0' && n < MAX_KEY; text = g_utf8_next_char (text))
    out[n++] = g_utf8_get_char (text);
  return n;
}

static guint
longest_common (const gunichar *a,
                guint n_a,
                const gunichar *b,
                guint n_b)
{
  guint row[MAX_KEY + 1] = { 0 };

  for (guint i = 0; i < n_a; i++) {
    guint diagonal = 0;

    for (guint j = 0; j < n_b; j++) {
      guint above = row[j + 1];

      row[j + 1] = a[i] == b[j] ? diagonal + 1 : MAX (row[j + 1], row[j]);
      diagonal = above;
    }
  }
  return row[n_b];
}

guint
dz_label_likeness (const char *a,
                   const char *b)
{
  gunichar x[MAX_KEY], y[MAX_KEY];
  guint n_x = read_chars (a, x), n_y = read_chars (b, y);
  guint common, likeness;

  if (n_x < 4 || n_y < 4 || !same_contraries (x, n_x, y, n_y))
    return 0;
  common = longest_common (x, n_x, y, n_y);
  likeness = 200 * common / (n_x + n_y);
  /* Of short labels one letter makes another label: 专职人员数, 兼职人员数. */
  if (MAX (n_x, n_y) <= 6 && strstr (a, b) == NULL && strstr (b, a) == NULL)
    return 0;
  /* Words left out: 本年新收申请数量 for 本年新收政府信息公开申请数量. */
  if (common == MIN (n_x, n_y) && common >= 5 && likeness >= 60)
    return MAX (likeness, 78);
  return likeness;
}

static DzRowMatch *
match_at (Matcher *self,
          guint i)
{
  return &g_array_index (self->matches, DzRowMatch, i);
}

static const DzCellInfo *
inner_label (GPtrArray *infos,
             const DzTableRow *row)
{
  for (guint i = row->labels->len; i > 0; i--) {
    const DzCellInfo *info = g_ptr_array_index (infos, g_array_index (row->labels, guint, i - 1));

    if (info->key[0] != '\0')
      return info;
  }
  return NULL;
}

/* TRUE, FALSE, or -1 when the row does not tell. */
static int
wants_dimension (const DzTableRow *row)
{
  for (guint i = 0; i < row->values->len; i++) {
    const DzColumn *column = g_array_index (row->values, DzTableValue, i).column;

    if (column != NULL)
      return column->role == DZ_ROLE_MEMBER;
  }
  return -1;
}

static gboolean
is_possible (const DzFormRow *form_row,
             int dimension)
{
  return dimension != TRUE || form_row->indicator->dimension != NULL;
}

/* The rows that the words mean, those that the form prints so before other spellings. */
static guint
list_candidates (Matcher *self,
                 const DzTableRow *row,
                 const DzFormRow **out,
                 guint max,
                 gboolean *printed)
{
  const DzCellInfo *info = inner_label (self->infos, row);
  int dimension = wants_dimension (row);
  guint n = 0;

  for (guint pass = 0; pass < 2 && n == 0 && info != NULL && info->label != NULL; pass++) {
    *printed = pass == 0;
    for (guint i = 0; i < info->label->n_rows && n < max; i++) {
      const DzLabelRow *candidate = &info->label->rows[i];

      if (candidate->form == self->form && candidate->printed == (pass == 0) && is_possible (candidate->row, dimension))
        out[n++] = candidate->row;
    }
  }
  return n;
}

static void
set_match (Matcher *self,
           guint i,
           const DzFormRow *row,
           guint confidence)
{
  *match_at (self, i) = (DzRowMatch) { row, self->form, confidence };
}

#define MAX_CANDIDATES 8

static void
match_certain (Matcher *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const DzFormRow *candidates[MAX_CANDIDATES];
    gboolean printed;
    guint n = list_candidates (self, g_ptr_array_index (self->rows, i), candidates, MAX_CANDIDATES, &printed);

    if (n == 1)
      set_match (self, i, candidates[0], printed ? CONFIDENCE_PRINTED : CONFIDENCE_ALIAS);
  }
}

/* Of two rows that claim one row of the form the first keeps it, unless only the other fits
 * between its neighbours. */
static void
drop_repeated (Matcher *self)
{
  for (guint i = 0; i < self->matches->len; i++) {
    for (guint j = i + 1; j < self->matches->len; j++) {
      DzRowMatch *a = match_at (self, i), *b = match_at (self, j);
      const DzTableRow *row = g_ptr_array_index (self->rows, j);

      if (a->row == NULL || a->row != b->row || !a->row->has_cells || row->values->len == 0)
        continue;
      b->row = NULL;
      b->confidence = 0;
    }
  }
}

static const DzFormRow *
neighbour (Matcher *self,
           guint i,
           int step,
           guint *distance)
{
  *distance = 0;
  for (int j = (int) i + step; j >= 0 && j < (int) self->matches->len; j += step) {
    const DzRowMatch *match = match_at (self, (guint) j);

    (*distance)++;
    if (match->row != NULL)
      return match->row;
  }
  return NULL;
}

/* The one candidate between the neighbours, or else the one that follows one of them without
 * a gap; NULL when that leaves none or several. */
static const DzFormRow *
choose_by_place (Matcher *self,
                 guint i,
                 const DzFormRow **candidates,
                 guint n,
                 guint *confidence)
{
  guint before_distance, after_distance, n_between = 0, n_next = 0;
  const DzFormRow *before = neighbour (self, i, -1, &before_distance);
  const DzFormRow *after = neighbour (self, i, 1, &after_distance);
  const DzFormRow *between = NULL, *next = NULL;

  for (guint c = 0; c < n; c++) {
    guint order = candidates[c]->order;

    if ((before != NULL && order <= before->order) || (after != NULL && order >= after->order))
      continue;
    between = candidates[c];
    n_between++;
    if ((before != NULL && order == before->order + before_distance)
        || (after != NULL && order + after_distance == after->order)) {
      next = candidates[c];
      n_next++;
    }
  }
  /* Without a neighbour on one side the other one must touch. */
  if (n_between == 1 && before != NULL && (after != NULL || next != NULL)) {
    *confidence = CONFIDENCE_BETWEEN;
    return between;
  }
  *confidence = CONFIDENCE_NEXT_TO;
  return n_next == 1 ? next : NULL;
}

static gboolean
is_taken (Matcher *self,
          const DzFormRow *row)
{
  for (guint i = 0; i < self->matches->len; i++)
    if (match_at (self, i)->row == row)
      return TRUE;
  return FALSE;
}

static void
match_ambiguous (Matcher *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const DzFormRow *candidates[MAX_CANDIDATES], *chosen;
    gboolean printed;
    guint n, confidence, n_free = 0;

    if (match_at (self, i)->row != NULL)
      continue;
    n = list_candidates (self, g_ptr_array_index (self->rows, i), candidates, MAX_CANDIDATES, &printed);
    if (n < 2)
      continue;
    for (guint c = 0; c < n; c++)
      if (!is_taken (self, candidates[c]))
        candidates[n_free++] = candidates[c];
    chosen = choose_by_place (self, i, candidates, n_free, &confidence);
    if (chosen != NULL)
      set_match (self, i, chosen, confidence);
  }
}

static guint
likeness_to_row (const char *key,
                 const DzFormRow *row)
{
  guint best = 0;

  for (guint i = 0; row->labels[i] != NULL; i++) {
    g_autofree char *other = dz_text_label_key (row->labels[i]);

    best = MAX (best, dz_label_likeness (key, other));
  }
  for (guint i = 0; row->indicator->aliases != NULL && row->indicator->aliases[i] != NULL; i++) {
    g_autofree char *other = dz_text_label_key (row->indicator->aliases[i]);

    best = MAX (best, dz_label_likeness (key, other));
  }
  return best;
}

/* A slip of the pen: 2.其他法律行政止公开. */
static void
match_alike (Matcher *self,
             guint i)
{
  const DzForm *form = dz_labels_get_form (self->labels, self->form);
  const DzTableRow *row = g_ptr_array_index (self->rows, i);
  const DzCellInfo *info = inner_label (self->infos, row);
  guint best = 0, second = 0, distance;
  const DzFormRow *found = NULL;
  const DzFormRow *before = neighbour (self, i, -1, &distance);
  const DzFormRow *after = neighbour (self, i, 1, &distance);

  if (info == NULL)
    return;
  for (guint r = 0; r < form->rows->len; r++) {
    const DzFormRow *candidate = g_ptr_array_index (form->rows, r);
    guint likeness;

    if (!is_possible (candidate, wants_dimension (row)) || strstr (candidate->labels[0], " / ") != NULL)
      continue;
    likeness = likeness_to_row (info->key, candidate);
    if (likeness > best) {
      second = best;
      best = likeness;
      found = candidate;
    } else if (likeness > second) {
      second = likeness;
    }
  }
  if (found == NULL || is_taken (self, found) || best < second + 8 || best < 75)
    return;
  if ((before != NULL && found->order <= before->order) || (after != NULL && found->order >= after->order))
    return;
  if (best < 90 && before == NULL && after == NULL)
    return;
  set_match (self, i, found, CONFIDENCE_ALIKE);
}

GArray *
dz_table_match_rows (DzLabels *labels,
                     guint form,
                     GPtrArray *rows,
                     GPtrArray *infos)
{
  Matcher self = { labels, form, rows, infos, g_array_new (FALSE, TRUE, sizeof (DzRowMatch)) };

  g_array_set_size (self.matches, rows->len);
  match_certain (&self);
  drop_repeated (&self);
  match_ambiguous (&self);
  for (guint i = 0; i < rows->len; i++) {
    const DzTableRow *row = g_ptr_array_index (rows, i);
    const DzCellInfo *info = inner_label (infos, row);
    gboolean known = info != NULL && info->label != NULL && info->label->n_rows > 0;

    if (match_at (&self, i)->row == NULL && !known && row->values->len > 0 && wants_dimension (row) != -1)
      match_alike (&self, i);
  }
  return self.matches;
}

static gboolean
part_fits (const char *part,
           const char *printed)
{
  if (strcmp (part, printed) == 0)
    return TRUE;
  if (printed[0] == '\0' || strlen (printed) < 6)
    return FALSE;
  return strstr (part, printed) != NULL || strstr (printed, part) != NULL || dz_label_likeness (part, printed) >= 85;
}

/* Short labels and slips: the one matrix label both of whose parts fit. */
static DzRowMatch
match_parts (DzLabels *labels,
             guint form,
             const char *row_key,
             const char *column_key)
{
  const DzForm *f = dz_labels_get_form (labels, form);
  DzRowMatch match = { NULL, form, 0 };

  for (guint i = 0; i < f->rows->len; i++) {
    const DzFormRow *row = g_ptr_array_index (f->rows, i);
    const char *const *keys = dz_labels_get_row_keys (labels, form, row);

    if (keys[0] == NULL || keys[1] == NULL || keys[2] != NULL)
      continue;
    if (!part_fits (keys[0], row_key) || !part_fits (keys[1], column_key))
      continue;
    if (match.row != NULL)
      return (DzRowMatch) { NULL, form, 0 };
    match = (DzRowMatch) { row, form, CONFIDENCE_ALIKE };
  }
  return match;
}

static DzRowMatch
find_matrix (DzLabels *labels,
             guint form,
             const char *joined)
{
  const DzLabelInfo *info = dz_labels_lookup_matrix (labels, joined);

  for (guint pass = 0; info != NULL && pass < 2; pass++)
    for (guint i = 0; i < info->n_rows; i++)
      if (info->rows[i].form == form && info->rows[i].printed == (pass == 0))
        return (DzRowMatch) { info->rows[i].row, form, pass == 0 ? CONFIDENCE_PRINTED : CONFIDENCE_ALIAS };
  return (DzRowMatch) { NULL, form, 0 };
}

DzRowMatch
dz_table_match_column (DzLabels *labels,
                       guint form,
                       const DzTableRow *row,
                       const DzColumn *column,
                       GPtrArray *infos)
{
  const DzCellInfo *info;
  g_autofree char *joined = NULL;
  DzRowMatch match;

  if (column->role == DZ_ROLE_PATH)
    return find_matrix (labels, form, column->keys);
  info = inner_label (infos, row);
  if (info == NULL)
    return (DzRowMatch) { NULL, form, 0 };
  joined = g_strconcat (info->key, "/", column->keys, NULL);
  match = find_matrix (labels, form, joined);
  return match.row != NULL ? match : match_parts (labels, form, info->key, column->keys);
}
