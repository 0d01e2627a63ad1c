/* dz-matrix-model.h - what a matrix shows: rows, columns, cells
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only what is to be seen now: folded and filtered rows are not counted. The widget asks for the
 * cells it shows and for no others.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  DZ_FACE_MISSING = 1 << 0,    /* a sign for "no number", shown dim */
  DZ_FACE_DIFFERS = 1 << 1,    /* from its baseline, beyond tolerance */
  DZ_FACE_FINDING = 1 << 2,    /* ⚑ */
  DZ_FACE_ERROR = 1 << 3,      /* the finding is certain */
  DZ_FACE_CORRECTED = 1 << 4,  /* ✎ by hand */
  DZ_FACE_ABOUT = 1 << 5,      /* ≈ */
  DZ_FACE_REVIEW = 1 << 6,     /* ? read with little confidence */
  DZ_FACE_NOTE = 1 << 7,       /* a note stands with it */
  DZ_FACE_NEAR = 1 << 8,       /* ◐ comparable with reservations */
  DZ_FACE_OUTLIER = 1 << 9,    /* far from its row */
  DZ_FACE_BASELINE = 1 << 10,  /* of the column that is compared with */
  DZ_FACE_DENIED = 1 << 11,    /* a zero by a sentence of denial */
} DzFaceFlags;

/* What is drawn in a cell. @direction: -2 … 2, fall or rise. @prefix: small words right before the
 * text that are no part of it, or NULL. */
typedef struct {
  char *text;
  const char *prefix;
  DzFaceFlags flags;
  int direction;
} DzMatrixFace;

void dz_matrix_face_clear (DzMatrixFace *face);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzMatrixFace, dz_matrix_face_clear)

typedef enum {
  DZ_MATRIX_SORT_NONE,
  DZ_MATRIX_SORT_ASCENDING,
  DZ_MATRIX_SORT_DESCENDING,
} DzMatrixSort;

/* @section: label of the group at the top of the tree that the row is in, or NULL. @count: small
 * words behind the label ("3 rows"), or NULL. @is_heading: there is no figure in the row. @sort:
 * of the columns, by this row. */
typedef struct {
  char *label;
  char *section;
  char *unit;
  char *count;
  guint depth;
  gboolean is_group;
  gboolean folded;
  gboolean is_heading;
  gboolean differs;
  DzMatrixSort sort;
} DzMatrixRowHead;

void dz_matrix_row_head_clear (DzMatrixRowHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzMatrixRowHead, dz_matrix_row_head_clear)

/* Neighbouring columns with the same @group share one head. @sort: of the rows, by this column.
 * @is_group: dz_matrix_model_toggle_column() folds or unfolds it. */
typedef struct {
  char *group;
  char *label;
  char *detail; /* small words beside the label, or NULL */
  gboolean is_baseline;
  gboolean is_pinned;
  gboolean is_group;
  gboolean folded;
  gboolean review;
  DzMatrixSort sort;
} DzMatrixColumnHead;

void dz_matrix_column_head_clear (DzMatrixColumnHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzMatrixColumnHead, dz_matrix_column_head_clear)

#define DZ_TYPE_MATRIX_MODEL (dz_matrix_model_get_type ())
G_DECLARE_INTERFACE (DzMatrixModel, dz_matrix_model, DZ, MATRIX_MODEL, GObject)

/* Signal "changed": everything may be different. Keys are stable over it, so that a cursor stays. */
struct _DzMatrixModelInterface {
  GTypeInterface parent_iface;

  guint (*get_n_rows) (DzMatrixModel *self);
  guint (*get_n_columns) (DzMatrixModel *self);
  const char *(*get_row_key) (DzMatrixModel *self,
                              guint row);
  const char *(*get_column_key) (DzMatrixModel *self,
                                 guint column);
  void (*get_row_head) (DzMatrixModel *self,
                        guint row,
                        DzMatrixRowHead *head);
  void (*get_column_head) (DzMatrixModel *self,
                           guint column,
                           DzMatrixColumnHead *head);
  guint (*get_column_chars) (DzMatrixModel *self,
                             guint column);
  void (*get_face) (DzMatrixModel *self,
                    guint row,
                    guint column,
                    DzMatrixFace *face);
  DzFaceFlags (*get_flags) (DzMatrixModel *self,
                            guint row,
                            guint column);
  char *(*dup_words) (DzMatrixModel *self,
                      guint row,
                      guint column);
  char *(*dup_tooltip) (DzMatrixModel *self,
                        guint row,
                        guint column);
  void (*toggle_row) (DzMatrixModel *self,
                      guint row);

  /* These may be left out. */
  void (*toggle_column) (DzMatrixModel *self,
                         guint column);
  guint (*get_head_lines) (DzMatrixModel *self);
  guint (*get_n_pinned) (DzMatrixModel *self);
  DzFaceFlags (*get_row_flags) (DzMatrixModel *self,
                                guint row,
                                double *heat);
  DzFaceFlags (*get_column_flags) (DzMatrixModel *self,
                                   guint column,
                                   double *heat);
  gboolean (*move_columns) (DzMatrixModel *self,
                            guint first,
                            guint n,
                            guint to);
  void (*pin_columns) (DzMatrixModel *self,
                       guint first,
                       guint n,
                       gboolean pinned);
  void (*sort_rows) (DzMatrixModel *self,
                     guint column,
                     DzMatrixSort sort);
  void (*sort_columns) (DzMatrixModel *self,
                        guint row,
                        DzMatrixSort sort);
};

guint dz_matrix_model_get_n_rows (DzMatrixModel *self);
guint dz_matrix_model_get_n_columns (DzMatrixModel *self);
const char *dz_matrix_model_get_row_key (DzMatrixModel *self,
                                         guint row);
const char *dz_matrix_model_get_column_key (DzMatrixModel *self,
                                            guint column);
void dz_matrix_model_get_row_head (DzMatrixModel *self,
                                   guint row,
                                   DzMatrixRowHead *head);
void dz_matrix_model_get_column_head (DzMatrixModel *self,
                                      guint column,
                                      DzMatrixColumnHead *head);

/* Characters of the longest figure in the column, for its width. */
guint dz_matrix_model_get_column_chars (DzMatrixModel *self,
                                        guint column);
void dz_matrix_model_get_face (DzMatrixModel *self,
                               guint row,
                               guint column,
                               DzMatrixFace *face);

/* The flags of the face alone: cheap, for whole rows and columns. */
DzFaceFlags dz_matrix_model_get_flags (DzMatrixModel *self,
                                       guint row,
                                       guint column);

/* The cell as a screen reader speaks it. */
char *dz_matrix_model_dup_words (DzMatrixModel *self,
                                 guint row,
                                 guint column) G_GNUC_WARN_UNUSED_RESULT;

/* The cell explained, or NULL. */
char *dz_matrix_model_dup_tooltip (DzMatrixModel *self,
                                   guint row,
                                   guint column) G_GNUC_WARN_UNUSED_RESULT;

/* Folds or unfolds a group; nothing for other rows. */
void dz_matrix_model_toggle_row (DzMatrixModel *self,
                                 guint row);

void dz_matrix_model_toggle_column (DzMatrixModel *self,
                                    guint column);

/* Lines of text for the labels of the columns; 1 unless the model says otherwise. */
guint dz_matrix_model_get_head_lines (DzMatrixModel *self);

/* How many columns stay in view beside the labels: the first ones. */
guint dz_matrix_model_get_n_pinned (DzMatrixModel *self);

/* What the cells of a row have, without asking for each; @heat (out, nullable): how many of them
 * differ, 0 … 1. A model that cannot tell says that each row may have anything. */
DzFaceFlags dz_matrix_model_get_row_flags (DzMatrixModel *self,
                                           guint row,
                                           double *heat);

DzFaceFlags dz_matrix_model_get_column_flags (DzMatrixModel *self,
                                              guint column,
                                              double *heat);

/* The @n columns at @first stand in front of column @to then (the number of columns for the end). */
gboolean dz_matrix_model_move_columns (DzMatrixModel *self,
                                       guint first,
                                       guint n,
                                       guint to);
void dz_matrix_model_pin_columns (DzMatrixModel *self,
                                  guint first,
                                  guint n,
                                  gboolean pinned);

/* Rows by what stands in a column, columns by what stands in a row: what is shown there decides,
 * and what has no number comes last. */
void dz_matrix_model_sort_rows (DzMatrixModel *self,
                                guint column,
                                DzMatrixSort sort);
void dz_matrix_model_sort_columns (DzMatrixModel *self,
                                   guint row,
                                   DzMatrixSort sort);

/* The place of a key, -1 when it is not shown. */
int dz_matrix_model_find_row (DzMatrixModel *self,
                              const char *key);
int dz_matrix_model_find_column (DzMatrixModel *self,
                                 const char *key);

void dz_matrix_model_changed (DzMatrixModel *self);

G_END_DECLS
