/* dz-labels.h - which rows, columns and members of the forms a label can mean
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made once from a catalogue and kept with it; safe in any thread.
 */
#pragma once

#include "dz-catalogue.h"

G_BEGIN_DECLS

#define DZ_LABELS_MAX_FORMS 64

typedef enum {
  DZ_PART_NONE = 0,
  DZ_PART_FIRST = 1 << 0,  /* first part of a matrix label: 规章, 行政复议 */
  DZ_PART_MIDDLE = 1 << 1, /* 未经复议直接起诉 */
  DZ_PART_LAST = 1 << 2,   /* the column: 本年制发件数, 结果维持 */
} DzLabelPart;

/**
 * DzLabelRow: a row of a form that a label can mean
 * @form: index in the catalogue's list of forms
 * @printed: the form itself prints it so; else it is another spelling
 */
typedef struct {
  guint form;
  const DzFormRow *row;
  gboolean printed;
} DzLabelRow;

/**
 * DzLabelInfo: what is known of one label key
 * @rows: that the whole label means; @n_rows may be 0
 * @parts: of which kinds of matrix labels it is a part; @part_forms: in which forms
 * @member: of a dimension whose column it heads, or NULL
 * @anchors, @counters: forms that it speaks for and against
 */
typedef struct {
  const char *key;
  DzLabelRow *rows;
  guint n_rows;
  DzLabelPart parts;
  guint64 part_forms;
  const DzMember *member;
} DzLabelInfo;

typedef struct _DzLabels DzLabels;

/* Borrowed: lives as long as @catalogue. */
DzLabels *dz_labels_get (DzCatalogue *catalogue);

/* Of no other catalogue in this process. */
guint dz_labels_get_serial (DzLabels *self);

/* @key as of dz_text_label_key(); NULL when no form, column or member is called so. */
const DzLabelInfo *dz_labels_lookup (DzLabels *self,
                                     const char *key);

/* The rows of matrix labels: "规章/本年制发件数", made of keys. */
const DzLabelInfo *dz_labels_lookup_matrix (DzLabels *self,
                                            const char *joined);

guint dz_labels_get_n_forms (DzLabels *self);
const DzForm *dz_labels_get_form (DzLabels *self,
                                  guint index);
/* -1 when there is none. */
int dz_labels_find_form (DzLabels *self,
                         const char *id);

/* The keys of the row's first label, NULL-terminated; one for a plain row. */
const char *const *dz_labels_get_row_keys (DzLabels *self,
                                           guint form,
                                           const DzFormRow *row);

/* The form's own labels that lead to @row, joined by " / ". */
const char *dz_labels_get_row_path (DzLabels *self,
                                    guint form,
                                    const DzFormRow *row);

/* The form's row whose level holds @row, or NULL. */
const DzFormRow *dz_labels_get_row_above (DzLabels *self,
                                          guint form,
                                          const DzFormRow *row);

/* Forms that @key speaks for (@against FALSE) or against, as bits. */
guint64 dz_labels_find_anchors (DzLabels *self,
                                const char *key,
                                gboolean against);

/* Interned, or NULL when no row is measured in @text. */
const char *dz_labels_find_unit (DzLabels *self,
                                 const char *folded);

/* The members of a dimension that have cells, as the form lines them up: NULL-terminated. */
const DzMember *const *dz_labels_get_member_columns (DzLabels *self);

G_END_DECLS
